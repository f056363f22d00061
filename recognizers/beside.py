"""The field `beside` of a rule: a value without a form of its own, known by the name before it.

`ETSY_API_KEY=…`, `"etsy": "…"`, `etsyToken: "Bearer …"`, `the etsy key is …`: what may stand between a
name and its value is the same for all providers, and is said here once.
"""

import re
from collections.abc import Iterable
from itertools import product
from typing import Final

# What a blank in a name stands for: `digital ocean` is `DIGITAL_OCEAN` and `digitalocean`, too.
_BLANKS: Final = ("", "_", "-", " ", ".")
_BLANK: Final = "[_. -]?"
# A word begins, or a hump: `etsy`, `ETSY`, `myEtsy`.
_WORD_START: Final = "(?:(?<![0-9A-Za-z])|(?<=[a-z])(?=[A-Z]))"
# What a key is called, at most so far behind the name, and what follows: `_API_KEY: str = "Bearer `.
_CALLED: Final = (
    r"[^\n]{0,30}?(?=[ktspac])(?:key|token|secret|passw|auth|cred|private|access|pat|api)\w{0,10}+"
    r"(?: string| str| \d| is| was| ist| isch| est| es)?"
    r"""(?:[\s"'`=:>,()|?\\]{1,12}+(?:[.+]=[\s"']{1,3}+)?|-)"""
    r"""(?:(?:bearer|token|basic|string|ssws|value)["']?[ :=]{1,3}+["']?)?"""
)
# Or the name alone, and what assigns: `etsy = "`, `"etsy" => "`.
_ASSIGNED: Final = r"""["'`\])]{0,2}(?: string| str)?\s{0,3}[.?+|:=]{0,3}[=:,>]\s{0,8}["'`(]{0,2}"""
# Or the name alone behind what a key is called: `api key infobip …`, `token for sendgrid …`.
_OWNED: Final = "|".join(
    f"(?<={word} )"
    for word in ("key", "keys", "token", "secret", "for", "ključ", "ключ", "clé", "clave", "chave", "klucz")
)
_FOLLOWED: Final = r"""[ \t:=]{1,3}["'`]?"""


def is_name(text: str) -> bool:
    """Return whether a text may be a name in `beside`: words in lower case, one blank apart."""
    return bool(text) and text == text.lower() and " ".join(text.split()) == text


def regex_beside(names: Iterable[str], value: str) -> str:
    """Return the regex for a value beside one of the names; its group `value` is the value."""
    spelled = "|".join(_BLANK.join(map(re.escape, name.split(" "))) for name in names)
    named = f"{_WORD_START}(?i:(?:{spelled})(?:{_CALLED}|{_ASSIGNED}))"
    return f"(?:{named}|(?i:(?:{_OWNED})(?:{spelled}){_FOLLOWED}))(?P<value>{value})"


def keywords_beside(names: Iterable[str]) -> tuple[str, ...]:
    """Return the literals that lead to the names: each with every blank written in every way."""
    literals: dict[str, None] = {}
    for name in names:
        first, *rest = name.split(" ")
        for blanks in product(_BLANKS, repeat=len(rest)):
            literals[first + "".join(map("".join, zip(blanks, rest, strict=True)))] = None
    return tuple(literals)
