"""What changes while a page is open: streams of events, and what an open page says of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from demosite import fill, served
from playwright.sync_api import Browser, expect

from marsad.collect.ingest import Ingest
from marsad.store import Store
from marsad.web import changes


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "EVERY", 0.05)
    monkeypatch.setattr("marsad.web.archive._SECONDS", 0.0)


def added(store: str, folder: Path, text: str) -> None:
    """Another process adds a report."""
    (folder / "new.txt").write_text(text, encoding="utf-8")
    with Store.open(store) as opened:
        Ingest(opened).run([str(folder / "new.txt")])


def told(lines: Iterator[str]) -> dict[str, int]:
    found: dict[str, int] = json.loads(next(line for line in lines if line.startswith("data: "))[6:])
    return found


@pytest.mark.usefixtures("quick")
def test_a_stream_tells_of_what_is_added_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "_SILENT", 2)
    store = fill(tmp_path)
    with served(store) as site, httpx.stream("GET", f"{site}/api/v1/changes", timeout=30) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        lines = stream.iter_lines()
        first = told(lines)
        assert next(line for line in lines if line not in ("",)) == ":"  # nothing came, and it is alive
        added(store, tmp_path, "قصفت المدفعية قرية كفرنبل أمس.")
        then = told(lines)
        assert then["reports"] == first["reports"] + 1
        assert then["revision"] > first["revision"]


@pytest.mark.usefixtures("quick")
def test_only_so_many_streams_are_open(tmp_path: Path) -> None:
    store = fill(tmp_path)
    with served(store) as site:
        streams = [httpx.Client(timeout=30).stream("GET", f"{site}/api/v1/changes") for _ in range(16)]
        for stream in streams:
            assert stream.__enter__().status_code == 200
        full = httpx.get(f"{site}/api/v1/changes")
        assert (full.status_code, full.headers["retry-after"]) == (503, "60")
        for stream in streams:
            stream.__exit__(None, None, None)
        for _ in range(50):  # until the server has seen that nobody listens
            with httpx.stream("GET", f"{site}/api/v1/changes", timeout=30) as again:
                if again.status_code == 200:
                    break
        assert again.status_code == 200


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("path", ["en/", "ar/map"])
def test_an_open_page_says_what_is_new_and_loads_it_when_told(browser: Browser, tmp_path: Path, path: str) -> None:
    store = fill(tmp_path)
    with served(store) as site:
        context = browser.new_context(base_url=site)
        page = context.new_page()
        page.goto(f"/{path}")
        fresh = page.locator("#fresh")
        expect(fresh).to_have_attribute("aria-live", "polite")
        expect(fresh).to_be_empty()
        added(store, tmp_path, "قصفت المدفعية قرية كفرنبل أمس.")
        expect(fresh.get_by_role("link")).to_have_text(
            "New reports: 1; load the page anew" if path == "en/" else "تقارير جديدة: ١؛ حدّث الصفحة"
        )
        fresh.get_by_role("link").click()
        page.wait_for_load_state()
        expect(fresh).to_be_empty()
        context.close()
