"""The genitive: whose a thing is, and who did or suffered an event."""

from __future__ import annotations

from marsad.language.ar.script import normal
from marsad.reading.phrase import Phrase, is_armed
from marsad.reading.phrases.numbers import counts_more
from marsad.reading.phrases.protocol import Parser
from marsad.reading.phrases.words import is_of_class
from marsad.reading.selection import fits
from marsad.reading.view import View

_PEOPLE = frozenset({"person-armed", "force", "person-civilian", "people", "relative"})

_MEN = frozenset({"رجل", "فرد"})
_GOVERNING = frozenset({"والي", "محافظ", "حاكم", "قائد", "مدير", "أمير"})
_OWNED_BY_NOBODY = frozenset("مجهول مسلح ملثم انتحاري شخص متطرف مستوطن متظاهر محتج".split())
_YOUNG = frozenset({"شاب", "فتى", "قناص", "مقنع", "غاضب"})
_SHOT = frozenset({"weapon", "air-platform", "explosive"})
_UNARMED = frozenset(
    "سيارة مركبة شاحنة حافلة باص ميكروباص سرفيس تاكسي دراجة قطار قارب صهريج موكب عربة بيك جرار".split()
)
_FEW = 10
_LEAST = 5  # letters
_DWELLERS = frozenset({"سكان", "ساكن", "أهالي", "أهل", "شاهد", "نشطاء"})
_THINGS = frozenset({"weapon", "explosive", "vehicle", "structure", "military-post", "force", "person-armed"})


def take_genitive(parser: Parser, phrase: Phrase, j: int) -> bool:
    """Take in the genitive at token j: the owner of a thing, the doer or sufferer of an event, a number."""
    view = parser.view
    suffixed = view.words[j].nouns and all(n.suffix for n in view.words[j].nouns)
    if phrase.kind in ("person-civilian", "person-armed") and suffixed:
        counted = phrase.number is not None and phrase.number.end == phrase.core
        if phrase.grammatical == "s" or counted:
            return False  # «فقد مدني حياته», «فقد أربعة أشخاص حياتهم»
    of_region = phrase.entry is not None and phrase.entry.noun in _GOVERNING  # «والي غرب كردفان»
    if view.norm(j) in view.knowledge.directions and (
        phrase.owner is not None or (phrase.kind not in ("event", "place", "abstract", "structure") and not of_region)
    ):
        return False  # «عناصر من الحزب شمالي العراق»: an adverb of place
    if _is_accusative(view, j):
        return False  # «استهدفت غارة معملا»: no genitive
    inner = parser.simple(j, "", "genitive")
    if inner is None or inner.end <= j or inner.prep:
        return False
    if (
        phrase.kind == "unknown"
        and inner.kind == "place"
        and inner.place_head is not None
        and view.norm(j - 1)[-1] == "ا"
    ):
        return False  # «قذائف محرمة دوليا قرية …», «بناء سكنيا محيط بلدة …»: an accusative has no genitive
    owned = view.norm(phrase.head).endswith(("ي", "و"))  # «مسلحي الحركة»: the nun is lost before a genitive only
    if phrase.entry is not None and phrase.entry.noun in _OWNED_BY_NOBODY and inner.kind in _PEOPLE and not owned:
        return False  # «طعن مجهول سائحين»: whom he stabbed, not whose he is
    counted = phrase.number is not None and phrase.number.end == phrase.core and (phrase.number.low or 0) > _FEW
    if counted and phrase.grammatical == "s" and (inner.kind == "place" and (inner.definite or inner.place_span)):
        return False  # «غادر 1200 شخص المدينة»: behind 11 and more the noun is indefinite
    if inner.definite and view.norm(phrase.core - 1).lstrip("و") in ("اي", "ايه"):
        return False  # «لم تتبن أي جهة الهجوم»
    if phrase.kind in _PEOPLE and _is_life(inner):
        return False  # «فارق شاب الحياة»
    if phrase.entry is not None and phrase.entry.noun in _DWELLERS and (is_armed(inner) or inner.event is not None):
        return False  # «اتهم سكان قوات …», «أكد سكان صد هجوم …»
    if phrase.prep == "ب" and phrase.kind in _SHOT and not inner.definite and _is_shot_at(inner):
        return False  # «استهدف بصاروخ سيارة»: by what, then what
    if phrase.entry is not None and not inner.definite and _has_no_owner(view, phrase, inner):
        return False  # «ألقى ملثم قنبلة», «رشق شبان دورية»
    if inner.event is not None and phrase.kind == "person-source" and not inner.definite:
        return False  # «نفت مصادر دخول مسلحين»: what the sources tell of
    if inner.event is not None and inner.suffix and phrase.event is None and not phrase.definite:
        return False  # «جهة مسؤوليتها»: a noun with a pronoun is the verb's object
    stated = phrase.event is not None and phrase.event.klass == "speech" and not phrase.definite and phrase.prep == "في"
    if stated and inner.event is not None and inner.event.klass != "speech":
        return False  # «أعلن في بيان استهداف …»: what is announced, not whose statement it is
    if phrase.kind == "air-platform" and inner.number is not None:
        return False  # «بمروحيات أباتشي ثلاث سيارات»: by what, then what
    counts = phrase.count is None or phrase.grammatical in ("d", "dp")
    if inner.kind == "number" and phrase.event is None and counts:
        phrase.count, phrase.approx, phrase.end = inner.count, inner.approx, inner.end  # «مواطنين اثنين»
        return True
    if phrase.kind == "casualty" and phrase.count is None and inner.number is not None:
        phrase.count, phrase.approx = inner.count, inner.approx  # «جثث سبعة مدنيين»
    if phrase.kind in ("force", "group") and inner.kind == "structure":
        phrase.kind = "structure"  # «كتلة مبان», «مجموعة منازل»
    if phrase.entry is not None and phrase.entry.noun in _MEN and fits(("armed",), inner):
        phrase.kind = "person-armed"  # «رجال الجيش», «أفراد الشرطة»
    phrase.owner = inner
    phrase.end = inner.end
    phrase.definite = phrase.definite or inner.definite or inner.kind in ("actor", "country", "place", "name")
    _coordinate_owner(parser, phrase, inner)
    return True


def _is_accusative(view: View, j: int) -> bool:
    """Whether a word can only be an indefinite noun in the accusative («معملا», «دهس مستوطن فلسطينيا»)."""
    word = view.words[j]
    if word.modifiers and not word.nouns and not word.definite and j not in view.names and word.norm.endswith("يا"):
        return len(word.norm) > _LEAST and view.norm(j - 1)[-1:] not in ("ا", "ي")
    uses = (*word.nouns, *word.events)
    return bool(uses) and all(n.accusative and not normal(n.entry.noun).endswith("ا") for n in uses)


def _is_life(inner: Phrase) -> bool:
    """Whether a phrase is «الحياة», which people lose and depart from."""
    return inner.kind == "abstract" and inner.entry is not None and inner.entry.noun == "حياة"


def _has_no_owner(view: View, phrase: Phrase, inner: Phrase) -> bool:
    """Whether a thing or a patrol behind an indefinite man is what he throws or hits; «مسلحي تنظيم» is a genitive."""
    assert phrase.entry is not None
    if phrase.number is not None or view.norm(phrase.head).endswith(("ي", "و")):
        return False
    noun = phrase.entry.noun
    return inner.kind in _THINGS and (noun in _OWNED_BY_NOBODY or noun in _YOUNG)


def _is_shot_at(inner: Phrase) -> bool:
    """Whether something has no weapon of its own: a house, people, a vehicle that does not shoot."""
    if inner.kind == "vehicle":
        return inner.entry is not None and inner.entry.noun.split()[0] in _UNARMED
    return inner.kind in ("structure", "person-civilian", "people")


def _coordinate_owner(parser: Parser, phrase: Phrase, inner: Phrase) -> None:
    """Coordination inside the genitive: «قصف قوات النظام وروسيا», «وزارتي الدفاع والداخلية»."""
    if phrase.kind != "event" and inner.kind not in ("actor", "country"):
        return
    if phrase.kind in ("person-armed", "force", "person-civilian") and _headed_people(parser.view, inner.end):
        return  # «عناصر المجلس وأبناء العشائر»: two bodies of people, not one of two owners
    if phrase.number is not None and counts_more(parser.view, inner.end):
        return  # «أربعة من قادة التنظيم و30 مقاتلا»
    before = inner.end
    parser.coordinate(inner)
    if inner.end > before:
        phrase.end = inner.end


def _headed_people(view: View, j: int) -> bool:
    """Whether «و» and a noun of armed or other people follow."""
    j += view.norm(j) == "و"
    return j < len(view.tokens) and is_of_class(view.words[j], _PEOPLE)
