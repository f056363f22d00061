"""The command for many files."""

from pathlib import Path
from typing import Annotated

import typer

from scrub.cli.completions import one_of
from scrub.cli.options import Accounts, Conversations, InputFormat, KeyFile, Now, PolicyName, load_policy
from scrub.cli.outcome import reported

app = typer.Typer()


@app.command()
def run(
    inputs: Annotated[list[str], typer.Argument(help="Files, folders, globs.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The folder to write to, new or empty.")],
    accounts: Accounts = None,
    conversations: Conversations = None,
    ad_hoc: Annotated[bool, typer.Option("--ad-hoc", help="Ask nobody: all of it may be used.")] = False,
    policy: PolicyName = "default",
    engine: Annotated[
        str,
        typer.Option(
            "--engine", help="Who does the work: local or ray.", autocompletion=one_of("local", "ray")
        ),
    ] = "local",
    address: Annotated[
        str | None, typer.Option("--address", help="Of the Ray cluster.", show_default=False)
    ] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", help="Processes; as many as cores if not given.")
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a run that was broken off.")] = False,
    now: Now = None,
    input_format: InputFormat = None,
    key_file: KeyFile = None,
    time_limit: Annotated[
        float | None,
        typer.Option("--time-limit", help="Seconds that one conversation may take.", show_default=False),
    ] = None,
    memory_limit: Annotated[
        int | None,
        typer.Option(
            "--memory-limit",
            help="Megabytes that one worker may hold; its share of the machine if not given.",
            show_default=False,
            min=1,
        ),
    ] = None,
    group_by: Annotated[
        str | None,
        typer.Option(
            "--group-by",
            help="Bring together what lies in several files or rows and has the same here: a column, a"
            " member, or a JSON Pointer. Written as gathered-*.jsonl.",
            show_default=False,
        ),
    ] = None,
    shards: Annotated[
        int | None,
        typer.Option(
            "--shards",
            help="Write part-*.jsonl.zst of so many megabytes, a conversation a line, not the same files.",
            show_default=False,
            min=1,
        ),
    ] = None,
    shard_format: Annotated[
        str | None,
        typer.Option(
            "--shard-format", help="jsonl.zst, jsonl.gz, jsonl or parquet.", show_default="jsonl.zst"
        ),
    ] = None,
    log_format: Annotated[
        str, typer.Option("--log-format", help="text, or json for machines: a line every few seconds.")
    ] = "text",
    metrics: Annotated[
        Path | None,
        typer.Option("--metrics", help="Keep this file up to date for Prometheus.", show_default=False),
    ] = None,
    mirror: Annotated[
        bool, typer.Option("--mirror", help="Write the same files as the input; done unless --shards.")
    ] = False,
) -> None:
    """Scrub many files, as far as their owners allow, with a ledger.

    Exit code 1 if anything was withheld. Set SCRUB_KEY or --key-file, or it can not be resumed.
    """
    with reported():
        from scrub.commands.run import RunOptions, run_run

        options = RunOptions(
            inputs=tuple(inputs),
            output=output,
            accounts=accounts,
            conversations=conversations,
            ad_hoc=ad_hoc,
            now=now,
            engine=engine,
            address=address,
            workers=workers,
            resume=resume,
            input_format=input_format,
            key_file=key_file,
            time_limit=time_limit,
            memory_limit=memory_limit,
            group_by=group_by,
            shards=shards,
            shard_format=shard_format,
            mirror=mirror,
            log_format=log_format,
            metrics=metrics,
        )
        code = run_run(load_policy(policy, None), options)
    raise typer.Exit(code)
