"""Speech acts: the noun that tells which one it is, and pledges without an event."""

from __future__ import annotations

from marsad.language.ar.lexicon import VerbFrame
from marsad.reading.clauses import Clause
from marsad.reading.frame import Frame
from marsad.reading.frames.sentence import SentenceFrames
from marsad.reading.phrase import Phrase, agentive
from marsad.reading.speakers import speaking

# Verbs that declare; of what is no event they tell a statement. Words that condemn, by how they begin.
_DECLARING = frozenset({"أعلن", "نفى", "وصف"})
_EVENTFUL = frozenset({"denial", "reference", "aspect"})
_DECREES = frozenset({"حظر", "قرار", "إجراء", "وقوف"})
_DAMNING = tuple(
    "ارهاب جريم اجرام جبان وحشي انتهاك عدوان اعدام مجزر غادر شنيع نكراء بربري همجي انقلاب استفزاز اباد خيان".split()
)
# Verbal nouns of verbs that tell news, the speaker in their genitive.
_SAYING = frozenset({"إعلان", "تأكيد", "إقرار", "اعتراف", "كشف"})
_NEWS = frozenset(
    "اخبار خبر انباء نبا شائعات اشاعات معلومات تقارير صور صوره مقاطع مقطع فيديو فيديوهات وباء مرض امراض".split()
)
_NOTICES, _WITHOUT = frozenset({"إخطار", "إبلاغ"}), frozenset({"دون", "بدون"})
_BEING = frozenset({"كان", "شهد", "بقي", "ظل", "شكل", "مثل", "حمل"})
_RETALIATING = frozenset({"رد", "انتقم", "ثأر", "عاقب", "سحق", "اقتص"})  # what is told of them for the future threatens
_ANY = frozenset({"اي", "ايه", "كل"})  # of deeds that may come
_NEAR = 6  # tokens between a noun of saying and the event that it tells
_REACH = 12  # tokens behind a verb within which it is told what something is called


def topics(state: SentenceFrames, frame: Frame, clause: Clause) -> None:
    """«عبر عن قلقه», «أبدى استنكاره»: the noun tells which speech act it is."""
    roles = frame.entry.preps.roles
    for phrase in (*clause.objects, *(p for p in clause.prepositional if "topic" in roles.get(p.prep, ()))):
        topic = state.event_of(phrase) or state.event_of(phrase.owner)  # «على ضرورة انسحاب …»
        if topic is None:
            continue
        frame.topics.append(topic)
        if topic.klass == "speech" and frame.code == "statement" and topic.merged is None:
            refused = isinstance(frame.entry, VerbFrame) and frame.entry.says == "deny"  # «رفض الدعوة»
            frame.code = frame.code if refused else topic.code or frame.code
            topic.merge_into(frame, "topic of the speech act")


def pledge(state: SentenceFrames, index: int) -> None:
    """«قال المتحدث إن القوات لن تنسحب»: what a speaker says will or will not be; what will be is planned."""
    clause = state.clauses[index]
    use, negation = clause.use, clause.negation
    if (
        use is None
        or clause.link == "rel"
        or (use.form.tense == "past" and not use.future)
        or any(_told(f) and not _answered(state, clause, f) for f in state.frames if f.clause == index and f.code)
    ):
        return
    never = negation is not None and negation.text.endswith("لن")
    future = use.future or any(cue.kind == "future" for _, cue in clause.cues)  # «سوف يعامل»
    entry = clause.frame or (clause.frames() or [None])[0]
    strikes_back = future and not never and use.lemma in _RETALIATING and not _answers(state, clause)
    if not (never or future) or clause.verb is None or entry is None:
        return
    tells_little = use.lemma in _BEING and not never  # «ستكون الأخبار سارة», «ستشهد الأيام انتصارات»
    if tells_little or (entry.klass in ("speech", "casualty") and not strikes_back):
        return
    frame = state.add_of_verb(index, entry, "threat" if strikes_back else "statement")
    frame.klass, frame.rule, frame.status = "pledge", "verb:pledge", "happened"
    if not never and not strikes_back and use.form.tense == "imperfect":
        frame.status = "planned"
    frame.start = negation.start if never and negation is not None else frame.start


def _answered(state: SentenceFrames, clause: Clause, frame: Frame) -> bool:
    """«سترد على أي اعتداء إسرائيلي»: a deed that may come, which the answer is to."""
    phrase = frame.phrase
    if phrase is None or phrase.prep != "على" or clause.use is None or clause.use.lemma not in _RETALIATING:
        return False
    supposed = state.view.norm(phrase.core - 1) in _ANY
    if supposed:
        frame.marks.add("hypothetical")
    return supposed


def _answers(state: SentenceFrames, clause: Clause) -> bool:
    """«سترد على أسئلة النواب»: an answer in words, not to a deed."""
    asked = [p for p in clause.prepositional if p.prep == "على"]
    deeds = [f for p in asked if (f := state.event_of(p)) is not None and f.klass != "speech" and f.code]
    return bool(asked) and not deeds


def _eventful(frame: Frame) -> bool:
    """Whether what is declared points to some event; a decree does not («أعلنت فرض حظر التجوال»)."""
    return frame.klass in _EVENTFUL and frame.entry_lemma() not in _DECREES


def _told(frame: Frame) -> bool:
    """Whether an event is told with anybody or anything of its own («سترد على أي هجوم» tells none)."""
    return frame.phrase is None or bool(frame.actors or frame.targets or frame.places or frame.patients)


def going_round(state: SentenceFrames) -> None:
    """«الأنباء التي انتشرت عن …»: news go round, no forces."""
    for frame in state.frames:
        if frame.entry_lemma() != "انتشر" or frame.phrase is not None or not frame.actors:
            continue
        if all(
            any(state.view.norm(i).removeprefix("ال") in _NEWS for i in range(a.start, a.end)) for a in frame.actors
        ):
            frame.dropped = "news that go round"


def announced(state: SentenceFrames) -> None:
    """«رغم إعلان الجيش الانسحاب», «بعد إقرار الوزارة بسقوط …»: whose words the event behind a noun of saying is."""
    for saying in state.frames:
        phrase = saying.phrase
        if phrase is None or phrase.event is None or phrase.event.noun not in _SAYING or phrase.owner is None:
            continue
        if not speaking(state.view, phrase.owner, True):
            continue
        follow = _first_event(state, state.clauses[saying.clause], phrase)
        deed = state.event_of(follow) if follow is not None else None
        if deed is not None and deed is not saying and deed.klass != "speech":
            deed.told_by = phrase.owner
            if deed.phrase is follow:
                deed.marks.add("announced")


def unannounced(state: SentenceFrames) -> None:
    """«تحركت وحدات … دون إخطار الجانب الآخر»: that somebody was not told; by whom, the subject of the clause."""
    for notice in state.frames:
        phrase = notice.phrase
        if notice.entry_lemma() not in _NOTICES or phrase is None or phrase.owner is None or not phrase.head:
            continue
        if state.view.norm(phrase.head - 1) not in _WITHOUT or not agentive(phrase.owner):
            continue
        subject = state.clauses[notice.clause].subject
        notice.code, notice.klass, notice.status = "statement", "event", "not-happened"
        notice.actors = [subject] if subject is not None and agentive(subject) else []
        notice.targets, notice.addressees, notice.dropped = phrase.owner.all(), [], ""
        notice.note("claim", "taken", notice.entry_lemma(), "that somebody was not told")


def _first_event(state: SentenceFrames, clause: Clause, saying: Phrase) -> Phrase | None:
    """The event that a noun of saying has behind its genitive, over a time, an adverb or a place of the speaker."""
    roles = saying.event.preps.roles if saying.event is not None else {}
    for phrase in clause.phrases():
        if phrase.start < saying.end:
            continue
        if phrase.start - saying.end > _NEAR or phrase.conj or phrase.start in _verb_starts(clause, saying.end):
            return None
        if phrase.event is not None and (not phrase.prep or "event" in roles.get(phrase.prep, ())):
            return phrase
        if not phrase.prep:
            return None
    return None


def _verb_starts(clause: Clause, start: int) -> range:
    """The tokens from the verb of a clause on, where it stands behind a token."""
    verb = clause.verb
    return range(verb.start, clause.chunks[-1].end) if verb is not None and verb.start >= start else range(0)


def declare(state: SentenceFrames, index: int) -> None:
    """«أعلنت الشركة حالة القوة القاهرة», «وصف ما جرى بأنه خطأ»: what a body declares, where no event is named."""
    clause = state.clauses[index]
    entry = next((f for f in clause.frames() if f.lemma in _DECLARING and f.klass == "speech"), None)
    if entry is None or clause.verb is None or clause.verb.passive or clause.verb.participle or clause.negation:
        return
    if clause.subject is None or not any(clause.subject is p for p in clause.phrases()):
        return
    judged = entry.lemma == "وصف"
    if judged and state.view.norm(clause.subject.end) != "ما":
        return  # of «وصف القصف بالجريمة» the table knows
    said = [index]
    while said[-1] + 1 < len(state.clauses) and state.clauses[said[-1] + 1].link != "main":
        said.append(said[-1] + 1)
    live = [f for f in state.frames if f.clause in said and f.merged is None]
    if not judged and any((f.code and not f.dropped) or _eventful(f) for f in live):
        return
    for own in (f for f in live if f.verb is clause.use and f.verb is not None):
        own.dropped = "told by what it is called"
    frame = state.add_of_verb(
        index, entry, "accusation" if judged and damned(state, clause.verb.start) else "statement"
    )
    frame.klass, frame.rule, frame.status = "speech", "verb:declare", "happened"
    frame.actors += clause.subject.all()


def damned(state: SentenceFrames, start: int) -> bool:
    """«وصف الهجوم بالإرهابي»: whether the words behind a verb condemn."""
    words = range(start + 1, min(start + _REACH, len(state.view.words)))
    return any(stem in state.view.norm(i) for i in words for stem in _DAMNING)
