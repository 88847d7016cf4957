"""Whose something is, told by a word («التابعة ل») or a preposition («عناصر من», «مواقع ل», «مصدر في»)."""

from __future__ import annotations

from marsad.reading.phrase import Phrase
from marsad.reading.phrases.protocol import Parser
from marsad.reading.phrases.words import blocked, is_of_class
from marsad.reading.view import View

# What may be a part of something behind «من», held by somebody behind «ل», and who may hold it.
_PARTS = frozenset(
    "person-civilian person-armed casualty people person-official force group vehicle structure weapon unknown relative "
    "explosive number person-source measure".split()
)
_HELD = frozenset(
    "military-post structure vehicle force person-armed air-platform explosive person-source media-head org-head "
    "person-official group weapon".split()
)
_HOLDERS = frozenset(
    "actor force person-armed country people-adjective org-head name person-official people media-head "
    "person-civilian".split()
)
# Buildings and posts that are told by what they are for, and what is kept or done in them.
_SERVING = frozenset(
    "معمل مصنع ورشة مخزن مستودع مركز معسكر منصة محطة منشأة مقر دار غرفة محل نفق موقع مدجنة مأوى ملجأ مهبط قاعدة".split()
)
_FOR_USE = frozenset({"structure", "military-post", "place", "weapon"})
_VIOLENT = frozenset(
    "shelling attack airstrike clash explosion killing injury arrest abduction property-destruction siege protest "
    "casualties territory-gain territory-handover civilian-attack riot".split()
)
_STORED = frozenset({"weapon", "explosive", "aid-item", "vehicle", "air-platform"})
_MEMBERS = frozenset({"person-armed", "person-civilian"})
_EMPLOYERS = frozenset({"actor", "org-head", "media-head", "force"})
_NO_WHOLE = frozenset("قبل جانب خلال طرف اجل دون بين جراء شان جديد".split())
_SPOKESPERSON = "generic:spokesperson"
_OFFICES = ("person-source", "person-official")
_AT = frozenset({"في", "ب", "من", "باسم", "إلى", "لدى", "داخل"})
_LOCATED = frozenset({"متمركز", "منتشر", "متواجد", "موجود", "متمركزة", "مرابط"})
_WHERE = frozenset({"داخل", "قرب", "بعد", "خلال", "بين", "نحو", "حتى", "دون", "عبر"})
# Prepositions that only these words of belonging lead.
_LED_BY_FEW = {
    "على": frozenset({"محسوب", "مدرج", "مصنف", "مسمى"}),
    "إلى": frozenset({"منتم", "منتمي", "منضو", "مقرب", "منحدر", "متحدر"}),
}
_NAMED = 4  # tokens of «الموفد الدولي» and his name
_CONVOY = "قافلة"
_BACKED = ("مدعوم", "مسنود", "معزز")
_OPPOSED = ("مناهض", "مناوي", "معارض")


def take_belonging(parser: Parser, phrase: Phrase, j: int) -> bool:
    """«التابعة للنظام», «المدعومة من تركيا», «الموالي له», «المتمركزة في معسكر جورين»."""
    view = parser.view
    word = view.words[j]
    if word.pre or j + 1 >= len(view.tokens) or not any(m.belonging for m in word.modifiers):
        return False
    if is_of_class(word, ("person-armed",)) and word.norm.endswith(("ين", "ون")) and phrase.kind not in _PARTS:
        return False  # «دخول مسلحين إلى …»: who does it
    if phrase.kind == "number" or (
        word.definite and not (phrase.definite or phrase.kind in ("actor", "country", "name"))
    ):
        return False
    if not word.definite and (phrase.definite or phrase.place_span is not None) and phrase.kind == "place":
        return False  # «ظلت المدينة خاضعة ل…»: said of it, not a part of its name
    k = j + 1
    follow = view.words[k]
    if backs(view, j):
        return False  # «القوات مدعومة بوحدات من …»: who acts beside it
    if "prep-pron" in follow.tags:
        phrase.end = k + 1 + _is_adverb(view, k + 1)
        return True
    # «المعترف بها دوليا», «المدعومة من قبل»
    match = view.names.get(k) or view.places.get(k)
    prep = follow.prep or (match.prep if match is not None else follow.pre)
    if not prep:
        return _backed_by_adverb(view, phrase, j)
    if not any(m.belonging and _may_lead(m.word, prep) for m in word.modifiers):
        return False  # «سيطرت القوات المسلحة على التلة», «أرسلت المعارضة المسلحة إلى …»
    if any(m.belonging and m.word in _LOCATED for m in word.modifiers):
        phrase.end = j + 1  # the place behind it is told by the frames
        return True
    if follow.prep:
        k += 1
        if view.norm(k) in ("قبل", "جانب", "طرف"):
            k += 1
    inner = parser.simple(k, prep, "prep")
    if inner is None:
        return False
    if prep in ("في", "قرب", "داخل") and inner.kind in ("place", "country"):
        phrase.end = j + 1  # «الأحزاب المعارضة في أربيل»: where it was, not whose they are
        return True
    phrase.end = inner.end
    if phrase.owner is None and not view.norm(j).startswith(_OPPOSED):
        phrase.owner = inner
    return True


def _backed_by_adverb(view: View, phrase: Phrase, j: int) -> bool:
    """«المدعوم تركيا», «المسنودة إماراتيا»: whose help it is, as an adverb."""
    if not view.norm(j).removeprefix("ال").startswith(_BACKED) or not _is_adverb(view, j + 1):
        return False
    phrase.end = j + 2
    return True


def _is_adverb(view: View, j: int) -> bool:
    """«المدعوم تركيا», «المعترف بها دوليا»: an adjective in the accusative, also where it looks like a country."""
    norm = view.norm(j) if j < len(view.tokens) else ""
    if not norm.endswith("يا"):
        return False
    bare = view.knowledge.lexicon.word(norm[:-1])
    return bool(bare.modifiers or bare.settles or bare.adjective)


def _speaks_for(phrase: Phrase) -> bool:
    """«نائب عن …», «ممثل عن …»."""
    return phrase.entry is not None and phrase.entry.noun in ("نائب", "ممثل", "متحدث", "ناطق")


def backs(view: View, j: int) -> bool:
    """«مدعومة بقوات»: without the article, with «ب», who is told behind it takes part."""
    word = view.words[j]
    if word.definite or not word.norm.startswith(_BACKED) or j + 1 >= len(view.tokens):
        return False
    follow, match = view.words[j + 1], view.names.get(j + 1)
    return "ب" in (follow.prep, follow.pre, match.prep if match is not None else "")


def _may_lead(word: str, prep: str) -> bool:
    """Whether a preposition behind a word of belonging can be its own."""
    if word == "مسلح":
        return prep == "ب"
    if prep in _WHERE and word not in _LOCATED:
        return False  # «وضعوا الزعيم المعارض تحت الإقامة الجبرية»
    return prep not in _LED_BY_FEW or word in _LED_BY_FEW[prep] or (word in _LOCATED and prep == "على")


def take_partitive(parser: Parser, phrase: Phrase, j: int) -> bool:
    """«15 عنصرا من قوات النظام», «مصدر في الجيش», «مواقع لقوات النظام», «حزب الله اللبناني»."""
    view = parser.view
    word = view.words[j]
    named = view.names[j].prep if j in view.names else ""  # «قاعدة لحفظة السلام»
    prep = "باسم" if "باسم" in (view.norm(j), view.norm(j - 1)) else word.prep or word.pre or named
    if not prep or "prep-pron" in word.tags or phrase.owner is not None:
        return False
    k = j + 1 if word.prep else j
    if view.norm(j) == "باسم":
        k = j + 1  # «المتحدث باسم الحكومة»
    if k >= len(view.tokens) or (k > j and blocked(view, k)):
        return False
    if prep == "ل" and k == j == phrase.core + 1 and _serves(phrase) and _take_purpose(parser, phrase, k):
        return True
    if prep == "من" and (phrase.kind in _PARTS or _is_convoy(phrase)):
        whole = phrase.definite and phrase.number is None and phrase.kind != "group"  # «الدفعة الثالثة من المهجرين»
        if view.norm(k) in _NO_WHOLE or whole:
            return False
        fits = _is_whole
    elif prep == "ل" and (phrase.kind in _HELD or _is_role(phrase) or _nameless_spot(phrase)):
        fits = _is_holder
    elif prep == "إلى" and _verb_leads_to(view, phrase):
        return False
    elif (prep in _AT or (prep == "عن" and _speaks_for(phrase))) and phrase.kind in _OFFICES:
        fits = _is_body
    elif prep == "باسم" and any(n.body.id == _SPOKESPERSON for n in phrase.names):
        fits = _is_body
    elif prep in ("في", "ب") and phrase.kind in _MEMBERS:
        fits = _is_employer
    else:
        return False
    inner = parser.simple(k, prep, "prep")
    if inner is None or not fits(phrase, inner):
        return False
    phrase.owner, phrase.end = inner, inner.end
    if phrase.kind == "force" and inner.kind == "structure":
        phrase.kind = "structure"  # «كتل من الشقق»
    if (
        prep == "من"
        and (phrase.kind in ("people", "group", "force") or _is_convoy(phrase))
        and phrase.grammatical == "s"
        and phrase.count is None
    ):
        phrase.count, phrase.approx = inner.count, inner.approx  # «عائلة من ستة أفراد»
    return True


def _verb_leads_to(view: View, phrase: Phrase) -> bool:
    """«وصل المبعوث إلى دمشق»: where the verb before him goes, not to whom he is sent."""
    before = view.words[phrase.start - 1].verbs if phrase.start else ()
    return any("إلى" in f.preps.roles and f.klass != "speech" for use in before for f in use.frames)


def _serves(phrase: Phrase) -> bool:
    """Whether a phrase is a place of work, storage or shelter without a name, which «ل» may say what it is for."""
    entry = phrase.entry
    return (
        entry is not None
        and entry.noun in _SERVING
        and phrase.kind in _FOR_USE
        and not (phrase.definite or phrase.place_span)
    )


def _take_purpose(parser: Parser, phrase: Phrase, k: int) -> bool:
    """«ورشة لتفخيخ العجلات», «مخزنا للأسلحة», «مركزا لإيواء النازحين»: what it is for is part of what it is."""
    inner = parser.simple(k, "ل", "prep")
    if inner is None:
        return False
    if inner.event is not None and inner.event.genitive == "actor":
        if inner.owner is None or phrase.kind != "military-post":
            return False
        phrase.owner, phrase.end = inner.owner, inner.end  # «مواقع لتجمع المسلحين», «لتمركز القوات»
        return True
    if not (inner.event.code not in _VIOLENT if inner.event is not None else inner.kind in _STORED):
        return False  # «تعرض موقع لقصف»
    phrase.end, phrase.closed = inner.end, True
    return True


def _is_convoy(phrase: Phrase) -> bool:
    """«قافلة مساعدات من 12 شاحنة»."""
    return phrase.kind == "aid-item" and phrase.entry is not None and phrase.entry.noun.startswith(_CONVOY)


def _is_whole(phrase: Phrase, inner: Phrase) -> bool:
    """«عناصر من قوات النظام», «موجة من النزوح»; not «خطفوا طبيبا من عيادته»."""
    if phrase.kind == "measure":
        return inner.kind == "aid-item"  # «40 طنا من الأدوية»
    if inner.kind in ("place", "abstract", "time-unit", "event", "weapon"):
        return inner.kind == "event" and phrase.kind == "group"
    return not (inner.kind in ("structure", "military-post") and phrase.kind.startswith("person"))


def _is_holder(phrase: Phrase, inner: Phrase) -> bool:
    """«مواقع لقوات النظام»; not «قال مصدر لوكالة الأنباء»: to whom."""
    if phrase.kind.startswith("person") and (inner.kind == "media-head" or _is_outlet(inner)):
        return False
    if phrase.kind in ("air-platform", "weapon", "vehicle", "force"):
        return inner.kind in _HOLDERS and inner.kind not in ("people", "person-civilian", "name")
    if phrase.kind == "actor":
        return inner.kind in _HOLDERS and inner.kind not in ("people", "person-civilian", "name")  # «الجيش لصحفيين»
    return inner.kind in _HOLDERS


def _is_body(phrase: Phrase, inner: Phrase) -> bool:
    """«مصدر في الجيش», «الناطق باسم الحكومة»."""
    if inner.kind in ("place", "country") and (phrase.name_span is not None or phrase.end - phrase.core >= _NAMED):
        return False  # «الناشطة … في صنعاء»: where it was
    if inner.kind in ("place", "country") and (phrase.suffix or (phrase.definite and phrase.kind != "person-source")):
        return False  # «اغتيال القاضي في كلار», «التقى نظيره في مسقط»
    return inner.kind not in ("event", "abstract", "time-unit", "weapon")


def _is_employer(phrase: Phrase, inner: Phrase) -> bool:
    """«جندي في الجيش», «موظفة في منظمة الصحة»: the body that people are of."""
    return inner.kind in _EMPLOYERS


def _nameless_spot(phrase: Phrase) -> bool:
    """«مركزا للدرك», «منطقة للفصائل»: a place without a name is told by whose it is."""
    return phrase.kind == "place" and not phrase.definite and not phrase.places and phrase.place_span is None


def _is_role(phrase: Phrase) -> bool:
    """«الدفاعات الجوية لـ…», «القوات الخاصة لـ…»: arms and services that every state has."""
    return (
        phrase.kind == "actor"
        and any(n.body.id.startswith("generic:") for n in phrase.names)
        and (all(n.body.kind == "state-forces" for n in phrase.names))
    )


def _is_outlet(phrase: Phrase) -> bool:
    """Whether a phrase names a medium."""
    return bool(phrase.names) and all(n.body.kind == "media" for n in phrase.names)
