"""The application: its routes, and what stands before them."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route

from marsad.sources.fetch import Fetcher
from marsad.web import api, changes, entrance, points
from marsad.web.archive import Archive
from marsad.web.assets import asset
from marsad.web.changes import Changes
from marsad.web.entrance import Entrance
from marsad.web.errors import Refused
from marsad.web.forms import Forms
from marsad.web.guard import Guard
from marsad.web.holding import Holding
from marsad.web.pages import actor, add, charts, event, events, map, place, report, search, sources, today
from marsad.web.rate import A_MINUTE, Rate
from marsad.web.refusing import not_routed, refused
from marsad.web.users import Users, Visits

LOCAL = ("127.0.0.1", "localhost", "[::1]")


def create(
    store: str, hosts: Iterable[str] = LOCAL, users: Users | None = None, fetcher: Fetcher | None = None,
    *, rate: int = A_MINUTE, full: bool = False,
) -> Starlette:  # fmt: skip
    """The application over a store.

    Args:
        store: an SQLite file, or postgresql://….
        hosts: the names under which it may be asked.
        users: who is let in; without any everybody who can reach it.
        full: show the names of private persons to all who are let in, not to editors alone.
        fetcher: fetches the pages that editors name by their address; without one nothing is fetched.
        rate: requests a minute that each user may send to what is for programs; without users nobody is counted.
    """
    own = "/{language:str}"
    routes = [
        Route("/", _front),
        Route("/static/{name:str}", asset),
        Route("/api/v1/openapi.json", api.openapi),
        Route("/api/v1/events", api.events),
        Route("/api/v1/events.geojson", api.geojson),
        Route("/api/v1/points", points.show),
        Route("/api/v1/changes", changes.stream),
        Route("/api/v1/events/{id:str}", api.event),
        Route("/api/v1/events/{id:str}/{format:str}", api.export),
        Route("/api/v1/reports/{id:str}", api.report),
        Route("/api/v1/control.geojson", api.control),
        Route("/api/v1/outlines.geojson", api.outlines),
        Route("/api/v1/sources", api.sources),
        Route(own, _front_of),
        Route(f"{own}/", today.show),
        Route(f"{own}/events", events.show),
        Route(f"{own}/events/{{id:str}}", event.show),
        Route(f"{own}/events/{{id:str}}/brief", event.brief),
        Route(f"{own}/reports/{{id:str}}", report.show),
        Route(f"{own}/map", map.show),
        Route(f"{own}/charts", charts.show),
        Route(f"{own}/charts/{{name:str}}", charts.take),
        Route(f"{own}/search", search.show),
        Route(f"{own}/add", add.show, methods=["GET", "POST"]),
        Route(f"{own}/actors/{{id:str}}", actor.show),
        Route(f"{own}/places/{{id:str}}", place.show),
        Route(f"{own}/sources", sources.show),
        Route(f"{own}/sources/{{id:path}}", sources.one),
    ]
    middleware = [
        Middleware(Guard, hosts=tuple(hosts)),
        Middleware(GZipMiddleware, minimum_size=1_000, compresslevel=5),
    ]
    visits = Visits()
    if users is not None:
        middleware.append(Middleware(Entrance, users=users, visits=visits, rate=Rate(rate)))
        routes += [
            Route(f"{own}/login", entrance.login, methods=["GET", "POST"]),
            Route(f"{own}/logout", entrance.logout, methods=["POST"]),
        ]
    handlers = {Refused: refused, HTTPException: not_routed}
    app = Starlette(routes=routes, middleware=middleware, exception_handlers=handlers)
    app.router.redirect_slashes = False
    app.state.archive, app.state.forms, app.state.changes = Archive(store), Forms(), Changes()
    app.state.users, app.state.visits, app.state.full = users, visits, full
    app.state.holding = Holding(fetcher) if fetcher is not None else None
    return app


def _front(request: Request) -> RedirectResponse:
    """To the front page: in Arabic, unless English alone is asked for."""
    wanted = request.headers.get("accept-language", "").lower()
    english = wanted.startswith("en") and "ar" not in wanted
    return RedirectResponse("/en/" if english else "/ar/")


def _front_of(request: Request) -> RedirectResponse:
    from marsad.web.rendering import language

    return RedirectResponse(f"/{language(request)}/")
