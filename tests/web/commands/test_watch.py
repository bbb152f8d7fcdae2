"""khabarkhoj watch."""

import json
import re
from pathlib import Path

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
    assert (broken.returncode, "no state of khabarkhoj watch" in broken.stderr) == (2, True)


def test_watch_remembers_by_what_is_asked_not_by_how(seed_settings: Settings, tmp_path: Path) -> None:
    for seed, sources in enumerate((("BBC", "India News Network"), ("India News Network", "BBC"))):
        told = [part for source in sources for part in ("--source", source)]
        done = khabarkhoj("watch", "मोदी", "--index", seed_settings.index, *told,
                          env={"XDG_STATE_HOME": str(tmp_path), "PYTHONHASHSEED": str(seed)})  # fmt: skip
        assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "khabarkhoj").iterdir())) == 1
