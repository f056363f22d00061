"""Ways in which languages and formats write a text that they could also write plainly."""

import re
import unicodedata
from typing import Final

_ACCENTS: Final = {"\u0301": "'", "\u0300": "`", "\u0302": "^", "\u0308": '"', "\u0303": "~", "\u030c": "v "}
_LETTERS: Final = {"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "æ": "ae", "å": "aa"}


def latex(text: str) -> str:
    """Letters and signs as BibTeX has them. https://tug.org/texinfohtml/latex2e.html#Accents"""
    return "".join(map(_in_latex, text))


def _in_latex(character: str) -> str:
    if character in "&%$#_{}":
        return f"\\{character}"
    if character in _LETTERS:
        return f"{{\\{_LETTERS[character]}}}"
    letter, mark = (*unicodedata.normalize("NFD", character), "")[:2]
    return f"{{\\{_ACCENTS[mark]}{letter}}}" if mark in _ACCENTS else character


def markdown(text: str) -> str:
    """Every sign behind a backslash. https://spec.commonmark.org/0.31.2/#backslash-escapes"""
    return re.sub(r"[!#-&(-.:-@\[\]-`{-~]", r"\\\g<0>", text)


def rtf(text: str) -> str:
    """Letters of Windows-1252 in hex. https://learn.microsoft.com/en-us/openspecs/office_standards/ms-oxrtfcp/"""
    return "".join(
        f"\\'{c.encode('cp1252')[0]:02x}" if c.encode("cp1252", "ignore") and c > "~" else _unit(c)
        for c in text
    )


def rtf_units(text: str) -> str:
    """Every character as a number, as some programs do to hide it."""
    return "".join(f"\\u{ord(c)}?" for c in text)


def _unit(character: str) -> str:
    if character in "\\{}":
        return f"\\{character}"
    return character if character.isascii() else f"\\u{ord(character)}?"


def rtf_bold(text: str) -> str:
    """Return a text whose end is in bold."""
    return f"{text[:2]}{{\\b {text[2:]}}}" if len(text) > 3 else text
