"""Values in the lines below their name: as YAML folds and quotes them, and as people copy them out of forms.

https://yaml.org/spec/1.2.2/#81-block-scalar-styles https://yaml.org/type/binary.html
"""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from recognizers.entities import ENTITY_TYPES
from recognizers.labelled.lines import end_of_line, start_of_line
from recognizers.labelled.literals import Literal
from recognizers.labelled.named_values import LEAST, find_named, personal_score
from recognizers.labelled.vocabulary import Meaning, Strength, meaning
from recognizers.secrets.expressions import Syntax
from recognizers.secrets.looks import password_look
from recognizers.secrets.secrecy import value_score
from recognizers.span import Span

_SOURCE: Final = "below-name"
_LONGEST_HEAD: Final = 160
_LONGEST_LINE: Final = 400
# More lines are a text, no value.
_MOST_LINES: Final = 4
_MOST_BINARY_LINES: Final = 40
# A name alone in its line, and how YAML says that what it names stands below.
_HEAD: Final = re.compile(
    r"(?P<lead>[ \t>|#*+-]*(?:\d{1,3}[.)][ \t]+)?)[\"'`*_]{0,3}(?P<name>\w[^\n:=\"'`*{}()\[\]<>]{0,58}?)"
    r"[\"'`*_]{0,3}[ \t]*+:[*_]{0,3}[ \t]*+(?P<tag>!!(?:binary|str)[ \t]*+)?(?P<block>[|>][-+0-9]{0,2})?"
    r"[ \t]*+[\"']?\r?\n?"
)
_BASE64: Final = re.compile(r"[A-Za-z0-9+/]{4,}={0,2}")
# Between a name and what stands below it.
_EMPTY: Final = re.compile(r"(?:[ \t>|]*(?:```\w{0,12}[ \t]*)?\r?\n){0,2}")
_LEAD: Final = re.compile(r"[ \t>|]*[\"'`]?")
_LAST: Final = " \t\r\"'`"


@dataclass(frozen=True)
class BelowNameFinder:
    """Finds what stands below a name, and binary values of YAML."""

    id: str = _SOURCE
    keywords: tuple[str, ...] = ()
    before: None = None
    after: int = 512
    entity_types: frozenset[str] = frozenset(ENTITY_TYPES)

    @cached_property
    def triggers(self) -> tuple[str, ...]:
        """The end of a line that names something, and the beginning of a value in base64."""
        return (
            r":[*_ \t]*(?:!![a-z]+[ \t]*)?(?:[|>][-+0-9]{0,2})?[ \t]*\r?\n",
            r":[ \t]*!!binary[ \t]+[\"']?",
        )

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield what stands at `start`, and in the lines that go on from there, if the name agrees."""
        line = start_of_line(text, start - 1, _LONGEST_HEAD)
        head = _HEAD.fullmatch(text, line, start)
        found = meaning(head["name"].strip()) if head else None
        if head is None or found is None:
            return
        if (head["tag"] or "").startswith("!!binary"):
            yield from _binary(text, start, head["name"], found)
        elif head["block"]:
            literals = list(_lines(text, start, len(head["lead"]), _MOST_LINES))
            yield from _found(text, head["name"], found, literals)
        elif text[start - 1] == "\n":
            literal = _below(text, start)
            if literal and _is_alone(text[literal.start : literal.end], found):
                yield from _found(text, head["name"], found, [literal])


def _found(text: str, name: str, found: Meaning, literals: list[Literal]) -> Iterator[Span]:
    if found.secret or found.strength is Strength.STRONG:
        yield from find_named(_SOURCE, text, found, name, literals)


def _binary(text: str, start: int, name: str, found: Meaning) -> Iterator[Span]:
    """Yield a value in base64, if what it stands for is one under such a name."""
    first = _BASE64.match(text, start)
    lines = (
        [Literal(*first.span(), Syntax.LINE)] if first else list(_lines(text, start, 0, _MOST_BINARY_LINES))
    )
    if not lines:
        return
    first_start, last_end = lines[0].start, lines[-1].end
    try:
        value = base64.b64decode("".join(text[one.start : one.end] for one in lines), validate=True).decode()
    except (binascii.Error, ValueError):
        return
    if not value.isprintable():
        return
    if found.secret:
        score = value_score(found, name, value, Syntax.MEMBER)
    else:
        score = personal_score(found, value, Syntax.MEMBER)
    if score >= LEAST:
        yield Span(first_start, last_end, found.entity_type, score, _SOURCE, ("base64",))


def _lines(text: str, start: int, indent: int, most: int) -> Iterator[Literal]:
    """Yield the lines of a block that is set in more than its name, if they are no more than `most`."""
    found: list[Literal] = []
    while start < len(text):
        end = end_of_line(text, start, _LONGEST_LINE)
        line = text[start:end]
        width = len(line) - len(line.lstrip(" \t"))
        if line.strip() and width <= indent:
            break
        if line.strip():
            found.append(Literal(start + width, start + len(line.rstrip()), Syntax.LINE))
        elif found:
            break
        if len(found) > most:
            return
        start = end + 1
    yield from found


def _below(text: str, start: int) -> Literal | None:
    """Return the first line that has something, without the quotes around it."""
    empty = _EMPTY.match(text, start)
    start = empty.end() if empty else start
    lead = _LEAD.match(text, start)
    start = lead.end() if lead else start
    end = start + len(text[start : end_of_line(text, start, _LONGEST_LINE)].rstrip(_LAST))
    return Literal(start, end, Syntax.SPOKEN) if end > start else None


def _is_alone(value: str, found: Meaning) -> bool:
    """Whether a line is a value and no sentence, no item, no name of what stands below it."""
    if value[-1] in ":,;{([|":
        return False
    if not found.secret:
        return True
    looks = found.shape != "password" or password_look(value) > 0
    return looks and not any(map(str.isspace, value)) and not value.isalpha()
