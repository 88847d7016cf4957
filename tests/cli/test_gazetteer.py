"""`marsad gazetteer`: import, list, show, remove; what is imported is used at once."""

from __future__ import annotations

import http.server
import json
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from shell import Marsad

CSV = "pcode,name_ar,lat,lon\nSY1,زخرفوبان,35.8,36.7\nSY2,نموذجية,35.9,36.8\n"
DUMP = "9001\tMithal\tMithal\t\t35.8\t36.7\tP\tPPL\tSY\t\t07\t\t\t\t1200\t\t400\tAsia/Damascus\t2020-01-01\n"
NAMES = "1\t9001\tar\tزخرفوبان\t\t\t\t\n"


@pytest.fixture
def data(folder: Path) -> str:
    (folder / "villages.csv").write_text(CSV, encoding="utf-8")
    return str(folder / "data")


def test_the_way_of_a_table(marsad: Marsad, data: str) -> None:
    added = marsad("gazetteer", "add", "villages.csv", "--licence", "CC BY-IGO", "--data-dir", data)
    assert (added.code, added.err) == (0, "")
    assert added.out == "villages: 2 places, 2 names; licence: CC BY-IGO\n"
    [listed] = marsad("gazetteer", "list", "--format", "json", "--data-dir", data).out.splitlines()
    facts = json.loads(listed)
    assert (facts["name"], facts["places"], facts["licence"]) == ("villages", 2, "CC BY-IGO")
    assert "CC BY-IGO" in marsad("gazetteer", "list", "--data-dir", data).out
    shown = marsad("gazetteer", "show", "villages", "--data-dir", data, "--bidi", "off").out
    assert "villages:SY1  زخرفوبان  35.8000, 36.7000  town  SY" in shown
    found = json.loads(marsad("geocode", "زخرفوبان", "--format", "json", "--data-dir", data).out)
    assert found["place"]["id"] == "villages:SY1"
    none = json.loads(marsad("geocode", "زخرفوبان", "--format", "json", "--data-dir", "none").out)
    assert none["place"] is None
    assert marsad("gazetteer", "remove", "villages", "--data-dir", data).code == 0
    assert marsad("gazetteer", "list", "--data-dir", data).out == "no imported tables\n"


def test_reading_uses_the_table(marsad: Marsad, data: str, folder: Path) -> None:
    marsad("gazetteer", "add", "villages.csv", "--data-dir", data)
    (folder / "r.txt").write_text("قصفت المدفعية قرية زخرفوبان.", encoding="utf-8")
    [claim] = json.loads(marsad("read", "r.txt", "--format", "json", "--data-dir", data).out)["claims"]
    assert claim["place"]["id"] == "villages:SY1"


def test_columns_by_mapping(marsad: Marsad, data: str, folder: Path) -> None:
    (folder / "t.csv").write_text("CODE,N,Y1,X1\nA,زخرفوبان,35.8,36.7\n", encoding="utf-8")
    done = marsad(
        "gazetteer", "add", "t.csv", "--columns", "id=CODE,name_ar=N,lat=Y1,lon=X1", "--country", "sy", "--name", "mine",
        "--data-dir", data,
    )  # fmt: skip
    assert (done.code, done.out.split(":")[0]) == (0, "mine")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("add", "missing.csv"), "missing.csv: no such file"),
        (("add", "villages.csv", "other.csv"), "takes one FILE, or: geonames CC"),
        (("add", "villages.csv", "--columns", "lat"), "is no list of OURS=THEIRS"),
        (("add", "villages.csv", "--data-dir", "none"), "none is no folder"),
        (("add", "geonames", "ZZ"), "'ZZ' is no ISO country code"),
        (("show", "villages"), "no imported table is called 'villages'"),
        (("remove", "villages"), "no imported table is called 'villages'"),
    ],
)
def test_what_is_refused(marsad: Marsad, data: str, arguments: tuple[str, ...], told: str) -> None:
    own = () if "--data-dir" in arguments else ("--data-dir", data)
    done = marsad("gazetteer", *arguments, *own)
    assert done.code == 2
    assert told in done.err


@pytest.fixture
def base(tmp_path: Path) -> Iterator[str]:
    """A server with the country's dump and its alternate names."""
    root = tmp_path / "server"
    (root / "alternatenames").mkdir(parents=True)
    for name, text in (("SY.zip", DUMP), ("alternatenames/SY.zip", NAMES)):
        with zipfile.ZipFile(root / name, "w") as pack:
            pack.writestr("SY.txt", text)

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *given: object) -> None:
            super().__init__(*given, directory=str(root))  # type: ignore[arg-type]

        def log_message(self, format: str, *args: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as real:
        thread = threading.Thread(target=real.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{real.server_port}/"
        real.shutdown()
        thread.join()


def test_a_country_of_geonames(marsad: Marsad, data: str, base: str) -> None:
    done = marsad("gazetteer", "add", "geonames", "sy", "--base", base, "--data-dir", data)
    assert done.code == 0
    assert "geonames-SY: 1 places" in done.out
    assert "CC BY 4.0" in done.err
    found = json.loads(marsad("geocode", "زخرفوبان", "--format", "json", "--data-dir", data).out)
    assert found["place"]["id"] == "geonames:9001"
    assert not list(Path(data).rglob("*.zip"))


def test_a_country_that_the_server_does_not_have(marsad: Marsad, data: str, base: str) -> None:
    done = marsad("gazetteer", "add", "geonames", "YE", "--base", base, "--data-dir", data)
    assert done.code == 2
    assert "404" in done.err
    assert marsad("gazetteer", "list", "--data-dir", data).out == "no imported tables\n"
