"""Hardware and network addresses that can be a machine's, told from masks, groups and examples."""

import functools
import ipaddress
import re
from typing import Final

_MAC: Final = re.compile(
    r"(?:[0-9a-f]{2}([-:]?)(?:[0-9a-f]{2}\1){4}[0-9a-f]{2})|(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}"
)
_MAC_PREFIXES: Final = (
    "01005e",  # IPv4 multicast
    "3333",  # IPv6 multicast
    "0180c2",  # bridges and link-layer protocols
    "00005e0053",  # documentation, https://www.rfc-editor.org/rfc/rfc7042#section-2.1.2
)


def mac(value: str) -> bool:
    """Return whether a hardware address is one card's, so not zero, broadcast, multicast or an example."""
    address = value.strip().lower()
    if not _MAC.fullmatch(address):
        return False
    digits = re.sub(r"[-:.]", "", address)
    return len(set(digits)) > 1 and not digits.startswith(_MAC_PREFIXES)


_DOCUMENTATION: Final = ("192.0.2.", "198.51.100.", "203.0.113.")


def ipv4(value: str) -> bool:
    """Return whether an IPv4 address can be a machine's, so not loopback, broadcast, mask or an example."""
    try:
        address = ipaddress.IPv4Address(value.strip())
    except ValueError:
        return False
    number = int(address)
    # A netmask is ones, then zeros.
    inverted = ~number & 0xFFFFFFFF
    is_mask = number >> 24 == 255 and inverted & (inverted + 1) == 0
    special = address.is_loopback or address.is_multicast or number >> 24 in (0, 255) or is_mask
    return not special and not str(address).startswith(_DOCUMENTATION)


def ipv6(value: str) -> bool:
    """Return whether an IPv6 address can be a machine's, so not loopback, multicast or an example."""
    try:
        address = ipaddress.IPv6Address(value.strip().strip("[]"))
    except ValueError:
        return False
    documented = address in _documentation_networks()[0] or address in _documentation_networks()[1]
    return not (address.is_loopback or address.is_unspecified or address.is_multicast or documented)


@functools.cache
def _documentation_networks() -> tuple[ipaddress.IPv6Network, ipaddress.IPv6Network]:
    return ipaddress.IPv6Network("2001:db8::/32"), ipaddress.IPv6Network("3fff::/20")
