"""Tokens: where words begin and end, and offsets that are right with emoji."""

from hypothesis import given
from hypothesis import strategies as st

from index.hindi.tokens import tokenize

news_text = st.lists(
    st.sampled_from(
        [
            "कज़ाखस्तान",
            "केन्\u200dद्र",
            "🏏",
            "👨‍👩‍👧",
            "एस.सी.ओ.",
            "है.वह",
            "दु:ख",
            "1,23,456",
            "6,4",
            "२०२४",
            "Shareनई",
            "।",
            " ",
            "\n",
            "-",
            "“",
            "”",
            "S C O",
            "एस सी ओ",
            "\ud83c",
            "ओडि़सा",
            "a_b",
            "don't",
        ],
    ),
    max_size=30,
).map("".join)


@given(st.one_of(st.text(), news_text))
def test_offsets_slice_the_text(text: str) -> None:
    end = 0
    for position, token in enumerate(tokenize(text)):
        assert text[token.start : token.end] == token.text
        assert end <= token.start < token.end
        assert token.position == position
        end = token.end


def words(text: str) -> list[str]:
    return [token.text for token in tokenize(text)]


def test_a_long_list_of_numbers_takes_time_that_grows_with_it() -> None:
    assert len(words("11," * 50_000)) == 50_000


def test_a_comma_joins_digits_only_where_it_groups_them() -> None:
    assert words("1,23,456 और २,५०,००० और 10,000.50") == ["1,23,456", "और", "२,५०,०००", "और", "10,000.50"]
    assert words("6,4 से, धारा 3,36 और 2010,2012") == ["6", "4", "से", "धारा", "3", "36", "और", "2010", "2012"]


def test_emoji_do_not_shift_offsets() -> None:
    token = tokenize("🎉🎉 जीत 🏏 मोदी")[-1]
    assert (token.text, token.start) == ("मोदी", 9)


def test_vowel_signs_virama_and_joiners_stay_inside_words() -> None:
    assert words("हिन्दी विश्\u200dवास क्षेत्र") == ["हिन्दी", "विश्\u200dवास", "क्षेत्र"]


def test_a_full_stop_without_space_ends_a_word_except_in_initials_and_numbers() -> None:
    assert words("है.वह 3.5 एस.सी.ओ. S.C.O.") == ["है", "वह", "3.5", "एस.सी.ओ", "S.C.O"]


def test_a_colon_ends_a_word_except_where_it_stands_for_visarga() -> None:
    assert words("दिल्ली:प्रधानमंत्री दु:ख नि:शुल्क अत: वह") == [
        "दिल्ली", "प्रधानमंत्री", "दु:ख", "नि:शुल्क", "अत", "वह",
    ]  # fmt: skip


def test_page_furniture_glued_to_a_word_is_parted_from_it() -> None:
    assert words("Shareनई दिल्ली") == ["Share", "नई", "दिल्ली"]


def test_digits_keep_only_ordinal_endings() -> None:
    assert words("17वीं 2024में १,२३,४५६") == ["17वीं", "2024", "में", "१,२३,४५६"]


def test_ten_thousand_marks_on_one_letter_are_one_token() -> None:
    assert len(tokenize("क" + "\u0901" * 10_000)) == 1


def test_spaced_initials_are_one_token_and_the_postposition_is_none_of_them() -> None:
    assert words("आर एस एस के प्रमुख") == ["आर एस एस", "के", "प्रमुख"]
    assert words("मोदी जी के घर") == ["मोदी", "जी", "के", "घर"]
    assert words("बी, सी, डी") == ["बी", "सी", "डी"]
