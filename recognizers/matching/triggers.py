"""Hyperscan expressions that lead from the vocabulary's phrases to the values behind them.

Unbounded repeats cost hyperscan one state each, bounded ones many, so bounds are left to the finders.
"""

import re
from collections.abc import Iterable, Mapping

from recognizers.labelled.vocabulary import split_name
from recognizers.matching.leads import EVERYWHERE

# Up to this length a phrase must begin a word: `pw` does not stand in `kpw`.
_SHORT = 3
# Phrases in one expression; larger ones do not compile.
_CHUNK = 16
# What the names of options on command lines end with, as far as they matter.
_OPTION_WORDS = (
    *("pass", "pw", "pwd", "passwd", "password", "passphrase", "psk"),
    *("token", "secret", "key", "pin", "otp", "auth"),
)
_WORD_START = r"(?:\A|[^a-z])"
_WHOLE_WORD_START = r"(?:\A|[^A-Za-z0-9_.\-/@$'\"])"
# From here on scripts do not put blanks between words.
_UNSPACED = "\u0600"

_BLANK = r"[ _.\-]?"
_QUOTE = r"\\*[\"'`]"
_SEPARATOR = r"[ \t]*(?:=[=>]?|[:?+]=|:|->|\xef\xbc\x9a)"
_SCHEME = r"(?:Bearer |Basic |Token )?"
_OPENING = rf"(?:\[\s*)?[bruflRUFL@$*&]?[bruf]?{_QUOTE}{_SCHEME}"
_ANNOTATION = r"(?:[\w\[\]&.<>|?*, ]*=\s*)?"
_CALL = r"(?:[\w.\[\]: ]+\(){0,2}"
_NAME_END = r"\\*[\"'`*]*(?:\[[0-9]*)?[\]\)]?"
_COPULA = r"(?:(?:is|was|are|ist|war|lautet|est|era|es|er|var|jest|to)[ \t]+)?"
_HOLDER = r"[<\\]*[\"']?(?:value|default|content|string|parametervalue)\\*[\"']?"


def place_triggers(
    phrases: Iterable[str], value: str, *, bare: bool, code: bool, last: bool = False
) -> tuple[str, ...]:
    """Return expressions for a name, what joins it to a value, and the value's beginning.

    Without `bare`, just for values in quotes; without `code`, not for what only programs write; with
    `last`, for names that end with a phrase.
    """
    more = "" if last else r"[A-Za-z0-9_.\-\x80-\xff]*"
    annotated = rf"\s*{_ANNOTATION}{_CALL}" if code else r"\s*"
    tails = [rf"(?:{_NAME_END}{_SEPARATOR}{annotated}|[\"'`]?,\s*|\(|[ \t]+){_OPENING}{value}"]
    if bare:
        tails.append(rf"{_NAME_END}{_SEPARATOR}[ \t]*{_SCHEME}{value}")
        tails.append(rf"[\"']?>{value}")
    if code:
        tails.append(rf"</(?:key|name)>\s*<(?:string|value)>{value}")
        tails.append(rf"(?: As \w+| n?varchar\(\w+\))[ \t]*=[ \t]*(?:{_OPENING})?{value}")
        tails.append(rf"\\*[\"']?(?:</\w+>)?[\s,;>{{]+{_HOLDER}\s*[:=>]\s*\\*[\"']?{value}")
    joined = "|".join(tails)
    triggers = [rf"(?i)(?:{words}){more}(?:{joined})" for words in _names(phrases)]
    if code:
        options = _chunks([_joined(word) for word in _OPTION_WORDS])
        triggers += [rf"(?i)-(?:[\w-]*[_-])?(?:{words})[\w-]*[ \t]+{value}" for words in options]
    return tuple(triggers)


def blank_triggers(phrases: Iterable[str], value: str) -> tuple[str, ...]:
    """Return expressions for a name and a value with just a blank between them: `token ghp_…`."""
    return tuple(
        rf"(?i)(?:{words})[A-Za-z0-9_.\-]*[\"'`]?[ \t]+{_COPULA}[\"'`(]?{value}" for words in _names(phrases)
    )


def word_triggers(
    phrases: Iterable[str], endings: Iterable[str] = (), behind: str = r"[ ,:\t]"
) -> tuple[str, ...]:
    """Return expressions for phrases as whole words of a sentence, and what comes behind them.

    `endings` may end longer words. Where words are not parted by blanks, a phrase may stand anywhere.
    """
    spaced, unspaced = set[str](), set[str]()
    for phrase in phrases:
        for form in _cases(phrase):
            pattern = r"[ \-]?".join(_escaped(word) for word in form.split())
            (unspaced if any(char >= _UNSPACED for char in form) else spaced).add(pattern)
    compound = sorted({_escaped(form) for ending in endings for form in _cases(ending)})
    tail = rf"(?:s|'s)?[\"'*`:]{{0,2}}{behind}"
    triggers = [rf"(?i){_WHOLE_WORD_START}(?:{words}){tail}" for words in _chunks(sorted(spaced))]
    triggers += [rf"(?i){_WHOLE_WORD_START}[a-z\x80-\xff\-]*(?:{words}){tail}" for words in _chunks(compound)]
    if unspaced:
        last = "." if behind.startswith("[ ") else behind
        triggers += [rf"(?i)(?:{words}){last}" for words in _chunks(sorted(unspaced))]
    return tuple(triggers)


def phrase_triggers(phrases: Iterable[str]) -> tuple[str, ...]:
    """Return expressions for phrases as they are, in any case; the first of their words begins one."""
    spaced = sorted({_escaped(form) for phrase in phrases if phrase < _UNSPACED for form in _cases(phrase)})
    unspaced = sorted({_escaped(phrase) for phrase in phrases if phrase >= _UNSPACED})
    return (
        *(rf"(?i)(?:^|[^a-z])(?:{chunk})" for chunk in _chunks(spaced)),
        *(rf"(?:{chunk})" for chunk in _chunks(unspaced)),
    )


def pair_triggers(words: Iterable[str]) -> tuple[str, ...]:
    """Return expressions for the end of a login, what joins it to a word for its password, and the word."""
    # Commas, dashes and arrows of all scripts end in one of these.
    mark = r"[,;/|+&:>\-\x80-\xbf]"
    joints = (
        rf"{mark} ?(?:the |its |his |her )?",
        r"[\"'`*](?:'s)? (?:[a-z\x80-\xff]+ )?(?:[a-z\x80-\xff]+ )?",
        r"[0-9_.][a-z]*[0-9]* (?:[a-z\x80-\xff]+ )?",
        r"[:>*\-] [a-z]+ ",
        r"[a-z0-9_](?:'|\xe2\x80\x99)s (?:[a-z]+ )?",
    )
    forms = sorted({_escaped(form) for word in words for form in _cases(word)})
    return tuple(rf"(?i)(?:{'|'.join(joints)})(?:{chunk})(?:[^a-z]|$)" for chunk in _chunks(forms))


def heading_triggers(words: Iterable[str]) -> tuple[str, ...]:
    """Return expressions for headings of separated values: the next one or the end of the line follows."""
    forms = sorted({_escaped(form) for word in words for form in _cases(word)})
    triggers = []
    for chunk in _chunks(forms):
        triggers.append(rf"(?i)(?:{chunk})\"?[,;\t|]\"?[a-z\x80-\xff]")
        triggers.append(rf"(?i)(?:^|[,;\t|\"])(?:{chunk})\"?\r?\n")
    return tuple(triggers)


def aligned_triggers(words: Iterable[str]) -> tuple[str, ...]:
    """Return expressions for headings that two blanks or more part from the next one, or the line's last."""
    forms = sorted({_escaped(form) for word in words for form in _cases(word)})
    triggers = []
    for chunk in _chunks(forms):
        triggers.append(rf"(?i)(?:^|\n|  |[\n _-])(?:{chunk})(?:  +|\t)[a-z\x80-\xff]")
        triggers.append(rf"(?i)  (?:{chunk})[ ]*\r?\n")
    return tuple(triggers)


def number_triggers(words: Iterable[str], endings: Iterable[str]) -> tuple[str, ...]:
    """Return expressions for words, or endings of words, and the three characters that open a number.

    Each says one thing that ends in one place, so that its words can be looked for as literals; and just
    the first ones, since with what follows them they are thousands, which take seconds to compile.
    """
    short, unspaced = set[str](), set[str]()
    # By the first words, what follows them.
    spaced: dict[str, set[str]] = {}
    for form in (case for word in words for case in _cases(word)):
        if form[0] >= _UNSPACED:
            unspaced.add(_joined(form))
        elif len(_joined(form)) <= _SHORT:
            short.add(_joined(form))
        else:
            head, rest = _head(form)
            spaced.setdefault(_joined(head), set()).add(f"{_BLANK}{_joined(rest)}" if rest else "")
    unspaced.update(_joined(form) for ending in endings for form in _cases(ending))
    # By what follows them, the first words.
    heads: dict[str, list[str]] = {}
    for head, follow in sorted(spaced.items()):
        more = "|".join(sorted(follow - {""}, reverse=True))
        group = f"(?:{more})?" if "" in follow else f"(?:{more})"
        heads.setdefault(group if more else "", []).append(head)
    triggers: list[str] = []
    for number in (r"[0-9][0-9A-Za-z./_\-][0-9A-Za-z./_\- ]", r"[0-9] [0-9]"):
        near, far = (rf"[^a-z0-9\n][^0-9\n]{{0,{most}}}{number}" for most in (12, 23))
        triggers += [rf"(?i)(?:^|[^a-z\\])(?:{chunk}){near}" for chunk in _chunks(sorted(short))]
        for more, starts in heads.items():
            openings = [rf"(?i)(?:^|[^a-z])(?:{chunk}){more}s?" for chunk in _chunks(starts)]
            triggers += [opening + tail for opening in openings for tail in (number, far)]
        triggers += [rf"(?i)(?:{chunk})[^0-9\n]{{0,24}}{number}" for chunk in _chunks(sorted(unspaced))]
    return tuple(triggers)


def date_triggers(months: Iterable[str]) -> tuple[str, ...]:
    """Return expressions for dates in figures or with a month, but not for stamps of a time."""
    short = sorted({_escaped(case) for name in months for case in _cases(name)})
    triggers = []
    for chunk in _chunks(short):
        digit = (
            r"[0-9]"
            if chunk.isascii() and "\\x" not in chunk
            else r"(?:[0-9]|\xdb[\xb0-\xb9]|\xd9[\xa0-\xa9]|\xe0[\xa5\xa7][\xa6-\xaf])"
        )
        triggers.append(rf"(?i){digit}(?:st|nd|rd|th|er|\.|\xc2\xba)? ?(?:of |de |di )?(?:{chunk})")
        triggers.append(rf"(?i)(?:{chunk})[a-z\x80-\xff]*\.? [0-9]{{1,2}}(?:st|nd|rd|th|[^0-9: ]| [^0-9])")
    triggers += [
        r"[^0-9./:\-][0-9]{1,2}[./\-][0-9]{1,2}(?:[./\-](?:[0-9]{2})?[0-9]{2})?(?:[.,;)!?\n]| [^0-9])",
        r"[^0-9./:\-](?:1[39]|20)[0-9]{2}[./\-][0-9]{1,2}[./\-][0-9]{1,2}(?:[^0-9T: ./\-]| [^0-9])",
        r"BDAY[^0-9\n]{0,20}[0-9]{8}",
        r"(?:\xe6\x9c\x88|\xec\x9b\x94) ?[0-9]{1,2}",
    ]
    return tuple(triggers)


def age_triggers(kin: Iterable[str], words: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return expressions for what joins a person and an age; for ages with their unit."""
    number = r"[0-9]{1,2}[^0-9%:/]"
    digit = r"(?:[0-9]|\xd9[\xa0-\xa9]|\xdb[\xb0-\xb9]|\xe0[\xa5\xa7][\xa6-\xaf])"

    def chunks(*keys: str) -> list[str]:
        forms = {_escaped(case) for key in keys for form in words[key] for case in _cases(form)}
        return _chunks(sorted(forms))

    forms = sorted({_escaped(form) for word in kin for form in _cases(word)})
    gap = r"(?:'s)?[^a-z0-9\n][^\n0-9]{0,31}"
    before = [rf"(?i)(?:^|[^a-z])(?:{chunk}){gap}{number}" for chunk in _chunks(forms)]
    before += [
        rf"(?i)(?:^|[^a-z])(?:{chunk})[ :=|]{{0,3}}{digit}" for chunk in chunks("announced", "persons")
    ]
    units = [rf"(?i){digit}(?: |-|\xe2\x80\x8c)?(?:{chunk})" for chunk in chunks("of_age", "old")]
    units += [rf"(?i)[0-9][ .a-z]{{0,4}}(?:{chunk})" for chunk in chunks("feasts")]
    long = sorted({_escaped(case) for form in words["years"] if len(form) > 1 for case in _cases(form)})
    units += [rf"(?i){digit} ?(?:{chunk})[^a-z]" for chunk in _chunks(long)]
    return (
        *before,
        *units,
        rf"[a-z.\x80-\xff\"], {number}",
        r"[a-z.\x80-\xff\"], [0-9]{1,2}$",
        r"[a-z.\x80-\xff\"] \([0-9]{1,3}[^0-9.%:/]",
        r"[\x80-\xff]\xef\xbc\x88[0-9]{1,3}[^0-9.%:/]",
        r"(?i)happy [0-9]{1,3}(?:st|nd|rd|th)",
        # Ages in words.
        r"(?i)[enortxy][ -](?:year|month)s?[ -]old",
        r"[\x80-\xbf] ?(?:\xe5\xb2\x81|\xe6\xad\xb2|\xe6\xad\xb3)",
        r"\xe0\xa4[\x80-\xbf] \xe0\xa4\xb8\xe0\xa4\xbe\xe0\xa4\xb2 \xe0\xa4\x95",
        r"\xb7\xe0\xa5\x80\xe0\xa4\xaf",
        r"\xe0\xa4[\x80-\xbf] \xe0\xa4\xb5\xe0\xa4\xb0\xe0\xa5\x8d\xe0\xa4\xb7 \xe0",
        r"\xd8\xb3\xd8\xa7\xd9\x84\xd9\x87",
    )


def thing_triggers(words: Iterable[str]) -> tuple[str, ...]:
    """Return expressions for words and a digit shortly behind them; for numbers of figures and letters."""
    spaced, unspaced = set[str](), set[str]()
    for word in words:
        for form in _cases(word):
            (unspaced if form[0] >= _UNSPACED else spaced).add(_joined(form))
    digit = r"(?:[0-9]|\xd9[\xa0-\xa9]|\xdb[\xb0-\xb9])[^\n]"
    triggers = [rf"(?i)(?:^|[^a-z])(?:{chunk})[^0-9\n]{{1,32}}{digit}" for chunk in _chunks(sorted(spaced))]
    return (*triggers, *(rf"(?:{chunk})[^0-9\n]{{0,24}}{digit}" for chunk in _chunks(sorted(unspaced))))


def roster_triggers(words: Iterable[str]) -> tuple[str, ...]:
    """Return expressions for the headings of lists of people, in a row of their own or in a statement."""
    forms = sorted({_escaped(form) for word in words for form in _cases(word)})
    return tuple(
        rf"(?i)(?:^|[\n,;|\t(` \"_])(?:{chunk})\"?`?(?:[,;\t|]| \||  |\r?\n)" for chunk in _chunks(forms)
    )


def _names(phrases: Iterable[str]) -> list[str]:
    """Return phrases as alternations, a few in each, without those that contain another one."""
    forms: dict[str, None] = {}
    for phrase in phrases:
        for form in (phrase, " ".join(split_name(phrase))):
            forms.update(dict.fromkeys(case.replace("_", " ").strip() for case in _cases(form)))
    short = sorted(form for form in forms if form.isascii() and len(form) <= _SHORT)
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
    patterns = [_WORD_START + _joined(form) for form in short]
    # `deepgramKEY`, `happyscribeKey`.
    humps = [form for form in short if len(form) == _SHORT and form.isalpha()]
    patterns += [f"(?-i:[a-z](?:{form.capitalize()}|{form.upper()}))" for form in humps]
    return _chunks(patterns + [_joined(form) for form in kept])


def _head(form: str) -> tuple[str, str]:
    """Return the first words of a phrase, as many as do not stand everywhere, and the rest of it."""
    words = form.split()
    for count in range(1, len(words)):
        head = " ".join(words[:count])
        if len(head) > _SHORT + 1 and head.lower().encode() not in EVERYWHERE:
            return head, " ".join(words[count:])
    return form, ""


def _joined(form: str) -> str:
    return _BLANK.join(map(_escaped, form.split()))


def _chunks(patterns: list[str]) -> list[str]:
    return ["|".join(patterns[i : i + _CHUNK]) for i in range(0, len(patterns), _CHUNK)]


def _cases(form: str) -> tuple[str, ...]:
    """Hyperscan folds the case of ASCII letters alone when it matches bytes."""
    # In one order in every process: the compiled expressions are cached under what they say.
    return (form,) if form.isascii() else (form.lower(), form.upper(), form.capitalize())


def _escaped(word: str) -> str:
    return re.sub(
        r"[^0-9A-Za-z]", lambda match: "".join(f"\\x{byte:02x}" for byte in match.group().encode()), word
    )
