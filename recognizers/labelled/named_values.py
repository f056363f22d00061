"""From a name's meaning and the value under it to what is found: the same for assignments, members, cells."""

import base64
import binascii
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from recognizers.labelled.literals import Literal
from recognizers.labelled.shapes import has_shape, is_full_name, value_within
from recognizers.labelled.vocabulary import Meaning, Strength, meaning
from recognizers.logins.accounts import is_login
from recognizers.logins.look import login_look
from recognizers.lookalikes.placeholders import is_placeholder, is_stock_value
from recognizers.lookalikes.public_hosts import is_public_host
from recognizers.secrets.expressions import Syntax
from recognizers.secrets.randomness import looks_random
from recognizers.secrets.secrecy import value_score
from recognizers.span import Span

# Less is not worth a policy's attention.
LEAST = 0.3
# What a secret's place tells enough about.
_TOLD = 0.6
_LONGEST_PHRASE = 60
_RECORD_REACH = 200
# The line above in the same record: `email: ada.lindt`.
_ACCOUNT = re.compile(
    r"(?P<key>e-?mail|login|user_?name|user)[\"']?[ \t]{0,8}(?:[:=]|=>)[ \t]{0,8}[\"']?"
    r"(?P<login>(?-i:[a-z\d])[\w.+-]{2,40}(?:@[\w.-]{3,60})?)[\"']?,?[ \t]*\r?\n[ \t]{0,40}[\"']?"
    r"(?:pass(?:word|wd|phrase)?|pwd)[\"']?[ \t]{0,8}(?:[:=]|=>)[ \t]{0,8}[\"']\Z",
    re.IGNORECASE,
)
# An entry of a property list: what stands there is used, not shown.
_ENTRY = re.compile(r"<key>[\w .-]{1,60}</key>\s{0,40}<string>\Z")
_ENTRY_REACH = 120
_MARKS = re.compile(r"[_-]")
# How far the `kind: Secret` of a Kubernetes object may stand before its data.
_OBJECT_REACH = 4000
_NEIGHBOURHOOD = 160
_LONGEST_COOKIES = 8192

# What a login must look like where its name says little; words of programs and prose look worse.
_LEAST_LOOK = -2.5
_MARKED = re.compile(r"[\d._-]")
_ACCESS = re.compile(r"[A-Za-z]\w*\.[A-Za-z]\w*")
_CODE = re.compile(r"[{};]|=>|->|==|\w\(|\b(?:return|const|let|var|await|def|function)\b")
_SCHEME = re.compile(
    r"base64:|pass:|(?:Bearer|Basic|Token|Bot|ApiKey|Digest|SSWS|GenieKey|Splunk|OAuth|FlyV1)\s+(?=\S)",
    re.IGNORECASE,
)
_FIRST = re.compile(r"change[_-]?(?:it|me)[!.\d]{0,4}", re.IGNORECASE)
_CALLED_EXAMPLE = re.compile(
    r"example|sample|placeholder|dummy|replace|template|default|todo|fixme|\breal\b|\byour\b|\bonly\b|\bmust\b"
    r"|beispiel|exemple|ejemplo|esempio|exemplo|voorbeeld|przykład|пример|приклад|örnek|示例|例|예시|उदाहरण",
    re.IGNORECASE,
)
# Names of cookies are words: `connect.sid`, `__Host-session`.
_COOKIE = re.compile(r"(?<![A-Za-z_.\-])([A-Za-z_.\-]++)=([^;\s\"']{8,4096})")
_FLOAT = re.compile(r"\d+\.\d+")
_COOKIE_NAMES = frozenset({"cookie", "set-cookie", "cookies", "set_cookie"})
_K8S_SECRET = re.compile(r"kind\\*[\"']?\s*:\s*\\*[\"']?Secret\b")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{8,}={0,2}")
_NEIGHBOURS = re.compile(
    r"\w@\w+\.\w|e-?mail|phone|birth|\bborn|surname|address|\btel\b|telefon|\+\d{6}", re.IGNORECASE
)


def find_named(
    source: str, text: str, found: Meaning, name: str, literals: Sequence[Literal]
) -> Iterator[Span]:
    """Yield the literals that are what their name announces."""
    if found.secret:
        yield from _find_secrets(source, text, found, name, literals)
    else:
        yield from _find_personal(source, text, found, literals)


def _find_secrets(
    source: str, text: str, found: Meaning, name: str, literals: Sequence[Literal]
) -> Iterator[Span]:
    """Yield the literals that are secrets; pieces of one value are judged together too."""
    whole = 0.0
    if len(literals) > 1:
        joined = "".join(text[literal.start : literal.end] for literal in literals)
        whole = value_score(found, name, joined, literals[0].syntax)
    for literal in literals:
        if name.lower() in _COOKIE_NAMES:
            yield from _find_cookies(source, text, literal)
            continue
        start = literal.start + _scheme_length(text[literal.start : literal.end])
        if found.shape == "token" and (pair := _cookie(text, start, literal.end)):
            start = pair.start(2)
        value = text[start : literal.end]
        decoded = _kubernetes_value(text, value, start)
        if decoded is not None:
            score = value_score(found, name, decoded, Syntax.MEMBER)
            codec: tuple[str, ...] = ("base64",)
        elif hexed := hex_literal(text, start, literal.end):
            start, decoded = hexed
            score = value_score(found, name, decoded, Syntax.MEMBER)
            codec = ("hex",)
        else:
            score = max(value_score(found, name, value, literal.syntax), whole)
            codec = ()
        if not score and found.shape == "password" and _is_first_password(text, start, literal):
            score = 0.5
        if score < _TOLD and found.shape == "password" and _is_used(text, value, start):
            score = _TOLD
        if score >= LEAST and start < literal.end:
            yield Span(start, literal.end, found.entity_type, score, source, codec)


def _is_used(text: str, value: str, start: int) -> bool:
    """Return whether a phrase is in an entry of settings or below a login of its record, so no caption."""
    if " " not in value.strip() or len(value) > _LONGEST_PHRASE or not _is_free(value):
        return False
    if _ENTRY.search(text, max(0, start - _ENTRY_REACH), start):
        return True
    account = _ACCOUNT.search(text, max(0, start - _RECORD_REACH), start)
    # Captions tell one thing by another: `email: Email`.
    return account is not None and _MARKS.sub("", account["login"]) != _MARKS.sub("", account["key"]).lower()


def _is_free(value: str) -> bool:
    """Return whether no word of a phrase names a secret or what one does with it."""
    words = re.findall(r"[^\W\d_]+", value)
    return value[-1] not in ".:?…" and not any(map(meaning, words)) and not is_placeholder(value)


def _cookie(text: str, start: int, end: int) -> re.Match[str] | None:
    """Match a name and its value, unless the sign is one of a token's own: `q8Zr…=vX2w…`."""
    pair = _COOKIE.fullmatch(text, start, end)
    return None if pair and looks_random(pair[1]) else pair


def _find_personal(source: str, text: str, found: Meaning, literals: Sequence[Literal]) -> Iterator[Span]:
    """Yield the literals that have the shape which the name announces."""
    for literal in literals:
        if hexed := hex_literal(text, literal.start, literal.end):
            if (score := personal_score(found, hexed[1], Syntax.MEMBER)) >= LEAST:
                yield Span(hexed[0], literal.end, found.entity_type, score, source, ("hex",))
            continue
        start, end = value_within(text, literal.start, literal.end, found.shape, found.entity_type)
        score = personal_score(found, text[start:end], literal.syntax)
        if (
            found.shape == "login"
            and literal.syntax is not Syntax.QUOTED
            and _is_member_access(text, start, end)
        ):
            continue
        if 0.0 < score < 0.5 and _has_neighbours(text, start, end):
            score = 0.7
        if score >= LEAST:
            yield Span(start, end, found.entity_type, score, source)
        elif found.shape == "person" and _is_login_for_name(text[literal.start : literal.end]):
            yield Span(literal.start, literal.end, "USERNAME", 0.6, source)


@lru_cache(maxsize=4096)
def personal_score(found: Meaning, value: str, syntax: Syntax) -> float:
    """Return how sure it is that a value under a person's name, number or address is one."""
    if not has_shape(value, found.shape) or is_stock_value(found.entity_type, value) or is_placeholder(value):
        return 0.0
    if found.shape == "login" and "_" in value and meaning(value) is not None:
        return 0.0  # the next column: `username`, `user_password`
    weak_login = found.shape == "login" and found.strength is Strength.WEAK
    if weak_login and not (is_login(value) and login_look(value) > _LEAST_LOOK):
        return 0.0
    if found.shape == "host" and is_public_host(value):
        return 0.0
    if found.strength is Strength.WEAK:
        if found.shape == "login":
            return 0.6 if len(value) > 2 and any(map(str.islower, value)) and _opens_login(value) else 0.0
        return 0.45 if found.shape != "person" or is_full_name(value) else 0.3
    return 0.85 if syntax in (Syntax.QUOTED, Syntax.MEMBER, Syntax.LINE) else 0.6


def _opens_login(value: str) -> bool:
    return value[0].islower() or _MARKED.search(value) is not None


def _is_login_for_name(value: str) -> bool:
    """Return whether a login stands where a name is announced: `owner: sgueguen`."""
    return (
        value.isascii()
        and value == value.lower()
        and len(value) > 2
        and has_shape(value, "login")
        and is_login(value)
        and login_look(value) > _LEAST_LOOK
        and not is_stock_value("USERNAME", value)
        and not is_placeholder(value)
    )


def _is_member_access(text: str, start: int, end: int) -> bool:
    """Return whether it reads `c.mobile` among code, not `l.dziuba` in a file of settings."""
    if not _ACCESS.fullmatch(text, start, end):
        return False
    line = text[max(0, start - 120) : start].rpartition("\n")[2] + text[start : end + 120].partition("\n")[0]
    return _CODE.search(line) is not None


def _scheme_length(value: str) -> int:
    scheme = _SCHEME.match(value)
    return scheme.end() if scheme else 0


def _is_first_password(text: str, start: int, literal: Literal) -> bool:
    """Return whether a service runs with the password that it came with, and nobody calls it an example."""
    if literal.syntax is Syntax.SPOKEN or not _FIRST.fullmatch(text, start, literal.end):
        return False
    around = text[max(0, start - _NEIGHBOURHOOD) : start] + text[literal.end : literal.end + _NEIGHBOURHOOD]
    return _CALLED_EXAMPLE.search(around) is None


def _find_cookies(source: str, text: str, literal: Literal) -> Iterator[Span]:
    end = literal.end
    if literal.syntax is not Syntax.QUOTED:
        line_end = text.find("\n", literal.start, literal.start + _LONGEST_COOKIES)
        end = line_end if line_end >= 0 else min(len(text), literal.start + _LONGEST_COOKIES)
    for pair in _COOKIE.finditer(text, literal.start, end):
        if looks_random(pair[2]) and not _FLOAT.fullmatch(pair[2]):
            yield Span(pair.start(2), pair.end(2), "ACCESS_TOKEN", 0.75, source)


def hex_literal(text: str, start: int, end: int) -> tuple[int, str] | None:
    """Return where the digits begin of a value that SQL has in hex, `X'…'` or `0x…`, and what they stand for.

    https://dev.mysql.com/doc/refman/8.4/en/hexadecimal-literals.html
    """
    if text[start : start + 2] in ("0x", "0X"):
        start += 2
    elif text[max(0, start - 2) : start] not in ("X'", "x'"):
        return None
    try:
        decoded = bytes.fromhex(text[start:end]).decode()
    except ValueError:
        return None
    return (start, decoded) if len(decoded) > 3 and decoded.isprintable() else None


def _kubernetes_value(text: str, value: str, start: int) -> str | None:
    """Return what a base64 value of a Kubernetes Secret stands for, None where it is none."""
    if not _BASE64.fullmatch(value):
        return None
    if not _K8S_SECRET.search(text, max(0, start - _OBJECT_REACH), start):
        return None
    try:
        decoded = base64.b64decode(value + "=" * (-len(value) % 4)).decode("utf-8").rstrip("\n")
    except (binascii.Error, ValueError):
        return None
    return decoded if decoded.strip() and decoded.isprintable() else None


def _has_neighbours(text: str, start: int, end: int) -> bool:
    """Return whether other data of a person stand close by."""
    around = text[max(0, start - _NEIGHBOURHOOD) : start] + text[end : end + _NEIGHBOURHOOD]
    return _NEIGHBOURS.search(around) is not None
