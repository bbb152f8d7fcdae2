"""Real OpenSearch nodes for tests, from the artefacts on Maven Central: no download besides, no container.

Maven resolves some 74 jars (49 MB) once; each node is a process of its own, so that it can be killed.
"""

import json
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from tests.java_library import JavaUnavailableError, java_library

HERE = Path(__file__).parent
START_SECONDS = 180.0
# The quick compiler alone: a node for tests is up in a third of the time.
JAVA_OPTIONS = (
    "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.awt.headless=true", "-Dlog4j2.level=ERROR",
    "--add-opens=java.base/java.lang=ALL-UNNAMED", "--add-opens=java.base/java.nio=ALL-UNNAMED",
)  # fmt: skip


class NodesUnavailableError(Exception):
    """This machine has no Java or no Maven, or Maven Central cannot be reached."""


def library() -> Path:
    """Return a folder with OpenSearch's jars and the class that starts a node, made once a machine."""
    try:
        return java_library("opensearch", HERE / "pom.xml", HERE / "TestNode.java")
    except JavaUnavailableError as error:
        raise NodesUnavailableError(f"{error}: OpenSearch tests not run") from None


class Nodes:
    """A cluster of one or several nodes on loopback."""

    def __init__(
        self,
        folder: Path,
        count: int = 1,
        heap: str = "512m",
        options: Sequence[str] = (),
        *,
        is_for_speed: bool = False,
    ) -> None:
        self.folder = folder
        self._java = JAVA_OPTIONS[1:] if is_for_speed else JAVA_OPTIONS
        self._library = library()
        self._heap, self._options = heap, options
        ports = _free_ports(2 * count)
        self.http, self._transport = ports[:count], ports[count:]
        self._processes: list[subprocess.Popen[bytes] | None] = [None] * count
        self.addresses = [f"http://127.0.0.1:{port}" for port in self.http]
        for number in range(count):
            self.start(number)

    def start(self, number: int) -> None:
        """Start a node, the first time or again."""
        seeds = [f"127.0.0.1:{port}" for port in self._transport]
        several = (
            "discovery.seed_hosts=" + ",".join(seeds) + ",",
            "cluster.initial_cluster_manager_nodes=" + ",".join(f"n{at}" for at in range(len(seeds))) + ",",
        )
        how = several if len(seeds) > 1 else ("discovery.type=single-node",)
        command = [
            "java", f"-Xms{self._heap}", f"-Xmx{self._heap}", *self._java, "-cp", f"{self._library}:{self._library}/*",
            "TestNode", str(self.folder / f"node-{number}"), "cluster.name=khabarkhoj-tests", f"node.name=n{number}",
            "network.host=127.0.0.1", f"http.port={self.http[number]}", f"transport.port={self._transport[number]}",
            "cluster.routing.allocation.disk.threshold_enabled=false", *how, *self._options,
        ]  # fmt: skip
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / f"node-{number}.log").open("ab") as log:
            self._processes[number] = subprocess.Popen(
                command, stdout=log, stderr=log, start_new_session=True
            )

    def wait(self, seconds: float = START_SECONDS) -> None:
        """Wait until all nodes that run are one cluster."""
        until = time.monotonic() + seconds
        running = [at for at, process in enumerate(self._processes) if process is not None]
        while time.monotonic() < until:
            for at in running:
                process = self._processes[at]
                if process is not None and process.poll() is not None:
                    raise NodesUnavailableError((self.folder / f"node-{at}.log").read_text()[-1_500:])
            healths = [self.health(at) for at in running]
            if all(health.get("number_of_nodes") == len(running) for health in healths):
                return
            time.sleep(0.2)
        raise NodesUnavailableError(f"OpenSearch did not start within {seconds:.0f} s; see {self.folder}")

    def wait_until_green(self, seconds: float = START_SECONDS) -> None:
        """Wait until every shard has all its copies."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if any(self.health(at).get("status") == "green" for at in range(len(self._processes))):
                return
            time.sleep(0.2)
        raise NodesUnavailableError(f"the cluster is not green after {seconds:.0f} s")

    def health(self, number: int = 0) -> dict[str, object]:
        """Return what a node says of the cluster; nothing if it does not answer."""
        try:
            with urllib.request.urlopen(f"{self.addresses[number]}/_cluster/health", timeout=5) as reply:
                found: dict[str, object] = json.load(reply)
                return found
        except (OSError, ValueError):
            return {}

    def kill(self, number: int) -> None:
        """End a node as a power cut would."""
        process = self._processes[number]
        if process is not None:
            process.kill()
            process.wait()
            self._processes[number] = None

    def pid(self, number: int = 0) -> int:
        """Return the process of a node."""
        process = self._processes[number]
        assert process is not None
        return process.pid

    def stop(self) -> None:
        """End all nodes."""
        for number in range(len(self._processes)):
            self.kill(number)


def _free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [int(each.getsockname()[1]) for each in sockets]
    for each in sockets:
        each.close()
    return ports
