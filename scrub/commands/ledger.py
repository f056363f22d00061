"""`scrub ledger`: the ledger of a run as a Parquet table."""

from pathlib import Path

from scrub import ledger
from scrub.commands.messages import say
from scrub.ledger import LedgerError, read_lines
from scrub.ledger_table import read_table, write_table
from scrub.manifest import read_manifest
from scrub.summary import counted


def run_ledger(folder: Path, output: Path) -> int:
    """Write the table, read it again, and return the exit code."""
    account = read_manifest(folder)
    written = write_table((line for _, line in read_lines(folder / ledger.NAME)), output)
    head = ledger.START
    for line in read_table(output):
        head = str(line["chain"])
    if (written, head) != (account.lines, account.head):
        output.unlink()
        raise LedgerError(f"{folder}: the ledger is not the one that the manifest was made with")
    say(f"{counted(written, 'conversation')} in {output.name}; the chain ends in {head}")
    return 0
