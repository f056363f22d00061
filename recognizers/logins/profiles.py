"""Pages of people on the sites of `words/profiles.toml`: posts, papers, code, pictures, payments."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Final

from recognizers.lookalikes.public_accounts import is_public_account
from recognizers.span import Span
from recognizers.wordfiles import word_file

_ADDRESS: Final = re.compile(
    r"(?:(?<![\w.@/%-])(?:https?://)?|(?<!\w)https?://)(?P<host>[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.){1,6}[A-Za-z]{2,8})(?![\w.-])"
)
_REST: Final = r"[/?#&][\w.@%~+=#?&:/-]{0,160}"
_LOGIN: Final = re.compile(rf"(?P<login>[\w@%~+.-]{{2,80}}(?::[\w.]{{1,40}})?)(?:{_REST})?")
_PATH: Final = re.compile(_REST)
# What ends a sentence rather than an address.
_TRAIL: Final = ".,;:?!"
# The same site for telephones, in another language, as it was.
_SAME_SITE: Final = re.compile(r"(?:www|web|m|mobile|old|new|np|[a-z]{2}(?:-[a-z]{2})?)\.")
_COUNTRY: Final = re.compile(r"\.(?:[a-z]{2,3}|com?\.[a-z]{2})\Z")
_FILE: Final = re.compile(r"(?i)\.(?:js|css|png|svg|php|json|xml|txt)\Z")
# Behind an account of a host of repositories, where it is neither a name of code nor a credit in a document.
_ACCOUNT: Final = re.compile(
    r"/(?P<login>[A-Za-z0-9][\w.-]{1,38}(?<=\w))(?:/|/?\?tab=[a-z]{2,12}|/dotfiles)?(?=[\s\"'`),;>\]|]|[.?!](?:\s|\Z)|\Z)"
)
_CREDIT: Final = re.compile(r"(?:\]\(|@see |=\"|import \"?)\Z")
_CREDIT_LENGTH: Final = 8
# Whom to pay for a package, in its manifest.
_FUNDING: Final = re.compile(r"\"funding\\?\":[^}]{0,120}\Z")
_FUNDING_LENGTH: Final = 140
_SHORTEST, _SHORTEST_BARE = 2, 3
# Where a folder is a project's, these are still of the person.
_OWN_FOLDERS: Final = frozenset({"", "about", "blog", "cv", "me", "portfolio", "posts", "resume"})
_SCORE, _ACCOUNT_SCORE = 0.75, 0.65


@dataclass(frozen=True)
class ProfileFinder:
    """Finds the addresses of pages that each belong to one person."""

    id: str = "profile-page"
    entity_types: frozenset[str] = frozenset({"PERSONAL_URL"})
    triggers: tuple[str, ...] = ()
    before: int | None = 80
    after: int = 200

    @cached_property
    def keywords(self) -> tuple[str, ...]:
        """What stands before the logins, and the ends of hosts that begin with one."""
        pages = {
            site.removesuffix("*") if site.endswith("*") else f"{site.removeprefix('*.')}/{folder}"
            for site, folders in _folders().items()
            for folder in folders
        }
        accounts = (f"{site}/" for site in word_file("profiles")["accounts"]["sites"])
        return tuple(sorted({*pages, *accounts, *(f".{site}" for site in _label_sites())}))

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the addresses of profiles in text[start:end]."""
        for match in _ADDRESS.finditer(text, start, end):
            stop = _end_of_page(text, match, end) or _end_at_own_host(text, match, end)
            if stop and _FUNDING.search(text, max(0, match.start() - _FUNDING_LENGTH), match.start()):
                continue
            if stop:
                yield Span(match.start(), stop, "PERSONAL_URL", _SCORE, self.id)
            elif stop := _end_of_account(text, match):
                yield Span(match.start(), stop, "PERSONAL_URL", _ACCOUNT_SCORE, self.id)


def _end_of_page(text: str, match: re.Match[str], end: int) -> int:
    """Return where an address with a login behind its host ends, 0 where it is none."""
    if not text.startswith("/", match.end()):
        return 0
    begin = match.end() + 1
    site = _site_of(match["host"].lower())
    for folder in _folders()[site] if site else ():
        login = _LOGIN.match(text, begin + len(folder), end) if text.startswith(folder, begin) else None
        if login is None or not _is_login(login["login"], bare=not folder):
            continue
        if folder or not login["login"].isdigit() or site in word_file("profiles")["own"]["numbered"]:
            return _trimmed(text, login.end())
    return 0


def _end_of_account(text: str, match: re.Match[str]) -> int:
    """Return where the address of an account on a host of repositories ends, 0 where it is none."""
    if match["host"].lower().removeprefix("www.") not in word_file("profiles")["accounts"]["sites"]:
        return 0
    account = _ACCOUNT.match(text, match.end())
    if account is None or _CREDIT.search(text, max(0, match.start() - _CREDIT_LENGTH), match.start()):
        return 0
    login = account["login"]
    return 0 if is_public_account(login) or not _is_login(login, bare=True) else account.end()


def _end_at_own_host(text: str, match: re.Match[str], end: int) -> int:
    """Return where an address ends whose host begins with a login, 0 where it does not."""
    login, _, site = match["host"].lower().partition(".")
    if site not in _label_sites() or is_public_account(login) or not _is_login(login, bare=True):
        return 0
    path = _PATH.match(text, match.end(), end)
    if path is None:
        return match.end()
    of_projects = word_file("profiles")["labels"]["of_projects"]
    return 0 if site in of_projects and path[0].strip("/") not in _OWN_FOLDERS else _trimmed(text, path.end())


def _trimmed(text: str, stop: int) -> int:
    while text[stop - 1] in _TRAIL:
        stop -= 1
    return stop


def _is_login(value: str, *, bare: bool) -> bool:
    """Return whether a part of an address is a login; where `bare`, a page of the site may stand there."""
    login = value.rstrip(_TRAIL).strip("@")
    shortest = _SHORTEST_BARE if bare else _SHORTEST
    return len(login) >= shortest and not _FILE.search(login) and not (bare and login.lower() in _own_pages())


@lru_cache(maxsize=1024)
def _site_of(host: str) -> str | None:
    """Return the site that a host belongs to as the list names it, None for one without profiles."""
    country = _COUNTRY.sub(".*", host)
    same_site = _SAME_SITE.match(host)
    names = [host, country, f"*.{host.partition('.')[2]}", f"*.{host}"]
    if same_site:
        names += [host[same_site.end() :], country[same_site.end() :]]
    return next((name for name in names if name in _folders()), None)


def _folders() -> dict[str, list[str]]:
    return word_file("profiles")["folders"]  # type: ignore[no-any-return]


@cache
def _label_sites() -> frozenset[str]:
    labels = word_file("profiles")["labels"]
    return frozenset((*labels["sites"], *labels["of_projects"]))


@cache
def _own_pages() -> frozenset[str]:
    return frozenset(word_file("profiles")["own"]["pages"])
