"""`scrub redact`: files in, the same files without people and secrets out."""

import io
import shlex
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO, cast

from recognizers.entities import ENTITY_TYPES, Family, family_of
from recognizers.nearest import unknown
from scrub.commands.messages import say
from scrub.commands.progress import progress
from scrub.data import ScrubbedRecord
from scrub.errors import OperatorError, ScrubError, UnexpectedError, contained
from scrub.files import STDIN, OutputError, Source, find_sources, placed
from scrub.keys import find_key, random_key
from scrub.known import Known
from scrub.operators import STYLES
from scrub.outputs import (
    STDOUT,
    FileOutput,
    FolderOutput,
    InPlaceOutput,
    NoOutput,
    Output,
    StreamOutput,
    ZipOutput,
    is_backup,
)
from scrub.policy import Policy
from scrub.policyfile import known_type
from scrub.redact import Part, ScrubbedFile, joined, scrub_unit
from scrub.report.lines import json_line
from scrub.scrubber import Scrubber
from scrub.seals import Seals, read_seals
from scrub.summary import Summary
from scrub.units import units_of
from scrub.vault import Keeper, Vault, VaultError, find_passphrase, write_vault

if TYPE_CHECKING:
    from scrub.report.review import Review

_DONE, _FOUND, _ERROR = 0, 1, 2
# How what is made of a folder or an archive is called where nothing was said.
_SUFFIX: Final = "-scrubbed"
_KEY_NOTE: Final = (
    "scrub: no key given (SCRUB_KEY or --key-file): one was made for this run, "
    "and stand-ins will differ next time"
)


@dataclass(frozen=True, slots=True)
class RedactOptions:
    """The options of the command."""

    inputs: tuple[str, ...]
    output: Path | None = None
    # The output is a folder even if it does not exist yet.
    into_folder: bool = False
    style: str | None = None
    in_place: bool = False
    dry_run: bool = False
    diff: bool = False
    findings: Path | None = None
    input_format: str | None = None
    key_file: Path | None = None
    fail_on: str | None = None
    force: bool = False
    review: Path | None = None
    known: Known | None = None
    vault: Path | None = None
    passphrase_file: Path | None = None
    # Of what was written before, which stays as it is; those of what is written now are added.
    seals: Path | None = None


def run_redact(policy: Policy, options: RedactOptions) -> int:
    """Redact every input and return the exit code."""
    if options.style is not None and options.style not in STYLES:
        raise OperatorError(unknown("style", options.style, STYLES))
    fail_on = _types_of(options.fail_on)
    sources = find_sources(options.inputs)
    if options.in_place and (backups := sum(map(is_backup, sources))):
        sources = [source for source in sources if not is_backup(source)]
        say(f"scrub: left alone: {backups} .bak beside the files that they are backups of")
    options = _with_output(options, sources)
    opened = _output(sources, options)
    passphrase = _passphrase(options)
    vault = Vault()
    key = key_for(options.key_file)
    seals = None
    if options.seals is not None:
        seals = Seals(key, policy, options.style, read_seals(options.seals))
    scrubber = Scrubber(
        policy,
        key=key,
        style=options.style,
        keeps_undo=passphrase is not None,
        known=options.known,
        seals=seals,
    )
    summary = Summary()
    with ExitStack() as stack:
        output = stack.enter_context(opened)
        findings = stack.enter_context(_findings_file(options))
        review = stack.enter_context(_review(options))
        units = list(units_of(sources, options.input_format, keeps_empty=True))
        for unit in progress(units, "files"):
            if isinstance(unit, ScrubError):
                summary.errors.append(str(unit))
                continue
            try:
                with contained():
                    for file in scrub_unit(scrubber, unit):
                        file = file if seals is None else _sealing(file, seals)
                        _write(file, output, findings, review, summary, options, vault)
            except OutputError:
                raise
            except UnexpectedError as error:
                summary.errors.append(f"{unit.members[0][0].name}: {error}")
            except ScrubError as error:
                summary.errors.append(str(error))
        if options.vault is not None and passphrase is not None:
            write_vault(options.vault, vault, passphrase, replace=options.force)
    if seals is not None and options.seals is not None and not (options.dry_run or options.diff):
        seals.write(options.seals)
    for line in (*summary.lines(), f"policy {policy.name} ({policy.fingerprint})"):
        say(line)
    for line in summary.errors:
        say(f"scrub: {line}")
    if summary.errors:
        return _ERROR
    return _FOUND if summary.withheld or fail_on & summary.counts.keys() else _DONE


def _sealing(file: ScrubbedFile, seals: Seals) -> ScrubbedFile:
    """Return a file of which every record is sealed as it goes by; a row of a table has no bytes to seal."""

    def sealed() -> Iterator[tuple[Part, int]]:
        for part, size in file.parts:
            if isinstance(part, ScrubbedRecord) and isinstance(part.payload, bytes):
                seals.add(part.payload)
            yield part, size

    seals.add_name(file.output_name)
    return replace(file, parts=sealed())


def key_for(key_file: Path | None) -> bytes:
    """Return the key that was given, else one for this run alone, and say so."""
    key = find_key(key_file)
    if key is None:
        say(_KEY_NOTE)
        key = random_key()
    return key


def _write(
    file: ScrubbedFile,
    output: Output,
    findings: TextIO | None,
    review: "Review | None",
    summary: Summary,
    options: RedactOptions,
    vault: Vault,
) -> None:
    """Write one file, unless all its records are withheld, and count what was done."""
    parts = _counted(file, findings, summary)
    if review is not None:
        parts = review.add(file, parts)
    keeper = None
    if options.vault is not None:
        if file.format.output_suffix is not None:
            raise VaultError(f"a vault keeps files that stay what they are; {file.format.name} does not")
        keeper = Keeper(file.source.name, file.format.name)
        parts = cast(Iterator[Part], keeper.watch(parts))
    # Nothing is written of a file whose records are all withheld, not what stands around them either. What
    # comes before the first that may be written is small: withheld records have no payload.
    seen: list[Part] = []
    for part in parts:
        seen.append(part)
        if isinstance(part, ScrubbedRecord) and part.withheld is None:
            break
    records = [part for part in seen if isinstance(part, ScrubbedRecord)]
    if records and records[-1].withheld is not None:
        return
    if not options.in_place and file.source.path.name == STDIN:
        file = replace(file, name="stdin")
    with output.open(file.source, file.output_name) as stream:
        if options.diff:
            from scrub.report.diff import print_diff

            print_diff(file, chain(seen, parts))
        else:
            pieces = joined(chain(seen, parts))
            file.format.writer(stream, keeper.seal(pieces) if keeper else pieces)
    if keeper:
        keeper.put_into(vault)


def _passphrase(options: RedactOptions) -> str | None:
    """Return the vault's passphrase; VaultError where the options do not go together."""
    if options.vault is None:
        return None
    if options.dry_run or options.diff:
        raise VaultError("a vault is made where something is written: not with --dry-run or --diff")
    if options.vault.exists() and not options.force:
        raise VaultError(f"{options.vault}: already exists; choose another, or --force")
    folder = options.output
    if folder is not None and folder.resolve() in options.vault.resolve().parents:
        raise VaultError(f"{options.vault}: lies with the output; keep it apart from what it opens")
    return find_passphrase(options.passphrase_file)


def _with_output(options: RedactOptions, sources: Sequence[Source]) -> RedactOptions:
    """Return the options with an output, where a folder or an archive has none: beside what is at hand."""
    if options.output or options.in_place or options.dry_run or options.diff or len(options.inputs) != 1:
        return options
    path = Path(options.inputs[0]).expanduser().resolve()
    is_archive = bool(sources) and all(
        source.member is not None and source.path.resolve() == path for source in sources
    )
    name = f"{path.stem}{_SUFFIX}{path.suffix}" if is_archive else f"{path.name}{_SUFFIX}"
    # Whoever stands in the folder would find the copies among what they are made of.
    if not (is_archive or path.is_dir()) or Path.cwd().is_relative_to(path) or not name.isprintable():
        return options
    say(f"scrub: no -o given: writing to {name}{'' if is_archive else '/'}")
    return replace(options, output=Path(name), into_folder=not is_archive)


def _output(sources: Sequence[Source], options: RedactOptions) -> AbstractContextManager[Output]:
    """Return where results go; InputError or OutputError where the options do not say it clearly."""
    if options.dry_run or options.diff:
        return nullcontext(NoOutput())
    if options.in_place:
        if options.output or any(source.path.name == STDIN for source in sources):
            raise OutputError("--in-place needs files, and no -o")
        return nullcontext(InPlaceOutput())
    is_single = len(options.inputs) == 1 and not Path(options.inputs[0]).expanduser().is_dir()
    archives = {source.path for source in sources if source.member is not None}
    if options.output is None or options.output == STDOUT:
        if not is_single or len(sources) != 1:
            raise OutputError(_where_to(options.inputs, len(sources)))
        return nullcontext(StreamOutput(sys.stdout.buffer))
    if is_single and not options.into_folder and not options.output.is_dir():
        if archives:
            return ZipOutput(options.output, replace=options.force)
        if len(sources) == 1:
            return nullcontext(FileOutput(options.output, replace=options.force))
    if options.output.is_file():
        raise OutputError(f"{options.output}: is a file; {len(sources)} files need a folder")
    return FolderOutput(options.output, replace=options.force)


def _where_to(inputs: Sequence[str], count: int) -> str:
    """Return what to type so that more than one file can be written."""
    path = Path(inputs[0]).expanduser().resolve() if len(inputs) == 1 else Path()
    above = "../" if Path.cwd().is_relative_to(path) else ""
    name = path.name if path.name.isprintable() and "*" not in path.name else ""
    folder = f"{above}{name}{_SUFFIX}/".lstrip("-")
    words = " ".join(["scrub redact", *map(shlex.quote, inputs[:3]), *(["..."] if len(inputs) > 3 else [])])
    files = "1 file" if count == 1 else f"{count} files"
    return (
        f"{files}, and nowhere to write to; for redacted copies in a new folder type: "
        f"{words} -o {shlex.quote(folder)} (or use --in-place, which keeps each original as NAME.bak)"
    )


@contextmanager
def _findings_file(options: RedactOptions) -> Iterator[TextIO | None]:
    if options.findings is None:
        yield None
        return
    with placed(options.findings, replace=options.force) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="\n", write_through=True)
        yield text
        text.flush()
        text.detach()


def _review(options: RedactOptions) -> "AbstractContextManager[Review | None]":
    if options.review is None:
        return nullcontext()
    from scrub.report.review import opened_review

    return opened_review(options.review, replace=options.force)


def _counted(file: ScrubbedFile, findings: TextIO | None, summary: Summary) -> Iterator[Part]:
    summary.files += 1
    summary.formats[file.format.name] += 1
    for part, size in file.parts:
        if isinstance(part, ScrubbedRecord):
            summary.add(file.source.name, part, size)
            if findings:
                for finding in part.findings:
                    line = {"file": file.source.name, **finding.as_json()}
                    findings.write(json_line(line) + "\n")
        yield part


def _types_of(names: str | None) -> frozenset[str]:
    """The entity types that `--fail-on` names, families standing for theirs."""
    found: set[str] = set()
    for name in (names or "").split(","):
        name = name.strip()
        if name in (*Family,):
            found |= {each for each in ENTITY_TYPES if family_of(each) is Family(name)}
        elif name:
            found.add(known_type(name, "--fail-on"))
    return frozenset(found)
