"""What a clause without «الذي» speaks of: its antecedent, by agreement and by what its verb can be said of."""

from __future__ import annotations

from marsad.language.ar.lexicon import VerbUse
from marsad.reading.phrase import Phrase, may_agree

_PRONOUNS = {"ه": "3ms", "ها": "3fs"}  # behind a verb, with the person of a subject of their gender
_DETAILS = ("abstract", "name", "unknown", "measure")
_NOT_STRUCK_WITH = ("place", "country", "actor", "force", "group")  # none of them strikes
_SHOT = ("weapon", "explosive", "air-platform")
_SENDING = frozenset("أطلق أرسل زرع نصب فخخ وجه سير".split())
_TOLD_OF = ("weapon", "explosive", "air-platform", "vehicle", "person-armed")


def antecedent_of(verb: VerbUse, phrases: list[Phrase], last: Phrase, striking: bool, deed: Phrase | None) -> Phrase:
    """The nearest phrase before a verb that agrees, an event or weapon before a mere detail.

    `striking`: whether the verb tells a strike or its result; `deed`: what the relative clause before speaks of itself.
    """
    last = _sent(verb, last)
    carried_out = verb.suffix and last.event is None and any("event" in f.object for f in verb.frames)
    for phrase in reversed(phrases) if carried_out else ():
        if phrase.event is not None and _taken_up(verb.suffix, phrase):
            return phrase  # «هجوم بجرار مفخخ نفذه متمردون»
    details = _DETAILS + (_NOT_STRUCK_WITH if striking else ())
    if not may_agree(verb.form.person, last) and not _taken_up(verb.suffix, last) and last.owner is not None:
        inner = last.owner  # «تحت أنقاض منزل قصفته طائرة»
        if not inner.prep and inner.end == last.end and inner.kind == "structure" and _taken_up(verb.suffix, inner):
            return inner
    agrees = may_agree(verb.form.person, last) or _taken_up(verb.suffix, last)
    if striking and not verb.suffix and deed is not None and deed.event is not None and last.event is None:
        if may_agree(verb.form.person, deed):
            return deed  # «هجوم شنه التنظيم استهدف …»
    if agrees and (last.kind not in details or last.event is not None):
        return last
    for phrase in reversed(phrases):
        if phrase is not last and (may_agree(verb.form.person, phrase) or _taken_up(verb.suffix, phrase)):
            if phrase.event is not None or phrase.kind in _TOLD_OF:
                return phrase
    return last


def _sent(verb: VerbUse, phrase: Phrase) -> Phrase:
    """«اعتراض صاروخ أطلقته …», «تفكيك عبوة زرعها …»: the weapon in the genitive, which alone can be sent or laid."""
    inner = (phrase.members[-1] if phrase.members else phrase).owner
    if not verb.suffix or verb.lemma not in _SENDING or phrase.event is None or phrase.event.klass == "speech":
        return phrase
    while inner is not None and inner.kind not in _SHOT:
        inner = inner.owner
    return inner if inner is not None and _taken_up(verb.suffix, inner) else phrase


def one_agrees(person: str, phrase: Phrase) -> bool:
    """Whether a phrase agrees with a verb or pronoun, or one in the genitive of it does («حصيلة الهجوم الذي»)."""
    inner: Phrase | None = phrase
    while inner is not None:
        if may_agree(person, inner):
            return True
        inner = inner.owner
    return False


def _taken_up(suffix: str, phrase: Phrase) -> bool:
    """Whether the pronoun behind a verb may stand for a phrase, as far as its gender tells («هجوم شنه …»)."""
    return bool(suffix) and (suffix not in _PRONOUNS or may_agree(_PRONOUNS[suffix], phrase))
