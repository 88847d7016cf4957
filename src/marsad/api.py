"""What Python users call: `marsad.read` and the results it gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from marsad.model import Readings, Report
from marsad.pipeline import read_reports
from marsad.sources.files import published as checked_date

if TYPE_CHECKING:
    import pandas


class Result(Readings):
    """The readings of one call. Shows itself as a page in notebooks."""

    __slots__ = ()

    def to_frame(self) -> pandas.DataFrame:
        """One row a claim (needs pandas: `pip install marsad[frames]`).

        Columns: report, claim, event, type, status, actors, targets, place, lat, lon, radius_km, from, to, one
        low and high for each kind of number, source, outlet, evidence, confidence.
        """
        import pandas

        return pandas.DataFrame.from_records([_row(r.report, c.to_dict()) for r in self for c in r.claims])

    def _repr_html_(self) -> str:
        from marsad.report.page import render

        return render(self, fragment=True)


def read(
    text: str | Iterable[str | Mapping[str, str | None]],
    *,
    published: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
    id: str | None = None,
    language: str | None = None,
    explain: bool = False,
) -> Result:
    """Read one report (a string) or several (strings or mappings with `text` and the other keys).

    Args:
        published: ISO 8601 date or instant; without it relative dates stay unresolved.
        explain: keep how each claim came about in `result[0].steps`.

    Raises:
        InputError: `published` is no date, or a report has no text.

    >>> result = read("قصفت المدفعية قرية كفرنبل.", published="2020-01-28")
    >>> result.claims[0].type, result.claims[0].status
    ('shelling', 'happened')
    """
    given: dict[str, str | None] = {
        "published": published, "outlet": outlet, "title": title, "url": url, "id": id, "language": language,
    }  # fmt: skip
    members = [text] if isinstance(text, str) else list(text)
    reports = []
    for member in members:
        values = dict(given) | ({"text": member} if isinstance(member, str) else dict(member))
        body = values.pop("text", None) or ""
        values["published"] = checked_date(values.get("published"))
        reports.append(Report.of(body, **{k: v for k, v in values.items() if k in given}))
    return Result(read_reports(reports, explain).members)


def _row(report: Report, claim: dict[str, Any]) -> dict[str, Any]:
    place, time = claim["place"] or {}, claim["time"] or {}
    row: dict[str, Any] = {
        "report": report.id, "claim": claim["id"], "event": claim["event"], "type": claim["type"],
        "status": claim["status"], "actors": [m["text"] for m in claim["actors"]],
        "targets": [m["text"] for m in claim["targets"]], "place": place.get("text"), "lat": place.get("lat"),
        "lon": place.get("lon"), "radius_km": place.get("radius_km"), "from": time.get("from"), "to": time.get("to"),
        "source": next((s["text"] for s in reversed(claim["sources"]) if s["role"] != "outlet"), None),
        "outlet": report.outlet, "evidence": claim["evidence"]["text"], "confidence": claim["confidence"],
    }  # fmt: skip
    for number in claim["numbers"]:
        row[f"{number['kind']}_low"], row[f"{number['kind']}_high"] = number["low"], number["high"]
    return row
