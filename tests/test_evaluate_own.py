"""Our own pipeline as a finder: native files and documents, with what is written in place."""

import json
from pathlib import Path

import pytest

from scrub.data import Segment, Span
from scrub.detect import Detector
from scrub.errors import ScrubError
from scrub.evaluate import evaluate
from scrub.evaluate.own import OwnFinder
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
