"""`python -m recognizers.names.train.logins --help`: trains what tells logins from words and identifiers."""

import argparse
import json
import re
import struct
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any, Final

import numpy as np

from recognizers.logins.look import ROWS, rows_of

_WORD: Final = re.compile(r"(?<![\w.\-/\\])[A-Za-z][A-Za-z0-9]*(?:[._-][A-Za-z0-9]+)*_?(?![\w(])")
_LOGIN: Final = re.compile(r"[A-Za-z0-9._-]{2,40}")
# A login that somebody wrote counts more than one made from a name, a word of code less than one of talk.
_WRITTEN, _MADE, _TALKED, _CODED = 4.0, 0.4, 1.0, 0.5
_PASSES: Final = 4
_RATE: Final = 0.3
_DECAY: Final = 1e-4


def main() -> None:
    """Write the weights that `recognizers.logins.look` reads."""
    parser = argparse.ArgumentParser(prog="python -m recognizers.names.train.logins", description=__doc__)
    parser.add_argument("authored", type=Path, help="unpacked: python -m corpora.authored unpack")
    parser.add_argument("code", type=Path, nargs="*", help="files of documents that name nobody, JSONL")
    parser.add_argument("-o", type=Path, default=Path(__file__).parents[2] / "logins" / "look.bin")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    random = Random(arguments.seed)
    samples = list(_samples(sorted(arguments.authored.glob("*.jsonl")), arguments.code, random))
    weights, bias = _train(samples, random)
    scale = float(np.abs(weights).max()) / 127
    arguments.o.write_bytes(
        np.round(weights / scale).astype(np.int8).tobytes() + struct.pack("ff", scale, bias)
    )


def _samples(
    authored: Iterable[Path], code: Iterable[Path], random: Random
) -> Iterator[tuple[str, bool, float]]:
    """Yield words, whether each is a login, and how much it counts."""
    logins: set[str] = set()
    names: set[str] = set()
    talk: Counter[str] = Counter()
    for document in _documents(authored):
        text, spans = document["text"], document["spans"]
        for span in spans:
            value = text[span["start"] : span["end"]]
            if span["label"] == "USERNAME":
                logins.add(value.strip("@"))
            elif span["label"] == "PERSON":
                names.add(value)
        places = [(span["start"], span["end"]) for span in spans]
        for found in _WORD.finditer(text):
            if not any(start < found.end() and end > found.start() for start, end in places):
                talk[found[0]] += 1
    coded = Counter(found[0] for document in _documents(code) for found in _WORD.finditer(document["text"]))
    for login in sorted(logins):
        if _LOGIN.fullmatch(login):
            yield login, True, _WRITTEN
    for name in sorted(names):
        for made in _made_from(name, random):
            if not talk[made] and not coded[made]:
                yield made, True, _MADE
    for words, weight in ((talk, _TALKED), (coded, _CODED)):
        for word, count in sorted(words.items()):
            if word not in logins:
                yield word, False, weight * (1 + float(np.log(count)))


def _documents(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def _made_from(name: str, random: Random) -> list[str]:
    """Return logins such as people make them from their names."""
    parts = [part for part in map(_plain, name.split()) if len(part) > 1]
    if not parts:
        return []
    first, last = parts[0], parts[-1]
    if len(parts) == 1:
        return [first] if len(first) > 2 else []
    return [
        *(
            first,
            first[0] + last,
            f"{first}.{last[0]}",
            f"{first[0]}.{last}",
            f"{first}.{last}",
            first + last[0],
        ),
        *(
            f"{first}_{last[0]}",
            f"{first[0]}_{last}",
            f"{first}-{last[0]}",
            f"{first}_{last}",
            last + first[0],
        ),
        *(f"{last}.{first[0]}", first + last, f"{first}-{last}", f"{first}{random.randint(1, 99)}"),
        f"{first}_{random.randint(1, 2015)}",
    ]


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    for sign, letter in (("ø", "o"), ("ł", "l"), ("ı", "i"), ("ß", "ss")):
        bare = bare.replace(sign, letter)
    return re.sub(r"[^a-z]", "", bare)


def _train(samples: list[tuple[str, bool, float]], random: Random) -> tuple[np.ndarray, float]:
    """Return weights and bias of a logistic regression, by gradient descent with adapted steps."""
    rows = [np.fromiter(rows_of(word), dtype=np.int64) for word, _, _ in samples]
    weights, squares = np.zeros(ROWS), np.full(ROWS, 1e-2)
    bias, bias_square = 0.0, 1e-2
    order = list(range(len(samples)))
    for _ in range(_PASSES):
        random.shuffle(order)
        for index in order:
            place, (_, is_login, weight) = rows[index], samples[index]
            odds = weights[place].sum() + bias
            error = float((1 / (1 + np.exp(-odds)) - is_login) * weight)
            step = error + _DECAY * weights[place]
            squares[place] += step * step
            weights[place] -= _RATE * step / np.sqrt(squares[place])
            bias_square += error * error
            bias -= _RATE / 3 * error / float(np.sqrt(bias_square))
    return weights, bias


if __name__ == "__main__":
    main()
