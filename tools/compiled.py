"""The optional build: the modules that read compiled to C by mypyc, the claims the same, reading about 1.6 times as fast.

    compiled.py              build, compare, measure, write a wheel for this Python and machine into dist/

It copies src/ to build/compiled, compiles there, and unpacks the wheel beside it to try the very thing that would be
installed: its JSON on the demo reports and the project's gold must be that of pure Python byte for byte, else no wheel
is kept. Speed is measured in turns, by the time of the processor, each report by its best, over
../shared/corpus/news-2015.jsonl where that is present, else over the demo. It needs a C compiler and the headers of
Python; nothing else of the project needs this build.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.model import Report

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "compiled"
DEMO = ROOT / "demo" / "reports.jsonl"
GOLD = sorted(folder.parent for folder in (ROOT / "tests" / "gold").glob("*/gold"))
PACKAGES = ("language/ar", "reading", "reading/phrases", "reading/frames")  # all their modules
MODULES = ("geography/geocoder.py",)
INTERPRETED = frozenset({"language/ar/phrases.py"})  # the gazetteer, interpreted, inherits from its table
_SETUP = """
from mypyc.build import mypycify
from setuptools import find_packages, setup

setup(
    packages=find_packages(include=["marsad*"]),
    package_data={{"marsad": ["**/*"]}},
    ext_modules=mypycify({files!r}, opt_level="2", debug_level="0", multi_file=True, target_dir="c"),
)
"""


class Unable(Exception):
    """The build cannot be made here; says why and what to do."""


def files() -> list[str]:
    """The modules that are compiled, as paths in src/."""
    src = ROOT / "src"
    found = [path for package in PACKAGES for path in sorted((src / "marsad" / package).glob("*.py"))]
    found += [src / "marsad" / module for module in MODULES]
    left = {src / "marsad" / module for module in INTERPRETED}
    return [path.relative_to(src).as_posix() for path in found if path.name != "__init__.py" and path not in left]


def check_compiler() -> None:
    """Raises Unable without a C compiler or without the headers of Python."""
    if sys.platform != "win32":  # there setuptools finds the compiler, and says what to install
        command = shlex.split(os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc")[0]
        if shutil.which(command) is None:
            raise Unable(
                f"there is no C compiler {command!r}: install one (Debian: apt install gcc; macOS: xcode-select "
                "--install) or name yours in CC. marsad runs without this build, only slower"
            )
    header = Path(sysconfig.get_path("include")) / "Python.h"
    if not header.exists():
        raise Unable(f"{header} is missing: install the headers of this Python (Debian: apt install python3-dev)")


def build() -> Path:
    """The wheel, in the build folder; what the compilers print goes to build.log there."""
    shutil.rmtree(BUILD, ignore_errors=True)
    shutil.copytree(ROOT / "src" / "marsad", BUILD / "marsad", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, BUILD)
    (BUILD / "setup.py").write_text(_SETUP.format(files=files()), encoding="utf-8")
    log = BUILD / "build.log"
    with log.open("w", encoding="utf-8") as out:
        command = [sys.executable, "setup.py", "bdist_wheel", "--dist-dir", "wheel"]
        done = subprocess.run(command, cwd=BUILD, stdout=out, stderr=subprocess.STDOUT, check=False)
    wheels = list((BUILD / "wheel").glob("*.whl"))
    if done.returncode or not wheels:
        last = "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:])
        raise Unable(f"the build failed ({done.returncode}); the end of {log}:\n{last}")
    return wheels[0]


def run(function: str, root: Path, *arguments: str) -> str:
    """What a function of this file prints with the marsad of a folder."""
    code = f"import sys, compiled; compiled.{function}(*sys.argv[1:])"
    env = os.environ | {"PYTHONPATH": os.pathsep.join((str(root), str(Path(__file__).parent)))}
    command = [sys.executable, "-P", "-c", code, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise Unable(f"{function} failed with the marsad of {root}:\n{done.stderr[-2000:]}")
    return done.stdout


def answers() -> None:
    """Print where the reader lies, then the JSON and the steps of each report of the demo and of the gold."""
    from marsad.pipeline import EMBEDDED, read_reports
    from marsad.reading import reader
    from scoring import load

    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    print(reader.__file__)
    for reports in (reports_of(DEMO), *([d.report() for d in load(folder)] for folder in GOLD)):
        readings = read_reports(reports, explain=True, data_dir=EMBEDDED)
        for value in readings.to_dicts():
            print(json.dumps(value, ensure_ascii=False))
        for reading in readings:
            print(reading.steps, reading.issues)


def times(source: str, passes: str) -> None:
    """Print the best seconds of the processor for each report, after tables and words have been met."""
    from marsad.pipeline import EMBEDDED, reader, settle

    reports = reports_of(Path(source))
    settle(EMBEDDED)
    best = [float("inf")] * len(reports)
    for _ in range(int(passes)):
        for i, report in enumerate(reports):
            start = time.process_time()
            reader(EMBEDDED).read(report)
            best[i] = min(best[i], time.process_time() - start)
    print(json.dumps({"seconds": best, "characters": sum(len(r.text) for r in reports)}))


def reports_of(source: Path) -> list[Report]:
    """The reports of a file of JSON lines."""
    from marsad.model import Report

    lines = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
    return [Report.of(x["text"], id=x.get("id"), published=x.get("published"), outlet=x.get("outlet")) for x in lines]


def compare(pure: Path, compiled: Path) -> None:
    """Raises Unable where the two packages answer otherwise, or one is not what it should be."""
    (pure_at, *expected), (compiled_at, *found) = (run("answers", root).splitlines() for root in (pure, compiled))
    if not pure_at.endswith(".py") or compiled_at.endswith(".py"):
        raise Unable(f"pure and compiled are not told apart: {pure_at}, {compiled_at}")
    for number, (one, other) in enumerate(zip(expected, found, strict=False), 1):
        if one != other:
            raise Unable(f"answer {number} differs:\n  pure     {one[:600]}\n  compiled {other[:600]}")
    if len(expected) != len(found):
        raise Unable(f"{len(expected)} lines of answers are {len(found)} with the compiled package")
    digest = hashlib.sha256("\n".join(found).encode()).hexdigest()[:12]
    print(f"the same      {len(found)} lines of JSON and steps, sha256 {digest}")


def measure(pure: Path, compiled: Path, rounds: int) -> None:
    """Print the speed of both and their ratio."""
    from bench import CORPUS, SEED_CHARACTERS

    source = CORPUS if CORPUS.exists() else DEMO
    best: dict[Path, list[float]] = {}
    characters = 0
    for _ in range(rounds):
        for root in (pure, compiled):
            found = json.loads(run("times", root, str(source), "2"))
            characters = found["characters"]
            best[root] = [min(pair) for pair in zip(best.get(root, found["seconds"]), found["seconds"], strict=True)]
    print(f"corpus        {source.name}: {len(best[pure])} reports, {characters} characters")
    for name, root in (("pure", pure), ("compiled", compiled)):
        seconds = sum(best[root])
        print(f"{name:13} {seconds / characters * 1e6:.2f} µs a character, "
              f"{characters / seconds / SEED_CHARACTERS:.0f} reports of {SEED_CHARACTERS} characters a second")  # fmt: skip
    print(f"ratio         {sum(best[pure]) / sum(best[compiled]):.2f}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="turns of each in measuring; 0 measures not; default: 3")
    options = parser.parse_args()
    try:
        check_compiler()
        print(f"compiling     {len(files())} modules; some minutes, the log in {BUILD / 'build.log'}", flush=True)
        start = time.monotonic()
        wheel = build()
        print(f"built         in {time.monotonic() - start:.0f} s", flush=True)
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(BUILD / "unpacked")
        compare(ROOT / "src", BUILD / "unpacked")
        kept = ROOT / "dist" / wheel.name
        kept.parent.mkdir(exist_ok=True)
        shutil.copy(wheel, kept)
        print(f"wheel         {kept}, {kept.stat().st_size / 1e6:.1f} MB", flush=True)
        if options.rounds:
            measure(ROOT / "src", BUILD / "unpacked", options.rounds)
    except Unable as error:
        print(f"compiled.py: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
