"""Laplace noise on the counts of a report, so that it hardly shows whether one conversation was counted.

The noise is OpenDP's, whole numbers from a sampler that is exact and secure (https://docs.opendp.org).
It is drawn anew each time: whoever sees two reports of one run sees both, and their epsilons add up.
"""

from collections.abc import Mapping
from math import isfinite
from typing import Final

from scrub.aggregates import Released
from scrub.errors import ScrubError

# A conversation more or less changes one cell of a table by one, and its total.
_CHANGES_IN_A_TABLE: Final = 2


class NoiseError(ScrubError):
    """Noise cannot be made as it was asked for."""


def with_noise(tables: Mapping[str, Released], epsilon: float) -> dict[str, Released]:
    """Return the tables with noise on all that is shown, `epsilon` for all of them together.

    What is held back stays so; that it is held back is decided without noise and says as much.
    """
    if not isfinite(epsilon) or epsilon <= 0:
        raise NoiseError("--epsilon: a number above 0; the smaller, the more noise")
    shown = [count for table in tables.values() for count in _counts(table) if count is not None]
    drawn = iter(_drawn(shown, _CHANGES_IN_A_TABLE * len(tables), epsilon) if shown else ())

    def noisy(count: int | None) -> int | None:
        return None if count is None else max(0, next(drawn))

    return {
        title: Released(noisy(table.total), {name: noisy(count) for name, count in table.cells.items()})
        for title, table in tables.items()
    }


def _counts(table: Released) -> tuple[int | None, ...]:
    return table.total, *table.cells.values()


def _drawn(counts: list[int], sensitivity: int, epsilon: float) -> list[int]:
    try:
        import opendp.prelude as dp
    except ImportError:
        raise NoiseError("--epsilon needs OpenDP: install scrub[noise]") from None
    dp.enable_features("contrib")
    space = dp.vector_domain(dp.atom_domain(T=int)), dp.l1_distance(T=int)
    mechanism = dp.m.make_laplace(*space, scale=sensitivity / epsilon)
    drawn: list[int] = mechanism(counts)
    return drawn
