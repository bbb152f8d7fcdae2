"""Where sentences end, chunk by chunk and in whole texts."""

import pytest

from index.hindi.analysis import analyse
from index.hindi.sentences import breaks, starts


@pytest.mark.parametrize("chunk", ["है।", "गया?", "“आइए!”", "है.", "थे.", "(देखिए।)", "चुनाव.", "India."])
def test_a_sentence_ends(chunk: str) -> None:
    assert breaks(chunk)


@pytest.mark.parametrize(
    "chunk", ["मोदी", "डॉ.", "एस.", "एस.सी.ओ.", "मोदी,", "1.", "2024.", "प्रो.", "“", "Mr."]
)
def test_a_sentence_goes_on(chunk: str) -> None:
    assert not breaks(chunk)


def test_words_that_begin_a_sentence_or_a_paragraph() -> None:
    text = "मोदी आए। डॉ. सिंह गए.फिर\n\nचुनाव हुआ?वे जीते. बाद में"
    words = [word.token for word in analyse(text)]
    sentences, paragraphs = starts(text, words)
    assert [words[place].text for place in sentences] == ["डॉ", "चुनाव", "वे", "बाद"]
    assert [words[place].text for place in paragraphs] == ["चुनाव"]
