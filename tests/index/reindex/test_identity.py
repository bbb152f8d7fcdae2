"""A later text of an article, or another article under its id."""

import json
from pathlib import Path

from index.article import Article
from index.reindex.build import reindex
from index.reindex.identity import is_different_article
from index.settings import Settings

FLOOD = "बागमती नदी का तटबंध टूटने से बीस गांवों में पानी भर गया और प्रशासन ने राहत शिविर खोले जहां भोजन दवाई मवेशियों के लिए चारा उपलब्ध कराया गया"
MILL = "चीनी मिल का बॉयलर फटने से तीन मजदूर घायल हुए पुलिस मौके पर पहुंची अस्पताल पहुंचाया जांच समिति बनी मालिक फरार मुआवजा घोषित संगठन नाराज"


def article(headline: str, body: str, url: str = "", source: str = "अमर") -> Article:
    return Article(id="1", headline=headline, body=body, url=url, source=source)


def test_a_text_that_shares_hardly_a_word_is_another() -> None:
    flood = article("तटबंध टूटा, बीस गांव डूबे", FLOOD)
    assert is_different_article(flood, article("बॉयलर फटा, तीन घायल", MILL, source="जागरण"))
    assert not is_different_article(
        flood, article("बॉयलर फटा, तीन घायल", MILL)
    )  # may be a stub that was written out
    assert not is_different_article(
        flood, article("पच्चीस गांव डूबे", FLOOD + " और पांच गांव खाली कराए गए", source="जागरण")
    )
    assert not is_different_article(flood, article("तटबंध टूटा, बीस गांव डूबे", MILL))
    assert not is_different_article(flood, article("लघु सूचना", "कुछ शब्द"))


def test_one_address_is_one_article() -> None:
    one, other = (
        article("क", FLOOD, "https://a.in/x"),
        article("ख", MILL, "http://a.in/x?utm_source=y", "जागरण"),
    )
    assert not is_different_article(one, other)
    assert is_different_article(one, article("ख", MILL, "https://b.in/x", "जागरण"))


def test_a_stranger_under_a_known_id_is_refused_and_nothing_is_lost(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index")
    for name, headline, body in (("amar", "तटबंध टूटा", FLOOD), ("jagran", "बॉयलर फटा", MILL)):
        row = {"id": "1", "title": headline, "body": body, "source": name}
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(row), "utf-8")
    assert reindex([tmp_path / "amar.jsonl"], settings).added == 1
    report = reindex([tmp_path / "jagran.jsonl"], settings)
    assert (report.replaced, report.refused_count) == (0, 1)
    assert "another article has its id" in report.refused[0].reason
