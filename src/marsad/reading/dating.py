"""Which time expression of its sentence each event has: the nearest that the grammar lets reach it.

A clause owns the times between its first and last word, save those of an earlier event told in it («عقب الهجوم …
أمس»). An event looks into its own clause (and those of the predicates merged into it), then into what hangs on it
(«هجوم شنته … اليوم»), then back along the clauses that it hangs on («قال … أمس إن …») or follows («وقتل … ، وأصيب …»).
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

from marsad import ontology
from marsad.language.ar.dates import TimeExpression
from marsad.reading.clauses import Clause
from marsad.reading.day_counts import COUNTING, counted_back, days_earlier, hours_before, lasted, leads_back, told_by
from marsad.reading.frame import DAY_OF_SAYING, Frame
from marsad.reading.time_owners import (
    after_comma,
    behind_details,
    lasts,
    modifies_another,
    of_issue,
    put_before,
    set_apart,
    speaks_of,
    stretch_of_all,
    told_before_comma,
    verb_of_relative,
)
from marsad.reading.view import View

_OPEN = frozenset({"planned", "threatened", "possible", "prevented"})  # what may be on a day to come
_UNREAL = frozenset({"planned", "threatened", "prevented"})
# What stands behind these is no part of what was dated before.
_APART = frozenset({"لكن", "حيث", "الا", "غير", "علما"})

_WHEN = frozenset({"عندما", "حين", "حينما"})
# What stands behind these was going on at the same time.
_MEANWHILE = _WHEN | {"بينما", "اثناء", "فيما", "لدي", "خلال"}
# Verbs that tell what was at the time of something told before («ترافق التقدم مع غارات»).
_BESIDE = frozenset({"بينما", "فيما", "حين", "في حين"})
_GOING_WITH = frozenset({"تزامن", "ترافق", "رافق", "صاحب", "تخلل", "واكب", "تلا", "أعقب"})
_VIOLENT = frozenset({"battle", "remote", "civilians"})
_HARM = frozenset({"property-destruction", "casualties", "killing", "injury", "arrest"})
_PUBLIC = frozenset({"protest", "negotiation", "mobilization", "agreement"})
_OWN = frozenset({"own clause", "clause of its verb", "main event"})
_SAID = "day of the saying"


@dataclass(slots=True)
class SentenceTimes:
    """The times of one sentence, by clause, and the frames that may have them."""

    view: View
    clauses: list[Clause]
    frames: list[Frame]
    _earlier: list[int] = field(default_factory=list)  # by clause: where an earlier event begins, -1 for none

    def assign(self) -> None:
        """Give every frame the one time that it has, none where the sentence gives none."""
        for frame in self.frames:
            frame.times = []
            use = self.clauses[self._clause_of(frame.head)].use if self.clauses else None
            if use is not None and use.lemma in _GOING_WITH and frame.phrase is not None:
                frame.marks.add("goes with")
        if not self.view.times and self.view.vocabulary.isdisjoint(COUNTING):
            return
        self._earlier = [self._earlier_event(clause) for clause in self.clauses]
        absorbed: dict[int, list[Frame]] = {}
        for frame in self.frames:
            if frame.merged is not None:
                absorbed.setdefault(id(frame.target()), []).append(frame)
        for frame in self.frames:
            if frame.merged is None:
                self._date(frame, absorbed.get(id(frame), []))

    def _date(self, frame: Frame, absorbed: list[Frame]) -> None:
        ways = list(self._before_main(frame, self._ways(frame, absorbed)))
        if self._comes(frame) and ways and ways[0][1].ahead and ways[0][0] in _OWN:
            frame.status = "planned"
            frame.note("status", "taken", self._text(ways[0][1]), "the present with a day to come")
        found = [w for w in ways if not w[1].ahead or frame.status in _OPEN]
        if frame.code in ("threat", "demand"):  # «هدد بإعدامهم ما لم تدفع فدية خلال 72 ساعة»: until when
            found = [w for w in found if not (w[1].during and w[1].start > frame.head)]
        if not found:
            self._count_back(frame)
            return
        # «اليوم … صباحا», «اليوم … الثاني خلال 24 ساعة»: a time of day and a stretch give way to the day told as well
        why, expression = min(found, key=lambda w: (w[1].part and not w[1].shift, w[1].during))
        to_come = expression.during and not expression.ahead  # «سننسحب خلال ثلاثين يوما», no «خلال اليومين المقبلين»
        kept_off = frame.status == "prevented"  # «مُنعت لليوم التاسع على التوالي»
        if frame.status in _UNREAL and to_come and not kept_off and expression.first and expression.last:
            ahead = expression.last - expression.first
            expression = replace(expression, first=expression.last, last=expression.last + ahead)
        frame.times = [expression]
        if why == _SAID and frame.code not in ontology.SPEECH:
            frame.marks.add(DAY_OF_SAYING)
        frame.note("time", "taken", self._text(expression), why)

    def _comes(self, frame: Frame) -> bool:
        """«يصل المبعوث غدا», «تبدأ الأربعاء المقبل محادثات»: whether a verb in the present tells an event."""
        use = self.clauses[self._clause_of(frame.head)].use
        told = frame.klass in ("event", "reference") and frame.status in ("", "happened", "ongoing")
        told = told and (frame.phrase is None or not frame.phrase.prep)  # «تحل غدا ذكرى … لتفجير …»
        return told and use is not None and use.form.tense == "imperfect" and frame.code not in ontology.STATES

    def _count_back(self, frame: Frame) -> None:
        """«ويأتي الهجوم بعد يومين من قصف …»: an event of which only the days to a later one are told."""
        border = self._border(frame)
        own = self._clause_of(frame.head)
        verb = self.clauses[own].verb
        # «بعد أشهر من الحصار، دخل …»
        fronted = verb is not None and border == self._earlier[own] < verb.start <= frame.head
        counts = border >= 0 and not fronted and frame.status != "ongoing" and frame.code not in ontology.SPEECH
        expression = counted_back(self.view, border) if counts else None
        if expression is not None:
            frame.times = [expression]
            frame.marks.add("earlier")
            frame.note("time", "taken", self._text(expression), "counted back")

    def _border(self, frame: Frame) -> int:
        """Where the earlier event begins that a frame is or is told of, -1 for none."""
        own = self._clause_of(frame.head)
        border = self._earlier[own]
        return border if 0 <= border <= frame.head else told_by(self.clauses, own, self._earlier)

    def _text(self, expression: TimeExpression) -> str:
        return " ".join(t.raw for t in self.view.tokens[expression.start : expression.end])

    def _ways(self, frame: Frame, absorbed: list[Frame]) -> Iterator[tuple[str, TimeExpression]]:
        """The times that may be the frame's, best first."""
        own = self._clause_of(frame.head)
        if frame.status == "ongoing":
            yield from self._of_state(frame, own)
            return
        border = self._earlier[own]
        if 0 <= border <= frame.head:  # an event before the clause's: what is said behind it comes first
            yield from (way for way in self._near("own clause", frame, own) if way[1].start > border)
            yield from self._hanging(frame, own)
            if not self._led_to_peace(frame, border, own):
                yield from (way for way in self._near("main event", frame, own) if not lasts(way[1]))
        else:
            yield from (way for way in self._hanging(frame, own, direct=True) if not lasts(way[1]))
            yield from self._near("own clause", frame, own)
        if frame.clause != own and frame.clause < len(self.clauses):
            yield from self._near("clause of its verb", frame, frame.clause)
        for other in absorbed if not self._led_to_peace(frame, border, own) else ():
            for way in self._near("clause of what it absorbed", other, self._clause_of(other.head)):
                told = 0 <= border <= frame.head and lasts(way[1])
                if not (told or modifies_another(self.view, frame, way[1])):
                    yield way
        yield from self._hanging(frame, own)
        if frame.klass == "casualty" or frame.code == "casualties" or absorbed:
            yield from self._beside(frame, own)
        yield from self._ahead(frame, own)
        if frame.status in _UNREAL:
            return
        yield from self._behind_description(frame, own)
        yield from self._above(frame, own)
        if not self._told_in(len(self.clauses) - 1):
            yield from (("end of the sentence", e) for e in behind_details(self.view, self.clauses, own))
        yield from (("stretch of all that is told", e) for e in stretch_of_all(self.view, self.clauses, own))

    def _before_main(
        self, frame: Frame, ways: Iterator[tuple[str, TimeExpression]]
    ) -> Iterator[tuple[str, TimeExpression]]:
        """The times of an event that lay before the one of its clause: two days earlier in «بعد يومين من هجوم»."""
        border = self._border(frame)
        days = days_earlier(self.view, border) if border >= 0 else 0
        if days < 0:
            frame.marks.add("earlier")
        for why, expression in ways:
            if not days and border >= 0 and expression.start < border:
                yield why, lasted(self.view, frame.head, expression)
            elif not days or expression.start > border:
                yield why, expression
            elif days > 0 and expression.first is not None and expression.last is not None and not lasts(expression):
                back = timedelta(days=days)
                frame.marks.add("earlier")
                yield (
                    f"{days} days before",
                    replace(expression, first=expression.first - back, last=expression.last - back),
                )

    def _led_to_peace(self, frame: Frame, border: int, own: int) -> bool:
        """«تظاهر الأهالي أمس بعد الاشتباكات»: the violence before a protest or truce need not be of its day."""
        violent = 0 <= border <= frame.head and ontology.families().get(frame.code) in _VIOLENT
        return violent and self._tells(_PUBLIC, own, border)

    def _clause_of(self, token: int) -> int:
        for index, clause in enumerate(self.clauses):
            if clause.chunks and clause.chunks[0].start <= token < clause.chunks[-1].end:
                return index
        return 0

    def _earlier_event(self, clause: Clause) -> int:
        """The token from which a clause tells an event before its own («عقب تعثر المفاوضات»), -1 for none."""
        for phrase in clause.phrases():
            if phrase.event is not None and leads_back(self.view, phrase.start):
                return phrase.start
        return -1

    def _of_state(self, frame: Frame, own: int) -> Iterator[tuple[str, TimeExpression]]:
        """A state, or what goes on, has only the time of its own clause, with no other event between."""
        verb = self.clauses[own].verb
        of_verb = verb is not None and (verb.start == frame.head or frame.verb is verb.verb)
        for why, expression in self._near("own clause", frame, own):
            if not of_verb and self._parted(frame, expression):
                continue
            if expression.since or frame.code not in ontology.STATES or of_verb:
                yield why, expression
        if own and self.clauses[own - 1].klass("speech"):
            for expression in self.clauses[own - 1].times:
                if put_before(self.view, self.clauses[own], expression) and not modifies_another(
                    self.view, frame, expression
                ):
                    yield "put before the clause", expression

    def _parted(self, frame: Frame, expression: TimeExpression) -> bool:
        """Whether another event stands between an event and a time."""
        low, high = sorted((expression.start, frame.head))
        return any(
            low < f.head < high for f in self.frames if f.merged is None and f is not frame and f.code and f.head >= 0
        )

    def _tells_violence(self, clause: Clause, expression: TimeExpression) -> bool:
        """Whether what a verb of speech speaks of, between it and a time, is an act of violence."""
        families = ontology.families()
        start = clause.verb.start if clause.verb is not None else expression.start
        return any(
            start < f.head < expression.start and (families.get(f.code) in _VIOLENT or f.code in _HARM)
            for f in self.frames
            if f.merged is None
        )

    def _near(self, why: str, frame: Frame, index: int) -> Iterator[tuple[str, TimeExpression]]:
        """The times of a clause: first those with no other predicate between."""
        times = self.clauses[index].times
        if times and self._topic_of_speech(frame, index):
            times = [t for t in times if t.start > frame.head]  # «أدان اغتيال القيادي أمس»
        if not times:
            return
        border = self._earlier[index]

        def rank(t: TimeExpression) -> tuple[bool, bool, int]:
            return told_before_comma(self.view, border, t, frame), self._parted(frame, t), abs(t.start - frame.head)

        for expression in sorted(times, key=rank):
            if modifies_another(self.view, frame, expression):
                continue
            begun = expression.since and expression.first is not None and expression.last is None
            if begun and frame.klass == "speech" and frame.status != "ongoing":
                continue  # «دعت الدولة العضو في الجامعة منذ عام 1971»
            if frame.klass == "speech" and self._tells_violence(self.clauses[index], expression):
                continue  # «استنكر القصف على … أمس»: the day of what is condemned
            if expression.during and self._parted(frame, expression):
                continue
            behind = border >= 0 and expression.start > border and not after_comma(self.view, expression)
            if behind and frame.head < border and not hours_before(self.view, border):
                continue
            yield why, expression

    def _topic_of_speech(self, frame: Frame, index: int) -> bool:
        """«دانت المنظمة الخميس قصف …»: the day is that of the condemnation, not of what it is about.

        A deed with its place or toll of which someone is accused is told as news: it has the day of the accusation.
        """
        verb = self.clauses[index].verb
        if verb is None or frame.head == verb.start or frame.code in ontology.SPEECH:
            return False
        said = {f.code for f in self.frames if f.head == verb.start and f.klass == "speech"}
        news = "accusation" in said and (frame.places or frame.patients)
        return not news and not said.isdisjoint(ontology.SPEECH)

    def _hanging(self, frame: Frame, own: int, direct: bool = False) -> Iterator[tuple[str, TimeExpression]]:
        """Times of relative clauses on the event noun and of clauses of result; or only of those on the noun itself.

        «أعلن الأحد اعتقال المتورطين بالتفجير الذي استهدف سوقا الجمعة»: the day of the bombing is the one beside it.
        """
        for index in range(own + 1, len(self.clauses)):
            clause = self.clauses[index]
            if clause.link != "rel":
                continue
            result = clause.text == "ما"
            noun = clause.antecedent
            if direct and (result or noun is None or not noun.start <= frame.head < noun.end):
                continue
            if result or (speaks_of(clause, frame) and not self._tells_another(index, frame)):
                yield from self._near("clause that hangs on it", frame, index)

    def _tells_another(self, index: int, frame: Frame) -> bool:
        """Whether the verb of a relative clause tells an event of its own."""
        verb = self.clauses[index].verb
        return verb is not None and any(
            f.merged is None and f is not frame and f.code and f.klass == "event" and f.head == verb.start
            for f in self.frames
        )

    def _beside(self, frame: Frame, own: int) -> Iterator[tuple[str, TimeExpression]]:
        """«قتل … وأصيب … أمس»: tolls told side by side have one time."""
        for index in range(own + 1, len(self.clauses)):
            clause = self.clauses[index]
            beside = clause.link == "and" or (clause.link == "sub" and clause.text in _BESIDE)
            if not beside or not (clause.klass("casualty") or self._tells(("casualties",), index)):
                return
            yield from self._near("toll beside it", frame, index)

    def _ahead(self, frame: Frame, own: int) -> Iterator[tuple[str, TimeExpression]]:
        """«قتل … بينما كان يتنقل … أمس»: times of clauses behind it that tell no event of their own."""
        for index in range(own + 1, len(self.clauses)):
            clause = self.clauses[index]
            if clause.link not in ("sub", "rel", "colon") or clause.klass("speech") or self._told_in(index):
                return
            if clause.link == "colon" or clause.text in _MEANWHILE or clause.verb is None:
                yield from self._near("clause that goes with it", frame, index)

    def _told_in(self, index: int, before: int | None = None) -> bool:
        """Whether a clause tells an event of its own, up to a token where one is given."""
        return any(
            f.merged is None and f.code and self._clause_of(f.head) == index and (before is None or f.head < before)
            for f in self.frames
            if not (f.code in ontology.STATES and "relative" in f.marks)
        )

    def _above(self, frame: Frame, own: int) -> Iterator[tuple[str, TimeExpression]]:
        """Times of the clauses that it hangs on or follows."""
        speech = frame.code in ontology.SPEECH
        said = False
        for index in range(own, 0, -1):
            clause = self.clauses[index]
            if clause.link == "main" or (clause.link == "sub" and clause.text in _APART):
                if not (index == own and clause.text == "حيث" and self._advance_before(frame, own)):
                    return
            if speech and clause.link in ("rel", "sub"):
                return
            if index == own and verb_of_relative(clause, frame):
                return  # «زعيم المتمردين الذي انشق عن الجيش»: who he is, is no news of that day
            before = self.clauses[index - 1]
            if before.link == "source":
                continue
            if speech and not self._public(index - 1):
                return
            if clause.link == "comp" and before.klass("speech"):
                yield from self._said(frame, own)  # the day of another deed said comes before that of the saying
            state = self._is_state(index - 1)
            said = said or clause.klass("speech")  # «وقال نازحون إن …»: not since when what was told before
            for why, expression in self._near(f"clause before ({clause.link})", frame, index - 1):
                week = expression.during and clause.text == "حيث"  # «هذا الأسبوع، حيث سيطرت على …»
                if (expression.during and not week) or expression.present or self._tells_itself(index - 1, expression):
                    continue
                if not speech and of_issue(self.view, before, expression):
                    continue
                opens = expression.start <= self.clauses[0].chunks[0].start + 1
                if expression.since and clause.link == "sub" and clause.text in _WHEN:
                    yield why, expression.alone()  # «منذ عام 2016، عندما هزمت …»
                elif not (expression.since and (speech or state or said or before.link == "rel")) and (
                    expression.first is not None or expression.shift or opens
                ):
                    on = before.klass("speech") and not put_before(self.view, clause, expression)  # for want of another
                    yield _SAID if on else why, expression

    def _advance_before(self, frame: Frame, own: int) -> bool:
        """«تقدمت القوات هذا الأسبوع، حيث سيطرت على …»: what was taken, behind the advance in which it was."""
        gains = (f for f in self.frames if f.code == "territory-gain" and f.head < frame.head)
        return frame.code == "territory-gain" and any(self._clause_of(f.head) == own - 1 for f in gains)

    def _tells_itself(self, index: int, expression: TimeExpression) -> bool:
        """«قرب القاعدة التي استعادها الثوار الاثنين دارت …»: behind the deed of a relative clause stands its own day."""
        verb, following = self.clauses[index].verb, self.clauses[index + 1].verb
        if verb is None or following is None or following.conj or following.participle:
            return False
        return (
            self.clauses[index].link == "rel"
            and verb.start < expression.start
            and any(f.head == verb.start and f.code and f.merged is None and f.klass == "event" for f in self.frames)
        )

    def _public(self, index: int) -> bool:
        """Whether words go with what a clause tells: a speech, a crowd, a meeting, not an act of violence."""
        return self.clauses[index].klass("speech") or self._tells(_PUBLIC, index)

    def _tells(self, codes: Container[str], index: int, before: int | None = None) -> bool:
        """Whether a clause tells something of these codes, up to a token where one is given."""
        return any(
            f.code in codes and self._clause_of(f.head) == index and (before is None or f.head < before)
            for f in self.frames
            if f.merged is None
        )

    def _said(self, frame: Frame, own: int) -> Iterator[tuple[str, TimeExpression]]:
        """Times further on in what is said."""
        for index in range(own + 1, len(self.clauses)):
            if self.clauses[index].link in ("main", "source") or self.clauses[index].klass("speech"):
                return
            yield from (way for way in self._near("said with it", frame, index) if not lasts(way[1]))

    def _is_state(self, index: int) -> bool:
        """Whether a clause tells a state, whose duration is its own."""
        verb = self.clauses[index].verb
        return verb is not None and any(f.head == verb.start and f.code in ontology.STATES for f in self.frames)

    def _behind_description(self, frame: Frame, own: int) -> Iterator[tuple[str, TimeExpression]]:
        """«هاجم مسلحون قدموا من … موقعا اليوم»: behind a relative clause that only describes, the sentence goes on."""
        for index in range(own + 1, len(self.clauses)):
            clause = self.clauses[index]
            if clause.link != "rel" or clause.verb is None:
                return
            if clause.text and len(clause.times) > 1:  # «اغتيل القيادي الذي خطف الشهر الماضي فجر اليوم»
                yield "second time behind a relative clause", max(clause.times, key=lambda t: t.start)
            if clause.text and self._told_in(index):
                return
            if clause.text:
                yield from (("set apart", e) for e in clause.times if set_apart(self.view, e) and not lasts(e))
                continue
            for expression in clause.times:
                between = any(p.start >= clause.verb.end and p.end <= expression.start for p in clause.phrases())
                if between and not lasts(expression) and not self._told_in(index, expression.start):
                    yield "behind a description", expression
