"""What a message of a chat only names, as the message before it asked for it: `Which PIN?`, `4417`."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from recognizers.span import Span
from scrub.formats.record import Segment

_MESSAGES: Final = frozenset(
    (
        *("answer", "body", "content", "message", "msg", "parts", "prompt", "question", "reply", "response"),
        *("text", "value"),
    )
)
# Who asks, in the last lines of a message.
_ASKS: Final = re.compile(
    r"(?i)[?？؟:：]|\b(?:enter|give|need|provide|please|reply|send|share|tell|type|what|which"
    r"|angeben|bitte|brauche|gib|nenn|sag|schick|dime|envía|escrib|indica|necesito|por favor"
    r"|donne|indique|veuillez|besoin|envoie|dimmi|inserisc|manda|per favore|scriv|digite|envie|informe|podaj"
    r"|proszę"
    r"|geef|stuur|graag|skriv|ange|anna|kirjoita|yaz|gir|kirim|masukkan|введ|напиш|пришл|укаж|скаж)"
    r"|请|請|告诉|告訴|输入|輸入|教えて|入力|ください|알려|입력|주세요"
)
# Who asks for a name, of somebody or of something; else the first word of an answer is none: `Done`, `jaja`.
_ASKS_FOR_NAME: Final = re.compile(
    r"(?i)\b(?:who\w*|where|which|names?|called|user\w*|login|handle|account|city|town|street|address|company"
    r"|employer|work|school|wer|wo\w*|welche\w*|hei(?:ß|ss)\w*|\w*namen?|stadt|ort|stra(?:ß|ss)e|firma|benutzer\w*"
    r"|qui[eé]n\w*|d[oó]nde|nombre\w*|llama\w*|usuario|ciudad|calle|empresa|qui|o[uù]|nom|pr[eé]nom|ville|rue"
    r"|utilisateur|appel\w*|chi|dove|nome|cognome|chiam\w*|utente|citt[aà]|via|azienda|quem|onde|chama\w*"
    r"|cidade|rua|wie|waar|naam|heet|stad|straat|bedrijf|kto|gdzie|imi[eę]|nazwisko|kuka|missä|nimi|vem|hvem"
    r"|hvor|var|namn|navn|kim|nerede|ad[ıi]\w*|siapa|nama|di mana|кто|где|имя|зовут|фамили\w|город|логин)\b"
    r"|[名谁誰哪姓]|どこ|누구|이름|어디|اسم|من هو|أين|नाम|कहाँ|ชื่อ|ที่ไหน|tên|ở đâu"
)
_NAMES: Final = frozenset(("LOCATION", "ORGANIZATION", "PERSON", "STREET_ADDRESS", "USERNAME"))
_LINES: Final = 3
_REACH: Final = 320
# Longer ones say by themselves what they are about.
_LONGEST: Final = 80
_MOST_WORDS: Final = 8
# Questions in a list, and their answers in another: by their numbers, or line by line.
_ITEM: Final = re.compile(r"(?m)^[ \t]{0,8}(?:\d{1,2}[.)]|[-*\u2022])[ \t]{1,4}(?P<said>[^\n]{2,200})")
_NUMBERED: Final = re.compile(
    r"(?:^|(?<=\s))(?P<number>\d{1,2})[.)][ \t]{0,4}(?P<said>(?:(?!\s\d{1,2}[.)])[^\n]){1,80})"
)
_LINE: Final = re.compile(r"(?m)^[ \t]*(?:[-*\u2022][ \t]+)?(?P<said>\S[^\n]{0,80})$")
_FEWEST: Final = 2
_LIST: Final = 1600
_ASKING: Final = "assistant: "
_ANSWERING: Final = "\nhuman: "


class Answers:
    """Reads the messages of a conversation in their order, each that is short with the question before it."""

    def __init__(self, find: Callable[[str], Sequence[Span]]) -> None:
        self._find = find
        # The last message, which may stand in several members, and the one before it.
        self._said = self._said_before = ""

    def find(self, segment: Segment, is_output: Callable[[], bool]) -> Sequence[Span]:
        """Return what is found in a message with what was asked before it; an output of a tool is none."""
        if "?" in segment.key and _is_short(segment.text):
            # A column of a form, or what the object calls it.
            return list(self._in(segment.key, segment.text, 0))
        if segment.key not in _MESSAGES or segment.is_key or segment.is_number or segment.marker is not None:
            return ()
        text = segment.text
        if text != self._said:
            self._said, self._said_before = text, self._said
        if not self._said_before or len(text) > _LIST or is_output():
            return ()
        return [
            span
            for question, answer in _pairs(self._said_before, text)
            for span in self._in(question, *answer)
        ]

    def _in(self, question: str, answer: str, place: int) -> Iterator[Span]:
        """Yield what is found in an answer, which stands at that place of its message."""
        head = f"{_ASKING}{question}{_ANSWERING}"
        move = place - len(head)
        for span in self._find(head + answer):
            if span.start >= len(head) and (
                span.entity_type not in _NAMES or _ASKS_FOR_NAME.search(question)
            ):
                yield replace(span, start=span.start + move, end=span.end + move)


def _pairs(asked: str, said: str) -> Iterator[tuple[str, tuple[str, int]]]:
    """Yield questions, each with its answer and where that stands."""
    questions = [item["said"] for item in _ITEM.finditer(asked[-_LIST:])]
    if len(questions) >= _FEWEST:
        answers = list(_NUMBERED.finditer(said))
        if len(answers) >= _FEWEST:
            for answer in answers:
                if 0 < (number := int(answer["number"])) <= len(questions):
                    yield questions[number - 1], (answer["said"], answer.start("said"))
            return
        lines = list(_LINE.finditer(said))
        if len(lines) == len(questions):
            for question, line in zip(questions, lines, strict=True):
                yield question, (line["said"], line.start("said"))
            return
    if _is_short(said) and (question := _question(asked)):
        yield question, (said, 0)


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST and len(text.split()) <= _MOST_WORDS and any(map(str.isalnum, text))


def _question(text: str) -> str:
    """Return the end of a message that asks for something; nothing where it does not."""
    lines = text[-_REACH:].rstrip().rsplit("\n", _LINES)[-_LINES:]
    tail = "\n".join(lines)
    return tail if _ASKS.search(tail) else ""
