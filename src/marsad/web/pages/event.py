"""An event: its accounts side by side, what they agree on, where they contradict each other, why they were joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from marsad.events.accounts import accounts
from marsad.events.disputes import disputes
from marsad.events.event import Event, Testimony, Told
from marsad.events.grouping import link
from marsad.events.linkage import THRESHOLD
from marsad.events.scores import UNIT
from marsad.events.wording import said_by
from marsad.observatory import Observatory
from marsad.report.page import Piece, pieces
from marsad.report.words import Parts, fields, source_parts, type_label
from marsad.web.errors import Refused
from marsad.web.links import Links
from marsad.web.rendering import citing, language, observing, one_event, page, parted
from marsad.web.wording import wording

MOST_TOLD = 200  # claims of an event that are shown
_MOST_JOINED = 40  # accounts whose joining is explained
_MOST_SIGNS = 6
_STANCES = ("confirms", "denies", "expects")
_HALVES = re.compile("[؛;] ")


@observing
def show(request: Request, seen: Observatory) -> Response:
    """The page of one event; the id of one of its claims leads there."""
    own, id = language(request), request.path_params["id"]
    event = one_event(seen, id)
    if event is None:
        raise Refused(404)
    if event.id != id:
        return RedirectResponse(Links(own).event(event.id))
    title = f"{type_label(event.type, own)} · {wording(own).place(event.place)}".rstrip(" ·")
    return page(
        request, "event.html", title, "events", event=event, columns=_columns(event, own), disputes=_disputes(event, own),
        agreed=_agreed(event, own), joined=_joined(event, seen), threshold=f"{THRESHOLD / UNIT:+.2f}",
    )  # fmt: skip


@observing
def brief(request: Request, seen: Observatory) -> Response:
    """An event in a few lines, to stand beside the map."""
    event = one_event(seen, request.path_params["id"])
    if event is None:
        raise Refused(404)
    return page(request, "brief.html", "", events=[event])


@dataclass(frozen=True, slots=True)
class Column:
    """The accounts of one camp; `name` is empty where no camp is known."""

    name: str
    accounts: tuple[dict[str, Any], ...]


def _columns(event: Event, language: str) -> list[Column]:
    """A column a camp, the one that confirms first, the accounts without a camp last."""
    words = wording(language)
    ordered = sorted(event.testimonies, key=lambda t: _STANCES.index(t.stance))
    camps = dict.fromkeys(words.camp(t.camp) for t in ordered)
    shown: dict[str, list[dict[str, Any]]] = {camp: [] for camp in sorted(camps, key=lambda camp: not camp)}
    left = MOST_TOLD
    for testimony in ordered:
        if left > 0:
            shown[words.camp(testimony.camp)].append(_account(testimony, language, left))
        left -= len(testimony.told)
    return [Column(camp, tuple(members)) for camp, members in shown.items() if members]


def _account(testimony: Testimony, language: str, most: int) -> dict[str, Any]:
    """A voice: who it is, what it says in which words; its further tellings folded."""
    told = testimony.told[:most]
    return {
        "who": citing(language).source(testimony), "stance": testimony.stance,
        "first": _telling(told[0], language), "more": [_telling(one, language) for one in told[1:]],
    }  # fmt: skip


def _telling(told: Told, language: str) -> dict[str, Any]:
    labels = wording(language).labels
    kept = [(name, parts) for name, parts in fields(told.claim, language, labels) if name != "source"]
    chain: Parts = source_parts(told.claim.sources, language, labels)
    return {"claim": told.claim, "report": told.report, "fields": kept, "chain": chain, "words": list(_sentence(told))}


def _sentence(told: Told) -> Iterator[Piece]:
    """The sentence that a claim rests on, with what fills its slots marked."""
    start, end, at = told.claim.evidence.start, told.claim.evidence.end, 0
    for piece in pieces(told.report.text, [(1, told.claim)]):
        if start <= at < end:
            yield piece
        at += len(piece.text)


def _disputes(event: Event, language: str) -> list[dict[str, Any]]:
    """Each question once, with the versions and who stands for them."""
    found = []
    for dispute in disputes([event]):
        why = dispute.told.explanation_ar if language == "ar" else dispute.told.explanation_en
        sides = [list(dict.fromkeys(said_by(c, language) for c in side)) for side in dispute.sides]
        found.append({
            "attribute": dispute.attribute, "versions": [s.strip() for s in _HALVES.split(why, maxsplit=1)],
            "sides": sides if all(sides) and sum(map(len, sides)) > 2 else [], "count": dispute.count,
        })  # fmt: skip
    return found


def _agreed(event: Event, language: str) -> list[dict[str, Any]]:
    """What two voices or more state alike: by slot the value, and how many of those who speak of it say so."""
    if event.n_independent < 2:
        return []
    words, cite = wording(language), citing(language)
    said: dict[str, list[set[tuple[str, str]]]] = {"type": [], "place": [], "time": [], "actor": [], "target": []}
    for testimony in event.testimonies:
        claims = [t.claim for t in testimony.told if t.claim.status != "not-happened"]
        found: dict[str, set[tuple[str, str]]] = {slot: set() for slot in said}
        for c in claims:
            found["type"].add((c.type, type_label(c.type, language)))
            if c.place:
                found["place"].add((c.place.id or c.place.span.text, words.place(c.place)))
            if c.time and c.time.start:
                found["time"].add((f"{c.time.start}/{c.time.end}", words.days(c.time.start, c.time.end)))
            for slot, mentions in (("actor", c.actors), ("target", c.targets)):
                names = {(m.id or m.span.text, "".join(p.text for p in cite.name(m))) for m in mentions}
                found[slot] |= {one for one in names if not _masked(one[1])}  # two names that are withheld may differ
        for slot, values in found.items():
            if values:
                said[slot].append(values)
    out = []
    for slot, voices in said.items():
        shown = {key: name for values in voices for key, name in sorted(values, reverse=True)}
        for key, name in sorted(shown.items()):
            n = sum(any(key == other for other, _ in values) for values in voices)
            if n > 1:
                out.append({"slot": slot, "value": name, "n": n, "all": len(voices)})
    return out


def _masked(name: str) -> bool:
    return any(hidden for _, hidden in parted(name))


def _joined(event: Event, seen: Observatory) -> list[dict[str, Any]]:
    """For each claim but the first told the earlier claim that it fits best, with what each sign is worth."""
    reports = {t.report.id for t in event.told}
    shown = {c.id: c for c in event.claims}  # the readings stay as they were grouped, the event may be masked
    if len(shown) < 2:
        return []
    members = [a for a in accounts(seen.readings(reports)) if a.claim.id in shown]
    members.sort(key=lambda a: (a.said, a.claim.id))
    out = []
    for k, account in enumerate(members[1 : _MOST_JOINED + 1], 1):
        fits = [(found, other) for other in members[:k] if (found := link(other, account)) is not None]
        if not fits:
            continue
        best, other = max(fits, key=lambda fit: fit[0].score)
        signs = sorted(best.parts, key=lambda p: -abs(p[1]))[:_MOST_SIGNS]
        out.append({
            "claim": shown[account.claim.id], "with": shown[other.claim.id], "score": f"{best.score:+.2f}",
            "signs": [f"{name} {weight:+.2f}" for name, weight in signs],
        })  # fmt: skip
    return out
