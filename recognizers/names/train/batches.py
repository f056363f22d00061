"""Chunks of like length in batches, for both models."""

import numpy as np
from numpy.typing import NDArray


def batched(bounds: NDArray[np.int64], size: int, seed: int) -> list[list[int]]:
    """Return chunk numbers in batches of like length and up to `size` words or pieces, in random order."""
    random = np.random.default_rng(seed)
    lengths = np.diff(bounds)
    order = np.lexsort((random.random(len(lengths)), lengths))
    found: list[list[int]] = [[]]
    filled = 0
    for chunk in order:
        if filled + lengths[chunk] > size and found[-1]:
            found.append([])
            filled = 0
        found[-1].append(int(chunk))
        filled += int(lengths[chunk])
    random.shuffle(found)
    return found
