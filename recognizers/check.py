"""The rule checker: does every rule do on its own examples exactly what it says?

The same code serves `scrub rules check` and the tests.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from recognizers.entities import ENTITY_TYPES
from recognizers.errors import ScrubError
from recognizers.fillers import fill
from recognizers.matching.matcher import Matcher
from recognizers.rule import Rule

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MARK = re.compile(r"«(?:([A-Z_]+)\|)?(.*?)»", re.DOTALL)
_LEAST_EXAMPLES = 2
_SHORTEST_KEYWORD = 2
# What a hostile text repeats; every rule also meets its own keywords.
_HOSTILE = ("a", "0", "A1", '"', "\\", "=", "@", ".", "-", "/", " ", "\n", "a.", "0-", "é", "-----BEGIN ")
_HOSTILE_LENGTH = 100_000
# The parts of an example of which one is repeated: what stalls a regex is nearly what it matches.
_RUN = re.compile(r"[a-z]+|[A-Z]+|[0-9]+|\s+|[^a-zA-Z0-9\s]+")
_PUMPED_LENGTH = 4_000
_MOST_PUMPED = 10


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one rule."""

    rule: str
    what: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.what}"


@dataclass(frozen=True, slots=True)
class Example:
    """A filled example and the places that its «» marks."""

    text: str
    # (start, end, entity type), code points, half open.
    expected: tuple[tuple[int, int, str], ...]


def read_example(template: str, rule: Rule) -> Example:
    """Fill a template of the rule and take its marks out.

    A mark is `«…»` for the rule's own entity type, `«USERNAME|…»` for another.
    """
    filled = fill(template, rule.id)
    text, expected, last = "", [], 0
    for mark in _MARK.finditer(filled):
        text += filled[last : mark.start()]
        expected.append((len(text), len(text) + len(mark[2]), mark[1] or rule.entity_type))
        text += mark[2]
        last = mark.end()
    return Example(text + filled[last:], tuple(expected))


def check_rules(rules: Iterable[Rule], *, hostile: bool = True) -> Iterator[Problem]:
    """Yield every problem of the rules; none means that they are fit to ship.

    `hostile` also runs each rule on long repetitive texts, a few milliseconds a rule.
    """
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            yield Problem(rule.id, "the id is used twice")
        seen.add(rule.id)
        try:
            yield from _check_form(rule)
            yield from _check_examples(rule)
            if hostile:
                yield from _check_hostile(rule)
        except ScrubError as error:
            yield Problem(rule.id, str(error))


def _check_form(rule: Rule) -> Iterator[Problem]:
    if not _ID.fullmatch(rule.id):
        yield Problem(rule.id, "the id is not kebab-case")
    if not rule.description.endswith(".") or "\n" in rule.description:
        yield Problem(rule.id, "the description is not one sentence with a full stop")
    if unknown := rule.entity_types - ENTITY_TYPES.keys():
        yield Problem(rule.id, f"unknown entity type {min(unknown)}")
    for keyword in rule.keywords:
        if len(keyword) < _SHORTEST_KEYWORD and keyword != "@":
            yield Problem(rule.id, f"the keyword {keyword!r} is too short to lead anywhere")
    if len(rule.matches) < _LEAST_EXAMPLES:
        yield Problem(rule.id, f"needs at least {_LEAST_EXAMPLES} matches")
    if len(rule.rejects) < _LEAST_EXAMPLES:
        yield Problem(rule.id, f"needs at least {_LEAST_EXAMPLES} rejects")


def _check_examples(rule: Rule) -> Iterator[Problem]:
    matcher = Matcher([rule])
    for number, template in enumerate(rule.matches, 1):
        example = read_example(template, rule)
        if not example.expected:
            yield Problem(rule.id, f"match {number} marks nothing with «»")
        found = {(span.start, span.end, span.entity_type) for span in matcher.find(example.text)}
        expected = set(example.expected)
        for start, end, entity_type in sorted(expected - found):
            yield Problem(rule.id, f"match {number}: {entity_type} at {start}..{end} is not found")
        for start, end, entity_type in sorted(found - expected):
            yield Problem(rule.id, f"match {number}: finds {entity_type} at {start}..{end} unmarked")
    for number, template in enumerate(rule.rejects, 1):
        text = fill(template, rule.id)
        for span in matcher.find(text):
            yield Problem(rule.id, f"reject {number}: finds {span.entity_type} at {span.start}..{span.end}")


def _check_hostile(rule: Rule) -> Iterator[Problem]:
    """Run the rule under its time limit, on untrusted terms, on texts made to stall it."""
    limited = Matcher([Rule(**{**rule.__getstate__(), "trusted": False})])
    share = _HOSTILE_LENGTH // len(_HOSTILE)
    text = "\n".join(unit * (share // len(unit)) for unit in (*_HOSTILE, *rule.keywords))
    texts = {"hostile units": text}
    # One keyword stands for the others: they lead to the same regex.
    for keyword in rule.keywords[:1]:
        texts[repr(keyword)] = "\n".join(keyword + unit * (share // len(unit)) for unit in _HOSTILE)
    if rule.matches:
        texts["its first match, pumped"] = "\n".join(_pumped(read_example(rule.matches[0], rule).text))
    for name, text in texts.items():
        try:
            limited.find(text)
        except ScrubError as error:
            yield Problem(rule.id, f"on a long text of {name}: {error}")


def _pumped(text: str) -> Iterator[str]:
    """Yield a text with one of its parts at a time repeated, also with a wrong end or none."""
    for run in islice(_RUN.finditer(text), _MOST_PUMPED):
        many = run[0] * (_PUMPED_LENGTH // len(run[0]))
        for rest in (text[run.end() :], "\0", ""):
            yield text[: run.start()] + many + rest
