"""Where results go: a file, a folder that mirrors the input, the input's own place, nowhere.

Every file appears under its name whole or not at all.
"""

import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final, Protocol, cast

from scrub.files import OutputError, Source, compressed, placed

BACKUP_SUFFIX: Final = ".bak"


class Output(Protocol):
    """Somewhere to put scrubbed files."""

    def open(self, source: Source, name: str) -> AbstractContextManager[BinaryIO]:
        """Open the place of a file; what is written there appears when the block ends well."""


class FileOutput:
    """One named file."""

    def __init__(self, path: Path, *, replace: bool = False) -> None:
        self._path = path
        self._replace = replace

    @contextmanager
    def open(self, source: Source, name: str) -> Iterator[BinaryIO]:
        """Open the file, compressed as its name says."""
        with placed(self._path, replace=self._replace) as stream, compressed(stream, self._path.name) as out:
            yield out


class FolderOutput:
    """A folder in which files keep their relative, scrubbed names, and archives stay archives.

    Complete when the block around it ends.
    """

    def __init__(self, root: Path, *, replace: bool = False) -> None:
        self._root = root
        self._replace = replace
        self._taken: Counter[str] = Counter()
        self._archives: dict[Path, ZipOutput] = {}
        self._stack = ExitStack()

    def __enter__(self) -> "FolderOutput":
        return self

    def __exit__(self, *details: Any) -> None:
        self._stack.__exit__(*details)

    def _path_of(self, name: str) -> Path:
        """Where a file goes; names that were made equal by scrubbing are told apart by a number."""
        self._taken[name] += 1
        path = self._root / name
        count = self._taken[name]
        return path if count == 1 else path.with_name(f"{path.stem}-{count}{path.suffix}")

    @contextmanager
    def open(self, source: Source, name: str) -> Iterator[BinaryIO]:
        """Open the file's place below the folder."""
        if source.member is not None:
            if source.path not in self._archives:
                archive = ZipOutput(self._path_of(name.partition("/")[0]), replace=self._replace)
                self._archives[source.path] = self._stack.enter_context(archive)
            with self._archives[source.path].open(source, name) as out:
                yield out
            return
        path = self._path_of(name)
        with placed(path, replace=self._replace) as stream, compressed(stream, path.name) as out:
            yield out


class InPlaceOutput:
    """The place that a file was read from; what stood there is kept beside it as `name.bak`."""

    @contextmanager
    def open(self, source: Source, name: str) -> Iterator[BinaryIO]:
        """Open the file's own place; OutputError where a backup is already there."""
        backup = source.path.with_name(source.path.name + BACKUP_SUFFIX)
        if backup.exists():
            raise OutputError(f"{backup}: already exists; move the earlier backup away first")
        if source.member is not None:
            raise OutputError(f"{source.path}: an archive cannot be redacted in place; use -o")
        with placed(source.path, replace=True) as stream:
            with compressed(stream, source.path.name) as out:
                yield out
            backup.hardlink_to(source.path)


class StreamOutput:
    """Standard output."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    @contextmanager
    def open(self, source: Source, name: str) -> Iterator[BinaryIO]:
        """Yield the stream itself."""
        yield self._stream
        self._stream.flush()


class ZipOutput:
    """An archive whose members keep their scrubbed names; complete when the block around it ends."""

    def __init__(self, path: Path, *, replace: bool = False) -> None:
        self._path = path
        self._replace = replace
        self._stack = ExitStack()
        self._archive: zipfile.ZipFile | None = None

    def __enter__(self) -> "ZipOutput":
        stream = self._stack.enter_context(placed(self._path, replace=self._replace))
        self._archive = self._stack.enter_context(zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED))
        return self

    def __exit__(self, *details: Any) -> None:
        self._stack.__exit__(*details)

    @contextmanager
    def open(self, source: Source, name: str) -> Iterator[BinaryIO]:
        """Open a member; the archive's own name, which leads that of its members, is left out."""
        assert self._archive is not None
        member = zipfile.ZipInfo(name.partition("/")[2] or name)
        member.compress_type = zipfile.ZIP_DEFLATED
        with self._archive.open(member, "w", force_zip64=True) as out:
            yield cast(BinaryIO, out)


class _Void:
    """Counts nothing, keeps nothing."""

    def write(self, data: bytes) -> int:
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""


class NoOutput:
    """Nowhere, for a dry run."""

    @contextmanager
    def open(self, source: Source, name: str) -> Iterator[BinaryIO]:
        """Yield a stream that forgets what it is given."""
        yield cast(BinaryIO, _Void())
