"""Templates and what they become: a text with the places of everything in it that is labelled."""

import json
import random
import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from corpora.generate.values import Value

_SLOT: Final = re.compile(r"\{([a-z]+)\.([a-z_0-9]+)\}")
# Typing slips are made in words of at least so many letters.
_LONG_WORD: Final = re.compile(r"[a-z]{5,}")


class Mention(NamedTuple):
    """A labelled place; code points, half open."""

    start: int
    end: int
    entity_type: str
    entity: str


class Text(NamedTuple):
    """A text and its labels, in order."""

    text: str
    mentions: Sequence[Mention] = ()


class Slot(NamedTuple):
    """A place for a value: whose, and which."""

    root: str
    attribute: str


class Choice(NamedTuple):
    """Several ways to say something."""

    ways: tuple["Template", ...]


Template = tuple["str | Slot | Choice", ...]
Resolve = Callable[[Slot], "Value | Text"]


class Style(NamedTuple):
    """How somebody types."""

    case: str = ""
    # One slip in so many long words; 0: none.
    slips: int = 0


PLAIN: Final = Style()


def compile_template(source: str) -> Template:
    """Return a template, `⟨a|b⟩` being a choice and `{a.full}` a slot."""
    parts: list[str | Slot | Choice] = []
    rest = source
    while rest:
        before, opened, rest = rest.partition("⟨")
        parts += _with_slots(before)
        if opened:
            inside, closed, rest = rest.partition("⟩")
            if not closed or "⟨" in inside:
                raise ValueError("a choice is not closed, or stands in another one")
            parts.append(Choice(tuple(tuple(_with_slots(way)) for way in inside.split("|"))))
    return tuple(parts)


def _with_slots(source: str) -> list["str | Slot | Choice"]:
    parts: list[str | Slot | Choice] = []
    at = 0
    for match in _SLOT.finditer(source):
        if at < match.start():
            parts.append(source[at : match.start()])
        parts.append(Slot(match[1], match[2]))
        at = match.end()
    if at < len(source):
        parts.append(source[at:])
    return parts


def render(template: Template, resolve: Resolve, source: random.Random, style: Style = PLAIN) -> Text:
    """Return a template with its slots filled."""
    pieces: list[str] = []
    mentions: list[Mention] = []
    _render(template, resolve, source, style, pieces, mentions, 0)
    return Text("".join(pieces), mentions)


def _render(
    template: Template,
    resolve: Resolve,
    source: random.Random,
    style: Style,
    pieces: list[str],
    mentions: list[Mention],
    at: int,
) -> int:
    for part in template:
        if type(part) is str:
            written = _typed(part, style, source)
        elif type(part) is Choice:
            way = part.ways[int(source.random() * len(part.ways))]
            at = _render(way, resolve, source, style, pieces, mentions, at)
            continue
        else:
            value = resolve(part)  # type: ignore[arg-type]
            if type(value) is Text:
                written = value.text
                mentions += [
                    Mention(at + m.start, at + m.end, m.entity_type, m.entity) for m in value.mentions
                ]
            else:
                written, entity_type, entity, any_case = value  # type: ignore[misc]
                if any_case and style.case:
                    written = _cased(written, style.case)
                if entity_type is not None:
                    mentions.append(Mention(at, at + len(written), entity_type, entity or ""))
        pieces.append(written)
        at += len(written)
    return at


def _typed(text: str, style: Style, source: random.Random) -> str:
    if style.case:
        text = _cased(text, style.case)
    if not style.slips:
        return text

    def slip(match: re.Match[str]) -> str:
        word = match[0]
        if source.random() * style.slips >= 1:
            return word
        at = int(source.random() * (len(word) - 1))
        swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        return source.choice((swapped, word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:]))

    return _LONG_WORD.sub(slip, text)


def _cased(text: str, case: str) -> str:
    return text.lower() if case == "lower" else text.upper()


def _moved(mentions: Sequence[Mention], by: int) -> list[Mention]:
    return [Mention(by + start, by + end, name, entity) for start, end, name, entity in mentions]


def joined(*parts: "Text | str") -> Text:
    """Return texts one after another."""
    pieces: list[str] = []
    mentions: list[Mention] = []
    at = 0
    for part in parts:
        if isinstance(part, str):
            written = part
        else:
            written = part.text
            mentions += _moved(part.mentions, at)
        pieces.append(written)
        at += len(written)
    return Text("".join(pieces), mentions)


def escaped(text: Text) -> Text:
    """Return a text as it stands in a JSON string that is a text itself."""
    pieces: list[str] = []
    mentions: list[Mention] = []
    at = length = 0
    for mention in text.mentions:
        before = _escape(text.text[at : mention.start])
        value = _escape(text.text[mention.start : mention.end])
        pieces += (before, value)
        length += len(before)
        mentions.append(Mention(length, length + len(value), mention.entity_type, mention.entity))
        length += len(value)
        at = mention.end
    return Text("".join((*pieces, _escape(text.text[at:]))), mentions)


def _escape(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]
