"""The small model: hashed words into gated convolutions; trained, kept on the way, and written as ONNX."""

import time
from pathlib import Path
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from recognizers.names.hashing import FEATURES, ROWS, is_unspaced, rows_of, with_next
from recognizers.names.tags import COUNT
from recognizers.names.train.batches import batched
from recognizers.names.train.losses import allowed_loss
from recognizers.names.train.stream import Stream

EMBEDDING: Final = 48
_WIDTH: Final = 128
_DILATIONS: Final = (1, 2, 4, 1, 2)
_BATCH_WORDS: Final = 5_000
_RATE: Final = 2e-3
# Words whose form is hidden, so that context and shape must do; other features go missing more rarely.
_WORD_DROPOUT: Final = 0.12
_FEATURE_DROPOUT: Final = 0.03
_FORMS: Final = 2
_CHANNEL_DROPOUT: Final = 0.1
_KEPT_EVERY_SECONDS: Final = 120


class Convolutions(nn.Module):  # type: ignore[misc]
    """From summed embeddings (batch, words, 48) to logits of the tags.

    Written as products of matrices over shifted words, which run several times as fast, in 8 bits too.
    """

    def __init__(self) -> None:
        super().__init__()
        self.inward = nn.Linear(EMBEDDING, _WIDTH)
        self.layers = nn.ModuleList(nn.Linear(3 * _WIDTH, 2 * _WIDTH) for _ in _DILATIONS)
        self.outward = nn.Linear(_WIDTH, COUNT)

    def forward(self, embedded: torch.Tensor, present: torch.Tensor | None = None) -> torch.Tensor:
        """`present` (batch, words, 1) is 0 where a chunk is padded."""
        state = self.inward(embedded)
        if present is not None:
            # Some channels of the words go missing, for a chunk as a whole.
            left = nn.functional.dropout(torch.ones_like(state[:, :1]), _CHANNEL_DROPOUT, self.training)
            state = state * present * left
        words = state.shape[1]
        for dilation, layer in zip(_DILATIONS, self.layers, strict=True):
            padded = nn.functional.pad(state, (0, 0, dilation, dilation))
            near = [padded[:, shift * dilation : shift * dilation + words] for shift in range(3)]
            values, gates = layer(torch.cat(near, -1)).chunk(2, -1)
            state = state + torch.tanh(values) * torch.sigmoid(gates)
            state = state if present is None else state * present
        return self.outward(state)


class HashedTagger(nn.Module):  # type: ignore[misc]
    """The table of hashed features and the convolutions over it."""

    def __init__(self) -> None:
        super().__init__()
        self.table = nn.EmbeddingBag(ROWS, EMBEDDING, mode="sum")
        nn.init.normal_(self.table.weight, std=0.1)
        self.convolutions = Convolutions()

    def forward(self, rows: torch.Tensor, present: torch.Tensor) -> torch.Tensor:
        """`rows` is (batch, words, features)."""
        batch, words, features = rows.shape
        embedded = self.table(rows.reshape(-1, features)).view(batch, words, EMBEDDING)
        return self.convolutions(embedded, present)


def train(paths: list[Path], kept: Path, seed: int, limit: int | None = None) -> HashedTagger:
    """Train on some passes (at most `limit` steps); goes on from `kept` where an earlier run stopped."""
    torch.manual_seed(seed)
    model = HashedTagger()
    optimizer = torch.optim.Adam(model.parameters(), lr=_RATE, fused=True)
    done = 0
    if kept.exists():
        state = torch.load(kept, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        done = state["done"]
    total = sum(len(batched(Stream.load(path).bounds, _BATCH_WORDS, seed)) for path in paths)
    total = min(limit or total, total)
    step, last = 0, time.monotonic()
    for number, path in enumerate(paths):
        stream = Stream.load(path)
        batches = batched(stream.bounds, _BATCH_WORDS, seed + number)
        if step + len(batches) <= done or step >= total:
            step += len(batches)
            continue
        words, rows = seen(stream)
        for batch in batches:
            step += 1
            if step <= done or step > total:
                continue
            for group in optimizer.param_groups:
                group["lr"] = _RATE * min(1.0, step / 200) * max(0.02, 1 - step / total)
            loss = _step(model, optimizer, stream, words, rows, batch)
            if step % 100 == 0:
                print(f"cnn: step {step} of {total}, loss {loss:.4f}", flush=True)
            if time.monotonic() - last > _KEPT_EVERY_SECONDS:
                _keep(model, optimizer, step, kept)
                last = time.monotonic()
    _keep(model, optimizer, min(step, total), kept)
    model.eval()
    return model


def write(model: HashedTagger, folder: Path) -> None:
    """Write `fast.npz` (the table in 8 bits, a scale a row) and `fast.onnx` (the rest, in 8 bits)."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    table = model.table.weight.detach().numpy()
    scales = (np.abs(table).max(1) / 127 + 1e-12).astype(np.float32)
    small = np.round(table / scales[:, None]).astype(np.int8)
    with (folder / "fast.npz").open("wb") as file:
        np.savez(file, table=small, scales=scales)
    full = folder / "fast-full.onnx"
    torch.onnx.export(
        model.convolutions.eval(),
        (torch.zeros(1, 7, EMBEDDING),),
        str(full),
        input_names=["embedded"],
        output_names=["logits"],
        dynamic_axes={"embedded": {1: "words"}, "logits": {1: "words"}},
        dynamo=False,
    )
    quantize_dynamic(full, folder / "fast.onnx", weight_type=QuantType.QInt8, per_channel=True)
    full.unlink()


def seen(stream: Stream) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Return what the model sees at each word of a stream, as numbers, and the rows of each number."""
    known = {word: number for number, word in enumerate(stream.vocabulary)}
    words = stream.words.copy()
    unspaced = np.array([is_unspaced(word) for word in stream.vocabulary])[words]
    pairs = unspaced[:-1] & unspaced[1:]
    pairs[stream.bounds[1:-1] - 1] = False
    for place in np.flatnonzero(pairs):
        pair = with_next(*(stream.vocabulary[number] for number in stream.words[place : place + 2]))
        words[place] = known.setdefault(pair, len(known))
    return words, np.array([rows_of(word) for word in known], np.int64).reshape(-1, FEATURES)


def _step(
    model: HashedTagger,
    optimizer: torch.optim.Optimizer,
    stream: Stream,
    words: NDArray[np.int32],
    rows: NDArray[np.int64],
    batch: list[int],
) -> float:
    lengths = [int(stream.bounds[chunk + 1] - stream.bounds[chunk]) for chunk in batch]
    longest = max(lengths)
    numbers = np.zeros((len(batch), longest), np.int64)
    allowed = np.zeros((len(batch), longest), np.int64)
    present = np.zeros((len(batch), longest, 1), np.float32)
    for place, (chunk, length) in enumerate(zip(batch, lengths, strict=True)):
        start = int(stream.bounds[chunk])
        numbers[place, :length] = words[start : start + length]
        allowed[place, :length] = stream.allowed[start : start + length]
        present[place, :length] = 1
    features = torch.from_numpy(rows[numbers])
    dropped = torch.rand(features.shape) < _FEATURE_DROPOUT
    dropped[..., :_FORMS] |= (torch.rand(features.shape[:2]) < _WORD_DROPOUT).unsqueeze(-1)
    features = features.masked_fill(dropped, 0)
    with torch.autocast("cpu", torch.bfloat16):
        logits = model(features, torch.from_numpy(present).bfloat16())
    loss = allowed_loss(logits.float(), torch.from_numpy(allowed), torch.from_numpy(present[..., 0]))
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return float(loss.detach())


def _keep(model: HashedTagger, optimizer: torch.optim.Optimizer, done: int, kept: Path) -> None:
    fresh = kept.with_suffix(".new")
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "done": done}, fresh)
    fresh.replace(kept)
