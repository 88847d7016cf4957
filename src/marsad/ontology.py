"""The event types: codes, families, labels and their equivalents in ACLED and PLOVER."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from marsad import resources

# What a verb or noun may evoke before means and target settle the type.
PSEUDO_CODES = frozenset({"attack", "killing", "injury", "explosion"})
# Types that say that something is so, not that something was done.
STATES = frozenset({"control", "presence"})
# Speech acts: the speaker is both actor and source.
SPEECH = frozenset({"threat", "accusation", "demand", "condemnation", "warning", "responsibility", "statement"})


@dataclass(frozen=True, slots=True)
class EventType:
    """One row of `data/ontology/types.tsv`."""

    code: str
    family: str
    label_en: str
    label_ar: str
    definition: str
    acled_event_type: str
    acled_sub_event_type: str
    plover_type: str
    plover_mode: str

    def label(self, language: str) -> str:
        """The label in `ar` or `en`."""
        return self.label_ar if language == "ar" else self.label_en


@cache
def types() -> dict[str, EventType]:
    """All event types by code, in the order of the table."""
    return {row["code"]: EventType(**row) for row in resources.table("ontology/types.tsv")}


@cache
def families() -> dict[str, str]:
    """Family by code."""
    return {code: t.family for code, t in types().items()}
