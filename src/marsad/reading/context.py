"""What the sentences of a report tell of each other: deeds told again, tolls and places told once for several."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from marsad import ontology
from marsad.model import TimeRef
from marsad.reading import doers, told_later
from marsad.reading.comparing import goes_on, other_day, own_side, pointed, same_place, several, shares_side, within
from marsad.reading.draft import NEAREST, Draft
from marsad.reading.frame import DAY_OF_SAYING
from marsad.reading.occasion import Occasions
from marsad.reading.phrase import Phrase
from marsad.reading.placing import from_afar, is_answered

_VIOLENT = frozenset({"battle", "remote", "civilians"})
_OF_GROUND = frozenset({"territory-gain", "siege"})
# Nouns and verbs of attack that leave open what kind it was.
_UNSPECIFIC = frozenset(
    {"هجوم", "استهداف", "عملية", "قصف", "ضربة", "استهدف", "حادث", "حادثة", "اعتداء", "هجمة", "عدوان"}
)
_BLASTS = frozenset({"تفجير", "انفجار"})
# What an attack that is pointed back to led to, or was aimed at: no kind of attack.
_NO_ATTACK = frozenset({"territory-gain", "territory-handover", "siege", "control"})
_WARS = frozenset({"حرب", "عدوان", "نزاع", "صراع", "ازمه", "ثوره", "انتفاضه"})
_FIRED = frozenset({"shelling", "airstrike"})
_STATES = frozenset({"control", "presence"})
_LABELS = frozenset({"مجزرة", "مذبحة"})
_LABEL_REACH = 2  # sentences
_BY_MEANS = frozenset({"suicide-bombing", "airstrike", "remote-explosive", "chemical-attack"})
_MEANS_REACH = 3  # sentences
_OTHERS = frozenset({"اخران", "اخرين", "اخرون", "اخر", "اخرى", "اخري"})
_WHEN = frozenset({"عندما", "حين", "حينما", "لدي"})
_LONG = 365  # days
_PLACE_REACH = 6  # sentences
# What a place told before weighs for a claim without one, beside its share of the claims before: by whether the last
# sentence has it, for a claim of the same kind; that it is an area takes from it. Fitted on real reports (one carried
# place in forty more is right than with that of the last sentence).
_LAST, _ALIKE = 0.4, 0.2
_SAME = 0.1
_AREAS = {"governorate": 0.3, "country": 0.9}


@dataclass(slots=True)
class Context:
    """The drafts of one report in the order of the text; each new one is compared with those before."""

    published: date | None
    drafts: list[Draft] = field(default_factory=list)
    day_of_report: TimeRef | None = None  # «حصاد يوم الأحد 02-10-2022»

    def _before(self, number: int | None = None) -> Iterator[Draft]:
        """The drafts before one (else all) from the last one back: so many as a reader has in mind."""
        stop = len(self.drafts) if number is None else number
        return islice(reversed(self.drafts), len(self.drafts) - stop, len(self.drafts) - stop + NEAREST)

    def finish(self) -> list[Draft]:
        """Drop what is told twice, fold tolls, keep the order of the text."""
        for draft in self.drafts:
            if draft.time is None and self.day_of_report is not None and not draft.headline:
                draft.time = self.day_of_report
                draft.note("time", "carried", self.day_of_report.span.text, "the day that the headline names")
        self._carry_means()
        doers.carry(self.drafts)
        Occasions(self.drafts, self.published).carry_days()
        told_later.carry_back(self.drafts)
        self._headlines()
        self._labels()
        self._repeats()
        self._fold()
        return [d for d in self.drafts if not d.dropped]

    def _headlines(self) -> None:
        """A headline's claim that the body tells again is dropped."""
        families = ontology.families()
        body = [d for d in self.drafts if not d.headline]
        for draft in self.drafts:
            violent = families[draft.type] in _VIOLENT or draft.type == "casualties"
            if draft.headline and any(
                families[b.type] == families[draft.type]
                or {b.type, draft.type} <= _NO_ATTACK
                or (violent and (families[b.type] in _VIOLENT or b.type == "casualties"))
                for b in body
            ):
                draft.dropped = "the body tells it again"

    def _labels(self) -> None:
        """«ويأتي ارتكاب هذه المجزرة …»: what a deed told beside it is called is no second deed."""
        families = ontology.families()
        for k, draft in enumerate(self.drafts):
            if draft.dropped or draft.numbers or draft.frame.entry_lemma() not in _LABELS:
                continue
            near = self.drafts[max(k - NEAREST, 0) : k + NEAREST]
            if any(
                other is not draft
                and not other.dropped
                and other.frame.entry_lemma() not in _LABELS
                and families[other.type] in _VIOLENT
                and abs(other.sentence - draft.sentence) <= _LABEL_REACH
                and (not (draft.own_place and other.own_place) or same_place(draft, other))
                for other in near
            ):
                draft.dropped = "what a deed told beside it is called"

    def _carry_means(self) -> None:
        """«غارات … القصف استهدف …»: a strike whose weapon is not told is of the kind that its actor just used."""
        for k, draft in enumerate(self.drafts):
            if k and draft.frame is self.drafts[k - 1].frame and self.drafts[k - 1].type == "airstrike":
                draft.type = "airstrike"  # one deed at several places
            missile = _by_missile_alone(draft)
            if draft.type != "shelling" or not (missile or "open means" in draft.frame.marks):
                continue
            for earlier in self._before(k):
                if missile and draft.own_place and not same_place(draft, earlier):
                    continue
                if draft.sentence - earlier.sentence > _MEANS_REACH:
                    break
                if earlier.type not in ("airstrike", "shelling") or "open means" in earlier.frame.marks:
                    continue
                if _set_on_another_day(draft, earlier):
                    break  # «ويوم الجمعة …»: another day's strike
                if earlier.type == "airstrike" and (
                    not draft.actors or shares_side(draft, earlier) or _denies_the_last(draft, earlier)
                ):
                    draft.type = "airstrike"
                    draft.frame.marks.discard("open means")
                    draft.note("claim", "carried", "airstrike", "weapon of the strikes told before")
                break

    def _repeats(self) -> None:
        """A claim told again by the same voice, with the same toll and no other place, is one claim."""
        for k, draft in enumerate(self.drafts):
            if draft.dropped or not draft.numbers:
                continue
            toll = {(q.kind, q.low, q.high) for q in draft.numbers}
            for earlier in self._before(k):
                if earlier.dropped or earlier.type != draft.type or earlier.status != draft.status:
                    continue
                if toll != {(q.kind, q.low, q.high) for q in earlier.numbers}:
                    continue
                if draft.told_by_voice_of(earlier) and (
                    draft.place is None or not draft.own_place or same_place(draft, earlier)
                ):
                    draft.dropped = "told before by the same voice"
                    break

    def _fold(self) -> None:
        """A second mention by the same voice that adds only a toll goes into the first."""
        families = ontology.families()
        kept: list[Draft] = []
        for draft in self.drafts:
            if draft.dropped:
                continue
            anchor = draft.anchor
            while anchor is not None and anchor.into is not None:
                anchor = anchor.into
            for earlier in reversed(kept[-8:]):
                if families[earlier.type] != families[draft.type] or not draft.told_by_voice_of(earlier):
                    continue
                if (
                    anchor is earlier
                    and draft.definite
                    and (not draft.own_place or same_place(draft, earlier) or within(draft, earlier))
                    and draft.status == earlier.status
                    and (draft.type == earlier.type or draft.type not in _NO_ATTACK)  # «هاجموه وتمت السيطرة عليه»
                    and not other_day(draft, earlier)
                ):
                    if draft.own_place and within(draft, earlier):
                        earlier.place = draft.place
                        known = {m.id or m.span.text for m in earlier.actors}
                        earlier.actors += [m for m in draft.actors if (m.id or m.span.text) not in known]
                    if not draft.numbers and not draft.targets:
                        draft.dropped, draft.into = "points back without adding anything", earlier
                    else:
                        self._give(draft, earlier)
                    break
                same = earlier.type == draft.type and earlier.status == draft.status and same_place(draft, earlier)
                bare = not draft.actors and not draft.targets and not draft.numbers
                if same and bare and earlier.sentence == draft.sentence and not draft.own_place:
                    self._give(draft, earlier)
                    break
            else:
                kept.append(draft)

    @staticmethod
    def _give(draft: Draft, earlier: Draft) -> None:
        draft.dropped, draft.into = "folded into the claim before", earlier
        if "total" in draft.frame.marks:  # «ليرتفع العدد إلى 17»: what was told before is part of it
            whole = {q.kind: q.low or 0 for q in draft.numbers}
            earlier.numbers = [p for p in earlier.numbers if (p.low or 0) > whole.get(p.kind, -1)]
        for q in draft.numbers:
            if not any(q.kind == p.kind and (q.low, q.high) == (p.low, p.high) for p in earlier.numbers):
                earlier.numbers.append(q)
        # «تصدت القوات لهجوم وكبدت المهاجمين خسائر»: of an attack that was beaten off the other side acts
        struck_back = "foiled" in earlier.frame.marks and bool(draft.actors)
        for m in draft.targets if not struck_back else ():
            if not any(m.span.text == t.span.text for t in earlier.targets):
                earlier.targets.append(m)
        earlier.actors = earlier.actors or list(draft.targets if struck_back else draft.actors)
        earlier.note("claim", "taken", draft.view.tokens[draft.frame.head].raw, "toll told later")

    def point_back(self, draft: Draft) -> None:
        """An event noun that was told before takes what it lacks from there («القصف»، «الهجوم»)."""
        if draft.type == "casualties" and not draft.headline and draft.status != "possible" and not _of_a_war(draft):
            self._toll_of(draft)
        draft.definite = draft.definite or _any_such(draft)
        family = ontology.families()[draft.type]
        first = self.drafts[-1] if self.drafts and self.drafts[-1].frame is draft.frame else None
        draft.anchor = self._anchor(draft, family) if first is None else first.anchor
        if first is not None:
            draft.type = first.type  # one deed at several places
        anchor = draft.anchor
        if "set in time" in draft.frame.marks and not draft.numbers and self._told(draft, family):
            draft.dropped = "told before, only set in time"
        if anchor is not None and draft.definite and not draft.own_place:
            draft.place = draft.place or anchor.place
            if not draft.actors and not own_side(draft.targets, anchor.actors):
                draft.actors = list(anchor.actors)
        if (
            anchor is not None
            and draft.definite
            and draft.type != anchor.type
            and anchor.type not in _NO_ATTACK
            and (draft.frame.entry_lemma() in _UNSPECIFIC or _same_blast(draft, anchor))
        ):
            if anchor.sentence < draft.sentence or anchor.frame.head < draft.frame.head:
                self._one_kind(draft, anchor)
        if draft.place is None and not from_afar(draft):
            near = [d for d in self._near(draft) if d.place is not None and not d.towards]
            near = [d for d in near if not long_before(draft, _day(d, self.published))]
            if is_answered(draft.view, draft.frame.head):
                near = [d for d in near if d.sentence < draft.sentence]
            scenes = [d for d in near if not _in_passing(d)]
            if near:
                self._carry_place(draft, scenes or near)

    def _near(self, draft: Draft) -> Iterator[Draft]:
        """The drafts before one whose places it may have, the nearest first."""
        for earlier in self._before():
            if draft.sentence - earlier.sentence > _PLACE_REACH:
                return
            yield earlier

    def _told(self, draft: Draft, family: str) -> bool:
        """Whether a violent deed stands in the sentences before one."""
        families = ontology.families()
        before = (d for d in self._before() if draft.sentence - d.sentence <= _PLACE_REACH and not d.headline)
        return family in _VIOLENT and any(families[d.type] in _VIOLENT for d in before)

    @staticmethod
    def _one_kind(draft: Draft, anchor: Draft) -> None:
        """An attack that is pointed back to is of the kind of the telling that says how it was done."""
        if _says_how(draft) and not _says_how(anchor) and anchor.frame.entry_lemma() in _UNSPECIFIC:
            anchor.note("claim", "carried", draft.type, "the attack as it is told later")
            anchor.type = draft.type
        elif _fired(draft):
            return  # «قصفها بصاروخين»: no air strike, though one was told before
        elif not _says_how(draft) or _same_blast(draft, anchor):
            draft.note("claim", "carried", anchor.type, "type of the attack that it points back to")
            draft.type = anchor.type

    def _carry_place(self, draft: Draft, near: list[Draft]) -> None:
        """The place that most claims before have; one of the last sentence and of the same kind first, areas last."""
        families = ontology.families()
        groups: dict[str, list[Draft]] = {}
        for d in near:
            assert d.place is not None
            groups.setdefault(d.place.id or d.place.span.text, []).append(d)

        def weight(members: list[Draft]) -> float:
            place, last = members[0].place, [d for d in members if d.sentence == near[0].sentence]
            assert place is not None
            alike = any(families[d.type] == families[draft.type] for d in last)
            same = any(d.type == draft.type for d in last)
            kind = _ALIKE * alike + _SAME * same
            return len(members) / len(near) + _LAST * bool(last) + kind - _AREAS.get(place.level or "", 0.0)

        place = max(groups.values(), key=weight)[0].place
        assert place is not None
        draft.place = place
        draft.note("place", "carried", place.span.text, "from the sentences before")

    def _anchor(self, draft: Draft, family: str) -> Draft | None:
        """The claim that a draft points back to: by its noun, by its kind, by its place."""
        families = ontology.families()
        nearest = None
        for earlier in self._before():
            if (earlier.headline and not draft.headline) or draft.sentence - earlier.sentence > 8:
                continue
            if _on_its_doer(draft, earlier):
                continue
            violent = families[earlier.type] in _VIOLENT and family in _VIOLENT
            if draft.definite and violent and draft.frame.phrase is not None:
                near = pointed(draft) or (nearest is None and goes_on(draft, earlier))
                there = not draft.own_place or same_place(draft, earlier)
                if near and there:
                    return earlier  # «هذا القصف», «وأضاف أن القصف …»: the one just told
                if earlier.frame.entry_lemma() == draft.frame.entry_lemma() and several(earlier) == several(draft):
                    return earlier
                if nearest is None and there:
                    nearest = earlier
            elif families[earlier.type] == family and (
                (draft.definite and not draft.own_place) or same_place(draft, earlier)
            ):
                return nearest or earlier
        return nearest

    def _toll_of(self, draft: Draft) -> None:
        """A toll without a cause of its own belongs to the attack told in the sentences before."""
        families = ontology.families()
        if "sum" in draft.frame.marks or any(_other_event(p) for p in draft.frame.causes):
            return  # of many attacks, or with a cause of its own
        raised = draft.numbers if "raised" in draft.frame.marks else ()
        counted = {n.kind for n in raised} & {n.kind for d in self._near(draft) for n in d.numbers}
        for earlier in self._before():
            if draft.sentence - earlier.sentence > 2 or earlier.headline:
                return
            if counted and not counted & {n.kind for n in earlier.numbers}:
                continue  # a toll brought up to date is that of the attack which had one
            violent = families[earlier.type] in _VIOLENT and earlier.type not in _OF_GROUND
            beaten = earlier.status == "failed" and draft.told_by_voice_of(earlier)
            if not violent or not (beaten or earlier.status in ("happened", "ongoing")):
                continue
            if draft.own_place and not same_place(draft, earlier):
                return
            if draft.time is not None and earlier.time is not None and draft.time.start != earlier.time.start:
                return
            if _others_when(draft, earlier):
                draft.type = earlier.type
                return
            draft.note("claim", "carried", earlier.type, "toll of the attack told before")
            draft.type, draft.place, draft.anchor = earlier.type, draft.place or earlier.place, earlier
            draft.status = earlier.status if beaten else draft.status
            if not draft.actors and not own_side(draft.targets, earlier.actors):
                draft.actors = list(earlier.actors)
            draft.definite = True
            draft.own_place = False
            return


def _others_when(draft: Draft, earlier: Draft) -> bool:
    """«… فقتلوا خمسة شرطيين. وقتل شرطيان آخران عندما دفع الجيش بقوات»: others, on an occasion of their own."""
    again = {q.kind for q in draft.numbers} & {q.kind for q in earlier.numbers}
    others = not draft.view.vocabulary.isdisjoint(_OTHERS)
    return bool(again) and others and not draft.view.vocabulary.isdisjoint(_WHEN)


def _in_passing(draft: Draft) -> bool:
    """«الحركة التي تسيطر على غزة»: a state that only tells which body is meant; what follows need not be there."""
    return draft.type in _STATES and "relative" in draft.frame.marks


def _on_its_doer(draft: Draft, earlier: Draft) -> bool:
    """«لم تسجل ضربات على مواقع الجيش»: no deed of those who were hit."""
    return draft.type in _FIRED and not {m.id for m in draft.targets if m.id}.isdisjoint(m.id for m in earlier.actors)


def _any_such(draft: Draft) -> bool:
    """«نفت شن أي هجوم»: of the kind that was told."""
    return draft.status == "not-happened" and draft.view.norm(draft.frame.head - 1) in ("اي", "ايه")


def _same_blast(draft: Draft, anchor: Draft) -> bool:
    """«التفجير» behind a suicide bombing is that one, where no bomb of its own is told."""
    phrase = draft.frame.phrase
    bare = phrase is not None and phrase.owner is None and not draft.frame.means
    return bare and anchor.type == "suicide-bombing" and draft.frame.entry_lemma() in _BLASTS


def _by_missile_alone(draft: Draft) -> bool:
    """«السيارة استهدفت بصاروخ», «الصواريخ أصابت مبنى»: a missile that nobody is told to have fired."""
    means = [p.entry.noun for p in draft.frame.means if p.entry is not None]
    return bool(means) and set(means) == {"صاروخ"} and not draft.actors


def _denies_the_last(draft: Draft, earlier: Draft) -> bool:
    """«غارة … ونفى الناطق استهداف المركز»: what is denied in the next sentence and has no place of its own."""
    denied = draft.status == "not-happened" and not draft.own_place
    return denied and not earlier.actors and draft.sentence - earlier.sentence <= 1


def _set_on_another_day(draft: Draft, earlier: Draft) -> bool:
    """Whether a strike has a time of its own, not that of its telling or of a whole campaign, and another than one before."""
    if draft.time is None or earlier.time is None or draft.time.start == earlier.time.start:
        return False
    return bool(draft.frame.times) and DAY_OF_SAYING not in draft.frame.marks and draft.status != "ongoing"


def _fired(draft: Draft) -> bool:
    """Whether a doer and his shells or rockets are told, or its own word says so («القصف المدفعي»)."""
    if draft.type != "shelling" or "open means" in draft.frame.marks:
        return False
    return bool(draft.actors and draft.frame.means) or "settled" in draft.frame.marks


def _says_how(draft: Draft) -> bool:
    """Whether weapon or bomber of an attack are told («نفذه انتحاريان», «تم بطائرة مسيرة»)."""
    return draft.type in _BY_MEANS and "open means" not in draft.frame.marks


def _of_a_war(draft: Draft) -> bool:
    """«ارتفعت حصيلة الحرب إلى …»: the toll of a whole war, not of the attack told before."""
    view, head = draft.view, draft.frame.head
    return any(view.norm(i).removeprefix("ال") in _WARS for i in range(max(head - 4, 0), head + 6))


def _other_event(phrase: Phrase) -> bool:
    """«… في موجة عنف جديدة»: whether a phrase names an event that a toll may come from («بجروح» names none)."""
    inner: Phrase | None = phrase
    while inner is not None and inner.event is None:
        inner = inner.owner
    if inner is None or inner.event is None or inner.event.klass == "casualty" or phrase.prep == "قبل":
        return False  # «استشهد قبل وصوله إلى المستشفى»
    return not (inner is phrase and inner.definite and inner.owner is None and not inner.suffix)  # «في الاعتداءات»


def long_before(draft: Draft, other: date | None) -> bool:
    """«وبدأ الحزب تمرده في 1984»: what its own date sets long before other events has no place of theirs."""
    if draft.time is None or not draft.frame.times or draft.time.start is None or other is None:
        return False
    return (other - date.fromisoformat(draft.time.start)).days > _LONG


def _day(draft: Draft, published: date | None) -> date | None:
    """The day of a draft as far as its sentence tells it, else that of the report."""
    told = draft.time.start if draft.time is not None else None
    return date.fromisoformat(told) if told else published
