"""The shapes of personal values: what may stand under a name that announces a person, a date, a number."""

import re
import unicodedata

_SHAPES = {
    "email": re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+\.[^\W\d_]{2,}"),
    "phone": re.compile(r"\+?[\d(][\d\s().\-/·]{4,22}\d(?:\s*(?:ext|x|#)\.?\s*\d{1,6})?"),
    "number": re.compile(r"(?=(?:[^\d]*\d){4})[^\W_](?:[^\W_]|[ ./\-](?=[^\W_])){3,34}"),
    # Of a machine: few digits, or a hash that its name calls so.
    "serial": re.compile(
        r"(?=(?:[^\d]*\d){2})(?=(?:[^A-Za-z]*[A-Za-z]){2}|(?:[^\d]*\d){6})"
        r"\{?[^\W_](?:[^\W_]|[ ./:_\-](?=[^\W_])){4,46}\}?"
    ),
    "longnumber": re.compile(r"\d(?:[ \-]?\d){11,18}"),
    "iban": re.compile(r"[A-Z]{2}\d{2}(?: ?[A-Z0-9]){10,30}", re.IGNORECASE),
    "ip": re.compile(
        r"\d{1,3}(?:\.\d{1,3}){3}(?:/\d{1,2})?|(?=.*:.*:)[0-9a-fA-F:]{3,39}(?:%\w+)?(?:/\d{1,3})?"
    ),
    "mac": re.compile(r"[0-9a-fA-F]{2}(?:[:\-][0-9a-fA-F]{2}){5}|[0-9a-fA-F]{4}(?:\.[0-9a-fA-F]{4}){2}"),
    "plate": re.compile(r"(?=[^\d]*\d)(?=.*[^\W\d_])[^\W_](?:[^\W_]|[ \-·.](?=[^\W_])){3,18}"),
    "age": re.compile(r"\d{1,3}"),
    "coordinate": re.compile(r"[-+]?\d{1,3}\.\d{3,}(?:\s*[,;/ ]\s*[-+]?\d{1,3}\.\d{3,})?"),
    "login": re.compile(r"(?=.*[^\W\d_])[^\W_][\w.\-+]{1,38}"),
    "host": re.compile(
        r"(?=.*[a-zA-Z])[a-zA-Z0-9](?:[a-zA-Z0-9_\-]{0,62}\.){0,8}[a-zA-Z0-9_\-]{1,62}(?::\d{2,5})?"
    ),
    "date": re.compile(
        r"\d{1,4}[-./ ]\s?\d{1,2}[-./ ]\s?\d{1,4}(?:T[\d:.Z+]*)?|\d{8}|(?:19|20)\d\d"
        r"|\d{1,2}(?:st|nd|rd|th|\.|er)?\s+(?:de\s+)?[^\W\d_]{3,12}\.?,?\s+(?:de\s+)?\d{2,4}"
        r"|[^\W\d_]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{2,4}|"
        r"\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]"
    ),
}
_PERSON_WORDS = 6
_PARTICLES = frozenset(
    [
        "de",
        "da",
        "do",
        "das",
        "dos",
        "del",
        "della",
        "di",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "ten",
        "ter",
        "zu",
        "zur",
        "af",
        "bin",
        "ibn",
        "binti",
        "al",
        "el",
        "y",
        "e",
        "i",
        "und",
    ]
)
_NAME_PART = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.\-](?=[^\W\d_]|\Z))*")
_TITLES = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Dame|Rev|Fr|Sr|Herr|Frau|Hr|Mme|Mlle|M|Monsieur|Madame|Sig|Sig\.ra|Dott|Dott\.ssa"
    r"|Sra|Srta|Don|Doña|Dra|Pan|Pani|Ing|Mag|Dipl|Captain|Capt|Tante|Onkel|Opa|Oma|Uncle|Aunt|Auntie)\.?\s+)+"
)
_REMARK = re.compile(r"(?<!\s)(?:\s*\([^()]*\)\s*$|\s+[-–]\s.*$)")
_HOST_MARK = re.compile(r"[.\-\d]")
_TIME = re.compile(r"(?<=\d)(?:T|,? )\d{1,2}[:.h]\d\d.*\Z")
_PORT = re.compile(r":\d{2,5}\Z")
# A word behind a serial number: `E0040150B2D86A14 unknown`.
_WORD_BEHIND = re.compile(
    r"\s+(?:(?=[^\W\d_]*[a-zß-ÿа-я])[^\W\d_]{2,}(?!\w).*|[^\W\d_]{3,}(?!\w)\D*)\Z", re.DOTALL
)
_STREET = re.compile(r"(?!\S*://)(?=.*\d)(?=.*[^\W\d_]{3})[^<>{}=\"\n]{6,160}")
_TITLE = re.compile(r"[^\W\d_a-zß-ÿ][^<>{}=\"\n]{1,60}")
# Programs speak of these where a form would hold a name.
_NO_NAME = frozenset(
    [
        "string",
        "str",
        "text",
        "none",
        "null",
        "undefined",
        "true",
        "false",
        "unknown",
        "name",
        "names",
        "test",
        "default",
        "admin",
        "user",
        "anonymous",
        "nobody",
        "other",
        "n/a",
        "na",
        "tbd",
        "todo",
        "yes",
        "no",
        "all",
        "any",
        "value",
        "object",
        "number",
        "integer",
        "varchar",
        "required",
        "optional",
        "description",
        "type",
        "main",
        "index",
        "root",
        "system",
        "bot",
        "customer",
        "client",
        "first",
        "last",
        "full",
        "given",
        "family",
        "surname",
        "title",
        "company",
    ]
)


def has_shape(value: str, shape: str) -> bool:
    """Return whether a value looks like what the shape says.

    >>> has_shape("Solveig Årdal", "person"), has_shape("is_active", "person")
    (True, False)
    """
    if shape == "person":
        return _is_person(value)
    if shape == "address":
        return bool(_STREET.fullmatch(value))
    if shape == "title":
        return bool(_TITLE.fullmatch(value)) and value.lower() not in _NO_NAME and not value.isupper()
    if shape == "host":
        return bool(_SHAPES["host"].fullmatch(value) and _HOST_MARK.search(value)) and not value.isdecimal()
    if shape == "login":
        return bool(_SHAPES["login"].fullmatch(value)) and value.lower() not in _NO_NAME
    return bool(_SHAPES[shape].fullmatch(value))


def name_within(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the name of a person stands in a value, without titles before and remarks behind it."""
    value = text[start:end]
    title = _TITLES.match(value)
    remark = _REMARK.search(value)
    return start + (title.end() if title else 0), start + remark.start() if remark else end


def value_within(text: str, start: int, end: int, shape: str, entity_type: str) -> tuple[int, int]:
    """Return a name without title and remark, a host without its port, a number without words behind it."""
    if shape == "person":
        return name_within(text, start, end)
    if shape == "serial":
        word = _WORD_BEHIND.search(text, start + 1, end)
        return start, word.start() if word else end
    if shape == "host":
        return start, without_port(text, start, end)
    time = _TIME.search(text, start, end) if entity_type == "DATE" else None
    return start, time.start() if time else end


def without_port(text: str, start: int, end: int) -> int:
    """Return where a host ends that a port may follow."""
    port = _PORT.search(text, start, end)
    return port.start() if port else end


def is_full_name(value: str) -> bool:
    """Return whether a value reads as a name by itself: two capitalised parts."""
    parts = value.split()
    return _is_person(value) and sum(map(_opens_name, parts)) >= 2 and not value.isupper()


def _is_person(value: str) -> bool:
    if not 2 <= len(value) <= 60 or value.lower() in _NO_NAME:
        return False
    parts = value.replace(",", " ").replace("(", " ").replace(")", " ").split()
    if not 1 <= len(parts) <= _PERSON_WORDS or not all(_NAME_PART.fullmatch(part) for part in parts):
        return False
    return all(part in _PARTICLES or _opens_name(part) for part in parts) and any(map(_opens_name, parts))


def _opens_name(part: str) -> bool:
    return part[0].isupper() or unicodedata.category(part[0]) == "Lo" or part[:2] in ("d'", "d’")
