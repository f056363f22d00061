"""Going through findings in the terminal: keys decide, lists come out, nothing is shown elsewhere."""

import json
import os
import select
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from scrub.cli import app
from scrub.commands.review import pressed_keys
from scrub.errors import PolicyError
from scrub.policy import Policy
from scrub.review import Choice, step_through, with_lists

MAIL = "mara.okafor@quillpost.co.uk"
OTHER = "lwazi.dube@kestrelmark.io"
KEEP, REDACT, ALWAYS_KEEP, ALWAYS_REDACT = Choice


@pytest.mark.parametrize(
    "keys, shown, choices",
    [
        pytest.param("krK", [0, 1, 2, 3], {0: KEEP, 1: REDACT, 2: ALWAYS_KEEP}, id="one each"),
        pytest.param(
            "krKbR\rk", [0, 1, 2, 3, 2, 3], {0: KEEP, 1: REDACT, 2: ALWAYS_REDACT}, id="the last anew"
        ),
        pytest.param("kkkRq", [0, 1, 2, 3], {0: KEEP, 1: KEEP, 2: KEEP}, id="nothing behind the last"),
        pytest.param("\rk", [0, 1], {0: KEEP}, id="Enter ends nothing before that"),
        pytest.param("kbR", [0, 1, 0, 1], {0: ALWAYS_REDACT}, id="back, and over it"),
        pytest.param("bk", [0, 1], {0: KEEP}, id="nothing before the first"),
        pytest.param("x?\x1bk", [0, 1], {0: KEEP}, id="other keys do nothing"),
        pytest.param("rqk", [0, 1], {0: REDACT}, id="quit"),
        pytest.param("", [0], {}, id="the keys end"),
    ],
)
def test_keys(keys: str, shown: list[int], choices: dict[int, Choice]) -> None:
    seen: list[int] = []
    assert step_through(3, iter(keys), lambda at, choice: seen.append(at)) == choices
    assert seen == shown


def test_what_was_decided_is_shown_again() -> None:
    seen: list[Choice | None] = []
    step_through(2, iter("kb"), lambda at, choice: seen.append(choice))
    assert seen == [None, None, KEEP]


@pytest.mark.parametrize("source", ["default", "strict", "secrets-only"])
def test_lists_are_added_to_a_policy_and_to_themselves(source: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    odd = 'a "b"\\ \U0001f600\x7f\n'
    before = Policy.load(source)
    path.write_text(with_lists(before, source, ["kept", odd], {"Heron": "ORGANIZATION"}), encoding="utf-8")
    once = Policy.load(path)
    assert once.allow == ("kept", odd)
    assert (once.thresholds, once.types, once.names) == (before.thresholds, before.types, before.names)
    path.write_text(with_lists(once, str(path), ["Heron"], {"kept": "PERSON"}), encoding="utf-8")
    twice = Policy.load(path)
    assert (twice.allow, dict(twice.deny)) == ((odd, "Heron"), {"kept": "PERSON"})


@pytest.mark.parametrize(
    "detect",
    [
        'allow = [{ regex = "a+" }]',
        'allow = [\n "a",\n]',
        '[detect.deny]\n"a" = "PERSON"',
        'allow = ["a"] # mine',
    ],
)
def test_other_lists_are_left_to_their_owner(detect: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(f"[detect]\n{detect}\n", encoding="utf-8")
    with pytest.raises(PolicyError, match="only be edited by hand"):
        with_lists(Policy.load(path), str(path), ["b"], {})


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("[detect] # mine\nnames = false\n", id="a heading with a comment"),
        pytest.param('  [detect]\n  allow = ["a"]\n', id="set in"),
        pytest.param('[detect]\nallow = ["a"]', id="no line end"),
    ],
)
def test_lists_are_added_however_a_policy_is_written(written: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(written, encoding="utf-8")
    before = Policy.load(path)
    path.write_text(with_lists(before, str(path), ["b"], {}), encoding="utf-8")
    assert Policy.load(path).allow == (*before.allow, "b")


def test_what_no_policy_can_hold_is_an_error() -> None:
    with pytest.raises(PolicyError, match="no valid Unicode"):
        with_lists(Policy.load(), "default", ["a\udc80"], {})


def test_without_a_terminal_nothing_is_shown(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MAIL, encoding="utf-8")
    result = CliRunner().invoke(app, ["review", str(tmp_path / "a.txt"), "--lists", str(tmp_path / "b.toml")])
    assert result.exit_code == 2
    assert "needs a terminal" in result.stderr
    assert MAIL not in result.output


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
def test_in_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        "".join(json.dumps({"text": f"ask {mail}"}) + "\n" for mail in (MAIL, OTHER, MAIL)), encoding="utf-8"
    )
    shown, code = in_terminal(
        ["review", "a.jsonl", "--lists", "mine.toml", "-o", "out.jsonl", "--no-names"], b"KR\r", tmp_path
    )
    assert code == 0, shown
    assert shown.startswith("\x1b[?1049h") and "\x1b[?1049l" in shown
    assert "1 of 2" in shown
    assert "2 times" in shown
    assert OTHER in shown
    lists = tomllib.loads((tmp_path / "mine.toml").read_text(encoding="utf-8"))["detect"]
    assert (lists["allow"], lists["deny"]) == ([MAIL], {OTHER: "EMAIL_ADDRESS"})
    out = (tmp_path / "out.jsonl").read_text(encoding="utf-8")
    assert (out.count(MAIL), OTHER in out) == (2, False)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
@pytest.mark.parametrize("taken", ["mine.toml", "out.txt"])
def test_what_cannot_be_written_is_said_before_anything_is_asked(taken: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MAIL, encoding="utf-8")
    (tmp_path / taken).touch()
    shown, code = in_terminal(["review", "a.txt", "--lists", "mine.toml", "-o", "out.txt"], b"", tmp_path)
    assert (code, shown) == (
        2,
        f"scrub: {taken}: already exists; choose another output or remove it first\r\n",
    )


@pytest.mark.parametrize("sent, pressed", [(b"kR", "kR"), (b"\x1bOR", ""), (b"\x1b[A", ""), (b"\x1b", "")])
def test_a_key_without_a_letter_decides_nothing(sent: bytes, pressed: str) -> None:
    reader, writer = os.pipe()
    os.write(writer, sent)
    os.close(writer)
    assert "".join(pressed_keys(reader)) == pressed
    os.close(reader)


def in_terminal(arguments: list[str], keys: bytes, folder: Path) -> tuple[str, int]:
    """Run scrub in a pseudo terminal, press a key whenever it waits for one, and return what was seen."""
    ours, theirs = os.openpty()
    root = str(Path(__file__).parent.parent)
    process = subprocess.Popen(
        [sys.executable, "-m", "scrub", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": root, "TERM": "xterm", "COLUMNS": "120"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    seen = b""
    for number, key in enumerate(keys, 1):
        waits = b"b back\x1b[0m" if key == ord("\r") else b"q write and quit\x1b[0m"
        while (key != ord("\r") and f"{number} of".encode() not in seen) or not seen.rstrip().endswith(waits):
            more = read(ours)
            assert more, seen.decode()
            seen += more
        os.write(ours, bytes([key]))
    while process.poll() is None or select.select([ours], [], [], 0)[0]:
        if not (more := read(ours)):
            break
        seen += more
    os.close(ours)
    return seen.decode(), process.wait()


def read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:
        # The other end is closed.
        return b""
