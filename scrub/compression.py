"""Compressed streams: read with a limit on what they unpack to, written back in the same compression."""

import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import Any, BinaryIO, Final, cast

from scrub.errors import ScrubError

SUFFIXES: Final = (".gz", ".zst")
# What a stream may always unpack to, and how many times its own size beyond that: long sessions that repeat
# themselves reach some dozens, a bomb a thousand and more.
FREE_BYTES: Final = 64 * 1024 * 1024
RATIO: Final = 250
_BUFFER: Final = 1 << 20
# So little that what it unpacks to at worst (128 KiB for three bytes) is no burden.
_ZSTD_INPUT: Final = 1 << 10


class UnpackError(ScrubError):
    """A compressed stream is broken, cut off, or unpacks to too much; the message does not name it."""


def plain_name(name: str) -> str:
    """Return a file's name without compression suffix.

    >>> plain_name("a/session.jsonl.GZ")
    'a/session.jsonl'
    """
    return name[: -len(_suffix(name))] if _suffix(name) in SUFFIXES else name


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


@contextmanager
def decompressed(raw: BinaryIO, name: str) -> Iterator[BinaryIO]:
    """Open what a stream unpacks to by the compression that the name says; UnpackError while reading it."""
    suffix = _suffix(name)
    if suffix == ".gz":
        with gzip.GzipFile(fileobj=raw) as stream:
            yield limited(cast(BinaryIO, stream), raw.tell)
    elif suffix == ".zst":
        yield limited(cast(BinaryIO, _ZstdFrames(raw)), raw.tell)
    else:
        yield raw


@contextmanager
def compressed(stream: BinaryIO, name: str) -> Iterator[BinaryIO]:
    """Wrap a stream so that it is written in the compression that the name asks for."""
    suffix = _suffix(name)
    if suffix == ".gz":
        with gzip.GzipFile(fileobj=stream, mode="wb", mtime=0, filename="") as wrapped:
            yield cast(BinaryIO, wrapped)
    elif suffix == ".zst":
        import zstandard

        with zstandard.ZstdCompressor().stream_writer(stream, closefd=False) as wrapped_zst:
            yield cast(BinaryIO, wrapped_zst)
    else:
        yield stream


def limited(stream: BinaryIO, consumed: Callable[[], int]) -> BinaryIO:
    """Return the stream; reading raises UnpackError when it is out of proportion to what was consumed."""
    return cast(BinaryIO, io.BufferedReader(_Limited(stream, consumed), _BUFFER))


class _Limited(io.RawIOBase):
    def __init__(self, stream: BinaryIO, consumed: Callable[[], int]) -> None:
        self._stream = stream
        self._consumed = consumed
        self._unpacked = 0

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._unpacked

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._stream.read(len(buffer))
        except EOFError:
            raise UnpackError("the compressed data is cut off") from None
        except _broken_errors():
            raise UnpackError("the compressed data is broken") from None
        self._unpacked += len(data)
        if self._unpacked > FREE_BYTES + RATIO * self._consumed():
            raise UnpackError(f"unpacks to more than {RATIO} times its size")
        buffer[: len(data)] = data
        return len(data)


def _broken_errors() -> tuple[type[Exception], ...]:
    """What the libraries raise for broken data; an archive can hold a method or a lock that is not known."""
    import zstandard

    return (
        zlib.error,
        lzma.LZMAError,
        gzip.BadGzipFile,
        zipfile.BadZipFile,
        zstandard.ZstdError,
    )


class _ZstdFrames(io.RawIOBase):
    """Reads frame after frame and, unlike the library's reader, tells when the last is cut off.

    The format: https://www.rfc-editor.org/rfc/rfc8878
    """

    def __init__(self, raw: BinaryIO) -> None:
        import zstandard

        self._raw = raw
        self._library = zstandard.ZstdDecompressor()
        self._frame: Any = None
        self._input = b""
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready:
            data = self._input or self._raw.read(_ZSTD_INPUT)
            self._input = b""
            if not data:
                if self._frame is not None:
                    raise EOFError
                return 0
            self._frame = self._frame or self._library.decompressobj()
            self._ready = self._frame.decompress(data)
            if self._frame.eof:
                self._input = self._frame.unused_data
                self._frame = None
        size = min(len(buffer), len(self._ready))
        buffer[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size
