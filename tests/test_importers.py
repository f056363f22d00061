"""Importers: a small invented file in each official form becomes labelled documents that can be scored."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from scrub.cli import app
from scrub.evaluate import CorpusError, evaluate
from scrub.evaluate.corpus import check, open_corpus
from scrub.evaluate.importers import IMPORTERS, imported
from scrub.evaluate.importers.bio import tagged_marks
from scrub.evaluate.importers.document import SOFT, Mark, document

JUDGMENT = "Ms Ada Lindt, a Norwegian, applied (no. 4711/09) on 3 May 2009. The Court sat in Strasbourg."
NOTE = "\n\nRecord date: 2093-01-13\n\nDr. Brooke\nLindt saw Ada Roe, 47, MRN 3847201.\n"
ESSAY = "Ada Lindt wrote this, ada@lindt.test."
MASKED = "Dear Ada Lindt, call 020 5550 133."
REPORT = "Paciente: Ada Lindt, 47 años. Calle Mayor 3."


def place(text: str, value: str) -> tuple[int, int]:
    return text.index(value), text.index(value) + len(value)


def tab(root: Path) -> Path:
    def mention(value: str, label: str, identifier: str, entity: str) -> dict[str, Any]:
        start, end = place(JUDGMENT, value)
        return {
            "entity_type": label,
            "start_offset": start,
            "end_offset": end,
            "span_text": value,
            "identifier_type": identifier,
            "entity_id": entity,
        }

    first = [
        mention("Ada Lindt", "PERSON", "DIRECT", "e1"),
        mention("Norwegian", "DEM", "QUASI", "e2"),
        mention("3 May 2009", "DATETIME", "NO_MASK", "e3"),
    ]
    second = [
        mention("Lindt", "PERSON", "DIRECT", "e1"),
        mention("4711/09", "CODE", "DIRECT", "e4"),
        mention("3 May 2009", "DATETIME", "QUASI", "e3"),
        mention("Strasbourg", "LOC", "NO_MASK", "e5"),
    ]
    annotations = {"a1": {"entity_mentions": first}, "a2": {"entity_mentions": second}}
    path = root / "echr_dev.json"
    path.write_text(json.dumps([{"doc_id": "001", "text": JUDGMENT, "annotations": annotations}]))
    return path


def i2b2(root: Path) -> Path:
    values = [
        ("DATE", "2093-01-13", "DATE"),
        ("NAME", "Brooke\nLindt", "DOCTOR"),
        ("NAME", "Ada Roe", "PATIENT"),
        ("AGE", "47", "AGE"),
        ("ID", "3847201", "MEDICALRECORD"),
    ]
    tags = []
    for number, (name, value, label) in enumerate(values):
        start, end = place(NOTE, value)
        tags.append(
            f'<{name} id="P{number}" start="{start}" end="{end}" text="{value}" TYPE="{label}" comment=""/>'
        )
    folder = root / "training"
    folder.mkdir()
    (folder / "110-01.xml").write_text(
        f'<?xml version="1.0" encoding="UTF-8" ?>\n<deIdi2b2>\n<TEXT><![CDATA[{NOTE}]]></TEXT>\n'
        f"<TAGS>\n{''.join(tags)}\n</TAGS>\n</deIdi2b2>\n"
    )
    return folder


def creddata(root: Path) -> Path:
    (root / "meta").mkdir()
    (root / "data" / "r1").mkdir(parents=True)
    source = 'user = "x"\npassword = "hunter2-77"\ntoken = get_token()\nid = "abc"\n'
    (root / "data" / "r1" / "a.py").write_text(source)
    (root / "meta" / "r1.csv").write_text(
        "Id,FileID,RepoName,FilePath,LineStart,LineEnd,GroundTruth,ValueStart,ValueEnd,Category\n"
        "1,f,r1,data/r1/a.py,2,2,T,12,22,Password\n"
        "2,f,r1,data/r1/a.py,3,3,F,,,Token\n"
        "3,f,r1,data/r1/a.py,4,4,X,6,9,Other\n"
    )
    return root


def ai4privacy(root: Path) -> Path:
    masks = [
        {"value": value, "start": place(MASKED, value)[0], "end": place(MASKED, value)[1], "label": label}
        for value, label in (
            ("Ada", "GIVENNAME1"),
            ("Lindt", "LASTNAME_1"),
            ("020 5550 133", "TEL"),
            ("Dear", "TITLE"),
        )
    ]
    entries = [
        {"source_text": MASKED, "privacy_mask": masks, "language": "English", "uid": 7},
        {"source_text": MASKED, "privacy_mask": json.dumps(masks), "language": "de", "uid": 8},
    ]
    path = root / "english.jsonl"
    path.write_text("".join(json.dumps(entry) + "\n" for entry in entries))
    return path


def kaggle_pii(root: Path) -> Path:
    tokens = ["Ada", "Lindt", "wrote", "this", ",", "ada@lindt.test", "."]
    labels = ["B-NAME_STUDENT", "I-NAME_STUDENT", "O", "O", "O", "B-EMAIL", "O"]
    spaces = [True, True, True, False, True, False, False]
    path = root / "train.json"
    entry = {
        "document": 7,
        "full_text": ESSAY,
        "tokens": tokens,
        "trailing_whitespace": spaces,
        "labels": labels,
    }
    path.write_text(json.dumps([entry]))
    return path


def presidio_research(root: Path) -> Path:
    spans = [
        {"entity_type": label, "entity_value": value, "start_position": start, "end_position": end}
        for value, label in (("Ada Lindt", "PERSON"), ("020 5550 133", "PHONE_NUMBER"), ("Dear", "TITLE"))
        for start, end in [place(MASKED, value)]
    ]
    path = root / "generated.json"
    path.write_text(json.dumps([{"full_text": MASKED, "spans": spans, "template_id": 1}]))
    return path


def conll(root: Path) -> Path:
    path = root / "eng.testa"
    path.write_text(
        "-DOCSTART- -X- O O\n\nAda NNP I-NP I-PER\nLindt NNP I-NP I-PER\n"
        "of IN I-PP O\nOslo NNP I-NP I-LOC\n\n"
        "-DOCSTART- -X- O O\n\nBarges NNP I-NP B-ORG\nCup NNP I-NP I-MISC\n"
    )
    return path


def wnut(root: Path) -> Path:
    path = root / "wnut17train.conll"
    tweets = "@x\tO\nada\tB-person\nlindt\tI-person\n\nPixelbarge\tB-product\nby\tO\nacme\tB-corporation\n\n"
    path.write_text(tweets * 6)
    return path


def meddocan(root: Path) -> Path:
    values = [
        ("NOMBRE_SUJETO_ASISTENCIA", "Ada Lindt"),
        ("EDAD_SUJETO_ASISTENCIA", "47 años"),
        ("CALLE", "Calle Mayor 3"),
        ("PROFESION", "Paciente"),
    ]
    (root / "S1.txt").write_text(REPORT, encoding="utf-8")
    lines = [
        f"T{number}\t{label} {place(REPORT, value)[0]} {place(REPORT, value)[1]}\t{value}"
        for number, (label, value) in enumerate(values, 1)
    ]
    (root / "S1.ann").write_text("\n".join([*lines, "#1\tAnnotatorNotes T1\tnone"]) + "\n", encoding="utf-8")
    return root


# Importer, writer of the file, and what must be found: text, type, and what marks the span.
CASES: Sequence[Any] = (
    pytest.param(
        "tab",
        tab,
        [
            [
                ("Ada Lindt", "PERSON", ""),
                ("Norwegian", "", "soft"),
                ("4711/09", "ID_NUMBER", ""),
                ("3 May 2009", "DATE", ""),
                ("Strasbourg", "LOCATION", "optional"),
            ]
        ],
        id="tab",
    ),
    pytest.param(
        "i2b2",
        i2b2,
        [
            [
                ("2093-01-13", "DATE", ""),
                ("Brooke\nLindt", "PERSON", ""),
                ("Ada Roe", "PERSON", ""),
                ("47", "AGE", ""),
                ("3847201", "ID_NUMBER", ""),
            ]
        ],
        id="i2b2",
    ),
    pytest.param("creddata", creddata, [[("hunter2-77", "PASSWORD", "")]], id="creddata"),
    pytest.param(
        "ai4privacy",
        ai4privacy,
        [
            [
                ("Dear", "", "soft"),
                ("Ada", "PERSON", ""),
                ("Lindt", "PERSON", ""),
                ("020 5550 133", "PHONE_NUMBER", ""),
            ]
        ]
        * 2,
        id="ai4privacy",
    ),
    pytest.param(
        "kaggle_pii",
        kaggle_pii,
        [[("Ada Lindt", "PERSON", ""), ("ada@lindt.test", "EMAIL_ADDRESS", "")]],
        id="kaggle_pii",
    ),
    pytest.param(
        "presidio_research",
        presidio_research,
        [[("Dear", "", "soft"), ("Ada Lindt", "PERSON", ""), ("020 5550 133", "PHONE_NUMBER", "")]],
        id="presidio_research",
    ),
    pytest.param(
        "conll",
        conll,
        [
            [("Ada Lindt", "PERSON", ""), ("Oslo", "LOCATION", "")],
            [("Barges", "ORGANIZATION", ""), ("Cup", "", "soft")],
        ],
        id="conll",
    ),
    pytest.param(
        "wnut",
        wnut,
        [
            [("ada lindt", "PERSON", ""), ("Pixelbarge", "", "soft"), ("acme", "ORGANIZATION", "")] * 5,
            [("ada lindt", "PERSON", ""), ("Pixelbarge", "", "soft"), ("acme", "ORGANIZATION", "")],
        ],
        id="wnut",
    ),
    pytest.param(
        "meddocan",
        meddocan,
        [
            [
                ("Paciente", "", "soft"),
                ("Ada Lindt", "PERSON", ""),
                ("47 años", "AGE", ""),
                ("Calle Mayor 3", "STREET_ADDRESS", ""),
            ]
        ],
        id="meddocan",
    ),
)


def described(made: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    found = []
    for span in made["spans"]:
        standing = "optional" if span.get("optional") else span.get("kind", "")
        label = "" if standing == "soft" else span["label"]
        found.append((made["text"][span["start"] : span["end"]], label, standing))
    return found


@pytest.mark.parametrize("name, write, expected", CASES)
def test_labels_come_out_in_our_types(name: str, write: Any, expected: list[Any], tmp_path: Path) -> None:
    assert [described(made) for made in IMPORTERS[name](write(tmp_path))] == expected


@pytest.mark.parametrize("name, write, expected", CASES)
def test_what_is_imported_can_be_scored(name: str, write: Any, expected: list[Any], tmp_path: Path) -> None:
    with imported(name, write(tmp_path)) as path, open_corpus(path) as corpus:
        assert check(corpus) == len(expected)


def test_every_importer_is_tested() -> None:
    assert {case.id for case in CASES} == set(IMPORTERS)


def test_candidates_that_are_no_secret_are_kept_apart(tmp_path: Path) -> None:
    (made,) = IMPORTERS["creddata"](creddata(tmp_path))
    kinds = [(made["text"][other["start"] : other["end"]], other["gt"]) for other in made["other_spans"]]
    assert kinds == [("token = get_token()", "F"), ("abc", "X")]


def test_all_its_findings_are_right_where_everything_is_found(tmp_path: Path) -> None:
    with imported("tab", tab(tmp_path)) as path:
        whole = [{"file": path.name, "row": 0, "pointer": "/text", "start": 0, "end": len(JUDGMENT)}]
        result = evaluate(path, [each | {"entity_type": "PERSON"} for each in whole])
    assert result.figure("recall").value == 1.0
    # Strasbourg is optional and Norwegian doubtful, so neither can be missed.
    assert result.figure("recall").whole == 3


@pytest.mark.parametrize(
    "tags, expected",
    [
        pytest.param(["I-PER", "I-PER", "O"], [(0, 3, "PER")], id="IOB1"),
        pytest.param(["I-PER", "B-PER", "O"], [(0, 1, "PER"), (2, 3, "PER")], id="IOB1 neighbours"),
        pytest.param(["B-PER", "I-LOC", "I-LOC"], [(0, 1, "PER"), (2, 5, "LOC")], id="other label"),
        pytest.param(["S-PER", "B-PER", "E-PER"], [(0, 1, "PER"), (2, 5, "PER")], id="BIOES"),
        pytest.param(["O", "O", "O"], [], id="nothing"),
    ],
)
def test_tags(tags: list[str], expected: Iterable[tuple[int, int, str]]) -> None:
    marks = tagged_marks(tags, [(0, 1), (2, 3), (4, 5)])
    assert [(mark.start, mark.end, mark.label) for mark in marks] == expected


TYPES = {"PER": "PERSON", "MISC": SOFT}


@pytest.mark.parametrize(
    "mark, message",
    [
        pytest.param(
            Mark(0, 3, "PRE"), "f:1: unknown label 'PRE' .did you mean PER.*; known: PER, MISC", id="label"
        ),
        pytest.param(
            Mark(0, 30, "PER"), r"f:1: the label at 0..30 does not fit the text of 9 characters", id="end"
        ),
        pytest.param(Mark(-1, 3, "PER"), "does not fit", id="start"),
        pytest.param(Mark(3, 3, "PER"), "does not fit", id="empty"),
        pytest.param(
            Mark(0, 3, "PER", "Eve"), "f:1: the text at 0..3 differs from what was labelled", id="value"
        ),
    ],
)
def test_a_label_that_does_not_fit_is_an_error(mark: Mark, message: str) -> None:
    with pytest.raises(CorpusError, match=message) as caught:
        document("d", "Ada Lindt", [mark], TYPES, where="f:1", source="s")
    assert "Ada" not in str(caught.value)


def test_of_nested_labels_the_longest_stays() -> None:
    made = document("d", "Ada Lindt", [Mark(0, 3, "PER"), Mark(0, 9, "PER")], TYPES, where="f", source="s")
    assert described(made) == [("Ada Lindt", "PERSON", "")]


@pytest.mark.parametrize(
    "name, file, content, message",
    [
        pytest.param("tab", "a.json", "{", "not valid JSON", id="no json"),
        pytest.param("tab", "a.json", "{}", "wants an array", id="no array"),
        pytest.param("tab", "a.json", '[{"text": "x"}]', r"a.json\[0\]: wants 'doc_id' as str", id="no id"),
        pytest.param(
            "ai4privacy", "a.jsonl", '{"source_text": "x"}', "a.jsonl:1: wants 'privacy_mask'", id="masks"
        ),
        pytest.param("i2b2", "a.xml", "<a>", "a.xml:1: not well-formed", id="xml"),
        pytest.param("i2b2", "a.xml", "<a/>", "a.xml: wants TEXT and TAGS", id="no tags"),
        pytest.param(
            "conll", "a.conll", "Ada B-PER\nLindt\n", "a.conll:2: wants a token and its tag", id="no tag"
        ),
        pytest.param(
            "meddocan", "a.ann", "T1\tCALLE x 9\tz", "a.ann:1: wants a label with its place", id="brat"
        ),
        pytest.param(
            "kaggle_pii",
            "a.json",
            '[{"full_text": "ab", "tokens": ["a"], "trailing_whitespace": [false], "labels": ["O"]}]',
            "do not make up the text",
            id="tokens",
        ),
        pytest.param(
            "kaggle_pii",
            "a.json",
            '[{"full_text": "a", "tokens": [1], "trailing_whitespace": [false], "labels": ["O"]}]',
            "tokens and labels are strings",
            id="a token that is a number",
        ),
        pytest.param(
            "presidio_research",
            "a.json",
            '[{"full_text": "a", "spans": [null]}]',
            "wants 'start_position' as int",
            id="no span",
        ),
    ],
)
def test_a_file_in_another_form_is_an_error(
    name: str, file: str, content: str, message: str, tmp_path: Path
) -> None:
    (tmp_path / file).write_text(content)
    with pytest.raises(CorpusError, match=message), imported(name, tmp_path / file):
        pass


@pytest.mark.parametrize(
    "row, message",
    [
        pytest.param(
            "1,f,r1,data/r1/a.py,9,9,T,0,3,Password", "r1.csv:2: the file has no lines 9 to 9", id="line"
        ),
        pytest.param("1,f,r1,data/r1/a.py,1,1,T,0,300,Password", "does not fit its line", id="value"),
        pytest.param("1,f,r1,data/r1/a.py,one,1,T,0,3,Password", "whole numbers", id="number"),
        pytest.param("1,f,r1,data/r1/a.py", "whole numbers", id="short row"),
        pytest.param("1,f,r1,data/r1/" + "a" * 140_000, "r1.csv:2: not valid CSV", id="long cell"),
    ],
)
def test_a_candidate_that_does_not_fit_is_an_error(row: str, message: str, tmp_path: Path) -> None:
    table = creddata(tmp_path) / "meta" / "r1.csv"
    table.write_text(table.read_text().splitlines()[0] + "\n" + row + "\n")
    with pytest.raises(CorpusError, match=message):
        list(IMPORTERS["creddata"](tmp_path))


def test_the_command_reads_an_official_file(tmp_path: Path) -> None:
    path = kaggle_pii(tmp_path)
    arguments = ["evaluate", str(path), "--importer", "kaggle_pii", "--no-names", "--format", "json"]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0
    figures = json.loads(result.stdout)["figures"]
    mail = [each for each in figures if (each["measure"], each["group"]) == ("recall", "type:EMAIL_ADDRESS")]
    assert [each["whole"] for each in mail] == [1]


@pytest.mark.parametrize(
    "arguments, message",
    [
        pytest.param(
            ["--importer", "tba"], "unknown importer 'tba' (did you mean tab?); known: ai4privacy", id="name"
        ),
        pytest.param(["--importer", "tab"], "no such file or folder", id="path"),
    ],
)
def test_the_command_says_what_is_wrong(arguments: list[str], message: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["evaluate", str(tmp_path / "absent"), *arguments])
    assert result.exit_code == 2
    assert message in result.stderr
