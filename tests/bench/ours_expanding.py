"""ख़बरखोज as readers use it: with inflections, other spellings of names and Latin typing."""

from pathlib import Path

from index.settings import Settings
from search.embedded.local_archive import LocalArchive
from search.model.question import EXPAND_ALL
from tests.bench import ours

NAME = "ख़बरखोज, all tiers"
index = ours.index


def open_index(folder: Path) -> ours.Opened:
    """Open a published index."""
    settings = Settings(index=folder)
    return ours.Opened(LocalArchive(settings), EXPAND_ALL, settings)
