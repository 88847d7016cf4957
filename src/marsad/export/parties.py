"""Who is who to coded formats: state forces, rebels, militias, civilians, others; their names in English."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from marsad import resources
from marsad.model import Mention
from marsad.withholding import MARK

Party = Literal["state", "rebels", "militia", "identity", "civilians", "external"]
_PARTY: dict[str, Party] = {
    "state-forces": "state", "police": "state", "intelligence": "state", "government": "state", "court": "state",
    "rebel-group": "rebels", "militia": "militia", "party": "militia", "tribe": "identity",
    "civilians": "civilians", "person": "civilians", "media": "civilians", "humanitarian": "civilians",
    "organisation": "civilians", "external-forces": "external", "un": "external", "coalition": "external",
}  # fmt: skip
_STATE = frozenset({"state-forces", "police", "intelligence", "government", "court", "official"})
_GENERIC = "generic:"
# How the lists say whom a generic name stands for: «(by country of the report)», «(mentioned before)».
_MEANT = re.compile(r" \((?:by|mentioned|of|operator|unspecified)\b[^)]*\)$")
UNIDENTIFIED = "Unidentified Armed Group"
# Generic names that tell nothing but that somebody was armed, and those that take sides, by what stands for them.
_NOBODY = frozenset(
    f"{_GENERIC}{name}"
    for name in "terrorists enemy occupation organisation allies warring-parties unknown-persons unidentified-gunmen "
    "gunmen fighters attackers".split()
)
_PLAIN = {
    "generic:regime": "The government", "generic:regime-forces": "Government forces",
    **dict.fromkeys(("generic:army", "generic:armed-forces"), "Military forces"), "generic:factions": "Factions",
    **dict.fromkeys(("generic:hospital", "generic:ambulance"), "Health workers"),
    "generic:former-regime": "The former government", "generic:remnants": "Forces of the former government",
    **dict.fromkeys(_NOBODY, UNIDENTIFIED),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Body:
    """A row of the actor lists."""

    name_ar: str
    name_en: str
    kind: str
    country: str
    parent: str


@cache
def bodies() -> dict[str, Body]:
    """By id."""
    found = {}
    for table in resources.names("actors"):
        for row in resources.table(table):
            if "kind" in row and "parent" in row:
                found[row["id"]] = Body(row["name_ar"], row["name_en"], row["kind"], row["country"], row["parent"])
    for row in resources.table("actors/countries.tsv"):
        found[f"country:{row['iso']}"] = Body(row["name_ar"], row["name_en"], "government", row["iso"], "")
    return found


def is_person(own: str) -> bool:
    """Whether an id of the lists is that of a person, not of an office or a body: ids of persons say so."""
    return "-official-" in own


def kind_of(mention: Mention) -> str | None:
    """The kind of a body; of an office that of the body it belongs to, as far as the lists say."""
    kind, own = mention.kind, mention.id
    for _ in range(4):  # an office in a ministry in a government
        body = bodies().get(own or "")
        if kind != "official" or body is None or not body.parent:
            break
        own = body.parent
        kind = bodies()[own].kind if own in bodies() else kind
    return kind


def home(mention: Mention) -> str | None:
    """The country of a body, where the lists know it."""
    body = bodies().get(mention.id or "")
    return (body.country or None) if body is not None else None


def party(mention: Mention, country: str | None) -> Party | None:
    """What a body is in a country: a state's forces abroad are external, a coalition at home is one of rebels.

    None where nothing is known of it, as of things that are hit.
    """
    kind, at_home = kind_of(mention), home(mention)
    if mention.id in _NOBODY:
        return "militia"
    if kind == "official":
        return "state"
    found = _PARTY.get(kind or "")
    if found == "state" and at_home is not None and at_home != country:
        return "external"
    if kind == "coalition" and at_home is not None and at_home == country:
        return "rebels"
    return found


def is_state(mention: Mention) -> bool:
    """Whether a body belongs to a state, at home or abroad."""
    return kind_of(mention) in _STATE


def is_named(mention: Mention) -> bool:
    """Whether a list knows a body by a name of its own, not as «rebels» or «the army»."""
    return mention.id is not None and not mention.id.startswith(_GENERIC)


def name_en(mention: Mention, country: str) -> str:
    """The English name of a body in the list; of a generic one, and of whoever no list knows, kind and country."""
    if mention.name_en is None:
        return f"{_UNLISTED.get(kind_of(mention) or '', 'Unidentified')} ({country})"
    if is_named(mention):
        return mention.name_en
    return f"{_PLAIN.get(mention.id or '') or _MEANT.sub('', mention.name_en)} ({country})"


_UNLISTED = {
    "civilians": "Civilians", "person": "Civilians", "media": "Journalists", "humanitarian": "Aid workers",
    "organisation": "Organisation", "official": "Officials", "tribe": "Tribal group",
    "state-forces": "Unidentified military forces", "police": "Unidentified police forces",
    "rebel-group": UNIDENTIFIED, "militia": UNIDENTIFIED,
}  # fmt: skip


def names_en(mentions: Iterable[Mention], country: str) -> list[str]:
    """Their English names, each once."""
    return list(dict.fromkeys([name_en(m, country) for m in mentions]))


def said_by(mention: Mention | None) -> str:
    """How a voice is called in an English sentence."""
    if mention is None:
        return "an outlet without a name"
    name = mention.name_en or mention.name_ar or mention.span.text
    return "a source without a name" if name in (MARK, "") else _MEANT.sub("", _PLAIN.get(mention.id or "", name))
