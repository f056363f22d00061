"""The labelled sets: archives of exact bytes, cards that state them, checks that find planted faults."""

import hashlib
import json
import lzma
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora import archive, authored, gold
from corpora.archive import Corpus, CorpusError
from recognizers.entities import ENTITY_TYPES

BOTH = [pytest.param(gold.GOLD, id="gold"), pytest.param(authored.AUTHORED, id="authored")]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The gold set as shipped; tests copy it before they change it."""
    return gold.open_gold(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small valid set: one session, one export, one text file, two owners."""
    root = tmp_path / "small"
    root.mkdir()
    (root / "session.jsonl").write_text('{"cwd": "/home/ada"}\n\n{"message": {"content": ["hi ada", 7]}}\n')
    (root / "export.json").write_text('[{"name": "one"}, {"ada/x": "two"}]')
    (root / ".env").write_bytes(b"A=1\r\nB=ada\r\n")
    _write(
        root / "labels.jsonl",
        _label("session.jsonl", 0, "/cwd", 6, 9, "USERNAME", "ada"),
        _label("session.jsonl", 1, "/message/content/0", 3, 6, "PERSON", "ada"),
        _label("session.jsonl", 1, "/message/content/1", 0, 1, "OTP", "7"),
        _label("export.json", 1, "/ada~1x#key", 0, 3, "PERSON", "ada"),
        _label(".env", 0, "", 7, 10, "PASSWORD", "ada"),
    )
    _write(root / "accounts.jsonl", {"account_id": "a1"}, {"account_id": "a2"})
    _write(
        root / "conversations.jsonl",
        _conversation("session.jsonl", None, "a1"),
        _conversation("export.json", 0, "a1"),
        _conversation("export.json", 1, "nobody", "refused", "unknown_account"),
        _conversation(".env", None, "a2", "refused", "deleted"),
    )
    return root


def _label(file: str, row: int, pointer: str, start: int, end: int, kind: str, value: str) -> dict[str, Any]:
    return {
        "file": file,
        "row": row,
        "pointer": pointer,
        "start": start,
        "end": end,
        "type": kind,
        "value": value,
    }


def _conversation(
    file: str, row: int | None, account: str, expected: str = "eligible", reason: str | None = None
) -> dict[str, Any]:
    return {"file": file, "row": row, "account_id": account, "expected": expected, "reason": reason}


def _write(path: Path, *rows: dict[str, Any]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def _copy(corpus: Corpus, folder: Path) -> Corpus:
    """The same set with its archive and card in another folder, free to be changed."""
    folder.mkdir()
    shutil.copy(corpus.archive, folder)
    shutil.copy(corpus.card, folder)
    return replace(corpus, folder=folder)


# Archives


@pytest.mark.parametrize("corpus", BOTH)
def test_card_states_the_checksum(corpus: Corpus) -> None:
    assert hashlib.sha256(corpus.archive.read_bytes()).hexdigest() == archive.checksum(corpus)


@pytest.mark.parametrize("corpus", BOTH)
def test_packing_what_was_unpacked_changes_no_byte(corpus: Corpus, tmp_path: Path) -> None:
    copy = _copy(corpus, tmp_path / "copy")
    archive.pack(copy, archive.unpack(copy, tmp_path / "unpacked"))
    assert copy.archive.read_bytes() == corpus.archive.read_bytes()
    assert copy.card.read_bytes() == corpus.card.read_bytes()


@pytest.mark.parametrize("corpus", BOTH)
def test_archive_is_made_of_its_files_alone(corpus: Corpus, tmp_path: Path) -> None:
    files = archive.read_folder(corpus, archive.unpack(corpus, tmp_path / "unpacked"))
    # Compared before compression, which may differ between releases of liblzma.
    made, shipped = archive.archive_bytes(files), corpus.archive.read_bytes()
    assert lzma.decompress(made) == lzma.decompress(shipped)


def test_a_damaged_archive_is_made_anew(tmp_path: Path) -> None:
    copy = _copy(gold.GOLD, tmp_path / "copy")
    folder = archive.unpack(copy, tmp_path / "unpacked")
    copy.archive.write_bytes(b"damaged")
    archive.pack(copy, folder)
    assert archive.read_folder(copy, archive.unpack(copy, tmp_path / "again")) == archive.read_folder(
        copy, folder
    )


@given(
    st.dictionaries(
        st.text(st.characters(whitelist_categories=("L", "N")), min_size=1, max_size=20),
        st.binary(max_size=50),
        min_size=1,
        max_size=5,
    ),
    st.randoms(use_true_random=False),
)
def test_bytes_do_not_depend_on_the_order_of_files(files: dict[str, bytes], random: Any) -> None:
    shuffled = list(files.items())
    random.shuffle(shuffled)
    assert archive.archive_bytes(dict(shuffled)) == archive.archive_bytes(files)


def test_a_changed_file_changes_archive_and_card(tmp_path: Path) -> None:
    copy = _copy(gold.GOLD, tmp_path / "copy")
    folder = archive.unpack(copy, tmp_path / "unpacked")
    (folder / "plain" / "new.txt").write_text("one more")
    archive.pack(copy, folder)
    assert archive.checksum(copy) != archive.checksum(gold.GOLD)
    assert (archive.unpack(copy, tmp_path / "again") / "plain" / "new.txt").read_text() == "one more"


def test_archives_show_no_text_to_a_scanner() -> None:
    for corpus, word in ((gold.GOLD, b"PASSWORD"), (authored.AUTHORED, b"PERSON")):
        assert word not in corpus.archive.read_bytes()


def test_a_damaged_archive_is_refused(tmp_path: Path) -> None:
    copy = _copy(gold.GOLD, tmp_path / "copy")
    copy.archive.write_bytes(copy.archive.read_bytes()[:-1])
    with pytest.raises(CorpusError, match=r"gold\.tar\.xz: differs from the checksum on gold\.md"):
        archive.unpack(copy, tmp_path / "unpacked")


def test_a_name_outside_the_folder_is_refused(tmp_path: Path) -> None:
    copy = _copy(gold.GOLD, tmp_path / "copy")
    data = archive.archive_bytes({"../escaped.txt": b"x"})
    copy.card.write_text(
        copy.card.read_text().replace(archive.checksum(copy), hashlib.sha256(data).hexdigest())
    )
    copy.archive.write_bytes(data)
    with pytest.raises(CorpusError, match="not a file below the folder"):
        archive.unpack(copy, tmp_path / "unpacked")
    assert not (tmp_path / "escaped.txt").exists()


@pytest.mark.parametrize(
    "missing", [pytest.param("gold.md", id="card"), pytest.param("gold.tar.xz", id="archive")]
)
def test_a_missing_part_is_named(missing: str, tmp_path: Path) -> None:
    copy = _copy(gold.GOLD, tmp_path / "copy")
    (copy.folder / missing).unlink()
    with pytest.raises(CorpusError, match=rf"{missing}: the \w+ is missing"):
        archive.unpack(copy, tmp_path / "unpacked")


def test_unpack_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("kept")
    with pytest.raises(CorpusError, match="not an empty folder"):
        gold.unpack(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_open_gold_unpacks_once(tmp_path: Path) -> None:
    first = gold.open_gold(tmp_path)
    (first / "touched").write_text("")
    assert gold.open_gold(tmp_path) == first
    assert (first / "touched").exists()
    assert [path.name for path in tmp_path.iterdir()] == [first.name]
    assert first.stat().st_mode & 0o077 == 0


def test_a_link_is_not_packed(small: Path) -> None:
    (small / "link.txt").symlink_to(small / ".env")
    with pytest.raises(CorpusError, match=r"link\.txt: is a link"):
        archive.read_folder(gold.GOLD, small)


# Checks


@pytest.mark.parametrize("corpus", BOTH)
def test_shipped_set_has_no_problems(corpus: Corpus, tmp_path: Path) -> None:
    assert corpus.problems(archive.unpack(corpus, tmp_path / "unpacked")) == []


def test_gold_card_states_the_counts(unpacked: Path) -> None:
    card = gold.GOLD.card.read_text()
    counts = gold.count_labels(unpacked)
    assert set(counts) == set(ENTITY_TYPES)
    for name, count in counts.items():
        assert f"| {name} | {count} |" in card
    conversations = len(_read(unpacked / gold.CONVERSATIONS))
    assert f"**{conversations} conversations, {counts.total()} labels**" in card


def test_authored_card_states_the_counts(tmp_path: Path) -> None:
    root = authored.unpack(tmp_path / "unpacked")
    documents = [document for path in sorted(root.glob("*.jsonl")) for document in _read(path)]
    spans = [span for document in documents for span in document["spans"]]
    conversations = {document["conversation"] for document in documents}
    assert f"| all | | {len(conversations)} (" in authored.AUTHORED.card.read_text()
    assert f"| {len(documents)} | {len(spans)} |" in authored.AUTHORED.card.read_text()


def test_small_set_has_no_problems(small: Path) -> None:
    assert gold.problems(small) == []


@pytest.mark.parametrize("name", ["CARD.md", ".DS_Store"])
def test_what_is_not_packed_is_not_checked(name: str, small: Path) -> None:
    before = archive.read_folder(gold.GOLD, small)
    (small / name).write_bytes(b"\xff")
    assert gold.problems(small) == []
    assert archive.read_folder(gold.GOLD, small) == before


def _change_label(number: int, **fields: Any) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        labels = _read(root / "labels.jsonl")
        labels[number] |= fields
        _write(root / "labels.jsonl", *labels)

    return change


def _change_conversation(number: int, **fields: Any) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        conversations = _read(root / "conversations.jsonl")
        conversations[number] |= fields
        _write(root / "conversations.jsonl", *conversations)

    return change


def _add_overlap(root: Path) -> None:
    again = _label("session.jsonl", 1, "/message/content/0", 5, 6, "PERSON", "a")
    _write(root / "labels.jsonl", *_read(root / "labels.jsonl"), again)


def _add_account(root: Path) -> None:
    _write(root / "accounts.jsonl", {"account_id": "a1"}, {"account_id": "a2"}, {"account_id": "a2"})


def _drop_conversation(root: Path) -> None:
    _write(root / "conversations.jsonl", *_read(root / "conversations.jsonl")[1:])


def _break_export(root: Path) -> None:
    (root / "export.json").write_text('[{"name": "one"}, ')


@pytest.mark.parametrize(
    ("plant", "problem"),
    [
        pytest.param(
            _change_label(1, start=2, end=5),
            "labels.jsonl:2: session.jsonl row 1: the value does not",
            id="offset",
        ),
        pytest.param(
            _change_label(1, start=6, end=3),
            "labels.jsonl:2: session.jsonl row 1: the value does not",
            id="backwards",
        ),
        pytest.param(
            _change_label(1, end=99),
            "labels.jsonl:2: session.jsonl row 1: the value does not",
            id="past the end",
        ),
        pytest.param(
            _change_label(1, value=""), "labels.jsonl:2: session.jsonl row 1: the value does not", id="empty"
        ),
        pytest.param(
            _change_label(0, type="EMIAL"), "labels.jsonl:1: unknown type; known: PERSON, ", id="unknown type"
        ),
        pytest.param(
            _change_label(0, start="6"), "labels.jsonl:1: missing or malformed: start", id="text as offset"
        ),
        pytest.param(
            _change_label(0, row=True), "labels.jsonl:1: missing or malformed: row", id="true as row"
        ),
        pytest.param(
            _change_label(0, file="gone.json"), "labels.jsonl:1: names a file that is not there", id="no file"
        ),
        pytest.param(_change_label(0, row=2), "labels.jsonl:1: session.jsonl has no row 2", id="no row"),
        pytest.param(
            _change_label(0, row=-1), "labels.jsonl:1: session.jsonl has no row -1", id="row from the end"
        ),
        pytest.param(
            _change_label(0, pointer="/cwx"),
            "labels.jsonl:1: session.jsonl row 0: the pointer names no string",
            id="no member",
        ),
        pytest.param(
            _change_label(1, pointer="/message"),
            "labels.jsonl:2: session.jsonl row 1: the pointer names no string",
            id="an object",
        ),
        pytest.param(
            _change_label(1, pointer="/message/content/-2"),
            "labels.jsonl:2: session.jsonl row 1: the pointer names no string",
            id="index from the end",
        ),
        pytest.param(
            _change_label(4, pointer="text"),
            "labels.jsonl:5: .env row 0: the pointer names no string",
            id="pointer without slash",
        ),
        pytest.param(
            _change_conversation(1, row="0"),
            "conversations.jsonl:2: missing or malformed: file, row",
            id="text as row",
        ),
        pytest.param(_add_overlap, "labels.jsonl:2 and 6: overlap in session.jsonl row 1", id="overlap"),
        pytest.param(
            _change_conversation(0, account_id="a9"),
            "conversations.jsonl:1: its account is not in accounts.jsonl",
            id="no account",
        ),
        pytest.param(
            _change_conversation(0, expected="maybe"),
            "conversations.jsonl:1: 'expected' is not one of eligible, refused",
            id="expected",
        ),
        pytest.param(
            _change_conversation(0, reason="deleted"),
            "conversations.jsonl:1: an eligible conversation has no reason",
            id="reason",
        ),
        pytest.param(
            _change_conversation(1, row=1),
            "conversations.jsonl:3: a conversation is listed twice",
            id="listed twice",
        ),
        pytest.param(
            _change_conversation(1, row=5),
            "conversations.jsonl:2: export.json has no such row",
            id="no such row",
        ),
        pytest.param(_drop_conversation, "session.jsonl: 2 records are in no conversation", id="not listed"),
        pytest.param(_add_account, "accounts.jsonl: an account is listed 2 times", id="account twice"),
        pytest.param(_break_export, "export.json: is not valid json in UTF-8", id="broken file"),
    ],
)
def test_check_finds_a_planted_fault(plant: Callable[[Path], None], problem: str, small: Path) -> None:
    plant(small)
    assert [found for found in gold.problems(small) if found.startswith(problem)] != []


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        pytest.param(b"{}\n{", r"labels\.jsonl:2: is not valid JSON", id="broken line"),
        pytest.param(b"[]", r"labels\.jsonl:1: is not a JSON object", id="a list"),
        pytest.param(b"\xff", r"labels\.jsonl: is not valid UTF-8", id="encoding"),
        pytest.param(None, r"labels\.jsonl: is missing", id="missing"),
    ],
)
def test_unreadable_labels_are_an_error(content: bytes | None, problem: str, small: Path) -> None:
    (small / "labels.jsonl").unlink()
    if content is not None:
        (small / "labels.jsonl").write_bytes(content)
    with pytest.raises(CorpusError, match=problem):
        gold.problems(small)


def test_problems_show_no_value(small: Path) -> None:
    for number in range(5):
        _change_label(number, start=0, value="ada", pointer="/ada")(small)
    found = gold.problems(small)
    assert len(found) >= 5
    assert not any("ada" in problem for problem in found)


@pytest.mark.parametrize(
    ("marked", "problem"),
    [
        pytest.param("### a | en | prose\nhi ⟦PRESON:p1|Ada⟧", "x.txt:1: unknown type", id="unknown type"),
        pytest.param("### a | en | verse\nhi", "x.txt:1: unknown kind; known: prose, ", id="unknown kind"),
        pytest.param(
            "### a | en | prose\nhi ⟦PERSON:p1|Ada", "x.txt:1: a mark is nested or not closed", id="open mark"
        ),
        pytest.param(
            "### a | en | prose\n\n### b | en | prose\nhi", "x.txt:1: the segment is empty", id="empty"
        ),
        pytest.param("hello\n### a | en | prose\nhi", "x.txt:1: text before the first", id="no heading"),
    ],
)
def test_check_finds_a_fault_in_the_written_form(marked: str, problem: str, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(marked, encoding="utf-8")
    found = authored.problems(tmp_path)
    assert len(found) == 1
    assert found[0].startswith(problem)


def test_a_written_form_of_other_encoding_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(b"### a | en | prose\n\xe9")
    assert authored.problems(tmp_path) == ["x.txt: is not valid UTF-8"]


def test_documents_of_the_written_form(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(
        "### a | en | prose\nhi ⟦PERSON:p1|Ada⟧, ⟦?LOCATION:l1|Bern⟧\n### a | en | code\nx\n",
        encoding="utf-8",
    )
    first, second = authored.documents(path)
    assert (first["id"], first["conversation"], first["text"]) == ("x/a/1", "x/a", "hi Ada, Bern")
    assert first["spans"] == [
        {"start": 3, "end": 6, "label": "PERSON", "entity": "p1"},
        {"start": 8, "end": 12, "label": "LOCATION", "entity": "l1", "optional": True},
    ]
    assert (second["id"], second["kind"], second["text"], second["spans"]) == ("x/a/2", "code", "x", [])


# Command line


@pytest.mark.parametrize("module", [pytest.param(gold, id="gold"), pytest.param(authored, id="authored")])
def test_command_checks_the_archive(module: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert module.main(["check"]) == 0
    assert "no problems, SHA-256" in capsys.readouterr().out


def test_command_unpacks_and_checks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(tmp_path / "gold")
    assert gold.main(["unpack", folder]) == 0
    assert gold.main(["check", folder]) == 0
    assert gold.main(["unpack", folder]) == 2
    assert "error: " in capsys.readouterr().err


def test_command_packs_nothing_with_problems(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = archive.checksum(gold.GOLD)
    _add_overlap(small)
    assert gold.main(["pack", str(small)]) == 1
    assert capsys.readouterr().err == "gold: 1 problems, not packed\n"
    assert archive.checksum(gold.GOLD) == before


@pytest.mark.parametrize(
    ("command", "message"),
    [
        pytest.param("check", "no such folder", id="check"),
        pytest.param("pack", "no such folder", id="pack"),
    ],
)
def test_command_names_a_missing_folder(
    command: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert gold.main([command, str(tmp_path / "gone")]) == 2
    assert message in capsys.readouterr().err
