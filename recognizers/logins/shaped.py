"""Logins that their own form tells, where no word announces them: `yevgenia.b`, `c.ploner`, `olive_k`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from recognizers.logins.accounts import is_login
from recognizers.logins.look import login_look
from recognizers.lookalikes.object_ids import is_object_id
from recognizers.lookalikes.placeholders import is_placeholder, is_stock_value
from recognizers.span import Span

_LOGIN: Final = re.compile(
    r"(?<![\w./\\$:+&%@-])(?<!\w')(?<!\[\[)(?<!<(?=[\w.-]{1,60}>[^<\n]{0,200}</))@?(?P<login>[a-z][a-z0-9]{0,19}(?:[._-][a-z0-9]{1,20}){1,2}_?)"
    r"(?![\w/(=\[@\\]|\.[\w(]|-\w|:[^\s]|\s?(?:=|\(\)|\+\+|=>)|\+0x)"
)
# A name in the reverse order of a domain's: `app.heronry`.
_REVERSED: Final = re.compile(r"(?:app|apps|com|net|org|io|dev)\.\w+")
# What Hungarian asks with, `mehet-e`, and words and letters that tell that language.
_PARTICLE: Final = re.compile(r"[a-z]{3,}-e")
_HUNGARIAN: Final = re.compile(r"[őűŐŰ]|\b(?:hogy|nem|vagy|egy|és|az|ezt|azt|ha|meg|van|kell)\b")
_INITIAL: Final = re.compile(r"[a-z]\.[a-z]{3,}\d{0,4}|[a-z]{3,}\.[a-z]{1,2}\d{0,4}")
# What parts the words of a login: how sure its look must make it, in talk and among code.
_LEAST: Final = {"initial": (1.0, 2.5), ".": (1.5, 3.0), "_": (2.0, 3.5), "-": (2.5, 4.0)}
_CODE: Final = re.compile(
    r"[{};]|=>|->|==|\w\(|\w\[|\b(?:return|import|const|var|let|def|func|select|from \w+ import)\b"
    r"|\b(?:SELECT|WHERE|JOIN|BETWEEN|CASE WHEN|GROUP BY|ORDER BY|SET) "
)
# `{{ berth.pontoon }}`, `${o.flat}`: what is put in there is an attribute.
_PUT_IN: Final = re.compile(r"(?:\{\{-?|\$\{|<%=)\s?\Z")
# What a thing in a program or a query has, where the same letters stand for it: `b.id`, `b.ends`.
_ATTRIBUTES: Final = (
    r"(?:id|name|no|key|value|type|date|status|code|title|number|length|text|data|url|price|total|count|size|items"
    r"|created_at|updated_at|[a-z]+_id)"
)
_ATTRIBUTE: Final = re.compile(rf"{_ATTRIBUTES}(?!\w)|\w+\(")
_BEGINNING: Final = re.compile(r"(?<![\w.])")
_SURROUNDINGS: Final = 600
_LINE: Final = 120
_REACH: Final = 44
_SIGNS: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789._-")
_SCORE: Final = 0.6
_KNOWN: Final = 8192


@dataclass(frozen=True)
class ShapedLoginFinder:
    """Finds words that are built as logins are, and as words and identifiers hardly ever."""

    id: str = "shaped-login"
    entity_types: frozenset[str] = frozenset({"USERNAME"})
    keywords: tuple[str, ...] = ()
    triggers: tuple[str, ...] = (
        # With a dot, anywhere; with other marks, where something is named.
        r"(?:^|[^A-Za-z0-9_./\\$:+&%-])[a-z][a-z0-9]*\.[a-z][a-z0-9]*(?:[^A-Za-z0-9_./(=\[@\\-]|\.[^A-Za-z0-9]|$)",
        r"(?:[|(<>«@`]|\| |→ |[a-z,:] |\n)[`'\"@*]{0,2}[a-z]{3,}[_-][a-z0-9]",
    )
    before: int | None = None
    after: int = 24

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the word before `start`, or that it stands in, if it looks like a login."""
        start = min(start, len(text))
        begin = start - 1
        while begin > 0 and start - begin < _REACH and text[begin - 1] in _SIGNS:
            begin -= 1
        match = _LOGIN.match(text, begin)
        if match is None or _PUT_IN.search(text, max(0, match.start() - 4), match.start()):
            return
        looks = _looks(match["login"])
        if looks == "never" or (looks == "in talk" and _CODE.search(_line(text, match.start(), match.end()))):
            return
        if _PARTICLE.fullmatch(match["login"]) and _HUNGARIAN.search(_line(text, match.start(), match.end())):
            return
        if not _is_attribute(text, match):
            yield Span(match.start("login"), match.end("login"), "USERNAME", _SCORE, self.id)


def _is_attribute(text: str, match: re.Match[str]) -> bool:
    """Return whether what stands before the dot has other attributes near by."""
    owner, dot, _ = match["login"].partition(".")
    if not dot:
        return False
    begin, stop = max(0, match.start() - _SURROUNDINGS), match.end() + _SURROUNDINGS
    size = len(owner) + 1
    at = text.find(f"{owner}.", begin, stop)
    while at >= 0:
        if _BEGINNING.match(text, at) and _ATTRIBUTE.match(text, at + size, stop):
            return True
        at = text.find(f"{owner}.", at + size, stop)
    return False


@lru_cache(maxsize=_KNOWN)
def _looks(word: str) -> Literal["never", "in talk", "always"]:
    """Return where a word looks like a login; the same words recur in a text."""
    mark = next(char for char in word if char in "._-")
    least, in_code = _LEAST["initial" if _INITIAL.fullmatch(word) else mark]
    look = login_look(word)
    if (
        look < least
        or _REVERSED.fullmatch(word)
        or is_object_id(word)
        or not is_login(word)
        or is_stock_value("USERNAME", word)
        or is_placeholder(word)
    ):
        return "never"
    return "always" if look >= in_code else "in talk"


def _line(text: str, start: int, end: int) -> str:
    begin = text.rfind("\n", max(0, start - _LINE), start) + 1
    stop = text.find("\n", end, end + _LINE)
    return text[max(begin, start - _LINE) : stop if stop >= 0 else end + _LINE]
