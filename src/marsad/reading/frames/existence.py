"""States told without a verb of their own: «لدى الجيش قاعدة في …», «هناك مقاتلون في …», «باتت المدينة محاصرة»."""

from __future__ import annotations

from itertools import pairwise

from marsad.language.ar.lexicon import EventNoun, Valency
from marsad.reading.frame import Frame
from marsad.reading.frames.codes import POWER
from marsad.reading.frames.roles import add_actor, fill
from marsad.reading.frames.sentence import SentenceFrames
from marsad.reading.phrase import Chunk, Phrase, agentive, own_country

_HELD = frozenset({"military-post", "force", "person-armed"})
_THEIRS = frozenset({"لديها", "لديه", "لديهم"})
_THERE = frozenset({"هناك", "ثمه", "هنالك"})
_INSIDE = frozenset({"في", "ب", "داخل", "قرب", "على"})
_BESIEGED = frozenset({"محاصر", "محاصرا", "محاصره", "محاصرين", "محاصرون"})
_ENTRY = EventNoun("وجود", "event", "presence", "ongoing", "actor", Valency({}), "m")
_HANDS = frozenset({"بيد", "بايدي", "وبيد", "وبايدي"})
_GRIPS = frozenset({"قبضه", "ايدي", "يد"})  # «في قبضة المعارضة»
_UNDER = frozenset({"تحت", "وتحت"})
_HOLDABLE = frozenset({"place", "structure", "military-post"})
_BEING = frozenset({"بات", "أصبح", "صار", "ظل", "بقي", "أضحى", "كان"})
_POWER = EventNoun("سيطرة", "event", "control", "ongoing", "place", Valency({}), "f")
_SIEGE = EventNoun("حصار", "event", "siege", "ongoing", "place", Valency({}), "m")


def read(state: SentenceFrames, index: int) -> None:
    """The states of presence and siege that a clause tells by its nouns alone."""
    words = state.view.vocabulary
    if not _BESIEGED.isdisjoint(words):
        _besieged(state, index)
    if not (_HANDS.isdisjoint(words) and _GRIPS.isdisjoint(words)):
        _in_hands(state, index)
    if not _UNDER.isdisjoint(words):
        _under(state, index)
    clause = state.clauses[index]
    first = state.view.norm(clause.chunks[0].start).removeprefix("و") if clause.chunks else ""
    if clause.verb is not None and first not in _THEIRS:
        return
    for k, chunk in enumerate(clause.chunks):
        opener = _opener(state, chunk, first=k == 0)
        if opener:
            phrases = [c.phrase for c in clause.chunks[k + 1 :] if c.phrase is not None]
            _present(state, index, chunk, opener, phrases)
            return


def _opener(state: SentenceFrames, chunk: Chunk, first: bool) -> str:
    """What opens a statement of presence: who holds («لدى …»), «هناك», «ما زال»; empty where nothing does."""
    norm = state.view.norm(chunk.start).removeprefix("و")
    if norm in _THEIRS:
        return "theirs"  # «ولديها 12 مركزا»: whose it is was told before
    if chunk.phrase is not None:
        owns = norm == "لدي" or (first and chunk.phrase.prep == "ل")
        return "held" if owns and agentive(chunk.phrase) else ""
    if norm in _THERE:
        return "there"
    return "still" if chunk.cue is not None and chunk.cue.kind == "continuing" else ""


def _present(state: SentenceFrames, index: int, chunk: Chunk, opener: str, phrases: list[Phrase]) -> None:
    """The frame of what is there, where a place is named behind it."""
    if len(phrases) < 2 or phrases[0].prep or phrases[0].event is not None:
        return
    here, where = phrases[0], next((p for p in phrases[1:] if p.kind in ("place", "country")), None)
    posts = here.kind == "place" and here.number is not None and here.place_span is None
    fits = here.kind in _HELD or (opener == "theirs" and posts) or (opener != "held" and here.kind == "actor")
    if where is None or where.prep not in _INSIDE or not fits:
        return
    frame = Frame.of_words(chunk.start, here.head + 1, "state:presence", _ENTRY, index, "existence")
    holder = chunk.phrase if opener == "held" else _holder_before(state, index, chunk) if opener == "theirs" else None
    if holder is not None:
        add_actor(state, frame, holder, "who has it")
    elif opener == "theirs":
        frame.marks.add("theirs")
    if opener in ("held", "theirs"):
        fill(state, frame, ("target",), here, "what there is")
    else:
        add_actor(state, frame, here, "who is there")
    fill(state, frame, ("place",), where, "where it is")
    state.frames.append(frame)
    state.used.add(id(where))


def _holder_before(state: SentenceFrames, index: int, chunk: Chunk) -> Phrase | None:
    """«تركيا لديها 12 نقطة»: the phrase that the pronoun takes up, in its clause or as the subject of one before."""
    clause = state.clauses[index]
    own = next((c.phrase for c in reversed(clause.chunks) if c.end <= chunk.start and c.phrase is not None), None)
    subjects = (c.subject for c in reversed(state.clauses[:index]))
    candidates = (own, *subjects)
    return next((p for p in candidates if p is not None and not p.prep and (agentive(p) or own_country(p))), None)


def _in_hands(state: SentenceFrames, index: int) -> None:
    """«باتت البلدة بيد القوات»: who holds a place, told by a hand."""
    clause = state.clauses[index]
    if clause.use is not None and clause.use.lemma not in _BEING:
        return
    for before, phrase in pairwise(clause.phrases()):
        held = before.kind == "place" and not before.prep
        grip = phrase.owner if phrase.prep == "في" and state.view.norm(phrase.core) in _GRIPS else None
        holder = grip if grip is not None else phrase if _handed(state, phrase) else None
        if not held or holder is None or not agentive(holder):
            continue
        frame = Frame.of_words(phrase.start, phrase.start + 1, "state:control", _POWER, index, "existence")
        add_actor(state, frame, holder, "in whose hands it is")
        fill(state, frame, ("place",), before, "what is held")
        state.frames.append(frame)
        state.used.add(id(phrase))
        return


def _handed(state: SentenceFrames, phrase: Phrase) -> bool:
    """«بيد القوات», «في أيدي القوات»."""
    first = state.view.norm(phrase.start)
    return first in _HANDS or (phrase.prep == "agent" and first == "في")


def _under(state: SentenceFrames, index: int) -> None:
    """«باتت المدارس تحت سيطرة المسلحين»: what is held stands before it."""
    clause = state.clauses[index]
    if clause.use is not None and clause.use.lemma not in _BEING:
        return
    for before, phrase in pairwise(clause.phrases()):
        holdable = before.kind in _HOLDABLE or before.kind == "name"  # a town that no table knows
        power, held = state.event_of(phrase), holdable and not before.prep and before.event is None
        if power is None or power.entry_lemma() not in POWER or not held:
            continue
        if state.view.norm(phrase.start) in _UNDER:
            fill(state, power, ("place", "target"), before, "what is held")


def _besieged(state: SentenceFrames, index: int) -> None:
    """«باتت المدينة محاصرة», «ما زال المخيم محاصرا»: an indefinite participle says it of the phrase before it."""
    phrases = [p for p in state.clauses[index].phrases() if not p.prep and p.kind != "time-unit"]
    for before, phrase in pairwise(phrases):
        if state.view.norm(phrase.head) not in _BESIEGED or phrase.conj:
            continue
        frame = state.event_of(phrase)
        if frame is None:
            frame = Frame.of_words(phrase.head, phrase.head + 1, "state:siege", _SIEGE, index, "existence")
            state.frames.append(frame)
        fill(state, frame, ("place", "target"), before, "who is besieged")
        return
