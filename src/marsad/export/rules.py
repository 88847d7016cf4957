"""The written rules by which a value is chosen where a format keeps one and the record keeps many."""

from __future__ import annotations

RULES: dict[str, str] = {
    "kept": "as the record keeps it",
    "most-voices": "what most independent voices say, of equals what was said first; the values of an event in events.md",
    "every-voice": "all independent voices, each once, in the order in which they were first heard",
    "every-report": "all reports that tell of it, copies too, each once",
    "interval": "the lowest figure of any voice, the figure most voices give, the highest of any voice (none: or more); "
    "each voice with its last figure; only counts of the whole, no parts",
    "counted": "counted over its claims, reports or voices",
    "joined": "several values, in a table joined by `; `",
    "masked": "a name where a list knows it; else `…`, unless `--full`",
    "words": "words of the report: `…`, unless `--full`",
}
