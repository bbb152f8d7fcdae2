"""khabarkhoj search."""

import json
from pathlib import Path

from index.settings import Settings
from tests.conftest import FINDING, NOT_FINDING, USER_ARTICLE, khabarkhoj


def test_batch_answers_each_line_and_finds_the_users_article(seed_settings: Settings) -> None:
    queries = [*FINDING, *NOT_FINDING, "", "(((", "-"]
    arguments = ("search", "--batch", "-", "--json", "--limit", "100", "--index", seed_settings.index)
    result = khabarkhoj(*arguments, stdin="\n".join(queries) + "\n")
    assert (result.returncode, result.stderr) == (0, "")
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer["query"] for answer in answers] == queries
    found = [USER_ARTICLE in {hit["id"] for hit in answer["hits"]} for answer in answers]
    assert found == [True] * len(FINDING) + [False] * (len(NOT_FINDING) + 3)


def test_a_single_search_in_plain_text_and_json(seed_settings: Settings, tmp_path: Path) -> None:
    plain = khabarkhoj("search", "तोकायेव", "--index", seed_settings.index, "--limit", "2")
    assert plain.returncode == 0
    assert "also searched: " in plain.stdout
    assert "\x1b" not in plain.stdout
    body = json.loads(khabarkhoj("search", "तोकायेव", "--index", seed_settings.index, "--json").stdout)
    assert {item["spelling"] for item in body["expansions"]} == {"टोकाएव", "टोकायेव"}
    off = khabarkhoj("search", "तोकायेव", "--variants", "off", "--json", "--index", seed_settings.index)
    assert json.loads(off.stdout)["expansions"] == []


def test_a_query_may_be_several_arguments_and_exclude_words(seed_settings: Settings) -> None:
    result = khabarkhoj("search", "मोदी", "-कजाखस्तान", "--json", "--index", seed_settings.index)
    assert json.loads(result.stdout)["query"] == "मोदी -कजाखस्तान"
    for mistake in (("--jsn", "मोदी"), (), ("मोदी", "--batch", "-")):
        assert khabarkhoj("search", *mistake, "--index", seed_settings.index).returncode == 2


def test_search_takes_filters_and_orders(seed_settings: Settings) -> None:
    done = khabarkhoj("search", "मोदी", "--index", seed_settings.index, "--sort", "oldest", "--since", "2023", "--not",
                      "section:खेल", "--json")  # fmt: skip
    dates = [hit["date"] for hit in json.loads(done.stdout)["hits"]]
    assert dates == sorted(dates)
    assert dates[0] >= "2023"
    for wrong in (["--since", "कल"], ["--not", "x"], ["--sort", "best"]):
        assert khabarkhoj("search", "मोदी", "--index", seed_settings.index, *wrong).returncode == 2
