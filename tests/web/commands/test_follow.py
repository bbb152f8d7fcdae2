"""khabarkhoj follow, as a process of its own."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CODE = "import sys; from web.commands import main; main(sys.argv[1:])"
TIMEOUT_SECONDS = 60


@contextmanager
def killed_at_the_end(process: "subprocess.Popen[str]") -> Iterator[None]:
    """End a process that has not ended by itself, for whoever waits for it would wait for ever."""
    try:
        yield
    finally:
        process.kill()


def test_it_publishes_tells_and_ends_when_it_is_told_to(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("नमूना | 2024-06-25\nसुर्खी\nपाठ है।", "utf-8")
    command = [
        sys.executable,
        "-c",
        CODE,
        "follow",
        str(folder),
        "--index",
        str(tmp_path / "index"),
        "--json",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process, killed_at_the_end(process):
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["documents"] == 1
        (folder / "b.jsonl").write_text('{"title": "दूसरी", "body": "पाठ"}\n{broken\n', "utf-8")
        said = json.loads(process.stdout.readline())
        assert (said["added"], said["refused"], said["documents"]) == (1, 1, 2)
        process.send_signal(signal.SIGTERM)
        assert process.wait(TIMEOUT_SECONDS) == 0
