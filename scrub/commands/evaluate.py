"""`scrub evaluate`: how much of what is labelled is found, and how much else."""

import json
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from recognizers.nearest import unknown
from scrub.errors import ScrubError
from scrub.evaluate import (
    Case,
    compare,
    evaluate,
    fail_under,
    parse_threshold,
    read_evaluation,
    read_findings,
)
from scrub.evaluate.evaluation import Evaluation
from scrub.evaluate.importers import imported
from scrub.evaluate.own import OwnFinder
from scrub.evaluate.utility import Utility
from scrub.policy import Policy
from scrub.scrubber import Scrubber

FORMATS: Final = ("table", "json", "html")
_DONE, _BELOW = 0, 1


@dataclass(frozen=True, slots=True)
class EvaluateOptions:
    """The options of the command."""

    corpora: tuple[Path, ...]
    findings: Path | None = None
    output_format: str = "table"
    misses: bool = False
    wrong: bool = False
    show_values: bool = False
    compare: Path | None = None
    fail_under: tuple[str, ...] = ()
    importer: str | None = None
    utility: bool = False


def run_evaluate(policy: Policy, options: EvaluateOptions) -> int:
    """Score the corpora, print the figures and return the exit code."""
    if options.output_format not in FORMATS:
        raise ScrubError(unknown("format", options.output_format, FORMATS))
    for threshold in options.fail_under:
        parse_threshold(threshold)
    if options.utility and options.findings:
        raise ScrubError("--utility needs what is written, and --findings says only what is found")
    finder = OwnFinder(Scrubber(policy, key=bytes(32)), measures_utility=options.utility)
    cases: list[Case] = []
    whole: Evaluation | None = None
    for corpus in options.corpora:
        findings = read_findings(options.findings) if options.findings else finder
        with imported(options.importer, corpus) if options.importer else nullcontext(corpus) as path:
            part = evaluate(path, findings, on_case=cases.append, show_values=options.show_values)
        whole = part if whole is None else whole + part
    if whole is None:
        raise ScrubError("name at least one corpus")
    for withheld in finder.withheld:
        sys.stderr.write(f"scrub: counted as not found: {withheld}\n")
    cases = [case for case in cases if (options.misses if case.is_miss else options.wrong)]
    _print(whole, cases, finder.utility, options)
    failures = fail_under(whole, options.fail_under)
    for failure in failures:
        sys.stderr.write(f"scrub: {failure}\n")
    return _BELOW if failures else _DONE


def _print(
    evaluation: Evaluation, cases: Sequence[Case], utility: Utility | None, options: EvaluateOptions
) -> None:
    changes = compare(read_evaluation(options.compare), evaluation) if options.compare else []
    if options.output_format == "json":
        content = evaluation.to_json()
        if options.misses or options.wrong:
            content["cases"] = [case.to_json() for case in cases]
        if options.compare:
            content["changes"] = [asdict(change) for change in changes]
        if utility is not None:
            content["utility"] = utility.to_json()
        sys.stdout.write(json.dumps(content, indent=1) + "\n")
        return
    if options.output_format == "html":
        from scrub.evaluate.html import page

        sys.stdout.write(page(evaluation, changes, cases, utility))
        return
    from rich.console import Console

    from scrub.evaluate.render import case_lines, changes_table, tables, utility_table

    console = Console(markup=False, highlight=False, width=None if sys.stdout.isatty() else 160)
    for table in tables(evaluation):
        console.print(table)
    if options.compare:
        console.print(changes_table(changes) if changes else "nothing moved")
    if utility is not None:
        console.print(utility_table(utility))
    for line in case_lines(cases):
        sys.stdout.write(line + "\n")
