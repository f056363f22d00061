"""What is published, installed where nothing else is: its command, its models and its types work there.

There is no index in a test. So the packages that scrub needs are lent by the environment of the tests, and
whether an index has them is not shown; scrub itself is installed by pip, from the wheel and from the source
archive, and comes from nowhere else.
"""

import os
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Sequence
from pathlib import Path

import pytest

from scrub import __version__

ROOT = Path(__file__).parent.parent
NOTE = "Ask Mara Okafor, mara.okafor@quillpost.co.uk\n"
PROGRAM = """
import asyncio

from scrub import Finding, Policy, Scrubbed, Scrubber
from scrub.aio import AsyncScrubber

scrubber = Scrubber(Policy.load("default"), key=bytes(32), style="placeholder")
done = scrubber.scrub_text("Mail mara.okafor@quillpost.co.uk")
text: str = done.text
findings: list[Finding] = list(done.findings)
reveal_type(done.text)


def count(scrubbed: Scrubbed) -> int:
    return len(scrubbed.findings)


assert asyncio.run(AsyncScrubber(scrubber).scrub_text("hello")).text == "hello"
"""


def run(arguments: Sequence[str | Path], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [str(each) for each in arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module", params=["wheel", "sdist"])
def programs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the programs of a new environment are, with scrub installed in it."""
    folder = tmp_path_factory.mktemp("installed")
    done = run([sys.executable, "-m", "hatchling", "build", "-t", request.param, "-d", folder], ROOT)
    assert done.returncode == 0, done.stderr
    (archive,) = folder.iterdir()
    home = folder / "home"
    venv.create(home, with_pip=False)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    lent = home / "lib" / version / "site-packages" / "lent.pth"
    lent.write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    # What was lent is none of its business, least of all to be removed.
    options = ("--no-index", "--no-deps", "--no-build-isolation", "--ignore-installed", "--quiet")
    pip = (sys.executable, "-m", "pip", "--python", home / "bin/python", "install", *options, archive)
    done = run(pip, folder)
    assert done.returncode == 0, done.stderr
    return home / "bin"


def test_it_comes_from_nowhere_else(programs: Path, tmp_path: Path) -> None:
    code = "import recognizers, scrub; print(recognizers.__file__, scrub.__file__)"
    shown = run([programs / "python", "-c", code], tmp_path).stdout.split()
    assert len(shown) == 2
    assert all(Path(each).is_relative_to(programs.parent) for each in shown)


def test_it_says_its_version(programs: Path, tmp_path: Path) -> None:
    done = run([programs / "scrub", "--version"], tmp_path)
    assert done.stdout.startswith(f"scrub {__version__}\n")
    assert "models" in done.stdout


def test_it_detects_and_redacts_names_with_the_models_it_brings(programs: Path, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(NOTE, encoding="utf-8")
    done = run([programs / "scrub", "detect", "note.txt"], tmp_path)
    assert (done.returncode, done.stderr) == (1, "2 found\n")
    done = run([programs / "scrub", "redact", "note.txt", "--style", "placeholder"], tmp_path)
    assert (done.returncode, done.stdout) == (0, "Ask <PERSON_1>, <EMAIL_ADDRESS_1>\n")


def test_a_program_that_uses_it_is_checked_and_runs(programs: Path, tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    check = ("-m", "mypy", "--strict", "--python-executable", programs / "python", "program.py")
    done = run([sys.executable, *check], tmp_path)
    assert done.returncode == 0, done.stdout
    assert 'Revealed type is "str"' in done.stdout.replace("builtins.", "")
    runs = PROGRAM.replace("reveal_type(done.text)", "")
    assert run([programs / "python", "-c", runs], tmp_path).returncode == 0
