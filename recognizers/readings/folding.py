"""Characters that look like others, or like nothing, folded to the plain ones that a reader sees."""

import re
import unicodedata

# Shown as nothing: soft hyphen, zero-width, bidi marks, fillers, variation selectors, tags.
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff"
)
# Marks that join the character before them.
_MARKS = "\u0300-\u034e\u0350-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f"
_JAMO = "[\u1100-\u1112][\u1161-\u1175](?:[\u11a8-\u11c2])?"
SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
# Hyphens and minus that stand for '-' in numbers and addresses.
_HYPHENS = "\u2010\u2011\u2212\ufe58\ufe63\uff0d"
# The zeros of every decimal script but ASCII and mathematics; the other nine digits follow each.
_ZEROS = (
    "\u0660\u06f0\u07c0\u0966\u09e6\u0a66\u0ae6\u0b66\u0be6\u0c66\u0ce6\u0d66\u0de6\u0e50\u0ed0\u0f20\u1040"
    "\u1090\u17e0\u1810\u1946\u19d0\u1a80\u1a90\u1b50\u1bb0\u1c40\u1c50\ua620\ua8d0\ua900\ua9d0\ua9f0\uaa50"
    "\uabf0\U000104a0\U00010d30\U00011066\U000110f0\U00011136\U000111d0\U000112f0\U00011450\U000114d0"
    "\U00011650\U000116c0\U00011730\U000118e0\U00011950\U00011c50\U00011d50\U00011da0\U00016a60\U00016b50"
    "\U00016ac0\U0001e140\U0001e2f0\U0001e4f0\U0001e950\U0001fbf0"
)
_DIGITS = "".join(f"{zero}-{chr(ord(zero) + 9)}" for zero in _ZEROS)
# Letters, digits and signs in another dress: modifier, super- and subscript, letterlike, circled, ligature,
# full width, mathematical, squared.
_DRESSED = (
    "\u02b0-\u02b8\u1d2c-\u1d6a\u2070-\u209c\u2100-\u2121\u2123-\u214f\u2160-\u2188\u2460-\u24ff\ufb00-\ufb06"
    "\uff02-\uff07\uff0a\uff0b\uff0e-\uff19\uff1c-\uff1e\uff20-\uff5e\U0001d400-\U0001d7ff\U0001f130-\U0001f149"
    "\u1d00\u1d04-\u1d07\u1d0a-\u1d0d\u1d0f\u1d18\u1d1b\u1d1c\u1d20-\u1d22\u0262\u026a\u0274\u0280\u028f\u0299"
    "\u029c\u029f\ua730\ua731\ua7af"
)
# Small capitals, which no normal form knows for letters.
_SMALL_CAPITALS = {
    ord(small): plain
    for small, plain in zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz", strict=True)
}
# Full-width punctuation of Chinese and Japanese prose: folded where a view is made, no reason to make one.
_EAST_ASIAN = "\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f"

FOLD_TOKEN = f"[^{_MARKS}]?[{_MARKS}]+|{_JAMO}|[{_UNSEEN}{SPACES}{_HYPHENS}{_DIGITS}{_DRESSED}{_EAST_ASIAN}]"
# What makes a fold view worth its cost. Emoji are full of selectors and joiners: those count inside words.
FOLD_TRIGGER = re.compile(
    f"[{_HYPHENS}{_DIGITS}{_DRESSED}{_MARKS}\u1100-\u1112\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e0fff]"
)
INNER_CANDIDATE = re.compile(rf"[\u200d\ufe00-\ufe0f{SPACES}]")
INNER_TRIGGER = re.compile(
    rf"[\u200d\ufe00-\ufe0f{SPACES}](?:(?<=\w[\u200d\ufe00-\ufe0f])(?=\w)|(?<=\d[{SPACES}])(?=\d))"
)
_NOTHING = re.compile(f"[{_UNSEEN}{_MARKS}]+")
_SPACE = re.compile(f"[{SPACES}]")
_HYPHEN = re.compile(f"[{_HYPHENS}]")


def fold(token: str) -> str:
    if _SPACE.match(token):
        return " "
    if _HYPHEN.fullmatch(token):
        return "-"
    plain = _NOTHING.sub("", unicodedata.normalize("NFKC", token)).translate(_SMALL_CAPITALS)
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in plain)


# ASCII in signs that are shown as nothing, and that models read.
# https://www.unicode.org/charts/PDF/UE0000.pdf
TAGS = re.compile("[\U000e0020-\U000e007e]{2,}")
_TAGS = {0xE0000 + code: code for code in range(0x20, 0x7F)}
_AS_TAGS = {code: tag for tag, code in _TAGS.items()}


def show_tags(piece: str) -> str:
    return piece.translate(_TAGS)


def hide_in_tags(text: str, like: str) -> str:
    return text.translate(_AS_TAGS)


# Cyrillic and Greek letters that are drawn like a Latin one, beside it.
_LOOKALIKES = {
    "АВЕКМНОРСТХУІЈЅԚԜӀҺԌ": "ABEKMHOPCTXYIJSQWIhG",
    "авекмнорстхуіјѕԛԝӏһԁѵґг": "abekmhopctxyijsqwlhdvrr",
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ": "ABEZHIKMNOPTYX",
    "αεικνορτυχγϲϳ": "aeikvoptuxycj",
}
LOOKALIKES = {
    ord(strange): plain
    for row, latin in _LOOKALIKES.items()
    for strange, plain in zip(row, latin, strict=True)
}
_STRANGE = "".join(map(chr, LOOKALIKES))
STRANGE = re.compile(f"[{_STRANGE}]")
# A Latin letter beside a look-alike, a part of a hardware or network address with one, or the country of a
# bank account.
MIXED_WORD = re.compile(
    f"[A-Za-z](?:(?=[{_STRANGE}])|(?<=[{_STRANGE}].))"
    r"|:[0-9A-Fa-f]{0,3}[асеАВСЕ][0-9A-FасеАВСЕa-f]{0,3}(?!\w)"
    r"|(?<!\w)[АВЕКМНОРСТІЅ]{2}\d\d(?= ?\d{4})"
)
# Letters of those scripts that look like none of ours: this is Russian or Greek, not a disguise.
FOREIGN = re.compile(f"(?:(?![{_STRANGE}])[\u0370-\u03ff\u0400-\u052f])+")


def fold_lookalikes(piece: str) -> str:
    return piece.translate(LOOKALIKES)


# Digits drawn for letters. A name in them has a capital first, and goes on with a letter behind a digit.
_LEET = str.maketrans("013457", "oieast")
LEET = re.compile(
    r"[A-ZÀ-Þ](?<![\w-].)(?=\w{3})[a-zà-ÿ]{0,9}[013457]{1,4}[a-zà-ÿ][a-zà-ÿ013457]{0,12}(?![\w-])"
)
_LEET_WORD = re.compile(r"(?<!\w)(?=\d*[^\W\d_])(?=[^\W\d_]*\d)[^\W_2689]+(?!\w)")


def fold_leet(piece: str) -> str:
    return _LEET_WORD.sub(lambda word: word[0].translate(_LEET), piece)


_ASCII = bytes(range(128))


def distinct_beyond_ascii(text: str) -> str:
    """Each character of `text` beyond ASCII once, so that searching them costs little."""
    beyond = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    return "".join(set(beyond.decode("utf-8", "surrogatepass")))
