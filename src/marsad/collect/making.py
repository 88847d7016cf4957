"""A document becomes a report, is read and indexed. This runs in the workers; nothing here touches the store."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from marsad.errors import InputError
from marsad.language.ar.stems import stems
from marsad.model import Reading, Report
from marsad.pipeline import reader
from marsad.sources.documents import FIELDS, About, Document, Limits
from marsad.sources.encoding import declared_encoding, decode
from marsad.sources.files import published
from marsad.sources.html import article
from marsad.store.items import Item, Kept, Trouble
from marsad.store.sketch import sketch

LONGEST_SHOWN = 100_000  # characters of a report that somebody looks at before it is kept
_DAY = len("2020-02-01")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Task:
    """A document with where it came from: it is the `position`th of its source, read under some `settings`."""

    document: Document
    source: str
    original: str
    settings: str
    reader: str
    position: int


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the user says of all reports of a call; what a source says of a report comes first."""

    published: str | None = None
    outlet: str | None = None
    language: str | None = None
    limits: Limits = field(default_factory=Limits)


def kept(task: Task, defaults: Defaults) -> Kept:
    """The report of a document.

    Raises:
        InputError: it has no text, or one that is no text.
    """
    document = task.document
    about = {name: document.about.get(name) or None for name in FIELDS}
    notes = list(document.notes)
    text = document.text if document.page is None else _article(document, about, notes)
    _fill(about, document.linked)
    if text is None or not text.strip():
        raise InputError("no article text found in the page" if document.page is not None else "the text is empty")
    if len(text) > defaults.limits.text:
        raise InputError(f"{len(text)} characters, more than the {defaults.limits.text} allowed")
    for name, value in (("text", text), *about.items()):
        if value and ("\0" in value or _SURROGATE.search(value)):
            raise InputError(f'"{name}" holds a NUL or half a character, as damaged files do')
    try:
        day = published(about["published"]) or defaults.published
    except InputError as error:
        notes.append(f"the date of publication is left out: {error.message}")
        day = defaults.published
    report = Report.of(
        text, id=about["id"], language=about["language"] or defaults.language, published=day,
        outlet=about["outlet"] or defaults.outlet, title=about["title"], url=about["url"],
    )  # fmt: skip
    return Kept.of(
        report, original=task.original, member=document.member, reader=task.reader, author=about["author"],
        notes=tuple(notes),
    )  # fmt: skip


def _fill(about: dict[str, str | None], linked: About) -> None:
    """What the list or feed that led to a page says of it, where the page does not say so itself, or less exactly."""
    stated, listed = about["published"], linked.get("published")
    if stated and listed and len(stated) == _DAY and listed.startswith(stated):
        about["published"] = listed
    for name in FIELDS:
        if name != "id":  # of the entry of a feed, not of its page
            about[name] = about[name] or linked.get(name) or None


def _article(document: Document, about: dict[str, str | None], notes: list[str]) -> str:
    """The text of a page; what the page states fills what the source left open."""
    raw = document.page or b""
    html, note = decode(raw, "the page", declared_encoding(raw) or document.charset)
    if note:
        notes.append(note)
    found = article(html, about["url"])
    for name, value in (("published", found.published), ("outlet", found.outlet), ("author", found.author),
                        ("title", found.title), ("language", found.language)):  # fmt: skip
        about[name] = about[name] or value or None
    if found.url:
        if about["url"] and about["url"] != found.url:
            notes.append(f"fetched from {about['url']}")
        about["url"] = found.url
    if not about["published"] and not document.linked.get("published") and found.guess:
        notes.append(f"the page states no date of publication; {found.guess} is found on it")
    return found.text


def read(one: Kept) -> Item:
    """The report read, with its index words and its sketch."""
    found = reader().read(one.report)
    words = tuple(s.text for s in stems(one.report.text))
    return Item(one, Reading(one.report, found.claims, issues=found.issues), words, sketch(words))


def told(task: Task, defaults: Defaults) -> Kept | None:
    """The report of a document that is text already; None for pages, which take longer, and where there is none."""
    if task.document.text is None:
        return None
    try:
        return kept(task, defaults)
    except Exception:  # the worker that comes upon it says why
        return None


@dataclass(frozen=True, slots=True)
class Known:
    """A report that the store has: it is not read again."""

    kept: Kept


def made(task: Task | Known, defaults: Defaults) -> Item | Kept | Trouble:
    """The item of a document, or why there is none. No document may stop the others, so every error is told here."""
    if isinstance(task, Known):
        return task.kept
    try:
        return read(kept(task, defaults))
    except InputError as error:
        reason = error.message
    except RecursionError:
        reason = "nested too deeply"
    except Exception as error:
        reason = f"could not be read ({type(error).__name__}: {str(error)[:200]})"
    return Trouble(task.source, task.document.member, reason, task.reader, task.original)
