"""The table of interface languages."""

from web.languages import ENGLISH, HINDI, LANGUAGES, text_in


def test_the_first_has_no_prefix_and_the_others_have_their_own() -> None:
    first, *others = LANGUAGES.values()
    assert first.prefix == ""
    prefixes = [language.prefix for language in others]
    assert all(prefix.startswith("/") for prefix in prefixes)
    assert len(set(prefixes)) == len(prefixes)


def test_texts_are_their_own_hindi_and_unknown_ones_stay() -> None:
    assert text_in(HINDI.code, "खोजें") == "खोजें"
    assert text_in(ENGLISH.code, "खोजें") == "Search"
    assert text_in(ENGLISH.code, "ऐसा कोई पाठ नहीं") == "ऐसा कोई पाठ नहीं"
