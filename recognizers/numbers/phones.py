"""Telephone numbers of all countries: candidates by shape, judged by surroundings and libphonenumber."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from recognizers.lookalikes.placeholders import is_stock_value
from recognizers.numbers.regions import hinted_countries
from recognizers.span import Span

_SEPARATORS: Final = r" .\-/\u00a0\u2010-\u2015"
# A run of digit groups that could be dialled: `+49 (0)30 1234-567`, `(415) 555-0123`, `06 71 48 90 23`.
_CANDIDATE: Final = re.compile(
    rf"(?<![A-Za-z0-9_+])(?<![\d][.:/-])(?:(?<![A-Za-z]-)|(?=\+|0\d(?: \d\d){{4}}))"
    rf"(?:(?<!\d,)|(?=\d{{4}}|\d+[ -]|[+(]))"
    rf"(?P<plus>[+＋] ?|\(\+|00(?=[1-9]\d))?(?:\(\d{{1,5}}\)|\d{{1,15}})"
    rf"(?:\)?[{_SEPARATORS}]{{1,3}}\(?\d{{1,12}}|\)? ?\(\d{{1,5}}\)|\)\d{{1,10}}){{0,9}}\)?"
    rf"(?![A-Za-z0-9_]|[.,:]\d|-[A-Za-z])"
)
_EXTENSION: Final = re.compile(
    r"(?i)\s?[,;(]?\s{0,2}(?:ext|extn|extension|x|#|poste|int|interno|durchwahl|dw|wew|доб|내선|分機|内線|dahili|"
    r"ramal|anexo|opt)[.:]?\s{0,2}\d{1,6}(?!\w)\)?"
)
# Words after which a number is a telephone number. Bounded left, open right for endings and glued signs.
# They are sought in small letters: to disregard case costs the search five times as much.
_PHONE_WORD: Final = re.compile(
    r"(?<![^\W\d_])(?:tel|telephone|telefon\w{0,4}|téléphone|teléfono|telefone|telefono|telefoon|"
    r"tél|tlf|tfno|tfn|"
    r"phone\w?|mobile?|mobil\w{0,3}|mob|cell\w{0,5}|cel|celular|call(?:ed|ing|s)?|text(?:ed)?|txt|sms|"
    r"ring|rang|dial|"
    r"whats?app|wa|viber|signal|fax|handy|hotline|landline|festnetz|fixe|portable|gsm|móvil|movil|cell|"
    r"kom|komórka|"
    r"numer|nummer|komm|mobilen|puhelin|puh|sími|simi|gsm|hp|no hp|nomor|telp|telpon|sđt|sdt|điện "
    r"thoại|đt|dt|"
    r"number is|number for|new number|my number|his number|her number|no is|contact|msisdn|"
    r"phone_number|kontakt|"
    r"тел|телефон\w{0,3}|моб|мобильный|номер|звоните|позвон\w+|τηλ|κιν|κινητό|τηλέφωνο|טלפון|טל|נייד|phones?|"
    r"هاتف|جوال|موبايل|تلفن|شماره|موبایل|رقم|اتصل|फोन|मोबाइल|नंबर|নম্বর|মোবাইল|ফোন|போன்|தொலைபேசி|โทร|"
    r"เบอร์|ph)"
    r"(?![^\W\d_])[^\d\n]{0,24}$|(?<![^\W_])[mtphw][.:][ ]{0,2}$|"
    r"(?:電話|电话|手机|手機|連絡先|携帯|联系方式|전화|연락처|휴대폰|"
    r"핸드폰|번호|号码)[^\d\n]{0,12}$"
)
# Up to the last digit or line break: words that speak of a number stand behind it, or end with it.
_BREAK: Final = re.compile(r".*[\d\n]", re.DOTALL)
_LETTER: Final = re.compile(r"[^\W\d_]")
_LONGEST_WORD: Final = 16
_WORD_AFTER: Final = re.compile(
    r"(?i)\s?\(?(?:mobile|cell|home|work|office|mob|tel|phone|whatsapp|fax|handy|mobil|privat)\b"
)
# Words after which a number of the same shape is something else.
_OTHER_WORD: Final = re.compile(
    r"(?<![^\W\d_])(?:nhs|ssn|social|passport|pass|policy|order|ref|reference|invoice|claim|case|"
    r"account|acct|acc|"
    r"a/c|iban|bsb|sort|card|visa|amex|tfn|abn|medicare|ird|utr|vat|tax|nino|ni|licen[cs]e|lic|serial|"
    r"sn|imei|isbn|"
    r"issn|doi|orcid|version|id|uid|pid|port|line|lines|bytes|rows?|ticket|tracking|awb|mpan|meter|customer|"
    r"member\w*|employee|staff|patient|mrn|chart|pesel|nip|regon|dni|nif|nie|cif|cpf|cnpj|rg|cuit|cuil|"
    r"rut|nit|curp|"
    r"rfc|siret|siren|nir|insee|steuer\w*|svnr|ahv|avs|bsn|kvk|cvr|cpr|fnr|personnummer|hetu|kennitala|"
    r"oib|jmbg|egn|"
    r"cnp|afm|αφμ|αμκα|tckn|инн|снилс|огрн|паспорт|єдрпou|рнокпп|nik|npwp|nric|aadhaar|uan|epf|gst\w*|"
    r"contract|konto|kontonr|kto|blz|kundennummer|vertrag|aktenzeichen|auftrag|rechnung|bestell\w*|pnr|"
    r"booking|"
    r"epoch|timestamp|ts|time|size|sha|hash|commit|part|meeting|ubi|ein|sin|build|seed|rgb|price|total|"
    r"sum|amount|balance|bal|lot|sku|upc|ean|"
    r"zip|plz|cp|postcode|code|pin|otp|ext)\.?(?:[ _-]?(?:no|nr|number|num|n[°º]|#|id))?\.?[\"'`]?[ "
    r":=#(|]{0,4}(?:is )?[\"'`]?$"
)
_DATE: Final = re.compile(
    r"(?:19|20|25)\d\d[-./ ](?:0?[1-9]|1[0-2])[-./ ](?:0?[1-9]|[12]\d|3[01])(?!\d)|(?:19|20)\d\d-00-00|"
    r"(?:0?[1-9]|[12]\d|3[01])[-./ ](?:0?[1-9]|[12]\d|3[01])[-./ ](?:(?:19|20)\d\d|\d\d)(?:[ -]|"
    r"$)(?!\d\d \d\d)"
)
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:\.\d{3}){1,5}$|\d{1,3}(?: \d{3}){0,4} 000$")
_DOTTED_QUAD: Final = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}$")
_YEARS: Final = re.compile(r"(?:19|20)\d\d\W{1,3}(?:19|20)\d\d$")
_SOCIAL_SECURITY: Final = re.compile(r"\d{3}[- ]\d{2}[- ]\d{4}$")
# Sums with signs, names of publications, what ends with a date: `+61 408.77`, `10.1000/182`, `08 28/11/2025`.
_NO_NUMBER: Final = re.compile(
    r"\+?\d{1,3}(?: \d{3})*\.\d\d|10\.\d{4,5}/.*"
    r"|.*[ ./-](?:0?[1-9]|[12]\d|3[01])([/.-])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d"
    # A day behind the sign of an added line.
    r"|\+(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[ ].*)?"
    # The release of a driver.
    r"|[3-6]\d\d\.\d{2,3}\.\d\d"
)
# Behind two airports the hours of leaving and landing: `SYD HKG 1005 1720`.
_AIRPORTS: Final = re.compile(r"(?<![A-Z])[A-Z]{3}(?: ?[-/–>]? ?)[A-Z]{3}(?: [A-Z]{2}\d)?\s{1,4}\Z")
_HOURS: Final = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d[ -](?:[01]\d|2[0-3])[0-5]\d(?:[ +].*)?")
_OTHER_SHAPES: Final = (_DATE, _YEARS, _DOTTED_QUAD, _SOCIAL_SECURITY, _THOUSANDS)
# A number alone in a cell, an argument or a line.
_CELL_BEFORE: Final = re.compile(r"(?:^|[|,;\t\n\"'(])\s{0,3}$")
_CELL_AFTER: Final = re.compile(r"\s{0,3}(?:$|[|,;\t\n\"')])")
_CELL_SHAPE: Final = re.compile(
    r"[5679]\d{2} \d{3} \d{3}$|[5679]\d{2} \d{2} \d{2} \d{2}$|[5679]\d{2}-\d{3}-\d{3}$"
)
_CELL_COUNTRIES: Final = ("ES", "PL", "PT", "CZ")
_DIRECTION: Final = re.compile(
    r"(?i)(?<![a-z])(?:to|from|recipient|sender|number|nomer|wa|admins?|para|remitente|destinatari[oa]|destino|wa_?id|chat_?id|jid)[\"']?\s?[:=]\s?[\[{]?[\"']?$"
)
_FEWEST, _SHORTEST, _LONGEST = 6, 7, 15
_DIALLED: Final = frozenset("0123456789+(). -/")
_WINDOW_SLACK: Final = 64
_CONTEXT_REACH: Final = 48

# Shapes that are rarely anything but telephone numbers.
_STRONG: Final = re.compile(
    rf"\(0?\d{{2,4}}\) ?\d{{2,4}}[{_SEPARATORS}]?\d{{2,4}}(?:[{_SEPARATORS}]?\d{{2,4}})?$|"
    rf"\d{{3}}([-.])\d{{3}}\1\d{{4}}$|\d{{3}} \d{{3}}[- ]\d{{4}}$|\d{{3}}/\d{{3}}-\d{{4}}$|1[-. "
    rf"]\d{{3}}[-. ]\d{{3}}[-. ]\d{{4}}$|"
    rf"\(?0\d{{1,5}}\)?(?:[{_SEPARATORS}]{{1,3}}\d{{1,8}}){{1,5}}$|0 \(\d{{3}}\) \d{{3}} \d{{2}} \d{{2}}$"
)
# Nothing else is written so, whether the area is given out or not.
_BRACKETED: Final = re.compile(r"\([2-9]\d{2}\) ?[2-9]\d{2}-\d{4}")
_WEAK: Final = re.compile(
    rf"\d{{2,4}}(?:[{_SEPARATORS}]\d{{2,4}}){{1,4}}$|\d{{8,12}}$|\d{{5}} \d{{5,6}}$|\d{{1,2}} "
    rf"\d{{3,4}}[ -]?\d{{3,4}}$|\d \d{{2}} \d{{2}} \d{{2}} \d{{2}}$"
)
# Numbers whose shape names their country.
_OWN_SHAPES: Final = (
    (re.compile(r"8[ -]?\(?[3489]\d{2}\)?[ -]?\d{3}[ -]?\d{2}[ -]?\d{2}$|79\d{9}$"), "RU"),
    (re.compile(r"05\d{9}$|05\d{2} \d{3} \d{2} \d{2}$"), "TR"),
)
# Who writes a trunk zero, most people first.
_TRUNK_ZERO_LIST: Final = (
    "GB DE FR JP KR IN ID NG PK BD VN TH PH TR EG IR ZA KE GH AU NL BE AT CH SE FI IE NZ RO UA TW CN "
    "MY LK TZ UG IL IQ "
    "JO SA AE MA DZ RS HR SI SK BG BR AR"
)
_TRUNK_ZERO: Final = tuple(_TRUNK_ZERO_LIST.split())
# Where mobile numbers are written without blanks and without a zero.
_GLUED_COUNTRIES: Final = frozenset({"CN", "IN", "KR"})
# Seconds since 1970, and eight digits that are a date.
_COUNTER: Final = re.compile(r"1[5-9]\d{8}|[12]\d{7}")
_STRONG_LENGTH, _WEAK_LENGTH, _LONG_WITH_CODE = 9, 8, 11
_NORTH_AMERICA: Final = ("US", "CA")
_SCORE_PLUS_VALID, _SCORE_PLUS, _SCORE_CONTEXT, _SCORE_SHAPE, _SCORE_HINT = 0.95, 0.75, 0.85, 0.7, 0.6


@dataclass(frozen=True)
class PhoneFinder:
    """Finds international numbers anywhere and national ones by shape, context and country."""

    id: str = "phone"
    entity_types: frozenset[str] = frozenset({"PHONE_NUMBER"})
    keywords: tuple[str, ...] = ()
    triggers: tuple[str, ...] = (
        r"[+] ?\(?[1-9][0-9().\- /]{6}",
        r"\xef\xbc\x8b[1-9][0-9(). /-]{6}",
        r"[^0-9A-Za-z.]00[1-9][0-9][0-9 ./()-]{6}",
        r"\([0-9+]{2,5}\)[ ./-]?[0-9]{2}",
        r"[0-9]{3}[-. /][0-9]{3}[-. ][0-9]{4}",
        r"[^0-9A-Za-z.:_-]0[1-9][0-9]{0,4}[ ./-]{1,3}[0-9]{2}[0-9 ./-]{2}[0-9 ./-]",
        # Three groups that are no date: the second is no month, or the third no day.
        r"[0-9]{3}[ .-](?:[0-9]{3}|[2-9][0-9]|1[3-9]|00)[ .-][0-9]{2,3}",
        r"[0-9]{3}[ .-](?:0[1-9]|1[0-2])[ .-](?:[0-9]{3}|[4-9][0-9]|3[2-9]|00)",
        r"[0-9]{3}[.-][0-9]{2}[.-][0-9]{2}[.-][0-9]{2}",
        r"[0-9]{2} [0-9]{2} [0-9]{2} [0-9]{2}",
        r"[0-9]{4}[- ][0-9]{4}",
        r"[^0-9A-Za-z_.+/=-][0-9]{8,13}[^0-9A-Za-z_/=]",
        r"[^0-9A-Za-z_.+/=-][0-9]{9,12}$",
        r"(?:\xd9[\xa0-\xa9]){7}",
        r"(?:\xdb[\xb0-\xb9]){7}",
        r"(?:\xe0\xa7[\xa6-\xaf]){7}",
        r"(?:\xe0\xa5[\xa6-\xaf]){7}",
        r"(?i)(?:tel|telp|phone|telefon|handy|mobile?|mob|cell|\bwa|whatsapp|hp|fax|sender|msisdn|fone)"
        r"(?:_?no|_?nr|_?number|no|e|o)?[\"']?[.:=]{0,2} ?[\"']?[0-9(+]{1,2}[0-9][0-9]",
        # Russia and Turkey, with their own trunk codes.
        r"[^0-9A-Za-z_.+/=-]8[ (-]{0,2}[0-9]{3}[ )-]{1,2}[0-9]{3}[ -]?[0-9]{2}",
        r"[^0-9A-Za-z_.+/=-](?:05|79|89)[0-9]{9}",
    )
    before: int | None = 24
    after: int = 24

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the numbers found in text[start:end]."""
        # A window may begin inside a number: step back to its start.
        low, high = max(0, start - _WINDOW_SLACK), min(len(text), end + _WINDOW_SLACK)
        while start > low and text[start - 1] in _DIALLED:
            start -= 1
        while end < high and text[end] in _DIALLED:
            end += 1
        for match in _CANDIDATE.finditer(text, start, end):
            if match.end() - match.start() >= _FEWEST:
                span = self._judge(text, match)
                if span:
                    yield span

    def _judge(self, text: str, match: re.Match[str]) -> Span | None:
        value = _balanced(match[0].rstrip(" ."))
        digits = _digits(value)
        if len(digits) < _FEWEST or len(set(digits)) <= 2 or _NO_NUMBER.fullmatch(value):
            return None
        begin = match.start()
        before = text[max(0, begin - _CONTEXT_REACH) : begin]
        if _HOURS.fullmatch(value) and _AIRPORTS.search(before):
            return None
        if match["plus"]:
            found = _international(value, digits)
        else:
            found = _national(text, begin, value, digits, before)
        if found is None:
            return None
        length, score = found
        end = begin + length
        extension = _EXTENSION.match(text, end)
        if extension:
            end = extension.end()
            if text[end - 1] == ")" and "(" not in extension[0]:
                end -= 1
        if is_stock_value("PHONE_NUMBER", text[begin:end]):
            return None
        return Span(begin, end, "PHONE_NUMBER", score, self.id)


def _digits(value: str) -> str:
    if value.isascii():
        return "".join(filter(str.isdigit, value))
    return "".join(str(unicodedata.digit(character)) for character in value if character.isdigit())


def _balanced(value: str) -> str:
    """Drop a closing bracket that belongs to the text around."""
    return value[:-1].rstrip() if value.endswith(")") and value.count(")") > value.count("(") else value


def _international(value: str, digits: str) -> tuple[int, float] | None:
    """Return length and score of the longest leading part that a country could have given out."""
    if value.startswith("00"):
        digits = digits[2:]
    if len(digits) < _SHORTEST:
        return None
    for length in _ends(value):
        part = _digits(value[:length])
        part = part[2:] if value.startswith("00") else part
        if _SHORTEST <= len(part) <= _LONGEST and _validity(part, None) == _VALID:
            return length, _SCORE_PLUS_VALID
    if value.startswith("00") or not re.search(r"[ ().-]", value[2:]):
        # Without a separator a sum, an offset or a diff line looks the same.
        return (len(value), _SCORE_PLUS) if len(digits) >= 10 and _validity(digits, None) else None
    for length in _ends(value):
        part = _digits(value[:length])
        if _validity(part, None) or 9 <= len(part) <= 14:
            return length, _SCORE_PLUS
    return None


def _ends(value: str) -> Iterator[int]:
    """Yield the lengths at which the number could end: all of it, then one group less, and so on."""
    yield len(value)
    for match in reversed(list(re.finditer(r"(?<=\d)[-/]? [-/ (]*(?=\d|\()", value))):
        yield match.start()


def _national(text: str, begin: int, value: str, digits: str, before: str) -> tuple[int, float] | None:
    if text[begin - 1 : begin] in ("#", "$", "€", "£", "=") and begin and text[begin - 1] != "=":
        return None
    words = _words_before(before)
    if not _SHORTEST <= len(digits) <= 13 and not (len(digits) == 6 and _PHONE_WORD.search(words)):
        return None
    if any(shape.match(value) for shape in _OTHER_SHAPES):
        return None
    named = _PHONE_WORD.search(words)
    other = _OTHER_WORD.search(words)
    if named:
        if other and other.start() > named.start():
            return None
        if re.fullmatch(r"1[5-9]\d{8}(?:\d{3})?", value) and "手" not in before:
            return None
        return len(value), _SCORE_CONTEXT
    if other:
        return None
    after = text[begin + len(value) : begin + len(value) + 12]
    if _WORD_AFTER.match(after):
        return len(value), _SCORE_CONTEXT
    if re.match(r"\s?(?:%|€|\$|kg|km|ms|MB|KB|GB|bytes|px|Hz)", after):
        return None
    long = len(digits) >= _LONG_WITH_CODE
    if _DIRECTION.search(before) and value.isdigit() and long and _validity(digits, None) == _VALID:
        return len(value), _SCORE_HINT
    in_cell = _CELL_BEFORE.search(before) and _CELL_AFTER.match(after) and _CELL_SHAPE.match(value)
    if in_cell and _valid_in(digits, _CELL_COUNTRIES):
        return len(value), _SCORE_HINT
    if any(shape.match(value) and _validity(digits, country) == _VALID for shape, country in _OWN_SHAPES):
        return len(value), _SCORE_HINT
    lengths = [length for length in _ends(value) if _has_shape(value[:length])]
    if not lengths:
        return None
    hints = hinted_countries(text, begin, begin + len(value))
    for length in lengths:
        score = _shape_score(value[:length], hints)
        if score:
            return length, score
    return None


def _has_shape(part: str) -> bool:
    return bool(_STRONG.match(part) or _WEAK.match(part)) and not _COUNTER.fullmatch(part)


def _words_before(before: str) -> str:
    """Return, in small letters, the part in which a word may stand that speaks of the number.

    A digit stands at its end at most.
    """
    last = _BREAK.match(before)
    words = before[max(0, last.end() - _LONGEST_WORD) :] if last else before
    # As many characters as before.
    return words.replace("İ", "i").lower() if _LETTER.search(words) else ""


def _shape_score(part: str, hints: tuple[str, ...]) -> float | None:
    """Judge a number that no word introduces, by its shape and the countries hinted at."""
    digits = _digits(part)
    if _STRONG.match(part) and len(digits) >= _STRONG_LENGTH:
        likely = (*hints, *_TRUNK_ZERO) if digits.startswith("0") else (*_NORTH_AMERICA, *hints)
        if _valid_in(digits, likely):
            return _SCORE_SHAPE
        if _BRACKETED.fullmatch(part):
            return _SCORE_HINT
    if not _WEAK.match(part) or len(digits) < _WEAK_LENGTH or _COUNTER.fullmatch(part):
        return None
    glued = part.isdigit()
    familiar = len(digits) >= _STRONG_LENGTH + 1 and not _GLUED_COUNTRIES.isdisjoint(hints[:6])
    if (not glued or digits.startswith("0") or familiar) and _valid_in(digits, hints[:14]):
        return _SCORE_HINT
    return None


def _valid_in(digits: str, countries: Iterable[str]) -> bool:
    return any(_validity(digits, country) == _VALID for country in dict.fromkeys(countries))


_VALID, _POSSIBLE, _IMPOSSIBLE = 2, 1, 0


@lru_cache(maxsize=4096)
def _validity(digits: str, region: str | None) -> int:
    """Say whether libphonenumber finds the number valid, possible or neither."""
    import phonenumbers

    try:
        number = phonenumbers.parse(f"+{digits}" if region is None else digits, region)
    except phonenumbers.NumberParseException:
        return _IMPOSSIBLE
    if (
        phonenumbers.is_valid_number(number)
        if region is None
        else phonenumbers.is_valid_number_for_region(number, region)
    ):
        return _VALID
    return _POSSIBLE if phonenumbers.is_possible_number(number) else _IMPOSSIBLE
