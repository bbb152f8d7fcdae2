"""Articles with most of the words: by their weight, never by one that tells little."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from search.execution.most_words import least_sets
from search.model.question import Question
from tests.conftest import MakeArchive
from tests.searching import ids, search


@given(st.lists(st.floats(0.1, 5), min_size=1, max_size=7), st.floats(0.1, 0.95))
def test_a_choice_is_enough_if_and_only_if_it_holds_a_least_one(weights: list[float], share: float) -> None:
    least = share * sum(weights)
    found = least_sets(weights, least)
    for size in range(len(weights) + 1):
        for chosen in combinations(range(len(weights)), size):
            total = sum(weights[at] for at in chosen)
            if abs(total - least) > 1e-6:
                assert (total >= least) == any(set(each) <= set(chosen) for each in found)


def test_most_of_the_words_match_where_that_is_asked(make_archive: MakeArchive) -> None:
    archive = make_archive(
        "क\nपुलवामा हमला आतंकी", "ख\nपुलवामा आतंकी", "ग\nपुलवामा", "घ\nहमला", "ङ\nहमला", "च\nहमला", "छ\nहमला"
    )
    question = Question("पुलवामा हमला आतंकी")
    assert set(ids(archive, question.text)) == {"1"}
    asked = Question(question.text, most_words=True)
    page = search(archive, asked)
    assert ({hit.article.id for hit in page.hits}, page.total, page.partial_hits) == ({"1", "2"}, 2, ())
    assert set(archive.ids(asked)) == {hit.article.id for hit in archive.scan(asked).hits} == {"1", "2"}
    assert archive.ids(Question("पुलवामा", most_words=True)) == archive.ids(Question("पुलवामा"))


def test_what_is_excluded_stays_so(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nपुलवामा हमला आतंकी", "ख\nपुलवामा आतंकी सेना")
    assert archive.ids(Question("पुलवामा हमला आतंकी -सेना", most_words=True)) == ["1"]


def test_articles_with_all_words_lead_and_every_word_is_marked(make_archive: MakeArchive) -> None:
    common = [f"ख{number}\nमोदी बोले" for number in range(30)]
    archive = make_archive("क\nअमित शाह आए", "ग\nअमित शाह और मोदी आए", *common)
    page = search(archive, Question("मोदी अमित शाह", most_words=True))
    assert [hit.article.id for hit in page.hits] == ["2", "1"]
    assert any("मोदी" in text.text[start:end] for text in page.hits[0].snippets for start, end in text.marks)
