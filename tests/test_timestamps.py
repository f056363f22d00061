"""Every form of a moment is read the same; a moment without a zone, or none at all, is refused."""

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrub.errors import FormatError
from scrub.timestamps import EARLIEST, LATEST, parse_timestamp

MOMENT = datetime(2025, 10, 8, 12, 30, 5, 250000, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("2025-10-08T12:30:05.250000Z", id="rfc3339"),
        pytest.param("2025-10-08T12:30:05.25Z", id="short-fraction"),
        pytest.param("2025-10-08T12:30:05.250000999Z", id="nanoseconds-cut"),
        pytest.param("2025-10-08t12:30:05.250z", id="lower-case"),
        pytest.param("2025-10-08 12:30:05.250Z", id="space"),
        pytest.param("2025-10-08T14:30:05.250+02:00", id="east"),
        pytest.param("2025-10-08T06:30:05.250-06:00", id="west"),
        pytest.param("2025-10-08T18:15:05.250+05:45", id="quarter-hour-zone"),
        pytest.param(1759926605.25, id="seconds-float"),
        pytest.param(1759926605250, id="milliseconds"),
        pytest.param(1759926605250.0, id="milliseconds-float"),
        pytest.param(1759926605250000, id="microseconds"),
        pytest.param(1759926605250000000, id="nanoseconds"),
        pytest.param("1759926605.25", id="seconds-text"),
        pytest.param("1759926605250000000", id="nanoseconds-text"),
        pytest.param(MOMENT, id="datetime"),
        pytest.param(MOMENT.astimezone(timezone(timedelta(hours=-9))), id="datetime-elsewhere"),
    ],
)
def test_every_form_is_the_same_moment(value: object) -> None:
    parsed = parse_timestamp(value)
    assert parsed == MOMENT
    assert parsed.tzinfo is UTC


def test_whole_seconds_are_read() -> None:
    assert parse_timestamp(1759926605) == MOMENT.replace(microsecond=0)
    assert parse_timestamp("2025-10-08T12:30:05Z") == MOMENT.replace(microsecond=0)


@pytest.mark.parametrize(
    ("value", "says"),
    [
        pytest.param("2025-10-08T12:30:05", "no time zone", id="naive"),
        pytest.param("2025-10-08 12:30:05.250", "no time zone", id="naive-space"),
        pytest.param(datetime(2025, 10, 8), "no time zone", id="naive-datetime"),
        pytest.param("2025-10-08", "no known form", id="day-only"),
        pytest.param("20251008", "outside of", id="compact-day"),
        pytest.param("20251008123005", "outside of", id="compact-moment"),
        pytest.param("2025-W41-3T12:30:05Z", "no known form", id="week"),
        pytest.param("08/10/2025 12:30", "no known form", id="slashes"),
        pytest.param("2025-02-30T00:00:00Z", "no day or time", id="no-such-day"),
        pytest.param("2025-10-08T25:00:00Z", "no day or time", id="no-such-hour"),
        pytest.param("2025-10-08T12:30:05+99:00", "no day or time", id="no-such-offset"),
        pytest.param("2025-10-08T12:30:60Z", "no day or time", id="leap-second"),
        pytest.param("2025-10-08T12:30:05Z\n", "no known form", id="trailing-newline"),
        pytest.param(" 2025-10-08T12:30:05Z", "no known form", id="leading-space"),
        pytest.param("٢٠٢٥-10-08T12:30:05Z", "no known form", id="arabic-digits"),
        pytest.param("0001-01-01T00:00:00Z", "outside of", id="go-zero"),
        pytest.param("0001-01-01T00:00:00+23:59", "outside of", id="before-year-one"),
        pytest.param("9999-12-31T23:59:59-23:59", "outside of", id="after-year-9999"),
        pytest.param("1973-12-31T23:59:59Z", "outside of", id="too-early"),
        pytest.param("2200-01-01T00:00:00Z", "outside of", id="too-late"),
        pytest.param(0, "outside of", id="zero"),
        pytest.param(-1759926605, "outside of", id="negative"),
        pytest.param(20251008, "outside of", id="day-as-number"),
        pytest.param(10**12 * 9, "outside of", id="between-units"),
        pytest.param(float("nan"), "outside of", id="nan"),
        pytest.param(float("inf"), "outside of", id="inf"),
        pytest.param(10**400, "outside of", id="huge"),
        pytest.param("", "no known form", id="empty"),
        pytest.param("now", "no known form", id="word"),
        pytest.param(True, "cannot be a bool", id="bool"),
        pytest.param(None, "cannot be a NoneType", id="none"),
        pytest.param(["2025-10-08T12:30:05Z"], "cannot be a list", id="list"),
    ],
)
def test_what_is_no_moment_is_refused(value: object, says: str) -> None:
    with pytest.raises(FormatError, match=says):
        parse_timestamp(value)


def test_the_error_does_not_show_the_value() -> None:
    with pytest.raises(FormatError) as caught:
        parse_timestamp("jane@example.com")
    assert "jane" not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("moment", [EARLIEST, LATEST - timedelta(microseconds=1)])
def test_the_first_and_last_moment_are_read_in_every_unit(moment: datetime) -> None:
    micros = (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    assert parse_timestamp(micros) == moment
    assert parse_timestamp(micros * 1000) == moment
    assert parse_timestamp(micros // 1000) == moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    assert parse_timestamp(micros // 1_000_000) == moment.replace(microsecond=0)


MOMENTS = st.datetimes(
    EARLIEST.replace(tzinfo=None) + timedelta(days=2),
    LATEST.replace(tzinfo=None) - timedelta(days=2),
    timezones=st.builds(timezone, st.integers(-1439, 1439).map(lambda minutes: timedelta(minutes=minutes))),
)


@given(MOMENTS)
def test_text_and_number_agree(moment: datetime) -> None:
    micros = (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    assert parse_timestamp(moment.isoformat()) == moment
    assert parse_timestamp(micros) == moment


@given(st.one_of(st.text(), st.integers(), st.floats(), st.none(), st.binary()))
def test_anything_else_ends_in_the_one_error(value: object) -> None:
    try:
        parsed = parse_timestamp(value)
    except FormatError:
        return
    assert EARLIEST <= parsed < LATEST


RFC_3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)?", re.ASCII)


@given(
    st.sampled_from(["2025-10-08T12:30:05Z", "2025-10-08T12:30:05+02:00", "2025-10-08T12:30:05.250Z"]),
    st.integers(0, 24),
    st.sampled_from("0123456789-+:.TtZzW \u0660") | st.characters(codec="utf-8"),
)
def test_no_text_but_rfc_3339_is_a_moment(text: str, place: int, sign: str) -> None:
    changed = text[:place] + sign + text[place + 1 :]
    try:
        parse_timestamp(changed)
    except FormatError:
        return
    assert RFC_3339.fullmatch(changed)
