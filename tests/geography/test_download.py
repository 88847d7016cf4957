"""The download, against a server of our own: whole, resumed, cut off, broken, missing."""

from __future__ import annotations

import hashlib
import http.server
import io
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from marsad.errors import InputError
from marsad.geography.download import fetch


@dataclass
class Server:
    """Serves files by path; `cut` bytes only of an answer, as often as `cuts` says."""

    address: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    cut: int = 0
    cuts: int = 0
    ranges: bool = True
    asked: list[tuple[str, str]] = field(default_factory=list)


def _handler(server: Server) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wanted = self.headers.get("Range") or ""
            server.asked.append((self.path, wanted))
            body = server.files.get(self.path)
            if body is None:
                self.send_error(404)
                return
            start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and server.ranges else 0
            if start >= len(body):
                self.send_error(416)
                return
            self.send_response(206 if start else 200)
            self.send_header("Content-Length", str(len(body) - start))
            self.end_headers()
            end = len(body)
            if server.cuts:
                server.cuts -= 1
                end = start + server.cut
            self.wfile.write(body[start:end])

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler


@pytest.fixture
def server() -> Iterator[Server]:
    state = Server()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _handler(state)) as real:
        state.address = f"http://127.0.0.1:{real.server_port}"
        thread = threading.Thread(target=real.serve_forever)
        thread.start()
        yield state
        real.shutdown()
        thread.join()


def packed(text: str = "x\n" * 50_000) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        pack.writestr("SY.txt", text)
    return out.getvalue()


def test_whole(server: Server, tmp_path: Path) -> None:
    server.files["/SY.zip"] = body = packed()
    seen: list[tuple[int, int | None]] = []
    path = fetch(f"{server.address}/SY.zip", tmp_path, progress=lambda have, total: seen.append((have, total)))
    assert path.read_bytes() == body
    assert seen[-1] == (len(body), len(body))
    assert not list(tmp_path.glob("*.part"))


def test_goes_on_where_it_was_cut_off(server: Server, tmp_path: Path) -> None:
    server.files["/SY.zip"] = body = packed()
    server.cut, server.cuts = 1000, 1
    assert fetch(f"{server.address}/SY.zip", tmp_path).read_bytes() == body
    assert server.asked == [("/SY.zip", ""), ("/SY.zip", "bytes=1000-")]


def test_a_later_call_goes_on(server: Server, tmp_path: Path) -> None:
    server.files["/SY.zip"] = body = packed()
    server.cut, server.cuts = 1000, 2
    with pytest.raises(InputError, match=r"cut off.*goes on from there"):
        fetch(f"{server.address}/SY.zip", tmp_path)
    assert (tmp_path / "SY.zip.part").stat().st_size == 2000
    assert fetch(f"{server.address}/SY.zip", tmp_path).read_bytes() == body
    assert server.asked[-1] == ("/SY.zip", "bytes=2000-")


def test_a_server_without_ranges_begins_anew(server: Server, tmp_path: Path) -> None:
    server.files["/SY.zip"] = body = packed()
    server.ranges, server.cut, server.cuts = False, 1000, 1
    assert fetch(f"{server.address}/SY.zip", tmp_path).read_bytes() == body


def test_all_was_there_already(server: Server, tmp_path: Path) -> None:
    server.files["/SY.zip"] = body = packed()
    (tmp_path / "SY.zip.part").write_bytes(body)
    assert fetch(f"{server.address}/SY.zip", tmp_path).read_bytes() == body


def test_checksum(server: Server, tmp_path: Path) -> None:
    server.files["/SY.zip"] = body = packed()
    right = hashlib.sha256(body).hexdigest()
    assert fetch(f"{server.address}/SY.zip", tmp_path, sha256=right.upper()).read_bytes() == body
    with pytest.raises(InputError, match=f"its sha256 is {right}, not the one given"):
        fetch(f"{server.address}/SY.zip", tmp_path, sha256="0" * 64)
    assert not list(tmp_path.glob("*.part"))


def test_broken(server: Server, tmp_path: Path) -> None:
    server.files["/SY.zip"] = packed()[:-500]
    with pytest.raises(InputError, match="arrived broken"):
        fetch(f"{server.address}/SY.zip", tmp_path)
    assert not list(tmp_path.iterdir())


def test_missing(server: Server, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"404.*no such country"):
        fetch(f"{server.address}/ZZ.zip", tmp_path)


def test_no_network(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot be fetched.*import a file"):
        fetch("http://127.0.0.1:9/SY.zip", tmp_path)
    with pytest.raises(InputError, match="no http"):
        fetch("file:///etc/passwd", tmp_path)
