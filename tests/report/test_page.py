"""The page: true to the text, escaped, alone, and the same in both directions of writing."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import HOSTILE, TEXT, bare, claim, hostile, readings, span

import marsad
from marsad.model import Claim, Mention, Reading, Readings, Report, Span
from marsad.report.page import KINDS, MOST_LINKED, MOST_OTHERS, pieces, render

TEMPLATE = Path(marsad.__file__).parent / "report" / "templates" / "claims.html"
VOID = {"meta", "br", "img", "link", "input", "hr", "wbr", "base"}


class Page(HTMLParser):
    """The elements of a page with their attributes, and its text; refuses badly nested ones."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.said: dict[str, str] = {}
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        assert len(dict(attrs)) == len(attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in set(self.open):
            self.said[tag] = self.said.get(tag, "") + data

    def values(self, name: str) -> list[str]:
        return [
            value for _, attrs in self.elements for key, value in attrs.items() if key == name and value is not None
        ]


PAGES = {
    f"{name}-{language}-{'fragment' if fragment else 'page'}": (made, language, fragment)
    for name, made in (("made", readings), ("hostile", hostile), ("nothing", lambda: Readings(())))
    for language in ("ar", "en")
    for fragment in (True, False)
}


@pytest.fixture(params=PAGES)
def html(request: pytest.FixtureRequest) -> str:
    made, language, fragment = PAGES[request.param]
    return render(made(), language, fragment)


def test_it_stands_alone(html: str) -> None:
    page = Page(html)
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "form", "base", "svg", "audio", "video"}
    assert not page.values("src")
    assert all(value.startswith("#") for value in page.values("href"))
    assert not [key for _, attrs in page.elements for key in attrs if key.startswith("on") or key == "style"]
    styles = "".join(re.findall(r"<style>(.*?)</style>", html, re.DOTALL))
    assert not re.search(r"url\(|@import|@font-face|expression|http", styles)


def test_links_lead_somewhere(html: str) -> None:
    page = Page(html)
    ids = page.values("id")
    assert len(set(ids)) == len(ids)
    assert {value[1:] for value in page.values("href")} <= set(ids)


def test_nothing_hostile_becomes_markup(html: str) -> None:
    page = Page(html)
    assert "onload" not in {key for _, attrs in page.elements for key in attrs}
    assert "javascript:" not in "".join(page.values("href"))
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", html)


def test_hostile_words_are_shown() -> None:
    page = Page(render(hostile(), "en"))
    assert page.said["body"].count(HOSTILE.replace("\x1b", "\ufffd")) >= 15


def test_policy_and_direction() -> None:
    for language, direction in (("ar", "rtl"), ("en", "ltr")):
        html = render(readings(), language)
        assert html.startswith("<!doctype html>\n")
        assert f'<html lang="{language}" dir="{direction}">' in html
        [policy] = re.findall('http-equiv="Content-Security-Policy" content="([^"]+)"', html)
        assert policy == "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
        assert 'name="viewport"' in html
        assert f'lang="{language}" dir="{direction}"' in render(readings(), language, fragment=True)


def test_words_of_reports_bring_their_own_direction() -> None:
    html = render(readings(), "en")
    for words in (
        "عنوان",
        "المدفعية",
        "The army",
        "قرية كفرنبل",
        "Kafr Nabl",
        "مصدر",
        "وكالة المثال",
        "Example Agency",
        "«أمس»",
    ):
        assert f'<bdi dir="auto">{words}</bdi>' in html, words
    for value in ("2020-01-27", "35.614, 36.567 ± 2 km", "3", "≈ ≥ 15"):
        assert f'<bdi dir="ltr" class="value">{value}</bdi>' in html, value
    assert '<div class="text" lang="ar" dir="auto">' in html


def test_no_physical_direction_in_the_template() -> None:
    style = TEMPLATE.read_text(encoding="utf-8")
    assert not re.search(r"\b(left|right)\b", style)
    assert not re.search(r"(margin|padding|inset|border-width):[^;{}\s]+ [^;{}\s]+ [^;{}\s]+ [^;{}\s]+[;}]", style)


def test_the_text_is_whole() -> None:
    html = render(readings(), "ar")
    for block in re.findall(r'<div class="text"[^>]*>(.*?)</div>', html, re.DOTALL)[:2]:
        assert re.sub("<[^>]+>", "", re.sub("<sup.*?</sup>", "", block)) == TEXT


def test_marks_point_at_their_claims_and_back() -> None:
    html = render(readings(), "ar")
    assert '<mark class="trigger c1 c2 e1 e2">قصفت</mark>' in html
    assert '<sup id="at-1"><a href="#claim-1">1</a></sup><sup id="at-2"><a href="#claim-2">2</a></sup>' in html
    assert '<li class="claim" id="claim-1">' in html
    assert '<a class="chip" href="#at-1">1</a>' in html
    assert "#claim-1:is(:hover,:target)" in html
    assert ".report:has(.c1:hover) #claim-1" in html


def test_events_and_contradictions_are_linked() -> None:
    html = render(readings(), "en")
    first, second, *_ = html.split('<li class="claim"')[1:]
    assert 'Accounts of one event: <a href="#claim-3">3</a>' in first
    assert '<a href="#claim-3">3</a> (outcome)' in first
    assert "Accounts of one event" not in second
    assert "<p>One says so</p><p>the other not</p>" in html


def test_fragments_in_one_notebook_do_not_share_anchors() -> None:
    other = Readings((readings()[1],))
    ids = [set(Page(render(r, "ar", fragment=True)).values("id")) for r in (readings(), other)]
    assert ids[0]
    assert ids[1]
    assert not ids[0] & ids[1]


def test_the_same_report_twice_keeps_every_claim() -> None:
    made = readings()
    html = render(Readings((made[0], made[0])), "ar")
    assert re.findall('id="claim-([0-9]+)"', html) == ["1", "2", "3", "4"]


def test_very_many_claims() -> None:
    """They are not lit up one by one, nor do the accounts of one event all link to each other."""
    text = f"{TEXT}\n" * (MOST_LINKED + 1)
    many = []
    for n in range(MOST_LINKED + 1):
        start = n * (len(TEXT) + 1) + TEXT.index("قصفت")
        trigger = Span(start, start + 4, text[start : start + 4])
        many.append(replace(bare(f"m{n}"), trigger=trigger, evidence=trigger, event="e"))
    html = render(Readings((Reading(Report.of(text), tuple(many)),)), "ar")
    assert ":has(" not in html
    assert f'id="claim-{MOST_LINKED + 1}"' in html
    assert html.count(f'<bdi dir="ltr">+{MOST_LINKED - MOST_OTHERS}</bdi>') == MOST_LINKED + 1
    assert len(html) < 3_000_000


SPANS = st.tuples(st.integers(-3, 30), st.integers(-3, 30))


@given(st.text("ab \n<&ق", max_size=25), st.lists(st.lists(SPANS, min_size=4, max_size=4), max_size=5))
@settings(max_examples=200)
def test_pieces_cover_the_text(text: str, drawn: list[list[tuple[int, int]]]) -> None:
    claims = []
    for number, ends in enumerate(drawn, 1):
        trigger, evidence, actor, target = (Span(a, b, text[max(a, 0) : b]) for a, b in ends)
        made = Claim(
            str(number), "shelling", "happened", trigger, evidence, (Mention(actor),), (Mention(target),), None, None, (),
            (), 0.5, "r",
        )  # fmt: skip
        claims.append((number, made))
    cut = pieces(text, claims)
    assert "".join(p.text for p in cut) == text
    assert all(p.text for p in cut)
    assert all(p.kind in ("", *KINDS) for p in cut)
    at = 0
    for piece in cut:
        for number, made in claims:
            spans = (made.trigger, made.actors[0].span, made.targets[0].span)
            sound = [s for s in spans if 0 <= s.start < s.end <= len(text)]
            assert (number in piece.claims) is any(s.start <= at < s.end for s in sound)
        at += len(piece.text)
    ends = [n for p in cut for n in p.ends]
    assert sorted(ends) == [n for n, c in claims if 0 <= c.trigger.start < c.trigger.end <= len(text)]


def test_pieces_say_what_they_are() -> None:
    cut = {p.text: p.kind for p in pieces(TEXT, [(1, claim()), (2, bare())])}
    assert cut["قصفت"] == "trigger"
    assert cut["كفرنبل"] == "place"  # over the target that it is a part of
    assert cut["قرية "] == "target"
    assert cut["أمس"] == "time"
    assert cut["مصدر"] == "source"
    assert cut["المدفعية"] == "actor"
    assert cut["مدنيين"] == "number"
    assert span("قال").text == "قال"
    assert cut["قال "] == ""
