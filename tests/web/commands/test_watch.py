"""khabarkhoj watch."""

import json
import re
from email import message_from_string
from email.policy import default
from pathlib import Path

import pytest

from index.settings import Settings
from tests.conftest import khabarkhoj


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
    assert (broken.returncode, "not a khabarkhoj watch state file" in broken.stderr) == (2, True)


def test_watch_remembers_by_what_is_asked_not_by_how(seed_settings: Settings, tmp_path: Path) -> None:
    for seed, sources in enumerate((("BBC", "India News Network"), ("India News Network", "BBC"))):
        told = [part for source in sources for part in ("--source", source)]
        done = khabarkhoj("watch", "मोदी", "--index", seed_settings.index, *told,
                          env={"XDG_STATE_HOME": str(tmp_path), "PYTHONHASHSEED": str(seed)})  # fmt: skip
        assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "khabarkhoj").iterdir())) == 1


def test_watch_writes_a_message_that_sendmail_takes(tmp_path: Path) -> None:
    index, state, source = tmp_path / "index", tmp_path / "state.json", tmp_path / "a.jsonl"

    def publish(article_id: str, title: str) -> None:
        source.write_text(
            json.dumps({"id": article_id, "title": title, "date": "2024-01-01", "source": "नमूना"})
        )
        assert khabarkhoj("reindex", source, "--index", index).returncode == 0

    def mailed() -> str:
        done = khabarkhoj("watch", "मोदी", "--index", index, "--state", state, "--mail", "desk@paper.example")
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    publish("1", "मोदी की सभा")
    assert mailed() == ""
    publish("2", "मोदी\r\nBcc: x@y.example दिल्ली में")
    message = message_from_string(mailed(), policy=default)
    assert (message["To"], message["Bcc"]) == ("desk@paper.example", None)
    assert message["Subject"] == "ख़बरखोज: मोदी (1)"
    text = message.get_content()
    assert "दिल्ली में" in text
    assert "नमूना · 2024-01-01" in text
    assert mailed() == ""


def test_a_message_names_no_more_articles_than_the_setting_allows(tmp_path: Path) -> None:
    index, source = tmp_path / "index", tmp_path / "a.jsonl"
    source.write_text("".join(json.dumps({"id": str(n), "title": f"मोदी {n}"}) + "\n" for n in range(5)))
    assert khabarkhoj("reindex", source, "--index", index).returncode == 0
    asked = ("watch", "मोदी", "--index", index, "--state", tmp_path / "state.json", "--all")
    done = khabarkhoj(*asked, "--mail", "desk@paper.example", env={"KHABARKHOJ_MAX_MAILED_ARTICLES": "2"})
    text = message_from_string(done.stdout, policy=default).get_content()
    assert (text.count("[") == 2, "… 3 और" in text) == (True, True)


@pytest.mark.parametrize("address", ["desk", "a@b.example\nBcc: c@d.example", "a@b, c@d", "<a@b>"])
def test_an_address_that_is_none_is_refused(tmp_path: Path, address: str) -> None:
    done = khabarkhoj("watch", "मोदी", "--index", tmp_path, "--mail", address)
    assert done.returncode == 2
    assert "one address" in done.stderr


def test_what_an_article_lacks_is_printed_where_partial_matches_are_watched(tmp_path: Path) -> None:
    texts = ["केरल निपाह वायरस", "केरल निपाह", "वायरस फैला", "वायरस गया", "और कुछ"]
    lines = [
        json.dumps({"id": str(number), "title": text, "body": "पाठ"}) for number, text in enumerate(texts)
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    assert khabarkhoj("reindex", tmp_path / "a.jsonl", "--index", tmp_path / "index").returncode == 0
    words: list[str | Path] = [
        "केरल",
        "निपाह",
        "वायरस",
        "--partial",
        "--all",
        "--index",
        tmp_path / "index",
        "--state",
        tmp_path / "s",
    ]
    printed = khabarkhoj("watch", *words, "--json").stdout
    missing = {line["id"]: line["missing"] for line in map(json.loads, printed.splitlines())}
    assert missing == {"0": [], "1": ["वायरस"]}
    (tmp_path / "s").unlink()
    assert "missing: वायरस" in khabarkhoj("watch", *words).stdout


def test_a_message_says_what_each_article_lacks(tmp_path: Path) -> None:
    texts = ["केरल निपाह वायरस", "केरल निपाह", "वायरस फैला", "वायरस गया", "और कुछ"]
    lines = [
        json.dumps({"id": str(number), "title": text, "body": "पाठ"}) for number, text in enumerate(texts)
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    assert khabarkhoj("reindex", tmp_path / "a.jsonl", "--index", tmp_path / "index").returncode == 0
    words: list[str | Path] = ["केरल", "निपाह", "वायरस", "--partial", "--all", "--mail", "desk@paper.example"]
    printed = khabarkhoj("watch", *words, "--index", tmp_path / "index", "--state", tmp_path / "s").stdout
    body = message_from_string(printed, policy=default).get_content()
    assert body.count("इसमें नहीं: वायरस") == 1
