"""The optional compiled build: what it compiles, what it says where it cannot be made, what it refuses to keep."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

import compiled

ROOT = Path(__file__).resolve().parent.parent


def test_the_modules_that_read_are_compiled_and_no_others() -> None:
    files = compiled.files()
    assert all((ROOT / "src" / file).is_file() for file in files)
    assert len(files) == len(set(files))
    assert {"marsad/reading/reader.py", "marsad/reading/phrases/heads.py", "marsad/language/ar/tokens.py"} <= {*files}
    assert {file.split("/")[1] for file in files} == {"language", "reading", "geography"}
    folders = {path.parent for path in (ROOT / "src" / "marsad" / "reading").rglob("*.py")}
    assert folders == {ROOT / "src" / "marsad" / p for p in compiled.PACKAGES if p.startswith("reading")}


def test_no_interpreted_class_inherits_from_a_compiled_one() -> None:
    """Compiled methods do not call what such a class overrides, and mypyc refuses to make one."""
    src, inside = ROOT / "src", {*compiled.files()}
    modules = {p.relative_to(src).as_posix(): ast.parse(p.read_text(encoding="utf-8")) for p in src.rglob("*.py")}
    classes = {name: [n for n in ast.walk(tree) if isinstance(n, ast.ClassDef)] for name, tree in modules.items()}
    closed = {c.name for name in inside for c in classes[name]}
    assert {"Phrase", "Resolver"} <= closed
    heirs = [(name, c.name) for name in classes.keys() - inside for c in classes[name] if closed & bases(c)]
    assert heirs == []


def bases(found: ast.ClassDef) -> set[str]:
    return {n.id for base in found.bases for n in ast.walk(base) if isinstance(n, ast.Name)}


def test_without_a_compiler_it_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("CC", "no-such-compiler -O2")
    monkeypatch.setattr(sys, "argv", ["compiled.py"])
    assert compiled.main() == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "no C compiler 'no-such-compiler'" in err
    assert "marsad runs without this build" in err


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (["x.so", "one", "2"], "answer 2 differs"),
        (["x.so", "one"], "2 lines of answers are 1"),
        (["x.py", "one", "two"], "not told apart"),
    ],
)
def test_a_package_that_answers_otherwise_is_refused(
    other: list[str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = {"pure": ["x.py", "one", "two"], "compiled": other}
    monkeypatch.setattr(compiled, "run", lambda function, root, *rest: "\n".join(lines[root.name]))
    with pytest.raises(compiled.Unable, match=told):
        compiled.compare(Path("pure"), Path("compiled"))
