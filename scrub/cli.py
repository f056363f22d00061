"""The command `scrub`: a thin caller of the library. Data on stdout, messages on stderr.

Exit codes: 0 done; 1 something found by `detect` or `--fail-on`, or withheld; 2 error.
"""

import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from scrub.commands.messages import say
from scrub.errors import ScrubError, contained

if TYPE_CHECKING:
    from scrub.policy import Policy

FOUND: Final = 1
ERROR: Final = 2

app = typer.Typer(
    help="Remove people and secrets from AI chats and coding sessions.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
rules_app = typer.Typer(help="Look at and check detection rules.", no_args_is_help=True)
policy_app = typer.Typer(help="Look at and check policies.", no_args_is_help=True)
app.add_typer(rules_app, name="rules")
app.add_typer(policy_app, name="policy")

Inputs = Annotated[
    list[str] | None, typer.Argument(help="Files, folders, globs; - for stdin.", show_default=False)
]
PolicyName = Annotated[
    str, typer.Option("--policy", help="A policy file, or one of: default, strict, secrets-only.")
]
InputFormat = Annotated[
    str | None, typer.Option("--input-format", help="Read every input in this format.", show_default=False)
]
Types = Annotated[
    str | None, typer.Option("--types", help="Only these entity types, joined by commas.", show_default=False)
]
KeyFile = Annotated[
    Path | None,
    typer.Option("--key-file", help="File with a base64 key of 32 bytes.", show_default=False),
]
Conversations = Annotated[
    Path | None,
    typer.Option("--conversations", help="An index of the conversations' facts.", show_default=False),
]
Now = Annotated[
    str | None, typer.Option("--now", help="Decide as of this time (RFC 3339).", show_default=False)
]
RunPolicy = Annotated[
    str | None, typer.Option("--policy", help="The policy of the run, if it is a file.", show_default=False)
]
NoNames = Annotated[bool, typer.Option("--no-names", help="Do without the names model.")]


@contextmanager
def reported() -> Iterator[None]:
    """Turn errors into one line on stderr and exit code 2; stay silent when the reader has gone."""
    try:
        with contained():
            yield
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


def load_policy(name: str, types: str | None, *, no_names: bool = False) -> "Policy":
    """Return the policy that the options describe."""
    from scrub.policy import Policy
    from scrub.policyfile import known_type

    policy = Policy.load(name)
    if types:
        wanted = frozenset(known_type(each.strip(), "--types") for each in types.split(","))
        policy = replace(policy, types=policy.types & wanted)
    return replace(policy, names=None) if no_names else policy


@app.command()
def redact(
    inputs: Inputs = None,
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", help="File to write to, or folder (DIR/).", show_default=False),
    ] = None,
    style: Annotated[
        str | None,
        typer.Option("--style", help="surrogate, placeholder, mask, hash or remove.", show_default=False),
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
    policy: PolicyName = "default",
    types: Types = None,
    input_format: InputFormat = None,
    no_names: NoNames = False,
    key_file: KeyFile = None,
    fail_on: Annotated[
        str | None,
        typer.Option("--fail-on", help="Exit 1 if these types or families are found.", show_default=False),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite outputs that exist.")] = False,
) -> None:
    """Write the same data without people and secrets, in the same format.

    A single input goes to stdout unless -o, --in-place or --dry-run says otherwise; a folder needs one
    of them. Set SCRUB_KEY or --key-file to get the same stand-ins every time.
    """
    with reported():
        from scrub.commands.redact import RedactOptions, run_redact

        options = RedactOptions(
            inputs=tuple(inputs or ("-",)),
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
        )
        code = run_redact(load_policy(policy, types, no_names=no_names), options)
    raise typer.Exit(code)


@app.command()
def detect(
    inputs: Inputs = None,
    output_format: Annotated[str, typer.Option("--format", help="table, jsonl or sarif.")] = "table",
    show_values: Annotated[
        bool, typer.Option("--show-values", help="Show what was found. It is sensitive.")
    ] = False,
    policy: PolicyName = "default",
    types: Types = None,
    input_format: InputFormat = None,
    no_names: NoNames = False,
) -> None:
    """Say where people and secrets are, without showing them. Exit code 1 if any are found."""
    with reported():
        from scrub.commands.detect import run_detect

        code = run_detect(
            load_policy(policy, types, no_names=no_names),
            tuple(inputs or ("-",)),
            output_format=output_format,
            show_values=show_values,
            input_format=input_format,
        )
    raise typer.Exit(code)


@app.command()
def evaluate(
    corpora: Annotated[list[Path], typer.Argument(help="Labelled corpora: folders, archives, JSONL files.")],
    findings: Annotated[
        Path | None,
        typer.Option("--findings", help="Score these findings of any tool, not our own.", show_default=False),
    ] = None,
    output_format: Annotated[str, typer.Option("--format", help="table, json or html.")] = "table",
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
        )
        code = run_evaluate(load_policy(policy, types, no_names=no_names), options)
    raise typer.Exit(code)


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
def run(
    inputs: Annotated[list[str], typer.Argument(help="Files, folders, globs.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The folder to write to, new or empty.")],
    accounts: Annotated[
        Path | None,
        typer.Option("--accounts", help="Account facts: JSONL, CSV, Parquet or SQLite.", show_default=False),
    ] = None,
    conversations: Conversations = None,
    ad_hoc: Annotated[bool, typer.Option("--ad-hoc", help="Ask nobody: all of it may be used.")] = False,
    policy: PolicyName = "default",
    engine: Annotated[str, typer.Option("--engine", help="Who does the work: local.")] = "local",
    workers: Annotated[
        int | None, typer.Option("--workers", help="Processes; as many as cores if not given.")
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a run that was broken off.")] = False,
    now: Now = None,
    input_format: InputFormat = None,
    key_file: KeyFile = None,
    time_limit: Annotated[
        float | None,
        typer.Option("--time-limit", help="Seconds that one file may take.", show_default=False),
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
) -> None:
    """Scrub many files into a folder, keeping only what its owners allow, with a ledger of all of it.

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
            workers=workers,
            resume=resume,
            input_format=input_format,
            key_file=key_file,
            time_limit=time_limit,
            shards=shards,
        )
        code = run_run(load_policy(policy, None), options)
    raise typer.Exit(code)


@app.command()
def verify(
    folder: Annotated[Path, typer.Argument(help="The folder that a run wrote.")],
    policy: RunPolicy = None,
    key_file: KeyFile = None,
) -> None:
    """Prove the output of a run against its ledger, and search it anew. Exit code 1 if anything is wrong."""
    with reported():
        from scrub.commands.verify import VerifyOptions, run_verify

        code = run_verify(VerifyOptions(folder, policy, key_file))
    raise typer.Exit(code)


@app.command()
def recheck(
    folder: Annotated[Path, typer.Argument(help="The folder that a run wrote.")],
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
    folder: Annotated[Path, typer.Argument(help="The folder that a run wrote.")],
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
    """Take conversations out of what a run wrote, and say what is left to do."""
    with reported():
        from scrub.commands.recheck import RecheckOptions, run_forget

        options = RecheckOptions(
            folder, accounts, conversations, now, policy, key_file, listed, tuple(named or ())
        )
        code = run_forget(options)
    raise typer.Exit(code)


@app.command()
def report(
    folder: Annotated[Path, typer.Argument(help="The folder that a run wrote.")],
    output_format: Annotated[str, typer.Option("--format", help="table, json or html.")] = "table",
    least_conversations: Annotated[
        int, typer.Option("--least-conversations", help="Hold back counts of fewer conversations.", min=1)
    ] = 15,
    least_accounts: Annotated[
        int, typer.Option("--least-accounts", help="Hold back counts of fewer accounts.", min=0)
    ] = 5,
) -> None:
    """Show the counts of a run that may be published."""
    with reported():
        from scrub.commands.report import run_report

        code = run_report(folder, output_format, least_conversations, least_accounts)
    raise typer.Exit(code)


@rules_app.command("list")
def rules_list(
    files: Annotated[list[Path] | None, typer.Argument(help="Further rule files.")] = None,
) -> None:
    """List the rules: id, entity type, what it finds."""
    with reported():
        from scrub.commands.rules import list_finders

        _print(list_finders(files or ()))


@rules_app.command("show")
def rules_show(rule_id: Annotated[str, typer.Argument(help="The id of a rule.")]) -> None:
    """Show one rule whole."""
    with reported():
        from scrub.commands.rules import describe_rule

        _print(describe_rule(rule_id))


@rules_app.command("check")
def rules_check(
    files: Annotated[list[Path] | None, typer.Argument(help="Rule files; the shipped rules if none.")] = None,
) -> None:
    """Try rules on their own examples and on hostile texts. Exit code 2 if one fails."""
    with reported():
        from scrub.commands.rules import check_files

        problems, checked = check_files(files or ())
        _print(problems)
        say(f"{checked} rules checked, {len(problems)} problems")
    raise typer.Exit(ERROR if problems else 0)


@policy_app.command("show")
def policy_show(
    name: Annotated[str, typer.Argument(help="A policy file or shipped policy.")] = "default",
) -> None:
    """Show what a policy says, with its fingerprint."""
    with reported():
        from scrub.commands.policies import describe_policy
        from scrub.policy import Policy

        _print(describe_policy(Policy.load(name)))


@policy_app.command("explain")
def policy_explain(
    name: Annotated[str, typer.Argument(help="A policy file or shipped policy.")] = "default",
    folder: Annotated[
        Path | None, typer.Option("--run", help="The folder that a run wrote.", show_default=False)
    ] = None,
    conversation: Annotated[
        str | None,
        typer.Option("--conversation", help="With --run: what became of this one.", show_default=False),
    ] = None,
    key_file: KeyFile = None,
) -> None:
    """Say in plain English what a policy does, or why one conversation of a run was refused."""
    with reported():
        from scrub.commands.policies import explain_conversation, explain_policy
        from scrub.policy import Policy

        if folder is not None and conversation is not None:
            _print(explain_conversation(folder, conversation, key_file))
        elif folder is None and conversation is None:
            _print(explain_policy(Policy.load(name)))
        else:
            raise ScrubError("--run FOLDER and --conversation ID need each other")


@policy_app.command("check")
def policy_check(names: Annotated[list[str], typer.Argument(help="Policy files.")]) -> None:
    """Check policy files, naming file and line of what is wrong."""
    code = 0
    with reported():
        from scrub.policy import Policy
        from scrub.scrubber import Scrubber

        for name in names:
            try:
                policy = Policy.load(name)
                Scrubber(policy, key=bytes(32))
            except ScrubError as error:
                say(f"scrub: {error}")
                code = ERROR
            else:
                _print([f"{name}: fine (fingerprint {policy.fingerprint})"])
    raise typer.Exit(code)


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(line + "\n")


def main() -> None:
    """Run the command line. Data is UTF-8 in every locale."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    app()
