"""The model files of the package: where they lie, and that they are what they should be."""

import hashlib
import json
import time
from functools import cache
from pathlib import Path
from typing import Final

from recognizers.errors import RecognizerError
from recognizers.matching.cache import cached

# Written by training: the name of every model file with its SHA-256.
_MANIFEST: Final = "manifest.json"
_FOLDER: Final = Path(__file__).parent / "models"
_DIGITS: Final = 16
# What was written so lately may be written again without a change of its time.
_SETTLED_SECONDS: Final = 2.0


def model_file(name: str, folder: Path = _FOLDER) -> Path:
    """Return the path of a model file; RecognizerError where it is missing or altered.

    A checksum finds what was cut off or mixed up when the package was installed, and whoever could change
    a file behind its time could change this check as well. So a file of a size and a time is checked once
    and then remembered, as Python does with compiled modules.
    """
    checksum = _checksums(folder).get(name)
    path = folder / name
    try:
        status = path.stat()
        if time.time() - status.st_mtime < _SETTLED_SECONDS:
            _check(path, checksum)
        else:
            key = f"{path.resolve()} {status.st_size} {status.st_mtime_ns} {checksum}"
            cached(f"checked-{name}", key, lambda: _check(path, checksum))
    except OSError:
        raise _missing(path) from None
    return path


def read_model(name: str, folder: Path = _FOLDER) -> str:
    """Return the text of a model file; RecognizerError where it is missing or altered."""
    return model_file(name, folder).read_text(encoding="utf-8")


def models_version() -> str:
    """Return a digest of all model files, by their checksums."""
    return hashlib.sha256((_FOLDER / _MANIFEST).read_bytes()).hexdigest()[:_DIGITS]


@cache
def _checksums(folder: Path) -> dict[str, str]:
    try:
        listed: dict[str, str] = json.loads((folder / _MANIFEST).read_bytes())["sha256"]
    except OSError:
        raise _missing(folder / _MANIFEST) from None
    return listed


def _check(path: Path, checksum: str | None) -> bytes:
    if hashlib.sha256(path.read_bytes()).hexdigest() != checksum:
        raise RecognizerError(
            f"the model file {path.name!r} in {path.parent} differs from its checksum;"
            " install the package again"
        )
    return b""


def _missing(path: Path) -> RecognizerError:
    hint = ", or turn names off in the policy" if path.parent == _FOLDER else ""
    return RecognizerError(
        f"the model file {path.name!r} is missing from {path.parent}; install the package again{hint}"
    )
