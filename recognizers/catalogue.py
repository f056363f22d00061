"""All finders of the package, each made when it is first needed, and the plan that leads to them."""

import hashlib
import marshal
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, overload

from recognizers.errors import RuleError
from recognizers.finder import Finder
from recognizers.finders import HOMES, finders_at
from recognizers.matching.cache import cached
from recognizers.matching.databases import compiled_for
from recognizers.matching.plan import Plan, make_plan
from recognizers.rule import Rule, read_rules
from recognizers.ruleset import shipped_rules

_PACKAGE: Final = Path(__file__).parent
# Rules, words and code say what is looked for; the names models do not.
_SUFFIXES: Final = (".py", ".toml", ".txt")
_LEFT_OUT: Final = frozenset({"names", "__pycache__"})
# What finding does not need of a rule.
_EXAMPLES: Final = frozenset({"matches", "rejects"})

# Where a finder comes from: the table of a rule, or an entry of `HOMES` and a number among its finders.
_Origin = dict[str, Any] | tuple[int, int]


class Catalogue(Sequence[Finder]):
    """The shipped rules and finders, and rules of the user's; rules come without their examples."""

    def __init__(self, extra: tuple[Rule, ...], origins: list[_Origin], plan: Plan) -> None:
        self._extra = extra
        self._origins = origins
        self._made: list[Finder | None] = [None] * len(origins)
        self.plan = plan

    def __reduce__(self) -> tuple[Any, ...]:
        return catalogue, (self._extra,)

    def __len__(self) -> int:
        return len(self._origins)

    @overload
    def __getitem__(self, index: int) -> Finder: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Finder]: ...
    def __getitem__(self, index: int | slice) -> Finder | Sequence[Finder]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        finder = self._made[index]
        if finder is None:
            origin = self._origins[index]
            finder = Rule(**origin) if isinstance(origin, dict) else finders_at(origin[0])[origin[1]]
            self._made[index] = finder
        return finder

    def rules(self) -> Iterator[Rule]:
        """Yield the rules among the finders."""
        return (finder for finder in self if isinstance(finder, Rule))


def catalogue(extra: tuple[Rule, ...] = ()) -> Catalogue:
    """Return the shipped finders and further rules, the same ones at each call."""
    return _load(extra)


@cache
def _load(extra: tuple[Rule, ...]) -> Catalogue:
    """Load the catalogue from the cache folder, or make it where something has changed."""
    key = f"{sys.version_info[:2]} {compiled_for()} {_stamp()} {extra!r}"
    origins, plan = marshal.loads(cached("engine", key, lambda: _make(extra)))
    return Catalogue(extra, origins, Plan(*plan))


def _make(extra: tuple[Rule, ...]) -> bytes:
    rules = (*shipped_rules(), *extra)
    homes = [(home, number) for home in range(len(HOMES)) for number in range(len(finders_at(home)))]
    plan = make_plan((*rules, *(finders_at(home)[number] for home, number in homes)))
    return marshal.dumps(([*map(_table, rules), *homes], plan.values()))


def _table(rule: Rule) -> dict[str, Any]:
    state = rule.__getstate__()
    return {key: value for key, value in state.items() if value not in (None, ()) and key not in _EXAMPLES}


def load_rules(paths: Iterable[Path] = ()) -> tuple[Rule, ...]:
    """Return the shipped rules, without examples, and those of the files; RuleError on an id used twice."""
    return (*catalogue().rules(), *read_extra(paths))


def read_extra(paths: Iterable[Path]) -> tuple[Rule, ...]:
    """Return the rules of the user's files; RuleError for a regex that is none, or an id that is taken."""
    rules = [rule for path in paths for rule in read_rules(path)]
    origins = {rule.id: rule.origin for rule in catalogue().rules()} if rules else {}
    for rule in rules:
        if rule.id in origins:
            raise RuleError(f"{rule.origin}: rule id {rule.id!r} is already used in {origins[rule.id]}")
        origins[rule.id] = rule.origin
        # Before anything is read, and not where its keyword stands for the first time.
        _ = rule.pattern
    return tuple(rules)


def _stamp() -> str:
    """Return what changes whenever a file changes that the plan is made from."""
    digest = hashlib.sha256()
    folders = [str(_PACKAGE)]
    for folder in folders:
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
            if entry.is_dir():
                if entry.name not in _LEFT_OUT:
                    folders.append(entry.path)
            elif entry.name.endswith(_SUFFIXES):
                status = entry.stat()
                digest.update(f"{entry.path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
