"""How often a stand-in is drawn again: rarely, once what is reserved has long been used up."""

from collections.abc import Iterator
from typing import Final

# So many draws of a type are made without counting, ...
_AHEAD: Final = 4000
# ... and then so many for each identity on average.
_EACH: Final = 8


class Redraws:
    """Counts the draws for the identities of a conversation, so that they go with how many there are."""

    def __init__(self, most: int) -> None:
        """Allow at most so many for one identity."""
        self._most = most
        self._left: dict[str, int] = {}

    def attempts(self, entity_type: str) -> Iterator[int]:
        """Yield the numbers of the draws for the next identity of a type; whoever has enough stops.

        >>> list(Redraws(3).attempts("PHONE_NUMBER"))
        [0, 1, 2]
        """
        left = self._left.get(entity_type, _AHEAD) + _EACH
        for attempt in range(min(self._most, left)):
            self._left[entity_type] = left - attempt - 1
            yield attempt
