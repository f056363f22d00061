"""What stands in the beginning of a JSON file, however it is cut off: its member paths and short values."""

from collections import defaultdict
from typing import Final

from scrub.errors import FormatError
from scrub.formats.jsontext import TOKEN, unescape

_DEEPEST: Final = 6
_LONGEST_VALUE: Final = 64
_MOST_VALUES: Final = 50


class Outline:
    """The paths of members in the records of a file, and some of the strings that stand there.

    A path is a JSON Pointer with `*` for items of arrays. A record is a line, an element of a
    top-level array, or the document, so that all three are asked alike.

    >>> outline = Outline('[{"uuid": "m1", "content": [{"type": "text", "te')
    >>> outline.has("/uuid", "/content/*/type"), outline.has("/text"), outline.values("/content/*/type")
    (True, False, {'text'})
    """

    def __init__(self, text: str) -> None:
        self._values: dict[str, set[str]] = defaultdict(set)
        # The first bracket, "" where there is none.
        self.opening = ""
        # Whether a comment, or a comma before a closing bracket, stands where JSON has none.
        self.is_commented = False
        try:
            self._read(text)
        except FormatError:
            self.opening = ""

    def has(self, *paths: str) -> bool:
        """Return whether all of these members were seen, if not in one record."""
        return all(path in self._values for path in paths)

    def values(self, path: str) -> set[str]:
        """Return the short strings that were seen as that member."""
        return self._values.get(path, set())

    def _read(self, text: str) -> None:
        path: list[str] = []
        in_object: list[bool] = []
        expects_name = False
        has_ended = False
        after_comma = False
        last = 0
        for token in TOKEN.finditer(text):
            if between := text[last : token.start()].strip():
                # No JSON, or a string that is cut off.
                self.is_commented |= bool(in_object) and between.startswith(("//", "/*"))
                break
            last = token.end()
            first = text[token.start()]
            if not in_object and first not in "{[":
                self.opening = self.opening if has_ended else ""
                break
            if first in "{[":
                if not in_object:
                    self.opening = self.opening or first
                # Elements of the outermost array are records.
                path.append("" if first == "{" or not in_object else "*")
                in_object.append(first == "{")
                expects_name = first == "{"
            elif first in "]}":
                self.is_commented |= after_comma
                path.pop()
                in_object.pop()
                expects_name = False
                has_ended = not in_object
            elif first == ",":
                expects_name = in_object[-1]
            elif first == ":":
                expects_name = False
            elif first == '"' and len(path) <= _DEEPEST:
                self._add(unescape(text[token.start() + 1 : token.end() - 1]), path, expects_name)
            after_comma = first == ","

    def _add(self, string: str, path: list[str], is_name: bool) -> None:
        if is_name:
            path[-1] = string
        place = "".join("/" + step for step in path if step)
        seen = self._values[place]
        if not is_name and len(string) <= _LONGEST_VALUE and len(seen) < _MOST_VALUES:
            seen.add(string)
