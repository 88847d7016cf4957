"""A PostgreSQL server for tests: Debian's binaries, a folder of its own, a socket instead of a port."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

_HINT = "PostgreSQL is not installed: apt-get install postgresql"
# A crash of the server must lose nothing that it said was kept; a crash of the machine is not tested.
_SPEED = "-c fsync=off -c full_page_writes=off -c autovacuum=off"


def binaries() -> Path:
    """The folder of initdb and pg_ctl."""
    places = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    places += [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    for place in places:
        if (place / "initdb").exists() and (place / "pg_ctl").exists():
            return place
    raise FileNotFoundError(_HINT)


class Cluster:
    """A server that runs from `with` to its end, and can be killed and started in between."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.bin = folder, binaries()
        self.data = folder / "data"
        # The server refuses to run as root.
        self._as: dict[str, Any] = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}

    def __enter__(self) -> Cluster:
        if self._as:
            shutil.chown(self.folder, "postgres", "postgres")
        self.folder.chmod(0o755)
        self._run(
            "initdb", "-D", str(self.data), "-U", "marsad", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"
        )
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop("immediate")

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = f"-c listen_addresses='' -c unix_socket_directories={self.folder} {_SPEED}"
        self._run("pg_ctl", "start", "-D", str(self.data), "-w", "-l", str(self.folder / "log"), "-o", options)

    def stop(self, mode: str = "fast") -> None:
        """Stop it: `fast`, or `immediate` as a crash does."""
        self._run("pg_ctl", "stop", "-D", str(self.data), "-m", mode, "-w")

    def database(self, name: str) -> str:
        """The address of a new, empty database."""
        self._run("psql", "-h", str(self.folder), "-U", "marsad", "-d", "postgres", "-qc", f"CREATE DATABASE {name}")
        return f"postgresql://marsad@/{name}?host={self.folder}"

    def _run(self, program: str, *arguments: str) -> None:
        path = self.bin / program
        command = [str(path) if path.exists() else program, *arguments]
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False,
            cwd="/", env={**os.environ, "LC_ALL": "C.UTF-8"}, **self._as,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr}")
