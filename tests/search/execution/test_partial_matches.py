"""Below the few articles with all words stand the best with most of them, apart and counted nowhere."""

import pytest

from search.model.question import Question
from tests.conftest import MakeArchive
from tests.searching import search

TEXTS = (
    "क\nगोदावरी नाव हादसा हुआ।", "ख\nगोदावरी में नाव पलटी।", "ग\nनाव चली।", "घ\nगोदावरी नदी पर हादसा।",
    *(f"और {number}\nहादसा दूसरी ख़बर {number}।" for number in range(8)),
)  # fmt: skip


def test_articles_that_lack_a_word_fill_up_the_page(make_archive: MakeArchive) -> None:
    page = search(make_archive(*TEXTS), Question("गोदावरी नाव हादसा"))
    assert [hit.article.id for hit in page.hits] == ["1"]
    assert (page.total, page.is_relaxed) == (1, False)
    # Without नाव an article would lack what tells most.
    assert {hit.article.id: hit.missing for hit in page.partial_hits} == {"2": ("हादसा",)}
    assert all(hit.snippets for hit in page.partial_hits)


@pytest.mark.parametrize("query", ["नाव", '"गोदावरी नाव"', "गोदावरी OR नाव", "कहींनहीं गोदावरी"])
def test_there_is_nothing_to_fill_where_no_word_can_be_missing(make_archive: MakeArchive, query: str) -> None:
    assert search(make_archive(*TEXTS), Question(query)).partial_hits == ()


def test_what_is_excluded_stays_so_and_later_pages_are_not_filled(make_archive: MakeArchive) -> None:
    archive = make_archive(*TEXTS)
    assert search(archive, Question("गोदावरी नाव हादसा -पलटी")).partial_hits == ()
    assert [hit.article.id for hit in search(archive, Question("गोदावरी नाव हादसा -नदी")).partial_hits] == [
        "2"
    ]
    assert search(archive, Question("गोदावरी नाव हादसा"), page=2).partial_hits == ()
    assert search(archive, Question("गोदावरी नाव हादसा", any_word=False)).partial_hits == ()
