"""`scrub gate`: every conversation gets a verdict at its place, and nothing else is printed."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from corpora.gold import open_gold
from scrub.cli import app

CHAT = {
    "uuid": "c1",
    "name": "Trip",
    "created_at": "2026-03-01T10:00:00Z",
    "updated_at": "2026-03-01T10:05:00Z",
    "account": {"uuid": "a1"},
    "chat_messages": [{"uuid": "m1", "sender": "human", "text": "canary-4711", "content": []}],
}


def gate(*arguments: str) -> tuple[int, list[dict[str, object]], str]:
    result = CliRunner().invoke(app, ["gate", *arguments])
    return result.exit_code, [json.loads(line) for line in result.stdout.splitlines()], result.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/conversations.json").write_text(
        json.dumps([CHAT, {**CHAT, "uuid": "c2", "account": {"uuid": "a2"}}])
    )
    (tmp_path / "accounts.jsonl").write_text(
        json.dumps(
            {"account_id": "a1", "plan": "pro", "training_preference": "on", "preference_changed_at": None}
        )
    )
    return tmp_path


def test_facts_come_from_the_conversation_where_there_is_no_index(folder: Path) -> None:
    code, lines, err = gate(
        str(folder / "in"), "--accounts", str(folder / "accounts.jsonl"), "--now", "2026-04-01T00:00:00Z"
    )
    assert code == 0
    assert lines == [
        {"file": "conversations.json", "row": 0, "verdict": "eligible", "reason": None},
        {"file": "conversations.json", "row": 1, "verdict": "refused", "reason": "unknown_account"},
    ]
    assert "canary" not in err


def test_the_index_decides_over_what_the_conversation_says(folder: Path) -> None:
    facts = {
        "file": "conversations.json",
        "row": 0,
        "account_id": "a1",
        "kind": "chat",
        "created_at": "2026-03-01T10:00:00Z",
        "last_active_at": "2026-03-01T10:05:00Z",
        "deleted_at": "2026-03-02T00:00:00Z",
    }
    (folder / "index.jsonl").write_text(json.dumps(facts))
    _, lines, _ = gate(
        str(folder / "in"),
        *("--accounts", str(folder / "accounts.jsonl")),
        *("--conversations", str(folder / "index.jsonl")),
        *("--now", "2026-04-01T00:00:00Z"),
        "--all-reasons",
    )
    assert lines[0]["reason"] == "deleted"
    assert lines[0]["reasons"] == ["deleted"]


PLACE = {"file": "conversations.json", "row": 0}
KEPT = {
    "account_id": "a1",
    "kind": "chat",
    "created_at": "2026-03-01T10:00:00Z",
    "last_active_at": "2026-03-01T10:05:00Z",
    "deleted_at": None,
}
DELETED = {**KEPT, "deleted_at": "2026-03-02T00:00:00Z"}


@pytest.mark.parametrize(
    "index, reason",
    [
        pytest.param([{**PLACE, **KEPT}], None, id="by place"),
        pytest.param([{"conversation_id": "c1", **KEPT}], None, id="by id"),
        pytest.param([{**PLACE, **KEPT}, {"conversation_id": "c1", **KEPT}], None, id="the same of both"),
        pytest.param([{"conversation_id": "c1", **DELETED}], "deleted", id="deleted by id"),
        pytest.param(
            [{**PLACE, **KEPT}, {"conversation_id": "c1", **DELETED}],
            "contradictory_facts",
            id="kept and deleted",
        ),
        pytest.param(
            [{**PLACE, **DELETED}, {"conversation_id": "c1", **KEPT}], "deleted", id="deleted and kept"
        ),
        pytest.param(
            [{**PLACE, **KEPT}, {**PLACE, **DELETED}], "contradictory_facts", id="two lines of a place"
        ),
        pytest.param([{**PLACE, **KEPT, "account_id": "a9"}], "unknown_account", id="of another owner"),
        pytest.param([{"conversation_id": "c9", **DELETED}], None, id="of another conversation"),
        pytest.param([{**PLACE, "row": None, **DELETED}], "deleted", id="the whole file"),
        pytest.param([{**PLACE, **KEPT, "account_id": 9.0}], "unknown_account", id="of no id"),
        pytest.param([{**PLACE, **KEPT, "kind": ["chat"]}], "kind_not_eligible", id="of no kind"),
        pytest.param([{**PLACE, "file": "./conversations.json", **DELETED}], "deleted", id="a list of find"),
        pytest.param([{"conversation_id": " c1", **DELETED}], "deleted", id="a space more"),
    ],
)
def test_whatever_the_index_says_of_a_conversation_counts(
    folder: Path, index: list[dict[str, object]], reason: str | None
) -> None:
    (folder / "index.jsonl").write_text("".join(json.dumps(line) + "\n" for line in index))
    code, lines, _ = gate(
        str(folder / "in"),
        *("--accounts", str(folder / "accounts.jsonl")),
        *("--conversations", str(folder / "index.jsonl")),
        *("--now", "2026-04-01T00:00:00Z"),
    )
    assert code == 0
    assert lines[0]["reason"] == reason
    assert lines[1]["reason"] == "unknown_account"


@pytest.mark.parametrize(
    "beside, reason",
    [
        pytest.param(None, None, id="not spoken of"),
        pytest.param(KEPT, None, id="kept"),
        pytest.param(DELETED, "deleted", id="deleted"),
        pytest.param({**KEPT, "account_id": "a2"}, "unknown_account", id="of another"),
    ],
)
def test_a_session_is_refused_where_one_of_its_files_is(
    tmp_path: Path, beside: dict[str, object] | None, reason: str | None
) -> None:
    session = "0f6d7c1e-1111-4222-8333-444455556666"
    event = {"type": "user", "uuid": "u1", "parentUuid": None, "sessionId": session}
    main = tmp_path / f"in/p/{session}.jsonl"
    result = tmp_path / f"in/p/{session}/tool-results/a.txt"
    result.parent.mkdir(parents=True)
    main.write_text(json.dumps({**event, "message": {"role": "user", "content": "hello"}}))
    result.write_text("world")
    index = [{"conversation_id": session, **KEPT, "kind": "coding_session"}]
    if beside is not None:
        index.append({"file": f"p/{session}/tool-results/a.txt", "row": None, **beside})
    (tmp_path / "index.jsonl").write_text("".join(json.dumps(line) + "\n" for line in index))
    facts = {"account_id": "a1", "plan": "pro", "training_preference": "on", "preference_changed_at": None}
    (tmp_path / "accounts.jsonl").write_text(json.dumps(facts))
    code, lines, _ = gate(
        str(tmp_path / "in"),
        *("--accounts", str(tmp_path / "accounts.jsonl")),
        *("--conversations", str(tmp_path / "index.jsonl")),
        *("--now", "2026-04-01T00:00:00Z"),
    )
    assert code == 0
    assert [(line["file"], line["reason"]) for line in lines] == [(f"p/{session}.jsonl", reason)]


UUID = "8f14e45f-ceea-467f-a8d2-0c1d2e3f4a5b"
SPELLED = [
    pytest.param({"file": "ch\u00e4t.json", "row": 0}, "cha\u0308t.json", UUID, id="accents apart"),
    pytest.param({"file": "cha\u0308t.json", "row": 0}, "ch\u00e4t.json", UUID, id="accents together"),
    pytest.param({"conversation_id": UUID.upper()}, "c.json", UUID, id="capitals in the index"),
    pytest.param({"conversation_id": UUID}, "c.json", UUID.upper(), id="capitals in the conversation"),
]


@pytest.mark.parametrize("named, file, uuid", SPELLED)
def test_the_index_counts_however_it_spells_a_name(
    folder: Path, named: dict[str, object], file: str, uuid: str
) -> None:
    (folder / "in/conversations.json").rename(folder / "in" / file)
    (folder / "in" / file).write_text(json.dumps([{**CHAT, "uuid": uuid}]))
    (folder / "index.jsonl").write_text(json.dumps({**named, **DELETED}))
    _, lines, _ = gate(
        str(folder / "in"),
        *("--accounts", str(folder / "accounts.jsonl")),
        *("--conversations", str(folder / "index.jsonl")),
        *("--now", "2026-04-01T00:00:00Z"),
    )
    assert [line["reason"] for line in lines] == ["deleted"]


def test_half_a_character_hides_neither_the_owner_nor_the_id(folder: Path) -> None:
    accounts = (folder / "accounts.jsonl").read_text()
    (folder / "accounts.jsonl").write_text(f"{accounts}\n{accounts.replace('a1', 'a2')}\n")
    message = {**CHAT["chat_messages"][0], "text": "cut \ud83d"}  # type: ignore[index]
    chats = [{**CHAT, "account": {"uuid": "a2"}}, {**CHAT, "uuid": "c2"}]
    (folder / "in/conversations.json").write_text(
        json.dumps([{**each, "chat_messages": [message]} for each in chats])
    )
    index = [{**PLACE, **KEPT}, {**PLACE, "row": 1, **KEPT}, {"conversation_id": "c2", **DELETED}]
    (folder / "index.jsonl").write_text("".join(json.dumps(line) + "\n" for line in index))
    _, lines, _ = gate(
        str(folder / "in"),
        *("--accounts", str(folder / "accounts.jsonl")),
        *("--conversations", str(folder / "index.jsonl")),
        *("--now", "2026-04-01T00:00:00Z"),
    )
    assert [line["reason"] for line in lines] == ["contradictory_facts", "contradictory_facts"]


def test_of_two_files_of_one_name_it_is_not_sure_which_the_index_means(folder: Path) -> None:
    for name in ("a", "b"):
        (folder / name).mkdir()
        (folder / name / "c.json").write_text(json.dumps([CHAT]))
    (folder / "index.jsonl").write_text(json.dumps({"file": "c.json", "row": 0, **KEPT}))
    _, lines, _ = gate(
        *(str(folder / "a"), str(folder / "b")),
        *("--accounts", str(folder / "accounts.jsonl")),
        *("--conversations", str(folder / "index.jsonl")),
        *("--now", "2026-04-01T00:00:00Z"),
    )
    assert [line["reason"] for line in lines] == ["contradictory_facts", "contradictory_facts"]


@pytest.mark.parametrize(
    "arguments, message",
    [
        (["--accounts", "gone.jsonl"], "gone.jsonl"),
        (["--accounts", "accounts.jsonl", "--now", "yesterday"], "--now: "),
        (["--accounts", "accounts.jsonl", "--conversations", "gone.jsonl"], "gone.jsonl"),
        (["--accounts", "accounts.jsonl", "--policy", "no.toml"], "no such policy file"),
    ],
)
def test_bad_input(folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str) -> None:
    monkeypatch.chdir(folder)
    code, lines, err = gate("in", *arguments)
    assert (code, lines) == (2, [])
    assert message in err


def test_every_verdict_of_the_gold_set_comes_out(tmp_path: Path) -> None:
    gold = open_gold(tmp_path)
    _, lines, _ = gate(
        str(gold),
        *("--accounts", str(gold / "accounts.jsonl")),
        *("--conversations", str(gold / "conversations.jsonl")),
        *("--now", "2026-11-20T12:00:00Z"),
    )
    found = {(line["file"], line["row"]): (line["verdict"], line["reason"]) for line in lines}
    expected = {
        (line["file"], line["row"]): (line["expected"], line["reason"])
        for line in map(json.loads, (gold / "conversations.jsonl").read_text(encoding="utf-8").splitlines())
    }
    assert {place: found.get(place) for place in expected} == expected
