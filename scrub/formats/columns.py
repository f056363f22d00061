"""Columns of Arrow tables: their types rebuilt without what nobody looks at, and notes that describe them.

https://arrow.apache.org/docs/format/Columnar.html
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from scrub.errors import FormatError

# What writers note beside a table about its columns: https://pandas.pydata.org/docs/development/developer.html
# and https://huggingface.co/docs/datasets/about_arrow. The first step or two of what is kept of each.
_NOTES: Final[Mapping[bytes, tuple[tuple[str, ...], ...]]] = {
    b"pandas": (("index_columns",), ("column_indexes",), ("columns",), ("pandas_version",)),
    b"huggingface": (("info", "features"),),
}
_WORDS: Final = frozenset(
    (
        *("name", "field_name", "pandas_type", "numpy_type", "metadata", "encoding", "timezone", "unit"),
        *("kind", "start", "stop", "step", "num_categories", "ordered", "precision", "scale"),
        *("dtype", "feature", "length", "id", "_type", "decode", "shape", "sampling_rate", "mono"),
    )
)
_TYPES: Final = re.compile(
    r"(?:u?int|float|complex|decimal|bfloat)\d{0,3}(?:\(\d+, \d+\))?|bool|boolean|object|str|string|unicode"
    r"|large_string|bytes|binary|large_binary|datetime|datetimetz|date|date32|date64|time|timedelta|empty|null"
    r"|(?:datetime64|timedelta64|timestamp|duration|time32|time64)\[\w{1,2}(?:, [A-Z]\w+(?:/\w+)?)?\]"
    r"|mixed|mixed-integer|categorical|category|list\[\w+\]|range|UTF-8|__index_level_\d{1,3}__|[\d.]{1,12}"
    r"|Value|Sequence|List|LargeList|Array[2-5]D|Translation|Image|Audio|Video"
)
_FIELD_ID: Final = b"PARQUET:field_id"
# Types with a meaning of their own that say nothing else. https://arrow.apache.org/docs/format/CanonicalExtensions.html
_EXTENSIONS: Final = ("arrow.bool8", "arrow.json", "arrow.uuid")
# What lists and maps call what they hold.
_ITEMS: Final = ("array", "array_element", "element", "item", "list")


def rebuilt(kind: Any, leaf: Callable[[Any], Any]) -> Any:
    """Return the type with what `leaf` makes of every type that holds no other, and without metadata."""
    import pyarrow as pa

    types = pa.types

    def inside(field: Any) -> Any:
        return pa.field(field.name, rebuilt(field.type, leaf), field.nullable)

    if types.is_struct(kind):
        return pa.struct([inside(field) for field in kind])
    if types.is_list(kind):
        return pa.list_(inside(kind.value_field))
    if types.is_large_list(kind):
        return pa.large_list(inside(kind.value_field))
    if types.is_list_view(kind):
        return pa.list_view(inside(kind.value_field))
    if types.is_large_list_view(kind):
        return pa.large_list_view(inside(kind.value_field))
    if types.is_fixed_size_list(kind):
        return pa.list_(inside(kind.value_field), kind.list_size)
    if types.is_map(kind):
        return pa.map_(inside(kind.key_field), inside(kind.item_field), kind.keys_sorted)
    return leaf(kind)


def without_dictionary(kind: Any) -> Any:
    """Return the type of the values, where they are kept apart: among them may be some of no row."""
    import pyarrow as pa

    return rebuilt(kind.value_type, without_dictionary) if pa.types.is_dictionary(kind) else kind


def plain(kind: Any) -> Any:
    """Return the type without dictionaries, wherever they stand in it."""
    return rebuilt(kind, without_dictionary)


def bare_schema(schema: Any) -> Any:
    """Return the schema with the notes about its columns alone, and only where all in them is known."""
    import pyarrow as pa

    fields = [
        pa.field(
            field.name,
            rebuilt(field.type, _bare),
            field.nullable,
            {_FIELD_ID: field.metadata[_FIELD_ID]} if _FIELD_ID in (field.metadata or {}) else None,
        )
        for field in schema
    ]
    names = frozenset(_names(schema)) | _WORDS
    notes = {
        key: note
        for key, steps in _NOTES.items()
        if (note := _known_note((schema.metadata or {}).get(key), steps, names))
    }
    return pa.schema(fields, notes or None)


def _bare(kind: Any) -> Any:
    """The type without words that only its writer knows; FormatError where it is nothing without them."""
    import pyarrow as pa

    if isinstance(kind, pa.BaseExtensionType) and kind.extension_name not in _EXTENSIONS:
        return rebuilt(kind.storage_type, _bare)
    if pa.types.is_timestamp(kind) and kind.tz is not None:
        try:
            pa.scalar(0, kind).as_py()
        except (ValueError, KeyError):
            raise FormatError("names a time zone that is not known") from None
    return kind


def inner_names(fields: Iterable[Any]) -> frozenset[str]:
    """Return the names inside of columns that a row may lack: of members of objects, of items of lists."""
    import pyarrow as pa

    found: set[str] = set()
    for field in fields:
        inside = [field.type.field(number) for number in range(field.type.num_fields)]
        is_object = pa.types.is_struct(field.type) or pa.types.is_union(field.type)
        found.update(each.name for each in inside if is_object or each.name not in _ITEMS)
        found |= inner_names(inside)
    return frozenset(found)


def _names(fields: Iterable[Any]) -> Iterable[str]:
    """The names of the fields and of all that they hold."""
    for field in fields:
        yield field.name
        yield from _names(field.type.field(number) for number in range(field.type.num_fields))


def _known_note(note: bytes | None, kept: Iterable[tuple[str, ...]], names: frozenset[str]) -> bytes | None:
    try:
        document = json.loads(note or b"null")
    except (ValueError, RecursionError):
        return None
    if not isinstance(document, dict):
        return None
    known: dict[str, Any] = {}
    for steps in kept:
        inner: Any = document
        out = known
        for step in steps[:-1]:
            inner = inner.get(step)
            if not isinstance(inner, dict):
                break
            out = out.setdefault(step, {})
        else:
            if steps[-1] in inner:
                out[steps[-1]] = inner[steps[-1]]
    is_known = all(_is_known(value, names) for value in _leaves(known, len(next(iter(kept)))))
    return json.dumps(known).encode() if is_known else None


def _leaves(document: Any, depth: int) -> Iterable[Any]:
    """What the kept steps lead to."""
    if depth == 0 or not isinstance(document, dict):
        return [document]
    return [leaf for value in document.values() for leaf in _leaves(value, depth - 1)]


def _is_known(document: Any, names: frozenset[str]) -> bool:
    """Whether all strings in it are names of columns or of types."""
    if isinstance(document, str):
        return document in names or _TYPES.fullmatch(document) is not None
    if isinstance(document, dict):
        return all(key in names and _is_known(value, names) for key, value in document.items())
    return all(_is_known(each, names) for each in document) if isinstance(document, list) else True
