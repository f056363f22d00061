"""How people speak of passwords and codes: the words, from `recognizers/words/speech.toml`."""

from dataclasses import dataclass
from functools import cache

from recognizers.wordfiles import word_file


@dataclass(frozen=True, slots=True)
class Speech:
    """The words; what each list is for stands in the file."""

    links: frozenset[str]
    changes: frozenset[str]
    no_secret: frozenset[str]
    no_secret_alone: frozenset[str]
    password_words: tuple[str, ...]
    loose_words: frozenset[str]
    compound_words: tuple[str, ...]
    code_words: tuple[str, ...]
    sure_codes: frozenset[str]
    other_codes: frozenset[str]
    before_codes: frozenset[str]
    other_compounds: tuple[str, ...]
    compound_codes: tuple[str, ...]
    several_codes: frozenset[str]
    renewed: frozenset[str]
    warnings: tuple[str, ...]
    code_lists: tuple[str, ...]
    password_lists: tuple[str, ...]
    asking: frozenset[str]
    asking_parts: tuple[str, ...]
    key_words: tuple[str, ...]
    loose_keys: frozenset[str]
    no_keys: frozenset[str]


@cache
def speech() -> Speech:
    """Return the words."""
    table = word_file("speech")
    return Speech(
        links=frozenset(table["links"]),
        changes=frozenset(table["changes"]),
        no_secret=frozenset(table["no_secret"]),
        no_secret_alone=frozenset(table["no_secret_alone"]),
        password_words=tuple(table["password_words"]),
        loose_words=frozenset(table["loose_words"]),
        compound_words=tuple(table["compound_words"]),
        code_words=tuple(table["code_words"]),
        sure_codes=frozenset(table["sure_codes"]),
        other_codes=frozenset(table["other_codes"]),
        before_codes=frozenset(table["before_codes"]),
        other_compounds=tuple(table["other_compounds"]),
        compound_codes=tuple(table["compound_codes"]),
        several_codes=frozenset(table["several_codes"]),
        renewed=frozenset(table["renewed"]),
        warnings=tuple(table["warnings"]),
        code_lists=tuple(table["code_lists"]),
        password_lists=tuple(table["password_lists"]),
        asking=frozenset(table["asking"]),
        asking_parts=tuple(table["asking_parts"]),
        key_words=tuple(table["key_words"]),
        loose_keys=frozenset(table["loose_keys"]),
        no_keys=frozenset(table["no_keys"]),
    )
