"""Addresses of machines: documentation ranges, one network kept together, private ones private.

Public IPv4 addresses go to the three documentation networks of RFC 5737, by network: addresses of one /24
stay together, and different ones in it stay different. There are 762 such addresses, so two networks often
share one of the three. Redraws (`attempt`) go on to 198.18.0.0/15, which RFC 2544 sets aside for tests of
equipment and nobody routes: 512 networks. Scopes of many conversations use 240.0.0.0/4, which RFC 1112 keeps
for later: 983 040 networks. Private networks are everybody's already; a keyed permutation moves
them within their block, so no two meet. IPv6 goes to 2001:db8::/32 (RFC 3849), site and subnet apart.
"""

import ipaddress
import re
from functools import lru_cache
from typing import Final

from scrub.surrogates.draw import WIDE, Draw, moved
from scrub.surrogates.seal import HEX, sealed
from scrub.surrogates.words import shape_like

_DOCUMENTATION: Final = ("192.0.2", "198.51.100", "203.0.113")
# Redraws from which on the networks for documentation are taken to be full.
_FULL_AFTER: Final = 3
_DOT: Final = r"(\.|\[\.\]|\(\.\)| ?\[dot\] ?| dot )"
_QUAD: Final = re.compile(rf"(\d{{1,3}}){_DOT}(\d{{1,3}}){_DOT}(\d{{1,3}}){_DOT}(\d{{1,3}})")
_SPECIAL_HOSTS: Final = (0, 1, 255)


def stand_in_address(value: str, key: bytes, scope: str, attempt: int = 0) -> str:
    """Return an IP address that is nobody's; what stands around its digits (`/24`, `[.]`, `%eth0`) is kept.

    >>> stand_in_address("8.8.4.4", bytes(32), "").rsplit(".", 1)[0] in ("192.0.2", "198.51.100", "203.0.113")
    True
    """
    if quad := _QUAD.search(value):
        return f"{value[: quad.start()]}{_ipv4(quad, key, scope, attempt)}{value[quad.end() :]}"
    match = re.search(r"[0-9A-Fa-f:]*:[0-9A-Fa-f:]+", value)
    if match is None:
        return shape_like(Draw(key, scope, "IP_ADDRESS", value, str(attempt)), value)
    try:
        address = ipaddress.IPv6Address(match[0])
    except ValueError:
        return shape_like(Draw(key, scope, "IP_ADDRESS", value, str(attempt)), value)
    written = _ipv6(address, match[0], key, scope, attempt)
    return f"{value[: match.start()]}{written}{value[match.end() :]}"


def _ipv4(quad: re.Match[str], key: bytes, scope: str, attempt: int) -> str:
    octets = [min(int(quad[group]), 255) for group in (1, 3, 5, 7)]
    network = ".".join(map(str, octets[:3]))
    host = octets[3]
    if host not in _SPECIAL_HOSTS:
        host = 2 + moved(key, scope, f"host {network} {attempt}", host - 2, 253)
    out = [*_network(network, key, scope, attempt).split("."), str(host)]
    return "".join([out[0], quad[2], out[1], quad[4], out[2], quad[6], out[3]])


def is_unrouted(value: str) -> bool:
    """Return whether an IPv4 address is of the networks that no machine has: for tests, or kept for later.

    >>> is_unrouted("198.18.4.7"), is_unrouted("241.0.0.9"), is_unrouted("198.20.4.7")
    (True, True, False)
    """
    quad = _QUAD.fullmatch(value)
    if quad is None:
        return False
    first, second = int(quad[1]), int(quad[3])
    return (first == 198 and second in (18, 19)) or 240 <= first <= 254


@lru_cache(maxsize=4096)
def _network(network: str, key: bytes, scope: str, attempt: int) -> str:
    first, second, third = map(int, network.split("."))
    pool = f"network {attempt}"
    if first == 10:
        index = moved(key, scope, pool, second << 8 | third, 1 << 16)
        return f"10.{index >> 8}.{index & 255}"
    if first == 172 and 16 <= second < 32:
        index = moved(key, scope, f"{pool} 172", (second - 16) << 8 | third, 1 << 12)
        return f"172.{16 + (index >> 8)}.{index & 255}"
    if (first == 192 and second == 168) or (first, second) == (169, 254):
        return f"{first}.{second}.{moved(key, scope, f'{pool} {first}', third, 256)}"
    if first == 100 and 64 <= second < 128:
        index = moved(key, scope, f"{pool} 100", (second - 64) << 8 | third, 1 << 14)
        return f"100.{64 + (index >> 8)}.{index & 255}"
    draw = Draw(key, scope, "NETWORK", network, str(attempt))
    if attempt == WIDE:
        return f"{240 + draw.below(15)}.{draw.below(256)}.{draw.below(256)}"
    if attempt > _FULL_AFTER:
        return f"198.{18 + draw.below(2)}.{draw.below(256)}"
    return draw.choice([other for other in _DOCUMENTATION if other != network])


def _ipv6(address: ipaddress.IPv6Address, written: str, key: bytes, scope: str, attempt: int) -> str:
    groups = [int(address) >> shift & 0xFFFF for shift in range(112, -16, -16)]
    site = ":".join(map(str, groups[:3]))
    if address.is_link_local:
        prefix = groups[:4]
    else:
        draw = Draw(key, scope, "SITE", site, str(attempt))
        subnet = groups[3] and 1 + moved(key, scope, f"subnet {site}", groups[3] - 1, 0xFFFF)
        prefix = [0x2001, 0xDB8, draw.below(1 << 16), subnet]
    host = Draw(key, scope, "INTERFACE", str(int(address)), str(attempt))
    # Zeros stay, so that `::` stands where it stood.
    ending = [group and 1 + host.below(0xFFFF) for group in groups[4:]]
    number = 0
    for group in (*prefix, *ending):
        number = number << 16 | group
    drawn = ipaddress.IPv6Address(number)
    text = str(drawn) if "::" in written else _spread(drawn, written)
    return text.upper() if any(map(str.isupper, written)) else text


def _spread(address: ipaddress.IPv6Address, like: str) -> str:
    """Return an address without `::`, with leading zeros where the original has them."""
    groups = address.exploded.split(":")
    if max(map(len, like.split(":"))) == min(map(len, like.split(":"))):
        return ":".join(groups)
    return ":".join(group.lstrip("0") or "0" for group in groups)


def stand_in_hardware(value: str, canonical: str, key: bytes, scope: str, attempt: int = 0) -> str:
    """Return a hardware address with the bit set that no maker sets: locally administered, unicast.

    https://www.rfc-editor.org/rfc/rfc7042#section-2.1
    """
    draw = Draw(key, scope, "MAC_ADDRESS", canonical, str(attempt))
    count = sum(character in "0123456789abcdefABCDEF" for character in value)
    digits = "".join((draw.choice(HEX), draw.choice("26ae"), draw.letters(HEX, max(0, count - 2))))
    upper = any(map(str.isupper, value))
    source = iter(sealed(digits, key, HEX, attempt=attempt))
    out = [next(source) if it in "0123456789abcdefABCDEF" else it for it in value]
    text = "".join(out)
    return text.upper() if upper else text
