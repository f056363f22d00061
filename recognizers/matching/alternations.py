"""Words and phrases as alternatives of a hyperscan expression: in each case, escaped, a few in each."""

import re
from collections.abc import Iterable

# Up to this length a phrase must begin a word: `pw` does not stand in `kpw`.
SHORT = 3
# Phrases in one expression; larger ones do not compile.
_CHUNK = 16
BLANK = r"[ _.\-]?"
# From here on scripts do not put blanks between words.
UNSPACED = "\u0600"


def joined(form: str) -> str:
    """Return a phrase whose words may be joined as in names."""
    return BLANK.join(map(escaped, form.split()))


def chunks(patterns: list[str]) -> list[str]:
    """Return patterns as alternations, a few in each."""
    return ["|".join(patterns[i : i + _CHUNK]) for i in range(0, len(patterns), _CHUNK)]


def any_of(words: Iterable[str]) -> str:
    """Return one alternation of words, each as bytes."""
    return f"(?:{'|'.join(map(escaped, sorted(words)))})"


def cases(form: str) -> tuple[str, ...]:
    """Return a form in all cases, where hyperscan does not: it folds those of ASCII when it matches bytes."""
    # In one order in every process: the compiled expressions are cached under what they say.
    return (form,) if form.isascii() else (form.lower(), form.upper(), form.capitalize())


def escaped(word: str) -> str:
    """Return a word with each sign that is no letter or digit of ASCII as bytes."""
    return re.sub(
        r"[^0-9A-Za-z]", lambda match: "".join(f"\\x{byte:02x}" for byte in match.group().encode()), word
    )
