"""The contract: what `marsad read --format json` prints is what claims.schema.json says, always the same, and true to
the text."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import marsad

HERE = Path(__file__).parent
DEMO = HERE.parent / "demo" / "reports.jsonl"
CONTRACT = json.loads((HERE / "data" / "claims.schema.json").read_text(encoding="utf-8"))
COMMAND = Path(sys.executable).with_name("marsad")

ODD = {
    "simple": "قصفت المدفعية قرية كفرنبل",
    "no-arabic": "Artillery shelled the village of Kafr Nabl.",
    "arabic-in-english": "The statement said «قصفت المدفعية قرية كفرنبل» on Monday.",
    "digits-only": "12 345 ٦٧",
    "one-letter": "ق",
    "marks-only": "ًٌٍَُِّْ",
    "nul": "قصفت المدفعية\x00 قرية كفرنبل",
    "crlf": "قصفت المدفعية قرية كفرنبل\r\nوقصفت المدفعية قرية كفرنبل\r\n",
    "bidi": "\u202bقصفت المدفعية\u202c \u2067قرية كفرنبل\u2069\u200f",
    "tatweel": "قصفـــت المدفعيـــة قريـــة كفرنبل",
    "presentation-forms": "ﻗﺼﻔﺖ ﺍﻟﻤﺪﻓﻌﻴﺔ ﻗﺮﻳﺔ ﻛﻔﺮﻧﺒﻞ",
    "beyond-the-bmp": "💥🇸🇾 قصفت المدفعية قرية كفرنبل 👩‍👩‍👧 قصفت المدفعية قرية كفرنبل 💥",
    "markup": "<script>alert('قصفت المدفعية قرية كفرنبل')</script>",
    "long-word": "قصف" * 5_000,
    "long-number": "قتل " + "9" * 400 + " شخصا في قصف على قرية كفرنبل",
    "quotes": '«قصفت «المدفعية» "قرية” كفرنبل',
    "impossible-date": "قصفت المدفعية قرية كفرنبل في 31 شباط 2020 الساعة 99:99",
    "numbers": "قتل 5 أشخاص وأصيب ما بين 10 و15 آخرين ونزح أكثر من 1000 شخص في قصف على قرية كفرنبل فجر أمس",
}


def run(*arguments: str, stdin: bytes = b"", seed: str = "0") -> bytes:
    """What the real command prints."""
    done = subprocess.run(
        [COMMAND, *arguments], input=stdin, capture_output=True, check=True, env=os.environ | {"PYTHONHASHSEED": seed}
    )
    return done.stdout


def lines(readings: marsad.Result) -> list[Any]:
    """The JSON of readings as a consumer gets it."""
    return [json.loads(json.dumps(d, ensure_ascii=False)) for d in readings.to_dicts()]


def demo() -> list[dict[str, Any]]:
    return [json.loads(line) for line in DEMO.read_text(encoding="utf-8").splitlines()]


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Every span at any depth."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for member in value:
            yield from spans(member)


def mended(schema: dict[str, Any]) -> dict[str, Any]:
    """The contract as it is meant: its `place` and `time` say `["object", "null"]` and in the next line `allOf` a span,
    which is an object, so that no null is ever valid."""
    schema = copy.deepcopy(schema)
    slots = schema["$defs"]["claim"]["properties"]
    for name in ("place", "time"):
        assert slots[name]["type"] == ["object", "null"]
        del slots[name]["type"]
        slots[name] = {"anyOf": [{"type": "null"}, slots[name]]}
    return schema


VALIDATOR = jsonschema.Draft202012Validator(mended(CONTRACT))


def test_the_schema_is_sound_and_refuses() -> None:
    jsonschema.Draft202012Validator.check_schema(CONTRACT)
    [good] = lines(marsad.read(ODD["simple"]))
    assert good["claims"][0]["time"] is None
    VALIDATOR.validate(good)
    # When the contract itself takes a null, `mended` can go.
    assert not jsonschema.Draft202012Validator(CONTRACT).is_valid(good)
    for key, value in (("status", "maybe"), ("place", {}), ("time", "today"), ("sources", [{}]), ("confidence", 2)):
        broken = copy.deepcopy(good)
        broken["claims"][0][key] = value
        assert not VALIDATOR.is_valid(broken), key


def test_demo_is_valid_and_every_run_prints_the_same_bytes() -> None:
    first = run("read", str(DEMO), "--format", "json", seed="1")
    for seed in ("2", "random"):
        assert run("read", str(DEMO), "--format", "json", seed=seed) == first
    found = [json.loads(line) for line in first.decode("utf-8").splitlines()]
    assert [f["document"]["id"] for f in found] == [r["id"] for r in demo()]
    for one in found:
        VALIDATOR.validate(one)
    assert sum(len(one["claims"]) for one in found) > 40
    assert any(one["contradictions"] for one in found)


def test_odd_reports_are_valid() -> None:
    reports = [{"id": k, "text": v, "published": "2020-02-01", "outlet": "وكالة المثال"} for k, v in ODD.items()]
    printed = run("read", "-", "--format", "json", stdin="\n".join(map(json.dumps, reports)).encode())
    found = [json.loads(line) for line in printed.decode("utf-8").splitlines()]
    assert [one["document"]["id"] for one in found] == list(ODD)
    for one in found:
        VALIDATOR.validate(one)
        assert one["document"]["outlet"] == "وكالة المثال"
    silent = {one["document"]["id"] for one in found if not one["claims"]}
    assert {"simple", "crlf", "bidi", "tatweel", "presentation-forms", "nul", "beyond-the-bmp"}.isdisjoint(silent)


def test_a_plain_sentence_gives_its_claim() -> None:
    [one] = lines(marsad.read(ODD["simple"]))
    VALIDATOR.validate(one)
    [claim] = one["claims"]
    assert (claim["type"], claim["status"], claim["place"]["text"]) == ("shelling", "happened", "كفرنبل")
    assert one["document"]["id"] == one["document"]["sha256"]
    assert one["document"]["language"] == "ar"


def test_readings_refer_to_claims_of_the_same_call() -> None:
    found = lines(marsad.read(demo()))
    ids = {claim["id"] for one in found for claim in one["claims"]}
    for one in found:
        own = {claim["id"] for claim in one["claims"]}
        assert len(own) == len(one["claims"])  # no id twice in a report
        assert all(claim["event"] for claim in one["claims"])
        for contradiction in one["contradictions"]:
            assert contradiction["claims"][0] in own
            assert set(contradiction["claims"]) <= ids


def claim_ids(readings: marsad.Result) -> dict[str, list[str]]:
    return {r.report.id: [c.id for c in r.claims] for r in readings}


def test_ids_depend_on_the_report_alone() -> None:
    reports = demo()
    together = claim_ids(marsad.read(reports))
    assert claim_ids(marsad.read(reports)) == together
    assert claim_ids(marsad.read(reports[::-1])) == together
    for report in reports:
        assert claim_ids(marsad.read(report)) == {report["id"]: together[report["id"]]}


def test_the_same_report_twice_has_the_same_claims() -> None:
    one, two = marsad.read([demo()[0], demo()[0] | {"id": "other"}])
    assert [c.id for c in one.claims] == [c.id for c in two.claims] != []


def test_another_text_has_other_ids() -> None:
    one, two = marsad.read([ODD["simple"], ODD["simple"] + "."])
    assert one.claims[0].id != two.claims[0].id
    assert one.report.sha256 != two.report.sha256


@pytest.mark.parametrize("report", demo(), ids=lambda r: r["id"])
def test_every_span_of_the_demo_slices_its_text(report: dict[str, Any]) -> None:
    check_spans(report["text"], marsad.read(report))


def test_every_span_of_gold_and_odd_texts_slices_its_text() -> None:
    texts = [p.read_text(encoding="utf-8") for p in sorted((HERE / "gold").rglob("*.txt"))]
    assert len(texts) > 100
    for text in [*texts, *ODD.values()]:
        check_spans(text, marsad.read(text, published="2020-02-01", outlet="وكالة المثال"), some=False)


def check_spans(text: str, readings: marsad.Result, some: bool = True) -> None:
    found = list(spans(readings.to_dicts()))
    assert found or not some
    for span in found:
        assert text[span["start"] : span["end"]] == span["text"], span
    for claim in readings.claims:
        for span in (claim.trigger, claim.evidence):
            assert 0 <= span.start < span.end
        assert claim.evidence.start <= claim.trigger.start <= claim.trigger.end <= claim.evidence.end
        for member in (*claim.actors, *claim.targets, *claim.numbers):
            assert member.span.text
        for source in claim.sources:  # the outlet stands beside the text, all others in it
            assert bool(source.mention.span.text) == (source.role != "outlet")
