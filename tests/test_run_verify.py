"""`scrub verify`: whatever was changed in an output shows, and an output that was not is fine."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from scrub.formats.text import TextRecord
from scrub.ledger import START, Entry, Keyed, LedgerError, LedgerWriter, Place, chained, read_ledger
from scrub.policy import Policy
from scrub.run.audit import owners_of
from scrub.run.leftovers import Leftovers
from tests.run_folder import KEY, NOW, OTHER, OWN, account, chat, invoke, ledger, tree


@pytest.fixture
def output(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A finished run over many formats, with something refused and something withheld."""
    monkeypatch.setenv("SCRUB_KEY", KEY)
    monkeypatch.chdir(tmp_path)
    inputs = tmp_path / "in"
    (inputs / "sub").mkdir(parents=True)
    chats = [chat(1, "yes", f"mail {OWN}"), chat(2, "no", OTHER), chat(3, "yes", "hello")]
    (inputs / "sub/conversations.json").write_text(json.dumps(chats), encoding="utf-8")
    (tmp_path / "accounts.jsonl").write_text(account("yes") + account("no", "off"), encoding="utf-8")
    ran = invoke("run", "in", "-o", "out", "--accounts", "accounts.jsonl", "--now", NOW, "--workers", "0")
    assert ran.code == 0
    return tmp_path / "out"


def test_an_untouched_output_is_fine(output: Path) -> None:
    ran = invoke("verify", "out")
    assert (ran.code, ran.out) == (0, "")
    assert "3 conversations, 2 records in 1 file checked: 0 problems" in ran.err


def edit_text(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def drop_line(path: Path, number: int) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    del lines[number]
    path.write_text("".join(lines), encoding="utf-8")


def swap_lines(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([lines[1], lines[0], *lines[2:]]), encoding="utf-8")


def leave_a_plan(output: Path) -> None:
    (output / ".scrub").mkdir()
    (output / ".scrub/plan.json").write_text("{}", encoding="utf-8")


def add_a_file(output: Path) -> None:
    (output / "more.txt").write_text("x", encoding="utf-8")
    written = {"size": 1, "sha256": hashlib.sha256(b"x").hexdigest()}
    account = json.loads((output / "manifest.json").read_text(encoding="utf-8"))
    account["files"]["more.txt"] = written
    (output / "manifest.json").write_text(json.dumps(account), encoding="utf-8")


def put_a_device(output: Path) -> None:
    (output / "sub/conversations.json").unlink()
    (output / "sub/conversations.json").symlink_to("/dev/zero")


def forge(output: Path) -> None:
    """Write the chain anew over a changed line, and a manifest to go with it, without the key."""
    entries = [entry for entry, _ in read_ledger(output / "ledger.jsonl")]
    stamp = {name: ledger(output)[0][name] for name in ("policy", "rules", "key_id")}
    with (output / "ledger.jsonl").open("wb") as stream:
        writer = LedgerWriter(stream, stamp)  # type: ignore[arg-type]
        for entry in entries[:-1]:
            writer.add(entry)
        last = entries[-1]
        writer.add(Entry(**{**{name: getattr(last, name) for name in Entry.__slots__}, "account": "f" * 32}))
    manifest = json.loads((output / "manifest.json").read_text(encoding="utf-8"))
    manifest["ledger"]["head"] = writer.head
    (output / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


@pytest.mark.parametrize(
    "tamper, message",
    [
        pytest.param(
            lambda out: edit_text(out / "sub/conversations.json", "hello", "hallo"),
            "is not what was written",
            id="text edited",
        ),
        pytest.param(lambda out: (out / "sub/conversations.json").unlink(), "cannot be read", id="file gone"),
        pytest.param(
            lambda out: (out / "more.txt").write_text("x"), "more.txt: is not of the run", id="file added"
        ),
        pytest.param(
            lambda out: edit_text(out / "ledger.jsonl", '"refused"', '"written"'), "chain", id="line edited"
        ),
        pytest.param(lambda out: drop_line(out / "ledger.jsonl", 1), "chain", id="line removed"),
        pytest.param(
            lambda out: drop_line(out / "ledger.jsonl", -1), "is not the one that", id="last line removed"
        ),
        pytest.param(lambda out: swap_lines(out / "ledger.jsonl"), "chain", id="lines swapped"),
        pytest.param(
            lambda out: (out / "ledger.jsonl").write_text("no ledger\n"),
            "no line of a ledger",
            id="no ledger",
        ),
        pytest.param(
            lambda out: edit_text(out / "manifest.json", '"refused": 1', '"refused": 2'),
            "counts",
            id="counts edited",
        ),
        pytest.param(forge, "seal", id="everything forged but the key"),
        pytest.param(leave_a_plan, "was broken off", id="unfinished"),
        pytest.param(put_a_device, "is no file", id="a device"),
        pytest.param(
            add_a_file, "more.txt: is of no conversation of the ledger", id="a file that nobody has"
        ),
    ],
)
def test_what_was_changed_shows(output: Path, tamper: Callable[[Path], None], message: str) -> None:
    tamper(output)
    ran = invoke("verify", "out")
    assert ran.code == 1
    assert message in ran.out


@pytest.mark.parametrize(
    "old, new",
    [
        pytest.param('"sub/conversations.json"', '"/dev/zero"', id="a file elsewhere"),
        pytest.param('"sub/conversations.json"', '"../accounts.jsonl"', id="a file outside"),
        pytest.param('"lines": 3', '"lines": "3"', id="no count"),
    ],
)
def test_a_manifest_speaks_of_its_own_folder(output: Path, old: str, new: str) -> None:
    edit_text(output / "manifest.json", old, new)
    ran = invoke("verify", "out")
    assert (ran.code, "is no manifest of a run" in ran.err) == (2, True)


def test_a_value_that_detection_finds_with_certainty_shows(output: Path) -> None:
    # As if the run had overlooked it: what is written, all digests and the seal agree.
    writing = output / "sub/conversations.json"
    edit_text(writing, "hello", OTHER)
    ran = invoke("verify", "out")
    assert "sub/conversations.json record 1: EMAIL_ADDRESS found" in ran.out
    assert OTHER not in ran.out + ran.err


@pytest.mark.parametrize(
    ("password", "entity_types"),
    [
        pytest.param("REDACTED9mXq2Lr8", ["PASSWORD"], id="beside the word"),
        pytest.param("REDACTED_{tag}9mXq2Lr8", ["PASSWORD"], id="beside a dead token"),
        pytest.param("REDACTED_{tag}", [], id="a dead token"),
        pytest.param("REDACTED_{tag}npm_REDACTED_{tag}", [], id="two dead tokens in a row"),
    ],
)
def test_a_secret_beside_a_dead_one_is_left_over(password: str, entity_types: list[str]) -> None:
    text = f"postgres://app:{password.format(tag='01' * 16)}@localhost/x"
    assert list(Leftovers(Policy.load()).find(TextRecord(text.encode()))) == entity_types


@pytest.mark.parametrize(
    "arguments, message",
    [
        pytest.param(["gone"], "holds no finished run", id="no folder"),
        pytest.param(["in"], "holds no finished run", id="no run"),
        pytest.param(["out", "--policy", "strict"], "is not the policy of the run", id="other policy"),
        pytest.param(["broken"], "is no manifest", id="broken manifest"),
    ],
)
def test_bad_calls(output: Path, tmp_path: Path, arguments: list[str], message: str) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken/manifest.json").write_text("{}", encoding="utf-8")
    ran = invoke("verify", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_outputs_of_every_kind_are_checked_by_conversation(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SCRUB_KEY", KEY)
    monkeypatch.chdir(tmp_path)
    inputs = tmp_path / "in"
    inputs.mkdir()
    rows = [{"conversation_id": each, "n": 1.5, "text": f"to {OWN}"} for each in ("a", "b", "a")]
    pq.write_table(pa.Table.from_pylist(rows), inputs / "rows.parquet")
    (inputs / "lines.jsonl").write_text(f'{{"a": "x"}}\n{{"a":\n\n{{"a": "{OWN}"}}\n', encoding="utf-8")
    (inputs / "note.txt").write_bytes(f"\ufeffto {OWN}\r\n".encode("utf-16-le"))
    with zipfile.ZipFile(inputs / "some.zip", "w") as archive:
        archive.writestr("a/x.txt", OWN)
        archive.writestr("a/X.txt", OTHER)
    assert invoke("run", "in", "-o", "out", "--ad-hoc", "--workers", "0").code == 1
    ran = invoke("verify", "out")
    assert (ran.code, ran.out) == (0, "")
    by_rows = [line["output"][0]["rows"] for line in ledger(tmp_path / "out") if line["written"]]  # type: ignore[index]
    assert [[0, 1], [2, 3]] in by_rows
    assert OWN.encode() not in b"".join(tree(tmp_path / "out").values())


def entries() -> list[Entry]:
    keyed = Keyed(b"k" * 32)
    return [
        Entry(
            keyed.conversation(f"c{number}"),
            keyed.place("a.json", number),
            None,
            "written",
            None,
            records=1,
            written=1,
            digest="0" * 64,
            places=(Place("a.json", "claude_ai", ((number, number + 1),)),),
        )
        for number in range(3)
    ]


def test_a_ledger_is_read_as_it_was_written(tmp_path: Path) -> None:
    with (tmp_path / "ledger.jsonl").open("wb") as stream:
        writer = LedgerWriter(stream, {"policy": "p"})
        for entry in entries():
            writer.add(entry)
    read = list(read_ledger(tmp_path / "ledger.jsonl"))
    assert [entry for entry, _ in read] == entries()
    assert read[-1][1] == writer.head != START


@pytest.mark.parametrize("line", ['{"chain": "x"}', "[]", "null", '{"id": 1}', "\udcff"])
def test_what_is_no_ledger_is_an_error(tmp_path: Path, line: str) -> None:
    (tmp_path / "ledger.jsonl").write_bytes(line.encode("utf-8", "surrogateescape"))
    with pytest.raises(LedgerError, match=r"ledger\.jsonl:1"):
        list(read_ledger(tmp_path / "ledger.jsonl"))


PLACE = {"file": "a.json", "format": "claude_ai", "rows": [[0, 1]]}


@pytest.mark.parametrize(
    "changed",
    [
        *({name: value} for name in ("id", "place", "verdict") for value in (None, 5, [])),
        *({name: value} for name in ("account", "reason", "digest") for value in (5, {})),
        *(
            {name: value}
            for name in ("records", "written", "dropped")
            for value in (None, "1", -1, 1.5, True)
        ),
        *({name: value} for name in ("withheld", "found") for value in (None, 5, [1], {"a": "1"}, {"a": -1})),
        {"facts": 5},
        *({"output": value} for value in (None, 5, [5], [{}])),
        *({"output": [{**PLACE, "rows": rows}]} for rows in (5, [5], [["0", 1]], [[0, -1]], [[0, 1e999]])),
    ],
)
def test_a_line_that_says_what_none_says_is_an_error(tmp_path: Path, changed: dict[str, object]) -> None:
    body = {**entries()[0].as_json(), **changed}
    line = json.dumps({**body, "chain": chained(START, body)}, separators=(",", ":"))
    (tmp_path / "ledger.jsonl").write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(LedgerError, match=r"ledger\.jsonl:1"):
        list(read_ledger(tmp_path / "ledger.jsonl"))


def test_rows_are_gone_through_only_as_far_as_records_are(tmp_path: Path) -> None:
    whole = Place("a.json", "claude_ai", ((0, 10**15),))
    owners = owners_of([(entries()[0], whole)])
    assert next(owners) == entries()[0]


def test_keyed_names_say_nothing_without_the_key() -> None:
    one, other = Keyed(b"k" * 32), Keyed(b"l" * 32)
    assert one.conversation("c") == Keyed(b"k" * 32).conversation("c") != other.conversation("c")
    assert (
        len({one.conversation("c"), one.account("c"), one.place("c", None), one.input("c"), one.seal("c")})
        == 5
    )
    assert one.place("a", 1) != one.place("a", None)
    assert (b"k" * 32).hex() not in one.key_id
