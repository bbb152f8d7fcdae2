"""WordPress exports."""

import re
from pathlib import Path

from index.readers.outcome import Accepted, Refused, Skipped
from tests import source_exports
from tests.index.readers.test_source_exports import outcomes, written


def test_drafts_and_pictures_of_an_export_are_passed_over(tmp_path: Path) -> None:
    found = outcomes(written(tmp_path, "wordpress", source_exports.articles(2)))
    reasons = [outcome.reason for outcome in found if isinstance(outcome, Skipped)]
    assert reasons == ["WordPress post not published (draft)", "WordPress attachment"]


def test_items_named_inside_an_article_are_text(tmp_path: Path) -> None:
    one, two = source_exports.articles(2)
    one["body"] = "RSS में <item><title>ऐसे</title></item> लिखते हैं, और <item> भी।"
    (tmp_path / "a.xml").write_bytes(source_exports.wordpress([one, two]))
    found = [outcome for outcome in outcomes(tmp_path / "a.xml") if not isinstance(outcome, Skipped)]
    assert [type(outcome) for outcome in found] == [Accepted, Accepted]


def test_authors_are_named_as_they_are_shown(tmp_path: Path) -> None:
    export = (
        '<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>दर्पण</title>'
        "<wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[abhi]]></wp:author_login>"
        "<wp:author_display_name><![CDATA[अभिषेक &amp; टीम]]></wp:author_display_name></wp:author>"
        + "".join(
            f"<item><title>क</title><dc:creator>{login}</dc:creator><content:encoded>ख</content:encoded>"
            "<wp:post_type>post</wp:post_type><wp:status>publish</wp:status></item>"
            for login in ("abhi", "other")
        )
        + "</channel></rss>"
    )
    (tmp_path / "a.xml").write_text(export, "utf-8")
    found = [
        outcome.article.author for outcome in outcomes(tmp_path / "a.xml") if isinstance(outcome, Accepted)
    ]
    assert found == ["अभिषेक & टीम", "other"]


def test_an_ampersand_of_an_address_costs_no_article(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    path.write_bytes(
        b'<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        b"<wp:wxr_version>1.2</wp:wxr_version>"
        b"<item><title>A</title><link>https://a.in/?p=1&x=2</link><content:encoded><![CDATA[<p>a &amp; b && c</p>]]></content:encoded>"
        b"<wp:post_type>post</wp:post_type><wp:status>publish</wp:status></item></channel></rss>"
    )
    (found,) = outcomes(path)
    assert isinstance(found, Accepted)
    assert (found.article.url, found.article.body) == ("https://a.in/?p=1&x=2", "a & b && c")


def test_an_item_whose_text_is_not_closed_takes_no_other_with_it(tmp_path: Path) -> None:
    content = source_exports.wordpress(source_exports.articles(3)).decode()
    starts = [found.start() for found in re.finditer("<item>", content)]
    second = content[starts[-2] : starts[-1]].replace("]]></content:encoded>", "</content:encoded>")
    (tmp_path / "a.xml").write_text(content[: starts[-2]] + second + content[starts[-1] :], "utf-8")
    found = [outcome for outcome in outcomes(tmp_path / "a.xml") if not isinstance(outcome, Skipped)]
    assert [type(outcome) for outcome in found] == [Accepted, Refused, Accepted]
