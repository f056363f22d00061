"""Escapes that make a reading of the text around them, and how to tell at little cost that there are none."""

import re
from dataclasses import dataclass
from typing import Final

from recognizers.readings import escapes, wraps
from recognizers.readings.backslashes import BACKSLASH_WORTH


@dataclass(frozen=True, slots=True)
class Layer:
    """A token codec, and how to tell at little cost that a text has no place for it."""

    codec: str
    # Characters that tokens begin with, and what must be found there for a view to be worth its cost.
    worth: tuple[tuple[str, re.Pattern[str]], ...]
    # Nearly every such character begins a token, so that counting them tells how dense tokens are.
    telling: bool = False


def _layer(codec: str, *worth: tuple[str, str], telling: bool = False) -> Layer:
    return Layer(codec, tuple((lead, re.compile(regex)) for lead, regex in worth), telling)


# Quoted-printable lines are at most 76 characters wide, and broken as late as can be.
_WIDE_LINE: Final = "|".join(rf"(?<=\n[^\n]{{{width}}}=)|(?<=^[^\n]{{{width}}}=)" for width in range(72, 76))

# Each regex begins with its lead, so that it is searched for at the speed of `memchr`.
LAYERS: Final = (
    # Lone `\b` and `\f` are more often regexes and paths than escapes.
    _layer(
        "json",
        ("\\", r"\\(?:[nrt\"\\'uU/]|x[0-9A-Fa-f{]|3[0-7]{2}\\|(?:0[4-7]|1[0-7])[0-7]\\)"),
        telling=True,
    ),
    _layer("backslash", ("\\", BACKSLASH_WORTH)),
    _layer("continued", ("\\", wraps.CONTINUED_WORTH)),
    # `%02d` is printf, not a control character.
    _layer(
        "percent",
        (
            "%",
            r"%(?:[2-7][0-9A-Fa-f]|[C-Fc-f][0-9A-Fa-f]%|(?:[C-F][0-9A-F]|[c-f][0-9])(?<=[A-Za-z]%..)(?![0-9A-Fa-f]{2})"
            r"|u[0-9A-Fa-f]{4}|0[9ADad](?![a-z]))",
        ),
        telling=True,
    ),
    _layer("html", ("&", escapes.HTML_TOKEN), telling=True),
    # An `=` at the end of a line that is not wide is padding of base64.
    _layer(
        "qp",
        (
            "=",
            r"=(?:3D|[C-F][0-9A-F]=[89AB]|20\r?\n|E[0-9A-F](?=[a-z])"
            # A word of a mail header, as in RFC 2047.
            rf"|\?[\w-]{{2,40}}\?[Qq]\?(?=[^\s?]{{0,76}}(?:=[0-9A-F]{{2}}|\?=\s))|(?:{_WIDE_LINE})\r?\n)",
        ),
    ),
    _layer("ansi", ("\x1b", escapes.ANSI_TOKEN), telling=True),
    _layer("overstrike", ("\b", r"\x08(?<=[^\n\x08]\x08)"), telling=True),
    # Emphasis inside a word: it starts after a letter, or ends before one.
    _layer(
        "markup",
        # Or it is all that a short number is.
        (
            "*",
            r"\*(?:\*{0,2}[(+$-]?\w{1,40}[-.]?\*{1,3}(?=[:.$+/=-]{0,2}\w)|(?<=\w\*)\*{0,2}\w{1,40}\*|\*?\d{1,3}\*"
            r"|\*[A-Z]{1,3}\*\* (?=\d))",
        ),
        ("~", r"~~(?:\w{1,40}~~(?=\w)|(?<=\w~~)\w{1,40}~~)"),
        ("<", rf"<(?<=\w<)(?:{escapes.MARKUP_TOKEN.partition('<')[2]})(?=\w)"),
        ("<", r"<!\[CDATA\["),
    ),
    _layer("concat", ('"', escapes.CONCAT_DOUBLE), ("'", escapes.CONCAT_SINGLE)),
)
LEADS: Final = re.compile(
    "["
    + re.escape("".join(lead for layer in LAYERS for lead, _ in layer.worth) + "+3\r\n")
    + r"]|uoted-p|UOTED-P|=>|hr\(\d|HR\(\d|\|\|"
)
