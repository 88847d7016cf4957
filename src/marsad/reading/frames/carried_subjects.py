"""The subject that a verb without one of its own goes on with."""

from __future__ import annotations

from collections.abc import Callable

from marsad.reading.clauses import Clause
from marsad.reading.frames.sentence import SentenceFrames
from marsad.reading.phrase import THINGS, Phrase, agentive, may_agree

_BETWEEN = frozenset({"rel", "sub", "part", "source"})
_LONG = 5  # letters; «دين», «قانون» are no plurals of people
PLURAL = frozenset({"3mp", "3md", "3fd", "3fp", "1p"})


def carried_subject(state: SentenceFrames, clause: Clause, holds: Callable[[Phrase], str]) -> Phrase | None:
    """The subject of the clause before, for a verb joined by «و» without a subject of its own."""
    if clause.parent < 0 or clause.use is None:
        return None
    person, speaks = clause.use.form.person, clause.klass("speech")
    beyond = False  # outside of what is said: a body tells of its own deeds, a speaker of those of others
    for parent in reversed(state.clauses[: clause.parent + 1]):
        if clause.link == "sub" and parent.link == "rel":
            continue  # «… الذي يسيطر عليه المتمردون، حيث سيطرت …» goes on with the main clause
        passive = parent.verb is not None and parent.verb.passive
        told = parent.frame
        suffers = told is not None and told.klass == "casualty" and "patient" in told.subject
        if suffers or any(holds(o) == "casualty" for o in parent.objects):
            passive = True  # «استشهد 16 وجرح 30», «لقي 18 حتفهم وجرح 33»: who dies does nothing to the next
        candidates = [parent.subject, stands_before(parent)]
        unnamed = parent.subject is None and parent.use is not None and parent.use.form.person in PLURAL
        if not passive and not unnamed:  # «قتلوا سبعة وأسروا …»: what follows such a verb is its object
            candidates += parent.after[:1]
        if parent.link == "rel" and parent.antecedent is not None:
            candidates.append(parent.antecedent)
        for phrase in candidates:
            if phrase is None or not may_agree(person, phrase) or (beyond and not speaks and _one_person(phrase)):
                continue
            if _agrees_otherwise(person, phrase, parent) or _other_number(state, clause, phrase):
                continue
            if (
                (agentive(phrase) and not passive)
                or (speaks and phrase.kind == "person-source" and not passive)  # «نفى المتحدث ذلك، واتهم التنظيم ب…»
                or phrase.event is not None
                or (parent.klass("casualty") and not (passive and phrase is parent.subject and clause.after))
                or (phrase.kind in ("name", "person-civilian", "people") and not passive)
            ):
                return phrase
        beyond = beyond or parent.link in ("comp", "colon")
    return None


def resumed_topic(clauses: list[Clause], index: int) -> Phrase | None:
    """«والحركة التي …، سارعت إلى …»: the subject before relative clauses, for a bare verb behind their comma."""
    clause = clauses[index]
    if clause.link != "and" or clause.verb is None or clause.verb.conj or clause.verb.participle:
        return None
    if any(c.phrase is not None or c.kind == "conj" for c in clause.chunks if c.start < clause.verb.start):
        return None
    for k in range(index - 1, -1, -1):
        head = clauses[k]
        if head.link in _BETWEEN:
            continue
        was = head.use is not None and head.use.lemma == "كان"
        topic = head.subject if was else head.before[-1] if head.verb is None and head.before else None
        relative = clauses[k + 1].link == "rel" and bool(clauses[k + 1].text) and clauses[k + 1].antecedent is topic
        return topic if topic is not None and relative and not topic.prep and topic.event is None else None
    return None


def _other_number(state: SentenceFrames, clause: Clause, phrase: Phrase) -> bool:
    """«يسيطر عليها المسلحون، علما بأنه …»: «ه» behind «أن» takes up no sound plural."""
    one = clause.link == "comp" and clause.text.endswith("نه")
    return one and len(state.view.norm(phrase.head)) > _LONG and state.view.norm(phrase.head).endswith(("ون", "ين"))


def _agrees_otherwise(person: str, phrase: Phrase, parent: Clause) -> bool:
    """Whether a verb agrees with another than this subject of the verb before, as far as number tells."""
    person_noun = phrase.entry is not None and phrase.entry.klass.startswith("person")
    if (
        (phrase.kind.startswith("person") or person_noun)
        and phrase.grammatical in ("d", "p", "dp")
        and person in ("3ms", "3fs")
    ):
        # «فقتلت امرأتان وجرح السائق»; but «داهمت عناصر المقر واعتقلت …»
        return not (person == "3fs" and parent.use is not None and parent.use.form.person == "3fs")
    before = parent.use.form.person if parent.use is not None else ""
    told_first = parent.link == "rel" and (phrase is parent.antecedent or phrase is parent.subject)
    return told_first and before == "3fs" and person == "3mp"  # «هاجموا قوة حاولت التقدم وفجروا …»


def stands_before(clause: Clause) -> Phrase | None:
    """The phrase right before the verb of a clause that may be its subject."""
    candidates = [p for p in clause.before if p.kind not in ("time-unit", "abstract") or p.event]
    if len(candidates) > 1 and _situates(candidates[-1]) and candidates[-2].kind == "place":
        candidates.pop()  # «بلدة … الواقعة تحت سيطرة … شهدت»: the participle says where the subject is
    if len(candidates) > 1 and candidates[-1].kind == "place" and agentive(candidates[-2]) and clause.link != "rel":
        candidates.pop()  # «القوات المتمركزة خارج أسوار المدينة أطلقت»: a place behind who acts is where he is
    many = clause.use is not None and clause.use.form.person in ("3mp", "3md")
    while many and len(candidates) > 1 and candidates[-1].kind in THINGS:
        candidates.pop()  # «مسلحين على ظهور دراجات هاجموا»
    return candidates[-1] if candidates else None


def _one_person(phrase: Phrase) -> bool:
    """Whether a phrase names a speaker by his name or office, no body."""
    official = phrase.kind == "actor" and any(n.body.kind == "official" for n in phrase.names)
    return official or phrase.kind in ("name", "person-source", "person-official", "media-head")


def _situates(phrase: Phrase) -> bool:
    """Whether a phrase is «الواقعة», which looks like an incident, right behind what is situated."""
    return phrase.event is not None and phrase.event.noun == "واقعة" and phrase.own_end - phrase.core == 1
