"""The numbers of a claim: people, things, places, attacks that its frame counts."""

from __future__ import annotations

from dataclasses import replace

from marsad.model import Quantity, Span
from marsad.reading.frame import Frame, Patient
from marsad.reading.phrase import Phrase
from marsad.reading.phrases.numbers import OF_THEM, PERCENT
from marsad.reading.resolve import Resolver
from marsad.reading.view import View

_BEFALLING = {"casualties": "killed", "civilian-attack": "killed", "arrest": "captured", "abduction": "captured"}
_THING_COUNTS = frozenset({"vehicles", "weapons", "places", "troops", "area-km2", "displaced", "captured", "other"})
_BATTLES = frozenset({"clash", "territory-gain", "territory-handover"})
_CROWD = frozenset({"person-civilian", "people", "number", "people-adjective", "group", "casualty"})
_FIRED = frozenset({"shelling", "airstrike"})
_MISSILES = frozenset({"صاروخ", "قذيفة"})
_FAMILIES = frozenset({"عائلة", "أسرة"})
_FEW_COUNTED = 11  # up to here what is counted stands in the plural
_OF_A_FAMILY = frozenset("امرأة رجل طفل طفلة سيدة فتى فتاة شاب شابة رضيع رضيعة مسن مسنة".split())
_FAMILY = 10
_TROOPS = 10  # fewer are told one by one
_FEW = 2  # up to so many, people told one after the other are one toll


def quantities(resolver: Resolver, view: View, frame: Frame) -> list[Quantity]:
    """All numbers of a claim, those of people first."""
    out = _of_people(resolver, view, frame)
    if frame.phrase is not None and frame.phrase.count is not None and frame.klass == "event":
        kind = _BEFALLING.get(frame.code, "attacks") if frame.phrase.cases else "attacks"
        _add(out, resolver.count(view, frame.phrase, kind))
    for phrase, kind in _things(view, frame):
        if kind and kind in _THING_COUNTS and phrase.count is not None:
            _add(out, resolver.count(view, phrase, kind))
    for phrase in frame.places:
        many = phrase.number is not None or (phrase.count is not None and phrase.place_span is None)
        headed = phrase.place_head is not None and phrase.place_head.klass == "place-head"
        if many and phrase.prep in ("", "على") and (headed or phrase.kind == "military-post"):
            _add(out, resolver.count(view, phrase, "places"))  # «أربع بلدات», «قريتين»
    return [_share(view, q) for q in out]


def _add(out: list[Quantity], quantity: Quantity | None) -> None:
    if quantity is not None:
        out.append(quantity)


def _of_people(resolver: Resolver, view: View, frame: Frame) -> list[Quantity]:
    """The dead, hurt, held, displaced."""
    out: list[Quantity] = []
    counted: dict[int, Quantity] = {}
    for patient in (*frame.patients, *_living_there(frame)):
        if patient.zero:
            out.append(resolver.zero(view, view.span(frame.start, frame.end)))
            continue
        quantity = None if _of_one_figure(frame, patient.phrase) else resolver.quantity(view, patient)
        if quantity is None or any(q.span == quantity.span and q.kind in (quantity.kind, "killed") for q in out):
            continue
        if quantity.kind == "killed":  # «توفي متأثرا بجراح أصيب بها»
            out = [q for q in out if q.span != quantity.span]
        out.append(quantity)
        counted[id(patient.phrase)] = quantity
    return _sums(resolver, frame, out, counted)


def _of_one_figure(frame: Frame, phrase: Phrase | None) -> bool:
    """«10 ملايين نازح ولاجئ», «12 فتى وفتاة»: behind eleven and more the singulars are counted by one figure."""
    if phrase is None or phrase.count is not None or phrase.grammatical != "s" or not phrase.conj:
        return False
    heads = (p.phrase for p in frame.patients if p.phrase is not None and any(m is phrase for m in p.phrase.members))
    return any(h.number is not None and (h.count or (0,))[0] not in range(_FEW_COUNTED) for h in heads)


def _living_there(frame: Frame) -> list[Patient]:
    """«يقطن المخيم 1800 عائلة», «يأوي 900 نازح»: displaced people who are counted where they are."""
    if frame.code != "presence":
        return []
    uncounted = [p.phrase for p in frame.patients if p.phrase is not None and not p.kind]
    told = [*frame.actors, *frame.targets, *uncounted]
    return [Patient(p, "displaced") for p in told if p.count is not None and _displaced(p)]


def _displaced(phrase: Phrase) -> bool:
    entry = phrase.entry
    return phrase.kind == "people" and entry is not None and (entry.count == "displaced" or entry.noun in _FAMILIES)


def _things(view: View, frame: Frame) -> list[tuple[Phrase, str]]:
    """What was hit, taken, used or rode along, with the kind of its number."""
    seized = frame.code == "weapon-interception"
    hit = [_counted(t) for t in frame.targets]
    targets = [_one(t) for t in hit] if seized else hit  # «أسقطت مسيرة»: one
    carriers = [a for a in frame.actors if a.kind in ("air-platform", "vehicle") and not seized]
    means = [_one(m) if frame.code in _FIRED and _missile(m) else m for m in frame.means]
    crowd = [(a, "other" if frame.code == "protest" else "troops") for a in frame.actors if _in_numbers(frame, a)]
    return [*((p, _kind(view, p, seized)) for p in (*targets, *means, *carriers)), *crowd]


def _counted(phrase: Phrase) -> Phrase:
    """«مفعول 41 عبوة», «مجموعة من ست عربات»: what is counted stands behind a word for several or a part."""
    inner = phrase.owner
    return inner if phrase.kind == "group" and phrase.count is None and inner is not None and inner.number else phrase


def _in_numbers(frame: Frame, phrase: Phrase) -> bool:
    """«تظاهر آلاف الطلاب», «هاجم مئات المسلحين البلدة»: how many took part."""
    if frame.code == "protest":
        return phrase.number is not None and phrase.kind in _CROWD
    many = phrase.number is not None and phrase.count is not None and (phrase.count[0] or 0) >= _TROOPS
    return frame.code in _BATTLES and many and phrase.kind == "person-armed"


def _kind(view: View, phrase: Phrase, seized: bool) -> str:
    if seized and phrase.kind == "number" and view.norm(phrase.end - 1) in OF_THEM:
        return "weapons"  # «اعترضت ستة منها»: of what was fired
    kind = phrase.entry.count if phrase.entry is not None else ""
    if kind == "vehicles" and phrase.kind == "air-platform" and _unmanned(view, phrase):
        return "weapons"
    return kind or ("places" if phrase.kind == "place" else "")  # «لديها 12 مركزا»


def _share(view: View, quantity: Quantity) -> Quantity:
    """«نزوح 70% من السكان»: a share counts nobody."""
    return replace(quantity, kind="other") if _is_share(view, quantity) else quantity


def _is_share(view: View, quantity: Quantity) -> bool:
    if PERCENT.isdisjoint(view.vocabulary):
        return False
    end = quantity.span.end
    return any(t.norm in PERCENT and quantity.span.start <= t.start <= end + 1 for t in view.tokens)


def _sums(resolver: Resolver, frame: Frame, found: list[Quantity], counted: dict[int, Quantity]) -> list[Quantity]:
    """«طفلة ووالدتها»: people named one by one are counted together."""
    for patient in frame.patients:
        if patient.phrase is None or not patient.phrase.members:
            continue
        parts = [counted[id(p)] for p in patient.phrase.all() if id(p) in counted]
        family = all(_unarmed(p) for p in patient.phrase.all()) and any(q.low == 1 for q in parts)
        most = _FAMILY if family else _FEW  # «امرأة وثلاثة أطفال»
        few = all(q.low == q.high and q.low is not None and q.low <= most for q in parts)
        if len(parts) < 2 or not few or len({q.kind for q in parts}) > 1:
            continue
        total = sum(q.low or 0 for q in parts)
        start, end = parts[0].span.start, parts[-1].span.end
        span = Span(start, end, resolver.report.text[start:end])
        whole = replace(parts[0], span=span, low=total, high=total, who=span.text)
        found = [whole if q is parts[0] else q for q in found if q is parts[0] or not any(q is p for p in parts)]
    return found


def _unarmed(phrase: Phrase) -> bool:
    """Women, men and children, told apart by no side."""
    return phrase.entry is not None and phrase.entry.noun in _OF_A_FAMILY


def _one(phrase: Phrase) -> Phrase:
    """A thing told by an indefinite singular counts as one."""
    single = phrase.grammatical == "s" and not (phrase.definite or phrase.suffix)
    return replace(phrase, count=(1.0, 1.0)) if single and phrase.count is None and phrase.number is None else phrase


def _unmanned(view: View, phrase: Phrase) -> bool:
    """«طائرتين مسيرتين»: aircraft that are counted as weapons."""
    return any(view.norm(i).removeprefix("ال").startswith("مسير") for i in range(phrase.core, phrase.own_end))


def _missile(phrase: Phrase) -> bool:
    """«سقط صاروخ على المنزل»: one that was fired."""
    return phrase.entry is not None and phrase.entry.noun in _MISSILES
