"""Days told once for several claims: a deed without a day has the day of an earlier one if both are one occasion.

Reports name the day in the lead and then tell the same occasion in detail, often by another voice; a deed of another
kind, at another place or behind a turn of topic («في سياق آخر») has no day unless its own sentence gives one
(measured on real reports: docs/quality.md).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from marsad import ontology
from marsad.geography.geocoder import distance_km
from marsad.model import Place, TimeRef
from marsad.reading.draft import NEAREST, Draft
from marsad.reading.frame import DAY_OF_SAYING
from marsad.reading.kinship import WIDTH, elsewhere, goes_with, kin, opens_with_place, same_spot

# Sentences to the deed that gives the day, by what the two have to do with each other.
_REACH = {"same": 4, "part": 4, "consequence": 2, "named": 6, "next": 1, "sequel": 1}
_FARTHEST = 8
_PERIOD_REACH = 3
_NEAR_KM = 10.0
_LONGEST_DAYS = 1
_OF_A_WAR = 10_000  # dead
_RECENT_DAYS = 4
_ALIKE = frozenset({"مماثل", "مماثلا", "مماثله", "بالمثل", "مشابه", "مشابها", "مشابهه"})
_SINCE_THEN = frozenset({"منذ", "ذلك"})
_UNDATED = frozenset({"planned", "threatened", "ongoing"})
_DENIED = frozenset({"not-happened", "possible"})  # they have the day of the deed that is denied or doubted


@dataclass(slots=True)
class Occasions:
    """The drafts of one report in the order of the text."""

    drafts: list[Draft]
    published: date | None
    _origin: dict[int, Draft] = field(default_factory=dict)

    def carry_days(self) -> None:
        """Give the deeds without a day the day of their occasion; one predicate over several places has one day."""
        self._point_days()
        number = 0
        while number < len(self.drafts):
            end = number + 1
            while end < len(self.drafts) and self.drafts[end].frame is self.drafts[number].frame:
                end += 1
            self._carry_to(number, end)
            number = end

    def _point_days(self) -> None:
        """An event told of again as known («وقع الهجوم مساء السبت»): its day is also that of the first telling.

        A day on which something was only said («أعلنت الوزارة الأحد أن …») gives way to the day of the deed.
        """
        for draft in self.drafts:
            first = draft.anchor
            if first is None or not draft.definite or draft.hour_only or not _is_day(draft.time):
                continue
            said = DAY_OF_SAYING in draft.frame.marks
            first_said = DAY_OF_SAYING in first.frame.marks
            if said and not first_said and _is_day(first.time) and not first.hour_only:
                draft.time = first.time
            elif not said and self._dates(draft, first) and (first.time is None or first_said):
                for told in self.drafts:
                    if told.frame is first.frame:
                        told.time = draft.time
                first.note("time", "carried", draft.time.span.text if draft.time else "", "day told afterwards")

    @staticmethod
    def _dates(draft: Draft, first: Draft) -> bool:
        """Whether the day of an event that is pointed back to may be that of its first telling."""
        told = draft.sentence - first.sentence <= _REACH["same"] and not draft.view.turns
        fronted = any(
            t.start <= 2 and t.start < draft.frame.head for t in draft.frame.times
        )  # «وقبل أمس، كثفت القوات قصفها …» is another event
        return told and not fronted and first.status not in _UNDATED and not first.headline

    def _carry_to(self, start: int, end: int) -> None:
        """Date the drafts [start, end) of one predicate, if most of them belong to an earlier occasion."""
        for draft in self.drafts[start:end]:
            if draft.hour_only and draft.time is not None:
                draft.time = self._day_of_hour(start, draft, draft.time)
            if DAY_OF_SAYING in draft.frame.marks and draft.time is not None and self._period_of(start, draft):
                draft.time = None  # «وقال المركز اليوم إن …» goes on with what was done «خلال 48 ساعة»
            elif DAY_OF_SAYING in draft.frame.marks and (deed := self._deed_told(start, draft)) is not None:
                draft.time = deed.time
        group = [d for d in self.drafts[start:end] if not d.dropped and d.time is None and _datable(d)]
        sources = [s for d in group if (s := self._source(start, d) or self._period_of(start, d)) is not None]
        if not sources or 2 * len(sources) < len(group):
            return
        source = sources[0]
        for draft in group:
            self._origin[id(draft)] = self._origin.get(id(source), source)
            draft.time = source.time
            draft.note(
                "time", "carried", source.time.span.text if source.time else "", "day of the occasion told before"
            )

    def _deed_told(self, number: int, draft: Draft) -> Draft | None:
        """The deed told before, a little earlier than the day on which this was said of it: «وقال بيان اليوم إن …»."""
        source = self._source(number, draft)
        if source is None or source.time is None or draft.time is None or DAY_OF_SAYING in source.frame.marks:
            return None
        day, said = source.time.start, draft.time.start
        if day is None or said is None or day >= said:
            return None
        return source if (date.fromisoformat(said) - date.fromisoformat(day)).days < _RECENT_DAYS else None

    def _day_of_hour(self, number: int, draft: Draft, time: TimeRef) -> TimeRef:
        """A mere time of day with the day of its occasion, else the day last told of, else that of publication.

        «قبل ذلك بيومين» counts from the day last told of.
        """
        source = self._source(number, draft) if not draft.shift else None
        day = source.time.start if source is not None and source.time is not None else None
        day = day or _day_in_sentence(draft)
        for earlier in reversed(self.drafts[max(0, number - NEAREST) : number]):
            if day is not None:
                break
            told = earlier.time
            if draft.shift and "earlier" in earlier.frame.marks:
                continue  # counted back itself
            if told is not None and told.start == told.end and told.precision == "day":  # no «قبل أسبوع»
                day = told.start
        if draft.shift and day is None and "earlier" in draft.frame.marks and self.published:
            day = self.published.isoformat()  # «يأتي ذلك بعد يومين من …»: the news is of today
        if draft.shift and day is not None:
            day = (date.fromisoformat(day) + timedelta(days=draft.shift)).isoformat()
        elif not draft.shift:
            day = day or (self.published.isoformat() if self.published else None)
            if day and self._last_night(draft, day):
                eve = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
                return replace(time, start=eve, end=day, precision="range")
        return replace(time, start=day, end=day, precision="day") if day else time

    def _last_night(self, draft: Draft, day: str) -> bool:
        """«شنوا ليلا هجوما» in a report of today: the night that ended this morning."""
        return (
            self.published is not None and day == self.published.isoformat() and any(t.night for t in draft.frame.times)
        )

    def _source(self, number: int, draft: Draft) -> Draft | None:
        """The earlier deed whose day it has: the last one of its kind, if both are one occasion."""
        turned = draft.sentence if draft.view.turns and not draft.refers else -1
        for earlier in reversed(self.drafts[max(0, number - NEAREST) : number]):
            distance = draft.sentence - earlier.sentence
            if distance > _FARTHEST:
                return None
            if draft.type == earlier.type == "casualties" and earlier.time is not None and not _is_day(earlier.time):
                return None  # the tolls of a whole war, one after the other
            turned = earlier.sentence if turned < 0 and earlier.view.turns else turned
            if earlier.dropped or earlier.headline or _not_told(earlier) or not _is_day(earlier.time):
                continue
            if not distance and self._describes(draft, earlier):
                continue  # «قالت مصادر في البلدة التي قصفت قبل أيام إن …»
            how = kin(draft, earlier)
            if how == "same" and draft.status not in _DENIED and (same_spot(draft, earlier) or _points_back(draft)):
                return earlier
            if draft.status in _DENIED and not _same_deed(draft, earlier):
                if turned > earlier.sentence or not _denied_next(draft, earlier):
                    continue
                return earlier
            if not how or turned > earlier.sentence or distance > _REACH[how]:
                continue
            if how == "next" and self._background(number, earlier):
                continue
            return earlier if self._one_occasion(draft, earlier) else None
        return None

    def _describes(self, draft: Draft, earlier: Draft) -> bool:
        """Whether an older deed is told in a relative clause of the same sentence, only to say what place it was."""
        if "relative" not in earlier.frame.marks or "relative" in draft.frame.marks or self.published is None:
            return False
        day = earlier.time.start if earlier.time is not None else None
        return day is not None and (self.published - date.fromisoformat(day)).days > 1

    def _period_of(self, number: int, draft: Draft) -> Draft | None:
        """An earlier deed of a period («خلال الأيام الأربعة الماضية») of which the same voice goes on to tell."""
        if not draft.voices or (draft.view.times and DAY_OF_SAYING not in draft.frame.marks):
            return None
        for earlier in reversed(self.drafts[max(0, number - NEAREST) : number]):
            distance = draft.sentence - earlier.sentence
            if distance > _PERIOD_REACH:
                return None
            if earlier.time is None or earlier.dropped or earlier.headline:
                continue
            first = self._origin.get(id(earlier), earlier)
            period = any(t.during and t.first for t in first.frame.times)
            distance = draft.sentence - first.sentence
            if not period or not _one_voice(draft, first):
                return None
            return first if distance == 1 or (distance and draft.type == first.type) else None
        return None

    def _background(self, number: int, earlier: Draft) -> bool:
        """Whether a deed lay well before another one told of here: what follows seldom goes on with it."""
        if earlier.time is None or earlier.time.start is None:
            return False
        limit = (date.fromisoformat(earlier.time.start) + timedelta(days=_RECENT_DAYS)).isoformat()
        before = self.drafts[max(0, number - NEAREST) : number]
        return any(_is_day(d.time) and d.time is not None and (d.time.start or "") > limit for d in before)

    def _one_occasion(self, draft: Draft, earlier: Draft) -> bool:
        """Whether voice, place or a word that points back say that a deed is told again or in more detail."""
        retold = bool(draft.voices) and not earlier.voices
        first = self._origin.get(id(earlier), earlier)
        if draft.definite or draft.refers or draft.sentence == earlier.sentence or _alike(draft):
            return True
        if retold and not (draft.own_place and _fine(draft.place) and _fine(earlier.place)):
            return True  # two villages or quarters are two occasions, whoever tells of them
        return _place_fits(draft, earlier) or _place_fits(draft, first)


def _alike(draft: Draft) -> bool:
    """«كما تعرضت بلدة … لقصف مماثل»: a deed like the one just told."""
    view, head = draft.view, draft.frame.head
    return not view.vocabulary.isdisjoint(_ALIKE) and any(view.norm(i) in _ALIKE for i in range(head, head + 4))


def _one_voice(a: Draft, b: Draft) -> bool:
    """Whether one speaker tells both («المرصد السوري لحقوق الإنسان», then «المرصد»)."""
    return bool(a.voice_key and b.voice_key) and (a.voice_key in b.voice_key or b.voice_key in a.voice_key)


def _day_in_sentence(draft: Draft) -> str | None:
    """The last day that its sentence names before its own time («الجمعة …، وفي اليوم التالي …»)."""
    before = [
        e for e in draft.view.times.values() if e.first == e.last and any(e.end <= t.start for t in draft.frame.times)
    ]
    last = max(before, key=lambda e: e.start, default=None)
    return last.first.isoformat() if last is not None and last.first is not None else None


def _not_told(earlier: Draft) -> bool:
    """Whether its day is none that what follows may have: that of what came before it, or the moment of writing."""
    return "earlier" in earlier.frame.marks or any(t.present for t in earlier.frame.times)


def _datable(draft: Draft) -> bool:
    """Whether a claim may have the day of another: a deed that happened or failed, a state that went with one."""
    if goes_with(draft):
        return True
    if draft.frame.marks & {"earlier", "sum"} or draft.type in ontology.SPEECH or draft.status in _UNDATED:
        return False
    if any(q.kind == "killed" and (q.low or 0) >= _OF_A_WAR for q in draft.numbers):
        return False  # so many die in a war, not in one attack
    view = draft.view
    since_then = view.vocabulary >= _SINCE_THEN and any(
        view.norm(i) == "منذ" and t.norm == "ذلك" for i, t in enumerate(view.tokens[1:])
    )
    return not since_then


def _same_deed(draft: Draft, earlier: Draft) -> bool:
    """Whether what is denied or doubted is the deed just told: of its kind or of none, and at no other place.

    «نفى المتحدث قصف …» speaks of what was told before; «لم يسقط …» only where it names the same place.
    """
    if draft.sentence - earlier.sentence > 2 or not (draft.type == earlier.type or "open means" in draft.frame.marks):
        return False
    if draft.frame.status == "not-happened":
        return same_spot(draft, earlier)
    return not draft.own_place or same_spot(draft, earlier)


def _is_day(time: TimeRef | None) -> bool:
    """Whether a time is a day or a few; a longer stretch tells nothing of the next deed."""
    if time is None or time.start is None or time.end is None or time.precision not in ("day", "range"):
        return False
    return (date.fromisoformat(time.end) - date.fromisoformat(time.start)).days <= _LONGEST_DAYS


def _points_back(draft: Draft) -> bool:
    """Whether it is an event told before («القصف», «هذه الغارة») of which nothing new is said but its outcome."""
    return draft.definite and not draft.own_place


def _denied_next(draft: Draft, earlier: Draft) -> bool:
    """«… لكن الجيش نفى سقوط المدينة»: what is denied in the next sentence, of the place just told of."""
    return (
        draft.status == "not-happened"
        and bool(draft.voices)
        and not elsewhere(draft, earlier)
        and draft.sentence - earlier.sentence <= 1
    )


def _fine(place: Place | None) -> bool:
    return place is not None and WIDTH[place.level] <= 1


def _place_fits(draft: Draft, earlier: Draft) -> bool:
    """Whether a deed may have been at the place of the earlier one: it names none, the same or one within."""
    if not draft.own_place or draft.place is None or earlier.place is None:
        return True
    if opens_with_place(draft) and _fine(earlier.place):
        return earlier.place.id is not None and earlier.place.id == draft.place.id
    return covers(earlier.place, draft.place)


def covers(wide: Place, place: Place) -> bool:
    """Whether a place is the other one or lies in it."""
    if wide.id is not None and wide.id == place.id:
        return True
    if wide.level == "governorate" and wide.admin1 is not None and wide.admin1 == place.admin1:
        return True
    if wide.lat is None or wide.lon is None or place.lat is None or place.lon is None:
        return wide.span.text.strip() == place.span.text.strip()
    km = distance_km(wide.lat, wide.lon, place.lat, place.lon)
    return km <= max(wide.radius_km or 0.0, place.radius_km or 0.0, _NEAR_KM)
