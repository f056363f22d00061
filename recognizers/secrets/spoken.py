"""Passwords spoken of in a sentence: "the wifi password is …", "pw: …", in many languages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from recognizers.labelled import vocabulary
from recognizers.lookalikes.placeholders import is_placeholder
from recognizers.matching.triggers import word_triggers
from recognizers.secrets.codes import SpokenCodeFinder
from recognizers.secrets.randomness import looks_random
from recognizers.secrets.secrecy import is_template, is_type_word
from recognizers.secrets.speech import speech
from recognizers.span import Span

_REACH = 110
_WORDS_AHEAD = 8
# Ends at an escaped line break or quote of the string around it, too.
TOKEN = re.compile(r"(?:[^\s，。、；：「」『』（）“”„«»\"`()\[\]<>|\\]|\\(?![nrt\"'\\]))+")
_OPENS = "\"'`“„«「『"
_ANNOUNCER = re.compile(r"([^\s\"'`*(:,]+)[\s\"'`*(:,]*\Z")
_STRIP_LEFT = "'*_~‘"
_STRIP_RIGHT = "'*_.,;:!?…’"
_ASCII_RUN = re.compile(r"[!-~]{4,}")
_SENTENCE_END = re.compile(r"[.?!]$")
_GLUE = re.compile(r"(?:or|and|oder|und|ou|et|o|y|e|i|lub|of|en|eller|och|или|и|veya|ve|then|,|/)$")
# What looks like a password and is none: versions, dates, times, sizes, standards, files, addresses, code.
_NO_PASSWORD = re.compile(
    r"v?\d+(?:\.\d+)+\w*|\d{1,4}[-/.:]\d{1,2}(?:[-/.:]\d{1,4})?\S*|\d+(?:st|nd|rd|th|x|k|m|g|b|kb|"
    r"mb|gb|tb|ms|s|h|min|px|em|pm|am|fa|d|way|er|%|€|ghz)"
    r"|(?:sha|md|utf|aes|rsa|wpa|ipv|oauth|base|http|tls|ssl|x|ed|hs|rs|es|s|ec|k|h|p|mp|web|log|"
    r"win|python|py|vue|postgres|neo|auth|i|l|argon|bcrypt|pbkdf|scrypt|covid|iphone|ios|office|"
    r"windows|ubuntu)-?\d[\w.\-]*"
    r"|\S+\.(?:com|org|net|io|dev|py|js|ts|tsx|json|ya?ml|md|txt|env|conf|cfg|ini|toml|sh|go|rb|"
    r"rs|java|php|html?|css|log|csv|xml|pem|key|lock|exe|zip|gz|pdf|docx?|xlsx?|png|"
    r"jpe?g)(?:[:#]\S*)?"
    r"|\S*[@/\\]\S*\.\S+|\S*://\S*|(?:\.{0,2}|~)/\S*|\$\w+|\S+\(\S*|--?[a-z]\S*|"
    r"(?-i:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)|(?-i:[a-z]+(?:_[a-z0-9]+)+)|#\d+|"
    r"(?-i:[A-Z]{2,5}-\d{1,6})|\w+=\S*|\{\S*|"
    r"[0-9a-f]{7,12}|\d+-\S+|[0-9a-f]{8}-[0-9a-f]{4}-\S+|\w+/[\w/]+|(?-i:[a-z]+(?:-[a-z]+)*-\d)",
    re.IGNORECASE,
)
# Code, and addresses with a port.
_CODE_MARK = re.compile(r"[{};]|\w=|^[\w.\-]+:\d{2,5}$|^\w+-\w+:\w+$|&&|'\)?$")
_SYMBOL = re.compile(r"[!@#$%*€£§]|(?<=[0-9A-Z])[&+]|[&+](?=[0-9A-Z])")
_HAS_SYMBOL = re.compile(r"[!@#$%^&*+=?~€£§]|(?<=\w)[_\-.](?=\w)")
# Words joined by a mark, as phrases are that people make passwords of: `Kohl&Speck`, `Brot.und.Butter`.
_JOINED = re.compile(r"[^\W\d_]{2,}(?:[&+][^\W\d_]{2,})+\d{0,4}!?")
_LOOSELY_JOINED = re.compile(
    r"(?=.*[A-Z0-9\u00c0-\u024f])[^\W\d_]{1,}(?:[_.-][^\W\d_]{1,}){1,4}[_.]?\d{0,4}!?"
)
_OF_PROGRAM = re.compile(r"[{};=<>\[\]\\`]|\w\(|\b(?:if|return|def|class|import|const|function)\b")
_WIRELESS = re.compile(r"(?:wi-?fi|wlan)$", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,.;)]?(?:\n|\Z)|[,.;)] | \(")


@dataclass(frozen=True)
class SpokenPasswordFinder:
    """Finds the password behind a word that announces one."""

    id: str = "spoken-password"
    keywords: tuple[str, ...] = ()
    before: None = None
    after: int = _REACH
    entity_types: frozenset[str] = frozenset({"PASSWORD"})

    @cached_property
    def triggers(self) -> tuple[str, ...]:
        """A word that announces a password, and the end of it."""
        phrases = [phrase for phrase in vocabulary.secret_phrases() if _is_password(phrase)]
        return word_triggers((*phrases, *speech().password_words), speech().compound_words)

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the first token behind the word that looks like a password, and what is listed with it."""
        line_end = text.find("\n", start, end)
        end = line_end if line_end >= 0 else end
        begin = start - 1
        linked, listed, found, changed = False, False, False, False
        loose = _is_loose(text, start)
        # The first word behind a link: a password only if nothing behind it looks more like one.
        plain: tuple[int, str, bool] | None = None
        for number, match in enumerate(TOKEN.finditer(text, begin, end)):
            token = match.group()
            if (number > _WORDS_AHEAD and not listed) or (
                number == 0 and token[0] in "=:" and len(token) <= 3
            ):
                break
            if number == 0 and not loose and ":" in text[max(0, begin - 2) : match.start()]:
                # An assignment, which is found as one; what is listed with it is not.
                value = trimmed(token, match.start())[1]
                if token[-1] != "," or not password_look(value):
                    return
                found = listed = True
                continue
            quoted = match.start() > 0 and text[match.start() - 1] in _OPENS
            value_start, value = trimmed(token, match.start())
            score = password_look(value)
            if loose and number > 1 and not (linked or quoted or listed):
                score = 0.0
            if not (score or found) and number <= 2 + 2 * linked:
                score = _joined_look(text, start, value_start, value, loose, number)
            if score and (not found or listed):
                score -= 0.0 if number <= 2 or linked or quoted else 0.2
                yield Span(value_start, value_start + len(value), "PASSWORD", score, self.id)
                found, listed = True, token[-1] in ",/" or listed
                continue
            word = token.strip(_STRIP_LEFT + _STRIP_RIGHT).lower()
            if found:
                listed = bool(_GLUE.match(word or token))
                if not listed and token[-1] not in ",/":
                    return
                continue
            if plain is None and not loose and (linked or (quoted and number <= 1)):
                if word in speech().links:
                    continue
                plain = (value_start, value, quoted)
                if word in speech().no_secret:
                    break
            linked = linked or word in speech().links or (word in ("to", "auf", "na") and changed)
            linked = linked or token[-1] == ":"
            changed = changed or word in speech().changes
            if number > 0 and _SENTENCE_END.search(token):
                break
        if plain and not found:
            yield from self._plain(text, *plain, end)

    def _plain(self, text: str, start: int, value: str, quoted: bool, end: int) -> Iterator[Span]:
        """Yield a password of plain words, where the sentence leaves no other reading."""
        words_of = speech()
        if value.lower() in words_of.no_secret or value.lower() in words_of.links or len(value) < 4:
            return
        if (
            is_type_word(value)
            or not value[0].isalnum()
            or text[start + len(value) : start + len(value) + 1]
            in (
                "(",
                "[",
                "{",
                "=",
                "_",
            )
        ):
            return
        if (
            text[start + len(value) : start + len(value) + 1] == "."
            and text[start + len(value) + 1 : start + len(value) + 2].isalpha()
        ):
            return
        if quoted:
            closing = text[start - 1]
            closing = {"“": "”", "„": "“", "«": "»", "「": "」", "『": "』"}.get(closing, closing)
            stop = text.find(closing, start, end)
            value = text[start:stop] if 0 < stop - start <= 60 else value
            if (
                not is_placeholder(value)
                and not is_template(value)
                and not _NO_PASSWORD.fullmatch(value)
                and vocabulary.meaning(value) is None
            ):
                yield Span(
                    start, start + len(value), "PASSWORD", 0.6 if value.count(" ") < 6 else 0.3, self.id
                )
            return
        clause = re.split(
            r"[.,;:!?()\"](?:\s|\Z)|\s[-–—(]\s| (?:and|but|or|y|e|et|und|aber|i|ale)\b",
            text[start:end],
            maxsplit=1,
        )[0].rstrip()
        words = clause.split()
        lower = [word.lower() for word in words]
        if not words or len(words) > 6 or any(word in words_of.no_secret for word in lower):
            return
        if (
            is_placeholder(clause)
            or _NO_PASSWORD.fullmatch(words[0])
            or vocabulary.meaning(clause) is not None
        ):
            return
        if text[start + len(clause) : start + len(clause) + 1] in ("'", '"', "`", "/"):
            return
        if len(words) <= 2 and lower[0] in words_of.no_secret_alone:
            return
        if len(words) == 1 or (len(words) >= 3 and clause == clause.lower()):
            yield Span(start, start + len(clause), "PASSWORD", 0.6, self.id)


def _joined_look(text: str, word_end: int, start: int, value: str, loose: bool, number: int) -> float:
    """Return how much words joined by marks look like a password, behind a word for one."""
    if len(value) < 8 or not (joined := _JOINED.fullmatch(value) or _LOOSELY_JOINED.fullmatch(value)):
        return 0.0
    stop = start + len(value)
    line = text[max(0, text.rfind("\n", max(0, start - _REACH), start)) : stop + 40].split("\n", 2)
    if (
        any(map(_OF_PROGRAM.search, line[: 2 if line[0] == "" else 1]))
        or _CLAUSE_END.match(text, stop) is None
    ):
        return 0.0
    if is_placeholder(value) or is_template(value) or value.lower() in speech().no_secret:
        return 0.0
    if joined.re is _JOINED:
        return 0.0 if loose and number else 0.6
    if loose:
        # The name of a network stands there as often, and its password then behind it.
        before = text[max(0, word_end - 8) : word_end].rstrip(" :")
        return 0.55 if not number and "_" in value and _WIRELESS.search(before) else 0.0
    sure = (
        not value.isascii()
        or value.count(".") + value.count("_") + value.count("-") > 1
        or value[-1].isdigit()
    )
    return 0.55 if sure or not number else 0.0


def _is_loose(text: str, end: int) -> bool:
    """Return whether the word that ends here announces other things than passwords too."""
    match = _ANNOUNCER.search(text, max(0, end - 30), end)
    return match is not None and match[1].lower() in speech().loose_words


def trimmed(token: str, start: int) -> tuple[int, str]:
    """Return a token without the punctuation of the sentence, and where it begins."""
    start += len(token) - len(token.lstrip(_STRIP_LEFT))
    value = token.strip(_STRIP_LEFT)
    bare = value.rstrip(_STRIP_RIGHT)
    # An exclamation mark behind digits is the password's own more often than the sentence's.
    if bare[-1:].isdigit() and value[len(bare) : len(bare) + 1] == "!":
        bare += "!"
    if not bare.isascii() and _cjk(bare):
        run = _ASCII_RUN.search(bare)
        if run is None:
            return start, ""
        lead = len(run.group()) - len(run.group().lstrip("?:,.=;!&"))
        return start + run.start() + lead, run.group()[lead:].rstrip(_STRIP_RIGHT)
    return start, bare


@lru_cache(maxsize=4096)
def password_look(value: str) -> float:
    """Return how much a token of a sentence looks like a password by itself."""
    if not 5 <= len(value) <= 100 or value[0] in ":=,;.?&{<!$@":
        return 0.0
    letters = sum(map(str.isalpha, value))
    digits = sum(map(str.isdigit, value))
    if letters >= 2 and digits:
        look = 0.85 if letters + digits >= 6 or _HAS_SYMBOL.search(value) else 0.5
    elif letters >= 3 and _SYMBOL.search(value[:-1]) and "'" not in value:
        look = 0.75
    elif len(value) >= 12 and not value.islower() and value.isascii() and looks_random(value):
        look = 0.7
    else:
        return 0.0
    if "::" in value or "->" in value or _NO_PASSWORD.fullmatch(value) or _CODE_MARK.search(value):
        return 0.0
    return 0.0 if is_template(value) or is_placeholder(value) else look


def _cjk(value: str) -> bool:
    return any(char >= "\u0600" for char in value if not char.isascii())


def _is_password(phrase: str) -> bool:
    found = vocabulary.meaning(phrase)
    return found is not None and found.entity_type == "PASSWORD"


def spoken_finders() -> tuple[SpokenPasswordFinder, SpokenCodeFinder]:
    """Return the finders of what is spoken of."""
    return SpokenPasswordFinder(), SpokenCodeFinder()
