"""Phrases joined by «و», commas or «إضافة إلى»; lists of places."""

from __future__ import annotations

from itertools import pairwise

from marsad.reading.phrase import Phrase
from marsad.reading.phrases.belonging import backs
from marsad.reading.phrases.directions import side_of
from marsad.reading.phrases.numbers import DEAD_OR_HURT, counts_more
from marsad.reading.phrases.place_tails import take_tail
from marsad.reading.phrases.protocol import Parser
from marsad.reading.phrases.toponyms import toponym
from marsad.reading.phrases.verbs import verb_reading
from marsad.reading.phrases.words import PLACE_HEADS, blocked, conjunction, is_of_class, own_waw, without_waw
from marsad.reading.view import View

# Kinds that may stand side by side under one head.
_ACTORS = frozenset(
    "actor force person-armed country people-adjective org-head person-official media-head person-source".split()
)
_FIGHTERS = frozenset({"actor", "force", "person-armed", "people"})
_PEOPLE = frozenset(
    "person-civilian people relative person-armed casualty number person-official name people-adjective".split()
)
_ALSO = frozenset({("فضلا", "عن"), ("الي", "جانب"), ("علاوه", "علي")})
_ARMS = frozenset({"weapon", "explosive"})
_THINGS = frozenset("structure vehicle military-post weapon explosive aid-item air-platform".split())


def coordinate(parser: Parser, first: Phrase) -> None:
    """Take in the phrases joined to this one by «و», commas or «إضافة إلى»; lists of places go on through commas."""
    _take_members(parser, first)
    joint = len(first.members) == 1 and _one_figure(first, first.members[0])
    if joint:
        first.entry, first.members = DEAD_OR_HURT, []


def _one_figure(first: Phrase, second: Phrase) -> bool:
    """«عشرات القتلى والجرحى», «30 قتيلا وجريحا»: one figure for the dead and the hurt."""
    kinds = {p.entry.count for p in (first, second) if p.kind == "casualty" and p.entry is not None}
    if kinds != {"killed", "injured"} or first.number is None or second.count is not None:
        return False
    singular = first.grammatical == second.grammatical == "s" and (first.count or (0,))[0] != 1
    return singular or (first.definite and second.definite)


def _take_members(parser: Parser, first: Phrase) -> None:
    view = parser.view
    last = first.members[-1] if first.members else first
    while first.end < len(view.tokens):
        nxt = _next_place(parser, first, last) if last.kind == "place" else None
        if nxt is None:
            nxt = _next_member(parser, first, last)
        if nxt is None:
            return
        first.members.append(nxt)
        if nxt.grammatical in ("p", "d", "dp") or last.grammatical == "s":
            last = nxt
        first.end = nxt.end


_LISTED = frozenset({"حي", "قرية", "بلدة"})  # of which lists are told under a head in the singular too


def _next_member(parser: Parser, first: Phrase, last: Phrase) -> Phrase | None:
    """The next phrase behind «و» that may stand beside the last one."""
    view = parser.view
    j = first.end
    if last.count is not None and view.norm(j) in ("،", ",") and counts_more(view, j + 1):
        j += 1  # «42 مسلحا، و9 من الجنود»
    if j + 1 < len(view.tokens) and first.kind in _ACTORS and backs(view, j):
        backer = parser.simple(j + 1, "ب", "prep")
        return backer if backer is not None and backer.kind in _FIGHTERS and not _flies(backer) else None
    opener = view.norm(j)
    if opener in ("و", "او"):
        j += 1
    elif not conjunction(view, j):
        return None
    if j >= len(view.tokens) or j in view.times:
        return None
    rounded = last.count is not None and view.knowledge.lexicon.numerals.bounded(view.tokens, j)  # «ونحو ثلاثين»
    if view.words[j].prep and view.words[j].prep != "ل" and not rounded:
        return None
    if verb_reading(view, j, "start") and not (first.kind == "place" and j in view.places):
        return None
    nxt = parser.simple(j, "", "coordination")
    if nxt is None or (nxt.prep and nxt.prep != first.prep and first.kind != "place") or not _compatible(last, nxt):
        return None
    if nxt.end < len(view.tokens) and first.kind not in ("place", "event"):
        follow = verb_reading(view, nxt.end, "np")
        both = follow is not None and follow.form.person in ("3md", "3fd", "3mp")  # «طفلة ووالدتها أصيبتا»
        apart = nxt.kind != first.kind or opener == "و"
        if follow is not None and not both and not follow.conj and apart and not _stands_first(view, first):
            return None  # «… ، والجيش قصف»: a new clause begins with its subject
    return None if _hit_otherwise(view, first, nxt) else nxt


def _hit_otherwise(view: View, first: Phrase, nxt: Phrase) -> bool:
    """«قتل جندي برصاص قناص وشرطي بعبوة»: between two weapons with «ب» stands who was hit by the second."""
    if not first.core or nxt.end >= len(view.words):
        return False
    return all(w.pre == "ب" and is_of_class(w, _ARMS) for w in (view.words[first.core - 1], view.words[nxt.end]))


def _flies(phrase: Phrase) -> bool:
    """«مدعومة بالطيران»: the means, no second force."""
    return any("air" in n.body.id for n in phrase.names)


def _stands_first(view: View, first: Phrase) -> bool:
    """«إن الطائرات والمدفعية ضربت …»: where no verb stands before it, a phrase can only be part of the subject."""
    return not first.prep and (first.start == 0 or "comp" in view.words[first.start - 1].tags)


def _next_place(parser: Parser, first: Phrase, last: Phrase) -> Phrase | None:
    """The next name of a list of places: «قرى أ، ب، وج»، «بلدة أ وقرية ب»، «إضافة إلى …»."""
    view = parser.view
    j, joined = first.end, False
    first, last = _named_part(first), _named_part(last)
    plural = last.grammatical in ("p", "d", "dp")
    while j < len(view.tokens) and view.tokens[j].raw in "،,/":
        j += 1
        joined = plural
    step = _connector_length(view, j)
    if step:
        j, joined = j + step, True
    if j >= len(view.tokens) or j in view.times:
        return None
    norm = view.norm(j)
    glued = False
    if norm in ("و", "او"):
        j, joined = j + 1, True
    elif conjunction(view, j):
        joined = norm[0] == "و" or joined
    elif len(norm) > 3 and norm[0] == "و" and not own_waw(view, j) and (plural or joined or _unread(view, first, j)):
        glued = joined = True
    if not joined or j >= len(view.tokens):
        return None
    if view.words[j].number and j not in view.places:
        return None  # «قصف على بلدة حيان، وثلاثة في …»
    part = without_waw(view, j) in view.knowledge.toponym_parts
    if is_of_class(view.words[j], PLACE_HEADS) and not part and not _stands_alone(view, j):
        return _headed_place(parser, j)
    added = bool(step) and (j in view.places or plural)  # «…، فضلا عن تعز»
    known = _known_after_and(view, j, norm) or _of_the_provinces(view, first, j)
    listed = added or plural or known or _unread(view, first, j)
    if not first.place_span or not listed or _word_of_abroad(view, first, j):
        return None
    if j not in view.places and any(m.iso for m in last.modifiers):
        return None  # «في المدن اليمنية، متوعدا»: no list of names
    if j not in view.places:
        if not part and ((view.words[j].pre and not step) or verb_reading(view, j, "start")):
            return None
    end, places = toponym(view, j, True)
    if end <= j:
        return None
    phrase = Phrase(j, end, j, "place", core=j, conj="و" if glued else "", definite=True, grammatical="s")
    phrase.places, phrase.place_span, phrase.place_head, phrase.own_end = places, (j, end), last.place_head, end
    take_tail(view, phrase)
    phrase.own_end = phrase.end
    if glued:
        view.glued.add(j)
    return phrase


def _known_after_and(view: View, j: int, norm: str) -> bool:
    """Whether a place of the gazetteer that can be nothing else stands at j behind «و»."""
    place = view.places.get(j)
    if place is None or place.prep or not (place.conj or norm in ("و", "او")):
        return False
    word = view.words[j]
    return (
        place.end > j + 1
        or _stands_alone(view, j)
        or not (
            any(n.conj == place.conj for n in (*word.nouns, *word.events)) or side_of(view.norm(j)[len(place.conj) :])
        )
    )


def _of_the_provinces(view: View, first: Phrase, j: int) -> bool:
    """«صنعاء وتعز وحجة»: in a list of two places of a country the next province of it, whatever the word means else."""
    place = view.places.get(j)
    if place is None or not place.conj or not first.members:
        return False
    lands = {p.country for member in first.all() for p in member.places}
    quarters = first.place_head is not None and first.place_head.noun in _LISTED and view.words[j].definite
    levels = ("governorate", "neighbourhood", "town") if quarters else ("governorate",)  # «حي كلابة والشماسي والروضة»
    return any(p.level in levels and p.country in lands for p in place.value)


def _word_of_abroad(view: View, first: Phrase, j: int) -> bool:
    """«شارع طرابلس، وأشار إلى …»: a verb or event whose form is the name of a village, though of another country."""
    word = view.words[j]
    if j not in view.places or view.places[j].end > j + 1 or not (word.verbs or word.events):
        return False
    lands = {p.country for p in first.places} | {m.iso for m in first.modifiers if m.iso}
    return bool(lands) and not any(p.country in lands for p in view.places[j].value)


def _unread(view: View, first: Phrase, j: int) -> bool:
    """Whether a word that no table knows follows a listed place that was taken or hit («… تل رحال وخربشة»)."""
    word = view.words[j]
    if not first.place_span or first.prep not in ("", "على") or view.tokens[j].kind != "word" or j in view.names:
        return False
    known = (word.nouns, word.events, word.verbs, word.modifiers, word.settles, word.participles, word.tags, word.pre)
    given = view.norm(j).removeprefix("و") in view.knowledge.given_names
    return not any(known) and not given and not view.tokens[j].raw.endswith(("ها", "هم", "ه"))


def _stands_alone(view: View, j: int) -> bool:
    """«حيان», «بحري»: a listed name that looks like a dual of a place noun, with nothing behind it that it could head."""
    match, k = view.places.get(j), j + 1
    if match is None or match.end > k or not all(n.number == "d" for n in view.words[j].nouns):
        return False
    return (
        k >= len(view.tokens)
        or blocked(view, k)
        or bool(conjunction(view, k))
        or view.norm(k) in view.knowledge.directions
    )


def _headed_place(parser: Parser, j: int) -> Phrase | None:
    """A place with its own head: «… وقرية ب»."""
    nxt = parser.simple(j, "", "coordination")
    return nxt if nxt is not None and nxt.kind == "place" and (nxt.places or nxt.place_span) else None


def _connector_length(view: View, j: int) -> int:
    """Tokens of «إضافة إلى»، «بالإضافة ل»، «فضلا عن»، «علاوة على»، «إلى جانب» at j."""
    norm = view.norm(j)
    if norm in ("اضافه", "بالاضافه", "واضافه") and view.norm(j + 1) == "الي":
        return 2
    if norm in ("بالاضافه", "اضافه") and j + 1 < len(view.tokens) and view.words[j + 1].pre == "ل":
        return 1
    if (norm, view.norm(j + 1)) in _ALSO:
        return 2
    return 0


def _compatible(first: Phrase, second: Phrase) -> bool:
    """Whether two phrases may stand side by side under one head."""
    a, b = first.kind, second.kind
    if a == "place":
        if b == "place":
            return True
        if b == "country":
            return bool(first.places)
        return (
            b == "name"
            and first.grammatical in ("p", "d", "dp")
            and first.place_span is not None
            and second.end - second.start <= 3
        )
    if a in _ACTORS and b in _ACTORS:
        return True
    if a == "air-platform" and first.owner is not None and first.owner.kind in _ACTORS:
        return b in ("actor", "country")  # «طائرات تابعة للنظام وروسيا»
    if {a, b} == {"air-platform", "force"}:
        return True  # «الطائرات الحربية والمدفعية»
    if a in _PEOPLE and b in _PEOPLE:
        return True
    if first.number is not None and second.count is not None and a in _ACTORS and b in _PEOPLE:
        return True  # «ثمانية من المسلحين وخمسة مدنيين»
    if a in _THINGS and (b in _THINGS or b == "person-armed"):
        return True
    if a == "name":
        return b in ("name", "actor")
    if a == b and a in ("event", "casualty", "weapon", "number", "country", "abstract"):
        return a != "event" or second.event is not None
    if a == "casualty" and second.event is not None and second.count is not None:
        return second.event.klass == "casualty"  # «12 شهيدا و40 إصابة»
    if a in _ACTORS and b == "name":
        return second.quoted
    return False


def _named_part(phrase: Phrase) -> Phrase:
    """The phrase itself, or for a nameless one («مناطق في قريتي …») what it lies in."""
    return phrase if phrase.place_span or phrase.within is None else phrase.within


def share_wider(phrase: Phrase) -> None:
    """«قرى أ وب وج بريف حماة»: what the last of a list lies in holds for all of it."""
    if not phrase.members:
        return
    members = [_named_part(m) for m in phrase.all()]
    wider = members[-1].within
    if wider is None or members[-1].direction:
        return
    for member, following in reversed(list(pairwise(members))):
        if member.within is not None or not (
            member.grammatical in ("p", "d", "dp") or following.place_head is member.place_head
        ):
            return
        member.within = wider
