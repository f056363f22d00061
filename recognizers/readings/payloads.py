"""Payload encodings, which change a piece as a whole: base64, hex, and what may lie inside base64."""

import base64
import binascii
import gzip
import re
import zlib

from recognizers.errors import CodecError

# What a compressed payload may unpack to; more is refused, never cut.
GZIP_LIMIT = 16 * 1024 * 1024
# Text hardly packs better than this; a bomb does.
GZIP_RATIO = 100
GZIP_FREE = 64 * 1024
# One may follow another (RFC 1952, 2.2), and each is told from what follows by a copy of that.
_MOST_STREAMS = 1000

# What may stand behind the name of an alphabet, `base64-gzip`, and how zlib calls it.
PACKED = {"gzip": 31, "zlib": 15, "deflate": -15}
# How packed data begins: RFC 1952, and RFC 1950 with the window that all use.
GZIP = b"\x1f\x8b\x08"
ZLIB = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
# Between two lines of a wrapped payload: the break, and indentation, quote or comment marks.
WRAP = re.compile(r"\r?\n[ \t>|#*]*")


def decode_base64(piece: str, altchars: bytes | None = None) -> bytes:
    """Accepts missing padding and line breaks."""
    compact = WRAP.sub("", piece).rstrip("=")
    try:
        return base64.b64decode(compact + "=" * (-len(compact) % 4), altchars, validate=True)
    except (binascii.Error, ValueError):
        raise CodecError(f"not base64 (a piece of {len(piece)} characters)") from None


def encode_base64(data: bytes, like: str, altchars: bytes | None = None) -> str:
    written = base64.b64encode(data, altchars).decode("ascii")
    compact = WRAP.sub("", like)
    if compact and not compact.endswith("=") and (altchars or len(compact) % 4):
        written = written.rstrip("=")
    wrap = WRAP.search(like)
    if wrap is None:
        return written
    width = max(1, wrap.start())
    return wrap[0].join(written[at : at + width] for at in range(0, len(written), width))


def decode_base32(piece: str) -> bytes:
    """Accepts missing padding."""
    compact = piece.rstrip("=")
    try:
        return base64.b32decode(compact + "=" * (-len(compact) % 8))
    except ValueError:
        raise CodecError(f"not base32 (a piece of {len(piece)} characters)") from None


def encode_base32(data: bytes, like: str) -> str:
    written = base64.b32encode(data).decode("ascii")
    return written.rstrip("=") if like and not like.endswith("=") and len(like) % 8 else written


def decode_hex(piece: str) -> bytes:
    try:
        return bytes.fromhex(piece)
    except ValueError:
        raise CodecError(f"not hexadecimal (a piece of {len(piece)} characters)") from None


def encode_hex(data: bytes, like: str) -> str:
    return data.hex().upper() if like.isupper() else data.hex()


def decompress_head(data: bytes, packed: str) -> bytes:
    """The beginning of what `data` unpacks to; empty where it is not packed so."""
    try:
        return zlib.decompressobj(PACKED[packed]).decompress(data, 1024)
    except zlib.error:
        return b""


def decompress(data: bytes, packed: str) -> bytes:
    """All that `data` unpacks to, stream after stream, or what can be had where the last is cut off."""
    limit = min(GZIP_LIMIT, GZIP_FREE + GZIP_RATIO * len(data))
    unpacked: list[bytes] = []
    room = limit
    rest = data
    # Zeros fill up a block.
    while rest.strip(b"\0") or not unpacked:
        unpacker = zlib.decompressobj(PACKED[packed])
        try:
            unpacked.append(unpacker.decompress(rest, room))
        except zlib.error:
            raise CodecError(f"not {packed} to its end ({len(data)} bytes)") from None
        room -= len(unpacked[-1])
        if not unpacker.eof and room:
            break
        rest = unpacker.unused_data
        if not unpacker.eof or (rest and not room):
            raise CodecError(f"a {packed} payload of {len(data)} bytes unpacks to more than {limit}")
        if len(unpacked) == _MOST_STREAMS:
            raise CodecError(f"a {packed} payload of over {_MOST_STREAMS} streams")
    return b"".join(unpacked)


def compress(data: bytes, packed: str = "gzip") -> bytes:
    if packed == "gzip":
        return gzip.compress(data, mtime=0)
    packer = zlib.compressobj(wbits=PACKED[packed])
    return packer.compress(data) + packer.flush()


def to_text(data: bytes, charset: str) -> str:
    try:
        return data.decode(charset)
    except UnicodeDecodeError:
        raise CodecError(f"not {charset} text ({len(data)} bytes)") from None


def to_bytes(text: str, charset: str) -> bytes:
    try:
        return text.encode(charset)
    except UnicodeEncodeError:
        raise CodecError(f"half a surrogate pair cannot be written in {charset}") from None
