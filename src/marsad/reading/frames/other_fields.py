"""Deaths and damage that are no deeds of a conflict: accidents, illness, forces of nature; the battles of sport."""

from __future__ import annotations

from marsad.reading.frame import Frame
from marsad.reading.frames.sentence import SentenceFrames

_FIELDS = frozenset({"accident", "sport"})
_BY_ACCIDENT = frozenset({"property-destruction", "explosion", "remote-explosive", "casualties"})
_SPORTS_WORDS = 2  # one alone may name a stadium that was hit


def drop(state: SentenceFrames) -> None:
    """Drop the tolls and the damage of accidents, and what is fought with a ball."""
    accident, sports = _signs(state)
    if not accident and sports < _SPORTS_WORDS:
        return
    for frame in state.frames:
        if frame.merged is not None or frame.dropped:
            continue
        if sports >= _SPORTS_WORDS and frame.klass in ("event", "reference") and not frame.patients:
            frame.dropped = "a game of sport"
        elif accident and _may_be_accident(frame):
            frame.dropped = "an accident, an illness or a force of nature"


def _signs(state: SentenceFrames) -> tuple[bool, int]:
    """Whether a word of the sentence tells an accident, and how many different words are of sport."""
    accident, sports = False, set()
    for i, matches in state.view.cues.items():
        for match in matches:
            kinds = {c.kind for c in match.value} & _FIELDS
            accident = accident or "accident" in kinds
            if "sport" in kinds:
                sports.add(state.view.norm(i))
    return accident, len(sports)


def _may_be_accident(frame: Frame) -> bool:
    """Whether a frame tells dead, hurt or damage and nobody who did it."""
    return not frame.actors and not frame.means and (frame.klass == "casualty" or frame.code in _BY_ACCIDENT)
