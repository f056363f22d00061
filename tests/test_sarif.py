"""What `scrub detect --format sarif` writes is SARIF 2.1.0, as far as it uses it.

The schema forbids unknown members nearly everywhere; this is what it says of the parts that are written
(https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json), trimmed.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from recognizers.fillers import fill
from scrub.cli import app

LEVELS = {"none", "note", "warning", "error"}
# By object: its members, each with the object or type that it holds, in a list where there are many.
SCHEMA: dict[str, dict[str, Any]] = {
    "sarifLog": {"$schema": str, "version": str, "runs": ["run"]},
    "run": {"tool": "tool", "results": ["result"], "columnKind": str},
    "tool": {"driver": "toolComponent"},
    "toolComponent": {
        "name": str,
        "version": str,
        "informationUri": str,
        "rules": ["reportingDescriptor"],
    },
    "reportingDescriptor": {"id": str, "shortDescription": "message", "helpUri": str},
    "message": {"text": str},
    "result": {
        "ruleId": str,
        "level": str,
        "message": "message",
        "locations": ["location"],
        "properties": dict,
    },
    "location": {"physicalLocation": "physicalLocation", "logicalLocations": ["logicalLocation"]},
    "logicalLocation": {"name": str, "fullyQualifiedName": str},
    "physicalLocation": {"artifactLocation": "artifactLocation", "region": "region"},
    "artifactLocation": {"uri": str},
    "region": {"startLine": int, "startColumn": int},
}
REQUIRED = {
    "sarifLog": {"version", "runs"},
    "run": {"tool"},
    "tool": {"driver"},
    "toolComponent": {"name"},
    "reportingDescriptor": {"id"},
    "message": {"text"},
    "result": {"message"},
}


def faults(kind: Any, value: Any, where: str = "") -> list[str]:
    """Return where a value is not what the schema says of its kind."""
    if isinstance(kind, list):
        if not isinstance(value, list):
            return [f"{where}: no list"]
        return [fault for at, each in enumerate(value) for fault in faults(kind[0], each, f"{where}/{at}")]
    if isinstance(kind, type):
        return [] if isinstance(value, kind) and not isinstance(value, bool) else [f"{where}: no {kind}"]
    if not isinstance(value, dict):
        return [f"{where}: no object"]
    found = [f"{where}/{name}: unknown" for name in value.keys() - SCHEMA[kind].keys()]
    found += [f"{where}/{name}: missing" for name in REQUIRED.get(kind, set()) - value.keys()]
    for name, inner in SCHEMA[kind].items():
        if name in value:
            found += faults(inner, value[name], f"{where}/{name}")
    return found


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.chdir(tmp_path)
    secret = fill("{github:ghp_}", "sarif")
    Path("a b.txt").write_text(f"one\nmail mara.okafor@quillpost.co.uk\n{secret}\n", encoding="utf-8")
    Path("c.jsonl").write_text(json.dumps({"text": f"token {secret}"}) + "\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["detect", "a b.txt", "c.jsonl", "--format", "sarif", "--no-names"])
    assert result.exit_code == 1
    assert secret not in result.stdout
    return json.loads(result.stdout)


def test_it_is_what_the_schema_says(log: Any) -> None:
    assert faults("sarifLog", log) == []
    assert log["version"] == "2.1.0"


def test_the_check_finds_faults(log: Any) -> None:
    log["runs"][0]["results"][0]["extra"] = 1
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = "1"
    del log["runs"][0]["tool"]["driver"]["name"]
    assert len(faults("sarifLog", log)) == 3


def test_results_point_at_rules_and_lines(log: Any) -> None:
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(rules) == len(set(rules))
    places = []
    for result in run["results"]:
        assert result["ruleId"] in rules
        assert result["level"] in LEVELS
        physical = result["locations"][0]["physicalLocation"]
        assert physical["region"]["startLine"] >= 1
        places.append((physical["artifactLocation"]["uri"], physical["region"]["startLine"]))
    assert places == [("a%20b.txt", 2), ("a%20b.txt", 3), ("c.jsonl", 1)]
