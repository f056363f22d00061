"""The numbers of a text that words may tell something of: `482 913`, `KA 89 NZ 4121`, `3 March 1987`."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import Final

from recognizers.lookalikes.stock_values import CLOUD_RESOURCE

# Scripts whose words stand without blanks, beside numbers too: Thai to Burmese, Japanese, Chinese, Korean.
UNSPACED: Final = "\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
# Without what code and tables put between things; numbers there are told by their place, not by words. A word
# and a number have so many characters.
_STRETCH: Final = re.compile(r"[^\n{};=<>\\$`\"|→\x1b]{8,}")
_DIGIT: Final = re.compile(r"\d")
# Four digits, or letters before two: one test of a stretch that most do not pass.
_PROMISING: Final = re.compile(r"(?:\d\W?){3}\d|[^\W\d_][-. ]?\d\d|\d[^\W\d_]{1,3}[-. ]?\d")
_WORD: Final = re.compile(rf"[^\W\d_]{{3}}|[{UNSPACED}]|[^\W\d_a-zA-Z]{{2}}")
_PARTED: Final = rf"\s,;:'’‘“”«»„\"\[\]（）。、，！？।：؛،۔{UNSPACED}"
# Those with a digit are told by their group.
_TOKEN: Final = re.compile(rf"([^{_PARTED}\d]*\d[^{_PARTED}]*)|[^{_PARTED}]+")
_BEFORE: Final = "*./&%@-)#№_!?~…"
_AFTER: Final = ".;*/@&(-_!?~…"
# Capitals that belong to a number: of a plate, a passport, a postal code.
_MOST_CAPITALS: Final = 4
# How far back a word may stand.
_REACH: Final = 30
_SHORTEST: Final = 3
_LONGEST: Final = 40
# Between the parts of a number there are fewer, or they are words.
_FEW_CAPITALS: Final = 2
_FEWEST_DIGITS: Final = 4
_BRACKETED_DIGITS: Final = 6
# Sizes, times, versions, lines of files, years, standards, formulas and the like, which are nobody's numbers.
_NOBODYS: Final = (
    rf"(?ix) {CLOUD_RESOURCE} |"
    r"""
    (?:19|20)\d\d (?:[-/](?:19|20)?\d\d)? | 1[4-9]\d{8}(?:\d{3})? | .*%.*
    | (?:cve|cwe|rustsec|pysec|ghsa|rfc|iso|iec|ieee|din|pep|sp|sha|md|utf|http|ipv|argon|base|aes)[ -]?\d.*
    | (?:isbn|issn|ean|gtin|doi)[ :-]{1,2}\d.*
    | (?:claude|gpt|gemini|llama|mistral|qwen)-.* | .* \ (?:utc|gmt|am|pm|kb|mb|gb|usd|eur|gbp)
    | .*\w\(.* | .*\b[a-z]{3,}/.* | .*/[a-z_.]{3,}.*
    | \d{1,3}(?:\.\d{1,3}){3}/\d\d?
    | v?\d{1,3}(?:\.\d{1,4}){1,3}(?:-\w+)? | \d{1,3}\.\d{5,}(?:\ \d{1,3}\.\d{5,})*
    | \d+(?:[.,]\d+)?(?:px|ms|s|min|h|kb?|mb|gb|[kmg]ib|em|rem|x|k|m|z)
    | \d{4}-\d\d-\d\d[T ]\d\d?.* | \d{1,2}(?P<part>[/.])\d{1,2}(?P=part)\d{2,4},?\ [0-2]\d:?[0-5]\dh?
    | 0x[0-9a-f]+ | [\w./+-]*\.[a-z]{1,4}\d?(?:/.*)? | .*(?:toolu_|://|\.\./).*
    # What a program says failed, a task of a team of makers, a tyre, speeds of a wire, measured values.
    | (?:ora|pls|tns|rman|dpi|dpy|sp2|lrm|kup|drg|msb|netsdk|aadsts|hresult|sqlstate|db2|sql)-\d{4,5}[ni]?
    | (?:infra|devops|plat(?:form)?|bug|feat|backend|frontend|sre|jira)-\d{1,5}
    | [1-3]\d5/\d\d\ ?z?r\ ?[12]\d(?:\ .*)? | 10/100(?:/1000)*(?:/10000)?(?:\ .*)?
    | \d{1,3}\.\d(?:\ \d{1,3}\.\d)+ | [0-7]{3,4}/[-dlbcps][-rwxst]{9}
    | (?=.*[a-f])(?=.*\d)[0-9a-f]{7,40} | [0-9a-f]{8}-[0-9a-f]{4}-.*
    """
)
# Words of machines and books right before a number, and what is counted right behind one.
_MACHINES: Final = re.compile(
    r"(?i)(?<![^\W_])(?:ttl|timeout|refresh|retention|expires?|max[-_ ]?age|offset|size|length|inode|lines?"
    r"|rows?|col|column|seed|steps?|epoch|limit|ulimit|replicas|workers|threads|memory|maxmemory|batch|took"
    r"|checked|isbn|ean|doi|arxiv|issn|max_map_count|somaxconn|width|height|zeile|größe|ligne|taille|línea"
    r"|tamaño|строка|размер)[\"']?(?: is| of)?[ :=]{1,3}\Z"
)
_MACHINES_REACH: Final = 48
# What failed, in many languages; a paragraph of a law; what is built; codes of offices and goods. In Chinese
# and Japanese no blank stands between.
_NUMBERED: Final = re.compile(
    r"(?i)(?<![^\W_])(?:"
    r"(?:error|fehler|erreurs?|errore|erro|fout|fel|feil|fejl|virhe|hiba|chyba|błąd|błędu|greška|napaka|eroare"
    r"|hata|kesalahan|ralat|lỗi|kosa|ошибк[аеиу]|помилк[аиу]|грешка|σφάλμα|خطأ|خطای|שגיאה|त्रुटि|ข้อผิดพลาด)"
    r"(?:[ -]?(?:code|kode|kod|код|no|nr)\.?)?|(?:sub|error|fehler|fout|exit|status|return)-?code"
    r"|art(?:\.|icles?|icolo|icoli|[íi]culos?|igo|igos|ikel|ikkel|ykuł\w*)?|artt?\.|§{1,2}|paragra(?:ph|f)\w?"
    r"|loi|ley|lei|legge|gesetz|wetsartikel|zákon\w{0,2}|ustaw[ayęą]|törvény|legea|закон\w{0,2}|νόμο[υςν]?|ν\."
    r"|decreto(?: legislativo|[- ]ley|[- ]lei)?|d\. ?lgs\.?|d\.?p\.?r\.|décret"
    r"|regulation(?: \(eu\))?|directive|verordnung|richtlinie|règlement(?: \(ue\))?"
    r"|regolamento|reglamento|direttiva|directiva|kanun\w{0,4}"
    r"|nghị định|thông tư|pasal|undang-undang|стать[яиею]|статт[яіею]|άρθρο\w?|madde"
    r"|(?:ci |gitlab |build )?pipelines?|builds?|workflow run|call-?id|expiration|firmware"
    r"|(?:assembly|part|model|modell|revision|material) (?:number|no|nr)"
    r"|mod[eè]l[eo]?|modell[eo]?|модель|μοντέλο"
    r"|кпп|окато|октмо|окпо|оквэд|кбк|кнд|окуд|naics|naf|ateco|cnae|ciiu|taric|seats?|sitzplätze"
    r"|flight(?: is)?(?: [a-z]{2})?|flug(?: [a-z]{2})?|vuelo(?: [a-z]{2})?|рейс(?: [a-z]{2})?"
    r")[\"'’`]?(?: is| of)?\.?[ \t]{0,12}[:=：]?[ \t]?(?:(?:no|nr|n|č|№|n[°ºo])\.? ?)?(?<![^\W_])\Z"
    r"|(?:エラー|错误|錯誤|오류|에러|型号|型號|型番|モデル|모델)"
    r"(?:コード|代码|代碼|码|碼|코드)?[:：= ]{0,2}\Z"
)
# How many rows a command had: https://www.postgresql.org/docs/current/protocol-message-formats.html
_TAG: Final = re.compile(r"(?:^|\n)(?:COPY|UPDATE|DELETE|SELECT|INSERT 0|MERGE|MOVE|FETCH) \Z")
_COUNTED_AHEAD: Final = re.compile(
    r"(?i) ?(?:ms|sec(?:onds)?|rows|tokens|bytes|records|files|lines|items|entries|requests|messages|rpm|fps"
    r"|iterations|zeilen|dateien|lignes|fichiers|líneas|archivos|строк|файлов"
    r"|km|kms|miles|kg|mg|cm|mm|kwh|kw|km/h|mph|sqm|sqft|км|кг|см|мм"
    r"|eur|euros?|usd|gbp|chf|zł|zl|pln|kč|czk|ft|huf|ron|kr|sek|nok|dkk|rub|руб|грн|лв|tl|lira|vnd|đồng|inr"
    r"|rupees|rupiah|ngn|naira|kes|ksh|tzs|ugx|php|dollars?)\b"
    r"|[ \u00a0]?(?:[€$£¥₹₽₴₺₩₫₦₱]|元|円|원|公里|千米|キロ|킬로)"
)
_TIME_AHEAD: Final = re.compile(r":\d|,? \d{1,2}:\d\d")
_DATE: Final = (
    rf"(?:(?<!\w)(?:\d{{1,2}}(?:st|nd|rd|th|er|º|ª|\.)?[ .-]{{0,2}}(?:de |of |di )?[^\W\d_{UNSPACED}]{{3,12}}"
    rf"\.?[ .,-]{{1,2}}(?:de |of |del )?\d{{2,4}}"
    rf"|[^\W\d_{UNSPACED}]{{3,12}}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    r")(?!\w)|(?<!\d)\d{4}[年년] ?\d{1,2}[月월] ?\d{1,2}[日일])"
)
# What all of these hold, from a digit on.
_DATED: Final = re.compile(
    r"\d(?:st|nd|rd|th|er|º|ª|\.)?[ .-]{0,2}(?:de |of |di )?[^\W\d_]{3,12}\.?[ .,-]{1,2}(?:de |of |del )?\d\d"
    r"|\d(?:st|nd|rd|th)?,? \d{4}|\d[年년]"
)


# Compiled when they are first needed: most texts need neither.
_compiled: Final = cache(re.compile)


def candidates(text: str) -> Iterator[tuple[int, int]]:
    """Yield the numbers that stand behind a word, in a line and near it, in order; code points, half open.

    Readings of one number overlap.
    """
    for start, end, first in _stretches(text):
        # What is promising begins with a digit, or with a letter a blank before it.
        at = max(start, first - 2)
        if _PROMISING.search(text, at, end) and _WORD.search(text, start, end):
            # Nor do words far before it matter.
            at = text.rfind(" ", start, max(start, first - _LONGEST)) + 1
            for place in sorted(_in_stretch(text, at or start, end)):
                if _WORD.search(text, max(start, place[0] - _REACH), place[0]):
                    yield place


def _stretches(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield where the stretches that hold a digit begin and end, and their first digits."""
    for stretch in _STRETCH.finditer(text):
        start, end = stretch.span()
        if digit := _DIGIT.search(text, start, end):
            yield start, end, digit.start()


def _in_stretch(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield dates, and runs of tokens one blank apart that hold a digit, or are capitals beside them."""
    dates = list(_dates(text, start, end))
    yield from dates
    run: list[tuple[int, int, bool]] = []
    for token in _TOKEN.finditer(text, start, end):
        at, to = token.span()
        has_digit = token.lastindex is not None
        if not run and not has_digit and to - at > _MOST_CAPITALS:
            continue
        if run and (at != run[-1][1] + 1 or text[at - 1] != " " or to - run[0][0] > _LONGEST):
            if _may_be_number(run):
                yield from _joined(text, run, dates)
            run = []
        if has_digit or _is_capitals(text[at:to]):
            if has_digit and len(run) > 1 and not run[-1][2] and run[-1][1] - run[-1][0] > _FEW_CAPITALS:
                yield from _joined(text, run, dates)
                run = run[-1:]
            run.append((at, to, has_digit))
        elif run:
            if _may_be_number(run):
                yield from _joined(text, run, dates)
            run = []
    if run and _may_be_number(run):
        yield from _joined(text, run, dates)


def _may_be_number(run: list[tuple[int, int, bool]]) -> bool:
    """Whether a run may hold a number: most are a digit or two, or capitals alone."""
    return len(run) > 1 or (run[0][2] and run[0][1] - run[0][0] >= _SHORTEST)


def is_date(value: str) -> bool:
    """Whether a candidate is a date with the name of a month."""
    return _DATED.search(value) is not None and _compiled(_DATE).fullmatch(value) is not None


def is_recent_date(value: str) -> bool:
    """Whether it is a date in figures of these years, hardly a birth: `30. 9. 2026`, `10/02/2026`."""
    return _compiled(r"\d{1,2}(?P<part>[/.-]) ?\d{1,2}(?P=part) ?202\d").fullmatch(value) is not None


def _dates(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if not _DATED.search(text, start, end):
        return
    from recognizers.dates.calendar import is_calendar_date

    for match in _compiled(_DATE).finditer(text, start, end):
        if is_calendar_date(match[0]):
            yield match.span()


def _is_capitals(token: str) -> bool:
    """Whether a token may be letters of a number; letters without case are, one at a time."""
    if not token.isalpha():
        return False
    has_case = token.lower() != token.upper()
    return token.isupper() and len(token) <= _MOST_CAPITALS if has_case else len(token) == 1


def _joined(
    text: str, run: list[tuple[int, int, bool]], dates: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield a run, once with the capitals beside its digits and once without: `PIN 4711`, `KA 4711`."""
    digits = [number for number, (_, _, has_digit) in enumerate(run) if has_digit]
    if not digits:
        return
    first, last = digits[0], digits[-1]
    if first and _compiled(_NOBODYS).fullmatch(text, run[first - 1][0], run[last][1]):
        return
    lows = (first,) if first == 0 else (first, first - 1)
    # Capitals behind the end of a sentence begin the next one.
    ends = last == len(run) - 1 or text[run[last][1] - 1] == "."
    highs = (last,) if ends else (last, last + 1)
    for low in lows:
        for high in highs:
            start, end = _trimmed(text, run[low][0], run[high][1])
            if (
                _SHORTEST <= end - start <= _LONGEST
                and not _is_dated(dates, start, end)
                and not _is_nobodys(text, start, end)
            ):
                yield start, end


def _is_dated(dates: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of the dates, which come in order and apart, has a part of text[start:end]."""
    number = bisect_left(dates, (end,)) - 1
    return number >= 0 and start < dates[number][1]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _BEFORE:
        start += 1
    while end > start and text[end - 1] in _AFTER:
        end -= 1
    if text[start : start + 1] == "(" and text[end - 1 : end] == ")":
        return start + 1, end - 1
    if text[end - 1 : end] == ")" and "(" not in text[start:end]:
        end -= 1
    if text[start : start + 1] == "(" and ")" not in text[start:end]:
        start += 1
    return start, end


def _is_nobodys(text: str, start: int, end: int) -> bool:
    value = text[start:end]
    if value[0] == "(":
        fewest = _BRACKETED_DIGITS
    else:
        fewest = 0 if any(map(str.isalpha, value)) else _FEWEST_DIGITS
    if sum(map(str.isdigit, value)) < fewest:
        return True
    # Parts of a time, and lines of a file.
    if text[start - 1 : start] == ":" and text[start - 2 : start - 1].isalnum():
        return True
    if _TIME_AHEAD.match(text, end) or _COUNTED_AHEAD.match(text, end):
        return True
    if _MACHINES.search(text, max(0, start - _MACHINES_REACH), start):
        return True
    # Of `КНД 1152016` the capitals may be read as a part.
    digit = _DIGIT.search(text, start, end)
    for place in {start, digit.start() if digit else start}:
        if _NUMBERED.search(text, max(0, place - _MACHINES_REACH), place):
            return True
    if _TAG.search(text, max(0, start - _MACHINES_REACH), start):
        return True
    return _compiled(_NOBODYS).fullmatch(value) is not None
