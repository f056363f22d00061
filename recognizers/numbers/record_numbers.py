"""Numbers of orders, cases, policies and members, behind the words that announce them in many languages."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from recognizers.lookalikes.file_names import FILE_ENDINGS
from recognizers.lookalikes.placeholders import is_placeholder, is_stock_value
from recognizers.lookalikes.stock_values import CLOUD_RESOURCE
from recognizers.matching.triggers import number_triggers
from recognizers.numbers.first_numbers import is_first_number
from recognizers.span import Span
from recognizers.wordfiles import word_file, word_set

# How far before the first digit the word may begin.
_REACH = 48
_LONGEST = 48
_LEAST_DIGITS = 3
# Codes of few digits, as bookings and cards have: `Q4X7KP`, `X4RTBPFW4`.
_DRAWN = re.compile(r"(?=(?:[A-Z ]*\d){2})[A-Z\d]{3,16}(?: [A-Z\d]{3}){0,3}")
_LEAST_DRAWN = 6
# What a number begins with before its first digit: `GSF-0031`, `#KM-5520`, `QQ 48`, `FT 2025A`.
_OPENING = re.compile(
    r"(?<![0-9A-Za-zÀ-\u05ff])[A-ZÀ-ÞА-ЯΑ-Ω]{1,7}(?:[-/_.#][A-ZÀ-Þ]{1,6}){0,2}[-/_.# ]?$"
    r"|(?<![^\W_])[a-z]{1,4}-?$"
)
_LONGEST_OPENING = 24
# Of fewer capitals that a word could be, `AS 4471902` has more.
_SHORTEST_WORD = 3
# Digits that may follow letters and a blank.
_GROUPED = re.compile(r"\d{6}|\d{1,5} \d{2,}(?:[ -]\d|\d)")
# Letters of the scripts that part words by blanks: behind a number `書かない` is none of it.
_SPACED = "[^\\W_\\u3040-\\uffff]"
_VALUE = re.compile(
    rf"(?:{_SPACED}|(?:[._#-]|//?)(?={_SPACED}))+"
    rf"(?:[ ](?!\d+,\d\d(?!\d))"
    rf"(?:\d{{2,}}{_SPACED}*|\d(?=[ ]\d\d)|[A-Z]{{1,2}}(?=[ ]\d)|(?=[A-Z]?\d)[A-Z\d]{{3}}(?![^\W_]))"
    rf"(?:[./_-](?={_SPACED}){_SPACED}+)*){{0,7}}"
    r"(?:[ ][A-Z](?![^\W_]))?(?:\([0-9A-Z]\))?"
)
_NOT_AFTER = re.compile(
    r"\s?(?:%|[°€£$¥]|(?:mg|g|kg|ml|l|dl|mm|cm|m|km|mmhg|ukat|px|ms|s|sec|min|kb|mb|gb|usd|eur|gbp|rs|euros?|"
    r"hours?|days?|weeks?|months?|years?|items?|pages?|lines?|rows?|files?|times|tests?|points?|people|"
    r"bytes?|bits?)\b"
    r"|[元円원人名万件年月日张个個]|=|://|@\w)|[(\[]",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}|\d{1,2}[-./]\d{1,2}|\d{1,2}[-./](?:19|20)\d\d"
    r"|(?:19|20)\d\d(?:[-./]\d{1,2})?|\d{1,2}(?:st|nd|rd|th)|\d{1,2}:\d\d\S*"
)
_VERSION = re.compile(r"v?\d{1,2}(?:\.\d+){1,3}(?:[-+]\w+)?|\d{3}\.\d{2,3}(?:\.\d\d)?")
# A digest, the beginning of one, the number of a certificate, an incident of a service.
_OTHER = re.compile(
    r"0x.*|(?=\d*[a-f])[0-9a-f]{6,64}|(?=\d*[A-F])[0-9A-F]{14,64}"
    r"|(?i:[0-9a-f]{0,8}(?:-[0-9a-f]{4}){2,3}-[0-9a-f]{12}).*|(?i:ed25519|sha\d|rsa\d|md5).*|(?:19|20)\d\d-\d\d-\d\d.*|INC-\d{4,6}|RUSTSEC-.*|PYSEC-.*|GHSA-.*|A[KI][A-Z]{2}[A-Z0-9]{12,}"
    # The number of a card, with its last month or without.
    r"|(?:\d{4}[ -]){3}\d{4}(?: .*)?"
    rf"|.*\.(?:{FILE_ENDINGS}|com|org|net|io)"
)
# Between the word and the number.
_SMALL_WORDS = (
    "no|nr|nro|nru|num|number|numero|número|numéro|nummer|id|ref|code|card|is|was|are|under|on file|of|its|"
    "de|di|da|del|du|la|le|il|el|mia|mi|mon|mein|meine|oma|dele|dit|n[°ºo]|№|#|号|號|番号|رقم|هو|是|为|為|は|là|adalah|är|er|est"
    "|es|è|é|jest|ist|són|số|č|κωδ|n|for|hans|min|mijn|sein|ihr|is now|would be|då|under"
    "|lautet|reads|olan|nya"
)
_GAP = re.compile(
    rf"[\"'`*_)\]]{{0,3}}(?:s|'s)?\.?[ \t]{{0,2}}(?:(?:{_SMALL_WORDS})\.?[ \t]{{0,2}}){{0,3}}"
    r"[\"'`*]{0,2}[:：#=(|→\[]{0,2}[ \t]{0,4}(?:no\.? |n[°º]\.? ?|nr\.? |#)?[\"'`*(#]{0,3}"
)
# One more word may stand between in Arabic: the number of the passport of the tenant.
_ARABIC_WORD = re.compile(r"^ [\u0620-\u06ff]{2,14}(?=[: ])")
_GLUED = re.compile(r"[^\W_]_\Z")
# What a word and that gap may end with, but for letters and digits.
_GAP_ENDS = frozenset("\"'`*_)].:：#=(|→№° \t")
_CLOUD_RESOURCE = re.compile(CLOUD_RESOURCE)
_CODE = re.compile(r"[{};<>]|==|->|\bdef |\bvar |\bint ")
_NEIGHBOURS = re.compile(
    r"\w@\w+\.\w|e-?mail|phone|birth|\bborn|\bname\b|surname|customer|patient|client|address|\btel\b|telefon|\+\d{6}",
    re.IGNORECASE,
)
_NEIGHBOURHOOD = 200
_TOKEN = re.compile(r"[^\W_]+[°º]?|№|n[°º]")
_OF = frozenset({"de", "di", "da", "del", "der", "des", "du", "do", "d"})
# How far a counting word may stand behind the word that it counts: `adm. no`.
_MOST_JOINING = 2
# So many small words may stand between the word and the number.
_MOST_BETWEEN = 4
# An address on the web, or the end of something encoded.
_NOT_BEFORE = frozenset("/+?&")
_NEXT = re.compile(r"[\"']?(?:, ?|/|[、，；;] ?| (?:and|und|y|et|e|en|och|og|i|&|or|oder) | )[\"']?")
_MOST_LISTED = 32


@dataclass(frozen=True)
class RecordNumberFinder:
    """Finds the number behind a word that announces one, and those listed after it."""

    id: str = "record-number"
    keywords: tuple[str, ...] = ()
    before: None = None
    after: int = _LONGEST
    entity_types: frozenset[str] = frozenset({"ID_NUMBER"})

    @cached_property
    def triggers(self) -> tuple[str, ...]:
        """A word and the beginning of the number behind it."""
        return number_triggers(
            dict.fromkeys(
                form
                for key in ("strong", "medium", "weak", "counters")
                for word in word_file("record_numbers")[key]
                for form in (word, _folded(word))
                if len(form) > 1 or not form.isascii() or form == word
            ),
            word_file("record_numbers")["endings"],
        )

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the number whose first digit and two characters more end at `start`."""
        start -= 2
        if sum(map(str.isdigit, text[start - 1 : start + 14])) < _LEAST_DIGITS - 1:
            return
        line = text.rfind("\n", max(0, start - _REACH), start - 1) + 1
        head = text[max(line, start - _REACH) : start - 1]
        # It ends with a letter, or with a sign or blank behind one.
        ends_so = head[-2:].strip("-/_.# ")[-1:].isalpha()
        opening = _OPENING.search(head, max(0, len(head) - _LONGEST_OPENING)) if ends_so else None
        if opening and opening[0].endswith(" ") and _is_word(opening[0]):
            opening = None
        # The nearest word is the one that counts: of `(UTR 59316)` the number is what follows UTR.
        for begin in (len(head), opening.start()) if opening else (len(head),):
            if not _may_announce(head[:begin]):
                continue
            if head[begin:].endswith(" ") and not _GROUPED.match(text, start - 1):
                continue
            value = _VALUE.match(text, start - 1 - (len(head) - begin), min(len(text), start + _LONGEST))
            # Most numbers are dates, which costs less to see than that no word announces them.
            if value is None or _DATE.fullmatch(value[0]) or _OTHER.fullmatch(value[0]):
                continue
            strength = _announced(head[:begin])
            if strength is None or not _fits(value[0], strength) or _NOT_AFTER.match(text, value.end()):
                continue
            if strength != "strong" and not self._is_personal(text, value.start(), value.end()):
                continue
            score = {"strong": 0.7, "medium": 0.6}.get(strength, 0.55)
            yield Span(value.start(), value.end(), "ID_NUMBER", score, self.id)
            yield from self._listed(text, value, score)
            return

    def _listed(self, text: str, value: re.Match[str], score: float) -> Iterator[Span]:
        """Yield the numbers of the same form that are listed after one."""
        for _ in range(_MOST_LISTED):
            more = _NEXT.match(text, value.end())
            following = _VALUE.match(text, more.end()) if more else None
            if following is None or _form(following[0]) != _form(value[0]):
                return
            value = following
            yield Span(value.start(), value.end(), "ID_NUMBER", score, self.id)

    def _is_personal(self, text: str, start: int, end: int) -> bool:
        """Return whether a weak word's number stands in prose or among data of a person."""
        before, behind = text[max(0, start - _NEIGHBOURHOOD) : start], text[end : end + _NEIGHBOURHOOD]
        line = before.rpartition("\n")[2] + text[start:end] + behind.partition("\n")[0]
        if not _CODE.search(line):
            return True
        around = before + behind
        return _NEIGHBOURS.search(around) is not None


def _form(value: str) -> str:
    return re.sub(r"[^\W\d_]", "a", re.sub(r"\d", "0", value))


def _may_announce(head: str) -> bool:
    """Return whether a text ends as it must before a number that it announces."""
    # `member_da365475` is no number behind a small word.
    if head[-1:].isalpha() and head[-1] < "\u0600":
        return False
    # `issue_4471` is the name of a file or a branch.
    return not head or head[-1].isalnum() or (head[-1] in _GAP_ENDS and not _GLUED.search(head))


def _announced(head: str) -> str | None:
    """Return the strength of the word that ends a text but for what may stand before a number."""
    tokens = list(_TOKEN.finditer(head))
    for last in range(len(tokens) - 1, max(-1, len(tokens) - 1 - _MOST_BETWEEN), -1):
        gap = _GAP.fullmatch(head, tokens[last].end())
        if gap is None:
            continue
        for first in range(max(0, last - _longest() + 1), last + 1):
            begin = tokens[first].start()
            word = _folded(" ".join([token[0] for token in tokens[first : last + 1]]))
            strength = _strengths().get(word) or _strengths().get(word.removesuffix("s"))
            if strength is None and first == last and len(word) > 4 and word.endswith(_endings()):
                strength = "strong"
            if strength and gap[0] and head[begin - 1 : begin] not in _NOT_BEFORE:
                if strength == "weak" and _counts(tokens, first, last):
                    strength = "medium"
                return None if _is_of_another_kind(head[:begin], word) else strength
        if _counts(tokens, last, last):
            return None if _is_of_another_kind(head[: tokens[last].start()], "") else "medium"
    unspaced = None if head.isascii() else _unspaced().match(head)
    if (
        unspaced
        and _GAP.fullmatch(_ARABIC_WORD.sub("", head[unspaced.end() :]))
        and not head[: unspaced.start("word")].endswith(_others())
    ):
        return _strengths().get(unspaced["word"], "strong")
    return None


def _counts(tokens: Sequence[re.Match[str]], first: int, last: int) -> bool:
    """Return whether words make any other one that of a number: `elector no`, `N° de salarié`."""
    words = [_folded(token[0]) for token in tokens[max(0, first - 2) : last + 1]]
    if words[-1] in word_set("record_numbers", "counters"):
        named = words[-2] if len(words) > 1 else ""
        joined = tokens[last].start() - tokens[last - 1].end() <= _MOST_JOINING if last else False
    else:
        named = words[-1]
        joined = len(words) > 2 and words[-2] in _OF and words[-3] in word_set("record_numbers", "counters")
    return joined and len(named) > 1 and named.isalpha() and named not in _counted()


def _is_of_another_kind(head: str, word: str) -> bool:
    before = head.rstrip(' _-"').casefold()
    return before.endswith(_others()) or (word.startswith(_others()) and word not in _strengths())


def _fits(value: str, strength: str) -> bool:
    """Return whether a value looks like the number of a record."""
    digits = sum(map(str.isdigit, value))
    if digits < _LEAST_DIGITS:
        return strength == "strong" and len(value) >= _LEAST_DRAWN and _DRAWN.fullmatch(value) is not None
    if len(value) > 40:
        return False
    if is_stock_value("ID_NUMBER", value) or is_placeholder(value) or _CLOUD_RESOURCE.fullmatch(value):
        return False
    if len(set(filter(str.isdigit, value))) < 2 or is_first_number(value):
        return False
    letters = sum(map(str.isalpha, value))
    if strength == "weak" and _VERSION.fullmatch(value):
        return False
    if strength != "weak":
        return digits >= 4 or (letters > 0 and len(value) >= 5)
    return (letters > 0 and digits >= 4 and len(value) >= 6) or digits >= 7


def _is_word(opening: str) -> bool:
    """Return whether capitals before a number say what it is: `BIN 610502`."""
    word = _folded(opening.strip())
    return len(word) >= _SHORTEST_WORD and (word in _strengths() or word in _counted())


@cache
def _strengths() -> dict[str, str]:
    return {
        _folded(" ".join(token[0] for token in _TOKEN.finditer(word))): strength
        for strength in ("weak", "medium", "strong")
        for word in word_file("record_numbers")[strength]
    }


@cache
def _longest() -> int:
    return max(word.count(" ") + 1 for word in _strengths())


@cache
def _unspaced() -> re.Pattern[str]:
    words = {
        word
        for key in ("strong", "medium", "weak", "endings")
        for word in word_file("record_numbers")[key]
        if word[0] >= "\u0600"
    }
    # The last one that stands before the number.
    return re.compile(
        rf".*(?P<word>{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})", re.DOTALL
    )


@cache
def _endings() -> tuple[str, ...]:
    return tuple(word_file("record_numbers")["endings"])


@cache
def _counted() -> frozenset[str]:
    """Return what is counted and nobody's, and words that only join others."""
    small = re.findall(r"[^\W\d_]+", _SMALL_WORDS)
    return frozenset(map(_folded, (*word_file("record_numbers")["counted"], *small, *_others())))


@lru_cache(maxsize=8192)
def _folded(word: str) -> str:
    """Return a word in lower case, Latin letters without their accents."""
    word = word.casefold()
    # Of Vietnamese the accents are not left out: `thẻ` is a card.
    if word.isascii() or max(word) > "\u017f":
        return word
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).replace("ı", "i")


@cache
def _others() -> tuple[str, ...]:
    return tuple(word_file("record_numbers")["others"])
