"""Which software and which data are at work: what every stored value is signed with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from marsad import resources

__version__ = "0.1.0"

# What decides what a report is read as; the edges are not among it.
_READING = ("language", "geography", "reading", "ontology.py", "model.py", "resources.py")


# What decides which claims are one event, and what is kept of it.
_GROUPING = (
    "language", "geography", "events", "observatory", "report/situation/facts.py", "ontology.py", "model.py", "resources.py",
)  # fmt: skip

# What decides which reports are made of a source.
_TAKING = ("sources", "collect", "model.py")


@cache
def software() -> str:
    """The version and a digest of the code that reads, e.g. `0.1.0+3f2a9c01`: changed code is another version."""
    return _version(_READING)


@cache
def grouping() -> str:
    """The version and a digest of the code that groups claims into events."""
    return _version(_GROUPING)


@cache
def intake() -> str:
    """The version and a digest of the code that makes reports of sources."""
    return _version(_TAKING)


def _version(names: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for name in names:
        _add(files("marsad") / name, digest)
    return f"{__version__}+{digest.hexdigest()[:8]}"


@cache
def data() -> str:
    """A digest of the manifest, and so of every table."""
    return hashlib.sha256(resources.text("MANIFEST.tsv").encode()).hexdigest()[:12]


def _add(path: Traversable, digest: hashlib._Hash) -> None:
    if path.is_dir():
        for child in sorted(path.iterdir(), key=lambda p: p.name):
            if child.is_dir() or child.name.endswith(".py"):
                _add(child, digest)
    else:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
