"""`python -m recognizers.context.train --help`: trains what tells numbers from the words around them."""

import argparse
import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from random import Random
from typing import Any, Final

import numpy as np
import torch
from torch import nn

from recognizers.context.candidates import candidates
from recognizers.context.features import BUCKETS, features
from recognizers.context.model import CLASSES, FILE, FOLDER

_WIDTH: Final = 40
_EPOCHS: Final = 6
_BATCH: Final = 256
_RATE: Final = 0.003
_LAST_RATE: Final = 0.05
# So much of a number's features is seen at a time, and of their sum left out: unseen words must not matter.
_SEEN: Final = 0.65
_DROPPED: Final = 0.3
_MOST_OF_A_FILE: Final = 10_000
_LARGEST: Final = 127

_Sample = tuple[list[int], int]


def main() -> None:
    """Write the model and its checksum."""
    parser = argparse.ArgumentParser(prog="python -m recognizers.context.train", description=__doc__)
    parser.add_argument("authored", type=Path, help="unpacked: python -m corpora.authored unpack")
    parser.add_argument("others", type=Path, nargs="*", help="documents whose numbers are nobody's, JSONL")
    parser.add_argument("--without", default="", help="names of authored files that are not trained on, a,b")
    parser.add_argument("-o", type=Path, default=FOLDER)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    chosen = parser.parse_args()
    torch.set_num_threads(chosen.threads)
    files = [
        path for path in sorted(chosen.authored.glob("*.jsonl")) if path.stem not in chosen.without.split(",")
    ]
    samples = list(_labelled(files))
    for path in chosen.others:
        samples += islice(_nobodys(path), _MOST_OF_A_FILE)
    write(train(samples, chosen.seed), chosen.o)


def train(samples: list[_Sample], seed: int) -> "Sums":
    """Return a model trained on samples: the features of a number and the number of its class."""
    torch.manual_seed(seed)
    random = Random(seed)
    model = Sums()
    optimizer = torch.optim.Adam(model.parameters(), lr=_RATE)
    steps = _EPOCHS * (len(samples) // _BATCH + 1)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1, _LAST_RATE, steps)
    for _ in range(_EPOCHS):
        random.shuffle(samples)
        model.train()
        for at in range(0, len(samples), _BATCH):
            batch = samples[at : at + _BATCH]
            seen = [[one for one in each if random.random() < _SEEN] or each[:1] for each, _ in batch]
            loss = nn.functional.cross_entropy(model(seen), torch.tensor([label for _, label in batch]))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return model


class Sums(nn.Module):  # type: ignore[misc]
    """A row for every feature, added up, and one layer over the sum."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = nn.EmbeddingBag(BUCKETS, _WIDTH, mode="sum")
        nn.init.normal_(self.rows.weight, std=0.05)
        self.out = nn.Linear(_WIDTH, len(CLASSES))

    def forward(self, batch: list[list[int]]) -> torch.Tensor:
        """Return the logits of numbers by their features."""
        sizes = torch.tensor([len(each) for each in batch])
        starts = torch.cumsum(sizes, 0) - sizes
        summed = self.rows(torch.tensor([one for each in batch for one in each]), starts)
        hidden = torch.relu(summed / sizes.sqrt()[:, None])
        logits: torch.Tensor = self.out(nn.functional.dropout(hidden, _DROPPED, self.training))
        return logits


def write(model: Sums, folder: Path) -> None:
    """Write a model with its rows as whole numbers, and its checksum."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = model.rows.weight.detach().numpy()
    # Few rows are large; what is cut off of them matters less than that the others keep their digits.
    scale = float(np.quantile(np.abs(rows), 0.9999)) / _LARGEST
    np.savez(
        folder / FILE,
        rows=np.clip(np.round(rows / scale), -_LARGEST, _LARGEST).astype(np.int8),
        scale=np.float32(scale),
        weights=model.out.weight.detach().numpy().T.copy(),
        bias=model.out.bias.detach().numpy(),
    )
    checksum = hashlib.sha256((folder / FILE).read_bytes()).hexdigest()
    manifest = json.dumps({"sha256": {FILE: checksum}}, indent=2)
    (folder / "manifest.json").write_text(manifest + "\n", encoding="utf-8")


def _documents(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _labelled(paths: Iterable[Path]) -> Iterator[_Sample]:
    for document in chain.from_iterable(map(_documents, paths)):
        text = document["text"]
        spans = [(span["start"], span["end"], span["label"]) for span in document["spans"]]
        exact = {
            (span["start"], span["end"]): span["label"]
            for span in document["spans"]
            if not span.get("optional")
        }
        for start, end in candidates(text):
            label = exact.get((start, end))
            if label is None:
                # Too much or too little of something, or it may stay.
                label = "OTHER" if any(one < end and start < other for one, other, _ in spans) else "O"
            yield features(text, start, end), CLASSES.index(label if label in CLASSES else "OTHER")


def _nobodys(path: Path) -> Iterator[_Sample]:
    for document in _documents(path):
        for place in candidates(document["text"]):
            yield features(document["text"], *place), CLASSES.index("O")


if __name__ == "__main__":
    main()
