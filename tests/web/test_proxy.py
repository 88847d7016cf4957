"""Behind a server with TLS: cookies are for https alone there, and only the server that was named is believed."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
from demosite import served

from marsad.cli.main import main
from marsad.store import Store
from marsad.web.users import Users

PASSWORD = "a long password"


@pytest.fixture
def store(tmp_path: Path) -> str:
    name = str(tmp_path / "marsad.db")
    Store.open(name, make=True).close()
    return name


@pytest.fixture
def users(tmp_path: Path) -> Users:
    found = Users(tmp_path / "users.json")
    found.add("dana", "editor", PASSWORD)
    return found


def login(site: str, name: str = "dana", password: str = PASSWORD, **headers: str) -> list[httpx.Response]:
    """The page of the login, and what it answers."""
    given = {header.replace("_", "-"): value for header, value in headers.items()}
    shown = httpx.get(f"{site}/en/login", headers=given)
    token = re.search(r'name="token" value="([^"]+)"', shown.text)
    assert token
    cookie = shown.headers["set-cookie"].partition(";")[0]
    body = urlencode({"token": token[1], "name": name, "password": password})
    given |= {"cookie": cookie, "content-type": "application/x-www-form-urlencoded"}
    return [shown, httpx.post(f"{site}/en/login", content=body, headers=given)]


@pytest.mark.parametrize(("proxy", "told", "secure"), [
    ("127.0.0.1", "https", True), ("127.0.0.1", "http", False), (None, "https", False), ("192.0.2.7", "https", False),
    ("127.0.0.1", "https\r\n", True), ("127.0.0.1", "javascript", False),
])  # fmt: skip
def test_cookies_are_for_https_where_the_proxy_says_so(
    store: str, users: Users, proxy: str | None, told: str, secure: bool
) -> None:
    with served(store, proxy, users=users) as site:
        for answer in login(site, x_forwarded_proto=told.strip()):
            assert ("secure" in answer.headers["set-cookie"].lower().split("; ")) is secure


def test_who_fails_is_known_by_the_address_that_the_proxy_names(store: str, users: Users) -> None:
    def tried(site: str, k: int, address: str) -> int:  # another name each time: the address alone fails too often
        return login(site, f"nobody{k}", x_forwarded_for=address)[1].status_code

    with served(store, "127.0.0.1", users=users) as site:
        assert [tried(site, k, "203.0.113.5") for k in range(6)] == [400] * 5 + [429]
        assert tried(site, 7, "203.0.113.6") == 400
    with served(store, None, users=users) as site:  # nobody is believed: all come from one address
        assert [tried(site, k, f"203.0.113.{k}") for k in range(6)] == [400] * 5 + [429]


@pytest.mark.parametrize("proxy", ["example.org", "*", "127.0.0.1,*", "", "127.0.0.0/8"])
def test_a_proxy_is_named_by_its_number(store: str, proxy: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["serve", "--store", store, "--proxy", proxy])
    assert "no number of a machine" in capsys.readouterr().err


def test_a_proxy_needs_users(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--store", store, "--proxy", "127.0.0.1"]) == 2
    assert "--proxy 127.0.0.1" in capsys.readouterr().err
