"""Ages of people, where the words tell of whom: `Emre, 27,`, `son Chidi (3)`, `im 16`, `(34F)`, `9 ans`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from recognizers.matching.triggers import age_triggers
from recognizers.span import Span
from recognizers.wordfiles import word_file, word_set

_BEFORE = 16
_REACH = 60
_UNITS = (
    r"ans|años|meses|días|anni|mesi|anos|lat|lata|jahre|monate|jaar|år|vuotta|v|éves|let|let[ýá]|роки"
    r"|років|рік|лет|года|год|"
    r"months?|mos|weeks?|wks|days|year[- ]old|th|tahun|thn|tuổi|yaş|ani"
)
_AGE = re.compile(
    rf"(?<![\w.,:/$€£#°%+-])(?P<age>\d{{1,3}}(?P<unit> ?(?:{_UNITS})(?: e(?: \d{{1,2}})? meses)?(?![\w-]))?)"
    r"(?P<sex>[MFmf](?![\w'’]))?(?![\w%°€$£]|[.,:/-]\d|[)]?\s?(?:%|px|kg|cm|mg|ml|min|h\b|hrs?\b|°))"
)
_NUMBER_BEFORE = 110
# A name right before: `Emre, `, `Chidi (`, `Isla `.
_NAMED = re.compile(
    r"(?P<name>(?:[^\W\d_][\w'’.-]*\.?[\"'”)]?)(?: [^\W\d_][\w'’.-]*[\"'”)]?){0,3})"
    r"(?P<joint>, | \(|,? )(?:(?:is|was|turns|are) )?$"
)
_PRONOUN = re.compile(
    r"(?i)(?:^|[^\w])(?:i'?m|i’m|i am|(?:s?he)(?:['’]?s| is| was)|who is|is now|now|turns|turning"
    r"|turned|aged|age"
    r"|widow of)(?: (?:only|just|about|now))? $"
)
_NEXT = re.compile(
    r"\s*(?:$|[.,;:!?)*|\"”\n]|(?:and|und|et|y|e|i|but|on|in|from|at|who|with|hes?|shes?|dont|do"
    r"|likes?|wont|"
    r"lol|year|yr|y/?o|yoa|tomorrow|mit|aus|de|arbeitet|hurt|chest|post)\b)",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"(?i)\b(?:vor|seit|für|hace|desde|durante|en|dans|pendant|depuis|il y a|da|fra|por|há|in|for"
    r"|after|within|over|"
    r"every|last|next|past|od|przez|w|za|через|sedan|i|than|least|per|at)\s$"
)
# Who has an age, in languages in which one has years.
_HAVING = re.compile(
    r"(?i)(?:\b(?:j'ai|tengo|tiene|cumple|cumplió|ho|ha|compie|tenho|tem|faz|mam|ma|skończył\w*"
    r"|ich bin|wird|bin|ist"
    r"|är|er|on|jsem|je|am|is|los|varón de|mujer de|hombre de|niñ[oa] de|paciente|de)|мне|ему|ей|я"
    r"|,) $|(?:^|\*|\n)$"
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
        *("psalm"),
    ]
)
# Behind a span of time that is no age.
_LASTING = re.compile(
    r"(?i) (?:(?:de|of|di|d'|as) )?(?:evol|exper|dura|segui|antig|desp|antes|más tarde|prev|later|ago)"
)
_CODE = re.compile(r"[{}<>=;]|\w\(|\\\\")


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
        """The joints between a person and an age, each with the digits behind it."""
        return age_triggers(word_file("life")["kin"])

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the ages in the window."""
        for match in _AGE.finditer(text, start, end):
            number = re.match(r"\d+", match["age"])
            if number is None or not 0 < int(number[0]) < _NUMBER_BEFORE or number[0].startswith("0"):
                continue
            line = text.rfind("\n", max(0, match.start() - _REACH), match.start()) + 1
            before = text[max(line, match.start() - _REACH) : match.start()]
            behind = text[match.end("age") : match.end("age") + 12]
            score = _score(before, match, behind)
            if score:
                yield Span(match.start("age"), match.end("age"), "AGE", score, self.id)


def _score(before: str, match: re.Match[str], behind: str) -> float:
    """Return how sure it is that a number is an age, by what stands around it."""
    if _CODE.search(before) or _CODE.search(behind):
        return 0.0
    if before[-3:-2] in ('"', "'") or re.match(r"\.\w", behind):
        return 0.0
    bracket = before[-1:] == "("
    kin = _tells_kin(before)
    if match["unit"]:
        if _SINCE.search(before) or _LASTING.match(behind):
            return 0.0
        told = bracket and re.search(r"(?:^|[^\w])[A-ZÀ-Þ][^ ]* ?\($", before)
        return 0.65 if kin or told or _PRONOUN.search(before) or _tells_person(before) else 0.0
    if match["sex"]:
        return 0.7 if bracket or kin or _PRONOUN.search(before) or before[-2:] == ", " else 0.0
    if _PRONOUN.search(before):
        return 0.6 if _NEXT.match(behind) else 0.0
    named = _NAMED.search(before)
    if named is None or not _reads_as_name(named["name"], named["joint"]):
        return 0.0
    if named["joint"] == " (":
        return 0.6 if kin and behind[:1] in ("),") and behind[:1] else 0.0
    if named["joint"] == ", ":
        full = sum(part[:1].isupper() for part in named["name"].split()) >= 2
        return 0.6 if (kin or full) and re.match(r"[.,;:)*|]|\s*$|\n| [|(]", behind) else 0.0
    return 0.55 if kin and _NEXT.match(behind) else 0.0


def _reads_as_name(name: str, joint: str) -> bool:
    parts = [part.strip(".\"'”)").casefold() for part in name.split()]
    if any(part in _NO_NAME for part in parts):
        return False
    # In lower case just what follows the word for a relative: `my son haoran 1`.
    return (
        name.split()[-1][:1].isupper()
        or joint == ", "
        or bool(word_set("life", "kin").intersection(parts[-3:-1]))
    )


def _tells_kin(text: str) -> bool:
    return any(
        word.casefold().removesuffix("'s") in word_set("life", "kin")
        for word in re.findall(r"[^\W\d_]+(?:'s)?", text)
    )


def _tells_person(text: str) -> bool:
    """Return whether somebody speaks of having an age, in a language that has its years."""
    return _HAVING.search(text) is not None
