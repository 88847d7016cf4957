"""Who may come in: names with a role, a password and tokens for programs, in a file that `marsad users` writes."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import secrets
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from marsad.errors import InputError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

ROLES = ("viewer", "editor")  # who reads; who adds reports too
SHORTEST = 10  # characters of a password
_LONGEST = 200
_NAME = re.compile(r"[\w.@-]{1,60}")
_MOST_FAILURES, _MINUTES = 5, 5  # of one name or address, then it has to wait
_HOURS = 12  # for which somebody stays logged in


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may come in; of the password and the tokens only digests are kept."""

    name: str
    role: str
    password: str  # argon2id
    tokens: tuple[str, ...] = ()  # sha256

    @property
    def edits(self) -> bool:
        """Whether they may add reports."""
        return self.role == "editor"


class Users:
    """The file of users; what another process writes into it is seen with the next request."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._stamp: tuple[int, int] | None = None
        self._known: Mapping[str, User] = {}
        self._lock = threading.Lock()

    def all(self) -> Mapping[str, User]:
        """The users by name.

        Raises:
            InputError: the file is none of users, or cannot be read.
        """
        with self._lock:
            try:
                state = self.path.stat()
                if (state.st_mtime_ns, state.st_size) != self._stamp:
                    self._known = _read(self.path.read_text(encoding="utf-8"))
                    self._stamp = (state.st_mtime_ns, state.st_size)
            except FileNotFoundError:
                self._known, self._stamp = {}, None
            except (OSError, ValueError, TypeError, KeyError) as error:
                raise InputError(f"is no file of users: {error}", where=str(self.path)) from None
            return self._known

    def add(self, name: str, role: str, password: str) -> None:
        """A user, or another role and password for one that is known, whose tokens then end.

        Raises:
            InputError: the name or the password will not do.
        """
        if not _NAME.fullmatch(name):
            raise InputError("is no name: up to 60 letters, digits, and . @ _ -", where=name[:80])
        if not SHORTEST <= len(password) <= _LONGEST:
            raise InputError(f"the password must have {SHORTEST} to {_LONGEST} characters", where=name)
        self._write({**self.all(), name: User(name, role, _hasher().hash(password))})

    def remove(self, name: str) -> None:
        """Let a user in no more.

        Raises:
            InputError: there is none.
        """
        self._one(name)
        self._write({known: user for known, user in self.all().items() if known != name})

    def token(self, name: str) -> str:
        """A new token for programs of a user; it is shown this once.

        Raises:
            InputError: there is no such user.
        """
        user, token = self._one(name), f"marsad_{secrets.token_urlsafe(32)}"
        self._write({**self.all(), name: replace(user, tokens=(*user.tokens, _digest(token)))})
        return token

    def checked(self, name: str, password: str) -> User | None:
        """The user of a name and password; an unknown name takes as long as a wrong password."""
        from argon2.exceptions import Argon2Error

        user = self.all().get(name)
        try:
            _hasher().verify(user.password if user else _nobody(), password[: _LONGEST + 1])
        except Argon2Error:
            return None
        return user

    def of_token(self, token: str) -> User | None:
        """The user of a token."""
        digest = _digest(token)
        return next((u for u in self.all().values() if any(hmac.compare_digest(t, digest) for t in u.tokens)), None)

    def _one(self, name: str) -> User:
        user = self.all().get(name)
        if user is None:
            raise InputError("there is no such user", where=name[:80])
        return user

    def _write(self, users: Mapping[str, User]) -> None:
        """All or nothing, for nobody else to read."""
        body = json.dumps({"users": [asdict(user) for user in users.values()]}, ensure_ascii=False, indent=1) + "\n"
        number, name = tempfile.mkstemp(dir=self.path.parent, prefix=f".{self.path.name}.")  # readable by us alone
        try:
            with os.fdopen(number, "w", encoding="utf-8") as file:
                file.write(body)
            os.replace(name, self.path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


class Visits:
    """Who is logged in, and who tried too often. Ends with the process."""

    def __init__(self) -> None:
        self._names: dict[str, tuple[str, str, float]] = {}
        self._failures: dict[str, list[float]] = defaultdict(list)
        self._lock = threading.Lock()

    def begin(self, user: User) -> str:
        """The word by which a browser is known from now on."""
        word, now = secrets.token_urlsafe(32), time.time()
        with self._lock:
            self._names = {w: visit for w, visit in self._names.items() if visit[2] > now}
            self._names[_digest(word)] = (user.name, user.password, now + 3600 * _HOURS)
        return word

    def end(self, word: str) -> None:
        """Log out."""
        with self._lock:
            self._names.pop(_digest(word), None)

    def user(self, word: str, users: Users) -> User | None:
        """Who a browser is; a new password ends the visits that began with the old one."""
        with self._lock:
            name, password, until = self._names.get(_digest(word), ("", "", 0.0))
        user = users.all().get(name)
        return user if user is not None and user.password == password and until > time.time() else None

    def may_try(self, *keys: str) -> bool:
        """Whether a name and an address have not failed too often of late."""
        since = time.time() - 60 * _MINUTES
        with self._lock:
            self._failures = defaultdict(list, {
                key: kept for key, times in self._failures.items() if (kept := [t for t in times if t > since])
            })  # fmt: skip
            return all(len(self._failures.get(key, ())) < _MOST_FAILURES for key in keys)

    def failed(self, *keys: str) -> None:
        """One more failure of each."""
        with self._lock:
            for key in keys:
                self._failures[key].append(time.time())


def _read(text: str) -> dict[str, User]:
    found = (User(**{**one, "tokens": tuple(one["tokens"])}) for one in json.loads(text)["users"])
    return {user.name: user for user in found if user.role in ROLES}


def _digest(word: str) -> str:
    return hashlib.sha256(word.encode("utf-8", "replace")).hexdigest()


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _nobody() -> str:
    """A digest that no password has."""
    return _hasher().hash(secrets.token_urlsafe(32))
