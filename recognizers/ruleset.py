"""The rules that come with the package, and those of the user's own files."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

from recognizers.errors import RuleError
from recognizers.rule import Rule, read_rules


@cache
def shipped_rules() -> tuple[Rule, ...]:
    """Return the package's own rules, in order of their files' names."""
    root = Path(str(files("recognizers"))) / "rules"
    return tuple(rule for path in sorted(root.rglob("*.toml")) for rule in read_rules(path, trusted=True))


def load_rules(paths: Iterable[Path] = ()) -> tuple[Rule, ...]:
    """Return the shipped rules and those of further files; RuleError on an id used twice."""
    rules = [*shipped_rules(), *(rule for path in paths for rule in read_rules(path))]
    origins: dict[str, str] = {}
    for rule in rules:
        if rule.id in origins:
            raise RuleError(f"{rule.origin}: rule id {rule.id!r} is already used in {origins[rule.id]}")
        origins[rule.id] = rule.origin
    return tuple(rules)
