"""Dotted abbreviations are one word, and sentences without a space between are not."""

import pytest

from index.hindi.analysis import analyse
from index.hindi.dotted import is_dotted


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("भा.ज.पा. ने कहा", ["भाजपा", "ने", "कहा"]), ("उ.प्र. में", ["उप्र", "में"]), ("(स.पा.)", ["सपा"]), ("कि.मी.", ["किमी"]),
        ("वह आया है.में गया", ["वह", "आया", "है", "में", "गया"]), ("मोदी.चीन", ["मोदी", "चीन"]), ("डॉ. सिंह", ["डॉ", "सिंह"]),
        ("एस.सी.ओ.", ["sco"]), ("एस॰सी॰ओ॰ की", ["sco", "की"]), ("1.5", ["1.5"]), ("भा॰ज॰पा॰", ["भाजपा"]),
    ],
)  # fmt: skip
def test_terms(text: str, terms: list[str]) -> None:
    assert [word.term for word in analyse(text)] == terms


def test_many_parts_are_no_abbreviation() -> None:
    assert is_dotted(".".join("कखगघचछ"))
    assert not is_dotted(".".join("कखगघचछज"))
