"""Archives as newsrooms send them: the same articles in every format that is read, with junk between them.

Each writer takes records, which are articles (dicts of our fields) or junk (None), and returns the bytes of a
file, or of several files by name.
"""

import csv
import gzip
import html
import io
import json
import random
import tarfile
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import zstandard

from index.fonts.legacy_font import legacy_fonts
from tests.index.fonts.typist import Typist

Record = dict[str, str]
Records = Sequence[Record | None]

WORDS = [
    "मोदी",
    "पुतिन",
    "कज़ाखस्तान",
    "टोकायेव",
    "सरकार",
    "बैठक",
    "दिल्ली",
    "मंत्री",
    "चुनाव",
    "विधानसभा",
    "बारिश",
    "किसान",
    "नदी",
    "पुल",
    "अस्पताल",
    "परीक्षा",
    "विश्वविद्यालय",
    "न्यायालय",
    "पुलिस",
    "रेलवे",
    "बजट",
    "कीमत",
    "बाज़ार",
    "क्रिकेट",
    "फ़िल्म",
    "त्योहार",
    "गाँव",
    "सड़क",
    "बिजली",
    "पानी",
]
SENTENCE = "{} के बारे में {} ने कहा कि {} और {} का काम अब {} से पहले पूरा हो जाएगा।"


JUNK_FIRST = 0
"""Which kind of junk a writer begins with; tests set it to meet each kind alone."""


def articles(count: int, seed: int = 1) -> list[Record]:
    """So many different articles with every field that all formats can carry."""
    chance = random.Random(seed)

    def sentence() -> str:
        return SENTENCE.format(*chance.sample(WORDS, 5))

    return [
        {
            "title": f"{chance.choice(WORDS)} पर {chance.choice(WORDS)} की {number + 1}वीं बैठक",
            "body": "\n".join(" ".join(sentence() for _ in range(3)) for _ in range(3)),
            "date": f"20{10 + number % 14}-{1 + number % 12:02d}-{1 + number % 28:02d}",
            "author": "अनिल वर्मा",
            "url": f"https://khabar.example/{number + 1}",
        }
        for number in range(count)
    ]


def mixed(good: Sequence[Record], junk: int, seed: int = 2) -> list[Record | None]:
    """Junk at random places between the articles."""
    chance = random.Random(seed)
    records: list[Record | None] = list(good)
    for _ in range(junk):
        records.insert(chance.randrange(len(records) + 1), None)
    return records


JUNK_LINES = (b'{"title": "\xe0\xa4\x85\xe0\xa4\xa7', b"\xff\xfe\x00garbage", b"[1, 2", b'{"id": 5}', b'"only a string"',
              b'{"body": {"a": [1,2,{"b":', b"<html>not json</html>", b'{"title": "\xff\xfe bytes"}')  # fmt: skip


def json_lines(records: Records) -> bytes:
    """JSON Lines."""
    junk = iter(range(JUNK_FIRST, 10**9))
    return b"".join(
        (
            json.dumps(record, ensure_ascii=False).encode()
            if record
            else JUNK_LINES[next(junk) % len(JUNK_LINES)]
        )
        + b"\n"
        for record in records
    )


JUNK_ELEMENTS = (b'{"title": "\xe0\xa4\x85, "body": "x"}', b'{"title": "a" "b": 1}', b"nonsense", b'{"title": [1, 2', b"17",
                 b'{"url": "https://a.example/"', b'"a string"', b'{"title": "\xff\xff", "body": "\xfe"}', b'}')  # fmt: skip


def json_array(records: Records) -> bytes:
    """One JSON array, an element a line."""
    junk = iter(range(JUNK_FIRST, 10**9))
    parts = [
        json.dumps(record, ensure_ascii=False).encode()
        if record
        else JUNK_ELEMENTS[next(junk) % len(JUNK_ELEMENTS)]
        for record in records
    ]
    return b"[\n" + b",\n".join(parts) + b"\n]\n"


JUNK_ROWS = ("only one field", '"unclosed, field', "a,b,c,d,e,f,g,h,i", 'x"y,"z', '"a"b,c')


def table(records: Records, delimiter: str = ",") -> bytes:
    """CSV with a header in Hindi and English; bodies hold line ends, commas and quotes."""
    junk = iter(range(JUNK_FIRST, 10**9))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(("शीर्षक", "content", "दिनांक", "byline", "link"))
    for record in records:
        if record is None:
            out.write(JUNK_ROWS[next(junk) % len(JUNK_ROWS)] + "\r\n")
        else:
            writer.writerow(
                (
                    record["title"],
                    record["body"] + '\nउन्होंने कहा, "हाँ, ज़रूर।"',
                    record["date"],
                    record["author"],
                    record["url"],
                )
            )
    return out.getvalue().encode()


def html_page(record: Record) -> bytes:
    """A page with menus, advertisements and a comment around the article."""
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in record["body"].split("\n"))
    linked = {"@type": "NewsArticle", "headline": record["title"], "datePublished": record["date"] + "T10:00:00+05:30",
              "author": {"@type": "Person", "name": record["author"]}}  # fmt: skip
    return f"""<!DOCTYPE html><html lang="hi"><head><meta charset="utf-8"><title>{html.escape(record["title"])} | ख़बर</title>
<meta property="og:site_name" content="ख़बर"><link rel="canonical" href="{record["url"]}">
<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **linked}, ensure_ascii=False)}</script>
<style>p {{ color: black }}</style></head><body><nav><a href="/">होम</a> <a href="/desh">देश</a></nav>
<header><h1>{html.escape(record["title"])}</h1></header><article>{paragraphs}</article>
<aside><a href="/ad">विज्ञापन: सस्ता सामान</a></aside><footer>सर्वाधिकार सुरक्षित</footer></body></html>""".encode()


JUNK_PAGES = (
    b"<html><body></body></html>",
    b"",
    b"\x00\x01\x02\xff" * 20,
    b"<html>" + b"<div>" * 50,
    b"<!doctype html>",
)


def html_pages(records: Records) -> dict[str, bytes]:
    """A folder of pages."""
    return {
        f"{number:04d}.html": html_page(each) if each else JUNK_PAGES[number % len(JUNK_PAGES)]
        for number, each in enumerate(records)
    }


def warc_record(url: str, payload: bytes, kind: str = "response", head: bytes = b"") -> bytes:
    """A record; for responses with an HTTP head."""
    http = head or b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    block = http + payload if kind == "response" else payload
    return (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-06-25T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{abs(hash(url)):032x}>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    ).encode() + block + b"\r\n\r\n"  # fmt: skip


JUNK_RECORDS = (
    b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999\r\n\r\nshort\r\n\r\n",
    b"WARC/1.0\r\nWARC-Type: response\r\n\r\nno length\r\n\r\n",
    b"no record at all\r\n\r\n",
    b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 3\r\n\r\nmore than three\r\n\r\n",
)


def warc(records: Records) -> bytes:
    """A crawl, not compressed."""
    junk = iter(range(JUNK_FIRST, 10**9))
    return b"".join(
        warc_record(record["url"], html_page(record))
        if record
        else JUNK_RECORDS[next(junk) % len(JUNK_RECORDS)]
        for record in records
    )


def warc_gz(records: Records) -> bytes:
    """A crawl with a gzip member a record, as crawlers write them; junk is not gzip."""
    return b"".join(
        gzip.compress(warc_record(record["url"], html_page(record))) if record else b"\x1f\x8b\x08damaged member" for record in records
    )  # fmt: skip


WXR_HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wfw="http://wellformedweb.org/CommentAPI/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
	<title>ख़बर</title>
	<link>https://khabar.example</link>
	<wp:wxr_version>1.2</wp:wxr_version>
"""
JUNK_ITEMS = (
    "<item><title>unclosed</item>",
    "<item>\n<title>अधूरा</title>\n<content:encoded><![CDATA[बिना अंत के</content:encoded>\n</item>",
    "<item><title>&undefined;</title></item>",
    "<item>\n<wp:nosuch:name>x</item>",
    "<item></item>",
)


def wxr_item(each: Record, kind: str = "post", status: str = "publish") -> str:
    """A post of a WordPress export."""
    body = "\n\n".join(each["body"].split("\n"))
    return f"""	<item>
		<title><![CDATA[{each["title"]}]]></title>
		<link>{each["url"]}</link>
		<pubDate>Tue, 25 Jun 2024 20:00:00 +0000</pubDate>
		<dc:creator><![CDATA[{each["author"]}]]></dc:creator>
		<content:encoded><![CDATA[<!-- wp:paragraph -->{body}<!-- /wp:paragraph -->]]></content:encoded>
		<excerpt:encoded><![CDATA[]]></excerpt:encoded>
		<wp:post_date><![CDATA[{each["date"]} 10:30:00]]></wp:post_date>
		<wp:status><![CDATA[{status}]]></wp:status>
		<wp:post_type><![CDATA[{kind}]]></wp:post_type>
		<category domain="category" nicename="desh"><![CDATA[देश]]></category>
	</item>
"""


def wordpress(records: Records) -> bytes:
    """A WordPress export with a draft and a picture in it."""
    junk = iter(range(JUNK_FIRST, 10**9))
    extra = {**articles(1, seed=9)[0], "url": "https://khabar.example/draft"}
    items = [
        wxr_item(record) if record else JUNK_ITEMS[next(junk) % len(JUNK_ITEMS)] + "\n" for record in records
    ]
    passed = wxr_item(extra, status="draft") + wxr_item(extra, kind="attachment")
    return (WXR_HEAD + passed + "".join(items) + "</channel>\n</rss>\n").encode()


def feed(records: Records) -> bytes:
    """An RSS feed; junk entries say nothing."""
    items = [
        f"<item><title>{html.escape(record['title'])}</title><link>{record['url']}</link>"
        f"<pubDate>{record['date']}T10:00:00+05:30</pubDate><author>{record['author']}</author>"
        f"<description>{html.escape(''.join(f'<p>{line}</p>' for line in record['body'].splitlines()))}</description></item>"
        if record
        else "<item><title></title><link>https://khabar.example/none</link></item>"
        for record in records
    ]
    return ('<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>ख़बर</title>'
            f"<language>hi-IN</language>{''.join(items)}</channel></rss>").encode()  # fmt: skip


def nitf(each: Record) -> bytes:
    """An agency's story in NITF 3."""
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in each["body"].split("\n"))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<nitf><head><title>{html.escape(each["title"])}</title><docdata><doc-id id-string="{each["url"][-4:]}x"/>
<date.issue norm="{each["date"].replace("-", "")}T103000+0530"/></docdata><pubdata name="ख़बर" ex-ref="{each["url"]}"/></head>
<body><body.head><hedline><hl1>{html.escape(each["title"])}</hl1></hedline><byline>{each["author"]}</byline></body.head>
<body.content>{paragraphs}</body.content></body></nitf>""".encode()


def newsml(records: Records) -> bytes:
    """A NewsML-G2 message of several items; junk items hold no text."""
    items = []
    for number, each in enumerate(records):
        body = (
            ""
            if each is None
            else "".join(f"<p>{html.escape(line)}</p>" for line in each["body"].split("\n"))
        )
        title = "" if each is None else html.escape(each["title"])
        date = "" if each is None else f"<firstCreated>{each['date']}T10:30:00+05:30</firstCreated>"
        items.append(f"""<newsItem guid="tag:agency,2024:{number}" version="1" xml:lang="hi"><itemMeta>
<itemClass qcode="ninat:text"/><provider><name>ख़बर</name></provider>{date}</itemMeta>
<contentMeta><headline>{title}</headline><by>अनिल वर्मा</by></contentMeta><contentSet>
<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html></inlineXML>
</contentSet></newsItem>""")
    return ('<?xml version="1.0" encoding="UTF-8"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/>'
            f"<itemSet>{''.join(items)}</itemSet></newsMessage>").encode()  # fmt: skip


def nitf_files(records: Records) -> dict[str, bytes]:
    """A folder of stories."""
    junk = (b"<nitf><body>", b"<nitf/>", b"", b"not xml")
    return {f"{n:04d}.nitf": nitf(each) if each else junk[n % len(junk)] for n, each in enumerate(records)}


def ninjs_files(records: Records) -> dict[str, bytes]:
    """A folder of ninjs objects over several lines."""
    return {
        f"{n:04d}.json": json.dumps({"uri": each["url"], "headline": each["title"], "byline": each["author"],
            "body_html": "".join(f"<p>{line}</p>" for line in each["body"].splitlines()), "type": "text",
            "versioncreated": f"{each['date']}T10:00:00+05:30", "provider": "ख़बर"}, indent=2).encode() if each else b'{\n "uri": "x'
        for n, each in enumerate(records)
    }  # fmt: skip


def seed_files(records: Records) -> dict[str, bytes]:
    """A folder of texts."""
    junk = (b"", b"\xff\xfe\xfd", b"   \n\n", b"a" * 3000)
    return {
        f"{n:04d}.txt": f"ख़बर | {each['date']} | author: {each['author']} | url: {each['url']}\n{each['title']}\n{each['body']}".encode()
        if each else junk[n % len(junk)]
        for n, each in enumerate(records)
    }  # fmt: skip


def pdf(each: Record) -> bytes:
    """A PDF of one page whose letters map to Unicode, as word processors write it."""
    lines = [each["title"], *each["body"].split("\n")]
    letters = sorted(set("".join(lines)))
    code = {letter: number + 1 for number, letter in enumerate(letters)}
    shown = "\n".join(f"<{''.join(f'{code[letter]:04X}' for letter in line)}> Tj T*" for line in lines)
    mapped = "\n".join(
        f"<{code[letter]:04X}> <{letter.encode('utf-16-be').hex().upper()}>" for letter in letters
    )
    blocks = mapped.split("\n")
    chunks = "".join(
        f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n"
        for part in (blocks[i : i + 100] for i in range(0, len(blocks), 100))
    )
    cmap = f"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n{chunks}endcmap end end"
    stream = f"BT /F1 12 Tf 14 TL 50 780 Td\n{shown}\nET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type0 /BaseFont /Mangal /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Mangal /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 600 >>",
        f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream",
    ]  # fmt: skip
    out, places = "%PDF-1.5\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    table_at = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(
        f"{place:010d} 00000 n \n" for place in places
    )
    return (
        out + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table_at}\n%%EOF\n"
    ).encode("ascii")


def pdf_files(records: Records) -> dict[str, bytes]:
    """A folder of PDFs."""
    junk = (b"%PDF-1.4\ngarbage", b"%PDF-", b"")
    return {f"{n:04d}.pdf": pdf(each) if each else junk[n % len(junk)] for n, each in enumerate(records)}


def kruti_dev_page(each: Record, typist: Typist) -> bytes:
    """A page as they were made about 2004: Windows-1252, <font face>, a name in English in another font."""
    paragraphs = "".join(
        f'<p><font face="Kruti Dev 010" size="4">{html.escape(typist.text(line.replace("।", "")))}A</font>'
        f' <font face="Arial">BBC</font></p>\n'
        for line in each["body"].split("\n")
    )
    title = html.escape(typist.text(each["title"]))
    day, month, year = each["date"][8:], each["date"][5:7], each["date"][:4]
    page = (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1252"><title>News</title>'
        "<style>.head { font-family: 'DevLys 010', Arial } td.date { font-family: Arial }</style></head><body>"
        f'<table><tr><td class="date">{day}-{month}-{year}</td></tr><tr><td>'
        f'<h1 class="head">{title}</h1>{paragraphs}</td></tr></table></body></html>'
    )
    return page.encode("cp1252")


def kruti_dev_pages(records: Records) -> dict[str, bytes]:
    """A folder of pages typed for Kruti Dev 010."""
    typist = Typist(legacy_fonts()[0], random.Random(1))
    return {
        f"{number:04d}.htm": kruti_dev_page(each, typist) if each else JUNK_PAGES[number % len(JUNK_PAGES)]
        for number, each in enumerate(records)
    }


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip of files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(files: dict[str, bytes]) -> bytes:
    """A tar of files."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def packed(name: str, content: bytes, packing: str) -> bytes:
    """A file packed as its endings say, from the first to the last: ".tar.gz"."""
    for ending in packing.split(".")[1:]:
        match ending:
            case "gz":
                content, name = gzip.compress(content), f"{name}.gz"
            case "zst":
                content, name = zstandard.compress(content), f"{name}.zst"
            case "zip":
                content = zipped({f"inside/{name}": content})
            case "tar":
                content = tarred({f"inside/{name}": content})
    return content


Writer = Callable[[Records], Any]
WRITERS: dict[str, tuple[str, Writer]] = {
    "text": ("", seed_files),
    "json-lines": ("a.jsonl", json_lines),
    "json": ("a.json", json_array),
    "table": ("a.csv", table),
    "html": ("", html_pages),
    "warc": ("a.warc", warc),
    "warc.gz": ("a.warc.gz", warc_gz),
    "feed": ("a.rss", feed),
    "wordpress": ("a.xml", wordpress),
    "nitf": ("", nitf_files),
    "newsml": ("a.xml", newsml),
    "ninjs": ("", ninjs_files),
    "pdf": ("", pdf_files),
}
"""Name of the export → the file's name ("" for a folder of files), and its writer."""
