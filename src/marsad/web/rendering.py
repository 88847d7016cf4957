"""Templates become pages: escaped, in one language, with the same links and words everywhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache, wraps
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from marsad.errors import InputError
from marsad.events.event import Event
from marsad.observatory import Observatory
from marsad.report.page import fit
from marsad.report.situation.citing import Citing
from marsad.report.terminal import clean
from marsad.report.words import type_label
from marsad.web.archive import Memory
from marsad.web.asking import Asked, asked
from marsad.web.errors import Refused
from marsad.web.links import Links, query
from marsad.web.masking import Masked, Masking
from marsad.web.wording import LANGUAGES, wording
from marsad.withholding import Withholding

if TYPE_CHECKING:
    from jinja2 import Template

    from marsad.web.archive import Archive

SECTIONS = (("today", ""), ("events", "events"), ("map", "map"), ("charts", "charts"), ("search", "search"), ("sources", "sources"),
            ("add", "add"))  # fmt: skip
# How a status is drawn; the shape tells it without the colour.
SHAPES = {
    "happened": "settled", "ongoing": "settled", "failed": "foiled", "prevented": "foiled", "planned": "ahead",
    "threatened": "ahead", "possible": "ahead", "not-happened": "denied",
}  # fmt: skip


def language(request: Request) -> str:
    """The language of the page that is asked for.

    Raises:
        Refused: there is no such language.
    """
    found = str(request.path_params["language"])
    if found not in LANGUAGES:
        raise Refused(404)
    return found


def archive(request: Request) -> Archive:
    """What the pages read."""
    found: Archive = request.app.state.archive
    return found


def remembering(request: Request) -> Memory:
    """What was made for readers who may see as much, in the same language."""
    return Memory(archive(request), "" if sees_all(request) else _tongue(request))


def _tongue(request: Request) -> str:
    """The language in which what is withheld is told; programs are told in Arabic."""
    own = str(request.path_params.get("language", ""))
    return own if own in LANGUAGES else LANGUAGES[0]


def sees_all(request: Request) -> bool:
    """Whether the reader sees the names of private persons: editors, and everybody where the server was told so."""
    user = getattr(request.state, "user", None)
    return bool(request.app.state.full or (user is not None and user.edits))


@cache
def masking(language: str) -> Masking:
    """What takes the names of private persons out of what is shown in a language."""
    from marsad.pipeline import reader

    withholding = Withholding(reader().knowledge, wording(language).text("withheld.name"))
    return Masking(withholding, {one: wording(one) for one in LANGUAGES})


def observing(show: Callable[[Request, Observatory], Response]) -> Callable[[Request], Response]:
    """A page that is given the events as they stand, as far as the reader may see them."""

    @wraps(show)
    def answer(request: Request) -> Response:
        with archive(request).seen() as seen:
            return show(request, seen if sees_all(request) else Masked(seen.store, masking(_tongue(request))))

    return answer


def recording(show: Callable[[Request, Observatory], Response]) -> Callable[[Request], Response]:
    """An answer that is given the whole record, and hands it on as `marsad.export` does."""

    @wraps(show)
    def answer(request: Request) -> Response:
        with archive(request).seen() as seen:
            return show(request, seen)

    return answer


def filters(request: Request, seen: Observatory) -> Asked:
    """What the address asks for."""
    found = asked(request.query_params, lambda: remembering(request).places(seen))
    return replace(found, selection=replace(found.selection, published=not sees_all(request)))


def wanted(request: Request, seen: Observatory) -> Asked:
    """What a program asks for.

    Raises:
        Refused: a filter is not understood.
    """
    found = filters(request, seen)
    if found.problems:
        raise Refused(400, ", ".join(sorted(found.problems)))
    return found


def one_event(seen: Observatory, id: str) -> Event | None:
    """The event of this id, or with a claim of this id."""
    try:
        found = seen.event(id)
    except InputError:
        return None
    return found if found.id == id or any(c.id == id for c in found.claims) else None


def citing(language: str) -> Citing:
    """Names and figures in one language; what it is given was masked before, where it had to be."""
    return Citing(wording(language), Withholding(None))


def page(request: Request, name: str, title: str, section: str = "", status: int = 200, **values: Any) -> HTMLResponse:
    """A page of a template.

    Args:
        request: what was asked.
        name: the template.
        title: what the page is called; controls of direction are taken out of it.
        section: which of the sections it belongs to.
        status: of the answer.
        values: what the template shows.
    """
    own = language(request)
    other = "en" if own == "ar" else "ar"
    words = wording(own)
    path = request.scope.get("raw_path", b"").decode("ascii", "replace").partition("?")[0].split("/", 2)[-1]
    context = {
        "masked": not sees_all(request), "user": getattr(request.state, "user", None), "closed": section == "login",
        "language": own, "other": other, "direction": "rtl" if own == "ar" else "ltr", "w": words, "t": words.text,
        "label": words.labels, "links": Links(own), "cite": citing(own), "title": clean(title), "section": section,
        "sections": SECTIONS, "shapes": SHAPES, "type_label": lambda code: type_label(code, own), "clean": clean,
        "other_address": f"/{other}/{path}" + query(dict(request.query_params)),
    }  # fmt: skip
    return HTMLResponse(fit(template(name).render(context | values)), status)


@cache
def template(name: str) -> Template:
    """A template; everything that it is given is escaped, and what it is not given is an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("marsad.web")
    environment = Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    environment.filters["parted"] = parted
    return environment.get_template(name)


def parted(text: str) -> list[tuple[str, bool]]:
    """Words, cut where a name was taken out of them; of each part whether it stands for one."""
    return [(part, part in _marks()) for part in re.split(f"({'|'.join(map(re.escape, _marks()))})", text) if part]


@cache
def _marks() -> tuple[str, ...]:
    return tuple(wording(one).text("withheld.name") for one in LANGUAGES)
