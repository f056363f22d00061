"""Codes and passwords that a line of a chat only names, because the line before it asked for one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from recognizers.labelled import vocabulary
from recognizers.lookalikes.placeholders import is_placeholder, is_stock_value
from recognizers.matching.triggers import word_triggers
from recognizers.secrets.looks import password_look
from recognizers.secrets.speech import speech
from recognizers.span import Span

# From the word in the question to the end of what opens the answer: lines of talk, not of code.
_TALK: Final = r"[^\n{}();=<>]{0,90}"
_DIGIT_ANSWER: Final = rf"{_TALK}\n<?[^\n{{}}();=<>]{{0,60}}[:>\]\n\x9a] ?[*#]?[0-9]"
_WORD_ANSWER: Final = rf"{_TALK}\n<?[^\n{{}}();=<>]{{1,60}}(?:[:>\]] |\x9a)[0-9A-Za-z\xc3-\xd1]"
# Who speaks, with or without a time: `[21:03] Bo: `, `<bo> `, `Bo 21:03` above what is said.
_HEAD: Final = re.compile(
    r"[^\n{}();=\"]{0,60}?[^\s\d{}();=\"][^\n{}();=\"]{0,24}?[:>：\]] ?|[^\n:]{1,24} \d{1,2}:\d\d\n"
)
# The same before what was said without a question.
_HEADED: Final = re.compile(
    r"\n?[^\n{}();=\"]{0,70}?[^\s\d{}();=\"][>:：\]] |\n?[<\[(]?[^\n:]{1,24}\d\d:\d\d"
)
_ALONE: Final = re.compile(r"[.!)]?[ \t]*(?:\n|\Z|[,.;(—–-] ?|[^\w\s])")
_OR: Final = re.compile(
    r" (?:or|oder|ou|o|или|чи|або|lub|nebo|eller|tai|vagy|sau|ili|atau|hoặc|或者|か|또는) "
    r"(?P<word>[^\s,;\"'`()<>]{5,40})"
)
_ASKED: Final = re.compile(r"[?？؟]")
_CODE: Final = re.compile(
    r"(?:ok |yes |ja |да,? |да: )?(?P<code>[*#]?\d(?:[ \-*#]?\d){2,9}[*#]?)(?=[\s,.;!،。)]|$)"
)
_WORD: Final = re.compile(r"(?P<word>[^\s,;\"'`()<>]{5,40})(?![^\s,;\"'`()<>])")
_TOKENS: Final = re.compile(r"[^\s?？؟,.:!\"'()]+")
_REACH: Final = 240
_LEAST_TOLD: Final = 3


@dataclass(frozen=True)
class AnswerFinder:
    """Finds what a line says and nothing else, where the line before asks for a code or password."""

    id: str = "asked-secret"
    entity_types: frozenset[str] = frozenset({"OTP", "PASSWORD"})
    keywords: tuple[str, ...] = ()
    before: None = None
    after: int = 48

    @cached_property
    def triggers(self) -> tuple[str, ...]:
        """A word for a code or password, the end of its line, who answers, and how the answer begins."""
        codes, passwords = _words()
        return (
            *word_triggers(sorted(codes | passwords), (), _DIGIT_ANSWER),
            *word_triggers(sorted(passwords), (), _WORD_ANSWER),
        )

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the code or password whose first figure or letter ends at `start`."""
        at = start - 1
        if text[at - 1 : at] in ("*", "#"):
            at -= 1
        begin = text.rfind("\n", max(0, at - _REACH), at) + 1
        if begin == at:
            # The speaker has a line of their own.
            begin = text.rfind("\n", max(0, at - _REACH), at - 1) + 1
        if _HEAD.fullmatch(text, begin, at) is None or begin < 2:
            return
        asked = text[max(0, text.rfind("\n", max(0, begin - _REACH), begin - 1)) : begin - 1]
        words = {word.lower() for word in _TOKENS.findall(asked)}
        question = _ASKED.search(asked) is not None
        told = words.isdisjoint(speech().asking) and not any(map(asked.__contains__, speech().asking_parts))
        told = told and not question
        if not words.isdisjoint(speech().other_codes) or (told and _HEADED.match(asked) is None):
            return
        code = _CODE.match(text, at)
        if code:
            alone = _ALONE.match(text, code.end()) is not None
            enough = not told or (alone and sum(map(str.isdigit, code["code"])) > _LEAST_TOLD)
            if enough and not is_stock_value("ID_NUMBER", code["code"]):
                yield Span(code.start("code"), code.end("code"), "OTP", 0.7, self.id)
            return
        word = _WORD.match(text, at)
        value = word["word"].rstrip(".?") if word else ""
        # Where nobody asked, the line is the password, or what else it says follows a stop.
        alone = word is not None and _ALONE.match(text, at + len(value)) is not None
        if (
            (question or alone)
            and password_look(value) >= (0.75 if told else 0.5)
            and not is_placeholder(value)
        ):
            yield Span(at, at + len(value), "PASSWORD", 0.65, self.id)
            other = _OR.match(text, at + len(value))
            if other and password_look(other["word"]) >= 0.75:
                yield Span(other.start("word"), other.end("word"), "PASSWORD", 0.65, self.id)


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    """Return the words for codes and those for passwords."""
    codes, passwords = (
        set(speech().code_words),
        set(speech().password_words) - {"new one", "old one", "login"},
    )
    for phrase in vocabulary.secret_phrases():
        found = vocabulary.meaning(phrase)
        if found is not None and found.entity_type == "OTP":
            codes.add(phrase)
        elif found is not None and found.entity_type == "PASSWORD":
            passwords.add(phrase)
    return frozenset(codes), frozenset(passwords)
