"""Charts to look at and to take away: the same figures on the page, in the picture and in the file."""

from __future__ import annotations

import csv
import io
import re
from xml.etree import ElementTree

import pytest
from demosite import Client

from marsad.web.pages import charts
from marsad.web.pages.charts import NAMES

ALL = "since=2020-01-25&until=2020-02-10"


def table(client: Client, path: str) -> list[dict[str, str]]:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/csv; charset=utf-8")
    return list(csv.DictReader(io.StringIO(answer.text)))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_chart_stands_on_the_page_with_its_words_values_and_files(client: Client, language: str) -> None:
    text = client.get(f"/{language}/charts?{ALL}").text
    assert re.findall(r'<h2 id="c-(\w+)"', text) == list(NAMES)
    for name in NAMES:
        for format in ("svg", "png", "csv"):
            assert f'href="/{language}/charts/{name}.{format}?since=2020-01-25&amp;until=2020-02-10" download' in text
    pictures = re.findall(r'<img src="([^"]+)" alt="([^"]+)">', text)
    assert len(pictures) == len(NAMES)
    assert all(len(alternative) > 20 for _, alternative in pictures)
    assert text.count("<table>") == len(NAMES)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_pictures_are_taken_away(client: Client, language: str, name: str) -> None:
    svg = client.get(f"/{language}/charts/{name}.svg?{ALL}")
    assert svg.headers["content-type"] == "image/svg+xml"
    assert svg.headers["content-disposition"] == f'attachment; filename="marsad-{name}-2020-01-25-2020-02-10.svg"'
    tags = {element.tag.partition("}")[2] for element in ElementTree.fromstring(svg.text).iter()}
    assert not tags & {"style", "script", "foreignObject", "image"}
    assert " style=" not in svg.text
    assert not re.search(r"\son[a-z]+=", svg.text)
    png = client.get(f"/{language}/charts/{name}.png?{ALL}")
    assert (png.headers["content-type"], png.content[:8]) == ("image/png", b"\x89PNG\r\n\x1a\n")
    assert client.get(f"/{language}/charts/{name}.svg?{ALL}").content == svg.content


def test_the_figures_are_those_of_the_events(client: Client) -> None:
    days, types = table(client, f"/en/charts/days.csv?{ALL}"), table(client, f"/en/charts/types.csv?{ALL}")
    assert days[0]["day"] == "2020-01-25"
    assert len(days) == 17
    total = sum(int(value) for row in days for kind, value in row.items() if kind != "day")
    assert total == sum(int(row["events"]) for row in types) > 30
    strikes = table(client, f"/ar/charts/types.csv?{ALL}&type=remote")
    assert {row["type"] for row in strikes} < {row["type"] for row in types}
    assert table(client, f"/ar/charts/days.csv?{ALL}&type=remote")[0].keys() == {"day", "remote"}
    for name in ("deaths", "displacement"):
        for row in table(client, f"/en/charts/{name}.csv?{ALL}"):
            assert float(row["low"]) <= float(row["best"])
            assert not row["high"] or float(row["best"]) <= float(row["high"])
    held = table(client, f"/en/charts/control.csv?{ALL}")
    assert {row["contested"] for row in held} <= {"True", "False"}
    assert all(row["since"] <= "2020-02-10" for row in held)


def test_filters_and_days_narrow_the_charts(client: Client) -> None:
    assert "From 1 February 2020 to 7 February 2020" in client.get("/en/charts").text
    assert "There is nothing to draw" in client.get("/en/charts?since=1999-01-01&until=1999-01-02").text
    assert client.get("/en/charts/days.csv?since=1999-01-01&until=1999-01-02").status_code == 404
    assert 'id="c-displacement"' not in client.get(f"/en/charts?{ALL}&type=remote").text
    assert 'id="c-types"' not in client.get(f"/en/charts?{ALL}&type=threat").text
    answer = client.get("/en/charts?since=x")
    assert answer.status_code == 400
    assert "is no date" in answer.text
    assert client.get("/en/charts/days.csv?since=x").status_code == 400
    assert client.get("/en/charts?since=1000-01-01").status_code == 200  # ten years at most


@pytest.mark.parametrize(
    "name", ["days.exe", "days", "days.svg.exe", "..%2f..%2fapp.py", "none.svg", ".svg", "map.png", "days.SVG"]
)
def test_only_these_files_are_there(client: Client, name: str) -> None:
    assert client.get(f"/en/charts/{name}").status_code == 404


def test_without_matplotlib_values_are_shown_and_taken_away(filled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charts, "find_spec", lambda name: None)
    client = Client(filled)
    text = client.get(f"/en/charts?{ALL}").text
    assert "<img" not in text
    assert "<details open>" in text
    assert client.get(f"/en/charts/days.svg?{ALL}").status_code == 404
    assert table(client, f"/en/charts/days.csv?{ALL}")
