"""What Python users call: `marsad.read` and the results it gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marsad.errors import InputError
from marsad.events.event import Event, events
from marsad.geography.locating import Located
from marsad.model import Readings, Report
from marsad.pipeline import geocoder, read_reports
from marsad.sources.files import published as checked_date

if TYPE_CHECKING:
    import pandas

__all__ = ["Event", "Located", "Result", "geocode", "read"]

_COLUMNS = ("report", "claim", "event", "type", "status", "actors", "targets", "place", "lat", "lon", "radius_km", "from",
            "to", "source", "outlet", "evidence", "confidence", "numbers")  # fmt: skip


class Result(Readings):
    """The readings of one call. Shows itself as a page in notebooks."""

    __slots__ = ()

    def to_frame(self) -> pandas.DataFrame:
        """One row a claim (needs pandas: `pip install marsad[frames]`).

        Columns: report, claim, event, type, status, actors, targets, place, lat, lon, radius_km, from, to, source,
        outlet, evidence, confidence, numbers (all counts, as in JSON), then `killed_low`, `killed_high` and so on for
        each kind of number that occurs: the first count of that kind in the claim, the others being parts of it.
        """
        import pandas

        rows = [_row(r.report, c.to_dict()) for r in self for c in r.claims]
        kinds = dict.fromkeys(key for row in rows for key in row if key not in _COLUMNS)
        return pandas.DataFrame.from_records(rows, columns=[*_COLUMNS, *kinds])

    def events(self) -> list[Event]:
        """What the claims tell of, by occurrence, in the order of the days: who says so, and how far they agree."""
        return events(self, self.decisions)

    def _repr_html_(self) -> str:
        from marsad.report.page import render

        return render(self, fragment=True)


def read(
    text: str | Mapping[str, str | None] | Iterable[str | Mapping[str, str | None]],
    *,
    published: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
    id: str | None = None,
    language: str | None = None,
    explain: bool = False,
    data_dir: str | Path | None = None,
) -> Result:
    """Read one report (a string, or a mapping with `text` and the other keys) or several of them.

    A report's own values come before those of the call. A text without Arabic, an empty one too, gives a reading
    without claims whose `issues` say so.

    Args:
        published: ISO 8601 date or instant; without it relative dates stay unresolved.
        explain: keep how each claim came about in `result[0].steps`.
        data_dir: folder of imported places; without one the user's own; `"none"` for the embedded table alone.

    Raises:
        InputError: a `published` is no date, a report is no text, or another value of it is no string.

    >>> result = read("قصفت المدفعية قرية كفرنبل.", published="2020-01-28")
    >>> result.claims[0].type, result.claims[0].status
    ('shelling', 'happened')
    """
    given: dict[str, str | None] = {
        "published": published, "outlet": outlet, "title": title, "url": url, "id": id, "language": language,
    }  # fmt: skip
    if isinstance(text, (str, Mapping)):
        text = [text]
    elif isinstance(text, (bytes, bytearray)) or not isinstance(text, Iterable):
        raise InputError(f"{type(text).__name__} is no report", hint="Give a string, a mapping, or a list of them")
    reports = [_report(member, given, number) for number, member in enumerate(text, 1)]
    return Result(read_reports(reports, explain, data_dir).members)


def geocode(
    text: str,
    *,
    country: str | None = None,
    near: str | tuple[float, float] | None = None,
    data_dir: str | Path | None = None,
) -> Located:
    """The place that a string means, or an honest None, with the reasons.

    Args:
        text: a name («معرة النعمان») or an expression («50 كم شمال شرق حلب», «بين سراقب وأريحا»).
        country: ISO code of the country that is spoken of: namesakes elsewhere are out.
        near: latitude and longitude, or the name of a place, that it lies near to.
        data_dir: folder of imported places; without one the user's own; `"none"` for the embedded table alone.

    Raises:
        InputError: there is no such country, or `near` is no place.

    >>> found = geocode("حي الشيخ مقصود، حلب", country="SY", data_dir="none")
    >>> found.place.level, found.place.id, found.place.radius_km < 3
    ('neighbourhood', 'marsad:sy-sheikh-maqsud', True)
    >>> geocode("قرية لا يعرفها أحد", data_dir="none").place is None
    True
    """
    if not isinstance(text, str):
        raise InputError(f"{type(text).__name__} is no place name", hint="Give a string")
    return geocoder(data_dir).located(text, country or "", near)


def _report(member: object, given: Mapping[str, str | None], number: int) -> Report:
    where = f"report {number}"
    if isinstance(member, str):
        member = {"text": member}
    elif not isinstance(member, Mapping):
        raise InputError(f"{type(member).__name__} is no report", where=where, hint="Give a string or a mapping")
    text = member.get("text")
    if not isinstance(text, str):
        raise InputError('"text" is missing or no string', where=where)
    values = {}
    for name, default in given.items():
        value = member.get(name)
        values[name] = default if value is None else value
        if values[name] is not None and not isinstance(values[name], str):
            raise InputError(f'"{name}" is no string', where=where)
    values["published"] = checked_date(values["published"], where)
    return Report.of(text, **values)


def _row(report: Report, claim: dict[str, Any]) -> dict[str, Any]:
    place, time = claim["place"] or {}, claim["time"] or {}
    row: dict[str, Any] = {
        "report": report.id, "claim": claim["id"], "event": claim["event"], "type": claim["type"],
        "status": claim["status"], "actors": [m["text"] for m in claim["actors"]],
        "targets": [m["text"] for m in claim["targets"]], "place": place.get("text"), "lat": place.get("lat"),
        "lon": place.get("lon"), "radius_km": place.get("radius_km"), "from": time.get("from"), "to": time.get("to"),
        "source": next((s["text"] for s in reversed(claim["sources"]) if s["role"] != "outlet"), None),
        "outlet": report.outlet, "evidence": claim["evidence"]["text"], "confidence": claim["confidence"],
        "numbers": claim["numbers"],
    }  # fmt: skip
    for number in claim["numbers"]:
        row.setdefault(f"{number['kind']}_low", number["low"])
        row.setdefault(f"{number['kind']}_high", number["high"])
    return row
