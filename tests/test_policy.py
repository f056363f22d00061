"""Policies: what is shipped is valid, what is wrong is said with file, line and choices."""

from pathlib import Path

import pytest

from recognizers.entities import ENTITY_TYPES, Family, family_of
from scrub.choices import Scope
from scrub.errors import PolicyError
from scrub.formats.record import Kind
from scrub.policy import Policy
from scrub.policyfile import SHIPPED


def load(tmp_path: Path, text: str) -> Policy:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return Policy.load(path)


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_policies_load_under_their_names(name: str) -> None:
    assert Policy.load(name).name == name


def test_secrets_only_leaves_people_alone() -> None:
    assert {family_of(name) for name in Policy.load("secrets-only").types} == {Family.SECRET}


def test_strict_asks_for_less_than_default() -> None:
    strict, default = Policy.load("strict"), Policy.load("default")
    assert all(strict.least_score(name, None) < default.least_score(name, None) for name in ENTITY_TYPES)


@pytest.mark.parametrize(
    "text, message",
    [
        pytest.param('nmae = "x"', "mine.toml:1: unknown key 'nmae' (did you mean name?)", id="key"),
        pytest.param(
            "[detect]\nthreshhold = 1",
            "mine.toml:2: unknown key 'threshhold' (did you mean threshold?)",
            id="inner key",
        ),
        pytest.param(
            "[detect.threshholds]\nDATE = 1",
            "mine.toml:1: unknown key 'threshholds' (did you mean",
            id="header",
        ),
        pytest.param(
            "detect.nmaes = false", "mine.toml:1: unknown key 'nmaes' (did you mean", id="dotted key"
        ),
        pytest.param(
            '[detect]\ntypes = ["EMIAL_ADDRESS"]',
            "mine.toml:2: unknown entity type 'EMIAL_ADDRESS' (did you mean EMAIL_ADDRESS?); known: PERSON",
            id="entity type",
        ),
        pytest.param(
            '\n[detect]\n\nfamilies = ["secrets"]',
            "mine.toml:4: unknown family 'secrets' (did you mean secret?); known: direct, quasi, secret",
            id="family",
        ),
        pytest.param(
            'scope = "world"', "mine.toml:1: unknown scope 'world'; known: conversation", id="scope"
        ),
        pytest.param(
            "[detect]\npublic_people = true",
            "mine.toml:2: unknown public_people True; known: keep, redact",
            id="public people",
        ),
        pytest.param(
            "[detect]\nthreshold = 2", "mine.toml:2: 'threshold' must be between 0 and 1", id="score"
        ),
        pytest.param(
            '[detect]\nnames = "yes"',
            """mine.toml:2: 'names' must be one of "accurate", "fast", or false""",
            id="level",
        ),
        pytest.param(
            "[detect]\nnames = true", """'names' must be one of "accurate", "fast", or false""", id="true"
        ),
        pytest.param(
            "[detect.thresholds]\nPERSON = { cod = 0.4 }",
            "unknown kind 'cod' (did you mean code?)",
            id="kind",
        ),
        pytest.param('[[detect.recognizers]]\nname = "x"', "a recognizer needs 'class'", id="recognizer"),
        pytest.param('[operators]\nPERSN = "mask"', "did you mean PERSON?", id="operator type"),
        pytest.param("[limits]\nsegment = 1", "unknown key 'segment'", id="limit"),
        pytest.param("[limits]\nfindings = 0", "mine.toml:2: 'findings' must be above 0", id="nothing"),
        pytest.param("[limits]\nnesting = 501", "mine.toml:2: 'nesting' must be at most 500", id="deep"),
        pytest.param("name = ", "not valid TOML", id="toml"),
        pytest.param("name = " + "1" * 4301, "not valid TOML", id="more digits than Python reads"),
        pytest.param(
            'extends = "stict"',
            "mine.toml:1: 'extends' names no policy 'stict' (did you mean strict?); it may be",
            id="extends",
        ),
        pytest.param("extends = 1", "mine.toml:1: 'extends' must be a text in quotes", id="extends a number"),
        pytest.param("detect = 1", "mine.toml:1: 'detect' must be a table", id="detect a number"),
        pytest.param(
            '[detect]\nrules = ["gone.toml"]', "gone.toml: rule file cannot be read", id="rule file"
        ),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(PolicyError) as caught:
        _ = load(tmp_path, text).fingerprint
    assert message in str(caught.value)


def test_a_missing_policy_names_the_shipped_ones() -> None:
    with pytest.raises(
        PolicyError,
        match=r"no such policy file \(did you mean default\?\); shipped policies: default, strict",
    ):
        Policy.load("defualt.toml")


def test_everything_that_a_file_may_say_is_read(tmp_path: Path) -> None:
    policy = load(
        tmp_path,
        """
        scope = "account"
        [detect]
        threshold = 0.4
        off = ["AGE"]
        allow = ["Ada"]
        deny = { "Project Heron" = "ORGANIZATION" }
        [detect.thresholds]
        PERSON = { prose = 0.2, code = 0.8 }
        US_SSN = 0.1
        [[detect.recognizers]]
        class = "presidio_analyzer.predefined_recognizers.UsSsnRecognizer"
        [operators]
        default = "placeholder"
        PHONE_NUMBER = { operator = "mask", masking_char = "#", chars_to_mask = 4, from_end = true }
        """,
    )
    assert policy.scope is Scope.ACCOUNT
    assert "AGE" not in policy.types
    assert policy.least_score("PERSON", Kind.PROSE) == 0.2
    assert policy.least_score("PERSON", Kind.LOG) == 0.4
    assert policy.least_score("ID_NUMBER", Kind.LOG) == 0.1
    assert policy.deny == {"Project Heron": "ORGANIZATION"}
    assert policy.operator_for("PERSON").name == "placeholder"
    assert policy.operator_for("PHONE_NUMBER").parameters["chars_to_mask"] == 4


def test_what_a_file_does_not_say_is_as_in_default(tmp_path: Path) -> None:
    policy, default = load(tmp_path, 'name = "default"'), Policy.load("default")
    assert policy == default
    assert policy.fingerprint == default.fingerprint


def test_a_policy_extends_another(tmp_path: Path) -> None:
    (tmp_path / "house.toml").write_text(
        """
        extends = "strict"
        scope = "account"
        [detect]
        off = ["AGE"]
        allow = ["Ada"]
        deny = { "Project Heron" = "ORGANIZATION" }
        [detect.thresholds]
        PERSON = 0.25
        [operators]
        default = "mask"
        PERSON = "placeholder"
        """,
        encoding="utf-8",
    )
    policy = load(
        tmp_path,
        """
        extends = "house.toml"
        [detect]
        off = ["DATE"]
        allow = ["Bea"]
        deny = { "Project Ibis" = "ORGANIZATION" }
        [detect.thresholds]
        LOCATION = 0.1
        [operators]
        default = "hash"
        """,
    )
    assert policy.name == "mine"
    assert policy.scope is Scope.ACCOUNT
    assert policy.threshold == Policy.load("strict").threshold
    assert {"AGE", "DATE"}.isdisjoint(policy.types)
    assert policy.allow == ("Ada", "Bea")
    assert set(policy.deny) == {"Project Heron", "Project Ibis"}
    assert policy.least_score("PERSON", None) == 0.25
    assert policy.least_score("LOCATION", None) == 0.1
    assert policy.operator_for("PERSON").name == "placeholder"
    assert policy.operator_for("EMAIL_ADDRESS").name == "hash"


def test_types_that_a_policy_names_replace_those_that_it_extends(tmp_path: Path) -> None:
    policy = load(tmp_path, 'extends = "secrets-only"\n[detect]\ntypes = ["PERSON"]')
    assert policy.types == {"PERSON"}


def test_one_threshold_for_all_replaces_those_by_type(tmp_path: Path) -> None:
    policy = load(tmp_path, 'extends = "strict"\n[detect]\nthreshold = 0.1')
    assert policy.least_score("LOCATION", None) == 0.1


def test_a_policy_cannot_extend_itself(tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text('extends = "mine.toml"', encoding="utf-8")
    with pytest.raises(PolicyError, match=r"'extends' comes back to .*mine\.toml"):
        load(tmp_path, 'extends = "other.toml"')


def test_the_fingerprint_follows_what_the_policy_says_and_nothing_else(tmp_path: Path) -> None:
    first = load(tmp_path, '[detect]\nthreshold = 0.4\nnames = "fast"')
    same = load(tmp_path, '# a comment\n[detect]\nnames = "fast"\nthreshold = 0.40')
    other = load(tmp_path, "[detect]\nthreshold = 0.41")
    assert first.fingerprint == same.fingerprint != other.fingerprint


def test_the_fingerprint_follows_the_content_of_rule_files(tmp_path: Path) -> None:
    rules = tmp_path / "r.toml"
    rules.write_text("", encoding="utf-8")
    first = load(tmp_path, '[detect]\nrules = ["r.toml"]').fingerprint
    rules.write_text("# changed", encoding="utf-8")
    assert load(tmp_path, '[detect]\nrules = ["r.toml"]').fingerprint != first
