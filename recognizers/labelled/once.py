"""What several triggers lead to is read once: a heading row has one for each of its words."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import ParamSpec, TypeVar

_Place = ParamSpec("_Place")
_Found = TypeVar("_Found")


def read_once(read: Callable[_Place, Iterable[_Found]]) -> Callable[_Place, tuple[_Found, ...]]:
    """Have a function of a text and a place return what it returned last, where both are the same."""
    last: tuple[object, tuple[_Found, ...]] | None = None

    @wraps(read)
    def kept(*place: _Place.args, **named: _Place.kwargs) -> tuple[_Found, ...]:
        nonlocal last
        # Another thread may read another text at the same time.
        known = last
        if known is None or known[0] != (place, named):
            known = last = (place, named), tuple(read(*place, **named))
        return known[1]

    return kept
