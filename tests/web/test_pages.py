"""The pages without a browser: they answer, in both languages, and say nothing that they should not."""

from __future__ import annotations

import html
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from demosite import OVERRIDE, Client, events, fill, readings

import marsad.web
from marsad.cli.main import main
from marsad.collect.ingest import Ingest
from marsad.events.running import tolls
from marsad.export.published import Withheld, withheld_event
from marsad.observatory import Asked, Observatory
from marsad.report.situation.facts import said, weight
from marsad.store import Store
from marsad.web.archive import Archive
from marsad.web.guard import HEADERS

LANGUAGES = ("ar", "en")
OWN = Path(marsad.web.__file__).parent
PLAIN = ("", "events", "map", "charts", "search", "sources")


@pytest.fixture(scope="module")
def paths(client: Client) -> dict[str, str]:
    """A path of each kind of page."""
    found = client.get("/api/v1/events").json()["events"]
    disputed = max(found, key=lambda e: (len(e["contradictions"]), e["n_independent"]))
    body = next(m["id"] for e in found for m in e["actors"] if m["id"] and not m["id"].startswith("generic:"))
    place = next(e["place"]["id"] for e in found if e["place"] and e["place"]["id"])
    source = re.search(r'/en/sources/([^"]+)', client.get("/en/sources").text)
    assert source
    return {
        "event": f"events/{disputed['id']}", "report": f"reports/{disputed['testimonies'][0]['claims'][0]['report']}",
        "actor": f"actors/{body}", "place": f"places/{quote(place, safe='')}", "source": f"sources/{source[1]}",
        **{name or "today": name for name in PLAIN},
    }  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_stands_in_both_languages(client: Client, paths: dict[str, str], language: str) -> None:
    other = "en" if language == "ar" else "ar"
    for path in paths.values():
        answer = client.get(f"/{language}/{path}")
        assert answer.status_code == 200, path
        assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in answer.text
        assert f'href="/{other}/{path}"' in answer.text


def test_every_link_of_every_page_leads_somewhere(client: Client, paths: dict[str, str]) -> None:
    seen: set[str] = set()
    for path in paths.values():
        text = client.get(f"/ar/{path}").text
        ids = set(re.findall(r'\bid="([^"]+)"', text))
        for link in map(html.unescape, re.findall(r'(?:href|src|action)="([^"]+)"', text)):
            if link.startswith("#"):
                assert link[1:] in ids, (path, link)
            elif link.startswith("/") and link not in seen:
                seen.add(link)
                assert client.get(link.partition("#")[0]).status_code in (200, 307), (path, link)
    assert len(seen) > 50


def test_all_events_and_reports_have_a_page(client: Client, filled: str) -> None:
    for event in events(filled):
        assert client.get(f"/en/events/{event.id}").status_code == 200
    for reading in readings(filled):
        page = client.get(f"/en/reports/{reading.report.id}").text
        assert reading.report.sha256 in page
        assert page.count('class="claim"') == len(reading.claims)


def test_the_id_of_a_claim_leads_to_its_event(client: Client, filled: str) -> None:
    event = next(e for e in events(filled) if len(e.claims) > 1)
    answer = client.get(f"/ar/events/{event.claims[1].id}")
    assert (answer.status_code, answer.headers["location"]) == (307, f"/ar/events/{event.id}")


def test_an_event_shows_every_account_in_its_own_words(client: Client, filled: str) -> None:
    event = max(events(filled), key=lambda e: e.n_independent)
    text = client.get(f"/ar/events/{event.id}").text
    assert text.count('class="account ') == event.n_independent
    plain = html.unescape(re.sub(r"<[^>]+>", "", text))
    for claim in event.claims:
        assert claim.evidence.text in plain


def test_filters_live_in_the_address(client: Client) -> None:
    everything = client.get("/api/v1/events").json()["count"]
    some = client.get("/api/v1/events?type=remote&since=2020-02-01&until=2020-02-07").json()
    assert 0 < some["count"] < everything
    page = client.get("/en/events?type=remote&since=2020-02-01&until=2020-02-07").text
    assert f"Events: {some['count']}" in page
    assert 'value="2020-02-01"' in page
    assert '<option value="remote" selected>' in page


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("since=yesterday", "is no date"),
        ("since=2020-02-07&until=2020-02-01", "the end lies before"),
        ("area=%22%3E%3Cscript%3E", "no place that is known"),
        ("type=' OR 1=1 --", "is not in the list"),
        ("status=../../etc/passwd", "is not in the list"),
        ("agreement=%00", "is not in the list"),
    ],
)
def test_a_filter_that_is_not_understood_is_told(client: Client, query: str, problem: str) -> None:
    for page in ("events", "map"):
        answer = client.get(f"/en/{page}?{query}")
        assert answer.status_code == 400
        assert problem in answer.text
    assert client.get(f"/api/v1/events?{query}").status_code == 400


def test_search_marks_what_it_found(client: Client) -> None:
    found = client.get("/ar/search?words=" + quote("سراقب")).text
    assert re.search(r'<mark class="trigger">[^<]*سراقب</mark>', found)
    assert client.get("/ar/search?words=-x").status_code == 400


HOSTILE_WORDS = (
    "<script>alert(1)</script>", OVERRIDE, "x" * 3_000, "../../etc/passwd", "' OR 1=1; DROP TABLE reports --",
    "a\r\nSet-Cookie: x=1", '"' * 200, "NEAR(a b, 1) AND *", "\x00", "😀" * 100,
)  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE_WORDS, ids=range(len(HOSTILE_WORDS)))
def test_hostile_words_are_answered_and_escaped(client: Client, words: str) -> None:
    for path in ("search?words=", "events?actor=", "events?area=", "?since=", "map?event=", "search?outlet="):
        answer = client.get(f"/ar/{path}{quote(words)}")
        assert answer.status_code in (200, 400, 414)
        assert "<script>alert" not in answer.text
        assert "set-cookie" not in answer.headers


def test_text_of_reports_is_never_markup(client: Client, filled: str) -> None:
    hostile = next(r for r in readings(filled) if "script" in r.report.text)
    for path in (f"reports/{hostile.report.id}", "search?words=" + quote("كفرنبل"), "sources", ""):
        text = client.get(f"/en/{path}").text
        assert "<script>document" not in text
        assert "<img" not in text
        assert 'href="javascript:' not in text
    assert (
        OVERRIDE
        not in re.findall(r"<title>(.*?)</title>", client.get(f"/en/reports/{hostile.report.id}").text, re.S)[0]
    )


def test_every_answer_carries_the_headers(client: Client) -> None:
    for path in ("/", "/ar/", "/nothing", "/api/v1/events", "/static/site.css", "/ar/events/zzz"):
        headers = client.get(path).headers
        for name in HEADERS:
            assert name in headers, (path, name)
        assert "server" not in headers
        policy = headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost:8765@evil.example", "[::1"])
def test_another_host_is_refused(client: Client, host: str) -> None:
    assert client.get("/ar/", host=host).status_code == 400
    assert client.get("/api/v1/events", host=host).status_code == 400


def test_own_hosts_are_let_in(client: Client) -> None:
    for host in ("127.0.0.1", "localhost:8765", "[::1]:80"):
        assert client.get("/ar/", host=host).status_code == 200


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2f..%2fetc%2fpasswd", "/static/MANIFEST.tsv"]
)
def test_only_listed_files_are_served(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_nothing_is_taken_in(client: Client) -> None:
    assert client.ask("POST", "/ar/").status_code == 405
    assert client.ask("POST", "/ar/", content=b"x" * 5_000_000).status_code == 413
    assert client.ask("DELETE", "/api/v1/events").status_code == 405
    assert client.get("/ar/search?words=" + "x" * 5_000).status_code == 414


def test_errors_are_told_in_both_languages_and_without_the_inside(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = client.get("/en/reports/none").text
    assert "There is no page here" in text
    assert "لا صفحة هنا" in text

    def broken(self: Archive) -> None:
        raise RuntimeError("a secret of the inside")

    monkeypatch.setattr(Archive, "seen", broken)
    for path in ("/ar/", "/api/v1/events"):
        answer = client.get(path)
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert "Traceback" not in answer.text


def test_answers_are_not_sent_twice(client: Client) -> None:
    for path in ("/api/v1/events", "/api/v1/events.geojson", "/static/site.css"):
        first = client.get(path)
        again = client.ask("GET", path, headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_the_front_page_follows_the_reader(client: Client) -> None:
    assert client.get("/").headers["location"] == "/ar/"
    assert client.get("/", **{"accept-language": "en-GB,en;q=0.8"}).headers["location"] == "/en/"


_PHYSICAL = re.compile(
    r"(?:^|[;{\s-])(?:left|right)\s*:|(?:margin|padding|border|inset)-(?:left|right|top|bottom)|text-align\s*:\s*(?:left|right)"
    r"|float\s*:\s*(?:left|right)|border-(?:top|bottom)-(?:left|right)", re.I,
)  # fmt: skip


def test_no_style_uses_physical_directions() -> None:
    for file in (*OWN.rglob("*.css"), *OWN.rglob("*.html")):
        assert not _PHYSICAL.search(file.read_text(encoding="utf-8")), file


def test_no_template_holds_script_or_style() -> None:
    files = list(OWN.rglob("*.html"))
    assert len(files) > 8
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:|\|\s*safe\b", text), file
        for script in re.findall(r"<script[^>]*>", text):
            assert 'src="/static/' in script


class _Directed(HTMLParser):
    """Texts of a page that stand in no element with a direction of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.bare: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "link", "input", "path", "circle"):
            self.open.append((tag, tag != "html" and "dir" in dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] not in ("title", "script", "style") and not any(own for _, own in self.open):
            self.bare.append(data)


def test_words_of_reports_have_a_direction_of_their_own(client: Client, paths: dict[str, str]) -> None:
    """On English pages every Arabic letter comes from a report or a list, but for the link to the Arabic page."""
    for path in paths.values():
        parser = _Directed()
        parser.feed(client.get(f"/en/{path}").text)
        bare = [t for t in parser.bare if re.search("[\u0600-\u06ff]", t) and t.strip() != "العربية"]
        assert not bare, (path, bare[:3])


def test_the_interface_is_described(client: Client, filled: str) -> None:
    described = client.get("/api/v1/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    routes = {r.path.replace(":str", "") for r in client.app.routes if r.path.startswith("/api/")}
    assert routes == set(described["paths"])


def test_one_event_is_taken_away(client: Client, filled: str) -> None:
    event = events(filled)[0]
    base = f"/api/v1/events/{event.id}"
    full, handed = event.to_dict(), withheld_event(event, Withheld()).to_dict()
    assert full != handed
    assert client.get(f"{base}/json").json() == json.loads(json.dumps(handed))
    assert Client(filled, full=True).get(f"{base}/json").json() == json.loads(json.dumps(full))
    header, row = client.get(f"{base}/csv").text.splitlines()
    assert (header.split(",")[0], row.split(",")[0]) == ("event", event.id)
    assert client.get(f"{base}/geojson").json()["type"] == "FeatureCollection"
    assert client.get(f"{base}/exe").status_code == 404


def test_what_is_added_to_the_store_is_seen(tmp_path: Path) -> None:
    name = str(tmp_path / "marsad.db")
    with Store.open(name, make=True) as store:
        client = Client(name)
        assert client.get("/ar/").status_code == 200
        assert client.get("/api/v1/events").json()["count"] == 0
        (tmp_path / "a.txt").write_text("قصفت المدفعية قرية كفرنبل أمس.\n", encoding="utf-8")
        Ingest(store).run([str(tmp_path / "a.txt")])
    client.app.state.archive.changed()
    assert client.get("/api/v1/events").json()["count"] == 1


def test_the_front_page_counts_as_the_situation_report_does(client: Client, filled: str) -> None:
    start, end = "2020-01-28", "2020-02-03"
    found = [e for e in events(filled) if e.day and start <= e.day <= end]
    done = [e for e in found if not said(e)]
    killed = next(t for t in tolls(done, (start, end)) if t.kind == "killed" and t.period)
    with Store.open(filled) as store:
        seen = Observatory(store)
        asked = Asked(days=(start, end), said=False)
        assert [o.id for o in seen.find(asked, order="weight", limit=len(done)).outlines[:12]] == [
            e.id for e in sorted(done, key=weight)[:12]
        ]
        [same] = tolls(seen.losses(asked), (start, end))
        assert (same.low, same.best, same.high) == (killed.low, killed.best, killed.high)
        assert {e.id for e in same.events} == {e.id for e in killed.events}
        assert seen.find(Asked(days=(start, end), said=True)).total == len(found) - len(done)


def test_a_store_that_may_only_be_read_is_served_where_it_was_grouped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    name = fill(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr("os.access", lambda path, mode, **_: False)
        assert main(["serve", "--store", name, "--port", "0"]) == 2
        assert "its events are not grouped" in capsys.readouterr().err
    count = len(events(name))
    monkeypatch.setattr("os.access", lambda path, mode, **_: False)
    before = {p: p.read_bytes() for p in tmp_path.iterdir() if p.is_file()}
    assert Client(name).get("/api/v1/events").json()["count"] == count
    assert {p: p.read_bytes() for p in tmp_path.iterdir() if p.is_file()} == before


def test_points_are_told_one_by_one_or_in_cells(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    features = client.get("/api/v1/events.geojson").json()["features"]
    whole = client.get("/api/v1/points").json()
    assert [row[0] for row in whole["events"]] == [f["id"] for f in features]
    for (_, place, type, status, day), feature in zip(whole["events"], features, strict=True):
        lat, lon, radius, level, *names = whole["places"][place]
        told = feature["properties"]
        assert feature["geometry"]["coordinates"] == [pytest.approx(lon), pytest.approx(lat)]
        assert (*whole["types"][type], whole["statuses"][status], day) == (
            told["type"], told["family"], told["status"], told["day"] or "",
        )  # fmt: skip
        assert (radius, level, *names) == (told["radius_km"], told["level"], told["place_ar"], told["place_en"])
    assert sum(n for _, n in whole["days"]) == whole["count"] == len(features) + whole["unplaced"]
    west, south, east, north = whole["frame"]
    known = [f["geometry"]["coordinates"] for f in features if f["properties"]["level"] != "country"]
    assert sum(west <= lon <= east and south <= lat <= north for lon, lat in known) >= 0.9 * len(known)
    client.app.state.archive._remembered.clear()
    monkeypatch.setattr("marsad.web.points.MOST", 3)
    for zoom in (3, 7, 14):
        cells = client.get(f"/api/v1/points?zoom={zoom}").json()["cells"]
        assert sum(n for n, *_ in cells) == len(features)
    assert len(cells) == len({tuple(f["geometry"]["coordinates"]) for f in features})
    box = [round(value, 5) for value in (lon - 0.001, lat - 0.001, lon + 0.001, lat + 0.001)]
    near = client.get(f"/api/v1/points?newest=2&box={','.join(map(str, box))}").json()
    assert [row[0] for row in near["events"]] == [
        f["id"] for f in features if box[0] <= f["geometry"]["coordinates"][0] <= box[2]
        and box[1] <= f["geometry"]["coordinates"][1] <= box[3]
    ][:2]  # fmt: skip
    some = client.get("/api/v1/points?newest=3&days=2020-02-01/2020-02-03").json()
    assert {row[4] for row in some["events"]} <= {"2020-02-01", "2020-02-02", "2020-02-03"}
    client.app.state.archive._remembered.clear()


@pytest.mark.parametrize(
    "query",
    ["zoom=x", "zoom=15", "zoom=-1", "box=1,2,3", "box=a,b,c,d", "box=1e9,0,0,0", "days=2020-02-01", "newest=9999"],
)
def test_points_are_not_asked_for_wrongly(client: Client, query: str) -> None:
    assert client.get(f"/api/v1/points?{query}").status_code == 400
