"""What the situation report says: which figures, which accounts, which change; and that it says it in both languages."""

from __future__ import annotations

import re
from dataclasses import asdict, replace

import pytest
from situation import CITY, WEEK, blocks, claim, hostile, made, reading, section, week

from marsad.model import Readings
from marsad.pipeline import reader
from marsad.report.situation.building import document
from marsad.report.situation.document import Bars, Cards, Columns, Document, Map, Paragraph, Picture, Table
from marsad.report.situation.facts import Facts, Scope, last_day, scope
from marsad.report.situation.speech import Speech
from marsad.report.words import plain
from marsad.withholding import NAME, Withholding

SECTIONS = ["figures", "changes", "map", "occurrences", "charts", "control", "sayings", "timeline", "sources", "method"]


def card(report: Document, name: str) -> tuple[str, str, str]:
    [cards] = [b for b in section(report, "figures").blocks if isinstance(b, Cards)]
    return next((c.value, c.interval, c.base) for c in cards.cards if c.name == name)


def row(report: Document, name: str) -> list[str]:
    [table] = [b for b in section(report, "changes").blocks if isinstance(b, Table)]
    return next([plain(cell).strip() for cell in cells][:4] for cells in table.rows if plain(cells[0]).strip() == name)


def text(report: Document) -> str:
    return str(asdict(report))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_section_stands_in_both_languages(language: str) -> None:
    report = made(language)
    assert [s.id for s in report.sections] == SECTIONS
    assert all(s.title and s.blocks for s in report.sections)
    names = [block.name for block in blocks(report) if isinstance(block, Picture)]
    assert names == ["map", "days", "types", "deaths", "displacement"]


def test_an_english_report_has_arabic_only_in_words_of_reports() -> None:
    report = made("en")
    ours = [b.parts for b in blocks(report) if isinstance(b, Paragraph)]
    said = [p.text for parts in ours for p in parts if p.kind != "words"]
    said += [s.title for s in report.sections] + [name for name, _ in report.about]
    assert not [one for one in said if re.search("[\u0600-\u06ff]", one)]


def test_figures_are_intervals_against_the_period_before_with_its_base() -> None:
    report = made("en")
    assert card(report, "Killed") == ("7", "4–9", "Period before: 12")
    assert card(report, "Armed events") == ("2", "", "Period before: 2")
    assert row(report, "Killed") == ["Killed", "4–9 (best 7)", "12", "−5 (−42%)"]
    assert row(report, "Armed events")[3] == "no change"
    assert row(report, "Reports read")[1:3] == ["3", "1"]


def test_overlapping_intervals_are_said_to_overlap() -> None:
    extra = reading("e", [claim("o1", day="2020-01-22", killed=(1, 5), event="p1", place=CITY)], "2020-01-24")
    members = tuple(r for r in week() if r.report.id != "d") + (extra,)
    assert row(made("en", Readings(members)), "Killed")[3].endswith("intervals overlap")


def test_without_a_period_before_no_change_is_shown() -> None:
    report = made("en", Readings(tuple(r for r in week() if r.report.id != "d")))
    assert card(report, "Killed")[2] == "No data on the period before"
    assert row(report, "Killed")[2:] == ["–", "–"]


def test_what_reaches_back_beyond_the_period_is_told_beside_and_not_counted() -> None:
    report = made("en")
    assert card(report, "Displaced")[:2] == ("200", "at least 200")
    assert "Displaced 90,000 (1 Dec 2019 – 3 Feb 2020)" in text(report)


def test_the_main_occurrence_shows_its_accounts_side_by_side_and_why_they_differ() -> None:
    report = made("en")
    tables = [b for b in section(report, "occurrences").blocks if isinstance(b, Table)]
    cells = [[plain(cell) for cell in cells] for table in tables for cells in table.rows]
    strike = [c for c in cells if "Air or drone strike" in c[2]]
    assert [c[1] for c in strike] == ["confirms", "confirms"]
    assert {"confirms", "denies"} <= {c[1] for c in cells}
    assert any("قال المتحدث إن سبعة" in c[3] for c in strike)
    assert "Who holds it? One says A; the other B" in text(report)


def test_a_contested_point_of_control_has_two_halves() -> None:
    [picture] = [b for b in section(made("en"), "map").blocks if isinstance(b, Picture)]
    assert isinstance(picture.drawing, Map)
    [held] = picture.drawing.held
    assert held.holders == ("Syrian government (until December 2024)", "unsettled")
    assert "points of control: 1" in picture.alternative


def test_charts_hold_what_the_figures_say() -> None:
    drawings = {b.name: b.drawing for b in blocks(made("en")) if isinstance(b, Picture)}
    days, deaths = drawings["days"], drawings["deaths"]
    assert isinstance(days, Columns)
    assert isinstance(deaths, Bars)
    assert [stack.values for stack in days.stacks if stack.family == "remote"] == [(0, 1, 0, 0, 0, 0, 0)]
    assert [(b.name, b.low, b.value, b.high) for b in deaths.bars] == [
        ("Syrian government (until December 2024)", 4, 7, 9)
    ]


def test_a_long_period_is_charted_by_month() -> None:
    report = made("en", scope=Scope("2019-12-01", "2020-03-31"))
    [days] = [b.drawing for b in blocks(report) if isinstance(b, Picture) and b.name == "days"]
    assert isinstance(days, Columns)
    assert days.days == ("Dec 2019", "Jan 2020", "Feb 2020", "Mar 2020")
    assert [sum(s.values[k] for s in days.stacks) for k in range(4)] == [0, 4, 2, 0]


def test_every_reference_leads_to_evidence_with_its_words() -> None:
    report = made("ar")
    cited = set(re.findall(r"\{'text': '(\d+)', 'kind': 'ref'\}|Part\(text='(\d+)', kind='ref'\)", text(report)))
    numbers = {int(a or b) for a, b in cited}
    assert numbers == {e.number for e in report.evidence}
    assert len(report.evidence) == 7
    assert all(e.words and e.claim and e.outlet and (e.url or "").startswith("https://") for e in report.evidence)


def test_an_empty_period_says_so() -> None:
    report = made("en", scope=Scope("2021-01-01", "2021-01-07"))
    assert [s.id for s in report.sections] == ["figures", "method"]
    assert "No report tells of an event" in text(report)
    assert report.evidence == ()


def test_arabic_digits_are_those_asked_for() -> None:
    assert card(made("ar"), "قتلى")[:2] == ("٧", "٤–٩")
    assert card(made("ar", digits="latn"), "قتلى")[:2] == ("7", "4–9")


def test_the_period_is_the_week_up_to_the_last_report() -> None:
    assert scope(last_day(week()), None, None) == WEEK
    assert scope(last_day(week()), "2020-02-01", None) == Scope("2020-02-01", "2020-02-03")
    assert scope(last_day(week()), "2020-03-01", None) == Scope("2020-03-01", "2020-03-01")
    assert scope(None, None, None) is None
    assert WEEK.before == ("2020-01-21", "2020-01-27")


def test_labels_fill_their_gaps_in_both_languages() -> None:
    gap = re.compile(r"\{(\w+)\}")
    arabic, english = Speech("ar").labels, Speech("en").labels
    assert arabic.keys() == english.keys()
    assert all(set(gap.findall(arabic[key])) == set(gap.findall(english[key])) for key in arabic)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("قال سمير العابد إن القصف تواصل.", f"قال {NAME} إن القصف تواصل."),
        ("قتل القصف الطفلة ليلى الحموي وشقيقها رامي.", f"قتل القصف الطفلة {NAME} وشقيقها {NAME}."),
        ("اعتقلت الشرطة الناشط وائل الدمراني.", f"اعتقلت الشرطة الناشط {NAME}."),
        ("أكد الرئيس رجب طيب أردوغان ذلك.", "أكد الرئيس رجب طيب أردوغان ذلك."),
        ("قال وزير الدفاع سمير العابد ذلك.", "قال وزير الدفاع سمير العابد ذلك."),
        ("وقالت المصادر ذاتها إن محافظة صلاح الدين قصفت.", "وقالت المصادر ذاتها إن محافظة صلاح الدين قصفت."),
        ("قال قائد ميداني إن كامل البلدة بيد الجيش.", "قال قائد ميداني إن كامل البلدة بيد الجيش."),
    ],
)
def test_names_of_private_persons_are_withheld(words: str, shown: str) -> None:
    withholding = Withholding(reader("none").knowledge)
    assert withholding.text(words) == shown
    assert withholding.count == shown.count(NAME)


def test_a_withheld_name_stands_nowhere_in_the_report() -> None:
    who = replace(claim("x").actors[0], id=None, kind="person", name_ar=None, name_en=None)
    words = "قال سمير العابد إن القصف قتل ثلاثة."
    who = replace(who, span=replace(who.span, text="سمير العابد"))
    readings = Readings((reading("r", [claim("n1", killed=(3, 3), speaker=who, actor=None, words=words)]),))
    shown = text(document(Facts.of(readings, WEEK), "ar", None))
    hidden = text(document(Facts.of(readings, WEEK), "ar", reader("none").knowledge))
    assert "العابد" in shown
    assert "العابد" not in hidden
    assert "سمير" not in hidden


def test_hostile_text_loses_what_acts_on_lines_and_directions() -> None:
    said = [e.words for e in made("en", hostile()).evidence]
    assert said
    assert not re.search("[\x00-\x1f\u202a-\u202e\u2066-\u2069]", "".join(said))
    assert [e.url for e in made("en", hostile()).evidence if e.url and not e.url.startswith("https://")] == []
