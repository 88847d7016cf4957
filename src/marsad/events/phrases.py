"""Words by which accounts are compared (`data/events/phrases.toml`), as stems, and where they stand in a report."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from marsad import resources
from marsad.language.ar.script import normal
from marsad.model import Claim

_WORD = re.compile(r"\w+")
_ARTICLE = re.compile(r"^(?:[وفبك]?ال|[وف]?لل)(?=\w{2})")


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A word in its normal form without its article and what stands before that.

    >>> stem("والقصف"), stem("للفلسطيني"), stem("فلسطيني")
    ('قصف', 'فلسطيني', 'فلسطيني')
    """
    return _ARTICLE.sub("", normal(word))


def words(text: str) -> frozenset[str]:
    """The stems of all words of a text.

    >>> sorted(words("ريف حلب الغربي"))
    ['حلب', 'ريف', 'غربي']
    """
    return frozenset(map(stem, _WORD.findall(text)))


@cache
def stems(section: str) -> frozenset[str]:
    """The words of one section of the table."""
    return frozenset(map(stem, resources.tree("events/phrases.toml")[section]["words"]))


@cache
def _common() -> frozenset[str]:
    function = resources.tree("lexicon/ar/function.toml")
    sections = (section for name, section in function.items() if name != "toponym_parts")  # «سوق», «جسر», «قصر» are hit
    lists = [v for section in sections for v in section.values() if isinstance(v, list)]
    return stems("common") | {stem(word) for members in lists for word in members}


def content_words(text: str) -> frozenset[str]:
    """The stems of a text that tell what it is about."""
    return frozenset(s for s in words(text) if len(s) >= 3) - _common()


@cache
def _patterns(section: str) -> re.Pattern[str]:
    """Words of the table where they begin a word, with or without its article; short ones only as whole words."""
    members = (normal(w) for w in resources.tree("events/phrases.toml")[section]["words"])
    parts = (re.escape(w) + ("" if len(w) > 2 else r"(?!\w)") for w in members)
    return re.compile(rf"(?<!\w)[وف]?(?:ب?ال|لل)?(?:{'|'.join(parts)})")


def near(claim: Claim, section: str, before: int, behind: int) -> bool:
    """Whether a word of a section stands in the trigger of a claim or within so many characters of it."""
    return within(claim, claim.trigger.start - before, claim.trigger.end + behind, section)


def within(claim: Claim, start: int, end: int, section: str) -> bool:
    """Whether a word of a section stands in a stretch of the report, as far as the evidence of the claim goes."""
    first = claim.evidence.start
    return (
        _patterns(section).search(normal(claim.evidence.text[max(0, start - first) : max(0, end - first)])) is not None
    )
