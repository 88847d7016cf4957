"""Adjectives behind a noun."""

from __future__ import annotations

from marsad.reading.phrase import Phrase
from marsad.reading.phrases.words import indefinite_adjective
from marsad.reading.view import View

_THINGS_WITH_ADJECTIVES = frozenset(
    {
        "event",
        "casualty",
        "structure",
        "vehicle",
        "weapon",
        "explosive",
        "military-post",
        "group",
        "abstract",
        "air-platform",
    }
)
_OTHER = frozenset({"اخر", "اخري", "اخرين", "اخرون", "اخران", "اخرتان", "اخريين", "اخريات"})
_NISBA = ("ي", "يه", "يين", "يون", "يان", "يات", "يتين", "يتان")
_IMPROPER = (
    "مجهول",
    "متعدد",
    "مختلف",
    "واسع",
    "شديد",
    "بعيد",
    "قصير",
    "متوسط",
    "طويل",
    "ثقيل",
    "محدود",
    "باهظ",
    "محلي",
    "ايراني",
    "روسي",
    "غير",
)


def take_adjective(view: View, phrase: Phrase, j: int) -> bool:
    """An adjective that agrees in definiteness: «الجيش السوري», «قصف مدفعي», «طائرات مجهولة الهوية»."""
    word = view.words[j]
    if word.norm.removeprefix("ال") in _OTHER and not word.pre and phrase.kind not in ("actor", "place", "number"):
        phrase.end = j + 1  # «جنديان آخران»
        return True
    if phrase.kind == "air-platform" and word.norm.removeprefix("ال").startswith("مسير") and not word.pre:
        phrase.end = j + 1  # «طائرة تركية مسيرة»
        return True
    if (
        phrase.kind == "event"
        and word.settles
        and word.definite == phrase.definite
        and not word.conj
        and word.norm.endswith(_NISBA)
    ):
        phrase.end = j + 1  # «هجومين انتحاريين»
        return True
    if j in view.names and not word.modifiers and phrase.kind != "person-official":
        return False
    if view.norm(j) in view.knowledge.directions and j + 1 < len(view.tokens):
        after = view.words[j + 1]
        if j + 1 in view.places or (after.definite and after.nouns) or (after.nouns and not after.conj):
            return False  # «عناصر من الحزب شمالي العراق»
    longer = j in view.names and view.names[j].end > j + 1 and phrase.kind not in ("actor", "country")
    if longer:
        return False
    definite = phrase.definite or phrase.kind in ("actor", "country", "place")
    if word.pre or word.number:
        return False
    agrees = word.definite == definite or (word.definite and phrase.owner is not None)
    follow = view.words[j + 1] if j + 1 < len(view.tokens) else None
    if (
        not word.definite
        and not definite
        and follow is not None
        and follow.definite
        and not follow.conj
        and not follow.pre
    ):
        # «مجهولة الهوية», «متعددة الجنسيات»: an adjective with what it is said of
        if word.norm.startswith(_IMPROPER) and j + 1 not in view.names:
            phrase.end = j + 2
            return True
    if (
        word.norm.endswith(("ون", "ين"))
        and phrase.kind in ("actor", "country", "place", "force", "org-head")
        and not view.norm(phrase.own_end - 1 if phrase.own_end else phrase.end - 1).endswith(("ون", "ين"))
    ):
        return False  # «دمشق المتمردين»: a plural of people does not describe a country
    if word.modifiers and agrees and not any(m.belonging for m in word.modifiers if len(word.modifiers) == 1):
        if phrase.kind == "name" and not word.definite:
            return False
        phrase.modifiers += [m for m in word.modifiers if not m.belonging]
        phrase.end = j + 1
        return True
    if _is_nisba(view, j, definite):
        phrase.end = j + 1
        return True
    if word.nouns or word.events or j in view.places:
        # «قوات الأمن» is a genitive, «القوات الأمن» none
        return False
    if word.participles and agrees and not word.verbs:
        phrase.end = j + 1
        return True
    if word.definite and definite and phrase.kind not in ("place", "name"):
        if phrase.kind not in ("actor", "country") or word.norm.endswith(("ي", "يه", "ين", "ون", "ه")):
            phrase.end = j + 1
            return True
    if (
        not word.definite
        and not definite
        and not word.verbs
        and not word.number
        and phrase.kind in _THINGS_WITH_ADJECTIVES
        and j not in view.names
        and j not in view.compounds
    ):
        # an unknown word behind an event or a thing is an adjective («قصف عنيف», «أضرار كبيرة»)
        if view.tokens[j].kind == "word" and not view.tokens[j].quoted and phrase.owner is None:
            phrase.end = j + 1
            return True
    if not word.definite and not definite and phrase.kind not in ("name",) and indefinite_adjective(view, j):
        phrase.end = j + 1
        return True
    return False


def is_nisba_form(view: View, j: int) -> bool:
    word = view.words[j]
    return (
        word.norm.endswith(("ي", "يه"))
        and len(word.norm) > 4
        and not word.verbs
        and j not in view.names
        and j not in view.places
        and not any(not n.suffix and n.number == "s" for n in word.nouns)
    )


def _is_nisba(view: View, j: int, definite: bool) -> bool:
    """An adjective in -ي whose letters could also be a dual before a genitive («مدفعي»: of artillery, two guns of)."""
    word = view.words[j]
    if word.definite != definite or not word.norm.endswith(("ي", "يه")) or word.conj:
        return False
    if word.settles or word.modifiers:
        return True
    if not word.nouns or any(not n.suffix and n.number == "s" for n in word.nouns):
        return False
    after = j + 1
    return after >= len(view.tokens) or not (after in view.places or after in view.names or view.words[after].definite)
