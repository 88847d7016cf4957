"""Reports made for the tests of the store."""

from __future__ import annotations

import io

from marsad.language.ar.stems import stems
from marsad.model import Reading, Report
from marsad.pipeline import reader
from marsad.store import Item, Kept, Store
from marsad.store.sketch import sketch

PLACES = ("كفرنبل", "سراقب", "أريحا", "بنش", "خان شيخون", "معرة النعمان", "جسر الشغور", "حارم")
WEAPONS = ("المدفعية", "الطائرات الحربية", "راجمات الصواريخ", "المروحيات", "الدبابات")


def text(k: int) -> str:
    """A short report, another one for each number."""
    place, weapon = PLACES[k % len(PLACES)], WEAPONS[k % len(WEAPONS)]
    return (
        f"قصفت {weapon} فجر اليوم الحي رقم {k} في مدينة {place} بريف إدلب بعد ساعات من هدوء حذر ساد خطوط التماس.\n"
        f"وقال المتحدث رقم {k * 7 + 1} إن {k % 9 + 3} مدنيين قتلوا في {place} وأصيب {k % 5 + 11} آخرون بجروح."
    )


def item(k: int, *, original: str | None = None, words: str | None = None, **given: str) -> Item:
    """A report as it comes from a reader, read and indexed."""
    values: dict[str, str] = {"published": f"2020-02-{k % 28 + 1:02}", "outlet": f"وكالة {k % 3}"} | given
    report = Report.of(words or text(k), **values)
    kept = Kept.of(report, original=original, member=f"line {k}", reader="jsonl")
    found = reader().read(kept.report)
    words_of = tuple(s.text for s in stems(report.text))
    return Item(kept, Reading(kept.report, found.claims, issues=found.issues), words_of, sketch(words_of))


def filled(store: Store, count: int = 6) -> list[Item]:
    """Keep an original with some reports, and one issue, one decision."""
    from marsad.store import Trouble

    sha256, _ = store.keep_original(io.BytesIO(b"original " * 50), "file.jsonl")
    items = [item(k, original=sha256) for k in range(count)]
    store.keep(items, [Trouble("file.jsonl", "line 99", "no JSON", "jsonl", sha256)])
    claims = [reading.claims[0].id for reading in store.latest()][:2]
    if len(claims) == 2:
        store.decide("same", [claims], by="dana", reason="one video")
    return items
