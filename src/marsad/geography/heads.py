"""Head words of place names («قرية», «مطار», «ريف») with the level and radius that they give, from the lexicon."""

from __future__ import annotations

from dataclasses import dataclass

from marsad import resources
from marsad.language.ar.script import normal
from marsad.model import Level

_HEAD_CLASSES = frozenset({"place-head", "area-head", "structure", "military-post"})


@dataclass(frozen=True, slots=True)
class Head:
    """What a name is the name of: «قرية», «مطار», «ريف»."""

    noun: str
    klass: str
    level: Level | None
    radius_km: float


class Heads:
    """The head words of places, from the lexicon's nouns; in the normal form, singular and plural."""

    def __init__(self) -> None:
        self._by_form: dict[str, Head] = {}
        for row in resources.table("lexicon/ar/nouns.tsv"):
            if row["class"] not in _HEAD_CLASSES:
                continue
            level: Level = row["level"] or "site"  # type: ignore[assignment]
            head = Head(row["noun"], row["class"], level, float(row["radius_km"] or 1))
            noun = normal(row["noun"])
            stem = noun[:-1] + "ت" if noun.endswith("ه") else noun
            for word in (noun, *map(normal, resources.split(row["plurals"])), stem + "ي", stem + "ين"):
                self._by_form.setdefault(word, head)

    def get(self, form: str) -> Head | None:
        """The head of one or two words, with or without articles."""
        found = self._by_form.get(form)
        if found is None and form.startswith("ال"):
            found = self._by_form.get(form[2:].replace(" ال", " "))
        return found

    def inside(self, norm: str) -> Head | None:
        """The head of a word written with «ب» or «ل»: «بمدينة», «لبلدة»."""
        return self._by_form.get(norm[1:]) if norm[0] in "بل" and len(norm) > 3 else None
