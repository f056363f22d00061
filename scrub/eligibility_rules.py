"""The `[eligibility]` table of a policy: who may be trained on, as data.

start           the moment from which on a conversation must be new or resumed
plans           the plans that are eligible
refused_plans   plans that are known and never eligible
preference      fact: the consent that is asked; on, off: the values it can have
retention       on, off: how long after the last activity, by preference; flagged: at most, where flagged
kinds.NAME      a kind of record that is eligible; may have its own plans, preference and retention
refuse_when     flags that refuse where they are true or left open
refuse_unless   flags that refuse unless they are true
requires        created_at, deleted_at, activities or a flag: refused where the source does not state it
regions         allowed and refused, either or both
columns         accounts and conversations: what a fact is called in the file, where it differs
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from importlib.resources import files
from typing import Any

from recognizers.nearest import nearest, unknown
from scrub.errors import FormatError, PolicyError
from scrub.facts.columns import ACCOUNT_FACTS, CONVERSATION_FACTS
from scrub.reasons import BUILT_IN, UNLESS_PREFIX
from scrub.retention import UNLIMITED, Retention
from scrub.timestamps import parse_timestamp

_NAME = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
_KEYS = (
    "start",
    "plans",
    "refused_plans",
    "preference",
    "retention",
    "kinds",
    "refuse_when",
    "refuse_unless",
    "requires",
    "regions",
    "columns",
)
# The flag that a retention can be bound to.
FLAGGED = "flagged"

_REQUIRABLE = ("created_at", "deleted_at", "activities")


@dataclass(frozen=True, slots=True)
class Preference:
    """The consent that is asked, and what its values mean."""

    fact: str
    on: frozenset[str]
    off: frozenset[str]


@dataclass(frozen=True, slots=True)
class Retentions:
    """How long a conversation is kept after its last activity."""

    on: Retention
    off: Retention
    # At most, where the conversation is flagged or may be.
    flagged: Retention = UNLIMITED


@dataclass(frozen=True, slots=True)
class KindRules:
    """What holds for one kind of record."""

    plans: frozenset[str]
    preference: Preference
    retention: Retentions


@dataclass(frozen=True, slots=True)
class EligibilityRules:
    """Who may be trained on."""

    start: datetime
    refused_plans: frozenset[str]
    # What holds for a kind that is not among `kinds`, which is refused for that.
    base: KindRules
    kinds: Mapping[str, KindRules]
    refuse_when: tuple[str, ...] = ()
    refuse_unless: tuple[str, ...] = ()
    requires: frozenset[str] = frozenset()
    # None: any region, also an unknown one.
    allowed_regions: frozenset[str] | None = None
    refused_regions: frozenset[str] = frozenset()
    # What a fact is called in the file, for facts that have another name there.
    account_columns: Mapping[str, str] = field(default_factory=dict)
    conversation_columns: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def shipped(cls) -> "EligibilityRules":
        """Return the rules that hold where a policy has no table of its own."""
        text = (files("scrub") / "policies" / "eligibility.toml").read_text(encoding="utf-8")
        return cls.from_table(tomllib.loads(text)["eligibility"])

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> "EligibilityRules":
        """Read the table; raise `PolicyError` that names the key at fault and what it can be."""
        _check_keys(table, _KEYS, "")
        base = _kind_rules(table, None, "")
        refused_plans = _names(table, "refused_plans", "")
        kinds = _table(table, "kinds", "")
        if not kinds:
            raise PolicyError(
                "eligibility.kinds: name at least one kind of record, as [eligibility.kinds.chat]"
            )
        by_kind = {kind: _kind_rules(_table(kinds, kind, "kinds."), base, f"kinds.{kind}.") for kind in kinds}
        for place, rules in (("", base), *((f"kinds.{kind}.", rules) for kind, rules in by_kind.items())):
            _check_disjoint(rules.plans, refused_plans, f"{place}plans", "refused_plans")
        refuse_when = _flags(table, "refuse_when")
        refuse_unless = _flags(table, "refuse_unless")
        _check_disjoint(refuse_when, refuse_unless, "refuse_when", "refuse_unless")
        regions = _table(table, "regions", "")
        _check_keys(regions, ("allowed", "refused"), "regions.")
        allowed = _names(regions, "allowed", "regions.") if "allowed" in regions else None
        refused = _names(regions, "refused", "regions.")
        _check_disjoint(allowed or (), refused, "regions.allowed", "regions.refused")
        columns = _table(table, "columns", "")
        _check_keys(columns, ("accounts", "conversations"), "columns.")
        asked = {rules.preference.fact for rules in (base, *by_kind.values())}
        flags = refuse_when + refuse_unless
        of_preferences = [f"{fact}{ending}" for fact in asked for ending in ("", "_changed_at", "_history")]
        return cls(
            start=_start(table),
            refused_plans=refused_plans,
            base=base,
            kinds=by_kind,
            refuse_when=refuse_when,
            refuse_unless=refuse_unless,
            requires=_requires(table, flags),
            allowed_regions=allowed,
            refused_regions=refused,
            account_columns=_columns(columns, "accounts", (*ACCOUNT_FACTS, *of_preferences, *flags)),
            conversation_columns=_columns(columns, "conversations", (*CONVERSATION_FACTS, *flags)),
        )

    def of_kind(self, kind: str | None) -> KindRules:
        """Return what holds for the kind."""
        return self.kinds.get(kind, self.base) if kind is not None else self.base

    @property
    def preferences(self) -> tuple[str, ...]:
        """Every consent that is asked of some kind of record."""
        return tuple(
            sorted({self.base.preference.fact, *(kind.preference.fact for kind in self.kinds.values())})
        )

    @property
    def requires_flags(self) -> bool:
        """Whether a flag that nobody states may refuse."""
        return bool(self.refuse_unless) or not self.requires.isdisjoint(self.refuse_when)

    @property
    def flags(self) -> tuple[str, ...]:
        """Every flag that is asked for."""
        kinds = (self.base, *self.kinds.values())
        is_bounded = any(not kind.retention.flagged.unlimited for kind in kinds)
        return tuple(dict.fromkeys(self.refuse_when + self.refuse_unless + (FLAGGED,) * is_bounded))


def _start(table: Mapping[str, Any]) -> datetime:
    try:
        return parse_timestamp(_value(table, "start", ""))
    except FormatError as error:
        raise PolicyError(f"eligibility.start: {error}") from None


def _kind_rules(table: Mapping[str, Any], base: KindRules | None, place: str) -> KindRules:
    """Read plans, preference and retention, taking from `base` what the table leaves out."""
    if base is not None:
        _check_keys(table, ("plans", "preference", "retention"), place)
        if not table:
            return base

    return KindRules(
        plans=base.plans if base and "plans" not in table else _plans(table, place),
        preference=base.preference if base and "preference" not in table else _preference(table, place),
        retention=base.retention if base and "retention" not in table else _retentions(table, place),
    )


def _plans(table: Mapping[str, Any], place: str) -> frozenset[str]:
    _value(table, "plans", place)
    plans = _names(table, "plans", place)
    if not plans:
        raise PolicyError(f"eligibility.{place}plans: name at least one plan")
    return plans


def _preference(table: Mapping[str, Any], place: str) -> Preference:
    _value(table, "preference", place)
    inner = _table(table, "preference", place)
    place = f"{place}preference."
    _check_keys(inner, ("fact", "on", "off"), place)
    on, off = (_names(inner, key, place) for key in ("on", "off"))
    if not on:
        raise PolicyError(f"eligibility.{place}on: name at least one value that means consent")
    _check_disjoint(on, off, f"{place}on", f"{place}off")
    return Preference(_name(_value(inner, "fact", place), f"{place}fact"), on, off)


def _retentions(table: Mapping[str, Any], place: str) -> Retentions:
    _value(table, "retention", place)
    inner = _table(table, "retention", place)
    place = f"{place}retention."
    _check_keys(inner, ("on", "off", "flagged"), place)

    def read(key: str) -> Retention:
        try:
            return Retention.parse(_value(inner, key, place))
        except PolicyError as error:
            raise PolicyError(f"eligibility.{place}{key}: {error}") from None

    on, off = read("on"), read("off")
    return Retentions(on, off, read("flagged")) if "flagged" in inner else Retentions(on, off)


def _flags(table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    flags = _texts(table, key, "")
    for flag in flags:
        _name(flag, key)
        if flag in BUILT_IN or flag.startswith(UNLESS_PREFIX):
            raise PolicyError(
                f"eligibility.{key}: '{flag}' is the name of a reason; call the flag something else"
            )
    return flags


def _requires(table: Mapping[str, Any], flags: tuple[str, ...]) -> frozenset[str]:
    choices = (*_REQUIRABLE, *flags)
    required = _names(table, "requires", "")
    for name in sorted(required.difference(choices)):
        raise PolicyError(f"eligibility.requires: {unknown('fact', name, choices)}")
    return required


def _columns(table: Mapping[str, Any], key: str, facts: Iterable[str]) -> Mapping[str, str]:
    columns = _table(table, key, "columns.")
    known = tuple(dict.fromkeys(facts))
    _check_keys(columns, known, f"columns.{key}.")
    for fact, column in columns.items():
        if not isinstance(column, str) or not column:
            raise PolicyError(f"eligibility.columns.{key}.{fact}: write the name of a column in quotes")
    names = [columns.get(fact, fact) for fact in known]
    for fact in known:
        if names.count(columns.get(fact, fact)) > 1:
            raise PolicyError(
                f"eligibility.columns.{key}: the column of '{fact}' is also that of another fact"
            )
    return dict(columns)


def _value(table: Mapping[str, Any], key: str, place: str) -> Any:
    if key not in table:
        raise PolicyError(f"eligibility.{place}{key} is missing")
    return table[key]


def _table(table: Mapping[str, Any], key: str, place: str) -> Mapping[str, Any]:
    inner = table.get(key, {})
    if not isinstance(inner, Mapping):
        raise PolicyError(f"eligibility.{place}{key}: must be a table")
    return inner


def _names(table: Mapping[str, Any], key: str, place: str) -> frozenset[str]:
    return frozenset(_texts(table, key, place))


def _texts(table: Mapping[str, Any], key: str, place: str) -> tuple[str, ...]:
    """Return a list of distinct texts; an absent key is an empty list."""
    values = table.get(key, [])
    if not isinstance(values, list) or not all(isinstance(value, str) and value for value in values):
        raise PolicyError(f"eligibility.{place}{key}: must be a list of texts in quotes")
    if len(set(values)) < len(values):
        raise PolicyError(f"eligibility.{place}{key}: names something twice")
    return tuple(values)


def _name(value: object, place: str) -> str:
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        raise PolicyError(f"eligibility.{place}: names are lower-case letters, digits and underscores")
    return value


def _check_keys(table: Mapping[str, Any], known: Iterable[str], place: str) -> None:
    known = tuple(known)
    for key in table:
        if key not in known:
            raise PolicyError(
                f"eligibility.{place}{key}: unknown key{nearest(key, known)}; known: {', '.join(known)}"
            )


def _check_disjoint(one: Iterable[str], other: Iterable[str], first: str, second: str) -> None:
    both = sorted(set(one) & set(other))
    if both:
        raise PolicyError(f"eligibility.{first} and eligibility.{second} overlap: {', '.join(both)}")
