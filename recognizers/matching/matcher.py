"""One pass over a text for all finders: a prefilter for literals and shapes, then the exact test there."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from recognizers.catalogue import Catalogue
from recognizers.errors import RecognizerError
from recognizers.finder import Finder
from recognizers.matching.plan import make_plan
from recognizers.matching.prefilter import Prefilter, Window
from recognizers.rule import Rule
from recognizers.span import Span, in_order


class Matcher:
    """Finds the spans of many finders in one text; cheap where none of their keywords stand.

    Pickles as its finders; the databases are loaded on first use in each process.
    """

    def __init__(self, finders: Iterable[Finder]) -> None:
        self.finders: Sequence[Finder] = finders if isinstance(finders, Catalogue) else tuple(finders)
        self._prefilter: Prefilter | None = None

    def __getstate__(self) -> dict[str, Any]:
        return {"finders": self.finders, "_prefilter": None}

    def find(self, text: str) -> list[Span]:
        """Return what the finders find in the text, sorted; spans may overlap.

        Raises RecognizerError, naming the finder and the offsets, when a finder fails.
        """
        if self._prefilter is None:
            finders = self.finders
            self._prefilter = Prefilter(
                finders.plan if isinstance(finders, Catalogue) else make_plan(finders)
            )
        windows = self._prefilter.windows(text)
        if not windows:
            return []
        found: list[Span] = []
        for index, places in windows.items():
            finder = self.finders[index]
            try:
                if finder.before is None:
                    _search_starts(finder, text, places, found)
                else:
                    _search_merged(finder, text, places, found)
            except RecognizerError:
                raise
            except Exception as error:
                raise RecognizerError(
                    f"{finder.id} failed with {type(error).__name__} "
                    f"between code points {places[0][0]} and {places[-1][1]}"
                ) from None
        return in_order(found)


def _search_starts(finder: Finder, text: str, places: list[Window], found: list[Span]) -> None:
    """Ask a finder whose finds begin where its windows begin; these are sorted by where they end."""
    probe, reading = (finder.probe, finder.read) if isinstance(finder, Rule) else (None, None)
    done = 0
    last: Window | None = None
    for window in places:
        start, end = window
        if start < done or window == last:
            continue  # inside what this finder has just found, or where another word led as well
        last = window
        spans: Iterable[Span]
        if probe is None or reading is None:
            spans = _search_window(finder, text, start, end)
        else:
            match = probe(text, start, end)
            if match is None:
                continue
            cut = match.end() == end < len(text)
            spans = _search_window(finder, text, start, end) if cut else reading(match)
        for span in spans:
            done = max(done, span.end)
            found.append(span)


def _search_merged(finder: Finder, text: str, places: list[Window], found: list[Span]) -> None:
    probe = finder.probe if isinstance(finder, Rule) else None
    for start, end in places if len(places) == 1 else _merged(places):
        if probe is None or probe(text, start, end) is not None:
            found += _search_window(finder, text, start, end)


def _search_window(finder: Finder, text: str, start: int, end: int) -> list[Span]:
    """Ask about one window, enlarging it as long as a find reaches its end."""
    reach = max(finder.after, 1)
    while True:
        spans = list(finder.search(text, start, end))
        if not spans or end == len(text) or all(span.end != end for span in spans):
            return spans
        reach *= 2
        end = min(len(text), end + reach)


def _merged(places: list[Window]) -> Iterator[Window]:
    current_start, current_end = -1, -1
    for start, end in sorted(places):
        if start <= current_end:
            current_end = max(current_end, end)
        else:
            if current_end >= 0:
                yield current_start, current_end
            current_start, current_end = start, end
    if current_end >= 0:
        yield current_start, current_end
