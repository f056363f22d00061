"""Values found by the name under which they stand: assignments, flags, headers, members, elements.

The matcher calls at the first character of a value that a name of the vocabulary and a separator
precede. From there the name is read backwards, the value forwards, both exactly as the syntax says.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from recognizers.labelled.labels import Label, read_label
from recognizers.labelled.literals import (
    Literal,
    read_bare,
    read_default,
    read_quoted,
    read_rest,
    read_unset,
    read_word,
)
from recognizers.labelled.named_values import find_named
from recognizers.labelled.vocabulary import Meaning, Strength, meaning, personal_phrases, secret_phrases
from recognizers.logins.branches import find_branch_member
from recognizers.matching.place_triggers import blank_triggers, place_triggers
from recognizers.secrets.codes import code_end
from recognizers.secrets.expressions import Syntax
from recognizers.secrets.looks import password_look
from recognizers.secrets.randomness import looks_drawn, looks_random
from recognizers.span import Span
from recognizers.wordfiles import word_file

_LONGEST = 8192
# Pieces of one value, or members of one list.
_MOST_LITERALS = 64
# Calls around a literal that leave it the value, and those that look a variable up and may have a default.
_WRAPPING = re.compile(
    r"(?i:(?:^|[.:\s\](])(?:(?:\[\])?bytes?|from|of|new \w+|encode|b64decode|str|string|some|hex|"
    r"fromstring|decode_?hex|from_?hex(?:_?string)?|hex_?(?:decode|to_?bytes)|hex2bin|unhexlify|base64_?decode|raw|char|md5|sha1|sha256|crypt|password_hash|bcrypt|make_password))$"
    r"|(?:^|\s|:)[A-Z]\w*(?:Secret|Password|Credential|Value|Token|Key)\w*$|(?i:secretkey|"
    r"secretstr|secure-?string)$"
)
_LOOKUP = re.compile(
    r"(?i)(?:getenv|env|environ\.get|get|fetch|env\.\w+|lookup|getOrDefault|config|flags?\.string)$"
)
_DEFAULT = re.compile(r"\s*,\s*[bruf]?([\"'`])")
_NEXT_ITEM = re.compile(r"\s*,\s*([\"'`])")
_NEXT_PIECE = re.compile(r"\s*+(?:[+.\\]\s*+)?(?:\\\s*+)?[bruf]{0,2}([\"'`])")
# Behind a literal that is the next key, no value.
_KEY_END = re.compile(r"\s*(?::|=)")
# Types that are found by their own patterns wherever they stand in a text; names add little.
_KNOWN_BY_LOOK = frozenset(
    {
        *("EMAIL_ADDRESS", "PHONE_NUMBER", "IP_ADDRESS", "MAC_ADDRESS"),
        *("IBAN_CODE", "CREDIT_CARD", "COORDINATES", "AGE", "ORGANIZATION", "LOCATION"),
    }
)
_GROUPS = ("strong", "medium", "weak", "personal", "logins", "maybe")
# A login stands under a name that ends with its word; `user_message` is frequent, and never one.
_LOGINS = "places-logins"
# Of `arn:aws:secretsmanager:eu-west-1:123456789012:secret:db` the last word is no name of a value.
_CLOUD_RESOURCE = re.compile(r"arn:[\w-]{2,12}:[\w:-]{1,60}:$")
_LONGEST_RESOURCE = 90
# What programs print before the digest of a file: `SHA256 (keys.asc) = `, `md5(secret.yml)= `.
_DIGEST_OF = re.compile(
    r"(?i)\b(?:md[245]|sha\d?(?:-?\d{3})?|sha3-\d{3}|rmd160|ripemd160|blake2[bs]?(?:-?\d{3})?|blake3|crc32|sm3)"
    r" ?\([^()\n]{1,200}\) ?= ?\Z"
)
_LONGEST_DIGESTED = 224
_HEX = re.compile(r"[0-9a-fA-F]+")
# The serial number of a certificate is no machine's.
_OF_CERTIFICATE = re.compile(r"[0-9a-f]{30,40}|[0-9A-F]{30,40}")
# Behind the name of a setting of .NET: `<add key="MailKey" value="…"/>`.
_SETTING_VALUE = re.compile(r"[\"']\s{1,8}value\s?=\s?[\"']", re.IGNORECASE)


@dataclass(frozen=True)
class PlaceFinder:
    """Finds the values of names; called when `reach` characters of a value have been seen."""

    id: str
    # Phrases of the vocabulary that lead to it.
    phrases: tuple[str, ...]
    # 0: the value begins at the last opening quote.
    reach: int
    # What these characters may be, in hyperscan's syntax.
    value: str
    entity_types: frozenset[str]
    # Whether bare values count, or quoted ones alone.
    bare: bool = True
    # Whether it is about secrets, which stand in programs too.
    secret: bool = True
    # Whether just a blank parts name and value.
    blank: bool = False
    keywords: tuple[str, ...] = ()
    before: None = None
    after: int = 512

    @cached_property
    def triggers(self) -> tuple[str, ...]:
        """Name, separator and the first characters of a value, in each of the syntaxes."""
        value = self.value + (f"{{{self.reach}}}" if self.reach > 1 else "")
        if self.blank:
            return blank_triggers(self.phrases, value)
        return place_triggers(
            self.phrases, value, bare=self.bare, code=self.bare and self.secret, last=self.id == _LOGINS
        )

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the value that begins shortly before `start`, if its name and its look agree."""
        value_start = start - self.reach if self.reach else _opening_quote(text, start)
        label = read_label(text, value_start, blank=self.blank)
        found = meaning(label.name) if label else None
        # What two kinds of names lead to is the stricter one's.
        if label is None or found is None or found.entity_type not in self.entity_types:
            return
        # The user of an address, `https://x-token-auth:…@bitbucket.org`, is told by its own rules.
        if text.startswith("://", max(0, label.start - 3)):
            return
        # The type of a value of YAML, which stands behind it.
        if text.startswith(("!!binary", "!!str"), value_start):
            return
        if _CLOUD_RESOURCE.search(text, max(0, label.start - _LONGEST_RESOURCE), label.start):
            return
        if label.separator == "=" and _DIGEST_OF.search(
            text, max(0, value_start - _LONGEST_DIGESTED), value_start
        ):
            return
        literals = _read_literals(text, value_start, label, found)
        # A program compares with what is no password, mostly: `password != "string"`.
        if not literals or (label.separator == "!=" and not password_look(_text_of(text, literals[0]))):
            return
        if self.blank and not _is_said(_text_of(text, literals[0]), found):
            return
        if label.name == "key" and _SETTING_VALUE.match(text, literals[0].end):
            return
        if found.shape == "serial" and label.name.casefold().endswith("serial"):
            literals = [one for one in literals if not _OF_CERTIFICATE.fullmatch(text, one.start, one.end)]
        yield from find_named(self.id, text, found, label.name, literals)


def find_member(key: str, text: str) -> list[Span]:
    """Find the value in a JSON leaf or table cell whose name is known from the structure."""
    found = meaning(key)
    if found is None:
        return find_branch_member(key, text)
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if not 0 < end - start <= _LONGEST:
        return []
    return list(find_named("members", text, found, key, [Literal(start, end, Syntax.MEMBER)]))


@cache
def place_finders() -> tuple[PlaceFinder, ...]:
    """Return the finders; the more a kind of name asks of its values, the more of a value is awaited."""
    groups: dict[str, list[str]] = {key: [] for key in _GROUPS}
    types: dict[str, set[str]] = {key: set() for key in groups}
    for phrase in (*secret_phrases(), *personal_phrases()):
        found = meaning(phrase)
        if found is None or found.entity_type in _KNOWN_BY_LOOK:
            continue
        if not found.secret:
            group = "personal"
            if found.strength is Strength.WEAK:
                group = "logins" if found.shape == "login" else "maybe"
        else:
            group = "strong" if found.entity_type in ("PASSWORD", "OTP") else found.strength
        groups[group].append(phrase)
        types[group].add(found.entity_type)
    # Who owns or wrote something is named by a login as often as in full.
    for phrase in word_file("headings")["logins"]:
        found = meaning(phrase)
        if found is not None and found.entity_type == "PERSON":
            groups["logins"].append(phrase)
            types["logins"].add("PERSON")
    token = r"[A-Za-z0-9+/=_.~:%\-]"
    kinds = (
        ("strong", 1, r"[^\s\"'`\\()\[\]{}<>,;=]", True),
        ("medium", 4, r"[!#-&*+\-./0-9:=?@A-Z^_a-z|~%$]", True),
        ("weak", 16, token, True),
        ("personal", 1, r"[^\s\"'`\\()\[\]{}<>,;=$]", True),
        ("logins", 1, r"[A-Za-z0-9_\x80-\xff]", True),
        # A full name in quotes.
        ("maybe", 0, r"(?-i:[A-Z\xc3-\xf4])[^\s\"'<>{}=_:/]+ (?-i:[A-Z\xc3-\xf4])", False),
    )
    finders = [
        PlaceFinder(
            f"places-{key}",
            tuple(groups[key]),
            reach,
            value,
            frozenset(types[key]),
            bare=bare,
            secret=key not in ("personal", "logins", "maybe"),
        )
        for key, reach, value, bare in kinds
    ]
    said = (*groups["medium"], *groups["weak"])
    finders.append(
        PlaceFinder("places-said", said, 16, token, frozenset(types["medium"] | types["weak"]), blank=True)
    )
    return tuple(finders)


def _opening_quote(text: str, end: int) -> int:
    start = max(0, end - 80)
    return max(text.rfind('"', start, end), text.rfind("'", start, end)) + 1


def _text_of(text: str, literal: Literal) -> str:
    return text[literal.start : literal.end]


def _is_said(value: str, found: Meaning) -> bool:
    """Return whether a value that just a blank parts from its name is random enough to be meant."""
    random = looks_random(value) or looks_drawn(value)
    return random and (found.strength is not Strength.WEAK or not _HEX.fullmatch(value))


def _read_literals(text: str, start: int, label: Label, found: Meaning) -> list[Literal]:
    """Return the literals that begin at `start`: one, the pieces of one, or the members of a list."""
    if _LOOKUP.search(label.call):
        literal = _read_lookup_default(text, start, label)
        return [literal] if literal else []
    if label.call and not _WRAPPING.search(label.call):
        return []
    if found.secret and (unset := read_unset(text, start)):
        return [unset]
    if label.quote:
        return _read_quoted(text, start, label)
    if label.joint == ">" and not label.separator:
        # Of an element that is not closed the name stands in for a value: `app:<password>@db/<name>`.
        end = text.find("<", start, start + _LONGEST)
        return [Literal(start, end, Syntax.QUOTED)] if end > start and text[end + 1 : end + 2] == "/" else []
    if text[label.start - 2 : label.start] == "${":
        literal = read_default(text, start)
    elif not label.separator:
        literal = read_bare(text, label.start, start, "=" if label.flag else ":")
    elif found.shape == "code":
        end = code_end(text, start)
        literal = Literal(start, end, Syntax.LINE) if end > start else None
    elif found.shape == "login" or (found.shape == "person" and text[start : start + 1].islower()):
        literal = read_word(text, start)
    elif not found.secret:
        literal = read_rest(text, start)
    else:
        spaced = label.separator == "=" and text[start - 1] in " \t"
        literal = read_bare(text, label.start, start, "= " if spaced else label.separator)
    return [literal] if literal else []


def _read_lookup_default(text: str, start: int, label: Label) -> Literal | None:
    """Read the default of `getenv("NAME", "default")`, whose first literal begins at `start`."""
    if not label.quote:
        return None
    variable = read_quoted(text, start, label.quote[-1], len(label.quote) - 1)
    more = _DEFAULT.match(text, variable.end + len(label.quote)) if variable else None
    return read_quoted(text, more.end(), more[1], 0) if more else None


def _read_quoted(text: str, start: int, label: Label) -> list[Literal]:
    mark, escapes = label.quote[-1], len(label.quote) - 1
    if text[max(0, start - 3) : start] == mark * 3:
        end = text.find(mark * 3, start, start + _LONGEST)
        return [Literal(start, end, Syntax.QUOTED)] if end > start else []
    literal = read_quoted(text, start, mark, escapes)
    if literal is None:
        return []
    if label.joint in (",", "{") and _KEY_END.match(text, literal.end + escapes + 1):
        return []
    literals = [literal]
    following = _NEXT_ITEM if label.listed else _NEXT_PIECE
    while len(literals) < _MOST_LITERALS:
        more = following.match(text, literals[-1].end + escapes + 1)
        if not more or not (label.listed or "\n" in more.group() or "+" in more.group()):
            break
        another = read_quoted(text, more.end(), more[1], 0)
        if another is None or text[another.end + 1 : another.end + 3].lstrip()[:1] in (":", "="):
            break
        literals.append(another)
    return literals
