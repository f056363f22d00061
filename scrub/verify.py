"""Nothing that was found survives in what is written.

Shares no code with detection: from each original value it derives the forms in which it could stand,
and searches the written bytes.
"""

import base64
import html
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final
from urllib.parse import quote, quote_plus

from recognizers.entities import Family, family_of
from scrub.rereading import readings

# Shorter values, and shorter plain words, may stand in the rest by chance.
_SHORTEST: Final = 6
_SHORTEST_WORD: Final = 8
_SHORTEST_LOWER: Final = 12
# So many values that repeat one word are looked for one by one.
_FEW: Final = 4
_BASE64_BYTES: Final = 3
_BASE64_DIGITS: Final = 4
_SHORTEST_ANYWHERE: Final = 12
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_ESCAPED_END: Final = re.compile(r"\\(?:[bfnrt]|u[0-9a-fA-F]{4})\Z")
# As far back as an escape reaches.
_ESCAPE_LENGTH: Final = 6


# Letters, digits and signs that neither JSON nor HTML nor a URL writes otherwise.
_NEVER_ESCAPED: Final = re.compile(r"[A-Za-z0-9_.~-]*")
# What may be a secret in one place and a word of a program in others.
_CODE: Final = re.compile(
    r"-{1,2}[a-z-]+|[A-Za-z]+(?:[._][A-Za-z]+)+(?:\(\))?|[A-Za-z]+\(\)|[A-Za-z]?[a-z]+(?:[A-Z][a-z]+)+"
)


def is_searched(value: str) -> bool:
    """Return whether the value is long and particular enough that finding it again means a leak."""
    if value.isalpha():
        return len(value) >= (_SHORTEST_LOWER if value.islower() else _SHORTEST_WORD)
    return len(value) >= _SHORTEST


def written_forms(value: str) -> Iterator[str]:
    """Yield the ways in which a value can stand in a text as a word: as it is, escaped, quoted."""
    if _NEVER_ESCAPED.fullmatch(value):
        yield value
        return
    ascii_json = json.dumps(value)[1:-1]
    data = value.encode("utf-8", "surrogatepass")
    yield from (value, ascii_json, json.dumps(value, ensure_ascii=False)[1:-1], json.dumps(ascii_json)[1:-1])
    yield from (html.escape(value), quote(data, safe=""), quote(data), quote_plus(data))


def encoded_forms(value: str) -> Iterator[str]:
    """Yield what base64 holds of the value, wherever it stands in what that encodes."""
    data = value.encode("utf-8", "surrogatepass")
    for shift in range(_BASE64_BYTES):
        padded = b"\0" * shift + data
        digits = base64.b64encode(padded[: len(padded) - len(padded) % _BASE64_BYTES]).decode()
        # The first digits depend on what stands before the value.
        body = digits[_BASE64_DIGITS if shift else 0 :]
        if len(body) >= 2 * _BASE64_DIGITS:
            yield from (body, body.replace("+", "-").replace("/", "_"))


class Survivors:
    """Looks for the original values of a conversation in the bytes that would be written."""

    def __init__(self, values: Iterable[tuple[str, str]], beside: "Survivors | None" = None) -> None:
        """Take (entity type, value) pairs; those that may stand anywhere by chance are left out.

        Those of `beside`, which many conversations may share, are looked for as well.
        """
        import ahocorasick_rs

        self._beside = beside
        # By how it is looked for: as what it must be written, any way with None, and whether as a word alone.
        forms: dict[str, dict[str | None, bool]] = {}

        def add(form: str, exact: str | None, *, as_word: bool) -> None:
            written = forms.setdefault(_lowered(form), {})
            written[exact] = written.get(exact, True) and as_word

        # Bytes that are not UTF-8 were read as lone surrogates; both sides have U+FFFD for them here.
        searched = [
            (entity_type, value)
            for entity_type, value in ((name, _SURROGATES.sub("\ufffd", value)) for name, value in values)
            if is_searched(value) and not (family_of(entity_type) is Family.SECRET and _CODE.fullmatch(value))
        ]
        shortest = _shortest_of_many(value for _, value in searched)
        for entity_type, value in searched:
            if (stem := shortest.get(_lowered(value))) is not None:
                for form in written_forms(stem):
                    add(form, None, as_word=False)
                if len(value) > len(stem):
                    continue
            # Secrets mean something in their own capitals alone.
            is_exact = family_of(entity_type) is Family.SECRET
            as_word = not _is_anywhere(entity_type, value)
            for form in written_forms(value):
                add(form, form if is_exact else None, as_word=as_word)
            for form in encoded_forms(value):
                add(form, form, as_word=False)
            add(value.encode().hex(), None, as_word=False)
        self._forms = list(forms.values())
        self._automaton: Any = (
            ahocorasick_rs.AhoCorasick(
                list(forms),
                matchkind=ahocorasick_rs.MatchKind.Standard,
                store_patterns=False,
                # Few patterns make another automaton, in quadratic time where they repeat themselves.
                implementation=ahocorasick_rs.Implementation.ContiguousNFA,
            )
            if forms
            else None
        )

    def count(self, written: bytes) -> int:
        """Return in how many places the bytes hold one of the values, in the first reading that does."""
        searched = [one for one in (self, self._beside) if one is not None and one._automaton is not None]
        for text, least in readings(written.decode("utf-8", "replace")) if searched else ():
            if found := sum(one._count(text, least) for one in searched):
                return found
        return 0

    def _count(self, text: str, least: int) -> int:
        return sum(
            any(
                not as_word or _is_whole(text, start, end)
                for as_word in map(self._forms[number].get, (None, text[start:end]))
                if as_word is not None
            )
            for number, start, end in self._automaton.find_matches_as_indexes(
                _lowered(text), overlapping=True
            )
            if end - start >= least
        )


def _shortest_of_many(values: Iterable[str]) -> dict[str, str]:
    """Return for each of many values that repeat one word the shortest, all in lower case.

    Each would stand everywhere in a longer one. The shortest is in all of them.
    """
    alike: defaultdict[str, set[str]] = defaultdict(set)
    for value in map(_lowered, values):
        period = value.find(value[: (len(value) + 1) // 2], 1)
        if period > 0 and value.startswith(value[period:]):
            alike[value[:period]].add(value)
    return {value: min(many, key=len) for many in alike.values() if len(many) > _FEW for value in many}


def _is_anywhere(entity_type: str, value: str) -> bool:
    """Whether a value is so particular that it counts in the middle of a word, too."""
    return (
        len(value) >= _SHORTEST_ANYWHERE
        and any(map(str.isdigit, value))
        and family_of(entity_type) is not Family.QUASI
        # `23 Main Street` is none of `123 Main Street`.
        and entity_type != "STREET_ADDRESS"
    ) or (entity_type == "EMAIL_ADDRESS" and "@" in value)


def _lowered(text: str) -> str:
    """Return the text in lower case, without lone surrogates, with as many code points."""
    lowered = text.lower()
    if len(lowered) != len(text):
        # `İ` alone would become two.
        lowered = text.replace("İ", "i").lower()
    return lowered if lowered.isascii() else _SURROGATES.sub("\ufffd", lowered)


def _is_whole(text: str, start: int, end: int) -> bool:
    if end < len(text) and _is_word(text[end]) and _is_word(text[end - 1]):
        return False
    if start > 0 and _is_word(text[start]) and _is_word(text[start - 1]):
        return _ESCAPED_END.search(text, max(0, start - _ESCAPE_LENGTH), start) is not None
    return True


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
