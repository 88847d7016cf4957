"""Single words: what can be no part of a noun phrase, clitics, adjectives, the likeliest reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from marsad.language.ar.lexicon import VerbUse, Word
from marsad.reading.view import View

_CONJUNCTIONS = frozenset("وف")  # written together with the word behind them
_MAX_TITLE = 6
# Nouns of gatherings of people, which can be hit.
GATHERINGS = frozenset({"حفل", "زفاف", "جنازة", "عزاء", "مناسبة", "صلاة", "مباراة", "حفل زفاف", "احتفال"})
PLACE_HEADS = frozenset({"place-head", "area-head"})
# Quantifiers with «من» behind them, and those with a genitive as well.
COUNTED_BY = frozenset(
    {"عدد", "مجموعه", "عشرات", "سلسله", "مزيد", "عديد", "كثير", "كل", "كلا", "واحد", "ايا", "دفعه", "جمله"}
)
HIMSELF = frozenset({"نفسه", "نفسها", "نفسيهما", "انفسهم"})
_ANY = frozenset({"اي", "لاي", "باي", "ايه", "لايه", "بايه"})
LATTER = frozenset({"الاخير", "الاخيره"})  # the one named last
QUANTIFIERS = COUNTED_BY.union(
    "اي ايه كامل احد احدي بعض معظم غالبيه جميع كافه عده اغلب مختلف كبار ابرز شتي سائر بقيه عديد "
    "اعنف اكبر اوسع اضخم اشد اقوي اشرس اخطر اسوا احدث ثاني".split()
)


def is_of_class(word: Word, classes: Iterable[str]) -> bool:
    """Whether a word can be a noun of one of these classes of nouns.tsv."""
    return not word.classes.isdisjoint(classes)


def blocked(view: View, i: int) -> bool:
    """Whether token i can be no part of a noun phrase: a function word, a time, a mark."""
    return i >= len(view.blocked) or view.blocked[i]


def own_waw(view: View, j: int) -> bool:
    """A word that starts with «و» by itself («واشنطن», «وزارة»)."""
    word = view.words[j]
    return any(not n.conj for n in (*word.nouns, *word.events)) or (j in view.places and not view.places[j].conj)


def conjunction(view: View, j: int) -> str:
    """The conjunction written with token j, by its word or by the name that starts there."""
    norm = view.tokens[j].norm
    if norm[0] not in _CONJUNCTIONS:
        return ""
    match = view.names.get(j) or view.places.get(j)
    if match is not None:
        return match.conj
    conj = view.words[j].conj
    if conj or norm[:1] != "و":
        return conj
    counts = norm[1:] in QUANTIFIERS or view.knowledge.lexicon.numerals.bounded(view.tokens, j)
    return "و" if counts else ""


def without_waw(view: View, j: int) -> str:
    """The word without a leading «و»."""
    norm = view.norm(j)
    return norm[1:] if norm[:1] == "و" and len(norm) > 2 else norm


def unknown_behind_preposition(view: View, i: int) -> bool:
    """Whether a preposition is written with token i and the rest is no noun that is known."""
    word = view.words[i]
    return bool(word.pre) and not word.nouns and not word.events and word.pre != "ك"


def behind_preposition(view: View, i: int) -> bool:
    """Whether a preposition is written with token i («عشرات بجروح»)."""
    word = view.words[i]
    uses = (*word.nouns, *word.events)
    return bool(word.pre) and word.pre != "ك" and (not uses or all(u.prep for u in uses))


def indefinite_adjective(view: View, i: int) -> bool:
    """Whether token i is an adjective without article («مدفعي», «كبيرة»)."""
    word = view.words[i]
    if word.definite or word.conj:
        return False
    if word.adjective and not word.pre and not word.nouns and not word.verbs:
        return True
    if word.settles and word.norm.endswith(("ي", "يه")):
        return True
    if (word.modifiers or word.settles) and not (word.nouns or word.events) and not word.norm.endswith(("ون", "ين")):
        return True
    return bool(word.norm.endswith(("ي", "يه")) and len(word.norm) > 3 and not word.nouns and not word.verbs)


def in_short_quotation(view: View, j: int) -> bool:
    """Whether token j stands in quotation marks that hold a few words only: a name, not somebody's speech."""
    tokens = view.tokens
    if not tokens[j].quoted:
        return False
    first = last = j
    while first > 0 and not tokens[first].opens and tokens[first - 1].quoted and j - first < _MAX_TITLE:
        first -= 1
    while last + 1 < len(tokens) and not tokens[last].closes and tokens[last + 1].quoted and last - j < _MAX_TITLE:
        last += 1
    return last - first < _MAX_TITLE


def any_at(view: View, i: int) -> bool:
    """«أي هجوم», «لأي اعتداء»: any that there may be; behind a comma «أي» explains."""
    return i >= 0 and view.norm(i) in _ANY and not (i and view.tokens[i - 1].raw in "،,(")


def is_given_name(view: View, i: int) -> bool:
    """Whether token i is a name of people («محمد»); «على» is none."""
    return view.norm(i) in view.knowledge.given_names and view.tokens[i].raw != "على"


def best_verb(uses: Sequence[VerbUse]) -> VerbUse:
    """Among readings of one word: no suffix before suffix, third person before «we», events before plain verbs.

    A «و» of the word's own comes before one that joins: «وصفت» is rather she described than and she liquidated.
    """
    if len(uses) == 1:
        return uses[0]

    def rank(use: VerbUse) -> tuple[bool, bool, bool, bool, bool, bool]:
        event = any(f.klass != "plain" for f in use.frames)
        doubled = use.form.voice == "passive" and use.form.lemma.startswith("وا")  # «ووصل» is و + وصل
        return (bool(use.suffix), use.purpose, doubled, use.form.person == "1p", not event, bool(use.conj))

    return min(uses, key=rank)


def verb_follows(view: View, i: int) -> bool:
    """Whether a word that can only be a verb stands at token i."""
    if i >= len(view.tokens) or i in view.names or i in view.places:
        return False
    word = view.words[i]
    return bool(word.verbs) and not (word.nouns or word.events or word.modifiers)


def people_named(view: View, j: int) -> bool:
    """Whether a definite sound plural of armed men stands at j."""
    word = view.words[j]
    return word.definite and not word.conj and word.norm.endswith(("ين", "ون")) and is_of_class(word, ("person-armed",))
