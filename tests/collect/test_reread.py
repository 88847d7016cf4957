"""Reread and diff-readings: new readings beside the old, and what changed."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from marsad.collect.ingest import Ingest
from marsad.collect.reread import chosen, differences, reread
from marsad.errors import InputError
from marsad.model import Reading
from marsad.store import Store
from marsad.store.items import Version
from marsad.store.schema import readings
from marsad.store.verify import verify


@pytest.fixture
def store(store_url: str, tmp_path: Path) -> Any:
    lines = [{"text": f"قصفت المدفعية بلدة سراقب وقتل {k + 3} مدنيين.", "published": "2020-02-02"} for k in range(5)]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(x) + "\n" for x in lines))
    with Store.open(store_url, make=True) as opened:
        Ingest(opened).run([str(tmp_path / "a.jsonl")])
        yield opened


def test_a_new_version_reads_everything_once(store: Store) -> None:
    assert reread(store) == 0
    store.version = Version("0.2.0", store.version.data)
    told = list[tuple[int, int]]()
    assert reread(store, told=lambda n, of: told.append((n, of))) == 5
    assert told[-1] == (5, 5)
    assert reread(store) == 0
    with store.database.reading() as connection:
        assert len(connection.scalars(select(readings.c.number)).all()) == 10
    assert [v.software for v, count in store.versions() if count == 5][-1] == "0.2.0"
    old, new = chosen(store, None, -2), chosen(store, "0.2", -1)
    assert list(differences(store, old, new)) == []
    assert not list(verify(store))


def test_what_changed_is_told(store: Store) -> None:
    old = store.version
    store.version = Version("0.2.0", old.data)
    [(number, report), *others] = store.to_read(0, 10)
    from marsad.pipeline import reader

    claims = reader().read(report).claims
    changed = dataclasses.replace(claims[0], id="changed", status="failed")
    store.reread({number: Reading(report, (changed, dataclasses.replace(claims[0], id="more")))})
    store.reread({n: Reading(r, ()) for n, r in others})
    found = list(differences(store, old, store.version))
    mine = [c for c in found if c.report == report.id]
    assert sorted(c.kind for c in mine)[:2] == ["changed", *(["gone"] if len(claims) > 1 else ["new"])]
    [one] = [c for c in mine if c.kind == "changed" and c.slots]
    assert ("status", "happened", "failed") in one.slots
    assert {c.kind for c in found if c.report != report.id} == {"gone"}


def test_versions_are_named_by_their_beginning(store: Store) -> None:
    with pytest.raises(InputError, match="one version only"):
        chosen(store, None, -2)
    with pytest.raises(InputError, match="0 versions begin so"):
        chosen(store, "9", -1)
    assert chosen(store, store.version.software, -1) == store.version
