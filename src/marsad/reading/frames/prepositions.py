"""Prepositional phrases, verbal objects and times go to the predicate that calls for them."""

from __future__ import annotations

from dataclasses import replace

from marsad.language.ar.lexicon import EventNoun
from marsad.reading.clauses import Clause
from marsad.reading.frame import Frame
from marsad.reading.frames import same_event
from marsad.reading.frames.roles import add_actor, fill
from marsad.reading.frames.sentence import SentenceFrames
from marsad.reading.phrase import ACTOR_KINDS, Phrase, agentive, goes_by_name
from marsad.reading.structures import HOMES, has_name
from marsad.reading.view import View

LOCATIVE = frozenset({"في", "ب", "قرب", "داخل", "على", "نحو", "إلى", "من", "بين"})
_INSIDE = frozenset({"في", "ب", "قرب", "داخل"})
_SPOTS = frozenset({"place", "structure", "military-post"})
_ROLES = frozenset("actor target place means patient addressee from origin destination".split())
_SEAT = frozenset({"مقرها", "مقره", "مقرهم"})
_SET_OUT = frozenset(
    "انطلقت انطلق انطلقوا تنطلق ينطلق انطلاقا منطلقه منطلقا منطلقين اقلعت اقلع تقلع قادمه قادما قادمين قادم".split()
)
_SET_OUT_REACH = 6  # tokens
_PROPER = frozenset({"actor", "org-head", "name", "country", "place", "media-head"})
_HANDS = frozenset({("من", "يد"), ("من", "ايدي"), ("من", "قبضه"), ("من", "براثن"), ("علي", "حساب"), ("على", "حساب")})
_TAKING = frozenset({"territory-gain", "clash"})
_PARTIES = ACTOR_KINDS | {"people", "person-civilian", "group"}
_MEANS = frozenset({"weapon", "explosive", "vehicle", "air-platform"})
_HELPLESS = frozenset({"people", "person-civilian", "relative"})
_STRIKES = frozenset({"airstrike", "shelling"})
_EXCHANGED = frozenset({"via:تبادل", "light:تبادل"})
_RECIPROCAL = frozenset({"clash", "agreement", "negotiation"})
# What may be hit beside another target.
_HIT = frozenset("structure military-post vehicle person-civilian people person-armed place force aid-item".split())
# Where a bomb goes off, and what is hit there: «انفجرت في حافلة», «أسفل سيارته», «في مركز ثقافي».
_BLASTS = frozenset({"explosion", "remote-explosive", "suicide-bombing", "grenade"})
_AT_BLAST = frozenset({"في", "داخل", "على"})
_BLOWN_UP = frozenset({"vehicle", "structure", "military-post", "force"})
_FITTED = ("مزود", "مجهز")
# What can be the second object of a verbal noun.
_OBJECTS = frozenset(
    "place military-post structure vehicle force person-armed person-civilian people actor weapon explosive".split()
)


def read(state: SentenceFrames, index: int) -> None:
    """Go through a clause from word to word, with the predicates met so far."""
    clause = state.clauses[index]
    main = state.of_clause.get(index)
    active = _active_at_start(state, clause, main)
    placed = main is not None and any(main is f for f in active)
    last_event: Phrase | None = None
    last_led: Phrase | None = None  # the last phrase behind a preposition
    last: Phrase | None = None  # the last phrase
    for chunk in clause.chunks:
        if chunk.kind == "verb":
            last_led = None
            if main is not None and not placed:
                active.append(main)
                placed = True
        phrase = chunk.phrase
        if phrase is None:
            if chunk.kind == "time" and chunk.time is not None and active and main is None:
                active[-1].target().times.append(chunk.time)
            continue
        if phrase.prep == "ب" and state.view.norm(phrase.start - 1).removeprefix("ال").startswith(_FITTED):
            pass  # «سيارة مزودة برشاش»
        elif phrase.prep:
            nested = _told_in_time(state, last_led, phrase)
            _attach(state, index, phrase, [nested] if nested is not None else active)
            last_led = phrase
        elif phrase.conj and last_led is not None and _alike(last_led, phrase):
            _attach(state, index, replace(phrase, prep=last_led.prep), active)
        elif phrase.conj and last is not None and last.end == phrase.start and _beside_object(state, last, phrase):
            pass  # «قصف المنازل والسوق»
        elif last_event is not None and phrase.event is None and not phrase.conj:
            if clause.verb is None or last_event.suffix or last_event.owner is not None:
                _object_of_verbal_noun(state, last_event, phrase)
        kept = phrase.prep in ("ب", "عبر") and _is_means(phrase)  # «استهداف القوات بالمدفعية بلدة …»
        last_event, last = last_event if kept else None, phrase
        if state.event_of(phrase) is not None:
            last_event = phrase
            events = (state.event_of(member) for member in phrase.all())
            active += [e for e in events if e is not None and not any(e is a for a in active)]
    if clause.resumed is not None and main is not None:
        _attach(state, index, clause.resumed, [main])
    for other in state.frames:
        if other.clause == index and not other.times and not other.merged:
            other.add_times(clause.times)


def _told_in_time(state: SentenceFrames, before: Phrase | None, phrase: Phrase) -> Frame | None:
    """«بعد يوم من سقوط قرى في محيط …»: the event of a time, if a place right behind it is that event's."""
    if before is None or before.kind != "time-unit" or phrase.kind != "place" or phrase.start != before.end:
        return None
    return state.event_of(before.owner) if before.owner is not None else None


def _active_at_start(state: SentenceFrames, clause: Clause, main: Frame | None) -> list[Frame]:
    """The antecedent's event of a relative clause without one of its own; a verb that opens the clause."""
    if main is None:
        event = state.event_of(clause.antecedent) if clause.link == "rel" else None
        return [event] if event is not None else []
    verb = clause.verb
    if verb is not None and not any(c.phrase for c in clause.chunks if c.start < verb.start):
        return [main]
    return []


def _alike(first: Phrase, second: Phrase) -> bool:
    """Whether a phrase behind «و» goes on with the places that a preposition led («على الفندق ومحطة النقل»)."""
    if first.prep == "agent" and first.kind == "place":  # «مصدره مناطق سيطرة … و…»
        return agentive(second) and second.kind != "country"
    if first.prep == "بين":  # «بين … من جهة، وقوات … من جهة أخرى», «بين محتجين والشرطة»
        return first.kind in _PARTIES and second.kind in _PARTIES
    return first.kind in _SPOTS and second.kind in _SPOTS


def _is_means(phrase: Phrase) -> bool:
    """Whether a phrase names arms, aircraft or a service by its arms («بالمدفعية الثقيلة»)."""
    return phrase.kind in _MEANS or (phrase.entry is not None and bool(phrase.entry.means))


def _beside_object(state: SentenceFrames, last: Phrase, phrase: Phrase) -> bool:
    """Give a phrase behind «و» to the deed that has the phrase before it for its target («السوق وتجمعا للمدنيين»)."""
    if phrase.kind not in _HIT or (phrase.kind == "place" and phrase.place_head is None) or state.event_of(phrase):
        return False
    for frame in state.frames:
        if frame.merged is None and any(p is last or last in p.members for p in frame.targets):
            return fill(state, frame, ("target", "place"), phrase, "joined to the target before it")
    return False


def _object_of_verbal_noun(state: SentenceFrames, event_phrase: Phrase, phrase: Phrase) -> None:
    """«قصف قوات النظام بلدة آفس»."""
    frame = state.event_of(event_phrase)
    if frame is None or not isinstance(frame.entry, EventNoun) or frame.klass != "event":
        return
    killed = frame.entry.genitive == "patient" and phrase.kind == "place"  # «اغتيال المحافظ شمال المدينة»
    if phrase.kind in _OBJECTS and not frame.actors and not killed:
        _turn_genitive(state, frame, "object of the verbal noun")
    own = bool(event_phrase.suffix) and phrase.start == event_phrase.end  # «استهدافها آلية»
    acts = frame.actors or (own and frame.entry.genitive in ("target", "patient"))
    if acts and not frame.targets and not frame.places and phrase.kind in _OBJECTS:
        roles = ("patient",) if frame.entry.genitive == "patient" else ("target", "place")
        fill(state, frame, roles, phrase, "object of the verbal noun")


def _attach(state: SentenceFrames, index: int, phrase: Phrase, active: list[Frame]) -> None:
    """Give a phrase to the nearest of the active predicates that calls for it, or to the event of its clause."""
    if phrase.prep == "part" or id(phrase) in state.used or _across_a_border(state, phrase):
        return
    if phrase.owner is not None and (phrase.prep, state.view.norm(phrase.core)) in _HANDS:
        phrase = replace(phrase.owner, prep="من", members=phrase.owner.members)  # «من يد …», «على حساب …»
        fill_from = next((f.target() for f in reversed(active) if f.target().code in _TAKING), None)
        if fill_from is not None and fill(state, fill_from, ("from",), phrase, "from whose hands"):
            return
    event = state.event_of(phrase)
    frames = [f.target() for f in reversed(active) if not f.target().dropped]
    if event is not None and same_event.joined(frames, phrase, event, index):
        return
    if phrase.prep == "agent":
        frame = next((f for f in frames if f.klass != "speech"), None) or state.governing(index)
        whose: Phrase | None = phrase
        while whose is not None and not agentive(whose):
            whose = whose.owner  # «مصدره مناطق سيطرة …»
        if frame is not None:
            fill(state, frame, ("actor",), whose or phrase, "agent")
            for member in phrase.members if whose is not phrase and whose is not None else ():
                fill(state, frame, ("actor",), member, "agent")
        return
    if _called_for(state, frames, phrase, event):
        return
    if event is not None:
        outright = event.phrase is phrase and not event.marks
        if phrase.prep == "ل" and event.status == "" and (outright or event.marks == {"via:إجراء"}):
            event.marks.add("purpose")
        return
    target = next((f for f in frames if f.klass != "speech"), None)
    if target is None and not state.clauses[index].klass("speech"):
        target = state.governing(index)
    if target is not None:
        _by_preposition(state, target, phrase)


def _across_a_border(state: SentenceFrames, phrase: Phrase) -> bool:
    """«على الحدود مع سوريا»: the country on the other side, no party."""
    if phrase.prep != "مع" or phrase.kind != "country" or not phrase.start:
        return False
    return state.view.norm(phrase.start - 1).removeprefix("ب").startswith(("الحدود", "حدود"))


def _called_for(state: SentenceFrames, frames: list[Frame], phrase: Phrase, event: Frame | None) -> bool:
    """Whether one of the frames takes a phrase into the roles that its entry gives to the preposition."""
    prep = phrase.prep
    for frame in frames:
        roles = frame.entry.preps.roles.get(prep)
        if not roles:
            continue
        if event is not None:
            if roles == ("event",) or (roles[0] == "event" and frame.code == "demand"):
                if frame.klass == "speech" or frame.code in ("warning", "demand", "threat"):
                    frame.topics.append(event)
                return True
            continue
        if prep in ("ل", "بحق") and "actor" not in roles:
            _turn_genitive(state, frame, "genitive before «ل»")
        if not frame.code and frame.klass in ("event", "reference") and prep in ("في", "ب", "على", "قرب"):
            continue
        if "auto" in roles:
            roles = ("actor",) if agentive(phrase) else ("target", "place")
        usable = tuple(r for r in roles if r in _ROLES and not (r == "actor" and _unarmed(frame, phrase)))
        if usable and fill(state, frame, usable, phrase, f"«{prep}» of {frame.rule}"):
            return True
    return False


def _unarmed(frame: Frame, phrase: Phrase) -> bool:
    """«غارات على مخيم للنازحين», «أسفر القصف عن إصابة رجال من عائلة واحدة»: people who cannot have done it."""
    return phrase.kind in _HELPLESS and frame.code in _STRIKES


def _turn_genitive(state: SentenceFrames, frame: Frame, why: str) -> None:
    """«استهداف مسيرة تركية للمدنيين», «خطف مسلحين موظفا»: before another object the genitive is who does it."""
    if not isinstance(frame.entry, EventNoun) or frame.phrase is None or frame.phrase.owner is None:
        return
    if frame.entry.genitive not in ("target", "patient", "place"):
        return
    doers = [m for m in frame.phrase.owner.all() if agentive(m)]
    held = [*frame.targets, *(p.phrase for p in frame.patients)]
    refused = frame.entry.genitive == "place"  # «انتزاع الجيش البلدة»
    if not doers or not all(refused or any(m is h for h in held) for m in doers):
        return
    frame.targets = [t for t in frame.targets if not any(t is m for m in doers)]
    frame.patients = [p for p in frame.patients if not any(p.phrase is m for m in doers)]
    for doer in doers:
        add_actor(state, frame, doer, why)


def _by_preposition(state: SentenceFrames, target: Frame, phrase: Phrase) -> None:
    """The role that a preposition has by itself: place, means, other party, target."""
    prep, kind = phrase.prep, phrase.kind
    if prep in LOCATIVE and kind in ("place", "country") and (phrase.places or phrase.place_span or phrase.place_head):
        departed = prep == "من" and target.code not in ("territory-handover", "displacement")
        if departed or from_elsewhere(state.view, phrase.start):
            target.note("place", "rejected", state.text(phrase), "origin")
        else:
            one = replace(phrase, members=[]) if prep == "بين" else phrase  # «على الطريق بين سرت ومصراتة»: one deed
            fill(state, target, ("place",), one, f"«{prep}», location")
    elif target.code in _BLASTS and prep in _AT_BLAST and kind in _BLOWN_UP and not _named_building(state.view, phrase):
        fill(state, target, ("target",), phrase, f"«{prep}», what was blown up")
    elif (
        (
            prep in _INSIDE or (prep == "على" and (target.klass == "casualty" or _has_object(target)))
        )  # «قتل … على حاجز …»
        and not target.places
        and _named_building(state.view, phrase)
    ):
        place = phrase.owner if phrase.owner is not None and phrase.owner.kind == "place" else phrase
        place.place_span = place.place_span or (phrase.core, phrase.own_end)
        target.places.append(place)
        target.note("place", "found", state.text(phrase), f"«{prep}», a named building or post")
    elif prep == "عبر" and kind == "place" and phrase.place_span:
        fill(state, target, ("place",), phrase, "«عبر», the way")
    elif (prep in ("ب", "عبر") and kind in _MEANS) or (
        prep == "في" and kind in ("weapon", "explosive") and target.klass == "casualty"
    ):
        fill(state, target, ("means",), phrase, f"«{prep}», means")
    elif prep == "بين" and target.klass == "event" and target.code in ("shelling", "attack") and agentive(phrase):
        fill(state, target, ("actor",), phrase, "«بين», both sides")
    elif prep == "مع" and (target.code in _RECIPROCAL or not _EXCHANGED.isdisjoint(target.marks)):
        fill(state, target, ("actor",), phrase, "«مع», other party")
    elif prep == "ضد":
        fill(state, target, ("target",), phrase, "«ضد»")


def from_elsewhere(view: View, first: int) -> bool:
    """Whether a place at a token is from where somebody set out, or his seat: «انطلاقا من …», «ومقرها شرق البلاد»."""
    if first and view.norm(first - 1).removeprefix("و") in _SEAT:
        return True
    for k in range(first - 1, max(first - _SET_OUT_REACH, -1), -1):
        if view.norm(k).removeprefix("و").removeprefix("ال") in _SET_OUT:
            return view.norm(k + 1) == "من"
        if view.tokens[k].kind == "mark" or view.words[k].verbs or view.words[k].events:
            return False
    return False


def _has_object(frame: Frame) -> bool:
    """«هاجم … أفرادا على بوابة …»: a verb whose object is told; what follows «على» is where."""
    return frame.verb is not None and bool(frame.targets)


def _named_building(view: View, phrase: Phrase) -> bool:
    """A building or post with a name of its own or of whose it is."""
    owner = phrase.owner
    if phrase.kind not in ("structure", "military-post"):
        return False
    if owner is None and phrase.entry is not None and phrase.grammatical == "s" and phrase.prep in _INSIDE:
        if phrase.entry.noun not in HOMES and has_name(view, phrase):
            return True  # «قرب محطة …»
    if phrase.name_span is not None or owner is None or owner.prep:
        return phrase.name_span is not None
    return owner.kind in _PROPER and goes_by_name(owner)
