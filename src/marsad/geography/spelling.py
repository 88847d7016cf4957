"""Other ways to write a place name: spelling variants, keys that fall together, slips of one letter, Latin letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from marsad.language.ar.script import normal

_JOINED = ("كفر", "معر", "دير", "تل", "خان", "عين", "بيت")  # first words that are often written with the next
_COMMON = (*_JOINED, "خربه", "ام", "بو", "جب", "شيخ", "رسم")  # first words that say little
_SPELT_FREELY = 6  # letters; a shorter name is never compared by a slip
_WEAK = "اويه"  # letters that writers leave out or put in
# Letters that are taken for each other: by sound (first row), by their dots (second row).
_CONFUSED = (
    "ضظ", "صس", "طت", "قكغج", "حهخع", "ذدز", "ثت", "وا", "يا", "شس",
    "بتثني", "جحخ", "دذ", "رز", "سش", "صض", "طظ", "عغ", "فق", "لا",
)  # fmt: skip
_SWAPS: dict[str, str] = {}
for _group in _CONFUSED:
    for _letter in _group:
        _SWAPS[_letter] = _SWAPS.get(_letter, "") + _group.replace(_letter, "")
_INNER_ARTICLE = re.compile(f"({'|'.join(_JOINED)})ال(?=.{{3}})")  # «ديرالزور»
_SONS = frozenset({"بن", "ابن"})
_FATHER = frozenset({"ابو", "ابا", "ابي", "بو", "البو"})
_LATIN_ARTICLE = re.compile(r"\b(a[lnrstdz]|a(?:dh|sh|th)|e[lnrstdz]|esh|ul|il)[ -]")
_LATIN_SOUNDS = (
    ("ph", "f"), ("ck", "k"), ("kh", "x"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("sh", "s"), ("ch", "s"),
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "i"), ("ey", "i"), ("ay", "i"), ("ai", "i"), ("aa", "a"),
    ("q", "k"), ("c", "k"), ("z", "d"), ("j", "g"), ("e", "i"), ("y", "i"), ("o", "u"), ("w", "u"), ("p", "b"), ("v", "f"),
)  # fmt: skip


def spellings(name: str) -> tuple[str, ...]:
    """Other ways to write a name: its parts joined or apart, a final ا for ة and the reverse.

    >>> spellings("كفرنبل"), spellings("كفر تعال"), spellings("حلفايا")
    (('كفر نبل',), ('كفرتعال',), ('حلفايه',))
    """
    form = normal(name)
    first, _, rest = form.partition(" ")
    if rest:
        return (first + rest,) if first in _JOINED and " " not in rest else ()
    out = [f"{part} {form[len(part) :]}" for part in _JOINED if form.startswith(part) and len(form) - len(part) > 2]
    if len(form) > 4 and form.endswith("ا"):
        out.append(form[:-1] + "ه")
    elif len(form) > 5 and form.endswith("ه"):
        out.append(form[:-1] + "ا")  # not of short names: «جديدة» would be found in «جديدا»
    return tuple(out)


def loose(form: str) -> str:
    """The key under which all spellings of a name in the normal form fall together: no spaces, articles or hamzas.

    >>> loose("البو كمال") == loose("ابو كمال"), loose("حلفايه") == loose("حلفايا"), loose("الشيخ نجار")
    (True, True, 'شيخنجار')
    >>> loose("ديرالزور") == loose("دير الزور"), loose("هشام بن عبد الملك") == loose("هشام عبد الملك")
    (True, True)
    """
    parts: list[str] = []
    words = form.split()
    for word in words:
        if word in _SONS and 0 < len(parts) < len(words) - 1:
            continue
        if word in _FATHER:
            parts.append("بو")
            continue
        if word.startswith("ال") and len(word) > 3:
            word = word[2:]
            if word.startswith("بو") and len(word) > 4:  # «البوكمال»
                parts.append(word)
                continue
        elif word.startswith("ابو") and len(word) > 5:
            word = word[1:]
        elif inner := _INNER_ARTICLE.match(word):
            word = inner[1] + word[inner.end() :]
        parts.append(word)
    key = "".join(parts).replace("ؤ", "و").replace("ئ", "ي").replace("ء", "")
    return key[:-1] + "ا" if len(key) > 4 and key[-1] == "ه" else key


def slips(key: str, least: int = _SPELT_FREELY) -> Iterator[str]:
    """The keys one likely slip away from a key of six letters or more: a letter heard or dotted otherwise, a weak letter more or less.

    >>> "نصيريه" in set(slips("نصيربه")), list(slips("حلبون"))
    (True, [])
    """
    first = next((len(part) for part in _COMMON if key.startswith(part)), 0)
    if len(key) - first < least:
        return  # of «كفر حمرة» the second word is the name
    for i, letter in enumerate(key):
        for other in _SWAPS.get(letter, ""):
            yield key[:i] + other + key[i + 1 :]
        if letter in _WEAK or (i and letter == key[i - 1]):
            yield key[:i] + key[i + 1 :]
        for weak in _WEAK:
            if i and weak != letter:
                yield key[:i] + weak + key[i:]
        if i and letter != key[i - 1]:
            yield key[:i] + key[i - 1] + key[i:]
            yield key[: i - 1] + letter + key[i - 1] + key[i + 1 :]  # two letters that changed places


def latin_key(name: str) -> str:
    """The key under which the Latin spellings of an Arabic name fall together; empty for fewer than three letters, of
    a road («M5») two.

    >>> latin_key("Deir ez-Zor") == latin_key("Dayr az Zawr"), latin_key("Kafr Nabl") == latin_key("Kafrnabel")
    (True, True)
    """
    text = unicodedata.normalize("NFKD", name.lower().replace("ı", "i"))
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = _LATIN_ARTICLE.sub("", re.sub("['’‘`ʻʼʿʾ]", "", text))
    text = re.sub("[^a-z0-9]", "", text)
    for written, sound in _LATIN_SOUNDS:
        text = text.replace(written, sound)
    text = re.sub(r"(\D)\1+", r"\1", text)
    if len(text) < 3:
        return text if re.fullmatch("[a-z][0-9]", text) else ""
    # vowels inside tell little («Nabl», «Nabel»); the first letter and a final vowel are kept apart from none
    return text[0] + re.sub("[aiuh]", "", text[1:])
