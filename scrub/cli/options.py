"""Options that several commands share, and the policy that they describe."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scrub.cli.completions import entity_types, formats, policies

if TYPE_CHECKING:
    from scrub.policy import Policy

Inputs = Annotated[
    list[str] | None, typer.Argument(help="Files, folders, globs; - for stdin.", show_default=False)
]
PolicyName = Annotated[
    str,
    typer.Option(
        "--policy", help="A policy file, or one of: default, strict, secrets-only.", autocompletion=policies
    ),
]
InputFormat = Annotated[
    str | None,
    typer.Option(
        "--input-format",
        help="Read every input in this format; `scrub formats` lists them.",
        show_default=False,
        autocompletion=formats,
    ),
]
Types = Annotated[
    str | None,
    typer.Option(
        "--types",
        help="Only these entity types, joined by commas.",
        show_default=False,
        autocompletion=entity_types,
    ),
]
KeyFile = Annotated[
    Path | None,
    typer.Option("--key-file", help="File with a base64 key of 32 bytes.", show_default=False),
]
Accounts = Annotated[
    Path | None,
    typer.Option("--accounts", help="Account facts: JSONL, CSV, Parquet or SQLite.", show_default=False),
]
Conversations = Annotated[
    Path | None,
    typer.Option("--conversations", help="An index of the conversations' facts.", show_default=False),
]
Now = Annotated[
    str | None, typer.Option("--now", help="Decide as of this time (RFC 3339).", show_default=False)
]
RunFolder = Annotated[Path, typer.Argument(help="The folder that a run wrote.")]
RunPolicy = Annotated[
    str | None, typer.Option("--policy", help="The policy of the run, if it is a file.", show_default=False)
]
Rules = Annotated[
    list[Path] | None,
    typer.Option("--rules", help="A further file of rules; may be repeated.", show_default=False),
]
KnownValues = Annotated[
    str | None,
    typer.Option(
        "--known-values",
        help="File of values to redact wherever they stand, one a line or NAME=VALUE; env: for the"
        " secrets of this environment.",
        show_default=False,
    ),
]
KnownPeople = Annotated[
    Path | None,
    typer.Option(
        "--known-people",
        help="JSON lines of people to redact in all their forms: names, emails, logins, phones, ...",
        show_default=False,
    ),
]
NoNames = Annotated[bool, typer.Option("--no-names", help="Do without the names model.")]


def given(inputs: Sequence[str] | None) -> tuple[str, ...]:
    """Return the inputs, else standard input; whoever is at the terminal is told that it is read."""
    if inputs:
        return tuple(inputs)
    if sys.stdin.isatty():
        from scrub.commands.messages import say

        say("scrub: reading what you type; Ctrl-D ends it")
    return ("-",)


def load_policy(
    name: str, types: str | None, *, no_names: bool = False, rules: Sequence[Path] | None = None
) -> "Policy":
    """Return the policy that the options describe."""
    from scrub.policy import Policy
    from scrub.policyfile import known_type

    policy = Policy.load(name)
    if types:
        wanted = frozenset(known_type(each.strip(), "--types") for each in types.split(","))
        policy = replace(policy, types=policy.types & wanted)
    if rules:
        policy = replace(policy, rule_files=(*policy.rule_files, *(path.resolve() for path in rules)))
    return replace(policy, names=None) if no_names else policy
