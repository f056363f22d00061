"""Ages of people, where the words tell of whom: `Emre, 27,`, `son Chidi (3)`, `im 16`, `(34F)`, `9 ans`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from recognizers.matching.triggers import age_triggers
from recognizers.span import Span
from recognizers.wordfiles import word_file, word_set

_BEFORE = 28
_REACH = 60
_NUMBER_BEFORE = 116
_HAN = "[一二三四五六七八九十百]"
# A name right before: `Emre, `, `Chidi (`, `Isla `.
_NAMED = re.compile(
    r"(?P<name>(?:[\"'“(]?[^\W\d_][\w'’.-]*\.?[\"'”)]?)(?: [\"'“(]?[^\W\d_][\w'’.-]*[\"'”)]?){0,3})"
    r"(?P<joint>, ?| ?[(（]|,? )(?:(?:is|was|turns|are) )?$"
)
# Behind a name or a title in scripts without capitals: `ममता बाई (42)`, `葉以琳姊妹（35）`.
_UNCASED = re.compile(
    r"[\u0590-\u0fff]{2,} ?\($|(?:女士|先生|小姐|姊妹|弟兄|同学|同學|老师|老師|さん|氏|씨|님|양|군)[(（]$"
)
_NEXT = re.compile(
    r"\s*(?:$|[.,;:!?)*|\"”\n，。、；）।]|(?:and|und|y|et|e|i|och|og|en|ja|but|on|in|from|at|who|with|hes?|shes?|dont|do"
    r"|likes?|wont|has|had|this|now|next|"
    r"lol|year|yr|y/?o|yoa|tomorrow|mit|aus|de|arbeitet|hurt|chest|post)\b)",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"(?i)\b(?:vor|seit|für|hace|desde|durante|en|dans|pendant|depuis|il y a|da|fra|por|há|in|for"
    r"|after|within|over|over the|first|al|nach|na|po|about|"
    r"every|last|next|past|od|przez|w|za|через|sedan|i|than|least|per|at)\s$"
)
# What stands before a number of another kind.
_NO_NAME = frozenset(
    [
        *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
        *("october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep"),
        *("sept", "oct", "nov", "dec", "monday", "tuesday", "wednesday", "thursday", "friday"),
        *("saturday", "sunday", "day", "week", "year", "page", "pages", "figure", "fig", "table"),
        *("chapter", "section", "step", "line", "lines", "version", "python", "java", "node", "release"),
        *("part", "level", "room", "bed", "flat", "unit", "street", "st", "road", "rd", "ave", "lane"),
        *("box", "no", "nr", "number", "phase", "grade", "class", "row", "item", "bay", "gate", "bus"),
        *("size", "apt", "floor", "ward", "zone", "track", "lot", "lots", "article", "rule", "note"),
        *("act", "issue", "vol", "volume", "type", "model", "windows", "ubuntu", "angular", "react"),
        *("psalm", "total", "count", "item", "items", "tests", "errors", "warnings", "files"),
    ]
)
# Behind a span of time that is no age: of a contract, a guarantee, an experience.
_LASTING = re.compile(
    r"(?i)[ -]?\w{0,4}[ -](?:(?:de|of|di|as|in|и) |d['’])?(?:evol|exp[eé]r|dura|segui|antig|desp|antes"
    r"|más tarde|prev|later|ago"
    r"|prison|gefängnis|garant|vertrag|contra|kontr|laufzeit|frist|erfahr|ervar|stag|staż|стаж|опыт|срок|період|период"
    r"|okres|umow|gwaranc|doświad|plan|план|jubil|tradi|zusammen|ehe|bezieh|warranty|mortgage|lease|loan|war|history"
    r"|project|codebase|code|bug|commit|laptop|car|house|building|company|marriage|relationship|experience|work)"
)
# Of a task, a passion, from a year on: `4 years of dinosaurs`, `29 Jahre, von 1971 an`.
_SPAN_AHEAD = re.compile(
    r"(?i) of (?!age\b)[^\W\d]"
    r"|,? (?:von|from|de|desde|dal|od|since|seit|depuis|between|zwischen|entre|bis|until|с|з)"
    r" (?:19|20)\d\d\b|,? (?:lang|long|longtemps)\b"
)
# Whoever is of an age or over: a rule, nobody's age.
_AND_OVER = re.compile(
    r"(?i)[)]? ?(?:\+|(?:and|or) (?:up|over|above|older|under|below|younger)\b"
    r"|(?:und|oder) (?:älter|jünger|mehr)\b"
    r"|(?:et|ou) plus\b|(?:y|o) (?:más|mayores)\b|(?:e|o) più\b|(?:e|ou) mais\b|en ouder\b|(?:i|lub) więcej\b"
    r"|a více\b|и (?:старше|больше)\b|і старше\b|ve (?:üzeri|üstü)\b|ke atas\b|trở (?:lên|xuống)"
    r"|以上|以下|未満|未满|이상|이하|미만|ขึ้นไป|[–—] ?\d)"
)
# Somebody who is only imagined, what runs or lasts, and parents of so many.
_IMAGINED = re.compile(
    r"\b(?:uptime|downtime|runtime|lifetime|retention|tenure) (?:is|was|of|:) ?$"
    r"|(?:\blike|as if|pretend|imagine|suppose|say)(?: that)? (?:i.?m|i am|we.?re|she.?s|he.?s) ?$"
)
_PARENT_OF = re.compile(
    r"\b(?:mother|mom|mum|mam|father|dad|parents?|grandmother|grandfather|single mom|single mum) of $"
)
_MOST_CHILDREN = 12
_SHORT_TIME = re.compile(
    r"(?i)mo|mes|mies|měs|мес|міс|mån|mån|maand|week|wk|day|kk|महीने|माह|شهر|أشهر|ماه|חודש|bulan|bln|tháng|[个個ヶか개]"
)
_CODE = re.compile(r"[{}<>=]|\w\(|\\\\|;\s*$")


@dataclass(frozen=True)
class AgeFinder:
    """Finds a number that a sentence or a list makes the age of somebody."""

    id: str = "ages"
    keywords: tuple[str, ...] = ()
    before: int = _BEFORE
    after: int = 18
    entity_types: frozenset[str] = frozenset({"AGE"})

    @cached_property
    def triggers(self) -> tuple[str, ...]:
        """The joints between a person and an age, each with the digits behind it; the units of a life."""
        return age_triggers(word_file("life")["kin"], word_file("ages"))

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the ages in the window."""
        for match in _age().finditer(text, start, end):
            number = match["number"]
            if number.isdecimal() and not 0 < int(number) < _NUMBER_BEFORE:
                continue
            if number[0] in "0百" or (not number.isdecimal() and not match["unit"] and not match["feast"]):
                continue
            line = text.rfind("\n", max(0, match.start() - _REACH), match.start()) + 1
            before = text[max(line, match.start() - _REACH) : match.start()]
            behind = text[match.end() : match.end() + 24].partition("\n")[0]
            score = _score(before, match, behind)
            if score:
                yield Span(match.start(), _stop(match), "AGE", score, self.id)


@cache
def _age() -> re.Pattern[str]:
    words = word_file("ages")

    def either(*keys: str) -> str:
        forms = sorted({word for key in keys for word in words[key]}, key=len, reverse=True)
        return "|".join(re.escape(form).replace(r"\ ", r"[ -]") for form in forms)

    number = rf"\d{{1,3}}|{_HAN}{{1,4}}|(?:{either('words')})(?:[ -](?:{either('words')}))?"
    return re.compile(
        rf"(?i)(?<![^\W\u3040-\uffff])(?<![.,:/$€£#°%+-])(?P<number>{number})"
        rf"(?P<ordinal>st|nd|rd|th|\.(?= [^\W\d_]))?"
        rf"(?:(?P<feast> (?:{either('feasts')}))"
        rf"|(?P<gap>[ \u200c-]?)(?P<unit>(?P<of_age>(?:{either('of_age')})[^\W\d_\u3040-\uffff]{{0,9}})"
        rf"|(?P<old>{either('old')})(?![\w-])"
        rf"|(?:{either('years')})(?: e(?= \d))?(?: \d{{1,2}} ?(?:meses|kk))?(?![\w-]))"
        rf"|(?P<sex>[MF](?![\w'’])))?"
        rf"(?![^\W\u3040-\uffff]|[%°€$£]|[.,:/-]\d|[)]?\s?(?:%|px|kg|cm|mg|ml|min|h\b|hrs?\b|°))"
    )


def _stop(match: re.Match[str]) -> int:
    """Return where an age ends: behind its unit, but for what is glued to the number."""
    if match["feast"] or (match["unit"] and (match["gap"] == "-" or _is_glued(match))):
        return match.end("ordinal") if match["ordinal"] not in (None, ".") else match.end("number")
    if match["sex"] or match["unit"]:
        return match.end()
    return match.end("ordinal") if match["ordinal"] not in (None, ".") else match.end("number")


def _is_glued(match: re.Match[str]) -> bool:
    return not match["gap"] and bool(match["of_age"]) and match["of_age"][0] < "\u0500"


def _score(before: str, match: re.Match[str], behind: str) -> float:
    """Return how sure it is that a number is an age, by what stands around it."""
    if _CODE.search(before) or behind[:1] in tuple("{}<>=(") or re.match(r"\.\w|\[", behind):
        return 0.0
    if match["feast"]:
        return 0.65
    if _AND_OVER.match(behind):
        return 0.0
    head = before.casefold()
    if match["ordinal"] and match["ordinal"] != ".":
        return 0.6 if head.endswith("happy ") and not match["unit"] else 0.0
    if before.endswith(('", ', "', ")):
        return 0.0
    if _IMAGINED.search(head):
        return 0.0
    if match["unit"]:
        return _score_of_unit(before, head, match, behind)
    if match["number"].isdecimal() and int(match["number"]) <= _MOST_CHILDREN and _PARENT_OF.search(head):
        return 0.0
    kin = tells_kin(before)
    if match["sex"]:
        person = before[-1:] == "(" or kin or before[-2:] == ", " or _ends_with("persons", head)
        return 0.7 if person else 0.0
    if _ends_with("announced", head):
        return 0.65 if _NEXT.match(behind) or not before.isascii() else 0.0
    if _ends_with("persons", head):
        return 0.6 if _NEXT.match(behind) else 0.0
    return _score_of_name(before, match, behind, kin)


def _score_of_unit(before: str, head: str, match: re.Match[str], behind: str) -> float:
    if is_lasting(behind):
        return 0.0
    if match["of_age"]:
        return 0.7
    if _SINCE.search(before) and not match["old"]:
        return 0.0
    joint = before.rstrip(" ")[-1:]
    told = joint in ("(", "（", ",", "،") and re.search(r"(?:^|[^\w])[^\W\d_a-z][^ ]* ?[(（,،] ?$", before)
    if match["old"]:
        return 0.7 if told or tells_kin(before + behind) or _ends_with("persons", head) else 0.0
    if _ends_with("announced", head):
        return 0.65
    if any(_ends_with(key, head) for key in ("introducing", "persons", "having")):
        return 0.65 if not _SHORT_TIME.match(match["unit"]) or tells_kin(before) else 0.0
    alone = not before.strip("*- ") and match["gap"] == " " and not match["unit"].startswith("y")
    return 0.65 if told or alone or tells_kin(before) else 0.0


def _score_of_name(before: str, match: re.Match[str], behind: str, kin: bool) -> float:
    """Judge a bare number by the name or the relative that it stands behind."""
    closes = behind[:1] in (")", "）", ",") and behind[:1] != ""
    if _UNCASED.search(before):
        return 0.6 if closes and len(match["number"]) > 1 else 0.0
    named = _NAMED.search(before)
    if named is None or not _reads_as_name(named["name"], named["joint"]):
        return 0.0
    full = sum(part.strip("\"'“(")[:1].isupper() for part in named["name"].split()) >= 2
    if named["joint"][-1] in "(（":
        return 0.6 if closes and (kin or tells_kin(behind)) else 0.0
    if named["joint"].strip() == ",":
        return 0.6 if (kin or full) and re.match(r"[.,;:)*|\"]|\s*$|\n| [|(]", behind) else 0.0
    return 0.55 if kin and _NEXT.match(behind) else 0.0


def _reads_as_name(name: str, joint: str) -> bool:
    parts = [part.strip(".\"'”)“(").casefold() for part in name.split()]
    if any(part in _NO_NAME for part in parts):
        return False
    # In lower case just what follows the word for a relative: `my son haoran 1`.
    kin = word_set("life", "kin")
    return (
        name.split()[-1].strip("\"'“(")[:1].isupper()
        or joint.strip() == ","
        or bool(kin.intersection(parts[-3:-1]))
        # `my aunt is 91`
        or (joint.endswith(("is ", "was ", "turns ")) and parts[-1] in kin)
    )


def is_lasting(behind: str) -> bool:
    """Whether what stands behind a span of time makes it that of a thing: `de garantía`, `of experience`."""
    return _LASTING.match(behind) is not None or _SPAN_AHEAD.match(behind) is not None


def tells_kin(text: str) -> bool:
    """Whether a text has a word for a relative."""
    return any(
        word.casefold().removesuffix("'s") in word_set("life", "kin")
        for word in re.findall(r"[^\W\d_]+(?:'s)?", text)
    )


def _ends_with(key: str, head: str) -> bool:
    """Return whether one of a list's words ends a text in lower case, but for a blank or a colon."""
    return _ending(key).search(head) is not None


@cache
def _ending(key: str) -> re.Pattern[str]:
    forms = sorted(word_file("ages")[key], key=len, reverse=True)
    unspaced = "|".join(re.escape(form) for form in forms if form[0] >= "\u3040")
    spaced = "|".join(re.escape(form) for form in forms if form[0] < "\u3040")
    glued = rf"(?:{unspaced})[:：]?\s?$|" if unspaced else ""
    return re.compile(
        rf"{glued}(?<![^\W_])(?:{spaced})[ ]?(?:[:=|-][ ]?|[ ](?:is |was |just |only |about |now )?)$"
    )
