"""Events that are told beside another one and make no claim of their own."""

from __future__ import annotations

from marsad.reading.frames.loose_places import tells_where
from marsad.reading.frames.sentence import SentenceFrames


def ceasefires(state: SentenceFrames) -> None:
    """«اتفاق لوقف إطلاق النار»: the ceasefire is what is agreed, no second agreement."""
    for frame in state.frames:
        if frame.code != "agreement" or frame.merged is not None or not frame.entry_lemma().startswith("وقف"):
            continue
        whole = [f for f in state.frames if f.code == "agreement" and f.merged is None and f.clause == frame.clause]
        first = min(whole, key=lambda f: f.head)
        if first is not frame:
            frame.merge_into(first, "what is agreed")


def circumstances(state: SentenceFrames) -> None:
    """«أثناء تمشيط المنطقة»: beside another event of the sentence a deed named as a time is no claim."""
    live = [f for f in state.frames if f.merged is None and not f.dropped and f.code and f.klass == "event"]
    for frame in live:
        if frame.phrase is None or frame.phrase.prep != "خلال" or frame.patients:
            continue
        before = [o for o in live if o is not frame and o.head < frame.head and not o.dropped]
        if before or any(o.merged is not None and o.head < frame.head for o in state.frames):
            frame.dropped = "named as a circumstance only"
            if state.view.norm(frame.phrase.start) == "ابان":
                state.used |= {id(p) for p in frame.places}  # another time's place
            elif before and not any(tells_where(p) or p.place_span for p in before[-1].places):
                before[-1].places += frame.places
