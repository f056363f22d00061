"""What is particular to coding sessions, databases, notebooks and archives: files that belong together,
branches, values over several lines, rows of a database, conversations mixed in a file."""

import io
import json
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from recognizers.engine import Engine
from recognizers.span import Span
from scrub.errors import FormatError
from scrub.files import find_sources
from scrub.formats import claude_code, cursor, jupyter, otel, recognise, swe_agent
from scrub.formats.format import Format, Head
from scrub.formats.jsonrecord import JsonRecord
from scrub.formats.media import media_marker
from scrub.formats.record import Broken, Gap, Piece, Record
from scrub.policy import Policy
from scrub.redact import ScrubbedFile, joined, scrub_unit
from scrub.scrubber import Scrubber
from scrub.units import Unit, units_of
from tests.native_files import NATIVE_FILES, PAYLOAD

SESSION = "7270024a-618c-4054-9261-35b749cb4000"
ADA = "ada@lindt.example"


@pytest.fixture(scope="module")
def scrubber() -> Scrubber:
    # What is found is not tested here, so one word is found for sure, over line ends too.
    deny = {ADA: "EMAIL_ADDRESS", "over\nlines": "PRIVATE_KEY"}
    return Scrubber(replace(Policy.load(), deny=deny), key=bytes(32), style="placeholder")


def scrubbed_files(scrubber: Scrubber, root: Path) -> Iterator[tuple[ScrubbedFile, bytes]]:
    for unit in units_of(find_sources([str(root)])):
        assert isinstance(unit, Unit)
        for scrubbed in scrub_unit(scrubber, unit):
            yield scrubbed, b"".join(joined(part for part, _ in scrubbed.parts))


def records_of(form: Format, stream: io.BytesIO | io.BufferedReader) -> list[Record]:
    pieces: list[Piece] = list(form.reader(stream, form.schema))
    return [piece for piece in pieces if not isinstance(piece, Gap | Broken)]


@pytest.mark.parametrize(
    "path, group",
    [
        pytest.param(f"p/-home-ada/{SESSION}.jsonl", SESSION, id="session"),
        pytest.param(f"p/-home-ada/{SESSION}/subagents/agent-a1.jsonl", SESSION, id="subagent"),
        pytest.param(
            f"p/-home-ada/{SESSION}/subagents/workflows/w1/agent-a1.jsonl", SESSION, id="subagent-deeper"
        ),
        pytest.param(f"p/-home-ada/{SESSION}/tool-results/toolu_01.txt", SESSION, id="tool-result"),
        pytest.param(f".claude/file-history/{SESSION}/8f01daf@v1", SESSION, id="file-history"),
        pytest.param("p/cc_18.jsonl", "p/cc_18", id="renamed-session"),
        pytest.param("p/cc_18/subagents/agent-01.jsonl", "p/cc_18", id="subagent-of-renamed"),
        pytest.param("subagents/agent-01.jsonl", "subagents/agent-01", id="folder-of-subagents-alone"),
    ],
)
def test_files_of_one_session_belong_together(path: str, group: str) -> None:
    assert claude_code.FORMAT.group_of is not None
    assert claude_code.FORMAT.group_of(PurePosixPath(path)) == PurePosixPath(group)


@pytest.mark.parametrize(
    "name, data, expected",
    [
        pytest.param(
            f"{SESSION}/tool-results/toolu_01.txt", b"key: 1\n", "claude_code_file", id="tool-result"
        ),
        pytest.param(
            f"file-history/{SESSION}/8f01daf@v1", b"import os\n", "claude_code_file", id="file-history"
        ),
        pytest.param("tool-results/toolu_01.txt", b"key: 1\n", "text", id="no-session"),
        pytest.param("notes/toolu_01.txt", b"key: 1\n", "text", id="elsewhere"),
    ],
)
def test_files_beside_a_session_are_texts_of_it(name: str, data: bytes, expected: str) -> None:
    assert recognise(Head(name, data, complete=True)).name == expected


def test_a_value_has_one_stand_in_in_all_files_of_a_session(scrubber: Scrubber, tmp_path: Path) -> None:
    event = {
        "type": "user",
        "uuid": "u1",
        "parentUuid": None,
        "sessionId": SESSION,
        "message": {"content": ADA},
    }
    line = json.dumps(event).encode() + b"\n"
    files = {
        f"projects/-home-ada/{SESSION}.jsonl": line,
        f"projects/-home-ada/{SESSION}/subagents/agent-1.jsonl": line,
        f"projects/-home-ada/{SESSION}/tool-results/toolu_01.txt": f"mail {ADA}\n".encode(),
        f"file-history/{SESSION}/8f01daf@v1": f"to = '{ADA}'\n".encode(),
    }
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    assert len(list(units_of(find_sources([str(tmp_path)])))) == 1
    after = {scrubbed.source.name: data for scrubbed, data in scrubbed_files(scrubber, tmp_path)}
    assert after == {name: data.replace(ADA.encode(), b"<EMAIL_ADDRESS_1>") for name, data in files.items()}


def test_a_patch_is_one_text(scrubber: Scrubber, tmp_path: Path) -> None:
    patch = {
        "oldStart": 1,
        "oldLines": 2,
        "newStart": 1,
        "newLines": 2,
        "lines": ["+key over", "lines", " end"],
    }
    event = {
        "type": "user",
        "uuid": "u1",
        "parentUuid": None,
        "sessionId": "s",
        "toolUseResult": {"structuredPatch": [patch]},
    }
    (tmp_path / "s.jsonl").write_text(json.dumps(event))
    ((_, after),) = scrubbed_files(scrubber, tmp_path)
    assert json.loads(after)["toolUseResult"]["structuredPatch"][0]["lines"] == [
        "+key <PRIVATE_KEY_1>",
        "",
        " end",
    ]


@pytest.mark.parametrize("before", ["", "data:image/png;base64,"], ids=["base64", "url"])
def test_an_image_that_a_command_wrote_becomes_one_of_its_form(before: str) -> None:
    stdout = before + PAYLOAD
    record = JsonRecord(
        0,
        json.dumps({"toolUseResult": {"stdout": stdout, "isImage": True}}).encode(),
        claude_code.FORMAT.schema,
    )
    (segment,) = record.segments()
    assert (segment.text, segment.marker) == (stdout, before + media_marker("image/png"))


def test_ids_that_are_data_of_a_tool_are_searched() -> None:
    event = {
        "sessionId": "s-1",
        "message": {"content": [{"type": "tool_use", "input": {"sessionId": "jane.roe"}}]},
    }
    record = JsonRecord(0, json.dumps(event).encode(), claude_code.FORMAT.schema)
    assert [segment.text for segment in record.segments()] == ["jane.roe"]


def test_all_branches_of_a_conversation_are_redacted(scrubber: Scrubber, tmp_path: Path) -> None:
    _, data = NATIVE_FILES["chatgpt/conversations.json"]
    (tmp_path / "conversations.json").write_bytes(data)
    ((_, after),) = scrubbed_files(scrubber, tmp_path)
    (before,), (conversation,) = json.loads(data), json.loads(after)
    assert conversation["mapping"].keys() == before["mapping"].keys()
    forks = [node for node in conversation["mapping"].values() if len(node["children"]) > 1]
    assert len(forks) == 1
    for child in forks[0]["children"]:
        assert conversation["mapping"][child]["message"]["content"]["parts"][-1] == "I am <EMAIL_ADDRESS_1>"


@pytest.mark.parametrize(
    "folder, names",
    [("claude", ["conversations", "users", "projects"]), ("chatgpt", ["conversations", "user"])],
    ids=["claude_ai", "chatgpt"],
)
def test_an_export_is_read_from_its_archive(
    scrubber: Scrubber, tmp_path: Path, folder: str, names: list[str]
) -> None:
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        for name in names:
            archive.writestr(f"{name}.json", NATIVE_FILES[f"{folder}/{name}.json"][1])
    after = dict(scrubbed_files(scrubber, tmp_path))
    assert {scrubbed.format.name for scrubbed in after} == {"claude_ai" if folder == "claude" else "chatgpt"}
    assert len(after) == len(names)
    assert not any(ADA.encode() in data for data in after.values())


def notebook(source: list[str]) -> bytes:
    return json.dumps({"cells": [{"cell_type": "code", "source": source}], "nbformat": 4}).encode()


def test_a_value_over_two_lines_of_a_cell_is_found_where_it_stands(scrubber: Scrubber) -> None:
    record = JsonRecord(0, notebook(["# key\n", "k = '''over\n", "lines'''\n", "end"]), jupyter.FORMAT.schema)
    scrubbed = scrubber.scrub_conversation([record])
    assert json.loads(scrubbed.records[0].payload)["cells"][0]["source"] == [
        "# key\n",
        "k = '''<PRIVATE_KEY_1>",
        "'''\n",
        "end",
    ]
    found = [(each.pointer, each.start, each.end, each.replacement) for each in scrubbed.records[0].findings]
    assert found == [("/cells/0/source/1", 7, 12, "<PRIVATE_KEY_1>"), ("/cells/0/source/2", 0, 5, "")]
    (plain,) = scrubber.find_conversation([record])
    assert [(each.pointer, each.replacement) for each in plain if not isinstance(each, str)] == [
        ("/cells/0/source/1", None),
        ("/cells/0/source/2", None),
    ]


@pytest.mark.parametrize(
    "output, expected",
    [
        pytest.param(
            {"output_type": "stream", "text": ["over\n", "lines"]},
            {"text": ["<PRIVATE_KEY_1>", ""]},
            id="stream",
        ),
        pytest.param(
            {"data": {"text/plain": ["over\n", "lines\n"]}},
            {"data": {"text/plain": ["<PRIVATE_KEY_1>", "\n"]}},
            id="plain",
        ),
        pytest.param(
            {"data": {"application/json": {"a": ["over\n", "lines"]}}},
            {"data": {"application/json": {"a": ["over\n", "lines"]}}},
            id="json-is-no-text",
        ),
        pytest.param(
            {"traceback": ["over", "lines"]}, {"traceback": ["<PRIVATE_KEY_1>", ""]}, id="traceback"
        ),
    ],
)
def test_outputs_of_a_cell_are_texts_in_lines(
    scrubber: Scrubber, output: dict[str, Any], expected: dict[str, Any]
) -> None:
    cell = {"cell_type": "code", "source": [], "outputs": [output]}
    data = json.dumps({"cells": [cell], "nbformat": 4}).encode()
    scrubbed = scrubber.scrub_conversation([JsonRecord(0, data, jupyter.FORMAT.schema)])
    after = json.loads(scrubbed.records[0].payload)["cells"][0]["outputs"][0]
    assert {name: after[name] for name in expected} == expected


def test_spans_of_one_conversation_are_one_in_any_order(scrubber: Scrubber, tmp_path: Path) -> None:
    def span(conversation: str, text: str) -> dict[str, Any]:
        messages = json.dumps([{"role": "user", "parts": [{"type": "text", "content": text}]}])
        return {"attributes": {"gen_ai.conversation.id": conversation, "gen_ai.input.messages": messages}}

    # In other letters it is known only from the other span of the conversation.
    spans = [span("c1", f"I am {ADA}"), span("c2", "nothing"), span("c1", "write ADA@LINDT.EXAMPLE")]
    (tmp_path / "spans.jsonl").write_text("".join(json.dumps(each) + "\n" for each in spans))
    ((_, after),) = scrubbed_files(scrubber, tmp_path)
    assert b"LINDT" not in after


def test_what_a_trajectory_repeats_is_searched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    said = [{"role": "user", "content": f"message {number} " * 50 + ADA} for number in range(12)]
    steps = [{"action": "ls", "observation": "", "query": said[: number + 1]} for number in range(12)]
    record = JsonRecord(0, json.dumps({"trajectory": steps}).encode(), swe_agent.FORMAT.schema)
    searched: list[str] = []
    original = Engine.find

    def find(self: Engine, text: str, key: str = "") -> list[Span]:
        searched.append(text)
        return original(self, text, key)

    monkeypatch.setattr(Engine, "find", find)
    policy = replace(Policy.load(), deny={ADA: "EMAIL_ADDRESS"})
    payload = Scrubber(policy, key=bytes(32)).scrub_conversation([record]).records[0].payload
    assert sorted(text for text in searched if "message" in text) == sorted(each["content"] for each in said)
    assert ADA.encode() not in payload


@pytest.mark.parametrize(
    "span, expected",
    [
        pytest.param(
            {"attributes": {"gen_ai.conversation.id": "c1"}, "trace_id": "t1"}, "c1", id="conversation"
        ),
        pytest.param({"attributes": {}, "trace_id": "t1"}, "t1", id="trace"),
        pytest.param({"context": {"trace_id": "t1"}}, "t1", id="trace-of-the-exporter"),
        pytest.param({"resourceSpans": []}, "", id="batch"),
        pytest.param([], "", id="no-span"),
    ],
)
def test_a_span_belongs_to_its_conversation(span: Any, expected: str) -> None:
    assert otel.FORMAT.conversation_of is not None
    assert (
        otel.FORMAT.conversation_of(JsonRecord(0, json.dumps(span).encode(), otel.FORMAT.schema)) == expected
    )


BUBBLE: dict[str, Any] = {
    "bubbleId": "b1-b1",
    "type": 1,
    "text": f"I am {ADA}",
    "richText": json.dumps({"root": {"text": ADA}}),
    "createdAt": "2026-03-01T10:00:02.000Z",
    "workspaceUris": [f"file:///home/{ADA}"],
    "modelInfo": {"modelName": "gpt-5"},
    "toolFormerData": {
        "name": "run_terminal_cmd",
        "status": "completed",
        "params": json.dumps({"command": f"mail {ADA}"}),
        "result": json.dumps({"output": ADA}),
    },
    "thinking": {"text": ADA, "signature": PAYLOAD},
    "tokenCount": {"inputTokens": 1234567, "outputTokens": 1},
}
ROWS: list[tuple[str, str, Any]] = [
    (
        "cursorDiskKV",
        "composerData:chat-0001",
        json.dumps({"composerId": "chat-0001", "name": f"Mail of {ADA}"}),
    ),
    ("cursorDiskKV", "bubbleId:chat-0001:b1-b1", json.dumps(BUBBLE).encode()),
    ("cursorDiskKV", "bubbleId:chat-0002:b2-b2", json.dumps({"text": ADA}, indent=1)),
    ("cursorDiskKV", "agentKv:blob:00", b"\xff\xfe" + ADA.encode()),
    ("cursorDiskKV", "empty", None),
    ("ItemTable", "cursorAuth/accessToken", f"token of {ADA}"),
    ("ItemTable", "cursorAuth/cachedEmail", ADA),
    ("ItemTable", f"history.entries/{ADA}", f"not JSON of {ADA}"),
    ("ItemTable", "launches", 7),
]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "state.vscdb"
    with closing(sqlite3.connect(path)) as connection, connection:
        for table in ("cursorDiskKV", "ItemTable"):
            connection.execute(f"CREATE TABLE {table} (key TEXT UNIQUE ON CONFLICT REPLACE, value BLOB)")
        for table, key, value in ROWS:
            connection.execute(f"INSERT INTO {table} VALUES (?, ?)", (key, value))
    return path


def test_cursor_rows_become_lines(scrubber: Scrubber, database: Path, tmp_path: Path) -> None:
    before = database.read_bytes()
    ((scrubbed, after),) = scrubbed_files(scrubber, tmp_path)
    assert (scrubbed.format.name, scrubbed.output_name) == ("cursor", "state.jsonl")
    lines = [json.loads(line) for line in after.splitlines()]
    assert [line["table"] for line in lines] == [table for table, _, _ in ROWS]
    assert ADA.encode() not in after and PAYLOAD.encode() not in after
    assert lines[1]["value"] == {
        **BUBBLE,
        "text": "I am <EMAIL_ADDRESS_1>",
        "richText": '{"root": {"text": "<EMAIL_ADDRESS_1>"}}',
        "workspaceUris": ["file:///home/<EMAIL_ADDRESS_1>"],
        "toolFormerData": {
            **BUBBLE["toolFormerData"],
            "params": '{"command": "mail <EMAIL_ADDRESS_1>"}',
            "result": '{"output": "<EMAIL_ADDRESS_1>"}',
        },
        "thinking": {"text": "<EMAIL_ADDRESS_1>", "signature": ""},
    }
    assert [line for line in lines if line.get("type") == "base64"] == [
        {"table": "cursorDiskKV", "key": "agentKv:blob:00", "type": "base64", "data": ""},
        {"table": "ItemTable", "key": "cursorAuth/accessToken", "type": "base64", "data": ""},
        {"table": "ItemTable", "key": "cursorAuth/cachedEmail", "type": "base64", "data": ""},
    ]
    assert lines[4] == {"table": "cursorDiskKV", "key": "empty", "value": None}
    assert lines[8] == {"table": "ItemTable", "key": "launches", "value": 7}
    assert database.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"state.vscdb"}


def test_cursor_rows_belong_to_their_chat(database: Path) -> None:
    assert cursor.FORMAT.conversation_of is not None
    with database.open("rb") as stream:
        chats = [cursor.FORMAT.conversation_of(record) for record in records_of(cursor.FORMAT, stream)]
    assert chats[:3] == ["chat-0001", "chat-0001", "chat-0002"]
    assert set(chats[4:]) == {""}


def test_cursor_rows_that_are_still_in_the_log_are_read(database: Path) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(
            "INSERT INTO cursorDiskKV VALUES ('bubbleId:chat-0003:b3', '{\"text\": \"late\"}')"
        )
        before = database.read_bytes()
        with database.open("rb") as stream:
            found = b"".join(record.data for record in records_of(cursor.FORMAT, stream))
        assert b'"text": "late"' in found
        assert database.read_bytes() == before


def test_cursor_rows_that_a_broken_off_change_took_away_are_read(database: Path, tmp_path: Path) -> None:
    crashed = tmp_path / "crashed" / "state.vscdb"
    crashed.parent.mkdir()
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        # So small a cache is written to the file before the change is complete.
        for statement in ("PRAGMA cache_size = 1", "BEGIN", "DELETE FROM cursorDiskKV"):
            connection.execute(statement)
        many = [(f"composerData:chat-{number:04}", ADA * 20) for number in range(200)]
        connection.executemany("INSERT INTO cursorDiskKV VALUES (?, ?)", many)
        for end in ("", "-journal"):
            shutil.copyfile(f"{database}{end}", f"{crashed}{end}")
    before = crashed.read_bytes()
    with crashed.open("rb") as stream:
        assert len(records_of(cursor.FORMAT, stream)) == len(ROWS)
    assert crashed.read_bytes() == before
    assert crashed.with_name("state.vscdb-journal").exists()


def test_a_database_is_read_from_a_stream(database: Path) -> None:
    assert len(records_of(cursor.FORMAT, io.BytesIO(database.read_bytes()))) == len(ROWS)


@pytest.mark.parametrize(
    "data, message",
    [
        pytest.param(
            b"SQLite format 3\0" + bytes(2000), "cannot be read as an SQLite database", id="damaged"
        ),
        pytest.param(b"", "holds no rows", id="empty"),
    ],
)
def test_a_database_that_is_none_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        records_of(cursor.FORMAT, io.BytesIO(data))


def test_no_row_of_a_damaged_database_is_left_out(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        many = [(f"bubbleId:chat-0001:{number}", ADA * 20) for number in range(200)]
        connection.executemany("INSERT INTO cursorDiskKV VALUES (?, ?)", many)
    data = bytearray(database.read_bytes())
    size = int.from_bytes(data[16:18])
    # https://www.sqlite.org/fileformat.html: the second page is the root, whose cells lead to the others.
    assert (data[size], data[size + 3 : size + 5] > b"\0\1") == (5, True)
    data[size + 3 : size + 5] = b"\0\1"
    with pytest.raises(FormatError, match="cannot be read as an SQLite database"):
        records_of(cursor.FORMAT, io.BytesIO(data))


def test_a_damaged_database_with_a_log_beside_it_is_refused(database: Path) -> None:
    data = bytearray(database.read_bytes())
    data[16:] = bytes(len(data) - 16)
    database.write_bytes(data)
    database.with_name("state.vscdb-wal").write_bytes(b"\x37\x7f\x06\x82" + bytes(200))
    with (
        database.open("rb") as stream,
        pytest.raises(FormatError, match="cannot be read as an SQLite database"),
    ):
        records_of(cursor.FORMAT, stream)
