"""A large file is done in parts, by several workers; what is written does not show it."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from scrub.run import parts
from tests.run_folder import KEY, NOW, OTHER, OWN, account, chat, invoke, ledger, manifest, tree


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("SCRUB_KEY", KEY)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "accounts.jsonl").write_text(account("yes") + account("no", "off"), encoding="utf-8")
    return tmp_path


def whole(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    """Run as if no file were large."""
    with monkeypatch.context() as patch:
        patch.setattr(parts, "_LEAST_BYTES", 1 << 40)
        invoke("run", "in", "--workers", "0", *arguments)


def in_parts(monkeypatch: pytest.MonkeyPatch, *arguments: str, size: int = 700, workers: int = 0) -> int:
    """Run with parts of a few records."""
    with monkeypatch.context() as patch:
        patch.setattr(parts, "_LEAST_BYTES", 1)
        patch.setattr(parts, "PART_BYTES", size)
        return invoke("run", "in", "--workers", str(workers), *arguments).code


def chats(*owners: str) -> list[dict[str, object]]:
    return [chat(number, owner, f"mail {OWN} {number}") for number, owner in enumerate(owners)]


OWNERS = ("no", "no", "no", "yes", "no", "yes", "yes", "yes", "no", "yes", "no", "no")
GATED = ("--accounts", "accounts.jsonl", "--now", NOW)


def array(folder: Path) -> None:
    text = "[\n" + " ,\n ".join(json.dumps(each) for each in chats(*OWNERS)) + "\n]\n"
    (folder / "in/conversations.json").write_text(text, encoding="utf-8")


def lines(folder: Path) -> None:
    found = [json.dumps({"messages": [{"role": "user", "content": f"{n} {OWN}"}]}) for n in range(12)]
    # A line that is none is withheld.
    found[5] = found[11] = '{"messages": ['
    (folder / "in/chats.jsonl").write_text("\n\n".join(found) + "\n", encoding="utf-8")


@pytest.mark.parametrize("arguments", [GATED, ("--ad-hoc",)], ids=["gated", "ad hoc"])
@pytest.mark.parametrize("make", [array, lines])
@pytest.mark.parametrize("size", [1, 700, 100_000])
def test_parts_make_the_same_whole(
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    make: Callable[[Path], None],
    arguments: tuple[str, ...],
    size: int,
) -> None:
    make(folder)
    whole(monkeypatch, "-o", "whole", *arguments)
    in_parts(monkeypatch, "-o", "parts", *arguments, size=size)
    assert tree(folder / "parts") == tree(folder / "whole")
    assert len(ledger(folder / "parts")) == 12


@pytest.mark.parametrize(
    "suffix, pack, unpack",
    [
        pytest.param(".gz", gzip.compress, gzip.decompress, id="gzip"),
        pytest.param(
            ".zst",
            zstandard.ZstdCompressor().compress,
            lambda data: zstandard.ZstdDecompressor().stream_reader(data, read_across_frames=True).read(),
            id="zstandard",
        ),
    ],
)
def test_compressed_files_stay_so(
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    suffix: str,
    pack: Callable[[bytes], bytes],
    unpack: Callable[[bytes], bytes],
) -> None:
    array(folder)
    plain = folder / "in/conversations.json"
    (folder / f"in/conversations.json{suffix}").write_bytes(pack(plain.read_bytes()))
    in_parts(monkeypatch, "-o", "out", *GATED)
    written = tree(folder / "out")
    assert unpack(written[f"conversations.json{suffix}"]) == written["conversations.json"]
    assert invoke("verify", "out").code == 0


def test_workers_share_a_file_and_write_the_same(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    array(folder)
    in_parts(monkeypatch, "-o", "one", *GATED)
    in_parts(monkeypatch, "-o", "two", *GATED, workers=2)
    assert tree(folder / "one") == tree(folder / "two")


def test_shards_are_the_same(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    array(folder)
    whole(monkeypatch, "-o", "whole", *GATED, "--shards", "1")
    in_parts(monkeypatch, "-o", "parts", *GATED, "--shards", "1")
    assert tree(folder / "parts") == tree(folder / "whole")


@pytest.mark.parametrize(
    "data, reason",
    [
        pytest.param(
            lambda data: gzip.compress(data)[:-40],
            "cannot be read: the compressed data is cut off",
            id="gzip",
        ),
        pytest.param(lambda data: gzip.compress(data[:-300]), "is cut off", id="array"),
    ],
)
def test_a_file_that_is_cut_off_is_withheld(
    monkeypatch: pytest.MonkeyPatch, folder: Path, data: Callable[[bytes], bytes], reason: str
) -> None:
    array(folder)
    path = folder / "in/conversations.json"
    path.with_suffix(".json.gz").write_bytes(data(path.read_bytes()))
    path.unlink()
    assert in_parts(monkeypatch, "-o", "out", "--ad-hoc") == 1
    (line,) = ledger(folder / "out")
    assert (line["verdict"], reason in str(line["reason"])) == ("withheld", True)
    assert sorted(tree(folder / "out")) == ["ledger.jsonl", "manifest.json"]


def test_a_file_that_grows_while_it_is_read_is_withheld(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    lines(folder)
    path = folder / "in/chats.jsonl"
    cut = parts.parts_of

    def growing(task: parts.Task, largest: int) -> object:
        for number, part in enumerate(cut(task, largest)):
            if number == 1:
                path.write_bytes(path.read_bytes() + b"{}\n")
            yield part

    monkeypatch.setattr(parts, "parts_of", growing)
    assert in_parts(monkeypatch, "-o", "out", "--ad-hoc") == 1
    (line,) = ledger(folder / "out")
    assert line["reason"] == "changed while it was read"
    assert not (folder / "out/chats.jsonl").exists()


@pytest.mark.parametrize("name", ["body", "entries.jsonl", "seam.json"])
@pytest.mark.parametrize("content", [b"", b"[1]\n", b'{"tail": 7}'], ids=["none", "no", "another"])
def test_what_a_damaged_disk_left_of_a_part_is_not_put_together(
    monkeypatch: pytest.MonkeyPatch, folder: Path, name: str, content: bytes
) -> None:
    def kill(*_: object) -> None:
        raise KeyboardInterrupt

    array(folder)
    with monkeypatch.context() as patch:
        patch.setattr(parts, "put_together", kill)
        in_parts(monkeypatch, "-o", "out", "--ad-hoc")
    (folder / "out/.scrub/parts-0000000/000001" / name).write_bytes(content)
    with monkeypatch.context() as patch:
        patch.setattr(parts, "_LEAST_BYTES", 1)
        patch.setattr(parts, "PART_BYTES", 700)
        ran = invoke("run", "in", "--workers", "0", "-o", "out", "--ad-hoc", "--resume")
    assert (ran.code, "what an earlier run left cannot be read" in ran.err) == (2, True)


HOSTILE = """
[detect]
names = false
[[detect.recognizers]]
class = "tests.hostile_recognizer.Hostile"
"""


def test_a_poison_conversation_costs_itself(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent))
    (folder / "hostile.toml").write_text(HOSTILE, encoding="utf-8")
    texts = ["one", "please die", OTHER, "please hang", "three", "please eat", "four"]
    rows = [json.dumps({"messages": [{"role": "user", "content": text}]}) for text in texts]
    (folder / "in/chats.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (folder / "in/other.txt").write_text("another file", encoding="utf-8")
    limits = ("--time-limit", "20", "--memory-limit", "1500")
    arguments = ("--ad-hoc", "--policy", "hostile.toml", "--workers", "2", *limits)
    assert invoke("run", "in", "-o", "out", *arguments).code == 1
    assert [line["reason"] for line in ledger(folder / "out")] == [
        None,
        "the process that worked on it died",
        None,
        "took too long",
        None,
        "took too much memory",
        None,
        None,
    ]
    written = (folder / "out/chats.jsonl").read_text(encoding="utf-8")
    assert [json.loads(line)["messages"][0]["content"] for line in written.splitlines()][::2] == [
        "one",
        "three",
    ]
    assert OTHER not in written
    counts = manifest(folder / "out")["counts"]
    assert isinstance(counts, dict)
    assert counts["records"] == {"in": 8, "written": 5, "refused": 0, "withheld": 3}
    assert invoke("verify", "out", "--policy", "hostile.toml").code == 0
