"""Placeholders are recognized in all their dress, and nothing that could open something is among them."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.entities import ENTITY_TYPES
from recognizers.fillers import fill
from recognizers.lookalikes.placeholders import is_placeholder, is_stock_value

_HS256 = "s0h6KThzkfBBBkLspW1h84" + "VsJZFTsPPqMDA7g1Md7p0"
_RS256 = (
    "MRjdkly7_-oTPTS3AXP41iQIGKa80A0ZmTuV5MEaHoxnW2e5CZ5NlKtainoFmKZopdHM1O2U4mwzJdQx996ivp83xuglII7P"
    "NDi84wnB-BDkoBwA78185hX-Es4JIwmDLJK3lfWRa-XtL0RnltuYv746iYTh_qHRD68BNt1uSNCrUCTJDt5aAE6x8wW1Kt9e"
    "Ro4QPocSadnHXFxnt8Is9UzpERV0ePPQdLuW3IS_de3xyIrDaLGdjluPxUAhb6L2aXic1U12podGU0KLUQSE_oI-ZnmKJ3F4"
    "uOZDnd6QZWJushZ41Axf_fcIe8u9ipH84ogoree7vjbU5y18kDquDg"
)


def _frodo(header: str, signature: str) -> str:
    """A signed token of RFC 7520."""
    said = (
        "It’s a dangerous business, Frodo, going out your door. You step onto the road, and if you don't "
        "keep your feet, there’s no knowing where you might be swept off to."
    )
    parts = [base64.urlsafe_b64encode(part.encode()).decode().rstrip("=") for part in (header, said)]
    return ".".join([*parts, signature])


PLACEHOLDERS = [
    ("YOUR_API_KEY", "your, upper"),
    ("your-api-key-here", "your, hyphens"),
    ("yourpassword", "your, no gaps"),
    ("cambia-esta-clave", "imperative with a word that points, Spanish"),
    ("diesen-token-ersetzen", "imperative with a word that points, German"),
    ("yourApiKey", "your, camel case"),
    ("sk-your-key-here", "your, behind a prefix"),
    ("<password>", "angle brackets"),
    ("<your-token>", "angle brackets, your"),
    ("<REDIS_URL>", "angle brackets, upper"),
    ("<replace-me>", "angle brackets, verb"),
    ("[REDACTED]", "square brackets"),
    ("xxxx", "x"),
    ("XXXXXXXX", "X"),
    ("****", "asterisks"),
    ("••••••••", "bullets"),
    ("...", "dots"),
    ("sk-...", "prefix and dots"),
    ("sk-…", "prefix and ellipsis"),
    ("ghp_xxxxxxxxxxxx", "prefix and x"),
    ("sk-ant-xxxxx", "two prefixes and x"),
    ("AKIAXXXXXXXXXXXXXXXX", "glued prefix and X"),
    ("xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", "UUID of x"),
    ("eyJhbGciOi" + "JIUzI1NiJ9...", "JWT header and dots"),
    ("${DB_PASSWORD}", "shell"),
    ("${DB_PASSWORD:-changeme}", "shell with a default that is a placeholder"),
    ("${DB_PASSWORD-changeme}", "shell with a default where it is unset"),
    ("${DB-PASSWORD}", "a name with a hyphen"),
    ("${vault.secret-key}", "a name with a dot and a hyphen"),
    ("$DB_PASSWORD", "shell, bare"),
    ("$password", "variable, lower"),
    ("$env:API_TOKEN", "PowerShell"),
    ("%DB_PASSWORD%", "Windows"),
    ("{{ secret }}", "Jinja"),
    ("{{ .Values.dbPassword | b64enc }}", "Helm"),
    ("${{ secrets.NPM_TOKEN }}", "GitHub Actions"),
    ("#{x}", "Ruby"),
    ("@@x@@", "at signs"),
    ("__API_KEY__", "underscores"),
    ("<%= token %>", "ERB"),
    ("%(password)s", "Python format"),
    ('os.environ["TOKEN"]', "Python"),
    ('os.getenv("TOKEN")', "Python, getenv"),
    ('os.environ.get("TOKEN", "")', "Python, empty default"),
    ("env('TOKEN', default='changeme')", "Python, default that is a placeholder"),
    ("process.env.OPENAI_API_KEY", "Node"),
    ('ENV["TOKEN"]', "Ruby environment"),
    ('std::env::var("TOKEN")', "Rust"),
    ("settings.SECRET_KEY", "settings"),
    ("$(pass show mail/work)", "command"),
    ("op://vault/item/password", "1Password"),
    ("!Ref DbPassword", "CloudFormation"),
    ("changeme", "changeme"),
    ("CHANGE_ME", "CHANGE_ME"),
    ("'change-me'", "quoted"),
    ("example", "example"),
    ("dummy-token", "dummy"),
    ("fake_key_1", "fake, numbered"),
    ("placeholder", "placeholder"),
    ("redacted", "redacted"),
    ("TODO", "todo"),
    ("insert-your-key-here", "insert"),
    ("test-token", "test, apart"),
    ("DB_PASSWORD", "a variable's name"),
    ("dein-passwort", "German"),
    ("votre_clé", "French"),
    ("tu_contraseña", "Spanish"),
    ("la_tua_chiave", "Italian"),
    ("sua_senha", "Portuguese"),
    ("jouw-wachtwoord", "Dutch"),
    ("twoje_hasło", "Polish"),
    ("ваш_токен", "Russian"),
    ("你的密钥", "Chinese"),
    ("あなたのパスワード", "Japanese"),
    ("abcdefghijklmnop", "alphabet"),
    ("1234567890", "digits in order"),
    ("0000000000000000", "zeros"),
    ("0123456789abcdef", "hexadecimal digits in order"),
    ("0" * 40, "many zeros"),
    ("sk-1234567890abcdef", "prefix and order"),
    ("a1b2c3d4e5f6g7h8", "two orders, interleaved"),
    ("deadbeef", "hexspeak"),
    ("deadbeef" * 4, "hexspeak, repeated"),
    ("AKIAIOSFODNN7" + "EXAMPLE", "AWS key id"),
    ("wJalrXUtnFEMI/K7MDENG" + "/bPxRfiCYEXAMPLEKEY", "AWS secret key"),
    ("sk_test_4eC39HqLyjW" + "DarjtT1zdp7dc", "Stripe"),
    ("JBSWY3DPEH" + "PK3PXP", "one-time password"),
    ("SplxlOBeZQQ" + "YbYS6WxSbIA", "RFC 6749"),
    (_frodo('{"alg":"HS256","kid":"018c0ae5-4d9b-471b-bfd6-eef314bc7037"}', _HS256), "RFC 7520, 4.4"),
    (_frodo('{"alg":"RS256","kid":"bilbo.baggins@hobbiton.example"}', _RS256), "RFC 7520, 4.1"),
    ("<API_KEY_12>", "our own"),
    ("ghp_REDACTED_" + "01" * 16, "our own token"),
    ("glpat-.REDACTED_" + "01" * 16, "our own token, behind an open prefix"),
    ("AKIAREDACTED", "another tool's, behind a prefix"),
    ("REDACTED_2", "another tool's, counted"),
]

SECRETS = [
    ("hunter2", "weak"),
    ("letmein", "weak, a phrase"),
    ("welcome1", "weak, numbered"),
    ("password", "password"),
    ("Password1", "Password1"),
    ("secret", "secret"),
    ("test", "test"),
    ("admin", "admin"),
    ("foobar", "foobar"),
    ("12345678", "eight digits"),
    ("11111111", "eight ones"),
    ("0000", "PIN"),
    ("abcd1234", "two short orders"),
    ("changeme123", "changeme with digits"),
    ("test-password", "a test system's password"),
    ("mypassword", "mine"),
    ("admin-12345678", "account and digits"),
    ("P@ssw0rd", "leet"),
    ("$ummer2024", "dollar"),
    ("<hunter2>", "in brackets"),
    ("your-mother", "your, no noun"),
    ("${DB:-hunter2}", "in a default"),
    ("${DB-hunter2}", "in a default where it is unset"),
    ('getenv("DB", "hunter2")', "in a default argument"),
    ("$(echo hunter2)", "in a command"),
    ("hunter-xxx", "before a mask"),
    ("xxhunterxx", "in a mask"),
    ("****1234", "last digits"),
    ("correct horse battery staple", "passphrase"),
    ("0123456789abcdef" * 2, "as long as a key, in order"),
    ("12345678-1234-1234-1234-123456789012", "UUID in order"),
    ("hunterhunterhunter", "repeated word"),
    ("", "nothing"),
    ("sk-proj-example" + fill("{alnum:12}", "a"), "example before a token"),
    (fill("{alnum:12}", "b") + "EXAMPLE", "example after a token"),
    (fill("{alnum:6}example{alnum:6}", "c"), "example in a token"),
    (fill("AKIA{uppernum:16}", "d"), "AWS"),
    (fill("{alnum:8}...", "e"), "the beginning of one"),
    (fill("<{alnum:16}>", "f"), "in angle brackets"),
    (fill("{jwt}", "g"), "JWT"),
    (fill("{word:1}-{digits:4}", "h"), "word and digits"),
    (fill("{digits:8}", "i"), "digits"),
    ("AKIAIOSFODNN8" + "EXAMPLE", "almost published"),
    ("REDACTED_hunter2", "behind a word that says it is none"),
    (fill("{alnum:16}REDACTED", "j"), "before such a word"),
    (fill("REDACTED{alnum:24}", "k"), "glued to such a word"),
    (fill("{alnum:9}REDACTED_", "l") + "01" * 16, "before our own token"),
    (fill("REDACTED_{alnum:9}", "m") + "01" * 16, "in our own token"),
    (_frodo('{"alg":"RS256","kid":"bilbo.baggins@hobbiton.example"}', _HS256), "signed by someone else"),
]


@pytest.mark.parametrize("value", [pytest.param(value, id=case) for value, case in PLACEHOLDERS])
def test_placeholder(value: str) -> None:
    assert is_placeholder(value)


@pytest.mark.parametrize("value", [pytest.param(value, id=case) for value, case in SECRETS])
def test_secret(value: str) -> None:
    assert not is_placeholder(value)


@pytest.mark.parametrize(
    "template",
    [
        *("{alnum:16}", "{hex:32}", "{base64:24}", "{base64url:43}", "{lower:12}", "{digits:12}", "{word:2}"),
        *("sk-{alnum:32}", "{print:16}", "{github:ghp_}", "{word:1}{digits:2}", "{uuid}", "{jwt}"),
    ],
)
@given(seed=st.text())
def test_no_drawn_secret_is_a_placeholder(template: str, seed: str) -> None:
    assert not is_placeholder(fill(template, seed))


@pytest.mark.parametrize("piece", ["your", "a", "x", "-", "<", "${", "deadbeef", "1234", "あ", "sk-"])
def test_long_text_is_no_placeholder(piece: str) -> None:
    assert not is_placeholder(piece * 100_000)


STOCK = [
    ("CREDIT_CARD", "4111 1111 1111 1111", "Visa"),
    ("CREDIT_CARD", "4242-4242-4242-4242", "Stripe"),
    ("CREDIT_CARD", "378282246310005", "American Express"),
    ("PERSON", "Test User One", "test user"),
    ("PERSON", "Foo O'Bar", "foo bar"),
    ("DATE_OF_BIRTH", "1990-01-01", "first day of a decade"),
    ("VEHICLE_ID", "AAA-0001", "first plate"),
    ("EMAIL_ADDRESS", "renovate@whitesourcesoftware.com", "bot"),
    ("USERNAME", "oauth2", "stands for a token"),
    ("USERNAME", "apikey", "SendGrid's"),
    ("USERNAME", "devstoreaccount1", "Azurite's"),
    ("USERNAME", "nextcloud", "account of an image"),
    ("USERNAME", "cm9vdA==", "root in base64"),
    ("USERNAME", "QX-0000000", "zeros behind letters"),
    ("EMAIL_ADDRESS", "aider@aider.chat", "author of commits"),
    ("HOSTNAME", "OpenWrt", "as a system comes"),
    ("PHONE_NUMBER", "(212) 555-0123", "fictional"),
    ("PHONE_NUMBER", "+1 555 0199", "fictional, no area"),
    ("PHONE_NUMBER", "123-456-7890", "in order"),
    ("PHONE_NUMBER", "1-386-555-0123", "fictional, with its country"),
    ("PHONE_NUMBER", "13865550123", "fictional, with its country and no signs"),
    ("ID_NUMBER", "123-45-6789", "SSN"),
    ("ID_NUMBER", "078-05-1120", "wallet maker's SSN"),
    ("EMAIL_ADDRESS", "jane.roe@example.com", "example.com"),
    ("EMAIL_ADDRESS", "a@b.test", "test"),
    ("EMAIL_ADDRESS", "a@mail.invalid", "invalid"),
    ("EMAIL_ADDRESS", "user@domain.com", "template"),
    ("HOSTNAME", "github.com", "GitHub"),
    ("HOSTNAME", "localhost", "localhost"),
    ("HOSTNAME", "db.example.org", "example.org"),
    ("HOSTNAME", "API.Example.com.", "case and root"),
    ("PERSON", "John Doe", "Doe"),
    ("PERSON", "Doe, Jane", "reversed"),
    ("PERSON", "max  MUSTERMANN", "case and spaces"),
    ("PERSON", "山田太郎", "Japanese"),
    ("IP_ADDRESS", "192.0.2.44", "documentation"),
    ("IP_ADDRESS", "203.0.113.0/24", "documentation, network"),
    ("IP_ADDRESS", "2001:db8::1", "documentation, IPv6"),
    ("IP_ADDRESS", "127.0.0.1", "loopback"),
    ("IP_ADDRESS", "::", "unspecified"),
    ("IP_ADDRESS", "0.0.0.0/0", "unspecified, network"),
    ("MAC_ADDRESS", "00:11:22:33:44:55", "in order"),
    ("MAC_ADDRESS", "00:00:5E:00:53:AF", "documentation"),
    ("DEVICE_ID", "00000000-0000-0000-0000-000000000000", "nil UUID"),
    ("USERNAME", "root", "root"),
    ("USERNAME", "www-data", "www-data"),
    ("USERNAME", "runner", "runner"),
    ("IBAN_CODE", "DE89 3704 0044 0532 0130 00", "registry"),
    ("CRYPTO", "0x" + "0" * 40, "zero"),
    ("VEHICLE_ID", "1M8GDM9AXKP042788", "VIN"),
    ("STREET_ADDRESS", "123 Main St., Springfield", "Main Street"),
    ("STREET_ADDRESS", "2 Sample Street\nAnytown AN1 2BC", "sample"),
    ("STREET_ADDRESS", "Musterstr. 1", "German form"),
    ("BANK_ACCOUNT", "12345678", "in order"),
    ("BANK_ACCOUNT", "00000000", "zeros"),
    ("ID_NUMBER", "784-0000-0000000-0", "zeros behind a country"),
    ("ID_NUMBER", "XX000000", "crosses and zeros"),
    ("ID_NUMBER", "XXXX-1234", "crosses and the last four"),
    ("ID_NUMBER", "RHB9999999", "nines"),
    ("ID_NUMBER", "QQ 12 34 56 C", "the revenue's sample"),
    ("ID_NUMBER", "QQ 12 34 56", "the revenue's sample, cut"),
    ("ID_NUMBER", "131052-308T", "Finnish sample"),
    ("ID_NUMBER", "86095742719", "sample of the German tax office"),
    ("ID_NUMBER", "ORA-00942", "error of a database"),
    ("ID_NUMBER", "551028839120-k3q7x2m9.apps.googleusercontent.com", "client of a cloud"),
    ("DEVICE_ID", "000000000", "zeros"),
    ("EMAIL_ADDRESS", "no-reply@pingdom.com", "nobody reads it"),
    ("PHONE_NUMBER", "+1 500 555 0006", "Twilio's"),
    ("PHONE_NUMBER", "01632 960117", "area of nobody"),
    ("PHONE_NUMBER", "+44 1632 960117", "area of nobody, from abroad"),
    ("CREDIT_CARD", "5531 8866 5214 2950", "Flutterwave"),
    ("PERSON", "DOE/JANE", "as airlines write"),
]

OWN = [
    ("PERSON", "Demo Okonkwo", "a name"),
    ("DATE_OF_BIRTH", "1990-01-02", "second day"),
    ("VEHICLE_ID", "AAB-0417", "plate"),
    ("PHONE_NUMBER", "0161 496 0774", "for fiction, and given by people in it"),
    ("CREDIT_CARD", fill("{luhn:4:16}", "a"), "another card"),
    ("PHONE_NUMBER", "(212) 555-0234", "beyond the fictional"),
    ("PHONE_NUMBER", "138 6555 0123", "Chinese, with the digits of an American one"),
    ("PHONE_NUMBER", "138-6555-0123", "Chinese, hyphens"),
    ("PHONE_NUMBER", "98755 50112", "Indian, with the digits of an American one"),
    ("PHONE_NUMBER", "+44 20 7183 8750", "British"),
    ("PHONE_NUMBER", "01633 960117", "Newport"),
    ("ID_NUMBER", fill("{stdnum:us.ssn}", "a"), "another SSN"),
    ("EMAIL_ADDRESS", "jane@notexample.com", "ends like example.com"),
    ("EMAIL_ADDRESS", "jane@example.com.evil.io", "begins like example.com"),
    ("EMAIL_ADDRESS", "12345+jroe@users.noreply.github.com", "has a login"),
    ("EMAIL_ADDRESS", "@example.com", "no address"),
    ("HOSTNAME", "db-prod-3.corp.acme.io", "internal"),
    ("HOSTNAME", "mygithub.com", "ends like github.com"),
    ("PERSON", "John Smith", "a real name"),
    ("PERSON", "Alice", "a real first name"),
    ("PERSON", "John Doering", "begins like Doe"),
    ("IP_ADDRESS", "10.20.30.40", "private"),
    ("IP_ADDRESS", "203.0.0.0/8", "network around documentation"),
    ("IP_ADDRESS", "45.33.32.156/1", "in a network that begins with zeros"),
    ("IP_ADDRESS", "::ffff:8.8.4.4/64", "in a network that begins with zeros, IPv6"),
    ("IP_ADDRESS", "2a01:4f8::1", "IPv6"),
    ("MAC_ADDRESS", "f0:18:98:10:92:9d", "a card's"),
    ("USERNAME", "jroe", "login"),
    ("USERNAME", "rooted", "begins like root"),
    ("USERNAME", "bWlyZWxh", "another in base64"),
    ("USERNAME", "qx000417", "zeros before a number"),
    ("HOSTNAME", "openwrt-keller", "with a name behind"),
    ("IBAN_CODE", fill("{iban:DE}", "a"), "another account"),
    ("LOCATION", "localhost", "type without stock"),
    ("PASSWORD", "root", "secrets have placeholders"),
    ("ID_NUMBER", "XX1234567", "crosses of a passport"),
    ("ID_NUMBER", "0000417", "zeros before a number"),
    ("ID_NUMBER", "100200", "zeros within"),
    ("ID_NUMBER", "QQ 12 34 57 C", "beside the revenue's sample"),
    ("ID_NUMBER", "ORF-00942", "letters of another"),
    ("ID_NUMBER", "99900147", "nines before a number"),
    ("EMAIL_ADDRESS", "noreply@lindt-dental.io", "of a small firm"),
    ("STREET_ADDRESS", "2900 W Sample Rd, Pompano Beach, FL 33073", "a road called so"),
    ("STREET_ADDRESS", "12 Sampleford Street", "begins like a sample"),
    ("STREET_ADDRESS", "4 Mustern Road", "begins like a German one"),
]


@pytest.mark.parametrize(
    ("entity_type", "value"), [pytest.param(kind, value, id=f"{kind}: {case}") for kind, value, case in STOCK]
)
def test_stock_value(entity_type: str, value: str) -> None:
    assert is_stock_value(entity_type, value)


@pytest.mark.parametrize(
    ("entity_type", "value"), [pytest.param(kind, value, id=f"{kind}: {case}") for kind, value, case in OWN]
)
def test_own_value(entity_type: str, value: str) -> None:
    assert not is_stock_value(entity_type, value)


@given(
    entity_type=st.sampled_from(sorted(ENTITY_TYPES)), value=st.text() | st.from_regex(r"[0-9a-f:./@ ]{1,40}")
)
def test_any_value_is_answered(entity_type: str, value: str) -> None:
    assert is_stock_value(entity_type, value) in (True, False)
    assert is_placeholder(value) in (True, False)
