"""Hostile tables, names and keys: a file costs itself; nothing gets to a terminal, a page or other users."""

import base64
import io
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import typer

from scrub.cli import app
from scrub.errors import FormatError
from scrub.formats import parquet, rows
from scrub.formats.schema import ANY_SCHEMA
from tests.run_folder import ROOT, invoke

MAIL = "mara.okafor@quillpost.co.uk"
KEY = base64.b64encode(bytes(range(200, 240))).decode()
_EVERY_BYTE = """
import io, sys
from scrub.errors import ScrubError
from scrub.formats.parquet import read_parquet
from scrub.formats.schema import ANY_SCHEMA
data = sys.stdin.buffer.read()
footer = len(data) - 8 - int.from_bytes(data[-8:-4], "little")
refused = 0
for at in range(footer, len(data) - 8):
    for value in (0x1F, 0x21, 0x7F):
        changed = data[:at] + bytes([value]) + data[at + 1 :]
        try:
            list(read_parquet(io.BytesIO(changed), ANY_SCHEMA))
        except ScrubError:
            refused += 1
print(refused)
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SCRUB_KEY", KEY)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def table(**columns: Any) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, compression="zstd")
    return out.getvalue()


def test_a_damaged_footer_does_not_end_the_process() -> None:
    """pyarrow's look at a column whose description is damaged calls `abort`."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", _EVERY_BYTE]
    done = subprocess.run(command, input=table(a=["x"]), env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr[-300:]
    assert int(done.stdout) > 100


def test_a_page_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "_LARGEST_GROUP", 1_000_000)
    data = table(a=["a" * 1000] * 5000)
    assert len(data) < 50_000
    with pytest.raises(FormatError, match="a row group holds more than 1000000 bytes"):
        list(parquet.read_parquet(io.BytesIO(data), ANY_SCHEMA))


def test_a_group_far_larger_than_its_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "_FREE_GROUP", 1_000_000)
    data = table(a=["a" * 1000] * 5000)
    with pytest.raises(FormatError, match=r"a row group holds more than 1[0-9]{6} bytes"):
        list(parquet.read_parquet(io.BytesIO(data), ANY_SCHEMA))


def test_of_a_value_that_repeats_only_so_many_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []

    class Counted(rows.Batch):
        def __init__(self, data: Any, group: int) -> None:
            sizes.append(data.nbytes)
            super().__init__(data, group)

    monkeypatch.setattr(parquet, "_BATCH_BYTES", 100_000)
    monkeypatch.setattr(parquet, "Batch", Counted)
    list(parquet.read_parquet(io.BytesIO(table(a=["a" * 10_000] * 500)), ANY_SCHEMA))
    assert sum(sizes) > 5_000_000
    assert max(sizes) < 110_000


def test_a_list_of_nothing_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    import pyarrow as pa

    monkeypatch.setattr(parquet, "_FREE_CELLS", 50_000)
    data = table(a=pa.array([[None] * 100_000], pa.list_(pa.int8())))
    assert len(data) < 1000
    with pytest.raises(FormatError, match="a row group holds lists of 100000 items"):
        list(parquet.read_parquet(io.BytesIO(data), ANY_SCHEMA))


def test_rows_of_nothing_without_end_are_refused_before_any_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    import pyarrow as pa

    monkeypatch.setattr(parquet, "_FREE_CELLS", 50_000)
    data = table(a=pa.nulls(400_000, pa.string()), b=pa.nulls(400_000, pa.string()))
    with pytest.raises(FormatError, match=f"{len(data)} bytes hold 800000 cells"):
        next(parquet.read_parquet(io.BytesIO(data), ANY_SCHEMA))


@pytest.mark.parametrize(
    "statements",
    [
        pytest.param(
            "CREATE VIEW cursorDiskKV AS WITH RECURSIVE n(key, value) AS"
            " (SELECT 1, 'x' UNION ALL SELECT key + 1, value FROM n) SELECT * FROM n",
            id="endless-view",
        ),
        pytest.param("CREATE TABLE cursorDiskKV (key, other)", id="other-columns"),
        pytest.param("CREATE VIRTUAL TABLE cursorDiskKV USING fts5(key, other)", id="virtual-table"),
    ],
)
def test_a_hostile_database_is_refused_and_not_touched(folder: Path, statements: str) -> None:
    path = folder / "state.vscdb"
    with closing(sqlite3.connect(path)) as database:
        try:
            database.execute(statements)
        except sqlite3.OperationalError as error:
            if "no such module" not in str(error):
                raise
            pytest.skip("this SQLite has no such tables")
        database.execute("CREATE TABLE other (a)")
        database.execute("INSERT INTO other VALUES (?)", (MAIL,))
        database.commit()
    before = path.read_bytes()
    code, out, err = invoke("redact", "state.vscdb", "-o", "out.jsonl", "--no-names")
    assert code in (0, 1, 2)
    assert MAIL not in out + err
    assert not Path("out.jsonl").exists() or MAIL not in Path("out.jsonl").read_text(encoding="utf-8")
    assert path.read_bytes() == before
    assert sorted(each.name for each in folder.iterdir() if "vscdb" in each.name) == ["state.vscdb"]


def test_a_name_in_the_data_is_text_on_every_page(folder: Path) -> None:
    name = '<img src=x onerror="alert(1)">.jsonl'
    (folder / "in").mkdir()
    (folder / "in" / name).write_text(json.dumps({"messages": [{"role": "user", "content": MAIL}]}) + "\n")
    assert invoke("run", "in", "-o", "out", "--ad-hoc", "--workers", "1", "--policy", "secrets-only")[0] == 0
    code, page, _ = invoke("report", "out", "--format", "html", "--least-conversations", "1")
    assert code == 0
    assert "<img" not in page
    assert invoke("redact", f"in/{name}", "-o", "o.jsonl", "--no-names", "--review", "review.html")[0] == 0
    assert "<img src=x" not in Path("review.html").read_text(encoding="utf-8")


def test_no_command_takes_a_key_as_an_argument() -> None:
    def options(command: typer.core.TyperGroup) -> set[str]:
        found = set()
        for each in command.commands.values():
            found |= {name for parameter in each.params for name in parameter.opts}
            if isinstance(each, typer.core.TyperGroup):
                found |= options(each)
        return found

    group = typer.main.get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    named = {name for name in options(group) if "key" in name or "pass" in name}
    assert named == {"--key-file", "--passphrase-file"}


def test_a_key_stands_in_nothing_that_a_run_writes_or_says(folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "a.jsonl").write_text(
        json.dumps({"messages": [{"role": "user", "content": MAIL}]}) + "\n"
    )
    said = "".join(map(str, invoke("run", "in", "-o", "out", "--ad-hoc", "--workers", "1")))
    said += "".join(map(str, invoke("verify", "out")))
    forms = (KEY, base64.b64decode(KEY).hex(), KEY[:20], repr(base64.b64decode(KEY))[2:-1])
    written = [path.read_bytes() for path in (folder / "out").rglob("*") if path.is_file()]
    assert len(written) > 2
    for form in forms:
        assert form not in said
        assert not any(form.encode() in data for data in written)


@pytest.mark.parametrize("key", [KEY[:20], f"{KEY}!", base64.b64encode(b"short").decode()])
def test_an_error_about_a_key_quotes_no_part_of_it(
    key: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCRUB_KEY", key)
    (folder / "a.txt").write_text(MAIL, encoding="utf-8")
    code, out, err = invoke("redact", "a.txt", "--no-names")
    assert code == 2
    assert key[:8] not in out + err
