"""What documents and templates write instead of a secret or a personal number.

A verdict here lets a value through, so it is given only when the whole value is explained: `example` inside
a long token explains nothing. Weak passwords (`hunter2`, `letmein`, `test`) are passwords.
"""

import re
import unicodedata
from typing import Final

from recognizers.lookalikes.dead_tokens import is_dead_or_part
from recognizers.lookalikes.placeholder_words import (
    KNOWN,
    LONGEST,
    MARKERS,
    NOUNS,
    OWNERS,
    PLACES,
    PREFIXES,
    STAGES,
    VERBS,
    WEAK_NOUNS,
)
from recognizers.lookalikes.published_examples import is_published_example
from recognizers.lookalikes.stock_values import is_stock_value

__all__ = ["is_placeholder", "is_stock_value"]

_MAX_LENGTH: Final = 512
_LONGEST_PUBLISHED: Final = 2048


def is_placeholder(value: str) -> bool:
    """Return whether the whole of a value is a stand-in, a reference, a mask or a published example.

    >>> [is_placeholder(value) for value in ("YOUR_API_KEY", "${DB_PASSWORD}", "sk-...", "hunter2")]
    [True, True, True, False]
    """
    text = value.strip().strip("\"'`").strip()
    if not text or len(text) > _MAX_LENGTH:
        return len(text) <= _LONGEST_PUBLISHED and is_published_example(text)
    return (
        _is_reference(text)
        or _is_masked(text)
        or _is_counted(text)
        or _is_worded(text)
        or _is_own_stand_in(text)
        or is_published_example(text)
    )


_NAME: Final = r"[A-Za-z_][A-Za-z0-9_]*"
_SHOUTED: Final = r"[A-Z_]{2,}(?:_[A-Z0-9_]+)?"
_ROOTS: Final = (
    "process\\.env|import\\.meta\\.env|env|secrets|vars|var|local|config|settings|self|this|args|opts|options"
    "|params|credentials|creds|cfg|ctx|data\\.[a-z_]+"
)
_LOOKUPS: Final = (
    "environ|environ\\.get|getenv|Getenv|LookupEnv|env|env\\.get|ENV|ENV\\.fetch|GetEnvironmentVariable|get_env"
    "|getProperty|var|env!|config\\.get|secrets\\.get|get_secret|getSecret|userdata\\.get"
)
_READERS: Final = (
    "cat|pass show|gopass show|op read|vault kv get|vault read|aws secretsmanager|aws ssm|gcloud secrets"
    "|gcloud auth|gh auth token|openssl rand"
)
_REFERENCES: Final = re.compile(
    "|".join(
        (
            rf"\$\{{\{{ *{_NAME}(?:[.\-]{_NAME})* *\}}\}}",  # ${{ secrets.TOKEN }}
            rf"\{{\{{-? *[.$]?{_NAME}(?:\.{_NAME})*(?: *\| *{_NAME})* *-?\}}\}}",  # {{ secret | b64enc }}
            r"\{[A-Za-z_]+(?:\.[A-Za-z_]+)*\}",  # {token}
            rf"\${_SHOUTED}",  # $VAR
            rf"\$(?:env:){_NAME}",  # $env:TOKEN
            rf"%{_SHOUTED}%",  # %VAR%
            rf"%\({_NAME}\)s|%s",
            rf"#\{{ *{_NAME}(?:\.{_NAME})*(?:\[[\"']{_NAME}[\"']\])? *\}}",  # #{x}
            rf"@@{_NAME}@@|@{_SHOUTED}@|__{_SHOUTED}__",
            rf"<%=? *{_NAME}(?:\.{_NAME})*(?:\[[\"':]?{_NAME}[\"']?\])? *%>",
            rf"(?:{_ROOTS})(?:\??\.[A-Za-z_]+(?:_[0-9]+)?)+!?",  # process.env.TOKEN
            rf"\$\((?:{_READERS})(?: [\w./:~ -]*)?\)",  # $(pass show mail)
            r"op://[\w ./-]+",
            r"!(?:Ref|GetAtt|ImportValue|secret) [\w.:-]+",
        )
    )
)
_DEFAULTED: Final = re.compile(rf"\$\{{{_NAME}(?:[.\-]{_NAME})*(?::?[-=?+]([^{{}}]*))?\}}")
# `${DB-PASSWORD}` is a name with a hyphen.
_UNSET: Final = re.compile(r"\$\{[A-Z_][A-Z0-9_]*-(?![A-Z-]*\})([^{}]*)\}")
_LOOKUP: Final = re.compile(
    rf"(?:{_NAME}(?:\.|::|->))*(?:{_LOOKUPS})[\[(] *[\"']{_NAME}[\"'] *"
    r"(?:, *(?:default *= *)?([^,()\[\]]*))?[\])](?:!|\.unwrap\(\))?"
)
_LOWER_VARIABLE: Final = re.compile(r"\$([a-z_]+)|%([a-z_]+)%")


def _is_reference(text: str) -> bool:
    if _REFERENCES.fullmatch(text):
        return True
    if match := _UNSET.fullmatch(text) or _DEFAULTED.fullmatch(text) or _LOOKUP.fullmatch(text):
        # `${PASSWORD:-hunter2}` and `getenv("PASSWORD", "hunter2")` have the password with them.
        return (match[1] or "").strip("\"' ") == "" or is_placeholder(match[1])
    if match := _LOWER_VARIABLE.fullmatch(text):
        words = _words(match[1] or match[2])
        return words is not None and not NOUNS.isdisjoint(words)
    return False


_MASK: Final = re.compile(
    r"(?:[xX]{3,}+|\*{3,}+|[•●∙·]{3,}+|\.{3,}+|…++|#{3,}+|\?{3,}+|_{3,}+|-{3,}+)"
    r"(?>(?:[-_. :/]?(?:[xX]{2,}|\*{2,}|[•●∙·]{2,}|\.{3,}|…))*)"
)
_GLUED_PREFIX: Final = re.compile(
    r"AKIA|ASIA|AIza|[A-Z]{2}(?=(.)\1{19,}\Z)|AC(?=[xX])|eyJ|SG\.|Bearer |Basic |token "
)
_PREFIX_PIECE: Final = re.compile(r"([A-Za-z0-9]{1,12})[-_]")
_JWT_HEADER: Final = re.compile(r"eyJ[A-Za-z0-9_-]{0,60}(?:\.{3,}|…)")


def _is_masked(text: str) -> bool:
    return (
        _MASK.fullmatch(_without_prefix(text, PREFIXES | KNOWN)) is not None
        or _JWT_HEADER.fullmatch(text) is not None
    )


def _without_prefix(text: str, known: frozenset[str]) -> str:
    """Take off the beginning of a provider's key, as far as it consists of known words."""
    text = _GLUED_PREFIX.sub("", text, count=1) if _GLUED_PREFIX.match(text) else text
    while (match := _PREFIX_PIECE.match(text)) and match[1].lower() in known:
        text = text[match.end() :]
    return text


_SPELLED: Final = (
    "deadbeef",
    "cafebabe",
    "deadc0de",
    "feedface",
    "badc0ffee",
    "c0ffee",
    "decafbad",
    "baadf00d",
)
_IS_SPELLED: Final = re.compile(f"(?:{'|'.join(_SPELLED)})+")
_MIN_DIGITS: Final = 10
_MIN_LETTERS: Final = 8
_MIN_MIXED: Final = 12
_MIN_PREFIXED: Final = 8
_MIN_SEGMENT: Final = 3
# What is longer has the form of a key: people do choose such ones, and nothing is lost by finding it.
_LONGEST_COUNTED: Final = 16


def _is_counted(text: str) -> bool:
    """Whether a text is runs of one character, of neighbours in the alphabet, or words spelled in hex."""
    rest = _without_prefix(text, PREFIXES)
    body = re.sub(r"[-_ .:]", "", rest.removeprefix("0x")).lower()
    if not body.isascii() or not body.isalnum():
        return False
    shortest = _MIN_DIGITS if body.isdigit() else _MIN_LETTERS if body.isalpha() else _MIN_MIXED
    if len(body) < (shortest if rest == text or body.isdigit() else _MIN_PREFIXED):
        return body in _SPELLED
    if len(body) > _LONGEST_COUNTED and len(set(body)) > 2 and not _IS_SPELLED.fullmatch(body):
        return False
    return _is_segmented(body) or (_is_segmented(body[::2]) and _is_segmented(body[1::2]))


def _is_segmented(body: str) -> bool:
    position = 0
    while position < len(body):
        spelled = next((word for word in _SPELLED if body.startswith(word, position)), "")
        length = len(spelled) or max(_run_length(body, position, step) for step in (0, 1, -1))
        # What is left of a run that was cut off may be short.
        if length < _MIN_SEGMENT and not (position and position + length == len(body)):
            return False
        position += length
    return True


def _run_length(body: str, start: int, step: int) -> int:
    end = start + 1
    while end < len(body) and _follows(body[end - 1], body[end], step):
        end += 1
    return end - start


def _follows(first: str, second: str, step: int) -> bool:
    if ord(second) - ord(first) == step:
        return True
    return (step, first, second) in ((1, "9", "0"), (-1, "0", "9"))


_RUNS: Final = re.compile(r"[^\W\d_]+|\d+")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_WORD_GAPS: Final = re.compile(r"[\s_\-.:/]*")
_BRACKETED: Final = re.compile(r"<([^<>]*)>|\[([^\[\]]*)\]|\{([^{}]*)\}|\(([^()]*)\)|\*+([^*]*)\*+")
_UPPER_NAME: Final = re.compile(r"[A-Z]+(?:_[A-Z0-9]+)+")
_UPPER_WORDS: Final = re.compile(r"[A-Z]+(?:[ _-][A-Z]+)*")
# Digits only in pieces of their own: `fake-key-1`, not `changeme123`, which could open something.
_NUMBERED: Final = re.compile(r"(?:[^\W\d_]+|\d{1,4})(?:[\s_\-.:/]+(?:[^\W\d_]+|\d{1,4}))*")


def _is_worded(text: str) -> bool:
    if match := _BRACKETED.fullmatch(text):
        inner = next((group for group in match.groups() if group is not None), "").strip()
        if text[0] in "<[" and _is_named(inner, angle=text[0] == "<"):
            return True
        text = inner
    words = _words(text)
    if words is None:
        return False
    present = {word for word in words if not word.isdigit()}
    has_digits = len(present) < len(set(words))
    if has_digits and (len(present) < 2 or not _NUMBERED.fullmatch(text)):
        return False
    nouns = present & NOUNS
    if present & MARKERS or (present & OWNERS and nouns):
        return True
    if present & VERBS and (nouns or present & PLACES):
        return True
    if _UPPER_NAME.fullmatch(text) and nouns and not has_digits:
        return True
    set_apart = re.search(r"[-_ .]", text) is not None
    return bool(set_apart and present & STAGES and nouns - WEAK_NOUNS and not nouns & WEAK_NOUNS)


def _is_named(inner: str, *, angle: bool) -> bool:
    """Whether what stands in brackets is the name of a thing: `<password>`, `<REDIS_URL>`, `[REDACTED]`."""
    if angle and _UPPER_WORDS.fullmatch(inner) and len(inner) > 2:
        return True
    words = _words(inner)
    return words is not None and not any(map(str.isdigit, words)) and not NOUNS.isdisjoint(words)


def _words(text: str) -> list[str] | None:
    """Return the known words (and numbers) that a text consists of, None when there is anything else."""
    plain = unicodedata.normalize("NFC", text)
    if any(not _WORD_GAPS.fullmatch(gap) for gap in _RUNS.split(plain)):
        return None
    words: list[str] = []
    for run in _RUNS.findall(plain):
        # By the dictionary first (`API_KEY`, `yourapikey`), by case where that fails (`XMLKey`).
        found = [run] if run.isdigit() else _split(run.casefold()) or _split_camel(run)
        if found is None:
            return None
        words.extend(found)
    return words or None


def _split_camel(run: str) -> list[str] | None:
    pieces = [_split(piece.casefold()) for piece in _CAMEL.split(run)]
    return None if None in pieces else [word for piece in pieces for word in piece or ()]


def _split(piece: str) -> list[str] | None:
    """Split letters without gaps into known words, the longest last word first."""
    if piece in KNOWN or piece in PREFIXES or re.fullmatch(r"x{3,}", piece):
        return [piece]
    ends: list[list[str] | None] = [[]]
    for end in range(1, len(piece) + 1):
        best = None
        for start in range(max(0, end - LONGEST), end):
            before = ends[start]
            # A Latin letter is a word when alone (`a`), not a gap between two others.
            is_word = end - start > 1 or not piece[start:end].isascii()
            if before is not None and is_word and piece[start:end] in KNOWN:
                best = [*before, piece[start:end]]
                break
        ends.append(best)
    return ends[-1]


_OWN_PLACEHOLDER: Final = re.compile(r"<[A-Z][A-Z_]*_(?:\d+|[0-9a-f]{16})>")


def _is_own_stand_in(text: str) -> bool:
    return _OWN_PLACEHOLDER.fullmatch(text) is not None or is_dead_or_part(text)
