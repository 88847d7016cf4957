"""Verbal nouns without an actor take that of their clause: «نفذت القوات عملية … بعد تطويق البلدة».

Whoever announces, owns up to or denies a deed of arms did it in his own words: «أعلن الجيش استهداف موقع»; a deed that
somebody is accused of is his: «اتهمت الحكومة الحركة بقصف المطار».
"""

from __future__ import annotations

from marsad.language.ar.lexicon import EventNoun
from marsad.reading.content import NAMING
from marsad.reading.frame import Frame
from marsad.reading.frames.codes import FALLING
from marsad.reading.frames.roles import add_actor
from marsad.reading.frames.sentence import SentenceFrames
from marsad.reading.phrase import Phrase, agentive, is_armed
from marsad.reading.spokesmen import body_of_arms

_OWNED = frozenset({"announce", "deny", "admit", "confirm", "claim", "say", "threaten"})
_TOLD = frozenset({"announce", "claim", "confirm", "admit"})
_TAKING = frozenset({"territory-gain", "territory-handover", "siege"})
_RELEASE = "إفراج"
_COMPLAINING = frozenset({"شكا", "اشتكى"})
_CLAIMS = frozenset({"زعم", "ادعاء"})
_BOASTED = frozenset({"territory-gain", "weapon-interception"})
_BEGUN = frozenset({"via:بدء", "via:إطلاق", "via:انطلاق", "via:استئناف"})
# What a body of arms or of state does and tells of itself.
_DEEDS = frozenset(
    "attack shelling airstrike clash arrest abduction territory-gain territory-handover siege weapon-interception "
    "property-destruction mobilization civilian-attack killing chemical-attack group-change".split()
)
_PUTTING_OUT = frozenset({"via:إخماد", "via:إطفاء"})
_PEACEFUL = frozenset({"negotiation", "statement", "presence", "agreement", "protest"})
_KILLING = frozenset({"قتل", "تصفية", "إعدام", "اغتيال"})  # what somebody does, not what befalls one
_FIRED = frozenset({"اطلقه", "اطلقها", "اطلقوه"})
_SHOTS = frozenset({"برصاص", "بنيران", "برصاصه", "برصاصات", "رصاص", "بعيارات"})
_ASCRIBING = frozenset({"نسب", "عزا"})
_ASCRIBED = frozenset("نسب نسبت نسبته نسبتها نسبه نسبها ونسب ونسبت ونسبته ينسب تنسب عزته عزتها عزاه عزاها".split())
_FOOTAGE = frozenset(
    "مشاهد مشهد صور صورا صوره لقطات فيديو فيديوهات مقطع مقطعا مقاطع تسجيل تسجيلا تسجيلات شريط شريطا".split()
)
_AIRING = frozenset({"بث", "نشر", "عرض"})
_SHOWING = frozenset({"وثق", "أظهر", "صور", "رصد"})
_LED = frozenset({"بعد", "ب", "عبر", "خلال", "من", ""})
_DURING = frozenset({"خلال", "في", "cause"})
_RAIDS = frozenset({"clash", "attack", "arrest", "mobilization"})
_SEEN = frozenset({"via:تسجيل", "via:رصد", "via:توثيق", "via:وقوع", "via:حدوث"})
_MOVING = frozenset({"mobilization", "presence", "territory-gain"})


def smuggled(state: SentenceFrames) -> None:
    """«إحباط محاولة تهريب أسلحة»: arms that were stopped on the way, by whoever tells of it."""
    for frame in state.frames:
        arms = frame.targets or frame.means
        if frame.code or "foiled" not in frame.marks or frame.entry_lemma() != "تهريب":
            continue
        if any(p.kind in ("weapon", "explosive", "group") for p in arms):
            frame.code, frame.klass, frame.status, frame.targets = "weapon-interception", "event", "happened", arms
            frame.marks.discard("foiled")


def carry(state: SentenceFrames) -> None:
    """Give an actor to the verbal nouns that have none, and to condemnations whom they condemn."""
    for speech in state.frames:
        blames = speech.klass == "speech" and (speech.code == "condemnation" or speech.entry_lemma() in _COMPLAINING)
        if blames and not (speech.targets or speech.addressees):
            speech.targets += [a for topic in speech.topics for a in topic.target().actors if agentive(a)]
        elif speech.code == "threat" and speech.klass == "speech" and not (speech.targets or speech.addressees):
            speech.targets += [t for topic in speech.topics for t in topic.target().targets]
    _put_out(state)
    _own_up(state)
    _left_behind(state)
    _by_aircraft(state)
    _shot_by(state)
    _fired_from(state)
    _ascribed(state)
    _boasted(state)
    _shown(state)
    _held_in_raids(state)
    for frame in state.frames:
        phrase = frame.phrase
        killing = frame.klass == "casualty" and frame.entry_lemma() in _KILLING  # «أعلن التنظيم قتل أربعة»
        if frame.entry_lemma() == "انفجار":
            continue  # it went off by itself: «استقال الوزير بعد انفجار المرفأ»
        _party_of_pronoun(state, frame)
        if frame.merged or frame.dropped or frame.actors or phrase is None or not (frame.klass == "event" or killing):
            continue
        owner = _pronoun_owner(state, frame, phrase)
        accused = _accused(state, frame)
        if owner is not None:
            for one in (m for m in owner.all() if agentive(m)):
                add_actor(state, frame, one, "pronoun of the verbal noun")
        elif accused:
            for one in accused:
                add_actor(state, frame, one, "who is accused of it")
        elif (teller := _teller(state, frame, phrase)) is not None and (is_armed(teller) or not killing):
            into = frame.targets if "foiled" in frame.marks else frame.actors
            into.append(teller)
            frame.note("actors", "carried", state.text(teller), "who tells of a deed of his own")
        elif (phrase.prep in _LED or (phrase.prep == "ل" and frame.status == "planned")) and not (
            phrase.definite and phrase.owner is None
        ):
            _share(state, frame, phrase)
        if not frame.actors and (goer := _goer(state, frame, phrase)) is not None:
            for one in goer.all():
                add_actor(state, frame, one, "who set out for it")


def _put_out(state: SentenceFrames) -> None:
    """«تمكنت الفرق من إخماد حريق»: who puts a fire out did not light it."""
    for frame in state.frames:
        if not frame.marks.isdisjoint(_PUTTING_OUT):
            for other in (f for f in state.frames if f.code == "property-destruction" and f.head >= frame.head):
                other.actors = [a for a in other.actors if not any(a is b for b in frame.actors)]
            frame.actors = []


def _own_up(state: SentenceFrames) -> None:
    """«أعلنت الحركة مسؤوليتها عن هجمات»: who owns up to a deed did it."""
    for speech in state.frames:
        if speech.code != "responsibility" or speech.verb is None or not speech.actors or speech.dropped:
            continue
        if state.clauses[speech.clause].negation is not None:
            continue  # «لم تعلن أي جهة مسؤوليتها عن …»
        for phrase in state.clauses[speech.clause].prepositional:
            deed = state.event_of(phrase) if phrase.prep == "عن" else None
            if deed is not None and deed is not speech and not deed.actors and deed.klass in ("event", "reference"):
                deed.actors = [a for a in speech.actors if agentive(a)]
                deed.note("actors", "carried", "", "who owns up to it")


def _left_behind(state: SentenceFrames) -> None:
    """«انفجار لغم من مخلفات التنظيم», «قنبلة من مخلفات قصف النظام»: whoever left it there."""
    if "مخلفات" not in state.view.vocabulary:
        return
    for frame in state.frames:
        if frame.actors or frame.merged or frame.code not in ("explosion", "remote-explosive"):
            continue
        whose = next((o for p in (*frame.means, *frame.targets) if (o := _whose_remnants(p)) is not None), None)
        for one in whose.all() if whose is not None else ():
            add_actor(state, frame, one, "who left it behind")


def _whose_remnants(phrase: Phrase) -> Phrase | None:
    inner: Phrase | None = phrase
    while inner is not None and not (inner.entry is not None and inner.entry.noun.startswith("مخلفات")):
        inner = inner.owner
    while inner is not None and not agentive(inner):
        inner = inner.owner  # «مخلفات قصف النظام»
    return inner


def _by_aircraft(state: SentenceFrames) -> None:
    """«قصف جوي بطائرة روسية»: the aircraft acts whose state its adjective names."""
    for frame in state.frames:
        if frame.actors or frame.merged or frame.code not in ("shelling", "airstrike", "attack"):
            continue
        led = (p for p in state.clauses[frame.clause].prepositional if p.prep == "ب" and p.kind == "actor")
        carrier = next((m for m in (*frame.means, *led) if _is_aircraft(m) and _of_a_state(m)), None)
        if carrier is not None:
            add_actor(state, frame, carrier, "whose aircraft it is")
            continue
        whose = next((m.owner for m in frame.means if m.owner is not None and _belongs_to_arms(m.owner)), None)
        for one in whose.all() if whose is not None else ():
            add_actor(state, frame, one, "whose weapon it is")  # «هجوم بطائرة مسيرة لقوات …»


def _shot_by(state: SentenceFrames) -> None:
    """«قتل برصاص أطلقه عليه مسلحون»: whoever fired the shots."""
    if _FIRED.isdisjoint(state.view.vocabulary):
        return
    for index, clause in enumerate(state.clauses):
        if not index or clause.use is None or clause.use.lemma != "أطلق" or not clause.use.suffix:
            continue
        hurt, shooter = state.of_clause.get(index - 1), clause.subject
        if hurt is None or shooter is None or hurt.actors or hurt.klass != "casualty" or not agentive(shooter):
            continue
        if state.view.norm(clause.chunks[0].start - 1) in _SHOTS:
            for one in shooter.all():
                add_actor(state, hurt, one, "who fired")


def _fired_from(state: SentenceFrames) -> None:
    """«إطلاق نار من دورية»: where nobody else is told to have fired, those it came from."""
    for frame in state.frames:
        fire = frame.phrase.owner if frame.phrase is not None else None
        if frame.actors or frame.merged or frame.code not in ("civilian-attack", "shelling", "attack") or fire is None:
            continue
        origin = fire.owner if fire.kind == "weapon" else None
        if origin is not None and origin.prep == "من" and is_armed(origin):
            add_actor(state, frame, origin, "who fired")


def _ascribed(state: SentenceFrames) -> None:
    """«انفجار نسبته الحكومة إلى …», «هجمات نسبت إلى …»: on whom a deed is blamed in a clause of its own."""
    if _ASCRIBED.isdisjoint(state.view.vocabulary):
        return
    for index, clause in enumerate(state.clauses):
        if not index or clause.use is None or clause.use.lemma not in _ASCRIBING or clause.link not in ("rel", "and"):
            continue
        if any(state.event_of(o) is not None for o in clause.objects if o.start > clause.chunks[0].start):
            continue  # «نسبت الحكومة الهجوم إلى …» is an accusation
        blamed = next((p for p in clause.prepositional if p.prep == "إلى" and agentive(p)), None)
        deed = state.last_event_before(index)
        if blamed is not None and deed is not None and not deed.actors:
            for one in blamed.all():
                add_actor(state, deed, one, "on whom it is blamed")


def _boasted(state: SentenceFrames) -> None:
    """«مزاعم الحركة بالسيطرة على …»: who is said to claim a gain or a downing is who would have done it."""
    for told in state.frames:
        who = told.phrase.owner if told.entry_lemma() in _CLAIMS and told.phrase is not None else None
        if who is None or not agentive(who):
            continue
        for frame in state.frames:
            behind = frame.phrase is not None and frame.phrase.prep in ("ب", "عن") and frame.head > told.head
            if behind and frame.clause == told.clause and frame.code in _BOASTED and not frame.actors:
                for one in who.all():
                    add_actor(state, frame, one, "who claims to have done it")


def _shown(state: SentenceFrames) -> None:
    """«بثت الكتائب مشاهد لاستهداف دبابة», «مقطعا يوثق قصف …»: it was done, by the body of arms that shows it."""
    if _FOOTAGE.isdisjoint(state.view.vocabulary):
        return
    for frame in state.frames:
        clause, phrase = state.clauses[frame.clause], frame.phrase
        if phrase is None or frame.merged or clause.use is None or clause.negation or not _done_by_teller(frame):
            continue
        showing = [o for o in clause.objects if o.start < phrase.start] if clause.use.lemma in _AIRING else []
        if clause.link == "rel" and clause.use.lemma in _SHOWING and clause.antecedent is not None:
            showing, clause = [clause.antecedent], state.clauses[frame.clause - 1]
        if not any(state.view.norm(o.head) in _FOOTAGE for o in showing):
            continue
        frame.marks.discard("purpose")
        aired = clause.use is not None and clause.use.lemma in _AIRING and clause.subject is not None
        body = (
            body_of_arms(state.view, clause.subject)
            if aired and clause.subject is not None and not frame.actors
            else None
        )
        if body is not None:
            add_actor(state, frame, body, "who shows pictures of it")


def _held_in_raids(state: SentenceFrames) -> None:
    """«أصيب شاب واعتقل آخرون خلال اقتحام القوات …»: who makes the raid in which people are held holds them."""
    for frame in state.frames:
        if frame.code != "arrest" or frame.actors or frame.verb is None or not frame.passive or frame.merged:
            continue
        led = (p for p in state.clauses[frame.clause].prepositional if p.prep in _DURING and p.start > frame.head)
        raids = (state.event_of(p) for p in led)
        raid = next((r for r in raids if r is not None and r.actors and r.code in _RAIDS), None)
        if raid is not None and all(is_armed(a) for a in raid.actors):
            frame.actors = list(raid.actors)
            frame.note("actors", "carried", "", "who makes the raid in which they are held")


def _is_aircraft(phrase: Phrase) -> bool:
    return phrase.kind == "air-platform" or (phrase.entry is not None and phrase.entry.klass == "air-platform")


def _belongs_to_arms(owner: Phrase) -> bool:
    return owner.prep == "ل" and owner.kind in ("actor", "force") and is_armed(owner)


def _of_a_state(phrase: Phrase) -> bool:
    return phrase.adjective_actor is not None or any(n.body.country for n in phrase.names)


def _pronoun_owner(state: SentenceFrames, frame: Frame, phrase: Phrase) -> Phrase | None:
    """«أعلنت قسد سيطرتها على …»: the pronoun is the subject of the clause or of one before it."""
    entry = frame.entry
    if not phrase.suffix or not isinstance(entry, EventNoun) or entry.genitive not in ("actor", "auto", "place"):
        return None
    subjects = (c.subject for c in reversed(state.clauses[: frame.clause + 1]))
    return next((s for s in subjects if s is not None and agentive(s)), None)


def _party_of_pronoun(state: SentenceFrames, frame: Frame) -> None:
    """«أعلن الوزير اتفاقه مع …», «خلال لقائه مع …»: the pronoun is the party that «مع» leaves unsaid."""
    if frame.phrase is None or frame.merged or frame.code not in ("agreement", "negotiation") or not frame.actors:
        return
    if any(a.prep != "مع" for a in frame.actors):
        return
    owner = _pronoun_owner(state, frame, frame.phrase)
    if owner is not None and not any(owner is a for a in frame.actors):
        add_actor(state, frame, owner, "pronoun of the verbal noun")


def _share(state: SentenceFrames, frame: Frame, phrase: Phrase) -> None:
    """«… بعد تطويق البلدة ومداهمة المنازل»: the actors of the deed before it in the clause."""
    phrases = state.clauses[frame.clause].phrases()
    joined = any(phrase is m for p in phrases for m in p.members)
    if not (phrase.prep or joined) or frame.code in ("presence", "displacement", "protest"):
        return
    before = (f for f in state.frames if f.clause == frame.clause and f is not frame and f.head < frame.head)
    peace = frame.code in _PEACEFUL  # who visits is not who shoots
    main = next((f for f in before if f.actors and f.klass == "event" and (f.code in _PEACEFUL) == peace), None)
    if main is not None and phrases:
        frame.actors += main.actors
        frame.note("actors", "carried", "", "subject of the clause")


def _goer(state: SentenceFrames, frame: Frame, deed: Phrase) -> Phrase | None:
    """«أقلعت مقاتلات لشن غارات», «تحركت قوات لاستعادة البلدة»: the armed subject of a verb of moving to a deed."""
    clause = state.clauses[frame.clause]
    verb, subject = clause.verb, clause.subject
    if verb is None or verb.passive or verb.start > frame.head or subject is None or clause.negation is not None:
        return None
    if clause.frame is None or clause.frame.code not in _MOVING or not is_armed(subject):
        return None
    return subject if any(p.prep == "ل" and deed in _chain(p) for p in clause.prepositional) else None


def _accused(state: SentenceFrames, frame: Frame) -> list[Phrase]:
    """Whom the verb of accusation that has the deed for its topic accuses."""
    for speech in state.frames:
        if speech.code == "accusation" and speech.roles()[:1] == ("speaker",) and speech.head < frame.head:
            blamed = (o.owner for o in state.clauses[speech.clause].objects if o.event is not None)
            if any(t.target() is frame for t in speech.topics) or any(o is frame.phrase for o in blamed if o):
                return [p for p in (*speech.targets, *speech.addressees) if agentive(p)]
    return []


def _teller(state: SentenceFrames, frame: Frame, phrase: Phrase) -> Phrase | None:
    """The body that announces or denies the deed of a verbal noun in the object of its own verb of saying."""
    clause = state.clauses[frame.clause]
    owned = _claimant(state, phrase)
    if owned is not None:
        return body_of_arms(state.view, owned) if frame.targets or frame.places or frame.patients else None
    suffers = isinstance(frame.entry, EventNoun) and frame.entry.genitive in ("target", "patient")
    whole = phrase.owner is None or suffers  # «إعلان الجيش إسقاط طائرتين»
    if frame.told_by is not None and "announced" in frame.marks and whole and _done_by_teller(frame):
        return body_of_arms(state.view, frame.told_by)
    said = clause.frame
    if said is None or said.says not in _OWNED or clause.subject is None or not _done_by_teller(frame):
        return None
    if said.lemma in NAMING:
        return None  # «وصفت الوزارة الأنباء عن قصف …»
    taken_up = frame.code == "weapon-interception" and bool(phrase.suffix and frame.targets)  # «أعلن الجيش اعتراضه»
    if not frame.marks.isdisjoint(_SEEN):
        return None  # «أعلن الجيش تسجيل خروقات»
    handed_on = taken_up or "foiled" in frame.marks or any(mark.startswith("via:") for mark in frame.marks)
    if not isinstance(frame.entry, EventNoun) or frame.passive:
        return None
    if phrase.owner is None and said.says in _TOLD:
        taking = frame.code in _TAKING or frame.entry_lemma() == _RELEASE
        if taking and any(o is phrase for o in clause.objects):
            return body_of_arms(state.view, clause.subject)  # «أعلن الجيش السيطرة على …»
        if frame.marks & _BEGUN and any(o.owner is phrase for o in clause.objects):
            return body_of_arms(state.view, clause.subject)  # «أعلنت الفصائل بدء الهجوم على …»
    if phrase.definite and phrase.owner is None and not handed_on:
        return None  # «أكد الجيش القصف»; but «إحكام السيطرة»
    if phrase.prep == "ب" and any(o.event is not None and o.event.klass == "casualty" for o in clause.objects):
        return None  # «أكدت الشرطة إصابة مدنيين بتفجير عبوة»
    told = [*clause.objects, *(p for p in clause.prepositional if p.prep in ("عن", "ب"))]
    if not any(phrase is q for p in told for m in p.all() for q in _chain(m)):
        return None
    if not handed_on and ((phrase.owner is None and not phrase.closed) or frame.entry.genitive == "actor"):
        return None
    return body_of_arms(state.view, clause.subject)


def _chain(phrase: Phrase) -> list[Phrase]:
    """«إحباط محاولة تهريب …»: a phrase and what it holds, as far as verbal nouns go."""
    out: list[Phrase] = [phrase]
    while out[-1].event is not None and out[-1].owner is not None:
        out.append(out[-1].owner)
    return out


def _claimant(state: SentenceFrames, phrase: Phrase) -> Phrase | None:
    """Who claims a deed for himself: «تبنى التنظيم الهجوم», «هجوم تبناه التنظيم»."""
    for index, clause in enumerate(state.clauses):
        if clause.frame is None or clause.frame.code != "responsibility" or clause.subject is None:
            continue
        taken_up = clause.link == "rel" and (clause.antecedent is phrase or _taken_up(state, index, phrase))
        if taken_up or any(m is phrase for o in clause.objects for m in o.all()):
            return clause.subject
    return None


def _taken_up(state: SentenceFrames, index: int, phrase: Phrase) -> bool:
    """«في تفجيرين ببعقوبة تبناهما التنظيم»: the deed before its place, which the pronoun of the verb takes up."""
    clause = state.clauses[index]
    place = clause.antecedent is not None and clause.antecedent.kind in ("place", "country")
    deed = state.last_event_before(index) if place and clause.use is not None and clause.use.suffix else None
    return deed is not None and deed is state.event_of(phrase)


def _done_by_teller(frame: Frame) -> bool:
    """Deeds of arms, arrests, gains; of explosions those that somebody sets off («تفجير»)."""
    if frame.entry_lemma() in FALLING:
        return False  # «نفت القوات سقوط البلدة»
    set_off = frame.code in ("explosion", "remote-explosive") and frame.entry_lemma() == "تفجير"
    return frame.code in _DEEDS or set_off or frame.entry_lemma() == _RELEASE
