"""The folder of originals: files named by their sha256, written whole, never changed.

A file first waits in `incoming`, and moves to its place after the store has told of it; so a kill at any moment leaves
neither a file that no line tells of nor a line without its file.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from marsad.errors import StoreError

_CHUNK = 1 << 20
_NAME = re.compile(r"[0-9a-f]{64}")
_LEFTOVER_SECONDS = 24 * 3600  # after so long a waiting file is one that a killed process left


class Originals:
    """The originals beside one store."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.incoming = folder, folder / "incoming"

    def prepare(self) -> None:
        """Make the folder, and move in what a killed process left at the last step."""
        with self._told():
            self.incoming.mkdir(parents=True, exist_ok=True)
            for part in self.incoming.iterdir():
                if time.time() - part.stat().st_mtime > _LEFTOVER_SECONDS:
                    part.unlink(missing_ok=True)

    def path(self, sha256: str) -> Path:
        """Where an original lies."""
        return self.folder / sha256[:2] / sha256

    def receive(self, source: BinaryIO, told: Callable[[int], object] = lambda size: None) -> tuple[str, int]:
        """Write bytes to the waiting place; gives their sha256 and size. `settle` moves them in."""
        with self._told():
            part = self.incoming / f"{os.getpid()}-{time.monotonic_ns()}.part"
            digest, size = hashlib.sha256(), 0
            try:
                with part.open("xb") as target:
                    for chunk in chunks(source, told):
                        digest.update(chunk)
                        size += len(chunk)
                        target.write(chunk)
                    target.flush()
                    os.fsync(target.fileno())
                sha256 = digest.hexdigest()
                part.rename(self.incoming / f"{sha256}-{os.getpid()}")
            finally:
                part.unlink(missing_ok=True)
            return sha256, size

    def settle(self, sha256: str) -> None:
        """Move a waiting original, of which the store now tells, to its place."""
        with self._told():
            target = self.path(sha256)
            for part in self.incoming.glob(f"{sha256}-*"):
                if target.exists():
                    part.unlink(missing_ok=True)
                    continue
                target.parent.mkdir(exist_ok=True)
                part.chmod(0o444)
                part.replace(target)
                _sync(target.parent)

    def open(self, sha256: str) -> BinaryIO:
        """The bytes of an original.

        Raises:
            StoreError: it is not there.
        """
        if not self.path(sha256).exists():
            self.settle(sha256)
        try:
            return self.path(sha256).open("rb")
        except OSError as error:
            raise StoreError(f"the original cannot be read: {error.strerror}", where=str(self.path(sha256))) from None

    def check(self, sha256: str) -> tuple[str, int] | None:
        """The sha256 and size that the file has now; None where there is none."""
        if not self.path(sha256).exists() and any(self.incoming.glob(f"{sha256}-*")):
            self.settle(sha256)
        try:
            with self.path(sha256).open("rb") as file:
                digest = hashlib.file_digest(file, "sha256")
                return digest.hexdigest(), file.tell()
        except FileNotFoundError:
            return None

    def names(self) -> Iterator[str]:
        """What lies in the folder, sorted: sha256s, and the paths of things that do not belong there."""
        if not self.folder.is_dir():
            return
        for path in sorted(self.folder.rglob("*")):
            if self.incoming in (path, path.parent) or path.is_dir():
                continue
            known = _NAME.fullmatch(path.name) and path == self.path(path.name)
            yield path.name if known else str(path.relative_to(self.folder))

    def _told(self) -> _Told:
        return _Told(self.folder)


class _Told:
    """Errors of the file system become errors that say where and what to do."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if (isinstance(error, OSError) and error.filename is not None) or (
            isinstance(error, OSError) and error.errno == 28
        ):
            where = str(error.filename or self.folder)
            hint = "Make room and start again: what was kept is whole" if error.errno == errno.ENOSPC else ""
            raise StoreError(f"the original cannot be kept: {error.strerror}", where=where, hint=hint) from None


def chunks(source: BinaryIO, told: Callable[[int], object]) -> Iterator[bytes]:
    """Bytes from where a source stands to its end; `told` how many have passed."""
    size = 0
    while chunk := source.read(_CHUNK):
        yield chunk
        size += len(chunk)
        told(size)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
