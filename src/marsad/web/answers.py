"""Answers to programs: JSON with a tag, packed once where many ask for the same."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

JSON, GEOJSON = "application/json", "application/geo+json"
_EFFORT = 6  # of packing


def answered(request: Request, value: object, media: str = JSON) -> Response:
    """An object with its tag; empty where the one who asks has it already."""
    body = _body(value)
    tag = _tag(body)
    if _known(request, tag):
        return Response(status_code=304, headers={"etag": tag})
    return Response(body, media_type=media, headers={"etag": tag})


@dataclass(frozen=True, slots=True)
class Prepared:
    """An answer that is kept: packed, with its tag."""

    packed: bytes
    tag: str
    media: str

    @classmethod
    def of(cls, value: object, media: str = JSON) -> Prepared:
        """An object as it is sent."""
        body = _body(value)
        return cls(gzip.compress(body, _EFFORT, mtime=0), _tag(body), media)

    def answer(self, request: Request) -> Response:
        """To a request; empty where the one who asks has it already."""
        headers = {"etag": self.tag, "vary": "accept-encoding"}
        if _known(request, self.tag):
            return Response(status_code=304, headers=headers)
        if "gzip" in request.headers.get("accept-encoding", ""):
            return Response(self.packed, media_type=self.media, headers=headers | {"content-encoding": "gzip"})
        return Response(gzip.decompress(self.packed), media_type=self.media, headers=headers)


def _body(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _tag(body: bytes) -> str:
    return f'W/"{hashlib.sha256(body).hexdigest()[:24]}"'


def _known(request: Request, tag: str) -> bool:
    known = {part.strip() for part in request.headers.get("if-none-match", "").split(",")}
    return tag in known or tag.removeprefix("W/") in known
