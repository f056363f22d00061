"""Which files are meant, how each is opened, and how a result is put in place whole or not at all."""

import errno
import glob
import os
import stat
import sys
import tempfile
import weakref
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from shutil import copyfileobj
from typing import BinaryIO, Final, cast
from unicodedata import normalize
from urllib.parse import unquote

from recognizers.errors import reason_of
from recognizers.nearest import nearest
from scrub.archives import opened
from scrub.compression import UnpackError, decompressed, limited, plain_name
from scrub.errors import ScrubError
from scrub.formats.format import HEAD_SIZE, Head
from scrub.private import PART, lock, remove_abandoned_parts
from scrub.remote import find_urls, is_url, open_url

STDIN: Final = "-"
_LOCAL: Final = "file://"
_SKIPPED_FOLDERS: Final = frozenset((".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv"))
# What a stream that can be read only once may hold in memory before it goes to a temporary file.
_SPOOLED_BYTES: Final = 16 * 1024 * 1024
_PERMISSIONS: Final = stat.S_IRWXU | stat.S_IRWXG | stat.S_IRWXO


class InputError(ScrubError):
    """An input does not exist or cannot be read."""


class OutputError(ScrubError):
    """An output cannot be written."""


class _Once:
    """Standard input, or a pipe: can be read only once, so it is kept to be read again."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._copy: BinaryIO | None = None

    def open(self) -> BinaryIO:
        if self._copy is None:
            copy = cast(BinaryIO, tempfile.SpooledTemporaryFile(_SPOOLED_BYTES))  # noqa: SIM115 (outlives the block)
            weakref.finalize(self, copy.close)
            if self._path is None:
                copyfileobj(sys.stdin.buffer, copy)
            else:
                with self._path.open("rb") as stream:
                    copyfileobj(stream, copy)
            self._copy = copy
        self._copy.seek(0)
        return self._copy


@dataclass(frozen=True, slots=True)
class Source:
    """One file to be read, or one member of a zip archive."""

    path: Path
    # How it is called in findings and under an output folder: relative, with forward slashes.
    name: str
    # The number of the member in the archive that `path` is.
    member: int | None = None
    # How many steps of the name are the archive's own.
    archive_steps: int = 0
    # The folder in which the file was found; a link that leads out of it is not followed.
    root: Path | None = None
    once: _Once | None = field(default=None, compare=False, repr=False)
    # Where it lies, if that is elsewhere; the path is then only the end of it.
    url: str | None = None

    @property
    def plain_name(self) -> str:
        """Its name without compression suffix."""
        return plain_name(self.name)

    @property
    def leads_out(self) -> bool:
        """Whether it is a link to somewhere outside the folder in which it was found."""
        return (
            self.url is None
            and self.root is not None
            and not self.path.resolve().is_relative_to(self.root.resolve())
        )

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Open its decompressed bytes; InputError where that cannot be done."""
        try:
            with ExitStack() as stack:
                raw = self._raw(stack)
                yield stack.enter_context(decompressed(raw, self.name))
        except UnpackError as error:
            raise InputError(f"{self.name}: cannot be read: {error}") from None
        except (OSError, zipfile.BadZipFile) as error:
            raise InputError(f"{self.name}: cannot be read: {reason_of(error)}") from None

    def _raw(self, stack: ExitStack) -> BinaryIO:
        if self.once is not None:
            return self.once.open()
        if self.leads_out:
            raise OSError(errno.EPERM, "is a link that leads out of the folder")
        if self.member is None:
            return stack.enter_context(self.path.open("rb") if self.url is None else open_url(self.url))
        archive = opened(self.path, self.url)
        if not archive.items:
            raise OSError(errno.ENODATA, "an archive without files")
        item = archive.items[self.member]
        try:
            packed = stack.enter_context(archive.open(self.member))
        except NotImplementedError:
            raise InputError(f"{self.name}: cannot be read: is packed in an unknown way") from None
        except RuntimeError:
            raise InputError(f"{self.name}: cannot be read: is encrypted") from None
        return limited(packed, lambda: item.compress_size)

    def member_infos(self) -> list[zipfile.ZipInfo]:
        """Return what a zip archive holds; nothing where it is none."""
        try:
            return opened(self.path, self.url).items
        except (OSError, zipfile.BadZipFile):
            return []

    def head(self) -> Head:
        """Read what its format is recognised by."""
        with self.open() as stream:
            data = stream.read(HEAD_SIZE + 1)
            tail = b""
            if len(data) > HEAD_SIZE and stream.seekable():
                stream.seek(-HEAD_SIZE, os.SEEK_END)
                tail = stream.read()
        return Head(self.plain_name, data[:HEAD_SIZE], len(data) <= HEAD_SIZE, tail)


def find_sources(arguments: Iterable[str]) -> list[Source]:
    """Return the files that files, folders, globs and URLs stand for, in order; `-` is standard input.

    Folders are walked, hidden files included. Raises InputError for what does not exist, and for a
    folder without files.
    """
    sources: list[Source] = []
    for argument in arguments:
        if argument == STDIN:
            sources.append(Source(Path(STDIN), STDIN, once=_Once()))
            continue
        if is_url(argument):
            sources += _remote(argument)
            continue
        path = Path(argument).expanduser()
        if glob.has_magic(argument) and not path.exists():
            matched = sorted(glob.glob(str(path), recursive=True, include_hidden=True))  # noqa: PTH207 (absolute patterns)
            if not matched:
                raise InputError(f"{argument}: no file matches")
            for name in matched:
                sources += _expanded(Path(name), argument)
        elif not path.exists():
            raise InputError(f"{argument}: no such file or folder{nearest(path.name, _beside(path))}")
        else:
            sources += _expanded(path, argument)
    return list(dict.fromkeys(sources))


def _beside(path: Path) -> list[str]:
    """Return the names in the folder of something that is not there."""
    try:
        return [each.name for each in path.parent.iterdir()]
    except OSError:
        return []


def _remote(argument: str) -> Iterator[Source]:
    """Yield the files behind a URL; one of this machine is a path."""
    if argument.startswith(_LOCAL):
        path = unquote(argument.removeprefix(_LOCAL))
        yield from find_sources([path])
        return
    for url, name in find_urls(argument):
        yield from _members(Source(Path(url.partition("://")[2]), safe_name(name), url=url))


def _expanded(path: Path, argument: str) -> list[Source]:
    if path.is_dir():
        found = [Source(file, file.relative_to(path).as_posix(), root=path) for file in _walk(path)]
        if not found:
            raise InputError(f"{argument}: a folder without files")
    elif path.is_file():
        found = [Source(path, path.name)]
    else:
        found = [Source(path, path.name, once=_Once(path))]
    return [member for source in found for member in _members(source)]


def _walk(folder: Path) -> Iterator[Path]:
    """Yield regular files and links; of links to folders only those that lead out, to be refused."""
    inside = folder.resolve()
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _SKIPPED_FOLDERS)
        for name in folders:
            path = Path(root) / name
            if path.is_symlink() and not path.resolve().is_relative_to(inside):
                yield path
        for name in sorted(names):
            path = Path(root) / name
            if path.is_symlink() or path.is_file():
                yield path


def _members(source: Source) -> Iterator[Source]:
    """A zip archive stands for its members; one that cannot be opened is refused when it is read."""
    if source.path.suffix.lower() != ".zip" or source.once is not None or source.leads_out:
        yield source
        return
    steps = source.name.count("/") + 1
    items = source.member_infos()
    if not items:
        yield replace(source, member=0, archive_steps=steps)
    for number, item in enumerate(items):
        # Of a folder there is nothing to read; what only is called like one is read.
        if not item.is_dir() or item.file_size:
            name = f"{source.name}/{safe_name(item.filename.replace(chr(92), '/'))}"
            yield replace(source, name=name, member=number, archive_steps=steps)


def safe_name(name: str) -> str:
    """Return a relative name without steps that would lead out of the folder it is written to.

    >>> safe_name("../../etc/passwd"), safe_name("/")
    ('etc/passwd', 'unnamed')
    """
    steps = [
        step for step in PurePosixPath(name.replace("\0", "")).parts if step.strip("/") not in ("", "..")
    ]
    return "/".join(steps) or "unnamed"


def folded_name(name: PurePosixPath | str) -> str:
    """Return the same for names that are one to some file system: macOS tells neither case nor form apart."""
    return normalize("NFC", str(name).casefold())


class Staged:
    """A file that is being written under a temporary name beside its own."""

    def __init__(self, path: Path, temporary: Path, stream: BinaryIO) -> None:
        self.path = path
        self.temporary = temporary
        self.stream = stream

    def finish(self) -> None:
        """Make sure that what was written lies on the disk."""
        self.stream.flush()
        os.fsync(self.stream.fileno())
        self.stream.close()


@contextmanager
def staged(path: Path) -> Iterator[Staged]:
    """Open a temporary file, readable by its owner alone, that is gone when the block ends.

    To keep it, rename it within the block. Raises OutputError for whatever the system refuses.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        remove_abandoned_parts(path.parent)
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", suffix=PART, dir=path.parent)
        lock(handle)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {reason_of(error)}") from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield Staged(path, temporary, cast(BinaryIO, stream))
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {reason_of(error)}") from None
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def placed(path: Path, *, replace: bool = False, like: Path | None = None) -> Iterator[BinaryIO]:
    """Open a file for writing that appears under its name only when it is complete.

    It gets the permissions of the file that it is made `like`, or is its owner's alone. Raises
    OutputError where the name is taken, unless it may be replaced, or nothing can be written.
    """
    if not replace:
        check_free(path)
    with staged(path) as file:
        yield file.stream
        file.finish()
        if like is not None:
            file.temporary.chmod(like.stat().st_mode & _PERMISSIONS)
        if replace:
            file.temporary.replace(path)
            return
        try:
            # Unlike a rename, refuses a name that was taken meanwhile.
            path.hardlink_to(file.temporary)
        except FileExistsError:
            raise _taken(path) from None
        except OSError:
            file.temporary.rename(path)


def check_free(path: Path) -> None:
    """Raise OutputError where something has the name already."""
    if os.path.lexists(path):
        raise _taken(path)


def _taken(path: Path) -> OutputError:
    return OutputError(f"{path}: already exists; choose another output or remove it first")
