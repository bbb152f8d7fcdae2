"""Prepared queries: what is looked for when no article has all words, and what is said."""

import pytest

from search.embedded.local_archive import LocalArchive
from search.model.messages import QueryWarning
from search.model.question import Question
from tests.conftest import MakeArchive
from tests.searching import count, search


def test_when_no_article_has_all_words_any_of_them_counts_and_the_page_says_so(
    make_archive: MakeArchive,
) -> None:
    archive = make_archive("क\nमोदी", "ख\nपुतिन", "ग\nचीन")
    page = search(archive, Question("मोदी पुतिन -चीन"))
    assert (sorted(hit.article.id for hit in page.hits), page.is_relaxed) == (["1", "2"], True)
    assert not search(archive, Question("नेपाल भूटान")).is_relaxed


@pytest.mark.parametrize(("alike", "total"), [(9, 29), (10, 10)])
def test_enough_articles_with_most_of_the_words_are_not_mixed_with_others(
    make_archive: MakeArchive, alike: int, total: int
) -> None:
    archive = make_archive(*["क\nप्रवासी मजदूर पैदल"] * alike, *["क\nयात्रा"] * 20)
    page = search(archive, Question("प्रवासी मजदूर पैदल यात्रा"))
    assert (page.total, page.is_relaxed) == (total, True)


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("-मोदी", QueryWarning.ONLY_EXCLUDED),
        ("!!!", QueryWarning.NO_WORDS),
        ("क " * 60, QueryWarning.TOO_MANY_WORDS),
    ],
)
def test_queries_without_an_answer_say_why(
    seed_archive: LocalArchive, query: str, note: QueryWarning
) -> None:
    assert note in search(seed_archive, Question(query)).warnings


def test_words_that_never_meet_are_relaxed_only_where_that_is_said(archive: LocalArchive) -> None:
    text = "मोदी पुराना"  # these stand together in no article that is still there
    loose, strict = Question(text), Question(text, any_word=False)
    assert search(archive, loose).is_relaxed
    assert count(archive, loose).total > 0
    assert (search(archive, strict).total, count(archive, strict).total) == (0, 0)
    assert archive.ids(loose) == []
    assert archive.scan(loose).total == 0


def test_conditions_that_name_nothing_say_so(archive: LocalArchive) -> None:
    page = search(archive, Question("मोदी source:कोईनहीं"))
    assert (page.total, QueryWarning.UNKNOWN_VALUE in page.warnings) == (0, True)
    page = search(archive, Question("मोदी date:कल"))
    assert page.total > 0
    assert QueryWarning.UNKNOWN_DATE in page.warnings


@pytest.mark.parametrize("query", ["स्रोत: पीटीआई, लखनऊ में हादसा", "स्थान: दिल्ली, समय: लखनऊ"])
def test_a_pasted_line_with_colons_is_words(make_archive: MakeArchive, query: str) -> None:
    archive = make_archive("क\nस्रोत पीटीआई लखनऊ में हादसा", "ख\nस्थान दिल्ली समय लखनऊ")
    found = search(archive, Question(query))
    assert found.total == 1
    assert not {QueryWarning.UNKNOWN_VALUE, QueryWarning.UNKNOWN_DATE} & set(found.warnings)
    assert count(archive, Question("स्रोत:पीटीआई")).total == 0
