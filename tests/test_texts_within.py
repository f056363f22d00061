"""What is found in a text is found in a listing, a diff, a log, source, a page or a query that holds it."""

import html
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple
from urllib.parse import quote

import pytest

from corpora import authored
from scrub.policy import Policy
from scrub.scrubber import Scrubber

# Of some ten thousand texts each so many'th is tried.
_EVERY = 97
_LONGEST = 2500


class Wrapping(NamedTuple):
    """How a text is written within another: what stands around, before each line, and for each character."""

    around: tuple[str, str] = ("", "")
    gutter: Callable[[int], str] = lambda line: ""
    write: Callable[[str], str] = lambda character: character


def wrapped(text: str, how: Wrapping) -> tuple[str, Sequence[int]]:
    """Return the text within another, and where each of its characters begins."""
    parts = [how.around[0] + how.gutter(0)]
    line = 0
    for character in text:
        part = how.write(character)
        if character == "\n":
            line += 1
            part += how.gutter(line)
        parts.append(part)
    places = list(accumulate(map(len, parts)))
    return "".join(parts) + how.around[1], places


def _in_json(character: str) -> str:
    return json.dumps(character, ensure_ascii=False)[1:-1]


def _second(line: int) -> str:
    return f"2026-03-01 10:{line // 60:02}:{line % 60:02}"


TYPESET = {" ": "\u00a0", '"': "”", "'": "’", "-": "\u2011", ":": "："}
WRAPPINGS = {
    "cat -n": Wrapping(gutter=lambda line: f"{line + 1:6}\t"),
    "numbered listing": Wrapping(gutter=lambda line: f"{line + 1:6}→"),
    "grep -n": Wrapping(gutter=lambda line: f"src/notes/a.txt:{line + 1}:"),
    "hunk": Wrapping(("@@ -1,3 +1,9 @@\n", ""), lambda line: " +-"[line % 3]),
    "added lines": Wrapping(gutter=lambda line: "+"),
    "quoted mail": Wrapping(gutter=lambda line: "> "),
    "comments": Wrapping(gutter=lambda line: "# "),
    "compose": Wrapping(gutter=lambda line: "web-1  | "),
    "times": Wrapping(gutter=lambda line: f"{_second(line)}Z "),
    "log": Wrapping(gutter=lambda line: f"{_second(line)},123 INFO app.main - "),
    "blame": Wrapping(gutter=lambda line: f"a1b2c3d4 (root {_second(line)} +0000 {line + 1:3}) "),
    "block of YAML": Wrapping(("data:\n  a.txt: |\n", ""), lambda line: "    "),
    "code of Markdown": Wrapping(("This is it:\n\n", ""), lambda line: "\t"),
    "what a command printed": Wrapping(
        ("● Bash(cat a.txt)\n", ""), lambda line: "     " if line else "  ⎿  "
    ),
    "lines of Windows": Wrapping(write=lambda character: "\r\n" if character == "\n" else character),
    "lines ended twice": Wrapping(write=lambda character: "\r\r\n" if character == "\n" else character),
    "typeset": Wrapping(("\ufeff", ""), write=lambda character: TYPESET.get(character, character)),
    "script": Wrapping(('const t = "', '";'), write=_in_json),
    "string of lines": Wrapping(('x = """', '"""')),
    "page": Wrapping(
        ("<p>", "</p>"), write=lambda character: "<br>\n" if character == "\n" else html.escape(character)
    ),
    "cdata": Wrapping(("<note><![CDATA[", "]]></note>")),
    "attribute": Wrapping(
        ('<row text="', '"/>'),
        write=lambda character: "&#10;" if character == "\n" else html.escape(character),
    ),
    "query": Wrapping(("POST /n?body=", " HTTP/1.1"), write=lambda character: quote(character, safe="")),
}


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Sequence[str]:
    folder = authored.open_authored(tmp_path_factory.mktemp("cache"))
    found = [
        document["text"] for path in sorted(folder.glob("*.txt")) for document in authored.documents(path)
    ]
    return [text for text in found[::_EVERY] if len(text) < _LONGEST and '"""' not in text]


def hidden(scrubber: Scrubber, text: str) -> Sequence[bool]:
    """Say of each character of a text whether it is within a finding."""
    marks = [False] * len(text)
    for finding in scrubber.scrub_text(text).findings:
        marks[finding.start : finding.end] = [True] * (finding.end - finding.start)
    return marks


@pytest.mark.parametrize("name", WRAPPINGS)
def test_what_is_hidden_alone_is_hidden_within(texts: Sequence[str], name: str) -> None:
    scrubber = Scrubber(replace(Policy.load(), names=None), key=bytes(32))
    total = shown = blurred = 0
    for text in texts:
        within, places = wrapped(text, WRAPPINGS[name])
        alone, there = hidden(scrubber, text), hidden(scrubber, within)
        for at, character in enumerate(text):
            if character.isalnum():
                total += alone[at]
                shown += alone[at] and not there[places[at]]
                blurred += not alone[at] and there[places[at]]
    assert total > 3000
    # A day or a word at the end of a text may need the whole of it to be told.
    assert shown <= total / 50
    assert blurred <= total / 50
