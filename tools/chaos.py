"""Chaos: reports come in while processes are killed, the database is restarted, and the disk runs full.

At the end every report must be there once, every claim once, and `verify` must find nothing. Exit code 1 where it does
not hold. Needs PostgreSQL's programs, and for the full disk the right to mount (or it limits the size of files).
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from sqlalchemy import func, select  # noqa: E402

from made_reports import report, write_feed, write_jsonl, write_warc  # noqa: E402
from marsad.store import Store  # noqa: E402
from marsad.store.schema import claims, readings, reports  # noqa: E402
from marsad.store.verify import verify  # noqa: E402
from postgres import Cluster  # noqa: E402

MARSAD = str(Path(sys.executable).with_name("marsad"))


def sources(folder: Path, count: int) -> list[str]:
    """A third each from a web archive, a feed and JSON lines; texts are short, so that the store has most of the work."""
    third = count // 3
    made = [[report(n, 3) for n in range(k * third, (k + 1) * third if k < 2 else count)] for k in range(3)]
    write_warc(folder / "a.warc.gz", iter(made[0]))
    write_feed(folder / "b.xml", iter(made[1]))
    write_jsonl(folder / "c.jsonl", iter(made[2]))
    return [str(folder / name) for name in ("a.warc.gz", "b.xml", "c.jsonl")]


def start(store: str, names: list[str], limit: int | None = None) -> subprocess.Popen[bytes]:
    """An ingest under way; `limit`: KB that a file of it may have."""
    command = [MARSAD, "ingest", "--store", store, "--workers", "2", *names]
    if limit is not None:
        command = ["bash", "-c", f'ulimit -f {limit}; exec "$0" "$@"', *command]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)


def count_of(store: str) -> int:
    """How many reports are kept so far."""
    if "://" not in store and not Path(store).exists():
        return 0
    try:
        with Store.open(store, patience=0) as opened:
            return opened.counts()["reports"]
    except Exception:
        return 0


def kill_often(store: str, names: list[str], kills: int, count: int, disturb: Callable[[], None]) -> int:
    """Start and kill at random moments, most of them while reports are being kept; then let it end."""
    chance = random.Random(3)
    for k in range(kills):
        process = start(store, names)
        # Half of the kills wait until a share of the reports is there, so that they fall into every part of the work.
        aim, until = count * (k + 1) // (kills + 2), time.monotonic() + 60
        while k % 2 and process.poll() is None and count_of(store) < aim and time.monotonic() < until:
            time.sleep(0.02)
        time.sleep(chance.uniform(0, 0.5) if k % 2 else chance.uniform(0.3, 4))
        if k % 3 == 2:
            disturb()
        process.kill()  # the process alone: its workers must end by themselves
        process.communicate()
        print(f"  kill {k + 1}: {count_of(store)} reports kept", flush=True)
    for _ in range(5):
        if ended(start(store, names)):
            return 0
    return 1


def ended(process: subprocess.Popen[bytes]) -> bool:
    """Whether an ingest came to its end; else what it said is shown, which may be no traceback."""
    _, said = process.communicate()
    if process.returncode:
        print("  stopped:", said.decode().strip()[-300:])
        if b"Traceback" in said:
            sys.exit("a traceback")
    return process.returncode == 0


def check(store: str, count: int) -> list[str]:
    """What does not hold."""
    wrong = []
    with Store.open(store) as opened:
        with opened.database.reading() as c:
            total = c.scalar(select(func.count()).select_from(reports))
            texts = c.scalar(select(func.count(func.distinct(reports.c.url))))
            read = c.scalar(select(func.count()).select_from(readings))
            said = c.scalar(select(func.count()).select_from(claims))
            told = c.scalar(select(func.count()).select_from(select(claims.c.id).distinct().subquery()))
        if not total == texts == read == count:
            wrong.append(f"{total} reports, {texts} different, {read} readings instead of {count}")
        if said != told:
            wrong.append(f"{said} claims, {told} different")
        wrong += [str(finding) for finding in verify(opened)]
        print(f"  {total} reports, {said} claims, log of {opened.head().seq} lines")
    return wrong


def workers_left() -> int:
    """Processes of ours that outlived their parent."""
    out = subprocess.run(["ps", "-eo", "ppid,args"], capture_output=True, text=True, check=True).stdout
    return sum(
        line.split()[0] == "1" and sys.executable in line and "spawn_main" in line for line in out.splitlines()[1:]
    )


@contextmanager
def small_disk(folder: Path) -> Iterator[tuple[Path, Callable[[int], None]]]:
    """A file system of a few MB, and how to make it larger."""
    disk = folder / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(disk)], check=True, capture_output=True)
    try:
        yield (
            disk,
            lambda size: subprocess.run(["mount", "-o", f"remount,size={size}m", str(disk)], check=True) and None,
        )
    finally:
        subprocess.run(["umount", str(disk)], check=False)


def full_disk(folder: Path, names: list[str], count: int) -> list[str]:
    """The disk runs full again and again, and is made larger each time."""
    try:
        with small_disk(folder) as (disk, grow):
            return _until_done(str(disk / "marsad.db"), names, count, grow, None)
    except (subprocess.CalledProcessError, FileNotFoundError, PermissionError):
        print("  no right to mount: files are limited in size instead")
        return _until_done(str(folder / "full.db"), names, count, lambda size: None, 300)


def _until_done(store: str, names: list[str], count: int, grow: Callable[[int], None], limit: int | None) -> list[str]:
    for stops, size in enumerate((1, 2, 3, 5, 8, 12, 20, 40, 80, 200, 800)):
        if ended(start(store, names, limit and limit * size)):
            wrong = check(store, count)
            return wrong if stops else [*wrong, "the disk never ran full"]
        grow(size)
    return ["did not end with room enough"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=20)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="marsad-chaos-"))
    folder.chmod(0o755)
    try:
        sys.exit(run(folder, options.reports, options.kills))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(folder: Path, count: int, kills: int) -> int:
    names = sources(folder, count)
    wrong: list[str] = []
    print(f"SQLite: {kills} kills while {count} reports come in")
    store = str(folder / "marsad.db")
    wrong += ["did not end"] if kill_often(store, names, kills, count, lambda: None) else check(store, count)
    print(f"PostgreSQL: {kills} kills, and the server crashes and starts again")
    (folder / "pg").mkdir()
    with Cluster(folder / "pg") as cluster:
        store = cluster.database("chaos") + f"&originals={folder}/pg.originals"

        def restart() -> None:
            cluster.stop("immediate")
            time.sleep(0.5)
            cluster.start()
            time.sleep(0.5)

        wrong += ["did not end"] if kill_often(store, names, kills, count, restart) else check(store, count)
    print("A disk that runs full")
    wrong += full_disk(folder, names, count)
    time.sleep(1)
    wrong += [f"{n} workers outlived their parent"] if (n := workers_left()) else []
    for words in wrong:
        print("WRONG:", words)
    print("chaos: all is as it should be" if not wrong else "chaos: FAILED")
    return 1 if wrong else 0


if __name__ == "__main__":
    assert os.name == "posix"
    main()
