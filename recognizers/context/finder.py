"""The numbers of a text that its words say are somebody's: whose type no rule knows a word for."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from recognizers.context.candidates import candidates
from recognizers.context.model import CLASSES, load_model
from recognizers.lookalikes.placeholders import is_stock_value
from recognizers.span import Span

SOURCE: Final = "context"
# What the model may say; ages and other dates are better told by rules.
_FOUND: Final = (
    "ID_NUMBER",
    "PHONE_NUMBER",
    "PASSWORD",
    "OTP",
    "DATE_OF_BIRTH",
    "VEHICLE_ID",
    "DEVICE_ID",
    "BANK_ACCOUNT",
)
_COLUMNS: Final = [CLASSES.index(name) for name in _FOUND]
# How probable it must be that a number is one of these to be a doubtful find, and one that counts.
_DOUBTFUL: Final = 0.12
_COUNTS: Final = 0.25
_DOUBTFUL_SCORE, _COUNTING_SCORE, _BEST_SCORE = 0.3, 0.5, 0.7
_DIGITS: Final = 6
_SCORE_DIGITS: Final = 2
_NEAR: Final = 64
# So many are judged at once.
_BATCH: Final = 2_000


def find_in_context(text: str) -> Iterator[Span]:
    """Yield numbers of persons, passwords and codes that stand in words; RecognizerError without the model.

    Of readings of one number, with and without the capitals beside it, the likelier is taken.
    """
    numbers = (place for place in candidates(text) if not _is_stock(text[slice(*place)]))
    while batch := list(islice(numbers, _BATCH)):
        yield from _judged(text, batch)


def _is_stock(value: str) -> bool:
    return is_stock_value("PHONE_NUMBER", value) or is_stock_value("CREDIT_CARD", value)


def _judged(text: str, places: list[tuple[int, int]]) -> Iterator[Span]:
    from recognizers.context.features import features

    probable = load_model().probabilities([features(text, *place) for place in places])[:, _COLUMNS]
    sums = [round(float(each), _DIGITS) for each in probable.sum(axis=1)]
    # What was taken, by the stretch of text that it reaches into, so that cost does not grow with the number.
    near: dict[int, list[tuple[int, int]]] = {}
    for at in sorted(range(len(places)), key=lambda each: (-sums[each], places[each])):
        if sums[at] < _DOUBTFUL:
            break
        start, end = places[at]
        if not any(one < end and start < other for one, other in near.get(start // _NEAR, ())):
            for cell in range(start // _NEAR - 1, end // _NEAR + 1):
                near.setdefault(cell, []).append(places[at])
            yield Span(start, end, _FOUND[int(probable[at].argmax())], _score(sums[at]), SOURCE)


def _score(probable: float) -> float:
    """Return the score of a find, on the scale of rules: what counts by default begins at 0.5."""
    if probable < _COUNTS:
        return _DOUBTFUL_SCORE
    counting = (probable - _COUNTS) / (1 - _COUNTS)
    return round(_COUNTING_SCORE + (_BEST_SCORE - _COUNTING_SCORE) * counting, _SCORE_DIGITS)
