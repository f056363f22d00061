"""One labelled set as one archive of exact bytes, beside a card that holds its checksum.

The sets hold invented keys in their providers' form. Compressed, they raise no alarm in the scanners of
whoever clones this repository. The same files always make the same archive: names sorted, times zero.
"""

import argparse
import hashlib
import io
import lzma
import re
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from recognizers.errors import ScrubError

# Spelled out, so that a change of Python's defaults does not change the bytes.
_XZ_FILTERS: Final = ({"id": lzma.FILTER_LZMA2, "preset": 6 | lzma.PRESET_EXTREME},)
_CHECKSUM_LINE: Final = re.compile(r"^(SHA-256 of the archive: `)([0-9a-f]{64})(`)$", re.MULTILINE)
_CHECKSUM_SHOWN: Final = 12


class CorpusError(ScrubError):
    """A labelled set that cannot be packed, unpacked or trusted."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """A labelled set: where its archive and its card lie, and what is packed."""

    name: str
    folder: Path
    # Whether a file of an unpacked folder, named relative to it, belongs in the archive.
    holds: Callable[[PurePosixPath], bool]
    # What is wrong in an unpacked folder, one line each; values are never shown.
    problems: Callable[[Path], list[str]]
    # Writes into the unpacked folder what is made from the packed files.
    derive: Callable[[Path], None] = lambda folder: None

    @property
    def archive(self) -> Path:
        """The compressed files."""
        return self.folder / f"{self.name}.tar.xz"

    @property
    def card(self) -> Path:
        """The page that says what the set is, with the archive's checksum."""
        return self.folder / f"{self.name}.md"


def checksum(corpus: Corpus) -> str:
    """Return the SHA-256 that the card states."""
    return _checksum_line(corpus).group(2)


def pack(corpus: Corpus, folder: Path) -> None:
    """Make the archive anew from an unpacked folder and write its checksum on the card.

    An archive that holds these files already stays as it is: another release of liblzma may compress the
    same files to other bytes.
    """
    files = read_folder(corpus, folder)
    if _holds_already(corpus, files):
        return
    data = archive_bytes(files)
    found = _checksum_line(corpus)
    card = found.string[: found.start(2)] + hashlib.sha256(data).hexdigest() + found.string[found.end(2) :]
    _replace(corpus.archive, data)
    _replace(corpus.card, card.encode())


def unpack(corpus: Corpus, destination: Path) -> Path:
    """Write the set's files into a folder that is new or empty, and return it."""
    if destination.exists() and (not destination.is_dir() or any(destination.iterdir())):
        raise CorpusError(f"{destination}: is not an empty folder; name a new one")
    # What is being unpacked holds keys that look live: for its owner's eyes.
    destination.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, data in sorted(_read_archive(corpus).items()):
        path = destination / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_bytes(data)
    corpus.derive(destination)
    return destination


def open_corpus(corpus: Corpus, cache: Path) -> Path:
    """Return the unpacked folder inside a cache folder, unpacking only the first time.

    The folder's name holds the archive's checksum, so a copy of an older archive is never returned; it
    takes its name when it is complete, so a run that was interrupted leaves none that looks whole.
    """
    complete = cache / f"{corpus.name}-{checksum(corpus)[:_CHECKSUM_SHOWN]}"
    if complete.is_dir():
        return complete
    cache.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache, prefix=f"{corpus.name}-") as scratch:
        fresh = unpack(corpus, Path(scratch) / "fresh")
        try:
            fresh.rename(complete)
        except OSError:
            # Another process was first: its copy is as good.
            if not complete.is_dir():
                raise
    return complete


def read_folder(corpus: Corpus, folder: Path) -> dict[str, bytes]:
    """Return the files of an unpacked folder that belong in the archive, by relative name."""
    if not folder.is_dir():
        raise CorpusError(f"{folder}: no such folder; `unpack` makes one")
    files: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        name = PurePosixPath(path.relative_to(folder).as_posix())
        if path.is_symlink():
            raise CorpusError(f"{path}: is a link; put the file itself there")
        if path.is_file() and corpus.holds(name):
            files[str(name)] = path.read_bytes()
    if not files:
        raise CorpusError(f"{folder}: holds no file of the set {corpus.name!r}")
    return files


def archive_bytes(files: Mapping[str, bytes]) -> bytes:
    """Return the archive of some files; the same files give the same bytes in any order."""
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for name in sorted(files):
            member = tarfile.TarInfo(name)
            member.size = len(files[name])
            tar.addfile(member, io.BytesIO(files[name]))
    return lzma.compress(plain.getvalue(), format=lzma.FORMAT_XZ, filters=_XZ_FILTERS)


def main(corpus: Corpus, arguments: Sequence[str] | None = None) -> int:
    """Run `unpack`, `pack` or `check` for one set; 0 done, 1 problems found, 2 error."""
    parser = argparse.ArgumentParser(prog=f"python -m corpora.{corpus.name}", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("unpack", help="write the files of the archive into a new folder")
    command.add_argument("folder", metavar="DIR", type=Path)
    command = commands.add_parser("pack", help="make the archive anew from an unpacked folder")
    command.add_argument("folder", metavar="DIR", type=Path)
    command = commands.add_parser("check", help="check labels and lists, of the archive or of a folder")
    command.add_argument("folder", metavar="DIR", type=Path, nargs="?")
    chosen = parser.parse_args(arguments)
    try:
        return _run(corpus, chosen.command, chosen.folder)
    except (CorpusError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2


def _run(corpus: Corpus, command: str, folder: Path | None) -> int:
    if command == "unpack" and folder:
        print(f"{unpack(corpus, folder)}: unpacked")
        return 0
    if folder is None:
        with tempfile.TemporaryDirectory() as scratch:
            found = corpus.problems(unpack(corpus, Path(scratch)))
    else:
        read_folder(corpus, folder)
        found = corpus.problems(folder)
    for problem in found:
        print(problem)
    if found:
        print(f"{corpus.name}: {len(found)} problems{', not packed' * (command == 'pack')}", file=sys.stderr)
        return 1
    if command == "pack" and folder:
        pack(corpus, folder)
    print(f"{corpus.name}: no problems, SHA-256 {checksum(corpus)}")
    return 0


def _checksum_line(corpus: Corpus) -> re.Match[str]:
    try:
        card = corpus.card.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CorpusError(f"{corpus.card}: the card is missing") from None
    found = _CHECKSUM_LINE.search(card)
    if found is None:
        raise CorpusError(f"{corpus.card}: has no line 'SHA-256 of the archive: `...`'")
    return found


def _read_archive(corpus: Corpus) -> dict[str, bytes]:
    try:
        data = corpus.archive.read_bytes()
    except FileNotFoundError:
        raise CorpusError(f"{corpus.archive}: the archive is missing") from None
    if hashlib.sha256(data).hexdigest() != checksum(corpus):
        raise CorpusError(
            f"{corpus.archive}: differs from the checksum on {corpus.card.name};"
            f" restore both, or pack the set again"
        )
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:xz") as tar:
        return dict(_members(corpus, tar))


def _holds_already(corpus: Corpus, files: Mapping[str, bytes]) -> bool:
    try:
        return _read_archive(corpus) == files
    except CorpusError:
        # Missing or damaged: to be made anew.
        return False


def _members(corpus: Corpus, tar: tarfile.TarFile) -> Iterator[tuple[str, bytes]]:
    for member in tar:
        name = PurePosixPath(member.name)
        content = tar.extractfile(member)
        if content is None or name.is_absolute() or ".." in name.parts:
            raise CorpusError(f"{corpus.archive}: holds something that is not a file below the folder")
        yield str(name), content.read()


def _replace(path: Path, data: bytes) -> None:
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_bytes(data)
    fresh.replace(path)
