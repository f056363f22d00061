"""Where the line begins and ends that a place stands in."""


def start_of_line(text: str, position: int, longest: int) -> int:
    """Return where the line begins that holds what is before a position, or beyond its longest if it does."""
    low = max(0, position - longest - 1)
    return max(text.rfind("\n", low, position) + 1, low)


def end_of_line(text: str, start: int, longest: int | None = None) -> int:
    """Return where the line ends that `start` stands in, without its break, or beyond its longest."""
    limit = len(text) if longest is None else min(len(text), start + longest + 1)
    end = text.find("\n", start, limit)
    return limit if end < 0 else end
