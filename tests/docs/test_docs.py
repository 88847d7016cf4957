"""The documentation is true: every command and option stands in it, every example runs."""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from marsad.cli.main import parser
from marsad.collect.ingest import Ingest
from marsad.geography.importing import add
from marsad.sources.files import _HTML_NAMES, JSON_NAMES
from marsad.store import Store
from marsad.store.verify import seal

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
USAGE = (ROOT / "docs" / "usage.md").read_text(encoding="utf-8")
# Commands are documented on any of these pages, each in a section of its own.
COMMANDS = USAGE + "".join(
    (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
    for name in ("sources", "store", "events", "export", "report", "serve")
)


def blocks(language: str) -> Iterator[tuple[str, str]]:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for found in re.finditer(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
            yield f"{page.name}:{text.count(chr(10), 0, found.start()) + 1}", found.group(1)


def commands() -> dict[str, argparse.ArgumentParser]:
    [action] = [a for a in parser()._actions if isinstance(a, argparse._SubParsersAction)]
    return dict(action.choices)


def actions(command: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """The arguments of a command and of the actions in it (`gazetteer add`)."""
    for action in command._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from actions(inner)


SHELL = [
    pytest.param(line, id=f"{where} {line}")
    for where, block in blocks("sh")
    for line in block.replace("\\\n", " ").splitlines()
    if line.startswith("marsad")
]
PYTHON = [pytest.param(block, id=where) for where, block in blocks("python")]


@pytest.fixture(scope="session")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo reports and a small one, in files and in a store, and one decision."""
    folder = tmp_path_factory.mktemp("stored")
    (folder / "demo").mkdir()
    shutil.copy(ROOT / "demo" / "reports.jsonl", folder / "demo")
    (folder / "report.txt").write_text("قصفت المدفعية قرية كفرنبل أمس.\n", encoding="utf-8")
    with Store.open(str(folder / "marsad.db"), make=True) as store:
        Ingest(store).run([str(folder / "report.txt"), str(folder / "demo" / "reports.jsonl")])
        claims = [reading.claims[0].id for reading in store.latest() if reading.claims]
        store.decide("maybe", [claims[:2]], by="dana", reason="one village")
        (folder / "seals.txt").write_text(seal(store.head()) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path, stored: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the examples find: the above, a table of places and its import."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    shutil.copytree(stored, tmp_path, dirs_exist_ok=True)
    (tmp_path / "password.txt").write_text("a long password\n", encoding="utf-8")
    (tmp_path / "rows.csv").write_text("العنوان,نص الخبر\nقصف,قصفت المدفعية قرية كفرنبل أمس.\n", encoding="utf-8")
    (tmp_path / "sources.toml").write_text(
        '[[source]]\nname = "demo"\naddress = "demo/reports.jsonl"\nevery = "1h"\n', encoding="utf-8"
    )
    (tmp_path / "villages.csv").write_text("pcode,name_ar,lat,lon\nSY1,تل المثال,35.8,36.7\n", encoding="utf-8")
    add(tmp_path / "villages.csv", tmp_path / "home" / "marsad")
    return tmp_path


@pytest.mark.parametrize("line", SHELL)
def test_shell_examples_run(line: str, folder: Path) -> None:
    command = f'PATH="{Path(sys.executable).parent}:$PATH"; {line}'
    done = subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, text=True, check=False, timeout=60)
    told = "" if not line.startswith("marsad watch") else done.stderr  # which tells each round there
    assert (done.returncode, done.stderr) == (0, told)
    made = [
        p
        for p in folder.iterdir()
        if p.name
        not in (
            "demo",
            "password.txt",
            "report.txt",
            "rows.csv",
            "seals.txt",
            "sources.toml",
            "marsad.db",
            "marsad.originals",
            "villages.csv",
            "home",
        )
    ]
    assert done.stdout or told or made


@pytest.mark.parametrize("code", PYTHON)
def test_python_examples_run(code: str, folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], cwd=folder, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_there_are_examples() -> None:
    assert len(SHELL) >= 10
    assert len(PYTHON) >= 3
    # One needs two versions of the software, one runs until it is told to end (tests/web).
    for name in commands().keys() - {"diff-readings", "serve"}:
        assert any(p.values[0].startswith(f"marsad {name}") for p in SHELL)


@pytest.mark.parametrize("name", commands())
def test_every_command_and_option_is_documented(name: str) -> None:
    [section] = re.findall(rf"^## marsad {name}\n(.*?)(?=^## )", COMMANDS, re.DOTALL | re.MULTILINE)
    for action in actions(commands()[name]):
        for option in action.option_strings:
            if option not in ("-h", "--help"):
                assert f"`{option}" in section, option
        if not action.option_strings:
            assert action.metavar is not None
            assert str(action.metavar) in section
        for choice in action.choices or ():
            if name == "read":
                assert re.search(rf"`{action.option_strings[0]}[^|]*\b{choice}`", section), choice


def test_no_option_is_made_up() -> None:
    known = {o for p in (parser(), *commands().values()) for a in actions(p) for o in a.option_strings}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z0-9-]*", COMMANDS)) == {o for o in known if o.startswith("--")}


def test_formats_and_exit_codes_are_documented() -> None:
    for ending in (*JSON_NAMES, *_HTML_NAMES, ".txt"):
        assert f"`{ending}`" in USAGE
    for code in (0, 2, 130):
        assert f"\n| {code} | " in USAGE


def test_every_field_of_a_line_is_documented() -> None:
    schema = json.loads((ROOT / "tests" / "data" / "claims.schema.json").read_text(encoding="utf-8"))
    for name in (*schema["properties"], "id", "published", "outlet", "title", "url", "language"):
        assert f"`{name}`" in USAGE


def test_links_inside_the_page_lead_somewhere() -> None:
    anchors = {
        re.sub(r"[^\w\- ]", "", h).strip().lower().replace(" ", "-")
        for h in re.findall(r"^#+ (.*)$", USAGE, re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", USAGE)) <= anchors
