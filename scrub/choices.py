"""What a policy chooses between: models, scopes, operators, further recognizers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class NamesLevel(StrEnum):
    """How names are found: by both models, or by the small one alone."""

    ACCURATE = "accurate"
    FAST = "fast"


class PublicPeople(StrEnum):
    """What happens to people who are known to all and spoken of in general: `who is Alan Turing?`."""

    KEEP = "keep"
    REDACT = "redact"


class Scope(StrEnum):
    """How far one identity keeps one stand-in."""

    CONVERSATION = "conversation"
    ACCOUNT = "account"
    CORPUS = "corpus"


@dataclass(frozen=True, slots=True)
class OperatorChoice:
    """Which operator makes the stand-ins of a type, with its parameters."""

    name: str
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RecognizerChoice:
    """A Presidio recognizer to run beside ours: the dotted name of its class, and its arguments."""

    class_name: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
