"""A string that tells a place, taken apart: names, head words, sides, distances, and how the names belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from marsad.geography.gazetteer import Gazetteer, GazetteerPlace
from marsad.geography.heads import Head, Heads
from marsad.geography.lookup import How, Names
from marsad.geography.spelling import loose
from marsad.language.ar.phrases import Variant, fold, variants
from marsad.language.ar.script import normal
from marsad.language.ar.tokens import Token, tokenize, word_form

Relation = Literal["", "in", "near", "and", "beside"]  # to the part before: beside = after a comma, dash, bracket

MAX_WORDS = 60  # of one string; more is a text, not a place
_LONGEST_NAME = 6  # words
_INSIDE = frozenset({"في", "من", "ضمن", "داخل", "فى", "التابع", "التابعه", "تابعه", "تابع", "باتجاه", "الي", "نحو"})
_NEAR = frozenset({"قرب", "بالقرب", "القرب", "جوار", "بجوار", "بجانب", "مقابل", "امام", "خلف", "عند", "حول", "قريب", "قريبه",
                   "مجاور", "مجاوره", "محاذاه", "بمحاذاه", "مقربه", "قباله", "محيط", "بمحيط"})  # fmt: skip
_AND = frozenset({"و", "او", "ثم"})
_BETWEEN = frozenset({"بين", "الواصل", "الواصله"})
_KILOMETRES = frozenset({"كم", "كلم", "كيلومتر", "كيلومترا", "كيلومترات", "كيلو"})
_METRES = frozenset({"متر", "مترا", "امتار", "م"})
_FILLERS = frozenset({"علي", "بعد", "مسافه", "حوالي", "قرابه", "نحو", "ما"})  # before a distance, before «بين»
_SIZES = frozenset({"الكبري", "الصغري", "الكبيره", "الصغيره", "الكبير", "الصغير", "تحتاني", "التحتاني", "فوقاني", "الفوقاني",
                    "التحتانيه", "الفوقانيه", "تحتا", "فوقا", "الوسطي", "القديمه", "الجديده", "القديم", "الجديد",
                    "الدولي", "السريع", "الرئيسي"})  # fmt: skip
_NAME_HEADS = frozenset({"تل", "تلة", "خربة", "جبل", "بئر", "جب", "عين", "نبع", "وادي", "خان", "كفر", "قصر", "قلعة", "برج", "دير",
                         "مزرعة", "جسر", "سد", "مرج", "جزيرة", "حوض", "هضبة"})  # fmt: skip
_TOWN = 3000  # people; a place of this size is named to say where a village lies
_SIDES = {"شمال": "شمال", "جنوب": "جنوب", "شرق": "شرق", "غرب": "غرب"}
_ENDINGS = ("", "ي", "ا", "يه")
# The head is dropped before a name («قرية X») or is part of it («مطار X»): these say what is named, not where.
_LATIN_HEADS = {"city": "town", "town": "town", "village": "town", "camp": "neighbourhood", "governorate": "governorate",
                "province": "governorate", "district": "district", "neighbourhood": "neighbourhood",
                "neighborhood": "neighbourhood", "countryside": "governorate"}  # fmt: skip


@dataclass(slots=True)
class Part:
    """One name of the string, known or not, with what is told about it."""

    start: int  # offsets in the string
    end: int
    form: str = ""  # the name in the normal form
    found: list[GazetteerPlace] = field(default_factory=list)
    how: How = "unknown"
    heads: list[Head] = field(default_factory=list)
    relation: Relation = ""
    bearing: tuple[str, ...] = ()
    distance_km: float | None = None
    between: bool = False

    @property
    def head(self) -> Head | None:
        """The head word nearest to the name that says its kind; an area head only where there is no other."""
        kinds = [h for h in self.heads if h.klass != "area-head"]
        return kinds[-1] if kinds else self.heads[-1] if self.heads else None


def side(norm: str) -> str:
    """The side that a word names: «شمالي», «الشمالية» → شمال; empty for another word."""
    bare = norm.removeprefix("ال")
    for stem, name in _SIDES.items():
        if bare.startswith(stem) and bare[len(stem) :] in _ENDINGS:
            return name
    return ""


class Parser:
    """Takes strings apart over one gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.heads = Heads()

    def parse(self, text: str, country: str = "") -> list[Part]:
        """The parts of a string in their order; none for a string without letters or with too many words.

        Args:
            text: the string.
            country: ISO code of the country spoken of: a name of places elsewhere alone is no name there.
        """
        tokens = [half for t in tokenize(text) if t is not None for half in _parted(t)]
        if len(tokens) > MAX_WORDS:
            return []
        return _Scan(self, tokens, Names(self.gazetteer, country)).run()


def _parted(token: Token) -> list[Token]:
    """A token, or the two that lost the space between them: ة ends a word («معرةالنعمان»)."""
    cut = token.raw.find("ة", 1, -2) + 1 if token.kind == "word" else 0
    if not cut:
        return [token]
    at = token.start + cut
    left, right = token.raw[:cut], token.raw[cut:]
    return [
        replace(token, end=at, raw=left, norm=word_form(left)),
        *_parted(replace(token, start=at, raw=right, norm=word_form(right))),
    ]


class _Scan:
    """One pass over the tokens of a string."""

    def __init__(self, parser: Parser, tokens: list[Token], names: Names) -> None:
        self.parser, self.tokens, self.names = parser, tokens, names
        self.folded = [fold(t.norm) for t in tokens]
        self.parts: list[Part] = []
        self.heads: list[Head] = []
        self.relation: Relation = ""
        self.bearing: tuple[str, ...] = ()
        self.distance_km: float | None = None
        self.between = False
        self.open: int | None = None  # the first token of a name that no table knows

    def run(self) -> list[Part]:
        i = 0
        while i < len(self.tokens):
            i = self._step(i)
        self._close(len(self.tokens))
        if not self.parts and (self.bearing or self.heads):
            # «الجسر القديم» is a name made of a head
            self.open, self.heads, self.bearing = 0, [], ()
            self._close(len(self.tokens))
        return self.parts

    # -- one token ------------------------------------------------------------------------------------------------

    def _step(self, i: int) -> int:
        token = self.tokens[i]
        if token.kind == "mark":
            self._close(i)
            if token.raw not in ".'’`\"":
                self._separate("beside")
            return i + 1
        if token.norm == "ال" and i + 1 < len(self.tokens) and self.tokens[i + 1].kind == "latin":
            return i + 1  # «الـM4»
        if token.kind == "latin":
            return self._latin(i)
        if token.kind == "number":
            return self._number(i)
        if token.norm in _FILLERS and self.open is None and self._before_distance(i + 1):
            return i + 1
        name = self._name(i) if token.raw != "على" else None
        if name is not None and name[0] > i + 1:
            return self._add(i, *name)
        word = self._connector(i)
        if word:
            return word
        if self.open is not None and i + 1 < len(self.tokens) and self.parser.heads.inside(token.norm):
            self._close(i)
        if self.open is None:
            after = self._head(i)
            if after:
                return after
            if name is not None:
                return self._add(i, *name)
            self.open = i
        return i + 1

    def _before_distance(self, i: int) -> bool:
        """Whether a distance or «بين» follows, with fillers before it at most: «على بعد نحو 20 كم»."""
        while i < len(self.tokens) and self.tokens[i].norm in _FILLERS:
            i += 1
        return i < len(self.tokens) and (self.tokens[i].kind == "number" or self.tokens[i].norm in _BETWEEN)

    def _connector(self, i: int) -> int:
        """The token after a word that says how names belong together; 0 where token i is none."""
        norm = self.tokens[i].norm
        last = i + 1 == len(self.tokens)
        if norm in _SIZES and self.open is None and self.parts and not self.relation and not self.heads:
            self.parts[-1].end = self.tokens[i].end
            return i + 1
        on = self.tokens[i].raw == "على"  # «قرية X على طريق Y»; «علي» is a name
        if on or norm in _INSIDE or norm in _NEAR or norm in _AND or norm in _BETWEEN:
            self._close(i)
            if norm in _BETWEEN:
                self.between = True
            elif not last:
                self._separate("and" if norm in _AND else "near" if norm in _NEAR else "in")
            return i + 1
        if side(norm) and not (self.open is not None and norm.startswith("ال")):
            return self._side(i)
        if norm in _METRES and self.distance_km is not None:
            return i + 1
        return 0

    def _side(self, i: int) -> int:
        """A word of direction: of the name after it, or, with its article, of the name before."""
        norm = self.tokens[i].norm
        if norm.startswith("ال") and self.parts and self.open is None and not self.heads and self.relation != "beside":
            self.parts[-1].bearing += (side(norm),)
            self.parts[-1].end = self.tokens[i].end
            return i + 1
        if norm.startswith("ال") and self.heads and i + 1 == len(self.tokens):
            return 0  # «الجسر الشرقي»
        self._close(i)
        if self.parts and not self.relation:
            self.relation = "near"
        self.bearing += (side(norm),)
        return i + 1

    def _number(self, i: int) -> int:
        unit = self.folded[i + 1] if i + 1 < len(self.tokens) else ""
        try:
            value = float(self.tokens[i].norm.replace("٫", ".").replace(",", "."))
        except ValueError:
            value = 0.0
        if 0 < value < 1000 and (unit in _KILOMETRES or unit in _METRES):
            self._close(i)
            self.distance_km = value if unit in _KILOMETRES else value / 1000
            return i + 2
        if self.open is None:
            self.open = i
        return i + 1

    def _latin(self, i: int) -> int:
        """A run of Latin words: the longest known name in it."""
        self._close(i)
        end = i
        while end < len(self.tokens) and self.tokens[end].kind == "latin":
            end += 1
        words = [t.raw for t in self.tokens[i:end]]
        level = next((_LATIN_HEADS[w.lower()] for w in words if w.lower() in _LATIN_HEADS), None)
        bare = [w for w in words if w.lower() not in _LATIN_HEADS]
        if not bare:
            return end
        part = self._part(self.tokens[i].start, self.tokens[end - 1].end)
        part.found = self.names.in_latin(" ".join(bare))
        part.how = "latin" if part.found else "unknown"
        if level:
            part.heads.append(Head("", "place-head", level, 5.0))  # type: ignore[arg-type]
        return end

    # -- names and heads ------------------------------------------------------------------------------------------

    def _name(self, i: int) -> tuple[int, list[GazetteerPlace], How, Variant] | None:
        """The longest known name that starts at token i."""
        ways = variants(self.tokens[i].norm)
        if self.open is not None:
            ways = ways[:1]
        best = self.names.longest(self.folded, i, ways)
        reach = best.end if best is not None else i
        limit = i
        while limit < min(len(self.tokens), i + _LONGEST_NAME) and self.tokens[limit].kind == "word":
            limit += 1
        for end in range(limit, reach, -1):
            key = loose(" ".join(t.norm for t in self.tokens[i:end]))
            if len(key) > 2 and (places := self.names.loosely(key)):
                return end, places, "spelling", Variant("", "", "")
        if best is None:
            return None
        found = best.value
        if best.end == i + 1:
            # a town of the name without its article, or a capital besides its governorate, may be meant as well
            more = self.names.loosely(loose(self.tokens[i].norm[len(best.conj) + len(best.prep) :]))
            found = [*found, *(p for p in more if p.level == "town" and p not in found)]
        return best.end, found, "name", Variant("", best.conj, best.prep)

    def _add(self, i: int, end: int, found: list[GazetteerPlace], how: How, way: Variant) -> int:
        if self.open is not None and end == i + 1:
            return i + 1  # a known word behind unknown ones is part of their name
        if end < len(self.tokens) and end == i + 1 and self._goes_on(end):
            self.open = i
            return i + 1
        self._close(i)
        if way.conj and self.parts and not self.relation:
            self.relation = "and"
        if way.prep and self.parts:
            self.relation = "in"
        cut = len(way.conj) + len(way.prep)
        start = self.tokens[i].start + (cut if way.conj or way.prep == "ب" else 0)
        part = self._part(start, self.tokens[end - 1].end)
        part.found, part.how = found, how
        part.form = " ".join([self.tokens[i].norm[cut:], *(t.norm for t in self.tokens[i + 1 : end])])
        return end

    def _goes_on(self, i: int) -> bool:
        """Whether the word at token i belongs to the name before it: neither known nor a word that joins names."""
        token = self.tokens[i]
        if token.kind != "word" or token.norm in _SIZES or side(token.norm):
            return False
        if token.norm in _INSIDE or token.norm in _NEAR or token.norm in _AND or token.norm in _BETWEEN:
            return False
        heads = self.parser.heads
        if heads.get(token.norm) is not None or heads.inside(token.norm) is not None:
            return False
        return token.norm[0] != "و" and self._name(i) is None

    def _head(self, i: int) -> int:
        """The token after a head word at token i; 0 where there is none, or no name follows."""
        heads = self.parser.heads
        norm = self.tokens[i].norm
        if i + 1 >= len(self.tokens):
            return 0
        for size in (3, 2, 1):
            if i + size >= len(self.tokens):
                continue
            forms = [" ".join(t.norm for t in self.tokens[i : i + size])]
            if norm[0] in "بلو" and len(norm) > 3:
                forms.append(forms[0][1:])
            for n, form in enumerate(forms):
                head = heads.get(form)
                if head is not None:
                    if n and self.parts and not self.relation:
                        self.relation = "and" if norm[0] == "و" else "in"
                    self.heads.append(head)
                    return i + size
        return 0

    # -- parts ----------------------------------------------------------------------------------------------------

    def _part(self, start: int, end: int) -> Part:
        """A new part with all that was told since the last."""
        if self.parts and not self.relation:
            self.relation = "beside"
        part = Part(
            start, end, heads=self.heads, relation=self.relation if self.parts else "", bearing=self.bearing,
            distance_km=self.distance_km, between=self.between,
        )  # fmt: skip
        self.parts.append(part)
        self.heads, self.relation, self.bearing, self.distance_km, self.between = [], "", (), None, False
        return part

    def _describes(self, first: int, words: Sequence[str]) -> bool:
        """Whether words that no table knows only describe the name right before them: «طريق M5 الدولي»."""
        if not self.parts or self.relation or self.heads or not self.parts[-1].found or not first:
            return False
        joined = self.parts[-1].end == self.tokens[first - 1].end
        return joined and all(w.startswith("ال") for w in words) and self.names.known(words)[1] == "unknown"

    def _separate(self, relation: Relation) -> None:
        if self.parts and not self.relation:
            self.relation = relation
        elif self.parts and relation != "beside":
            self.relation = relation

    def _close(self, end: int) -> None:
        """End the name that no table knows as it stands: with its head, or spelt otherwise, it may be known."""
        if self.open is None:
            return
        first, self.open = self.open, None
        words = [t.norm for t in self.tokens[first:end] if t.kind != "mark"]
        head = self.heads[-1] if self.heads else None
        if self._describes(first, words):
            self.parts[-1].end = self.tokens[end - 1].end
            return
        part = self._part(self.tokens[first].start, self.tokens[end - 1].end)
        part.form = " ".join(words)
        if head is not None and head.noun in _NAME_HEADS:
            # «تل سلور», «خربة كيار»: the head is the first word of the name
            part.found, part.how = self.names.known([normal(head.noun), *words])
            if part.found:
                part.form = " ".join((normal(head.noun), *words))
                part.heads.remove(head)
                return
        part.found, part.how = self.names.known(words)
        if part.found and part.how != "slip":
            return
        apart = self.names.unglued(words)
        if apart is not None:
            part.found, part.how = apart, "spelling"
        if part.found or len(words) < 2:
            return
        # «شيا عفرين»: a village that no table knows, and the town that it belongs to
        known = self._name(end - 1)
        if known is not None and any(p.population >= _TOWN for p in known[1]):
            part.end = self.tokens[end - 2].end
            self.relation = "in"
            wider = self._part(self.tokens[end - 1].start, self.tokens[end - 1].end)
            wider.found, wider.how = [p for p in known[1] if p.population >= _TOWN], "name"
            wider.form = words.pop()
            part.form = " ".join(words)
