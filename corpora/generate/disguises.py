"""Ways in which a value can be written so that a reader still sees it and a search does not.

Each takes a line that holds a value and returns a text with the value in disguise, and where it stands.
"""

import base64
import html
import random
import re
import unicodedata
from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Final
from urllib.parse import quote

from corpora.generate import encodings, notations
from corpora.generate.hiding import (
    WIDTH,
    Disguise,
    Hidden,
    Line,
    between,
    broken,
    escaped,
    framed,
    in_frame,
    joined,
    labelled,
    of_all,
    of_bytes,
    of_types,
    of_value,
    payload,
    unquoted,
)

_NAMES: Final = frozenset(("PERSON", "LOCATION", "ORGANIZATION", "STREET_ADDRESS"))
# Written in any case by their owners, and read in any case by others; a key in another case is another key.
_ANY_CASE: Final = _NAMES | frozenset(
    (
        *("DATE", "EMAIL_ADDRESS", "HOSTNAME", "IBAN_CODE", "ID_NUMBER", "IP_ADDRESS", "MAC_ADDRESS"),
        *("USERNAME", "VEHICLE_ID"),
    )
)
_SPOKEN: Final = frozenset(
    ("PHONE_NUMBER", "CREDIT_CARD", "OTP", "BANK_ACCOUNT", "DEVICE_ID", "ID_NUMBER", "IP_ADDRESS")
)
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
# What is set in two types, or parted by a line end.
_SHORTEST_PARTED: Final = 4
_ESC: Final = "\x1b"


def _spelled(line: Line, source: random.Random) -> Hidden | None:
    if line.entity_type not in _SPOKEN or not line.value.isascii() or any(c.isalpha() for c in line.value):
        return None
    said = line.value.replace(".", "d") if line.entity_type == "IP_ADDRESS" else line.value
    words = ["dot" if c == "d" else _DIGIT_WORDS[int(c)] for c in said if c.isalnum()]
    return framed(line, " ".join(words))


def _in_leet(value: str) -> str:
    """Words in digits, but not those that have digits of their own."""
    return re.sub(r"(?<!\w)[^\W\d_]+(?!\w)", lambda word: word[0].translate(_LEET), value)


def _spelled_mail(line: Line, source: random.Random) -> Hidden | None:
    if line.entity_type != "EMAIL_ADDRESS":
        return None
    at, dot = source.choice(_AT)
    return framed(line, line.value.replace("@", f" {at} ").replace(".", f" {dot} "))


def _in_variables(line: Line, source: random.Random) -> Hidden | None:
    """The value in two variables of a shell, each with its half."""
    if len(line.value) < 8 or any(c in "\"$`\\'" for c in line.value):
        return None
    middle = len(line.value) // 2
    first, last = line.value[:middle], line.value[middle:]
    before = 'A="'
    use = "".join(c for c in line.before if c not in "\"'")
    head = f'{before}{first}"\nB="'
    text = f'{head}{last}"\necho "{use}$A$B{line.after}"'
    return Hidden(text, len(before), len(before) + len(first), (len(head), len(head) + len(last)))


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


def _behind_words(line: Line, source: random.Random) -> Hidden:
    """The line behind so many words without an end that a model has to cut them near it."""
    words = ("and", "so", "it", "went", "on", "that", "day", "with", "all", "of", "them")
    lead = " ".join(source.choice(words) for _ in range(source.randint(90, 250))) + " "
    start = len(lead) + len(line.before)
    return Hidden(f"{lead}{line.before}{line.value}{line.after}", start, start + len(line.value))


def _in_calls(line: Line, source: random.Random) -> Hidden | None:
    """Every character of the value as what a call makes of its number, joined to the line."""
    written = notations.calls(line.value, "CHR", " || ")
    return framed(line._replace(before=f"SELECT '{line.before}' || ", after=f" || '{line.after}';"), written)


def _in_bold(line: Line, source: random.Random) -> Hidden | None:
    """The beginning of the value in bold, as LaTeX has it."""
    if len(line.value) < _SHORTEST_PARTED:
        return None
    return framed(line._replace(before=f"{line.before}\\textbf{{"), f"{line.value[:2]}}}{line.value[2:]}")


def _plain(line: Line, source: random.Random) -> Hidden:
    return Hidden("".join(line[:3]), len(line.before), len(line.before) + len(line.value))


DISGUISES: Final[Mapping[str, Disguise]] = MappingProxyType(
    {
        "plain": _plain,
        **{f"json-escapes-{depth}": escaped(depth) for depth in range(1, 5)},
        "unicode-escapes": of_value(encodings.as_units),
        **{
            f"unicode-escapes-{depth}": of_value(partial(encodings.as_units, depth=depth))
            for depth in range(2, 5)
        },
        "octal-escapes": of_value(lambda text: "".join(f"\\{byte:03o}" for byte in text.encode())),
        "html-decimal": of_value(lambda text: "".join(f"&#{ord(c)};" for c in text)),
        "html-hexadecimal": of_value(lambda text: "".join(f"&#x{ord(c):X};" for c in text)),
        "html-named": of_all(
            lambda text: html.escape(text).replace("@", "&commat;").replace(".", "&period;")
        ),
        "percent": of_all(lambda text: quote(text, safe=""), "https://example.test/?note="),
        "percent-all": of_value(encodings.percent_all),
        "percent-twice": of_all(
            lambda text: quote(quote(text, safe=""), safe=""), "https://example.test/?q="
        ),
        "base64": payload(encodings.plain64, "data: "),
        "base64-no-padding": payload(encodings.bare64, "data: "),
        "base64url": payload(encodings.url64, "state="),
        "base64url-padded": payload(lambda data: base64.urlsafe_b64encode(data).decode(), "state: "),
        "base64-wrapped": payload(encodings.plain64, "-----\n", "\n-----", wrapped=WIDTH),
        "base64url-wrapped": payload(encodings.url64, "-----\n", "\n-----", wrapped=WIDTH),
        "base64-twice": payload(encodings.twice, "data: "),
        "base64-utf16": payload(encodings.plain64, "powershell -enc ", charset="utf-16-le"),
        "base64-gzip": payload(encodings.zipped, "data: "),
        "base64-zlib": payload(encodings.deflated, "data: "),
        "base32": payload(encodings.base32, "data: "),
        "hexadecimal": payload(encodings.hexed, "0x"),
        "hex-pairs": of_bytes("bytes: ", lambda data: data.hex(" ")),
        "byte-array": of_bytes("bytes([", lambda data: ", ".join(map(str, data)), "])"),
        "character-dump": of_bytes("$ od -c note.txt\n", encodings.in_columns, "\n$ ls"),
        "hex-dump": of_bytes("$ xxd note.txt\n", encodings.dumped, "\n$ ls"),
        "quoted-printable": of_all(
            encodings.quoted_printable, "Content-Transfer-Encoding: quoted-printable\n\n"
        ),
        "latex": of_value(notations.latex),
        "latex-bold": _in_bold,
        "markdown-signs": of_value(notations.markdown),
        "rtf": of_all(notations.rtf, "{\\rtf1\\ansi ", "\\par}"),
        "rtf-units": of_all(notations.rtf_units, "{\\rtf1\\ansi ", "\\par}"),
        "rtf-bold": of_value(notations.rtf_bold, "{\\rtf1\\ansi ", "}"),
        "card-folded": of_value(notations.folded, "BEGIN:VCARD\r\nVERSION:4.0\r\nNOTE:", "\r\nEND:VCARD\r\n"),
        "card-quoted-printable": of_value(
            notations.soft_broken,
            "BEGIN:VCARD\r\nVERSION:2.1\r\nNOTE;ENCODING=QUOTED-PRINTABLE:",
            "\r\nEND:VCARD\r\n",
        ),
        "yaml-continued": of_value(notations.continued, 'note: "', '"\n'),
        "sql-units": unquoted(of_value(notations.sql_units, "SELECT U&'", "';")),
        "sql-uescape": unquoted(
            of_value(partial(notations.sql_units, sign="!"), "SELECT U&'", "' UESCAPE '!';")
        ),
        "sql-hex": labelled("UPDATE t SET ¦ = X'¦' WHERE id = 4;", lambda text: text.encode().hex()),
        "sql-calls": unquoted(_in_calls),
        "sql-one-call": unquoted(of_value(notations.one_call, "SELECT '", "';")),
        "sql-char": of_bytes("SELECT CHAR(", lambda data: notations.listed(data.decode()), ");"),
        "char-codes": of_bytes("x = String.fromCharCode(", lambda data: notations.listed(data.decode()), ")"),
        "csv-cell": labelled('id,note\r\n4,"¦: ""¦""\r\nsee there"\r\n', notations.cell),
        "csv-json": labelled('id,note\r\n4,"[{""id"":7,""¦"":""¦"",""x"":[]}]"\r\n', notations.cell_json),
        "sql-string": labelled(
            "INSERT INTO notes VALUES (4, '¦: ''¦''\nsee there', 7);", notations.sql_string
        ),
        "utf-7": of_all(notations.utf7, "Content-Type: text/plain; charset=utf-7\n\n"),
        "base85": of_bytes('b85decode("', lambda data: base64.b85encode(data).decode(), '")'),
        "ascii85": of_bytes("", lambda data: base64.a85encode(data, adobe=True).decode(), "\n"),
        "rot13": of_all(encodings.rot13, "ROT13: "),
        "zero-width": of_value(between("\u200b")),
        "soft-hyphen": of_value(between("\u00ad")),
        "direction-marks": of_value(between("\u200f")),
        "tags": of_value(lambda text: "".join(chr(0xE0000 + ord(c)) if c.isascii() else c for c in text)),
        "cyrillic": of_value(lambda text: text.translate(_CYRILLIC)),
        "full-width": of_value(encodings.full_width),
        "mathematical": of_value(encodings.mathematical),
        "decomposed": of_value(lambda text: unicodedata.normalize("NFD", text)),
        "misread": of_value(encodings.misread),
        "combining-marks": of_value(lambda text: "".join(f"{c}\u0336" if c.isalnum() else c for c in text)),
        "compatibility": of_value(encodings.in_circles),
        "full-width-digits": of_value(encodings.digits_of(0xFF10)),
        "arabic-digits": of_value(encodings.digits_of(0x0660)),
        "ansi-colours": of_value(between(f"{_ESC}[1;32m")),
        "bold-inside": of_value(lambda text: f"**{text[:2]}**{text[2:]}"),
        "line-break": broken(""),
        "line-break-quoted": broken("> "),
        "line-break-added": broken("+"),
        "line-break-removed": broken("-"),
        "any-case": of_types(
            _ANY_CASE, lambda text: "".join(c.upper() if n % 2 else c.lower() for n, c in enumerate(text))
        ),
        "upper-case": of_types(_ANY_CASE, str.upper),
        "lower-case": of_types(_ANY_CASE, str.lower),
        "spaced-out": of_value(lambda text: "   ".join(" ".join(word) for word in text.split())),
        "leetspeak": of_types(_NAMES, _in_leet),
        "digits-in-words": _spelled,
        "mail-in-words": _spelled_mail,
        "joined-python": joined('"', " "),
        "joined-python-lines": joined('"', " \\\n    "),
        "joined-plus": joined('"', " + "),
        "joined-lines-java": joined('"', "\n        + ", "String value = ¦;"),
        "joined-go": joined('"', " +\n\t", "value := ¦"),
        "joined-javascript": joined("'", " + ", "const value = ¦;"),
        "joined-php": joined("'", " . ", "$value = ¦;"),
        "joined-lua": joined('"', " .. ", "local value = ¦"),
        "joined-vba": joined('"', " & ", "Dim value: value = ¦"),
        "joined-sql": joined("'", " || ", "SELECT ¦;"),
        "joined-c": joined('"', "\n    ", "char *value = ¦;"),
        "shell-variables": _in_variables,
        "joined-shell": joined('"', ""),
        "yaml-below": labelled("config:\n  ¦:\n    ¦\nother: 4\n"),
        "yaml-block": labelled("config:\n  ¦: >-\n    ¦\nother: 4\n"),
        "yaml-binary": labelled(
            "config:\n  ¦: !!binary |\n    ¦\nother: 4\n", lambda text: encodings.plain64(text.encode())
        ),
        "below-label": labelled("¦:\n\n¦\n"),
        "html-row": labelled("<table>\n<tr><td>¦</td><td>¦</td></tr>\n</table>"),
        "html-heading": labelled('<tr>\n  <th scope="row">¦</th>\n  <td><span>¦</span></td>\n</tr>'),
        "html-term": labelled("<dl><dt>¦</dt><dd>¦</dd></dl>"),
        "html-words": labelled("<p><strong>¦:</strong> ¦</p>"),
        "json-key": in_frame('{"¦": {"seen": true, "count": 4}}'),
        "file-name": in_frame("-rw-r--r-- 1 root root 4096 Feb 11 09:12 backup-¦.tar.gz"),
        "url-query": in_frame("GET /search?page=2&q=¦&sort=asc HTTP/1.1"),
        "header": in_frame("X-Forwarded-Info: ¦\r\nAccept: */*"),
        "cookie": in_frame("Cookie: theme=dark; ident=¦; lang=en"),
        "stack-trace": in_frame('  File "/srv/app/data/¦/loader.py", line 12, in load'),
        "csv-header": in_frame("id,¦,total\n1,4,9"),
        "xml-attribute": in_frame('<entry kind="note" about="¦" n="4"/>'),
        "yaml-value": in_frame("defaults: &base\n  label: ¦\nother:\n  <<: *base"),
        "yaml-anchor": _anchored,
        "comment": in_frame("x = 1  # ask ¦ about this"),
        "commit-message": in_frame("* 4f2a9c1 Fix the import, thanks to ¦"),
        "notebook-output": in_frame(
            '{"output_type": "stream", "name": "stdout", "text": ["row 1\\n", "¦\\n"]}'
        ),
        "minified-line": _minified,
        "chunk-edge": _behind_words,
    }
)
