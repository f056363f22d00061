"""What moved between two evaluations of one corpus, and thresholds for continuous integration."""

from collections.abc import Iterable
from dataclasses import dataclass

from scrub.evaluate.evaluation import Evaluation
from scrub.evaluate.labelled import CorpusError
from scrub.evaluate.measures import MEASURES, measure, parse_group
from scrub.evaluate.statistics import Difference, Interval, paired_bootstrap


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that differs between two evaluations."""

    measure: str
    group: str
    difference: Difference
    # Whether it became better.
    better: bool


@dataclass(frozen=True, slots=True)
class Threshold:
    """The least that a figure must be."""

    measure: str
    group: str
    least: float

    @property
    def name(self) -> str:
        """The figure as it is written in `--fail-under`."""
        return f"{self.measure}.{self.group}" if self.group else self.measure


def compare(old: Evaluation, new: Evaluation) -> list[Change]:
    """Return the figures that moved, overall, by family and by type, in that order."""
    old_names = {score.name for score in old.conversations}
    new_names = {score.name for score in new.conversations}
    for one, names in ((old, old_names), (new, new_names)):
        if len(names) != len(one.conversations):
            raise CorpusError(f"conversations of {one.corpus} have the same name, so they cannot be paired")
    if old_names != new_names:
        missing, added = len(old_names - new_names), len(new_names - old_names)
        raise CorpusError(
            "the evaluations are of different conversations"
            f" ({missing} only in the old one, {added} only in the new one); evaluate the same corpus twice"
        )
    groups = [("", None), *((f"{d}:{value}", d) for d in ("family", "type") for value in new.values(d))]
    changes = []
    for group, dimension in groups:
        for name, chosen in MEASURES.items():
            if dimension and not (chosen.grouped and chosen.by_type):
                continue
            change = _change(old, new, name, group)
            if change is not None:
                changes.append(change)
    return changes


def _change(old: Evaluation, new: Evaluation, name: str, group: str) -> Change | None:
    before, after = old.parts(name, group), new.parts(name, group)
    if before == after:
        return None
    order = list(before)
    difference = paired_bootstrap([before[one] for one in order], [after[one] for one in order])
    if difference is None or difference.old == difference.new:
        return None
    chosen = measure(name)
    return Change(
        measure=name,
        group=group,
        difference=Difference(
            old=difference.old * chosen.scale,
            new=difference.new * chosen.scale,
            interval=Interval(
                difference.interval.low * chosen.scale, difference.interval.high * chosen.scale
            ),
            p_value=difference.p_value,
        ),
        better=(difference.new > difference.old) == chosen.rises,
    )


def parse_threshold(text: str) -> Threshold:
    """Return the threshold that `--fail-under` names.

    >>> parse_threshold("recall.secret=0.97")
    Threshold(measure='recall', group='secret', least=0.97)
    """
    figure, equals, number = text.partition("=")
    name, _, group = figure.partition(".")
    try:
        least = float(number)
    except ValueError:
        equals = ""
    if not equals or not 0 <= least <= 1:
        raise CorpusError(f"{text!r} is no threshold; write MEASURE=SHARE or MEASURE.GROUP=SHARE, 0 to 1")
    if not measure(name).rises:
        raise CorpusError(f"{name} is better when it is lower, so it has no least value")
    if group:
        parse_group(group)
    return Threshold(name, group, least)


def fail_under(evaluation: Evaluation, thresholds: Iterable[str]) -> list[str]:
    """Return one sentence for each threshold that is not reached; nothing measured is not reached."""
    failures = []
    for threshold in map(parse_threshold, thresholds):
        value = evaluation.figure(threshold.measure, threshold.group).value
        if value is None:
            failures.append(f"{threshold.name}: nothing in the corpus to measure it by")
        elif value < threshold.least:
            failures.append(f"{threshold.name} is {value:.4f}, under {threshold.least:g}")
    return failures
