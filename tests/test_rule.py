"""The rule format and its checker: what is wrong is said, with file and rule; what is right finds exactly."""

from pathlib import Path
from typing import Any

import pytest

from recognizers.check import check_rules, read_example
from recognizers.errors import RuleError
from recognizers.rule import Rule, read_rules, rule_from_table

GOOD: dict[str, Any] = {
    "id": "test-key",
    "entity_type": "API_KEY",
    "description": "A key of nobody.",
    "regex": r"(?<![0-9A-Za-z])tst_[0-9A-Za-z]{20}(?![0-9A-Za-z])",
    "keywords": ["tst_"],
    "score": 0.9,
    "matches": ["k=«tst_{alnum:20}»", "«tst_{alnum:20}» «tst_{alnum:20}»"],
    "rejects": ["tst_{alnum:19}", "tst_{alnum:21}"],
}


def made(**changes: Any) -> Rule:
    table = {**GOOD, **changes}
    return rule_from_table(
        {key: value for key, value in table.items() if value is not None}, "t.toml: rule 1"
    )


def test_a_good_rule_has_no_problem() -> None:
    assert list(check_rules([made()])) == []


@pytest.mark.parametrize(
    "changes, message",
    [
        pytest.param(
            {"entity_type": "EMIAL"}, "unknown entity type 'EMIAL'; known: PERSON", id="entity type"
        ),
        pytest.param(
            {"keyword": ["a"]}, "unknown key 'keyword' (did you mean keywords?); known: id", id="unknown key"
        ),
        pytest.param({"regex": None}, "missing: regex", id="missing key"),
        pytest.param({"regex": None, "description": None}, "missing: ", id="missing keys"),
        pytest.param({"score": 2}, "'score' must be between 0 and 1", id="score"),
        pytest.param({"score": "high"}, "'score' has the wrong type", id="type of score"),
        pytest.param({"placeholders": 1}, "'placeholders' has the wrong type", id="type of flag"),
        pytest.param({"keywords": "tst_"}, "'keywords' must be a list of strings", id="type of list"),
        pytest.param({"keywords": None}, "needs keywords, beside or triggers", id="nothing that leads to it"),
        pytest.param({"beside": ["test"]}, "just one of them", id="keywords and beside"),
        pytest.param({"keywords": None, "beside": ["Test"]}, "not words in lower case", id="name in beside"),
        pytest.param(
            {"keywords": None, "beside": ["test"], "before": 3},
            "'before' says nothing",
            id="beside and before",
        ),
        pytest.param({"keywords": None, "triggers": ["a"]}, "needs 'before'", id="triggers without before"),
        pytest.param({"context": ["key"]}, "belong together", id="context without score"),
        pytest.param({"validators": ["lunh"]}, "lunh", id="unknown validator"),
    ],
)
def test_a_bad_rule_is_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(RuleError, match=r"t\.toml|lunh") as caught:
        made(**changes)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "changes, problem",
    [
        pytest.param({"matches": ["«tst_{alnum:20}»"]}, "needs at least 2 matches", id="too few matches"),
        pytest.param({"rejects": []}, "needs at least 2 rejects", id="too few rejects"),
        pytest.param({"id": "Test_Key"}, "the id is not kebab-case", id="id"),
        pytest.param({"description": "A key"}, "not one sentence", id="description"),
        pytest.param({"keywords": ["t"]}, "too short", id="keyword"),
        pytest.param(
            {"matches": ["«tst_{alnum:19}»", "«tst_{alnum:20}»"]},
            "match 1: API_KEY at 0..23 is not found",
            id="miss",
        ),
        pytest.param(
            {"matches": ["«tst_»{alnum:20}", "«tst_{alnum:20}»"]},
            "match 1: finds API_KEY at 0..24 unmarked",
            id="slip",
        ),
        pytest.param({"matches": ["tst_{alnum:20}", "«tst_{alnum:20}»"]}, "marks nothing", id="no mark"),
        pytest.param(
            {"rejects": ["tst_{alnum:20}", "x"]}, "reject 1: finds API_KEY at 0..24", id="reject found"
        ),
        pytest.param({"regex": "("}, "bad regex", id="regex"),
    ],
)
def test_the_checker_says_what_is_wrong(changes: dict[str, Any], problem: str) -> None:
    assert any(problem in str(found) for found in check_rules([made(**changes)]))


def test_a_rule_that_stalls_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recognizers.rule.TIME_LIMIT", 0.001)
    stalling = made(regex=r"tst_(?:\w*\d){6}[^\w\s]", after=50_000)
    assert any("took over" in str(problem) for problem in check_rules([stalling]))


def test_a_rule_that_stalls_on_what_it_nearly_matches_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recognizers.rule.TIME_LIMIT", 0.001)
    stalling = made(
        regex=r"tst_v2:(?:\w*\d){6}[^\w\s]",
        matches=["«tst_v2:ab{digits:6}!»", "«tst_v2:c{digits:6}!»"],
        after=50_000,
    )
    assert any("its first match, pumped: " in str(problem) for problem in check_rules([stalling]))


def test_the_same_id_twice_is_a_problem() -> None:
    assert [str(problem) for problem in check_rules([made(), made()], hostile=False)] == [
        "test-key: the id is used twice"
    ]


def test_marks_may_name_another_type() -> None:
    example = read_example("«USERNAME|jane»:«tst_1»", made())
    assert example.text == "jane:tst_1"
    assert example.expected == ((0, 4, "USERNAME"), (5, 10, "API_KEY"))


def test_groups_named_after_types_are_found_as_such() -> None:
    rule = made(
        regex=r"tst://(?P<USERNAME>\w+):(?P<value>\w+)@",
        matches=["tst://«USERNAME|jane»:«hunter2x»@a", "tst://«USERNAME|j»:«pq7»@b"],
        rejects=["tst://a", "tst://@"],
        keywords=["tst://"],
    )
    assert list(check_rules([rule])) == []


def test_context_raises_the_score() -> None:
    rule = made(score=0.3, context=["deploy"], context_score=0.8)
    key = "tst_" + "a1B2c3D4e5F6g7H8i9J0"
    (found,) = rule.search(f"deploy {key}", 7, 31)
    assert found.score == 0.8
    (found,) = rule.search(f"redeployed {key}", 11, 35)
    assert found.score == 0.3


@pytest.mark.parametrize(
    "content, message",
    [
        pytest.param(b"[[rule]", "not valid TOML", id="toml"),
        pytest.param(b"a = " + b"1" * 4301, "not valid TOML", id="more digits than Python reads"),
        pytest.param(b"\xff\xfe", "cannot be read", id="encoding"),
        pytest.param(b"[[rules]]\nid = 'x'", "unknown table 'rules'", id="table"),
        pytest.param(b"[rule.mine]\nid = 'x'", "'rule' must be a list of tables", id="a-table-of-tables"),
        pytest.param(b"rule = [1]", "'rule' must be a list of tables", id="a-list-of-numbers"),
    ],
)
def test_a_bad_file_is_refused_with_its_name(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(content)
    with pytest.raises(RuleError, match=r"mine\.toml") as caught:
        read_rules(path)
    assert message in str(caught.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"gone\.toml: cannot be read: no such file or directory"):
        read_rules(tmp_path / "gone.toml")
