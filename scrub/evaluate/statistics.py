"""How far a figure can be trusted: Wilson intervals by mention, bootstrap by conversation."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, Final

# Two-sided 95 % of the normal distribution.
_Z: Final = 1.959963984540054
_ROUNDS: Final = 2000
_SEED: Final = 20_240_501
# Resampled conversations held at once, in array elements.
_CHUNK: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval."""

    low: float
    high: float


def wilson(part: int, whole: int) -> Interval | None:
    """Return the Wilson score interval of a share, None of nothing.

    >>> interval = wilson(9, 10)
    >>> round(interval.low, 3), round(interval.high, 3)
    (0.596, 0.982)
    """
    if whole <= 0:
        return None
    share = part / whole
    centre = share + _Z * _Z / (2 * whole)
    reach = _Z * sqrt(share * (1 - share) / whole + _Z * _Z / (4 * whole * whole))
    scale = 1 + _Z * _Z / whole
    # At the ends the bound is exact, not a rounding error away.
    low = 0.0 if part == 0 else (centre - reach) / scale
    high = 1.0 if part == whole else (centre + reach) / scale
    return Interval(low, high)


def bootstrap(
    parts: Sequence[int], wholes: Sequence[int], *, rounds: int = _ROUNDS, seed: int = _SEED
) -> Interval | None:
    """Return the percentile interval of sum(parts) / sum(wholes) when conversations are resampled."""
    import numpy as np

    both = np.array([(part, whole) for part, whole in zip(parts, wholes, strict=True) if whole], dtype=float)
    if not len(both):
        return None
    sums = _resampled(both, rounds, seed)
    return _percentiles(sums[:, 0] / sums[:, 1])


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure in two runs over the same conversations."""

    old: float
    new: float
    # Of new minus old.
    interval: Interval
    # Two-sided: how often resampling conversations gives no difference or one the other way.
    p_value: float

    @property
    def significant(self) -> bool:
        """Whether the difference is unlikely to be chance, at 5 %."""
        return self.p_value < 0.05


def paired_bootstrap(
    old: Sequence[tuple[int, int]],
    new: Sequence[tuple[int, int]],
    *,
    rounds: int = _ROUNDS,
    seed: int = _SEED,
) -> Difference | None:
    """Compare sum(parts) / sum(wholes) of two runs; each pair of entries is one conversation."""
    import numpy as np

    pairs = [(*a, *b) for a, b in zip(old, new, strict=True) if a[1] or b[1]]
    if not any(one[1] for one in pairs) or not any(one[3] for one in pairs):
        return None
    both = np.array(pairs, dtype=float)
    total = both.sum(axis=0)
    sums = _resampled(both, rounds, seed)
    sums = sums[(sums[:, 1] > 0) & (sums[:, 3] > 0)]
    moved = sums[:, 2] / sums[:, 3] - sums[:, 0] / sums[:, 1]
    tail = min(int((moved <= 0).sum()), int((moved >= 0).sum()))
    return Difference(
        old=float(total[0] / total[1]),
        new=float(total[2] / total[3]),
        interval=_percentiles(moved),
        p_value=min(1.0, 2 * (tail + 1) / (len(moved) + 1)),
    )


def _resampled(rows: Any, rounds: int, seed: int) -> Any:
    """Return, for each round, the column sums of rows drawn with replacement."""
    import numpy as np

    generator = np.random.default_rng(seed)
    count = len(rows)
    step = max(1, _CHUNK // count)
    sums = []
    for start in range(0, rounds, step):
        drawn = generator.integers(0, count, size=(min(step, rounds - start), count))
        sums.append(np.stack([rows[:, column][drawn].sum(axis=1) for column in range(rows.shape[1])], axis=1))
    return np.concatenate(sums)


def _percentiles(values: Any) -> Interval:
    import numpy as np

    low, high = np.percentile(values, [2.5, 97.5])
    return Interval(float(low), float(high))
