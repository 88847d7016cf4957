"""How two deeds of a report have to do with each other: retold, led to, of one fight."""

from __future__ import annotations

from marsad import ontology
from marsad.reading.draft import Draft

_FROM_THE_AIR = frozenset({"shelling", "airstrike"})
_CROWDS = frozenset({"protest", "riot"})
_CONSEQUENCES = frozenset({"casualties", "property-destruction"})
_ACCOMPANYING = _CONSEQUENCES | {"presence", "displacement", "arrest", "abduction"}
_VIOLENT = frozenset({"battle", "remote", "civilians"})
# What is told of a fight in the next sentence, at no place of its own.
_NEXT = frozenset(
    {
        "clash",
        "shelling",
        "airstrike",
        "remote-explosive",
        "suicide-bombing",
        "grenade",
        "civilian-attack",
        "siege",
        "chemical-attack",
        "abduction",
    }
)
_HOLDINGS = frozenset({"territory-gain", "territory-handover", "siege"})
WIDTH = {"site": 0, "neighbourhood": 0, "town": 1, "district": 2, "governorate": 3, "country": 4, None: 5}


def kin(draft: Draft, earlier: Draft) -> str:
    """How the two deeds may be one: of the same kind, or a consequence of the earlier one; empty for neither."""
    if draft.type == earlier.type:
        return "same" if draft.type not in _HOLDINGS or same_spot(draft, earlier) else ""
    for kinds in (_FROM_THE_AIR, _CROWDS):
        if draft.type in kinds and earlier.type in kinds:
            return "same"
    if earlier.type == "casualties" and _is_attack(draft.type):
        return "" if any(t.during for t in earlier.frame.times) else "part"  # the toll of 24 hours is of many deeds
    if draft.refers and goes_with(draft) and earlier.type in _HOLDINGS:
        return "named"
    violent = _is_attack(earlier.type) or earlier.type == "casualties"
    if violent and draft.refers and (draft.type in _ACCOMPANYING or _is_attack(draft.type)):
        return "named"
    if draft.type in _CONSEQUENCES and (violent or (earlier.type in _CROWDS and draft.type == "casualties")):
        return "consequence"
    if not elsewhere(draft, earlier) and draft.status != "not-happened" and _is_sequel(draft, earlier):
        return "sequel"
    fought = violent or earlier.type in _CROWDS
    if not fought or draft.own_place or draft.type not in _NEXT or draft.status == "not-happened":
        return ""
    return "" if opens_with_place(draft) or _speaks_of_years(draft) else "next"


def _is_attack(code: str) -> bool:
    """Whether a type is one of violence itself, not of who holds what after it."""
    return ontology.families()[code] in _VIOLENT and code not in _HOLDINGS


def _is_sequel(draft: Draft, earlier: Draft) -> bool:
    """Whether it is what a fight or strike just told led to: ground taken, rockets intercepted, its people seized."""
    if draft.type == "weapon-interception":
        return earlier.type in _FROM_THE_AIR or (earlier.type == "clash" and draft.sentence > earlier.sentence)
    if draft.type == "territory-gain":
        return earlier.type == "clash" and draft.sentence > earlier.sentence and bool(draft.voices)
    known = {m.id or m.span.text for m in earlier.actors}
    return (
        draft.type == "arrest"
        and earlier.type in ("clash", "siege")
        and any((m.id or m.span.text) in known for m in draft.actors)
    )


def elsewhere(draft: Draft, earlier: Draft) -> bool:
    """Whether a deed names a place that is not the one of the deed told before («المدينة» may well be)."""
    a, b = draft.place, earlier.place
    return draft.own_place and not (a is not None and b is not None and a.id is not None and a.id == b.id)


def same_spot(draft: Draft, earlier: Draft) -> bool:
    """Whether both name one village, quarter or site."""
    a, b = draft.place, earlier.place
    if not draft.own_place or a is None or b is None or WIDTH[a.level] > 1:
        return False
    return a.id == b.id if a.id is not None or b.id is not None else a.span.text.strip() == b.span.text.strip()


def goes_with(draft: Draft) -> bool:
    """«وتزامن القصف مع …», «ترافق التقدم مع …»: what was at the time of a deed told before."""
    return bool(draft.frame.marks & {"light:تزامن", "goes with"})


def opens_with_place(draft: Draft) -> bool:
    """«وفي خان يونس، …»: a sentence that goes to another place first."""
    view = draft.view
    return view.norm(0) in ("وفي", "في", "وفى") and (1 in view.places or 2 in view.places)


def _speaks_of_years(draft: Draft) -> bool:
    """Whether its sentence tells what goes on over years, or names times of its own without a day."""
    return any(e.since or e.during or (e.first is None and not e.part) for e in draft.view.times.values())
