"""Ways in which languages and formats write a text that they could also write plainly."""

import json
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


def folded(text: str) -> str:
    """Return a text in two lines of a card. https://www.rfc-editor.org/rfc/rfc6350#section-3.2"""
    middle = len(text) // 2
    return f"{text[:middle]}\r\n {text[middle:]}"


def continued(text: str) -> str:
    """Return a text in two lines of a string of YAML. https://yaml.org/spec/1.2.2/#731-double-quoted-style"""
    first, rest = text[: len(text) // 2], text[len(text) // 2 :]
    # A blank at the beginning of a line would be no part of the string.
    return f"{first}\\\n    " + (f"\\{rest}" if rest.startswith(" ") else rest)


def soft_broken(text: str) -> str:
    """Return quoted-printable of a text, broken within. https://www.rfc-editor.org/rfc/rfc2045#section-6.7"""
    written = "".join(c if c.isalnum() and c.isascii() else _bytes(c) for c in text)
    return f"{written[:1]}=\r\n{written[1:]}"


def sql_units(text: str, sign: str = "\\") -> str:
    """Every character by its number, as PostgreSQL and Oracle read it.

    https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-STRINGS-UESCAPE
    """
    return "".join(f"{sign}{ord(c):04X}" for c in text)


def calls(text: str, name: str, joint: str) -> str:
    """Every character as what a call makes of its number."""
    return joint.join(f"{name}({ord(c)})" for c in text)


def one_call(text: str, joint: str = "||", mark: str = "'") -> str:
    """Return a text in a string, one character of which is what a call makes of its number."""
    middle = len(text) // 2
    return (
        f"{text[:middle]}{mark}{joint}CHR({ord(text[middle])}){joint}{mark}{text[middle + 1 :]}"
        if text
        else text
    )


def listed(text: str) -> str:
    """Return the numbers of all characters."""
    return ", ".join(str(ord(c)) for c in text)


def utf7(text: str) -> str:
    """Return a text in seven bits. https://www.rfc-editor.org/rfc/rfc2152"""
    return text.encode("utf-7").decode()


def cell(text: str) -> str:
    """Return a text as it stands in a quoted cell. https://www.rfc-editor.org/rfc/rfc4180#section-2"""
    return text.replace('"', '""')


def cell_json(text: str) -> str:
    """Return a text in a string of JSON that stands in a quoted cell."""
    return cell(json.dumps(text, ensure_ascii=False)[1:-1])


def sql_string(text: str) -> str:
    """Return a text as it stands in a string of SQL.

    https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-CONSTANTS
    """
    return text.replace("'", "''")


def _bytes(character: str) -> str:
    return "".join(f"={byte:02X}" for byte in character.encode())
