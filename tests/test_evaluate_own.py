"""Our own pipeline as a finder: native files and documents, with what is written in place."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from scrub.cli import app
from scrub.data import Segment, Span
from scrub.detect import Detector
from scrub.errors import ScrubError
from scrub.evaluate import evaluate
from scrub.evaluate.own import OwnFinder
from scrub.evaluate.utility import Kept
from scrub.policy import Policy
from scrub.scrubber import Scrubber

MAIL = "ada@lindt-barges.ch"


@pytest.fixture
def finder() -> OwnFinder:
    return OwnFinder(Scrubber(key=bytes(32), style="placeholder"))


def label(row: int, text: str, pointer: str = "/text") -> dict[str, object]:
    start = text.index("ada@")
    place = {"file": "chat.jsonl", "row": row, "pointer": pointer, "start": start, "end": start + len(MAIL)}
    return {**place, "type": "EMAIL_ADDRESS", "value": MAIL, "entity": "p1"}


def test_native_files(tmp_path: Path, finder: OwnFinder) -> None:
    texts = [f"write to {MAIL}, thanks", f"I wrote to {MAIL}"]
    lines = [json.dumps({"role": "user", "text": text}) for text in texts]
    (tmp_path / "chat.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    labels = [json.dumps(label(row, text)) for row, text in enumerate(texts)]
    (tmp_path / "labels.jsonl").write_text("\n".join(labels) + "\n", encoding="utf-8")
    result = evaluate(tmp_path, finder)
    assert result.figure("recall", "EMAIL_ADDRESS").value == 1.0
    assert result.figure("precision").value == 1.0
    assert (result.figure("consistency").part, result.figure("consistency").whole) == (1, 1)
    assert (result.figure("linked").part, result.figure("linked").whole) == (1, 1)
    assert finder.withheld == []


def test_documents(tmp_path: Path, finder: OwnFinder) -> None:
    text = f"write to {MAIL}, thanks"
    span = {"start": 9, "end": 9 + len(MAIL), "label": "EMAIL_ADDRESS", "entity": "p1"}
    documents = [
        {"id": str(number), "conversation": "c", "text": text, "spans": [span], "labels": "all"}
        for number in range(3)
    ]
    path = tmp_path / "documents.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in documents), encoding="utf-8")
    result = evaluate(path, finder)
    assert (result.figure("recall").part, result.figure("recall").whole) == (3, 3)
    assert (result.figure("consistency").part, result.figure("consistency").whole) == (3, 3)


def test_what_is_withheld_is_not_found_and_told(
    tmp_path: Path, finder: OwnFinder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Detector, segment: Segment) -> tuple[Span, ...]:
        if "@" in segment.text:
            raise ScrubError("a recognizer failed")
        return ()

    monkeypatch.setattr("scrub.detect.Detector.find", fail)
    text = f"write to {MAIL}"
    (tmp_path / "chat.jsonl").write_text(json.dumps({"text": text}) + "\n", encoding="utf-8")
    (tmp_path / "labels.jsonl").write_text(json.dumps(label(0, text)) + "\n", encoding="utf-8")
    result = evaluate(tmp_path, finder)
    assert (result.figure("recall").part, result.figure("recall").whole) == (0, 1)
    assert finder.withheld == ["chat.jsonl row 0: a recognizer failed"]


def test_what_stayed_is_measured_on_what_is_written(tmp_path: Path) -> None:
    policy = replace(Policy.load("default"), names=None)
    finder = OwnFinder(Scrubber(policy, key=bytes(32)), measures_utility=True)
    code = f"```python\nowner = {MAIL!r}.strip\n```"
    lines = [{"text": code}, {"text": "nothing here"}]
    (tmp_path / "chat.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    list(finder.find_in_file(tmp_path / "chat.jsonl"))
    assert finder.utility is not None
    assert finder.utility.file_lines == Kept(1, 2)
    assert finder.utility.lines == Kept(3, 4)
    assert finder.utility.parsed == {"python": Kept(1, 1)}
    finder.find_in_texts(["nothing here", code])
    assert finder.utility.lines == Kept(6, 8)


def test_what_stayed_is_no_matter_of_findings_alone(tmp_path: Path) -> None:
    arguments = ["evaluate", str(tmp_path), "--findings", str(tmp_path / "f.jsonl"), "--utility"]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 2
    assert "--utility needs what is written" in result.stderr
