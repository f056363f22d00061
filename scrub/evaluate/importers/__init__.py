"""Reads the official files of labelled corpora: `scrub evaluate --importer NAME PATH`."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from recognizers.nearest import unknown
from scrub.evaluate.importers import (
    ai4privacy,
    bio,
    creddata,
    i2b2,
    kaggle_pii,
    meddocan,
    presidio_research,
    tab,
)
from scrub.evaluate.labelled import CorpusError
from scrub.private import private_folder

Importer = Callable[[Path], Iterator[dict[str, Any]]]

IMPORTERS: Final[Mapping[str, Importer]] = MappingProxyType(
    {
        "ai4privacy": ai4privacy.read,
        "conll": bio.read_conll,
        "creddata": creddata.read,
        "i2b2": i2b2.read,
        "kaggle_pii": kaggle_pii.read,
        "meddocan": meddocan.read,
        "presidio_research": presidio_research.read,
        "tab": tab.read,
        "wnut": bio.read_wnut,
    }
)


@contextmanager
def imported(name: str, path: Path) -> Iterator[Path]:
    """Yield a file of labelled documents made of a corpus in its official form; it is removed afterwards."""
    if name not in IMPORTERS:
        raise CorpusError(unknown("importer", name, IMPORTERS))
    if not path.exists():
        raise CorpusError(f"{path}: no such file or folder")
    with private_folder() as scratch:
        made = scratch / f"{name}.jsonl"
        with made.open("w", encoding="utf-8", errors="surrogatepass") as stream:
            for document in IMPORTERS[name](path):
                stream.write(json.dumps(document) + "\n")
        yield made
