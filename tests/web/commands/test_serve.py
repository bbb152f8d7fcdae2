"""khabarkhoj serve."""

import socket

from index.settings import Settings
from tests.conftest import free_port, khabarkhoj


def test_a_taken_port_is_one_clear_line(seed_settings: Settings) -> None:
    with socket.socket() as taken:
        port = free_port()
        taken.bind(("127.0.0.1", port))
        taken.listen()
        result = khabarkhoj("serve", "--port", str(port), "--index", seed_settings.index)
    assert result.returncode == 2
    assert result.stderr.startswith(f"khabarkhoj: cannot listen on 127.0.0.1:{port}")
    assert result.stdout == ""
