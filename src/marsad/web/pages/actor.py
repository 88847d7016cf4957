"""A body of the actor lists: its names in the reports, its events, with whom it is named, what is told of its control."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from starlette.requests import Request
from starlette.responses import Response

from marsad.events.event import Event
from marsad.model import Mention
from marsad.web.errors import Refused
from marsad.web.rendering import archive, language, page
from marsad.web.wording import wording

SHOWN = 20  # events, and rows of a table


@dataclass(slots=True)
class Relation:
    """How two bodies are named in events together, from which day to which."""

    kind: str  # on, by, beside
    other: Mention
    count: int = 0
    first: str = ""
    last: str = ""

    def add(self, day: str | None) -> None:
        """One event more."""
        self.count += 1
        if day:
            self.first, self.last = min(self.first or day, day), max(self.last, day)


@observing
def show(request: Request, seen: Observatory) -> Response:
    """The page of one body."""
    id = request.path_params["id"]
    found = [e for e in seen.outlines(Asked(body=id))][::-1]
    mention = next((m for e in found for m in (*e.actors, *e.targets) if m.id == id), None)
    if mention is None:
        raise Refused(404)
    said = Counter(
        m.span.text for e in found for c in e.claims for m in (*c.actors, *c.targets) if m.id == id and m.span.text
    )
    acts = sum(any(m.id == id for m in e.actors) for e in found)
    suffers = sum(any(m.id == id for m in e.targets) for e in found)
    words = wording(own)
    camps = [name for side in dict.fromkeys(_sides(found, id)) if (name := words.camp(side))]
    control = [e for e in now.control if e.who is not None and e.who.id == id]
    return page(
        request, "actor.html", words.listed_name(mention) or mention.span.text, "events", who=mention,
        events=found[:SHOWN], count=len(found), said=said.most_common(SHOWN), acts=acts, suffers=suffers, camps=camps,
        relations=relations(found, id)[:SHOWN], control=control[-SHOWN:][::-1], id=id,
    )  # fmt: skip


def _sides(events: Iterable[Event], id: str) -> list[str]:
    """The camps in which the body stands in these events; they depend on the day."""
    named = chain.from_iterable((*e.actors, *e.targets) for e in events)
    return [m.side for m in named if m.id == id and m.side]


def relations(events: Iterable[Event], id: str) -> list[Relation]:
    """With which other bodies one is named, and how; those of most events first."""
    found: dict[tuple[str, str], Relation] = {}
    for event in events:
        actors, targets = ({m.id: m for m in side if m.id} for side in (event.actors, event.targets))
        pairs = []
        if id in actors:
            pairs += [("on", m) for m in targets.values()] + [("beside", m) for m in actors.values()]
        if id in targets:
            pairs += [("by", m) for m in actors.values()]
        for kind, other in pairs:
            if other.id != id and not (other.id or "").startswith("generic:"):
                found.setdefault((kind, other.id or ""), Relation(kind, other)).add(event.day)
    return sorted(found.values(), key=lambda r: (-r.count, r.other.id or "", r.kind))
