"""Whether an event happened, goes on, is planned, possible or tried: by cues, by tense, by the words that govern it."""

from __future__ import annotations

from marsad.language.ar.lexicon import VerbUse
from marsad.ontology import SPEECH, STATES
from marsad.reading.clauses import Clause
from marsad.reading.content import called_untrue_at
from marsad.reading.frame import Frame
from marsad.reading.frames.negation import negate
from marsad.reading.frames.sentence import SentenceFrames
from marsad.reading.phrase import Phrase
from marsad.reading.phrases.words import any_at

_HYPOTHETICAL = frozenset({"اذا", "لو", "ولو", "كلما", "طالما"})
_BLOWS = frozenset({"غارة", "ضربة", "تفجير", "انفجار"})
_THINKING = frozenset({"اعتقد", "رجح", "ظن", "اشتبه", "خمن"})
_SHOULD = frozenset({"وجب", "انبغى", "تعين"})
_STOPPING = frozenset({"arrest", "weapon-interception"})
_STRIVING = frozenset({"shelling", "airstrike", "clash", "siege", "attack"})
# Verbs in the past that with «منذ» tell what still goes on.
_LASTING_SINCE = frozenset(
    "اندلع بدأ تواصل استمر انطلق تجدد تصاعد اشتد دار تفجر تقاتل نشب شهد فرض حاصر طوق بات أصبح أمسى ظل عاش عانى".split()
)
_ADVANCES = frozenset({"تقدم", "زحف"})
_AIMS = frozenset({"بهدف", "بغيه", "بغرض"})
_SPANS = frozenset({"ساعات", "اسابيع", "اشهر", "شهور", "سنوات", "اعوام"})


def read(state: SentenceFrames, index: int) -> None:
    """The status of the frames of a clause, and of those that its verb tells of."""
    clause, own, use = state.clauses[index], state.of_clause.get(index), state.clauses[index].use
    if own is not None and own.klass == "pledge":
        return  # that it is said has happened, whatever is said
    if clause.negation is not None:
        negate(state, index)
    told = [own] if own is not None else []
    told += [f for f in state.frames if f.clause == index and not f.merged and f is not own]
    for frame in told:
        _by_cues(state, clause, frame)
    for frame in told if _is_untrue(state, clause) else _called_untrue(state, index, told):
        frame.status = "not-happened"
        frame.marks.add("untrue")
    if use is None:
        return
    carried = [f for f in state.frames if {f"light:{use.lemma}", f"aspect:{use.lemma}"} & f.marks and not f.merged]
    if own is not None and not own.merged and not any(own is f for f in carried):
        carried.append(own)
    for frame in carried:
        _by_verb(state, index, use, frame)


def _is_untrue(state: SentenceFrames, clause: Clause) -> bool:
    """«لا صحة لما يشاع عن …», «لا صحة للأنباء التي تتحدث عن …»: what is said is denied by the clause before it."""
    while clause.link == "and" and clause.parent >= 0 and not state.clauses[clause.parent].phrases():
        clause = state.clauses[clause.parent]  # «لما يتم تداوله حول …»
    if clause.link != "rel" or clause.parent < 0:
        return False
    denying = state.clauses[clause.parent]
    behind = denying.verb.start if denying.verb is not None else -1  # «أكد عدم صحة الأنباء التي …»
    return any(cue.kind == "denial" and start > behind for start, cue in denying.cues)


def _is_news(phrase: Phrase) -> bool:
    """«الأنباء عن …», «أخبار اعتقال …»: what tells of a deed."""
    news = phrase.kind == "media-head" and phrase.owner is not None and phrase.owner.event is not None
    return news or (phrase.event is not None and phrase.event.klass == "speech")


def _called_untrue(state: SentenceFrames, index: int, told: list[Frame]) -> list[Frame]:
    """«الأنباء عن سيطرتهم على القصر عارية عن الصحة»: what news tell of that are called untrue behind it."""
    clause = state.clauses[index]
    untrue = called_untrue_at(state.view, state.clauses, index)
    news = next((p.start for p in clause.phrases() if _is_news(p)), -1)
    if news < 0 and clause.link == "rel" and clause.text == "ما":
        news = clause.chunks[0].start
    elif news < 0 and clause.verb is not None and "ما" in (state.view.norm(clause.verb.start - k) for k in (1, 2)):
        news = clause.verb.start  # «أن ما تردد عن … غير صحيح», «ما يجري تداوله عن …»
    return [f for f in told if 0 <= news < f.head < untrue and f.klass in ("event", "casualty")]


def ask(state: SentenceFrames) -> None:
    """«لماذا قصفت …؟»: what is asked is not told; who asks may be."""
    tokens = state.view.tokens
    if not tokens or tokens[-1].raw not in "؟?":
        return
    first = max((i + 1 for i, t in enumerate(tokens[:-1]) if t.raw in ".؛;!؟?:"), default=0)
    for frame in state.frames:
        if frame.head >= first and frame.klass != "speech":
            frame.marks.add("hypothetical")


def foil(state: SentenceFrames) -> None:
    """«أوقفت خلية كانت تخطط لتفجير», «أسقطت طائرة كانت تستعد لقصف»: the plan of those who were stopped was prevented."""
    for frame in state.frames:
        clause = state.clauses[frame.clause]
        if frame.status != "planned" or clause.link != "rel" or clause.antecedent is None:
            continue
        if any(_stopped(other, clause.antecedent) for other in state.frames if other is not frame):
            frame.status = "prevented"
            frame.note("status", "taken", "", "those who planned it were stopped")


def _stopped(frame: Frame, whom: Phrase) -> bool:
    if frame.code not in _STOPPING or frame.dropped or frame.status not in ("", "happened"):
        return False
    hit = [*frame.targets, *(p.phrase for p in frame.patients if p.phrase is not None)]
    return any(whom is p or any(whom is q for q in p.all()) for p in hit)


def _set_off(clause: Clause, cue: int, frame: Frame) -> bool:
    """«17 شخصا يشتبه في انتمائهم للتنظيم، في عمليات دهم»: whether a comma ends what a doubt speaks of."""
    own = next((c for c in clause.chunks if c.start <= frame.head < c.end), None)
    first = own.start if own is not None and own.phrase is not None and own.phrase.prep else -1
    if clause.link != "rel" and (clause.verb is None or clause.verb.start > cue):
        return False
    return any(c.kind == "mark" and c.text in "،," and cue < c.start < first for c in clause.chunks)


def _by_cues(state: SentenceFrames, clause: Clause, frame: Frame) -> None:
    """«ربما», «زعم», «حاول»: a cue speaks of what follows it; those of a whole sentence («يذكر أن») of everything."""
    kinds = {
        c.kind
        for start, c in clause.cues
        if (start < frame.head or c.scope == "sentence" or (c.kind == "continuing" and c.scope != "next"))
        and (c.kind != "doubt" or c.effect != "none")
        and not (c.kind == "doubt" and _set_off(clause, start, frame))
    }
    until = clause.text == "حتي" and clause.use is not None and clause.use.form.tense == "imperfect"  # «حتى تغادر …»
    if "hypothetical" in kinds or (clause.link == "sub" and (clause.text in _HYPOTHETICAL or until)):
        frame.marks.add("hypothetical")
    if "possibility" in kinds and frame.klass != "speech":
        frame.status = "threatened" if frame.code == "threat" else "possible"
    elif ("future" in kinds or _aimed_at(state, frame)) and frame.klass != "speech":
        frame.status = "planned"
    elif "doubt" in kinds and frame.klass != "speech":
        frame.status = "possible"
    elif "denial" in kinds:
        frame.status = "not-happened"
        frame.marks.add("untrue")
    elif (
        frame.status in ("", "happened")
        and frame.klass == "event"
        and ("continuing" in kinds or _called_lasting(state, frame) or _amid(state, frame))
    ):
        frame.status = "ongoing"
    elif "attempt" in kinds:
        frame.status = "failed"
    if "generic" in kinds:
        frame.marks.add("generic")
    if _supposed(state, clause, frame):
        frame.marks.add("hypothetical")


def _supposed(state: SentenceFrames, clause: Clause, frame: Frame) -> bool:
    """«توعد بالرد على أي هجوم», «حذر من أن أي قصف …»: any that may come; not «لم يسجل أي خرق», «نفى أي استهداف»."""
    phrase = frame.phrase
    if phrase is None or frame.status == "not-happened" or not any_at(state.view, phrase.core - 1):
        return False
    denied = clause.negation is not None or any(cue.kind in ("negation", "denial") for _, cue in clause.cues)
    return not denied and not any(c.frame is not None and c.frame.says == "deny" for c in state.clauses)


def _aimed_at(state: SentenceFrames, frame: Frame) -> bool:
    """«شن هجوما بهدف السيطرة على المطار»."""
    phrase = frame.phrase
    return phrase is not None and bool(phrase.prep) and state.view.norm(phrase.start) in _AIMS


def _amid(state: SentenceFrames, frame: Frame) -> bool:
    """«وسط تقدم للجيش في …»: in the midst of an advance."""
    phrase = frame.phrase
    amid = phrase is not None and bool(phrase.prep) and state.view.norm(phrase.start) in ("وسط", "ووسط")
    return amid and frame.entry_lemma() in _ADVANCES


def _called_lasting(state: SentenceFrames, frame: Frame) -> bool:
    """«المعارك المتواصلة», «قصف مستمر», «منذ أسابيع»: words at the noun that say that it goes on."""
    view, phrase = state.view, frame.phrase
    if phrase is not None:
        lasting = view.knowledge.lexicon.lasting
        last = min(phrase.owner.start if phrase.owner is not None else phrase.end + 1, frame.head + 5)
        behind = range(phrase.owner.end, phrase.end) if phrase.owner is not None else ()  # «حصار المدينة المستمر»
        if any(view.norm(i).removeprefix("ال") in lasting for i in (*range(frame.head + 1, last), *behind)):
            return True
        if frame.code in _STRIVING and phrase.prep != "بعد" and any(_for_a_span(state, t.start) for t in frame.times):
            return True
    over = _is_over(state, frame)
    return not over and any(t.since and t.first is None for t in frame.times)


def _is_over(state: SentenceFrames, frame: Frame) -> bool:
    """«نجحت القوات منذ أيام في طرد …»: behind a verb in the past that begins nothing «منذ» says how long ago."""
    use = state.clauses[frame.clause].use
    return use is not None and use.form.tense == "past" and use.lemma not in _LASTING_SINCE


def _for_a_span(state: SentenceFrames, i: int) -> bool:
    """«منذ أسابيع»: "for weeks" beside a noun, where no number makes it "ago"."""
    return state.view.norm(i).removeprefix("و") == "منذ" and state.view.norm(i + 1) in _SPANS


def _by_verb(state: SentenceFrames, index: int, use: VerbUse, frame: Frame) -> None:
    """What the tense of its verb says about an event, then its auxiliaries and the clause that governs it."""
    clause = state.clauses[index]
    subjunctive = _subjunctive(clause) or (
        clause.link == "and" and index > 0 and _subjunctive(state.clauses[index - 1])
    )
    own = frame.verb is use and frame.phrase is None
    if use.future or any(c.text == "سوف" for c in clause.chunks):
        frame.status = frame.status or "planned"
    elif use.purpose:
        struck = own and any(m.kind in ("weapon", "explosive") for m in frame.means)  # «لتسقط القذائف»: what came of it
        if frame.klass != "casualty" and own and not struck:
            frame.status = frame.status or "planned"
            frame.marks.add("purpose")
    elif _tells_present(state, clause, frame) and not subjunctive and (own or _governs_present(state, index, frame)):
        done = any(c.kind == "part" and c.text == "قد" for c in clause.chunks)
        frame.status = "possible" if done else "ongoing"
    for aux in clause.auxiliaries:
        frame.status = frame.status or _status_of_aspect(aux)
    if own and frame.code in STATES and use.form.tense == "imperfect" and frame.status in ("", "ongoing"):
        if any(a.lemma == "كان" and a.form.tense == "past" for a in clause.auxiliaries):
            frame.status = "happened"  # «كانت تسيطر على المدينة»: no longer
    doubted = index and clause.link == "comp" and not clause.only_whose
    if doubted and frame.status in ("", "happened") and _believed(state.clauses[index - 1]):
        frame.status = "possible"
    if index and subjunctive and frame.status in ("", "happened"):
        _by_governing(frame, state.clauses[index - 1])


def _tells_present(state: SentenceFrames, clause: Clause, frame: Frame) -> bool:
    """Whether a verb in the imperfect can say that an event goes on: not of speech, not in a headline, not denied."""
    return (
        clause.use is not None
        and clause.use.form.tense == "imperfect"
        and clause.use.lemma != "أعلن"  # «نعلن وقف إطلاق النار»
        and not any(a.lemma == "كان" for a in clause.auxiliaries)
        and frame.status in ("", "happened")
        and not state.headline
        and clause.negation is None
        and frame.klass in ("event", "reference")
        and frame.code not in SPEECH
    )


def _governs_present(state: SentenceFrames, index: int, frame: Frame) -> bool:
    """Whether a light verb in the imperfect tells of the present: not as a mere circumstance of a past deed."""
    clause = state.clauses[index]
    if clause.verb is None or clause.verb.participle or frame.klass == "casualty" or _single_blow(frame):
        return False
    if clause.link == "rel" and not clause.text and frame.clause != index:
        governing = state.clauses[frame.clause].use  # «تعرضت لقصف تشنه …»
        return governing is None or governing.form.tense == "imperfect"
    return True


def _single_blow(frame: Frame) -> bool:
    """«غارة تستهدف سيارة»: one blow does not go on, however vividly it is told."""
    return frame.entry_lemma() in _BLOWS and frame.phrase is not None and frame.phrase.grammatical == "s"


def _believed(governing: Clause) -> bool:
    """«يعتقد أن», «يرجح أن», «يشتبه بأن»: it is thought, nobody says by whom."""
    use, verb = governing.use, governing.verb
    if use is None or verb is None or use.lemma not in _THINKING or use.form.person not in ("3ms", "3fs"):
        return False
    return governing.subject is None or not any(governing.subject is p for p in governing.phrases())


def _subjunctive(clause: Clause) -> bool:
    """«أن تشن», «بأن تنسحب»: the verb right behind «أن» tells what may, should or came to be, not what goes on."""
    if "subject" in clause.pronouns:
        return False
    behind = (clause.link == "comp" and clause.text in ("ان", "بان")) or (clause.link == "sub" and clause.text == "قبل")
    return (behind or bool(clause.content_prep)) and clause.verb is not None and clause.chunks[0] is clause.verb


def _by_governing(frame: Frame, governing: Clause) -> None:
    """«من المتوقع أن تشن», «يخشى من أن», «طالب بأن», «يجب أن»: what the word before «أن» makes of the event."""
    use = governing.use
    cue = next(
        (c for _, c in governing.cues if c.kind in ("possibility", "future", "doubt") and c.effect != "none"), None
    )
    if cue is not None:
        frame.status = cue.effect
    elif use is not None and use.lemma in _SHOULD:
        frame.dropped = "what should be"
    elif governing.frame is not None and governing.frame.says in ("demand", "threaten"):
        frame.dropped = "topic of a speech act"
    elif use is not None:
        frame.status = _status_of_aspect(use) or frame.status


def _status_of_aspect(use: VerbUse) -> str:
    """The status that a verb of aspect gives («حاول أن», «كاد»); empty where it is none."""
    return next((f.status for f in use.frames if f.klass == "aspect" and f.status), "")
