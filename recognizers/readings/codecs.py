r"""The ways in which text is written inside text, each with a name: JSON escapes, percent, base64 and others.

Two kinds. A token codec changes single places (`\n`, `%40`, `&amp;`, a zero-width space) and leaves the
rest as it is. A payload codec (base64, hex) changes the whole piece. Chains name the outermost first.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from recognizers.errors import CodecError
from recognizers.readings import (
    arrows,
    backslashes,
    base85,
    calls,
    columns,
    doubled_quotes,
    dumps,
    escapes,
    folding,
    form_parts,
    gutters,
    latex,
    markup_text,
    payloads,
    points,
    rtf,
    sql_literals,
    utf7,
    wraps,
)
from recognizers.readings.mojibake import MISREADINGS

__all__ = ["CODECS", "Codec", "CodecError", "decode", "encode", "get_codec", "split_tokens"]


@dataclass(frozen=True, slots=True)
class Codec:
    """One way of writing text."""

    decode: Callable[[str], str]
    # Takes the text, and the piece that it replaces (or ""), whose habits are kept: padding, width, case.
    encode: Callable[[str, str], str]
    # Token codecs: the places that are written differently, as the regex's one group.
    token: re.Pattern[str] | None = None
    # Token codecs: what one token stands for.
    decode_token: Callable[[str], str] | None = None


def decode(codec: Sequence[str], piece: str) -> str:
    r"""The text that `piece` stands for.

    >>> decode(("json", "percent"), r"\"jane%40example.com\"")
    '"jane@example.com"'
    """
    for name in codec:
        piece = get_codec(name).decode(piece)
    return piece


def encode(codec: Sequence[str], text: str, *, like: str = "") -> str:
    """`text`, written so that it may stand where `like` stands, a piece in the same codec.

    >>> encode(("base64",), "Jane Roe", like="Sm9obg")
    'SmFuZSBSb2U'
    """
    habits = [like]
    for name in codec[:-1]:
        try:
            habits.append(get_codec(name).decode(habits[-1]))
        except CodecError:
            habits.append("")
    for name, habit in zip(reversed(codec), reversed(habits), strict=False):
        text = get_codec(name).encode(text, habit)
    return text


def get_codec(name: str) -> Codec:
    """The codec of that name."""
    try:
        return CODECS[name]
    except KeyError:
        raise CodecError(f"unknown codec '{name}'; known: {', '.join(CODECS)}") from None


def split_tokens(name: str, piece: str) -> tuple[list[str], list[str]]:
    """`piece` cut at its tokens, as written and as decoded; literal stretches have the even places."""
    codec = get_codec(name)
    if codec.token is None or codec.decode_token is None:
        raise CodecError(f"'{name}' has no tokens")
    written = codec.token.split(piece)
    decoded = written.copy()
    decoded[1::2] = map(codec.decode_token, written[1::2])
    return written, decoded


def _tokens(token: str, decode_token: Callable[[str], str], encode: Callable[[str, str], str]) -> Codec:
    pattern = re.compile(f"({token})")
    # Few different tokens make up a text.
    decode_token = lru_cache(maxsize=8192)(decode_token)

    def decode_piece(piece: str) -> str:
        parts = pattern.split(piece)
        parts[1::2] = map(decode_token, parts[1::2])
        return "".join(parts)

    return Codec(decode_piece, encode, pattern, decode_token)


def _base64(charset: str = "utf-8", altchars: bytes | None = None, packed: str = "") -> Codec:
    def decode_piece(piece: str) -> str:
        data = payloads.decode_base64(piece, altchars)
        return payloads.to_text(payloads.decompress(data, packed) if packed else data, charset)

    def encode_text(text: str, like: str) -> str:
        data = payloads.to_bytes(text, charset)
        return payloads.encode_base64(payloads.compress(data, packed) if packed else data, like, altchars)

    return Codec(decode_piece, encode_text)


def _base64_codecs(alphabet: str, altchars: bytes | None) -> dict[str, Codec]:
    return {
        alphabet: _base64(altchars=altchars),
        f"{alphabet}-utf16le": _base64("utf-16-le", altchars),
        f"{alphabet}-utf16be": _base64("utf-16-be", altchars),
        **{f"{alphabet}-{packed}": _base64(altchars=altchars, packed=packed) for packed in payloads.PACKED},
    }


def _hex(packed: str = "") -> Codec:
    def decode_piece(piece: str) -> str:
        data = payloads.decode_hex(piece)
        return payloads.to_text(payloads.decompress(data, packed) if packed else data, "utf-8")

    def encode_text(text: str, like: str) -> str:
        data = payloads.to_bytes(text, "utf-8")
        return payloads.encode_hex(payloads.compress(data, packed) if packed else data, like)

    return Codec(decode_piece, encode_text)


def _decode_base32(piece: str) -> str:
    return payloads.to_text(payloads.decode_base32(piece), "utf-8")


def _encode_base32(text: str, like: str) -> str:
    return payloads.encode_base32(payloads.to_bytes(text, "utf-8"), like)


def _rot13(piece: str) -> str:
    return piece.translate(_ROT13)


_ROT13 = {ord(base) + at: chr(ord(base) + (at + 13) % 26) for base in "Aa" for at in range(26)}

_shown_as_nothing = partial(_tokens, decode_token=escapes.unescape_nothing, encode=escapes.escape_nothing)

CODECS: dict[str, Codec] = {
    "json": _tokens(escapes.JSON_TOKEN, escapes.unescape_json, escapes.escape_json),
    "percent": _tokens(escapes.PERCENT_TOKEN, escapes.unescape_percent, escapes.escape_percent),
    "form": _tokens(escapes.FORM_TOKEN, escapes.unescape_percent, escapes.escape_form),
    "html": _tokens(escapes.HTML_TOKEN, escapes.unescape_html, escapes.escape_html),
    "qp": _tokens(escapes.QP_TOKEN, escapes.unescape_qp, escapes.escape_qp),
    **{name: _tokens(one.token, one.unread, one.misread) for name, one in MISREADINGS.items()},
    "backslash": _tokens(
        backslashes.BACKSLASH_TOKEN, backslashes.unescape_backslash, backslashes.escape_backslash
    ),
    "latex": _tokens(latex.LATEX_TOKEN, latex.unescape_latex, latex.escape_latex),
    "rtf": _tokens(rtf.RTF_TOKEN, rtf.unescape_rtf, rtf.escape_rtf),
    **{name: _tokens(one.token, one.read, one.write) for name, one in doubled_quotes.QUOTINGS.items()},
    "parts": _tokens(form_parts.PART_TOKEN, form_parts.read_part, escapes.escape_nothing),
    "calls": _tokens(calls.CALL_TOKEN, calls.read_call, calls.write_calls),
    **{name: _tokens(one.token, one.read, one.write) for name, one in sql_literals.NOTATIONS.items()},
    "utf7": _tokens(utf7.UTF7_TOKEN, utf7.read_utf7, utf7.write_utf7),
    "utf7-mailbox": _tokens(utf7.MAILBOX_TOKEN, utf7.read_utf7, utf7.write_mailbox),
    "ansi": _shown_as_nothing(escapes.ANSI_TOKEN),
    "overstrike": _tokens(escapes.OVERSTRIKE_TOKEN, escapes.read_overstrike, escapes.escape_nothing),
    "markup": _shown_as_nothing(f"{escapes.MARKUP_TOKEN}|{escapes.CDATA_TOKEN}"),
    "text": _tokens(markup_text.TEXT_TOKEN, markup_text.read_markup, escapes.escape_html),
    "spaced": _tokens(escapes.SPACED_TOKEN, escapes.unescape_spaced, escapes.escape_nothing),
    "concat": _shown_as_nothing(escapes.CONCAT_TOKEN),
    "unwrap": _shown_as_nothing(wraps.WRAP_TOKEN),
    **{name: _shown_as_nothing(token) for name, token in gutters.GUTTERS.items()},
    "rewrap": _tokens(wraps.WRAP_TOKEN, lambda token: " ", escapes.escape_nothing),
    "continued": _tokens(wraps.CONTINUED_TOKEN, wraps.join_continued, escapes.escape_nothing),
    "unfold": _shown_as_nothing(wraps.UNFOLD_TOKEN),
    "fold": _tokens(folding.FOLD_TOKEN, folding.fold, escapes.escape_nothing),
    "lookalike": Codec(folding.fold_lookalikes, escapes.escape_nothing),
    "leet": Codec(folding.fold_leet, escapes.escape_nothing),
    "arrow": Codec(arrows.fold_arrows, escapes.escape_nothing),
    "breaks": Codec(lambda piece: piece.replace("\r", "\n"), escapes.escape_nothing),
    "rot13": Codec(_rot13, lambda text, like: _rot13(text)),
    **_base64_codecs("base64", None),
    **_base64_codecs("base64url", b"-_"),
    "base32": Codec(_decode_base32, _encode_base32),
    "hex": _hex(),
    "hex-gzip": _hex("gzip"),
    "hex-zlib": _hex("zlib"),
    "pairs": Codec(dumps.decode_pairs, dumps.encode_pairs),
    "numbers": Codec(dumps.decode_numbers, dumps.encode_numbers),
    "points": Codec(points.decode_points, points.encode_points),
    "base85": Codec(base85.decode_base85, base85.encode_base85),
    "ascii85": Codec(base85.decode_ascii85, base85.encode_ascii85),
    "columns": Codec(columns.decode_columns, columns.encode_columns),
    "dump": Codec(dumps.decode_dump, dumps.encode_dump),
    "tags": Codec(folding.show_tags, folding.hide_in_tags),
}
