"""Names of private persons stay behind for whoever may not see all: on every page, in every answer, in both languages."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from demosite import Client, Visitor
from hypothesis import given
from hypothesis import strategies as st

from marsad.collect.ingest import Ingest
from marsad.model import Claim, Place, Reading, Report, Span
from marsad.observatory import Observatory
from marsad.pipeline import read_reports
from marsad.store import Store
from marsad.web.masking import Cut
from marsad.web.rendering import masking
from marsad.web.users import Users

PASSWORD = "a long password"
REPORTS = (
    {"outlet": "وكالة المثال", "title": "سمير العابد يروي قصف منزل جاره خالد البيطار", "url": "https://example.org/1",
     "text": "قال المواطن سمير العابد إن طائرة حربية قصفت منزل جاره خالد البيطار في بلدة سراقب وقتلت زوجته هدى القاسم وثلاثة من "
     "أبنائه.\nوأضاف العابد أن الدفاع المدني وصل بعد ساعة.\nقال الرئيس السوري بشار الأسد إن الجيش سيستعيد سراقب."},
    {"outlet": "صحيفة التجربة",
     "text": "نفى الناطق باسم الجيش السوري قصف منزل خالد البيطار في بلدة سراقب أمس.\nوأصيب الطبيب نادر الصالح في القصف المدفعي "
     "على بلدة سراقب."},
    {"outlet": "شبكة العينة",
     "text": "قتل الشاب زيـــاد المحمد بقصف مدفعي على بلدة سراقب، بحسب والده \u202eعمر المحمد\u202c.\nقال الشاهد John Baker إن القصف قتل "
     "امرأة قرب منزل <b>سمير العابد</b> [name withheld] في سراقب."},
)  # fmt: skip
NAMES = ("سمير", "العابد", "البيطار", "هدى", "القاسم", "نادر الصالح", "زيـــاد", "زياد", "عمر المحمد", "Baker")
PUBLIC = ("بشار الأسد", "الناطق", "وكالة المثال")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("masking")
    lines = [json.dumps({"published": f"2020-02-0{n}", **one}, ensure_ascii=False) for n, one in enumerate(REPORTS, 3)]
    (folder / "reports.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    name = str(folder / "marsad.db")
    with Store.open(name, make=True) as opened:
        Ingest(opened).run([str(folder / "reports.jsonl")])
        ids = [c.id for reading in opened.latest() for c in reading.claims if c.type == "shelling"]
        opened.decide("maybe", [ids[:2]], by="dana", reason="سمير العابد قال ذلك")
    return name


def everything(client: Client, cookie: str = "") -> dict[str, str]:
    """Every page and answer that links lead to, in both languages, and those that scripts and programs ask for."""
    left = ["/ar/", "/en/", "/ar/events?since=2020-01-01", "/en/events", "/ar/map", "/en/map", "/en/sources", "/ar/charts", "/en/charts", "/ar/search?words=" + quote("سراقب"),
            "/en/search?outlet=" + quote("وكالة"), "/api/v1/events", "/api/v1/events.geojson", "/api/v1/control.geojson", "/api/v1/sources",
            "/api/v1/points", "/api/v1/points?zoom=9", "/api/v1/points?newest=100"]  # fmt: skip
    found: dict[str, str] = {}
    while left:
        path = left.pop().partition("#")[0]
        if (
            path in found
            or path.startswith("/static/")
            or "/add" in path
            or path.partition("?")[0].endswith((".png", ".svg"))
        ):
            continue
        answer = client.get(path, cookie=cookie)
        assert answer.status_code in (200, 307), path
        found[path] = re.sub(r"<[^>]*>", "", html.unescape(answer.text)) + html.unescape(answer.text)
        left += [html.unescape(link) for link in re.findall(r'href="(/[^"]*)"', answer.text)]
        if path == "/api/v1/events":
            for event in answer.json()["events"]:
                left += [
                    f"/api/v1/events/{event['id']}",
                    f"/ar/events/{event['id']}/brief",
                    f"/ar/map?event={event['id']}",
                ]
                left += [f"/api/v1/reports/{told['report']}" for t in event["testimonies"] for told in t["claims"]]
    return found


def told(pages: dict[str, str], names: tuple[str, ...]) -> dict[str, set[str]]:
    """In which pages the names stand."""
    return {name: at for name in names if (at := {path for path, text in pages.items() if name in text})}


def test_no_page_and_no_answer_tells_a_name(store: str) -> None:
    pages = everything(Client(store))
    assert len(pages) > 60
    assert not told(pages, NAMES)
    assert set(told(pages, PUBLIC)) == set(PUBLIC)
    assert told(pages, ("[حُجب الاسم]",))
    assert told(pages, ("[name withheld]",))
    assert "marsad serve --full shows them" in pages["/en/"]


def test_whoever_is_told_so_sees_all(store: str) -> None:
    pages = everything(Client(store, full=True))
    assert set(told(pages, NAMES)) >= set(NAMES) - {"زياد"}
    assert "withheld" not in pages["/en/"]


def test_editors_see_names_and_viewers_do_not(store: str, tmp_path: Path) -> None:
    users = Users(tmp_path / "users.json")
    users.add("dana", "editor", PASSWORD)
    users.add("omar", "viewer", PASSWORD)
    visitor = Visitor(store, path="/en/search", users=users)
    for _ in range(2):  # what was shown to the one is not shown to the other
        visitor.login("dana", PASSWORD)
        assert set(told(everything(visitor.client, visitor.cookie), NAMES)) >= set(NAMES) - {"زياد"}
        visitor.login("omar", PASSWORD)
        pages = everything(visitor.client, visitor.cookie)
        assert len(pages) > 60
        assert not told(pages, NAMES)
        assert "editors see them" in pages["/en/"]
    report = re.search(
        r"/en/reports/(\w+)",
        visitor.look("/en/events").text + visitor.look("/en/search?words=%D8%B3%D8%B1%D8%A7%D9%82%D8%A8").text,
    )
    assert report
    for name, seen in (("omar", False), ("dana", True)):  # programs too, by whose token it is
        answer = visitor.client.get(f"/api/v1/reports/{report[1]}", authorization=f"Bearer {users.token(name)}")
        assert (answer.json()["text"] != "…") is seen
        assert bool(told({"": answer.text}, NAMES)) is seen


def test_names_cannot_be_asked_for(store: str) -> None:
    masked, full = Client(store), Client(store, full=True)
    for name, fields in (
        ("سمير", ["words"]),
        ("خالد البيطار", ["words"]),
        ("نادر الصالح", ["words", "actor"]),
        ("هدى", ["actor"]),
    ):
        for field in fields:
            path = f"/en/search?{field}={quote(name)}"
            assert "No report matches" in masked.get(path).text, (field, name)
            assert "No report matches" not in full.get(path).text, (field, name)
        if "actor" in fields:
            path = f"/api/v1/events?actor={quote(name)}"
            assert (masked.get(path).json()["count"], full.get(path).json()["count"] > 0) == (0, True), name
    for name in ("sy-armed-forces-assad", "الجيش"):
        assert masked.get(f"/api/v1/events?actor={quote(name)}").json()["count"] > 0, name
    assert "No report matches" not in masked.get("/en/search?words=" + quote("الطبيب")).text


def test_two_names_that_are_withheld_are_not_told_to_agree(store: str) -> None:
    for path, text in everything(Client(store)).items():
        if re.fullmatch(r"/en/events/\w+", path):
            agreed = re.search(r'<ul class="agreed">(.*?)</ul>', text, re.S)
            assert agreed is None or "withheld" not in agreed[1]


def spans(claim: Claim) -> list[Span]:
    found = [
        claim.trigger,
        claim.evidence,
        *(m.span for m in (*claim.actors, *claim.targets)),
        *(q.span for q in claim.numbers),
    ]
    found += [s.mention.span for s in claim.sources] + [x.span for x in (claim.place, claim.time) if x is not None]
    return found


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_span_slices_the_text_that_is_shown(language: str) -> None:
    for reading in read_reports([Report.of(one["text"], published="2020-02-05") for one in REPORTS]):
        shown = masking(language).reading(reading)
        assert not told({"": shown.report.text + repr(shown.claims)}, NAMES)
        for before, after in zip(reading.claims, shown.claims, strict=True):
            for raw, span in zip(spans(before), spans(after), strict=True):
                assert (raw.start < raw.end) == (span.start < span.end)
                if span.start < span.end and span not in (m.span for m in (*after.actors, *after.targets)):
                    assert shown.report.text[span.start : span.end] == span.text or "[" in span.text
            assert shown.report.text[after.trigger.start : after.trigger.end] == before.trigger.text


def test_the_sentences_of_an_event_are_those_that_are_shown(store: str) -> None:
    with Store.open(store) as opened:
        raw = Observatory(opened)
        raw.refresh()
        for event in raw.events():
            shown = masking("en").event(event)
            assert (shown.n_reports, shown.n_outlets, shown.n_independent, shown.id) == (
                event.n_reports, event.n_outlets, event.n_independent, event.id,
            )  # fmt: skip
            assert [t.claim.id for t in shown.told] == [t.claim.id for t in event.told]
            for one in shown.told:
                claim = one.claim
                assert one.report.text[claim.evidence.start : claim.evidence.end] == claim.evidence.text
                assert one.report.text[claim.trigger.start : claim.trigger.end] == claim.trigger.text
            assert all((d.by, d.reason) == ("…", "…") for d in shown.decisions)


def test_a_house_is_shown_by_the_governorate_around_it() -> None:
    place = Place(Span(3, 14, "منزل العابد"), None, None, None, 35.9, 36.6, "site", 1.0, "SY", "SY-ID")
    claim = read_reports([Report.of(REPORTS[0]["text"], published="2020-02-05")])[0].claims[0]
    from dataclasses import replace

    shown = masking("en").reading(Reading(Report.of("في منزل العابد"), (replace(claim, place=place),)))
    found = shown.claims[0].place
    assert found is not None
    assert (found.name_ar, found.name_en) == ("إدلب", "Idlib")
    assert "العابد" not in found.span.text + shown.report.text


@given(
    st.text(alphabet="ab", max_size=30),
    st.lists(st.integers(0, 30), max_size=8),
    st.integers(0, 30),
    st.integers(0, 30),
)
def test_offsets_move_with_the_text(raw: str, ends: list[int], a: int, b: int) -> None:
    points = sorted({min(n, len(raw)) for n in ends})
    cuts = [(x, y) for x, y in zip(points[::2], points[1::2], strict=False) if x < y]
    cut = Cut.of(raw, cuts, "[NAME]")
    assert cut.text.count("[NAME]") == len(cuts)
    a, b = sorted((min(a, len(raw)), min(b, len(raw))))
    start, end = cut.at(a), cut.at(b, closing=True)
    assert 0 <= start <= end <= len(cut.text) or a == b
    if all(b <= x or y <= a for x, y in cuts) and a < b:  # beside every name: the same words
        assert cut.text[start:end] == raw[a:b]
    if cuts and (a, b) == cuts[0]:
        assert cut.text[start:end] == "[NAME]"
