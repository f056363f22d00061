"""Secrets become tokens that anybody sees are dead, and that parse where the secret stood.

`ghp_…` becomes `ghp_REDACTED_` and 32 digits of 0 to 2: 50 bits of the HMAC, so that equal secrets stay equal
and two different ones meet with chance 2^-50. Three digits only, since what looks random is found again by
other people's scanners, which ask for an entropy of 3.5 bits a character. The token is a word in
every programming language and needs no quotes in .env, YAML, JSON strings, shells and URLs.
"""

import re
from collections.abc import Callable
from typing import Final

from recognizers.lookalikes.dead_tokens import (
    HALF_DIGITS,
    OPEN_PREFIXES,
    PREFIXES,
    TAG_ALPHABET,
    TAG_DIGITS,
    WORD,
)
from scrub.surrogates.draw import Draw, moved

_GLUED: Final = re.compile(r"(?:AKIA|ASIA|AIza|ATATT3|dapi|cio)\Z")
# Two letters begin many a password. https://www.twilio.com/docs/iam/api-keys
_TWILIO: Final = re.compile(r"(?:SK|AC)[0-9a-f]{32}")
_BEGIN: Final = re.compile(
    r"(?P<begin>-{4,5} ?BEGIN [A-Z0-9 ]{1,60}-{4,5})(?P<gap>(?:\s|\\+[nrt]|[\"'+,|>#])*)"
)
_END: Final = re.compile(r"-{4,5} ?END [A-Z0-9 ]{1,60}-{4,5}")
# What ends a line, backwards.
_GAP_BACKWARDS: Final = re.compile(r"(?:\s|[nrt]\\+|[\"'+,|>#])*")
_FRAME: Final = re.compile(
    r"(?:\$(?:[a-z0-9-]{1,16})|[a-z0-9_]{4,24})(?>(?:\$(?:v=\d{1,3}|\d{1,7}|(?:[a-z]{1,8}=\d{1,9},?){1,4})(?=\$))*)\$"
    r"|\{[A-Z0-9]{2,12}\}"
)
_URL: Final = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?:[^/@\s]*@)?(?P<host>[^/:?#\s]+)")


def tag(draw: Draw) -> str:
    """Return the digits that tell one dead token from another."""
    return draw.letters(TAG_ALPHABET, TAG_DIGITS)


def dead_token(value: str, draw: Draw) -> str:
    """Return what stands for a key, a token or a password."""
    if value.startswith("eyJ") and value.count(".") in (2, 4):
        # Three parts, five where it is encrypted. https://www.rfc-editor.org/rfc/rfc7519
        return ".".join([f"eyJ{WORD}", tag(draw), *([WORD] * (value.count(".") - 1))])
    return f"{_prefix_of(value)}{WORD}_{tag(draw)}"


def _prefix_of(value: str) -> str:
    for prefix in OPEN_PREFIXES:
        if value.startswith(prefix):
            return f"{prefix}."
    for prefix in PREFIXES:
        # A prefix of two or three letters is one only before the many characters of a token.
        if value.startswith(prefix) and len(value) - len(prefix) >= _LEAST_BODY:
            if prefix in ("SK", "AC"):
                return prefix if _TWILIO.fullmatch(value) else ""
            glued = _GLUED.match(prefix)
            if glued is None or value[len(prefix) :].isalnum() or prefix == "AIza":
                return prefix
    return ""


_LEAST_BODY: Final = 14


def dead_key_block(value: str, draw: Draw) -> str:
    """Return a PEM block with its first and last lines and a dead token in between."""
    block = _BEGIN.match(value)
    if block is None:
        return dead_token(value, draw)
    # Short and in two, since scanners ask a key for 30 characters in a row or 64 in all.
    first, second = (draw.letters(TAG_ALPHABET, HALF_DIGITS) for _ in range(2))
    body = f"{block['begin']}{block['gap']}{WORD}_{first}_{second}"
    end = _END.search(value, block.end())
    if end is None:
        return body
    gap = _GAP_BACKWARDS.match(value[block.end() : end.start()][::-1])
    assert gap is not None
    return f"{body}{gap[0][::-1] or block['gap']}{end[0]}"


def dead_hash(value: str, draw: Draw) -> str:
    """Return a password hash with its method and cost (`$2b$12$`) and a dead token for salt and digest."""
    frame = _FRAME.match(value)
    return f"{frame[0] if frame else ''}{WORD}_{tag(draw)}"


def dead_url(value: str, draw: Draw) -> str:
    """Return a URL on a reserved host that names the service where the original did."""
    url = _URL.match(value)
    if url is None:
        return dead_token(value, draw)
    labels = url["host"].lower().split(".")
    # `hooks.slack.com` is told by its second label from the right, a company's own host by nothing.
    service = f".{labels[-2]}" if ".".join(labels[-2:]) in _SERVICES else ""
    return f"{url['scheme']}://{WORD}-{tag(draw)}{service}.invalid/"


_SERVICES_LIST: Final = """
slack.com discord.com discordapp.com office.com azure.com powerplatform.com zapier.com make.com
googleapis.com google.com amazonaws.com windows.net github.com gitlab.com telegram.org dingtalk.com
feishu.cn larksuite.com pipedream.net webhook.site ifttt.com n8n.cloud vercel.com netlify.com
"""
_SERVICES: Final = frozenset(_SERVICES_LIST.split())


def dead_code(value: str, key: bytes, scope: str, draw: Draw) -> str:
    """Return what stands for a one-time code, PIN or CVV.

    Digits become as many other digits, since in code and JSON they stand without quotes. They are too few
    to look dead. A keyed permutation of all codes of the length (of those with, or without, a zero in
    front) keeps different codes different; six digits have 900 000 stand-ins, a PIN 9000.
    """
    digits = re.sub(r"[\s-]", "", value)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST_CODE):
        return f"{WORD}_{tag(draw)}"
    return in_digits_of(value, moved_digits(digits, key, scope, "OTP"))


_LONGEST_CODE: Final = 12
# Numbers of so many digits have an order that is walked in 64 bits.
_MOVED_AT_ONCE: Final = 18


def moved_digits(digits: str, key: bytes, scope: str, pool: str) -> str:
    """Return other digits, as many, with a zero in front if and only if there was one; never two alike."""
    size = len(digits)
    if size > _MOVED_AT_ONCE:
        begun, rest = digits[:_MOVED_AT_ONCE], digits[_MOVED_AT_ONCE:]
        return moved_digits(begun, key, scope, pool) + moved_digits(rest, key, scope, f"{pool} on")
    if not size:
        return ""
    first = 10 ** (size - 1)
    if size == 1:
        return str(moved(key, scope, f"{pool} 1", int(digits), 10))
    if digits[0] == "0":
        return f"{moved(key, scope, f'{pool} 0 {size}', int(digits), first):0{size}d}"
    return str(first + moved(key, scope, f"{pool} {size}", int(digits) - first, 9 * first))


def in_digits_of(value: str, digits: str) -> str:
    """Return a text with its digits replaced in order."""
    source = iter(digits)
    return "".join([next(source) if character.isdecimal() else character for character in value])


DeadSecret = Callable[[str, Draw], str]
# By entity type; any other secret is a token.
DEAD: Final[dict[str, DeadSecret]] = {
    "PRIVATE_KEY": dead_key_block,
    "AUTH_HASH": dead_hash,
    "WEBHOOK_URL": dead_url,
}
