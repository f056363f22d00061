"""What is named by one member or attribute and stands in another, read as a list: `PIN of the safe: 4417`.

Forms, answers, headers, cookies and variables are written so: `{"name": "DB_PASSWORD", "value": "…"}`.
https://w3c.github.io/web-performance/specs/HAR/Overview.html#headers
https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.30/#envvar-v1-core
"""

import re
from collections.abc import Iterator
from typing import Final

from recognizers.readings.assembled import Assembled, put_together

# Ends of the names of members that hold what is named, each looked for at the speed of `memchr`.
_ENDS: Final = ("alue", "nswer", "esponse", "eply")
_STRING: Final = r"\"(?P<double>(?>(?:[^\"\\\n]|\\.){1,240}))\"|'(?P<single>(?>(?:[^'\\\n]|\\.){1,240}))'"
_VALUE: Final = re.compile(
    r"s?[\"']?\s{0,4}[:=]\s{0,4}(?:\{\s{0,40}[\"'](?:text|stringValue|string_value|value)[\"']\s{0,4}:\s{0,4})?"
    rf"(?:{_STRING}|(?<=: )(?P<plain>[^\s\"'{{}}\[\]<>&*!|][^\n\"'{{}}\[\]<>]{{0,120}})(?=\n|\Z))"
)
_NAME: Final = re.compile(
    r"(?i)(?<![\w-])(?:question|label|title|name|key|field|prompt|header|caption|property|attribute|placeholder"
    r"|element|selector|locator|target|display_?name|field_?name)[\"']?\s{0,4}[:=]\s{0,4}"
    rf"(?:{_STRING}|(?<=: )(?P<plain>[^\n\"'{{}}<>]{{1,120}}))"
    # Nothing that ends what both stand in, and no other value.
    r"(?:(?!value|answer|response)[^{}<>()\[\]])*\Z"
    r"|<label[^<>]{0,120}>(?P<shown>[^<>\n]{1,120})</label>\s{0,40}<\w{1,20}\s[^<>]{0,160}\Z"
)
_ASKED: Final = re.compile(
    r"(?m)^[ \t>*#-]{0,8}(?:Q|F|P|D|Question|Frage|Pregunta|Pergunta|Domanda)\d{0,2}[:.)]\*{0,2} {1,3}"
    r"(?P<shown>[^\n]{2,120})\n{1,2}[ \t>*#-]{0,8}(?:A|R|Answer|Antwort|Respuesta|Resposta|Réponse|Risposta)"
    r"\d{0,2}[:.)]\*{0,2} {1,3}(?P<plain>[^\n]{1,120})"
)
_REACH: Final = 320


def find_named_values(text: str) -> Iterator[Assembled]:
    """Yield the values of a text with their names, a line for each."""
    if pairs := sorted(_pairs(text)):
        yield put_together(text, (piece for name, value in pairs for piece in (name, ": ", value, "\n")))


def _pairs(text: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield where names stand, and where the values of each."""
    for begin, end in _places(text):
        value = _VALUE.match(text, end)
        name = value and _NAME.search(text, max(0, begin - _REACH), begin)
        if value and name:
            yield _inside(name), _inside(value)
    if "\nA" in text or "\nR" in text or "\n**" in text:
        for asked in _ASKED.finditer(text):
            yield asked.span("shown"), asked.span("plain")


def _inside(found: re.Match[str]) -> tuple[int, int]:
    return next(found.span(group) for group, said in found.groupdict().items() if said)


def _places(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the names of members stand that hold values."""
    for word in _ENDS:
        at = text.find(word, 1)
        while at >= 0:
            yield at - 1, at + len(word)
            at = text.find(word, at + len(word))
