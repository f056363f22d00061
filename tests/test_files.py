"""Which files are read, what compressed and hostile ones do, and how results are put in place."""

import errno
import gzip
import io
import os
import stat
import struct
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import zstandard

from scrub import compression
from scrub.files import InputError, OutputError, Source, find_sources, placed, safe_name

TEXT = b"line one\nline two\n" * 10


def _read(source: Source) -> bytes:
    with source.open() as stream:
        return stream.read()


def _names(*arguments: Path | str) -> list[str]:
    return [source.name for source in find_sources(map(str, arguments))]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("a.txt", TEXT, id="plain"),
        pytest.param("a.txt.gz", gzip.compress(TEXT), id="gzip"),
        pytest.param("a.txt.GZ", gzip.compress(TEXT), id="suffix in capitals"),
        pytest.param("a.txt.gz", gzip.compress(TEXT[:30]) + gzip.compress(TEXT[30:]), id="two gzip members"),
        pytest.param("a.txt.zst", zstandard.compress(TEXT), id="zstd"),
        pytest.param(
            "a.txt.zst", zstandard.compress(TEXT[:30]) + zstandard.compress(TEXT[30:]), id="two zstd frames"
        ),
        pytest.param(
            "a.txt.zst", zstandard.ZstdCompressor(write_content_size=False).compress(TEXT), id="size unknown"
        ),
    ],
)
def test_a_file_is_read_decompressed(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    source = find_sources([str(tmp_path / name)])[0]
    assert _read(source) == TEXT
    assert source.head().data == TEXT
    assert source.head().name == "a.txt"


@pytest.mark.parametrize("name", ["a.txt.gz", "a.txt.zst", "a.txt"])
def test_what_is_compressed_reads_back(name: str) -> None:
    raw = io.BytesIO()
    with compression.compressed(raw, name) as out:
        out.write(TEXT)
    raw.seek(0)
    with compression.decompressed(raw, name) as stream:
        assert stream.read() == TEXT


def _flipped(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 0xFF]) + data[middle + 1 :]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        pytest.param("a.gz", gzip.compress(os.urandom(5000))[:-400], "cut off", id="gzip cut off"),
        pytest.param("a.gz", gzip.compress(TEXT)[:-4], "cut off", id="gzip without its end"),
        pytest.param("a.gz", _flipped(gzip.compress(TEXT)), "broken", id="gzip with a wrong bit"),
        pytest.param("a.gz", TEXT, "broken", id="not gzip"),
        pytest.param("a.zst", zstandard.compress(os.urandom(5000))[:-400], "cut off", id="zstd cut off"),
        pytest.param("a.zst", TEXT, "broken", id="not zstd"),
        pytest.param("a.zip", TEXT, "broken", id="not zip"),
        pytest.param("a.zip", b"PK\x05\x06" + bytes(18), "an archive without files", id="empty zip"),
    ],
)
def test_broken_compression_is_refused_with_its_reason(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(data)
    (source,) = find_sources([str(tmp_path / name)])
    with pytest.raises(InputError, match=rf"^{name}: cannot be read: .*{reason}"):
        _read(source)


@pytest.mark.parametrize("suffix", ["gz", "zst", "zip"])
def test_a_bomb_is_refused(tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compression, "FREE_BYTES", 1000)
    path = tmp_path / f"bomb.{suffix}"
    data = bytes(4_000_000)
    if suffix == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.txt", data)
    else:
        path.write_bytes(gzip.compress(data) if suffix == "gz" else zstandard.compress(data))
    (source,) = find_sources([str(path)])
    with pytest.raises(InputError, match="unpacks to more than 250 times its size"):
        _read(source)


def test_an_archive_stands_for_its_members(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.mkdir("empty")
        archive.writestr("conversations.json", b"[]")
        archive.writestr("../../up.txt", b"up")
        archive.writestr("/abs/olute.txt", b"abs")
        archive.writestr("win\\dows.txt", b"win")
        archive.writestr("more/a.txt.gz", gzip.compress(TEXT))
    found = find_sources([str(path)])
    assert {source.name: _read(source) for source in found} == {
        "export.zip/conversations.json": b"[]",
        "export.zip/up.txt": b"up",
        "export.zip/abs/olute.txt": b"abs",
        "export.zip/win/dows.txt": b"win",
        "export.zip/more/a.txt.gz": TEXT,
    }


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_members_of_one_name_are_all_read(tmp_path: Path) -> None:
    path = tmp_path / "twice.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", b"first")
        archive.writestr("a.txt", b"second")
    assert [_read(source) for source in find_sources([str(path)])] == [b"first", b"second"]


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "locked.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", b"text")
    data = bytearray(path.read_bytes())
    # The flag of encryption, in the member's header and in the directory: APPNOTE 4.4.4.
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))
    with pytest.raises(InputError, match="is encrypted"):
        _read(find_sources([str(path)])[0])


@pytest.mark.parametrize(
    ("at", "wrong"),
    [
        pytest.param(lambda data: data.rindex("é".encode()), b"\xff\xff", id="a name that is no UTF-8"),
        pytest.param(lambda data: data.index("é".encode()), b"\xff\xff", id="no UTF-8 in the member"),
        # APPNOTE 4.4.3.2: 20.0
        pytest.param(lambda data: data.index(b"PK\x01\x02") + 6, b"\xc8", id="a version to come"),
    ],
)
def test_a_broken_archive_is_refused(tmp_path: Path, at: Callable[[bytes], int], wrong: bytes) -> None:
    path = tmp_path / "broken.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("é.txt", b"text")
    data = bytearray(path.read_bytes())
    start = at(bytes(data))
    data[start : start + len(wrong)] = wrong
    path.write_bytes(bytes(data))
    with pytest.raises(InputError, match="is broken"):
        _read(find_sources([str(path)])[0])


def _archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, TEXT)
    return out.getvalue()


def _without_first(data: bytes) -> bytes:
    """The archive with a directory that begins at its second entry, and the same numbers otherwise."""
    first = data.index(b"PK\1\2")
    size = data.index(b"PK\1\2", first + 4) - first
    # APPNOTE 4.3.16
    end = data.rindex(b"PK\5\6") + 12
    told, at = struct.unpack_from("<LL", data, end)
    return data[:end] + struct.pack("<LL", told - size, at + size) + data[end + 8 :]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(_without_first(_archive("a", "b")), "more files than it names", id="short directory"),
        pytest.param(_archive("a") + _archive("b"), "more than an archive", id="two archives"),
        pytest.param(TEXT + _archive("a"), "more than an archive", id="text before it"),
        pytest.param(_archive("a") + TEXT, "more than an archive", id="text behind it"),
    ],
)
def test_an_archive_of_which_something_would_go_unread_is_refused(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    (tmp_path / "a.zip").write_bytes(data)
    (source,) = find_sources([str(tmp_path / "a.zip")])
    with pytest.raises(InputError, match=rf"^a\.zip: cannot be read: holds {reason}$"):
        _read(source)


def test_an_archive_may_have_a_comment(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(_archive("a", "b"))
    with zipfile.ZipFile(path, "a") as archive:
        archive.comment = b"of two"
    assert len(find_sources([str(path)])) == 2


def test_what_is_only_called_like_a_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(_archive("a.txt", "b.txt/"))
    assert [_read(source) for source in find_sources([str(tmp_path / "a.zip")])] == [TEXT, TEXT]


def test_a_member_whose_name_cannot_be_written_again_is_refused(tmp_path: Path) -> None:
    # One byte each in the archive, two in UTF-8.
    data = _archive("n" * 65_535).replace(b"n" * 65_535, b"\xe9" * 65_535)
    (tmp_path / "a.zip").write_bytes(data)
    (source,) = find_sources([str(tmp_path / "a.zip")])
    with pytest.raises(InputError, match="cannot be read: is broken"):
        _read(source)


@pytest.mark.parametrize("place", [2**63, 2**64 - 1])
def test_a_member_that_lies_nowhere_is_refused(tmp_path: Path, place: int) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", TEXT)
        # APPNOTE 4.5.3: the place, where there are 32 bits too few for it.
        archive.infolist()[0].extra = struct.pack("<HHQ", 1, 8, place)
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\1\2") + 42
    data[at : at + 4] = b"\xff" * 4
    path.write_bytes(data)
    (source,) = find_sources([str(path)])
    with pytest.raises(InputError, match=r"^a\.zip"):
        _read(source)


def test_links_that_lead_out_of_a_folder_are_refused(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    (outside / "private.txt").write_bytes(b"private")
    (inside / "a.txt").write_bytes(b"a")
    (inside / "same.txt").symlink_to("a.txt")
    (inside / "out.txt").symlink_to(outside / "private.txt")
    (inside / "folder").symlink_to(outside)
    (inside / "gone.txt").symlink_to("nowhere")
    read, refused = {}, {}
    for source in find_sources([str(inside)]):
        try:
            read[source.name] = _read(source)
        except InputError as error:
            refused[source.name] = str(error).partition(": cannot be read: ")[2]
    assert read == {"a.txt": b"a", "same.txt": b"a"}
    assert refused == {
        "folder": "is a link that leads out of the folder",
        "out.txt": "is a link that leads out of the folder",
        "gone.txt": "no such file or directory",
    }


def test_a_folder_is_walked_in_order_with_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", ".env", "sub/c.txt", ".git/config", "node_modules/x.js"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert _names(tmp_path) == [".env", "b.txt", "sub/c.txt"]
    assert _names(tmp_path / "b.txt", tmp_path / "b.txt") == ["b.txt"]
    assert _names(f"{tmp_path}/**/*.txt") == ["b.txt", "c.txt"]


@pytest.mark.parametrize(
    ("argument", "reason"),
    [
        pytest.param("nowhere.txt", "no such file or folder", id="missing"),
        pytest.param("*.nothing", "no file matches", id="glob"),
        pytest.param("empty", "a folder without files", id="empty folder"),
    ],
)
def test_inputs_that_are_not_there(tmp_path: Path, argument: str, reason: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=reason):
        find_sources([str(tmp_path / argument)])


def test_standard_input_is_read_whole_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT)))
    (source,) = find_sources(["-"])
    assert source.head().data == TEXT
    assert _read(source) == TEXT
    assert _read(source) == TEXT


def test_a_pipe_is_read_whole_each_time(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.write(writer, TEXT)
    os.close(writer)
    (source,) = find_sources([f"/dev/fd/{reader}"])
    os.close(os.dup(reader))
    assert source.head().data == TEXT
    assert _read(source) == TEXT
    os.close(reader)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a")
    path.chmod(0)
    with pytest.raises(InputError, match="permission denied"):
        _read(find_sources([str(path)])[0])


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a/b.txt", "a/b.txt"),
        ("a//b", "a/b"),
        ("./a", "a"),
        ("a/../../b", "a/b"),
        ("//server/share", "server/share"),
        ("...", "..."),
        ("10:30 notes", "10:30 notes"),
        ("", "unnamed"),
        ("..", "unnamed"),
        ("a\0b", "ab"),
    ],
)
def test_safe_names(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_file_appears_when_it_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "sub" / "a.txt"
    with placed(path) as stream:
        stream.write(b"half")
        stream.flush()
        assert not path.exists()
        assert [stat.S_IMODE(each.stat().st_mode) for each in path.parent.iterdir()] == [0o600]
        stream.write(b" whole")
    assert path.read_bytes() == b"half whole"
    assert list(path.parent.iterdir()) == [path]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_permissions_are_those_of_the_original(tmp_path: Path, mode: int) -> None:
    original = tmp_path / "original"
    original.write_bytes(b"x")
    original.chmod(mode)
    with placed(tmp_path / "copy", like=original) as stream:
        stream.write(b"y")
    assert stat.S_IMODE((tmp_path / "copy").stat().st_mode) == mode


def test_a_name_that_is_taken_is_refused_unless_it_may_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    with pytest.raises(OutputError, match="already exists"), placed(path) as stream:
        stream.write(b"new")
    assert path.read_bytes() == b"old"
    with placed(path, replace=True) as stream:
        stream.write(b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_dangling_link_is_a_name_that_is_taken(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("elsewhere.txt")
    with pytest.raises(OutputError, match="already exists"), placed(tmp_path / "a.txt") as stream:
        stream.write(b"new")
    assert not (tmp_path / "elsewhere.txt").exists()


def test_a_name_that_is_taken_meanwhile_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with pytest.raises(OutputError, match="already exists"), placed(path) as stream:
        stream.write(b"new")
        path.write_bytes(b"someone else's")
    assert path.read_bytes() == b"someone else's"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_system_without_hard_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    with placed(tmp_path / "a.txt") as stream:
        stream.write(b"new")
    assert (tmp_path / "a.txt").read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [tmp_path / "a.txt"]


@pytest.mark.parametrize(
    ("error", "raised"),
    [
        pytest.param(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), OutputError, id="disk full"),
        pytest.param(InputError("a.gz: is cut off"), InputError, id="input broken"),
        pytest.param(KeyboardInterrupt(), KeyboardInterrupt, id="interrupted"),
    ],
)
def test_nothing_is_left_after_a_failure(
    tmp_path: Path, error: BaseException, raised: type[BaseException]
) -> None:
    with pytest.raises(raised), placed(tmp_path / "a.txt") as stream:
        stream.write(b"half")
        raise error
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_told_when_the_rest_is_flushed() -> None:
    with (
        pytest.raises(OutputError, match="/dev/full: cannot be written: no space left on device"),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr("tempfile.mkstemp", lambda **_: (os.open("/dev/full", os.O_WRONLY), "/nonexistent"))
        with placed(Path("/dev/full"), replace=True) as stream:
            stream.write(b"x")


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(OutputError, match="cannot be written"), placed(tmp_path / "file" / "a.txt") as stream:
        stream.write(b"x")
