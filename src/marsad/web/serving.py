"""The server: one process on one port."""

from __future__ import annotations

import logging
import socket
from typing import TYPE_CHECKING

from marsad.errors import InputError

if TYPE_CHECKING:
    from types import FrameType

    from starlette.applications import Starlette
    from uvicorn import Config

_WAITING = 128  # connections that may wait
_AT_ONCE = 64


def listen(host: str, port: int) -> socket.socket:
    """A socket on an address of this machine.

    Raises:
        InputError: the port is taken, or there is no such address.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=_WAITING)
    except OSError as error:
        hint = "Give another one with --port; 0 takes any that is free"
        raise InputError(error.strerror or str(error), where=f"{host}, port {port}", hint=hint) from None


def serve(app: Starlette, on: socket.socket, proxy: str | None = None) -> None:
    """Serve an application until the process is told to end; `proxy` as `settings` has it."""
    import uvicorn

    class Server(uvicorn.Server):
        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            """Streams would hold up the end for as long as somebody listens."""
            app.state.changes.end()
            super().handle_exit(sig, frame)

    logging.getLogger("marsad").addHandler(logging.StreamHandler())
    Server(settings(app, proxy)).run(sockets=[on])


def settings(app: Starlette, proxy: str | None = None) -> Config:
    """How the server runs.

    Args:
        app: what it serves.
        proxy: the address of a server with TLS in front of it. It alone is believed when it says that the reader came by
            https (`X-Forwarded-Proto`) and from where (`X-Forwarded-For`); without one nobody is.
    """
    from uvicorn import Config

    return Config(
        app, log_level="warning", access_log=False, server_header=False, lifespan="off", workers=1,
        limit_concurrency=_AT_ONCE, h11_max_incomplete_event_size=16_384, timeout_graceful_shutdown=5,
        proxy_headers=proxy is not None, forwarded_allow_ips=proxy or [],
    )  # fmt: skip
