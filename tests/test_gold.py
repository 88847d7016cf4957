"""The project's own gold covers what it measures: every event code, every country, every phenomenon of reading."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from marsad import ontology

FOLDER = Path(__file__).parent / "gold"
COUNTRIES = {"Syria", "Iraq", "Yemen", "Sudan", "Libya", "Palestine", "Lebanon", "Egypt", "Turkey", "Israel"}
PHENOMENA = range(
    1, 13
)  # script, names, word order, defenders, loaded verbs, not happened, who says so, numbers, time,
# place, short mentions, page noise


@cache
def gold(name: str) -> tuple[dict[str, Any], ...]:
    files = sorted((FOLDER / name / "gold").glob("*.yaml"))
    return tuple(yaml.safe_load(path.read_text(encoding="utf-8")) for path in files)


def test_at_least_two_hundred_sentences() -> None:
    texts = [
        (FOLDER / "sentences" / "texts" / f"{one['id']}.txt").read_text(encoding="utf-8") for one in gold("sentences")
    ]
    assert sum(line.count(".") for text in texts for line in text.splitlines()) >= 200


def test_every_code_is_measured() -> None:
    seen = Counter(
        claim["type"] for name in ("sentences", "demo", "reports") for one in gold(name) for claim in one["claims"]
    )
    assert {code: seen[code] for code in ontology.families() if seen[code] < 3} == {}


def test_every_country_is_measured() -> None:
    seen = Counter(one["country"] for one in gold("sentences"))
    assert {country for country, n in seen.items() if n >= 3} >= COUNTRIES


def test_every_phenomenon_is_measured() -> None:
    seen = Counter(number for one in gold("sentences") for number in one["phenomena"])
    assert {number: seen[number] for number in PHENOMENA if seen[number] < 8} == {}
