"""How the pages speak: the words of tables and reports, and texts of their own."""

from __future__ import annotations

from functools import cache
from typing import Any

from marsad import resources
from marsad.report.situation.speech import Speech

LANGUAGES = ("ar", "en")


@cache
def _texts() -> dict[str, Any]:
    return resources.tree("interface/web.toml")


class Wording(Speech):
    """The words of one language; figures are in the digits of that language."""

    def text(self, key: str, **values: object) -> str:
        """A text of the pages, e.g. `nav.map`, its gaps filled in.

        >>> Wording("en").text("list.count", n=1200)
        'Events: 1,200'
        """
        section, _, name = key.partition(".")
        filled = {k: self.number(v) if isinstance(v, (int, float)) else v for k, v in values.items()}
        text: str = _texts()[section][name][self.language]
        return text.format(**filled) if filled else text


@cache
def wording(language: str) -> Wording:
    """The words of `ar` or `en`."""
    return Wording(language)
