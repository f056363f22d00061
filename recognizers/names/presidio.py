"""The names models as one of Presidio's recognizers; this module imports Presidio.

https://microsoft.github.io/presidio/analyzer/adding_recognizers/
"""

from typing import Any

from presidio_analyzer import AnalysisExplanation, EntityRecognizer, RecognizerResult

from recognizers.names.decode import SOURCE
from recognizers.names.finder import Level, find_names
from recognizers.names.models import accurate_model, fast_model
from recognizers.names.tags import TYPES


class NamesRecognizer(EntityRecognizer):  # type: ignore[misc]
    """Finds people, places, organisations and addresses; needs nothing of Presidio's NLP engine.

    >>> from presidio_analyzer import RecognizerRegistry
    >>> registry = RecognizerRegistry(recognizers=[NamesRecognizer()])
    """

    def __init__(self, supported_language: str = "en", level: Level = "accurate") -> None:
        self._level: Level = level
        super().__init__(
            supported_entities=list(TYPES), name="NamesRecognizer", supported_language=supported_language
        )

    def load(self) -> None:
        """Load the models; RecognizerError where their files are not in order."""
        fast_model()
        if self._level == "accurate":
            accurate_model()

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        """Return what is found of the given types."""
        del nlp_artifacts
        wanted = set(entities)
        return [
            RecognizerResult(
                span.entity_type,
                span.start,
                span.end,
                span.score,
                AnalysisExplanation(self.name, span.score, pattern_name=SOURCE),
                {
                    RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
                    RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
                },
            )
            for span in find_names(text, self._level)
            if span.entity_type in wanted
        ]
