"""Reading corpora, matching findings to them, and every way in which both can be wrong."""

import json
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from scrub.evaluate import Case, CorpusError, Evaluation, evaluate, read_evaluation, read_findings
from scrub.evaluate.corpus import check, open_corpus
from scrub.evaluate.own import OwnFinder
from scrub.evaluate.render import case_lines
from scrub.policy import Policy
from scrub.scrubber import Scrubber

CHAT = [
    {"title": "Invoice", "messages": [{"text": "I am Ada Lindt", "n": 4711}, {"text": "Hi Ada"}]},
    {"title": "Key", "by": {"ada@lindt.example": "pw is tulip-9"}},
]
LABELS: list[dict[str, Any]] = [
    {"row": 0, "pointer": "/messages/0/text", "start": 5, "end": 14, "type": "PERSON", "value": "Ada Lindt"},
    {"row": 0, "pointer": "/messages/0/n", "start": 0, "end": 4, "type": "ID_NUMBER", "value": "4711"},
    {"row": 0, "pointer": "/messages/1/text", "start": 3, "end": 6, "type": "PERSON", "value": "Ada"},
    {
        "row": 1,
        "pointer": "/by/ada@lindt.example#key",
        "start": 0,
        "end": 17,
        "type": "EMAIL_ADDRESS",
        "value": "ada@lindt.example",
    },
    {
        "row": 1,
        "pointer": "/by/ada@lindt.example",
        "start": 6,
        "end": 13,
        "type": "PASSWORD",
        "value": "tulip-9",
    },
]


def write_lines(path: Path, lines: Iterable[Mapping[str, Any]]) -> None:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


@pytest.fixture
def native(tmp_path: Path) -> Path:
    root = tmp_path / "mine"
    (root / "chat").mkdir(parents=True)
    (root / "chat" / "a.json").write_text(json.dumps(CHAT), encoding="utf-8")
    (root / "note.txt").write_bytes(b"call Bo\r\non Monday\r\n")
    note = {
        "file": "note.txt",
        "row": 0,
        "pointer": "",
        "start": 5,
        "end": 7,
        "type": "PERSON",
        "value": "Bo",
    }
    write_lines(root / "labels.jsonl", [*({"file": "chat/a.json", "entity": "e", **x} for x in LABELS), note])
    (root / "CARD.md").write_text("A card.", encoding="utf-8")
    return root


DOCUMENTS: list[dict[str, Any]] = [
    {
        "id": "d1",
        "conversation": "c1",
        "text": "Ada Lindt writes",
        "spans": [{"start": 0, "end": 9, "label": "PERSON", "entity": "p1"}],
        "labels": "all",
        "lang": "de",
        "kind": "prose",
    },
    {
        "id": "d2",
        "conversation": "c1",
        "text": "pw tulip-9 id 0a0b",
        "spans": [
            {"start": 3, "end": 10, "label": "PASSWORD"},
            {"start": 14, "end": 18, "label": "SECRET", "kind": "soft"},
        ],
        "other_spans": [],
        "labels": "all",
        "recall_labels": ["PASSWORD"],
        "lang": "en",
        "kind": "shell",
    },
    {
        "id": "d3",
        "text": "token = getToken()",
        "spans": [],
        "other_spans": [{"start": 8, "end": 18, "gt": "F"}],
        "labels": [],
        "recall_labels": [],
    },
]


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    path = tmp_path / "documents.jsonl"
    write_lines(path, DOCUMENTS)
    return path


def labels_as_findings(root: Path) -> list[dict[str, Any]]:
    lines = (root / "labels.jsonl").read_text(encoding="utf-8").splitlines()
    return [{**line, "entity_type": line["type"]} for line in map(json.loads, lines)]


def test_labels_as_findings_are_perfect(native: Path) -> None:
    result = evaluate(native, labels_as_findings(native))
    for name in ("recall", "leak_free", "precision", "type_accuracy"):
        assert result.figure(name).value == 1.0, name
    assert result.figure("over_redaction").value == 0.0
    assert [score.name for score in result.conversations] == ["chat/a.json", "note.txt"]


def test_every_string_is_read_keys_and_numbers_too(native: Path) -> None:
    with open_corpus(native) as corpus:
        texts = {text.pointer: text for one in corpus.conversations() for text in one.texts}
    assert texts["/messages/0/n"].text == "4711"
    assert texts["/by/ada@lindt.example#key"].kind == "key"
    assert texts[""].text == "call Bo\r\non Monday\r\n"
    assert (texts["/title"].format, texts[""].format) == ("json", "text")


def test_conversations_may_be_records(native: Path) -> None:
    rows = [("chat/a.json", 0), ("chat/a.json", 1), ("note.txt", None)]
    write_lines(native / "conversations.jsonl", [{"file": f, "row": row, "lang": "en"} for f, row in rows])
    result = evaluate(native, labels_as_findings(native)[1:])
    assert [score.name for score in result.conversations] == ["chat/a.json:0", "chat/a.json:1", "note.txt"]
    assert result.parts("leak_free") == {
        "chat/a.json:0": (0, 1),
        "chat/a.json:1": (1, 1),
        "note.txt": (1, 1),
    }
    assert result.values("language") == ["en"]


@pytest.mark.parametrize("kind", ["zip", "tar.gz"])
def test_archives_score_like_folders(native: Path, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"gold.{kind}"
    if kind == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            for one in native.rglob("*"):
                archive.write(one, Path("inner") / one.relative_to(native))
    else:
        with tarfile.open(path, "w:gz") as tar:
            tar.add(native, "inner")
    findings = labels_as_findings(native)[2:]
    for name in ("recall", "precision", "over_redaction"):
        assert evaluate(path, findings).figure(name) == evaluate(native, findings).figure(name)


def test_links_of_an_archive_are_the_files_that_they_lead_to(native: Path, tmp_path: Path) -> None:
    note = native / "note.txt"
    note.rename(native / "text.txt")
    note.symlink_to("text.txt")
    path = tmp_path / "gold.tar"
    with tarfile.open(path, "w") as tar:
        tar.add(native, "inner")
    result = evaluate(path, labels_as_findings(native))
    assert [score.name for score in result.conversations] == ["chat/a.json", "note.txt", "text.txt"]
    assert result.figure("recall").value == 1.0


@pytest.mark.parametrize(
    ("name", "kind", "leads"),
    [
        pytest.param("../gold.jsonl", tarfile.REGTYPE, "", id="out of the folder"),
        pytest.param("a/../../gold.jsonl", tarfile.REGTYPE, "", id="out of the folder, from within"),
        pytest.param("gold.jsonl", tarfile.SYMTYPE, "/etc/hostname", id="link out of the archive"),
        pytest.param("gold.jsonl", tarfile.LNKTYPE, "none.jsonl", id="link to nothing"),
        pytest.param("gold.jsonl", tarfile.SYMTYPE, "gold.jsonl", id="link to itself"),
        pytest.param("gold.jsonl", tarfile.FIFOTYPE, "", id="pipe"),
        pytest.param("gold.jsonl", tarfile.CHRTYPE, "", id="device"),
    ],
)
def test_nothing_but_files_and_folders_is_unpacked(
    tmp_path: Path, name: str, kind: bytes, leads: str
) -> None:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, leads
    path = tmp_path / "gold.tar"
    with tarfile.open(path, "w") as tar:
        tar.addfile(member)
    with pytest.raises(CorpusError, match="the archive is damaged or locked"), open_corpus(path):
        pass


def _flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


# A member of one block has two, its header and its text.
_MEMBER = 2 * tarfile.BLOCKSIZE


@pytest.mark.parametrize(
    ("kind", "damaged"),
    [
        pytest.param("tar", lambda data: _flipped(data, 2 * _MEMBER), id="a header that is none"),
        pytest.param("tar", lambda data: data[: 2 * _MEMBER], id="cut off before a member"),
        pytest.param("tar", lambda data: data[: 2 * _MEMBER + 100], id="cut off in a header"),
        pytest.param("tar", lambda data: data + data, id="another behind it"),
        pytest.param("tar.gz", lambda data: data[:-30], id="compressed, cut off"),
        pytest.param("zip", lambda data: _flipped(data, data.index(b".jsonl") + 6), id="broken text"),
    ],
)
def test_no_member_of_a_damaged_archive_is_left_out(
    tmp_path: Path, kind: str, damaged: Callable[[bytes], bytes]
) -> None:
    members = [tmp_path / f"{number}.jsonl" for number in range(4)]
    for member in members:
        member.write_bytes(b"words " * 50)
    path = tmp_path / f"gold.{kind}"
    if kind == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for member in members:
                archive.write(member, member.name)
    else:
        with tarfile.open(path, "w:gz" if kind == "tar.gz" else "w") as tar:
            for member in members:
                tar.add(member, member.name)
    path.write_bytes(damaged(path.read_bytes()))
    with pytest.raises(CorpusError, match="the archive is damaged or locked"), open_corpus(path):
        pass


def test_documents_follow_their_own_rules(documents: Path) -> None:
    findings = [
        {"row": 0, "start": 0, "end": 9, "entity_type": "PERSON"},
        {"row": 1, "start": 14, "end": 18, "entity_type": "API_KEY"},
        {"row": 2, "start": 8, "end": 16, "entity_type": "ACCESS_TOKEN"},
        {"row": 2, "start": 0, "end": 5, "entity_type": "PERSON"},
    ]
    lines = [{"file": "documents.jsonl", "pointer": "/text", **one} for one in findings]
    lines.append({"file": "documents.jsonl", "row": 0, "pointer": "/id", "start": 0, "end": 2})
    result = evaluate(documents, lines)
    assert [score.name for score in result.conversations] == ["documents.jsonl:c1", "documents.jsonl:d3"]
    assert (result.figure("recall").part, result.figure("recall").whole) == (1, 2)
    assert (result.figure("precision").part, result.figure("precision").whole) == (1, 1)
    assert (result.figure("false_alarms").part, result.figure("false_alarms").whole) == (1, 1)
    assert result.figure("recall", "language:de").value == 1.0
    assert result.figure("recall", "kind:shell").value == 0.0
    assert result.ignored_findings == 1


class Everything:
    """A finder that redacts all it sees."""

    def find_in_file(self, path: Path) -> Iterable[Mapping[str, Any]]:
        with open_corpus(path.parents[1]) as corpus:
            for conversation in corpus.conversations():
                for text in conversation.texts:
                    if path.name in text.file:
                        place = {"row": text.row, "pointer": text.pointer, "start": 0, "end": len(text.text)}
                        yield {"file": str(path), "entity_type": "PERSON", **place}

    def find_in_texts(self, texts: Sequence[str]) -> Sequence[Iterable[Mapping[str, Any]]]:
        return [[{"start": 0, "end": len(text), "entity_type": "PERSON"}] for text in texts]


def test_a_finder_is_asked_file_by_file(native: Path) -> None:
    (native / "note.txt").rename(native / "chat" / "note.txt")
    lines = (native / "labels.jsonl").read_text(encoding="utf-8").replace('"note.txt', '"chat/note.txt')
    (native / "labels.jsonl").write_text(lines, encoding="utf-8")
    result = evaluate(native, Everything())
    assert result.figure("recall").value == 1.0
    assert result.figure("over_redaction").value == 10_000
    # 8 keys and 7 values; right are the e-mail, the number and "Hi Ada", two letters beyond.
    assert (result.figure("precision").part, result.figure("precision").whole) == (3, 15)


def test_a_finder_is_asked_for_the_texts_of_a_conversation(documents: Path) -> None:
    result = evaluate(documents, Everything())
    assert result.figure("recall").value == 1.0
    assert result.figure("precision").value == 0.0


def test_findings_may_be_named_as_on_the_command_line(
    native: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    findings = [{**one, "file": f"mine/{one['file']}"} for one in labels_as_findings(native)]
    assert evaluate(Path("mine"), findings).figure("recall").value == 1.0


def test_kinds_of_segments_are_told_apart(native: Path) -> None:
    (native / "run.txt").write_text("import os\n\ndef main():\n    return os.getcwd()\n", encoding="utf-8")
    assert evaluate(native, []).values("kind") == ["code", "key", "number", "prose"]


def broken(line: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {key: value for key, value in {**line, **changes}.items() if value is not ...}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"value": "Eve Lindt"}, "labels.jsonl:1: the text at 5..14 differs", id="value differs"),
        pytest.param({"end": 99}, "labels.jsonl:1: the text at 5..99 differs", id="outside"),
        pytest.param({"start": -1}, "labels.jsonl:1: the text at -1..14 differs", id="negative"),
        pytest.param({"type": "EMIAL"}, "labels.jsonl:1: unknown entity type", id="unknown type"),
        pytest.param({"row": 7}, "labels.jsonl:1: chat/a.json has no row 7", id="no such row"),
        pytest.param(
            {"pointer": "/nowhere"}, "labels.jsonl:1: chat/a.json row 0 has no string", id="pointer"
        ),
        pytest.param({"file": "b.json"}, "labels.jsonl: labels for b.json, which is not there", id="file"),
        pytest.param({"start": ...}, "labels.jsonl:1: wants file, row", id="member missing"),
        pytest.param({"pointer": ["/x"]}, "labels.jsonl:1: wants file, row", id="pointer is a list"),
        pytest.param({"file": {}}, "labels.jsonl:1: wants file, row", id="file is an object"),
        pytest.param({"entity": True}, "labels.jsonl:1: wants file, row", id="entity is no text"),
        pytest.param(
            {"pointer": "/messages/1/text", "start": 4, "end": 6, "value": "da"},
            "labels.jsonl:1: overlaps the label in line 3",
            id="overlap",
        ),
    ],
)
def test_broken_labels_stop_the_scoring(native: Path, changes: dict[str, Any], message: str) -> None:
    lines = labels_as_findings(native)
    write_lines(native / "labels.jsonl", [broken(lines[0], **changes), *lines[1:]])
    with pytest.raises(CorpusError, match="failed its check, nothing was scored") as error:
        evaluate(native, [])
    assert message in str(error.value)
    assert "Lindt" not in str(error.value)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"spans": [{"start": 0, "end": 99, "label": "PERSON"}]}, "does not fit", id="outside"),
        pytest.param({"spans": [{"start": 0, "end": 2, "label": "NAME"}]}, "unknown entity type", id="type"),
        pytest.param(
            {
                "spans": [
                    {"start": 0, "end": 3, "label": "PERSON"},
                    {"start": 2, "end": 5, "label": "PERSON"},
                ]
            },
            "overlaps the one before",
            id="overlap",
        ),
        pytest.param({"labels": ["NAME"]}, "unknown entity type in labels", id="labels"),
        pytest.param({"labels": "some"}, "want a list of types", id="labels of a wrong kind"),
        pytest.param({"text": ...}, "not a labelled document", id="no text"),
        pytest.param({"lang": ["en"]}, "not a labelled document", id="language is a list"),
        pytest.param(
            {"spans": [{"start": 0, "end": 3, "label": "PERSON", "entity": ["p1"]}]},
            "not a labelled document",
            id="entity is a list",
        ),
        pytest.param({"spans": [{"start": 0}]}, "not a labelled document", id="span without end"),
        pytest.param({"other_spans": [{"start": 0, "end": 1, "gt": "T"}]}, "wants gt F or X", id="gt"),
        pytest.param({"conversation": "c0"}, "ended in an earlier line", id="conversation goes on"),
        pytest.param({"id": "d1"}, "id stands in an earlier line", id="id twice"),
    ],
)
def test_broken_documents_stop_the_scoring(tmp_path: Path, changes: dict[str, Any], message: str) -> None:
    path = tmp_path / "documents.jsonl"
    first = {**DOCUMENTS[0], "conversation": "c0", "id": "d0"}
    write_lines(path, [first, DOCUMENTS[0], broken({**DOCUMENTS[0], "id": "d2"}, **changes)])
    with pytest.raises(CorpusError, match=r"documents\.jsonl:3") as error:
        evaluate(path, [])
    assert message in str(error.value)


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "documents.jsonl"
    write_lines(path, [{"id": str(number)} for number in range(30)])
    with open_corpus(path) as corpus, pytest.raises(CorpusError) as error:
        check(corpus)
    assert str(error.value).count("not a labelled document") == 20
    assert "and 10 more" in str(error.value)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"end": 15}, "1: the finding at 5..15 is outside", id="outside"),
        pytest.param({"start": 14}, "1: the finding at 14..14 is outside", id="empty"),
        pytest.param({"entity_type": "EMIAL"}, "1: unknown entity type", id="unknown type"),
        pytest.param({"pointer": "/nowhere"}, "1: the corpus has no chat/a.json row 0", id="pointer"),
        pytest.param({"file": "b.json"}, "1: the corpus has no b.json", id="file"),
        pytest.param({"file": "a\0b"}, "1: the corpus has no a\0b", id="a name that no file can have"),
        pytest.param({"row": "x"}, "1: a finding wants file, row", id="row is no number"),
        pytest.param({"end": ...}, "1: a finding wants start, end", id="member missing"),
    ],
)
def test_broken_findings_are_errors(
    native: Path, tmp_path: Path, changes: dict[str, Any], message: str
) -> None:
    path = tmp_path / "findings.jsonl"
    write_lines(path, [broken(labels_as_findings(native)[0], **changes)])
    with pytest.raises(CorpusError) as error:
        evaluate(native, read_findings(path))
    assert f"{path}:{message}" in str(error.value)
    assert "Lindt" not in str(error.value)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        pytest.param("labels.jsonl", b"{broken", "labels.jsonl:1: not valid JSON", id="label file"),
        pytest.param("chat/a.json", b"[1,", "chat/a.json: not valid JSON", id="native file"),
        pytest.param("chat/a.json", b"[" * 100_000, "chat/a.json: not valid JSON", id="too deep"),
        pytest.param("note.txt", b"\xff\xfe\x00", "note.txt: not UTF-8", id="encoding"),
    ],
)
def test_unreadable_files_are_errors(native: Path, name: str, content: bytes, message: str) -> None:
    (native / name).write_bytes(content)
    with pytest.raises(CorpusError) as error:
        evaluate(native, [])
    assert message in str(error.value)


def test_empty_and_missing_corpora_are_errors(tmp_path: Path) -> None:
    for name, content in (("nothing.jsonl", b""), ("nothing.zip", b"PK"), ("nothing.txt", b"text")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(CorpusError):
            evaluate(tmp_path / name, [])
    (tmp_path / "empty").mkdir()
    with pytest.raises(CorpusError, match="empty"):
        evaluate(tmp_path / "empty", [])
    with pytest.raises(CorpusError, match="no such file"):
        evaluate(tmp_path / "absent", [])


def case_list(root: Path, *, show_values: bool) -> list[Case]:
    found: list[Case] = []
    findings = labels_as_findings(root)[2:]
    findings[0] = {**findings[0], "end": 5}
    findings.append({**findings[-1], "start": 0, "end": 4})
    evaluate(root, findings, on_case=found.append, show_values=show_values)
    return found


def test_cases_tell_misses_and_wrong_findings(native: Path) -> None:
    told = [
        (one.outcome, one.pointer, one.start, one.entity_type) for one in case_list(native, show_values=True)
    ]
    assert told == [
        ("missed", "/messages/0/text", 5, "PERSON"),
        ("missed", "/messages/0/n", 0, "ID_NUMBER"),
        ("partly", "/messages/1/text", 3, "PERSON"),
        ("wrong", "", 0, "PERSON"),
    ]


def test_cases_are_masked_unless_asked(native: Path) -> None:
    shown = "\n".join(case_lines(case_list(native, show_values=True)))
    masked = "\n".join(case_lines(case_list(native, show_values=False)))
    assert "I am «Ada Lindt»" in shown
    assert "I am «Xxx Xxxxx»" in masked
    for value in ("Ada", "Lindt", "4711", "Bo"):
        assert value not in masked
    assert "Lindt" not in repr(case_list(native, show_values=True))


def test_cases_cannot_steer_the_terminal() -> None:
    case = Case("wrong", "a.txt", 0, "", 5, 9, "PERSON", "\x1b[2J\r\n", "é", "\ud800\u202e")
    line = next(iter(case_lines([case])))
    assert line.endswith(r"\x1b[2J\r\n«é»\ud800\u202e")


def test_an_evaluation_survives_json(native: Path) -> None:
    findings = [{**one, "replacement": "X", "identity": 1} for one in labels_as_findings(native)[1:]]
    result = evaluate(native, findings)
    text = json.dumps(result.to_json())
    assert Evaluation.from_json(json.loads(text)) == result
    assert "Lindt" not in text


def test_an_evaluation_is_read_from_a_file(native: Path, tmp_path: Path) -> None:
    result = evaluate(native, [])
    path = tmp_path / "old.json"
    path.write_text(json.dumps(result.to_json()), encoding="utf-8")
    assert read_evaluation(path) == result


@pytest.mark.parametrize("content", [None, b"{", b"[]", b"\xff"])
def test_what_is_no_evaluation_is_an_error_with_the_file_name(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "old.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CorpusError, match=r"old\.json"):
        read_evaluation(path)


@pytest.mark.parametrize("member", ["start", "end", "row"])
def test_a_finding_at_no_place_is_an_error(native: Path, member: str) -> None:
    with pytest.raises(CorpusError, match="a finding wants"):
        evaluate(native, [broken(labels_as_findings(native)[0], **{member: float("inf")})])


def test_a_byte_order_mark_is_no_part_of_a_text(tmp_path: Path) -> None:
    text = "mail jane.roe@acme-corp.io"
    (tmp_path / "note.txt").write_text(text, encoding="utf-8-sig")
    (tmp_path / "chat.json").write_text(json.dumps({"a": text}), encoding="utf-8-sig")
    place = {"row": 0, "start": 5, "end": len(text), "type": "EMAIL_ADDRESS", "value": text[5:]}
    labels = [{"file": "note.txt", "pointer": "", **place}, {"file": "chat.json", "pointer": "/a", **place}]
    write_lines(tmp_path / "labels.jsonl", labels)
    scrubber = Scrubber(Policy("addresses", names=None), key=bytes(32))
    assert evaluate(tmp_path, OwnFinder(scrubber)).figure("recall").value == 1


@pytest.mark.parametrize("at", [60, 65])
def test_a_damaged_archive_is_an_error(documents: Path, tmp_path: Path, at: int) -> None:
    path = tmp_path / "corpus.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(documents, "documents.jsonl")
    content = bytearray(path.read_bytes())
    content[at] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(CorpusError, match="damaged"):
        evaluate(path, [])


@pytest.mark.parametrize(
    "cell",
    [
        pytest.param(["PERSON", "en", "chat", "value", "x", {"mentions": "1"}], id="a text for a number"),
        pytest.param(
            ["PERSON", "en", "chat", "value", "x", {"mentions": 1, "found": 2}], id="found too many"
        ),
        pytest.param(["PERSON", "en", "chat", "value", "x", {"mentions": -1}], id="less than none"),
        pytest.param(["EMIAL", "en", "chat", "value", "x", {"mentions": 1}], id="an unknown type"),
    ],
)
def test_a_damaged_cell_is_an_error(native: Path, cell: list[Any]) -> None:
    data = evaluate(native, []).to_json()
    data["conversations"][0]["cells"] = [cell]
    with pytest.raises(CorpusError, match="damaged"):
        Evaluation.from_json(data)


@pytest.mark.parametrize("data", [{}, {"version": 1}, {"version": 2}, {"version": 1, "conversations": [1]}])
def test_a_damaged_evaluation_is_an_error(data: dict[str, Any]) -> None:
    with pytest.raises(CorpusError):
        Evaluation.from_json(data)


def test_evaluations_of_parts_add_up(native: Path, documents: Path) -> None:
    first, second = evaluate(native, labels_as_findings(native)[3:]), evaluate(documents, [])
    both = first + second
    for name in ("recall", "precision", "leak_free"):
        assert both.figure(name).part == first.figure(name).part + second.figure(name).part
        assert both.figure(name).whole == first.figure(name).whole + second.figure(name).whole
