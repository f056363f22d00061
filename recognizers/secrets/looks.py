"""What a word of a sentence must look like to be a password by itself."""

import re
from functools import lru_cache

from recognizers.lookalikes.file_names import FILE_ENDINGS
from recognizers.lookalikes.object_ids import is_object_id
from recognizers.lookalikes.placeholders import is_placeholder
from recognizers.secrets.expressions import is_identifier, is_template
from recognizers.secrets.randomness import looks_random

# Ends at an escaped line break or quote of the string around it, too.
TOKEN = re.compile(r"(?:[^\s，。、；：「」『』（）“”„«»\"`()\[\]<>|\\]|\\(?![nrt\"'\\]))+")
STRIP_LEFT = "'*_~‘"
STRIP_RIGHT = "'*_.,;:!?…’"
_ASCII_RUN = re.compile(r"[!-~]{4,}")
# What looks like a password and is none: versions, dates, times, sizes, standards, files, addresses, code.
NO_PASSWORD = re.compile(
    r"v?\d+(?:\.\d+)+\w*|\d{1,4}[-/.:]\d{1,2}(?:[-/.:]\d{1,4})?\S*|\d+(?:st|nd|rd|th|x|k|m|g|b|kb|"
    r"mb|gb|tb|ms|s|h|min|px|em|pm|am|fa|d|way|er|%|€|ghz)"
    r"|(?:sha|md|utf|aes|rsa|wpa|ipv|oauth|base|http|tls|ssl|x|ed|hs|rs|es|s|ec|k|h|p|mp|web|log|"
    r"win|python|py|vue|postgres|neo|auth|i|l|argon|bcrypt|pbkdf|scrypt|covid|iphone|ios|office|"
    r"windows|ubuntu)-?\d[\w.\-]*"
    rf"|\S+\.(?:com|org|net|io|dev|{FILE_ENDINGS})(?:[:#]\S*)?"
    r"|#+[a-z_]+|#!/\S*|[\w.-]+[@:]\$\w+|\d+\.\.\d+|(?-i:[a-z]\w*(?:\.[a-z]\w*)+\.[A-Z]\w+)"
    r"|\S*[@/\\]\S*\.\S+|\S*://\S*|(?:\.{0,2}|~)/\S*|\$\w+|\S+\(\S*|--?[a-z]\S*|"
    r"(?-i:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)|(?-i:[a-z]+(?:_[a-z0-9]+)+)|#\d+|"
    r"(?-i:[A-Z]{2,5}-\d{1,6})|\w+=\S*|\{\S*|"
    # Marks of a log of GitLab's, and commands of PowerShell.
    r"section_(?:start|end):\d+:\S+|\d{9,10}:[a-z_]+|"
    r"(?-i:(?:Add|Clear|Connect|ConvertFrom|ConvertTo|Disable|Enable|Export|Get|Import|Install|Invoke|New|Out|Read|"
    r"Register|Remove|Reset|Resolve|Save|Select|Set|Start|Stop|Test|Unlock|Unregister|Update|Write)-(?:[A-Z][a-z]+)+)|"
    r"[0-9a-f]{7,12}|\d+-\S+|[0-9a-f]{8}-[0-9a-f]{4}-\S+|\w+/[\w/]+|(?-i:[a-z]+(?:-[a-z]+)*-\d)",
    re.IGNORECASE,
)
# Code, and addresses with a port.
_CODE_MARK = re.compile(r"[{};]|\w=|^[\w.\-]+:\d{2,5}$|^\w+-\w+:\w+$|&&|'\)?$")
_SYMBOL = re.compile(r"[!@#$%*€£§]|(?<=[0-9A-Z])[&+]|[&+](?=[0-9A-Z])")
_HAS_SYMBOL = re.compile(r"[!@#$%^&*+=?~€£§]|(?<=\w)[_\-.](?=\w)")
# Words joined by a mark, as phrases are that people make passwords of: `Kohl&Speck`, `Brot.und.Butter`.
JOINED = re.compile(r"[^\W\d_]{2,}(?:[&+][^\W\d_]{2,})+\d{0,4}!?")
LOOSELY_JOINED = re.compile(
    r"(?=.*[A-Z0-9\u00c0-\u024f])[^\W\d_]{1,}(?:[_.-][^\W\d_]{1,}){1,4}[_.]?\d{0,4}!?"
)


def trimmed(token: str, start: int) -> tuple[int, str]:
    """Return a token without the punctuation of the sentence, and where it begins."""
    start += len(token) - len(token.lstrip(STRIP_LEFT))
    value = token.strip(STRIP_LEFT)
    if token.startswith(value):
        # Behind it ends the string of SQL in which it stands, and the next begins.
        value = value.partition("',")[0]
    bare = value.rstrip(STRIP_RIGHT)
    # An exclamation mark behind digits is the password's own more often than the sentence's.
    if bare[-1:].isdigit() and value[len(bare) : len(bare) + 1] == "!":
        bare += "!"
    if not bare.isascii() and _cjk(bare):
        run = _ASCII_RUN.search(bare)
        if run is None:
            return start, ""
        lead = len(run.group()) - len(run.group().lstrip("?:,.=;!&"))
        return start + run.start() + lead, run.group()[lead:].rstrip(STRIP_RIGHT)
    return start, bare


@lru_cache(maxsize=4096)
def password_look(value: str) -> float:
    """Return how much a token of a sentence looks like a password by itself."""
    if not 5 <= len(value) <= 100 or value[0] in ":=,;.?&{<!$@":
        return 0.0
    letters = sum(map(str.isalpha, value))
    digits = sum(map(str.isdigit, value))
    if letters >= 2 and digits:
        look = 0.85 if letters + digits >= 6 or _HAS_SYMBOL.search(value) else 0.5
    elif letters >= 3 and _SYMBOL.search(value[:-1]) and "'" not in value:
        look = 0.75
    elif (
        len(value) >= 12
        and not value.islower()
        and value.isascii()
        and looks_random(value)
        and not is_identifier(value)
    ):
        look = 0.7
    else:
        return 0.0
    if "::" in value or "->" in value or NO_PASSWORD.fullmatch(value) or _CODE_MARK.search(value):
        return 0.0
    return 0.0 if is_object_id(value) or is_template(value) or is_placeholder(value) else look


def _cjk(value: str) -> bool:
    return any(char >= "\u0600" for char in value if not char.isascii())
