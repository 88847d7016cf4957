"""Files that are written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from marsad.errors import InputError


def check(path: str, inputs: Iterable[str] = ()) -> None:
    """Before any work: the output can stand there, and is none of the inputs.

    Raises:
        InputError: it is a folder, its folder is missing, or it is one of the inputs.
    """
    try:
        target = Path(path)
        if not path or target.is_dir():
            raise InputError("is a folder" if path else "an empty name", where=path or "--out", hint="Name a file")
        if not target.parent.is_dir():
            raise InputError(f"there is no folder {str(target.parent)!r}", where=path, hint="Make it first")
        for name in inputs:
            if name != "-" and target.exists() and Path(name).exists() and target.samefile(name):
                raise InputError("is one of the reports and would be overwritten", where=path, hint="Name another file")
    except OSError as error:
        raise _not_written(path, error) from None


@contextmanager
def whole(path: str) -> Iterator[Path]:
    """The path to write to; it takes the place of `path` when all went well, else what stood there stays.

    Devices and pipes are written straight.

    Raises:
        InputError: it cannot be written.
    """
    try:
        target = Path(path).resolve()
        if target.exists() and not target.is_file():
            yield target
            return
        part = target.with_name(f".marsad-{os.getpid()}.part")
        part.unlink(missing_ok=True)  # of a run that was killed
        try:
            yield part
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except (OSError, RuntimeError) as error:  # RuntimeError: links that go round in a circle
        raise _not_written(path, error) from None


def _not_written(path: str, error: Exception) -> InputError:
    return InputError(f"cannot be written: {getattr(error, 'strerror', None) or error}", where=path)
