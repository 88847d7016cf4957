"""Verbs whose event is the noun beside them: light («شن هجوما»), foiling («أحبط هجوما»), aspect («واصلت القصف»)."""

from __future__ import annotations

from marsad.language.ar.lexicon import VerbFrame
from marsad.reading.clauses import Clause
from marsad.reading.frame import Frame
from marsad.reading.frames import event_verbs
from marsad.reading.frames.roles import fill
from marsad.reading.frames.sentence import SentenceFrames
from marsad.reading.phrase import Phrase, agentive, is_armed
from marsad.reading.selection import fits

_CLOSE = 2  # tokens between a deed and the words that say how it ended, told as one
_SETTLEMENTS = frozenset("مدينة بلدة قرية حي مخيم".split())
_SUSPENDING = frozenset({"علق", "جمد", "أوقف", "توقف", "ألغى"})
_LEAVING = frozenset({"مغادرة", "خروج", "رحيل"})
_AIMS = frozenset({"territory-gain", "siege", "arrest", "territory-handover"})
_VACATING = _LEAVING | {"إخلاء", "انسحاب"}
_SEIZING = frozenset({"arrest", "abduction"})
_HELD = frozenset({"خضع", "وقع", "ظل", "بقي", "بات"})  # «تخضع لسيطرة …»: the place is held
_ARMS = frozenset({"weapon", "explosive", "group"})
_HIT = frozenset({"place", "country", "structure", "military-post"})


def light(state: SentenceFrames, index: int, entry: VerbFrame) -> None:
    """«شن هجوما», «تعرضت القرية لقصف», «قصف نفذته القوات», «تم استهداف»: the noun is the event."""
    clause = state.clauses[index]
    subject = clause.subject
    candidates = _called_for(clause, entry)
    if subject is not None and ("event" in entry.subject or not candidates):
        candidates.append(subject)
    events = [(p, f) for p in candidates for m in p.all() if (f := state.event_of(m)) is not None]
    _foiled_by_noun(state, subject, events)
    watched = entry.subject[:1] == ("speaker",)  # «رصد المرصد غارات»: whoever saw it did not do it
    aimed = entry.lemma == "استهدف" and state.event_of(subject) is not None
    for phrase, frame in events:
        frame.marks.add(f"light:{entry.lemma}")
        if aimed and frame.code in _AIMS and any(phrase is o for o in clause.objects):
            frame.status = frame.status or "planned"  # «تستهدف العملية تحرير المدينة»: what it is for
        if entry.lemma == "نفذ" and "via:حكم" in frame.marks:
            frame.dropped, frame.status = "", "happened"  # «نفذت حكم الإعدام بحق …»: it was carried out
        frame.note("claim", "taken", entry.lemma, entry.name)
        if frame.code == "territory-gain" and entry.lemma in _HELD:
            frame.code, frame.status = "control", "ongoing"
        if subject is not None and subject is not phrase and state.event_of(subject) is None and not watched:
            hurt = frame.klass == "casualty" and "target" in entry.subject  # «تعرضت ممرضة لإصابات»
            known = len(frame.places)
            fill(state, frame, ("patient",) if hurt else entry.subject, subject, "subject of " + entry.lemma)
            # «وصلوا إلى … إثر القصف الذي تعرضت له المدينة»
            own = frame.places[known:] or ([subject] if _is_settlement(subject) and "target" in entry.subject else [])
            frame.places = own + frame.places[:known]
        for other in clause.objects:
            if other is not phrase and state.event_of(other) is None:
                seized = frame.code in _SEIZING and fits(("crowd",), other)  # «حملة اعتقالات طالت 20 شخصا»
                fill(state, frame, ("patient",) if seized else entry.object, other, "object of " + entry.lemma)
        if phrase is subject and not clause.objects and entry.object:
            _object_in_genitive(state, frame, entry, phrase)
        frame.add_times(clause.times)
        frame.verb = frame.verb or clause.use
        if entry.status and not frame.status:
            frame.status = entry.status


def _is_settlement(phrase: Phrase) -> bool:
    """«المدينة», «البلدة»: a place named before, by its kind."""
    head = phrase.place_head
    return head is not None and head.noun in _SETTLEMENTS and phrase.definite and phrase.grammatical == "s"


def _object_in_genitive(state: SentenceFrames, frame: Frame, entry: VerbFrame, subject: Phrase) -> None:
    """«هزت انفجارات دمشق»: the place behind the noun is what the verb tells of, not whose the event is."""
    inner = subject.owner
    while inner is not None and inner.event is not None:
        inner = inner.owner
    if inner is not None and inner.kind in _HIT and not inner.prep and not (frame.places or frame.targets):
        fill(state, frame, entry.object, inner, "object of " + entry.lemma)


def _foiled_by_noun(state: SentenceFrames, subject: Phrase | None, events: list[tuple[Phrase, Frame]]) -> None:
    """«الهجوم تم صده», «الاعتداء جرى إحباطه»: the noun with the pronoun says how the subject of the verb ended."""
    deed = state.event_of(subject)
    for phrase, frame in events:
        foils = phrase.event is not None and phrase.event.klass == "foil" and phrase.suffix
        if foils and deed is not None and deed is not frame and deed.code:
            deed.status = frame.status or "failed"
            deed.marks.add("foiled")
            deed.end = max(deed.end, frame.end) if frame.head - deed.end <= _CLOSE else deed.end
            frame.merge_into(deed, "how it ended")


def foil(state: SentenceFrames, index: int, entry: VerbFrame) -> None:
    """«أحبط الجيش هجوما»: the defender is the subject; the act in the object has failed."""
    clause = state.clauses[index]
    candidates, defender = _called_for(clause, entry), clause.subject
    if clause.verb is not None and clause.verb.passive and defender is not None:
        candidates.insert(0, defender)
        defender = None
    frame = next((f for p in candidates if (f := state.event_of(p)) is not None), None)
    if frame is not None:
        _foiled(state, clause, entry, frame, defender)
    elif attackers := clause.objects or _led_attackers(clause, entry):
        # «صد الجيش مجموعات حاولت التسلل», «تصدوا لعناصر التنظيم»: the object is the attacker
        frame = state.add_of_verb(index, entry, "clash")
        frame.status = entry.status or "failed"
        fill(state, frame, ("actor",), attackers[0], "attacker, object of " + entry.lemma)
        if defender is not None:
            fill(state, frame, ("target",), defender, "defender, subject of " + entry.lemma)
        if not frame.actors:
            frame.dropped = "foil verb without an attack or an attacker"


def _led_attackers(clause: Clause, entry: VerbFrame) -> list[Phrase]:
    """«تصدت القوات لعناصر التنظيم»: the armed men whom the preposition of the verb leads."""
    led = (p for p in clause.prepositional if p.prep in entry.preps.required)
    return [p for p in led if "actor" in entry.preps.roles[p.prep] and is_armed(p)]


def _foiled(state: SentenceFrames, clause: Clause, entry: VerbFrame, frame: Frame, defender: Phrase | None) -> None:
    if frame.code == "aid":  # «منعت القوات إدخال المساعدات»: who obstructs aid acts
        frame.status = "prevented"
        if defender is not None:
            fill(state, frame, ("actor",), defender, "subject of " + entry.lemma)
        return
    if frame.entry_lemma() == "تهريب" and any(p.kind in _ARMS for p in (*frame.targets, *frame.means)):
        frame.targets = frame.targets or frame.means
        frame.code, frame.klass, frame.status = "weapon-interception", "event", "happened"  # «أحبط تهريب أسلحة»
        if defender is not None:
            fill(state, frame, ("actor",), defender, "subject of " + entry.lemma)
        return
    frame.status = entry.status or "failed"
    if clause.verb is not None and abs(clause.verb.start - frame.head) < 4:
        frame.start = min(frame.start, clause.verb.start)
    frame.note("status", "taken", entry.lemma, entry.name)
    frame.marks.add("foiled")
    if defender is not None:
        fill(state, frame, ("target",), defender, "defender, subject of " + entry.lemma)
    frame.add_times(clause.times)


def aspect(state: SentenceFrames, index: int, entry: VerbFrame) -> None:
    """«واصلت الطائرات قصفها», «حاول المسلحون التسلل», «تجددت الاشتباكات»."""
    clause = state.clauses[index]
    candidates = _called_for(clause, entry)
    if clause.subject is not None and state.event_of(clause.subject) is not None and entry.lemma != "هدف":
        candidates.append(clause.subject)  # but «عملية تهدف إلى …»: what it is for is planned, not the operation
    for phrase in candidates:
        for member in phrase.all():
            frame = state.event_of(member)
            if frame is not None:
                _qualify(state, clause, entry, frame)
    if entry.code and not any(state.event_of(c) for c in candidates):
        event_verbs.event(state, index, entry)


def _qualify(state: SentenceFrames, clause: Clause, entry: VerbFrame, frame: Frame) -> None:
    """Give an event the status, the subject and the times of its verb of aspect."""
    over = clause.link == "rel" and clause.use is not None and clause.use.form.tense == "past"  # «استمرت شهرين»
    if entry.status and not (over and entry.status == "ongoing"):
        frame.status = entry.status
        frame.note("status", "taken", entry.lemma, entry.name)
    if frame.code == "aid" and entry.lemma in _SUSPENDING:
        frame.status = "prevented"
    frame.marks.add(f"aspect:{entry.lemma}")
    let_go = [p for p in clause.prepositional if p.prep == "ل" and fits(("crowd",), p)] if entry.lemma == "سمح" else []
    if let_go and frame.entry_lemma() in _LEAVING:  # «سمح الجيش للأهالي بالمغادرة»
        frame.code, frame.klass, frame.status = "displacement", "event", "happened"
        frame.actors, frame.targets = [], []
        fill(state, frame, ("patient",), let_go[0], "who is let go")
    driven = [p for p in clause.objects if fits(("crowd",), p)] if frame.entry_lemma() in _VACATING else []
    if driven and frame.code == "territory-handover":  # «أجبرت القوات النازحين على إخلاء مراكز الإيواء»
        frame.code, frame.actors = "displacement", []
    if (
        not frame.code
        and frame.entry_lemma() in _LEAVING
        and any(fits(("crowd",), p) for p in (*clause.objects, clause.subject) if p)
    ):
        frame.code, frame.klass = "displacement", "event"  # «دفع القصف السكان إلى مغادرة أريحا»
    if clause.subject is not None and state.event_of(clause.subject) is None:
        # «تمكن الجيش من صد هجوم»: who foils an attack is its target
        moved = frame.code in ("displacement", "return")  # «اضطرت العائلات إلى النزوح»
        role = "target" if "foiled" in frame.marks else "patient" if moved and not agentive(clause.subject) else "actor"
        if role == "actor" and agentive(clause.subject):
            _suffer(frame)
        fill(state, frame, (role,), clause.subject, "subject of " + entry.lemma)
    for other in clause.objects:
        if frame.code in ("displacement", "return") and state.event_of(other) is None:
            fill(state, frame, ("patient",), other, "object of " + entry.lemma)
    frame.add_times(clause.times)


def _suffer(frame: Frame) -> None:
    """«تمكنت القوات من محاصرة التنظيم»: where the verb tells who does it, the genitive is whom it is done to."""
    held = frame.phrase.owner if frame.phrase is not None else None
    if held is None or held.prep or held.event is not None:
        return
    done = [m for m in held.all() if any(m is a for a in frame.actors)]
    frame.actors = [a for a in frame.actors if not any(a is m for m in done)]
    frame.targets += done


def _called_for(clause: Clause, entry: VerbFrame) -> list[Phrase]:
    """The objects, and the phrases behind a preposition that leads the event of this verb."""
    led = [p for p in clause.prepositional if "event" in entry.preps.roles.get(p.prep, ())]
    if led and entry.preps.required:  # «قامت القوة بمداهمة منازل في الحي ونهب الممتلكات»
        led += [p for p in clause.after if p.conj and p.event is not None and p.start > led[-1].end]
    return [*clause.objects, *led]
