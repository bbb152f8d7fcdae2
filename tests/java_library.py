"""Java libraries for tests and benchmarks, from the artefacts on Maven Central: resolved once a machine, then kept."""

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

RESOLVE_SECONDS = 600


class JavaUnavailableError(Exception):
    """This machine has no Java or no Maven, or Maven Central cannot be reached."""


def java_library(name: str, pom: Path, source: Path, options: Sequence[str] = ()) -> Path:
    """Return a folder with the jars that a pom names and the compiled class of a source, named by their contents."""
    for tool in ("java", "javac", "mvn"):
        if shutil.which(tool) is None:
            raise JavaUnavailableError(f"no {tool} on this machine")
    version = hashlib.sha256(
        b"".join([pom.read_bytes(), source.read_bytes(), *map(str.encode, options)])
    ).hexdigest()[:12]
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "khabarkhoj-tests"
    ready = cache / f"{name}-{version}"
    if ready.is_dir():
        return ready
    cache.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(dir=cache))
    steps = (
        ["mvn", "-q", "-B", "-f", str(pom), *options, "dependency:copy-dependencies", f"-DoutputDirectory={making}"],
        ["javac", "-nowarn", "-cp", f"{making}/*", "-d", str(making), str(source)],
    )  # fmt: skip
    for step in steps:
        done = subprocess.run(step, capture_output=True, text=True, timeout=RESOLVE_SECONDS, check=False)
        if done.returncode:
            raise JavaUnavailableError(f"{step[0]}: {(done.stderr or done.stdout)[-500:]}")
    try:
        making.rename(ready)
    except OSError:  # another process was faster
        shutil.rmtree(making)
    return ready
