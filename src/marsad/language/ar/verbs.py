"""Inflection of Arabic verbs in the normal form: past, imperfect, jussive, passive, participles.

The lemma's past and imperfect and its form (I … X, Q1 …) are enough to tell sound, hollow, defective, doubled
and assimilated verbs apart once the marks are gone. Source: the standard paradigms (e.g. Ryding, A Reference
Grammar of Modern Standard Arabic, 2005, chapters 21–33).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from marsad.language.ar.script import normal

Tense = Literal["past", "imperfect", "jussive"]
Voice = Literal["active", "passive", "either"]


@dataclass(frozen=True, slots=True)
class VerbForm:
    """One inflected form. `person` is 3ms, 3fs, 3md, 3fd, 3mp, 3fp or 1p (the first person singular is left out: it is rare in reports and its letters clash); `joins` = used before a suffix only."""

    lemma: str
    tense: Tense
    voice: Voice
    person: str
    joins: bool = False
    measure: str = ""  # of lemmas whose imperfect tells their measures apart: «/II» of «يوقع» beside «يقع»


def _past_passive(past: str, form: str, hollow: bool) -> str | None:
    """The passive stem of the past where its letters differ from the active; None where they are the same."""
    if hollow:
        cut = past.rindex("ا", 0, len(past) - 1)
        return f"{past[:cut]}ي{past[cut + 1 :]}"
    if form == "III":
        return past.replace("ا", "و", 1) if past[1] == "ا" else None
    if form == "VI" and past[2] == "ا":
        return f"{past[:2]}و{past[3:]}"
    return None


def is_hollow(past: str, form: str) -> bool:
    """Whether the middle radical is a weak letter that shortens (قال، أصاب، اغتال، استعاد)."""
    length = {"I": 3, "IV": 4, "VII": 5, "VIII": 5, "X": 6}.get(form)
    return length == len(past) and past[-2] == "ا"


def is_doubled(past: str, form: str) -> bool:
    """Whether the last radical is doubled (شن، أصر، احتل، استمر)."""
    length = {"I": 2, "III": 3, "IV": 3, "VI": 4, "VII": 4, "VIII": 4, "X": 5}.get(form)
    return length == len(past)


def inflect(lemma: str, imperfect: str, form: str) -> Iterator[tuple[str, VerbForm]]:
    """Every form of a verb as (normal form, analysis).

    >>> forms = {f: v for f, v in inflect("أصاب", "يصيب", "IV")}
    >>> forms["اصيب"].voice, forms["تصيب"].person, forms["اصابوا"].person, forms["يصب"].tense
    ('passive', '3fs', '3mp', 'jussive')
    """
    past = normal(lemma)
    hollow, doubled = is_hollow(past, form), is_doubled(past, form)
    defective = lemma[-1] in "اىيو" and len(past) > 2 and not (form == "I" and lemma[-1] in "و")
    yield from _past(lemma, past, form, hollow, doubled, defective)
    yield from _imperfect(lemma, past, normal(imperfect), imperfect, form, hollow)


def _past(
    lemma: str, past: str, form: str, hollow: bool, doubled: bool, defective: bool
) -> Iterator[tuple[str, VerbForm]]:
    def forms(stem: str, voice: Voice) -> Iterator[tuple[str, VerbForm]]:
        yield stem, VerbForm(lemma, "past", voice, "3ms")
        yield f"{stem}ت", VerbForm(lemma, "past", voice, "3fs")
        yield f"{stem}ا", VerbForm(lemma, "past", voice, "3md")
        yield f"{stem}تا", VerbForm(lemma, "past", voice, "3fd")
        yield f"{stem}وا", VerbForm(lemma, "past", voice, "3mp")
        yield f"{stem}و", VerbForm(lemma, "past", voice, "3mp", joins=True)

    if not defective:
        other = _past_passive(past, form, hollow)
        yield from forms(past, "active" if other else "either")
        if other:
            yield from forms(other, "passive")
        short = past
        if hollow:
            cut = past.rindex("ا", 0, len(past) - 1)
            short = past[:cut] + past[cut + 1 :]
        elif doubled:
            short = past + past[-1]
        yield f"{short}نا", VerbForm(lemma, "past", "active", "1p")
        yield f"{short}ن", VerbForm(lemma, "past", "active", "3fp")
        return
    stem = past[:-1]
    if lemma[-1] == "ي":  # بقي
        yield past, VerbForm(lemma, "past", "either", "3ms")
        yield f"{past}ت", VerbForm(lemma, "past", "either", "3fs")
        yield f"{past}ا", VerbForm(lemma, "past", "either", "3md")
        yield f"{past}تا", VerbForm(lemma, "past", "either", "3fd")
    else:  # رمى، دعا
        glide = "و" if lemma[-1] == "ا" and form == "I" else "ي"
        yield past, VerbForm(lemma, "past", "active", "3ms")
        yield f"{stem}ا", VerbForm(lemma, "past", "active", "3ms", joins=True)
        yield f"{stem}ت", VerbForm(lemma, "past", "active", "3fs")
        yield f"{stem}تا", VerbForm(lemma, "past", "active", "3fd")
        yield f"{stem}{glide}ا", VerbForm(lemma, "past", "active", "3md")
        yield f"{stem}{glide}نا", VerbForm(lemma, "past", "active", "1p")
        soft = _past_passive(past, form, False) or past
        yield f"{soft[:-1]}ي", VerbForm(lemma, "past", "passive", "3ms")
        yield f"{soft[:-1]}يت", VerbForm(lemma, "past", "passive", "3fs")
        yield f"{soft[:-1]}وا", VerbForm(lemma, "past", "passive", "3mp")
    yield f"{stem}وا", VerbForm(lemma, "past", "active", "3mp")
    yield f"{stem}و", VerbForm(lemma, "past", "active", "3mp", joins=True)


def _imperfect(lemma: str, past: str, base: str, raw: str, form: str, hollow: bool) -> Iterator[tuple[str, VerbForm]]:
    stem = base[1:]
    weak = raw[-1] in "يىو" and len(base) > 2

    def forms(stem: str, voice: Voice) -> Iterator[tuple[str, VerbForm]]:
        open_stem = stem[:-1] if weak else stem
        for prefix, person in (("ي", "3ms"), ("ت", "3fs"), ("ن", "1p")):
            yield prefix + stem, VerbForm(lemma, "imperfect", voice, person)
        for prefix, person in (("ي", "3md"), ("ت", "3fd")):
            yield f"{prefix}{stem}ان", VerbForm(lemma, "imperfect", voice, person)
            yield f"{prefix}{stem}ا", VerbForm(lemma, "jussive", voice, person)
        yield f"ي{open_stem}ون", VerbForm(lemma, "imperfect", voice, "3mp")
        yield f"ي{open_stem}وا", VerbForm(lemma, "jussive", voice, "3mp")
        yield f"ي{open_stem}و", VerbForm(lemma, "jussive", voice, "3mp", joins=True)

    passive = stem
    if hollow and len(stem) > 2:
        passive = f"{stem[:-2]}ا{stem[-1]}"
        for prefix, person in (("ي", "3ms"), ("ت", "3fs")):
            yield f"{prefix}{stem[:-2]}{stem[-1]}", VerbForm(lemma, "jussive", "either", person)
    elif weak:
        for prefix, person in (("ي", "3ms"), ("ت", "3fs")):
            yield prefix + stem[:-1], VerbForm(lemma, "jussive", "either", person)
        if raw[-1] != "ي":
            passive = f"{stem[:-1]}ي"
    elif form == "I" and past[0] == "و" and not stem.startswith("و"):
        passive = f"و{stem}"
    yield from forms(stem, "either" if passive == stem else "active")
    if passive != stem:
        yield from forms(passive, "passive")


def participles(lemma: str, imperfect: str, form: str) -> Iterator[tuple[str, Voice]]:
    """The participles in the masculine singular as (normal form, voice); sound verbs of form I, all derived forms.

    >>> sorted(participles("أضاف", "يضيف", "IV"))
    [('مضاف', 'passive'), ('مضيف', 'active')]
    """
    past, base = normal(lemma), normal(imperfect)
    if form == "I":
        if len(past) == 3 and past[1] != "ا" and past[2] not in "اي":
            yield f"{past[0]}ا{past[1:]}", "active"
            yield f"م{past[:2]}و{past[2]}", "passive"
        elif len(past) == 2:
            yield f"{past[0]}ا{past[1]}", "active"  # «حاثا»
        elif len(past) == 3 and past[1] != "ا":
            yield f"{past[0]}ا{past[1]}ي", "active"  # «داعيا»
            yield f"{past[0]}ا{past[1]}", "active"  # «داعين»
        return
    stem = base[1:]
    if is_hollow(past, form) and stem[-2] != "ا":
        yield f"م{stem}", "active"
        yield f"م{stem[:-2]}ا{stem[-1]}", "passive"
    else:
        yield f"م{stem}", "either"


def verbal_nouns(lemma: str, form: str) -> Iterator[str]:
    """The regular verbal nouns (masdars) in the normal form; of form I the commonest shapes.

    >>> [next(verbal_nouns(*v)) for v in (("أطلق", "IV"), ("ألقى", "IV"), ("وجه", "II"), ("استعاد", "X"), ("قطع", "I"))]
    ['اطلاق', 'القاء', 'توجيه', 'استعاده', 'قطع']
    """
    past = normal(lemma)
    weak = lemma[-1] in "اىي"
    if form == "I":
        yield past
        if len(past) == 3:
            yield f"{past[:2]}و{past[2]}"
            yield f"{past}ان"
    elif form == "II":
        yield f"ت{past[:-1]}يه" if weak else f"ت{past[:-1]}ي{past[-1]}"
    elif form == "III":
        yield f"م{past[:-1]}اه" if weak else f"م{past}ه"
    elif form in ("IV", "VII", "VIII", "X"):
        if weak:
            yield f"{past[:-1]}اء"
        elif is_hollow(past, form) and form in ("IV", "X"):
            yield f"{past}ه"
        elif past[-2] == "ا" and form in ("VII", "VIII"):
            yield f"{past[:-2]}يا{past[-1]}"  # «انهيار», «اغتيال»
        else:
            yield f"{past[:-1]}ا{past[-1]}"
    elif form in ("V", "VI"):
        yield past
