"""What was worked out of texts, kept as long as the texts are not too many."""

from typing import Final, Generic, TypeVar

_Made = TypeVar("_Made")

# What a tool printed stands in a session two to four times, and a trajectory repeats all that was said
# before at each step. So many characters are remembered.
_CHARACTERS: Final = 16_000_000


class Memo(Generic[_Made]):
    """Results by text; all are forgotten when they become too long, so that memory is bounded."""

    def __init__(self, characters: int = _CHARACTERS) -> None:
        self._most = characters
        self._characters = 0
        self._made: dict[str, _Made] = {}

    def get(self, text: str) -> _Made | None:
        """Return what was kept for a text."""
        return self._made.get(text)

    def keep(self, text: str, made: _Made, more: int = 0) -> None:
        """Keep what was worked out of a text, and holds so many characters more."""
        size = len(text) + more
        if size > self._most:
            return
        self._characters += size
        if self._characters > self._most:
            self._made.clear()
            self._characters = size
        self._made[text] = made
