"""Where the line begins and ends that a place stands in."""


def start_of_line(text: str, position: int, longest: int) -> int:
    """Return where the line begins that holds what is before a position, or beyond its longest if it does."""
    low = max(0, position - longest - 1)
    return max(text.rfind("\n", low, position) + 1, low)


def end_of_line(text: str, start: int) -> int:
    """Return where the line ends that `start` stands in, without its line break."""
    end = text.find("\n", start)
    return len(text) if end < 0 else end
