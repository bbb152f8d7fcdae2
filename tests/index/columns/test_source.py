"""What goes into a merge: all of a run's documents or some."""

from pathlib import Path

import numpy as np

from index.columns.source import Source, live_items, live_values
from tests.archives import write_run_of
from tests.index.columns.conftest import ARTICLES


def test_only_what_stays_is_counted_and_copied(tmp_path: Path) -> None:
    run = write_run_of(tmp_path / "run", ARTICLES)
    every, some = Source(run), Source(run, np.array([True, False] * 3))
    assert (every.documents, some.documents) == (6, 3)
    assert live_values(every, np.arange(6)).tolist() == list(range(6))
    assert live_values(some, np.arange(6)).tolist() == [0, 2, 4]
    assert live_items(every, run.ids) == [b"0", b"1", b"2", b"3", b"4", b"5"]
    assert live_items(some, run.ids) == [b"0", b"2", b"4"]
