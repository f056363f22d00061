"""What redaction changed, line by line, in colour. Shows the original values: for the owner's eyes."""

import io
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from scrub.data import Record, ScrubbedRecord
from scrub.formats import written_as
from scrub.formats.format import Format
from scrub.formats.record import Broken, Gap
from scrub.redact import Part, ScrubbedFile
from scrub.report.alignment import differing
from scrub.report.lines import printable
from scrub.units import pieces_of

if TYPE_CHECKING:
    from rich.text import Text


def print_diff(file: ScrubbedFile, parts: Iterable[Part]) -> None:
    """Print every line that changed in a file, before and after."""
    from rich.console import Console
    from rich.text import Text

    console = Console(file=sys.stdout, highlight=False, markup=False, soft_wrap=True)
    console.print(Text(f"--- {printable(file.source.name)}\n+++ {printable(file.name)}", "bold"))
    originals = (piece for piece in pieces_of(file.source, file.format) if not isinstance(piece, Gap))
    records = (part for part in parts if not isinstance(part, Gap))
    for original, scrubbed in zip(originals, records, strict=True):
        for place, before, after in changed_lines(file.format, original, scrubbed):
            if place:
                console.print(Text(f"@@ {printable(place)} @@", "cyan"))
            console.print(Text("-", "red") + _marked(before, after, "red"))
            console.print(Text("+", "green") + _marked(after, before, "green"))


def changed_lines(
    form: Format, original: Record | Broken, scrubbed: ScrubbedRecord
) -> Iterator[tuple[str, str, str]]:
    """Yield (place, before, after) of every changed line; the place only where it is a new one."""
    if isinstance(original, Broken) or not isinstance(scrubbed.payload, bytes):
        return
    if scrubbed.payload == original.data:
        return
    after = next(
        piece
        for piece in written_as(form).reader(io.BytesIO(scrubbed.payload), form.schema)
        if not isinstance(piece, Gap | Broken)
    )
    texts = {segment.place: segment.text for segment in after.segments()}
    changed = [
        (segment.place, segment.text, texts.get(segment.place, ""))
        for segment in original.segments()
        if segment.text != texts.get(segment.place, "")
    ]
    pointers = original.pointers([place for place, _, _ in changed])
    for place, old, new in changed:
        label = f"{original.row}{pointers[place]}" if pointers[place] else ""
        old_lines, new_lines = old.split("\n"), new.split("\n")
        for was, now in differing(old_lines, new_lines):
            olds, news = old_lines[was], new_lines[now]
            if len(olds) != len(news):
                olds, news = ["\n".join(olds)], ["\n".join(news)]
            for old_line, new_line in zip(olds, news, strict=True):
                yield label, old_line, new_line
                label = ""


def _marked(text: str, other: str, colour: str) -> "Text":
    """The text with what differs from the other in reverse."""
    from rich.text import Text

    words, others = _words(text), _words(other)
    marked = Text(style=colour)
    last = 0
    for own, _ in differing(words, others):
        marked.append(_shown(words[last : own.start]))
        marked.append(_shown(words[own]), f"reverse {colour}")
        last = own.stop
    marked.append(_shown(words[last:]))
    return marked


def _shown(words: list[str]) -> str:
    return "\n".join(printable(line) for line in "".join(words).split("\n"))


def _words(text: str) -> list[str]:
    import re

    return re.findall(r"\w+|\W", text)
