"""The addresses of the pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses of the pages in one language."""

    language: str

    def page(self, name: str = "", **asked: object) -> str:
        """A page with what is asked of it; what is None or empty is left out.

        >>> Links("ar").page("events", type="shelling", area=None)
        '/ar/events?type=shelling'
        """
        return f"/{self.language}/{name}" + query(asked)

    def event(self, id: str) -> str:
        """The page of an event."""
        return f"/{self.language}/events/{quote(id, safe='')}"

    def report(self, id: str, claim: str = "") -> str:
        """The page of a report, at one of its claims."""
        return f"/{self.language}/reports/{quote(id, safe='')}" + (f"#claim-{claim}" if claim else "")

    def actor(self, id: str) -> str:
        """The page of a body of the actor lists."""
        return f"/{self.language}/actors/{quote(id, safe='')}"

    def place(self, id: str) -> str:
        """The page of a place of the gazetteer."""
        return f"/{self.language}/places/{quote(id, safe='')}"

    def source(self, key: str) -> str:
        """The page of a source with a record."""
        return f"/{self.language}/sources/{quote(key, safe='')}"


def query(asked: Mapping[str, object]) -> str:
    """The query of an address; what is None or empty is left out."""
    kept = {name: str(value) for name, value in asked.items() if value not in (None, "")}
    return "?" + urlencode(kept) if kept else ""
