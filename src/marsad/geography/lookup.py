"""Names looked up in the tables of one country: as written, spelt otherwise, with a slip, two written as one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from marsad.geography.gazetteer import Gazetteer, GazetteerPlace
from marsad.geography.spelling import loose
from marsad.language.ar.phrases import Match, Variant

How = Literal["name", "spelling", "slip", "latin", "unknown"]

_GLUED = 4  # letters of the shorter of two names written without a space
_GLUED_HEADS = ("قريه", "مدينه", "بلده", "شارع", "مخيم")


class Names:
    """The names of one country's places; of all places where no country is given."""

    def __init__(self, gazetteer: Gazetteer, country: str = "") -> None:
        self.gazetteer, self.country = gazetteer, country

    def own(self, places: list[GazetteerPlace]) -> list[GazetteerPlace]:
        """Those of some places that lie in the country; where none does, the countries among them."""
        if not self.country or not places:
            return places
        return [p for p in places if p.country == self.country] or [p for p in places if p.level == "country"]

    def named(self, phrase: str) -> list[GazetteerPlace]:
        """The places of a name as it is written."""
        return self.own(self.gazetteer.phrases.get(phrase))

    def loosely(self, key: str) -> list[GazetteerPlace]:
        """The places of a loose key."""
        return self.own(self.gazetteer.loosely(key))

    def in_latin(self, name: str) -> list[GazetteerPlace]:
        """The places of a name in Latin letters."""
        return self.own(self.gazetteer.in_latin(name))

    def longest(self, folded: Sequence[str], i: int, ways: Sequence[Variant]) -> Match[list[GazetteerPlace]] | None:
        """The longest name that starts at a word; among equals the one with the fewest clitics cut."""
        best: Match[list[GazetteerPlace]] | None = None
        phrases = self.gazetteer.phrases
        for match in phrases.at(folded, i, phrases.opening(ways)):
            found = self.own(match.value)
            if found and (best is None or _rank(match) > _rank(best)):
                best = match._replace(value=found)
        return best

    def known(self, words: Sequence[str]) -> tuple[list[GazetteerPlace], How]:
        """The places of a name given by its words in the normal form: as written, spelt otherwise, with a slip."""
        form = " ".join(words)
        if found := self.named(form):
            return found, "name"
        key = loose(form)
        if len(key) < 2:
            return [], "unknown"
        if found := self.loosely(key):
            return found, "spelling"
        if form.startswith("ل") and (found := self.named("ا" + form)):
            return found, "spelling"  # «لباب»: the article as it is heard
        found = self.own(self.gazetteer.one_slip_away(key))
        return (found, "slip") if found else ([], "unknown")

    def unglued(self, words: Sequence[str]) -> list[GazetteerPlace] | None:
        """The places of two names that lost the space between them, the smaller one first; «معدانقرية النعمات»."""
        text = " ".join(words)
        for cut in range(len(text) - _GLUED, _GLUED - 1, -1):
            left, right = text[:cut].strip(), text[cut:].strip()
            if min(len(left), len(right)) < _GLUED:
                continue
            first, second = self.named(left), self.named(right)
            if first and second:
                return first
            head = next((h for h in _GLUED_HEADS if right.startswith(h)), None)
            if head is not None and (first or (second := self.named(right[len(head) :].strip()))):
                return second or first
        return None


def _rank(match: Match[list[GazetteerPlace]]) -> tuple[int, int]:
    return match.end, -len(match.prep) - len(match.conj)
