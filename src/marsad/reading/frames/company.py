"""Who did it together: «نفذت القوات عملية بالتعاون مع …», «بمشاركة متطوعي العشائر»."""

from __future__ import annotations

from marsad.ontology import SPEECH
from marsad.reading.frame import FIGHTING, Frame
from marsad.reading.frames.roles import add_actor
from marsad.reading.frames.sentence import SentenceFrames
from marsad.reading.phrase import Phrase, agentive, is_armed
from marsad.reading.spokesmen import body_of_arms
from marsad.reading.view import View

_TOGETHER = frozenset({"مشاركه", "بمشاركه", "اشتراك", "بالاشتراك", "تعاون", "بالتعاون", "بالتنسيق", "بمعيه", "برفقه",
                       "بدعم", "باسناد", "بمسانده", "بمؤازره", "بحمايه", "بحراسه"})  # fmt: skip
_BACKING = frozenset({"بدعم", "باسناد", "بمسانده", "بمؤازره"})
_BACKED = _BACKING | {"بغطاء", "بتغطيه"}
_BOTH = "generic:warring-parties"
_PARTIES = frozenset({"people", "person-civilian", "person-armed"})
_TWO_SIDED = frozenset({"clash", "attack", "agreement"})
_WRITTEN = _TOGETHER | {f"و{word}" for word in _TOGETHER}


def backs(view: View, phrase: Phrase) -> bool:
    """«بغطاء جوي», «بإسناد من الطيران»: with whose help something is done."""
    return phrase.prep == "ب" and view.norm(phrase.core) in _BACKED


def join(state: SentenceFrames) -> None:
    """Give the companions in arms of each clause to the deed of the clause that has an actor."""
    if _WRITTEN.isdisjoint(state.view.vocabulary):
        return
    for index in range(len(state.clauses)):
        _join(state, index)


def _join(state: SentenceFrames, index: int) -> None:
    phrases = state.clauses[index].phrases()
    for k, phrase in enumerate(phrases):
        if state.view.norm(phrase.core).removeprefix("و") not in _TOGETHER:
            continue
        party = _companion(phrase, phrases[k + 1] if k + 1 < len(phrases) else None)
        deed = next((f.target() for f in state.frames if f.clause == index and _done_by_somebody(f)), None)
        if party is None or deed is None:
            continue
        deed.targets = [t for t in deed.targets if t is not party]  # «استعادت القوات بدعم من القبائل …»
        backed = state.view.norm(phrase.core).removeprefix("و") in _BACKING
        if backed and deed.code == "attack" and any(is_armed(a) for a in deed.actors):
            deed.code = "clash"  # «هاجموا البلدة بدعم من المدفعية»: guns and aircraft that back men on the ground
        for member in party.all():
            if agentive(member) and not any(member is a for a in deed.actors):
                add_actor(state, deed, member, "who took part")


def face(state: SentenceFrames) -> None:
    """«قتل 12 من قوات النظام في اشتباكات مع …»: those who fell in a fight fought on the side that it leaves unsaid."""
    for frame in state.frames:
        if frame.merged or frame.dropped or frame.code not in ("clash", "attack"):
            continue
        _fell_on_both(frame)
        if not _names_one_side(frame):
            continue
        for patient in frame.patients:
            fallen = patient.phrase
            side = fallen.owner if fallen is not None and fallen.kind in ("casualty", "number", "group") else fallen
            if side is not None and side.kind == "people-adjective" and side.grammatical in ("s", "d"):
                continue  # «أصيب فلسطيني خلال مواجهات»: one or two men, no side
            if side is None or not agentive(side) or any(side is a for a in frame.actors):
                continue
            if side.names or side.owner is not None or side.modifiers:
                add_actor(state, frame, side, "who fell in the fight")
    _oppose(state)
    _across(state)


def _fell_on_both(frame: Frame) -> None:
    """«قتل 24 من الحوثيين واثنان من المقاومة في معارك بين الجانبين»: the sides are those whose men fell."""
    unnamed = len(frame.actors) == 1 and any(n.body.id == _BOTH for n in frame.actors[0].names)
    fallen = [p.phrase for p in frame.patients] if unnamed else []
    sides: dict[str, Phrase] = {}
    for side in fallen:
        while side is not None and not side.names:
            side = side.owner
        if side is not None and is_armed(side):
            sides.setdefault(side.names[0].body.id, side)
    if len(sides) > 1:
        frame.actors = list(sides.values())
        frame.note("actors", "found", "", "whose men fell on both sides")


_BACKS = frozenset({"ساند", "دعم", "آزر", "أسند"})
_FLYING = frozenset({"air-platform", "weapon"})


def beaten_off(state: SentenceFrames) -> None:
    """«بعد تصدي الأهالي لقوة من …»: where no attack is named, who is beaten off attacked."""
    for frame in state.frames:
        if frame.code == "weapon-interception" and frame.actors and not frame.targets:
            flying = [a for a in frame.actors if a.kind in _FLYING]
            if flying and (len(flying) == len(frame.actors) or flying[0].prep):  # «التصدي لمسيرات»: they were met
                frame.actors = [a for a in frame.actors if a.kind not in _FLYING]
                frame.targets, frame.status = flying, "happened"
        told = frame.klass == "foil" and not frame.code and frame.actors and frame.targets
        if told and frame.merged is None and not frame.dropped:
            frame.code, frame.klass, frame.status = "clash", "event", "failed"
            frame.marks.add("foiled")


def _oppose(state: SentenceFrames) -> None:
    """«استعاد الجيش الحي بعد معارك مع …»: whoever acts in the clause fought on the side that «مع» leaves unsaid."""
    for frame in state.frames:
        if frame.merged or frame.dropped or frame.code not in _TWO_SIDED or not _names_one_side(frame):
            continue
        side = _who_acts(state, frame)
        if side is not None and not any(side is a for a in frame.actors):
            add_actor(state, frame, side, "who acts in the clause of the fight")


def _across(state: SentenceFrames) -> None:
    """«بين القوات التي يقودها … ومقاتلين من …»: the other side of a fight, behind what is said of the first."""
    for frame in state.frames:
        side = frame.actors[0] if len(frame.actors) == 1 and not frame.merged and not frame.dropped else None
        if side is None or side.prep != "بين" or frame.code not in _TWO_SIDED or side.members or _several(side):
            continue
        backed = False
        for clause in state.clauses[frame.clause + 1 : frame.clause + 3]:
            behind = clause.before[0] if backed and clause.link == "and" and clause.before else None
            if behind is not None and behind.conj == "و" and agentive(behind):
                add_actor(state, frame, behind, "the other side of the fight")
            aside = (
                clause.use is not None and clause.use.lemma in _BACKS and bool(clause.use.suffix) and not clause.text
            )
            if not aside and (clause.link != "rel" or clause.antecedent is not side):
                continue
            backed = aside
            if aside and clause.subject is not None and agentive(clause.subject):
                for one in clause.subject.all():  # «بين الجيش، تسانده …، و…»
                    add_actor(state, frame, one, "who backs the first side")
            other = next((p for p in clause.phrases() if p.conj == "و" and (agentive(p) or p.kind in _PARTIES)), None)
            if other is not None:
                for one in other.all():
                    add_actor(state, frame, one, "the other side of the fight")


def _several(side: Phrase) -> bool:
    """«بين الطرفين», «بين قبيلتين», «بين الفصائل»: both sides in one word."""
    return side.grammatical in ("d", "dp") or (side.grammatical == "p" and not side.names and side.owner is None)


def _who_acts(state: SentenceFrames, fight: Frame) -> Phrase | None:
    """The armed subject of the verb beside which a fight is told, or of the one before it."""
    if fight.phrase is not None and fight.phrase.prep == "في" and state.clauses[fight.clause].verb is None:
        before = [
            p for p in state.clauses[fight.clause].phrases() if p.end in (fight.phrase.start, fight.phrase.start - 1)
        ]
        return next((p for p in before if agentive(p) and not p.prep), None)  # «الكتائب في مواجهة مع …»
    for index in range(fight.clause, -1, -1):
        clause = state.clauses[index]
        if clause.verb is None or clause.frame is None or clause.verb.start > fight.head:
            continue
        subject = clause.subject
        if subject is None or state.event_of(subject) is not None:
            return None
        if clause.klass("speech"):
            return _who_took(state, fight, subject)
        acts = not clause.verb.passive and agentive(subject) and subject.kind != "person-official"
        return subject if acts or (is_armed(subject) and clause.klass("casualty")) else None
    return None


def _who_took(state: SentenceFrames, fight: Frame, speaker: Phrase) -> Phrase | None:
    """«أعلنت الفصائل سيطرتها على المدينة بعد معارك مع …»: the armed body that tells of ground that it took."""
    taken = [f for f in state.frames if f.code == "territory-gain" and f.clause == fight.clause and f.head < fight.head]
    own = [f for f in taken if f.phrase is not None and (f.phrase.suffix or f.phrase.owner is None)]
    return body_of_arms(state.view, speaker) if own else None


def _names_one_side(frame: Frame) -> bool:
    """Whether a fight names one side by «مع» alone."""
    fights = frame.entry_lemma() in FIGHTING or "via:تبادل" in frame.marks or frame.code == "agreement"
    return fights and len(frame.actors) == 1 and frame.actors[0].prep == "مع"


def _companion(phrase: Phrase, follow: Phrase | None) -> Phrase | None:
    """Who goes with it: the genitive, or what «مع» or «من» leads right behind."""
    if phrase.owner is not None and agentive(phrase.owner):
        return phrase.owner
    if follow is None or not agentive(follow) or _flies(follow):
        return None
    whose = not follow.prep and follow.start == phrase.end and bool(follow.names)  # «بمساندة مدفعية الجيش العربي»
    return follow if whose or follow.prep in ("مع", "من") else None


def _flies(phrase: Phrase) -> bool:
    """«بدعم من طائرات …»: aircraft are the means of who acts."""
    entry = phrase.entry
    return phrase.kind == "air-platform" or (entry is not None and entry.klass == "air-platform")


def _done_by_somebody(frame: Frame) -> bool:
    deed = frame.target()
    return bool(deed.actors) and bool(deed.code) and deed.code not in SPEECH and not deed.dropped
