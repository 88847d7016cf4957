"""A page that somebody names by its address becomes a report: fetched once, looked at, and kept when it is wanted."""

from __future__ import annotations

import io
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

from marsad.collect import making
from marsad.collect.making import Defaults, Task
from marsad.errors import InputError
from marsad.sources.documents import Document, Limits, Settings, Source
from marsad.sources.fetch import Answer, Fetcher, Manners
from marsad.sources.readers import reader_for
from marsad.store.items import Item
from marsad.store.store import Store

LONGEST = 2_000  # characters of an address
_READERS = ("page", "plain")  # of the answers that are taken: others hold many reports, or are no pages
_LONGEST_WAIT = 2.0  # seconds: a page that a person asks for is no crawl


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave, and the report read in it."""

    address: str
    answer: Answer
    item: Item


def fetcher(private: bool = False) -> Fetcher:
    """One for a person who waits for the page; `private`: from private networks and this machine too."""
    manners = Manners(delay=1.0, timeout=10.0, total=15.0, limit=5 << 20, redirects=3, private=private)
    return Fetcher(manners, sleep=lambda seconds: time.sleep(min(seconds, _LONGEST_WAIT)))


def read(address: str, by: Fetcher, defaults: Defaults) -> Fetched:
    """The report of a page, read but not kept.

    Args:
        address: of the page.
        by: fetches it.
        defaults: what is said of the report where the page says nothing.

    Raises:
        FetchError: it may not be fetched, or is not given.
        InputError: it is no page, there is no text in it, or too much.
    """
    answer = by.fetch(address)
    defaults = replace(defaults, limits=Limits(text=making.LONGEST_SHOWN))
    with tempfile.TemporaryDirectory(prefix="marsad-") as folder:
        file = Path(folder) / "page"
        file.write_bytes(answer.body)
        source = Source(address, file, answer.url, answer.charset, answer.media)
        reader = reader_for(source)
        if reader.name not in _READERS:
            raise InputError("is no page with one report", where=address)
        [document] = [found for found in reader.read(source, Settings()) if isinstance(found, Document)]
    made = making.made(Task(document, address, "", "", reader.name, 1), defaults)
    if not isinstance(made, Item):
        raise InputError(getattr(made, "reason", "could not be read"), where=address)
    return Fetched(address, answer, made)


def keep(store: Store, fetched: Fetched) -> tuple[str, bool]:
    """Keep the report, with the bytes that came as its original; gives its id and whether it is new."""
    answer, item = fetched.answer, fetched.item
    body = io.BytesIO(answer.body)
    original, _ = store.keep_original(body, fetched.address, act="fetched", media=answer.media, address=answer.url)
    outcome = store.keep([replace(item, kept=replace(item.kept, original=original))])
    return item.kept.report.id, bool(outcome.new)
