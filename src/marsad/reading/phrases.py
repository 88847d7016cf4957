"""Noun phrases: numbers, heads, genitives, adjectives, belonging, coordination."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from marsad.geography.gazetteer import GazetteerPlace
from marsad.language.ar.lexicon import EventNoun, Noun, NounUse, VerbUse, Word
from marsad.language.ar.numerals import Number
from marsad.language.ar.phrases import Match
from marsad.reading.names import NameUse
from marsad.reading.phrase import Phrase, name_tokens
from marsad.reading.view import View

# A name of the list that is one everyday word counts as a name only with support (quotes, a head noun before it).
_MAX_NAME_TOKENS = 4
_MAX_TITLE = 6
_MAX_GENITIVES = 6
_THINGS_WITH_ADJECTIVES = frozenset(
    {
        "event",
        "casualty",
        "structure",
        "vehicle",
        "weapon",
        "explosive",
        "military-post",
        "group",
        "abstract",
        "air-platform",
    }
)
_COUNTED_BY = frozenset(
    {"عدد", "مجموعه", "عشرات", "سلسله", "مزيد", "عديد", "كثير", "كل", "كلا", "واحد", "ايا", "دفعه", "جمله"}
)
# What strikes, right behind its verb, and what it may hit.
_STRIKERS = frozenset({"weapon", "explosive", "air-platform", "vehicle"})
_HIT = frozenset(
    {"structure", "vehicle", "military-post", "person-civilian", "person-armed", "place-head", "area-head"}
)
_OTHER = frozenset({"اخر", "اخري", "اخرين", "اخرون", "اخران", "اخرتان", "اخريين", "اخريات"})
_QUANTIFIERS = _COUNTED_BY | {
    "اي",
    "ايه",
    "احد",
    "احدي",
    "بعض",
    "معظم",
    "غالبيه",
    "جميع",
    "كافه",
    "عده",
    "اغلب",
    "مختلف",
    "كبار",
    "ابرز",
    "شتي",
    "سائر",
    "بقيه",
    "عديد",
}
_NISBA = ("ي", "يه", "يين", "يون", "يان", "يات", "يتين", "يتان")
_LEADING = frozenset({"agent", "cause", "part", "source-prep", "consequence"})
_MARCHES = frozenset(
    {
        "حاشده",
        "جماهيريه",
        "سلميه",
        "شعبيه",
        "نسائيه",
        "طلابيه",
        "تضامنيه",
        "غاضبه",
        "عوده",
        "اعلام",
        "راجله",
        "سياره",
        "كبري",
        "مليونيه",
    }
)
# «الواقعة في», «القريبة من»: words that join a place to a wider one or to its neighbour.
_SITUATED = frozenset("واقعه واقع واقعتين واقعتان متاخمه محاذيه مجاوره قريبه قريب".split())
_INSIDE = frozenset({"في", "داخل", "قرب"})
_NEIGHBOUR = frozenset("متاخمه محاذيه مجاوره قريبه قريب".split())
_SITUATED_PREPS = frozenset({"في", "ب", "ل", "من", "إلى", "على", "ضمن", "داخل"})
_ROADS = frozenset({"طريق", "أوتوستراد", "أوتستراد", "خط"})
_KILOMETRES = frozenset("كم كلم كيلومتر كيلومترا كيلومترات كيلو".split())
_SIDES = frozenset({"ريف", "جهة"})
_NEAR = frozenset("قرب بالقرب بمحاذاه بجوار جوار قباله بجانب مقابل".split())
# Places of which one is meant by the bare noun («المدينة»): never the name of another.
_GENERAL_HEADS = frozenset(
    "مدينة بلدة قرية ناحية قضاء محافظة منطقة حي مخيم إقليم ولاية مديرية محلية بلاد بلد دولة وطن حدود أرض أراضي مكان".split()
)
_LANDS = frozenset({"أرض", "أراضي", "منطقة"})
_SETTLEMENTS = frozenset("مدينة بلدة قرية ناحية قضاء محافظة حي".split())
# Heads behind which a place noun is a name («حي المطار», «قرية القلعة»).
_NAMING_HEADS = frozenset(
    "حي حارة قرية بلدة ضيعة مزرعة عزبة ناحية قضاء مديرية عزلة محلة ضاحية مخيم شارع دوار ميدان ساحة جولة معبر مستوطنة جبهة "
    "محور طريق مفرق حاجز".split()
)
_IMPROPER = (
    "مجهول",
    "متعدد",
    "مختلف",
    "واسع",
    "شديد",
    "بعيد",
    "قصير",
    "متوسط",
    "طويل",
    "ثقيل",
    "محدود",
    "باهظ",
    "محلي",
    "ايراني",
    "روسي",
    "غير",
)


@dataclass(slots=True)
class PhraseParser:
    """Builds noun phrases in one sentence."""

    view: View

    # -- words ------------------------------------------------------------------------------------------------

    def _word(self, i: int) -> Word:
        return self.view.words[i]

    def _size(self) -> int:
        return len(self.view.tokens)

    def blocked(self, i: int) -> bool:
        """Whether token i can be no part of a noun phrase: a function word, a time, a mark."""
        if i >= self._size():
            return True
        token, word = self.view.tokens[i], self.view.words[i]
        if token.kind == "mark" or i in self.view.times:
            return True
        if token.kind != "word":
            return False
        if i in self.view.names and len(self.view.names[i].value) and self.view.names[i].end > i + 1:
            return False
        if i in self.view.cues and any(c.kind in _LEADING and not m.prep for m in self.view.cues[i] for c in m.value):
            return True
        return bool(word.prep or word.tags & {"comp", "rel", "sub", "neg", "part", "prep-pron", "pron", "conj"})

    def verb(self, i: int, before: str) -> VerbUse | None:
        """The verb reading of token i, if it is one here.

        `before` says what stands in front: start (of a clause), np, open (a noun that waits for its genitive),
        prep, verb, number.
        """
        if i >= self._size():
            return None
        word = self.view.words[i]
        if not word.verbs or before in ("prep", "number") or i in self.view.times:
            return None
        if (
            (word.prep and not self._expresses(i, before))
            or word.tags & {"comp", "rel", "neg", "dem"}
            or (i in self.view.names and self.view.names[i].end > i + 1)
            or (i in self.view.places and self.view.places[i].end > i + 1)
            or (i in self.view.compounds and before != "np")
        ):
            return None
        # a written ة is no pronoun «ه»
        marbuta = self.view.tokens[i].raw.rstrip("\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652").endswith("ة")
        uses = [
            u for u in word.verbs if (u.form.tense != "jussive" or self._governs(i, u)) and not (marbuta and u.suffix)
        ]
        if not uses:
            return None
        use = _best_verb(self._agreeing(i, uses))
        if use.suffix and self._resumes(i, use):
            return use
        if word.events and use.form.tense == "past" and self._after_that(i):
            return None
        if use.suffix and (word.events or any(n.conj == use.conj and not n.suffix for n in word.nouns)):
            return None
        own = any(not u.conj for u in (*word.nouns, *word.events))
        if use.conj and own and self.view.tokens[i].raw[1:2] not in "أإآ":
            return None  # «وزير», «وادي»: the letter is the word's own, but not that of «وأدى»
        if use.conj and before != "start":
            before = "start"
        if use.form.person in ("3md", "3fd") and use.form.tense == "past" and (word.events or word.nouns):
            return None  # «تجمعا»: the accusative of a noun, not two who gathered
        uncut = [u for u in (*word.nouns, *word.events) if not u.conj or use.conj]
        nominal = bool(uncut or i in self.view.names or i in self.view.places)
        if not nominal and not word.modifiers:
            if (
                before == "open"
                and use.form.tense == "past"
                and use.form.person == "3ms"
                and not use.suffix
                and not use.conj
            ):
                return use if not self._looks_nominal(i) else None
            return use
        if use.form.tense != "past" or (use.suffix and use.form.person != "3ms"):
            clear = not word.events and not (word.nouns and not use.conj)
            return (
                use
                if clear or (use.form.tense != "past" and not word.nouns and not word.events)
                else self._ambiguous(i, use, before)
            )
        if (
            use.form.person in ("3fs", "3mp", "3fd", "3md")
            and not word.events
            and not any(n.number != "s" for n in word.nouns)
        ):
            return use if not word.nouns else self._ambiguous(i, use, before)
        return self._ambiguous(i, use, before)

    def _after_that(self, i: int) -> bool:
        """«بأن قصف الجيش …»: behind أنّ of a report stands a noun; behind «بعد أن» a verb."""
        return self.view.norm(i - 1) in ("ان", "بان", "وان", "فان") and self.view.norm(i - 2).lstrip("و") not in (
            "بعد", "منذ", "الي", "قبل", "حتي", "عقب", "فور", "سبق",
        )  # fmt: skip

    def _resumes(self, i: int, use: VerbUse) -> bool:
        """«هجوم شنه المقاتلون»: a light verb behind an indefinite event whose pronoun takes the event up."""
        before = self.view.words[i - 1] if i else None
        if before is None or use.form.tense != "past":
            return False
        taken_up = "rel" in before.tags or any(not n.definite for n in before.events)
        light = any(f.klass in ("light", "aspect") for f in use.frames)
        return taken_up and (light or self._may_act(i + 1))

    def _may_act(self, i: int) -> bool:
        """Whether a name of the list or a noun of armed people starts here."""
        if i >= self._size():
            return False
        armed = ("person-armed", "force", "air-platform")
        return i in self.view.names or any(
            isinstance(n.entry, Noun) and n.entry.klass in armed for n in self.view.words[i].nouns
        )

    def _agreeing(self, i: int, uses: list[VerbUse]) -> list[VerbUse]:
        """«توقع المصدر»: before a man or body in the masculine the past, not the present in the feminine."""
        past = [u for u in uses if u.form.tense == "past" and u.form.person == "3ms" and not u.suffix]
        if not past or len(past) == len(uses) or i + 1 >= self._size():
            return uses
        nouns = self.view.words[i + 1].nouns
        if not nouns or not isinstance(nouns[0].entry, Noun) or not nouns[0].definite:
            return uses
        noun = nouns[0].entry
        speaker = noun.klass.startswith("person") or noun.klass in ("org-head", "media-head")
        return past if speaker and noun.gender == "m" else uses

    def _expresses(self, i: int, before: str) -> bool:
        """Whether «عبر» is the verb «express»: written with shadda, or with «عن» to follow at the start of a clause."""
        if self.view.norm(i).lstrip("وف") != "عبر":
            return False
        if "\u0651" in self.view.tokens[i].raw:
            return True
        return before == "start" and any(self.view.norm(k) == "عن" for k in range(i + 2, i + 8))

    def _governs(self, i: int, use: VerbUse) -> bool:
        """Whether a word before calls for the jussive or subjunctive («لم يقل», «أن يفعلوا»)."""
        if use.purpose:
            return True
        before = self.view.norm(i - 1).lstrip("وف")
        if use.form.person in ("3mp", "3md", "3fd"):
            return before in ("لم", "لن", "ان", "كي", "حتي", "لكي", "الا", "لا", "بان") or use.form.joins
        return before in ("لم", "لا", "لما")

    def _looks_nominal(self, i: int) -> bool:
        word = self.view.words[i]
        return word.definite or (word.norm.endswith(("ه", "ات")) and len(word.norm) > 4 and not word.verbs)

    def _ambiguous(self, i: int, use: VerbUse, before: str) -> VerbUse | None:
        """A word that is verb or noun («قصف، قتل، تقدم»): what follows decides."""
        word = self.view.words[i]
        uses = (*word.events, *word.nouns)
        if before in ("start", "np") and use.form.tense == "past" and not use.suffix and self._ends_in_alif(i):
            return use
        if any((u.definite and not u.suffix) or u.prep for u in uses) and not use.conj:
            return None
        said = any(f.klass == "speech" for f in use.frames)
        if said and i + 1 < self._size() and self.view.words[i + 1].tags & {"comp"} and not word.events:
            return use  # «أشار أن»
        if said and before == "start" and not uses and i not in self.view.names and i + 1 < self._size():
            if self.view.words[i + 1].definite or self.view.words[i + 1].nouns or self.view.words[i + 1].events:
                return use  # «وأشار بيان المنظمة», though a place has that name too
        if before in ("open", "verb") and not use.conj:
            return None
        if i + 1 >= self._size():
            return None
        follow = self.view.words[i + 1]
        token = self.view.tokens[i + 1]
        if token.kind == "mark":
            return None
        if token.kind == "number" or follow.number:
            return use
        if follow.prep:
            # «قتل في», «تقدم نحو» may be verbs; a noun's preposition decides for the noun
            wanted = any(follow.prep in f.preps.required for f in use.frames)
            if before == "start" and use.form.tense == "past" and self._people_behind(i + 2):
                return use  # «وقتل في الهجوم 17 شخصا»
            return use if wanted and not word.events else None
        if follow.tags & {"rel", "comp", "sub"}:
            return None
        if self._indefinite_adjective(i + 1):
            return None
        if word.events and follow.events and all(f.klass == "plain" for f in use.frames):
            return None  # «وقف إطلاق النار»
        if follow.verbs and not follow.nouns and not follow.events and i + 1 not in self.view.names:
            return None
        if follow.definite or i + 1 in self.view.names or follow.nouns:
            return use if before in ("start", "np") else None
        return use if before == "start" else None

    def _ends_in_alif(self, i: int) -> bool:
        """«تبنى» beside «تبني»: verb and verbal noun differ in the last letter, where the text tells ى from ي."""
        if not self.view.tokens[i].raw.endswith("ى") or self.view.writes_alif_for_ya:
            return False
        return all(u.entry.noun.endswith("ي") for u in self.view.words[i].events)

    def _people_behind(self, i: int) -> bool:
        """Whether counted people without a preposition follow one short prepositional phrase."""
        for j in range(i + 1, min(i + 4, self._size())):
            word, token = self.view.words[j], self.view.tokens[j]
            if token.kind == "mark" or word.prep or word.pre or word.conj or word.verbs:
                return False
            if j not in self.view.times and (token.kind == "number" or word.number):
                return True
        return False

    def _indefinite_adjective(self, i: int) -> bool:
        word = self.view.words[i]
        if word.definite or word.conj:
            return False
        if word.adjective and not word.pre and not word.nouns and not word.verbs:
            return True
        if word.settles and word.norm.endswith(("ي", "يه")):
            return True
        if (word.modifiers or word.settles) and not word.nouns and not word.norm.endswith(("ون", "ين")):
            return True
        return bool(word.norm.endswith(("ي", "يه")) and len(word.norm) > 3 and not word.nouns and not word.verbs)

    # -- noun phrases -----------------------------------------------------------------------------------------

    def parse(self, i: int, prep: str = "", before: str = "start") -> Phrase | None:
        """The noun phrase that starts at token i with everything coordinated with it."""
        first = self.simple(i, prep, before)
        if first is None:
            return None
        self.coordinate(first)
        return first

    def coordinate(self, first: Phrase) -> None:
        """Take in the phrases joined to this one by «و», commas or «إضافة إلى»; lists of places go on through commas."""
        last = first.members[-1] if first.members else first
        while first.end < self._size():
            nxt = self._next_place(first, last) if last.kind == "place" else None
            if nxt is None:
                nxt = self._next_member(first, last)
            if nxt is None:
                return
            first.members.append(nxt)
            if nxt.grammatical in ("p", "d", "dp") or last.grammatical == "s":
                last = nxt
            first.end = nxt.end

    def _next_member(self, first: Phrase, last: Phrase) -> Phrase | None:
        j = first.end
        word = self.view.words[j]
        detached = self.view.norm(j) in ("و", "او")
        if detached:
            j += 1
        elif not self._conj(j):
            return None
        if j >= self._size() or j in self.view.times or (self.view.words[j].prep and self.view.words[j].prep != "ل"):
            return None
        if self.verb(j, "start") and not (first.kind == "place" and j in self.view.places):
            return None
        nxt = self.simple(j, "", "coordination")
        if nxt is None or (nxt.prep and nxt.prep != first.prep and first.kind != "place") or not _compatible(last, nxt):
            return None
        if nxt.end < self._size() and first.kind not in ("place", "event"):
            follow = self.verb(nxt.end, "np")
            if follow is not None and not follow.conj and (nxt.kind != first.kind or word.norm == "و"):
                return None  # «… ، والجيش قصف»: a new clause begins with its subject
        return nxt

    def _next_place(self, first: Phrase, last: Phrase) -> Phrase | None:
        """The next name of a list of places: «قرى أ، ب، وج»، «بلدة أ وقرية ب»، «إضافة إلى …»."""
        j, joined = first.end, False
        first, last = _named_part(first), _named_part(last)
        plural = last.grammatical in ("p", "d", "dp")
        while j < self._size() and self.view.tokens[j].raw in "،,/":
            j += 1
            joined = plural
        step = self._connector(j)
        if step:
            j, joined = j + step, True
        if j >= self._size() or j in self.view.times:
            return None
        norm = self.view.norm(j)
        glued = False
        if norm in ("و", "او"):
            j, joined = j + 1, True
        elif self._conj(j):
            joined = True
        elif len(norm) > 3 and norm[0] == "و" and not self._own_waw(j) and (plural or joined):
            glued = joined = True
        if not joined or j >= self._size():
            return None
        word = self.view.words[j]
        if (
            any(isinstance(n.entry, Noun) and n.entry.klass in ("place-head", "area-head") for n in word.nouns)
            and self._stem(j) not in self.view.knowledge.toponym_parts
        ):
            return self._headed_place(j)
        if not first.place_span:
            return None
        if not plural and not self._known_after_and(j, norm):
            return None
        if word.pre and j not in self.view.places and self._stem(j) not in self.view.knowledge.toponym_parts:
            return None
        if (
            self.verb(j, "start")
            and j not in self.view.places
            and not (glued and self._stem(j) in self.view.knowledge.toponym_parts)
        ):
            return None
        end, places = self._toponym(j, True)
        if end <= j:
            return None
        phrase = Phrase(j, end, j, "place", core=j, conj="و" if glued else "", definite=True, grammatical="s")
        phrase.places, phrase.place_span, phrase.place_head, phrase.own_end = places, (j, end), last.place_head, end
        self._tail(phrase)
        phrase.own_end = phrase.end
        if glued:
            self.view.glued.add(j)
        return phrase

    def _known_after_and(self, j: int, norm: str) -> bool:
        """Whether a place of the gazetteer that can be nothing else stands at j behind «و»."""
        place = self.view.places.get(j)
        if place is None or place.prep or not (place.conj or norm in ("و", "او")):
            return False
        word = self.view.words[j]
        return place.end > j + 1 or not (
            any(n.conj == place.conj for n in (*word.nouns, *word.events))
            or _side(self.view.norm(j)[len(place.conj) :])
        )

    def _headed_place(self, j: int) -> Phrase | None:
        nxt = self.simple(j, "", "coordination")
        return nxt if nxt is not None and nxt.kind == "place" and (nxt.places or nxt.place_span) else None

    def _connector(self, j: int) -> int:
        """Tokens of «إضافة إلى»، «بالإضافة ل»، «فضلا عن»، «إلى جانب» at j."""
        norm = self.view.norm(j)
        if norm in ("اضافه", "بالاضافه", "واضافه") and self.view.norm(j + 1) == "الي":
            return 2
        if norm in ("بالاضافه", "اضافه") and self.view.words[j + 1].pre == "ل" if j + 1 < self._size() else False:
            return 1
        if (norm == "فضلا" and self.view.norm(j + 1) == "عن") or (norm == "الي" and self.view.norm(j + 1) == "جانب"):
            return 2
        return 0

    def _stem(self, j: int) -> str:
        """The word without a leading «و»."""
        norm = self.view.norm(j)
        return norm[1:] if norm[:1] == "و" and len(norm) > 2 else norm

    def _conj(self, j: int) -> str:
        """The conjunction written with token j, by its word or by the name that starts there."""
        for match in (self.view.names.get(j), self.view.places.get(j)):
            if match is not None:
                return match.conj
        norm = self.view.norm(j)
        return self.view.words[j].conj or ("و" if norm[:1] == "و" and norm[1:] in _QUANTIFIERS else "")

    def simple(self, i: int, prep: str = "", before: str = "start") -> Phrase | None:
        """One noun phrase without coordination."""
        view = self.view
        size = self._size()
        if i >= size:
            return None
        start = i
        word = view.words[i]
        conj = word.conj if view.tokens[i].kind == "word" else ""
        number = None
        count = None
        approx = False
        quantified = False
        while word.tags & {"dem", "title"} and i + 1 < size and (i != start or "dem" in word.tags or word.definite):
            i += 1
            word = view.words[i]
            if word.conj and word.verbs:
                return None  # «هذا وأنشأ …»
        lexicon = view.knowledge.lexicon
        if (
            i < size
            and view.tokens[i].kind in ("number", "word")
            and i not in view.times
            and lexicon.numerals.starts(view.tokens[i])
        ):
            number = lexicon.numerals.find(view.tokens, i)
            if number and number.end == i + 1 and view.tokens[i].kind == "word" and not self._counts(i, number.end):
                number = None
        if number:
            prep = prep or _number_prep(
                view.tokens[number.start].norm, lexicon.numerals.bare(view.tokens[number.start].norm)[0]
            )
            count = (number.low, number.high)
            approx = number.approx
            i = number.end
            if i < size and view.norm(i) == "من" and not self.blocked(i + 1) and not self._spot(i + 1):
                i += 1
            if i < size and view.norm(i) == "بين" and i + 1 < size:
                pair = self._dead_or_hurt(start, i, number, prep, conj)
                if pair:
                    return pair
            if i < size and view.words[i].verbs and not (view.words[i].nouns or view.words[i].events):
                return self._bare_number(start, number, prep, conj)  # «إف 16 استهدفت»
            if i >= size or self.blocked(i) or view.words[i].conj or self._led(i) or view.norm(i) == "و":
                return self._bare_number(start, number, prep, conj)
        else:
            step = self._quantifier(i)
            if step:
                if view.norm(i).lstrip("وفبلك") in ("احد", "احدي"):
                    count = (1, 1)
                quantified = True
                first = view.norm(i)
                prep = (
                    prep
                    or view.words[i].pre
                    or (
                        first[0] if first[0] in "بل" and first not in _QUANTIFIERS and first[1:] in _QUANTIFIERS else ""
                    )
                )
                i += step
                if i >= size or self.blocked(i):
                    return None
        if self.blocked(i) and not (view.words[i].prep and i in view.names):
            return None
        phrase = self._head(i, start, prep, conj, bool(number) or quantified)
        if phrase is None:
            if number:
                return self._bare_number(start, number, prep, conj)
            return None
        phrase.number, phrase.approx = number, approx
        if count is not None:
            phrase.count = count
        elif not quantified and phrase.grammatical == "d" and (phrase.entry is not None or phrase.event is not None):
            phrase.count = (2, 2)
        self._extend(phrase, before == "verb")
        if number and phrase.end < size:
            self._number_after(phrase)
        phrase.own_end = phrase.end
        return phrase

    def _spot(self, i: int) -> bool:
        """Whether a place starts here, which is no part of a number («مئات الآلاف من ولاية …»)."""
        word = self.view.words[i]
        if any(isinstance(n.entry, Noun) and n.entry.klass not in ("place-head", "area-head") for n in word.nouns):
            return False
        return i in self.view.places or bool(word.nouns)

    def _counts(self, i: int, end: int) -> bool:
        """Whether a one-word number counts something: «ستة جنود», not «واحد من», «الأحد»."""
        if end >= self._size():
            return True
        norm = self.view.norm(i)
        if norm.lstrip("و").startswith("ال") and self.view.knowledge.lexicon.numerals.bare(norm)[0] not in (
            "عشرات",
            "مئات",
            "الاف",
        ):
            return self.view.tokens[i].kind == "number"
        return True

    def _other_preposition(self, i: int) -> bool:
        word = self.view.words[i]
        return bool(word.pre) and not word.nouns and not word.events and word.pre != "ك"

    def _led(self, i: int) -> bool:
        """Whether a preposition is written with token i («عشرات بجروح»)."""
        word = self.view.words[i]
        uses = (*word.nouns, *word.events)
        return bool(word.pre) and word.pre != "ك" and (not uses or all(u.prep for u in uses))

    def _bare_number(self, start: int, number: Number, prep: str, conj: str) -> Phrase:
        return Phrase(
            start, number.end, number.core, "number", prep, conj, number.core, number, (number.low, number.high),
            number.approx, grammatical="p",
        )  # fmt: skip

    def _dead_or_hurt(self, start: int, i: int, number: Number, prep: str, conj: str) -> Phrase | None:
        """«80 بين قتيل وجريح»."""
        first = self.view.words[i + 1]
        if not any(isinstance(n.entry, Noun) and n.entry.klass == "casualty" for n in first.nouns):
            return None
        j = i + 2
        if self.view.norm(j) == "و":
            j += 1
        second = self.view.words[j] if j < self._size() else None
        if second is None or not any(n.entry.klass == "casualty" for n in second.nouns if isinstance(n.entry, Noun)):
            return None
        return Phrase(
            start, j + 1, i + 1, "casualty", prep, conj, number.core, number, (number.low, number.high), number.approx,
            entry=Noun("قتيل وجريح", "casualty", "killed-or-injured", "", None, "", "m"), grammatical="p",
        )  # fmt: skip

    def _quantifier(self, i: int) -> int:
        """Tokens of a quantifier at i («عدد من», «أحد», «كل من», «العديد من»), 0 for none."""
        norm = self.view.norm(i)
        bare = norm.removeprefix("ال") if norm.startswith("ال") else norm
        if bare not in _QUANTIFIERS:
            bare = next((b for b in (norm[1:], norm[2:]) if b in _QUANTIFIERS and norm[0] in "وفبلك"), bare)
        following = self.view.norm(i + 1)
        third = self.view.norm(i + 2)
        if bare in _COUNTED_BY:
            if following == "من":
                return 2
            if bare == "عدد" and third == "من" and self._indefinite_adjective(i + 1):
                return 3
            if bare == "سلسله" and i + 1 < self._size() and self.view.words[i + 1].events:
                return 1
        if bare in _QUANTIFIERS and bare not in _COUNTED_BY - {"كل", "كلا"} and not norm.startswith("ال"):
            if i + 1 < self._size() and not self.blocked(i + 1):
                return 1
        return 0

    def _head(self, i: int, start: int, prep: str, conj: str, counted: bool) -> Phrase | None:
        """The head of a phrase at token i, with the name that starts there."""
        view, word = self.view, self.view.words[i]
        token = view.tokens[i]
        name, place = view.names.get(i), view.places.get(i)
        use = _best_noun(word.nouns)
        event = _best_noun(word.events)
        pre = word.pre
        phrase = Phrase(
            start,
            i + 1,
            i,
            prep=prep or pre,
            conj=conj or word.conj,
            core=i,
            definite=word.definite,
            quoted=token.quoted,
        )
        if name and place and place.end > name.end:
            name = None
        if name and place and prep in _INSIDE and place.end == name.end and not place.prep and self._only_body(name):
            name = None  # «في بروكسل»: the city, not who sits there
        if name and use is not None and _plain_noun(name.value, name.end == i + 1):
            # «الهيئة», «الحركة», «مصادر محلية»: what kind of thing it is, the noun says; which one, the report
            phrase.entry, phrase.kind = use.entry, use.entry.klass  # type: ignore[assignment]
            self._use(phrase, use)
            phrase.names = list(name.value)
            phrase.end, phrase.closed = name.end, name.end > i + 1
            return phrase if phrase.kind not in ("place-head", "area-head") else self._place_phrase(phrase)
        if name and self._name_holds(i, name, use, event):
            phrase.kind = "actor" if any(n.manner != "country" for n in name.value) else "country"
            if all(n.body.kind == "civilians" for n in name.value):
                phrase.kind = "people"
                phrase.grammatical = "p"
            phrase.names, phrase.name_span = list(name.value), (i, name.end)
            phrase.end, phrase.definite = name.end, True
            phrase.prep, phrase.conj = prep or name.prep, conj or name.conj
            if phrase.kind == "country" and place:
                phrase.places, phrase.place_span = list(place.value), (i, place.end)
            elif place and all(n.manner in ("country", "capital") for n in name.value):
                phrase.kind = "country"
                phrase.places, phrase.place_span = list(place.value), (i, place.end)
            if use is not None and isinstance(use.entry, Noun):
                phrase.entry = use.entry
            return phrase
        compound = view.compounds.get(i)
        if (
            compound is not None
            and (place is None or place.end <= compound.end)
            and not (name and name.end >= compound.end)
        ):
            entry, number, definite = compound.value[0]
            phrase.end, phrase.grammatical, phrase.definite, phrase.closed = compound.end, number, definite, True
            phrase.prep, phrase.conj = prep or compound.prep, conj or compound.conj
            if isinstance(entry, EventNoun):
                phrase.kind, phrase.event = "event", entry
            else:
                phrase.kind, phrase.entry = entry.klass, entry
                if phrase.kind in ("place-head", "area-head"):
                    return self._place_phrase(phrase)
            return phrase
        direction = self._direction(i, phrase)
        if direction:
            return direction
        if place and place.end > i + 1 and self._head_before_name(i, place.end):
            place = None  # «مدينة البيضاء» is one of several towns of that name, whatever the table spells out
        if place and place.end > i + 1 and self._joins(i, place.end):
            place = None
        if place and self._place_holds(i, place, use, event, prep or place.prep or pre, counted):
            phrase.kind = "place"
            phrase.places, phrase.place_span = list(place.value), (i, place.end)
            phrase.end, phrase.definite = place.end, True
            phrase.prep, phrase.conj = prep or place.prep, conj or place.conj
            return phrase
        families = counted and use is not None and use.number == "p" and event is not None and event.number == "s"
        if event is not None and not families and (use is None or not self._noun_beats(i, use)):
            assert isinstance(event.entry, EventNoun)
            phrase.kind, phrase.event = "event", event.entry
            self._use(phrase, event)
            return phrase
        if use is not None:
            assert isinstance(use.entry, Noun)
            use = self._by_what_follows(i, word, use)
            assert isinstance(use.entry, Noun)
            phrase.entry, phrase.kind = use.entry, use.entry.klass
            self._use(phrase, use)
            if phrase.kind in ("place-head", "area-head"):
                return self._place_phrase(phrase)
            return phrase
        if (word.modifiers and not word.participles) or (word.modifiers and word.modifiers[0].iso):
            phrase.kind = "people-adjective"
            phrase.modifiers = [m for m in word.modifiers if not m.belonging]
            phrase.grammatical = "p" if word.plural else "s"
            if not phrase.modifiers:
                return None
            return phrase
        if word.verbs and not token.quoted and not name and not place:
            form = _best_verb(word.verbs).form
            if form.tense == "imperfect" or form.person != "3ms":
                return None
        known = word.adjective and not token.quoted
        phrase.kind = "name" if token.kind in ("word", "latin") and not known else "unknown"
        return phrase

    @staticmethod
    def _only_body(name: Match[list[NameUse]]) -> bool:
        """Whether a name is one of bodies by their seat beside that of the place."""
        manners = {n.manner for n in name.value}
        return "full" not in manners and bool(manners & {"short", "loaded"})

    def _noun_beats(self, i: int, use: NounUse) -> bool:
        """Whether a word that is thing and event («مسيرة»: drone, march; «مقاتلة») is the thing here."""
        if not isinstance(use.entry, Noun) or use.entry.klass not in (
            "weapon",
            "explosive",
            "casualty",
            "vehicle",
            "air-platform",
        ):
            return False
        after = self.view.words[i + 1] if i + 1 < self._size() else None
        return after is None or (
            not any(s.code == "protest" for s in after.settles)
            and self.view.norm(i + 1).removeprefix("ال") not in _MARCHES
        )

    def _by_what_follows(self, i: int, word: Word, use: NounUse) -> NounUse:
        """A noun of several classes («أطراف»: parties, outskirts) is a place where a place name follows."""
        for other in word.nouns:
            if (
                isinstance(other.entry, Noun)
                and other.entry.klass in ("place-head", "area-head")
                and other.entry is not use.entry
            ):
                follow = self.view.words[i + 1] if i + 1 < self._size() else None
                if follow is not None and (
                    i + 1 in self.view.places
                    or self.view.norm(i + 1) in self.view.knowledge.toponym_parts
                    or any(isinstance(n.entry, Noun) and n.entry.klass == "place-head" for n in follow.nouns)
                ):
                    if use.entry.klass not in ("place-head", "area-head", "force") or use.entry.noun in ("طرف", "جبهة"):
                        return other
        return use

    def _full_plural(self, i: int) -> bool:
        """«مجهولون», «مدنيان»: an ending in nun is lost before a genitive, so none follows."""
        norm = self.view.norm(i)
        return (
            norm.endswith(("ون", "ان"))
            and len(norm) > 4
            and not norm.endswith(
                (
                    "سكان",
                    "ميدان",
                    "عنوان",
                    "ديوان",
                    "جثمان",
                    "برلمان",
                    "لسان",
                    "انسان",
                    "مكان",
                    "طيران",
                    "قانون",
                    "شوون",
                    "زيتون",
                    "بستان",
                    "خزان",
                    "ضمان",
                    "امان",
                    "طوفان",
                )
            )
        )

    def _use(self, phrase: Phrase, use: NounUse) -> None:
        phrase.grammatical, phrase.definite, phrase.suffix = use.number, use.definite, use.suffix
        phrase.prep, phrase.conj = phrase.prep or use.prep, phrase.conj or use.conj

    def _name_holds(self, i: int, name: Match[list[NameUse]], use: NounUse | None, event: NounUse | None) -> bool:
        """Whether a name of the list that starts here is meant as a name."""
        if all(n.manner == "ambiguous" for n in name.value):
            return self.view.tokens[i].quoted or self._after_media_head(i)
        if name.end > i + 1:
            return True
        if any(n.manner in ("country", "capital") for n in name.value):
            return True
        if any(n.manner == "loaded" for n in name.value):
            return True
        if event is not None and not self.view.tokens[i].quoted:
            return False
        bodies = [n.body for n in name.value]
        if all(b.kind == "media" for b in bodies):
            return (
                self.view.tokens[i].quoted
                or self._after_media_head(i)
                or (use is None and not self.view.words[i].verbs and len(self.view.folded[i]) > 3)
            )
        if use is not None and any(n.manner == "full" for n in name.value) is False:
            return True
        return True

    def _after_media_head(self, i: int) -> bool:
        if not i:
            return False
        return any(isinstance(n.entry, Noun) and n.entry.klass == "media-head" for n in self.view.words[i - 1].nouns)

    def _place_holds(
        self,
        i: int,
        place: Match[list[GazetteerPlace]],
        use: NounUse | None,
        event: NounUse | None,
        prep: str,
        counted: bool,
    ) -> bool:
        """Whether a gazetteer name without a head word is meant as a place."""
        if counted:
            return False
        if place.end > i + 1:
            return not (use is not None and use.entry.klass in ("place-head",)) or True
        form = self.view.folded[i]
        ambiguous = self.view.knowledge.gazetteer.ambiguous
        plain = (
            form in ambiguous or form.lstrip("و") in ambiguous or form[len(place.conj) + len(place.prep) :] in ambiguous
        )
        if event is not None or use is not None or plain:
            return False
        if self.view.words[i].modifiers and (prep not in _INSIDE or place.prep):
            return False  # «داخل كوباني»: no adjective stands there
        if place.prep and not prep:
            return True
        if len(form) - len(place.conj) - len(place.prep) <= 2:
            return False
        return True

    # -- what follows the head ----------------------------------------------------------------------------------

    def _object_starts(self, j: int) -> bool:
        """Whether an indefinite thing, person or a place starts here."""
        word = self.view.words[j]
        if word.number or self.view.tokens[j].kind == "number":
            return True
        if j in self.view.places and j not in self.view.names:
            return True
        kinds = {n.entry.klass for n in word.nouns if isinstance(n.entry, Noun) and not n.definite}
        return bool(kinds & _HIT)

    def _extend(self, phrase: Phrase, verbal: bool = False) -> None:
        """Take in genitives, adjectives, names in apposition, brackets and belonging."""
        size = self._size()
        steps = 0
        open_genitive = (
            phrase.kind not in ("actor", "country", "place", "people-adjective", "name", "number")
            and not phrase.definite
            and not phrase.closed
            and not self._full_plural(phrase.head)
        )
        complete = not open_genitive
        while phrase.end < size and steps < 14:
            steps += 1
            j = phrase.end
            token, word = self.view.tokens[j], self.view.words[j]
            if token.kind == "mark":
                if token.raw == "(" and self._bracket(phrase, j):
                    continue
                break
            if (
                word.conj
                and steps > 1
                and phrase.event is not None
                and (word.settles or self._nisba_form(j))
                and word.definite == phrase.definite
            ):
                phrase.end = j + 1  # «قصف صاروخي ومدفعي»
                continue
            if j in self.view.times or (
                word.conj and not (j in self.view.names and not self.view.names[j].conj) and not self._own_waw(j)
            ):
                break
            if self._belonging(phrase, j) or self._partitive(phrase, j):
                open_genitive = open_genitive and phrase.owner is None
                continue
            if open_genitive and phrase.event is not None and not word.pre and self._number_phrase(j):
                if self._genitive(phrase, j) is None:
                    break
                open_genitive, complete = False, True
                continue
            if self.blocked(j) or self._other_preposition(j):
                break
            if self._adjective(phrase, j):
                open_genitive = open_genitive and phrase.definite  # «غارات جوية» takes no genitive any more
                complete = complete or not open_genitive
                continue
            verb = self.verb(j, "open" if open_genitive else "np")
            if verb is not None:
                break
            if open_genitive:
                if verbal and phrase.kind in _STRIKERS and self._object_starts(j):
                    break  # «أصاب صاروخ ناقلة»: what it hits, not whose it is
                inner = self._genitive(phrase, j)
                if inner is None:
                    break
                open_genitive = False
                complete = True
                continue
            if complete and self._apposition(phrase, j):
                continue
            break

    def _number_phrase(self, j: int) -> bool:
        """Whether a number led by function words starts here («ما لا يقل عن 17», «ما بين 10 و15»)."""
        numerals = self.view.knowledge.lexicon.numerals
        if not numerals.starts(self.view.tokens[j]):
            return False
        number = numerals.find(self.view.tokens, j)
        return number is not None and number.end > j + 1

    def _own_waw(self, j: int) -> bool:
        """A word that starts with «و» by itself («واشنطن», «وزارة»)."""
        word = self.view.words[j]
        return any(not n.conj for n in (*word.nouns, *word.events)) or (
            j in self.view.places and not self.view.places[j].conj
        )

    def _genitive(self, phrase: Phrase, j: int) -> Phrase | None:
        if (
            phrase.kind in ("person-civilian", "person-armed")
            and phrase.grammatical == "s"
            and any(n.suffix for n in self.view.words[j].nouns)
        ):
            return None  # «فقد مدني حياته»
        if self.view.norm(j) in self.view.knowledge.directions and (
            phrase.owner is not None or phrase.kind not in ("event", "place", "abstract", "structure")
        ):
            return None  # «عناصر من الحزب شمالي العراق»: an adverb of place
        inner = self.simple(j, "", "genitive")
        if inner is None or inner.end <= j:
            return None
        if inner.prep and inner.prep not in ("",):
            return None
        if inner.event is not None and inner.suffix and phrase.event is None and not phrase.definite:
            return None  # «جهة مسؤوليتها»: a noun with a pronoun is the verb's object
        counts = phrase.count is None or phrase.grammatical in ("d", "dp")
        if inner.kind == "number" and phrase.event is None and counts:
            phrase.count, phrase.approx, phrase.end = inner.count, inner.approx, inner.end  # «مواطنين اثنين»
            return inner
        phrase.owner = inner
        phrase.end = inner.end
        phrase.definite = phrase.definite or inner.definite or inner.kind in ("actor", "country", "place", "name")
        # coordination inside the genitive («قصف قوات النظام وروسيا», «وزارتي الدفاع والداخلية»)
        self._coordinate_owner(phrase, inner)
        return inner

    def _coordinate_owner(self, phrase: Phrase, inner: Phrase) -> None:
        if phrase.kind != "event" and inner.kind not in ("actor", "country"):
            return
        if phrase.kind in ("person-armed", "force", "person-civilian") and self._headed_people(inner.end):
            return  # «عناصر المجلس وأبناء العشائر»: two bodies of people, not one of two owners
        before = inner.end
        self.coordinate(inner)
        if inner.end > before:
            phrase.end = inner.end

    def _headed_people(self, j: int) -> bool:
        """Whether «و» and a noun of armed or other people follow."""
        j += self.view.norm(j) == "و"
        return j < self._size() and any(
            isinstance(n.entry, Noun)
            and n.entry.klass in ("person-armed", "force", "person-civilian", "people", "relative")
            for n in self.view.words[j].nouns
        )

    def _adjective(self, phrase: Phrase, j: int) -> bool:
        """An adjective that agrees in definiteness: «الجيش السوري», «قصف مدفعي», «طائرات مجهولة الهوية»."""
        word = self.view.words[j]
        if word.norm.removeprefix("ال") in _OTHER and not word.pre and phrase.kind not in ("actor", "place", "number"):
            phrase.end = j + 1  # «جنديان آخران»
            return True
        if phrase.kind == "air-platform" and word.norm.removeprefix("ال").startswith("مسير") and not word.pre:
            phrase.end = j + 1  # «طائرة تركية مسيرة»
            return True
        if (
            phrase.kind == "event"
            and word.settles
            and word.definite == phrase.definite
            and not word.conj
            and word.norm.endswith(_NISBA)
        ):
            phrase.end = j + 1  # «هجومين انتحاريين»
            return True
        if j in self.view.names and not word.modifiers and phrase.kind != "person-official":
            return False
        if self.view.norm(j) in self.view.knowledge.directions and j + 1 < self._size():
            after = self.view.words[j + 1]
            if j + 1 in self.view.places or (after.definite and after.nouns) or (after.nouns and not after.conj):
                return False  # «عناصر من الحزب شمالي العراق»
        longer = j in self.view.names and self.view.names[j].end > j + 1 and phrase.kind not in ("actor", "country")
        if longer:
            return False
        definite = phrase.definite or phrase.kind in ("actor", "country", "place")
        if word.pre or word.number:
            return False
        agrees = word.definite == definite or (word.definite and phrase.owner is not None)
        follow = self.view.words[j + 1] if j + 1 < self._size() else None
        if (
            not word.definite
            and not definite
            and follow is not None
            and follow.definite
            and not follow.conj
            and not follow.pre
        ):
            # «مجهولة الهوية», «متعددة الجنسيات»: an adjective with what it is said of
            if word.norm.startswith(_IMPROPER) and j + 1 not in self.view.names:
                phrase.end = j + 2
                return True
        if (
            word.norm.endswith(("ون", "ين"))
            and phrase.kind in ("actor", "country", "place", "force", "org-head")
            and not self.view.norm(phrase.own_end - 1 if phrase.own_end else phrase.end - 1).endswith(("ون", "ين"))
        ):
            return False  # «دمشق المتمردين»: a plural of people does not describe a country
        if word.modifiers and agrees and not any(m.belonging for m in word.modifiers if len(word.modifiers) == 1):
            if phrase.kind == "name" and not word.definite:
                return False
            phrase.modifiers += [m for m in word.modifiers if not m.belonging]
            phrase.end = j + 1
            return True
        if self._nisba(j, definite):
            phrase.end = j + 1
            return True
        if word.nouns or word.events or j in self.view.places:
            # «قوات الأمن» is a genitive, «القوات الأمن» none
            return False
        if word.participles and agrees and not word.verbs:
            phrase.end = j + 1
            return True
        if word.definite and definite and phrase.kind not in ("place", "name"):
            if phrase.kind not in ("actor", "country") or word.norm.endswith(("ي", "يه", "ين", "ون", "ه")):
                phrase.end = j + 1
                return True
        if (
            not word.definite
            and not definite
            and not word.verbs
            and not word.number
            and phrase.kind in _THINGS_WITH_ADJECTIVES
            and j not in self.view.names
            and j not in self.view.compounds
        ):
            # an unknown word behind an event or a thing is an adjective («قصف عنيف», «أضرار كبيرة»)
            if self.view.tokens[j].kind == "word" and not self.view.tokens[j].quoted and phrase.owner is None:
                phrase.end = j + 1
                return True
        if not word.definite and not definite and phrase.kind not in ("name",) and self._indefinite_adjective(j):
            phrase.end = j + 1
            return True
        return False

    def _nisba_form(self, j: int) -> bool:
        word = self.view.words[j]
        return (
            word.norm.endswith(("ي", "يه"))
            and len(word.norm) > 4
            and not word.verbs
            and j not in self.view.names
            and j not in self.view.places
            and not any(not n.suffix and n.number == "s" for n in word.nouns)
        )

    def _nisba(self, j: int, definite: bool) -> bool:
        """An adjective in -ي whose letters could also be a dual before a genitive («مدفعي»: of artillery, two guns of)."""
        word = self.view.words[j]
        if word.definite != definite or not word.norm.endswith(("ي", "يه")) or word.conj:
            return False
        if word.settles or word.modifiers:
            return True
        if not word.nouns or any(not n.suffix and n.number == "s" for n in word.nouns):
            return False
        after = j + 1
        return after >= self._size() or not (
            after in self.view.places or after in self.view.names or self.view.words[after].definite
        )

    def _apposition(self, phrase: Phrase, j: int) -> bool:
        """Names behind a title («الرئيس التركي رجب طيب أردوغان»), the second word of an unknown name."""
        token = self.view.tokens[j]
        if phrase.kind in (
            "person-official",
            "person-source",
            "person-civilian",
            "person-armed",
            "relative",
            "casualty",
        ) or (phrase.entry is not None and phrase.kind == "actor" and phrase.entry.klass == "person-official"):
            if (phrase.grammatical in ("p", "d", "dp") or phrase.number is not None) and not token.quoted:
                return False  # «مسلحون ثلاثة عمال»: what follows several people is no name of theirs
            limit = _MAX_NAME_TOKENS + 1
        elif phrase.kind == "name":
            limit = _MAX_NAME_TOKENS - 1
        elif phrase.kind in ("force", "org-head", "media-head", "event") and (
            token.quoted or (j in self.view.names and not self.view.names[j].prep and not self.view.names[j].conj)
        ):
            limit = _MAX_NAME_TOKENS
        else:
            return False
        if j in self.view.names and phrase.kind in (
            "force",
            "org-head",
            "media-head",
            "person-official",
            "person-armed",
            "person-source",
        ):
            match = self.view.names[j]
            if match.conj or match.prep:
                return False
            phrase.names = phrase.names or list(match.value)
            phrase.name_span = phrase.name_span or (j, match.end)
            phrase.end = match.end
            return True
        taken = 0
        end = j
        while end < self._size() and taken < limit:
            w, t = self.view.words[end], self.view.tokens[end]
            if t.kind not in ("word", "latin") or end in self.view.times:
                break
            if self.blocked(end) and not (taken and self._name_like(end)):
                break
            if w.number or w.norm.removeprefix("و") in _QUANTIFIERS:
                break
            if (w.nouns or w.events) and not t.quoted and not (taken and w.definite):
                if not self._name_like(end):
                    break
            if w.verbs and not t.quoted and not self._name_like(end) and _best_verb(w.verbs).form.person != "3ms":
                break
            if w.verbs and not t.quoted and taken and not self._name_like(end):
                break
            if w.verbs and not taken and phrase.kind == "name":
                break
            if t.opens and taken:
                break  # a quotation begins
            if w.conj and not t.quoted and (w.definite or w.verbs or w.nouns):
                break
            if phrase.kind == "name" and end in self.view.places and not t.quoted:
                break
            if self._other_preposition(end):
                break
            taken += 1
            end += 1
        if not taken:
            return False
        phrase.end = end
        if phrase.name_span is None and phrase.kind != "name":
            phrase.name_span = (j, end)
        return True

    def _name_like(self, i: int) -> bool:
        return self.view.norm(i) in self.view.knowledge.given_names and self.view.tokens[i].raw != "على"

    def _bracket(self, phrase: Phrase, j: int) -> bool:
        """«(قسد)», «(52 سنة)»: a short bracket belongs to the phrase; a name in it is an alias."""
        size = self._size()
        end = j + 1
        while end < size and self.view.tokens[end].raw != ")" and end - j <= 7:
            end += 1
        if end >= size or self.view.tokens[end].raw != ")":
            return False
        if phrase.kind == "time" or j + 1 in self.view.times:
            return False
        match = self.view.names.get(j + 1)
        if match and phrase.kind in ("actor", "force", "org-head", "media-head", "name", "unknown", "country"):
            phrase.aliases += match.value
        elif end - j > 5 and self.view.tokens[j + 1].kind != "number":
            return False
        phrase.end = end + 1
        return True

    def _belonging(self, phrase: Phrase, j: int) -> bool:
        """«التابعة للنظام», «المدعومة من تركيا», «الموالي له», «المتمركزة في معسكر جورين»."""
        word = self.view.words[j]
        if not any(m.belonging for m in word.modifiers) or (
            word.definite and not (phrase.definite or phrase.kind in ("actor", "country", "name"))
        ):
            return False
        if phrase.kind in ("number",) or word.pre or j + 1 >= self._size():
            return False
        k = j + 1
        follow = self.view.words[k]
        if "prep-pron" in follow.tags:
            phrase.end = k + 1
            return True
        # «المعترف بها دوليا», «المدعومة من قبل»
        match = self.view.names.get(k) or self.view.places.get(k)
        prep = follow.prep or (match.prep if match is not None else follow.pre)
        if not prep:
            return False
        base = self.view.norm(j)
        if follow.prep:
            k += 1
            if self.view.norm(k) in ("قبل", "جانب", "طرف"):
                k += 1
        located = any(
            m.belonging and m.word in ("متمركز", "منتشر", "متواجد", "موجود", "متمركزة") for m in word.modifiers
        )
        if located:
            phrase.end = j + 1  # the place behind it is told by the frames
            return True
        inner = self.simple(k, prep, "prep")
        if inner is None:
            return False
        phrase.end = inner.end
        if phrase.owner is None and not base.startswith(("مناهض", "مناوي", "معارض")):
            phrase.owner = inner
        return True

    def _partitive(self, phrase: Phrase, j: int) -> bool:
        """«15 عنصرا من قوات النظام», «مصدر في الجيش», «مواقع لقوات النظام», «حزب الله اللبناني»."""
        word = self.view.words[j]
        prep = word.prep or word.pre
        if not prep or "prep-pron" in word.tags or (phrase.owner is not None and phrase.kind != "event"):
            return False
        k = j + 1 if word.prep else j
        if k >= self._size() or (word.prep and self.blocked(k)):
            return False
        kind = phrase.kind
        if kind == "event" or kind in (
            "place",
            "actor",
            "country",
            "name",
            "abstract",
            "time-unit",
            "people-adjective",
        ):
            return False
        if prep == "من" and kind in ("person-civilian", "person-armed", "casualty", "people", "person-official", "force",
                                     "group", "vehicle", "structure", "weapon", "unknown", "relative", "explosive", "number", "person-source"):  # fmt: skip
            if self.view.norm(k) in ("قبل", "جانب", "خلال", "طرف", "اجل", "دون", "بين", "جراء", "شان", "جديد"):
                return False
            if (phrase.number is not None and phrase.grammatical == "s") or phrase.number or not phrase.definite:
                inner = self.simple(k, prep, "prep")
                if inner is not None and inner.kind == "event" and kind == "group":
                    phrase.owner, phrase.end = inner, inner.end  # «موجة من النزوح»
                    return True
                if inner is None or inner.kind in ("place", "abstract", "time-unit", "event", "weapon"):
                    return False
                if inner.kind in ("structure", "military-post") and kind.startswith("person"):
                    return False  # «خطفوا طبيبا من عيادته»
                phrase.owner, phrase.end = inner, inner.end
                return True
            return False
        if prep == "ل" and kind in ("military-post", "structure", "vehicle", "force", "person-armed", "air-platform", "explosive",
                                    "person-source", "media-head", "org-head", "person-official", "group", "weapon"):  # fmt: skip
            inner = self.simple(k, prep, "prep")
            if inner is None or inner.kind in ("event", "abstract", "place", "time-unit"):
                return False
            if kind.startswith("person") and (inner.kind == "media-head" or _outlet(inner)):
                return False  # «قال مصدر لوكالة الأنباء»: to whom
            if inner.kind not in (
                "actor",
                "force",
                "person-armed",
                "country",
                "people-adjective",
                "org-head",
                "name",
                "person-official",
                "people",
                "media-head",
                "person-civilian",
            ):
                return False
            if kind in ("air-platform", "weapon", "vehicle", "force") and inner.kind in (
                "people",
                "person-civilian",
                "name",
            ):
                return False
            phrase.owner, phrase.end = inner, inner.end
            return True
        if kind in ("person-source", "person-official") and prep in ("في", "ب", "من", "باسم", "إلى", "لدى", "داخل"):
            inner = self.simple(k, prep, "prep")
            if inner is None or inner.kind in ("event", "abstract", "time-unit", "weapon"):
                return False
            phrase.owner, phrase.end = inner, inner.end
            return True
        return False

    def _number_after(self, phrase: Phrase) -> None:
        """«30 شخصا على الأقل»."""
        behind = self.view.knowledge.lexicon.numerals.bound_behind(self.view.tokens, phrase.end)
        if behind is None:
            return
        low, high = phrase.count or (None, None)
        if behind[0] == "low":
            phrase.count = (low, None)
        elif behind[0] == "high":
            phrase.count = (None, high)
        else:
            phrase.approx = True
        phrase.end += behind[1]

    # -- places -------------------------------------------------------------------------------------------------

    def _direction(self, i: int, phrase: Phrase) -> Phrase | None:
        """«شمال غربي سوريا», «غربي إدلب», «وسط مدينة بنغازي»: a direction word before a place."""
        directions = self.view.knowledge.directions
        norm = self.view.norm(i)
        word = self.view.words[i]
        bare = norm
        for cut in (word.conj, word.pre):
            if cut and bare.startswith(cut) and bare not in directions:
                bare = bare[len(cut) :]
        prep = phrase.prep
        if bare not in directions:
            if len(norm) > 4 and norm[0] in "بوف" and norm[1:] in directions:
                prep, bare = (prep or "ب") if norm[0] == "ب" else prep, norm[1:]
            else:
                return None
        k = i + 1
        while k < self._size() and (
            self.view.norm(k) in directions
            or (self.view.norm(k).removeprefix("ال") in directions and self.view.words[k].definite)
        ):
            k += 1
        if k >= self._size() or (
            self.blocked(k) and not (self.view.norm(k) in ("من", "في") and bare in ("شمالا", "جنوبا", "شرقا", "غربا"))
        ):
            return None
        inner = self.simple(k, "", "genitive")
        if inner is None or inner.kind not in ("place", "country") or inner.prep:
            return None
        phrase.kind, phrase.direction = "place", True
        phrase.prep = prep
        phrase.distance_km = self._distance(i)
        phrase.bearing = tuple(b for x in (bare, *(self.view.norm(x) for x in range(i + 1, k))) if (b := _side(x)))
        phrase.places = inner.places
        phrase.place_head = None
        phrase.place_span = (i, inner.place_span[1]) if inner.place_span else (i, inner.end)
        phrase.within = inner
        phrase.end = inner.end
        phrase.definite = True
        return phrase

    def _distance(self, i: int) -> float | None:
        """The kilometres told before a direction: «60 كيلومترا شمال …»."""
        if i < 2 or self.view.norm(i - 1) not in _KILOMETRES:
            return None
        number = self.view.knowledge.lexicon.numerals.find(self.view.tokens, i - 2)
        return number.low if number is not None and number.end == i - 1 else None

    def _place_phrase(self, phrase: Phrase) -> Phrase:
        """A place head («مدينة», «قرى», «محيط», «ريف») with the names after it."""
        view = self.view
        assert phrase.entry is not None
        phrase.place_head = phrase.entry
        j = phrase.end
        plain = phrase.definite and not phrase.suffix
        # «قرى وبلدات», «بلدات وقرى»
        while j < self._size() and (k := self._head_after_and(j)):
            j = k
            phrase.grammatical = "p"
        if plain:
            # «المدينة», «الأحياء السكنية», «المنطقة الشرقية»: no name of its own
            phrase.kind = "place"
            phrase.end = j
            self._tail(phrase)
            if self._apposed_name(phrase):
                return phrase
            if phrase.end > j:
                if any(m.iso for m in phrase.modifiers):
                    phrase.place_span = (phrase.core, phrase.end)
                return phrase
            if (
                view.norm(j).startswith("ال")
                and j < self._size()
                and not self.blocked(j)
                and (view.words[j].modifiers or not view.words[j].nouns)
                and not view.words[j].conj
            ):
                phrase.end = j + 1
            return phrase
        if phrase.suffix:
            phrase.kind = "place"
            return phrase
        described = self._description(j)
        if described > j:
            # «مناطق متفرقة», «أحياء سكنية»: no name of its own
            phrase.kind, phrase.end, phrase.closed = "place", described, True
            return phrase
        j = self._opened_list(j, phrase)
        end, places = self._toponym(j, head=phrase)
        if end > j:
            phrase.kind = "place"
            phrase.places = places
            phrase.place_span = (j, end)
            phrase.end = end
            self._tail(phrase)
            return phrase
        if j < self._size() and not self.blocked(j):
            inner = self.simple(j, "", "genitive")
            if (
                inner is not None
                and not inner.prep
                and inner.kind in ("place", "country")
                and (inner.places or inner.place_head or inner.place_span)
            ):
                phrase.kind = "place"
                phrase.places = inner.places
                phrase.place_span = name_tokens(inner)
                phrase.bearing, phrase.near = inner.bearing, inner.near
                phrase.within = inner.within if inner.place_span else inner
                phrase.grammatical = inner.grammatical if inner.grammatical in ("p", "d") else phrase.grammatical
                phrase.end = inner.end
                phrase.owner = None
                if phrase.entry.noun in _LANDS and inner.place_head is not None:
                    phrase.place_head = inner.place_head
                phrase.names = inner.names if inner.kind == "country" else []
                if (
                    phrase.entry.klass == "place-head"
                    and inner.place_head is not None
                    and phrase.entry.level in ("", "district")
                    and inner.place_span
                ):
                    phrase.within = inner.within
                self._tail(phrase)
                return phrase
            if (
                inner is not None
                and not inner.prep
                and inner.kind
                in ("actor", "force", "people", "person-civilian", "people-adjective", "event", "abstract", "structure",
                    "military-post", "group", "org-head", "person-armed")
            ):  # fmt: skip
                phrase.kind = "place"
                phrase.owner = inner
                phrase.end = inner.end
                return phrase
        phrase.kind = "place"
        phrase.end = max(phrase.end, j)
        return phrase

    def _opened_list(self, j: int, phrase: Phrase) -> int:
        """The first name behind «قرى:» or «قرى (»; else j."""
        k = j
        while k < self._size() and self.view.tokens[k].raw in (":", "("):
            k += 1
        if k == j or k >= self._size() or phrase.grammatical == "s" or self.blocked(k):
            return j
        word = self.view.words[k]
        return k if k in self.view.places or not (word.nouns or word.events or word.verbs) else j

    def _apposed_name(self, phrase: Phrase) -> bool:
        """«العاصمة العراقية بغداد», «المدينة الساحلية سرت»: the name behind a head with article and its adjectives."""
        j = phrase.end
        match = self.view.places.get(j)
        if match is None or match.conj or match.prep or j in self.view.times or phrase.grammatical != "s":
            return False
        if not any(p.level in ("town", "neighbourhood", "district", "governorate") for p in match.value):
            return False
        if match.end == j + 1 and self.view.folded[j] in self.view.knowledge.gazetteer.ambiguous:
            return False
        phrase.places, phrase.place_span, phrase.end = list(match.value), (j, match.end), match.end
        self._tail(phrase)
        return True

    def _head_after_and(self, j: int) -> int:
        """The token after a second place head joined by «و» («قرى وبلدات»), 0 for none."""
        k = j + 1 if self.view.norm(j) == "و" else j
        if k >= self._size():
            return 0
        word = self.view.words[k]
        if not (word.conj or k > j):
            return 0
        heads = [n for n in word.nouns if isinstance(n.entry, Noun) and n.entry.klass in ("place-head", "area-head")]
        if not heads or heads[0].definite:
            return 0
        follow = k + 1
        if follow < self._size() and heads[0].number in ("p", "d", "dp"):
            return follow
        return 0

    def _title(self, j: int) -> bool:
        """Whether token j stands in quotation marks that hold a few words only: a name, not somebody's speech."""
        tokens = self.view.tokens
        if not tokens[j].quoted:
            return False
        first = last = j
        while first > 0 and not tokens[first].opens and tokens[first - 1].quoted and j - first < _MAX_TITLE:
            first -= 1
        while last + 1 < len(tokens) and not tokens[last].closes and tokens[last + 1].quoted and last - j < _MAX_TITLE:
            last += 1
        return last - first < _MAX_TITLE

    def _description(self, j: int) -> int:
        """The token after adjectives that describe places without naming them («مختلفة», «آهلة بالسكان»); else j."""
        words = self.view.knowledge.place_adjectives
        while j < self._size() and not self._title(j):
            norm = self.view.norm(j)
            stem = norm.removesuffix("ات") if norm.endswith("ات") else norm.removesuffix("ه").removesuffix("ين")
            if stem not in words and norm not in words:
                break
            if j in self.view.places and self.view.places[j].end > j + 1:
                break
            j += 1
            if self.view.norm(j) in ("بالسكان", "بالمدنيين", "بالاهالي", "سكانيا"):
                j += 1
        return j

    def _toponym(self, j: int, listed: bool = False, head: Phrase | None = None) -> tuple[int, list[GazetteerPlace]]:
        """The end of the place name at j and the gazetteer's places of that name; `listed`: «و» may lead it."""
        view = self.view
        if j >= self._size() or view.tokens[j].kind not in ("word", "latin"):
            return j, []
        match = view.places.get(j)
        if match is None and self.blocked(j):
            return j, []
        if (match is None or match.end == j + 1) and not self._title(j):
            named = self._head_as_name(j, head)
            if named is not None:
                return (j + 1, list(match.value) if match is not None else []) if named else (j, [])
        word = view.words[j]
        part = (self._stem(j) if listed else view.norm(j)) in view.knowledge.toponym_parts
        if view.tokens[j].opens:
            body = view.names.get(j)
            if body is not None and match is None and any(n.manner in ("full", "short") for n in body.value):
                return j, []  # «مناطق سيطرة "الجيش الوطني"»
            end = j + 1
            while end < self._size() and not view.tokens[end - 1].closes and end - j < 5 and not self._conj(end):
                end += 1
            if view.tokens[end - 1].closes or (end < self._size() and end > j + 1 and self._conj(end)):
                return end, list(match.value) if match is not None and match.end == end else []
        if (
            match is not None
            and not (match.prep or (match.conj and not listed))
            and not (part and match.end == j + 1 and self._continues_name(j + 1))
        ):
            return match.end, list(match.value)
        if part and self._continues_name(j + 1):
            end = j + 2
            if (
                view.norm(j + 1) in view.knowledge.toponym_parts
                and self._continues_name(end)
                and view.words[end].definite
            ):
                end += 1
            return end, []
        if self.blocked(j) or (word.pre and word.definite) or (word.conj and word.definite and not listed):
            return j, []
        if (
            any(isinstance(n.entry, Noun) and n.entry.klass in ("place-head", "area-head") for n in word.nouns)
            and view.norm(j) not in view.knowledge.toponym_parts
        ):
            return j, []
        if (word.nouns or word.events or word.verbs) and not self._title(j) and not word.definite:
            known = any(isinstance(n.entry, Noun) for n in word.nouns)
            if known or word.events or _best_verb(word.verbs).form.tense != "past":
                return j, []
        if (word.events or (word.nouns and word.definite)) and not self._title(j) and not (match or self._naming(head)):
            return j, []  # «محاور القتال», «محيط النقطة التركية»; but «شارع الاستقلال»
        if word.definite and (
            word.modifiers
            or any(
                n.entry.klass in ("people", "person-civilian", "person-armed", "force", "abstract")
                for n in word.nouns
                if isinstance(n.entry, Noun)
            )
        ):
            if not self._title(j):
                return j, []
        if word.modifiers and not self._title(j):
            return j, []
        if j in view.names and view.names[j].end > j + 1:
            return j, []
        if self._title(j):
            end = j + 1
            while end < self._size() and view.tokens[end].quoted and not view.tokens[end - 1].closes and end - j < 4:
                end += 1
            return end, []
        end = self._second_word(j + 1, head)
        return end, view.knowledge.gazetteer.spelt(view.norm(j)) if end == j + 1 and not listed else []

    def _second_word(self, j: int, head: Phrase | None) -> int:
        """The end of a name whose first word ends at j: «دوار الكرة الأرضية»; adjectives that only describe stay out."""
        if not self._naming(head) or j >= self._size() or self.blocked(j) or not self.view.words[j - 1].definite:
            return j
        word, norm = self.view.words[j], self.view.norm(j)
        known = word.nouns or word.events or word.modifiers or word.participles or word.settles or word.conj or word.pre
        bare = norm.removeprefix("ال")
        if known or not word.definite or j in self.view.places or j in self.view.names:
            return j
        if bare in self.view.knowledge.directions or bare.removesuffix("ه") in self.view.knowledge.directions:
            return j
        return (
            j if self._description(j) > j or bare.removesuffix("ه") in self.view.knowledge.place_adjectives else j + 1
        )

    def _joins(self, i: int, end: int) -> bool:
        """«طريق الباب - الراعي»: a road by its two ends, though its beginning is a listed name as well."""
        roads = any(isinstance(n.entry, Noun) and n.entry.noun in _ROADS for n in self.view.words[i].nouns)
        return roads and end + 1 < self._size() and self.view.tokens[end].raw in "-–" and i + 1 in self.view.places

    def _head_before_name(self, i: int, end: int) -> bool:
        """Whether the words [i, end) of a listed name are a general head and a name that is listed by itself."""
        after = self.view.places.get(i + 1)
        if after is None or after.end != end or after.conj or after.prep:
            return False
        return any(
            isinstance(n.entry, Noun) and n.entry.noun in _SETTLEMENTS and not n.definite
            for n in self.view.words[i].nouns
        )

    def _head_as_name(self, j: int, head: Phrase | None) -> bool | None:
        """Whether a place noun at j names what stands before it («حي المطار»: yes, «محيط المدينة»: no); else None."""
        uses = [
            n for n in self.view.words[j].nouns
            if isinstance(n.entry, Noun) and n.entry.klass in ("place-head", "area-head") and not n.suffix
        ]  # fmt: skip
        if not uses or self.view.norm(j) in self.view.knowledge.toponym_parts:
            return None
        if not uses[0].definite:
            return False if j not in self.view.places or self._names_place(j + 1) else None
        if uses[0].entry.noun in _GENERAL_HEADS:
            return False
        if not self._naming(head):
            return None
        follow = self._names_place(j + 1)
        return not follow or None

    @staticmethod
    def _naming(head: Phrase | None) -> bool:
        """Whether any noun behind this head may be its name: «شارع الاستقلال», «حي الثورة»."""
        return (
            head is not None and head.entry is not None and head.entry.noun in _NAMING_HEADS and head.grammatical == "s"
        )

    def _names_place(self, j: int) -> bool:
        """Whether a place name may begin at j."""
        if j >= self._size() or self.blocked(j):
            return False
        word = self.view.words[j]
        if self.view.norm(j) in self.view.knowledge.directions:
            return False
        return j in self.view.places or not (word.nouns or word.events or word.verbs or word.conj or word.pre)

    def _continues_name(self, j: int) -> bool:
        """Whether token j can be the second word of a place name («تل جمعة», «كفر نوران»)."""
        if (
            j >= self._size()
            or self.view.tokens[j].kind != "word"
            or self.view.norm(j) in ("في", "من", "علي", "الي", "بين")
        ):
            return False
        word = self.view.words[j]
        if (word.conj and not self._own_waw(j)) or (word.pre and word.definite) or word.tags or j in self.view.times:
            return False
        if any(n.conj and isinstance(n.entry, Noun) and n.entry.klass == "place-head" for n in word.nouns):
            return False
        return not any(u.form.tense != "past" for u in word.verbs) or bool(word.nouns)

    def _tail(self, phrase: Phrase) -> None:
        """Adjectives and wider places behind a place name: «الشرقي», «بريف إدلب», «، غربي حلب», «الواقعة في»."""
        view = self.view
        ways = 0
        while phrase.end < self._size() and ways < 5:
            ways += 1
            j = phrase.end
            token, word = view.tokens[j], view.words[j]
            if (
                token.raw in "-–"
                and phrase.place_head is not None
                and phrase.place_span
                and phrase.place_head.level == "site"
            ):
                end, places = self._toponym(j + 1)  # «طريق دمشق - درعا»
                if end > j + 1:
                    start, middle = phrase.place_span
                    phrase.within = self._road_end(start, middle, phrase.places)
                    phrase.near = self._road_end(j + 1, end, places)
                    phrase.place_span, phrase.places, phrase.end = (start, end), [], end
                    continue
            bare = token.norm.removeprefix("ال")
            if (
                word.definite
                and not word.conj
                and not word.pre
                and (bare in view.knowledge.directions or bare.removesuffix("ه") in view.knowledge.directions)
            ):
                phrase.end = j + 1
                phrase.bearing += (_side(bare),) if _side(bare) else ()
                if phrase.place_span and phrase.place_span[1] == j:
                    phrase.place_span = (phrase.place_span[0], j + 1)
                while (
                    phrase.end < self._size()
                    and view.norm(phrase.end).removeprefix("و").removeprefix("ال").removesuffix("ه")
                    in view.knowledge.directions
                    and view.norm(phrase.end).removeprefix("و").startswith("ال")
                ):
                    side = _side(view.norm(phrase.end).removeprefix("و"))
                    phrase.bearing += (side,) if side and not view.norm(phrase.end).startswith("و") else ()
                    phrase.end += 1
                    if phrase.place_span:
                        phrase.place_span = (phrase.place_span[0], phrase.end)
                continue
            if (
                token.raw in "-–"
                and any(m.iso for m in phrase.modifiers)
                and j + 1 < self._size()
                and any(m.iso for m in view.words[j + 1].modifiers)
            ):
                phrase.modifiers += [m for m in view.words[j + 1].modifiers if m.iso]
                phrase.end = j + 2  # «الحدود السورية - العراقية»
                continue
            if word.definite and not word.conj and not word.pre and word.modifiers and not word.nouns:
                phrase.modifiers += [m for m in word.modifiers if not m.belonging]
                phrase.end = j + 1
                continue
            break

    @staticmethod
    def _road_end(start: int, end: int, places: list[GazetteerPlace]) -> Phrase:
        """One of the two places that a road joins."""
        phrase = Phrase(start, end, start, "place", core=start, definite=True, own_end=end)
        phrase.places, phrase.place_span = places, (start, end)
        return phrase

    def containment(self, phrase: Phrase) -> None:
        """The wider places that follow a place phrase («بريف إدلب», «، غربي حلب»), and what it is said to be near."""
        inner = phrase
        for _ in range(4):
            found = self._wider(inner, phrase.end)
            if found is None:
                self._nearby(phrase)
                return
            if found.prep == "قرب" and phrase.place_span:
                phrase.near, phrase.end = phrase.near or found, found.end
                continue
            found.prep = ""
            last = inner
            while last.within is not None and not last.direction:
                last = last.within
            if last is not found:
                last.within = found
            phrase.end = found.end
            if phrase.place_span is None and inner is phrase:
                self.coordinate(found)  # «مناطق في قريتي … و…»: the names are what is meant
                phrase.members, found.members, phrase.end = found.members, [], found.end
            inner = phrase.members[-1] if phrase.members else found

    def _wider(self, inner: Phrase, j: int) -> Phrase | None:
        """The wider place at token j, behind a place phrase."""
        view = self.view
        if j < self._size() and view.tokens[j].raw in "،," and self._is_direction(j + 1):
            j += 1
        if j >= self._size() or j in view.times or view.words[j].conj:
            return None
        lead = self._leads_wider(inner, j)
        if lead is None:
            return None
        prep, k = lead
        if k >= self._size() or k in view.times:
            return None
        wider = self.simple(k, "", "prep")
        if wider is None or wider.kind not in ("place", "country"):
            return None
        named = bool(wider.places or wider.place_span or wider.direction)
        plain = wider.place_head is not None and wider.definite and (inner.place_span or prep == "ل")
        if not (named or plain or (wider.near or wider.within)) or (wider.prep and not prep and wider.prep != "ب"):
            return None
        if prep == "من" and not named:
            return None
        wider.prep = "قرب" if self.view.norm(j).removeprefix("ال") in _NEIGHBOUR else wider.prep
        return wider

    def _leads_wider(self, inner: Phrase, j: int) -> tuple[str, int] | None:
        """The preposition that leads to a wider place at token j and where its phrase begins; None for no lead."""
        view = self.view
        word = view.words[j]
        follow = view.words[j + 1] if j + 1 < self._size() else None
        if word.prep in ("في", "ب") and "prep-pron" not in word.tags:
            return word.prep, j + 1
        if view.norm(j) == "وسط" and "prep-pron" not in word.tags:
            return "في", j + 1
        if word.prep == "من" and "prep-pron" not in word.tags and inner.place_span is None:
            return "من", j + 1  # «مناطق واسعة من ريف حلب»
        if word.pre == "ب" or (j in view.places and view.places[j].prep == "ب"):
            return "ب", j
        if (word.pre == "ل" or (j in view.places and view.places[j].prep == "ل")) and self._open_area(inner):
            return "ل", j  # «الريف الشمالي لدير الزور»
        match = view.places.get(j)
        if inner.place_span is None and match is not None and not (match.prep or match.conj):
            if match.end > j + 1 or view.folded[j] not in view.knowledge.gazetteer.ambiguous:
                return "", j  # «بمحاور القتال بوعطني والليثي»
        base = view.norm(j).removeprefix("ال")
        if any(m.belonging for m in word.modifiers) or base in _SITUATED:
            if follow is None or not (follow.prep in _SITUATED_PREPS or follow.pre in ("ب", "ل")):
                return None
            return follow.prep or follow.pre, j + 2 if follow.prep else j + 1
        return ("", j) if view.norm(j) in view.knowledge.directions else None

    @staticmethod
    def _open_area(phrase: Phrase) -> bool:
        """«الريف الشمالي», «الأطراف الشرقية», «مدخل»: an area that is told by the place behind «ل»."""
        head = phrase.place_head
        return phrase.places == [] and head is not None and (head.klass == "area-head" or head.noun in _SIDES)

    def _is_direction(self, j: int) -> bool:
        norm, directions = self.view.norm(j), self.view.knowledge.directions
        return norm in directions or (norm[:1] == "ب" and norm[1:] in directions)

    def _nearby(self, phrase: Phrase) -> None:
        """«بلدة … قرب …»: what a named town is near helps to find it and is no place of the event."""
        j = phrase.end
        if not phrase.place_span or phrase.near is not None or j + 1 >= self._size():
            return
        if all(p.level in ("governorate", "country") for p in phrase.places) and phrase.places:
            return
        word = self.view.words[j]
        if word.conj or word.prep != "قرب" or "prep-pron" in word.tags or self.view.norm(j) not in _NEAR:
            return
        k = j + 2 if self.view.norm(j + 1) == "من" else j + 1
        if k >= self._size() or k in self.view.times or self.blocked(k):
            return
        near = self.simple(k, "", "prep")
        if near is None or near.kind not in ("place", "country") or near.prep or not near.place_span:
            return
        phrase.near, phrase.end = near, near.end
        self.containment(near)
        phrase.end = max(phrase.end, near.end)


def _named_part(phrase: Phrase) -> Phrase:
    """The phrase itself, or for a nameless one («مناطق في قريتي …») what it lies in."""
    return phrase if phrase.place_span or phrase.within is None else phrase.within


def share_wider(phrase: Phrase) -> None:
    """«قرى أ وب وج بريف حماة»: what the last of a list lies in holds for all of it."""
    members = [_named_part(m) for m in phrase.all()]
    wider = members[-1].within
    if len(members) < 2 or wider is None or members[-1].direction:
        return
    for member, following in reversed(list(pairwise(members))):
        if member.within is not None or not (
            member.grammatical in ("p", "d", "dp") or following.place_head is member.place_head
        ):
            return
        member.within = wider


def _side(norm: str) -> str:
    """The side that a word of direction names: «شمالي», «الشمالية» → شمال; empty for «وسط»."""
    stem = norm.removeprefix("ال")[:3]
    return {"شما": "شمال", "جنو": "جنوب", "شرق": "شرق", "غرب": "غرب"}.get(stem, "")


def _best_verb(uses: Iterable[VerbUse]) -> VerbUse:
    """Among readings of one word: no suffix before suffix, third person before «we», events before plain verbs."""

    def rank(use: VerbUse) -> tuple[bool, bool, bool, bool, bool]:
        event = any(f.klass not in ("plain",) for f in use.frames)
        doubled = use.form.voice == "passive" and use.form.lemma.startswith("وا")  # «ووصل» is و + وصل
        return (bool(use.suffix), use.purpose, doubled, use.form.person == "1p", not event)

    return min(uses, key=rank)


def _best_noun(uses: tuple[NounUse, ...]) -> NounUse | None:
    """The reading with the fewest clitics cut."""
    return min(uses, key=lambda u: (bool(u.conj) + bool(u.prep), len(u.suffix))) if uses else None


def _plain_noun(uses: list[NameUse], single: bool) -> bool:
    """Whether a name of the list is no proper name: a role («مسلحون») or a short form («الهيئة»)."""
    if single and all(u.manner == "short" for u in uses):
        return True
    return all(u.body.id.startswith("generic:") for u in uses)


def _number_prep(norm: str, bare: str) -> str:
    """The preposition written with a number word or its bound: «بأكثر», «لثلاثة»."""
    rest = norm[1:] if norm[:1] in "وف" and len(norm) > 3 else norm
    return rest[0] if rest[:1] in "بل" and len(rest) > 3 and not bare.startswith(rest[0]) else ""


def _compatible(first: Phrase, second: Phrase) -> bool:
    """Whether two phrases may stand side by side under one head."""
    actors = {
        "actor",
        "force",
        "person-armed",
        "country",
        "people-adjective",
        "org-head",
        "person-official",
        "media-head",
        "person-source",
    }
    people = {
        "person-civilian",
        "people",
        "relative",
        "person-armed",
        "casualty",
        "number",
        "person-official",
        "name",
        "people-adjective",
    }
    things = {"structure", "vehicle", "military-post", "weapon", "explosive", "aid-item", "air-platform"}
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
    if a in actors and b in actors:
        return True
    if a in people and b in people:
        return True
    if a in things and (b in things or b in ("person-armed",)):
        return True
    if a == "name":
        return b in ("name", "actor")
    if a == b and a in ("event", "casualty", "weapon", "number", "country", "abstract"):
        return a != "event" or second.event is not None
    if a in actors and b == "name":
        return second.quoted
    return False


def _outlet(phrase: Phrase) -> bool:
    return bool(phrase.names) and all(n.body.kind == "media" for n in phrase.names)


def best_name(names: list[NameUse]) -> NameUse | None:
    """A full name before short and loaded ones."""
    order = {"full": 0, "capital": 1, "country": 1, "loaded": 2, "short": 3, "ambiguous": 4}
    return min(names, key=lambda n: order[n.manner], default=None)
