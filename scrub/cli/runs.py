"""Commands on runs, from the gate to taking data out again."""

from pathlib import Path
from typing import Annotated

import typer

from scrub.cli.completions import one_of
from scrub.cli.options import (
    Conversations,
    InputFormat,
    KeyFile,
    Now,
    PolicyName,
    RunFolder,
    RunPolicy,
    load_policy,
)
from scrub.cli.outcome import reported

app = typer.Typer()


@app.command()
def gate(
    inputs: Annotated[list[str], typer.Argument(help="Files, folders, globs.")],
    accounts: Annotated[
        Path, typer.Option("--accounts", help="Account facts: JSONL, CSV, Parquet or SQLite.")
    ],
    conversations: Conversations = None,
    now: Now = None,
    all_reasons: Annotated[
        bool, typer.Option("--all-reasons", help="Give every reason, not the first.")
    ] = False,
    policy: PolicyName = "default",
    input_format: InputFormat = None,
) -> None:
    """Say which conversations may be used, and why the others may not."""
    with reported():
        from scrub.commands.gate import GateOptions, run_gate

        options = GateOptions(
            inputs=tuple(inputs),
            accounts=accounts,
            conversations=conversations,
            now=now,
            all_reasons=all_reasons,
            input_format=input_format,
        )
        code = run_gate(load_policy(policy, None), options)
    raise typer.Exit(code)


@app.command()
def verify(
    folder: RunFolder,
    policy: RunPolicy = None,
    key_file: KeyFile = None,
) -> None:
    """Prove a run's output against its ledger, and search it anew. Exit code 1 if anything is wrong."""
    with reported():
        from scrub.commands.verify import VerifyOptions, run_verify

        code = run_verify(VerifyOptions(folder, policy, key_file))
    raise typer.Exit(code)


@app.command()
def recheck(
    folder: RunFolder,
    accounts: Annotated[Path, typer.Option("--accounts", help="Account facts as they are now.")],
    conversations: Conversations = None,
    now: Now = None,
    policy: RunPolicy = None,
    key_file: KeyFile = None,
) -> None:
    """Find what was written and is no longer eligible. Exit code 1 if anything is."""
    with reported():
        from scrub.commands.recheck import RecheckOptions, run_recheck

        code = run_recheck(RecheckOptions(folder, accounts, conversations, now, policy, key_file))
    raise typer.Exit(code)


@app.command()
def forget(
    folder: RunFolder,
    accounts: Annotated[
        Path | None,
        typer.Option(
            "--accounts", help="Take out what is no longer eligible by these facts.", show_default=False
        ),
    ] = None,
    conversations: Conversations = None,
    listed: Annotated[
        Path | None,
        typer.Option("--list", help="Take out these: lines of scrub recheck.", show_default=False),
    ] = None,
    named: Annotated[
        list[str] | None,
        typer.Option("--conversation", help="Take out this one, by its own id.", show_default=False),
    ] = None,
    now: Now = None,
    policy: RunPolicy = None,
    key_file: KeyFile = None,
) -> None:
    """Take conversations out of what a run wrote. Says what is left to do."""
    with reported():
        from scrub.commands.recheck import RecheckOptions, run_forget

        options = RecheckOptions(
            folder, accounts, conversations, now, policy, key_file, listed, tuple(named or ())
        )
        code = run_forget(options)
    raise typer.Exit(code)


@app.command()
def ledger(
    folder: Annotated[Path, typer.Argument(help="The folder that a run wrote.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The Parquet file to write.")],
) -> None:
    """Write the ledger of a run as a Parquet table, chained as it is."""
    with reported():
        from scrub.commands.ledger import run_ledger

        code = run_ledger(folder, output)
    raise typer.Exit(code)


@app.command()
def report(
    folder: RunFolder,
    output_format: Annotated[
        str,
        typer.Option("--format", help="table, json or html.", autocompletion=one_of("table", "json", "html")),
    ] = "table",
    least_conversations: Annotated[
        int, typer.Option("--least-conversations", help="Hold back counts of fewer conversations.", min=1)
    ] = 15,
    least_accounts: Annotated[
        int, typer.Option("--least-accounts", help="Hold back counts of fewer accounts.", min=0)
    ] = 5,
    epsilon: Annotated[
        float | None,
        typer.Option("--epsilon", help="Add Laplace noise of this epsilon in all.", show_default=False),
    ] = None,
    earlier: Annotated[
        Path | None,
        typer.Option("--earlier", help="Say how counts moved since this run.", show_default=False),
    ] = None,
) -> None:
    """Show the counts of a run that may be published."""
    with reported():
        from scrub.aggregates import Least
        from scrub.commands.report import run_report

        least = Least(least_conversations, least_accounts)
        code = run_report(folder, output_format, least, epsilon, earlier)
    raise typer.Exit(code)
