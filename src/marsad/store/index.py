"""The index of stems: FTS5 in SQLite, tsvector in PostgreSQL, with the same words at the same positions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, text

_LONGEST = 200  # characters of a stem: longer ones are no words
_PART = 8_000  # words of one row in PostgreSQL, whose positions end at 16,383


def add(connection: Connection, number: int, stems: Sequence[str]) -> None:
    """Index the stems of a report."""
    if connection.dialect.name == "sqlite":
        words = row(connection, stems)
        connection.execute(text("INSERT INTO search (rowid, stems) VALUES (:n, :s)"), {"n": number, "s": words})
        return
    for part, vector in enumerate(_vectors(stems)):
        statement = text("INSERT INTO search (report, part, stems) VALUES (:n, :p, CAST(:v AS tsvector))")
        connection.execute(statement, {"n": number, "p": part, "v": vector})


def row(connection: Connection, stems: Sequence[str]) -> str:
    """Stems as one row of an index takes them; PostgreSQL those of the first few thousand words."""
    if connection.dialect.name == "sqlite":
        return " ".join(s[:_LONGEST] for s in stems)
    return next(_vectors(stems), "")


def _vectors(stems: Sequence[str]) -> Iterator[str]:
    for start in range(0, len(stems), _PART):
        positions: dict[str, list[int]] = {}
        for position, stem in enumerate(stems[start : start + _PART], 1):
            positions.setdefault(stem[:_LONGEST], []).append(position)
        # PostgreSQL keeps 255 positions of a word.
        yield " ".join(f"{quoted(s)}:{','.join(map(str, p[:255]))}" for s, p in positions.items())


def quoted(stem: str) -> str:
    """A stem as it stands in a tsvector or tsquery."""
    return "'" + stem.replace("\\", "\\\\").replace("'", "''") + "'"
