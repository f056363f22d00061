"""Judges the findings of one text against its labels, mention by mention and finding by finding."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from recognizers.entities import Family
from scrub.evaluate.intervals import Interval, length, outside, touches, union
from scrub.evaluate.labelled import Finding, Label, LabelledText, Standing, family, type_group

# Letters and digits by which a finding may reach beyond the labels that it touches and still be right.
SLACK: Final = 2


class Verdict(StrEnum):
    """What a finding is, after those that touch were merged."""

    RIGHT = "right"
    WRONG = "wrong"
    # On a place that was judged to be no secret; counted by such places, not here.
    FALSE_ALARM = "false_alarm"
    # On a doubtful place only.
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Mention:
    """A label that had to be found, or may be, and what became of it."""

    label: Label
    # Every letter and digit is covered.
    found: bool
    # Not found, but some letter or digit is covered.
    partial: bool
    # Found, and mostly as what it is.
    typed: bool
    # What stands in its place, one part a finding; None where the findings do not say.
    replacement: tuple[str, ...] | None = field(default=None, repr=False)
    identity: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Findings that touch, merged, and whether they are right."""

    start: int
    end: int
    entity_type: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Judgement:
    """Everything that scoring knows about one text; holds no piece of it."""

    # Scored labels whose recall counts, in order.
    mentions: tuple[Mention, ...]
    # Optional labels, which count for consistency alone.
    optional: tuple[Mention, ...]
    pieces: tuple[Piece, ...]
    # Places judged to be no secret, and those of them where a secret was found.
    non_secrets: int
    false_alarms: int
    # Characters redacted outside of labels, and characters outside of labels.
    over_redacted: int
    unlabelled: int


def judge(text: LabelledText, findings: Iterable[Finding]) -> Judgement:
    """Judge the findings of one text by its labels."""
    ordered = sorted(findings, key=lambda finding: (finding.start, finding.end))
    labels = [label for label in text.labels if label.standing in (Standing.SCORED, Standing.OPTIONAL)]
    judged = [one for one in ordered if text.exhaustive is None or one.entity_type in text.exhaustive]
    regions = _Regions.of(text.labels)
    mentions, optional = [], []
    for label, over in _findings_over(labels, ordered):
        if label.standing is Standing.OPTIONAL:
            optional.append(_mention(text.text, label, over))
        elif text.recallable is None or label.entity_type in text.recallable:
            mentions.append(_mention(text.text, label, over))
    alarms = union((one.start, one.end) for one in ordered if regions.is_false_alarm(one))
    exhaustive = text.exhaustive is None or bool(text.exhaustive)
    redacted = union((one.start, one.end) for one in judged)
    return Judgement(
        mentions=tuple(mentions),
        optional=tuple(optional),
        pieces=tuple(_pieces(text.text, judged, regions)),
        non_secrets=len(regions.not_secrets),
        false_alarms=sum(touches(alarms, *place) for place in regions.not_secrets),
        over_redacted=sum(length(outside(regions.labelled, *part)) for part in redacted),
        unlabelled=len(text.text) - length(regions.labelled) if exhaustive else 0,
    )


@dataclass(frozen=True, slots=True)
class _Regions:
    """The labels of a text as sets of positions."""

    # Scored and optional labels.
    certain: list[Interval]
    # Those and the doubtful ones.
    labelled: list[Interval]
    # One each, they may overlap.
    not_secrets: list[Interval]
    not_secret: list[Interval]

    @classmethod
    def of(cls, labels: Sequence[Label]) -> "_Regions":
        certain, doubtful, not_secrets = [], [], []
        for label in labels:
            place = (label.start, label.end)
            if label.standing is Standing.NOT_SECRET:
                not_secrets.append(place)
            elif label.standing is Standing.DOUBTFUL:
                doubtful.append(place)
            else:
                certain.append(place)
        return cls(union(certain), union(certain + doubtful), not_secrets, union(not_secrets))

    def is_false_alarm(self, finding: Finding) -> bool:
        """Whether a finding takes for a secret what was judged to be none."""
        return (
            family(finding.entity_type) is Family.SECRET
            and touches(self.not_secret, finding.start, finding.end)
            and not touches(self.labelled, finding.start, finding.end)
        )


def _findings_over(
    labels: Sequence[Label], findings: Sequence[Finding]
) -> Iterator[tuple[Label, list[Finding]]]:
    """Yield each label with the findings that overlap it; both come sorted by start."""
    active: list[Finding] = []
    at = 0
    for label in labels:
        while at < len(findings) and findings[at].start < label.end:
            active.append(findings[at])
            at += 1
        active = [one for one in active if one.end > label.start]
        yield label, active


def _counted(text: str, start: int, end: int) -> list[int]:
    """Return the positions of letters and digits, or all positions where there are none."""
    return [at for at in range(start, end) if text[at].isalnum()] or list(range(start, end))


def _mention(text: str, label: Label, over: Sequence[Finding]) -> Mention:
    counted = _counted(text, label.start, label.end)
    cover = union((one.start, one.end) for one in over)
    hidden = _positions_in(cover, counted)
    found = hidden == len(counted)
    if not found:
        return Mention(label, found=False, partial=hidden > 0, typed=False)
    by_group: Counter[str] = Counter()
    groups = {type_group(one.entity_type) for one in over}
    for group in groups:
        places = union((one.start, one.end) for one in over if type_group(one.entity_type) == group)
        by_group[group] = _positions_in(places, counted)
    typed = by_group[type_group(label.entity_type)] == max(by_group.values())
    replacements = tuple(one.replacement for one in over if one.replacement is not None)
    identities = tuple(one.identity for one in over if one.identity is not None)
    return Mention(
        label,
        found=True,
        partial=False,
        typed=typed,
        replacement=replacements if len(replacements) == len(over) else None,
        identity=identities if len(identities) == len(over) else None,
    )


def _positions_in(intervals: list[Interval], positions: Sequence[int]) -> int:
    """Return how many of the sorted positions lie in a union."""
    count = at = 0
    for position in positions:
        while at < len(intervals) and intervals[at][1] <= position:
            at += 1
        count += at < len(intervals) and intervals[at][0] <= position
    return count


def _pieces(text: str, findings: Sequence[Finding], regions: _Regions) -> Iterator[Piece]:
    """Yield the findings, sorted by start, merged where they touch."""
    members: list[Finding] = []
    end = 0
    for finding in findings:
        if members and finding.start > end:
            yield _piece(text, members, end, regions)
            members = []
        members.append(finding)
        end = finding.end if len(members) == 1 else max(end, finding.end)
    if members:
        yield _piece(text, members, end, regions)


def _piece(text: str, members: Sequence[Finding], end: int, regions: _Regions) -> Piece:
    start = members[0].start
    # The type of most of its characters stands for the whole.
    extent: Counter[str] = Counter()
    for one in members:
        extent[one.entity_type] += one.end - one.start
    entity_type = max(extent, key=lambda name: (extent[name], name))
    excess = sum(text[at].isalnum() for part in outside(regions.labelled, start, end) for at in range(*part))
    if excess <= SLACK and touches(regions.certain, start, end):
        verdict = Verdict.RIGHT
    elif excess <= SLACK and touches(regions.labelled, start, end):
        verdict = Verdict.OPEN
    elif any(regions.is_false_alarm(one) for one in members) and not touches(regions.labelled, start, end):
        verdict = Verdict.FALSE_ALARM
    else:
        verdict = Verdict.WRONG
    return Piece(start, end, entity_type, verdict)
