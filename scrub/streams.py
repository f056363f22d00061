"""Values that are cut in two where a stream is stored in pieces: deltas of an answer, chunks of an output.

Pieces that follow each other under one name are put together, and what is found across their seams stands
in each of them.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from recognizers.entities import Family, family_of
from recognizers.span import Span
from scrub.formats.record import Segment

# Members that hold pieces and nothing else, what a program writes, and what may be the tokens of an answer.
_PIECES: Final = frozenset(("arguments_delta", "chunk", "delta", "partial_json", "text_delta", "token"))
_OUTPUTS: Final = frozenset(("data", "output", "stderr", "stdout"))
_TEXTS: Final = frozenset(("content", "text"))
_KEYS: Final = _PIECES | _OUTPUTS | _TEXTS
# What stands inside of addresses, keys, numbers and names.
_JOINS: Final = frozenset("._@+-/=:,() ")
# Of a longer piece only so much of its ends can belong to a value of two pieces.
_REACH: Final = 256
# Tokens of an answer are shorter; messages of a chat mostly longer.
_TOKEN: Final = 24
# What stands in a record beside a piece is looked for in so many bytes.
_HEAD: Final = 4096
_TELLER: Final = re.compile(
    rb'"(author|call_id|from|role|sender|speaker|stream|tool_call_id|tool_use_id|type)"\s*:\s*"([^"\\]{1,64})"'
)
_CALLS: Final = frozenset((b"call_id", b"tool_call_id", b"tool_use_id"))
_SPEAKERS: Final = frozenset((b"author", b"role", b"type"))
# What answers a question is no piece: a row of a data set, a call with its output.
_ASKED: Final = re.compile(rb'"(?:input|instruction|prompt|query|question)"\s*:')


class Teller(NamedTuple):
    """What a record says beside its pieces: who speaks or writes, in which call, and whether it answers."""

    said: frozenset[tuple[bytes, bytes]] = frozenset()
    asked: bool = False

    @classmethod
    def of(cls, data: bytes) -> "Teller":
        """Read the beginning of a record as it is stored."""
        head = data[:_HEAD]
        # The first of a name is the outermost, as a rule.
        said = dict(reversed(_TELLER.findall(head)))
        return cls(frozenset(said.items()), _ASKED.search(head) is not None)

    @property
    def is_output(self) -> bool:
        """Whether a tool says it."""
        return any(name in _CALLS or (name in _SPEAKERS and value == b"tool") for name, value in self.said)

    def is_another(self, other: "Teller") -> bool:
        """Whether a piece of one cannot go on in a piece of the other."""
        said = dict(other.said)
        return self.asked or other.asked or any(said.get(name, each) != each for name, each in self.said)


class Piece(NamedTuple):
    """A string that may go on in the next: where it stands, its name, and its ends."""

    record: int
    place: int
    key: str
    # The whole of it, or its beginning.
    head: str
    # Empty where `head` is the whole.
    tail: str
    length: int
    teller: Teller

    @classmethod
    def of(cls, record: int, segment: Segment, teller: Callable[[], Teller]) -> "Piece | None":
        """Return a segment of a record as a piece; None where it is none, and nobody tells it."""
        if segment.key not in _KEYS:
            return None
        if segment.is_number or segment.is_key or segment.marker is not None or segment.breaks:
            return None
        text = segment.text
        whole = len(text) <= 2 * _REACH
        head, tail = (text, "") if whole else (text[:_REACH], text[-_REACH:])
        return cls(record, segment.place, segment.key, head, tail, len(text), teller())

    @property
    def end(self) -> str:
        """The last of it that is at hand."""
        return self.tail or self.head


class Part(NamedTuple):
    """A stretch of one string that a value stands in with others."""

    record: int
    place: int
    span: Span
    # All of it, told with its first part; empty where that is written in an encoding.
    value: str


def find_across(pieces: Iterable[Piece], find: Callable[[str], Sequence[Span]]) -> Iterator[Part]:
    """Yield the parts of what `find` finds over more than one piece."""
    last: dict[tuple[str, Teller | None], list[Piece]] = {}
    for piece in pieces:
        if not piece.length:
            # Something was written, and nothing of it here: what goes on goes on behind it.
            continue
        # Outputs of several programs may be written by turns.
        name = piece.key, piece.teller if piece.key in _OUTPUTS else None
        run = last.setdefault(name, [])
        if run and not _goes_on(run[-1], piece):
            yield from _found_in(run, find)
            run.clear()
        run.append(piece)
        if piece.tail:
            # What goes on behind it is another run.
            yield from _found_in(run, find)
            last[name] = [piece._replace(head="")]
    for run in last.values():
        yield from _found_in(run, find)


def _goes_on(piece: Piece, following: Piece) -> bool:
    before, after = piece.end[-1:], following.head[:1]
    if before.isspace() and after.isspace():
        return False
    if piece.key in _PIECES:
        return True
    if piece.record != following.record and piece.teller.is_another(following.teller):
        return False
    if piece.key in _TEXTS:
        return piece.record != following.record and max(piece.length, following.length) <= _TOKEN
    return (before.isalnum() or before in _JOINS) and (after.isalnum() or after in _JOINS)


def _found_in(run: Sequence[Piece], find: Callable[[str], Sequence[Span]]) -> Iterator[Part]:
    if len(run) < 2:
        return
    texts = [run[0].end, *(piece.head for piece in run[1:])]
    starts = [0, *accumulate(map(len, texts))][:-1]
    # Where the text of the first begins in its own string.
    cut = run[0].length - len(texts[0])
    whole = "".join(texts)
    for span in find(whole):
        first, last = bisect_right(starts, span.start) - 1, bisect_left(starts, span.end) - 1
        places = []
        for number in range(first, last + 1):
            start, end = (
                max(span.start - starts[number], 0),
                min(span.end - starts[number], len(texts[number])),
            )
            if start < end and (shown := texts[number][start:end].strip()):
                start += texts[number][start:end].index(shown)
                places.append((number, start, start + len(shown)))
        if len(places) < 2:
            continue
        end = span.end
        if _begins_a_sentence(span, run[last - 1], run[last], end - starts[last], find):
            places.pop()
            end = starts[last]
        value = "" if span.codec else whole[span.start : end].strip()
        for number, start, end in places:
            begin = 0 if number else cut
            part = Span(begin + start, begin + end, span.entity_type, span.score, span.source)
            yield Part(run[number].record, run[number].place, part, value)
            value = ""


def _begins_a_sentence(
    span: Span, piece: Piece, following: Piece, at: int, find: Callable[[str], Sequence[Span]]
) -> bool:
    """Whether a value is whole before its last piece, which begins a sentence: `...@acme.example`, `I am`.

    It ends at `at` of that. Of what may be messages, any word may begin one. The last of a secret is never
    taken for one.
    """
    if family_of(span.entity_type) is Family.SECRET:
        return False
    before, text = piece.end, following.head
    is_word = text[:1].isupper() and not text[at : at + 1].isalnum() and before[-1:].islower()
    if not is_word or (at > 1 and piece.key not in _TEXTS):
        return False
    return any(each.end == len(before) and each.entity_type == span.entity_type for each in find(before))
