"""A store that nobody may write: a disc, evidence behind a write blocker, the folder of somebody else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from marsad.cli.main import main
from marsad.collect.ingest import Ingest
from marsad.errors import StoreError
from marsad.events.event import events
from marsad.observatory import Observatory
from marsad.pipeline import compared
from marsad.store import Store
from marsad.store.verify import verify

DEMO = Path(__file__).resolve().parents[2] / "demo" / "reports.jsonl"


@pytest.fixture
def sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The demo store, which may only be read from now on."""
    store = str(tmp_path / "disc" / "marsad.db")
    Path(store).parent.mkdir()
    with Store.open(store, make=True) as opened:
        Ingest(opened).run([str(DEMO)])
    may = os.access
    monkeypatch.setattr(
        os,
        "access",
        lambda path, mode, **more: not (mode & os.W_OK and "disc" in str(path)) and may(path, mode, **more),
    )
    return store


def files(store: str) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in Path(store).parent.rglob("*") if p.is_file()}


def test_it_is_read_searched_and_verified_and_stays_as_it_is(sealed: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(sealed)
    with Store.open(sealed) as store:
        assert not list(verify(store))
        assert len(list(store.latest())) == 12
        assert files(sealed) == before  # no log beside it either, while it is open
    for command in (["verify"], ["search", "سراقب"], ["events"], ["tolls"], ["seal"]):
        assert main([*command, "--store", sealed]) == 0, capsys.readouterr().err
    assert files(sealed) == before


def test_its_events_are_those_of_the_same_store_where_it_may_be_written(sealed: str) -> None:
    with Store.open(sealed) as store:
        seen = Observatory(store)
        seen.refresh()
        found = [e.to_dict() for e in seen.events()]
        assert found == [e.to_dict() for e in events(compared(store.latest(), store.decisions()))]


def test_what_would_change_it_is_refused(sealed: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(sealed)
    with Store.open(sealed) as store:
        Observatory(store).refresh()  # what follows from the rest goes into a copy
        with pytest.raises(StoreError, match="may only be read"):
            store.decide("undo", undoes=1, by="dana", reason="anew")
    out = tmp_path / "out.csv"
    assert main(["export", "csv", "--out", str(out), "--store", sealed]) == 2
    assert "may only be read" in capsys.readouterr().err
    new = tmp_path / "new.txt"
    new.write_text("قصفت المدفعية بلدة كفرنبل اليوم.", encoding="utf-8")
    assert main(["ingest", str(new), "--store", sealed]) == 2
    assert files(sealed) == before
    assert not out.exists()


def test_changes_that_still_lie_in_its_log_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = str(tmp_path / "marsad.db")
    with Store.open(name, make=True) as writer:
        Ingest(writer).run([str(DEMO)])
        assert (tmp_path / "marsad.db-wal").stat().st_size
        monkeypatch.setattr(os, "access", lambda path, mode, **_: not mode & os.W_OK)
        with Store.open(name) as reader:
            assert len(list(reader.latest())) == 12
