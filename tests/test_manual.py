"""The manual says what the program says."""

import re

import pytest
import typer

from manual.commands import commands, main, man, page
from scrub.cli import app


def test_every_command_is_described() -> None:
    described = {command.name for command in commands()}
    top = {f"scrub {name}" for name in typer.main.get_command(app).commands}  # type: ignore[attr-defined]
    assert {
        name for name in top if not any(each == name or each.startswith(f"{name} ") for each in described)
    } == set()
    assert {"scrub redact", "scrub rules check", "scrub policy explain"} <= described


@pytest.mark.parametrize("command", list(commands()), ids=lambda command: command.name)
def test_every_option_has_its_sentence(command: object) -> None:
    options = command.options  # type: ignore[attr-defined]
    assert [name for name, text in options if not text.strip()] == []
    assert "--help" in options[-1][0]


def test_man_page_is_roff() -> None:
    lines = man().splitlines()
    assert lines[0].startswith(".TH SCRUB 1 ")
    requests = {line.split()[0] for line in lines if line.startswith((".", "'"))}
    assert requests <= {".TH", ".SH", ".SS", ".B", ".TP", ".PP"}
    assert not re.search(r"(?<!\\)-", "\n".join(lines[1:]).replace("\\-", ""))
    assert ".SS scrub redact" in lines
    assert any("\\-\\-in\\-place" in line for line in lines)


def test_page_has_a_table_for_every_command() -> None:
    assert page().count("\n## ") == page().count("| --- | --- |") == len(list(commands()))


def test_command_writes_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["man"]) == 0
    assert capsys.readouterr().out == man()
    assert main([]) == 2
    assert "man|page" in capsys.readouterr().err
