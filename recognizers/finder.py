"""What the matcher asks of anything that it can call: rules, and recognizers written in code."""

from collections.abc import Iterable
from typing import Protocol

from recognizers.span import Span


class Finder(Protocol):
    """Confirms or denies candidates that one pass over the text has brought up.

    The matcher looks for all keywords and triggers of all finders at once and calls `search` only
    on windows around the places where they stand.
    """

    @property
    def id(self) -> str:
        """The name that its spans carry as their source."""

    @property
    def entity_types(self) -> frozenset[str]:
        """The types that it may return."""

    @property
    def keywords(self) -> tuple[str, ...]:
        """Literals, found in any case, one of which every find contains."""

    @property
    def triggers(self) -> tuple[str, ...]:
        """Hyperscan expressions, as an alternative to keywords.

        Every possible *end* of a trigger is a candidate, so it should have few: `\\d{3}-\\d{4}`,
        never `\\d+`. It is matched against UTF-8 bytes. https://intel.github.io/hyperscan/dev-reference/
        """

    @property
    def before(self) -> int | None:
        """How many code points before the keyword, or before the trigger's end, a window begins.

        None: the find begins where the keyword begins (`search` matches at `start` only).
        """

    @property
    def after(self) -> int:
        """How many code points after the keyword or trigger a window ends.

        A window whose find reaches its end is enlarged, so this bounds only what must be seen to
        decide, not how long a find may be.
        """

    def search(self, text: str, start: int, end: int) -> Iterable[Span]:
        """Yield the spans found in text[start:end], in order of start; may look at the text before."""
