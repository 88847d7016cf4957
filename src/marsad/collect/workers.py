"""Work spread over processes, in order and with little of it waiting."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing.connection import wait
from typing import TypeVar

from marsad.errors import MarsadError
from marsad.pipeline import settle

A = TypeVar("A")
B = TypeVar("B")
_WAITING = 2  # chunks a worker that are under way


def spread(work: Callable[[A], B], chunks: Iterable[list[A]], workers: int) -> Iterator[list[B]]:
    """What `work` makes of the members of each chunk, in order; with one worker in this process.

    Raises:
        MarsadError: a worker was killed, as the system does where memory runs out.
    """
    if workers <= 1:
        for chunk in chunks:
            yield [work(member) for member in chunk]
        return
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_start)
    under_way: deque[Future[list[B]]] = deque()
    try:
        for chunk in chunks:
            under_way.append(pool.submit(partial(_all, work), chunk))
            while under_way and (under_way[0].done() or len(under_way) >= _WAITING * workers):
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    except BrokenProcessPool:
        raise MarsadError("a worker was killed, perhaps for want of memory. Start again with fewer --workers") from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _all(work: Callable[[A], B], members: list[A]) -> list[B]:
    return [work(member) for member in members]


def _start() -> None:
    """A worker does nothing but read, leaves interrupts to its parent, and ends where that is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
    settle()
