"""The shipped gold set, scored with finders whose result is known."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scrub.evaluate import Evaluation, evaluate
from scrub.evaluate.corpus import open_corpus
from scrub.evaluate.labelled import LabelledText

GOLD = Path(__file__).parents[1] / "corpora" / "gold.tar.xz"


def texts() -> Iterator[LabelledText]:
    with open_corpus(GOLD) as corpus:
        for conversation in corpus.conversations():
            yield from conversation.texts


def score(findings: Iterator[dict[str, Any]]) -> Evaluation:
    return evaluate(GOLD, findings)


def everything() -> Iterator[dict[str, Any]]:
    for text in texts():
        if text.text:
            place = {"file": text.file, "row": text.row, "pointer": text.pointer}
            yield {**place, "start": 0, "end": len(text.text), "entity_type": "PERSON"}


def labels() -> Iterator[dict[str, Any]]:
    for text in texts():
        for label in text.labels:
            place = {"file": text.file, "row": text.row, "pointer": text.pointer}
            yield {
                **place,
                "start": label.start,
                "end": label.end,
                "entity_type": label.entity_type,
                "replacement": label.entity,
            }


def test_labels_as_findings_are_perfect() -> None:
    result = score(labels())
    for name in ("recall", "leak_free", "precision", "type_accuracy", "consistency"):
        assert result.figure(name).value == 1.0, name
    assert result.figure("over_redaction").value == 0.0
    assert result.figure("collisions").value == 0.0


def test_redacting_everything_leaks_nothing_and_is_useless() -> None:
    result = score(everything())
    assert result.figure("recall").value == result.figure("leak_free").value == 1.0
    assert result.figure("over_redaction").value == 10_000
    precision = result.figure("precision").value
    assert precision is not None
    assert precision < 0.01


def test_finding_nothing_finds_nothing() -> None:
    result = score(iter(()))
    assert result.figure("recall").value == result.figure("leak_free").value == 0.0
    assert result.figure("precision").value is None
    assert result.figure("over_redaction").value == 0.0
