"""From events to the document: which sections there are, and in which order."""

from __future__ import annotations

from dataclasses import replace

from marsad.events.record import records
from marsad.reading.view import Knowledge
from marsad.report.situation import accounts, graphics, holding
from marsad.report.situation.citing import Citing
from marsad.report.situation.document import Bullets, Column, Digits, Document, Paragraph, Section, Table
from marsad.report.situation.facts import Facts, family, said
from marsad.report.situation.speech import Speech
from marsad.report.situation.summary import LEAST_BASE, Summary
from marsad.report.terminal import clean
from marsad.report.words import Part, Parts
from marsad.version import data, software
from marsad.withholding import Withholding

_MOST_SOURCES = 40


def document(
    facts: Facts,
    language: str,
    knowledge: Knowledge | None,
    digits: Digits = "arab",
) -> Document:
    """The situation report of one period and area.

    Args:
        facts: what there is for the period and area (`Facts.of`, or `marsad.observatory.situation.facts` of a store).
        language: `ar` or `en`.
        knowledge: finds the names of private persons, which are withheld; None shows them.
        digits: of Arabic reports: `arab` (٠١٢) or `latn` (012).
    """
    speech = Speech(language, digits)
    citing = Citing(speech, Withholding(knowledge))
    area = clean(speech.place(facts.scope.area)) if facts.scope.area else ""
    title = speech("title.of_area", area=area) if area else speech("title.report")
    sections = _sections(facts, citing) if facts.events else [_empty(citing)]
    sections.append(_method(facts, citing))
    return Document(language, speech.digits, title, _about(facts, speech, area), tuple(sections),
                    tuple(citing.evidence), speech.labels, citing.withholding.count)  # fmt: skip


def _sections(facts: Facts, citing: Citing) -> list[Section]:
    summary = Summary(facts, citing)
    held = holding.standings(facts)
    return [
        summary.key_figures(),
        summary.changes(),
        graphics.map_of(facts, citing, holding.points(held, citing)),
        accounts.occurrences(facts, citing),
        graphics.charts(facts, citing),
        holding.changes(facts, citing, held),
        accounts.sayings(facts, citing),
        accounts.by_day(facts, citing),
        _sources(facts, citing),
    ]


def _about(facts: Facts, speech: Speech, area: str) -> tuple[tuple[str, Parts], ...]:
    """The lines under the title."""
    scope = facts.scope
    days = speech("about.days", start=speech.day(scope.start), end=speech.day(scope.end))
    reports, outlets, voices = facts.sources
    return (
        (speech("about.period"), [Part(days, "label")]),
        (speech("about.area"), [Part(area, "words")] if area else [Part(speech("title.everywhere"), "label")]),
        (speech("about.basis"),
         [Part(speech("about.basis_told", reports=reports, outlets=outlets, voices=voices), "label")]),
        (speech("about.made"), [Part(speech("about.made_told") + " ", "label"), Part(f"marsad {software()}, {data()}", "value")]),
    )  # fmt: skip


def _empty(citing: Citing) -> Section:
    speech = citing.speech
    return Section("figures", speech("section.figures"), (Paragraph([Part(speech("note.empty"), "label")]),))


def _sources(facts: Facts, citing: Citing) -> Section:
    """Who is heard, how often others confirm or contest it."""
    speech = citing.speech
    reports, _, voices = facts.sources
    told = sum(1 for event in facts.events for _ in event.told)
    single = sum(event.n_independent for event in facts.events)
    notes = [speech("note.sources", reports=reports, voices=voices), speech("note.copies", n=told - single)]
    columns = (
        Column(speech("column.source"), "wide"), Column(speech("column.camp"), "normal"),
        *(Column(speech(f"column.{key}"), "narrow", True)
          for key in ("events", "alone", "confirmed", "across", "contested", "denials")),
    )  # fmt: skip
    rows = []
    for r in records(facts.events)[:_MOST_SOURCES]:
        numbers = (r.events, r.alone, r.confirmed, r.across, r.contested, r.denials)
        who = citing.name(replace(r.who, id=r.who.id or "outlet"))
        camp: Parts = [Part(speech.camp(r.camp) or "–", "label")]
        rows.append((who, camp, *([Part(speech.number(n), "number")] for n in numbers)))
    title = speech("section.sources")
    note = Paragraph([Part(" ".join(notes), "label")], "note")
    return Section("sources", title, (note, Table(title, columns, tuple(rows))) if rows else (note,))


def _method(facts: Facts, citing: Citing) -> Section:
    """How the figures come about, and what this report cannot say."""
    speech, withheld = citing.speech, citing.withholding
    keys = ("claims", "counting", "armed", "independence", "errors")
    texts = [speech(f"method.{key}", base=LEAST_BASE) for key in keys]
    undated = sum(1 for e in facts.events if not any(e.days) and not said(e) and family(e) != "state")
    texts.append(speech("note.undated", n=undated))
    if facts.basis.noted:
        texts.append(speech("note.unread", n=facts.basis.noted))
    if withheld.knowledge is None:
        texts.append(speech("note.names_shown"))
    else:
        texts.append(f"{speech('method.names')} {speech('note.withheld', n=withheld.count)}")
    return Section("method", speech("section.method"), (Bullets(tuple([Part(text, "label")] for text in texts)),))
