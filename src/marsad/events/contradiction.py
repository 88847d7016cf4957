"""Where accounts of one occurrence contradict each other, and in what.

No contradiction: the same voice adding to what it said, an open bound that holds the other figure, a part of a
whole, a claim that says less.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from marsad import ontology, resources
from marsad.language.ar.script import normal
from marsad.model import Attribute, Claim, Contradiction, Quantity

_FAILED = frozenset({"failed", "prevented"})
_DONE = frozenset({"happened", "ongoing"})
_COMPARED = frozenset(
    {"killed", "injured", "killed-or-injured", "displaced", "captured", "missing", "vehicles", "weapons", "attacks"}
)
_TAKING = frozenset({"territory-gain", "control"})


def between(claims: Sequence[Claim]) -> Iterator[Contradiction]:
    """The contradictions among the claims of one event, each pair at most once, in the order of the claims."""
    for k, first in enumerate(claims):
        for second in claims[k + 1 :]:
            if voice(first) == voice(second):
                continue
            found = _pair(first, second)
            if found is not None:
                yield found


def voice(claim: Claim) -> str:
    """Who asserts a claim: the innermost speaker, else the outlet."""
    for source in reversed(claim.sources):
        if source.role != "outlet":
            return source.mention.id or normal(source.mention.span.text)
    outlet = next((s.mention for s in claim.sources), None)
    return f"outlet:{outlet.id or outlet.name_ar}" if outlet is not None else ""


def _pair(a: Claim, b: Claim) -> Contradiction | None:
    attribute: Attribute | None = None
    if (a.status == "not-happened" and b.status in _DONE) or (b.status == "not-happened" and a.status in _DONE):
        attribute = "occurrence"
    elif (a.status in _FAILED and b.status in _DONE) or (b.status in _FAILED and a.status in _DONE):
        failed, done = (a, b) if a.status in _FAILED else (b, a)
        if _same_doer(failed, done):
            attribute = "outcome"
    if (
        attribute is None
        and a.type in _TAKING
        and b.type in _TAKING
        and _rivals(a, b)
        and {a.status, b.status} <= _DONE
    ):
        attribute = "control"
    if attribute is None and a.status in _DONE and b.status in _DONE:
        number = _numbers(a, b)
        if number is not None:
            return _explain(a, b, "number", number)
        if ontology.families()[a.type] == ontology.families()[b.type] and _rivals(a, b) and a.type != "clash":
            attribute = "actor"
    return _explain(a, b, attribute, None) if attribute is not None else None


def _same_doer(failed: Claim, done: Claim) -> bool:
    """Whether the attack that failed by one account is the one that succeeded by the other."""
    if done.type in _TAKING or not done.actors or not failed.actors:
        return not _rivals(failed, done)
    return bool({m.id for m in failed.actors if m.id} & {m.id for m in done.actors if m.id}) or not _rivals(
        failed, done
    )


def _rivals(a: Claim, b: Claim) -> bool:
    """Whether the two name doers of different camps."""
    first, second = {m.side for m in a.actors}, {m.side for m in b.actors}
    return bool(first and second and None not in first | second and not first & second)


def _numbers(a: Claim, b: Claim) -> tuple[Quantity, Quantity] | None:
    for x in a.numbers:
        if x.kind not in _COMPARED:
            continue
        others = [y for y in b.numbers if y.kind == x.kind]
        if len(others) != 1 or sum(q.kind == x.kind for q in a.numbers) != 1:
            continue  # several counts of one kind are parts, not rivals
        y = others[0]
        if _disjoint(x, y):
            return x, y
    return None


def _disjoint(x: Quantity, y: Quantity) -> bool:
    low_x, high_x = x.low if x.low is not None else 0.0, x.high if x.high is not None else float("inf")
    low_y, high_y = y.low if y.low is not None else 0.0, y.high if y.high is not None else float("inf")
    slack = 0.1 * max(low_x, low_y) if x.approx or y.approx else 0.0
    return low_x > high_y + slack or low_y > high_x + slack


def _explain(a: Claim, b: Claim, attribute: Attribute, numbers: tuple[Quantity, Quantity] | None) -> Contradiction:
    """One sentence in each language on who says what."""
    one, two = _who(a), _who(b)
    if numbers is not None:
        x, y = numbers
        say_ar = f"{one[0]}: {_figure(x)} ({x.span.text})؛ {two[0]}: {_figure(y)} ({y.span.text})"
        say_en = f"{one[1]} says {x.kind} {_figure(x)}; {two[1]} says {_figure(y)}"
    else:
        say_ar = f"{one[0]}: {_what(a, 'ar')}؛ {two[0]}: {_what(b, 'ar')}"
        say_en = f"{one[1]} says: {_what(a, 'en')}; {two[1]} says: {_what(b, 'en')}"
    return Contradiction(a.id, b.id, attribute, say_en, say_ar)


def _figure(q: Quantity) -> str:
    if q.low == q.high:
        return f"{q.low:g}"
    return f"≥ {q.low:g}" if q.high is None else f"≤ {q.high:g}" if q.low is None else f"{q.low:g}–{q.high:g}"


def _who(claim: Claim) -> tuple[str, str]:
    for source in reversed(claim.sources):
        m = source.mention
        text = m.span.text or m.name_ar or ""
        if text:
            return text, m.name_en or text
    return "التقرير", "the report"


def _what(claim: Claim, language: str) -> str:
    kind = ontology.types()[claim.type].label(language)
    doers = ("، " if language == "ar" else ", ").join(
        (m.name_ar if language == "ar" else m.name_en) or m.span.text for m in claim.actors
    )
    status = resources.tree("interface/words.toml")["status"][claim.status][language]
    return f"{kind} ({status})" + (f": {doers}" if doers else "") + f" «{claim.trigger.text}»"
