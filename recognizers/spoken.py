"""Secrets spoken of in a sentence: "the wifi password is …", "pw: …", "code 482 913", in many languages."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from recognizers import vocabulary
from recognizers.placeholders import is_placeholder
from recognizers.randomness import looks_random
from recognizers.secrecy import is_template, is_type_word
from recognizers.span import Span

_REACH = 110
_WORDS_AHEAD = 8
_TOKEN = re.compile(r"[^\s，。、；「」『』（）“”„«»\"`()\[\]<>|]+")
_OPENS = "\"'`“„«「『"
# A change that a `to` announces: "changed to …".
_CHANGES = frozenset(
    [
        "set",
        "reset",
        "change",
        "changed",
        "updated",
        "ändern",
        "geändert",
        "gesetzt",
        "ustaw",
        "zmień",
        "zmieniłam",
        "zmieniłem",
    ]
)
_ANNOUNCER = re.compile(r"([^\s\"'`*(:,]+)[\s\"'`*(:,]*\Z")
_STRIP_LEFT = "'*_~‘"
_STRIP_RIGHT = "'*_.,;:!?…’"
_ASCII_RUN = re.compile(r"[!-~]{4,}")
_SENTENCE_END = re.compile(r"[.?!]$")
_GLUE = re.compile(r"(?:or|and|oder|und|ou|et|o|y|e|i|lub|of|en|eller|och|или|и|veya|ve|then|,|/)$")
# What looks like a password and is none: versions, dates, times, sizes, standards, files, addresses, code.
_NO_PASSWORD = re.compile(
    r"v?\d+(?:\.\d+)+\w*|\d{1,4}[-/.:]\d{1,2}(?:[-/.:]\d{1,4})?\S*|\d+(?:st|nd|rd|th|x|k|m|g|b|kb|"
    r"mb|gb|tb|ms|s|h|min|px|em|pm|am|fa|d|way|er|%|€|ghz)"
    r"|(?:sha|md|utf|aes|rsa|wpa|ipv|oauth|base|http|tls|ssl|x|ed|hs|rs|es|s|ec|k|h|p|mp|web|log|"
    r"win|python|py|vue|postgres|neo|auth|i|l|argon|bcrypt|pbkdf|scrypt|covid|iphone|ios|office|"
    r"windows|ubuntu)-?\d[\w.\-]*"
    r"|\S+\.(?:com|org|net|io|dev|py|js|ts|tsx|json|ya?ml|md|txt|env|conf|cfg|ini|toml|sh|go|rb|"
    r"rs|java|php|html?|css|log|csv|xml|pem|key|lock|exe|zip|gz|pdf|docx?|xlsx?|png|"
    r"jpe?g)(?:[:#]\S*)?"
    r"|\S*[@/\\]\S*\.\S+|\S*://\S*|(?:\.{0,2}|~)/\S*|\$\w+|\S+\(\S*|--?[a-z]\S*|"
    r"(?-i:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)|(?-i:[a-z]+(?:_[a-z0-9]+)+)|#\d+|[A-Z]{2,5}-\d{1,6}|\w+=\S*|\{\S*|"
    r"[0-9a-f]{7,12}|\d+-\S+|[0-9a-f]{8}-[0-9a-f]{4}-\S+|\w+/[\w/]+|[a-z]+(?:-[a-z]+)*-\d",
    re.IGNORECASE,
)
_HAS_SYMBOL = re.compile(r"[!@#$%^&*+=?~€£§]|(?<=\w)[_\-.](?=\w)")
_CODE = re.compile(
    r"(?:[A-Z]-)?\d(?:[ \-.]?\d){2,9}[#*]?(?![0-9A-Za-z_])|\d(?:-\d){3,7}|[A-Z]\d{4,5}(?![0-9A-Za-z_])|"
    r"\d{4,5}[A-Z*#](?![0-9A-Za-z_])|(?:[A-Z0-9]{4}[ \-]){2,7}[A-Z0-9]{2,6}(?![0-9A-Za-z_])|"
    r"[A-Z0-9]{2,5}-(?=\w*\d)[A-Z0-9]{3,6}(?![0-9A-Za-z_])"
)
_AFTER_NUMBER = re.compile(
    r"\s*(?:%|°|€|\$|£|kg|km|cm|mm|lines?\b|files?\b|times\b|ms\b|px\b|bytes?\b|errors?\b|"
    r"tests?\b|-?digits?\b|chars?\b|characters\b|minutes?\b|min\b|hours?\b|days?\b|years?\b|/|"
    r"\.\d|:\d)",
    re.IGNORECASE,
)
_YOURS = re.compile(
    r"(?P<code>(?:[A-Z]-)?\d{3}[ \-]?\d{1,5})\s+(?:is|ist|es|est|é|è|to|jest|är|er|—|-|"
    r"–)?\s*(?:your|dein|ihr|tu|su|votre|ton|o seu|seu|il tuo|twój|ditt|din)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class _Speech:
    links: frozenset[str]
    no_secret: frozenset[str]
    no_secret_alone: frozenset[str]
    other_codes: frozenset[str]
    code_words: tuple[str, ...]
    password_words: tuple[str, ...]
    loose_words: frozenset[str]


@cache
def _speech() -> _Speech:
    table = tomllib.loads(files("recognizers").joinpath("words", "speech.toml").read_text(encoding="utf-8"))
    return _Speech(
        frozenset(table["links"]),
        frozenset(table["no_secret"]),
        frozenset(table["no_secret_alone"]),
        frozenset(table["other_codes"]),
        tuple(table["code_words"]),
        tuple(table["password_words"]),
        frozenset(table["loose_words"]),
    )


@dataclass(frozen=True)
class SpokenPasswordFinder:
    """Finds the password behind a word that announces one."""

    id: str = "spoken-password"
    keywords: tuple[str, ...] = ()
    before: None = None
    after: int = _REACH
    entity_types: frozenset[str] = frozenset({"PASSWORD"})

    @cached_property
    def triggers(self) -> tuple[str, ...]:
        """A word that announces a password, and the end of it."""
        phrases = [phrase for phrase in vocabulary.secret_phrases() if _is_password(phrase)]
        return _word_triggers((*phrases, *_speech().password_words))

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the first token behind the word that looks like a password, and what is listed with it."""
        line_end = text.find("\n", start, end)
        end = line_end if line_end >= 0 else end
        begin = start - 1
        linked, listed, found, changed = False, False, False, False
        loose = _is_loose(text, start)
        for number, match in enumerate(_TOKEN.finditer(text, begin, end)):
            if number > _WORDS_AHEAD and not listed:
                return
            token = match.group()
            quoted = match.start() > 0 and text[match.start() - 1] in _OPENS
            value_start, value = _trimmed(token, match.start())
            score = _password_look(value)
            if loose and number > 1 and not (linked or quoted or listed):
                score = 0.0
            if score and (not found or listed):
                score -= 0.0 if number <= 2 or linked or quoted else 0.2
                yield Span(value_start, value_start + len(value), "PASSWORD", score, self.id)
                found, listed = True, token[-1] in ",/" or listed
                continue
            word = token.strip(_STRIP_LEFT + _STRIP_RIGHT).lower()
            if found:
                listed = bool(_GLUE.match(word or token))
                if not listed and token[-1] not in ",/":
                    return
                continue
            if (linked or (quoted and number <= 1)) and not loose:
                yield from self._plain(text, value_start, value, quoted, end)
                return
            linked = linked or word in _speech().links or (word in ("to", "auf", "na") and changed)
            changed = changed or word in _CHANGES
            if number > 0 and _SENTENCE_END.search(token):
                return

    def _plain(self, text: str, start: int, value: str, quoted: bool, end: int) -> Iterator[Span]:
        """Yield a password of plain words, where the sentence leaves no other reading."""
        speech = _speech()
        if value.lower() in speech.no_secret or value.lower() in speech.links or len(value) < 4:
            return
        if is_type_word(value) or text[start + len(value) : start + len(value) + 1] in (
            "(",
            "[",
            "{",
            "=",
            "_",
        ):
            return
        if (
            text[start + len(value) : start + len(value) + 1] == "."
            and text[start + len(value) + 1 : start + len(value) + 2].isalpha()
        ):
            return
        if quoted:
            closing = text[start - 1]
            closing = {"“": "”", "„": "“", "«": "»", "「": "」", "『": "』"}.get(closing, closing)
            stop = text.find(closing, start, end)
            value = text[start:stop] if 0 < stop - start <= 60 else value
            if (
                not is_placeholder(value)
                and not is_template(value)
                and not _NO_PASSWORD.fullmatch(value)
                and vocabulary.meaning(value) is None
            ):
                yield Span(
                    start, start + len(value), "PASSWORD", 0.6 if value.count(" ") < 6 else 0.3, self.id
                )
            return
        clause = re.split(
            r"[.,;:!?()\"](?:\s|\Z)|\s[-–—(]\s| (?:and|but|or|y|e|et|und|aber|i|ale)\b",
            text[start:end],
            maxsplit=1,
        )[0].rstrip()
        words = clause.split()
        lower = [word.lower() for word in words]
        if not words or len(words) > 6 or any(word in speech.no_secret for word in lower):
            return
        if (
            is_placeholder(clause)
            or _NO_PASSWORD.fullmatch(words[0])
            or vocabulary.meaning(clause) is not None
        ):
            return
        if len(words) <= 2 and lower[0] in speech.no_secret_alone:
            return
        if len(words) == 1 or (len(words) >= 3 and clause == clause.lower()):
            yield Span(start, start + len(clause), "PASSWORD", 0.6, self.id)


@dataclass(frozen=True)
class SpokenCodeFinder:
    """Finds the one-time code, PIN or door code behind a word that announces one."""

    id: str = "spoken-code"
    keywords: tuple[str, ...] = ()
    before: None = None
    after: int = 60
    entity_types: frozenset[str] = frozenset({"OTP"})

    @cached_property
    def triggers(self) -> tuple[str, ...]:
        """A word that announces a code, and the end of it; or a code that is said to be yours."""
        phrases = [phrase for phrase in vocabulary.secret_phrases() if _is_code(phrase)]
        return (
            *_word_triggers((*phrases, *_speech().code_words), r"[^\n0-9]{0,40}[0-9]"),
            r"(?i)[0-9]{3} (?:is|ist|es|est|to|jest) (?:your|dein|ihr|tu|su|votre|ton|seu|tw)",
            r"(?i)[0-9]{3} ?[-\xe2\x80\x94]+ ?(?:your|dein|ihr|tu|su|votre|ton|seu|tw)",
            r"(?i)(?:use|enter|utilisez|usa|verwenden sie) [0-9]{4}",
        )

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the code that begins shortly before `start` or holds it."""
        begin = start - 1
        while (
            begin > 0
            and start - begin < 9
            and (
                text[begin - 1] == "-"
                or (text[begin - 1].isascii() and (text[begin - 1].isdigit() or text[begin - 1].isupper()))
            )
        ):
            begin -= 1
        yours = _YOURS.search(text, max(0, start - 30), end)
        if yours:
            yield Span(yours.start("code"), yours.end("code"), "OTP", 0.85, self.id)
            return
        match = _CODE.match(text, begin) or _CODE.match(text, start - 1)
        if match is None or (
            match.start()
            and (
                (text[match.start() - 1].isascii() and text[match.start() - 1].isalnum())
                or text[match.start() - 1] in ".$€£+_#"
            )
        ):
            return
        if _AFTER_NUMBER.match(text, match.end()):
            return
        value = match.group()
        before = text[max(0, match.start() - 60) : match.start()]
        before = before[before.rfind("\n") + 1 :]
        score = _code_confidence(before, value)
        if score:
            yield Span(match.start(), match.end(), "OTP", score, self.id)


_CODE_NAMES = re.compile(r"[\w\-’']+", re.UNICODE)
_SURE = frozenset(
    [
        "pin",
        "pins",
        "otp",
        "cvv",
        "cvc",
        "csc",
        "puk",
        "tan",
        "pincode",
        "passcode",
        "keypad",
        "padlock",
        "lockbox",
        "gate",
        "door",
        "alarm",
        "2fa",
        "mfa",
        "sms",
        "verification",
        "recovery",
        "backup",
        "one-time",
        "login",
        "whatsapp",
        "geheimzahl",
        "confirmation",
        "security",
        "verify",
        "unlock",
        "locker",
        "garage",
        "safe",
        "entry",
        "bitlocker",
        "暗証番号",
        "認証番号",
        "验证码",
        "驗證碼",
        "인증번호",
        "пин",
    ]
)


def _code_confidence(before: str, value: str) -> float:
    """Return the score of a code, from the words on the line before it."""
    speech = _speech()
    words = [word.lower() for word in _CODE_NAMES.findall(before)]
    position = next((i for i in range(len(words) - 1, -1, -1) if _announces(words[i])), None)
    if position is None:
        return 0.0
    if (position and words[position - 1] in speech.other_codes) or words[position].endswith(
        ("barcode", "zipcode", "postcode", "errorcode")
    ):
        return 0.0
    between = words[position + 1 :]
    if len(between) > 6 or any(word in speech.other_codes for word in between):
        return 0.0
    sure = words[position] in _SURE or any(word in _SURE for word in words[max(0, position - 3) : position])
    sure = sure or not words[position].isascii()
    linked = all(word in speech.links or word in ("s",) for word in between)
    digits = sum(map(str.isdigit, value))
    if not sure and re.search(r"[({\"'\[]\s*\w*\W{0,4}\w+\W{0,4}\Z", before):
        return 0.0
    if not sure and (digits < 4 or not (linked or any(word in speech.links for word in between))):
        return 0.0
    if _YEAR.fullmatch(value) and not linked:
        return 0.0
    if not linked and not any(word in speech.links for word in between):
        return 0.55 if sure and len(between) <= 3 and digits >= 3 else 0.0
    return 0.85 if sure else 0.65


def _announces(word: str) -> bool:
    if word in _speech().code_words:
        return True
    found = vocabulary.meaning(word)
    return found is not None and found.entity_type == "OTP"


def _is_loose(text: str, end: int) -> bool:
    """Return whether the word that ends here announces other things than passwords too."""
    match = _ANNOUNCER.search(text, max(0, end - 30), end)
    return match is not None and match[1].lower() in _speech().loose_words


def _trimmed(token: str, start: int) -> tuple[int, str]:
    """Return a token without the punctuation of the sentence, and where it begins."""
    start += len(token) - len(token.lstrip(_STRIP_LEFT))
    value = token.strip(_STRIP_LEFT)
    bare = value.rstrip(_STRIP_RIGHT)
    if value[-1:] == "!" and any(map(str.isdigit, bare)):
        bare = value
    if not bare.isascii() and _cjk(bare):
        run = _ASCII_RUN.search(bare)
        if run is None:
            return start, ""
        lead = len(run.group()) - len(run.group().lstrip("?:,.=;!&"))
        return start + run.start() + lead, run.group()[lead:].rstrip(_STRIP_RIGHT)
    return start, bare


def _password_look(value: str) -> float:
    """Return how much a token of a sentence looks like a password by itself."""
    if not 5 <= len(value) <= 100 or value[0] in ":=,;.?&{<!$" or is_placeholder(value) or is_template(value):
        return 0.0
    if _NO_PASSWORD.fullmatch(value):
        return 0.0
    letters = sum(map(str.isalpha, value))
    digits = sum(map(str.isdigit, value))
    symbols = bool(_HAS_SYMBOL.search(value))
    if letters >= 2 and digits:
        return 0.85 if letters + digits >= 6 or symbols else 0.5
    if letters >= 3 and re.search(r"[!@#$%^&*+=?~€£§]", value[:-1]) and "'" not in value:
        return 0.75
    return (
        0.7 if len(value) >= 12 and not value.islower() and value.isascii() and looks_random(value) else 0.0
    )


def _cjk(value: str) -> bool:
    return any(char >= "\u0600" for char in value if not char.isascii())


def _is_password(phrase: str) -> bool:
    found = vocabulary.meaning(phrase)
    return found is not None and found.entity_type == "PASSWORD"


def _is_code(phrase: str) -> bool:
    found = vocabulary.meaning(phrase)
    return found is not None and found.entity_type == "OTP"


def _word_triggers(phrases: tuple[str, ...], tail: str = "") -> tuple[str, ...]:
    """Return hyperscan expressions: whole words of spaced scripts, words of the others anywhere."""
    spaced: set[str] = set()
    unspaced: set[str] = set()
    for phrase in phrases:
        for case in {phrase} if phrase.isascii() else {phrase.lower(), phrase.upper(), phrase.capitalize()}:
            pattern = r"[ \-]?".join(
                "".join(
                    c if c.isascii() and c.isalnum() else "".join(f"\\x{b:02x}" for b in c.encode())
                    for c in word
                )
                for word in case.split()
            )
            (unspaced if _cjk(phrase) else spaced).add(pattern)
    ordered = sorted(spaced)
    chunks = ["|".join(ordered[i : i + 40]) for i in range(0, len(ordered), 40)]
    ending = tail or r"[ ,:(\t]"
    triggers = [
        rf"(?i)(?:\A|[^A-Za-z0-9_.\-/@$'\"])(?:{chunk})(?:s|'s)?[\"'*`:]{{0,2}}{ending}" for chunk in chunks
    ]
    if unspaced:
        triggers.append(f"(?i)(?:{'|'.join(sorted(unspaced))}){tail or '.'}")
    return tuple(triggers)


def spoken_finders() -> tuple[SpokenPasswordFinder, SpokenCodeFinder]:
    """Return the finders of what is spoken of."""
    return SpokenPasswordFinder(), SpokenCodeFinder()
