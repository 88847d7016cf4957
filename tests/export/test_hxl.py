"""HXL as its own reader reads it."""

from __future__ import annotations

import io
from pathlib import Path

import hxl as reader
import pytest
from made_events import demo_events

from marsad.export import exporter, hxl
from marsad.export.writing import write


def read(file: Path) -> reader.model.Dataset:
    """The file as libhxl reads it."""
    return reader.data(io.BytesIO(file.read_bytes()))


def test_the_reader_of_the_field_takes_it(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    write(exporter("hxl"), demo_events(), str(file))
    source = read(file)
    assert [c.header for c in source.columns] == [f.name for f in hxl.FIELDS]
    assert [c.display_tag for c in source.columns] == list(hxl.TAGS.values())
    for pattern in ("#event+type+code", "#date+occurred", "#geo+lat", "#geo+lon", "#adm1+code", "#affected+killed"):
        assert any(reader.model.TagPattern.parse(pattern).match(c) for c in source.columns), pattern
    rows = list(read(file))
    assert [r.get("#event+id") for r in rows] == [e.id for e in demo_events()]
    assert all(len(r.values) == len(hxl.FIELDS) for r in rows)
    assert reader.validate(read(file))["is_valid"]


def test_its_validator_finds_what_is_wrong(tmp_path: Path) -> None:
    schema = [
        ["#valid_tag", "#valid_required", "#valid_datatype", "#valid_value+min", "#valid_value+max"],
        ["#event+id", "true", "", "", ""],
        ["#date+occurred", "", "date", "", ""],
        ["#geo+lat", "", "number", "-90", "90"],
        ["#geo+lon", "", "number", "-180", "180"],
        ["#affected+killed", "", "number", "0", ""],
        ["#meta+voices+num", "true", "number", "1", ""],
    ]
    file = tmp_path / "x.csv"
    write(exporter("hxl"), demo_events(), str(file))
    report = reader.validate(read(file), schema)
    assert report["is_valid"], report["issues"]
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([*lines, "x" + "," * (len(hxl.FIELDS) - 1)]), encoding="utf-8")
    assert not reader.validate(read(file), schema)["is_valid"]


@pytest.mark.parametrize("bound", ["low", "best", "high"])
def test_figures_stand_under_their_tags(bound: str, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    write(exporter("hxl"), demo_events(), str(file))
    column = next(i for i, f in enumerate(hxl.FIELDS) if f.name == f"killed_{bound}")
    given = [next((getattr(n, bound) for n in e.numbers if n.kind == "killed" and n.group is None), None)
             for e in demo_events()]  # fmt: skip
    assert [r.values[column] for r in read(file)] == ["" if v is None else f"{v:.12g}" for v in given]
    assert any(given)
