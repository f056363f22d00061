"""The rule format: what a rule says, how it is read from TOML, and how it confirms a candidate.

A rule file is a list of `[[rule]]` tables; `RULE_KEYS` names their keys. `scrub rules check FILE`
reads, checks and tries a file.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from recognizers.beside import is_name, keywords_beside, regex_beside
from recognizers.entities import ENTITY_TYPES, Family, family_of
from recognizers.errors import RecognizerTimeout, RuleError, reason_of
from recognizers.lookalikes.placeholders import is_placeholder, is_stock_value
from recognizers.nearest import unknown
from recognizers.span import Span

# Seconds that one rule may spend in one window; shipped rules need microseconds.
TIME_LIMIT = 2.0
# How far a context word may stand before a find, in code points.
CONTEXT_REACH = 80


@dataclass(frozen=True)
class Rule:
    """A declarative recognizer: a regex, the literals that lead to it, and its own examples."""

    # Kebab-case, unique.
    id: str
    # What it finds. Named groups that are entity types (`(?P<USERNAME>…)`) overrule it.
    entity_type: str
    # One sentence.
    description: str
    # Python syntax; `(?P<value>…)` marks the part that is reported, else the whole match is.
    # Case counts unless it says `(?i)`. With `beside` it is just the value.
    regex: str
    # 0 to 1, before context and verifiers.
    score: float
    # Literals (any case) one of which stands in every match; the fewer false hits the better.
    keywords: tuple[str, ...] = ()
    # Instead of keywords, names before the value, in any case; a blank is `_`, `-`, `.` or nothing, too.
    beside: tuple[str, ...] = ()
    # Or hyperscan expressions where there is no literal: see `Finder.triggers`.
    triggers: tuple[str, ...] = ()
    # Code points before the keyword at which a match may begin; None: it begins with the keyword.
    before: int | None = None
    # Code points after the keyword that must be seen to decide; longer matches are followed anyway.
    after: int = 512
    # Names from `recognizers.validators`: all must accept the value, else there is no find.
    validators: tuple[str, ...] = ()
    # Names from `recognizers.validators`: if one accepts the value, the score is 1.
    verifiers: tuple[str, ...] = ()
    # Words (any case) that raise the score to `context_score` when one stands shortly before.
    context: tuple[str, ...] = ()
    context_score: float | None = None
    # Whether placeholders and stock test data are left alone.
    placeholders: bool = True
    # Templates with the expected spans in «», fillers as in `recognizers.fillers`.
    matches: tuple[str, ...] = ()
    # Templates in which this rule must find nothing.
    rejects: tuple[str, ...] = ()
    # The file that it was read from, for messages.
    origin: str = field(default="", compare=False)
    # Shipped rules are proven linear and run on `re`; others run with a time limit.
    trusted: bool = field(default=False, compare=False)

    @cached_property
    def entity_types(self) -> frozenset[str]:
        """The types that it may return."""
        return frozenset(name for name, _ in self._groups)

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield what the rule finds in text[start:end]; at `start` alone where `before` is None."""
        try:
            for match in self._matches(text, start, end):
                yield from self.read(match)
        except TimeoutError:
            raise RecognizerTimeout(
                f"rule {self.id} took over {TIME_LIMIT} s between code points {start} and {end}"
            ) from None

    def read(self, match: Any) -> Iterator[Span]:
        """Yield what a match of the regex says."""
        text = match.string
        for entity_type, group in self._groups:
            start, end = match.span(group)
            if start < end:
                score = self._score(entity_type, text[start:end], text, match.start())
                if score is not None:
                    yield Span(start, end, entity_type, score, self.id)

    def _score(self, entity_type: str, value: str, text: str, start: int) -> float | None:
        """Return the score of a match, None where a validator or a placeholder speaks against it."""
        if self.placeholders:
            if family_of(entity_type) is Family.SECRET:
                if is_placeholder(value):
                    return None
            elif is_stock_value(entity_type, value):
                return None
        if not all(accepts(value) for accepts in self._validators):
            return None
        if any(accepts(value) for accepts in self._verifiers):
            return 1.0
        if self.context_score is not None and self._context.search(
            text, max(0, start - CONTEXT_REACH), start
        ):
            return self.context_score
        return self.score

    @cached_property
    def probe(self) -> Callable[[str, int, int], Any] | None:
        """Return the first match in a window at once; None where the regex needs a time limit."""
        pattern = self.pattern
        if not isinstance(pattern, re.Pattern):
            return None
        return pattern.match if self.before is None else pattern.search

    @cached_property
    def _matches(self) -> Callable[[str, int, int], Iterator[Any]]:
        pattern = self.pattern
        limit: dict[str, float] = {} if isinstance(pattern, re.Pattern) else {"timeout": TIME_LIMIT}
        if self.before is not None:
            return lambda text, start, end: iter(pattern.finditer(text, start, end, **limit))

        def at_start(text: str, start: int, end: int) -> Iterator[Any]:
            match = pattern.match(text, start, end, **limit)
            if match:
                yield match

        return at_start

    @cached_property
    def pattern(self) -> Any:
        """The compiled regex; RuleError where it does not compile."""
        module: Any = re
        if not self.trusted or "\\p{" in self.regex:
            import regex

            module = regex
        try:
            return module.compile(regex_beside(self.beside, self.regex) if self.beside else self.regex)
        except module.error as error:
            raise RuleError(f"{self.origin}: rule {self.id}: bad regex: {error}") from None

    @cached_property
    def _groups(self) -> tuple[tuple[str, int | str], ...]:
        names = self.pattern.groupindex
        typed = tuple((name, name) for name in names if name in ENTITY_TYPES)
        if "value" in names:
            typed = ((self.entity_type, "value"), *typed)
        return typed or ((self.entity_type, 0),)

    @cached_property
    def _validators(self) -> tuple[Callable[[str], bool], ...]:
        return _validators(self.validators)

    @cached_property
    def _verifiers(self) -> tuple[Callable[[str], bool], ...]:
        return _validators(self.verifiers)

    @cached_property
    def _context(self) -> re.Pattern[str]:
        words = "|".join(re.escape(word) for word in self.context)
        return re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])", re.IGNORECASE)

    def __getstate__(self) -> dict[str, Any]:
        return {name.name: getattr(self, name.name) for name in fields(self)}


RULE_KEYS = tuple(item.name for item in fields(Rule) if item.name not in ("origin", "trusted"))
_REQUIRED = ("id", "entity_type", "description", "regex", "score")
_LISTS = ("keywords", "beside", "triggers", "validators", "verifiers", "context", "matches", "rejects")
_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "score": (int, float),
    "context_score": (int, float),
    "before": int,
    "after": int,
    "placeholders": bool,
}


def read_rules(path: Path, *, trusted: bool = False) -> list[Rule]:
    """Read one rule file; RuleError names file, rule and the valid choices."""
    import tomllib

    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(f"{path}: cannot be read: {reason_of(error)}") from None
    # A number of over 4,300 digits is an error of int.
    except ValueError as error:
        raise RuleError(f"{path}: not valid TOML: {error}") from None
    except RecursionError:
        raise RuleError(f"{path}: nested too deeply") from None
    unknown = set(table) - {"rule"}
    if unknown:
        raise RuleError(f"{path}: unknown table {sorted(unknown)[0]!r}; known: rule")
    entries = table.get("rule", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise RuleError(f"{path}: 'rule' must be a list of tables: [[rule]]")
    return [
        rule_from_table(entry, f"{path.name}: rule {number}", path.name, trusted=trusted)
        for number, entry in enumerate(entries, 1)
    ]


def rule_from_table(table: Mapping[str, Any], where: str, origin: str = "", *, trusted: bool = False) -> Rule:
    """Make a rule of a `[[rule]]` table; RuleError says what is wrong with which key."""
    where = f"{where} ({table['id']})" if isinstance(table.get("id"), str) else where
    for key in table:
        if key not in RULE_KEYS:
            raise RuleError(f"{where}: {unknown('key', key, RULE_KEYS)}")
    if missing := [key for key in _REQUIRED if key not in table]:
        raise RuleError(f"{where}: missing: {', '.join(missing)}")
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key in _LISTS:
            if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
                raise RuleError(f"{where}: {key!r} must be a list of strings")
            value = tuple(value)
        elif not isinstance(value, _TYPES.get(key, str)) or (
            isinstance(value, bool) != (key == "placeholders")
        ):
            raise RuleError(f"{where}: {key!r} has the wrong type")
        values[key] = value
    if values["entity_type"] not in ENTITY_TYPES:
        raise RuleError(f"{where}: {unknown('entity type', values['entity_type'], ENTITY_TYPES)}")
    for key in ("score", "context_score"):
        if not 0 <= values.get(key, 0) <= 1:
            raise RuleError(f"{where}: {key!r} must be between 0 and 1")
    if sum(bool(values.get(key)) for key in ("keywords", "beside", "triggers")) != 1:
        raise RuleError(f"{where}: needs keywords, beside or triggers, and just one of them")
    if values.get("triggers") and values.get("before") is None:
        raise RuleError(f"{where}: a rule with triggers needs 'before'")
    if bool(values.get("context")) != ("context_score" in values):
        raise RuleError(f"{where}: 'context' and 'context_score' belong together")
    if names := values.get("beside"):
        if "before" in values:
            raise RuleError(f"{where}: with 'beside' a match begins with the name, so 'before' says nothing")
        for name in names:
            if not is_name(name):
                raise RuleError(f"{where}: {name!r} in 'beside' is not words in lower case, one blank apart")
        values["keywords"] = keywords_beside(names)
    rule = Rule(**values, origin=origin, trusted=trusted)
    _validators((*rule.validators, *rule.verifiers))
    return rule


def _validators(names: tuple[str, ...]) -> tuple[Callable[[str], bool], ...]:
    if not names:
        return ()
    from recognizers.validators import validator

    return tuple(map(validator, names))
