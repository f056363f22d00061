"""`scrub run`: what is written, what is left out, what is counted; the same bytes whoever does the work."""

import gzip
import json
import os
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from recognizers.span import Span
from scrub.data import Segment
from scrub.detect import Detector
from tests.run_folder import KEY, NOW, OTHER, OWN, Ran, account, chat, invoke, ledger, manifest, start, tree

Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setenv("SCRUB_KEY", KEY)
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, workers: int = 0) -> Ran:
        ran = invoke("run", *arguments, "--workers", str(workers))
        assert ran.out == ""
        return ran

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two chats of one who agreed around one of another who did not, and a file of many kinds."""
    inputs = tmp_path / "in"
    (inputs / "sub").mkdir(parents=True)
    chats = [
        chat(1, "yes", f"mail {OWN}"),
        chat(2, "no", f"canary-4711 {OTHER}"),
        chat(3, "yes", f"again {OWN}"),
    ]
    (inputs / "sub/conversations.json").write_text(json.dumps(chats, indent=1), encoding="utf-8")
    (tmp_path / "accounts.jsonl").write_text(account("yes") + account("no", "off"), encoding="utf-8")
    return tmp_path


def test_refused_conversations_are_left_out_with_their_separators(run: Run, folder: Path) -> None:
    ran = run("in", "-o", "out", "--accounts", "accounts.jsonl", "--now", NOW)
    assert ran.code == 0
    assert sorted(tree(folder / "out")) == ["ledger.jsonl", "manifest.json", "sub/conversations.json"]
    written = (folder / "out/sub/conversations.json").read_text(encoding="utf-8")
    assert [each["uuid"] for each in json.loads(written)] == ["chat-1", "chat-3"]
    assert "canary" not in written + ran.err
    assert OWN not in written
    assert "3 conversations: 2 written, 1 refused, 0 withheld" in ran.err


def test_nothing_of_a_refused_conversation_is_searched_or_kept_meanwhile(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[str] = []
    find = Detector.find

    def watch(detector: Detector, segment: Segment) -> Sequence[Span]:
        searched.append(segment.text)
        return find(detector, segment)

    kept: list[bytes] = []
    rename = Path.rename

    def look(path: Path, target: Path) -> Path:
        kept.extend(tree(folder / "out").values())
        return rename(path, target)

    monkeypatch.setattr(Detector, "find", watch)
    monkeypatch.setattr(Path, "rename", look)
    monkeypatch.setattr("tempfile.tempdir", str(folder / "temporary"))
    (folder / "temporary").mkdir()
    assert run("in", "-o", "out", "--accounts", "accounts.jsonl", "--now", NOW).code == 0
    assert any(OWN in text for text in searched) and not any("canary" in text for text in searched)
    assert kept and not any(b"canary" in data or OTHER.encode() in data for data in kept)
    assert list((folder / "temporary").iterdir()) == []


def test_every_conversation_has_its_line(run: Run, folder: Path) -> None:
    run("in", "-o", "out", "--accounts", "accounts.jsonl", "--now", NOW)
    lines = ledger(folder / "out")
    assert [(line["verdict"], line["reason"]) for line in lines] == [
        ("written", None),
        ("refused", "preference_off"),
        ("written", None),
    ]
    assert lines[0]["found"] == {"EMAIL_ADDRESS": 1}
    assert lines[2]["output"] == [{"file": "sub/conversations.json", "format": "claude_ai", "rows": [[1, 2]]}]
    assert lines[1]["facts"] is lines[1]["digest"] is None
    assert lines[0]["account"] == lines[2]["account"] != lines[1]["account"]


def test_nothing_in_the_accounts_of_a_run_is_of_a_person(run: Run, folder: Path) -> None:
    path = folder / "in" / "-Users-mokafor-acme" / f"{OWN}.jsonl"
    path.parent.mkdir()
    path.write_text(json.dumps({"text": f"canary-1 {OTHER}"}) + '\n{"text":\n', encoding="utf-8")
    ran = run("in", "-o", "out", "--ad-hoc")
    assert ran.code == 1
    kept = tree(folder / "out")
    accounts = kept["ledger.jsonl"] + kept["manifest.json"] + ran.err.encode()
    assert accounts.count(b"invalid JSON") >= 2
    for canary in (OWN, OTHER, "canary", "mokafor", "okafor", "chat-1", "Trip", '"yes"'):
        assert canary.encode() not in accounts
    assert not any("okafor" in name for name in kept)


def test_counts_add_up(run: Run, folder: Path) -> None:
    (folder / "in/broken.jsonl").write_text('{"a": 1}\n{"a":\n', encoding="utf-8")
    (folder / "in/empty.txt").write_text("", encoding="utf-8")
    (folder / "in/none.json").write_text("[]", encoding="utf-8")
    (folder / "in/cut.log.gz").write_bytes(gzip.compress(os.urandom(2000))[:-200])
    assert run("in", "-o", "out", "--ad-hoc").code == 1
    counts = manifest(folder / "out")["counts"]
    assert isinstance(counts, dict)
    assert counts["conversations"] == {"in": 8, "written": 4, "refused": 0, "withheld": 4}
    assert counts["records"] == {"in": 5, "written": 4, "refused": 0, "withheld": 1}
    assert manifest(folder / "out")["files"].keys() == {"broken.jsonl", "sub/conversations.json"}  # type: ignore[attr-defined]
    assert sorted(str(line["reason"]) for line in ledger(folder / "out") if line["reason"]) == [
        "cannot be read: the compressed data is cut off",
        "holds no records",
        "invalid JSON at character 5",
        "is empty",
    ]
    assert not (folder / "out/empty.txt").exists()
    assert not (folder / "out/cut.log.gz").exists()
    assert (folder / "out/broken.jsonl").read_bytes() == b'{"a": 1}\n'


@pytest.mark.parametrize(
    "arguments, message",
    [
        pytest.param(["in", "-o", "out"], "--accounts FILE", id="nobody asked"),
        pytest.param(
            ["in", "-o", "out", "--ad-hoc", "--accounts", "accounts.jsonl"], "one of the two", id="both"
        ),
        pytest.param(["in", "-o", "out", "--accounts", "gone.jsonl"], "gone.jsonl", id="no accounts"),
        pytest.param(
            ["in", "-o", "out", "--ad-hoc", "--conversations", "accounts.jsonl"],
            "needs --accounts",
            id="index without accounts",
        ),
        pytest.param(["in", "-o", "in/out", "--ad-hoc"], "lies within an input", id="output within input"),
        pytest.param(["in", "-o", ".", "--ad-hoc"], "lies within an input", id="output around input"),
        pytest.param(["in", "-o", "taken", "--ad-hoc"], "is not empty", id="folder taken"),
        pytest.param(["in", "-o", "accounts.jsonl", "--ad-hoc"], "cannot be written", id="file taken"),
        pytest.param(["-", "-o", "out", "--ad-hoc"], "pipe", id="stdin"),
        pytest.param(["gone", "-o", "out", "--ad-hoc"], "no such file", id="no input"),
        pytest.param(
            ["in", "-o", "out", "--ad-hoc", "--engine", "spark"], "known: local, ray", id="unknown engine"
        ),
        pytest.param(["in", "-o", "out", "--ad-hoc", "--policy", "no.toml"], "no such policy", id="policy"),
    ],
)
def test_bad_calls_write_nothing(run: Run, folder: Path, arguments: list[str], message: str) -> None:
    (folder / "taken").mkdir()
    (folder / "taken/mine.txt").write_text("mine", encoding="utf-8")
    ran = run(*arguments)
    assert ran.code == 2
    assert message in ran.err
    assert not (folder / "out").exists()
    assert not (folder / "taken/.scrub").exists()


def test_a_second_run_into_the_folder_is_refused(run: Run, folder: Path) -> None:
    run("in", "-o", "out", "--ad-hoc")
    before = tree(folder / "out")
    ran = run("in", "-o", "out", "--ad-hoc")
    assert ran.code == 2
    assert "holds a finished run" in ran.err
    assert tree(folder / "out") == before


def test_who_does_the_work_does_not_matter(run: Run, folder: Path) -> None:
    for number in range(4):
        (folder / f"in/{OTHER}-{number}.txt").write_text(f"from {OWN} and {OTHER}", encoding="utf-8")
    arguments = ("in", "--ad-hoc", "--policy", str(placeholders(folder)))
    run(*arguments, "-o", "here")
    run(*arguments, "-o", "two", workers=2)
    for seed in ("0", "1"):
        process = start(folder, "run", *arguments, "-o", f"seed{seed}", "--workers", "0", PYTHONHASHSEED=seed)
        process.communicate()
        assert process.returncode == 0
    assert tree(folder / "here") == tree(folder / "two") == tree(folder / "seed0") == tree(folder / "seed1")
    assert len(tree(folder / "here")) == 7


def placeholders(folder: Path) -> Path:
    path = folder / "policy.toml"
    path.write_text('[operators]\ndefault = "placeholder"\n', encoding="utf-8")
    return path


def test_archives_stay_archives(run: Run, folder: Path) -> None:
    with zipfile.ZipFile(folder / "in/export.zip", "w") as archive:
        archive.writestr("a/one.txt", f"mail {OWN}")
        archive.writestr("a/broken.jsonl", b"\0\1\2\3 binary \0")
        archive.writestr("two.json.gz", gzip.compress(json.dumps({"b": OWN}).encode()))
    run("in", "-o", "out", "--ad-hoc", "--policy", str(placeholders(folder)))
    with zipfile.ZipFile(folder / "out/export.zip") as archive:
        assert archive.read("a/one.txt") == b"mail <EMAIL_ADDRESS_1>"
        assert gzip.decompress(archive.read("two.json.gz")) == b'{"b": "<EMAIL_ADDRESS_1>"}'
        assert archive.namelist() == ["a/one.txt", "two.json.gz"]
    places = [place["file"] for line in ledger(folder / "out") for place in line["output"]]  # type: ignore[attr-defined]
    assert "export.zip/a/one.txt" in places


def test_a_session_over_several_files_is_one_conversation(run: Run, folder: Path) -> None:
    session = "0f6d7c1e-1111-4222-8333-444455556666"
    event = {"type": "user", "uuid": "u1", "parentUuid": None, "sessionId": session}
    lines = [{**event, "message": {"role": "user", "content": f"I am {OWN}"}}]
    main = folder / f"in/p/{session}.jsonl"
    beside = folder / f"in/p/{session}/tool-results/a.txt"
    beside.parent.mkdir(parents=True)
    main.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    beside.write_text(f"to {OWN}", encoding="utf-8")
    rows = pa.Table.from_pylist([{"text": f"row of {OWN}"}, {"text": "row"}])
    pq.write_table(rows, beside.with_name("b.parquet"))
    run("in/p", "-o", "out", "--ad-hoc")
    (line,) = ledger(folder / "out")
    assert [place["rows"] for place in line["output"]] == [None, None, None]  # type: ignore[attr-defined]
    assert line["records"] == line["written"] == 4
    assert invoke("verify", "out").code == 0
    assert OWN.encode() not in b"".join(tree(folder / "out").values())


def test_files_of_one_name_are_told_apart(run: Run, folder: Path) -> None:
    for name in ("one", "two"):
        (folder / name).mkdir()
        (folder / name / "ledger.jsonl").write_text('{"a": 1}\n', encoding="utf-8")
    run("one", "two", "-o", "out", "--ad-hoc")
    assert sorted(tree(folder / "out")) == [
        "ledger-2.jsonl",
        "ledger-3.jsonl",
        "ledger.jsonl",
        "manifest.json",
    ]
    assert len({line["place"] for line in ledger(folder / "out")}) == 2


def test_without_a_key_one_is_made_and_said(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SCRUB_KEY")
    ran = run("in", "-o", "out", "--ad-hoc")
    assert ran.code == 0
    assert "no key given" in ran.err


def test_a_session_over_several_files_is_refused_with_all_of_them(run: Run, folder: Path) -> None:
    session = "0f6d7c1e-1111-4222-8333-444455556666"
    event = {"type": "user", "uuid": "u1", "parentUuid": None, "sessionId": session}
    main = folder / f"in/p/{session}.jsonl"
    beside = folder / f"in/file-history/{session}/a@v1"
    for path in (main, beside):
        path.parent.mkdir(parents=True)
    main.write_text(
        json.dumps({**event, "message": {"role": "user", "content": "canary-1"}}), encoding="utf-8"
    )
    beside.write_text("canary-2", encoding="utf-8")
    facts = {"conversation_id": session, "account_id": "no", "kind": "coding_session"}
    moments = dict.fromkeys(("created_at", "last_active_at"), "2026-03-01T10:00:00Z")
    (folder / "index.jsonl").write_text(
        json.dumps({**facts, **moments, "deleted_at": None}), encoding="utf-8"
    )
    arguments = ("--accounts", "accounts.jsonl", "--conversations", "index.jsonl", "--now", NOW)
    run("in/p", "in/file-history", "-o", "out", *arguments)
    assert [(line["verdict"], line["reason"], line["records"]) for line in ledger(folder / "out")] == [
        ("refused", "preference_off", 2)
    ]
    assert not any(b"canary" in data for data in tree(folder / "out").values())
    (folder / "accounts.jsonl").write_text(account("no"), encoding="utf-8")
    run("in/p", "in/file-history", "-o", "now", *arguments)
    assert [line["written"] for line in ledger(folder / "now")] == [2]
