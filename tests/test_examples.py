"""The examples: built the same each time, native, rich in every entity type, and free of stored keys."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from examples import build as examples
from recognizers.entities import ENTITY_TYPES, Family, family_of

FOLDER = Path(examples.__file__).parent


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both files, as a newcomer gets them."""
    folder = tmp_path_factory.mktemp("built")
    examples.build(folder)
    return folder


@pytest.fixture(scope="module")
def session(built: Path) -> list[dict[str, Any]]:
    """The records of the coding session."""
    return [json.loads(line) for line in (built / "session.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def chats(built: Path) -> list[dict[str, Any]]:
    """The conversations of the chat export."""
    conversations: list[dict[str, Any]] = json.loads((built / "conversations.json").read_text("utf-8"))
    return conversations


@pytest.fixture(scope="module")
def strings(session: list[dict[str, Any]], chats: list[dict[str, Any]]) -> str:
    """Every decoded string of both files."""
    return "\0".join(_leaves([session, chats]))


def _leaves(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield key
            yield from _leaves(value)
    elif isinstance(node, list):
        for value in node:
            yield from _leaves(value)


def _blocks(session: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    contents = [record["message"]["content"] for record in session if "message" in record]
    return [
        block
        for content in contents
        if isinstance(content, list)
        for block in content
        if block["type"] == kind
    ]


def test_every_build_is_the_same(built: Path, tmp_path: Path) -> None:
    again = examples.build(tmp_path / "new" / "folder")
    assert [path.name for path in again] == list(examples.FILES)
    for path in again:
        assert path.read_bytes() == (built / path.name).read_bytes()


def test_no_mark_is_left(built: Path) -> None:
    for name in examples.FILES:
        assert not re.search(r"[⟦⟧]|\{(?:alnum|hex|digits|base64|pem):", (built / name).read_text("utf-8"))


def test_session_is_native(session: list[dict[str, Any]]) -> None:
    assert len(session) == 27
    assert session[0]["type"] == "summary"
    assert session[0]["leafUuid"] == session[-1]["uuid"]
    parents = [record["parentUuid"] for record in session[1:]]
    assert parents == [None, *(record["uuid"] for record in session[1:-1])]
    assert {record["cwd"] for record in session[1:]} == {"/Users/itavares/src/intake-api"}
    assert {record["gitBranch"] for record in session[1:]} == {"ines/fix-import-after-tomek"}


def test_session_tool_calls_have_their_results(session: list[dict[str, Any]]) -> None:
    calls = [block["id"] for block in _blocks(session, "tool_use")]
    assert len(calls) == 10
    assert [block["tool_use_id"] for block in _blocks(session, "tool_result")] == calls


def test_session_repeats_each_output(session: list[dict[str, Any]]) -> None:
    repeated = 0
    for record in session:
        extra = record.get("toolUseResult", {})
        content = record["message"]["content"][0]["content"] if extra else ""
        if "stdout" in extra:
            assert content == "\n".join(filter(None, (extra["stdout"], extra["stderr"])))
            repeated += 1
        elif "file" in extra:
            lines = extra["file"]["content"].split("\n")
            assert content == "\n".join(f"{number:6d}→{line}" for number, line in enumerate(lines, 1))
            repeated += 1
    assert repeated == 8


def test_session_thoughts_are_signed(session: list[dict[str, Any]]) -> None:
    signatures = [block["signature"] for block in _blocks(session, "thinking")]
    assert len(set(signatures)) == 3
    assert all(re.fullmatch(r"[0-9A-Za-z+/]{64,}", signature) for signature in signatures)


def test_export_is_native(chats: list[dict[str, Any]]) -> None:
    assert len(chats) == 3
    for chat in chats:
        senders = [message["sender"] for message in chat["chat_messages"]]
        assert senders == ["human", "assistant"] * (len(senders) // 2)
        for message in chat["chat_messages"]:
            assert message["content"][0]["text"] == message["text"]
    assert chats[0]["chat_messages"][0]["attachments"][0]["file_name"] == "tenancy_haruka_mori.txt"


def test_every_entity_type_occurs() -> None:
    assert set(examples.markers().redacted) == set(ENTITY_TYPES)
    assert {family_of(name) for name in examples.markers().redacted} == set(Family)


@pytest.mark.parametrize("entity_type", sorted(ENTITY_TYPES))
def test_marked_values_occur(entity_type: str, strings: str) -> None:
    values = examples.markers().redacted[entity_type]
    assert values != ()
    assert [value for value in values if value not in strings] == []


def test_traps_occur(strings: str) -> None:
    kept = examples.markers().kept
    assert len(kept) > 20
    assert [value for value in kept if value not in strings] == []


def test_no_trap_holds_a_marked_value() -> None:
    found = examples.markers()
    values = [value for values in found.redacted.values() for value in values]
    assert [(trap, value) for trap in found.kept for value in values if value in trap] == []


def test_people_come_under_several_forms(strings: str) -> None:
    for forms in (
        ("Tomasz Wierzbicki", "tomek", "Tomek", "twierzbicki", "tomasz.wierzbicki@"),
        ("陈思远", "Chen Siyuan", "Siyuan", "siyuan.chen@"),
        ("Haruka Mori", "森 春香", "tenancy_haruka_mori", "haruka dot mori"),
    ):
        assert [form for form in forms if form not in strings] == []


@pytest.mark.parametrize("name", [*(f"{name}.in" for name in examples.FILES), "secrets.toml", "markers.toml"])
def test_no_key_is_stored(name: str) -> None:
    stored = (FOLDER / name).read_text("utf-8")
    found = examples.markers()
    secrets = {
        value
        for entity_type, values in found.redacted.items()
        if family_of(entity_type) is Family.SECRET
        for value in values
        # Common words: nothing that a scanner knows.
        if not value.startswith("velvet orbit")
    }
    assert len(secrets) > 25
    assert [len(value) for value in secrets if value in stored] == []


def test_an_unknown_name_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("secrets.toml", "markers.toml", "conversations.json.in"):
        (tmp_path / name).write_text((FOLDER / name).read_text("utf-8"), encoding="utf-8")
    (tmp_path / "session.jsonl.in").write_text('{"text": "⟦tpyo⟧"}\n', encoding="utf-8")
    monkeypatch.setattr(examples, "_HERE", tmp_path)
    with pytest.raises(examples.ExampleError, match=r"⟦tpyo⟧, which secrets\.toml does not define"):
        examples.build(tmp_path / "out")


def test_secrets_that_hold_one_another_are_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secrets.toml").write_text('[a]\ntemplate = "⟦b⟧"\n[b]\ntemplate = "⟦a⟧"\n', encoding="utf-8")
    monkeypatch.setattr(examples, "_HERE", tmp_path)
    with pytest.raises(
        examples.ExampleError, match=r"secrets\.toml: a, b: hold unknown names, or one another"
    ):
        examples.build(tmp_path / "out")


def test_command_names_what_it_wrote(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert examples.main([str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines() == [str(tmp_path / name) for name in examples.FILES]


def test_command_reports_a_file_in_the_way(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "taken").write_text("")
    assert examples.main([str(tmp_path / "taken")]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("error: ")
