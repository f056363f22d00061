"""What is wrong with the facts themselves: they contradict each other, cannot be read, or are not there."""

from datetime import datetime
from typing import Final

from scrub import reasons
from scrub.eligibility_rules import EligibilityRules, KindRules
from scrub.facts.values import ABSENT, UNREADABLE, AccountFacts, ConversationFacts, Fault, Timeline
from scrub.verdict import NOTHING, Finding, Findings, finding

_TWICE: Final = "listed_twice_differently"
_HISTORY: Final = "unreadable_history"
# Looked up here, since to ask an enumeration for a member takes as long as a rule.
_CONTRADICTORY: Final = Fault.CONTRADICTORY
_UNREADABLE: Final = Fault.UNREADABLE
_MOMENTS: Final = ("created_at", "last_active_at", "deleted_at", "activities")


def contradictions(
    conversation: ConversationFacts,
    account: AccountFacts | None,
    consent: Timeline | None,
    kind: KindRules,
    now: datetime,
) -> Findings:
    """Find facts that cannot all be true."""
    findings = _contradictory_moments(conversation, now)
    if conversation.conflicting:
        findings = (*findings, finding(reasons.CONTRADICTORY_FACTS, ("file", "row"), _TWICE))
    if account is None:
        return findings
    if account.conflicting:
        return (*findings, finding(reasons.CONTRADICTORY_FACTS, ("account_id",), _TWICE))
    for name, timeline in (("plan", account.plan), (kind.preference.fact, consent)):
        # Of what has no history and no fault nothing can be contradictory.
        if timeline is not None and (timeline.changes or timeline.fault is not None):
            findings = (*findings, *_contradictory_history(name, timeline, now))
    return findings


def _contradictory_history(name: str, timeline: Timeline, now: datetime) -> Findings:
    if timeline.fault is _CONTRADICTORY:
        return (finding(reasons.CONTRADICTORY_FACTS, (name,), "histories_differ"),)
    if timeline.changes and timeline.changes[-1][0] > now:
        return (finding(reasons.CONTRADICTORY_FACTS, (name,), "in_the_future"),)
    return NOTHING


def _contradictory_moments(conversation: ConversationFacts, now: datetime) -> Findings:
    """Creation comes first, then the activities up to the last, and nothing is later than now."""
    created, last, deleted = conversation.created_at, conversation.last_active_at, conversation.deleted_at
    if (
        isinstance(created, datetime)
        and isinstance(last, datetime)
        and created <= last <= now
        and deleted is None
        and not isinstance(conversation.activities, tuple)
    ):
        return NOTHING  # As most are.
    findings: list[Finding] = []
    stated = (("created_at", created), ("last_active_at", last), ("deleted_at", deleted))
    earliest = latest = {name: moment for name, moment in stated if isinstance(moment, datetime)}
    if isinstance(conversation.activities, tuple) and conversation.activities:
        earliest = {**earliest, "activities": min(conversation.activities)}
        latest = {**latest, "activities": max(conversation.activities)}
    for name, moment in latest.items():
        if moment > now:
            findings.append(finding(reasons.CONTRADICTORY_FACTS, (name,), "in_the_future"))
    if isinstance(created, datetime):
        for name, moment in earliest.items():
            if moment < created:
                findings.append(finding(reasons.CONTRADICTORY_FACTS, (name,), "before_creation"))
    if isinstance(last, datetime) and latest.get("activities", last) > last:
        findings.append(finding(reasons.CONTRADICTORY_FACTS, ("activities",), "after_the_last"))
    return findings


def unreadable(
    conversation: ConversationFacts, owner: AccountFacts | None, consent: Timeline | None, kind: KindRules
) -> Findings:
    """Find facts that are stated in a way that cannot be read."""
    created, last, deleted = conversation.created_at, conversation.last_active_at, conversation.deleted_at
    listed = conversation.activities
    findings: list[Finding] = []
    # Not `in`, which would compare moments.
    if created is UNREADABLE or last is UNREADABLE or deleted is UNREADABLE or listed is UNREADABLE:
        for name, fact in zip(_MOMENTS, (created, last, deleted, listed), strict=True):
            if fact is UNREADABLE:
                findings.append(finding(reasons.UNREADABLE_FACTS, (name,), "not_a_moment_with_a_zone"))
    if owner is not None and owner.plan.fault is _UNREADABLE:
        findings.append(finding(reasons.UNREADABLE_FACTS, ("plan",), _HISTORY))
    if consent is not None and consent.fault is _UNREADABLE:
        findings.append(finding(reasons.UNREADABLE_FACTS, (kind.preference.fact,), _HISTORY))
    return findings


def missing(conversation: ConversationFacts, rules: EligibilityRules) -> Findings:
    """Find facts that the rules require and the source does not state."""
    required = rules.requires
    names = []
    if "created_at" in required and (conversation.created_at is None or conversation.created_at is ABSENT):
        names.append("created_at")
    if "deleted_at" in required and conversation.deleted_at is ABSENT:
        names.append("deleted_at")
    if "activities" in required and (conversation.activities is ABSENT or not conversation.activities):
        names.append("activities")
    return [finding(reasons.MISSING_FACTS, (name,), "missing") for name in names]
