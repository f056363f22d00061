"""The command `scrub`: a thin caller of the library. Data on stdout, messages on stderr.

Exit codes: 0 done; 1 something found by `detect` or `--fail-on`, or withheld; 2 error.
"""

import gc
import io
import os
import sys
from typing import Annotated, Final

import typer

from recognizers.matching.cache import tell_of_building
from scrub.cli import ad_hoc, policies, rules, run, runs
from scrub.cli.outcome import reported

# How many more objects than are freed there must be before cycles are looked for.
_ALLOCATIONS: Final = 200_000

app = typer.Typer(
    help="Remove people and secrets from AI chats and coding sessions.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Begin with: scrub detect FILE, then scrub redact FILE --diff. Each command has its own --help.",
)
app.add_typer(ad_hoc.app)
app.add_typer(run.app)
app.add_typer(runs.app)
app.add_typer(rules.app, name="rules")
app.add_typer(policies.app, name="policy")


def _show_version(wanted: bool) -> None:
    if wanted:
        with reported():
            from scrub.commands.messages import show
            from scrub.commands.version import describe_version

            show(describe_version())
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            help="Show the versions of scrub, its rules and its models.",
            callback=_show_version,
            is_eager=True,
        ),
    ] = False,
) -> None:
    del version


def _tell_of_compiling(name: str) -> None:
    if name == "engine" and sys.stderr.isatty():
        from scrub.commands.messages import say

        say("scrub: compiling the rules for this machine, once: a quarter of a minute or so")


def main() -> None:
    """Run the command line. Data is UTF-8 in every locale."""
    # What is loaded at the start stays: looking through it for cycles takes an eighth of a short run.
    gc.set_threshold(_ALLOCATIONS)
    # Threads that numpy would start at import for sums that are never asked of it.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    tell_of_building(_tell_of_compiling)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # By lines, so that what is said on stderr stands where it was said, in a pipe too.
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)
    try:
        app()
    finally:
        # Python looks through everything once more before it ends, for cycles that end with it anyway.
        gc.freeze()
