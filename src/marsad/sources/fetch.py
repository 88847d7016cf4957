"""Fetching from the web, politely and warily.

One request at a time, with a delay between two to one host; robots.txt is followed; what has not changed is not sent
again; each address, also one that a redirect names, is resolved once, checked against private networks, and connected
to by that number, so that no name can lead inside.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, quote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import urllib3
from urllib3.exceptions import HTTPError

from marsad.errors import InputError
from marsad.version import __version__

AGENT = f"marsad/{__version__} (+https://marsad.readthedocs.io/)"
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_ROBOTS_BYTES = 512 << 10
_ROBOTS_SECONDS = 3600
_LONGEST_DELAY = 60.0
_CHUNK = 1 << 16
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # IPv4 numbers as IPv6 networks write them


class FetchError(InputError):
    """An address could not be fetched; `passing` where it may work later."""

    def __init__(self, message: str, *, where: str = "", hint: str = "", passing: bool = False) -> None:
        super().__init__(message, where=where, hint=hint)
        self.passing = passing


class PrivateError(FetchError):
    """An address leads to a private network or to this machine, itself or by a redirect or name."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How the fetcher behaves."""

    delay: float = 2.0  # seconds between two requests to one host
    timeout: float = 20.0  # seconds without a byte
    total: float = 120.0  # seconds for one answer
    limit: int = 50 << 20  # bytes of one answer, unpacked
    redirects: int = 5
    private: bool = False  # addresses of private networks and of the machine itself
    agent: str = AGENT


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server gave; `changed` is False where it says that nothing changed since."""

    url: str  # after redirects
    body: bytes
    changed: bool = True
    media: str | None = None
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class _Raw:
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(slots=True)
class Fetcher:
    """Fetches addresses one after the other."""

    manners: Manners = field(default_factory=Manners)
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], object] = time.sleep
    _next: dict[str, float] = field(default_factory=dict)
    _robots: dict[str, tuple[float, RobotFileParser | None]] = field(default_factory=dict)

    def fetch(self, address: str, *, etag: str | None = None, modified: str | None = None) -> Answer:
        """The bytes behind an address.

        Raises:
            FetchError: it may not be fetched, the server does not give it, or it is too large.
        """
        url = address
        for _ in range(self.manners.redirects + 1):
            parts = _split(url)
            self._allowed(parts, url)
            self._wait(parts)
            conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
            raw = self._get(parts, {k: v for k, v in conditions.items() if v}, self.manners.limit)
            if raw.status in _REDIRECTS and raw.headers.get("Location"):
                url = urljoin(url, raw.headers["Location"])
                continue
            return _answer(url, raw)
        raise FetchError(f"redirects more than {self.manners.redirects} times", where=address)

    def _allowed(self, parts: SplitResult, url: str) -> None:
        """Refuse what robots.txt forbids."""
        origin = f"{parts.scheme}://{parts.netloc}"
        known = self._robots.get(origin)
        if known is None or known[0] < self.clock():
            known = self._robots[origin] = (self.clock() + _ROBOTS_SECONDS, self._robots_of(origin))
        if known[1] is None:
            raise FetchError("its robots.txt cannot be had, so nothing is fetched now", where=url, passing=True)
        if not known[1].can_fetch(self.manners.agent, url):
            raise FetchError("its robots.txt forbids it", where=url)

    def _robots_of(self, origin: str) -> RobotFileParser | None:
        """The rules of a host; none where it has no robots.txt, None where it cannot be asked."""
        rules = RobotFileParser()
        url = f"{origin}/robots.txt"
        for _ in range(self.manners.redirects + 1):
            parts = _split(url)
            self._wait(parts)
            try:
                raw = self._get(parts, {}, _ROBOTS_BYTES)
            except FetchError as error:
                if not error.passing:
                    raise
                return None
            if raw.status in _REDIRECTS and raw.headers.get("Location"):
                url = urljoin(url, raw.headers["Location"])
                continue
            if raw.status >= 500 or raw.status == 429:
                return None
            rules.parse(raw.body.decode("utf-8", "replace").splitlines() if raw.status < 300 else [])
            return rules
        return None

    def _wait(self, parts: SplitResult) -> None:
        """Let the delay of a host pass."""
        host = parts.hostname or ""
        robots = self._robots.get(f"{parts.scheme}://{parts.netloc}")
        asked = robots[1].crawl_delay(self.manners.agent) if robots and robots[1] else None
        delay = max(self.manners.delay, min(float(asked or 0), _LONGEST_DELAY))
        now = self.clock()
        if self._next.get(host, 0) > now:
            self.sleep(self._next[host] - now)
        self._next[host] = self.clock() + delay

    def _get(self, parts: SplitResult, headers: Mapping[str, str], limit: int) -> _Raw:
        url = parts.geturl()
        port = parts.port or (443 if parts.scheme == "https" else 80)
        number = self._resolve(parts.hostname or "", port, url)
        timeout = urllib3.Timeout(connect=self.manners.timeout, read=self.manners.timeout)
        pool: urllib3.HTTPConnectionPool
        if parts.scheme == "https":
            pool = urllib3.HTTPSConnectionPool(
                number, port, timeout=timeout, retries=False, cert_reqs="CERT_REQUIRED",
                server_hostname=parts.hostname, assert_hostname=parts.hostname,
            )  # fmt: skip
        else:
            pool = urllib3.HTTPConnectionPool(number, port, timeout=timeout, retries=False)
        fields = {"User-Agent": self.manners.agent, "Host": parts.netloc.rpartition("@")[2], "Accept-Encoding": "gzip",
                  "Accept": "*/*", **headers}  # fmt: skip
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            with pool:
                response = pool.request("GET", _quoted(target), headers=fields, preload_content=False, redirect=False)
                try:
                    body = self._body(response, limit, url)
                finally:
                    response.close()
        except (HTTPError, OSError, ValueError) as error:
            words = str(error).split(": ", 1)[-1] or type(error).__name__
            raise FetchError(f"cannot be fetched: {words}", where=url, passing=True) from None
        return _Raw(response.status, response.headers, body)

    def _body(self, response: urllib3.BaseHTTPResponse, limit: int, url: str) -> bytes:
        if response.status in _REDIRECTS or response.status == 304:
            return b""
        give_up = self.clock() + self.manners.total
        parts, size = [], 0
        # What has come, not a whole chunk of it: a server that drips must not keep us from looking at the clock.
        while chunk := response.read1(_CHUNK, decode_content=True):
            size += len(chunk)
            if size > limit:
                raise FetchError(f"is larger than the {limit >> 20} MB allowed", where=url)
            if self.clock() > give_up:
                raise FetchError(f"takes longer than {self.manners.total:.0f} s", where=url, passing=True)
            parts.append(chunk)
        return b"".join(parts)

    def _resolve(self, host: str, port: int, url: str) -> str:
        """The number of a host that may be asked."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise FetchError(f"no such host: {error}", where=url, passing=True) from None
        numbers = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        for number in numbers:
            if not self.manners.private and _is_private(number):
                hint = "--allow-private fetches from private networks"
                raise PrivateError("is of a private network or of this machine", where=url, hint=hint)
        return numbers[0]


def _is_private(number: str) -> bool:
    ip = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in _NAT64:
            return _is_private(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
        ip = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None) or ip
    return not ip.is_global or ip.is_multicast


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise FetchError(f"is no address: {error}", where=url) from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError("is no address of the web (http, https)", where=url)
    return parts


def _quoted(target: str) -> str:
    return quote(target, safe="/?&=%:;,+@!$'()*~-._#[]|")


def _answer(url: str, raw: _Raw) -> Answer:
    etag, modified = raw.headers.get("ETag"), raw.headers.get("Last-Modified")
    if raw.status == 304:
        return Answer(url, b"", False, etag=etag, modified=modified)
    if not 200 <= raw.status < 300:
        raise FetchError(
            f"the server answers {raw.status}", where=url, passing=raw.status in (408, 429) or raw.status >= 500
        )
    media, _, rest = (raw.headers.get("Content-Type") or "").lower().partition(";")
    charset = rest.partition("charset=")[2].partition(";")[0].strip(" \"'")
    return Answer(url, raw.body, True, media.strip() or None, charset or None, etag, modified)
