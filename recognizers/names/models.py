"""The two models at work: each gives the words of a chunk a probability for every tag."""

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from recognizers.names.files import model_file, read_model
from recognizers.names.hashing import casing_of, rows_of, seen_with_next
from recognizers.names.tags import COUNT
from recognizers.names.wordpiece import WordPieces

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# The large model has so many places for pieces, two of them for the signs at both ends.
_LONGEST_PIECES: Final = 254
# Sums of embeddings of words, kept because words recur.
_KNOWN_WORDS: Final = 50_000
# From 1.29 on the runtime keeps what it is used for under the user's cache and sends it to its maker, unless
# this is set before it is imported: https://github.com/microsoft/onnxruntime/blob/main/docs/Privacy.md
_NO_TELEMETRY: Final = "ORT_DISABLE_TELEMETRY"


class Model(Protocol):
    """Gives tags to the words of one chunk."""

    def probabilities(self, words: Sequence[str]) -> "NDArray[np.float32]":
        """Return the probability of each tag for each word; the same for the same words, always."""


class FastModel:
    """Hashed words into gated convolutions, any script; one chunk at a time, as it runs in 8 bits."""

    def __init__(self) -> None:
        import numpy as np

        with np.load(model_file("fast.npz")) as arrays:
            self._table, self._scales = arrays["table"], arrays["scales"]
        self._session = _session(model_file("fast.onnx"))
        self._known: dict[str, int] = {}
        self._embedded = np.zeros((_KNOWN_WORDS, self._table.shape[1]), np.float32)

    def probabilities(self, words: Sequence[str]) -> "NDArray[np.float32]":
        """Return the probability of each tag for each word."""
        places = self._places(seen_with_next(words))
        (logits,) = self._session.run(None, {"embedded": self._embedded[None, places]})
        return _softmax(logits[0])

    def _places(self, words: Sequence[str]) -> list[int]:
        """Return where the sums for the words are kept, after making those that are not."""
        known = self._known
        if not all(map(known.__contains__, words)):
            if len(known) + len(words) > _KNOWN_WORDS:
                known.clear()
            for word in words:
                if word not in known:
                    rows = rows_of(word)
                    self._embedded[len(known)] = self._scales[rows] @ self._table[rows].astype(
                        self._scales.dtype
                    )
                    known[word] = len(known)
        return [known[word] for word in words]


class AccurateModel:
    """MiniLM, one chunk at a time.

    In 8 bits a chunk has one scale: what it is read with would change what is found in it.
    """

    def __init__(self) -> None:
        self._pieces = WordPieces(read_model("accurate.txt").split("\n")[:-1])
        self._session = _session(model_file("accurate.onnx"))

    def probabilities(self, words: Sequence[str]) -> "NDArray[np.float32]":
        """Return the probability of each tag for each word."""
        import numpy as np

        found = []
        pieces, casings, firsts = [self._pieces.first], [0], [0]
        for word in words:
            cut = self._pieces.pieces_of(word)
            if len(pieces) + len(cut) > _LONGEST_PIECES:
                found.append(self._run(pieces, casings, firsts))
                pieces, casings, firsts = [self._pieces.first], [0], [0]
            firsts.append(len(pieces))
            pieces += cut
            casings += [casing_of(word)] * len(cut)
        found.append(self._run(pieces, casings, firsts))
        return np.concatenate(found)

    def _run(self, pieces: list[int], casings: list[int], firsts: list[int]) -> "NDArray[np.float32]":
        import numpy as np

        if len(firsts) == 1:
            return np.zeros((0, COUNT), np.float32)
        inputs = {
            "pieces": np.array([[*pieces, self._pieces.last]], np.int64),
            "casings": np.array([[*casings, 0]], np.int64),
            "mask": np.zeros((1, 1, 1, len(pieces) + 1), np.float32),
        }
        (logits,) = self._session.run(None, inputs)
        return _softmax(logits[0][firsts[1:]])


@cache
def fast_model() -> FastModel:
    """Return the small model, loaded the first time; RecognizerError where its files are not in order."""
    return FastModel()


@cache
def accurate_model() -> AccurateModel:
    """Return the large model, loaded the first time; RecognizerError where its files are not in order."""
    return AccurateModel()


def _session(model: Path) -> Any:
    os.environ[_NO_TELEMETRY] = "1"
    import onnxruntime

    # For a program that imported it earlier.
    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    # Workers are processes; one thread each also makes sums come out the same everywhere.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # Chunks have all lengths; memory planned for each of them would be kept.
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(model), options, ["CPUExecutionProvider"])


def _softmax(logits: Any) -> "NDArray[np.float32]":
    import numpy as np

    powers = np.exp(logits - logits.max(-1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)  # type: ignore[no-any-return]
