"""What searches remember is bounded in bytes."""

from dataclasses import dataclass

from search.ranking.cache import ENTRY_BYTES, ByteBoundedCache, Count, key_bytes


@dataclass(frozen=True)
class Held:
    name: str
    nbytes: int


def test_the_least_recently_used_goes_first() -> None:
    memory = ByteBoundedCache(3 * (100 + ENTRY_BYTES + key_bytes("a")))
    for name in "abc":
        assert memory.get_or_compute(name, lambda name=name: Held(name, 100)).name == name  # type: ignore[misc]
    made: list[str] = []

    def make(name: str) -> Held:
        made.append(name)
        return Held(name, 100)

    memory.get_or_compute("a", lambda: make("a"))
    memory.get_or_compute("d", lambda: make("d"))
    memory.get_or_compute("a", lambda: make("a"))
    memory.get_or_compute("b", lambda: make("b"))
    assert made == ["d", "b"]
    assert memory.nbytes <= 3 * (100 + ENTRY_BYTES + key_bytes("a"))
    assert memory.size("letters") == ("letters", "bytes", memory.nbytes, memory.nbytes)


def test_what_is_too_large_is_only_returned() -> None:
    memory = ByteBoundedCache(1_000)
    assert memory.get_or_compute("x", lambda: Held("x", 5_000)).name == "x"
    assert memory.nbytes == 0


def test_keys_count_however_long_they_are() -> None:
    cache = ByteBoundedCache(1 << 20)
    for number in range(100):
        key = ("mask", frozenset({("source", "x" * 50_000 + str(number))}))
        cache.get_or_compute(key, lambda: Count(1))
    assert 0 < cache.nbytes <= 1 << 20
    assert len(cache._entries) < 22
    assert key_bytes(("a", ("b" * 1000,))) > 1000
