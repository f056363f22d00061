"""Other readings of a text (unescaped, decoded, folded), each with exact places in the text it was read from.

`views` takes off one layer; what is written in several layers is found by taking views of views.
"""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import Final, Protocol

from recognizers.readings import arrows, escapes, folding, wraps
from recognizers.readings.base85 import find_base85
from recognizers.readings.calls import find_calls
from recognizers.readings.candidates import SHORTEST, find_payloads
from recognizers.readings.codecs import CODECS, decode
from recognizers.readings.doubled_quotes import find_quoted
from recognizers.readings.dumps import find_dumps
from recognizers.readings.form_parts import find_form_parts
from recognizers.readings.gutters import find_gutters
from recognizers.readings.latex import find_latex
from recognizers.readings.layers import LAYERS, LEADS, Layer
from recognizers.readings.long_strings import find_long_strings
from recognizers.readings.markup_text import find_markup
from recognizers.readings.mojibake import MISREADINGS
from recognizers.readings.places import Shifted, TokenPlaces
from recognizers.readings.points import find_points
from recognizers.readings.regions import CONTEXT, Stretch, around, lines, outside
from recognizers.readings.rtf import find_rtf
from recognizers.readings.sql_literals import find_sql_literals
from recognizers.readings.utf7 import find_utf7


class _Places(Protocol):
    def outer(self, start: int, end: int) -> tuple[int, int]: ...


@dataclass(frozen=True, slots=True)
class View:
    """One reading of a stretch of a text."""

    # The decoded text, to be searched.
    text: str = field(repr=False)
    # One step; a name from `recognizers.readings.codecs`.
    codec: tuple[str, ...]
    # Where in the outer text the encoded stretch stands.
    piece: tuple[int, int]
    # True: each place here has an exact place there, and `encode(codec, stand_in)` may be written over it.
    # False (base64, hex): replacing means decoding the whole piece, editing it, encoding it again.
    exact: bool
    _places: _Places = field(repr=False, compare=False)

    def outer(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in the outer text; for payloads, the part that holds its bytes."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"span {start}..{end} is empty or outside a view of {len(self.text)} characters")
        return self._places.outer(start, end)

    def token(self, place: int) -> tuple[int, int] | None:
        """What is read as one, and begins before a place of the outer text and ends after it."""
        return self._places.token(place) if isinstance(self._places, TokenPlaces) else None

    def inner(self, place: int) -> int | None:
        """Where a place of the outer text is here that no token holds, as far as places have tokens."""
        return self._places.inner(place) if isinstance(self._places, TokenPlaces) else None


# In cards of version 2.1 in capitals. https://www.rfc-editor.org/rfc/rfc2045#section-6.1
_QUOTED_PRINTABLE: Final = re.compile("uoted-printable|UOTED-PRINTABLE")
_TAG_OF_ENTITY: Final = re.compile(rf"<[A-Za-z][^<>&]{{0,400}}{escapes.HTML_TOKEN}[^<>]{{0,400}}>")
# Codecs whose places take more than an expression to tell.
_FINDERS: Final = (
    find_latex,
    find_rtf,
    wraps.find_folded,
    find_calls,
    find_sql_literals,
    find_utf7,
    find_gutters,
    find_form_parts,
)
# Where nothing but JSON stands, a lone `\\b` is an escape as well.
_JSON = re.compile(r'\s*[{\[]\s*"')
_PLUS_INSIDE = re.compile(r"\+(?<=[\w%.]\+)(?=[\w%])")
_QUERY = re.compile(r"[?&][\w.%\[\]-]{1,64}=[^\s\"'<>]*")
# Six signs with a blank after each; between words there are more. Or a short name, or an age.
_SPACED = re.compile(
    r" (?:(?=\S {1,4}\S )(?<=\S )(?<!\w\S )\S(?: {1,4}\S(?!\w)){4,400}|(?=\S \S )(?:[a-zà-ÿ](?<=[A-ZÀ-Þ] .)"
    r"(?: [a-zà-ÿ]){2,}(?!\w)|\d(?<=[A-Za-z] \d) \d (?=(?:years?|ans|años|anos|anni|Jahre|jaar|lat|år)\b)))"
)
_ROT13_NAMED = re.compile(r"13(?:(?<=[rR][oO][tT]13)|(?<=[rR][oO][tT][-_ ]13))(?!\d)")


def views(text: str, *, literal_hits: Container[str] | None = None) -> Iterator[View]:
    r"""Every reading of `text` with one layer taken off; plain text has none.

    `literal_hits`, where a caller has already looked, are the characters that stand in the text.

    >>> [view.text for view in views(r"mail jane%40example.com")]
    ['mail jane@example.com']
    """
    if (
        len(text) < CONTEXT
        and literal_hits is None
        and text.isascii()
        and not LEADS.search(text)
        and not _SPACED.search(text)
        and not folding.LEET.search(text)
    ):
        # What most strings of a record are: short, and free of any sign of an encoding.
        if len(text) >= SHORTEST:
            yield from _payload_views(text)
        return
    # First, as the other readings of it are read from here as well.
    pages = list(find_markup(text))
    for stretch in pages:
        yield token_view(text, *stretch)
    present = text if literal_hits is None else literal_hits
    for layer in LAYERS:
        for lead, worth in layer.worth:
            if lead in present and (worth.search(text) or (layer.codec == "json" and _JSON.match(text))):
                is_of_page = pages and layer.codec == "html"
                for start, end in _references(text, pages) if is_of_page else _regions(text, layer):
                    view = token_view(text, layer.codec, start, end)
                    # Half of a surrogate pair, and bytes that are no character, stay as they are written.
                    if view.text != text[start:end]:
                        yield view
                break
    if "+" in present and "=" in present and _PLUS_INSIDE.search(text):
        for query in _QUERY.finditer(text):
            start = _pair_start(text, query.start())
            if "+" in text[start : query.end()]:
                yield token_view(text, "form", start, query.end())
    for find in _FINDERS:
        for stretch in find(text):
            view = token_view(text, *stretch)
            if view.text != text[stretch.start : stretch.end]:
                yield view
    # Those of several lines are read as they are written, but for what stands around them.
    for stretch in (*find_quoted(text), *find_long_strings(text)):
        yield token_view(text, *stretch)
    payloads = list(_payload_views(text))
    if "\n" in present:
        # The lines of one payload are put together as one already.
        whole = [view.piece for view in payloads]
        for codec, hits in (("unwrap", wraps.find_cut_words(text)), ("rewrap", wraps.find_cut_phrases(text))):
            for start, end in lines(text, outside(whole, hits)):
                yield token_view(text, codec, start, end)
    # Lines that only a `\r` ends, as spreadsheets of the Macintosh write them; within a cell may be others.
    if "\r" in text and text.count("\r") - text.count("\r\n") > text.count("\n"):
        yield _shifted_view(text, "breaks", 0, len(text))
    if not text.isascii():
        yield from _folded(text)
        yield from _shifted_views(text, "tags", folding.TAGS)
    if ("uoted-" in text or "UOTED-" in text) and _QUOTED_PRINTABLE.search(text):
        # Of a text that says so, plain signs are read too.
        view = token_view(text, "qp", 0, len(text))
        if view.text != text:
            yield view
    for start, end in around(text, [run.span() for run in _SPACED.finditer(text) if _is_value(run[0])]):
        yield token_view(text, "spaced", start, end)
    if "=>" in text:
        yield from _shifted_views(text, "arrow", arrows.ARROW)
    yield from _shifted_views(text, "leet", folding.LEET)
    if "13" in text and _ROT13_NAMED.search(text):
        yield _shifted_view(text, "rot13", 0, len(text))
    yield from payloads


def _is_value(run: str) -> bool:
    """Whether signs that stand apart may be one value: no rule of dashes, no formula, no table."""
    signs = run.split()
    letters = [sign for sign in signs if sign[0].isalnum()]
    return len(signs) < 5 or (3 * len(letters) >= 2 * len(signs) and len(set(letters)) > 2)


def _payload_views(text: str) -> Iterator[View]:
    for payload in find_payloads(text):
        yield View(payload.text, (payload.codec,), payload.piece, False, payload)
    for dump in (*find_dumps(text), *find_points(text), *find_base85(text)):
        yield View(dump.text, (dump.codec,), dump.piece, False, dump)


def _pair_start(text: str, end: int) -> int:
    """Where `name=value` begins that ends at an `&`, as the first of a form does."""
    if text[end] == "?":
        return end
    floor = max(0, end - CONTEXT)
    return max(floor, *(text.rfind(mark, floor, end) + 1 for mark in " \n\t\"'<>?&"))


def token_view(text: str, codec: str, start: int, end: int) -> View:
    piece = text[start:end]
    return View(CODECS[codec].decode(piece), (codec,), (start, end), True, TokenPlaces(codec, piece, start))


def _shifted_view(text: str, codec: str, start: int, end: int) -> View:
    """A stretch in a codec that keeps the number of characters."""
    return View(decode((codec,), text[start:end]), (codec,), (start, end), True, Shifted(start))


def _shifted_views(text: str, codec: str, worth: re.Pattern[str]) -> Iterator[View]:
    for start, end in around(text, [hit.span() for hit in worth.finditer(text)]):
        yield _shifted_view(text, codec, start, end)


def _regions(text: str, layer: Layer) -> list[tuple[int, int]]:
    # With tokens everywhere the regions would be the whole text, and finding them the greater cost.
    if len(text) <= 4 * CONTEXT or (layer.telling and text.count(layer.worth[0][0]) * CONTEXT >= len(text)):
        return [(0, len(text))]
    token = CODECS[layer.codec].token
    if layer.telling and token:
        return around(text, [match.span() for match in token.finditer(text)])
    return around(text, sorted(match.span() for _, worth in layer.worth for match in worth.finditer(text)))


def _references(text: str, pages: list[Stretch]) -> list[tuple[int, int]]:
    """The stretches with entities that no page is read with: beside it, and in its tags."""
    places = [(page.start, page.end) for page in pages]
    entity = CODECS["html"].token
    assert entity
    hits = outside(places, [found.span() for found in entity.finditer(text)])
    return around(text, sorted((*hits, *(tag.span() for tag in _TAG_OF_ENTITY.finditer(text)))))


def _folded(text: str) -> Iterator[View]:
    distinct = folding.distinct_beyond_ascii(text)
    characters = frozenset(distinct)
    hits: list[tuple[int, int]] = []
    if folding.FOLD_TRIGGER.search(distinct):
        hits += [match.span() for match in folding.FOLD_TRIGGER.finditer(text)]
    if folding.INNER_CANDIDATE.search(distinct):
        hits += [match.span() for match in folding.INNER_TRIGGER.finditer(text)]
        hits.sort()
    for start, end in around(text, hits):
        yield token_view(text, "fold", start, end)
    for codec, misreading in MISREADINGS.items():
        if not characters.isdisjoint(misreading.leads):
            misread = [match.span() for match in misreading.worth.finditer(text)]
            for start, end in around(text, misread):
                view = token_view(text, codec, start, end)
                if view.text != text[start:end]:
                    yield view
    if not folding.STRANGE.search(distinct):
        return
    mixed = [match.span() for match in folding.MIXED_WORD.finditer(text)]
    for start, end in around(text, mixed):
        at = start
        for wall in (*folding.FOREIGN.finditer(text, start, end), None):
            stop = wall.start() if wall else end
            if folding.MIXED_WORD.search(text, at, stop):
                yield _shifted_view(text, "lookalike", at, stop)
            at = wall.end() if wall else end
