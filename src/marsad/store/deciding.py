"""What people decide: as it is kept, and the claims that it is about."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, func, insert, select

from marsad.errors import InputError, StoreError
from marsad.events.decisions import MOST_CLAIMS, anchor, check
from marsad.model import Anchor, Decision, Verdict
from marsad.store import log, rows
from marsad.store.items import Version
from marsad.store.latest import beginning, holding, latest
from marsad.store.schema import decisions

_MOST = {"--by": 200, "--reason": 10_000}  # characters
_START, _ID_LENGTH = re.compile("[0-9a-f]{1,15}"), 16
_UNKNOWN, _LISTED = "is no claim of the last readings here", "marsad event shows the ids of claims"
_GROUPS: Mapping[Verdict, int] = {"same": 1, "merge": 1, "maybe": 1, "different": 2, "split": 2, "undo": 0}
_SHOWN = 80


def said(words: str, what: str) -> str:
    """A name or a reason as it is kept.

    Raises:
        InputError: it is empty, too long, or no text that can be kept.
    """
    words = words.strip()
    if not any(c.isalnum() for c in words):
        raise InputError("is empty", where=what, hint="A decision is kept with who made it and why")
    if len(words) > _MOST[what]:
        raise InputError(f"has {len(words)} characters", where=what, hint=f"Say it in {_MOST[what]}")
    if "\0" in words or any("\ud800" <= c <= "\udfff" for c in words):
        raise InputError(
            "is no text that can be kept", where=what, hint="It has to be valid UTF-8 without null characters"
        )
    return words


def made(kind: Verdict, claims: Sequence[Sequence[str]], by: str, reason: str, undoes: int | None) -> Decision:
    """A decision as it was asked for, without a number; its anchors are to be found.

    Raises:
        InputError: it names no claims where it has to, one twice, or too many.
    """
    decision = Decision(
        0, kind, said(by, "--by"), log.now(), said(reason, "--reason"), undoes=undoes, claims=tuple(map(tuple, claims))
    )
    named = [claim for group in claims for claim in group]
    if len(claims) != _GROUPS[kind] or not all(claims) or (named and len(named) < 2) or (undoes is None) != bool(named):
        raise InputError("is about two claims at least, an undoing about one decision", where=kind)
    if len(named) > MOST_CLAIMS:
        raise InputError(f"names {len(named)} claims", where=kind, hint=f"At most {MOST_CLAIMS} at a time")
    return decision


def keep(connection: Connection, decision: Decision, version: Version) -> Decision:
    """Write a decision that can hold beside those before; gives it with its number. One that was written is left alone.

    Raises:
        InputError: a claim is not in the last readings or named twice; or as `check` says.
    """
    before = recorded(connection)
    groups = tuple(tuple(_whole(connection, claim or "") for claim in group) for group in decision.claims)
    named = [claim for group in groups for claim in group]
    twice = next((claim for k, claim in enumerate(named) if claim in named[:k]), None)
    if twice is not None:
        raise InputError("the same claim twice", where=twice, hint="Name two different claims")
    reports = holding(connection, named) | {a.report for d in before for group in d.anchors for a in group}
    readings = list(latest(connection, reports))
    wanted = set(named)
    found = {c.id: anchor(c, reading) for reading in reversed(readings) for c in reading.claims if c.id in wanted}
    for claim in named:
        if claim not in found:
            raise InputError(_UNKNOWN, where=claim, hint=_LISTED)
    number = (connection.scalar(select(func.max(decisions.c.number))) or 0) + 1
    anchors = tuple(tuple(found[claim] for claim in group) for group in groups)
    new = replace(decision, number=number, anchors=anchors, claims=groups)
    row = _row(new) | {"software": version.software, "data": version.data}
    same = [decisions.c[name] == row[name] for name in ("made_at", "who", "kind", "body")]
    known = connection.scalar(select(decisions.c.number).where(*same))
    if known is not None:  # the connection was lost when it had been written
        return replace(new, number=known)
    check(new, before, readings)
    connection.execute(insert(decisions), [row])
    log.append(connection, [log.Act("decided", "decision", str(number), rows.row_digest(row))], version)
    return new


def recorded(connection: Connection) -> list[Decision]:
    """All that was ever decided, in order, as it was said."""
    return [_decision(found) for found in connection.execute(select(decisions).order_by(decisions.c.number)).mappings()]


def _whole(connection: Connection, start: str) -> str:
    """The id of the claim of the last readings that begins so; a whole id as it is."""
    if len(start) == _ID_LENGTH:
        return start
    found = beginning(connection, start) if _START.fullmatch(start) else []
    if not found:
        raise InputError(_UNKNOWN, where=start[:_SHOWN], hint=_LISTED)
    if len(found) > 1:
        raise InputError("begins the ids of several claims", where=start, hint="Give more of it")
    return found[0]


def _row(decision: Decision) -> rows.Row:
    """A decision as it is stored; `subject` names the claims, or the decision that is undone."""
    subject = [a.claim for group in decision.anchors for a in group]
    body: dict[str, Any] = {
        "reason": decision.reason, "claims": [[a.to_dict() for a in group] for group in decision.anchors],
        "undoes": decision.undoes,
    }  # fmt: skip
    return {
        "number": decision.number, "made_at": decision.at, "who": decision.by, "kind": decision.kind,
        "subject": " ".join(subject) or str(decision.undoes), "body": rows.compact(body),
    }  # fmt: skip


def _decision(stored: rows.Stored) -> Decision:
    try:
        body: Mapping[str, Any] = json.loads(stored["body"])
        anchors = tuple(tuple(map(Anchor.from_dict, group)) for group in body["claims"])
        return Decision(
            stored["number"], stored["kind"], stored["who"], stored["made_at"], body["reason"], anchors, body["undoes"]
        )
    except (KeyError, TypeError, ValueError):
        raise StoreError(
            "is not as marsad writes it", where=f"decision {stored['number']}", hint="marsad verify"
        ) from None
