"""Commands on files at hand: `redact`, `detect`, `evaluate`."""

from pathlib import Path
from typing import Annotated

import typer

from scrub.cli import completions
from scrub.cli.completions import one_of
from scrub.cli.options import (
    InputFormat,
    Inputs,
    KeyFile,
    KnownPeople,
    KnownValues,
    NoNames,
    PolicyName,
    Rules,
    Types,
    given,
    load_policy,
)
from scrub.cli.outcome import reported
from scrub.commands.messages import show
from scrub.errors import ScrubError

app = typer.Typer()

Output = Annotated[
    str | None,
    typer.Option(
        "-o", "--output", help="File to write to, folder (DIR/), or - for stdout.", show_default=False
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Overwrite outputs that exist.")]
PassphraseFile = Annotated[
    Path | None,
    typer.Option("--passphrase-file", help="File with the passphrase of the vault.", show_default=False),
]


@app.command()
def redact(
    inputs: Inputs = None,
    output: Output = None,
    style: Annotated[
        str | None,
        typer.Option(
            "--style",
            help="surrogate, placeholder, mask, hash or remove.",
            show_default=False,
            autocompletion=completions.styles,
        ),
    ] = None,
    in_place: Annotated[
        bool, typer.Option("--in-place", help="Overwrite inputs; keep each as NAME.bak.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Write nothing, only say what would be done.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what changed instead of the result.")] = False,
    findings: Annotated[
        Path | None, typer.Option("--findings", help="Write one JSON line a finding.", show_default=False)
    ] = None,
    stream: Annotated[
        bool, typer.Option("--stream", help="Be a filter: pass lines of stdin on as they come.")
    ] = False,
    clipboard: Annotated[
        bool, typer.Option("--clipboard", help="Redact what was copied, to be pasted.")
    ] = False,
    review: Annotated[
        Path | None,
        typer.Option(
            "--review",
            help="Write a page that shows before and after side by side. It holds the original text.",
            show_default=False,
        ),
    ] = None,
    policy: PolicyName = "default",
    types: Types = None,
    input_format: InputFormat = None,
    no_names: NoNames = False,
    rules: Rules = None,
    known_values: KnownValues = None,
    known_people: KnownPeople = None,
    key_file: KeyFile = None,
    seals: Annotated[
        Path | None,
        typer.Option(
            "--seals",
            help="Leave alone what was written with this file, and add to it what is written now.",
            show_default=False,
        ),
    ] = None,
    fail_on: Annotated[
        str | None,
        typer.Option(
            "--fail-on",
            help="Exit 1 if these types or families are found.",
            show_default=False,
            autocompletion=completions.entity_types,
        ),
    ] = None,
    force: Force = False,
    vault: Annotated[
        Path | None,
        typer.Option(
            "--vault", help="Keep what was replaced in this encrypted file, for restore.", show_default=False
        ),
    ] = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Write the same data without people and secrets. The format stays.

    A single input goes to stdout unless -o, --in-place or --dry-run says otherwise, a folder or an archive
    into NAME-scrubbed beside you. Set SCRUB_KEY or --key-file to get the same stand-ins every time.
    """
    with reported():
        from scrub.commands.redact import RedactOptions, key_for, run_redact
        from scrub.known import read_known

        chosen = load_policy(policy, types, no_names=no_names, rules=rules)
        known = read_known(known_values, known_people)
        options = RedactOptions(
            inputs=("-",) if clipboard else given(inputs),
            output=Path(output) if output else None,
            into_folder=bool(output and output.endswith("/")),
            style=style,
            in_place=in_place,
            dry_run=dry_run,
            diff=diff,
            findings=findings,
            input_format=input_format,
            key_file=key_file,
            fail_on=fail_on,
            force=force,
            review=review,
            vault=vault,
            passphrase_file=passphrase_file,
            known=known,
            seals=seals,
        )
        if seals is not None and (stream or clipboard):
            raise ScrubError("--seals needs files: what --stream and --clipboard write is nowhere kept")
        if stream:
            from scrub.commands.stream import run_stream

            if inputs or output or in_place:
                raise ScrubError("--stream reads standard input and writes standard output, nothing else")
            code = run_stream(chosen, key_for(key_file), style, known)
        elif clipboard:
            from scrub.commands.clipboard import run_clipboard

            if inputs or output or in_place:
                raise ScrubError("--clipboard reads and writes the clipboard, nothing else")
            code = run_clipboard(chosen, key_for(key_file), style, known)
        else:
            code = run_redact(chosen, options)
    raise typer.Exit(code)


@app.command()
def restore(
    inputs: Inputs = None,
    vault: Annotated[Path, typer.Option("--vault", help="The file that redact --vault wrote.")] = ...,  # type: ignore[assignment]
    output: Output = None,
    passphrase_file: PassphraseFile = None,
    force: Force = False,
) -> None:
    """Undo redact --vault: write the files as they were.

    The passphrase comes from SCRUB_VAULT_PASSPHRASE or --passphrase-file.
    """
    with reported():
        from scrub.commands.restore import RestoreOptions, run_restore

        options = RestoreOptions(
            inputs=given(inputs),
            vault=vault,
            output=Path(output) if output else None,
            into_folder=bool(output and output.endswith("/")),
            passphrase_file=passphrase_file,
            force=force,
        )
        code = run_restore(options)
    raise typer.Exit(code)


@app.command()
def detect(
    inputs: Inputs = None,
    output_format: Annotated[
        str,
        typer.Option(
            "--format", help="table, jsonl or sarif.", autocompletion=one_of("table", "jsonl", "sarif")
        ),
    ] = "table",
    show_values: Annotated[
        bool, typer.Option("--show-values", help="Show what was found. It is sensitive.")
    ] = False,
    policy: PolicyName = "default",
    types: Types = None,
    input_format: InputFormat = None,
    no_names: NoNames = False,
    rules: Rules = None,
    known_values: KnownValues = None,
    known_people: KnownPeople = None,
    skip_binary: Annotated[
        bool,
        typer.Option("--skip-binary", help="Pass over images, programs and other files that are no text."),
    ] = False,
) -> None:
    """Say where people and secrets are, without showing them. Exit code 1 if any are found."""
    with reported():
        from scrub.commands.detect import run_detect
        from scrub.known import read_known

        code = run_detect(
            load_policy(policy, types, no_names=no_names, rules=rules),
            given(inputs),
            output_format=output_format,
            show_values=show_values,
            input_format=input_format,
            known=read_known(known_values, known_people),
            skip_binary=skip_binary,
        )
    raise typer.Exit(code)


@app.command()
def review(
    inputs: Annotated[list[str], typer.Argument(help="Files, folders, globs.")],
    lists: Annotated[
        Path | None,
        typer.Option("--lists", help="Write the policy with your lists to this file.", show_default=False),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="Write the redacted file or folder.", show_default=False),
    ] = None,
    policy: PolicyName = "default",
    types: Types = None,
    input_format: InputFormat = None,
    no_names: NoNames = False,
    key_file: KeyFile = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite outputs that exist.")] = False,
) -> None:
    """Go through what was found, value by value, and decide. Keep, redact, always keep, always redact."""
    with reported():
        from scrub.commands.review import ReviewOptions, run_review

        options = ReviewOptions(tuple(inputs), policy, lists, output, input_format, key_file, force)
        code = run_review(load_policy(policy, types, no_names=no_names), options)
    raise typer.Exit(code)


@app.command()
def evaluate(
    corpora: Annotated[list[Path], typer.Argument(help="Labelled corpora: folders, archives, JSONL files.")],
    findings: Annotated[
        Path | None,
        typer.Option("--findings", help="Score these findings of any tool, not our own.", show_default=False),
    ] = None,
    output_format: Annotated[
        str,
        typer.Option("--format", help="table, json or html.", autocompletion=one_of("table", "json", "html")),
    ] = "table",
    misses: Annotated[bool, typer.Option("--misses", help="List what was not found.")] = False,
    wrong: Annotated[bool, typer.Option("--wrong", help="List what was found where nothing is.")] = False,
    show_values: Annotated[bool, typer.Option("--show-values", help="Show the values in lists.")] = False,
    compare: Annotated[
        Path | None,
        typer.Option("--compare", help="An earlier --format json, to show what moved.", show_default=False),
    ] = None,
    fail_under: Annotated[
        list[str] | None,
        typer.Option("--fail-under", help="Exit 1 below this, as in recall.secret=0.97.", show_default=False),
    ] = None,
    importer: Annotated[
        str | None,
        typer.Option(
            "--importer",
            help="The corpora are in this official form: ai4privacy, conll, creddata, i2b2, kaggle_pii,"
            " meddocan, presidio_research, tab or wnut.",
            show_default=False,
        ),
    ] = None,
    utility: Annotated[
        bool, typer.Option("--utility", help="Say how much of code, lines and words stayed.")
    ] = False,
    policy: PolicyName = "default",
    types: Types = None,
    no_names: NoNames = False,
) -> None:
    """Measure recall, precision and leaks on labelled data."""
    with reported():
        from scrub.commands.evaluate import EvaluateOptions, run_evaluate

        options = EvaluateOptions(
            corpora=tuple(corpora),
            findings=findings,
            output_format=output_format,
            misses=misses,
            wrong=wrong,
            show_values=show_values,
            compare=compare,
            fail_under=tuple(fail_under or ()),
            importer=importer,
            utility=utility,
        )
        code = run_evaluate(load_policy(policy, types, no_names=no_names), options)
    raise typer.Exit(code)


@app.command()
def formats() -> None:
    """List the formats that are read, in the order of trying."""
    with reported():
        from scrub.formats import FORMATS

        show(each.name for each in FORMATS)
