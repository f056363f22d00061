"""Whether a million identities of one corpus keep apart, beside what chance has, and what drawing costs.

    python -m benchmarks.standins [--identities 1000000] [--types PERSON,API_KEY]

Every type's values are made by counting, so that all are different. `expected` is n²/2N for the N of
`CAPACITY_OF_A_CORPUS`; what is moved by a permutation never meets. `scrub.surrogates.draw` says why.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from typing import Final

from scrub.link.cast import Cast
from scrub.link.identity import identify
from scrub.link.links import Links
from scrub.link.mentions import Known

KEY: Final = bytes(range(32))
SCOPE: Final = "corpus"
_BATCH: Final = 2000
_SYLLABLES: Final = [first + second for first in "bdfgklmnprstvz" for second in "aeiou"]


def _word(number: int) -> str:
    """Return a word that no other number has."""
    word = ""
    for _ in range(5):
        number, digit = divmod(number, len(_SYLLABLES))
        word += _SYLLABLES[digit]
    return word.capitalize()


# By type: a value for each number.
MAKERS: Final[dict[str, Callable[[int], str]]] = {
    "PERSON": lambda number: f"{_word(number % 1000)} {_word(number)}",
    "EMAIL_ADDRESS": lambda number: f"{_word(number).lower()}@{_word(number % 5000).lower()}.io",
    "USERNAME": lambda number: f"{_word(number).lower()}",
    "HOSTNAME": lambda number: f"{_word(number).lower()}.io",
    "ORGANIZATION": lambda number: f"{_word(number)} GmbH",
    "PHONE_NUMBER": lambda number: f"+44 20 {number // 10_000 + 7000:04} {number % 10_000:04}",
    "IP_ADDRESS": lambda number: f"85.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}",
    "CREDIT_CARD": lambda number: f"4532{number:012}",
    "IBAN_CODE": lambda number: f"DE89370400440{number:09}",
    "ID_NUMBER": lambda number: f"{number + 10_000_000:010}",
    "MAC_ADDRESS": lambda number: f"3c:22:fb:{number >> 16:02x}:{number >> 8 & 255:02x}:{number & 255:02x}",
    "DATE_OF_BIRTH": lambda number: (
        f"{1900 + number % 120}-{1 + number // 120 % 12:02}-{1 + number // 1440 % 28:02}"
    ),
    "API_KEY": lambda number: f"sk_live_{number:032}",
    "PASSWORD": lambda number: f"Hunter-{number}!",
    "OTP": lambda number: f"{number % 900_000 + 100_000}",
}
# The order of how many stand-ins a corpus has for values of one shape; 0 where different ones never meet.
CAPACITY_OF_A_CORPUS: Final = {
    "PERSON": 1000 * 200**5,
    "EMAIL_ADDRESS": 5000 * 200**5,
    "USERNAME": 200**5,
    "HOSTNAME": 200**5,
    "ORGANIZATION": 200**5,
    "PHONE_NUMBER": 0,
    "IP_ADDRESS": 983_040 * 253,
    "CREDIT_CARD": 10**11,
    "IBAN_CODE": 10**14,
    # Of ten digits half pass a check of some country, and are nobody's only if they do not.
    "ID_NUMBER": 48 * 10**7,
    "MAC_ADDRESS": 2**46,
    "DATE_OF_BIRTH": 0,
    "API_KEY": 3**32,
    "PASSWORD": 3**32,
    "OTP": 0,
}


def collisions(entity_type: str, identities: int) -> tuple[int, int, float]:
    """Return how many values there are, how many met another's stand-in, and the processor seconds."""
    make = MAKERS[entity_type]
    seen: set[str] = set()
    values = 0
    start = time.process_time()
    for first in range(0, identities, _BATCH):
        batch = {make(number) for number in range(first, min(first + _BATCH, identities))}
        mentions = [Known(entity_type, value, 0) for value in sorted(batch)]
        # Each value is in a conversation of its own, as far as the others are concerned.
        links = Links()
        cast = Cast(links, (), KEY, SCOPE, is_wide=True)
        for mention in mentions:
            identity = identify(entity_type, mention.value)
            if entity_type == "PERSON":
                cast = Cast(links, [(entity_type, mention.value, identity)], KEY, SCOPE, is_wide=True)
            seen.add(cast.write(entity_type, mention.value, identity))
        values += len(batch)
    return values, values - len(seen), time.process_time() - start


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; 0 done."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--identities", type=int, default=1_000_000)
    parser.add_argument("--types", default=",".join(MAKERS))
    chosen = parser.parse_args(arguments)
    print(f"{'type':14} {'identities':>10} {'met':>8} {'expected':>12} {'µs each':>8}")
    for entity_type in chosen.types.split(","):
        count, met, seconds = collisions(entity_type, chosen.identities)
        room = CAPACITY_OF_A_CORPUS[entity_type]
        expected = f"{count * count / 2 / room:.3g}" if room else "never"
        print(f"{entity_type:14} {count:10} {met:8} {expected:>12} {seconds / count * 1e6:8.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
