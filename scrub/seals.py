"""Seals of what was written, by which a second pass knows it again and lets it be, and only with the key.

A seal is an HMAC over all of a record, the policy and the rules, so nothing is left alone for what a name in
it looks like: whose name is a stand-in's is redacted as anybody else, and nobody without the key can make the
seal of a text of his own. A record that was changed, or that another policy or older rules made, has none.
"""

import hmac
import re
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Final

from scrub.errors import ScrubError
from scrub.files import placed
from scrub.manifest import rules_version
from scrub.policy import Policy

_DIGITS: Final = 32
_SEAL: Final = re.compile(rf"[0-9a-f]{{{_DIGITS}}}")
_RECORD, _NAME = b"record", b"name"


class SealsError(ScrubError):
    """A file of seals cannot be read, or is none."""


class Seals:
    """The seals that are known, and those of what is written now. Holds no text."""

    def __init__(self, key: bytes, policy: Policy, style: str | None, known: Collection[str] = ()) -> None:
        self._key = key
        self._made_by = f"{policy.fingerprint}\0{style or ''}\0{rules_version()}\0".encode()
        self.all = set(known)

    def __repr__(self) -> str:
        return f"Seals({len(self.all)})"

    def knows(self, records: Iterable[bytes]) -> bool:
        """Return whether all records of a conversation were written with these seals."""
        return bool(self.all) and all(self._of(_RECORD, data) in self.all for data in records)

    def knows_name(self, name: str) -> bool:
        """Return whether a component of a path was written with these seals."""
        return bool(self.all) and self._of(_NAME, _encoded(name)) in self.all

    def add(self, data: bytes) -> None:
        """Seal a record as it is written."""
        self.all.add(self._of(_RECORD, data))

    def add_name(self, path: str) -> None:
        """Seal the components of a path as it is written."""
        self.all.update(self._of(_NAME, _encoded(step)) for step in path.split("/"))

    def write(self, path: Path) -> None:
        """Write all of them, sorted, one a line."""
        with placed(path, replace=True) as stream:
            stream.writelines(f"{seal}\n".encode() for seal in sorted(self.all))

    def _of(self, purpose: bytes, data: bytes) -> str:
        message = b"\0".join((b"scrub seal", purpose, self._made_by + data))
        return hmac.digest(self._key, message, "sha256").hex()[:_DIGITS]


def read_seals(path: Path) -> frozenset[str]:
    """Return the seals in a file, none where there is no file; SealsError for anything else."""
    try:
        lines = path.read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        return frozenset()
    except (OSError, ValueError) as error:
        raise SealsError(f"{path}: cannot be read as seals: {type(error).__name__}") from None
    for number, line in enumerate(lines, 1):
        if not _SEAL.fullmatch(line):
            raise SealsError(
                f"{path}:{number}: is no seal; name a file that redact --seals wrote, or a new one"
            )
    return frozenset(lines)


def _encoded(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")
