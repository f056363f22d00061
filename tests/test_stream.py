"""The filter: lines come out when they are whole, a value is never cut, what is too long is withheld."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.fillers import fill
from scrub.commands import stream
from scrub.commands.stream import blocks, scrubbed
from scrub.policy import Policy
from scrub.scrubber import Scrubber

MAIL = "mara.okafor@quillpost.co.uk"
KEY_BLOCK = (
    "-----BEGIN RSA "
    + f"PRIVATE KEY-----\n{fill('{alnum:64}', 'stream')}\n"
    + "-----END RSA PRIVATE KEY-----"
)


def reading(chunks: Sequence[bytes]) -> Callable[[], bytes]:
    left = iter([*chunks, b""])
    return lambda: next(left)


@given(st.binary(max_size=60), st.lists(st.integers(1, 9)))
def test_nothing_is_lost_and_no_line_is_cut(data: bytes, sizes: list[int]) -> None:
    chunks, at = [], 0
    for size in (*sizes, len(data) + 1):
        chunks.append(data[at : at + size])
        at += size
    found = list(blocks(reading([chunk for chunk in chunks if chunk])))
    assert b"".join(found) == data
    assert (
        found == data.splitlines(keepends=True)
        or b"\r" in data
        or any(c in data for c in b"\v\f\x1c\x1d\x1e")
    )


@pytest.mark.parametrize(
    "chunks, expected",
    [
        pytest.param([b"one\ntwo\nth", b"ree"], [b"one\n", b"two\n", b"three"], id="lines"),
        pytest.param([b"a-----BEGIN K", b"EY-----\nx\n", b"-----END KEY-----\nb\n"], None, id="key-block"),
        pytest.param([b"-----BEGIN KEY-----\nx"], [b"-----BEGIN KEY-----\nx"], id="key-block-cut-off"),
    ],
)
def test_what_belongs_together_stays_together(chunks: list[bytes], expected: list[bytes] | None) -> None:
    whole = [b"a-----BEGIN KEY-----\nx\n-----END KEY-----\n", b"b\n"]
    assert list(blocks(reading(chunks))) == (expected or whole)


OTHER = b"2026-11-28 10:00 INFO ready to serve\n"


@pytest.mark.parametrize(
    "lines, held",
    [
        pytest.param([b"-----BEGIN KEY-----\n", OTHER, OTHER, OTHER, b"x\n"], 4, id="it never ends"),
        pytest.param(
            [b"-----BEGIN KEY-----\n", OTHER, OTHER, b"abc=\n", OTHER, OTHER], 6, id="between others"
        ),
        pytest.param(
            [b"-----BEGIN KEY-----\n", *[b"10:00 app out " + b"x" * 64 + b"\n"] * 5], 6, id="in a log"
        ),
        pytest.param([b"-----BEGIN KEY-----\n", *[b"Comment: of a b c\n"] * 5], 6, id="headers"),
    ],
)
def test_a_key_that_does_not_end_is_not_waited_for_when_others_speak(lines: list[bytes], held: int) -> None:
    assert next(blocks(reading(lines))) == b"".join(lines[:held])


def test_what_is_too_long_is_withheld(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "LONGEST_LINE", 100)
    by = Scrubber(Policy.load("secrets-only"), key=bytes(32))
    found = list(blocks(reading([b"x" * 80, b"y" * 80, b"z" * 500, b"\nshort\n"])))
    assert [scrubbed(by, block)[1] is None for block in found] == [False, True]
    assert found[-1] == b"short\n"


@pytest.mark.parametrize(
    "after",
    [
        pytest.param([b"-----END PRIVATE KEY-----\n"], id="it ends"),
        pytest.param([OTHER] * 3, id="others speak"),
        pytest.param(
            [OTHER, OTHER, b"-----BEGIN X-----\n", b"Kq7" * 20 + b"\n", b"-----END X-----\n"], id="another"
        ),
        pytest.param([], id="nothing more comes"),
    ],
)
def test_of_a_key_that_is_too_long_nothing_is_left(after: list[bytes]) -> None:
    key = [f"{number:04}{'Kq7' * 20}\n".encode() for number in range(3 * stream.MOST_LINES)]
    lines = [b"-----BEGIN PRIVATE KEY-----\n", *key, *after, b"short\n"]
    by = Scrubber(Policy.load("secrets-only"), key=bytes(32))
    first, *rest = blocks(reading(lines))
    assert (len(first.splitlines()), scrubbed(by, first)[1]) == (stream.MOST_LINES, "a key of over 400 lines")
    assert rest == ([*after, b"short\n"] if set(after) == {OTHER} else [b"short\n"] * bool(after))


def test_what_only_begins_like_a_key_is_not_withheld() -> None:
    lines = [b"-----BEGIN PRIVATE KEY-----\n", *[b'{"id": "Kq7Kq7Kq7Kq7Kq7Kq7Kq7"}\n'] * 500]
    by = Scrubber(Policy.load("secrets-only"), key=bytes(32))
    found = list(blocks(reading(lines)))
    assert b"".join(found) == b"".join(lines)
    assert [scrubbed(by, block)[1] for block in found] == [None] * len(found)


def test_lines_of_a_key_are_not_held_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "LONGEST_LINE", 100)
    lines = [b"-----BEGIN PRIVATE KEY-----\n", *[b"x" * 60 + b"\n"] * 9]
    assert list(map(len, blocks(reading(lines)))) == [28 + 2 * 61]


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(f"to {MAIL}\n".encode(), id="text"),
        pytest.param(json.dumps({"to": MAIL, "n": 1.0}).encode() + b"\r\n", id="json"),
        pytest.param(f"[{MAIL}] is no JSON\n".encode(), id="nearly-json"),
        pytest.param(f"{KEY_BLOCK}\n{MAIL}\n".encode(), id="key-block"),
    ],
)
def test_values_are_gone_and_line_ends_stay(block: bytes) -> None:
    payload, reason = scrubbed(Scrubber(Policy.load(), key=bytes(32)), block)
    assert reason is None
    assert MAIL.encode() not in payload
    assert fill("{alnum:64}", "stream").encode() not in payload
    assert payload.endswith(b"\r\n" if block.endswith(b"\r\n") else b"\n")


def test_a_line_comes_out_before_the_next_one_goes_in() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "scrub", "redact", "--stream", "--no-names"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "SCRUB_KEY": "A" * 43 + "="},
    )
    assert process.stdin and process.stdout
    seen = []
    for line in (f"to {MAIL}\n", "nothing\n", f"again {MAIL}\n"):
        process.stdin.write(line.encode())
        process.stdin.flush()
        seen.append(process.stdout.readline().decode())
    process.stdin.close()
    process.stdout.close()
    assert process.wait() == 0
    assert seen[1] == "nothing\n"
    assert seen[0].removeprefix("to ") == seen[2].removeprefix("again ") != f"{MAIL}\n"


@pytest.mark.parametrize(
    "arguments, reason",
    [
        pytest.param(["--style", "placeholder"], "--stream cannot count", id="placeholder"),
        pytest.param(["note.txt"], "standard input", id="a-file"),
    ],
)
def test_what_a_filter_cannot_do_is_said(arguments: list[str], reason: str) -> None:
    command = [sys.executable, "-m", "scrub", "redact", "--stream", *arguments]
    done = subprocess.run(command, input="", capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert reason in done.stderr
