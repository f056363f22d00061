"""Keys and tokens without a form of their own, as people tell them: "the api key is …"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from recognizers.labelled.vocabulary import meaning
from recognizers.lookalikes.file_names import FILE_ENDINGS
from recognizers.lookalikes.placeholders import is_placeholder
from recognizers.lookalikes.public_keys import is_public_key
from recognizers.matching.alternations import UNSPACED
from recognizers.matching.triggers import key_triggers
from recognizers.secrets.randomness import looks_random
from recognizers.secrets.speech import speech
from recognizers.span import Span

# As many characters of a key have been seen when the finder is called.
_SEEN: Final = 16
_REACH: Final = 90
_MOST_WORDS: Final = 6
# In a name these take its meaning away, in a sentence they tell of the key.
_TELLING: Final = frozenset(
    {
        "error",
        "invalid",
        "wrong",
        "bad",
        "missing",
        "use",
        "create",
        "remove",
        "delete",
        "generate",
        "get",
        "enter",
        "if",
    }
)
_VALUE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9+/=_.~\-]{15,400}")
# Behind these a value goes on from something else: an address, a path, a variable.
_INNER: Final = frozenset("/.\\@#$%&=+~-_")
# A program goes on so, and another line says of something else.
_OTHER: Final = re.compile(r"[{};=<>\[\]\\/@#$]|\w\(|[^\s:*][^\n]*\n|\n[^\n]*[^\s`\">]")
# What a program has, so that no word before the last of them counts.
_SIGNS: Final = re.compile(r".*[{};=<>\[\]\\/@#$]", re.DOTALL)
_HEADING: Final = re.compile(r"(?:\n|\A)[ \t>#*•-]*(?:[\w-]+ ){0,2}\Z")
_ANNOUNCED: Final = re.compile(r"(?:[:：|→—–]|->)[\s*`\"'“(]*\Z")
_WORDS: Final = re.compile(r"[^\W\d_]+")
# Names of files and hosts, UUIDs, digests of packages, public keys of `ssh-keygen`.
_NAME: Final = re.compile(
    rf"\S+\.(?:com|org|net|io|dev|{FILE_ENDINGS})|[0-9a-fA-F]{{8}}-[0-9a-fA-F]{{4}}-\S+|(?:sha|md)\d+-\S+|AAAA\S+|[a-z_-]{{3,}}/\S+"
)
_HEXADECIMAL: Final = re.compile(r"[0-9a-fA-F\-]+")


@dataclass(frozen=True)
class SpokenKeyFinder:
    """Finds what looks drawn behind a word for a key or a token, in a sentence, a list or a table."""

    id: str = "spoken-key"
    entity_types: frozenset[str] = frozenset({"API_KEY", "ACCESS_TOKEN", "ENCRYPTION_KEY", "PRIVATE_KEY"})
    keywords: tuple[str, ...] = ()
    before: None = None
    after: int = 420

    @cached_property
    def triggers(self) -> tuple[str, ...]:
        """A word for a key, words of no program, and the first characters of a value."""
        return key_triggers(speech().key_words, _SEEN)

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the key of which 16 characters end at `start`."""
        begin = start - _SEEN
        match = _VALUE.match(text, begin, max(end, start))
        if match is None or text[begin - 1 : begin] in _INNER:
            return
        value = match.group().rstrip(".=-~") if text[match.end() : match.end() + 1] != "(" else ""
        low = max(0, begin - _REACH)
        signs = _SIGNS.match(text, low, begin)
        words = list(_words().finditer(text, signs.end() if signs else low, begin))
        if not words:
            return
        word = words[-1]
        rest = text[word.end() : begin]
        said = [one.lower() for one in _WORDS.findall(rest)]
        if _OTHER.search(rest) or len(said) > _MOST_WORDS or not speech().no_keys.isdisjoint(said):
            return
        name = [one for one in re.findall(r"[\w-]+", text[low : word.end()]) if one.lower() not in _TELLING]
        found = meaning(" ".join(name[-3:]))
        if found is None or not found.secret or found.shape != "token":
            return
        # With a blank alone between them the two are found as a name and its value.
        if not rest.strip() and not ("\n" in rest and _HEADING.search(text[low : word.start()])):
            return
        direct = all(one in speech().links for one in said)
        linked = bool(_ANNOUNCED.search(rest)) or (bool(said) and said[-1] in speech().links)
        loose = word["word"].lower() in speech().loose_keys
        if _HEXADECIMAL.fullmatch(value):
            # Ids of keys, commits and objects have these digits alone.
            loose, direct = True, direct and bool(said)
        # Whether it is drawn takes longest to tell.
        if (direct or (linked and not loose)) and _is_key(value):
            yield Span(begin, begin + len(value), found.entity_type, 0.75 if direct else 0.65, self.id)


@cache
def _words() -> re.Pattern[str]:
    words = sorted(speech().key_words, key=len, reverse=True)
    spaced, unspaced = (
        "|".join(
            "[ _-]?".join(map(re.escape, word.split())) for word in words if (word[-1] >= UNSPACED) is apart
        )
        for apart in (False, True)
    )
    return re.compile(
        rf"(?P<word>(?<![\w.])(?:{spaced})(?=(?:s|'s)?(?![\w.]))|{unspaced})(?:s(?!\w)|'s)?", re.IGNORECASE
    )


def _is_key(value: str) -> bool:
    """Return whether a value can be nothing but drawn: no word, name, version, public key or placeholder."""
    return (
        len(value) >= _SEEN
        and any(map(str.isdigit, value))
        and not value.isdigit()
        and looks_random(value)
        and _NAME.fullmatch(value) is None
        and not is_public_key(value)
        and not is_placeholder(value)
    )
