"""Reading backwards from a value to the name that labels it, in every syntax that puts the two together."""

import re
from dataclasses import dataclass

from recognizers.labelled.vocabulary import meaning, split_name

_REACH = 140
# Everything up to `_NAMED` matches text that is reversed: it begins at the value.
_OPENING = re.compile(
    r"(?P<quote>[\"'`]\\{0,7})?(?:(?<=\")\"\"|(?<=')'')?(?:[bBrRuUfFLnxX@$&*]{1,2}(?=[\s=:(\[,]))?(?P<list>\s{0,20}(?:\[|\{\w{1,12}\]\[)(?=[\s=:(]))?"
)
_SCHEME = re.compile(r"\s(?:reraeB|cisaB|nekoT)(?=[\s\"'`:=])\s?", re.IGNORECASE)
_NAME = r"(?P<name>[\w.\-]+(?:[ '’][\w.\-]+){0,3})"
_BEFORE_VALUE = (
    r"(?P<call>(?:\((?:[\w.\[\]:>]{1,40}(?:\ wen)?)?){0,2})\s{0,30}"
    r"(?P<separator>=?\|\||=?\?\?|ro(?=\s)|=:{2,3}|=\.|=[:?+=>!|]?=?|>[=-]|:=?|：)"
)
_AFTER_NAME = r"[ \t]{0,30}(?:\]\d{0,4}\[)?(?P<close>[\])]?[\"'`*]{0,2}\\{0,7})[ \t]?" + _NAME
_ASSIGNED = re.compile(_BEFORE_VALUE + _AFTER_NAME)
# With a type between the name and the sign: `password: str = "…"`.
_ANNOTATED = re.compile(_BEFORE_VALUE + r"(?<==)[ \t]{0,3}[\w\[\]&.<>|?*, ]{1,30}?:" + _AFTER_NAME)
# With a type behind the name: `Const DB_PWD As String = "…"`, `DECLARE @pw nvarchar(40) = '…'`.
_TYPED = re.compile(
    _BEFORE_VALUE
    + r"(?<==)[ \t]{0,3}(?:\w{1,20}[ \t]{1,3}(?i:sA)|\)\w{1,6}\((?i:rahcravn?))[ \t]{1,3}"
    + _NAME
)
# A property of C# with a first value: `string ApiKey { get; set; } = "…"`.
_ACCESSED = re.compile(_BEFORE_VALUE + r"(?<==)[ \t]{0,3}\}[\w; ]{1,40}\{\s{0,3}" + _NAME)
_PAIRED = re.compile(r"\s{0,20},(?P<close>[\"'`]\\{0,7})?" + _NAME + r"(?P<mark>:?)")
# In what PHP's `serialize` makes: `s:8:"password";s:9:"…"`.
_SERIALIZED = re.compile(r":\d{1,7}:s;(?P<close>\"\\{0,7})" + _NAME + r"\"")
_CALLED = re.compile(r"[({]" + _NAME)
_ELEMENT = re.compile(r">(?P<name>[\w.\-:]+)<")
# An entry of a property list, and one that an attribute names: `<key>password</key><string>…`.
_ENTRY = re.compile(
    r">(?:gnirts|eulav)<\s{0,40}>(?:yek|eman)/<(?P<name>[\w.\- ]{1,60})>(?:yek|eman)<"
    r"|>(?:eulav<\s{0,40}>)?(?:[\"'][\w.]{0,40}[\"']=\w{1,24}\s)?"
    r"[\"'](?P<attribute>[\w.\- ]{1,60})[\"']=(?:yek|eman|di)\b"
)
_SPACED = re.compile(r"[ \t]{1,10}" + _NAME)
# Forward: a name in one member, its value in the next.
_NAMED = re.compile(
    r"(?:name|key|id|property|variable|var|label|"
    r"field)\\*[\"']?\s*+(?:(?:[:=]>?|>)\s*+)?\\*[\"']?(?P<name>[\w.\-][\w.\- "
    r"]{0,48}[\w.\-])\\*[\"']?(?:</\w+>)?[\s,;>{]{1,40}+(?:type\\*[\"']?\s*[:=]\s*\\*[\"']?\w+\\*[\"']?[\s,;]{1,40})?"
    r"\\*<?[\"']?(?:\w{1,12}:)?(?:value|default|defaultvalue|content|string)\\*[\"']?\s*[:=>]+\s*\\*[\"']?\Z",
    re.IGNORECASE,
)
# The same with the name before what holds the value: `"db_password": {"value": "…"`.
_HOLDING = re.compile(
    r"\\*[\"'](?P<name>[\w.\-]{2,50})\\*[\"']\s*:\s*\{\s{0,40}"
    r"(?:\\*[\"']\w{1,16}\\*[\"']\s*:\s*[^,{}\n]{1,40},\s{0,40}){0,2}\\*[\"'](?:value|default)\\*[\"']\s*:\s*\\*[\"']?\Z",
    re.IGNORECASE,
)
# The default of an option: `add_argument("--password", type=str, default="…"`.
_OPTION = re.compile(
    r"[\"'](?P<name>--?[\w-]{2,40})[\"'],\s{0,40}(?:\w{1,12}=[\w.]{1,30},\s{0,40}){0,3}default\s?=\s?[\"']\Z"
)
# Before the first of a pair: `("DB_PASSWORD", "…")`, `set :password, "…"`.
_PAIR_MARKS = ("'", '"', "`", ":")
# Calls whose second argument is what a person reads: `f.label :password, "…"`.
_CAPTION = re.compile(
    r"(?:label|legend|hint|caption|field|button|link|header)(?:_\w{1,20})?[ (]{1,3}[:\"']\Z"
)
# Calls of these names hold what is tried out, not what is kept.
_TRIALS = frozenset(
    {"hash", "check", "verify", "validate", "parse", "compare", "test", "assert", "expect", "is", "mask"}
)
_VALUE_NAMES = frozenset({"value", "default", "defaultvalue", "content", "string", "parametervalue"})


@dataclass(frozen=True, slots=True)
class Label:
    """A name and how it is joined to the value that it labels."""

    name: str
    # Where its last word begins.
    start: int
    # `=`, `:`, `=>`, ...; empty for a call, an element, an argument, a blank.
    separator: str
    # The opening quote with the backslashes before it, empty for a bare value.
    quote: str
    # The character between the two: `=`, `:`, `>`, `,`, `(`, or a letter where only blanks part them.
    joint: str
    # The calls that stand around the literal, innermost last.
    call: str
    # Whether the value is the first of a list.
    listed: bool

    @property
    def flag(self) -> bool:
        """Whether the name is an option of a command line."""
        return self.name.startswith("-")


def read_label(text: str, start: int, *, blank: bool = False) -> Label | None:
    """Return the label of the value that begins at `start`, None where there is none.

    With `blank`, just a blank may part a bare value from its name.
    """
    head = text[max(0, start - _REACH) : start][::-1]
    # Behind a blank `token` is the name: "my token …".
    scheme = None if blank else _SCHEME.match(head)
    opening = _OPENING.match(head, scheme.end() if scheme else 0)
    if opening is None:
        return None
    quote = (opening["quote"] or "")[::-1]
    position = opening.end()
    joint = head[position:].lstrip()[:1]
    match = _joined(head, position, joint, quote)
    if match is None:
        return None
    groups = match.groupdict()
    separator = (groups.get("separator") or "")[::-1]
    if (separator == "!=" and not quote) or (
        not quote and joint != ">" and "\n" in head[: match.start("name")]
    ):
        return None
    # In a document, one name or another: `pass` || `password`.
    if quote == "`" and separator in ("||", "or"):
        return None
    name = (match["name"] or match["attribute"])[::-1]
    last = name.rpartition(" ")[2]
    label_start = start - match.start("name" if match["name"] else "attribute") - len(last)
    if last.lower() in _VALUE_NAMES:
        low = max(0, start - _REACH)
        named = _HOLDING.search(text, low, start) or _NAMED.search(text, low, start)
        named = named or _OPTION.search(text, low, start)
        name = named["name"].strip() if named else name
    elif last.startswith("-"):
        name = last
    elif not separator and joint not in ">,({" and (name.endswith(".") or not (quote or blank)):
        return None
    if joint in ("(", "{") and not separator and _TRIALS.intersection(split_name(name)[:-1]):
        return None
    if joint == "," and (" " in name or text[label_start - 1 : label_start] not in _PAIR_MARKS):
        return None
    if joint == "," and _CAPTION.search(text, max(0, label_start - _REACH), label_start):
        return None
    return Label(
        name,
        label_start,
        separator,
        quote,
        joint,
        (groups.get("call") or "")[::-1].rstrip("("),
        bool(opening["list"]),
    )


def _joined(head: str, position: int, joint: str, quote: str) -> re.Match[str] | None:
    """Match name and separator in the reversed text, by the character that stands between them."""
    if joint == ">":
        return (
            _ENTRY.match(head, position) or _ELEMENT.match(head, position) or _ASSIGNED.match(head, position)
        )
    if joint == ",":
        match = _PAIRED.match(head, position)
        return match if match and quote and (match["close"] or match["mark"]) else None
    match = _SERIALIZED.match(head, position)
    match = match or _ASSIGNED.match(head, position) or _ACCESSED.match(head, position)
    if match is not None:
        if match.re is _SERIALIZED:
            return match
        if match["separator"] == "=" and (typed := _TYPED.match(head, position)):
            return typed
        name = match["name"][::-1]
        if match["separator"] == "=" and name not in ("value", "default") and meaning(name) is None:
            return _ANNOTATED.match(head, position) or match
        return match
    if joint and joint in "({":
        return _CALLED.match(head, position) if quote else None
    return _SPACED.match(head, position)
