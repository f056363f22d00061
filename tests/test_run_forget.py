"""What was written and must not be used any more is found and taken out, whole, whatever interrupts it."""

import gzip
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from scrub.manifest import Manifest, read_manifest
from scrub.run import forget as removal
from scrub.run.audit import audit
from scrub.run.state import is_broken_off
from tests.run_folder import KEY, NOW, OTHER, OWN, ROOT, account, chat, invoke, ledger, manifest, tree

LATER = "2026-05-01T00:00:00Z"


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Chats of three owners in one file, and files of one owner each."""
    monkeypatch.setenv("SCRUB_KEY", KEY)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    chats = [chat(number, owner, f"mail {number}") for number, owner in enumerate("abcab", 1)]
    (tmp_path / "in/chats.json").write_text(json.dumps(chats, indent=1), encoding="utf-8")
    (tmp_path / "in/packed.json.gz").write_bytes(
        gzip.compress(json.dumps([chat(6, "b", "x"), chat(7, "c", "y")]).encode())
    )
    (tmp_path / "in/other.json").write_text(json.dumps([chat(8, "c", OWN)]), encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "in/export.zip", "w") as archive:
        archive.writestr("one.json", json.dumps([chat(9, "b", OTHER)]))
        archive.writestr("two.json", json.dumps([chat(10, "a", OTHER)]))
    (tmp_path / "accounts.jsonl").write_text("".join(map(account, "abc")), encoding="utf-8")
    arguments = ("in", "-o", "out", "--accounts", "accounts.jsonl", "--now", NOW, "--workers", "0")
    assert invoke("run", *arguments).code == 0
    return tmp_path


def facts(folder: Path, *lines: str) -> None:
    (folder / "now.jsonl").write_text("".join(lines), encoding="utf-8")


def written(folder: Path, name: str) -> list[str]:
    path = folder / "out" / name
    data = gzip.decompress(path.read_bytes()) if name.endswith(".gz") else path.read_bytes()
    return [each["uuid"] for each in json.loads(data)]


@pytest.mark.parametrize(
    "lines, reasons",
    [
        pytest.param([account(each) for each in "abc"], {}, id="all as before"),
        pytest.param([account("a"), account("b", "off"), account("c")], {"preference_off": 4}, id="off"),
        pytest.param([account("a"), account("c")], {"unknown_account": 4}, id="gone"),
        pytest.param(
            [account("a"), account("b", plan="team"), account("c")], {"plan_not_eligible": 4}, id="plan"
        ),
        pytest.param(
            [account("a"), account("b"), account("b", "off"), account("c")],
            {"contradictory_facts": 4},
            id="two stories",
        ),
        pytest.param(
            [account("a"), account("b", "maybe"), account("c")], {"preference_unknown": 4}, id="maybe"
        ),
    ],
)
def test_what_is_no_longer_eligible_is_found(folder: Path, lines: list[str], reasons: dict[str, int]) -> None:
    facts(folder, *lines)
    ran = invoke("recheck", "out", "--accounts", "now.jsonl", "--now", LATER)
    found = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == (1 if reasons else 0)
    assert {each["reason"] for each in found} == set(reasons) and len(found) == sum(reasons.values())
    assert {each["id"] for each in found} <= {line["id"] for line in ledger(folder / "out")}
    assert "chat-" not in ran.out + ran.err


def test_what_has_expired_or_was_deleted_is_found(folder: Path) -> None:
    ran = invoke("recheck", "out", "--accounts", "accounts.jsonl", "--now", "2031-03-02T00:00:00Z")
    assert [json.loads(line)["reason"] for line in ran.out.splitlines()] == ["expired"] * 10
    index = [
        {"conversation_id": "chat-4", "deleted_at": "2026-04-20T00:00:00Z"},
        {"file": "other.json", "row": 0, "deleted_at": "2026-04-20T00:00:00Z"},
        {"conversation_id": "chat-1", "deleted_at": None},
    ]
    (folder / "index.jsonl").write_text("".join(json.dumps(line) + "\n" for line in index), encoding="utf-8")
    ran = invoke(
        "recheck", "out", "--accounts", "accounts.jsonl", "--conversations", "index.jsonl", "--now", LATER
    )
    places = [each for line in ran.out.splitlines() for each in json.loads(line)["output"]]
    assert [(each["file"], each["rows"]) for each in places] == [
        ("chats.json", [[3, 4]]),
        ("other.json", [[0, 1]]),
    ]


def test_the_index_counts_however_it_spells_a_name(folder: Path) -> None:
    index = [
        {"conversation_id": "chat-4 ", "deleted_at": "2026-04-20T00:00:00Z"},
        {"file": "./other.json", "row": 0, "deleted_at": "2026-04-20T00:00:00Z"},
    ]
    (folder / "index.jsonl").write_text("".join(json.dumps(line) + "\n" for line in index), encoding="utf-8")
    ran = invoke(
        "recheck", "out", "--accounts", "accounts.jsonl", "--conversations", "index.jsonl", "--now", LATER
    )
    assert [json.loads(line)["reason"] for line in ran.out.splitlines()] == ["deleted", "deleted"]


def test_what_is_taken_out_is_gone_and_the_rest_stays(folder: Path) -> None:
    facts(folder, account("a"), account("b", "off"), account("c"))
    untouched = (folder / "out/other.json").stat()
    ran = invoke("forget", "out", "--accounts", "now.jsonl", "--now", LATER)
    assert ran.code == 0
    assert "4 conversations taken out of 3 files" in ran.err
    assert "What is left to do" in ran.err
    assert written(folder, "chats.json") == ["chat-1", "chat-3", "chat-4"]
    assert written(folder, "packed.json.gz") == ["chat-7"]
    with zipfile.ZipFile(folder / "out/export.zip") as archive:
        assert archive.namelist() == ["two.json"]
    assert (folder / "out/other.json").stat() == untouched
    assert [line["verdict"] for line in ledger(folder / "out")].count("forgotten") == 4
    assert invoke("verify", "out").code == 0
    assert invoke("recheck", "out", "--accounts", "now.jsonl", "--now", LATER).code == 0


def test_files_that_stay_as_they_are_are_not_read(folder: Path) -> None:
    for name in ("other.json", "packed.json.gz", "export.zip"):
        (folder / "out" / name).unlink()
    facts(folder, account("a"), account("b"), account("c"))
    assert invoke("recheck", "out", "--accounts", "now.jsonl", "--now", LATER).code == 0
    assert invoke("forget", "out", "--conversation", "chat-2").code == 0
    assert written(folder, "chats.json") == ["chat-1", "chat-3", "chat-4", "chat-5"]


def test_more_may_be_taken_out_later_and_nothing_twice(folder: Path) -> None:
    invoke("forget", "out", "--conversation", "chat-2")
    before = tree(folder / "out")
    assert "0 conversations taken out" in invoke("forget", "out", "--conversation", "chat-2").err
    assert tree(folder / "out") == before
    facts(folder, account("b"), account("c", "off"))
    assert invoke("forget", "out", "--accounts", "now.jsonl", "--now", LATER).code == 0
    assert written(folder, "chats.json") == ["chat-5"]
    assert not (folder / "out/other.json").exists()
    assert invoke("verify", "out").code == 0
    assert invoke("forget", "out", "--conversation", "chat-5").code == 0
    assert not (folder / "out/chats.json").exists()
    assert invoke("verify", "out").code == 0


def test_what_recheck_found_may_be_taken_out_by_its_list(folder: Path) -> None:
    facts(folder, account("a"), account("b"))
    found = invoke("recheck", "out", "--accounts", "now.jsonl", "--now", LATER).out
    (folder / "list.jsonl").write_text(found, encoding="utf-8")
    before = manifest(folder / "out")["files"]
    ran = invoke("forget", "out", "--list", "list.jsonl")
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert [line["reason"] for line in lines] == ["unknown_account"] * 3
    assert lines[0]["output"][0]["sha256"] == before["chats.json"]["sha256"]  # type: ignore[index]
    assert invoke("verify", "out").code == 0


@pytest.mark.skipif(os.name != "posix", reason="the process is made twice, and ended")
def test_broken_off_before_any_step_each_file_is_the_old_or_the_new_one(folder: Path) -> None:
    facts(folder, account("b", "off"), account("c", "off"))
    arguments = ("--accounts", "now.jsonl", "--now", LATER)
    old = tree(folder / "out")
    process = subprocess.run(
        [sys.executable, "-m", "tests.broken_off", str(folder / "out"), *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 0, process.stderr
    *broken, whole = sorted(folder.glob("out-*"), key=lambda path: int(path.name.removeprefix("out-")))
    new = tree(whole)
    assert new.keys() < old.keys()
    for out in broken:
        found = {name: data for name, data in tree(out).items() if not name.startswith(".scrub/")}
        for name, data in old.items():
            # Never both: a file has one name. Never neither: only what is to be removed may be missing.
            assert found.pop(name, new.get(name)) in (data, new.get(name)), (out.name, name)
        assert found == {}
        for name in old.keys() & new.keys():
            assert (out / name).exists(), (out.name, name)
        if is_broken_off(out):
            assert audit(out, None, None).problems
        assert invoke("forget", out.name, *arguments).code == 0
        assert tree(out) == new
    assert audit(whole, None, None).problems == []
    assert len(broken) > 20


def test_rows_of_tables_and_sessions_are_taken_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SCRUB_KEY", KEY)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    rows = [{"conversation_id": each, "n": n, "text": "hello"} for n, each in enumerate("abab")]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "in/rows.parquet")
    (tmp_path / "in/note.txt").write_text("hello", encoding="utf-8")
    invoke("run", "in", "-o", "out", "--ad-hoc", "--workers", "0")
    ids = {line["output"][0]["file"]: line["id"] for line in reversed(ledger(tmp_path / "out"))}  # type: ignore[index]
    (tmp_path / "list").write_text(
        "".join(json.dumps({"id": each}) + "\n" for each in ids.values()), encoding="utf-8"
    )
    assert invoke("forget", "out", "--list", "list").code == 0
    assert pq.read_table(tmp_path / "out/rows.parquet").to_pylist() == [rows[1], rows[3]]
    assert not (tmp_path / "out/note.txt").exists()
    assert invoke("verify", "out").code == 0
    ran = invoke("recheck", "out", "--accounts", "none.jsonl")
    assert (ran.code, "made with --ad-hoc" in ran.err) == (2, True)


def tamper(folder: Path) -> None:
    path = folder / "out/chats.json"
    path.write_bytes(path.read_bytes().replace(b"Trip", b"Trap"))


@pytest.mark.parametrize(
    "prepare, arguments, message",
    [
        pytest.param(None, [], "say what to take out", id="nothing named"),
        pytest.param(None, ["--conversation", "chat-99"], "not in the ledger", id="unknown id"),
        pytest.param(None, ["--list", "gone"], "cannot be read", id="no list"),
        pytest.param(None, ["--list", "accounts.jsonl"], "a line needs an id", id="no ids"),
        pytest.param(
            lambda folder: (folder / "list").write_text('{"id": "x", "reason": "Mara asked"}'),
            ["--list", "list"],
            "a line needs an id and a reason of one word",
            id="a reason in words",
        ),
        pytest.param(tamper, ["--conversation", "chat-1"], "is not what was written", id="changed file"),
    ],
)
def test_bad_calls_change_nothing(
    folder: Path, prepare: Callable[[Path], None] | None, arguments: list[str], message: str
) -> None:
    if prepare:
        prepare(folder)
    before = tree(folder / "out")
    ran = invoke("forget", "out", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert tree(folder / "out") == before


def cut_off(out: Path) -> None:
    """Leave out the last line of the ledger, as a disk that was full when it was copied."""
    lines = (out / "ledger.jsonl").read_bytes().splitlines(keepends=True)
    (out / "ledger.jsonl").write_bytes(b"".join(lines[:-1]))


def forge(out: Path) -> None:
    """Leave out the last line, and make a manifest to go with it without the key."""
    cut_off(out)
    account = manifest(out)
    lines = ledger(out)
    seal = account["ledger"]["seal"]  # type: ignore[index]
    account["ledger"] = {"lines": len(lines), "head": lines[-1]["chain"], "seal": seal}
    (out / "manifest.json").write_text(json.dumps(account), encoding="utf-8")


@pytest.mark.parametrize(
    "tamper, message",
    [(cut_off, "is not the one that the manifest was made with"), (forge, "the seal is not")],
)
def test_what_the_ledger_lacks_is_not_passed_over(
    folder: Path, tamper: Callable[[Path], None], message: str
) -> None:
    facts(folder, account("a"))
    tamper(folder / "out")
    before = tree(folder / "out")
    for command in ("recheck", "forget"):
        ran = invoke(command, "out", "--accounts", "now.jsonl", "--now", LATER)
        assert (ran.code, message in ran.err) == (2, True)
    assert tree(folder / "out") == before


STEPS = [
    pytest.param({"source": None, "target": "../accounts.jsonl"}, id="a file outside"),
    pytest.param({"source": "../../../accounts.jsonl", "target": "x"}, id="from outside"),
    pytest.param({"target": "x"}, id="half a step"),
    pytest.param([], id="no step"),
]


@pytest.mark.parametrize("step", STEPS)
def test_steps_that_lead_out_of_the_folder_are_not_taken(folder: Path, step: object) -> None:
    (folder / "out/.scrub/commit").mkdir(parents=True)
    (folder / "out/.scrub/commit/moves.jsonl").write_text(json.dumps(step), encoding="utf-8")
    before = tree(folder)
    ran = invoke("forget", "out", "--conversation", "chat-1")
    assert (ran.code, "what an earlier run left cannot be read" in ran.err) == (2, True)
    del before["out/.scrub/commit/moves.jsonl"]
    assert before.items() <= tree(folder).items()


def test_two_at_once_do_not_break_the_ledger(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    def meanwhile(output: Path) -> Manifest:
        account = read_manifest(output)
        monkeypatch.setattr(removal, "read_manifest", read_manifest)
        assert invoke("forget", "out", "--conversation", "chat-8").code == 0
        return account

    monkeypatch.setattr(removal, "read_manifest", meanwhile)
    assert invoke("forget", "out", "--conversation", "chat-6").code == 0
    assert invoke("verify", "out").code == 0


@pytest.mark.parametrize(
    "key, message", [("QkJC" * 11, "not that of the run"), (None, "the key of the run is needed")]
)
def test_without_the_key_nothing_is_taken_out(
    monkeypatch: pytest.MonkeyPatch, folder: Path, key: str | None, message: str
) -> None:
    if key is None:
        monkeypatch.delenv("SCRUB_KEY")
    else:
        monkeypatch.setenv("SCRUB_KEY", key)
    for ran in (
        invoke("forget", "out", "--conversation", "chat-1"),
        invoke("recheck", "out", "--accounts", "accounts.jsonl"),
    ):
        assert (ran.code, message in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("line", "reasons"),
    [
        pytest.param({"file": "{session}/subagents/agent-1.jsonl"}, ["deleted"], id="the file"),
        pytest.param({"file": "./{session}/subagents/agent-1.jsonl", "row": 0}, ["deleted"], id="a record"),
        pytest.param({"conversation_id": "another"}, ["deleted"], id="the id that stands in it"),
        pytest.param({"file": "{session}/subagents/agent-2.jsonl"}, [], id="none of its files"),
    ],
)
def test_what_is_said_of_a_later_file_of_a_conversation_counts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, line: dict[str, object], reasons: list[str]
) -> None:
    monkeypatch.setenv("SCRUB_KEY", KEY)
    monkeypatch.chdir(tmp_path)
    session = "7270024a-618c-4054-9261-35b749cb4000"
    moments = dict.fromkeys(("created_at", "last_active_at"), "2026-03-01T10:00:00Z")
    known = {"account_id": "a", "kind": "coding_session", **moments, "deleted_at": None}
    lines = [{"conversation_id": named, **known} for named in (session, "another")]
    for name, named in ((f"{session}.jsonl", session), (f"{session}/subagents/agent-1.jsonl", "another")):
        event = {"type": "user", "uuid": "u", "parentUuid": None, "sessionId": named, "message": {}}
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text(json.dumps(event) + "\n", encoding="utf-8")
    (tmp_path / "accounts.jsonl").write_text(account("a"), encoding="utf-8")
    index = tmp_path / "index.jsonl"
    index.write_text("".join(json.dumps(each) + "\n" for each in lines), encoding="utf-8")
    facts = ("--accounts", "accounts.jsonl", "--conversations", "index.jsonl")
    assert invoke("run", "in", "-o", "out", *facts, "--now", NOW, "--workers", "0").code == 0
    assert len(ledger(tmp_path / "out")) == 1
    if "file" in line:
        line = {**line, "file": str(line["file"]).format(session=session)}
    lines = [each for each in lines if each["conversation_id"] != line.get("conversation_id")]
    lines.append({**line, **known, "deleted_at": "2026-04-20T00:00:00Z"})
    index.write_text("".join(json.dumps(each) + "\n" for each in lines), encoding="utf-8")
    ran = invoke("recheck", "out", *facts, "--now", LATER)
    assert [json.loads(each)["reason"] for each in ran.out.splitlines()] == reasons
