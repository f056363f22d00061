"""Intervals and tests of significance, against published and hand-made values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrub.evaluate.statistics import bootstrap, paired_bootstrap, wilson


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17:857-872, table I, method 3.
        pytest.param(81, 263, 0.2553, 0.3662, id="81 of 263"),
        pytest.param(15, 148, 0.0624, 0.1605, id="15 of 148"),
        pytest.param(0, 20, 0.0000, 0.1611, id="none"),
        pytest.param(1, 29, 0.0061, 0.1718, id="one"),
        pytest.param(20, 20, 0.8389, 1.0000, id="all"),
    ],
)
def test_wilson(part: int, whole: int, low: float, high: float) -> None:
    interval = wilson(part, whole)
    assert interval is not None
    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


@given(st.integers(1, 10_000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_wilson_holds_the_share(shares: tuple[int, int]) -> None:
    part, whole = shares
    interval = wilson(part, whole)
    assert interval is not None
    assert 0 <= interval.low <= part / whole <= interval.high <= 1


def test_nothing_has_no_interval() -> None:
    assert wilson(0, 0) is None
    assert bootstrap([0, 0], [0, 0]) is None
    assert paired_bootstrap([(0, 0)], [(1, 2)]) is None


def test_bootstrap_is_wider_where_misses_cluster() -> None:
    # 900 of 1000 both times: one miss in each of 100 conversations, or all in ten of them.
    spread = bootstrap([9] * 100, [10] * 100)
    clustered = bootstrap([10] * 90 + [0] * 10, [10] * 100)
    assert spread is not None
    assert clustered is not None
    assert spread.low == spread.high == 0.9
    assert clustered.low < 0.86 < 0.9 < 0.94 < clustered.high


def test_bootstrap_repeats_with_its_seed() -> None:
    parts, wholes = list(range(50)), list(range(1, 51))
    assert bootstrap(parts, wholes) == bootstrap(parts, wholes)
    assert bootstrap(parts, wholes, seed=1) != bootstrap(parts, wholes, seed=2)


def test_bootstrap_of_many_conversations_draws_all_rounds() -> None:
    interval = bootstrap([1, 0] * 2_000, [1] * 4_000, rounds=1_000)
    assert interval is not None
    # 1.96 standard errors of 4,000 fair coins are 0.0155.
    assert interval.low == pytest.approx(0.4845, abs=0.003)
    assert interval.high == pytest.approx(0.5155, abs=0.003)


@pytest.mark.parametrize(
    ("old", "new", "significant"),
    [
        pytest.param([(5, 10)] * 60, [(6, 10)] * 60, True, id="better everywhere"),
        pytest.param([(5, 10), (6, 10)] * 30, [(6, 10), (5, 10)] * 30, False, id="to and fro"),
        pytest.param([(5, 10)] * 60, [(5, 10)] * 59 + [(6, 10)], False, id="one conversation"),
        pytest.param([(5, 10)] * 60, [(5, 10)] * 60, False, id="nothing"),
    ],
)
def test_paired_bootstrap(old: list[tuple[int, int]], new: list[tuple[int, int]], significant: bool) -> None:
    difference = paired_bootstrap(old, new)
    assert difference is not None
    assert difference.significant is significant
    assert difference.interval.low <= difference.new - difference.old <= difference.interval.high
