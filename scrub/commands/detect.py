"""`scrub detect`: where people and secrets are, without showing them."""

import sys
from collections.abc import Iterator
from typing import Any, Final

from recognizers.nearest import unknown
from scrub.commands.messages import say
from scrub.commands.progress import progress
from scrub.detect import Detector
from scrub.errors import ScrubError, UnexpectedError, contained
from scrub.files import Source, find_sources
from scrub.formats.record import Broken
from scrub.formats.text import BINARY
from scrub.known import Known
from scrub.link.directory import Directory
from scrub.policy import Policy
from scrub.report.lines import json_line
from scrub.report.places import Place, located
from scrub.search import Search
from scrub.summary import counted
from scrub.units import find_unit, units_of

FORMATS: Final = ("table", "jsonl", "sarif")
_CLEAN, _FOUND, _ERROR = 0, 1, 2


def run_detect(
    policy: Policy,
    inputs: tuple[str, ...],
    *,
    output_format: str,
    show_values: bool,
    input_format: str | None,
    known: Known | None = None,
    skip_binary: bool = False,
) -> int:
    """Search every input, print the findings in the order of the files, return the exit code."""
    if output_format not in FORMATS:
        raise ScrubError(unknown("format", output_format, FORMATS))
    known = (known or Known()).of_types(policy.types)
    search = Search(Detector(policy, known.values), Directory(known.people))
    errors: list[str] = []
    skipped: list[str] = []
    found = find_places(
        search, find_sources(inputs), input_format, errors, skipped if skip_binary else errors
    )
    count = 0
    if output_format == "jsonl":
        for place in found:
            count += 1
            line: dict[str, Any] = {"file": place.source.name, **place.finding.as_json()}
            del line["replacement"], line["identity"]
            if show_values:
                line["value"] = place.value
            sys.stdout.write(json_line(line) + "\n")
    elif output_format == "sarif":
        from scrub.report.sarif import MOST_RESULTS, print_sarif

        count = print_sarif(found, errors, skipped)
        if count > MOST_RESULTS:
            say(f"scrub: code scanning takes {MOST_RESULTS:,} findings at once, here are {count:,}")
    else:
        from scrub.report.findings import print_table

        count = print_table(found, show_values=show_values)
    if skipped:
        say(f"scrub: {counted(len(skipped), 'file')} skipped: no text")
    for error in errors:
        say(f"scrub: {error}")
    if errors:
        return _ERROR
    return _FOUND if count else _CLEAN


def find_places(
    search: Search,
    sources: list[Source],
    input_format: str | None,
    errors: list[str],
    binary: list[str] | None = None,
) -> Iterator[Place]:
    """Yield every finding with its place; note what cannot be searched, files that are no text apart."""
    binary = errors if binary is None else binary
    for unit in progress(list(units_of(sources, input_format, keeps_empty=True)), "files"):
        if isinstance(unit, ScrubError):
            errors.append(str(unit))
            continue
        try:
            with contained():
                for source, record, found in find_unit(search, unit):
                    if isinstance(found, str):
                        is_binary = isinstance(record, Broken) and found.startswith(BINARY)
                        (binary if is_binary else errors).append(
                            f"{source.name}: record {record.row}: {found}"
                        )
                        continue
                    yield from located(source, record, found)
        except UnexpectedError as error:
            errors.append(f"{unit.members[0][0].name}: {error}")
        except ScrubError as error:
            errors.append(str(error))
