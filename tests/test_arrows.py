"""Arrows between a name and its value are read as colons, at the same places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.engine import shipped_engine
from recognizers.readings.arrows import ARROW, fold_arrows


@pytest.mark.parametrize(
    "text, value, entity_type",
    [
        pytest.param('"matricule"=>"M-45989"', "M-45989", "ID_NUMBER", id="Ruby"),
        pytest.param("'passport'   => 'X4417725',", "X4417725", "ID_NUMBER", id="PHP, in columns"),
        pytest.param('"immatriculation" => "GB-417-KX"', "GB-417-KX", "VEHICLE_ID", id="plate"),
        pytest.param("'iccid' => 8931080019626272883", "8931080019626272883", "DEVICE_ID", id="a number"),
    ],
)
def test_values_behind_arrows_are_found(text: str, value: str, entity_type: str) -> None:
    found = {(text[span.start : span.end], span.entity_type) for span in shipped_engine().find(text)}
    assert (value, entity_type) in found


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('items.map(x => "a")', id="function"),
        pytest.param("if (a >= 'b')", id="comparison"),
        pytest.param("'a' => $b", id="variable"),
    ],
)
def test_other_arrows_stay(text: str) -> None:
    assert not ARROW.search(text)
    assert fold_arrows(text) == text


@given(st.text(alphabet="\"'=> :a1"))
def test_places_stay(text: str) -> None:
    assert len(fold_arrows(text)) == len(text)
