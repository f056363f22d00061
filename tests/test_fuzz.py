"""A few cases of every fuzzed target, the same in every run, and all that fuzzing has found before."""

import json
import multiprocessing
import random
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.fuzz.mutations import mutated
from tests.fuzz.record import Record, Turn
from tests.fuzz.targets import TARGETS, BrokenLawError, Target, broken_law

_ROOT = Path(__file__).parents[1]
_FOUND = _ROOT / "tests" / "fuzz" / "found"
_guided = pytest.mark.skipif(find_spec("atheris") is None, reason="the extra fuzz is not installed")
# Targets of a case that begins with one byte more than the seed: each ends the process or breaks the law.
_FAILING = """
import os, sys
from pathlib import Path
import atheris
from tests.fuzz.loop import Amount, fuzz
from tests.fuzz.record import Record
from tests.fuzz.targets import BrokenLawError, Target

def failing(end):
    def check(data):
        if b"!" in data:
            end()
    return Target(lambda: [b"a seed", b"!"], check)

def break_law():
    raise BrokenLawError("a place lies outside")

targets = {
    "aborts": failing(os.abort),
    "exits": failing(lambda: os._exit(3)),
    "breaks": failing(break_law),
    "holds": failing(lambda: None),
}
folder = Path(sys.argv[1])
record = Record(folder / "record.json", targets)
sys.exit(fuzz(targets, record, Amount(6.0, 1.0, 2), folder / "corpus", folder / "found"))
"""


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_no_case_breaks_the_law(name: str) -> None:
    target = TARGETS[name]
    draw, seeds = random.Random(name), target.seeds()
    cases = [*seeds, *(mutated(draw.choice(seeds), seeds, draw) for _ in range(4))]
    assert [broken_law(target, data) for data in cases] == [None] * len(cases)


@pytest.mark.parametrize(
    "path", sorted(_FOUND.rglob("*/*")), ids=lambda path: f"{path.parent.name}-{path.name}"
)
def test_what_was_found_stays_mended(path: Path) -> None:
    assert broken_law(TARGETS[path.parent.name], path.read_bytes()) is None


@pytest.mark.parametrize(
    "error, broken",
    [
        pytest.param(BrokenLawError("a place lies outside"), "a place lies outside", id="law"),
        pytest.param(KeyError("a value"), "KeyError at test_fuzz.py", id="another-error"),
    ],
)
def test_a_broken_law_is_told_without_the_text(error: Exception, broken: str) -> None:
    def check(data: bytes) -> None:
        raise error

    told = broken_law(Target(lambda: [b"x"], check), b"x")
    assert told is not None
    assert told.rpartition(":")[0] == broken or told == broken


def test_a_record_adds_up_what_several_processes_try(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    record = Record(path, ["text", "views"])
    with ProcessPoolExecutor(3, multiprocessing.get_context("spawn")) as pool:
        for number in range(30):
            pool.submit(record.add, "text", Turn(2, 0.5, number, ["a law: 0123"]))
    Record(path, ["views"]).add("views", Turn(1, 0.1, 7, []))
    assert json.loads(path.read_text(encoding="utf-8"))["targets"] == {
        "text": {"cases": 60, "seconds": 15.0, "edges": 29, "found": ["a law: 0123"]},
        "views": {"cases": 1, "seconds": 0.1, "edges": 7, "found": []},
    }


def test_a_record_of_before_edges_were_counted_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    path.write_text('{"seed": 4, "targets": {"text": {"cases": 2, "seconds": 1.0, "found": []}}}')
    record = Record(path, ["text"])
    record.add("text", Turn(1, 0.5, 9, []))
    assert record.lines()[-1] == "3 cases, 0.00 h"
    assert json.loads(path.read_text())["targets"]["text"]["edges"] == 9


@pytest.fixture(scope="module")
def failed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is left where targets end their process or break the law, two at a time."""
    folder = tmp_path_factory.mktemp("failed")
    script = [sys.executable, "-c", _FAILING, str(folder)]
    done = subprocess.run(script, cwd=_ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert (done.returncode, done.stderr) == (1, "")
    return folder


@_guided
@pytest.mark.parametrize(
    "name, said, kept",
    [
        pytest.param("aborts", "crash", True, id="a signal"),
        pytest.param("exits", "ended", False, id="no signal"),
        pytest.param("breaks", "a place lies outside", True, id="a law"),
        pytest.param("holds", "", False, id="nothing"),
    ],
)
def test_what_ends_a_turn_is_told_and_its_case_is_kept(
    failed: Path, name: str, said: str, kept: bool
) -> None:
    target = json.loads((failed / "record.json").read_text(encoding="utf-8"))["targets"][name]
    assert sorted({line.partition(":")[0] for line in target["found"]}) == ([said] if said else [])
    cases = {path.name: path.read_bytes() for path in (failed / "found" / name).glob("*")}
    assert bool(cases) == kept
    assert all(b"!" in data for data in cases.values())
    assert all(line.rpartition(": ")[2] in cases for line in target["found"] if kept)


@_guided
def test_a_broken_law_is_kept_once_and_shrunk(failed: Path) -> None:
    assert [path.read_bytes() for path in (failed / "found" / "breaks").iterdir()] == [b"!"]


@_guided
def test_the_corpus_has_the_seeds_and_is_fed_by_what_is_reached(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.fuzz", "--minutes", "0.05", "--target", "rules", "--corpus"]
    command += [str(tmp_path), "--found", str(tmp_path / "found"), "--record", str(tmp_path / "record")]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert len([*(tmp_path / "rules").iterdir()]) > len(TARGETS["rules"].seeds())
    target = json.loads((tmp_path / "record").read_text(encoding="utf-8"))["targets"]["rules"]
    assert target["cases"] > 0 and target["edges"] > 0


@pytest.mark.skipif(find_spec("atheris") is not None, reason="the extra fuzz is installed")
def test_what_is_missing_is_named() -> None:
    done = subprocess.run([sys.executable, "-m", "tests.fuzz"], cwd=_ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert "pip install" in done.stderr
