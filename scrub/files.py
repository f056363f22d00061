"""Which files are meant, how each is opened, and how a result is put in place whole or not at all."""

import glob
import gzip
import io
import os
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final, cast

from scrub.errors import ScrubError
from scrub.formats.format import HEAD_SIZE, Head

STDIN: Final = "-"
_SKIPPED_FOLDERS: Final = frozenset((".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv"))
_COMPRESSIONS: Final = (".gz", ".zst")


class InputError(ScrubError):
    """An input does not exist or cannot be read."""


class OutputError(ScrubError):
    """An output cannot be written."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file to be read, or one member of a zip archive."""

    path: Path
    # How it is called in findings and under an output folder: relative, with forward slashes.
    name: str
    # The member of the archive that `path` is.
    member: str | None = None

    @property
    def plain_name(self) -> str:
        """Its name without compression suffix."""
        stem, dot, suffix = self.name.rpartition(".")
        return stem if dot + suffix in _COMPRESSIONS else self.name

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Open its decompressed bytes; InputError where that cannot be done."""
        try:
            if self.path.name == STDIN:
                yield sys.stdin.buffer
            elif self.member is not None:
                with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as stream:
                    yield cast(BinaryIO, stream)
            elif self.name.endswith(".gz"):
                with gzip.open(self.path) as stream:
                    yield cast(BinaryIO, stream)
            elif self.name.endswith(".zst"):
                import zstandard

                with self.path.open("rb") as raw, zstandard.ZstdDecompressor().stream_reader(raw) as stream:
                    yield cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, stream)))
            else:
                with self.path.open("rb") as stream:
                    yield stream
        except (OSError, EOFError, zipfile.BadZipFile, RuntimeError) as error:
            raise InputError(f"{self.name}: cannot be read: {_reason(error)}") from None

    def head(self) -> Head:
        """Read what its format is recognised by."""
        with self.open() as stream:
            data = stream.read(HEAD_SIZE + 1)
        return Head(self.plain_name, data[:HEAD_SIZE], len(data) <= HEAD_SIZE)


def find_sources(arguments: Iterable[str]) -> list[Source]:
    """Return the files that files, folders and globs stand for, in order; `-` is standard input.

    Folders are walked, hidden files included. Raises InputError for what does not exist, and for a
    folder without files.
    """
    sources: list[Source] = []
    for argument in arguments:
        if argument == STDIN:
            sources.append(Source(Path(STDIN), STDIN))
            continue
        path = Path(argument).expanduser()
        if glob.has_magic(argument) and not path.exists():
            matched = sorted(glob.glob(str(path), recursive=True, include_hidden=True))  # noqa: PTH207 (absolute patterns)
            if not matched:
                raise InputError(f"{argument}: no file matches")
            for name in matched:
                sources += _expanded(Path(name), argument)
        elif not path.exists():
            raise InputError(f"{argument}: no such file or folder")
        else:
            sources += _expanded(path, argument)
    return list(dict.fromkeys(sources))


def _expanded(path: Path, argument: str) -> list[Source]:
    if path.is_dir():
        found = [Source(file, file.relative_to(path).as_posix()) for file in _walk(path)]
        if not found:
            raise InputError(f"{argument}: a folder without files")
    else:
        found = [Source(path, path.name)]
    return [member for source in found for member in _members(source)]


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _SKIPPED_FOLDERS)
        for name in sorted(names):
            path = Path(root) / name
            if path.is_file():
                yield path


def _members(source: Source) -> Iterator[Source]:
    """A zip archive stands for its members."""
    if source.path.suffix.lower() != ".zip":
        yield source
        return
    try:
        with zipfile.ZipFile(source.path) as archive:
            for item in archive.infolist():
                if not item.is_dir():
                    yield Source(source.path, f"{source.name}/{_safe(item.filename)}", item.filename)
    except (OSError, zipfile.BadZipFile) as error:
        raise InputError(f"{source.name}: cannot be read: {_reason(error)}") from None


def _safe(name: str) -> str:
    """A member's name without steps that would lead out of the folder it is written to."""
    steps = [step for step in PurePosixPath(name.replace("\\", "/")).parts if step not in ("/", "..", ".")]
    return "/".join(steps) or "unnamed"


@contextmanager
def placed(path: Path, *, replace: bool = False) -> Iterator[BinaryIO]:
    """Open a file for writing that appears under its name only when it is complete.

    Raises OutputError where the name is taken, unless it may be replaced, or nothing can be written.
    """
    if path.exists() and not replace:
        raise OutputError(f"{path}: already exists; choose another output or remove it first")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {_reason(error)}") from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield cast(BinaryIO, stream)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {_reason(error)}") from None
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def compressed(stream: BinaryIO, name: str) -> Iterator[BinaryIO]:
    """Wrap a stream so that it is written in the compression that the name asks for."""
    if name.endswith(".gz"):
        with gzip.GzipFile(fileobj=stream, mode="wb", mtime=0, filename="") as wrapped:
            yield cast(BinaryIO, wrapped)
    elif name.endswith(".zst"):
        import zstandard

        with zstandard.ZstdCompressor().stream_writer(stream, closefd=False) as wrapped_zst:
            yield cast(BinaryIO, wrapped_zst)
    else:
        yield stream


def _reason(error: BaseException) -> str:
    """What went wrong, without what an exception may quote from the data."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return type(error).__name__
