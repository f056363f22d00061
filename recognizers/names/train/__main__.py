"""`python -m recognizers.names.train --help`: from texts to models and figures, in steps that are kept."""

import argparse
import os
from pathlib import Path
from typing import Final

import torch

from recognizers.names.train import cnn, minilm
from recognizers.names.train.evaluate import by_culture, evaluate, render
from recognizers.names.train.pools import given_names
from recognizers.names.train.safe import WordUse
from recognizers.names.train.sealing import seal
from recognizers.names.train.stream import ACCURATE, FAST, Shares, Stream, build
from recognizers.names.train.texts import Document, read_authored, read_code, read_folder, read_sessions

_CODE_PIECES: Final = 20_000
_MODELS: Final = Path(__file__).parents[1] / "models"


def main() -> None:
    """Train what is not trained yet; a step whose result lies in the work folder is not done again."""
    parser = argparse.ArgumentParser(prog="python -m recognizers.names.train", description=__doc__)
    parser.add_argument("work", type=Path, help="folder for what is kept between steps")
    parser.add_argument(
        "--authored", type=Path, required=True, help="unpacked: python -m corpora.authored unpack"
    )
    parser.add_argument(
        "--corpora", type=Path, default=os.environ.get("SCRUB_CORPORA"), help="labelled documents"
    )
    parser.add_argument("--dev", type=Path, help="labelled documents to measure on, at the end")
    parser.add_argument("--only", choices=("gate", "fast", "accurate", "figures"), action="append")
    parser.add_argument("--models", type=Path, default=_MODELS, help="where the models are written")
    parser.add_argument("--passes", type=int, default=2)
    parser.add_argument("--fast-steps", type=int, help="stop the small model after so many steps")
    parser.add_argument("--accurate-steps", type=int, help="stop the large model after so many steps")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    chosen = parser.parse_args()
    torch.set_num_threads(chosen.threads)
    chosen.work.mkdir(parents=True, exist_ok=True)
    chosen.models.mkdir(parents=True, exist_ok=True)
    steps = chosen.only or ("gate", "fast", "accurate", "figures")
    groups = {
        "authored": read_authored(chosen.authored),
        "corpora": read_folder(chosen.corpora) if chosen.corpora else [],
        "code": read_code(chosen.seed, _CODE_PIECES),
        "sessions": read_sessions(chosen.corpora, given_names()) if chosen.corpora else [],
    }
    if "gate" in steps:
        english = [document for group in groups.values() for document in group if document.lang in ("en", "")]
        use = WordUse(english)
        (chosen.models / "gate.txt").write_text(use.gate(), encoding="utf-8")
        (chosen.models / "words.txt").write_text("\n".join(use.words_and_names()), encoding="utf-8")
    if "fast" in steps:
        passes = _passes(chosen.work, "fast", groups, FAST, chosen.passes, chosen.seed)
        cnn.write(cnn.train(passes, chosen.work / "fast.pt", chosen.seed, chosen.fast_steps), chosen.models)
    if "accurate" in steps:
        passes = _passes(chosen.work, "accurate", groups, ACCURATE, chosen.passes, chosen.seed)
        model = minilm.train(passes, chosen.work / "accurate.pt", chosen.seed, chosen.accurate_steps)
        minilm.write(model, chosen.models)
    seal(chosen.models)
    if "figures" in steps and chosen.dev:
        documents = read_folder(chosen.dev)
        print(render(evaluate(documents)))
        print(render(by_culture([each for each in documents if each.lang == "en"])))


def _passes(
    work: Path, name: str, groups: dict[str, list[Document]], shares: Shares, count: int, seed: int
) -> list[Path]:
    paths = [work / f"{name}-{seed + number}.npz" for number in range(count)]
    for number, path in enumerate(paths):
        if not path.exists():
            build(groups, shares, seed + number).save(path)
    for path in paths:
        print(f"{path.name}: {len(Stream.load(path).words)} words", flush=True)
    return paths


if __name__ == "__main__":
    main()
