"""The type of frames whose words leave it open, by means, actor and target."""

from __future__ import annotations

from marsad.language.ar.lexicon import Noun
from marsad.reading.content import called_untrue_at
from marsad.reading.frame import Frame, Patient
from marsad.reading.frames.codes import STRIKE
from marsad.reading.frames.leaving import fighters_flee, left_by_residents, retreat
from marsad.reading.frames.sentence import SentenceFrames
from marsad.reading.frames.speech import damned
from marsad.reading.ground import take
from marsad.reading.phrase import PEOPLE, Phrase, is_armed
from marsad.reading.phrases.words import HIMSELF

_OPEN = frozenset(
    "grenade attack killing injury explosion shelling civilian-attack clash casualties remote-explosive".split()
)
_CROWD = frozenset({"number", "people", "person-civilian"})
_MEANS_FIRST = ("chemical-attack", "suicide-bombing", "airstrike")
_FIRING = frozenset({"إطلاق", "أطلق", "فتح", "رصاص", "إطلاقات", "رشق", "قنص"})  # of small arms
_BULLETS = frozenset("برصاص بالرصاص برصاصه برصاصات بنيران بطلق بطلقات باعيره".split())  # as in a text
_SMALL_ARMS = frozenset({"سلاح رشاش", "رشاش", "بندقية", "مسدس", "رصاص", "عيار", "عيار ناري"})
_BANDS = frozenset({"خلية", "مجموعة", "عصابة", "مفرزة"})
_REMOTE = frozenset({"remote-explosive", "airstrike", "suicide-bombing", "shelling", "grenade", "chemical-attack"})
_ADVANCES = frozenset({"تقدم", "زحف"})
_OWNED_UP = frozenset({"عملية", "هجوم", "حادث", "حادثة", "اعتداء", "ضربة", "تفجير", "انفجار"})
_HAND_TO_HAND, _PUT_TO_DEATH = frozenset({"طعن", "دهس", "دعس"}), frozenset({"تصفية", "إعدام"})
_CARRIERS = frozenset({"حافلة", "باص", "قطار", "سيارة إسعاف"})
_ASSAULT, _OF_WORDS_TOO = frozenset("هجوم هجمة هاجم مهاجمة".split()), frozenset("هجوم هجمة هاجم شن".split())
_TALKERS = frozenset({"official", "media", "party", "court", "un", "humanitarian", "organisation"})
_AIR_FORCE = "air-force"  # part of the id of every one
_STATES = frozenset({"state-forces", "external-forces", "coalition", "government"})
_SECURITY, _BLOWING_UP = frozenset({"state-forces", "police", "intelligence"}), frozenset({"فجر", "تفجير"})
_PROTESTING = frozenset({"احتجاجا", "تنديدا", "استنكارا", "رفضا", "تضامنا"})
_COMBING, _RECRUITING = frozenset({"مشط", "تمشيط"}), frozenset({"تجنيد", "جند"})
_SELF = HIMSELF | {"بنفسه", "بنفسها"}
_SHOTS = frozenset({"برصاص", "برصاصه", "برصاصات", "بعيارات"})
_UNITS = ("وحدات", "قوات", "كتيب", "كتائب", "لواء", "صفوف")  # of which women fighters are
_HOLDING, _CLEARING = frozenset({"احتجز", "احتجاز"}), frozenset({"أخلى", "إخلاء"})
_REACH = 12  # tokens behind a deed within which its motive is told
_BY_CROWD = {"siege": "protest", "mobilization": "protest", "displacement": "protest", "property-destruction": "riot"}


def settle(state: SentenceFrames) -> None:
    """Settle the types of all frames that stand for themselves."""
    for frame in state.frames:
        if frame.merged is not None:
            continue
        if frame.code == "territory-gain" and frame.phrase is not None and _under(state, frame.phrase):
            frame.code, frame.status = "control", frame.status or "ongoing"  # «لا تزال تحت سيطرة …»
        if frame.code == "control":
            take(frame, state.headline)
        unarmed = bool(frame.actors) and all(a.kind in _CROWD for a in frame.actors)
        if frame.code == "mobilization" and unarmed and frame.entry_lemma() not in _RECRUITING:
            # «تحرك مئات الآلاف باتجاه الحدود»: people without arms
            frame.code = "displacement"
            frame.patients += [Patient(a, "displaced") for a in frame.actors]
            frame.actors = []
        if frame.code == "mobilization" and frame.means and frame.entry_lemma() in _COMBING:
            frame.code = "clash"  # «مشطوا الوادي بالرشاشات»
        if frame.code == "responsibility" and frame.entry_lemma() == "تبنى" and _adopts(state, frame):
            frame.dropped = "adopts no deed"
        if frame.code == "arrest" and frame.entry_lemma() in _HOLDING and _by_nobody_of_office(state, frame):
            frame.code = "abduction"
        if frame.code == "territory-handover" and frame.entry_lemma() in _CLEARING:
            left_by_residents(frame, unarmed)
        if frame.code == "territory-gain" and "foiled" in frame.marks and frame.entry_lemma() in _ADVANCES:
            frame.code = "clash"  # an advance that was repelled is a fight
        if frame.code == "displacement" and fighters_flee(frame):
            frame.code = "territory-handover"
            frame.actors += [p.phrase for p in frame.patients if p.phrase is not None]
            frame.patients = []
        if frame.code == "attack" and _without_arms(frame):
            frame.dropped = "no deed of arms"
        if frame.entry_lemma() == "ضربة" and frame.code == "airstrike" and _is_setback(frame):
            frame.dropped = "a setback, not a strike"
        if frame.code in _OPEN:
            frame.code = _settled(state, frame)
        elif frame.code in _BY_CROWD:
            _of_crowd(frame)
            if frame.code in _BY_CROWD and _in_protest(state, frame):
                frame.code = "protest"
            retreat(frame)
        elif frame.entry_lemma() == "وصف" and frame.code == "condemnation":
            untrue = called_untrue_at(state.view, state.clauses, frame.clause) >= 0  # «… بأنها استفزاز إعلامي»
            if untrue or not damned(state, frame.head):
                frame.dropped = "says what it was like"
        elif not frame.code and frame.entry_lemma() == "تجمع" and any(_protests(a) for a in frame.actors):
            frame.code = "protest"


def _adopts(state: SentenceFrames, frame: Frame) -> bool:
    """«تتبنى الحكومة الاستيطان», «تبنى المجلس خطة»: what one does not own up to, for it is no attack."""
    clause = state.clauses[frame.clause]
    if frame.verb is None or frame.passive or clause.use is None or clause.use.suffix or not clause.objects:
        return False
    told = [state.event_of(o) for o in clause.objects]
    if any(f is not None and (f.code or f.entry_lemma() in _OWNED_UP) for f in told):
        return False
    return not any(state.view.norm(o.head).removeprefix("ال").startswith("مسؤول") for o in clause.objects)


def _by_nobody_of_office(state: SentenceFrames, frame: Frame) -> bool:
    """«احتجز مسلحون موظفين», «رد أقاربه باحتجاز عابرين»: those who hold somebody and are no force of a state or party."""
    subject = state.clauses[frame.clause].subject
    doers = frame.actors or ([subject] if subject is not None and frame.verb is None else [])
    nameless = [p for p in doers if p.kind in ("person-armed", "people", "relative", "person-civilian") and not p.owner]
    return bool(doers) and len(nameless) == len(doers) and not any(m.iso for p in doers for m in p.modifiers)


def _under(state: SentenceFrames, phrase: Phrase) -> bool:
    """Whether a phrase is led by «تحت»."""
    return bool(phrase.prep) and state.view.norm(phrase.start).removeprefix("و") == "تحت"


def _of_crowd(frame: Frame) -> None:
    """«قام المحتجون بقطع الطريق», «تدفق المتظاهرون إلى الساحة»: done by demonstrators it is part of a protest."""
    moved = [p for p in frame.patients if p.phrase is not None and _protests(p.phrase)]
    if frame.actors and all(_protests(a) for a in frame.actors):
        frame.code = _BY_CROWD[frame.code]
    elif moved and not frame.actors and len(moved) == len(frame.patients):
        frame.code = _BY_CROWD[frame.code]
        frame.actors, frame.patients = [p.phrase for p in moved if p.phrase is not None], []


def _in_protest(state: SentenceFrames, frame: Frame) -> bool:
    """«قطع الأهالي الطريق احتجاجا على …»: what residents do in protest."""
    words = range(frame.head + 1, min(frame.head + _REACH, len(state.view.words)))
    crowd = bool(frame.actors) and all(_is_crowd(a) for a in frame.actors)
    return crowd and any(state.view.norm(i) in _PROTESTING for i in words)


def _settled(state: SentenceFrames, frame: Frame) -> str:
    code = frame.code
    if "sum" in frame.marks:
        frame.places = frame.places[:1]  # one sum, however many places
        return "casualties"
    means = _means(state, frame)
    if means == "shelling" and frame.rule.endswith("+نار"):
        means = ""  # «أطلقت البحرية النار»: small arms, whatever else they have
    if not means and "settled" not in frame.marks and code in ("shelling", "attack"):
        frame.marks.add("open means")
    if code == "shelling":
        return means if means in ("airstrike", "chemical-attack") else "shelling"
    if code in ("explosion", "remote-explosive") and _by_suicide(state, frame):
        return "suicide-bombing"
    if code == "explosion" and _made_safe(frame):
        frame.status = frame.status or "happened"
        return "weapon-interception"
    if code == "explosion":
        return means if means in ("suicide-bombing", "airstrike", "grenade") else "remote-explosive"
    if code == "clash":
        unarmed = "settled" not in frame.marks and all(_is_crowd(a) for a in frame.actors)  # not «اشتباكات مسلحة»
        if frame.actors and (unarmed or any(_protests(a) for a in frame.actors)):
            return "riot"
        return means if means in ("suicide-bombing", "riot") else "clash"
    if code == "grenade":
        return "airstrike" if means == "airstrike" else code  # «ألقت طائرة مسيرة قنبلة»
    if code == "civilian-attack" and means in _REMOTE:
        return means  # «اغتيل … بعبوة ناسفة»
    hit = [*frame.targets, *(p.phrase for p in frame.patients if p.phrase is not None)]
    armed = any(is_armed(p) or _carries_troops(state, p) for p in hit)
    civil = any(_is_civil(p) for p in hit) and not (armed and all(p.kind == "vehicle" for p in hit if _is_civil(p)))
    if code == "civilian-attack" and frame.entry_lemma() in _HAND_TO_HAND:
        return "clash" if armed and not civil else code
    if code not in ("attack", "killing", "injury"):
        return code
    if means == "shelling" and code == "attack" and frame.entry_lemma() in _ASSAULT and _assailed(frame):
        return "clash"  # «هاجم مسلحون الموقع بالقذائف والأسلحة الثقيلة»
    if means == "remote-explosive" and _by_suicide(state, frame):
        return "suicide-bombing"
    if means and means != "clash":
        return means
    if code == "attack" and "foiled" in frame.marks:
        return "clash"  # «كسر الجيش أعنف هجوم»: who beats it off is armed
    if code == "attack" and frame.rule.endswith("+غاز") and not armed:
        return "riot"  # «استخدمت الشرطة الغاز المسيل للدموع»
    if code == "attack" and frame.entry_lemma() == "تدمير" and not frame.actors:
        return "property-destruction"  # «مقتل جنديين وتدمير مدرعة»: what was lost, nobody is told to have hit it
    if code == "attack":
        return _attack(frame, armed, civil)
    if not frame.actors and frame.entry_lemma() in _PUT_TO_DEATH and frame.patients:
        return "clash" if armed and not civil else "civilian-attack"
    protesting = bool(frame.patients) and all(p.phrase is not None and _protests(p.phrase) for p in frame.patients)
    protesting = protesting or "in protest" in frame.marks
    if not frame.actors and not protesting and not _shot(state, frame):
        return means or "casualties"
    armed = armed or (not civil and _armed_before(state, frame))
    return "clash" if armed and not civil else "civilian-attack"


def _made_safe(frame: Frame) -> bool:
    """«فجر خبراء الجيش أربع سيارات مفخخة», «تفجير عبوات ناسفة»: by forces of a state, several or so many, at nobody."""
    bombs = [p for p in (*frame.means, *frame.targets) if p.kind == "explosive"]
    hit = any(t.kind != "explosive" for t in frame.targets) or any(not p.zero for p in frame.patients)
    if frame.entry_lemma() not in _BLOWING_UP or hit or not frame.actors:
        return False
    whose = [(a, *((a.owner,) if a.owner is not None else ())) for a in frame.actors]
    state = all(any(n.body.kind in _SECURITY for p in pair for n in p.names) for pair in whose)
    return state and bool(bombs) and all(p.number is not None or p.grammatical != "s" for p in bombs)


def _armed_before(state: SentenceFrames, frame: Frame) -> bool:
    """«رصدت القوات عشرة إرهابيين وقتلتهم», «أغاروا على المسلحين وقتلوا خمسة منهم»: whom the pronoun takes up."""
    if not any(is_armed(a) or a.kind == "country" for a in frame.actors):
        return False
    before = [p for c in state.clauses[: frame.clause + 1] for p in c.phrases() if p.start < frame.head]
    spoken = [p for p in before if p.kind in PEOPLE or is_armed(p)]
    spoken = [p for p in spoken if not any(p is a for a in frame.actors) and p.kind != "country"]
    return bool(spoken) and is_armed(spoken[-1])


def _shot(state: SentenceFrames, frame: Frame) -> bool:
    """«أصيب 12 متظاهرا بالرصاص الحي», «لقوا حتفهم بنيران المدرعات»: killed or hurt by bullets, by whomever."""
    if not frame.patients or state.view.vocabulary.isdisjoint(_BULLETS):
        return False
    clause = state.clauses[frame.clause]
    return any(state.view.norm(c.start) in _BULLETS and state.view.norm(c.start - 1) != "رميا" for c in clause.chunks)


def _assailed(frame: Frame) -> bool:
    """Whether armed men come near to attack: «مسلحون», «عناصر التنظيم», not an army or its guns."""
    return any(a.kind == "person-armed" for a in frame.actors)


def _attack(frame: Frame, armed: bool, civil: bool) -> str:
    """What an attack without told means is, by who attacks whom."""
    lemma, actors = frame.entry_lemma(), frame.actors
    if civil and not armed:
        state = any(n.body.kind in _STATES for a in actors for n in a.names) or any(a.kind == "country" for a in actors)
        return "shelling" if lemma in STRIKE or (state and lemma not in _FIRING) else "civilian-attack"
    if not armed and lemma != "قاتل" and actors and all(_is_many(a) and _is_crowd(a) for a in actors):
        return "riot"  # «هاجم عشرات المستوطنين قرية»
    if lemma in STRIKE and any(_is_small_arm(m) for m in frame.means):
        return "clash"  # «استهدفت سيارة للشرطة بسلاح رشاش»
    close = armed and any(a.kind in ("person-armed", "people-adjective") or _small_band(a) for a in actors)
    return "shelling" if lemma in STRIKE and not close else "clash"


def _is_small_arm(phrase: Phrase) -> bool:
    whole = phrase.owner if phrase.entry is not None and phrase.entry.noun == "سلاح" else phrase
    return whole is not None and whole.entry is not None and whole.entry.noun in _SMALL_ARMS


def _small_band(phrase: Phrase) -> bool:
    """«خلايا التنظيم», «مجموعة مسلحة»: few men who come near, no army with its guns."""
    return phrase.entry is not None and phrase.entry.noun in _BANDS


# -- means ---------------------------------------------------------------------------------------------------------


def _means(state: SentenceFrames, frame: Frame) -> str:
    """The type that weapons and platforms tell; an aircraft that fires a missile makes an air strike."""
    blown_up = [t for t in frame.targets if t.kind == "explosive"] if frame.code == "explosion" else []
    found = [m for p in (*frame.means, *blown_up, *frame.actors) if (m := _means_of(state, p))]
    if any(p.prep == "agent" and state.view.norm(p.start) in _SHOTS for p in frame.actors):
        return ""  # «أصيب برصاص البحرية»
    flying = (p for p in frame.actors if any(_AIR_FORCE in n.body.id for n in p.names))
    found += ["airstrike" for p in flying if not _women(state, p)]
    return next((m for m in _MEANS_FIRST if m in found), found[0] if found else "")


def _women(state: SentenceFrames, phrase: Phrase) -> bool:
    """«مقاتلات من وحدات حماية المرأة»: women who fight, no aircraft."""
    view, end = state.view, phrase.own_end or phrase.end
    fighting = view.norm(phrase.core) == "مقاتلات" and view.norm(end) == "من"
    return fighting and view.norm(end + 1).startswith(_UNITS)


def _means_of(state: SentenceFrames, phrase: Phrase) -> str:
    view = state.view
    if _women(state, phrase):
        return ""
    inner: Phrase | None = phrase
    while inner is not None:
        if inner.entry is not None and inner.entry.means:
            return inner.entry.means
        for i in range(inner.core, min(inner.end, inner.core + (1 if inner.kind == "force" else 3))):
            compound = view.compounds.get(i)
            nouns = [use[0] for use in compound.value] if compound else [n.entry for n in view.words[i].nouns]
            for entry in nouns:
                if isinstance(entry, Noun) and entry.means and (i == inner.core or entry.noun != "مقاتلة"):
                    return entry.means  # not of «الفصائل المقاتلة»
        inner = inner.owner if inner.kind in ("group", "event", "number") else None
    return ""


def _by_suicide(state: SentenceFrames, frame: Frame) -> bool:
    """«سيارة مفخخة يقودها انتحاري»: the bomber is told behind the bomb."""
    view = state.view
    who = state.clauses[frame.clause].subject if frame.verb is not None else None
    if who is not None and who.entry is not None and who.entry.means == "suicide-bombing":
        return True  # «إن انتحاريا انفجر بسيارته»
    last = state.clauses[frame.clause].chunks[-1].end
    if frame.entry_lemma() == "فجر" and any(view.norm(i) in _SELF for i in range(frame.head + 1, last)):
        return True  # «فجر أحد المسلحين أمس نفسه»
    for i in range(frame.head + 1, min(frame.head + 8, len(view.words))):
        if view.tokens[i].raw in "،,؛":
            return False
        if any(isinstance(n.entry, Noun) and n.entry.means == "suicide-bombing" for n in view.words[i].nouns):
            return True
    return False


# -- who was hit, who attacked -------------------------------------------------------------------------------------


def _without_arms(frame: Frame) -> bool:
    """«حملة نظافة», «عمليات الوكالة», «هجوم على الوزير» in words."""
    lemma = frame.entry_lemma()
    campaign = lemma == "حملة" and not _has_arms(frame)
    return campaign or (lemma == "عملية" and _by_civil_body(frame)) or _in_words(frame)


def _in_words(frame: Frame) -> bool:
    """«شن الوزير هجوما عنيفا على رئيس الحزب»: whoever has no arms attacks others who have none, and nobody is hurt."""
    if (
        frame.entry_lemma() not in _OF_WORDS_TOO
        or frame.patients
        or frame.means
        or not frame.actors
        or not frame.targets
        or "light:وقع" in frame.marks
    ):
        return False
    hit = [p for p in frame.targets if p.kind != "person-official"]
    return all(_speaks_only(p) for p in frame.actors) and not any(is_armed(p) for p in hit)


def _is_setback(frame: Frame) -> bool:
    """«تعرضت الشركة لضربة قوية»: a single blow to who has no arms, with nothing told of weapon, doer, place or dead."""
    if "settled" in frame.marks or frame.actors or frame.places or frame.means or frame.patients or not frame.targets:
        return False
    single = frame.phrase is not None and frame.phrase.grammatical == "s" and not frame.phrase.definite
    return single and all(p.kind in ("org-head", "name", "abstract", "media-head") for p in frame.targets)


def _speaks_only(phrase: Phrase) -> bool:
    """Whether a phrase names officials, media or parties, and nobody who has arms."""
    if phrase.kind == "actor":
        return bool(phrase.names) and all(n.body.kind in _TALKERS for n in phrase.names)
    return phrase.kind in ("person-official", "media-head", "person-source", "name") and not is_armed(phrase)


def _has_arms(frame: Frame) -> bool:
    """Whether somebody armed takes part, or the words settle what is done."""
    return "settled" in frame.marks or any(is_armed(p) or p.kind == "country" for p in (*frame.actors, *frame.targets))


def _by_civil_body(frame: Frame) -> bool:
    """«علقت المنظمة عملياتها»: done by bodies without arms alone, to nobody, with no toll."""
    civil = all(a.kind in ("org-head", "media-head") or _is_civil_body(a) for a in frame.actors)
    return bool(frame.actors) and civil and not (frame.targets or frame.patients or "settled" in frame.marks)


def _is_civil_body(phrase: Phrase) -> bool:
    return bool(phrase.names) and all(n.body.kind in ("un", "humanitarian", "media", "court") for n in phrase.names)


def _carries_troops(state: SentenceFrames, phrase: Phrase) -> bool:
    """«حافلة تقل جنودا»."""
    if phrase.kind != "vehicle":
        return False
    told = (c for c in state.clauses if c.link == "rel" and c.antecedent is phrase)
    return any(is_armed(p) for c in told for p in c.objects)


def _is_civil(phrase: Phrase) -> bool:
    if phrase.kind == "vehicle" and phrase.entry is not None and phrase.entry.noun in _CARRIERS:
        return phrase.own_end - phrase.core == 1 and not is_armed(phrase)  # «حافلة تقل زوارا», not «حافلة عسكرية»
    return phrase.kind in PEOPLE or phrase.kind in ("name", "person-official", "person-source", "people-adjective")


def _protests(phrase: Phrase) -> bool:
    """«مواجهات بين متظاهرين والشرطة»: whether a phrase names demonstrators."""
    core = phrase.owner if phrase.kind in ("group", "number") and phrase.owner is not None else phrase
    if any(n.body.id == "generic:protesters" for n in core.names):
        return True
    return core.entry is not None and core.entry.means == "riot" and core.kind in ("person-civilian", "people")


def _is_many(phrase: Phrase) -> bool:
    return phrase.grammatical in ("p", "dp") or phrase.kind in ("people", "group") or phrase.number is not None


def _is_crowd(phrase: Phrase) -> bool:
    """Protesters and residents: their attack is a riot."""
    core = phrase
    while core.kind in ("group", "number", "measure", "abstract") and core.owner is not None:
        core = core.owner  # «أعداد كبيرة من قوات الجيش»
    crowd = core.kind in ("person-civilian", "people") or (phrase.kind == "group" and phrase.owner is None)
    return crowd and not any(n.body.kind != "civilians" for n in core.names)
