"""Presidio's recognizers and operators in our commands; this module imports Presidio.

https://microsoft.github.io/presidio/
"""

import importlib
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from presidio_analyzer import EntityRecognizer
from presidio_anonymizer.entities import InvalidParamError
from presidio_anonymizer.operators import Operator, OperatorsFactory, OperatorType

from recognizers.entities import own_type
from recognizers.nearest import unknown
from recognizers.span import Span
from scrub.choices import RecognizerChoice
from scrub.errors import OperatorError, PolicyError, RecognizerError, RecognizerTimeout


class PresidioRecognizers:
    """Presidio's recognizers that a policy names, each run on its own, without Presidio's engine."""

    def __init__(self, choices: Sequence[RecognizerChoice]) -> None:
        self._recognizers = [_recognizer(choice) for choice in choices]

    def find(self, text: str) -> list[Span]:
        """Return what they find under our names of the types; RecognizerError where one fails."""
        return [span for recognizer in self._recognizers for span in _results(recognizer, text)]


def _recognizer(choice: RecognizerChoice) -> EntityRecognizer:
    module_name, _, class_name = choice.class_name.rpartition(".")
    try:
        kind = getattr(importlib.import_module(module_name), class_name)
    except (ImportError, AttributeError):
        raise PolicyError(f"recognizer {choice.class_name}: there is no such class") from None
    if not (isinstance(kind, type) and issubclass(kind, EntityRecognizer)):
        raise PolicyError(f"recognizer {choice.class_name}: is not a Presidio EntityRecognizer")
    try:
        recognizer = kind(**choice.arguments)
    except Exception as error:
        raise PolicyError(f"recognizer {choice.class_name}: {type(error).__name__} on creation") from None
    unknown = [name for name in recognizer.get_supported_entities() if own_type(name) is None]
    if unknown:
        raise PolicyError(
            f"recognizer {choice.class_name}: its entity type {unknown[0]!r} has no counterpart here"
        )
    return recognizer


def _results(recognizer: EntityRecognizer, text: str) -> Iterator[Span]:
    entities = recognizer.get_supported_entities()
    try:
        with _timeouts_noted() as timeouts:
            results = recognizer.analyze(text=text, entities=entities, nlp_artifacts=None) or []
    except TimeoutError:
        raise RecognizerTimeout(f"Presidio's {recognizer.name} ran out of time") from None
    except Exception as error:
        raise RecognizerError(f"Presidio's {recognizer.name} failed with {type(error).__name__}") from None
    if timeouts:
        raise RecognizerTimeout(f"a pattern of Presidio's {recognizer.name} ran out of time")
    for result in results:
        entity_type = own_type(result.entity_type)
        if entity_type and result.start < result.end:
            yield Span(
                result.start, result.end, entity_type, min(max(result.score, 0.0), 1.0), recognizer.name
            )


@contextmanager
def _timeouts_noted() -> Iterator[list[str]]:
    """Collect the patterns that Presidio skips: it only warns and goes on, as if nothing were there."""
    skipped: list[str] = []

    class Note(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if "timed out" in str(record.msg):
                skipped.append("pattern")

    logger = logging.getLogger("presidio-analyzer")
    handler = Note(logging.WARNING)
    logger.addHandler(handler)
    try:
        yield skipped
    finally:
        logger.removeHandler(handler)


def presidio_operator(
    name: str, parameters: Mapping[str, Any], ours: Iterable[str] = ()
) -> Callable[[str, Mapping[str, Any]], str]:
    """Return one of Presidio's operators; OperatorError where there is none, or it refuses the parameters.

    `ours` are the names of further operators that the error lists.
    """
    factory = OperatorsFactory()
    known: Iterable[str] = factory.get_anonymizers()
    if name not in known:
        raise OperatorError(unknown("operator", name, sorted({*ours, *known})))
    operator: Operator = factory.create_operator_class(name, OperatorType.Anonymize)
    try:
        operator.validate({**parameters, "entity_type": "PERSON"})
    except (InvalidParamError, KeyError, TypeError, ValueError):
        raise OperatorError(
            f"operator {name!r} refuses its parameters: {', '.join(sorted(parameters))}"
        ) from None

    def operate(value: str, given: Mapping[str, Any]) -> str:
        return str(operator.operate(text=value, params=dict(given)))

    return operate
