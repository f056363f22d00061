"""How languages and formats read what they let one write otherwise, for verification.

Shares no code with detection, which has codecs for the same.
"""

import base64
import quopri
import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_SOFT_BREAK: Final = re.compile(r"=(?:\r?\n|(?:\\{1,8}r)?\\{1,8}n)")
# Accents and letters of LaTeX, by what Unicode calls them; what is written may be escaped itself.
_ACCENTS: Final = {
    **{"'": "ACUTE", "`": "GRAVE", "^": "CIRCUMFLEX", '"': "DIAERESIS", "~": "TILDE", "=": "MACRON"},
    **{".": "DOT ABOVE", "c": "CEDILLA", "v": "CARON", "H": "DOUBLE ACUTE", "k": "OGONEK", "r": "RING ABOVE"},
    "u": "BREVE",
}
# Each begins with its backslash, so that it is searched for at the speed of `memchr`.
_LATEX: Final = re.compile(
    r"""\\(?:['"`^~]\{\\{0,4}[A-Za-z]\}|['"`^~=.]\\{0,4}[A-Za-z]\}|['`^~][A-Za-z](?:(?<=[A-Za-z]\\..)|(?<=[A-Za-z]\\\\..))"""
    r"""|"[A-Za-z](?:(?<=[A-Za-z]\\"[A-Za-z])|(?<=[A-Za-z]\\\\\\"[A-Za-z]))"""
    r"|(?:text[a-z]{2,6}|emph|[cvHkru])\{|(?:ss|ae|AE|oe|OE|aa|AA|o|O|l|L)\{?\})"
)
# A sign behind a backslash, which JSON may double, and what makes it worth reading.
_WORTH: Final = re.compile(r"\\[ $.:@_+-](?=\w)")
_SIGN: Final = re.compile(r"(?<!\\)\\+([ !#-&(-.:-@\[\]-`{-~])")
_ACCENTED: Final = re.compile(r"""(?<!\\)\\+(?:(['"`^~=.])[ {]*\\*|([cvHkru])\{\\*)([A-Za-z])""")
_LETTER: Final = re.compile(r"(?<!\\)\\+(?:(ss)|([oOlL])|([aA][eEaA]|[oO][eE]))(?![A-Za-z])(?:\{\}| )?")
_TYPE: Final = re.compile(r"(?<!\\)\\+(?:text[a-z]{2,6}|emph|underline|mbox)\{|(?<!\\)\\+(?=[&%$#_])|[{}]")
# Characters, control words and groups of RTF.
_RTF_CHARACTER: Final = re.compile(r"(?<!\\)\\+'([0-9a-fA-F]{2})|(?<!\\)\\+u(-?[0-9]{1,5}) ?\??")
_RTF_CONTROL: Final = re.compile(r"(?<!\\)\\+[a-z]{1,32}-?[0-9]{0,10} ?|[{}]")
# Characters of SQL behind any sign, and those that calls make of numbers, joined to what stands beside them.
_SQL_CHARACTER: Final = re.compile(r"(?:\\{1,8}|[!#-&*/:=?@^_|~])(?:\+([0-9a-fA-F]{6})|([0-9a-fA-F]{4}))")
_CALLS: Final = ("r(", "R(", "rW(", "RW(", "rB(", "Code(", "Point(")
_CALLED: Final = re.compile(r"(?:[Hh][Aa]?[Rr][WBwb]?|Code|Point)\( {0,8}[0-9]")
_JOIN: Final = r"\s{0,20}(?:\|\||[+.&])\s{0,20}"
_CALL: Final = re.compile(
    rf"(?:\\?[\"']{_JOIN})?(?<![A-Za-z_])(?:string\.fromc\w{{7,8}}|\w{{0,3}}cha?r[wb]?)\(\s{{0,8}}(0x[0-9a-f]{{1,6}}|[0-9]{{1,7}})\s{{0,8}}\)"
    rf"(?:{_JOIN}(?:n?\\?[\"'])?)?",
    re.IGNORECASE,
)
_LISTED: Final = re.compile(
    r"(?:char|harcode|odepoint)\(((?:\s{0,40}(?:0x)?[0-9a-f]{1,7},){2,}[^()]{1,9})\)", re.IGNORECASE
)
# Letters in UTF-7, and in the names of mailboxes.
_SHIFT: Final = re.compile(r"[+&]A[M-X][A-Za-z0-9+/,]|[uU][tT][fF]-7")
_SHIFTED: Final = re.compile(r"[+&]([A-Za-z0-9+/,]{3,400})-?")
# A quote in a cell of separated values or in a string of SQL, which JSON may escape, and no empty string.
_DOUBLED: Final = {
    pair: re.compile(
        rf"{re.escape(pair)}(?:(?<=[^\s\\\"',:;=(\[{{]{re.escape(pair)})|(?=[^\s\\\"',:;)\]}}]))"
    )
    for pair in ('""', "''", '\\"\\"')
}
_NAMED85: Final = re.compile("<~|(?:[Bb]|ase-?|ASE-?)85")
_ADOBE: Final = re.compile(r"<~([!-uz\s]{5,100000})~>")
_BASE85: Final = re.compile(r"[0-9A-Za-z!#$%&()*+;<=>?@^_`{|}~-]{15,}")


def notations(text: str) -> Iterator[str]:
    """Yield the text as each language and format reads it that it has something of."""
    if "rintable" in text or "RINTABLE" in text:
        soft = _SOFT_BREAK.sub("", text).encode("utf-8", "surrogatepass")
        yield quopri.decodestring(soft).decode("utf-8", "replace")
    if "\\" in text and _WORTH.search(text):
        yield _SIGN.sub(r"\1", text)
    if "\\" in text and _LATEX.search(text):
        yield _TYPE.sub("", _LETTER.sub(_read_letter, _ACCENTED.sub(_read_accent, text))).replace("~", " ")
    if "\\rtf" in text:
        yield _RTF_CONTROL.sub("", _RTF_CHARACTER.sub(_read_character, text))
    if "U&" in text or "u&" in text:
        yield _SQL_CHARACTER.sub(lambda one: _of_number(one[1] or one[2], 16), text)
    if "(" in text and any(name in text for name in _CALLS) and _CALLED.search(text):
        yield _LISTED.sub(_read_list, _CALL.sub(lambda one: _of_number(one[1], 0), text))
    if ("+A" in text or "&A" in text or "-7" in text) and _SHIFT.search(text):
        yield _SHIFTED.sub(_read_shifted, text)
    for pair, is_quote in _DOUBLED.items():
        if pair in text and is_quote.search(text):
            yield text.replace(pair, pair[: len(pair) // 2])
    if ("<~" in text or "85" in text) and _NAMED85.search(text):
        yield "\n".join(_in_base85(text.replace('\\"', '"').replace("\\\\", "\\")))


def _read_accent(written: re.Match[str]) -> str:
    return _named(written[3], f"WITH {_ACCENTS[written[1] or written[2]]}") or written[0]


def _read_letter(written: re.Match[str]) -> str:
    if written[1]:
        return "ß"
    if written[2]:
        return _named(written[2], "WITH STROKE")
    return _named(written[3], "") if written[3].lower() != "aa" else _named(written[3][0], "WITH RING ABOVE")


def _named(letter: str, rest: str) -> str:
    size, kind = (
        "CAPITAL" if letter[0].isupper() else "SMALL",
        "LIGATURE" if letter in ("oe", "OE") else "LETTER",
    )
    try:
        return unicodedata.lookup(f"LATIN {size} {kind} {letter.upper()} {rest}".strip())
    except KeyError:
        return ""


def _read_character(written: re.Match[str]) -> str:
    if written[1]:
        return bytes.fromhex(written[1]).decode("cp1252", "replace")
    return chr(int(written[2]) % 0x10000)


def _of_number(digits: str, base: int) -> str:
    number = int(digits.lstrip("0") or "0", base) if base or "x" not in digits else int(digits, 16)
    return chr(number) if number < 0x110000 else ""


def _read_list(written: re.Match[str]) -> str:
    return "".join(_of_number(number.strip(), 0) for number in written[1].split(","))


def _read_shifted(written: re.Match[str]) -> str:
    try:
        return f"+{written[1].replace(',', '/')}-".encode().decode("utf-7")
    except UnicodeDecodeError:
        return written[0]


def _in_base85(text: str) -> Iterator[str]:
    for pattern, decode in ((_ADOBE, base64.a85decode), (_BASE85, base64.b85decode)):
        for run in pattern.findall(text):
            try:
                yield decode(run).decode()
            except ValueError:
                continue
