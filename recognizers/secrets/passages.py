"""Passwords further behind the word for them: in brackets, in the next sentence, "the new one is …"."""

import re
from collections.abc import Iterator
from typing import Final

from recognizers.labelled.vocabulary import meaning
from recognizers.lookalikes.placeholders import is_placeholder
from recognizers.secrets.expressions import is_template
from recognizers.secrets.looks import JOINED, LOOSELY_JOINED, TOKEN, password_look, trimmed
from recognizers.secrets.speech import speech

# How far behind the word, in its line.
_REACH: Final = 240
_BRACKETED: Final = re.compile(
    r"\((?:was |war |era |était |alt: |old: |neu: |new: |now |jetzt )?(?P<value>[^\s()]{4,40})\)"
)
# Two words joined by a mark, three or more by any: `kino_vecherom`, `mango.pickle.monday`.
_CHAINED: Final = re.compile(r"[^\W_]{2,}(?:[._-][^\W_]{2,}){2,}|[^\W_]{3,}[_&+][^\W_]{3,}")
# Far from its word, a password has a mark that words do not have, or figures within its letters.
_UNMISTAKABLE: Final = re.compile(
    r"(?=.*[^\W\d_])(?:.*[!@#$%&*+=?~^€£§].*|[^\W\d_]{2,}[-_.][^\s]*\d\S*|(?=.*[a-zа-я])(?=.*[A-ZА-Я])[^\W\d_]{3,}\d{1,8}\S*)"
)
_NUMBERED: Final = re.compile(
    r"[A-Z]{1,6}[-/]?[\dA-Z/-]+|[A-Z]{2,}\w*-\d+|[a-z]+\d{1,2}|\w+://\S*|[\w.+-]+@[\w.-]+"
)
_PROGRAM: Final = re.compile(
    r"[{};=<>\[\]\\|]|\w\(|\b(?:def|class|import|const|function|return|self|null|http)\b|::|->|--\w"
)
_LEADING: Final = re.compile(r"[:—–-]\Z")


# `"purple otter nine" which is actually the nas password`, `Fuchs9x is my old password`.
_BEFORE: Final = re.compile(
    r"(?:[\"“„«`'](?P<quoted>[^\"“”„«»`'\n]{4,40})[\"”“»`']|(?<![^\s(])(?P<bare>[^\s\"'`()<>]{6,40}))"
    r" (?:which |that |ce qui |was |das )?"
    r"(?i:is|was|ist|war|es|era|est|était|è|é|to|jest|är|var|er|on|это|—) "
    r"(?:[^\W\d]+[ -]){1,4}[^\s\"'`*(:,]+[\s.,;:!?)]*\Z"
)


def password_before(text: str, start: int) -> Iterator[tuple[int, int, float]]:
    """Yield where the password stands of which a sentence says so, with the word that ends here."""
    begin = max(text.rfind("\n", max(0, start - 130), start) + 1, start - 130, 0)
    found = _BEFORE.search(text, begin, start)
    if found is None or _PROGRAM.search(text, begin, start):
        return
    group = "quoted" if found["quoted"] else "bare"
    value = found[group]
    words = {word.lower() for word in value.split()}
    plain = group == "quoted" and words.isdisjoint(speech().no_secret) and not is_placeholder(value)
    plain = plain and meaning(value) is None
    sure = password_look(value) >= 0.75 and not _NUMBERED.fullmatch(value)
    if plain or (sure and _UNMISTAKABLE.fullmatch(value)):
        yield found.start(group), found.end(group), 0.6


def password_in_passage(text: str, start: int, *, loose: bool) -> Iterator[tuple[int, int, float]]:
    """Yield where the password stands that a word for one, which ends at `start`, leads up to in its line.

    Behind a word that means other things too, `loose`, it must stand in brackets and be unmistakable.
    """
    stop = text.find("\n", start, start + _REACH)
    stop = min(len(text), start + _REACH) if stop < 0 else stop
    begin = max(text.rfind("\n", max(0, start - _REACH), start) + 1, start - 60, 0)
    if _PROGRAM.search(text, begin, stop):
        return
    for bracketed in _BRACKETED.finditer(text, start, stop):
        value = bracketed["value"]
        if _is_bracketed(value) and (not loose or _UNMISTAKABLE.fullmatch(value)):
            yield bracketed.start("value"), bracketed.end("value"), 0.65
            return
    if loose:
        return
    linked = False
    for match in TOKEN.finditer(text, start, stop):
        at, value = trimmed(match.group(), match.start())
        if linked or _UNMISTAKABLE.fullmatch(value):
            look = password_look(value)
            if look >= 0.75 and not _NUMBERED.fullmatch(value) and (linked or len(value) >= 7):
                yield at, at + len(value), 0.6
                return
        linked = value.lower() in speech().links or match.group()[-1] in ":—–"


def _is_bracketed(value: str) -> bool:
    if is_placeholder(value) or is_template(value) or _NUMBERED.fullmatch(value):
        return False
    return password_look(value) >= 0.75 or any(
        form.fullmatch(value) for form in (_CHAINED, JOINED, LOOSELY_JOINED) if len(value) >= 8
    )
