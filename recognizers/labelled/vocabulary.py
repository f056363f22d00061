"""What a name says about the value under it: `db_password`, `Geburtsdatum`, `X-Api-Key`.

One vocabulary serves every place where names and values meet: assignments, flags, headers, JSON
members, columns, prose. The words are data: `recognizers/words/*.toml`.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from recognizers.entities import ENTITY_TYPES, Family
from recognizers.errors import RuleError
from recognizers.wordfiles import word_file

_LONGEST_NAME = 120
_HUMP = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])|(?<=[A-Z\d])(?=[A-Z][^\W\d_A-Z])")
_GAP = re.compile(r"[\W_]+")
# Words that are secrets whatever they are of, and those that are but for pieces of texts and of lists.
_SECRETS = frozenset({"secret", "secrets", "credential", "bearer", "jwt"})
_TOKENS = frozenset({"token", "tokens"})
# Scripts that write words together: a phrase may begin or end anywhere in them.
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class Strength(StrEnum):
    """How much the value itself must still prove."""

    # Every literal there is one.
    STRONG = "strong"
    # No ordinary word or identifier.
    MEDIUM = "medium"
    # Only what looks like one by itself.
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What stands under a name."""

    entity_type: str
    strength: Strength
    # The shape of the value: a name from `recognizers.labelled.shapes`.
    shape: str

    @property
    def secret(self) -> bool:
        """Whether it is one of the secrets."""
        return ENTITY_TYPES[self.entity_type].family is Family.SECRET


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    phrases: dict[tuple[str, ...], Meaning]
    longest: int
    endings: tuple[tuple[str, Meaning], ...]
    not_after: frozenset[str]
    not_before: frozenset[str]
    not_before_word: frozenset[str]
    not_before_token: frozenset[str]
    neutral: frozenset[str]
    not_words: frozenset[str]
    not_phrases: frozenset[tuple[str, ...]]
    not_first: frozenset[str]


@lru_cache(maxsize=16384)
def meaning(name: str) -> Meaning | None:
    """Return what a name says about its value, None where it says nothing.

    >>> meaning("DB_PASSWORD").entity_type, meaning("customerFirstName").entity_type
    ('PASSWORD', 'PERSON')
    >>> meaning("password_reset_url"), meaning("max_tokens"), meaning("primary_key")
    (None, None, None)
    """
    if len(name) > _LONGEST_NAME:
        return None
    words = split_name(name)
    vocabulary = _vocabulary()
    if len(words) > 1 and words[0] in vocabulary.not_first:
        return None
    if words[-2:] in vocabulary.not_phrases or words[-3:] in vocabulary.not_phrases:
        return None
    clear = True
    for end in range(len(words), 0, -1):
        for start in range(max(0, end - vocabulary.longest), end):
            found = vocabulary.phrases.get(words[start:end])
            if found is None and start == end - 1:
                found = _by_ending(words[start])
            if found is None:
                continue
            denied = start > 0 and _takes_away(words[start - 1], words[start:end], found)
            if not found.secret:
                # `mqtt_user` is one as `user` is, but `building_owner` is no person.
                alone = found.strength is Strength.WEAK and found.shape != "login"
                denied = denied or not clear or (start > 0 and alone)
            return None if denied else found
        if words[end - 1] in vocabulary.not_after:
            return None
        clear = clear and words[end - 1] in vocabulary.neutral
    return None


def _takes_away(before: str, phrase: tuple[str, ...], found: Meaning) -> bool:
    """Whether a word before a phrase says that no such thing stands under it: `public_key`, `next_token`."""
    vocabulary = _vocabulary()
    if before in vocabulary.not_before:
        return True
    if found.secret and (len(phrase) > 1 or found.strength is Strength.STRONG or phrase[0] in _SECRETS):
        return False
    if phrase[0] not in _TOKENS and before in vocabulary.not_before_word:
        return True
    return before in vocabulary.not_before_token


def split_name(name: str) -> tuple[str, ...]:
    """Return the words of a name, without case, accents and closing digits.

    >>> split_name("clientSecretKey2"), split_name("Código-de_acceso")
    (('client', 'secret', 'key'), ('codigo', 'de', 'acceso'))
    """
    spaced = _GAP.sub(" ", _HUMP.sub(" ", name))
    words = []
    for word in spaced.split():
        bare = word.rstrip("0123456789")
        words.append(_fold(bare or word))
    return tuple(words)


@cache
def secret_phrases() -> tuple[str, ...]:
    """Return the phrases under which secrets stand, as written in the vocabulary."""
    return tuple(phrase for concept in _concepts() for phrase in _written(concept) if _is_secret(concept))


@cache
def personal_phrases() -> tuple[str, ...]:
    """Return the phrases under which data of a person stand, as written in the vocabulary."""
    return tuple(phrase for concept in _concepts() for phrase in _written(concept) if not _is_secret(concept))


def _by_ending(word: str) -> Meaning | None:
    if word in _vocabulary().not_words:
        return None
    for ending, found in _vocabulary().endings:
        if word.endswith(ending):
            return found
    if _UNSPACED.search(word):
        for length in range(len(word) - 1, 1, -1):
            tail = _vocabulary().phrases.get((word[-length:],))
            if tail is not None:
                return tail
    return None


def _fold(word: str) -> str:
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", bare).replace("ı", "i").replace("ł", "l").replace("ø", "o")


@cache
def _vocabulary() -> _Vocabulary:
    phrases: dict[tuple[str, ...], Meaning] = {}
    endings: list[tuple[str, Meaning]] = []
    for concept in _concepts():
        found = Meaning(concept["entity_type"], Strength(concept["strength"]), concept["shape"])
        for phrase in concept["phrases"]:
            words = split_name(phrase)
            if not words:
                raise RuleError(f"vocabulary: the phrase {phrase!r} has no words")
            phrases.setdefault(words, found)
        endings += [(_fold(ending), found) for ending in concept.get("endings", ())]
    words_table = word_file("negatives")
    return _Vocabulary(
        phrases=phrases,
        longest=max(map(len, phrases)),
        endings=tuple(sorted(endings, key=lambda pair: -len(pair[0]))),
        not_after=frozenset(map(_fold, words_table["not_after"])),
        not_before=frozenset(map(_fold, words_table["not_before"])),
        not_before_word=frozenset(map(_fold, words_table["not_before_word"])),
        not_before_token=frozenset(map(_fold, words_table["not_before_token"])),
        neutral=frozenset(map(_fold, words_table["neutral"])),
        not_words=frozenset(map(_fold, words_table["not_words"])),
        not_phrases=frozenset(map(split_name, words_table["not_phrases"])),
        not_first=frozenset(map(_fold, words_table["not_first"])),
    )


@cache
def _concepts() -> tuple[dict[str, Any], ...]:
    return (*word_file("secrets")["concept"], *word_file("people")["concept"])


def _written(concept: dict[str, Any]) -> tuple[str, ...]:
    return (*concept["phrases"], *concept.get("endings", ()))


def _is_secret(concept: dict[str, Any]) -> bool:
    return ENTITY_TYPES[concept["entity_type"]].family is Family.SECRET
