"""Public halves of keys are told from their seeds by a checksum."""

import base64
import binascii

import pytest

from recognizers.lookalikes.public_keys import is_public_key

# What each kind of NATS key begins with, shifted to the first five bits of base32.
_KINDS = {"operator": 14, "account": 0, "user": 20, "server": 13, "cluster": 2, "curve": 23}


def _nkey(kind: int, body: bytes) -> str:
    data = bytes([kind << 3]) + body
    return base64.b32encode(data + binascii.crc_hqx(data, 0).to_bytes(2, "little")).decode()


@pytest.mark.parametrize("kind", [pytest.param(first, id=name) for name, first in _KINDS.items()])
def test_public_keys_are_known(kind: int) -> None:
    assert is_public_key(_nkey(kind, bytes(range(32))))


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(_nkey(14, bytes(range(32)))[:-1] + "A", id="wrong checksum"),
        pytest.param(_nkey(18, bytes(range(32))), id="first byte of a seed"),
        pytest.param(_nkey(14, bytes(range(31))), id="too short"),
        pytest.param("A" * 55 + "B", id="no key"),
        pytest.param("", id="nothing"),
    ],
)
def test_other_values_are_not(value: str) -> None:
    assert not is_public_key(value)
