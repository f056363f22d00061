"""Resolution: disjoint, in order, nothing uncovered, certainty before length."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.context.finder import SOURCE as CONTEXT_SOURCE
from recognizers.entities import ENTITY_TYPES
from recognizers.span import Span
from scrub.resolve import MODEL_SOURCE, resolve

spans = st.builds(
    lambda start, length, entity_type, score, source: Span(start, start + length, entity_type, score, source),
    st.integers(0, 60),
    st.integers(1, 20),
    st.sampled_from(sorted(ENTITY_TYPES)),
    st.sampled_from([0.1, 0.5, 0.9, 1.0]),
    st.sampled_from(["rule", MODEL_SOURCE]),
)


def covered(some: list[Span]) -> set[int]:
    return {position for span in some for position in range(span.start, span.end)}


@given(st.lists(spans, max_size=12))
def test_what_comes_out_is_disjoint_and_in_order(given_spans: list[Span]) -> None:
    found = resolve(given_spans)
    assert all(first.end <= second.start for first, second in itertools.pairwise(found))


@given(st.lists(spans, max_size=12))
def test_no_character_is_uncovered_and_none_is_added(given_spans: list[Span]) -> None:
    assert covered(resolve(given_spans)) == covered(given_spans)


@given(st.lists(spans, max_size=12))
def test_resolving_again_changes_nothing(given_spans: list[Span]) -> None:
    found = resolve(given_spans)
    assert resolve(found) == found


@given(st.lists(spans, max_size=8), st.randoms())
def test_order_of_the_input_does_not_matter(given_spans: list[Span], random: object) -> None:
    shuffled = list(given_spans)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert resolve(shuffled) == resolve(given_spans)


@pytest.mark.parametrize(
    "given_spans, expected",
    [
        pytest.param(
            [Span(0, 20, "PERSON", 0.9, MODEL_SOURCE), Span(5, 8, "PASSWORD", 0.6, "rule")],
            [(0, 5, "PERSON"), (5, 8, "PASSWORD"), (8, 20, "PERSON")],
            id="a secret inside a name cuts it",
        ),
        pytest.param(
            [Span(0, 20, "EMAIL_ADDRESS", 0.8, "rule"), Span(0, 17, "EMAIL_ADDRESS", 1.0, "rule")],
            [(0, 20, "EMAIL_ADDRESS")],
            id="two stretches of one type are one value",
        ),
        pytest.param(
            [Span(2, 9, "API_KEY", 0.9, "rule"), Span(0, 20, "PASSWORD", 0.6, "rule")],
            [(0, 20, "API_KEY")],
            id="two stretches of a secret are one value",
        ),
        pytest.param(
            [Span(0, 9, "PERSON", 0.9, "rule"), Span(0, 9, "EMAIL_ADDRESS", 1.0, "rule")],
            [(0, 9, "EMAIL_ADDRESS")],
            id="validated beats pattern",
        ),
        pytest.param(
            [Span(0, 30, "PERSON", 0.95, MODEL_SOURCE), Span(0, 4, "USERNAME", 0.6, "rule")],
            [(0, 4, "USERNAME"), (4, 30, "PERSON")],
            id="pattern beats a longer and more confident model",
        ),
        pytest.param(
            [
                Span(0, 20, "STREET_ADDRESS", 0.9, "rule"),
                Span(0, 40, "STREET_ADDRESS", 0.8, "rule"),
                Span(30, 40, "ID_NUMBER", 0.7, "rule"),
            ],
            [(0, 40, "STREET_ADDRESS")],
            id="a span that prolongs a stronger one of its type is not cut by weaker ones",
        ),
        pytest.param(
            [Span(0, 9, "PASSWORD", 0.7, CONTEXT_SOURCE), Span(0, 9, "DATE_OF_BIRTH", 0.6, "rule")],
            [(0, 9, "DATE_OF_BIRTH")],
            id="pattern beats what is guessed of a number",
        ),
        pytest.param(
            [Span(0, 4, "USERNAME", 0.6, "rule"), Span(0, 9, "EMAIL_ADDRESS", 0.8, "rule")],
            [(0, 9, "EMAIL_ADDRESS")],
            id="a weaker span inside a stronger one goes",
        ),
        pytest.param(
            [
                Span(0, 6, "API_KEY", 0.9, "rule"),
                Span(4, 12, "EMAIL_ADDRESS", 0.8, "rule"),
                Span(6, 12, "HOSTNAME", 0.7, "rule"),
            ],
            [(0, 6, "API_KEY"), (6, 12, "HOSTNAME")],
            id="a whole span is preferred to the remainder of a cut one",
        ),
        pytest.param(
            [
                Span(0, 26, "STREET_ADDRESS", 1.0, MODEL_SOURCE),
                Span(28, 39, "STREET_ADDRESS", 0.6, MODEL_SOURCE),
                Span(0, 39, "STREET_ADDRESS", 0.7, "rule"),
            ],
            [(0, 39, "STREET_ADDRESS")],
            id="what lies between two stretches makes them one value",
        ),
        pytest.param(
            [
                Span(0, 20, "ACCESS_TOKEN", 1.0, "rule"),
                Span(30, 50, "ACCESS_TOKEN", 1.0, "rule"),
                Span(0, 50, "PASSWORD", 0.6, "rule"),
            ],
            [(0, 30, "ACCESS_TOKEN"), (30, 50, "ACCESS_TOKEN")],
            id="two secrets stay two",
        ),
    ],
)
def test_which_span_wins(given_spans: list[Span], expected: list[tuple[int, int, str]]) -> None:
    assert [(span.start, span.end, span.entity_type) for span in resolve(given_spans)] == expected


def test_spans_that_do_not_meet_are_not_weighed_against_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scrub.resolve._Contest", None)
    apart = [Span(start, start + 2, "OTP", 0.9, "rule") for start in range(0, 3_000, 3)]
    assert resolve(reversed(apart)) == apart


def test_a_long_span_fills_every_gap_between_many_short_ones() -> None:
    count = 2_000
    short = [Span(4 * at + 2, 4 * at + 3, "PASSWORD", 0.9, "rule") for at in range(count)]
    found = resolve([*short, Span(0, 4 * count, "PERSON", 0.9, MODEL_SOURCE)])
    assert len(found) == 2 * count + 1
    assert covered(found) == set(range(4 * count))
    assert [span for span in found if span.entity_type == "PASSWORD"] == short
