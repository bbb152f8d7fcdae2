"""How a word sounds: phonemes, their places, and the coarse key."""

from hypothesis import given
from hypothesis import strategies as st

from index.hindi.sounds import MAX_KEYS, PLACED, PhonemeContext, codes, phonemes, sound_keys
from index.hindi.spelling import fold


def test_the_inherent_vowel_is_written_out_but_not_at_the_end() -> None:
    assert "".join(phonemes("कमल")) == "कaमaल"


def test_the_key_forgets_vowels_aspiration_and_place_of_the_tongue() -> None:
    assert sound_keys("टोकाएव") == sound_keys("तोकाएव")
    assert sound_keys("कजाखस्तान") == sound_keys("कजाकिस्तान")
    assert set(sound_keys("गांव")).isdisjoint(sound_keys("कांव"))


def test_sounds_that_are_written_in_two_ways_give_a_key_each() -> None:
    assert sound_keys("इजराइल") == ("jrl", "srl")
    assert "brl" in sound_keys("बिडला")
    assert set(sound_keys("एंग्विला")) & set(sound_keys("एंगुइला"))
    assert sound_keys("मंदिर") == ("mndr", "mdr")
    assert len(sound_keys("संवंदंजंजडडडज")) <= MAX_KEYS
    assert sound_keys("आई") == ()


def test_a_glide_is_heard_as_a_vowel_between_vowel_and_consonant() -> None:
    assert phonemes("पायलट") == phonemes("पाइलट")
    assert phonemes("वियना") == phonemes("विएना")
    assert phonemes("आया") != phonemes("आइआ")


def test_a_glide_is_heard_after_i_and_ai_at_the_end_where_it_is_written_apart() -> None:
    assert phonemes("लिओन") == phonemes("लियोन")
    assert phonemes("चेन्नई") == phonemes("चेन्नै")
    assert phonemes("दुबई") != phonemes("दुबी")


def test_spelling_slips_that_the_ear_does_not_hear() -> None:
    assert phonemes("चिह्न") == phonemes("चिन्ह")
    assert phonemes("दायां") == phonemes("दांया") == phonemes("दांयां")
    assert phonemes("संयोग") != phonemes("सयोग")


def test_places() -> None:
    assert [PLACED[code] for code in codes("नेहरू")] == [
        ("न", PhonemeContext.FIRST), ("e", PhonemeContext.FIRST_VOWEL), ("ह", PhonemeContext.INSIDE), ("a", PhonemeContext.INSIDE), ("र", PhonemeContext.FINAL_FLAP),
        ("U", PhonemeContext.LAST_AFTER_R),
    ]  # fmt: skip
    assert PLACED[codes("इस्टेट")[0]] == ("i", PhonemeContext.PROTHETIC)
    assert PLACED[codes("डिब्बा")[3]] == ("ब", PhonemeContext.DOUBLED)
    assert PLACED[codes("अब्बा")[2]] == ("ब", PhonemeContext.DOUBLED_AFTER_INITIAL)
    assert PLACED[codes("ट्यूना")[1]] == ("य", PhonemeContext.AFTER_CONSONANT)
    assert PLACED[codes("टोकियो")[3]] == ("i", PhonemeContext.BEFORE_GLIDE)
    assert PLACED[codes("धनिया")[3]] == ("i", PhonemeContext.INSIDE)
    assert PLACED[codes("साईड")[2]] == ("I", PhonemeContext.AFTER_VOWEL)
    assert PLACED[codes("स्टाफ")[2]] == ("A", PhonemeContext.BESIDE_CLUSTER)
    assert PLACED[codes("में")[1]] == ("e", PhonemeContext.LAST)


@given(st.text(st.characters(min_codepoint=0x0904, max_codepoint=0x094D), max_size=12).map(fold))
def test_every_word_has_codes(word: str) -> None:
    assert [PLACED[code][0] for code in codes(word)] == list(phonemes(word))
