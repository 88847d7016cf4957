"""The one door to `marsad/data`: opens tables and trees, lists them, knows their provenance."""

from __future__ import annotations

import gc
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from marsad.errors import DataError

_ROOT = files("marsad") / "data"


def _path(name: str) -> Traversable:
    path = _ROOT
    for part in name.split("/"):
        path = path / part
    return path


def text(name: str) -> str:
    """The text of one data file, e.g. `lexicon/ar/verbs.tsv`."""
    try:
        return _path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"data file {name} cannot be read: {error}") from error


def rows(name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and row of a TSV table; lines that start with `#` are its head."""
    header: list[str] | None = None
    for number, line in enumerate(text(name).split("\n"), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            continue
        if len(cells) != len(header):
            raise DataError(f"{name}:{number}: {len(cells)} cells, the header has {len(header)}")
        yield number, dict(zip(header, cells, strict=True))


def table(name: str) -> list[dict[str, str]]:
    """The rows of a TSV table."""
    return [row for _, row in rows(name)]


def tree(name: str) -> dict[str, Any]:
    """A TOML file."""
    try:
        return tomllib.loads(text(name))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{name}: {error}") from error


def names(folder: str, suffix: str = ".tsv") -> list[str]:
    """The data files of a folder (and of the folders in it), sorted."""

    def walk(path: Traversable, prefix: str) -> Iterator[str]:
        for child in path.iterdir():
            if child.is_dir():
                yield from walk(child, f"{prefix}{child.name}/")
            elif child.name.endswith(suffix):
                yield f"{prefix}{child.name}"

    return sorted(walk(_path(folder) if folder else _ROOT, f"{folder}/" if folder else ""))


@contextmanager
def loading() -> Iterator[None]:
    """While tables are built the garbage collector rests: they stay, and to go through them again took a third of it."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def split(cell: str) -> tuple[str, ...]:
    """The members of a list cell.

    >>> split("a|b")
    ('a', 'b')
    >>> split("")
    ()
    """
    return tuple(cell.split("|")) if cell else ()
