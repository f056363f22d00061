"""Fuzzes every target in turn: `python -m tests.fuzz --minutes 60 [--jobs 2] [--record FILE]`.

Cases that reach code which none has reached are kept in a corpus, and changed further. A case that breaks the
law, takes far longer than its size or ends the process is kept; those in `found/` are tests. A record adds up
what all runs have tried, so that the hours of a target may be many runs.
"""

import argparse
import io
import sys
import tempfile
from contextlib import redirect_stderr
from importlib.util import find_spec
from pathlib import Path
from typing import Final

_FOUND: Final = Path(__file__).with_name("found")
_CORPUS: Final = Path(__file__).parents[2] / ".fuzz"
# No disk, as each case is a file.
_SCRATCH: Final = Path("/dev/shm")
# Ours, and what reads TOML and mail for us.
_GUIDES: Final = ("recognizers", "scrub", "tomllib", "email")


def main() -> int:
    """Run the command line; 1 where something was found."""
    if find_spec("atheris") is None:
        sys.stderr.write("python -m tests.fuzz needs atheris (on Linux): pip install -e '.[fuzz]'\n")
        return 2
    import atheris

    if _SCRATCH.is_dir():
        tempfile.tempdir = str(_SCRATCH)
    # For good, as much is imported when it is needed.
    atheris.instrument_imports(include=_GUIDES).__enter__()
    with redirect_stderr(io.StringIO()):
        from tests.fuzz.loop import Amount, fuzz
        from tests.fuzz.record import Record
        from tests.fuzz.targets import TARGETS, broken_law
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0, help="of a processor, all targets together")
    parser.add_argument("--turn", type=float, default=60.0, metavar="SECONDS", help="of a target at once")
    parser.add_argument("--jobs", type=int, default=1, help="targets that are fuzzed at once")
    parser.add_argument("--target", choices=TARGETS, nargs="+", default=list(TARGETS), metavar="NAME")
    parser.add_argument("--record", type=Path, metavar="FILE", help="adds this run to a record")
    parser.add_argument("--corpus", type=Path, default=_CORPUS, metavar="DIR", help="of cases to go on from")
    parser.add_argument("--found", type=Path, default=_FOUND, metavar="DIR")
    chosen = parser.parse_args()
    record = Record(chosen.record, chosen.target)
    with redirect_stderr(io.StringIO()):
        # What is made at first is made once, for all turns.
        for seed in TARGETS["text"].seeds():
            broken_law(TARGETS["text"], seed)
    found = fuzz(
        {name: TARGETS[name] for name in chosen.target},
        record,
        Amount(60 * chosen.minutes, chosen.turn, max(1, chosen.jobs)),
        chosen.corpus,
        chosen.found,
    )
    for line in record.lines():
        sys.stdout.write(line + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
