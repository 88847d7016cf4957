"""XML read with care: no entities of its own, no network, no tree larger than memory allows."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from marsad.errors import InputError


def parse(raw: bytes, where: str, *, repair: bool = False) -> Any:
    """The root element; `repair` makes the best of broken XML, as feeds often are.

    Raises:
        InputError: it is no XML, or declares entities.
    """
    if re.search(rb"<!ENTITY", raw[:65536]):
        raise InputError("declares entities, which are not read", where=where)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=repair, remove_comments=True
    )
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"is no sound XML: {error}", where=where) from None
    if root is None:
        raise InputError("is no XML", where=where)
    return root


def name(element: Any) -> str:
    """The name of an element without its namespace; empty for what is none (a processing instruction)."""
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def words(element: Any) -> str:
    """The text of an element and all in it."""
    return "".join(element.itertext()).strip()
