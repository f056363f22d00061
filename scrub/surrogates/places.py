"""Streets, towns, companies and coordinates: invented, with the words that say what they are kept."""

import re
from typing import Final

from scrub.surrogates.dead_tokens import moved_digits
from scrub.surrogates.draw import Draw
from scrub.surrogates.people import LETTER
from scrub.surrogates.place_words import (
    COMPANY_WORDS,
    EAST_ASIAN_WORDS,
    PLACE_WORDS,
    SMALL_WORDS,
    STATES,
    STREET_WORDS,
    STREETS_FIRST,
    UNIT_WORDS,
)
from scrub.surrogates.pools import UNSPACED, folded, script_of
from scrub.surrogates.seal import DIGITS, sealed
from scrub.surrogates.words import digits_like, in_script, invented, plain, shape_like, titled

_WORD: Final = re.compile(rf"{LETTER}+(?:['’]{LETTER}+)*|\d+")
# What a thing is, not whose: kept in the names of companies.
# The ending of a street's name that is one word with it.
_STREET_ENDING: Final = re.compile(
    r"(?i)(?<=.{3})(straße|strasse|str|weg|gasse|allee|platz|ring|ufer|damm|straat|laan|plein|kade|gracht|dijk|singel|"
    r"gatan|vägen|gata|vägen|gade|vej|vegen|veien|gaten|katu|tie|utca)$"
)
_STREET_PART: Final = re.compile(
    r"\b(?P<area>[A-Z]{1,2})(?P<district>\d[A-Z0-9]?)(?P<gap> ?)(?P<sector>\d)(?P<unit>[A-Z]{2})\b"
    # Of other countries, and of their first half: `M5V 2T6`, `D02 X285`, `1012AB`.
    rf"|\b(?P<mixed>(?=[A-Z]+\d)[A-Z\d]{{3,7}}|\d[A-Z]\d|\d{{4}}[A-Z]{{2}})\b|{_WORD.pattern}"
)
# No Canadian postcode begins with W or Z.
# https://www.canadapost-postescanada.ca/cpc/en/support/articles/addressing-guidelines/postal-codes.page
_CANADIAN: Final = re.compile(r"[A-Z]\d[A-Z]")
# What one line of an address is.
_PART: Final = re.compile(r"[^,;\n\\]+")
# `N`, `SW`, `St`: as many letters.
_DIRECTION: Final = 2
_ZIP_LENGTH: Final = 5
_LONGEST_NUMBER: Final = 12


def stand_in_street(value: str, key: bytes, scope: str, attempt: int = 0) -> str:
    """Return an address whose street and town are invented and whose numbers are others.

    Five digits become a code that no country uses for a place: 00100 to 00499. British postcodes begin with
    Q, V or X, which no area has (https://en.wikipedia.org/wiki/Postcodes_in_the_United_Kingdom).
    """

    named = _named_by_kinds(value)

    def write(match: re.Match[str]) -> str:
        word = match[0]
        if match["area"]:
            return _postcode(match, key, scope, attempt)
        if match["mixed"]:
            return _mixed(word, key, scope, attempt)
        if word.isdecimal():
            return _house_or_code(word, key, scope, attempt)
        if word in STATES and match.end() < len(value) and value[match.end()] in " ,":
            return Draw(key, scope, "STATE", word).choice([state for state in STATES if state != word])
        if match.start() not in named and (
            folded(word) in STREET_WORDS or (len(word) == 1 and word.isascii())
        ):
            return word
        if script_of(word) in UNSPACED:
            return _east_asian(word, key, scope)
        if ending := _STREET_ENDING.search(word):
            return titled(word, plain_like(word, key, scope)) + ending[0]
        return titled(word, invented(word.lower(), key, scope))

    written = _STREET_PART.sub(write, value)
    return written if written != value else stand_in_place(value, key, scope)


def _named_by_kinds(value: str) -> frozenset[int]:
    """Return where words stand that are the name of a street made of such words alone: `Old Hill View`."""
    named: set[int] = set()
    for part in _PART.finditer(value):
        words = [match for match in _WORD.finditer(value, *part.span()) if not match[0].isdecimal()]
        said = [folded(match[0]) for match in words]
        kinds = [
            match.start()
            for match, word in zip(words, said, strict=True)
            if len(word) > _DIRECTION and word not in SMALL_WORDS
        ]
        if len(words) > 1 and kinds and STREET_WORDS.issuperset(said) and UNIT_WORDS.isdisjoint(said):
            at = 0 if said[0] in STREETS_FIRST else -1
            named.update([start for start in kinds if start != words[at].start()] or kinds)
    return frozenset(named)


def plain_like(word: str, key: bytes, scope: str) -> str:
    """Return the invented word for a street's name without its ending."""
    return invented(folded(word), key, scope)


def _postcode(match: re.Match[str], key: bytes, scope: str, attempt: int) -> str:
    draw = Draw(key, scope, "POSTCODE", match[0].replace(" ", ""), str(attempt))
    area = draw.choice("QVX") + shape_like(draw, match["area"][1:])
    district, sector, unit = (shape_like(draw, match[part]) for part in ("district", "sector", "unit"))
    return f"{area}{district}{match['gap']}{sector}{unit}"


def _mixed(code: str, key: bytes, scope: str, attempt: int) -> str:
    """Replace capitals and digits in one word, the letters too: the first says which town it is."""
    draw = Draw(key, scope, "POSTCODE", code, str(attempt))
    drawn = shape_like(draw, code)
    return draw.choice("WZ") + drawn[1:] if _CANADIAN.fullmatch(code) else drawn


def _house_or_code(digits: str, key: bytes, scope: str, attempt: int) -> str:
    draw = Draw(key, scope, "HOUSE", digits, str(attempt))
    if len(digits) == _ZIP_LENGTH:
        return in_script(digits, f"00{1 + draw.below(4)}{draw.digits(2)}")
    if digits.isascii() and len(digits) <= _LONGEST_NUMBER and not attempt:
        return moved_digits(digits, key, scope, "HOUSE")
    return digits_like(draw, digits)


def _east_asian(word: str, key: bytes, scope: str) -> str:
    """Replace the characters between those that say what a part of an address is."""
    parts = re.split(f"([{''.join(sorted(EAST_ASIAN_WORDS))}])", word)
    kept = sum(part not in EAST_ASIAN_WORDS and part != "" for part in parts)
    if not kept:
        return invented(word, key, scope)
    return "".join(
        part if part in EAST_ASIAN_WORDS or not part else invented(part, key, scope) for part in parts
    )


def stand_in_place(value: str, key: bytes, scope: str) -> str:
    """Return an invented town or region; `New`, `Saint`, `am` stay."""
    return _words(value, PLACE_WORDS, key, scope)


def stand_in_company(value: str, key: bytes, scope: str) -> str:
    """Return an invented company; its legal form and what it is (`Hospital`) stay.

    >>> stand_in_company("Acme GmbH", bytes(32), "").endswith(" GmbH")
    True
    """
    return _words(value, COMPANY_WORDS, key, scope)


def _words(value: str, kept: frozenset[str], key: bytes, scope: str) -> str:
    words = _WORD.findall(value)
    names = [word for word in words if not word.isdecimal() and folded(word) not in kept]

    def write(match: re.Match[str]) -> str:
        word = match[0]
        if word.isdecimal():
            return _house_or_code(word, key, scope, 0)
        if names and folded(word) in kept:
            return word
        if script_of(word) in UNSPACED:
            return _around(word, kept, key, scope)
        made = invented(word.lower(), key, scope)
        return titled(word, plain(made) if word.isascii() else made)

    return _WORD.sub(write, value)


def _around(word: str, kept: frozenset[str], key: bytes, scope: str) -> str:
    """Replace what stands before or after a kept word (`株式会社`) that is written without a gap."""
    for size in range(len(word) - 1, 0, -1):
        if word[-size:] in kept:
            return invented(word[:-size], key, scope) + word[-size:]
        if word[:size] in kept:
            return word[:size] + invented(word[size:], key, scope)
    return invented(word, key, scope)


_NUMBER: Final = re.compile(r"([-+−]?)(\d{1,3})([.,])(\d+)")
_DEGREES: Final = re.compile(r"\d+")
# Of degrees with minutes behind them the decimals are of minutes or seconds.
_MINUTES: Final = re.compile(r"\d\s?(?:[°º]|deg)\s?\d|^[NSns]\s?\d{1,2}[ -]\d")


def stand_in_coordinates(value: str, canonical: str, key: bytes, scope: str, attempt: int = 0) -> str:
    """Return a place one to four degrees (100 to 400 km) off, north or south, east or west, as precise.

    Two places of one scope move by different ways, so that one that is guessed gives none away. The name
    of a cell of a grid becomes another one that looks like it.
    """
    draw = Draw(key, scope, "COORDINATES", canonical, str(attempt))
    numbers = list(_NUMBER.finditer(value))
    if not numbers and "°" not in value:
        return sealed(shape_like(draw, value), key, attempt=attempt)
    if not numbers or _MINUTES.search(value):
        return _sexagesimal(value, draw)
    out: list[str] = []
    position = 0
    for place, match in enumerate(numbers):
        out += (value[position : match.start()], _moved_degrees(match, 175 if place % 2 else 85, draw))
        position = match.end()
    return sealed("".join([*out, value[position:]]), key, DIGITS, attempt=attempt)


def _moved_degrees(match: re.Match[str], limit: int, draw: Draw) -> str:
    places = len(match[4])
    scale = 10**places
    magnitude = int(match[2]) * scale + int(match[4])
    signed = -magnitude if match[1] in ("-", "−") else magnitude
    shift = scale + draw.below(3 * scale)
    moved = signed + shift if draw.below(2) else signed - shift
    if abs(moved) > limit * scale:
        moved = signed - shift if moved > 0 else signed + shift
    # Letters for the directions stand outside, so a number without a sign stays so.
    if not match[1] and moved < 0:
        moved = signed + shift
    sign = ("-" if match[1] != "−" else "−") if moved < 0 else ("+" if match[1] == "+" else "")
    whole, rest = divmod(abs(moved), scale)
    return f"{sign}{whole}{match[3]}{rest:0{places}d}"


def _sexagesimal(value: str, draw: Draw) -> str:
    """Move the degrees of each half; minutes and seconds become any below 60."""
    numbers = list(_DEGREES.finditer(value))
    if not numbers:
        return shape_like(draw, value)
    half = len(numbers) // 2
    out: list[str] = []
    position = 0
    for place, match in enumerate(numbers):
        if place in (0, half):
            degrees = int(match[0])
            limit = 85 if place == 0 else 175
            step = 1 + draw.below(4)
            drawn = degrees + step if degrees + step <= limit else degrees - step
        else:
            is_fraction = value[match.start() - 1] in ".,"
            drawn = draw.below(10 ** len(match[0])) if is_fraction or len(match[0]) > 2 else draw.below(60)
        out += (value[position : match.start()], f"{drawn:0{len(match[0])}d}")
        position = match.end()
    return "".join([*out, value[position:]])
