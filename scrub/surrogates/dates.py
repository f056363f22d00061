"""Dates of people, all moved by one number of whole weeks a scope, so that intervals and weekdays survive."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial
from typing import Final

from scrub.surrogates.draw import Draw, moved
from scrub.surrogates.words import cased, digits_like, in_script

_LEAST_WEEKS, _MOST_WEEKS = 5, 52
# A year that has every day.
_LEAP_YEAR: Final = 2000

# January to December, as they are written; short forms in the second line.
_MONTHS: Final = """
january february march april may june july august september october november december
jan feb mar apr may jun jul aug sep oct nov dec
januar februar märz april mai juni juli august september oktober november dezember
jan feb mär apr mai jun jul aug sep okt nov dez
janvier février mars avril mai juin juillet août septembre octobre novembre décembre
janv févr mars avr mai juin juil août sept oct nov déc
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
ene feb mar abr may jun jul ago sep oct nov dic
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
gen feb mar apr mag giu lug ago set ott nov dic
janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
jan fev mar abr mai jun jul ago set out nov dez
januari februari maart april mei juni juli augustus september oktober november december
jan feb mrt apr mei jun jul aug sep okt nov dec
stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
sty lut mar kwi maj cze lip sie wrz paź lis gru
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
янв фев мар апр май июн июл авг сен окт ноя дек
januari februari mars april maj juni juli augusti september oktober november december
jan feb mar apr maj jun jul aug sep okt nov dec
ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
oca şub mar nis may haz tem ağu eyl eki kas ara
يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर
januar februar marts april maj juni juli august september oktober november december
januar februar mars april mai juni juli august september oktober november desember
tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta \
marraskuuta joulukuuta
ledna února března dubna května června července srpna září října listopadu prosince
január február március április május június július augusztus szeptember október november december
ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie
ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου \
δεκεμβρίου
січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
januari februari maret april mei juni juli agustus september oktober november desember
فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند
"""
_LANGUAGES: Final = tuple(tuple(line.split()) for line in _MONTHS.strip().splitlines())
_YEAR_FIRST: Final = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_YEAR_LAST: Final = re.compile(r"(?<!\d)(\d{1,2})([-/. ])(\d{1,2})\2 ?(\d{4}|\d{2})(?!\d)")
_GLUED: Final = re.compile(r"(?<!\d)((?:18|19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_EAST_ASIAN: Final = re.compile(
    r"(?:(\d{2,4})( ?[年년] ?))?(\d{1,2})( ?[月월] ?)(\d{1,2})(?= ?[日일号號]|\D|$)"
)
_NO_YEAR: Final = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})(?!\d)")
_WORD: Final = re.compile(r"[^\W\d_]+")
_NUMBER: Final = re.compile(r"\d+")
# A day of a month: its number, where its ending follows.
_ORDINAL: Final = re.compile(r"(?<!\d)(\d{1,2})(st|nd|rd|th)\b", re.IGNORECASE)
_LAST_MONTH, _LAST_DAY = 12, 31


def weeks_of(key: bytes, scope: str) -> int:
    """Return by how many weeks the dates of a scope are moved, forwards or back."""
    draw = Draw(key, scope, "DATE")
    weeks = _LEAST_WEEKS + draw.below(_MOST_WEEKS - _LEAST_WEEKS + 1)
    return weeks if draw.below(2) else -weeks


def stand_in_date(value: str, key: bytes, scope: str) -> str:
    """Return the moved date in the same format; a year alone moves by one to three years.

    >>> sorted(map(len, stand_in_date("03.04.1987", bytes(32), "").split(".")))
    [2, 2, 4]
    """
    days = 7 * weeks_of(key, scope)
    value = unicodedata.normalize("NFC", value)
    text = _ascii(value)
    for pattern, write in (
        (_YEAR_FIRST, _year_first),
        (_GLUED, _glued),
        (_EAST_ASIAN, _east_asian),
        (_YEAR_LAST, _year_last),
    ):
        if (match := pattern.search(text)) and write(match, days):
            return _each(value, pattern.finditer(text), partial(write, days=days), key, scope)
    if written := _named(text, days):
        return written if text == value else in_place(value, 0, len(value), written)
    if (match := _NO_YEAR.search(text)) and (written := _no_year(match, days)):
        return in_place(value, match.start(), match.end(), written)
    return _numbers(value, key, scope)


def _each(
    value: str,
    dates: Iterable[re.Match[str]],
    write: Callable[[re.Match[str]], str | None],
    key: bytes,
    scope: str,
) -> str:
    """Return a value with all dates in it replaced: `1987-04-03/1990-06-05` has two."""
    out: list[str] = []
    position = 0
    for found in dates:
        part = value[found.start() : found.end()]
        written = write(found) or _numbers(found[0], key, scope)
        out += (value[position : found.start()], in_place(part, 0, len(part), written))
        position = found.end()
    return "".join([*out, value[position:]])


def day_of(value: str) -> str:
    """Return a whole date as year, month and day, however it is written; nothing of any other.

    >>> day_of("16 August 1993"), day_of("1993年8月16日"), day_of("16.8."), day_of("August 1993")
    ('1993-08-16', '1993-08-16', '', '')
    """
    text = _ascii(unicodedata.normalize("NFC", value))
    if match := _YEAR_FIRST.search(text):
        parts = match[1], match[3], match[4]
    elif match := _GLUED.search(text):
        parts = match[1], match[2], match[3]
    elif (match := _EAST_ASIAN.search(text)) and match[1]:
        parts = match[1], match[3], match[5]
    elif match := _YEAR_LAST.search(text):
        first, second = (match[3], match[1]) if _is_month_first(match) else (match[1], match[3])
        parts = match[4], second, first
    else:
        parts = _named_parts(text)
    moved_to = _moved(_full(parts[0]), int(parts[1]), int(parts[2]), 0) if all(parts) else None
    return moved_to.isoformat() if moved_to else ""


def _named_parts(text: str) -> tuple[str, str, str]:
    """Return year, month and day of a date whose month is a word; empty where one is missing."""
    months = [month for word in _WORD.finditer(text) if (month := _month(word[0]))]
    numbers = [number[0] for number in _NUMBER.finditer(text)]
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) <= 2]
    if not (len(months) == len(years) == len(days) == 1):
        return "", "", ""
    return years[0], str(months[0][1]), days[0]


def in_place(value: str, start: int, end: int, written: str) -> str:
    """Return a text with a part replaced, in the digits of its script."""
    like = "".join(it for it in value[start:end] if it.isdecimal())
    if like and not like.isascii():
        written = "".join(in_script(like, it) if it.isdecimal() else it for it in written)
    return value[:start] + written + value[end:]


def _ascii(text: str) -> str:
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(it)) if it.isdecimal() else it for it in text)


def _moved(year: int, month: int, day: int, days: int) -> date | None:
    try:
        return date(year, month, day) + timedelta(days)
    except (ValueError, OverflowError):
        return None


def _full(year: str) -> int:
    return int(year) if len(year) > 2 else int(year) + (1900 if int(year) > 40 else 2000)


def _padded(number: int, like: str, *, always: bool = True) -> str:
    """Return a number with a zero in front where the other has one or, in a numeric date, could have one."""
    return f"{number:02d}" if like[0] == "0" or (always and len(like) > 1) else str(number)


def _year_first(match: re.Match[str], days: int) -> str | None:
    moved_to = _moved(int(match[1]), int(match[3]), int(match[4]), days)
    if moved_to is None:
        return None
    return match[2].join(
        (f"{moved_to.year:04d}", _padded(moved_to.month, match[3]), _padded(moved_to.day, match[4]))
    )


def _glued(match: re.Match[str], days: int) -> str | None:
    moved_to = _moved(int(match[1]), int(match[2]), int(match[3]), days)
    return moved_to.strftime("%Y%m%d") if moved_to else None


def _year_last(match: re.Match[str], days: int) -> str | None:
    first, second, year = int(match[1]), int(match[3]), match[4]
    month_first = _is_month_first(match)
    month, day = (first, second) if month_first else (second, first)
    moved_to = _moved(_full(year), month, day, days)
    if moved_to is None:
        month, day, month_first = day, month, not month_first
        moved_to = _moved(_full(year), month, day, days)
    if moved_to is None:
        return None
    parts = (moved_to.month, moved_to.day) if month_first else (moved_to.day, moved_to.month)
    written_year = f"{moved_to.year:04d}" if len(year) > 2 else f"{moved_to.year % 100:02d}"
    gap = match[0][match.end(3) - match.start() : match.start(4) - match.start()]
    return f"{_padded(parts[0], match[1])}{match[2]}{_padded(parts[1], match[3])}{gap}{written_year}"


def _is_month_first(match: re.Match[str]) -> bool:
    """With slashes America puts the month first, everybody else the day; a number above 12 decides."""
    first, second = int(match[1]), int(match[3])
    return (match[2] == "/" and first <= 12) or second > 12


def _east_asian(match: re.Match[str], days: int) -> str | None:
    year = match[1] or str(_LEAP_YEAR)
    moved_to = _moved(_full(year), int(match[3]), int(match[5]), days)
    if moved_to is None:
        return None
    head = ""
    if match[1]:
        head = (str(moved_to.year) if len(year) > 2 else f"{moved_to.year % 100:02d}") + match[2]
    month, day = (
        _padded(number, like, always=False)
        for number, like in ((moved_to.month, match[3]), (moved_to.day, match[5]))
    )
    return f"{head}{month}{match[4]}{day}"


def _no_year(match: re.Match[str], days: int) -> str | None:
    first, second = int(match[1]), int(match[3])
    month_first = (match[2] != "." and first <= 12) or second > 12
    month, day = (first, second) if month_first else (second, first)
    moved_to = _moved(_LEAP_YEAR, month, day, days)
    if moved_to is None:
        return None
    parts = (moved_to.month, moved_to.day) if month_first else (moved_to.day, moved_to.month)
    return f"{_padded(parts[0], match[1])}{match[2]}{_padded(parts[1], match[3])}"


def _named(text: str, days: int) -> str | None:
    """Move a date whose month is a word."""
    for word in _WORD.finditer(text):
        found = _month(word[0])
        if found is None:
            continue
        language, month = found
        numbers = [(number.start(), number.end(), number[0]) for number in _NUMBER.finditer(text)]
        year = next(
            (number for number in reversed(numbers) if len(number[2]) == 4),
            next((number for number in numbers[1:] if len(number[2]) == 2), None),
        )
        day = next((number for number in numbers if number is not year and len(number[2]) <= 2), None)
        moved_to = _moved(_full(year[2]) if year else _LEAP_YEAR, month, int(day[2]) if day else 15, days)
        if moved_to is None:
            return None
        edits = [(word.start(), word.end(), _cased_month(word[0], language[moved_to.month - 1]))]
        if year:
            edits.append(
                (year[0], year[1], str(moved_to.year) if len(year[2]) > 2 else f"{moved_to.year % 100:02d}")
            )
        if day:
            edits.append((day[0], day[1], _padded(moved_to.day, day[2], always=False)))
            edits += _ordinal(text, day[1], moved_to.day)
        return _edited(text, edits)
    return None


def _ordinal(text: str, at: int, day: int) -> list[tuple[int, int, str]]:
    if text[at : at + 2].lower() not in ("st", "nd", "rd", "th"):
        return []
    return [(at, at + 2, cased(text[at : at + 2], _ending(day)))]


def _ending(day: int) -> str:
    return "th" if 10 < day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    for start, end, written in sorted(edits, reverse=True):
        text = text[:start] + written + text[end:]
    return text


def _month(word: str) -> tuple[tuple[str, ...], int] | None:
    lowered = word.lower()
    for language in _LANGUAGES:
        if lowered in language:
            return language, language.index(lowered) + 1
    return None


def _cased_month(like: str, month: str) -> str:
    return cased(like, month[:1].upper() + month[1:])


def _numbers(value: str, key: bytes, scope: str) -> str:
    """Change the numbers of what is no whole date: a year by some years, all else to other digits."""
    shift = 1 + Draw(key, scope, "YEAR").below(3)

    def write(match: re.Match[str]) -> str:
        digits = _ascii(match[0])
        if len(digits) == 4 and digits[:2] in ("18", "19", "20"):
            return in_script(match[0], str(int(digits) - shift))
        if len(digits) <= 2 and 1 <= int(digits) <= _LAST_MONTH:
            number = 1 + moved(key, scope, "month", int(digits) - 1, _LAST_MONTH)
            return in_script(match[0], f"{number:0{len(digits)}d}"[-len(digits) :])
        if len(digits) == 2 and _LAST_MONTH < int(digits) <= _LAST_DAY:
            days = _LAST_DAY - _LAST_MONTH
            day = _LAST_MONTH + 1 + moved(key, scope, "day", int(digits) - _LAST_MONTH - 1, days)
            return in_script(match[0], str(day))
        return digits_like(Draw(key, scope, "DATE", digits), match[0])

    written = _NUMBER.sub(write, value)
    if written != value:
        return _ORDINAL.sub(lambda day: day[1] + cased(day[2], _ending(int(day[1]))), written)
    weeks = weeks_of(key, scope)
    moved_to = date(_LEAP_YEAR, 6, 15) + timedelta(7 * weeks)
    return moved_to.isoformat()


_AGE: Final = re.compile(r"\d{1,3}")


def stand_in_age(value: str, key: bytes, scope: str) -> str:
    """Return an age near by, on the same side of 18 and at most 89.

    There are not many ages, so different people of one scope may share one.
    """

    def write(match: re.Match[str]) -> str:
        age = int(match[0])
        low, high = (1, 17) if age < 18 else (max(18, age - 5), min(89, age + 5))
        if age < 18:
            low, high = max(low, age - 3), min(high, age + 3)
        choices = [other for other in range(low, high + 1) if other != age]
        return str(Draw(key, scope, "AGE", str(age)).choice(choices or [88]))

    written = _AGE.sub(write, value)
    if written != value:
        return written
    return str(20 + Draw(key, scope, "AGE", value.casefold()).below(60))
