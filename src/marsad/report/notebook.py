"""An example notebook over reports or a store: data frames, counts, tolls, map, accounts, the situation report."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Any

_HEAD = {
    "en": "# Events of these reports\n\nWhat sources say, by occurrence: frames, counts, tolls, a map, accounts. Claims are "
    "claims of their sources; names of private persons stand in these frames, so do not publish them as they are.",
    "ar": "# وقائع هذه التقارير\n\nما تقوله المصادر بحسب الواقعة: جداول وأعداد وحصائل وخريطة وروايات. الادعاء ادعاء صاحبه؛ وفي هذه "
    "الجداول أسماء أفراد فلا تُنشر كما هي.",
}  # fmt: skip
_FILES = """\
from marsad.pipeline import read_reports
from marsad.sources.files import Given, take

readings = read_reports(take({files!r}, Given()).reports, data_dir={data_dir!r})"""
_STORE = """\
from marsad.pipeline import compared
from marsad.store import Store

with Store.open({store!r}) as store:
    readings = compared(store.latest(), store.decisions())"""
# A text (English, Arabic) and the code below it.
_CELLS = (
    ("## Events\nA row an event: what, where, when, how far the accounts agree, the figures as intervals.",
     "## الوقائع\nسطر لكل واقعة: ماذا وأين ومتى، ومدى اتفاق الروايات، والأرقام مجالات.",
     """\
import pandas as pd
from marsad.events.event import events

found = events(readings, readings.decisions)


def row(event):
    killed = next((n for n in event.numbers if n.kind == "killed" and n.group is None), None)
    place = event.place
    return {
        "day": event.day, "type": event.type, "status": event.status, "agreement": event.agreement,
        "place": (place.name_NAME or place.span.text) if place else None,
        "lat": place.lat if place else None, "lon": place.lon if place else None,
        "killed_low": killed.low if killed else None, "killed_best": killed.best if killed else None,
        "killed_high": killed.high if killed else None,
        "reports": event.n_reports, "independent": event.n_independent, "event": event.id,
    }


frame = pd.DataFrame([row(event) for event in found])
frame["day"] = pd.to_datetime(frame["day"])
frame.head(10)"""),
    ("## Claims\nA row a claim, with the words it rests on.", "## الادعاءات\nسطر لكل ادعاء مع الكلمات التي يقوم عليها.",
     """\
from marsad.api import Result

claims = Result(readings.members).to_frame()
claims[["report", "type", "status", "place", "source", "evidence"]].head(10)"""),
    ("## Counts by type and agreement", "## الأعداد بحسب النوع ومدى الاتفاق",
     'pd.crosstab(frame["type"], frame["agreement"], margins=True)'),
    ("## Tolls by week\nEach event once, sums against their parts.",
     "## الحصائل بحسب الأسبوع\nكل واقعة مرة، والحصيلة الجامعة في مقابل أجزائها.",
     """\
from marsad.events.running import tolls

pd.DataFrame([{"week": t.period, "kind": t.kind, "low": t.low, "best": t.best, "high": t.high} for t in tolls(found, "week")])"""),
    ("## Events by day", "## الوقائع بحسب اليوم",
     """\
import matplotlib.pyplot as plt

by_day = frame.dropna(subset="day").groupby(["day", "type"]).size().unstack(fill_value=0).tail(14)
axes = by_day.set_axis(by_day.index.strftime("%d.%m."), axis=0).plot.bar(stacked=True, width=0.8, figsize=(9, 3.5), rot=0)
axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0), fontsize="small", frameon=False)
axes.set_xlabel("")
plt.show()"""),
    ("## Map\nThe map and the charts of the situation report, for the last week of the reports.",
     "## الخريطة\nخريطة تقرير الوضع ورسومه لآخر أسبوع من التقارير.",
     """\
from IPython.display import Image, display
from marsad.pipeline import reader
from marsad.report.situation.building import document
from marsad.report.situation.document import Picture
from marsad.report.situation.drawing import draw
from marsad.report.situation.facts import Facts, last_day, scope
from marsad.report.situation.speech import Speech

period = scope(last_day(readings), None, None)
report = document(Facts.of(readings, period), "LANGUAGE", reader(DATA_DIR).knowledge)
for section in report.sections:
    for block in section.blocks:
        if isinstance(block, Picture) and block.name in ("map", "deaths"):
            display(Image(draw(block.drawing, Speech.of(report), "png"), width=700, alt=block.alternative))"""),
    ("## Accounts of one event\nThe one with most independent voices.",
     "## روايات واقعة واحدة\nأكثرها مصادر مستقلة.",
     """\
event = max(found, key=lambda e: (e.n_independent, e.id))
pd.DataFrame(
    [
        {"stance": t.stance, "camp": t.camp, "outlet": one.report.outlet, "words": one.claim.evidence.text}
        for t in event.testimonies for one in t.told
    ]
)"""),
    ("## The situation report\nThe same document as a page, PDF, Word or Markdown.",
     "## تقرير الوضع\nالوثيقة نفسها صفحة أو PDF أو Word أو Markdown.",
     """\
from IPython.display import Markdown
from marsad.report.situation import render

Markdown(render(report, "md").decode()[:3000])"""),
)  # fmt: skip


def notebook(files: Sequence[str], store: str, language: str, data_dir: str | None) -> Any:
    """The notebook (an `nbformat` version 4 node); the same arguments give the same one.

    Args:
        files: the reports; where there are none, the store.
        store: its address.
        language: of texts and labels, `ar` or `en`.
        data_dir: folder of imported places, as in `marsad.read`.
    """
    v4: Any = importlib.import_module("nbformat.v4")  # without types
    source = (_FILES if files else _STORE).format(files=list(files), store=store, data_dir=data_dir)
    cells = [v4.new_markdown_cell(_HEAD[language]), v4.new_code_cell(source)]
    for english, arabic, code in _CELLS:
        filled = (
            code.replace("LANGUAGE", language)
            .replace("DATA_DIR", repr(data_dir))
            .replace("name_NAME", f"name_{language}")
        )
        cells += [v4.new_markdown_cell(arabic if language == "ar" else english), v4.new_code_cell(filled)]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return v4.new_notebook(cells=cells, metadata={"kernelspec": kernel, "language_info": {"name": "python"}})


def written(notebook: Any) -> bytes:
    """The notebook as a file."""
    nbformat: Any = importlib.import_module("nbformat")
    return f"{nbformat.writes(notebook)}\n".encode()
