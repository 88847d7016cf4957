"""Every statement leads to its evidence: numbers for claims in the order in which they are first cited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

from marsad.events.estimates import Estimate
from marsad.events.event import Event, Testimony, Told
from marsad.events.voices import speaker
from marsad.model import Claim, Mention, Place
from marsad.report.situation.document import Evidence
from marsad.report.situation.speech import Speech
from marsad.report.terminal import clean
from marsad.report.words import Part, Parts, type_label
from marsad.withholding import Withholding

_MOST_NAMES = 4  # actors or targets of an event that are named


@dataclass(slots=True)
class Citing:
    """Names bodies and cites claims, in one language, without the names of private persons."""

    speech: Speech
    withholding: Withholding
    evidence: list[Evidence] = field(default_factory=list)
    _numbers: dict[tuple[str, str], int] = field(default_factory=dict)

    def cite(self, told: Iterable[Told], most: int = 4) -> Parts:
        """References to claims; behind the first few stands how many more there are."""
        told = list(told)
        out: Parts = []
        for one in told[:most]:
            out += [Part(" ", "label")] if out else []
            out.append(Part(str(self._number(one)), "ref"))
        if len(told) > most:
            out.append(Part(" " + self.speech("occurrence.more_refs", n=len(told) - most), "label"))
        return out

    def cite_events(self, events: Iterable[Event], most: int = 5) -> Parts:
        """References to the first claim of each of several events."""
        return self.cite([next(event.told) for event in events], most)

    def _number(self, told: Told) -> int:
        key = (told.report.id, told.claim.id)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.evidence) + 1
            said = speaker(told.claim)
            report = told.report
            url = report.url if report.url and report.url.lower().startswith(("https://", "http://")) else None
            self.evidence.append(
                Evidence(
                    number, self.words(told.claim), clean(report.outlet or ""),
                    "".join(p.text for p in self.name(said.mention)) if said else "", report.published or "",
                    clean(report.id), clean(told.claim.id), clean(url) if url else None,
                )
            )  # fmt: skip
        return number

    def words(self, claim: Claim) -> str:
        """The sentence of a claim on one line, without the names of private persons."""
        return clean(self.withholding.sentence(claim))

    def name(self, who: Mention) -> Parts:
        """A body by its neutral name; one that no list knows by the words of the report."""
        name = self.speech.listed_name(who) if who.id or not who.span.text else None
        if name is not None:
            return [Part(clean(name), "words")]
        text = who.span.text or who.name_ar or who.name_en or ""
        return [Part(clean(self.withholding.mention(who, text)), "words")]

    def place(self, place: Place | None) -> str:
        """The name of a place; of one that is withheld that of the district or governorate around it."""
        if place is None:
            return ""
        if self.withholding.place(place):
            return clean(self.speech.place(place))
        return self.speech.division(place.admin2) or self.speech.division(place.admin1)

    def names(self, members: Sequence[Mention]) -> Parts:
        """Several bodies, each name once."""
        named = dict.fromkeys(tuple(self.name(m)) for m in members)
        shown = [list(parts) for parts in named][:_MOST_NAMES]
        out = self.speech.joined(shown)
        return [*out, Part(self.speech.comma + "…", "label")] if len(named) > _MOST_NAMES else out

    def who(self, actors: Sequence[Mention], targets: Sequence[Mention]) -> Parts:
        """«who → whom»."""
        if not actors and not targets:
            return []
        out = self.names(actors) or [Part("?", "label")]
        # Arrows do not turn with the direction of the line as brackets do.
        arrow = Part(" ← " if self.speech.language == "ar" else " → ", "label")
        return [*out, arrow, *self.names(targets)] if targets else out

    def source(self, testimony: Testimony) -> Parts:
        """Who vouches for an account, with the camp where it is known."""
        who = testimony.who
        outlet = clean(testimony.told[0].report.outlet or "")
        if who is None or not (who.span.text or who.name_ar or who.name_en):
            name: Parts = [Part(outlet, "words")] if outlet else [Part(self.speech("occurrence.own_name"), "label")]
        else:
            name = self.name(who)
        if outlet and speaker(testimony.told[0].claim) is not None:
            name = [*name, Part(f"{self.speech.comma}", "label"), Part(outlet, "words")]
        return name

    def voice(self, told: Told) -> Parts:
        """Who says so: the innermost speaker, else the outlet."""
        said = speaker(told.claim)
        if said is not None:
            return self.name(said.mention)
        outlet = clean(told.report.outlet or "")
        return [Part(outlet, "words") if outlet else Part(self.speech("occurrence.own_name"), "label")]

    def title(self, event: Event) -> Parts:
        """«Air strike · Ariha · 29 Jan 2020»."""
        place = self.place(event.place)
        out = [Part(type_label(event.type, self.speech.language), "label")]
        if place:
            out += [Part(" · ", "label"), Part(place, "words")]
        if event.day:
            start, end = event.days if any(event.days) else (event.day, event.day)
            out += [Part(" · ", "label"), Part(self.speech.days(start, end), "number")]
        return out

    def estimates(self, numbers: Iterable[Estimate]) -> Parts:
        """«killed: 4–35 (best 8) · civilians: 3»."""
        speech, out = self.speech, list[Part]()
        for n in numbers:
            name = speech.label(f"number.{n.kind}")
            if n.group:
                name += f" ({speech.label(f'group.{n.group}')})"
            out.append(Part(f"{' · ' if out else ''}{name}: ", "label"))
            out.append(Part(speech.estimate(n.low, n.best, n.high), "number"))
        return out


def flat(parts: Iterable[Parts]) -> Parts:
    """Several lists of parts as one."""
    return list(chain.from_iterable(parts))
