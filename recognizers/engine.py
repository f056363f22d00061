"""Everything that is found in one text: all finders, on the text and on what is encoded in it."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, cached_property, partial
from itertools import chain
from pathlib import Path
from typing import Final

from recognizers.catalogue import catalogue, read_extra
from recognizers.context.finder import find_in_context, without_labels
from recognizers.errors import RecognizerError
from recognizers.finder import Finder
from recognizers.matching.matcher import Matcher
from recognizers.matching.memo import Memo
from recognizers.readings.assembled import Assembled, find_assembled
from recognizers.readings.deltas import find_deltas
from recognizers.readings.edges import clear_of_escapes, is_json, is_shown
from recognizers.readings.gutters import GUTTERS
from recognizers.readings.mojibake import MISREADINGS
from recognizers.readings.named_values import find_named_values
from recognizers.readings.nested_members import find_nested_members
from recognizers.readings.plain_signs import with_plain_signs
from recognizers.readings.returns import find_without_returns
from recognizers.readings.truer import without_cut, without_misread
from recognizers.readings.views import View, views
from recognizers.readings.wrapped_values import find_wrapped_values
from recognizers.secrets.commands import COMMAND
from recognizers.span import Span, in_order

# Encodings within encodings are followed so far: JSON in JSON in a percent-encoded query, and three more.
DEPTH = 6
# What is written in these may be anything; other readings take off marks of which there are some more.
_HIDING: Final = frozenset(
    {"percent", "html", "qp", "hex", "base64", "base64url", "base32"}
    | {"pairs", "numbers", "dump", "columns", "tags", "points", "base85", "ascii85"}
    | {"rtf", "calls", "sql", "utf7"}
)
# Their escapes have digits, which are of no value that stands beside them.
_NUMBERED: Final = frozenset({"html", "text", "percent", "form"})
# They read one sign as another, or as none.
_OF_SIGNS: Final = ("fold", "lookalike", "leet", "arrow", "tags", "spaced", "markup", "ansi", "overstrike")
# How a text is not read that was itself read from another. No tool writes one kind of gutter before each line
# twice, but any table has columns. What one sign is read as makes no lines and no escapes.
_NOT_AGAIN: Final[Mapping[str, frozenset[str]]] = {
    **{codec: frozenset({codec}) for codec in GUTTERS},
    **dict.fromkeys(_OF_SIGNS, frozenset({*GUTTERS, "json", "html", "percent", "form", "qp"})),
}
# What reads together what stands in several places of a text.
_GATHERED: Final = (
    find_assembled,
    find_deltas,
    find_named_values,
    find_nested_members,
    find_wrapped_values,
)
# A character in backslashes, however many; half of a pair is none.
_CHARACTER: Final = re.compile(r"\\(?:u(?![dD][89A-Fa-f])[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2})")
_ARGUMENTS: Final = re.compile("\"[ \t]+\"|'[ \t]+'")
# As sure as what is looked for nowhere else.
_OF_PART: Final = 0.7
# Decoded text may be read up to so many times the length of the text, and a little more.
_READINGS = 20
_LEAST_BUDGET = 100_000
# As many characters as a conversation has whose strings are kept from its first search to its second.
_KEPT: Final = 16_000_000

# Finds the spans of one text, on the given text alone.
Find = Callable[[str], Iterable[Span]]


class Engine:
    """Finds personal data and secrets in one text; offsets are code points of that text.

    >>> [span.entity_type for span in Engine().find("mail ada.lindt@quillpost.co.uk")]
    ['EMAIL_ADDRESS']
    """

    def __init__(self, finders: Iterable[Finder] | None = None, rule_files: Sequence[Path] = ()) -> None:
        extra = read_extra(rule_files)
        self._own: Sequence[Finder] = extra if finders is None else tuple(finders)
        self.matcher = Matcher(catalogue(extra) if finders is None else self._own)
        self._reads_context = finders is None

    def find(self, text: str, key: str = "") -> list[Span]:
        """Return the spans of a text, sorted; they may overlap.

        `key` is the name under which the text stands, where it is the value of a member or a cell.
        Raises RecognizerError when a finder fails.
        """
        spans = find_encoded(text, self._found)
        if key:
            from recognizers.labelled.places import find_member
            from recognizers.network.ip import without_releases

            spans = in_order((*without_releases(key, text, spans), *find_member(key, text)))
        return spans

    @cached_property
    def _own_matcher(self) -> Matcher:
        return Matcher(self._own)

    def _found(self, text: str) -> Iterable[Span]:
        plain = with_plain_signs(text)
        yield from find_without_returns(plain, self._found_plain)
        # A rule that is not ours may ask for the very signs that stand there.
        if self._own and (plain != text or "\r\n" in text):
            yield from self._own_matcher.find(text)

    def _found_plain(self, text: str) -> Iterable[Span]:
        told = self.matcher.find(text)
        yield from told
        if self._reads_context:
            yield from without_labels(text, find_in_context(text), told)


def find_encoded(text: str, find: Find) -> list[Span]:
    """Return what `find` finds in the text and in everything that is encoded in it, as it stands there.

    A span of an encoded value says so in `codec`. Sorted; spans may overlap. Raises RecognizerError
    where the text holds so many encodings in each other that reading them all would not end.
    """
    return _Readings(find, len(text)).find(text, DEPTH)


class _Readings:
    """One search of a text in all its readings; equal readings are searched once."""

    def __init__(self, find: Find, length: int) -> None:
        self._find = find
        self._left = _READINGS * length + _LEAST_BUDGET
        # How deep each was read that something was left out of, and what was found.
        self._known: dict[tuple[str, frozenset[str]], tuple[int, list[Span]]] = {}

    def find(self, text: str, depth: int, left_out: frozenset[str] = frozenset()) -> list[Span]:
        """Search a text in all its readings, but for those in the codecs that are left out."""
        spans = list(self._find(text))
        if depth:
            for assembled in chain.from_iterable(gather(text) for gather in _GATHERED):
                for span in self._inside(assembled.text, depth - 1):
                    spans += _parts_of(assembled, span, text)
            readings = [view for view in _views_of(text) if view.codec[0] not in left_out]
            in_json, in_strings = cache(partial(is_json, text)), cache(partial(is_shown, text))
            for view in readings:
                inside = self._inside(view.text, depth - 1, _NOT_AGAIN.get(view.codec[0], frozenset()))
                read = list(outward(view, inside, text, in_json)) if inside else []
                if read and view.codec[0] in MISREADINGS:
                    spans = without_misread(spans, read, text)
                elif spans and (view.codec[0] in _NUMBERED or (view.codec == ("json",) and in_strings())):
                    spans = without_cut(spans, view, read, text)
                spans += read
            if spans and readings:
                return in_order(clear_of_escapes(text, spans, _views_of, depth))
        elif any(_hides(view, text) for view in _views_of(text)):
            raise RecognizerError(f"the text holds encodings within each other over {DEPTH} deep")
        return in_order(spans)

    def _inside(self, text: str, depth: int, left_out: frozenset[str] = frozenset()) -> list[Span]:
        known = self._known.get((text, left_out))
        if known and known[0] >= depth:
            return known[1]
        self._left -= len(text)
        if self._left < 0:
            raise RecognizerError("the text holds too many encodings within each other to read them all")
        spans = self.find(text, depth, left_out)
        self._known[text, left_out] = (depth, spans)
        return spans


def _parts_of(assembled: Assembled, span: Span, text: str) -> Iterable[Span]:
    """Yield the parts of a span of what was put together where they stand in the text."""
    places = list(assembled.outer(span.start, span.end))
    if not assembled.is_said:
        if len(places) > 1:
            yield from (Span(*place, span.entity_type, span.score, span.source) for place in places)
        return
    for start, end in places:
        # A part of a name may be any word elsewhere.
        score = span.score if len(places) == 1 else min(span.score, _OF_PART)
        part = text[start:end]
        if any(map(str.isalnum, part)):
            start += len(part) - len(part.lstrip())
            yield Span(start, start + len(part.strip()), span.entity_type, score, span.source)


def _hides(view: View, text: str) -> bool:
    """Whether what an encoding leaves to be read may be anything; of backslashes alone there may be rows."""
    if view.codec == ("json",):
        return _CHARACTER.search(text, *view.piece) is not None
    return view.codec[0].partition("-")[0] in _HIDING


def _views_of(text: str) -> Sequence[View]:
    """Return the readings of a text, which is searched first for what is there and then for what is known."""
    found = _seen.get(text)
    if found is None:
        found = tuple(views(text))
        _seen.keep(text, found, sum(len(view.text) for view in found))
    return found


_seen: Final[Memo[tuple[View, ...]]] = Memo(_KEPT)


def outward(view: View, inside: Sequence[Span], text: str, in_json: Callable[[], bool]) -> Iterable[Span]:
    """Yield the spans of a reading of a text where they stand in the text.

    `in_json` says whether strings of JSON stand there; it is asked where something is encoded in them.
    """
    if not view.exact:
        best = max(inside, key=lambda span: (span.score, span.end - span.start))
        whole = any((span.start, span.end) == (0, len(view.text)) for span in inside)
        start, end = view.piece
        inner = () if whole and not best.codec else tuple(inside)
        yield Span(start, end, best.entity_type, best.score, best.source, view.codec, inner)
        return
    keeps_json = view.codec == ("json",) and any(span.codec for span in inside) and in_json()
    for span in inside:
        start, end = view.outer(span.start, span.end)
        # A blank parts the arguments of a command.
        is_of_command = view.codec == ("concat",) and span.source.startswith(COMMAND)
        if is_of_command and _ARGUMENTS.search(text, start, end):
            continue
        # What stands in the view as it stands outside needs no decoding; what JSON holds encoded may need its
        # escapes when it is encoded anew.
        is_plain = text[start:end] == view.text[span.start : span.end] and not (span.codec and keeps_json)
        codec = span.codec if is_plain else (*view.codec, *span.codec)
        yield Span(start, end, span.entity_type, span.score, span.source, codec, span.inner)


@cache
def shipped_engine() -> Engine:
    """Return the engine of the package's own rules and finders, one a process."""
    return Engine()
