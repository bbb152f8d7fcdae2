"""Pages of scans, counted over all processes."""

from multiprocessing import get_context

from index.readers import scan_progress


def test_pages_of_forked_processes_count_and_only_the_run_itself_is_told() -> None:
    told: list[scan_progress.Pages] = []
    scan_progress.begin(told.append)
    scan_progress.tell()
    assert told == []
    scan_progress.met(3)

    def work() -> None:
        scan_progress.finished()
        scan_progress.tell()

    process = get_context("fork").Process(target=work)
    process.start()
    process.join()
    assert process.exitcode == 0
    assert scan_progress.pages() == (3, 1)
    scan_progress.tell()
    assert told == [(3, 1)]
    scan_progress.finished()
    scan_progress.finished()
    scan_progress.tell()
    assert len(told) == 1
    scan_progress.begin(told.append)
    assert scan_progress.pages() == (0, 0)
