"""Noun phrases of a sentence, one module for each kind of rule.

`parser` runs them in their order: `numbers` and quantifiers, `heads` (of places: `place_heads`, `directions`,
`toponyms`, `place_tails`), what extends a head (`extension`: `genitives`, `adjectives`, `apposition`, `belonging`),
`coordination`, and the wider places behind (`containment`). `verbs` and `words` judge single words.
"""

from marsad.reading.phrases.coordination import share_wider
from marsad.reading.phrases.parser import PhraseParser

__all__ = ["PhraseParser", "share_wider"]
