"""Readings made by hand: what is shown does not depend on what reading finds today."""

from __future__ import annotations

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

TEXT = "قال مصدر إن المدفعية قصفت أمس قرية كفرنبل. وقتل ثلاثة مدنيين."


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def claim(id: str = "c1", text: str = TEXT, event: str | None = "e1", status: str = "happened") -> Claim:
    """A claim with every slot filled."""
    return Claim(
        id=id, type="shelling", status=status, trigger=span("قصفت", text), evidence=span(text.split(".")[0] + ".", text),  # type: ignore[arg-type]
        actors=(Mention(span("المدفعية", text), "army", "الجيش", "The army", "state-forces", "gov"),),
        targets=(Mention(span("قرية كفرنبل", text)),),
        place=Place(span("كفرنبل", text), "geonames:1", "كفر نبل", "Kafr Nabl", 35.6141, 36.5667, "town", 2.0),
        time=TimeRef(span("أمس", text), "2020-01-27", "2020-01-27", "day"),
        numbers=(Quantity(span("ثلاثة مدنيين", text), "killed", 3, 3), Quantity(span("مدنيين", text), "injured", 15, None, True)),
        sources=(
            Source("outlet", Mention(Span(0, 0, ""), None, "وكالة المثال", None, "media")),
            Source("speaker", Mention(span("مصدر", text)), "قال"),
        ),
        confidence=0.85, rule="verb:قصف/bombard", event=event,
    )  # fmt: skip


def bare(id: str = "b1", text: str = TEXT) -> Claim:
    """A claim with no slot filled."""
    return Claim(
        id, "shelling", "possible", span("قصفت", text), span("قصفت", text), (), (), None, None, (), (), 0.4, "r"
    )


def readings() -> Readings:
    """Two reports, three claims of one event and one of none, a contradiction, an issue, a report without claims."""
    one = Report.of(
        TEXT, id="one", outlet="وكالة المثال", published="2020-01-28", title="عنوان", url="https://example.org/"
    )
    two = Report.of(TEXT, id="two", outlet="Example Agency")
    denied = Contradiction("c1", "c2", "outcome", "One says so; the other not", "واحد يقول نعم؛ والآخر لا")
    return Readings(
        (
            Reading(one, (claim(), bare()), (denied,), ("no map",)),
            Reading(two, (claim("c2", status="failed"), claim("c3", event="e9"))),
            Reading(Report.of("لا شيء", id="three"), ()),
        )
    )


HOSTILE = "<script>alert('قصف')</script>\"><img src=http://evil/x onerror=alert(1)>&amp;\x1b[31m\u202e\u2069"


def hostile() -> Readings:
    """Markup, quotes, escape sequences and bidi controls in every field that comes from outside."""
    text = f"{HOSTILE} {TEXT} {HOSTILE}"
    mention = Mention(
        Span(0, len(HOSTILE), HOSTILE), HOSTILE, HOSTILE + "1", HOSTILE + "2", HOSTILE, HOSTILE, (HOSTILE,)
    )
    made = claim(text=text)
    spoilt = Claim(
        made.id, made.type, made.status, made.trigger, Span(0, len(text), text), (mention,), (mention,),
        Place(mention.span, HOSTILE, HOSTILE, HOSTILE, 1.0, 2.0), TimeRef(mention.span, None, None, "unresolved"),
        (Quantity(mention.span, "killed", 3, None, who=HOSTILE),), (Source("relay", mention, HOSTILE),), 0.5, HOSTILE, "e",
    )  # fmt: skip
    report = Report.of(
        text, id=HOSTILE, outlet=HOSTILE, title=HOSTILE, url="javascript:alert(1)" + HOSTILE, language='ar" onload="x',
        published="2020-01-01",
    )  # fmt: skip
    against = Contradiction(made.id, "gone", "actor", HOSTILE, HOSTILE)
    return Readings((Reading(report, (spoilt,), (against,), (HOSTILE,)),))
