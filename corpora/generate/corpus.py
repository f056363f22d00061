"""Writes a corpus: native files, `labels.jsonl` beside them, and who owns which conversation."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

import orjson

from corpora.generate.bulk import Bulk
from corpora.generate.native import FORMATS, Format, Stored
from corpora.generate.people import Locale, locales
from corpora.generate.situations import Cast, play
from corpora.generate.values import Maker
from recognizers.errors import ScrubError

LABELS: Final = "labels.jsonl"
CONVERSATIONS: Final = "conversations.jsonl"
ACCOUNTS: Final = "accounts.jsonl"
# Shares of the conversations.
_MIX: Final = ("claude_code",) * 4 + ("codex",) * 2 + ("claude_ai",) * 2 + ("chatgpt", "openai", "plain")
_ACCOUNTS: Final = 1000
_FOLDER_SIZE: Final = 1000
_FLUSH: Final = 1 << 20


@dataclass(slots=True)
class Written:
    """What was written."""

    size: int = 0
    conversations: int = 0
    files: int = 0
    # Values that look like a label and are none, and values that are one, before each is stored in
    # several strings.
    traps: int = 0
    mentions: int = 0
    labels: Counter[str] = field(default_factory=Counter)
    locales: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class _File:
    name: str
    stream: IO[bytes]
    rows: int = 0
    conversations: int = 0


class CorpusWriter:
    """Writes conversations of one seed into a folder until it is as large as asked."""

    def __init__(self, root: Path, seed: int, *, formats: tuple[str, ...] = ()) -> None:
        unknown = sorted(set(formats) - FORMATS.keys())
        if unknown:
            raise ScrubError(f"unknown format {unknown[0]!r}; known: {', '.join(FORMATS)}")
        if root.exists() and (not root.is_dir() or any(root.iterdir())):
            raise ScrubError(f"{root}: is not an empty folder; name a new one")
        self._root = root
        self._mix = [name for name in _MIX if not formats or name in formats]
        self._maker = Maker(seed)
        self._bulk = Bulk(self._maker)
        self._open: dict[str, _File] = {}
        self._labels: list[bytes] = []
        self._listed: list[bytes] = []
        self._pending = 0
        self.written = Written()

    def write(self, size: int) -> Written:
        """Write at least so many bytes of native files and return what was written."""
        self._root.mkdir(parents=True, exist_ok=True)
        with (self._root / LABELS).open("wb") as labels, (self._root / CONVERSATIONS).open("wb") as listed:
            while self.written.size < size:
                self._conversation()
                if self._pending > _FLUSH:
                    self._flush(labels, listed)
            for name in list(self._open):
                self._close(name)
            self._flush(labels, listed)
        accounts = b"".join(orjson.dumps(account) + b"\n" for account in _accounts())
        (self._root / ACCOUNTS).write_bytes(accounts)
        return self.written

    def _conversation(self) -> None:
        source = self._maker.random
        form = FORMATS[source.choice(self._mix)]
        # In half of the conversations the people are from English-speaking places, as in life.
        all_locales = locales()
        locale = source.choice(all_locales[:5]) if source.random() < 0.4 else source.choice(all_locales)
        cast = Cast(self._maker, self._bulk, locale)
        turns = play(cast, form.situations, source.choice((1, 2, 3, 4, 6)))
        file = self._file(form)
        first = file.rows
        for stored in form.store(cast, turns):
            self._record(form, file, stored)
        file.conversations += 1
        self._list(form, file, first, locale)
        self.written.conversations += 1
        self.written.traps += cast.traps
        self.written.mentions += cast.mentions
        self.written.locales[locale.code] += 1
        if file.conversations >= form.conversations:
            self._close(form.name)

    def _record(self, form: Format, file: _File, stored: Stored) -> None:
        if form.suffix == ".txt":
            data = stored.value.encode()
        elif form.suffix == ".json":
            data = (b",\n" if file.rows else b"[\n") + orjson.dumps(stored.value)
        else:
            data = orjson.dumps(stored.value) + b"\n"
        file.stream.write(data)
        self.written.size += len(data)
        for pointer, text in stored.labelled:
            for start, end, entity_type, entity in text.mentions:
                line = orjson.dumps(
                    {
                        "file": file.name,
                        "row": file.rows,
                        "pointer": pointer,
                        "start": start,
                        "end": end,
                        "type": entity_type,
                        "value": text.text[start:end],
                        "entity": entity,
                    }
                )
                self._labels.append(line)
                self._pending += len(line)
                self.written.labels[entity_type] += 1
        file.rows += 1

    def _file(self, form: Format) -> _File:
        file = self._open.get(form.name)
        if file is None:
            number = self.written.files
            name = f"{form.name}/{number // _FOLDER_SIZE:04}/{number:07}{form.suffix}"
            path = self._root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            file = self._open[form.name] = _File(name, path.open("wb"))
            self.written.files += 1
        return file

    def _close(self, name: str) -> None:
        file = self._open.pop(name)
        if FORMATS[name].suffix == ".json":
            file.stream.write(b"\n]\n")
        file.stream.close()

    def _list(self, form: Format, file: _File, first: int, locale: Locale) -> None:
        line: dict[str, Any] = {
            "file": file.name,
            "row": None if form.conversations == 1 else first,
            "account_id": f"acc_{int(self._maker.random.random() * _ACCOUNTS):04}",
            "kind": "coding_session" if form.situations == "code" else "chat",
            "created_at": "2026-03-01T00:00:00Z",
            "last_active_at": "2026-03-02T00:00:00Z",
            "deleted_at": None,
            "lang": locale.language,
        }
        self._listed.append(orjson.dumps(line))

    def _flush(self, labels: IO[bytes], listed: IO[bytes]) -> None:
        labels.writelines(line + b"\n" for line in self._labels)
        listed.writelines(line + b"\n" for line in self._listed)
        self._labels.clear()
        self._listed.clear()
        self._pending = 0


def _accounts() -> Iterator[dict[str, Any]]:
    for number in range(_ACCOUNTS):
        yield {
            "account_id": f"acc_{number:04}",
            "plan": ("free", "pro", "max")[number % 3],
            "training_preference": "on",
            "preference_changed_at": "2025-10-01T00:00:00Z",
            "country": "NL",
        }
