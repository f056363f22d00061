"""Ways in which a value can be written so that a reader still sees it and a search does not.

Each takes a line that holds a value and returns a text with the value in disguise, and where it stands.
"""

import base64
import html
import json
import random
import textwrap
import unicodedata
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final, NamedTuple
from urllib.parse import quote

from corpora.generate import encodings


class Line(NamedTuple):
    """A line with one value in it."""

    before: str
    value: str
    after: str
    entity_type: str
    # Whether a reader knows what the value is without the rest of the line.
    speaks: bool


class Hidden(NamedTuple):
    """A text in which a value stands in disguise at [start, end), code points."""

    text: str
    start: int
    end: int


Disguise = Callable[[Line, random.Random], Hidden | None]

_NAMES: Final = frozenset(("PERSON", "LOCATION", "ORGANIZATION", "STREET_ADDRESS"))
# Written in any case by their owners, and read in any case by others.
_ANY_CASE: Final = _NAMES | {"EMAIL_ADDRESS", "IBAN_CODE", "MAC_ADDRESS", "VEHICLE_ID"}
_SPOKEN: Final = frozenset(("PHONE_NUMBER", "CREDIT_CARD", "OTP", "BANK_ACCOUNT", "DEVICE_ID"))
_CYRILLIC: Final = str.maketrans("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ")
_LEET: Final = str.maketrans("aeiost", "431057")
_DIGIT_WORDS: Final = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_AT: Final = (
    ("at", "dot"),
    ("arroba", "punto"),
    ("ät", "punkt"),
    ("arobase", "point"),
    ("chiocciola", "punto"),
)
# Where lines of mail and of terminals are broken.
_WIDTH: Final = 76
_FILLING: Final = "It was a long day, and there is one more thing that you ought to know about it: "
_ESC: Final = "\x1b"


def _framed(line: Line, written: str | None) -> Hidden | None:
    """The line with its value written otherwise."""
    if written is None or written == line.value:
        return None
    start = len(line.before)
    return Hidden(line.before + written + line.after, start, start + len(written))


def _of_value(write: Callable[[str], str]) -> Disguise:
    return lambda line, source: _framed(line, write(line.value))


def _of_all(write: Callable[[str], str], before: str = "", after: str = "") -> Disguise:
    """The whole line written by a code that takes one character after the other."""

    def disguise(line: Line, source: random.Random) -> Hidden | None:
        parts = [write(part) for part in line[:3]]
        if parts == list(line[:3]):
            return None
        start = len(before) + len(parts[0])
        return Hidden(before + "".join(parts) + after, start, start + len(parts[1]))

    return disguise


def _of_types(types: frozenset[str], write: Callable[[str], str]) -> Disguise:
    return lambda line, source: _framed(line, write(line.value)) if line.entity_type in types else None


def _between(mark: str) -> Callable[[str], str]:
    """Every second pair of letters parted by a mark."""
    return lambda value: mark.join(value[at : at + 2] for at in range(0, len(value), 2))


def _in_frame(frame: str) -> Disguise:
    """The value alone in a place where values are looked at less; `¦` is the value."""
    before, after = frame.split("¦")

    def disguise(line: Line, source: random.Random) -> Hidden | None:
        if not line.speaks:
            return None
        return Hidden(before + line.value + after, len(before), len(before) + len(line.value))

    return disguise


def _escaped(depth: int) -> Disguise:
    """JSON in a string of JSON, so many times, with letters of other alphabets and quotes escaped."""

    def write(text: str) -> str:
        for _ in range(depth):
            text = json.dumps(text)[1:-1]
        return text

    def disguise(line: Line, source: random.Random) -> Hidden | None:
        quoted = write('{"note": "')
        before, value, after = (write(json.dumps(part)[1:-1]) for part in line[:3])
        start = len(quoted) + len(before)
        return Hidden(quoted + before + value + after + write('"}'), start, start + len(value))

    return disguise


def _payload(
    encode: Callable[[bytes], str], before: str, after: str = "", charset: str = "utf-8", wrapped: int = 0
) -> Disguise:
    """The whole line in a code of bytes; what holds a bit of the value alone is where it stands."""

    def disguise(line: Line, source: random.Random) -> Hidden | None:
        lead = (_FILLING * (wrapped > 0) + line.before).encode(charset)
        value = line.value.encode(charset)
        whole = encode(lead + value + line.after.encode(charset))
        start, end = _bits(encode, lead, value, len(whole.rstrip("=")))
        if wrapped:
            start, end = start + start // wrapped, end + (end - 1) // wrapped
            whole = "\n".join(textwrap.wrap(whole, wrapped))
        return Hidden(before + whole + after, len(before) + start, len(before) + end)

    return disguise


def _bits(encode: Callable[[bytes], str], lead: bytes, value: bytes, length: int) -> tuple[int, int]:
    """Return the letters of a payload that depend on nothing but the value."""
    if encode in (encodings.zipped, encodings.deflated, encodings.twice):
        return 0, length
    each = 4 if encode is encodings.hexed else 5 if encode is encodings.base32 else 6
    return -(-8 * len(lead) // each), 8 * (len(lead) + len(value)) // each


def _spelled(line: Line, source: random.Random) -> Hidden | None:
    digits = [c for c in line.value if c.isdigit()]
    if line.entity_type not in _SPOKEN or any(c.isalpha() for c in line.value):
        return None
    return _framed(line, " ".join(_DIGIT_WORDS[int(c)] for c in digits))


def _spelled_mail(line: Line, source: random.Random) -> Hidden | None:
    if line.entity_type != "EMAIL_ADDRESS":
        return None
    at, dot = source.choice(_AT)
    return _framed(line, line.value.replace("@", f" {at} ").replace(".", f" {dot} "))


def _broken(mark: str) -> Disguise:
    """A line that is as wide as lines are when they are broken, and broken inside the value."""

    def disguise(line: Line, source: random.Random) -> Hidden | None:
        middle = line.value.find(" ") if " " in line.value else len(line.value) // 2
        width = len(mark) + len(line.before) + middle
        before = f"{mark}{_FILLING[-max(1, _WIDTH - width) :]}{line.before}"
        rest = line.value[middle:].removeprefix(" ")
        written = f"{line.value[:middle]}\n{mark or '    '}{rest}"
        return Hidden(before + written + line.after, len(before), len(before) + len(written))

    return disguise


def _joined(quote_mark: str, joint: str, frame: str = "value = ¦") -> Disguise:
    """The value in two strings that a program puts together."""

    def disguise(line: Line, source: random.Random) -> Hidden | None:
        if quote_mark in line.value or "\\" in line.value or len(line.value) < 6:
            return None
        middle = len(line.value) // 2
        written = f"{line.value[:middle]}{quote_mark}{joint}{quote_mark}{line.value[middle:]}"
        head, tail = frame.split("¦")
        before = head + quote_mark + line.before.replace(quote_mark, "")
        after = line.after.replace(quote_mark, "") + quote_mark + tail
        return Hidden(before + written + after, len(before), len(before) + len(written))

    return disguise


def _of_bytes(before: str, write: Callable[[bytes], str], after: str = "") -> Disguise:
    """The whole line in a form that has to be read as a whole."""

    def disguise(line: Line, source: random.Random) -> Hidden | None:
        written = write("".join(line[:3]).encode())
        return Hidden(before + written + after, len(before), len(before) + len(written))

    return disguise


def _in_variables(line: Line, source: random.Random) -> Hidden | None:
    """The value in two variables of a shell; what is labelled is the first half."""
    if len(line.value) < 8 or any(c in "\"$`\\'" for c in line.value):
        return None
    middle = len(line.value) // 2
    first, last = line.value[:middle], line.value[middle:]
    before = 'A="'
    use = "".join(c for c in line.before if c not in "\"'")
    text = f'{before}{first}"\nB="{last}"\necho "{use}$A$B{line.after}"'
    return Hidden(text, len(before), len(before) + len(first))


def _anchored(line: Line, source: random.Random) -> Hidden | None:
    """The name of a node, which has no blanks and no brackets. YAML 1.2, 6.9.2."""
    if not line.speaks or any(c.isspace() or c in "[]{}," for c in line.value):
        return None
    before = "owner: &"
    return Hidden(f"{before}{line.value} {{}}\nbase: *owner", len(before), len(before) + len(line.value))


def _minified(line: Line, source: random.Random) -> Hidden | None:
    lead = "".join(f"var a{n}=function(e){{return e[{n}]||{n * 7}}};" for n in range(3000)) + 'var n="'
    start = len(lead) + len(line.before)
    return Hidden(
        f'{lead}{line.before}{line.value}{line.after}";' + "b(n);" * 3000, start, start + len(line.value)
    )


def _plain(line: Line, source: random.Random) -> Hidden:
    return Hidden("".join(line[:3]), len(line.before), len(line.before) + len(line.value))


DISGUISES: Final[Mapping[str, Disguise]] = MappingProxyType(
    {
        "plain": _plain,
        **{f"json-escapes-{depth}": _escaped(depth) for depth in range(1, 5)},
        "unicode-escapes": _of_value(encodings.as_units),
        **{
            f"unicode-escapes-{depth}": _of_value(partial(encodings.as_units, depth=depth))
            for depth in range(2, 5)
        },
        "octal-escapes": _of_value(lambda text: "".join(f"\\{byte:03o}" for byte in text.encode())),
        "html-decimal": _of_value(lambda text: "".join(f"&#{ord(c)};" for c in text)),
        "html-hexadecimal": _of_value(lambda text: "".join(f"&#x{ord(c):X};" for c in text)),
        "html-named": _of_all(
            lambda text: html.escape(text).replace("@", "&commat;").replace(".", "&period;")
        ),
        "percent": _of_all(lambda text: quote(text, safe=""), "https://example.test/?note="),
        "percent-all": _of_value(encodings.percent_all),
        "percent-twice": _of_all(
            lambda text: quote(quote(text, safe=""), safe=""), "https://example.test/?q="
        ),
        "base64": _payload(encodings.plain64, "data: "),
        "base64-no-padding": _payload(encodings.bare64, "data: "),
        "base64url": _payload(encodings.url64, "state="),
        "base64url-padded": _payload(lambda data: base64.urlsafe_b64encode(data).decode(), "state: "),
        "base64-wrapped": _payload(encodings.plain64, "-----\n", "\n-----", wrapped=_WIDTH),
        "base64-twice": _payload(encodings.twice, "data: "),
        "base64-utf16": _payload(encodings.plain64, "powershell -enc ", charset="utf-16-le"),
        "base64-gzip": _payload(encodings.zipped, "data: "),
        "base64-zlib": _payload(encodings.deflated, "data: "),
        "base32": _payload(encodings.base32, "data: "),
        "hexadecimal": _payload(encodings.hexed, "0x"),
        "hex-pairs": _of_bytes("bytes: ", lambda data: data.hex(" ")),
        "byte-array": _of_bytes("bytes([", lambda data: ", ".join(map(str, data)), "])"),
        "hex-dump": _of_bytes("$ xxd note.txt\n", encodings.dumped, "\n$ ls"),
        "quoted-printable": _of_all(
            encodings.quoted_printable, "Content-Transfer-Encoding: quoted-printable\n\n"
        ),
        "rot13": _of_all(encodings.rot13, "ROT13: "),
        "zero-width": _of_value(_between("\u200b")),
        "soft-hyphen": _of_value(_between("\u00ad")),
        "direction-marks": _of_value(_between("\u200f")),
        "tags": _of_value(lambda text: "".join(chr(0xE0000 + ord(c)) if c.isascii() else c for c in text)),
        "cyrillic": _of_value(lambda text: text.translate(_CYRILLIC)),
        "full-width": _of_value(encodings.full_width),
        "mathematical": _of_value(encodings.mathematical),
        "decomposed": _of_value(lambda text: unicodedata.normalize("NFD", text)),
        "combining-marks": _of_value(lambda text: "".join(f"{c}\u0336" if c.isalnum() else c for c in text)),
        "compatibility": _of_value(encodings.in_circles),
        "full-width-digits": _of_value(encodings.digits_of(0xFF10)),
        "arabic-digits": _of_value(encodings.digits_of(0x0660)),
        "ansi-colours": _of_value(_between(f"{_ESC}[1;32m")),
        "bold-inside": _of_value(lambda text: f"**{text[:2]}**{text[2:]}"),
        "line-break": _broken(""),
        "line-break-quoted": _broken("> "),
        "line-break-added": _broken("+"),
        "line-break-removed": _broken("-"),
        "any-case": _of_types(
            _ANY_CASE, lambda text: "".join(c.upper() if n % 2 else c.lower() for n, c in enumerate(text))
        ),
        "spaced-out": _of_types(
            _NAMES | _SPOKEN, lambda text: "   ".join(" ".join(word) for word in text.split())
        ),
        "leetspeak": _of_types(frozenset(("PERSON",)), lambda text: text.translate(_LEET)),
        "digits-in-words": _spelled,
        "mail-in-words": _spelled_mail,
        "joined-python": _joined('"', " "),
        "joined-python-lines": _joined('"', " \\\n    "),
        "joined-plus": _joined('"', " + "),
        "joined-lines-java": _joined('"', "\n        + ", "String value = ¦;"),
        "joined-go": _joined('"', " +\n\t", "value := ¦"),
        "joined-javascript": _joined("'", " + ", "const value = ¦;"),
        "joined-php": _joined("'", " . ", "$value = ¦;"),
        "joined-lua": _joined('"', " .. ", "local value = ¦"),
        "joined-vba": _joined('"', " & ", "Dim value: value = ¦"),
        "joined-sql": _joined("'", " || ", "SELECT ¦;"),
        "joined-c": _joined('"', "\n    ", "char *value = ¦;"),
        "shell-variables": _in_variables,
        "joined-shell": _joined('"', ""),
        "json-key": _in_frame('{"¦": {"seen": true, "count": 4}}'),
        "file-name": _in_frame("-rw-r--r-- 1 root root 4096 Feb 11 09:12 backup-¦.tar.gz"),
        "url-query": _in_frame("GET /search?page=2&q=¦&sort=asc HTTP/1.1"),
        "header": _in_frame("X-Forwarded-Info: ¦\r\nAccept: */*"),
        "cookie": _in_frame("Cookie: theme=dark; ident=¦; lang=en"),
        "stack-trace": _in_frame('  File "/srv/app/data/¦/loader.py", line 12, in load'),
        "csv-header": _in_frame("id,¦,total\n1,4,9"),
        "xml-attribute": _in_frame('<entry kind="note" about="¦" n="4"/>'),
        "yaml-value": _in_frame("defaults: &base\n  label: ¦\nother:\n  <<: *base"),
        "yaml-anchor": _anchored,
        "comment": _in_frame("x = 1  # ask ¦ about this"),
        "commit-message": _in_frame("* 4f2a9c1 Fix the import, thanks to ¦"),
        "notebook-output": _in_frame(
            '{"output_type": "stream", "name": "stdout", "text": ["row 1\\n", "¦\\n"]}'
        ),
        "minified-line": _minified,
    }
)
