"""Zip archives that are read member by member: the directory of one is read once, not once a member.

https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
"""

import errno
import io
import struct
import weakref
import zipfile
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, Final, cast

from scrub.remote import open_url, state_of

# What an archive makes of its library that names its files in no encoding, asks for a newer reader, or
# says that something stands where no file reaches.
_BROKEN: Final = (ValueError, OverflowError, NotImplementedError)
# How the directory ends: a mark, how many members it has, and how long the comment behind it is.
_END: Final = struct.Struct("<4s6xH8xH")
_END_MARK: Final = b"PK\5\6"
# Stands for a number that is told elsewhere.
_MANY: Final = 0xFFFF
# What a name may take in UTF-8, to fit into the archive that is written also with stand-ins in it.
_LONGEST_NAME: Final = 0x8000


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
        item = self.items[number]
        if len(item.filename.encode("utf-8", "replace")) > _LONGEST_NAME:
            raise zipfile.BadZipFile("the name is too long")
        try:
            return cast(BinaryIO, self._archive.open(item))
        except (ValueError, OverflowError):
            raise zipfile.BadZipFile("the name or the place cannot be read") from None


def opened(path: Path, url: str | None = None) -> Archive:
    """Return an archive, which stays open until another is; OSError or BadZipFile where it is none."""
    return _opened(path, url, state_of(url) if url is not None else _state(path))


def _state(path: Path) -> tuple[int, ...]:
    """Tell what a file holds now from what it held before."""
    status = path.stat()
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


@lru_cache(maxsize=1)
def _opened(path: Path, url: str | None, _: tuple[int, ...]) -> Archive:
    stream = cast(BinaryIO, path.open("rb")) if url is None else open_url(url)
    try:
        archive = zipfile.ZipFile(stream)
        _check_whole(archive, stream)
    except _BROKEN:
        stream.close()
        raise zipfile.BadZipFile("the directory cannot be read") from None
    except BaseException:
        stream.close()
        raise
    weakref.finalize(archive, stream.close)
    return Archive(archive)


def _check_whole(archive: zipfile.ZipFile, stream: BinaryIO) -> None:
    """Raise OSError where something stands before or behind the archive, or its directory lacks members.

    The library reads of two archives in one file the last alone.
    """
    items = archive.infolist()
    stream.seek(-_END.size - len(archive.comment), io.SEEK_END)
    mark, count, comment = _END.unpack(stream.read(_END.size))
    if mark != _END_MARK or comment != len(archive.comment):
        raise OSError(errno.EINVAL, "holds more than an archive")
    if count not in (_MANY, len(items) & _MANY):
        raise OSError(errno.EINVAL, "holds more files than it names")
    if min((item.header_offset for item in items), default=0) > 0:
        raise OSError(errno.EINVAL, "holds more than an archive")
