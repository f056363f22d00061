"""What commands print: messages for people on stderr, lines of results on stdout."""

import sys
from collections.abc import Iterable

from scrub.report.lines import printable


def say(message: str) -> None:
    """Print a message for people."""
    sys.stderr.write(printable(message) + "\n")


def show(lines: Iterable[str]) -> None:
    """Print lines of a result."""
    for line in lines:
        sys.stdout.write(line + "\n")
