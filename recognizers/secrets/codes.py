"""One-time codes, PINs and door codes spoken of in a sentence: "the code is 482 913", in many languages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from recognizers.labelled.vocabulary import Strength, meaning, secret_phrases
from recognizers.lookalikes.placeholders import is_stock_value
from recognizers.matching.triggers import word_triggers
from recognizers.secrets.counted import is_count
from recognizers.secrets.speech import speech
from recognizers.span import Span

# A digit shortly behind a word, in Arabic, Persian, Bengali or Indian figures too.
_DIGIT_BEHIND = (
    r"[^\n0-9]{0,40}(?:[0-9]|\xd9[\xa0-\xa9]|\xdb[\xb0-\xb9]|\xe0\xa7[\xa6-\xaf]|\xe0\xa5[\xa6-\xaf])"
)
# How far before a code the word that announces it may stand, and how far behind it what it opens.
_REACH = 60
_BEHIND = 40
_MOST_LISTED = 16
# Numbers between the word and its code: "the code after 21 h is 46N4".
_MOST_SKIPPED = 3
_CODE = re.compile(
    r"(?:[A-Z]-)?\d(?:[ \-.]?\d){2,19}[#*]?(?![0-9A-Za-z_])|[A-Z]\d{4,5}(?![0-9A-Za-z_])|"
    r"\d{4,5}[A-Z*#](?![0-9A-Za-z_])"
    r"|(?:[A-Z0-9]{4}[ \-]){2,7}[A-Z0-9]{2,6}(?![0-9A-Za-z_])"
    r"|[#*]\d{4,6}[#*]?(?![0-9A-Za-z_])|\d{2}[A-Z]\d{1,3}(?![0-9A-Za-z_])|\d{2,4}[#*]\d{1,4}(?![0-9A-Za-z_])"
    r"|[A-Z0-9]{2,5}-(?=\w*\d)[A-Z0-9]{3,6}(?![0-9A-Za-z_])|\d{1,3}[#*]\d{3,5}(?![0-9A-Za-z_])"
    r"|(?=(?:[A-Z-]*\d){2})[A-Z0-9]{2,6}(?:-[A-Z0-9]{2,6}){1,4}(?![0-9A-Za-z_])"
    r"|[A-Z]{0,4}\d[A-Z0-9]{0,4}(?: [A-Z]{0,4}\d[A-Z0-9]{0,4}){1,4}(?![0-9A-Za-z_])"
    r"|[A-Z]\d{4,6}[A-Z](?![0-9A-Za-z_])"
)
# Told one by one: `C 1 9 7 Y`.
_TOLD_BEFORE = re.compile(r"(?<![^\W_])(?:[A-Z] ){1,2}\Z")
# Characters of two letters, a blank behind each, and one before.
_MOST_TOLD = 5
_TOLD = re.compile(r"(?:[A-Z] ){0,2}\d(?: \d){1,7}(?: [A-Z](?![^\W_])){0,2}(?![0-9A-Za-z_])")
# Behind a word for a door or a lock these are enough.
_SHORT_CODE = re.compile(r"\d{2,3}[A-Z](?![0-9A-Za-z_])")
# Nobody ends another number so.
_STARRED = re.compile(r"[#*]\d{3,6}[#*]?|\d{3,6}[#*]|\d{1,4}[*#]\d{1,4}[*#]?")
_UNIT = re.compile(
    r"\s*(?:%|°|€|\$|£|/\w|\.\d|:\d|(?:kg|km|cm|mm|ms|px|min|lines?|files?|times|bytes?|errors?|"
    r"tests?|-?digits?|chars?|characters"
    r"|minutes?|hours?|days?|years?|users?|rows?|items?|attempts?)\b)",
    re.IGNORECASE,
)
_YOURS = re.compile(
    r"(?P<code>(?:[A-Z]-)?\d{3}[ \-]?\d{1,5}[#*]?)\s++"
    r"(?:(?:is|ist|es|est|é|è|to|jest|är|er|on|это|—|-|–)\s*+)?"
    r"(?:(?P<mine>your|dein|ihr|tu|su|votre|ton|o seu|seu|il tuo|twój|ditt|din)|the|my|our|his|her|their|"
    r"mein|meine|unser|unsere|der|die|das|mi|el|la|mon|ma|notre|le|il|mio|o|a|meu|minha|min|mitt|vår|moj|mój|de|het|"
    r"mijn|minun|от|наш|мой|for)\b",
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
_NUMBER = re.compile(r"\d")
# From a code to another one of its line: "the old one was 2580, the new one is 7316".
_LISTED = re.compile(r"[^\n\d]{1,40}")
_SENT = re.compile(r"\b(?:sms|otp|2fa|mfa|verif|text(?:ed)? (?:me|you)|смс)|\+\d{9}", re.IGNORECASE)
_CODE_LINE = re.compile(r"[{};=<>]|\w\(|\(\)")
_SAID_OF = re.compile(r"[\])]?,? ?(?P<words>[^\n\d.;]{0,60})")


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
        phrases = [phrase for phrase in secret_phrases() if _means_code(phrase) or _means_password(phrase)]
        return (
            *word_triggers((*phrases, *speech().code_words), speech().compound_codes, _DIGIT_BEHIND),
            r"(?i)[0-9]{3}[#*]? (?:is|ist|es|est|to|jest|\xc3\xa9|\xc3\xa8|\xc3\xa4r|er|on) [a-z]{1,6} [a-z]",
            r"[0-9]{3}[#*]? (?:\xd1\x8d\xd1\x82\xd0\xbe|\xe2\x80\x94) [^ ]",
            r"(?i)[0-9]{3} ?[-\xe2\x80\x94]+ ?(?:your|dein|ihr|tu|su|votre|ton|seu|tw)",
            r"(?i)(?:use|enter|utilisez|usa|verwenden sie) [0-9]{4}",
        )

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the code that begins shortly before `start` or holds it."""
        yours = _YOURS.search(text, max(0, start - 30), end)
        if yours and (yours["mine"] or _is_said_of(text, yours.end())):
            yield Span(yours.start("code"), yours.end("code"), "OTP", 0.85, self.id)
            return
        match, score = self._first(text, start - 1)
        if match is None or is_count(text, match.start()):
            return
        size, spread = len(match.group()), _is_plural(text, match.start())
        for _ in range(_MOST_LISTED):
            yield Span(match.start(), match.end(), "OTP", score, self.id)
            following = _following(text, match, size, spread=spread)
            if following is None or not _stands_alone(text, following):
                return
            match = following

    def _first(self, text: str, position: int) -> tuple[re.Match[str] | None, float]:
        """Return the code at the first digit, or behind the few numbers that follow it in the line."""
        announced = max(0, position - _REACH)
        for _ in range(_MOST_SKIPPED):
            match = _code_at(text, position)
            if match is not None and _stands_alone(text, match):
                if is_stock_value("ID_NUMBER", match.group()):
                    return None, 0.0
                line = text[max(announced, match.start() - _REACH) : match.start()]
                score = _confidence(line[line.rfind("\n") + 1 :], match.group(), _behind(text, match.end()))
                if score:
                    return match, score
            while text[position : position + 1].isalnum():
                position += 1
            more = _NUMBER.search(text, position, position + _BEHIND)
            if more is None or "\n" in text[position : more.start()]:
                return None, 0.0
            position = more.start()
        return None, 0.0


def code_end(text: str, start: int) -> int:
    """Return where the code that begins at `start` ends, groups of digits included; `start` for none."""
    match = _CODE.match(text, start)
    return match.end() if match else start


def _code_at(text: str, position: int) -> re.Match[str] | None:
    """Return the code that has its first digit at this position."""
    letters = _TOLD_BEFORE.search(text[max(0, position - _MOST_TOLD) : position])
    start = position - len(letters[0]) if letters else position
    if (told := _TOLD.match(text, start)) and (letters or told[0][-1].isalpha()):
        return told
    start = position
    while start > 0 and position - start < 8 and _belongs(text[start - 1]):
        start -= 1
    while start < position and text[start] == "-":
        start += 1
    if start == position and text[start - 1 : start] in ("#", "*"):
        start -= 1
    found = _CODE.match(text, start) or _CODE.match(text, position)
    return found or _SHORT_CODE.match(text, position)


def _belongs(char: str) -> bool:
    return char == "-" or (char.isascii() and (char.isdigit() or char.isupper()))


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    before = text[match.start() - 1 : match.start()]
    if before and (before in ".$€£+_#-" or (before.isascii() and before.isalnum())):
        return False
    return _UNIT.match(text, match.end()) is None


def _behind(text: str, end: int) -> str:
    return text[end : end + _BEHIND].split("\n", 1)[0]


def _is_said_of(text: str, start: int) -> bool:
    """Return whether the words that follow "4471 is the …" name a code."""
    said = _SAID_OF.match(text, start)
    words = [word.lower() for word in _WORDS.findall(said["words"])][:5] if said else []
    return any(map(_announces, words)) and speech().other_codes.isdisjoint(words)


def _is_plural(text: str, start: int) -> bool:
    """Return whether the word before a code announces several."""
    line = text[max(0, start - _REACH) : start]
    words = {word.lower() for word in _WORDS.findall(line[line.rfind("\n") + 1 :])}
    return not speech().several_codes.isdisjoint(words)


def _following(text: str, match: re.Match[str], size: int, *, spread: bool) -> re.Match[str] | None:
    """Return the code that is listed with another one: beside it, or where the line goes on to it."""
    more = _NEXT.match(text, match.end())
    following = _CODE.match(text, more.end()) if more and more.end() > match.end() else None
    if following is not None and len(following.group()) == size:
        return following
    gap = _LISTED.match(text, match.end())
    if gap is None:
        return None
    words = [word.lower() for word in _WORDS.findall(gap.group())]
    renewed = not speech().renewed.isdisjoint(words) and bool(words) and words[-1] in speech().links
    if not (spread or renewed) or not speech().other_codes.isdisjoint(words):
        return None
    following = _code_at(text, gap.end())
    return following if following is not None and len(following.group()) == size else None


def _confidence(line: str, value: str, behind: str) -> float:
    """Return how sure the words around it on its line make a code."""
    words = [word.lower() for word in _WORDS.findall(line)]
    position = next((i for i in range(len(words) - 1, -1, -1) if _announces(words[i])), None)
    if position is None:
        return 0.0
    word, between, ahead = words[position], words[position + 1 :], words[max(0, position - 3) : position]
    if ahead and (ahead[-1] in speech().other_codes or ahead[-1] in speech().before_codes):
        return 0.0
    if word.endswith(speech().other_compounds):
        return 0.0
    if len(between) > 8 or any(other in speech().other_codes for other in between):
        return 0.0
    known = speech().sure_codes
    is_code = _code_word(word)
    sure = is_code and (
        any(word.endswith(ending) and word != ending for ending in speech().compound_codes)
        or word in known
        or _STARRED.fullmatch(value) is not None
        or _SENT.search(line) is not None
        or not word.isascii()
        or not known.isdisjoint((*ahead, *between))
    )
    linked = all(other in speech().links or other == "s" for other in between)
    said = linked or any(other in speech().links for other in between)
    pointed = line.rstrip()[-1:] in (":", "=", "：")
    digits = sum(map(str.isdigit, value))
    if (_YEAR.fullmatch(value) and not (linked and sure)) or _DECIMAL.fullmatch(value):
        return 0.0
    if not is_code:
        # A password of figures alone: where nothing but a link stands between, or it opens a thing.
        plain = (linked and pointed) or (0 < len(between) <= 5 and between[-1] in speech().links)
        opens = not known.isdisjoint((*ahead, *between)) and len(between) <= 5 and digits <= 8
        is_figures = value.isdigit() and digits >= 4 and not _CODE_LINE.search(line)
        return 0.6 if is_figures and (plain or opens) else 0.0
    if not sure:
        if _CODE_LINE.search(line) or digits > 10:
            return 0.0
        opens = not known.isdisjoint((*words, *(w.lower() for w in _WORDS.findall(behind))))
        grouped = not value.isdigit() and (pointed or line.rstrip()[-1:] == "(")
        mixed = any(map(str.isalpha, value)) and (said or pointed)
        if digits >= 3 and ((opens and (said or pointed)) or grouped or mixed):
            return 0.6
        if digits < 4 - ("exp" in words):
            return 0.0
        # A bare `code 3072` is one in a sentence; `code: 3072` at the beginning of a line is not.
        if not between and not (ahead and line.rstrip()[-1:] not in (":", "=")):
            return 0.0
        return 0.65 if linked else 0.0
    if said or pointed:
        return 0.85 if len(between) <= 6 or pointed else 0.6
    if digits < 3:
        return 0.0
    return 0.55 if len(between) <= 3 or (len(between) <= 6 and word in known and value.isdigit()) else 0.0


def _announces(word: str) -> bool:
    return _code_word(word) or _means_password(word)


def _code_word(word: str) -> bool:
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


def _means_password(phrase: str) -> bool:
    found = meaning(phrase)
    return found is not None and found.entity_type == "PASSWORD" and found.strength is Strength.STRONG
