"""Takes conversations out of an output again: their files are written anew without them, or removed.

Whatever interrupts it, each file is the old or the new one, and a second call ends what the first began.
"""

import os
import shutil
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from recognizers.errors import reason_of
from scrub import ledger
from scrub.compression import compressed
from scrub.data import ScrubbedRecord
from scrub.errors import ScrubError
from scrub.files import OutputError
from scrub.formats import format_named
from scrub.formats.record import Broken, Gap
from scrub.ledger import Entry, Keyed, LedgerWriter, Place, read_gone
from scrub.manifest import Manifest, Written, digest_of, read_manifest
from scrub.redact import Part, joined
from scrub.run.audit import groups, holder, owners_of, places_in, source_of
from scrub.run.commit import Commit, Move, carry_out, is_prepared, put_away
from scrub.run.pipeline import stamp_of
from scrub.run.state import State
from scrub.units import pieces_of

_FORGOTTEN: Final = "forgotten"


class ForgetError(ScrubError):
    """An output is not what its ledger says, so nothing can be taken out of it safely."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was taken out, and of which files."""

    entries: Sequence[Entry]
    # By name: what each file was before.
    files: Mapping[str, Written]


def finish(output: Path) -> bool:
    """End a removal that was interrupted; say whether there was one."""
    state = State(output)
    if not is_prepared(state.folder):
        return False
    with state.locked():
        if is_prepared(state.folder):
            carry_out(output, state.folder)
            put_away(state.folder)
    return True


def forget(output: Path, keyed: Keyed, reasons: Mapping[str, str]) -> Forgotten:
    """Take out the conversations at these keyed places, each for its reason, unless they are out already."""
    finish(output)
    # Where no run was, nothing is locked.
    read_manifest(output)
    state = State(output)
    with state.locked(), _told(output):
        account = read_manifest(output)
        taken = read_taken(output, account, keyed)
        commit = Commit(output, state.folder)
        try:
            removal = _Removal(output, account, commit, reasons.keys() - taken.keys(), taken.keys())
            removal.run()
            if removal.entries:
                _append(output, account, commit, removal, keyed, reasons)
        finally:
            commit.close()
        if removal.entries:
            carry_out(output, state.folder)
            put_away(state.folder)
    return Forgotten(removal.entries, {name: account.files[name] for name in removal.touched})


def read_taken(output: Path, account: Manifest, keyed: Keyed) -> dict[str, str | None]:
    """Return the places of what was taken out before; ForgetError where the ledger is not the run's."""
    if keyed.key_id != account.recipe.key_id:
        raise ForgetError(f"{output}: the key is not that of the run")
    taken, head = read_gone(output / ledger.NAME)
    if head != account.head:
        raise ForgetError(f"{output}: the ledger is not the one that the manifest was made with")
    if keyed.seal(head) != account.seal:
        raise ForgetError(f"{output}: the seal is not that of the ledger; see scrub verify")
    return taken


@contextmanager
def _told(output: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(f"{output}: cannot be written: {reason_of(error)}") from None


def _append(
    output: Path,
    account: Manifest,
    commit: Commit,
    removal: "_Removal",
    keyed: Keyed,
    reasons: Mapping[str, str],
) -> None:
    """Write the ledger with a line more for each that was taken out, and the manifest of what is left."""
    with (output / ledger.NAME).open("rb") as stream:
        shutil.copyfileobj(stream, commit.ledger)
    lines = LedgerWriter(commit.ledger, stamp_of(account.recipe), account.head, account.lines)
    for entry in removal.entries:
        lines.add(
            Entry(
                entry.id,
                entry.place,
                None,
                ledger.FORGOTTEN,
                reasons[entry.place],
                digest=entry.digest,
                places=entry.places,
            )
        )
    files = {name: written for name, written in account.files.items() if name not in removal.touched}
    files |= removal.files
    seal = keyed.seal(lines.head)
    left = replace(account, lines=lines.lines, head=lines.head, seal=seal, files=files)
    commit.prepare(left, replaces=True)


class _Removal:
    """One removal being prepared."""

    def __init__(self, output: Path, account: Manifest, commit: Commit, places: Any, taken: Any) -> None:
        self._output = output
        self._account = account
        self._commit = commit
        self._places = places
        self._taken = taken
        self.entries: list[Entry] = []
        # Files as they were, and what takes their place.
        self.touched: set[str] = set()
        self.files: dict[str, Written] = {}

    def run(self) -> None:
        for group in groups(self._output, self._account, self._taken):
            out = [entry for entry in group if entry.place in self._places]
            if out:
                self.entries += out
                self._rewrite(group)

    def _rewrite(self, group: Sequence[Entry]) -> None:
        """Write the files of some conversations anew; those of an archive together."""
        by_file: dict[str, dict[str, list[tuple[Entry, Place]]]] = {}
        for name, placed in places_in(group).items():
            by_file.setdefault(holder(name, self._account), {})[name] = placed
        for file, members in by_file.items():
            if not any(entry.place in self._places for placed in members.values() for entry, _ in placed):
                continue
            self._check(file)
            self.touched.add(file)
            path, source = self._commit.path_for(len(self.touched))
            if file in members:
                is_left = self._write_file(file, members[file], path)
            else:
                is_left = self._write_archive(file, members, path)
            if not is_left:
                path.unlink(missing_ok=True)
                self._commit.add(Move(None, file, replaces=True))
                continue
            path.chmod((self._output / file).stat().st_mode & 0o777)
            with path.open("rb") as stream:
                os.fsync(stream.fileno())
                self.files[file] = digest_of(stream)
            self._commit.add(Move(source, file, replaces=True))

    def _check(self, file: str) -> None:
        with (self._output / file).open("rb") as stream:
            if digest_of(stream) != self._account.files[file]:
                raise ForgetError(f"{file}: is not what was written; see scrub verify")

    def _write_file(self, name: str, placed: list[tuple[Entry, Place]], path: Path) -> bool:
        """Write what is left of a file, in its compression; say whether anything is."""
        if all(entry.place in self._places for entry, _ in placed):
            return False
        form = format_named(placed[0][1].format)
        with path.open("xb") as stream, compressed(cast(BinaryIO, stream), name) as out:
            form.writer(out, joined(self._parts(name, placed)))
        return True

    def _parts(self, name: str, placed: list[tuple[Entry, Place]]) -> Iterator[Part]:
        form = format_named(placed[0][1].format)
        owners = owners_of(placed)
        for piece in pieces_of(source_of(self._output, name), form):
            if isinstance(piece, Gap):
                yield piece
                continue
            owner = next(owners, None)
            if owner is None or isinstance(piece, Broken):
                raise ForgetError(f"{name}: is not what the ledger says; see scrub verify")
            is_out = owner.place in self._places
            payload = None if is_out else piece.rewrite({})
            yield ScrubbedRecord(piece.row, payload, _FORGOTTEN if is_out else None, (), 0)

    def _write_archive(self, file: str, members: Mapping[str, list[tuple[Entry, Place]]], path: Path) -> bool:
        is_left = False
        part = path.with_suffix(".member")
        with (
            zipfile.ZipFile(self._output / file) as old,
            zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED) as new,
        ):
            for item in old.infolist():
                placed = members.get(f"{file}/{item.filename}", [])
                if any(entry.place in self._places for entry, _ in placed):
                    if not self._write_file(f"{file}/{item.filename}", placed, part):
                        continue
                else:
                    with old.open(item) as stream, part.open("xb") as copy:
                        shutil.copyfileobj(stream, copy)
                is_left = True
                member = zipfile.ZipInfo(item.filename, item.date_time)
                member.compress_type, member.external_attr = item.compress_type, item.external_attr
                with part.open("rb") as stream, new.open(member, "w", force_zip64=True) as out:
                    shutil.copyfileobj(stream, out)
                part.unlink()
        return is_left
