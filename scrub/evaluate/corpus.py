"""Opens a labelled corpus: a folder or archive of labelled native files, or labelled documents."""

import shutil
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Protocol

from scrub.errors import UnexpectedError, contained
from scrub.evaluate.documents import DocumentCorpus
from scrub.evaluate.labelled import Conversation, CorpusError
from scrub.evaluate.native import LABELS_FILE, NativeCorpus
from scrub.private import private_folder

_LISTED_PROBLEMS = 20
# Archives are filled up with zeros to the size of a record, and another may be behind.
_TAIL = 1 << 20


class Corpus(Protocol):
    """Conversations that can be read again and again, one in memory at a time."""

    @property
    def root(self) -> Path:
        """The folder that file names of the corpus are relative to."""

    @property
    def holds_documents(self) -> bool:
        """Whether its texts are members of documents instead of files in their own format."""

    def conversations(self) -> Iterator[Conversation]:
        """Yield every conversation, those with problems too."""

    def is_ignored(self, file: str, pointer: str) -> bool:
        """Whether a finding at this place is about something that is never scored, a label file say."""


@contextmanager
def open_corpus(path: Path) -> Iterator[Corpus]:
    """Open a folder, a `.jsonl` of labelled documents or an archive of a labelled folder."""
    if not path.exists():
        raise CorpusError(f"{path}: no such file or folder")
    if path.is_dir():
        yield _folder(path)
    elif path.name == LABELS_FILE:
        yield NativeCorpus(path.parent)
    elif path.suffix == ".jsonl":
        yield DocumentCorpus(path.parent, (path.name,))
    else:
        with private_folder() as scratch:
            _unpack(path, scratch)
            yield _folder(scratch)


def check(corpus: Corpus) -> int:
    """Return the number of conversations; raise with every problem when there is one."""
    count = 0
    problems: list[str] = []
    for conversation in corpus.conversations():
        count += 1
        problems += conversation.problems
    if not count:
        raise CorpusError(f"{corpus.root}: the corpus is empty")
    if problems:
        more = len(problems) - _LISTED_PROBLEMS
        tail = [f"and {more} more"] if more > 0 else []
        listed = "\n  ".join(problems[:_LISTED_PROBLEMS] + tail)
        raise CorpusError(f"the corpus failed its check, nothing was scored:\n  {listed}")
    return count


def _folder(path: Path) -> Corpus:
    if (path / LABELS_FILE).is_file():
        return NativeCorpus(path)
    labelled = sorted(path.rglob(LABELS_FILE))
    if len(labelled) == 1:
        return NativeCorpus(labelled[0].parent)
    if labelled:
        choices = ", ".join(str(one.parent.relative_to(path)) for one in labelled)
        raise CorpusError(f"{path}: holds several labelled folders; name one of: {choices}")
    names = tuple(sorted(one.relative_to(path).as_posix() for one in path.rglob("*.jsonl") if one.is_file()))
    if not names:
        raise CorpusError(f"{path}: the corpus is empty: neither {LABELS_FILE} nor documents in .jsonl")
    return DocumentCorpus(path, names)


def _unpack(path: Path, target: Path) -> None:
    try:
        # The libraries raise what they like for what is damaged.
        with contained():
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as archive:
                    archive.extractall(target)
                return
            if tarfile.is_tarfile(path):
                with tarfile.open(path) as archive_:
                    _write_members(archive_, target)
                    _check_end(archive_)
                return
    except (OSError, UnexpectedError):
        raise CorpusError(f"{path}: the archive is damaged or locked") from None
    raise CorpusError(f"{path}: not a corpus; expected a folder, a .jsonl of documents, a .zip or a .tar")


def _write_members(archive: tarfile.TarFile, target: Path) -> None:
    """Write what an archive holds, a link as the file that it leads to; ReadError for devices and pipes.

    Filters of `extractall` came with Python 3.11.4.
    """
    for member in archive:
        name = PurePosixPath(member.name.lstrip("/"))
        if ".." in name.parts:
            raise tarfile.ReadError
        if member.isdir():
            continue
        content = archive.extractfile(member)
        if content is None:
            raise tarfile.ReadError
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as stream:
            shutil.copyfileobj(content, stream)


def _check_end(archive: tarfile.TarFile) -> None:
    """Raise ReadError where an archive goes on behind what was read: a damaged member is taken for its end.

    https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html: blocks of zeros end it.
    """
    assert archive.fileobj is not None
    archive.fileobj.seek(archive.offset)
    rest = archive.fileobj.read(_TAIL)
    if len(rest) < tarfile.BLOCKSIZE or rest.strip(b"\0"):
        raise tarfile.ReadError
