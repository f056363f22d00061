"""Ray Data: `map_batches` sends the scrubber to its workers once.

For files in their native formats, with a ledger, use `scrub run --engine ray`.
https://docs.ray.io/en/latest/data/transforming-data.html
"""

import ray

from scrub import Policy, Scrubber
from scrub.adapters.table import TableScrubber

scrub = TableScrubber(Scrubber(Policy.load(), key=bytes(32), style="placeholder"))

if __name__ == "__main__":
    ray.init(num_cpus=1, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    ray.data.DataContext.get_current().enable_progress_bars = False
    rows = ray.data.from_items([{"text": "ask mara.okafor@quillpost.co.uk"}])
    print(rows.map_batches(scrub, batch_format="pyarrow").take_all())
    ray.shutdown()

# prints: [{'text': 'ask <EMAIL_ADDRESS_1>'}]
