"""No expression means something else on another release of Python than on this one."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import recognizers
import scrub
from recognizers.ruleset import shipped_rules

_ONE = {codes.LITERAL, codes.NOT_LITERAL, codes.IN, codes.ANY}
_REPEATS = {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}
# By hand only, with extras of their own.
_NOT_HERE = (".train", ".__main__", "scrub.adapters.")


def modules() -> Iterator[Any]:
    for package in (recognizers, scrub):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not any(part in module.name for part in _NOT_HERE):
                yield importlib.import_module(module.name)


def expressions(value: Any) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict | list | tuple):
        for each in value.values() if isinstance(value, dict) else value:
            yield from expressions(each)


def is_one(item: Any) -> bool:
    """Whether it is one character, or any number of one kind."""
    code, what = item
    return code in _ONE or (code is codes.POSSESSIVE_REPEAT and len(what[2]) == 1 and what[2][0][0] in _ONE)


def ends_where_it_failed(body: Any) -> bool:
    """Whether a group that fails midway is left where it began, by every release: it holds no other."""
    if len(body) == 1 and body[0][0] is codes.SUBPATTERN:
        return ends_where_it_failed(body[0][1][3])
    if len(body) == 1 and body[0][0] is codes.BRANCH:
        return all(all(map(is_one, each)) for each in body[0][1][1])
    return all(map(is_one, body))


def repeats(parsed: Any) -> Iterator[Any]:
    """Yield what is repeated without going back, at any depth."""
    for code, what in parsed:
        if code is codes.POSSESSIVE_REPEAT:
            yield what[2]
        if code in _REPEATS:
            yield from repeats(what[2])
        elif code is codes.SUBPATTERN:
            yield from repeats(what[3])
        elif code is codes.BRANCH:
            for each in what[1]:
                yield from repeats(each)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from repeats(what[1])
        elif code is codes.ATOMIC_GROUP:
            yield from repeats(what)
        elif code is codes.GROUPREF_EXISTS:
            for each in what[1:]:
                yield from repeats(each or ())


def is_alike_everywhere(expression: re.Pattern[Any]) -> bool:
    return all(map(ends_where_it_failed, repeats(parser.parse(expression.pattern, expression.flags))))


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (r"(?:ab?c)*+", False),
        (r"(?:a|b(?!c))++", False),
        (r"x(?:(?:\s|b{2}){1,4}+y)?", False),
        (r"(?=(?:ab?c)*+)", False),
        (r"(?>(?:ab?c)*)", True),
        (r'"(?:[^"\\]++|\\.)*+"', True),
        (r"[a-z]*+", True),
    ],
)
def test_what_is_told(expression: str, expected: bool) -> None:
    assert is_alike_everywhere(re.compile(expression)) is expected


def test_no_group_that_fails_midway_is_repeated_possessively() -> None:
    """Python before 3.11.5 goes on behind where it failed, where `(?>(?:...)*)` does what `(?:...)*+` should.

    https://github.com/python/cpython/issues/106052, https://github.com/python/cpython/issues/100061
    """
    found = [
        (f"{module.__name__}.{name}", expression)
        for module in modules()
        for name, value in vars(module).items()
        for expression in expressions(value)
    ]
    found += [(rule.id, rule.pattern) for rule in shipped_rules() if isinstance(rule.pattern, re.Pattern)]
    assert len(found) > 1000
    assert [name for name, expression in found if not is_alike_everywhere(expression)] == []
