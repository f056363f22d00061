"""Plots as SVG: text and lines, readable in the light and in the dark, no script and no font of their own."""

import math
from collections.abc import Sequence
from html import escape
from typing import Final, NamedTuple

_WIDTH: Final = 760
_LEFT: Final = 180
_RIGHT: Final = 24
_TOP: Final = 44
_ROW: Final = 20
_STYLE: Final = (
    "<style>text{font:12px sans-serif;fill:#333}.t{font-size:14px;font-weight:bold}.g{stroke:#ccc}"
    ".i{stroke:#1f6f8b;stroke-width:2}.p{fill:#1f6f8b}.o{fill:#c26a3d}"
    "@media(prefers-color-scheme:dark){text{fill:#ddd}.g{stroke:#444}}</style>"
)


class Bar(NamedTuple):
    """A share with its interval, or an amount without one."""

    label: str
    value: float
    low: float | None = None
    high: float | None = None
    note: str = ""


class Point(NamedTuple):
    """One tool: how fast, how much."""

    label: str
    x: float
    y: float
    is_ours: bool


def shares(title: str, bars: Sequence[Bar]) -> str:
    """Return dots with intervals, one a line, on a scale from 0 to 100 per cent."""
    height = _TOP + _ROW * len(bars) + 30
    span = _WIDTH - _LEFT - _RIGHT - 70
    parts = [_title(title)]
    bottom = _TOP + _ROW * len(bars)
    for tick in range(0, 101, 20):
        x = _LEFT + span * tick / 100
        parts.append(_line(x, _TOP - 8, x, bottom) + _text(x, bottom + 16, f"{tick} %", "middle"))
    for number, bar in enumerate(bars):
        y = _TOP + _ROW * number + 6
        parts.append(_text(_LEFT - 10, y + 4, bar.label, "end"))
        if bar.low is not None and bar.high is not None:
            parts.append(_line(_LEFT + span * bar.low, y, _LEFT + span * bar.high, y, "i"))
        parts.append(f'<circle class="p" cx="{_LEFT + span * bar.value:.1f}" cy="{y}" r="4"/>')
        parts.append(_text(_LEFT + span + 12, y + 4, bar.note, "start"))
    return _svg(height, parts)


def amounts(title: str, bars: Sequence[Bar]) -> str:
    """Return bars, one a line, the longest across the plot."""
    height = _TOP + _ROW * len(bars) + 10
    span = _WIDTH - _LEFT - _RIGHT - 70
    most = max((bar.value for bar in bars), default=1) or 1
    parts = [_title(title)]
    for number, bar in enumerate(bars):
        y = _TOP + _ROW * number
        width = span * bar.value / most
        parts.append(_text(_LEFT - 10, y + 10, bar.label, "end"))
        parts.append(f'<rect class="o" x="{_LEFT}" y="{y}" width="{width:.1f}" height="12"/>')
        parts.append(_text(_LEFT + width + 8, y + 10, bar.note, "start"))
    return _svg(height, parts)


def scatter(title: str, points: Sequence[Point], x_label: str, y_label: str) -> str:
    """Return recall (0 to 100 per cent) over speed, whose axis is logarithmic."""
    height = 420
    left, bottom, span = 60, height - 50, _WIDTH - 60 - 130
    rise = bottom - _TOP
    low = math.floor(math.log10(min(point.x for point in points)))
    high = max(low + 1, math.ceil(math.log10(max(point.x for point in points))))
    parts = [_title(title)]
    for tick in range(low, high + 1):
        x = left + span * (tick - low) / (high - low)
        parts.append(_line(x, _TOP, x, bottom) + _text(x, bottom + 18, f"{10.0**tick:g}", "middle"))
    for tick in range(0, 101, 20):
        y = bottom - rise * tick / 100
        parts.append(_line(left, y, left + span, y) + _text(left - 8, y + 4, str(tick), "end"))
    parts.append(_text(left + span / 2, height - 12, x_label, "middle"))
    parts.append(_text(left - 44, _TOP - 12, y_label, "start"))
    taken: list[tuple[float, float]] = []
    for point in sorted(points, key=lambda point: -point.y):
        x = left + span * (math.log10(point.x) - low) / (high - low)
        y = bottom - rise * point.y / 100
        # A label moves up until it stands on no other one.
        at = y
        while any(abs(at - other_y) < 13 and abs(x - other_x) < 110 for other_x, other_y in taken):
            at -= 2
        taken.append((x, at))
        parts.append(f'<circle class="{"p" if point.is_ours else "o"}" cx="{x:.1f}" cy="{y:.1f}" r="5"/>')
        parts.append(_text(x + 9, at + 4, point.label, "start"))
    return _svg(height, parts)


def _svg(height: int, parts: Sequence[str]) -> str:
    size = f'width="{_WIDTH}" height="{height}" viewBox="0 0 {_WIDTH} {height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{_STYLE}\n' + "\n".join(parts) + "\n</svg>\n"


def _title(text: str) -> str:
    return f'<text class="t" x="10" y="20">{escape(text)}</text>'


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _line(x1: float, y1: float, x2: float, y2: float, kind: str = "g") -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'
