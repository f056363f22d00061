"""Values that stand in documentation and tests everywhere and are nobody's: test cards, John Doe, `root`.

A person may still give such a value as her own; whoever asks has to look at the sentence around it.
"""

import base64
import functools
import ipaddress
import re
import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from recognizers.lookalikes.public_hosts import is_public_service

_MAX_LENGTH: Final = 256
# What a cloud calls its own: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html
CLOUD_RESOURCE: Final = (
    r"(?:vpc|subnet|sg|sgr|i|ami|eni|vol|snap|rtb|igw|nat|acl|eipalloc|lt|pcx|tgw|vgw|fs)-[0-9a-f]{8,17}"
)

# https://docs.stripe.com/testing, https://developer.paypal.com/tools/sandbox/card-testing,
# https://docs.adyen.com/development-resources/test-cards, https://developer.flutterwave.com/docs/testing,
# and the example of ISO/IEC 7812.
_CARDS: Final = """
4242424242424242 4000056655665556 5555555555554444 2223003122003222 5200828282828210 5105105105105100
378282246310005 371449635398431 378734493671000 6011111111111117 6011000990139424 6011981111111113
3056930009020004 36227206271667 30569309025904 38520000023237 6555900000604105 3566002020360505
3530111333300000 6200000000000005 6200000000000047 6205500000000000004 4111111111111111 4012888888881881
4012000033330026 4222222222222 5019717010103742 6331101999990016 4000000000000002 4000000000009995
4000000000000069 4000000000000127 4000000000000119 4000002500003155 4000002760003184 4000000000003220
4000000000000077 4000000000000341 4000000000009987 4000000000009979 4000008400001629 4000000000000101
4988438843884305 5454545454545454 4444333322221111 370000000000002 374500000262057 4917610000000000
4166676667666746 5577000055770004 2222400070000005 6771798021000008 6011601160116611 5431111111111111
4007000000027 4012888818888 4532015112830366 1234567812345670 5531886652142950 4187427415564246
"""
# The examples of the SWIFT registry and of Wikipedia, of which the first stands in most of the rest.
_IBANS: Final = """
GB82WEST12345698765432 GB29NWBK60161331926819 GB33BUKB20201555555555 GB94BARC10201530093459
DE89370400440532013000 DE75512108001245126199 FR1420041010050500013M02606 FR7630006000011234567890189
ES9121000418450200051332 ES7921000813610123456789 NL91ABNA0417164300 NL02ABNA0123456789
IT60X0542811101000000123456 CH9300762011623852957 CH5604835012345678009 BE68539007547034 BE71096123456769
AT611904300234573201 AT483200000012345864 PT50000201231234567890154 PL61109010140000071219812874
SE4550000000058398257466 NO9386011117947 DK5000400440116243 FI2112345600000785 IE29AIBK93115212345678
LU280019400644750000 GR1601101250000000012300695 CZ6508000000192000145399 BR1800360305000010009795493C1
DE02120300000000202051
"""
# The last line has the samples of Taiwan, Finland, the German tax office and the British revenue:
# https://dvv.fi/en/personal-identity-code,
# https://www.gov.uk/hmrc-internal-manuals/national-insurance-manual/nim39110
_ID_NUMBERS: Final = """
123456789 078051120 219099999 987654321 000000000 111111111 12345678 1234567890 0123456789 12345678Z 00000000T
X1234567L 12345678901 123456789012 AB123456C QQ123456C 11111111111 12345678909 00000000000 44051401359
A123456789 131052308T 86095742719 QQ123456
"""
_VEHICLES: Final = (
    "1HGCM82633A004352 1M8GDM9AXKP042788 11111111111111111 WVWZZZ1JZ3W386752 5GZCZ43D13S812715 ABC123 ABC1234"
)
_DEVICES: Final = "490154203237518 352099001761481 004999010640000 00000000000000000000000000000000"
_WALLETS: Final = """
1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2 3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy
bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4
0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed 0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266
0x70997970c51812dc3a010c7d01b50e0d17dc79c8 0x0000000000000000000000000000000000000000
0x000000000000000000000000000000000000dead 0xdac17f958d2ee523a2206206994597c13d831ec7
0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48 0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2
0x6b175474e89094c44da98b954eedeac495271d0f 0x2260fac5e5542a773aa44fbcfedf7c193bc2c599
0x55d398326f99059ff775485246999027b3197955 tr7nhqjekqxgtci8q8zy4pl8otszgjlj6t
0xdeadbeefdeadbeefdeadbeefdeadbeefdeadbeef
"""
_HARDWARE: Final = """
000000000000 ffffffffffff 001122334455 aabbccddeeff deadbeefcafe deadbeef0000 010203040506 123456789abc
0123456789ab 112233445566 001122aabbcc
"""
# Set aside for documents, and groups of machines: https://www.iana.org/assignments/ethernet-numbers
_NOBODYS_HARDWARE: Final = ("00005e0053", "01005e", "3333", "0180c2", "01000ccc")
# Lower case, without accents. No name that many people really have: `John Smith`, `Alice`, `Mario Rossi`.
_PEOPLE: Final = """
john doe|jane doe|johnny doe|janie doe|john q public|john q. public|jane q public|jane q. public|joe public
richard roe|jane roe|joe bloggs|jane bloggs|fred bloggs|foo bar|test user|test testsson|example user
max mustermann|maxi mustermann|erika mustermann|maria mustermann|moritz mustermann|lieschen muller
otto normalverbraucher|monsieur tout-le-monde|madame michu|fulano de tal|fulano da silva|perico de los palotes
matti meikalainen|maija meikalainen|ola nordmann|kari nordmann|вася пупкин|vasya pupkin
山田太郎|山田 太郎|山田花子|山田 花子|张三|李四|王五|張三|홍길동
jenny rosen
claude|claude code|claude-code|anthropic|openai|chatgpt|codex|codex cli|codex-cli|cursor|cursor cli
cursor agent|copilot|github copilot|gemini|gemini cli|aider|devin|devin ai|cline|windsurf|openhands|swe-agent
llama|mistral|grok|claude opus|claude sonnet|claude haiku|anthropic claude|droid cli|amp|jules|replit agent
user name|first last|firstname lastname|first name|last name|your name|full name|name surname|vorname nachname
"""
# People of tests: `Test User One`, `Demo Customer 2`.
_TESTED: Final = re.compile(
    r"(?:test|demo|dummy|sample|example|fake) (?:user|customer|person|patient|client|member|account)"
    r"(?: (?:[a-z]|\d{1,3}|one|two|three|four|five))?|foo o'?bar|(?:proper|commit) name"
    r"|(?:alpha|beta|gamma|delta|one|two|three|pax one|pax two|patient|user|person|first|last)"
    r"(?: (?:mr|mrs|ms|mx))? (?:test|tester|testing|dummy|sample)['’]?"
    r"|(?:テスト|見本) ?(?:太郎|花子|ユーザー)"
)
# What a field for a date of birth holds before anybody fills it: the first day of one of these years.
_FIRST_YEARS: Final = ("1900", "1970", "1980", "1990", "2000")
_BIRTHS: Final = frozenset(
    {f"{year}0101" for year in _FIRST_YEARS} | {f"0101{year}" for year in _FIRST_YEARS}
)
# Accounts that systems, images and services come with.
_ACCOUNTS: Final = """
root ubuntu admin administrator user users username www-data www wwwrun runner git postgres postgresql mysql
mariadb redis mongodb mongo rabbitmq elastic elasticsearch kibana grafana prometheus jenkins gitlab
gitlab-runner nginx apache apache2 httpd nobody daemon bin sys sync games man lp mail news uucp proxy backup
list irc gnats systemd-network systemd-resolve messagebus syslog sshd ftp ftpuser guest default test tester
testuser test-user test_user demo example foo bar app appuser node python django flask rails deploy deployer
ec2-user centos fedora debian alpine vagrant pi docker dockerd containerd kube kubernetes hadoop spark kafka
zookeeper airflow jovyan vscode codespace gitpod coder sandbox sa dba dbuser db_user dbadmin db_admin oracle
system sysadmin superuser sudo operator service svc ci cibuild buildkite circleci travis github-actions
github-actions[bot] dependabot dependabot[bot] renovate[bot] bot someone somebody anonymous anon me you
your-username yourusername your_username youruser your-user myuser my-user public shared shared-user local
localuser home ansible terraform puppet chef minio minioadmin keycloak vault consul nomad claude assistant
oauth2 x-access-token x-token-auth x-oauth-basic x-bitbucket-api-token-auth gitlab-ci-token __token__
nextcloud wordpress gitea drupal joomla matomo zabbix sonar sonarqube odoo moodle mastodon peertube jellyfin
homeassistant authentik immich paperless vaultwarden synapse influxdb clickhouse cassandra neo4j couchdb solr
logstash filebeat fluentd mosquitto asterisk tomcat wildfly caddy traefik haproxy squid postfix dovecot
apikey devstoreaccount1
openhands opencode codex hostedtoolcache vsts runneradmin containeradmin containeruser defaultuser0
wdagutilityaccount linuxbrew homebrew builder build worker janedoe johndoe jane.doe john.doe jane_doe
john_doe octocat monalisa
"""
_HOSTS: Final = """
localhost localhost.localdomain ip6-localhost host.docker.internal gateway.docker.internal broadcasthost
local kubernetes.default.svc kubernetes.default.svc.cluster.local metadata.google.internal github.com
openwrt raspberrypi retropie octopi dietpi libreelec kali archlinux archiso nixos manjaro penguin diskstation
pfsense opnsense buildroot vagrant
gitlab.com bitbucket.org gist.github.com raw.githubusercontent.com api.github.com ghcr.io docker.io quay.io
gcr.io google.com www.google.com googleapis.com amazonaws.com azure.com microsoft.com cloudflare.com
stackoverflow.com openai.com api.openai.com anthropic.com api.anthropic.com huggingface.co wikipedia.org
en.wikipedia.org python.org docs.python.org readthedocs.io crates.io docs.rs golang.org go.dev rubygems.org
nuget.org maven.org
"""
# RFC 2606, RFC 6761 and RFC 6762. `.local` and `.internal` are real machines' names, so not among them.
_RESERVED_DOMAINS: Final = (
    ".example",
    ".test",
    ".invalid",
    ".localhost",
    ".example.com",
    ".example.net",
    ".example.org",
)
_STOCK_MAIL: Final = re.compile(
    r"(?:user|username|name|you|your\.?name|your[-_.]?e?mail|me|foo|bar|test|email|mail|someone|john\.?doe|jane\.?doe)"
    r"@(?:domain|yourdomain|your-domain|mydomain|company|yourcompany|your-company|email|mail|host|test|foo|bar|acme)"
    r"\.(?:com|org|net|io)|(?:noreply|actions)@github\.com|noreply@(?:anthropic|google|openai)\.com"
    r"|(?:no-?reply|do-?not-?reply)[\w.-]{0,20}@(?:[\w-]+\.)?(?:google|youtube|apple|amazon|amazonaws|microsoft|pingdom|stripe|slack"
    r"|atlassian|sentry|zoom|dropbox|linkedin|facebookmail|paypal|gitlab|docker|heroku|vercel|netlify|notion)\.(?:com|io|us|so)"
    r"|(?:aider|noreply)@aider\.chat|cursoragent@cursor\.com|openhands@all-hands\.dev"
    r"|renovate@whitesourcesoftware\.com|bot@renovateapp\.com|support@dependabot\.com|git@(?:github|gitlab)\.com|git@bitbucket\.org"
    # Names of methods and of kinds of keys: `sk-ssh-ed25519@openssh.com`.
    r"|[a-z0-9-]+@(?:openssh\.com|libssh\.org)"
)
_STREETS: Final = """
123 main st|123 main street|123 fake st|123 fake street|742 evergreen terrace|221b baker street
musterstrasse 1|musterstrasse 123|123 example st|123 example street|1600 pennsylvania avenue nw
10 downing street|1 infinite loop|1600 amphitheatre parkway
"""
_DOCUMENTATION: Final = (
    "192.0.2.0/24 198.51.100.0/24 203.0.113.0/24 2001:db8::/32 3fff::/20 127.0.0.0/8 ::1/128"
)


# One find is asked about several times on its way.
@functools.lru_cache(maxsize=4096)
def is_stock_value(entity_type: str, value: str) -> bool:
    """Return whether a value of a type is a well-known stand-in and no one's own.

    >>> is_stock_value("PERSON", "Doe, John"), is_stock_value("IP_ADDRESS", "203.0.113.9")
    (True, True)
    """
    check = _CHECKS.get(entity_type)
    text = value.strip()
    return check is not None and 0 < len(text) <= _MAX_LENGTH and check(text)


_BETWEEN: Final = re.compile(r"[\s.:/\-]")
_BETWEEN_DIGITS: Final = re.compile(r"[\s().\-/]")


def _compact(text: str) -> str:
    return _BETWEEN.sub("", text)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(character for character in decomposed if unicodedata.category(character) != "Mn")
    return " ".join(unicodedata.normalize("NFC", kept).split())


def _table(text: str, separator: str | None = None) -> frozenset[str]:
    return frozenset(entry.strip() for entry in text.replace("\n", separator or " ").split(separator))


_CARD_NUMBERS: Final = _table(_CARDS)
_IBAN_NUMBERS: Final = _table(_IBANS)
_PERSON_NUMBERS: Final = _table(_ID_NUMBERS)
_VEHICLE_NUMBERS: Final = _table(_VEHICLES)
_DEVICE_NUMBERS: Final = _table(_DEVICES)
_WALLET_ADDRESSES: Final = _table(_WALLETS.lower())
_HARDWARE_ADDRESSES: Final = _table(_HARDWARE)
_NAMES: Final = frozenset(map(_plain, _table(_PEOPLE, "|"))) - {""}
_LOGINS: Final = _table(_ACCOUNTS)
# As the data of a Secret have them: https://kubernetes.io/docs/concepts/configuration/secret/
_ENCODED_LOGINS: Final = frozenset(
    base64.b64encode((login + end).encode()).decode().rstrip("=") for login in _LOGINS for end in ("", "\n")
)
_PUBLIC_HOSTS: Final = _table(_HOSTS)
_STREET_LINES: Final = _table(_STREETS, "|")


def _is_name(text: str) -> bool:
    plain = _plain(text)
    # As a list has it, and as airlines do: `Doe, Jane`, `DOE/JANE`.
    last, comma, first = plain.partition("/" if "/" in plain else ",")
    return (f"{first.strip()} {last.strip()}" if comma else plain) in _NAMES or bool(_TESTED.fullmatch(plain))


# https://nationalnanpa.com/pdf/NRUF/ATIS-0300115.pdf sets 555-0100 to 555-0199 aside for fiction; with
# +1 500 555 0000 to 0009 Twilio tests. The area 01632 is nobody's:
# https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama
_FICTIONAL: Final = re.compile(
    r"(?:\+?1)?(?:[2-9]\d\d)?55501\d\d|\+?(\d)\1{6,11}|\+?1?1234567(?:890?)?|(?:\+?1)?555123\d{4}|(?:\d{3})?5551212|\+?1500555000\d"
    r"|(?:\+?440?|0)1632960\d{3}"
)


# As mobile telephones are written in China and in India, whatever the digits are in America.
_GROUPED_ELSEWHERE: Final = re.compile(r"1\d\d[ -]?\d{4}[ -]\d{4}|\d{5}[ -]\d{5}")


def _is_phone(text: str) -> bool:
    if _GROUPED_ELSEWHERE.fullmatch(text):
        return False
    return _FICTIONAL.fullmatch(_BETWEEN_DIGITS.sub("", text)) is not None


def _is_reserved(host: str) -> bool:
    return f".{host}".endswith(_RESERVED_DOMAINS)


def _is_host(text: str) -> bool:
    host = text.lower().rstrip(".")
    return host in _PUBLIC_HOSTS or _is_reserved(host) or is_public_service(host)


def _is_mail(text: str) -> bool:
    address = text.lower()
    local, at, domain = address.rpartition("@")
    return bool(local and at and _is_reserved(domain)) or _STOCK_MAIL.fullmatch(address) is not None


def _is_address(text: str) -> bool:
    try:
        network = ipaddress.ip_network(text.strip("[]"), strict=False)
    except ValueError:
        return False
    # `8.8.4.4/1` lies in a network that begins with zeros.
    if ipaddress.ip_interface(text.strip("[]")).ip.is_unspecified or text == "255.255.255.255":
        return True
    first, last = int(network.network_address), int(network.broadcast_address)
    return any(
        version == network.version and low <= first and last <= high for version, low, high in _documented()
    )


@functools.cache
def _documented() -> tuple[tuple[int, int, int], ...]:
    networks = map(ipaddress.ip_network, _DOCUMENTATION.split())
    return tuple(
        (network.version, int(network.network_address), int(network.broadcast_address))
        for network in networks
    )


def _is_hardware(text: str) -> bool:
    digits = _compact(text).lower()
    return digits in _HARDWARE_ADDRESSES or (len(digits) == 12 and digits.startswith(_NOBODYS_HARDWARE))


def _is_device(text: str) -> bool:
    return _compact(text).lower() in _DEVICE_NUMBERS or _is_hardware(text) or _is_filled(text)


# Zeros, nines or crosses where a number would stand: `000000`, `784-0000-0000000-0`, `XX000000`, `99999999`,
# `XXXX1234`. With more digits than the last four behind it, `XX` is how a passport begins.
_FILLED: Final = re.compile(
    r"[^\W\d]{0,4}(?:\d{0,3}0{7,}\d?|0{4,}[A-Z]?|9{7,}|\d0{6,})|X{2,4}(?:\d{1,4}|0+\d{1,4})", re.IGNORECASE
)


def _is_filled(text: str) -> bool:
    return _FILLED.fullmatch(_compact(text)) is not None


# A day, a place in memory, what a system calls an error: `2026-11-04 02`, `0x00007f1b2c`, `AADSTS700016`.
_NO_NUMBER: Final = re.compile(
    r"(?:19|20)\d\d([-./])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])\.?(?:[ T][0-2]?\d)?|0x[0-9a-f]{4,16}"
    r"|(?:AADSTS|HRESULT|SQLSTATE)\d{4,10}|ISO-\d{4,5}(?:-\d{1,2})?(?:-[a-z]{2,4})?"
    r"|(?:ORA|PLS|TNS|RMAN|DPI|DPY|SP2|LRM|KUP|SQL)-\d{4,5}[NI]?"
    r"|\d{9,14}-[a-z0-9]{8,40}\.apps\.googleusercontent\.com",
    re.IGNORECASE,
)


def _is_number(text: str) -> bool:
    return (
        _compact(text).upper() in _PERSON_NUMBERS
        or _is_filled(text)
        or _NO_NUMBER.fullmatch(text) is not None
    )


# Towns and streets of forms and manuals: `2 Sample Street`, `Musterstr. 1`, `Anytown`.
# Sample Road is one in Florida.
_SAMPLE_STREET: Final = re.compile(
    r"\b(?:(?:example|your|some|dummy) (?:road|rd)"
    r"|(?:example|sample|your|some|dummy) (?:st|street|avenue|ave|lane|ln|drive|way|close))\b"
    r"|\b(?:any|other|some|your)town\b|\b(?:muster|beispiel)(?:str|weg|allee|platz|stadt|hausen|ort)"
)


def _is_street(text: str) -> bool:
    plain = _plain(text)
    return plain.partition(",")[0].rstrip(".") in _STREET_LINES or _SAMPLE_STREET.search(plain) is not None


# `GM-0000000`: the form of a number, with nobody's in it.
_FIRST_ACCOUNT: Final = re.compile(r"[A-Za-z]{0,4}[-_]?0{4,}")


def _is_account(text: str) -> bool:
    return (
        text.lower().lstrip("@") in _LOGINS
        or text.rstrip("=") in _ENCODED_LOGINS
        or _FIRST_ACCOUNT.fullmatch(text) is not None
    )


# A plate of tests: `AAA-0001`, `XX 000`.
_FIRST_PLATE: Final = re.compile(r"([A-Z])\1{1,2}0{2,}\d?")


def _is_vehicle(text: str) -> bool:
    plate = _compact(text).upper()
    return plate in _VEHICLE_NUMBERS or _FIRST_PLATE.fullmatch(plate) is not None


_CHECKS: Final[Mapping[str, Callable[[str], bool]]] = MappingProxyType(
    {
        "PERSON": _is_name,
        "EMAIL_ADDRESS": _is_mail,
        "PHONE_NUMBER": _is_phone,
        "USERNAME": _is_account,
        "HOSTNAME": _is_host,
        "IP_ADDRESS": _is_address,
        "MAC_ADDRESS": _is_hardware,
        "DEVICE_ID": _is_device,
        "CREDIT_CARD": lambda text: _compact(text) in _CARD_NUMBERS,
        "IBAN_CODE": lambda text: _compact(text).upper() in _IBAN_NUMBERS,
        "ID_NUMBER": _is_number,
        "BANK_ACCOUNT": _is_number,
        "VEHICLE_ID": _is_vehicle,
        "CRYPTO": lambda text: text.lower() in _WALLET_ADDRESSES,
        "DATE_OF_BIRTH": lambda text: _compact(text) in _BIRTHS,
        "STREET_ADDRESS": _is_street,
    }
)
