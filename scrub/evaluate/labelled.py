"""What is scored: conversations of labelled texts, and the findings about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from recognizers.entities import ENTITY_TYPES, Family, own_type
from recognizers.errors import ScrubError

# A secret of unknown kind: a type of corpora and of other tools, never one that we report.
SECRET: Final = "SECRET"
_FAMILIES: Final[Mapping[str, Family]] = MappingProxyType(
    {name: entity.family for name, entity in ENTITY_TYPES.items()} | {SECRET: Family.SECRET}
)


class CorpusError(ScrubError):
    """A corpus, or findings about it, cannot be scored; the message says where."""


class Standing(StrEnum):
    """What a labelled place counts for."""

    # Must be found; a finding on it is right.
    SCORED = "scored"
    # Fair to redact, no miss if left; a finding on it is right.
    OPTIONAL = "optional"
    # Doubtful: neither hit nor miss, and a finding on it is neither right nor wrong.
    DOUBTFUL = "doubtful"
    # Judged to be no secret: a secret found here is a false alarm, counted apart.
    NOT_SECRET = "not_secret"


@dataclass(frozen=True, slots=True)
class Label:
    """A place in a text and what a person said that it holds."""

    # Code points, half open.
    start: int
    end: int
    entity_type: str
    standing: Standing = Standing.SCORED
    # Shared by all mentions of one real thing in a conversation; None where a corpus has no such ids.
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class LabelledText:
    """One string of a corpus with its labels, sorted by start."""

    file: str
    row: int
    pointer: str
    text: str = field(repr=False)
    labels: tuple[Label, ...] = ()
    language: str = "und"
    format: str = "unknown"
    kind: str = "unknown"
    source: str = "unknown"
    # Types whose every mention is labelled here, so that a finding elsewhere is wrong; None: all types.
    exhaustive: frozenset[str] | None = None
    # Types whose recall may be scored; None: all types.
    recallable: frozenset[str] | None = None

    @property
    def place(self) -> str:
        """File, row and pointer, as error messages name it."""
        return f"{self.file} row {self.row} {self.pointer or '(whole text)'}"


@dataclass(frozen=True, slots=True)
class Conversation:
    """The labelled texts within which entities are consistent and leaks are counted."""

    name: str
    texts: tuple[LabelledText, ...]
    # What is wrong with its labels, each with file and line; such a conversation is never scored.
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A place in a text where a tool found something, and what it wrote there."""

    start: int
    end: int
    entity_type: str
    replacement: str | None = field(default=None, repr=False)
    identity: str | None = None


def known_type(name: object) -> str | None:
    """Return the type under which a label or a finding is scored, None for an unknown one.

    >>> known_type("US_SSN"), known_type("SECRET"), known_type("EMIAL")
    ('ID_NUMBER', 'SECRET', None)
    """
    if not isinstance(name, str):
        return None
    return name if name == SECRET else own_type(name)


def family(entity_type: str) -> Family:
    """Return the family of a type that `known_type` returned."""
    return _FAMILIES[entity_type]


def type_group(entity_type: str) -> str:
    """Return what type accuracy compares: the type, or the one group of all secrets."""
    return SECRET if family(entity_type) is Family.SECRET else entity_type


def known_types() -> str:
    """Return the names of all types, for error messages."""
    return ", ".join(_FAMILIES)
