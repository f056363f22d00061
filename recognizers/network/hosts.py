"""Private machines in URLs, logs, remote paths and shares; the public hosts of tools are left alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from recognizers.lookalikes.file_names import FILE_ENDINGS
from recognizers.lookalikes.placeholders import is_stock_value
from recognizers.lookalikes.public_accounts import is_public_account
from recognizers.lookalikes.public_hosts import is_public_host
from recognizers.span import Span

_HOST: Final = r"(?P<host>[^\W_](?:[\w-]{0,62}[^\W_])?(?:\.[^\W_](?:[\w-]{0,62}[^\W_])?){0,8})"
# Endings that exist inside networks only. https://www.rfc-editor.org/rfc/rfc6762#appendix-G
_PRIVATE_ENDING: Final = re.compile(
    r"(?i)\.(?:internal|intern|intranet|intra|corp|lan|local|localdomain|private|priv|lokal|home\.arpa|"
    r"fritz\.box|svc|ad)$"
)
# Labels that say which part of somebody's network a host is in.
_PRIVATE_LABEL: Final = re.compile(
    r"(?i)(?:^|[.-])(?:int|internal|corp|intra|intranet|inner|prod|prd|stg|stage|staging|dev|qa|uat|"
    r"preprod|mgmt|"
    r"k8s|svc|vpn|bastion|jump|dmz|lab|office|hq|backend|db\d*|pg\d*|mysql\d*|redis\d*|mongo\d*|"
    r"kafka\d*|ldap\d*|"
    r"dc\d+|gw\d*|fw\d*|mx\d*|smtp\d*|imap\d*|sftp\d*|ftp\d*|nas\d*|git|gitlab|gitea|jenkins|nexus|"
    r"artifactory|harbor|"
    r"registry|sso|vault|grafana|kibana|prometheus|sentry|proxy|erp|crm|sap|rds|ec2-\d[\d-]*|"
    r"ip-\d[\d-]*)(?:-|\d*\.[^.]+\.|\d*$)"
)
# Schemes of services that people run for themselves.
_SERVICE_SCHEME: Final = re.compile(
    r"(?i)(?:postgres(?:ql)?|mysql|mariadb|mssql|sqlserver|oracle|mongodb(?:\+srv)?|rediss?|amqps?|"
    r"kafka|nats|mqtts?|"
    r"ldaps?|smtps?|imaps?|pop3s?|s?ftps?|ssh|smb|nfs|rsync|vnc|rdp|elasticsearch|clickhouse|cassandra|"
    r"couchdb|"
    r"neo4j|bolt|memcached|etcd|consul|tcp|udp|git\+ssh|svn\+ssh|jdbc:[\w:]+|sips?|"
    r"opc\.(?:tcp|wss?|https)|net\.tcp|s7|modbus(?:\+tcp)?|mbap|bacnet|knx|iec104|dnp3|ads|coaps?|rtsps?|rtmps?|srt|"
    r"telnets?|tn3270|ipps?|lpd|socket|cifs|afp|davs?|webdavs?|iscsi|gluster|ceph|hdfs|hive2?|thrift|zk|zookeeper|"
    r"pulsar(?:\+ssl)?|stomp|syslog|gelf|snmp|radius|socks[45]h?|db2|sybase|firebird|vertica|hana|trino|presto|"
    r"cockroachdb|influxdb|couchbases?|milvus|beats|ws-discovery|dns|tls|quic)$"
)
# What stands where others have a host is an account: https://cloudinary.com/documentation/node_integration
_NO_HOST_SCHEMES: Final = ("cloudinary",)
_URL: Final = re.compile(
    rf"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]{{1,14}})://(?P<user>[^\s/@\"'<>]{{1,200}}@)?{_HOST}(?P<port>:\d{{2,5}})?(?![\w@%${{]|:[^\s/@\"'<>]{{1,200}}@)"
)
_BUCKET: Final = re.compile(
    r"(?<![A-Za-z0-9])(?:s3a?|s3n|gs|gcs|abfss?|wasbs?|oss|cos|b2|r2)://(?P<host>[a-z0-9][a-z0-9._-]{2,62})(?![\w{$])"
)
# Not behind a drive, nor within a path whose backslashes are doubled: `C:\\\\Users\\\\jroe\\\\keys`.
_SHARE: Final = re.compile(
    r"(?:(?<![\w.\\$)}%~-])(?<!\b[A-Za-z]:)|(?<=\\[nrt]))\\\\{1,3}(?P<host>[A-Za-z][\w-]{1,62}(?:\.[\w-]{1,62}){0,6})\\{1,2}[\w$]"
)
_REMOTE: Final = re.compile(
    rf"(?<![\w.])(?:git|hg|gitea|gogs)@{_HOST}(?::\d{{2,5}}/|"
    rf"[:/])(?P<path>[\w.~-]{{1,60}}(?:/[\w.~-]{{1,60}}){{0,3}}/[\w.~-]{{1,60}}?)(?=\.git\b|[\s\"'`)>,;]|$)"
)
_PRIVATE_CLONE: Final = re.compile(
    r"(?:https?|ssh)://[^\s/@\"'<>]{1,200}@(?:github\.com|gitlab\.com|"
    r"bitbucket\.org)/(?P<path>[\w.-]{1,60}/[\w.-]{1,60}?)"
    r"(?=\.git\b|[\s\"'`)>,;/]|$)"
)
_LOG_LINE: Final = re.compile(
    r"(?:\d\d:\d\d:\d\d(?:[.,]\d{1,6})?(?:Z|[+-]\d\d:?\d\d)?) (?P<host>[A-Za-z][\w.-]{1,62}) "
    r"[A-Za-z_][\w./-]{1,40}(?:\[\d+\])?:"
)
# What syslog begins a line with; the next word is a host, whatever it looks like.
_SYSLOG: Final = re.compile(r"(?:^|\n)(?:[A-Z][a-z]{2} [ \d]\d |<\d{1,3}>[A-Z][a-z]{2} [ \d]\d )\Z")
_SYSLOG_LENGTH: Final = 14
_NAMED: Final = re.compile(
    r"(?i)(?<![A-Za-z0-9-])(?:host ?name|host|server|servidor|serveur|servername|machine|node|endpoint|"
    r"bootstrap-server|"
    r"smtp_?(?:host|server)|smtpserver|relay|instance|fqdn|cn|ansible_host|domain|devname|computer|"
    r"(?-i:-h|-S)|--host)"
    r"[\"'`]?(?:\s?[:=>]{1,2}\s?|"
    r"\s)[\"'`\[(]?(?P<host>(?=[\w.-]*[\d.-])[A-Za-z0-9][\w-]*(?:\.[\w-]+)*[A-Za-z0-9])(?![\w@(/]|\.\w|://)"
)
_FULL: Final = re.compile(
    r"(?<![\w.@/\\$%-])(?P<host>[A-Za-z0-9][\w-]{0,62}(?:\.[A-Za-z0-9][\w-]{0,62}){1,8})(?![\w(@]|\.\w|\\)"
)
_NOT_A_HOST: Final = re.compile(
    r"(?i)^(?:self|this|process|env|config|settings|os|sys|app|com|org|net|io|java|sun|kotlin|window|"
    r"threading|"
    r"asyncio|werkzeug|flask|django|spring|e|i)\."
    rf"|\.(?:{FILE_ENDINGS}|get|set|example|test)$|^\d[\d.]*$"
    # Names of pods end in signs of this alphabet, those of their set and their own:
    # https://github.com/kubernetes/apimachinery/blob/master/pkg/util/rand/rand.go
    r"|(?-i:-(?=[b-z]{0,9}\d)[b-df-hj-np-tv-xz2-9]{6,10}-[b-df-hj-np-tv-xz2-9]{5}$)"
)
_MIDDLE_LABEL: Final = re.compile(
    r"\.(?:int|internal|corp|intra|intranet|inner|prod|prd|stg|staging|dev|qa|uat|preprod|mgmt|k8s|rds|"
    r"compute(?:-1)?)"
    r"\.(?:[a-z0-9-]+\.)*[a-z]{2,8}$"
)
# Endings that programs hardly use for anything else; after the others a digit or hyphen must help.
_CLEAR_ENDING: Final = re.compile(r"(?i)\.(?:lan|intra|intranet|corp|internal|fritz\.box)$|[\d-]")
_NUMBERED: Final = re.compile(r"[a-z]-?\d|[A-Z]{2,}-\d|[A-Z]{2,}-[A-Z]+-")
_NAMED_WORDS: Final = (
    "host",
    "serv",
    "machine",
    "node",
    "endpoint",
    "smtp",
    "relay",
    "instance",
    "fqdn",
    "cn",
    "devname",
    " -h",
    " -s",
)
_LABELS: Final = (
    *(
        ".int",
        ".lan",
        ".corp",
        ".local",
        ".lokal",
        ".priv",
        ".inner",
        ".prod",
        ".prd",
        ".st",
        ".dev",
        ".qa",
        ".uat",
    ),
    *(".preprod", ".mgmt", ".k8s", ".svc", ".rds", ".compute", ".fritz", ".home", ".ad"),
)
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,14}$")
_SCHEME_LENGTH: Final = 15
_SCORE: Final = 0.7


@dataclass(frozen=True)
class HostFinder:
    """Finds the names of machines, buckets, shares and repositories that belong to somebody."""

    id: str = "host"
    entity_types: frozenset[str] = frozenset({"HOSTNAME"})
    keywords: tuple[str, ...] = ()
    triggers: tuple[str, ...] = (
        r"[A-Za-z0-9]://(?:[^\x00-\x20/\"'<>@]{1,200}@)?[A-Za-z0-9]",
        r"\\\\[A-Za-z][A-Za-z0-9._-]{1,62}\\[A-Za-z0-9$]",
        r"(?:git|hg|gitea|gogs)@[A-Za-z0-9]",
        r"[0-9]{2}:[0-9]{2}:[0-9]{2}[^ \n]{0,12} [A-Za-z][A-Za-z0-9._-]{1,62} "
        r"[A-Za-z_][A-Za-z0-9_./-]{1,40}[\[:]",
        r"(?i)[a-z0-9-]\.(?:internal|intern|intranet|intra|corp|lan|local|localdomain|lokal|int|inner|"
        r"prod|prd|stg|"
        r"staging|dev|qa|uat|preprod|mgmt|k8s|svc|rds|compute|fritz)[^A-Za-z0-9_-]",
        r"(?i)[a-z0-9-]\.(?:internal|intranet|intra|corp|lan|local)$",
        r"(?i)(?:host|hostname|servidor|serveur|machine|endpoint|bootstrap-server|smtpserver|relay|"
        r"instance|fqdn|devname|"
        r"[ \"']-h|[ \"']-S)[\"'`]?[ :=>]{1,3}[\"'`\[(]?[A-Za-z0-9][A-Za-z0-9-]{0,40}[.0-9-][A-Za-z0-9]",
    )
    before: int | None = 280
    after: int = 120

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the private hosts in text[start:end]."""
        seen: set[tuple[int, int]] = set()
        for begin, stop in self._candidates(text, start, end):
            if (begin, stop) not in seen and not is_stock_value("HOSTNAME", text[begin:stop]):
                seen.add((begin, stop))
                yield Span(begin, stop, "HOSTNAME", _SCORE, self.id)

    def _candidates(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        # Each expression is run only where a literal that it needs stands in the window.
        window = text[start:end].lower()
        at = text.find("://", start, end)
        while at >= 0:
            scheme = _SCHEME.search(text, max(start, at - _SCHEME_LENGTH), at)
            match = _URL.match(text, scheme.start(), end) if scheme else None
            if match and _belongs_to_somebody(match):
                yield match.span("host")
            at = text.find("://", at + 1, end)
        if "://" in window:
            for match in _BUCKET.finditer(text, start, end):
                yield match.span("host")
        if "\\\\" in window:
            for match in _SHARE.finditer(text, start, end):
                yield match.span("host")
        if "@" in window:
            for match in _REMOTE.finditer(text, start, end):
                if not is_public_host(match["host"]):
                    yield match.span("host")
                elif not is_public_account(match["path"].partition("/")[0]):
                    yield match.span("path")
            for match in _PRIVATE_CLONE.finditer(text, start, end):
                if not is_public_account(match["path"].partition("/")[0]):
                    yield match.span("path")
        for match in _LOG_LINE.finditer(text, start, end):
            said = _SYSLOG.search(text, max(0, match.start() - _SYSLOG_LENGTH), match.start())
            if not _NOT_A_HOST.search(match["host"]) and (said or re.search(r"[\d.-]", match["host"])):
                yield match.span("host")
        named = _NAMED.finditer(text, start, end) if any(word in window for word in _NAMED_WORDS) else ()
        for match in named:
            host = match["host"]
            full = re.search(r"\.[A-Za-z]{2,}$", host)
            if (full or _NUMBERED.search(host)) and not (is_public_host(host) or _NOT_A_HOST.search(host)):
                yield match.span("host")
        full_names = _FULL.finditer(text, start, end) if any(label in window for label in _LABELS) else ()
        for match in full_names:
            if _is_private_name(match["host"]):
                yield match.span("host")


def _belongs_to_somebody(match: re.Match[str]) -> bool:
    host = match["host"]
    if is_public_host(host) or re.fullmatch(r"[\d.]+", host):
        return False
    if match["scheme"].lower() in _NO_HOST_SCHEMES:
        return False
    if match["user"] or _SERVICE_SCHEME.match(match["scheme"]):
        return "." in host or bool(re.search(r"\d|-", host))
    return bool(_PRIVATE_ENDING.search(host) or (host.count(".") >= 2 and _PRIVATE_LABEL.search(host)))


def _is_private_name(host: str) -> bool:
    if is_public_host(host) or _NOT_A_HOST.search(host):
        return False
    if _PRIVATE_ENDING.search(host):
        return bool(_CLEAR_ENDING.search(host))
    return host.count(".") > 1 and host == host.lower() and _MIDDLE_LABEL.search(host) is not None
