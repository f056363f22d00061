"""`scrub redact --stream`: a filter that passes lines on as they come, without people and secrets.

A line is looked at when it is whole; the lines of a key block together. What a line says of a person is
not known in the next: for whole conversations use files.
"""

import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, Final

from scrub.commands.messages import say
from scrub.errors import OperatorError
from scrub.formats.jsonrecord import JsonRecord
from scrub.formats.record import Record
from scrub.formats.schema import ANY_SCHEMA
from scrub.formats.text import TextRecord
from scrub.known import Known
from scrub.policy import Policy
from scrub.scrubber import Scrubber

# Their numbers would begin anew with every line.
_COUNTING: Final = "placeholder"
_CHUNK: Final = 1 << 16
# Longer lines, in bytes, and blocks of more lines are withheld: they would be held for ever.
LONGEST_LINE: Final = 1 << 22
MOST_LINES: Final = 400
_BEGIN, _END = b"-----BEGIN ", b"-----END "
# After so many other lines a key that does not end is waited for no more. Before its own lines a log may put
# time and level, and it has headers.
_TALK_LINES: Final = 3
_FEW_WORDS: Final = 3
_OF_KEY: Final = re.compile(
    rb"[A-Za-z0-9+/=]{20}|^\s*(?:Version|Comment|Hash|Charset|Proc-Type|DEK-Info|Subject):"
)
_BODY: Final = re.compile(rb"[A-Za-z0-9+/]{40}={0,2}\s*\Z")
_SCOPE: Final = "stream"


def run_stream(policy: Policy, key: bytes, style: str | None, known: Known | None = None) -> int:
    """Pass standard input on to standard output until it ends; 1 if anything was withheld."""
    if _COUNTING in (style, policy.operator.name):
        raise OperatorError("--stream cannot count: choose --style surrogate, hash, mask or remove")
    scrubber = Scrubber(policy, key=key, style=style, known=known)
    withheld = 0
    read = _reading(sys.stdin.buffer)
    for block in blocks(read):
        payload, reason = scrubbed(scrubber, block)
        if reason is not None:
            withheld += 1
            say(f"scrub: withheld: {reason}")
            payload = b"[withheld]\n"
        sys.stdout.buffer.write(payload)
        sys.stdout.buffer.flush()
    return int(withheld > 0)


def scrubbed(scrubber: Scrubber, block: bytes) -> tuple[bytes, str | None]:
    """Return some lines scrubbed, or why they are withheld."""
    if len(block) > LONGEST_LINE:
        return b"", f"lines of over {LONGEST_LINE} bytes"
    if block.count(b"\n") >= MOST_LINES and _is_cut(block):
        return b"", f"a key of over {MOST_LINES} lines"
    body = block.rstrip(b"\r\n")
    if not body.strip():
        return block, None
    record: Record = TextRecord(body)
    if body.lstrip().startswith((b"{", b"[")):
        record = JsonRecord(0, body, ANY_SCHEMA)
        done = scrubber.scrub_conversation([record], scope=_SCOPE).records[0]
        if done.withheld is None:
            return bytes(done.payload) + block[len(body) :], None
        # What begins like JSON may be any text.
        record = TextRecord(body)
    done = scrubber.scrub_conversation([record], scope=_SCOPE).records[0]
    return (b"", done.withheld) if done.withheld is not None else (done.payload + block[len(body) :], None)


def blocks(read: Callable[[], bytes]) -> Iterator[bytes]:
    """Yield what belongs together as soon as it is whole: a line, or the lines of a key block.

    `read` returns what has come since, b"" at the end. Of a line or a block that is too long the beginning
    comes out, long enough to be withheld, and the rest is dropped.
    """
    held: list[bytes] = []
    is_dropped = False
    for line in _lines(read):
        held.append(line)
        if is_dropped:
            del held[:-_TALK_LINES]
            is_dropped = _END not in line and _is_of_key(held)
            if not is_dropped and _END not in line:
                yield from held
        elif _BEGIN not in held[0] or _END in line or _is_left(held):
            yield b"".join(held)
        elif len(held) >= MOST_LINES or sum(map(len, held)) > LONGEST_LINE:
            yield b"".join(held)
            is_dropped = _is_of_key(held)
        else:
            continue
        if not is_dropped:
            held.clear()
    if held and not is_dropped:
        yield b"".join(held)


def _is_cut(block: bytes) -> bool:
    """Whether a key begins in the first of some lines and goes on after the last."""
    lines = block.splitlines()
    return _BEGIN in lines[0] and _END not in lines[-1] and _is_of_key(lines)


def _is_of_key(lines: Sequence[bytes]) -> bool:
    """Whether one of the last lines begins a key, or ends as those of a key do."""
    return any(_BEGIN in line or _BODY.search(line) for line in lines[-_TALK_LINES:])


def _is_left(held: Sequence[bytes]) -> bool:
    """Whether the last lines are of no key: several words, and nothing as long as a line of a key."""
    last = held[1:][-_TALK_LINES:]
    return len(last) == _TALK_LINES and all(
        len(line.split()) > _FEW_WORDS and _OF_KEY.search(line) is None for line in last
    )


def _lines(read: Callable[[], bytes]) -> Iterator[bytes]:
    pending = b""
    is_dropped = False
    while chunk := read():
        *lines, pending = (pending + chunk).split(b"\n")
        for line in lines:
            if not is_dropped:
                yield line + b"\n"
            is_dropped = False
        if len(pending) > LONGEST_LINE and not is_dropped:
            yield pending
            is_dropped = True
        pending = b"" if is_dropped else pending
    if pending:
        yield pending


def _reading(stream: BinaryIO) -> Callable[[], bytes]:
    # `read` of the stream itself would wait for more than has come.
    number = stream.fileno()
    return lambda: os.read(number, _CHUNK)
