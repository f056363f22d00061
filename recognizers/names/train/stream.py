"""Makes the chunks that a model is trained on, pass by pass, and keeps each pass in a file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

import numpy as np
from numpy.typing import NDArray

from recognizers.names.chunks import LONGEST, cut
from recognizers.names.tags import COUNT, GENERAL, TYPES, first_general_tag, first_tag, tag_words
from recognizers.names.train.augment import glue_possessives, mistype, recase, replace_names
from recognizers.names.train.carriers import carry
from recognizers.names.train.texts import KEY, Document
from recognizers.names.words import split_words

# How many times a pass takes a document, by the beginning of its source's name, its language, its group; the
# first that is there. Old newspapers teach little about chats.
Shares = Mapping[str, float]
_OTHER_SCRIPTS: Final = ("ar", "fa", "hi", "ja", "kk", "ru", "sr", "te", "ur", "zh")
FAST: Final[Shares] = {
    **dict.fromkeys(_OTHER_SCRIPTS, 2.0),
    "authored": 4.0,
    "code": 0.15,
    "sessions": 0.5,
    "europeana": 0.25,
    "newseye": 0.25,
    "multidogo": 0.3,
    "corpora": 0.8,
}
# The large model was pretrained on English, and reads other scripts in Latin letters.
ACCURATE: Final[Shares] = {
    **dict.fromkeys(_OTHER_SCRIPTS, 1.5),
    "authored": 4.0,
    "code": 0.12,
    "sessions": 0.4,
    "europeana": 0.05,
    "newseye": 0.05,
    "multidogo": 0.2,
    "en": 0.7,
    "corpora": 0.5,
}
# Corpora of chats, mails and records, in which nobody is known to all.
_PRIVATE: Final = frozenset(
    (
        "ctx_anonymizer_synth",
        "emailcoref_enron",
        "lifebench_pii",
        "meddocan",
        "multidogo",
        "presidio_synth",
        "restaurant8k",
    )
)
_RENAMED: Final = 0.5
# Of the chunks in small letters, so many have no apostrophes behind names.
_GLUED: Final = 0.4
_MISTYPED: Final = 0.015
_CARRIED: Final = 20_000


@dataclass(frozen=True)
class Stream:
    """Chunks of words with their tags; `bounds[i]:bounds[i + 1]` is one chunk."""

    vocabulary: list[str]
    words: NDArray[np.int32]
    tags: NDArray[np.int8]
    # Bits of the tags that are right for a word; more than one where a type is not fully labelled.
    allowed: NDArray[np.int32]
    bounds: NDArray[np.int64]

    def save(self, path: Path) -> None:
        """Write the stream; a file that is there is complete."""
        fresh = path.with_suffix(".new.npz")
        np.savez_compressed(
            fresh,
            vocabulary=np.array("\0".join(self.vocabulary)),
            words=self.words,
            tags=self.tags,
            allowed=self.allowed,
            bounds=self.bounds,
        )
        fresh.replace(path)

    @classmethod
    def load(cls, path: Path) -> "Stream":
        """Read what `save` wrote."""
        with np.load(path) as data:
            vocabulary = str(data["vocabulary"]).split("\0")
            return cls(vocabulary, data["words"], data["tags"], data["allowed"], data["bounds"])


def build(groups: Mapping[str, Sequence[Document]], shares: Shares, seed: int) -> Stream:
    """Return one pass over the texts, augmented by a seed, in random order."""
    random = Random(seed)
    chunks = []
    for document in _sampled(groups, shares, random):
        changed = replace_names(document, random) if random.random() < _RENAMED else document
        chunks += list(_chunks(changed, random))
    for document in carry(seed, _CARRIED):
        chunks += list(_chunks(document, random))
    random.shuffle(chunks)
    return _packed(chunks)


def _sampled(groups: Mapping[str, Sequence[Document]], shares: Shares, random: Random) -> Iterator[Document]:
    for group, documents in groups.items():
        for document in documents:
            if not document.complete:
                continue
            names = (group,) if group != "corpora" else (document.source.split("_")[0], document.lang, group)
            share = next(shares[name] for name in names if name in shares)
            for _ in range(int(share) + (random.random() < share % 1)):
                yield document


def _chunks(document: Document, random: Random) -> Iterator[tuple[list[str], list[int], list[int]]]:
    words = split_words(document.text)
    tags = tag_words(words, (span for span in document.spans if span[2] != KEY))
    keys = tag_words(
        words, ((start, end, "PASSWORD") for start, end, label in document.spans if label == KEY)
    )
    outside, inside = _right(document)
    longest = random.choice((30, 60, LONGEST, LONGEST))
    texts = [word.text for word in words]
    for start, end, _, _ in cut(texts, longest):
        chunk = recase(texts[start:end], random)
        places = list(range(end - start))
        if all(map(str.islower, filter(str.isalpha, chunk))) and random.random() < _GLUED:
            chunk, places = glue_possessives(chunk, tags[start:end])
        chunk = [mistype(word, random) if random.random() < _MISTYPED else word for word in chunk]
        kept = [(tags[start + place], keys[start + place]) for place in places]
        password = 3 << first_tag("PASSWORD")
        allowed = [inside[tag] if tag else outside | (key and password) for tag, key in kept]
        yield chunk, [tag for tag, _ in kept], allowed


def _right(document: Document) -> tuple[int, list[int]]:
    """Return, as bits, the tags that are right for a word outside a document's labels, and for each tag of a
    word inside. Our texts do not mark what is spoken of in general; public corpora do not tell it apart."""
    outside, inside = 1, [1 << tag for tag in range(COUNT)]
    for entity_type in TYPES:
        own = 3 << first_tag(entity_type)
        general = 3 << first_general_tag(entity_type) if entity_type in GENERAL else 0
        if entity_type not in document.complete:
            outside |= own | general
        elif document.tied:
            outside |= general
        alike = not document.tied and not (entity_type == "PERSON" and document.source in _PRIVATE)
        if entity_type in GENERAL and alike:
            for more in (0, 1):
                inside[first_tag(entity_type) + more] |= 1 << first_general_tag(entity_type) + more
    return outside, inside


def _packed(chunks: Sequence[tuple[list[str], list[int], list[int]]]) -> Stream:
    known: dict[str, int] = {}
    words, tags, allowed, bounds = [], [], [], [0]
    for chunk_words, chunk_tags, chunk_allowed in chunks:
        words += [known.setdefault(word, len(known)) for word in chunk_words]
        tags += chunk_tags
        allowed += chunk_allowed
        bounds.append(len(words))
    assert np.iinfo(np.int32).bits - 1 >= COUNT
    return Stream(
        list(known),
        np.array(words, np.int32),
        np.array(tags, np.int8),
        np.array(allowed, np.int32),
        np.array(bounds, np.int64),
    )
