"""Who asserts a claim, so that accounts that lead back to one speaker count once."""

from __future__ import annotations

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
    if mention.id is None and _has_name(mention.kind, words):
        return f"outlet:{words}" if mention.kind == "media" else words
    return f"{mention.id or words}@{report}"


def _has_name(kind: str | None, words: str) -> bool:
    """Whether the words of a body that no list knows name it: «وكالة النموذج», not «صحيفة محلية» and not «الوكالة»."""
    first, _, rest = words.partition(" ")
    return kind == "media" and not first.startswith("ال") and rest.startswith("ال")


def cited_by(claim: Claim) -> str:
    """The name of the outlet or relay that first cites the innermost speaker: nameless sources are known by it."""
    links = claim.sources[:-1] if speaker(claim) is not None else claim.sources
    if not links:
        return ""
    mention = links[-1].mention
    return mention.id or normal(mention.name_ar or mention.span.text)


def camp(claim: Claim) -> str | None:
    """The camp of who asserts a claim; None where it is not known, and for speakers without a name."""
    source = speaker(claim) or next(iter(claim.sources), None)
    return source.mention.side if source is not None else None
