"""Plans: phrases, operators and limits, by what they find."""

import pytest

from search.model.expansions import ExpansionKind
from search.model.messages import QueryWarning
from search.model.question import ExpansionOptions, Question
from tests.conftest import MakeArchive
from tests.searching import TYPED, ids, search


def test_all_words_are_required(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nमोदी और पुतिन", "ख\nमोदी")
    page = search(archive, Question("मोदी पुतिन"))
    assert ([hit.article.id for hit in page.hits], page.is_relaxed) == (["1"], False)


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


def test_spellings_of_an_excluded_word_are_told_from_searched_ones(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nमोदी और पुतिन", "ख\nमोदी का चुनाव", "ग\nमोदी के चुनावों में")

    def excluded(text: str) -> dict[str, bool]:
        return {added.spelling: added.is_excluded for added in search(archive, Question(text)).added}

    assert excluded("मोदी -चुनाव") == {"चुनावों": True}
    assert excluded("मोदी -(-चुनाव)") == excluded("मोदी चुनाव") == {"चुनावों": False}


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


def test_a_beginning_finds_the_words_that_begin_so_and_tells_them(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nमोदी बोले", "ख\nमोदीनगर में", "ग\nमोटर", "घ\nकजाखस्तान", "ङ\nकज़ाख लोग")
    page = search(archive, Question("मोदी*"))
    assert {hit.article.id for hit in page.hits} == {"1", "2"}
    assert [(expansion.word, expansion.spelling, expansion.kind) for expansion in page.added] == [
        ("मोदी*", "मोदीनगर", ExpansionKind.PREFIX)
    ]
    assert set(ids(archive, "कजा*")) == {"4", "5"}
    assert set(ids(archive, "=कज़ा*")) == {"5"}, "as spelled"
    assert ids(archive, "मोदी*", expansion=ExpansionOptions(excluded_spellings=frozenset({"मोदीनगर"}))) == [
        "1"
    ]
    assert ids(archive, "घघघ*") == []


def test_no_more_words_begin_so_than_the_setting_allows(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nमोदी", "ख\nमोदी", "ग\nमोदीनगर", max_prefix_terms=1)
    assert set(ids(archive, "मोद*")) == {"1", "2"}
    assert search(archive, Question("मोद*")).warnings == (QueryWarning.PREFIX_CUT,)
    assert search(archive, Question("-मोद* क")).warnings == (QueryWarning.PREFIX_CUT,)
    assert search(archive, Question("मोदीन*")).warnings == ()


def test_a_word_or_phrase_may_be_wanted_several_times(make_archive: MakeArchive) -> None:
    archive = make_archive("बाढ़\nबाढ़ आई, बाढ़ गई", "ख\nबाढ आई, बाढ़ गई", "ग\nबाढ़ आई")
    assert ids(archive, "बाढ़@3") == ["1"]
    assert set(ids(archive, "बाढ़@2")) == {"1", "2"}
    assert ids(archive, "=बाढ़@3") == ["1"]
    assert set(ids(archive, '"बाढ़ आई"@1')) == {"1", "2", "3"}
    assert ids(archive, '"बाढ़ आई"@2') == []
    assert ids(archive, "शीर्षक:बाढ़@2") == []
    assert set(ids(archive, "आई -बाढ़@3")) == {"2", "3"}


def test_the_adjective_of_a_name_has_no_other_forms(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nनई दिल्ली में", "ख\nदिल्ली में नया भवन", "ग\nनयी दिल्ली")
    assert set(ids(archive, "नई दिल्ली")) == {"1", "3"}
    assert set(ids(archive, "दिल्ली नई")) == {"1", "2", "3"}


def test_spaced_initials_in_a_query_are_one_word(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nएससीओ की बैठक", "ख\nएस और सी")
    assert ids(archive, "एस सी ओ बैठक") == ["1"]


def test_words_beyond_the_limit_are_left_out(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nएक दो", max_query_words=1)
    assert search(archive, Question("एक तीन")).total == 1


def test_expansions_are_bounded(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nकजाखस्तान कजाखिस्तान कजाकिस्तान कजाकस्तान काजाखस्तान", max_spellings=2)
    sounding = [
        item for item in search(archive, Question("कज़ाखस्तान")).added if item.kind is ExpansionKind.SOUND
    ]
    assert len({item.term for item in sounding}) == 2


def test_a_single_word_leads_its_forms_and_among_others_it_does_not(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nसड़कें सड़कें सड़कें पुल", "ख\nसड़क पर जाम, आगे भी जाम, पीछे भी जाम और दूर तक पुल")
    assert ids(archive, "सड़क") == ["2", "1"]
    assert ids(archive, "सड़क पुल") == ["1", "2"]


def test_a_short_title_before_a_dot_takes_no_forms_of_a_verb(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nले. जनरल सिंह", "ख\nलेफ्टिनेंट जनरल सिंह", "ग\nजनरल सिंह लेकर आए, वे ले गए")
    assert set(ids(archive, "ले. जनरल")) == {"1", "2"}
    assert "लेकर" not in {expansion.spelling for expansion in search(archive, Question("ले. जनरल")).added}
    assert set(ids(archive, "ले जनरल")) == {"1", "2", "3"}


def test_a_title_before_a_dot_is_a_word_of_its_own(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nडॉक्टर मनमोहन सिंह", "ख\nडॉ. मनमोहन सिंह")
    assert set(ids(archive, "डॉ.मनमोहन")) == {"1", "2"}
    assert ids(archive, ".0") == []


def test_the_scheme_of_an_address_is_no_word(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nदेखें www.pmindia.gov.in पर।", "ख\nकुछ और।")
    assert ids(archive, "https://www.pmindia.gov.in/") == ids(archive, "www.pmindia.gov.in") == ["1"]


def test_capitals_without_a_vowel_are_letters(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nमन में कसक रही।", "ख\nपनीर महंगा हुआ।")
    assert ids(archive, "CSK") == ids(archive, "PNR") == []
    assert ids(archive, "csk") == ["1"]


def test_devanagari_letters_are_no_chat_spelling(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nबड़ा मकान।", "ख\nमौत की खबर।")
    for query in ("बीडीओ", "एमटी"):
        assert ids(archive, query) == []
        page = search(archive, Question(query))
        assert page.suggestion is None


def test_a_hashtag_of_several_words_is_found_in_parts(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nहर घर तिरंगा अभियान।", "ख\n#KumbhMela2025 की तैयारी।")
    assert ids(archive, "#HarGharTiranga") == ["1"]
    assert ids(archive, "#KumbhMela2025") == ["2"]
    assert ids(archive, "#" + "A" * 90 + "a") == []


def test_words_of_grammar_beside_others_bring_no_additions(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nमौसम कैसा है", "ख\nमई में केस", "ग\nमैं")
    page = search(archive, Question("mausam kaise me"))
    assert {expansion.word for expansion in (*page.added, *page.offered)} <= {"mausam"}
    assert ids(archive, "kaise") != [], "alone it is looked for"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("नरेंद्र मोदी जी", {"1", "2"}),
        ("narendra modi ji", {"1", "2"}),
        ("गुरु जी", {"3"}),
        ("सुभाष चंद्र नेता जी", {"5"}),
    ],
)
def test_ji_after_a_name_is_not_required(make_archive: MakeArchive, query: str, found: set[str]) -> None:
    archive = make_archive(
        "क\nनरेंद्र मोदी आए",
        "ख\nनरेंद्र मोदी जी आए",
        "ग\nगुरु जी",
        "घ\nगुरु और शिष्य",
        "ङ\nनेताजी सुभाष चंद्र",
        "च\nसुभाष चंद्र नेता",
    )
    assert set(ids(archive, query)) == found
