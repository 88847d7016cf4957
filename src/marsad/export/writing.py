"""From a selection to a file: withheld by default, whole or not at all, with its sha256."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from marsad.events.event import Event
from marsad.export.exporter import Exporter, Of
from marsad.export.published import Withheld, withheld_event, withheld_outline, withheld_reading
from marsad.model import Reading
from marsad.outputs import whole

_CHUNK = 1 << 20
_VIEWS: Mapping[Of, Callable[[Any, Withheld], Any]] = {
    "events": withheld_event, "outlines": withheld_outline, "reports": withheld_reading,
}  # fmt: skip


@dataclass(slots=True)
class Written:
    """What an export wrote: records, items left out by reason, names and words withheld, sha256 of the file."""

    records: int = 0
    left: Counter[str] = field(default_factory=Counter)
    withheld: Withheld = field(default_factory=Withheld)
    sha256: str = ""


def write(
    exporter: Exporter,
    items: Iterable[Event] | Iterable[Reading],
    path: str,
    *,
    full: bool = False,
    told: Callable[[int], object] = lambda done: None,
    sealed: Callable[[Written], object] = lambda written: None,
) -> Written:
    """Write items to a file, which appears when all went well; else what stood there stays.

    Args:
        exporter: the format.
        items: readings where `exporter.of` says `reports`, else events, as they are to stand; none of them is kept.
        path: the file.
        full: withhold nothing (see `marsad.withholding`).
        told: is told after each item how many are done.
        sealed: is told of the file before it takes its place; what it raises leaves the old file.

    Raises:
        InputError: the file cannot be written, or a package is missing.
    """
    written = Written()
    view = _VIEWS[exporter.of]

    def stream() -> Iterator[Any]:
        for done, item in enumerate(items, 1):
            yield item if full else view(item, written.withheld)
            told(done)

    with whole(path) as file:
        written.records = exporter.write(stream(), file, written.left)
        written.sha256 = _sha256(file)
        sealed(written)
    return written


def _sha256(file: Path) -> str:
    if not file.is_file():  # a device or pipe
        return ""
    digest = hashlib.sha256()
    with file.open("rb") as source:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
