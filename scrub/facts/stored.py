"""Facts of a conversation as they stand in a ledger, to be judged again without the conversation."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from scrub.errors import FormatError
from scrub.facts.values import ConversationFacts, Gap, Moment
from scrub.timestamps import parse_timestamp
from scrub.typed import as_text_or_none

# Codes of countries and their parts, as NL and US-CA. What else stands there may be an address.
_REGION = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,3})?", re.ASCII)

_GAPS: Final[Mapping[str, Gap]] = {gap.value: gap for gap in Gap}


def pack_facts(facts: ConversationFacts) -> dict[str, Any]:
    """Return the facts without the owner's id, as JSON; of a region only a code."""
    activities = facts.activities
    return {
        "kind": facts.kind,
        "created_at": _packed(facts.created_at),
        "last_active_at": _packed(facts.last_active_at),
        "deleted_at": _packed(facts.deleted_at),
        "activities": activities.value if isinstance(activities, Gap) else [_packed(at) for at in activities],
        "region": facts.region if facts.region is not None and _REGION.fullmatch(facts.region) else None,
        "flags": dict(sorted(facts.flags.items())),
    }


def unpack_facts(packed: Mapping[str, Any], account_id: str | None) -> ConversationFacts:
    """Return the facts again, of this owner; FormatError where they are none."""
    try:
        activities = packed["activities"]
        return ConversationFacts(
            account_id,
            as_text_or_none(packed["kind"]),
            _unpacked(packed["created_at"]),
            _unpacked(packed["last_active_at"]),
            _unpacked(packed["deleted_at"]),
            Gap(activities)
            if isinstance(activities, str)
            else tuple(parse_timestamp(each) for each in activities),
            as_text_or_none(packed["region"]),
            {name: _flag(value) for name, value in packed["flags"].items()},
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise FormatError("holds facts that cannot be read") from None


def _packed(moment: Moment) -> str | None:
    if isinstance(moment, datetime):
        return moment.isoformat()
    return moment.value if isinstance(moment, Gap) else None


def _unpacked(packed: str | None) -> Moment:
    if packed is None:
        return None
    return _GAPS.get(packed) or parse_timestamp(packed)


def _flag(packed: Any) -> bool | None:
    if packed is not None and not isinstance(packed, bool):
        raise TypeError
    return packed
