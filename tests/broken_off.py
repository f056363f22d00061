"""Ends `scrub forget` before each step that it takes on the disk: `python -m tests.broken_off FOLDER ...`.

For each number of steps a copy of the folder is made beside it, FOLDER-0 and so on, and the command is begun
there by a process that ends without a word before that step. In the last copy it came to its end.
"""

import io
import itertools
import os
import shutil
import sys
from pathlib import Path
from typing import Any, Final

_STEPS: Final = frozenset(
    ("os.chmod", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate", "shutil.rmtree")
)
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_KILLED: Final = 77


def main() -> None:
    """Break the command off at every step in turn."""
    # Loaded once for all.
    import scrub.commands.recheck
    from scrub.cli import main as run

    assert scrub.commands.recheck
    folder, rest = Path(sys.argv[1]), sys.argv[2:]
    for steps in itertools.count():
        copy = folder.with_name(f"{folder.name}-{steps}")
        shutil.copytree(folder, copy)
        process = os.fork()
        if process == 0:
            _end_before(steps, copy)
            sys.argv = ["scrub", "forget", str(copy), *rest]
            sys.stdout = io.TextIOWrapper(io.BytesIO())
            try:
                run()
            except SystemExit as end:
                os._exit(int(end.code or 0))
        code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        if code == 0:
            return
        if code != _KILLED:
            raise SystemExit(f"step {steps}: ended with {code}")


def _end_before(steps: int, folder: Path) -> None:
    place = str(folder)
    count = itertools.count()

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        is_step = event in _STEPS or (event == "open" and arguments[2] & _WRITING)
        if is_step and place in str(arguments[0]) and next(count) >= steps:
            os._exit(_KILLED)

    sys.addaudithook(watch)


if __name__ == "__main__":
    main()
