"""Selection: whether a phrase can be what a verb frame asks of its subject or object («سقط»: people, shells, a place)."""

from __future__ import annotations

from marsad.language.ar.lexicon import Noun
from marsad.reading.phrase import Phrase

_PERSONS = {"person-civilian", "person-armed", "person-official", "relative", "name", "person-source"}
_PEOPLE = _PERSONS | {"people", "casualty", "number", "people-adjective", "group"}
_BODIES = {"actor", "org-head", "country", "media-head", "force", "people-adjective"}
# The kinds of phrases that each class of the column `when` of verbs.tsv admits; "event" is asked of the phrase itself.
CLASSES: dict[str, frozenset[str]] = {
    "people": frozenset(_PEOPLE),
    "victims": frozenset(_PEOPLE - {"group"} | {"actor", "force"}),
    "person": frozenset(_PERSONS | {"actor", "casualty"}),
    "protesters": frozenset({"protester"}),
    "displaced": frozenset({"displaced"}),
    "convoy": frozenset({"convoy"}),
    "troops": frozenset({"convoy", "armour", "person-armed"}),
    "armed": frozenset({"armed"}),
    "office": frozenset({"office"}),
    "post": frozenset({"military-post"}),
    "garrison": frozenset({"military-post", "force", "person-armed", "actor", "people", "person-civilian"}),
    "crowd": frozenset({"person-civilian", "people", "relative", "number", "group", "name", "people-adjective"}),
    "body": frozenset(_BODIES | {"person-official", "person-source", "name"}),
    "civil": frozenset(_BODIES - {"force", "actor"}),
    "criticized": frozenset(_BODIES - {"force", "actor"} | {"person-official", "person-source", "name"}),
    "force": frozenset(_BODIES | {"person-armed", "group", "air-platform", "name", "number", "vehicle"}),
    "projectile": frozenset({"weapon", "explosive", "air-platform"}),
    "weapon": frozenset({"weapon", "explosive", "air-platform"}),
    "shot": frozenset({"weapon", "explosive"}),
    "shells": frozenset({"weapon", "explosive"}),
    "craft": frozenset({"air-platform"}),
    "aircraft": frozenset({"air-platform", "weapon"}),
    "official": frozenset({"person-official"}),
    "speaker": frozenset({"person-source", "media-head"}),
    "fighters": frozenset({"person-armed", "people", "group", "people-adjective"}),
    "vehicle": frozenset({"vehicle", "air-platform"}),
    "place": frozenset({"place", "country", "structure", "military-post"}),
    "building": frozenset({"structure", "place"}),
    "number": frozenset({"number", "group", "measure", "abstract", "casualty"}),
    "casualty": frozenset({"casualty", "number"}),
    "aid": frozenset({"aid-item", "vehicle"}),
    "words": frozenset({"abstract", "media-head"}),
    "service": frozenset({"abstract", "structure"}),
    "fire": frozenset({"weapon"}),
    "event": frozenset(),
    "deed": frozenset(),
    "pact": frozenset({"abstract", "group", "name"}),
}
# Classes that so many phrases fit that fitting tells little.
BROAD = frozenset({"body", "person", "force", "criticized"})
FORBIDDEN = -8.0  # what no other sign makes good
# Classes that only words of the tables fit; who or what they name must be told.
STRICT = frozenset(
    {"craft", "shells", "protesters", "displaced", "convoy", "troops", "armed", "office", "post", "garrison"}
)
_FORCES = frozenset({"state-forces", "rebel-group", "militia", "external-forces", "coalition", "police", "tribe"})
_OF_STATE = frozenset({"state-forces", "police", "government", "external-forces"})
_ARMOURED = frozenset({"مدرعة", "مصفحة", "آلية عسكرية", "عربة مدرعة", "عربة عسكرية", "عربة قتالية", "ناقلة جند"})
_ONE_WAY = ("انتحارية", "مفخخة", "ملغومة", "انقضاضية")
_OF_PEOPLE = frozenset({"people", "person", "victims", "crowd"})
_EVENTS_TOO = frozenset({"event", "number", "casualty", "words", "fire"})


def fits(classes: tuple[str, ...], phrase: Phrase) -> bool:
    """Whether a phrase is of one of the classes; a phrase that the tables do not know fits all but events.

    >>> fits(("place",), Phrase(0, 1, 0, "person-civilian")), fits(("people", "place"), Phrase(0, 1, 0, "people"))
    (False, True)
    """
    if phrase.event is not None:
        if classes == ("words",):
            return phrase.event.klass == "speech"
        if classes == ("deed",):
            return phrase.event.klass != "speech"
        if classes == ("pact",):
            return phrase.event.code in ("agreement", "negotiation", "")
        return any(c in _EVENTS_TOO for c in classes)
    if phrase.kind == "unknown":
        return any(c not in ("event", "deed") and c not in STRICT for c in classes)
    if phrase.kind == "name" and phrase.definite and phrase.end - phrase.start == 1 and not phrase.quoted:
        return not set(classes) & _OF_PEOPLE  # «الفريق», «الباحث»: some noun that the tables do not hold
    kinds = {phrase.kind}
    if phrase.kind == "actor" and any(n.body.kind == "official" for n in phrase.names):
        kinds.add("person-official")
    core = phrase
    if phrase.kind in ("number", "group") and phrase.owner is not None:
        core = phrase.owner
        kinds.add(core.kind)
    kinds |= _told_by_entry(phrase, core)
    if "convoy" in kinds:
        kinds.discard("group")  # a convoy is no number of something
    if classes == ("troops",) and phrase.kind == "group":
        return "convoy" in kinds  # «عدد الفارين» is no troop on the move
    if classes == ("crowd",) and "armed" in kinds and core is not phrase:
        return False  # «أعداد كبيرة من قوات الجيش»
    return any(kinds & CLASSES[c] for c in classes)


def suits(classes: tuple[str, ...], phrase: Phrase | None) -> float:
    """How well a phrase suits the classes that a frame asks of its subject or object; None: nobody is told."""
    strict = STRICT.issuperset(classes)
    if phrase is None:
        return FORBIDDEN if strict else -0.3
    if fits(classes, phrase):
        return 0.1 if not BROAD.isdisjoint(classes) else 2.0 if strict else 0.7
    return FORBIDDEN if strict else -4


def _told_by_entry(phrase: Phrase, core: Phrase) -> set[str]:
    """What the entry of a noun tells beyond its class: demonstrators, displaced people, convoys."""
    found = set()
    if core.entry is not None and core.kind in ("person-civilian", "people"):
        if core.entry.means == "riot":
            found.add("protester")
        called = core.owner.entry if core.owner is not None else None  # «عائلات نازحة»
        if core.entry.count == "displaced" or (isinstance(called, Noun) and called.count == "displaced"):
            found.add("displaced")
    if phrase.entry is not None and phrase.entry.noun == "دفعة" and core.kind in ("people", "person-civilian"):
        found.add("displaced")  # «وصلت دفعة ثالثة من العائلات»
    if phrase.kind == "group" and phrase.entry is not None and phrase.entry.count in ("troops", "vehicles"):
        found.add("convoy")
    if core.kind in ("person-armed", "force") or any(n.body.kind in _FORCES for n in core.names):
        found.add("armed")
    if core.names and all(n.body.kind in _OF_STATE for n in core.names):
        found.add("office")  # «اعترضت البحرية قاربا»
    if phrase.kind == "air-platform" and phrase.entry is not None and phrase.entry.noun.endswith(_ONE_WAY):
        found.add("weapon")  # «سقطت مسيرة مفخخة»: it was meant to
    if phrase.entry is not None and phrase.entry.noun == "وفد":
        found.add("person-official")
    if core.kind == "actor" and core.entry is not None and core.entry.klass == "person-armed":
        found.add("person-armed")  # «جنود أتراك»
    if phrase.kind == "vehicle" and phrase.entry is not None and _military(phrase):
        found.add("armour")
    return found


def _military(phrase: Phrase) -> bool:
    """Whether a vehicle is one of an army: a tank, an armoured one, one with the adjective of a state."""
    entry = phrase.entry
    if entry is None:
        return False
    return entry.means == "shelling" or entry.noun in _ARMOURED or any(m.iso for m in phrase.modifiers)
