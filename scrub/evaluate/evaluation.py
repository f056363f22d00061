"""Scores findings against a labelled corpus; what `scrub evaluate` shows."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from scrub.evaluate.cases import Case, cases
from scrub.evaluate.corpus import check, open_corpus
from scrub.evaluate.counts import Cell, ConversationScore, Counts, Linking, add_up, linking, tally
from scrub.evaluate.findings import Finder, FindingSource
from scrub.evaluate.labelled import Conversation, CorpusError, known_type
from scrub.evaluate.measures import DIMENSIONS, MEASURES, Group, Measure, measure, parse_group, values
from scrub.evaluate.scoring import Mention, judge
from scrub.evaluate.statistics import Interval, bootstrap, wilson
from scrub.typed import as_text

_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure's value with its intervals; `value` is None where there is nothing to divide by."""

    measure: str
    group: str
    part: int
    whole: int
    value: float | None
    # 95 %: by mention (Wilson), and by conversation (bootstrap) where asked for.
    wilson: Interval | None
    bootstrap: Interval | None = None


@dataclass(frozen=True)
class Evaluation:
    """The scores of a corpus, conversation by conversation; evaluations of parts add up."""

    corpus: str
    conversations: tuple[ConversationScore, ...]
    # Findings about label files and describing members, which are no part of what is scored.
    ignored_findings: int = 0

    def __add__(self, other: "Evaluation") -> "Evaluation":
        corpus = self.corpus if self.corpus == other.corpus else f"{self.corpus} + {other.corpus}"
        return Evaluation(
            corpus,
            self.conversations + other.conversations,
            self.ignored_findings + other.ignored_findings,
        )

    @cached_property
    def counts(self) -> Mapping[Cell, Counts]:
        """Return the counts of all conversations by cell."""
        return add_up(score.cells for score in self.conversations)

    def figure(self, name: str, group: str = "", *, resample: bool = False) -> Figure:
        """Return one figure, such as `figure("recall", "secret")`."""
        chosen, cells = _chosen(name, group)
        if resample:
            parts = [chosen.parts(score, cells) for score in self.conversations]
        else:
            parts = [chosen.parts(score, cells) for score in self._folded(chosen)]
        part, whole = sum(one[0] for one in parts), sum(one[1] for one in parts)
        interval = bootstrap([one[0] for one in parts], [one[1] for one in parts]) if resample else None
        return Figure(
            measure=name,
            group=group,
            part=part,
            whole=whole,
            value=chosen.scale * part / whole if whole else None,
            # Characters are no independent trials, so over-redaction has no interval by mention.
            wilson=wilson(part, whole) if chosen.scale == 1 else None,
            bootstrap=interval and Interval(interval.low * chosen.scale, interval.high * chosen.scale),
        )

    def parts(self, name: str, group: str = "") -> dict[str, tuple[int, int]]:
        """Return part and whole of a measure for each conversation."""
        chosen, cells = _chosen(name, group)
        return {score.name: chosen.parts(score, cells) for score in self.conversations}

    def values(self, dimension: str) -> list[str]:
        """Return the values that occur in a dimension: the types, the languages, ..."""
        return values(self.conversations, dimension)

    def to_json(self) -> dict[str, Any]:
        """Return everything as a JSON object: figures to read, counts to compare with later."""
        groups = ["", *(f"{name}:{value}" for name in DIMENSIONS for value in self.values(name))]
        figures = []
        for name, chosen in MEASURES.items():
            for group in groups:
                if group and not (chosen.grouped and (chosen.by_type or not _is_by_type(group))):
                    continue
                by_family = not group or group.startswith("family:")
                figure = self.figure(name, group, resample=by_family)
                if figure.whole:
                    figures.append(asdict(figure))
        return {
            "version": _VERSION,
            "corpus": self.corpus,
            "ignored_findings": self.ignored_findings,
            "figures": figures,
            "conversations": [_score_to_json(score) for score in self.conversations],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Evaluation":
        """Return the evaluation that `to_json` wrote."""
        if data.get("version") != _VERSION:
            raise CorpusError(f"not an evaluation of version {_VERSION}; make it anew with --format json")
        try:
            return cls(
                as_text(data["corpus"]),
                tuple(_score_from_json(one) for one in data["conversations"]),
                *_numbers({"ignored_findings": data["ignored_findings"]}).values(),
            )
        except (KeyError, TypeError, ValueError, AttributeError):
            raise CorpusError("a damaged evaluation; make it anew with --format json") from None

    def _folded(self, chosen: Measure) -> Sequence[ConversationScore]:
        """Return one score for all conversations where the measure only adds up cells."""
        if not chosen.adds_cells:
            return self.conversations
        return [ConversationScore(self.corpus, self.counts)]


def evaluate(
    corpus: Path,
    findings: Iterable[Mapping[str, Any]] | Finder,
    *,
    on_case: Callable[[Case], None] | None = None,
    show_values: bool = False,
) -> Evaluation:
    """Score findings, or what a finder finds, against a corpus after checking the corpus.

    `on_case` receives every miss and every wrong finding, masked unless `show_values`.
    """
    with open_corpus(corpus) as opened:
        check(opened)
        source = FindingSource(opened, findings)
        scores = tuple(
            _score(conversation, source, on_case, show_values) for conversation in opened.conversations()
        )
        source.finish()
    return Evaluation(corpus.name, scores, source.ignored)


def read_evaluation(path: Path) -> Evaluation:
    """Return the evaluation in a file that `--format json` wrote."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(data, dict):
            raise CorpusError("not an evaluation")
        return Evaluation.from_json(data)
    except OSError as error:
        raise CorpusError(f"{path}: cannot be read ({error.strerror})") from None
    except (ValueError, RecursionError):
        raise CorpusError(f"{path}: not valid JSON") from None
    except CorpusError as error:
        raise CorpusError(f"{path}: {error}") from None


def _score(
    conversation: Conversation,
    source: FindingSource,
    on_case: Callable[[Case], None] | None,
    show_values: bool,
) -> ConversationScore:
    cells: list[dict[Cell, Counts]] = []
    mentions: list[Mention] = []
    for text, found in source.of(conversation):
        judgement = judge(text, found)
        cells.append(tally(text, judgement))
        mentions += [*judgement.mentions, *judgement.optional]
        if on_case:
            for case in cases(text, found, judgement, show_values=show_values):
                on_case(case)
    return ConversationScore(
        conversation.name, add_up(cells), linking(mentions), linking(mentions, by_identity=True)
    )


def _chosen(name: str, group: str) -> tuple[Measure, Group]:
    chosen = measure(name)
    if not group:
        return chosen, Group()
    cells = parse_group(group)
    if not chosen.grouped or (not chosen.by_type and cells.dimension in ("family", "type")):
        raise CorpusError(f"{name} is not measured by {cells.dimension}")
    return chosen, cells


def _is_by_type(group: str) -> bool:
    return group.startswith(("family:", "type:"))


def _score_to_json(score: ConversationScore) -> dict[str, Any]:
    def plain(value: Counts | Linking) -> dict[str, int]:
        return {name: count for name, count in asdict(value).items() if count}

    return {
        "name": score.name,
        "cells": [[*cell, plain(counts)] for cell, counts in score.cells.items()],
        "replacements": plain(score.replacements),
        "identities": plain(score.identities),
    }


def _score_from_json(data: Mapping[str, Any]) -> ConversationScore:
    cells = {Cell(*map(as_text, place)): Counts(**_numbers(counts)) for *place, counts in data["cells"]}
    linked = [Linking(**_numbers(data[name])) for name in ("replacements", "identities")]
    if not all(cell.entity_type == "" or known_type(cell.entity_type) == cell.entity_type for cell in cells):
        raise ValueError
    if not all([*(counts.is_possible for counts in cells.values()), *(one.is_possible for one in linked)]):
        raise ValueError
    return ConversationScore(as_text(data["name"]), cells, *linked)


def _numbers(counts: Mapping[str, Any]) -> dict[str, int]:
    """Return counts by name; ValueError where one is none."""
    if not all(isinstance(count, int) and count >= 0 for count in counts.values()):
        raise ValueError
    return dict(counts)
