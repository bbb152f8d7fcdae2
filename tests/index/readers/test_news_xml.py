"""Agency XML."""

from pathlib import Path

import pytest

from index.readers.outcome import Accepted, Skipped
from tests.index.readers.test_source_exports import outcomes


def test_xml_of_another_kind_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "sitemap.xml").write_text("<urlset><url><loc>https://a.example/</loc></url></urlset>")
    assert outcomes(tmp_path) == [
        Skipped(str(tmp_path / "sitemap.xml"), "a site map: addresses without their articles")
    ]


@pytest.mark.parametrize(("until", "count"), [("2999-01-01T00:00:00Z", 0), ("2020-01-01T00:00:00Z", 1)])
def test_an_item_under_embargo_is_passed_over_until_it_ends(tmp_path: Path, until: str, count: int) -> None:
    (tmp_path / "a.xml").write_text(
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:g1" version="3"><itemMeta>'
        f"<embargoed>{until}</embargoed></itemMeta><contentMeta><headline>नहर टूटी</headline></contentMeta><contentSet>"
        '<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><p>खेतों में पानी भर गया।</p></body></html></inlineXML>'
        "</contentSet></newsItem>",
        "utf-8",
    )
    found = outcomes(tmp_path)
    assert sum(isinstance(outcome, Accepted) for outcome in found) == count
    assert any(isinstance(outcome, Skipped) and "embargo" in outcome.reason for outcome in found) == (
        count == 0
    )


def test_pictures_of_nitf_and_their_captions_are_no_text(tmp_path: Path) -> None:
    media = '<media media-type="image"><media-caption>सचिवालय की तस्वीर</media-caption></media>'
    (tmp_path / "a.xml").write_text(
        "<nitf><body><body.head><hedline><hl1>नहर टूटी</hl1></hedline></body.head>"
        f"<body.content><p>खेतों में पानी भर गया।</p>{media}</body.content></body></nitf>",
        "utf-8",
    )
    (found,) = outcomes(tmp_path)
    assert isinstance(found, Accepted)
    assert found.article.body == "खेतों में पानी भर गया।"
