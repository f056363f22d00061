"""Jupyter notebooks (`.ipynb`): one JSON document, texts as lists of lines.

A value may cross two lines of a cell (a key block), so a list of lines is one text. Outputs keep one
form each by media type: pictures are dropped, HTML and plain text are read.
https://nbformat.readthedocs.io/en/latest/format_description.html
"""

from collections.abc import Mapping
from typing import Final

from scrub.formats.container import read_records
from scrub.formats.fields import STRUCTURE, TEXT, Field, opaque, pieces, under
from scrub.formats.format import Format, Head
from scrub.formats.media import media_marker
from scrub.formats.record import Kind
from scrub.formats.schema import Schema

_PICTURES: Final = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "image/tiff")
_DOCUMENTS: Final = ("application/pdf", "audio/wav", "audio/mpeg", "audio/ogg", "video/mp4", "video/webm")


def _recognises(head: Head) -> bool:
    return head.outline.has("/cells", "/nbformat") or (
        head.outline.opening == "{" and head.suffix == ".ipynb" and head.outline.has("/cells")
    )


# By media type; what is not named is text, in lines or as JSON. A `/` of a type is a step of its own
# in a path, so it is written as in a JSON Pointer.
_BUNDLE: Final[Mapping[str, Field]] = {
    "/*": pieces(),
    **{f"/{kind.replace('/', '~1')}": opaque(media_marker(kind)) for kind in (*_PICTURES, *_DOCUMENTS)},
}

_CELL: Final[Mapping[str, Field]] = {
    "/cell_type": STRUCTURE,
    "/id": STRUCTURE,
    "/execution_count": STRUCTURE,
    "/source": pieces(),
    "/metadata/execution/*": STRUCTURE,
    "/outputs/*/output_type": STRUCTURE,
    "/outputs/*/name": STRUCTURE,
    "/outputs/*/execution_count": STRUCTURE,
    "/outputs/*/text": pieces(Kind.LOG),
    "/outputs/*/evalue": TEXT,
    "/outputs/*/traceback": pieces(Kind.LOG, "\n"),
    **under("/outputs/*/data", _BUNDLE),
    # Of pictures and files pasted into a cell, by their name.
    **under("/attachments/*", _BUNDLE),
}

SCHEMA = Schema(
    {
        **under("/cells/*", _CELL),
        # Before version 4 the source of a code cell was its input.
        **under(
            "/worksheets/*/cells/*",
            {**_CELL, "/input": pieces(), "/outputs/*/png": opaque(media_marker("image/png"))},
        ),
        "/metadata/kernelspec/*": STRUCTURE,
        "/metadata/kernelspec/display_name": TEXT,
        "/metadata/language_info/*": STRUCTURE,
        "/nbformat": STRUCTURE,
        "/nbformat_minor": STRUCTURE,
    }
)

FORMAT = Format("jupyter", "Jupyter notebook", _recognises, read_records, SCHEMA)
