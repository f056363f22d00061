"""Where in a text which finder may find something: all literals, words and shapes at once."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from recognizers.databases import Literal, load_databases
from recognizers.finder import Finder
from recognizers.leads import SHAPE_REACH, SHAPES, Test, has_shape, leads_to_digit, reach_of, split_trigger

# UTF-8 continuation bytes: what is left after deleting them counts code points.
_CONTINUATION = bytes(range(0x80, 0xC0))
# What nearly all of them go on with: a digit on the same line.
_TO_DIGIT = r"[^0-9\n]*[0-9]"

# A finder, how far its window begins before the place and ends behind it; before: None as in `Finder`.
_Opening = tuple[int, int, int]
# Openings without a test; and tests, the word that each is asked about, and what it opens.
_Opened = tuple[_Opening, ...]
_Packed = tuple[
    _Opened,
    tuple[tuple[Callable[[bytes, bytes, int], int], bytes, _Opened], ...],
    tuple[tuple[Callable[[bytes, bytes, int], list[int]], bytes, _Opened], ...],
]
# A window: start and end in code points.
Window = tuple[int, int]


class _Place:
    """What a literal, when it is found, leads to."""

    __slots__ = ("openings", "starts", "tests")

    def __init__(self) -> None:
        # Without a test.
        self.openings: dict[_Opening, None] = {}
        self.tests: dict[tuple[Test, bytes], dict[_Opening, None]] = {}
        # Whose windows begin where the trigger ends.
        self.starts: dict[tuple[Test, bytes], dict[_Opening, None]] = {}


class _ShortWords:
    """Words of a few letters with one tail: a single expression, so that which word it was is to be seen."""

    def __init__(self, tail: str, words: dict[bytes, _Place]) -> None:
        joined = "|".join("".join(f"\\x{byte:02x}" for byte in word) for word in sorted(words))
        start = f"(?i)(?:^|[^a-z])(?:{joined})"
        self.expression = start + tail
        (self._scan,) = load_databases([[start]])
        self._words = {word: _packed(place) for word, place in words.items()}
        self._sizes = sorted({len(word) for word in words})
        tails = {test.tail for place in words.values() for test, _ in (*place.tests, *place.starts)}
        self._reach = self._sizes[-1] + max(map(reach_of, tails))

    def places(self, data: bytes, ends: list[int]) -> Iterator[tuple[int, _Packed]]:
        """Yield the words that may stand before tails that end there, and where each ends."""
        done = 0
        for end in ends:
            # What stands before the last end has been seen, but for a word across it.
            low = max(0, done - self._sizes[-1] - 1, end - self._reach)
            word_ends: list[tuple[int, int]] = []
            self._scan.scan(data[low:end], match_event_handler=_collect, context=word_ends)
            for found, _ in word_ends:
                for size in self._sizes:
                    place = self._words.get(data[low + found - size : low + found].lower())
                    if place is not None:
                        yield low + found, place
            done = end


class Prefilter:
    """The keywords and triggers of finders, made ready to be looked for in one pass."""

    def __init__(self, finders: Sequence[Finder]) -> None:
        # By literal and whether its case counts.
        literals: dict[tuple[bytes, bool], _Place] = {}
        # By what follows, the words of a few letters.
        short: dict[str, dict[bytes, _Place]] = {}
        expressions: dict[str, _Place] = {}
        shaped: dict[str, _Place] = {}
        for index, finder in enumerate(finders):
            before, after = finder.before or 0, finder.after
            for keyword in finder.keywords:
                for form in _case_forms(keyword):
                    place = literals.setdefault((form.encode(), False), _Place())
                    place.openings[index, before + len(form), after] = None
            opening = (index, before, after)
            for trigger in finder.triggers:
                words, rest = split_trigger(trigger, starts=finder.before is None)
                for lead in words:
                    for word in lead.words:
                        if lead.short:
                            tail = lead.test.tail
                            tail = _TO_DIGIT if leads_to_digit(tail) else tail
                            place = short.setdefault(tail, {}).setdefault(word, _Place())
                        else:
                            place = literals.setdefault((word, lead.test.cased), _Place())
                        tests = place.starts if finder.before is None else place.tests
                        tests.setdefault((lead.test, word), {})[opening] = None
                if rest:
                    group = shaped if has_shape(rest) else expressions
                    group.setdefault(rest, _Place()).openings[opening] = None
        self._literals = [_packed(place) for place in literals.values()]
        self._shaped = [_packed(place) for place in shaped.values()]
        self._short = [_ShortWords(tail, words) for tail, words in short.items()]
        parts: dict[str, dict[str, _Place]] = {}
        for pattern, place in expressions.items():
            parts.setdefault(_kind(pattern, place, finders), {})[pattern] = place
        self._literal_scan, self._short_scan, self._shape_scan, self._shaped_scan, *rest_scans = (
            load_databases(
                [
                    [Literal(text, cased) for text, cased in literals],
                    [words.expression for words in self._short],
                    SHAPES if shaped else (),
                    list(shaped),
                    *map(list, parts.values()),
                ]
            )
        )
        self._parts = [
            (scan, [_packed(place) for place in part.values()])
            for scan, part in zip(rest_scans, parts.values(), strict=True)
        ]

    def windows(self, text: str) -> dict[int, list[Window]]:
        """Return by finder the windows in which it may find something, in order of where hits end."""
        data = text.encode("utf-8", "surrogatepass")
        hits = self._hits(data)
        windows: dict[int, list[Window]] = {}
        if not hits:
            return windows
        length = len(text)
        ascii_only = length == len(data)
        byte = point = 0
        for end, (openings, tests, starts) in hits:
            if ascii_only:
                point = end
            else:
                point += len(data[byte:end].translate(None, _CONTINUATION))
                byte = end
            for index, back, after in openings:
                start, stop = point - back, point + after
                window = (start if start > 0 else 0, stop if stop < length else length)
                if index in windows:
                    windows[index].append(window)
                else:
                    windows[index] = [window]
            for test, word, opened in tests:
                reach = test(data, word, end)
                if reach < 0:
                    continue
                seen = reach if ascii_only else point + len(data[end:reach].translate(None, _CONTINUATION))
                for index, back, after in opened:
                    start, stop = point - back, seen + after
                    window = (start if start > 0 else 0, stop if stop < length else length)
                    if index in windows:
                        windows[index].append(window)
                    else:
                        windows[index] = [window]
            for test_ends, word, opened in starts:
                for reach in test_ends(data, word, end):
                    seen = (
                        reach if ascii_only else point + len(data[end:reach].translate(None, _CONTINUATION))
                    )
                    for index, _, after in opened:
                        stop = seen + after
                        windows.setdefault(index, []).append((seen, stop if stop < length else length))
        return windows

    def _hits(self, data: bytes) -> list[tuple[int, _Packed]]:
        """Return (end in bytes, what is found there) in order of the ends."""
        raw: list[tuple[int, int]] = []
        self._literal_scan.scan(data, match_event_handler=_collect, context=raw)
        literals = self._literals
        hits = [(end, literals[found]) for end, found in raw]
        for scan, places in self._parts:
            raw = []
            scan.scan(data, match_event_handler=_collect, context=raw)
            hits += [(end, places[found]) for end, found in raw]
        ends: dict[int, list[int]] = {}
        self._short_scan.scan(data, match_event_handler=_group, context=ends)
        for found, places_of in ends.items():
            hits += self._short[found].places(data, places_of)
        regions: list[int] = []
        self._shape_scan.scan(data, match_event_handler=_extend, context=regions)
        shaped = self._shaped
        for number in range(0, len(regions), 2):
            low = max(0, regions[number] - SHAPE_REACH)
            raw = []
            self._shaped_scan.scan(
                data[low : regions[number + 1] + SHAPE_REACH], match_event_handler=_collect, context=raw
            )
            hits += [(low + end, shaped[found]) for end, found in raw]
        hits.sort(key=_end)
        return hits


def _kind(trigger: str, place: _Place, finders: Sequence[Finder]) -> str:
    """Return what triggers have in common that hyperscan is good at looking for together."""
    if any(finders[index].before is None for index, _, _ in place.openings):
        return "starts"
    if trigger.startswith("(?i)"):
        return "caseless"
    return "digits" if trigger.startswith(("[0-", "[1-", "[2", "[^0-")) else "rest"


def _packed(place: _Place) -> _Packed:
    """Return what a place leads to as tuples, which cost least to walk."""
    tests = tuple((test.end, word, tuple(openings)) for (test, word), openings in place.tests.items())
    starts = tuple((test.ends, word, tuple(openings)) for (test, word), openings in place.starts.items())
    return tuple(place.openings), tests, starts


def _collect(expression: int, _start: int, end: int, _flags: int, hits: list[tuple[int, int]]) -> None:
    hits.append((end, expression))


def _group(expression: int, _start: int, end: int, _flags: int, ends: dict[int, list[int]]) -> None:
    ends.setdefault(expression, []).append(end)


def _extend(_expression: int, _start: int, end: int, _flags: int, regions: list[int]) -> None:
    """Add an end to the regions: first end, last end, first end of the next, and so on."""
    if regions and end - regions[-1] <= 2 * SHAPE_REACH:
        regions[-1] = end
    else:
        regions += (end, end)


def _end(hit: tuple[int, _Packed]) -> int:
    return hit[0]


def _case_forms(keyword: str) -> Iterable[str]:
    """Hyperscan folds the case of ASCII letters alone when it matches bytes."""
    if keyword.isascii():
        return (keyword.lower(),)
    return dict.fromkeys((keyword.lower(), keyword.upper(), keyword.capitalize()))
