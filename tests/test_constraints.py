"""Values that databases name with the key they break, and keys that hold nobody's data."""

import pytest

from recognizers.labelled.constraints import ConstraintFinder
from recognizers.matching.matcher import Matcher
from tests.marks import unmark

_MATCHER = Matcher([ConstraintFinder()])


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("DETAIL:  Key (plate_out)=(«KL-T47») already exists.", id="plate"),
        pytest.param("Key (tenant_id, national_id)=(7, «120487-2239») already exists.", id="second column"),
        pytest.param("Key (lower(email::text))=(«oda@lindtworks.io») already exists.", id="expression"),
        pytest.param(
            'Key (passport_no)=(«EJ4471820») is not present in table "guests".', id="missing reference"
        ),
        pytest.param("Duplicate entry '«oda@lindtworks.io»' for key 'customers.uq_email'", id="MySQL"),
        pytest.param("Duplicate entry '«120487-2239»' for key 'national_id_UNIQUE'", id="name of an index"),
    ],
)
def test_value_is_read_under_the_name_of_its_column(marked: str) -> None:
    text, places = unmark(marked)
    assert [(span.start, span.end) for span in _MATCHER.find(text)] == places


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Key (id)=(8117) already exists.", id="number of a row"),
        pytest.param("Key (slug)=(northern-lights-2024) already exists.", id="slug"),
        pytest.param("Duplicate entry '42' for key 'orders.PRIMARY'", id="primary key"),
        pytest.param("Key (email)=(null) already exists.", id="nothing"),
        pytest.param("KEY (email) USING BTREE", id="definition"),
        pytest.param("Key (a, b)=(1) already exists.", id="fewer values than columns"),
    ],
)
def test_other_keys_are_left_alone(text: str) -> None:
    assert _MATCHER.find(text) == []
