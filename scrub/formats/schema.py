"""What a JSON format says of its members: structure, text, a person's name, a payload to drop.

A schema is a table from paths to fields. A path is a JSON Pointer with `*` for any member or item,
or `**/name` for a member of that name anywhere; `#key` after `*` means the names of the members
themselves. What a path says holds for all below that no other names. The rest is text to be looked at.
"""

from collections.abc import Mapping
from functools import cached_property, partial
from typing import Any, Final

from scrub.formats.fields import TEXT, Field, Role
from scrub.formats.record import MOST_LEVELS, Segment
from scrub.formats.walk import Shape, Step, walk

_KEY: Final = "*#key"


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

    def segments(self, document: Any, levels: int = MOST_LEVELS) -> tuple[list[Segment], int | None]:
        """Return the segments of a parsed document, and how many strings it holds in all.

        The document is what a JSON parser returns, or the same with `Pairs` for objects and
        `Number` for numbers. The count is None where a number is too large for its literal to be
        known: then parse it that way.
        """
        return walk(document, self._shape, levels)

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
        # Nodes go by their identity, and so must be kept.
        self._root = root = _Node()
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
        star = node.any if node else None
        below = field
        if field is not None and field.role is Role.PIECES:
            # An object in place of the list is no text in pieces.
            below = Field(Role.TEXT, field.kind) if field.kind else TEXT
        shape = Shape(self._step_of(field), partial(self._members_of, node, below))
        self._shapes[place] = shape
        shape.key = self._step_of(node.key) if node and node.key else None
        shape.other = self._shape_of(star, (star.field if star else None) or field)
        if below is not field:
            shape.unnamed = self._shape_of(star, (star.field if star else None) or below)
        return shape

    def _members_of(self, node: _Node | None, field: Field | None) -> dict[str, Shape]:
        """Return the shape of each member that the schema knows the name of."""
        star = node.any if node else None
        members = {}
        for name in self._names:
            child = (node.members.get(name) if node else None) or star
            own = (child.field if child else None) or self._anywhere.get(name) or field
            members[name] = self._shape_of(child, own)
        return members

    def _step_of(self, field: Field | None) -> Step:
        if id(field) not in self._steps:
            self._steps[id(field)] = Step(field or TEXT)
        return self._steps[id(field)]


# Every member is text to be looked at.
ANY_SCHEMA: Final = Schema({})
