"""The server: one process on one port."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterable

from marsad.errors import InputError
from marsad.web.app import LOCAL, create
from marsad.web.users import Users

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


def serve(store: str, on: socket.socket, hosts: Iterable[str] = LOCAL, users: Users | None = None) -> None:
    """Serve a store until the process is told to end; to whom is as `create` has it."""
    import uvicorn

    logging.getLogger("marsad").addHandler(logging.StreamHandler())
    config = uvicorn.Config(
        create(store, hosts, users), log_level="warning", access_log=False, server_header=False, lifespan="off", workers=1,
        limit_concurrency=_AT_ONCE, h11_max_incomplete_event_size=16_384, timeout_graceful_shutdown=5,
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[on])
