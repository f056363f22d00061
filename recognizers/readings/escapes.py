"""Escapes that write single characters: which tokens there are, what they stand for, how text is escaped.

Every token decodes on its own and is told from its own characters alone, never from what stands around it;
so any stretch between two tokens decodes to what it decodes to within the whole. Of words that are spaced
out, a stretch from blank to blank does.
"""

import html
import re
import string

from recognizers.errors import CodecError
from recognizers.readings.characters import character_of

_HEX = "[0-9A-Fa-f]"


def _utf8_tokens(lead: str) -> str:
    """The regex of one character beyond ASCII, written as its UTF-8 bytes in hex, each after `lead`.

    No more than RFC 3629 (4) allows, since a token that stands for nothing would be cut into others.
    """
    follow = f"{lead}[89ABab]{_HEX}"
    third = f"0{lead}[ABab]{_HEX}|[1-9A-CEFa-cef]{follow}|[Dd]{lead}[89]{_HEX}"
    fourth = f"0{lead}[9ABab]{_HEX}|[1-3]{follow}|4{lead}8{_HEX}"
    return (
        f"{lead}(?:[Cc][2-9A-Fa-f]|[Dd]{_HEX}){follow}"
        f"|{lead}[Ee](?:{third}){follow}|{lead}[Ff](?:{fourth})(?:{follow}){{2}}"
    )


def _character(data: bytes, token: str) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return token


def _utf8(character: str) -> bytes:
    try:
        return character.encode()
    except UnicodeEncodeError:
        raise CodecError("half a surrogate pair cannot be written in bytes") from None


# Backslashes: JSON (RFC 8259), and what string literals and git add: \' \x41 \x{41} \U0001F600 \u{1f600}
# \303\251.
_UTF8_ESCAPES = _utf8_tokens(r"\\x")
JSON_TOKEN = (
    rf"\\(?:[\"\\/bfnrt']|u[dD][89abAB]{_HEX}{{2}}\\u[dD][c-fC-F]{_HEX}{{2}}"
    rf"|u{_HEX}{{4}}|[ux]\{{{_HEX}{{1,6}}\}}|U{_HEX}{{8}})"
    rf"|{_UTF8_ESCAPES}|\\x{_HEX}{{2}}"
    # Shells and C; lower ones are more often back references.
    r"|\\(?:0[4-7]|1[0-7])[0-7]"
    r"|\\3[0-3][0-7]\\2[0-7]{2}|\\3[45][0-7](?:\\2[0-7]{2}){2}|\\36[0-7](?:\\2[0-7]{2}){3}"
)
_LETTERS = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_ESCAPES = {character: "\\" + letter for letter, character in _LETTERS.items()} | {'"': '\\"', "\\": "\\\\"}
_JSON_SPECIAL = re.compile(r"[\"\\\x00-\x1f]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def unescape_json(token: str) -> str:
    kind = token[1]
    if kind not in "uUx301":
        return _LETTERS.get(kind, kind)
    if kind in "01":
        return chr(int(token[1:], 8))
    if kind == "3":
        return _character(bytes(int(octal, 8) for octal in token[1:].split("\\")), token)
    if kind == "x" and token[2] != "{":
        data = bytes.fromhex(token.replace("\\x", ""))
        return _character(data, token) if len(data) > 1 else chr(data[0])
    units = [int(unit.strip("{}"), 16) for unit in token[2:].split("\\u")]
    if len(units) == 2:
        return chr(0x10000 + ((units[0] & 0x3FF) << 10) + (units[1] & 0x3FF))
    # Half a pair is no character: it stays as it is written.
    return character_of(units[0]) or token


def _escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def escape_json(text: str, like: str) -> str:
    text = _JSON_SPECIAL.sub(lambda match: _ESCAPES.get(match[0]) or _escape(match[0]), text)
    if "\\/" in like:
        text = text.replace("/", "\\/")
    if "\\'" in like:
        text = text.replace("'", "\\'")
    if "\\u" in like:
        text = _NOT_ASCII.sub(lambda match: _escape(match[0]), text)
    return text


# RFC 3986; before it letters of Latin-1, and what `escape` of JavaScript makes: M%FCller, M%u00FCller.
# `%ce` and `%cd` are whose a commit is and when.
PERCENT_TOKEN = (
    rf"%[0-7]{_HEX}|{_utf8_tokens('%')}|%(?:[CE][0-9A-F]|[DF][0-689A-E]|[ce][0-9]|[df][0-689])"
    rf"|%u[dD][89abAB]{_HEX}{{2}}%u[dD][c-fC-F]{_HEX}{{2}}|%u{_HEX}{{4}}"
)
FORM_TOKEN = rf"\+|{PERCENT_TOKEN}"
_UNRESERVED = frozenset(string.ascii_letters + string.digits + "-._~")
# What many writers leave bare, and what must not be where it separates.
_SOMETIMES_BARE = frozenset("!$'()*,:;@/")
_ALL_PERCENT = re.compile(f"(?>(?:{PERCENT_TOKEN})+)")


def unescape_percent(token: str) -> str:
    if token == "+":
        return " "
    if token[1] == "u":
        character = unescape_json(token.replace("%", "\\"))
        return character if len(character) == 1 else token
    data = bytes.fromhex(token.replace("%", ""))
    return data.decode("latin-1") if len(data) == 1 else _character(data, token)


def escape_percent(text: str, like: str) -> str:
    bare = _UNRESERVED | (_SOMETIMES_BARE & set(_ALL_PERCENT.sub("", like)))
    if _ALL_PERCENT.fullmatch(like):
        needless = {chr(int(token[1:], 16)) for token in re.findall("%[2-7].", like)} & _UNRESERVED
        bare = frozenset() if needless else bare
    template = "%%%02x" if re.search("%(?:[a-f]|.[a-f])", like) else "%%%02X"
    return "".join(c if c in bare else "".join(template % byte for byte in _utf8(c)) for c in text)


def escape_form(text: str, like: str) -> str:
    return "+".join(escape_percent(word, like.replace("+", "")) for word in text.split(" "))


# Character references of HTML and XML; browsers read numbers without the semicolon too.
HTML_TOKEN = (
    rf"&(?:(?:#[0-9]{{1,7}}|#[xX]{_HEX}{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});|#[0-9]{{2,6}}(?![0-9;]))"
)
_ALL_HTML = re.compile(f"(?:{HTML_TOKEN}){{2,}}")
_HTML_SPECIAL = re.compile("[&<>\"']")


def unescape_html(token: str) -> str:
    character = html.unescape(token)
    # Of an unknown name, `unescape` takes the longest known beginning and keeps the rest with its semicolon.
    known = len(character) == 1 or (len(character) == 2 and character[1] != ";")
    return character if known and character != "\ufffd" else token


def _reference(character: str, template: str) -> str:
    reference = template % ord(character)
    # Some characters, most of them control characters, must not be referred to by number.
    return reference if unescape_html(reference) == character else html.escape(character)


def escape_html(text: str, like: str) -> str:
    template = "&#x%x;" if re.search("&#[xX]", like) else "&#%d;"
    if _ALL_HTML.fullmatch(like):
        return "".join(_reference(character, template) for character in text)
    text = _HTML_SPECIAL.sub(lambda match: html.escape(match[0]), text)
    if like and like.isascii():
        text = _NOT_ASCII.sub(lambda match: _reference(match[0], template), text)
    return text


# Quoted-printable (RFC 2045): soft line breaks and bytes, UTF-8 or else Latin-1; in headers what stands
# between two words that are read as one (RFC 2047, 6.2).
QP_TOKEN = (
    r"=\r?\n|=[0-7][0-9A-F]|\?=(?:[ \t]|\r?\n[ \t]){1,3}=\?[\w-]{2,40}\?[Qq]\?"
    r"|=(?:C[2-9A-F]|D[0-9A-F])=[89AB][0-9A-F]|=E[0-9A-F](?:=[89AB][0-9A-F]){2}"
    r"|=F[0-4](?:=[89AB][0-9A-F]){3}|=[A-F][0-9A-F]"
)
_QP_SPECIAL = re.compile(r"[^\t\n\r -<>-~]")


def unescape_qp(token: str) -> str:
    if "\n" in token or "?" in token:
        return ""
    data = bytes.fromhex(token.replace("=", ""))
    return data.decode("latin-1") if len(data) == 1 else _character(data, token)


def escape_qp(text: str, like: str) -> str:
    return _QP_SPECIAL.sub(lambda match: "".join(f"={byte:02X}" for byte in _utf8(match[0])), text)


# Terminal control sequences (ECMA-48): colours and titles, shown as nothing.
ANSI_TOKEN = r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"

# A sign that is struck again, underlined or taken back, as pages of `man` have what is bold.
# https://man7.org/linux/man-pages/man1/grotty.1.html
OVERSTRIKE_TOKEN = r"(?:[^\n\x08]\x08+)+[^\n\x08]?"


def read_overstrike(token: str) -> str:
    """Return the sign that is shown in the place of those that were struck, if any."""
    return token[-1].replace("\b", "")


# Emphasis that is shown as nothing: Markdown's stars and strikes, and HTML's inline tags.
MARKUP_TOKEN = r"\*{1,3}|~~|</?(?:b|em|font|i|mark|s|span|strong|sub|sup|u|wbr)(?:\s[^<>]{0,120})?/?>"
# What stands around a value of XML that is written as it is (https://www.w3.org/TR/xml/#sec-cdata-sect).
CDATA_TOKEN = r"<!\[CDATA\[\s{0,80}|\s{0,8}\]\]>"

# One blank between two signs that stand alone, and more than one between words.
SPACED_TOKEN = r" {2,}|(?<!\w\S) (?<=\S )(?=\S)(?!\S\w)"


def unescape_spaced(token: str) -> str:
    return "" if token == " " else " "


# Two string literals that source code joins into one: "Ja" + "ne", 'Ja' . 'ne', "Ja" "ne", "Ja""ne".
# A literal on the next line that names a value, `"kind" = 1`, begins a line of its own.
_JOIN = (
    r"(?=[\s+.&|~<^\\])"
    r"(?:\s{0,80}(?:\+\+?|\.\.?|&|\|\||~|<>|\^)\s{0,80}"
    r"|[ \t]{0,80}\\?\r?\n\s{0,80}(?![\"'][^\"'\n]{0,80}[\"']\s{0,40}[=:])"
    # The first cell of a row of quoted values, or the only one.
    r"(?!(?<=\n)[\"'][^\"'\n]{0,200}[\"'](?:[,;\t|\r\n]|\Z)))[a-z]{0,2}"
)
# A tab parts two cells.
_BESIDE = r" {0,8}"
CONCAT_TOKEN = "|".join(f"{quote}{_JOIN}{quote}|{quote}{_BESIDE}{quote}" for quote in "\"'")
# Literals beside each other are worth reading only where both have something: `""` is mostly empty.
_INSIDE = r"[\w@.+/-]"
# What a change adds below is the next member, no rest: `"no": "KT-17"` and `+ "name": …`.
CONCAT_DOUBLE, CONCAT_SINGLE = (
    rf"{quote}(?:{_JOIN}{quote}(?![\w -]{{1,40}}{quote}[ \t]?:)"
    rf"|(?=[{quote} ])(?:(?<={_INSIDE}{quote})|(?<=\w[ ,:]{quote})|(?<=\d, {quote}))"
    rf"{_BESIDE}{quote}(?=[ ,:]?{_INSIDE}))"
    for quote in "\"'"
)


def unescape_nothing(token: str) -> str:
    """Tokens that are shown as nothing."""
    return ""


def escape_nothing(text: str, like: str) -> str:
    return text
