"""Hyperscan expressions that lead from the names of the vocabulary to the values that stand under them.

Unbounded repeats cost hyperscan one state each, bounded ones many, so bounds are left to the finders.
"""

import re
from collections.abc import Iterable

from recognizers.labelled.vocabulary import split_name
from recognizers.matching.alternations import SHORT, cases, chunks, joined

# What the names of options on command lines end with, as far as they matter.
_OPTION_WORDS = (
    *("pass", "pw", "pwd", "passwd", "password", "passphrase", "psk"),
    *("token", "secret", "key", "pin", "otp", "auth"),
)
_WORD_START = r"(?:\A|[^a-z])"
_QUOTE = r"\\*[\"'`]"
_SEPARATOR = r"[ \t]*(?:=[=>]?|[:?+!.]=|:{2,3}=|:|->|\xef\xbc\x9a)"
# What stands where a variable may be empty, before a literal in quotes.
_OTHERWISE = r"[ \t]*(?:\|\|=?|\?\?=?|or)[ \t]+"
_ACCESSORS = r"\s*\{[ \t]*get;[\w; ]*\}[ \t]*=[ \t]*"
_SCHEME = r"(?:Bearer |Basic |Token )?"
_OPENING = rf"(?:(?:\[|\[\]\w+{{)\s*)?[bruflxRUFLX@$*&]?[bruf]?(?:\"\"|'')?{_QUOTE}{_SCHEME}"
_ANNOTATION = r"(?:[\w\[\]&.<>|?*, ]*=\s*)?"
_CALL = r"(?:[\w.\[\]: ]+\(){0,2}"
_NAME_END = r"\\*[\"'`*]*(?:\[[0-9]*)?[\]\)]?"
_COPULA = r"(?:(?:is|was|are|ist|war|lautet|est|era|es|er|var|jest|to)[ \t]+)?"
_HOLDER = r"[<\\]*[\"']?(?:[a-z]+:)?(?:value|default|content|string|parametervalue)\\*[\"']?"


def place_triggers(
    phrases: Iterable[str], value: str, *, bare: bool, code: bool, last: bool = False
) -> tuple[str, ...]:
    """Return expressions for a name, what joins it to a value, and the value's beginning.

    Without `bare`, just for values in quotes; without `code`, not for what only programs write; with
    `last`, for names that end with a phrase.
    """
    more = "" if last else r"[A-Za-z0-9_.\-\x80-\xff]*"
    annotated = rf"\s*{_ANNOTATION}{_CALL}" if code else r"\s*"
    tails = [rf"(?:{_NAME_END}{_SEPARATOR}{annotated}|[\"'`]?,\s*|[({{]|[ \t]+){_OPENING}{value}"]
    if bare:
        tails.append(rf"{_NAME_END}{_SEPARATOR}[ \t]*{_SCHEME}{value}")
        tails.append(rf"[\"']?>{value}")
        # A field of a form.
        tails.append(rf"\\*[\"'] (?:type=\\*[\"']\w+\\*[\"'] )?value=\\*[\"']{value}")
    if code:
        tails.append(rf"[\"'],\s*(?:[a-z]+=[\w.]+,\s*)+default\s?=\s?[\"']{value}")
        tails.append(rf"\\*\";s:[0-9]+:\\*\"{value}")
        tails.append(rf"</(?:key|name)>\s*<(?:string|value)>{value}")
        tails.append(rf"(?: As \w+| n?varchar\(\w+\))[ \t]*=[ \t]*(?:{_OPENING})?{value}")
        tails.append(rf"[\"'](?: \w+=[\"'][\w.]*[\"'])?>\s*<value>{value}")
        tails.append(rf"(?:{_NAME_END}{_OTHERWISE}|{_ACCESSORS}){_OPENING}{value}")
        tails.append(rf"\\*[\"']?(?:</\w+>)?[\s,:;>{{]+{_HOLDER}\s*[:=>]\s*\\*[\"']?{value}")
    ways = "|".join(tails)
    triggers = [rf"(?i)(?:{words}){more}(?:{ways})" for words in _names(phrases)]
    if code:
        options = chunks([joined(word) for word in _OPTION_WORDS])
        triggers += [rf"(?i)-(?:[\w-]*[_-])?(?:{words})[\w-]*[ \t]+{value}" for words in options]
    return tuple(triggers)


def blank_triggers(phrases: Iterable[str], value: str) -> tuple[str, ...]:
    """Return expressions for a name and a value with just a blank between them: `token ghp_…`."""
    return tuple(
        rf"(?i)(?:{words})[A-Za-z0-9_.\-]*[\"'`]?[ \t]+{_COPULA}[\"'`(]?{value}" for words in _names(phrases)
    )


def _names(phrases: Iterable[str]) -> list[str]:
    """Return phrases as alternations, a few in each, without those that contain another one."""
    forms: dict[str, None] = {}
    for phrase in phrases:
        for form in (phrase, " ".join(split_name(phrase))):
            forms.update(dict.fromkeys(case.replace("_", " ").strip() for case in cases(form)))
    short = sorted(form for form in forms if form.isascii() and len(form) <= SHORT)
    # Of `first name` and `firstname` the one that matches both comes first.
    long = sorted(
        (form for form in forms if form not in short),
        key=lambda form: (len(form.replace(" ", "")), -form.count(" ")),
    )
    kept: dict[str, re.Pattern[str]] = {}
    for form in long:
        # `skey` is in `aeskey`, but does not lead to `aes_key`.
        if not any(part.search(form) for part in kept.values()):
            kept[form] = re.compile(" ?".join(map(re.escape, form.split())))
    patterns = [_WORD_START + joined(form) for form in short]
    # `deepgramKEY`, `happyscribeKey`.
    humps = [form for form in short if len(form) == SHORT and form.isalpha()]
    patterns += [f"(?-i:[a-z](?:{form.capitalize()}|{form.upper()}))" for form in humps]
    return chunks(patterns + [joined(form) for form in kept])
