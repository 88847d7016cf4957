"""From the clauses of one sentence to its frames.

`builder` runs the passes in order over the `SentenceFrames` of `sentence`:

* evoking: `nouns`, `participles`, `verbs` (with `arguments`: who does what to whom; `event_verbs`, `support_verbs`,
  `result_verbs`; `collocations`: verb and noun as one) and `speech`;
* filling: `roles`, `prepositions`, `carried_actors`, `loose_places`;
* one event told twice: `same_event`, `tolls`, `secondary`;
* settling: `status`, `negation`, `settling` (the type).
"""
