"""What several test folders share: a PostgreSQL of our own, and an empty store on either database."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from postgres import Cluster, binaries

# The same texts are tried every time, so that a change and nothing else fails a run; `make fuzz` looks for new ones.
# No limits of time: a busy machine is no defect.
settings.register_profile(
    "marsad", derandomize="MARSAD_EXAMPLES" not in os.environ, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # fmt: skip
settings.load_profile("marsad")

_NUMBERS = itertools.count(1)
collect_ignore_glob = ["conftest.py", "*/conftest.py"]  # no doctests in them, and of one name they cannot be collected


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server with a folder of its own. In CI a missing server fails: no test may be skipped."""
    folder = Path(tempfile.mkdtemp(prefix="marsad-pg-"))
    try:
        with Cluster(folder) as running:
            yield running
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _has_postgresql() -> bool:
    """Whether tests on PostgreSQL run: where CI asks for them (a missing server fails), or where a server is there."""
    if os.environ.get("MARSAD_TEST_POSTGRESQL") == "required":
        return True
    try:
        return bool(binaries())
    except FileNotFoundError:
        return False


def _has_chromium() -> bool:
    """Whether tests in a browser run: where CI asks for them (a missing browser fails), or where Debian's is there."""
    return os.environ.get("MARSAD_TEST_CHROMIUM") == "required" or Path("/usr/bin/chromium").is_file()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On a machine without PostgreSQL or Chromium the tests of it are left out, and the report says so."""
    lacking = {name for name, there in (("cluster", _has_postgresql()), ("browser", _has_chromium())) if not there}
    needing = [item for item in items if lacking & set(getattr(item, "fixturenames", ()))]
    if needing:
        config.hook.pytest_deselected(items=needing)
        items[:] = [item for item in items if item not in needing]


@pytest.fixture(params=["sqlite", "postgresql"] if _has_postgresql() else ["sqlite"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a store that does not exist yet, on either database."""
    if request.param == "sqlite":
        return str(tmp_path / "marsad.db")
    running: Cluster = request.getfixturevalue("cluster")
    return running.database(f"t{os.getpid()}_{next(_NUMBERS)}") + f"&originals={tmp_path}/marsad.originals"
