"""Secrets where a program's own grammar puts them: `mysql -p…`, `curl -u`, `sshpass`, `.netrc`, `.pgpass`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from recognizers.labelled.vocabulary import Meaning, Strength
from recognizers.lookalikes.placeholders import is_placeholder, is_stock_value
from recognizers.secrets.secrecy import Syntax, is_template, value_score
from recognizers.span import Span

# Of no password at all.
_EMPTY_NT_HASH = "31d6cfe0d16ae931b73c59d7e0c089c0"
# A quoted or bare argument.
_ARGUMENT = (
    r"(?:\\?'(?P<q1>[^'\n]{1,200}?)\\?'|\\?\"(?P<q2>[^\"\n]{1,200}?)\\?\"|(?P<bare>[^\s'\"`|;<>\\]{1,200}))"
)
_ARGS = r"[^\n|;]{0,300}?\s"


@dataclass(frozen=True, slots=True)
class Command:
    """A command, or the opening of a line of a file, and where its secret stands."""

    keywords: tuple[str, ...]
    # Matches from the keyword on; groups q1, q2, bare, or `value`; `user` is a login.
    pattern: str
    entity_type: str = "PASSWORD"


COMMANDS = (
    Command(
        ("mysql", "mariadb", "mycli"), rf"(?:mysql\w*|mariadb\S*|mycli){_ARGS}(?-i:-p)(?=[^\s]){_ARGUMENT}"
    ),
    Command(("sshpass",), rf"sshpass\s+(?:-\w\s+)*?-p\s*{_ARGUMENT}"),
    Command(
        ("sqlcmd", "bcp ", "isql"),
        rf"(?:sqlcmd|bcp|isql)(?:\.exe)?{_ARGS}(?-i:-P)(?![a-z]{{3}})\s*{_ARGUMENT}",
    ),
    Command(("redis-cli",), rf"redis-cli{_ARGS}(?:-a|--pass)\s+{_ARGUMENT}"),
    Command(
        (
            "docker login",
            "podman login",
            "helm registry login",
            "az login",
            "oc login",
            "az acr login",
            "docker -u",
        ),
        rf"(?:docker|podman|helm registry|az|oc|az acr) login{_ARGS}-p\s*{_ARGUMENT}",
    ),
    Command(
        ("zip ", "7z ", "rar ", "unrar"),
        rf"(?:zip|7z\w?|rar|unrar)\s{_ARGS}?(?:(?-i:-P)\s*|-h?p(?=\S)){_ARGUMENT}",
    ),
    Command(("ldap",), rf"ldap(?:search|modify|add|delete|passwd|whoami)\s{_ARGS}-w\s*{_ARGUMENT}"),
    Command(
        ("openssl", "gpg"),
        rf"(?:openssl{_ARGS}-k(?=\s)|openssl{_ARGS}-pass(?:in|out)?\s+[\"']?pass:|"
        rf"gpg{_ARGS}--passphrase)\s*{_ARGUMENT}",
    ),
    Command(
        ("curl", "wget", "http ", "https "),
        rf"(?:curl|https?)\s{_ARGS}?(?:-[a-zA-Z]*u|--user|-a|--proxy-user)[ "
        rf"=]*\\?[\"']?(?P<user>[\w.@%+\-]{{1,60}}):(?P<value>[^\s\"'\\]{{1,200}})",
    ),
    Command(
        ("smbclient", "rpcclient", "smbmap", "net rpc"),
        rf"(?:smbclient|rpcclient|net "
        rf"rpc)\s{_ARGS}?-U\s*\\?[\"']?(?P<user>[\w.@\-\\/]{{1,60}})%(?P<value>[^\s\"'\\]{{1,200}})",
    ),
    Command(
        ("lftp", "ftp -u"), r"l?ftp\s[^\n|;]{0,200}?-u\s*(?P<user>[\w.@\-]{1,60}),(?P<value>[^\s\"']{1,200})"
    ),
    Command(("net user", "net use"), rf"net user\s+(?P<user>[\w.\-]{{1,60}})\s+(?![/*]){_ARGUMENT}"),
    Command(("/user:",), rf"/user:(?P<user>[\w.\\\-@]{{1,80}})\s+(?![/*]){_ARGUMENT}"),
    Command(
        ("htpasswd",),
        rf"htpasswd[ \t]+-\w*b\w*[ \t]+(?:-\w+[ \t]+)*(?:[\w./~-]+[ \t]+)?(?P<user>[\w.@\-]{{1,60}})[ \t]+"
        rf"{_ARGUMENT}(?=\s|\Z)",
    ),
    Command(
        ("machine ", "login "),
        r"(?:machine\s+\S+\s+)?login\s+(?P<user>\S{1,80})\s+password\s+(?P<value>[^\s#\"'][^\n#]{0,120}?)(?=\s*(?:$|"
        r""
        r"\n|#|account\s|machine\s))",
    ),
    Command(
        tuple(
            f"{word} {level} "
            for word in ("password", "secret", "key", "community")
            for level in (*range(10), "encrypted")
        ),
        r"\w+\s(?:\d|encrypted)\s+(?P<value>[^\s\"'<]{4,200})",
    ),
    Command(
        (
            "crypto isakmp key",
            "pre-shared-key",
            "insecure-password",
            "requirepass",
            "masterauth",
            "snmp-server community",
        ),
        rf"(?:crypto isakmp key|pre-shared-key(?: local| remote)?|insecure-password|requirepass|"
        rf"masterauth|snmp-server community)\s+{_ARGUMENT}",
    ),
    Command(
        ("identified by", "identified with"), rf"identified (?:by|with \S+ by)\s+(?:password\s+)?{_ARGUMENT}"
    ),
    # The second or third literal of a call that logs in or makes an account.
    Command(
        (
            *("login(", "create_user(", "createuser(", "sign_in(", "signin(", "connect(", "authenticate("),
            *("setpassword(", "set_password(", "bind(", "createsuperuser("),
        ),
        r"\w+\((?:[^()\"'\n]{0,60},\s*)?(?:[\"'][^\"'\n]{1,80}[\"'],\s*){1,3}"
        r"[\"'](?P<value>(?=[^\"'\n]*[0-9A-Z_\-!@#$%])[^\"'\n@ ]{5,80})[\"']",
    ),
    Command(("convertto-securestring",), rf"convertto-securestring\s+(?:-string\s+)?{_ARGUMENT}"),
    Command(
        (
            *("totp(", "totp.new(", "hotp(", "hotp.new(", "authenticator.generate(", "authenticator.check("),
            *("totp.generate(", "totptoken(", "totp::new(", "generatetotp(", "generatecode(", "gettotp("),
        ),
        r"[\w.:]{4,30}\(\s*[\"'](?P<value>[A-Za-z2-7 =]{16,80})[\"']",
        "ENCRYPTION_KEY",
    ),
    Command(("stats auth ",), r"stats auth (?P<user>[\w.\-]{1,60}):(?P<value>[^\s:]{3,100})"),
    Command(
        ("echo ",),
        r"echo\s+\\?[\"'](?P<user>[\w.\-]{1,60}):(?P<value>[^\"'\s]{4,100})\\?[\"']\s*\|\s*(?:sudo\s+)?chpasswd",
    ),
    # Password hashes, by what their schemes begin with.
    Command(
        (
            *("$1$", "$2a$", "$2b$", "$2y$", "$5$", "$6$", "$7$", "$y$", "$apr1$", "$argon2", "$pbkdf2"),
            *("{ssha", "{sha}", "{crypt}", "{blf-crypt}", "{smd5}", "scrypt:", "pbkdf2:sha", "pbkdf2_sha"),
        ),
        r"(?P<value>\$(?:1|2[aby]|5|6|7|y|apr1|argon2\w{1,2}|pbkdf2[\w\-]*)\$[\w./+=,$\-]{16,250}"
        r"|\{(?:s?sha(?:256|512)?|smd5|crypt|blf-crypt)\}[\w./+=$\-]{16,250}"
        r"|(?:scrypt|pbkdf2)[:_][\w:]{3,24}\$[\w./+=$\-]{16,250})",
        "AUTH_HASH",
    ),
    Command(("aad3b435b51404ee",), r"[0-9a-f]{32}:(?P<value>[0-9a-f]{32})", "AUTH_HASH"),
    Command(
        ("vault login", "gh auth", "glab auth", "npm token"),
        r"vault login\s+(?:-\S+\s+)*(?:token=)?(?P<value>[\w.\-]{20,200})",
        "ACCESS_TOKEN",
    ),
    Command(
        (":5432:", ":3306:", ":1433:", ":6432:", ":5433:", ":*:"),
        r":(?:\d{4,5}|"
        r"\*):[\w*\-]{1,60}:(?P<user>(?=[\w.\-]*[a-z])[\w.\-*]{1,60}):(?P<value>[^\s:\"']{1,200})",
    ),
    Command(
        ("://",),
        r"://(?:\\?[\"'])?(?P<user>[^\s/:@\"'<>{}$\\,;()\[\]]{0,120}):(?P<value>[^\s/@\"'<>{}\\|`]{1,200}(?:[/@](?=[^\s\"'<>@]{0,60}@)[^\s/@\"'<>]{1,60})?)@(?=[\w\[.{$%*\-])",
    ),
    Command(
        ("ssh-keygen", "ipmitool", "mosquitto_", "snmp", "vncpasswd"),
        rf"(?:ssh-keygen{_ARGS}(?-i:-[NP])|ipmitool{_ARGS}(?-i:-P)|mosquitto_\w+{_ARGS}(?-i:-P)"
        rf"|snmp(?:walk|get|set|bulkwalk|table){_ARGS}(?-i:-[AX]))\s+(?!-){_ARGUMENT}",
    ),
    Command(
        ("mongo", "cqlsh", "evil-winrm", "crackmapexec", "netexec", "hydra", "psexec", "smbmap", "rdesktop"),
        rf"(?:mongo\w*|cqlsh|evil-winrm|crackmapexec|netexec|hydra|psexec\w*|smbmap|rdesktop)(?:\.exe)?"
        rf"{_ARGS}(?-i:-p)\s*(?![a-z]{{3,}}\s){_ARGUMENT}",
    ),
    Command(("xfreerdp", "cmdkey", "wmic"), rf"\w+\s[^\n|;]{{0,200}}?/p(?:ass(?:word)?)?:{_ARGUMENT}"),
    Command(("schtasks",), rf"schtasks\s[^\n|;]{{0,300}}?/rp\s+{_ARGUMENT}"),
    Command(
        ("openssl passwd", "mkpasswd", "rclone obscure", "hash-password", "doveadm pw"),
        rf"(?:openssl passwd|mkpasswd|rclone obscure|hash-password|doveadm pw)"
        rf"(?:\s+(?:-[\w-]+(?:[= ][\w.-]{{1,12}}(?=\s+-|\s+'))?))*\s+(?:--plaintext |-p )?(?!-){_ARGUMENT}",
    ),
    # What is fed to a program that reads a password, or put into the file that it reads.
    Command(
        ("echo ", "printf "),
        r"(?:echo|printf)\s+(?:-\w+\s+)*(?:'%s(?:\\n)?'\s+)?\\?[\"']?(?P<value>(?![^\s:]+:\d*\*?:[^\s:]+:)[^\s\"'|>$`]{4,100})"
        r"\\?[\"']?\s*(?:\|\s*(?:sudo\s+-\S*S|(?:docker|podman|helm|oras|skopeo)\s[^\n|]{0,80}--password-stdin|"
        r"(?:su|passwd|kinit|gpg|openssl|cryptsetup|pass|smbpasswd|ecryptfs|htpasswd)\b[^\n|]*)"
        r"|>>?\s*\S*(?:pass|pw|secret|\.pgpass|cred|vault)\w*(?:\s|\Z))",
    ),
    # Dialogues of mail and file servers.
    Command(
        ("auth login ", "auth plain "),
        r"auth (?:login|plain)\s+(?:[A-Za-z0-9+/]{4,80}={0,2}\s+)?"
        r"(?P<value>[A-Za-z0-9+/]{8,200}={0,2})(?=\s|\Z)",
    ),
    Command(
        ("imap", "a1 login", "a001 login"),
        r"(?:a\d+|imap\S*:?) login \"?(?P<user>[\w.@+-]{2,60})\"? (?P<value>\S{4,80})",
    ),
    # A login and its password in one value.
    Command(
        (
            "basic_auth",
            "basicauth",
            "basic-auth",
            "credentials",
            "creds",
            "userpass",
            "user_pass",
            "_auth",
            "-u",
        ),
        r"(?:basic[_-]?auth\w*|credentials?|creds|user_?pass|(?:http|proxy|ftp|smtp|imap|api|rpc)_auth|-u)[\"'\]]{0,2}"
        r"\s{0,3}[:=]>?\s{0,3}\\?[\"']?(?P<user>(?!https?:|sha|file)[A-Za-z][\w.@+\-]{1,60}):"
        r"(?P<value>(?![/$<{\[\\(])[^\s\"'\\,;:|<>{}()\[\]]{5,80})(?=[\s\"'\\,;]|\Z)",
    ),
    Command(
        ("option key", "option password", "option psk", "wpa-psk ", "wpa_psk", "psk_key", "wpa_passphrase"),
        rf"(?:option (?:key|password|psk)|wpa-psk|wpa_psk|psk_key|wpa_passphrase \S+)\s*=?\s*{_ARGUMENT}",
    ),
    Command(("bearer ",), r"(?i:bearer)[ \t]+(?P<value>[\w.~+/\-]{16,8000}=*)(?![\w.~+/\-])", "ACCESS_TOKEN"),
)


@dataclass(frozen=True, slots=True)
class CommandFinder:
    """Finds the secret of one command."""

    id: str
    keywords: tuple[str, ...]
    pattern: re.Pattern[str]
    entity_type: str
    triggers: tuple[str, ...] = ()
    before: None = None
    after: int = 512

    @property
    def entity_types(self) -> frozenset[str]:
        """The types that it may return."""
        return frozenset({self.entity_type, "USERNAME"})

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the secret, and the login beside it, of the command that begins at `start`."""
        match = self.pattern.match(text, start, end)
        if match is None:
            return
        groups = match.groupdict()
        group = next((name for name in ("value", "q1", "q2", "bare") if groups.get(name)), None)
        if group is None:
            return
        value = match[group]
        if self.entity_type in ("AUTH_HASH", "ENCRYPTION_KEY"):
            if value != _EMPTY_NT_HASH and not is_placeholder(value) and not is_template(value):
                yield Span(match.start(group), match.end(group), self.entity_type, 0.85, self.id)
            return
        found = Meaning(self.entity_type, Strength.STRONG, "password")
        syntax = Syntax.QUOTED if group in ("q1", "q2") else Syntax.FLAG
        score = value_score(found, "password", value, syntax)
        if " " in value and score == 0.1 and group in ("q1", "q2"):
            score = 0.6
        if score < 0.3:
            return
        yield Span(match.start(group), match.end(group), self.entity_type, score, self.id)
        user = groups.get("user")
        if (
            user
            and not is_stock_value("USERNAME", user)
            and not is_placeholder(user)
            and "@" not in user
            and "%" not in user
        ):
            yield Span(match.start("user"), match.end("user"), "USERNAME", 0.7, self.id)


@cache
def command_finders() -> tuple[CommandFinder, ...]:
    """Return a finder for each of the commands."""
    return tuple(
        CommandFinder(
            f"command-{command.keywords[0].strip(' :/').replace(' ', '-') or 'url'}",
            command.keywords,
            re.compile(command.pattern, re.IGNORECASE),
            command.entity_type,
        )
        for command in COMMANDS
    )
