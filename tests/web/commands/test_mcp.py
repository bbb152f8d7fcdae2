"""khabarkhoj mcp is described, and is one of the commands; what it answers is in tests/web/test_mcp_server.py."""

from tests.conftest import khabarkhoj


def test_the_command_says_what_it_does_and_needs() -> None:
    said = khabarkhoj("mcp", "--help").stdout
    assert "khabarkhoj[mcp]" in said
    assert "read-only" in said
