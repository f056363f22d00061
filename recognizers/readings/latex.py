r"""Letters and signs as LaTeX and BibTeX write them: `Guti{\'e}rrez`, `S{\o}ren`, `\emph{Ja}ne`.

https://tug.org/texinfohtml/latex2e.html#Accents
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from recognizers.readings.groups import with_open_groups
from recognizers.readings.regions import Stretch, stretches_around

# What each accent is as a mark behind its letter.
_MARKS: Final = {
    **{"'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304"},
    **{".": "\u0307", "c": "\u0327", "v": "\u030c", "H": "\u030b", "k": "\u0328", "r": "\u030a"},
    **{"u": "\u0306"},
}
_ACCENTS: Final = {mark: accent for accent, mark in _MARKS.items()}
_LETTER_LIST: Final = (
    "ss ß ae æ AE Æ oe œ OE Œ aa å AA Å o ø O Ø l ł L Ł i ı j ȷ dj đ DJ Đ dh ð DH Ð th þ TH Þ"
)
_WORDS: Final = _LETTER_LIST.split()
_LETTERS: Final = {
    **dict(zip(_WORDS[::2], _WORDS[1::2], strict=True)),
    **{"textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^"},
}
_NAMES: Final = {letter: name for name, letter in _LETTERS.items()}
_LETTER: Final = "|".join(sorted(_LETTERS, key=len, reverse=True))
_SIGN_ACCENT: Final = r"\\[\"'`^~=.]"
_BASE: Final = r"(?:\\[ij]|[A-Za-z])"
_ACCENTED: Final = rf"{_SIGN_ACCENT}(?:\{{{_BASE}\}}|\\[ij](?:\{{\}}| )|[A-Za-z])|\\[cvHkru]\{{{_BASE}\}}"
_SET: Final = (
    r"\\(?:text(?:bf|it|sc|tt|rm|sf|sl|md|up|normal)|emph|underline|mbox)\{"
    r"|\\(?:bf|it|em|sc|tt|rm|sf|sl)(?: |\{\})"
)
LATEX_TOKEN: Final = (
    rf"\\\\|\{{(?:{_SIGN_ACCENT}{_BASE}|\\[cvHkru] {_BASE}|{_ACCENTED}|\\(?:{_LETTER}))\}}|{_ACCENTED}"
    rf"|\\(?:{_LETTER})(?:\{{\}}| )|\\[&%$#_{{}}]|\{{?(?:{_SET})|~|\}}"
)
_SPECIAL: Final = re.compile(r"[\\~^&%$#_{}]")
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")
# What only LaTeX has: an accent or a letter in braces, an accent within a word, and type within a word.
_ACCENTABLE: Final = "AaCcEeIiLlNnOoRrSsUuYyZz"
_WORTH: Final = re.compile(
    rf"\\(?:[\"'`^~](?:\{{(?:[{_ACCENTABLE}]|\\[ij])\}}|(?P<bare>[{_ACCENTABLE}](?=[a-z])))"
    rf"|[\"'`^~](?:[{_ACCENTABLE}]|\\[ij])\}}(?:(?<=\{{...\}})|(?<=\{{....\}}))"
    rf"|[cvHkr]\{{[{_ACCENTABLE}]\}}|(?:{'|'.join(_WORDS[::2])})\{{?\}}(?=\w|[ ,.}}])"
    r"|(?:text(?:bf|it|sc|tt)|emph)\{(?:[^\s{}\\]{1,40}\}(?=[:.-]?[\w$])|(?=[+(]?\d)|(?<=\w\\textbf\{)|(?<=\w\\emph\{)))"
)
# No accent: a quote in a string of JSON or of a program, which ends or is empty.
_ESCAPED_QUOTE: Final = re.compile(r"""\\["'`](?![A-Za-z{\\])""")
# How far back a line is looked at for the quote that makes a string of it, in which quotes are escaped.
_REACH: Final = 200
_QUOTES: Final = {quote: re.compile(rf"(?<!\\){quote}") for quote in ("'", '"', "`")}


def find_latex(text: str) -> Iterator[Stretch]:
    """Yield the stretches around what only LaTeX writes so."""
    if "\\" in text:
        hits = _WORTH.finditer(text)
        told = [hit.span() for hit in hits if hit["bare"] is None or _is_accent(text, hit.start())]
        for stretch in stretches_around(text, "latex", told):
            # Read as accents, quotes would be taken out of what they delimit.
            if not _ESCAPED_QUOTE.search(text, stretch.start, stretch.end):
                yield stretch


def _is_accent(text: str, start: int) -> bool:
    r"""Whether a mark before a letter is its accent, and no quote in a string or of a line: `'l\'eau'`."""
    mark = text[start + 1]
    before = text[max(0, start - _REACH) : start].rpartition("\n")[2]
    if mark in _QUOTES and _QUOTES[mark].search(before):
        return False
    # Within a word, or at the beginning of one that has a capital.
    return before[-1:].isalpha() or (text[start + 2].isupper() and before[-1:] in ("", " ", "{", "~", "-"))


def unescape_latex(token: str) -> str:
    """Return what a token stands for."""
    if token == "~":
        return " "
    if token == "\\\\":
        return "\n"
    if token == "}":
        return ""
    inside = token.removeprefix("{").removesuffix("}") if token[0] == "{" else token
    name = inside[1:].removesuffix("{}").removesuffix(" ")
    if name in _LETTERS:
        return _LETTERS[name]
    if inside[1] in "&%$#_{}":
        return inside[1]
    if inside[1] in _MARKS and not inside.endswith("{") and (len(inside) > 2):
        letter = inside[2:].strip("{} ").removeprefix("\\")
        if len(letter) == 1:
            return unicodedata.normalize("NFC", letter + _MARKS[inside[1]])
    return ""


def escape_latex(text: str, like: str) -> str:
    """Write a text with letters beyond ASCII as they stood, and as many braces open as there were."""
    text = _SPECIAL.sub(_written, text)
    if like and like.isascii():
        text = _NOT_ASCII.sub(_written_letter, text)
    return with_open_groups(text, like)


def _written(special: re.Match[str]) -> str:
    return f"\\{_NAMES[special[0]]}{{}}" if special[0] in _NAMES else f"\\{special[0]}"


def _written_letter(letter: re.Match[str]) -> str:
    if letter[0] in _NAMES:
        return f"{{\\{_NAMES[letter[0]]}}}"
    base, mark = (*unicodedata.normalize("NFD", letter[0]), "")[:2]
    accent = _ACCENTS.get(mark)
    if accent is None or not (base.isascii() and base.isalpha()):
        return letter[0]
    return f"{{\\{accent}{{{base}}}}}" if accent.isalpha() else f"{{\\{accent}{base}}}"
