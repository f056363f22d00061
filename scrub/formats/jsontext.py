"""JSON as text: where its strings and numbers stand, and how to change some without touching the rest.

`json` and `orjson` forget how a document was written (spaces, escapes, number literals, duplicate
keys); what is not redacted must stay byte for byte. RFC 8259 is the grammar. Strings and numbers are
numbered in the order of the text, member names included; that number is a segment's place.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Literal

from scrub.errors import FormatError
from scrub.formats.record import Edit

# Possessive, so that a string with millions of escapes needs no stack.
_SCALAR = re.compile(r'"(?:[^"\\]++|\\.)*+"|-?\d[\d.eE+-]*+', re.DOTALL)
# Also what stands between them; a string that is cut off is none.
TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|-?\d[\d.eE+-]*+|[\[\]{},:]|[A-Za-z]++', re.DOTALL)
_ESCAPE = r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\."
_CODE_POINT = re.compile(rf"{_ESCAPE}|.", re.DOTALL)
_STRETCH = re.compile(rf"(?>(?:[^\\]{{1,256}}+|{_ESCAPE}){{1,256}})", re.DOTALL)
_MUST_ESCAPE = re.compile(r'["\\\x00-\x1f\ud800-\udfff]')
_NOT_ASCII = re.compile(r"[^\x20-\x7e]|[\"\\]")
# What the pointers of a document may take in all: so many characters, and so many times its own.
_FREE_POINTERS = 1 << 24
_MOST_POINTERS = 16
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def splice(raw: str, edits: Mapping[int, Sequence[Edit]]) -> str:
    """Return the document with some of its strings and numbers edited, all else as it was.

    Offsets of edits are code points of the decoded string; a number is replaced as a whole, but for
    its sign.

    >>> splice('{"a": "caf\\\\u00e9 Jane"}', {1: [Edit(5, 9, "X")]})
    '{"a": "caf\\\\u00e9 X"}'
    """
    parts: list[str] = []
    last = 0
    ascii_only = raw.isascii()
    final = max((place for place, changes in edits.items() if changes), default=-1)
    for place, token in enumerate(_SCALAR.finditer(raw)):
        if place > final:
            break
        changes = edits.get(place)
        if not changes:
            continue
        start, end = token.span()
        if raw[start] != '"':
            parts += (raw[last : start + raw.startswith("-", start)], changes[0].text)
            last = end
            continue
        start, end = start + 1, end - 1
        offsets = _raw_offsets(raw[start:end], [offset for edit in changes for offset in edit[:2]])
        for number, edit in enumerate(changes):
            parts += (raw[last : start + offsets[2 * number]], escape(edit.text, ascii_only=ascii_only))
            last = start + offsets[2 * number + 1]
    parts.append(raw[last:])
    return "".join(parts)


def escape(text: str, *, ascii_only: bool = False) -> str:
    """Return the text as it stands between the quotes of a JSON string."""
    pattern = _NOT_ASCII if ascii_only else _MUST_ESCAPE
    return pattern.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    if character in _SHORT:
        return _SHORT[character]
    point = ord(character)
    if point < 0x10000:
        return f"\\u{point:04x}"
    point -= 0x10000
    return f"\\u{0xD800 + (point >> 10):04x}\\u{0xDC00 + (point & 0x3FF):04x}"


def _raw_offsets(raw: str, offsets: Sequence[int]) -> list[int]:
    """Return where code points of a decoded string stand in what is between its quotes; in order.

    >>> _raw_offsets(r"\\n\\u00e9!", [0, 1, 2, 3])
    [0, 2, 8, 9]
    """
    if "\\" not in raw:
        return list(offsets)
    found: list[int] = []
    decoded = 0
    # Only stretches in which an offset lies are looked at escape by escape.
    for stretch in _STRETCH.finditer(raw):
        size = len(unescape(stretch[0]))
        if len(found) < len(offsets) and offsets[len(found)] < decoded + size:
            starts = [match.start() for match in _CODE_POINT.finditer(stretch[0])]
            while len(found) < len(offsets) and offsets[len(found)] < decoded + size:
                found.append(stretch.start() + starts[offsets[len(found)] - decoded])
        decoded += size
        if len(found) == len(offsets):
            break
    return found + [len(raw)] * (len(offsets) - len(found))


def strings_at(raw: str, places: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Return where the contents of some strings stand, between their quotes."""
    wanted = set(places)
    return {
        place: (token.start() + 1, token.end() - 1)
        for place, token in enumerate(_SCALAR.finditer(raw))
        if place in wanted
    }


def pointers(raw: str, places: Sequence[int]) -> dict[int, str]:
    """Return the JSON Pointer of each of some strings and numbers; `#key` ends a member name's.

    Raises FormatError where they are far longer than the document, as below a very long name.
    """
    wanted = set(places)
    most = _FREE_POINTERS + _MOST_POINTERS * len(raw)
    found: dict[int, str] = {}
    place = -1
    # One entry an open container: the name of the current member, or the number of the current item.
    path: list[str | int] = []
    expects_key = False
    for token in TOKEN.finditer(raw):
        text = token[0]
        first = text[0]
        if first == "{":
            path.append("")
            expects_key = True
        elif first == "[":
            path.append(0)
            expects_key = False
        elif first in "]}":
            path.pop()
            expects_key = False
        elif first == ",":
            if path and isinstance(path[-1], int):
                path[-1] += 1
            else:
                expects_key = True
        elif first == ":":
            expects_key = False
        elif first == '"' or first == "-" or first.isdigit():
            place += 1
            if first == '"' and expects_key:
                path[-1] = unescape(text[1:-1])
            if place in wanted:
                found[place] = pointer_of(*path) + ("#key" if expects_key and first == '"' else "")
                most -= len(found[place])
                if most < 0:
                    raise FormatError("has names of members so long that places in it cannot be told")
                if len(found) == len(wanted):
                    break
    return found


def pointer_of(*path: str | int) -> str:
    """Return the JSON Pointer that leads by these names and numbers.

    >>> pointer_of("a/b", 0)
    '/a~1b/0'
    """
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in path)


def unescape(raw: str) -> str:
    """Return the decoded form of what stands between the quotes of a JSON string."""
    if "\\" not in raw:
        return raw
    try:
        return str(json.loads(f'"{raw}"', strict=False))
    except json.JSONDecodeError:
        raise FormatError("invalid escape in a JSON string") from None


_OPENING = re.compile(rb"[ \t\r\n]*+\[")
# A lone quote is a string that is cut off by the end of the buffer.
_STRUCTURE = re.compile(rb'"(?:[^"\\]++|\\.)*+"|[\[\]{},"]', re.DOTALL)
_IN_STRING = re.compile(rb'(?:[^"\\]++|\\.)*+', re.DOTALL)
_BETWEEN = re.compile(rb'[^\[\]{},"]*+([\[\]{},"])')
_SPACE = b" \t\r\n"


def split_array(
    chunks: Iterator[bytes], largest: int = sys.maxsize
) -> Iterator[tuple[Literal[True], bytes | int] | tuple[Literal[False], bytes]]:
    """Split a top-level JSON array into (is an element, its bytes), elements and what is between.

    Everything comes out in order, so the parts join to the input. Holds one element in memory; of one
    over the limit, how many bytes it has comes out instead. Raises FormatError where the text is not an
    array or ends within it.
    """
    buffer = b""
    while not buffer.strip(_SPACE) and (chunk := next(chunks, b"")):
        buffer += chunk
    opening = _OPENING.match(buffer)
    if not opening:
        raise FormatError("is not a JSON array")
    yield False, opening[0]
    start = position = opening.end()
    depth = 0
    while depth >= 0:
        cut_off = True
        for token in _STRUCTURE.finditer(buffer, position):
            if token[0] == b'"':
                break
            position = token.end()
            if token[0] in (b"[", b"{"):
                depth += 1
            elif token[0] in (b"]", b"}"):
                depth -= 1
            if depth < 0 and token[0] != b"]":
                raise FormatError("the JSON array ends with the wrong bracket")
            if depth < 0 or (depth == 0 and token[0] == b","):
                yield from _trimmed(buffer[start : token.start()])
                yield False, token[0]
                start = position
            if depth < 0:
                cut_off = False
                break
        if cut_off:
            if len(buffer) - start > largest:
                size, buffer = _passed_over(buffer[position:], depth, chunks)
                yield True, position - start + size
                start = position = depth = 0
                continue
            # A string that is cut off here is scanned again, so what is read next grows with it.
            parts, size = [buffer[start:]], 0
            while size <= len(buffer) - position and (chunk := next(chunks, b"")):
                parts.append(chunk)
                size += len(chunk)
            if not size:
                raise FormatError("the JSON array is cut off")
            buffer, position, start = b"".join(parts), position - start, 0
    for rest in chain((buffer[start:],), chunks):
        if rest.strip(_SPACE):
            raise FormatError("text follows the JSON array")
        if rest:
            yield False, rest


def _passed_over(buffer: bytes, depth: int, chunks: Iterator[bytes]) -> tuple[int, bytes]:
    """Return how many bytes come before the end of an element, and what is read from there on.

    The buffer begins between tokens, so deep in the element.
    """
    size = position = 0
    in_string = False
    while True:
        while position < len(buffer):
            if in_string:
                position = _IN_STRING.match(buffer, position).end()  # type: ignore[union-attr]
                in_string = buffer[position : position + 1] != b'"'
                if in_string:
                    # The string goes on in the next chunk, maybe with what the last backslash escapes.
                    break
                position += 1
                continue
            token = _BETWEEN.match(buffer, position)
            position = token.end() if token else len(buffer)
            if token is None:
                break
            in_string = token[1] == b'"'
            if depth == 0 and token[1] in (b",", b"]", b"}"):
                return size + position - 1, buffer[position - 1 :]
            depth += (token[1] in (b"[", b"{")) - (token[1] in (b"]", b"}"))
        size += position
        if not (chunk := next(chunks, b"")):
            raise FormatError("the JSON array is cut off")
        buffer, position = buffer[position:] + chunk, 0


def _trimmed(element: bytes) -> Iterator[tuple[Literal[True], bytes] | tuple[Literal[False], bytes]]:
    body = element.strip(_SPACE)
    lead = len(element) - len(element.lstrip(_SPACE)) if body else 0
    if lead:
        yield False, element[:lead]
    if body:
        yield True, body
    if element[lead + len(body) :]:
        yield False, element[lead + len(body) :]
