"""What a JSON format says of its members: structure, text, a person's name, a payload to drop.

A schema is a table from paths to fields. A path is a JSON Pointer with `*` for any member or item,
or `**/name` for a member of that name anywhere; `#key` after `*` means the names of the members
themselves. What a path says holds for all below that no other names. The rest is text to be looked at.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Any, Final

from scrub.formats.record import Kind, Segment
from scrub.formats.walk import Shape, Step, walk

_KEY: Final = "*#key"


class Role(IntEnum):
    """What becomes of a member."""

    TEXT = 0
    # Kept exactly, if it looks like an identifier; never searched.
    STRUCTURE = 1
    # The whole text is one value of a known entity type.
    VALUE = 2
    # Cannot be read: replaced by a marker.
    OPAQUE = 3
    # A list of strings that are pieces of one text.
    PIECES = 4


@dataclass(frozen=True, slots=True)
class Field:
    """What a schema says of one member."""

    role: Role
    kind: Kind | None = None
    entity_type: str | None = None
    # What stands in place of an opaque payload; may depend on the object around it.
    marker: str | Callable[[Mapping[str, Any]], str] = ""
    # Applies only where this holds of the object in which the member stands; else it is text.
    when: Callable[[Mapping[str, Any]], bool] | None = None
    # What stands between the pieces of a text, and nowhere in the file.
    separator: str = ""


STRUCTURE: Final = Field(Role.STRUCTURE)
TEXT: Final = Field(Role.TEXT)
PROSE: Final = Field(Role.TEXT, Kind.PROSE)
CODE: Final = Field(Role.TEXT, Kind.CODE)
SHELL: Final = Field(Role.TEXT, Kind.SHELL)
LOG: Final = Field(Role.TEXT, Kind.LOG)
DIFF: Final = Field(Role.TEXT, Kind.DIFF)
JSON: Final = Field(Role.TEXT, Kind.JSON)


def value(entity_type: str) -> Field:
    """Return the field whose whole text is of that type."""
    return Field(Role.VALUE, entity_type=entity_type)


def opaque(
    marker: str | Callable[[Mapping[str, Any]], str],
    when: Callable[[Mapping[str, Any]], bool] | None = None,
) -> Field:
    """Return the field of a payload that cannot be read, with what stands in its place."""
    return Field(Role.OPAQUE, marker=marker, when=when)


def pieces(kind: Kind | None = None, separator: str = "") -> Field:
    """Return the field of a list of strings that are one text, so that a value may cross two of them.

    A single string in its place is that text.
    """
    return Field(Role.PIECES, kind, separator=separator)


def under(prefix: str, fields: Mapping[str, Field]) -> dict[str, Field]:
    """Return the fields of something that stands at a path, with that path before theirs.

    >>> list(under("/payload", {"/id": STRUCTURE, "**/data": TEXT}))
    ['/payload/id', '**/data']
    """
    return {path if path.startswith("**") else prefix + path: field for path, field in fields.items()}


class _Node:
    """One step of the paths of a schema."""

    __slots__ = ("any", "field", "key", "members")

    def __init__(self) -> None:
        self.members: dict[str, _Node] = {}
        self.any: _Node | None = None
        self.field: Field | None = None
        self.key: Field | None = None


class Schema:
    """The fields of a format, by path.

    >>> schema = Schema({"/uuid": STRUCTURE, "**/signature": opaque("")})
    >>> [s.text for s in schema.segments({"uuid": "8e-1", "name": "Trip", "signature": "Qk0="})[0]]
    ['name', 'Trip', 'Qk0=']
    """

    def __init__(self, fields: Mapping[str, Field]) -> None:
        self.fields = dict(fields)

    def __or__(self, other: "Schema") -> "Schema":
        """Return both; where they name the same path, the other's field holds."""
        return Schema(self.fields | other.fields)

    def segments(self, document: Any) -> tuple[list[Segment], int | None]:
        """Return the segments of a parsed document, and how many strings it holds in all.

        The document is what a JSON parser returns, or the same with `Pairs` for objects and
        `Number` for numbers. The count is None where a number is too large for its literal to be
        known: then parse it that way.
        """
        return walk(document, self._shape)

    @cached_property
    def has_pieces(self) -> bool:
        """Whether some of its segments are made of several strings."""
        return any(field.role is Role.PIECES for field in self.fields.values())

    @cached_property
    def _shape(self) -> Shape:
        return _Shaping(self.fields).shape


class _Shaping:
    """Works the paths of a schema out, so that walking a document asks one question a member."""

    def __init__(self, fields: Mapping[str, Field]) -> None:
        self._anywhere: dict[str, Field] = {}
        # Member names of the format itself need no look.
        self._names: set[str] = set()
        self._shapes: dict[tuple[int, int], Shape] = {}
        self._steps: dict[int, Step] = {}
        root = _Node()
        for path, field in fields.items():
            prefix, _, name = path.rpartition("/")
            if prefix == "**":
                self._anywhere[name] = field
                self._names.add(name)
            else:
                self._add(root, path, field)
        self.shape = self._shape_of(root, None)

    def _add(self, node: _Node, path: str, field: Field) -> None:
        for step in path.split("/")[1:]:
            if step == _KEY:
                node.key = field
                return
            step = step.replace("~1", "/").replace("~0", "~")
            if step == "*":
                node.any = node.any or _Node()
                node = node.any
            else:
                self._names.add(step)
                node = node.members.setdefault(step, _Node())
        node.field = field

    def _shape_of(self, node: _Node | None, field: Field | None) -> Shape:
        """Return what holds below a node, where `field` holds at it."""
        place = (id(node), id(field))
        if place in self._shapes:
            return self._shapes[place]
        shape = self._shapes[place] = Shape(self._step_of(field))
        star = node.any if node else None
        shape.key = self._step_of(node.key) if node and node.key else None
        shape.other = self._shape_of(star, (star.field if star else None) or field)
        if field is not None and field.role is Role.PIECES:
            # An object in place of the list is no text in pieces.
            field = Field(Role.TEXT, field.kind) if field.kind else TEXT
            shape.unnamed = self._shape_of(star, (star.field if star else None) or field)
        for name in self._names:
            child = (node.members.get(name) if node else None) or star
            own = (child.field if child else None) or self._anywhere.get(name) or field
            shape.members[name] = self._shape_of(child, own)
        return shape

    def _step_of(self, field: Field | None) -> Step:
        if id(field) not in self._steps:
            self._steps[id(field)] = Step(field or TEXT)
        return self._steps[id(field)]


# Every member is text to be looked at.
ANY_SCHEMA: Final = Schema({})
