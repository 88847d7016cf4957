"""The entrance where there are users: who is let in, and how one logs in and out."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from marsad.web import forms
from marsad.web.errors import Refused
from marsad.web.forms import Forms
from marsad.web.rate import Rate
from marsad.web.refusing import answer
from marsad.web.rendering import language, page
from marsad.web.users import User, Users, Visits
from marsad.web.wording import LANGUAGES, wording

COOKIE = "marsad-visit"


class Entrance:
    """Lets in who is logged in or shows a token; editors alone where something is added; programs at some rate."""

    def __init__(self, app: ASGIApp, users: Users, visits: Visits, rate: Rate) -> None:
        self.app, self.users, self.visits, self.rate = app, users, visits, rate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or show the door."""
        request = Request(scope)
        if scope["type"] != "http" or _open(request.url.path):
            await self.app(scope, receive, send)
            return
        user = self._user(request)
        scope.setdefault("state", {})["user"] = user
        if _program(request):
            self._count(request, user)
        if user is None:
            shown: Response = answer(request, Refused(401)) if _program(request) else _to_login(request)
            await shown(scope, receive, send)
        elif request.url.path.endswith("/add") and not user.edits:
            raise Refused(403, "role")
        else:
            await self.app(scope, receive, send)

    def _count(self, request: Request, user: User | None) -> None:
        """A request of a program.

        Raises:
            Refused: this user, or the address of somebody unknown, asks too often.
        """
        key = f"user {user.name}" if user is not None else f"from {request.client.host if request.client else ''}"
        after = self.rate.wait(key)
        if after:
            raise Refused(429, "rate", after)

    def _user(self, request: Request) -> User | None:
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if token:  # tokens are for programs, which send no forms
            reads = request.method in ("GET", "HEAD") and _program(request)
            return self.users.of_token(token.strip()) if reads and kind.lower() == "bearer" else None
        word = request.cookies.get(COOKIE, "")
        return self.visits.user(word, self.users) if word else None


def _open(path: str) -> bool:
    return path.startswith("/static/") or path in {f"/{one}/login" for one in LANGUAGES}


def _program(request: Request) -> bool:
    return request.url.path.startswith("/api/")


def _to_login(request: Request) -> Response:
    own = "en" if request.url.path.startswith("/en/") else "ar"
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    back = f"?to={quote(wanted, safe='')}" if request.method == "GET" and len(wanted) < 1_000 else ""
    return RedirectResponse(f"/{own}/login{back}", status_code=303)


async def login(request: Request) -> Response:
    """The form of the entrance; who is known goes on to the page that was asked for."""
    if request.method != "POST":
        return await run_in_threadpool(_page, request, 200)
    given = await forms.sent(request)
    return await run_in_threadpool(_checked, request, given)


def _checked(request: Request, given: Mapping[str, str]) -> Response:
    users: Users = request.app.state.users
    visits: Visits = request.app.state.visits
    known: Forms = request.app.state.forms
    known.take(forms.browser(request), given.get("token", ""))
    name = given.get("name", "")[:100]
    keys = (f"name {name}", f"from {request.client.host if request.client else ''}")
    if not visits.may_try(*keys):
        raise Refused(429)
    user = users.checked(name, given.get("password", ""))
    if user is None:
        visits.failed(*keys)
        return _page(request, 400)
    shown = RedirectResponse(_back(request), status_code=303)
    secure = request.url.scheme == "https"
    shown.set_cookie(COOKIE, visits.begin(user), httponly=True, samesite="strict", secure=secure, path="/")
    return shown


async def logout(request: Request) -> Response:
    """Log out."""
    await forms.sent(request)
    visits: Visits = request.app.state.visits
    visits.end(request.cookies.get(COOKIE, ""))
    shown = RedirectResponse(f"/{language(request)}/login", status_code=303)
    shown.delete_cookie(COOKIE, path="/")
    return shown


def _back(request: Request) -> str:
    """The page that was asked for; never one of another site."""
    wanted = request.query_params.get("to", "")
    own = wanted.startswith(tuple(f"/{one}/" for one in LANGUAGES)) and wanted.isprintable() and "\\" not in wanted
    return wanted if own and wanted.isascii() and "//" not in wanted.partition("?")[0] else f"/{language(request)}/"


def _page(request: Request, status: int) -> Response:
    known: Forms = request.app.state.forms
    word = forms.browser(request) or secrets.token_urlsafe(24)
    title = wording(language(request)).text("login.title")
    shown = page(request, "login.html", title, "login", status, token=known.token(word), problem=status != 200)
    forms.know(request, shown, word)
    shown.headers["cache-control"] = "no-store"
    return shown
