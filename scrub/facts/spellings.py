"""Names of files and ids of conversations as they are compared, however each side spells them.

What an index says of a conversation is lost where it spells it otherwise: macOS takes accents apart, some
databases print a UUID in capitals, a list of files begins each with `./`.
"""

import re
from pathlib import PurePosixPath
from unicodedata import normalize

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)


def plain_file(name: str) -> str:
    """Return the name of a file in the one way in which it is compared.

    >>> plain_file("./chats//a.json")
    'chats/a.json'
    """
    return str(PurePosixPath(normalize("NFC", name)))


def plain_id(conversation_id: str) -> str:
    """Return the id of a conversation in the one way in which it is compared.

    >>> plain_id("8F14E45F-CEEA-467F-A8D2-0C1D2E3F4A5B ")
    '8f14e45f-ceea-467f-a8d2-0c1d2e3f4a5b'
    """
    plain = normalize("NFC", conversation_id.strip())
    return plain.lower() if _UUID.fullmatch(plain) else plain


def files_alike(name: str) -> list[str]:
    """Return the spellings of a file's name under which a ledger may know it."""
    plain = plain_file(name)
    return list(dict.fromkeys((name, plain, normalize("NFD", plain))))


def ids_alike(conversation_id: str) -> list[str]:
    """Return the spellings of an id under which a ledger may know it."""
    plain = plain_id(conversation_id)
    capitals = plain.upper() if _UUID.fullmatch(plain) else plain
    return list(dict.fromkeys((conversation_id, plain, normalize("NFD", plain), capitals)))
