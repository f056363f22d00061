"""Every block of the README and of the manual is run: what they show is what a reader gets."""

import doctest
import os
import re
import shlex
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from examples.build import build
from examples.picture import picture

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
PICTURE = ROOT / "docs" / "picture.svg"
PAGES = [README, *sorted((ROOT / "docs").rglob("*.md"))]
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
# Pages that are made when the site is.
MADE = {"commands.md", "results.md"}
# The first line of a block that is a file of the reader's own.
_NAME = re.compile(r"# (\S+\.\w+)\n")
_KEY = "UkVBRE1FUkVBRE1FUkVBRE1FUkVBRE1FUkVBRE1FUkU="


def blocks(page: Path, kind: str) -> list[str]:
    return [match[2] for match in _BLOCK.finditer(page.read_text(encoding="utf-8")) if match[1] == kind]


def having(kind: str) -> pytest.MarkDecorator:
    """Run a test for each page that has blocks of a kind."""
    pages = [page for page in PAGES if blocks(page, kind)]
    return pytest.mark.parametrize("page", pages, ids=lambda page: page.relative_to(ROOT).as_posix())


def run_line(line: str, folder: Path) -> str:
    """Run `scrub …` (with pipes, as a shell does) and return all that a terminal would show."""
    environment = {
        **os.environ,
        "SCRUB_KEY": _KEY,
        "COLUMNS": "100",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "SCRUB": f"{shlex.quote(sys.executable)} -m scrub",
    }
    command = re.sub(r"(^|\| |&& )scrub ", r"\1$SCRUB ", line)
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


def begin(folder: Path, page: Path) -> None:
    """Put into a folder what the commands of a page are tried on, and the files that it shows."""
    build(folder)
    (folder / "note.txt").write_text(
        "Ask Mara (mara.okafor@quillpost.co.uk, +44 7700 900642).\nexport DB_PASSWORD=Tr0ubador-88\n",
        encoding="utf-8",
    )
    for match in _BLOCK.finditer(page.read_text(encoding="utf-8")):
        if named := _NAME.match(match[2]):
            # What has no comments begins with its first line.
            text = match[2].split("\n", 1)[1] if match[1] == "jsonl" else match[2]
            (folder / named[1]).write_text(text, encoding="utf-8")


@having("console")
def test_commands_print_what_is_shown(page: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    begin(tmp_path, page)
    text = page.read_text(encoding="utf-8")
    expected = _BLOCK.sub(
        lambda match: f"```console\n{shown(match[2], tmp_path)}```\n" if match[1] == "console" else match[0],
        text,
    )
    if request.config.getoption("--update-docs"):
        page.write_text(expected, encoding="utf-8")
    assert text == expected or request.config.getoption("--update-docs")


@having("pycon")
@pytest.mark.filterwarnings("ignore")
def test_python_does_what_is_shown(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(tmp_path, page)
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    names: dict[str, object] = {}
    for number, block in enumerate(blocks(page, "pycon")):
        test = parser.get_doctest(block, names, f"{page.name} block {number}", str(page), 0)
        failed, tried = runner.run(test, clear_globs=False)
        names = test.globs
        assert tried
        assert failed == 0


def test_the_picture_is_what_comes_out(request: pytest.FixtureRequest) -> None:
    drawn = picture()
    if request.config.getoption("--update-docs"):
        PICTURE.write_text(drawn, encoding="utf-8")
    assert PICTURE.read_text(encoding="utf-8") == drawn
    assert ElementTree.fromstring(drawn).tag.endswith("svg")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    files = [link for link in links if "://" not in link and not link.startswith("mailto:")]
    assert [link for link in files if not (page.parent / link).exists() and link not in MADE] == []


def test_there_are_the_two_commands() -> None:
    assert any("make demo" in block and "make test" in block for block in blocks(README, "sh"))
