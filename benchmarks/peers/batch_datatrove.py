"""datatrove's own step against personal data, as a pipeline of its local executor: INPUT OUTPUT WORKERS."""

import sys

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.formatters.pii import PIIFormatter
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

if __name__ == "__main__":
    source, output, workers = sys.argv[1:]
    LocalPipelineExecutor(
        [
            JsonlReader(source, glob_pattern="*.jsonl"),
            PIIFormatter(only_remove_public_ips=False),
            JsonlWriter(output, compression=None),
        ],
        tasks=int(workers),
        workers=int(workers),
        logging_dir=f"{output}-logs",
    ).run()
