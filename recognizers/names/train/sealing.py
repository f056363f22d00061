"""The last step of training: models as they are quickest to load, and the checksums of all files.

`python -m recognizers.names.train.sealing FOLDER` does it for models that were made elsewhere.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Final

_NAMES: Final = ("gate.txt", "words.txt", "fast.npz", "fast.onnx", "accurate.txt", "accurate.onnx")


def seal(folder: Path) -> None:
    """Write each model as a runtime has it after loading, and then the manifest of all files."""
    present = [folder / name for name in _NAMES if (folder / name).exists()]
    for path in present:
        if path.suffix == ".onnx":
            _fuse(path)
    checksums = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in present}
    (folder / "manifest.json").write_text(
        json.dumps({"sha256": checksums}, indent=2) + "\n", encoding="utf-8"
    )


def _fuse(path: Path) -> None:
    """Fuse operators now, as each process would: loading takes half the time, results are the same bits.

    Not beyond the level that is good for all processors.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    fused = path.with_suffix(".fused")
    options.optimized_model_filepath = str(fused)
    onnxruntime.InferenceSession(str(path), options, ["CPUExecutionProvider"])
    fused.replace(path)


if __name__ == "__main__":
    seal(Path(sys.argv[1]))
