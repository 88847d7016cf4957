"""To whom or what a deed was done: which phrases of a frame are targets of its claim."""

from __future__ import annotations

from marsad import ontology
from marsad.reading.frame import FIGHTING, Frame
from marsad.reading.phrase import Phrase
from marsad.reading.view import View

_HITTING = frozenset("shelling airstrike property-destruction civilian-attack chemical-attack clash".split())
_STRETCHES = frozenset({"طريق", "ضفة", "خط", "ريف", "مركز"})
_AIMED = frozenset({"", "على", "ل", "إلى", "باتجاه", "نحو", "صوب"})
# Done to persons: whoever they are, «12 شخصا» too, they are whom it was done to.
_OF_PERSONS = frozenset({"arrest", "abduction", "displacement", "return", "civilian-attack"})
_SENT = frozenset({"military-post", "force", "vehicle", "weapon", "air-platform", "place", "group", "structure"})
HOSTS = frozenset({"استضاف", "استقبل", "احتضن", "آوى", "استضافة", "استقبال"})
_SPOTS = frozenset({"structure", "military-post"})  # where somebody is
_NOBODY = frozenset({"جبهة", "محور", "عدد"})  # without a genitive
_SIDES = 2  # of a fight
_BLASTS = frozenset({"remote-explosive", "suicide-bombing"})
_BOOBY_TRAPPED = ("مفخخ", "ملغوم", "ملغم")
_PEOPLE = frozenset({"person-civilian", "person-armed", "people", "relative"})


def whom(view: View, frame: Frame) -> list[Phrase]:
    """The phrases of a frame that name its targets, people of one kind once."""
    targets = [*frame.targets, *frame.addressees, *(p for p in frame.places if _nameless_and_hit(frame, p))]
    there = frame.code == "presence" and frame.entry_lemma() not in HOSTS  # who is taken in is
    fight = frame.entry_lemma() in FIGHTING
    if "foiled" not in frame.marks and not there:
        held = frame.code in ("displacement", "return", "presence")
        hurt = [p.phrase for p in frame.patients if p.phrase is not None and (held or p.kind != "displaced")]
        if fight:  # whose dead fighters these are does not say whom a fight was aimed at
            hurt = [p for p in hurt if p.kind == "person-civilian" or (_single(p) and len(frame.actors) < _SIDES)]
        hurt = [_whose_dead(p) for p in hurt]
        hurt = [p for p in hurt if (frame.code in _OF_PERSONS and p.kind != "casualty") or _nameable(view, p)]
        targets += [p for p in hurt if not any(p is t for t in targets)]
    if frame.code in _BLASTS:
        targets = [t for t in targets if not _is_bomb(view, t)] + [
            m for m in frame.means if _carried_bomb(view, frame, m)
        ]
    if frame.code == "mobilization":  # what is sent or set up is no target, who is armed or trained is
        targets = [t for t in targets if t.kind not in _SENT and not (t.kind == "person-armed" and t.count)]
    if there:
        there_too = residents(frame)
        targets = [t for t in targets if not any(t is r for r in there_too) and t.kind not in _SPOTS]
    if frame.code in ontology.SPEECH:
        targets = [t for t in targets if not _adverb(view, t)]
    targets = [t for t in targets if not _named_behind(frame, t)]
    return _once([t for t in targets if _tells_who(t) and not _aside(view, t)])


def _named_behind(frame: Frame, phrase: Phrase) -> bool:
    """«قرى في سهل الغاب منها قسطون»: places whose names follow are told by these."""
    told = phrase.place_span is not None or phrase.places or phrase.definite
    if phrase.kind != "place" or told or phrase.grammatical == "s":
        return False
    named = (p for p in frame.places if (p.place_span or p.places) and p.start > phrase.end)
    return any(p.prep in ("", "part") for p in named)


def residents(frame: Frame) -> list[Phrase]:
    """«القاعدة تضم جنودا», «يقطن المخيم آلاف النازحين»: who is somewhere does not suffer it."""
    told = [*frame.targets, *(p.phrase for p in frame.patients if p.phrase is not None)]
    return [p for p in told if p.kind in _PEOPLE or p.kind in ("force", "actor", "casualty")]


def _adverb(view: View, phrase: Phrase) -> bool:
    """«طالبوا خلالها», «طالب بتنحي …»: a single word that no table knows is nobody who is spoken to."""
    single = phrase.own_end - phrase.core == 1 and phrase.kind in ("name", "unknown") and not phrase.quoted
    return single and view.norm(phrase.core) not in view.knowledge.given_names


def _aside(view: View, phrase: Phrase) -> bool:
    """«…، متوقعا ارتفاع الحصيلة»: a participle in the accusative that tells what the speaker does meanwhile."""
    word, before = view.words[phrase.core], view.norm(phrase.start - 1) if phrase.start else ""
    return before in ("،", ",") and bool(word.participles) and word.norm.endswith("ا") and phrase.count is None


def _whose_dead(phrase: Phrase) -> Phrase:
    """«11 قتيلا من الجيش»: the body whose dead they are."""
    inner = phrase.owner
    armed = (
        phrase.kind in ("casualty", "number") and inner is not None and inner.kind in ("actor", "force", "person-armed")
    )
    return inner if armed and inner is not None else phrase


def _single(phrase: Phrase) -> bool:
    """«قتل ضابط في اشتباكات»: one man, not the dead of one side."""
    return phrase.grammatical in ("s", "d") and phrase.number is None and phrase.kind != "actor"


def _is_bomb(view: View, phrase: Phrase) -> bool:
    """«عبوة لاصقة», «سيارته المفخخة»: what blew up is not what it was done to."""
    words = range(phrase.core, min(phrase.own_end + 1, len(view.tokens)))
    return phrase.kind == "explosive" or (
        phrase.kind in ("vehicle", "weapon", "name", "unknown")
        and any(view.norm(i).removeprefix("ال").startswith(_BOOBY_TRAPPED) for i in words)
    )


def _carried_bomb(view: View, frame: Frame, phrase: Phrase) -> bool:
    """«انفجار عبوة ناسفة بسيارة»: beside a bomb of its own the vehicle behind «ب» was hit, it is no means."""
    if phrase.kind != "vehicle" or phrase.prep != "ب" or _is_bomb(view, phrase) or frame.code == "suicide-bombing":
        return False
    return any(m.kind == "explosive" for m in frame.means)


def _once(targets: list[Phrase]) -> list[Phrase]:
    """«6 مدنيين … و48 مدنيا»: the first of those who are told by nothing but the same noun."""
    first: dict[str, Phrase] = {}
    for phrase in sorted(targets, key=lambda t: t.start):
        if phrase.kind in _PEOPLE and phrase.entry is not None and phrase.owner is None and phrase.name_span is None:
            first.setdefault(phrase.entry.noun, phrase)
    kept = list(first.values())
    return [
        t
        for t in targets
        if t.kind not in _PEOPLE
        or t.entry is None
        or t.owner is not None
        or t.name_span is not None
        or any(t is k for k in kept)
    ]


def _nameable(view: View, phrase: Phrase) -> bool:
    """Whether a phrase that counts people also says who they are («آخرون», «ضحايا», «12 شخصا» do not)."""
    if phrase.kind in ("number", "abstract") or view.norm(phrase.core).lstrip("و").startswith("اخر"):
        return False
    if (
        phrase.entry is not None
        and phrase.entry.noun == "شخص"
        and (phrase.count is not None or phrase.grammatical != "s")
    ):
        return bool(phrase.owner or phrase.modifiers or phrase.name_span)
    return phrase.kind not in ("casualty", "group", "event") or phrase.owner is not None


def _nameless_and_hit(frame: Frame, phrase: Phrase) -> bool:
    """«الأحياء السكنية», «المدارس», «قرى في ريف …»: a place without a name of its own that a strike was aimed at."""
    head = phrase.place_head
    if frame.code not in _HITTING or head is None or head.klass != "place-head" or head.noun.split()[0] in _STRETCHES:
        return False
    if phrase.kind != "place" or phrase.place_span is not None or phrase.prep not in _AIMED or phrase.suffix:
        return False
    told_more = phrase.own_end - phrase.core > 1 or phrase.grammatical in ("p", "d", "dp")
    return told_more or not phrase.definite  # «القرية»: one that was named before


def _tells_who(phrase: Phrase) -> bool:
    """Whether a target is more than «مواقع» alone."""
    bare = phrase.owner is None and phrase.own_end - phrase.core <= 1 and not phrase.names
    if phrase.entry is not None and phrase.entry.noun in _NOBODY and phrase.owner is None:
        return False
    return not (bare and phrase.kind == "military-post" and not phrase.definite and phrase.grammatical == "p")
