"""Calendar dates as people write them, in numbers or with the month's name in one of thirty languages."""

import re
import unicodedata
from datetime import date
from functools import lru_cache
from typing import Final

# January to December, twelve to a language. A name stands for its beginnings of three letters and more, so
# `Sept`, `févr` and `сент` need no entry; a second form after `/` does. Accents and vowel signs are taken
# off to compare.
_MONTHS: Final = """
january february march april may june july august september october november december
januar/janner februar/feber marz april mai juni juli august september oktober november dezember
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre diciembre
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro
januari februari maart/mrt april mei juni juli augustus september oktober november december
stycznia/styczen/styczniu lutego/luty/lutym marca/marzec/marcu kwietnia/kwiecien/kwietniu maja/maj/maju
czerwca/czerwiec/czerwcu lipca/lipiec/lipcu sierpnia/sierpien/sierpniu wrzesnia/wrzesien/wrzesniu
pazdziernika/pazdziernik/pazdzierniku listopada/listopad/listopadzie grudnia/grudzien/grudniu
января/январь/январе февраля/февраль/феврале марта/март/марте апреля/апрель/апреле мая/май/мае
июня/июнь/июне июля/июль/июле августа/август/августе сентября/сентябрь/сентябре октября/октябрь/октябре
ноября/ноябрь/ноябре декабря/декабрь/декабре
januari februari mars april maj juni juli augusti september oktober november december
ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik
يناير فبراير مارس ابريل/أبريل مايو يونيو يوليو اغسطس/أغسطس سبتمبر اكتوبر/أكتوبر نوفمبر ديسمبر
فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند
जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर
"""
# Those that are written out: just their first four letters tell them.
_WHOLE_MONTHS: Final = """
januar/januars februar marts/mars april maj juni juli august september oktober november december/desember
tammikuuta/tammikuun helmikuuta/helmikuun maaliskuuta/maaliskuun huhtikuuta/huhtikuun toukokuuta/toukokuun
kesäkuuta/kesäkuun heinäkuuta/heinäkuun elokuuta/elokuun syyskuuta/syyskuun lokakuuta/lokakuun
marraskuuta/marraskuun joulukuuta/joulukuun
ledna/leden/lednu února/únor/únoru března/březen/březnu dubna/duben/dubnu května/květen/květnu
června/červen/červnu července/červenec/červenci srpna/srpen/srpnu září října/říjen/říjnu listopadu
prosince/prosinec/prosinci
januára/január februára/február marca/marec apríla/apríl mája/máj júna/jún júla/júl augusta/august
septembra/september októbra/október novembra/november decembra/december
januárban január/jan februárban/febr márciusban/márc áprilisban/ápr májusban/máj júniusban/jún júliusban/júl
augusztusban/aug szeptemberben/szept októberben/okt novemberben/nov
ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie
siječnja/siječanj veljače/veljača ožujka/ožujak travnja/travanj svibnja/svibanj lipnja/lipanj srpnja/srpanj
kolovoza/kolovoz rujna/rujan listopada studenog/studeni prosinca/prosinac
januara februara marta aprila maja juna jula avgusta septembra oktobra novembra decembra
ιανουαρίου/ιανουάριος φεβρουαρίου/φεβρουάριος μαρτίου/μάρτιος απριλίου/απρίλιος μαΐου/μαιου ιουνίου/ιούνιος
ιουλίου/ιούλιος αυγούστου/αύγουστος σεπτεμβρίου/σεπτέμβριος οκτωβρίου/οκτώβριος νοεμβρίου/νοέμβριος
δεκεμβρίου/δεκέμβριος
січня/січень лютого/лютий березня/березень квітня/квітень травня/травень червня/червень липня/липень
серпня/серпень вересня/вересень жовтня/жовтень листопада/листопад грудня/грудень
януари февруари март април май юни юли август септември октомври ноември декември
ocakta şubatta martta nisanda mayısta haziranda temmuzda ağustosta eylülde ekimde kasımda aralıkta
maret/januari februari maret april mei juni juli agustus september oktober november desember
enero pebrero marso abril mayo hunyo hulyo agosto setyembre oktubre nobyembre disyembre
machi/januari februari machi aprili mei juni julai agosti septemba oktoba novemba desemba
كانون/جانفي شباط/فيفري آذار نيسان/أفريل أيار/ماي حزيران/جوان تموز/جويلية آب/أوت أيلول/شتنبر
تشرين/غشت نونبر دجنبر
ינואר/בינואר פברואר/בפברואר מרץ/במרץ אפריל/באפריל מאי/במאי יוני/ביוני יולי/ביולי אוגוסט/באוגוסט ספטמבר/בספטמבר
אוקטובר/באוקטובר נובמבר/בנובמבר דצמבר/בדצמבר
जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितम्बर अक्तूबर नवम्बर दिसम्बर
জানুয়ারি/জানুয়ারী ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর
ஜனவரி பிப்ரவரி மார்ச் ஏப்ரல் மே ஜூன் ஜூலை ஆகஸ்ட் செப்டம்பர் அக்டோபர் நவம்பர் டிசம்பர்
جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر
มกราคม/ม.ค กุมภาพันธ์/ก.พ มีนาคม/มี.ค เมษายน/เม.ย พฤษภาคม/พ.ค มิถุนายน/มิ.ย กรกฎาคม/ก.ค สิงหาคม/ส.ค กันยายน/ก.ย
ตุลาคม/ต.ค พฤศจิกายน/พ.ย ธันวาคม/ธ.ค
"""
_MIN_NAME: Final = 3
_MIN_WHOLE_NAME: Final = 4
# Stands in for a year that is not given, so that 29 February exists.
_LEAP_YEAR: Final = 2000
_MAX_LENGTH: Final = 64

# Words that stand in a date without being its day, month or year.
_FILLERS: Final = """
of the de del den der di le el il am on st nd rd th er ste e г года год р roku
mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday
mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag sonntag
lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miercoles jueves viernes sabado domingo
"""
_THAI_DOT: Final = re.compile(r"(?<=[\u0e01-\u0e2e])\.")
_FILLER_WORDS: Final = frozenset(_FILLERS.split())
_TIME: Final = re.compile(
    r"[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?: ?[AaPp]\.?[Mm]\.?)?(?:Z| ?[+-]\d{2}:?\d{2})?$"
)
_NUMERIC: Final = re.compile(r"(\d{1,4})([-/.])(\d{1,2})\2(\d{2}|\d{4})\.?|(\d{4})(\d{2})(\d{2})")
_SHORT: Final = re.compile(r"(\d{1,2})[./](\d{1,2})\.?")
_EAST_ASIAN: Final = re.compile(
    r"(?:(?:民[國国]|昭和|平成|令和|大正)?(\d{1,4}) ?[年년] ?)?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일号號]?"
)
_PARTS: Final = re.compile(r"\d+|[^\W\d_]+")
_BETWEEN: Final = re.compile(r"[\s.,'’/ºª°\-]*")


def _month_names() -> dict[str, int]:
    names: dict[str, int] = {}
    for months, least in ((_MONTHS, _MIN_NAME), (_WHOLE_MONTHS, _MIN_WHOLE_NAME)):
        for position, forms in enumerate(months.split()):
            for form in map(_plain, forms.split("/")):
                for length in range(min(least, len(form)), len(form) + 1):
                    names.setdefault(form[:length], position % 12 + 1)
    return names


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", _THAI_DOT.sub("", text.replace("ı", "i").casefold()))
    return "".join(
        character for character in decomposed if unicodedata.category(character) not in ("Mn", "Mc")
    )


_MONTH_NUMBERS: Final = _month_names()

# What the name of a month begins with, as written in prose.
MONTH_BEGINNINGS: Final = tuple(
    dict.fromkeys(
        form[:least]
        for months, least in ((_MONTHS, _MIN_NAME), (_WHOLE_MONTHS, _MIN_WHOLE_NAME))
        for name in months.split()
        for form in name.split("/")
    )
)


# The same few recur in a session: what is released, and when.
@lru_cache(maxsize=4096)
def is_calendar_date(text: str) -> bool:
    """Return whether a text is a date that exists, with or without its year and a time of day.

    >>> is_calendar_date("29.02.2024"), is_calendar_date("29.02.2023"), is_calendar_date("14 Oct '88")
    (True, False, True)
    """
    if len(text) > _MAX_LENGTH:
        return False
    plain = _TIME.sub("", _with_ascii_digits(text).strip())
    if match := _NUMERIC.fullmatch(plain):
        return _numeric(match)
    if match := _SHORT.fullmatch(plain):
        first, second = int(match[1]), int(match[2])
        return _exists(_LEAP_YEAR, second, first) or _exists(_LEAP_YEAR, first, second)
    if match := _EAST_ASIAN.fullmatch(plain):
        return _exists(_year(match[1] or str(_LEAP_YEAR)), int(match[2]), int(match[3]))
    return _named(_plain(plain))


def _with_ascii_digits(text: str) -> str:
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else character for character in text
    )


def _numeric(match: re.Match[str]) -> bool:
    if match[5]:
        return _exists(int(match[5]), int(match[6]), int(match[7]))
    first, middle, last = match[1], int(match[3]), match[4]
    if len(first) > 2:
        return len(last) == 2 and _exists(int(first), middle, int(last))
    year = _year(last)
    day_first = _exists(year, middle, int(first)) or _exists(year, int(first), middle)
    return day_first or (len(last) == 2 and _exists(_year(first), middle, int(last)))


def _named(text: str) -> bool:
    if any(not _BETWEEN.fullmatch(gap) for gap in _PARTS.split(text)):
        return False
    numbers: list[str] = []
    months: list[int] = []
    for part in _PARTS.findall(text):
        if part.isdecimal():
            numbers.append(part)
        elif part in _MONTH_NUMBERS:
            months.append(_MONTH_NUMBERS[part])
        elif part not in _FILLER_WORDS:
            return False
    if len(months) != 1 or not 1 <= len(numbers) <= 2 or max(map(len, numbers)) > 4:
        return False
    if len(numbers) == 1:
        return len(numbers[0]) == 4 or _exists(_LEAP_YEAR, months[0], int(numbers[0]))
    first, last = numbers
    if len(first) > 2:
        first, last = last, first
    return len(first) <= 2 and _exists(_year(last), months[0], int(first))


def _year(digits: str) -> int:
    return int(digits) + _LEAP_YEAR if len(digits) < 3 else int(digits)


def _exists(year: int, month: int, day: int) -> bool:
    # The first six months of the Jalali calendar all have 31 days.
    if 1300 <= year <= 1450 and 1 <= month <= 6 and 1 <= day <= 31:
        return True
    try:
        return date(year, month, day).year >= 100
    except ValueError:
        return False
