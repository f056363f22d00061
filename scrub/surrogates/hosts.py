"""Hosts, mail addresses and URLs: reserved domains, as many labels, the style of the local part kept.

https://www.rfc-editor.org/rfc/rfc2606 and https://www.rfc-editor.org/rfc/rfc6761 reserve `.example`, `.test`
and `.invalid`, so no name here is ever delegated.
"""

import re
from functools import lru_cache
from typing import Final
from urllib.parse import quote, unquote

from scrub.surrogates.dead_tokens import moved_digits
from scrub.surrogates.draw import Draw
from scrub.surrogates.logins import stand_in_login
from scrub.surrogates.words import cased, digits_like, invented, plain, shape_like

RESERVED: Final = "example"
_RUN: Final = re.compile(r"[^\W\d_]+|\d+")
# What a label says of the machine and not of whose it is.
_ROLES_LIST: Final = """
www mail smtp imap pop mx ns dns api app apps web db sql pg postgres mysql mongo redis cache queue kafka
node nodes master worker workers k8s kube cluster prod production prd stage staging stg dev test qa uat
demo int ext internal corp local lan intranet vpn gw gateway proxy lb edge cdn static img assets media
files ftp sftp ssh git gitlab svn ci cd build jenkins runner monitor metrics grafana prometheus log logs
elastic search auth sso login id idp ldap ad dc host srv server vm box pc laptop desktop macbook mbp
workstation printer nas backup replica primary secondary read write main data dw lake etl batch cron job
jobs admin console portal dashboard status docs wiki blog shop store pay payments billing support help us
eu uk de fr jp ap sa ca au in east west north south central euw use usw europe asia s3 bucket repo
registry docker svc service services default rds ec2 eks gke aks pro air home office remote public private
net com org edu gov ac co go ne or id
"""
_ROLES: Final = frozenset(_ROLES_LIST.split())
# Public services whose name says nothing of a person.
_SERVICES_LIST: Final = """
amazonaws azure windows azurewebsites googleapis cloudfront herokuapp vercel netlify onrender ngrok supabase
github gitlab bitbucket linkedin twitter x facebook instagram youtube tiktok reddit medium dev
stackoverflow google docs drive dropbox notion slack discord telegram t zoom calendly trello atlassian
figma kaggle huggingface npmjs docker xing vk weibo pinterest twitch soundcloud spotify steamcommunity
patreon paypal onedrive sharepoint icloud box wetransfer airtable strava behance dribbble mastodon
substack whatsapp wa gmail googlemail outlook hotmail live yahoo proton protonmail gmx web mail yandex qq
naver orange free
"""
_SERVICES: Final = frozenset(_SERVICES_LIST.split())


def stand_in_host(value: str, key: bytes, scope: str) -> str:
    """Return a host of as many labels under a reserved domain; a single label stays one.

    Ports, slashes and what else is no letter or digit are kept, so that `org/repo` and buckets fit too.

    >>> stand_in_host("db-prod.acme.io", bytes(32), "").endswith(".example")
    True
    """
    host, slash, path = value.partition("/")
    if slash and "." not in host:
        # `acme/ledger`: an owner and a repository.
        return f"{_labels(host, key, scope)}/{_labels(path, key, scope)}"
    name, colon, port = host.partition(":")
    tail = f"{colon}{port}{slash}{_labels(path, key, scope)}"
    return _domain(name, key, scope) + tail


def readable_host(host: str) -> str:
    """Return a host with labels of other scripts as they are read. https://www.rfc-editor.org/rfc/rfc3492

    >>> readable_host("vpn.xn--brnnstrm-1za9p.se")
    'vpn.brännström.se'
    """
    return ".".join(map(_readable, host.split(".")))


def _readable(label: str) -> str:
    if not label.lower().startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


@lru_cache(maxsize=16384)
def _domain(name: str, key: bytes, scope: str) -> str:
    labels = list(map(_readable, name.rstrip(".").split(".")))
    if len(labels) == 1:
        return _label(name, key, scope, whole=True)
    # The label that names the owner is the one before the ending (`acme.io`, `acme.co.uk`).
    owner = len(labels) - 2
    if owner and labels[owner].lower() in _SECOND_LEVEL and len(labels[-1]) == 2:
        owner -= 1
    out = [
        _label(label, key, scope, whole=place == owner) if place <= owner else label
        for place, label in enumerate(labels[:-1])
    ]
    return ".".join([*out, cased(labels[-1], RESERVED)]) + "." * (len(name) - len(name.rstrip(".")))


_SECOND_LEVEL: Final = frozenset(("co", "com", "net", "org", "edu", "gov", "ac", "go", "ne", "or", "ltd"))


def _labels(text: str, key: bytes, scope: str) -> str:
    return "/".join([_label(part, key, scope, whole=True) for part in text.split("/")]) if text else ""


def _label(label: str, key: bytes, scope: str, *, whole: bool) -> str:
    """Return a label with invented words for all but roles; of roles alone, other digits tell it apart."""
    if label.lower() in _SERVICES and whole:
        return label
    signs, label = label, _SIGN.sub("", label)
    if signs and not label:
        return invented(signs, key, scope)
    runs = _RUN.findall(label)
    words = [run for run in runs if run.isalpha() and run.lower() not in _ROLES]
    keep = not whole or bool(words) or any(run.isdecimal() for run in runs)

    def write(match: re.Match[str]) -> str:
        run = match[0]
        if run.isdecimal():
            if run.isascii() and len(run) <= _LONGEST_NUMBER:
                return moved_digits(run, key, scope, "HOST")
            return digits_like(Draw(key, scope, "DIGITS", run), run)
        if keep and run.lower() in _ROLES:
            return run
        word = invented(run.lower(), key, scope)
        return cased(run, plain(word) if run.isascii() else word)

    def write_part(match: re.Match[str]) -> str:
        # `c8xw2k` is no word.
        part = match[0]
        if _MIXED.fullmatch(part):
            return shape_like(Draw(key, scope, "LABEL", part.lower()), part)
        return _RUN.sub(write, part)

    return _PART.sub(write_part, label)


# Pictures, and vowels that are marks, would tell the label as well as its letters do.
_SIGN: Final = re.compile(r"[^\x00-\x7f\w]+")
_PART: Final = re.compile(r"[^\W_]+")
_MIXED: Final = re.compile(r"(?i)(?=.*\d)(?![a-z]+\d+$|\d+$|k8s)[a-z0-9]+")
_LONGEST_NUMBER: Final = 12


# Words for `@` and the dot where an address is spelled out.
_AT_LIST: Final = """
at arroba arrobas arobase chez chiocciola klammeraffe ät apenstaartje małpa kukac zavináč et snabel-a
snabela собака собачка маймунка παπάκι 골뱅이 앳 アット アットマーク 艾特 كلب
"""
_AT: Final = frozenset(_AT_LIST.split())
_DOT_LIST: Final = """
dot punkt punto point ponto kropka pont tečka piste prikk punktum nokta titik chấm точка крапка τελεία 닷 점
ドット 点 點 نقطة underscore unterstrich
"""
_DOT: Final = frozenset(_DOT_LIST.split())
_TOKEN: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*|[^\w]+|_+")


def stand_in_mail(value: str, key: bytes, scope: str) -> str:
    """Return an address in a reserved domain, spelled as the original is.

    >>> stand_in_mail("jane [at] acme [dot] io", bytes(32), "").endswith(" [dot] example")
    True
    """
    for sign in ("@", "%40", "＠"):
        local, at, domain = value.rpartition(sign)
        if at and domain and local:
            return f"{_local(local, key, scope)}{at}{_mail_domain(domain, key, scope)}"
    return _spelled(value, key, scope)


# Mailboxes of a task, which the domain makes somebody's.
_MAILBOXES_LIST: Final = """
info contact support sales billing hello team office hr jobs press help service noreply no-reply admin
security abuse postmaster webmaster marketing accounts accounting invoices orders it ops kontakt buero
rechnung ventas soporte contacto contabilidad privacy legal careers newsletter notifications donotreply
hostmaster
"""
_MAILBOXES: Final = frozenset(_MAILBOXES_LIST.split())


def _local(local: str, key: bytes, scope: str) -> str:
    if local.lower() in _MAILBOXES:
        return local
    return _login(local, key, scope)


def _login(text: str, key: bytes, scope: str) -> str:
    """Return what stands for a login in a URL; what is written in percent codes stays so.

    A quote or a line break would end the string around it.
    """
    if "%" not in text:
        return stand_in_login(text, key, scope)
    safe = "".join({it for it in text if it.isascii() and not it.isalnum() and it != "%"})
    return quote(stand_in_login(unquote(text), key, scope), safe=safe, errors="surrogatepass")


def _mail_domain(domain: str, key: bytes, scope: str) -> str:
    if "." in domain:
        return _domain(domain, key, scope)
    return f"{_domain(domain, key, scope)}.{RESERVED}"


def _spelled(value: str, key: bytes, scope: str) -> str:
    tokens = _TOKEN.findall(value)
    words = [place for place, token in enumerate(tokens) if token[0].isalnum()]
    at = next((place for place in words[1:-1] if tokens[place].lower() in _AT), None)
    local = [place for place in words if at is None or place < at]
    domain = [place for place in words if at is not None and place > at]
    named = [place for place in domain if tokens[place].lower() not in _DOT]
    # The domain as a whole decides, as it does where it is written plainly.
    plain_domain = _mail_domain(".".join(tokens[place] for place in named), key, scope) if named else ""
    labels = iter(plain_domain.split("."))
    for place in local:
        if tokens[place].lower() not in _DOT:
            tokens[place] = stand_in_login(tokens[place], key, scope)
    for place in named:
        tokens[place] = next(labels)
    return "".join([*tokens, *(f".{label}" for label in labels)])


_URL: Final = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*://|//)?(?P<user>[^/@\s?#]*@)?(?P<host>[^/?#]*)(?P<rest>.*)", re.S
)
_SEGMENT: Final = re.compile(r"[^/?#&=]+")
_PATH_WORDS_LIST: Final = """
in pub u user users profile profiles people person id ids p d r c channel channels group groups m me my
home about contact blog posts post status statuses photo photos video videos watch gist gists repo repos
file files folder folders doc docs document documents spreadsheets presentation forms edit view share
shared sharing drive open download downloads public private api v1 v2 v3 rest auth login account accounts
settings member members staff team teams wiki page pages issues pull pulls commit blob tree raw main
master calendar meet room rooms invite join s t a b e f g h i j k l n o q w x y z html index php aspx en
de fr es usp key token sig signature expires sv st se sr sp spr tab ref utm_source lang locale
"""
_PATH_WORDS: Final = frozenset(_PATH_WORDS_LIST.split())
_RANDOM: Final = 16


def stand_in_url(value: str, key: bytes, scope: str) -> str:
    """Return a URL on a reserved host, its path of the same shape; names in it as they are elsewhere.

    >>> stand_in_url("https://github.com/jroe", bytes(32), "").startswith("https://github.example/")
    True
    """
    url = _URL.fullmatch(value)
    if url is None or not url["host"]:
        return f"https://{_label('site', key, scope, whole=True)}.{RESERVED}/"
    host, colon, port = url["host"].partition(":")
    user = f"{stand_in_login(url['user'][:-1], key, scope)}@" if url["user"] else ""
    rest = _SEGMENT.sub(lambda match: _segment(match[0], key, scope), url["rest"])
    return f"{url['scheme'] or ''}{user}{_mail_domain(host, key, scope)}{colon}{port}{rest}"


def _segment(segment: str, key: bytes, scope: str) -> str:
    if segment.lower() in _PATH_WORDS:
        return segment
    has_digits = any(map(str.isdigit, segment))
    if len(segment) >= _RANDOM and has_digits and "%" not in segment:
        return shape_like(Draw(key, scope, "SEGMENT", segment), segment)
    return _login(segment, key, scope)
