"""Claims made by chance, day by day, as the news of a few wars would tell them: for the benchmark and tests of grouping.

Each day brings occurrences; each is told by one report or by many: by outlets of both camps, which call the actors
otherwise and count otherwise, by copies of one agency's sentence, on the day and later, with its toll or without.
Few places see most of it and the same doer strikes the same town day after day. The same seed gives the same claims.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import accumulate

from marsad import resources
from marsad.model import Claim, Mention, Place, Quantity, Reading, Report, Source, Span, TimeRef, content_hash

FIRST_DAY = date(2020, 1, 1).toordinal()
CLAIMS_A_DAY = 1370  # a million in two years
_ACCOUNTS_OF_ONE = 3.8  # claims that an occurrence comes to, on average
_COUNTRIES = {"SY": 30, "PS": 20, "IQ": 12, "YE": 12, "SD": 10, "LB": 8, "LY": 8}
_PLACES, _OUTLETS, _QUARTERS = 2500, 60, 12
_TYPES = {
    "shelling": 24, "airstrike": 17, "clash": 15, "remote-explosive": 6, "civilian-attack": 5, "arrest": 5,
    "territory-gain": 4, "weapon-interception": 3, "statement": 6, "mobilization": 3, "protest": 4, "displacement": 3,
    "control": 2, "abduction": 3,
}  # fmt: skip
_HARMFUL = {"shelling", "airstrike", "clash", "remote-explosive", "civilian-attack"}


@dataclass(frozen=True, slots=True)
class _Town:
    place: Place
    quarters: tuple[Place, ...]
    country: str
    doer: int  # the camp that strikes here, mostly
    habit: str  # and how


@dataclass(frozen=True, slots=True)
class _Outlet:
    mention: Mention
    camp: int


@dataclass(frozen=True, slots=True)
class _Occurrence:
    number: int
    day: int
    type: str
    town: _Town
    place: Place
    doer: Mention
    victim: Mention
    toll: int | None
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Account:
    """What one outlet tells of an occurrence: the day on which it does, and its claims without the report."""

    day: int
    outlet: _Outlet
    claims: tuple[tuple[Claim, int], ...]


class World:
    """Reports by day. `share`: the part of the usual number of claims a day."""

    def __init__(self, seed: int = 1, share: float = 1.0) -> None:
        self._chance = random.Random(seed)
        self._share = share
        self._made = 0
        self._told: dict[int, list[_Account]] = defaultdict(list)

    def reports(self, days: int, start: int = 0) -> Iterator[tuple[Reading, tuple[int, ...]]]:
        """The readings of some days in the order of publication, each with the numbers of its occurrences, a claim one."""
        for day in range(FIRST_DAY + start, FIRST_DAY + start + days):
            for _ in range(round(self._share * CLAIMS_A_DAY / _ACCOUNTS_OF_ONE)):
                for account in self._accounts(self._occurrence(day)):
                    self._told[account.day].append(account)
            yield from self._published(day)

    def _published(self, day: int) -> Iterator[tuple[Reading, tuple[int, ...]]]:
        by_outlet: dict[str, list[_Account]] = defaultdict(list)
        for account in self._told.pop(day, ()):
            by_outlet[account.outlet.mention.id or ""].append(account)
        for name in sorted(by_outlet):
            accounts = by_outlet[name]
            self._chance.shuffle(accounts)
            while accounts:
                some = [accounts.pop() for _ in range(min(len(accounts), self._chance.choice((1, 1, 2, 2, 3, 4, 6))))]
                yield self._report(day, some)

    def _report(self, day: int, accounts: list[_Account]) -> tuple[Reading, tuple[int, ...]]:
        self._made += 1
        number, outlet = f"made-{self._made}", accounts[0].outlet.mention
        report = Report("", number, number, "ar", date.fromordinal(day).isoformat(), outlet.name_ar)
        claims, truth, at = [], [], 0
        for account in accounts:
            for claim, occurrence in account.claims:
                trigger = replace(claim.trigger, start=at, end=at + len(claim.trigger.text))
                evidence = replace(claim.evidence, start=at, end=at + len(claim.evidence.text))
                name = content_hash(number, at, claim.type)
                claims.append(replace(claim, id=name, trigger=trigger, evidence=evidence))
                truth.append(occurrence)
                at = evidence.end + 1
        return Reading(report, tuple(claims)), tuple(truth)

    def _occurrence(self, day: int) -> _Occurrence:
        chance, pick = self._chance, self._chance.choice
        town = chance.choices(self._towns, cum_weights=self._weights)[0]
        kind = town.habit if chance.random() < 0.4 else chance.choices(list(_TYPES), list(_TYPES.values()))[0]
        camp = town.doer if chance.random() < 0.75 else 1 - town.doer
        bodies = self._bodies[town.country]
        place = pick(town.quarters) if town.quarters and chance.random() < 0.5 else town.place
        toll = round(chance.expovariate(0.25)) if kind in _HARMFUL and chance.random() < 0.6 else None
        words = tuple(pick(self._nouns) for _ in range(5))
        doer, victim = pick(bodies[camp][:6]), pick(bodies[1 - camp][:6]) if chance.random() < 0.4 else self._people
        return _Occurrence(chance.getrandbits(48), day, kind, town, place, doer, victim, toll, words)

    def _accounts(self, of: _Occurrence) -> Iterator[_Account]:
        chance = self._chance
        count = chance.choices(
            (1, 2, chance.randint(3, 6), chance.randint(7, 20), chance.randint(21, 60)), (55, 20, 17, 7, 1)
        )[0]
        agency = self._sentence(of, 0)
        for outlet in chance.sample(self._outlets, count):
            copied = count > 2 and chance.random() < 0.5
            told = agency if copied else self._sentence(of, outlet.camp)
            late = chance.choices((0, 1, 2, 4), (65, 28, 5, 2))[0]
            claims = [self._claim(of, outlet, told, of.type)]
            if of.type in _HARMFUL and chance.random() < 0.35:
                claims.append(self._claim(of, outlet, told, chance.choice(("casualties", "property-destruction"))))
            yield _Account(of.day + late, outlet, tuple((claim, of.number) for claim in claims))

    def _sentence(self, of: _Occurrence, camp: int) -> str:
        chance = self._chance
        words = [*chance.sample(of.words, 3), *(chance.choice(self._nouns) for _ in range(4))]
        chance.shuffle(words)
        return f"{of.type} {of.doer.span.text if camp == 0 else ''} {of.place.span.text} {' '.join(words)}"

    def _claim(self, of: _Occurrence, outlet: _Outlet, told: str, kind: str) -> Claim:
        chance, numbers = self._chance, ()
        if of.toll and (kind == "casualties" or chance.random() < 0.4):
            dead = max(1, of.toll + chance.choice((0, 0, 0, 1, -1, 2)))
            numbers = (Quantity(Span(0, 0, str(dead)), "killed", dead, dead),)
        day = date.fromordinal(of.day).isoformat()
        wider = chance.random() < 0.15
        place = None if chance.random() < 0.07 else of.town.place if wider else of.place
        status = chance.choices(("happened", "ongoing", "failed", "not-happened"), (88, 6, 4, 2))[0]
        own = self._bodies[of.town.country][outlet.camp]
        doer = of.doer if chance.random() < 0.6 else replace(of.doer, id=None) if chance.random() < 0.5 else own[-1]
        speaker = (Source("speaker", self._speaker, "قال"),) if chance.random() < 0.3 else ()
        return Claim(
            "", kind, status, Span(0, 0, told.split(" ", 1)[0]), Span(0, 0, told),
            (doer,) if chance.random() < 0.7 else (), (of.victim,) if chance.random() < 0.6 else (), place,
            TimeRef(Span(0, 0, day), day, day, "day") if chance.random() < 0.65 else None,
            numbers, (Source("outlet", outlet.mention), *speaker), 0.9, "made",
        )  # fmt: skip

    @cached_property
    def _people(self) -> Mention:
        return Mention(Span(0, 0, "مدنيين"), "generic:civilians", kind="civilians")

    @cached_property
    def _speaker(self) -> Mention:
        return Mention(Span(0, 0, "مصدر محلي"), "generic:local-source")

    @cached_property
    def _nouns(self) -> list[str]:
        return sorted({row["noun"].split("|")[0] for row in resources.table("lexicon/ar/nouns.tsv")})

    @cached_property
    def _outlets(self) -> list[_Outlet]:
        rows = resources.table("outlets/outlets.tsv")[:_OUTLETS]
        return [
            _Outlet(Mention(Span(0, 0, ""), r["id"], r["name_ar"], kind="media"), n % 2) for n, r in enumerate(rows)
        ]

    @cached_property
    def _bodies(self) -> dict[str, tuple[list[Mention], list[Mention]]]:
        """Two camps of each country, a dozen bodies each."""
        files = {
            "SY": "syria",
            "PS": "palestine-israel",
            "IQ": "iraq",
            "YE": "yemen",
            "SD": "sudan",
            "LB": "lebanon",
            "LY": "libya",
        }
        out = {}
        for country, name in files.items():
            rows = [row for row in resources.table(f"actors/{name}.tsv") if row["sides"]]
            camps: tuple[list[Mention], list[Mention]] = [], []
            for n, row in enumerate(rows[:24]):
                camps[n % 2].append(
                    Mention(
                        Span(0, 0, row["name_ar"]), row["id"], row["name_ar"], None, row["kind"], f"{country}-{n % 2}"
                    )
                )
            out[country] = camps
        return out

    @cached_property
    def _towns(self) -> list[_Town]:
        chance = random.Random(0)
        rows = [r for r in resources.table("gazetteer/places.tsv") if r["country"] in _COUNTRIES and r["lat"]]
        rows.sort(key=lambda r: (-int(r["population"] or 0), r["id"]))
        first: list[dict[str, str]] = []
        for country, share in _COUNTRIES.items():
            first += [dict(r) for r in rows if r["country"] == country][: _PLACES * share // 100]
        first.sort(key=lambda r: (-int(r["population"] or 0), r["id"]))
        return [self._town(row, n, chance) for n, row in enumerate(first)]

    def _town(self, row: dict[str, str], rank: int, chance: random.Random) -> _Town:
        lat, lon = float(row["lat"]), float(row["lon"])
        place = Place(
            Span(0, 0, row["name_ar"]), row["id"], row["name_ar"], row["name_en"], lat, lon, "town",
            float(row["radius_km"] or 3), row["country"], row["admin1"] or None, row["admin2"] or None,
        )  # fmt: skip
        quarters = tuple(
            replace(
                place, span=Span(0, 0, f"حي {self._nouns[rank * 13 + n]}"), id=f"{row['id']}-{n}", radius_km=1.0,
                name_ar=f"حي {self._nouns[rank * 13 + n]}", level="neighbourhood",
                lat=lat + chance.uniform(-0.04, 0.04), lon=lon + chance.uniform(-0.04, 0.04),
            ) for n in range(_QUARTERS if rank < 40 else 0)
        )  # fmt: skip
        return _Town(
            place, quarters, row["country"], chance.randrange(2), chance.choice(("shelling", "airstrike", "clash"))
        )

    @cached_property
    def _weights(self) -> list[float]:
        """Few places see most of it."""
        return list(accumulate(1 / (n + 1) for n in range(len(self._towns))))
