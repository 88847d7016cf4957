"""Two nouns that stand side by side: the one tells how the event of the other came off («صد الجيش هجوما»)."""

from __future__ import annotations

from marsad.language.ar.lexicon import EventNoun
from marsad.reading.clauses import Clause
from marsad.reading.frame import Frame
from marsad.reading.frames.roles import fill
from marsad.reading.frames.sentence import SentenceFrames
from marsad.reading.phrase import Chunk, Phrase, agentive

_PREPARING = frozenset({"تمهيد", "استعداد", "تحضير"})
_CARRYING_OUT = frozenset({"تنفيذ", "شن", "ارتكاب", "توجيه"})  # verbal nouns of light verbs
_TAKING = frozenset({"استعادة", "انتزاع", "بسط", "فرض", "إحكام", "استرداد"})
_ENDS = frozenset({"وقف", "إنهاء", "تجنب", "تفادي", "منع", "مكافحة"})
_BREACHES = frozenset({"خرق", "انتهاك"})  # «خرق وقف إطلاق النار»: fighting
BREAKING = frozenset({"انهيار", "سقوط"})


def join(state: SentenceFrames, clause: Clause, first: Chunk, second: Chunk) -> None:
    """Let the first of two phrases tell of the event of the second: who repels, tries, prepares or refuses it."""
    if first.phrase is None or second.phrase is None:
        return
    _repelled(state, clause, first.phrase, second.phrase)
    _attempted(state, clause, first, second)
    if first.phrase.event is None:
        return
    _carried_out(state, clause, first.phrase, second.phrase)
    _awaited(state, clause, first, second)
    _breached(state, first, second)
    _attempt_of(state, first, second)
    _refused(state, first, second)
    _prepared(state, first, second)


def _carried_out(state: SentenceFrames, clause: Clause, phrase: Phrase, deed: Phrase) -> None:
    """«تنفيذ الطائرات ثماني غارات»: the light noun has the doer, what follows is the deed."""
    entry, doer, frame = phrase.event, phrase.owner, state.of_phrase.get(id(deed))
    if entry is None or entry.noun not in _CARRYING_OUT or doer is None or frame is None or deed.prep:
        return
    if not agentive(doer) or frame.klass != "event":
        return
    frame.actors = [doer, *frame.actors]
    frame.note("actors", "found", state.text(doer), "doer of " + entry.noun)
    state.of_phrase[id(phrase)].merge_into(frame, "light noun of its deed")
    state.of_phrase[id(phrase)] = frame
    clause.after = [p for p in clause.after if p is not deed]
    clause.before = [p for p in clause.before if p is not deed]


def _awaited(state: SentenceFrames, clause: Clause, first: Chunk, second: Chunk) -> None:
    """«استعادة الجيش السيطرة على المدينة»: the noun that a verbal noun of taking waits for behind its doer."""
    taking, held = first.phrase, second.phrase
    if taking is None or held is None or taking.event is None or held.event is None or taking.owner is None:
        return
    if taking.event.noun not in _TAKING or held.event.noun != "سيطرة" or held.prep or held.conj or not held.definite:
        return
    frame, noun = state.of_phrase.get(id(taking)), state.of_phrase.get(id(held))
    if first.end != second.start or frame is None or noun is None or not agentive(taking.owner):
        return
    noun.start = min(noun.start, frame.start)
    frame.places, frame.targets = [], []
    frame.actors = frame.actors or [taking.owner]
    frame.merge_into(noun, "the noun that the taking waits for")
    state.of_phrase[id(taking)] = noun
    clause.after = [p for p in clause.after if p is not held]
    clause.before = [p for p in clause.before if p is not held]


def _breached(state: SentenceFrames, first: Chunk, second: Chunk) -> None:
    """«تسجيل خرق للهدنة», «خروقات لاتفاق وقف النار»: fighting, and no agreement."""
    breach, agreed = first.phrase, second.phrase
    if breach is None or agreed is None or agreed.prep != "ل" or agreed.conj or first.end != second.start:
        return
    frame, truce = state.event_of(breach), state.event_of(agreed)
    if frame is None or truce is None or truce.code != "agreement" or frame.entry_lemma() not in _BREACHES:
        return
    frame.code, frame.klass = "clash", "event"
    frame.marks.add("breach")
    truce.merge_into(frame, "the agreement that is broken")


def _repelled(state: SentenceFrames, clause: Clause, phrase: Phrase, deed: Phrase) -> None:
    """«صد عناصر التأمين هجوما», «تصديه لهجوم»: the noun has the defender, what follows is the attack that failed."""
    entry, defender, frame = phrase.event, phrase.owner, state.of_phrase.get(id(deed))
    of_other = entry is None and defender is not None and defender.event is not None
    if of_other and defender is not None:  # «تفاصيل صد …»
        entry, phrase, defender = defender.event, defender, defender.owner
    if entry is None or entry.klass != "foil" or frame is None or deed.conj:
        return
    if deed.prep and not (deed.prep == "ل" and "ل" in entry.preps.roles and phrase.end == deed.start):
        return
    if defender is None and phrase.suffix:  # «أعلن الجيش تصديه لهجوم»
        defender = next((p for p in reversed(clause.phrases()) if p.start < phrase.start and agentive(p)), None)
    unsaid = (
        defender is None and deed.prep == "ل" and not (phrase.suffix or of_other)
    )  # «التصدي لهجوم»: by whom the verb says
    if not (unsaid or (defender is not None and agentive(defender))) or not frame.code or frame.klass != "event":
        return
    frame.status = entry.status or "failed"
    frame.marks.add("foiled")
    kept_out = frame.code == "aid"  # «منع الحوثيين دخول الأدوية»: who obstructs aid acts
    if defender is not None and not unsaid:
        fill(state, frame, ("actor" if kept_out else "target",), defender, "genitive of " + entry.noun)
    if (foil := state.of_phrase.get(id(phrase))) is not None:
        foil.actors, foil.dropped = [], "light noun"
    state.of_phrase[id(phrase)] = frame
    clause.after = [p for p in clause.after if p is not deed]


def _attempt_of(state: SentenceFrames, first: Chunk, second: Chunk) -> None:
    """«محاولة مسلحين اقتحام السجن», «منع الجيش دخول القافلة»: told with its doer it hands on to the deed behind it."""
    attempt, deed = first.phrase, second.phrase
    if attempt is None or deed is None or attempt.event is None or attempt.owner is None or deed.event is None:
        return
    light, frame = state.of_phrase.get(id(attempt)), state.of_phrase.get(id(deed))
    foil = attempt.event.klass == "foil" and frame is not None and frame.code == "aid"
    if attempt.event.klass == "foil" and not foil:
        return  # «تصدي الجيش لهجوم»: he has foiled it
    if attempt.event.code or not (foil or attempt.event.status == "failed"):
        return
    if deed.prep not in ("", "في", "ل") or (foil and deed.prep) or deed.conj or first.end != second.start:
        return
    if light is None or frame is None or not frame.code or light.code or not agentive(attempt.owner):
        return
    fill(state, frame, ("actor",), attempt.owner, "whose attempt it is")
    hand_on(attempt.event, frame, attempt)
    light.dropped = "light noun"
    state.of_phrase[id(attempt)] = frame


def _attempted(state: SentenceFrames, clause: Clause, first: Chunk, second: Chunk) -> None:
    """«أثناء محاولة قوة من الجيش تفكيك عبوة»: who tried stands between the words of trying and the deed."""
    doer, deed = first.phrase, second.phrase
    if doer is None or deed is None or not any(c.end == first.start and _tells_attempt(c) for c in clause.chunks):
        return
    frame = state.of_phrase.get(id(deed))
    if frame is None or deed.prep or first.end != second.start or frame.klass != "event" or frame.actors:
        return
    if agentive(doer):
        fill(state, frame, ("actor",), doer, "whose attempt it is")


def _tells_attempt(chunk: Chunk) -> bool:
    return chunk.kind == "cue" and chunk.cue is not None and chunk.cue.kind == "attempt"


def _prepared(state: SentenceFrames, first: Chunk, second: Chunk) -> None:
    """«تمهيدا لاقتحام المدينة»: what is prepared is planned."""
    means, deed = first.phrase, second.phrase
    if means is None or deed is None or means.event is None or deed.prep != "ل" or first.end != second.start:
        return
    frame = state.of_phrase.get(id(deed))
    if frame is not None and means.event.noun in _PREPARING and not frame.status:
        frame.status = "planned"
        frame.note("status", "taken", means.event.noun, "what is prepared")


def _refused(state: SentenceFrames, first: Chunk, second: Chunk) -> None:
    """«رفضهم تهجير السكان»: what they refuse stands right behind, and is told by the refusal."""
    refusal, deed = first.phrase, second.phrase
    if refusal is None or deed is None or refusal.event is None or deed.event is None or deed.prep or deed.conj:
        return
    frame, topic = state.of_phrase.get(id(refusal)), state.of_phrase.get(id(deed))
    if refusal.event.noun != "رفض" or not (refusal.suffix or refusal.owner) or frame is None or topic is None:
        return
    frame.topics.append(topic)
    topic.dropped = "what is refused"


def hand_on(entry: EventNoun, frame: Frame, phrase: Phrase) -> None:
    """Give an event what the noun before it says: that it was foiled, failed, ended."""
    if entry.klass == "foil":
        frame.marks.add("foiled")
    if entry.noun == "حكم":
        frame.dropped = "a sentence of a court"
    if entry.noun in _BREACHES and frame.code == "agreement":
        frame.code, frame.status = "clash", ""
    if entry.noun in BREAKING:
        frame.status = "failed"
    if entry.klass == "foil" or entry.status:
        frame.status = entry.status or "failed"
        frame.note("status", "taken", entry.noun, f"noun:{entry.noun} says {frame.status}")
    frame.start = min(frame.start, phrase.head)
    frame.marks.add(f"via:{entry.noun}")
    inner = frame.phrase
    if entry.klass == "reference" and phrase.number is not None and inner is not None and inner.count is None:
        inner.count, inner.number, inner.approx = phrase.count, phrase.number, phrase.approx  # «212 عملية توغل»
    if entry.noun in _ENDS and phrase.prep:
        frame.marks.add("led end")
