"""Watch: due times in the store, back-off, a clean end."""

from __future__ import annotations

import datetime
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import samples
from marsad.collect.watch import Watch, Watched, sources
from marsad.errors import InputError
from marsad.sources.fetch import Fetcher, Manners
from marsad.store import Store
from marsad.store.verify import verify
from webserver import Site, serving

NOON = datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.UTC)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime.datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += datetime.timedelta(**time)


def test_sources_are_asked_when_they_are_due(store_url: str, site: Site) -> None:
    site.put("/feed", samples.feed(), "application/rss+xml", ETag='"1"')
    clock, said = Clock(), list[str]()
    watched = [Watched("feed", site.url + "/feed", 900), Watched("gone", site.url + "/gone", 900)]
    quick = Fetcher(Manners(delay=0, private=True, timeout=2))

    def asked() -> list[str]:
        site.asked.clear()
        with Store.open(store_url, make=True) as store:  # a restart each time
            Watch(store, watched, quick, said.append, now=clock).run(once=True)
        return [path for path in site.paths() if path != "/robots.txt"]

    assert asked() == ["/feed", "/gone"]
    assert "2 new" in said[0]
    assert "404" in said[1]
    assert asked() == []
    clock.pass_(minutes=16)
    assert asked() == ["/feed"]  # what failed waits twice as long
    assert "0 new" in said[-1]
    clock.pass_(minutes=20)
    assert asked() == ["/feed", "/gone"]
    clock.pass_(days=3)
    for _ in range(12):
        asked()
        clock.pass_(days=3)
    with Store.open(store_url) as store:
        dues = {d.name: d for d in store.remembered.dues()}
        assert dues["gone"].failures == 14
        wait = datetime.datetime.fromisoformat(dues["gone"].next_at) - (clock.now - datetime.timedelta(days=3))
        assert wait <= datetime.timedelta(days=1.06)
        assert dues["feed"].failures == 0
        assert not list(verify(store))


def test_a_stop_is_heard_between_documents(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(samples.jsonl())
    stop = threading.Event()
    with Store.open(str(tmp_path / "s.db"), make=True) as store:
        stop.set()
        Watch(store, [Watched("a", str(tmp_path / "a.jsonl"), 900)], Fetcher(), print, stop).run()
        assert store.remembered.dues() == []


def test_a_signal_ends_it_cleanly(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(samples.jsonl())
    (tmp_path / "sources.toml").write_text('[[source]]\nname = "a"\naddress = "a.jsonl"\nevery = "1h"\n')
    command = [str(Path(sys.executable).with_name("marsad")), "watch", "sources.toml"]
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    assert "2 new" in process.stderr.readline()
    os.kill(process.pid, signal.SIGTERM)
    rest = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), rest) == (0, "marsad: ended as told; what was begun is kept\n")
    with Store.open(str(tmp_path / "marsad.db")) as store:
        assert store.counts()["reports"] == 2
        assert not list(verify(store))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "no [[source]]"), ("x = 1", "no [[source]]"), ("[[source]", "cannot be read"),
        ('[[source]]\nname = "a"\naddress = "b"\nevery = "5s"', "no time of a minute"),
        ('[[source]]\nname = "a"\naddress = "b"\nevry = "5m"', "evry is not known"),
        ('[[source]]\nname = "a"\nevery = "5m"', "address is missing"),
        ('[[source]]\nname = "a"\naddress = "b"\nevery = "5m"\nfollow = 1', "follow is not"),
        ('[[source]]\nname = "a"\naddress = "b"\nevery = "5m"\n' * 2, "given twice"),
    ],
)  # fmt: skip
def test_errors_of_the_file_are_told(tmp_path: Path, words: str, told: str) -> None:
    (tmp_path / "s.toml").write_text(words)
    with pytest.raises(InputError, match=r".*") as error:
        sources(str(tmp_path / "s.toml"))
    assert told in str(error.value)
