"""What searches remember is bounded in bytes."""

from dataclasses import dataclass

from search.memory import ENTRY_BYTES, Memory


@dataclass(frozen=True)
class Held:
    name: str
    size: int


def test_the_least_recently_used_goes_first() -> None:
    memory = Memory(3 * (100 + ENTRY_BYTES))
    for name in "abc":
        assert memory.recall(name, lambda name=name: Held(name, 100)).name == name  # type: ignore[misc]
    made: list[str] = []

    def make(name: str) -> Held:
        made.append(name)
        return Held(name, 100)

    memory.recall("a", lambda: make("a"))
    memory.recall("d", lambda: make("d"))
    memory.recall("a", lambda: make("a"))
    memory.recall("b", lambda: make("b"))
    assert made == ["d", "b"]
    assert memory.size <= 3 * (100 + ENTRY_BYTES)


def test_what_is_too_large_is_only_returned() -> None:
    memory = Memory(1_000)
    assert memory.recall("x", lambda: Held("x", 5_000)).name == "x"
    assert memory.size == 0
