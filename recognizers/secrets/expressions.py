"""How a value is written, and whether a program puts it together: a template, a call, a variable, a path."""

import re
from enum import StrEnum

from recognizers.lookalikes.file_names import FILE_ENDINGS
from recognizers.secrets.randomness import looks_random


class Syntax(StrEnum):
    """How a value is written where it stands."""

    # A string literal of code or data.
    QUOTED = "quoted"
    # The rest of a line in a configuration file, or of a shell assignment.
    LINE = "line"
    # One token of which the surroundings may be code.
    BARE = "bare"
    # The argument of a command-line option.
    FLAG = "flag"
    # A whole JSON leaf or table cell.
    MEMBER = "member"
    # In a sentence.
    SPOKEN = "spoken"


_UNQUOTED = frozenset({Syntax.LINE, Syntax.BARE, Syntax.FLAG, Syntax.SPOKEN})
# Something else is put in its place before it is used.
_TEMPLATE = re.compile(
    r"\$\{|\$\(|\{\{|<%|%\(\w|#\{|@\{|\\\(\w|%[sdv@](?![0-9A-Za-z])|^\$[A-Za-z_]\w*$|^%\w+%$|"
    r"^!?\w*[{<]\w+[>}]\w*$|^\{\w*\}$"
    r"|\*{3}|•{3}|\.{3}|…|^\(\(.*\)\)$|^\$?\w*\$[A-Z_]{3}"
    r"|^(?:SHA\d+:|MD5:|sha\d+[-:]|secretKeyRef|valueFrom|ENC\(|vault:|op://|file:|env:|arn:aws|ssm:|secretsmanager:|"
    r"projects/|data:|kms:|lookup\()"
)
# A call, a subscript, a tag of YAML: no literal in any syntax without quotes.
_CALL = re.compile(
    r"[&*!@$(-]*[A-Za-z_]\w*(?:(?:\.|::|->|\?\.|!\.)[A-Za-z_]\w*)*[!?.]?[(\[{<]|!\w|:|=|//|"
    r"-{1,2}[a-z]{2}|\w+(?:::|->)|0x[0-9a-fA-F]+[uUlL]*$|\d+\.\d+$"
)
# Other expressions of programs, which can be literals of configuration files.
_CODE = re.compile(
    r"[&*!]*(?:self|this|ctx|cfg|conf|config|settings|env|process|os|req|request|res|params|props|"
    r"state|options|opts|args|data|var|local|module|user|app|secrets|vault|credentials|creds|"
    r"event|body|form|Config|Settings|ENV)"
    r"(?:\.|::|->|\?\.|\[)[\w.\[\]'\"]+$"
    r"|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$|[&*]?[A-Za-z_]\w*(?:(?:\.|::|->)[A-Za-z_][A-Za-z_]*)+$|"
    r"new\s|await\s|lambda\b|func\b|\(|\[|=>|->"
    r"|[&*][A-Za-z_]\w*$|@[A-Za-z_]\w*$|:[a-z_]+$|\$[A-Za-z_{(]"
)
_PATH = re.compile(
    r"(?:~|\.{1,2})?/[\w.@{}$-]+(?:/[\w.@{}$-]*)*/?|[A-Za-z]:[\\/].*|(?:[\w.-]+/){2,}[\w.-]+|"
    rf"[\w/-]+\.(?:{FILE_ENDINGS})"
)
_URL = re.compile(r"[a-z][a-z0-9+.-]{1,15}://", re.IGNORECASE)
_REGEX_LIKE = re.compile(r"\[\^|\\[dws]|\(\?[:=!<]|\.\*|\]\{\d|\^\[|\]\+")
_NAME = re.compile(r"[a-z]+[A-Za-z]*(?:\.[A-Za-z]+)*")
_HUMPS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# Of what is drawn every other letter is a capital.
_LEAST_HUMP = 3


def is_template(value: str) -> bool:
    """Return whether something else is put in the value's place before it is used."""
    return _TEMPLATE.search(value) is not None


def is_expression(value: str, syntax: Syntax) -> bool:
    """Return whether a value without quotes is code: a call or a lookup anywhere, a name in a program."""
    if syntax in _UNQUOTED and _CALL.match(value):
        return True
    return syntax is Syntax.BARE and _CODE.match(value) is not None and not looks_random(value)


def is_identifier(value: str) -> bool:
    """Return whether a value is a name of several words in a program: `jwtTokenIdentifier`, `env.testKey`."""
    if not _NAME.fullmatch(value) or looks_random(value.lower()):
        return False
    humps = _HUMPS.findall(value)
    return len(humps) > 1 and len(value) >= _LEAST_HUMP * len(humps)


def is_reference(value: str) -> bool:
    """Return whether a value is an address, a path or a pattern, and leads to something else."""
    if is_url(value) or _REGEX_LIKE.search(value):
        return True
    return _PATH.fullmatch(value) is not None and not looks_random(value)


def is_url(value: str) -> bool:
    """Return whether a value begins as an address does."""
    return _URL.match(value) is not None
