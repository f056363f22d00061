"""What a value of JSON is called where its own member does not say it.

By its neighbour, `{"name": "PIN", "value": "4417"}`, by what is around it, `{"pin": {"S": "4417"}}`, or by
the head of its column, `[["user", "pin"], ["jroe", "4417"]]`.
https://w3c.github.io/web-performance/specs/HAR/Overview.html#headers
https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.30/#envvar-v1-core
https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
https://firebase.google.com/docs/firestore/reference/rest/v1/Value
https://developers.notion.com/reference/property-value-object https://www.w3.org/TR/json-ld11/#value-objects
https://www.mongodb.com/docs/manual/reference/mongodb-extended-json/
https://developers.google.com/sheets/api/reference/rest/v4/spreadsheets.values
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from recognizers.labelled.vocabulary import meaning

_NAMES: Final = """
question label title name key field prompt header caption property attribute Name Key Label displayName
display_name fieldName field_name path k
"""
_NAMED: Final = """
answer answers response reply value values val Value currentValue defaultValue old new oldValue newValue
old_value new_value v
"""
_WRAPPERS: Final = """
S N SS NS L M stringValue string_value integerValue doubleValue arrayValue $numberInt $numberLong
$numberDecimal $date _text #text $t __text _ @value text plain_text plainText string str value values _value
raw rawValue val content rich_text title formattedValue displayValue display_value example examples default
const enum en en-US en-GB de de-DE fr fr-FR es es-ES it ja nl pl pt pt-BR zh zh-CN und
"""
# An object says under one of the first what it calls the value under one of the second.
NAMES: Final = tuple(_NAMES.split())
NAMED: Final = frozenset(_NAMED.split())
# What an agent types into: with the value, or with a text beside it.
FIELDS: Final = ("element", "selector", "locator", "target")
VALUES: Final = NAMED | {"text", "input"}
# Where an answer is an object, under one of these.
INSIDE: Final = NAMED | {"text", "stringValue", "string_value", "content"}
# An object or a list with one of these is the value of the member that it stands under.
WRAPPERS: Final = frozenset(_WRAPPERS.split())
# The heads of columns whose rows are lists, beside them.
COLUMNS: Final = frozenset(
    ("columns", "cols", "fields", "headers", "header", "names", "schema", "columnNames")
)
# What a field is, behind its label.
_FIELD: Final = re.compile(
    r"(?:(?:[\s_-]+|(?<=[a-z])(?=[A-Z]))(?i:text[\s_-]?(?:box|field|area|input)|field|input|box|combobox"
    r"|spinbutton|searchbox|entry|control|element))+\W*\Z"
)
_LONGEST_NAME: Final = 120
_LONGEST_HEAD: Final = 60
_DIGIT: Final = re.compile(r"\d")


def named_in(item: Mapping[str, Any]) -> tuple[str, frozenset[str]]:
    """Return what an object calls its values, if that says anything, and under which names they stand."""
    for names, named in ((FIELDS, VALUES), (NAMES, NAMED)):
        if named.isdisjoint(item):
            continue
        for name in names:
            said = item.get(name)
            if type(said) is str and is_called(label := label_of(said[:_LONGEST_NAME])):
                return label, named
    return "", NAMED


def label_of(name: str) -> str:
    """Return the label of a field without what the field is.

    >>> label_of("Password textbox"), label_of("loginPasswordField"), label_of("#pin")
    ('Password', 'loginPassword', '#pin')
    """
    return _FIELD.sub("", name)


def is_called(name: str) -> bool:
    """Return whether a name says anything of what stands under it."""
    return bool(name) and meaning(name) is not None


def heads_of(rows: Sequence[Sequence[Any]], columns: Sequence[Any]) -> Sequence[str]:
    """Return the heads of the columns of rows: those beside them, or what the first row says."""
    width = len(rows[0])
    heads = [_head(column) if isinstance(column, Mapping) else column for column in columns]
    if len(heads) != width:
        heads = list(rows[0]) if len(rows) > 1 else []
        if any(type(head) is not str or _DIGIT.search(head) for head in heads):
            return ()
    if not all(type(head) is str and len(head) <= _LONGEST_HEAD for head in heads):
        return ()
    return heads if any(map(is_called, heads)) else ()


def called_in_rows(rows: Sequence[Sequence[Any]], columns: Sequence[Any]) -> Iterator[Sequence[str]]:
    """Yield what the cells of each row are called, empty where nothing says so; nothing where no row says."""
    pairs = are_pairs(rows)
    heads = () if pairs else heads_of(rows, columns)
    if not (pairs or heads):
        return
    for row in rows:
        names = ("", row[0]) if pairs else heads
        yield [name if is_called(name) else "" for name in names]


def _head(column: Mapping[str, Any]) -> str:
    return next((said for name in NAMES if type(said := column.get(name)) is str), "")


def are_pairs(rows: Sequence[Sequence[Any]]) -> bool:
    """Return whether each row is a name and a value, as far as names say anything."""
    if len(rows) < 2 or any(len(row) != 2 or type(row[0]) is not str for row in rows):
        return False
    called = sum(is_called(row[0]) for row in rows)
    return 2 * called >= len(rows) and called > is_called(rows[0][0]) + is_called(str(rows[0][1]))
