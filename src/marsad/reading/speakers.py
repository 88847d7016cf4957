"""Who can be a speaker: which phrases can speak, and whether a verb's person fits one."""

from __future__ import annotations

import re

from marsad.language.ar.lexicon import Noun
from marsad.reading.clauses import Clause
from marsad.reading.phrase import ACTOR_KINDS, Phrase, masculine_body, several_states
from marsad.reading.view import View

_SPEAKING = (ACTOR_KINDS - {"air-platform"}) | {"person-civilian", "people", "relative"}
# Nouns that are places or things elsewhere, but also bodies that speak («الموقع», «المركز», «المستشفى», «دمشق»).
_HOUSES = frozenset({"place", "military-post", "structure"})
# Nouns of information: behind «بحسب» or before «تفيد» they are what is cited.
_INFORMATION = frozenset(
    {"معلومة", "معلومات", "إحصائية", "رقم", "دراسة", "نتيجة", "حصيلة", "بيانات", "معطيات", "تقدير", "تحقيق"}
)
# Nouns for what somebody has put into words: they speak for their author («أضاف البيان»).
_STATEMENTS = frozenset(
    {"بيان", "تقرير", "تصريح", "خطاب", "كلمة", "تغريدة", "تدوينة", "منشور", "رسالة", "رواية", "شهادة", "بلاغ", "نبأ", "قول",
     "إفادة", "حديث", "تسريب", "برقية", "إحاطة"}
)  # fmt: skip
_MASDAR = re.compile("^[بل](إ|است|ت[^ا]{2}ي[^ا]$)")  # a verbal noun behind its preposition
_NO_NAMES = frozenset({"قائلا", "صادر", "صادره"})
_PLURAL_ENDINGS = ("ون", "ين")


def speaking(view: View, phrase: Phrase, beside: bool) -> bool:
    """Whether a phrase can speak; `beside`: it stands right beside a verb of saying, where nearly any body may."""
    if phrase.event is not None:
        return states(phrase) and (beside or phrase.definite)
    told = phrase.owner is not None and phrase.owner.event is not None and phrase.owner.event.klass == "speech"
    if told and phrase.kind != "media-head":
        return False  # «صحة الأنباء التي تتحدث عن …», not «وكالة الأنباء»
    if phrase.kind == "media-head" and phrase.owner is not None and phrase.owner.event is not None and not told:
        return False  # «خبر اختطاف المواطن»
    if any(n.manner != "ambiguous" for n in phrase.names):
        return True
    kind = phrase.kind
    if kind == "people-adjective":
        return phrase.grammatical == "p" or (beside and phrase.definite and _surname(view, phrase))
    if kind in _SPEAKING:
        return True
    if kind == "casualty":
        return phrase.grammatical in ("p", "dp") and phrase.definite
    if kind == "number" and phrase.owner is None:
        return phrase.number is not None and phrase.number.vague  # «خرج المئات مطالبين بـ…»
    if kind in ("name", "unknown"):
        return beside and _like_a_name(view, phrase)
    if several_states(phrase):
        return True
    if kind in _HOUSES:
        if kind == "place" and phrase.place_span is None and not _is_body(view, phrase):
            return False
        known = phrase.definite or phrase.name_span or phrase.place_span or phrase.owner is not None
        return beside and bool(known) and phrase.number is None
    return kind == "abstract" and beside and informs(phrase)


def states(phrase: Phrase) -> bool:
    """Whether a phrase is a statement, report or message."""
    return phrase.event is not None and phrase.event.noun in _STATEMENTS


def cited(phrase: Phrase) -> bool:
    """Whether a phrase is a text or recording in which something is said, not its author."""
    return states(phrase) or informs(phrase) or phrase.kind == "media-head"


def _is_body(view: View, phrase: Phrase) -> bool:
    """Whether the head noun also names bodies («المركز», «فريق»)."""
    return any(n.entry.klass in ("org-head", "media-head", "force") for n in view.words[phrase.head].nouns)


def informs(phrase: Phrase) -> bool:
    """Whether a phrase is information that can be cited («المعلومات الأولية»)."""
    return phrase.entry is not None and phrase.entry.noun in _INFORMATION


def _surname(view: View, phrase: Phrase) -> bool:
    return view.norm(phrase.core).endswith("ي")


def _like_a_name(view: View, phrase: Phrase) -> bool:
    """Unknown words that may be somebody's name: no adjective in the feminine, no word with a preposition."""
    norm = view.norm(phrase.core)
    word = view.words[phrase.core]
    if word.pre and not word.definite and len(norm) <= 4:
        return False
    if norm in _NO_NAMES:
        return False  # «وتابع قائلا إن …», «وفقا لبيان صادر عن …»
    single = phrase.own_end - phrase.core == 1 and not phrase.quoted
    if single and (
        (word.adjective and not word.definite)
        or (norm[0] == "ب" and (word.participles or norm[1:] in view.knowledge.no_places))
    ):
        return False  # «واضحة», «بشدة»
    if (word.participles and word.accusative) or _MASDAR.match(view.tokens[phrase.core].raw):
        return False  # «قائلا», «بتقديم»
    if view.tokens[phrase.core].raw.endswith(("ه", "ها", "هم")) and not phrase.quoted:
        return False  # «أوامره»: a pronoun, no name
    if phrase.own_end - phrase.core > 1 or phrase.quoted:
        return not (norm.startswith("ال") and norm.endswith(("ات", "يه")))
    return (
        len(norm) > 2 and not norm.endswith(("ات", "تا", "فا")) and not (norm.startswith("ال") and norm.endswith("ه"))
    )


def oblique(view: View, phrase: Phrase) -> bool:
    """Whether the form of a phrase shows that it is no subject («المتظاهرين», «جنديا»)."""
    word, token = view.words[phrase.core], view.tokens[phrase.core]
    if token.raw.endswith(("اً", "ًا")):
        return True
    if phrase.name_span is not None or phrase.number is not None:
        return False
    uses = [n for n in (*word.nouns, *word.events) if not n.suffix]
    if token.norm.endswith("ين"):
        return any(n.number in ("p", "d", "dp") for n in uses) or phrase.kind == "people-adjective"
    return bool(uses) and all(n.accusative and not n.definite for n in uses)


def person_of(view: View, clause: Clause) -> str:
    """The person of a clause's verb; a participle shows it by its ending."""
    assert clause.verb is not None
    assert clause.verb.verb is not None
    if not clause.verb.participle:
        return clause.verb.verb.form.person
    norm = view.norm(clause.verb.start)
    return "3fs" if norm.endswith("ه") else "3mp" if norm.endswith("ين") else "3ms"


def agrees(view: View, person: str, phrase: Phrase, before: bool) -> bool:
    """Whether a verb of a person may have the phrase for its subject; `before`: the verb stands before it (VSO)."""
    if person in ("1p", "1s"):
        return False
    gender, plural, human = _features(view, phrase)
    collective = phrase.kind in ("force", "group", "actor", "people", "number", "country", "media-head", "org-head")
    if before:
        if person not in ("3ms", "3fs"):
            return False
        if plural and human:
            return True
        if person == "3fs" and masculine_body(phrase):
            return False
        return not gender or gender == ("f" if person == "3fs" else "m")
    if person == "3mp":
        return (plural and human) or collective or bool(phrase.members)
    if person in ("3md", "3fd"):
        return phrase.grammatical in ("d", "dp") or bool(phrase.members)
    if person == "3fp":
        return plural
    if plural and human and phrase.entry is not None and view.norm(phrase.core).endswith(_PLURAL_ENDINGS):
        return False  # «الشهود … قالوا», not «قال»
    if plural and person == "3fs":
        return True  # «المصادر …، نافية»
    return not gender or gender == ("f" if person == "3fs" else "m")


def _features(view: View, phrase: Phrase) -> tuple[str, bool, bool]:
    """Gender (empty: either), whether plural, whether of people."""
    entry = phrase.entry or phrase.event
    if isinstance(entry, Noun) and entry.gender:
        human = entry.klass.startswith("person") or entry.klass in ("people", "relative", "casualty")
        if phrase.grammatical in ("p", "dp"):
            if entry.noun == "مصدر":
                return "f", True, False
            return ("" if human else "f"), True, human
        if phrase.kind == "actor" and entry.klass not in ("org-head", "media-head") and phrase.names and not human:
            return "", False, False
        return entry.gender, False, human
    if phrase.event is not None:
        return ("f" if phrase.grammatical in ("p", "d") else phrase.event.gender), False, False
    norm = view.norm(phrase.core)
    if phrase.kind in ("name", "unknown", "country", "people-adjective", "place"):
        return "", False, False
    kinds = {n.body.kind for n in phrase.names}
    things = [
        n
        for n in (*view.words[phrase.core].nouns, *view.words[phrase.core].events)
        if not n.entry.klass.startswith("person")
    ]
    if things:  # «تقارير إعلامية», «قوات …», «مجلس …»
        plural = things[0].number in ("p", "dp", "d")
        return (
            ("f" if plural else "" if things[0].entry.klass in ("force", "group") else things[0].entry.gender),
            plural,
            False,
        )
    if norm.endswith(("ه", "ات")):
        return "f", norm.endswith("ات"), False
    if norm.endswith(_PLURAL_ENDINGS):
        return "", True, True
    if (
        kinds & {"media", "government", "official"}
        and not kinds & {"organisation", "humanitarian", "un"}  # «هيومن رايتس ووتش»: an organisation, unsaid
        and phrase.own_end - phrase.core > 1
    ):
        return "m", False, False
    return "", False, False
