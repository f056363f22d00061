"""Scores the models that are installed on labelled documents: by language, casing and threshold."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from recognizers.names.finder import Level, find_names
from recognizers.names.tags import TYPES
from recognizers.names.train.augment import Choice, replace_names
from recognizers.names.train.pools import Culture, cultures
from recognizers.names.train.texts import Document
from recognizers.span import Span

THRESHOLDS: Final = (0.2, 0.3, 0.5, 0.7)
# A finding is right when it reaches at most so many letters or digits beyond the labels it touches.
_LEEWAY: Final = 2
# Of fewer mentions a share says little.
_LEAST_MENTIONS: Final = 20


@dataclass
class Counts:
    """What was found of the mentions, and what was right of the findings."""

    mentions: int = 0
    found: int = 0
    findings: int = 0
    right: int = 0

    @property
    def recall(self) -> float:
        """The share of mentions of which every letter and digit is covered."""
        return self.found / max(1, self.mentions)

    @property
    def precision(self) -> float:
        """The share of findings that are right."""
        return self.right / max(1, self.findings)


# By type, group of documents, casing, threshold.
Figures = Mapping[tuple[str, str, str, float], Counts]


def evaluate(
    documents: Iterable[Document],
    level: Level = "accurate",
    group: Callable[[Document], str] = lambda document: document.lang,
    casings: Sequence[str] = ("as written", "lower"),
) -> Figures:
    """Return the counts of each type in each group of documents, for every casing and threshold."""
    figures: defaultdict[tuple[str, str, str, float], Counts] = defaultdict(Counts)
    for document in documents:
        for casing in casings:
            text = document.text if casing == "as written" else _lower(document.text)
            found = find_names(text, level)
            for entity_type in sorted(document.complete):
                for threshold in THRESHOLDS:
                    counts = figures[entity_type, group(document), casing, threshold]
                    _count(counts, document, found, entity_type, threshold)
    return figures


def by_culture(documents: Sequence[Document], level: Level = "accurate", seed: int = 1) -> Figures:
    """Return the counts with all names replaced by those of one culture after the other, none seen before."""
    figures: dict[tuple[str, str, str, float], Counts] = {}
    for culture in cultures(held_out=True):
        if culture.script == "Latin":
            random = Random(seed)
            renamed = [replace_names(each, random, _always(culture)) for each in documents]
            figures.update(evaluate(renamed, level, _named(culture.name)))
    return figures


def _always(culture: Culture) -> Choice:
    return lambda random, script: culture


def _named(name: str) -> Callable[[Document], str]:
    return lambda document: name


def render(figures: Figures, threshold: float = 0.5) -> str:
    """Return a table of recall and precision in Markdown, at one threshold."""
    lines = [
        "| type | group | mentions | recall | precision | recall, lower case |",
        "|---|---|---|---|---|---|",
    ]
    for entity_type in TYPES:
        groups = sorted({name for kind, name, _, _ in figures if kind == entity_type})
        for name in groups:
            counts = figures[entity_type, name, "as written", threshold]
            if counts.mentions < _LEAST_MENTIONS:
                continue
            lower = figures.get((entity_type, name, "lower", threshold), Counts())
            lines.append(
                f"| {entity_type} | {name} | {counts.mentions} | {counts.recall:.3f} | {counts.precision:.3f}"
                f" | {lower.recall:.3f} |"
            )
    return "\n".join(lines)


def _count(
    counts: Counts, document: Document, found: Sequence[Span], entity_type: str, threshold: float
) -> None:
    labels = [(start, end) for start, end, label in document.spans if label == entity_type]
    spans = [
        (span.start, span.end)
        for span in found
        if span.entity_type == entity_type and span.score >= threshold
    ]
    covered = {place for start, end in spans for place in range(start, end)}
    labelled = {place for start, end in labels for place in range(start, end)}
    for start, end in labels:
        counts.mentions += 1
        counts.found += set(_signs(document.text, start, end)) <= covered
    for start, end in spans:
        beyond = sum(place not in labelled for place in _signs(document.text, start, end))
        counts.findings += 1
        counts.right += beyond <= _LEEWAY and not labelled.isdisjoint(range(start, end))


def _signs(text: str, start: int, end: int) -> Iterator[int]:
    return (place for place in range(start, end) if text[place].isalnum())


def _lower(text: str) -> str:
    """Return a text in lower case, each character at its place."""
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)
