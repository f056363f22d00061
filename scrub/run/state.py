"""What a run leaves in its output while it is not finished: its recipe, and the tasks that are done."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from recognizers.errors import reason_of
from scrub import manifest
from scrub.files import OutputError
from scrub.manifest import Recipe
from scrub.run.commit import is_prepared, unreadable_state

FOLDER: Final = ".scrub"
_LOCK: Final = "lock"
_PLAN: Final = "plan.json"
_ASPECTS: Final = {
    "policy_fingerprint": "the policy",
    "rules": "the rules, or the version of scrub",
    "key_id": "the key",
    "gated": "the choice between --accounts and --ad-hoc",
    "facts": "the accounts or the index of conversations",
    "inputs": "the inputs",
    "shards": "--shards",
    "shard_format": "--shard-format",
    "group_by": "--group-by",
}


class State:
    """The folder `.scrub` in an output folder, held by one run at a time."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.folder = output / FOLDER

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder alone; OutputError where another run does."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(self.folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise OutputError(f"{self.output}: cannot be written: {reason_of(error)}") from None
        try:
            self._lock(handle)
            try:
                yield
            finally:
                # What holds no plan is nobody's run, unless something is still to be put in place.
                if not is_broken_off(self.output):
                    self.remove()
        finally:
            os.close(handle)

    def _lock(self, handle: int) -> None:
        try:
            import fcntl
        except ImportError:
            # Where there are no such locks, nobody is kept out.
            return
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Who held it before may have removed the folder, and who comes next locks another file.
            is_held = os.path.samestat(os.fstat(handle), (self.folder / _LOCK).stat())
        except OSError:
            is_held = False
        if not is_held:
            raise OutputError(f"{self.output}: another run is writing here; wait for it or end it") from None

    def begin(self, recipe: Recipe, files: dict[str, str], *, resume: bool) -> Recipe:
        """Return the recipe to go on with: this one, or that of the run that is resumed.

        `files` are the keyed fingerprints of the input by keyed name. Raises OutputError where the
        folder holds something else, or the run that it holds was made otherwise.
        """
        plan = self._plan()
        if plan is None:
            others = [path.name for path in self.output.iterdir() if path.name != FOLDER]
            if others:
                raise OutputError(f"{self.output}: is not empty; choose another output folder")
            self._store({"recipe": asdict(recipe), "files": files})
            return recipe
        earlier, known = plan
        if not resume:
            raise OutputError(f"{self.output}: holds an unfinished run; go on with --resume, or remove it")
        check_same(earlier, recipe, self.output, known, files)
        return earlier

    def _plan(self) -> tuple[Recipe, dict[str, str]] | None:
        try:
            plan = json.loads((self.folder / _PLAN).read_bytes())
            return Recipe(**plan["recipe"]), dict(plan["files"])
        except FileNotFoundError:
            return None
        except (OSError, ValueError, RecursionError, LookupError, TypeError):
            raise unreadable_state(self.output) from None

    def _store(self, plan: Any) -> None:
        path = self.folder / _PLAN
        part = path.with_suffix(".part")
        try:
            with part.open("w", encoding="ascii") as stream:
                json.dump(plan, stream)
                stream.flush()
                os.fsync(stream.fileno())
            part.rename(path)
        except OSError as error:
            raise OutputError(f"{self.output}: cannot be written: {reason_of(error)}") from None

    @property
    def is_untouched(self) -> bool:
        """Whether no task is done yet."""
        return not any(self.folder.glob("tasks-*")) and not any(self.folder.glob("parts-*"))

    def clear_attempts(self) -> None:
        """Remove what tasks left that did not come to their end."""
        for path in self.folder.glob("task-*"):
            shutil.rmtree(path, ignore_errors=True)

    def remove(self) -> None:
        """Remove the folder; the plan first, so that what is left of it is no run."""
        (self.folder / _PLAN).unlink(missing_ok=True)
        shutil.rmtree(self.folder, ignore_errors=True)
        with suppress(OSError):
            self.output.rmdir()


def is_broken_off(output: Path) -> bool:
    """Say whether something in the folder was begun and is not at its end."""
    folder = output / FOLDER
    return (folder / _PLAN).exists() or is_prepared(folder)


def finished(output: Path) -> manifest.Manifest | None:
    """Return the manifest of a run that has come to its end in the folder, if one has."""
    if not (output / manifest.NAME).exists() or (output / FOLDER / _PLAN).exists():
        return None
    return manifest.read_manifest(output)


def check_same(
    earlier: Recipe,
    recipe: Recipe,
    output: Path,
    known: dict[str, str] | None = None,
    files: dict[str, str] | None = None,
) -> None:
    """Raise OutputError where going on by the recipe would not write what the earlier one did."""
    for name, aspect in _ASPECTS.items():
        if getattr(earlier, name) != getattr(recipe, name):
            detail = ""
            if name == "inputs" and known is not None and files is not None:
                changed = sum(1 for each in known.keys() & files.keys() if known[each] != files[each])
                gone, new = len(known.keys() - files.keys()), len(files.keys() - known.keys())
                detail = f" ({changed} changed, {gone} gone, {new} new)"
            raise OutputError(
                f"{output}: cannot be resumed: {aspect} changed since the run began{detail}; "
                "begin anew in another folder"
            )
