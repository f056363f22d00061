"""`scrub policy`: look at and check policies."""

from pathlib import Path
from typing import Annotated

import typer

from scrub.cli import completions
from scrub.cli.options import KeyFile
from scrub.cli.outcome import ERROR, reported
from scrub.commands.messages import say, show
from scrub.errors import ScrubError

app = typer.Typer(help="Look at and check policies.", no_args_is_help=True)


@app.command("show")
def policy_show(
    name: Annotated[
        str, typer.Argument(help="A policy file or shipped policy.", autocompletion=completions.policies)
    ] = "default",
) -> None:
    """Show what a policy says, with its fingerprint."""
    with reported():
        from scrub.commands.policies import describe_policy
        from scrub.policy import Policy

        show(describe_policy(Policy.load(name)))


@app.command("explain")
def policy_explain(
    name: Annotated[
        str, typer.Argument(help="A policy file or shipped policy.", autocompletion=completions.policies)
    ] = "default",
    folder: Annotated[
        Path | None, typer.Option("--run", help="The folder that a run wrote.", show_default=False)
    ] = None,
    conversation: Annotated[
        str | None,
        typer.Option("--conversation", help="With --run: what became of this one.", show_default=False),
    ] = None,
    key_file: KeyFile = None,
) -> None:
    """Say in plain English what a policy does. With --run, why a conversation was refused."""
    with reported():
        from scrub.commands.policies import explain_conversation, explain_policy
        from scrub.policy import Policy

        if folder is not None and conversation is not None:
            show(explain_conversation(folder, conversation, key_file))
        elif folder is None and conversation is None:
            show(explain_policy(Policy.load(name)))
        else:
            raise ScrubError("--run FOLDER and --conversation ID need each other")


@app.command("check")
def policy_check(names: Annotated[list[str], typer.Argument(help="Policy files.")]) -> None:
    """Check policy files, naming file and line of what is wrong."""
    code = 0
    with reported():
        from scrub.commands.policies import check_policy

        for name in names:
            try:
                policy = check_policy(name)
            except ScrubError as error:
                say(f"scrub: {error}")
                code = ERROR
            else:
                show([f"{name}: fine (fingerprint {policy.fingerprint})"])
    raise typer.Exit(code)
