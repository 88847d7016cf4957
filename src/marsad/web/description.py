"""The OpenAPI document of the interface."""

from __future__ import annotations

from typing import Any

from marsad.model import STATUSES
from marsad.version import software
from marsad.web.asking import AGREEMENTS

_TEXTS = {
    "since": "on this day or later (ISO 8601)", "until": "on this day or before", "area": "in this town, district, governorate or country",
    "actor": "with this actor or target: words of its name, its id or its camp", "type": "a type or family of the ontology",
}  # fmt: skip
_OBJECT: dict[str, Any] = {"type": "object"}
_TEXT: dict[str, Any] = {"type": "string"}
_DAY = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d\d-\d\d$"}


_WORDS = {"type": "string", "maxLength": 200}
_UP_TO: dict[str, Any] = {"type": "integer", "minimum": 0}


def _filters() -> list[dict[str, Any]]:
    found = [_asked(name, text, _DAY if name in ("since", "until") else _WORDS) for name, text in _TEXTS.items()]
    found.append(_asked("status", "whether it happened", {"type": "string", "enum": list(STATUSES)}))
    found.append(_asked("agreement", "how far the accounts agree", {"type": "string", "enum": list(AGREEMENTS)}))
    return found


def _asked(name: str, text: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": text, "schema": schema}


def _in_path(name: str, text: str, **schema: object) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "description": text, "schema": {"type": "string", **schema}}


def _path(
    summary: str,
    parameters: list[dict[str, Any]],
    media: str = "application/json",
    schema: dict[str, Any] | None = None,
) -> dict[str, Any]:
    fault = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    answers: dict[str, Any] = {
        "200": {"description": "found", "content": {media: {"schema": schema or _OBJECT}}},
        "304": {"description": "not changed since the ETag that was sent"},
        "400": {"description": "a parameter is not understood", "content": fault},
        "404": {"description": "there is none", "content": fault},
        "429": {"description": "too many requests; Retry-After says when to go on", "content": fault},
        "414": {"description": "the address is too long", "content": fault},
    }  # fmt: skip
    return {"get": {"summary": summary, "parameters": parameters, "responses": answers}}


def description() -> dict[str, Any]:
    """The document, OpenAPI 3.1."""
    page = _asked("page", "of 100 events, from 1", {"type": "integer", "minimum": 1})
    one = _in_path("id", "of the event, or of one of its claims")
    point = "application/geo+json"
    listed = {
        "type": "object", "required": ["count", "page", "pages", "events"],
        "properties": {"count": {"type": "integer"}, "page": {"type": "integer"}, "pages": {"type": "integer"},
                       "events": {"type": "array", "items": _OBJECT}},
    }  # fmt: skip
    return {
        "openapi": "3.1.0",
        "info": {"title": "marsad", "version": software(), "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
                 "description": "The events of a store with all their accounts. What stands here is claimed by sources."},
        "paths": {
            "/api/v1/events": _path("Events, the latest first", [*_filters(), page], schema=listed),
            "/api/v1/events.geojson": _path("Points of events", _filters(), point),
            "/api/v1/points": _path("Points of events as the map asks for them: one by one where they are few, else in cells", [
                *_filters(), _asked("days", "of events that count on these days, FIRST/LAST", _WORDS),
                _asked("box", "west,south,east,north in degrees", _WORDS),
                _asked("zoom", "of a web map, for which points near each other stand in one cell", _UP_TO | {"maximum": 14}),
                _asked("newest", "only so many of the latest, one by one", _UP_TO | {"maximum": 100}),
            ]),
            "/api/v1/events/{id}": _path("One event with all its accounts", [one]),
            "/api/v1/events/{id}/{format}": _path(
                "One event to take away", [one, _in_path("format", "of the file", enum=["json", "csv", "geojson"])], "*/*", {}
            ),
            "/api/v1/reports/{id}": _path("One report with its text and claims", [_in_path("id", "of the report")]),
            "/api/v1/control.geojson": _path(
                "Who holds which place, as asserted", [_asked("on", "on this day; at last", _DAY)], point
            ),
            "/api/v1/changes": _path(
                "How far the store has come, told anew whenever something was added (server-sent events)", [], "text/event-stream", _TEXT
            ),
            "/api/v1/outlines.geojson": _path("Outlines of the countries near the events", [], point),
            "/api/v1/sources": _path("The records of the sources", []),
            "/api/v1/openapi.json": _path("This document", []),
        },
        "components": {"schemas": {"Error": {
            "type": "object", "required": ["error", "about"],
            "properties": {"error": {"type": "string"}, "about": {"type": "string"}},
        }}},
    }  # fmt: skip
