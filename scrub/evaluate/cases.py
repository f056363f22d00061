"""Single misses and wrong findings with their context, for a person to read."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from scrub.evaluate.intervals import clip, union
from scrub.evaluate.labelled import Finding, LabelledText
from scrub.evaluate.scoring import Judgement, Verdict

_CONTEXT: Final = 40
_VALUE: Final = 200


@dataclass(frozen=True, slots=True)
class Case:
    """One miss or one wrong finding; its texts are masked unless values were asked for."""

    # `missed`, `partly` (some letters or digits are left), `wrong` or `false_alarm`.
    outcome: str
    file: str
    row: int
    pointer: str
    start: int
    end: int
    entity_type: str
    before: str = field(repr=False)
    value: str = field(repr=False)
    after: str = field(repr=False)

    @property
    def is_miss(self) -> bool:
        """Whether something is left that had to be found."""
        return self.outcome in ("missed", "partly")

    def to_json(self) -> dict[str, Any]:
        """Return the case as a JSON object."""
        return asdict(self)


def cases(
    text: LabelledText, findings: Sequence[Finding], judgement: Judgement, *, show_values: bool
) -> Iterator[Case]:
    """Yield what is not as it should be in one text, in order of place."""
    places = [
        (
            mention.label.start,
            mention.label.end,
            mention.label.entity_type,
            "partly" if mention.partial else "missed",
        )
        for mention in judgement.mentions
        if not mention.found
    ]
    places += [
        (piece.start, piece.end, piece.entity_type, piece.verdict.value)
        for piece in judgement.pieces
        if piece.verdict in (Verdict.WRONG, Verdict.FALSE_ALARM)
    ]
    if not places:
        return
    hidden = union(
        [*((one.start, one.end) for one in text.labels), *((one.start, one.end) for one in findings)]
    )
    for start, end, entity_type, outcome in sorted(places):
        cuts = ((max(0, start - _CONTEXT), start), (start, min(end, start + _VALUE)), (end, end + _CONTEXT))
        before, value, after = (
            text.text[low:high] if show_values else _masked(text.text, low, min(high, len(text.text)), hidden)
            for low, high in cuts
        )
        yield Case(outcome, text.file, text.row, text.pointer, start, end, entity_type, before, value, after)


def mask(value: str) -> str:
    """Return the shape of a value: `x` or `X` for a letter, `0` for a digit, signs as they are.

    >>> mask("Jane.Roe+42@mail.example")
    'Xxxx.Xxx+00@xxxx.xxxxxxx'
    """
    return "".join(_shape(char) for char in value)


def _shape(char: str) -> str:
    if char.isalpha():
        return "X" if char.isupper() else "x"
    if char.isnumeric() or char.isdigit():
        return "0"
    return char if char.isascii() else "x"


def _masked(text: str, low: int, high: int, hidden: list[tuple[int, int]]) -> str:
    """Return a stretch of the text in which every label and finding is masked."""
    parts = []
    at = low
    for start, end in clip(hidden, low, high):
        parts += [text[at:start], mask(text[start:end])]
        at = end
    return "".join(parts) + text[at:high]
