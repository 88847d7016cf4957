"""`marsad serve`: it starts, says where, and ends as told; it is for the own machine alone."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from marsad.cli.main import main
from marsad.errors import InputError
from marsad.web.serving import listen

START = [sys.executable, "-c", "import sys; from marsad.cli.main import main; sys.exit(main(sys.argv[1:]))", "serve"]


def test_it_serves_until_it_is_told_to_end(filled: str) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    with subprocess.Popen([*START, "--store", filled, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True, env=environment) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        address = process.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
        assert httpx.get(address + "ar/", timeout=30).status_code == 200
        with httpx.stream("GET", address + "api/v1/changes", timeout=30) as stream:
            assert next(line for line in stream.iter_lines() if line.startswith("data: "))
            process.send_signal(signal.SIGTERM)
            process.wait(4)  # the open stream does not hold it up
        assert process.stderr.read() == "marsad: ended as told\n"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org", ""])
def test_other_addresses_are_refused(filled: str, host: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--store", filled, "--host", host]) == 2
    assert "--host" in capsys.readouterr().err


def test_what_is_wrong_is_told_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--store", str(tmp_path / "none.db")]) == 2
    assert "there is no such store" in capsys.readouterr().err
    with listen("127.0.0.1", 0) as taken, pytest.raises(InputError, match="port"):
        listen("127.0.0.1", taken.getsockname()[1])


@pytest.mark.parametrize("port", ["x", "-1", "70000", "٨"])
def test_a_port_is_a_number(filled: str, port: str) -> None:
    with pytest.raises(SystemExit):
        main(["serve", "--store", filled, f"--port={port}"])
