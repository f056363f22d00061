"""What a program said piece by piece, as a log of its events has it, read as one.

Server-sent events of an answer, lines of JSON, a recorded terminal, what a loop printed, a list of tokens.
https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
https://docs.asciinema.org/manual/asciicast/v2/
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from recognizers.readings.assembled import Assembled, put_together

# Where the inside of each string stands.
_Pieces = Sequence[tuple[int, int]]
_Shape = tuple[str, ...]

_QUOTED: Final = r"\"(?>(?:[^\"\\\n]|\\.)*)\"|'(?>(?:[^'\\\n]|\\.)*)'"
_STRING: Final = re.compile(_QUOTED)
_NUMBERS: Final = re.compile(r"[ \t]*\d+(?:\.\d+)?")
_FEWEST: Final = 3
_SHORTEST: Final = 32
# Words are parted by blanks, which are a part of one of two pieces.
_BLANK: Final = re.compile(r"(?:\s|\\[nrt]|[\u0120\u2581])|.*(?:\s|\\[nrt])\Z", re.DOTALL)
_LEAST_BLANK: Final = 1 / 8
# So many keys are typed in a row, most of which are one sign.
_TYPED: Final = 8
_LONGEST_KEY: Final = 2
# The blanks of tokens. https://github.com/openai/gpt-2/blob/master/src/encoder.py
_TOKEN_BLANKS: Final = str.maketrans("\u0120\u2581", "  ")

# The value of a member or an argument, its name, and what may stand between it and the next.
_VALUE: Final = re.compile(r"(?:[\"'] ?: ?|=)(?=[\"'])")
_NAME: Final = re.compile(r"(?<!\w)\w{4,12}\Z")
_NAMES: Final = frozenset(
    ("arguments", "chunk", "completion", "content", "delta", "partial_json", "response", "text", "thinking")
)
# They hold nothing but pieces.
_PIECES: Final = frozenset(("arguments", "chunk", "delta", "partial_json"))
_FARTHEST: Final = 1000
_SPEAKER: Final = re.compile(r"\b(?:author|from|role|sender|speaker)[\"']?(?:: ?|=)[\"'](\w+)")

# The end of a line that is an event, and what may stand between two.
_END: Final = re.compile(
    r"\n(?:(?<=[\"'\]}]\n)|(?<=[\"'\]}]\r\n)|(?<=[\"'\]]\)\n)|(?<=[\"'\]]\)\)\n)|(?<=None\)\n))"
)
_BETWEEN: Final = re.compile(r"(?>(?:(?:(?:event|id|retry)?:[^\r\n]{0,200})?\r?\n)*)")
# Of longer ones each says something by itself.
_LONGEST: Final = 4000

_LIST: Final = re.compile(rf"\[\s{{0,40}}(?:{_QUOTED})(?:,\s{{0,40}}(?:{_QUOTED})){{5,}}")


def find_deltas(text: str) -> Iterator[Assembled]:
    """Yield what pieces of a text say together."""
    if len(text) < _SHORTEST or not ('"' in text or "'" in text):
        return
    for pieces in (*_of_members(text), *_of_lines(text), *_of_lists(text)):
        together = put_together(text, pieces)
        yield together._replace(text=together.text.translate(_TOKEN_BLANKS))


def _of_members(text: str) -> Iterator[_Pieces]:
    """Yield the strings that stand under one name, with the same between each and the next."""
    named: dict[str, list[tuple[int, int]]] = {}
    for value in _VALUE.finditer(text):
        name = _NAME.search(text, max(0, value.start() - 13), value.start())
        if name and name[0] in _NAMES and (string := _STRING.match(text, value.end())):
            named.setdefault(name[0], []).append((string.start() + 1, string.end() - 1))
    for name_of, pieces in named.items():
        number = 0
        for shape, group in groupby(pairwise(pieces), key=lambda pair: _between(text, *pair)):
            first, number = number, number + len(list(group))
            run = pieces[first : number + 1]
            if shape and len(run) >= _FEWEST and (name_of in _PIECES or _is_cut(text, run)):
                yield run


def _between(text: str, piece: tuple[int, int], following: tuple[int, int]) -> _Shape:
    """Return what stands between two pieces; nothing where they are far from each other."""
    return _shape(text[piece[1] + 1 : following[0] - 1]) if following[0] - piece[1] <= _FARTHEST else ()


def _of_lines(text: str) -> Iterator[_Pieces]:
    """Yield the strings that stand in one place of the lines that are events of one kind."""
    for lines in _runs(text):
        for _, group in groupby(lines, key=lambda line: _shape(text[slice(*line)])):
            events = list(group)
            if len(events) < _FEWEST:
                continue
            strings = [_STRING.finditer(text, *event) for event in events]
            for column in zip(*strings, strict=True):
                pieces = [(string.start() + 1, string.end() - 1) for string in column]
                if _is_cut(text, pieces):
                    yield pieces


def _runs(text: str) -> Iterator[_Pieces]:
    """Yield the lines that follow each other and end as events do, where they are enough."""
    if text.count("\n") < _FEWEST - 1:
        return
    run: list[tuple[int, int]] = []
    past = 0
    for end in _END.finditer(text + "\n"):
        start = text.rfind("\n", past, end.start()) + 1 or past
        if run and not _BETWEEN.fullmatch(text, past, start):
            if len(run) >= _FEWEST:
                yield run
            run = []
        past = end.end()
        if end.start() - start <= _LONGEST:
            run.append((start, end.start()))
    if len(run) >= _FEWEST:
        yield run


def _of_lists(text: str) -> Iterator[_Pieces]:
    for tokens in _LIST.finditer(text):
        pieces = [(token.start() + 1, token.end() - 1) for token in _STRING.finditer(text, *tokens.span())]
        if _is_cut(text, pieces):
            yield pieces


def _shape(text: str) -> _Shape:
    """Return a text without what its strings and its numbers say, but for how many strings and who speaks."""
    masked, strings = _STRING.subn('"', text)
    return (_NUMBERS.sub("0", masked), str(strings), *_SPEAKER.findall(text))


def _is_cut(text: str, pieces: _Pieces) -> bool:
    """Whether pieces are parts of a text: some begin or end with a blank, or they are single signs."""
    values = [text[start:end] for start, end in pieces]
    if len(set(values)) == 1:
        return False
    if len(values) >= _TYPED and sum(map(len, values)) <= _LONGEST_KEY * len(values):
        return True
    return sum(_BLANK.match(value) is not None for value in values) >= _LEAST_BLANK * len(values)
