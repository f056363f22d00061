"""`scrub restore`: files that were redacted with a vault, as they were before."""

import io
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scrub.commands.messages import say
from scrub.errors import FormatError, UnexpectedError, contained
from scrub.files import OutputError, Source, find_sources
from scrub.formats import format_named
from scrub.formats.record import Broken, Gap
from scrub.outputs import STDOUT, FileOutput, FolderOutput, Output, StreamOutput
from scrub.vault import Kept, Vault, VaultError, find_passphrase, read_vault, restored

_DONE: Final = 0


@dataclass(frozen=True, slots=True)
class RestoreOptions:
    """The options of the command."""

    inputs: tuple[str, ...]
    vault: Path
    output: Path | None = None
    into_folder: bool = False
    passphrase_file: Path | None = None
    force: bool = False


def run_restore(options: RestoreOptions) -> int:
    """Restore every input, or none of what cannot be, and return the exit code."""
    vault = read_vault(options.vault, find_passphrase(options.passphrase_file))
    sources = find_sources(options.inputs)
    found = [(source, *_kept(source, vault, options.vault)) for source in sources]
    with ExitStack() as stack:
        output = stack.enter_context(_output(sources, options))
        for source, kept, data in found:
            content = _restored(source, kept, data)
            with output.open(source, kept.name) as stream:
                stream.write(content)
    say(f"{len(found)} restored; what was withheld or dropped when they were written is not in a vault")
    return _DONE


def _kept(source: Source, vault: Vault, path: Path) -> tuple[Kept, bytes]:
    with source.open() as stream:
        data = stream.read()
    kept = vault.of(data)
    if kept is None:
        raise VaultError(f"{source.name}: was not written with {path.name}, or has changed since")
    return kept, data


def _restored(source: Source, kept: Kept, data: bytes) -> bytes:
    form = format_named(kept.format)
    out = bytearray()
    row = 0
    try:
        with contained():
            for piece in form.reader(io.BytesIO(data), form.schema):
                if isinstance(piece, Gap):
                    out += piece.data
                elif isinstance(piece, Broken):
                    raise FormatError(f"row {piece.row}: {piece.reason}")
                else:
                    undo = kept.rows.get(row)
                    out += restored(piece, undo) if undo else piece.data
                    row += 1
    except (FormatError, UnexpectedError) as error:
        raise VaultError(f"{source.name}: {error}") from None
    return bytes(out)


def _output(sources: Sequence[Source], options: RestoreOptions) -> AbstractContextManager[Output]:
    if options.output is None or options.output == STDOUT:
        if len(sources) != 1:
            raise OutputError(f"{len(sources)} files: say where to write them with -o FOLDER")
        return nullcontext(StreamOutput(sys.stdout.buffer))
    if len(sources) == 1 and not options.into_folder and not options.output.is_dir():
        return nullcontext(FileOutput(options.output, replace=options.force))
    return FolderOutput(options.output, replace=options.force)
