"""Standing lists: what is kept, what is refused and how that is said."""

from pathlib import Path

import pytest

from index.errors import SourceError
from index.name_lists import MAX_BYTES, NameLists, is_noisy


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "names.txt"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_list_is_kept_replaced_and_dropped(tmp_path: Path) -> None:
    lists = NameLists(tmp_path / "index", 10)
    assert lists.names() == []
    found = lists.add(written(tmp_path, '# मंत्री\nअमित शाह\n\n "राजनाथ सिंह"  # रक्षा\nअमित शाह\n'), "मंत्री")
    assert found.names == ("अमित शाह", "राजनाथ सिंह")
    assert lists.read("मंत्री") == found
    lists.add(written(tmp_path, "\ufeffजयशंकर\n"), "मंत्री")
    assert (lists.names(), lists.read("मंत्री").names) == (["मंत्री"], ("जयशंकर",))  # type: ignore[union-attr]
    assert lists.remove("मंत्री")
    assert not lists.remove("मंत्री")
    assert lists.read("मंत्री") is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("अमित शाह\n!!!\n", ":2: '!!!' is no name"),
        ("एक दो तीन चार पाँच छह सात आठ नौ\n", ":1: "),
        ("# कुछ नहीं\n", "holds no name"),
        (b"\xff\xfe\x00", "UTF-8"),
        ("क\n" + "ख\n" * MAX_BYTES, "longer than"),
        ("क\nख\nग\nघ\n", ":4: more than 3 names"),
    ],
)
def test_what_cannot_be_a_list_is_refused_by_line_and_nothing_is_kept(
    tmp_path: Path, content: str | bytes, said: str
) -> None:
    lists = NameLists(tmp_path / "index", 3)
    with pytest.raises(SourceError, match=said):
        lists.add(written(tmp_path, content), "x")
    assert lists.names() == []


@pytest.mark.parametrize("name", ["", "../x", "a/b", ".x", "x" * 61, "a\nb", "a\0b", "-x"])
def test_the_name_of_a_list_is_no_path(tmp_path: Path, name: str) -> None:
    lists = NameLists(tmp_path / "index", 3)
    with pytest.raises(SourceError, match="not a valid list name"):
        lists.add(written(tmp_path, "क\n"), name)
    assert lists.read(name) is None
    assert not lists.remove(name)
    assert not (tmp_path / "index").exists() or not list((tmp_path / "index").iterdir())


@pytest.mark.parametrize(
    ("name", "noisy"),
    [("शी", True), ("मोदी", True), ("कृष्णा", True), ("केजरीवाल", False), ("अमित शाह", False), ("Xi", True)],
)
def test_short_single_names_are_noisy(name: str, noisy: bool) -> None:
    assert is_noisy(name) == noisy
