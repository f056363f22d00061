"""Where results go: files, mirrored folders, archives, in place with a backup; whole or not at all."""

import errno
import gzip
import os
import stat
import zipfile
from contextlib import AbstractContextManager
from pathlib import Path, PurePosixPath
from typing import BinaryIO

import pytest

from scrub import outputs
from scrub.files import InputError, OutputError, Source, find_sources
from scrub.outputs import FileOutput, FolderOutput, InPlaceOutput, Names, NoOutput, Output, ZipOutput
from scrub.policy import Policy
from scrub.redact import joined, scrub_unit
from scrub.scrubber import Scrubber
from scrub.units import Unit, units_of

MAIL = "mara.okafor@quillpost.co.uk"


def _put(output: Output, source: Source, data: bytes, name: str | None = None) -> None:
    with output.open(source, source.name if name is None else name) as stream:
        stream.write(data)


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _archive(path: Path, **members: bytes) -> list[Source]:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return find_sources([str(path)])


def _source(path: Path, data: bytes = b"original") -> Source:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return find_sources([str(path)])[0]


def test_a_folder_is_mirrored(tmp_path: Path) -> None:
    for name in ("a.txt", "sub/.env", "sub/deep/b.jsonl"):
        _source(tmp_path / "in" / name)
    with FolderOutput(tmp_path / "out") as output:
        for source in find_sources([str(tmp_path / "in")]):
            _put(output, source, source.name.encode())
    assert _files(tmp_path / "out") == {
        name: name.encode() for name in ("a.txt", "sub/.env", "sub/deep/b.jsonl")
    }


def test_names_that_scrubbing_made_equal_are_told_apart(tmp_path: Path) -> None:
    source = _source(tmp_path / "in.txt")
    with FolderOutput(tmp_path / "out") as output:
        for name in ("x.txt", "x.txt", "X.txt", "x-2.txt", "sub/x.txt", ".env", ".env"):
            _put(output, source, name.encode(), name)
    assert _files(tmp_path / "out") == {
        "x.txt": b"x.txt",
        "x-2.txt": b"x.txt",
        "X-3.txt": b"X.txt",
        "x-2-2.txt": b"x-2.txt",
        "sub/x.txt": b"sub/x.txt",
        ".env": b".env",
        ".env-2": b".env",
    }


@pytest.mark.parametrize("name", ["../up.txt", "/up.txt", "sub/../../up.txt", ""])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    source = _source(tmp_path / "in" / "a.txt")
    with FolderOutput(tmp_path / "out" / "here") as output:
        _put(output, source, b"x", name)
    assert {name.split("/")[0] for name in _files(tmp_path)} == {"in", "out"}
    assert {name.split("/")[0] for name in _files(tmp_path / "out")} == {"here"}


def test_an_archive_in_a_folder_stays_an_archive(tmp_path: Path) -> None:
    (tmp_path / "in" / "sub").mkdir(parents=True)
    _archive(tmp_path / "in" / "sub" / "export.zip", **{"a.txt": b"a", "more/b.txt": b"b"})
    _source(tmp_path / "in" / "c.txt")
    with FolderOutput(tmp_path / "out") as output:
        for source in find_sources([str(tmp_path / "in")]):
            _put(output, source, source.name.encode())
        assert not (tmp_path / "out" / "sub" / "export.zip").exists()
    assert sorted(_files(tmp_path / "out")) == ["c.txt", "sub/export.zip"]
    with zipfile.ZipFile(tmp_path / "out" / "sub" / "export.zip") as archive:
        assert {item.filename: archive.read(item) for item in archive.infolist()} == {
            "a.txt": b"sub/export.zip/a.txt",
            "more/b.txt": b"sub/export.zip/more/b.txt",
        }


def test_names_that_are_one_on_macos_are_told_apart() -> None:
    names = Names()
    assert [names.free(name) for name in ("ma\u0301ra.txt", "m\u00e1ra.txt", "M\u00c1RA.txt")] == [
        "ma\u0301ra.txt",
        "m\u00e1ra-2.txt",
        "M\u00c1RA-3.txt",
    ]


def test_a_free_name_is_found_at_once_among_thousands_that_were_made_equal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried: list[PurePosixPath] = []
    folded = outputs.folded_name
    monkeypatch.setattr(outputs, "folded_name", lambda path: tried.append(path) or folded(path))
    names = Names()
    assert [names.free("a.txt") for _ in range(300)] == [
        "a.txt",
        *(f"a-{count}.txt" for count in range(2, 301)),
    ]
    assert len(tried) < 5 * 300


def test_members_of_an_archive_keep_their_names_and_compression(tmp_path: Path) -> None:
    sources = _archive(
        tmp_path / "in.zip", **{"a.txt": b"a", "b.txt.gz": gzip.compress(b"b"), "c/d.txt": b"d"}
    )
    with ZipOutput(tmp_path / "out.zip") as output:
        for source in sources:
            with source.open() as stream:
                _put(output, source, stream.read().upper())
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert archive.namelist() == ["a.txt", "b.txt.gz", "c/d.txt"]
        assert archive.read("a.txt") == b"A"
        assert gzip.decompress(archive.read("b.txt.gz")) == b"B"
    assert stat.S_IMODE((tmp_path / "out.zip").stat().st_mode) == 0o600


def test_members_that_scrubbing_made_equal_are_told_apart(tmp_path: Path) -> None:
    first, second = _archive(tmp_path / "in.zip", **{"jane.txt": b"a", "mary.txt": b"b"})
    with ZipOutput(tmp_path / "out.zip") as output:
        _put(output, first, b"a", "in.zip/x.txt")
        _put(output, second, b"b", "in.zip/x.txt")
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert archive.namelist() == ["x.txt", "x-2.txt"]


def test_a_member_that_failed_is_absent_and_the_rest_is_whole(tmp_path: Path) -> None:
    first, second = _archive(tmp_path / "in.zip", **{"a.txt": b"a", "b.txt": b"b"})
    with ZipOutput(tmp_path / "out.zip") as output:
        with pytest.raises(InputError), output.open(first, first.name) as stream:
            stream.write(b"half")
            raise InputError("in.zip/a.txt: cut off")
        _put(output, second, b"whole")
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {"b.txt": b"whole"}


@pytest.mark.parametrize("name", ["out.txt", "out.txt.gz", "out.txt.zst"])
def test_one_named_file_is_compressed_as_it_is_called(tmp_path: Path, name: str) -> None:
    source = _source(tmp_path / "in.txt")
    _put(FileOutput(tmp_path / name), source, b"text")
    with find_sources([str(tmp_path / name)])[0].open() as stream:
        assert stream.read() == b"text"


def test_outputs_keep_the_permissions_of_their_originals(tmp_path: Path) -> None:
    source = _source(tmp_path / "in" / "run.sh")
    source.path.chmod(0o750)
    _put(FileOutput(tmp_path / "one.sh"), source, b"x")
    with FolderOutput(tmp_path / "out") as output:
        _put(output, source, b"x")
    _put(InPlaceOutput(), source, b"x")
    for path in (tmp_path / "one.sh", tmp_path / "out" / "run.sh", source.path):
        assert stat.S_IMODE(path.stat().st_mode) == 0o750


def _outputs(root: Path) -> list[AbstractContextManager[Output] | Output]:
    return [FolderOutput(root), ZipOutput(root / "in.txt"), FileOutput(root / "in.txt")]


@pytest.mark.parametrize("number", range(3), ids=["folder", "zip", "file"])
def test_an_output_that_exists_is_refused(tmp_path: Path, number: int) -> None:
    source = _source(tmp_path / "in.txt")
    output = _outputs(tmp_path)[number]
    with pytest.raises(OutputError, match="already exists"):
        if isinstance(output, FileOutput):
            _put(output, source, b"x")
        else:
            with output as entered:  # type: ignore[union-attr]
                _put(entered, source, b"x")
    assert _files(tmp_path) == {"in.txt": b"original"}


@pytest.mark.parametrize("number", range(3), ids=["folder", "zip", "file"])
def test_nothing_is_left_when_the_disk_is_full(tmp_path: Path, number: int) -> None:
    source = _source(tmp_path / "in.txt")
    output = _outputs(tmp_path / "out")[number]

    def fill(stream: BinaryIO) -> None:
        stream.write(b"half")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(OutputError, match="no space left on device"):
        if isinstance(output, FileOutput):
            with output.open(source, source.name) as stream:
                fill(stream)
        else:
            with output as entered, entered.open(source, source.name) as stream:  # type: ignore[union-attr]
                fill(stream)
    assert _files(tmp_path / "out") == {}


def test_in_place_keeps_a_backup(tmp_path: Path) -> None:
    source = _source(tmp_path / "a.txt")
    _put(InPlaceOutput(), source, b"scrubbed")
    assert _files(tmp_path) == {"a.txt": b"scrubbed", "a.txt.bak": b"original"}


def test_in_place_leaves_alone_what_does_not_change(tmp_path: Path) -> None:
    source = _source(tmp_path / "a.txt")
    before = source.path.stat()
    _put(InPlaceOutput(), source, b"original")
    assert _files(tmp_path) == {"a.txt": b"original"}
    assert source.path.stat().st_ino == before.st_ino


def test_in_place_compresses_again(tmp_path: Path) -> None:
    source = _source(tmp_path / "a.txt.gz", gzip.compress(b"original"))
    _put(InPlaceOutput(), source, b"scrubbed")
    assert gzip.decompress((tmp_path / "a.txt.gz").read_bytes()) == b"scrubbed"
    assert gzip.decompress((tmp_path / "a.txt.gz.bak").read_bytes()) == b"original"


def test_in_place_scrubs_the_file_behind_a_link(tmp_path: Path) -> None:
    _source(tmp_path / "real.txt")
    (tmp_path / "link.txt").symlink_to("real.txt")
    _put(InPlaceOutput(), find_sources([str(tmp_path / "link.txt")])[0], b"scrubbed")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_bytes() == b"scrubbed"
    assert (tmp_path / "real.txt.bak").read_bytes() == b"original"


def test_in_place_refuses_an_earlier_backup_and_archives(tmp_path: Path) -> None:
    source = _source(tmp_path / "a.txt")
    (tmp_path / "a.txt.bak").write_bytes(b"earlier")
    with pytest.raises(OutputError, match="move the earlier backup away"):
        _put(InPlaceOutput(), source, b"scrubbed")
    (member,) = _archive(tmp_path / "in.zip", **{"a.txt": b"a"})
    with pytest.raises(OutputError, match="an archive cannot be redacted in place"):
        _put(InPlaceOutput(), member, b"scrubbed")
    assert _files(tmp_path)["a.txt"] == b"original"
    assert _files(tmp_path)["a.txt.bak"] == b"earlier"


def test_in_place_refuses_what_is_written_as_another_kind_of_file(tmp_path: Path) -> None:
    source = _source(tmp_path / "state.vscdb")
    with pytest.raises(OutputError, match=r"state.vscdb: is written as .jsonl; use -o"):
        _put(InPlaceOutput(), source, b"{}", "state.jsonl")
    assert _files(tmp_path) == {"state.vscdb": b"original"}


@pytest.mark.parametrize("step", ["hardlink_to", "replace"])
def test_in_place_leaves_all_as_it_was_when_it_fails(
    tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    source = _source(tmp_path / "a.txt")
    monkeypatch.setattr(Path, step, refuse)
    if step == "hardlink_to":
        monkeypatch.setattr("shutil.copy2", refuse)
    with pytest.raises(OutputError, match="no space left on device"):
        _put(InPlaceOutput(), source, b"scrubbed")
    assert _files(tmp_path) == {"a.txt": b"original"}


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    source = _source(tmp_path / "a.txt")
    _put(NoOutput(), source, b"scrubbed")
    assert _files(tmp_path) == {"a.txt": b"original"}


@pytest.fixture(scope="module")
def scrubber() -> Scrubber:
    return Scrubber(Policy.load(), key=bytes(32), style="placeholder")


def _redact(scrubber: Scrubber, sources: list[Source], output: Output) -> list[str]:
    """Redact into the output, and return the errors."""
    errors = []
    for unit in units_of(sources):
        if not isinstance(unit, Unit):
            errors.append(str(unit))
            continue
        try:
            for file in scrub_unit(scrubber, unit):
                with output.open(file.source, file.output_name) as stream:
                    file.format.writer(stream, joined(part for part, _ in file.parts))
        except InputError as error:
            errors.append(str(error))
    return errors


def test_an_export_is_scrubbed_member_by_member(tmp_path: Path, scrubber: Scrubber) -> None:
    members = {
        "user.json": f'{{"id": "u1", "email": "{MAIL}"}}'.encode(),
        "conversations.json": f'[{{"title": "mail {MAIL}"}},\n {{"title": "Trip"}}]\n'.encode(),
        f"files/{MAIL}.txt": b"nothing here",
    }
    sources = _archive(tmp_path / "export.zip", **members)
    with ZipOutput(tmp_path / "out.zip") as output:
        assert _redact(scrubber, sources, output) == []
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            "user.json": b'{"id": "u1", "email": "<EMAIL_ADDRESS_1>"}',
            "conversations.json": b'[{"title": "mail <EMAIL_ADDRESS_1>"},\n {"title": "Trip"}]\n',
            "files/<EMAIL_ADDRESS_1>.txt": b"nothing here",
        }


def test_a_file_that_is_cut_off_is_absent_and_the_others_are_whole(
    tmp_path: Path, scrubber: Scrubber, monkeypatch: pytest.MonkeyPatch
) -> None:
    # So that the file breaks when a part of it is already written.
    monkeypatch.setattr("scrub.compression._BUFFER", 4096)
    lines = [b'{"n": %d, "noise": "%s"}\n' % (n, os.urandom(90).hex().encode()) for n in range(500)]
    _source(tmp_path / "in" / "a.jsonl.gz", gzip.compress(b"".join(lines))[:-1000])
    _source(tmp_path / "in" / "b.jsonl.gz", gzip.compress(lines[0]))
    with FolderOutput(tmp_path / "out") as output:
        errors = _redact(scrubber, find_sources([str(tmp_path / "in")]), output)
    assert errors == ["a.jsonl.gz: cannot be read: the compressed data is cut off"]
    assert sorted(_files(tmp_path / "out")) == ["b.jsonl.gz"]
