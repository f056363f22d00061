"""Hyperscan expressions that lead from words in sentences and tables to what stands beside them.

Unbounded repeats cost hyperscan one state each, bounded ones many, so bounds are left to the finders.
"""

from collections.abc import Iterable, Mapping

from recognizers.matching.alternations import BLANK, SHORT, UNSPACED, cases, chunks, escaped, joined
from recognizers.matching.leads import EVERYWHERE

_WHOLE_WORD_START = r"(?:\A|[^A-Za-z0-9_.\-/@$'\"])"


def word_triggers(
    phrases: Iterable[str], endings: Iterable[str] = (), behind: str = r"[ ,:\t]"
) -> tuple[str, ...]:
    """Return expressions for phrases as whole words of a sentence, and what comes behind them.

    `endings` may end longer words. Where words are not parted by blanks, a phrase may stand anywhere.
    """
    spaced, unspaced = set[str](), set[str]()
    for phrase in phrases:
        for form in cases(phrase):
            pattern = r"[ \-]?".join(escaped(word) for word in form.split())
            (unspaced if any(char >= UNSPACED for char in form) else spaced).add(pattern)
    compound = sorted({escaped(form) for ending in endings for form in cases(ending)})
    tail = rf"(?:s|'s)?[\"'*`:]{{0,2}}{behind}"
    triggers = [rf"(?i){_WHOLE_WORD_START}(?:{words}){tail}" for words in chunks(sorted(spaced))]
    triggers += [rf"(?i){_WHOLE_WORD_START}[a-z\x80-\xff\-]*(?:{words}){tail}" for words in chunks(compound)]
    if unspaced:
        last = "." if behind.startswith("[ ") else behind
        triggers += [rf"(?i)(?:{words}){last}" for words in chunks(sorted(unspaced))]
    return tuple(triggers)


def phrase_triggers(phrases: Iterable[str]) -> tuple[str, ...]:
    """Return expressions for phrases as they are, in any case; the first of their words begins one."""
    spaced = sorted({escaped(form) for phrase in phrases if phrase < UNSPACED for form in cases(phrase)})
    unspaced = sorted({escaped(phrase) for phrase in phrases if phrase >= UNSPACED})
    return (
        *(rf"(?i)(?:^|[^a-z])(?:{chunk})" for chunk in chunks(spaced)),
        *(rf"(?:{chunk})" for chunk in chunks(unspaced)),
    )


def key_triggers(words: Iterable[str], length: int) -> tuple[str, ...]:
    """Return expressions for words, what no program has behind them, and a run as long as a key's."""
    forms = [case for word in words for case in cases(word)]
    spaced = sorted({joined(form) for form in forms if form[-1] < UNSPACED})
    unspaced = sorted({joined(form) for form in forms if form[-1] >= UNSPACED})
    run = rf"[A-Za-z0-9+/=_.~\-]{{{length}}}"
    same = rf"(?:[^\n;={{}}\[\]<>\\]*[^\n;={{}}\[\]<>\\A-Za-z0-9+/_.~\-])?{run}"
    below = rf"[ \t]*[:*]*[ \t]*(?:\r?\n)+[ \t>`\"]*{run}"
    starts = [rf"(?i)(?:^|[^a-z0-9_])(?:{chunk})s?" for chunk in chunks(spaced)]
    return (
        *(f"{start}[^a-z0-9_\n]{same}" for start in starts),
        *(start + below for start in starts),
        *(rf"(?:{chunk}){same}" for chunk in chunks(unspaced)),
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
    forms = sorted({escaped(form) for word in words for form in cases(word)})
    return tuple(rf"(?i)(?:{'|'.join(joints)})(?:{chunk})(?:[^a-z]|$)" for chunk in chunks(forms))


def heading_triggers(words: Iterable[str]) -> tuple[str, ...]:
    """Return expressions for headings of separated values: the next one or the end of the line follows."""
    forms = sorted({escaped(form) for word in words for form in cases(word)})
    triggers = []
    for chunk in chunks(forms):
        triggers.append(rf"(?i)(?:{chunk})\"?[,;\t|]\"?[a-z\x80-\xff]")
        triggers.append(rf"(?i)(?:^|[,;\t|\"])(?:{chunk})\"?\r?\n")
    return tuple(triggers)


def aligned_triggers(words: Iterable[str]) -> tuple[str, ...]:
    """Return expressions for headings that two blanks or more part from the next one, or the line's last."""
    forms = sorted({escaped(form) for word in words for form in cases(word)})
    triggers = []
    for chunk in chunks(forms):
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
    for form in (case for word in words for case in cases(word)):
        if form[0] >= UNSPACED:
            unspaced.add(joined(form))
        elif len(joined(form)) <= SHORT:
            short.add(joined(form))
        else:
            head, rest = _head(form)
            spaced.setdefault(joined(head), set()).add(f"{BLANK}{joined(rest)}" if rest else "")
    unspaced.update(joined(form) for ending in endings for form in cases(ending))
    # By what follows them, the first words.
    heads: dict[str, list[str]] = {}
    for head, follow in sorted(spaced.items()):
        more = "|".join(sorted(follow - {""}, reverse=True))
        group = f"(?:{more})?" if "" in follow else f"(?:{more})"
        heads.setdefault(group if more else "", []).append(head)
    triggers: list[str] = []
    for number in (r"[0-9][0-9A-Za-z./_\-][0-9A-Za-z./_\- ]", r"[0-9] [0-9]"):
        near, far = (rf"[^a-z0-9\n][^0-9\n]{{0,{most}}}{number}" for most in (12, 23))
        triggers += [rf"(?i)(?:^|[^a-z\\])(?:{chunk}){near}" for chunk in chunks(sorted(short))]
        for more, starts in heads.items():
            openings = [rf"(?i)(?:^|[^a-z])(?:{chunk}){more}s?" for chunk in chunks(starts)]
            triggers += [opening + tail for opening in openings for tail in (number, far)]
        triggers += [rf"(?i)(?:{chunk})[^0-9\n]{{0,24}}{number}" for chunk in chunks(sorted(unspaced))]
    return tuple(triggers)


def date_triggers(months: Iterable[str]) -> tuple[str, ...]:
    """Return expressions for dates in figures or with a month, but not for stamps of a time."""
    short = sorted({escaped(case) for name in months for case in cases(name)})
    triggers = []
    for chunk in chunks(short):
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

    def listed(*keys: str) -> list[str]:
        forms = {escaped(case) for key in keys for form in words[key] for case in cases(form)}
        return chunks(sorted(forms))

    forms = sorted({escaped(form) for word in kin for form in cases(word)})
    gap = r"(?:'s)?[^a-z0-9\n][^\n0-9]{0,31}"
    before = [rf"(?i)(?:^|[^a-z])(?:{chunk}){gap}{number}" for chunk in chunks(forms)]
    before += [
        rf"(?i)(?:^|[^a-z])(?:{chunk})[ :=|]{{0,3}}{digit}" for chunk in listed("announced", "persons")
    ]
    units = [rf"(?i){digit}(?: |-|\xe2\x80\x8c)?(?:{chunk})" for chunk in listed("of_age", "old")]
    units += [rf"(?i)[0-9][ .a-z]{{0,4}}(?:{chunk})" for chunk in listed("feasts")]
    long = sorted({escaped(case) for form in words["years"] if len(form) > 1 for case in cases(form)})
    units += [rf"(?i){digit} ?(?:{chunk})[^a-z]" for chunk in chunks(long)]
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


def thing_triggers(words: Iterable[str], endings: Iterable[str] = ()) -> tuple[str, ...]:
    """Return expressions for words, or the ends of longer ones, and a digit shortly behind them."""
    spaced, unspaced = set[str](), set[str]()
    for word in words:
        for form in cases(word):
            (unspaced if form[0] >= UNSPACED else spaced).add(joined(form))
    digit = r"(?:[0-9]|\xd9[\xa0-\xa9]|\xdb[\xb0-\xb9])[^\n]"
    triggers = [rf"(?i)(?:^|[^a-z])(?:{chunk})[^0-9\n]{{1,32}}{digit}" for chunk in chunks(sorted(spaced))]
    ends = sorted({joined(form) for ending in endings for form in cases(ending)})
    triggers += [
        rf"(?i)[a-z\x80-\xff](?:{chunk})[^0-9a-z\n][^0-9\n]{{0,24}}{digit}" for chunk in chunks(ends)
    ]
    return (*triggers, *(rf"(?:{chunk})[^0-9\n]{{0,24}}{digit}" for chunk in chunks(sorted(unspaced))))


def roster_triggers(words: Iterable[str]) -> tuple[str, ...]:
    """Return expressions for the headings of lists of people, in a row of their own or in a statement."""
    forms = sorted({escaped(form) for word in words for form in cases(word)})
    return tuple(
        rf"(?i)(?:^|[\n,;|\t(` \"_])(?:{chunk})\"?`?(?:[,;\t|]| \||  |\r?\n)" for chunk in chunks(forms)
    )


def _head(form: str) -> tuple[str, str]:
    """Return the first words of a phrase, as many as do not stand everywhere, and the rest of it."""
    words = form.split()
    for count in range(1, len(words)):
        head = " ".join(words[:count])
        if len(head) > SHORT + 1 and head.lower().encode() not in EVERYWHERE:
            return head, " ".join(words[count:])
    return form, ""
