"""The progress line of long work."""

import io

from index.build import Progress
from web.progress import ProgressLine, describe


def test_it_tells_share_rate_and_time_left() -> None:
    line = describe(Progress(bytes_read=250, bytes_total=1000, articles=7_900, stage="reading"), elapsed=20.0)
    assert line == " 25%  7,900 articles  395/s  1:00 left"


def test_it_tells_the_stage_after_reading() -> None:
    assert describe(Progress(9, 9, 10, "words"), 5.0).endswith("building the lexicon …")


def test_nothing_has_been_read_yet() -> None:
    assert "left" not in describe(Progress(0, 9, 0, "reading"), 0.0)


def test_hidden_it_writes_nothing_and_shown_it_clears_itself() -> None:
    hidden, shown = io.StringIO(), io.StringIO()
    for stream, flag in ((hidden, True), (shown, False)):
        with ProgressLine(stream, hidden=flag) as line:
            line.show(Progress(1, 2, 3, "reading"))
    assert hidden.getvalue() == ""
    assert shown.getvalue().endswith("\r\x1b[K")
