"""Exports of Telegram Desktop (result.json): one report a message with text. Read message by message, whatever the size."""

from __future__ import annotations

import codecs
import datetime
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from marsad.errors import InputError
from marsad.sources.documents import Bad, Document, Found, Settings, Source

_CHUNK = 1 << 20
_SPACE = re.compile(r"[\s,]*")
_MESSAGES = re.compile(r'"messages"\s*:\s*\[')
_HEAD = re.compile(r'"(name|type|id)"\s*:\s*("(?:[^"\\]|\\.)*"|\d+)')
_CHAT = 65_536  # characters before the messages in which a chat says what it is


def accepts(source: Source) -> bool:
    """By name, or a JSON object that has messages."""
    if not source.start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        return False
    return b'"messages"' in source.start or (b'"chats"' in source.start and b'"about"' in source.start)


def read(source: Source, settings: Settings) -> Iterator[Found]:
    """One document a message; the chat is the outlet."""
    with source.open() as file:
        yield from _messages(_Stream(file, settings.limits.line), source.name)


def _messages(stream: _Stream, where: str) -> Iterator[Found]:
    chats = 0
    while stream.seek(_MESSAGES):
        chats += 1
        head = dict(_HEAD.findall(stream.passed[-_CHAT:].rpartition('"messages"')[0]))
        name = _string(head.get("name")) or None
        chat = _string(head.get("id")) or name or str(chats)
        number = 0
        for found in stream.members():
            number += 1
            if isinstance(found, InputError):
                yield Bad(f"chat {chat} message {number}", found.message)
                break
            try:
                document = _message(found, chat, name)
            except (TypeError, ValueError, AttributeError, KeyError) as error:
                yield Bad(f"chat {chat} message {number}", f"a message of a kind not known: {error}")
                continue
            if document is not None:
                yield document
    if not chats:
        raise InputError("holds no messages", where=where)


def _string(raw: str | None) -> str:
    return str(json.loads(raw)) if raw else ""


def _message(message: Any, chat: str, name: str | None) -> Document | None:
    """The report of a message; None for service messages and those without text."""
    if not isinstance(message, dict):
        raise TypeError(f"{type(message).__name__} instead of an object")
    kind = message.get("type")
    if kind == "service":
        return None
    if kind != "message":
        raise ValueError(f"type {kind!r}")
    text = _text(message.get("text", ""))
    if not text.strip():
        return None
    number = message["id"]
    outlet = message.get("forwarded_from") or name or message.get("from")
    author = message.get("author") or (message.get("from") if message.get("from") != name else None)
    notes = (f"forwarded from {message['forwarded_from']} by {name}",) if message.get("forwarded_from") else ()
    about = {
        "id": f"telegram:{chat}:{number}", "published": _instant(message), "outlet": str(outlet) if outlet else None,
        "author": str(author) if author else None,
    }  # fmt: skip
    return Document(f"chat {chat} message {number}", text=text, about=about, notes=notes)


def _text(value: Any) -> str:
    """A message is a string, or a list of strings and of entities with a text each."""
    if isinstance(value, str):
        return value
    if not isinstance(value, list):
        raise TypeError(f"a text that is a {type(value).__name__}")
    return "".join(part if isinstance(part, str) else str(part.get("text", "")) for part in value)


def _instant(message: dict[str, Any]) -> str | None:
    stamp = message.get("date_unixtime")
    if stamp is not None:
        return datetime.datetime.fromtimestamp(int(stamp), datetime.UTC).isoformat()
    date = message.get("date")
    return date if isinstance(date, str) else None  # in the time of the machine that exported: no zone


class _Stream:
    """JSON read piece by piece: a stretch of text from the file, and how far it has been used."""

    def __init__(self, file: BinaryIO, limit: int) -> None:
        self._file, self._limit = file, limit
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._json = json.JSONDecoder()
        self._text, self._at = "", 0
        self.passed = ""

    def _more(self) -> bool:
        raw = self._file.read(_CHUNK)
        self._text = self._text[self._at :] + self._decoder.decode(raw, final=not raw)
        self._at = 0
        if not raw:
            self._file.close()
        return bool(raw)

    def seek(self, pattern: re.Pattern[str]) -> bool:
        """Go behind the next match; `passed` is what was passed."""
        self.passed = ""
        while not self._file.closed or self._at < len(self._text):
            found = pattern.search(self._text, self._at)
            if found:
                self.passed += self._text[self._at : found.end()]
                self._at = found.end()
                return True
            cut = max(self._at, len(self._text) - 64)
            self.passed = (self.passed + self._text[self._at : cut])[-_CHAT:]
            self._at = cut
            if self._file.closed or not self._more():
                found = pattern.search(self._text, self._at)
                if not found:
                    self._text, self._at = "", 0
                    return False
        return False

    def members(self) -> Iterator[Any]:
        """The values of the list that starts here; an error says why it ended early."""
        while True:
            space = _SPACE.match(self._text, self._at)
            self._at = space.end() if space else self._at
            if self._at >= len(self._text):
                if self._file.closed or not self._more():
                    yield InputError("the export is cut here")
                    return
                continue
            if self._text[self._at] == "]":
                return
            try:
                value, end = self._json.raw_decode(self._text, self._at)
            except (ValueError, RecursionError):
                if len(self._text) - self._at > self._limit:
                    yield InputError(f"a message longer than {self._limit >> 20} MB, or no JSON")
                    return
                if self._file.closed or not self._more():
                    yield InputError("the export is broken or cut here")
                    return
                continue
            self._at = end
            yield value
