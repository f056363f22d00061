"""Names of services: the logins of programs, which say nothing of whoever runs them."""

import re
from collections.abc import Iterator, Sequence, Set
from typing import Final

from recognizers.span import Span

# A program has these folders, a person has not. https://refspecs.linuxfoundation.org/FHS_3.0/fhs-3.0.html
_HINTS: Final = ("/etc/", "/var/", ".service", "systemctl ")
_NAME: Final = r"([A-Za-z][\w-]{1,31})"
_SERVICE: Final = re.compile(
    rf"/etc/{_NAME}/|/var/(?:cache|lib|log|run|spool)/{_NAME}(?=[/\s])|(?<![\w.@-]){_NAME}\.service(?!\w)"
    rf"|systemctl (?:--[\w-]+ )*(?:cat|disable|enable|reload|restart|start|status|stop) (?:--[\w-]+ )*{_NAME}"
)
# What only holds the files of others: `/etc/sudoers.d/`, `/var/mail/`.
_SHARED: Final = frozenset(("home", "mail", "users", "user", "www"))


def services_in(text: str) -> Iterator[str]:
    """Yield the names of services that a text has folders or units of, in lower case.

    >>> sorted(set(services_in("systemctl restart katalog; tail /var/log/asterisk/full")))
    ['asterisk', 'katalog']
    """
    if any(hint in text for hint in _HINTS):
        for match in _SERVICE.finditer(text):
            name = match[match.lastindex or 0].lower()
            if name not in _SHARED:
                yield name


def without_services(text: str, spans: Sequence[Span], services: Set[str]) -> Sequence[Span]:
    """Return the spans of a text but for logins of the named services."""
    if not services:
        return spans
    return [
        span
        for span in spans
        if span.entity_type != "USERNAME" or span.codec or text[span.start : span.end].lower() not in services
    ]
