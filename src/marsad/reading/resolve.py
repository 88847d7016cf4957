"""Phrases of one report become mentions, places, times and numbers of the model."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from marsad.language.ar.dates import TimeExpression
from marsad.language.ar.lexicon import Noun
from marsad.language.ar.script import normal
from marsad.model import Mention, Quantity, Report, Span, TimeRef
from marsad.reading.frame import Patient
from marsad.reading.latter import named_before
from marsad.reading.name_spans import ends_as_name, name_offsets, without_label
from marsad.reading.names import Body, NameUse
from marsad.reading.phrase import Phrase
from marsad.reading.phrases.numbers import without_bound
from marsad.reading.phrases.words import LATTER
from marsad.reading.places import PlaceResolver
from marsad.reading.time_owners import of_units
from marsad.reading.view import Knowledge, View

_KINDS = {
    "person-civilian": "civilians", "people": "civilians", "relative": "civilians", "casualty": None,
    "person-armed": None, "force": None, "media-head": "media", "person-source": "person", "org-head": "organisation",
    "person-official": "official", "name": "person", "people-adjective": None, "country": "government",
}  # fmt: skip
_MANNERS = {"full": 0, "capital": 1, "country": 1, "loaded": 2, "short": 3, "ambiguous": 4}
# Bodies that every country has: their short names mean those of the country that a report is about.
_OF_A_STATE = frozenset({"state-forces", "government", "police", "intelligence", "official", "court", "humanitarian"})
_GENERIC = "generic:"
_ENEMY = "generic:enemy"  # no short mention takes it up: whose enemy it is, the speaker knows
_ARMS = frozenset({"air-platform", "force"})
_ARM, _ROLE = 1.5, 1.8  # between a country's name and a loaded one
_POINTING_BACK = frozenset({"generic:organisation"})
_MOSTLY = 0.5  # share of a country from which on a report is about little else
_GROUPS = frozenset({"جماعة", "مجموعة", "تنظيم", "حركة", "فصيل", "ميليشيا"})
# Heads that stand for the body whose they are.
_OF_A_BODY = frozenset(
    "person-armed force number group air-platform weapon people org-head actor vehicle military-post".split()
)
# People and things of war whose pronoun stands for the body that was named last.
_THEIRS = frozenset({"force", "person-armed", "air-platform", "weapon", "person-civilian"})
_MAIN = 0.3  # share of a country among all that a report names, from which on it is about it
_NAMED_BODIES = frozenset({"media-head", "org-head"})
_PEOPLE = frozenset({"person-civilian", "people", "relative"})
_HOMES = frozenset({"place", "country", "people", "structure"})
_MILITARY = frozenset({"state-forces", "rebel-group", "militia", "external-forces", "coalition"})


@dataclass(slots=True)
class Resolver:
    """Turns the phrases of one report into values; remembers what was named before."""

    knowledge: Knowledge
    report: Report
    places: PlaceResolver
    theatre: str = ""  # side of the outlet, for loaded names
    _full: dict[str, str] = field(default_factory=dict)  # ids of bodies that the report names in full, and how first
    _bodies: list[tuple[Body, str]] = field(default_factory=list)  # full mentions so far
    _heads: dict[str, list[str]] = field(default_factory=dict)  # head noun → fuller mentions

    def survey(self, views: Iterable[View]) -> None:
        """Note the bodies that the report names in full anywhere."""
        for view in views:
            for match in view.names.values():
                bodies = {use.body.id for use in match.value if use.manner == "full"}
                if len(bodies) == 1:
                    self._full.setdefault(bodies.pop(), self._span(view, match.start, match.end).text)

    # -- actors -------------------------------------------------------------------------------------------------

    def mention(self, view: View, phrase: Phrase, military: bool = True, person: bool = False) -> Mention:
        """The mention of a phrase, with the body it stands for where the lists know it; `person`: one who was hurt."""
        first, last = self._extent(view, phrase)
        last = without_bound(view, phrase, last)
        span = self._span(view, first, last)
        use = self._body(phrase)
        antecedents: list[str] = []
        body = use.body if use is not None else None
        if body is None and phrase.kind in ("people-adjective",):
            people = person or phrase.number is not None or phrase.grammatical in ("p", "d", "dp")  # «ثلاثة فلسطينيين»
            body = None if people else self._adjective_body(phrase, military)
        elif body is None and phrase.kind in _ARMS and not phrase.names and phrase.owner is None:
            body = self._adjective_body(phrase, True)  # «الطائرات التركية»
        elif body is not None and body.id.startswith(_GENERIC):
            body = self._arm_of_state(phrase, body) or body
        unnamed = bool(phrase.names) and use is None and phrase.definite and phrase.owner is None
        if (use is not None and use.manner == "short") or (body is None and (unnamed or self._is_short(phrase))):
            found, texts = self._antecedent(view, phrase, use)
            body = found or body
            antecedents = texts
        if phrase.suffix and phrase.kind in _THEIRS and body is None and self._bodies:
            antecedents = [*antecedents, self._bodies[-1][1]]  # «قال الحوثيون إن قواتهم …»
        antecedents += self._own_name(view, phrase, first)
        antecedents += self._name_of_body(view, phrase)
        if body is not None and body.id != _ENEMY and (use is None or use.manner != "short"):
            self._bodies.append((body, span.text))
        self._remember_head(view, phrase, span.text)
        if body is None:
            return Mention(span, kind=self._kind(phrase), antecedents=tuple(antecedents))
        return Mention(
            span, body.id, body.name_ar, body.name_en, body.kind,
            body.side(self.report.published[:10] if self.report.published else None), tuple(antecedents),
        )  # fmt: skip

    def _own_name(self, view: View, phrase: Phrase, first: int) -> list[str]:
        """The bare name of a person or body that the phrase introduces by an office («مدير المشفى سمير حداد»)."""
        if phrase.kind != "actor" and not phrase.kind.startswith("person") and phrase.kind not in _NAMED_BODIES:
            return []
        span, end = phrase.name_span, phrase.own_end
        quoted = next((i for i in range(first + 1, end) if view.tokens[i].opens), None)
        if quoted is not None and view.tokens[end - 1].quoted:
            return [self._span(view, quoted, end).text]  # «شبكة "نهر"»
        if span is None:
            return []
        inner = phrase.owner
        if inner is not None and span[1] <= inner.start < end:
            end = inner.start - (1 if view.words[inner.start - 1].prep else 0)
        a, b = (span[1], end) if span[1] < end and phrase.kind != "country" else span
        while (
            a < b - 1
            and view.words[a].definite
            and any(n.entry.klass.startswith("person") for n in view.words[a].nouns)
        ):
            a += 1  # «العقيد ميلود …»
        if not first < a < b or view.tokens[a].kind == "mark" or view.norm(a) == "باسم":
            return []
        return [self._span(view, a, b).text]

    def _name_of_body(self, view: View, phrase: Phrase) -> list[str]:
        """The name of the body whose people or things are meant («12 مسلحا من داعش», «موقعا لحزب الله»)."""
        inner = phrase.owner
        while inner is not None and inner.name_span is None and inner.kind in _OF_A_BODY:
            inner = inner.owner
        if inner is None or phrase.kind not in _OF_A_BODY or inner.kind not in ("actor", "force"):
            return []
        return [self._span(view, inner.core, inner.own_end or inner.end).text] if inner.name_span is not None else []

    @staticmethod
    def _extent(view: View, phrase: Phrase) -> tuple[int, int]:
        end = phrase.own_end or phrase.end
        if phrase.kind in _PEOPLE:
            end = _of_people(view, phrase, end)
        if phrase.kind in ("actor", "country") and phrase.name_span is not None:
            start = phrase.name_span[0]
            if phrase.core < start and phrase.kind != "actor":
                start = phrase.core
            if ends_as_name(view, phrase, end):
                return start, phrase.name_span[1]
            end = max(phrase.name_span[1], min(end, phrase.name_span[1] + 4) if phrase.owner is None else end)
            return start, without_label(view, start, end)
        if phrase.members and phrase.kind in ("person-source", "media-head", "person-official", "org-head"):
            end = max(end, phrase.end)  # «مصدر طبي وشهود»: one voice of several
        return phrase.core, max(end, phrase.core + 1)

    def _span(self, view: View, first: int, last: int) -> Span:
        start, end = name_offsets(view, first, last)
        return Span(start, end, self.report.text[start:end])

    def body_of(self, phrase: Phrase) -> Body | None:
        """The body that a phrase names, through the office of a person if need be."""
        use = self._body(phrase)
        if use is not None:
            return use.body
        modifier = next((m for m in phrase.modifiers if m.iso), None)
        return self.knowledge.names.bodies.get(f"country:{modifier.iso}") if modifier is not None else None

    def _body(self, phrase: Phrase) -> NameUse | None:
        uses = [*phrase.names, *phrase.aliases]
        inner = phrase
        while (
            all(u.body.id.startswith(_GENERIC) for u in uses) and inner.owner is not None and inner.kind in _OF_A_BODY
        ):
            inner = inner.owner
            uses = [*inner.names, *inner.aliases] or uses  # «مدفعية العدو»: whose artillery, not which arm
        uses = [u for u in uses if self._may_mean(u, phrase)]
        several = len({u.body.id for u in uses}) > 1
        local = self._of_the_country(uses) if several else None
        if local is not None:
            return local
        ranked = uses if len(uses) < 2 else self._ranked(uses)
        return next((use for use in ranked if self._fits_report(use, several)), None)

    def _of_the_country(self, uses: list[NameUse]) -> NameUse | None:
        """«المقاومة الشعبية»: a role's word that in the country of the report is the short name of one body alone."""
        roles = [u for u in uses if u.body.id.startswith(_GENERIC) and u.manner == "full"]
        if not roles or roles[0].body.kind not in ("rebel-group", "militia") or roles[0].body.id in _POINTING_BACK:
            return None
        short = [u for u in uses if u.manner == "short" and self._share(u.body) >= _MOSTLY and self._alive(u.body)]
        return short[0] if short and len({u.body.id for u in short}) == 1 else None

    @staticmethod
    def _may_mean(use: NameUse, phrase: Phrase) -> bool:
        """Whether a name can mean the body in this phrase: an everyday word is no medium, another's title not his."""
        if use.manner == "ambiguous":
            return phrase.kind in ("actor", "media-head")
        if use.manner != "short":
            return True
        named = phrase.name_span is not None and phrase.name_span[0] > phrase.core  # «الرئيس باراك أوباما»
        abroad = any(m.iso and m.iso != use.body.country for m in phrase.modifiers)  # «رئيس الوزراء الباكستاني»
        return not named and not abroad

    def _ranked(self, uses: list[NameUse]) -> list[NameUse]:
        """The ways to read a name, the likeliest first."""
        near = [c for c, _ in self.places.around.countries.most_common(4)]
        return sorted(uses, key=lambda use: self._rank(use, near))

    def _rank(self, use: NameUse, near: list[str]) -> tuple[float, bool, int]:
        """Full names first, then the arms of the report's state by a short name, then roles that every state has."""
        body = use.body
        manner = float(_MANNERS[use.manner])
        if body.id.startswith(_GENERIC):
            manner = max(manner, _ROLE)
        elif (use.manner == "short" and body.kind in _OF_A_STATE) or (
            self.theatre and use.speaker_side == self.theatre
        ):
            manner = _ARM
        return manner, not self._alive(body), _distance(body, near)

    def _arm_of_state(self, phrase: Phrase, body: Body) -> Body | None:
        """«مقاتلات تركية», «جندي تركي»: the arm of the state that the adjective names, else its forces."""
        people = next((m for m in phrase.modifiers if m.people), None)
        if people is not None and body.kind != "civilians":
            return self.knowledge.names.of_people(people.word)  # «قيادي حوثي»
        modifier = next((m for m in phrase.modifiers if m.iso), None)
        row = self.knowledge.names.countries.get(modifier.iso) if modifier is not None else None
        if row is None or body.kind not in _OF_A_STATE | {"external-forces"}:
            return None
        bodies = self.knowledge.names.bodies
        arm = bodies.get(f"{row['iso'].lower()}-{body.id.removeprefix(_GENERIC)}")
        if arm is not None:
            return arm if self._alive(arm) else None
        if body.kind in ("state-forces", "external-forces"):
            return bodies.get(row["forces_id"])
        return bodies.get(row["government_id"]) if body.id == "generic:government" else None

    def _fits_report(self, use: NameUse, several: bool) -> bool:
        """Whether a name may mean the body here: told in full before, or of a country that the report is about."""
        body = use.body
        if use.speaker_side and self.theatre:
            return use.speaker_side == self.theatre
        if use.speaker_side and several:
            return not body.country or self._share(body) >= _MAIN  # whose word it is, is not known
        if use.speaker_side or (use.manner in ("full", "ambiguous") and several):
            return not body.country or self._share(body) > 0
        if use.manner != "short" or body.id in self._full:
            return True
        return body.kind in _OF_A_STATE and self._alive(body) and self._share(body) >= _MAIN

    def _share(self, body: Body) -> float:
        return self.places.around.share(body.country)

    def _alive(self, body: Body) -> bool:
        """Whether the body was there when the report was published."""
        day = self.report.published
        return day is None or (
            (not body.start or body.start <= day) and (not body.end or day[: len(body.end)] <= body.end)
        )

    def _adjective_body(self, phrase: Phrase, military: bool) -> Body | None:
        modifier = next((m for m in phrase.modifiers if m.iso), None)
        if modifier is None:
            people = next((m for m in phrase.modifiers if m.people), None)
            return self.knowledge.names.of_people(people.word) if people is not None else None
        row = self.knowledge.names.countries.get(modifier.iso)
        if row is None:
            return None
        bodies = self.knowledge.names.bodies
        key = row["forces_id"] if military else row["government_id"]
        return bodies.get(key) or bodies.get(f"country:{modifier.iso}")

    @staticmethod
    def _is_short(phrase: Phrase) -> bool:
        """«الجماعة», «القوات المهاجمة», «المصدر»: definite heads without a name."""
        return phrase.definite and not phrase.names and phrase.owner is None and phrase.kind in (
            "force", "org-head", "media-head", "person-source", "person-armed", "person-official", "group")  # fmt: skip

    def _antecedent(self, view: View, phrase: Phrase, use: NameUse | None) -> tuple[Body | None, list[str]]:
        """The body (and the fuller words) that a short mention stands for."""
        texts: list[str] = []
        if view.norm(phrase.core) in LATTER:
            if (latter := self._named_last(view, phrase.core)) is not None:
                return latter[0], [latter[1]]
        entry = phrase.entry or next(
            (n.entry for n in view.words[phrase.core].nouns if isinstance(n.entry, Noun)), None
        )
        if entry is not None:
            texts = list(dict.fromkeys(reversed(self._heads.get(entry.noun, []))))[:3]
        if use is not None:
            for body, text in reversed(self._bodies):
                if body.id == use.body.id:
                    return body, [text, *texts][:3]
            named = self._full.get(use.body.id)
            return use.body, [named, *texts][:3] if named else texts
        if entry is not None and entry.klass in ("force", "group", "org-head"):
            for body, text in reversed(self._bodies):
                if body.kind in _MILITARY and self._fits(entry, body, text):
                    return body, [text, *texts][:3]
        return None, texts

    def _named_last(self, view: View, i: int) -> tuple[Body, str] | None:
        """The body that «الأخير» at token i means, and how it was named."""
        for match, uses in named_before(view, i):
            for use in self._ranked(uses):
                if self._fits_report(use, len(uses) > 1):
                    return use.body, self._span(view, match.start, match.end).text
        return self._bodies[-1] if self._bodies else None

    @staticmethod
    def _fits(entry: Noun, body: Body, text: str) -> bool:
        """Whether a noun can point back to a body: forces to forces, a group to a group, others by the same noun."""
        if entry.klass != "force" and entry.noun not in _GROUPS:
            return normal(entry.noun) in normal(text)
        return (entry.noun in _GROUPS) == (body.kind in ("rebel-group", "militia"))

    def _remember_head(self, view: View, phrase: Phrase, text: str) -> None:
        if phrase.entry is not None and not self._is_short(phrase):
            self._heads.setdefault(phrase.entry.noun, []).append(text)

    def _kind(self, phrase: Phrase) -> str | None:
        return _KINDS.get(phrase.kind)

    # -- times --------------------------------------------------------------------------------------------------

    def time(self, view: View, expression: TimeExpression, state: bool = False, lasting: bool = False) -> TimeRef:
        """A time expression as the model keeps it; a mere time of day waits for the day of its occasion."""
        start, end = view.span(expression.start, expression.end)
        span = Span(start, end, self.report.text[start:end])
        first, last, precision = expression.first, expression.last, expression.precision
        if expression.since:
            # what is so «منذ» a day is so until publication; «منذ سنوات» tells only of what goes on
            if last is None or (lasting and first is not None and first == last):
                last = self.report.published_on
            if first is None and (state or (not lasting and of_units(view, expression))):
                last = None
            precision = "day" if first == last else "range"
        return TimeRef(span, first.isoformat() if first else None, last.isoformat() if last else None, precision)

    # -- numbers ------------------------------------------------------------------------------------------------

    def quantity(self, view: View, patient: Patient) -> Quantity | None:
        """The count of a phrase of people, None where it gives none («عدد من المدنيين»)."""
        phrase = patient.phrase
        if phrase is None or not patient.kind:
            return None
        return self.count(view, phrase, patient.kind, persons=True)

    def count(self, view: View, phrase: Phrase, kind: str, persons: bool = False) -> Quantity | None:
        """The number that a phrase states, as a quantity of a kind."""
        low, high = phrase.count if phrase.count is not None else (None, None)
        if phrase.count is None:
            if not persons or not self._single(view, phrase):
                return None
            low = high = 1.0
        first = phrase.number.start if phrase.number is not None else phrase.core
        end = max(phrase.own_end or phrase.end, first + 1)
        span = self._span(view, first, end)
        named = without_bound(view, phrase, end)
        who = self._span(view, phrase.core, named).text if phrase.core < named else None
        return Quantity(span, kind, low, high, phrase.approx, who)  # type: ignore[arg-type]

    @staticmethod
    def _single(view: View, phrase: Phrase) -> bool:
        """Whether an uncounted phrase stands for one person («مدني», «السائق», «هاني خلف»)."""
        if phrase.kind in ("name",):
            return phrase.end - phrase.start >= 2 or phrase.quoted
        if phrase.kind == "actor":
            return any(n.body.kind == "official" for n in phrase.names)
        if phrase.kind == "people" and phrase.entry is not None and phrase.entry.count == "displaced":
            return phrase.grammatical == "s" and not phrase.definite  # «أصيب نازح»
        if phrase.kind not in (
            "person-civilian",
            "person-armed",
            "person-official",
            "relative",
            "casualty",
            "person-source",
            "people-adjective",
        ):
            return False
        return phrase.grammatical == "s"

    def zero(self, view: View, sentence_span: tuple[int, int]) -> Quantity:
        """«دون إصابات»."""
        start, end = sentence_span
        return Quantity(Span(start, end, self.report.text[start:end]), "killed-or-injured", 0, 0)


def _of_people(view: View, phrase: Phrase, end: int) -> int:
    """«امرأة من سكان قرية أبين», «مدنيين (طفلان وامرأة)»: the people alone, without where they are from or their parts."""
    inner = phrase.owner
    if inner is not None and inner.prep == "من" and inner.kind in _HOMES and phrase.core < inner.start:
        end = min(end, inner.start - bool(view.words[inner.start - 1].prep))
    bracket = next((i for i in range(phrase.core + 1, end) if view.tokens[i].raw == "("), end)
    return max(bracket, phrase.core + 1)


def _distance(body: Body, near: list[str]) -> int:
    """Bodies of the countries that the report is about come first."""
    return near.index(body.country) if body.country in near else len(near) + bool(body.country)
