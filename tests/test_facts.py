"""Facts come out the same from every kind of file; what is broken or contradictory makes nobody eligible."""

import csv
import json
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from scrub.errors import FormatError
from scrub.facts.accounts import Accounts
from scrub.facts.conversations import Conversations
from scrub.facts.reading import AccountReader, ConversationReader
from scrub.facts.scratch import Scratch
from scrub.facts.values import ABSENT, UNREADABLE, AccountFacts, Fault, Timeline
from scrub.gate import judge, judge_all, verdict_line
from tests.counted import counted
from tests.eligibility_facts import NOW, rules

ON_SINCE = datetime(2025, 9, 28, 9, 14, tzinfo=UTC)

Rows = list[dict[str, Any]]
Writer = Callable[[Path, Rows], Path]


def row(**changed: Any) -> dict[str, Any]:
    account = {
        "account_id": "acc_1",
        "plan": "pro",
        "training_preference": "on",
        "preference_changed_at": "2025-09-28T09:14:00Z",
        "country": "NL",
        "minor": False,
    }
    return {**account, **changed}


def listed(**changed: Any) -> dict[str, Any]:
    conversation = {
        "file": "a.json",
        "row": 0,
        "account_id": "acc_1",
        "kind": "chat",
        "created_at": "2026-02-01T10:00:00Z",
        "last_active_at": "2026-02-01T11:00:00Z",
        "deleted_at": None,
    }
    return {**conversation, **changed}


def write_jsonl(path: Path, rows: Rows) -> Path:
    path = path.with_suffix(".jsonl")
    path.write_text("".join(json.dumps(each) + "\n" for each in rows), encoding="utf-8")
    return path


def write_csv(path: Path, rows: Rows) -> Path:
    path = path.with_suffix(".csv")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows({name: as_text(value) for name, value in each.items()} for each in rows)
    return path


def as_text(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, list | bool) else value


def write_parquet(path: Path, rows: Rows) -> Path:
    import pyarrow
    import pyarrow.parquet

    path = path.with_suffix(".parquet")
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), path)
    return path


def write_sqlite(path: Path, rows: Rows, key: str = "", table: str = "accounts") -> Path:
    path = path.with_suffix(".sqlite")
    names = list(rows[0])
    with closing(sqlite3.connect(path)) as connection:
        declared = ", ".join(f'"{name}"' + (f" {key}" if name == "account_id" else "") for name in names)
        connection.execute(f"CREATE TABLE {table} ({declared})")
        marks = ", ".join("?" * len(names))
        cells = ([as_text(each[name]) for name in names] for each in rows)
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", cells)
        connection.commit()
    return path


def write_indexed(path: Path, rows: Rows) -> Path:
    path = write_sqlite(path, rows, "TEXT")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE INDEX by_id ON accounts (account_id)")
    return path


WRITERS = [
    pytest.param(write_jsonl, id="jsonl"),
    pytest.param(write_csv, id="csv"),
    pytest.param(write_parquet, id="parquet"),
    pytest.param(write_sqlite, id="sqlite"),
    pytest.param(write_indexed, id="sqlite-indexed"),
]


@pytest.mark.parametrize("write", WRITERS)
class TestEveryKindOfFile:
    def test_gives_the_same_facts(self, write: Writer, tmp_path: Path) -> None:
        path = write(tmp_path / "accounts", [row(account_id="acc_0", plan="team"), row()])
        with Accounts(path, rules()) as accounts:
            assert accounts.find("acc_1") == AccountFacts(
                "acc_1",
                plan=Timeline("pro", always=True),
                preferences={"training_preference": Timeline("on", ((ON_SINCE, "on"),))},
                region="NL",
                flags={"minor": False},
            )
            assert accounts.find("acc_2") is None
            assert accounts.find("") is None
            assert set(accounts.find_all({"acc_0", "acc_1", "acc_2"})) == {"acc_0", "acc_1"}

    def test_reads_a_history(self, write: Writer, tmp_path: Path) -> None:
        history = [["2026-01-01T00:00:00Z", "on"], ["2025-10-01T00:00:00Z", "off"]]
        full = row(preference_history=history, preference_changed_at="2026-01-01T00:00:00Z")
        with Accounts(write(tmp_path / "accounts", [full]), rules()) as accounts:
            found = accounts.find("acc_1")
        assert found is not None
        assert found.preferences["training_preference"].changes == (
            (datetime(2025, 10, 1, tzinfo=UTC), "off"),
            (datetime(2026, 1, 1, tzinfo=UTC), "on"),
        )

    def test_believes_neither_of_two_stories(self, write: Writer, tmp_path: Path) -> None:
        path = write(
            tmp_path / "accounts", [row(), row(account_id="acc_2"), row(training_preference="off"), row()]
        )
        with Accounts(path, rules()) as accounts:
            one, other = accounts.find("acc_1"), accounts.find("acc_2")
        assert one is not None and one.conflicting
        assert other is not None and not other.conflicting

    def test_lets_the_same_story_be_told_twice(self, write: Writer, tmp_path: Path) -> None:
        path = write(
            tmp_path / "accounts", [row(), row(preference_changed_at="2025-09-28T11:14:00+02:00"), row()]
        )
        with Accounts(path, rules()) as accounts:
            found = accounts.find("acc_1")
        assert found is not None and not found.conflicting


# An indexed file is not read through, and no conversation can name a row without an id.
@pytest.mark.parametrize("write", WRITERS[:-1])
def test_an_account_without_an_id_is_an_error(write: Writer, tmp_path: Path) -> None:
    path = write(tmp_path / "accounts", [row(), row(account_id=None)])
    with pytest.raises(FormatError, match=rf"{path.name}:\d: an account needs an id"):
        Accounts(path, rules())


def test_an_indexed_database_is_not_copied_and_not_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_indexed(tmp_path / "accounts", [row()])
    before = path.read_bytes()
    monkeypatch.setattr("scrub.facts.accounts.Scratch", None)
    with Accounts(path, rules()) as accounts:
        assert accounts.find("acc_1") is not None
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("key", "ids", "asked", "is_found"),
    [
        pytest.param("INTEGER PRIMARY KEY", [7], "7", True, id="number"),
        pytest.param("INTEGER PRIMARY KEY", [7], "07", False, id="number-written-otherwise"),
        pytest.param("TEXT COLLATE NOCASE PRIMARY KEY", ["acc"], "acc", True, id="no-case"),
        pytest.param("TEXT COLLATE NOCASE PRIMARY KEY", ["acc"], "ACC", False, id="other-case"),
        pytest.param("PRIMARY KEY", [7, "8"], "7", True, id="untyped"),
    ],
)
def test_an_id_is_found_as_it_is_written(
    key: str, ids: list[Any], asked: str, is_found: bool, tmp_path: Path
) -> None:
    path = write_sqlite(tmp_path / "accounts", [row(account_id=each) for each in ids], key)
    with Accounts(path, rules()) as accounts:
        assert (accounts.find(asked) is not None) is is_found


def test_a_number_and_the_same_text_are_one_account_in_an_untyped_column(tmp_path: Path) -> None:
    path = write_sqlite(
        tmp_path / "accounts", [row(account_id=7), row(account_id="7", plan="max")], "PRIMARY KEY"
    )
    with Accounts(path, rules()) as accounts:
        found = accounts.find("7")
    assert found is not None and found.conflicting


@pytest.mark.skipif(os.name != "posix", reason="an open file can be deleted on POSIX only")
def test_what_was_brought_in_has_no_name_and_goes_away_with_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    path = write_jsonl(tmp_path / "accounts", [row(account_id=f"acc_{number}") for number in range(5000)])
    with Accounts(path, rules()) as accounts:
        assert list(place.iterdir()) == []
        assert accounts.find("acc_4999") is not None
    with pytest.raises(FormatError):
        Accounts(tmp_path / "missing.jsonl", rules())
    assert list(place.iterdir()) == []


def test_a_full_disk_is_one_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Small(Scratch):
        def __init__(self) -> None:
            super().__init__()
            self.connection.execute("PRAGMA max_page_count = 4")

    monkeypatch.setattr("scrub.facts.accounts.Scratch", Small)
    path = write_jsonl(tmp_path / "accounts", [row(account_id=f"acc_{number}") for number in range(500)])
    with pytest.raises(FormatError, match="check the space there or set TMPDIR"):
        Accounts(path, rules())


def test_half_a_character_names_nothing(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "both", [{**row(), **listed()}])
    with Accounts(path, rules()) as accounts, Conversations(path, rules()) as conversations:
        assert accounts.find("acc_1\udc80") is None
        assert set(accounts.find_all({"acc_1", "acc_1\udc80"})) == {"acc_1"}
        assert conversations.at("a.json\udc80", 0) is None
        assert conversations.named("\ud800") is None


TIMELINES = [
    pytest.param({}, Timeline("on", ((ON_SINCE, "on"),)), id="changed-once"),
    pytest.param({"preference_changed_at": None}, Timeline("on", always=True), id="changed-never"),
    pytest.param({"training_preference": None}, Timeline(None, ((ON_SINCE, None),)), id="unset"),
    pytest.param({"training_preference": ""}, Timeline(None, ((ON_SINCE, None),)), id="empty"),
    pytest.param({"training_preference": True}, Timeline("true", ((ON_SINCE, "true"),)), id="true"),
    pytest.param({"training_preference": 0}, Timeline("0", ((ON_SINCE, "0"),)), id="zero"),
    pytest.param({"training_preference": ["on"]}, Timeline(None, fault=Fault.UNREADABLE), id="list"),
    pytest.param(
        {"preference_changed_at": "2025-09-28T09:14:00"}, Timeline(None, fault=Fault.UNREADABLE), id="naive"
    ),
    pytest.param({"preference_history": "[[]]"}, Timeline(None, fault=Fault.UNREADABLE), id="no-pair"),
    pytest.param({"preference_history": "on"}, Timeline(None, fault=Fault.UNREADABLE), id="no-json"),
    pytest.param({"preference_history": "{}"}, Timeline(None, fault=Fault.UNREADABLE), id="no-list"),
    pytest.param({"preference_history": "[" * 100_000}, Timeline(None, fault=Fault.UNREADABLE), id="deep"),
    pytest.param({"preference_history": 7}, Timeline(None, fault=Fault.UNREADABLE), id="number"),
    pytest.param(
        {"preference_history": [["2025-09-28T09:14:00", "on"]]},
        Timeline(None, fault=Fault.UNREADABLE),
        id="naive-history",
    ),
    pytest.param(
        {"preference_history": [["2025-09-28T09:14:00Z", {}]]},
        Timeline(None, fault=Fault.UNREADABLE),
        id="strange-value",
    ),
    pytest.param({"preference_history": []}, Timeline("on"), id="empty-history"),
    pytest.param(
        {"preference_history": [{"time": "2025-09-28T09:14:00Z", "value": "on"}]},
        Timeline("on", ((ON_SINCE, "on"),)),
        id="objects",
    ),
    pytest.param(
        {"preference_history": '[{"time": 1759050840, "value": "on"}]'},
        Timeline("on", ((ON_SINCE, "on"),)),
        id="text",
    ),
    pytest.param(
        {"preference_history": [{"time": "2025-09-28T09:14:00Z", "value": "on", "by": "admin"}]},
        Timeline(None, fault=Fault.UNREADABLE),
        id="more-keys",
    ),
    pytest.param(
        {"preference_history": [["2025-09-28T09:14:00Z", "off"]]},
        Timeline(None, fault=Fault.CONTRADICTORY),
        id="ends-otherwise",
    ),
    pytest.param(
        {"preference_history": [["2025-09-28T09:14:00Z", "on"], ["2025-09-28T11:14:00+02:00", "off"]]},
        Timeline(None, fault=Fault.CONTRADICTORY),
        id="two-at-once",
    ),
    pytest.param(
        {"preference_history": [["2025-09-28T09:14:00Z", "on"], ["2025-09-28T11:14:00+02:00", "on"]]},
        Timeline("on", ((ON_SINCE, "on"),)),
        id="the-same-twice",
    ),
    pytest.param(
        {"preference_history": [["2025-09-27T09:14:00Z", "on"]]},
        Timeline(None, fault=Fault.CONTRADICTORY),
        id="changed-at-another-time",
    ),
    pytest.param(
        {"preference_history": [["2025-09-28T09:14:00Z", "on"], ["2025-09-29T09:14:00Z", "on"]]},
        Timeline("on", ((ON_SINCE, "on"), (ON_SINCE + timedelta(days=1), "on"))),
        id="confirmed-later",
    ),
    pytest.param(
        {
            "preference_history": [
                ["2025-09-28T09:14:00Z", "on"],
                ["2025-09-29T09:14:00Z", "off"],
                ["2025-09-30T09:14:00Z", "on"],
            ]
        },
        Timeline(None, fault=Fault.CONTRADICTORY),
        id="changed-last-when-it-was-not",
    ),
    pytest.param(
        {
            "preference_changed_at": "2025-09-27T09:14:00Z",
            "preference_history": [["2025-09-27T09:14:00Z", "off"], ["2025-09-28T09:14:00Z", "on"]],
        },
        Timeline(None, fault=Fault.CONTRADICTORY),
        id="changed-last-when-it-was-turned-off",
    ),
    pytest.param(
        {
            "preference_changed_at": "2025-09-25T09:14:00Z",
            "preference_history": [
                ["2025-09-25T09:14:00Z", "on"],
                ["2025-09-26T09:14:00Z", "off"],
                ["2025-09-27T09:14:00Z", "on"],
                ["2025-09-28T09:14:00Z", "on"],
            ],
        },
        Timeline(None, fault=Fault.CONTRADICTORY),
        id="changed-last-before-it-was-off",
    ),
    pytest.param(
        {"preference_changed_at": None, "preference_history": [["2025-09-28T09:14:00Z", "on"]]},
        Timeline("on", ((ON_SINCE, "on"),)),
        id="one-change-and-null",
    ),
    pytest.param(
        {
            "preference_changed_at": None,
            "preference_history": [["2025-09-27T09:14:00Z", "off"], ["2025-09-28T09:14:00Z", "on"]],
        },
        Timeline(None, fault=Fault.CONTRADICTORY),
        id="changes-and-null",
    ),
]


@pytest.mark.parametrize(
    ("changes", "always"),
    [
        pytest.param(((NOW, "on"), (ON_SINCE, "off")), False, id="out-of-order"),
        pytest.param(((NOW, "on"), (NOW, "off")), False, id="two-at-once"),
        pytest.param(((NOW, "on"),), True, id="changed-and-always-the-same"),
    ],
)
def test_a_timeline_that_cannot_be_is_not_made(changes: Any, always: bool) -> None:
    with pytest.raises(ValueError, match=r"in order of time|always been the same"):
        Timeline("on", changes, always)


def test_a_timeline_tells_every_value_from_one_moment_to_another() -> None:
    day = timedelta(days=1)
    line = Timeline("on", ((ON_SINCE, "off"), (ON_SINCE + day, "maybe"), (ON_SINCE + 2 * day, "on")))
    assert line.values_between(ON_SINCE, ON_SINCE + day) == {"off", "maybe"}
    assert line.values_between(ON_SINCE - day, ON_SINCE) == {None, "off"}
    assert line.values_between(ON_SINCE + day, NOW) == {"maybe", "on"}
    assert line.value_at(ON_SINCE - timedelta(microseconds=1)) is None
    assert Timeline("on", always=True).values_between(ON_SINCE, NOW) == {"on"}


@pytest.mark.parametrize(("changed", "expected"), TIMELINES)
def test_a_preference_and_its_history_are_read(changed: dict[str, Any], expected: Timeline) -> None:
    facts = AccountReader(rules()).read(row(**changed))
    assert facts.preferences["training_preference"] == expected


@pytest.mark.parametrize(
    ("left_out", "added", "expected"),
    [
        pytest.param(["preference_changed_at"], {}, Timeline("on"), id="unknown-since-when"),
        pytest.param(["training_preference", "preference_changed_at"], {}, Timeline(None), id="nothing"),
        pytest.param(
            ["training_preference", "preference_changed_at"],
            {"preference_history": [["2025-09-28T09:14:00Z", "on"]]},
            Timeline("on", ((ON_SINCE, "on"),)),
            id="history-alone",
        ),
    ],
)
def test_what_is_not_stated_is_not_assumed(
    left_out: list[str], added: dict[str, Any], expected: Timeline
) -> None:
    stated = {name: value for name, value in row(**added).items() if name not in left_out}
    assert AccountReader(rules()).read(stated).preferences["training_preference"] == expected


def test_a_plan_has_a_history_too() -> None:
    reader = AccountReader(rules())
    assert reader.read(row(plan_changed_at="2025-09-28T09:14:00Z")).plan == Timeline(
        "pro", ((ON_SINCE, "pro"),)
    )
    assert reader.read(row(plan_history=[["2025-09-28T09:14:00Z", "team"]])).plan.fault is Fault.CONTRADICTORY


FLAGS = [
    pytest.param(True, True, id="true"),
    pytest.param("true", True, id="text-true"),
    pytest.param(1, True, id="one"),
    pytest.param("0", False, id="text-zero"),
    pytest.param("false", False, id="text-false"),
    pytest.param(None, None, id="null"),
    pytest.param("no", None, id="word"),
    pytest.param("True", None, id="other-case"),
    pytest.param(2, None, id="two"),
    pytest.param(0.0, None, id="float"),
    pytest.param([], None, id="list"),
]


@pytest.mark.parametrize(("value", "expected"), FLAGS)
def test_a_flag_is_true_false_or_open(value: object, expected: bool | None) -> None:
    assert AccountReader(rules()).read(row(minor=value)).flags == {"minor": expected}
    assert ConversationReader(rules()).read(listed(incognito=value)).flags == {"incognito": expected}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(None, None, id="null"),
        pytest.param("", None, id="empty"),
        pytest.param(False, None, id="false"),
        pytest.param("false", None, id="text-false"),
        pytest.param(True, UNREADABLE, id="true"),
        pytest.param(0, UNREADABLE, id="zero"),
        pytest.param("2026-05-06 00:00:00", UNREADABLE, id="naive"),
        pytest.param("yes", UNREADABLE, id="word"),
        pytest.param({}, UNREADABLE, id="object"),
        pytest.param(1759050840.0, ON_SINCE, id="moment"),
    ],
)
def test_a_deletion_is_a_moment_or_a_flag(value: object, expected: object) -> None:
    assert ConversationReader(rules()).read(listed(deleted_at=value)).deleted_at == expected


def test_facts_that_are_not_there_are_absent() -> None:
    facts = ConversationReader(rules()).read({"file": "a.json"})
    assert (facts.created_at, facts.last_active_at, facts.deleted_at) == (ABSENT, ABSENT, ABSENT)
    assert (facts.account_id, facts.kind, facts.activities, facts.flags) == (None, None, ABSENT, {})


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(None, ABSENT, id="null"),
        pytest.param([], (), id="empty"),
        pytest.param(["2025-09-28T09:14:00Z"], (ON_SINCE,), id="list"),
        pytest.param('["2025-09-28T09:14:00Z", 1759050840000]', (ON_SINCE, ON_SINCE), id="text"),
        pytest.param(["2025-09-28T09:14:00Z", "2025-09-28T09:14:00"], UNREADABLE, id="one-naive"),
        pytest.param(["2025-09-28T09:14:00Z", None], UNREADABLE, id="one-null"),
        pytest.param("2025-09-28T09:14:00Z", UNREADABLE, id="no-list"),
    ],
)
def test_activities_are_read(value: object, expected: object) -> None:
    assert ConversationReader(rules()).read(listed(activities=value)).activities == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("acc", "acc", id="text"),
        pytest.param(7, "7", id="number"),
        pytest.param("", None, id="empty"),
        # Stated, and nobody: not to be taken from elsewhere.
        pytest.param(True, "", id="bool"),
        pytest.param(7.0, "", id="float"),
        pytest.param({"id": 7}, "", id="object"),
    ],
)
def test_an_owner_is_named_by_text_or_number(value: object, expected: str | None) -> None:
    assert ConversationReader(rules()).read(listed(account_id=value)).account_id == expected


def test_a_policy_names_the_columns(tmp_path: Path) -> None:
    renamed = rules(
        refuse_when=["minor"],
        columns={
            "accounts": {
                "account_id": "owner",
                "plan": "tier",
                "training_preference": "opt",
                "minor": "under_18",
            },
            "conversations": {"account_id": "by", "last_active_at": "updated"},
        },
    )
    account = AccountReader(renamed).read(
        {"owner": "o", "tier": "max", "opt": "on", "under_18": 0, "plan": "team"}
    )
    assert account.plan.current == "max"
    assert account.flags == {"minor": False}
    facts = ConversationReader(renamed).read({"by": "o", "updated": ON_SINCE, "last_active_at": None})
    assert (facts.account_id, facts.last_active_at) == ("o", ON_SINCE)


BROKEN = [
    pytest.param("a.jsonl", b'{"account_id": "a"}\n{"account_id": ', ":2: no JSON object", id="half-a-line"),
    pytest.param(
        "a.jsonl", b'{"account_id": "a", "plan": "team", "plan": "pro"}', ":1: no JSON", id="same-key-twice"
    ),
    pytest.param("a.jsonl", b'{"account_id": "a", "plan": NaN}', ":1: no JSON object", id="nan"),
    pytest.param("a.jsonl", b"[1]\n", ":1: the line is no JSON object", id="list"),
    pytest.param("a.jsonl", b"\n\n\xff\n", ":3: the line is not UTF-8", id="latin"),
    pytest.param("a.jsonl", b"[" * 100_000, ":1: no JSON object", id="deep"),
    pytest.param("a.jsonl", b'{"account_id": "\\ud800"}', ":1: holds a text", id="half-a-character"),
    pytest.param(
        "a.jsonl", b'{"account_id": "a", "plan": 1' + b"0" * 30 + b"}", ":1: holds a text", id="huge"
    ),
    pytest.param("a.jsonl", b'{"plan": "pro"}', ":1: an account needs an id", id="no-id"),
    pytest.param("a.csv", b"", "is empty", id="csv-empty"),
    pytest.param(
        "a.csv", b"account_id,plan\na,pro,team\n", ":2: 3 cells where the header has 2", id="csv-long"
    ),
    pytest.param("a.csv", b"account_id,plan\na\n", ":2: 1 cells where the header has 2", id="csv-short"),
    pytest.param(
        "a.csv", b"account_id,plan,plan\na,pro,team\n", "two columns are called 'plan'", id="csv-twice"
    ),
    pytest.param("a.csv", b'account_id,plan\n"a"b,pro\n', ":2: not well-formed CSV", id="csv-quotes"),
    pytest.param("a.csv", b"account_id,plan\na\xff,pro\n", "not UTF-8", id="csv-latin"),
    pytest.param("a.parquet", b"PAR1", "cannot be read as Parquet", id="parquet-cut"),
    pytest.param("a.sqlite", b"no database at all", "cannot be read as SQLite", id="no-sqlite"),
    pytest.param("a.sqlite", b"", "has no table 'accounts'; it has: none", id="sqlite-empty"),
    pytest.param("a.xlsx", b"", "unknown kind of file; known: .jsonl", id="unknown-kind"),
]


@pytest.mark.parametrize(("name", "content", "says"), BROKEN)
def test_a_broken_file_is_one_clear_error(name: str, content: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(FormatError) as caught:
        Accounts(path, rules())
    assert str(caught.value).startswith(str(path))
    assert says in str(caught.value)


@pytest.mark.parametrize("name", ["none.jsonl", "none.csv", "none.parquet", "none.sqlite"])
def test_a_missing_file_is_one_clear_error(name: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=name):
        Accounts(tmp_path / name, rules())
    with pytest.raises(FormatError, match=name):
        Conversations(tmp_path / name, rules())


def test_an_sqlite_file_with_other_tables_must_have_the_right_one(tmp_path: Path) -> None:
    path = write_sqlite(tmp_path / "facts", [row()], table="people")
    with Accounts(path, rules()) as accounts:
        assert accounts.find("acc_1") is not None
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE pets (name TEXT)")
    with pytest.raises(FormatError, match="has no table 'accounts'; it has: people, pets"):
        Accounts(path, rules())


@pytest.mark.parametrize("key", ["", "TEXT PRIMARY KEY"])
def test_a_column_that_is_worked_out_is_a_fact_too(key: str, tmp_path: Path) -> None:
    path = tmp_path / "accounts.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"CREATE TABLE accounts (account_id {key}, plan AS ('pro'), kept AS ('x') STORED)")
        connection.execute("INSERT INTO accounts VALUES ('acc_1')")
        connection.commit()
    with Accounts(path, rules()) as accounts:
        found = accounts.find("acc_1")
    assert found is not None and found.plan.current == "pro"


def test_no_row_of_a_damaged_database_is_left_out(tmp_path: Path) -> None:
    path = write_sqlite(tmp_path / "accounts", [row(account_id=f"acc_{number}") for number in range(500)])
    data = bytearray(path.read_bytes())
    size = int.from_bytes(data[16:18])
    # https://www.sqlite.org/fileformat.html: the second page is the root, whose cells lead to the others.
    assert (data[size], data[size + 3 : size + 5] > b"\0\1") == (5, True)
    data[size + 3 : size + 5] = b"\0\1"
    path.write_bytes(data)
    with pytest.raises(FormatError, match=r"cannot be read as SQLite \(DatabaseError\)"):
        Accounts(path, rules())


def test_a_table_without_any_fact_is_an_error(tmp_path: Path) -> None:
    path = write_sqlite(tmp_path / "facts", [{"name": "Rex"}])
    with pytest.raises(FormatError, match="has none of the columns account_id, plan"):
        Accounts(path, rules())


def test_parquet_moments_keep_their_zone_or_lack_of_one(tmp_path: Path) -> None:
    import pyarrow
    import pyarrow.parquet

    moments = pyarrow.array([1_759_050_840_000_000_123] * 2)
    aware, naive = pyarrow.timestamp("ns", "Europe/Amsterdam"), pyarrow.timestamp("us")
    table = pyarrow.table(
        {
            "file": ["a.json", "b.json"],
            "created_at": moments.cast(aware),
            "last_active_at": pyarrow.array([1_759_050_840_000_000] * 2).cast(naive),
            "deleted_at": pyarrow.array([None, float("nan")]),
        }
    )
    pyarrow.parquet.write_table(table, tmp_path / "index.parquet")
    with Conversations(tmp_path / "index.parquet", rules()) as conversations:
        first, second = (each.facts for each in conversations)
    assert first.created_at == ON_SINCE
    assert first.last_active_at is UNREADABLE
    assert (first.deleted_at, second.deleted_at) == (None, UNREADABLE)


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("name", ["Minor", " minor", "MINOR", "minor_", "ｍinor"])
def test_a_column_that_is_called_almost_as_a_fact_is_an_error(
    write: Writer, name: str, tmp_path: Path
) -> None:
    """Unread, it would leave open what it says: here, that everyone is a minor."""
    named = {name if key == "minor" else key: True if key == "minor" else cell for key, cell in row().items()}
    with pytest.raises(FormatError, match="a column is called almost 'minor'"):
        Accounts(write(tmp_path / "accounts", [named]), rules())


@pytest.mark.parametrize("name", ["deletedAt", "Deleted_At", "deleted-at", "deleted at"])
def test_a_deletion_under_almost_its_name_is_an_error(name: str, tmp_path: Path) -> None:
    index = [listed(), {**listed(row=1), name: "2026-03-01T00:00:00Z"}]
    with pytest.raises(FormatError, match="a column is called almost 'deleted_at'"):
        Conversations(write_jsonl(tmp_path / "index", index), rules())


# An id and what is not it: to be mistaken would give one person's consent to another.
MISTAKABLE = [
    pytest.param("acc", "ACC", id="case"),
    pytest.param("acc", "acc ", id="space-after"),
    pytest.param("acc", "\tacc", id="tab-before"),
    pytest.param("acc", "acc\x00", id="nul-after"),
    pytest.param("acc", "acc\x00x", id="nul-inside"),
    pytest.param("7", "07", id="zero-before"),
    pytest.param("7", "7.0", id="fraction"),
    pytest.param("7", "+7", id="sign"),
    pytest.param("1e3", "1000", id="exponent"),
    pytest.param("٧", "7", id="arabic-digit"),
    pytest.param("jos\u00e9", "jose\u0301", id="composed"),
    pytest.param("stra\u00dfe", "strasse", id="sharp-s"),
    pytest.param("\u0430cc", "acc", id="cyrillic"),
    pytest.param("acc", "a\u200bcc", id="zero-width"),
    pytest.param("acc", "' OR 1=1 --", id="sql"),
    pytest.param("acc", '"]; DROP TABLE accounts; --', id="json-and-sql"),
    pytest.param("9223372036854775807", "9223372036854775808", id="more-than-64-bits"),
    pytest.param("9007199254740993", "9007199254740992", id="more-than-a-double-holds"),
]


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize(("there", "asked"), MISTAKABLE)
def test_an_id_is_not_mistaken_for_another(write: Writer, there: str, asked: str, tmp_path: Path) -> None:
    path = write(tmp_path / "accounts", [row(account_id=there)])
    with Accounts(path, rules()) as accounts:
        assert accounts.find(there) is not None
        assert accounts.find(asked) is None
        assert set(accounts.find_all({there, asked})) == {there}


@pytest.mark.parametrize("write", WRITERS)
def test_names_of_columns_are_nothing_but_names(write: Writer, tmp_path: Path) -> None:
    plan = 'plan" FROM accounts; DROP TABLE accounts; --'
    named = {plan if key == "plan" else key: cell for key, cell in row().items()}
    table = rules(
        columns={"accounts": {"plan": plan, "training_preference_changed_at": "preference_changed_at"}}
    )
    with Accounts(write_plainly(write, tmp_path / "accounts", named), table) as accounts:
        found = accounts.find("acc_1")
    assert found is not None and found.plan.current == "pro"


def write_plainly(write: Writer, path: Path, named: dict[str, Any]) -> Path:
    """Write a row whose columns have names that the writers for SQLite would have to quote."""
    if write not in (write_sqlite, write_indexed):
        return write(path, [named])
    path = path.with_suffix(".sqlite")
    names = ['"' + name.replace('"', '""') + '"' for name in named]
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"CREATE TABLE accounts ({' TEXT, '.join(names)} TEXT)")
        if write is write_indexed:
            connection.execute("CREATE INDEX by_id ON accounts (account_id)")
        marks = ", ".join("?" * len(names))
        connection.execute(
            f"INSERT INTO accounts VALUES ({marks})", [as_text(each) for each in named.values()]
        )
        connection.commit()
    return path


def test_a_mark_of_byte_order_is_no_part_of_a_name(tmp_path: Path) -> None:
    for path in (write_csv(tmp_path / "a", [row()]), write_jsonl(tmp_path / "b", [row()])):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
        with Accounts(path, rules()) as accounts:
            assert accounts.find("acc_1") is not None


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        pytest.param("account_id", [7.0], id="id-a-float"),
        pytest.param("account_id", [True], id="id-a-flag"),
        pytest.param("account_id", [b"acc_1"], id="id-bytes"),
        pytest.param("account_id", [["acc_1"]], id="id-a-list"),
    ],
)
def test_an_id_of_another_type_in_parquet_is_an_error(name: str, cells: list[Any], tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="an account needs an id"):
        Accounts(write_parquet(tmp_path / "a", [row(**{name: cells[0]})]), rules())


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"plan": ["pro"]}, id="plan-a-list"),
        pytest.param({"plan": b"pro"}, id="plan-bytes"),
        pytest.param({"plan": 1.5}, id="plan-a-float"),
        pytest.param({"training_preference": {"value": "on"}}, id="preference-a-struct"),
        pytest.param({"training_preference": b"on"}, id="preference-bytes"),
        pytest.param({"preference_changed_at": datetime(2025, 10, 1)}, id="naive"),
        pytest.param({"preference_changed_at": datetime(2025, 10, 1).date()}, id="day"),
        pytest.param({"preference_changed_at": True}, id="changed-a-flag"),
        pytest.param({"minor": "no"}, id="flag-a-word"),
        pytest.param({"minor": 0.0}, id="flag-a-float"),
    ],
)
def test_a_fact_of_another_type_in_parquet_refuses(changed: dict[str, Any], tmp_path: Path) -> None:
    shipped = rules()
    path = write_parquet(tmp_path / "accounts", [row(**changed)])
    with (
        Accounts(path, shipped) as accounts,
        Conversations(write_jsonl(tmp_path / "index", [listed()]), shipped) as index,
    ):
        assert [verdict.eligible for _, verdict in judge_all(index, accounts, shipped, NOW)] == [False]


def places(path: Path) -> list[tuple[str, int | None, bool]]:
    with Conversations(path, rules()) as conversations:
        return [(each.file, each.row, each.facts.conflicting) for each in conversations]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            [listed(row=2), listed(row=0), listed(file="b", row=None)],
            [("a.json", 2, False), ("a.json", 0, False), ("b", None, False)],
            id="in-order",
        ),
        pytest.param([listed(), listed()], [("a.json", 0, False)], id="twice-the-same"),
        pytest.param([listed(row="7")], [("a.json", 7, False)], id="row-as-text"),
        pytest.param(
            [listed(), listed(row=1), listed(account_id="acc_2")],
            [("a.json", 0, True), ("a.json", 1, False)],
            id="twice-differently",
        ),
        pytest.param(
            [listed(row=None), listed(row=None, deleted_at="2026-03-01T00:00:00Z")],
            [("a.json", None, True)],
            id="whole-file-twice-differently",
        ),
        pytest.param(
            [listed(row=1), listed(row=None)],
            [("a.json", 1, True), ("a.json", None, True)],
            id="a-file-and-a-record-in-it",
        ),
        pytest.param(
            [{**listed(row=None), "conversation_id": "c"}, {**listed(file=None), "conversation_id": "d"}],
            [("a.json", None, False)],
            id="without-a-place",
        ),
    ],
)
def test_the_index_is_gone_through_once(
    rows: Rows, expected: list[tuple[str, int | None, bool]], tmp_path: Path
) -> None:
    assert places(write_jsonl(tmp_path / "index", rows)) == expected


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        pytest.param({"row": -1}, "'row' must be the number of a record", id="negative"),
        pytest.param({"row": "x"}, "'row' must be the number of a record", id="word"),
        pytest.param({"row": True}, "'row' must be the number of a record", id="bool"),
        pytest.param({"row": 1.0}, "'row' must be the number of a record", id="float"),
        pytest.param({"row": 10**15}, "'row' must be the number of a record", id="huge"),
        pytest.param({"file": ""}, "'file' must be the name of a file", id="no-name"),
        pytest.param({"file": 7}, "'file' must be the name of a file", id="number"),
        pytest.param({"file": None}, "a conversation needs a 'file' or a 'conversation_id'", id="nowhere"),
    ],
)
def test_a_conversation_without_a_place_is_an_error(
    changed: dict[str, Any], says: str, tmp_path: Path
) -> None:
    path = write_jsonl(tmp_path / "index", [listed(), listed(**changed)])
    with pytest.raises(FormatError) as caught:
        Conversations(path, rules())
    assert f":2: {says}" in str(caught.value)


def test_one_conversation_is_found_by_its_place_or_its_id(tmp_path: Path) -> None:
    rows = [
        listed(conversation_id="one"),
        listed(file=None, conversation_id="two", kind="coding_session"),
        listed(row=None, file="b", conversation_id="three"),
        listed(file=None, conversation_id="three", kind="coding_session"),
    ]
    with Conversations(write_jsonl(tmp_path / "index", rows), rules()) as conversations:
        assert conversations.at("a.json", 0) == conversations.named("one")
        assert conversations.at("a.json", 1) is None
        assert conversations.at("a.json", None) is None
        assert conversations.named("four") is None
        session, twice, whole = (
            conversations.named("two"),
            conversations.named("three"),
            conversations.at("b", None),
        )
    assert session is not None and session.kind == "coding_session" and not session.conflicting
    assert twice is not None and twice.conflicting
    assert whole is not None and not whole.conflicting


def lines(tmp_path: Path, accounts: Rows, index: Rows) -> Iterable[dict[str, Any]]:
    shipped = rules()
    with (
        Accounts(write_jsonl(tmp_path / "accounts", accounts), shipped) as owners,
        Conversations(write_jsonl(tmp_path / "index", index), shipped) as conversations,
    ):
        return [
            verdict_line(each, verdict, all_reasons=True)
            for each, verdict in judge_all(conversations, owners, shipped, NOW)
        ]


# One change to a case that is eligible, as it would stand in a file.
BAD_INPUT = [
    pytest.param([row(), row(plan="max")], listed(), "contradictory_facts", id="duplicate-account"),
    pytest.param([row(plan="Pro")], listed(), "plan_not_eligible", id="plan-in-another-case"),
    pytest.param([row(plan="ultra")], listed(), "plan_not_eligible", id="unknown-plan"),
    pytest.param([row(plan=None)], listed(), "plan_not_eligible", id="no-plan"),
    pytest.param([row(training_preference="maybe")], listed(), "preference_unknown", id="maybe"),
    pytest.param([row(minor=None)], listed(), "minor", id="age-open"),
    pytest.param([], listed(), "unknown_account", id="no-accounts"),
    pytest.param([row()], listed(account_id=None), "unknown_account", id="no-owner"),
    pytest.param([row()], listed(account_id=" acc_1"), "unknown_account", id="owner-with-a-space"),
    pytest.param([row()], listed(last_active_at="2026-02-01T11:00:00"), "unreadable_facts", id="naive"),
    pytest.param([row()], listed(last_active_at="yesterday"), "unreadable_facts", id="no-moment"),
    pytest.param(
        [row()], listed(last_active_at="2026-11-20T00:00:00-00:01"), "contradictory_facts", id="zone-ahead"
    ),
    pytest.param(
        [row()], listed(created_at="2026-02-01T13:00:00+01:00"), "contradictory_facts", id="two-zones"
    ),
    pytest.param([row()], listed(deleted_at="2026-01-01T00:00:00Z"), "deleted", id="deleted-before-created"),
    pytest.param([row()], listed(deleted_at=True), "deleted", id="deleted-some-time"),
    pytest.param([row()], listed(kind="Chat"), "kind_not_eligible", id="kind-in-another-case"),
    pytest.param([row()], listed(incognito="perhaps"), "incognito", id="incognito-open"),
]


@pytest.mark.parametrize(("accounts", "conversation", "reason"), BAD_INPUT)
def test_bad_input_is_refused(
    accounts: Rows, conversation: dict[str, Any], reason: str, tmp_path: Path
) -> None:
    assert [line["reason"] for line in lines(tmp_path, accounts, [conversation])] == [reason]


def test_a_verdict_line_has_the_form_that_other_tools_read(tmp_path: Path) -> None:
    index = [
        listed(created_at="2026-02-01T11:00:00+01:00"),
        listed(row=1, deleted_at=True),
        listed(file="b.jsonl", row=None),
    ]
    assert lines(tmp_path, [row()], index) == [
        {"file": "a.json", "row": 0, "verdict": "eligible", "reason": None, "reasons": []},
        {
            "file": "a.json",
            "row": 1,
            "verdict": "refused",
            "reason": "deleted",
            "reasons": ["deleted", "unreadable_facts"],
        },
        {"file": "b.jsonl", "row": None, "verdict": "eligible", "reason": None, "reasons": []},
    ]


def test_many_conversations_are_judged_as_each_is_alone(tmp_path: Path) -> None:
    accounts = [row(account_id=f"acc_{n}", training_preference="on" if n % 3 else "off") for n in range(50)]
    index = [listed(row=n, account_id=f"acc_{n % 60}") for n in range(1300)]
    shipped = rules()
    with (
        Accounts(write_jsonl(tmp_path / "accounts", accounts), shipped) as owners,
        Conversations(write_jsonl(tmp_path / "index", index), shipped) as conversations,
    ):
        judged = list(judge_all(conversations, owners, shipped, NOW))
        assert [each.row for each, _ in judged] == list(range(1300))
        assert [verdict for _, verdict in judged] == [
            judge(each.facts, owners, shipped, NOW) for each in conversations
        ]
    assert {verdict.reason for _, verdict in judged} == {None, "preference_off", "unknown_account"}


def test_no_room_for_facts_is_an_error_of_ours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(FormatError, match="set TMPDIR"):
        Scratch()


@pytest.mark.parametrize("write", [write_jsonl, write_indexed])
@pytest.mark.parametrize(
    ("changed", "is_conflicting"),
    [
        pytest.param([{}] * 300, False, id="the same"),
        pytest.param([{"plan": f"plan {number}"} for number in range(300)], True, id="each another"),
        pytest.param([*[{}] * 299, {"plan": "team"}], True, id="the last another"),
        pytest.param(
            [
                {"preference_changed_at": f"2025-09-28T09:14:00.{'0' * (number % 6 + 1)}Z"}
                for number in range(300)
            ],
            False,
            id="spelled otherwise",
        ),
    ],
)
def test_what_is_said_of_an_account_again_is_not_read_for_each_look_up(
    write: Writer, changed: Rows, is_conflicting: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    read: list[object] = []
    rows = [row(**each) for each in changed]
    with Accounts(write(tmp_path / "accounts", rows), rules()) as accounts:
        monkeypatch.setattr(AccountReader, "read_cells", counted(AccountReader.read_cells, read))
        found = [accounts.find("acc_1") for _ in range(10)]
    assert {each.conflicting for each in found if each} == {is_conflicting}
    assert len(read) <= 20


@pytest.mark.parametrize(
    ("changed", "is_conflicting"),
    [
        pytest.param([{}] * 300, False, id="the same"),
        pytest.param([{"account_id": f"acc_{number}"} for number in range(300)], True, id="each another"),
        pytest.param([*[{}] * 299, {"account_id": "acc_2"}], True, id="the last another"),
    ],
)
@pytest.mark.parametrize("place", ["a.json", None])
def test_what_is_said_of_a_conversation_again_is_not_read_for_each_look_up(
    changed: Rows, is_conflicting: bool, place: str | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    read: list[object] = []
    rows = [
        listed(file=place or f"{number}.json", conversation_id="one", **each)
        for number, each in enumerate(changed)
    ]
    with Conversations(write_jsonl(tmp_path / "index", rows), rules()) as conversations:
        monkeypatch.setattr(ConversationReader, "read_cells", counted(ConversationReader.read_cells, read))
        found = [conversations.named("one") for _ in range(10)]
        assert {each.conflicting for each in found if each} == {is_conflicting}
        assert len(read) <= 20
        placed = [(each.file, each.facts.conflicting) for each in conversations]
    each_alone = [(f"{number}.json", False) for number in range(300)]
    assert placed == (each_alone if place is None else [(place, is_conflicting)])


def test_a_scratch_database_that_is_broken_off_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def kept(*arguments: Any, **options: Any) -> sqlite3.Connection:
        opened.append(connect(*arguments, **options))
        return opened[-1]

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sqlite3, "connect", kept)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("scrub.facts.scratch.shutil.rmtree", interrupted)
        Scratch()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        opened[0].execute("SELECT 1")
