"""The rules that come with the package, and those of the user's own files."""

import json
import sys
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from recognizers.cache import cached
from recognizers.errors import RuleError
from recognizers.rule import Rule, read_rules

# Raised when the stored form of a rule changes.
_FORMAT = 1


@cache
def shipped_rules() -> tuple[Rule, ...]:
    """Return the package's own rules, whole, in order of their files' names."""
    return tuple(rule for path in _rule_files() for rule in read_rules(path, trusted=True))


@cache
def _working_rules() -> tuple[Rule, ...]:
    """The package's own rules without their examples, which finding does not need; quick to load."""
    paths = _rule_files()
    stats = [(path.name, status.st_size, status.st_mtime_ns) for path in paths for status in [path.stat()]]
    stored = cached("rules", json.dumps([_FORMAT, sys.version_info[:2], stats]), _dump)
    tables: list[dict[str, Any]] = [
        {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
        for table in json.loads(stored)
    ]
    return tuple(Rule(**table) for table in tables)


def _dump() -> bytes:
    tables = []
    for rule in shipped_rules():
        table = {key: value for key, value in rule.__getstate__().items() if value not in (None, ())}
        tables.append({key: value for key, value in table.items() if key not in ("matches", "rejects")})
    return json.dumps(tables).encode()


def _rule_files() -> list[Path]:
    return sorted((Path(str(files("recognizers"))) / "rules").rglob("*.toml"))


def load_rules(paths: Iterable[Path] = ()) -> tuple[Rule, ...]:
    """Return the shipped rules and those of further files; RuleError on an id used twice.

    The shipped ones come without their examples.
    """
    rules = [*_working_rules(), *(rule for path in paths for rule in read_rules(path))]
    origins: dict[str, str] = {}
    for rule in rules:
        if rule.id in origins:
            raise RuleError(f"{rule.origin}: rule id {rule.id!r} is already used in {origins[rule.id]}")
        origins[rule.id] = rule.origin
    return tuple(rules)
