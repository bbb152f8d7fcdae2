"""What an export takes is told before it is asked for, roughly."""

import re

import pytest
from flask.testing import FlaskClient

from tests.web.pages.test_pages import page
from web.downloads.file_sizes import MIN_ROWS, file_sizes


def test_small_files_are_not_worth_a_word_and_large_ones_grow_with_their_rows() -> None:
    assert file_sizes(MIN_ROWS - 1) == {}
    assert file_sizes(10_000)["jsonl"].bytes == 10 * file_sizes(1_000)["jsonl"].bytes


def test_the_size_of_a_row_is_about_what_a_row_has(client: FlaskClient) -> None:
    for ending in ("csv", "jsonl"):
        response = client.get(f"/export.{ending}?q=मोदी OR भारत&fold=off")
        told = file_sizes(1_000)[ending].bytes / 1_000 * int(response.headers["Khabarkhoj-Total"])
        assert told / 3 < len(response.data) < 3 * told


def test_results_of_few_articles_name_no_size_and_of_many_both_numbers(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert " MB" not in page(client, "/search", q="मोदी")
    monkeypatch.setattr("web.pages.search.file_sizes", lambda total: file_sizes(total * 1_000))
    html = page(client, "/search", q="मोदी")
    assert html.count(" MB, ") == 3
    assert re.search(r"लगभग [0-9.]+ MB, [0-9]+ सेकंड", html)
