"""E-mail addresses, told from logins, decorators, pinned packages and URLs with credentials."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from recognizers.lookalikes.placeholders import is_stock_value
from recognizers.span import Span

# https://www.rfc-editor.org/rfc/rfc5322#section-3.4.1 without what nobody uses, with the letters of
# https://www.rfc-editor.org/rfc/rfc6531
_LOCAL_EXTRA: Final = frozenset("._+-'&")
_LOCAL_LIMIT: Final = 64
# From here on scripts are written without blanks between words: Thai, then Chinese, Japanese, Korean.
_NO_BLANKS: Final = "\u0e00"
_MESSAGE_ID: Final = re.compile(r"(?i)(?:message-?id|in-reply-to|references|content-id|msgid)\W{1,4}$")
_DOMAIN: Final = re.compile(
    r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?(?:\.|。(?=[A-Za-z0-9-]{1,63}(?![^\W\d_])))){1,8}(?P<tld>xn--[a-z0-9-]{2,59}|[A-Za-z]{2,24}|"
    r"[^\x00-\x7f\W\d_]{2,12})"
    r"(?![A-Za-z0-9_@]|-[A-Za-z0-9])"
)
# What stands after the dot of `icon@2x.png` or `types@node.js`.
_FILE_ENDINGS_LIST: Final = (
    "png jpg jpeg gif svg webp ico pdf js jsx ts tsx mjs cjs css scss less html htm json yaml yml toml "
    "mdx txt "
    "csv rb java kt cpp hpp swift php xml lock log conf cfg ini zip gz tar tgz exe dll class jar war vue "
    "service timer socket mount target tar bak tmp local lan internal"
)
_FILE_ENDINGS: Final = frozenset(_FILE_ENDINGS_LIST.split())
# Labels of `this@Outer.method`, and users that stand for the machine in `git@host:path`.
_NOT_A_MAILBOX: Final = frozenset({"this", "super", "return", "break", "continue", "git", "hg", "svn"})
# `user@host:path` and the prompt `user@host:~$` are a login; the colon of prose is followed by a blank.
_LOGIN_TAIL: Final = re.compile(r":(?:[~/\\]|[\w.-]+/|\d{1,5}[/\s])|[: ]~?[/~]?[\w./-]*[$#]\s|'s password")
# Properties of a build in the marks of its filter, `@project.version@`:
# https://maven.apache.org/plugins/maven-resources-plugin/examples/filter.html
_PROPERTY: Final = re.compile(
    r"(?<=[=:\s\"'>/-]@)"
    r"(?:project|pom|build|maven|git|app|application|env|java|spring|parent|module|release|profile|info)"
    r"(?:[.-][\w-]{1,30}){1,5}@(?![\w.-]+@)"
)
_URL_HEAD: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^\s/\"'<>]*$")
# A token of any length, with its user, before the host of a URL.
_URL_TOKEN: Final = re.compile(r"://[^\s:/@\"'<>]{1,80}:[^\s/@\"'<>]{1,400}$")
_TOKEN_REACH: Final = 480
_URL_REACH: Final = 120
_LOGIN_COMMAND: Final = re.compile(r"(?:^|[\s;&|$])(?:ssh|scp|sftp|rsync|mosh|ssh-copy-id)\s[^\n]{0,80}$")


@dataclass(frozen=True)
class MailFinder:
    """Finds plain and international addresses around every `@`."""

    id: str = "email"
    entity_types: frozenset[str] = frozenset({"EMAIL_ADDRESS"})
    keywords: tuple[str, ...] = ()
    triggers: tuple[str, ...] = (r"[A-Za-z0-9_+\-'\x80-\xff]@[A-Za-z0-9\x80-\xff]",)
    before: int | None = 2
    after: int = 2
    score: float = 0.9

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the addresses whose `@` stands in text[start:end]."""
        at = text.find("@", start, end)
        while at >= 0:
            span = self._address(text, at)
            if span:
                yield span
            at = text.find("@", at + 1, end)

    def _address(self, text: str, at: int) -> Span | None:
        domain = _DOMAIN.match(text, at + 1)
        if not domain or text[domain.end() : domain.end() + 1] == "(":
            return None
        end = domain.end()
        if domain["tld"].lower() in _FILE_ENDINGS:
            end = at + 1 + _length_before_file_endings(domain[0])
            if end == at + 1:
                return None
        begin = _local_start(text, at)
        local = text[begin:at]
        if not local or local.lower() in _NOT_A_MAILBOX or local.endswith("."):
            return None
        if _PROPERTY.match(text, begin, end):
            return None
        if _is_login(text, begin, end) or _MESSAGE_ID.search(text, max(0, begin - 16), begin):
            return None
        value = text[begin:end]
        if is_stock_value("EMAIL_ADDRESS", value):
            return None
        return Span(begin, end, "EMAIL_ADDRESS", self.score, self.id)


def _length_before_file_endings(name: str) -> int:
    """Return how much of a file's name is a domain: 0 for `2x.png`, 8 for `acme.com.tar.gz`."""
    labels = name.split(".")
    while labels and labels[-1].lower() in _FILE_ENDINGS:
        labels.pop()
    ending = labels[-1].lower() if len(labels) > 1 else ""
    is_known = ending in _GENERAL_ENDINGS or (len(ending) == _COUNTRY_LENGTH and ending.isalpha())
    return len(".".join(labels)) if is_known else 0


def _local_start(text: str, at: int) -> int:
    """Return where the part before the `@` begins; what is longer than one may be ends with one."""
    begin = at
    while begin > 0 and at - begin < _LOCAL_LIMIT:
        character = text[begin - 1]
        if not (character.isalnum() or character in _LOCAL_EXTRA):
            break
        if character >= _NO_BLANKS and begin < at and text[begin] < _NO_BLANKS:
            break
        begin -= 1
    # A quote, dash or dot in front belongs to the text around; `n` of an escaped line break does too.
    while begin < at and text[begin] in ".'&-+":
        begin += 1
    if begin and text[begin - 1] == "\\" and text[begin] in "nrt" and at - begin > 1:
        begin += 1
    return begin


def _is_login(text: str, begin: int, end: int) -> bool:
    """Whether the address is the user and host of a URL, a remote path or a prompt."""
    if _LOGIN_TAIL.match(text, end):
        return True
    previous = text[begin - 1 : begin]
    if previous in (":", "/"):
        head = text[max(0, begin - _URL_REACH) : begin]
        if _URL_HEAD.search(head):
            return True
    if previous == "=" and _URL_TOKEN.search(text, max(0, begin - _TOKEN_REACH), begin):
        return True
    line = text[max(0, begin - _URL_REACH) : begin]
    return bool(_LOGIN_COMMAND.search(line)) if "s" in line else False


# Words for `at` and `dot` as people spell them out. Sources: the languages' own Wikipedia articles on `@`.
_AT: Final = (
    r"at|arroba|arrobas|arobase|chez|chiocciola|klammeraffe|ät|apenstaartje|małpa|kukac|zavináč|snabel-?a|"
    r"krøllalfa|et|собака|собачка|аркон|кошка|маймунка|παπάκι|шесть|골뱅이|앳|アット|アットマーク|艾特|圈a|كلب"
)
_DOT: Final = (
    r"dot|punkt|punto|point|ponto|kropka|pont|tečka|piste|prikk|punktum|nokta|titik|chấm|точка|крапка|τελεία|"
    r"닷|점|ドット|点|點|نقطة"
)
_AT_SIGN: Final = (
    rf"(?:\s{{0,2}}[\[({{<]\s?(?:{_AT}|@)\s?[\])}}>]\s{{0,2}}|\s{{1,2}}(?:{_AT}|\(a\)|@)\s{{1,2}}|[圈]a)"
)
_DOT_SIGN: Final = (
    rf"(?:\s{{0,2}}[\[({{<]\s?(?:{_DOT}|\.)\s?[\])}}>]\s{{0,2}}|\s{{1,2}}(?:{_DOT})\s{{1,2}}|\.)"
)
_JOINT: Final = (
    "period|underscore|unterstrich|dash|hyphen|minus|bindestrich|guion(?: bajo)?|tiret(?: du bas)?"
    "|trattino(?: basso)?|plus"
)
_SPELLED: Final = re.compile(
    rf"(?i)(?<![\w.])(?P<local>[\w+-]{{1,40}}(?:(?:{_DOT_SIGN}|\s(?:{_JOINT})\s)"
    rf"[\w+-]{{1,30}}){{0,3}}?)(?:,? (?:that's|that is|das ist|then|dann))?(?P<at>{_AT_SIGN})"
    rf"(?P<domain>[\w-]{{1,40}}(?:{_DOT_SIGN}[\w-]{{1,30}}){{0,3}}?{_DOT_SIGN}[a-z]{{2,12}})(?!\w)"
)
# What ends a spelled domain: every country, and the general ones in common use.
_GENERAL_ENDINGS_LIST: Final = (
    "com net org edu gov info biz name app dev tech cloud online site shop store blog email live "
    "studio agency "
    "health bank care social digital design media energy games club group world space team works "
    "tools coop museum "
    # Of regions and towns.
    "africa alsace amsterdam asia bayern berlin brussels bzh capetown cat cologne corsica cymru durban eus "
    "frl gal gent hamburg istanbul joburg koeln kyoto lat london melbourne moscow nyc osaka paris quebec "
    "ruhr saarland scot swiss sydney tirol tokyo vlaanderen wales wien"
)
_GENERAL_ENDINGS: Final = frozenset(_GENERAL_ENDINGS_LIST.split())
_COUNTRY_LENGTH: Final = 2
# Endings that are words of prose: `at any point in`.
_WORD_ENDINGS: Final = frozenset(
    {"is", "it", "in", "at", "so", "to", "me", "my", "no", "as", "be", "de", "la"}
)
# `look at point two`, `at dot matrix`: words that begin a sentence, not a mailbox.
_NOT_A_LOCAL_LIST: Final = (
    "look looking arrive arrived meet meeting is are was be us me you it and or the at to in on of "
    "stay live work "
    "not only see here there now then hosted running found available deployed located served listening"
)
_NOT_A_LOCAL: Final = frozenset(_NOT_A_LOCAL_LIST.split())
# `my portfolio at lindt.dev`: of what somebody has, an address is no mailbox.
_OWNED: Final = re.compile(
    r"(?i)(?<!\w)(?:my|your|his|her|our|their|the|an?|this|that|mein|dein|unser|mon|ma|mes|notre|mi|mis|meu|minha"
    r"|mio|mia|mijn|min|mitt|moj|mój|moja)\s\Z"
)
_OWNED_REACH: Final = 8


@dataclass(frozen=True)
class SpelledMailFinder:
    """Finds addresses spelled out: `jane dot roe at acme dot io`, `jane [at] acme [dot] io`."""

    id: str = "email-spelled-out"
    entity_types: frozenset[str] = frozenset({"EMAIL_ADDRESS"})
    keywords: tuple[str, ...] = ()
    triggers: tuple[str, ...] = (
        r"(?i) (?:dot|punkt|punto|point|ponto|kropka|pont|te\xc4\x8dka|piste|prikk|punktum|nokta|"
        r"titik) [a-z]{2}",
        r"(?i) (?:at|arroba|arobase|chiocciola|klammeraffe|apenstaartje|ma\xc5\x82pa|kukac) "
        r"[a-z0-9-]{1,40}\.[a-z]{2}",
        r"(?i)[\[({<] ?(?:at|arroba|arobase|chiocciola|apenstaartje|ma\xc5\x82pa|kukac|\xc3\xa4t|@|dot|"
        r"punkt) ?[\])}>]",
        r" (?:\xd1\x81\xd0\xbe\xd0\xb1\xd0\xb0\xd0\xba\xd0\xb0|\xd1\x82\xd0\xbe\xd1\x87\xd0\xba\xd0\xb0) ",
        r"\xea\xb3\xa8\xeb\xb1\x85\xec\x9d\xb4|\xe3\x82\xa2\xe3\x83\x83\xe3\x83\x88|\xe5\x9c\x88a",
    )
    before: int | None = 100
    after: int = 80
    score: float = 0.8

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the spelled addresses in text[start:end]."""
        for match in _SPELLED.finditer(text, start, end):
            ending = re.split(r"[\W_]+", match["domain"])[-1].lower()
            if not _in_brackets(match) and not _believable(
                match, ending, text[match.end() : match.end() + 1]
            ):
                continue
            if is_stock_value("EMAIL_ADDRESS", f"a@{match['domain']}"):
                continue
            yield Span(match.start(), match.end(), "EMAIL_ADDRESS", self.score, self.id)


def _in_brackets(match: re.Match[str]) -> bool:
    return match["at"].strip()[:1] in tuple("[({<")


def _believable(match: re.Match[str], ending: str, following: str) -> bool:
    """Whether an address with a bare `at` is more than a sentence."""
    if len(ending) != _COUNTRY_LENGTH and ending not in _GENERAL_ENDINGS:
        return False
    if match["local"].lower() in _NOT_A_LOCAL or match["at"].strip() == "@" or following == "/":
        return False
    if _OWNED.search(match.string, max(0, match.start() - _OWNED_REACH), match.start()):
        return False
    glued = re.search(r"\.[a-z]{2,12}$", match["domain"], re.IGNORECASE)
    if ending in _WORD_ENDINGS and not glued:
        return re.search(r"\b(?:dot|punkt|ponto) \w+$", match["domain"], re.IGNORECASE) is not None
    return True
