"""E-mail: one message (RFC 5322), or a mailbox of many (RFC 4155); each file is one text.

Parts in base64 or quoted-printable are read where they stand: text is searched decoded, and what
is no text becomes a marker (`scrub.payloads`).
"""

import re
from typing import Final

from scrub.formats.format import Head
from scrub.formats.plain import text_format
from scrub.formats.record import Kind

_HEADER: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?(?>(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\r\n]*\r?\n(?>(?:[ \t][^\r\n]*\r?\n)*)){3,400})"
    rb"(?:\r?\n|\Z)"
)
_FROM: Final = re.compile(rb"^(?:from|return-path|sender):", re.IGNORECASE | re.MULTILINE)
_OTHER: Final = re.compile(rb"^(?:to|subject|date|message-id|received):", re.IGNORECASE | re.MULTILINE)
# `From jane@example.com Sat Jan  3 01:05:34 1996`
_MAILBOX: Final = re.compile(rb"From \S+ [^\r\n]{0,40}\d{4}[^\r\n]{0,20}\r?\n[A-Za-z][A-Za-z0-9-]*:")


def _is_message(head: Head) -> bool:
    if head.suffix in (".eml", ".emlx"):
        return True
    header = _HEADER.match(head.data)
    return bool(header and _FROM.search(header[0]) and _OTHER.search(header[0]))


def _is_mailbox(head: Head) -> bool:
    return head.suffix == ".mbox" or _MAILBOX.match(head.data) is not None


MAILBOX = text_format("mbox", "mailbox of e-mails", _is_mailbox, Kind.PROSE)
MESSAGE = text_format("email", "e-mail message", _is_message, Kind.PROSE)
