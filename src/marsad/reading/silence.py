"""Which words are nobody's claim: speech without a speaker, topics of speech, what a quotation says of itself."""

from __future__ import annotations

from marsad import ontology
from marsad.reading.frame import Frame
from marsad.reading.voice import Chain

_MUTE = frozenset({"abstract", "event", "place", "weapon", "number", "structure"})
_OWN_WORDS = frozenset({"condemnation", "demand", "warning", "accusation"})  # that a quotation says of itself
_VIOLENT = frozenset({"battle", "remote", "civilians"})


def without_speaker(frame: Frame) -> str:
    """Why words are nobody's claim: said in the first person, or a noun of speech whose speaker is not told."""
    announced = frame.entry_lemma() == "أعلن" and frame.code not in ontology.SPEECH  # «نعلن انضمامنا إلى …»
    if frame.verb is not None and frame.verb.form.person == "1p" and not announced:
        violent = ontology.families()[frame.code] in _VIOLENT or frame.code == "threat"
        own_threat = frame.verb.future and violent  # «سنضرب», «سنرد»
        if (frame.code in ("statement", "demand") or frame.verb.form.tense != "past") and not (
            own_threat or _own_word(frame)
        ):
            return "words of a quotation"
    if frame.klass == "speech" and not frame.actors and frame.verb is None:
        return "" if frame.phrase is not None and frame.phrase.suffix else "speech noun without a speaker"
    return ""


def _own_word(frame: Frame) -> bool:
    """«ندين», «نطالب»: the speech act that a quotation is, told in the first person."""
    verb = frame.verb
    first = verb is not None and verb.form.person == "1p" and verb.form.tense == "imperfect" and not verb.future
    return first and frame.klass == "speech" and frame.code in _OWN_WORDS


def silent(frame: Frame, chain: Chain) -> str:
    """Why a speech act makes no claim: nobody is there who could speak («القصف يهدد المدنيين»)."""
    if frame.klass == "pledge":
        voice = chain.voices[-1] if chain.voices else None
        pledging = ("actor", "country", "person-official", "person-source", "org-head", "name", "force", "person-armed")
        return "" if voice is not None and voice.phrase.kind in pledging else "nobody pledges"
    if frame.verb is not None and frame.verb.form.person == "1p" and frame.verb.future and not chain.voices:
        return "words of a quotation"
    if frame.code not in ontology.SPEECH or frame.klass != "speech":
        return ""
    if frame.passive:
        return "" if frame.targets or frame.addressees or frame.code == "accusation" else "nobody speaks to nobody"
    claimed = frame.code == "responsibility" or frame.entry_lemma() == "أصدر"  # «أصدر الجيش أوامر إخلاء»
    claimed = claimed and any(p.kind not in _MUTE for p in frame.actors)
    if _own_word(frame) and (chain.voices or frame.code == "condemnation"):
        return ""
    if frame.code == "demand" and any(c.event is not None and c.event.code == "protest" for c in frame.causes):
        return ""  # «تظاهرات تطالب بإسقاط الحكومة»
    if frame.verb is not None and (frame.phrase is None or not any(p.kind not in _MUTE for p in frame.actors)):
        return "" if chain.own is not None or claimed else "nobody speaks"
    if frame.phrase is not None and frame.phrase.suffix and chain.voices:
        return ""  # «أكد الوزير تمسكه بالاتفاق»: his own
    if frame.code == "accusation" or any(p.kind not in _MUTE for p in frame.actors):
        return ""
    return "nobody speaks"


def drop_topics(frames: list[Frame]) -> None:
    """What is demanded, threatened, blamed or warned of is told by the speech act, unless it has a toll or a day."""
    for frame in frames:
        if frame.code not in ontology.SPEECH or frame.code in ("statement", "responsibility"):
            continue
        if frame.klass != "speech" and frame.code not in ("warning", "demand", "threat"):
            continue
        for topic in frame.topics:
            if topic.merged is not None or topic.klass == "speech":
                continue
            told = bool(topic.patients or topic.times)
            if frame.code == "accusation" and topic.klass == "event":  # «اتهم … بقصف مستشفى»
                told = told or bool(topic.targets or topic.places)
            if frame.code in ("demand", "threat") or not told:
                topic.dropped = "topic of a speech act"
