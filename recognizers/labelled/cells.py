"""What a cell of a table holds of that which the heading of its column announces."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from recognizers.labelled.named_values import LEAST, hex_literal, personal_score
from recognizers.labelled.shapes import has_shape, value_within
from recognizers.labelled.vocabulary import Meaning, Strength, meaning
from recognizers.logins.accounts import is_login
from recognizers.logins.look import login_look
from recognizers.lookalikes.placeholders import is_stock_value
from recognizers.secrets.expressions import Syntax
from recognizers.secrets.secrecy import value_score
from recognizers.span import Span
from recognizers.wordfiles import word_set

# What a login must look like under a heading for logins, and under one for names of people or things.
_LEAST_LOOK = -4.0
_LEAST_LOOK_OF_NAME = -1.5
_LOGINS = Meaning("USERNAME", Strength.WEAK, "login")


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a cell stands, without its quotes and blanks."""

    start: int
    end: int


def heading_meaning(heading: str) -> Meaning | None:
    """Return what stands under a heading: what its name means, or the logins of those who did something."""
    found = meaning(heading)
    if found is None and heading.strip(" #*:").casefold() in word_set("headings", "logins"):
        return _LOGINS
    return found


def find_cell(source: str, text: str, cell: Cell, column: Meaning) -> Iterator[Span]:
    """Yield what a cell holds of that which its heading announces, be it in hex, as SQL may have it."""
    if hexed := hex_literal(text, cell.start, cell.end):
        start, decoded = hexed
        for span in find_cell(source, decoded, Cell(0, len(decoded)), column):
            if span.end - span.start == len(decoded):
                yield replace(span, start=start, end=cell.end, codec=("hex",))
        return
    start, end = value_within(text, cell.start, cell.end, column.shape, column.entity_type)
    value = text[start:end]
    if column.secret:
        name = "password hash" if column.shape == "hash" else "password"
        score = value_score(column, name, value, Syntax.MEMBER)
        if 0 < score < 0.6 and column.strength is Strength.STRONG:
            score = 0.6
    else:
        score = cell_score(column, value)
    if score >= LEAST:
        yield Span(start, end, column.entity_type, score, source)
    elif (
        column.shape == "person"
        and column.strength is Strength.WEAK
        and cell_score(_LOGINS, value)
        and login_look(value) > _LEAST_LOOK_OF_NAME
    ):
        yield Span(start, end, "USERNAME", 0.6, source)


def cell_score(column: Meaning, value: str) -> float:
    """Return how sure it is that a cell holds what its heading announces."""
    if is_stock_value(column.entity_type, value):
        return 0.0
    if column.strength is Strength.WEAK and column.shape == "login":
        likely = value == value.lower() and is_login(value) and login_look(value) > _LEAST_LOOK
        return 0.6 if likely else 0.0
    if column.strength is Strength.WEAK and has_shape(value, column.shape):
        return 0.6 if column.shape == "person" else 0.5
    return personal_score(column, value, Syntax.MEMBER)
