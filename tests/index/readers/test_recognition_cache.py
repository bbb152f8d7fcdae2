"""Recognised pages are kept by what they were recognised from."""

from pathlib import Path

from index.readers.recognition_cache import RecognitionCache, forget


def test_a_page_is_kept_for_its_manner(tmp_path: Path) -> None:
    RecognitionCache(tmp_path / "kept", "hin 300").put("ab12-3", b"table")
    assert RecognitionCache(tmp_path / "kept", "hin 300").get("ab12-3") == b"table"
    assert RecognitionCache(tmp_path / "kept", "hin 300").get("ab12-1") is None
    assert RecognitionCache(tmp_path / "kept", "hin 150").get("ab12-3") is None


def test_a_damaged_page_is_read_again(tmp_path: Path) -> None:
    cache = RecognitionCache(tmp_path, "hin")
    cache.put("ab-1", b"table" * 50)
    (file,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    content = bytearray(file.read_bytes())
    content[-6] ^= 0xFF
    file.write_bytes(bytes(content))
    assert cache.get("ab-1") is None


def test_where_there_is_no_room_or_no_right_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"")
    cache = RecognitionCache(tmp_path / "taken", "hin")
    cache.put("ab-1", b"table")
    assert cache.get("ab-1") is None
    RecognitionCache(tmp_path / "none", "hin", writes=False).put("ab-1", b"table")
    assert not (tmp_path / "none").exists()


def test_a_page_is_forgotten_in_every_manner_and_no_other(tmp_path: Path) -> None:
    for manner in ("hin", "mar"):
        for page in ("ab-1", "ab-11"):
            RecognitionCache(tmp_path, manner).put(page, b"table")
    forget(tmp_path, "ab-1")
    forget(tmp_path, "no-such-page")
    assert RecognitionCache(tmp_path, "hin").get("ab-1") is None
    assert RecognitionCache(tmp_path, "mar").get("ab-1") is None
    assert RecognitionCache(tmp_path, "mar").get("ab-11") == b"table"
