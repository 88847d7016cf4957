"""Adjectives behind a noun."""

from __future__ import annotations

from marsad.language.ar.lexicon import EventNoun, Word
from marsad.reading.phrase import Phrase
from marsad.reading.phrases.belonging import backs
from marsad.reading.phrases.verbs import is_participle
from marsad.reading.phrases.words import PLACE_HEADS, indefinite_adjective, is_of_class, people_named
from marsad.reading.view import View

_HELD = frozenset({"arrest", "abduction"})
_KIN = frozenset({"relative", "person-civilian"})
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
_NISBA = ("ي", "يه", "يا", "يين", "يون", "يان", "يات", "يتين", "يتان")
# «مجهولة الهوية», «متعددة الجنسيات»: adjectives with what they are said of.
_IMPROPER = tuple(
    "مجهول متعدد مختلف واسع شديد بعيد قصير متوسط طويل ثقيل محدود باهظ محلي ايراني روسي رباعي ثنائي غير".split()
)
_BODIES = ("force", "org-head")
_ARMED = "مسلح"
# What men are called by themselves too, behind a plural of men an adjective.
_DESCRIBING = (_ARMED, "ملثم", "مقنع", "مجهول", "متطرف", "متشدد", "متمرد", "ارهابي", "جهادي")
_GOING_ON = frozenset({"دائر", "دائره", "جاري", "جاريه"})
_SHORT_ADJECTIVE = 5  # letters with the article
_NISBA_ENDINGS = ("ي", "يه", "ين", "ون", "ه")
_PLURAL = ("ون", "ين")

_OF_CROWDS = frozenset({"غاضب", "غاضبه", "غاضبون", "غاضبين"})  # men by themselves too («رشق غاضبون …»)


def _angry(view: View, phrase: Phrase, j: int) -> bool:
    """«حشد غاضب», «المتظاهرين الغاضبين»."""
    norm = view.norm(j)
    return norm.removeprefix("ال") in _OF_CROWDS and norm.startswith("ال") == phrase.definite


def take_adjective(view: View, phrase: Phrase, j: int) -> bool:
    """Take in an adjective that agrees in definiteness: «الجيش السوري», «قصف مدفعي», «طائرات مجهولة الهوية»."""
    if phrase.event is not None and phrase.grammatical == "s" and view.norm(j).endswith(("يين", "يون")):
        return False  # «تسلل إرهابيين»: whose it is
    if phrase.event is not None and phrase.owner is not None and people_named(view, j):
        return False  # «طرد قوات موالية للحكومة المتمردين»: whom they drive out
    if backs(view, j):
        return False  # «وحدات مدعومة بقوات …»
    if any(n.suffix and n.number == "d" and n.entry.klass in _KIN for n in view.words[j].nouns):
        return False  # «إصابة شقيقيه»: two brothers, no adjective
    if _certain(view, phrase, j) or _angry(view, phrase, j):
        phrase.end = j + 1
        return True
    if of_event_before(view, phrase, j):
        return False
    if _excluded(view, phrase, j) or _of_another_case(view, phrase, j):
        return False
    if view.tokens[j].raw.startswith("أل") and not view.words[j].modifiers:
        return False  # «الغارات ألحقت»: no article bears a hamza
    word = view.words[j]
    if phrase.kind == "place" and phrase.place_span and _belongs_to_area(view, j):
        return False  # «قرية … التابعة لناحية …»: says in what it lies
    if _are_people(view, phrase, j):
        return False  # «هجوم مستوطنين»: who did it
    definite = phrase.definite or phrase.kind in ("actor", "country", "place")
    agrees = word.definite == definite or (word.definite and phrase.owner is not None)
    if not definite and _is_improper(view, j):
        phrase.end = j + 2
        return True
    if (
        phrase.kind in ("actor", "country", "place", "force", "org-head")
        and word.norm.endswith(_PLURAL)
        and not (phrase.number is not None and any(m.iso for m in word.modifiers))  # «16 من حرس الحدود المصريين»
        and not view.norm((phrase.own_end or phrase.end) - 1).endswith(_PLURAL)
    ):
        return False  # «دمشق المتمردين»: a plural of people does not describe a country
    if word.modifiers and agrees and not (len(word.modifiers) == 1 and word.modifiers[0].belonging):
        if phrase.kind == "name" and not word.definite:
            return False
        phrase.modifiers += [m for m in word.modifiers if not m.belonging]
        phrase.end = j + 1
        return True
    if _is_nisba(view, j, definite) or _by_agreement(view, phrase, j, definite, agrees):
        phrase.end = j + 1
        return True
    return False


def _are_people(view: View, phrase: Phrase, j: int) -> bool:
    """Whether the plural of a people stands behind one event without the article, which it cannot describe."""
    word = view.words[j]
    if phrase.kind != "event" or phrase.grammatical != "s" or phrase.definite or word.definite:
        return False
    before = view.norm(j - 1)
    people = any(m.people or m.iso for m in word.modifiers)
    if not people or j != phrase.head + 1 or before.endswith(("ين", "ان", "ات")):
        return False
    return word.norm.endswith(_PLURAL) or (_done_to_one(phrase) and not _of_operation(view, phrase, word))


def _done_to_one(phrase: Phrase) -> bool:
    """«مقتل فلسطيني», «اعتقال سوري», «خطف لبناني»: what is done to somebody, in the singular."""
    entry = phrase.event
    return entry is not None and (entry.klass == "casualty" or entry.code in _HELD or entry.genitive == "patient")


def _of_operation(view: View, phrase: Phrase, word: Word) -> bool:
    """«عملية اعتقال إسرائيلية»: the adjective of the noun before, with which it agrees."""
    entry, feminine = phrase.event, word.norm.endswith("ه")
    if entry is None or not feminine or entry.gender == "f" or not phrase.head:
        return False
    nouns = (*view.words[phrase.head - 1].nouns, *view.words[phrase.head - 1].events)
    return any(n.entry.gender == "f" for n in nouns)


def _belongs_to_area(view: View, j: int) -> bool:
    """«التابعة لناحية …»: belonging to the area that follows."""
    if j + 1 >= len(view.tokens) or not any(m.belonging for m in view.words[j].modifiers):
        return False
    return view.words[j + 1].pre == "ل" and is_of_class(view.words[j + 1], PLACE_HEADS)


def _certain(view: View, phrase: Phrase, j: int) -> bool:
    """Whether token j can be nothing else: «آخران», «مسيرة» behind an aircraft, «انتحاريين» behind an event."""
    word = view.words[j]
    bare = word.norm.removeprefix("ال")
    if phrase.kind == "event" and bare in _GOING_ON and word.definite == phrase.definite and not word.pre:
        return True  # «المعارك الدائرة»: no department
    if not word.pre:
        if bare in _OTHER and phrase.kind not in ("actor", "place", "number") and not _hurts_another(phrase, bare):
            return True  # «جنديان آخران»
        if phrase.kind == "air-platform" and bare.startswith("مسير"):
            return True  # «طائرة تركية مسيرة»
    if phrase.kind.startswith("person") and not phrase.definite and j == phrase.head + 1 and bare.startswith(_ARMED):
        return not (view.norm(j - 1).endswith("ون") and bare.endswith("ين"))  # «حارسا مسلحا»: no second person
    if _describes_men(view, phrase, j, bare):
        return True
    armed = word.norm in ("مسلحا", _ARMED) and phrase.event is not None and phrase.event.gender == "m"
    if phrase.kind == "event" and armed and not phrase.definite and j == phrase.head + 1 and phrase.grammatical == "s":
        return True  # «كمينا مسلحا», «صدام مسلح»: no gunman
    if _both_accusative(view, phrase, j) and (phrase.kind.startswith("person") or _is_adjective(view, word.norm[:-1])):
        return True  # «ناطقا عسكريا»; «هدفا جويا»: no town
    if phrase.kind == "event" and bare in _GOING_ON and word.definite == phrase.definite and not word.conj:
        return True  # «المعارك الدائرة»: no department
    if phrase.kind != "event" or not word.settles or word.conj or word.pre or _names_body(word):
        return False
    return word.definite == phrase.definite and word.norm.endswith(_NISBA)  # «هجومين انتحاريين»


def _describes_men(view: View, phrase: Phrase, j: int, bare: str) -> bool:
    """«شبان أفارقة ملثمون», «المستوطنين المسلحين»: a plural that agrees in ending and article with the men before it."""
    word = view.words[j]
    if not (phrase.kind.startswith("person") or phrase.kind in ("people", "people-adjective")):
        return False
    if phrase.grammatical not in ("p", "dp") or phrase.owner is not None or not bare.startswith(_DESCRIBING):
        return False
    if word.conj or word.pre or word.definite != phrase.definite or not word.norm.endswith(_PLURAL):
        return False
    before = view.norm(j - 1)
    return before[-2:] == word.norm[-2:] or not before.endswith(_PLURAL)


def _both_accusative(view: View, phrase: Phrase, j: int) -> bool:
    """Whether an indefinite accusative in -ي stands right behind one: the two can only be noun and adjective."""
    word, head = view.words[j], view.words[j - 1]
    written = word.norm.endswith("يا") and head.norm.endswith("ا") and not word.conj and j == phrase.head + 1
    return written and not phrase.definite and not word.definite and any(n.accusative for n in head.nouns)


def _is_adjective(view: View, norm: str) -> bool:
    """Whether the tables know a word as an adjective of events or peoples."""
    word = view.knowledge.lexicon.word(norm)
    return bool(word.settles or word.modifiers)


def _of_another_case(view: View, phrase: Phrase, j: int) -> bool:
    """«دهس مستوطن فلسطينيا»: the accusative in alif behind a man who is not in it is another one."""
    if not phrase.kind.startswith("person") or phrase.definite or phrase.grammatical != "s":
        return False
    if _is_man_in_accusative(view.words[j]) and not view.norm(phrase.head).endswith("ا"):
        return True  # «طعن شاب فلسطيني مستوطنا»
    if j != phrase.head + 1:
        return False
    word, head = view.words[j], view.norm(phrase.head)
    if not (word.modifiers and word.norm.endswith("يا")) or word.definite or phrase.number is not None:
        return False
    return not head.endswith(("ا", "ي", "ه", "ء"))


def _is_man_in_accusative(word: Word) -> bool:
    return any(n.accusative and not n.definite and n.entry.klass in _KIN for n in word.nouns)


def of_event_before(view: View, phrase: Phrase, j: int) -> bool:
    """«حصار المدينة المستمر», «غارة الجيش العنيفة»: the adjective agrees with the event, not with its genitive."""
    entry = phrase.entry
    if entry is None or j != phrase.head + 1 or not phrase.head or phrase.grammatical != "s" or not phrase.definite:
        return False
    word, deed = view.words[j], view.words[phrase.head - 1].events
    if not word.definite or not deed or not (word.adjective or word.participles) or word.norm.endswith(("ين", "ون")):
        return False
    gender = "f" if word.norm.endswith(("ه", "ات")) else "m"
    event = deed[0].entry
    return entry.gender not in ("", gender) and deed[0].number == "s" and event.gender == gender


def _hurts_another(phrase: Phrase, norm: str) -> bool:
    """«إصابة آخر», «مقتل آخرين»: who was hurt, not another injury."""
    casualty = phrase.event is not None and phrase.event.klass == "casualty"
    return casualty and norm in _OTHER and norm != "اخري" and phrase.owner is None


def _excluded(view: View, phrase: Phrase, j: int) -> bool:
    """Whether token j is no adjective of the phrase: a name, a side of a place, a number."""
    word = view.words[j]
    if _hurts_another(phrase, word.norm):
        return True
    if j in view.names:
        if not word.modifiers and phrase.kind != "person-official":
            return True
        if word.norm.endswith("يا") and not word.definite and not view.norm(j - 1).endswith("ا"):
            return True  # «هجمات روسيا»: an adjective would be accusative with its noun («هجوما روسيا»)
        if view.names[j].end > j + 1 and phrase.kind not in ("actor", "country"):
            return True
    if view.norm(j) in view.knowledge.directions and j + 1 < len(view.tokens):
        after = view.words[j + 1]
        if j + 1 in view.places or (after.nouns and (after.definite or not after.conj)):
            return True  # «عناصر من الحزب شمالي العراق»
    return bool(word.pre or word.number)


def _is_improper(view: View, j: int) -> bool:
    """«مجهولة الهوية», «متعددة الجنسيات»."""
    word = view.words[j]
    if word.definite or j + 1 >= len(view.tokens) or not word.norm.startswith(_IMPROPER):
        return False
    follow = view.words[j + 1]
    of_whom = j + 1 in view.names and not word.norm.startswith("مجهول")  # «مجهولة المصدر»: no source
    return follow.definite and not follow.conj and not follow.pre and not of_whom


def _by_agreement(view: View, phrase: Phrase, j: int, definite: bool, agrees: bool) -> bool:
    """Whether a word that is no noun is an adjective, since it has or lacks the article like the head."""
    word = view.words[j]
    forces = phrase.kind in ("force", "person-armed", "actor") and phrase.definite and word.definite
    named = j in view.places and not (forces and word.norm.endswith("يه"))  # «الشرطة الاتحادية»: no palace
    if phrase.kind == "place" and _of_a_place(view, j):
        return not named
    if word.nouns or word.events or named:
        return False  # «قوات الأمن» is a genitive, «القوات الأمن» none
    if word.participles and agrees and (not word.verbs or is_participle(view, j)):
        return True
    if word.definite:
        if not definite or phrase.kind in ("place", "name"):
            return False
        return phrase.kind not in ("actor", "country") or word.norm.endswith(_NISBA_ENDINGS)
    if definite:
        return False
    # an unknown word behind an event or a thing is an adjective («قصف عنيف», «أضرار كبيرة»)
    unknown = not word.verbs and j not in view.names and j not in view.compounds
    if unknown and phrase.kind in _THINGS_WITH_ADJECTIVES and phrase.owner is None:
        if view.tokens[j].kind == "word" and not view.tokens[j].quoted:
            return True
    return phrase.kind != "name" and indefinite_adjective(view, j)


def _of_a_place(view: View, j: int) -> bool:
    """«حمص القديمة», «تعز المحاصرة»: behind a name of a place stands a definite adjective, seldom another noun."""
    word = view.words[j]
    if not word.definite or word.conj or word.pre or word.verbs or j in view.names:
        return False
    besieged = bool(word.events) and all(
        isinstance(n.entry, EventNoun) and n.entry.code == "siege" for n in word.events
    )
    besieged = besieged or (bool(word.nouns) and all(n.entry.klass == "people" and n.number == "s" for n in word.nouns))
    if (word.nouns or word.events) and not besieged:
        return False
    return besieged or (len(word.norm) > _SHORT_ADJECTIVE and (word.norm.endswith("ه") or word.adjective))


def _names_body(word: Word) -> bool:
    """«خلايا», «جمعية»: nouns that look like adjectives in -ي; not «قوية», which could be "its forces"."""
    return any(n.entry.klass in _BODIES and not n.suffix for n in word.nouns)


def is_nisba_form(view: View, j: int) -> bool:
    """Whether token j looks like an adjective in -ي and is no verb, name or noun in the singular."""
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
    if is_of_class(word, ("casualty",)) or _names_body(word):
        return False  # «عدد قتلى الهجوم», «استهداف خلايا التنظيم»
    if word.settles or word.modifiers:
        return True
    if not word.nouns or any(not n.suffix and n.number == "s" for n in word.nouns):
        return False
    after = j + 1
    return after >= len(view.tokens) or not (after in view.places or after in view.names or view.words[after].definite)
