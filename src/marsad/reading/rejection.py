"""Which frames make no claim, and why: mentions without substance, generic and hypothetical ones, topics of speech."""

from __future__ import annotations

from marsad.reading.frame import Frame
from marsad.reading.ground import bare_road, changes_hands, holds_ground, led
from marsad.reading.phrase import Phrase
from marsad.reading.silence import without_speaker

_ARMED_THEMSELVES = frozenset({"تعزيزات", "حشود", "حشد", "تمشيط", "مشط"})  # whose doers need not be told to be armed
_RAISING = frozenset({"تجنيد", "جند"})  # of whom soldiers are made
# Verbs that tell how an event ended.
_ENDING = ("aspect:أخفق", "aspect:فشل", "aspect:توقف", "aspect:انتهى")
_HOUSING = frozenset({"ضم", "حوى", "سكن", "عاش", "آوى", "أوى"})
_MEETING = frozenset({"person-official", "actor", "country", "org-head"})
# Talks that need no word on who holds them, and what is told of a bare noun when it is the subject of a verb.
_TALKS = frozenset("محادثة مباحثة مفاوضة تفاوض حوار مشاورة اجتماع وساطة لقاء".split())
_TOLD_AS_SUBJECT = frozenset({"agreement", "negotiation", "protest", "riot", "aid", "displacement", "return", "siege"})
_FIGURES_OF_SPEECH = frozenset({"ضرب", "استهداف", "تفجير", "نسف", "اغتيال", "قتل"})
_ENDS = frozenset("via:وقف via:إنهاء via:تجنب via:تفادي via:منع via:مكافحة".split())
_AVOIDED = frozenset({"via:تجنب", "via:تفادي"})
_PUBLISHING = frozenset({"نشر", "بث", "أرسل", "وجه"})
_PUBLISHED = frozenset({"media-head", "abstract", "person-source"})
_ARMED = frozenset(
    "force person-armed vehicle weapon actor country military-post air-platform group people-adjective explosive".split()
)
_MOVING = frozenset({"people", "person-civilian", "number", "relative", "people-adjective", "name"})
_CRAFT = frozenset({"air-platform", "weapon", "vehicle"})
_FIGHTS = frozenset({"clash", "shelling", "airstrike", "riot", "civilian-attack"})
# What relative clauses tell of to say which one is meant: who trained or founded it, who decided it.
_DESCRIBING = frozenset({"mobilization", "group-change", "statement", "weapon-interception"})
_BRINGING = frozenset({"إدخال", "إيواء", "إيصال", "توزيع"})
_NO_RELIEF = frozenset(
    {"measure", "person-armed", "person-official", "force", "actor", "weapon", "explosive", "abstract"}
)
_MEDIA = "media"
_NEEDS_ARGUMENT = frozenset(
    {"presence", "control", "territory-gain", "mobilization", "siege", "negotiation", "return", "aid", "arrest", "agreement",
     "displacement", "protest", "group-change", "property-destruction", "territory-handover", "weapon-interception"}
)  # fmt: skip
# Verbs that tell this of weapons, troops and places, and not of the people whom a pronoun behind them takes up.
_NOT_OF_PEOPLE = frozenset({("اعترض", "weapon-interception"), ("أنزل", "mobilization"), ("حرر", "territory-gain")})


def reject(frame: Frame, status: str = "") -> str:
    """Why a frame makes no claim, empty where it does; `status`: what its speaker makes of it."""
    return (
        _unreal(frame)
        or _without_substance(frame, status)
        or _misfit(frame)
        or _without_ground(frame)
        or _said_in_passing(frame)
        or without_speaker(frame)
    )


def _unreal(frame: Frame) -> str:
    """Why an event is none that was or will be: supposed, general, the name of a thing, an end that is sought."""
    if "hypothetical" in frame.marks:
        return "hypothetical"
    if "generic" in frame.marks:
        return "generic mention"
    if _of_an_idea(frame):
        return "done to an idea"
    if frame.entry_lemma() == "قضاء" and not any(_told_apart(p.phrase) for p in frame.patients):
        return "an end that is sought"  # «القضاء على الإرهاب», «على كل المجموعات»
    if _names_a_thing(frame):
        return "only says which thing is meant"
    kind = frame.phrase.owner if frame.phrase is not None and frame.phrase.grammatical == "p" else None
    if frame.entry_lemma() == "عملية" and kind is not None and kind.kind in ("name", "unknown") and kind.definite:
        return "no deed of arms"  # «عمليات التزييف»
    headed = frame.phrase is not None and (frame.phrase.prep or "led end" in frame.marks)
    sought = headed and frame.marks & _ENDS
    avoided = bool(frame.marks & _AVOIDED)
    if sought and frame.code in _FIGHTS and (avoided or not led(frame, "light", "aspect")):
        return "an end that is sought"
    return ""


def _without_substance(frame: Frame, status: str) -> str:
    """Why an event tells nothing: nobody and nothing is named in it, no ground changes hands, no road has a name."""
    phrase, arguments = frame.phrase, _has_arguments(frame)
    feared = frame.klass == "casualty" and frame.status == "possible"  # «أنباء عن وقوع ضحايا»
    bare_noun = phrase is not None and phrase.count is None and not led(frame, "light", *_ENDING)
    if not arguments and not feared and (frame.code in _NEEDS_ARGUMENT or bare_noun):
        return "event noun without any argument"
    if frame.code in ("territory-gain", "territory-handover") and not changes_hands(frame, status):
        return "no named place changes hands"
    if (
        phrase is not None
        and phrase.definite
        and frame.klass in ("event", "reference")
        and not arguments
        and not frame.status
        and phrase.count is None
        and not led(frame, "light:جرى", "light:تم")
        and not (frame.times and led(frame, "light:وقع", "light:حدث"))  # «وقع التفجير ظهر الأربعاء»
    ):
        return "points back without adding anything"
    if frame.code == "siege" and not (frame.actors or frame.targets) and all(bare_road(p) for p in frame.places):
        return "a road without a name"  # «قطع الطريق على الفتنة»
    return ""


def _own_places(frame: Frame) -> list[Phrase]:
    return frame.places if "loose place" not in frame.marks else []


def _has_arguments(frame: Frame) -> bool:
    """Whether an event is told with somebody or something of its own, or in a way that needs none."""
    phrase = frame.phrase
    if frame.actors or frame.targets or _own_places(frame) or frame.patients:
        return True
    if phrase is not None and phrase.cases:
        return True  # «سجلت المنظمة 14 حالة اعتقال»
    if frame.code in _TOLD_AS_SUBJECT and "subject" in frame.marks:
        return True
    if "deadly" in frame.marks:
        return True  # «مقتل خمسة خلال المظاهرات»
    if frame.code == "territory-gain" and "pronoun place" in frame.marks and led(frame, "light"):
        return True  # «تمت السيطرة عليها»
    if frame.code == "property-destruction" and phrase is not None and not phrase.definite:
        if frame.marks & {"result", "consequence", "via:وقوع", "via:اندلاع", "via:نشوب"}:
            return True
    if frame.code == "agreement" and (frame.status == "failed" or "terms told" in frame.marks):
        return True  # «بعد انهيار الهدنة», «اتفاق لوقف إطلاق النار»
    if frame.code == "clash" and "foiled" in frame.marks:
        return True
    if frame.code == "suicide-bombing" and led(frame, "aspect"):
        return True  # «حاول تفجير نفسه»
    suffixed = phrase is not None and bool(phrase.suffix)  # «أعلنت الجماعة استنكارها»
    return frame.klass == "speech" and frame.verb is None and (suffixed or bool(frame.topics))


def _without_ground(frame: Frame) -> str:
    """Why a state says nothing of who holds or is where."""
    if frame.code == "presence" and frame.entry_lemma() in _HOUSING:
        named = any(p.place_span or p.places for p in frame.places)
        if not named or ("relative" in frame.marks and not _counted(frame)):
            return "describes a place"
    if frame.code == "control" and not holds_ground(frame):
        return "control of nothing named"
    return ""


def _said_in_passing(frame: Frame) -> str:
    """Why an event only tells the ground, the time or the purpose of another, or what a body is like."""
    phrase = frame.phrase
    if phrase is not None and phrase.prep == "بموجب":
        return "named as a ground only"
    if phrase is not None and phrase.prep == "في" and phrase.owner is not None and phrase.grammatical == "s":
        if frame.entry_lemma() == "مواجهة" and not frame.patients:
            return "only says against what"  # «الوقوف في مواجهة أي معتد», «جزر في مواجهة الشواطئ»
    if phrase is not None and phrase.prep == "من" and frame.code == "presence":
        return "only says what somebody is freed or warned of"  # «تحرير البلدة من وجود التنظيم»
    if (
        phrase is not None
        and phrase.prep == "بعد"
        and phrase.definite
        and phrase.owner is None
        and not frame.patients
        and not ((phrase.suffix or frame.code == "territory-gain") and _named_after(frame))
    ):
        return "names a time only"
    if phrase is not None and "duration" in frame.marks and not (frame.patients or frame.actors):
        return "names a time only"  # «بعد سبعة أشهر من القتال»
    described = (
        frame.verb is not None
        and frame.verb.form.tense == "imperfect"
        and not ("subject" in frame.marks and "relative" not in frame.marks)  # «تدور معارك بين فصيلين»
        and not (frame.targets or frame.places or frame.patients or frame.times)
    )
    if (described or _fights_on(frame)) and frame.code in ("clash", "attack") and frame.status != "not-happened":
        return "describes a body"
    if "purpose" in frame.marks and phrase is not None and frame.status not in ("planned",):
        return "named as a purpose only"
    if _tells_which(frame):
        return "only says which one is meant"
    harmless = frame.code == "threat" and frame.status == "not-happened" and not frame.topics
    if harmless and frame.verb is not None and frame.verb.form.tense != "past":
        return "describes a thing"  # «رد متكافئ لا يهدد الحوار»
    if frame.entry_lemma() == "حقق" and frame.rule.endswith("+اصابه") and not (frame.targets or frame.patients):
        return "told by the strike"  # «استهدفنا تجمعا … وحققنا إصابة مباشرة»
    whole = frame.actors or frame.targets or frame.patients or _own_places(frame)
    if frame.entry_lemma() == "انفجر" and frame.status == "not-happened" and not whole:
        return "describes a thing"  # «عبوات لم تنفجر»
    return ""


def _tells_which(frame: Frame) -> bool:
    """«القوات التي دربتها واشنطن», «القرار الذي اتخذه الرئيس»: what was once done to the one that is spoken of."""
    if frame.code not in _DESCRIBING or "relative" not in frame.marks or frame.verb is None or frame.times:
        return False
    if frame.code == "weapon-interception":
        return bool(frame.verb.suffix) and not (frame.targets or frame.means or frame.patients)  # «يومياته التي ضبطتها»
    if frame.entry_lemma() == "عارض" and not frame.topics:
        return True  # «فصائل تعارض الحوثيين»
    return bool(frame.verb.suffix) or (frame.code == "mobilization" and frame.passive)


def _named_after(frame: Frame) -> bool:
    """«بعد استهدافهم», «بعد السيطرة على جبل معاشيق»: who or which place it befell."""
    hit = frame.targets and frame.code != "territory-gain"
    return bool(hit) or any(p.place_span for p in _own_places(frame))


def _fights_on(frame: Frame) -> bool:
    """«القوات التي تقاتل التنظيم»: against whom a body fights at all."""
    if frame.verb is None or "relative" not in frame.marks or frame.times or frame.verb.form.person == "3mp":
        return False
    return frame.entry_lemma() == "تقاتل" or (frame.entry_lemma() == "قاتل" and frame.verb.form.tense == "imperfect")


def _told_apart(phrase: Phrase | None) -> bool:
    """Whether so many or a certain one of armed men are named («القضاء على قيادي»), not all there are."""
    if phrase is None or phrase.count is not None:
        return phrase is not None
    return phrase.kind == "person-armed" and phrase.grammatical == "s" and not phrase.definite


def _of_an_idea(frame: Frame) -> bool:
    """«ضرب الاستقرار», «نسف العملية السياسية»: what is said of strikes in a figure of speech."""
    held = frame.phrase.owner if frame.phrase is not None else None
    if held is None or held.kind != "abstract" or frame.entry_lemma() not in _FIGURES_OF_SPEECH:
        return False
    return not (frame.actors or frame.targets or frame.patients or frame.means)


def _names_a_thing(frame: Frame) -> bool:
    """Whether an event is told as the genitive of a thing («موقع الانفجار»), with no verb of its own and no toll."""
    post = frame.entry_lemma() == "سيطرة" and frame.phrase is not None and frame.phrase.prep == "قرب"
    if post and not frame.actors:
        return True  # «عند سيطرة الدورة»: a checkpoint
    counted = any(p.zero or (p.phrase is not None and p.phrase.number is not None) for p in frame.patients)
    if counted or led(frame, "light", "aspect", "absorbed"):
        return False
    if "via:جريمة" in frame.marks and not frame.times and not frame.places:
        return True  # «مرتكبو جريمة اغتيال …»
    return led(frame, "names:")


def _counted(frame: Frame) -> bool:
    """Whether it is told how many are housed («مخيم يؤوي 30 ألف نازح»), or that they are armed («قاعدة تضم جنودا»)."""
    if any(p.kind in ("person-armed", "force", "actor") for p in frame.targets):
        return True
    return any(p.phrase is not None and p.phrase.number is not None for p in frame.patients)


def _misfit(frame: Frame) -> str:
    """Why the words in a frame's roles cannot be what its type needs, empty where they can."""
    armed = [p for p in (*frame.actors, *frame.targets) if p.kind in _ARMED]
    people = [p for p in (*frame.actors, *frame.targets) if p.kind in _MOVING]
    if frame.klass == "casualty" and frame.status != "possible" and not frame.patients and not frame.targets:
        return "a toll that counts nobody"
    meant = frame.verb is not None and frame.verb.suffix in ("هم", "هما", "هن")
    if meant and (frame.entry_lemma(), frame.code) in _NOT_OF_PEOPLE:
        return "no weapon and no troops, but people"  # «اعترضهم مسلحان وأنزلاهما من السيارة»
    if frame.entry_lemma() == "اتصال" and "held ties" in frame.marks:
        return "ties that somebody has"  # «لهم اتصالات مع أعضاء في التنظيم»
    if frame.entry_lemma() in ("شكا", "اشتكى") and not (frame.targets or frame.addressees or _blames(frame)):
        return "a complaint of no party"  # «شكا أهال من انقطاع الكهرباء»
    if frame.klass == "casualty" and frame.patients and all(_told_before(frame, p.phrase) for p in frame.patients):
        return "points back without adding anything"
    if (
        frame.code == "presence"
        and frame.actors
        and all(
            p.kind in ("abstract", "unknown", "group", "name") and not p.quoted and p.own_end - p.core < 2
            for p in frame.actors
        )
    ):
        return "nobody is there"  # «وجود روابط بين …»
    if frame.code == "protest" and frame.phrase is None and not frame.actors and not frame.patients:
        return "nobody protests"
    moved = any(p.phrase is not None and p.phrase.kind in ("force", "person-armed") for p in frame.patients)
    moved = (
        moved
        or "armed moved" in frame.marks
        or (bool(frame.patients or frame.targets) and frame.entry_lemma() in _RAISING)
    )
    if frame.code == "mobilization" and not (armed or moved) and frame.entry_lemma() not in _ARMED_THEMSELVES:
        return "nothing armed is moved"
    borne = [p.phrase for p in frame.patients if p.phrase is not None]
    if frame.code == "mobilization" and frame.entry_lemma() in _PUBLISHING and borne:
        if all(p.kind in _PUBLISHED for p in borne):
            return "nothing armed is moved"  # «نشرت الشرطة صورا»
    if frame.code == "aid" and _no_relief(frame):
        return "nothing of relief"
    if frame.code in ("displacement", "return") and not people and not frame.patients and frame.phrase is None:
        return "nobody moves"
    if frame.code == "return" and borne and all(p.kind in _CRAFT for p in borne):
        return "nobody moves"  # «عودة الطائرات»
    if frame.code == "negotiation" and any(_of_media(p) for p in (*frame.actors, *frame.targets)):
        return "words to the media"  # «في حوار مع صحيفة الأهرام»
    if frame.code == "negotiation" and not any(p.kind in _MEETING for p in (*frame.actors, *frame.targets)):
        talks = any(c.event is not None and c.event.code == "negotiation" for c in frame.causes)  # «بحث الاجتماع …»
        led = "subject" in frame.marks and any(m.startswith(("aspect", "light")) for m in frame.marks)
        told = frame.entry_lemma() in _TALKS and (
            frame.actors or frame.targets or led or (frame.status and frame.places)  # «وقف مفاوضات القاهرة»
        )
        if not (told or talks):
            return "no bodies or officials meet"
    if frame.code == "group-change" and not any(
        p.kind in ("force", "actor", "person-armed", "person-official", "org-head", "country", "group")
        for p in (*frame.actors, *frame.targets)
    ):
        return "no group or office changes"
    return ""


def _no_relief(frame: Frame) -> bool:
    """«إيواء قادة التمرد», «إدخال 9 قناطير من …»: what is brought in or sheltered is none of those who need it."""
    if frame.entry_lemma() not in _BRINGING:
        return False
    held = [*frame.targets, *frame.means, *(p.phrase for p in frame.patients if p.phrase is not None)]
    if frame.phrase is not None and frame.phrase.owner is not None:
        held.append(frame.phrase.owner)
    return bool(held) and all(p.kind in _NO_RELIEF and not _told_as_aid(p.owner) for p in held)


def _blames(frame: Frame) -> bool:
    return any(t.target().code for t in frame.topics)


def _told_as_aid(phrase: Phrase | None) -> bool:
    return phrase is not None and (phrase.kind == "aid-item" or phrase.event is not None)


def _of_media(phrase: Phrase) -> bool:
    """«صحيفة محلية», «قناة الجزيرة»; not «الوفد», which is a newspaper too."""
    named = phrase.name_span is not None and phrase.name_span[1] - phrase.name_span[0] > 1
    return phrase.kind == "media-head" or (named and any(n.body.kind == _MEDIA for n in phrase.names))


def _told_before(frame: Frame, phrase: Phrase | None) -> bool:
    """«وسقط القتلى وسط …»: the dead of whom was told before; «خسر وظيفته»: nobody at all."""
    if phrase is None or phrase.count is not None or phrase.number is not None or phrase.members:
        return False
    if frame.entry_lemma() == "خسر" and phrase.kind == "name" and phrase.suffix:
        return True
    if phrase.entry is not None and phrase.entry.count == "captured" and frame.code != "arrest":
        return False  # «استشهد الأسير …»: who was held dies
    return phrase.kind == "casualty" and phrase.definite and phrase.owner is None and not phrase.suffix
