"""Structures with a name of their own («مطبعة …»), which a report names once and then calls by their noun."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from marsad.model import Span
from marsad.reading.name_spans import name_span
from marsad.reading.phrase import Phrase, goes_by_name
from marsad.reading.view import View

HOMES = frozenset({"منزل", "غرفة", "بيت", "شقة", "مزرعة", "دار", "أرض", "مبنى", "بناء", "عمارة", "محل", "ممتلكات"})


@dataclass(slots=True)
class Structures:
    """Remembers the named structures of one report."""

    text: str
    _named: dict[str, Span] = field(default_factory=dict)  # by noun

    def find(self, view: View, phrases: Iterable[Phrase]) -> Span | None:
        """The first structure with a name of its own among phrases («مطبعة …»), or one named before («المطبعة»)."""
        for phrase in phrases:
            if phrase.kind not in ("structure", "military-post") or phrase.entry is None or phrase.grammatical != "s":
                continue
            noun = phrase.entry.noun
            if noun in HOMES:
                continue
            if has_name(view, phrase):
                span = name_span(view, (phrase.core, phrase.own_end), self.text)
                self._named[noun] = span
                return span
            if phrase.definite and phrase.owner is None and noun in self._named:
                return self._named[noun]
        return None


def has_name(view: View, phrase: Phrase) -> bool:
    """«مطبعة …», «مشفى القرية»: whether it goes by a name of its own or by its owner's."""
    owner = phrase.owner
    if owner is not None:
        if (
            not goes_by_name(owner)
            or owner.count is not None
            or (owner.kind == "structure" and owner.own_end - owner.core == 1)
        ):
            return False  # «مقر البلدية»
        return owner.kind in ("name", "structure", "org-head", "place") and owner.definite and not owner.prep
    last = phrase.own_end - 1
    if last <= phrase.core or phrase.definite or view.words[phrase.core + 1].pre == "ل":
        return False  # «مخزن للأسلحة»: what it is for, no name
    word, norm = view.words[last], view.norm(last)
    uses = (
        word.nouns,
        word.events,
        word.verbs,
        word.modifiers,
        word.settles,
        word.participles,
        word.tags,
        word.pre,
    )
    known = any(uses) or norm[0] in "لب" or word.adjective or norm in view.knowledge.place_adjectives
    return not known and not norm.endswith(("ي", "يه", "ه", "ات")) and view.tokens[last].kind == "word"
