"""Presidio both ways, with its real engines."""

import logging
import re
from pathlib import Path
from typing import Any

import pytest

from recognizers.fillers import fill
from scrub.choices import OperatorChoice, RecognizerChoice
from scrub.errors import OperatorError, PolicyError, RecognizerError, RecognizerTimeout
from scrub.policy import Policy
from scrub.scrubber import Scrubber

pytestmark = pytest.mark.filterwarnings("ignore")

KEY = bytes(range(32))
MAIL = "mara.okafor@quillpost.co.uk"
TOKEN = fill("ghp_{alnum:36}", "presidio")


@pytest.fixture(scope="module")
def analyzer() -> Any:
    """Anyone's engine: Presidio's registry with our recognizer and one of its own, no language model."""
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import NoOpNlpEngine
    from presidio_analyzer.predefined_recognizers import MedicalLicenseRecognizer

    from recognizers.presidio import ScrubRecognizer

    registry = RecognizerRegistry(recognizers=[ScrubRecognizer(), MedicalLicenseRecognizer()])
    return AnalyzerEngine(
        registry=registry,
        nlp_engine=NoOpNlpEngine(models=[{"lang_code": "en", "model_name": "none"}]),
        supported_languages=["en"],
    )


def test_our_recognizer_works_in_their_engine(analyzer: Any) -> None:
    text = f"mail {MAIL}, GITHUB_TOKEN={TOKEN}"
    results = analyzer.analyze(text, language="en")
    found = {(text[result.start : result.end], result.entity_type) for result in results}
    assert (MAIL, "EMAIL_ADDRESS") in found
    assert (TOKEN, "ACCESS_TOKEN") in found


def test_their_engine_may_ask_for_some_types_only(analyzer: Any) -> None:
    results = analyzer.analyze(f"{MAIL} GITHUB_TOKEN={TOKEN}", language="en", entities=["EMAIL_ADDRESS"])
    assert [result.entity_type for result in results] == ["EMAIL_ADDRESS"]


@pytest.mark.parametrize("operator", ["scrub_surrogate", "scrub_hash", "scrub_mask"])
def test_our_operators_work_in_their_engine(analyzer: Any, operator: str) -> None:
    from presidio_anonymizer import AnonymizerEngine
    from presidio_anonymizer.entities import OperatorConfig

    from scrub.presidio import register_operators

    engine = AnonymizerEngine()
    register_operators(engine)
    text = f"{MAIL} wrote, and {MAIL} again"
    results = analyzer.analyze(text, language="en")
    config = {"DEFAULT": OperatorConfig(operator, {"key": KEY, "scope": "chat-1"})}
    done = engine.anonymize(text, results, config)
    assert MAIL not in done.text
    first, second = (item.text for item in done.items)
    assert first == second


def test_our_surrogates_in_their_engine_fit_each_other_and_stay_in_a_second_pass() -> None:
    from presidio_anonymizer import AnonymizerEngine, RecognizerResult
    from presidio_anonymizer.entities import OperatorConfig

    from scrub.presidio import register_operators

    engine = AnonymizerEngine()
    register_operators(engine)
    config = {"DEFAULT": OperatorConfig("scrub_surrogate", {"key": KEY, "scope": "chat-1"})}

    def anonymized(text: str, *found: tuple[str, str]) -> str:
        results = [
            RecognizerResult(name, match.start(), match.end(), 1.0)
            for name, value in found
            for match in re.finditer(re.escape(value), text)
        ]
        return str(engine.anonymize(text, results, config).text)

    names = anonymized("Jane Roe, ROE, jane", ("PERSON", "Jane Roe"), ("PERSON", "ROE"), ("PERSON", "jane"))
    full, family, given = names.split(", ")
    assert full.split() == [given.title(), family.title()]
    assert full != "Jane Roe"
    hardware = anonymized("3c:22:fb:12:34:56", ("MAC_ADDRESS", "3c:22:fb:12:34:56"))
    assert anonymized(hardware, ("MAC_ADDRESS", hardware)) == hardware != "3c:22:fb:12:34:56"


def test_our_operators_refuse_a_scope_that_is_no_text() -> None:
    from presidio_anonymizer.entities import InvalidParamError

    from scrub.presidio import _ScrubOperator

    with pytest.raises(InvalidParamError, match="'scope' is no text"):
        _ScrubOperator().validate({"key": KEY, "scope": 7})


def test_our_operators_refuse_a_short_key() -> None:
    from presidio_anonymizer import AnonymizerEngine, RecognizerResult
    from presidio_anonymizer.entities import InvalidParamError, OperatorConfig

    from scrub.presidio import register_operators

    engine = AnonymizerEngine()
    register_operators(engine)
    config = {"DEFAULT": OperatorConfig("scrub_hash", {"key": b"short"})}
    with pytest.raises(InvalidParamError):
        engine.anonymize(MAIL, [RecognizerResult("EMAIL_ADDRESS", 0, len(MAIL), 1.0)], config)


def scrubber_with(class_name: str, **arguments: Any) -> Scrubber:
    policy = Policy(
        "mine", recognizers=(RecognizerChoice(class_name, arguments),), operator=OperatorChoice("placeholder")
    )
    return Scrubber(policy, key=KEY)


@pytest.mark.parametrize(
    "class_name, text, expected",
    [
        pytest.param(
            "presidio_analyzer.predefined_recognizers.UsSsnRecognizer",
            "ref 536-22-8726 end",
            "ref <ID_NUMBER_1> end",
            id="a national one",
        ),
        pytest.param(
            "presidio_analyzer.predefined_recognizers.MedicalLicenseRecognizer",
            "doctor BB1388568.",
            "doctor <ID_NUMBER_1>.",
            id="a generic one",
        ),
    ],
)
def test_their_recognizers_work_in_our_commands(class_name: str, text: str, expected: str) -> None:
    assert scrubber_with(class_name).scrub_text(text).text == expected


def test_their_recognizers_are_named_in_a_policy_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        """
        [detect]
        threshold = 0.4
        [[detect.recognizers]]
        class = "presidio_analyzer.PatternRecognizer"
        supported_entity = "PERSON"
        deny_list = ["Heron"]
        [operators]
        default = "placeholder"
        """,
        encoding="utf-8",
    )
    assert Scrubber(Policy.load(path), key=KEY).scrub_text("ask Heron").text == "ask <PERSON_1>"


@pytest.mark.parametrize(
    "class_name, arguments, message",
    [
        pytest.param("presidio_analyzer.NoSuch", {}, "there is no such class", id="no class"),
        pytest.param("no_such_module.Thing", {}, "there is no such class", id="no module"),
        pytest.param("pathlib.Path", {}, "is not a Presidio EntityRecognizer", id="another class"),
        pytest.param(
            "presidio_analyzer.PatternRecognizer", {"a": 1}, "TypeError on creation", id="arguments"
        ),
        pytest.param(
            "presidio_analyzer.PatternRecognizer",
            {"supported_entity": "DRAGON", "deny_list": ["x"]},
            "its entity type 'DRAGON' has no counterpart here",
            id="type",
        ),
    ],
)
def test_a_recognizer_that_cannot_be_used_is_a_policy_error(
    class_name: str, arguments: dict[str, Any], message: str
) -> None:
    with pytest.raises(PolicyError) as caught:
        scrubber_with(class_name, **arguments)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "error, expected", [(ValueError, RecognizerError), (TimeoutError, RecognizerTimeout)]
)
def test_a_failing_recognizer_fails_closed_and_shows_no_text(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception], expected: type[Exception]
) -> None:
    from presidio_analyzer.predefined_recognizers import UsSsnRecognizer

    def fail(self: Any, text: str, **_: Any) -> None:
        raise error(text)

    monkeypatch.setattr(UsSsnRecognizer, "analyze", fail)
    from scrub.adopted import PresidioRecognizers

    choice = RecognizerChoice("presidio_analyzer.predefined_recognizers.UsSsnRecognizer")
    with pytest.raises(expected) as caught:
        PresidioRecognizers([choice]).find("canary-4711")
    assert "canary" not in str(caught.value)


def test_a_pattern_that_presidio_skips_fails_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own engine warns and returns the rest, as if nothing had stood there."""
    from presidio_analyzer.predefined_recognizers import UsSsnRecognizer

    def skip(self: Any, text: str, **_: Any) -> list[Any]:
        logging.getLogger("presidio-analyzer").warning(
            "Regex pattern '%s' timed out after %s seconds, skipping.", 1, 2
        )
        return []

    monkeypatch.setattr(UsSsnRecognizer, "analyze", skip)
    from scrub.adopted import PresidioRecognizers

    choice = RecognizerChoice("presidio_analyzer.predefined_recognizers.UsSsnRecognizer")
    with pytest.raises(RecognizerTimeout):
        PresidioRecognizers([choice]).find("x")


@pytest.mark.parametrize(
    "choice, expected",
    [
        pytest.param(OperatorChoice("replace", {"new_value": "[mail]"}), "to [mail]", id="replace"),
        pytest.param(OperatorChoice("redact", {}), "to ", id="redact"),
        pytest.param(
            OperatorChoice("mask", {"masking_char": "#", "chars_to_mask": 4, "from_end": True}),
            f"to {MAIL[:-4]}####",
            id="mask with their parameters",
        ),
    ],
)
def test_their_operators_work_by_name(choice: OperatorChoice, expected: str) -> None:
    assert Scrubber(Policy("mine", operator=choice), key=KEY).scrub_text(f"to {MAIL}").text == expected


@pytest.mark.parametrize(
    "name, parameters", [("hash", {"hash_type": "sha256"}), ("encrypt", {"key": "WmZq4t7w!z%C&F)J"})]
)
def test_their_hash_and_encrypt_work_by_name(name: str, parameters: dict[str, str]) -> None:
    done = (
        Scrubber(Policy("mine", operator=OperatorChoice(name, parameters)), key=KEY)
        .scrub_text(f"to {MAIL}")
        .text
    )
    assert done.startswith("to ")
    assert MAIL not in done


@pytest.mark.parametrize(
    "choice, message",
    [
        pytest.param(OperatorChoice("blur", {}), "unknown operator 'blur'; known:", id="unknown"),
        pytest.param(
            OperatorChoice("mask", {"masking_char": "##"}), "refuses its parameters: masking_char", id="bad"
        ),
    ],
)
def test_an_operator_that_cannot_be_used_is_an_operator_error(choice: OperatorChoice, message: str) -> None:
    with pytest.raises(OperatorError) as caught:
        Scrubber(Policy("mine", operator=choice), key=KEY)
    assert message in str(caught.value)
