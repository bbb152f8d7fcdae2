"""StopEvent: a handler may set it at any step of whoever waits."""

import signal
import threading
import time

from index.reindex.stop_event import StopEvent


def test_a_handler_sets_it_while_the_same_thread_waits_again_and_again() -> None:
    rounds = 200
    before = signal.getsignal(signal.SIGALRM)
    try:
        for number in range(rounds):
            stop = StopEvent()
            signal.signal(signal.SIGALRM, lambda *_, stop=stop: stop.set())
            signal.setitimer(signal.ITIMER_REAL, 1e-6 * (1 + number))
            until = time.monotonic() + 10
            while not stop.wait(0) and time.monotonic() < until:
                pass
            assert stop.is_set()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_others_that_wait_are_woken_and_time_ends() -> None:
    stop = StopEvent()
    assert not stop.wait(0.01)
    waiting = [threading.Thread(target=stop.wait) for _ in range(3)]
    for thread in waiting:
        thread.start()
    stop.set()
    for thread in waiting:
        thread.join(10)
    assert (stop.is_set(), stop.wait(), [thread.is_alive() for thread in waiting]) == (
        True,
        True,
        [False] * 3,
    )
