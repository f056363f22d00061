"""What holds for every rule of a secret, beyond what holds for every rule."""

from functools import cache
from pathlib import Path

import pytest

import recognizers
from recognizers.entities import Family, family_of
from recognizers.fillers import fill
from recognizers.matching.matcher import Matcher
from recognizers.rule import Rule, read_rules

FILES = sorted((Path(recognizers.__file__).parent / "rules" / "secrets").glob("*.toml"))
# What stands beside a secret in a connection string or a .netrc line.
BESIDE_A_SECRET = {"USERNAME", "HOSTNAME"}
# The longest beginning that a format fixes, `bedrock-api-key-...`, is shorter.
LONGEST_PREFIX = 60
# Words that begin thousands of identifiers and lines of ordinary code.
COMMON_KEYWORDS = {
    "key",
    "id",
    "http",
    "https",
    "token",
    "secret",
    "api",
    "user",
    "name",
    "value",
    "auth",
    "=",
    ":",
}


@cache
def rules() -> tuple[Rule, ...]:
    return tuple(rule for path in FILES for rule in read_rules(path, trusted=True))


@cache
def matcher() -> Matcher:
    return Matcher(rules())


def test_every_file_begins_with_a_link_to_the_format() -> None:
    assert [
        path.name for path in FILES if not path.read_text(encoding="utf-8").startswith("# https://")
    ] == []


def test_every_file_holds_one_provider() -> None:
    strangers = [
        rule.id
        for rule in rules()
        if not f"{rule.id}-".startswith(f"{Path(rule.origin).stem.replace('_', '-')}-")
    ]
    assert strangers == []


def test_every_rule_finds_secrets() -> None:
    for rule in rules():
        others = {name for name in rule.entity_types if family_of(name) is not Family.SECRET}
        assert others <= BESIDE_A_SECRET, rule.id
        assert len(rule.entity_types) > len(others) or rule.id == "connection-string-user"


def test_keywords_are_rare_in_code() -> None:
    common = [
        rule.id
        for rule in rules()
        if COMMON_KEYWORDS & {keyword.strip().lower() for keyword in rule.keywords}
    ]
    assert common == []


def test_no_file_holds_a_value_that_looks_alive() -> None:
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        values = {text[span.start : span.end] for span in matcher().find(text)}
        alive = [len(value) for value in values if "{" not in value and len(value) > LONGEST_PREFIX]
        assert alive == [], path.name


def test_breadth() -> None:
    assert len(FILES) >= 450
    assert len(rules()) >= 700


@pytest.mark.parametrize(
    "template",
    [
        pytest.param("STRIPE_PUBLISHABLE_KEY=pk_live_{alnum:24}", id="stripe publishable key"),
        pytest.param("pk_test_{alnum:99}", id="stripe publishable test key"),
        pytest.param(
            '<div class="g-recaptcha" data-sitekey="6L{base64url:38}"></div>', id="recaptcha site key"
        ),
        pytest.param('posthog.init("phc_{alnum:43}")', id="posthog project key"),
        pytest.param("sb_publishable_{alnum:31}", id="supabase publishable key"),
        pytest.param("mapboxgl.token = 'pk.eyJ1{alnum:40}.{alnum:22}'", id="mapbox public token"),
        pytest.param("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{base64:43} mroe@laptop", id="ssh public key"),
        pytest.param("age1{lowernum:58}", id="age recipient"),
        pytest.param("xpub{base58:107}", id="extended public key"),
        pytest.param("-----BEGIN CERTIFICATE-----\n{pem:12}\n-----END CERTIFICATE-----", id="certificate"),
        pytest.param("-----BEGIN PUBLIC KEY-----\n{pem:4}\n-----END PUBLIC KEY-----", id="public key block"),
        pytest.param("PublicKey = {base64:43}=", id="wireguard public key"),
        pytest.param("commit {hex:40}\nAuthor: A", id="git commit"),
        pytest.param("index {hex:7}..{hex:7} 100644", id="diff index"),
        pytest.param('"integrity": "sha512-{base64:86}=="', id="lock file integrity"),
        pytest.param("image: ghcr.io/acme/app@sha256:{hex:64}", id="image digest"),
        pytest.param('checksum = "{hex:64}"', id="cargo checksum"),
        pytest.param("traceparent: 00-{hex:32}-{hex:16}-01", id="trace id"),
        pytest.param('{"uuid": "{uuid}", "parentUuid": "{uuid}"}', id="message uuids"),
        pytest.param("AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE", id="published aws example"),
        pytest.param("OPENAI_API_KEY=sk-...", id="elided key"),
        pytest.param("OPENAI_API_KEY=sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", id="x-ed key"),
        pytest.param("GITHUB_TOKEN=ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", id="x-ed github token"),
        pytest.param("api_key = os.environ['STRIPE_SECRET_KEY']", id="lookup in the environment"),
        pytest.param(
            "postgres://${DB_USER}:${DB_PASSWORD}@${DB_HOST}:5432/app", id="templated connection string"
        ),
        pytest.param("postgres://<user>:<password>@<host>/<db>", id="placeholder connection string"),
        pytest.param("redis://localhost:6379/0", id="connection string without a password"),
        pytest.param("http://127.0.0.1:8080/@vite/client", id="port and at sign in a path"),
        pytest.param(
            "npm install @types/node@20.1.0 && open https://example.com:443/a@b", id="package versions"
        ),
        pytest.param("git@github.com:acme/app.git", id="git remote"),
        pytest.param("Authorization: Bearer ${TOKEN}", id="templated header"),
        pytest.param('headers={"Authorization": f"Bearer {token}"}', id="formatted header"),
        pytest.param("//registry.example.com/:_authToken=${NPM_TOKEN}", id="templated npmrc"),
        pytest.param("def get_github_token(client_secret: str) -> str:", id="code that names secrets"),
        pytest.param("const sessionToken = await getSessionToken(request);", id="call that returns a token"),
        pytest.param("task-management-system-with-priority-queue", id="sk- inside a word"),
        pytest.param("data:image/png;base64,iVBORw0KGgo{base64:400}", id="inline image"),
        pytest.param("sed -e 's/\\(a\\)\\(b\\)/$1$2/' file", id="dollar groups"),
        pytest.param(
            "the seed phrase is a list of twelve words that you keep in a safe", id="seed phrase explained"
        ),
    ],
)
def test_what_is_no_secret_is_left_alone(template: str) -> None:
    text = fill(template, "no secret")
    assert [(span.source, text[span.start : span.end]) for span in matcher().find(text)] == []


@pytest.mark.parametrize(
    ("template", "types"),
    [
        pytest.param(
            "aws_access_key_id=AKIA{base32:16}\naws_secret_access_key={base64:40}",
            ["API_KEY", "ACCESS_TOKEN"],
            id="aws pair",
        ),
        pytest.param(
            'client = Client("AC{hex:32}", "{hex:32}")', ["API_KEY", "ACCESS_TOKEN"], id="twilio pair"
        ),
        pytest.param("redis://:{alnum:20}@cache:6379", ["PASSWORD"], id="password without a user"),
        pytest.param(
            "mongodb+srv://mroe:{alnum:14}@cluster0.ab1cd.mongodb.net/crm",
            ["USERNAME", "PASSWORD", "HOSTNAME"],
            id="all parts of a connection string",
        ),
    ],
)
def test_values_that_come_together_are_all_found(template: str, types: list[str]) -> None:
    found = {(span.start, span.entity_type) for span in matcher().find(fill(template, "together"))}
    assert [name for _, name in sorted(found)] == types
