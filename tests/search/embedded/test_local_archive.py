"""Searching: what is found, in which order, and what is said about it."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from index.reindex.build import reindex
from index.settings import Settings
from search.embedded.local_archive import LocalArchive
from search.engines import open_archive
from search.model.expansions import ExpansionKind
from search.model.messages import QueryWarning
from search.model.question import EXPAND_ALL, ExpansionOptions, Question
from search.model.results import Hit
from tests.conftest import FINDING, NOT_FINDING, SEEDS, USER_ARTICLE, MakeArchive
from tests.searching import search

TYPED = ExpansionOptions(variants=False)


def ids(archive: LocalArchive, query: str, expansion: ExpansionOptions = EXPAND_ALL) -> list[str]:
    return [hit.article.id for hit in search(archive, Question(query, expansion=expansion), size=100).hits]


@pytest.mark.parametrize("query", FINDING)
def test_each_of_these_finds_the_users_article_marked(seed_archive: LocalArchive, query: str) -> None:
    hits = {hit.article.id: hit for hit in search(seed_archive, Question(query), size=100).hits}
    hit = hits[USER_ARTICLE]
    assert hit.headline.marks or any(snippet.marks for snippet in hit.snippets)


@pytest.mark.parametrize("query", NOT_FINDING)
def test_these_do_not_find_it(seed_archive: LocalArchive, query: str) -> None:
    page = search(seed_archive, Question(query), size=100)
    assert page.total > 0
    assert USER_ARTICLE not in {hit.article.id for hit in page.hits}


@given(st.text(max_size=60))
@hypothesis_settings(max_examples=150)
def test_any_string_can_be_searched(seed_archive: LocalArchive, text: str) -> None:
    page = search(seed_archive, Question(text))
    assert page.total >= len(page.hits)


def test_all_words_are_required(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nमोदी और पुतिन", "ख\nमोदी")
    page = search(archive, Question("मोदी पुतिन"))
    assert ([hit.article.id for hit in page.hits], page.is_relaxed) == (["1"], False)


def test_when_no_article_has_all_words_any_of_them_counts_and_the_page_says_so(
    make_archive: MakeArchive,
) -> None:
    archive = make_archive("क\nमोदी", "ख\nपुतिन", "ग\nचीन")
    page = search(archive, Question("मोदी पुतिन -चीन"))
    assert (sorted(hit.article.id for hit in page.hits), page.is_relaxed) == (["1", "2"], True)
    assert not search(archive, Question("नेपाल भूटान")).is_relaxed


def test_phrases_keep_order_and_neighbourhood(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nशंघाई सहयोग संगठन", "ख\nसहयोग शंघाई संगठन", "ग\nशंघाई सहयोग का संगठन")
    assert ids(archive, "“शंघाई सहयोग संगठन”") == ["1"]
    assert set(ids(archive, '"शंघाई सहयोग"')) == {"1", "3"}


def test_a_phrase_is_not_found_across_fields(make_archive: MakeArchive) -> None:
    assert ids(make_archive("शंघाई\nसहयोग संगठन"), '"शंघाई सहयोग"') == []


def test_phrases_take_free_spellings_but_no_likely_ones(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nनरेन्द्र मोदी", "ख\nडाक्टर मोदी")
    assert ids(archive, '"नरेंद्र मोदी"') == ["1"]
    assert ids(archive, '"डॉक्टर मोदी"') == []
    assert ids(archive, "डॉक्टर मोदी") == ["2"]


def test_repeated_words_in_a_phrase(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nमोदी मोदी के नारे", "ख\nमोदी के नारे")
    assert ids(archive, '"मोदी मोदी"') == ["1"]


def test_words_glued_by_a_hyphen_stand_side_by_side_in_any_spelling(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nकासीम जोमार्ट तोकायेव", "ख\nजोमार्ट और कासिम")
    assert ids(archive, "कासिम-जोमार्ट") == ["1"]


def test_or_not_and_groups(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nमोदी पुतिन", "ख\nमोदी टोकाएव", "ग\nमोदी चीन", "घ\nपुतिन")
    assert set(ids(archive, "मोदी (पुतिन OR टोकाएव)")) == {"1", "2"}
    assert set(ids(archive, "मोदी -(पुतिन OR टोकाएव)")) == {"3"}
    assert set(ids(archive, "पुतिन OR चीन")) == {"1", "3", "4"}


def test_exact_words_match_only_their_own_spelling(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nराज़ खुला", "ख\nराज चला", "ग\nरा\u095b बंद")
    assert set(ids(archive, "राज")) == {"1", "2", "3"}
    assert set(ids(archive, "=राज़")) == {"1", "3"}
    assert ids(archive, "=राज") == ["2"]
    assert ids(archive, "राज", expansion=TYPED) == ["2"]


def test_spaced_initials_in_a_query_are_one_word(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nएससीओ की बैठक", "ख\nएस और सी")
    assert ids(archive, "एस सी ओ बैठक") == ["1"]


def test_a_headline_counts_more_than_a_body(make_archive: MakeArchive) -> None:
    archive = make_archive("आम बात\nमोदी आए और गए", "मोदी आए\nआम बात हुई और सब गए")
    assert ids(archive, "मोदी") == ["2", "1"]


def test_what_opens_a_story_counts_more_than_what_closes_it(make_archive: MakeArchive) -> None:
    filler = "एक दो तीन चार पाँच छह सात आठ नौ दस " * 12
    archive = make_archive(f"क\n{filler} टोकायेव", f"क\nटोकायेव {filler}", f"क\n{filler} टोकायेव")
    assert ids(archive, "टोकायेव")[0] == "2"


def test_a_rare_misspelling_does_not_outrank_the_word(make_archive: MakeArchive) -> None:
    texts = [f"क\nकज़ाखस्तान {n}" for n in range(8)]
    archive = make_archive(*texts, "क\nकजाखिस्तान 8")
    assert ids(archive, "कज़ाखस्तान")[-1] == "9"


def test_equal_scores_are_ordered_newest_first(make_archive: MakeArchive) -> None:
    archive = make_archive(*["क\nमोदी"] * 5)
    assert ids(archive, "मोदी") == ["5", "4", "3", "2", "1"]
    assert [hit.article.id for hit in search(archive, Question("मोदी"), page=2, size=2).hits] == ["3", "2"]


def test_added_spellings_are_named_with_counts_and_probability(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nकज़ाखस्तान", "ख\nकजाखस्तान", "ग\nकजाखिस्तान", "घ\nकजाखिस्तान")
    added = {item.spelling: item for item in search(archive, Question("कज़ाखस्तान")).added}
    assert set(added) == {"कजाखस्तान", "कजाखिस्तान"}
    assert (added["कजाखस्तान"].kind, added["कजाखस्तान"].probability) == (ExpansionKind.SPELLING, 1.0)
    assert (added["कजाखिस्तान"].kind, added["कजाखिस्तान"].documents) == (ExpansionKind.SOUND, 2)
    assert 0.5 <= added["कजाखिस्तान"].probability < 1
    assert search(archive, Question("कज़ाखस्तान", expansion=TYPED)).added == ()


def test_latin_initials_are_shown_as_capitals(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nएससीओ", "ख\nsco SCO", "ग\nemail")
    (added,) = search(archive, Question("एससीओ")).added
    assert (added.word, added.spelling) == ("एससीओ", "SCO")
    (added,) = search(archive, Question("SCO")).added
    assert (added.word, added.spelling) == ("SCO", "एससीओ")


def test_unlikely_spellings_are_offered_and_not_searched(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nअमेरिका", "ख\nकॉफी", "ग\nकाफी")
    page = search(archive, Question("कॉफी"))
    assert [hit.article.id for hit in page.hits] == ["2"]
    assert all(offer.probability < 0.5 for offer in page.offered)


def test_two_frequent_words_ask_for_more_certainty(make_archive: MakeArchive) -> None:
    """शिखर (summit) and शेखर (a name) sound alike: a rare one may be a slip, two frequent ones are two words."""
    frequent = ["क\nशिखर"] * 25 + ["क\nशेखर"] * 25
    assert search(make_archive(*frequent), Question("शिखर")).total == 25


def test_a_rare_likely_spelling_joins(make_archive: MakeArchive) -> None:
    assert search(make_archive(*["क\nशिखर"] * 25, "क\nशेखर"), Question("शिखर")).total == 26


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


def test_words_beyond_the_limit_are_left_out(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nएक दो", max_query_words=1)
    assert search(archive, Question("एक तीन")).total == 1


def test_expansions_are_bounded(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nकजाखस्तान कजाखिस्तान कजाकिस्तान कजाकस्तान काजाखस्तान", max_spellings=2)
    sounding = [
        item for item in search(archive, Question("कज़ाखस्तान")).added if item.kind is ExpansionKind.SOUND
    ]
    assert len({item.term for item in sounding}) == 2


def test_an_article_can_be_read_with_marks(seed_archive: LocalArchive) -> None:
    marked = seed_archive.article(USER_ARTICLE, Question("टोकायेव"))
    assert marked is not None
    words = {marked.body.text[start:end] for start, end in marked.body.marks}
    assert words == {"टोकाएव"}
    assert marked.article == seed_archive.article(USER_ARTICLE).article  # type: ignore[union-attr]
    assert seed_archive.article("no such id") is None
    assert seed_archive.article("\ud800") is None
    assert seed_archive.article("") is None


def test_a_new_generation_is_noticed(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("fresh")
    settings = Settings(index=folder / "index", poll_seconds=0.000001)
    (folder / "a.txt").write_text("स | 2024-01-01\nसुर्खी\nमोदी।", encoding="utf-8")
    reindex([folder / "a.txt"], settings)
    archive = open_archive(settings)
    assert search(archive, Question("मोदी")).total == 1
    (folder / "b.txt").write_text("स | 2024-01-02\nसुर्खी\nमोदी।", encoding="utf-8")
    reindex([folder / "b.txt"], settings)
    page = search(archive, Question("मोदी"))
    assert (page.total, page.revision[:7]) == (2, "000002-")


def test_threads_get_the_answers_of_one_thread(seed_archive: LocalArchive) -> None:
    def answer(query: str) -> tuple[Hit, ...]:
        return search(seed_archive, Question(query)).hits

    queries = [*FINDING, *NOT_FINDING] * 4
    expected = [answer(query) for query in queries]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(6) as pool:
            assert list(pool.map(answer, queries)) == expected
    finally:
        sys.setswitchinterval(interval)


def test_the_overview_counts_and_names_the_newest(seed_archive: LocalArchive) -> None:
    overview = seed_archive.overview()
    assert overview.documents == len(list(SEEDS.glob("*.txt")))
    days = [article.date for article in overview.latest]
    assert days == sorted(days, reverse=True)  # type: ignore[type-var]


def test_inflections_are_found_and_the_exact_word_ranks_above(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nनेताओं ने कहा", "ख\nनेता ने कहा", "ग\nनेतृत्व ने कहा")
    assert ids(archive, "नेता") == ["2", "1"]
    assert ids(archive, "नेताओं") == ["1", "2"]
    assert ids(archive, "=नेता") == ["2"]
    assert ids(archive, '"नेता ने"') == ["2"]
    assert ids(archive, "नेता", ExpansionOptions(stems=False)) == ["2"]


def test_words_that_stand_everywhere_get_no_inflections(make_archive: MakeArchive) -> None:
    archive = make_archive(*["क\nउसने काम किया"] * 30, "ख\nकरना होगा")
    assert search(archive, Question("करना")).total == 1
    assert search(archive, Question("किया")).added == ()


def test_latin_typing_finds_devanagari_and_latin_words(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nटोकायेव से मिले मोदी", "ख\nModi said", "ग\nमंडी में भीड़", "घ\nNATO और नाटो")
    assert set(ids(archive, "modi")) == {"1", "2"}
    assert ids(archive, "tokayev modi") == ["1"]
    assert ids(archive, "modi", ExpansionOptions(roman=False)) == ["2"]
    assert ids(archive, "nato") == ["4"]
    assert search(archive, Question("modi")).added[0].kind == ExpansionKind.ROMAN
    assert ids(archive, '"modi"') == ["2"]


@pytest.mark.parametrize("query", ["कासिम-जोमार्ट", "कासिम जोमार्ट", "कासिमजोमार्ट"])
def test_compounds_are_found_however_they_are_joined(make_archive: MakeArchive, query: str) -> None:
    archive = make_archive(
        "क\nकासिम-जोमार्ट आए", "ख\nकासिम जोमार्ट आए", "ग\nकासिमजोमार्ट आए", "घ\nकासिम और अली", "ङ\nजोमार्ट"
    )
    assert set(ids(archive, query)) == {"1", "2", "3"}
    assert set(ids(archive, "कासिम")) == {"1", "2", "4"}
    assert set(ids(archive, '"कासिम जोमार्ट"')) == {"1", "2"}


def test_an_added_compound_can_be_refused(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nशिखर सम्मेलन", "ख\nशिखरसम्मेलन")
    assert set(ids(archive, "शिखर सम्मेलन")) == {"1", "2"}
    assert ids(archive, "शिखर सम्मेलन", ExpansionOptions(excluded_spellings=frozenset({"शिखरसम्मेलन"}))) == ["1"]
    assert set(ids(archive, "शिखरसम्मेलन")) == {"1", "2"}
    assert ids(archive, "शिखरसम्मेलन", ExpansionOptions(excluded_spellings=frozenset({"शिखर सम्मेलन"}))) == ["2"]


def test_a_free_spelling_can_be_refused_without_its_term(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nगये", "ख\nगए", "ग\nगयी")
    page = search(
        archive, Question("गये", expansion=ExpansionOptions(excluded_spellings=frozenset({"गए"}), stems=False))
    )
    assert [hit.article.id for hit in page.hits] == ["1"]
    assert [gone.spelling for gone in page.refused] == ["गए"]


def test_numbers_and_dates(make_archive: MakeArchive) -> None:
    archive = make_archive("क\n25 जून 2024 को १,२३,४५६ लोग", "ख\n26 जून")
    for query in ("२५ जून २०२४", "123456", "1,23,456", "१२३४५६", '"25 जून २०२४"'):
        assert ids(archive, query) == ["1"]


def test_a_suggestion_always_finds_something(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nसरकार ने चुनाव कराए", "ख\nकिसान आए")
    page = search(archive, Question("सकरार"))
    assert page.suggestion is not None
    assert (page.suggestion.query, page.suggestion.total) == ("सरकार", 1)
    assert search(archive, Question("किसान सकरार")).suggestion is None
    assert search(archive, Question("सरकार")).suggestion is None


@pytest.mark.parametrize(("words", "expected"), [(3, {"1", "2"}), (1, {"1"})])
def test_only_so_many_words_are_tried_in_two_parts(
    make_archive: MakeArchive, words: int, expected: set[str]
) -> None:
    archive = make_archive("क\nशिखर सम्मेलन", "ख\nकासिम जोमार्ट", max_split_words=words)
    assert set(ids(archive, "शिखरसम्मेलन OR कासिमजोमार्ट")) == expected


@pytest.mark.parametrize(("words", "expected"), [(2, True), (1, False)])
def test_only_so_many_unknown_words_get_a_suggestion(
    make_archive: MakeArchive, words: int, expected: bool
) -> None:
    archive = make_archive("क\nकिसान", "ख\nसरकार", max_suggested_words=words)
    assert (search(archive, Question("क्षत्रपज्ञ OR सकरार")).suggestion is not None) == expected
