"""A small sound source for each reader, made in memory; texts are written for the tests."""

from __future__ import annotations

import gzip
import io
import json
import random
import zipfile
from collections.abc import Callable

TEXTS = (
    "قصفت المدفعية قرية كفرنبل صباح اليوم الثلاثاء، وقتل ثلاثة مدنيين في القصف.",
    "أعلنت الفصائل السيطرة على بلدة سراقب بعد اشتباكات استمرت ساعات مع قوات النظام.",
)
HEAD = (
    '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2020-01-28T10:00:00+02:00",'
    '"author":{"name":"سلمى أحمد"},"publisher":{"@type":"Organization","name":"وكالة المثال"}}</script>'
    '<link rel="canonical" href="/news/1">'
)


def page(text: str = TEXTS[0], head: str = HEAD) -> bytes:
    body = f"<article><h1>قصف على كفرنبل</h1><p>{text}</p><p>وأضاف المراسل أن القصف استمر ساعة كاملة على أطراف القرية.</p></article>"
    return (
        f"<!doctype html><html lang='ar'><head><meta charset='utf-8'><title>عنوان</title>{head}</head>"
        f"<body><nav><a href='/'>الرئيسية</a></nav>{body}<footer>جميع الحقوق محفوظة</footer></body></html>"
    ).encode()


def zipped(members: dict[str, bytes], **options: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", options.get("compression", zipfile.ZIP_DEFLATED)) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()


def jsonl() -> bytes:
    lines = [
        {
            "text": TEXTS[0],
            "published": "2020-01-28",
            "outlet": "وكالة",
            "author": "كاتب",
            "url": "https://example.org/1",
        },
        {"text": TEXTS[1], "id": 7},
    ]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


def csv() -> bytes:
    return f'العنوان,النص,التاريخ\nأول,"{TEXTS[0]}",2020-01-28\nثان,"{TEXTS[1]}",2020-01-29\n'.encode()


def xlsx() -> bytes:
    shared = ["العنوان", "النص", "التاريخ", "أول", *TEXTS]
    strings = "".join(f"<si><t>{s}</t></si>" for s in shared)
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    sheet = (
        f'<worksheet {space}><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
        '<c r="C1" t="s"><v>2</v></c></row><row r="2"><c r="A2" t="s"><v>3</v></c><c r="B2" t="s"><v>4</v></c>'
        '<c r="C2" s="1"><v>43858.5</v></c></row><row r="3"><c r="B3" t="s"><v>5</v></c></row></sheetData></worksheet>'
    )
    styles = f'<styleSheet {space}><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>'
    return zipped({
        "xl/worksheets/sheet1.xml": sheet.encode(), "xl/styles.xml": styles.encode(),
        "xl/sharedStrings.xml": f"<sst {space}>{strings}</sst>".encode(),
    })  # fmt: skip


def docx() -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    paragraphs = "".join(f"<w:p><w:r><w:t>{t}</w:t></w:r></w:p>" for t in TEXTS)
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>تقرير</dc:title><dc:creator>كاتب</dc:creator></cp:coreProperties>'
    )
    return zipped({
        "word/document.xml": f"<w:document {space}><w:body>{paragraphs}</w:body></w:document>".encode(),
        "docProps/core.xml": core.encode(),
    })  # fmt: skip


def pdf(text: str = "Shelling of Kafr Nabl") -> bytes:
    """One page with a text layer, in Latin letters: fonts for more would not be small."""
    stream = f"BT /F1 12 Tf 50 700 Td ({text}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]  # fmt: skip
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def telegram() -> bytes:
    messages = [
        {"id": 1, "type": "service", "action": "create_channel", "text": ""},
        {"id": 2, "type": "message", "date": "2020-01-28T10:00:00", "date_unixtime": "1580198400", "from": "قناة",
         "text": ["عاجل: ", {"type": "bold", "text": TEXTS[0]}]},
        {"id": 3, "type": "message", "date": "2020-01-28T11:00:00", "from": "قناة", "text": "", "photo": "x.jpg"},
        {"id": 4, "type": "message", "date": "2020-01-28T12:00:00", "forwarded_from": "وكالة", "text": TEXTS[1]},
    ]  # fmt: skip
    chat = {"name": "قناة", "type": "public_channel", "id": 99, "messages": messages}
    return json.dumps(chat, ensure_ascii=False, indent=1).encode()


def mbox() -> bytes:
    plain = (
        "From a@example.org Tue Jan 28 10:00:00 2020\nFrom: Example <a@example.org>\nSubject: =?utf-8?b?2YLYtdmB?=\n"
        "Date: Tue, 28 Jan 2020 10:00:00 +0200\nMessage-ID: <1@example.org>\nContent-Type: text/plain; charset=utf-8\n\n"
        f"{TEXTS[0]}\n>From the field\n\n"
    )
    html = (
        "From a@example.org Tue Jan 28 11:00:00 2020\nFrom: a@example.org\nMessage-ID: <2@example.org>\n"
        f"Content-Type: text/html; charset=utf-8\n\n{page(TEXTS[1], '').decode()}\n"
    )
    return (plain + html).encode()


def feed(more: str = "") -> bytes:
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>وكالة المثال</title><language>ar</language>'
        f"<item><title>أول</title><link>https://example.org/1</link><guid>g1</guid><dc:creator>كاتب</dc:creator>"
        f"<pubDate>Tue, 28 Jan 2020 10:00:00 +0200</pubDate><description>{TEXTS[0]}</description></item>"
        f"<item><title>ثان</title><link>/2</link><content:encoded><![CDATA[<p>{TEXTS[1]}</p>"
        "<p>وأكد المصدر أن الاشتباكات توقفت مساء اليوم بعد تدخل الوسطاء.</p>]]></content:encoded></item>"
        f"{more}</channel></rss>"
    ).encode()


def sitemap() -> bytes:
    return (
        b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        b"<url><loc>https://example.org/1</loc><lastmod>2020-01-28</lastmod></url><url><loc>https://example.org/2</loc></url></urlset>"
    )


def addresses() -> bytes:
    return b"# pages\nhttps://example.org/1\nhttps://example.org/2\n"


def warc(count: int = 2, *, packed: bool = True, media: str = "text/html; charset=utf-8") -> bytes:
    out = b""
    for number in range(count):
        body = page(TEXTS[number % 2], HEAD.replace("/news/1", f"/news/{number}"))
        answer = f"HTTP/1.1 200 OK\r\nContent-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0000-{number}>\r\nWARC-Date: 2020-01-28T10:00:00Z\r\n"
            f"WARC-Target-URI: https://example.org/p/{number}\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(answer)}\r\n\r\n"
        ).encode()
        record = head + answer + b"\r\n\r\n"
        out += gzip.compress(record) if packed else record
    return out


def wacz() -> bytes:
    return zipped({"archive/data.warc.gz": warc(), "datapackage.json": b"{}"}, compression=zipfile.ZIP_STORED)


# name of a file, its bytes, the reader that takes it, how many documents and links it holds
SAMPLES: dict[str, tuple[bytes, str, int]] = {
    "report.txt": (TEXTS[0].encode(), "plain", 1),
    "page.html": (page(), "page", 1),
    "lines.jsonl": (jsonl(), "jsonl", 2),
    "rows.csv": (csv(), "table", 2),
    "rows.xlsx": (xlsx(), "excel", 2),
    "report.docx": (docx(), "word", 1),
    "report.pdf": (pdf(), "pdf", 1),
    "result.json": (telegram(), "telegram", 2),
    "news.mbox": (mbox(), "mail", 2),
    "feed.xml": (feed(), "feed", 2),
    "sitemap.xml": (sitemap(), "sitemap", 2),
    "sitemap.xml.gz": (gzip.compress(sitemap()), "sitemap", 2),
    "pages.urls": (addresses(), "addresses", 2),
    "crawl.warc.gz": (warc(), "warc", 2),
    "crawl.warc": (warc(packed=False), "warc", 2),
    "crawl.wacz": (wacz(), "warc", 2),
}


def _nested(content: bytes) -> bytes:
    if content.lstrip().startswith(b"<"):
        return b"<rss><channel>" + b"<item><a>" * 3000 + content
    return b'{"messages": ' + b"[" * 100_000


# what may befall any of them
BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda c: b"",
    "blank": lambda c: b" \n\n ",
    "cut in half": lambda c: c[: len(c) // 2],
    "cut at the end": lambda c: c[:-9],
    "bytes changed": lambda c: bytes(b ^ 0x55 if k % 37 == 36 else b for k, b in enumerate(c)),
    "zeros inside": lambda c: c[:200] + bytes(500) + c[200:],
    "noise": lambda c: c[:8] + random.Random(5).randbytes(4000),
    "a line without end": lambda c: c + b'{"text": "' + b"x" * 100_000,
    "another encoding": lambda c: c.decode("utf-8", "replace").encode("utf-16"),
    "nested deeply": _nested,
    "twice": lambda c: c + c,
    "much too large": lambda c: c + b"\n" * 300_000,
    "entities": lambda c: (
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><rss><channel><item>&b;</item></channel></rss>'
    ),
}
