"""What is costly to build and the same at each start, kept in the user's cache folder.

Holds only what is worked out of the package's own files: compiled rules, which files were checked; never
data. A cache that cannot
be read or written is done without. https://specifications.freedesktop.org/basedir-spec/latest/
"""

import hashlib
import os
import tempfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

_CHECK_BYTES: Final = 4
_NAME_DIGITS: Final = 24
_KEPT: Final = 8
# Set to "off" to neither read nor write the cache.
VARIABLE: Final = "SCRUB_CACHE"

# Told what kind of thing is about to be built, for whoever waits for it.
_listeners: list[Callable[[str], None]] = []


def tell_of_building(listener: Callable[[str], None]) -> None:
    """Have the listener called with the name of each thing before it is built."""
    _listeners.append(listener)


def cached(name: str, key: str, make: Callable[[], bytes]) -> memoryview:
    """Return what `make` returned for this key, from the cache where it is there and whole.

    `name` says what kind of thing it is; of each kind the few latest are kept.
    """
    folder = _folder()
    if folder is None:
        return memoryview(_built(name, make))
    path = folder / f"{name}-{hashlib.sha256(key.encode()).hexdigest()[:_NAME_DIGITS]}"
    with suppress(OSError):
        stored = memoryview(path.read_bytes())
        if stored[:_CHECK_BYTES] == _check(stored[_CHECK_BYTES:]):
            return stored[_CHECK_BYTES:]
    body = _built(name, make)
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(_check(body) + body)
            Path(temporary).replace(path)
            _prune(folder, name)
        finally:
            Path(temporary).unlink(missing_ok=True)
    return memoryview(body)


def _built(name: str, make: Callable[[], bytes]) -> bytes:
    for listener in _listeners:
        listener(name)
    return make()


def _check(body: bytes | memoryview) -> bytes:
    """Return what tells a body from one that was cut short or damaged."""
    return zlib.crc32(body).to_bytes(_CHECK_BYTES, "little")


def _prune(folder: Path, name: str) -> None:
    """Remove all but the latest of a kind."""
    files = sorted(folder.glob(f"{name}-*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[_KEPT:]:
        path.unlink(missing_ok=True)


def _folder() -> Path | None:
    """The cache folder; None where it is switched off, or belongs to somebody else."""
    if os.environ.get(VARIABLE) == "off":
        return None
    base = os.environ.get("XDG_CACHE_HOME")
    try:
        folder = (Path(base) if base else Path.home() / ".cache") / "scrub"
    except RuntimeError:
        return None
    with suppress(OSError):
        if folder.stat().st_uid != os.getuid():
            return None
    return folder
