"""What a pronoun behind a deed stands for: «استهدفها», «تدميرها», «إطلاق النار عليه»."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.language.ar.lexicon import EventNoun
from marsad.reading.frame import Frame
from marsad.reading.frames.sentence import SentenceFrames
from marsad.reading.phrase import Phrase

# What a pronoun behind violence can stand for, and what only one that is brought down.
_VICTIMS = frozenset(
    "place person-civilian person-armed person-official person-source vehicle structure military-post people relative "
    "name".split()
)
_BROUGHT_DOWN = frozenset({"air-platform", "weapon", "explosive"})
_OF_PERSONS = frozenset({"arrest", "abduction", "killing", "injury", "civilian-attack"})
_HUMAN = ("person", "people", "relative", "name", "casualty")
_FIRING = frozenset({"أطلق", "إطلاق", "فتح"})
_FIRE = frozenset({"النار", "الرصاص", "النيران"})
_AT_WHOM = frozenset({"عليه", "عليها", "عليهم", "عليهن", "عليهما"})
_SOME = frozenset({"عدد", "عددا", "بعض", "بعضا", "العديد", "العشرات", "عشرات"})
_NEAR = 3  # tokens
# Deeds whose noun has what they are done to in the genitive, so that its pronoun means it.
_DONE_TO = frozenset(
    "property-destruction airstrike shelling abduction arrest weapon-interception civilian-attack "
    "killing attack".split()
)


def read(state: SentenceFrames) -> None:
    """Give event nouns with a pronoun («ما أدى إلى تدميرها») what the pronoun stands for."""
    for frame in state.frames:
        _told_by_preposition(state, frame)
        phrase, entry = frame.phrase, frame.entry
        if phrase is None or not phrase.suffix or frame.merged is not None or frame.dropped or frame.klass != "event":
            continue
        if frame.code not in _DONE_TO or frame.targets or frame.patients or not isinstance(entry, EventNoun):
            continue
        if entry.genitive not in ("target", "patient"):
            continue
        meant = antecedent(state, frame, phrase.suffix)
        if meant is not None:
            frame.targets.append(meant)
            frame.note("targets", "found", state.text(meant), "pronoun of the noun")


def _told_by_preposition(state: SentenceFrames, frame: Frame) -> None:
    """«أطلقوا النار عليه», «اعتقال عدد منهم»: whom the pronoun behind a preposition means."""
    if frame.merged is not None or frame.dropped or frame.klass != "event" or frame.targets:
        return
    view = state.view
    fired, held = frame.entry_lemma() in _FIRING, frame.code in ("arrest", "abduction")
    if not (fired or held) or any(p.phrase is not None and p.phrase.kind != "group" for p in frame.patients):
        return
    behind = frame.phrase.end if frame.phrase is not None else frame.end
    for i in range(behind, min(behind + _NEAR, len(view.tokens))):
        norm = view.norm(i)
        if fired and norm in _AT_WHOM and view.norm(i - 1) in _FIRE:
            suffix = norm[3:]
        elif held and norm in ("منهم", "منهن") and view.norm(i - 1).lstrip("و") in _SOME:
            suffix = norm[2:]
        else:
            continue
        meant = antecedent(state, frame, suffix)
        if meant is not None:
            frame.targets.append(meant)
            frame.note("targets", "found", state.text(meant), "pronoun behind the preposition")
        return


def antecedent(state: SentenceFrames, frame: Frame, suffix: str) -> Phrase | None:
    """The last phrase before a deed that its pronoun can mean: first what was hit, then anything named."""
    hit = [p for f in sorted(state.frames, key=lambda f: -f.head) if f.head < frame.head for p in f.targets]
    for phrase in (*hit, *_named_before(state, frame)):
        if phrase.start >= frame.head or not _can_be(frame, phrase) or any(phrase is a for a in frame.actors):
            continue
        if _agrees(state, phrase, suffix):
            return phrase
    return None


def _can_be(frame: Frame, phrase: Phrase) -> bool:
    """Whether this can be done to what a phrase names: people are held and killed, things are destroyed."""
    if phrase.kind == "place" and frame.verb is None:
        return False  # where it was, told already
    if frame.code == "weapon-interception":
        return phrase.kind in _BROUGHT_DOWN or phrase.kind == "vehicle"
    human = phrase.kind.startswith(_HUMAN)
    if frame.code in _OF_PERSONS:
        return human
    return phrase.kind in _VICTIMS and not (human and frame.code == "property-destruction")


def _named_before(state: SentenceFrames, frame: Frame) -> Iterator[Phrase]:
    for clause in reversed(state.clauses[: frame.clause + 1]):
        for phrase in reversed(clause.phrases()):
            yield phrase
            if phrase.owner is not None and (phrase.event is not None or phrase.owner.kind.startswith(_HUMAN)):
                yield phrase.owner  # «اقتحموا منزل الناشط واعتقلوه»


def _agrees(state: SentenceFrames, phrase: Phrase, suffix: str) -> bool:
    """Whether a pronoun has the gender and number of a phrase, as far as they are known."""
    human = phrase.kind.startswith(_HUMAN)
    plural = phrase.grammatical in ("p", "dp") or phrase.kind == "people"  # «السكان»
    if phrase.kind == "place":
        return suffix == "ها" or (suffix == "ه" and phrase.place_head is not None and phrase.place_head.gender == "m")
    if suffix in ("هم", "هن"):
        return human and (plural or bool(phrase.members) or phrase.number is not None)
    if suffix == "هما":
        return phrase.grammatical == "d" or len(phrase.members) == 1
    if phrase.grammatical == "d" or phrase.members:
        return suffix == "ها" and not human
    if plural or phrase.number is not None:
        return suffix == "ها" and not human
    if phrase.entry is None:
        return suffix in ("ه", "ها")
    genders = {n.entry.gender for n in state.view.words[phrase.head].nouns} or {phrase.entry.gender}
    return (suffix == "ها" and "f" in genders) or (suffix == "ه" and "m" in genders)  # «والده» may be «والدة»
