"""Logging in and adding a report in Debian's Chromium, by keyboard; axe finds no fault in these pages."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from demosite import served
from playwright.sync_api import Browser, Page, expect

from marsad.store import Store
from marsad.web.users import Users

AXE = files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def faults(page: Page) -> list[str]:
    page.evaluate(AXE)
    found: list[str] = page.evaluate("axe.run().then(r => r.violations.map(v => v.id))")
    return found


@pytest.mark.parametrize(("language", "width", "scheme"), [("ar", 390, "light"), ("en", 1024, "dark")])
def test_a_report_is_added_behind_a_login(
    browser: Browser, tmp_path: Path, language: str, width: int, scheme: str
) -> None:
    store, users = str(tmp_path / "marsad.db"), Users(tmp_path / "users.json")
    Store.open(store, make=True).close()
    users.add("dana", "editor", "a long password")
    with served(store, users=users) as site:
        context = browser.new_context(
            base_url=site, viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
        )  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(f"/{language}/add")
        assert faults(page) == []
        page.locator("#name").fill("dana")
        page.locator("#password").fill("a long password")
        page.keyboard.press("Enter")
        expect(page.locator("#a-text")).to_be_visible()
        assert faults(page) == []
        page.locator("#a-text").fill("قصفت المدفعية بلدة سراقب وقتل أربعة مدنيين.")
        page.locator("#a-published").fill("2020-02-04")
        page.keyboard.press("Enter")
        expect(page.locator(".preview .claim").first).to_be_visible()
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        page.locator(".preview form button").press("Enter")
        expect(page.locator(".hash")).to_be_visible()
        page.locator(".logout button").press("Enter")
        expect(page.locator("#password")).to_be_visible()
        context.close()
