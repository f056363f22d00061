"""What people, machines and services have: values made at run time, in their issuer's form."""

import random
import re
import string
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from recognizers.fillers import fill

_FILLER: Final = re.compile(r"\{([A-Za-z0-9_]+)(?::([^{}]*))?\}")
_CHARACTERS: Final = MappingProxyType(
    {
        "alnum": string.ascii_letters + string.digits,
        "alpha": string.ascii_letters,
        "lower": string.ascii_lowercase,
        "upper": string.ascii_uppercase,
        "uppernum": string.ascii_uppercase + string.digits,
        "lowernum": string.ascii_lowercase + string.digits,
        "digits": string.digits,
        "hex": "0123456789abcdef",
        "base32": string.ascii_uppercase + "234567",
        "base64": string.ascii_letters + string.digits + "+/",
        "base64url": string.ascii_letters + string.digits + "-_",
        "print": string.ascii_letters + string.digits + "!#%*+,-.;=?^_~",
    }
)
# Values with a checksum are costly to make: so many are made of each kind, when the first is asked for.
_POOL: Final = 128


class Value(NamedTuple):
    """A piece of text, and what it is; without a type it is a trap or of no matter."""

    text: str
    entity_type: str | None = None
    # What it belongs to; all mentions of one thing share it.
    entity: str | None = None
    # Whether people write it in any case: a name, unlike a key.
    any_case: bool = False


Draw = Callable[[random.Random], str]

# By name: type and form. https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns
# and the pages of the providers say how their keys look.
SECRETS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "aws_id": ("API_KEY", "AKIA{base32:16}"),
        "aws_secret": ("API_KEY", "{base64:40}"),
        "github": ("ACCESS_TOKEN", "{github:ghp_}"),
        "github_app": ("ACCESS_TOKEN", "{github:ghs_}"),
        "github_fine": ("ACCESS_TOKEN", "github_pat_11{uppernum:20}_{alnum:59}"),
        "gitlab": ("ACCESS_TOKEN", "glpat-{base64url:20}"),
        "npm": ("ACCESS_TOKEN", "{npm}"),
        "slack": ("ACCESS_TOKEN", "xoxb-{digits:12}-{digits:13}-{alnum:24}"),
        "slack_hook": (
            "WEBHOOK_URL",
            "https://hooks.slack.com/services/T{uppernum:10}/B{uppernum:10}/{alnum:24}",
        ),
        "discord_hook": ("WEBHOOK_URL", "https://discord.com/api/webhooks/{digits:18}/{base64url:68}"),
        "telegram": ("ACCESS_TOKEN", "{digits:10}:AA{base64url:33}"),
        "stripe": ("API_KEY", "sk_live_{alnum:24}"),
        "stripe_long": ("API_KEY", "rk_live_51{alnum:97}"),
        "stripe_hook": ("ENCRYPTION_KEY", "whsec_{alnum:32}"),
        "openai": ("API_KEY", "sk-proj-{base64url:58}T3BlbkFJ{base64url:58}"),
        "anthropic": ("API_KEY", "sk-ant-api03-{base64url:93}AA"),
        "google": ("API_KEY", "AIza{base64url:35}"),
        "hugging_face": ("ACCESS_TOKEN", "hf_{alpha:34}"),
        "sendgrid": ("API_KEY", "SG.{base64url:22}.{base64url:43}"),
        "twilio": ("API_KEY", "SK{hex:32}"),
        "twilio_auth": ("ACCESS_TOKEN", "{hex:32}"),
        "mailgun": ("API_KEY", "key-{hex:32}"),
        "digitalocean": ("ACCESS_TOKEN", "dop_v1_{hex:64}"),
        "shopify": ("ACCESS_TOKEN", "shpat_{hex:32}"),
        "linear": ("API_KEY", "lin_api_{alnum:40}"),
        "notion": ("ACCESS_TOKEN", "ntn_{digits:11}{alnum:35}"),
        "postman": ("API_KEY", "PMAK-{hex:24}-{hex:34}"),
        "vault": ("ACCESS_TOKEN", "hvs.{base64url:90}"),
        "grafana": ("ACCESS_TOKEN", "glsa_{alnum:32}_{hex:8}"),
        "datadog": ("API_KEY", "{hex:32}"),
        "sentry": ("ACCESS_TOKEN", "sntryu_{hex:64}"),
        "figma": ("ACCESS_TOKEN", "figd_{base64url:40}"),
        "jwt": ("ACCESS_TOKEN", "{jwt}"),
        "bearer": ("ACCESS_TOKEN", "{base64url:43}"),
        "session": ("ACCESS_TOKEN", "{alnum:32}"),
        "client_secret": ("ACCESS_TOKEN", "GOCSPX-{base64url:28}"),
        "azure_secret": ("ACCESS_TOKEN", "{alnum:3}8Q~{base64url:34}"),
        "sas": ("WEBHOOK_URL", "{base64:43}%3D"),
        "django": ("ENCRYPTION_KEY", "{print:50}"),
        "jwt_secret": ("ENCRYPTION_KEY", "{base64:44}"),
        "aes": ("ENCRYPTION_KEY", "{hex:64}"),
        "fernet": ("ENCRYPTION_KEY", "{base64url:43}="),
        "rsa": (
            "PRIVATE_KEY",
            "-----BEGIN RSA " + "PRIVATE KEY-----\n{pem:8}\n-----END RSA " + "PRIVATE KEY-----",
        ),
        "openssh": (
            "PRIVATE_KEY",
            "-----BEGIN OPENSSH " + "PRIVATE KEY-----\n{pem:5}\n-----END OPENSSH " + "PRIVATE KEY-----",
        ),
        "rsa_line": (
            "PRIVATE_KEY",
            "-----BEGIN " + "PRIVATE KEY-----\\n{pem:6:escaped}\\n-----END " + "PRIVATE KEY-----\\n",
        ),
        "wireguard": ("PRIVATE_KEY", "{base64:43}="),
        "bcrypt": ("AUTH_HASH", "$2b$12${alnum:53}"),
        "shadow": ("AUTH_HASH", "$6${alnum:12}${base64:86}"),
        "ntlm": ("AUTH_HASH", "{hex:32}"),
        "otp": ("OTP", "{digits:6}"),
        "recovery": ("OTP", "{hex:5}-{hex:5}"),
        "pin": ("OTP", "{digits:4}"),
        "cvv": ("OTP", "{digits:3}"),
    }
)
# What looks like one of the above and is none.
TRAPS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "sha": "{hex:40}",
        "sha7": "{hex:7}",
        "md5": "{hex:32}",
        "digest": "sha256:{hex:64}",
        "integrity": "sha512-{base64:86}==",
        "uuid": "{uuid}",
        "trace": "00-{hex:32}-{hex:16}-01",
        "version": "{digit}.{digit2}.{digit2}",
        "port": "{digits:4}",
        "number": "{digits:8}",
        "price": "{digits:3}.{digits:2}",
        "public_key": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{base64:43}",
        "etag": 'W/"{hex:32}"',
        "build": "{digits:5}-{hex:8}",
    }
)
TRAP_WORDS: Final[Mapping[str, Sequence[str]]] = MappingProxyType(
    {
        "placeholder": [
            "YOUR_API_KEY",
            "<your-token>",
            "xxxxxxxx",
            "***",
            "<password>",
            "sk-...",
            "REPLACE_ME",
            "insert-key-here",
            "${API_KEY}",
            "{{ secret }}",
            "[REDACTED]",
        ],
        "env": [
            'os.environ["API_TOKEN"]',
            "process.env.DB_PASSWORD",
            "${DATABASE_URL}",
            "$GITHUB_TOKEN",
            'os.getenv("SECRET_KEY")',
            'System.getenv("SMTP_PASSWORD")',
            "secrets.DEPLOY_KEY",
            "settings.SECRET_KEY",
            'std::env::var("TOKEN")',
        ],
        "tool": [
            "Jenkins",
            "Claude",
            "Jupyter",
            "Flask",
            "Ruby",
            "Django",
            "Hudson",
            "Ansible",
            "Apache",
            "Maven",
            "Clair",
        ],
        "code_name": [
            "hamilton_path",
            "dijkstra",
            "newton_step",
            "getUserName",
            "parsePhoneNumber",
            "PersonSerializer",
            "email_address",
            "first_name",
            "ssn_field",
            "hash_password",
            "TokenBucket",
        ],
        "public_figure": [
            "Alan Turing",
            "Grace Hopper",
            "Marie Curie",
            "Isaac Newton",
            "Ada Lovelace",
            "Sherlock Holmes",
        ],
        "stock_name": ["John Doe", "Jane Doe", "foo", "Alice and Bob"],
        "stock_mail": ["foo@example.com", "user@example.org", "jane.doe@example.com", "noreply@github.com"],
        "stock_account": ["root", "admin", "ubuntu", "www-data", "postgres", "runner", "git"],
        "local": ["127.0.0.1", "0.0.0.0", "localhost", "::1"],
        "stock_card": ["4111 1111 1111 1111", "4242424242424242"],
        "public_host": ["github.com", "docs.python.org", "registry.internal.example", "example.com"],
        "time": ["2026-02-11T08:15:33Z", "2025-11-30 17:04:05,112", "10/Oct/2025:13:55:36 +0000", "12:41:07"],
    }
)


class Maker:
    """Draws values of one seed; cheap where no checksum is to be computed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self._seed = seed
        self._makers: dict[str, list[str | Callable[[], str]]] = {}
        self._pools: dict[str, list[str]] = {}

    def make(self, form: str) -> str:
        """Return a text of a form with fillers in it."""
        parts = self._makers.get(form)
        if parts is None:
            parts = self._makers[form] = self._compiled(form)
        return "".join([part if isinstance(part, str) else part() for part in parts])

    def shaped(self, shape: str) -> str:
        """Return a shape with `#` as a digit, `%` as one of 2 to 9 and `@` as a capital letter."""
        choice = self.random.random
        out = []
        for character in shape:
            if character == "#":
                out.append("0123456789"[int(choice() * 10)])
            elif character == "@":
                out.append("ABCDEFGHJKLMNPRSTVWXYZ"[int(choice() * 22)])
            elif character == "%":
                out.append("23456789"[int(choice() * 8)])
            else:
                out.append(character)
        return "".join(out)

    def _compiled(self, form: str) -> list[str | Callable[[], str]]:
        parts: list[str | Callable[[], str]] = []
        at = 0
        for match in _FILLER.finditer(form):
            parts.append(form[at : match.start()])
            parts.append(self._drawer(match[0], match[1], match[2] or ""))
            at = match.end()
        return [part for part in (*parts, form[at:]) if part != ""]

    def _drawer(self, whole: str, name: str, argument: str) -> Callable[[], str]:
        source = self.random
        if name in _CHARACTERS:
            alphabet, count = _CHARACTERS[name], int(argument)
            return lambda: "".join(source.choices(alphabet, k=count))
        if name in ("digit", "digit2"):
            top = 10 if name == "digit" else 40
            return lambda: str(int(source.random() * top))
        if name == "uuid":
            return lambda: _uuid(source.getrandbits(128))
        return lambda: self._pooled(whole)

    def _pooled(self, filler: str) -> str:
        pool = self._pools.get(filler)
        if pool is None:
            pool = [fill(filler, f"{self._seed}/{number}") for number in range(_POOL)]
            self._pools[filler] = pool
        return pool[int(self.random.random() * len(pool))]


def _uuid(bits: int) -> str:
    text = f"{bits:032x}"
    return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-a{text[17:20]}-{text[20:]}"
