"""Every rule for personal data does on its own examples exactly what it says."""

from pathlib import Path

import pytest

import recognizers
from recognizers.check import check_rules
from recognizers.rule import read_rules

_ROOT = Path(recognizers.__file__).parent / "rules" / "pii"
_FILES = sorted(_ROOT.rglob("*.toml"))


@pytest.mark.parametrize("path", _FILES, ids=[str(path.relative_to(_ROOT)) for path in _FILES])
def test_rules_find_their_examples_and_nothing_else(path: Path) -> None:
    assert [str(problem) for problem in check_rules(read_rules(path, trusted=True))] == []


@pytest.mark.parametrize("path", _FILES, ids=[str(path.relative_to(_ROOT)) for path in _FILES])
def test_files_name_their_source(path: Path) -> None:
    assert "https://" in path.read_text(encoding="utf-8").partition("[[rule]]")[0]


def test_ids_are_unique_over_all_files() -> None:
    ids = [rule.id for path in _FILES for rule in read_rules(path, trusted=True)]
    assert len(ids) == len(set(ids)) > 0
