"""`scrub review`: go through what was found, value by value, and keep what was decided in a policy."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from recognizers.entities import family_of
from scrub.commands.detect import find_places
from scrub.commands.messages import say
from scrub.detect import Detector
from scrub.errors import ScrubError
from scrub.files import check_free, find_sources, placed
from scrub.policy import Policy
from scrub.report.lines import printable
from scrub.review import BACK, KEYS, QUIT, Choice, Subject, step_through, subjects_of, with_lists
from scrub.search import Search

if TYPE_CHECKING:
    from rich.console import Console

_HELP: Final = ", ".join(
    [*(f"{key} {choice.value}" for key, choice in KEYS.items()), f"{BACK} back", f"{QUIT} write and quit"]
)
_LAST_HELP: Final = f"Enter write and quit, {BACK} back"
_STYLES: Final = {"direct": "black on yellow", "quasi": "black on cyan", "secret": "black on red"}
_CLEAR: Final = "\x1b[2J\x1b[H"
# A screen beside the usual one, so that no value stays on the terminal or in what it scrolls back to.
_ENTER, _LEAVE = "\x1b[?1049h", "\x1b[?1049l"


@dataclass(frozen=True, slots=True)
class ReviewOptions:
    """The options of the command."""

    inputs: tuple[str, ...]
    # The name or path of the policy that the lists are added to.
    policy: str
    lists: Path | None = None
    output: Path | None = None
    input_format: str | None = None
    key_file: Path | None = None
    force: bool = False


def run_review(policy: Policy, options: ReviewOptions) -> int:
    """Step through the findings, write what was decided, and return the exit code."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise ScrubError(
            "review shows values and asks for keys: it needs a terminal; elsewhere, use redact --review"
        )
    if options.lists is None and options.output is None:
        raise ScrubError(
            "say where decisions go: --lists POLICY.toml, -o FILE for the redacted file, or both"
        )
    for path in (options.lists, options.output):
        if path is not None and not options.force and not path.is_dir():
            check_free(path)
    from rich.console import Console

    errors: list[str] = []
    search = Search(Detector(policy))
    places = find_places(search, find_sources(options.inputs), options.input_format, errors)
    subjects = subjects_of(places)
    if errors:
        raise ScrubError(f"cannot be reviewed: {errors[0]}")
    if not subjects:
        say("scrub: nothing was found")
        return 0
    console = Console(stderr=True, highlight=False, markup=False)
    with _keys() as keys, _screen(console):
        choices = step_through(len(subjects), keys, lambda at, choice: _show(console, subjects, at, choice))
    return _write(policy, options, [(subjects[at], choice) for at, choice in choices.items()])


def _write(policy: Policy, options: ReviewOptions, decided: Sequence[tuple[Subject, Choice]]) -> int:
    values = {
        choice: {each.place.value: each.entity_type for each, made in decided if made is choice}
        for choice in Choice
    }
    if options.lists is not None:
        text = with_lists(policy, options.policy, [*values[Choice.ALWAYS_KEEP]], values[Choice.ALWAYS_REDACT])
        with placed(options.lists, replace=options.force) as stream:
            stream.write(text.encode())
        kept, redacted = len(values[Choice.ALWAYS_KEEP]), len(values[Choice.ALWAYS_REDACT])
        say(f"{options.lists}: {kept} more always kept, {redacted} more always redacted")
    if options.output is None:
        return 0
    from scrub.commands.redact import RedactOptions, run_redact

    allow = (*policy.allow, *values[Choice.KEEP], *values[Choice.ALWAYS_KEEP])
    chosen = replace(policy, allow=allow, deny={**policy.deny, **values[Choice.ALWAYS_REDACT]})
    redact = RedactOptions(
        options.inputs,
        options.output,
        input_format=options.input_format,
        key_file=options.key_file,
        force=options.force,
    )
    return run_redact(chosen, redact)


def _show(console: "Console", subjects: Sequence[Subject], at: int, choice: Choice | None) -> None:
    from rich.text import Text

    console.file.write(_CLEAR)
    if at == len(subjects):
        console.print(Text(f"{at} of {at} were shown\n"), Text(_LAST_HELP, "dim"), sep="\n")
        return
    subject = subjects[at]
    place, finding = subject.place, subject.place.finding
    where = f"{place.source.name}, record {finding.row} {finding.pointer}, line {place.line}"
    console.print(Text(printable(f"{at + 1} of {len(subjects)}   {where}"), "dim"))
    times = "once" if subject.count == 1 else f"{subject.count} times"
    console.print(
        Text(f"{finding.entity_type}, found by {finding.source}, score {finding.score:.2f}, {times}\n")
    )
    console.print(
        Text(_printed(place.before))
        + Text(_printed(place.value), _STYLES[family_of(finding.entity_type)])
        + Text(_printed(place.after))
    )
    console.print(Text(f"\n{f'[{choice.value}]  ' if choice else ''}{_HELP}", "dim"))


def _printed(text: str) -> str:
    return "\n".join(map(printable, text.split("\n")))


@contextmanager
def _keys() -> Iterator[Iterator[str]]:
    """Have the terminal hand over each key as it is pressed, and give it back as it was."""
    import termios
    import tty

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal)
        yield pressed_keys(terminal)
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def pressed_keys(terminal: int) -> Iterator[str]:
    """Yield the letters that are pressed."""
    while data := os.read(terminal, 64):
        # An arrow or a function key comes as several characters, which are no decisions.
        if not data.startswith(b"\x1b"):
            yield from data.decode("ascii", "ignore")


@contextmanager
def _screen(console: "Console") -> Iterator[None]:
    console.file.write(_ENTER)
    try:
        yield
    finally:
        console.file.write(_LEAVE)
        console.file.flush()
