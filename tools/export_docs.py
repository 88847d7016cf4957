"""Writes the tables of rules and fields in docs/export.md from the exporters themselves."""

from __future__ import annotations

import re
from pathlib import Path

from marsad.export import EXPORTERS
from marsad.export.rules import RULES

PAGE = Path(__file__).resolve().parent.parent / "docs" / "export.md"


def main() -> None:
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


def written(page: str) -> str:
    """The page with its tables as the code has them."""
    for name, table in (("rules", _rules()), ("formats", _formats())):
        page = re.sub(
            f"(?<=<!-- {name} -->\n).*?(?=<!-- end -->)", lambda _, t=table: t, page, count=1, flags=re.DOTALL
        )
    return page


def _rules() -> str:
    return "| rule | what it says |\n|---|---|\n" + "".join(f"| `{name}` | {text} |\n" for name, text in RULES.items())


def _formats() -> str:
    """A section a format; formats of the same fields share their table."""
    out = []
    by_fields: dict[int, list[str]] = {}
    for e in EXPORTERS:
        by_fields.setdefault(id(e.fields), []).append(e.name)
    shown = set()
    for e in EXPORTERS:
        if id(e.fields) in shown:
            continue
        shown.add(id(e.fields))
        names = by_fields[id(e.fields)]
        titles = "; ".join(f"`{x.name}`: {x.title}" for x in EXPORTERS if x.name in names)
        rows = "".join(f"| `{f.name}` | `{f.rule}` | {f.note} |\n" for f in e.fields)
        out.append(f"## {', '.join(names)}\n\n{titles}.\n\n| field | rule | |\n|---|---|---|\n{rows}\n")
    return "".join(out)


if __name__ == "__main__":
    main()
