"""E-mail newsletters (mbox, eml): one report a message."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from email.utils import parseaddr
from typing import BinaryIO

from marsad.errors import InputError
from marsad.sources.documents import Bad, Document, Found, Settings, Source, Spot, lines

_FIELD = re.compile(rb"(?:From|Return-Path|Received|Date|Message-ID|MIME-Version|Delivered-To|Subject): ", re.I)


def accepts(source: Source) -> bool:
    """By name, or an mbox by how it starts."""
    if source.ends(".mbox", ".eml"):
        return True
    first, _, second = source.start.partition(b"\n")
    return first.startswith(b"From ") and _FIELD.match(second) is not None


def read(source: Source, settings: Settings) -> Iterator[Found]:
    """One document a message."""
    limit = settings.limits.page
    with source.open() as file:
        for number, start, raw in _messages(file, limit, source.begin):
            member = f"message {number}"
            if raw is None:
                yield Bad(member, f"the message is larger than {limit >> 20} MB")
                continue
            try:
                yield replace(_document(raw, member), spot=Spot(start, number))
            except InputError as error:
                yield Bad(member, error.message)
            except (LookupError, ValueError, TypeError, AttributeError, IndexError, RecursionError) as error:
                yield Bad(member, f"no sound message: {error}")


def _messages(file: BinaryIO, limit: int, begin: Spot | None) -> Iterator[tuple[int, int, bytes | None]]:
    """The messages of an mbox with their numbers and where they begin; None for one that is too large."""
    parts: list[bytes] = []
    size, over, blank = 0, False, True
    start = end = begin.byte if begin is not None else 0
    message = begin.number if begin is not None else 1
    for _, line in lines(file, limit, begin):
        here, end = end, file.tell()
        if line is not None and line.startswith(b"From ") and blank:
            if parts or over:
                yield message, start, None if over else b"".join(parts)
                message += 1
            parts, size, over, blank, start = [], 0, False, False, here
            continue
        blank = line is not None and not line.strip()
        size += len(line or b"")
        over = over or line is None or size > limit
        if over:
            parts = []
        else:
            assert line is not None
            parts.append(line[1:] if line.startswith(b">") and line.lstrip(b">").startswith(b"From ") else line)
    if parts or over:
        yield message, start, None if over else b"".join(parts)


def _document(raw: bytes, member: str) -> Document:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    name, address = parseaddr(str(message.get("From", "")))
    date = message.get("Date")
    instant = date.datetime.isoformat() if date is not None and date.datetime is not None else None
    body = message.get_body(("plain", "html"))
    if body is None:
        raise InputError("the message has no text")
    content = body.get_payload(decode=True)
    assert isinstance(content, bytes)
    charset = body.get_content_charset()
    about = {
        "id": str(message.get("Message-ID", "")).strip("<> ") or None, "published": instant, "outlet": name or address or None,
        "title": str(message.get("Subject", "")).strip() or None,
    }  # fmt: skip
    if body.get_content_type() == "text/html":
        return Document(member, page=content, charset=charset, about=about)
    from marsad.sources.encoding import decode

    text = _declared(content, charset) or decode(content, member, charset)[0]
    if not text.strip():
        raise InputError("the message has no text")
    return Document(member, text=text, about=about)


def _declared(content: bytes, charset: str | None) -> str | None:
    """The text by the charset of the message, where that fits."""
    try:
        return content.decode(charset) if charset else None
    except (LookupError, UnicodeDecodeError):
        return None
