"""Who asserts a claim, so that accounts that lead back to one speaker count once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from marsad.language.ar.script import normal
from marsad.model import Claim, Mention, Source

# Bodies that stand for whoever is meant: «مصادر محلية» of two reports are two voices.
_NOBODY = "generic:"


def speaker(claim: Claim) -> Source | None:
    """The innermost source of a claim that is not the outlet."""
    return next((s for s in reversed(claim.sources) if s.role != "outlet"), None)


def voice(claim: Claim, report: object = "") -> str:
    """A key of who asserts a claim: its innermost speaker, else the outlet.

    Two claims with one key lead back to one speaker. A speaker without a name of his own («مصدر محلي», «شهود») is
    the same only within `report`; so is an outlet that is not known.
    """
    source = speaker(claim)
    if source is not None:
        return _key(source.mention, report)
    outlet = next((s.mention for s in claim.sources), None)
    if outlet is None or not (outlet.id or outlet.name_ar):
        return f"outlet@{report}"
    return outlet.id or f"outlet:{normal(outlet.name_ar or '')}"


def _key(mention: Mention, report: object) -> str:
    if mention.id and not mention.id.startswith(_NOBODY):
        return mention.id
    words = normal(mention.antecedents[0] if mention.antecedents else mention.span.text)
    return f"{mention.id or words}@{report}"


def independent(claims: Iterable[tuple[Claim, object]]) -> dict[str, list[Claim]]:
    """The claims of an event by voice, each given with its report: as many independent accounts as there are keys.

    Twenty outlets that quote one agency are one voice; twenty witnesses are twenty.
    """
    out: dict[str, list[Claim]] = defaultdict(list)
    for claim, report in claims:
        out[voice(claim, report)].append(claim)
    return dict(out)
