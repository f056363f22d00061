"""Files and folders that nobody else can open, gone after use; what a killed process left goes with the next.

Whoever uses one holds a lock on it, which ends with the process however that ends.
"""

import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Final

# What is being written has this at the end of its name.
PART: Final = ".scrub-part"
_PREFIX: Final = "scrub-"
# It may be made, and its lock not be taken yet.
_NEW_SECONDS: Final = 60


@contextmanager
def private_folder() -> Iterator[Path]:
    """Make a folder among the temporary ones that is gone, with all in it, when the block ends."""
    with tempfile.TemporaryDirectory(prefix=_PREFIX) as name:
        handle = os.open(name, os.O_RDONLY)
        try:
            lock(handle)
            yield Path(name)
        finally:
            os.close(handle)


def lock(handle: int) -> bool:
    """Take a file or folder for this process; False where another has it, or there are no such locks."""
    try:
        import fcntl
    except ImportError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def remove_abandoned() -> None:
    """Remove the private folders of processes that were killed."""
    _sweep(Path(tempfile.gettempdir()), _PREFIX, "")


@lru_cache(maxsize=256)
def remove_abandoned_parts(folder: Path) -> None:
    """Remove what killed processes had begun to write in a folder, once a process."""
    _sweep(folder, ".", PART)


def _sweep(folder: Path, prefix: str, suffix: str) -> None:
    # What cannot be looked at, or goes meanwhile, is somebody else's.
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(prefix) and entry.name.endswith(suffix):
                with suppress(OSError):
                    _remove(Path(entry.path), entry.stat(follow_symlinks=False))


def _remove(path: Path, found: os.stat_result) -> None:
    is_ours = found.st_uid == os.getuid() and not found.st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    if not is_ours or stat.S_ISLNK(found.st_mode) or time.time() - found.st_mtime < _NEW_SECONDS:
        return
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        if lock(handle):
            if stat.S_ISDIR(found.st_mode):
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
    finally:
        os.close(handle)
