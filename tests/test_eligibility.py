"""The decision table: what each fact does alone, and what every combination of facts does."""

from datetime import timedelta
from itertools import combinations, product
from typing import Any

import pytest

from scrub import reasons
from scrub.eligibility import Finding, Verdict, decide
from scrub.errors import FormatError
from scrub.facts.values import ABSENT, UNREADABLE, Fault, Timeline
from tests.eligibility_facts import (
    ACCOUNT,
    CONVERSATION,
    DAY,
    NOW,
    START,
    SWITCHED_ON,
    account,
    conversation,
    rules,
)
from tests.eligibility_oracle import may_be_used

MICROSECOND = timedelta(microseconds=1)
ALWAYS_ON = Timeline("on", always=True)
PRO = Timeline("pro", always=True)
LONG_AGO = NOW.replace(year=2021)


def decided(
    *, conversation: dict[str, Any] | None = None, account: dict[str, Any] | None = None, **rule: Any
) -> Verdict:
    from tests import eligibility_facts as facts

    return decide(
        facts.conversation(**conversation or {}), facts.account(**account or {}), rules(**rule), NOW
    )


def test_nothing_speaks_against_the_starting_point() -> None:
    verdict = decide(CONVERSATION, ACCOUNT, rules(), NOW)
    assert verdict.eligible
    assert verdict.reason is None
    assert verdict.reasons == ()


# What a conversation's facts do alone: the only reason, or none.
OF_CONVERSATION = [
    pytest.param({"account_id": None}, ["unknown_account"], id="no-account-id"),
    pytest.param({"account_id": "acc_2"}, ["unknown_account"], id="account-of-another"),
    pytest.param({"deleted_at": ABSENT}, [], id="deletion-not-spoken-of"),
    pytest.param({"deleted_at": NOW - DAY}, ["deleted"], id="deleted"),
    pytest.param({"deleted_at": NOW}, ["deleted"], id="deleted-now"),
    pytest.param({"deleted_at": NOW + DAY}, ["deleted", "contradictory_facts"], id="deleted-tomorrow"),
    pytest.param(
        {"deleted_at": NOW - 21 * DAY}, ["deleted", "contradictory_facts"], id="deleted-before-created"
    ),
    pytest.param({"deleted_at": UNREADABLE}, ["deleted", "unreadable_facts"], id="deleted-somehow"),
    pytest.param({"kind": "coding_session"}, [], id="coding-session"),
    pytest.param({"kind": "feedback"}, [], id="feedback"),
    pytest.param({"kind": "voice"}, ["kind_not_eligible"], id="unknown-kind"),
    pytest.param({"kind": None}, ["kind_not_eligible"], id="no-kind"),
    pytest.param({"created_at": None}, ["missing_facts"], id="created-null"),
    pytest.param({"created_at": ABSENT}, ["missing_facts"], id="created-absent"),
    pytest.param({"created_at": UNREADABLE}, ["unreadable_facts"], id="created-unreadable"),
    pytest.param({"created_at": NOW - 10 * DAY}, [], id="created-when-last-active"),
    pytest.param({"created_at": NOW - 9 * DAY}, ["contradictory_facts"], id="created-after-last-active"),
    pytest.param({"created_at": NOW + DAY}, ["contradictory_facts"], id="created-tomorrow"),
    pytest.param({"last_active_at": None}, ["not_new_or_resumed"], id="never-active"),
    pytest.param({"last_active_at": ABSENT}, ["not_new_or_resumed"], id="activity-not-spoken-of"),
    pytest.param({"last_active_at": UNREADABLE}, ["unreadable_facts"], id="activity-unreadable"),
    pytest.param({"last_active_at": NOW}, [], id="active-now"),
    pytest.param({"last_active_at": NOW + MICROSECOND}, ["contradictory_facts"], id="active-in-the-future"),
    pytest.param({"activities": ()}, [], id="no-activity-listed"),
    pytest.param({"activities": UNREADABLE}, ["unreadable_facts"], id="activities-unreadable"),
    pytest.param({"activities": (NOW - 15 * DAY, NOW - 10 * DAY)}, [], id="activities"),
    pytest.param({"activities": (NOW - 15 * DAY, NOW - 20 * DAY)}, [], id="activities-unsorted"),
    pytest.param({"activities": (NOW - 9 * DAY,)}, ["contradictory_facts"], id="activity-after-the-last"),
    pytest.param({"activities": (NOW + DAY,)}, ["contradictory_facts"], id="activity-tomorrow"),
    pytest.param(
        {"activities": (NOW - 15 * DAY, NOW + DAY), "last_active_at": None},
        ["contradictory_facts"],
        id="one-activity-tomorrow",
    ),
    pytest.param(
        {"activities": (NOW - 21 * DAY, NOW - 11 * DAY)},
        ["contradictory_facts"],
        id="activity-before-created",
    ),
    pytest.param({"flags": {}}, [], id="no-flags"),
    pytest.param({"flags": {"incognito": True}}, ["incognito"], id="incognito"),
    pytest.param({"flags": {"incognito": None}}, ["incognito"], id="incognito-open"),
    pytest.param({"flags": {"flagged": True}}, ["flagged"], id="flagged"),
    pytest.param({"flags": {"minor": True}}, ["minor"], id="minor-by-the-conversation"),
    pytest.param({"flags": {"starred": True}}, [], id="a-flag-nobody-asks-for"),
    pytest.param({"conflicting": True}, ["contradictory_facts"], id="listed-twice"),
    pytest.param({"created_at": START - DAY, "last_active_at": SWITCHED_ON}, [], id="at-the-switch"),
    pytest.param(
        {"created_at": START - DAY, "last_active_at": SWITCHED_ON - MICROSECOND},
        ["not_new_or_resumed"],
        id="before-the-switch",
    ),
    pytest.param(
        {"created_at": START - DAY, "activities": (START, SWITCHED_ON - DAY), "last_active_at": NOW - DAY},
        [],
        id="resumed-after-the-switch",
    ),
]


@pytest.mark.parametrize(("changed", "expected"), OF_CONVERSATION)
def test_what_a_fact_of_the_conversation_does(changed: dict[str, Any], expected: list[str]) -> None:
    verdict = decided(conversation=changed)
    assert list(verdict.reasons) == expected
    assert verdict.eligible is (not expected)


def timeline(current: str | None, *changes: tuple[Any, str | None]) -> Timeline:
    return Timeline(current, changes)


# What an account's facts do alone. The conversation is 20 to 10 days old.
OF_ACCOUNT = [
    pytest.param({"plan": Timeline("free", always=True)}, [], id="free"),
    pytest.param({"plan": Timeline("max", always=True)}, [], id="max"),
    *(
        pytest.param({"plan": Timeline(plan, always=True)}, ["plan_not_eligible"], id=f"plan-{plan}")
        for plan in (
            "team",
            "enterprise",
            "gov",
            "education",
            "api",
            "bedrock",
            "vertex",
            "plus",
            "Pro",
            None,
        )
    ),
    pytest.param({"plan": timeline("pro", (NOW - 30 * DAY, "pro"))}, [], id="plan-since-before"),
    pytest.param({"plan": timeline("pro", (NOW - 20 * DAY, "pro"))}, [], id="plan-since-creation"),
    pytest.param(
        {"plan": timeline("pro", (NOW - 19 * DAY, "pro"))}, ["plan_not_eligible"], id="plan-since-later"
    ),
    pytest.param({"plan": timeline("pro")}, ["plan_not_eligible"], id="plan-past-unknown"),
    pytest.param(
        {"plan": timeline("pro", (NOW - 90 * DAY, "pro"), (NOW - 15 * DAY, "team"), (NOW - 12 * DAY, "pro"))},
        ["plan_not_eligible"],
        id="another-plan-meanwhile",
    ),
    pytest.param(
        {"plan": timeline("pro", (NOW - 90 * DAY, "team"), (NOW - 20 * DAY, "pro"))},
        [],
        id="another-plan-before",
    ),
    pytest.param(
        {"plan": timeline("pro", (NOW - 90 * DAY, "pro"), (NOW - 9 * DAY, "team"), (NOW - 8 * DAY, "free"))},
        [],
        id="another-plan-after",
    ),
    pytest.param(
        {"plan": timeline("team", (NOW - 90 * DAY, "pro"), (NOW - 9 * DAY, "team"))},
        ["plan_not_eligible"],
        id="another-plan-now",
    ),
    pytest.param(
        {"plan": Timeline(None, fault=Fault.UNREADABLE)}, ["unreadable_facts"], id="plan-unreadable"
    ),
    pytest.param(
        {"plan": Timeline("pro", fault=Fault.CONTRADICTORY)}, ["contradictory_facts"], id="plan-differs"
    ),
    pytest.param(
        {"plan": timeline("pro", (NOW - 90 * DAY, "pro"), (NOW + DAY, "pro"))},
        ["contradictory_facts"],
        id="plan-from-tomorrow",
    ),
    pytest.param(
        {"preference": Timeline(None, fault=Fault.UNREADABLE)}, ["unreadable_facts"], id="preference-lost"
    ),
    pytest.param({"preference": ALWAYS_ON}, [], id="always-on"),
    pytest.param({"preference": Timeline("true", always=True)}, [], id="always-true"),
    pytest.param(
        {"preference": Timeline("off", always=True)}, ["preference_off", "not_new_or_resumed"], id="off"
    ),
    pytest.param(
        {"preference": Timeline("maybe", always=True)},
        ["preference_unknown", "not_new_or_resumed"],
        id="maybe",
    ),
    pytest.param(
        {"preference": Timeline(None, always=True)},
        ["preference_unknown", "not_new_or_resumed"],
        id="never-chosen",
    ),
    pytest.param({"preferences": {}}, ["preference_unknown", "not_new_or_resumed"], id="no-preference"),
    pytest.param({"preference": timeline("on")}, ["not_new_or_resumed"], id="on-since-nobody-knows"),
    pytest.param(
        {"preference": timeline("off", (SWITCHED_ON, "on"), (NOW - DAY, "off"))},
        ["preference_off"],
        id="on-until-now",
    ),
    pytest.param(
        {"preference": timeline("on", (SWITCHED_ON, "on"), (NOW - 11 * DAY, "off"), (NOW - 9 * DAY, "on"))},
        ["not_new_or_resumed"],
        id="off-when-last-active",
    ),
    pytest.param(
        {"preference": timeline("on", (NOW - 10 * DAY, "on"), (NOW - 9 * DAY, "off"), (NOW - 8 * DAY, "on"))},
        [],
        id="on-when-last-active-and-now",
    ),
    pytest.param(
        {"preference": Timeline("on", fault=Fault.CONTRADICTORY)},
        ["contradictory_facts"],
        id="preference-differs",
    ),
    pytest.param(
        {"preference": Timeline("on", fault=Fault.UNREADABLE)},
        ["unreadable_facts"],
        id="preference-unreadable",
    ),
    pytest.param(
        {"preference": timeline("on", (SWITCHED_ON, "on"), (NOW, "on"))}, [], id="preference-confirmed-now"
    ),
    pytest.param(
        {"preference": timeline("on", (SWITCHED_ON, "on"), (NOW + MICROSECOND, "on"))},
        ["contradictory_facts"],
        id="preference-from-the-future",
    ),
    pytest.param({"flags": {}}, [], id="no-flags"),
    pytest.param({"flags": {"minor": True}}, ["minor"], id="minor"),
    pytest.param({"flags": {"minor": None}}, ["minor"], id="minor-open"),
    pytest.param({"flags": {"minor": False, "flagged": None}}, ["flagged"], id="flagged-open"),
    pytest.param({"flags": {"minor": True, "incognito": True}}, ["incognito", "minor"], id="two-flags"),
    pytest.param({"conflicting": True}, ["contradictory_facts"], id="two-stories"),
    pytest.param({"region": None}, [], id="region-unknown-and-not-asked"),
]


@pytest.mark.parametrize(("changed", "expected"), OF_ACCOUNT)
def test_what_a_fact_of_the_account_does(changed: dict[str, Any], expected: list[str]) -> None:
    verdict = decided(account=changed)
    assert list(verdict.reasons) == expected
    assert verdict.eligible is (not expected)


# What the rules do with the same facts.
OF_RULES = [
    pytest.param({"start": "2026-11-10T00:00:00Z"}, [], id="start-when-last-active"),
    pytest.param({"start": "2026-11-10T00:00:01Z"}, ["not_new_or_resumed"], id="start-after-last-active"),
    pytest.param({"plans": ["free"], "refused_plans": ["pro"]}, ["plan_not_eligible"], id="plan-refused"),
    pytest.param({"retention": {"on": "11 days", "off": "1 day"}}, [], id="within-retention"),
    pytest.param(
        {"retention": {"on": "10 days", "off": "5 years"}}, ["expired"], id="at-the-end-of-retention"
    ),
    pytest.param({"retention": {"on": "unlimited", "off": "0 days"}}, [], id="unlimited"),
    pytest.param({"retention": {"on": "5 years", "off": "1 day", "flagged": "1 day"}}, [], id="not-flagged"),
    pytest.param({"refuse_when": ["starred"], "requires": ["starred"]}, ["starred"], id="flag-required"),
    pytest.param({"requires": ["incognito", "minor"]}, [], id="flags-required-and-there"),
    pytest.param({"requires": ["deleted_at"]}, [], id="deletion-required-and-null"),
    pytest.param({"requires": ["activities"]}, ["missing_facts"], id="activities-required"),
    pytest.param({"requires": []}, [], id="nothing-required"),
    pytest.param({"refuse_unless": ["adult"]}, ["not_adult"], id="must-be-true-and-is-not-there"),
    pytest.param({"regions": {"allowed": ["NL", "DE"]}}, [], id="region-allowed"),
    pytest.param({"regions": {"allowed": ["DE"]}}, ["region"], id="region-not-allowed"),
    pytest.param({"regions": {"refused": ["DE"]}}, [], id="region-not-refused"),
    pytest.param({"regions": {"refused": ["NL"]}}, ["region"], id="region-refused"),
    pytest.param({"regions": {"allowed": []}}, ["region"], id="no-region-allowed"),
    pytest.param({"regions": {}}, [], id="regions-empty"),
    pytest.param({"kinds": {"feedback": {}}}, ["kind_not_eligible"], id="kind-gone"),
    pytest.param({"kinds": {"chat": {"plans": ["max"]}}}, ["plan_not_eligible"], id="plans-of-the-kind"),
    pytest.param(
        {"kinds": {"chat": {"retention": {"on": "9 days", "off": "9 days"}}}},
        ["expired"],
        id="retention-of-the-kind",
    ),
    pytest.param(
        {"kinds": {"chat": {"preference": {"fact": "chat_consent", "on": ["yes"], "off": ["no"]}}}},
        ["preference_unknown", "not_new_or_resumed"],
        id="consent-of-the-kind",
    ),
]


@pytest.mark.parametrize(("changed", "expected"), OF_RULES)
def test_what_a_rule_does(changed: dict[str, Any], expected: list[str]) -> None:
    assert list(decided(**changed).reasons) == expected


# Cases that need more than one change.
TOGETHER = [
    pytest.param(
        {"created_at": LONG_AGO, "last_active_at": LONG_AGO},
        {"preference": ALWAYS_ON},
        {},
        ["expired", "not_new_or_resumed"],
        id="five-years-to-the-moment",
    ),
    pytest.param(
        {"created_at": LONG_AGO, "last_active_at": LONG_AGO + MICROSECOND},
        {"preference": ALWAYS_ON},
        {"start": "2020-01-01T00:00:00Z"},
        [],
        id="almost-five-years",
    ),
    pytest.param(
        {"last_active_at": NOW - 30 * DAY, "created_at": NOW - 30 * DAY},
        {"preference": Timeline("off", always=True)},
        {},
        ["preference_off", "expired", "not_new_or_resumed"],
        id="thirty-days-with-it-off",
    ),
    pytest.param(
        {"last_active_at": NOW - 30 * DAY, "created_at": NOW - 30 * DAY},
        {"preference": Timeline("off", always=True)},
        {"retention": {"on": "5 years", "off": "5 years"}},
        ["preference_off", "not_new_or_resumed"],
        id="five-years-for-everyone",
    ),
    pytest.param(
        {"flags": {"flagged": True}},
        {},
        {"refuse_when": [], "retention": {"on": "5 years", "off": "1 day", "flagged": "10 days"}},
        ["expired"],
        id="flagged-is-kept-shorter",
    ),
    pytest.param(
        {},
        {"flags": {"flagged": None}},
        {"refuse_when": [], "retention": {"on": "5 years", "off": "1 day", "flagged": "10 days"}},
        ["expired"],
        id="perhaps-flagged-by-the-account",
    ),
    pytest.param(
        {"flags": {"flagged": False}},
        {},
        {"refuse_when": [], "retention": {"on": "5 years", "off": "1 day", "flagged": "10 days"}},
        [],
        id="not-flagged",
    ),
    pytest.param(
        {"flags": {"flagged": True}},
        {},
        {"refuse_when": [], "retention": {"on": "5 days", "off": "1 day", "flagged": "2 years"}},
        ["expired"],
        id="flagged-is-never-kept-longer",
    ),
    pytest.param(
        {"flags": {"adult": True}},
        {"flags": {"adult": True}},
        {"refuse_unless": ["adult"]},
        [],
        id="adult-twice",
    ),
    pytest.param(
        {"flags": {"adult": True}}, {"flags": {}}, {"refuse_unless": ["adult"]}, [], id="adult-once"
    ),
    *(
        pytest.param(
            {"flags": {"adult": True}},
            {"flags": {"adult": other}},
            {"refuse_unless": ["adult"]},
            ["not_adult"],
            id=f"adult-and-{other}",
        )
        for other in (False, None)
    ),
    pytest.param(
        {"region": "DE"}, {}, {"regions": {"refused": ["DE"]}}, ["region"], id="conversation-elsewhere"
    ),
    pytest.param(
        {"region": "DE"}, {}, {"regions": {"allowed": ["NL"]}}, ["region"], id="one-of-two-not-allowed"
    ),
    pytest.param(
        {"region": "NL"}, {"region": None}, {"regions": {"allowed": ["NL"]}}, [], id="region-told-once"
    ),
    pytest.param({}, {"region": None}, {"regions": {"refused": ["DE"]}}, ["region"], id="region-unknown"),
    pytest.param({"region": ""}, {}, {"regions": {"refused": ["DE"]}}, ["region"], id="region-unreadable"),
    pytest.param(
        {"deleted_at": ABSENT}, {}, {"requires": ["deleted_at"]}, ["missing_facts"], id="deletion-required"
    ),
    pytest.param(
        {"activities": ()}, {}, {"requires": ["activities"]}, ["missing_facts"], id="activities-empty"
    ),
    pytest.param(
        {"activities": (NOW - 15 * DAY,)},
        {},
        {"requires": ["activities"]},
        [],
        id="activities-required-and-there",
    ),
    pytest.param({"created_at": None}, {}, {"requires": []}, [], id="creation-not-required"),
    pytest.param(
        {"created_at": None},
        {"plan": timeline("pro", (NOW - 90 * DAY, "team"), (NOW - 30 * DAY, "pro"))},
        {"requires": []},
        ["plan_not_eligible"],
        id="perhaps-created-under-another-plan",
    ),
    pytest.param(
        {"activities": (NOW - 18 * DAY,)},
        {"plan": timeline("pro", (NOW - 90 * DAY, "pro"), (NOW - 15 * DAY, "team"), (NOW - 12 * DAY, "pro"))},
        {},
        [],
        id="not-active-under-the-other-plan",
    ),
    pytest.param(
        {"activities": (NOW - 13 * DAY,)},
        {"plan": timeline("pro", (NOW - 90 * DAY, "pro"), (NOW - 15 * DAY, "team"), (NOW - 12 * DAY, "pro"))},
        {},
        ["plan_not_eligible"],
        id="active-under-the-other-plan",
    ),
    pytest.param(
        {"activities": (NOW - 18 * DAY,)},
        {"preference": timeline("on", (SWITCHED_ON, "on"), (NOW - 15 * DAY, "off"), (NOW - 9 * DAY, "on"))},
        {},
        [],
        id="active-once-while-on",
    ),
    pytest.param(
        {"created_at": START - 9 * DAY, "last_active_at": START - DAY, "activities": (START - 2 * DAY,)},
        {"preference": ALWAYS_ON},
        {},
        ["not_new_or_resumed"],
        id="all-before-the-start",
    ),
    pytest.param(
        {"created_at": START - 9 * DAY, "last_active_at": NOW - DAY, "activities": (START - 2 * DAY,)},
        {"preference": timeline("on", (START - 9 * DAY, "on"), (START, "off"), (NOW, "on"))},
        {},
        ["not_new_or_resumed"],
        id="on-only-before-the-start",
    ),
    pytest.param(
        {"created_at": None, "last_active_at": None},
        {"plan": timeline("pro", (NOW - 90 * DAY, "pro"))},
        {"requires": []},
        ["not_new_or_resumed"],
        id="no-moment-at-all",
    ),
    pytest.param(
        {"created_at": None},
        {"plan": timeline("pro")},
        {"requires": []},
        ["plan_not_eligible"],
        id="no-creation-and-no-history",
    ),
    pytest.param(
        {"last_active_at": None, "activities": UNREADABLE},
        {},
        {},
        ["unreadable_facts"],
        id="activity-perhaps-listed",
    ),
    *(
        pytest.param(
            {"created_at": NOW - 40 * DAY, "last_active_at": NOW - 40 * DAY, **of_conversation},
            of_account,
            {},
            [reason],
            id=f"not-expired-where-the-preference-is-not-sure-{reason}",
        )
        for of_conversation, of_account, reason in [
            ({}, {"conflicting": True}, "contradictory_facts"),
            ({}, {"preference": Timeline(None, fault=Fault.UNREADABLE)}, "unreadable_facts"),
            ({"account_id": None}, {}, "unknown_account"),
        ]
    ),
    pytest.param(
        {"created_at": NOW - 40 * DAY, "last_active_at": NOW - 40 * DAY},
        {"preference": Timeline(None, fault=Fault.CONTRADICTORY)},
        {"retention": {"on": "40 days", "off": "30 days"}},
        ["expired", "contradictory_facts"],
        id="expired-whatever-the-preference-is",
    ),
    pytest.param(
        {"created_at": NOW - 40 * DAY, "last_active_at": NOW - 40 * DAY},
        {"conflicting": True},
        {"retention": {"on": "30 days", "off": "unlimited"}},
        ["contradictory_facts"],
        id="not-expired-if-the-preference-is-off",
    ),
    pytest.param(
        {"created_at": START - DAY, "last_active_at": START - DAY, "account_id": "acc_2"},
        {},
        {"retention": {"on": "unlimited", "off": "unlimited"}},
        ["unknown_account", "not_new_or_resumed"],
        id="old-and-of-nobody",
    ),
    pytest.param(
        {"flags": {"flagged": True}, "account_id": None},
        {},
        {"refuse_when": [], "retention": {"on": "5 years", "off": "5 years", "flagged": "10 days"}},
        ["unknown_account", "expired"],
        id="flagged-and-of-nobody",
    ),
    pytest.param(
        {"deleted_at": NOW - DAY, "kind": None},
        {
            "plan": Timeline("team", always=True),
            "preference": Timeline("off", always=True),
            "flags": {"minor": True},
        },
        {"regions": {"refused": ["NL"]}},
        [
            "deleted",
            "plan_not_eligible",
            "preference_off",
            "not_new_or_resumed",
            "kind_not_eligible",
            "minor",
            "region",
        ],
        id="everything-at-once",
    ),
    pytest.param(
        {"flags": {"incognito": True}, "created_at": UNREADABLE},
        {"conflicting": True, "plan": Timeline("team", always=True), "flags": {"minor": True}},
        {},
        ["incognito", "contradictory_facts", "unreadable_facts"],
        id="nothing-is-believed-of-two-stories",
    ),
]


@pytest.mark.parametrize(("of_conversation", "of_account", "rule", "expected"), TOGETHER)
def test_what_facts_do_together(
    of_conversation: dict[str, Any], of_account: dict[str, Any], rule: dict[str, Any], expected: list[str]
) -> None:
    assert list(decided(conversation=of_conversation, account=of_account, **rule).reasons) == expected


# Each fact with its values, and the reason that the value gives alone.
Value = tuple[dict[str, Any], str | None]
OF_A_CONVERSATION: list[list[Value]] = [
    [({}, None), ({"account_id": None}, "unknown_account")],
    [({}, None), ({"deleted_at": NOW - DAY}, "deleted")],
    [
        ({}, None),
        ({"last_active_at": START - DAY, "created_at": START - DAY}, "not_new_or_resumed"),
        ({"last_active_at": LONG_AGO, "created_at": LONG_AGO}, "expired"),
        ({"last_active_at": None}, "not_new_or_resumed"),
        ({"last_active_at": UNREADABLE}, "unreadable_facts"),
        ({"last_active_at": NOW + DAY}, "contradictory_facts"),
    ],
    [({}, None), ({"kind": "voice"}, "kind_not_eligible")],
    [({}, None), ({"activities": UNREADABLE}, "unreadable_facts")],
    [
        ({"flags": {}}, None),
        ({"flags": {"incognito": True}}, "incognito"),
        ({"flags": {"incognito": None}}, "incognito"),
    ],
]
OF_AN_ACCOUNT: list[list[Value]] = [
    [({}, None), ({"conflicting": True}, "contradictory_facts")],
    [
        ({"plan": PRO}, None),
        ({"plan": Timeline("team", always=True)}, "plan_not_eligible"),
        ({"plan": Timeline(None, always=True)}, "plan_not_eligible"),
        ({"plan": Timeline(None, fault=Fault.UNREADABLE)}, "unreadable_facts"),
    ],
    [
        ({"preference": ALWAYS_ON}, None),
        ({"preference": Timeline("off", always=True)}, "preference_off"),
        ({"preference": Timeline("maybe", always=True)}, "preference_unknown"),
        ({"preference": Timeline(None, always=True)}, "preference_unknown"),
        ({"preference": timeline("on")}, "not_new_or_resumed"),
    ],
    [({"flags": {}}, None), ({"flags": {"minor": True}}, "minor")],
]
ORDER = (*reasons.BEFORE_FLAGS, "incognito", "minor", "flagged", *reasons.AFTER_FLAGS)


def combined(facts: list[list[Value]]) -> list[tuple[dict[str, Any], set[str]]]:
    """Return every combination of values, with the reasons that they give alone."""
    return [
        (
            {name: value for changed, _ in values for name, value in changed.items()},
            {reason for _, reason in values if reason is not None},
        )
        for values in product(*facts)
    ]


def test_every_combination_of_facts_gives_the_first_reason_that_applies() -> None:
    shipped = rules()
    accounts = [(account(**changed), alone) for changed, alone in combined(OF_AN_ACCOUNT)]
    tried = 0
    for changed, of_conversation in combined(OF_A_CONVERSATION):
        facts = conversation(**changed)
        is_unsure = UNREADABLE in (facts.last_active_at, facts.activities)
        for owner, of_account in accounts:
            # Nothing rests on an account that is not known, or of which there are two stories.
            believed = {"contradictory_facts"} if owner.conflicting else of_account
            alone = of_conversation | (believed if facts.account_id else set())
            # Nothing rests on moments that cannot be read.
            alone -= {"not_new_or_resumed"} if is_unsure else set()
            verdict = decide(facts, owner, shipped, NOW)
            assert verdict.eligible is (not alone), (facts, owner)
            assert verdict.reason == min(alone, key=ORDER.index, default=None)
            assert list(verdict.reasons) == sorted(verdict.reasons, key=ORDER.index)
            tried += 1
    assert tried == 2 * 2 * 6 * 2 * 2 * 3 * 2 * 4 * 5 * 2


def test_every_pair_of_changes_is_judged_as_the_policy_says_it_plainly() -> None:
    """Every value of a fact beside every value of every other, by a second reading of the policy."""
    chats, owners, tables = (
        [{}, *(case.values[0] for case in each)] for each in (OF_CONVERSATION, OF_ACCOUNT, OF_RULES)
    )
    shipped = rules()
    pairs = [
        *((conversation(**one, **other), ACCOUNT, shipped) for one, other in apart(chats)),
        *((CONVERSATION, account(**one, **other), shipped) for one, other in apart(owners)),
        *((conversation(**one), account(**other), shipped) for one, other in product(chats, owners)),
    ]
    for changed in tables:
        table = rules(**changed)
        pairs += ((conversation(**one), ACCOUNT, table) for one in chats)
        pairs += ((CONVERSATION, account(**other), table) for other in owners)
    verdicts = [decide(*facts, NOW).eligible for facts in pairs]
    for facts, is_eligible in zip(pairs, verdicts, strict=True):
        assert is_eligible is may_be_used(*facts, NOW), facts
    assert len(pairs) > 5_000
    assert len(pairs) / 50 < sum(verdicts) < len(pairs) / 2


def apart(changes: list[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return each pair of changes that are not of the same fact."""
    return [(one, other) for one, other in combinations(changes, 2) if one.keys().isdisjoint(other)]


def test_a_decision_needs_a_moment_with_a_zone() -> None:
    with pytest.raises(FormatError, match=r"^the time of the decision has no time zone$"):
        decide(CONVERSATION, ACCOUNT, rules(), NOW.replace(tzinfo=None))


def test_findings_name_facts_and_codes_only() -> None:
    verdict = decided(
        conversation={"kind": "Jane's diary", "region": "Jane's house"},
        account={
            "plan": Timeline("Jane's plan", always=True),
            "preference": Timeline("ask Jane", always=True),
        },
        regions={"allowed": ["NL"]},
    )
    assert verdict.reason == "plan_not_eligible"
    assert "Jane" not in repr(verdict)
    assert ("plan",) in [finding.facts for finding in verdict.findings]


FLAGGED_BRIEFLY = {"refuse_when": [], "retention": {"on": "5 years", "off": "1 day", "flagged": "10 days"}}
OFF = Timeline("off", always=True)

# What the findings say: for each, one case that has it.
CODES = [
    ({"account_id": None}, {}, {}, ("unknown_account", ("account_id",), "no_such_account")),
    ({"deleted_at": NOW}, {}, {}, ("deleted", ("deleted_at",), "deleted")),
    ({}, {"plan": Timeline("team", always=True)}, {}, ("plan_not_eligible", ("plan",), "refused")),
    ({}, {"plan": Timeline("plus", always=True)}, {}, ("plan_not_eligible", ("plan",), "unknown")),
    ({}, {"plan": Timeline(None, always=True)}, {}, ("plan_not_eligible", ("plan",), "missing")),
    (
        {},
        {"plan": timeline("pro")},
        {},
        ("plan_not_eligible", ("plan_history", "activities"), "at_an_activity"),
    ),
    ({}, {"preference": OFF}, {}, ("preference_off", ("training_preference",), "off")),
    (
        {},
        {"preference": Timeline("?", always=True)},
        {},
        ("preference_unknown", ("training_preference",), "unknown"),
    ),
    ({}, {"preferences": {}}, {}, ("preference_unknown", ("training_preference",), "missing")),
    (
        {},
        {"preference": Timeline(None, always=True)},
        {},
        ("preference_unknown", ("training_preference",), "missing"),
    ),
    ({"last_active_at": LONG_AGO}, {}, {}, ("expired", ("last_active_at",), "preference_on")),
    (
        {"last_active_at": NOW - 30 * DAY},
        {"preference": OFF},
        {},
        ("expired", ("last_active_at",), "preference_not_on"),
    ),
    (
        {"last_active_at": LONG_AGO},
        {"conflicting": True},
        {},
        ("expired", ("last_active_at",), "preference_not_sure"),
    ),
    (
        {"flags": {"flagged": True}},
        {},
        FLAGGED_BRIEFLY,
        ("expired", ("last_active_at", "flagged"), "flagged"),
    ),
    (
        {"last_active_at": START - DAY},
        {},
        {},
        ("not_new_or_resumed", ("last_active_at", "activities"), "before_start"),
    ),
    (
        {"last_active_at": None},
        {},
        {},
        ("not_new_or_resumed", ("last_active_at", "activities"), "no_activity"),
    ),
    (
        {},
        {"preference": timeline("on")},
        {},
        (
            "not_new_or_resumed",
            ("last_active_at", "activities", "training_preference"),
            "preference_not_on_then",
        ),
    ),
    ({"kind": "voice"}, {}, {}, ("kind_not_eligible", ("kind",), "unknown")),
    ({"kind": None}, {}, {}, ("kind_not_eligible", ("kind",), "missing")),
    ({"flags": {"incognito": True}}, {}, {}, ("incognito", ("incognito",), "true")),
    ({"flags": {"incognito": None}}, {}, {}, ("incognito", ("incognito",), "unknown")),
    ({"flags": {}}, {}, {"requires": ["incognito"]}, ("incognito", ("incognito",), "missing")),
    ({}, {}, {"refuse_unless": ["adult"]}, ("not_adult", ("adult",), "missing")),
    ({"flags": {"adult": None}}, {}, {"refuse_unless": ["adult"]}, ("not_adult", ("adult",), "not_true")),
    ({}, {"region": None}, {"regions": {"refused": ["DE"]}}, ("region", ("region",), "missing")),
    ({}, {}, {"regions": {"refused": ["NL"]}}, ("region", ("region",), "refused")),
    ({}, {}, {"regions": {"allowed": ["DE"]}}, ("region", ("region",), "not_allowed")),
    ({"conflicting": True}, {}, {}, ("contradictory_facts", ("file", "row"), "listed_twice_differently")),
    ({}, {"conflicting": True}, {}, ("contradictory_facts", ("account_id",), "listed_twice_differently")),
    *(
        ({name: NOW + DAY}, {}, {}, ("contradictory_facts", (name,), "in_the_future"))
        for name in ("created_at", "last_active_at", "deleted_at")
    ),
    ({"activities": (NOW + DAY,)}, {}, {}, ("contradictory_facts", ("activities",), "in_the_future")),
    *(
        ({name: NOW - 50 * DAY}, {}, {}, ("contradictory_facts", (name,), "before_creation"))
        for name in ("last_active_at", "deleted_at")
    ),
    ({"activities": (NOW - 50 * DAY,)}, {}, {}, ("contradictory_facts", ("activities",), "before_creation")),
    ({"activities": (NOW - DAY,)}, {}, {}, ("contradictory_facts", ("activities",), "after_the_last")),
    (
        {},
        {"plan": Timeline(None, fault=Fault.CONTRADICTORY)},
        {},
        ("contradictory_facts", ("plan",), "histories_differ"),
    ),
    (
        {},
        {"preference": timeline("on", (NOW + DAY, "on"))},
        {},
        ("contradictory_facts", ("training_preference",), "in_the_future"),
    ),
    *(
        ({name: UNREADABLE}, {}, {}, ("unreadable_facts", (name,), "not_a_moment_with_a_zone"))
        for name in ("created_at", "last_active_at", "deleted_at", "activities")
    ),
    (
        {},
        {"plan": Timeline(None, fault=Fault.UNREADABLE)},
        {},
        ("unreadable_facts", ("plan",), "unreadable_history"),
    ),
    (
        {},
        {"preference": Timeline(None, fault=Fault.UNREADABLE)},
        {},
        ("unreadable_facts", ("training_preference",), "unreadable_history"),
    ),
    ({"created_at": None}, {}, {}, ("missing_facts", ("created_at",), "missing")),
    ({"deleted_at": ABSENT}, {}, {"requires": ["deleted_at"]}, ("missing_facts", ("deleted_at",), "missing")),
    ({}, {}, {"requires": ["activities"]}, ("missing_facts", ("activities",), "missing")),
]


@pytest.mark.parametrize(
    ("of_conversation", "of_account", "rule", "expected"),
    [pytest.param(*case, id=f"{case[3][0]}-{case[3][1][0]}-{case[3][2]}") for case in CODES],
)
def test_a_finding_says_which_facts_are_wrong_and_how(
    of_conversation: dict[str, Any],
    of_account: dict[str, Any],
    rule: dict[str, Any],
    expected: tuple[str, tuple[str, ...], str],
) -> None:
    verdict = decided(conversation=of_conversation, account=of_account, **rule)
    assert Finding(*expected) in verdict.findings
