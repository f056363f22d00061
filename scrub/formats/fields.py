"""What a JSON format can say of one of its members: structure, text, a person's name, a payload to drop."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

from scrub.formats.record import Kind


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
