"""Where results go: a file, a folder that mirrors the input, the input's own place, nowhere.

Every file appears under its name whole or not at all.
"""

import filecmp
import io
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Hashable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, Final, Protocol, cast

from recognizers.errors import reason_of
from scrub.compression import compressed
from scrub.files import OutputError, Source, folded_name, placed, safe_name, staged

BACKUP_SUFFIX: Final = ".bak"
# As an output, standard output; as an input, `STDIN`.
STDOUT: Final = Path("-")
# Members of an archive are their owner's alone until someone says otherwise.
_MEMBER_MODE: Final = 0o600
# What a member may hold in memory before it goes to a temporary file.
_SPOOLED_BYTES: Final = 16 * 1024 * 1024


class Output(Protocol):
    """Somewhere to put scrubbed files."""

    def open(self, source: Source, name: str) -> AbstractContextManager[BinaryIO]:
        """Open the place of a file; what is written there appears when the block ends well."""


class Numbers:
    """Tells apart by a number what was asked for under one name, without trying those given before again."""

    def __init__(self) -> None:
        # Where the next search begins; what is taken stays so.
        self._counts: dict[Hashable, int] = {}

    def free(
        self, first: PurePosixPath, asked: Hashable, is_taken: Callable[[PurePosixPath], bool]
    ) -> PurePosixPath:
        """Return the path, or the next of its kind that is not taken; `asked` is the same for equal names."""
        count = self._counts.get(asked, 1)
        path = _numbered(first, count)
        while is_taken(path):
            count += 1
            path = _numbered(first, count)
        self._counts[asked] = count
        return path


class Names:
    """The names that are taken; those that were made equal by scrubbing are told apart by a number."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._numbers = Numbers()

    def free(self, name: str) -> str:
        """Return the name, which cannot lead out of its folder, or the next of its kind that is free."""
        first = PurePosixPath(safe_name(name))
        path = self._numbers.free(first, folded_name(first), lambda path: folded_name(path) in self._taken)
        self._taken.add(folded_name(path))
        return str(path)


def _numbered(path: PurePosixPath, count: int) -> PurePosixPath:
    return path if count == 1 else path.with_name(f"{path.stem}-{count}{path.suffix}")


class FileOutput:
    """One named file."""

    def __init__(self, path: Path, *, replace: bool = False) -> None:
        self._path = path
        self._replace = replace

    @contextmanager
    def open(self, source: Source, name: str) -> Iterator[BinaryIO]:
        """Open the file, compressed as its name says; a device or a pipe is written to as it is."""
        if self._path.exists() and not self._path.is_file():
            try:
                with self._path.open("wb") as device:
                    yield device
            except OSError as error:
                raise OutputError(f"{self._path}: cannot be written: {reason_of(error)}") from None
            return
        with (
            placed(self._path, replace=self._replace, like=_original(source)) as stream,
            compressed(stream, self._path.name) as out,
        ):
            yield out


class FolderOutput:
    """A folder in which files keep their relative, scrubbed names, and archives stay archives.

    Complete when the block around it ends.
    """

    def __init__(self, root: Path, *, replace: bool = False) -> None:
        self._root = root
        self._replace = replace
        self._names = Names()
        self._archives: dict[Path, ZipOutput] = {}
        self._stack = ExitStack()

    def __enter__(self) -> "FolderOutput":
        return self

    def __exit__(self, *details: Any) -> None:
        self._stack.__exit__(*details)

    @contextmanager
    def open(self, source: Source, name: str) -> Iterator[BinaryIO]:
        """Open the file's place below the folder."""
        if source.member is not None:
            if source.path not in self._archives:
                archive = self._root / self._names.free("/".join(name.split("/")[: source.archive_steps]))
                self._archives[source.path] = self._stack.enter_context(
                    ZipOutput(archive, replace=self._replace)
                )
            with self._archives[source.path].open(source, name) as out:
                yield out
            return
        path = self._root / self._names.free(name)
        with (
            placed(path, replace=self._replace, like=_original(source)) as stream,
            compressed(stream, path.name) as out,
        ):
            yield out


class InPlaceOutput:
    """The place that a file was read from; what stood there is kept beside it as `name.bak`.

    A file that would not change is left alone, and gets no backup.
    """

    @contextmanager
    def open(self, source: Source, name: str) -> Iterator[BinaryIO]:
        """Open the file's own place; OutputError where a backup is there, or another kind is written."""
        if source.url is not None:
            raise OutputError(f"{source.name}: what lies behind a URL cannot be redacted in place; use -o")
        if source.member is not None:
            raise OutputError(f"{source.path}: an archive cannot be redacted in place; use -o")
        suffix = PurePosixPath(name).suffix
        if suffix.lower() != PurePosixPath(source.name).suffix.lower():
            raise OutputError(f"{source.path}: is written as {suffix or 'another file'}; use -o")
        path = source.path.resolve()
        backup = path.with_name(path.name + BACKUP_SUFFIX)
        with staged(path) as file:
            with compressed(file.stream, path.name) as out:
                yield out
            file.finish()
            if filecmp.cmp(path, file.temporary, shallow=False):
                return
            if os.path.lexists(backup):
                raise OutputError(f"{backup}: already exists; move the earlier backup away first")
            shutil.copymode(path, file.temporary)
            _keep(path, backup)
            try:
                file.temporary.replace(path)
            except OSError:
                backup.unlink(missing_ok=True)
                raise


def is_backup(source: Source) -> bool:
    """Return whether a file in a folder is what an earlier redaction in place kept of its neighbour."""
    path = source.path
    return source.root is not None and path.suffix == BACKUP_SUFFIX and path.with_suffix("").exists()


def _keep(path: Path, backup: Path) -> None:
    """Give a file a second name, or a copy where the file system knows no second names."""
    try:
        backup.hardlink_to(path)
    except FileExistsError:
        raise
    except OSError:
        shutil.copy2(path, backup)


def _original(source: Source) -> Path | None:
    """The file whose permissions hold for what is made of it."""
    return source.path if source.once is None and source.url is None else None


class StreamOutput:
    """Standard output."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    @contextmanager
    def open(self, source: Source, name: str) -> Iterator[BinaryIO]:
        """Yield the stream itself; OutputError where it is full, BrokenPipeError where nobody reads on."""
        try:
            yield self._stream
            self._stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputError(f"standard output: cannot be written: {reason_of(error)}") from None


class ZipOutput:
    """An archive whose members keep their scrubbed names; complete when the block around it ends.

    The dates of members are not kept.
    """

    def __init__(self, path: Path, *, replace: bool = False) -> None:
        self._path = path
        self._replace = replace
        self._names = Names()
        self._archive: zipfile.ZipFile | None = None
        self._stack = ExitStack()

    def __enter__(self) -> "ZipOutput":
        stream = self._stack.enter_context(placed(self._path, replace=self._replace))
        self._archive = self._stack.enter_context(zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED))
        return self

    def __exit__(self, *details: Any) -> None:
        self._stack.__exit__(*details)

    @contextmanager
    def open(self, source: Source, name: str) -> Iterator[BinaryIO]:
        """Open a member, which is added when the block ends well; the archive's own name is left out."""
        assert self._archive is not None
        steps = name.split("/")
        member = zipfile.ZipInfo(self._names.free("/".join(steps[source.archive_steps :])))
        member.compress_type = zipfile.ZIP_DEFLATED
        member.external_attr = _MEMBER_MODE << 16
        try:
            with tempfile.SpooledTemporaryFile(_SPOOLED_BYTES) as whole:
                with compressed(cast(BinaryIO, whole), member.filename) as out:
                    yield out
                whole.seek(0)
                with self._archive.open(member, "w", force_zip64=True) as stream:
                    shutil.copyfileobj(whole, stream)
        except OSError as error:
            raise OutputError(f"{self._path}: cannot be written: {reason_of(error)}") from None


class _Void(io.RawIOBase):
    """Keeps nothing, and knows how much it was given, as Arrow asks."""

    _size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._size += len(data)
        return len(data)

    def tell(self) -> int:
        return self._size


class NoOutput:
    """Nowhere, for a dry run."""

    @contextmanager
    def open(self, source: Source, name: str) -> Iterator[BinaryIO]:
        """Yield a stream that forgets what it is given."""
        yield cast(BinaryIO, _Void())
