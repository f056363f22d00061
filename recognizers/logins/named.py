"""Logins behind the words for them: "user tvanjos", "discord kat_mandoo, velvet.kat", in many languages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from recognizers.labelled.vocabulary import meaning
from recognizers.logins.accounts import is_login
from recognizers.logins.look import login_look
from recognizers.lookalikes.placeholders import is_placeholder, is_stock_value
from recognizers.matching.triggers import word_triggers
from recognizers.span import Span
from recognizers.wordfiles import word_file

_REACH: Final = 96
_LINE: Final = 120
# How many words may join the word and the login.
_MOST_LINKS: Final = 3
_MOST_LISTED: Final = 12
_LEAST: Final = 3
# A plain word that nothing joins to the word before it must look like a login.
_LEAST_LOOK: Final = -1.5
_QUOTES: Final = "\"'`«„“‘*_"
_CLOSING: Final = frozenset(_QUOTES) | frozenset("»”’")
_GAP: Final = re.compile(rf"[ \t]{{0,2}}[:：=#(（]?[ \t]{{0,2}}[{_QUOTES}@]{{0,3}}")
_LINK: Final = re.compile(r"[ \t]{0,2}(?P<word>[^\s\d_.,;:：()]{1,10})(?=[ \t:：])")
_GLUED: Final = re.compile(r"(?:[はがを는은이가是为為叫]|ของ(?:ผม|ฉัน|เรา|หนู)|คือ)[ ]?(?=[A-Za-z0-9])")
# Small letters, as logins of prose have them; a capital only beside a mark or digit.
_LOGIN: Final = re.compile(
    r"(?P<login>[A-Za-z0-9](?:[A-Za-z0-9]|[._-](?=[A-Za-z0-9_])){1,38}_?)(?![A-Za-z0-9@/\\?(\[]|[:=.\-(][^\s:])"
)
# The last three words of a text at the most, read from its end.
_WORDS_BACKWARDS: Final = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)?(?: [^\W\d_]*[.'’-]?[^\W\d_]+){0,2}")
_NEXT: Final = re.compile(
    rf"[{_QUOTES}»”’]{{0,2}}(?:, ?| and | und | y | et | e | och | i |、| & | / ?@)[{_QUOTES}@]{{0,2}}"
)
_MARK: Final = re.compile(r"[\d._-]")
_NO_LOGIN: Final = re.compile(
    r"[\d._-]+(?:st|nd|rd|th|x|k|m|h|s|ms|kb|mb|gb|am|pm|min|px|g|kg|km|l|er|fa|d)?|v?\d+[a-z]?\d*|[0-9a-f]{7,64}"
    r"|(?=[A-Z0-9_-]*\Z)[A-Z][A-Z0-9_-]*|\w{1,3}-\d{1,2}|[A-Z][a-z]+(?:-[A-Za-z]+)+|(?:[a-z]+-){2,}[a-z]+"
    # What one has studied: `B.Tech`, `M.Phil`.
    r"|(?:[BDM]|Ph)\.(?:A|Arch|Com|D|Des|Ed|Eng|Litt?|Mus|Pharm|Phil|Sc|Tech|Th)",
)
_HUMPED: Final = re.compile(r"[a-z]{2,}[A-Z][a-z]+")
_HYPHENED: Final = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+")
_CODE: Final = re.compile(
    r"[{};<>$]|=>|->|==|\b(?:def|var|let|const|func|return|import|class|select)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class NamedLoginFinder:
    """Finds the login that a word announces, and those listed with it."""

    id: str = "named-login"
    entity_types: frozenset[str] = frozenset({"USERNAME"})
    keywords: tuple[str, ...] = ()
    before: None = None
    after: int = _REACH

    @cached_property
    def triggers(self) -> tuple[str, ...]:
        """A word for a login, and what comes behind it."""
        return word_triggers((*word_file("logins")["strong"], *word_file("logins")["weak"]))

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the logins behind the word whose last sign, or the one behind it, ends at `start`."""
        # The text may end with the word: what leads here takes its end for a line's.
        start = min(start, len(text))
        word_end = start
        while word_end > 0 and not text[word_end - 1].isalnum():
            word_end -= 1
        strong = _is_strong(text[max(0, word_end - 24) : word_end])
        if strong is None:
            word_end = start - 1
            strong = _is_strong(text[max(0, word_end - 24) : word_end])
        if strong is None:
            return
        position, linked = _linked(text, word_end)
        linked = linked or text[word_end - 1] >= "\u0600"
        first = position
        logins, plain = [], []
        for _ in range(_MOST_LISTED):
            match = _LOGIN.match(text, position, min(len(text), position + 48))
            if match is None:
                break
            coded = not strong and text[position - 1] in "`\"'"
            if _is_marked(match["login"], strong) and not coded and _can_be(match["login"]):
                logins.append(match)
            elif (
                (strong or logins)
                and _is_plain(text, match, linked or bool(logins))
                and _can_be(match["login"])
            ):
                plain.append(match)
            else:
                break
            more = _NEXT.match(text, match.end())
            if more is None:
                break
            position = more.end()
        # Words in a list of logins are logins; behind a single one the sentence goes on.
        if len(logins) > 1 or (strong and not logins):
            logins = sorted((*logins, *plain), key=lambda match: match.start())
        if not logins or _stands_in_code(text, word_end, first):
            return
        for match in logins:
            yield Span(
                match.start("login"), match.end("login"), "USERNAME", 0.65 if strong else 0.55, self.id
            )


def _stands_in_code(text: str, word_end: int, end: int) -> bool:
    """Return whether what a line says up to a login is a program."""
    start = max(0, word_end - _LINE)
    line_start = text.rfind("\n", start, word_end) + 1
    return _CODE.search(text, max(line_start, start), end) is not None


def _linked(text: str, position: int) -> tuple[int, bool]:
    """Return where the value begins behind the words that join it, and whether something does."""
    begin = position
    glued = _GLUED.match(text, position)
    if glued:
        return glued.end(), True
    for _ in range(_MOST_LINKS):
        link = _LINK.match(text, position)
        if link is None or link["word"].casefold() not in _links():
            break
        position = link.end()
    gap = _GAP.match(text, position)
    assert gap is not None
    joint = gap.group().strip()
    return gap.end(), position > begin or bool(joint)


def _can_be(login: str) -> bool:
    return (
        len(login) >= _LEAST
        and any(map(str.isalpha, login))
        and not _NO_LOGIN.fullmatch(login)
        and is_login(login)
        and meaning(login) is None
        and not is_stock_value("USERNAME", login)
        and not is_placeholder(login)
    )


def _is_marked(login: str, strong: bool) -> bool:
    """Return whether a login shows that it is no word; words with a hyphen are things as often as people."""
    return _MARK.search(login) is not None and (strong or not _HYPHENED.fullmatch(login))


def _is_plain(text: str, match: re.Match[str], joined: bool) -> bool:
    """Return whether a word of small letters stands where a login ends, not where a sentence goes on."""
    login = match["login"]
    if len(login) <= _LEAST or not login.isascii() or not (login.islower() or _HUMPED.fullmatch(login)):
        return False
    quoted = text[match.start() - 1] in _QUOTES and text[match.end() : match.end() + 1] in _CLOSING
    told = joined or not login.islower() or login_look(login) > _LEAST_LOOK
    return quoted or (told and _ends().match(text, match.end()) is not None)


def _is_strong(head: str) -> bool | None:
    """Return whether the word that ends a text is a sure one, None where it is no word of ours."""
    folded = head.casefold()
    for strong, unspaced in ((True, _unspaced("strong")), (False, _unspaced("weak"))):
        if folded.endswith(unspaced):
            return strong
    words = _WORDS_BACKWARDS.match(folded[::-1])
    if words is None or (words.end() < len(folded) and folded[-words.end() - 1] in "_-./@$"):
        return None
    phrase = words.group()[::-1]
    while phrase:
        strong_one = _strengths().get(phrase)
        if strong_one is not None:
            return strong_one
        phrase = phrase.partition(" ")[2]
    return None


@cache
def _strengths() -> dict[str, bool]:
    return {
        word.casefold(): key == "strong" for key in ("weak", "strong") for word in word_file("logins")[key]
    }


@cache
def _unspaced(key: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in word_file("logins")[key] if word[0] >= "\u0600")


@cache
def _ends() -> re.Pattern[str]:
    """Return what stands behind a plain word of small letters that is a login."""
    words = "|".join(map(re.escape, sorted(word_file("logins")["passwords"], key=len, reverse=True)))
    return re.compile(
        rf"[{_QUOTES}»”’)）]{{0,2}}(?:[,;/|、，。）)]|\s?/|\.?\s*(?:$|\n)|\s+(?:{words})"
        r"|\s(?:e|y|and|und|et|og|och|i) [a-z]{4,20}[,.;\n]"
        # Where the verb stands last.
        r"|\s?(?:hai|hain|है|हैं|आहे|छे|छ|हो|છે|ہے|ہیں|da|dir|です|だ|입니다|이에요|예요)(?![^\W_]))",
        re.IGNORECASE,
    )


@cache
def _links() -> frozenset[str]:
    return frozenset(word_file("logins")["links"])
