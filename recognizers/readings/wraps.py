"""Finds values that a line break cuts in two, with the marks of quotes, diffs and comments in between."""

import re
from collections.abc import Iterator

from recognizers.readings.regions import Stretch

# A line break with what stands before the text of the next line. A `+` or `-` further in is the text's own.
WRAP_TOKEN = r"\r?\n[+-]?[ \t>|#*]*(?://[ \t]*)?"

# A line that its last sign continues, as in strings of YAML, C and shells; what sets the next one in is left
# out, as YAML does. https://yaml.org/spec/1.2.2/#731-double-quoted-style
CONTINUED_TOKEN = r"\\\r?\n[ \t]{0,80}(?:\\ )?"
_CONTINUING = r"\\\r?\n(?:(?<={0}\\\n)|(?<={0}\\\r\n))[ \t]{{0,80}}(?={1})"
CONTINUED_WORTH = _CONTINUING.format(r"[^\s\\]", r"\S") + "|" + _CONTINUING.format(r"\d ", r"\d")
# A line of a card, a calendar or a directory, which a blank that begins the next one continues.
# https://www.rfc-editor.org/rfc/rfc6350#section-3.2 https://www.rfc-editor.org/rfc/rfc2849
UNFOLD_TOKEN = r"\r?\n[ \t]"
_UNFOLD = re.compile(UNFOLD_TOKEN)
# Where such an object begins, and, nested in none, ends: at its own end, or at a line without anything.
_OBJECT = re.compile(r"BEGIN:(?=V(?:CARD|CALENDAR|EVENT|TODO|JOURNAL))|(?<=\n)dn: ")
_END_OF_OBJECT = re.compile(r"\nEND:V|\r?\n\r?\n")

_PAST = r"[+-]?[ \t>|#*]*(?://[ \t]*)?"
# A mail address cut in its domain: what follows is its rest, up to a dot.
_MAIL = re.compile(rf"@(?:[A-Za-z][\w-]{{0,63}})?\r?\n{_PAST}[\w-]{{0,63}}\.[a-z]{{2}}")
# A key cut at the end of a line: long before, and something with a digit, alone on its line, after.
_KEY = re.compile(
    r"\n(?:(?<=[A-Za-z0-9_+/=.-]{12}\n)|(?<=[A-Za-z0-9_+/=.-]{12}\r\n))"
    rf"{_PAST}(?=[A-Za-z_+/.-]{{0,99}}[0-9]|[a-z_+/.-]{{0,99}}[A-Z][A-Za-z_+/.-]{{0,99}}=)([A-Za-z0-9_+/.-]{{4,256}}={{0,2}})"
    r"[\"',;)]{0,4}[ \t\r]{0,80}(?![^\n])"
)
# A setting without a value is no padded end of a key.
_EMPTY_SETTING = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+=")
_PROMPTS = ("VXNlcm5hbWU6", "UGFzc3dvcmQ6")
# The end of a line as wide as lines are when they are broken, and something that goes on in the next.
_WIDE = re.compile(rf"\n(?<=[\w@+/=.:-]\n)(?<=[^\n]{{64}}\n){_PAST}(?=[\w@+/.:-])")
_WIDEST = 80
# What begins a line of its own: one of a log, or a setting.
_OWN_LINE = re.compile(r"(?:\d{4}-|\d\d:)\d\d|[\w.-]{1,60}[\"']?(?:[=:]|[ \t]{1,3}=[ \t])")
# A line with its number, as the history of a shell is listed.
_NUMBERED_LINE = re.compile(r"\d{1,6}(?:[ \t]{2}|→|\t)")
# An item of a list, a row, a day, or what a label announces.
_OWN_ITEM = re.compile(
    r"\(?\d{1,3}(?:\.\d{1,3}){0,4}[.)][ \t]|\d{1,2}\.\d{1,2}[ \t](?!\d)|\d{1,9} ?[,;|\t](?! ?\d)"
    r"|\d{4}-\d\d-\d\d|\d\d?/\d\d?(?:/\d{2,4})?[ \t]|[^\W\d_][\w' ]{1,40}:[ \t]"
)
# Behind a number.
_OWN_ROW = re.compile(r"\d{1,3}[ \t]+[^\W\d_]|\d{1,9},")
_ROW_NUMBER = re.compile(r"(?<![\w.-])(\d{1,9}) ?([|\t]|[.)][ \t])")
_REACH = 64
# No line is as wide that is broken by width.
_FARTHEST = 512
# The mark of an item of a list.
_ITEM = re.compile(r"[+*-] \Z")
# Between the parts of a name or a login.
_HINGES = str.maketrans("", "", "-._")
# Capitals within a word, as passwords have them.
_HUMP = re.compile("[a-z][A-Z]")
# `eyJ`, read backwards: a JSON web token.
_TOKEN_HEAD = "Jye"
_KEY_CHARACTERS = re.compile(r"[A-Za-z0-9_+/=.-]*")
# What goes on with an address in small letters.
_STREET = r"(?:avenue|bis|boul|boulevard|chemin|del|place|quai|rue|ter)\b"
# A quoted, changed or commented line that goes on with a capital or a digit. `- ` and `* ` are lists.
_MARKED = re.compile(
    r"\n(?:[+-](?! \S)|[ \t]+\*|[ \t]*(?:[>|#]|//))[ \t>|#]*(?:// ?)?"
    rf"(?=[(+-]{{0,2}}[^\W_a-z]|{_STREET})"
    # Or set in, below a wide line.
    rf"|\n(?=[ \t]{{2,40}}(?:[(+-]?[^\W_a-z]|{_STREET}))(?:(?<=[\w),]\n)|(?<=\b(?:al|av|os|pl|ul)\.\n))"
    r"(?<=[^\n]{64}\n)[ \t]{2,40}"
)
# Small words that a street's name follows.
_STREETS = frozenset(
    ("al.", "av.", "boul.", "calle", "os.", "pl.", "rua", "rue", "str.", "ul.", "ulica", "via")
)


def find_cut_words(text: str) -> list[tuple[int, int]]:
    """Where a mail address or a key goes on in the next line."""
    hits = [match.span() for match in _MAIL.finditer(text)] if "@" in text else []
    for match in _KEY.finditer(text):
        # Read backwards from the break; a search for the end of the text would start at every character.
        before = _KEY_CHARACTERS.match(text[max(0, match.start() - 256) : match.start()].rstrip("\r")[::-1])
        # What a mail server asks for, `Username:` or `Password:`, is answered in the next line.
        if text.endswith(_PROMPTS, 0, match.start()):
            continue
        if before is None or not any(map(str.isdigit, before[0])) or _EMPTY_SETTING.fullmatch(match[1]):
            continue
        # Lists of like words are no cut word: the rest of one is shorter than its beginning, but of
        # a token that says how it begins, or of padded base64.
        if len(match[1]) + 1 < len(before[0]) or _TOKEN_HEAD in before[0] or match[1][-1] == "=":
            hits.append(match.span())
    hits += [match.span() for match in _WIDE.finditer(text) if _is_cut(text, *match.span())]
    return sorted(hits)


def _is_cut(text: str, start: int, end: int) -> bool:
    """Whether a number, a key or a mail address may go on behind the break, set in or after a mark."""
    if end - start < 2 or start - text.rfind("\n", max(0, start - _WIDEST - 1), start) > _WIDEST + 1:
        return False
    before = text[start - _REACH : start].rsplit(None, 1)[-1]
    after = text[end : end + _REACH].split(None, 1)[0]
    if _OWN_LINE.match(text, end) or _NUMBERED_LINE.match(text, end):
        return False
    rest = after.rstrip(".,;:!?)")
    ends_line = text[end + len(after) : end + len(after) + 1] in ("", "\n", "\r")
    if rest.isalpha() and not ends_line and _is_whole(before):
        return False
    # What goes on with a number has digits, but for a letter that checks it.
    if before.isdecimal() and (len(rest) > 2 or not ends_line) and not any(map(str.isdigit, rest)):
        return False
    if "@" in before or "@" in after or "://" in before:
        return True
    if _is_next_row(text, start, end):
        return False
    numbered = [any(map(str.isdigit, part)) for part in (before, after)]
    plain = any(part.isalpha() and part[1:].islower() for part in (before, rest))
    if any(numbered):
        # A password may begin with a word, and end a line with the rest.
        return all(numbered) or not plain or (ends_line and len(rest) > 2 and _is_mixed(rest))
    if not plain:
        return ends_line and all(_HUMP.search(part) for part in (before, rest))
    bare = rest.translate(_HINGES)
    is_word = bare.isalpha() and bare[0].islower() and not _ITEM.search(text, start, end)
    return is_word and (before.istitle() or ends_line) and _is_fragment(rest)


def _is_whole(before: str) -> bool:
    """Whether what ends a line is a mail address with its domain, or ends a sentence."""
    return before[-1] == "." or "." in before.partition("@")[2]


def _is_next_row(text: str, start: int, end: int) -> bool:
    """Whether the next line begins with a number of its own: in a cell, or one more than that before."""
    number = _ROW_NUMBER.match(text, end)
    if number is None or number[2] in "|\t":
        return number is not None
    before = _ROW_NUMBER.search(text, text.rfind("\n", 0, start) + 1, start)
    return before is not None and int(before[1]) + 1 == int(number[1])


def _is_mixed(rest: str) -> bool:
    """Whether a part is no word and no number."""
    return (
        not rest[:1].isupper() and not rest.isalpha() and not all(c.isdigit() or c in ".,:/%-" for c in rest)
    )


def _is_fragment(rest: str) -> bool:
    """Whether small letters are no word that anyone has seen alone, so the end of one."""
    # Read when there is something to be asked.
    from recognizers.names.gate import can_hold_name

    return can_hold_name(rest)


def find_cut_phrases(text: str) -> list[tuple[int, int]]:
    """Where a name, an address or a number goes on in the next line, after a mark."""
    return [
        match.span()
        for match in _MARKED.finditer(text)
        if _goes_on(text, match.start()) and not _begins_anew(text, match)
    ]


def _begins_anew(text: str, match: re.Match[str]) -> bool:
    """Whether the next line is one of its own: it has a number, or is a row or a setting like that before."""
    start, end = match.span()
    if _NUMBERED_LINE.match(text, end) or _OWN_ITEM.match(text, end):
        return True
    if text[start - 1 : start].isdecimal() and _OWN_ROW.match(text, end):
        return True
    if match[0].strip():
        return False
    # What goes on is set in more than the line that it belongs to.
    before = text[max(0, start - _FARTHEST) : start].rpartition("\n")[2]
    return len(before) - len(before.lstrip()) >= end - start - 1 or _OWN_LINE.match(text, end) is not None


def _goes_on(text: str, end: int) -> bool:
    words = text[max(0, end - 40) : end].rstrip(" ,-)\r").rsplit(None, 1)
    if not words:
        return False
    first, last = words[-1].lstrip("(+-")[:1], words[-1][-1]
    return first.isupper() or (first.isdecimal() and last.isdecimal()) or words[-1] in _STREETS


def join_continued(token: str) -> str:
    """What stands for the end of a continued line: nothing, or the blank that begins the next one."""
    return " " if token.endswith("\\ ") else ""


def find_folded(text: str) -> Iterator[Stretch]:
    """Yield each card, calendar or entry of a directory that has folded lines."""
    if "BEGIN:V" not in text and "\ndn: " not in text:
        return
    past = 0
    for begin in _OBJECT.finditer(text):
        if begin.start() < past:
            continue
        end = _END_OF_OBJECT.search(text, begin.end())
        past = end.start() if end else len(text)
        if _UNFOLD.search(text, begin.end(), past):
            yield Stretch("unfold", begin.start(), past)
