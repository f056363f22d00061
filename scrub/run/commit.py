"""Puts finished files in place: all of what was prepared, however often this is interrupted and begun again.

What is to be done is written down whole before anything is done; each step may be done twice.
"""

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO, Final

from recognizers.errors import reason_of
from scrub import ledger, manifest
from scrub.files import OutputError, safe_name

_PREPARED: Final = "commit"
_PREPARING: Final = "commit.part"
_MOVES: Final = "moves.jsonl"


@dataclass(frozen=True, slots=True)
class Move:
    """A file to be put in place, or removed."""

    # Where it lies, relative to the folder of the state; None where the target is to be removed.
    source: str | None
    # Relative to the output folder.
    target: str
    # Something may stand there.
    replaces: bool = False


class Commit:
    """The steps that end a run, or take something out of an output, being written down."""

    def __init__(self, output: Path, state: Path) -> None:
        self._output = output
        self._state = state
        self.folder = state / _PREPARING
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        self._moves: BinaryIO = (self.folder / _MOVES).open("wb")
        self.ledger: BinaryIO = (self.folder / ledger.NAME).open("wb")

    def add(self, move: Move) -> None:
        """Note a step."""
        self._moves.write(json.dumps(asdict(move)).encode() + b"\n")

    def path_for(self, number: int) -> tuple[Path, str]:
        """Return where a new file can be written, and its name for a move."""
        name = f"new-{number}"
        return self.folder / name, f"{_PREPARED}/{name}"

    def prepare(self, account: manifest.Manifest, *, replaces: bool) -> None:
        """End the writing down: from here on it is done, whatever happens."""
        for name in (ledger.NAME, manifest.NAME):
            self.add(Move(f"{_PREPARED}/{name}", name, replaces))
        (self.folder / manifest.NAME).write_bytes(account.dumped())
        for stream in (self._moves, self.ledger):
            stream.flush()
            os.fsync(stream.fileno())
            stream.close()
        with (self.folder / manifest.NAME).open("rb") as stream_of_manifest:
            os.fsync(stream_of_manifest.fileno())
        self.folder.rename(self._state / _PREPARED)
        _sync(self._state)

    def close(self) -> None:
        """Let go of the files."""
        self._moves.close()
        self.ledger.close()


def is_prepared(state: Path) -> bool:
    """Say whether there are steps to be done."""
    return (state / _PREPARED).exists()


def carry_out(output: Path, state: Path) -> None:
    """Do what was prepared, as far as it is not done; OutputError where something stands in the way."""
    folders = {output}
    try:
        for move in _moves(state / _PREPARED / _MOVES, output):
            if move.target == ledger.NAME:
                # The accounts come last, when what they speak of lies on the disk.
                for folder in folders:
                    _sync(folder)
            _do(move, output, state)
            folders.add((output / move.target).parent)
        _sync(output)
    except OSError as error:
        raise OutputError(f"{output}: cannot be written: {reason_of(error)}") from None


def unreadable_state(output: Path) -> OutputError:
    """Return the error of a folder of which the state is damaged."""
    return OutputError(f"{output}: what an earlier run left cannot be read; remove it")


def put_away(state: Path) -> None:
    """Note that all of it is done."""
    # Half of it would be taken for steps to be done.
    (state / _PREPARED).rename(state / _PREPARING)
    shutil.rmtree(state / _PREPARING, ignore_errors=True)


def _moves(path: Path, output: Path) -> Iterator[Move]:
    with path.open("rb") as stream:
        for line in stream:
            try:
                move = Move(**json.loads(line))
                if any(safe_name(name) != name for name in (move.source, move.target) if name is not None):
                    raise ValueError
            except (ValueError, TypeError, RecursionError, AttributeError):
                raise unreadable_state(output) from None
            yield move


def _do(move: Move, output: Path, state: Path) -> None:
    target = output / move.target
    if move.source is None:
        target.unlink(missing_ok=True)
        _remove_empty(target.parent, output)
        return
    source = state / move.source
    if not source.exists():
        if not target.exists():
            raise OutputError(f"{output}: a file that was to be put in place is gone; begin anew")
        return
    if not move.replaces and os.path.lexists(target):
        raise OutputError(f"{output}: a file appeared where one is to be written; remove it and resume")
    target.parent.mkdir(parents=True, exist_ok=True)
    source.rename(target)


def _remove_empty(folder: Path, output: Path) -> None:
    while folder != output:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def _sync(folder: Path) -> None:
    """Make sure that names lie on the disk, where the system can."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        return
    finally:
        os.close(handle)
