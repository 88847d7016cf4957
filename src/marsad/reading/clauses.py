"""Chunks become clauses: a verb with what stands before and after it, and how the clause hangs on others."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field

from marsad.language.ar.dates import TimeExpression
from marsad.language.ar.lexicon import Cue, VerbFrame, VerbUse
from marsad.reading.antecedents import antecedent_of, one_agrees
from marsad.reading.phrase import ACTOR_KINDS, Chunk, Phrase, may_agree, people_of
from marsad.reading.supposed import HELD_TO_BE

_HARD_MARKS = frozenset(".;؟?!…")  # a «؛» inside a sentence stands before a cause
_STRIKING = frozenset({"attack", "shelling", "airstrike", "property-destruction"})
# «إلى أن», «على أن», «من أن» behind a verb that governs the preposition: what is said, feared or demanded.
CONTENT_PREPS = {"الي": "إلى", "علي": "على", "من": "من", "عن": "عن", "في": "في", "ب": "ب"}
_TIMES = frozenset({"بعد", "قبل", "منذ", "حتي", "دون", "رغم", "عقب", "فور", "بدون", "سوي"})  # «بعد أن» is a time
_SUBJECTS = frozenset({"event", "name", "person-civilian", "people", "group", "number", "relative", "casualty"})
_TOLLS = frozenset({"حصيلة", "محصلة", "نتيجة"})
_TWO = frozenset({"3md", "3fd"})
_MANY = _TWO | {"3mp", "3fp"}
_FIRING = frozenset({"أطلق", "ألقى", "أسقط"})
_BE = frozenset({"كان", "صار", "أصبح", "بات", "ظل", "عاد", "كاد", "ظلل"})


@dataclass(slots=True)
class Clause:
    """One clause. `link` says how it begins: main, comp, rel, sub, and, source, colon."""

    link: str
    text: str = ""
    chunks: list[Chunk] = field(default_factory=list)
    verb: Chunk | None = None
    auxiliaries: list[VerbUse] = field(default_factory=list)
    negation: Chunk | None = None
    before: list[Phrase] = field(default_factory=list)
    after: list[Phrase] = field(default_factory=list)
    prepositional: list[Phrase] = field(default_factory=list)
    times: list[TimeExpression] = field(default_factory=list)
    cues: list[tuple[int, Cue]] = field(default_factory=list)  # with the token where each starts
    pronouns: list[str] = field(default_factory=list)
    antecedent: Phrase | None = None
    resumed: Phrase | None = None  # the antecedent behind the preposition whose pronoun takes it up
    parent: int = -1
    quoted: bool = False
    mute: bool = False  # its verb of saying says nothing of the matter («رفض الكشف عن هويته»)
    said: bool = False  # of a «sub» clause: «أن» stands in it too («إلى أن», «إنه أثناء …»)
    frame: VerbFrame | None = None  # once chosen, with its subject and objects
    subject: Phrase | None = None
    objects: list[Phrase] = field(default_factory=list)
    use: VerbUse | None = None  # the reading of its verb
    _phrases: list[Phrase] = field(default_factory=list)
    _counted: int = 0  # chunks that `_phrases` was made of

    def take_verb(self, chunk: Chunk) -> None:
        """Make a chunk the verb of the clause."""
        self.verb, self.use = chunk, chunk.verb
        self.chunks.append(chunk)

    def frames(self) -> tuple[VerbFrame, ...]:
        """The frames of its verb."""
        return self.use.frames if self.use is not None else ()

    @property
    def content_prep(self) -> str:
        """The preposition of «إلى أن», «على أن», «بأن» with which it begins; empty where there is none."""
        if self.link == "sub" and self.said:
            return CONTENT_PREPS.get(self.text, "")
        return "ب" if self.link == "comp" and self.text.startswith("بان") else ""

    @property
    def by_participle(self) -> bool:
        """«، محملا الجيش المسؤولية»: its verb is a participle, whose subject was told before."""
        return self.link == "part" or (self.verb is not None and self.verb.participle)

    @property
    def goes_on(self) -> bool:
        """«ثم انسحبوا», «قبل أن تنسحب», «دون أن تقصف»: the deed that its subject did next, or did not."""
        without = self.chunks[0].kind == "neg" and "دون" in self.chunks[0].text
        likewise = self.chunks[0].kind == "other" and self.chunks[0].text == "كما"  # «كما اقتحمت بلدة …»
        return self.text == "ثم" or (self.link == "sub" and self.text == "قبل") or without or likewise

    @property
    def only_whose(self) -> bool:
        """«طائرات يعتقد أنها روسية نفذت غارات»: whose they are is believed, not what they did."""
        first = self.chunks[0].phrase if self.chunks else None
        whose = first is not None and first.kind in ("people-adjective", "country") and not first.prep
        return whose and "subject" in self.pronouns and self.verb is not None

    def opens_content(self, preps: Container[str]) -> bool:
        """Whether it is what a verb of saying with these prepositions says: «أن …», a colon, «إلى أن …»."""
        if self.link in ("comp", "colon"):
            return True
        prep = self.content_prep
        return prep in preps if prep else self.said and self.text not in _TIMES

    def klass(self, *classes: str) -> bool:
        """Whether its verb has a frame of one of these classes."""
        return self.use is not None and not self.use.classes.isdisjoint(classes)

    def phrases(self) -> list[Phrase]:
        """All its phrases in order."""
        if self._counted != len(self.chunks):
            self._phrases = [c.phrase for c in self.chunks if c.phrase is not None]
            self._counted = len(self.chunks)
        return self._phrases


def clauses(chunks: list[Chunk]) -> list[Clause]:
    """The clauses of a sentence."""
    out = [Clause("main")]
    size = len(chunks)
    for i, chunk in enumerate(chunks):
        cur = out[-1]
        kind = chunk.kind
        if kind == "mark":
            if chunk.text in _HARD_MARKS:
                out.append(Clause("main"))
            elif chunk.text == ":":
                out.append(Clause("colon", parent=len(out) - 1))
            else:
                cur.chunks.append(chunk)
            continue
        if kind == "comp":
            out.append(Clause("comp", chunk.text, parent=len(out) - 1))
            _pronoun_subject(out[-1], chunk.text)
            continue
        if kind == "rel":
            antecedent = _told_on(out, chunk.text) or people_of(_last_phrase(out), chunk.text)
            out.append(Clause("rel", chunk.text, antecedent=antecedent, parent=len(out) - 1))
            continue
        if kind == "sub":
            out.append(Clause("sub", chunk.text, parent=len(out) - 1, said=bool(chunk.comp)))
            _pronoun_subject(out[-1], chunk.comp)
            if chunk.cue is not None:
                out[-1].cues.append((chunk.start, chunk.cue))
            continue
        if kind == "cue" and chunk.cue is not None and chunk.cue.kind in ("source-prep", "same-source"):
            out.append(Clause("source", chunk.text, chunks=[chunk], parent=len(out) - 1))
            continue
        if kind == "verb":
            cur = _place_verb(out, chunk, chunks, i)
            continue
        if (
            (kind in ("np", "other", "part") and _ends_source(cur))  # «بحسب المرصد، في حين أكد …»
            or (kind == "np" and _opens_clause(cur, chunks, i, size))
            or (kind in ("time", "other") and cur.verb is not None and _leads_on(chunks, i))
        ):
            out.append(Clause("and", parent=len(out) - 1))
            cur = out[-1]
        append(cur, chunk)
    return _without_empty(out)


def _without_empty(out: list[Clause]) -> list[Clause]:
    """Drop clauses without chunks; who hung on one hangs on the one before it."""
    places: dict[int, int] = {-1: -1}
    kept: list[Clause] = []
    for index, clause in enumerate(out):
        clause.parent = places.get(clause.parent, -1)
        if clause.chunks:
            places[index] = len(kept)
            kept.append(clause)
        else:
            places[index] = clause.parent
            if clause.link == "comp" and index + 1 < len(out) and out[index + 1].link == "sub":
                out[index + 1].said = True
            if clause.link == "sub" and index + 1 < len(out) and out[index + 1].link == "comp":
                out[index + 1].link, out[index + 1].text = "sub", clause.text  # «غير أن», «كما أن»
                out[index + 1].cues = clause.cues + out[index + 1].cues
            if (
                index + 1 < len(out)
                and clause.link in ("comp", "rel", "sub", "colon")
                and out[index + 1].link in ("and", "rel")
            ):
                out[index + 1].link = clause.link
                out[index + 1].text = clause.text
                out[index + 1].antecedent = out[index + 1].antecedent or clause.antecedent
    return kept


def _pronoun_subject(clause: Clause, text: str) -> None:
    if text.endswith(("ه", "ها", "هم", "هما")) and text not in ("الذي",):
        clause.pronouns.append("subject")


def _last_phrase(out: list[Clause]) -> Phrase | None:
    for clause in reversed(out):
        for chunk in reversed(clause.chunks):
            if chunk.phrase is not None:
                return chunk.phrase
    return None


def _told_on(out: list[Clause], text: str) -> Phrase | None:
    """«الهجوم الذي شنه مسلحون، والذي استهدف …»: a second «الذي» with «و» speaks of what the first one spoke of."""
    if not text.startswith("وال"):
        return None
    person = "3ms" if text.endswith("الذي") else "3fs" if text.endswith("التي") else ""
    before = (c.antecedent for c in reversed(out) if c.link == "rel" and c.antecedent is not None)
    return next((p for p in before if person and one_agrees(person, p)), None)


def _open_relative(out: list[Clause], chunk: Chunk, last: Phrase, verb: VerbUse) -> Clause:
    """«قصف استهدف …»: a clause on what was just named, without «الذي»."""
    cur = out[-1]
    before = cur.antecedent if cur.link == "rel" else None
    return _open(out, "rel", chunk, antecedent_of(verb, cur.phrases(), last, _strikes(verb), before))


def _place_verb(out: list[Clause], chunk: Chunk, chunks: list[Chunk], i: int) -> Clause:
    """Put a verb into the running clause or open a new one."""
    cur = out[-1]
    assert chunk.verb is not None
    previous = chunks[i - 1] if i else None
    conj = chunk.conj or (previous.conj if previous is not None and previous.kind == "conj" else "")
    if _ends_source(cur):
        return _open(out, "and", chunk)
    if cur.verb is None:
        last = cur.chunks[-1].phrase if cur.chunks else None
        if conj and cur.chunks and any(c.phrase or c.kind == "time" for c in cur.chunks):
            return _open(out, "and", chunk)
        if last is not None and chunk.verb.suffix and not conj and (taken_up := _event_led(cur, last)) is not None:
            return _open(out, "rel", chunk, taken_up)
        if (
            last is not None
            and last.prep
            and last.kind != "time-unit"
            and not conj
            and cur.link in ("main", "colon", "comp", "and", "sub")
            and not any(not p.prep for p in cur.before)
            and not (last.event is not None and last.definite and len(out) == 1 and len(cur.phrases()) == 1)
            and not (_only_frames(last) and not chunk.verb.suffix)
        ):  # «في قصف استهدف», «إلى منطقة تسيطر عليها»
            return _open_relative(out, chunk, last, chunk.verb)
        cur.take_verb(chunk)
        return cur
    if conj or chunk.participle:
        return _open(out, "part" if chunk.participle else "and", chunk)
    use, between = cur.use, cur.after
    assert use is not None
    if chunk.opens and "speech" in use.classes and cur.link != "rel":
        return _open(out, "colon", chunk)  # «قال الوزير "قتل عشرة …"»
    if (
        use.lemma in _BE
        or ("aspect" in use.classes and chunk.verb.form.tense != "past")
        or (cur.klass("plain") and use.lemma in ("قد", "تم"))
    ):
        had = previous is not None and previous.kind == "part" and previous.text in ("قد", "وقد") and use.lemma == "كان"
        if had or (len(between) <= 1 and not cur.prepositional):  # «وكان آخر هجوم للجماعة قد وقع»
            cur.auxiliaries.append(use)
            cur.before += between
            cur.after = []
            cur.take_verb(chunk)
            return cur
    if previous is not None and previous.kind == "part" and previous.text in HELD_TO_BE:
        previous = chunks[i - 2]  # «لطائرة يعتقد أنها أميركية استهدفت …»
    last = previous.phrase if previous is not None else None
    if last is not None and _goes_on(cur, chunk.verb, last):
        return _open(out, "and", chunk)
    state = last is not None and last.kind == "country" and last.prep and cur.link == "rel" and bool(cur.text)
    if last is not None and not state and not (last.kind == "time-unit" and last.prep and not chunk.verb.suffix):
        return _open_relative(out, chunk, last, chunk.verb)
    shot = _shot_before(cur, chunk.verb) if previous is not None and previous.text in ("،", ",") else None
    return _open(out, "and" if shot is None else "rel", chunk, shot)


def _shot_before(clause: Clause, verb: VerbUse) -> Phrase | None:
    """«سقط صاروخ مساء السبت، أطلقه الحوثيون على …»: the weapon that the pronoun of a verb of firing takes up."""
    if verb.lemma not in _FIRING or verb.suffix not in ("ه", "ها"):
        return None
    return next((p for p in reversed(clause.phrases()) if p.kind in ("weapon", "explosive") and not p.prep), None)


def _goes_on(clause: Clause, verb: VerbUse, last: Phrase) -> bool:
    """«إن مسلحين يستقلان دراجة أطلقا النار»: what the many before the first verb did, not what was just named."""
    person = verb.form.person
    if verb.suffix or person not in _MANY or clause.use is None or clause.use.form.person != person:
        return False
    doers = clause.before[-1] if clause.before else None
    if person in _TWO:
        return doers is not None and not doers.prep and doers.grammatical in ("d", "dp") and last.grammatical == "s"
    return doers is not None and not doers.prep and may_agree(person, doers) and not may_agree(person, last)


def _event_led(clause: Clause, last: Phrase) -> Phrase | None:
    """«10 قتلى في تفجير بمقديشو تبنته …»: the event right before a verb with a pronoun, or before where it was."""
    for phrase in reversed(clause.phrases()):
        if phrase.event is not None:
            return phrase if phrase is last or phrase.prep else None
        if not (phrase.prep and phrase.kind in ("place", "country")):
            return None
    return None


def _only_frames(phrase: Phrase) -> bool:
    """«في مدينة حلب قتل …», «بعد أقل من 24 ساعة قصف …»: a named place or a time that the verb says nothing of."""
    return (phrase.kind in ("place", "country") and phrase.place_span is not None) or phrase.kind == "time-unit"


def _strikes(verb: VerbUse) -> bool:
    """Whether a verb tells what an event or weapon does («استهدف», «أدى إلى», «قتل»)."""
    return any(f.code in _STRIKING or f.klass in ("result", "casualty") or f.subject == ("event",) for f in verb.frames)


def _open(out: list[Clause], link: str, chunk: Chunk, antecedent: Phrase | None = None) -> Clause:
    out.append(Clause(link, antecedent=antecedent, parent=len(out) - 1))
    cur, last = out[-1], out[-2]
    joined = chunk.conj or chunk.participle  # «نفى ذلك وقال», «نفى ذلك مؤكدا»
    # a negation or «قد» right before the verb belongs to it
    if last.chunks and last.chunks[-1].kind == "neg":
        moved = last.chunks.pop()
        last.negation = None if last.negation is moved else last.negation
        cur.chunks.append(moved)
        cur.negation = moved
    elif last.chunks and last.chunks[-1].cue is not None and last.chunks[-1].cue.kind == "hypothetical":
        moved = last.chunks.pop()  # «في حال هاجمت …»
        last.cues = [c for c in last.cues if c[0] != moved.start]
        cur.chunks.append(moved)
        cur.cues += [(moved.start, moved.cue)] if moved.cue is not None else []
    elif last.chunks and (last.chunks[-1].kind == "conj" or (last.chunks[-1].kind == "part" and not joined)):
        cur.chunks.append(last.chunks.pop())
        if last.chunks and last.chunks[-1].kind == "neg" and last.negation is last.chunks[-1]:
            cur.negation = last.chunks.pop()
            last.negation = None
    cur.take_verb(chunk)
    return cur


def _ends_source(cur: Clause) -> bool:
    """«وبحسب المصادر، …»: behind the comma the sentence itself begins."""
    return (
        cur.link == "source"
        and cur.chunks[-1].kind == "mark"
        and cur.chunks[-1].text in "،,"
        and any(c.phrase is not None for c in cur.chunks)
    )


def _opens_clause(cur: Clause, chunks: list[Chunk], i: int, size: int) -> bool:
    """«… ، والجيش قصف»: a phrase with a verb right behind it begins a clause of its own."""
    phrase = chunks[i].phrase
    assert phrase is not None
    if phrase.prep or (cur.verb is None and not cur.chunks):
        return False
    if phrase.conj and phrase.entry is not None and phrase.entry.noun in _TOLLS and _casualty_next(chunks, i):
        return True  # «…، والحصيلة 15 قتيلا»
    comma = bool(cur.chunks) and cur.chunks[-1].kind == "mark" and cur.chunks[-1].text in "،,"
    if not (phrase.conj or comma):
        apart = bool(cur.chunks) and cur.chunks[-1].kind == "conj"  # «قتل 6 و 13 آخرون أصيبوا»
        return apart and phrase.kind in _SUBJECTS and i + 1 < size and chunks[i + 1].kind == "verb"
    if phrase.kind not in ACTOR_KINDS and phrase.kind not in _SUBJECTS:
        return False
    if phrase.event is not None and not phrase.conj and not phrase.definite and _awaits_event(cur):
        return False  # «شنت خلال الأيام الماضية، غارات استهدفت …»
    if phrase.accusative and phrase.number is None and not phrase.conj and cur.verb is not None:
        return False  # «وقع الطرفان، صباح الأحد، اتفاقا ينص على …»: an object and what is told of it
    j = i + 1
    while j < size:
        chunk = chunks[j]
        adjunct = chunk.phrase is not None and chunk.phrase.prep and j - i < 3
        if chunk.kind not in ("time", "part") and not (chunk.kind == "mark" and chunk.text in "،,()") and not adjunct:
            break
        j += 1
    if j >= size or chunks[j].kind not in ("verb", "neg"):
        return False
    verb, last = chunks[j].verb, chunks[j - 1].phrase
    if not phrase.conj and last is not None and last.prep and last.event is not None and not last.definite:
        if verb is not None and _strikes(verb) and may_agree(verb.form.person, last):
            return False  # «اتهم الجيش، أمس، الحركة بقتل خمسة في قصف استهدف …»
    beside = last
    if verb is not None and beside is not None and beside is not phrase and beside.event is not None:
        if may_agree(verb.form.person, beside) and not may_agree(verb.form.person, phrase):
            return False  # «استعادت القوات، الخميس، السيطرة على الحي بعد قتال دام يومين»
    return verb is None or (not verb.conj and not (phrase.event is not None and verb.suffix))


def _casualty_next(chunks: list[Chunk], i: int) -> bool:
    follow = chunks[i + 1].phrase if i + 1 < len(chunks) else None
    return follow is not None and follow.kind == "casualty" and not follow.prep


def _leads_on(chunks: list[Chunk], i: int) -> bool:
    """«…، وبعد ساعات أغارت», «…، وفي اليوم التالي دخلت»: behind a comma a time with «و» and its verb begin a clause."""
    if i == 0 or chunks[i - 1].kind != "mark" or not chunks[i].conj:
        return False
    j = i + (chunks[i].kind == "other")
    if j >= len(chunks) or chunks[j].kind != "time":
        return False
    j += 1
    while j < len(chunks) and (chunks[j].kind == "part" or (chunks[j].kind == "mark" and chunks[j].text in "،,")):
        j += 1
    return j < len(chunks) and chunks[j].kind in ("verb", "neg")


def _awaits_event(clause: Clause) -> bool:
    """Whether the verb of a clause is light and has not met the event that it carries out."""
    light = clause.verb is not None and any(f.klass == "light" and "event" in f.object for f in clause.frames())
    return light and not any(p.event is not None for p in (*clause.after, *clause.before))


def append(cur: Clause, chunk: Chunk) -> None:
    """Put a chunk that is no verb into a clause."""
    cur.chunks.append(chunk)
    if chunk.kind == "np" and chunk.phrase is not None:
        phrase = chunk.phrase
        tried = cur.chunks[-2].cue if len(cur.chunks) > 1 and cur.chunks[-2].kind == "cue" else None
        if tried is not None and tried.kind == "attempt" and not phrase.prep and cur.klass("casualty"):
            phrase.prep = "cause"  # «قتل 25 خلال محاولة هجوم»
        if phrase.direction and not phrase.prep:
            phrase.prep = "في"  # «شمال شرق المدينة»: an adverb of place
        if phrase.prep:
            cur.prepositional.append(phrase)
        elif cur.verb is None:
            cur.before.append(phrase)
        else:
            cur.after.append(phrase)
        cur.quoted = cur.quoted or phrase.quoted
    elif chunk.kind == "time" and chunk.time is not None:
        cur.times.append(chunk.time)
    elif chunk.kind == "neg":
        cur.negation = chunk
    elif chunk.kind == "cue" and chunk.cue is not None:
        cur.cues.append((chunk.start, chunk.cue))
    elif chunk.kind == "pron":
        cur.pronouns.append(chunk.text)
