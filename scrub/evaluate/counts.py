"""What scoring counts, in values that add up: parts of a corpus can be scored apart and summed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, fields
from itertools import combinations
from math import comb
from operator import add, attrgetter
from typing import NamedTuple

from scrub.evaluate.labelled import LabelledText
from scrub.evaluate.scoring import Judgement, Mention, Verdict


class Cell(NamedTuple):
    """By what counts are kept apart; an empty entity type is for what belongs to no type."""

    entity_type: str
    language: str
    format: str
    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of one cell."""

    # Scored mentions; those found, those found in part, and the found ones of the right type.
    mentions: int = 0
    found: int = 0
    partial: int = 0
    typed: int = 0
    # Findings, merged where they touch.
    right: int = 0
    wrong: int = 0
    open: int = 0
    # Places judged to be no secret, and those where a secret was found.
    non_secrets: int = 0
    false_alarms: int = 0
    # Characters redacted outside of labels, and characters outside of labels.
    over_redacted: int = 0
    unlabelled: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*map(add, _counts(self), _counts(other)))

    @property
    def is_possible(self) -> bool:
        """Whether no part is more than its whole."""
        return (
            self.found + self.partial <= self.mentions
            and self.typed <= self.found
            and self.false_alarms <= self.non_secrets
        )


@dataclass(frozen=True, slots=True)
class Linking:
    """How well what stands in place of mentions follows the entities."""

    # Pairs of mentions with one entity and one type, and those that have the same stand-in.
    same: int = 0
    same_kept: int = 0
    # Pairs of different entities, and those that have a stand-in in common.
    different: int = 0
    different_shared: int = 0

    def __add__(self, other: "Linking") -> "Linking":
        return Linking(*map(add, _linking(self), _linking(other)))

    @property
    def is_possible(self) -> bool:
        """Whether no part is more than its whole."""
        return self.same_kept <= self.same and self.different_shared <= self.different


# `dataclasses.astuple` copies deeply, which is half of the time of a whole evaluation.
_counts = attrgetter(*(field.name for field in fields(Counts)))
_linking = attrgetter(*(field.name for field in fields(Linking)))


@dataclass(frozen=True, slots=True)
class ConversationScore:
    """The counts of one conversation, the unit of the bootstrap."""

    name: str
    cells: Mapping[Cell, Counts]
    # By the replacements in the findings, and by their identities; empty where findings have none.
    replacements: Linking = Linking()
    identities: Linking = Linking()


def tally(text: LabelledText, judgement: Judgement) -> dict[Cell, Counts]:
    """Return the counts of one text by cell."""
    cells: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for mention in judgement.mentions:
        cell = cells[mention.label.entity_type]
        cell.update(mentions=1, found=mention.found, partial=mention.partial, typed=mention.typed)
    for piece in judgement.pieces:
        if piece.verdict is not Verdict.FALSE_ALARM:
            cells[piece.entity_type][piece.verdict.value] += 1
    cells[""].update(
        non_secrets=judgement.non_secrets,
        false_alarms=judgement.false_alarms,
        over_redacted=judgement.over_redacted,
        unlabelled=judgement.unlabelled,
    )
    place = (text.language, text.format, text.kind, text.source)
    return {Cell(name, *place): Counts(**counter) for name, counter in cells.items()}


def add_up(parts: Iterable[Mapping[Cell, Counts]]) -> dict[Cell, Counts]:
    """Return the sum of several tallies."""
    total: dict[Cell, Counts] = {}
    for part in parts:
        for cell, counts in part.items():
            total[cell] = total[cell] + counts if cell in total else counts
    return total


def linking(mentions: Sequence[Mention], *, by_identity: bool = False) -> Linking:
    """Return the consistency of one conversation's mentions that were found and have an entity.

    Encoded forms (`p1#base64`) have an entity of their own, for one stand-in cannot serve all forms,
    but they are never different from the entity whose forms they are.
    """
    by_entity: defaultdict[tuple[str, str], Counter[tuple[str, ...]]] = defaultdict(Counter)
    holders: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for mention in mentions:
        stand_in = mention.identity if by_identity else mention.replacement
        entity = mention.label.entity
        if stand_in is None or entity is None:
            continue
        by_entity[entity, mention.label.entity_type][stand_in] += 1
        holders[stand_in].add(entity.partition("#")[0])
    same = sum(comb(counter.total(), 2) for counter in by_entity.values())
    kept = sum(comb(count, 2) for counter in by_entity.values() for count in counter.values())
    entities = {entity.partition("#")[0] for entity, _ in by_entity}
    return Linking(same, kept, comb(len(entities), 2), _sharing(holders))


def _sharing(holders: Mapping[tuple[str, ...], Set[str]]) -> int:
    """Return how many pairs of entities have a stand-in in common.

    Entities with all such stand-ins in common are counted together: a placeholder may stand for thousands.
    """
    stand_ins: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for stand_in, names in holders.items():
        if len(names) > 1:
            for name in names:
                stand_ins[name].add(stand_in)
    alike = Counter(map(frozenset, stand_ins.values()))
    among = sum(comb(count, 2) for count in alike.values())
    return among + sum(
        alike[one] * alike[other] for one, other in combinations(alike, 2) if not one.isdisjoint(other)
    )
