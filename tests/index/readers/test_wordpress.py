"""WordPress exports."""

from pathlib import Path

from index.readers.outcome import Accepted, Skipped
from tests import source_exports
from tests.index.readers.test_source_exports import outcomes, written


def test_drafts_and_pictures_of_an_export_are_passed_over(tmp_path: Path) -> None:
    found = outcomes(written(tmp_path, "wordpress", source_exports.articles(2)))
    reasons = [each.reason for each in found if isinstance(each, Skipped)]
    assert reasons == ["WordPress post not published (draft)", "WordPress attachment"]


def test_items_named_inside_an_article_are_text(tmp_path: Path) -> None:
    one, two = source_exports.articles(2)
    one["body"] = "RSS में <item><title>ऐसे</title></item> लिखते हैं, और <item> भी।"
    (tmp_path / "a.xml").write_bytes(source_exports.wordpress([one, two]))
    found = [each for each in outcomes(tmp_path / "a.xml") if not isinstance(each, Skipped)]
    assert [type(each) for each in found] == [Accepted, Accepted]
