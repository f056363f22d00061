"""Values that languages wrap or put on another line than their names, read beside them: `pin: 4417`.

`pin: Some("4417")`, `variable "pin" { default = "4417" }`, `<pin><value>4417</value></pin>`, what PHP dumps.
https://doc.rust-lang.org/std/option/ https://developer.hashicorp.com/terraform/language/values/variables
https://www.php.net/manual/en/function.var-dump.php https://www.php.net/manual/en/function.serialize.php
https://www.postgresql.org/docs/current/app-psql.html https://redis.io/docs/latest/commands/hgetall/
https://learn.microsoft.com/en-us/dotnet/core/extensions/work-with-resx-files-programmatically
"""

import re
from collections.abc import Iterator
from typing import Final

from recognizers.labelled.members import is_called, label_of
from recognizers.readings.assembled import Assembled, put_together

_NAME: Final = r"(?P<name>[^\W\d][\w.-]{1,60})"
_VALUE: Final = r"(?P<value>[^\"'\n]{1,400})"
_HOLDER: Final = r"(?:[Vv]alue|[Dd]efault|[Ee]xample|string|[Cc]ontent|[Tt]ext|raw|const)"
# What stands between name and value, and the value: each begins with signs that most texts have not; and what
# must stand before, with the name. The name may stand in the first as well.
_WRITTEN: Final = (
    (
        "{",
        rf"\{{\s{{0,60}}(?:[\"']?\w{{1,30}}[\"']?\s{{0,2}}[:=]\s{{0,2}}[\w\"']{{1,40}}\s{{0,2}}[,\n]\s{{0,60}}){{0,3}}"
        rf"[\"']?{_HOLDER}[\"']?\s{{0,2}}[:=]\s{{0,2}}[\"']{_VALUE}[\"']",
        rf"(?<![\w.-]){_NAME}[\"']?\s{{0,2}}(?:[:=]|=>)?\s{{0,2}}(?:&?\w{{1,30}})?\Z",
    ),
    *(
        (
            lead,
            rf"{lead}[(\[]\s?[\"']?(?P<value>[^\"'()\[\]\n]{{1,200}})[\"']?[)\]]",
            rf"(?<![\w.-]){_NAME}[\"']?\s{{0,2}}[:=]\s{{0,2}}\Z",
        )
        for lead in ("Some", "Optional", "Option", "Just")
    ),
    # YAML and TOML.
    (
        ":\n",
        r":\n(?P<indent>[ \t]{1,40})(?:[\w-]{1,30}:[^\n]{0,80}\n(?P=indent)){0,3}"
        rf"{_HOLDER}:[ \t]+[\"']?{_VALUE}",
        r"(?m)^[ \t]{0,40}(?:- )?[\"']?(?P<name>[^\W\d][\w .-]{1,60})[\"']?\Z",
    ),
    (
        "]\n",
        rf"\]\n(?:[\w-]{{1,30}}[ \t]*=[^\n]{{0,80}}\n){{0,3}}{_HOLDER}[ \t]*=[ \t]*[\"']?{_VALUE}",
        r"(?m)^\[(?:[\w.-]{1,60}\.)?(?P<name>[^\W\d][\w-]{1,40})\Z",
    ),
    # What PHP dumps and stores.
    (
        "]=>\n",
        r"\]=>\n\s{1,60}string\(\d{1,7}\) \"(?P<value>[^\"\n]{1,400})\"",
        rf"\[\"{_NAME}\"(?::[^\]\n]{{1,60}})?\Z",
    ),
    ('";s:', r"\";s:\d{1,7}:\"(?P<value>[^\"\n]{1,400})\";", rf"s:\d{{1,5}}:\"{_NAME}\Z"),
    # XML: a member around the value, a name or a value in an attribute, and lists of both.
    (
        "</",
        r">\s{0,20}<(?:[Vv]alue|string|text|content|data)(?:\s[^<>]{0,60})?>(?P<value>[^<>\n]{1,200})</",
        r"<(?P<name>[^\W\d][\w:.-]{1,60})(?:\s[^<>]{0,120})?\Z",
    ),
    (
        "</",
        r"name=\"(?P<name>[^\"\n]{1,80})\"[^<>]{0,80}>\s{0,40}(?:<value>)?(?P<value>[^<>\s][^<>\n]{0,200})</",
        r"<\w[^<>]{0,80}\s\Z",
    ),
    (
        "/>",
        r"value=\"(?P<value>[^\"\n]{1,200})\"[^<>]{0,80}/>",
        r"<(?P<name>[^\W\d][\w:.-]{1,60})\s(?:[^<>]{0,120}\s)?\Z",
    ),
    ("</key>", r"<key>(?P<name>[^<>\n]{1,80})</key>\s{0,40}<\w{1,20}>(?P<value>[^<>\n]{1,400})</", ""),
    # Records of psql and lists of redis.
    ("-[ RECORD", r"(?m)^(?P<name>[^\W\d][\w ]{0,60}?)[ \t]{1,60}\|[ \t](?P<value>[^\n|]{1,200})$", ""),
    (
        '1) "',
        r"(?m)^[ \t]{0,3}\d{1,4}\) \"(?P<name>[^\"\n]{1,60})\"\n"
        r"[ \t]{0,3}\d{1,4}\) \"(?P<value>[^\"\n]{1,400})\"",
        "",
    ),
    # What is typed into a field of a page, and what a tree of its fields says.
    (
        ").",
        r"\)\.(?:fill|type|press_?[sS]equentially|send_?[kK]eys|set_?[vV]alue|clear_and_type)\(\s{0,4}"
        rf"[\"']{_VALUE}[\"']",
        r"[\"'#=](?P<name>[^\W\d][\w .-]{1,60})[\"'\]\s}]{1,6}\Z",
    ),
    *(
        (
            lead,
            rf"\{lead[:-1]}\(\s{{0,4}}[\"'`][#.]?(?:\w{{0,12}}\[name=)?[\"']?(?P<name>[^\W\d][\w .-]{{1,60}})"
            rf"[\"'`\]]{{1,3}},\s{{0,8}}[\"']{_VALUE}[\"']",
            "",
        )
        for lead in (".fill(", ".type(")
    ),
    (
        ".value",
        rf"\.value\s{{0,3}}=\s{{0,3}}[\"']{_VALUE}[\"']",
        r"(?:querySelector|getElementById|getElementsByName)\([\"'][#.]?(?:\w{0,12}\[name=)?[\"']?(?P<name>[\w-]{2,60})"
        r"[\"'\]]{1,3}\)(?:\[0\])?\Z",
    ),
    (
        'box "',
        r"box \"(?P<name>[^\"\n]{1,80})\"(?: \[[^\]\n]{1,40}\]){0,6}: \"?(?P<value>[^\"\n]{1,200})",
        r"- (?:text|combo|search)\Z",
    ),
    (
        'resource-id="',
        r"resource-id=\"(?:[^\"\n]{0,80}[/:])?(?P<name>[\w-]{2,60})\"[^<>]{0,200}?\stext=\"(?P<value>[^\"\n]{1,200})\"",
        "",
    ),
    (
        " into ",
        r"(?:[Tt]yp|[Ee]nter|[Ff]ill|[Ii]nput|[Pp]ut)\w{0,4} [\"'](?P<value>[^\"'\n]{1,200})[\"'] into "
        r"(?:the )?[\"']?(?P<name>[^\W\d][\w -]{1,60})",
        "",
    ),
    ("] => [", r"\] => \[(?P<value>[^\[\]\n]{1,200})\]", r"\[(?P<name>[^\W\d][\w .-]{1,60})\Z"),
    # What a test expects.
    (
        ").",
        r"\)\.(?:not\.)?(?:to(?:Be|Equal|StrictEqual)|to\.eql?|to\.equal|isEqualTo|should\.equal)"
        rf"\(\s{{0,4}}[\"']{_VALUE}[\"']",
        r"[.\[][\"']?(?P<name>[^\W\d]\w{1,60})(?:[\"']\])?\Z",
    ),
)
_SEARCHES: Final = tuple(
    (lead, re.compile(value), re.compile(before) if before else None) for lead, value, before in _WRITTEN
)
_REACH: Final = 240


def find_wrapped_values(text: str) -> Iterator[Assembled]:
    """Yield the values of a text that are wrapped, with their names, a line for each."""
    named = ((value, label_of(name)) for value, name in _named(text))
    if found := sorted((value, name) for value, name in named if is_called(name)):
        yield put_together(text, (piece for value, name in found for piece in (f"{name}: ", value, "\n")))


def _named(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield where values stand, and their names."""
    for lead, search, before in _SEARCHES:
        if lead not in text:
            continue
        for value in search.finditer(text):
            start = value.start()
            name = value if before is None else before.search(text, max(0, start - _REACH), start)
            if name is not None:
                yield value.span("value"), (value if "name" in search.groupindex else name)["name"]
