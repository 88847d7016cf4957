"""Whatever the text: reading never fails, every span slices it, the result can be written down and shown."""

from __future__ import annotations

import json
import os
import random
import re
import tomllib
from functools import cache
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import marsad
from marsad import resources
from marsad.language.ar.script import normal
from marsad.language.ar.tokens import sentences
from marsad.reading import reader
from marsad.reading.frames.builder import build_frames
from marsad.report.page import render
from marsad.report.table import Table
from test_contract import CONTRACT, DEMO, mended, spans

CORPUS = DEMO.parents[1] / "tests" / "corpus" / "ar"
EXAMPLES = int(os.environ.get("MARSAD_EXAMPLES", "120"))
LOOK = settings(max_examples=EXAMPLES)
VALIDATOR = jsonschema.Draft202012Validator(mended(CONTRACT))
GIVEN: dict[str, Any] = {"published": "2020-02-01T10:00:00+03:00", "outlet": "وكالة المثال", "title": "عنوان"}

# Any code point, surrogates too; and what Arabic news is made of, in any disorder.
ANY = st.text(st.characters(exclude_categories=()), max_size=80)
LETTERS = st.text("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيًٌَُّْـپگچﻻﷲ", min_size=1, max_size=8)
MARKS = st.sampled_from([
    " ", "  ", "\n", "\r\n", "\t", "،", "؛", ".", "؟", "!", ":", "«", "»", '"', "”", "(", ")", "[", "-", "–", "/", "…", "%", "٪",
    "\u200f", "\u202b", "\u2069", "\u200c", "\ufeff", "\u00a0", "\u0640", "\x00", "\x1b", "<", "&", "🇸🇾", "\ud800", "@x", "#وسم ",
    "https://a.b/c ",
])  # fmt: skip
DIGITS = st.text("0123456789٠١٢٣٤٥٦٧٨٩۱۲,.٫٬/:-", min_size=1, max_size=12)
CLITICS = st.sampled_from(["", "", "", "و", "ف", "ب", "ل", "ك", "س", "ال", "وال", "بال", "لل", "وب", "أ", "وسي"])
ENDINGS = st.sampled_from(["", "", "", "ه", "ها", "هم", "ت", "وا", "ين", "ان", "ات", "ة", "ا", "تها"])


@cache
def lexicon() -> list[str]:
    """All words that the tables of the reader know, and some names."""
    words: dict[str, None] = {}

    def add(cell: str) -> None:
        words.update(dict.fromkeys(part for part in cell.replace("…", "|").split("|") if part.strip()))

    for name in resources.names("lexicon/ar"):
        for row in resources.table(name):
            for column in ("lemma", "imperfect", "noun", "plurals", "word", "cue"):
                add(row.get(column, ""))
    for name in resources.names("actors"):
        for row in resources.table(name)[::7]:
            for column in ("name_ar", "short_ar", "aliases_ar", "adjective_ar", "capital_ar"):
                add(row.get(column, "").split("@")[0])
    for row in resources.table("gazetteer/places.tsv")[::997]:
        add(row["name_ar"])
    for tree in ("lexicon/ar/time.toml", "lexicon/ar/numerals.toml", "lexicon/ar/function.toml"):
        for text in leaves(resources.tree(tree)):
            add(text)
    return list(words)


def leaves(value: Any) -> list[str]:
    """Every string of a tree, keys too."""
    if isinstance(value, dict):
        return [text for key, member in value.items() for text in (key, *leaves(member))]
    if isinstance(value, list):
        return [text for member in value for text in leaves(member)]
    return [value] if isinstance(value, str) else []


WORDS = st.deferred(lambda: st.sampled_from(lexicon()))
FORMS = st.builds("{}{}{}".format, CLITICS, WORDS, ENDINGS) | WORDS
MIXTURE = st.lists(ANY | LETTERS | MARKS | DIGITS | FORMS, max_size=25).map("".join)
NEWS = st.lists(FORMS | FORMS | FORMS | FORMS | DIGITS | st.sampled_from([*"،.؛:«»()", "\n"]), max_size=40).map(
    " ".join
)


@cache
def told() -> list[str]:
    """The words of the demo reports in their order."""
    return [
        word
        for line in DEMO.read_text(encoding="utf-8").splitlines()
        for word in re.findall(r"\S+\s*", json.loads(line)["text"])
    ]


@cache
def written() -> list[str]:
    """The texts of all cases of the corpus."""
    cases = [case for file in sorted(CORPUS.glob("*.toml")) for case in tomllib.loads(file.read_text("utf-8"))["case"]]
    return [text for case in cases for text in (case.get("text"), *case.get("texts", ())) if text]


# Stretches of real reports, out of order: whole constructions, broken anywhere.
STRETCHES = st.builds(lambda at, n: "".join(told()[at : at + n]), st.integers(0, 1600), st.integers(1, 25))
RETOLD = st.lists(
    STRETCHES | FORMS.map(lambda w: w + " ") | st.sampled_from(["، ", ". ", "\n", "و", "3 "]), max_size=12
).map("".join)
STRATEGIES = {"any": ANY, "mixture": MIXTURE, "news": NEWS, "retold": RETOLD}
TEXTS = pytest.mark.parametrize("kind", STRATEGIES)


def whole(texts: str | list[str], explain: bool = False) -> marsad.Result:
    """The reading of texts, no sentence of which the reader may have failed on."""
    found = marsad.read(texts, explain=explain, **GIVEN)
    assert not [issue for reading in found for issue in reading.issues if "could not be read" in issue]
    return found


def check(text: str) -> marsad.Result:
    """All that must be so for the reading of one text."""
    found = whole(text, explain=True)
    [reading] = found
    written = json.loads(json.dumps(reading.to_dict()))
    VALIDATOR.validate(written)
    for span in spans(written):
        assert text[span["start"] : span["end"]] == span["text"], span
    assert set(reading.steps) == {c.id for c in reading.claims}
    assert len(reading.steps) == len(reading.claims)
    for claim in reading.claims:
        for number in claim.numbers:
            assert number.low is None or number.high is None or number.low <= number.high
        if claim.time and claim.time.start and claim.time.end:
            assert claim.time.start <= claim.time.end
    return found


@given(st.data())
@LOOK
@TEXTS
def test_reading_never_fails_and_is_true_to_the_text(kind: str, data: st.DataObject) -> None:
    check(data.draw(STRATEGIES[kind]))


def stretches(text: str) -> list[str]:
    """The beginnings and ends of each sentence of a text, cut at every word."""
    out = []
    for sentence in sentences(text):
        tokens = sentence.tokens
        out += [text[tokens[0].start : token.end] for token in tokens]
        out += [text[token.start : tokens[-1].end] for token in tokens[1:]]
    return out


def test_a_sentence_cut_anywhere_is_read() -> None:
    """Rules that look ahead meet the end of the text at every word of every case of the corpus."""
    cut = [part for text in written() for part in stretches(text)]
    chance = random.Random(None if "MARSAD_EXAMPLES" in os.environ else 1)
    for part in chance.sample(cut, min(len(cut), EXAMPLES * 40)):
        whole(part)


def test_a_sentence_that_the_reader_fails_on_is_told_and_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(view: Any, parts: Any, headline: bool) -> Any:
        if any(token.raw == "تعثر" for token in view.tokens):
            raise IndexError("list index out of range")
        return build_frames(view, parts, headline)

    monkeypatch.setattr(reader, "build_frames", failing)
    text = "قصفت المدفعية قرية كفرنبل. تعثر القارئ هنا. وقتل ثلاثة مدنيين في سراقب."
    [reading] = marsad.read(text, **GIVEN)
    assert [claim.type for claim in reading.claims] == ["shelling", "casualties"]
    assert [issue for issue in reading.issues if f"at character {text.index('تعثر')} could not be read" in issue]


@given(NEWS | RETOLD)
@LOOK
def test_what_is_read_can_be_shown(text: str) -> None:
    found = whole([text, text + "\ud800\x00", ""])
    for language in ("ar", "en"):
        lines = [line for brief in (True, False) for line in Table(language, colour=False, brief=brief).render(found)]
        assert not any("\n" in line or "\x1b" in line for line in lines)
        "".join(lines).encode()
        page = render(found, language)
        page.encode()
        assert page.count('<li class="claim"') == len(found.claims)


@given(st.lists(NEWS | RETOLD, max_size=4), st.randoms())
@settings(LOOK, max_examples=EXAMPLES // 3)
def test_the_order_of_reports_changes_no_claim(texts: list[str], chance: Any) -> None:
    mixed = chance.sample(texts, len(texts))
    one, two = whole(texts), whole(mixed)
    assert {r.report.text: [c.id for c in r.claims] for r in one} == {
        r.report.text: [c.id for c in r.claims] for r in two
    }


@given(MIXTURE | ANY)
@LOOK
def test_tokens_slice_the_text_in_order(text: str) -> None:
    at = 0
    for sentence in sentences(text):
        assert sentence.start == sentence.tokens[0].start
        for token in sentence.tokens:
            assert at <= token.start < token.end <= sentence.end
            assert text[token.start : token.end] == token.raw
            at = token.end


@given(MIXTURE | ANY)
@LOOK
def test_the_normal_form_is_normal(text: str) -> None:
    assert normal(normal(text)) == normal(text)
