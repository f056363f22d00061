"""Numbers of a table that counts words, some of which announce codes: `|pin|9041|` below `|token|count|`."""

from typing import Final

# A row is so wide at most, and its heading so far above.
_WIDEST: Final = 200
_TALLEST: Final = 2_000
_COUNTED: Final = """
count counts cnt n freq frequency hits occurrences tokens df tf sum(n) count(*) count(1) anzahl häufigkeit
nombre fréquence cantidad conteggio quantidade liczba aantal antal antall adet количество кількість
数量 件数 个数 개수
"""
_COUNTS: Final = frozenset(_COUNTED.split())
_FRAME: Final = ("|", "+", "│", "├", "┌", "╞", "╪", "┼", "-")
_SIDES: Final = ("|", "│")


def is_count(text: str, start: int) -> bool:
    """Return whether the cell at a place stands in a column of a table whose heading says that it counts.

    >>> is_count("|token|count|\\n+-----+-----+\\n|pin  | 9041|", 36)
    True
    """
    line = text.rfind("\n", max(0, start - _WIDEST), start) + 1
    side = text[line : line + 1]
    if not line or side not in _SIDES:
        return False
    heading = ""
    for row in reversed(text[max(0, line - _TALLEST) : line - 1].split("\n")):
        if not row.startswith(_FRAME):
            break
        heading = row if row.startswith(side) else heading
    cells = heading.split(side)
    column = text.count(side, line, start)
    return column < len(cells) and cells[column].strip().casefold() in _COUNTS
