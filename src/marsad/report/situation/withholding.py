"""Names of private persons are taken out of what is shown: of mentions, and of the words that are quoted.

The written rule. A name begins at a given name, or at a word that no table knows behind somebody's calling («the
teacher …», «his brother …»). It goes on over given names, unknown words and definite by-names. It stays where the
lists know who or what is meant, and where it stands behind a public office («the minister …»). What is taken out is
said to be.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.language.ar.tokens import sentences
from marsad.reading.phrases.words import is_given_name, is_of_class
from marsad.reading.view import Knowledge, View

MARK = "[حُجب الاسم]"
_PRIVATE = ("person-civilian", "relative", "casualty", "person-source")
_SAME = frozenset("ذاته ذاتها ذاتهم نفسه نفسها نفسهم انفسهم عينه عينها".split())  # «the same source»
_PUBLIC = ("person-official",)
_LONGEST = 5  # words of a name
_BACK = 4  # words between an office and the name of who holds it


@dataclass(slots=True)
class Withholding:
    """Takes names out of texts, and counts how many. Without knowledge nothing is taken out."""

    knowledge: Knowledge | None
    count: int = 0
    _known: dict[tuple[str, bool], tuple[str, int]] = field(default_factory=dict)

    def text(self, text: str, person: bool = False) -> str:
        """A text without the names of private persons.

        Args:
            person: it names a person, so that a word that no table knows may begin a name at its start.
        """
        if self.knowledge is None:
            return text
        found = self._known.get((text, person))
        if found is None:
            found = self._known[text, person] = _without(self.knowledge, text, person)
        self.count += found[1]
        return found[0]


def _without(knowledge: Knowledge, text: str, person: bool) -> tuple[str, int]:
    cuts: list[tuple[int, int]] = []
    for number, sentence in enumerate(sentences(text)):
        view = View(knowledge, sentence, None)
        i, kept = 0, _kept(view)
        while i < len(view.tokens):
            end = _name(view, i, kept, person and number == 0 and i == 0)
            if end > i:
                cuts.append(view.span(i, end))
                i = end
            else:
                i += 1
    for start, end in reversed(cuts):
        text = f"{text[:start]}{MARK}{text[end:]}"
    return text, len(cuts)


def _kept(view: View) -> frozenset[int]:
    """Tokens of bodies that the lists know, and of places of several words."""
    out: set[int] = set()
    for i, name in view.names.items():
        if any(not use.body.id.startswith("generic:") for use in name.value):
            out.update(range(i, name.end))
    for i, place in view.places.items():
        if place.end > i + 1 or not is_given_name(view, i):
            out.update(range(i, place.end))
    return frozenset(out)


def _name(view: View, i: int, kept: frozenset[int], begins: bool) -> int:
    """Where the name that begins at token i ends; i where none does."""
    if i in kept or view.tokens[i].kind not in ("word", "latin"):
        return i
    called = begins or (i > 0 and is_of_class(view.words[i - 1], _PRIVATE) and i - 1 not in kept)
    given = is_given_name(view, i) and (called or not _everyday(view, i) or _named_further(view, i + 1))
    if not given and not (called and _unknown(view, i)):
        return i
    if _in_office(view, i):
        return i
    end = i + 1
    while end < len(view.tokens) and end - i < _LONGEST and end not in kept and _goes_on(view, end):
        end += 1
    return end


def _everyday(view: View, k: int) -> bool:
    """Whether a given name is an everyday word as well («قائد», «كامل», «باسم»)."""
    word = view.words[k]
    return bool(word.nouns or word.events or word.adjective or word.modifiers or word.closed) or view.norm(k) == "باسم"


def _named_further(view: View, k: int) -> bool:
    """Whether a word that is nothing but a given name stands here."""
    if k >= len(view.tokens) or view.tokens[k].kind != "word":
        return False
    return is_given_name(view, k) and not _everyday(view, k)


def _goes_on(view: View, k: int) -> bool:
    word, token = view.words[k], view.tokens[k]
    if token.kind != "word" or word.conj or word.prep or word.closed:
        return False
    if is_given_name(view, k) or _unknown(view, k):
        return True
    return word.definite and not word.events and not word.nouns


def _unknown(view: View, k: int) -> bool:
    """Whether no table knows a word."""
    word = view.words[k]
    if (
        view.tokens[k].kind != "word"
        or view.norm(k) in _SAME
        or word.closed
        or word.adjective
        or word.modifiers
        or word.participles
    ):
        return False
    return not (word.nouns or word.events or word.verbs or k in view.cues or k in view.times)


def _in_office(view: View, i: int) -> bool:
    """Whether the name stands behind a public office, with nothing but words of the same phrase between."""
    for k in range(i - 1, max(-1, i - 1 - _BACK), -1):
        if view.tokens[k].kind != "word" or is_of_class(view.words[k], _PRIVATE):
            return False
        if is_of_class(view.words[k], _PUBLIC):
            return True
    return False
