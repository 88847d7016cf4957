"""What an exporter is: its fields, each with the rule that gives its value, and a function that writes a stream.

A new format is one module that makes an `Exporter` and one line in `marsad.export.EXPORTERS`.
"""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

from marsad.errors import InputError

Kind = Literal["text", "integer", "number", "list", "object"]
Of = Literal["events", "outlines", "reports"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a format. `rule` is a key of `marsad.export.rules.RULES`, `note` what else there is to say of it."""

    name: str
    rule: str
    note: str = ""
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format.

    `write(items, file, left)` writes the items to a file as they come and keeps none of them. It gives how many records
    it wrote, and counts in `left` what it left out, by reason. `of` says what the items are: the `Reading`s of
    `reports`, `events`, or `outlines` of events, for formats that ask of a claim no more than its id, type, status and sources.
    """

    name: str
    title: str
    ending: str
    fields: tuple[Field, ...]
    write: Callable[[Iterable[Any], Path, Counter[str]], int]
    of: Of = "events"


def load(module: str, extra: str) -> ModuleType:
    """A module of a package that only some formats need.

    Raises:
        InputError: the package is missing; the hint says which extra brings it.
    """
    try:
        return importlib.import_module(module)
    except ImportError:
        hint = f'Install it: pip install "marsad[{extra}]"'
        raise InputError(
            f"needs the package {module.split('.', maxsplit=1)[0]}", where=f"format {extra}", hint=hint
        ) from None


@contextmanager
def told_as_unwritten(*kinds: type[Exception]) -> Iterator[None]:
    """What a package raises where a file cannot be written (a full disk) is raised as an `OSError` that says so."""
    try:
        yield
    except kinds as error:
        raise OSError(None, str(error)) from None
