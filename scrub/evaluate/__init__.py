"""Scores findings of any tool against labelled corpora, by the labelling guideline's rules."""

from scrub.evaluate.cases import Case
from scrub.evaluate.comparison import Change, compare, fail_under, parse_threshold
from scrub.evaluate.evaluation import Evaluation, Figure, evaluate, read_evaluation
from scrub.evaluate.findings import Finder, read_findings
from scrub.evaluate.labelled import CorpusError

__all__ = [
    "Case",
    "Change",
    "CorpusError",
    "Evaluation",
    "Figure",
    "Finder",
    "compare",
    "evaluate",
    "fail_under",
    "parse_threshold",
    "read_evaluation",
    "read_findings",
]
