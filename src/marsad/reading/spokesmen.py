"""For which armed or ruling body somebody speaks («المتحدث باسم الحركة», «القائد العام لكتائب …»)."""

from __future__ import annotations

from marsad.reading.phrase import Phrase
from marsad.reading.view import View

_DOERS = frozenset(
    "state-forces external-forces coalition rebel-group militia police intelligence government tribe".split()
)
_OFFICES = frozenset({"generic:spokesperson"})


def body_of_arms(view: View, subject: Phrase) -> Phrase | None:
    """The armed or ruling body that speaks, by itself or through its office; None where it is none."""
    speaker: Phrase | None = subject
    while speaker is not None:
        kinds = {use.body.kind for use in speaker.names}
        if kinds & _DOERS and kinds <= _DOERS | {"official", "party"}:
            return speaker
        bodies = view.knowledge.names.bodies
        heads = [bodies[use.body.parent].kind for use in speaker.names if use.body.parent in bodies]
        if kinds == {"official"} and heads and set(heads) <= _DOERS:
            return _named_inside(view, speaker) or speaker  # «القائد العام لكتائب …»
        if kinds == {"official"} and all(use.body.id in _OFFICES for use in speaker.names):
            return _named_inside(view, speaker)
        if speaker.kind == "force" and not speaker.names:
            return speaker
        speaker = speaker.owner
    return None


def _named_inside(view: View, official: Phrase) -> Phrase | None:
    """«الناطق باسم كتائب …»: the body that the words for its official name."""
    parents = {use.body.parent for use in official.names} - {""}
    for k in range(official.core + 1, official.own_end or official.end):
        match = view.names.get(k)
        uses = match.value if match is not None else []
        uses = [n for n in uses if (n.body.id in parents if parents else n.body.kind in _DOERS)]
        if match is not None and uses and match.end <= official.end:
            return Phrase(
                k, match.end, k, "actor", core=k, own_end=match.end, definite=True, names=uses, name_span=(k, match.end)
            )
    return None
