"""Every command with its options, as a page of the site or as a man page.

python -m manual.commands man > scrub.1
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import typer

from scrub import __version__
from scrub.cli import app

_EXITS: Final = (
    ("0", "Done."),
    ("1", "Something was found by detect, verify, recheck or --fail-on, or a record was withheld."),
    ("2", "An error. One line on standard error says which file, and what to do."),
)
_VARIABLES: Final = (
    ("SCRUB_KEY", "The key of the stand-ins: base64, at least 32 bytes. --key-file is read first."),
    (
        "SCRUB_VAULT_PASSPHRASE",
        "The passphrase of redact --vault and restore. --passphrase-file is read first.",
    ),
)


@dataclass(frozen=True, slots=True)
class Command:
    """A command as its --help shows it."""

    name: str
    usage: str
    # The first paragraph is one sentence.
    paragraphs: tuple[str, ...]
    # How each option or argument is written, and what it does.
    options: tuple[tuple[str, str], ...]


def commands() -> Iterator[Command]:
    """Yield every command, in the order of --help."""
    yield from _walk(typer.main.get_command(app), "scrub")


def page() -> str:
    """Return the page of the site."""
    parts = ["# Commands\n", "What `--help` says. Made of the program itself.\n"]
    for command in commands():
        parts.append(f"## {command.name}\n")
        parts.append(f"```text\n{command.usage}\n```\n")
        parts += [f"{paragraph}\n" for paragraph in command.paragraphs]
        rows = [f"| `{_cell(option)}` | {_cell(text)} |" for option, text in command.options]
        parts.append("\n".join(("| option | |", "| --- | --- |", *rows)) + "\n")
    return "\n".join(parts)


def man() -> str:
    """Return the man page."""
    lines = [
        f'.TH SCRUB 1 "" "scrub {__version__}" "User Commands"',
        ".SH NAME",
        "scrub \\- remove people and secrets from AI chats and coding sessions",
        ".SH SYNOPSIS",
        ".B scrub",
        "COMMAND [OPTIONS] [FILE ...]",
        ".SH COMMANDS",
    ]
    for command in commands():
        lines += [f".SS {_roff(command.name)}", *_paragraphs(command.paragraphs), *_listed(command.options)]
    for title, entries in (("EXIT STATUS", _EXITS), ("ENVIRONMENT", _VARIABLES)):
        lines += [f".SH {title}", *_listed(entries)]
    return "\n".join(lines) + "\n"


def _walk(group: Any, name: str) -> Iterator[Command]:
    for each in group.commands.values():
        full = f"{name} {each.name}"
        if hasattr(each, "commands"):
            yield from _walk(each, full)
            continue
        context = typer.Context(each, info_name=full)
        records = (parameter.get_help_record(context) for parameter in each.get_params(context))
        yield Command(
            full,
            each.get_usage(context).removeprefix("Usage: "),
            tuple(" ".join(paragraph.split()) for paragraph in (each.help or "").split("\n\n")),
            tuple((option, text) for option, text in filter(None, records)),
        )


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _paragraphs(paragraphs: Iterable[str]) -> Iterator[str]:
    for number, paragraph in enumerate(paragraphs):
        if number:
            yield ".PP"
        yield _roff(paragraph)


def _listed(entries: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, text in entries:
        yield from (".TP", f".B {_roff(name)}", _roff(text))


def _roff(text: str) -> str:
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the man page, or the page of the site, to standard output."""
    wanted = (sys.argv[1:] if arguments is None else list(arguments)) or [""]
    known = {"man": man, "page": page}
    if wanted[0] not in known:
        sys.stderr.write(f"usage: python -m manual.commands {'|'.join(known)}\n")
        return 2
    sys.stdout.write(known[wanted[0]]())
    return 0


if __name__ == "__main__":
    sys.exit(main())
