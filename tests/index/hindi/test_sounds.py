"""How a word sounds: phonemes, their places, and the coarse key."""

from hypothesis import given
from hypothesis import strategies as st

from index.hindi.sounds import PLACED, Place, codes, phonemes, sound_key
from index.hindi.spelling import fold


def test_the_inherent_vowel_is_written_out_but_not_at_the_end() -> None:
    assert "".join(phonemes("कमल")) == "कaमaल"


def test_the_key_forgets_vowels_aspiration_and_place_of_the_tongue() -> None:
    assert sound_key("टोकाएव") == sound_key("तोकाएव")
    assert sound_key("कजाखस्तान") == sound_key("कजाकिस्तान")
    assert sound_key("गांव") != sound_key("कांव")


def test_a_glide_is_heard_as_a_vowel_between_vowel_and_consonant() -> None:
    assert phonemes("पायलट") == phonemes("पाइलट")
    assert phonemes("वियना") == phonemes("विएना")
    assert phonemes("आया") != phonemes("आइआ")


def test_places() -> None:
    assert [PLACED[code] for code in codes("नेहरू")] == [
        ("न", Place.FIRST), ("e", Place.INSIDE), ("ह", Place.INSIDE), ("a", Place.INSIDE), ("र", Place.INSIDE),
        ("U", Place.LAST_AFTER_R),
    ]  # fmt: skip
    assert PLACED[codes("इस्टेट")[0]] == ("i", Place.PROTHETIC)
    assert PLACED[codes("अब्बा")[2]] == ("ब", Place.DOUBLED)
    assert PLACED[codes("साईड")[2]] == ("I", Place.AFTER_VOWEL)
    assert PLACED[codes("में")[1]] == ("e", Place.LAST)


@given(st.text(st.characters(min_codepoint=0x0904, max_codepoint=0x094D), max_size=12).map(fold))
def test_every_word_has_codes(word: str) -> None:
    assert [PLACED[code][0] for code in codes(word)] == list(phonemes(word))
