"""Lines that say in Arabic when a page was published, and lines that do not."""

from __future__ import annotations

import pytest

from marsad.sources.dateline import find
from marsad.sources.html import article


@pytest.mark.parametrize(
    ("line", "instant"),
    [
        ("نُشر في: 12 آذار/مارس 2024 - 14:30", "2024-03-12T14:30"),
        ("نشر بتاريخ الثلاثاء ١٢ مارس ٢٠٢٤", "2024-03-12"),
        ("تاريخ النشر: 12/3/2024 14:30 بتوقيت غرينتش", "2024-03-12T14:30+00:00"),
        ("نشرت في 2024-03-12 02:30 م (GMT+3)", "2024-03-12T14:30+03:00"),
        ("الأحد، 4 تشرين الثاني 2018", "2018-11-04"),
        ("السبت 1 كانون الثاني/يناير 2022 - 09:05", "2022-01-01T09:05"),
        ("بتاريخ 28 كانون الثاني، 2020", "2020-01-28"),
        ("قُتل ثلاثة مدنيين في 12 آذار 2024 بقصف على القرية", None),
        ("نشر في 31 شباط 2024", None),
        ("جميع الحقوق محفوظة © 2024", None),
        ("آخر تحديث", None),
    ],
)
def test_lines(line: str, instant: str | None) -> None:
    assert find(["أخبار", line]) == instant


def test_a_dateline_on_a_page() -> None:
    body = "<p>قصفت المدفعية قرية كفرنبل صباح اليوم الثلاثاء، وفق ما أفاد به مراسلنا في ريف إدلب الجنوبي.</p>" * 2
    found = article(
        f"<html lang='ar'><head><meta property='og:site_name' content='وكالة المثال'><meta name='author' content='سلمى'>"
        f"<link rel='canonical' href='https://other.example/x'></head><body><article><h1>قصف</h1>"
        f"<div class='d'>نشر في <span>12 آذار 2024</span></div>{body}</article></body></html>",
        "https://example.org/a",
    )
    assert (found.published, found.outlet, found.author, found.language) == ("2024-03-12", "وكالة المثال", "سلمى", "ar")
    assert found.url == "https://example.org/a"  # an address of another host is not believed
