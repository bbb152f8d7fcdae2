"""The words of a published state on this machine, for the lexicon."""

from pathlib import Path

from index.columns.layout import LEXICON, TERMS
from index.columns.term_dictionary import TermDictionary
from index.opensearch.states import State
from index.store.segments import DELETED, NO_DELETIONS, Deletions, read_deletions


class WordSegment:
    """See LexiconSegment: the words of one segment, in files that are named by their checksums."""

    def __init__(self, documents: int, files: dict[str, Path]) -> None:
        self.documents = documents
        self.columns = TermDictionary(files[TERMS])
        self.lexicon_path = files[LEXICON]
        self.deletions: Deletions = read_deletions(files[DELETED]) if DELETED in files else NO_DELETIONS


def word_segments(state: State, folder: Path) -> list[WordSegment]:
    """Open the words of a state that were fetched into a folder."""
    return [
        WordSegment(
            segment.documents, {ending: folder / file.checksum for ending, file in segment.files.items()}
        )
        for segment in state.segments
    ]
