"""`scrub redact --clipboard`: what was copied is replaced, and nothing else is printed."""

import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner

from scrub.cli import app

MAIL = "mara.okafor@quillpost.co.uk"


class Missing(Exception):
    """What pyperclip raises where there is no clipboard."""


def place(monkeypatch: pytest.MonkeyPatch, text: str | None) -> SimpleNamespace:
    board = SimpleNamespace(text=text)

    def paste() -> str | None:
        if board.text is None:
            raise Missing("no mechanism")
        text: str = board.text
        return text

    module: Any = ModuleType("pyperclip")
    module.PyperclipException = Missing
    module.paste = paste
    module.copy = lambda value: setattr(board, "text", value)
    monkeypatch.setitem(sys.modules, "pyperclip", module)
    return board


def redact(*arguments: str) -> Any:
    return CliRunner().invoke(
        app, ["redact", "--clipboard", "--style", "placeholder", "--no-names", *arguments]
    )


def test_what_was_copied_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    board = place(monkeypatch, f"ask {MAIL}")
    result = redact()
    assert (result.exit_code, result.stdout) == (0, "")
    assert board.text == "ask <EMAIL_ADDRESS_1>"
    assert "1 redacted on the clipboard" in result.stderr
    assert MAIL not in result.stderr


@pytest.mark.parametrize(
    "text, arguments, message",
    [
        pytest.param("", [], "holds no text", id="empty"),
        pytest.param(None, [], "no clipboard that can be read", id="none"),
        pytest.param(MAIL, ["note.txt"], "--clipboard reads and writes the clipboard", id="a file as well"),
    ],
)
def test_errors(
    monkeypatch: pytest.MonkeyPatch, text: str | None, arguments: list[str], message: str
) -> None:
    board = place(monkeypatch, text)
    result = redact(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert board.text == text


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyperclip", None)
    result = redact()
    assert result.exit_code == 2
    assert "pip install 'scrub[clipboard]'" in result.stderr
