"""What helps at a terminal: what a shell offers when Tab is pressed, and a word where scrub waits."""

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from scrub.cli.options import given

ROOT = Path(__file__).parent.parent
PROGRAM = "import sys; from scrub.cli import main; sys.argv = ['scrub']; main()"


@pytest.mark.parametrize(
    "words, offered",
    [
        pytest.param("scrub red", ["redact"], id="command"),
        pytest.param("scrub policy ch", ["check"], id="inner command"),
        pytest.param("scrub redact --di", ["--diff"], id="option"),
        pytest.param("scrub redact --style m", ["mask"], id="style"),
        pytest.param("scrub run --policy s", ["strict", "secrets-only"], id="policy"),
        pytest.param("scrub run --policy mine.t", [], id="a file, which the shell knows itself"),
        pytest.param("scrub detect --format s", ["sarif"], id="format of a result"),
        pytest.param(
            "scrub detect --input-format claude_c", ["claude_code", "claude_code_file"], id="format"
        ),
        pytest.param("scrub detect --types PERSON,EM", ["PERSON,EMAIL_ADDRESS"], id="the next of a list"),
        pytest.param("scrub policy show d", ["default"], id="argument"),
        pytest.param("scrub rules show github-pa", ["github-pat"], id="rule"),
    ],
)
def test_completion(words: str, offered: list[str], tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "_SCRUB_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout.split(), done.stderr) == (offered, "")


@pytest.mark.parametrize(
    "inputs, is_terminal, said",
    [
        pytest.param(None, True, "scrub: reading what you type; Ctrl-D ends it\n", id="typed"),
        pytest.param(None, False, "", id="piped"),
        pytest.param(["a.txt"], True, "", id="a file"),
    ],
)
def test_who_types_is_told_that_it_is_read(
    inputs: list[str] | None,
    is_terminal: bool,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: is_terminal))
    assert given(inputs) == tuple(inputs or ["-"])
    assert capsys.readouterr().err == said
