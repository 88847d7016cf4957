"""What several test folders share: a PostgreSQL of our own, and an empty store on either database."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from postgres import Cluster

_NUMBERS = itertools.count(1)
collect_ignore = ["conftest.py"]  # it holds no doctests, and shares its name with that of tests/cli


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server with a folder of its own. Where none is installed the tests fail: they may not be skipped."""
    folder = Path(tempfile.mkdtemp(prefix="marsad-pg-"))
    try:
        with Cluster(folder) as running:
            yield running
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a store that does not exist yet, on either database."""
    if request.param == "sqlite":
        return str(tmp_path / "marsad.db")
    running: Cluster = request.getfixturevalue("cluster")
    return running.database(f"t{os.getpid()}_{next(_NUMBERS)}") + f"&originals={tmp_path}/marsad.originals"
