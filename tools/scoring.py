"""Claims against gold: the figures of the annotation guide, for the project's own gold and for any set like it.

A set is a folder with `texts/ID.txt` and `gold/ID.yaml`. A predicted claim matches a gold one of the same sentence
by type and trigger; slots are then compared one by one. Missed claims miss all their slots, invented ones invent
all theirs.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from marsad import ontology
from marsad.geography.geocoder import distance_km
from marsad.model import Report
from marsad.pipeline import read_reports

TOLERANCE_KM = {"site": 5, "neighbourhood": 5, "town": 10, "district": 30, "governorate": 100, "country": 600}
_FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None})
_CLITIC = re.compile(r"^(و|ف|ب|ل|ك)?(ال|لل)?")


def key(text: str | None) -> str:
    """A string without marks, hamza forms, spaces and punctuation."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text or "") if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "", plain.translate(_FOLD))


def same_text(a: str, b: str) -> bool:
    """Whether one contains the other (a leading clitic cut) and is at least 40 % of it."""
    first, second = key(a), key(b)
    for x in {first, _CLITIC.sub("", first)}:
        for y in {second, _CLITIC.sub("", second)}:
            if x and y and (x in y or y in x) and min(len(x), len(y)) >= 0.4 * max(len(x), len(y)):
                return True
    return False


def names(mention: dict[str, Any] | None) -> list[str]:
    """Every string under which a predicted mention may be recognised."""
    if mention is None:
        return []
    found = [mention.get("text"), *(mention.get("name") or {}).values(), *mention.get("antecedents", [])]
    return [s for s in found if s]


@dataclass(slots=True)
class Document:
    """One gold document."""

    id: str
    text: str
    claims: list[dict[str, Any]]
    contradictions: set[frozenset[Any]]
    published: str | None
    outlet: str | None

    def report(self) -> Report:
        return Report.of(self.text, id=self.id, published=self.published, outlet=self.outlet)


def load(folder: Path) -> list[Document]:
    """The documents of a set."""
    out = []
    for file in sorted((folder / "gold").glob("*.yaml")):
        gold = yaml.safe_load(file.read_text(encoding="utf-8"))
        text = (folder / "texts" / f"{file.stem}.txt").read_text(encoding="utf-8")
        pairs = {frozenset(c[:2]) for c in gold.get("contradictions") or []}
        published = str(gold["published"]) if gold.get("published") else None
        out.append(Document(gold["id"], text, gold["claims"], pairs, published, gold.get("outlet")))
    return out


def digest(folder: Path) -> str:
    """A hash of the whole set: a changed gold is noticed."""
    total = hashlib.sha256()
    for file in sorted((*folder.glob("gold/*.yaml"), *folder.glob("texts/*.txt"))):
        total.update(file.name.encode() + b"\0" + file.read_bytes())
    return total.hexdigest()[:16]


@dataclass(slots=True)
class Tally:
    """Counts over a set; `confidence` holds (stated confidence, right or not) of every predicted claim."""

    n: Counter[str] = field(default_factory=Counter)
    events: list[tuple[str, str]] = field(default_factory=list)
    confidence: list[tuple[float, bool]] = field(default_factory=list)
    bad_offsets: int = 0

    def prf(self, hits: str, predicted: str, gold: str) -> tuple[float, float, float]:
        p = self.n[hits] / self.n[predicted] if self.n[predicted] else 0.0
        r = self.n[hits] / self.n[gold] if self.n[gold] else 0.0
        return p, r, 2 * p * r / (p + r) if p + r else 0.0

    def share(self, right: str, all_: str) -> float:
        return self.n[right] / self.n[all_] if self.n[all_] else 1.0

    def figures(self) -> dict[str, float]:
        """All figures by name, 0..1."""
        claim, slots, family = (
            self.prf("strict", "pred", "gold"),
            self.prf("slots_hit", "slots_pred", "slots_gold"),
            self.prf("family", "pred", "gold"),
        )
        contra = self.prf("contra_h", "contra_p", "contra_g")
        out = {
            "claim_p": claim[0], "claim_r": claim[1], "claim_f1": claim[2], "family_f1": family[2],
            "slots_p": slots[0], "slots_r": slots[1], "slots_f1": slots[2],
            **{s: self.share(f"{s}_ok", f"{s}_n") for s in ("status", "place", "time", "source")},
            **{f"{s}_f1": self.prf(f"{s}_h", f"{s}_p", f"{s}_g")[2] for s in ("actors", "targets", "numbers")},
            "events_b3": self._bcubed(), "contradictions_f1": contra[2],
        }  # fmt: skip
        return {k: round(v, 3) for k, v in out.items()}

    def _bcubed(self) -> float:
        gold, predicted = defaultdict(set), defaultdict(set)
        for k, (a, b) in enumerate(self.events):
            gold[a].add(k)
            predicted[b].add(k)
        if not self.events:
            return 1.0
        total = len(self.events)
        p = sum(len(gold[a] & predicted[b]) / len(predicted[b]) for a, b in self.events) / total
        r = sum(len(gold[a] & predicted[b]) / len(gold[a]) for a, b in self.events) / total
        return 2 * p * r / (p + r)


def measure(documents: Sequence[Document]) -> Tally:
    """Read the documents in one call and compare."""
    tally = Tally()
    for document, reading in zip(
        documents, read_reports((d.report() for d in documents), data_dir="none"), strict=True
    ):
        _compare(tally, document, reading.to_dict())
    return tally


def _sentences(text: str) -> list[tuple[int, int]]:
    return [(m.start(), m.end()) for m in re.finditer(r"[^\n.؟!؛]+(?:\.(?=\d)[^\n.؟!؛]*)*[\n.؟!؛]?", text)]


def _fit(gold: dict[str, Any], predicted: dict[str, Any], text: str, sentences: list[tuple[int, int]]) -> float:
    """0 where the two cannot be one claim, else how well they fit."""
    start, end = predicted["trigger"]["start"], predicted["trigger"]["end"]
    best = 0
    for match in re.finditer(re.escape(gold["trigger"]), text):
        if start < match.end() and end > match.start():
            best = 3
        elif any(a <= match.start() < b and a <= start < b for a, b in sentences):
            best = max(best, 1)
    families = ontology.families()
    if not best:
        return 0
    if predicted["type"] == gold["type"]:
        score = best + 4.0
    elif families[predicted["type"]] == families[gold["type"]]:
        score = best + 1.0
    elif best == 3:
        score = 1.0
    else:
        return 0
    said = [x for m in (*predicted["actors"], *predicted["targets"]) for x in names(m)]
    score += 0.5 * sum(any(same_text(a, b) for b in said) for a in (*gold["actors"], *gold["targets"]))
    place = gold.get("place")
    return score + 0.5 * bool(place and any(same_text(place["name"], x) for x in names(predicted["place"])))


def match(document: Document, predicted: Sequence[dict[str, Any]]) -> dict[int, int]:
    """Gold claim → predicted claim, the best fits first."""
    sentences = _sentences(document.text)
    fits = sorted(
        (
            (_fit(a, b, document.text, sentences), i, j)
            for i, a in enumerate(document.claims)
            for j, b in enumerate(predicted)
        ),
        reverse=True,
    )
    out: dict[int, int] = {}
    taken: set[int] = set()
    for score, i, j in fits:
        if score > 0 and i not in out and j not in taken:
            out[i] = j
            taken.add(j)
    return out


def _hits(gold: Iterable[Any], predicted: Sequence[Any], same: Any) -> int:
    used: set[int] = set()
    for a in gold:
        for k, b in enumerate(predicted):
            if k not in used and same(a, b):
                used.add(k)
                break
    return len(used)


def _compare(tally: Tally, document: Document, reading: dict[str, Any]) -> None:
    n, predicted = tally.n, reading["claims"]
    pairs = match(document, predicted)
    back = {j: i for i, j in pairs.items()}
    n["gold"] += len(document.claims)
    n["pred"] += len(predicted)
    for j, claim in enumerate(predicted):
        trigger = claim["trigger"]
        tally.bad_offsets += document.text[trigger["start"] : trigger["end"]] != trigger["text"]
        n["slots_pred"] += 2 + sum(len(claim[s]) for s in ("actors", "targets", "numbers"))
        n["slots_pred"] += (
            bool(claim["place"]) + bool(claim["time"]) + any(s["role"] != "outlet" for s in claim["sources"])
        )
        right = j in back and document.claims[back[j]]["type"] == claim["type"]
        tally.confidence.append((claim["confidence"], right))
    for i, gold in enumerate(document.claims):
        n["slots_gold"] += 2 + len(gold["actors"]) + len(gold["targets"]) + len(gold.get("numbers") or [])
        n["slots_gold"] += sum(bool(gold.get(k)) for k in ("place", "time", "source"))
        if i in pairs:
            n["slots_hit"] += sum(_slots(n, gold, predicted[pairs[i]]))
            tally.events.append((gold["occurrence"], predicted[pairs[i]]["event"]))
    ids = {c["id"]: j for j, c in enumerate(predicted)}
    # The annotation names pairs of one document; those with a claim of another report are neither right nor wrong by it.
    inside = (x["claims"] for x in reading["contradictions"] if all(c in ids for c in x["claims"]))
    got = {frozenset(back.get(ids[c], ("?", c)) for c in pair) for pair in inside}
    n["contra_g"] += len(document.contradictions)
    n["contra_p"] += len(got)
    n["contra_h"] += len(got & document.contradictions)


def _slots(n: Counter[str], gold: dict[str, Any], claim: dict[str, Any]) -> Iterator[int]:
    """Count the slots of a matched pair; yields the number of right values, slot by slot."""
    families = ontology.families()
    strict = gold["type"] == claim["type"]
    n["strict"] += strict
    n["family"] += families[gold["type"]] == families[claim["type"]]
    yield int(strict)
    n["status_n"] += 1
    n["status_ok"] += gold["status"] == claim["status"]
    yield int(gold["status"] == claim["status"])
    for slot in ("actors", "targets"):
        hits = _hits(gold[slot], claim[slot], lambda a, b: any(same_text(a, x) for x in names(b)))
        n[f"{slot}_g"] += len(gold[slot])
        n[f"{slot}_p"] += len(claim[slot])
        n[f"{slot}_h"] += hits
        yield hits
    numbers = gold.get("numbers") or []
    hits = _hits(numbers, claim["numbers"], _same_number)
    n["numbers_g"] += len(numbers)
    n["numbers_p"] += len(claim["numbers"])
    n["numbers_h"] += hits
    yield hits
    yield _place(n, gold.get("place"), claim["place"])
    yield _time(n, gold.get("time"), claim["time"])
    source, said = gold.get("source"), [x for s in claim["sources"] if s["role"] != "outlet" for x in names(s)]
    right = (not source and not said) or bool(source and any(same_text(source, x) for x in said))
    n["source_n"] += 1
    n["source_ok"] += right
    yield int(bool(source) and right)


def _same_number(a: dict[str, Any], b: dict[str, Any]) -> bool:
    if a["kind"] != b["kind"] or a.get("low") != b["low"]:
        return False
    return bool(a.get("high") == b["high"] or (a.get("approx") and b["approx"]))


def _place(n: Counter[str], gold: dict[str, Any] | None, claim: dict[str, Any] | None) -> int:
    if not gold and not claim:
        return 0
    n["place_n"] += 1
    right = bool(gold and claim and any(same_text(gold["name"], x) for x in names(claim)))
    if gold and claim and gold.get("lat") is not None and claim.get("lat") is not None and not right:
        right = distance_km(gold["lat"], gold["lon"], claim["lat"], claim["lon"]) <= TOLERANCE_KM[gold["level"]]
    n["place_ok"] += right
    return int(bool(gold) and right)


def _time(n: Counter[str], gold: dict[str, Any] | None, claim: dict[str, Any] | None) -> int:
    if not gold and not claim:
        return 0
    n["time_n"] += 1
    right = bool(gold and claim and _day(gold.get("start")) == claim["from"] and _day(gold.get("end")) == claim["to"])
    n["time_ok"] += right
    return int(bool(gold) and right)


def _day(value: Any) -> str | None:
    return str(value)[:10] if value else None
