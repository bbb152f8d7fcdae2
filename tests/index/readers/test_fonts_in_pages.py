"""Legacy fonts in pages."""

from pathlib import Path

from index.readers.outcome import Accepted, Refused
from tests import source_exports
from tests.index.readers.test_source_exports import outcomes


def test_pages_in_kruti_dev_are_converted_and_say_so(tmp_path: Path) -> None:
    records = source_exports.mixed(source_exports.articles(8), junk=2)
    for name, content in source_exports.kruti_dev_pages(records).items():
        (tmp_path / name).write_bytes(content)
    found = outcomes(tmp_path)
    accepted = [each for each in found if isinstance(each, Accepted)]
    for record, outcome in zip(source_exports.articles(8), accepted, strict=True):
        article = outcome.article
        digits = "".join(letter for letter in record["title"] if letter.isdigit())
        assert article.headline == record["title"].replace(digits, "")
        first = record["body"].split("\n")[0].replace("।", "").replace(",", "")
        assert f"{first}। BBC" in article.body
        assert (str(article.date), article.converted) == (record["date"], "Kruti Dev 010")
        assert "typed for Kruti Dev 010; converted to Unicode" in outcome.warnings
    assert sum(isinstance(each, Refused) for each in found) == 2
