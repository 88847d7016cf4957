"""Adding a report: claims are shown before anything is kept, and only our own forms are taken, each once."""

from __future__ import annotations

from pathlib import Path

import pytest
from demosite import OVERRIDE, SCRIPT, Client, Visitor, kept

from marsad.store import Store
from marsad.store.verify import verify
from marsad.web import forms
from marsad.web.errors import Refused
from marsad.web.forms import Forms

TEXT = "قصفت المدفعية بلدة سراقب فجر اليوم وقتل أربعة مدنيين.\r\nونفت القيادة ذلك."
FORM = {
    "text": TEXT,
    "published": "2020-02-04",
    "outlet": "وكالة التجربة",
    "title": "قصف",
    "url": "https://example.org/7",
}


@pytest.fixture
def store(tmp_path: Path) -> str:
    name = str(tmp_path / "marsad.db")
    Store.open(name, make=True).close()
    return name


@pytest.mark.parametrize("language", ["ar", "en"])
def test_claims_are_shown_before_the_report_is_kept(store: str, language: str) -> None:
    visitor = Visitor(store)
    shown = visitor.send(FORM, language)
    assert shown.status_code == 200
    assert shown.text.count('class="claim"') >= 1
    assert kept(store) == []
    taken = visitor.send(FORM | {"do": "keep"}, language)
    assert taken.status_code == 303
    [text] = kept(store)
    assert text == TEXT.replace("\r\n", "\n")
    page = visitor.client.get(taken.headers["location"])
    assert page.status_code == 200
    assert "https://example.org/7" in page.text
    with Store.open(store) as opened:
        assert list(verify(opened)) == []


def test_a_report_is_kept_once(store: str) -> None:
    visitor = Visitor(store)
    first = visitor.send(FORM | {"do": "keep"})
    visitor.see(visitor.client.get("/en/add", cookie=visitor.cookie))
    again = visitor.send(FORM | {"do": "keep"})
    assert first.headers["location"] == again.headers["location"]
    assert len(kept(store)) == 1


def test_what_was_pasted_is_shown_as_text(store: str) -> None:
    visitor = Visitor(store)
    hostile = {"text": f"{TEXT} {SCRIPT} {OVERRIDE}", "title": f'"><img src=x> {SCRIPT}', "outlet": f"{SCRIPT}'\""}
    shown = visitor.send(FORM | hostile)
    assert shown.status_code == 200
    assert SCRIPT not in shown.text
    assert "<img" not in shown.text
    assert "&lt;script&gt;document.title=&#39;taken&#39;" in shown.text


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"text": " \n"}, "no text"),
        ({"text": "\x00" + TEXT}, "no text"),
        ({"text": "س" * 100_001}, "longer than allowed"),
        ({"published": "2020-02-31"}, "is no date"),
        ({"published": "gestern"}, "is no date"),
        ({"url": "javascript:alert(1)"}, "is no address"),
        ({"url": "file:///etc/passwd"}, "is no address"),
        ({"title": "س" * 501}, "longer than allowed"),
        ({"outlet": "' OR 1=1; --" * 40}, "longer than allowed"),
    ],
)
def test_what_cannot_be_taken_is_told_beside_its_field(store: str, values: dict[str, str], problem: str) -> None:
    answer = Visitor(store).send(FORM | {"do": "keep"} | values)
    assert answer.status_code == 400
    assert problem in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert kept(store) == []


def test_forms_of_other_sites_are_refused(store: str) -> None:
    for headers in (
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"origin": "https://evil.example"},
    ):
        assert Visitor(store).send(FORM | {"do": "keep"}, **headers).status_code == 403
    assert Visitor(store).send(FORM, sec_fetch_site="same-origin").status_code == 200
    assert kept(store) == []


@pytest.mark.parametrize("token", ["", "x", "1.2.3", "9999999999.abc.ابج", "9" * 3_000])
def test_forged_tokens_are_refused(store: str, token: str) -> None:
    assert Visitor(store).send(FORM | {"do": "keep", "token": token}).status_code == 403
    assert kept(store) == []


def test_a_form_is_taken_once_and_from_the_browser_that_was_given_it(store: str) -> None:
    visitor = Visitor(store)
    given = visitor.token
    assert visitor.send(FORM).status_code == 200
    assert visitor.send(FORM | {"do": "keep", "token": given}).status_code == 403
    other = Visitor(store)
    assert visitor.send(FORM | {"do": "keep", "token": other.token}).status_code == 403
    assert kept(store) == []


def test_a_form_grows_old(monkeypatch: pytest.MonkeyPatch) -> None:
    known = Forms()
    token = known.token("one")
    monkeypatch.setattr(forms.time, "time", lambda: 4_000_000_000.0)
    with pytest.raises(Refused) as refused:
        known.take("one", token)
    assert (refused.value.status, refused.value.about) == (403, "old")


def test_too_many_forms_are_refused() -> None:
    known = Forms()
    for _ in range(30):
        known.take("one", known.token("one"))
    with pytest.raises(Refused) as refused:
        known.take("one", known.token("one"))
    assert refused.value.status == 429


def test_too_much_and_other_kinds_of_bodies_are_refused(store: str) -> None:
    visitor = Visitor(store)
    assert visitor.send({"text": "x" * 5_000_000}).status_code == 413
    assert visitor.send(FORM, content_type="multipart/form-data; boundary=x").status_code == 415
    assert visitor.send(FORM, content_type="application/json").status_code == 415
    assert visitor.send({f"f{n}": "" for n in range(40)}).status_code == 400
    body = f"token={visitor.token}&text=a&text=b"
    headers = {"cookie": visitor.cookie, "content-type": "application/x-www-form-urlencoded"}
    assert visitor.client.ask("POST", "/en/add", content=body, headers=headers).status_code == 400
    assert visitor.client.ask("POST", "/en/events", content=body, headers=headers).status_code == 405
    assert kept(store) == []


def test_the_cookie_is_kept_from_scripts_and_other_sites(store: str) -> None:
    cookie = Client(store).get("/ar/add").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
