"""A page is the same report whatever list led to it: what it states itself comes first."""

from __future__ import annotations

import pytest

from marsad.collect.making import Defaults, Task, kept
from marsad.sources.documents import Document
from samples import page

HEAD = '<meta name="date" content="{}"><meta property="og:site_name" content="وكالة الصفحة">'
LISTED = {"published": "2020-01-28T10:00:00+02:00", "outlet": "قائمة", "author": "كاتب", "id": "entry 7"}


@pytest.mark.parametrize(
    ("head", "published", "outlet"),
    [
        (HEAD.format("2020-01-28"), "2020-01-28T10:00:00+02:00", "وكالة الصفحة"),
        (HEAD.format("2020-01-27"), "2020-01-27", "وكالة الصفحة"),
        (HEAD.format("2020-01-28T09:00:00Z"), "2020-01-28T09:00:00Z", "وكالة الصفحة"),
        ("", "2020-01-28T10:00:00+02:00", "قائمة"),
    ],
)
def test_what_a_list_says_fills_gaps(head: str, published: str, outlet: str) -> None:
    document = Document("", page=page(head=head), about={"url": "https://example.org/1"}, linked=LISTED)
    made = kept(Task(document, "list", "0" * 64, "settings", "page", 1), Defaults())
    assert (made.report.published, made.report.outlet, made.author) == (published, outlet, "كاتب")
    assert made.given_id is None
    assert not made.notes
