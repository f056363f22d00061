"""The names in a text of any length: gate, words, chunks, models, spans."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from recognizers.names.chunks import cut
from recognizers.names.decode import decode
from recognizers.names.gate import is_everyday, open_stretches
from recognizers.names.models import accurate_model, fast_model
from recognizers.names.public import is_public
from recognizers.names.tags import COUNT
from recognizers.names.words import is_latin, split_words
from recognizers.span import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Level = Literal["accurate", "fast"]

# So many words are read together by the large model, if the small one gives one of them such a probability.
_READ_TOGETHER: Final = 60
_WORTH_READING: Final = 0.1
# How much the large model counts where both have read.
_WEIGHT: Final = 0.5
# Beyond so many code points without a line end, a stretch is cut before it is read.
_STRETCH: Final = 20_000
# Without a word around it, a word that is also a name is hardly one.
_ALONE: Final = 0.4
# Who is known to all may be named, and yet somebody may be called so: a strict policy decides otherwise.
_PUBLIC: Final = 0.45
# Equal chunks recur in a conversation and are read once.
_KNOWN_CHUNKS: Final = 1_000


def find_names(text: str, level: Level = "accurate") -> list[Span]:
    """Return the people, places, organisations and addresses named in a text, sorted.

    Spans of different types may overlap. A score is the models' probability; what is less probable than
    `decode.LEAST` is left out. The same text gives the same spans, whatever was read before it. Raises
    RecognizerError where the files of the models are missing or altered.
    """
    found: list[Span] = []
    for start, end in open_stretches(text):
        for begun, ended in _pieces(text, start, end):
            words = split_words(text[begun:ended])
            found += [
                replace(span, start=span.start + begun, end=span.end + begun)
                for span in decode(words, _read([word.text for word in words], level))
            ]
    return sorted(_doubted(span, text) for span in found)


def _doubted(span: Span, text: str) -> Span:
    value = text[span.start : span.end]
    if span.entity_type == "PERSON" and is_public(value):
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
    """Return the mean of both models where the small one sees what may be a name, in Latin script alone."""
    import numpy as np

    mean = tags.copy()
    latin = np.array([is_latin(word) for word in words])
    for start, end, decides_from, decides_to in cut(words, _READ_TOGETHER):
        if latin[start:end].any() and 1 - tags[start:end, 0].min() >= _WORTH_READING:
            read = accurate_model().probabilities(words[start:end])
            places = np.arange(decides_from, decides_to)[latin[decides_from:decides_to]]
            mean[places] += _WEIGHT * (read[places - start] - tags[places])
    return mean
