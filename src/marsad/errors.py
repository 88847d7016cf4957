"""The one family of errors: each message says what is wrong, where, and what to do."""

from __future__ import annotations


class MarsadError(Exception):
    """Root of all errors that marsad raises on purpose."""


class InputError(MarsadError):
    """A report could not be read as given: missing file, wrong encoding, broken line, impossible date."""

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        self.message, self.where, self.hint = message, where, hint
        text = f"{where}: {message}" if where else message
        super().__init__(f"{text}. {hint}" if hint else text)


class DataError(MarsadError):
    """A table in `marsad/data` is broken (file and line are in the message)."""


class StoreError(MarsadError):
    """The store cannot be opened, written or read: what is wrong, where, and what to do."""

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        self.message, self.where, self.hint = message, where, hint
        text = f"{where}: {message}" if where else message
        super().__init__(f"{text}. {hint}" if hint else text)
