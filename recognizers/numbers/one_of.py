"""Many words as one expression that reads what they begin with only once."""

import re
from collections.abc import Iterable


def one_of(words: Iterable[str]) -> str:
    """Return an expression for any of the words, the longest first.

    >>> one_of(["four", "fourteen", "five"])
    '(?:f(?:ive|our(?:teen)?))'
    """
    return f"(?:{_alternatives(sorted(set(words)))})"


def _alternatives(words: list[str]) -> str:
    by_first: dict[str, list[str]] = {}
    for word in words:
        by_first.setdefault(word[:1], []).append(word[1:])
    is_whole = "" in by_first
    by_first.pop("", None)
    branches = [re.escape(first) + _rest(rests) for first, rests in by_first.items()]
    return "|".join(branches) if not is_whole else f"(?:{'|'.join(branches)})?" if branches else ""


def _rest(rests: list[str]) -> str:
    if rests == [""]:
        return ""
    inside = _alternatives(rests)
    return inside if len({rest[:1] for rest in rests}) == 1 or "" in rests else f"(?:{inside})"
