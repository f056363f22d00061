"""The rules are data: what a table may say, how each mistake is answered, other companies' rules."""

import pickle
import tomllib
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from scrub import reasons
from scrub.eligibility import EligibilityRules, decide
from scrub.errors import PolicyError
from scrub.facts.values import AccountFacts, Timeline
from scrub.retention import Retention
from tests.eligibility_facts import DAY, NOW, START, conversation, rules, shipped_table


def test_the_shipped_rules_are_those_of_the_policy() -> None:
    shipped = EligibilityRules.shipped()
    assert shipped == rules()
    assert shipped.start == START
    assert set(shipped.kinds) == {"chat", "coding_session", "feedback"}
    for kind in shipped.kinds.values():
        assert kind.plans == {"free", "pro", "max"}
        assert (kind.retention.on, kind.retention.off) == (Retention(months=60), Retention(days=30))
        assert kind.preference.fact == "training_preference"
    assert shipped.refused_plans == {"team", "enterprise", "gov", "education", "api", "bedrock", "vertex"}
    assert shipped.refuse_when == ("incognito", "minor", "flagged")
    assert (shipped.preferences, shipped.flags) == (("training_preference",), shipped.refuse_when)


def test_rules_can_be_sent_to_a_worker() -> None:
    shipped = EligibilityRules.shipped()
    assert pickle.loads(pickle.dumps(shipped)) == shipped


PREFERENCE = {"fact": "consent", "on": ["yes"], "off": ["no"]}
KEPT = {"on": "1 year", "off": "1 day"}

MISTAKES = [
    pytest.param(
        {"plan": ["pro"]},
        "eligibility.plan: unknown key (did you mean plans?); known: start",
        id="unknown-key",
    ),
    pytest.param(
        {"start": "2025-10-08"}, "eligibility.start: a timestamp is in no known form", id="start-a-day"
    ),
    pytest.param(
        {"start": datetime(2025, 10, 8)}, "eligibility.start: a timestamp has no time zone", id="naive"
    ),
    pytest.param({"plans": []}, "eligibility.plans: name at least one plan", id="no-plans"),
    pytest.param({"plans": "pro"}, "eligibility.plans: must be a list of texts", id="plans-a-text"),
    pytest.param({"plans": ["pro", 1]}, "eligibility.plans: must be a list of texts", id="plan-a-number"),
    pytest.param({"plans": ["pro", ""]}, "eligibility.plans: must be a list of texts", id="plan-empty"),
    pytest.param({"plans": ["pro", "pro"]}, "eligibility.plans: names something twice", id="plan-twice"),
    pytest.param(
        {"plans": ["pro", "team"]}, "plans and eligibility.refused_plans overlap: team", id="overlap"
    ),
    pytest.param(
        {"kinds": {"chat": {"plans": ["api"]}}},
        "eligibility.kinds.chat.plans and eligibility.refused_plans overlap: api",
        id="overlap-in-a-kind",
    ),
    pytest.param({"kinds": {}}, "eligibility.kinds: name at least one kind", id="no-kinds"),
    pytest.param({"kinds": ["chat"]}, "eligibility.kinds: must be a table", id="kinds-a-list"),
    pytest.param({"kinds": {"chat": True}}, "eligibility.kinds.chat: must be a table", id="kind-a-flag"),
    pytest.param(
        {"kinds": {"chat": {"start": START}}},
        "eligibility.kinds.chat.start: unknown key; known: plans, preference, retention",
        id="kind-with-a-start",
    ),
    pytest.param(
        {"kinds": {"chat": {"retention": {"on": "1 year"}}}},
        "eligibility.kinds.chat.retention.off is missing",
        id="half-a-retention",
    ),
    pytest.param({"preference": "on"}, "eligibility.preference: must be a table", id="preference-a-text"),
    pytest.param({"preference": {"on": ["yes"]}}, "eligibility.preference.fact is missing", id="no-fact"),
    pytest.param(
        {"preference": {**PREFERENCE, "fact": "a b"}},
        "eligibility.preference.fact: names are",
        id="strange-fact",
    ),
    pytest.param(
        {"preference": {**PREFERENCE, "unknown": ["x"]}},
        "eligibility.preference.unknown: unknown key; known: fact, on, off",
        id="preference-key",
    ),
    pytest.param(
        {"preference": {**PREFERENCE, "on": []}},
        "eligibility.preference.on: name at least one value",
        id="never-on",
    ),
    pytest.param(
        {"preference": {**PREFERENCE, "off": ["yes", "no"]}},
        "eligibility.preference.on and eligibility.preference.off overlap: yes",
        id="on-and-off",
    ),
    pytest.param(
        {"retention": {**KEPT, "on": "5y"}},
        "eligibility.retention.on: a retention is written",
        id="retention-short",
    ),
    pytest.param(
        {"retention": {**KEPT, "on": 5}}, "eligibility.retention.on: a retention is", id="retention-number"
    ),
    pytest.param(
        {"retention": {**KEPT, "on": "101 years"}},
        "eligibility.retention.on: a retention is at most",
        id="too-long",
    ),
    pytest.param(
        {"retention": {**KEPT, "maybe": "1 day"}},
        "eligibility.retention.maybe: unknown key; known: on, off, flagged",
        id="retention-key",
    ),
    pytest.param(
        {"refuse_when": ["Minor"]}, "eligibility.refuse_when: names are lower-case", id="flag-in-capitals"
    ),
    pytest.param(
        {"refuse_when": ["deleted"]}, "eligibility.refuse_when: 'deleted' is the name of", id="flag-a-reason"
    ),
    pytest.param(
        {"refuse_when": ["not_adult"]}, "refuse_when: 'not_adult' is the name of", id="flag-like-a-reason"
    ),
    pytest.param(
        {"refuse_unless": ["minor"]},
        "eligibility.refuse_when and eligibility.refuse_unless overlap: minor",
        id="flag-both-ways",
    ),
    pytest.param(
        {"requires": ["created"]},
        "eligibility.requires: unknown fact 'created' (did you mean created_at?); known: created_at",
        id="requires-what-is-not",
    ),
    pytest.param(
        {"regions": {"allowed": ["NL", "DE"], "refused": ["DE"]}},
        "eligibility.regions.allowed and eligibility.regions.refused overlap: DE",
        id="region-both-ways",
    ),
    pytest.param(
        {"regions": {"denied": []}},
        "eligibility.regions.denied: unknown key; known: allowed, refused",
        id="region-key",
    ),
    pytest.param(
        {"columns": {"users": {}}},
        "eligibility.columns.users: unknown key; known: accounts, conversations",
        id="users",
    ),
    pytest.param(
        {"columns": {"accounts": {"paln": "tier"}}},
        "eligibility.columns.accounts.paln: unknown key (did you mean plan?); known: account_id, plan,",
        id="column-of-nothing",
    ),
    pytest.param(
        {"columns": {"accounts": {"plan": ""}}},
        "eligibility.columns.accounts.plan: write the name of a column",
        id="column-without-a-name",
    ),
    pytest.param(
        {"columns": {"accounts": {"plan": "region"}}},
        "eligibility.columns.accounts: the column of 'plan' is also that of another fact",
        id="column-shared",
    ),
]


@pytest.mark.parametrize(("changed", "says"), MISTAKES)
def test_a_mistake_is_answered_with_its_key_and_the_choices(changed: dict[str, Any], says: str) -> None:
    with pytest.raises(PolicyError) as caught:
        rules(**changed)
    assert says in str(caught.value)


@pytest.mark.parametrize("key", ["start", "plans", "preference", "retention", "kinds"])
def test_what_decides_must_be_said(key: str) -> None:
    table = shipped_table()
    del table[key]
    with pytest.raises(PolicyError, match=f"eligibility.{key}"):
        EligibilityRules.from_table(table)


@pytest.mark.parametrize("key", ["refused_plans", "refuse_when", "requires", "columns"])
def test_the_rest_may_be_left_out(key: str) -> None:
    table = shipped_table()
    del table[key]
    assert EligibilityRules.from_table(table) != EligibilityRules.shipped()


def test_a_kind_has_its_own_where_it_says_so_and_the_common_rules_else() -> None:
    own = rules(
        kinds={"chat": {}, "feedback": {"preference": PREFERENCE, "retention": KEPT, "plans": ["max"]}}
    )
    assert own.of_kind("chat") == own.base
    feedback = own.of_kind("feedback")
    assert feedback.plans == {"max"}
    assert feedback.preference.fact == "consent"
    assert feedback.retention.on == Retention(months=12)
    assert own.of_kind("voice") == own.of_kind(None) == own.base
    assert own.preferences == ("consent", "training_preference")


def test_a_retention_for_flagged_needs_the_flag() -> None:
    kept = {**KEPT, "flagged": "6 months"}
    bounded = rules(refuse_when=[], requires=[], kinds={"chat": {}, "feedback": {"retention": kept}})
    assert bounded.flags == ("flagged",)
    assert bounded.of_kind("feedback").retention.flagged == Retention(months=6)
    assert bounded.of_kind("chat").retention.flagged.unlimited


@pytest.mark.parametrize(
    ("text", "since", "now", "is_over"),
    [
        pytest.param("30 days", NOW - 30 * DAY, NOW, True, id="days-to-the-moment"),
        pytest.param("30 days", NOW - 30 * DAY + timedelta(microseconds=1), NOW, False, id="days-not-yet"),
        pytest.param("1 day", NOW - DAY, NOW, True, id="one-day"),
        pytest.param("0 days", NOW, NOW, True, id="not-at-all"),
        pytest.param("5 years", NOW.replace(year=2021), NOW, True, id="years-to-the-moment"),
        pytest.param("5 years", NOW.replace(year=2021, second=1), NOW, False, id="years-not-yet"),
        pytest.param(
            "1 month", datetime(2026, 1, 20, 1, tzinfo=UTC), NOW.replace(month=2), False, id="month"
        ),
        pytest.param("11 months", datetime(2025, 12, 20, tzinfo=UTC), NOW, True, id="months-over-new-year"),
        pytest.param("12 months", datetime(2025, 11, 20, tzinfo=UTC), NOW, True, id="twelve-months"),
        pytest.param("unlimited", datetime(1990, 1, 1, tzinfo=UTC), NOW, False, id="unlimited"),
        pytest.param(
            "1 year",
            datetime(2023, 2, 28, 23, tzinfo=UTC),
            datetime(2024, 2, 29, tzinfo=UTC),
            True,
            id="leap-day",
        ),
        pytest.param(
            "1 year",
            datetime(2023, 3, 1, tzinfo=UTC),
            datetime(2024, 2, 29, 9, tzinfo=UTC),
            False,
            id="after-leap",
        ),
        pytest.param(
            "1 month",
            datetime(2026, 2, 28, 12, tzinfo=UTC),
            datetime(2026, 3, 31, tzinfo=UTC),
            True,
            id="short-month",
        ),
    ],
)
def test_a_retention_is_over_to_the_moment(text: str, since: datetime, now: datetime, is_over: bool) -> None:
    assert Retention.parse(text).is_over(since, now) is is_over


@pytest.mark.parametrize(
    "text", ["5", "years", "5 Years", "-1 days", "5 years ", "٥ years", "10000 days", None, ["5 years"]]
)
def test_a_retention_that_is_not_written_so_is_an_error(text: object) -> None:
    with pytest.raises(PolicyError, match="a retention is written '30 days'"):
        Retention.parse(text)


def test_the_longest_retention_is_read() -> None:
    assert Retention.parse("100 years") == Retention(months=1200)


def test_reasons_are_distinct() -> None:
    assert len(set(reasons.BUILT_IN)) == len(reasons.BUILT_IN) == 12


# Rules of an invented company: consent is an opt-in on a contract, in two regions, flagged kept a year.
OTHER_COMPANY = """
start = 2024-01-01T00:00:00+01:00
plans = ["personal", "plus"]
refused_plans = ["company"]
refuse_when = ["temporary_chat"]
refuse_unless = ["adult"]
requires = ["deleted_at", "temporary_chat"]
[preference]
fact = "improve_the_model"
on = ["true"]
off = ["false"]
[retention]
on = "unlimited"
off = "30 days"
flagged = "1 year"
[kinds.chat]
[kinds.voice]
preference = { fact = "voice_consent", on = ["granted"], off = ["withdrawn"] }
retention = { on = "3 months", off = "0 days" }
[regions]
allowed = ["US", "CA"]
refused = ["EU"]
[columns.accounts]
plan = "sku"
"""


@pytest.mark.parametrize(
    ("of_conversation", "of_account", "reason"),
    [
        pytest.param({}, {}, None, id="eligible"),
        pytest.param({"kind": "voice"}, {}, "preference_unknown", id="voice-without-its-consent"),
        pytest.param({"flags": {}}, {}, "temporary_chat", id="perhaps-temporary"),
        pytest.param({}, {"flags": {}}, "not_adult", id="perhaps-no-adult"),
        pytest.param({}, {"region": "NL"}, "region", id="another-region"),
        pytest.param({}, {"plan": Timeline("pro", always=True)}, "plan_not_eligible", id="another-plan"),
        pytest.param(
            {
                "created_at": datetime(2024, 1, 1, tzinfo=UTC),
                "last_active_at": datetime(2024, 1, 1, tzinfo=UTC),
            },
            {},
            None,
            id="old-and-unlimited",
        ),
        pytest.param(
            {
                "created_at": datetime(2024, 1, 1, tzinfo=UTC),
                "last_active_at": datetime(2024, 1, 1, tzinfo=UTC),
                "flags": {"temporary_chat": False, "flagged": True},
            },
            {},
            "expired",
            id="old-and-flagged",
        ),
    ],
)
def test_another_company_can_say_its_rules(
    of_conversation: dict[str, Any], of_account: dict[str, Any], reason: str | None
) -> None:
    others = EligibilityRules.from_table(tomllib.loads(OTHER_COMPANY))
    facts = {
        "plan": Timeline("plus", always=True),
        "preferences": {"improve_the_model": Timeline("true", always=True)},
        "region": "US",
        "flags": {"adult": True},
    }
    owner = AccountFacts("acc_1", **{**facts, **of_account})
    chat = conversation(**{"flags": {"temporary_chat": False}, **of_conversation})
    assert decide(chat, owner, others, NOW).reason == reason
