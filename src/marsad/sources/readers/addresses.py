"""Lists of addresses: a text file with one address of a page a line."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.sources.documents import Bad, Found, Link, Settings, Source, lines

_HTTP = (b"http://", b"https://")


def accepts(source: Source) -> bool:
    """By name, or where the first lines are all addresses."""
    if source.ends(".urls"):
        return True
    first = [x.strip() for x in source.start.split(b"\n")[:20] if x.strip() and not x.lstrip().startswith(b"#")]
    whole = first if len(source.start) < 8192 else first[:-1]
    return bool(whole) and all(x.startswith(_HTTP) and b" " not in x for x in whole)


def read(source: Source, settings: Settings) -> Iterator[Found]:
    """A link a line; lines that start with # are left out."""
    with source.open() as file:
        for number, raw in lines(file, 8192):
            line = (raw or b"").strip().removeprefix(b"\xef\xbb\xbf")
            if raw is not None and (not line or line.startswith(b"#")):
                continue
            if not line.startswith(_HTTP) or b" " in line:
                yield Bad(f"line {number}", "is no address" if raw is not None else "is too long for an address")
                continue
            yield Link(f"line {number}", line.decode("utf-8", "replace"))
