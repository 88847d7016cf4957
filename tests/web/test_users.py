"""Who comes in: passwords, tokens, roles; and that nobody else sees or adds anything."""

from __future__ import annotations

import re
import stat
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote, urlencode

import httpx
import pytest
from demosite import Client

from marsad.errors import InputError
from marsad.store import Store
from marsad.web import rate as rating
from marsad.web import users as module
from marsad.web.users import User, Users, Visits

PASSWORD = "كلمة سر طويلة 7"


@pytest.fixture
def users(tmp_path: Path) -> Users:
    found = Users(tmp_path / "users.json")
    found.add("dana", "editor", PASSWORD)
    found.add("omar", "viewer", PASSWORD)
    return found


@pytest.fixture
def closed(tmp_path: Path, users: Users) -> Client:
    name = str(tmp_path / "marsad.db")
    Store.open(name, make=True).close()
    return Client(name, users=users)


def cookies(answer: httpx.Response) -> str:
    return "; ".join(line.partition(";")[0] for line in answer.headers.get_list("set-cookie"))


def sent(client: Client, path: str, cookie: str, values: dict[str, str]) -> httpx.Response:
    headers = {"cookie": cookie, "content-type": "application/x-www-form-urlencoded"}
    return client.ask("POST", path, content=urlencode(values), headers=headers)


def entered(client: Client, name: str, password: str = PASSWORD, path: str = "/en/login") -> tuple[httpx.Response, str]:
    """What the login answers, and the cookies after it."""
    shown = client.get(path)
    token = re.search(r'name="token" value="([^"]+)"', shown.text)
    assert token
    answer = sent(client, path, cookies(shown), {"token": token[1], "name": name, "password": password})
    return answer, f"{cookies(shown)}; {cookies(answer)}"


def test_nothing_is_shown_before_the_login(closed: Client) -> None:
    for path in ("", "events", "map", "search", "sources", "add", "reports/1", "none"):
        answer = closed.get(f"/ar/{path}")
        assert (answer.status_code, answer.text) == (303, "")
        assert answer.headers["location"] == "/ar/login?to=" + quote(f"/ar/{path}", safe="")
    for path in ("events", "sources", "openapi.json", "events.geojson"):
        assert closed.get(f"/api/v1/{path}").status_code == 401
    assert closed.ask("POST", "/ar/add", content=b"").headers["location"] == "/ar/login"
    assert closed.get("/static/site.css").status_code == 200
    assert "/en/events" not in closed.get("/en/login").text


@pytest.mark.parametrize("language", ["ar", "en"])
def test_who_knows_the_password_comes_in_and_goes_out(closed: Client, language: str) -> None:
    path = f"/{language}/login?to=" + quote(f"/{language}/events?type=remote", safe="")
    answer, cookie = entered(closed, "dana", path=path)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/{language}/events?type=remote")
    assert "httponly" in answer.headers["set-cookie"].lower()
    assert "samesite=strict" in answer.headers["set-cookie"].lower()
    page = closed.get(f"/{language}/", cookie=cookie)
    assert page.status_code == 200
    assert "dana" in page.text
    assert sent(closed, f"/{language}/logout", cookie, {}).status_code == 303
    assert closed.get(f"/{language}/", cookie=cookie).status_code == 303


@pytest.mark.parametrize(("name", "password"), [
    ("dana", "wrong password"), ("nobody", PASSWORD), ("", ""), ("dana", "x" * 5_000), ("' OR 1=1 --", "' OR 1=1 --"), ("\x00", "\x00"),
])  # fmt: skip
def test_others_stay_outside(closed: Client, name: str, password: str) -> None:
    answer, cookie = entered(closed, name, password)
    assert answer.status_code == 400
    assert "The name or the password is wrong" in answer.text
    assert closed.get("/en/", cookie=cookie).status_code == 303


@pytest.mark.parametrize(
    "to", ["https://evil.example/", "//evil.example", "/ar//evil", "/\\evil", "javascript:alert(1)", "/ar/\r\nX: y"]
)
def test_the_login_leads_to_no_other_site(closed: Client, to: str) -> None:
    answer, _ = entered(closed, "dana", path="/en/login?to=" + quote(to, safe=""))
    assert (answer.status_code, answer.headers["location"]) == (303, "/en/")


def test_who_fails_too_often_waits(closed: Client) -> None:
    assert [entered(closed, "dana", "wrong password")[0].status_code for _ in range(6)] == [400] * 5 + [429]
    assert entered(closed, "dana")[0].status_code == 429


def test_failures_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    visits = Visits()
    for _ in range(5):
        visits.failed("a")
    assert (visits.may_try("a"), visits.may_try("b")) == (False, True)
    now = module.time.time()
    monkeypatch.setattr(module.time, "time", lambda: now + 301)
    assert visits.may_try("a")


def test_a_visit_ends_by_itself_and_with_its_password(users: Users, monkeypatch: pytest.MonkeyPatch) -> None:
    visits = Visits()
    dana = users.all()["dana"]
    word = visits.begin(dana)
    assert visits.user(word, users) == dana
    assert visits.user("forged", users) is None
    users.add("dana", "editor", "another password")
    assert visits.user(word, users) is None
    word = visits.begin(users.all()["dana"])
    now = module.time.time()
    monkeypatch.setattr(module.time, "time", lambda: now + 12 * 3600 + 1)
    assert visits.user(word, users) is None


def test_viewers_add_nothing(closed: Client) -> None:
    _, cookie = entered(closed, "omar")
    assert "/en/add" not in closed.get("/en/", cookie=cookie).text
    for answer in (closed.get("/en/add", cookie=cookie), sent(closed, "/en/add", cookie, {"text": "نص"})):
        assert answer.status_code == 403
        assert "Your account may not add reports" in answer.text
    _, cookie = entered(closed, "dana")
    assert closed.get("/en/add", cookie=cookie).status_code == 200


def test_programs_come_with_a_token(closed: Client, users: Users) -> None:
    token = users.token("omar")
    assert closed.get("/api/v1/events", authorization=f"Bearer {token}").status_code == 200
    for other in (f"Bearer {token}x", f"Basic {token}", "Bearer ", "Bearer marsad_", "x" * 3_000):
        assert closed.get("/api/v1/events", authorization=other).status_code == 401
    assert closed.get("/en/events", authorization=f"Bearer {token}").status_code == 303
    assert closed.ask("POST", "/en/add", headers={"authorization": f"Bearer {token}"}).status_code == 303
    users.remove("omar")
    assert closed.get("/api/v1/events", authorization=f"Bearer {token}").status_code == 401


def test_the_file_holds_no_secret_and_is_for_its_owner(users: Users) -> None:
    token = users.token("dana")
    text = users.path.read_text(encoding="utf-8")
    assert PASSWORD not in text
    assert token not in text
    assert text.count("$argon2id$") == 2
    assert stat.S_IMODE(users.path.stat().st_mode) == 0o600
    assert [p.name for p in users.path.parent.iterdir() if p.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("name", "password"), [("dana", "short"), ("", PASSWORD), ("a b", PASSWORD), ("a/../b", PASSWORD), ("a", "x" * 201)]
)
def test_names_and_passwords_that_will_not_do(users: Users, name: str, password: str) -> None:
    before = users.path.read_bytes()
    with pytest.raises(InputError):
        users.add(name, "viewer", password)
    assert users.path.read_bytes() == before


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"users": [{"name": "x"}]}', '{"users": 7}', "\udcff"])
def test_a_damaged_file_lets_nobody_in(tmp_path: Path, text: str) -> None:
    file = tmp_path / "users.json"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(InputError):
        Users(file).all()


def test_unknown_roles_come_not_in(tmp_path: Path, users: Users) -> None:
    users._write({"eve": User("eve", "admin", "x")})
    assert Users(users.path).all() == {}


def test_programs_ask_at_some_rate_each_for_itself(
    tmp_path: Path, users: Users, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = str(tmp_path / "marsad.db")
    Store.open(name, make=True).close()
    now = [1000.0]
    monkeypatch.setattr(rating, "time", SimpleNamespace(monotonic=lambda: now[0]))
    client = Client(name, users=users, rate=6)
    dana, omar = (f"Bearer {users.token(who)}" for who in ("dana", "omar"))
    assert [client.get("/api/v1/sources", authorization=dana).status_code for _ in range(7)] == [200] * 6 + [429]
    refused = client.get("/api/v1/sources", authorization=dana)
    assert (refused.headers["retry-after"], refused.json()["about"]) == ("10", "rate")
    assert client.get("/api/v1/sources", authorization=omar).status_code == 200
    now[0] += 10
    assert [client.get("/api/v1/sources", authorization=dana).status_code for _ in range(2)] == [200, 429]
    unknown = [client.get("/api/v1/sources", authorization=f"Bearer {n}").status_code for n in range(8)]
    assert unknown == [401] * 6 + [429] * 2  # whatever tokens somebody tries
    assert client.get("/en/login").status_code == 200


def test_on_the_own_machine_nobody_is_counted(tmp_path: Path) -> None:
    name = str(tmp_path / "marsad.db")
    Store.open(name, make=True).close()
    client = Client(name, rate=1)
    assert {client.get("/api/v1/sources").status_code for _ in range(5)} == {200}


def test_few_are_remembered_of_many_who_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rating, "_MOST_KEYS", 3)
    rate = rating.Rate(1)
    assert [rate.wait(f"from {n}") for n in range(10)] == [0] * 10
    assert rate.wait("from 9") == 60
    assert rate.wait("from 0") == 0  # forgotten
    assert len(rate._left) == 3
