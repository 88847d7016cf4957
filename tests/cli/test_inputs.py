"""Bad input: each kind is told with file and line, ends with exit code 2 or is skipped and counted; never a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from shell import SENTENCE, Marsad, Run

GOOD = json.dumps({"id": "good", "text": SENTENCE}, ensure_ascii=False)
HTML = "Give a text, HTML or JSON lines file"
MIXED = SENTENCE.encode() + b"\n" + SENTENCE.encode("cp1256") + b"\n" + SENTENCE.encode() * 3

REFUSED = {
    "empty.txt": (b"", "empty.txt: the file is empty"),
    "blank.txt": (b" \n\r\n\t", "blank.txt: the file is empty"),
    "only-bom.txt": (b"\xef\xbb\xbf", "only-bom.txt: the file is empty"),
    "empty.jsonl": (b"", "empty.jsonl: the file is empty"),
    "blank.jsonl": (b"\n \n", "blank.jsonl: the file is empty"),
    "only-bom.jsonl": (b"\xef\xbb\xbf\n", "only-bom.jsonl: the file is empty"),
    "binary.txt": (bytes(range(256)) * 20, f"binary.txt: looks like a binary file, not text. {HTML}"),
    "controls.txt": (b"\x01\x02\x03abc" * 50, f"controls.txt: looks like a binary file, not text. {HTML}"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n", "picture.txt: is a picture, not text. Save the text of the report as .txt"),
    "page.pdf": (b"%PDF-1.7 ...", "page.pdf: is a PDF, not text. Save the text of the report as .txt"),
    "nul.txt": (
        f"{SENTENCE}\n{SENTENCE * 9}\n\0".encode(),
        f"nul.txt:3: holds a NUL byte, as binary and damaged files do. {HTML}",
    ),
    "mixed.txt": (
        MIXED,
        "mixed.txt:2: mixed encoding: this line is not UTF-8, most of the file is. Save the whole file as UTF-8 again",
    ),
    "russian.txt": (
        "\n Артиллерия обстреляла деревню".encode("cp1251"),
        "russian.txt:2: not UTF-8 (byte 2) and no Arabic in windows-1256 or ISO-8859-6 either. "
        "Convert the file to UTF-8",
    ),
    "broken.txt": (b"\xff\xfeA", "broken.txt: marked as utf-16 but broken at byte 2"),
    "no-json.jsonl": (
        b"text\nmore",
        "no-json.jsonl: none of its 2 lines could be read; the first: no-json.jsonl:1: no JSON: Expecting value "
        "(character 1)",
    ),
    "pretty.json": (
        b'{\n "text": "x"\n}',
        "pretty.json: none of its 3 lines could be read; the first: pretty.json:1: no JSON: Expecting property name "
        "enclosed in double quotes (character 2). Write one object a line",
    ),
    "no-article.html": (
        b"<!doctype html><html><body></body></html>",
        "no-article.html: no article text found in the page. Save the text itself as .txt",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_read(marsad: Marsad, folder: Path, name: str) -> None:
    content, told = REFUSED[name]
    (folder / name).write_bytes(content)
    for command in ("read", "explain"):
        assert marsad(command, name) == Run(2, "", f"marsad: {told}\n")


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_read_stops_no_other(marsad: Marsad, folder: Path, name: str) -> None:
    (folder / name).write_bytes(REFUSED[name][0])
    good = marsad("read", "report.txt", "--format", "json")
    shown = marsad("read", name, "report.txt", "--format", "json")
    assert shown == Run(2, good.out, f"marsad: {REFUSED[name][1]}\n")


def test_files_that_are_none(marsad: Marsad, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (
        marsad("read", "nofile.txt").err == "marsad: nofile.txt: no such file. Check the name; - reads standard input\n"
    )
    assert marsad("read", ".").err == "marsad: .: is a folder. Name the files in it\n"
    assert marsad("read", "report.txt/x").err == "marsad: report.txt/x: Not a directory\n"
    assert marsad("read", "x" * 300).err == f"marsad: {'x' * 300}: File name too long\n"
    assert marsad("read", "a\0b").err == "marsad: a\\x00b: embedded null byte\n"

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert marsad("read", "report.txt") == Run(2, "", "marsad: report.txt: Permission denied\n")


def test_standard_input_once(marsad: Marsad) -> None:
    shown = marsad("read", "-", "-", "--brief", stdin=SENTENCE.encode())
    assert shown.code == 2
    assert shown.err == "marsad: standard input: is named twice and can be read once\n"
    assert "كفرنبل" in shown.out
    assert marsad("read", "-", stdin=b"") == Run(2, "", "marsad: standard input: the file is empty\n")


ODD_ENCODINGS = {
    "utf-16": ("utf-16", "odd.txt: read as UTF-16"),
    "utf-32": ("utf-32", "odd.txt: read as UTF-32"),
    "utf-16-le": ("utf-16-le", "odd.txt: read as UTF-16-LE (no byte-order mark)"),
    "utf-16-be": ("utf-16-be", "odd.txt: read as UTF-16-BE (no byte-order mark)"),
    "cp1256": ("cp1256", "odd.txt: not UTF-8; read as windows-1256"),
    "iso-8859-6": ("iso-8859-6", "odd.txt: not UTF-8; read as ISO-8859-6"),
    "utf-8-sig": ("utf-8-sig", None),
}


@pytest.mark.parametrize("name", ODD_ENCODINGS)
def test_other_encodings_are_read_and_told(marsad: Marsad, folder: Path, name: str) -> None:
    encoding, told = ODD_ENCODINGS[name]
    good = marsad("read", "report.txt", "--format", "json")
    (folder / "odd.txt").write_bytes(SENTENCE.encode(encoding))
    assert marsad("read", "odd.txt", "--format", "json") == Run(0, good.out, f"marsad: {told}\n" if told else "")
    lines = "\n".join([GOOD, json.dumps({"text": SENTENCE * 2}, ensure_ascii=False)])
    (folder / "odd.jsonl").write_bytes(lines.encode(encoding))
    shown = marsad("read", "odd.jsonl", "--format", "json")
    assert shown.code == 0
    assert shown.err == (f"marsad: {told.replace('.txt', '.jsonl')}\n" if told else "")
    assert json.loads(shown.out.splitlines()[0])["document"]["id"] == "good"


BAD_LINES = {
    "broken": (b'{"id": "x", "text": ', "no JSON: Expecting value (character 20)"),
    "cut": (b'{"text": "abc', "no JSON: Unterminated string starting at (character 10)"),
    "list": (b'["text"]', 'a line must be a JSON object with a "text"'),
    "string": (b'"text"', 'a line must be a JSON object with a "text"'),
    "null": (b"null", 'a line must be a JSON object with a "text"'),
    "no text": (b'{"id": "x"}', '"text" is missing or no string'),
    "null text": (b'{"text": null}', '"text" is missing or no string'),
    "number as text": (b'{"text": 7}', '"text" is missing or no string'),
    "empty text": (b'{"text": " \\n"}', '"text" is empty'),
    "list as outlet": (b'{"text": "a", "outlet": ["b"]}', '"outlet" is no string'),
    "number as date": (b'{"text": "a", "published": 20200201}', '"published" is no string'),
    "truth as id": (b'{"text": "a", "id": true}', '"id" is no string'),
    "impossible date": (
        b'{"text": "a", "published": "2020-02-30"}',
        "'2020-02-30' is no date. Write it as 2020-02-01 or 2020-02-01T14:30:00+03:00",
    ),
    "key twice": (b'{"text": "a", "text": "b"}', "'text' is given twice"),
    "lone surrogate": (
        b'{"text": "\\ud800"}',
        '"text" holds a lone surrogate, which is no character. Write it as UTF-8',
    ),
    "surrogate in id": (
        b'{"text": "a", "id": "\\udfff"}',
        '"id" holds a lone surrogate, which is no character. Write it as UTF-8',
    ),
    "deep": (b"[" * 100_000, "no JSON: nested too deeply"),
    "not UTF-8": (
        '{"text": "قصفت المدفعية قرية كفرنبل"}'.encode("cp1256"),
        "not UTF-8 (byte 10 of the line). Save it as UTF-8",
    ),
    "NUL": (b'{"text": "a\0b"}', "no JSON: Invalid control character at (character 12)"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_LINES)
@pytest.mark.parametrize("ending", ["jsonl", "ndjson", "json", "JSONL", "-"])
def test_a_bad_line_among_good_ones(marsad: Marsad, folder: Path, name: str, ending: str) -> None:
    bad, told = BAD_LINES[name]
    raw = b"\n".join([GOOD.encode(), b"", bad, GOOD.replace("good", "last").encode(), b""])
    file = "-" if ending == "-" else f"lines.{ending}"
    where = "standard input" if ending == "-" else file
    if ending != "-":
        (folder / file).write_bytes(raw)
    shown = marsad("read", file, "--format", "json", stdin=raw)
    assert shown.code == 0
    assert [json.loads(line)["document"]["id"] for line in shown.out.splitlines()] == ["good", "last"]
    assert shown.err.splitlines() == [
        f"marsad: skipped {where}:3: {told}",
        "marsad: 1 bad lines skipped, 2 reports read",
    ]


def test_a_number_of_thousands_of_digits(marsad: Marsad, folder: Path) -> None:
    (folder / "lines.jsonl").write_text(f'{GOOD}\n{{"text": "a", "n": {"9" * 5000}}}\n', encoding="utf-8")
    shown = marsad("read", "lines.jsonl", "--brief")
    assert shown.code == 0
    assert shown.err.startswith("marsad: skipped lines.jsonl:2: no JSON: Exceeds the limit")


def test_lines_end_as_they_like(marsad: Marsad, folder: Path) -> None:
    other = json.dumps({"id": "other", "text": SENTENCE + "\u2028" + SENTENCE}, ensure_ascii=False)
    for break_ in ("\n", "\r\n", "\n\n \n"):
        for start in ("", "\ufeff"):
            (folder / "lines.jsonl").write_bytes(f"{start}{GOOD}{break_}\ufeff{other}".encode())
            shown = marsad("read", "lines.jsonl", "--format", "json")
            assert (shown.code, shown.err) == (0, "")
            assert [json.loads(line)["document"]["id"] for line in shown.out.splitlines()] == ["good", "other"]


def test_ids_given_twice_are_told_apart(marsad: Marsad, folder: Path) -> None:
    ids = ["a", "a#2", "a", "b", "a"]
    (folder / "ids.jsonl").write_text("\n".join(json.dumps({"id": i, "text": SENTENCE}) for i in ids), encoding="utf-8")
    shown = marsad("read", "ids.jsonl", "--format", "json")
    assert [json.loads(line)["document"]["id"] for line in shown.out.splitlines()] == ["a", "a#2", "a#3", "b", "a#4"]
    assert shown.err.splitlines() == [
        "marsad: ids.jsonl:3: id 'a' is given twice: this report is 'a#3'",
        "marsad: ids.jsonl:5: id 'a' is given twice: this report is 'a#4'",
    ]
    assert shown.code == 0


def test_ids_may_be_whole_numbers(marsad: Marsad) -> None:
    shown = marsad("read", "-", "--format", "json", stdin=json.dumps({"id": 17, "text": SENTENCE}).encode())
    assert json.loads(shown.out)["document"]["id"] == "17"


@pytest.mark.parametrize(
    "date",
    ["2020-02-30", "2020-13-01", "30.01.2020", "yesterday", "2020", "20200201", "2020-02-01T99:00", "2020-W05-1",
     "٢٠٢٠-٠٢-٠١", "2020-02-01T10:00 plus"],
)  # fmt: skip
def test_an_impossible_date(marsad: Marsad, date: str) -> None:
    shown = marsad("read", "report.txt", "--published", date)
    hint = "Write it as 2020-02-01 or 2020-02-01T14:30:00+03:00"
    assert shown == Run(2, "", f"marsad: --published: {date!r} is no date. {hint}\n")


def test_a_year_of_no_publication(marsad: Marsad) -> None:
    for year in ("0001", "1899", "2200", "9999"):  # relative dates would leave the calendar
        shown = marsad("read", "report.txt", "--published", f"{year}-01-01")
        assert shown.code == 2
        assert shown.err.startswith(f"marsad: --published: '{year}-01-01' is no year of publication")


def test_no_arabic(marsad: Marsad, folder: Path) -> None:
    (folder / "english.txt").write_text("Artillery shelled the village.", encoding="utf-8")
    (folder / "both.jsonl").write_text(f'{GOOD}\n{{"text": "Hello"}}\n', encoding="utf-8")
    shown = marsad("read", "english.txt", "both.jsonl", "--format", "json")
    assert shown.code == 0
    assert shown.err.splitlines() == [
        "marsad: english.txt: no Arabic text found; marsad reads Arabic",
        "marsad: both.jsonl:2: no Arabic text found; marsad reads Arabic",
    ]
    assert [len(json.loads(line)["claims"]) for line in shown.out.splitlines()] == [0, 1, 0]


def test_arabic_inside_english(marsad: Marsad) -> None:
    text = f"The agency wrote: «{SENTENCE}» on Monday."
    shown = marsad("read", "-", "--format", "json", stdin=text.encode())
    assert (shown.code, shown.err) == (0, "")
    assert [c["type"] for c in json.loads(shown.out)["claims"]] == ["shelling"]


ODD_TEXTS = {
    "windows line ends": (SENTENCE + "\r\n" + SENTENCE + "\r\n").encode(),
    "bidi controls": "\u202e\u2067قصفت\u202c \u061cالمدفعية\u2069 قرية كفرنبل\u200f".encode(),
    "a very long word": (SENTENCE + " " + "ق" * 100_000).encode(),
    "escape sequences": ("\x1b[31m" + SENTENCE + "\x1b]0;title\x07").encode(),
}


@pytest.mark.parametrize("name", ODD_TEXTS)
@pytest.mark.parametrize("options", [["--format", "json"], ["--format", "html"], ["--brief"], []])
def test_odd_texts_are_read(marsad: Marsad, name: str, options: list[str]) -> None:
    shown = marsad("read", "-", *options, stdin=ODD_TEXTS[name])
    assert (shown.code, shown.err) == (0, "")
    assert "كفرنبل" in shown.out
    if not options or options == ["--brief"]:
        assert not set(shown.out) & set("\x1b\x07\u202e\u202c\u061c")


def test_names_of_files_do_not_act_on_the_terminal(marsad: Marsad, folder: Path) -> None:
    assert marsad("read", "a\x1b[2J\u202eb\n.txt").err == (
        "marsad: a\\x1b[2J\\u202eb\\n.txt: no such file. Check the name; - reads standard input\n"
    )


def test_kinds_without_a_name(marsad: Marsad, folder: Path) -> None:
    """What a pipe, or a file of another name, holds is seen by its start."""
    page = f"<html><body><article><p>{SENTENCE * 9}</p></article></body></html>"
    for start in ("", "\ufeff", " \n"):
        shown = marsad("read", "-", "--format", "json", stdin=(start + page).encode())
        assert "<" not in json.loads(shown.out)["claims"][0]["evidence"]["text"]
        spaced = GOOD.replace('{"', '{ "')
        for lines in (GOOD, spaced):
            shown = marsad("read", "-", "--format", "json", stdin=(start + lines).encode())
            assert json.loads(shown.out)["document"]["id"] == "good"
    (folder / "reports").write_text(GOOD, encoding="utf-8")
    assert json.loads(marsad("read", "reports", "--format", "json").out)["document"]["id"] == "good"
    (folder / "text.txt").write_text(GOOD, encoding="utf-8")  # the name says it is text
    assert json.loads(marsad("read", "text.txt", "--format", "json").out)["document"]["id"] != "good"
