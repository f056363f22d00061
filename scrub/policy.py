"""What a run may do with which data: one TOML file, checked before anything is read."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from recognizers.entities import ENTITY_TYPES
from recognizers.errors import reason_of
from scrub.choices import NamesLevel, OperatorChoice, PublicPeople, RecognizerChoice, Scope
from scrub.errors import PolicyError
from scrub.formats.record import MOST_LEVELS, Kind
from scrub.policyfile import read_policy

_FINGERPRINT_DIGITS: Final = 16
_SURROGATE: Final = OperatorChoice("surrogate")


@dataclass(frozen=True)
class Policy:
    """The settings of a run; `Policy.load` reads them from a file or by the name of a shipped one."""

    name: str
    scope: Scope = Scope.CONVERSATION
    # The entity types that are redacted.
    types: frozenset[str] = frozenset(ENTITY_TYPES)
    # Which names models read the texts, if any.
    names: NamesLevel | None = NamesLevel.ACCURATE
    # Whether these find people who are known to all as well.
    public_people: PublicPeople = PublicPeople.KEEP
    # The least score of a finding: by (type, kind), (type, None), or overall.
    threshold: float = 0.5
    thresholds: Mapping[tuple[str, Kind | None], float] = field(default_factory=dict)
    # Further rule files, absolute.
    rule_files: tuple[Path, ...] = ()
    # Texts that are never, or always, redacted where they stand as a whole word.
    allow: tuple[str, ...] = ()
    deny: Mapping[str, str] = field(default_factory=dict)
    # Expressions for the same, matched without regard to words.
    allow_patterns: tuple[str, ...] = ()
    deny_patterns: Mapping[str, str] = field(default_factory=dict)
    recognizers: tuple[RecognizerChoice, ...] = ()
    operator: OperatorChoice = _SURROGATE
    operators: Mapping[str, OperatorChoice] = field(default_factory=dict)
    # Bytes; a larger conversation is withheld. One takes about three times as much memory.
    conversation_bytes: int = 1_000_000_000
    # Code points; a longer string is withheld.
    segment_characters: int = 64_000_000
    # Findings in one string; a string with more is withheld.
    findings: int = 1_000_000
    # Objects and lists of JSON in each other; a record with more is withheld.
    nesting: int = MOST_LEVELS
    # Seconds that a run may spend on one conversation; None: by its length.
    seconds: int | None = None
    # The table that `scrub.eligibility` reads.
    eligibility: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def load(cls, source: str | Path = "default") -> "Policy":
        """Read a policy file, or the shipped one of that name; PolicyError says what is wrong where."""
        return cls(**read_policy(source))

    @cached_property
    def fingerprint(self) -> str:
        """The first digits of a SHA-256 over everything that the policy says."""
        content = {name: _plain(value) for name, value in vars(self).items() if name != "fingerprint"}
        content["rule_files"] = [_digest(path) for path in self.rule_files]
        canonical = json.dumps(content, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()[:_FINGERPRINT_DIGITS]

    def least_score(self, entity_type: str, kind: Kind | None) -> float:
        """Return the least score at which a finding of that type in such a text counts."""
        for place in ((entity_type, kind), (entity_type, None)):
            if place in self.thresholds:
                return self.thresholds[place]
        return self.threshold

    def operator_for(self, entity_type: str) -> OperatorChoice:
        """Return the operator of an entity type."""
        return self.operators.get(entity_type, self.operator)


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise PolicyError(f"{path}: rule file cannot be read: {reason_of(error)}") from None


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping | MappingProxyType):
        return sorted((str(_plain(key)), _plain(item)) for key, item in value.items())
    if isinstance(value, OperatorChoice):
        return [value.name, _plain(value.parameters)]
    if isinstance(value, RecognizerChoice):
        return [value.class_name, _plain(value.arguments)]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)
