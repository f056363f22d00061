"""How much of the data is left to learn from: code that still parses, lines and tokens that stayed."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final, TypeVar

from scrub.evaluate.records import records, strings
from scrub.evaluate.syntax import MissingParser, code_blocks, language_named, language_of_file, outline
from scrub.formats.record import Kind
from scrub.kinds import kind_of

_Item = TypeVar("_Item", str, int)
_TOKEN: Final = re.compile(r"\w+|[^\w\s]")
_FENCES: Final = ("```", "~~~")


@dataclass(frozen=True, slots=True)
class Kept:
    """How many of how many stayed."""

    kept: int = 0
    of: int = 0

    def __add__(self, other: "Kept") -> "Kept":
        return Kept(self.kept + other.kept, self.of + other.of)

    @property
    def share(self) -> float | None:
        """The share that stayed, None of nothing."""
        return self.kept / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Utility:
    """What stayed in data that was redacted; parts add up.

    Lines and tokens are compared as multisets, in linear time: redaction does not move them.
    """

    # Lines of the files, byte for byte.
    file_lines: Kept = Kept()
    # Lines and tokens of the decoded strings.
    lines: Kept = Kept()
    tokens: Kept = Kept()
    # By language: pieces of code that parsed before and still do with something in them, ...
    parsed: Mapping[str, Kept] = field(default_factory=dict)
    # ... and the nodes of their syntax trees that stayed, by kind.
    nodes: Mapping[str, Kept] = field(default_factory=dict)
    # Pieces of code that were not judged, by the packages that would parse them.
    missing: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, other: "Utility") -> "Utility":
        return Utility(
            self.file_lines + other.file_lines,
            self.lines + other.lines,
            self.tokens + other.tokens,
            _merged(self.parsed, other.parsed),
            _merged(self.nodes, other.nodes),
            Counter(self.missing) + Counter(other.missing),
        )

    @property
    def parsed_overall(self) -> Kept:
        """The pieces of code that still parse, of all languages."""
        return sum(self.parsed.values(), Kept())

    def rows(self) -> Iterator[tuple[str, Kept]]:
        """Yield what stayed with the words for it, as tables show it."""
        yield "lines of files, byte for byte", self.file_lines
        yield "lines of texts", self.lines
        yield "tokens", self.tokens
        yield "pieces of code that still parse", self.parsed_overall
        for name, kept in sorted(self.parsed.items()):
            yield f"  {name}", kept
        for name, kept in sorted(self.nodes.items()):
            yield f"syntax nodes of {name}", kept

    def to_json(self) -> dict[str, Any]:
        """Return the counts as a JSON object."""
        return {
            "file_lines": _plain(self.file_lines),
            "lines": _plain(self.lines),
            "tokens": _plain(self.tokens),
            "parsed": {name: _plain(kept) for name, kept in sorted(self.parsed.items())},
            "nodes": {name: _plain(kept) for name, kept in sorted(self.nodes.items())},
            "missing": dict(sorted(self.missing.items())),
        }


def compare_files(before: Path, after: Path | None, withheld: Collection[int] = ()) -> Utility:
    """Compare a native file with what became of it; None where nothing did.

    `withheld` names the rows of the old file that are left out of the new one.
    """
    name = before.name
    total = Utility(file_lines=_kept(_file_lines(before), _file_lines(after) if after else Counter()))
    left = records(after, after.name) if after else iter(())
    for row, record in enumerate(records(before, name)):
        total += compare_records(
            record, None if row in withheld else next(left, None), language_of_file(name)
        )
    return total


def compare_folders(before: Path, after: Path, renamed: Mapping[str, str] | None = None) -> Utility:
    """Compare every file of a folder with the one of the same, or its new, name in another."""
    total = Utility()
    for path in sorted(one for one in before.rglob("*") if one.is_file()):
        name = path.relative_to(before).as_posix()
        partner = after / (renamed or {}).get(name, name)
        total += compare_files(path, partner if partner.is_file() else None)
    return total


def compare_records(before: Any, after: Any, language: str | None = None) -> Utility:
    """Compare the strings of a record, in order, with those of what became of it."""
    old = _typed_strings(before, language)
    new = _typed_strings(after, language) if after is not None else iter(())
    total = Utility()
    for (text, spoken), other in zip_longest(old, new, fillvalue=("", None)):
        total += compare_texts(text, other[0], spoken)
    return total


def compare_texts(before: str, after: str, language: str | None = None) -> Utility:
    """Compare a text with what became of it: all of it in one language, or prose with fenced code."""
    parsed: dict[str, Kept] = {}
    nodes: dict[str, Kept] = {}
    missing: Counter[str] = Counter()
    for name, old, new in _code_pairs(before, after, language):
        try:
            was = outline(name, old)
        except MissingParser as error:
            missing[str(error)] += 1
            continue
        if not was or not old.strip():
            continue
        now = outline(name, new) if new.strip() else None
        parsed[name] = parsed.get(name, Kept()) + Kept(int(now is not None), 1)
        nodes[name] = nodes.get(name, Kept()) + _kept(was, now or Counter())
    return Utility(
        lines=_kept(_lines(before), _lines(after)),
        tokens=_kept(Counter(_TOKEN.findall(before)), Counter(_TOKEN.findall(after))),
        parsed=parsed,
        nodes=nodes,
        missing=missing,
    )


def _code_pairs(before: str, after: str, language: str | None) -> Iterator[tuple[str, str, str]]:
    """Yield language, code and what became of it."""
    if language is not None:
        yield language, before, after
    elif any(fence in before for fence in _FENCES):
        pairs = zip_longest(code_blocks(before), code_blocks(after), fillvalue=("", ""))
        for (name, old), (_, new) in pairs:
            spoken = language_named(name)
            if spoken is not None:
                yield spoken, old, new
    elif before[:1] in ("{", "["):
        # JSON in a string, such as the arguments of a tool call.
        yield "json", before, after
    elif "\n" in before and kind_of(before) is Kind.CODE:
        # Nothing says of which language; where it is no Python it does not parse and is not judged.
        yield "python", before, after


def _typed_strings(record: Any, language: str | None) -> Iterator[tuple[str, str | None]]:
    """Yield every string value with its language: that of the file, or of a path that stands beside it."""
    if isinstance(record, str):
        yield record, language
        return
    beside = dict(_languages_beside(record))
    for pointer, text, kind in strings(record):
        if kind == "value":
            yield text, beside.get(pointer.rpartition("/")[0]) if "\n" in text else None


def _languages_beside(record: Any) -> Iterator[tuple[str, str]]:
    """Yield the pointer of each object that names a file of known language, and the language."""
    for pointer, text, kind in strings(record):
        if kind == "value" and "\n" not in text:
            parent, _, member = pointer.rpartition("/")
            names_file = any(word in member.lower() for word in ("path", "file"))
            spoken = language_of_file(text) if names_file else None
            if spoken is not None:
                yield parent, spoken


def _lines(text: str) -> Counter[str]:
    return Counter(text.splitlines(keepends=True))


def _file_lines(path: Path) -> Counter[int]:
    """Return the hashes of a file's lines, so that the file need not be in memory."""
    with path.open("rb") as handle:
        return Counter(map(hash, handle))


def _kept(before: Counter[_Item], after: Counter[_Item]) -> Kept:
    return Kept((before & after).total(), before.total())


def _merged(first: Mapping[str, Kept], second: Mapping[str, Kept]) -> dict[str, Kept]:
    names: Iterable[str] = first.keys() | second.keys()
    return {name: first.get(name, Kept()) + second.get(name, Kept()) for name in names}


def _plain(kept: Kept) -> dict[str, int]:
    return {"kept": kept.kept, "of": kept.of}
