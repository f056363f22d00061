"""What the models find beside names, as it is written: the whole login, host or password, not its words."""

import re
from collections.abc import Iterator
from typing import Final

from recognizers.dates.ages import is_lasting
from recognizers.dates.calendar import is_calendar_date
from recognizers.labelled.vocabulary import meaning
from recognizers.logins.accounts import is_login
from recognizers.lookalikes.file_names import FILE_ENDINGS
from recognizers.lookalikes.object_ids import is_object_id
from recognizers.lookalikes.placeholders import is_placeholder
from recognizers.lookalikes.public_hosts import is_public_host
from recognizers.names.tags import VALUES
from recognizers.span import Span

# What a word of each type belongs to, where nothing stands between: a login to its digits, a password to its
# signs; and what it is as a whole.
_NAMED: Final = re.compile(r"[\w.-]*")
_WHOLE: Final = {
    "USERNAME": _NAMED,
    "HOSTNAME": _NAMED,
    "PASSWORD": re.compile(r"[^\s\"'`“”„«»‘’「」『』（）(),;:：，。、=&?<>|@/\\]*"),
}
# What ends a sentence rather than a login; a password may end so where the models say it.
_END: Final = ".!?-"
_LONGEST: Final = 80
_SHORTEST: Final = {"USERNAME": 2, "HOSTNAME": 3, "PASSWORD": 3}
# Single digits that go on: the parts of a number that is spelled, none of which is a password.
_SPELLED: Final = re.compile(r"\d(?: \d)*")
_GOES_ON: Final = re.compile(r"\d[ .–-]{1,3}\Z"), re.compile(r"[ .–-]{1,3}\d")
# What a password neither begins nor ends with where it is several words: `la clave es 7G4`, `adeogun90 y`.
_COPULA: Final = re.compile(r"(?:\S{1,6} )?(?:is|es|ist|est|è|é|jest|är|er|być|to|=) (?=\S*\d\S*\Z)")
# What a device's configuration says behind a community, and a list of words behind its first: `… RO 99`.
_RIGHTS: Final = re.compile(r" (?:RO|RW|ro|rw)(?: \d{1,3})?\Z")
# What people laugh or thank with.
_LAUGH: Final = re.compile(
    r" (?:lol|lmao|(?:ha){2,}|(?:he){2,}|(?:ja){2,}|kk+|xd+|thx|plz|pls|tho)\Z", re.IGNORECASE
)
# A server's answer before what it says: `250-smtp.acme.example`.
_REPLY: Final = re.compile(r"[245]\d\d-(?=[A-Za-z])")
# Behind a code, words that say what became of it: `883 104 expired`.
_SAID: Final = re.compile(r"\A[\d -]*\d(?P<said>(?: [^\W\d_]{3,})+)\Z")
# What ends one value where the next one begins: `mappali, pincode 3306184`, `Catasto_61 + a message`.
_NEXT: Final = re.compile(r", (?=(?P<label>[^\W\d_]{2,}))| \+ (?=[^\W\d_])")
_AND: Final = re.compile(r" (?:and|or|but|y|e|o|et|und|oder|en|of|och|og|i|ve|а|и)\Z", re.IGNORECASE)
# Digits with nothing that makes them a day, and years that are counted: `6年`.
_NO_DATE: Final = re.compile(r"\W*\d{1,2}\W*|丸?\d{1,2}年")
# A release, and two years of a tax or a school: `6.21.1`, `2024-25`; a letter alone.
_NO_DAY: Final = re.compile(
    r"v?\d{1,3}\.(?:1[3-9]|[2-9]\d|\d{3})\.\d{1,3}|(?:19|20)\d\d[-/–](?:\d\d|(?:19|20)\d\d)|[^\W\d]"
)
_RELEASE: Final = re.compile(
    r"(?i)(?:version|versión|versione|versão|wersja|verze|версия|версии|版本|バージョン|버전|release|\bv)\b"
    r"[^\n\d]{0,16}\Z"
)
_WORD_BEHIND: Final = re.compile(r"(?:st|nd|rd|th|\.)?\s{0,2}(?:de |of |di )?(?P<month>[^\W\d_]{3,14})")
_WORD_BEFORE: Final = re.compile(r"(?P<month>[^\W\d_]{3,14})\.?\s{1,2}\Z")
_LONGEST_MONTH: Final = 18
# A digit or two, perhaps with a letter: a class, a room.
_NO_BIRTH: Final = re.compile(r"\W*\d{1,2}[A-Za-z]?\W*")
# Years of something else: `nine years' experience`, `for 51 years`.
_YEARS: Final = re.compile(
    r" ?(?:(?:years?|yrs?)[’']?|ans|años|anos|anni|jahren?|лет|jaar|år|lat|yıl)(?![^\W\d_])", re.IGNORECASE
)
_LASTED: Final = re.compile(
    r"(?:^|\W)(?:for|over|past|last|within|after|every|since|seit|depuis|desde|durante|pendant|da|от)"
    r" (?:the |about |almost |nearly |over )?\Z",
    re.IGNORECASE,
)
# What joins a day to what is said next: `01.03. bis`.
_TO: Final = re.compile(r" (?:bis|to|until|till|and|und|et|y|e|a|à|al|au|tot|do|da|по|до)\Z", re.IGNORECASE)
_LONGEST_RELEASE: Final = 32
# Days that a term or a trip has, and the rest of a sum: `90 ημέρες`, `55,500`.
_NO_AGE: Final = re.compile(
    r"[.,]\d{3}(?!\d)| ?(?:days?|tagen?|jours|días|dias|giorni|dagen|dagar|dager|dage|dní|dni|päivää|nap|zile"
    r"|dana|дней|дня|днів|дни|ημέρες|ημερών|μέρες|gün|hari|ngày)(?![^\W_]| old)| ?(?:天|日間|일간)"
)
# How probable a value must be to count as what rules are sure of by default; digits alone and plain words,
# which are passwords here and there, are more often something else.
_COUNTS: Final = {
    "USERNAME": 0.5,
    "PASSWORD": 0.45,
    "HOSTNAME": 0.45,
    "DATE_OF_BIRTH": 0.4,
    "DATE": 0.45,
    "AGE": 0.4,
}
_PLAIN_COUNTS: Final = 0.6
# Where a rule knows what stands there, it knows better.
_COUNTING, _SUREST = 0.5, 0.65
# Folders and files, which are told by rules where they are somebody's.
_IN_PATH: Final = re.compile(r"(?<![/\\])[/\\]\Z")
_FILE: Final = re.compile(rf"(?i)\.(?:{FILE_ENDINGS}|git|[a-z])\Z")
# What somebody is to put in: `<ask-karolina>`.
_BRACKETS: Final = ("<", ">")
# A setting with its value; how tables say that there is no password.
_ASSIGNED: Final = re.compile(r"\w+=[\"']")
_NONE_LIST: Final = (
    "none keine keins aucun aucune ninguna ninguno nessuna nessuno nenhuma geen ingen inget brak žádné nincs "
    "yok нет немає なし 无 없음"
)
_NONE: Final = frozenset(_NONE_LIST.split())
_LATIN_END: Final = 0x250
# A variable of a query in ABAP or T-SQL, `INTO @hafen`, and one of ABAP where it is told of, `ls_kopf-ort`.
_VARIABLE: Final = re.compile(
    r"(?:\b(?:INTO|SET|DECLARE|SELECT|VALUES|LIKE|BETWEEN|AND|OR|WITH|EXEC \w+|OUTPUT|PRINT|USING)\s{0,2}\(?"
    r"|[=<>+(,]\s?)@\Z"
)
_QUERY: Final = re.compile(r"\b(?:SELECT|WHERE|INTO|FROM|SET|DECLARE|VALUES|EXEC|AND)\s")
_ABAP: Final = re.compile(r"[gl][st]_\w+-\w+|[gl][vst]_\w+(?=`)")
_QUERY_REACH: Final = 200
# The place of a clock, its sign encoded here and there; what has versions; who wrote in which year.
_ZONE: Final = re.compile(
    r"(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)(?:/|%2F)[A-Z]\w+",
    re.IGNORECASE,
)
_VERSIONED: Final = re.compile(r"[A-Z][a-z]+ (?:\d{1,2}(?:\.\d{1,3}){0,2}|1[5-9]\d\d|20\d\d)")
_SECRET_REACH: Final = 60
# The name that a wireless network shows.
_NETWORK: Final = re.compile(r"(?i)\bb?ssid[\"']?\s?[:=]\s?[\"']?\Z")
# Of the passwords that most people take, those that are nobody's login.
_FREQUENT: Final = frozenset(
    (
        "qwerty",
        "qwertz",
        "azerty",
        "qwertyuiop",
        "qwerty123",
        "1q2w3e4r",
        "iloveyou",
        "letmein",
        "trustno1",
        "asdfgh",
    )
)


def as_written(text: str, span: Span) -> Iterator[Span]:
    """Yield the whole value that a found span is part of, a name as it is; nothing where it is nobody's."""
    if span.entity_type not in VALUES:
        yield span
        return
    start, end = _whole(text, span)
    if span.entity_type == "PASSWORD":
        start, end = _without_words(text, start, end)
    elif span.entity_type == "DATE" and (joined := _TO.search(text[start:end])):
        end = start + joined.start()
    value = text[start:end]
    if len(value) >= _SHORTEST.get(span.entity_type, 1) and not _is_nobodys(
        span.entity_type, text, start, end
    ):
        yield Span(start, end, span.entity_type, _score(span, value), span.source)


def _is_beside_month(text: str, start: int, end: int) -> bool:
    """Whether a number is the day of a month that is written beside it."""
    words = _WORD_BEHIND.match(text, end), _WORD_BEFORE.search(text, max(0, start - _LONGEST_MONTH), start)
    return any(word and is_calendar_date(f"1 {word['month']}") for word in words)


def _whole(text: str, span: Span) -> tuple[int, int]:
    signs = _WHOLE.get(span.entity_type)
    if signs is None:
        return span.start, span.end
    start, end = span.start, span.end
    while start > 0 and span.start - start < _LONGEST and signs.fullmatch(text[start - 1]):
        start -= 1
    after = signs.match(text, end, end + _LONGEST)
    end = after.end() if after else end
    while end > span.end and text[end - 1] in _END:
        end -= 1
    while start < span.start and text[start] in _END:
        start += 1
    if span.entity_type == "HOSTNAME" and (reply := _REPLY.match(text, start, end)):
        start = reply.end()
    return start, end


def _without_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a password without what its sentence says before and behind it."""
    following = _NEXT.search(text, start, end)
    if following and (following["label"] is None or meaning(following["label"])):
        end = following.start()
    for words in (_LAUGH, _AND, _RIGHTS):
        behind = words.search(text[start:end])
        end = start + behind.start() if behind else end
    if said := _SAID.match(text[start:end]):
        end = start + said.start("said")
    before = _COPULA.match(text[start:end])
    start += before.end() if before else 0
    label, blank, rest = text[start:end].partition(" ")
    is_label = blank and any(map(str.isdigit, rest)) and meaning(label.rstrip(":"))
    return start + len(label) + 1 if is_label else start, end


def _score(span: Span, value: str) -> float:
    """Return the score of a find on the scale of rules, on which what counts begins at one half."""
    counts = _COUNTS[span.entity_type]
    if _is_plain(span.entity_type, value):
        counts = _PLAIN_COUNTS
    if span.score < counts:
        return _COUNTING * span.score / counts
    return _COUNTING + (_SUREST - _COUNTING) * (span.score - counts) / (1 - counts)


def _is_plain(entity_type: str, value: str) -> bool:
    """Whether a value looks like a number of anything, or a word."""
    if entity_type == "PASSWORD":
        return value.isdigit() or value.isalpha() or (value.isascii() and value.islower())
    return entity_type == "HOSTNAME" and value.isalpha()


def _is_nobodys(entity_type: str, text: str, start: int, end: int) -> bool:
    value = text[start:end]
    # Alone, nothing tells what it is.
    if not text[:start].strip() and not text[end:].strip():
        return True
    if entity_type == "DATE":
        if _NO_DAY.fullmatch(value) or _RELEASE.search(text, max(0, start - _LONGEST_RELEASE), start):
            return True
        return _NO_DATE.fullmatch(value) is not None and not _is_beside_month(text, start, end)
    if entity_type == "DATE_OF_BIRTH":
        return _NO_BIRTH.fullmatch(value) is not None
    if entity_type == "AGE":
        if _NO_AGE.match(text, end):
            return True
        years = _YEARS.match(text, end)
        return years is not None and (
            _LASTED.search(text[max(0, start - 24) : start]) is not None
            or is_lasting(text[years.end() : years.end() + 24])
        )
    if entity_type not in _WHOLE:
        return False
    if is_object_id(value) or _NETWORK.search(text, max(0, start - 12), start):
        return True
    if is_placeholder(value) or (text[start - 1 : start], text[end : end + 1]) == _BRACKETS:
        return True
    if entity_type == "PASSWORD":
        before, behind = _GOES_ON
        if _ASSIGNED.match(value) or is_placeholder(value[4:]) or value.lower() in _NONE:
            return True
        if _ZONE.fullmatch(value) or (_VERSIONED.fullmatch(value) and not _is_announced(text, start)):
            return True
        spelled = _SPELLED.fullmatch(value) is not None
        return spelled and bool(before.search(text, max(0, start - 4), start) or behind.match(text, end))
    if _IN_PATH.search(text, max(0, start - 2), start) or _FILE.search(value):
        return True
    # An option, a property of a style sheet; what is called.
    is_option = text[start - 1 : start] == "-" and not text[max(0, start - 4) : start - 1].isdigit()
    if is_option or text[end : end + 1] == "(":
        return True
    if entity_type == "USERNAME" and (value.lower() in _FREQUENT or _is_variable(text, start, end)):
        return True
    if entity_type == "HOSTNAME":
        return value.isdigit() or not _NAMED.fullmatch(value) or is_public_host(value)
    if value.isascii():
        return not is_login(value)
    # Other scripts have words where Latin letters would have logins.
    return value.isalpha() and ord(max(value)) >= _LATIN_END


def _is_announced(text: str, start: int) -> bool:
    """Return whether one of the words shortly before is one for a password."""
    words = re.findall(r"[^\W\d_]+", text[max(0, start - _SECRET_REACH) : start])
    return any(found is not None and found.entity_type == "PASSWORD" for found in map(meaning, words))


def _is_variable(text: str, start: int, end: int) -> bool:
    """Return whether a name is a variable of a query or of a program in ABAP."""
    if _ABAP.fullmatch(text, start, end) or _ABAP.match(text, start, end + 1):
        return True
    begin = max(0, start - _QUERY_REACH)
    return _VARIABLE.search(text, begin, start) is not None and _QUERY.search(text, begin, start) is not None
