"""What every adapter does: read texts, ask its tool about each, write what was found and how long it took.

Runs in the environment of the tool, so it imports nothing of this project. `TEXTS` has one
`{"id", "text"}` a line; `OUT` gets one `{"id", "start", "end", "entity_type"}` a line (code points, half
open), and at the end one `{"cpu", "wall", "failed"}`. Loading a model or compiling rules is not timed.
"""

import json
import sys
import time
from pathlib import Path


def serve(find):
    """Ask `find(text)` for (start, end, entity type) of each text named on the command line."""
    with Path(sys.argv[1]).open(encoding="utf-8") as stream:
        texts = [json.loads(line) for line in stream]
    find("warm up")
    failed = 0
    with Path(sys.argv[2]).open("w", encoding="utf-8") as out:
        wall, cpu = time.perf_counter(), time.process_time()
        answers = []
        for entry in texts:
            try:
                answers.append((entry["id"], list(find(entry["text"]))))
            except Exception:
                # The tool gave up on this text: it has found nothing in it.
                failed += 1
        times = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall, "failed": failed}
        for number, found in answers:
            for start, end, entity_type in found:
                if start < end and entity_type:
                    line = {"id": number, "start": start, "end": end, "entity_type": entity_type}
                    out.write(json.dumps(line) + "\n")
        out.write(json.dumps(times) + "\n")


def settings():
    """Return the words after the two file names."""
    return set(sys.argv[3:])


def lines_of(text):
    """Yield (offset, line) of each line."""
    at = 0
    for line in text.splitlines(keepends=True):
        yield at, line.rstrip("\r\n")
        at += len(line)


def places(line, value):
    """Yield (start, end) of each place where a value stands in a line."""
    at = line.find(value)
    while value and at >= 0:
        yield at, at + len(value)
        at = line.find(value, at + len(value))
