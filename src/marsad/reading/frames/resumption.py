"""Verbs that go on with a deed told before them: «غارة على …، استهدفت …», «قذيفة أطلقها …», «عبوة زرعها …»."""

from __future__ import annotations

from dataclasses import replace

from marsad.language.ar.lexicon import VerbFrame
from marsad.reading.clauses import Clause
from marsad.reading.frame import Frame
from marsad.reading.frames.codes import ABSORBED
from marsad.reading.frames.roles import fill
from marsad.reading.frames.sentence import SentenceFrames
from marsad.reading.phrase import Phrase, agentive, may_agree

_STRIKING = frozenset({"attack", "shelling", "airstrike"})
_STRUCK = ABSORBED | {"suicide-bombing", "chemical-attack", "grenade"}
_ONCE = frozenset({"abduction", "arrest", "weapon-interception", "property-destruction"})
_ARMS = frozenset({"weapon", "explosive"})
_CARRIED = _ARMS | {"air-platform", "actor", "vehicle"}
_SPOTS = frozenset({"place", "structure", "military-post"})
_DESTROYING = frozenset({"دمر", "أعطب", "أحرق", "أتلف"})
_SENDING = frozenset({"أطلق", "زرع", "ألقى", "رمى", "أرسل", "قذف", "وضع", "فخخ", "أسقط", "وجه", "لغم", "سير"})
_HARMING = frozenset({"killing", "injury"})
_REACH = 3  # clauses


def resumed(state: SentenceFrames, index: int, entry: VerbFrame) -> Frame | None:
    """The deed that the verb of a clause goes on with; None where it tells a deed of its own."""
    clause = state.clauses[index]
    if clause.link == "and" and entry.klass in ("casualty", "event") and entry.code in _HARMING:
        before = [f for i, f in state.of_clause.items() if i < index and state.clauses[i].subject is clause.subject]
        if before and clause.subject is not None and before[-1].entry_lemma() == "انفجر":
            return before[-1]  # «انفجرت أجهزة … وأصابت العشرات»
    if entry.code not in ABSORBED:
        return None
    if clause.link == "rel":
        if clause.verb is not None and clause.verb.passive:
            return _of_means(state, clause.subject) if planted(clause) else None
        return _of_means(state, clause.subject) or _of_weapon(state, clause)
    if clause.link == "and" and clause.subject is not None and clause.subject.kind in _ARMS:
        return _of_means(state, clause.subject)  # «سقطت شظايا … وأصابت …»
    if entry.code in _STRIKING and _unlinked(clause):
        return _nearest(state, index)
    return None


def planted(clause: Clause) -> bool:
    """«عبوة زرعت في سيارته»: the passive takes up a weapon."""
    return clause.link == "rel" and clause.subject is clause.antecedent is not None and clause.antecedent.kind in _ARMS


def _unlinked(clause: Clause) -> bool:
    """Whether a clause starts with its bare verb, no word and no subject of its own before it («…، استهدفت»)."""
    verb = clause.verb
    if clause.link != "and" or verb is None or verb.conj or clause.chunks[0] is not verb or verb.participle:
        return False
    subject = clause.subject
    own = subject is not None and any(subject is p for p in clause.phrases())
    return not own or (subject is not None and subject.kind in _SPOTS)  # «، استهدفت عدة مناطق»


def _nearest(state: SentenceFrames, index: int) -> Frame | None:
    """The last event noun before a clause that its verb can speak of."""
    use, verb = state.clauses[index].use, state.clauses[index].verb
    assert use is not None
    assert verb is not None
    for frame in sorted(state.frames, key=lambda f: -f.head):
        if frame.head >= verb.start or frame.clause < index - _REACH or frame.phrase is None:
            continue
        deed = frame.target()
        if deed.code in _STRUCK and frame.klass in ("event", "reference") and not deed.dropped:
            return deed if may_agree(use.form.person, frame.phrase) else None
    return None


def _of_means(state: SentenceFrames, phrase: Phrase | None) -> Frame | None:
    """The attack whose means a phrase is («قصف بطائرة استهدفت …»)."""
    if phrase is None or phrase.kind not in _CARRIED:
        return None
    for frame in reversed(state.frames):
        if frame.klass != "event" or frame.merged is not None or frame.code not in _STRUCK:
            continue
        if any(phrase is m for m in (*frame.means, *frame.actors)):
            return frame if frame.phrase is not None or phrase.kind in _ARMS else None
        if frame.phrase is not None and phrase.prep == "ب" and phrase.start == frame.phrase.end:
            return frame
    return None


def _of_weapon(state: SentenceFrames, clause: Clause) -> Frame | None:
    """The attack made with the weapon that a pronoun of the verb takes up («انفجار عبوة زرعها مسلحون»)."""
    weapon = clause.antecedent
    if weapon is not None and weapon.event is not None:
        weapon = weapon.owner
    if weapon is None or weapon.kind not in _ARMS or clause.use is None or not clause.use.suffix:
        return None
    for frame in reversed(state.frames):
        if any(weapon is m for m in frame.means) and frame.klass == "event" and frame.code in _STRUCK:
            return frame.target()
    return None


def join_tolls(state: SentenceFrames) -> None:
    """«استشهد مدنيان بقذيفة أطلقها …»: a toll told with its weapon goes to the deed that fired it."""
    for toll in state.frames:
        if toll.klass != "casualty" or toll.merged is not None or not toll.means:
            continue
        for frame in state.frames:
            if frame is toll or frame.klass != "event" or frame.merged is not None or "relative" not in frame.marks:
                continue
            antecedent = state.clauses[frame.clause].antecedent
            if any(antecedent is m for m in toll.means) and frame.code in _STRUCK:
                toll.merge_into(frame, "toll of the weapon that was fired")
                frame.status = "" if frame.status == "planned" else frame.status  # «أصيب بلغم زرعه …»: it went off
                break


def join_set_off(state: SentenceFrames) -> None:
    """«قتل مدني في قصف للحوثيين، استهدفت الأحياء السكنية»: a bare verb behind a comma says what the strike hit."""
    for index, clause in enumerate(state.clauses):
        struck = state.of_clause.get(index)
        if struck is None or struck.merged is not None or clause.link != "and" or clause.verb is None or not index:
            continue
        bare = clause.use is not None and not clause.use.conj and clause.chunks[0] is clause.verb
        subject = clause.subject
        own = subject is not None and agentive(subject) and any(subject is p for p in clause.phrases())
        deed = state.last_event_before(index) if bare and not own else None
        if deed is None or deed.phrase is None or deed.merged is not None or deed.targets or deed.places:
            continue
        if (
            struck.code in (deed.code, "attack")
            and deed.code in _STRUCK
            and state.view.tokens[clause.verb.start - 1].raw in "،,"
        ):
            struck.merge_into(deed, "what the strike hit, told behind a comma")


def join_fired(state: SentenceFrames) -> None:
    """«تعرضهم لقذيفة أطلقت من …», «استهدافه بصاروخ أطلقته …»: the weapon right behind a strike was fired in it."""
    for fired in state.frames:
        weapon = state.clauses[fired.clause].antecedent
        if "relative" not in fired.marks or fired.merged is not None or weapon is None or weapon.kind not in _ARMS:
            continue
        for strike in state.frames:
            near = strike.phrase is not None and strike.phrase.end == weapon.start and weapon.prep in ("ل", "ب")
            if near and strike is not fired and strike.merged is None and strike.code == fired.code in _STRUCK:
                fired.merge_into(strike, "the weapon of the strike")
                break


def join_senders(state: SentenceFrames) -> None:
    """«صاروخ أطلقته الحركة سقط على مدرسة»: who sent the weapon that has a verb of its own, before or behind."""
    for index, clause in enumerate(state.clauses):
        use, verb = clause.use, clause.verb
        if use is None or verb is None or use.lemma not in _SENDING or not use.suffix:
            continue
        before = next((p for p in clause.phrases() if p.end == verb.start and not p.prep), None)
        weapon = before or (clause.antecedent if clause.link == "rel" else None)
        sender = next((p for p in clause.phrases() if p.start >= verb.end and not p.prep), None)
        if weapon is None or sender is None or weapon is sender or weapon.kind not in _CARRIED or not agentive(sender):
            continue
        for frame in state.frames:
            if frame.clause != index + (1 if before else -1) or frame.code not in _STRUCK or frame.merged is not None:
                continue
            if [p for p in frame.actors if p is not weapon] or frame.klass != "event":
                continue
            frame.means, frame.actors = [*(p for p in frame.means if p is not weapon), weapon], []
            fill(state, frame, ("actor",), sender, "who sent the weapon")
            own = state.of_clause.get(index)
            if own is not None and own is not frame and own.merged is None and all(p is weapon for p in own.targets):
                own.targets = []
                own.merge_into(frame, "the weapon was sent")
            break


def join_found(state: SentenceFrames) -> None:
    """«عثر على جثث تسعة مدنيين أعدموا»: who was found dead, and how they died, are one."""
    for index, clause in enumerate(state.clauses):
        killing = state.of_clause.get(index)
        bodies = clause.antecedent if clause.link == "rel" else None
        if killing is None or bodies is None or bodies.kind != "casualty" or bodies.owner is None:
            continue
        found = next((f for f in state.frames if f.clause == index - 1 and f.entry_lemma() == "عثر"), None)
        if found is None or found.merged is not None or killing.code not in ("civilian-attack", "killing"):
            continue
        killing.patients = [replace(p, phrase=bodies.owner) if p.phrase is bodies else p for p in killing.patients]
        killing.targets = [bodies.owner if t is bodies else t for t in killing.targets]
        found.patients, found.targets = [], []
        found.merge_into(killing, "found dead of it")


def join_accords(state: SentenceFrames) -> None:
    """«اتفاق هدنة»: of which kind an agreement is, no second one."""
    for frame in state.frames:
        inner = frame.phrase.owner if frame.phrase is not None and frame.code == "agreement" else None
        kind = state.event_of(inner)
        if kind is not None and kind is not frame and kind.code == "agreement" and kind.merged is None:
            kind.merge_into(frame, "the kind of the agreement")
        told = frame.verb is not None and frame.code == "agreement" and frame.merged is None
        for other in state.frames if told else ():  # «اتفق الطرفان على تبادل 880 أسيرا»
            behind = other.phrase is not None and other.phrase.prep == "على" and other.clause == frame.clause
            if behind and other is not frame and other.code == "agreement" and other.merged is None:
                other.merge_into(frame, "what is agreed on")


def join_pronouns(state: SentenceFrames) -> None:
    """«احتجزوا السفينة واقتادوها», «تصدت لمسيرات وأسقطتها»: what is done to the same thing is one deed."""
    for index, clause in enumerate(state.clauses):
        frame, deed = state.of_clause.get(index), state.of_clause.get(clause.parent)
        if frame is None or deed is None or frame is deed or clause.use is None or clause.link != "and":
            continue
        same = (frame.code == deed.code and frame.code in _ONCE) or {frame.code, deed.code} <= _STRIKING
        if _sets_off(clause, frame, deed):
            deed.status = ""
            frame.merge_into(deed, "the device that was planted")
            continue
        led_off = frame.entry_lemma() == "اقتاد" and deed.code in ("arrest", "abduction")  # «اعتقلوهم واقتادوهم إلى»
        if clause.use.suffix and clause.use.conj and not clause.objects and (same or led_off):
            if frame.merged is None and deed.merged is None and not frame.times:
                frame.places = []  # where it was brought
                frame.merge_into(deed, "the same thing")


def _sets_off(clause: Clause, frame: Frame, deed: Frame) -> bool:
    """«زرعوا عبوة وفجروها»: the device that was planted goes off."""
    planted_first = (
        deed.status == "planned" and deed.code in ("remote-explosive", "explosion") and deed.verb is not None
    )
    taken_up = clause.use is not None and bool(clause.use.suffix) and bool(clause.use.conj)
    return planted_first and taken_up and frame.code in ("remote-explosive", "explosion") and deed.merged is None


def join_losses(state: SentenceFrames) -> None:
    """«قتلوا خمسة جنود ودمروا مدرعة»: what else the same doers destroyed in the deed told right before."""
    for index, clause in enumerate(state.clauses):
        loss = state.of_clause.get(index)
        if loss is None or loss.merged is not None or clause.link != "and" or loss.entry_lemma() not in _DESTROYING:
            continue
        if loss.code != "attack" or loss.times or loss.means or clause.use is None:
            continue
        before = [f for f in state.frames if f.verb is not None and f.clause == clause.parent and f.merged is None]
        deed = next((f for f in before if f.code in ABSORBED and f is not loss), None)
        own = clause.subject is not None and any(clause.subject is p for p in clause.phrases())
        elsewhere = deed is not None and deed.places and loss.places
        if deed is not None and not elsewhere and not own and deed.entry_lemma() not in _DESTROYING:
            loss.actors = []
            loss.merge_into(deed, "what else was lost in it")


def join_landings(state: SentenceFrames) -> None:
    """«سقطت قنبلة ألقاها طيران الجيش»: what fell is told by who threw it."""
    for index, clause in enumerate(state.clauses):
        thrown = state.of_clause.get(index)
        if thrown is None or clause.link != "rel" or thrown.code != "grenade" or thrown.merged is not None:
            continue
        for fallen in state.frames:
            if fallen is not thrown and fallen.merged is None and any(clause.antecedent is m for m in fallen.means):
                fallen.merge_into(thrown, "the same bomb")


def join_plantings(state: SentenceFrames) -> None:
    """«عبوة ناسفة تم زرعها»: the planting of a device whose explosion is told is no deed of its own."""
    for frame in state.frames:
        if frame.status == "planned" and "relative" in frame.marks and frame.code in _STRUCK and frame.verb is not None:
            weapon = state.clauses[frame.clause].antecedent
            if weapon is not None and weapon.kind in _ARMS and not frame.merged and len(state.frames) > 1:
                frame.dropped = "how the device came there"  # «فككوا عبوات زرعها التنظيم في …»
                for told in state.frames:
                    if any(weapon is t for t in told.targets) and not told.places:
                        told.places = list(frame.places)
            continue
        if frame.phrase is None or not frame.phrase.suffix or frame.merged is not None or frame.code not in _STRUCK:
            continue
        clause = state.clauses[frame.clause]
        weapon = clause.antecedent if clause.link == "rel" else None
        if weapon is not None and weapon.event is not None:
            weapon = weapon.owner
        if weapon is None or weapon.kind not in _ARMS:
            continue
        deed = next((f for f in state.frames if f is not frame and any(weapon is m for m in f.means)), None)
        if deed is not None and deed.klass == "event" and deed.target().code == frame.code:
            frame.merge_into(deed, "the same device")
