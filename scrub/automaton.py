"""Many texts that are looked for in one pass: what lists, known values and people are found with.

The verifier has its own, as it shares no code with detection.
"""

import re
from collections.abc import Iterable
from typing import Any, Final

_SURROGATES: Final = re.compile("[\ud800-\udfff]")


def automaton_of(texts: Iterable[str]) -> Any:
    """Return what finds the texts, by their number; None where there are none.

    Made in linear time, for one conversation too. What the library takes for few texts unless it is told,
    another automaton, takes the square of a text that repeats itself.
    """
    texts = list(texts)
    if not texts:
        return None
    import ahocorasick_rs

    return ahocorasick_rs.AhoCorasick(
        texts,
        matchkind=ahocorasick_rs.MatchKind.Standard,
        store_patterns=False,
        implementation=ahocorasick_rs.Implementation.ContiguousNFA,
    )


def encodable(text: str) -> str:
    """Return a text in which can be looked for, with as many code points: half of a pair is no character."""
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)
