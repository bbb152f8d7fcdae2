"""khabarkhoj lists."""

import json
from pathlib import Path

from tests.conftest import khabarkhoj


def test_a_list_is_kept_shown_and_dropped(tmp_path: Path) -> None:
    index = tmp_path / "index"
    source = tmp_path / "a.jsonl"
    source.write_text(json.dumps({"id": "1", "title": "टोकाएव दिल्ली में", "language": "hi"}), "utf-8")
    assert khabarkhoj("reindex", source, "--index", index).returncode == 0
    names = tmp_path / "विदेश.txt"
    names.write_text("टोकायेव\nशी\n", "utf-8")
    assert khabarkhoj("lists", "add", names, "--index", index).stdout == "विदेश: 2 names\n"
    assert khabarkhoj("lists", "--index", index).stdout == "     2  विदेश\n"
    shown = khabarkhoj("lists", "show", "विदेश", "--index", index).stdout
    assert "       1  टोकायेव\n       0  शी  (short: may be others)\n" in shown
    assert "टोकायेव: टोकाएव दिल्ली में" in shown
    found = json.loads(khabarkhoj("lists", "show", "विदेश", "--index", index, "--json").stdout)
    assert [(each["id"], each["names"]) for each in found["articles"]] == [("1", ["टोकायेव"])]
    assert khabarkhoj("lists", "remove", "विदेश", "--index", index).returncode == 0
    gone = khabarkhoj("lists", "show", "विदेश", "--index", index)
    assert (gone.returncode, "there is no list" in gone.stderr) == (2, True)
    names.write_text("क\n!!!\n", "utf-8")
    refused = khabarkhoj("lists", "add", names, "--index", index)
    assert (refused.returncode, f"{names}:2: " in refused.stderr) == (2, True)
