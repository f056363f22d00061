"""A function that counts its calls: how cost grows, told without a clock."""

from collections.abc import Callable
from typing import Any


def counted(function: Callable[..., Any], calls: list[object]) -> Callable[..., Any]:
    """Return the function, which adds its arguments to the calls each time it is called."""

    def count(*arguments: Any, **named: Any) -> Any:
        calls.append(arguments)
        return function(*arguments, **named)

    return count
