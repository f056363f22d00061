"""A recognizer for policies of tests, which does to its process what a text asks for."""

import os
import time
from collections.abc import Sequence
from typing import Any

from presidio_analyzer import EntityRecognizer, RecognizerResult


class Hostile(EntityRecognizer):
    """Dies, hangs or eats memory; finds nothing."""

    def __init__(self) -> None:
        super().__init__(supported_entities=["PERSON"], name="hostile")

    def load(self) -> None:
        """There is nothing to load."""

    def analyze(
        self, text: str, entities: Sequence[str], nlp_artifacts: Any = None
    ) -> list[RecognizerResult]:
        """Do what the text says."""
        if "please die" in text:
            os._exit(9)
        if "please hang" in text:
            time.sleep(1000)
        if "please eat" in text:
            held = [b"x" * (1 << 26) for _ in range(32)]
            time.sleep(len(held) * 100)
        return []
