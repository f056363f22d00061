"""The comparison with other tools: adapters run in their own environment and are scored as we are."""

import json
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import compare, tools
from benchmarks.sessions import VARIABLE
from benchmarks.timing import BenchmarkError
from benchmarks.tools import TOOLS, Asked, Timed, Tool, ask, ask_ourselves, make_environments
from scrub.evaluate.own import OwnFinder
from scrub.policy import Policy
from scrub.scrubber import Scrubber

MAIL = "ada@lindt-barges.ch"
TEXT = f"write to {MAIL}, soon"
FAKE = Tool("fake", "fake", ("fake==1",), ("loud",), "finds every @", frozenset(("people",)))
ADAPTER = """
from protocol import serve, settings
assert settings() == {"loud"}
def find(text):
    if "raise" in text:
        raise ValueError(text)
    for at, letter in enumerate(text):
        if letter == "@":
            yield at - 3, at + 16, "EMAIL"
            yield at, at, "EMAIL_ADDRESS"
serve(find)
"""


@pytest.fixture
def environments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    adapters = tmp_path / "adapters"
    adapters.mkdir()
    shutil.copy(Path(tools.__file__).with_name("peers") / "protocol.py", adapters)
    (adapters / "run_fake.py").write_text(ADAPTER, encoding="utf-8")
    monkeypatch.setattr(tools, "_ADAPTERS", adapters)
    monkeypatch.setattr(compare, "TOOLS", (FAKE,))
    python = tmp_path / "environments" / "fake" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    return tmp_path / "environments"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    span = {"start": 9, "end": 9 + len(MAIL), "label": "EMAIL_ADDRESS"}
    documents = [
        {"id": "1", "text": TEXT, "spans": [span], "labels": "all", "lang": "en"},
        {"id": "2", "text": "nobody is here", "spans": [], "labels": "all", "lang": "en"},
    ]
    path = tmp_path / "documents.jsonl"
    path.write_text("".join(json.dumps(document) + "\n" for document in documents), encoding="utf-8")
    return path


def test_a_tool_s_findings_come_back_at_their_place(environments: Path) -> None:
    texts = [Asked("a.jsonl", 4, "/x", TEXT), Asked("a.jsonl", 5, "/x", "raise"), Asked("b", 0, "", "no")]
    answer = ask(FAKE, texts, environments)
    place = {"file": "a.jsonl", "row": 4, "pointer": "/x"}
    # The name of a type that we do not know counts as some secret; an empty finding as none.
    assert answer.findings == [{**place, "start": 9, "end": 28, "entity_type": "SECRET"}]
    assert answer.failed == 1


def test_a_tool_without_environment_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match="fake: no environment"):
        ask(FAKE, [], tmp_path)


def test_an_adapter_that_fails_is_an_error(environments: Path) -> None:
    with pytest.raises(BenchmarkError, match="its adapter failed: AssertionError"):
        ask(replace(FAKE, settings=()), [Asked("a", 0, "", TEXT)], environments)


def test_every_tool_has_an_adapter_and_pinned_requirements() -> None:
    assert all(tool.adapter.is_file() for tool in TOOLS)
    assert all("==" in tool.requirements[0] for tool in TOOLS)
    assert len({tool.name for tool in TOOLS}) == len(TOOLS)


def test_what_is_there_is_not_installed_again(environments: Path) -> None:
    assert list(make_environments(environments, [FAKE, FAKE])) == ["fake: there"]


def test_we_are_asked_as_the_others_are() -> None:
    answer = ask_ourselves(replace(Policy.load(), names=None), [Asked("a", 2, "/text", TEXT)])
    place = {"file": "a", "row": 2, "pointer": "/text"}
    assert answer.findings == [{**place, "start": 9, "end": 28, "entity_type": "EMAIL_ADDRESS"}]


def test_a_timed_finder_finds_the_same() -> None:
    finder = OwnFinder(Scrubber(replace(Policy.load(), names=None), key=bytes(32)))
    timed = Timed(finder)
    found = [list(each) for each in finder.find_in_texts([TEXT, "no"])]
    assert [list(each) for each in timed.find_in_texts([TEXT, "no"])] == found
    assert len(found[0]) == 1


def test_all_are_scored_on_the_same_texts(environments: Path, corpus: Path) -> None:
    record = compare.compare([str(corpus)], ("scrub_patterns", "scrub_detect", "fake"), environments)
    measured = record["corpora"][str(corpus)]
    assert measured["bytes"] == len(TEXT) + len("nobody is here")
    by_name = {row["tool"]: row["figures"] for row in measured["tools"]}
    assert set(by_name) == {"scrub_patterns", "scrub_detect", "fake"}
    assert {name: figures["recall"]["value"] for name, figures in by_name.items()} == dict.fromkeys(
        by_name, 1
    )
    assert by_name["fake"]["type"]["value"] == 0
    assert by_name["scrub_detect"]["type"]["value"] == 1


def test_an_unknown_tool_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match="unknown tool 'gerp'"):
        compare.compare(["gold"], ("gerp",), tmp_path)


def test_without_the_variable_it_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert compare.compare(["secrets", "names"], (), tmp_path)["corpora"] == {}
    assert capsys.readouterr().out.count(f"not measured, {VARIABLE} is not set") == 2
