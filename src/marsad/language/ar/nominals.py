"""The inflected forms of nouns and adjectives, in the normal form."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.language.ar.entries import EventNoun, Noun
from marsad.language.ar.script import normal

# What takes no article inside a phrase: what has one, and words led by a preposition («للدروع», «بدون», «به»).
_WITHOUT_ARTICLE = ("ال", "لل", "بدون", "بلا", "به", "لإطلاق")


# Nouns of three letters whose dual before a genitive or pronoun is told («قريتي», «طفليها»).
_SHORT_DUALS = frozenset({"place-head", "area-head", "person-civilian", "relative"})
_KIN = frozenset({"person-civilian", "relative"})


def before_pronoun_only(entry: Noun | EventNoun, form: str) -> bool:
    """«طفليها» is a dual; «طفلي» without a pronoun may be anything."""
    return isinstance(entry, Noun) and entry.klass in _KIN and len(form) == 4 and form.endswith("ي")


def noun_forms(entry: Noun | EventNoun, plurals: tuple[str, ...]) -> Iterator[tuple[str, str, bool]]:
    """(form, number, used before a suffix or genitive only) of a noun in the normal form."""
    base = normal(entry.noun)
    feminine = entry.noun.endswith("ة")
    if (
        base.endswith(("ون", "ين")) and entry.noun.endswith("ون") and not plurals and len(base) > 4
    ):  # «آخرون»: a plural by itself
        for ending in ("ون", "ين"):
            yield base[:-2] + ending, "p", False
        return
    stem = base[:-1] if feminine else base
    yield base, "s", False
    if feminine:
        yield f"{stem}ت", "s", True
    elif not base.endswith(("ا", "ي")) or entry.noun.endswith("ي"):
        yield f"{base}ا", "s", False
        if entry.noun.endswith("ء"):
            yield base, "s", False
    mark = "ت" if feminine else ""
    sound = _sound_masculine(entry, base, plurals)
    dual = "dp" if sound else "d"
    yield f"{stem}{mark}ان", "d", False
    yield f"{stem}{mark}ين", dual, False
    if feminine:  # before a genitive; the masculine ones («قتيلا») fall together with the accusative
        yield f"{stem}تا", "d", False
        yield f"{stem}تي", "d", False
    elif isinstance(entry, Noun) and (len(base) > 3 or entry.klass in _SHORT_DUALS):
        yield f"{base}ي", "p" if sound else "d", True
    if sound:
        yield f"{base}ون", "p", False
        yield f"{base}و", "p", True
    for plural in plurals:
        form = normal(plural)
        if form.endswith(("ون", "ين")) and form[:-2] == base:
            continue
        yield form, "p", False
        if form.endswith(("ون", "ين")) and plural.endswith(("ون", "ين")) and len(form) > 5:
            yield f"{form[:-2]}ين", "p", False
            yield f"{form[:-2]}ون", "p", False
            yield f"{form[:-2]}و", "p", True
            yield f"{form[:-2]}ي", "p", True
        elif not form.endswith(("ا", "ي", "ات")):
            yield f"{form}ا", "p", False
    if feminine and not plurals:
        yield f"{stem}ات", "p", False


def definite_forms(phrase: str) -> Iterator[str]:
    """A phrase of several words without and with the article («سيارة مفخخة», «السيارة المفخخة», «قذيفة الهاون»)."""
    words = phrase.split(" ")
    yield phrase
    if not words[0].startswith("ال"):
        if not words[0].endswith(("ة", "ات", "ا", "ى", "ء")) and len(words) == 2 and not words[1].startswith("ال"):
            yield f"{words[0]}ا {words[1]}"  # «سلالا غذائية»
            if not words[1].endswith(("ة", "ات", "ا", "ى", "ء")):
                yield f"{words[0]}ا {words[1]}ا"  # «تمردا مسلحا»
        rest = [w if w.startswith(_WITHOUT_ARTICLE) else "ال" + w for w in words[1:]]
        yield " ".join([words[0], *rest])
        yield " ".join(["ال" + words[0], *rest])


def dual_forms(phrase: str) -> Iterator[str]:
    """The dual of a phrase of two words, its second an adjective or a genitive («سيارتين مفخختين», «قذيفتا هاون»)."""
    words = phrase.split(" ")
    if len(words) != 2 or words[1].startswith(_WITHOUT_ARTICLE):
        return
    head, second = (w[:-1] + "ت" if w.endswith("ة") else w for w in words)
    for ending in ("ان", "ين"):
        yield f"{head}{ending} {second}{ending}"
        yield f"ال{head}{ending} ال{second}{ending}"
    if words[0].endswith("ة"):
        for ending in ("ا", "ي"):
            yield f"{head}{ending} {words[1]}"
            yield f"{head}{ending} ال{words[1]}"


def _sound_masculine(entry: Noun | EventNoun, base: str, plurals: tuple[str, ...]) -> bool:
    if any(normal(p) in (f"{base}ون", f"{base}ين") for p in plurals):
        return True
    return not plurals and isinstance(entry, Noun) and entry.klass.startswith("person") and entry.gender == "m"


def adjective_forms(base: str) -> Iterator[str]:
    """The forms of an adjective by gender, number and case, without article."""
    if base.endswith("ه") and len(base) > 3:
        yield base
        return
    yield base
    for ending in ("ه", "ا", "ون", "ين", "ان", "تان", "تين", "ات", "و", "تي"):
        yield base + ending
