"""Who fills which role of a frame: a phrase offered to several roles goes into the first that can take it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from marsad import ontology
from marsad.language.ar.lexicon import Noun
from marsad.reading.frame import Frame, Patient
from marsad.reading.frames.codes import CASUALTY, FALLING
from marsad.reading.frames.sentence import SentenceFrames
from marsad.reading.phrase import Phrase, agentive, own_country
from marsad.reading.phrases.unlisted import is_verbal_noun
from marsad.reading.phrases.words import GATHERINGS
from marsad.reading.view import View

# What the patient of types other than tolls is counted as.
_SYSTEMS = ("منظومة", "بطارية", "نظام دفاع")  # that shoot down: «منظومات الدفاع الجوي أسقطت …»
_COUNTED = {
    "arrest": "captured", "abduction": "captured", "displacement": "displaced", "return": "displaced",
    "civilian-attack": "killed", "agreement": "captured",
}  # fmt: skip
# How lost people are counted: who loses soldiers has them killed; who is lost is missing.
_LOST = {
    ("فقد", ""): "killed", ("فقد", "casualties"): "missing", ("فقدان", "casualties"): "missing",
    ("اختفى", "casualties"): "missing", ("اختفاء", "casualties"): "missing",
}  # fmt: skip
_PHYSICAL = frozenset({"battle", "remote", "civilians", "strategic", "demonstration"})  # families of types
_LIFE = frozenset({"حياة", "روح"})
_DYING = frozenset({"وفاة", "توفى", "مات", "موت"})
_FIRE = frozenset({"نار", "نيران"})
_TERRITORY = frozenset({"territory-gain", "territory-handover", "control", "siege"})
_MOVING = frozenset({"mobilization", "displacement", "return", "protest"})  # of which a bare number may be who acts
_AT_POSTS = frozenset({"aid", "arrest", "abduction"})  # «تمنع الحواجز إدخال الأدوية»: what is done at a post
_MAY_ACT = frozenset({"name", "people", "person-civilian", "relative", "media-head", "person-source"})
_MEANS = frozenset({"weapon", "explosive", "vehicle", "air-platform", "force", "actor", "number"})


@dataclass(frozen=True, slots=True)
class _Offer:
    """A phrase offered to roles of a frame, and why."""

    state: SentenceFrames
    frame: Frame
    roles: tuple[str, ...]
    phrase: Phrase
    why: str

    def note(self, slot: str, outcome: str, remark: str = "") -> None:
        self.frame.note(slot, outcome, self.state.text(self.phrase), remark or self.why)


def fill(state: SentenceFrames, frame: Frame, roles: tuple[str, ...], phrase: Phrase, why: str) -> bool:
    """Put a phrase (and its coordinated members) into the best of the roles; False where none takes it."""
    done = False
    for member in phrase.all():
        part = member.owner if member.kind == "group" and "place" in roles else None
        if part is not None and part.kind in ("place", "country"):
            member = part  # «على أكثر من نصف المدينة»
        done = _fill_one(_Offer(state, frame, roles, member, why)) or done
    return done


def add_actor(state: SentenceFrames, frame: Frame, phrase: Phrase, why: str) -> None:
    """Make a phrase an actor of a frame."""
    _add(_Offer(state, frame, (), phrase, why), frame.actors, "actors")


def tells_lives(phrase: Phrase) -> bool:
    """Whether a phrase names the lives of people («بحياة 25 مصليا», «أرواح العشرات»)."""
    return phrase.kind == "abstract" and phrase.entry is not None and phrase.entry.noun in _LIFE


def add_patient(state: SentenceFrames, frame: Frame, phrase: Phrase, kind: str = "") -> None:
    """Count a phrase among the people of a frame, as `kind` or as its own words and the type tell."""
    if tells_lives(phrase):
        if phrase.owner is None:
            return  # «فقد أربعة حياتهم»: whose they are is told beside it
        phrase, kind = phrase.owner, "killed"
    outlet = phrase.kind in ("actor", "media-head") and any(n.body.kind == "media" for n in phrase.names)
    if outlet or (phrase.kind == "abstract" and frame.code in CASUALTY):
        return  # «استشهد متأثرا بجروحه», «قال المصاب لوكالة فرانس برس»
    entry, kind = phrase.entry, phrase.fate or kind
    if phrase.prep == "بين" and phrase.kind == "casualty" and phrase.number is None:
        return  # «أوقعوهم بين قتيل وجريح»: no figure
    if entry is not None and entry.noun == "ضحية" and phrase.suffix:
        return  # «راح ضحيتها 53 قتيلا»: whose victims they are
    if isinstance(entry, Noun) and entry.klass == "casualty" and entry.count:
        told = kind or ("" if frame.entry_lemma() in FALLING else CASUALTY.get(frame.code, ""))
        died = frame.entry_lemma() in _DYING and not phrase.conj  # «وفاة ثلاثة جرحى»
        # «استشهاد أحد الجرحى», «قضى ثلاثة معتقلين»
        kind = told if told and (phrase.definite or died or entry.count == "captured") else entry.count
    kind = (
        kind
        or CASUALTY.get(frame.code, "")
        or CASUALTY.get(frame.entry.code, "")  # «مقتل … تحت التعذيب»: settled, but a killing still
        or _COUNTED.get(frame.code, "")
        or _LOST.get((frame.entry_lemma(), frame.code), "")
        or (entry.count if isinstance(entry, Noun) and entry.count in _COUNTED.values() else "")
    )
    if not any(p.phrase is phrase for p in frame.patients):
        frame.patients.append(Patient(phrase, kind))
        frame.note("numbers", "found", state.text(phrase), f"counted as {kind or 'target'}")


def _fill_one(offer: _Offer) -> bool:
    frame, roles, phrase = offer.frame, offer.roles, offer.phrase
    if _names_place(offer):
        phrase.kind, phrase.place_span = "place", (phrase.core, phrase.own_end)
        phrase.within = phrase.within or _whose_town(phrase) or _told_behind(offer)
        match = offer.state.view.places.get(phrase.core)
        if match is not None and match.end == phrase.own_end:
            phrase.places = list(match.value)
    if _single_unknown(phrase) and not (roles and roles[0] in ("speaker", "addressee")):
        offer.note(roles[0] if roles else "target", "rejected", "a single unknown word")
        return False
    if phrase.kind == "country" and phrase.prep in ("في", "ب", "داخل", "وسط") and _happens_in(frame, phrase):
        return _as_place(offer, "place")  # «فجر نفسه … ببغداد»
    for role in roles:
        if _is_spot(offer, role):
            if phrase.kind == "country" and "target" in roles and not _happens_in(frame, phrase):
                continue
            return _as_place(offer, role)
        take = _TAKERS.get(role)
        if take is not None and take(offer):
            return True
    if frame.code in _TERRITORY and "place" in roles and phrase.kind == "military-post" and phrase.count is not None:
        return _as_place(offer, "place")  # «استعاد سبعة مواقع»: nameless, but counted
    return False


def _names_place(offer: _Offer) -> bool:
    """Whether an unknown name or a building stands where only a place can («السيطرة على فندق النوران»)."""
    roles, phrase = offer.roles, offer.phrase
    held = offer.frame.code in _TERRITORY
    if phrase.kind == "name":
        return (roles == ("place",) or (held and roles[:1] == ("place",))) and _toponymic(offer.state, phrase)
    return (
        held
        and "place" in roles
        and phrase.kind in ("structure", "military-post")
        and phrase.grammatical == "s"
        # «مستودع أسلحة», «كتلة مبان»: no names
        and (
            (phrase.owner is not None and phrase.definite)
            or (phrase.own_end - phrase.core > 1 and not _described(offer.state, phrase))
        )
    )


def _told_behind(offer: _Offer) -> Phrase | None:
    """«قرب الشوملي في محافظة بابل»: the wider place right behind a name that no table has."""
    end, clause = offer.phrase.end, offer.state.clauses[offer.frame.clause]
    behind = (p for p in clause.phrases() if p.start == end and p.kind == "place" and p.prep in ("في", "ب"))
    return next((p for p in behind if p.places), None)


def _whose_town(phrase: Phrase) -> Phrase | None:
    """«مبنى محافظة كركوك»: the place that a building belongs to."""
    owner = phrase.owner
    while owner is not None and not (owner.kind == "place" and owner.place_span):
        owner = owner.owner
    return owner


def _described(state: SentenceFrames, phrase: Phrase) -> bool:
    """«القاعدة الاستراتيجية», «ثكنة عسكرية»: a noun and its adjective are no name."""
    view, last = state.view, phrase.own_end - 1
    word = view.words[last]
    if phrase.name_span is not None:
        return False
    return view.words[phrase.core].definite or (
        not word.definite and bool(word.adjective or word.modifiers or word.settles)
    )


def _toponymic(state: SentenceFrames, phrase: Phrase) -> bool:
    """Whether an unknown word may be a place name: no adjective of number or order, no word with a pronoun."""
    view, knowledge = state.view, state.view.knowledge
    norm, word = view.norm(phrase.core), view.words[phrase.core]
    if any(stem in knowledge.place_adjectives or stem in knowledge.no_places for stem in _stems(norm, word.pre)):
        return False
    if phrase.prep in ("ل", "عن", "مع", "ك") or word.participles or word.modifiers:
        return False
    if norm.endswith(("هما", "يها", "تها", "تهم", "يهم", "وا")) or _with_ending(view, phrase.core):
        return False  # «أمواله», «جويًا»
    if "dem" in word.tags or (word.verbs and view.tokens[phrase.core].raw.startswith("أ")):
        return False
    if _goes_on(view, phrase.core, phrase.own_end):
        return False
    if norm.endswith("ا") and (bare := knowledge.lexicon.word(norm[:-1])) and (bare.settles or bare.modifiers):
        return False  # «دوليا»
    single = phrase.own_end - phrase.core == 1
    if is_verbal_noun(norm):
        return False  # «في اختتام الاحتفال»
    follow = view.words[phrase.own_end] if phrase.own_end < len(view.words) else None
    if (
        single
        and not norm.startswith("ال")
        and follow is not None
        and follow.definite
        and not follow.pre
        and not follow.conj
    ):
        return False  # «موارد النفط»
    return norm.startswith("ال") or not norm.endswith("ه") or not single


def _with_ending(view: View, i: int) -> bool:
    """«أمواله», «جويًا»: a pronoun (where the text tells ه from ة) or an accusative."""
    raw = view.tokens[i].raw
    return raw.endswith(("ًا", "اً")) or (raw.endswith("ه") and any(t.raw.endswith("ة") for t in view.tokens))


def _goes_on(view: View, i: int, end: int) -> bool:
    """«في زيادة ملفتة», «في ركن قصي», «إلى فسيح جناته»: an indefinite noun with what describes it."""
    if view.norm(i).startswith("ال") or i in view.places:
        return False
    last = end - 1 if end - i > 1 else end
    if last >= len(view.tokens) or view.tokens[last].kind != "word":
        return False
    word, norm = view.words[last], view.norm(last)
    if word.conj or word.pre or word.prep or last in view.times or last in view.places or word.tags:
        return False
    known = word.nouns or word.events or word.verbs or word.modifiers or word.definite
    return bool(word.adjective) or (not known and (norm.endswith(("ه", "هم", "ها", "ين")) or last < end))


def _stems(norm: str, prep: str) -> set[str]:
    """A word without preposition, article and the endings of adjectives."""
    bare = norm[len(prep) :] if prep and norm.startswith(prep) and prep != "ل" else norm
    bare = bare.removeprefix("لل").removeprefix("ال")
    return {bare, *(bare.removesuffix(end) for end in ("ه", "ات", "ين", "ون", "ا"))}


def _single_unknown(phrase: Phrase) -> bool:
    return (
        phrase.kind in ("name", "unknown")
        and phrase.own_end - phrase.core < 2
        and not phrase.quoted
        and not phrase.modifiers
        and phrase.number is None
    )


# -- one role after the other: each says whether it took the phrase ------------------------------------------------


def _is_spot(offer: _Offer, role: str) -> bool:
    """Whether a role takes a place or country for where the deed was, not for a party."""
    phrase = offer.phrase
    if role not in ("place", "target", "destination", "origin") or phrase.kind not in ("place", "country"):
        return False
    return "place" in offer.roles or (phrase.kind == "place" and bool(phrase.places or phrase.place_span))


def _happens_in(frame: Frame, phrase: Phrase) -> bool:
    """Whether a country or capital is where the deed was («قصفت دمشق») and not whom it was done to."""
    if frame.code in ("displacement", "presence"):
        return True
    city = any(n.manner == "capital" for n in phrase.names)
    return city and (frame.code in ontology.PSEUDO_CODES or ontology.families().get(frame.code) in _PHYSICAL)


def _as_place(offer: _Offer, role: str) -> bool:
    frame, phrase = offer.frame, offer.phrase
    if role == "origin" and frame.code not in ("territory-handover", "displacement"):
        offer.note("place", "rejected", offer.why + ": origin")
    elif not any(phrase is p for p in frame.places):
        frame.places.append(phrase)
        offer.note("place", "found")
    return True


def _as_actor(offer: _Offer) -> bool:
    frame, phrase = offer.frame, offer.phrase
    if (
        agentive(phrase)
        or phrase.kind in _MAY_ACT
        or (phrase.kind == "casualty" and frame.code == "protest")
        or phrase.kind == "people-adjective"  # «أطلق فلسطينيون النار»
        or (phrase.kind == "number" and frame.code in _MOVING)
        or (phrase.kind == "group" and frame.code == "mobilization")
        or own_country(phrase)
        or (phrase.kind == "military-post" and frame.code in _AT_POSTS)
        or (phrase.entry is not None and phrase.entry.noun.startswith(_SYSTEMS) and frame.code == "weapon-interception")
    ):
        return _add(offer, frame.actors, "actors")
    if phrase.kind in ("weapon", "explosive"):
        _add(offer, frame.means, "means")
        if phrase.owner is not None and agentive(phrase.owner):
            add_actor(offer.state, frame, phrase.owner, "whose weapon it is")  # «رصاص الجيش»
        return True
    return False


def _as_target(offer: _Offer) -> bool:
    frame, phrase = offer.frame, offer.phrase
    if phrase.kind == "people-adjective" and phrase.grammatical != "p" and not (phrase.accusative or phrase.prep):
        return False
    gathering = phrase.entry is not None and phrase.entry.noun in GATHERINGS  # «استهدف حفل تخريج»
    if phrase.kind in ("time-unit", "measure", "event") or (phrase.kind == "abstract" and not gathering):
        return False
    people = phrase
    while gathering and people.owner is not None:
        people = people.owner  # «حفل تخريج طلاب»
    if people.kind in ("person-civilian", "people", "person-armed"):
        return _add(replace(offer, phrase=people), frame.targets, "targets")
    if phrase.kind == "casualty" and phrase.entry is not None and not phrase.entry.count:
        return False  # «كبدهم خسائر»
    fire = isinstance(phrase.entry, Noun) and phrase.entry.noun in _FIRE  # «أضرموا النار في المنزل»
    if phrase.kind == "weapon" and (fire or frame.code not in ("weapon-interception", "property-destruction")):
        return _add(offer, frame.means, "means")
    return _add(offer, frame.targets, "targets")


def _as_means(offer: _Offer) -> bool:
    phrase = offer.phrase
    armed = phrase.kind in ("force", "actor")  # «قصف بالطيران», «بالمدفعية»
    if phrase.kind not in _MEANS or (armed and not (phrase.entry and phrase.entry.means)):
        return False
    return _add(offer, offer.frame.means, "means")


def _as_patient(offer: _Offer) -> bool:
    if offer.phrase.kind in ("event", "place") or (offer.phrase.kind == "abstract" and not tells_lives(offer.phrase)):
        return False
    add_patient(offer.state, offer.frame, offer.phrase)
    return True


def _as_addressee(offer: _Offer) -> bool:
    return _as_party(offer, offer.frame.addressees)


def _as_speaker(offer: _Offer) -> bool:
    return _as_party(offer, offer.frame.actors)


def _as_party(offer: _Offer, into: list[Phrase]) -> bool:
    if offer.phrase.kind in ("event", "abstract"):
        return False
    into.append(offer.phrase)
    return True


def _as_former_holder(offer: _Offer) -> bool:
    """«انتزعت البلدة من التنظيم»: from whom something is taken."""
    return agentive(offer.phrase) and _add(offer, offer.frame.targets, "targets")


_TAKERS: dict[str, Callable[[_Offer], bool]] = {
    "actor": _as_actor,
    "target": _as_target,
    "means": _as_means,
    "patient": _as_patient,
    "addressee": _as_addressee,
    "speaker": _as_speaker,
    "from": _as_former_holder,
}


def _add(offer: _Offer, into: list[Phrase], slot: str) -> bool:
    if not any(offer.phrase is p for p in into):
        into.append(offer.phrase)
        offer.note(slot, "found")
    return True
