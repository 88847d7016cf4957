"""The corpus: tests/corpus/ar/*.toml, one file a phenomenon, cases that a linguist can add without Python.

A file names its `layer`; a case may name another one. Keys of every case: `name` (English, kebab-case), `note`, and
`known`: why the reader gets the case wrong today. Such a case must still fail: when it works, take `known` away.

* `script`: `value`, the normal form of all `texts`; `never` = texts with another one.
* `tokens`: `text` and `words`, the raw tokens (no quotes), or `sentences`, how many tokens each has.
* `words`: every word of `texts` has a reading with all of `value` (kind verb noun event number, lemma, tense, person,
  voice, conj, prep, suffix, future); no word of `never` has one.
* `numbers`: the only number in each of `texts` is `value` = {low, high, approx} (`"+"` = or more, `"-"` = or less);
  in `never` there is none.
* `dates`: seen from `published` (empty: unknown), the only time in each of `texts` runs from `from` to `to` (empty: not
  resolved or open); in `never` there is none.
* `names`: every name of `texts`, as a whole, can stand for the body `value`, none of `never` can.
* `reading`: `text`, `published`, `outlet`; `expect` = claims that must come, each with `type` (or several), `status`,
  `trigger` (a part of it), `actors`, `targets`, `actor_ids`, `target_ids`, `place`, `at` = [lat, lon, km], `level`,
  `from`, `to`, `numbers` = [[kind, low, high]], `approx`, `source`, `sources` (from the outlet inwards), `relay`.
  A key left out is not checked; a list is complete (`[]` = none), save `among_actors` and `among_targets`, which name
  some (`among_numbers` too), and `not_actors`, `not_targets`, which name wrong ones; `place = ""`, `source = ""`, `from = ""` = none.
  `never` = types (or `type:status`) that may not come; `only = true` = no claim besides those expected;
  `none = true` = no claim at all; `contradictions` = in what
  its accounts contradict each other, all of it (`[]` = in nothing).
"""

from __future__ import annotations

import datetime
import math
import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from marsad import ontology
from marsad.api import read
from marsad.language.ar.script import normal
from marsad.language.ar.tokens import Sentence, Token, sentences
from marsad.model import STATUSES, Claim, Mention, Reading
from marsad.pipeline import reader
from marsad.reading.view import View

FOLDER = Path(__file__).parent / "corpus" / "ar"
PUBLISHED = "2024-05-14"  # a Tuesday: for cases that name no day
FEWEST_CASES, FEWEST_MATCHING = 12, 8
KNOWN_SHARE = 0.2

_CASE_KEYS = {
    "script": {"value", "texts", "never"},
    "tokens": {"text", "words", "sentences"},
    "words": {"value", "texts", "never"},
    "numbers": {"value", "texts", "never"},
    "dates": {"published", "from", "to", "precision", "texts", "never"},
    "names": {"value", "texts", "never"},
    "reading": {"text", "published", "outlet", "expect", "never", "only", "none", "contradictions"},
}
_EXPECT_KEYS = {
    "type", "status", "trigger", "actors", "targets", "actor_ids", "target_ids", "among_actors", "among_targets",
    "not_actors", "not_targets", "place", "at", "level", "from", "to", "numbers", "among_numbers", "approx", "source", "sources", "relay",
}  # fmt: skip

Case = dict[str, Any]


@cache
def corpus() -> tuple[tuple[str, Case], ...]:
    """Every case with its id `file/name`, its layer filled in from the file's."""
    out = []
    for path in sorted(FOLDER.glob("*.toml")):
        tree = tomllib.loads(path.read_text(encoding="utf-8"))
        for number, case in enumerate(tree["case"], 1):
            name = case.get("name", f"case-{number}")
            out.append((f"{path.stem}/{name}", {"layer": tree["layer"], "file": path.stem} | case))
    return tuple(out)


# -- comparing --------------------------------------------------------------------------------------------------------


def key(text: str) -> str:
    """The letters and digits of the normal form."""
    return re.sub(r"[\W_]+", "", normal(text))


def same(a: str, b: str) -> bool:
    """Whether one name contains the other, clitics and article aside, and is no mere splinter of it."""
    for x in {key(a), re.sub("^[وفبلك]?(ال|لل)?", "", key(a))}:
        for y in {key(b), re.sub("^[وفبلك]?(ال|لل)?", "", key(b))}:
            if x and y and (x in y or y in x) and min(len(x), len(y)) >= 0.4 * max(len(x), len(y)):
                return True
    return False


def named(wanted: str, mention: Mention) -> bool:
    """Whether a mention goes by this name: its own words, its body's name or those it stands for."""
    names = (mention.span.text, mention.name_ar, *mention.antecedents)
    return any(n and same(wanted, n) for n in names)


def pairs(wanted: list[Any], found: list[Any], fits: Callable[[Any, Any], bool]) -> list[Any] | None:
    """A partner for every one that is wanted, each used once; None where that cannot be."""
    if not wanted:
        return []
    for item in found:
        if fits(wanted[0], item):
            rest = pairs(wanted[1:], [f for f in found if f is not item], fits)
            if rest is not None:
                return [item, *rest]
    return None


def complete(wanted: list[str], found: list[Mention]) -> bool:
    """Whether all wanted names are there and nothing else is."""
    return pairs(wanted, found, named) is not None and all(any(named(w, f) for w in wanted) for f in found)


def day(value: datetime.date | str | None) -> str | None:
    """A day of a TOML file as ISO text, None for none."""
    return value.isoformat() if isinstance(value, datetime.date) else value or None


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The way between two points on the globe."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742 * math.asin(math.sqrt(h))


def bounds(kind: str, low: float | str, high: float | str) -> tuple[str, float | None, float | None]:
    """A number of the corpus as the model has it: open ends are None."""
    return kind, None if isinstance(low, str) else low, None if isinstance(high, str) else high


def misfits(want: Case, claim: Claim) -> Iterator[str]:
    """The keys of an expectation that a claim does not meet."""
    types = want["type"] if isinstance(want["type"], list) else [want["type"]]
    speakers = [s for s in claim.sources if s.role != "outlet"]
    place, time = claim.place, claim.time
    numbers = {(q.kind, q.low, q.high) for q in claim.numbers}
    checks: dict[str, Callable[[Any], bool]] = {
        "type": lambda _: claim.type in types,
        "status": lambda v: claim.status == v,
        "trigger": lambda v: key(v) in key(claim.trigger.text) or key(claim.trigger.text) in key(v),
        "actors": lambda v: complete(v, list(claim.actors)),
        "targets": lambda v: complete(v, list(claim.targets)),
        "actor_ids": lambda v: sorted(v) == sorted(m.id or "" for m in claim.actors),
        "target_ids": lambda v: sorted(v) == sorted(m.id or "" for m in claim.targets),
        "among_actors": lambda v: pairs(v, list(claim.actors), named) is not None,
        "among_targets": lambda v: pairs(v, list(claim.targets), named) is not None,
        "not_actors": lambda v: not any(named(w, m) for w in v for m in claim.actors),
        "not_targets": lambda v: not any(named(w, m) for w in v for m in claim.targets),
        "place": lambda v: (
            place is None
            if not v
            else place is not None and any(n and same(v, n) for n in (place.span.text, place.name_ar))
        ),
        "at": lambda v: (
            place is not None
            and place.lat is not None
            and place.lon is not None
            and distance_km((v[0], v[1]), (place.lat, place.lon)) <= v[2]
        ),
        "level": lambda v: place is not None and place.level == v,
        "from": lambda v: (time.start if time else None) == day(v),
        "to": lambda v: (time.end if time else None) == day(v),
        "numbers": lambda v: numbers == {bounds(*n) for n in v},
        "among_numbers": lambda v: numbers >= {bounds(*n) for n in v},
        "approx": lambda v: bool(claim.numbers) and all(q.approx == v for q in claim.numbers),
        "source": lambda v: not speakers if not v else bool(speakers) and named(v, speakers[-1].mention),
        "sources": lambda v: (
            len(v) == len(speakers) and all(named(w, s.mention) for w, s in zip(v, speakers, strict=True))
        ),
        "relay": lambda v: any(s.role == "relay" and named(v, s.mention) for s in speakers),
    }
    for name, value in want.items():
        if not checks[name](value):
            yield name


def shown(claim: Claim) -> str:
    """A claim on one line, for the report of a failure."""
    place = claim.place
    parts = [
        f"{claim.type} {claim.status} «{claim.trigger.text}» by {claim.rule}",
        f"actors={[(m.span.text, m.id) for m in claim.actors]}",
        f"targets={[(m.span.text, m.id) for m in claim.targets]}",
        f"place={(place.span.text, place.name_en, place.lat, place.lon, place.level) if place else None}",
        f"time={(claim.time.span.text, claim.time.start, claim.time.end) if claim.time else None}",
        f"numbers={[(q.kind, q.low, q.high, q.approx) for q in claim.numbers]}",
        f"sources={[(s.role, s.mention.span.text) for s in claim.sources]}",
    ]
    return "\n      ".join(parts)


# -- the layers: each yields (what was tried, what is wrong, empty for nothing) ---------------------------------------

Outcome = tuple[str, str]


def words_of(text: str) -> list[Token]:
    return [t for s in sentences(text) for t in s.tokens]


def check_script(case: Case) -> Iterator[Outcome]:
    for text in case.get("texts", []):
        got = " ".join(t.norm for t in words_of(text))
        yield text, "" if got == case["value"] else f"expected {case['value']!r}, got {got!r}"
    for text in case.get("never", []):
        got = " ".join(t.norm for t in words_of(text))
        yield text, f"must not become {got!r}" if got == case["value"] else ""


def check_tokens(case: Case) -> Iterator[Outcome]:
    text = case["text"]
    found = list(sentences(text))
    for token in (t for s in found for t in s.tokens):
        assert text[token.start : token.end] == token.raw
    if "words" in case:
        got: list[Any] = [t.raw for s in found for t in s.tokens]
        yield text, "" if got == case["words"] else f"expected {case['words']}, got {got}"
    if "sentences" in case:
        got = [len(s.tokens) for s in found]
        yield text, "" if got == case["sentences"] else f"expected {case['sentences']} tokens, got {got}"


def readings_of(word: str) -> list[dict[str, Any]]:
    """Every reading of a written word as flat features; number words as kind number."""
    lexicon = reader().knowledge.lexicon
    form = lexicon.word(" ".join(t.norm for t in words_of(word)))
    out: list[dict[str, Any]] = []
    for use in form.verbs:
        both = ("active", "passive") if use.form.voice == "either" else (use.form.voice,)
        out += [
            {
                "kind": "verb", "lemma": use.lemma, "tense": use.form.tense, "person": use.form.person, "voice": voice,
                "conj": use.conj, "suffix": use.suffix, "future": use.future, "purpose": use.purpose,
            }
            for voice in both
        ]  # fmt: skip
    for kind, nouns in (("noun", form.nouns), ("event", form.events)):
        out += [
            {
                "kind": kind, "lemma": use.entry.noun, "number": use.number, "conj": use.conj, "prep": use.prep,
                "definite": use.definite, "suffix": use.suffix,
            }
            for use in nouns
        ]  # fmt: skip
    out += [{"kind": "participle", "lemma": lemma, "voice": v} for lemma, v in form.participles]
    if form.number:
        out.append({"kind": "number"})
    return out


def check_words(case: Case) -> Iterator[Outcome]:
    value = case["value"]
    for wanted, words in ((True, case.get("texts", [])), (False, case.get("never", []))):
        for word in words:
            found = readings_of(word)
            hit = any(all(r.get(k) == v for k, v in value.items()) for r in found)
            problem = "expected" if wanted else "must not be"
            yield word, "" if hit == wanted else f"{problem} {value}, readings are {found}"


def check_numbers(case: Case) -> Iterator[Outcome]:
    numerals = reader().knowledge.lexicon.numerals
    value = case.get("value", {})
    want = bounds("", value.get("low", 0), value.get("high", 0))[1:]
    for wanted, texts in ((True, case.get("texts", [])), (False, case.get("never", []))):
        for text in texts:
            tokens, found, i = words_of(text), [], 0
            while i < len(tokens):
                number = numerals.find(tokens, i) if numerals.starts(tokens[i]) else None
                if number is not None:
                    found.append((number.low, number.high, number.approx))
                i = number.end if number is not None else i + 1
            ok = found == [(*want, value.get("approx", False))] if wanted else not found
            yield text, "" if ok else f"expected {value if wanted else 'no number'}, got {found}"


def check_dates(case: Case) -> Iterator[Outcome]:
    calendar = reader().knowledge.lexicon.calendar
    published = day(case.get("published"))
    today = datetime.date.fromisoformat(published) if published else None
    for text in case.get("texts", []):
        got = [
            (t.first.isoformat() if t.first else None, t.last.isoformat() if t.last else None, t.precision)
            for t in calendar.find(words_of(text), today)
        ]
        want = (day(case.get("from")), day(case.get("to")))
        ok = [g[:2] for g in got] == [want] and case.get("precision", got[0][2]) == got[0][2]
        yield text, "" if ok else f"seen from {published}: expected {want} {case.get('precision', '')}, got {got}"
    for text in case.get("never", []):
        found = calendar.find(words_of(text), today)
        yield text, f"expected no time, got {found}" if found else ""


def check_names(case: Case) -> Iterator[Outcome]:
    knowledge = reader().knowledge
    for wanted, texts in ((True, case.get("texts", [])), (False, case.get("never", []))):
        for text in texts:
            tokens = words_of(text)
            view = View(knowledge, Sentence(tokens[0].start, tokens[-1].end, 0, tokens, False), None)
            match = view.names.get(0)
            found = {use.body.id for use in match.value} if match is not None and match.end == len(tokens) else set()
            ok = (case["value"] in found) == wanted
            yield text, "" if ok else f"{'expected' if wanted else 'must not be'} {case['value']}, got {sorted(found)}"


def sound(reading: Reading) -> None:
    """Every span of every claim slices the report's text."""
    text = reading.report.text
    for claim in reading.claims:
        spans = [claim.trigger, claim.evidence, *(m.span for m in (*claim.actors, *claim.targets))]
        spans += [s.mention.span for s in claim.sources if s.role != "outlet"]
        spans += [v.span for v in (claim.place, claim.time, *claim.numbers) if v is not None]
        for span in spans:
            assert text[span.start : span.end] == span.text


def check_reading(case: Case) -> Iterator[Outcome]:
    text = case["text"]
    reading = read(text, published=day(case.get("published", PUBLISHED)), outlet=case.get("outlet"))[0]
    sound(reading)
    claims = list(reading.claims)
    listing = "\n    got " + ("\n    got ".join(map(shown, claims)) or "no claim")
    problems = []
    wanted = case.get("expect", [])
    matched = pairs(wanted, claims, lambda want, claim: not any(misfits(want, claim)))
    if matched is None:
        for want in wanted:
            if not any(not any(misfits(want, c)) for c in claims):
                near = min(([*misfits(want, c)] for c in claims), key=len, default=["no claim"])
                problems.append(f"expected {want}; nearest claim fails in {near}")
        problems = problems or ["no claim of its own for every expectation"]
    for name in case.get("never", []):
        kind, _, status = name.partition(":")
        if any(c.type == kind and (not status or c.status == status) for c in claims):
            problems.append(f"{name} must not come")
    if case.get("only") and matched is not None and len(claims) > len(wanted):
        problems.append(f"expected {len(wanted)} claims, got {len(claims)}")
    if case.get("none") and claims:
        problems.append("expected no claim")
    found = sorted(contradiction.attribute for contradiction in reading.contradictions)
    if "contradictions" in case and found != sorted(case["contradictions"]):
        problems.append(f"expected contradictions in {case['contradictions']}, got {found}")
    yield text, "; ".join(problems) + listing if problems else ""


LAYERS: dict[str, Callable[[Case], Iterator[Outcome]]] = {
    "script": check_script,
    "tokens": check_tokens,
    "words": check_words,
    "numbers": check_numbers,
    "dates": check_dates,
    "names": check_names,
    "reading": check_reading,
}


@pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in corpus()])
def test_case(case: Case) -> None:
    outcomes = list(LAYERS[case["layer"]](case))
    wrong = [(text, problem) for text, problem in outcomes if problem]
    if "known" in case:
        works = [text for text, problem in outcomes if not problem]
        if works:
            pytest.fail("now works: remove known\n  " + "\n  ".join(works), pytrace=False)
        return
    if wrong:
        pytest.fail(case.get("note", "") + "".join(f"\n  {t}\n    {p}" for t, p in wrong), pytrace=False)


# -- the corpus itself ------------------------------------------------------------------------------------------------


def test_names_of_cases_are_unique_and_speaking() -> None:
    ids = [name for name, _ in corpus()]
    assert len(ids) == len(set(ids))
    assert [i for i in ids if not re.fullmatch(r"[a-z0-9-]+/[a-z0-9]+(-[a-z0-9]+)*", i) or "/case-" in i] == []


@pytest.mark.parametrize(("name", "case"), [pytest.param(name, case, id=name) for name, case in corpus()])
def test_case_is_well_formed(name: str, case: Case) -> None:
    """A misspelt key would check nothing."""
    keys = set(case) - {"layer", "file", "name", "note", "known"}
    assert keys <= _CASE_KEYS[case["layer"]]
    assert case.get("known", "x").strip()
    if case["layer"] == "reading":
        assert {"expect", "never", "none"} & keys
        assert not (case.get("none") and case.get("expect"))
        for never in case.get("never", []):
            assert never.partition(":")[0] in ontology.types()
    for want in case.get("expect", []):
        assert set(want) <= _EXPECT_KEYS
        assert set([want["type"]] if isinstance(want["type"], str) else want["type"]) <= set(ontology.types())
        assert want.get("status", "happened") in STATUSES


@pytest.mark.parametrize("stem", sorted({case["file"] for _, case in corpus()}))
def test_file_says_what_matches_and_what_does_not(stem: str) -> None:
    cases = [case for _, case in corpus() if case["file"] == stem]
    matching = [c for c in cases if c.get("expect") or c.get("texts") or c.get("words") or c.get("sentences")]
    other = [
        c for c in cases if c.get("never") or c.get("none") or c.get("only")
        or any({"not_actors", "not_targets"} & set(w) for w in c.get("expect", []))
    ]  # fmt: skip
    assert len(cases) >= FEWEST_CASES
    assert len(matching) >= FEWEST_MATCHING
    assert len(other) >= 2


def test_most_cases_work() -> None:
    known = [name for name, case in corpus() if "known" in case]
    assert len(known) <= KNOWN_SHARE * len(corpus())
