"""Decides whether a conversation may be trained on: facts and rules in, a verdict with its reason out.

Nothing here reads a file or a clock. What is unknown, unreadable or contradictory refuses. The reasons and
their order are in `scrub.reasons`, the rules in `scrub.eligibility_rules`, the facts in `scrub.facts.values`.
"""

from datetime import datetime

from scrub import reasons
from scrub.eligibility_rules import FLAGGED, EligibilityRules, KindRules
from scrub.errors import FormatError
from scrub.facts.faults import contradictions, missing, unreadable
from scrub.facts.values import ABSENT, NO_FLAGS, UNREADABLE, AccountFacts, ConversationFacts, Timeline
from scrub.verdict import ELIGIBLE, NOTHING, Finding, Findings, Verdict, finding

__all__ = ["EligibilityRules", "Finding", "Verdict", "decide"]


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

    findings = (
        *_against_owner(account),
        *_against_deletion(conversation),
        *(_against_plan(conversation, owner.plan, kind, rules) if owner is not None else NOTHING),
        *(_against_preference(consent, kind) if owner is not None else NOTHING),
        *_against_age(conversation, owner, consent, kind, now),
        *_against_activity(conversation, owner, consent, kind, rules),
        *_against_kind(conversation, rules),
        *_against_flags(conversation, owner, rules),
        *_against_region(conversation, owner, rules),
        *contradictions(conversation, account, consent, kind, now),
        *unreadable(conversation, owner, consent, kind),
        *missing(conversation, rules),
    )
    return Verdict(findings) if findings else ELIGIBLE


def _against_owner(account: AccountFacts | None) -> Findings:
    if account is None:
        return (finding(reasons.UNKNOWN_ACCOUNT, ("account_id",), "no_such_account"),)
    return NOTHING


def _against_deletion(conversation: ConversationFacts) -> Findings:
    if conversation.deleted_at is None or conversation.deleted_at is ABSENT:
        return NOTHING
    return (finding(reasons.DELETED, ("deleted_at",), "deleted"),)


def _against_plan(
    conversation: ConversationFacts, plan: Timeline, kind: KindRules, rules: EligibilityRules
) -> Findings:
    """The plan must be eligible now, and have been whenever the conversation went on."""
    if plan.fault is not None:
        return NOTHING
    if plan.current not in kind.plans:
        known = "refused" if plan.current in rules.refused_plans else "unknown"
        code = "missing" if plan.current is None else known
        return (finding(reasons.PLAN_NOT_ELIGIBLE, ("plan",), code),)
    if not plan.always and not kind.plans.issuperset(_plans_used(conversation, plan)):
        return (finding(reasons.PLAN_NOT_ELIGIBLE, ("plan_history", "activities"), "at_an_activity"),)
    return NOTHING


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


def _against_preference(consent: Timeline | None, kind: KindRules) -> Findings:
    if consent is not None and consent.fault is not None:
        return NOTHING
    current = consent.current if consent is not None else None
    if current in kind.preference.on:
        return NOTHING
    if current in kind.preference.off:
        return (finding(reasons.PREFERENCE_OFF, (kind.preference.fact,), "off"),)
    code = "missing" if current is None else "unknown"
    return (finding(reasons.PREFERENCE_UNKNOWN, (kind.preference.fact,), code),)


def _against_age(
    conversation: ConversationFacts,
    owner: AccountFacts | None,
    consent: Timeline | None,
    kind: KindRules,
    now: datetime,
) -> Findings:
    """Whatever holds else, a conversation is not kept longer than its retention."""
    last, retention = conversation.last_active_at, kind.retention
    if not isinstance(last, datetime):
        return NOTHING
    if owner is None or (consent is not None and consent.fault is not None):
        # Whichever it was, this holds.
        code = "preference_not_sure"
        is_over = retention.on.is_over(last, now) and retention.off.is_over(last, now)
    elif consent is not None and consent.current in kind.preference.on:
        code, is_over = "preference_on", retention.on.is_over(last, now)
    else:
        code, is_over = "preference_not_on", retention.off.is_over(last, now)
    if is_over:
        return (finding(reasons.EXPIRED, ("last_active_at",), code),)
    if retention.flagged.is_over(last, now) and _may_be(FLAGGED, conversation, owner):
        return (finding(reasons.EXPIRED, ("last_active_at", FLAGGED), "flagged"),)
    return NOTHING


def _may_be(flag: str, conversation: ConversationFacts, owner: AccountFacts | None) -> bool:
    sources = (conversation.flags,) if owner is None else (conversation.flags, owner.flags)
    return any(flags.get(flag, False) is not False for flags in sources)


def _against_activity(
    conversation: ConversationFacts,
    owner: AccountFacts | None,
    consent: Timeline | None,
    kind: KindRules,
    rules: EligibilityRules,
) -> Findings:
    """Some activity must be after the start, and while the preference was on."""
    last, listed = conversation.last_active_at, conversation.activities
    if last is UNREADABLE or listed is UNREADABLE or (consent is not None and consent.fault is not None):
        return NOTHING
    moments = listed if isinstance(listed, tuple) else ()
    if isinstance(last, datetime):
        moments = (last, *moments)
    reached_start = False
    for moment in moments:
        if moment >= rules.start:
            reached_start = True
            if owner is None or (consent is not None and consent.value_at(moment) in kind.preference.on):
                return NOTHING
    if reached_start:
        facts = ("last_active_at", "activities", kind.preference.fact)
        return (finding(reasons.NOT_NEW_OR_RESUMED, facts, "preference_not_on_then"),)
    code = "before_start" if moments else "no_activity"
    return (finding(reasons.NOT_NEW_OR_RESUMED, ("last_active_at", "activities"), code),)


def _against_kind(conversation: ConversationFacts, rules: EligibilityRules) -> Findings:
    if conversation.kind in rules.kinds:
        return NOTHING
    code = "unknown" if conversation.kind else "missing"
    return (finding(reasons.KIND_NOT_ELIGIBLE, ("kind",), code),)


def _against_flags(
    conversation: ConversationFacts, owner: AccountFacts | None, rules: EligibilityRules
) -> Findings:
    """A flag may be of the conversation, of the account or of both; each that is stated counts."""
    of_conversation, of_owner = conversation.flags, owner.flags if owner is not None else NO_FLAGS
    if not (of_conversation or of_owner or rules.requires_flags):
        return NOTHING  # As it mostly is.
    findings: list[Finding] = []
    for name in rules.refuse_when:
        one, other = of_conversation.get(name, ABSENT), of_owner.get(name, ABSENT)
        if one is True or other is True:
            findings.append(finding(name, (name,), "true"))
        elif one is None or other is None:
            findings.append(finding(name, (name,), "unknown"))
        elif one is other is ABSENT and name in rules.requires:
            findings.append(finding(name, (name,), "missing"))
    for name in rules.refuse_unless:
        stated = {of_conversation.get(name, ABSENT), of_owner.get(name, ABSENT)} - {ABSENT}
        if stated != {True}:
            code = "not_true" if stated else "missing"
            findings.append(finding(reasons.UNLESS_PREFIX + name, (name,), code))
    return findings


def _against_region(
    conversation: ConversationFacts, owner: AccountFacts | None, rules: EligibilityRules
) -> Findings:
    if rules.allowed_regions is None and not rules.refused_regions:
        return NOTHING
    stated = [
        facts.region for facts in (conversation, owner) if facts is not None and facts.region is not None
    ]
    if not stated:
        return (finding(reasons.REGION, ("region",), "missing"),)
    if "" in stated:
        return (finding(reasons.REGION, ("region",), "unreadable"),)
    if not rules.refused_regions.isdisjoint(stated):
        return (finding(reasons.REGION, ("region",), "refused"),)
    if rules.allowed_regions is not None and not rules.allowed_regions.issuperset(stated):
        return (finding(reasons.REGION, ("region",), "not_allowed"),)
    return NOTHING
