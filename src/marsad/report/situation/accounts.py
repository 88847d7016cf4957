"""The main occurrences, each with its accounts side by side; threats and statements; all events by day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from marsad.events.disputes import disputes
from marsad.events.event import Event, Testimony, Told
from marsad.report.situation.citing import Citing
from marsad.report.situation.document import Block, Bullets, Column, Heading, Paragraph, Section, Table
from marsad.report.situation.facts import Facts, family, said, weight
from marsad.report.terminal import clean
from marsad.report.words import Part, Parts, type_label

MAIN = 8  # occurrences that are told in full
ACCOUNTS = 6  # of each
LISTED = 150  # events of the timeline
SAYINGS = 40
_DISPUTES = 4
_WORDS = 280  # characters of an account that are quoted beside the others
_LARGE = ("battle", "remote", "civilians", "strategic", "demonstration", "humanitarian")


def occurrences(facts: Facts, citing: Citing) -> Section:
    """What weighs most, who says what of it, what is contested and why."""
    speech = citing.speech
    found = sorted((e for e in facts.own if family(e) in _LARGE and not said(e)), key=weight)
    ends = {end for event in found[:MAIN] for c in event.contradictions for end in (c.first, c.second)}
    told = {one.claim.id: (event, one) for event in facts.telling(ends) for one in event.told}
    blocks: list[Block] = []
    if not found:
        blocks.append(_note(speech("note.no_occurrences")))
    elif len(found) > MAIN:
        blocks.append(_note(speech("note.more_events", shown=MAIN, all=len(found))))
    for event in found[:MAIN]:
        blocks += _occurrence(event, citing, told)
    return Section("occurrences", speech("section.occurrences"), tuple(blocks))


def _occurrence(event: Event, citing: Citing, told: Mapping[str, tuple[Event, Told]]) -> Iterator[Block]:
    speech = citing.speech
    yield Heading(citing.title(event))
    lead: Parts = [
        Part(speech.label(f"status.{event.status}"), "strong"), Part(" · ", "label"),
        Part(speech.label(f"agreement.{event.agreement}"), "strong"),
    ]  # fmt: skip
    who = citing.who(event.actors, event.targets)
    if who:
        lead += [Part(" · ", "label"), *who]
    yield Paragraph(lead)
    figures: Parts = []
    if event.numbers:
        start, end = speech("occurrence.figures", figures="\0").split("\0")
        figures = [Part(start, "label"), *citing.estimates(event.numbers), Part(f"{end}. ", "label")]
    counts = speech("occurrence.voices", reports=event.n_reports, voices=event.n_independent)
    yield Paragraph([*figures, Part(counts + " ", "label"), *citing.cite(event.told)])
    yield _side_by_side(event, citing)
    if len(event.testimonies) > ACCOUNTS:
        yield _note(speech("occurrence.more_accounts", n=len(event.testimonies) - ACCOUNTS))
    disputes = _disputes(event, citing, told)
    if disputes:
        yield Paragraph([Part(speech("occurrence.contested"), "strong")])
        yield Bullets(tuple(disputes))
    elif event.n_independent == 1:
        yield _note(speech("occurrence.alone"))
    elif event.agreement != "contested":
        yield _note(speech("occurrence.agreed"))


def _side_by_side(event: Event, citing: Citing) -> Table:
    speech = citing.speech
    columns = (
        Column(speech("column.source"), "normal"), Column(speech("column.stance"), "narrow"),
        Column(speech("column.says"), "normal"), Column(speech("column.words"), "wide"),
    )  # fmt: skip
    order = ("confirms", "denies", "expects")
    shown = sorted(event.testimonies, key=lambda t: order.index(t.stance))[:ACCOUNTS]
    return Table(speech("occurrence.accounts"), columns, tuple(_account(t, citing) for t in shown))


def _account(testimony: Testimony, citing: Citing) -> tuple[Parts, ...]:
    """A voice: who it is, whether it confirms, what it says, its words."""
    speech = citing.speech
    source = citing.source(testimony)
    camp = speech.camp(testimony.camp)
    if camp:
        source = [*source, Part(f" [{camp}]", "label")]
    claim = testimony.told[-1].claim
    kind, status = type_label(claim.type, speech.language), speech.label(f"status.{claim.status}")
    says: Parts = [Part(f"{kind} ({status})", "label")]
    who = citing.who(claim.actors, claim.targets)
    if who:
        says += [Part(": ", "label"), *who]
    for q in claim.numbers:
        low = q.low if q.low is not None else 0.0
        name = speech.label(f"number.{q.kind}")
        says += [Part(f" · {name}: ", "label"), Part(speech.interval(low, q.high), "number")]
    words = citing.words(claim)
    quoted = words if len(words) <= _WORDS else words[:_WORDS].rsplit(" ", 1)[0] + " …"
    stance = [Part(speech(f"stance.{testimony.stance}"), "label")]
    return source, stance, says, [Part(quoted, "quote"), *citing.cite(testimony.told)]


def _disputes(event: Event, citing: Citing, told: Mapping[str, tuple[Event, Told]]) -> list[Parts]:
    """Why accounts exclude each other: each question once, then the voices of either side where there are more."""
    speech = citing.speech
    ends = [side for c in event.contradictions for side in (c.first, c.second) if side in told]
    others = {told[side][0].id: told[side][0] for side in ends if told[side][0].id != event.id}
    out: list[Parts] = []
    for dispute in disputes([event], others.values())[:_DISPUTES]:
        c = dispute.told
        why = clean(citing.withholding.text(c.explanation_ar if speech.language == "ar" else c.explanation_en))
        line: Parts = [Part(speech.label(f"attribute.{c.attribute}"), "strong"), Part(f": {why} ", "label")]
        sides = [[told[one.id][1] for one in side if one.id in told] for side in dispute.sides]
        if all(sides) and sum(map(len, sides)) > 2:
            for number, side in enumerate(sides):
                named = dict.fromkeys(tuple(citing.voice(one)) for one in side)
                line += [Part(" ↔ ", "label")] if number else []
                line += speech.joined([list(parts) for parts in named])
            line.append(Part(" ", "label"))
        cited = dict.fromkeys([c.first, c.second, *(one.claim.id for side in sides for one in side)])
        out.append([*line, *citing.cite([told[id][1] for id in cited if id in told])])
    return out


def sayings(facts: Facts, citing: Citing) -> Section:
    """Threats, agreements, talks and statements, and what is only expected."""
    speech = citing.speech
    found = [e for e in facts.events if said(e)]
    chosen = set(map(id, sorted(found, key=weight)[:SAYINGS]))
    shown = [e for e in found if id(e) in chosen]
    if not shown:
        return Section("sayings", speech("section.sayings"), (_note(speech("note.no_sayings")),))
    columns = (
        Column(speech("column.day"), "narrow"), Column(speech("column.type"), "narrow"),
        Column(speech("column.who"), "normal"), Column(speech("column.words"), "wide"),
    )  # fmt: skip
    rows = []
    for event in shown:
        first = next(event.told)
        kind = type_label(event.type, speech.language)
        status = "" if event.status == "happened" else f" ({speech.label(f'status.{event.status}')})"
        words = citing.words(first.claim)
        quoted = words if len(words) <= _WORDS else words[:_WORDS].rsplit(" ", 1)[0] + " …"
        rows.append((
            [Part(speech.short_day(event.day), "number")], [Part(kind + status, "label")],
            citing.who(event.actors, event.targets) or citing.source(event.testimonies[0]),
            [Part(quoted, "quote"), *citing.cite(event.told)],
        ))  # fmt: skip
    blocks: list[Block] = []
    if len(found) > len(shown):
        blocks.append(_note(speech("note.more_events", shown=len(shown), all=len(found))))
    blocks.append(Table(speech("section.sayings"), columns, tuple(rows)))
    return Section("sayings", speech("section.sayings"), tuple(blocks))


def by_day(facts: Facts, citing: Citing) -> Section:
    """All events but statements, a row each, by day."""
    speech = citing.speech
    found = [e for e in facts.events if not said(e)]
    chosen = set(map(id, sorted(found, key=weight)[:LISTED]))
    shown = sorted((e for e in found if id(e) in chosen), key=lambda e: e.day or "")
    columns = (
        Column(speech("column.day"), "narrow"), Column(speech("column.what"), "normal"),
        Column(speech("column.place"), "narrow"), Column(speech("column.who"), "wide"),
        Column(speech("column.toll"), "narrow"), Column(speech("column.agreement"), "narrow"),
        Column(speech("column.evidence"), "narrow"),
    )  # fmt: skip
    note = [speech("note.listed")]
    if len(found) > len(shown):
        note.append(speech("note.more_events", shown=len(shown), all=len(found)))
    rows = tuple(_row(event, citing) for event in shown)
    title = speech("section.timeline")
    return Section("timeline", title, (_note(" ".join(note)), Table(title, columns, rows)))


def _row(event: Event, citing: Citing) -> tuple[Parts, ...]:
    speech = citing.speech
    kind, status = type_label(event.type, speech.language), speech.label(f"status.{event.status}")
    name = f"{kind} ({status})" if event.status != "happened" else kind
    harm = [n for n in event.numbers if n.kind in ("killed", "injured", "displaced", "captured") and n.group is None]
    return (
        [Part(speech.days(*event.days) if any(event.days) else speech.short_day(event.day), "number")],
        [Part(name, "label")],
        [Part(citing.place(event.place), "words")] if event.place else [],
        citing.who(event.actors, event.targets),
        citing.estimates(harm),
        [Part(speech.label(f"agreement.{event.agreement}"), "label")],
        citing.cite(event.told, 3),
    )


def _note(text: str) -> Paragraph:
    return Paragraph([Part(text, "label")], "note")
