"""What is written together with a noun: conjunction, preposition and article before it, a pronoun behind it."""

from __future__ import annotations

from collections.abc import Iterator

SUFFIXES = ("هما", "هم", "هن", "ها", "نا", "كم", "ه", "ي", "ك")


def prefixes(norm: str) -> Iterator[tuple[str, str, str]]:
    """(rest, conjunction, preposition) of every way to cut a nominal; «لل» becomes «ل» + «ال»."""
    yield norm, "", ""
    for conj in ("", "و", "ف"):
        if not norm.startswith(conj):
            continue
        rest = norm[len(conj) :]
        if conj and len(rest) > 2:
            yield rest, conj, ""
        if len(rest) == 3 and rest[0] in "بلك":
            yield rest[1:], conj, rest[0]  # «بشن»
        if len(rest) > 3:
            if rest.startswith("لل"):
                yield "ال" + rest[2:], conj, "ل"
                yield rest[1:], conj, "ل"
            elif rest[0] in "بلك":
                yield rest[1:], conj, rest[0]


def stems(rest: str, definite: bool) -> Iterator[tuple[str, str]]:
    """(stem, pronoun suffix) of a nominal without article."""
    yield rest, ""
    if definite:
        return
    for suffix in SUFFIXES:
        if rest.endswith(suffix) and len(rest) - len(suffix) >= 2:
            stem = rest[: -len(suffix)]
            yield stem, suffix
            if stem[-1] in "ؤئ":
                yield f"{stem[:-1]}ء", suffix


def guess(norm: str) -> tuple[str, str, bool]:
    """For a word of no table: conjunction, preposition, whether it has the article."""
    conj = norm[0] if len(norm) > 4 and norm.startswith(("وال", "فال", "ولل", "وبال")) else ""
    rest = norm[len(conj) :]
    if rest.startswith("بال") and len(rest) > 4:
        return conj, "ب", True
    if rest.startswith("كال") and len(rest) > 5:
        return conj, "ك", True
    if rest.startswith("لل") and len(rest) > 4:
        return conj, "ل", True
    return conj, "", rest.startswith("ال") and len(rest) > 4
