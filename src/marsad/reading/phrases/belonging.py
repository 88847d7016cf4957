"""Belonging told by a word or a preposition."""

from __future__ import annotations

from marsad.reading.phrase import Phrase
from marsad.reading.phrases.protocol import Parser
from marsad.reading.phrases.words import blocked


def take_belonging(parser: Parser, phrase: Phrase, j: int) -> bool:
    """«التابعة للنظام», «المدعومة من تركيا», «الموالي له», «المتمركزة في معسكر جورين»."""
    view = parser.view
    word = view.words[j]
    if not any(m.belonging for m in word.modifiers) or (
        word.definite and not (phrase.definite or phrase.kind in ("actor", "country", "name"))
    ):
        return False
    if phrase.kind in ("number",) or word.pre or j + 1 >= len(view.tokens):
        return False
    k = j + 1
    follow = view.words[k]
    if "prep-pron" in follow.tags:
        phrase.end = k + 1
        return True
    # «المعترف بها دوليا», «المدعومة من قبل»
    match = view.names.get(k) or view.places.get(k)
    prep = follow.prep or (match.prep if match is not None else follow.pre)
    if not prep:
        return False
    base = view.norm(j)
    if follow.prep:
        k += 1
        if view.norm(k) in ("قبل", "جانب", "طرف"):
            k += 1
    located = any(m.belonging and m.word in ("متمركز", "منتشر", "متواجد", "موجود", "متمركزة") for m in word.modifiers)
    if located:
        phrase.end = j + 1  # the place behind it is told by the frames
        return True
    inner = parser.simple(k, prep, "prep")
    if inner is None:
        return False
    phrase.end = inner.end
    if phrase.owner is None and not base.startswith(("مناهض", "مناوي", "معارض")):
        phrase.owner = inner
    return True


def take_partitive(parser: Parser, phrase: Phrase, j: int) -> bool:
    """«15 عنصرا من قوات النظام», «مصدر في الجيش», «مواقع لقوات النظام», «حزب الله اللبناني»."""
    view = parser.view
    word = view.words[j]
    prep = word.prep or word.pre
    if not prep or "prep-pron" in word.tags or (phrase.owner is not None and phrase.kind != "event"):
        return False
    k = j + 1 if word.prep else j
    if k >= len(view.tokens) or (word.prep and blocked(view, k)):
        return False
    kind = phrase.kind
    if kind == "event" or kind in (
        "place",
        "actor",
        "country",
        "name",
        "abstract",
        "time-unit",
        "people-adjective",
    ):
        return False
    if prep == "من" and kind in ("person-civilian", "person-armed", "casualty", "people", "person-official", "force",
                                 "group", "vehicle", "structure", "weapon", "unknown", "relative", "explosive", "number", "person-source"):  # fmt: skip
        if view.norm(k) in ("قبل", "جانب", "خلال", "طرف", "اجل", "دون", "بين", "جراء", "شان", "جديد"):
            return False
        if (phrase.number is not None and phrase.grammatical == "s") or phrase.number or not phrase.definite:
            inner = parser.simple(k, prep, "prep")
            if inner is not None and inner.kind == "event" and kind == "group":
                phrase.owner, phrase.end = inner, inner.end  # «موجة من النزوح»
                return True
            if inner is None or inner.kind in ("place", "abstract", "time-unit", "event", "weapon"):
                return False
            if inner.kind in ("structure", "military-post") and kind.startswith("person"):
                return False  # «خطفوا طبيبا من عيادته»
            phrase.owner, phrase.end = inner, inner.end
            return True
        return False
    if prep == "ل" and kind in ("military-post", "structure", "vehicle", "force", "person-armed", "air-platform", "explosive",
                                "person-source", "media-head", "org-head", "person-official", "group", "weapon"):  # fmt: skip
        inner = parser.simple(k, prep, "prep")
        if inner is None or inner.kind in ("event", "abstract", "place", "time-unit"):
            return False
        if kind.startswith("person") and (inner.kind == "media-head" or _is_outlet(inner)):
            return False  # «قال مصدر لوكالة الأنباء»: to whom
        if inner.kind not in (
            "actor",
            "force",
            "person-armed",
            "country",
            "people-adjective",
            "org-head",
            "name",
            "person-official",
            "people",
            "media-head",
            "person-civilian",
        ):
            return False
        if kind in ("air-platform", "weapon", "vehicle", "force") and inner.kind in (
            "people",
            "person-civilian",
            "name",
        ):
            return False
        phrase.owner, phrase.end = inner, inner.end
        return True
    if kind in ("person-source", "person-official") and prep in ("في", "ب", "من", "باسم", "إلى", "لدى", "داخل"):
        inner = parser.simple(k, prep, "prep")
        if inner is None or inner.kind in ("event", "abstract", "time-unit", "weapon"):
            return False
        phrase.owner, phrase.end = inner, inner.end
        return True
    return False


def _is_outlet(phrase: Phrase) -> bool:
    return bool(phrase.names) and all(n.body.kind == "media" for n in phrase.names)
