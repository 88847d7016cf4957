"""Verbs that evoke an event by themselves: «قصف الطيران البلدة», «قُتل ثلاثة»."""

from __future__ import annotations

from marsad.language.ar.lexicon import VerbFrame
from marsad.language.ar.script import normal
from marsad.reading.clauses import Clause
from marsad.reading.frame import Frame
from marsad.reading.frames import pronoun_objects, resumption, speech
from marsad.reading.frames.codes import ABSORBED, CASUALTY
from marsad.reading.frames.roles import add_patient, fill
from marsad.reading.frames.sentence import SentenceFrames
from marsad.reading.phrase import Phrase, agentive, is_armed
from marsad.reading.phrases.words import GATHERINGS

_FREED = frozenset({"سراح", "سبيل"})
_PHYSICAL = ABSORBED | frozenset(
    "territory-gain siege abduction arrest riot property-destruction suicide-bombing airstrike mobilization".split()
)
_OF_THINGS = frozenset({"property-destruction", "arrest", "mobilization"})
_LED = frozenset({"في", "ب", "خلال", "cause"})


def event(state: SentenceFrames, index: int, entry: VerbFrame) -> None:
    """The frame of a verb that evokes an event, where its subject is not itself the event."""
    clause = state.clauses[index]
    use, verb, subject = clause.use, clause.verb, clause.subject
    assert use is not None
    assert verb is not None
    deed = state.event_of(subject)
    if (not verb.passive or _is_hit(clause) or resumption.planted(clause)) and _joins_deed(state, index, entry, deed):
        return
    if deed is not None and verb.passive and entry.code == "accusation":
        for phrase in clause.prepositional:
            if phrase.prep in entry.preps.required:  # «هجوم نسب إلى التنظيم»
                fill(state, deed, ("actor",), phrase, "to whom it is attributed")
        return
    held_by = clause.antecedent if clause.link == "rel" and entry.code == "control" else None
    if held_by is not None and held_by.kind != "place" and subject is not held_by:
        return  # «المواقع التي تسيطر عليها الحكومة» names whose they are; «الحركة التي تسيطر على القطاع» tells it
    if subject is not None and subject.kind == "number" and subject.owner is None:
        before = (p for p in clause.prepositional if p.prep == "من" and p.end == subject.start)
        subject.owner = next((p for p in before if agentive(p)), None)  # «قتل من المسلحين 42»
    frame = state.add_of_verb(index, entry, entry.code)
    frame.passive = verb.passive
    if entry.status == "failed" and entry.subject[:1] == ("target",):
        frame.marks.add("foiled")  # «صدت القوات تعرضا»
    frame.dropped = _figurative(state, index, entry)
    if verb.passive:
        if subject is not None:
            _object(state, frame, entry, subject)
            if is_armed(subject):
                frame.marks.add("armed moved")  # «أُرسلت وحدات إلى الحدود»
    else:
        if deed is not None and subject is not None and "event" not in entry.subject:
            frame.causes.append(subject)
            frame.actors += deed.actors
        elif subject is not None:
            fill(state, frame, entry.subject, subject, "subject of " + entry.lemma)
        if use.suffix and not clause.objects and clause.link != "rel":
            _pronoun_object(state, index, frame, entry)
        for phrase in clause.objects:
            _object(state, frame, entry, phrase)
    if entry.klass == "speech" or entry.code == "accusation":  # «ألقت باللوم على … في …»
        speech.topics(state, frame, clause)
    led = clause.antecedent if clause.link == "rel" and entry.klass == "casualty" else None
    attack = state.event_of(led) if led is not None and led.prep in _LED and subject is not led else None
    if attack is not None and attack.code in ABSORBED:
        frame.merge_into(attack, "what the attack named before it did")  # «في هجومين … قتل المسلحون …»


def _is_hit(clause: Clause) -> bool:
    """«…، استهدفت عدة مناطق»: the place behind a verb that goes on with a strike is no doer."""
    subject, spots = clause.subject, ("place", "structure", "military-post")
    return subject is not None and subject.kind in spots and any(subject is p for p in clause.after)


def _figurative(state: SentenceFrames, index: int, entry: VerbFrame) -> str:
    """Why a verb of violence is meant otherwise: storms and debts strike too, and plans and rights are attacked."""
    clause = state.clauses[index]
    subject, passive = clause.subject, clause.verb is not None and clause.verb.passive
    if entry.code not in _PHYSICAL or (subject is not None and state.event_of(subject) is not None):
        return ""
    if "patient" in entry.subject:
        return ""  # «فقد أربعة حياتهم»: the life that is lost is part of the verb
    if clause.by_participle and entry.lemma == "عزز":
        return "with what somebody came"  # «اقتحمت القوات المخيم معززة بآليات»
    if subject is not None and _is_idea(state, subject) and not passive:
        return "no doer of violence"
    own = entry.frame.rpartition("+")[2]  # «فجر نفسه»: part of what the verb says
    objects = [p for p in clause.objects if p.entry is None or normal(p.entry.noun) != own]
    hit = [subject] if passive and subject is not None else objects
    others = [p for p in clause.prepositional if p.prep not in ("في", "ب") and entry.preps.roles.get(p.prep)]
    if hit and not others and entry.code not in _OF_THINGS and all(_is_idea(state, p) for p in hit):
        return "done to nothing that can be hit"
    return ""


def _is_idea(state: SentenceFrames, phrase: Phrase) -> bool:
    """Whether a phrase is an abstract noun or a force of nature, and not whose weapon or seat it is."""
    if phrase.kind not in ("abstract", "measure", "time-unit") or state.event_of(phrase) is not None:
        return False
    if phrase.entry is not None and phrase.entry.noun in GATHERINGS:
        return False
    return phrase.owner is None or phrase.owner.kind not in ("weapon", "explosive", "air-platform", "place")


def _joins_deed(state: SentenceFrames, index: int, entry: VerbFrame, deed: Frame | None) -> bool:
    """«القصف استهدف القرية», «هجوم أصاب المبنى»: the noun stays the event and takes the objects of the verb."""
    clause = state.clauses[index]
    if deed is not None and (entry.code in ABSORBED or entry.klass == "casualty"):
        why = "verb of an event noun: "
        deed.marks.add(f"absorbed:{entry.lemma}")
    else:
        deed = resumption.resumed(state, index, entry)
        why = "verb that goes on with it: "
    if deed is None:
        return False
    if clause.use is not None and clause.use.suffix and clause.subject is not None:
        fill(state, deed, entry.subject, clause.subject, "subject of " + entry.lemma)
    hit = [clause.subject] if deed is not state.event_of(clause.subject) and _is_hit(clause) else []
    for phrase in (*hit, *clause.objects):
        if phrase is not None and phrase is not clause.antecedent:
            _object(state, deed, entry, phrase)
    deed.add_times(clause.times)
    deed.note("claim", "taken", entry.lemma, why + entry.name)
    state.of_clause[index] = deed
    return True


def _pronoun_object(state: SentenceFrames, index: int, frame: Frame, entry: VerbFrame) -> None:
    """«استهدفها», «فقتلوه»: the object was named before; here the last that could be it."""
    use = state.clauses[index].use
    phrase = pronoun_objects.antecedent(state, frame, use.suffix) if use is not None else None
    if phrase is not None:
        fill(state, frame, entry.object or ("target",), phrase, "pronoun")


def _object(state: SentenceFrames, frame: Frame, entry: VerbFrame, phrase: Phrase) -> None:
    if phrase.owner is not None and phrase.entry is not None and phrase.entry.noun in _FREED:
        phrase = phrase.owner  # «أطلق سراح رهينتين»
    topic = state.event_of(phrase)
    if topic is not None:
        if topic.klass == "event" and phrase.kind == "casualty" and frame.klass == "casualty":
            frame.causes.append(phrase)  # «ذهب ضحية الهجوم 14 عاملا»
        if topic.klass == "casualty" and frame.klass != "speech":
            topic.merge_into(frame, "toll in the object")
        elif topic.code == frame.code == "mobilization":
            topic.merge_into(frame, "the verb's own noun")  # «استقدم تعزيزات»
            frame.marks.add("armed moved")
    elif entry.klass == "casualty" or (frame.code in CASUALTY and entry.klass != "event"):
        for member in phrase.all():
            add_patient(state, frame, member, CASUALTY.get(entry.code, "") or CASUALTY.get(frame.code, ""))
    else:
        fill(state, frame, entry.object or ("target",), phrase, "object of " + entry.lemma)
