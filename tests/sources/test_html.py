"""A web page becomes the text of its article; a date only from where the page states it."""

from __future__ import annotations

import logging
import time
from pathlib import Path

import pytest

from marsad.sources.files import Given, take
from marsad.sources.html import article

BODY = (
    "<p>قصفت المدفعية قرية كفرنبل صباح اليوم الثلاثاء، وفق ما أفاد به مراسلنا في ريف إدلب الجنوبي.</p>"
    "<p>وأضاف المراسل أن ثلاثة مدنيين قتلوا وأصيب خمسة آخرون بجروح جراء القصف على القرية.</p>"
)
MENU = "<nav><ul><li><a href='/'>الرئيسية</a></li><li><a href='/s'>سوريا</a></li></ul></nav>"


def page(head: str = "", body: str = BODY) -> str:
    return (
        f"<!doctype html><html lang='ar'><head><meta charset='utf-8'><title>عنوان الصفحة</title>{head}</head><body>{MENU}"
        f"<article><h1>قصف على كفرنبل</h1>{body}</article><footer>جميع الحقوق محفوظة © 2019</footer></body></html>"
    )


def test_the_article_without_its_page() -> None:
    found = article(page())
    assert "قصفت المدفعية قرية كفرنبل صباح" in found.text
    assert "وأضاف المراسل" in found.text
    for noise in ("الرئيسية", "جميع الحقوق", "<", "عنوان الصفحة"):
        assert noise not in found.text
    assert found.title == "قصف على كفرنبل"


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ('<meta property="article:published_time" content="2020-01-28T10:00:00+02:00">', "2020-01-28T10:00:00+02:00"),
        ("<meta content='2020-01-28' itemprop='datePublished'>", "2020-01-28"),
        ("<META NAME='DC.date.issued' CONTENT=' 2020-01-28 '>", "2020-01-28"),
        ('<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2020-01-28T08:00Z"}</script>',
         "2020-01-28T08:00Z"),
        ('<script type="application/ld+json">{"@graph":[{"x":1},{"y":{"datePublished":"2020-01-28"}}],\n"d":"a\nb"}</script>',
         "2020-01-28"),
        ('<script type="application/ld+json">{"datePublished":"soon"}</script><meta name="date" content="2020-01-28">',
         "2020-01-28"),
        ('<script type="application/ld+json">{broken</script>', None),
        ('<script>{"datePublished":"2020-01-28"}</script>', None),
        ('<meta name="viewport" content="2020-01-28">', None),
        ("", None),
    ],
)  # fmt: skip
def test_dates_come_from_where_they_are_stated(head: str, date: str | None) -> None:
    assert article(page(head)).published == date


def test_a_guess_is_no_date() -> None:
    found = article(page())
    assert found.published is None
    assert found.guess == "2019-01-01"  # the year of the copyright line


def read(folder: Path, html: str, given: Given, name: str = "p.html") -> tuple[list[str | None], list[str]]:
    (folder / name).write_text(html, encoding="utf-8")
    intake = take([str(folder / name)], given)
    assert intake.errors == []
    return [intake.reports[0].published, intake.reports[0].title], [n.split(": ", 1)[1] for n in intake.notes]


def test_what_is_taken_from_a_page_is_told(tmp_path: Path) -> None:
    stated = page('<meta name="date" content="2020-01-28">')
    assert read(tmp_path, stated, Given()) == (
        ["2020-01-28", "قصف على كفرنبل"], ["published 2020-01-28, as the page says"],
    )  # fmt: skip
    # what the user says comes first
    assert read(tmp_path, stated, Given(published="2021-01-01", title="آخر")) == (["2021-01-01", "آخر"], [])
    assert read(tmp_path, page(), Given()) == (
        [None, "قصف على كفرنبل"],
        ["the page states no date of publication (2019-01-01 is found on it); give it with --published"],
    )
    impossible = page('<meta name="date" content="2020-02-30">')
    assert read(tmp_path, impossible, Given()) == (
        [None, "قصف على كفرنبل"],
        ["the page's date of publication is left out: '2020-02-30' is no date"],
    )


@pytest.mark.parametrize("name", ["p.html", "p.HTM", "p.xhtml"])
def test_names_of_pages(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, page(), Given(), name)[0][1] == "قصف على كفرنبل"


def test_an_old_page_in_windows_1256(tmp_path: Path) -> None:
    html = page().replace("utf-8", "windows-1256")
    (tmp_path / "old.html").write_bytes(html.encode("cp1256"))
    intake = take([str(tmp_path / "old.html")], Given(published="2005-01-01"))
    assert "قصفت المدفعية قرية كفرنبل" in intake.reports[0].text
    assert intake.notes == [f"{tmp_path / 'old.html'}: not UTF-8; read as windows-1256"]


def test_hostile_markup_is_text_or_nothing() -> None:
    found = article(
        page(body=BODY + "<script>alert(1)</script><p onclick='x()'>فقرة أخيرة في هذا الخبر الطويل عن القصف.</p>")
    )
    assert "alert" not in found.text
    assert "فقرة أخيرة" in found.text


@pytest.mark.parametrize(
    "html",
    [
        "", "<", "<html>", "قصف", "<!doctype html>",
        "<html><body>" + "<div>" * 20_000 + BODY,
        "<html><head>" + "<meta " * 20_000 + "</head><body>" + BODY,
        "<html><head>" + '<script type="application/ld+json">' * 5_000 + "</head><body>" + BODY,
        '<html><head><script type="application/ld+json">' + "[" * 50_000 + "</script></head><body>" + BODY,
    ],
    ids=["empty", "bracket", "tag", "text", "doctype", "deep", "open meta", "open scripts", "deep JSON"],
)  # fmt: skip
def test_broken_pages_neither_fail_nor_hang(html: str) -> None:
    start = time.process_time()
    article(html)
    assert time.process_time() - start < 10


def test_pages_leave_nothing_behind() -> None:
    article("<html><body><p>قصفت المدفعية القرية.</p></body></html>")
    loggers = [logging.getLogger(name) for name in ("trafilatura", "htmldate", "justext", "courlan")]
    before = [len(one.handlers) for one in loggers]
    article("<html><body><p>قصفت المدفعية المدينة.</p></body></html>")
    assert [len(one.handlers) for one in loggers] == before
