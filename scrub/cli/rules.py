"""`scrub rules`: look at and check detection rules."""

from pathlib import Path
from typing import Annotated

import typer

from scrub.cli import completions
from scrub.cli.outcome import ERROR, reported
from scrub.commands.messages import say, show

app = typer.Typer(help="Look at and check detection rules.", no_args_is_help=True)


@app.command("list")
def rules_list(
    files: Annotated[list[Path] | None, typer.Argument(help="Further rule files.")] = None,
) -> None:
    """List the rules: id, entity type, what it finds."""
    with reported():
        from scrub.commands.rules import list_finders

        show(list_finders(files or ()))


@app.command("show")
def rules_show(
    rule_id: Annotated[str, typer.Argument(help="The id of a rule.", autocompletion=completions.rules)],
) -> None:
    """Show one rule whole."""
    with reported():
        from scrub.commands.rules import describe_rule

        show(describe_rule(rule_id))


@app.command("check")
def rules_check(
    files: Annotated[list[Path] | None, typer.Argument(help="Rule files; the shipped rules if none.")] = None,
) -> None:
    """Try rules on their own examples and on hostile texts. Exit code 2 if one fails."""
    with reported():
        from scrub.commands.rules import check_files
        from scrub.summary import counted

        problems, checked = check_files(files or ())
        show(problems)
        say(f"{counted(checked, 'rule')} checked, {counted(len(problems), 'problem')}")
    raise typer.Exit(ERROR if problems else 0)
