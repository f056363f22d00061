"""The key that stand-ins are made with: read from the environment or a file, never written."""

import base64
import binascii
import os
import secrets
import stat
from pathlib import Path
from typing import Final

from recognizers.errors import reason_of
from scrub.errors import ScrubError

VARIABLE: Final = "SCRUB_KEY"
LEAST_BYTES: Final = 32
_OF_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


class KeyUnusableError(ScrubError):
    """A key is missing, too short or not base64; the message never holds a part of it."""


def decode_key(text: str, where: str) -> bytes:
    """Return the bytes of a base64 key; KeyUnusableError names where it came from."""
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        raise KeyUnusableError(f"{where}: the key is not base64") from None
    return long_enough(key, f"{where}: ")


def long_enough(key: bytes, where: str = "") -> bytes:
    """Return the key; KeyUnusableError where it is too short to be secret."""
    if len(key) < LEAST_BYTES:
        raise KeyUnusableError(f"{where}the key has {len(key)} bytes; at least {LEAST_BYTES} are needed")
    return key


def find_key(key_file: Path | None = None) -> bytes | None:
    """Return the key of a file, else of the environment variable SCRUB_KEY, else None."""
    if key_file is not None:
        return decode_key(private_text(key_file), str(key_file))
    if VARIABLE in os.environ:
        return decode_key(os.environ[VARIABLE], VARIABLE)
    return None


def private_text(path: Path) -> str:
    """Return the text of a file that is its owner's alone; KeyUnusableError of any other."""
    try:
        mode = path.stat().st_mode
        # What a shell makes of `<(...)` is no file, and its own.
        if os.name == "posix" and stat.S_ISREG(mode) and mode & _OF_OTHERS:
            raise KeyUnusableError(f"{path}: others may read or change it; chmod 600 it")
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KeyUnusableError(f"{path}: cannot be read: {reason_of(error)}") from None


def random_key() -> bytes:
    """Return a key for one run, after which nobody can make the same stand-ins again."""
    return secrets.token_bytes(LEAST_BYTES)
