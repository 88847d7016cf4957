"""A text that somebody pasted becomes a report: read to be looked at, and kept when it is wanted."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import replace

from marsad.collect import making
from marsad.collect.making import Defaults, Task
from marsad.sources.documents import Document, Limits
from marsad.store.items import Item
from marsad.store.store import Store

FIELDS = ("outlet", "published", "title", "url")
LONGEST = making.LONGEST_SHOWN
_NAME = "pasted.jsonl"


def read(text: str, about: Mapping[str, str]) -> Item:
    """The report of a text, read but not kept.

    Args:
        text: the report.
        about: what is said of it (`FIELDS`); what is empty is not known.

    Raises:
        InputError: there is no text in it, it is too long, or it holds what no text holds.
    """
    known = {name: about[name] for name in FIELDS if about.get(name)}
    task = Task(Document("line 1", text=text, about=known), _NAME, "", "", "pasted", 1)
    return making.read(making.kept(task, Defaults(limits=Limits(text=LONGEST))))


def keep(store: Store, text: str, about: Mapping[str, str]) -> tuple[str, bool]:
    """Keep a text as a report; gives its id and whether it is new. What was pasted is its original, one line of JSON.

    Raises:
        InputError: as `read`.
    """
    item = read(text, about)
    known = {name: about[name] for name in FIELDS if about.get(name)}
    line = json.dumps({"text": text} | known, ensure_ascii=False) + "\n"
    original, _ = store.keep_original(io.BytesIO(line.encode()), _NAME, media="application/x-ndjson")
    outcome = store.keep([replace(item, kept=replace(item.kept, original=original))])
    return item.kept.report.id, bool(outcome.new)
