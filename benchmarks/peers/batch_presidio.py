"""Presidio's batch engines over texts of JSON Lines, without a model of language: INPUT OUTPUT WORKERS."""

import json
import sys
from pathlib import Path

import spacy
from presidio_analyzer import AnalyzerEngine, BatchAnalyzerEngine
from presidio_analyzer.nlp_engine import SpacyNlpEngine
from presidio_anonymizer import BatchAnonymizerEngine


class _BlankEngine(SpacyNlpEngine):
    """Tokens alone: what can be had without downloading a model."""

    def __init__(self):
        super().__init__(models=[{"lang_code": "en", "model_name": "en_core_web_sm"}])
        self.nlp = {"en": spacy.blank("en")}
        self.nlp["en"].max_length = 100_000_000

    def load(self):
        """Nothing to load."""


if __name__ == "__main__":
    source, output, workers = sys.argv[1:]
    analyzer = BatchAnalyzerEngine(AnalyzerEngine(nlp_engine=_BlankEngine(), supported_languages=["en"]))
    Path(output).mkdir()
    for path in sorted(Path(source).glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        texts = [row["text"] for row in rows]
        found = analyzer.analyze_iterator(texts, "en", batch_size=16, n_process=int(workers))
        done = BatchAnonymizerEngine().anonymize_list(texts, found)
        lines = (json.dumps({**row, "text": text}) + "\n" for row, text in zip(rows, done, strict=True))
        (Path(output) / path.name).write_text("".join(lines), encoding="utf-8")
