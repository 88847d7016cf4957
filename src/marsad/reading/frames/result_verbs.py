"""Verbs of result: «ما أدى إلى مقتل …», «أوقع 3 قتلى», «خلف أضرارا»: what came of the event told before."""

from __future__ import annotations

from marsad.language.ar.lexicon import VerbFrame
from marsad.reading.frame import Frame, Patient
from marsad.reading.frames import nouns, rising_tolls
from marsad.reading.frames.codes import CASUALTY, DAMAGE, TOLLS
from marsad.reading.frames.roles import add_patient
from marsad.reading.frames.sentence import SentenceFrames
from marsad.reading.frames.tolls import sum_up, sums_up
from marsad.reading.phrase import ARMED, PEOPLE, Phrase

_BROUGHT_ABOUT = DAMAGE | {"arrest", "abduction"}  # «عملية أسفرت عن اعتقال …»: whoever did the one did the other
_WITHOUT_TOLL = frozenset({"", "presence", "control", "negotiation", "statement"})
_VICTIMS = PEOPLE | ARMED | {"name", "person-official", "person-source"}
_RAISING = frozenset({"رفع"})  # «رفعت الوزارة الحصيلة إلى 21 قتيلا»: what rises is the object
_DEADLY = frozenset({"weapon", "explosive", "air-platform"})
_LIFE = frozenset({"حياة", "روح"})
_ANSWERS = frozenset({"رد", "انتقام", "ثأر"})
_ONE = frozenset({"ه", "ها"})
_THEIRS = _ONE | {"هما", "هم"}


def result(state: SentenceFrames, index: int, entry: VerbFrame) -> None:
    """What the verb tells goes to its subject or to the event before it."""
    clause = state.clauses[index]
    subject, deed = clause.subject, state.event_of(clause.subject)
    if subject is not None and "patient" in entry.subject and rising_tolls.read(state, index, entry, subject):
        return
    raised = clause.objects[0] if entry.lemma in _RAISING and clause.objects else None
    if raised is not None:
        rising_tolls.read(state, index, entry, raised)
        return
    event = deed or state.last_event_before(index)
    if subject is not None and "patient" in entry.subject:
        results = [subject]
        cause = next((p for p in clause.prepositional if p.prep in ("cause", "في", "نتيجة")), None)
        event = state.event_of(cause) or state.last_event_before(index)
    else:
        results = []
        for prep, roles in entry.preps.roles.items():
            if "patient" in roles or "event" in roles or "target" in roles:
                results += [p for p in clause.prepositional if p.prep == prep]
        results = [p for p in results if p.prep != "بين" or p.number is not None]  # «… بين قتيل وجريح»
        results += [o for o in clause.objects if o is not subject]
        if results:  # «أدى إلى انهيار … في حي … ومقتل طفلين»
            joined = [p for p in clause.after if p.conj and p.event is not None and p.start > results[0].start]
            results += [p for p in joined if p is not subject and not any(p is r for r in results)]
        if subject is not None and not results and (event is not deed or subject.kind == "casualty"):
            results.append(subject)
    if deed is not None and results:
        event = _struck_back(state, deed, results)
    if event is not None and results and (deed is not None or subject is None):
        event = _told_anew(state, index, entry, event)
    taken = [p for p in results if _lives(p) is not None]
    if taken and subject is not None and deed is None and subject.kind in _DEADLY:
        _killed_by(state, index, entry, subject, taken)
        return
    for told in results:
        for member in (_lives(told) or told).all():
            frame = state.event_of(member)
            if frame is not None:
                frame.marks.add("result")
                if frame.entry_lemma() == "تدمير" and frame.code in ("attack", "clash"):
                    frame.code = "property-destruction"  # «هجوم أدى إلى تدمير آلية»: told as what came of it
                if event is not None and frame is not event:
                    _follow(state, frame, event)
                elif subject is not None and subject.kind == "explosive" and frame.code in TOLLS:
                    frame.means.append(subject)  # «أدت عبوة لاصقة إلى مقتل ضابط»
            elif event is not None:
                add_patient(state, event, member, CASUALTY.get(entry.code, ""))
                if event.patients and not event.code and event.entry_lemma() == "رد":
                    event.code, event.klass = "shelling", "event"  # «أوقع الرد التركي 13 قتيلا»
                    if event.phrase is not None:
                        nouns.adjective_actors(state, event, event.phrase)
            elif member.kind == "casualty" and member.count is not None:  # «تصعيد …، خلف عشرات القتلى»
                event = state.add_of_verb(index, entry, "casualties")
                event.klass = "casualty"
                over = (*clause.times, *(state.clauses[clause.parent].times if clause.parent >= 0 else ()))
                event.marks |= {"sum"} if any(t.since for t in over) else set()
                add_patient(state, event, member, "")


def _struck_back(state: SentenceFrames, deed: Frame, results: list[Phrase]) -> Frame:
    """«الرد التركي أوقع 13 قتيلا»: an answer by which people come to harm is one by fire."""
    if deed.code or deed.entry_lemma() not in _ANSWERS or deed.phrase is None:
        return deed
    harm = (p.kind == "casualty" or (p.event is not None and p.event.code in TOLLS) for p in results)
    if not any(harm):
        return deed
    deed.code = "attack"
    nouns.adjective_actors(state, deed, deed.phrase)
    fire = any(a.kind == "people-adjective" for a in deed.actors)
    deed.code, deed.klass = ("shelling", "event") if fire else ("", deed.klass)
    return deed


def _told_anew(state: SentenceFrames, index: int, entry: VerbFrame, deed: Frame) -> Frame:
    """«… 13 قتيلا، في حين أكدت الوزارة أنه لم يسفر عن إصابات»: what another says came of it is a claim of its own."""
    clause = state.clauses[index]
    teller = clause.parent
    if clause.link != "comp" or not deed.code or deed.klass != "event" or teller <= deed.clause:
        return deed
    told, use = state.clauses[teller], clause.use
    counted = deed.patients or any(f is not deed and f.target() is deed for f in state.frames if f.code in TOLLS)
    if not (told.klass("speech") and told.subject is not None and counted) or clause.verb is None:
        return deed
    verb = clause.verb
    again = Frame(
        verb.start, verb.start, verb.end, entry.name, deed.code, deed.status, "event", index, entry, verb=use,
        actors=[*deed.actors], places=[*deed.places], means=[*deed.means], times=[*deed.times],
    )  # fmt: skip
    state.frames.append(again)
    again.marks |= deed.marks & {"settled", "open means"}
    again.note("claim", "taken", state.text(deed.phrase) if deed.phrase else "", "what another says came of it")
    return again


def _killed_by(state: SentenceFrames, index: int, entry: VerbFrame, means: Phrase, taken: list[Phrase]) -> None:
    """«أودى رصاص طائش بحياة طفلة», «لغم أودى بحياة راع»: a weapon without an event of its own."""
    frame = state.add_of_verb(index, entry, "killing")
    frame.klass = "casualty"
    frame.means.append(means)
    for phrase in taken:
        for member in phrase.all():
            add_patient(state, frame, _lives(member) or member, "killed")


def _lives(phrase: Phrase) -> Phrase | None:
    """«أودى بحياة ثلاثة»: whose lives they were."""
    return phrase.owner if phrase.entry is not None and phrase.entry.noun in _LIFE else None


def _follow(state: SentenceFrames, frame: Frame, event: Frame) -> None:
    """Tolls are folded into the event; damage and flight are claims of their own with its actors."""
    if frame.klass == "casualty" or frame.code in TOLLS:
        if event.klass == "speech" or event.code in _WITHOUT_TOLL:
            return
        if sums_up(state, frame, event):
            sum_up(state, frame, event)
            return
        _resolve_pronoun(frame, event)
        frame.merge_into(event, "toll of the event")
    elif frame.code in _BROUGHT_ABOUT and not frame.actors:
        frame.causes += [event.phrase] if event.phrase is not None else []
        frame.marks.add("consequence")
        frame.actors += [a for a in event.actors if a not in frame.actors]
        frame.places += [p for p in event.places if not frame.places]


def _resolve_pronoun(frame: Frame, event: Frame) -> None:
    """«هجوم على ضابط أدى إلى مقتله»: the pronoun is the target."""
    if frame.patients or frame.phrase is None or frame.phrase.suffix not in _THEIRS:
        return
    victim = next((t for t in event.targets if t.kind in _VICTIMS), None)
    if victim is not None:
        victim.count = victim.count or ((1, 1) if frame.phrase.suffix in _ONE else None)
        frame.patients.append(Patient(victim, CASUALTY.get(frame.code, "")))
