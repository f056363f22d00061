"""A conversation over the policy's limit is withheld with its reason, and no more of it is held."""

import gzip
import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import zstandard

from scrub.data import ScrubbedRecord
from scrub.files import Source
from scrub.policy import Policy
from scrub.redact import joined, scrub_unit
from scrub.run import parts
from scrub.scrubber import Scrubber
from scrub.units import units_of
from tests.run_folder import KEY, NOW, account, chat, invoke, ledger, manifest

LIMIT = 20_000
REASON = f"the conversation is over the policy's limit of {LIMIT} bytes"


def session(name: str, lines: int) -> str:
    found = [
        {
            "type": "user",
            "uuid": f"{name}-{number}",
            "parentUuid": None,
            "sessionId": name,
            "timestamp": "2026-03-01T10:00:00Z",
            "message": {"role": "user", "content": "nothing to see"},
        }
        for number in range(lines)
    ]
    return "".join(json.dumps(line) + "\n" for line in found)


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("SCRUB_KEY", KEY)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in/large.jsonl").write_text(session("s1", 1000), encoding="utf-8")
    (tmp_path / "in/small.jsonl").write_text(session("s2", 5), encoding="utf-8")
    chats = [{"messages": [{"role": "user", "content": "x" * size}]} for size in (10, LIMIT + 1, 20)]
    lines = "\n".join(map(json.dumps, chats)) + "\n"
    (tmp_path / "in/chats.jsonl").write_text(lines, encoding="utf-8")
    policy = f"[detect]\nnames = false\n[limits]\nconversation_bytes = {LIMIT}\n"
    (tmp_path / "policy.toml").write_text(policy, encoding="utf-8")
    return tmp_path


def test_a_run_withholds_what_is_too_large_and_writes_the_rest(folder: Path) -> None:
    ran = invoke("run", "in", "-o", "out", "--ad-hoc", "--policy", "policy.toml", "--workers", "0")
    assert ran.code == 1
    assert not (folder / "out/large.jsonl").exists()
    assert (folder / "out/small.jsonl").read_text("utf-8") == session("s2", 5)
    assert len((folder / "out/chats.jsonl").read_text("utf-8").splitlines()) == 2
    assert [line["reason"] for line in ledger(folder / "out") if line["verdict"] == "withheld"] == [
        REASON
    ] * 2
    counts: Any = manifest(folder / "out")["counts"]
    assert counts["conversations"] == {"in": 5, "written": 3, "refused": 0, "withheld": 2}
    verified = invoke("verify", "out", "--policy", "policy.toml")
    assert verified.code == 0, verified.err


def test_a_gated_run_judges_it_and_withholds_it_too(folder: Path) -> None:
    facts = {"account_id": "a", "plan": "pro", "training_preference": "on", "preference_changed_at": None}
    (folder / "accounts.jsonl").write_text(json.dumps(facts) + "\n", encoding="utf-8")
    listed = [{"conversation_id": name, "account_id": "a", "deleted_at": None} for name in ("s1", "s2")]
    index = "".join(json.dumps(each) + "\n" for each in listed)
    (folder / "conversations.jsonl").write_text(index, encoding="utf-8")
    asked = ("--accounts", "accounts.jsonl", "--conversations", "conversations.jsonl")
    now = ("--now", "2026-04-01T00:00:00Z", "--policy", "policy.toml", "--workers", "0")
    invoke("run", "in/large.jsonl", "in/small.jsonl", "-o", "out", *asked, *now)
    assert [(line["verdict"], line["reason"]) for line in ledger(folder / "out")] == [
        ("withheld", REASON),
        ("written", None),
    ]


LONG = 3 << 20


def pack(name: str, data: bytes) -> bytes:
    packing: dict[str, Callable[[bytes], bytes]] = {
        ".gz": gzip.compress,
        ".zst": zstandard.ZstdCompressor().compress,
    }
    return packing.get(Path(name).suffix, bytes)(data)


@pytest.mark.parametrize("least", [1, 1 << 40], ids=["in parts", "whole"])
@pytest.mark.parametrize("name", ["chats.jsonl", "chats.jsonl.gz", "chats.jsonl.zst", "conversations.json"])
@pytest.mark.parametrize("gated", [False, True], ids=["ad hoc", "gated"])
def test_a_record_of_megabytes_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, folder: Path, name: str, least: int, gated: bool
) -> None:
    monkeypatch.setattr(parts, "_LEAST_BYTES", least)
    chats = [chat(number, "yes", "x" * size) for number, size in enumerate((10, LONG, 20, LONG))]
    lines = b"[" + b",\n".join(json.dumps(each).encode() for each in chats) + b"]\n"
    if ".jsonl" in name:
        chats = [{"messages": [{"role": "user", "content": "x" * size}]} for size in (10, LONG, 20, LONG)]
        lines = b"".join(json.dumps(each).encode() + b"\n" for each in chats)
    (folder / "long").mkdir()
    (folder / "long" / name).write_bytes(pack(name, lines))
    (folder / "accounts.jsonl").write_text(account("yes"), encoding="utf-8")
    moment = "2026-03-01T00:00:00Z"
    facts = {"account_id": "yes", "kind": "chat", "created_at": moment, "last_active_at": moment}
    listed = [{"file": name, "row": row, "deleted_at": None, **facts} for row in range(4)]
    (folder / "conversations.jsonl").write_text("".join(json.dumps(each) + "\n" for each in listed), "utf-8")
    judged = ("--accounts", "accounts.jsonl", "--conversations", "conversations.jsonl", "--now", NOW)
    asked = (*(judged if gated else ("--ad-hoc",)), "--policy", "policy.toml", "--workers", "0")
    assert invoke("run", "long", "-o", "out", *asked).code == 1
    assert [line["reason"] for line in ledger(folder / "out")].count(REASON) == 2
    counts: Any = manifest(folder / "out")["counts"]
    assert counts["conversations"] == {"in": 4, "written": 2, "refused": 0, "withheld": 2}
    assert invoke("verify", "out", "--policy", "policy.toml").code == 0


def test_gathered_records_that_are_too_large_say_so(folder: Path) -> None:
    rows = [{"id": "a", "text": "x" * size} for size in (10, LONG, 20)]
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
    asked = ("--ad-hoc", "--group-by", "id", "--policy", "policy.toml", "--workers", "0")
    assert invoke("run", "rows.jsonl", "-o", "out", *asked).code == 1
    assert {line["reason"] for line in ledger(folder / "out")} == {None, REASON}


def test_no_more_of_it_is_held_than_the_limit(folder: Path) -> None:
    path = folder / "in/large.jsonl"
    path.write_text(session("s1", 10_000), encoding="utf-8")
    (unit,) = units_of([Source(path, path.name)])
    scrubber = Scrubber(Policy("small", names=None, conversation_bytes=LIMIT), key=bytes(32))
    list(scrub_unit(scrubber, unit))  # type: ignore[arg-type]
    tracemalloc.start()
    try:
        (file,) = scrub_unit(scrubber, unit)  # type: ignore[arg-type]
        reasons = {part.withheld for part, _ in file.parts if isinstance(part, ScrubbedRecord)}
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert reasons == {REASON}
    # Of each record a few numbers are kept, and the line end behind it.
    assert peak < LIMIT + 10_000 * 1500, peak


def test_of_several_in_one_file_only_the_large_one_is_withheld(folder: Path) -> None:
    lines = [{"id": name, "text": "nothing to see"} for name in ("a", *["b"] * 1000, "a")]
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\n", encoding="utf-8")
    asked = ("--ad-hoc", "--group-by", "id", "--policy", "policy.toml", "--workers", "0")
    assert invoke("run", "rows.jsonl", "-o", "out", *asked).code == 1
    written = "".join(path.read_text("utf-8") for path in (folder / "out").glob("gathered-*"))
    assert list(map(json.loads, written.splitlines())) == [lines[0], lines[-1]]
    assert {line["reason"] for line in ledger(folder / "out")} == {None, REASON}


def test_one_of_just_the_limit_is_written(folder: Path) -> None:
    path = folder / "in/small.jsonl"
    size = sum(len(line) for line in path.read_bytes().splitlines())
    (unit,) = units_of([Source(path, path.name)])
    policy = Policy("small", names=None, conversation_bytes=size)
    (file,) = scrub_unit(Scrubber(policy, key=bytes(32)), unit)  # type: ignore[arg-type]
    assert b"".join(joined(part for part, _ in file.parts)) == path.read_bytes()
