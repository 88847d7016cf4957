"""Participles that tell a lasting state: «القوات المتمركزة في …», «البلدة الخاضعة للمعارضة»."""

from __future__ import annotations

from itertools import pairwise

from marsad.language.ar.lexicon import EventNoun, Valency
from marsad.reading.frame import Frame, Patient
from marsad.reading.frames.codes import POWER
from marsad.reading.frames.roles import add_actor, fill
from marsad.reading.frames.sentence import SentenceFrames
from marsad.reading.phrase import agentive

_STATIONED = frozenset({"متمركز", "متمركزة", "منتشر", "متواجد", "موجود"})
_SUBJECT = frozenset(lead + word for lead in ("", "و", "ال", "وال") for word in ("خاضع", "خاضعا", "خاضعه", "خاضعين"))
_FINDING = frozenset({"عثر", "وجد"})
_SLAIN = ("مقتول", "مذبوح", "مشنوق")
_SITUATED = frozenset({"واقع", "واقعه", "واقعتين", "واقعين"})
_LOCATED = frozenset(lead + word for lead in ("", "و", "ال", "وال") for word in _SITUATED)
_SAYS_HELD = _SUBJECT | _LOCATED


def stationed(state: SentenceFrames, index: int) -> None:
    """«القوات المتمركزة في معسكر …»: presence told by a participle."""
    for first, second in pairwise(state.clauses[index].chunks):
        body, place = first.phrase, second.phrase
        if (
            body is None
            or place is None
            or place.kind not in ("place", "military-post", "structure")
            or place.prep not in ("في", "ب", "على", "داخل", "قرب")
        ):
            continue
        last = state.view.words[body.end - 1]
        if not any(m.belonging and m.word in _STATIONED for m in last.modifiers) or not agentive(body):
            continue
        entry = EventNoun("تمركز", "event", "presence", "ongoing", "actor", Valency({}), "m")
        frame = Frame.of_words(body.end - 1, body.end, "participle:stationed", entry, index, "stationed")
        frame.actors.append(body)
        fill(state, frame, ("place",), place, "where it is stationed")
        if frame.places:
            state.frames.append(frame)
            state.used.add(id(place))


def found_dead(state: SentenceFrames, index: int) -> None:
    """«عثر الأهالي على الناشط مقتولا», «العثور على ثلاثة جنود مقتولين»: somebody killed them."""
    clause, view = state.clauses[index], state.view
    nouns = (p.event.noun for p in clause.phrases() if p.event is not None)
    if not (clause.use is not None and clause.use.lemma in _FINDING) and "عثور" not in nouns:
        return
    for phrase in clause.phrases():
        slain = next((i for i in range(phrase.head + 1, phrase.end) if view.norm(i).startswith(_SLAIN)), None)
        if slain is None or phrase.kind == "casualty" or phrase.event is not None:
            continue
        if slain + 1 == phrase.end:
            phrase.end = phrase.own_end = slain
        entry = EventNoun("قتل", "event", "civilian-attack", "", "patient", Valency({}), "m")
        frame = Frame(slain, slain, slain + 1, "found-dead", "civilian-attack", "", "event", index, entry)
        frame.patients.append(Patient(phrase, "killed"))
        frame.add_times(clause.times)
        state.frames.append(frame)
        return


def held(state: SentenceFrames, index: int) -> None:
    """«بلدة … الخاضعة للمعارضة», «حي … الواقع تحت سيطرة …»: control told by a participle behind a place."""
    phrases = state.clauses[index].phrases()
    if not phrases or _SAYS_HELD.isdisjoint([t.norm for t in state.view.tokens[phrases[0].start : phrases[-1].end]]):
        return
    for k, phrase in enumerate(phrases):
        place = next((p for p in reversed(phrases[: k + 1]) if p.kind == "place"), None)
        at = next((i for i in range(phrase.head, phrase.end) if _says_held(state, i)), None)
        if place is None or at is None:
            continue
        if place.place_span is None and state.view.norm(at) in _SITUATED:
            continue  # «مناطق واقعة تحت سيطرة … في حلب»: what is held is named behind it
        holder = next((p for p in phrases[k:] if p.start > at), None)
        if holder is None or holder.start - at > 2:
            continue
        power = holder.owner if holder.event is not None and holder.event.noun in POWER else holder
        if power is None or not agentive(power):
            continue
        entry = EventNoun("خضوع", "event", "control", "ongoing", "place", Valency({}), "m")
        frame = Frame.of_words(at, at + 1, "participle:held", entry, index, "held")
        add_actor(state, frame, power, "who holds it")
        fill(state, frame, ("place",), place, "what is held")
        if not frame.places:
            continue
        state.frames.append(frame)
        state.used.add(id(holder))
        if holder.event is not None and (noun := state.event_of(holder)) is not None:
            noun.merge_into(frame, "noun of control")


def _says_held(state: SentenceFrames, i: int) -> bool:
    norm = state.view.norm(i)
    if norm in _SUBJECT:
        return i + 1 < len(state.view.words) and state.view.words[i + 1].pre == "ل"
    return norm in _LOCATED and state.view.norm(i + 1) == "تحت"
