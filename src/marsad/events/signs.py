"""Signs: what speaks for or against two accounts being of one occurrence.

A pair answers a dozen questions (which types, where, when, who, to whom, how many, how far apart in the text, who
says it); every answer is a sign with a name, and `data/events/signs.tsv` holds what each is worth.
"""

from __future__ import annotations

from functools import cache

from marsad import resources
from marsad.events.accounts import Account, Party, name_words, relations, stem
from marsad.geography.geocoder import distance_km
from marsad.model import Claim, Place, Quantity

_RANK = {"site": 0, "neighbourhood": 0, "town": 1, "district": 2, "governorate": 3, "country": 4}
_DONE = frozenset({"happened", "ongoing"})
_OPEN_STATUS = frozenset({"planned", "threatened", "possible"})
_SPOT_KM = 2.0  # reach of a place whose radius is not known
_NEAR_KM, _REGION_KM = 4.0, 20.0
_MANY = 3  # a figure that two accounts do not share by chance
_LAG_DAYS = 2  # undated news tell of the days before their publication


def signs(a: Account, b: Account) -> tuple[str, ...]:
    """The signs of a pair; empty where the types can never be one occurrence. The order of the two does not matter."""
    relation = relations().get((a.claim.type, b.claim.type))
    if relation is None:
        return ()
    return (
        f"type:{relation.name}",
        f"place:{place_relation(a, b)}",
        f"time:{time_relation(a, b)}",
        f"status:{_statuses(a.claim, b.claim)}",
        f"actors:{_parties(a.actors, b.actors)}",
        f"targets:{_parties(a.targets, b.targets)}",
        *_figures(a.claim, b.claim),
        *(_within(a, b, relation.follows is not None) if a.report == b.report else _across(a, b)),
        *(("trigger:shared-word",) if a.trigger & b.trigger else ()),
    )


# -- where ----------------------------------------------------------------------------------------------------------


def place_relation(a: Account, b: Account) -> str:
    """How the places of two accounts lie to each other."""
    p, q = a.claim.place, b.claim.place
    if p is None or q is None:
        return "neither" if p is q else "one"
    if _same_place(a, b, p, q):
        if _other_side(p, q):
            return "apart"
        return "same" if max(_rank(p), _rank(q)) <= 1 else "same-area"
    if a.place and b.place and (a.place <= b.place or b.place <= a.place):
        return "name-in-name"
    if _seat(a, p, q) or _seat(b, q, p):
        return "seat-and-division"
    if p.lat is None or p.lon is None or q.lat is None or q.lon is None:
        return "unknown"
    return _by_distance(p, q, distance_km(p.lat, p.lon, q.lat, q.lon))


def wider(a: Account, b: Account) -> bool:
    """Whether the place of the first account holds that of the second and is larger."""
    p, q = a.claim.place, b.claim.place
    if p is None or q is None:
        return False
    if name_words(p.span.text) < name_words(q.span.text):
        return True  # «ريف حلب» holds «ريف حلب الغربي»
    relation = place_relation(a, b)
    return relation in ("inside-district", "inside-wide", "seat-and-division") and _rank(p) > _rank(q)


def _same_place(a: Account, b: Account, p: Place, q: Place) -> bool:
    return bool(p.id and p.id == q.id) or a.place == b.place or p.span.text == q.span.text


def _other_side(p: Place, q: Place) -> bool:
    """«ريف حلب الشمالي», «ريف حلب الجنوبي»: two sides of one place."""
    first, second = (name_words(place.span.text) & _sides() for place in (p, q))
    return bool(first and second and not first & second)


@cache
def _sides() -> frozenset[str]:
    return frozenset(map(stem, resources.tree("events/phrases.toml")["sides"]["words"]))


def _by_distance(p: Place, q: Place, gap: float) -> str:
    """By points and radii; a place that no table knows has the point of the wider place named with it."""
    inside = gap <= max(p.radius_km or _SPOT_KM, q.radius_km or _SPOT_KM)
    if _rank(p) != _rank(q) and inside:
        return "inside-district" if max(_rank(p), _rank(q)) <= 2 else "inside-wide"
    if inside and (p.id is None or q.id is None):
        return "unknown"
    if inside and _rank(p) >= 2:
        return "overlap"
    return "near" if gap <= _NEAR_KM else "apart" if gap <= _REGION_KM else "far"


def _rank(place: Place) -> int:
    return _RANK[place.level] if place.level else 1


@cache
def _division_names() -> dict[str, frozenset[frozenset[str]]]:
    return {
        row["code"]: frozenset(
            frozenset(map(stem, name.split())) for name in (row["name_ar"], *resources.split(row["alt_ar"]))
        )
        for row in resources.table("gazetteer/admin.tsv")
        if row["level"] != "country"
    }


def _seat(account: Account, town: Place, other: Place) -> bool:
    """Whether a town bears the name of the division that the other place lies in: «إدلب» may be the governorate."""
    return bool(
        town.id
        and other.admin1
        and town.admin1 == other.admin1
        and account.place in _division_names().get(other.admin1, ())
    )


# -- when -----------------------------------------------------------------------------------------------------------


def time_relation(a: Account, b: Account) -> str:
    """How the times of two accounts lie to each other; an undated one is measured by its publication."""
    if a.days is None or b.days is None:
        kind = "neither" if a.days is b.days else "one"
        if a.report == b.report:
            return kind
        x, y = a.days or _recent(a), b.days or _recent(b)
        if x is None or y is None:
            return kind
        return f"{kind}-fits" if x[0] <= y[1] and y[0] <= x[1] else f"{kind}-off"
    x, y = a.days, b.days
    if x == y:
        return "same-day" if x[0] == x[1] else "same-span"
    gap = max(y[0] - x[1], x[0] - y[1])
    return "overlap" if gap <= 0 else "next-day" if gap == 1 else "apart"


def _recent(a: Account) -> tuple[int, int] | None:
    return (a.published - _LAG_DAYS, a.published) if a.published is not None else None


# -- who, to whom, how it ended, how many -----------------------------------------------------------------------------


def _statuses(a: Claim, b: Claim) -> str:
    both = {a.status, b.status}
    if len(both) == 1:
        return "same"
    if both <= _DONE:
        return "done"
    if "not-happened" in both:
        return "denied"
    return "not-yet" if both & _OPEN_STATUS else "failed"


def _parties(a: Party, b: Party) -> str:
    if not (a.named and b.named):
        return "one" if a.named or b.named else "neither"
    if a.ids & b.ids:
        return "same"
    if a.sides & b.sides:
        return "same-camp"
    if a.words & b.words:
        return "shared-word"
    return "other-camp" if a.sides and b.sides else "other"


def _figures(a: Claim, b: Claim) -> tuple[str, ...]:
    """Whether they share a figure; a larger one than two says more."""
    first, second = _by_kind(a), _by_kind(b)
    shared = first.keys() & second.keys()
    equal = [k for k in shared if first[k].low == second[k].low]  # «15» and «more than 15» are one figure
    if any((first[k].low or 0) >= _MANY for k in equal):
        return ("numbers:same",)
    return ("numbers:same-small",) if equal else ("numbers:differ",) if shared else ()


def _by_kind(claim: Claim) -> dict[str, Quantity]:
    return {q.kind: q for q in reversed(claim.numbers)}


# -- where in the text, who says it -----------------------------------------------------------------------------------


def _within(a: Account, b: Account, consequence: bool) -> tuple[str, ...]:
    """Signs of two accounts of one report."""
    gap = abs(a.sentence - b.sentence)
    out = [
        f"distance:{'same-sentence' if gap == 0 else 'next' if gap == 1 else 'near' if gap <= 3 else 'far'}",
        f"voice:{'same' if a.voice == b.voice else 'other'}",
    ]
    if gap and min(a.sentence, b.sentence) == 0:
        out.append("order:lead-and-body")
    if a.claim.trigger.start == b.claim.trigger.start:
        out.append("order:one-predicate")  # told of several places or objects: several occurrences
    if consequence:
        nearest = b.rank in a.leans_on or a.rank in b.leans_on
        out.append("order:nearest-cause" if nearest else "order:farther-cause")
    return tuple(out)


def _across(a: Account, b: Account) -> tuple[str, ...]:
    """Signs of two accounts of different reports."""
    out = ["distance:other-report"]
    if a.published is not None and b.published is not None:
        lag = abs(a.published - b.published)
        out.append(f"published:{'same-day' if lag <= 1 else 'same-days' if lag <= 4 else 'apart'}")
    share = len(a.words & b.words) / max(1, min(len(a.words), len(b.words)))
    out.append(f"words:{'most' if share > 0.5 else 'some' if share > 0.25 else 'few'}")
    return tuple(out)
