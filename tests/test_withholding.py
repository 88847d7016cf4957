"""One rule for what is withheld: exports and reports for people ask the same, and neither shows what the other hides."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from marsad.events.event import Told, event
from marsad.export import EXPORTERS
from marsad.export.writing import write
from marsad.model import Claim, Mention, Place, Reading, Readings, Report, Source, Span
from marsad.pipeline import reader
from marsad.report.situation.building import document
from marsad.report.situation.facts import Facts, Scope
from marsad.withholding import NAME, Withholding, is_public, is_public_place

PERSON, HOUSE = "سمير العابد", "منزل العابد"
_SPAN = Span(0, 4, "قصفت")


def mention(words: str, kind: str | None = None, own: str | None = None) -> Mention:
    return Mention(Span(5, 5 + len(words), words), own, None, None, kind, None)


def place(words: str, level: str = "site", own: str | None = None) -> Place:
    return Place(Span(5, 5 + len(words), words), own, None, None, 35.93, 36.63, level, 1.0, "SY", "SY-ID")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "own", "public"),
    [
        ("person", None, False), ("civilians", None, False), ("official", None, False), ("media", None, False),
        (None, None, False), ("rebel-group", None, True), ("humanitarian", None, True), ("person", "ps-official-x", True),
    ],
)  # fmt: skip
def test_who_is_published_by_name(kind: str | None, own: str | None, public: bool) -> None:
    assert is_public(mention("زعطوط", kind, own)) is public


@pytest.mark.parametrize(
    ("level", "own", "public"),
    [("site", None, False), ("neighbourhood", None, False), ("town", None, True), ("site", "marsad:x", True)],
)
def test_which_place_is_published_by_name(level: str, own: str | None, public: bool) -> None:
    assert is_public_place(place("زعطوط", level, own)) is public


@pytest.mark.parametrize(
    ("kind", "words", "shown"),
    [
        ("person", PERSON, NAME),
        ("person", "الطبيب أحمد الحداد", f"الطبيب {NAME}"),
        ("person", "زعطوط الفلاني", NAME),
        ("person", "John Doe", NAME),
        ("person", "مصدر قريب من الهيئة", "مصدر قريب من الهيئة"),
        (None, "منازل المدنيين", "منازل المدنيين"),
        ("civilians", "سائق سيارة إسعاف", "سائق سيارة إسعاف"),
        ("rebel-group", "كتيبة زعطوط", "كتيبة زعطوط"),
    ],
)
def test_words_of_a_mention_that_a_report_shows(kind: str | None, words: str, shown: str) -> None:
    withholding = Withholding(reader("none").knowledge)
    assert withholding.mention(mention(words, kind), words) == shown
    assert withholding.count == shown.count(NAME)
    assert Withholding(None).mention(mention(words, kind), words) == words


@pytest.mark.parametrize("words", ["قال المتحدث باسم الفيلق إن القصف توقف", "نفى الناطق باسم الحركة ذلك"])
def test_who_speaks_on_behalf_of_somebody_is_not_called_so(words: str) -> None:
    assert Withholding(reader("none").knowledge).text(words) == words


@pytest.mark.parametrize(("words", "shown"), [
    ("قصفت طائرة منزل خالد البيطار وقتلت زوجته هدى القاسم في سراقب.", "قصفت طائرة منزل [x] وقتلت زوجته [x] في سراقب."),
    ("قال المواطن سمير العابد إن القرية خلت. وأضاف العابد أن القصف توقف.", "قال المواطن [x] إن القرية خلت. وأضاف [x] أن القصف توقف."),
    ("قال الشاهد John Baker إن القصف توقف.", "قال الشاهد [x] إن القصف توقف."),
    ("قال الرئيس السوري بشار الأسد إن الجيش تقدم.", "قال الرئيس السوري بشار الأسد إن الجيش تقدم."),
    ("وصل وفد من مدينة القاسم إلى حلب.", "وصل وفد من مدينة القاسم إلى حلب."),
    ("قتل الشاب زيـــاد المُحمّد في سراقب.", "قتل الشاب [x] في سراقب."),
])  # fmt: skip
def test_names_of_private_persons_in_texts(words: str, shown: str) -> None:
    assert Withholding(reader("none").knowledge, name="[x]").text(words) == shown


def test_hidden_names_are_words_of_their_own() -> None:
    withholding = Withholding(reader("none").knowledge, name="[x]")
    assert withholding.text("رأى زعطوط وبزعطوط الزعطوطة زعطوطا", {"زعطوط"}) == "رأى [x] وب[x] الزعطوطة زعطوطا"
    assert withholding.count == 2


def told() -> Readings:
    """A private person says that a private house was hit and that another was killed."""
    speaker = Source("speaker", mention(PERSON, "person"), "قال")
    outlet = Source("outlet", replace(mention("", "media"), name_ar="صحيفة المثال"), None)
    claim = Claim(
        "c" * 16, "airstrike", "happened", _SPAN, Span(0, 40, f"قال {PERSON} إن {HOUSE} قصف."), (), (mention(PERSON, "person"),),
        place(HOUSE), None, (), (outlet, speaker), 0.9, "verb:قصف", "e" * 16,
    )  # fmt: skip
    report = Report.of("قصفت", id="r1", published="2020-01-28", outlet="صحيفة المثال", url="https://example.org/r1")
    return Readings((Reading(report, (claim,)),))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_neither_shows_a_name_that_the_rule_hides(language: str, tmp_path: Path) -> None:
    hidden = document(Facts.of(told(), Scope("2020-01-22", "2020-01-28")), language, reader("none").knowledge)
    shown = document(Facts.of(told(), Scope("2020-01-22", "2020-01-28")), language, None)
    for word in ("سمير", "العابد"):
        assert word in repr(shown)
        assert word not in repr(hidden)
    assert {"ar": "إدلب", "en": "Idlib"}[language] in repr(hidden)  # the governorate stands for the house
    assert hidden.withheld > 0


@pytest.mark.parametrize("one", EXPORTERS, ids=lambda e: e.name)
def test_nor_does_an_export(one, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    [reading] = told()
    items = [reading] if one.of == "reports" else [event("e" * 16, [Told(reading.claims[0], reading.report)])]
    file = tmp_path / "x"
    write(one, items, str(file))  # type: ignore[arg-type]
    raw = file.read_bytes()
    text = raw.decode("utf-8", "replace") + raw.decode("utf-16", "replace")
    assert "سمير" not in text
    assert "العابد" not in text
