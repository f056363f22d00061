"""Any SQLite database: every row of every table is read, whatever it holds, and nothing in it is run."""

import base64
import gzip
import io
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import zstandard

from scrub.errors import FormatError
from scrub.files import find_sources
from scrub.formats import recognise, sqlite
from scrub.formats.format import UNLIMITED, Head
from scrub.formats.record import Broken, Gap, Record
from scrub.policy import Policy
from scrub.redact import joined, scrub_unit
from scrub.scrubber import Scrubber
from scrub.units import Unit, units_of

ADA = "ada@lindt.example"
# As OpenCode makes them, less what is of no account here:
# https://github.com/sst/opencode/blob/dev/packages/opencode/src/session/session.sql.ts
OPENCODE = (
    "CREATE TABLE project (id text PRIMARY KEY, worktree text)",
    "CREATE TABLE session (id text PRIMARY KEY, project_id text, title text, directory text)",
    "CREATE TABLE message (id text PRIMARY KEY, session_id text, time_created integer, data text)",
    "CREATE TABLE part (id text PRIMARY KEY, message_id text, session_id text, data text)",
)

ENDLESS = "WITH RECURSIVE n(a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM n) SELECT * FROM n"


def made(path: Path, statements: Sequence[str], rows: Sequence[tuple[str, Sequence[Any]]] = ()) -> bytes:
    """Write a database, and return its bytes."""
    with closing(sqlite3.connect(path)) as database, database:
        for statement in statements:
            database.execute(statement)
        for table, row in rows:
            database.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
    return path.read_bytes()


def records(data: bytes, largest: int = UNLIMITED) -> Iterator[Record | Broken]:
    for piece in sqlite.FORMAT.reader(io.BytesIO(data), sqlite.FORMAT.schema, largest):
        if not isinstance(piece, Gap):
            yield piece


def lines(data: bytes) -> list[Any]:
    return [json.loads(record.data) for record in records(data) if not isinstance(record, Broken)]


def cell(tmp_path: Path, value: Any) -> Any:
    return lines(made(tmp_path / "a.db", ["CREATE TABLE t (a)"], [("t", [value])]))[0]["row"]["a"]


@pytest.fixture
def sessions(tmp_path: Path) -> bytes:
    part = {"type": "text", "text": f"I am {ADA}"}
    rows = [
        ("project", ["p1", "/home/ada"]),
        ("session", ["ses_1", "p1", "Greeting", "/home/ada"]),
        ("message", ["msg_1", "ses_1", 1764000000000, json.dumps({"role": "user"})]),
        ("part", ["prt_1", "msg_1", "ses_1", json.dumps(part)]),
    ]
    return made(tmp_path / "opencode.db", OPENCODE, rows)


def test_sessions_of_an_agent_come_out_as_lines(sessions: bytes, tmp_path: Path) -> None:
    scrubber = Scrubber(
        replace(Policy.load(), names=None, deny={ADA: "EMAIL_ADDRESS"}), key=bytes(32), style="placeholder"
    )
    (unit,) = units_of(find_sources([str(tmp_path)]))
    assert isinstance(unit, Unit)
    (scrubbed,) = scrub_unit(scrubber, unit)
    written = b"".join(joined(part for part, _ in scrubbed.parts))
    assert (scrubbed.format.name, scrubbed.output_name) == ("sqlite", "opencode.jsonl")
    assert [json.loads(line)["table"] for line in written.splitlines()] == [
        "project",
        "session",
        "message",
        "part",
    ]
    assert json.loads(written.splitlines()[3]) == {
        "table": "part",
        "conversation": "ses_1",
        "row": {
            "id": "prt_1",
            "message_id": "msg_1",
            "session_id": "ses_1",
            "data": {"type": "text", "text": "I am <EMAIL_ADDRESS_1>"},
        },
    }
    assert (tmp_path / "opencode.db").read_bytes() == sessions


def test_rows_of_a_session_are_one_conversation(sessions: bytes) -> None:
    assert sqlite.FORMAT.conversation_of is not None
    owners = [
        sqlite.FORMAT.conversation_of(record)
        for record in records(sessions)
        if not isinstance(record, Broken)
    ]
    assert owners == ["", "ses_1", "ses_1", "ses_1"]


@pytest.mark.parametrize(
    ("statement", "row", "owner"),
    [
        pytest.param("sessions (id, name)", ["s1", "x"], "s1", id="Goose"),
        pytest.param("threads (id, data_type, data)", ["t1", "zstd", b""], "t1", id="Zed"),
        pytest.param("messages (id integer primary key, session_id)", [1, "s1"], "s1", id="of a session"),
        pytest.param("m (id, sessionId, chatId)", [1, 7, "c"], "7", id="a number"),
        pytest.param("m (id, chat_id)", [1, 'c"\\ü'], 'c"\\ü', id="signs"),
        pytest.param('"a""b" (id, chat_id)', [1, "c"], "c", id="signs in the table"),
        pytest.param("m (id, chat_id)", [1, None], "", id="of none"),
        pytest.param("m (id, conversation)", [1, "c"], "", id="another column"),
        pytest.param("m (conversation)", ['{"table":"m","conversation":"c","row":1}'], "", id="in a cell"),
    ],
)
def test_the_conversation_of_a_row(tmp_path: Path, statement: str, row: list[Any], owner: str) -> None:
    table = statement.partition(" (")[0]
    (record,) = records(made(tmp_path / "a.db", [f"CREATE TABLE {statement}"], [(table, row)]))
    assert not isinstance(record, Broken) and sqlite.FORMAT.conversation_of is not None
    assert sqlite.FORMAT.conversation_of(record) == owner


@pytest.mark.parametrize(
    ("value", "written"),
    [
        pytest.param(None, None, id="null"),
        pytest.param(2**63 - 1, 2**63 - 1, id="largest number"),
        pytest.param(-(2**63), -(2**63), id="smallest number"),
        pytest.param(1.5, 1.5, id="fraction"),
        pytest.param(float("inf"), "inf", id="infinity"),
        pytest.param("0017", "0017", id="digits"),
        pytest.param('{"a": [1, "ü"]}', {"a": [1, "ü"]}, id="an object"),
        pytest.param('{"a": 1', '{"a": 1', id="half an object"),
        pytest.param('{\n"a": 1}', '{\n"a": 1}', id="an object of two lines"),
        pytest.param(f"of {ADA}".encode(), f"of {ADA}", id="text as bytes"),
        pytest.param(zstandard.compress(f"of {ADA}".encode()), f"of {ADA}", id="zstd"),
        pytest.param(gzip.compress(b'{"a": 1}'), {"a": 1}, id="gzip"),
        pytest.param(b"\xff\xfe\xfd", {"type": "base64", "data": "//79"}, id="bytes"),
        pytest.param(b"A\0d\0", {"type": "base64", "data": "QQBkAA=="}, id="UTF-16"),
        pytest.param(b"\x1f\x8b\x08\xff", {"type": "base64", "data": "H4sI/w=="}, id="broken gzip"),
    ],
)
def test_a_cell_is_written(tmp_path: Path, value: Any, written: Any) -> None:
    assert cell(tmp_path, value) == written


def test_a_cell_that_unpacks_to_too_much_is_a_payload(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "_MOST_UNPACKED", 1000)
    packed = zstandard.compress(b"x" * 2000)
    assert cell(tmp_path, packed) == {"type": "base64", "data": base64.b64encode(packed).decode()}


def test_a_text_that_is_no_utf_8_is_bytes(tmp_path: Path) -> None:
    data = made(tmp_path / "a.db", ["CREATE TABLE t (a)", "INSERT INTO t VALUES (CAST(x'ff41' AS TEXT))"])
    assert lines(data)[0]["row"]["a"] == {"type": "base64", "data": "/0E="}


def test_a_table_without_numbers_of_rows_is_read(tmp_path: Path) -> None:
    statement = "CREATE TABLE t (a TEXT PRIMARY KEY, b) WITHOUT ROWID"
    data = made(tmp_path / "a.db", [statement], [("t", ["z", 1]), ("t", ["y", 2])])
    assert [line["row"] for line in lines(data)] == [{"a": "y", "b": 2}, {"a": "z", "b": 1}]


def test_what_is_worked_out_is_read_too(tmp_path: Path) -> None:
    data = made(tmp_path / "a.db", ["CREATE TABLE t (a, b AS (a || '!'))", "INSERT INTO t (a) VALUES ('x')"])
    assert [line["row"] for line in lines(data)] == [{"a": "x", "b": "x!"}]


def test_a_row_over_the_limit_is_withheld_and_the_rest_is_read(tmp_path: Path) -> None:
    bomb = zstandard.compress(b"x" * 10_000_000)
    rows = [("t", ["a"]), ("t", ["b" * 5000]), ("t", [bomb]), ("t", ["c"])]
    found = list(records(made(tmp_path / "a.db", ["CREATE TABLE t (a)"], rows), 1000))
    assert [isinstance(record, Broken) for record in found] == [False, True, True, False]
    assert [record.row for record in found] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    "statements",
    [
        pytest.param([], id="no table"),
        pytest.param(["CREATE TABLE t (a)"], id="no row"),
        pytest.param([f"CREATE VIEW v AS {ENDLESS}"], id="an endless view"),
    ],
)
def test_a_database_without_rows_is_refused(tmp_path: Path, statements: list[str]) -> None:
    with pytest.raises(FormatError, match="without rows"):
        lines(made(tmp_path / "a.db", ["PRAGMA user_version = 1", *statements]))


@pytest.mark.parametrize("module", ["fts5(a)", "fts4(a)", "\n fts3(a)"])
def test_a_full_text_search_is_read_where_it_keeps_its_rows(tmp_path: Path, module: str) -> None:
    try:
        data = made(tmp_path / "a.db", [f"CREATE VIRTUAL TABLE f USING {module}"], [("f", [ADA])])
    except sqlite3.OperationalError as error:
        if "no such module" not in str(error):
            raise
        pytest.skip("this SQLite has no full-text search")
    assert [line["table"] for line in lines(data)] == ["f_content"]
    assert ADA in lines(data)[0]["row"].values()


def test_a_database_of_tables_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "_MOST_TABLES", 3)
    statements = [f"CREATE TABLE t{number} (a)" for number in range(4)]
    assert lines(made(tmp_path / "a.db", statements[:3], [("t0", ["x"])]))
    with pytest.raises(FormatError, match="holds over 3 tables"):
        lines(made(tmp_path / "c.db", statements, [("t0", ["x"])]))


def test_a_table_that_is_called_like_an_index_is_read(tmp_path: Path) -> None:
    statements = ["CREATE TABLE f (a)", "CREATE TABLE f_data (a)"]
    data = made(tmp_path / "a.db", statements, [("f", ["x"]), ("f_data", ["y"])])
    assert [line["table"] for line in lines(data)] == ["f", "f_data"]


def test_no_row_of_a_damaged_table_is_left_out(tmp_path: Path) -> None:
    rows = [("t", [ADA * 20]) for _ in range(400)]
    data = bytearray(made(tmp_path / "a.db", ["CREATE TABLE t (a)"], rows))
    size = int.from_bytes(data[16:18])
    # https://www.sqlite.org/fileformat.html: the second page is the root, whose cells lead to the others.
    assert (data[size], data[size + 3 : size + 5] > b"\0\1") == (5, True)
    data[size + 3 : size + 5] = b"\0\1"
    with pytest.raises(FormatError, match="cannot be read as an SQLite database"):
        lines(bytes(data))


def test_rows_that_are_still_in_the_log_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    made(path, ["CREATE TABLE t (a)"], [("t", ["early"])])
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("INSERT INTO t VALUES ('late')")
        with path.open("rb") as stream:
            found = [
                piece
                for piece in sqlite.FORMAT.reader(stream, sqlite.FORMAT.schema)
                if not isinstance(piece, Gap)
            ]
    assert [json.loads(record.data)["row"]["a"] for record in found if not isinstance(record, Broken)] == [
        "early",
        "late",
    ]


def test_cursors_own_database_stays_cursors(tmp_path: Path) -> None:
    data = made(tmp_path / "a.db", ["CREATE TABLE cursorDiskKV (key, value)"])
    assert recognise(Head("a.db", data, True)).name == "cursor"
    assert recognise(Head("a.db", made(tmp_path / "b.db", ["CREATE TABLE t (a)"]), True)).name == "sqlite"
