"""Legacy fonts: known words, and every word of the seeds typed and read back."""

import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fonts.legacy_font import LegacyFont, legacy_fonts
from tests.index.fonts.typist import Typist, decomposed

KRUTI, CHANAKYA = legacy_fonts()
SEEDS = Path(__file__).parents[3] / "seeds"

IN_KRUTI = """
Hkkjr भारत · fgUnh हिन्दी · d`fr कृति · nso देव · eSa मैं · jktLFkku राजस्थान · iz/kkuea=h प्रधानमंत्री · mÙkj उत्तर · izns'k प्रदेश ·
fo|ky; विद्यालय · o"kZ वर्ष · dk;Z कार्य · fuekZ.k निर्माण · Lora=rk स्वतंत्रता · f'k{kk शिक्षा · eq[;ea=h मुख्यमंत्री ·
jk"Vªifr राष्ट्रपति · vkfFkZd आर्थिक · deZpkfj;ksa कर्मचारियों · lalnh; संसदीय · gSa हैं · ugha नहीं · bZ'oj ईश्वर · Å¡pkbZ ऊँचाई ·
iM+k पड़ा · c<+ बढ़ · D;k क्या · dkaxzsl कांग्रेस · jktuhfr राजनीति · [k+cj ख़बर · [+kcj ख़बर · vkSj और · vksj ओर · vkdk'k आकाश ·
,sfrgkfld ऐतिहासिक · m|ksx उद्योग · fo'ofo|ky; विश्वविद्यालय · Ñf"k कृषि · LokLF; स्वास्थ्य · }kjk द्वारा · fo#) विरुद्ध · :i रूप ·
ÁLrqr प्रस्तुत · J)k श्रद्धा · Kku ज्ञान · f=dks.k त्रिकोण · fof/k विधि · 'kfDr शक्ति · fLFkfr स्थिति · O;fDr व्यक्ति · fnYyh दिल्ली ·
vkWfQl ऑफिस · v‚fQl ऑफिस · dkWyst कॉलेज · lqfo/kkvksa सुविधाओं · dbZ कई · muds उनके · o"kks± वर्षों · fdrkcsa किताबें ·
eqEcbZ मुम्बई · x+jhc ग़रीब · Q+ksu फ़ोन · t+ehu ज़मीन · jk"Vªh; राष्ट्रीय · bnZfxnZ इर्दगिर्द · xk¡oA गाँव।
"""
IN_CHANAKYA = """
ÖæÚUÌ भारत · çÎËÜè दिल्ली · ×ð´ में · ·ð¤ के · âÚU·¤æÚU सरकार · ãñ है · ÂýÏæÙ×´˜æè प्रधानमंत्री · ßáü वर्ष · ·¤æØü कार्य · çàæÿææ शिक्षा ·
¥õÚU और · ¥æñÚU और · Ùãè´ नहीं · ÚUæCþèØ राष्ट्रीय · ¥æçÍü·¤ आर्थिक · ¿éÙæß चुनाव · ßáæðZ वर्षों · ÎêâÚðU दूसरे · Áñâð जैसे
"""


def pairs(text: str) -> list[tuple[str, str]]:
    found = [pair.split() for pair in re.split(r"\s·\s", text)]
    return [(typed, meant) for typed, meant in found]


@pytest.mark.parametrize(("typed", "meant"), pairs(IN_KRUTI))
def test_words_in_kruti_dev(typed: str, meant: str) -> None:
    found = KRUTI.converted(typed)
    assert (decomposed(found.text), found.faults) == (decomposed(meant), 0)


@pytest.mark.parametrize(("typed", "meant"), pairs(IN_CHANAKYA))
def test_words_in_chanakya(typed: str, meant: str) -> None:
    found = CHANAKYA.converted(typed)
    assert (decomposed(found.text), found.faults) == (decomposed(meant), 0)


def words_of_the_seeds() -> list[str]:
    """Distinct words, without those that no keyboard spells: a nukta behind a vowel sign, a halved hook."""
    found: set[str] = set()
    for path in SEEDS.glob("*.txt"):
        found.update(re.findall("[\u0900-\u0963]+", path.read_text("utf-8")))
    return sorted(word for word in found if not re.search("[\u093e-\u094c]\u093c|\u0930\u094d.\u094d$", word))


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("font", legacy_fonts(), ids=lambda font: font.name)
def test_every_word_of_the_seeds_is_typed_and_read_back(font: LegacyFont, seed: int) -> None:
    words = words_of_the_seeds()
    assert len(words) > 3_500
    typist = Typist(font, random.Random(seed))
    lost = [word for word in words if decomposed(font.converted(typist.typed(word)).text) != decomposed(word)]
    assert lost == []


@pytest.mark.parametrize("font", legacy_fonts(), ids=lambda font: font.name)
@given(text=st.text(max_size=60))
def test_any_text_can_be_converted(font: LegacyFont, text: str) -> None:
    assert 0 <= font.converted(text).faults <= 4 * len(text)


@pytest.mark.parametrize(
    ("name", "font"),
    [
        ("Kruti Dev 010", KRUTI), ("KrutiDev010", KRUTI), ("ABCDEF+KrutiDev010Bold", KRUTI), ("kruti dev 016", KRUTI),
        ("DevLys 010", KRUTI), ("DevLys010", KRUTI), ("Chanakya", CHANAKYA), ("Walkman-Chanakya-905", CHANAKYA),
        ("Arial", None), ("Mangal", None), ("Noto Sans Devanagari", None), ("Kokila", None),
    ],
)  # fmt: skip
def test_fonts_by_name(name: str, font: LegacyFont | None) -> None:
    assert next((each for each in legacy_fonts() if each.is_named(name)), None) is font
