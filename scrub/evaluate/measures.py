"""The figures of an evaluation by name: what is divided by what, overall and by group."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from recognizers.entities import Family
from recognizers.nearest import unknown
from scrub.evaluate.counts import Cell, ConversationScore, Counts
from scrub.evaluate.labelled import CorpusError, family, known_type

DIMENSIONS: Final = ("family", "type", "language", "format", "kind", "source")


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure: the sum of what `parts` returns over conversations, divided."""

    name: str
    meaning: str
    # Whether more is better.
    rises: bool
    # Parts and wholes of one conversation, restricted to the cells of a group.
    parts: Callable[[ConversationScore, "Group"], tuple[int, int]]
    # The quotient times this is what is shown.
    scale: int = 1
    # Whether it can be restricted to a group of types.
    by_type: bool = True
    # Whether it can be restricted to a group at all.
    grouped: bool = True
    # Whether it can be taken from the sum of all cells, without going through the conversations.
    adds_cells: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """Some of the cells: those with one value in one dimension, or all."""

    dimension: str = ""
    value: str = ""

    def holds(self, cell: Cell) -> bool:
        """Return whether a cell belongs to the group."""
        return not self.dimension or self.value == value_in(cell, self.dimension)


def value_in(cell: Cell, dimension: str) -> str | None:
    """Return a cell's value in a dimension, None where it has none."""
    if dimension in ("family", "type"):
        if not cell.entity_type:
            return None
        return cell.entity_type if dimension == "type" else family(cell.entity_type).value
    return str(getattr(cell, dimension))


def parse_group(name: str) -> Group:
    """Return the group of a family, an entity type or `dimension:value`.

    >>> parse_group("secret"), parse_group("language:fr")
    (Group(dimension='family', value='secret'), Group(dimension='language', value='fr'))
    """
    dimension, colon, value = name.partition(":")
    if colon and dimension in DIMENSIONS:
        return Group(dimension, value)
    if name in set(Family):
        return Group("family", name)
    entity_type = known_type(name)
    if entity_type is not None:
        return Group("type", entity_type)
    choices = ", ".join(f.value for f in Family)
    raise CorpusError(
        f"unknown group {name!r}; a group is {choices}, an entity type, or one of"
        f" {', '.join(DIMENSIONS)} with its value, such as language:fr"
    )


def _sums(score: ConversationScore, group: Group) -> Counts:
    total = Counts()
    for cell, counts in score.cells.items():
        if group.holds(cell):
            total = total + counts
    return total


def _cells(part: Callable[[Counts], int], whole: Callable[[Counts], int]) -> Callable[..., tuple[int, int]]:
    def parts(score: ConversationScore, group: Group) -> tuple[int, int]:
        counts = _sums(score, group)
        return part(counts), whole(counts)

    return parts


def _leak_free(score: ConversationScore, group: Group) -> tuple[int, int]:
    mentions = found = 0
    for cell, counts in score.cells.items():
        if cell.entity_type and family(cell.entity_type) is not Family.QUASI and group.holds(cell):
            mentions += counts.mentions
            found += counts.found
    return int(0 < mentions == found), int(mentions > 0)


MEASURES: Final = {
    measure.name: measure
    for measure in (
        Measure(
            "recall",
            "mentions whose every letter and digit is covered",
            True,
            _cells(lambda c: c.found, lambda c: c.mentions),
        ),
        Measure(
            "leak_free",
            "conversations with direct identifiers or secrets in which all of them are found",
            True,
            _leak_free,
            adds_cells=False,
        ),
        Measure(
            "precision",
            "findings that touch a label and reach at most 2 letters or digits beyond",
            True,
            _cells(lambda c: c.right, lambda c: c.right + c.wrong),
        ),
        Measure(
            "type_accuracy",
            "found mentions that are found as what they are, secrets being one type",
            True,
            _cells(lambda c: c.typed, lambda c: c.found),
        ),
        Measure(
            "over_redaction",
            "characters redacted in 10,000 characters without a label",
            False,
            _cells(lambda c: c.over_redacted, lambda c: c.unlabelled),
            scale=10_000,
            by_type=False,
        ),
        Measure(
            "false_alarms",
            "places judged to be no secret that are reported as one",
            False,
            _cells(lambda c: c.false_alarms, lambda c: c.non_secrets),
            by_type=False,
        ),
        Measure(
            "consistency",
            "pairs of mentions of one entity and type with the same replacement",
            True,
            lambda score, _: (score.replacements.same_kept, score.replacements.same),
            grouped=False,
            adds_cells=False,
        ),
        Measure(
            "collisions",
            "pairs of different entities with a replacement in common",
            False,
            lambda score, _: (score.replacements.different_shared, score.replacements.different),
            grouped=False,
            adds_cells=False,
        ),
        Measure(
            "linked",
            "pairs of mentions of one entity and type with the same identity",
            True,
            lambda score, _: (score.identities.same_kept, score.identities.same),
            grouped=False,
            adds_cells=False,
        ),
        Measure(
            "confused",
            "pairs of different entities with an identity in common",
            False,
            lambda score, _: (score.identities.different_shared, score.identities.different),
            grouped=False,
            adds_cells=False,
        ),
    )
}


def measure(name: str) -> Measure:
    """Return the measure of a name; the error lists the choices."""
    if name not in MEASURES:
        raise CorpusError(unknown("measure", name, MEASURES))
    return MEASURES[name]


def values(scores: Iterable[ConversationScore], dimension: str) -> list[str]:
    """Return the values that occur in a dimension, sorted."""
    found = {value_in(cell, dimension) for score in scores for cell in score.cells}
    return sorted(value for value in found if value is not None)
