"""The re-identification benchmark: an attacker who would find what is left, and figures that show it."""

import json
from pathlib import Path

import pytest

from benchmarks.attacker import Directory, Writings, path_parts, success, words
from benchmarks.reidentify import UNSCRUBBED, Told, attack, read_told, table

PEOPLE = {
    "acc_1": ("Tova Brindlewick", "tova.brindlewick@hallowmerewick.io"),
    "acc_2": ("Ruben Hallowmere", "ruben.hallowmere@hallowmerewick.io"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    labels, listed = [], []
    for account, (name, mail) in PEOPLE.items():
        texts = [f"My name is {name}.", f"Write to {mail}, please."]
        file = f"{account}.jsonl"
        lines = [json.dumps({"role": "user", "content": text}) for text in texts]
        (tmp_path / file).write_text("\n".join(lines) + "\n", encoding="utf-8")
        listed.append({"file": file, "row": None, "account_id": account})
        for row, (value, label) in enumerate(((name, "PERSON"), (mail, "EMAIL_ADDRESS"))):
            labels.append({"file": file, "row": row, "type": label, "value": value})
    (tmp_path / "labels.jsonl").write_text("\n".join(map(json.dumps, labels)), encoding="utf-8")
    (tmp_path / "conversations.jsonl").write_text("\n".join(map(json.dumps, listed)), encoding="utf-8")
    return tmp_path


def test_what_is_scrubbed_is_linked_no_better_than_by_chance(folder: Path) -> None:
    told = read_told(folder, ["default"])
    figures = dict(table(attack(told, (UNSCRUBBED, "default"))))
    assert figures["names, logins, numbers"] == {"chance": 0.5, UNSCRUBBED: 1.0, "default": 0.5}
    assert figures["singled out"] == {"chance": 0.0, UNSCRUBBED: 1.0, "default": 0.0}


def test_a_string_that_is_left_is_found() -> None:
    told = [Told("a", direct={"Tova B"}, quasi={"Ulm"}), Told("b", direct={"Ruben H"}, quasi={"Jena"})]
    for each, left in zip(told, ("from ULM, by tova b.", "from Ulm"), strict=True):
        each.texts[UNSCRUBBED] = [[left, "x"]]
    figures = attack(told, [UNSCRUBBED])
    assert figures["attacks"]["names, logins, numbers"][UNSCRUBBED] == 0.75
    assert figures["attacks"]["employers, towns, dates"][UNSCRUBBED] == 0.5
    assert (figures["singled_out"], figures["inferred"][UNSCRUBBED]) == ({UNSCRUBBED: 0.5}, 0.5)


def test_a_directory_weighs_what_few_share() -> None:
    known = Directory({"a": ["Bay Road", "Jane"], "b": ["Jane"], "c": ["Bay"]})
    scores = known.scores("JANE, of Bay  Road")
    assert max(scores, key=scores.__getitem__) == "a"
    assert known.fits("bay road") == {"a", "c"}
    assert known.fits("nothing") == set()


@pytest.mark.parametrize(
    "features, text",
    [
        pytest.param(words, "the quay again", id="words"),
        pytest.param(path_parts, "cat deploy/quay.toml", id="paths"),
    ],
)
def test_writings_are_told_apart(features, text: str) -> None:  # type: ignore[no-untyped-def]
    writings = Writings({"a": "the quay deploy/quay.toml", "b": "the road deploy/road.toml"}, features)
    assert success(writings.alike(text), "a", writings.accounts) == 1.0
    assert success(writings.rare(text), "a", writings.accounts) == 1.0


def test_the_halves_of_a_scrubbed_conversation_are_those_of_the_unscrubbed() -> None:
    told = Told("a")
    told.texts[UNSCRUBBED] = [["first", "second"], ["third", "fourth"]]
    told.texts["default"] = [["1", "2"], []]
    assert told.halves(UNSCRUBBED) == ("first\nsecond", "third\nfourth")
    assert told.halves("default") == ("1\n2", "")
