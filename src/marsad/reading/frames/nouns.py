"""Event nouns become frames: «قصف», «غارات إسرائيلية», «استمرار الاشتباكات», «3 قتلى»."""

from __future__ import annotations

from itertools import pairwise

from marsad.language.ar.lexicon import EventNoun, Modifier, Valency
from marsad.ontology import SPEECH
from marsad.reading.clauses import Clause
from marsad.reading.frame import Frame, Patient
from marsad.reading.frames import collocations, noun_pairs
from marsad.reading.frames.codes import CASUALTY, FALLING
from marsad.reading.frames.noun_pairs import BREAKING, hand_on
from marsad.reading.frames.roles import fill
from marsad.reading.frames.sentence import SentenceFrames
from marsad.reading.phrase import Phrase, agentive

_HANDING_ON = frozenset({"aspect", "foil", "reference"})  # «استمرار، وقوع، محاولة»: classes of nouns
_NAMED = frozenset({"عملية", "حملة", "معركة", "غزوة"})
# Kinds of things that an event in the genitive tells apart, and nouns of them that tell how much there is of it.
_NAMED_BY_EVENTS = frozenset(
    "abstract place structure military-post explosive time-unit person-civilian person-source".split()
)
_TEAMS = frozenset({"فريق", "فرقة", "طاقم", "جبهة", "خط", "ساحة"})  # «فرق تفكيك المتفجرات», «جبهة القتال»
_MEASURES_OF = frozenset({"حدة", "وتيرة", "كثافة", "رقعة", "نطاق", "مسلسل", "دوامة", "خطر"})
_REPELLING = frozenset({"دحر", "صد", "هزيمة"})
# Of talks, protests, tolls the adjective is no actor.
_WITHOUT_ADJECTIVE_ACTOR = frozenset(
    "negotiation agreement protest displacement return casualties aid killing injury".split()
) | {""}
_ACTING_PEOPLES = frozenset({"Kurds", "Kurd", "Kurdish", "Islamist", "jihadist", "tribal"})
_MORTALS = frozenset({"person-armed", "person-civilian", "people", "relative"})
_WITH_A_TASK = frozenset({"force", "person-armed", "person-civilian", "org-head", "group", "actor"})
_COUNTS = frozenset({"killed", "injured", "killed-or-injured"})


def read(state: SentenceFrames, index: int) -> None:
    """The frames of all event nouns of a clause, and of its tolls where it has no verb."""
    clause = state.clauses[index]
    for phrase in clause.phrases():
        _events_in(state, index, phrase)
    for first, second in pairwise(clause.chunks):
        if first.phrase is None or second.phrase is None:
            continue
        noun_pairs.join(state, clause, first, second)
    for phrase in _bare_tolls(clause):
        _toll(state, index, phrase)


def _events_in(state: SentenceFrames, index: int, phrase: Phrase) -> None:
    for member in phrase.all():
        if member.event is not None:
            _noun(state, index, member)
        elif member.owner is not None:
            _events_in(state, index, member.owner)
            _cases(member)
            _named_by(state, member)
        if member.within is not None and member.within.event is not None:
            _events_in(state, index, member.within)


def _cases(phrase: Phrase) -> None:
    """«42 حالة اغتصاب»: the cases that are counted are the deeds."""
    deed = phrase.owner
    if phrase.entry is not None and phrase.entry.noun == "حالة" and deed is not None and deed.event is not None:
        deed.count = deed.count or phrase.count


def _named_by(state: SentenceFrames, phrase: Phrase) -> None:
    """«موقع الانفجار», «ملابسات اغتيال …», «ذكرى المعركة»: the event only says which thing is meant."""
    held, noun = phrase.owner, phrase.entry.noun if phrase.entry is not None else ""
    if held is not None and held.event is not None and held.prep in ("ب", "في") and phrase.kind in _WITH_A_TASK:
        state.of_phrase[id(held)].marks.add("names:" + noun)  # «عصابة مختصة بخطف الأطفال»
        return
    while held is not None and held.event is None and not held.prep:
        held = held.owner  # «قضية خلية تفجير …»
    if held is None or held.event is None or held.prep or noun in _MEASURES_OF or id(held) not in state.of_phrase:
        return
    if state.view.words[phrase.head].verbs and noun not in _TEAMS:
        return  # «وجه ضربة», but «فرق تفكيك المتفجرات»
    bare = phrase.kind == "casualty" and held.definite and held.owner is None  # «ضحايا الهجوم»
    office = phrase.kind == "person-official" and held.event.noun == "عملية"  # «رئيس عمليات اللواء»
    if noun == "صوت":
        return  # «ما زالت أصوات الاشتباكات تسمع»
    if bare or office or phrase.kind in _NAMED_BY_EVENTS or noun in _TEAMS:
        state.of_phrase[id(held)].marks.add("names:" + noun)


def _noun(state: SentenceFrames, index: int, phrase: Phrase) -> Frame:
    """The frame of an event noun; nouns such as «استمرار، وقوع، محاولة» hand on to the event behind them."""
    if id(phrase) in state.of_phrase:
        return state.of_phrase[id(phrase)]
    entry, inner = phrase.event, phrase.owner
    assert entry is not None
    if inner is not None and inner.event is not None and (entry.klass in _HANDING_ON or _of_what_is(entry, inner)):
        frame = _noun(state, index, inner)
        hand_on(entry, frame, phrase)
        state.of_phrase[id(phrase)] = frame
        for member in inner.members:
            if member.event is not None:
                hand_on(entry, _noun(state, index, member), phrase)
        return frame
    held = inner if inner is not None else _led_object(state, index, phrase)
    entry = collocations.of_verbal_noun(state, index, phrase, held)  # «دخول المساعدات», «العثور على جثث»
    settled = _settled(state, phrase, entry.code)
    code = settled or entry.code
    if entry.noun == "سقوط" or (entry.noun in FALLING and inner is not None and inner.kind == "casualty"):
        code = _fallen(state, inner)
    frame = Frame(
        phrase.head, phrase.head, _trigger_end(state, phrase), entry.name, code, entry.status,
        _class_of(entry, code), index, entry, phrase,
    )  # fmt: skip
    if settled:
        frame.marks.add("settled")
    state.of_phrase[id(phrase)] = frame
    state.frames.append(frame)
    if inner is not None and inner.event is None:
        _genitive(state, frame, entry, inner)
    elif inner is not None:
        told = _noun(state, index, inner)
        if entry.klass == "speech" and entry.status == "possible" and not entry.code:
            told.status = told.status or "possible"  # «أنباء سقوط البلدة»
        if entry.klass == "casualty":
            frame.causes.append(inner)
        elif entry.klass == "speech" and entry.code in SPEECH and entry.code not in ("statement", "responsibility"):
            told.marks.add("names:" + entry.noun)  # «تهمة تعذيب السجناء»
        elif told.code == frame.code == "aid":
            told.merge_into(frame, "what is brought")
    if entry.klass == "casualty" and inner is None and phrase.count is not None and code in CASUALTY:
        frame.patients.append(Patient(phrase, CASUALTY[code]))  # «40 إصابة», «ثلاث وفيات»
    if phrase.owner is None or phrase.adjective_actor is not None:
        adjective_actors(state, frame, phrase)
    return frame


def _led_object(state: SentenceFrames, index: int, phrase: Phrase) -> Phrase | None:
    """«تبادل للأسرى», «إلقاء لقنابل»: the object that «ل» leads right behind a verbal noun."""
    entry = phrase.event
    if entry is None or entry.code or "ل" not in entry.preps.roles:
        return None
    return next((p for p in state.clauses[index].prepositional if p.prep == "ل" and p.start == phrase.end), None)


def _of_what_is(entry: EventNoun, inner: Phrase) -> bool:
    """«انهيار الهدنة», «سقوط وقف إطلاق النار»; «وجود مفاوضات»: they exist."""
    if entry.noun == "وجود":
        return inner.event is not None and bool(inner.event.code) and inner.event.klass == "event"
    return entry.noun in BREAKING and inner.event is not None and inner.event.code in ("agreement", "negotiation")


def _class_of(entry: EventNoun, code: str) -> str:
    """The class of the frame: «سقوط قتيلين» is a toll, a noun that was settled an event."""
    if entry.noun in FALLING and code == "killing":
        return "casualty"
    return "event" if entry.klass == "reference" and code else entry.klass


def _settled(state: SentenceFrames, phrase: Phrase, code: str) -> str:
    """The code by the words that settle it («قصف جوي», «هجوم انتحاري», «معركة انتخابية»); empty where none does."""
    if not code:
        return ""
    view = state.view
    phrases = view.knowledge.lexicon.settling_phrases
    for i in range(phrase.head + 1, min(phrase.head + 5, len(view.words))):
        word = view.words[i]
        direct = i == phrase.head + 1
        for match in phrases.at(view.folded, i, phrases.opening(word.ways)):
            for settling in match.value:
                if word.pre and settling.code == "weapon-interception":
                    continue  # «تفجير الجسر بعبوات ناسفة»
                if (code in settling.applies or code == settling.code) and (direct or settling.code != "-"):
                    return settling.code
        for settling in word.settles:
            fits = code in settling.applies or code == settling.code
            if fits and (direct or (settling.code != "-" and i < phrase.end)):
                return settling.code
        if view.tokens[i].kind == "mark":
            break
    return ""


def _fallen(state: SentenceFrames, inner: Phrase | None) -> str:
    """What «سقوط» is, by what falls: shells, an aircraft, people, a place."""
    if inner is None:
        return ""
    if inner.kind in ("weapon", "explosive"):
        return "shelling"
    if inner.kind == "air-platform":
        return "airstrike" if any("مسير" in state.view.norm(i) for i in range(inner.start, inner.end)) else ""
    counted = inner.number is not None and inner.kind in _MORTALS  # «سقوط 16 جنديا»
    if inner.kind in ("place", "military-post") or (inner.kind in ("structure", "force") and _handed(state, inner)):
        return "territory-gain"
    return "killing" if inner.kind == "casualty" or counted else ""


def _handed(state: SentenceFrames, inner: Phrase) -> bool:
    """«سقوط المبنى بيد …»: whether somebody has got what fell, in its clause."""
    clause = next(
        (c for c in state.clauses if any(inner.start >= p.start and inner.end <= p.end for p in c.phrases())), None
    )
    return clause is not None and any(p.prep == "agent" and p.start >= inner.end for p in clause.prepositional)


def _trigger_end(state: SentenceFrames, phrase: Phrase) -> int:
    """The end of the noun with the adjectives right behind it."""
    words, end = state.view.words, phrase.head + 1
    while (
        end < phrase.end
        and end < phrase.head + 3
        and (words[end].modifiers or words[end].settles)
        and not words[end].nouns
    ):
        end += 1
    return end


def _genitive(state: SentenceFrames, frame: Frame, entry: EventNoun, inner: Phrase) -> None:
    for member in inner.all():
        if entry.noun in _NAMED and (member.quoted or member.kind == "name"):
            frame.code = "clash" if frame.code == "attack" else frame.code
            continue  # «عملية "غصن الزيتون"»
        if entry.noun == "تبادل" and member.kind == "casualty" and member.count is not None:
            frame.code, frame.klass = "agreement", "event"
            frame.patients.append(Patient(member, "captured"))  # «تبادل 880 أسيرا»
            continue
        role = entry.genitive if frame.klass != "casualty" else "patient"
        if role == "auto" or (role == "event" and entry.klass in _HANDING_ON):
            role = "actor" if agentive(member) else "target"
        if member.kind == "place" and role == "target" and frame.code == "territory-gain":
            role = "place"  # «سقوط المدينة»
        if member.kind == "place" and role == "actor":
            role = "place"  # «مغادرة المدينة»
        driven = entry.noun == "دحر" and any(
            p.prep == "من" and p.kind == "place" and p.start == inner.end
            for p in state.clauses[frame.clause].prepositional
        )
        if driven:
            frame.code, frame.klass, frame.status = "territory-gain", "event", ""  # «دحر المسلحين من البلدة»
        elif entry.noun in _REPELLING and agentive(member):
            role, frame.code, frame.klass = "actor", "clash", "event"  # «دحر المسلحين»: who attacks is in the genitive
            frame.marks.add("foiled")
        if role in ("actor", "means", "target") and _is_venue(state, frame, inner):
            role = "place"
        fill(state, frame, (role,), member, "genitive")


def _is_venue(state: SentenceFrames, frame: Frame, inner: Phrase) -> bool:
    """«مشاورات جنيف», «غارات دمشق»: a town behind a meeting or a deed is where it was, but for «محادثات أنقرة مع …»."""
    if inner.members or not inner.place_span or frame.klass == "speech":
        return False
    city = inner.kind == "country" and any(n.manner == "capital" for n in inner.names)
    if inner.kind != "place" and not city:
        return False
    return not city or not any(p.prep == "مع" for p in state.clauses[frame.clause].prepositional)


def adjective_actors(state: SentenceFrames, frame: Frame, phrase: Phrase) -> None:
    """«غارات إسرائيلية», «قصف روسي سوري», «أميركي-بريطاني»: the adjectives are the actors."""
    if frame.code in _WITHOUT_ADJECTIVE_ACTOR:
        return
    words, owner = state.view.words, phrase.owner
    own = len(frame.entry_lemma().split())  # «صراع قبلي»: the adjective is part of the noun
    for i in range(phrase.head + own, phrase.end):
        if owner is not None and owner.start <= i < owner.end and owner.kind != "event":
            continue
        modifier = _acting(state, words[i].modifiers)
        if modifier is None or (modifier.people == "tribal" and _told_between(state, frame)):
            continue
        actor = Phrase(i, i + 1, i, "people-adjective", core=i, modifiers=[modifier], definite=words[i].definite)
        frame.actors.append(actor)
        frame.note("actors", "found", state.view.tokens[i].raw, "adjective of the event noun")
        if i + 1 >= phrase.end or not any(m.iso for m in words[i + 1].modifiers):
            return


def _told_between(state: SentenceFrames, frame: Frame) -> bool:
    """«اشتباكات قبلية بين المسيرية والحمر»: the tribes are named."""
    return any(p.prep == "بين" for p in state.clauses[frame.clause].prepositional)


def _acting(state: SentenceFrames, modifiers: tuple[Modifier, ...]) -> Modifier | None:
    """The modifier that names a state, a people that acts as one, or the people of an armed body."""
    modifier = next((m for m in modifiers if m.iso), None) or next((m for m in modifiers if m.people), None)
    if modifier is None or modifier.iso or modifier.people in _ACTING_PEOPLES:
        return modifier
    return modifier if state.view.knowledge.names.of_people(modifier.word) is not None else None


def _bare_tolls(clause: Clause) -> list[Phrase]:
    if clause.verb is not None:
        return []
    return [
        p
        for p in clause.before
        if p.kind == "casualty" and not p.definite and p.entry is not None and p.entry.count in _COUNTS
    ]


def told_tolls(state: SentenceFrames, index: int) -> None:
    """«أحصى المسعفون 58 قتيلا», «تحدثت الوكالة عن 20 قتيلا»: the toll that a verb of saying or counting tells."""
    clause = state.clauses[index]
    if clause.negation is not None or any(f.clause == index and f.code for f in state.frames):
        return
    for phrase in (*clause.objects, *(p for p in clause.prepositional if p.prep == "عن")):
        counted = phrase.entry is not None and phrase.entry.count in _COUNTS and phrase.number is not None
        if phrase.kind == "casualty" and counted and not phrase.definite:
            _toll(state, index, phrase)
            whole = state.of_phrase[id(phrase)]
            for member in phrase.members:
                if id(member) in state.of_phrase:
                    state.of_phrase[id(member)].merge_into(whole, "told by the same verb")


def _toll(state: SentenceFrames, index: int, phrase: Phrase) -> None:
    """«3 قتلى وجريحان بقصف …»: a toll without a verb."""
    for member in phrase.all():
        if member.kind != "casualty" or id(member) in state.of_phrase:
            continue
        noun, count = (member.entry.noun, member.entry.count) if member.entry is not None else ("", "")
        code = "injury" if count == "injured" else "killing"
        entry = EventNoun(noun, "casualty", code, "", "patient", Valency({}), "m")
        frame = Frame(
            member.head, member.head, member.head + 1, f"noun:{noun}", code, "", "casualty", index, entry, member
        )  # fmt: skip
        frame.patients.append(Patient(member, count))
        state.of_phrase[id(member)] = frame
        state.frames.append(frame)
