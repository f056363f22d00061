"""What a JSON format says of its members: structure, text, a person's name, a payload to drop.

A schema is a table from paths to fields. A path is a JSON Pointer with `*` for any member or item,
or `**/name` for a member of that name anywhere. What no path names is text to be looked at.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Final

from scrub.formats.record import Kind, Segment

# What identifiers, roles, model names, versions and timestamps look like. Anything else that stands
# in a structural member is looked at like other text.
_STRUCTURAL: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:+/\\-]{0,119}|")
# Shorter numbers identify nobody by themselves.
_SHORTEST_NUMBER: Final = 6
# A float from here on may be an integer literal with more digits than it can hold.
_LARGEST_FLOAT: Final = 1e15


class Role(Enum):
    """What becomes of a member."""

    TEXT = auto()
    # Kept exactly, if it looks like an identifier; never searched.
    STRUCTURE = auto()
    # The whole text is one value of a known entity type.
    VALUE = auto()
    # Cannot be read: replaced by a marker.
    OPAQUE = auto()


@dataclass(frozen=True, slots=True)
class Field:
    """What a schema says of one member."""

    role: Role
    kind: Kind | None = None
    entity_type: str | None = None
    # What stands in place of an opaque payload; may depend on the object around it.
    marker: str | Callable[[Mapping[str, Any]], str] = ""
    # Applies only where this holds of the object in which the member stands.
    when: Callable[[Mapping[str, Any]], bool] | None = None


STRUCTURE: Final = Field(Role.STRUCTURE)
PROSE: Final = Field(Role.TEXT, Kind.PROSE)
CODE: Final = Field(Role.TEXT, Kind.CODE)
SHELL: Final = Field(Role.TEXT, Kind.SHELL)
LOG: Final = Field(Role.TEXT, Kind.LOG)
DIFF: Final = Field(Role.TEXT, Kind.DIFF)


def value(entity_type: str) -> Field:
    """Return the field whose whole text is of that type."""
    return Field(Role.VALUE, entity_type=entity_type)


def opaque(
    marker: str | Callable[[Mapping[str, Any]], str],
    when: Callable[[Mapping[str, Any]], bool] | None = None,
) -> Field:
    """Return the field of a payload that cannot be read, with what stands in its place."""
    return Field(Role.OPAQUE, marker=marker, when=when)


class _Node:
    """One step of the paths of a schema."""

    __slots__ = ("any", "field", "members")

    def __init__(self) -> None:
        self.members: dict[str, _Node] = {}
        self.any: _Node | None = None
        self.field: Field | None = None


class Schema:
    """The fields of a format, by path.

    >>> schema = Schema({"/uuid": STRUCTURE, "**/signature": opaque("")})
    >>> [s.text for s in schema.segments({"uuid": "8e-1", "name": "Trip", "signature": "Qk0="})[0]]
    ['name', 'Trip', 'Qk0=']
    """

    def __init__(self, fields: Mapping[str, Field]) -> None:
        self._root = _Node()
        self._anywhere: dict[str, Field] = {}
        # Member names of the format itself need no look.
        self._names: set[str] = set()
        for path, entry in fields.items():
            prefix, _, name = path.rpartition("/")
            if prefix == "**":
                self._anywhere[name] = entry
                self._names.add(name)
                continue
            node = self._root
            for step in path.split("/")[1:]:
                if step == "*":
                    node.any = node.any or _Node()
                    node = node.any
                else:
                    node = node.members.setdefault(step, _Node())
                    self._names.add(step)
            node.field = entry

    def __or__(self, other: "Schema") -> "Schema":
        """Return both; where they name the same path, the other's field holds."""
        both = Schema({})
        both._root = _merged(self._root, other._root)
        both._anywhere = self._anywhere | other._anywhere
        both._names = self._names | other._names
        return both

    def segments(self, document: Any) -> tuple[list[Segment], int | None]:
        """Return the segments of a parsed document, and how many strings it holds in all.

        The document is what a JSON parser returns, or the same with `Pairs` for objects and
        `Number` for numbers. The count is None where a number is too large for its literal to be
        known: then parse it that way.
        """
        walk = _Walk(self._anywhere, self._names)
        walk.visit(document, self._root, None, "", None)
        return walk.segments, None if walk.inexact else walk.strings


# Every member is text to be looked at.
ANY_SCHEMA: Final = Schema({})


class Pairs(list[tuple[str, Any]]):
    """A JSON object with every member as it stands there, repeated names included."""


class Number(str):
    """A JSON number as it is written."""

    __slots__ = ()


def _merged(first: _Node | None, second: _Node | None) -> _Node:
    node = _Node()
    nodes = [each for each in (first, second) if each]
    for each in nodes:
        node.field = each.field or node.field
        for name in each.members:
            node.members[name] = _merged(*(one.members.get(name) for one in (nodes * 2)[:2]))
    stars = [each.any for each in nodes if each.any]
    if stars:
        node.any = _merged(stars[0], stars[1] if len(stars) > 1 else None)
    return node


class _Walk:
    """One pass over a parsed document; numbers its scalars in the order of the text."""

    __slots__ = ("anywhere", "inexact", "names", "numbers", "segments", "strings")

    def __init__(self, anywhere: Mapping[str, Field], names: set[str]) -> None:
        self.anywhere = anywhere
        self.names = names
        self.segments: list[Segment] = []
        self.strings = 0
        self.numbers = 0
        self.inexact = False

    def visit(self, item: Any, node: _Node | None, field: Field | None, key: str, parent: Any) -> None:
        kind = type(item)
        if kind is str:
            place = self.strings + self.numbers
            self.strings += 1
            if item:
                self._leaf(place, item, field, key, parent)
        elif kind is dict or kind is Pairs:
            self._object(item, node, field)
        elif kind is list:
            child = node.any if node else None
            field = (child.field if child else None) or field
            for each in item:
                self.visit(each, child, field, key, parent)
        elif kind is int or kind is float or kind is Number:
            if kind is float and not -_LARGEST_FLOAT < item < _LARGEST_FLOAT:
                self.inexact = True
            place = self.strings + self.numbers
            self.numbers += 1
            if field is not None and field.role is Role.STRUCTURE:
                return
            text = str(item)
            if len(text) >= _SHORTEST_NUMBER:
                self.segments.append(Segment(place, text, key, None, is_number=True))

    def _object(self, item: Any, node: _Node | None, inherited: Field | None) -> None:
        members: Iterator[tuple[str, Any]] = iter(item.items() if type(item) is dict else item)
        parent = item if type(item) is dict else dict(item)
        names, anywhere = self.names, self.anywhere
        known = node.members if node else {}
        star = node.any if node else None
        for name, each in members:
            if name not in names:
                self.segments.append(Segment(self.strings + self.numbers, name, is_key=True))
            self.strings += 1
            child = known.get(name) or star
            field = (child.field if child else None) or anywhere.get(name) or inherited
            self.visit(each, child, field, name, parent)

    def _leaf(self, place: int, text: str, field: Field | None, key: str, parent: Any) -> None:
        if field is None or (field.when is not None and not field.when(parent)):
            self.segments.append(Segment(place, text, key))
            return
        role = field.role
        if role is Role.STRUCTURE:
            if _STRUCTURAL.fullmatch(text):
                return
            self.segments.append(Segment(place, text, key))
        elif role is Role.TEXT:
            self.segments.append(Segment(place, text, key, field.kind))
        elif role is Role.VALUE:
            self.segments.append(Segment(place, text, key, None, field.entity_type))
        else:
            marker = field.marker if isinstance(field.marker, str) else field.marker(parent)
            self.segments.append(Segment(place, text, key, None, None, marker))
