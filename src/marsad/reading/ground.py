"""Ground that changes hands, that is held or that is only a road: what a frame says of it."""

from __future__ import annotations

from marsad.reading.frame import Frame
from marsad.reading.phrase import Phrase

_SETTLEMENTS = frozenset(
    {"مدينة", "بلدة", "قرية", "حي", "مخيم", "مطار", "قضاء", "ناحية", "مديرية", "محافظة", "ولاية", "جزيرة"}
)
_TOLD_BEFORE = _SETTLEMENTS | {"عاصمة"}
_PARTS = frozenset({"جزء", "معظم", "غالبية", "أغلب", "مساحة"})


def led(frame: Frame, *verbs: str) -> bool:
    """Whether a verb of these leads an event noun («وقع القصف», «أخفق الهجوم»)."""
    return any(mark.startswith(verbs) for mark in frame.marks)


def take(frame: Frame, headline: bool) -> None:
    """«يستعد لاحتلال المدينة», «الجيش يسيطر على …» in a headline: ground that is taken, not held."""
    planned = frame.status == "planned" and frame.entry_lemma() == "احتلال"
    if planned or (headline and frame.entry_lemma() == "سيطر"):
        frame.code, frame.status = "territory-gain", "planned" if planned else ""


def changes_hands(frame: Frame, status: str) -> bool:
    """Whether ground is told to change hands: a named place, a post, or by a verb what a body took or did not lose."""
    if any(p.kind in ("structure", "military-post") for p in frame.targets):
        return True
    if frame.entry_lemma() == "اقترب" and not frame.places and "pronoun place" not in frame.marks:
        return False  # «يقتربون من طي الصفحة»
    if frame.entry_lemma() in ("تسليم", "سلم") and not frame.places and "pronoun place" not in frame.marks:
        return False  # «تم تسليمها إلى الوزارة»: who was handed over
    if any(_is_ground(p) for p in frame.places) or "pronoun place" in frame.marks:
        return True
    if frame.places and all(_is_the_land(p) for p in frame.places):
        return False  # «استعاد معظم الأرض»: how the war went
    denied = {frame.status, status} & {"failed", "not-happened"}
    if denied and (frame.places or (frame.phrase is not None and frame.actors)):
        return True  # «نفت دخول الجيش إليها»
    whose = frame.actors or (frame.phrase is not None and frame.phrase.suffix)
    described = "purpose" in frame.marks or ("relative" in frame.marks and not frame.times)
    if whose and not described and any(_is_settled(p) for p in frame.places):
        return True  # «سيطرة الجيش على بلدات في محافظة حماة», «المدينة التي سيطر عليها الجيش عام 2018»
    if frame.actors and frame.marks & {"there", "term"}:
        return True  # «أقرت بانسحابها منه», «اتفاق يقضي بخروج المقاتلين»
    told = frame.verb is not None or (frame.phrase is not None and led(frame, "aspect"))
    left = frame.code == "territory-handover" and frame.places and frame.patients  # «قبل أن تغادر المنطقة»
    bodies = frame.actors or left or (denied and frame.targets)
    return bool(told and bodies) and not frame.marks & {"relative", "purpose"}


def holds_ground(frame: Frame) -> bool:
    """Whether what is held is told: a named place, «المدينة» that was told before, a building or post."""
    if any(p.kind in ("structure", "military-post") for p in frame.targets):
        return True
    if "relative" in frame.marks and any(
        p.grammatical == "p" and not (p.place_span or p.places or p.within) for p in frame.places
    ):
        return False  # «المدن والقرى التي يسيطر عليها»
    return any(
        p.place_span or p.places or (p.place_head is not None and p.place_head.noun in _SETTLEMENTS and _only(p))
        for p in (*frame.places, *(p.owner or p.within for p in frame.places))
        if p is not None
    )


def _only(phrase: Phrase) -> bool:
    """Whether a phrase names one thing that was told before («المدينة»)."""
    return phrase.definite and phrase.grammatical == "s" and not phrase.places


def _is_the_land(phrase: Phrase) -> bool:
    head = phrase.place_head
    return head is not None and head.noun == "أرض" and _only(phrase)


def bare_road(phrase: Phrase) -> bool:
    """Whether a phrase is «الطريق» without a name."""
    return phrase.place_head is not None and phrase.place_head.noun == "طريق" and not phrase.place_span


def _is_ground(phrase: Phrase) -> bool:
    """Whether a place phrase names ground or a site, not a mere direction («نحو الشمال»)."""
    if phrase.direction and phrase.within is None and not phrase.places:
        return False
    return bool(phrase.place_span or phrase.places or (phrase.place_head and phrase.place_head.level == "site"))


def _is_settled(phrase: Phrase) -> bool:
    """Whether a settlement that is not named is told all the same: by where it lies, or as the one told before."""
    head, inner = phrase.place_head, phrase.within or phrase.owner
    if head is None and not (phrase.entry is not None and phrase.entry.noun in _PARTS):
        return False
    if inner is not None and (inner.place_span or inner.places):
        return True
    if head is None or head.noun not in _TOLD_BEFORE:
        return False
    return phrase.definite and phrase.grammatical in ("s", "d") and not phrase.suffix
