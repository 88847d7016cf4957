"""The confidence of a claim: fitted weights, reasons, and what is too doubtful to be a claim."""

from __future__ import annotations

from marsad.model import Report
from marsad.pipeline import reader
from marsad.reading.confidence import confidence
from marsad.reading.reader import Reader

FULL = "قصفت المدفعية التركية قرية كفر أنطون في ريف حلب الشمالي أمس، ما أدى إلى مقتل مدنيين اثنين."


def test_the_more_is_told_the_surer() -> None:
    [full] = reader().read(Report.of(FULL)).claims
    [bare] = Reader(reader().knowledge, least=0.0).read(Report.of("جرى الحديث عن قصف.")).claims or [None]
    assert full.confidence > 0.7
    assert bare is None or bare.confidence < full.confidence


def test_signs_add_up() -> None:
    none = confidence([])
    assert 0 < confidence(["place:none"]) < none < confidence(["place:own"]) < 1
    assert confidence(["no such sign"]) == none


def test_reasons_are_kept_for_explain() -> None:
    found = reader().read(Report.of(FULL), explain=True)
    [steps] = found.steps.values()
    reasons = [s for s in steps if s.slot == "confidence"]
    assert reasons
    weights = [float(s.why.rsplit(" ", 1)[1]) for s in reasons]
    assert weights == sorted(weights, key=abs, reverse=True)
    assert all((w > 0) == (s.outcome == "found") for w, s in zip(weights, reasons, strict=True))


def test_what_is_named_in_passing_is_doubted_and_dropped_from_a_bound() -> None:
    passing = Report.of("كانت الهجمات على المدن حديث الناس في كل مجلس، أو هكذا كان يقال لنا منذ سنوات طويلة مضت.")
    knowledge = reader().knowledge
    [told] = Reader(knowledge, least=0.0).read(passing).claims
    assert told.confidence < 0.3
    bound = Reader(knowledge, least=told.confidence + 0.01)
    assert not bound.read(passing).claims
    assert bound.read(Report.of(FULL)).claims
