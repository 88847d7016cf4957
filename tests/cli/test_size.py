"""Long input: work grows with the length, not with its square."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest
from shell import SENTENCE, Marsad

from marsad.api import read
from marsad.model import Report
from marsad.pipeline import reader

DEMO = Path(__file__).resolve().parents[2] / "demo" / "reports.jsonl"
STORY = " ".join(json.loads(line)["text"] for line in DEMO.read_text(encoding="utf-8").splitlines()).replace("\n", " ")

# One line each; the story is dense with claims, the others with what reading stumbles over.
LINES: dict[str, Callable[[int], str]] = {
    "story": lambda n: (STORY * (n // len(STORY) + 1))[:n],
    "story without full stops": lambda n: (STORY.replace(".", " ") * (n // len(STORY) + 1))[:n],
    "one verb": lambda n: "قصف " * (n // 4),
    "commas": lambda n: "قصف، " * (n // 5),
    "quotes": lambda n: "«قال " * (n // 5),
    "names": lambda n: "وقرية كفرنبل " * (n // 13),
    "numbers": lambda n: "قتل 3 " * (n // 6),
    "full stops": lambda n: "قصف" + "." * n,
    "tatweel and dots": lambda n: "ق" + "ـ." * (n // 2),
    "one word": lambda n: "ق" * n,
    "hashtags": lambda n: "قصف " + "#a " * (n // 3),
    "digits": lambda n: "قصف " + "1," * (n // 2),
    "spaces": lambda n: "قصف" + " " * n,
}


def calls(work: Callable[[], object]) -> int:
    """How many of our functions some work calls: the same on every machine."""
    count: Counter[str] = Counter()

    def watch(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            count[frame.f_code.co_filename] += 1

    sys.setprofile(watch)
    try:
        work()
    finally:
        sys.setprofile(None)
    return sum(n for file, n in count.items() if "/marsad/" in file)


def work_of_reading(name: str, length: int) -> int:
    report = Report.of(LINES[name](length))
    return calls(lambda: reader().read(report))


@pytest.mark.parametrize("name", LINES)
def test_work_of_reading_grows_with_the_length(name: str) -> None:
    read(SENTENCE)
    one, four = work_of_reading(name, 6_000), work_of_reading(name, 24_000)
    assert 0 < one <= four < 5_000 + 6 * one  # four times the length; a square would be 16 times


def test_work_of_grouping_grows_with_the_length() -> None:
    read(SENTENCE)

    def work(length: int) -> int:
        return calls(lambda: read(LINES["story"](length))) - work_of_reading("story", length)

    assert work(32_000) < 7 * work(8_000)


def test_ten_megabytes_in_one_line(marsad: Marsad, folder: Path) -> None:
    line = SENTENCE[:-1] + " زعطوط" * 900_000  # a word of no meaning: what each character costs where nothing is told
    (folder / "long.jsonl").write_text(json.dumps({"text": line}, ensure_ascii=False), encoding="utf-8")
    assert (folder / "long.jsonl").stat().st_size > 9_900_000
    shown = marsad("read", "long.jsonl", "--brief")
    assert (shown.code, shown.err) == (0, "")
    assert "كفرنبل" in shown.out
