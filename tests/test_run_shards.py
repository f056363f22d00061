"""Output as shards: every conversation is one line, which the ledger finds and which can be taken out."""

import json
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from scrub.files import Source, find_sources
from scrub.formats.record import Gap
from scrub.run import shards
from scrub.units import format_of, pieces_of
from tests.run_folder import KEY, NOW, OTHER, OWN, account, chat, invoke, ledger, tree


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("SCRUB_KEY", KEY)
    monkeypatch.chdir(tmp_path)
    # Small enough for more than one.
    monkeypatch.setattr(shards, "MEGABYTE", 400)
    monkeypatch.setattr("scrub.run.pipeline.MEGABYTE", 400)
    (tmp_path / "in").mkdir()
    chats = [chat(1, "yes", f"mail {OWN}"), chat(2, "no", OTHER), chat(3, "yes", "x\ny")]
    (tmp_path / "in/chats.json").write_text(json.dumps(chats, indent=1), encoding="utf-8")
    rows = [{"conversation_id": each, "n": n} for n, each in enumerate("abab")]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "in/rows.parquet")
    (tmp_path / "in/note.txt").write_bytes(f"\ufeffto {OWN}\r\n".encode("utf-16-le"))
    with zipfile.ZipFile(tmp_path / "in/some.zip", "w") as archive:
        archive.writestr("a/x.txt", "one")
        archive.writestr("a/y.json", '[{"a": 1}]')
    (tmp_path / "accounts.jsonl").write_text(account("yes") + account("no", "off"), encoding="utf-8")
    return tmp_path


FREE = ("in", "--ad-hoc", "--workers", "0", "--shards", "1")


def lines(folder: Path) -> list[dict[str, object]]:
    found = []
    for path in sorted(folder.glob("part-*.jsonl.zst")):
        with path.open("rb") as stream:
            found += zstandard.ZstdDecompressor().stream_reader(stream).read().splitlines()
    return [json.loads(line) for line in found]


def test_a_conversation_is_a_line(folder: Path) -> None:
    assert invoke("run", *FREE, "-o", "out").code == 0
    found = {str(line["id"]): line["files"] for line in lines(folder / "out")}
    assert list(found) == [line["id"] for line in ledger(folder / "out")]
    assert len(list((folder / "out").glob("part-*"))) > 1
    shapes = [
        [(each["file"], each["format"], each["records"]) for each in files]  # type: ignore[attr-defined]
        for files in found.values()
    ]
    rows = [{"conversation_id": "a", "n": number} for number in (0, 2)]
    assert [("rows.parquet", "parquet_conversations", rows)] in shapes
    assert [("some.zip/a/x.txt", "text", ["one"])] in shapes
    assert [("some.zip/a/y.json", "json", [{"a": 1}])] in shapes
    (note,) = (shape[0][2][0] for shape in shapes if shape[0][0] == "note.txt")
    assert note.startswith("to ")
    assert OWN not in json.dumps(shapes)


@pytest.mark.parametrize("form", ["jsonl.zst", "jsonl.gz", "jsonl", "parquet"])
def test_shards_are_proved_and_taken_from(folder: Path, form: str) -> None:
    invoke("run", *FREE, "-o", "out", "--shard-format", form)
    assert len(list((folder / "out").glob(f"part-*.{form}"))) > 1
    assert invoke("verify", "out").out == ""
    before = len(stored(folder / "out"))
    assert invoke("forget", "out", "--conversation", "chat-3").code == 0
    assert invoke("verify", "out").out == ""
    assert (before, len(stored(folder / "out"))) == (len(ledger(folder / "out")) - 1, before - 1)


def stored(folder: Path) -> list[object]:
    """Return the rows of all shards."""
    return [record for source in find_sources([str(folder / "part-*")]) for record in records(source)]


def records(source: Source) -> list[object]:
    return [piece for piece in pieces_of(source, format_of(source)) if not isinstance(piece, Gap)]


def test_parquet_has_the_rows_of_json_lines(folder: Path) -> None:
    invoke("run", *FREE, "-o", "lines")
    invoke("run", *FREE, "-o", "rows", "--shard-format", "parquet")
    rows = [
        row for path in sorted((folder / "rows").glob("part-*")) for row in pq.read_table(path).to_pylist()
    ]
    for row in rows:
        for each in row["files"]:
            each["records"] = [json.loads(record) for record in each["records"]]
    assert rows == lines(folder / "lines")


def test_refused_conversations_are_in_no_shard(folder: Path) -> None:
    arguments = ("--accounts", "accounts.jsonl", "--now", NOW, "--workers", "0", "--shards", "1")
    invoke("run", "in", *arguments, "-o", "out")
    assert [each["records"][0]["uuid"] for line in lines(folder / "out") for each in line["files"]] == [  # type: ignore[attr-defined]
        "chat-1",
        "chat-3",
    ]
    assert invoke("verify", "out").out == ""


def test_the_same_shards_whoever_does_the_work(folder: Path) -> None:
    invoke("run", *FREE, "-o", "one")
    invoke("run", *FREE, "-o", "two", "--workers", "2")
    assert tree(folder / "one") == tree(folder / "two")
    ran = invoke("run", "in", "--ad-hoc", "--workers", "0", "-o", "one", "--resume")
    assert (ran.code, "--shards changed" in ran.err) == (2, True)
