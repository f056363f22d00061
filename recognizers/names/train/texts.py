"""Reads the labelled texts to train on: the authored set, public corpora, code without names."""

import json
import re
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from recognizers.names.tags import TYPES, VALUES

# Lines of code that may name somebody; what is left names nobody.
_MAY_NAME: Final = re.compile(
    r"(?i:@|author|copyright|written|contribut|thank|maintain|credit|report|patch|suggest|https?:)"
    r"|[A-Z][a-z]+ [A-Z][a-z]+|[A-Z]\. [A-Z]|\bby [A-Z]"
)
_MAY_NAME_IN_TALK: Final = re.compile(
    r"@|(?i:author|signed-off|copyright|thanks|cheers|regards)|[A-Z]\. [A-Z]"
)
_TITLE_WORD: Final = re.compile(r"\b[A-Z][a-z]+\b")
# Files of the authored set that nobody trains on or looks at (`corpora/authored.md`).
_HELD_OUT: Final = re.compile(r"[c-f]_\d*[02468]|t_[2468]|[g-s]_(?:[369]|1[258]|2[147])")
_UNLABELLED: Final = ("agent_sessions", "stackoverflow_ner")
_CODE_LINES: Final = 40
# A code that opens something is a password here.
_SAME: Final = {"OTP": "PASSWORD"}
# Keys and tokens, which rules find by their form: to the models they may be passwords or not.
KEY: Final = "KEY"
_KEYS: Final = frozenset(
    ("ACCESS_TOKEN", "API_KEY", "AUTH_HASH", "ENCRYPTION_KEY", "PRIVATE_KEY", "WEBHOOK_URL")
)


@dataclass(frozen=True, slots=True)
class Document:
    """A labelled text."""

    source: str
    lang: str
    text: str
    # Start, end, one of the model's types or `KEY`; in order, disjoint.
    spans: tuple[tuple[int, int, str], ...]
    # The model's types of which every mention is labelled.
    complete: frozenset[str]
    # Whether who and what is spoken of in general is not labelled, as our guideline has it.
    tied: bool = False


def read_documents(path: Path, tied: bool = False) -> Iterator[Document]:
    """Yield the documents of a file of labelled documents, one JSON object a line."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            everything = entry["labels"] == "all"
            yield Document(
                entry.get("source") or path.stem,
                entry.get("lang", ""),
                entry["text"],
                tuple(
                    sorted(
                        (span["start"], span["end"], label)
                        for span in entry["spans"]
                        if (label := _label(span["label"]))
                    )
                ),
                frozenset(TYPES if everything else set(TYPES) & set(entry["labels"])),
                tied,
            )


def _label(label: str) -> str:
    """Return what a label is to the models; empty where it is nothing to them."""
    if label in _KEYS:
        return KEY
    label = _SAME.get(label, label)
    return label if label in TYPES else ""


def read_folder(folder: Path) -> list[Document]:
    """Return all documents of a folder."""
    return [document for path in sorted(folder.glob("*.jsonl")) for document in read_documents(path)]


def read_authored(folder: Path, held_out: bool = False) -> list[Document]:
    """Return the documents of the unpacked authored set to train on, or those held out to measure on."""
    return [
        document
        for path in sorted(folder.glob("*.jsonl"))
        if bool(_HELD_OUT.fullmatch(path.stem)) == held_out
        for document in read_documents(path, tied=True)
    ]


def read_code(seed: int, limit: int) -> list[Document]:
    """Return pieces of this interpreter's standard library without lines that may name somebody."""
    random = Random(seed)
    paths = sorted(Path(sysconfig.get_path("stdlib")).glob("*.py"))
    paths += sorted(Path(sysconfig.get_path("stdlib")).glob("[a-z]*/*.py"))
    paths = [path for path in paths if "site-packages" not in path.parts and "test" not in path.parts]
    random.shuffle(paths)
    found: list[Document] = []
    for path in paths:
        lines = [
            line
            for line in path.read_text(encoding="utf-8", errors="replace").split("\n")
            if not _MAY_NAME.search(line)
        ]
        for start in range(0, len(lines), _CODE_LINES):
            text = "\n".join(lines[start : start + _CODE_LINES]).strip()
            if text:
                found.append(Document("code", "en", text, (), frozenset(TYPES)))
            if len(found) >= limit:
                return found
    return found


def read_sessions(folder: Path, names: frozenset[str]) -> list[Document]:
    """Return coding sessions and questions, of which nobody labelled the people, without the lines that may
    name somebody: `names` are given names in lower case."""
    found = []
    for source in _UNLABELLED:
        path = folder / f"{source}.jsonl"
        for document in read_documents(path) if path.exists() else ():
            lines = [line for line in document.text.split("\n") if not _names_somebody(line, names)]
            for start in range(0, len(lines), _CODE_LINES):
                text = "\n".join(lines[start : start + _CODE_LINES]).strip()
                if text:
                    complete = frozenset(("PERSON", *VALUES)) - {"HOSTNAME"}
                    found.append(Document("sessions", "en", text, (), complete))
    return found


def _names_somebody(line: str, names: frozenset[str]) -> bool:
    return bool(_MAY_NAME_IN_TALK.search(line)) or any(
        word.lower() in names for word in _TITLE_WORD.findall(line)
    )
