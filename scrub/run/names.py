"""Names for the files of an output: each once, and none where a folder is."""

from pathlib import PurePosixPath
from typing import Final

from scrub import ledger, manifest
from scrub.files import folded_name, safe_name
from scrub.outputs import Numbers
from scrub.run.state import FOLDER

_RESERVED: Final = (ledger.NAME, manifest.NAME, FOLDER)


class OutputNames:
    """Gives out names; what scrubbing made equal is told apart by a number."""

    def __init__(self) -> None:
        self._files = {folded_name(name) for name in _RESERVED}
        self._folders: set[str] = set()
        self._numbers = Numbers()

    def free(self, name: str) -> str:
        """Return the name, or the next of its kind that is free.

        >>> names = OutputNames()
        >>> [names.free(name) for name in ("a.txt", "A.txt", "a.txt/b", "ledger.jsonl")]
        ['a.txt', 'A-2.txt', 'a-3.txt/b', 'ledger-2.jsonl']
        """
        path = PurePosixPath()
        *folders, last = PurePosixPath(safe_name(name)).parts
        for step in folders:
            path = self._next(path / step, is_folder=True)
            self._folders.add(folded_name(path))
        path = self._next(path / last, is_folder=False)
        self._files.add(folded_name(path))
        return str(path)

    def _next(self, first: PurePosixPath, *, is_folder: bool) -> PurePosixPath:
        return self._numbers.free(
            first,
            (folded_name(first), is_folder),
            lambda path: self._is_taken(folded_name(path), is_folder=is_folder),
        )

    def _is_taken(self, path: str, *, is_folder: bool) -> bool:
        return path in self._files or (not is_folder and path in self._folders)
