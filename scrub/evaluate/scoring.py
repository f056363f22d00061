"""Judges the findings of one text against its labels, mention by mention and finding by finding."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from heapq import heappop, heappush
from itertools import accumulate
from operator import itemgetter
from typing import Final

from recognizers.entities import Family
from scrub.evaluate.intervals import Interval, length, outside, touches, union
from scrub.evaluate.labelled import Finding, Label, LabelledText, Standing, family, type_group

# Letters and digits by which a finding may reach beyond the labels that it touches and still be right.
SLACK: Final = 2
# What stands in the place of a label is compared where no more findings than these overlap it.
_MOST_PARTS: Final = 64


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
    # What stands in its place, one part a finding; None where the findings do not say, or are very many.
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
    cover = _Cover(text.text, ordered)
    for label, over in _findings_over(labels, ordered):
        if label.standing is Standing.OPTIONAL:
            optional.append(_mention(cover, label, over))
        elif text.recallable is None or label.entity_type in text.recallable:
            mentions.append(_mention(cover, label, over))
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


class _Cover:
    """How much of any stretch of a text is covered, by all findings and by those of each group of types."""

    def __init__(self, text: str, findings: Sequence[Finding]) -> None:
        places: defaultdict[str | None, list[Interval]] = defaultdict(list)
        for one in findings:
            places[None].append((one.start, one.end))
            places[type_group(one.entity_type)].append((one.start, one.end))
        self._unions = {group: union(intervals) for group, intervals in places.items()}
        # How many letters and digits come before each position, and how many characters.
        self._letters = list(accumulate(map(str.isalnum, text), initial=0))
        self._characters = range(len(text) + 1)
        self._sums = {
            (group, counts is self._letters): _sums(intervals, counts)
            for group, intervals in self._unions.items()
            for counts in (self._letters, self._characters)
        }

    def within(self, start: int, end: int) -> tuple[int, int, dict[str, int]]:
        """Return what counts, how much of it is covered, and how much by each group that covers any.

        Letters and digits count, or all characters where there are none.
        """
        has_letters = self._letters[start] < self._letters[end]
        counts = self._letters if has_letters else self._characters
        covered = {group: self._covered(group, counts, start, end) for group in self._unions}
        by_group = {group: count for group, count in covered.items() if group is not None and count}
        return counts[end] - counts[start], covered.get(None, 0), by_group

    def _covered(self, group: str | None, counts: Sequence[int], start: int, end: int) -> int:
        intervals, sums = self._unions[group], self._sums[group, counts is self._letters]

        def before(position: int) -> int:
            number = bisect_left(intervals, position, key=itemgetter(0))
            beyond = counts[max(intervals[number - 1][1], position)] - counts[position] if number else 0
            return sums[number] - beyond

        return before(end) - before(start)


def _sums(intervals: Sequence[Interval], counts: Sequence[int]) -> list[int]:
    return list(accumulate((counts[end] - counts[start] for start, end in intervals), initial=0))


def _findings_over(
    labels: Sequence[Label], findings: Sequence[Finding]
) -> Iterator[tuple[Label, Sequence[Finding] | None]]:
    """Yield each label with the findings that overlap it, None where these are too many to be told.

    Both come sorted by start.
    """
    starts = [one.start for one in findings]
    # Those that began before a label and go on into it, by their end.
    open_ones: list[tuple[int, int]] = []
    at = 0
    for label in labels:
        first, last = bisect_left(starts, label.start), bisect_left(starts, label.end)
        for number in range(at, first):
            heappush(open_ones, (findings[number].end, number))
        at = max(at, first)
        while open_ones and open_ones[0][0] <= label.start:
            heappop(open_ones)
        if len(open_ones) + last - first > _MOST_PARTS:
            yield label, None
        else:
            before = sorted(number for _, number in open_ones)
            yield label, [findings[number] for number in (*before, *range(first, last))]


def _mention(cover: _Cover, label: Label, over: Sequence[Finding] | None) -> Mention:
    counted, hidden, by_group = cover.within(label.start, label.end)
    if hidden < counted:
        return Mention(label, found=False, partial=hidden > 0, typed=False)
    typed = by_group.get(type_group(label.entity_type)) == max(by_group.values())
    replacement = identity = None
    if over is not None:
        replacement = _all_said([one.replacement for one in over])
        identity = _all_said([one.identity for one in over])
    return Mention(label, found=True, partial=False, typed=typed, replacement=replacement, identity=identity)


def _all_said(parts: Sequence[str | None]) -> tuple[str, ...] | None:
    """Return the parts where none is missing."""
    said = tuple(part for part in parts if part is not None)
    return said if len(said) == len(parts) else None


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
