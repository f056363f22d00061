"""The model files of the package: where they lie, and that they are what they should be."""

import hashlib
import json
from collections.abc import Iterable
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from recognizers.errors import RecognizerError

# Written by training: the name of every model file with its SHA-256.
_MANIFEST: Final = "manifest.json"
_DIGITS: Final = 16


def read_models(names: Iterable[str], folder: Traversable | None = None) -> dict[str, bytes]:
    """Return the bytes of some model files; RecognizerError where one is missing or altered."""
    place = folder or files("recognizers.names") / "models"
    checksums = json.loads(_read(place, _MANIFEST))["sha256"]
    found = {}
    for name in names:
        data = _read(place, name)
        if hashlib.sha256(data).hexdigest() != checksums.get(name):
            raise RecognizerError(
                f"the names model file {name!r} in {place} differs from its checksum;"
                " install the package again"
            )
        found[name] = data
    return found


def models_version() -> str:
    """Return a digest of all model files, by their checksums."""
    return hashlib.sha256(_read(files("recognizers.names") / "models", _MANIFEST)).hexdigest()[:_DIGITS]


def _read(folder: Traversable, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except OSError:
        raise RecognizerError(
            f"the names model file {name!r} is missing from {folder}; install the package again,"
            " or turn names off in the policy"
        ) from None
