"""`marsad read`: every option, and where its output goes."""

from __future__ import annotations

import json
import os
import pty
import subprocess
from pathlib import Path
from typing import Any

import pytest
from shell import COMMAND, SENTENCE, Marsad, Run


def documents(shown: Run) -> list[dict[str, Any]]:
    assert shown.code == 0, shown.err
    return [json.loads(line) for line in shown.out.splitlines()]


def test_table_is_the_default(marsad: Marsad) -> None:
    shown = marsad("read", "report.txt")
    assert (shown.code, shown.err) == (0, "")
    assert "قصف مدفعي" in shown.out
    assert "الدليل" in shown.out
    assert "⟦قصفت⟧" in shown.out
    assert "كفرنبل" in shown.out


def test_what_is_known_of_a_report(marsad: Marsad) -> None:
    given = {
        "published": "2020-02-01T14:30:00+03:00", "outlet": "وكالة المثال", "title": "عنوان", "id": "r1",
        "url": "https://example.org/1", "language": "ar-SY",
    }  # fmt: skip
    options = [part for name, value in given.items() for part in (f"--{name}", value)]
    [one] = documents(marsad("read", "report.txt", "--format", "json", *options))
    assert {name: one["document"][name] for name in given} == given
    assert one["claims"][0]["sources"][0]["role"] == "outlet"


def test_a_json_line_knows_better_than_the_options(marsad: Marsad, folder: Path) -> None:
    lines = [{"text": SENTENCE, "outlet": "أ", "published": "2020-01-01"}, {"text": SENTENCE + " ", "outlet": ""}]
    (folder / "two.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    found = documents(marsad("read", "two.jsonl", "--format", "json", "--outlet", "ب", "--published", "2020-02-02"))
    assert [(d["document"]["outlet"], d["document"]["published"]) for d in found] == [
        ("أ", "2020-01-01"),
        ("ب", "2020-02-02"),
    ]


def test_brief_is_one_line_a_claim(marsad: Marsad) -> None:
    shown = marsad("read", "report.txt", "--brief", "--ui", "en")
    [claim] = [line for line in shown.out.splitlines() if line.startswith("  [")]
    assert "Shelling" in claim
    assert "happened" in claim
    assert len(shown.out) < len(marsad("read", "report.txt", "--ui", "en").out)


def test_labels_in_two_languages(marsad: Marsad) -> None:
    assert "Says who" in marsad("read", "report.txt", "--ui", "en").out
    assert "القائل" in marsad("read", "report.txt", "--ui", "ar").out
    assert marsad("read", "report.txt").out == marsad("read", "report.txt", "--ui", "ar").out


def test_bidi_isolates(marsad: Marsad) -> None:
    on, off = marsad("read", "report.txt").out, marsad("read", "report.txt", "--bidi", "off").out
    assert on == marsad("read", "report.txt", "--bidi", "on").out
    assert on.count("\u2069") == on.count("\u2066") + on.count("\u2067") + on.count("\u2068") > 0
    assert not set(off) & set("\u200e\u200f\u2066\u2067\u2068\u2069")


def test_page(marsad: Marsad) -> None:
    shown = marsad("read", "report.txt", "--format", "html")
    assert shown.out.startswith("<!doctype html>")
    assert '<html lang="ar" dir="rtl">' in shown.out
    assert '<html lang="en" dir="ltr">' in marsad("read", "report.txt", "--format", "html", "--ui", "en").out


def test_standard_input(marsad: Marsad) -> None:
    plain = marsad("read", "report.txt", "--format", "json")
    for files in (["-"], []):
        assert marsad("read", *files, "--format", "json", stdin=SENTENCE.encode()) == plain


def test_several_files_in_their_order(marsad: Marsad, folder: Path) -> None:
    (folder / "b.txt").write_text("اندلعت اشتباكات في كفرنبل.", encoding="utf-8")
    (folder / "c.jsonl").write_text(json.dumps({"id": "c1", "text": SENTENCE + "!"}) + "\n", encoding="utf-8")
    found = documents(marsad("read", "c.jsonl", "b.txt", "report.txt", "--format", "json"))
    assert [len(d["claims"]) >= 1 for d in found] == [True, True, True]
    assert found[0]["document"]["id"] == "c1"
    assert found[1]["claims"][0]["evidence"]["text"] == "اندلعت اشتباكات في كفرنبل."


def test_out_writes_the_same(marsad: Marsad, folder: Path) -> None:
    for form in ("table", "json", "html"):
        printed = marsad("read", "report.txt", "--format", form).out
        written = marsad("read", "report.txt", "--format", form, "--out", f"{form}.out")
        assert written == Run(0, "", "")
        assert (folder / f"{form}.out").read_text(encoding="utf-8") == printed
    assert sorted(p.name for p in folder.iterdir()) == ["html.out", "json.out", "report.txt", "table.out"]


def test_out_replaces_a_file_and_follows_a_link(marsad: Marsad, folder: Path) -> None:
    (folder / "old.json").write_text("old", encoding="utf-8")
    (folder / "link.json").symlink_to("old.json")
    assert marsad("read", "report.txt", "--format", "json", "--out", "link.json").code == 0
    assert (folder / "link.json").is_symlink()
    assert json.loads((folder / "old.json").read_text(encoding="utf-8"))["claims"]


def test_out_leaves_devices_what_they_are(marsad: Marsad, folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    with subprocess.Popen(["cat", "pipe"], stdout=subprocess.PIPE) as reader:
        assert marsad("read", "report.txt", "--out", "pipe", "--format", "json").code == 0
        assert reader.stdout is not None
        assert json.loads(reader.stdout.read())["claims"]
    assert (folder / "pipe").is_fifo()


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("missing/out.json", "missing/out.json: there is no folder 'missing'. Make it first"),
        ("report.txt/out.json", "report.txt/out.json: there is no folder 'report.txt'. Make it first"),
        (".", ".: is a folder. Name a file"),
        ("", "--out: an empty name. Name a file"),
        ("report.txt", "report.txt: is one of the reports and would be overwritten. Name another file"),
        ("same.txt", "same.txt: is one of the reports and would be overwritten. Name another file"),
        ("x" * 300, f"{'x' * 300}: cannot be written: File name too long"),
    ],
)
def test_out_that_cannot_be(marsad: Marsad, folder: Path, target: str, told: str) -> None:
    (folder / "same.txt").symlink_to("report.txt")
    assert marsad("read", "report.txt", "--out", target) == Run(2, "", f"marsad: {told}\n")
    assert (folder / "report.txt").read_text(encoding="utf-8") == SENTENCE


def test_out_that_fails_leaves_nothing_behind(marsad: Marsad, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    shown = marsad("read", "report.txt", "--out", "out.txt")
    assert shown == Run(2, "", "marsad: out.txt: cannot be written: Permission denied\n")
    assert [p.name for p in folder.iterdir()] == ["report.txt"]


def in_terminal(*arguments: str, environment: dict[str, str]) -> bytes:
    """What the command writes to a terminal."""
    ours, its = pty.openpty()
    try:
        subprocess.run([COMMAND, *arguments], stdout=its, check=True, env=os.environ | environment)
    finally:
        os.close(its)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the other side is closed
            piece = b""
        if not piece:
            os.close(ours)
            return shown
        shown += piece


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({"TERM": "xterm", "NO_COLOR": ""}, True), ({"TERM": "xterm", "NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_colour_in_a_terminal(folder: Path, environment: dict[str, str], coloured: bool) -> None:
    assert (b"\x1b[1m" in in_terminal("read", "report.txt", environment=environment)) is coloured


def test_no_colour_elsewhere(marsad: Marsad) -> None:
    assert "\x1b" not in marsad("read", "report.txt").out
