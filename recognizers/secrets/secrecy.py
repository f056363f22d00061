"""Whether what stands under a secret's name is the secret or its look-alike: a call, a variable, a word.

Nothing decides alone. The name says how much the value must still prove, the syntax whether it can be
code, the value's shape and wording the rest.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from recognizers.labelled.vocabulary import Meaning, Strength, meaning, split_name
from recognizers.lookalikes.object_ids import is_object_id
from recognizers.lookalikes.placeholders import is_placeholder
from recognizers.lookalikes.public_keys import is_public_key
from recognizers.secrets.expressions import (
    Syntax,
    is_expression,
    is_identifier,
    is_reference,
    is_template,
    is_url,
)
from recognizers.secrets.randomness import looks_drawn, looks_random
from recognizers.wordfiles import word_file

_LONGEST = 8192
_SHORTEST = {"code": 3, "password": 3, "token": 6, "hash": 13, "webhook": 20}
_UUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
# Twilio's ids of accounts, messages and the like, which open nothing.
_SID = re.compile(r"[A-Z]{2}[0-9a-f]{32}")
# The key of an entry in a cache: `page:` and a digest.
_CACHED = re.compile(r"[A-Za-z_.\-]+:(?:[a-z_]+:)*[0-9a-f]{16,64}")
# Of these the second is a part of `HISTIGNORE`, the fourth a line of a file behind its number, as `grep -n`
# prints it.
_NO_PASSWORD = re.compile(
    r"Test[A-Z]\w*(?:/\S*)?$|\*(?::[a-z]+)+$|"
    r"--[a-z]+(?:-[a-z]+)*$|\d{1,5}:\[|[A-Za-z]\w*(?:\.\w+)+(?:\(.*\)|\{.*\})$"
)
_HOST_PORT = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?")
# A string of settings, of which one may be a secret; the name of a resource of AWS.
_NO_TOKEN = re.compile(r"(?i)[a-z ]{2,40}=[^;=]{1,200};[a-z ]{2,40}=|\w+:[a-z]{2}(?:-[a-z]+)+-\d:\d{12}:")
_FLOAT = re.compile(r"[-+]?\d+\.\d+(?:[eE][-+]?\d+)?")
_IDENTIFIER = re.compile(r"[A-Za-z]+(?:[_\-.:/ ][A-Za-z]+)*")
_HASH = re.compile(
    r"\$(?:2[abxy]?|1|5|6|y|7|apr1|P|H|argon2\w*|scrypt|pbkdf2\S*|gy|md5)\$\S{8,}|"
    r"\{(?:S?SHA(?:256|512)?|S?MD5|CRYPT|BLF-CRYPT|ARGON2\w*|PBKDF2\S*|SHA512-CRYPT)\}\S{8,}"
    r"|(?:pbkdf2_sha\d+|bcrypt_sha256|bcrypt|argon2|scrypt|md5|sha1|SCRAM-SHA-256|"
    r"pbkdf2:sha\d+:\d+)\$\S{10,}|\*[0-9A-F]{40}|md5[0-9a-f]{32}"
)
_BARE_HASH = re.compile(
    r"(?:[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64}|[0-9a-fA-F]{96}|"
    r"[0-9a-fA-F]{128})(?::[0-9a-fA-F]{8,})?"
)
_CODE_VALUE = re.compile(r"(?=(?:[^0-9]*[0-9]){3})[0-9A-Za-z]{1,8}(?:[ \-*#.][0-9A-Za-z]{2,8}){0,7}[#*]?")
_RELEASE = re.compile(r"\d{1,2}\.\d{1,3}")
_PLAIN_CODE = re.compile(r"\d{3,10}[#*]?|[A-Z]-?\d{4,8}")
# Passwords that are words for a password: as often a password as a label.
_WEAKEST = frozenset(["password", "passwd", "secret", "pass", "changeit", "passw0rd"])
_MADE_UP = re.compile(r"(?=.{8})[A-Za-z0-9_\-]*[a-z0-9][A-Za-z0-9_!*()\-]*")
_LEET = re.compile(r"[A-Za-z][013457][a-z]{2}")
_STRONG_MARK = re.compile(r"[!@#$%^&*]")
_WORD_SPLIT = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Words:
    types: frozenset[str]
    naming: frozenset[str]
    sentence: frozenset[str]
    labels: frozenset[str]


@cache
def _words() -> _Words:
    table = word_file("values")
    return _Words(
        frozenset(table["types"]),
        frozenset(table["naming"]),
        frozenset(table["sentence"]),
        frozenset(table["labels"]),
    )


def secret_score(name: str, value: str, *, syntax: Syntax) -> float:
    """Return how sure it is that the value under this name is a secret, 0 to 1.

    >>> secret_score("password", "hunter2", syntax=Syntax.QUOTED) > 0.8
    True
    >>> secret_score("password", "getpass()", syntax=Syntax.BARE)
    0.0
    """
    found = meaning(name)
    return value_score(found, name, value, syntax) if found and found.secret else 0.0


def is_type_word(value: str) -> bool:
    """Return whether a value is a type, a keyword or another word that programs put there."""
    return value.lower() in _words().types


@lru_cache(maxsize=4096)
def value_score(found: Meaning, name: str, value: str, syntax: Syntax) -> float:
    """Return `secret_score` where the name's meaning is known."""
    score = _look(found, name, value, syntax)
    # Placeholders are the dearest question, so the last one.
    return 0.0 if score and is_placeholder(value) else score


def _look(found: Meaning, name: str, value: str, syntax: Syntax) -> float:
    if not _SHORTEST[found.shape] <= len(value) <= _LONGEST or value.lower() in _words().types:
        return 0.0
    if is_template(value):
        return 0.0
    # `--- PASS: TestRoundTrip/empty`, "pass `--force` to it", "pass `bson.D{}`".
    if found.shape == "password" and _NO_PASSWORD.match(value):
        return 0.0
    if is_expression(value, syntax):
        return 0.0
    if is_object_id(value):
        return 0.0
    if found.shape == "webhook":
        return 0.8 if is_url(value) and looks_random(value.rstrip("/").rpartition("/")[2]) else 0.0
    if found.shape == "hash":
        return _hash_score(name, value)
    if found.shape == "code":
        return _code_score(value, syntax)
    if is_reference(value):
        return 0.0
    if _HASH.fullmatch(value):
        return 0.9
    if _NO_TOKEN.match(value):
        return 0.0
    if found.shape == "password":
        score = _password_score(found, value, syntax)
        return max(score, 0.6) if 0.0 < score < 0.5 and _is_setting(name, value, syntax) else score
    return _token_score(found, value, syntax)


def _hash_score(name: str, value: str) -> float:
    if _HASH.fullmatch(value):
        return 0.95
    if _BARE_HASH.fullmatch(value) and split_name(name) != ("hash",):
        return 0.8
    return 0.0


def _code_score(value: str, syntax: Syntax) -> float:
    if not _CODE_VALUE.fullmatch(value) or _RELEASE.fullmatch(value):
        return 0.0
    if value.lower().startswith(("0x", "v1", "gpio")):
        return 0.0
    if _PLAIN_CODE.fullmatch(value):
        return 0.85 if len(value) > 3 or syntax is not Syntax.BARE else 0.55
    return 0.7 if syntax is not Syntax.BARE else 0.5


def _password_score(found: Meaning, value: str, syntax: Syntax) -> float:
    strong = found.strength is Strength.STRONG
    if " " in value or "\t" in value:
        return _phrase_score(value, syntax) if strong or syntax is Syntax.QUOTED else 0.0
    if looks_random(value):
        return 0.95
    letters = any(map(str.isalpha, value))
    digits = any(map(str.isdigit, value))
    if not letters:
        if not digits or len(value) < 4:
            return 0.3 if len(value) >= 6 else 0.0
        return 0.55 if strong and syntax is not Syntax.BARE else 0.4
    if _speaks_of_itself(value) or (value not in _WEAKEST and _names_secret(value.strip("*:.!? "))):
        return 0.5 if strong and _is_made_up(value, syntax) else 0.2
    if value.isalpha():
        if value in _WEAKEST:
            return 0.5 if syntax is Syntax.QUOTED or (syntax is Syntax.LINE and value != "pass") else 0.3
        if value.lower() in _words().sentence:
            return 0.0
        if not value.isascii() or syntax is Syntax.BARE:
            return 0.35
        return 0.65 if strong else 0.5
    if syntax in (Syntax.BARE, Syntax.SPOKEN) and not digits and not _STRONG_MARK.search(value):
        return 0.35
    if digits or not value.isidentifier():
        return 0.9 if strong else 0.85
    return 0.65 if strong else 0.5


def _is_made_up(value: str, syntax: Syntax) -> bool:
    """Return whether a name-like value under a name for passwords is one: `mysqlrootpassword`, `jane_pass`.

    In the settings of a container and in tests such words are chosen as often as better ones. A variable,
    the label of a form and the name of a field look alike where no quotes and no settings say otherwise.
    """
    if syntax not in (Syntax.QUOTED, Syntax.LINE):
        return False
    # What a form calls it, in any language: `"login.password": "Passwort"`.
    if value.istitle() and value.isalpha() and _names_secret(value):
        return False
    # A figure for a letter, as in `Str0ng`: no name of anything.
    if _LEET.search(value):
        return True
    if not _words().labels.isdisjoint(split_name(value)):
        return False
    return _MADE_UP.fullmatch(value) is not None and (value != value.upper() or "_" not in value)


def _is_setting(name: str, value: str, syntax: Syntax) -> bool:
    """Return whether a phrase or a word stands where only a secret can: in a variable of an environment.

    Under `password` a form or a message may have its label, under `SUDO_PASS` nothing has one.
    """
    if syntax not in (Syntax.QUOTED, Syntax.LINE):
        return False
    # An assignment before it in its line is no part of the name: `HOST=b RESTIC_PASSWORD='…'`.
    name = name.rpartition(" ")[2]
    words = split_name(name)
    # The names of translations are written like those of variables: `LABEL_NEW_PASSWORD`.
    is_variable = name.isupper() and "_" in name and value.isascii() and _words().labels.isdisjoint(words)
    is_variable = is_variable or words[-1:] in (("passphrase",), ("psk",))
    spoken = {word.lower().strip(",.;:!") for word in _WORD_SPLIT.split(value)}
    return (
        is_variable
        and len(spoken) <= 6
        and value[-1] not in ".:?…"
        and spoken.isdisjoint(_words().naming)
        and not any(map(_names_secret, spoken))
    )


def _names_secret(value: str) -> bool:
    """Return whether a value is itself a word for a secret."""
    found = meaning(value)
    return found is not None and found.secret and found.strength is not Strength.WEAK


def _speaks_of_itself(value: str) -> bool:
    """Return whether a value reads as a name of something, `user_password`, `newPassword`."""
    words = split_name(value)
    return len(words) > 1 and bool(_IDENTIFIER.fullmatch(value)) and not _words().naming.isdisjoint(words)


def _phrase_score(value: str, syntax: Syntax) -> float:
    """Return the score of a passphrase of several words."""
    words = _WORD_SPLIT.split(value.strip())
    if (
        len(words) > 8
        or value[-1] in ".:!?…"
        or not _words().sentence.isdisjoint(word.lower().strip(",.;:") for word in words)
    ):
        return 0.1
    if not all(
        word.isalnum() or "-" in word or "'" in word for word in words
    ) or not _words().naming.isdisjoint(words):
        return 0.1
    if len(words) <= 4 and any(map(str.isdigit, value)) and syntax is not Syntax.BARE:
        return 0.6
    lower = value == value.lower()
    if syntax is Syntax.BARE or len(words) < 3 or not lower:
        return 0.3
    return 0.6


def _token_score(found: Meaning, value: str, syntax: Syntax) -> float:
    # Marks of a keyboard, `£` and `§`, stand in keys as others do; letters of other scripts do not.
    if any(char.isspace() or (char.isalnum() and not char.isascii()) for char in value):
        return 0.0
    if is_public_key(value) or (syntax in (Syntax.BARE, Syntax.LINE) and is_identifier(value)):
        return 0.0
    digits = sum(map(str.isdigit, value))
    if _FLOAT.fullmatch(value) or _HOST_PORT.fullmatch(value):
        return 0.0
    if found.strength is Strength.WEAK:
        if len(value) < 16 or _SID.fullmatch(value) or _CACHED.fullmatch(value):
            return 0.0
        if not looks_random(value):
            return 0.6 if looks_drawn(value) else 0.0
        if _UUID.fullmatch(value):
            return 0.3
        return 0.75 if len(value) >= 20 else 0.6
    if _UUID.fullmatch(value):
        return 0.75
    if looks_random(value):
        return 0.9
    if looks_drawn(value):
        return 0.7
    if value.isdigit():
        # As long as a key of a cipher is: 128, 192 or 256 bits.
        is_key = found.entity_type == "ENCRYPTION_KEY" and digits in (16, 24, 32)
        return 0.6 if is_key and syntax is not Syntax.BARE else 0.3 if digits >= 6 else 0.0
    if _speaks_of_itself(value) or _names_secret(value):
        return 0.2
    if _IDENTIFIER.fullmatch(value):
        # Words run together beyond what a program calls anything: `reallyreallyreallyverysafe`.
        if len(value) >= 20 and value.isalpha() and value in (value.lower(), value.upper()):
            return 0.5 if syntax in (Syntax.QUOTED, Syntax.LINE) else 0.35
        return 0.35 if len(value) >= 8 and syntax is not Syntax.BARE else 0.2
    if digits >= 2 and len(value) >= 8:
        return 0.6 if syntax is not Syntax.BARE else 0.45
    if digits and not value.replace("-", "").replace("_", "").isalnum() and len(value) >= 8:
        return 0.5
    return 0.35
