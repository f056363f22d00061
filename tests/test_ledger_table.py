"""The ledger as a table says what the ledger says, row by row, and shows when a row was changed."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from scrub.ledger import LedgerError, read_lines
from scrub.ledger_table import read_table
from tests.run_folder import KEY, NOW, OTHER, OWN, account, chat, invoke

CANARIES = (
    OWN,
    OTHER,
    "canary-4711",
    "Mara Okafor",
    "owner-yes",
    "owner-no",
    "chat-",
    "Trip",
    "maple-street",
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run with something written, refused, withheld and taken out, of people with telling names."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "in").mkdir()
    chats = [
        chat(1, "owner-yes", f"mail {OWN}, canary-4711"),
        chat(2, "owner-no", f"canary-4711 {OTHER}"),
        chat(3, "owner-yes", "I am Mara Okafor, canary-4711", name=f"for {OWN}"),
    ]
    (folder / "in" / f"{OWN}.json").write_text(json.dumps(chats), encoding="utf-8")
    (folder / "in/broken.jsonl").write_text(f'{{"a": "canary-4711 {OWN}"}}\n{{"canary-4711', encoding="utf-8")
    (folder / "in/half\udc80.txt").write_text("canary-4711", encoding="utf-8")
    owners = [json.loads(account("owner-yes")), json.loads(account("owner-no", "off"))]
    lines = (json.dumps({**each, "country": f"maple-street, {OWN}"}) + "\n" for each in owners)
    (folder / "accounts.jsonl").write_text("".join(lines), encoding="utf-8")
    listed = {"conversation_id": "chat-1", "region": f"maple-street, {OWN}"}
    (folder / "index.jsonl").write_text(json.dumps(listed), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCRUB_KEY", KEY)
        patch.chdir(folder)
        facts = ("--accounts", "accounts.jsonl", "--conversations", "index.jsonl", "--now", NOW)
        assert invoke("run", "in", "-o", "out", *facts, "--workers", "0").code == 0
        assert invoke("forget", "out", "--conversation", "chat-3").code == 0
        ran = invoke("ledger", "out", "-o", "ledger.parquet")
        assert (ran.code, ran.out) == (0, "")
    return folder


@pytest.fixture
def folder(made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SCRUB_KEY", KEY)
    monkeypatch.chdir(made)
    return made


def test_the_table_is_the_ledger(folder: Path) -> None:
    lines = [line for _, line in read_lines(folder / "out/ledger.jsonl")]
    assert list(read_table(folder / "ledger.parquet")) == lines
    table = pq.read_table(folder / "ledger.parquet")
    verdicts = table["verdict"].to_pylist()
    assert sorted(verdicts) == ["forgotten", *["refused"] * 4, "written", "written"]
    assert pc.sum(table["written"]).as_py() == 2


def test_no_word_and_no_value_is_in_a_ledger(folder: Path) -> None:
    kept = (folder / "out/ledger.jsonl").read_bytes() + (folder / "out/manifest.json").read_bytes()
    cells = json.dumps(list(read_table(folder / "ledger.parquet"))).encode()
    for canary in CANARIES:
        assert canary.encode() not in kept, canary
        assert canary.encode() not in cells, canary
    assert KEY.encode() not in kept
    said = "".join(
        invoke("policy", "explain", "--run", "out", "--conversation", f"chat-{n}").out for n in (1, 2, 3)
    )
    assert not any(canary in said for canary in CANARIES)


def edited(name: str, value: Any) -> Callable[[pa.Table], pa.Table]:
    def edit(table: pa.Table) -> pa.Table:
        cells = table[name].to_pylist()
        cells[1] = value
        column = pa.array(cells, table.schema.field(name).type)
        return table.set_column(table.column_names.index(name), name, column)

    return edit


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(edited("verdict", "written"), id="verdict"),
        pytest.param(edited("reason", "deleted"), id="reason"),
        pytest.param(edited("records", 9), id="number"),
        pytest.param(edited("found", [("EMAIL_ADDRESS", 3)]), id="counts"),
        pytest.param(edited("output", "[1]"), id="nested"),
        pytest.param(edited("chain", "0" * 64), id="chain"),
        pytest.param(edited("output", "["), id="no-json"),
        pytest.param(lambda table: pa.concat_tables([table[:1], table[2:]]), id="row-removed"),
        pytest.param(lambda table: pa.concat_tables([table[1:2], table[:1], table[2:]]), id="rows-swapped"),
        pytest.param(lambda table: pa.concat_tables([table, table[-1:]]), id="row-twice"),
        pytest.param(lambda table: table.drop_columns(["account"]), id="column-removed"),
    ],
)
def test_a_changed_table_shows(folder: Path, change: Callable[[pa.Table], pa.Table]) -> None:
    pq.write_table(change(pq.read_table(folder / "ledger.parquet")), folder / "changed.parquet")
    with pytest.raises(LedgerError, match=r"changed\.parquet"):
        list(read_table(folder / "changed.parquet"))


def test_what_is_no_table_is_an_error(folder: Path) -> None:
    (folder / "other.parquet").write_bytes(random.Random(1).randbytes(200))
    for name in ("other.parquet", "none.parquet"):
        with pytest.raises(LedgerError, match=name):
            list(read_table(folder / name))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["gone", "-o", "new.parquet"], "holds no finished run"),
        (["out", "-o", "ledger.parquet"], "cannot be written: File exists"),
        (["out", "-o", "none/new.parquet"], "cannot be written: No such file"),
    ],
)
def test_bad_calls(folder: Path, arguments: list[str], message: str) -> None:
    ran = invoke("ledger", *arguments)
    assert (ran.code, ran.out, message in ran.err) == (2, "", True)


def test_a_ledger_that_is_not_that_of_the_run_is_not_written(folder: Path) -> None:
    (folder / "cut").mkdir()
    for name, lines in (("manifest.json", None), ("ledger.jsonl", -1)):
        kept = (folder / "out" / name).read_bytes().splitlines(keepends=True)[:lines]
        (folder / "cut" / name).write_bytes(b"".join(kept))
    ran = invoke("ledger", "cut", "-o", "new.parquet")
    assert (ran.code, "is not the one that" in ran.err) == (2, True)
    assert not (folder / "new.parquet").exists()
