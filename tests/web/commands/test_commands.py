"""The command line, run as a user runs it."""

import json
import re
import socket
from pathlib import Path

import pytest

from index.settings import Settings
from tests.conftest import FINDING, NOT_FINDING, SEEDS, USER_ARTICLE, free_port, khabarkhoj


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


def test_reindex_reports_refusals_and_exits_with_1(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"title": "सुर्खी", "body": "मोदी"}\n{broken\n', encoding="utf-8")
    result = khabarkhoj("reindex", tmp_path / "a.jsonl", "--index", tmp_path / "index")
    assert result.returncode == 1
    assert "1 added" in result.stdout
    assert "warning: no date (1)" in result.stdout
    assert (
        result.stderr
        == f"refused: {tmp_path / 'a.jsonl'}:2: broken JSON: " + result.stderr.split("JSON: ")[1]
    )
    again = khabarkhoj("reindex", tmp_path / "a.jsonl", "--index", tmp_path / "index", "--json")
    report = json.loads(again.stdout)
    assert (report["unchanged"], report["refused"][0]["line"]) == (1, 2)


def test_reindex_is_quiet_in_a_pipe_and_takes_the_seeds(tmp_path: Path) -> None:
    result = khabarkhoj("reindex", SEEDS, "--index", tmp_path / "index")
    assert (result.returncode, result.stderr) == (0, "")
    assert len(result.stdout.splitlines()) == 3
    assert "passed over: of no known format (.md) (1)" in result.stdout


def test_analyze_shows_tokens_offsets_and_terms() -> None:
    result = khabarkhoj("analyze", "--json", stdin="🏏 एस.सी.ओ. गये\nराज़\n")
    first, second = map(json.loads, result.stdout.splitlines())
    assert [(token["start"], token["term"]) for token in first["tokens"]] == [(2, "sco"), (11, "गए")]
    assert second["tokens"][0] == {
        "text": "राज़", "start": 0, "end": 4, "position": 0, "term": "राज", "terms": ["राज", "=राज़"],
        "initials": None, "families": ["राज"], "sounds": "र A ज", "sound_keys": ["rj", "rs"], "readings": [],
    }  # fmt: skip
    assert khabarkhoj("analyze", "गये").stdout == "0-3\tगये\tगए\t√जा\tग e\tg\n"
    (modi,) = json.loads(khabarkhoj("analyze", "Modi", "--json").stdout)["tokens"]
    assert modi["readings"] == ["m o d i"]


def test_variants_shows_what_a_word_stands_for(seed_settings: Settings) -> None:
    result = khabarkhoj("variants", "कज़ाखस्तान", "modi", "--json", "--index", seed_settings.index)
    name, latin = map(json.loads, result.stdout.splitlines())
    assert (name["word"], name["term"], name["documents"] > 0) == ("कज़ाखस्तान", "कजाखस्तान", True)
    kinds = {other["spelling"]: other["kind"] for other in name["terms"]}
    assert kinds["कजाखस्तान"] == "spelling"
    assert kinds["कजाखिस्तान"] == kinds["कज़ाकिस्तान"] == "sound"
    assert (latin["terms"][0]["spelling"], latin["terms"][0]["kind"]) == ("मोदी", "roman")
    none = khabarkhoj("variants", "modi", "--roman", "off", "--json", "--index", seed_settings.index)
    assert json.loads(none.stdout)["terms"] == []
    plain = khabarkhoj("variants", "नेता", "--refuse", "नेताओं", "--index", seed_settings.index).stdout
    assert "नेताओं" not in plain


def test_switches_and_refusals_are_options_of_search_too(seed_settings: Settings) -> None:
    def added(*options: str) -> set[str]:
        result = khabarkhoj("search", "कज़ाखस्तान", *options, "--json", "--index", seed_settings.index)
        return {expansion["spelling"] for expansion in json.loads(result.stdout)["expansions"]}

    assert added() - added("--refuse", "कजाखिस्तान") == {"कजाखिस्तान"}
    assert added("--sounds", "off") == {"कजाखस्तान"}
    assert added("--variants", "off") == set()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("search", "मोदी"), "no index here yet"),
        (("serve",), "no index here yet"),
        (("reindex", "/no/such/path"), "no such file or folder"),
    ],
)
def test_failures_are_one_clear_line(tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    result = khabarkhoj(*arguments, "--index", tmp_path / "none")
    assert result.returncode == 2
    assert message in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_trouble_with_files_is_one_clear_line(tmp_path: Path, seed_settings: Settings) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = khabarkhoj("reindex", SEEDS, "--index", tmp_path / "file" / "index")
    assert (result.returncode, len(result.stderr.splitlines())) == (2, 1)
    assert str(tmp_path / "file") in result.stderr
    assert khabarkhoj("search", " ", "--index", seed_settings.index).returncode == 2


def test_a_taken_port_is_one_clear_line(seed_settings: Settings) -> None:
    with socket.socket() as taken:
        port = free_port()
        taken.bind(("127.0.0.1", port))
        taken.listen()
        result = khabarkhoj("serve", "--port", str(port), "--index", seed_settings.index)
    assert result.returncode == 2
    assert result.stderr.startswith(f"khabarkhoj: cannot listen on 127.0.0.1:{port}")
    assert result.stdout == ""


def test_a_bad_setting_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHABARKHOJ_PAGE_SIZE", "many")
    result = khabarkhoj("search", "मोदी")
    assert (result.returncode, len(result.stderr.splitlines())) == (2, 1)
    assert "KHABARKHOJ_PAGE_SIZE=many" in result.stderr


def test_watch_prints_what_is_new_since_the_last_look(tmp_path: Path) -> None:
    index, state = tmp_path / "index", tmp_path / "state.json"

    def publish(*titles: str) -> None:
        records = [
            {"id": title, "title": f"मोदी {title}", "body": "पाठ है।", "date": "2024-01-01"}
            for title in titles
        ]
        (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, records)))
        assert khabarkhoj("reindex", tmp_path / "a.jsonl", "--index", index).returncode == 0

    def watched(*more: str) -> str:
        done = khabarkhoj("watch", "मोदी", "--index", index, "--state", state, *more)
        assert done.returncode == 0, done.stderr
        return done.stdout

    publish("एक")
    assert watched() == ""
    assert watched() == ""
    publish("दो", "तीन")
    assert sorted(re.findall(r"मोदी (\S+)", watched())) == ["तीन", "दो"]
    assert watched() == ""
    publish("चार")
    assert json.loads(watched("--json"))["id"] == "चार"
    state.write_text("{")
    broken = khabarkhoj("watch", "मोदी", "--index", index, "--state", state)
    assert (broken.returncode, "no state of khabarkhoj watch" in broken.stderr) == (2, True)


def test_watch_remembers_by_what_is_asked_not_by_how(seed_settings: Settings, tmp_path: Path) -> None:
    for seed, sources in enumerate((("BBC", "India News Network"), ("India News Network", "BBC"))):
        told = [part for source in sources for part in ("--source", source)]
        done = khabarkhoj("watch", "मोदी", "--index", seed_settings.index, *told,
                          env={"XDG_STATE_HOME": str(tmp_path), "PYTHONHASHSEED": str(seed)})  # fmt: skip
        assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "khabarkhoj").iterdir())) == 1


def test_export_writes_everything_and_filters_apply(seed_settings: Settings) -> None:
    done = khabarkhoj("export", "मोदी", "--index", seed_settings.index, "--format", "jsonl", "--year", "2024")
    told, *rows = map(json.loads, done.stdout.splitlines())
    assert told["query"] == "मोदी"
    assert rows
    assert all(row["date"].startswith("2024") for row in rows)
    done = khabarkhoj("export", "--source", "India News Network", "--index", seed_settings.index)
    assert len(done.stdout.splitlines()) == 2
    assert khabarkhoj("export", "--index", seed_settings.index).returncode == 2


def test_commands_that_write_everything_take_their_time(seed_settings: Settings, tmp_path: Path) -> None:
    hurried = {"KHABARKHOJ_MAX_QUERY_SECONDS": "0.000000001", "XDG_STATE_HOME": str(tmp_path)}
    told = ("मोदी", "--index", seed_settings.index)
    whole = khabarkhoj("export", *told).stdout
    assert khabarkhoj("export", *told, env=hurried).stdout.count("\n") == whole.count("\n") > 10
    assert khabarkhoj("watch", *told, "--all", env=hurried).stdout


def test_search_takes_filters_and_orders(seed_settings: Settings) -> None:
    done = khabarkhoj("search", "मोदी", "--index", seed_settings.index, "--sort", "oldest", "--since", "2023", "--not",
                      "section:खेल", "--json")  # fmt: skip
    dates = [hit["date"] for hit in json.loads(done.stdout)["hits"]]
    assert dates == sorted(dates)
    assert dates[0] >= "2023"
    for wrong in (["--since", "कल"], ["--not", "x"], ["--sort", "best"]):
        assert khabarkhoj("search", "मोदी", "--index", seed_settings.index, *wrong).returncode == 2
