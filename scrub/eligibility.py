"""Decides whether a conversation may be trained on: facts and rules in, a verdict with its reason out.

Nothing here reads a file or a clock. What is unknown, unreadable or contradictory refuses. The reasons and
their order are in `scrub.reasons`, the rules in `scrub.eligibility_rules`, the facts in `scrub.facts.values`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from scrub import reasons
from scrub.eligibility_rules import FLAGGED, EligibilityRules, KindRules
from scrub.errors import FormatError
from scrub.facts.values import ABSENT, UNREADABLE, AccountFacts, ConversationFacts, Fault, Timeline

__all__ = ["EligibilityRules", "Finding", "Verdict", "decide"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason against a conversation, with what it rests on."""

    reason: str
    # Names of facts, never their values.
    facts: tuple[str, ...]
    # What is wrong with them.
    code: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Eligible, or refused for at least one reason."""

    # In the order of `scrub.reasons`.
    findings: tuple[Finding, ...]

    @property
    def eligible(self) -> bool:
        """Say whether nothing speaks against the conversation."""
        return not self.findings

    @property
    def reason(self) -> str | None:
        """The first reason that applies."""
        return self.findings[0].reason if self.findings else None

    @property
    def reasons(self) -> tuple[str, ...]:
        """Every reason that applies, once."""
        return tuple(dict.fromkeys(finding.reason for finding in self.findings))


_ELIGIBLE = Verdict(())

# Few findings exist, and millions of verdicts hold them.
_finding = lru_cache(maxsize=4096)(Finding)


def decide(
    conversation: ConversationFacts, account: AccountFacts | None, rules: EligibilityRules, now: datetime
) -> Verdict:
    """Judge the conversation by what is known of it and its owner at the moment `now`.

    What a fault makes unsure is reported as the fault, not as what might follow from it.
    """
    if now.utcoffset() is None:
        raise FormatError("the time of the decision has no time zone")
    if account is not None and account.account_id != conversation.account_id:
        account = None
    # Of an account with two stories neither is believed.
    owner = None if account is not None and account.conflicting else account
    kind = rules.of_kind(conversation.kind)
    consent = owner.preferences.get(kind.preference.fact) if owner is not None else None

    findings: list[Finding] = []
    if account is None:
        findings.append(_finding(reasons.UNKNOWN_ACCOUNT, ("account_id",), "no_such_account"))
    if conversation.deleted_at is not None and conversation.deleted_at is not ABSENT:
        findings.append(_finding(reasons.DELETED, ("deleted_at",), "deleted"))
    if owner is not None:
        findings += _against_plan(conversation, owner.plan, kind, rules)
        findings += _against_preference(consent, kind)
    findings += _against_age(conversation, owner, consent, kind, now)
    findings += _against_activity(conversation, owner, consent, kind, rules)
    if conversation.kind not in rules.kinds:
        findings.append(
            _finding(reasons.KIND_NOT_ELIGIBLE, ("kind",), "unknown" if conversation.kind else "missing")
        )
    findings += _against_flags(conversation, owner, rules)
    findings += _against_region(conversation, owner, rules)
    findings += _contradictions(conversation, account, consent, kind, now)
    findings += _unreadable(conversation, owner, consent, kind)
    findings += _missing(conversation, rules)
    return Verdict(tuple(findings)) if findings else _ELIGIBLE


def _against_plan(
    conversation: ConversationFacts, plan: Timeline, kind: KindRules, rules: EligibilityRules
) -> Iterator[Finding]:
    """The plan must be eligible now, and have been whenever the conversation went on."""
    if plan.fault is not None:
        return
    if plan.current not in kind.plans:
        known = "refused" if plan.current in rules.refused_plans else "unknown"
        yield _finding(reasons.PLAN_NOT_ELIGIBLE, ("plan",), "missing" if plan.current is None else known)
    elif not plan.always and not kind.plans.issuperset(_plans_used(conversation, plan)):
        yield _finding(reasons.PLAN_NOT_ELIGIBLE, ("plan_history", "activities"), "at_an_activity")


def _plans_used(conversation: ConversationFacts, plan: Timeline) -> set[str | None]:
    """Return every plan that the conversation was, or may have been, held under."""
    first, last, listed = conversation.created_at, conversation.last_active_at, conversation.activities
    moments = [moment for moment in (first, last) if isinstance(moment, datetime)]
    used = {plan.value_at(moment) for moment in moments}
    if isinstance(listed, tuple):
        return used.union(map(plan.value_at, listed))
    if not plan.changes or not moments:
        return used
    # Without a list the person may have been active at any moment in between.
    begin = first if isinstance(first, datetime) else plan.changes[0][0]
    return used | plan.values_between(min(begin, moments[-1]), moments[-1])


def _against_preference(consent: Timeline | None, kind: KindRules) -> Iterator[Finding]:
    if consent is not None and consent.fault is not None:
        return
    current = consent.current if consent is not None else None
    if current in kind.preference.on:
        return
    if current in kind.preference.off:
        yield _finding(reasons.PREFERENCE_OFF, (kind.preference.fact,), "off")
    else:
        code = "missing" if current is None else "unknown"
        yield _finding(reasons.PREFERENCE_UNKNOWN, (kind.preference.fact,), code)


def _against_age(
    conversation: ConversationFacts,
    owner: AccountFacts | None,
    consent: Timeline | None,
    kind: KindRules,
    now: datetime,
) -> Iterator[Finding]:
    """Whatever holds else, a conversation is not kept longer than its retention."""
    last = conversation.last_active_at
    if not isinstance(last, datetime):
        return
    if owner is None or (consent is not None and consent.fault is not None):
        # Whichever it was, this holds.
        code = "preference_not_sure"
        is_over = kind.retention.on.is_over(last, now) and kind.retention.off.is_over(last, now)
    elif consent is not None and consent.current in kind.preference.on:
        code, is_over = "preference_on", kind.retention.on.is_over(last, now)
    else:
        code, is_over = "preference_not_on", kind.retention.off.is_over(last, now)
    if is_over:
        yield _finding(reasons.EXPIRED, ("last_active_at",), code)
    elif kind.retention.flagged.is_over(last, now) and _may_be(FLAGGED, conversation, owner):
        yield _finding(reasons.EXPIRED, ("last_active_at", FLAGGED), "flagged")


def _may_be(flag: str, conversation: ConversationFacts, owner: AccountFacts | None) -> bool:
    sources = (conversation.flags,) if owner is None else (conversation.flags, owner.flags)
    return any(flags.get(flag, False) is not False for flags in sources)


def _against_activity(
    conversation: ConversationFacts,
    owner: AccountFacts | None,
    consent: Timeline | None,
    kind: KindRules,
    rules: EligibilityRules,
) -> Iterator[Finding]:
    """Some activity must be after the start, and while the preference was on."""
    last, listed = conversation.last_active_at, conversation.activities
    if last is UNREADABLE or listed is UNREADABLE or (consent is not None and consent.fault is not None):
        return
    moments = listed if isinstance(listed, tuple) else ()
    if isinstance(last, datetime):
        moments = (*moments, last)
    reached_start = False
    for moment in moments:
        if moment >= rules.start:
            reached_start = True
            if owner is None or _is_on_at(consent, moment, kind):
                return
    if reached_start:
        facts = ("last_active_at", "activities", kind.preference.fact)
        yield _finding(reasons.NOT_NEW_OR_RESUMED, facts, "preference_not_on_then")
    else:
        code = "before_start" if moments else "no_activity"
        yield _finding(reasons.NOT_NEW_OR_RESUMED, ("last_active_at", "activities"), code)


def _is_on_at(consent: Timeline | None, moment: datetime, kind: KindRules) -> bool:
    return consent is not None and consent.value_at(moment) in kind.preference.on


def _against_flags(
    conversation: ConversationFacts, owner: AccountFacts | None, rules: EligibilityRules
) -> Iterator[Finding]:
    """A flag may be of the conversation, of the account or of both; each that is stated counts."""
    of_conversation, of_owner = conversation.flags, owner.flags if owner is not None else {}
    for name in rules.refuse_when:
        one, other = of_conversation.get(name, ABSENT), of_owner.get(name, ABSENT)
        if one is True or other is True:
            yield _finding(name, (name,), "true")
        elif one is None or other is None:
            yield _finding(name, (name,), "unknown")
        elif one is other is ABSENT and name in rules.requires:
            yield _finding(name, (name,), "missing")
    for name in rules.refuse_unless:
        stated = {of_conversation.get(name, ABSENT), of_owner.get(name, ABSENT)} - {ABSENT}
        if stated != {True}:
            yield _finding(reasons.UNLESS_PREFIX + name, (name,), "not_true" if stated else "missing")


def _against_region(
    conversation: ConversationFacts, owner: AccountFacts | None, rules: EligibilityRules
) -> Iterator[Finding]:
    if rules.allowed_regions is None and not rules.refused_regions:
        return
    stated = [
        facts.region for facts in (conversation, owner) if facts is not None and facts.region is not None
    ]
    if not stated:
        yield _finding(reasons.REGION, ("region",), "missing")
    elif not rules.refused_regions.isdisjoint(stated):
        yield _finding(reasons.REGION, ("region",), "refused")
    elif rules.allowed_regions is not None and not rules.allowed_regions.issuperset(stated):
        yield _finding(reasons.REGION, ("region",), "not_allowed")


def _contradictions(
    conversation: ConversationFacts,
    account: AccountFacts | None,
    consent: Timeline | None,
    kind: KindRules,
    now: datetime,
) -> Iterator[Finding]:
    if conversation.conflicting:
        yield _finding(reasons.CONTRADICTORY_FACTS, ("file", "row"), "listed_twice_differently")
    if account is not None and account.conflicting:
        yield _finding(reasons.CONTRADICTORY_FACTS, ("account_id",), "listed_twice_differently")
    yield from _contradictory_moments(conversation, now)
    if account is None or account.conflicting:
        return
    for name, timeline in (("plan", account.plan), (kind.preference.fact, consent)):
        if timeline is None:
            continue
        if timeline.fault is Fault.CONTRADICTORY:
            yield _finding(reasons.CONTRADICTORY_FACTS, (name,), "histories_differ")
        if timeline.changes and timeline.changes[-1][0] > now:
            yield _finding(reasons.CONTRADICTORY_FACTS, (name,), "in_the_future")


def _contradictory_moments(conversation: ConversationFacts, now: datetime) -> Iterator[Finding]:
    """Creation comes first, then the activities up to the last, and nothing is later than now."""
    created, last, deleted = conversation.created_at, conversation.last_active_at, conversation.deleted_at
    if (
        isinstance(created, datetime)
        and isinstance(last, datetime)
        and created <= last <= now
        and deleted is None
        and not isinstance(conversation.activities, tuple)
    ):
        return  # As most are.
    stated = (("created_at", created), ("last_active_at", last), ("deleted_at", deleted))
    earliest = latest = {name: moment for name, moment in stated if isinstance(moment, datetime)}
    if isinstance(conversation.activities, tuple) and conversation.activities:
        earliest = {**earliest, "activities": min(conversation.activities)}
        latest = {**latest, "activities": max(conversation.activities)}
    for name, moment in latest.items():
        if moment > now:
            yield _finding(reasons.CONTRADICTORY_FACTS, (name,), "in_the_future")
    if isinstance(created, datetime):
        for name, moment in earliest.items():
            if moment < created:
                yield _finding(reasons.CONTRADICTORY_FACTS, (name,), "before_creation")
    if isinstance(last, datetime) and latest.get("activities", last) > last:
        yield _finding(reasons.CONTRADICTORY_FACTS, ("activities",), "after_the_last")


def _unreadable(
    conversation: ConversationFacts, owner: AccountFacts | None, consent: Timeline | None, kind: KindRules
) -> Iterator[Finding]:
    for name, fact in (
        ("created_at", conversation.created_at),
        ("last_active_at", conversation.last_active_at),
        ("deleted_at", conversation.deleted_at),
        ("activities", conversation.activities),
    ):
        if fact is UNREADABLE:
            yield _finding(reasons.UNREADABLE_FACTS, (name,), "not_a_moment_with_a_zone")
    if owner is None:
        return
    for name, timeline in (("plan", owner.plan), (kind.preference.fact, consent)):
        if timeline is not None and timeline.fault is Fault.UNREADABLE:
            yield _finding(reasons.UNREADABLE_FACTS, (name,), "unreadable_history")


def _missing(conversation: ConversationFacts, rules: EligibilityRules) -> Iterator[Finding]:
    if "created_at" in rules.requires and conversation.created_at in (None, ABSENT):
        yield _finding(reasons.MISSING_FACTS, ("created_at",), "missing")
    if "deleted_at" in rules.requires and conversation.deleted_at is ABSENT:
        yield _finding(reasons.MISSING_FACTS, ("deleted_at",), "missing")
    if "activities" in rules.requires and conversation.activities in (ABSENT, ()):
        yield _finding(reasons.MISSING_FACTS, ("activities",), "missing")
