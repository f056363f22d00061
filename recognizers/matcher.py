"""One pass over a text for all finders: a literal prefilter, then the exact test at the place.

Hyperscan looks for the keywords and triggers of every finder at once; each hit opens a window in
which just the finders that own the hit are asked. https://intel.github.io/hyperscan/
"""

import platform
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from recognizers.cache import cached
from recognizers.errors import RecognizerError, RuleError
from recognizers.finder import Finder
from recognizers.span import Span

# UTF-8 continuation bytes: what is left after deleting them counts code points.
_CONTINUATION = bytes(range(0x80, 0xC0))
# Smaller databases are compiled faster than they are looked up.
_CACHED_FROM = 100


class Matcher:
    """Finds the spans of many finders in one text; cheap where none of their keywords stand.

    Pickles as its finders; the database is built on first use in each process.
    """

    def __init__(self, finders: Iterable[Finder]) -> None:
        self.finders: Sequence[Finder] = tuple(finders)
        self._database: Any = None
        # By id of a database expression: (index of the finder, code points of the keyword or None).
        self._owners: list[list[tuple[int, int | None]]] = []

    def __getstate__(self) -> dict[str, Any]:
        return {"finders": self.finders, "_database": None, "_owners": []}

    def find(self, text: str) -> list[Span]:
        """Return what the finders find in the text, sorted; spans may overlap.

        Raises RecognizerError, naming the finder and the offsets, when a finder fails.
        """
        hits = self._hits(text)
        if not hits:
            return []
        windows: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for position, expression in hits:
            for index, width in self._owners[expression]:
                finder = self.finders[index]
                if finder.before is None:
                    start = position - (width or 0)
                else:
                    start = max(0, position - (width or 0) - finder.before)
                windows[index].append((start, min(len(text), position + finder.after)))
        found: set[Span] = set()
        for index, places in windows.items():
            finder = self.finders[index]
            try:
                found.update(_search(finder, text, places))
            except RecognizerError:
                raise
            except Exception as error:
                raise RecognizerError(
                    f"{finder.id} failed with {type(error).__name__} "
                    f"between code points {places[0][0]} and {places[-1][1]}"
                ) from None
        return sorted(found)

    def _hits(self, text: str) -> list[tuple[int, int]]:
        """Return (end in code points, expression id) of every keyword and trigger, in order."""
        if not self.finders:
            return []
        if self._database is None:
            self._build()
        data = text.encode("utf-8", "surrogatepass")
        hits: list[tuple[int, int]] = []
        self._database.scan(data, match_event_handler=_collect, context=hits)
        hits.sort()
        if len(data) == len(text):
            return hits
        mapped, byte, point = [], 0, 0
        for end, expression in hits:
            point += len(data[byte:end].translate(None, _CONTINUATION))
            byte = end
            mapped.append((point, expression))
        return mapped

    def _build(self) -> None:
        import hyperscan as hs

        expressions: dict[tuple[bytes, int], list[tuple[int, int | None]]] = {}
        for index, finder in enumerate(self.finders):
            for keyword in finder.keywords:
                for form in _case_forms(keyword):
                    literal = "".join(f"\\x{byte:02x}" for byte in form.encode()).encode()
                    owners = expressions.setdefault((literal, hs.HS_FLAG_CASELESS), [])
                    owners.append((index, len(form)))
            for trigger in finder.triggers:
                expressions.setdefault((trigger.encode(), hs.HS_FLAG_DOTALL), []).append((index, None))
        self._owners = [list(dict.fromkeys(owners)) for owners in expressions.values()]
        self._database = _database(list(expressions))


def _database(expressions: list[tuple[bytes, int]]) -> Any:
    """Compile a database, or load the same one from the cache: seconds against milliseconds."""
    import hyperscan as hs

    def compiled() -> bytes:
        database = hs.Database(mode=hs.HS_MODE_BLOCK)
        try:
            database.compile(
                expressions=[expression for expression, _ in expressions],
                ids=list(range(len(expressions))),
                elements=len(expressions),
                flags=[flags for _, flags in expressions],
            )
        except hs.error as error:
            raise RuleError(f"a trigger cannot be used: {error}") from None
        return bytes(hs.dumpb(database))

    if len(expressions) < _CACHED_FROM:
        stored = compiled()
    else:
        version = getattr(hs, "__version__", "")
        key = f"{version} {platform.node()} {platform.machine()} {expressions!r}"
        stored = cached("matcher", key, compiled)
    database = hs.loadb(stored, hs.HS_MODE_BLOCK)
    database.scratch = hs.Scratch(database)
    return database


def _collect(expression: int, _start: int, end: int, _flags: int, hits: list[tuple[int, int]]) -> None:
    hits.append((end, expression))


def _case_forms(keyword: str) -> tuple[str, ...]:
    """Hyperscan folds the case of ASCII letters alone when it matches bytes."""
    if keyword.isascii():
        return (keyword.lower(),)
    return tuple(dict.fromkeys((keyword.lower(), keyword.upper(), keyword.capitalize())))


def _search(finder: Finder, text: str, places: list[tuple[int, int]]) -> Iterator[Span]:
    """Ask one finder about its windows, sorted by where their hits end."""
    if finder.before is None:
        done = 0
        for start, end in places:
            if start < done:
                continue  # inside what this finder has just found
            for span in _search_window(finder, text, start, end):
                done = max(done, span.end)
                yield span
        return
    for start, end in _merged(places):
        yield from _search_window(finder, text, start, end)


def _search_window(finder: Finder, text: str, start: int, end: int) -> list[Span]:
    """Ask about one window, enlarging it as long as a find reaches its end."""
    reach = max(finder.after, 1)
    while True:
        spans = list(finder.search(text, start, end))
        if end == len(text) or not any(span.end == end for span in spans):
            return spans
        reach *= 2
        end = min(len(text), end + reach)


def _merged(places: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
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
