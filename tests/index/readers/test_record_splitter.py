"""Record splitters: long lines and records."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.index.readers.reading import LINE

CHILD = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1_500 << 20, 1_500 << 20))
from pathlib import Path
from index.reindex.build import reindex
from index.settings import Settings
report = reindex([Path(sys.argv[1])], Settings(index=Path(sys.argv[2]), processes=1))
# VmHWM begins anew with the program; ru_maxrss still counts the process that started it.
peak = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(report.added, report.refused_count, peak // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_line_of_a_gigabyte_takes_neither_memory_nor_the_lines_around_it(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(LINE)
        file.seek(1 << 30, os.SEEK_CUR)  # a hole: zeros that take no disk
        file.write(b"\n" + LINE.replace(b"2024", b"2023"))
    done = subprocess.run(
        [sys.executable, "-c", CHILD, path, tmp_path / "index"], capture_output=True, text=True, check=True
    )
    added, refused, megabytes = map(int, done.stdout.split())
    assert (added, refused) == (2, 1)
    assert megabytes < 400
