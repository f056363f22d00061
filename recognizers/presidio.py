"""Our recognizers as one of Presidio's, for anyone's `AnalyzerEngine`; this module imports Presidio.

https://microsoft.github.io/presidio/analyzer/adding_recognizers/
"""

from typing import Any

from presidio_analyzer import AnalysisExplanation, EntityRecognizer, RecognizerResult

from recognizers.engine import Engine, shipped_engine
from recognizers.entities import ENTITY_TYPES


class ScrubRecognizer(EntityRecognizer):  # type: ignore[misc]
    """Finds everything that `scrub` finds, in one pass.

    >>> from presidio_analyzer import RecognizerRegistry
    >>> registry = RecognizerRegistry(recognizers=[ScrubRecognizer()])
    """

    def __init__(self, supported_language: str = "en", engine: Engine | None = None) -> None:
        self._engine = engine
        super().__init__(
            supported_entities=list(ENTITY_TYPES),
            name="ScrubRecognizer",
            supported_language=supported_language,
        )

    def load(self) -> None:
        """Load the rules."""
        self._engine = self._engine or shipped_engine()

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        """Return what is found of the given types; RecognizerError where a rule fails."""
        del nlp_artifacts
        engine = self._engine or shipped_engine()
        wanted = set(entities)
        return [
            RecognizerResult(
                span.entity_type,
                span.start,
                span.end,
                span.score,
                AnalysisExplanation(self.name, span.score, pattern_name=span.source),
                {
                    RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
                    RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
                },
            )
            for span in engine.find(text)
            if span.entity_type in wanted
        ]
