"""A native record says whose it is and when it was; an index is completed by it, never overruled."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from corpora import gold
from scrub.eligibility import decide
from scrub.facts.native import complete, parsed, read_native
from scrub.facts.values import ABSENT, UNREADABLE, ConversationFacts
from scrub.formats.jsonrecord import JsonRecord
from scrub.formats.schema import Schema
from tests.eligibility_facts import ACCOUNT, CONVERSATION, NOW, conversation, rules

TEN = datetime(2026, 3, 1, 10, tzinfo=UTC)
ELEVEN = datetime(2026, 3, 1, 11, tzinfo=UTC)

CLAUDE_AI = {
    "uuid": "c1",
    "created_at": "2026-03-01T10:00:00Z",
    "updated_at": "2026-03-01T12:00:00+01:00",
    "account": {"uuid": "a1"},
}
CHATGPT = {"conversation_id": "g1", "create_time": TEN.timestamp(), "update_time": ELEVEN.timestamp()}
CLAUDE_CODE = [
    {"type": "summary", "summary": "s"},
    {"type": "user", "sessionId": "s1", "timestamp": "2026-03-01T11:00:00Z"},
    {"type": "assistant", "sessionId": "s1", "timestamp": "2026-03-01T10:00:00.000Z"},
]
CODEX = [
    {"timestamp": "2026-03-01T10:00:00Z", "type": "session_meta", "payload": {"id": "x1"}},
    {"timestamp": "2026-03-01T11:00:00Z", "type": "event_msg", "payload": {}},
]


def facts(
    account_id: str | None, kind: str | None, created: Any = TEN, last: Any = ELEVEN
) -> ConversationFacts:
    return ConversationFacts(account_id, kind, created, last, ABSENT)


@pytest.mark.parametrize(
    ("name", "records", "conversation_id", "expected"),
    [
        pytest.param("claude_ai", [CLAUDE_AI], "c1", facts("a1", "chat"), id="claude-ai"),
        pytest.param("chatgpt", [CHATGPT], "g1", facts(None, "chat"), id="chatgpt"),
        pytest.param("claude_code", CLAUDE_CODE, "s1", facts(None, "coding_session"), id="claude-code"),
        pytest.param("codex", CODEX, "x1", facts(None, "coding_session"), id="codex"),
        pytest.param(
            "sqlite",
            [{"table": table, "conversation": "s1", "row": {}} for table in ("session", "message")],
            "s1",
            facts(None, None, ABSENT, ABSENT),
            id="sqlite",
        ),
        pytest.param(
            "sqlite",
            [{"table": "t", "row": {}}],
            None,
            facts(None, None, ABSENT, ABSENT),
            id="sqlite-of-none",
        ),
        pytest.param(
            "plain", [{"created_at": TEN}], None, facts(None, None, ABSENT, ABSENT), id="another-format"
        ),
        pytest.param("claude_ai", [{}], None, facts(None, "chat", ABSENT, ABSENT), id="claude-ai-empty"),
        pytest.param("claude_ai", [], None, facts(None, "chat", ABSENT, ABSENT), id="claude-ai-none"),
        pytest.param(
            "claude_ai", [CLAUDE_AI, CLAUDE_AI], None, facts(None, "chat", ABSENT, ABSENT), id="claude-ai-two"
        ),
        pytest.param(
            "claude_ai",
            [{**CLAUDE_AI, "account": "a1", "updated_at": "2026-03-01T11:00:00"}],
            "c1",
            facts(None, "chat", TEN, UNREADABLE),
            id="claude-ai-strange",
        ),
        pytest.param(
            "claude_code",
            [*CLAUDE_CODE, {"timestamp": "soon"}],
            "s1",
            facts(None, "coding_session", UNREADABLE, UNREADABLE),
            id="claude-code-one-strange-moment",
        ),
        pytest.param("codex", [], None, facts(None, "coding_session", ABSENT, ABSENT), id="codex-none"),
    ],
)
def test_a_conversation_speaks_of_itself(
    name: str, records: list[dict[str, Any]], conversation_id: str | None, expected: ConversationFacts
) -> None:
    native = read_native(name, records)
    assert native.conversation_id == conversation_id
    assert native.facts == expected


def test_lines_of_two_sessions_are_a_contradiction() -> None:
    native = read_native("claude_code", [*CLAUDE_CODE, {"sessionId": "s2"}])
    assert native.conversation_id is None
    assert native.facts.conflicting


def test_the_index_is_completed() -> None:
    listed = ConversationFacts(None, None, None, ABSENT, ABSENT)
    native = read_native("claude_ai", [CLAUDE_AI]).facts
    assert complete(listed, native) == native
    assert complete(None, native) == native


def test_the_index_is_not_overruled() -> None:
    native = facts("acc_1", "coding_session")
    assert complete(CONVERSATION, native) == CONVERSATION


@pytest.mark.parametrize(
    ("listed", "native", "reason"),
    [
        pytest.param({}, {"account_id": "acc_9"}, "contradictory_facts", id="two-owners"),
        pytest.param({}, {"conflicting": True}, "contradictory_facts", id="two-sessions"),
        pytest.param({"conflicting": True}, {}, "contradictory_facts", id="listed-twice"),
        pytest.param({}, {"flags": {"incognito": True}}, "incognito", id="flagged-by-itself"),
        pytest.param(
            {"flags": {"incognito": True}}, {"flags": {"incognito": False}}, "incognito", id="by-the-index"
        ),
        pytest.param({"deleted_at": ABSENT}, {"deleted_at": NOW}, "deleted", id="deleted-by-itself"),
        pytest.param({"deleted_at": NOW}, {}, "deleted", id="deleted-by-the-index"),
        pytest.param({"created_at": UNREADABLE}, {}, "unreadable_facts", id="unreadable-is-not-filled"),
        pytest.param({"created_at": None}, {}, None, id="null-is-filled"),
    ],
)
def test_both_together_are_no_more_permissive(
    listed: dict[str, Any], native: dict[str, Any], reason: str | None
) -> None:
    both = complete(conversation(**listed), conversation(**native))
    assert decide(both, ACCOUNT, rules(), NOW).reason == reason


def test_native_conversations_of_the_gold_set_agree_with_its_index(tmp_path: Path) -> None:
    root = gold.unpack(tmp_path / "gold")
    index = [json.loads(line) for line in (root / gold.CONVERSATIONS).read_text("utf-8").splitlines()]
    checked = 0
    for listed in index:
        name = listed["file"].split("/")[0]
        if name not in ("claude_ai", "claude_code", "codex", "chatgpt"):
            continue
        records = gold.records(root / listed["file"])
        native = read_native(name, records if listed["row"] is None else [records[listed["row"]]])
        assert native.conversation_id is not None, listed["file"]
        assert isinstance(native.facts.last_active_at, datetime), listed["file"]
        assert native.facts.kind == ("coding_session" if name in ("claude_code", "codex") else "chat")
        checked += 1
    assert checked == 38 + 24 + 18 + 9


@pytest.mark.parametrize(
    ("name", "line"),
    [
        pytest.param("claude_ai", '{"account": {"uuid": "a1"}, "account": {"uuid": "a2"}}', id="owner"),
        pytest.param("claude_ai", '{"account": {"uuid": "a1"}, "acc\\u006funt": null}', id="escaped"),
        pytest.param("claude_ai", '{"account": {"uuid": "a1", "uuid": "a2"}}', id="id of the owner"),
        pytest.param("claude_ai", '{"uuid": "c1", "uuid": "c2"}', id="id"),
        pytest.param("chatgpt", '{"id": "g1", "id": "g2"}', id="id of ChatGPT"),
        pytest.param("claude_code", '{"sessionId": "s1", "sessionId": "s2"}', id="session"),
        pytest.param(
            "codex",
            '{"type": "session_meta", "payload": {"id": "x1"}, "payload": {}}',
            id="head of a session",
        ),
    ],
)
def test_a_member_that_says_two_things_is_a_contradiction(name: str, line: str) -> None:
    native = read_native(name, parsed([JsonRecord(0, line.encode(), Schema({}))]))
    facts = complete(CONVERSATION, native.facts)
    assert "contradictory_facts" in decide(facts, ACCOUNT, rules(), NOW).reasons


def test_a_member_that_says_the_same_twice_is_none() -> None:
    line = b'{"uuid": "c1", "uuid": "c1", "account": {"uuid": "a1"}, "account": {"uuid": "a1"}}'
    native = read_native("claude_ai", parsed([JsonRecord(0, line, Schema({}))]))
    assert (native.conversation_id, native.facts.account_id, native.facts.conflicting) == ("c1", "a1", False)


def test_a_moment_that_is_there_twice_cannot_be_read() -> None:
    line = b'{"updated_at": "2026-03-01T10:00:00Z", "updated_at": "2026-03-02T10:00:00Z"}'
    native = read_native("claude_ai", parsed([JsonRecord(0, line, Schema({}))]))
    assert native.facts.last_active_at is UNREADABLE
