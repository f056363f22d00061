"""Files behind URLs that fsspec knows: object storage and other places; each needs a package of its own.

https://filesystem-spec.readthedocs.io/
"""

import hashlib
import io
from pathlib import PurePosixPath
from typing import Any, BinaryIO, Final, cast

from scrub.errors import ScrubError

_MARK: Final = "://"
_MAGIC: Final = frozenset("*?[")
_DIGITS: Final = 15


class RemoteError(ScrubError):
    """A URL cannot be used; the message names it, without what may be a password in it."""


def is_url(argument: str) -> bool:
    """Say whether an argument is a URL rather than a path.

    >>> is_url("s3://bucket/chats/*.jsonl"), is_url("C:/chats"), is_url("chats")
    (True, False, False)
    """
    scheme, mark, _ = argument.partition(_MARK)
    return bool(mark) and scheme.isidentifier()


def find_urls(argument: str) -> list[tuple[str, str]]:
    """Return (URL, name) of each file that a URL stands for: itself, a folder's, or those of a glob."""
    system, path = _resolved(argument)
    try:
        if _MAGIC & set(path):
            found = {each: PurePosixPath(each).name for each in system.glob(path) if system.isfile(each)}
        elif system.isdir(path):
            base = path.rstrip("/") + "/"
            found = {each: each.removeprefix(base) for each in system.find(path)}
        else:
            found = {path: PurePosixPath(path).name} if system.exists(path) else {}
    except Exception as error:
        raise RemoteError(f"{shown(argument)}: cannot be listed ({type(error).__name__})") from None
    if not found:
        raise RemoteError(f"{shown(argument)}: no such file, or a folder without files")
    return [(str(system.unstrip_protocol(each)), found[each]) for each in sorted(found)]


def open_url(url: str) -> BinaryIO:
    """Open a file behind a URL; OSError where that cannot be done."""
    system, path = _resolved(url)
    try:
        # Theirs read a line whole, however long it is.
        return cast(BinaryIO, io.BufferedReader(system.open(path, "rb")))
    except OSError:
        raise
    except Exception as error:
        # What a client of a storage raises may quote its answer.
        raise OSError(5, f"cannot be opened ({type(error).__name__})") from None


def state_of(url: str) -> tuple[int, int]:
    """Return size and a number for the content of a file behind a URL; (-1, 0) where there is none."""
    try:
        system, path = _resolved(url)
        size, mark = int(system.info(path)["size"]), str(system.ukey(path))
    except Exception:
        return -1, 0
    return size, int(hashlib.sha256(mark.encode()).hexdigest()[:_DIGITS], 16)


def shown(url: str) -> str:
    """Return a URL without user and password, and without a query, which may be signed.

    >>> shown("ftp://mara:secret@example.com/chats")
    'ftp://example.com/chats'
    >>> shown("ftp://mara:sec/ret@example.com/chats"), shown("https://example.com/a?sig=secret")
    ('ftp://example.com/chats', 'https://example.com/a')
    """
    scheme, mark, rest = url.partition(_MARK)
    rest = rest.partition("?")[0] if scheme.startswith("http") else rest
    host, slash, path = rest.partition("/")
    if "@" in path and ":" in host and not host.rpartition(":")[2].isdecimal():
        # A password with a slash in it, which should have been written %2F.
        host, slash, path = path.rpartition("@")[2].partition("/")
    return f"{scheme}{mark}{host.rpartition('@')[2]}{slash}{path}"


def _resolved(url: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise RemoteError(f"{shown(url)}: needs the package fsspec: install scrub[remote]") from None
    try:
        system, path = url_to_fs(url)
    except ImportError as error:
        package = error.name or "a further package"
        raise RemoteError(
            f"{shown(url)}: needs {package}: install scrub[s3], scrub[gs] or scrub[az]"
        ) from None
    except ValueError:
        raise RemoteError(f"{shown(url)}: fsspec knows no such place") from None
    except Exception as error:
        # Some ask the place already here; what they raise may quote its answer, or the URL.
        raise RemoteError(f"{shown(url)}: cannot be reached ({type(error).__name__})") from None
    return system, str(path)
