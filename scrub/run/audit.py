"""Whether a finished folder is what its ledger says: chain, digests, counts, and nothing left to be found."""

import hashlib
import zipfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from scrub import ledger, manifest
from scrub.archives import opened
from scrub.errors import ScrubError
from scrub.files import InputError, Source
from scrub.formats import format_named
from scrub.formats.record import Broken, Gap, Record
from scrub.ledger import Entry, Keyed, LedgerError, Place, read_ledger
from scrub.manifest import Counts, Manifest, digest_of, read_manifest
from scrub.run.leftovers import Leftovers
from scrub.run.state import FOLDER, is_broken_off
from scrub.run.tally import add_content
from scrub.units import pieces_of

_ARCHIVE: Final = ".zip"


@dataclass(slots=True)
class Audit:
    """What was looked at, and what is wrong with it."""

    conversations: int = 0
    records: int = 0
    files: int = 0
    problems: list[str] = field(default_factory=list)


def audit(output: Path, key: bytes | None, leftovers: Leftovers | None) -> Audit:
    """Check a folder against its ledger and manifest; ScrubError where it holds no finished run."""
    found = Audit()
    if is_broken_off(output):
        found.problems.append("a run or a removal was broken off: go on with it (run --resume, forget)")
    account = read_manifest(output)
    _check_files(output, account, found)
    try:
        gone = _check_chain(output, account, key, found)
        unnamed = set(account.files)
        for group in groups(output, account, gone):
            unnamed.difference_update(holder(place.file, account) for each in group for place in each.places)
            _Group(output, group, found, leftovers).check()
        found.problems += [f"{name}: is of no conversation of the ledger" for name in sorted(unnamed)]
    except LedgerError as error:
        found.problems.append(str(error))
    return found


def _check_files(output: Path, account: Manifest, found: Audit) -> None:
    here = {
        path.relative_to(output).as_posix()
        for path in output.rglob("*")
        if (path.is_file() or path.is_symlink()) and FOLDER not in path.relative_to(output).parts[:1]
    }
    for name in sorted(here - account.files.keys() - {ledger.NAME, manifest.NAME}):
        found.problems.append(f"{name}: is not of the run")
    for name, written in account.files.items():
        found.files += 1
        try:
            if (output / name).exists() and not (output / name).is_file():
                found.problems.append(f"{name}: is no file")
                continue
            with (output / name).open("rb") as stream:
                if digest_of(stream) != written:
                    found.problems.append(f"{name}: is not what was written")
        except OSError as error:
            found.problems.append(f"{name}: cannot be read ({type(error).__name__})")


def _check_chain(output: Path, account: Manifest, key: bytes | None, found: Audit) -> dict[str, str | None]:
    """Go through the ledger; return the places of what was taken out again."""
    counts, lines, head = Counts(), 0, ledger.START
    gone: dict[str, str | None] = {}
    for entry, chained in read_ledger(output / ledger.NAME):
        head = chained
        lines += 1
        if entry.verdict == ledger.FORGOTTEN:
            gone[entry.place] = entry.reason
        else:
            counts.add(entry)
    if (lines, head) != (account.lines, account.head):
        found.problems.append("the ledger is not the one that the manifest was made with")
    if counts.as_json() != account.counts:
        found.problems.append("the counts of the manifest are not those of the ledger")
    if not counts.balance():
        found.problems.append("what came in is not what was written, refused and withheld")
    if key is not None:
        keyed = Keyed(key)
        if keyed.key_id != account.recipe.key_id:
            found.problems.append("the key is not that of the run, so the seal cannot be checked")
        elif keyed.seal(head) != account.seal:
            found.problems.append(
                "the seal is not that of the ledger: both were replaced by someone without the key"
            )
    found.conversations = counts.conversations["in"]
    return gone


def holder(name: str, account: Manifest) -> str:
    """Return the file that an output is in: itself, or an archive; LedgerError where there is none."""
    while name not in account.files and "/" in name:
        name = name.rpartition("/")[0]
    if name not in account.files:
        raise LedgerError("the ledger names a file that the manifest does not")
    return name


def groups(output: Path, account: Manifest, taken: Collection[str]) -> Iterator[list[Entry]]:
    """Yield the conversations that stand in each file, or in files that share one or an archive.

    Those at the places that are `taken` do not stand there any more.
    """
    group: list[Entry] = []
    files: set[str] = set()
    for entry, _ in read_ledger(output / ledger.NAME):
        if entry.verdict != ledger.WRITTEN or entry.place in taken:
            continue
        own = {holder(place.file, account) for place in entry.places}
        if group and files.isdisjoint(own):
            yield group
            group, files = [], set()
        group.append(entry)
        files |= own
    if group:
        yield group


def places_in(entries: Iterable[Entry]) -> dict[str, list[tuple[Entry, Place]]]:
    """Return by file which conversations stand there, in the order of the entries."""
    by_file: dict[str, list[tuple[Entry, Place]]] = {}
    for entry in entries:
        for place in entry.places:
            by_file.setdefault(place.file, []).append((entry, place))
    return by_file


def owners_of(placed: Iterable[tuple[Entry, Place]]) -> Iterator[Entry]:
    """Yield the conversation of each row that a file was written with, as far as anybody asks."""
    stretches = [(start, end, entry) for entry, place in placed for start, end in place.rows or ()]
    for start, end, entry in sorted(stretches, key=lambda each: each[0]):
        for _ in range(start, end):
            yield entry


def records_of(output: Path, file: str, form: str) -> Iterator[Record | Broken]:
    """Yield the records that stand in a file of the output; ScrubError where it cannot be read."""
    for piece in pieces_of(source_of(output, file), format_named(form)):
        if not isinstance(piece, Gap):
            yield piece


def source_of(output: Path, file: str) -> Source:
    """Return the file of that name, which may be a member of an archive."""
    path = output / file
    if path.is_file():
        return Source(path, file)
    for above in path.parents:
        if above.suffix.lower() == _ARCHIVE and above.is_file():
            member = path.relative_to(above).as_posix()
            try:
                return Source(above, file, opened(above).numbers[member])
            except (OSError, KeyError, zipfile.BadZipFile):
                break
    raise InputError(f"{file}: is gone")


def _rows_of(entry: Entry) -> int:
    """How many rows a conversation has: one a record, or one in all, in a shard."""
    rows = [each for place in entry.places for each in place.rows or ()]
    return sum(end - start for start, end in rows) if rows else entry.written


class _Group:
    """Conversations that share files, being compared with what stands there."""

    def __init__(
        self,
        output: Path,
        entries: list[Entry],
        found: Audit,
        leftovers: Leftovers | None,
    ) -> None:
        self._output = output
        self._entries = entries
        self._found = found
        self._leftovers = leftovers
        self._content: dict[str, Any] = {}
        self._records: dict[str, int] = {}

    def check(self) -> None:
        """Add to the audit what is wrong."""
        for file, placed in places_in(self._entries).items():
            try:
                self._check_file(file, placed)
            except ScrubError as error:
                self._found.problems.append(f"{file}: {str(error).removeprefix(f'{file}: ')}")
                return
        for entry in self._entries:
            digest = self._content.get(entry.place)
            if (
                digest is None
                or digest.hexdigest() != entry.digest
                or self._records[entry.place] != _rows_of(entry)
            ):
                self._found.problems.append(f"conversation {entry.id}: is not what was written")

    def _check_file(self, file: str, placed: list[tuple[Entry, Place]]) -> None:
        whole = placed[0][0] if placed[0][1].rows is None else None
        owners = owners_of(placed)
        for record in records_of(self._output, file, placed[0][1].format):
            self._found.records += 1
            owner = whole or next(owners, None)
            if owner is None:
                self._found.problems.append(f"{file}: holds records that are of no conversation")
                return
            data = b"" if isinstance(record, Broken) else record.data
            add_content(self._content.setdefault(owner.place, hashlib.sha256()), data)
            self._records[owner.place] = self._records.get(owner.place, 0) + 1
            if self._leftovers is not None:
                for name in self._leftovers.find(record):
                    self._found.problems.append(f"{file} record {record.row}: {name} found")
