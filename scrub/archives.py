"""Zip archives that are read member by member: the directory of one is read once, not once a member."""

import weakref
import zipfile
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, Final, cast

from scrub.remote import open_url, state_of

# What an archive that names its files in no encoding, or asks for a newer reader, makes of its library.
_BROKEN: Final = (UnicodeDecodeError, NotImplementedError)


class Archive:
    """An archive with its directory in memory."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.items = archive.infolist()
        # By name, the first of those that share one.
        self.numbers: dict[str, int] = {}
        for number, item in enumerate(self.items):
            self.numbers.setdefault(item.filename, number)

    def open(self, number: int) -> BinaryIO:
        """Open the member of that number; what `zipfile.ZipFile.open` raises where that cannot be done."""
        try:
            return cast(BinaryIO, self._archive.open(self.items[number]))
        except UnicodeDecodeError:
            raise zipfile.BadZipFile("the name cannot be read") from None


def opened(path: Path, url: str | None = None) -> Archive:
    """Return an archive, which stays open until another is; OSError or BadZipFile where it is none."""
    return _opened(path, url, state_of(url) if url is not None else _state(path))


def _state(path: Path) -> tuple[int, ...]:
    """Tell what a file holds now from what it held before."""
    status = path.stat()
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


@lru_cache(maxsize=1)
def _opened(path: Path, url: str | None, _: tuple[int, ...]) -> Archive:
    try:
        if url is None:
            return Archive(zipfile.ZipFile(path))
        stream = open_url(url)
        try:
            archive = zipfile.ZipFile(stream)
        except BaseException:
            stream.close()
            raise
    except _BROKEN:
        raise zipfile.BadZipFile("the directory cannot be read") from None
    weakref.finalize(archive, stream.close)
    return Archive(archive)
