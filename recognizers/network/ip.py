"""IPv4 addresses, told from versions, identifiers, networks and defaults by what stands around them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from recognizers.lookalikes.placeholders import is_stock_value
from recognizers.network.addresses import ipv4
from recognizers.span import Span

_OCTET: Final = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_ADDRESS: Final = re.compile(rf"(?<![\w.])(?<![\d.]-){_OCTET}(?:\.{_OCTET}){{3}}(?!\w|\.\d|-[A-Za-z])")
# With its port behind a dot, as packets are listed: `IP 10.0.4.2.51122 > 10.0.4.9.443: Flags [S]`.
_IN_DUMP: Final = re.compile(
    rf"(?:(?<=\bIP )|(?<=> )){_OCTET}(?:\.{_OCTET}){{3}}(?=\.(?:\d{{1,5}}|[a-z-]{{2,16}})(?: >|: ))"
)
_REACH: Final = 48
# What announces a release: its name, perhaps the rest of a key, a sign, an opening quote.
_RELEASE: Final = re.compile(
    r"(?i)(?:(?:(?<![a-z])|_)(?:ver|fw|rv|rev|jdk|jre|sdk|ua|release|build|kernel|driver|oid|tag|nginx"
    r"|upgraded?|updated?)"
    r"|version|versie|versi[oó]n|versione|vers[aã]o|wersja|verze|sürüm|firmware|версия|версии|版本|"
    r"バージョン|버전)s?"
    r"(?:[_ -]?(?:to|from|is|now|name|code|number|id|string|full|actual|prefix)){0,2}"
    r"[\"'`)\]]{0,3}\s{0,3}(?::=|[:=]{0,2}|=>)\s{0,2}"
    r"[\\\"'`(\[v=^~<>]{0,4}$"
)
# `okhttp/4.12.0.1`, `ruby-3.3.6.1`, `library/demo:1.4.0.2`, `requests==2.31.0.1`, `v=1.2.3.4`.
_PRODUCT: Final = re.compile(
    r"(?:[A-Za-z][\w+]{2,30}/|[A-Za-z]-|/[\w.-]{2,60}:|[=~^]=|[~^]|\bv=|>=\s?|<=\s?)$"
)
# What resolvers and logs write before a slash and the address: `db-4.acme.lan/10.0.4.2:6379`.
_AFTER_HOST: Final = re.compile(r"(?:[.-][a-z0-9]+|(?i:localhost|rule|addr|address|ip|net|inet|remote))/$")
_URL_HEAD: Final = re.compile(r"://$")
_OBJECT_IDENTIFIERS: Final = ("1.3.6.1", "2.5.4.", "2.5.29.", "1.2.840.")
# Gateways, resolvers and service addresses that come with routers, Docker and Kubernetes.
_DEFAULTS: Final = frozenset(
    (
        *("8.8.8.8", "8.8.4.4", "1.1.1.1", "1.0.0.1", "9.9.9.9", "208.67.222.222", "208.67.220.220"),
        *("169.254.169.254", "192.168.0.1", "192.168.1.1", "192.168.1.254", "192.168.2.1", "10.0.0.1"),
        *("172.17.0.1", "172.18.0.1", "10.96.0.1", "10.96.0.10", "10.43.0.1", "10.152.183.1"),
    )
)
_PRIVATE: Final = re.compile(
    r"10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\."
)
# A network or its broadcast address, nobody's machine.
_NETWORK: Final = re.compile(r"\.(?:0|255)$")
# Of four numbers, where nothing but a hyphen says that it is one: `124.0.2478.51`, `10.15.7.12`.
_LONGEST_RELEASE: Final = 11
_SCORE: Final = 0.85


@dataclass(frozen=True)
class IpFinder:
    """Finds dotted decimals that can be a machine's."""

    id: str = "ipv4-address"
    entity_types: frozenset[str] = frozenset({"IP_ADDRESS"})
    keywords: tuple[str, ...] = ()
    triggers: tuple[str, ...] = (r"[0-9]\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]",)
    before: int | None = 16
    after: int = 16

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the addresses in text[start:end]."""
        for match in (*_ADDRESS.finditer(text, start, end), *_IN_DUMP.finditer(text, start, end)):
            value = match.group()
            if not ipv4(value) or value in _DEFAULTS or value.startswith(_OBJECT_IDENTIFIERS):
                continue
            if is_stock_value("IP_ADDRESS", value) or (_PRIVATE.match(value) and _NETWORK.search(value)):
                continue
            if not _is_release(text, match.start(), match.end()):
                yield Span(match.start(), match.end(), "IP_ADDRESS", _SCORE, self.id)


def without_releases(key: str, text: str, spans: Iterable[Span]) -> list[Span]:
    """Return the spans of the value of a key, but for an address under a key that announces a version."""
    return [
        span
        for span in spans
        if span.entity_type != "IP_ADDRESS" or not _RELEASE.search(f"{key}: {text[: span.start][:_REACH]}")
    ]


def _is_release(text: str, start: int, end: int) -> bool:
    """Return whether the text before says that four numbers are a version."""
    head = text[text.rfind("\n", max(0, start - _REACH), start) + 1 or max(0, start - _REACH) : start]
    if _RELEASE.search(head):
        return True
    if not _PRODUCT.search(head) or _URL_HEAD.search(head):
        return False
    if head[-1] == "-" and len(text[start:end]) > _LONGEST_RELEASE:
        # Releases have small numbers: `backup-22.74.220.155.tar.gz`.
        return False
    # `gems/activesupport-7.1.3.2/lib`: a folder, where no mask of a network stands.
    is_folder = head[-1] == "-" and text[end : end + 1] == "/" and not text[end + 1 : end + 2].isdigit()
    return not _AFTER_HOST.search(head) and (text[end : end + 1] != "/" or is_folder)
