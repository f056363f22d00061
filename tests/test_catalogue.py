"""The catalogue holds every finder, makes each when it is needed, and compiles what leads to them once."""

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from recognizers import catalogue as catalogue_module
from recognizers.catalogue import catalogue, load_rules, read_extra
from recognizers.errors import RuleError
from recognizers.finders import shipped_finders
from recognizers.matching import plan
from recognizers.matching.matcher import Matcher
from recognizers.matching.prefilter import Prefilter
from recognizers.rule import Rule
from recognizers.ruleset import shipped_rules

_OWN_RULE = """
[[rule]]
id = "{id}"
entity_type = "API_KEY"
description = "A key of our own."
regex = '''own_[0-9]{{8}}'''
keywords = ["own_"]
score = 0.9
"""
# What the search of a plain text prints: the modules of finders that it needed.
_IMPORTED = """
import sys
from recognizers.engine import shipped_engine
print(len(shipped_engine().find("nothing to see here")))
print(" ".join(sorted(name for name in sys.modules if name.startswith("recognizers."))))
"""


def _rule_file(folder: Path, rule_id: str) -> Path:
    path = folder / "own.toml"
    path.write_text(_OWN_RULE.format(id=rule_id), encoding="utf-8")
    return path


def test_it_holds_every_rule_and_every_finder_in_order() -> None:
    ids = [finder.id for finder in (*shipped_rules(), *shipped_finders())]
    assert [finder.id for finder in catalogue()] == ids
    assert [finder.id for finder in catalogue()[-3:]] == ids[-3:]


def test_a_search_imports_no_finder_that_it_does_not_need(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SCRUB_CACHE", raising=False)
    # The first start may have to make the plan, for which it needs them all.
    for _ in range(2):
        run = subprocess.run([sys.executable, "-c", _IMPORTED], capture_output=True, text=True, check=True)
    count, modules = run.stdout.splitlines()
    assert count == "0"
    assert "recognizers.matching.matcher" in modules.split()
    assert {
        "recognizers.numbers.belongings",
        "recognizers.network.mail",
        "recognizers.numbers.phones",
    }.isdisjoint(modules.split())


def test_what_was_compiled_once_is_not_compiled_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled = []

    def compile_databases(sets: list[object]) -> list[bytes]:
        compiled.append(len(sets))
        return [b"" for _ in sets]

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("SCRUB_CACHE", raising=False)
    monkeypatch.setattr(catalogue_module, "shipped_rules", lambda: shipped_rules()[:3])
    monkeypatch.setattr(plan, "compile_databases", compile_databases)
    first, second = (catalogue_module._load.__wrapped__(()) for _ in range(2))
    assert len(compiled) == 1
    assert second.plan == first.plan
    assert [finder.id for finder in second] == [finder.id for finder in first]


def test_pickles_as_what_is_loaded_in_the_other_process() -> None:
    assert pickle.loads(pickle.dumps(catalogue())) is catalogue()


def test_rules_of_the_user_are_found_beside_the_shipped_ones(tmp_path: Path) -> None:
    extra = read_extra([_rule_file(tmp_path, "own-key")])
    spans = Matcher(catalogue(extra)).find("own_12345678 and ada.lindt@quillpost.co.uk")
    assert [(span.start, span.source) for span in spans] == [(0, "own-key"), (17, "email")]


def test_an_id_of_a_shipped_rule_cannot_be_used_again(tmp_path: Path) -> None:
    taken = shipped_rules()[0]
    with pytest.raises(RuleError) as caught:
        load_rules([_rule_file(tmp_path, taken.id)])
    assert str(caught.value) == f"own.toml: rule id {taken.id!r} is already used in {taken.origin}"


def test_rules_come_without_their_examples() -> None:
    first = catalogue()[0]
    assert isinstance(first, Rule)
    assert (first.id, first.matches) == (shipped_rules()[0].id, ())


@pytest.mark.parametrize(
    ("unit", "most"),
    [
        # Two tokens may begin with a run of the same letter.
        pytest.param("a", 2.0, id="one letter"),
        pytest.param("1", 0.1, id="one digit"),
        pytest.param("4711 ", 1.0, id="numbers"),
        pytest.param("@", 0.1, id="at"),
        pytest.param('"\\', 0.1, id="quotes"),
        pytest.param("-----BEGIN ", 0.5, id="beginnings of keys"),
        pytest.param("password=", 1.0, id="assignments"),
    ],
)
def test_hostile_texts_lead_to_few_windows(unit: str, most: float) -> None:
    text = unit * (20_000 // len(unit))
    windows = Prefilter(catalogue().plan).windows(text)
    assert sum(map(len, windows.values())) <= most * len(text)
