"""A situation report of made readings: what it shows does not depend on what reading finds today."""

from __future__ import annotations

from dataclasses import replace

from made import HOSTILE

from marsad.model import (
    Claim,
    Contradiction,
    Mention,
    Place,
    Quantity,
    Reading,
    Readings,
    Report,
    Source,
    Span,
    TimeRef,
)
from marsad.report.situation.building import document
from marsad.report.situation.document import Block, Document, Section
from marsad.report.situation.facts import Facts, Scope

WEEK = Scope("2020-01-28", "2020-02-03")
ARMY = Mention(Span(0, 0, ""), "army-x", "جيش المثال", "Army of the example", "state-forces", "sy-government")
REBELS = Mention(Span(0, 0, ""), "rebels-x", "فصيل المثال", "Group of the example", "rebel-group", "sy-opposition")
TOWN = Place(Span(0, 0, ""), "geonames:1", "كفر المثال", "Kafr Example", 35.6, 36.6, "town", 2.0, "SY", "SY-ID")
CITY = Place(Span(0, 0, ""), "geonames:2", "مدينة النموذج", "Model City", 35.9, 36.9, "town", 3.0, "SY", "SY-ID")


def claim(
    id: str,
    type: str = "airstrike",
    day: str | None = "2020-01-29",
    *,
    event: str | None = None,
    killed: tuple[float, float | None] | None = None,
    status: str = "happened",
    actor: Mention | None = ARMY,
    place: Place | None = TOWN,
    speaker: Mention | None = None,
    kind: str = "killed",
    start: str | None = None,
    words: str = "قصفت الطائرات البلدة التجريبية.",
    outlet: str = "وكالة المثال",
) -> Claim:
    """A claim whose evidence is `words`."""
    whole = Span(0, len(words), words)
    sources = [Source("outlet", Mention(Span(0, 0, ""), None, outlet, None, "media"))]
    if speaker is not None:
        sources.append(Source("speaker", speaker, "قال"))
    return Claim(
        id, type, status, Span(0, min(4, len(words)), words[:4]), whole, (actor,) if actor else (), (), place,  # type: ignore[arg-type]
        TimeRef(Span(0, 0, ""), start or day, day, "day") if day else None,
        (Quantity(whole, kind, *killed),) if killed else (), tuple(sources), 0.9, "rule", event or id,  # type: ignore[arg-type]
    )  # fmt: skip


def reading(
    id: str, claims: list[Claim], published: str | None = "2020-01-29", against: tuple[Contradiction, ...] = ()
) -> Reading:
    """A report of these claims."""
    text = claims[0].evidence.text if claims else "لا شيء"
    outlet = (claims[0].sources[0].mention.name_ar or "") if claims else "وكالة المثال"
    report = Report.of(text, id=id, outlet=outlet, published=published, url=f"https://example.org/{id}")
    return Reading(report, tuple(claims), against)


def week() -> Readings:
    """A week with a strike of two accounts, ground that changes hands, a threat, displacement; and the week before."""
    denial = Contradiction(
        "g1", "g2", "control", "Who holds it? One says A; the other B", "من يسيطر؟ هذا يقول أ؛ وذاك ب"
    )
    return Readings((
        reading("a", [claim("s1", killed=(4, 4), event="strike"), claim("g1", "territory-gain", "2020-01-30")],
                against=(denial,)),
        reading("b", [claim("s2", killed=(7, 9), event="strike", speaker=REBELS, outlet="شبكة النموذج",
                            words="قال المتحدث إن سبعة إلى تسعة قتلوا."),
                      claim("g2", "territory-gain", "2020-01-30", event="g1", status="not-happened", speaker=REBELS,
                            outlet="شبكة النموذج", words="نفى المتحدث سقوط البلدة.")], "2020-01-30"),
        reading("c", [claim("t1", "threat", None, actor=REBELS, place=None, words="هدد المتحدث بالرد."),
                      claim("d1", "displacement", "2020-02-02", killed=(200, None), kind="displaced", actor=None),
                      claim("d2", "displacement", "2020-02-03", start="2019-12-01", killed=(90000, 90000),
                            kind="displaced", actor=None, place=CITY)], "2020-02-03"),
        reading("d", [claim("p1", day="2020-01-22", killed=(12, 12)), claim("p2", "clash", "2020-01-24", place=CITY)],
                "2020-01-24"),
    ))  # fmt: skip


def made(language: str, readings: Readings | None = None, scope: Scope = WEEK, digits: str = "arab") -> Document:
    """The document of readings, all names shown: nothing has to be loaded."""
    return document(Facts.of(readings or week(), scope), language, None, digits)  # type: ignore[arg-type]


def hostile() -> Readings:
    """Markup of every format, escape sequences and bidi controls in every field that comes from outside."""
    text = (
        f'{HOSTILE} #import "x" #panic() $x$ `a` |b| [c](javascript:alert(1)) *d* _e_ {{{{ 7*7 }}}} {{% x %}} \\n قصف'
    )
    who = Mention(Span(0, len(text), text), None, text, text, "organisation", text)
    place = Place(Span(0, len(text), text), "geonames:9", text, text, 35.6, 36.6, "town", 1.0)
    against = Contradiction("h1", "h2", "actor", text, text)
    one = claim("h1", event="h", killed=(3, None), actor=who, place=place, speaker=who, words=text, outlet=text)
    two = replace(claim("h2", event="h", killed=(1, 1), actor=who, place=place, words=text + "2", outlet=text + "2"))
    three = claim("h3", "threat", "2020-01-30", actor=who, place=place, words=text, outlet=text)
    four = claim("h4", "territory-gain", "2020-01-30", actor=who, place=place, words=text, outlet=text)
    report = Report.of(
        text, id=text, outlet=text, title=text, url="javascript:alert(1)//" + text, published="2020-01-29"
    )
    other = Report.of(
        text, id="2" + text, outlet=text, url='https://e.org/"><script>x</script>|`', published="2020-01-29"
    )
    return Readings((Reading(report, (one, three), (against,), (text,)), Reading(other, (two, four))))


def section(document: Document, id: str) -> Section:
    """A section by its anchor."""
    return next(s for s in document.sections if s.id == id)


def blocks(document: Document) -> list[Block]:
    """All blocks in their order."""
    return [block for s in document.sections for block in s.blocks]
