"""Words of respect around names."""

import pytest

from tests.conftest import MakeArchive
from tests.searching import ids


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("प्रो. राम गोपाल यादव", {"1", "2"}),
        ("प्रो राम गोपाल यादव", {"2"}),
        ("प्रो. यादव", {"2"}),
        ("राम गोपाल यादव जी", {"1", "2"}),
        ("Mr Yadav", {"1", "2"}),
        ("Dr Ram Gopal Yadav", {"1", "2"}),
        ("Mrs. yadav", {"1", "2"}),
        ("यादव जी", {"2"}),
    ],
)
def test_they_are_not_required_beside_a_name_of_two_words(
    make_archive: MakeArchive, query: str, found: set[str]
) -> None:
    archive = make_archive("क\nराम गोपाल यादव बोले", "ख\nप्रोफेसर राम गोपाल यादव जी बोले")
    assert set(ids(archive, query)) == found
