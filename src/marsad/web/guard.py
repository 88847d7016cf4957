"""What stands before every request: which host is asked, how much is sent; and the headers of every answer."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from marsad.web.errors import Refused
from marsad.web.refusing import answer

LONGEST_ADDRESS = 4_000  # bytes of path and query
LONGEST_FORM = 1_000_000  # bytes; an Arabic letter takes six in a form
_PORT = re.compile(r":\d{1,5}$")
# Nothing but our own files is loaded, no script or style stands in a page, nobody frames it.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "private, no-cache",
}


class Guard:
    """Lets through what is asked of one of some hosts in bounds; whatever fails behind it is told without its inside."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        self.app, self.hosts = app, frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def guarded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        request = Request(scope)
        try:
            self._check(scope)
            await self.app(scope, receive, guarded)
        except Refused as refused:
            await answer(request, refused)(scope, receive, guarded)
        except Exception as error:
            if begun:
                raise
            logging.getLogger("marsad").error("%s: %s", type(error).__name__, error)
            await answer(request, Refused(500))(scope, receive, guarded)

    def _check(self, scope: Scope) -> None:
        """Another name for this machine would let pages of other sites read ours (DNS rebinding).

        Raises:
            Refused: the host is none of ours, the address is too long, or something is sent that nothing here takes.
        """
        headers = Headers(scope=scope)
        host = _PORT.sub("", headers.get("host", "")).lower()
        if host not in self.hosts or len(headers.getlist("host")) != 1:
            raise Refused(400, "host")
        if len(scope.get("raw_path", b"")) + len(scope.get("query_string", b"")) > LONGEST_ADDRESS:
            raise Refused(414)
        most = LONGEST_FORM if scope["method"] == "POST" else 0
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length[:12]) > most or "transfer-encoding" in headers:
            raise Refused(413)
