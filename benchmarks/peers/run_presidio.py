"""Presidio's analyzer: all recognizers of patterns, with a blank spaCy pipeline or an installed model."""

import spacy
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import SpacyNlpEngine
from protocol import serve, settings

_NOISY = {"URL", "UUID", "DATE_TIME"}


class _BlankEngine(SpacyNlpEngine):
    """Tokens alone: what can be had without downloading a model."""

    def __init__(self):
        super().__init__(models=[{"lang_code": "en", "model_name": "en_core_web_sm"}])
        self.nlp = {"en": spacy.blank("en")}
        self.nlp["en"].max_length = 100_000_000

    def load(self):
        """Nothing to load."""


analyzer = AnalyzerEngine(nlp_engine=_BlankEngine(), supported_languages=["en"])
tuned = "tuned" in settings()


def find(text):
    """Return what the analyzer finds; tuned: score 0.4 or more, without the types that flag everything."""
    for result in analyzer.analyze(text, language="en", score_threshold=0.4 if tuned else 0):
        if not (tuned and result.entity_type in _NOISY):
            yield result.start, result.end, result.entity_type


serve(find)
