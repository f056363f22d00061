"""Every block of the README is run: what it shows is what a reader gets."""

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from examples.build import build

README = Path(__file__).parent.parent / "README.md"
_BLOCK = re.compile(r"^```(console|pycon|toml|sh)\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
_KEY = "UkVBRE1FUkVBRE1FUkVBRE1FUkVBRE1FUkVBRE1FUkU="


def blocks(kind: str) -> list[str]:
    return [match[2] for match in _BLOCK.finditer(README.read_text(encoding="utf-8")) if match[1] == kind]


def run_line(line: str, folder: Path) -> str:
    """Run `scrub …` (with pipes, as a shell does) and return all that a terminal would show."""
    environment = {
        **os.environ,
        "SCRUB_KEY": _KEY,
        "COLUMNS": "100",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(README.parent),
        "SCRUB": f"{shlex.quote(sys.executable)} -m scrub",
    }
    command = re.sub(r"(^|\| )scrub ", r"\1$SCRUB ", line)
    done = subprocess.run(
        ["sh", "-c", f"{{ {command}; }} 2>&1"], cwd=folder, env=environment, capture_output=True, check=False
    )
    return done.stdout.decode()


def shown(block: str, folder: Path) -> str:
    """Return the block as it should be: its commands, each with what it prints."""
    parts = []
    for line in block.splitlines():
        if line.startswith("$ "):
            output = run_line(line[2:], folder)
            parts.append(f"{line}\n{output}" + ("" if output.endswith("\n") or not output else "\n"))
    return "".join(parts)


def test_commands_print_what_is_shown(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    build(tmp_path)
    (tmp_path / "note.txt").write_text(
        "Ask Mara (mara.okafor@quillpost.co.uk, +44 7700 900642).\nexport DB_PASSWORD=Tr0ubador-88\n",
        encoding="utf-8",
    )
    for name, block in zip(("mine.toml", "rules.toml"), blocks("toml"), strict=False):
        (tmp_path / name).write_text(block, encoding="utf-8")
    text = README.read_text(encoding="utf-8")
    expected = _BLOCK.sub(
        lambda match: f"```console\n{shown(match[2], tmp_path)}```\n" if match[1] == "console" else match[0],
        text,
    )
    if request.config.getoption("--update-docs"):
        README.write_text(expected, encoding="utf-8")
    assert text == expected or request.config.getoption("--update-docs")


@pytest.mark.filterwarnings("ignore")
def test_python_does_what_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path)
    monkeypatch.chdir(tmp_path)
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    names: dict[str, object] = {}
    for number, block in enumerate(blocks("pycon")):
        test = parser.get_doctest(block, names, f"README block {number}", str(README), 0)
        failed, tried = runner.run(test, clear_globs=False)
        names = test.globs
        assert tried
        assert failed == 0


def test_there_are_the_two_commands() -> None:
    assert any("make demo" in block and "make test" in block for block in blocks("sh"))
