"""The command line of the generator."""

import argparse
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from corpora.generate import disguised
from corpora.generate.corpus import CorpusWriter
from corpora.generate.disguises import DISGUISES
from corpora.generate.native import FORMATS
from recognizers.errors import ScrubError

_UNITS: Final = {"": 1, "KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12}


def parse_size(text: str) -> int:
    """Return the bytes of a size such as 10MB.

    >>> parse_size("10MB"), parse_size("1.5 kb"), parse_size("12")
    (10000000, 1500, 12)
    """
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([KMGT]?B?)", text.strip().upper())
    if match is None or match[2] not in _UNITS:
        raise ScrubError(f"a size is a number with KB, MB, GB or TB, not {text!r}")
    return int(float(match[1]) * _UNITS[match[2]])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; 0 done, 2 error."""
    parser = argparse.ArgumentParser(
        prog="python -m corpora.generate", description="Write invented, labelled chats and coding sessions."
    )
    parser.add_argument("folder", metavar="DIR", type=Path, help="a new or empty folder")
    parser.add_argument(
        "--disguised",
        metavar="ROUNDS",
        type=int,
        help="write to the file DIR, instead, every type in every disguise so many times",
    )
    parser.add_argument("--size", default="10MB", help="bytes of native files, such as 500KB or 2GB")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same bytes")
    parser.add_argument("--formats", default="", help=f"joined by commas, of {', '.join(FORMATS)}")
    chosen = parser.parse_args(arguments)
    start = time.process_time()
    try:
        if chosen.disguised:
            count = disguised.write(chosen.folder, chosen.seed, chosen.disguised)
            print(f"{count:,} documents with one value each, in {len(DISGUISES)} disguises")
            return 0
        names = tuple(name for name in chosen.formats.split(",") if name)
        writer = CorpusWriter(chosen.folder, chosen.seed, formats=names)
        written = writer.write(parse_size(chosen.size))
    except (ScrubError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    seconds = time.process_time() - start
    labels = f"{written.labels.total():,} labels of {len(written.labels)} types"
    print(f"{written.size:,} bytes in {written.files:,} files, {written.conversations:,} conversations")
    print(f"{written.mentions:,} values that stand in {labels}, {written.traps:,} traps")
    print(f"{len(written.locales)} locales; {written.size / seconds / 1e6:.1f} MB a processor second")
    return 0


if __name__ == "__main__":
    sys.exit(main())
