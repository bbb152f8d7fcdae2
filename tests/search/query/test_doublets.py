"""Spellings that newspapers print side by side are found, and what only looks like them is not."""

import pytest

from index.hindi.spelling import fold
from search.query.doublets import RARER, doublets
from tests.conftest import MakeArchive
from tests.searching import ids


def fits(one: str, other: str, own: int = 1, documents: int = 1) -> bool:
    return any(doublet.fits(own, documents) for doublet in doublets(fold(one)) if doublet.term == fold(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("डॉलर", "डालर"), ("हॉकी", "हाकी"), ("ऑफिस", "आफिस"), ("अवॉर्ड", "अवार्ड"), ("विज्ञान", "विग्यान"), ("क्षमता", "छमता"),
        ("रिपोर्ट", "रिर्पोट"), ("आशीर्वाद", "आर्शीवाद"), ("दुष्कर्म", "दुर्ष्कम"), ("निर्णय", "निणर्य"), ("शायद", "शाएद"), ("पायल", "पाएल"),
        ("जुलूस", "जलूस"), ("कसूर", "कुसूर"), ("प्रियंका", "प्रियांका"), ("गाजियाबाद", "गाजियबाद"),
        ("अंतरराष्ट्रीय", "अंतराष्ट्रीय"), ("संवाददाता", "संवादाता"), ("खरीददारी", "खरीदारी"),
    ],
)  # fmt: skip
def test_two_spellings_of_one_word_fit_in_both_directions(one: str, other: str) -> None:
    assert fits(one, other)
    assert fits(other, one)


@pytest.mark.parametrize(
    ("one", "other", "own", "documents"),
    [
        ("कॉल", "काल", 80, 149),  # the word with आ is as frequent: it is a word of its own
        ("काल", "कॉल", 149, 80),
        ("शॉप", "शाप", 1, 1),
        ("टॉस", "टास", 29, 10),
        ("मॉर्ग", "मार्ग", 3, 3 * RARER + 1),
        ("चिंताओं", "चिताओं", 400, 3),
        ("गाय", "गाए", 1, 1),
        ("जाएगा", "जायगा", 1, 1),
        ("कपूर", "कपुर", 1, 1),
        ("मियां", "मियं", 1, 1),
        ("गुरू", "गरू", 1, 1),
        ("ससुर", "सुर", 1, 1),
        ("नगगर", "नगर", 1, 1),
        ("ममल्लापुरम", "मल्लापुरम", 1, 1),
    ],
)  # fmt: skip
def test_two_words_do_not_fit(one: str, other: str, own: int, documents: int) -> None:
    assert not fits(one, other, own, documents)


def test_a_loan_of_one_syllable_has_to_be_far_more_frequent() -> None:
    assert fits("टॉस", "टास", 30, 10)
    assert fits("टास", "टॉस", 10, 30)


def test_a_spelling_of_no_article_is_none(make_archive: MakeArchive) -> None:
    assert not fits("डॉलर", "डालर", 5, 0)
    archive = make_archive("क\nडॉलर महंगा", "ख\nडालर सस्ता", "ग\nबाज़ार")
    assert set(ids(archive, "डालर")) == set(ids(archive, "डॉलर")) == {"1", "2"}


@pytest.mark.parametrize(
    ("one", "other"), [("हॉल", "हाल"), ("छात्र", "क्षात्र"), ("वॉइस", "वाइस"), ("फॉर्म", "फार्म")]
)
def test_words_that_the_table_tells_apart_stay_apart(make_archive: MakeArchive, one: str, other: str) -> None:
    archive = make_archive(f"क\n{one} देखा", f"ख\n{other} देखा")
    assert ids(archive, one) == ["1"]
    assert ids(archive, other) == ["2"]
