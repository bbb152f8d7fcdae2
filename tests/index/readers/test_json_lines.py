"""JSON Lines."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from index.readers.format import InputPart, ReadOptions
from index.readers.json_lines import Lines, article_of, listed, read
from index.readers.outcome import Accepted, Outcome, Place, Refused, Skipped


def outcomes(*lines: str | bytes | Mapping[str, object]) -> list[Outcome]:
    encoded = [
        line if isinstance(line, bytes) else (line if isinstance(line, str) else json.dumps(line)).encode()
        for line in lines
    ]
    options = ReadOptions(max_record_bytes=500, max_text_chars=300)
    return list(read(InputPart("a.jsonl", b"\n".join(encoded)), options))


def test_all_keys() -> None:
    (result,) = outcomes(
        {"id": 5, "title": "सुर्खी", "standfirst": "ऊपर", "body": "वाक्य।", "date": "2024-06-25T10:00:00+05:30",
         "source": "स", "section": "देश", "author": "अ", "url": "https://a.example/", "language": "hi"}
    )  # fmt: skip
    assert isinstance(result, Accepted)
    article = result.article
    assert (article.id, article.headline, article.standfirst, article.language) == ("5", "सुर्खी", "ऊपर", "hi")
    assert str(article.date) == "2024-06-25"
    assert result.warnings == ()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"title": "अधूरा', "broken JSON"),
        ("[1, 2]", "one JSON object a line"),
        ('{"title": {"a": 1}}', "title is not text"),
        ('{"title": true}', "title is not text"),
        ('{"title": "", "body": " "}', "no text"),
        ('{"ka": "क", "kha": "ख"}', "neither title nor body, but ka, kha"),
        (b'{"title": "\xff"}', "not UTF-8"),
        ("[" * 400, "broken JSON"),
        ('{"title": "' + "क" * 200 + '"}', "longer than 500 bytes"),
        ('{"title": "क", "body": "' + "k" * 301 + '"}', "body longer than 300"),
    ],
)
def test_a_bad_line_is_refused_alone(line: str | bytes, reason: str) -> None:
    good = {"title": "सुर्खी", "body": "वाक्य।", "date": "2024-01-01"}
    first, bad, last = outcomes(good, line, {**good, "id": "2"})
    assert isinstance(first, Accepted)
    assert isinstance(last, Accepted)
    assert isinstance(bad, Refused)
    assert (bad.line, reason in bad.reason) == (2, True)


def test_a_date_in_the_future_is_no_date() -> None:
    (result,) = outcomes({"title": "क", "body": "ख", "date": "2999-01-01"})
    assert isinstance(result, Accepted)
    assert result.article.date is None
    assert "future" in result.warnings[0]


def test_blank_lines_are_no_articles_but_count_as_lines() -> None:
    (result,) = outcomes("", "  ", "x")
    assert isinstance(result, Refused)
    assert result.line == 3


def test_lone_surrogates_and_control_characters_are_mended() -> None:
    (result,) = outcomes('{"title": "क\\ud800ख", "body": "एक\\u0000दो\\u001bतीन"}')
    assert isinstance(result, Accepted)
    assert (result.article.headline, result.article.body) == ("क\ufffdख", "एक दो तीन")


@pytest.mark.parametrize("bad_id", [".", ".."])
def test_an_id_that_cannot_stand_in_an_address_is_replaced(bad_id: str) -> None:
    (result,) = outcomes({"id": bad_id, "title": "सुर्खी"})
    assert isinstance(result, Accepted)
    assert result.article.id not in ("", ".", "..")


def test_names_that_exports_use_are_known() -> None:
    (result,) = outcomes(
        {"headline": "सुर्खी", "articleBody": "<p>पहला।</p><p>दूसरा &amp; तीसरा।</p>", "pubDate": "25 जून 2024",
         "author": {"name": "अ"}, "category": ["देश", "राज्य"], "link": "https://a.example/1", "colour": "लाल"}
    )  # fmt: skip
    assert isinstance(result, Accepted)
    article = result.article
    assert (article.headline, article.body) == ("सुर्खी", "पहला।\nदूसरा & तीसरा।")
    assert (str(article.date), article.author, article.section) == ("2024-06-25", "अ", "देश, राज्य")
    assert article.url == "https://a.example/1"


def test_our_own_names_go_before_others_and_stated_ones_before_all() -> None:
    line = json.dumps({"headline": "दूसरा", "title": "पहला", "x": "तीसरा", "body": "पाठ"}).encode()
    for columns, headline in (((), "पहला"), ((("title", "x"),), "तीसरा")):
        (result,) = read(InputPart("a.jsonl", line), ReadOptions(columns=columns))
        assert isinstance(result, Accepted)
        assert result.article.headline == headline


LONG = "किसानों ने बताया कि धान की नर्सरी पूरी तरह डूब गई है और मरम्मत का काम दो दिन में पूरा होगा। " * 3


@pytest.mark.parametrize(
    "record",
    [
        {"_source": {"title": "सुर्खी", "text": LONG, "categories": [{"id": 1, "name": "राजनीति"}]}},
        {"attributes": {"title": "सुर्खी", "content": LONG, "tags": [{"name": "नहर"}]}},
        {"title": "सुर्खी", "data": {"content": LONG}, "related": [{"title": "दूसरी", "text": LONG}]},
        {"title": "सुर्खी", "khabar_vistar": LONG, "comments": [{"text": "अच्छा"}, {"text": "बुरा"}]},
        {"title": "सुर्खी", "body": LONG, "paywall": {"status": "inactive"}, "video": {"private": True}},
    ],
)
def test_an_article_is_itself_whatever_lists_it_holds(record: dict[str, Any]) -> None:
    part = InputPart("a.jsonl", json.dumps(record).encode() + b"\n")
    (found,) = read(part, ReadOptions())
    assert isinstance(found, Accepted)
    assert (found.article.headline, found.article.body) == ("सुर्खी", LONG.strip())


def test_articles_are_listed_and_not_their_comments() -> None:
    comments = [{"text": "टिप्पणी"}] * 15
    record = {
        "articles": [{"title": f"सुर्खी {number}", "body": LONG, "comments": comments} for number in range(5)]
    }
    found = list(read(InputPart("a.jsonl", json.dumps(record).encode() + b"\n"), ReadOptions()))
    assert [outcome.article.headline for outcome in found if isinstance(outcome, Accepted)] == [
        f"सुर्खी {n}" for n in range(5)
    ]


ONE, TWO = ({"title": title, "body": f"{title} का पाठ।"} for title in ("पहली", "दूसरी"))
BLOCKS = [
    {"type": "text", "content": "एक।"},
    {"type": "image", "url": "/a.jpg", "caption": "चित्र"},
    {"type": "text", "content": "दो।"},
]


@pytest.mark.parametrize(
    "record",
    [
        {"2024-03-12": [ONE], "2024-03-13": [TWO]},
        {"articles": {"-Nx1": ONE, "-Nx2": TWO}},
        {"-Nx1": ONE, "-Nx2": TWO},
        {"2024": {"03": [ONE], "04": [TWO]}},
        {"pages": [{"page": 1, "articles": [ONE]}, {"page": 2, "articles": [TWO]}]},
        {"sections": [{"name": "खेल", "articles": [ONE]}, {"name": "देश", "articles": [TWO]}]},
    ],
)
def test_articles_in_lists_side_by_side_are_all_read(record: dict[str, Any]) -> None:
    assert [each["title"] for each in listed(record)] == ["पहली", "दूसरी"]


@pytest.mark.parametrize(
    "record",
    [
        {"headlines": {"basic": "सुर्खी"}, "content_elements": BLOCKS},
        {"headline": "सुर्खी", "cards": [{"story-elements": BLOCKS[:1]}, {"story-elements": BLOCKS[2:]}]},
        {"title": "सुर्खी", "sections": [{"heading": "भाग", "body": "एक।"}, {"heading": "अंत", "body": "दो।"}]},
    ],
)
def test_blocks_inside_an_article_are_its_text(record: dict[str, Any]) -> None:
    assert listed(record) == []
    found = article_of(record, Place("a.json", 1), ReadOptions())
    assert isinstance(found, Accepted)
    assert found.article.headline == "सुर्खी"
    assert [line for line in found.article.body.split("\n") if line not in {"भाग", "अंत"}] == ["एक।", "दो।"]
    assert ("भाग" in found.article.body) == ("sections" in record)


PAPER = {
    "title": "अमर पत्र 12 मार्च",
    "sections": [{"heading": "देश", "items": [ONE]}, {"heading": "खेल", "items": [TWO]}],
}


def test_an_issue_of_a_paper_is_its_articles() -> None:
    assert [each["title"] for each in listed(PAPER)] == ["पहली", "दूसरी"]
    cards = [{"headline": "एक", "text": "एक का पाठ।"}, {"headline": "दो", "text": "दो का पाठ।"}]
    assert len(listed({"title": "अमर पत्र", "cards": cards})) == 2


def test_an_article_in_a_wrapper_keeps_what_the_wrapper_says() -> None:
    record = {
        "id": "77",
        "date": "2024-03-12",
        "url": "https://x.in/a",
        "author": "राम",
        "data": {"article": ONE},
    }
    assert listed(record) == []
    found = article_of(record, Place("a.json", 1), ReadOptions())
    assert isinstance(found, Accepted)
    assert (found.article.id, str(found.article.date), found.article.author) == ("77", "2024-03-12", "राम")
    related = {
        "id": "1",
        "title": "मुख्य",
        "date": "2024-03-12",
        "body": BLOCKS,
        "related": {"a": ONE, "b": TWO},
    }
    assert listed(related) == []


def test_comments_beside_articles_are_none() -> None:
    comment = {"id": "c", "content": "अच्छी ख़बर।", "date": "2024-03-12", "author": "क"}
    record = {"articles": [{**ONE, "id": "1", "date": "2024-03-12", "author": "ख"}], "comments": [comment]}
    assert [each["title"] for each in listed(record)] == ["पहली"]


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"id": 4, "name": "राज्य", "slug": "state", "taxonomy": "category", "count": 5, "description": "राज्य की खबरें"}, "category"),
        ({"id": 1, "name": "रमेश", "slug": "r", "avatar_urls": {}, "description": "पत्रकार हैं"}, "author of WordPress"),
        ({"id": 9, "title": {"rendered": "IMG"}, "media_type": "image", "mime_type": "image/jpeg", "source_url": "http://a.in/x.jpg"}, "picture"),
        ({"id": 3, "post": 7, "parent": 0, "author_name": "पाठक", "author_url": "", "content": {"rendered": "<p>अच्छी खबर</p>"}}, "comment"),
        ({"_type": "author", "name": "रमेश"}, "type author"),
        ({"sys": {"type": "Entry", "id": "e2", "version": 3}, "fields": {"title": {"hi": "क"}, "body": {"hi": "ख"}}}, "draft of Contentful"),
        ({"type": "articles", "attributes": {"title": "क", "text": "ख", "state": 0}}, "state"),
        ({"title": "क", "body": "ख", "status": [{"value": False}]}, "status"),
    ],
)  # fmt: skip
def test_records_beside_articles_and_drafts_are_passed_over(record: dict[str, object], reason: str) -> None:
    (found,) = outcomes(record)
    assert isinstance(found, Skipped)
    assert reason in found.reason


def test_an_envelope_is_not_the_record() -> None:
    inner = {"id": 5, "title": "सुर्खी", "content": "पाठ", "published_at": "2024-06-25"}
    (found,) = outcomes({"event": "published", "created": 1767225600, "data": {"object": inner}})
    assert isinstance(found, Accepted)
    assert str(found.article.date) == "2024-06-25"


def test_a_text_in_languages_or_blocks_is_one_article() -> None:
    block = [{"_type": "block", "children": [{"_type": "span", "text": "नहर टूटी।"}]}]
    for body in (
        {"hi": block, "en": []},
        block,
        {"ops": [{"insert": "नहर टूटी।"}]},
        [{"blockName": "core/paragraph", "innerHTML": "<p>नहर टूटी।</p>"}],
    ):
        (found,) = outcomes({"title": "सुर्खी", "date": "2024-06-25", "body": body})
        assert isinstance(found, Accepted)
        assert (found.article.headline, found.article.body, str(found.article.date)) == (
            "सुर्खी",
            "नहर टूटी।",
            "2024-06-25",
        )


def test_what_wordpress_embeds_names_author_and_section() -> None:
    embedded = {
        "author": [{"name": "रमेश"}],
        "wp:term": [[{"taxonomy": "category", "name": "राज्य"}], [{"taxonomy": "post_tag", "name": "नहर"}]],
    }
    (found,) = outcomes(
        {
            "title": {"rendered": "सुर्खी"},
            "content": {"rendered": "<p>पाठ</p>"},
            "author": 5,
            "categories": [7],
            "_embedded": embedded,
        }
    )
    assert isinstance(found, Accepted)
    assert (found.article.author, found.article.section) == ("रमेश", "राज्य")


def test_texts_and_addresses_stand_where_they_belong() -> None:
    text = "खेतों में पानी भर गया और फसल डूब गई। " * 12
    record = {"title": "सुर्खी", "summary": text, "source": "https://a.in/1"}
    found = article_of(record, Place("a.json", 1), ReadOptions())
    assert isinstance(found, Accepted)
    assert (found.article.body, found.article.standfirst, found.article.source, found.article.url) == (
        text.strip(),
        "",
        "a.in",
        "https://a.in/1",
    )
    (found,) = outcomes(
        {"title": "सुर्खी", "content": "पानी भर… [+1234 chars]", "date": "1970-01-01T00:00:00Z"}
    )
    assert isinstance(found, Accepted)
    assert (found.article.body, found.article.date) == ("पानी भर", None)


def test_what_contentful_delivers_is_out() -> None:
    entry = {"sys": {"type": "Entry", "id": "e2", "revision": 2}, "fields": {"title": "सुर्खी", "body": "पाठ"}}
    (found,) = outcomes(entry)
    assert isinstance(found, Accepted)


def test_a_site_that_is_stated_as_source_is_no_address_of_its_articles() -> None:
    for number in range(2):
        (found,) = outcomes({"title": f"सुर्खी {number}", "body": "पाठ", "source": "https://www.a.in/"})
        assert isinstance(found, Accepted)
        assert (found.article.source, found.article.url) == ("a.in", "")


def test_spaces_before_a_cut_mark_cost_no_time() -> None:
    (found,) = outcomes('{"title": "क", "body": "ख' + " " * 100 + 'x chars]"}')
    assert isinstance(found, Accepted)


def test_objects_that_lost_their_line_end_and_lines_written_twice_as_json_are_read() -> None:
    one, other = json.dumps({"title": "क", "body": "पाठ"}), json.dumps({"title": "ख", "body": "पाठ"})
    found = outcomes(one + other, json.dumps(one), f"{one}, {other}", one + " x")
    assert [outcome.article.headline for outcome in found if isinstance(outcome, Accepted)] == [
        "क",
        "ख",
        "क",
        "क",
        "ख",
    ]
    (refused,) = [refusal for refusal in found if isinstance(refusal, Refused)]
    assert (refused.line, "Extra data" in refused.reason) == (4, True)


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"name": "site", "version": "1.0", "dependencies": {}}, "a program's package"),
        ({"name": "क", "short_name": "क", "icons": [], "start_url": "/"}, "a site's manifest"),
        ({"type": "message", "ts": "1", "user": "U1", "text": "बैठक कब है?"}, "a message of a chat"),
        ({"name": "क", "routes": {}, "namespaces": []}, "the root of a site's API"),
        ({"headline": "क", "body_text": "पाठ", "pubStatus": "canceled"}, "ninjs canceled"),
    ],
)
def test_what_stands_beside_articles_in_a_folder_is_none(record: dict[str, object], reason: str) -> None:
    (found,) = outcomes(record)
    assert isinstance(found, Skipped)
    assert found.reason == reason


def test_an_action_of_the_bulk_format_names_the_next_document() -> None:
    lines: list[dict[str, Any]] = [
        {"index": {"_index": "news", "_id": "7"}}, {"title": "सुर्खी", "body": "पहला पाठ"},
        {"create": {"_id": "8"}}, {"id": "own", "title": "दूसरी", "body": "दूसरा पाठ"},
        {"delete": {"_id": "9"}},
        {"update": {"_id": "10"}}, {"doc": {"title": "तीसरी", "body": "तीसरा पाठ"}},
    ]  # fmt: skip
    found = outcomes(*lines)
    assert [outcome.article.id for outcome in found if isinstance(outcome, Accepted)] == ["7", "own", "10"]
    assert len(found) == 3


def test_an_action_of_the_bulk_format_stays_with_its_document() -> None:
    action, document = b'{"index":{"_id":"7"}}\n', b'{"title":"x"}\n'
    assert Lines().last_end(document + action) == len(document)
    assert Lines().last_end(action + document) == len(action + document)
    assert Lines().last_end(action) == 0  # its document is still to come
