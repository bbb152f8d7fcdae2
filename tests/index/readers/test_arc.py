"""ARC crawls."""

from pathlib import Path

from tests.index.readers.reading import accepted, reasons
from tests.index.readers.reading import outcomes_here as outcomes

PAGE = """<!DOCTYPE html><html><head><title>सुर्खी</title><meta property="article:published_time" content="2005-09-23"></head>
<body><article><h1>नहर टूटी, खेतों में पानी</h1><p>{}</p></article></body></html>""".format(
    "किसानों ने बताया कि धान की नर्सरी पूरी तरह डूब गई है और मरम्मत का काम दो दिन में होगा। " * 3
)


def record(url: str, kind: str, content: bytes) -> bytes:
    return f"{url} 192.0.2.1 20050923101629 {kind} {len(content)}\n".encode() + content + b"\n"


def arc(*pages: tuple[str, str]) -> bytes:
    version = b"1 0 Namuna\nURL IP-address Archive-date Content-type Archive-length\n"
    answers = [
        record(
            url,
            "text/html",
            f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}".encode(),
        )
        for url, page in pages
    ]
    return record("filedesc://namuna.arc", "text/plain", version) + b"".join(answers)


def test_its_pages_are_articles(tmp_path: Path) -> None:
    (tmp_path / "a.arc").write_bytes(
        arc(("http://a.in/x.html", PAGE), ("http://a.in/robots.txt", "User-agent: *"))
    )
    found = outcomes(tmp_path)
    assert accepted(found) == ["नहर टूटी, खेतों में पानी"]
    assert reasons(found) == ""


def test_a_broken_record_is_refused_and_what_came_before_stands(tmp_path: Path) -> None:
    (tmp_path / "a.arc").write_bytes(arc(("http://a.in/x.html", PAGE)) + b"\x00garbage without an end\n" * 3)
    found = outcomes(tmp_path)
    assert accepted(found) == ["नहर टूटी, खेतों में पानी"]
    assert "ARC" in reasons(found)
