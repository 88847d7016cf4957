"""`marsad events`, `event`, `contradictions`: from files and from a store, in every format."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from marsad.cli.main import main

DEMO = str(Path(__file__).resolve().parents[2] / "demo" / "reports.jsonl")


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_files_and_store_give_the_same_agreements(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = str(tmp_path / "marsad.db")
    assert main(["ingest", DEMO, "--store", store]) == 0
    capsys.readouterr()

    def shown(*where: str) -> list[tuple[str, str, int]]:
        assert main(["events", *where, "--format", "json"]) == 0
        return sorted((e["type"], e["agreement"], e["n_independent"]) for e in map(json.loads, lines(capsys)))

    assert shown(DEMO) == shown("--store", store)


def test_one_event_with_its_accounts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["events", DEMO, "--format", "json", "--agreement", "contested"]) == 0
    first = json.loads(lines(capsys)[0])
    assert main(["event", first["testimonies"][0]["claims"][0]["claim"], DEMO, "--format", "json"]) == 0
    assert json.loads(lines(capsys)[0]) == first
    assert main(["event", first["id"][:8], DEMO, "--ui", "en", "--bidi", "off"]) == 0
    shown = "\n".join(lines(capsys))
    assert "contested" in shown
    assert "⟦" in shown
    assert first["contradictions"][0]["explanation"] in shown


def test_rows_are_safe_in_a_spreadsheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "report.txt"
    file.write_text("قصفت المدفعية قرية كفرنبل.", encoding="utf-8")
    assert main(["events", str(file), "--format", "csv", "--published", "2020-01-28"]) == 0
    [row] = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert (row["type"], row["from"], row["place"], row["n_reports"]) == ("shelling", "", "كفرنبل", "1")
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_contradictions_in_every_format(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["contradictions", DEMO, "--format", form]) == 0
    found = lines(capsys)
    assert len(found) >= (10 if form != "table" else 3)
    if form == "table":
        assert any(line.count("↔") == 1 for line in found)
    assert main(["contradictions", DEMO, "--format", form, "--area", "اليمن"]) == 0
    assert len(lines(capsys)) <= 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["events", DEMO, "--area", "لامكان"], "is no place that is known"),
        (["events", DEMO, "--type", "boom"], "is no type of event"),
        (["events", DEMO, "--since", "gestern"], "--since"),
        (
            ["events", DEMO, "--since", "2020-02-02", "--until", "2020-02-01"],
            "2020-02-02 is later than --until 2020-02-01",
        ),
        (["timeline", DEMO, "--actor", " "], "--actor: is empty"),
        (["control", "", DEMO], "PLACE: '' is no place that is known"),
        (["tolls", "nowhere.jsonl", "--type", "boom"], "is no type of event"),
        (["event", "zz", DEMO], "is no event and no claim here"),
        (["event", "", DEMO], "begins the ids of"),
        (["events", "--store", "nowhere.db"], "there is no such store"),
    ],
)
def test_bad_wishes_are_told(
    arguments: list[str],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("form", ["table", "json", "csv", "geojson"])
@pytest.mark.parametrize("more", [[], ["--on", "2020-02-01"]])
def test_control_in_every_format(form: str, more: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["control", "معرة النعمان", DEMO, "--format", form, *more]) == 0
    shown = "\n".join(lines(capsys))
    assert "معرة النعمان" in shown
    if form == "geojson":
        [feature] = json.loads(shown)["features"]
        assert feature["properties"]["camp"] == "sy-government"
    assert main(["control", "لامكان", DEMO]) == 2


@pytest.mark.parametrize("form", ["table", "json", "csv"])
@pytest.mark.parametrize("command", ["tolls", "sources", "timeline"])
def test_tables_of_events_in_every_format(command: str, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, DEMO, "--format", form]) == 0
    found = lines(capsys)
    assert len(found) > 5
    if form == "json":
        assert all(json.loads(line) for line in found)
    if form == "csv":
        assert len({len(row) for row in csv.reader(found)}) == 1


def test_why_two_claims_are_one_event(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["events", DEMO, "--format", "json", "--agreement", "corroborated"]) == 0
    told = [json.loads(line) for line in lines(capsys)]
    several = next(e for e in told if e["n_reports"] > 1)
    one, two = (t["claims"][0]["claim"] for t in several["testimonies"][:2])
    assert main(["why", one, two, DEMO, "--format", "json"]) == 0
    why = json.loads(lines(capsys)[0])
    assert why["one_event"] is True
    assert why["score"] == pytest.approx(sum(why["signs"].values()))
    for language, last in (("ar", "واقعة واحدة"), ("en", "one event")):
        assert main(["why", one, two, DEMO, "--ui", language, "--bidi", "off"]) == 0
        assert lines(capsys)[-1] == last
    assert main(["why", one, "zz", DEMO]) == 2
    assert "is no claim here" in capsys.readouterr().err


def test_files_may_stand_behind_options(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["control", "معرة النعمان", "--on", "2020-02-01", DEMO, "--format", "csv"]) == 0
    one = lines(capsys)
    assert main(["control", "معرة النعمان", DEMO, "--on", "2020-02-01", "--format", "csv"]) == 0
    assert one == lines(capsys)
    for wrong in (["events", DEMO, "--nonsense"], ["verify", "what"]):
        with pytest.raises(SystemExit):
            main(wrong)
        assert "unrecognized arguments" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["events", "tolls", "sources", "timeline", "contradictions", "control"])
def test_nothing_is_told_too(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "quiet.txt"
    file.write_text("كان الطقس جميلا في المدينة.", encoding="utf-8")
    place = ["all"] if command == "control" else []
    assert main([command, *place, str(file), "--ui", "en", "--bidi", "off"]) == 0
    [line] = lines(capsys)
    told = {"contradictions": "No contradictions among these claims", "control": "nothing is told of who holds it"}
    assert line == told.get(command, "0 events")
