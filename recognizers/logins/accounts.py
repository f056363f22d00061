"""Whether a word in the place of a login can be somebody's: no part of a program, role or word of prose."""

import re
from typing import Final

from recognizers.lookalikes.file_names import FILE_ENDINGS
from recognizers.wordfiles import word_set

_LOGIN: Final = re.compile(r"[^\W_](?:[\w.+-]{0,38}[\w+])")
_EDGES: Final = re.compile(r"[\d._-]+$|^[\d._-]+")
# Names of files, hosts and versions that have the letters and dots of a login.
_FILE_OR_HOST: Final = re.compile(
    rf"(?i)\.(?:{FILE_ENDINGS}|com|org|net|io|dev|edu|gov|local|lan|internal)$|^v?\d[\d._-]*$|^[a-z]\d*$"
)
# `jenkinsbot`, but `mtalbot`.
_BOT: Final = re.compile(r"(?<!ab)(?<!al)bot\]?$")
_TAIL_WORDS: Final = frozenset({"bot", "team", "user", "admin", "service", "group", "test", "api", "passwd"})


def is_login(value: str) -> bool:
    """Return whether a value can be the login of a person.

    >>> is_login("jroe"), is_login("mona_b"), is_login("staging"), is_login("index.js")
    (True, True, False, False)
    """
    if not _LOGIN.fullmatch(value) or _FILE_OR_HOST.search(value):
        return False
    lowered = value.lower()
    words = word_set("accounts", "words")
    if lowered in words or _EDGES.sub("", lowered) in words or _BOT.search(lowered):
        return False
    parts = re.split(r"[._-]+", lowered)
    return not (len(parts) > 1 and (parts[-1] in _TAIL_WORDS or all(part in words for part in parts)))
