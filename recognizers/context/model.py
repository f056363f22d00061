"""The model that tells from a number's words and shape what it is; exact arithmetic, the same everywhere."""

from collections.abc import Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from recognizers.errors import RecognizerError
from recognizers.names.files import model_file

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# What a number may be; `O` is nobody's, `OTHER` is found by others or only a part of something.
CLASSES: Final = (
    "O",
    "ID_NUMBER",
    "PHONE_NUMBER",
    "PASSWORD",
    "OTP",
    "DATE_OF_BIRTH",
    "DATE",
    "VEHICLE_ID",
    "DEVICE_ID",
    "AGE",
    "BANK_ACCOUNT",
    "OTHER",
)
FOLDER: Final = Path(__file__).parent / "models"
FILE: Final = "numbers.npz"


class Model(NamedTuple):
    """A row of small whole numbers for every feature, and the weights of what they add up to."""

    # (buckets, width), int8; `scale` makes them what they were trained as.
    rows: "NDArray[np.int8]"
    scale: float
    # (width, classes) and (classes).
    weights: "NDArray[np.float32]"
    bias: "NDArray[np.float32]"

    def probabilities(self, features: Sequence[Sequence[int]]) -> "NDArray[np.float64]":
        """Return (numbers, classes): how probable each class is for each number, by its features."""
        import numpy as np

        sizes = np.array([len(each) for each in features])
        flat = np.fromiter(chain.from_iterable(features), np.int64, int(sizes.sum()))
        starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
        # Whole numbers have one sum in any order. What follows may differ in its last bits by what is judged
        # together, so it has far more of them than anybody reads.
        summed = np.add.reduceat(self.rows[flat].astype(np.int32), starts, axis=0)
        hidden = np.maximum(summed * (self.scale / np.sqrt(sizes))[:, None], 0).astype(np.float64)
        logits = (hidden[:, :, None] * self.weights).sum(axis=1) + self.bias
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        probable: NDArray[np.float64] = odds / odds.sum(axis=1, keepdims=True)
        return probable


@cache
def load_model() -> Model:
    """Return the model, loaded once a process; RecognizerError where its file is missing or altered."""
    import numpy as np

    try:
        with np.load(model_file(FILE, FOLDER)) as stored:
            return Model(stored["rows"], float(stored["scale"]), stored["weights"], stored["bias"])
    except (OSError, ValueError, KeyError):
        raise RecognizerError(f"the model file {FILE!r} in {FOLDER} cannot be read; install again") from None
