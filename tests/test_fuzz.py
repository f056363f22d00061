"""A few cases of every fuzzed target, the same in every run, and all that fuzzing has found before."""

import random
from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS, BrokenLawError, Target, broken_law, mutated

_FOUND = Path(__file__).parent / "fuzz" / "found"


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_no_case_breaks_the_law(name: str) -> None:
    target = TARGETS[name]
    draw = random.Random(name)
    cases = [*target.seeds(), *(mutated(target.seeds(), draw) for _ in range(4))]
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
