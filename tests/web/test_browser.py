"""The pages in Debian's Chromium: they work by mouse and by keyboard, axe finds no fault, and nothing is asked elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

WIDTHS = (390, 1024, 1600)
AXE = files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
MOST_BYTES = 400_000  # of a page with all that it loads


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A page that may ask nothing but the observatory, and writes nothing to the console."""
    context = browser.new_context(base_url=site, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    context.close()
    own = urlsplit(site).netloc
    assert not [url for url in asked if urlsplit(url).netloc != own and not url.startswith("blob:")]
    assert not said


@pytest.fixture(scope="module")
def paths(site: str) -> list[str]:
    found = httpx.get(f"{site}/api/v1/events").json()["events"]
    disputed = max(found, key=lambda e: (len(e["contradictions"]), e["n_independent"]))
    report = disputed["testimonies"][0]["claims"][0]["report"]
    body = next(m["id"] for e in found for m in e["actors"] if m["id"] and not m["id"].startswith("generic:"))
    place = next(e["place"]["id"] for e in found if e["place"] and e["place"]["id"])
    source = re.search(r'/en/sources/([^"]+)', httpx.get(f"{site}/en/sources").text)
    assert source
    return ["", "events", f"events/{disputed['id']}", f"reports/{report}", "map", "search?words=%D8%B3%D8%B1%D8%A7%D9%82%D8%A8",
            "sources", f"sources/{source[1]}", f"actors/{body}", f"places/{place}", "charts", "events?since=x", "none"]  # fmt: skip


def ready(page: Page, path: str) -> None:
    page.goto(path)
    page.evaluate("document.fonts.ready.then(() => true)")  # axe measures where words stand
    if "/map" in path:
        expect(page.locator("#map[data-ready]")).to_be_attached()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_axe_finds_no_fault(browser: Browser, site: str, paths: list[str], language: str, scheme: str) -> None:
    context = browser.new_context(base_url=site, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    for path in paths:
        ready(page, f"/{language}/{path}")
        page.evaluate(
            "document.querySelectorAll('details').forEach(d => { d.open = true })"
        )  # what is folded counts too
        page.evaluate(AXE)
        faults = page.evaluate(
            "axe.run().then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html).slice(0, 3)]))"
        )
        assert not faults, (path, faults)
    context.close()


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_the_screen(page: Page, paths: list[str], language: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for path in [p for p in paths if p not in ("none", "events?since=x")]:
        ready(page, f"/{language}/{path}")
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, path


def test_the_fonts_are_our_own(page: Page, paths: list[str]) -> None:
    page.goto(f"/ar/{paths[3]}")
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family + f.weight)")
    assert {name.strip('"').replace('"', "") for name in loaded} >= {"Plex400", "Plex600", "Naskh400"}


def test_no_page_is_heavy(browser: Browser, site: str, paths: list[str]) -> None:
    for path in paths[:6]:
        context = browser.new_context(base_url=site)
        page = context.new_page()
        weight = 0
        session = context.new_cdp_session(page)
        session.send("Network.enable")

        def loaded(event: dict[str, float]) -> None:
            nonlocal weight
            weight += int(event["encodedDataLength"])

        session.on("Network.loadingFinished", loaded)
        ready(page, f"/ar/{path}")
        page.wait_for_load_state("networkidle")
        assert 10_000 < weight <= MOST_BYTES, (path, weight)
        context.close()


def test_a_marker_shows_its_event_beside_the_map(page: Page) -> None:
    ready(page, "/en/map?type=territory-gain")
    while page.locator(".cluster.leaflet-marker-icon").count():  # until events stand alone
        page.locator(".cluster.leaflet-marker-icon").first.click()
        page.wait_for_timeout(400)
        if page.locator("#chosen .row").count():
            break
    if not page.locator("#chosen .row").count():
        page.locator(".spot.leaflet-marker-icon:not(.cluster)").first.click()
    link = page.locator("#chosen h3 a").first
    expect(link).to_be_visible()
    link.click()
    expect(page.locator("h1")).to_contain_text("Territory taken")


def test_the_map_is_used_by_keyboard_alone(page: Page) -> None:
    ready(page, "/en/map?until=2020-01-31")
    page.locator("#map").focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.spot:not(.cluster)')"):
            break
        if page.evaluate("document.activeElement.matches('.cluster')"):
            page.keyboard.press("Enter")
            page.wait_for_timeout(500)
            if page.locator("#chosen .row").count():
                break
    if not page.locator("#chosen .row").count():
        page.keyboard.press("Enter")
    expect(page.locator("#chosen .row").first).to_be_visible()


def test_an_event_opens_on_the_map_with_its_uncertainty(page: Page, site: str) -> None:
    features = httpx.get(f"{site}/api/v1/events.geojson").json()["features"]
    event = next(f["id"] for f in features if f["properties"]["radius_km"] and f["properties"]["level"] != "country")
    ready(page, f"/ar/map?event={event}")
    expect(page.locator(f'#chosen a[href="/ar/events/{event}"]')).to_be_visible()
    expect(page.locator("path.doubt")).to_be_attached()


def test_the_timeline_chooses_days(page: Page) -> None:
    ready(page, "/ar/map")
    rows = page.locator("#listed [data-event]:visible")
    before = rows.count()
    area = page.locator("#brush").bounding_box()
    assert area
    # In Arabic the days run from right to left: the first fifth of them lies at the right.
    page.mouse.move(area["x"] + area["width"] * 0.98, area["y"] + 20)
    page.mouse.down()
    page.mouse.move(area["x"] + area["width"] * 0.8, area["y"] + 20, steps=4)
    page.mouse.up()
    since, until = page.locator("#b-since").input_value(), page.locator("#b-until").input_value()
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", since)
    assert since <= until
    assert rows.count() < before
    page.locator("#b-clear").click()
    assert rows.count() == before


def test_the_days_are_chosen_by_keyboard_too(page: Page) -> None:
    ready(page, "/en/map")
    before = page.locator("#listed [data-event]:visible").count()
    page.locator("#b-since").fill("2020-02-05")
    page.keyboard.press("Tab")
    assert 0 < page.locator("#listed [data-event]:visible").count() < before


def test_the_slider_tells_who_holds_what_on_a_day(page: Page) -> None:
    ready(page, "/en/map")
    page.locator("#c-show").check()
    expect(page.locator(".holder").first).to_be_visible()
    many = page.locator(".holder").count()
    last = page.locator("#c-told").inner_text()
    page.locator("#c-day").focus()
    page.keyboard.press("Home")
    expect(page.locator("#c-told")).not_to_have_text(last)
    expect(page.locator(".holder")).not_to_have_count(many)


def test_pointing_at_a_claim_lights_up_its_words(page: Page, paths: list[str]) -> None:
    page.goto(f"/ar/{paths[3]}")
    page.locator(".claim").nth(1).hover()
    assert page.locator(".text mark.trigger.lit").count() == 1
    page.locator(".claim").nth(0).locator("a.chip").focus()
    expect(page.locator(".claim").nth(0)).to_have_class(re.compile("lit"))


def test_filters_are_filled_in_and_stand_in_the_address(page: Page) -> None:
    page.goto("/en/events")
    page.get_by_label("Status").select_option("failed")
    page.get_by_label("From").fill("2020-02-01")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("status=failed"))
    assert "since=2020-02-01" in page.url
    assert page.locator(".status.foiled").count() == page.locator("article.row").count() > 0


def test_the_keyboard_skips_to_the_content(page: Page) -> None:
    page.goto("/ar/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_pages_work_without_script(browser: Browser, site: str, paths: list[str]) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    for path in paths[:6]:
        page.goto(f"/en/{path}")
        assert page.locator("main").inner_text().strip()
    page.goto("/en/map")
    assert page.locator("#listed article").count() > 5
    context.close()


def test_of_many_events_the_map_shows_cells_that_open(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("marsad.web.points.MOST", 5)
    ready(page, "/en/map?status=happened")
    shown = page.locator(".cluster.leaflet-marker-icon")
    before = shown.count()
    assert before > 1
    page.locator("#b-since").fill("2020-02-03")
    page.keyboard.press("Tab")
    expect(shown).not_to_have_count(before)
    page.locator("#b-clear").click()
    expect(shown).to_have_count(before)
    for _ in range(8):  # ever nearer, until a place opens
        if page.locator("#chosen .row").count():
            break
        page.locator(".spot.leaflet-marker-icon").first.click()
        page.wait_for_timeout(700)
    expect(page.locator("#chosen .row").first).to_be_visible()
