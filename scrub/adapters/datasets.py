"""For `datasets`: `dataset.with_format("arrow").map(scrub_rows(...), batched=True)`.

https://huggingface.co/docs/datasets/process#map
"""

from collections.abc import Callable
from typing import Any

from scrub.adapters.table import TableScrubber
from scrub.scrubber import Scrubber


def scrub_rows(scrubber: Scrubber, *, group_by: str | None = None) -> Callable[[Any], Any]:
    """Return a function for `Dataset.map` in Arrow's format; rows that are withheld are left out.

    With `group_by`, rows of one conversation must lie in one batch.
    """
    return TableScrubber(scrubber, group_by=group_by)
