"""One pass over a parsed JSON document that lists its segments, fast: every record goes through it.

Strings and numbers are numbered in the order of the text, member names included (`jsontext` counts
the same way).
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from recognizers.labelled.members import (
    COLUMNS,
    INSIDE,
    VALUES,
    WRAPPERS,
    called_in_rows,
    is_called,
    named_in,
)
from scrub.errors import FormatError
from scrub.formats.document import Number, Pairs
from scrub.formats.fields import Field, Role
from scrub.formats.record import Segment

# What identifiers, roles, model names, versions and timestamps look like. Anything else that stands
# in a structural member is looked at like other text: so is a long run of letters and digits, which
# may be an identifier as well as a token.
_STRUCTURAL: Final = re.compile(
    r"""
    [A-Za-z0-9][A-Za-z0-9_.:+/\\-]{0,18}
    | [0-9A-Fa-f][0-9A-Fa-f:T.Z+-]{19,119}
    | # Looked into only where it is no longer than that.
      (?= [A-Za-z0-9_.:+/\\-]{20,120} \Z)
      (?! .* (?=[A-Za-z]*[0-9]) (?=[0-9A-Fa-f]*[G-Zg-z]) [A-Za-z0-9]{16})
      [A-Za-z0-9][A-Za-z0-9_.:+/\\-]{19,119}
    | # Nothing at all.
    """,
    re.VERBOSE,
)
# Shorter numbers identify nobody by themselves.
_SHORTEST_NUMBER: Final = 6
# Longer ones are no one's either, and their digits would fill the memory.
_MOST_DIGITS: Final = 25
# A float from here on may be an integer literal with more digits than it can hold.
_LARGEST_FLOAT: Final = 1e15

# How Node.js writes bytes in JSON: https://nodejs.org/api/buffer.html#buftojson
_BUFFER: Final = "Buffer"
_BUFFER_DATA: Final = "data"

# Plain integers are compared faster than members of the enumeration.
_TEXT, _STRUCTURE, _VALUE, _OPAQUE, _PIECES = map(int, Role)
# `Segment(...)` itself spends most of its time on its defaults.
_segment = tuple.__new__


class Step:
    """A field, worked out."""

    __slots__ = ("entity_type", "field", "kind", "role")

    def __init__(self, field: Field) -> None:
        self.field = field
        # A text or structure that depends on what stands around it is decided with care.
        self.role = int(field.role) if field.when is None else max(_VALUE, int(field.role))
        self.kind = field.kind
        self.entity_type = field.entity_type


class Shape:
    """What holds at one place of a document and below it."""

    __slots__ = ("_make", "_members", "key", "kind", "other", "role", "step", "unnamed")

    def __init__(self, step: Step, members: "Callable[[], dict[str, Shape]]") -> None:
        """`members` is asked once, where a document has an object at this place: most have few of them."""
        self.step = step
        self._make = members
        self._members: dict[str, Shape] | None = None
        # The step's own, one look-up nearer.
        self.role = step.role
        self.kind = step.kind
        # Items of a list, and members whose names the schema does not know.
        self.other: Shape = self
        # Such members where they are no longer the pieces of a text that items would be.
        self.unnamed: Shape | None = None
        # What the names of the others are.
        self.key: Step | None = None

    @property
    def members(self) -> "dict[str, Shape]":
        """What holds at each member, by name; all names that the schema knows are here."""
        if self._members is None:
            self._members = self._make()
        return self._members


def walk(document: Any, shape: Shape, levels: int) -> tuple[list[Segment], int | None]:
    """Return the segments, and how many strings there are; None where a number's literal is not known.

    Raises FormatError where objects and lists lie in each other over `levels` deep.
    """
    walker = _Walker(levels)
    kind = type(document)
    if kind is dict or kind is Pairs:
        walker.members(document, shape)
    else:
        # The list around the document is ours.
        walker.level = -1
        walker.items([document], shape, shape, "", {})
    return walker.segments, None if walker.inexact else walker.place - walker.numbers


class _Walker:
    __slots__ = ("around", "called", "inexact", "level", "levels", "numbers", "place", "segments")

    def __init__(self, levels: int) -> None:
        self.levels = levels
        self.segments: list[Segment] = []
        self.place = 0
        self.level = 0
        self.numbers = 0
        self.inexact = False
        # What the object around calls the one that is next.
        self.called = ""
        # The name of what is next.
        self.around = ""

    def members(self, item: Any, shape: Shape) -> None:
        self.enter()
        known, other, key_step = shape.members, shape.unnamed or shape.other, shape.key
        append = self.segments.append
        is_structural, text_role = _STRUCTURAL.fullmatch, _TEXT
        place = self.place
        around = self.around
        called, named = self.called, INSIDE
        self.called = ""
        if not called and not VALUES.isdisjoint(item if type(item) is dict else _mapping(item)):
            called, named = named_in(_mapping(item))
        for name, each in item.items() if type(item) is dict else item:
            below = known.get(name)
            if below is None:
                below = other
                if key_step is None or not is_structural(name):
                    append(_segment(Segment, (place, name, "", None, None, None, False, True, ())))
            place += 1
            kind = type(each)
            if called and name in named:
                self.called = called if kind is dict or kind is Pairs else ""
                name = called
            elif around and name in WRAPPERS and (kind is not str or is_called(around)):
                name = around
            if kind is str:
                if each:
                    role = below.role
                    if role == text_role:
                        append(
                            _segment(Segment, (place, each, name, below.kind, None, None, False, False, ()))
                        )
                    elif role != _STRUCTURE or not is_structural(each):
                        self.special(place, each, below.step, name, item)
                place += 1
            elif kind is dict or kind is Pairs:
                self.place = place
                self.around = name
                self.members(each, below)
                place = self.place
            elif kind is list:
                self.place = place
                self.around = name
                self.items(each, below, below.other, name, item)
                place = self.place
            elif each is not None and kind is not bool:
                self.number(place, each, below.step, name)
                place += 1
        self.place = place
        self.level -= 1

    def enter(self) -> None:
        self.level += 1
        if self.level > self.levels:
            raise FormatError(f"JSON nested too deeply: over {self.levels} levels")

    def items(self, items: list[Any], shape: Shape, below: Shape, key: str, parent: Any) -> None:
        append = self.segments.append
        around = self.around
        self.enter()
        if key == _BUFFER_DATA and items and self.buffer(items, parent):
            self.level -= 1
            return
        if shape.role == _PIECES and shape.step is below.step and self.pieces(items, below.step, key):
            self.level -= 1
            return
        if items and type(items[0]) is list and items[0] and self.rows(items, below, key, parent):
            self.level -= 1
            return
        for each in items:
            kind = type(each)
            if kind is str:
                if each:
                    if below.role == _TEXT:
                        append(
                            _segment(
                                Segment, (self.place, each, key, below.kind, None, None, False, False, ())
                            )
                        )
                    else:
                        self.special(self.place, each, below.step, key, parent)
                self.place += 1
            elif kind is dict or kind is Pairs:
                self.around = around
                self.members(each, below)
            elif kind is list:
                self.around = around
                self.items(each, below, below.other, key, parent)
            elif each is not None and kind is not bool:
                self.number(self.place, each, below.step, key)
                self.place += 1
        self.level -= 1

    def rows(self, items: list[Any], below: Shape, key: str, parent: Any) -> bool:
        """Add lists of equal length by the heads of their columns; False where they have none."""
        width = len(items[0])
        if any(type(row) is not list or len(row) != width for row in items):
            return False
        columns = next((columns for name, columns in _mapping(parent).items() if name in COLUMNS), ())
        called = list(called_in_rows(items, columns if type(columns) is list else ()))
        for row, names in zip(items, called, strict=False):
            self.enter()
            for cell, name in zip(row, names, strict=True):
                self.around = name or key
                # The list around the cell is ours.
                self.level -= 1
                self.items([cell], below, below.other, self.around, {})
                self.level += 1
            self.level -= 1
        return bool(called)

    def buffer(self, items: list[Any], parent: Any) -> bool:
        """Have every byte of a buffer dropped, which is a payload; False where it is none."""
        if not all(type(item) in (int, Number) for item in items) or _mapping(parent).get("type") != _BUFFER:
            return False
        for number, item in enumerate(items):
            text = str(item).removeprefix("-")
            # The sign stays where it is.
            # Its first byte alone has the name, so that it counts as one.
            key = "" if number else _BUFFER_DATA
            self.segments.append(Segment(self.place + number, text, key, marker="0", is_number=True))
        self.place += len(items)
        self.numbers += len(items)
        return True

    def number(self, place: int, item: Any, step: Step, key: str) -> None:
        self.numbers += 1
        if type(item) is float and not -_LARGEST_FLOAT < item < _LARGEST_FLOAT:
            self.inexact = True
        if step.role == _STRUCTURE:
            return
        # The sign stays where it is.
        text = str(item).removeprefix("-")
        if type(item) is not int:
            text = _as_digits(text)
        if len(text) >= _SHORTEST_NUMBER or step.role == _VALUE:
            self.segments.append(Segment(place, text, key, entity_type=step.entity_type, is_number=True))

    def special(self, place: int, text: str, step: Step, key: str, around: Any) -> None:
        """Add a string that is no plain text."""
        field = step.field
        role: int = field.role
        if field.when is not None and not field.when(_mapping(around)):
            role = _TEXT
        if role == _OPAQUE:
            marker = field.marker if isinstance(field.marker, str) else field.marker(_mapping(around))
            self.segments.append(Segment(place, text, key, marker=marker))
        elif role == _VALUE:
            self.segments.append(Segment(place, text, key, entity_type=step.entity_type))
        elif role != _STRUCTURE or not _STRUCTURAL.fullmatch(text):
            kind = None if role == _STRUCTURE or field.when is not None else step.kind
            self.segments.append(Segment(place, text, key, kind))

    def pieces(self, items: list[Any], step: Step, key: str) -> bool:
        """Add a list of strings as one text; False where it is no such list."""
        if not items or not all(type(item) is str for item in items):
            return False
        separator = step.field.separator
        text = separator.join(items)
        breaks = []
        end = 0
        for item in items[:-1]:
            end += len(item)
            breaks.append((end, end + len(separator)))
            end += len(separator)
        if text:
            self.segments.append(Segment(self.place, text, key, step.kind, breaks=tuple(breaks)))
        self.place += len(items)
        return True


def _as_digits(literal: str) -> str:
    """Return a whole number as its digits; other numbers, and very large ones, as they are.

    >>> _as_digits("4929123456.0"), _as_digits("4.929123456e9"), _as_digits("1.5e-7"), _as_digits("1e999")
    ('4929123456', '4929123456', '1.5e-7', '1e999')
    """
    if literal.isdigit():
        return literal
    try:
        number = Decimal(literal)
    except InvalidOperation:
        return literal
    is_whole = 0 <= number.adjusted() < _MOST_DIGITS and number == number.to_integral_value()
    return format(number, "f").partition(".")[0] if is_whole else literal


def _mapping(around: Any) -> Mapping[str, Any]:
    """Return an object as something to look members up in."""
    return around.last if type(around) is Pairs else around
