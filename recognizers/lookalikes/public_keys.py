"""Public keys that are written like secrets and give nothing away."""

import base64
import binascii
import re
from typing import Final

# Of an operator, account, user, server, cluster, curve or module of NATS; a seed begins with `S`.
# https://docs.nats.io/running-a-nats-service/configuration/securing_nats/auth_intro/nkey_auth
_NKEY: Final = re.compile(r"[OAUNCXM][A-Z2-7]{55}")


def is_public_key(value: str) -> bool:
    """Return whether a value is the public half of a NATS key, by its checksum."""
    if _NKEY.fullmatch(value) is None:
        return False
    data = base64.b32decode(value)
    return binascii.crc_hqx(data[:-2], 0) == int.from_bytes(data[-2:], "little")
