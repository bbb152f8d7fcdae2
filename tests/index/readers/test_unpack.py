"""Unpacking: bombs, archives in archives, names that lead out, damaged members."""

import gzip
import io
import random
import stat
import tarfile
import zipfile
from pathlib import Path

import pytest
import zstandard

from index.readers.format import ReadOptions
from index.readers.outcome import Accepted, Refused
from tests import source_exports
from tests.index.readers.reading import LINE, accepted, outcomes, reasons


def zeros(megabytes: int) -> bytes:
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb") as file:
        for _ in range(megabytes):
            file.write(bytes(1 << 20))
    return out.getvalue()


@pytest.mark.parametrize(
    "name", ["a.jsonl.gz", "a.warc.gz", "a.html.gz", "a.pdf.gz", "a.csv.gz", "a.json.gz"]
)
def test_a_gzip_bomb(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(zeros(200))
    (tmp_path / "good.jsonl").write_bytes(LINE)
    found = outcomes(tmp_path)
    assert accepted(found) == ["सुर्खी"]
    assert "MAX_UNPACK_RATIO" in reasons(found) or "longer than" in reasons(found)


def test_a_zstd_bomb(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.zst").write_bytes(zstandard.compress(bytes(100 << 20)))
    assert "MAX_UNPACK_RATIO" in reasons(outcomes(tmp_path))


def test_a_zip_bomb_hides_no_other_member(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("one.jsonl", LINE)
        archive.writestr("bomb.jsonl", bytes(50 << 20))
        archive.writestr("two.jsonl", LINE.replace(b"2024", b"2023"))
    found = outcomes(tmp_path)
    assert accepted(found) == ["सुर्खी", "सुर्खी"]
    assert "a.zip!/bomb.jsonl: unpacks to more than 250 times" in reasons(found)


def test_archives_in_archives_without_end(tmp_path: Path) -> None:
    content, name = LINE, "a.jsonl"
    for level in range(6):
        content, name = source_exports.zipped({name: content}), f"{level}.zip"
    (tmp_path / name).write_bytes(content)
    assert "packed more than 3 times" in reasons(outcomes(tmp_path))


def test_names_that_lead_out_of_archives_and_links_are_refused_and_nothing_is_written(tmp_path: Path) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    with zipfile.ZipFile(inside / "a.zip", "w") as archive:
        for name in ("../out.jsonl", "/abs.jsonl", "C:\\x.jsonl", "a/../../b.jsonl"):
            archive.writestr(name, LINE)
        link = zipfile.ZipInfo("link.jsonl")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("good.jsonl", LINE)
    with tarfile.open(inside / "b.tar.gz", "w:gz") as tar:
        for name, kind in (
            ("l.jsonl", tarfile.SYMTYPE),
            ("h.jsonl", tarfile.LNKTYPE),
            ("d.jsonl", tarfile.CHRTYPE),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            tar.addfile(info)
        info = tarfile.TarInfo("../../out.jsonl")
        info.size = len(LINE)
        tar.addfile(info, io.BytesIO(LINE))
    found = outcomes(inside)
    assert accepted(found) == ["सुर्खी"]
    assert sum(isinstance(outcome, Refused) for outcome in found) == 9
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.zip", "b.tar.gz", "in"]


def test_many_small_bombs_are_counted_together(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(6):
            archive.writestr(f"{number}.jsonl", b"\n" * (900 << 10))
    assert "all that it holds unpacks to too many times its size" in reasons(outcomes(tmp_path / "a.zip"))


def test_a_tar_header_of_many_megabytes_is_not_read(tmp_path: Path) -> None:
    header = tarfile.TarInfo("pax")
    header.type, header.size = tarfile.XHDTYPE, 400 << 20
    (tmp_path / "a.tar").write_bytes(header.tobuf(tarfile.USTAR_FORMAT) + bytes(1024))
    assert "damaged tar file" in reasons(outcomes(tmp_path / "a.tar"))


def test_a_zip_with_a_damaged_member_goes_on_behind_it(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("1.jsonl", LINE * 50, zipfile.ZIP_BZIP2)
        archive.writestr("2.jsonl", LINE)
    content = bytearray(path.read_bytes())
    content[45:60] = bytes(15)
    path.write_bytes(content)
    found = outcomes(path)
    assert accepted(found) == ["सुर्खी"]
    assert "1.jsonl" in reasons(found)


def test_a_zip_of_names_that_are_no_text_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("नाम.jsonl", LINE)
    (tmp_path / "a.zip").write_bytes(out.getvalue().replace("नाम".encode(), b"\xff\xfe\xfd" * 3))
    (tmp_path / "b.jsonl").write_bytes(LINE)
    found = outcomes(tmp_path)
    assert accepted(found) == ["सुर्खी"]
    assert "a.zip" in reasons(found)


def test_a_damaged_zip_inside_gzip_or_tar_ends_nothing(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("x.jsonl", LINE * 20)
        archive.writestr("y.jsonl", LINE)
    content = packed.getvalue()
    broken = content[:200] + content[264:]  # the directory's offsets point before the beginning
    (tmp_path / "b.zip.gz").write_bytes(gzip.compress(broken))
    with tarfile.open(tmp_path / "b.tar", "w") as tar:
        for name, inside in (("b.zip", broken), ("good.jsonl", LINE)):
            info = tarfile.TarInfo(name)
            info.size = len(inside)
            tar.addfile(info, io.BytesIO(inside))
    (tmp_path / "c.jsonl").write_bytes(LINE)
    found = outcomes(tmp_path)
    assert accepted(found)[-2:] == ["सुर्खी", "सुर्खी"]
    assert "b.zip!" in reasons(found)
    assert "b.tar!/b.zip" in reasons(found)


def test_a_zip_member_without_a_name_is_refused(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("x.jsonl", LINE)
        archive.writestr("yy", b"b")
    (tmp_path / "a.zip").write_bytes(packed.getvalue().replace(b"yy", b"\0y"))
    found = outcomes(tmp_path)
    assert accepted(found) == ["सुर्खी"]
    assert "without a name" in reasons(found)


def test_a_sparse_tar_member_is_refused(tmp_path: Path) -> None:
    def number(value: int) -> bytes:
        return tarfile.itn(value, 12, tarfile.GNU_FORMAT)  # type: ignore[attr-defined,no-any-return]

    head = tarfile.TarInfo("a.jsonl")
    head.size, head.type = 512, tarfile.GNUTYPE_SPARSE
    block = bytearray(head.tobuf(tarfile.GNU_FORMAT))
    block[386:398], block[398:410], block[410:483] = number(512), number(512), bytes(73)
    block[483:495], block[148:156] = number(1 << 50), b" " * 8
    block[148:156] = b"%06o\0 " % sum(block[:512])
    (tmp_path / "a.tar").write_bytes(bytes(block) + b" " * 512 + bytes(1024))
    assert "sparse" in reasons(outcomes(tmp_path))


def test_a_directory_of_too_many_names_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for each in range(30):
            archive.writestr(f"{each}.txt", b"")
    monkeypatch.setattr(zipfile, "ZipFile", None)
    found = outcomes(tmp_path, ReadOptions(max_archive_members=10))
    assert "KHABARKHOJ_MAX_ARCHIVE_MEMBERS" in reasons(found)


MUTANTS = 200


def test_mutated_packed_files_end_nothing(tmp_path: Path) -> None:
    chance = random.Random(7)
    with_zip = io.BytesIO()
    with zipfile.ZipFile(with_zip, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.jsonl", LINE * 20)
        archive.writestr("inner/y.jsonl.gz", gzip.compress(LINE))
    with_tar = io.BytesIO()
    with tarfile.open(fileobj=with_tar, mode="w") as tar:
        for name, inside in (("a.zip", with_zip.getvalue()), ("b.jsonl", LINE)):
            info = tarfile.TarInfo(name)
            info.size = len(inside)
            tar.addfile(info, io.BytesIO(inside))
    seeds = [
        with_zip.getvalue(),
        gzip.compress(with_zip.getvalue()),
        with_tar.getvalue(),
        gzip.compress(with_tar.getvalue()),
    ]
    for number in range(MUTANTS):
        content = bytearray(seeds[number % len(seeds)])
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(len(content))
            match chance.randrange(4):
                case 0:
                    content[at] = chance.randrange(256)
                case 1:
                    del content[at : at + chance.randint(1, 100)]
                case 2:
                    content[at:at] = bytes(chance.randint(1, 100))
                case _:
                    content[at : at + 4] = chance.choice(
                        [b"\xff\xff\xff\xff", b"PK\5\6", b"PK\1\2", b"\0\0\0\0"]
                    )
        (tmp_path / "m.bin").write_bytes(content)
        (tmp_path / "sound.jsonl").write_bytes(LINE)
        found = outcomes(tmp_path, ReadOptions(max_record_seconds=5))
        assert [
            outcome
            for outcome in found
            if isinstance(outcome, Accepted) and outcome.path.endswith("sound.jsonl")
        ]
