"""A PostgreSQL that goes away: work waits for it and goes on, or stops with a message."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from stored import item

from marsad.errors import StoreError
from marsad.store import Store
from marsad.store.verify import verify
from postgres import Cluster


def test_work_goes_on_when_the_server_is_back(cluster: Cluster, tmp_path: Path) -> None:
    url = cluster.database("restarted") + f"&originals={tmp_path}/o"
    with Store.open(url, make=True) as store:
        store.keep([item(1)])
        cluster.stop("immediate")
        back = threading.Timer(0.5, cluster.start)
        back.start()
        try:
            assert store.keep([item(1), item(2)]).new == [item(2).kept.report.id]
        finally:
            back.join()
        assert store.counts()["reports"] == 2
        assert not list(verify(store))


def test_without_patience_it_is_told(cluster: Cluster, tmp_path: Path) -> None:
    url = cluster.database("away") + f"&originals={tmp_path}/o"
    with Store.open(url, make=True, patience=0) as store:
        cluster.stop("fast")
        try:
            with pytest.raises(StoreError, match=r"away|connection"):
                store.keep([item(1)])
            with pytest.raises(StoreError):
                store.counts()
        finally:
            cluster.start()
        assert store.keep([item(1)]).new
