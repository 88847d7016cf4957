"""`marsad users` and how `marsad serve` refuses to start."""

from __future__ import annotations

from pathlib import Path

import pytest
from shell import Marsad


def test_users_are_added_listed_and_removed(marsad: Marsad, folder: Path) -> None:
    assert marsad("users", "list").out == ""
    added = marsad("users", "add", "dana", "--role", "editor", stdin=b"a long password\n")
    assert (added.code, added.out) == (0, "dana may come in as editor\n")
    assert marsad("users", "token", "dana").out.startswith("marsad_")
    assert marsad("users", "list", "--users", "marsad.users.json").out == "dana  editor  1 tokens\n"
    assert marsad("users", "remove", "dana").code == 0
    assert marsad("users", "list").out == ""


def test_what_will_not_do_is_told(marsad: Marsad, folder: Path) -> None:
    assert "10 to 200 characters" in marsad("users", "add", "dana", stdin=b"short\n").err
    assert "no such user" in marsad("users", "token", "dana").err
    assert "whose?" in marsad("users", "remove").err
    (folder / "broken.json").write_text("{")
    assert "is no file of users" in marsad("users", "list", "--users", "broken.json").err


@pytest.mark.parametrize(("arguments", "told"), [
    (("--host", "0.0.0.0"), "there must be users to let in"),
    (("--name", "marsad.example.org"), "there must be users to let in"),
    (("--users", "none.json"), "holds no users"),
    (("--store", "none.db"), "no such store"),
])  # fmt: skip
def test_serve_does_not_start_where_it_must_not(marsad: Marsad, arguments: tuple[str, ...], told: str) -> None:
    done = marsad("serve", "--port", "0", *arguments)
    assert (done.code, done.out) == (2, "")
    assert told in done.err
