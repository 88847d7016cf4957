"""`marsad explain`: how each claim came about."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator

from marsad.cli.inputs import add_bidi_option, add_data_option, add_input_options, colour, exit_code, intake
from marsad.cli.progress import Progress
from marsad.errors import InputError
from marsad.model import Claim, Mention, Place, Reading, Span, Step
from marsad.pipeline import read_reports, settle
from marsad.report.terminal import Terminal
from marsad.report.words import claim_label, figure, numbered, words

_WIDTH = 92
# Slots in the order shown: the names that steps give them, and the label.
_SLOTS = (
    (("claim", "type", "trigger", "means"), "label.claim"),
    (("status",), "attribute.outcome"),
    (("actor", "actors"), "attribute.actor"),
    (("target", "targets"), "attribute.target"),
    (("place",), "attribute.place"),
    (("time",), "attribute.time"),
    (("number", "numbers"), "label.numbers"),
    (("source", "sources", "speaker"), "label.source"),
    (("confidence",), "label.confidence"),
)
_SIGNS = {"found": "+", "taken": "+", "carried": "~", "rejected": "-"}


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "explain", help="how claims came about", allow_abbrev=False,
        description="For each claim: its rule, its clause, and for each slot what it holds (=), what was found "
        "for it (+), carried over from elsewhere (~) or rejected (-), and why.",
    )  # fmt: skip
    add_input_options(command, "+")
    command.add_argument("--claim", metavar="ID", help="only the claim whose id starts so")
    add_data_option(command)
    add_bidi_option(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Explain the claims of the files."""
    found = intake(options)
    settle(options.data_dir)
    with Progress("reports") as progress:
        of = len(found.reports)
        readings = read_reports(found.reports, True, options.data_dir, lambda n: progress.part(n, of))
    explainer = _Explainer(options.ui, Terminal(options.ui, colour=colour(), bidi=options.bidi))
    shown = 0
    for reading, claims in zip(readings, numbered(readings)[0], strict=True):
        chosen = [(number, c) for number, c in claims if c.id.startswith(options.claim or "")]
        shown += len(chosen)
        if chosen or not options.claim:
            sys.stdout.writelines(line + "\n" for line in explainer.report(reading, chosen))
    if options.claim and not shown and found.reports:
        raise InputError(f"no claim has an id that starts with {options.claim!r}", hint="marsad read prints the ids")
    return exit_code(found)


class _Explainer:
    """Writes how claims came about, in `ar` or `en`. What a step says is English: it names rules and reasons."""

    def __init__(self, language: str, terminal: Terminal) -> None:
        self.language, self.show, self.label = language, terminal, words(language)

    def report(self, reading: Reading, claims: list[tuple[int, Claim]]) -> Iterator[str]:
        """The lines of one report."""
        show = self.show
        yield from show.head(reading, bool(claims), self.label)
        yield ""
        for number, claim in claims:
            for line in self._claim(number, claim, reading.steps.get(claim.id, ())):
                yield show.line(line)
            yield ""

    def _claim(self, number: int, claim: Claim, steps: tuple[Step, ...]) -> Iterator[str]:
        show, label = self.show, self.label
        yield show.title(number, claim, claim_label(claim, self.language, label))
        yield f"    {label['label.rule']}: {show.words(claim.rule)}"
        evidence = claim.evidence
        yield f"    {label['label.evidence']} {show.value(f'[{evidence.start}–{evidence.end}]')}:"
        for line in show.evidence(claim, _WIDTH):
            yield f"      {line}"
        values = self._values(claim)
        known = {name for names, _ in _SLOTS for name in names}
        for names, key in _SLOTS:
            own = [s for s in steps if s.slot in names]
            if own or values[key]:
                yield f"    {label[key]}:"
                yield from (f"      = {value}" for value in values[key])
                yield from self._steps(own)
        other = [s for s in steps if s.slot not in known]
        if other:
            yield f"    {label['label.issues']}:"
            yield from self._steps(other)

    def _steps(self, steps: Iterable[Step]) -> Iterator[str]:
        for step in steps:
            text = f"{self.show.words('«' + step.text + '»')} " if step.text else ""
            why = self.show.words(f"{step.slot} {step.outcome}: {step.why}")
            yield f"      {_SIGNS.get(step.outcome, '?')} {text}{why}"

    def _values(self, claim: Claim) -> dict[str, list[str]]:
        """What each slot holds in the end."""
        place, time = claim.place, claim.time
        return {
            "label.claim": [self._value(claim.trigger, claim.type)],
            "attribute.outcome": [self.show.value(claim.status)],
            "label.confidence": [self.show.value(f"{claim.confidence:.2f}")],
            "attribute.actor": [self._mention(m) for m in claim.actors],
            "attribute.target": [self._mention(m) for m in claim.targets],
            "attribute.place": [self._value(place.span, _point(place))] if place else [],
            "attribute.time": [
                self._value(time.span, f"{time.start or '…'} – {time.end or '…'} ({time.precision})")
            ] if time else [],
            "label.numbers": [
                self._value(q.span, f"{q.kind} {'≈ ' if q.approx else ''}{figure(q.low, q.high)}")
                + (f" {self.show.words(q.who)}" if q.who else "")
                for q in claim.numbers
            ],
            "label.source": [
                f"{self.show.value(s.role)} {self._mention(s.mention)}"
                + (f" {self.show.words('«' + s.cue + '»')}" if s.cue else "")
                for s in claim.sources
            ],
        }  # fmt: skip

    def _value(self, span: Span, value: str, name: str = "") -> str:
        at = f"[{span.start}–{span.end}] " if span.end else ""
        return f"{self.show.words(span.text or name)} {self.show.value(at + value)}"

    def _mention(self, mention: Mention) -> str:
        known = ", ".join(x for x in (mention.kind, mention.side) if x)
        value = f"{mention.id or '?'}{f' ({known})' if known else ''}"
        fuller = "".join(f" < {self.show.words(a)}" for a in mention.antecedents)
        return self._value(mention.span, value, mention.name_ar or mention.name_en or "") + fuller


def _point(place: Place) -> str:
    if place.lat is None or place.lon is None:
        return place.id or "?"
    radius = f" ± {place.radius_km:g} km" if place.radius_km is not None else ""
    return f"{place.id or '?'} {place.level or '?'} {place.lat:.3f}, {place.lon:.3f}{radius}"
