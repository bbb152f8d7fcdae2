"""The progress line of long work."""

import io

import pytest

from index.reindex.report import CLUSTER_STAGES, Progress
from web.commands.progress import ProgressLine, describe


def test_it_tells_share_rate_and_time_left() -> None:
    line = describe(Progress("reading", 0.25, articles=7_900), elapsed=20.0, in_stage=20.0)
    assert line == "reading   25%  7,900 articles  395/s  1:00 left"


@pytest.mark.parametrize("stage", CLUSTER_STAGES)
def test_every_stage_has_words_and_its_own_time_left(stage: str) -> None:
    line = describe(Progress(stage, 0.5, articles=10), elapsed=100.0, in_stage=7.0)
    assert line.endswith("0:07 left")


def test_nothing_has_been_read_yet() -> None:
    assert "left" not in describe(Progress("reading", 0.0, 0), 0.0, 0.0)


def test_hidden_it_writes_nothing_and_shown_it_clears_itself() -> None:
    hidden, shown = io.StringIO(), io.StringIO()
    for stream, flag in ((hidden, True), (shown, False)):
        with ProgressLine(stream, hidden=flag) as line:
            line.show(Progress("reading", 0.5, 3))
    assert hidden.getvalue() == ""
    assert shown.getvalue().endswith("\r\x1b[K")
