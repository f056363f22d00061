"""Reading a value where it is written: quoted in any language, or bare to where its syntax ends it."""

import re
from dataclasses import dataclass

from recognizers.labelled.lines import start_of_line
from recognizers.secrets.expressions import Syntax

# No literal is followed further than this.
_LONGEST = 8192
# What a person's name, number or address has at most; a line may be a megabyte long.
_LONGEST_REST = 1024
_LITERALS = {
    '"': re.compile(r'(?:[^"\\\n]|\\.){0,8192}'),
    "'": re.compile(r"(?:[^'\\\n]|\\.|''){0,8192}"),
    "`": re.compile(r"[^`]{0,8192}"),
}
# Where a bare value ends: at a space, at what parts sentences without spaces, or at an escaped line break or
# quote of the string around it.
_WIDE = "（）「」『』【】，。、；"
_SHELL_WORD = re.compile(rf"(?:[^\s\"'`<>\\{_WIDE}]|\\(?![nrt\"'\\\n\s]))+")
_FIELD = re.compile(rf"(?:[^\s\"'`<>\\,;&)\]}}|{_WIDE}]|\\(?![nrt\"'\\\n\s]))+")
_QUERY_FIELD = re.compile(r"[^\s\"'`<>\\,;&#)\]}|]+")
_LINE_REST = re.compile(r"(?:[^\n\r\\\"`<>]|\\(?![nrt\"']))*")
# One word, unless it is the beginning of an expression.
_WORD = re.compile(r"@?(?P<word>[^\W_][\w.+\-]{0,62}[^\W])(?![\w(\[@/\\:=]|\.\w|[\"'`]\w)")
_WORD_END = re.compile(r"[\"'`>]?[ \t]*(?:$|[\n\r,;)|\]}&#<(]|[\w.-]{1,24}[=:])")
_COMMENT = re.compile(r"\s+(?:#|//|;|--|<!--|\()[^\n]*$|（[^\n]*$|\s{2,}\S.*$|\t.*$")
_TRAILING = ".,;:!?)]}*_\\"
# Those of them that no password ends in.
_CLOSING = ".,;:)]}_\\"
# What may stand before an assignment at the beginning of a line: markers of diffs, listings, quotes and
# comments, and the keywords of shells and Dockerfiles.
_LINE_OPENING = re.compile(
    r"[\s+\-#>|*/;•!]*+(?:\d+\s*[→:|\t-][\s+\-#>|*/;•!]*+)?"
    r"(?:[\w./~-]+:(?:\d+:)?\s*+)?(?>(?:(?:export|setenv|setx|set|ENV|ARG|local|declare -x|readonly|"
    r"environment|env|\$env:|\$Env:)\s*+)*)"
)
_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]{3,}=")
_CONFIG_LINE = re.compile(r"[ \t]*(?:[\w.\-/]+[ \t]*=[ \t]*[^()\"'{}\[\]\n]*|\[[^\]\n]+\][ \t]*|[#;][^\n]*)")
# What makers of objects do: `c.user = user`.
_MEMBER_SET = re.compile(r"[ \t]*[\w.]+\.(?P<name>\w+) = (?:\w+\.)?(?P=name)")


@dataclass(frozen=True, slots=True)
class Literal:
    """A value in its place."""

    start: int
    end: int
    syntax: Syntax


def read_quoted(text: str, start: int, quote: str, escapes: int) -> Literal | None:
    r"""Read a literal from behind its opening quote, which `escapes` backslashes precede."""
    if not escapes:
        found = _LITERALS[quote].match(text, start)
        end = found.end() if found else start
        if text[end : end + 1] != quote or end == start:
            return None
        return Literal(start, end, Syntax.QUOTED)
    closing = "\\" * escapes + quote
    end = text.find(closing, start, start + _LONGEST)
    if end <= start or "\n" in text[start:end]:
        return None
    while text[end - 1] == "\\":
        end = text.find(closing, end + 1, start + _LONGEST)
        if end < 0:
            return None
    return Literal(start, end, Syntax.QUOTED)


def read_word(text: str, start: int) -> Literal | None:
    """Read the one word that begins at `start`, as a log or a file of settings has it."""
    word = _WORD.match(text, start)
    # Behind a plain word a sentence would go on: `login: stop trusting it`.
    if word is None or (word["word"].isalpha() and not _WORD_END.match(text, word.end())):
        return None
    return Literal(word.start("word"), word.end("word"), Syntax.BARE)


def read_bare(text: str, name_start: int, start: int, separator: str) -> Literal | None:
    """Read an unquoted value; how it ends depends on where its name stands and what separates the two."""
    line_start = _line_start(text, name_start)
    opens = _LINE_OPENING.fullmatch(text, line_start, name_start) is not None
    before = text[name_start - 1 : name_start]
    if separator == "=":
        if before in ("?", "&"):
            return _clip(text, _QUERY_FIELD, start, Syntax.BARE)
        if opens or before in ("-", " ", "\t"):
            syntax = Syntax.FLAG if before == "-" else Syntax.LINE
            return _read_word(text, line_start, start, opens, syntax)
        literal = _clip(text, _FIELD, start, Syntax.BARE)
        if literal and (_VARIABLE.match(text, name_start) or _ends_string(text, line_start, literal)):
            return Literal(literal.start, literal.end, Syntax.LINE)
        return literal
    if opens:
        return _read_line(text, line_start, start, separator)
    literal = _clip(text, _FIELD, start, Syntax.BARE)
    if literal and separator == ":" and text[literal.end : literal.end + 1] in ("", "\n", "\r"):
        # What a prompt was answered with.
        return Literal(literal.start, literal.end, Syntax.SPOKEN)
    return literal


def read_default(text: str, start: int) -> Literal | None:
    """Read what a shell or Spring takes when a variable is not set: `${DB_PASSWORD:-…}`."""
    start += text[start] in "-="
    end = text.find("}", start, start + _LONGEST)
    return Literal(start, end, Syntax.LINE) if end > start and text[start] not in "?+" else None


# A name in capitals alone is that of a variable with a hyphen: `${DB-PASSWORD}`.
_UNSET = re.compile(r"\$\{[A-Z_][A-Z0-9_]{0,80}-(?![A-Z-]{1,80}\})(?P<default>[^{}\n]{1,200})\}")


def read_unset(text: str, start: int) -> Literal | None:
    """Read what a shell takes when a variable is unset, empty or not: `${DB_PASSWORD-…}`."""
    found = _UNSET.match(text, start)
    return Literal(found.start("default"), found.end("default"), Syntax.LINE) if found else None


def read_rest(text: str, start: int) -> Literal | None:
    """Read what stands on the rest of a line, up to a comma, a column or a comment."""
    found = _LINE_REST.match(text, start, start + _LONGEST_REST)
    end = found.end() if found else start
    value = text[start:end]
    value = _COMMENT.sub("", re.split(r"[,;|]", value, maxsplit=1)[0].rstrip(" ")).rstrip(" .")
    return Literal(start, start + len(value), Syntax.LINE) if value else None


def _ends_string(text: str, line_start: int, literal: Literal) -> bool:
    """Return whether a setting is the whole of a string, `"spring.rabbitmq.password=guest"`, or its end."""
    mark = text[literal.end : literal.end + 1]
    return mark in ("'", '"') and text.count(mark, line_start, literal.start) % 2 == 1


def _line_start(text: str, position: int) -> int:
    """Return where the line begins, or the line inside a string that `\\n` breaks."""
    start = start_of_line(text, position, _LONGEST - 1)
    inner = text.rfind("\\n", start, position)
    return inner + 2 if inner >= 0 else start


def _read_word(text: str, line_start: int, start: int, opens: bool, syntax: Syntax) -> Literal | None:
    """Read what a shell takes as the value, unless it is an argument of a call: `f(x, password=None)`."""
    found = _SHELL_WORD.match(text, start, start + _LONGEST)
    if not found or text[found.end() : found.end() + 1] in ("(", "`"):
        return None
    # The end of a command that is quoted: `sh -c "tool --password=…"`.
    closed = _ends_string(text, line_start, Literal(start, found.end(), syntax))
    if text[found.end() : found.end() + 1] in ('"', "'"):
        if not closed:
            return None
        syntax = Syntax.FLAG
    word = found.group()
    if not opens and syntax is not Syntax.FLAG and (word[-1] in ",;:)]}" or "(" in word):
        return _clip(text, _FIELD, start, Syntax.BARE)
    return _ended(text, start, found.end(), syntax)


def _read_line(text: str, line_start: int, start: int, separator: str) -> Literal | None:
    found = _LINE_REST.match(text, start, start + _LONGEST)
    end = found.end() if found else start
    if end < len(text) and text[end] in '"`' and " " in text[start:end]:
        return _clip(text, _FIELD, start, Syntax.BARE)
    # Blanks at the end would be looked through for a comment from each of them.
    value = _COMMENT.sub("", text[start:end].rstrip()).rstrip()
    if not value:
        return None
    first = _FIELD.match(text, start)
    if " " in value and first:
        word = first.group().rstrip(_TRAILING)
        if any(map(str.isdigit, word)) or not word.isalnum():
            return Literal(start, start + len(word), Syntax.SPOKEN) if word else None
        return Literal(start, start + len(value), Syntax.LINE)
    bare = value.rstrip(",;")
    code = bare != value
    if separator != ":" and bare.isidentifier() and not _among_settings(text, line_start, end):
        code = True
    return Literal(start, start + len(bare), Syntax.BARE if code else Syntax.LINE) if bare else None


def _among_settings(text: str, line_start: int, end: int) -> bool:
    """Return whether the lines before and after read as a configuration file, not as a program."""
    previous = text[text.rfind("\n", 0, max(0, line_start - 1)) + 1 : max(0, line_start - 1)]
    following = text[end + 1 : text.find("\n", end + 1) if text.find("\n", end + 1) >= 0 else len(text)]
    sides = [line for line in (previous[:300], following[:300]) if line.strip()]
    if any(_MEMBER_SET.fullmatch(line) for line in sides):
        return False
    return bool(sides) and all(_CONFIG_LINE.fullmatch(line) for line in sides)


def _clip(text: str, pattern: re.Pattern[str], start: int, syntax: Syntax) -> Literal | None:
    found = pattern.match(text, start, start + _LONGEST)
    return _ended(text, start, found.end(), syntax) if found else None


def _ended(text: str, start: int, end: int, syntax: Syntax) -> Literal | None:
    bare = text[start:end].rstrip(_TRAILING if syntax is not Syntax.LINE else ",;\\")
    if text[end : end + 1] in ("", "\n") and not bare.isalpha() and not bare.isdigit():
        # What ends the line may be its last sign: `Otter64!`.
        bare = bare if syntax is Syntax.LINE else text[start:end].rstrip(_CLOSING)
    if syntax is Syntax.LINE and text[start + len(bare) : end][:1] in (",", ";"):
        syntax = Syntax.BARE
    return Literal(start, start + len(bare), syntax) if bare else None
