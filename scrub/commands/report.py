"""`scrub report`: what may be told of a run."""

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from recognizers.nearest import unknown
from scrub.aggregates import Least
from scrub.errors import OperatorError
from scrub.report.run import RunReport, report_run

_FORMATS: Final[Mapping[str, Callable[[RunReport], str]]] = {
    "table": lambda report: "\n".join(report.lines()) + "\n",
    "json": lambda report: json.dumps(report.as_json(), indent=1) + "\n",
    "html": RunReport.as_html,
}


def run_report(
    output: Path, output_format: str, least: Least, epsilon: float | None = None, earlier: Path | None = None
) -> int:
    """Print the report and return the exit code."""
    if output_format not in _FORMATS:
        raise OperatorError(unknown("format", output_format, _FORMATS))
    sys.stdout.write(_FORMATS[output_format](report_run(output, least, epsilon, earlier)))
    return 0
