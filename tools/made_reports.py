"""Reports made by chance from the tables of the project, as many as one wants: for the benchmark and for chaos.

Each is of a seed: the same number gives the same report. Names and words come from large tables, so that two reports
share hardly a run of four words unless one is made a copy of the other.
"""

from __future__ import annotations

import gzip
import html
import json
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from marsad import resources

_VERBS = ("قصفت", "استهدفت", "هاجمت", "دمرت", "اقتحمت", "سيطرت على", "انسحبت من", "حاصرت", "مشطت", "داهمت")
_ACTORS = (
    "قوات النظام",
    "الفصائل",
    "الطائرات الحربية",
    "المدفعية",
    "مجموعة مسلحة",
    "القوات الحكومية",
    "مسلحون مجهولون",
)
_LINKS = ("وأضاف", "وأوضح", "وأكد", "وذكر", "وأشار إلى", "ولفت إلى", "وتابع")
_SPEAKERS = ("المصدر", "المتحدث", "المراسل", "شاهد عيان", "الناشط", "مدير المستشفى", "رئيس البلدية")
_DAYS = ("السبت", "الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة")


@cache
def _names() -> tuple[list[str], list[str]]:
    places = [row["name_ar"] for row in resources.table("gazetteer/places.tsv") if row["name_ar"]]
    nouns = [row["noun"].split("|")[0] for row in resources.table("lexicon/ar/nouns.tsv")]
    return places, nouns


def sentence(chance: random.Random) -> str:
    """One sentence of chance."""
    places, nouns = _names()
    pick = chance.choice
    kind = chance.randrange(4)
    if kind == 0:
        return (
            f"{pick(_VERBS)} {pick(_ACTORS)} يوم {pick(_DAYS)} {pick(nouns)} {pick(places)} قرب {pick(places)} وقتل {chance.randint(2, 99)} "
            f"شخصا وأصيب {chance.randint(2, 99)} من {pick(nouns)} {pick(places)}."
        )
    if kind == 1:
        return (
            f"{pick(_LINKS)} {pick(_SPEAKERS)} {pick(places)} أن {pick(nouns)} في {pick(places)} شمل {pick(nouns)} و{pick(nouns)} "
            f"بعد {chance.randint(2, 40)} ساعة من {pick(nouns)} {pick(places)}."
        )
    if kind == 2:
        return f"وشهدت {pick(places)} {pick(nouns)} {pick(nouns)} بين {pick(places)} و{pick(places)} إثر {pick(nouns)} {pick(places)}."
    return f"ونزح {chance.randint(20, 9000)} من {pick(nouns)} {pick(places)} نحو {pick(places)} بسبب {pick(nouns)} و{pick(nouns)}."


def report(number: int, sentences: int = 7, seed: int = 1) -> dict[str, str]:
    """A report: text, title, outlet, published, url."""
    chance = random.Random(f"{seed}-{number}")
    text = "\n".join(sentence(chance) for _ in range(max(1, round(chance.gauss(sentences, sentences / 5)))))
    day = f"2020-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return {
        "text": text, "title": sentence(chance)[:60], "outlet": f"وكالة {number % 40}", "published": day,
        "url": f"https://example.org/{seed}/{number}",
    }  # fmt: skip


EDITS = ("edited", "cut", "reordered", "headline", "edited and cut")


def copy(of: dict[str, str], how: str, chance: random.Random) -> dict[str, str]:
    """A copy as outlets make them: words edited, the end cut, sentences in another order, another headline."""
    _, nouns = _names()
    lines = of["text"].split("\n")
    if "cut" in how:
        lines = lines[: max(1, round(len(lines) * chance.uniform(0.5, 0.8)))]
    if "edited" in how:
        words = [line.split(" ") for line in lines]
        lines = [" ".join(chance.choice(nouns) if chance.random() < 0.07 else w for w in line) for line in words]
    if how == "reordered":
        chance.shuffle(lines)
    if how == "headline":
        lines = [sentence(chance), *lines]
    return {
        **of,
        "text": "\n".join(lines),
        "title": sentence(chance)[:60],
        "outlet": "وكالة أخرى",
        "url": of["url"] + "/copy",
    }


def page(of: dict[str, str]) -> bytes:
    """The report as a web page."""
    stated = json.dumps({"@type": "NewsArticle", "datePublished": of["published"], "publisher": {"name": of["outlet"]}})
    body = "".join(f"<p>{html.escape(line)}</p>" for line in of["text"].split("\n"))
    return (
        f'<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>{of["title"]}</title>'
        f'<script type="application/ld+json">{stated}</script><link rel="canonical" href="{of["url"]}"></head><body>'
        f"<nav><a href='/'>الرئيسية</a></nav><article><h1>{of['title']}</h1>{body}</article><footer>©</footer></body></html>"
    ).encode()


def write_jsonl(path: Path, members: Iterator[dict[str, str]]) -> None:
    """JSON lines."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(m, ensure_ascii=False) + "\n" for m in members)


def write_warc(path: Path, members: Iterator[dict[str, str]]) -> None:
    """A web archive."""
    with path.open("wb") as file:
        for number, of in enumerate(members):
            body = page(of)
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Date: 2020-01-28T10:00:00Z\r\n"
                f"WARC-Target-URI: {of['url']}\r\nContent-Type: application/http\r\nContent-Length: {len(answer)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + answer + b"\r\n\r\n", 1))


def write_feed(path: Path, members: Iterator[dict[str, str]]) -> None:
    """An RSS feed with the whole text of each item."""
    items = "".join(
        f"<item><title>{html.escape(m['title'])}</title><link>{m['url']}</link><pubDate>{m['published']}</pubDate>"
        f"<description>{html.escape(m['text'])}</description></item>"
        for m in members
    )
    path.write_text(f'<?xml version="1.0"?><rss><channel><title>وكالة</title>{items}</channel></rss>', encoding="utf-8")
