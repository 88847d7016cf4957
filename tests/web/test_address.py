"""Adding a report by the address of its page: fetched when an editor asks, looked at, kept as it came; nothing leads inside."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from demosite import SCRIPT, Visitor, kept

from marsad.collect import fetching
from marsad.store import Store
from marsad.store.verify import verify
from marsad.web.users import Users
from webserver import Site, serving

TEXT = "قصفت المدفعية بلدة سراقب فجر اليوم وقتل أربعة مدنيين وأصيب سبعة آخرون في السوق القديم من البلدة."
PAGE = f"""<!doctype html><html lang="ar"><head><title>قصف على سراقب</title>
<meta property="og:site_name" content="وكالة التجربة"><meta property="article:published_time" content="2020-02-04T08:00:00Z">
</head><body><article><h1>قصف على سراقب</h1><p>{TEXT}</p><p>ونفت قيادة الجيش ذلك في بيان لها مساء اليوم نفسه.</p></article>
</body></html>""".encode()
PASSWORD = "a long password"


@pytest.fixture
def store(tmp_path: Path) -> str:
    name = str(tmp_path / "marsad.db")
    Store.open(name, make=True).close()
    return name


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        running.put("/news/1", PAGE)
        yield running


@pytest.fixture
def visitor(store: str) -> Visitor:
    """One whose observatory may ask this machine, without a pause."""
    fetcher = fetching.fetcher(private=True)
    fetcher.manners = replace(fetcher.manners, delay=0.0)
    return Visitor(store, fetcher=fetcher)


def asked(address: str) -> dict[str, str]:
    return {"do": "fetch", "address": address}


def held(text: str) -> str:
    return text.partition('name="held" value="')[2].partition('"')[0]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_page_is_fetched_looked_at_and_kept_as_it_came(
    store: str, site: Site, visitor: Visitor, language: str
) -> None:
    shown = visitor.send(asked(site.url + "/news/1"), language)
    assert shown.status_code == 200
    assert shown.text.count('class="claim"') >= 1
    assert "وكالة التجربة" in shown.text
    assert kept(store) == []
    site.put("/news/1", b"something else")  # what is kept is what was looked at
    taken = visitor.send({"do": "keep-fetched", "held": held(shown.text)}, language)
    assert taken.status_code == 303
    [text] = kept(store)
    assert TEXT in text
    assert site.paths().count("/news/1") == 1
    with Store.open(store) as opened:
        [reading] = opened.latest()
        assert (reading.report.outlet, (reading.report.published or "")[:10]) == ("وكالة التجربة", "2020-02-04")
        assert list(verify(opened)) == []
    [original] = [file for file in Path(store).parent.rglob("*") if file.is_file() and file.stat().st_size == len(PAGE)]
    assert original.read_bytes() == PAGE
    page = visitor.look(taken.headers["location"])
    assert page.status_code == 200
    assert page.text.count('class="claim"') >= 1


def test_what_is_said_of_a_page_fills_what_it_leaves_open(site: Site, visitor: Visitor) -> None:
    site.put("/plain", TEXT.encode(), "text/plain; charset=utf-8")
    shown = visitor.send({**asked(site.url + "/plain"), "outlet": "وكالة القارئ", "published": "2020-02-05"})
    assert "وكالة القارئ" in shown.text
    assert "2020" in shown.text


def test_a_page_is_kept_once_and_by_who_asked_for_it(store: str, site: Site, visitor: Visitor) -> None:
    shown = visitor.send(asked(site.url + "/news/1"))
    cookies, visitor.cookies = visitor.cookies, {}
    visitor.look()
    assert visitor.send({"do": "keep-fetched", "held": held(shown.text)}).status_code == 400
    visitor.cookies = cookies
    visitor.look()
    assert visitor.send({"do": "keep-fetched", "held": held(shown.text)}).status_code == 303
    visitor.look()
    again = visitor.send({"do": "keep-fetched", "held": held(shown.text)})
    assert again.status_code == 400
    assert "is forgotten" in again.text
    assert len(kept(store)) == 1


def test_nothing_is_fetched_unless_it_is_turned_on(store: str, site: Site) -> None:
    visitor = Visitor(store)
    assert 'name="address"' not in visitor.look().text
    for form in (asked(site.url + "/news/1"), {"do": "keep-fetched", "held": "x"}):
        visitor.look()
        answer = visitor.send(form)
        assert answer.status_code == 403
        assert "not turned on" in answer.text
    assert site.paths() == []


def test_editors_alone_have_a_page_fetched(store: str, site: Site, tmp_path: Path) -> None:
    users = Users(tmp_path / "users.json")
    users.add("dana", "editor", PASSWORD)
    users.add("omar", "viewer", PASSWORD)
    visitor = Visitor(store, users=users, fetcher=fetching.fetcher(private=True))
    assert visitor.send(asked(site.url + "/news/1")).status_code == 303  # to the login
    visitor.login("omar", PASSWORD)
    assert visitor.send(asked(site.url + "/news/1")).status_code == 403
    assert site.paths() == []
    visitor.login("dana", PASSWORD)
    assert visitor.send(asked(site.url + "/news/1")).status_code == 200
    assert "/news/1" in site.paths()


@pytest.mark.parametrize("address", [
    "http://127.0.0.1/", "http://localhost:8765/ar/", "http://[::1]/", "http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/",
    "http://[::ffff:127.0.0.1]/", "http://2130706433/", "http://0/", "http://a:b@127.0.0.1/",
])  # fmt: skip
@pytest.mark.parametrize("language", ["ar", "en"])
def test_addresses_inside_are_refused(store: str, address: str, language: str) -> None:
    visitor = Visitor(store, fetcher=fetching.fetcher())
    answer = visitor.send(asked(address), language)
    assert answer.status_code == 400
    assert ("private network" if language == "en" else "شبكة خاصة") in answer.text
    assert kept(store) == []


def resolving(monkeypatch: pytest.MonkeyPatch, numbers: dict[str, list[str]]) -> list[str]:
    """Names lead to numbers, one after the other; gives the names that were asked for. 127.0.0.1 counts as outside."""
    real, names = socket.getaddrinfo, list[str]()

    def resolve(host: str, *rest: Any, **more: Any) -> Any:
        if host in numbers:
            names.append(host)
            left = numbers[host]
            host = left.pop(0) if len(left) > 1 else left[0]
        return real(host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr("marsad.sources.fetch._is_private", lambda number: number != "127.0.0.1")
    return names


def test_no_redirect_leads_inside(store: str, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    port = site.url.rpartition(":")[2]
    resolving(monkeypatch, {"outside.example": ["127.0.0.1"], "inside.example": ["10.1.2.3"]})
    site.pages["/a"] = (302, {"Location": f"http://inside.example:{port}/news/1"}, b"")
    visitor = Visitor(store, fetcher=fetching.fetcher())
    answer = visitor.send(asked(f"http://outside.example:{port}/a"))
    assert answer.status_code == 400
    assert "private network" in answer.text
    assert "/news/1" not in site.paths()


def test_a_name_that_turns_inside_is_refused_and_the_checked_number_is_the_one_connected_to(
    store: str, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """robots.txt is asked of the first number, the page would be of the second (DNS rebinding)."""
    port = site.url.rpartition(":")[2]
    names = resolving(monkeypatch, {"turning.example": ["127.0.0.1", "10.1.2.3"]})
    visitor = Visitor(store, fetcher=fetching.fetcher())
    answer = visitor.send(asked(f"http://turning.example:{port}/news/1"))
    assert answer.status_code == 400
    assert "private network" in answer.text
    assert site.paths() == ["/robots.txt"]
    assert len(names) == 2  # once a request: what was checked is connected to, no name is asked for again


@pytest.mark.parametrize("address", [
    "", "   ", "example.org", "ftp://example.org/x", "file:///etc/passwd", "javascript:alert(1)", "http://", "http://[x/",
    "http://a:99999/", "https://" + "x" * 3_000, "http://x\ud800/", "http://\u202eabc/",
])  # fmt: skip
def test_what_is_no_address_is_told(store: str, address: str) -> None:
    answer = Visitor(store, fetcher=fetching.fetcher()).send(asked(address))
    assert answer.status_code == 400
    assert 'aria-invalid="true"' in answer.text or "The request was not understood" in answer.text


def test_what_a_server_gives_is_not_trusted(store: str, site: Site, visitor: Visitor) -> None:
    site.put("/bomb", gzip.compress(bytes(20_000_000)), Content_Encoding="gzip")
    site.put("/big", b"x" * 6_000_000)
    site.put("/zip", b"PK\x03\x04" + b"x" * 99, "application/zip")
    site.put("/data", b'{"text": "x"}\n' * 3, "application/x-ndjson")
    site.put("/empty", b"")
    site.put("/no-text", b"<html><body><script>1</script></body></html>")
    site.put("/deep", b"<html><body>" + b"<div>" * 50_000 + b"x", "text/html")
    site.put("/long", ("كلمة " * 30_000).encode(), "text/plain")
    site.put("/robots.txt", b"User-agent: *\nDisallow: /closed\n", "text/plain")
    site.put("/closed", PAGE)
    site.pages["/round"] = (302, {"Location": "/round"}, b"")
    site.pages["/gone"] = (404, {}, f"{SCRIPT}".encode())
    for path in (
        "/bomb",
        "/big",
        "/zip",
        "/data",
        "/empty",
        "/no-text",
        "/deep",
        "/long",
        "/closed",
        "/round",
        "/gone",
        "/\r\nX: y",
    ):
        visitor.look()
        answer = visitor.send(asked(site.url + path))
        assert answer.status_code == 400, path
        assert "could not be fetched or read" in answer.text, path
        assert "<script>document" not in answer.text
    assert kept(store) == []


def test_what_stands_in_a_page_is_text(site: Site, visitor: Visitor) -> None:
    hostile = PAGE.decode().replace("وكالة التجربة", "&lt;script&gt;document.title='taken'&lt;/script&gt;")
    site.put("/hostile", hostile.replace("السوق القديم", f"السوق {SCRIPT.replace('<', '&lt;')}").encode())
    shown = visitor.send(asked(site.url + "/hostile"))
    assert shown.status_code == 200
    assert "<script>document" not in shown.text
