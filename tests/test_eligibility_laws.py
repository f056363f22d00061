"""Laws of the decision: less permission, or less knowledge, never makes a refused conversation eligible."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from scrub.eligibility import EligibilityRules, decide
from scrub.facts.values import ABSENT, UNREADABLE, AccountFacts, ConversationFacts, Fault, Timeline
from scrub.reasons import AFTER_FLAGS, BEFORE_FLAGS, CONTRADICTORY_FACTS
from tests.eligibility_facts import DAY, NOW, START, shipped_table
from tests.eligibility_oracle import may_be_used

PREFERENCE = "training_preference"
ORDER = (*BEFORE_FLAGS, "incognito", "minor", "flagged", "not_adult", *AFTER_FLAGS)


MOMENTS = st.integers(-900, 3).map(lambda days: NOW + days * DAY) | st.sampled_from([START, NOW, NOW - DAY])
FLAG = st.sampled_from([False, True, None])


def few(facts: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """Draw at most two of the facts, so that many cases are eligible or refused for one reason alone."""
    names = st.sets(st.sampled_from(sorted(facts)), max_size=2)
    return names.flatmap(lambda chosen: st.fixed_dictionaries({name: facts[name] for name in sorted(chosen)}))


@st.composite
def timelines(draw: st.DrawFn, *values: str | None) -> Timeline:
    kind = draw(st.sampled_from(["always", "changes", "changes", "changes", "unknown", "fault"]))
    value = draw(st.sampled_from(values))
    if kind == "fault":
        return Timeline(value, fault=draw(st.sampled_from(Fault)))
    if kind != "changes":
        return Timeline(value, always=kind == "always")
    moments = sorted(draw(st.sets(MOMENTS, min_size=1, max_size=4)))
    changes = tuple((moment, draw(st.sampled_from(values))) for moment in moments)
    return Timeline(changes[-1][1], changes)


def flags(*names: str) -> st.SearchStrategy[dict[str, bool | None]]:
    return st.fixed_dictionaries({}, optional=dict.fromkeys(names, FLAG))


ACCOUNTS = few(
    {
        "account_id": st.just("acc_2"),
        "plan": timelines("pro", "pro", "pro", "team", "plus", None),
        "preferences": st.fixed_dictionaries(
            {}, optional={PREFERENCE: timelines("on", "on", "on", "off", "maybe")}
        ),
        "region": st.sampled_from(["DE", None]),
        "flags": flags("minor", "flagged", "adult"),
        "conflicting": st.booleans(),
    }
).map(
    lambda changed: AccountFacts(
        "acc_1",
        plan=Timeline("pro", always=True),
        preferences={PREFERENCE: Timeline("on", always=True)},
        region="NL",
    )._replace(**changed)
)

CONVERSATIONS = st.tuples(
    st.integers(-500, 0),
    st.integers(0, 90),
    few(
        {
            "kind": st.sampled_from(["feedback", "voice", None]),
            "created_at": st.sampled_from([None, ABSENT, UNREADABLE]) | MOMENTS,
            "last_active_at": st.sampled_from([None, ABSENT, UNREADABLE]) | MOMENTS,
            "deleted_at": st.sampled_from([ABSENT, UNREADABLE, NOW]),
            "activities": st.just(UNREADABLE) | st.lists(MOMENTS, max_size=4).map(tuple),
            "region": st.sampled_from(["NL", "DE"]),
            "flags": flags("incognito", "flagged", "adult"),
            "conflicting": st.booleans(),
        }
    ),
).map(
    lambda drawn: ConversationFacts(
        "acc_1", "chat", NOW + (drawn[0] - drawn[1]) * DAY, NOW + drawn[0] * DAY, None
    )._replace(**drawn[2])
)

TABLES = few(
    {
        "start": MOMENTS,
        "plans": st.sampled_from([["pro"], ["free", "pro"]]),
        "requires": st.lists(
            st.sampled_from(["created_at", "deleted_at", "activities", "incognito"]), unique=True, max_size=2
        ),
        "refuse_unless": st.just(["adult"]),
        "regions": st.sampled_from([{}, {"allowed": ["NL"]}, {"refused": ["DE"]}]),
        "retention": st.fixed_dictionaries(
            {"on": st.sampled_from(["unlimited", "100 days"]), "off": st.sampled_from(["30 days", "9 years"])}
        ),
    },
).map(lambda changed: {**shipped_table(), **changed})


def changed_timeline(timeline: Timeline, draw: st.DrawFn, *bad: str | None) -> Timeline:
    """Make a value worse at some moments, or less known."""
    if timeline.changes and draw(st.booleans()):
        index = draw(st.integers(0, len(timeline.changes) - 1))
        if draw(st.booleans()):
            # What was before is forgotten.
            return timeline._replace(changes=timeline.changes[index:])
        moment, _ = timeline.changes[index]
        changes = (
            *timeline.changes[:index],
            (moment, draw(st.sampled_from(bad))),
            *timeline.changes[index + 1 :],
        )
        return timeline._replace(current=changes[-1][1], changes=changes)
    options = [
        Timeline(None),
        Timeline(timeline.current, fault=Fault.UNREADABLE),
        Timeline(timeline.current, fault=Fault.CONTRADICTORY),
        *(Timeline(value, always=True) for value in bad),
    ]
    if timeline.always:
        options.append(Timeline(timeline.current))
    return draw(st.sampled_from(options))


@st.composite
def worse_accounts(draw: st.DrawFn, account: AccountFacts) -> AccountFacts | None:
    preferences: Mapping[str, Timeline] = {
        name: changed_timeline(timeline, draw, "off", "maybe", None)
        for name, timeline in account.preferences.items()
    }
    worse_flags = [
        {**account.flags, "minor": draw(st.sampled_from([True, None]))},
        {**account.flags, "flagged": True},
        {**account.flags, "adult": draw(st.sampled_from([False, None]))},
    ]
    return draw(
        st.sampled_from(
            [
                None,
                account._replace(account_id="acc_3"),
                account._replace(plan=changed_timeline(account.plan, draw, "team", "plus", None)),
                account._replace(preferences=preferences),
                account._replace(preferences={}),
                account._replace(conflicting=True),
                *(account._replace(flags=worse) for worse in worse_flags),
            ]
        )
    )


@st.composite
def worse_conversations(draw: st.DrawFn, conversation: ConversationFacts) -> ConversationFacts:
    options: list[dict[str, Any]] = [
        {"account_id": None},
        {"account_id": "acc_3"},
        {"kind": None},
        {"kind": "voice"},
        {"deleted_at": draw(st.sampled_from([NOW, NOW - DAY, UNREADABLE]))},
        {"created_at": UNREADABLE},
        {"last_active_at": draw(st.sampled_from([None, ABSENT, UNREADABLE]))},
        {"activities": UNREADABLE},
        {"flags": {**conversation.flags, "incognito": draw(st.sampled_from([True, None]))}},
        {"flags": {**conversation.flags, "flagged": draw(st.sampled_from([True, None]))}},
        {"flags": {**conversation.flags, "adult": draw(st.sampled_from([False, None]))}},
        {"conflicting": True},
    ]
    # A statement that cannot be read is worse than none, so only one that can be is forgotten.
    if isinstance(conversation.activities, tuple):
        options.append({"activities": ABSENT})
    if isinstance(conversation.created_at, datetime):
        options.append({"created_at": draw(st.sampled_from([None, ABSENT]))})
    return conversation._replace(**draw(st.sampled_from(options)))


def worse_tables(table: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    plans, requires = table["plans"], table.get("requires", [])
    changes: list[dict[str, Any]] = [
        {"start": max(table["start"], NOW - DAY)},
        {"plans": plans[:1]},
        {"retention": {"on": "10 days", "off": "1 day"}},
        {"requires": [*{*requires, "deleted_at", "minor"}]},
        {"refuse_when": [*table["refuse_when"], "archived"], "requires": [*requires, "archived"]},
        {"refuse_unless": ["adult"]},
        {"regions": {"allowed": ["NL"], "refused": ["DE"]}},
        {"kinds": {"chat": table["kinds"]["chat"]}},
    ]
    return st.sampled_from(changes).map(lambda change: {**table, **change})


@settings(max_examples=600)
@given(st.data(), CONVERSATIONS, ACCOUNTS, TABLES)
def test_less_permission_or_knowledge_never_turns_refused_into_eligible(
    data: st.DataObject, conversation: ConversationFacts, account: AccountFacts, table: dict[str, Any]
) -> None:
    before = decide(conversation, account, EligibilityRules.from_table(table), NOW)
    # Forgetting one of two facts that cannot both be true takes the contradiction away.
    assume(CONTRADICTORY_FACTS not in before.reasons)
    what = data.draw(st.sampled_from(["conversation", "account", "rules"]))
    event(f"{what}, {min(len(before.reasons), 2)} reasons or more before")
    later: AccountFacts | None = account
    if what == "conversation":
        conversation = data.draw(worse_conversations(conversation))
    elif what == "account":
        later = data.draw(worse_accounts(account))
    else:
        table = data.draw(worse_tables(table))
    after = decide(conversation, later, EligibilityRules.from_table(table), NOW)
    assert before.eligible or not after.eligible


@settings(max_examples=300)
@given(CONVERSATIONS, ACCOUNTS, st.integers(0, 4000))
def test_time_alone_only_takes_away(
    conversation: ConversationFacts, account: AccountFacts, days: int
) -> None:
    rules = EligibilityRules.shipped()
    before = decide(conversation, account, rules, NOW)
    assume(CONTRADICTORY_FACTS not in before.reasons)
    assert before.eligible or not decide(conversation, account, rules, NOW + timedelta(days=days)).eligible


@settings(max_examples=300)
@given(CONVERSATIONS, st.none() | ACCOUNTS, TABLES)
def test_a_verdict_is_eligible_or_has_reasons_in_order(
    conversation: ConversationFacts, account: AccountFacts | None, table: dict[str, Any]
) -> None:
    rules = EligibilityRules.from_table(table)
    verdict = decide(conversation, account, rules, NOW)
    assert verdict.eligible is (verdict.reason is None) is (not verdict.reasons)
    assert list(verdict.reasons) == sorted(set(verdict.reasons), key=ORDER.index)
    assert verdict == decide(conversation, account, rules, NOW)


@settings(max_examples=600)
@given(CONVERSATIONS, st.none() | ACCOUNTS, TABLES)
def test_the_policy_said_another_way_gives_the_same(
    conversation: ConversationFacts, account: AccountFacts | None, table: dict[str, Any]
) -> None:
    rules = EligibilityRules.from_table(table)
    verdict = decide(conversation, account, rules, NOW)
    event("eligible" if verdict.eligible else "refused")
    assert verdict.eligible is may_be_used(conversation, account, rules, NOW)


@given(ACCOUNTS)
def test_without_one_of_the_facts_nothing_is_eligible(account: AccountFacts) -> None:
    rules = EligibilityRules.shipped()
    conversation = ConversationFacts("acc_1", "chat", NOW - 9 * DAY, NOW - DAY, None)
    without: list[tuple[ConversationFacts, AccountFacts]] = [
        (conversation._replace(account_id=None), account),
        (conversation._replace(kind=None), account),
        (conversation._replace(created_at=None), account),
        (conversation._replace(last_active_at=None), account),
        (conversation, account._replace(plan=Timeline(None))),
        (conversation, account._replace(preferences={})),
    ]
    assert [decide(*facts, rules, NOW).eligible for facts in without] == [False] * len(without)
