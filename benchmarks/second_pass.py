"""What a second pass with the same key leaves of the stand-ins of the first, by entity type.

    python -m benchmarks.second_pass FOLDER [--policy default]

`left` is one less the findings of the second pass for each of the first: 1 where nothing is touched again,
below 0 where more is found than before. `scrub.surrogates.seal` says which types can reach 1, and why others
cannot.
"""

import argparse
import base64
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from scrub.commands.redact import RedactOptions, run_redact
from scrub.policy import Policy

KEY = bytes(range(32))


def second_pass(folder: Path, policy: Policy) -> dict[str, tuple[int, int]]:
    """Return by entity type how many findings there are in a folder, and in what was made of it."""
    with TemporaryDirectory() as name:
        work = Path(name)
        key = work / "key"
        key.write_bytes(base64.b64encode(KEY))
        key.chmod(0o600)
        counts = []
        source = folder
        for turn in ("first", "second"):
            findings = work / f"{turn}.jsonl"
            run_redact(
                policy, RedactOptions((str(source),), work / turn, True, findings=findings, key_file=key)
            )
            source = work / turn
            lines = findings.read_text(encoding="utf-8").splitlines()
            counts.append(Counter(json.loads(line)["entity_type"] for line in lines))
    first, second = counts
    return {name: (first[name], second[name]) for name in sorted(first | second)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; 0 done."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--policy", default="default")
    chosen = parser.parse_args(arguments)
    print(f"{'type':16} {'first':>7} {'second':>7} {'left':>7}")
    for name, (first, second) in second_pass(chosen.folder, Policy.load(chosen.policy)).items():
        left = f"{1 - second / first:.3f}" if first else "-"
        print(f"{name:16} {first:7} {second:7} {left:>7}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
