"""What people are told while a command runs: a line each, on stderr."""

import sys

from scrub.report.lines import printable


def say(message: str) -> None:
    """Print a message for people."""
    sys.stderr.write(printable(message) + "\n")
