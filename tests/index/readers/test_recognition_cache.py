"""Recognised pages are kept by what they were recognised from."""

from pathlib import Path

from index.readers.recognition_cache import RecognitionCache


def test_a_page_is_kept_for_its_file_and_manner(tmp_path: Path) -> None:
    RecognitionCache(tmp_path / "kept", b"file", "hin 300").put(2, b"table")
    assert RecognitionCache(tmp_path / "kept", b"file", "hin 300").get(2) == b"table"
    assert RecognitionCache(tmp_path / "kept", b"file", "hin 300").get(1) is None
    assert RecognitionCache(tmp_path / "kept", b"file", "hin 150").get(2) is None
    assert RecognitionCache(tmp_path / "kept", b"other", "hin 300").get(2) is None


def test_a_damaged_page_is_read_again(tmp_path: Path) -> None:
    cache = RecognitionCache(tmp_path, b"file", "hin")
    cache.put(0, b"table" * 50)
    (file,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    content = bytearray(file.read_bytes())
    content[-6] ^= 0xFF
    file.write_bytes(bytes(content))
    assert cache.get(0) is None


def test_where_there_is_no_room_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"")
    cache = RecognitionCache(tmp_path / "taken", b"file", "hin")
    cache.put(0, b"table")
    assert cache.get(0) is None
