"""Where in a text which finder may find something: all literals, words and shapes at once."""

from collections.abc import Iterator

from recognizers.matching.databases import Database, load_database
from recognizers.matching.leads import SHAPE_REACH, Test
from recognizers.matching.plan import Plan, ShortWords

# UTF-8 continuation bytes: what is left after deleting them counts code points.
_CONTINUATION = bytes(range(0x80, 0xC0))

# A window: start and end in code points.
Window = tuple[int, int]


class _ShortWords:
    """Words of a few letters with one tail: a single expression, so that which word it was is to be seen."""

    def __init__(self, words: ShortWords, scan: Database) -> None:
        self._sizes, self._reach, numbers = words
        self._scan = scan
        self._numbers = numbers

    def places(self, data: bytes, ends: list[int]) -> Iterator[tuple[int, int]]:
        """Yield where the words that may stand before tails that end there end, and the place of each."""
        for low, high in self._stretches(ends):
            piece = data[low:high].lower()
            word_ends: list[tuple[int, int]] = []
            self._scan.scan(piece, match_event_handler=_collect, context=word_ends)
            for found, _ in word_ends:
                for size in self._sizes:
                    number = self._numbers.get(piece[found - size : found])
                    if number is not None:
                        yield low + found, number

    def _stretches(self, ends: list[int]) -> Iterator[tuple[int, int]]:
        """Yield where the words may stand, in stretches apart."""
        start = stop = -1
        for end in ends:
            low = max(0, end - self._reach)
            if low > stop:
                if stop >= 0:
                    yield start, stop
                start = low
            stop = end
        if stop >= 0:
            yield start, stop


class Prefilter:
    """A plan made ready to be looked for in one pass."""

    def __init__(self, plan: Plan) -> None:
        tests = [Test(cased, frozenset(not_before), tail) for cased, not_before, tail in plan.tests]
        self._test_end = [test.end for test in tests]
        self._test_ends = [test.ends for test in tests]
        self._places = plan.places
        self._short_scan, self._shape_scan, self._shaped_scan, *scans = map(load_database, plan.databases)
        self._short = list(map(_ShortWords, plan.short, scans))
        self._scans = scans[len(plan.short) :]

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
        places = self._places
        last: tuple[int, int] | None = None
        for hit in hits:
            if hit == last:
                continue  # two expressions that lead to the same
            last = end, number = hit
            openings, tests, starts = places[number]
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
            for test, size, opened in tests:
                reach = self._test_end[test](data, size, end)
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
            for test, size, opened in starts:
                for reach in self._test_ends[test](data, size, end):
                    seen = (
                        reach if ascii_only else point + len(data[end:reach].translate(None, _CONTINUATION))
                    )
                    for index, _, after in opened:
                        stop = seen + after
                        windows.setdefault(index, []).append((seen, stop if stop < length else length))
        return windows

    def _hits(self, data: bytes) -> list[tuple[int, int]]:
        """Return (end in bytes, place that is found there) in order."""
        hits: list[tuple[int, int]] = []
        for scan in self._scans:
            scan.scan(data, match_event_handler=_collect, context=hits)
        ends: dict[int, list[int]] = {}
        self._short_scan.scan(data, match_event_handler=_group, context=ends)
        for found, places_of in ends.items():
            hits += self._short[found].places(data, places_of)
        regions: list[int] = []
        self._shape_scan.scan(data, match_event_handler=_extend, context=regions)
        for number in range(0, len(regions), 2):
            low = max(0, regions[number] - SHAPE_REACH)
            raw: list[tuple[int, int]] = []
            self._shaped_scan.scan(
                data[low : regions[number + 1] + SHAPE_REACH], match_event_handler=_collect, context=raw
            )
            hits += [(low + end, found) for end, found in raw]
        hits.sort()
        return hits


def _collect(place: int, _start: int, end: int, _flags: int, hits: list[tuple[int, int]]) -> None:
    hits.append((end, place))


def _group(expression: int, _start: int, end: int, _flags: int, ends: dict[int, list[int]]) -> None:
    ends.setdefault(expression, []).append(end)


def _extend(_expression: int, _start: int, end: int, _flags: int, regions: list[int]) -> None:
    """Add an end to the regions: first end, last end, first end of the next, and so on."""
    if regions and end - regions[-1] <= 2 * SHAPE_REACH:
        regions[-1] = end
    else:
        regions += (end, end)
