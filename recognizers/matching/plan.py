"""What leads to which finder: worked out of keywords and triggers once, as plain values that can be kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from recognizers.finder import Finder
from recognizers.matching.databases import Literal, compile_databases
from recognizers.matching.leads import SHAPES, Test, has_shape, leads_to_digit, reach_of, split_trigger

# What nearly all of them go on with: a digit on the same line.
_TO_DIGIT = r"[^0-9\n]*[0-9]"

# A finder, how far its window begins before the place and ends behind it.
Opening = tuple[int, int, int]
# A test, how many bytes the word has that it is asked about, and what it opens.
Asked = tuple[int, int, tuple[Opening, ...]]
# What a literal, when it is found, leads to: openings without a test, with one, and those whose windows
# begin where the trigger ends.
Place = tuple[tuple[Opening, ...], tuple[Asked, ...], tuple[Asked, ...]]
# Words of a few letters with one tail: their lengths, how far before the tail's end they may begin, and
# what each leads to.
ShortWords = tuple[tuple[int, ...], int, dict[bytes, int]]


@dataclass(frozen=True, slots=True)
class Plan:
    """What the databases of a prefilter find, and what each find leads to; places go by number."""

    tests: tuple[tuple[bool, tuple[int, ...], str], ...]
    places: tuple[Place, ...]
    short: tuple[ShortWords, ...]
    # Short words with their tails, by kind; shapes; what has a shape, by place; each kind of short words
    # alone; literals, and expressions of several kinds, by place. Empty where there is nothing to find.
    databases: tuple[bytes, ...]

    def values(self) -> tuple[Any, ...]:
        """Return the arguments that it was made of, which `marshal` can keep."""
        return tuple(getattr(self, each.name) for each in fields(self))


class _Leads:
    """What a literal leads to, while that is still being gathered."""

    __slots__ = ("openings", "starts", "tests")

    def __init__(self) -> None:
        # In order, each once.
        self.openings: dict[Opening, None] = {}
        self.tests: dict[tuple[Test, int], dict[Opening, None]] = {}
        self.starts: dict[tuple[Test, int], dict[Opening, None]] = {}


class _Numbers:
    """Numbers for tests and for places, one for all that are equal."""

    def __init__(self) -> None:
        self.tests: dict[Test, int] = {}
        self.places: dict[Place, int] = {}

    def of(self, leads: _Leads) -> int:
        place = (tuple(leads.openings), self._asked(leads.tests), self._asked(leads.starts))
        return self.places.setdefault(place, len(self.places))

    def _asked(self, tests: dict[tuple[Test, int], dict[Opening, None]]) -> tuple[Asked, ...]:
        return tuple(
            (self.tests.setdefault(test, len(self.tests)), size, tuple(openings))
            for (test, size), openings in tests.items()
        )


def make_plan(finders: Sequence[Finder]) -> Plan:
    """Work out what leads to these finders, and compile it; seconds for all that are shipped."""
    # By literal and whether its case counts.
    literals: dict[tuple[bytes, bool], _Leads] = {}
    # By what follows, the words of a few letters.
    short: dict[str, dict[bytes, _Leads]] = {}
    expressions: dict[str, _Leads] = {}
    shaped: dict[str, _Leads] = {}
    for index, finder in enumerate(finders):
        before, after = finder.before or 0, finder.after
        for keyword in finder.keywords:
            for form in _case_forms(keyword):
                leads = literals.setdefault((form.encode(), False), _Leads())
                leads.openings[index, before + len(form), after] = None
        opening = (index, before, after)
        for trigger in finder.triggers:
            words, rest = split_trigger(trigger, starts=finder.before is None)
            for lead in words:
                for word in lead.words:
                    if lead.short:
                        tail = lead.test.tail
                        tail = _TO_DIGIT if leads_to_digit(tail) else tail
                        leads = short.setdefault(tail, {}).setdefault(word, _Leads())
                    else:
                        leads = literals.setdefault((word, lead.test.cased), _Leads())
                    tests = leads.starts if finder.before is None else leads.tests
                    tests.setdefault((lead.test, len(word)), {})[opening] = None
            if rest:
                group = shaped if has_shape(rest) else expressions
                group.setdefault(rest, _Leads()).openings[opening] = None
    parts: dict[str, dict[str, _Leads]] = {}
    for pattern, leads in expressions.items():
        parts.setdefault(_kind(pattern, leads, finders), {})[pattern] = leads
    starts = [_short_start(words) for words in short.values()]
    numbers = _Numbers()
    # What takes longest to compile is numbered first, so that one more literal leaves it as it was.
    by_place = [_by_place(part, numbers) for part in parts.values()]
    shaped_by_place = _by_place(shaped, numbers)
    short_words = tuple(_short_words(words, numbers) for words in short.values())
    databases = tuple(
        compile_databases(
            [
                {start + tail: kind for kind, (start, tail) in enumerate(zip(starts, short, strict=True))},
                dict.fromkeys(SHAPES if shaped else (), 0),
                shaped_by_place,
                *({start: 0} for start in starts),
                {Literal(*literal): numbers.of(leads) for literal, leads in literals.items()},
                *by_place,
            ]
        )
    )
    return Plan(
        short=short_words,
        tests=tuple((test.cased, tuple(sorted(test.not_before)), test.tail) for test in numbers.tests),
        places=tuple(numbers.places),
        databases=databases,
    )


def _by_place(expressions: dict[str, _Leads], numbers: _Numbers) -> dict[str, int]:
    return {expression: numbers.of(leads) for expression, leads in expressions.items()}


def _short_start(words: Iterable[bytes]) -> str:
    joined = "|".join("".join(f"\\x{byte:02x}" for byte in word) for word in sorted(words))
    return f"(?i)(?:^|[^a-z])(?:{joined})"


def _short_words(words: dict[bytes, _Leads], numbers: _Numbers) -> ShortWords:
    sizes = tuple(sorted({len(word) for word in words}))
    tails = {test.tail for leads in words.values() for test, _ in (*leads.tests, *leads.starts)}
    return sizes, sizes[-1] + max(map(reach_of, tails)), {word: numbers.of(words[word]) for word in words}


def _kind(trigger: str, leads: _Leads, finders: Sequence[Finder]) -> str:
    """Return what triggers have in common that hyperscan is good at looking for together."""
    if any(finders[index].before is None for index, _, _ in leads.openings):
        return "starts"
    if trigger.startswith("(?i)"):
        return "caseless"
    return "digits" if trigger.startswith(("[0-", "[1-", "[2", "[^0-")) else "rest"


def _case_forms(keyword: str) -> Iterable[str]:
    """Hyperscan folds the case of ASCII letters alone when it matches bytes."""
    if keyword.isascii():
        return (keyword.lower(),)
    return dict.fromkeys((keyword.lower(), keyword.upper(), keyword.capitalize()))
