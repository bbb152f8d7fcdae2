"""Day first or month first, told by the whole file."""

import time

import pytest

from index.readers.date_order import in_order, is_ambiguous, order_of, orders_in_json, orders_in_table


@pytest.mark.parametrize(
    ("content", "order"),
    [
        (b"title,date\na,6/3/2024\nb,6/25/2024", "month"), (b'"a","25/6/2024"\n"b","3/6/2024"', "day"), (b"a,6/3/2024", ""),
        (b"a,6/25/2024\nb,25/6/2024", ""), (b'{"date":"6/25/2024"}', "month"), (b"", ""),
        (b"a\t25-06-2024", "day"), (b"a,2024-06-25", ""),
    ],
)  # fmt: skip
def test_one_date_tells_for_all(content: bytes, order: str) -> None:
    assert order_of(content) == order


def test_each_name_and_column_has_its_order() -> None:
    two = b'{"published":"6/3/2024","event":"25/6/2024"}\n{"published":"6/25/2024","event":"3/6/2024"}'
    assert order_of(two) == ""
    assert orders_in_json(two) == {"published": "month", "event": "day"}
    assert orders_in_json(b'{"event":"25/6/2024"}') == {"event": "day", "": "day"}
    assert orders_in_json(b"{}") == {}
    rows = [["6/3/2024", "25/6/2024", "10.25.30"], ["6/25/2024"], []]
    assert orders_in_table(["Date", "Event", "time"], rows, b"") == {"Date": "month", "Event": "day"}


def test_only_what_can_be_read_in_two_ways_is_written_anew() -> None:
    assert in_order("6/3/2024", "month") == "2024-06-03"
    assert in_order("25/6/2024", "month") == "25/6/2024"
    assert in_order("2024-06-25", "month") == "2024-06-25"
    assert in_order("45468.5", "") == "2024-06-25"
    assert is_ambiguous("6/3/2024")
    assert not is_ambiguous("6/6/2024")
    assert not is_ambiguous("25/6/2024")
    assert not is_ambiguous("2024-06-05")


@pytest.mark.parametrize(
    "hostile", [b"\n" * 3_000_000, b" " * 3_000_000, b"1/" * 1_500_000, b'"1' * 1_500_000]
)
def test_hostile_bytes_cost_no_more_than_their_number(hostile: bytes) -> None:
    started = time.process_time()
    assert order_of(hostile) == ""
    assert time.process_time() - started < 20
