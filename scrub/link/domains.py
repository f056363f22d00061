"""Machines of an employer: names under the domain from which somebody in the conversation writes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from recognizers.engine import find_encoded
from recognizers.lookalikes.public_hosts import is_public_host
from recognizers.lookalikes.stock_values import is_stock_value
from recognizers.span import Span

_SCORE: Final = 0.65
_FEW: Final = 16
_SOURCE: Final = "own-domain"
# Where mail is anybody's: https://en.wikipedia.org/wiki/Comparison_of_webmail_providers
_MAIL_PROVIDERS_LIST: Final = (
    "gmail googlemail outlook hotmail live msn yahoo ymail rocketmail aol icloud proton protonmail pm "
    "tutanota tuta fastmail hey zoho mail gmx web t-online freenet posteo mailbox arcor orange wanadoo "
    "free sfr laposte bbox libero virgilio tiscali alice tin yandex ya rambler bk inbox list ukr i "
    "seznam centrum email post volny azet onet wp o2 interia op abv mynet naver daum hanmail nate qq "
    "foxmail sina sohu aliyun docomo ezweb softbank nifty rediffmail bol uol terra ig telia bredband "
    "comhem online btinternet ntlworld sky talktalk virginmedia comcast verizon att sbcglobal cox "
    "bellsouth charter shaw rogers sympatico bigpond optusnet xtra ziggo kpnmail planet telenet skynet "
    "bluewin sunrise hispeed walla netvision citromail freemail indamail otenet windowslive duck "
    "mailfence runbox disroot riseup kolabnow simplelogin passinbox relay sapo netcabo clix vodafone "
    "iol luukku kolumbus eircom mweb vnn fpt"
)
_MAIL_PROVIDERS: Final = frozenset(_MAIL_PROVIDERS_LIST.split())
# Second levels under which a country registers names.
_SHARED_LIST: Final = "co com ac org net gov edu or ne go gob govt nhs sch id web mil gen ltd plc asn firm"
_SHARED: Final = frozenset(_SHARED_LIST.split())
# Faces of a company that anybody may see.
_FACES_LIST: Final = (
    "www www2 web docs doc blog status careers jobs shop store support help cdn static assets img images news"
)
_FACES: Final = frozenset(_FACES_LIST.split())
_LABEL: Final = r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?"
# A mail server says its name behind a number: `250-smtp.acme.example`.
_HOST: Final = re.compile(
    rf"(?:(?<![\w.@-])|(?<=\n[245]\d\d-))({_LABEL})(?:\.{_LABEL}){{2,9}}(?![\w@-]|\.[A-Za-z0-9_])"
)


def domains_of(values: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return the domains that are registered for the addresses of mail among typed values.

    >>> domains_of([("EMAIL_ADDRESS", "jane@mail.acme-invented.co.uk"), ("EMAIL_ADDRESS", "jane@gmail.com")])
    frozenset({'acme-invented.co.uk'})
    """
    found = (registered(value.rpartition("@")[2]) for kind, value in values if kind == "EMAIL_ADDRESS")
    return frozenset(domain for domain in found if domain)


def registered(host: str) -> str | None:
    """Return the part of a host that somebody has registered, None where it is anybody's or nobody's."""
    labels = host.lower().strip(".").split(".")
    length = 3 if len(labels) > 2 and labels[-2] in _SHARED and len(labels[-1]) == 2 else 2
    if len(labels) < length or not all(labels) or not host.isascii():
        return None
    domain = ".".join(labels[-length:])
    if labels[-length] in _MAIL_PROVIDERS or is_public_host(domain) or is_stock_value("HOSTNAME", domain):
        return None
    return domain


class OwnDomains:
    """Finds the machines under some domains."""

    def __init__(self, domains: Iterable[str]) -> None:
        """Look for names under these domains, as `domains_of` returns them."""
        self._domains = frozenset(domains)

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self._domains)

    def search(self, text: str) -> Sequence[Span]:
        """Return the machines in a text, without the addresses of mail and the public faces of a company.

        What is encoded in the text is searched as well; raises RecognizerError where that would not end.
        """
        return find_encoded(text, self._find) if self._domains else ()

    def _find(self, text: str) -> Iterator[Span]:
        # A few are looked for first, which takes less than to look at every host.
        if len(self._domains) <= _FEW:
            lower = text.lower()
            if not any(domain in lower for domain in self._domains):
                return
        # One pattern for all: to compile one for each conversation takes longer than to look at every host.
        for match in _HOST.finditer(text):
            if match[1].lower() not in _FACES and self._holds(match[0].lower()):
                yield Span(match.start(), match.end(), "HOSTNAME", _SCORE, _SOURCE)

    def _holds(self, host: str) -> bool:
        dot = host.find(".")
        while dot >= 0:
            if host[dot + 1 :] in self._domains:
                return True
            dot = host.find(".", dot + 1)
        return False
