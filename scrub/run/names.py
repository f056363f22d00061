"""Names for the files of an output: each once, and none where a folder is."""

from pathlib import PurePosixPath
from typing import Final

from scrub import ledger, manifest
from scrub.files import safe_name
from scrub.run.state import FOLDER

_RESERVED: Final = (ledger.NAME, manifest.NAME, FOLDER)


class OutputNames:
    """Gives out names; what scrubbing made equal is told apart by a number."""

    def __init__(self) -> None:
        # Some file systems tell no capitals from small letters.
        self._files = {name.casefold() for name in _RESERVED}
        self._folders: set[str] = set()
        # By the path that was asked for: the number at which the next search begins. What is taken stays so.
        self._counts: dict[tuple[str, bool], int] = {}

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
            self._folders.add(str(path).casefold())
        path = self._next(path / last, is_folder=False)
        self._files.add(str(path).casefold())
        return str(path)

    def _next(self, first: PurePosixPath, *, is_folder: bool) -> PurePosixPath:
        asked = (str(first).casefold(), is_folder)
        count = self._counts.get(asked, 1)
        path = _numbered(first, count)
        while self._is_taken(str(path).casefold(), is_folder=is_folder):
            count += 1
            path = _numbered(first, count)
        self._counts[asked] = count
        return path

    def _is_taken(self, path: str, *, is_folder: bool) -> bool:
        return path in self._files or (not is_folder and path in self._folders)


def _numbered(path: PurePosixPath, count: int) -> PurePosixPath:
    return path if count == 1 else path.with_name(f"{path.stem}-{count}{path.suffix}")
