"""Passwords spoken of in a sentence: "the wifi password is …", "pw: …", in many languages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from recognizers.labelled import vocabulary
from recognizers.lookalikes.placeholders import is_placeholder
from recognizers.matching.triggers import word_triggers
from recognizers.secrets.codes import SpokenCodeFinder
from recognizers.secrets.expressions import is_template
from recognizers.secrets.looks import (
    JOINED,
    LOOSELY_JOINED,
    NO_PASSWORD,
    STRIP_LEFT,
    STRIP_RIGHT,
    TOKEN,
    password_look,
    trimmed,
)
from recognizers.secrets.passages import password_before, password_in_passage
from recognizers.secrets.secrecy import is_type_word
from recognizers.secrets.speech import speech
from recognizers.span import Span

_REACH = 110
_WORDS_AHEAD = 8
_OPENS = "\"'`“„«「『"
_ANNOUNCER = re.compile(r"([^\s\"'`*(:,]+)[\s\"'`*(:,]*\Z")
_SENTENCE_END = re.compile(r"[.?!]$")
_GLUE = re.compile(r"(?:or|and|oder|und|ou|et|o|y|e|i|lub|of|en|eller|och|или|и|veya|ve|then|,|/)$")
_OF_PROGRAM = re.compile(r"[{};=<>\[\]\\`]|\w\(|\b(?:if|return|def|class|import|const|function)\b")
_WIRELESS = re.compile(r"(?:wi-?fi|wlan)$", re.IGNORECASE)
# Of a field of Go: `json:"password"`.
_TAG = re.compile(r"\w+:\"")
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
        return word_triggers((*phrases, *speech().password_words), speech().compound_words, r"[ ,:\t.!)]")

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the password behind the word, and those listed with it; else what the passage leads up to."""
        found = False
        ended = text[start - 1] in ".!)"
        for span in () if ended else self._near(text, start, end):
            found = True
            yield span
        if not found and not _is_loose(text, start):
            for begin, stop, score in password_before(text, start):
                found = True
                yield Span(begin, stop, "PASSWORD", score, self.id)
        assigned = text[start - 1 : start + 1].strip()[:1] in (":", "=")
        if not found and not assigned and not ended:
            for begin, stop, score in password_in_passage(text, start, loose=_is_loose(text, start)):
                yield Span(begin, stop, "PASSWORD", score, self.id)

    def _near(self, text: str, start: int, end: int) -> Iterator[Span]:
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
            before = text[max(0, match.start() - 2) : match.start()]
            quoted = before[-1:] in _OPENS or before in ("« ", "«\xa0", "«\u202f")
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
            word = token.strip(STRIP_LEFT + STRIP_RIGHT).lower()
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
            closing = text[start - 2 : start].strip()[-1]
            closing = {"“": "”", "„": "“", "«": "»", "「": "」", "『": "』"}.get(closing, closing)
            stop = text.find(closing, start, end)
            value = text[start:stop].rstrip() if 0 < stop - start <= 60 else value
            if (
                not is_placeholder(value)
                and not is_template(value)
                and not NO_PASSWORD.fullmatch(value)
                and not _TAG.match(value)
                and vocabulary.meaning(value) is None
            ):
                yield Span(
                    start, start + len(value), "PASSWORD", 0.6 if value.count(" ") < 6 else 0.3, self.id
                )
            return
        clause = re.split(
            r"[.,;:!?()\"](?:\s|\Z)|\"[]}),]|\s[-–—(]\s| (?:and|but|or|y|e|et|und|aber|i|ale)\b",
            text[start:end],
            maxsplit=1,
        )[0].rstrip()
        words = clause.split()
        lower = [word.lower() for word in words]
        if not words or len(words) > 6 or any(word in words_of.no_secret for word in lower):
            return
        if (
            is_placeholder(clause)
            or NO_PASSWORD.fullmatch(words[0])
            or vocabulary.meaning(clause) is not None
        ):
            return
        if text[start + len(clause) : start + len(clause) + 1] in ("'", '"', "`", "/"):
            return
        if len(words) <= 2 and lower[0] in words_of.no_secret_alone:
            return
        # `Dingač 2016`, `trullo bianco 7`.
        numbered = len(words) <= 4 and words[-1].isdigit() and words[0][0].isalpha()
        if len(words) == 1 or numbered or (len(words) >= 3 and clause == clause.lower()):
            yield Span(start, start + len(clause), "PASSWORD", 0.6, self.id)


def _joined_look(text: str, word_end: int, start: int, value: str, loose: bool, number: int) -> float:
    """Return how much words joined by marks look like a password, behind a word for one."""
    if len(value) < 8 or not (joined := JOINED.fullmatch(value) or LOOSELY_JOINED.fullmatch(value)):
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
    if joined.re is JOINED:
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


def _is_password(phrase: str) -> bool:
    found = vocabulary.meaning(phrase)
    return found is not None and found.entity_type == "PASSWORD"


def spoken_finders() -> tuple[SpokenPasswordFinder, SpokenCodeFinder]:
    """Return the finders of what is spoken of."""
    return SpokenPasswordFinder(), SpokenCodeFinder()
