"""How a command ends: exit codes, and errors as one line on stderr."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

import typer

from scrub.commands.messages import say
from scrub.errors import ScrubError, contained
from scrub.private import remove_abandoned

ERROR: Final = 2


@contextmanager
def reported() -> Iterator[None]:
    """Turn errors into one line on stderr and exit code 2; stay silent when the reader has gone."""
    remove_abandoned()
    try:
        with contained():
            try:
                yield
            finally:
                sys.stdout.flush()
    except ScrubError as error:
        say(f"scrub: {error}")
        raise typer.Exit(ERROR) from None
    except OSError as error:
        if not isinstance(error, BrokenPipeError):
            say(f"scrub: cannot go on: {(error.strerror or type(error).__name__).lower()}")
        _forget_stdout()
        raise typer.Exit(ERROR) from None
    except KeyboardInterrupt:
        say("scrub: stopped")
        raise typer.Exit(130) from None


def _forget_stdout() -> None:
    """Let what is still to be written go nowhere; Python would complain again while it closes stdout."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
