"""The names in a text of any length: gate, words, chunks, models, spans."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, Literal

from recognizers.names.chunks import cut
from recognizers.names.decode import SOURCE, as_private, decode, holds_spans
from recognizers.names.ends import cut_short
from recognizers.names.gate import is_everyday, open_stretches
from recognizers.names.models import accurate_model, fast_model
from recognizers.names.public import find_public, is_public
from recognizers.names.tags import COUNT, VALUES, first_general_tag, first_tag
from recognizers.names.values import as_written
from recognizers.names.words import is_latin, is_spelled, split_words, word_texts
from recognizers.span import Span
from recognizers.wordfiles import word_set

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Level = Literal["accurate", "fast"]

# So many words are read together by the large model, if the small one gives one of them such a probability of
# being in a name, and is not sure of all of them.
_READ_TOGETHER: Final = 30
_WORTH_READING: Final = 0.1
_SURE: Final = 0.95
# How much the large model counts where both have read. In Latin letters it alone tells places that are
# somebody's from those spoken of in general.
_WEIGHT: Final = 0.6
_DECIDES: Final = ("LOCATION",)
# Beyond so many code points without a line end, a stretch is cut before it is read.
_STRETCH: Final = 20_000
# Without a word around it, a word that is also a name is hardly one.
_ALONE: Final = 0.4
# Who is known to all may be named, and yet somebody may be called so: a strict policy decides otherwise.
_PUBLIC: Final = 0.45
# Where they are asked for, those on the list are found by it.
_LISTED: Final = 0.9
# Of files that people name; the models know few of them.
_FILE_ENDINGS: Final = frozenset(
    ("arrow", "avro", "feather", "heic", "ipynb", "jsonl", "ndjson", "orc", "parquet", "pickle", "zst")
)
# Up to three, with or without spaces, and no letter before them.
_INITIALS: Final = re.compile(r"(?<![^\W_])(?:[A-ZÀ-ÖØ-ÞА-ЯΑ-Ω]\. ?){1,3}\Z")
_LONGEST_INITIALS: Final = 10
# What follows an address and is taken for its end.
_SMALL_WORD: Final = re.compile(r"and|at|for|in|is|on|sin|ssn|to|tel|was")
# Of one sign is no name of these, in scripts whose names are short either.
_LONGER: Final = ("LOCATION", "ORGANIZATION")
# `notifyAdaLindt`: what is done with her is no part of her name.
_VERB: Final = re.compile(r"[a-z]{3,}(?=(?:[A-Z][a-z]+){2,4}\Z)")
# Equal chunks recur in a conversation and are read once.
_KNOWN_CHUNKS: Final = 1_000


def find_names(text: str, level: Level = "accurate", public_people: bool = False) -> list[Span]:
    """Return the people, places, organisations and addresses named in a text, sorted.

    People who are known to all and spoken of in general count less unless `public_people` are asked for.

    Spans of different types may overlap. A score is the models' probability; what is less probable than
    `decode.LEAST` is left out. The same text gives the same spans, whatever was read before it. Raises
    RecognizerError where the files of the models are missing or altered.
    """
    found: list[Span] = []
    if public_people:
        found = [Span(start, end, "PERSON", _LISTED, SOURCE) for start, end in find_public(text)]
    for start, end in open_stretches(text):
        for begun, ended in _pieces(text, start, end):
            tags = _read(word_texts(text[begun:ended]), level)
            if public_people:
                tags = as_private(tags)
            if holds_spans(tags):
                found += [
                    replace(span, start=span.start + begun, end=span.end + begun)
                    for span in decode(text[begun:ended], split_words(text[begun:ended]), tags)
                ]
    return sorted(
        _doubted(cut_short(text, _with_initials(whole, text)), text, public_people)
        for span in found
        for whole in as_written(text, span)
        if not _is_torn(whole, text)
    )


def _is_torn(span: Span, text: str) -> bool:
    """Whether a span is the letters between digits, as in `57741edbca`, the ending of a file, a greeting."""
    if span.entity_type in VALUES:
        return False
    value = text[span.start : span.end]
    if value.lower() in word_set("people", "greetings"):
        return True
    if len(value) == 1 and (span.entity_type in _LONGER or (value.isascii() and value.islower())):
        return True
    if span.entity_type == "STREET_ADDRESS" and _SMALL_WORD.fullmatch(value):
        return True
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
    first, last = text[span.start], text[span.end - 1]
    if before == "." and text[span.start : span.end].lower() in _FILE_ENDINGS:
        return True
    return (before.isdigit() and first.isascii() and first.isalpha()) or (
        after.isdigit() and last.isascii() and last.isalpha()
    )


def _with_initials(span: Span, text: str) -> Span:
    """Return a span with the initials before it, as in `B. Lindt`, and without a verb glued to it."""
    if span.entity_type != "PERSON":
        return span
    if verb := _VERB.match(text, span.start, span.end):
        return replace(span, start=verb.end())
    initials = _INITIALS.search(text, max(0, span.start - _LONGEST_INITIALS), span.start)
    return replace(span, start=initials.start()) if initials else span


def _doubted(span: Span, text: str, public_people: bool) -> Span:
    value = text[span.start : span.end]
    if span.entity_type == "PERSON" and not public_people and is_public(value):
        return replace(span, score=span.score * _PUBLIC)
    if is_everyday(value) and text.strip() == value:
        return replace(span, score=span.score * _ALONE)
    return span


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a stretch without line ends that is too long to be held as words, at a space where there is one."""
    while end - start > _STRETCH:
        cut_at = text.rfind(" ", start + _STRETCH // 2, start + _STRETCH) + 1 or start + _STRETCH
        line_end = text.rfind("\n", start + _STRETCH // 2, start + _STRETCH) + 1
        yield start, line_end or cut_at
        start = line_end or cut_at
    if start < end:
        yield start, end


def _read(words: Sequence[str], level: Level) -> "NDArray[np.float32]":
    import numpy as np

    tags = np.zeros((len(words), COUNT), np.float32)
    for start, end, decides_from, decides_to in cut(words):
        read = _read_chunk(tuple(words[start:end]), level)
        tags[decides_from:decides_to] = read[decides_from - start : decides_to - start]
    return tags


@lru_cache(maxsize=_KNOWN_CHUNKS)
def _read_chunk(words: tuple[str, ...], level: Level) -> "NDArray[np.float32]":
    tags = fast_model().probabilities(words)
    return tags if level == "fast" else _read_again(words, tags)


def _read_again(words: Sequence[str], tags: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Return the mean of both models where the small one is in doubt."""
    mean, weights = tags.copy(), _weights()
    for start, end, decides_from, decides_to in cut(words, _READ_TOGETHER):
        if not _is_worth_reading(tags[start:end, 0]):
            continue
        counts = [_script_of(word) for word in words[decides_from:decides_to]]
        if any(
            count and word[0].isalpha()
            for count, word in zip(counts, words[decides_from:decides_to], strict=True)
        ):
            read = accurate_model().probabilities(words[start:end])[decides_from - start : decides_to - start]
            mean[decides_from:decides_to] += weights[counts] * (read - tags[decides_from:decides_to])
    return mean


def _script_of(word: str) -> int:
    """Return which row of the weights counts for a word."""
    return is_spelled(word) + is_latin(word)


@cache
def _weights() -> "NDArray[np.float32]":
    """Return how much the large model counts for each tag: where it knows little of how names are written, in
    other scripts, and in Latin letters."""
    import numpy as np

    weights = np.full((3, COUNT), _WEIGHT, np.float32)
    weights[0] = 0
    for entity_type in _DECIDES:
        for first in (first_tag(entity_type), first_general_tag(entity_type)):
            weights[2, first : first + 2] = 1.0
    return weights


def _is_worth_reading(outside: "NDArray[np.float32]") -> bool:
    """Whether words with these probabilities of being in no name are to be read again."""
    if 1 - outside.min() < _WORTH_READING:
        return False
    return bool((abs(outside - 0.5) < _SURE - 0.5).any())
