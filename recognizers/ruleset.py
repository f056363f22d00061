"""The rules that come with the package."""

from functools import cache
from pathlib import Path

from recognizers.rule import Rule, read_rules

_FOLDER = Path(__file__).parent / "rules"


@cache
def shipped_rules() -> tuple[Rule, ...]:
    """Return the package's own rules, whole, in order of their files' names."""
    return tuple(rule for path in sorted(_FOLDER.rglob("*.toml")) for rule in read_rules(path, trusted=True))
