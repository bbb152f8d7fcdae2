"""Whatever a library does on a record, there is an answer in time."""

import threading

import pytest

from index.readers.time_limit import UnreadableError, time_limited


def test_what_is_read_is_returned() -> None:
    assert time_limited(lambda: 5, 10) == 5


def test_a_record_that_takes_too_long_is_refused() -> None:
    def endless() -> None:
        while True:
            pass

    with pytest.raises(UnreadableError, match="KHABARKHOJ_MAX_RECORD_SECONDS"):
        time_limited(endless, 0.05)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ValueError("strange  \n text"), "broken: strange text"),
        (KeyError(), "broken: KeyError"),
        (RecursionError(), "nested too deeply"),
        (MemoryError(), "needs more memory to be read; raise KHABARKHOJ_MAX_RECORD_MEMORY_MB"),
        (UnreadableError("our own reason"), "our own reason"),
    ],
)
def test_whatever_is_raised_is_a_reason(error: Exception, reason: str) -> None:
    def fail() -> None:
        raise error

    with pytest.raises(UnreadableError) as caught:
        time_limited(fail, 10)
    assert str(caught.value) == reason


def test_beside_the_main_thread_it_is_read_without_a_clock() -> None:
    found: list[int] = []
    thread = threading.Thread(target=lambda: found.append(time_limited(lambda: 7, 10)))
    thread.start()
    thread.join()
    assert found == [7]
