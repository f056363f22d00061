"""The PII essays of the Learning Agency Lab, `train.json`.

https://www.kaggle.com/competitions/pii-detection-removal-from-educational-data
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from scrub.evaluate.importers.bio import tagged_marks
from scrub.evaluate.importers.document import document, files_in, read_objects, wanted
from scrub.evaluate.labelled import CorpusError

TYPES: Final = {
    "NAME_STUDENT": "PERSON",
    "EMAIL": "EMAIL_ADDRESS",
    "USERNAME": "USERNAME",
    "ID_NUM": "ID_NUMBER",
    "PHONE_NUM": "PHONE_NUMBER",
    "URL_PERSONAL": "PERSONAL_URL",
    "STREET_ADDRESS": "STREET_ADDRESS",
}


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the documents of a file or folder."""
    for file in files_in(path, (".json",)):
        for where, entry in read_objects(file):
            text = wanted(entry, "full_text", str, where)
            tokens, spaces, tags = (
                wanted(entry, name, list, where) for name in ("tokens", "trailing_whitespace", "labels")
            )
            if not len(tokens) == len(spaces) == len(tags):
                raise CorpusError(f"{where}: tokens, trailing_whitespace and labels differ in number")
            if not all(isinstance(each, str) for each in (*tokens, *tags)):
                raise CorpusError(f"{where}: tokens and labels are strings")
            places = []
            at = 0
            for token, space in zip(tokens, spaces, strict=True):
                places.append((at, at + len(token)))
                at += len(token) + bool(space)
            if at != len(text):
                raise CorpusError(f"{where}: the tokens do not make up the text")
            name = str(entry.get("document", where))
            marks = tagged_marks(tags, places)
            yield document(
                name, text, marks, TYPES, where=where, source="kaggle_pii", language="en", kind="prose"
            )
