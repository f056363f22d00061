"""A progress bar on a terminal; nothing in a pipe."""

import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
_LEAST_ITEMS = 5


def progress(items: Sequence[Item], noun: str) -> Iterator[Item]:
    """Yield the items, showing how far it is where a person looks on and there are more than a few."""
    if len(items) < _LEAST_ITEMS or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        yield from bar.track(items, description=noun)
