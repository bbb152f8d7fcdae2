"""Every query warning has a text in every language of the interface."""

from search.model.messages import QueryWarning
from web.languages import LANGUAGES
from web.warnings import TEXTS, warning_text_in


def test_every_warning_has_a_text_of_its_own_in_every_language() -> None:
    assert set(TEXTS) == set(QueryWarning)
    for code in LANGUAGES:
        assert len({warning_text_in(code, warning) for warning in QueryWarning}) == len(QueryWarning)
    assert warning_text_in("en", QueryWarning.NO_WORDS) == "The query contains no word."
