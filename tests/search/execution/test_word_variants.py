"""Words of a text with what they stand for."""

from search.archive import Archive
from search.model.expansions import ExpansionKind
from search.model.question import ExpansionOptions
from tests.conftest import MakeArchive

NEWS = ("क\nभाजपा की सभा", "ख\nबीजेपी", "ग\nभारतीय जनता पार्टी", "घ\nकोविड फैला", "ङ\nकोरोना फैला")


def equals_of(archive: Archive, word: str, *, equals: bool = True) -> dict[str, int]:
    (found,) = archive.variants(word, ExpansionOptions(equals=equals))
    return {
        expansion.spelling: expansion.documents
        for expansion in found.variants.added
        if expansion.kind is ExpansionKind.EQUAL
    }


def test_the_other_names_of_a_word_are_among_its_variants(make_archive: MakeArchive) -> None:
    archive = make_archive(*NEWS)
    assert equals_of(archive, "भाजपा") == {"बीजेपी": 1, "भारतीय जनता पार्टी": 1}
    assert equals_of(archive, "corona") == {"कोविड": 1}
    assert equals_of(archive, "भाजपा", equals=False) == {}


def test_every_word_of_a_text_is_told(make_archive: MakeArchive) -> None:
    found = make_archive(*NEWS).variants("भाजपा सभा अज्ञात")
    assert [(word.word, word.documents) for word in found] == [("भाजपा", 1), ("सभा", 1), ("अज्ञात", 0)]
