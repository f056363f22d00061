r"""Payloads inside a text that cannot be read (images, archives, encrypted data), to be replaced by a marker.

They stand there in base64, hexadecimal digits or uuencode: in `data:` URLs, MIME parts, encoded words of mail
headers, or bare; and in binary patches of git. What decodes to text is not meant: that is read, wherever it
stands. Public keys, certificates and hashes stay.
"""

import base64
import binascii
import re
import string
from collections.abc import Iterator
from operator import itemgetter
from typing import Final, NamedTuple

from recognizers.readings.candidates import find_payloads
from recognizers.readings.payloads import GZIP, ZLIB
from scrub.formats.media import media_marker

# Where media have no empty file of their kind: base64 of "[removed]".
_REMOVED: Final = base64.b64encode(b"[removed]").decode()
# Shorter runs of base64 are words, hashes, keys.
_SHORTEST: Final = 60
# From here on, what does not decode to text is a payload; longer hashes and signatures do not exist.
_LONG: Final = 512
# Hexadecimal digits and ruled lines have fewer different characters; encrypted and packed data nearly all.
_LEAST_DISTINCT: Final = 32
_RUN: Final = b"a" * _SHORTEST
_SYMBOLS: Final = f"{string.ascii_letters}{string.digits}+/-_"
_MASK: Final = bytes(ord("a") if chr(code) in _SYMBOLS else ord(" ") for code in range(256))
_WRAP: Final = re.compile(r"(?:\\r)?\\n|(?:\r?\n|\r)[ \t>|#*]*")
# In quoted-printable every line but the last ends in `=` (RFC 2045), and padding is written `=3D`.
_SOFT_WRAP: Final = re.compile(rf"=\r?\n|{_WRAP.pattern}")
_PADDING: Final = re.compile(r"(?:=3D|%3[Dd]|=){0,2}")
_LINE: Final = re.compile(r"[A-Za-z0-9+/]+")
_URL_SAFE: Final = re.compile(r"[A-Za-z0-9_-]+")
# What stands behind the last line of a wrapped payload, if anything.
_ENDS: Final = ("", "\n", "\r", "=", '"', "'", ")", "\\")
_ESCAPING: Final = str.maketrans("\\%", '"=')
_HEX: Final = re.compile(r"(?:[0-9a-f]{2})+|(?:[0-9A-F]{2})+")

# The beginning of a file, its media type, and how many symbols of base64 there must be to rule out chance.
# https://www.iana.org/assignments/media-types/ and https://en.wikipedia.org/wiki/List_of_file_signatures
_MAGIC: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png", 64),
    (b"\xff\xd8\xff", "image/jpeg", 256),
    (b"GIF8", "image/gif", 64),
    (b"RIFF", "", 64),
    (b"%PDF-", "application/pdf", 64),
    (b"PK\x03\x04", "application/zip", 64),
    (b"OggS\0", "audio/ogg", 64),
    (b"fLaC\0", "audio/flac", 64),
    (b"ID3", "audio/mpeg", 256),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage", 64),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed", 64),
    (b"SQLite format 3\0", "application/vnd.sqlite3", 64),
    (b"\x7fELF", "application/x-elf", 256),
    (b"\xfd7zXZ\0", "application/x-xz", 64),
    *((b"BZh%d1AY&SY" % level, "application/x-bzip2", 64) for level in range(1, 10)),
    (b"]\0\0\x80\0", "application/x-lzma", 64),
    (b"\x28\xb5\x2f\xfd", "application/zstd", 64),
    (b"\x04\x22\x4d\x18", "application/x-lz4", 64),
    (b"Rar!\x1a\x07", "application/vnd.rar", 64),
)
# A public key as `ssh-keygen` writes it: the length of a name, and the name (RFC 4253).
_SSH_KEY: Final = re.compile(rb"\0\0\0.(?:ssh-|ecdsa-|sk-)", re.DOTALL)
# A certificate or a public key in DER: a sequence that begins with a sequence (RFC 5280).
_DER: Final = re.compile(rb"\x30\x82(..)\x30", re.DOTALL)
_PEM: Final = re.compile(
    r"-----BEGIN [A-Z0-9 ]{0,30}(?:CERTIFICATE|PUBLIC KEY|SIGNATURE|CRL)[A-Z0-9 ]{0,10}-----"
    r"(?:\s|\\r|\\n|[A-Z][A-Za-z-]{1,20}: [^\n]{0,100}\n)*\Z"
)
_PEM_REACH: Final = 300

# RFC 2397.
_DATA_URL: Final = re.compile(r"data:([\w.+-]+/[\w.+-]+)?(?:;[\w.+-]+=[\w.+\"-]*)*;base64,\Z", re.IGNORECASE)
_DATA_URL_REACH: Final = 200
_DATA_BODY: Final = re.compile(r"(?:[A-Za-z0-9+/_-]|%2[BFbf])+")
# RFC 2045; a header may be folded.
_MIME_BASE64: Final = re.compile(
    r"^content-transfer-encoding:\s{0,5}base64[ \t]*$", re.IGNORECASE | re.MULTILINE
)
_MIME_TYPE: Final = re.compile(r"^content-type:\s{0,5}([\w.+-]+/[\w.+-]+)", re.IGNORECASE | re.MULTILINE)
_MIME_HEADER: Final = re.compile(r"(?:[^\r\n]{1,1000}\r?\n){0,100}\r?\n")
_MIME_REACH: Final = 10_000
_MIME_LINE: Final = re.compile(r"[ \t]*([A-Za-z0-9+/]+)={0,2}[ \t]*(?:\r?\n|\Z)")
# RFC 2047.
_ENCODED_WORD: Final = re.compile(r"=\?[\w-]{2,40}\?[Bb]\?([A-Za-z0-9+/]{1,100}={0,2})\?=")
# Letters beyond ASCII in quoted-printable, with what stands between words; read as UTF-8 or Latin-1.
_QP_LETTERS: Final = re.compile(
    r"(?:=[89A-F][0-9A-F]|=\r?\n)+(?:(?:=2[0C]|\r?\n|[ _,.:;!?\"()-]){1,3}(?:=[89A-F][0-9A-F]|=\r?\n)+)*"
)
# In neither are there so many in a row that are not one; lines and blanks are.
_FOREIGN: Final = "\ufffd" * 4
_SAME: Final = re.compile(rb"([\x80-\xff])\1{2,}")
# The scripts of East Asia in seven bits: https://www.rfc-editor.org/rfc/rfc1468
_SHIFTED: Final = re.compile(r"\x1b\$[@AB(-)]")
# As they stand in a text that was read as bytes, or in quoted-printable; every line begins in ASCII.
_SHIFTED_TEXT: Final = re.compile(
    r"(?:\x1b|=1[Bb])(?:\$|=24)(?:=\r?\n|[^\r\n])*?(?:(?:\x1b|=1[Bb])(?:\(|=28)[BJ]|(?=\r?\n|\Z))"
)
_SHIFTED_WORD: Final = re.compile(r"=\?[\w-]{2,40}\?[Qq]\?([^\s?]{0,30}=1[Bb](?:\$|=24)[^\s?]{1,100})\?=")
# https://pubs.opengroup.org/onlinepubs/9699919799/utilities/uuencode.html
_UUENCODED: Final = re.compile(r"^begin [0-7]{3,4} [^\n]{1,200}\n((?:[ -`]{1,62}\r?\n)+)end\b", re.MULTILINE)
# https://git-scm.com/docs/diff-format and base85.c: lines of base85 that begin with their length.
_GIT_BINARY: Final = re.compile(
    r"^[ \t]*GIT binary patch\r?\n"
    r"((?:[ \t]*(?:literal|delta) \d+\r?\n(?:[ \t]*[A-Za-z][!#-&(-+;-Z^-~0-9-]{5,70}\r?\n)+(?:\r?\n)?)+)",
    re.MULTILINE,
)
_EMPTY_PATCH: Final = "literal 0\nHcmV?d00001\n"


class Unreadable(NamedTuple):
    """A payload, and what is written in its place."""

    start: int
    end: int
    marker: str


def find_unreadable(text: str) -> list[Unreadable]:
    """Return the payloads of a text that nobody can search, disjoint and in order.

    >>> url = "![](data:image/png;base64,iVBORw0KGgoAAAANSUhEUg)"
    >>> [url[start:end] for start, end, _ in find_unreadable(url)]
    ['iVBORw0KGgoAAAANSUhEUg']
    """
    found: list[Unreadable] = []
    end = 0
    # Of two that begin at one place the one that is announced.
    wrap = _SOFT_WRAP if "uoted-printable" in text or "UOTED-PRINTABLE" in text else _WRAP
    for each in sorted((*_named(text, wrap), *_bare(text, wrap)), key=itemgetter(0)):
        if each.start >= end:
            found.append(each)
            end = each.end
    return found


def _named(text: str, wrap: re.Pattern[str]) -> Iterator[Unreadable]:
    """Payloads that are announced: whatever their size, they are read or dropped."""
    at = text.find(";base64,")
    while at >= 0:
        at += len(";base64,")
        url = _DATA_URL.search(text, max(0, at - _DATA_URL_REACH), at)
        body = _DATA_BODY.match(text, at)
        if url and body:
            yield from _judged(text, _wrapped(text, body, wrap), url[1] or "")
        at = text.find(";base64,", at)
    if "ransfer-" in text or "RANSFER-" in text:
        yield from _mime_parts(text)
    if "=?" in text:
        for word in _ENCODED_WORD.finditer(text):
            yield from _judged(text, [word.span(1)], "")
    if wrap is _SOFT_WRAP or "?Q?" in text or "?q?" in text:
        for letters in _QP_LETTERS.finditer(text):
            data = _SAME.sub(b" ", binascii.a2b_qp(letters[0]))
            if _FOREIGN in data.decode("utf-8", "replace"):
                yield Unreadable(*letters.span(), "[removed]")
        for word in _SHIFTED_WORD.finditer(text):
            yield Unreadable(*word.span(1), "[removed]")
    if wrap is _SOFT_WRAP or "\x1b$" in text:
        for shifted in _SHIFTED_TEXT.finditer(text):
            yield Unreadable(*shifted.span(), "[removed]")
    if "begin " in text:
        for match in _UUENCODED.finditer(text):
            yield Unreadable(*match.span(1), "")
    if "GIT binary patch" in text:
        for match in _GIT_BINARY.finditer(text):
            if match[1].strip() != _EMPTY_PATCH.strip():
                yield Unreadable(*match.span(1), _EMPTY_PATCH)


def _mime_parts(text: str) -> Iterator[Unreadable]:
    for encoding in _MIME_BASE64.finditer(text):
        header = _MIME_HEADER.match(text, encoding.start())
        if header is None:
            continue
        first = max(0, encoding.start() - _MIME_REACH)
        first = max(first, *(text.rfind(blank, first, encoding.start()) for blank in ("\n\n", "\n\r\n")))
        kind = _MIME_TYPE.search(text, first, header.end())
        lines: list[tuple[int, int]] = []
        line = _MIME_LINE.match(text, header.end())
        while line:
            lines.append(line.span(1))
            line = _MIME_LINE.match(text, line.end())
        if lines:
            yield from _judged(text, lines, kind[1] if kind else "")


def _wrapped(text: str, first: re.Match[str], wrap: re.Pattern[str]) -> list[tuple[int, int]]:
    """The lines of a payload: the second may be longer than the first, the last shorter than the others."""
    lines = [first.span()]
    width = 0
    while pause := wrap.match(text, lines[-1][1]):
        line = _LINE.match(text, pause.end())
        if line is None:
            break
        size = line.end() - line.start()
        least = width or _SHORTEST
        most = width or max(size if size >= _SHORTEST else 0, first.end() - first.start())
        if size > most or (size < least and text[line.end() : line.end() + 1] not in _ENDS):
            break
        lines.append(line.span())
        if size < least:
            break
        width = size
    return lines


def _bare(text: str, wrap: re.Pattern[str]) -> Iterator[Unreadable]:
    """Payloads that nothing announces: known by their first bytes, or long and unlike anything else."""
    if len(text) < _SHORTEST:
        return
    mask = text.encode("latin-1", "replace").translate(_MASK)
    start = mask.find(_RUN)
    while start >= 0:
        end = mask.find(b" ", start)
        end = end if end >= 0 else len(mask)
        # The letter of an escape: `\\n` in JSON in a string.
        start += text[start - 1 : start] == "\\"
        start += 2 * text.startswith(("0x", "0X"), start)
        if whole := _URL_SAFE.fullmatch(text, start, end):
            lines = [whole.span()] if not _LINE.fullmatch(text, start, end) else _wrapped(text, whole, wrap)
            yield from _judged_bare(text, lines)
            end = lines[-1][1]
        else:
            at = start
            while at < end:
                run = _LINE.search(text, at, end)
                if run is None:
                    break
                at = run.end()
                if at - run.start() >= _SHORTEST:
                    lines = _wrapped(text, run, wrap) if at == end else [run.span()]
                    yield from _judged_bare(text, lines)
                    at = lines[-1][1]
            end = max(at, end)
        start = mask.find(_RUN, end)


def _judged_bare(text: str, lines: list[tuple[int, int]]) -> Iterator[Unreadable]:
    head = "".join([text[slice(*line)] for line in lines[: len(_RUN)]])[: 2 * _SHORTEST]
    size = sum(end - start for start, end in lines)
    if _HEX.fullmatch(head):
        data = bytes.fromhex(head)
        kind = _media_type(data, size * 2 // 3)
        start, end = lines[0][0], lines[-1][1]
        # Detection does not join lines of digits.
        if kind is None and _is_packed(data, size) and (len(lines) > 1 or not _is_read(text[start:end], "")):
            kind = ""
        if kind is not None:
            marker = base64.b64decode(media_marker(kind) or _REMOVED).hex()
            if text[start:end] != marker:
                yield Unreadable(start, end, marker)
        return
    data = _decoded(head)
    kind = _media_type(data, size)
    packed = kind is None and _is_packed(data, size)
    if kind is None and not packed and (size < _LONG or _is_public(text, lines[0][0], data, size)):
        return
    yield from _judged(text, lines, kind or "", bare=kind is None and not packed)


def _judged(
    text: str, lines: list[tuple[int, int]], kind: str, *, bare: bool = False
) -> Iterator[Unreadable]:
    """The payload on those lines, with its padding, if no view reads it."""
    start, end = lines[0][0], lines[-1][1]
    written = "\n".join([text[slice(*line)] for line in lines])
    if "%" in written:
        written = re.sub("%2[Bb]", "+", re.sub("%2[Ff]", "/", written))
    compact = written.replace("\n", "")
    if bare and len(set(compact)) < _LEAST_DISTINCT:
        return
    # Escapes and what quoted-printable makes of padding are no part of what is read.
    after = text[end : end + 1].translate(_ESCAPING)
    if _media_type(_decoded(compact[:128]), len(compact)) is None and _is_read(written, after):
        return
    marker = media_marker(kind) or _REMOVED
    if compact == marker.rstrip("="):
        return
    padding = _PADDING.match(text, end)
    end = padding.end() if padding else end
    if padding and "=3D" in padding[0]:
        marker = marker.replace("=", "=3D")
    yield Unreadable(start, end, marker)


def _decoded(head: str) -> bytes:
    head = head[: len(head) // 4 * 4].replace("-", "+").replace("_", "/")
    try:
        return binascii.a2b_base64(head)
    except binascii.Error:
        return b""


def _media_type(data: bytes, symbols: int) -> str | None:
    """The media type of a file that begins so, None where it is no known kind or too little to say."""
    for magic, kind, least in _MAGIC:
        if data.startswith(magic) and symbols >= least:
            if kind:
                return kind
            return "image/webp" if data[8:12] == b"WEBP" else "audio/wav"
    return "video/mp4" if data[4:8] == b"ftyp" and symbols >= _SHORTEST else None


def _is_packed(data: bytes, size: int) -> bool:
    # Detection unpacks it, if there is text in it; two bytes of zlib may be chance.
    return data.startswith(GZIP) or (size >= _LONG and data.startswith(ZLIB))


def _is_public(text: str, start: int, data: bytes, size: int) -> bool:
    """Whether it is a public key, a certificate or a signature, which are no secret and no content."""
    if _SSH_KEY.match(data):
        return True
    if (der := _DER.match(data)) and abs(int.from_bytes(der[1]) + 4 - size * 3 // 4) <= 3:
        return True
    return _PEM.search(text, max(0, start - _PEM_REACH), start) is not None


def _is_read(written: str, after: str) -> bool:
    """Whether detection reads the whole of it as encoded text, in which nothing again is unreadable."""
    first = next(find_payloads(written + after), None)
    if first is None or first.piece[0] > 0 or first.piece[1] < len(written) - 1:
        return False
    return not (_SHIFTED.search(first.text) or find_unreadable(first.text))
