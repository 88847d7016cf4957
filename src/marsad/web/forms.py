"""Forms that change something: only our own pages may send them, each of them once, not too many, not too large."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections import deque
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request
from starlette.responses import Response

from marsad.web.errors import Refused

COOKIE = "marsad"
_MINUTES = 120  # for which a form may be sent
_MOST_A_MINUTE = 30  # forms that are taken from all together: reading one may take seconds
_MOST_FIELDS = 12
_MEDIA = "application/x-www-form-urlencoded"


class Forms:
    """Hands out tokens for forms and takes each back once. A token is good for one browser, and for some time."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)
        self._taken: dict[str, float] = {}  # tokens that were used, until when they would be good
        self._times: deque[float] = deque()
        self._lock = threading.Lock()

    def token(self, browser: str) -> str:
        """A token for a form that is shown to a browser."""
        until, word = str(int(time.time()) + 60 * _MINUTES), secrets.token_urlsafe(12)
        return f"{until}.{word}.{self._seal(browser, until, word)}"

    def take(self, browser: str, token: str) -> None:
        """Take a form.

        Raises:
            Refused: its token is forged, too old, of another browser or was used; or there are too many forms.
        """
        until, _, rest = token.partition(".")
        word, _, seal = rest.partition(".")
        now = time.time()
        expected = self._seal(browser, until, word)
        if not browser or not hmac.compare_digest(seal.encode("utf-8", "replace"), expected.encode()):
            raise Refused(403, "token")
        if int(until) < now:
            raise Refused(403, "old")
        with self._lock:
            self._taken = {one: end for one, end in self._taken.items() if end >= now}
            if token in self._taken:
                raise Refused(403, "used")
            while self._times and self._times[0] < now - 60:
                self._times.popleft()
            if len(self._times) >= _MOST_A_MINUTE:
                raise Refused(429)
            self._times.append(now)
            self._taken[token] = float(until)

    def _seal(self, browser: str, until: str, word: str) -> str:
        message = "\n".join((browser, until, word)).encode("utf-8", "replace")
        return hmac.new(self._secret, message, hashlib.sha256).hexdigest()


def browser(request: Request) -> str:
    """The word by which a browser that was given a form is known; empty where it was given none."""
    return request.cookies.get(COOKIE, "")[:100]


def know(request: Request, answer: Response, word: str) -> None:
    """Have the browser say the word with its next form; no script and no other site can read or send it."""
    answer.set_cookie(COOKIE, word, httponly=True, samesite="strict", secure=request.url.scheme == "https", path="/")


async def sent(request: Request) -> Mapping[str, str]:
    """The fields of a form that one of our own pages sends; how much is sent is limited before.

    Raises:
        Refused: another site has it sent, or it is no form.
    """
    _own(request)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _MEDIA:
        raise Refused(415)
    body = await request.body()
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise Refused(400, "form") from None
    if len({name for name, _ in pairs}) != len(pairs):
        raise Refused(400, "form")
    return dict(pairs)


def _own(request: Request) -> None:
    """Browsers say which site has a form sent; the token guards against the rest."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    other = site not in (None, "same-origin")
    if site is None and origin is not None:
        other = urlsplit(origin).netloc != request.headers.get("host")
    if other:
        raise Refused(403, "origin")
