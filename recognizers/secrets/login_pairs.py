"""Passwords that stand behind their login: `admin / …`, `smtp.login("rosa.k", "…")`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from recognizers.logins.accounts import is_login
from recognizers.lookalikes.placeholders import is_stock_value
from recognizers.secrets.looks import JOINED, TOKEN, password_look, trimmed
from recognizers.span import Span

# `router: admin / Ararat#55`, `login kiki / synology!kiki`, `ana@lindtworks.io / Sol2020`.
_PAIR = re.compile(
    r"(?P<user>[^\s/／,;:()\"'`、：，「]{2,60})[\"'`」]? ?[/／] ?"
    r"[\"'`「]?(?P<value>[^\s/,;()\"'`<>、，。」｜|]{5,60})(?![/\w])"
)
# Words joined, which are passwords behind a login: `scones&jam`; behind an address with any mark.
_PHRASE: Final = re.compile(r"[^\W\d_]{2,}(?:[&+_.-][^\W\d_]{2,}){1,4}[_.]?\d{0,4}!?")
_PHRASE_LOOK: Final = 0.75
_USER_BEFORE: Final = re.compile(r"[^\s/／,;:()\"'`、：，「]+[\"'`」]? ?\Z")
_NEIGHBOUR: Final = 120
_PAIR_LINE: Final = re.compile(
    r"[ \t*>•-]{0,6}(?P<user>[\w.@+-]{2,60}) / (?P<value>[^\s/,;]{5,60})(?:[ \t(].{0,40})?"
)
_MAIL_BEFORE = re.compile(r"@[A-Za-z0-9.\-]+\.[a-z]{2,12}(?: - | : |: |  +)(?=\S\Z)")
_PAIR_WORDS = re.compile(
    r"log-?ins?\b|router|wi-?fi|wlan|portal|account|admin|user|acceso|zugang|access|cuenta|vpn|"
    r"ssh|ftp|mysql|\bdb\b|panel|password|pass\b|station|@|server|bastion|\bnas\b|camera|modem|kasse|kassa|"
    r"inlog|přihl|logowan|innlogg|recette|utente|usuario|usuário|usuari|netbank|digid|cctv|\bilo\b|\bhmi\b|接続|登录|登入|계정|akun|"
    r"käyttäj|felhaszn|korisn|kullanıcı|логін|логин|юзер|"
    r"sudo|踏み台|路由|后台|共有|공유기|роутер|сервер|\w\.\w+\.\w|://",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class LoginPairFinder:
    """Finds the password of a login that stands before it: `admin / …`."""

    id: str = "login-pair"
    keywords: tuple[str, ...] = ()
    triggers: tuple[str, ...] = (
        r"[A-Za-z0-9_.\-`'\"] / [^\s/]",
        r"[A-Za-z0-9_.\-]\xef\xbc\x8f",
        r"@[A-Za-z0-9.\-]+\.[a-z]+(?: - | : |: |  +)[^\s]",
    )
    before: None = None
    after: int = 80
    entity_types: frozenset[str] = frozenset({"PASSWORD", "USERNAME"})

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield what looks like a password, and the login before it, at the slash shortly before `start`."""
        mail = _MAIL_BEFORE.search(text, max(0, start - 60), start)
        if mail:
            match = TOKEN.match(text, mail.end())
            value_start, value = trimmed(match.group(), mail.end()) if match else (0, "")
            if password_look(value) >= 0.75:
                yield Span(value_start, value_start + len(value), "PASSWORD", 0.7, self.id)
            return
        slash = max(text.rfind(mark, max(0, start - 24), start) for mark in "/／")
        line_start = text.rfind("\n", max(0, slash - 120), slash) + 1
        line_start = max(line_start, slash - 120)
        user = _USER_BEFORE.search(text[line_start:slash])
        if slash < 0 or user is None:
            return
        match = _PAIR.match(text, line_start + user.start(), end)
        if match is None:
            return
        value = match["value"].rstrip(".!?*" if match["value"][-1:] == "." else ".?")
        score = password_look(value)
        if not score and (JOINED if "@" not in match["user"] else _PHRASE).fullmatch(value):
            score = _PHRASE_LOOK
        if not score or not (" / " in match.group() or "／" in match.group() or score >= 0.85):
            return
        if (
            _PAIR_WORDS.search(text, line_start, slash)
            or _tells_itself(match["user"], value)
            or _has_neighbour(text, match.start(), match.end())
        ):
            yield Span(
                match.start("value"), match.start("value") + len(value), "PASSWORD", score - 0.1, self.id
            )
            if is_login(match["user"]) and not is_stock_value("USERNAME", match["user"]):
                yield Span(match.start("user"), match.end("user"), "USERNAME", 0.6, self.id)


def _has_neighbour(text: str, start: int, end: int) -> bool:
    """Return whether the line before or behind a pair holds nothing but a pair as well."""
    before = text[max(0, start - _NEIGHBOUR) : start].split("\n")
    behind = text[end : end + _NEIGHBOUR].split("\n")
    lines = (*(before[-2:-1] if len(before) > 2 or start < _NEIGHBOUR else ()), *behind[1:2])
    for line in lines:
        pair = _PAIR_LINE.fullmatch(line)
        if pair and is_login(pair["user"]) and password_look(pair["value"]):
            return True
    return False


def _tells_itself(user: str, value: str) -> bool:
    """Return whether login and password can be nothing else, whatever stands before them."""
    return (
        len(value) >= 8
        and user == user.lower()
        and user.isascii()
        and is_login(user)
        and password_look(value) >= 0.85
        and re.search(r"[!@#$%&*+]|[A-Z][a-z]{2,}.*[_.-]", value) is not None
    )


_TUPLE_WORDS: Final = (
    r"smtp|imap|ldap|wifi|wlan|login|logins|basic_?auth|auth|creds|credential|credentials|credenziali|zugang|pdo|"
    r"jenkins|router|fritz|sip|ftp|accounts|identifiants|acceso|accesos|kontakt|kasutaja|konta"
)
_TUPLE: Final = re.compile(
    r"(?P<quote>[\"'])(?P<user>[^\"'\n]{2,60})(?P=quote), ?"
    r"(?=(?P=quote)(?P<value>[^\"'\s]{6,60})(?P=quote)[\s),\]])"
)
_TUPLE_MARK: Final = re.compile(r"[!@#$%&*+_.-]")
_SCORE: Final = 0.65


@dataclass(frozen=True)
class LoginTupleFinder:
    """Finds a password that follows its login, on a line that says what they open."""

    id: str = "login-tuple"
    entity_types: frozenset[str] = frozenset({"PASSWORD", "USERNAME"})
    keywords: tuple[str, ...] = ()
    triggers: tuple[str, ...] = (
        rf"(?i)(?:^|[^a-z])(?:{_TUPLE_WORDS})[\w\"' .]{{0,24}}[(=:,]"
        r"[^\n]{0,80}[\"'], ?[\"']",
    )
    before: int | None = 80
    after: int = 80

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the password that begins near `start`, and the login before it."""
        for match in _TUPLE.finditer(text, start, end):
            user, value = match["user"], match["value"]
            if password_look(value) < 0.75 or not _TUPLE_MARK.search(value):
                continue
            yield Span(match.start("value"), match.end("value"), "PASSWORD", _SCORE, self.id)
            if is_login(user) and not is_stock_value("USERNAME", user) and user == user.lower():
                yield Span(match.start("user"), match.end("user"), "USERNAME", _SCORE, self.id)


def login_pair_finders() -> tuple[LoginPairFinder, LoginTupleFinder]:
    """Return the finders of logins with their passwords."""
    return LoginPairFinder(), LoginTupleFinder()
