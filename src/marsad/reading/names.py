"""The names of bodies, outlets and countries, ready to be found in tokens."""

from __future__ import annotations

from dataclasses import dataclass

from marsad import resources
from marsad.language.ar.phrases import PhraseTable
from marsad.language.ar.script import normal

_ARMED = frozenset({"rebel-group", "militia", "state-forces"})


@dataclass(frozen=True, slots=True)
class Side:
    """A camp to which a body belongs from one day to another (ISO prefixes, either may be empty)."""

    id: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Body:
    """An actor of the actor list, an outlet, or a country standing for its government."""

    id: str
    name_ar: str
    name_en: str
    kind: str
    country: str
    parent: str
    sides: tuple[Side, ...]
    start: str = ""
    end: str = ""

    def side(self, day: str | None) -> str | None:
        """The camp on a day (ISO); without a day the last one."""
        for side in reversed(self.sides):
            if day is None or (side.start <= day and (not side.end or day <= side.end)):
                return side.id
        return None


@dataclass(frozen=True, slots=True)
class NameUse:
    """One way in which a body is named.

    `full`, `short` (needs a fuller mention before), `loaded`, `country`, `capital`, or `ambiguous` (an everyday word:
    a name only in quotes or behind «صحيفة، قناة، موقع …»). A loaded name with a `speaker_side` means this body only in the mouth of that side.
    """

    body: Body
    manner: str
    speaker_side: str = ""


class Names:
    """The tables of `data/actors` and `data/outlets`."""

    @resources.loading()
    def __init__(self) -> None:
        self.phrases: PhraseTable[NameUse] = PhraseTable()
        self.bodies: dict[str, Body] = {}
        self.countries: dict[str, dict[str, str]] = {}
        self.outlets_by_name: dict[str, Body] = {}
        for name in resources.names("actors"):
            stem = name.rsplit("/", 1)[-1]
            if stem not in ("sides.tsv", "countries.tsv", "deictic.tsv"):
                for row in resources.table(name):
                    self._add_actor(row)
        for row in resources.table("actors/countries.tsv"):
            self._add_country(row)
        for row in resources.table("outlets/outlets.tsv"):
            self._add_outlet(row)

    def _add_actor(self, row: dict[str, str]) -> None:
        body = Body(
            row["id"], row["name_ar"], row["name_en"], row["kind"], row["country"], row["parent"],
            _sides(row["sides"]), row["from"], row["to"],
        )  # fmt: skip
        self.bodies[body.id] = body
        for name in (row["name_ar"], *resources.split(row["aliases_ar"])):
            self.phrases.add(name, NameUse(body, "full"))
        for name in resources.split(row["short_ar"]):
            self.phrases.add(name, NameUse(body, "short"))
        for name in resources.split(row["loaded_ar"]):
            words, _, side = name.partition("@")
            self.phrases.add(words, NameUse(body, "loaded", side))
        for name in (row["name_en"], *resources.split(row["aliases_en"])):
            if name.isascii() and len(name) < 6 and name.isupper():
                self.phrases.add(name, NameUse(body, "full"))

    def _add_country(self, row: dict[str, str]) -> None:
        self.countries[row["iso"]] = row
        body = Body(
            f"country:{row['iso']}", row["name_ar"], row["name_en"], "government", row["iso"], "", (),
        )  # fmt: skip
        government = self.bodies.get(row["government_id"], body)
        self.bodies[body.id] = body
        for name in (row["name_ar"], *resources.split(row["aliases_ar"])):
            self.phrases.add(name, NameUse(body, "country"))
        for name in resources.split(row["capital_ar"]):
            self.phrases.add(name, NameUse(government, "capital"))

    def _add_outlet(self, row: dict[str, str]) -> None:
        ambiguous, sides = _outlet_note(row["note"])
        sides = sides or ((Side(row["side"], "", ""),) if row["side"] else ())
        body = Body(f"outlet:{row['id']}", row["name_ar"], row["name_en"], "media", row["country"], "", sides)
        self.bodies[body.id] = body
        for name in (row["name_ar"], *resources.split(row["aliases_ar"])):
            self.phrases.add(name, NameUse(body, "ambiguous" if normal(name) in ambiguous else "full"))
            self.outlets_by_name.setdefault(normal(name), body)
        for name in (row["name_en"], *resources.split(row["aliases_en"])):
            self.outlets_by_name.setdefault(name.casefold(), body)

    def of_people(self, adjective: str) -> Body | None:
        """The armed body whose people go by an adjective («حوثي»: الحوثيون), if it is the only one."""
        uses = (*self.phrases.get(f"ال{adjective}ون"), *self.phrases.get(f"ال{adjective}ين"))
        bodies = {use.body.id: use.body for use in uses if use.manner == "full" and use.body.kind in _ARMED}
        return next(iter(bodies.values())) if len(bodies) == 1 else None

    def outlet(self, name: str | None) -> Body | None:
        """The outlet of the list that goes by this name, in Arabic or Latin letters."""
        if not name:
            return None
        return self.outlets_by_name.get(normal(name.strip())) or self.outlets_by_name.get(name.strip().casefold())


def _outlet_note(note: str) -> tuple[set[str], tuple[Side, ...]]:
    """The aliases that are everyday words as well, and the sides by date, from the note of an outlet."""
    ambiguous: set[str] = set()
    sides: tuple[Side, ...] = ()
    for part in note.split(";"):
        key, _, value = part.strip().partition(": ")
        if key == "ambiguous":
            ambiguous = {normal(name) for name in resources.split(value.strip())}
        elif key == "sides":
            sides = _sides(value.strip())
    return ambiguous, sides


def _sides(cell: str) -> tuple[Side, ...]:
    out = []
    for part in resources.split(cell):
        side, _, period = part.partition(":")
        start, _, end = period.partition("..")
        out.append(Side(side, start, end))
    return tuple(out)
