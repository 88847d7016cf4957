"""Ten hostile inputs to every form: each is refused and that is said, or is shown as the text that it is; nothing breaks."""

from __future__ import annotations

import gzip
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
from demosite import OVERRIDE, SCRIPT, Visitor, kept

from marsad.collect import fetching
from marsad.store import Store
from marsad.web.users import Users
from webserver import Site, serving

PASSWORD = "a long password"
TEXT = "قصفت المدفعية بلدة سراقب فجر اليوم وقتل أربعة مدنيين."
BOMB = gzip.compress(bytes(30_000_000))


@dataclass(frozen=True)
class Form:
    """A form: where it stands, a field that takes words, what is sent beside it."""

    path: str
    field: str
    beside: dict[str, str]
    post: bool = True


FORMS = {
    "login": Form("/en/login", "name", {"password": "x"}),
    "password": Form("/en/login", "password", {"name": "dana"}),
    "text": Form("/en/add", "text", {}),
    "text-outlet": Form("/en/add", "outlet", {"text": TEXT}),
    "text-title": Form("/en/add", "title", {"text": TEXT}),
    "text-url": Form("/en/add", "url", {"text": TEXT}),
    "text-published": Form("/en/add", "published", {"text": TEXT}),
    "address": Form("/en/add", "address", {"do": "fetch"}),
    "held": Form("/en/add", "held", {"do": "keep-fetched"}),
    "search": Form("/en/search", "words", {}, post=False),
    "search-outlet": Form("/en/search", "outlet", {}, post=False),
    **{f"filter-{name}": Form("/en/events", name, {}, post=False)
       for name in ("since", "until", "area", "actor", "type", "status", "agreement", "page")},
    "map": Form("/en/map", "event", {}, post=False),
    "today": Form("/en/", "since", {}, post=False),
}  # fmt: skip
WORDS = {
    "script": f"{SCRIPT}<img src=x onerror=alert(1)>\"'><svg onload=alert(1)>",
    "override": f"سراقب {OVERRIDE}\u2066\u200f",
    "path": "../../../../etc/passwd\x00",
    "sql": "' OR 1=1; DROP TABLE reports; --\" UNION SELECT * FROM originals",
    "header": "x\r\nSet-Cookie: taken=1\r\n\r\n<html>",
    "private": "http://169.254.169.254/latest/meta-data/",
}


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


@dataclass
class Place:
    """An observatory with an editor in it."""

    store: str
    visitor: Visitor

    def opened(self, form: Form) -> Visitor:
        """The form, opened by the editor; that of the login by somebody else."""
        self.visitor.path = form.path
        if form.path == "/en/login":
            self.visitor.cookies = {}
        self.visitor.look()
        return self.visitor

    def send(self, form: Form, words: str, **headers: str) -> httpx.Response:
        """What the form answers to words in its field."""
        visitor = self.opened(form)
        values = form.beside | {form.field: words}
        if form.post:
            return visitor.send(values, **headers)
        query = urlencode(values, errors="surrogatepass")
        return visitor.client.get(f"{form.path}?{query}", cookie=visitor.cookie, **headers)


@pytest.fixture(scope="module")
def users(tmp_path_factory: pytest.TempPathFactory) -> Users:
    found = Users(tmp_path_factory.mktemp("users") / "users.json")
    found.add("dana", "editor", PASSWORD)
    return found


@pytest.fixture
def place(tmp_path: Path, users: Users) -> Place:
    store = str(tmp_path / "marsad.db")
    Store.open(store, make=True).close()
    fetcher = fetching.fetcher()
    fetcher.manners = replace(fetcher.manners, delay=0.0)
    visitor = Visitor(store, users=users, fetcher=fetcher)
    visitor.cookies["marsad-visit"] = visitor.client.app.state.visits.begin(users.all()["dana"])
    assert visitor.look().status_code == 200
    return Place(store, visitor)


def harmless(answer: httpx.Response) -> None:
    """No server error, nothing of the input is markup or a header, nothing of the inside is told."""
    assert answer.status_code in (200, 303, 400, 403, 404, 405, 413, 414, 415, 429)
    text = answer.text
    assert "<script>document" not in text
    assert not re.search(r"<img|<svg[^>]*onload|onerror=alert\(1\)>[^<]*<img", text)
    assert "taken" not in answer.headers.get("set-cookie", "")
    for inside in ("Traceback", "sqlite", "root:x:", "/site-packages/"):
        assert inside not in text
    title = re.search(r"<title>(.*?)</title>", text, re.S)
    assert title is None or "\u202e" not in title[1]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_words_are_refused_or_shown_as_text(place: Place, form: Form, words: str) -> None:
    answer = place.send(form, words)
    harmless(answer)
    assert kept(place.store) == []
    if form.field == "address":
        assert answer.status_code == 400
        assert "problem" in answer.text
    if form.path == "/en/login":
        assert answer.status_code == 400
        assert "marsad-visit" not in answer.headers.get("set-cookie", "")


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_too_much_is_refused(place: Place, form: Form) -> None:
    if form.post:
        answers = {413: place.send(form, "x" * 5_000_000)}
    else:
        answers = {414: place.send(form, "x" * 60_000)}  # what is longer the server itself refuses
        answers[413] = place.visitor.client.ask("GET", form.path, content=b"x" * 5_000_000)
    for status, answer in answers.items():
        harmless(answer)
        assert answer.status_code == status
        assert "too large" in answer.text


POSTS = {name: form for name, form in FORMS.items() if form.post}


@pytest.mark.parametrize("form", POSTS.values(), ids=POSTS)
@pytest.mark.parametrize("token", ["", "0", "9999999999.word.seal", "9" * 500, "..", "-1.a.b", f"{SCRIPT}", "٩.a.b"])
def test_a_forged_token_is_refused(place: Place, form: Form, token: str) -> None:
    visitor = place.opened(form)
    visitor.token = token
    answer = visitor.send(form.beside | {form.field: "words"})
    harmless(answer)
    assert answer.status_code == 403


@pytest.mark.parametrize("form", POSTS.values(), ids=POSTS)
def test_a_form_is_not_taken_again(place: Place, form: Form) -> None:
    visitor = place.opened(form)
    token = visitor.token
    visitor.send(form.beside | {form.field: "words"})
    visitor.token = token
    answer = visitor.send(form.beside | {form.field: "words"})
    harmless(answer)
    assert answer.status_code == 403


@pytest.mark.parametrize("form", [form for form in FORMS.values() if not form.post])
def test_a_forged_token_shows_nothing_and_asking_again_changes_nothing(place: Place, form: Form) -> None:
    cookies = place.opened(form).cookies
    for forged in (
        {},
        {"marsad-visit": "forged"},
        {"marsad-visit": cookies["marsad-visit"] + "x"},
        {"marsad-visit": '"\\"'},
    ):
        cookie = "; ".join(f"{name}={value}" for name, value in forged.items())
        answer = place.visitor.client.get(f"{form.path}?{form.field}=x", cookie=cookie)
        assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/en/login")
    first, again = place.send(form, "سراقب"), place.send(form, "سراقب")
    assert (first.status_code, first.text) == (again.status_code, again.text)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_bomb_is_not_unpacked(place: Place, form: Form) -> None:
    """Packed bodies are none of our forms; what is fetched is unpacked up to a bound (test_address)."""
    visitor = place.opened(form)
    headers = {
        "cookie": visitor.cookie, "content-type": "application/x-www-form-urlencoded", "content-encoding": "gzip",
    }  # fmt: skip
    method = "POST" if form.post else "GET"
    answer = visitor.client.ask(method, form.path, content=BOMB, headers=headers)
    harmless(answer)
    assert answer.status_code == (400 if form.post else 413)
    assert kept(place.store) == []


def test_a_page_that_is_a_bomb_or_leads_inside_is_refused(place: Place, site: Site) -> None:
    holding = place.visitor.client.app.state.holding
    site.put("/bomb", BOMB, Content_Encoding="gzip")
    site.put("/news", TEXT.encode(), "text/plain")
    assert "private network" in place.send(FORMS["address"], site.url + "/news").text
    assert site.paths() == []
    holding.fetcher.manners = replace(holding.fetcher.manners, private=True)
    answer = place.send(FORMS["address"], site.url + "/bomb")
    assert answer.status_code == 400
    assert "larger than" in html.unescape(answer.text)
    assert place.send(FORMS["address"], site.url + "/news").status_code == 200
    assert kept(place.store) == []


@pytest.mark.parametrize("headers", [
    {"origin": "https://evil.example"}, {"sec_fetch_site": "cross-site"}, {"content_type": "application/json"},
    {"content_type": "multipart/form-data; boundary=x"}, {"transfer_encoding": "chunked"},
], ids=lambda h: next(iter(h)))  # fmt: skip
@pytest.mark.parametrize("form", POSTS.values(), ids=POSTS)
def test_forms_of_others_are_refused(place: Place, form: Form, headers: dict[str, str]) -> None:
    answer = place.send(form, "words", **headers)
    harmless(answer)
    assert answer.status_code in (403, 413, 415)
