"""Zip files (Word, Excel, WACZ) opened with care: no more is unpacked than allowed, no name leads outside."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from marsad.errors import InputError
from marsad.sources.documents import Limits, Source

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


class Archive:
    """The members of a zip file."""

    def __init__(self, name: str, file: zipfile.ZipFile, limits: Limits) -> None:
        self._name, self._file, self._limits = name, file, limits

    @property
    def names(self) -> list[str]:
        """The names of the members."""
        return self._file.namelist()

    def read(self, member: str) -> bytes:
        """The bytes of a member.

        Raises:
            InputError: there is no such member, it is broken, or it unpacks to more than allowed.
        """
        limit = self._limits.unpacked
        too_large = f"{member} unpacks to more than {limit >> 20} MB"
        try:
            # zipfile gives no more than a member states that it unpacks to.
            if self._file.getinfo(member).file_size > limit:
                raise InputError(too_large, where=self._name)
            with self._file.open(member) as stream:
                raw = stream.read(limit + 1)
        except KeyError:
            raise InputError(f"holds no {member}", where=self._name) from None
        except _BROKEN as error:
            raise InputError(f"{member} is broken: {error}", where=self._name) from None
        if len(raw) > limit:
            raise InputError(too_large, where=self._name)
        return raw

    def open(self, member: str) -> BinaryIO:
        """A member as a stream; its reader keeps to its own limits."""
        try:
            return cast(BinaryIO, self._file.open(member))
        except (*_BROKEN, KeyError) as error:
            raise InputError(f"{member} cannot be opened: {error}", where=self._name) from None


@contextmanager
def opened(source: Source, limits: Limits) -> Iterator[Archive]:
    """A zip file to read from.

    Raises:
        InputError: it is none, it is broken, or it has too many members.
    """
    try:
        file = zipfile.ZipFile(source.path)
    except _BROKEN as error:
        raise InputError(f"is no sound zip file: {error}", where=source.name) from None
    with file:
        if len(file.infolist()) > limits.members:
            raise InputError(f"has more than {limits.members} members", where=source.name)
        yield Archive(source.name, file, limits)
