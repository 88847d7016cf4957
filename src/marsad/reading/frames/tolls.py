"""Tolls are folded into the events that caused them, and into each other."""

from __future__ import annotations

from itertools import pairwise

from marsad.language.ar.dates import TimeExpression
from marsad.reading.clauses import Clause
from marsad.reading.frame import FIGHTING, Frame
from marsad.reading.frames.codes import ABSORBED
from marsad.reading.frames.roles import add_patient
from marsad.reading.frames.sentence import SentenceFrames
from marsad.reading.phrase import PEOPLE, Phrase, is_armed
from marsad.reading.view import View

# From so many deeds, or over so many days, a toll is a sum and no part of one deed.
_MANY, _LONG_DAYS, _WAR_DAYS = 5, 7, 180
_HUNDREDS = 100  # so many dead by «غارات» or «هجمات» are those of many days
_MONTHS = frozenset({"اشهر", "شهور", "سنوات", "اعوام"})
# Verbs of who keeps count of the dead.
_COUNTING = frozenset({"وثق", "أحصى", "سجل", "حصر"})
_WHEN = frozenset({"عندما", "حين", "حينما", "بعدما", "بعد", "اثر", "جراء"})
_LED = frozenset({"cause", "ب", "في", "بعد", "خلال"})  # prepositions before a cause
_LED_LATER = _LED - {"بعد"}
_DEADLY_LATER = ABSORBED | {"suicide-bombing", "grenade", "chemical-attack"}
_WHERE = frozenset({"حيث", "اذ"})
_MEANWHILE = frozenset({"فيما", "بينما", "حين", "في حين"})
_FIGURES = frozenset({"حصيلة", "محصلة"})
_ADDED = frozenset({"اضافه", "فضلا", "جانب"})
_HURT = PEOPLE | {"person-armed", "number", "group", "people-adjective"}
_NO_CAUSE = frozenset({"", "statement", "negotiation", "agreement"})


def fold(state: SentenceFrames) -> None:
    """Fold tolls into the events that caused them, from the surest sign to the weakest."""
    join_pairs(state)
    _lead_by_figures(state)
    for index in range(len(state.clauses)):
        _others_otherwise(state, index)
    for frame in state.frames:
        if not frame.merged and (frame.klass == "casualty" or (frame.causes and frame.entry_lemma() == "قتل")):
            _into_named_cause(state, frame)
    for index in range(len(state.clauses)):
        _into_deed_beside(state, index)
    for index in range(len(state.clauses)):
        _into_cause_of_clause(state, index)
    for frame in state.frames:
        killing = frame.code == "killing" and bool(frame.patients)  # «متهم بقتل 14 مدنيا في قصف»
        if frame.merged is None and (frame.klass == "casualty" or killing) and not frame.dropped:
            _into_later_cause(state, frame)
            if frame.merged is None and frame.phrase is not None and frame.patients:
                _into_deed_of_time(state, frame.clause, frame)
    _follow_the_first(state)
    for frame in state.frames:
        if frame.merged is not None or frame.klass != "casualty" or frame.dropped:
            continue
        if _added(state, frame) and (event := state.last_event_before(frame.clause)) is not None and event is not frame:
            frame.merge_into(event, "toll added to the one before")
        elif (event := _where_told(state, frame)) is not None:
            frame.merge_into(event, "toll told in «حيث»")


def _lead_by_figures(state: SentenceFrames) -> None:
    """«… في حصيلة أولية لقصف صاروخي»: what the figure is of is the cause."""
    for clause in state.clauses:
        for figure, phrase in pairwise(clause.prepositional):
            of_toll = figure.entry is not None and figure.entry.noun in _FIGURES
            if of_toll and phrase.prep == "ل" and state.event_of(phrase) is not None:
                phrase.prep = "cause"


def join_pairs(state: SentenceFrames) -> None:
    """«مقتل وإصابة العشرات», «قتل وجرح عدد من …»: the first of the two has no people of its own."""
    tolls = sorted((f for f in state.frames if f.klass == "casualty" and f.merged is None), key=lambda f: f.head)
    for first, second in pairwise(tolls):
        # «بمقتله وإصابة مرافقه», «مقتل راع وإصابة ابنه»
        whose = first.phrase is not None and bool(first.phrase.suffix or _named(first.phrase))
        if not first.patients and second.patients and second.head - first.head <= 2 and not whose:
            for patient in second.patients:
                patient.kind = "killed-or-injured"
            first.merge_into(second, "joint toll")


def _others_otherwise(state: SentenceFrames, index: int) -> None:
    """«أصيب شاب بالرصاص وطفلة بشظايا»: others whom the same verb tells, set off by what the first were hurt with."""
    clause, toll = state.clauses[index], state.of_clause.get(index)
    if toll is None or toll.klass != "casualty" or toll.merged is not None or not toll.patients:
        return
    last = toll.patients[-1]
    end = last.phrase.end if last.phrase is not None else -1
    if clause.verb is None or end <= clause.verb.start:
        return
    for chunk in clause.chunks:
        phrase = chunk.phrase
        if chunk.start < end or (chunk.kind == "mark" and chunk.text in "،,"):
            continue
        if phrase is None or phrase.prep not in ("", "ب", "إثر", "agent"):
            return
        if phrase.prep:
            continue
        if not phrase.conj or phrase.kind not in _HURT or phrase.start <= end or id(phrase) in state.used:
            return
        for member in phrase.all():
            add_patient(state, toll, member, last.kind)


def _named(phrase: Phrase) -> bool:
    """Whether a single word that no table knows is in the genitive: one who is named."""
    return phrase.owner is not None and phrase.owner.kind in ("name", "unknown")


def _into_named_cause(state: SentenceFrames, frame: Frame) -> None:
    for phrase in frame.causes:
        event = state.event_of(phrase)
        if event is None or event is frame:
            continue
        if "sum" in event.marks:
            frame.merge_into(event, "toll of the same deeds")
            return
        if event.klass == "casualty" or event.code in _NO_CAUSE or event.code == "presence":
            continue
        if _told_apart(frame, event):
            continue
        if sums_up(state, frame, event):
            sum_up(state, frame, event)
        else:
            frame.merge_into(event, "toll of its cause")
        return


def _told_apart(toll: Frame, event: Frame) -> bool:
    """«قتل ستة خلال مسيرات», «قتلت الشرطة شابا خلال مواجهات»: the deed is another one than what it happened in."""
    if event.code == "protest":
        toll.marks.add("in protest")
        event.marks.add("deadly")
        return True
    people = [p.phrase for p in toll.patients if p.phrase is not None]
    done = toll.verb is not None and not toll.passive and any(is_armed(a) for a in toll.actors)
    return done and event.entry_lemma() in FIGHTING and bool(people) and not any(is_armed(p) for p in people)


def sum_up(state: SentenceFrames, toll: Frame, event: Frame) -> None:
    """A toll takes in the deeds that it sums up, all that are named together («في هجمات واشتباكات وكمائن»)."""
    toll.marks.add("sum")
    whole = next((p for c in state.clauses for p in c.phrases() if any(m is event.phrase for m in p.all())), None)
    event.merge_into(toll, "deeds that the toll sums up")
    for member in whole.all() if whole is not None else []:
        other = state.event_of(member)
        if other is not None and other is not toll and other.klass != "casualty":
            other.merge_into(toll, "deeds that the toll sums up")


def sums_up(state: SentenceFrames, toll: Frame, event: Frame) -> bool:
    """Whether a toll sums up many deeds («في هجمات متفرقة», «في 28 انفجارا», «هجمات … خلال الأشهر الماضية»)."""
    phrase, view = event.phrase, state.view
    if phrase is None:
        return False
    behind = state.clauses[event.clause + 1 : event.clause + 2]  # «في هجمات نسبت إلى … منذ بداية الأزمة»
    hanging = [t for c in behind if c.link == "rel" for t in c.times if t.since]
    times = (*event.times, *toll.times, *state.clauses[event.clause].times, *hanging)
    days = max((_days(view, t) for t in times), default=0)
    if event.entry_lemma() in FIGHTING:
        return days >= _WAR_DAYS
    one_place = bool(event.places) and days < _LONG_DAYS  # «ثماني غارات على الجانودية»: one deed
    if phrase.count is not None and (phrase.count[0] or 0) >= _MANY and not one_place:
        return True
    if phrase.grammatical != "p":
        return False
    if any(
        p.phrase is not None and p.phrase.count is not None and (p.phrase.count[0] or 0) >= _HUNDREDS
        for p in toll.patients
    ):
        return True  # «مقتل 2927 جراء غارات التحالف»
    scattered = any(
        view.norm(i).startswith(("متفرق", "منفصل", "مختلف"))
        for i in range(phrase.head + 1, min(phrase.end + 1, len(view.words)))
    )
    counted = any(c.use is not None and c.use.lemma in _COUNTING for c in state.clauses[: toll.clause + 1])
    return scattered or days >= _LONG_DAYS or (counted and not times)


def _days(view: View, time: TimeExpression) -> int:
    """Over how many days a time reaches, «منذ …» up to the report."""
    if time.first is None:
        months = any(view.norm(i).removeprefix("ال") in _MONTHS for i in range(time.start, time.end))
        return _LONG_DAYS if months or time.since else 0  # «منذ بداية الأزمة»
    if time.since and view.published is not None:
        return (view.published - time.first).days
    return (time.last - time.first).days if time.last is not None else 0


def _into_deed_beside(state: SentenceFrames, index: int) -> None:
    """«هاجموا نقطة تفتيش … فقتلوا خمسة», «قتل جندي عندما انفجر لغم»."""
    clause, frame = state.clauses[index], state.of_clause.get(index)
    if frame is None or frame.klass != "casualty" or frame.merged is not None or clause.use is None:
        return
    if clause.use.conj == "و" and clause.link == "and" and not frame.places:
        foiled = next((f for f in reversed(state.frames) if f.clause == clause.parent and "foiled" in f.marks), None)
        if foiled is not None and foiled.merged is None:
            foiled.targets += [a for a in frame.actors if not any(a is t for t in foiled.targets)]
            frame.actors = []
            frame.merge_into(foiled, "toll of the attack that failed")  # «صدت هجوما وقتلت 12 من المهاجمين»
            return
    claimed = clause.link == "rel" and frame.entry_lemma() == "راح"  # «مجزرة راح ضحيتها 150 قتيلا»
    if claimed or ({"في", "خلال"} & set(clause.pronouns) and clause.use.conj == ""):
        before = state.last_event_before(index)
        if before is not None and before.klass == "event" and before.phrase is not None:
            frame.merge_into(before, "toll of the deed that «فيها» takes up")  # «معارك سقط فيها 30 قتيلا»
            return
    if clause.use.conj == "ف" and (before := state.last_event_before(index)) is not None and before.klass == "event":
        frame.merge_into(before, "toll that follows")
        return
    if (deed := _same_doer(state, index, frame)) is not None:
        frame.merge_into(deed, "toll of the deed of the same doer")
        return
    if (gain := _lost_beside(state, index, frame)) is not None:
        frame.merge_into(gain, "what it cost those who lost the place")
        return
    _into_deed_of_time(state, index, frame)


def _into_deed_of_time(state: SentenceFrames, index: int, toll: Frame) -> None:
    """«قتل جندي عندما انفجر لغم», «أعلن الجيش مقتل جندي حين فتح مسلحون النار»: the deed in the clause of the time."""
    clauses = state.clauses
    later = range(index + 1, len(clauses))
    when = next((k for k in later if clauses[k].link == "sub" and clauses[k].text in _WHEN), None)
    if when is None or not all(c.klass("casualty") or c.link == "rel" for c in clauses[index + 1 : when]):
        return
    event = state.of_clause.get(when) or next((f for f in state.frames if f.clause == when and f.code), None)
    event = event.target() if event is not None else None
    if event is not None and event.klass == "event" and event.code in _DEADLY_LATER:
        toll.merge_into(event, "toll of the deed in «عندما»")


def _lost_beside(state: SentenceFrames, index: int, toll: Frame) -> Frame | None:
    """«سيطر الجيش على الحي، فيما قتل ستة مسلحين»: the dead of one side, told beside the gain of the other."""
    clause = state.clauses[index]
    if clause.link not in ("and", "sub") or toll.actors or toll.places or toll.times or toll.causes or toll.means:
        return None
    if clause.link == "sub" and clause.text not in _MEANWHILE:
        return None
    people = [p.phrase for p in toll.patients if p.phrase is not None]
    gain = state.of_clause.get(clause.parent)
    if gain is None or gain.merged is not None or gain.code != "territory-gain" or not people:
        return None
    return gain if all(p.count is not None and is_armed(p) for p in people) else None


def _same_doer(state: SentenceFrames, index: int, toll: Frame) -> Frame | None:
    """«هاجموا الموقع وقتلوا خمسة»: the deed told right before, whose doers are the unnamed subject of the killing."""
    clause = state.clauses[index]
    if clause.link != "and" or clause.use is None or clause.use.conj != "و" or toll.places or toll.times or toll.means:
        return None
    if clause.subject is None or any(clause.subject is p for p in clause.phrases()):
        return None
    deed = state.of_clause.get(clause.parent)
    if deed is None or deed.merged is not None or deed.klass != "event" or deed.code not in _DEADLY_LATER:
        return None
    if deed.code == "clash" and any(p.phrase is not None and p.phrase.kind in PEOPLE for p in toll.patients):
        return None  # who kills residents of a place that he storms does two things
    return deed if any(clause.subject is a for a in (*deed.actors, *deed.means)) else None


def _into_cause_of_clause(state: SentenceFrames, index: int) -> None:
    """«قتل ثلاثة في قصف …»: the verb of the clause tells the toll, a phrase of it the event."""
    clause, main = state.clauses[index], state.of_clause.get(index)
    if clause.verb is None or main is None or main.merged or main.klass != "casualty":
        return
    for phrase in clause.prepositional:
        event = state.event_of(phrase)
        if event is None or event.klass == "casualty" or event.code in _NO_CAUSE or phrase.prep not in _LED:
            continue
        if phrase.prep == "بعد" and event.code not in _DEADLY_LATER:
            continue  # «قتلوا 20 بعد استيلائهم على القاعدة»: one deed after the other
        if _told_apart(main, event):
            continue
        if "sum" in main.marks:
            event.merge_into(main, "deeds that the toll sums up")  # «بلغت حصيلة القتلى خلال العمليات … منذ مطلع العام»
            return
        if sums_up(state, main, event):
            sum_up(state, main, event)  # «سقط مئات القتلى في عمليات نفذها متشددون»
        else:
            main.merge_into(event, "toll of its cause")
        return


def _into_later_cause(state: SentenceFrames, frame: Frame) -> None:
    """«قتل فلان، وهو …، في ضربة استهدفت منزله»: the cause comes after an aside."""
    if frame.code == "injury" and not frame.patients and frame.phrase is not None and frame.phrase.prep == "ب":
        frame.dropped = "manner of an injury"
        return
    for other in sorted(state.frames, key=lambda f: f.head):
        if other.head <= frame.head or other.phrase is None or other.merged is not None:
            continue
        if (
            other.klass in ("event", "reference")
            and other.phrase.prep in _LED_LATER
            and other.code in _DEADLY_LATER
            and not _told_apart(frame, other)
            and (
                other.clause == frame.clause
                or all(_is_aside(c) for c in state.clauses[frame.clause + 1 : other.clause + 1])
            )
        ):
            frame.merge_into(other, "toll of its cause, told later")
            return


def _is_aside(clause: Clause) -> bool:
    """Whether a clause between a toll and its cause only tells more of the toll."""
    if clause.frame is not None and clause.frame.klass == "speech":
        return False
    if clause.link == "and" and clause.frame is not None and clause.frame.code in ("arrest", "abduction"):
        return True  # «قتل 11 وأسر أربعة في كمين»
    told_on = clause.link == "and" or (clause.link == "comp" and clause.text.startswith("وان"))
    return clause.link in ("rel", "sub", "part") or (told_on and clause.klass("casualty"))


def _added(state: SentenceFrames, toll: Frame) -> bool:
    """«… سبعة قتلى، إضافة لإصابة 14», «فضلا عن إصابة خمسة»."""
    return any(state.view.norm(toll.head - k).removeprefix("ب").removeprefix("ال") in _ADDED for k in (1, 2))


def _where_told(state: SentenceFrames, toll: Frame) -> Frame | None:
    """«تستمر الاشتباكات، حيث قتل 11 مسلحا، فيما أصيب خمسة جنود»: the deed of the clause on which «حيث» hangs."""
    index = toll.clause
    if state.clauses[index].link == "sub" and state.clauses[index].text in _MEANWHILE and index:
        index -= 1
    clause = state.clauses[index]
    if clause.link != "sub" or clause.text not in _WHERE or toll.places or toll.times or toll.verb is None:
        return None
    before = state.last_event_before(index)
    if before is None or before.clause != clause.parent or before.klass != "event" or before.code not in _DEADLY_LATER:
        return None
    return before if before is not toll else None


def _follow_the_first(state: SentenceFrames) -> None:
    """«… إلى مقتل فتى عمره 12 عاما، وإصابة ثلاثة»: a second toll goes where the first went."""
    tolls = sorted((f for f in state.frames if f.klass == "casualty"), key=lambda f: f.head)
    for first, second in pairwise(tolls):
        word = second.phrase or second.verb
        if second.dropped or second.clause - first.clause > 2:
            continue
        clause = state.clauses[second.clause]
        told_on = clause.link == "comp" and clause.text.startswith("وان")  # «إن ثلاثة قتلوا وإن عشرة جرحوا»
        if word is None or not (word.conj or told_on or _added(state, second)):
            continue
        beside = first.merged is None and second.clause == first.clause + 1 and second.merged is not None
        if beside and first.patients and not (first.places or first.causes or first.times or first.actors):
            if first.verb is not None and second.verb is not None and clause.link == "and":
                first.merge_into(second.target(), "toll joined to the one behind")  # «أصيب النائب وقتل أربعة في كمين»
                continue
        if second.merged is not None:
            continue
        if first.merged is not None or (first.patients and second.patients and not (first.places and second.places)):
            second.merge_into(first, "toll joined to the one before")
