"""What somebody meant who wrote a name that is not known."""

from collections.abc import Iterable


def unknown(kind: str, name: object, known: Iterable[str]) -> str:
    """Say that a name is unknown, which one may be meant, and which are known.

    >>> unknown("style", "Masc", ["mask", "hash"])
    "unknown style 'Masc' (did you mean mask?); known: mask, hash"
    """
    known = list(known)
    return f"unknown {kind} {name!r}{nearest(str(name), known)}; known: {', '.join(known)}"


def nearest(name: str, known: Iterable[str]) -> str:
    """Return which known name may be meant, to be put behind the unknown one; "" where none is like it.

    >>> nearest("defualt", ["default", "strict"]), nearest("x", ["default"])
    (' (did you mean default?)', '')
    """
    from difflib import get_close_matches

    by_form = {each.casefold(): each for each in known}
    close = get_close_matches(name.casefold(), by_form, 1)
    return f" (did you mean {by_form[close[0]]}?)" if close else ""
