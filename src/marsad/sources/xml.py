"""XML read with care: no entities of its own, no network, no tree larger than memory allows."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from marsad.errors import InputError

_CUT = {"ERR_TAG_NOT_FINISHED", "ERR_CDATA_NOT_FINISHED", "ERR_COMMENT_NOT_FINISHED"}


def parse(raw: bytes, where: str) -> Any:
    """The root element.

    Raises:
        InputError: it is no XML, or declares entities.
    """
    return _root(raw, where, _parser(repair=False))


def repaired(raw: bytes, where: str) -> tuple[Any, bool]:
    """The root element of XML that may be broken, as feeds often are; and whether its end is missing.

    Raises:
        InputError: nothing of it is XML, or it declares entities.
    """
    parser = _parser(repair=True)
    root = _root(raw, where, parser)
    return root, any(entry.type_name in _CUT for entry in parser.error_log)


def _parser(*, repair: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=repair, remove_comments=True
    )


def _root(raw: bytes, where: str, parser: etree.XMLParser) -> Any:
    if re.search(rb"<!ENTITY", raw[:65536]):
        raise InputError("declares entities, which are not read", where=where)
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
