"""Fetching: polite to hosts, wary of where names and redirects lead."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from marsad.sources.fetch import AGENT, Fetcher, FetchError, Manners
from webserver import Site, serving

QUICK: dict[str, Any] = {"delay": 0.0, "private": True, "timeout": 2.0, "limit": 100_000}


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def test_a_page_with_what_the_server_says(site: Site) -> None:
    site.put(
        "/a?x=1", b"page", "text/html; charset=windows-1256", ETag='"1"', Last_Modified="Tue, 28 Jan 2020 08:00:00 GMT"
    )
    got = Fetcher(Manners(**QUICK)).fetch(site.url + "/a?x=1")
    assert (got.body, got.media, got.charset, got.etag) == (b"page", "text/html", "windows-1256", '"1"')
    assert got.modified
    assert site.paths() == ["/robots.txt", "/a?x=1"]
    assert all(headers["User-Agent"] == AGENT for _, headers in site.asked)
    assert "marsad/" in AGENT


def test_what_did_not_change_is_not_sent_again(site: Site) -> None:
    def answer(headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        known = headers.get("If-None-Match") == '"1"' and headers.get("If-Modified-Since") == "then"
        return (304, {"ETag": '"1"'}, b"") if known else (200, {}, b"page")

    site.pages["/a"] = answer
    fetcher = Fetcher(Manners(**QUICK))
    assert fetcher.fetch(site.url + "/a").changed
    assert not fetcher.fetch(site.url + "/a", etag='"1"', modified="then").changed


def test_robots_txt_is_followed_and_asked_once(site: Site) -> None:
    site.put(
        "/robots.txt", b"User-agent: *\nDisallow: /private\n\nUser-agent: marsad\nDisallow: /private\nDisallow: /ours\n"
    )
    site.put("/open", b"x")
    fetcher = Fetcher(Manners(**QUICK))
    assert fetcher.fetch(site.url + "/open").body == b"x"
    for path in ("/private/1", "/ours"):
        with pytest.raises(FetchError, match=r"robots\.txt forbids") as refused:
            fetcher.fetch(site.url + path)
        assert not refused.value.passing
    assert site.paths() == ["/robots.txt", "/open"]


def test_where_robots_txt_cannot_be_had_nothing_is_fetched(site: Site) -> None:
    site.pages["/robots.txt"] = (503, {}, b"")
    with pytest.raises(FetchError, match="robots") as refused:
        Fetcher(Manners(**QUICK)).fetch(site.url + "/open")
    assert refused.value.passing
    assert site.paths() == ["/robots.txt"]


def test_a_host_is_left_alone_between_two_requests(site: Site) -> None:
    site.put("/robots.txt", b"User-agent: *\nCrawl-delay: 7\n")
    site.put("/a", b"x")
    now, slept = [0.0], list[float]()

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    fetcher = Fetcher(Manners(**{**QUICK, "delay": 3.0}), clock=lambda: now[0], sleep=sleep)
    fetcher.fetch(site.url + "/a")
    fetcher.fetch(site.url + "/a")
    assert slept == [3.0, 7.0]  # before the page behind robots.txt; then as robots.txt asks


def test_redirects_are_followed_to_an_end(site: Site) -> None:
    site.pages["/a"] = (302, {"Location": "/b"}, b"")
    site.put("/b", b"x")
    site.pages["/round"] = (301, {"Location": "/round"}, b"")
    fetcher = Fetcher(Manners(**QUICK))
    assert fetcher.fetch(site.url + "/a").url == site.url + "/b"
    with pytest.raises(FetchError, match="redirects more than 5 times"):
        fetcher.fetch(site.url + "/round")
    assert site.paths().count("/round") == 6


def test_robots_txt_holds_behind_a_redirect_too(site: Site) -> None:
    site.put("/robots.txt", b"User-agent: *\nDisallow: /b\n")
    site.pages["/a"] = (302, {"Location": "/b"}, b"")
    with pytest.raises(FetchError, match="forbids"):
        Fetcher(Manners(**QUICK)).fetch(site.url + "/a")
    assert "/b" not in site.paths()


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://10.0.0.1/", "http://192.168.1.1/", "http://169.254.169.254/",
     "http://0.0.0.0/", "http://[::ffff:127.0.0.1]/", "http://2130706433/", "http://[fe80::1]/", "http://100.64.0.1/",
     "http://[64:ff9b::7f00:1]/", "http://[64:ff9b::10.0.0.1]/", "http://127.1/", "http://0x7f000001/", "http://a@127.0.0.1/"],
)  # fmt: skip
def test_private_networks_are_refused(address: str) -> None:
    with pytest.raises(FetchError, match=r"private network|no such host"):
        Fetcher(Manners(delay=0)).fetch(address)


def test_a_redirect_or_a_name_does_not_lead_inside(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server counts as outside here; from there a redirect leads to a name that resolves to a private number."""
    port = int(site.url.rpartition(":")[2])
    site.pages["/a"] = (302, {"Location": f"http://inside.example:{port}/secret"}, b"")
    site.put("/secret", b"secret")
    real = socket.getaddrinfo
    numbers = {"outside.example": "127.0.0.1", "inside.example": "10.1.2.3"}

    def resolve(host: str, *rest: Any, **more: Any) -> Any:
        return real(numbers.get(host, host), *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr("marsad.sources.fetch._is_private", lambda number: number == "10.1.2.3")
    with pytest.raises(FetchError, match="private network"):
        Fetcher(Manners(delay=0, timeout=2)).fetch(f"http://outside.example:{port}/a")
    assert "/secret" not in site.paths()


@pytest.mark.parametrize(
    "address", ["ftp://example.org/", "file:///etc/passwd", "http://", "http://[x/", "http://a:99999/"]
)
def test_what_is_no_address_of_the_web(address: str) -> None:
    with pytest.raises(FetchError, match="is no address"):
        Fetcher(Manners(**QUICK)).fetch(address)


def test_what_is_too_large_is_refused_packed_or_not(site: Site) -> None:
    site.put("/big", b"x" * 200_000)
    site.put("/bomb", gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")
    fetcher = Fetcher(Manners(**QUICK))
    for path in ("/big", "/bomb"):
        with pytest.raises(FetchError, match="larger than"):
            fetcher.fetch(site.url + path)


def test_errors_say_whether_they_may_pass(site: Site) -> None:
    site.pages["/gone"] = (404, {}, b"")
    site.pages["/down"] = (503, {}, b"")
    site.pages["/cut"] = (200, {"Content-Length": "500"}, b"short")
    fetcher = Fetcher(Manners(**{**QUICK, "timeout": 0.5}))
    for path, passing in (("/gone", False), ("/down", True), ("/cut", True)):
        with pytest.raises(FetchError) as error:
            fetcher.fetch(site.url + path)
        assert error.value.passing is passing, path


def test_a_server_that_drips_is_given_up(site: Site) -> None:
    site.put("/slow", b"x" * 300)
    now = [0.0]

    def clock() -> float:
        now[0] += 500
        return now[0]

    with pytest.raises(FetchError, match="takes longer than"):
        Fetcher(Manners(**QUICK), clock=clock).fetch(site.url + "/slow")
