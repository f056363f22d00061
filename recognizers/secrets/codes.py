"""One-time codes, PINs and door codes spoken of in a sentence: "the code is 482 913", in many languages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from recognizers.labelled.vocabulary import meaning, secret_phrases
from recognizers.lookalikes.placeholders import is_stock_value
from recognizers.matching.triggers import word_triggers
from recognizers.secrets.speech import speech
from recognizers.span import Span

# A digit shortly behind a word, in Arabic, Persian, Bengali or Indian figures too.
_DIGIT_BEHIND = (
    r"[^\n0-9]{0,40}(?:[0-9]|\xd9[\xa0-\xa9]|\xdb[\xb0-\xb9]|\xe0\xa7[\xa6-\xaf]|\xe0\xa5[\xa6-\xaf])"
)
# How far before a code the word that announces it may stand.
_REACH = 60
_MOST_LISTED = 16
_CODE = re.compile(
    r"(?:[A-Z]-)?\d(?:[ \-.]?\d){2,19}[#*]?(?![0-9A-Za-z_])|[A-Z]\d{4,5}(?![0-9A-Za-z_])|"
    r"\d{4,5}[A-Z*#](?![0-9A-Za-z_])"
    r"|(?:[A-Z0-9]{4}[ \-]){2,7}[A-Z0-9]{2,6}(?![0-9A-Za-z_])"
    r"|[#*]\d{4,6}[#*]?(?![0-9A-Za-z_])|\d{2}[A-Z]\d{1,3}(?![0-9A-Za-z_])|\d{2,4}[#*]\d{1,4}(?![0-9A-Za-z_])"
    r"|[A-Z0-9]{2,5}-(?=\w*\d)[A-Z0-9]{3,6}(?![0-9A-Za-z_])|\d{1,3}[#*]\d{3,5}(?![0-9A-Za-z_])"
)
_UNIT = re.compile(
    r"\s*(?:%|°|€|\$|£|/\w|\.\d|:\d|(?:kg|km|cm|mm|ms|px|min|lines?|files?|times|bytes?|errors?|"
    r"tests?|-?digits?|chars?|characters"
    r"|minutes?|hours?|days?|years?|users?|rows?|items?|attempts?)\b)",
    re.IGNORECASE,
)
_YOURS = re.compile(
    r"(?P<code>(?:[A-Z]-)?\d{3}[ \-]?\d{1,5})\s+(?:is|ist|es|est|é|è|to|jest|är|er|—|-|–)?\s*"
    r"(?:your|dein|ihr|tu|su|votre|ton|o seu|seu|il tuo|twój|ditt|din)\b",
    re.IGNORECASE,
)
_DECIMAL = re.compile(r"\d{1,2}\.\d{1,2}")
_YEAR = re.compile(r"(?:19|20)\d\d")
# In the scripts of India and South East Asia vowels are marks, which `\w` leaves out.
_MARKS = (
    "\u0900-\u0963\u0981-\u09e5\u0a01-\u0a65\u0a81-\u0ae5\u0b01-\u0dff\u0e30-\u0e4e\u1000-\u103f\u1780-\u17d3"
)
_WORDS = re.compile(rf"[\w\-’'{_MARKS}]+")
# From here on scripts do not put blanks between words, or write particles onto them.
_UNSPACED = "\u0590"
_NEXT = re.compile(r"\s*(?:,|/|;|or|and|oder|und|o|ou|y|e)?\s*")
# A message that brought a code, or its log.
_SENT = re.compile(r"\b(?:sms|otp|2fa|mfa|verif|text(?:ed)? (?:me|you)|смс)|\+\d{9}", re.IGNORECASE)
_CODE_LINE = re.compile(r"[{}();=<>]")


@dataclass(frozen=True)
class SpokenCodeFinder:
    """Finds the code behind a word that announces one, and those listed with it."""

    id: str = "spoken-code"
    keywords: tuple[str, ...] = ()
    before: None = None
    after: int = _REACH
    entity_types: frozenset[str] = frozenset({"OTP"})

    @cached_property
    def triggers(self) -> tuple[str, ...]:
        """A word that announces a code, and the first digit behind it; or a code that is said to be yours."""
        phrases = [phrase for phrase in secret_phrases() if _means_code(phrase)]
        return (
            *word_triggers((*phrases, *speech().code_words), speech().compound_codes, _DIGIT_BEHIND),
            r"(?i)[0-9]{3} (?:is|ist|es|est|to|jest) (?:your|dein|ihr|tu|su|votre|ton|seu|tw)",
            r"(?i)[0-9]{3} ?[-\xe2\x80\x94]+ ?(?:your|dein|ihr|tu|su|votre|ton|seu|tw)",
            r"(?i)(?:use|enter|utilisez|usa|verwenden sie) [0-9]{4}",
        )

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the code that begins shortly before `start` or holds it."""
        yours = _YOURS.search(text, max(0, start - 30), end)
        if yours:
            yield Span(yours.start("code"), yours.end("code"), "OTP", 0.85, self.id)
            return
        begin = _code_start(text, start - 1)
        match = _CODE.match(text, begin) or _CODE.match(text, start - 1)
        if match is None or not _stands_alone(text, match) or is_stock_value("ID_NUMBER", match.group()):
            return
        line = text[max(0, match.start() - _REACH) : match.start()]
        line = line[line.rfind("\n") + 1 :]
        score = _confidence(line, match.group())
        for _ in range(_MOST_LISTED):
            if not score or match is None or not _stands_alone(text, match):
                return
            yield Span(match.start(), match.end(), "OTP", score, self.id)
            more = _NEXT.match(text, match.end())
            following = _CODE.match(text, more.end()) if more and more.end() > match.end() else None
            same = following and len(following.group()) == match.end() - match.start()
            match = following if same else None


def code_end(text: str, start: int) -> int:
    """Return where the code that begins at `start` ends, groups of digits included; `start` for none."""
    match = _CODE.match(text, start)
    return match.end() if match else start


def _code_start(text: str, position: int) -> int:
    """Return where the code begins that has its first digit at this position."""
    start = position
    while start > 0 and position - start < 8 and _belongs(text[start - 1]):
        start -= 1
    while start < position and text[start] == "-":
        start += 1
    return start


def _belongs(char: str) -> bool:
    return char == "-" or (char.isascii() and (char.isdigit() or char.isupper()))


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    before = text[match.start() - 1 : match.start()]
    if before and (before in ".$€£+_#-" or (before.isascii() and before.isalnum())):
        return False
    return _UNIT.match(text, match.end()) is None


def _confidence(line: str, value: str) -> float:
    """Return how sure the words before it on its line make a code."""
    words = [word.lower() for word in _WORDS.findall(line)]
    position = next((i for i in range(len(words) - 1, -1, -1) if _announces(words[i])), None)
    if position is None:
        return 0.0
    word, between, ahead = words[position], words[position + 1 :], words[max(0, position - 3) : position]
    if (ahead and ahead[-1] in speech().other_codes) or word.endswith(speech().other_compounds):
        return 0.0
    if len(between) > 6 or any(other in speech().other_codes for other in between):
        return 0.0
    compound = any(word.endswith(ending) and word != ending for ending in speech().compound_codes)
    sure = (
        compound
        or word in speech().sure_codes
        or _SENT.search(line) is not None
        or not word.isascii()
        or not speech().sure_codes.isdisjoint((*ahead, *between))
    )
    linked = all(other in speech().links or other == "s" for other in between)
    digits = sum(map(str.isdigit, value))
    if (_YEAR.fullmatch(value) and not (linked and sure)) or _DECIMAL.fullmatch(value):
        return 0.0
    if not sure:
        if _CODE_LINE.search(line) or digits > 10 or digits < 4 - ("exp" in words):
            return 0.0
        # A bare `code 3072` is one in a sentence; `code: 3072` at the beginning of a line is not.
        if not between and not (ahead and line.rstrip()[-1:] not in (":", "=")):
            return 0.0
        return 0.65 if linked else 0.0
    if linked or any(other in speech().links for other in between) or line.rstrip()[-1:] in (":", "="):
        return 0.85
    return 0.55 if len(between) <= 3 and digits >= 3 else 0.0


def _announces(word: str) -> bool:
    if word in speech().code_words or word.endswith(speech().compound_codes):
        return True
    if word >= _UNSPACED and _unspaced_words().search(word):
        return True
    return _means_code(word)


@cache
def _unspaced_words() -> re.Pattern[str]:
    """Return what finds a word for a code in a run of characters that has no blanks in it."""
    phrases = [phrase for phrase in secret_phrases() if _means_code(phrase)]
    words = {word for word in (*phrases, *speech().code_words) if word >= _UNSPACED and len(word) > 1}
    return re.compile("|".join(map(re.escape, sorted(words))))


def _means_code(phrase: str) -> bool:
    found = meaning(phrase)
    return found is not None and found.entity_type == "OTP"
