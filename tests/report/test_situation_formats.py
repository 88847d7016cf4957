"""The situation report in its formats: complete, right to left, linked, the same twice, and no text in it acts."""

from __future__ import annotations

import io
import re
import zipfile
from html.parser import HTMLParser
from itertools import pairwise

import pypdf
import pytest
from docx import Document as Word
from made import HOSTILE
from situation import blocks, hostile, made
from test_situation import SECTIONS

from marsad.report.situation import FORMATS, render
from marsad.report.situation.document import Drawing, Picture
from marsad.report.situation.drawing import draw
from marsad.report.situation.facts import Scope
from marsad.report.situation.markdown import escaped
from marsad.report.situation.speech import Speech
from marsad.report.terminal import clean


class Page(HTMLParser):
    """Tags with their attributes, and the text between them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.data: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.data.append(data)

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module", params=["ar", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def page(language: str) -> Page:
    return Page(render(made(language), "html").decode())


@pytest.fixture(scope="module")
def pdf(language: str) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(render(made(language), "pdf")))


@pytest.fixture(scope="module")
def word(language: str) -> bytes:
    return render(made(language), "docx")


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_document_gives_the_same_bytes(format: str) -> None:
    assert render(made("ar"), format) == render(made("ar"), format)


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_period_is_written(format: str) -> None:
    assert len(render(made("ar", scope=Scope("2021-01-01", "2021-01-07")), format)) > 500


def test_the_page_has_language_direction_and_headings_in_order(page: Page, language: str) -> None:
    [html] = page.of("html")
    assert html == {"lang": language, "dir": "rtl" if language == "ar" else "ltr"}
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [a["id"] for a in page.of("section")] == [*SECTIONS, "evidence"]


def test_the_page_loads_nothing_and_runs_nothing(page: Page) -> None:
    assert not page.of("script")
    assert not page.of("link")
    assert all((a["src"] or "").startswith("data:image/") for a in page.of("img"))
    assert "default-src 'none'" in str(page.of("meta"))


def test_pictures_have_alternatives_and_tables_have_heads(page: Page) -> None:
    assert len(page.of("img")) == 5
    assert all(len(a["alt"] or "") > 40 for a in page.of("img"))
    assert len(page.of("caption")) == len(page.of("table")) > 8
    assert {a.get("scope") for a in page.of("th")} == {"col", "row"}


def test_every_link_inside_the_page_leads_somewhere_and_every_evidence_is_cited(page: Page) -> None:
    targets = {a["id"] for _, a in page.tags if a.get("id")}
    links = [(a["href"] or "")[1:] for a in page.of("a") if (a["href"] or "").startswith("#")]
    assert len(links) > 20
    assert set(links) <= targets
    assert {t for t in targets if re.fullmatch(r"e\d+", t or "")} <= set(links)


def test_the_page_names_no_physical_side() -> None:
    style = render(made("ar"), "html").decode().split("</style>")[0].split("@font-face")[-1].split("}", 1)[1]
    assert not re.search(r"(margin|padding|border)-(left|right)|text-align:(left|right)|float:", style)


def test_the_pdf_is_text_tagged_and_linked(pdf: pypdf.PdfReader, language: str) -> None:
    text = " ".join(page.extract_text() for page in pdf.pages)
    title = {"ar": "تقرير عن الوضع", "en": "Situation report"}[language]
    assert pdf.metadata is not None
    assert pdf.metadata.title == title
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert pdf.trailer["/Root"]["/Lang"] == language
    for one in ("قصفت", "الطائرات", "البلدة", "التجريبية"):  # pypdf swaps words, not letters
        assert one in text
    links = [a.get_object() for page in pdf.pages for a in page.get("/Annots", [])]
    assert len([a for a in links if a.get("/Subtype") == "/Link"]) > 20


def test_word_marks_what_runs_from_right_to_left(word: bytes, language: str) -> None:
    with zipfile.ZipFile(io.BytesIO(word)) as packed:
        xml = packed.read("word/document.xml").decode()
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    tables = xml.count("<w:tbl>")
    assert tables > 8
    assert xml.count("<w:bidiVisual") == (tables if language == "ar" else 0)
    for run in re.findall(r"<w:r>.*?</w:r>", xml, re.DOTALL):
        told = "".join(re.findall(r"<w:t[^>]*>(.*?)</w:t>", run))
        if language == "ar" and re.search("[\u0621-\u064a]", told):
            assert "<w:rtl" in run, told
    assert set(re.findall(r'w:anchor="(e\d+)"', xml)) == set(re.findall(r'w:name="(e\d+)"', xml))
    assert len(re.findall(r'descr="[^"]{40,}', xml)) == 5


def test_word_has_headings_and_opens(word: bytes) -> None:
    file = Word(io.BytesIO(word))
    names = [p.style.name for p in file.paragraphs if p.style is not None]
    assert names.count("Title") == 1
    assert names.count("Heading 1") == len(SECTIONS) + 1


def test_markdown_tables_have_as_many_cells_as_heads_and_links_resolve(language: str) -> None:
    text = render(made(language), "md").decode()
    tables = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    assert len(tables) > 8
    for table in tables:
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1
    assert set(re.findall(r"\]\(#(\w+)\)", text)) <= set(re.findall(r'<a id="(\w+)">', text))
    assert ('<div dir="rtl" lang="ar">' in text) == (language == "ar")


# -- hostile text -------------------------------------------------------------------------------------------------


def test_markup_does_not_act_in_the_page() -> None:
    page = Page(render(made("en", hostile()), "html").decode())
    assert not page.of("script")
    assert {a.get("onerror") for _, a in page.tags} == {None}
    assert {tag for tag, _ in page.tags} <= set(
        "html head meta title style body main header h1 h2 h3 dl dt dd nav ul ol li a section p div span bdi strong table "
        "caption thead tbody tr th td figure figcaption img details summary q code".split()
    )
    assert not [a for a in page.of("a") if not (a["href"] or "").startswith(("#", "https://"))]
    assert clean(HOSTILE) in "".join(page.data)


def test_markup_does_not_act_in_markdown() -> None:
    text = render(made("en", hostile()), "md").decode()
    assert not re.search(r"(?<!\\)<(?!a id=\"|/a>|https://)", text)
    assert "](javascript:" not in re.sub(r"\\.", "", text)
    assert not re.search(r"(?<!\\)`", text)
    for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1


@pytest.mark.parametrize(
    "text", ["# a", "- a", "+ a", "= a", "1. a", "www.e.org", "http://e.org", "a\n\n# b", "<!-- a"]
)
def test_nothing_begins_a_block_or_link(text: str) -> None:
    from markdown_it import MarkdownIt

    shown = MarkdownIt("gfm-like", {"linkify": False}).render(escaped(text))
    assert re.fullmatch(r"<p>[^<]*</p>\n", shown), shown


def test_markup_does_not_act_in_the_pdf() -> None:
    pdf = pypdf.PdfReader(io.BytesIO(render(made("en", hostile()), "pdf")))
    text = "".join(page.extract_text() for page in pdf.pages)
    assert "#panic()" in text
    assert "#import" in text
    addresses = [
        a.get_object()["/A"]["/URI"]
        for p in pdf.pages
        for a in p.get("/Annots", [])
        if "/URI" in a.get_object().get("/A", {})
    ]
    assert all(address.startswith("https://") for address in addresses)


def test_markup_does_not_act_in_word() -> None:
    data = render(made("en", hostile()), "docx")
    text = "".join(p.text for p in Word(io.BytesIO(data)).paragraphs)
    assert clean(HOSTILE) in text
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert b"javascript" not in packed.read("word/_rels/document.xml.rels")


def test_markup_does_not_act_in_pictures() -> None:
    for picture in blocks(made("ar", hostile())):
        if isinstance(picture, Picture):
            drawing: Drawing = picture.drawing
            assert draw(drawing, Speech("ar"), "png").startswith(b"\x89PNG")
            assert b"<script" not in draw(drawing, Speech("ar"), "svg")
