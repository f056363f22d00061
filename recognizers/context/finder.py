"""The numbers of a text that its words say are somebody's: whose type no rule knows a word for."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

from recognizers.context.candidates import candidates, is_date, is_recent_date
from recognizers.context.model import CLASSES, load_model
from recognizers.labelled.vocabulary import meaning
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
# So many are judged at once.
_BATCH: Final = 1_000


def find_in_context(text: str) -> Iterator[Span]:
    """Yield numbers of persons, passwords and codes that stand in words; RecognizerError without the model.

    Of readings of one number, with and without the capitals beside it, the likelier is taken.
    """
    numbers = _numbers(place for place in candidates(text) if not _is_stock(text[slice(*place)]))
    while batch := list(islice(numbers, _BATCH)):
        yield from _judged(text, batch)


def without_labels(text: str, guessed: Iterable[Span], told: Iterable[Span]) -> Iterator[Span]:
    """Yield the guessed spans without the capitals before them that rules know to be no part: `CPF 529…`."""
    starts: dict[int, int] | None = None
    for span in guessed:
        if starts is None:
            # Of spans that end there, where the longest begins.
            starts = {}
            for other in told:
                if other.score >= _COUNTING_SCORE:
                    starts[other.end] = min(other.start, starts.get(other.end, other.start))
        start = starts.get(span.end, span.start)
        is_label = span.start < start and text[span.start : start].strip().isalpha()
        yield replace(span, start=start) if is_label else span


def _numbers(places: Iterable[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Yield the places that overlap, which come in order, together."""
    together: list[tuple[int, int]] = []
    reach = 0
    for place in places:
        if together and place[0] >= reach:
            yield together
            together = []
        together.append(place)
        reach = max(reach, place[1]) if len(together) > 1 else place[1]
    if together:
        yield together


def _is_stock(value: str) -> bool:
    return any(is_stock_value(kind, value) for kind in ("PHONE_NUMBER", "CREDIT_CARD", "ID_NUMBER"))


def _judged(text: str, numbers: list[list[tuple[int, int]]]) -> Iterator[Span]:
    from recognizers.context.features import features

    places = [place for together in numbers for place in together]
    judged = {}
    # Numbers that overlap each other in a row may be as many as a text has.
    for first in range(0, len(places), _BATCH):
        batch = places[first : first + _BATCH]
        probable = load_model().probabilities([features(text, *place) for place in batch])[:, _COLUMNS]
        for place, each in zip(batch, probable, strict=True):
            judged[place] = round(float(each.sum()), _DIGITS), _FOUND[int(each.argmax())]
    for together in numbers:
        taken: list[tuple[int, int]] = []
        for start, end in sorted(together, key=lambda place: (-judged[place][0], place)):
            likely, entity_type = judged[start, end]
            # Of what is taken, and apart, just the last that begins before the end of this can overlap it.
            number = bisect_left(taken, (end,))
            if likely >= _DOUBTFUL and not (number and start < taken[number - 1][1]):
                taken.insert(number, (start, end))
                if entity_type != "DATE_OF_BIRTH" and is_recent_date(text[start:end]):
                    continue
                # A date is no number of a card, whatever the words around it.
                entity_type = "DATE_OF_BIRTH" if is_date(text[start:end]) else entity_type
                yield Span(*_unlabelled(text, start, end), entity_type, _score(likely), SOURCE)


def _unlabelled(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a number without the word before it that says what it is, and the next one's behind it."""
    first, gap, rest = text[start:end].partition(" ")
    if gap and any(map(str.isdigit, rest)) and meaning(first):
        start += len(first) + 1
    before, gap, last = text[start:end].rpartition(" ")
    if gap and last.isalpha() and any(map(str.isdigit, before)) and meaning(last):
        end -= len(last) + 1
    return start, end


def _score(probable: float) -> float:
    """Return the score of a find, on the scale of rules: what counts by default begins at 0.5."""
    if probable < _COUNTS:
        return _DOUBTFUL_SCORE
    counting = (probable - _COUNTS) / (1 - _COUNTS)
    return round(_COUNTING_SCORE + (_BEST_SCORE - _COUNTING_SCORE) * counting, _SCORE_DIGITS)
