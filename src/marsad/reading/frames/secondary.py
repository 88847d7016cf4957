"""Events that are told beside another one and make no claim of their own."""

from __future__ import annotations

from itertools import pairwise

from marsad.reading.frame import Frame
from marsad.reading.frames.codes import ABSORBED
from marsad.reading.frames.loose_places import tells_where
from marsad.reading.frames.sentence import SentenceFrames

_JUDGING = frozenset({"اعتبر", "عد", "مثل", "أعد"})  # of an event «يعد» is no verb of preparing
_SETTING = frozenset({"جاء", "أتى", "سبق", "أعقب", "تلا"})  # «يأتي الهجوم بعد يومين من …»
_EQUATING = (_JUDGING - {"أعد"}) | {"شكل"}
_TRYING = frozenset({"حاكم", "أدان", "حقق", "اشتبه", "برأ"})  # verbs of courts and of the police
_TAKING_PART = frozenset({"ناشط", "مشارك", "عضو", "قيادي", "متظاهر", "محتج"})
_GATHERINGS = frozenset({"protest", "negotiation", "agreement"})
_TERRITORY = frozenset({"territory-gain", "territory-handover"})
_OWN_NOUN = frozenset({"السيطره"})
_AWAITING = frozenset({"استعاد", "انتزع", "أحكم", "بسط", "فرض", "استرد", "أعاد"})  # «… السيطرة على»
_ADVANCING = frozenset({"تقدم", "زحف", "توغل"})
_SWEARING = frozenset({"توعد", "هدد", "تعهد", "أقسم"})
_GOING_ON = frozenset({"via:مواصلة", "via:استمرار", "via:تصعيد", "via:تكثيف"})
_COMING_IN = frozenset({"ترد", "يرد", "تتوفر", "يتوفر", "ترشح", "تصدر", "يصدر"})
_REPORTS = frozenset({"تقارير", "انباء", "معلومات", "تقرير"})
_LATEST = frozenset({"احدث", "اخر", "اعنف", "اكبر", "ابرز", "اسوا"})
_ANY = frozenset({"اي", "ايه", "لاي", "باي", "لايه", "بايه"})
_BEGINS = frozenset({"بدا", "بدات", "بدء", "بدايه", "اندلاع", "اندلع", "اندلعت", "انطلاق", "تجدد", "ان", "نشوب"})
_DESTROYING, _NEAR = frozenset({"تدمير", "إسقاط", "دمر", "أسقط"}), 6
_PROVIDING = frozenset({"نص", "قضى", "تضمن", "شمل", "ألزم", "دعا"})  # said of an agreement
# Behind an agreement: how long it holds or when it begins.
_LASTING = frozenset("لمده مدتها مدته استمر استمرت تستمر يستمر دام دامت تدوم يدوم يبدا تبدا".split())
# Ways to die or to be hurt, told in the accusative: «قضى رميا بالرصاص», «أعدم شنقا».
_MANNERS = frozenset({"رمي", "ذبح", "حرق", "شنق", "خنق", "طعن", "دهس", "ضرب", "رجم", "قنص", "نحر"})
# Before «ب», «في», «عن» and an event: whom a court or the police holds to account for it, what is looked into.
_ANSWERABLE = (
    "متهم", "مدان", "متورط", "ضالع", "مشتبه", "تورط", "ضلوع", "تهم", "اتهام", "تحقيق", "مسؤول", "مسؤولي",
    "متورطين", "متهمين", "مدانين", "ضالعين", "تهمه", "بتهمه", "صله", "علاقه",
)  # fmt: skip
_HAVING = frozenset({"له", "لها", "لهم", "لهما", "لديه", "لديها", "لديهم"})


def ceasefires(state: SentenceFrames) -> None:
    """«اتفاق لوقف إطلاق النار»: the ceasefire is what is agreed, no second agreement; how long it lasts is told too."""
    for frame in state.frames:
        if frame.code != "agreement" or frame.merged is not None or not frame.entry_lemma().startswith("وقف"):
            continue
        whole = [f for f in state.frames if f.code == "agreement" and f.merged is None and f.clause == frame.clause]
        first = min(whole, key=lambda f: f.head)
        if first is not frame:
            frame.merge_into(first, "what is agreed")
    for clause in state.clauses:
        agreed = state.event_of(clause.antecedent) if clause.link == "rel" else None
        if agreed is None or agreed.code != "agreement":
            continue
        for phrase in clause.phrases():  # «اتفاق تم التوصل إليه بين …»
            if phrase.event is not None and phrase.event.noun == "توصل" and (reached := state.event_of(phrase)):
                reached.merge_into(agreed, "how it was reached")
    for frame in state.frames:
        if frame.code == "agreement" and frame.phrase is not None and not frame.phrase.definite:
            if not _LASTING.isdisjoint({state.view.norm(frame.phrase.end + k) for k in (0, 1)}):
                frame.marks.add("terms told")  # «هدنة مدتها ثلاثة أيام»


def ties(state: SentenceFrames) -> None:
    """«لهم اتصالات مع أعضاء في التنظيم», «تدخل لوقف الاقتتال»: ties that somebody has; fights told, that shall end."""
    for frame in state.frames:
        phrase = frame.phrase
        if phrase is None or frame.merged is not None:
            continue
        if frame.entry_lemma() == "اتصال" and state.view.norm(phrase.start - 1) in _HAVING:
            frame.marks.add("held ties")
        elif "via:وقف" in frame.marks and state.view.norm(phrase.start - 1) == "لوقف" and phrase.definite:
            if frame.klass == "event" and not (frame.targets or frame.patients):
                frame.dropped = "what somebody wants to end"


def own_nouns(state: SentenceFrames) -> None:
    """«انتزع مقاتلون، تدعمهم غارات، السيطرة على …»: the noun that a verb of taking waits for, behind an aside."""
    if state.view.vocabulary.isdisjoint(_OWN_NOUN):
        return
    for noun in state.frames:
        phrase = noun.phrase
        if noun.merged is not None or phrase is None or noun.entry_lemma() != "سيطرة" or noun.actors:
            continue
        if phrase.prep or phrase.conj or not phrase.definite or phrase.owner is not None or "subject" in noun.marks:
            continue
        before = (f for f in state.frames if f.verb is not None and f.head < noun.head and f.merged is None)
        taking = [f for f in before if f.entry_lemma() in _AWAITING and not f.places and not f.targets]
        if taking:
            noun.merge_into(taking[-1], "the noun that the verb waits for")


def terms(state: SentenceFrames) -> None:
    """«اتفاقا ينص على وقف القتال وانسحاب القوات»: what an agreement provides for is to come, and no second agreement."""
    for index, clause in enumerate(state.clauses):
        if clause.use is None or clause.use.lemma not in _PROVIDING:
            continue
        whole = next((f for f in map(state.event_of, (clause.antecedent, clause.subject, *clause.objects)) if f), None)
        whole = whole.target() if whole is not None else None
        if whole is None or whole.code != "agreement":
            continue
        for frame in state.frames:
            if frame.clause != index or frame.merged is not None or frame is whole or not frame.code:
                continue
            if frame.verb is clause.use or frame.code == "agreement":
                frame.dropped = "a term of the agreement"
            elif not frame.status:
                frame.status = "planned"
                frame.marks.add("term")


def surroundings(state: SentenceFrames) -> None:
    """What stands right beside an event noun: a span of time, a person whom it describes, a pronoun of its place."""
    for clause in state.clauses:
        for first, second in pairwise(clause.chunks):
            frame = state.event_of(second.phrase)
            if frame is not None and frame.phrase is second.phrase is not None and first.end == second.start:
                span = first.kind == "time" or (first.phrase is not None and first.phrase.kind == "time-unit")
                if span and second.phrase.prep == "من" and second.phrase.definite and not second.phrase.suffix:
                    frame.marks.add("duration")  # «بعد أشهر من القتال»
                who = first.phrase
                if who is not None and who.entry is not None and who.entry.noun in _TAKING_PART:
                    if second.phrase.prep in ("في", "ب") and frame.code in _GATHERINGS and not frame.times:
                        frame.marks.add("names:" + who.entry.noun)  # «ناشط في التظاهرات»
            if frame is not None and frame.code == "territory-handover" and second.phrase is not None:
                gains = [f for f in state.frames if f.code == "territory-gain" and f.clause == frame.clause]
                if second.phrase.prep in ("بعد", "cause") and gains and not frame.places:
                    frame.marks.add("there")  # «سيطروا على المبنى بعد انسحاب الجيش»
            if second.kind == "pron" and second.text in ("من", "على") and first.phrase is not None:
                told = state.event_of(first.phrase)
                if told is not None and told.code in _TERRITORY and not told.places:
                    told.marks.add("there")  # «أقرت بانسحابها منه»


def _since(state: SentenceFrames, frame: Frame) -> bool:
    """«منذ بدأ القتال», «منذ اندلاع الحرب»: from when on something is so."""
    view, i = state.view, frame.start - 1
    begins = view.norm(frame.start) in _BEGINS or view.norm(i) in _BEGINS
    while i > 0 and view.norm(i) in _BEGINS:
        i -= 1
    return begins and view.norm(i).removeprefix("و") == "منذ"


def circumstances(state: SentenceFrames) -> None:
    """«أثناء تمشيط المنطقة»: beside another event of the sentence a deed named as a time is no claim."""
    for frame in state.frames:
        phrase = frame.phrase
        if phrase is None or frame.merged is not None or frame.klass != "event" or not phrase.definite:
            continue
        clause = state.clauses[frame.clause]
        which = clause.link == "rel" and clause.text.endswith(("الذي", "التي")) and not clause.times
        if (
            which
            and {"light:تعرض", "aspect:تعرض"} & frame.marks
            and not (phrase.owner or frame.actors or frame.patients)
        ):
            frame.dropped = "says which place is meant"  # «القرى التي تعرضت للقصف»
        if not (phrase.owner or phrase.suffix or frame.patients or frame.actors) and _since(state, frame):
            frame.dropped = "names a time only"
    live = [f for f in state.frames if f.merged is None and not f.dropped and f.code and f.klass == "event"]
    for frame in live:
        if frame.phrase is None or frame.phrase.prep != "خلال" or frame.patients or "deadly" in frame.marks:
            continue
        if frame.code == "territory-handover" and any(p.place_span or frame.actors for p in frame.places):
            continue  # «قصفوها أثناء انسحابهم من البلدة»: that they left it is told as well
        before = [o for o in live if o is not frame and o.head < frame.head and not o.dropped]
        if before or any(o.merged is not None and o.head < frame.head for o in state.frames):
            frame.dropped = "named as a circumstance only"
            if state.view.norm(frame.phrase.start) == "ابان":
                state.used |= {id(p) for p in frame.places}  # another time's place
            elif before and not any(tells_where(p) or p.place_span for p in before[-1].places):
                before[-1].places += frame.places


def judged(state: SentenceFrames) -> None:
    """«تعتبر السيطرة على المدينة ضرورية»: what a sentence only judges, it does not tell."""
    for clause in state.clauses:
        lemma = clause.use.lemma if clause.use is not None else ""
        frame = state.event_of(clause.subject) if lemma in _JUDGING or lemma in _SETTING else None
        if frame is not None and not frame.patients and frame.verb is None:
            if lemma in _JUDGING:
                frame.dropped = "only judged"
            elif frame.phrase is not None and frame.phrase.definite:
                frame.marks.add("set in time")
        if clause.use is None or clause.use.lemma not in _EQUATING:
            continue
        for phrase in clause.objects:  # «شكل القرار ضربة للحزب»
            said = state.of_phrase.get(id(phrase))
            if (
                said is not None
                and not state.view.words[phrase.head].definite
                and said.code in ABSORBED
                and not said.patients
            ):
                said.dropped = "a figure of speech"


def sworn(state: SentenceFrames) -> None:
    """«توعد القيادي، …، بمواصلة القتال», «تعهد المتحدث بمواصلة استهداف …»: what one threatens with is told by the threat."""
    for speech in state.frames:
        sworn = speech.klass == "speech" and speech.entry_lemma() in _SWEARING and speech.merged is None
        if not sworn or speech.verb is None:
            continue
        for frame in state.frames:
            going_on = frame.marks & _GOING_ON and state.view.norm(frame.start).startswith("ب")
            if going_on and frame.head > speech.head and frame.code in ABSORBED and not frame.patients:
                speech.code = "threat" if frame.targets and speech.code == "statement" else speech.code
                speech.targets += [t for t in frame.targets if not any(t is x for x in speech.targets)]
                frame.dropped = "topic of a speech act"


def by_way_of(state: SentenceFrames) -> None:
    """«عمليات تمت عبر كمائن وتفجيرات»: by what deeds were done that are told already."""
    for frame in state.frames:
        clause, phrase = state.clauses[frame.clause], frame.phrase
        if phrase is None or frame.merged is not None or frame.klass != "event" or frame.patients:
            continue
        led = next((p for p in clause.prepositional if any(phrase is m for m in p.all())), None)
        done = clause.use is not None and clause.use.lemma in ("تم", "جرى") and frame.code in ABSORBED
        if done and led is not None and led.prep == "عبر" and any(f.head < frame.head for f in state.frames):
            frame.dropped = "by what a deed was done"


def latest(state: SentenceFrames) -> None:
    """«رشقوا فلسطينيين، في أحدث موجة من هجمات المستوطنين»: what a deed told before is one of."""
    if state.view.vocabulary.isdisjoint(_LATEST):
        return
    live = [f for f in state.frames if f.merged is None and not f.dropped and f.code in ABSORBED]
    for frame in live:
        clause = state.clauses[frame.clause]
        led = next((p for p in clause.prepositional if state.event_of(p) is frame), None)
        one_of = led is not None and led.prep == "في" and state.view.norm(led.start + 1) in _LATEST
        told = (f for f in state.frames if f is not frame and f.head < frame.head and f.code and f.klass == "event")
        if one_of and not frame.patients and any(f.merged is None for f in told):
            frame.dropped = "what a deed told before is one of"


def whoever(state: SentenceFrames) -> None:
    """«ستتصدى لأي طائرة»: what will be done to whoever may come."""
    if state.view.vocabulary.isdisjoint(_ANY):
        return
    for frame in state.frames:
        if frame.verb is None or not frame.verb.future or frame.klass == "speech" or frame.merged is not None:
            continue
        if any(state.view.norm(t.start) in _ANY for t in frame.targets):
            frame.dropped = "done to whoever may come"


def downed(state: SentenceFrames) -> None:
    """«اعتراض وتدمير صاروخ», «اعترضت الدفاعات ودمرت صاروخا»: one weapon, met and destroyed."""
    live = sorted(
        (f for f in state.frames if f.merged is None and f.code == "weapon-interception"), key=lambda f: f.head
    )
    for met, destroyed in pairwise(live):
        joined = destroyed.head - met.head <= _NEAR and state.view.words[destroyed.head].conj
        if joined and not (met.targets or met.patients) and destroyed.entry_lemma() in _DESTROYING:
            met.actors = destroyed.actors or met.actors
            destroyed.merge_into(met, "what became of what was met")


def hit_as_meant(state: SentenceFrames) -> None:
    """«أطلقوا صاروخا على معسكر وأصاب هدفه»: how a strike told before went."""
    for frame in state.frames:
        aim = frame.targets[0] if len(frame.targets) == 1 and frame.entry_lemma() == "أصاب" else None
        if aim is not None and aim.suffix and aim.entry is not None and aim.entry.noun == "هدف":
            shot = [f for f in state.frames if f.head < frame.head and f.merged is None and f.code in ABSORBED]
            if shot:
                frame.dropped = "how a strike told before went"


def unreported(state: SentenceFrames) -> None:
    """«ولم ترد أنباء عن إصابات أو أضرار»: where nothing is reported there is nothing to tell."""
    if state.view.vocabulary.isdisjoint(_REPORTS):
        return
    for index, clause in enumerate(state.clauses):
        none = any(state.view.norm(c.start).removeprefix("و") == "لا" for c in clause.chunks[:2])
        come = clause.verb is not None and clause.negation is not None
        come = come and clause.verb is not None and state.view.norm(clause.verb.start) in _COMING_IN
        if not come and not (none and clause.verb is None):
            continue
        for frame in state.frames:
            lost = frame.klass == "casualty" or frame.code == "property-destruction"
            counted = any(p.phrase is not None and p.phrase.number is not None for p in frame.patients)
            if frame.clause == index and lost and not frame.targets and not counted and frame.merged is None:
                frame.dropped = "nothing is reported"


def advances(state: SentenceFrames) -> None:
    """«محاولات التقدم والسيطرة على السد»: two nouns of one gain, the place with the second."""
    gains = [f for f in state.frames if f.code == "territory-gain" and f.phrase is not None and f.merged is None]
    for first, second in pairwise(sorted(gains, key=lambda f: f.head)):
        one, two = first.phrase, second.phrase
        if one is None or two is None or not two.conj or two.start != one.head + 1 or first.places or first.patients:
            continue
        if first.entry_lemma() in _ADVANCING and not first.actors:
            first.merge_into(second, "the same gain")
            second.status = second.status or first.status
        elif first.entry_lemma() in _ADVANCING:
            second.merge_into(first, "the same gain")


def taken_in_advance(state: SentenceFrames) -> None:
    """«تقدمت القوات نحو الشمال، حيث سيطرت على بلدة …»: the advance is told by what was taken."""
    for index, clause in enumerate(state.clauses):
        gain = state.of_clause.get(index)
        if clause.link != "sub" or clause.text != "حيث" or gain is None or gain.code != "territory-gain" or not index:
            continue
        before = [f for f in state.frames if f.clause == index - 1 and f.code == "territory-gain" and f.merged is None]
        for advance in before:
            named = any(p.place_span or p.places for p in advance.places)
            if advance is not gain and not named and advance.entry_lemma() in _ADVANCING and gain.merged is None:
                gain.actors = gain.actors or advance.actors
                advance.merge_into(gain, "the advance in which it was taken")


def manners(state: SentenceFrames) -> None:
    """«قضيا رميا بالرصاص»: how somebody died is no deed beside his death."""
    for frame in state.frames:
        phrase = frame.phrase
        if phrase is None or frame.merged is not None or frame.entry_lemma() not in _MANNERS or phrase.prep:
            continue
        if phrase.definite or phrase.conj or phrase.owner is not None or not state.view.norm(frame.head).endswith("ا"):
            continue
        deaths = [f for f in state.frames if f.head < frame.head and (f.klass == "casualty" or f.patients or _slays(f))]
        if deaths:
            frame.merge_into(max(deaths, key=lambda f: f.head), "manner of a death")


def _slays(frame: Frame) -> bool:
    """«نفذ الإعدام رميا بالرصاص»."""
    return frame.entry_lemma() in ("إعدام", "أعدم") and frame.merged is None


def answered_for(state: SentenceFrames) -> None:
    """«متهم بتفجير …», «التحقيق في اغتيال …»: a deed that only says what somebody is held to account for."""
    for frame in state.frames:
        if frame.phrase is None or frame.merged is not None or frame.klass != "event" or _tells_more(frame):
            continue
        if "own part" in frame.marks:
            continue  # «نفى أن تكون له صلة بالهجوم»: that is what is denied
        if _blamed_for(state, frame):
            frame.dropped = "what somebody is blamed for"
            continue
        chunks = state.clauses[frame.clause].chunks
        led = next((c for c in chunks if c.start <= frame.head < c.end), None)
        if led is None or led.phrase is None or led.phrase.prep not in ("ب", "في", "عن"):
            continue
        use = state.clauses[frame.clause].use
        tried = use is not None and use.lemma in _TRYING and led.phrase.prep != "في"
        if tried or state.view.norm(led.start - 1).lstrip("وبلف").removeprefix("ال") in _ANSWERABLE:
            frame.dropped = "what somebody is held to account for"


def _blamed_for(state: SentenceFrames, frame: Frame) -> bool:
    """«حمل المليشيا مسؤولية استهداف المدنيين»: the deed behind the responsibility in an accusation."""
    speech = state.of_clause.get(frame.clause)
    if speech is None or speech.code != "accusation":
        return False
    return any(o.owner is frame.phrase for o in state.clauses[frame.clause].objects)


def _tells_more(frame: Frame) -> bool:
    """Whether an event mentioned beside another matter is told with its dead or with a verb of its own."""
    return any(p.zero or (p.phrase is not None and p.phrase.number is not None) for p in frame.patients) or any(
        m.startswith(("light", "aspect", "absorbed")) for m in frame.marks
    )
