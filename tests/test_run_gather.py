"""What is of one conversation and lies in several files or rows is brought together first."""

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from scrub.ledger import Keyed
from scrub.run import gather
from scrub.run.pipeline import StoppedError
from tests.run_folder import KEY, NOW, OTHER, OWN, account, chat, invoke, ledger, tree

NAMES = ("c1", "c2", "c1", "c3", "c2", "c1")


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("SCRUB_KEY", KEY)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    rows = [{"conversation_id": name, "text": f"{at} from {OWN}"} for at, name in enumerate(NAMES)]
    pq.write_table(pa.Table.from_pylist(rows[:2]), tmp_path / "in/a.parquet")
    (tmp_path / "in/b.jsonl").write_text("\n".join(map(json.dumps, rows[2:4])), encoding="utf-8")
    lines = [*map(json.dumps, rows[4:]), json.dumps({"text": OTHER}), '{"conversation_id": "c1"']
    (tmp_path / "in/c.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode()))
    (tmp_path / "in/note.txt").write_text(f"to {OWN}", encoding="utf-8")
    return tmp_path


FREE = ("in", "--ad-hoc", "--workers", "0", "--group-by", "conversation_id")


def conversations(folder: Path) -> list[list[dict[str, str]]]:
    """Return the records of each conversation of the ledger that was gathered."""
    found = []
    for line in ledger(folder):
        for place in line["output"]:  # type: ignore[attr-defined]
            if place["file"].startswith("gathered"):
                text = (folder / place["file"]).read_text(encoding="utf-8").splitlines()
                found.append(
                    [json.loads(text[row]) for first, end in place["rows"] for row in range(first, end)]
                )
    return found


def test_records_of_one_conversation_get_the_same_stand_ins(folder: Path) -> None:
    assert invoke("run", *FREE, "-o", "out").code == 1
    found = {group[0].get("conversation_id"): group for group in conversations(folder / "out")}
    assert {name: len(group) for name, group in found.items()} == {"c1": 3, "c2": 2, "c3": 1, None: 1}
    stand_ins = {name: {row["text"].partition("from ")[2] for row in group} for name, group in found.items()}
    assert [len(stand_ins[name]) for name in ("c1", "c2", "c3")] == [1, 1, 1]
    assert len(set.union(*stand_ins.values())) == 4
    assert [row["text"][0] for row in found["c1"]] == ["0", "2", "5"]
    assert (folder / "out/note.txt").exists()
    assert not any(OWN.encode() in data or OTHER.encode() in data for data in tree(folder / "out").values())
    assert [line["reason"] for line in ledger(folder / "out") if line["reason"]] == [
        "invalid JSON at character 24"
    ]
    assert invoke("verify", "out").code == 0


@pytest.mark.parametrize("largest", [1, 200])
def test_large_files_are_dealt_out_again(monkeypatch: pytest.MonkeyPatch, folder: Path, largest: int) -> None:
    invoke("run", *FREE, "-o", "once")
    monkeypatch.setattr(gather, "_FILES", 2)
    monkeypatch.setattr(gather, "LARGEST", largest)
    invoke("run", *FREE, "-o", "again", "--shards", "1")
    keyed = Keyed(b"A" * 32)
    for name, count in (("c1", 3), ("c2", 2), ("c3", 1)):
        for output in ("once", "again"):
            lines = [line for line in ledger(folder / output) if line["id"] == keyed.conversation(name)]
            assert [line["records"] for line in lines] == [count]
    assert not list(folder.glob("again/gathered*"))


def test_the_index_names_them(folder: Path) -> None:
    moments = dict.fromkeys(("created_at", "last_active_at"), "2026-03-01T10:00:00Z")
    facts = [
        {"conversation_id": name, "account_id": owner, "kind": "chat", **moments, "deleted_at": None}
        for name, owner in (("c1", "yes"), ("c2", "no"))
    ]
    (folder / "index.jsonl").write_text("".join(json.dumps(each) + "\n" for each in facts), encoding="utf-8")
    (folder / "accounts.jsonl").write_text(account("yes") + account("no", "off"), encoding="utf-8")
    more = ("--accounts", "accounts.jsonl", "--conversations", "index.jsonl", "--now", NOW)
    invoke("run", "in", "--workers", "0", "--group-by", "conversation_id", *more, "-o", "out")
    assert [group[0]["conversation_id"] for group in conversations(folder / "out")] == ["c1"]
    reasons = [line["reason"] for line in ledger(folder / "out")]
    assert reasons.count("preference_off") == 1
    assert reasons.count("unknown_account") == 4


def test_a_file_that_cannot_be_read_is_withheld_alone(folder: Path) -> None:
    path = folder / "in/c.jsonl.gz"
    path.write_bytes(path.read_bytes()[:-12])
    invoke("run", *FREE, "-o", "out")
    assert {len(group) for group in conversations(folder / "out")} == {1, 2}
    assert any("cut off" in str(line["reason"]) for line in ledger(folder / "out"))
    assert invoke("verify", "out").code == 0


def test_it_is_resumed(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    invoke("run", *FREE, "-o", "whole")
    with monkeypatch.context() as patch:
        patch.setattr("scrub.run.pipeline._work_off", _stop)
        assert invoke("run", *FREE, "-o", "out").code == 130
    assert invoke("run", *FREE[:-2], "-o", "out", "--resume").code == 2
    invoke("run", *FREE, "-o", "out", "--resume")
    assert tree(folder / "out") == tree(folder / "whole")


def test_an_owner_that_a_record_names_itself_counts(folder: Path) -> None:
    for each in (folder / "in").iterdir():
        each.unlink()
    (folder / "in/chats.json").write_text(json.dumps([chat(1, "yes", "a"), chat(2, "no", "b")]), "utf-8")
    moments = dict.fromkeys(("created_at", "last_active_at"), "2026-03-01T10:00:00Z")
    known = {"account_id": "yes", "kind": "chat", **moments, "deleted_at": None}
    lines = [json.dumps({"conversation_id": name, **known}) for name in ("chat-1", "chat-2")]
    (folder / "index.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "accounts.jsonl").write_text(account("yes") + account("no", "off"), encoding="utf-8")
    more = ("--accounts", "accounts.jsonl", "--conversations", "index.jsonl", "--now", NOW)
    invoke("run", "in", "--workers", "0", "--group-by", "uuid", *more, "-o", "out")
    reasons = {str(line["id"]): line["reason"] for line in ledger(folder / "out")}
    keyed = Keyed(b"A" * 32)
    assert reasons == {
        keyed.conversation("chat-1"): None,
        keyed.conversation("chat-2"): "contradictory_facts",
    }


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("00.jsonl", b"", id="a file is empty"),
        pytest.param("account.json", b"", id="nothing"),
        pytest.param("account.json", b"[]", id="no account"),
        pytest.param("account.json", b'{"failed": {"x": 1}, "sizes": {}}', id="another account"),
    ],
)
def test_what_a_damaged_disk_left_is_not_gone_on_with(
    monkeypatch: pytest.MonkeyPatch, folder: Path, name: str, content: bytes
) -> None:
    monkeypatch.setattr(gather, "_FILES", 1)
    with monkeypatch.context() as patch:
        patch.setattr("scrub.run.pipeline._work_off", _stop)
        invoke("run", *FREE, "-o", "out")
    (folder / "out/.scrub/gathered" / name).write_bytes(content)
    ran = invoke("run", *FREE, "-o", "out", "--resume")
    assert (ran.code, "what an earlier run left cannot be read" in ran.err) == (2, True)


def _stop(*_: object) -> None:
    raise StoppedError("stopped")
