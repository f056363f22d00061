"""Draw lines of the example session before and after: `python -m examples.picture > picture.svg`."""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Final

from examples.build import build
from recognizers.entities import Family, family_of
from scrub.data import Finding, ScrubbedRecord
from scrub.files import find_sources
from scrub.formats.record import Broken, Gap, Record, strings_of
from scrub.policy import Policy
from scrub.redact import scrub_unit
from scrub.scrubber import Scrubber
from scrub.units import Unit, pieces_of, units_of

# The record, who speaks, and how the lines begin that are shown of it.
_SHOWN: Final = (
    (1, "user", ("import of",)),
    (3, "git log", ("Author:     Tomasz", "    Reviewed-by")),
    (5, ".env", ("     3→", "     6→")),
    (7, "grep", ("intake/importer.py:31",)),
    (17, "curl", ("> Authorization", "< X-Forwarded-For")),
    (20, "user", ("yes pls",)),
)
# A fixed key, so that the picture is the same every time. A real one is secret.
_KEY: Final = bytes(32)
# Longer secrets are cut: nothing that looks live is committed, not even in a picture.
_LONGEST, _HEAD, _TAIL = 16, 6, 3
# In characters and pixels.
_COLUMNS: Final = 54
_CHARACTER, _LINE, _MARGIN, _TOP = 7.2, 18, 16, 40
_PANEL: Final = _COLUMNS * _CHARACTER + 2 * _MARGIN
_WIDTH: Final = 2 * _PANEL
_STYLE: Final = (
    "<style>text{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;fill:#1b1f24}"
    ".h{font:bold 13px system-ui,sans-serif}.w{font:11px system-ui,sans-serif;fill:#5b6470}"
    ".paper{fill:#fff;stroke:#d6dbe1}.direct{fill:#ffe2a8}.quasi{fill:#bfe3f2}.secret{fill:#ffc9c4}"
    "@media(prefers-color-scheme:dark){text{fill:#e6e9ee}.w{fill:#9aa4b1}"
    ".paper{fill:#14171c;stroke:#3a424d}.direct{fill:#6b4d12}.quasi{fill:#1d4d60}.secret{fill:#6e2721}}</style>"
)
_LEGEND: Final = (
    (Family.DIRECT, "who it is"),
    (Family.QUASI, "what points to them"),
    (Family.SECRET, "secrets"),
)

# A character, and the family of what it belongs to.
Letter = tuple[str, str]


def picture() -> str:
    """Return the picture as SVG, readable in the light and in the dark."""
    before_and_after: list[tuple[str, list[Letter], list[Letter]]] = []
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder))
        (unit,) = units_of(find_sources([f"{folder}/session.jsonl"]))
        assert isinstance(unit, Unit)
        for row, original, scrubbed in _records(unit):
            for shown, speaker, starts in _SHOWN:
                if shown == row:
                    before_and_after += (
                        (speaker, *line) for line in _lines(original, scrubbed.findings, starts)
                    )
    return _drawn(before_and_after)


def _records(unit: Unit) -> Iterator[tuple[int, Record, ScrubbedRecord]]:
    source, form = unit.members[0]
    originals = (piece for piece in pieces_of(source, form) if not isinstance(piece, Gap))
    (file,) = scrub_unit(Scrubber(Policy.load(), key=_KEY), unit)
    records = (part for part, _ in file.parts if isinstance(part, ScrubbedRecord))
    for original, scrubbed in zip(originals, records, strict=True):
        assert not isinstance(original, Broken)
        yield scrubbed.row, original, scrubbed


def _lines(
    record: Record, findings: Sequence[Finding], starts: Sequence[str]
) -> Iterator[tuple[list[Letter], list[Letter]]]:
    """Yield the lines of a record that begin so, as they were and as they are."""
    strings = {place: text for segment in record.segments() for place, text in strings_of(segment)}
    pointers = record.pointers(list(strings))
    for start in starts:
        place, text = next((place, text) for place, text in strings.items() if f"\n{start}" in f"\n{text}")
        begin = f"\n{text}".index(f"\n{start}")
        end = f"{text}\n".index("\n", begin)
        found = [each for each in findings if each.pointer == pointers[place]]
        within = [each for each in found if begin <= each.start and each.end <= end]
        yield _sides(text, begin, end, within)


def _sides(text: str, begin: int, end: int, found: Sequence[Finding]) -> tuple[list[Letter], list[Letter]]:
    before: list[Letter] = []
    after: list[Letter] = []
    for each in found:
        family = family_of(each.entity_type)
        for side in (before, after):
            side += ((letter, "") for letter in text[begin : each.start])
        before += ((letter, family) for letter in _cut(text[each.start : each.end], family))
        after += ((letter, family) for letter in _cut(each.replacement or "", family))
        begin = each.end
    for side in (before, after):
        side += ((letter, "") for letter in text[begin:end])
    return before, after


def _cut(value: str, family: Family) -> str:
    if family is Family.SECRET and len(value) > _LONGEST:
        return f"{value[:_HEAD]}…{value[-_TAIL:]}"
    return value


def _drawn(shown: Sequence[tuple[str, list[Letter], list[Letter]]]) -> str:
    parts: list[str] = []
    y = float(_TOP)
    last = ""
    for speaker, before, after in shown:
        if speaker != last:
            y += _LINE + 4
            parts += (_text(x + _MARGIN, y, speaker, "w") for x in (0, _PANEL))
            last = speaker
        sides = [_wrapped(side) for side in (before, after)]
        for side, rows in enumerate(sides):
            for number, row in enumerate(rows):
                parts += _row(side * _PANEL + _MARGIN, y + _LINE * (number + 1), row)
        y += _LINE * max(map(len, sides))
    height = y + 2 * _LINE + _MARGIN
    legend = []
    x = float(_MARGIN)
    for family, label in _LEGEND:
        legend.append(f'<rect class="{family}" x="{x:g}" y="{height - 27:g}" width="12" height="12" rx="2"/>')
        legend.append(_text(x + 18, height - 17, label, "w"))
        x += 150
    papers = (
        f'<rect class="paper" x="{x + 0.5:g}" y="0.5" width="{_PANEL - 5:g}" '
        f'height="{height - 40:g}" rx="6"/>'
        for x in (0, _PANEL)
    )
    heads = (
        _text(_MARGIN, 26, "before", "h"),
        _text(_PANEL + _MARGIN, 26, "after: nobody in it exists, and it still works as data", "h"),
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:g} {height:g}" role="img">'
        "<title>Lines of a coding session before and after redaction</title>"
        + "\n".join((_STYLE, *papers, *heads, *parts, *legend))
        + "\n</svg>\n"
    )


def _wrapped(letters: Sequence[Letter]) -> list[Sequence[Letter]]:
    """Break a line at its last space, or where it is full."""
    rows: list[Sequence[Letter]] = []
    while len(letters) > _COLUMNS:
        spaces = [at for at in range(_COLUMNS // 2, _COLUMNS) if letters[at][0] == " "]
        at = spaces[-1] + 1 if spaces else _COLUMNS
        rows.append(letters[:at])
        letters = letters[at:]
    return [*rows, letters]


def _row(x: float, y: float, letters: Sequence[Letter]) -> Iterator[str]:
    at = x
    for family, group in groupby(letters, lambda letter: letter[1]):
        width = sum(1 for _ in group) * _CHARACTER
        if family:
            yield (f'<rect class="{family}" x="{at:g}" y="{y - 12:g}" width="{width:g}" height="16" rx="2"/>')
        at += width
    text = "".join(letter for letter, _ in letters).rstrip()
    yield (
        f'<text x="{x:g}" y="{y:g}" xml:space="preserve" textLength="{len(text) * _CHARACTER:g}" '
        f'lengthAdjust="spacingAndGlyphs">{escape(text)}</text>'
    )


def _text(x: float, y: float, text: str, name: str) -> str:
    return f'<text class="{name}" x="{x:g}" y="{y:g}">{escape(text)}</text>'


if __name__ == "__main__":
    sys.stdout.write(picture())
