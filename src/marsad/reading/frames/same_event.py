"""One event told by two words: what a preposition leads is the means, the cause or the other name of an event before."""

from __future__ import annotations

from dataclasses import replace

from marsad.reading.frame import Frame
from marsad.reading.frames.codes import ABSORBED, POWER, STRIKE, TOLLS
from marsad.reading.phrase import Phrase

_SALVOS = frozenset({"صلية", "رشقة", "وابل", "زخة", "رماية"})
_BOMBS = frozenset({"explosive", "vehicle", "weapon"})
_BREACHES = frozenset({"خرق", "انتهاك", "خرق وقف إطلاق النار"})  # which others answer by strikes of their own
_REMOTE = frozenset({"explosion", "remote-explosive", "shelling", "suicide-bombing"})
_CAUSAL = frozenset({"cause", "ب", "في", "بعد", "من", "خلال", "عن"})
_RULING, _PENALTIES = frozenset({"أصدر", "حكم", "قضى", "أيد"}), frozenset({"إعدام", "شنق", "سجن", "حبس"})
_NOT_DEADLY = frozenset({"territory-gain", "territory-handover", "control", "siege", "arrest", "abduction"})
_CAUSED = frozenset({"property-destruction", "displacement", "protest"})


def joined(frames: list[Frame], phrase: Phrase, event: Frame, index: int) -> bool:
    """Whether the event of a prepositional phrase was joined to one of the frames before it in the clause."""
    _rumoured(frames, phrase.prep, event)
    _sentenced(frames, phrase, event)
    return (
        _power(frames, phrase.prep, event)
        or _reached(frames, phrase.prep, event)
        or _exchanged(frames, phrase.prep, event)
        or _handed_on(frames, phrase.prep, event)
        or _means_of_strike(frames, phrase.prep, event)
        or _named_again(frames, phrase, event, index)
        or _cause(frames, phrase, event)
    )


def _power(frames: list[Frame], prep: str, event: Frame) -> bool:
    """«يخضع الحي لسيطرة القوات»: the noun tells whose the power is."""
    held = next((f for f in frames[:1] if f.code == "control" and "actor" in f.entry.preps.roles.get(prep, ())), None)
    if held is None or event.entry_lemma() not in POWER or held.actors:
        return False
    event.merge_into(held, "whose power it is")
    return True


def _reached(frames: list[Frame], prep: str, event: Frame) -> bool:
    """«التوصل إلى اتفاق»: what was reached."""
    reaching = next((f for f in frames if f.entry_lemma() == "توصل" and f is not event), None)
    if prep != "إلى" or reaching is None or event.code != "agreement" or not reaching.actors:
        return False
    event.merge_into(reaching, "what was reached")
    return True


def _exchanged(frames: list[Frame], prep: str, event: Frame) -> bool:
    """«تبادل لإطلاق النار»: what was exchanged."""
    exchange = next((f for f in frames if f.entry_lemma() == "تبادل" and f is not event and f.merged is None), None)
    if prep != "ل" or exchange is None or event.entry_lemma() not in ("إطلاق", "قصف"):
        return False
    event.merge_into(exchange, "what was exchanged")
    return True


def _rumoured(frames: list[Frame], prep: str, event: Frame) -> None:
    """«أنباء عن مقتل …», «مزاعم بسقوط البلدة»: what is rumoured may be."""
    rumour = next((f for f in frames[:1] if f.klass == "speech" and f.entry.status == "possible" and not f.code), None)
    if rumour is None or rumour is event or event.klass == "speech":
        return
    if "event" in rumour.entry.preps.roles.get(prep, ()):
        event.status = event.status or "possible"
        event.note("status", "taken", rumour.entry_lemma(), rumour.rule)


def _sentenced(frames: list[Frame], phrase: Phrase, event: Frame) -> None:
    """«أصدرت المحكمة حكما بإعدام ستة متهمين»: what a court rules has not been done yet."""
    if phrase.prep == "ب" and event.entry_lemma() in _PENALTIES and any(f.entry_lemma() in _RULING for f in frames):
        event.dropped = "what a court rules"


def _handed_on(frames: list[Frame], prep: str, event: Frame) -> bool:
    """«تعرض مركز المدينة لقصف», «قيام القوات باستهداف»: the first noun hands on what it has to the second."""
    for frame in frames[:2]:
        roles = frame.entry.preps.roles.get(prep)
        if not roles or frame.klass != "aspect" or roles[0] != "event" or frame.phrase is None:
            continue
        undergoes = frame.entry_lemma() == "تعرض"
        event.targets += [t for t in (*frame.targets, *frame.actors) if undergoes]
        event.actors += [] if undergoes else frame.actors
        event.places += frame.places
        event.add_times(frame.times)
        event.status = frame.status or event.status
        frame.dropped = "light noun"
        event.marks |= frame.marks
        event.note("claim", "taken", frame.entry_lemma(), frame.rule)
        return True
    return False


def _means_of_strike(frames: list[Frame], prep: str, event: Frame) -> bool:
    """«استهدفوا القرية بقصف مدفعي»: the noun tells by what the verb strikes."""
    counted = prep == "في" and event.phrase is not None and event.phrase.number is not None  # «قصفوا … في 23 غارة»
    if not (counted or prep in ("ب", "عبر")) or event.klass != "event" or event.code not in ABSORBED:
        return False
    if any(t.kind not in _BOMBS for t in event.targets):
        return False
    strikes = (
        f
        for f in _violent(frames, event)
        if (f.verb is not None and f.entry_lemma() not in _BREACHES)
        or f.entry_lemma() in STRIKE
        or (f.entry_lemma() == "قصف" and event.entry_lemma() in _SALVOS)
    )
    strike = next(strikes, None)
    if strike is None:
        return False
    if (
        strike.code == "attack"
        or event.code == "airstrike"
        or (strike.code == "civilian-attack" and event.code in _REMOTE)
    ):
        strike.code = event.code
    if event.phrase is not None and strike.phrase is None:
        strike.phrase = replace(event.phrase, definite=False)
    elif event.phrase is not None and event.phrase.count and strike.phrase is not None and strike.phrase.count is None:
        strike.phrase = replace(strike.phrase, count=event.phrase.count)  # «استهداف … بعشرات الغارات»
    if event.targets:  # «اغتيل بتفجير سيارة مفخخة»
        event.means, event.targets = event.means + event.targets, []
    event.merge_into(strike, "means of the verb")
    return True


def _named_again(frames: list[Frame], phrase: Phrase, event: Frame, index: int) -> bool:
    """«هجوم … بهجوم انتحاري», «قصفت القوات … في هجوم»: a second word for the same attack."""
    outer: Frame | None = None
    if phrase.prep == "ب" and event.phrase is phrase:
        same = (f for f in frames if f.klass == "event" and f.entry_lemma() == event.entry_lemma())
        outer = next((f for f in same if f is not event), None)
    elif (
        phrase.prep == "في"
        and event.code in ("attack", "clash")
        and not (event.phrase is not None and event.phrase.definite)
    ):
        outer = next((f for f in _violent(frames, event, "suicide-bombing") if f.clause == index), None)
    raid = phrase.prep == "في" and event.code == "airstrike" and not (event.phrase is None or event.phrase.definite)
    if outer is None and raid:
        outer = next((f for f in _violent(frames, event) if f.clause == index and f.verb is not None), None)
    if outer is None or (outer.targets and not raid):
        return False
    if raid:
        outer.code = event.code
    event.merge_into(outer, "the same attack named again")
    return True


def _violent(frames: list[Frame], event: Frame, *more: str) -> list[Frame]:
    """The other frames that are deeds of violence."""
    return [f for f in frames if f.klass == "event" and f is not event and (f.code in ABSORBED or f.code in more)]


def _kills(frame: Frame) -> bool:
    """«اتهمها بقتل 14 مدنيا في قصف …»: the noun of a deed that tells a toll as well."""
    return frame.entry_lemma() == "قتل" and frame.phrase is not None and bool(frame.patients) and not frame.marks


def _cause(frames: list[Frame], phrase: Phrase, event: Frame) -> bool:
    """«مقتل ثلاثة في قصف», «نزوح الأهالي جراء القصف»: the event is the cause of a toll, of damage or flight."""
    if phrase.prep not in _CAUSAL and event.entry_lemma() != "تعذيب":  # «قضى تحت التعذيب»
        return False
    if phrase.prep == "بعد" and event.code in _NOT_DEADLY:
        return False  # «قتلت المئات بعد استيلائها على القاعدة»: one deed after the other
    tolls = [f for f in frames if (f.klass == "casualty" or _kills(f)) and f is not event]
    for toll in tolls:
        if not toll.code or toll.code in TOLLS:
            toll.causes.append(phrase)
    if tolls:
        return True
    caused = next((f for f in frames if f.code in _CAUSED), None)
    if phrase.prep != "cause" or not event.code or caused is None:
        return False
    caused.causes.append(phrase)
    if caused.code == "property-destruction":
        caused.actors += [a for a in event.actors if a not in caused.actors]
    return True
