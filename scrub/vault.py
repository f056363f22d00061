"""An encrypted file of what stood where stand-ins are, so that who has the passphrase can put it back.

Data with such a file is pseudonymised, not anonymous: the vault is the additional information of Article 4(5)
GDPR, to be kept apart from the data. It is never made by `scrub run`, whose output is for training.

The file: a line that says what it is, 16 bytes of salt and 12 of nonce, then JSON under AES-256-GCM, with all
before it authenticated. The key is scrypt's of the passphrase (N = 2^17, r = 8, p = 1; RFC 7914).
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from recognizers.errors import reason_of
from scrub.data import ScrubbedRecord
from scrub.errors import FormatError, ScrubError
from scrub.files import placed
from scrub.formats.record import Edit, Record
from scrub.keys import private_text

VARIABLE: Final = "SCRUB_VAULT_PASSPHRASE"
LEAST_CHARACTERS: Final = 12
_HEAD: Final = b"scrub vault 1\n"
_SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12
_KEY_BYTES: Final = 32
_SCRYPT_N: Final = 2**17


class VaultError(ScrubError):
    """A vault cannot be written, opened or used; the message never holds a part of it."""


@dataclass(frozen=True, slots=True, repr=False)
class Kept:
    """How to undo what was done to one file. Has no repr: it holds values from the data."""

    name: str
    format: str
    # By row of the output, then by place of the string: (start, stand-in, what stood there).
    rows: Mapping[int, Mapping[int, Sequence[tuple[int, str, str]]]]


@dataclass(slots=True, repr=False)
class Vault:
    """What was replaced, by the digest of the file that was written."""

    files: dict[str, Kept] = field(default_factory=dict)

    def of(self, content: bytes) -> Kept | None:
        """Return how to undo a file, None for one that was not written so."""
        return self.files.get(hashlib.sha256(content).hexdigest())


class Keeper:
    """Notes of one file what is replaced while it is written."""

    def __init__(self, name: str, format_name: str) -> None:
        self._name, self._format = name, format_name
        self._rows: dict[int, Mapping[int, Sequence[tuple[int, str, str]]]] = {}
        self._written = 0
        self._digest = hashlib.sha256()

    def watch(self, records: Iterable[Any]) -> Iterator[Any]:
        """Pass the parts of a file on, noting what is written of records."""
        for part in records:
            if isinstance(part, ScrubbedRecord) and part.withheld is None:
                if part.undo:
                    self._rows[self._written] = part.undo
                self._written += 1
            yield part

    def seal(self, pieces: Iterable[Any]) -> Iterator[Any]:
        """Pass what is written on, taking its digest; VaultError for a format that is no bytes."""
        for piece in pieces:
            if not isinstance(piece, bytes):
                raise VaultError(f"a vault keeps files of text and JSON; {self._format} is neither")
            self._digest.update(piece)
            yield piece

    def put_into(self, vault: Vault) -> None:
        """Add what was noted."""
        vault.files[self._digest.hexdigest()] = Kept(self._name, self._format, self._rows)


def undo_of(
    texts: Mapping[int, str], edits: Mapping[int, Sequence[Edit]]
) -> dict[int, list[tuple[int, str, str]]]:
    """Return by place where each edit's text will stand, with it and with what it replaces."""
    undo: dict[int, list[tuple[int, str, str]]] = {}
    for place, made in edits.items():
        moved = 0
        for edit in made:
            before = texts[place][edit.start : edit.end]
            undo.setdefault(place, []).append((edit.start + moved, edit.text, before))
            moved += len(edit.text) - len(before)
    return undo


def restored(record: Record, undo: Mapping[int, Sequence[tuple[int, str, str]]]) -> Any:
    """Return a record as it was; FormatError where a stand-in is not where it was written."""
    texts = {segment.place: segment.text for segment in record.segments()}
    edits: dict[int, list[Edit]] = {}
    for place, entries in undo.items():
        for start, stand_in, before in entries:
            if texts.get(place, "")[start : start + len(stand_in)] != stand_in:
                raise FormatError(f"row {record.row}: is not as it was written")
            edits.setdefault(place, []).append(Edit(start, start + len(stand_in), before))
    return record.rewrite(edits)


def write_vault(path: Path, vault: Vault, passphrase: str, *, replace: bool = False) -> None:
    """Encrypt a vault into a file that is its owner's alone."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = os.urandom(_SALT_BYTES), os.urandom(_NONCE_BYTES)
    head = _HEAD + salt + nonce
    content = {
        digest: {
            "name": kept.name,
            "format": kept.format,
            "rows": {
                row: {place: list(of) for place, of in places.items()} for row, places in kept.rows.items()
            },
        }
        for digest, kept in vault.files.items()
    }
    sealed = AESGCM(_key(passphrase, salt)).encrypt(nonce, json.dumps(content).encode(), head)
    with placed(path, replace=replace) as stream:
        stream.write(head + sealed)


def read_vault(path: Path, passphrase: str) -> Vault:
    """Open a vault; VaultError for a wrong passphrase, or a file that was changed or is none."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        data = path.read_bytes()
    except OSError as error:
        raise VaultError(f"{path}: cannot be read: {reason_of(error)}") from None
    start = len(_HEAD) + _SALT_BYTES + _NONCE_BYTES
    if not data.startswith(_HEAD) or len(data) < start:
        raise VaultError(f"{path}: is no vault")
    salt, nonce = data[len(_HEAD) : -len(data) + start - _NONCE_BYTES], data[start - _NONCE_BYTES : start]
    try:
        content = json.loads(AESGCM(_key(passphrase, salt)).decrypt(nonce, data[start:], data[:start]))
    except InvalidTag:
        raise VaultError(f"{path}: wrong passphrase, or the file was changed") from None
    return Vault(
        {
            digest: Kept(
                file["name"],
                file["format"],
                {
                    int(row): {int(place): [tuple(one) for one in of] for place, of in places.items()}
                    for row, places in file["rows"].items()
                },
            )
            for digest, file in content.items()
        }
    )


def find_passphrase(file: Path | None = None) -> str:
    """Return the passphrase of a file, else of the environment; VaultError for none, or a short one."""
    if file is not None:
        passphrase, where = private_text(file).rstrip("\r\n"), str(file)
    elif VARIABLE in os.environ:
        passphrase, where = os.environ[VARIABLE], VARIABLE
    else:
        raise VaultError(f"a vault needs a passphrase: set {VARIABLE}, or name a file with --passphrase-file")
    if any(map(_is_half, passphrase)):
        raise VaultError(f"{where}: the passphrase is not UTF-8")
    if len(passphrase) < LEAST_CHARACTERS:
        raise VaultError(f"{where}: the passphrase has fewer than {LEAST_CHARACTERS} characters")
    return passphrase


def _is_half(character: str) -> bool:
    """Whether it stands for a byte that is no UTF-8, as in a variable of the environment."""
    return "\ud800" <= character <= "\udfff"


def _key(passphrase: str, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return Scrypt(salt=salt, length=_KEY_BYTES, n=_SCRYPT_N, r=8, p=1).derive(passphrase.encode())
