"""Did-you-mean: a correction always finds something."""

import pytest

from search.model.question import Question
from tests.conftest import MakeArchive
from tests.searching import search


def test_a_suggestion_always_finds_something(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nसरकार ने चुनाव कराए", "ख\nकिसान आए")
    page = search(archive, Question("सकरार"))
    assert page.suggestion is not None
    assert (page.suggestion.query, page.suggestion.total) == ("सरकार", 1)
    assert search(archive, Question("किसान सकरार")).suggestion is None
    assert search(archive, Question("सरकार")).suggestion is None


@pytest.mark.parametrize(("words", "expected"), [(2, True), (1, False)])
def test_only_so_many_unknown_words_get_a_suggestion(
    make_archive: MakeArchive, words: int, expected: bool
) -> None:
    archive = make_archive("क\nकिसान", "ख\nसरकार", max_suggested_words=words)
    assert (search(archive, Question("क्षत्रपज्ञ OR सकरार")).suggestion is not None) == expected
