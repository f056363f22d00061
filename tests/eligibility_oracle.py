"""The policy once more, said as plainly as can be: slow, without reasons, sharing no code with the other.

Takes apart the same facts and rules, and says yes or no.
"""

from datetime import datetime, timedelta

from scrub.eligibility_rules import EligibilityRules
from scrub.facts.values import ABSENT, UNREADABLE, AccountFacts, ConversationFacts, Timeline
from scrub.retention import Retention


def may_be_used(
    chat: ConversationFacts, owner: AccountFacts | None, rules: EligibilityRules, now: datetime
) -> bool:
    """Say whether nothing at all speaks against it."""
    if owner is None or owner.account_id != chat.account_id or owner.conflicting or chat.conflicting:
        return False
    if chat.kind not in rules.kinds:
        return False
    kind = rules.kinds[chat.kind]
    consent = owner.preferences.get(kind.preference.fact)
    if consent is None or consent.fault is not None or owner.plan.fault is not None:
        return False
    if chat.deleted_at is not None and chat.deleted_at is not ABSENT:
        return False
    if UNREADABLE in (chat.created_at, chat.last_active_at, chat.activities):
        return False
    listed = list(chat.activities) if isinstance(chat.activities, tuple) else []
    first, last = (at if isinstance(at, datetime) else None for at in (chat.created_at, chat.last_active_at))
    active = [*listed, *([last] if last else [])]
    known = [*active, *([first] if first else [])]
    states_all = (
        (first is not None or "created_at" not in rules.requires)
        and (chat.deleted_at is None or "deleted_at" not in rules.requires)
        and (bool(listed) or "activities" not in rules.requires)
    )
    in_order = (
        all(at <= now for at in known)
        and (first is None or all(first <= at for at in known))
        and (last is None or all(at <= last for at in active))
        and all(since <= now for line in (owner.plan, consent) for since, _ in line.changes)
    )
    if not states_all or not in_order:
        return False
    on = kind.preference.on
    if consent.current not in on or owner.plan.current not in kind.plans:
        return False
    if not any(at >= rules.start and value(consent, at) in on for at in active):
        return False
    if last is not None and is_old(kind.retention.on, last, now):
        return False
    if (
        last is not None
        and is_old(kind.retention.flagged, last, now)
        and stated("flagged", chat, owner) - {False}
    ):
        return False
    if not all(value(owner.plan, at) in kind.plans for at in known):
        return False
    if not isinstance(chat.activities, tuple) and known:
        # The owner may have been active all the while.
        begin = first or min([*known, *(since for since, _ in owner.plan.changes)])
        if any(begin < since <= max(known) and plan not in kind.plans for since, plan in owner.plan.changes):
            return False
    for flag in rules.refuse_when:
        if stated(flag, chat, owner) - {False} or (flag in rules.requires and not stated(flag, chat, owner)):
            return False
    if any(stated(flag, chat, owner) != {True} for flag in rules.refuse_unless):
        return False
    if rules.allowed_regions is None and not rules.refused_regions:
        return True
    regions = {chat.region, owner.region} - {None}
    is_allowed = rules.allowed_regions is None or regions <= rules.allowed_regions
    return bool(regions) and is_allowed and not regions & rules.refused_regions


def value(line: Timeline, at: datetime) -> str | None:
    """Return what held at a moment: the last of the changes up to it."""
    if line.always:
        return line.current
    return next((said for since, said in reversed(line.changes) if since <= at), None)


def stated(flag: str, chat: ConversationFacts, owner: AccountFacts) -> set[bool | None]:
    """Return every answer that is given."""
    return {flags[flag] for flags in (chat.flags, owner.flags) if flag in flags}


def is_old(kept: Retention, last: datetime, now: datetime) -> bool:
    """Count back in whole months, then in days; the tests have no month whose end matters."""
    if kept.unlimited:
        return False
    back = now.month - 1 - kept.months + 12 * now.year
    return last <= now.replace(year=back // 12, month=back % 12 + 1) - timedelta(days=kept.days)
