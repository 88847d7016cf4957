"""What changes while a page is open: a stream of server-sent events that tells how far the store has come."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import suppress

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from marsad.web.archive import Archive
from marsad.web.errors import Refused
from marsad.web.rendering import archive

EVERY = 2.0  # seconds between two looks at the store
_SILENT = 7  # looks after which a line is sent all the same, so that nobody between takes the stream for dead
_LONGEST = 600.0  # seconds of a stream; who asks again shows anew that he may


class Changes:
    """The streams that are open; so many at most, and none when the server ends."""

    def __init__(self, most: int = 16) -> None:
        self.most, self.open = most, 0
        self._ended = asyncio.Event()

    def end(self) -> None:
        """Close all streams."""
        self._ended.set()

    async def told(self, of: Archive) -> AsyncIterator[str]:
        """The lines of a stream: the revision of the events and how many reports there are, first as they stand."""
        self.open += 1
        try:
            end, last, silent = time.monotonic() + _LONGEST, None, 0
            yield "retry: 5000\n\n"
            while time.monotonic() < end and not self._ended.is_set():
                now = await run_in_threadpool(of.look)
                if now != last:
                    last, silent = now, 0
                    yield f"id: {now.revision}\ndata: {json.dumps({'revision': now.revision, 'reports': now.reports})}\n\n"
                elif (silent := silent + 1) >= _SILENT:
                    silent = 0
                    yield ":\n\n"
                await self._wait()
        finally:
            self.open -= 1

    async def _wait(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._ended.wait(), EVERY)


async def stream(request: Request) -> Response:
    """Tells of changes as they come."""
    known: Changes = request.app.state.changes
    if known.open >= known.most:
        raise Refused(503, "streams")
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    return StreamingResponse(known.told(archive(request)), media_type="text/event-stream", headers=headers)
