"""«لم», «دون», «لا صحة»: events that did not happen, and tolls of zero."""

from __future__ import annotations

from marsad.reading.clauses import Clause
from marsad.reading.frame import Frame, Patient
from marsad.reading.frames.codes import TOLLS
from marsad.reading.frames.sentence import SentenceFrames
from marsad.reading.phrase import Chunk, Phrase

# Words of news: their lack says nothing of the toll.
_NEWS = frozenset("ورود ترد يرد معلومات انباء معرفه يعرف تعرف توفر تتوفر تفاصيل يتضح تتضح".split())
_BRINGING = frozenset({"سجل", "وقع", "حدث", "سقط", "وجد", "رصد", "كان", "شهد", "تكبد"})
_LOSSES = frozenset({"إصابات", "خسائر", "ضحايا"})  # «دون خسائر»: cues with the toll in them
_COME_OF = frozenset({"ناجم", "ناجمه", "ناتج", "ناتجه", "نجم", "نتج"})
_EXCEPT = frozenset({"سوي", "الا", "فحسب", "وحسب"})
_DEVICES = frozenset({"weapon", "explosive"})
_NEWS_REACH = 3  # tokens
# What the negation of a verb of aspect makes of its event.
_NEGATED_ASPECTS = (
    (frozenset({"تمكن", "نجح", "استطاع", "أفلح"}), "failed"),
    (frozenset({"توقف", "كف", "انتهى", "هدأ"}), "ongoing"),
    (frozenset({"بدأ", "شرع", "باشر", "انطلق", "استأنف", "حاول"}), "not-happened"),
)
_PASSING = frozenset(
    {"مضى", "مر", "انقضى", "كاد", "لبث", "اكتفى"}
)  # «لم تمض ساعات على سيطرتهم حتى», «لم يكتفوا بقتله»: it did happen
_STILL = frozenset({"زال", "برح", "انفك", "فتئ"})  # «ما زال»: negated they say that it goes on


def negate(state: SentenceFrames, index: int) -> None:
    """Apply the negation of a clause to its verb, to the noun of its light verb, or to the noun behind it."""
    clause = state.clauses[index]
    negation, frame = clause.negation, state.of_clause.get(index)
    if negation is None or (clause.use is not None and clause.use.lemma in _STILL) or _excepts(state, clause, negation):
        return
    if negation.cue is not None and negation.cue.effect == "none":
        return  # «لم يكتفوا بقتله»
    if any(use is not None and use.lemma in _PASSING for use in (clause.use, *clause.auxiliaries)):
        return
    if negation.cue is not None and set(negation.cue.cue.split()) & _LOSSES:
        _no_casualties(state, index, None)
        return
    if frame is not None and _before_verb(clause, negation):
        _deny(state, index, frame, negation, toll=frame.klass == "casualty" and not frame.actors)
        return
    if frame is None and _negate_light(state, index, negation):
        return
    for phrase in clause.phrases():
        if 0 <= phrase.start - negation.end <= 2 and _negate_noun(state, index, negation, phrase):
            return
    if clause.verb is not None and (clause.klass("casualty") or any(p.kind == "casualty" for p in clause.after)):
        _no_casualties(state, index, None)


def _excepts(state: SentenceFrames, clause: Clause, negation: Chunk) -> bool:
    """«لم تقصف المدينة سوى مرتين», «ليس هجوما على الجيش فحسب»: it did happen; «إلا أن» goes on with something else."""
    norm, end = state.view.norm, clause.chunks[-1].end
    for i in range(negation.end, min(end + 1, len(state.view.tokens))):
        if norm(i) in _EXCEPT and norm(i + 1) not in ("ان", "انه", "انها", "انهم"):
            return True
    return False


def _before_verb(clause: Clause, negation: Chunk) -> bool:
    return clause.verb is not None and 0 <= clause.verb.start - negation.end <= 1


def _negate_light(state: SentenceFrames, index: int, negation: Chunk) -> bool:
    """«لم يتم التوصل إلى اتفاق»: the negation is that of the noun's event."""
    clause = state.clauses[index]
    if clause.use is None or not _before_verb(clause, negation):
        return False
    lemma = clause.use.lemma
    carried = [f for f in state.frames if f.clause == index and f.code and f"light:{lemma}" in f.marks]
    for frame in carried:
        _deny(state, index, frame, negation, toll=frame.klass == "casualty", of=" of " + lemma)
    return bool(carried) or _negate_aspect(state, index, lemma)


def _negate_aspect(state: SentenceFrames, index: int, lemma: str) -> bool:
    """«لم تتمكن من السيطرة على»: it failed; «لم تتوقف الغارات»: they go on; «لم يبدأ الهجوم»: it did not happen."""
    status = next((told for lemmas, told in _NEGATED_ASPECTS if lemma in lemmas), "")
    carried = [f for f in state.frames if f.clause == index and f.code and f"aspect:{lemma}" in f.marks]
    for frame in carried if status else ():
        frame.status = status
        frame.note("status", "taken", lemma, "negation of a verb of aspect")
    return bool(status and carried)


def _negate_noun(state: SentenceFrames, index: int, negation: Chunk, phrase: Phrase) -> bool:
    """«دون إصابات», «لا هجوم»: whether the phrase behind the negation is an event or a toll."""
    for member in phrase.all():
        event = state.of_phrase.get(id(member))
        if event is None:
            if member.kind != "casualty":
                continue
            _no_casualties(state, index, None)
            return True
        of_casualties = member.owner is not None and member.owner.kind == "casualty"
        toll = event.klass == "casualty" or event.code in TOLLS or of_casualties
        if negation.text.lstrip("و") == "لا" and member.definite and not toll:
            event.dropped = "what something is not"  # «تخدم مصالح أنقرة لا القتال»
        elif _stands_between(state, index, negation) and not toll and event.code:
            event.status = "prevented"
        elif toll or event.code:
            _deny(state, index, event, negation, toll=toll)
        return True
    return False


def _stands_between(state: SentenceFrames, index: int, negation: Chunk) -> bool:
    """«حالت القيود دون وصول المساعدات»: it was kept from happening."""
    use = state.clauses[index].use
    return use is not None and use.lemma == "حال" and negation.text == "دون"


def _deny(state: SentenceFrames, index: int, frame: Frame, negation: Chunk, *, toll: bool, of: str = "") -> None:
    """A denied toll is a count of zero and no claim; any other event did not happen."""
    if negation.text.endswith(" عدم"):
        frame.dropped = "what should not be"  # «دعا إلى عدم قصف المستشفيات», «اتفقا على عدم …»
    elif toll:
        frame.dropped = "no casualties"
        event = frame.target()
        if event is not frame:  # «لم يصب أحد في الهجوم»: the toll went to its cause before
            event.patients = [p for p in event.patients if not any(p is own for own in frame.patients)]
            event.dropped = "" if event.dropped == "no casualties" else event.dropped
        _no_casualties(state, index, frame)
    elif frame.entry_lemma() == "انفجر" and (dud := _dud(state, index, negation)) is not None:
        if not _blamed(state, dud):  # «الانفجار ناجم عن صاروخ لم ينفجر»: by now it has gone off
            frame.dropped = "says that a device is a dud"
    else:
        frame.status = "not-happened"
        frame.note("status", "taken", negation.text, "negation" + of)


def _dud(state: SentenceFrames, index: int, negation: Chunk) -> Phrase | None:
    """«صاروخ لم ينفجر من مخلفات الحرب»: the device without the article right before the negation."""
    near = (p for c in state.clauses[max(index - 1, 0) : index + 1] for p in c.phrases())
    return next((p for p in near if p.end == negation.start and p.kind in _DEVICES and not p.definite), None)


def _blamed(state: SentenceFrames, phrase: Phrase) -> bool:
    """Whether something is said to come of it: «بسبب صاروخ …», «ناجم عن لغم …»."""
    return phrase.prep == "cause" or state.view.norm(phrase.start - 1).removeprefix("ال") in _COME_OF


def _no_casualties(state: SentenceFrames, index: int, skip: Frame | None) -> None:
    """«دون إصابات»: a toll of zero of the event told before."""
    if _unheard_of(state, index) or _unknown_yet(state, index):
        return
    head = skip.head if skip is not None else state.clauses[index].chunks[-1].end
    if skip is not None and skip.target() is not skip:
        head = skip.target().head
    events = [
        f
        for frame in state.frames
        if (f := frame.target()) is not skip and not f.dropped and f.code and f.klass == "event"
    ]
    before = [f for f in events if f.head <= head] or events[:1]  # «لا إصابات في قصف …»: told behind it
    if before:  # «لم يسفر عن ضحايا»: the word for whom there was none
        before[-1].patients = [p for p in before[-1].patients if not _names_nobody(p, state.clauses[index])]
    if before and not any(_tells_toll(p) for p in before[-1].patients):
        before[-1].patients.append(Patient(None, "killed-or-injured", True))


def _unknown_yet(state: SentenceFrames, index: int) -> bool:
    """«لم تتبين الخسائر», «لم تعرف الحصيلة»: a verb that brings nobody to harm denies no harm."""
    use = state.clauses[index].use
    if use is None or use.lemma in _BRINGING:
        return False
    return not any(f.klass in ("result", "light", "casualty", "aspect", "event") for f in use.frames)


def _names_nobody(patient: Patient, clause: Clause) -> bool:
    """Whether a patient is an uncounted casualty word of the denied clause."""
    phrase = patient.phrase
    if phrase is None or phrase.kind != "casualty" or phrase.count is not None:
        return False
    return any(phrase is p for p in clause.phrases())


def _tells_toll(patient: Patient) -> bool:
    """Whether people were counted or named already («… مقتل مدني دون إصابات أخرى»)."""
    phrase = patient.phrase
    return patient.zero or (phrase is not None and (phrase.count is not None or phrase.kind != "casualty"))


def _unheard_of(state: SentenceFrames, index: int) -> bool:
    """«دون ورود معلومات عن إصابات»: that nothing is known is no count."""
    clause, view = state.clauses[index], state.view
    if clause.negation is None:
        return False
    reach = range(clause.negation.start, clause.negation.end + _NEWS_REACH)
    return any(view.norm(i).removeprefix("ال") in _NEWS for i in reach)
