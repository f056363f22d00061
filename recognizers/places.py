"""Values found by the name under which they stand: assignments, flags, headers, members, elements.

The matcher calls at the first character of a value that a name of the vocabulary and a separator
precede. From there the name is read backwards, the value forwards, both exactly as the syntax says.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from recognizers import vocabulary
from recognizers.literals import Literal, read_bare, read_default, read_quoted, read_rest
from recognizers.placeholders import is_stock_value
from recognizers.randomness import looks_random
from recognizers.secrecy import Syntax, value_score
from recognizers.shapes import has_shape, is_full_name
from recognizers.span import Span
from recognizers.vocabulary import Meaning, Strength, meaning

_REACH = 140
# Less is not worth a policy's attention.
_LEAST = 0.3
# Up to this length a phrase must begin a word: `pw` does not stand in `kpw`.
_SHORT = 3
_WORD_START = r"(?:\A|[^a-z])"
# Phrases in one hyperscan expression; larger ones do not compile.
_CHUNK = 24
# Everything below reads backwards from the value.
_OPENING = re.compile(
    r"(?P<quote>[\"'`]\\{0,7})?(?:[bBrRuUfFLn@$&]{1,2}(?=[\s=:(\[,]))?(?P<list>\s{0,20}\[(?=[\s=:(]))?"
)
_NAME = r"(?P<name>[\w.\-]+(?:[ '’][\w.\-]+){0,3})"
_ASSIGNED = re.compile(
    r"(?P<call>(?:\([\w.\[\]:>]{1,40}(?:\ wen)?){0,2})\s{0,30}(?P<separator>=[:?+=>!|]?=?|>[=-]|:=?|：)"
    r"(?:(?<==)[ \t]{0,3}[\w\[\]&.<>|?*, ]{1,30}?:)?"
    r"[ \t]{0,30}(?P<close>[\])]?[\"'`*]{0,2}\\{0,7})[ \t]?" + _NAME
)
_PAIRED = re.compile(r"\s{0,20},(?P<close>[\"'`]\\{0,7})?" + _NAME + r"(?P<mark>:?)")
_CALLED = re.compile(r"\(" + _NAME)
_ELEMENT = re.compile(r">(?P<name>[\w.\-:]+)<")
_SPACED = re.compile(r"[ \t]{1,10}" + _NAME)
# Forward: a name in one member, its value in the next.
_NAMED = re.compile(
    r"(?:name|key|id|property|variable|var|label|"
    r"field)\\*[\"']?\s*[:=]?>?\s*\\*[\"']?(?P<name>[\w.\- "
    r"]{2,50})\\*[\"']?(?:</\w+>)?[\s,;>{]{1,40}(?:type\\*[\"']?\s*[:=]\s*\\*[\"']?\w+\\*[\"']?[\s,;]{1,40})?"
    r"\\*<?[\"']?(?:value|default|defaultvalue|content|string)\\*[\"']?\s*[:=>]+\s*\\*[\"']?\Z",
    re.IGNORECASE,
)
# Calls around a literal that leave it the value, and those that look a variable up and may have a default.
_WRAPPING = re.compile(
    r"(?i)(?:^|[.:\s\](])(?:(?:\[\])?bytes?|from|of|new \w+|encode|b64decode|str|string|some|hex|"
    r"parse|fromstring|raw|quote|char"
    r"|\w*(?:secret|password|credential|value|token|key)\w*)$"
)
_LOOKUP = re.compile(r"(?i)(?:getenv|env|environ\.get|get|fetch|env\.\w+|lookup|getOrDefault|config)$")
_DEFAULT = re.compile(r"\s*,\s*[bruf]?([\"'`])")
_COOKIE = re.compile(r"([\w.\-]+)=([^;\s\"']{8,4096})")
_COOKIE_NAMES = frozenset({"cookie", "set-cookie", "cookies", "set_cookie"})
_VALUE_NAMES = frozenset({"value", "default", "defaultvalue", "content", "string"})
_SCHEME = re.compile(
    r"base64:|(?:Bearer|Basic|Token|Bot|ApiKey|Digest|SSWS|GenieKey|Splunk)\s+(?=\S)", re.IGNORECASE
)
_NEXT_ITEM = re.compile(r"\s*,\s*([\"'`])")
_NEXT_PIECE = re.compile(r"\s*(?:[+.]|\\)?\s*\\?\n?\s*[bruf]{0,2}([\"'`])")
_K8S_SECRET = re.compile(r"kind\\*[\"']?\s*:\s*\\*[\"']?Secret\b")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{8,}={0,2}")
_NEIGHBOURS = re.compile(
    r"\w@\w+\.\w|e-?mail|phone|birth|\bborn|surname|address|\btel\b|telefon|\+\d{6}", re.IGNORECASE
)
_NEIGHBOURHOOD = 160


@dataclass(frozen=True)
class PlaceFinder:
    """Finds the values of names; `reach` characters of a value are seen before it is called."""

    id: str
    # Phrases of the vocabulary that lead to it.
    phrases: tuple[str, ...]
    # How many characters of the value the triggers match.
    reach: int
    # What these characters may be, in hyperscan's syntax.
    value_class: str
    entity_types: frozenset[str]
    keywords: tuple[str, ...] = ()
    before: None = None
    after: int = 512
    # Whether bare values count, or quoted ones alone.
    bare: bool = True

    @cached_property
    def triggers(self) -> tuple[str, ...]:
        """Name, separator and the first characters of a value, in each of the syntaxes."""
        value = self.value_class + (f"{{{self.reach}}}" if self.reach > 1 else "")
        # Unbounded repeats are one state each for hyperscan, bounded ones many; `search` has the bounds.
        quote = r"\\*[\"'`]"
        separator = r"[ \t]*(?:=[=>]?|[:?+]=|:|->|\xef\xbc\x9a)\s*"
        scheme = r"(?:Bearer |Basic |Token )?"
        opening = rf"(?:\[\s*)?[bruflRUFL@$]?{quote}{scheme}"
        typed = r"(?:[\w\[\]&.<>|?*, ]*=\s*)?"
        call = r"(?:[\w.\[\]: ]+\(){0,2}"
        quoted = rf"(?:\\*[\"'`*]*[\]\)]?{separator}{typed}{call}|[\"'`]?,\s*|\(|[ \t]+){opening}{value}"
        element = rf">{value}"
        holder = r"[<\\]*[\"']?(?:value|default|content|string)\\*[\"']?"
        member = rf"\\*[\"']?(?:</\w+>)?[\s,;>{{]+{holder}\s*[:=>]\s*\\*[\"']?{value}"
        bare = rf"\\*[\"'`*]*[\]\)]?[ \t]*(?:=[=>]?|[:?+]=|:|->|\xef\xbc\x9a)[ \t]*{scheme}{value}"
        tails = (quoted, element, member, bare) if self.bare else (quoted,)
        triggers = []
        for words in _alternations(self.phrases):
            name = rf"(?i)(?:{words})[A-Za-z0-9_.\-\x80-\xff]*"
            triggers += [name + tail for tail in tails]
            if self.bare:
                triggers.append(rf"(?i)-(?:[\w-]*-)?(?:{words.replace(_WORD_START, '')})[\w-]*[ \t]+{value}")
        return tuple(triggers)

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the value that begins shortly before `start`, if its name and its look agree."""
        value_start = start - self.reach if self.reach else _opening_quote(text, start)
        place = _read_place(text, value_start)
        if place is None:
            return
        found, name, literals = place
        if found.secret:
            yield from _secrets(self.id, text, found, name, literals)
        else:
            yield from _personal(self.id, text, found, name, literals)


def _opening_quote(text: str, end: int) -> int:
    return max(text.rfind('"', end - 80, end), text.rfind("'", end - 80, end)) + 1


def find_member(key: str, text: str) -> list[Span]:
    """Find the value in a JSON leaf or table cell whose name is known from the structure."""
    found = meaning(key)
    if found is None:
        return []
    start = len(text) - len(text.lstrip())
    scheme = _SCHEME.match(text, start)
    if scheme and found.secret:
        start = scheme.end()
    literal = Literal(start, len(text.rstrip()), Syntax.MEMBER)
    if literal.end <= literal.start or literal.end - literal.start > 8192:
        return []
    if found.secret:
        return list(_secrets("members", text, found, key, [literal]))
    return list(_personal("members", text, found, key, [literal]))


def _read_place(text: str, start: int) -> tuple[Meaning, str, list[Literal]] | None:
    """Return the meaning and name of what stands before `start`, and the literals that begin there."""
    head = text[max(0, start - _REACH) : start][::-1]
    scheme = re.match(r"\s(?:reraeB|cisaB|nekoT)(?=[\s\"'`:=])\s?", head, re.IGNORECASE)
    skipped = scheme.end() if scheme else 0
    opening = _OPENING.match(head, skipped)
    if opening is None:
        return None
    quote = opening["quote"]
    position = opening.end()
    symbol = head[position:].lstrip()[:1]
    if not symbol:
        return None
    if symbol == ">":
        match = _ELEMENT.match(head, position) or _ASSIGNED.match(head, position)
    elif symbol == ",":
        match = _PAIRED.match(head, position)
        if match and (not quote or not (match["close"] or match["mark"])):
            return None
    else:
        match = _ASSIGNED.match(head, position)
        if match is None and symbol == "(":
            match = _CALLED.match(head, position) if quote else None
        elif match is None:
            match = _SPACED.match(head, position)
            if match and not quote and not match["name"].partition(" ")[0].endswith("-"):
                return None
    if match is None:
        return None
    name = match["name"][::-1]
    flag = name.rpartition(" ")[2]
    flagged = flag.startswith("-")
    if flagged:
        name = flag
    groups = match.groupdict()
    separator = (groups.get("separator") or "")[::-1]
    if separator == "!=":
        return None
    found = meaning(name)
    if name.rpartition(" ")[2].lower() in _VALUE_NAMES and (found is None or not found.secret):
        named = _NAMED.search(text, max(0, start - _REACH), start)
        if named:
            name = named["name"].strip()
            found = meaning(name)
    if found is None:
        return None
    name_start = start - match.start("name") - len(name)
    if not quote and text[start - len(match.group()) - position : start].count("\n"):
        return None
    call = (groups.get("call") or "")[::-1].rstrip("(")
    if call and not _WRAPPING.search(call):
        literal = _read_lookup_default(text, start, quote) if quote and _LOOKUP.search(call) else None
        return (found, name, [literal]) if literal else None
    if symbol not in "=:>,(" and (quote and name[-1] == "."):
        return None
    if not quote and text[name_start - 2 : name_start] == "${":
        literal = read_default(text, start)
        return (found, name, [literal]) if literal else None
    literals = _read_literals(text, start, name_start, quote, separator, bool(opening["list"]), found, symbol)
    return (found, name, literals) if literals else None


def _read_lookup_default(text: str, start: int, quote: str) -> Literal | None:
    """Read the default of `getenv("NAME", "default")`, whose first literal begins at `start`."""
    variable = read_quoted(text, start, quote[0], len(quote) - 1)
    more = _DEFAULT.match(text, variable.end + len(quote)) if variable else None
    return read_quoted(text, more.end(), more[1], 0) if more else None


def _read_literals(
    text: str,
    start: int,
    name_start: int,
    quote: str | None,
    separator: str,
    listed: bool,
    found: Meaning,
    symbol: str,
) -> list[Literal]:
    if not quote:
        if symbol == ">" and not separator:
            end = text.find("<", start, start + 4096)
            return [Literal(start, end, Syntax.QUOTED)] if end > start else []
        if not separator:
            return [literal] if (literal := read_bare(text, name_start, start, "=")) else []
        if not found.secret:
            return [literal] if (literal := read_rest(text, start)) else []
        spaced = text[start - 1] in " \t"
        literal = read_bare(
            text, name_start, start, separator + " " if spaced and separator == "=" else separator
        )
        return [literal] if literal else []
    escapes = len(quote) - 1
    mark = quote[0]
    if text.startswith(mark * 2, start - 3 if start >= 3 else 0) and text[start - 3 : start] == mark * 3:
        end = text.find(mark * 3, start, start + 8192)
        return [Literal(start, end, Syntax.QUOTED)] if end > start else []
    literal = read_quoted(text, start, mark, escapes)
    if literal is None:
        return []
    literals = [literal]
    following = _NEXT_ITEM if listed else _NEXT_PIECE
    while len(literals) < 64:
        more = following.match(text, literals[-1].end + escapes + 1)
        if not more or (not listed and "\n" not in more.group() and "+" not in more.group()):
            break
        another = read_quoted(text, more.end(), more[1], 0)
        if another is None or text[another.end + 1 : another.end + 3].lstrip()[:1] in (":", "="):
            break
        literals.append(another)
    if (
        not listed
        and len(literals) > 1
        and not any(mark in text[literals[0].end : literals[1].start] for mark in "+.\\\n")
    ):
        return literals[:1]
    return literals


def _secrets(source: str, text: str, found: Meaning, name: str, literals: list[Literal]) -> Iterator[Span]:
    whole = "".join(text[literal.start : literal.end] for literal in literals)
    together = len(literals) > 1 and value_score(found, name, whole, literals[0].syntax)
    for literal in literals:
        value = text[literal.start : literal.end]
        if name.lower() in _COOKIE_NAMES:
            yield from _cookies(source, text, literal)
            continue
        scheme = _SCHEME.match(value)
        start = literal.start + (scheme.end() if scheme else 0)
        value = text[start : literal.end]
        decoded = _decoded(text, name, value, start)
        if decoded is not None:
            score = value_score(found, name, decoded, Syntax.MEMBER)
            if score >= _LEAST:
                yield Span(start, literal.end, found.entity_type, score, source, ("base64",))
            continue
        score = max(value_score(found, name, value, literal.syntax), together or 0.0)
        if score >= _LEAST:
            yield Span(start, literal.end, found.entity_type, score, source)


def _cookies(source: str, text: str, literal: Literal) -> Iterator[Span]:
    end = text.find("\n", literal.start)
    end = literal.end if literal.syntax is Syntax.QUOTED or end < 0 else min(end, literal.start + 8192)
    for pair in _COOKIE.finditer(text, literal.start, end):
        if looks_random(pair[2]):
            yield Span(pair.start(2), pair.end(2), "ACCESS_TOKEN", 0.75, source)


def _decoded(text: str, name: str, value: str, start: int) -> str | None:
    """Return what a base64 value of a Kubernetes Secret stands for, None where it is none."""
    if not _BASE64.fullmatch(value) or not _K8S_SECRET.search(text, max(0, start - 4000), start):
        return None
    try:
        decoded = base64.b64decode(value + "=" * (-len(value) % 4)).decode("utf-8")
    except (binascii.Error, ValueError):
        return None
    return decoded.rstrip("\n") if decoded.rstrip("\n").isprintable() and decoded.strip() else None


def _personal(source: str, text: str, found: Meaning, name: str, literals: list[Literal]) -> Iterator[Span]:
    for literal in literals:
        value = text[literal.start : literal.end]
        score = personal_score(found, value, literal.syntax)
        if 0.0 < score < 0.5 and _has_neighbours(text, literal):
            score = 0.7
        if score >= _LEAST:
            yield Span(literal.start, literal.end, found.entity_type, score, source)


def personal_score(found: Meaning, value: str, syntax: Syntax) -> float:
    """Return how sure it is that a value under a person's name, number or address is one."""
    if not has_shape(value, found.shape) or is_stock_value(found.entity_type, value):
        return 0.0
    sure = 0.85 if syntax in (Syntax.QUOTED, Syntax.MEMBER, Syntax.LINE) else 0.6
    if found.strength is Strength.WEAK:
        sure = 0.45 if found.shape != "person" or is_full_name(value) else 0.3
    return sure


def _has_neighbours(text: str, literal: Literal) -> bool:
    """Return whether other data of a person stand close by."""
    start = max(0, literal.start - _NEIGHBOURHOOD)
    around = text[start : literal.start] + text[literal.end : literal.end + _NEIGHBOURHOOD]
    return _NEIGHBOURS.search(around) is not None


def _alternations(phrases: tuple[str, ...]) -> list[str]:
    """Return the phrases as expressions, a few in each, without those that contain another one."""
    forms: dict[str, None] = {}
    for phrase in phrases:
        for form in (phrase, " ".join(vocabulary.split_name(phrase))):
            cases = (form,) if form.isascii() else (form.lower(), form.upper(), form.capitalize())
            forms.update(dict.fromkeys(case.replace("_", " ").strip() for case in cases))
    short = {form for form in forms if form.isascii() and len(form) <= _SHORT}
    # Of `first name` and `firstname` the one that matches both comes first.
    long = sorted(
        (form for form in forms if form not in short),
        key=lambda form: (len(form.replace(" ", "")), -form.count(" ")),
    )
    kept: list[str] = []
    for form in long:
        joined = form.replace(" ", "")
        if not any(other.replace(" ", "") in joined for other in kept):
            kept.append(form)
    patterns = [_WORD_START + r"[ _.\-]?".join(map(_escaped, form.split())) for form in sorted(short)]
    patterns += [r"[ _.\-]?".join(map(_escaped, form.split())) for form in kept]
    return ["|".join(patterns[i : i + _CHUNK]) for i in range(0, len(patterns), _CHUNK)]


def _escaped(word: str) -> str:
    return "".join(
        char if char.isalnum() and char.isascii() else "".join(f"\\x{b:02x}" for b in char.encode())
        for char in word
    )


def place_finders() -> tuple[PlaceFinder, ...]:
    """Return the finders for names that ask much of their values, and for those that ask little."""
    groups: dict[str, list[str]] = {"strong": [], "medium": [], "weak": [], "personal": [], "maybe": []}
    types: dict[str, set[str]] = {key: set() for key in groups}
    for phrase in (*vocabulary.secret_phrases(), *vocabulary.personal_phrases()):
        found = meaning(phrase)
        if found is None:
            continue
        group = (
            ("maybe" if found.strength is Strength.WEAK else "personal")
            if not found.secret
            else "strong"
            if found.entity_type in ("PASSWORD", "OTP")
            else found.strength
        )
        groups[group].append(phrase)
        types[group].add(found.entity_type)
    plain = r"[^\s\"'`\\()\[\]{}<>,;=]"
    makers = {
        "strong": (1, plain),
        "medium": (4, r"[!#-&*+\-./0-9:=?@A-Z^_a-z|~%$]"),
        "weak": (16, r"[A-Za-z0-9+/=_.~:%\-]"),
        "personal": (1, r"[^\s\"'`\\()\[\]{}<>,;=$]"),
        # A full name in quotes.
        "maybe": (0, r"(?-i:[A-Z\xc3-\xf4])[^\s\"'<>{}=_:/]+ (?-i:[A-Z\xc3-\xf4])"),
    }
    return tuple(
        PlaceFinder(
            f"places-{key}", tuple(groups[key]), reach, value_class, frozenset(types[key]), bare=reach > 0
        )
        for key, (reach, value_class) in makers.items()
    )
