"""Values are found by their names in every syntax, exactly; look-alikes are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.fillers import fill
from recognizers.labelled.literals import read_rest
from recognizers.labelled.places import find_member, place_finders
from recognizers.matching.matcher import Matcher
from recognizers.secrets.commands import command_finders
from recognizers.secrets.login_pairs import login_pair_finders
from recognizers.secrets.spoken import spoken_finders
from recognizers.secrets.webkeys import JsonWebKeyFinder
from tests.marks import unmark

_LEAST = 0.5
_MATCHER = Matcher(
    (*place_finders(), *command_finders(), *spoken_finders(), *login_pair_finders(), JsonWebKeyFinder())
)


def _found(text: str) -> list[tuple[int, int]]:
    return sorted({(span.start, span.end) for span in _MATCHER.find(text) if span.score >= _LEAST})


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param('password = "«hunter2»"', id="Python"),
        pytest.param("初期パスワード：«hq7Wm-3Zrt»（初回に変更）", id="remark in wide brackets"),
        pytest.param("password: str = '«hunter2»'", id="annotation"),
        pytest.param("const token: string = `«{alnum:32}»`;", id="TypeScript"),
        pytest.param('{"spz": "«4K24718»", "barva": "modra"}', id="plate in a JSON member"),
        pytest.param('{"numer_licznika": "«44718231»"}', id="meter in a JSON member"),
        pytest.param('<input name="immatriculation" value="«GK-471-XB»">', id="field of a form"),
        pytest.param(
            '<input name="nr_licznika" type="text" value="«44718231»">', id="field of a form with its type"
        ),
        pytest.param("no_rekening: «44718231884»\n", id="account in YAML"),
        pytest.param('var apiKey = []byte("«{alnum:32}»")', id="Go"),
        pytest.param('private static final String DB_PASSWORD = "«Kestrel-44»";', id="Java"),
        pytest.param("define('DB_PASSWORD', '«x9!kk2»');", id="PHP define"),
        pytest.param("'db_pass' => '«V3rano_en_Cadiz»',", id="PHP array"),
        pytest.param("set :password, '«V3rano#4»'", id="Ruby"),
        pytest.param('$deployToken .= "«{alnum:32}»";', id="appended"),
        pytest.param('API_TOKEN ::= "«{alnum:32}»"', id="defined in make"),
        pytest.param('deployToken = "«{alnum:12}9={alnum:32}»"', id="a sign of equality within"),
        pytest.param('config.setPassword("«abc123!»")', id="setter"),
        pytest.param(
            'os.getenv("SMTP_PASSWORD", "x"); password = os.getenv("SMTP_PW", "«Spijker&Hamer»")',
            id="default",
        ),
        pytest.param("DB_PASSWORD=«Kimchi!2025»\nPORT=80", id="env"),
        pytest.param("export DB_PASSWORD='«Maun delta 6»'", id="export"),
        pytest.param("      - DB_PASSWORD=«Kimchi!2025»", id="compose list"),
        pytest.param("  password: «Kimchi!2025»  # for the demo\n", id="YAML with a comment"),
        pytest.param("[db]\npassword = «kimchi»\nport = 80\n", id="INI"),
        pytest.param('{"apiKey": "«{alnum:32}»", "n": 1}', id="JSON"),
        pytest.param('{\\"pass\\":\\"«s3cr3t4»\\"}', id="JSON in JSON"),
        pytest.param("<password>«foo!bar1»</password>", id="XML element"),
        pytest.param('<add key="DbPassword" value="«foo!bar1»"/>', id="XML attributes"),
        pytest.param('- name: DB_PASSWORD\n  value: "«abc!foo1»"', id="name and value"),
        pytest.param('tokens: ["«{hex:32}»", "«{hex:32}»"]', id="list"),
        pytest.param("+API_KEY=«{alnum:32}»", id="diff"),
        pytest.param("     3→SECRET_KEY = '«{alnum:40}»'", id="numbered line"),
        pytest.param("conf/app.ini:12:password = «Woaini1314»", id="grep"),
        pytest.param("https://x.quillpost.io/y?access_token=«{alnum:32}»&z=1", id="query"),
        pytest.param("Server=s;User Id=app;Password=«P4ss-w0rt»;Encrypt=no", id="connection string"),
        pytest.param("Authorization: Bearer «{alnum:40}»", id="bearer"),
        pytest.param("Cookie: session=«{alnum:32}»; lang=de", id="cookie"),
        pytest.param("tool --password «hunter22» -x", id="flag"),
        pytest.param("tool --password=«hunter22»", id="flag with sign"),
        pytest.param("密码：«Huanghe#2019»", id="Chinese"),
        pytest.param("password: ${DB_PASSWORD:-«hunter22»}", id="shell default"),
        pytest.param("password: ${DB_PASSWORD-«hunter22»}", id="shell default where it is unset"),
        pytest.param('DB_PASSWORD="${DB_PASSWORD-«hunter22»}"', id="quoted shell default where it is unset"),
        pytest.param("CREATE ROLE x PASSWORD '«Sonechko-77»';", id="SQL role"),
        pytest.param("GRANT ALL ON a.* TO b IDENTIFIED BY '«Hdh@0917»';", id="SQL grant"),
        pytest.param('sh -c "tool --password=«Velebit1757»"', id="at the end of a command in quotes"),
        pytest.param("echo 'run with DB_PASSWORD=«Velebit1757»'", id="at the end of an advice"),
        pytest.param("- email: ott.k\n  password: '«ferry of the north»'\n", id="phrase of an account"),
        pytest.param(
            "aws secretsmanager put-secret-value --secret-id a --secret-string «V3lebit17»", id="aws"
        ),
        pytest.param(
            'aws ssm put-parameter --name /a --value "«Velebit1757»" --type SecureString', id="parameter"
        ),
        pytest.param("az keyvault secret set --vault-name v --name pw --value «Velebit1757»", id="vault"),
        pytest.param("echo -n '«Velebit1757»' | gcloud secrets create db --data-file=-", id="piped"),
        pytest.param('printf "«Velebit1757»" | docker secret create pw -', id="piped into a container"),
        pytest.param("wrangler secret put DB <<< «Velebit1757»", id="here string of a keeper"),
        pytest.param("gcloud secrets versions add db --data-file=<(echo -n «Velebit1757»)", id="process"),
        pytest.param("consul kv put db/password «Velebit1757»", id="key and value"),
        pytest.param("AUTH «Velebit1757»\nGET a", id="Redis"),
        pytest.param('db.auth("«ott_k»", "«Velebit1757»")', id="Mongo"),
        pytest.param("hibernate.connection.password «Velebit1757»\n", id="property and a blank"),
        pytest.param('parser.add_argument("--password", default="«Velebit1757»")', id="default of an option"),
        pytest.param(
            'parser.add_argument("--password", type=str, default="«Velebit1757»")', id="option with a type"
        ),
        pytest.param('static const std::string kPassword{"«Velebit1757»"};', id="C++ in braces"),
        pytest.param('password = """«Velebit1757»"""', id="three quotes"),
        pytest.param('<meta-data android:name="x.API_KEY" android:value="«{alnum:24}»" />', id="manifest"),
        pytest.param("unzip -P «Velebit1757» a.zip", id="unzip"),
        pytest.param("mysql -h db -u root -p'«Jolly#5»' shop", id="mysql"),
        pytest.param("sshpass -p «rjupa-Snaefell» ssh host", id="sshpass"),
        pytest.param(r"x --vault-password-file <(echo «rjupA\&Snae-9») y", id="sign of the shell, escaped"),
        pytest.param(r"db-1.lindt.ee:5432:pier:«mroe»:«rjupA\:9sn\\ow»", id="escapes of .pgpass"),
        pytest.param('proxy_set_header X-Api-Key "«rjupa9Snaefell»";', id="header of nginx"),
        pytest.param('RequestHeader set X-Pier-Token "«rjupa9Snaefell»"', id="header of Apache"),
        pytest.param("http-request set-header X-Auth-Token «rjupa9Snaefell»", id="header of HAProxy"),
        pytest.param("fastcgi_param MAIL_PASSWORD «rjupa9Snaefell»;", id="parameter of a server"),
        pytest.param(
            "snmpwalk -v3 -u root -a SHA -A «Ebb-and-77» -x AES -X «Flow-and-78» h", id="SNMP of a user"
        ),
        pytest.param("snmpget -v2c -c «ebbflow» h sysName", id="SNMP community"),
        pytest.param("HOST=b RESTIC_PASSWORD='«prayer flags over dochula»'", id="second on its line"),
        pytest.param("unzip -P «Velebit1757» a.zip", id="archive that is opened"),
        pytest.param("security unlock-keychain -p «Velebit1757» login.keychain", id="keychain"),
        pytest.param("security add-generic-password -a x -s y -w '«Velebit1757»'", id="keychain entry"),
        pytest.param("rabbitmqadmin -u root -p «Velebit1757» list queues", id="rabbitmqadmin"),
        pytest.param("p4 -u root -P «Velebit1757» sync", id="perforce"),
        pytest.param("signtool sign /f a.pfx /p «Velebit1757» a.exe", id="signtool"),
        pytest.param("pdftk a.pdf input_pw «Velebit1757» output b.pdf", id="pdftk"),
        pytest.param("qpdf --encrypt «Velebit1757» '' 256 -- a.pdf b.pdf", id="qpdf"),
        pytest.param("nmcli con modify Kelp wifi-sec.psk «Velebit1757»", id="network manager"),
        pytest.param("restic --password-command 'echo «Velebit1757»' snapshots", id="echoed to restic"),
        pytest.param('echo -e "«Velebit1757»\\nVelebit1757" | passwd root', id="given twice"),
        pytest.param("printf '«Velebit1757»\\n' | cryptsetup luksOpen /dev/sda1 x", id="with its line end"),
        pytest.param("echo «Velebit1757» | vncpasswd -f > p", id="vncpasswd"),
        pytest.param("binddn cn=x\nbindpw «Velebit1757»\n", id="directory"),
        pytest.param("auth_type PASS\n  auth_pass «velebit7»\n}", id="balancer"),
        pytest.param("redis-cli -a «T0pf-Deckel» ping", id="redis"),
        pytest.param("mcrcon -H 10.0.4.40 -P 25575 -p «Kn1fe-Edge» list", id="mcrcon"),
        pytest.param("cypher-shell -u neo4j -p '«six degrees of Kohl»'", id="cypher-shell"),
        pytest.param("etcdctl --user root:«{alnum:14}» --endpoints x get k", id="etcdctl"),
        pytest.param("influx backup /b/i -t «{alnum:60}»", id="influx"),
        pytest.param("vercel deploy --prod -t «{alnum:24}» --scope a", id="vercel"),
        pytest.param("composer config http-basic.repo.a.com token «{alnum:40}»", id="composer"),
        pytest.param("mosquitto_passwd -b /etc/mosquitto/pw root «ofen7-Wald»", id="mosquitto"),
        pytest.param("rabbitmqctl add_user root «ofen7-Wald»", id="rabbitmq"),
        pytest.param("master_password = md5('«quintengeheim»')", id="hashed in the source"),
        pytest.param("mail a@quillpost.co.uk / «Curlew-and-Knot» (left)", id="words joined"),
        pytest.param("db://root:«V1nho-verde»@mysql:3306/x", id="URL"),
        pytest.param("machine m.quillpost.io login root password «Fietsbel_31»", id="netrc"),
        pytest.param("the wifi password is «correct horse battery», right", id="passphrase in a sentence"),
        pytest.param("pw: «hunter2»", id="short word"),
        pytest.param("hasło do dziennika: «Pierogi2zBarszczem»", id="Polish sentence"),
        pytest.param("mein Passwort ist «Hobelbank7», danke", id="German sentence"),
        pytest.param("la contraseña del wifi es «sopa-de-letras» y ya", id="Spanish sentence"),
        pytest.param("пароль от почты «Barsik_2008»", id="Russian sentence"),
        pytest.param("the code is «482 913»", id="code"),
        pytest.param("my pin is «3391» ok", id="pin"),
        pytest.param('"«270663» is your code"', id="code before the word"),
        pytest.param("暗証番号«4288»を入れて", id="Japanese pin"),
        pytest.param('first_name = "«Ottilie»"', id="person"),
        pytest.param("the router login is admin / «Ararat#55»", id="login and password"),
        pytest.param("gmail ott@lindtworks.io - «Sunflower!22»", id="mail address and password"),
        pytest.param("pws: «Kotek123», «kotek1234!», «Wakacje2022»", id="passwords in a list"),
        pytest.param("backup codes: «7719 4402», «0917 5538», «2284 6610»", id="codes in a list"),
        pytest.param("Alarmcode ist jetzt «7793»", id="German compound"),
        pytest.param("Startpasswort «Willkommen2025!»", id="German compound of a password"),
        pytest.param("token «{alnum:40}» is still valid", id="token after a blank"),
        pytest.param("the token «{alnum:40}» is still valid", id="token of a sentence"),
        pytest.param("use my bearer token «{alnum:40}»", id="bearer token of a sentence"),
        pytest.param("feed_token = «{alnum:24}={alnum:24}»", id="sign within a token"),
        pytest.param('User.create_user("ivo", "ivo@lindtworks.io", "«Velebit1757»")', id="call"),
        pytest.param('{"kty": "oct", "k": "«{base64url:43}»", "kid": "1"}', id="JSON Web Key"),
        pytest.param('pyotp.TOTP("«{base32:32}»")', id="seed of one-time codes"),
        pytest.param("password: |\n  «Kimchi!2025»\n", id="YAML block"),
        pytest.param("<key>password</key>\n<string>«foo!bar1»</string>", id="property list"),
        pytest.param("<key>Password</key><string>«caldo de peixe frio»</string>", id="words of a profile"),
        pytest.param(
            '<setting name="Password" serializeAs="String"><value>«foo!bar1»</value></setting>', id="setting"
        ),
        pytest.param('public string ApiKey { get; set; } = "«{alnum:32}»";', id="C# property"),
        pytest.param("const key = process.env.API_KEY || '«{alnum:32}»'", id="otherwise in JavaScript"),
        pytest.param('password = os.getenv("DB_PASSWORD") or "«Velebit1757»"', id="otherwise in Python"),
        pytest.param("ENV['DB_PASSWORD'] ||= '«Velebit1757»'", id="otherwise in Ruby"),
        pytest.param('"db_password": {\n  "value": "«Velebit1757»",\n  "type": "string"', id="state outputs"),
        pytest.param('api_key = ("«{alnum:20}»"\n           "«{alnum:20}»")', id="pieces in brackets"),
        pytest.param("requests.get(u, auth=HTTPBasicAuth('«ott_k»', '«Velebit1757»'))", id="basic"),
        pytest.param('new NetworkCredential("«ott_k»", "«Velebit1757»")', id=".NET credential"),
        pytest.param('DriverManager.getConnection(url, "«ott_k»", "«Velebit1757»")', id="JDBC"),
        pytest.param("ENV DB_PASSWORD «Velebit1757»", id="image variable"),
        pytest.param('gh secret set DB_PASSWORD --body "«Velebit1757»"', id="repository secret"),
        pytest.param("[smtp.quillpost.io]:587 «ott_k»:«Velebit1757»", id="mail relay"),
        pytest.param('ott_k : EAP "«Velebit1757»"', id="tunnel"),
        pytest.param("<auth-user-pass>\n«ott_k»\n«Velebit1757»\n</auth-user-pass>", id="inline profile"),
        pytest.param("keytool -storepass «Velebit1757» -keypass «Otter-64»", id="two options"),
        pytest.param("plink -pw «Velebit1757» srv", id="plink"),
        pytest.param('kinit ott <<< "«Velebit1757»"', id="here string"),
        pytest.param(
            '"type": "random_password", "instances": [{"attributes": {"result": "«Kq9xTz2mV81x»"}}]',
            id="state",
        ),
        pytest.param('keyAuth: "«{alnum:43}»",', id="authorization by a key"),
        pytest.param("h = base64.b64encode(b'«ott_k»:«Nachtigall»')", id="encoded for a header"),
        pytest.param('"Basic " + btoa("«ott_k»:«Velebit1757»")', id="encoded in JavaScript"),
        pytest.param("smtp.login('«ott_k»', '«Velebit1757»')", id="login and password of a call"),
        pytest.param('if user.Password != "«V3lebit17»" {', id="compared"),
        pytest.param('Tokens: []string{"«{hex:32}»", "«{hex:32}»"},', id="slice of Go"),
        pytest.param('secret = decodeHex("«{hex:24}»")', id="decoded from digits"),
        pytest.param('password = flag.String("password", "«Velebit1757»", "of the shop")', id="flag of Go"),
        pytest.param('a:1:{s:13:"shop_password";s:11:"«Velebit1757»";s:1:"n";i:3;}', id="serialized by PHP"),
        pytest.param('"v": "a:1:{s:2:\\"pw\\";s:11:\\"«Velebit1757»\\";}"', id="serialized in JSON"),
        pytest.param("zip -P «Velebit1757» a.zip b", id="archive"),
        pytest.param("option key '«Velebit1757»'", id="option of a router"),
        pytest.param("spring.user = «ott»\nspring.password = «velebit»\nspring.db = shop", id="settings"),
        pytest.param("ragna:«$6$Kq9xTz2m$A{alnum:80}»:19870:0:", id="shadow"),
    ],
)
def test_values_are_found(marked: str) -> None:
    text, places = unmark(fill(marked, "places"))
    assert _found(text) == places


@pytest.mark.parametrize(
    "text",
    [
        "password = getpass.getpass('Password: ')",
        "password = os.environ['DB_PASSWORD']",
        "password = os.environ.get('DB_PASSWORD')",
        "snmpget -v2c -c public 10.2.0.4 sysName",
        " pre-shared-key address 10.2.0.4",
        "`doveadm pw -s BLF-CRYPT` and replace it",
        "ALTER USER 'x'@'%' IDENTIFIED BY '<nouveau mot de passe>';",
        '<add key="MailAgentKey" value="1"/>',
        "pdftk a.pdf input_pw PROMPT output b.pdf",
        "bindpw is the password of binddn",
        "security find-generic-password -w -s x",
        "certutil -p",
        "def login(user, password=None):",
        "password: string;",
        "    password: Optional[str] = None",
        "this.password = password;",
        "$password = Yii::$app->request->post('password');",
        "rabbitmq.password =\nrabbitmq.mode = direct",
        '"LABEL_PASSWORD": "Please enter your new password"',
        "password: ${DB_PASSWORD}",
        "password: ${DB-PASSWORD}",
        "password: ${DB_PASSWORD-your-password}",
        "password: {{ vault_password }}",
        "password: !vault |",
        'apiKey: process.env.API_KEY || ""',
        '"max_tokens": 4096',
        "token = next(it)",
        "let token = tokens.pop();",
        "key: 'configuration'",
        "the password is wrong",
        "your password must be at least 8 characters",
        "exit code 4711",
        "error code: 1045",
        '<label for="password">Password</label>',
        "- name: Install packages",
        "pass it to render2d",
        "assert check_password('hunter2')",
        "md5(config/secret.token) = 4958ddf2e9fa284db3e2d67949872bcf",
        "SHA256 (id_token)= 4958ddf2e9fa284db3e2d67949872bcf8f0351f64958ddf2e9fa284db3e2d67949872bcf",
        "Key fingerprint: SHA256:6agDIsg2rLuZ7A4ExMwToxZn8Gn2SuPTa90L7A9D4Lo",
        "GITHUB_SHA=4958ddf2e9fa284db3e2d67949872bcf8f0351f6",
        "area code 4711 and zip code 90210",
        '{"code": 20000, "message": "ok"}',
        "http://localhost:8080/a/b",
        "commit 4958ddf2e9fa284db3e2d67949872bcf8f0351f6",
        "- `pass` || `password`",
        "password || ''",
        "restic --password-command 'pass show backup'",
        "ENV PASSWORD_FILE /run/secrets/db",
        "password: |\n  at least eight characters\n",
        'public string Password { get; set; } = "";',
        'new NetworkCredential("user", password)',
        'if user.Password != "string" {',
        'if token != "" {',
        'password = flag.String("password", "", "of the shop")',
        '<%= f.label :password, "Password*" %>',
        '<%= f.hint :pin, "4 to 8 figures: 12345678" %>',
        "c.user = user\nc.password = password\nc.db = name",
        "%sudo ALL=(ALL) NOPASSWD: apt2go7",
        '"LABEL_REPEAT_PASSWORD": "חזור על הסיסמה"',
        "URI=mongodb://app:<password>@cluster0.quillpost.io:27017/<dbname>?ssl=true",
        "yum install php-zip php-mbstring php-gd php-pear curl",
        "the option key exists",
        "mkpasswd &gt; out.txt",
        "btoa('data:image/png')",
        "b64encode(b'hello')",
        "auth.token = field.(string)",
        "aws secretsmanager put-secret-value --secret-id a --secret-string file://a.json",
        "aws ssm put-parameter --name /app/region --value eu-west-1",
        'echo "hello world" | base64',
        "echo $TOKEN | docker secret create pw -",
        "gcloud secrets versions access latest --secret=db",
        "consul kv put app/region eu-west-1",
        "AUTH LOGIN\nAUTH failed",
        'parser.add_argument("--password", default=None)',
        'parser.add_argument("--password-file", default="secrets.txt")',
        'password{"color":"red"}',
        'password: """\nThe password of the user.\n"""',
        "diff <(echo foo1) <(echo bar2)",
        '"email": "Email",\n"password": "At least 8 characters"',
        '"email": "e-mail",\n"password": "At least 8 characters"',
        '"login": "user",\n"password": "Your new password"',
        "you may pass `bson.D{}` instead",
        'tool --seed-hosts="10.2.3.4:39300"',
        "net use /user:ott@quillpost.io\n  http=x",
        "(e.g. 'shop=--username test --password secret')",
        'f(password=user"x")',
        pytest.param("x509 ok serial=2742b398d613fc08cfb59d11bbf195b5cd48d59a", id="serial of a certificate"),
        pytest.param('{"plat": "win32", "rz": "0.25", "aem": "6.5.12.0"}', id="platform, axis and version"),
        pytest.param("placa: mesa, chassis: ok, patente: ninguna\n", id="words under plates"),
        pytest.param("kod_alarmu = ERR_TIMEOUT; pin_code = readPin()", id="code of an alarm in a program"),
    ],
)
def test_look_alikes_are_left_alone(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    ("key", "text", "expected"),
    [
        pytest.param("password", " hunter2 ", (1, 8, "PASSWORD"), id="trimmed"),
        pytest.param("Authorization", "Bearer {alnum:40}", (7, 47, "ACCESS_TOKEN"), id="scheme"),
        pytest.param("full_name", "Ottilie Brandt", (0, 14, "PERSON"), id="person"),
        pytest.param("dob", "1984-11-02", (0, 10, "DATE_OF_BIRTH"), id="birth"),
    ],
)
def test_members_are_found(key: str, text: str, expected: tuple[int, int, str]) -> None:
    spans = find_member(key, fill(text, "places"))
    assert [(span.start, span.end, span.entity_type) for span in spans] == [expected]


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("description", "Tr0mbone-88"),
        ("password", ""),
        ("password", "  "),
        ("token_count", "12"),
        ("name", "true"),
    ],
)
def test_other_members_are_left_alone(key: str, text: str) -> None:
    assert find_member(key, text) == []


def test_a_value_of_a_kubernetes_secret_is_reported_in_its_encoding() -> None:
    text = "kind: Secret\ndata:\n  DB_PASSWORD: VHIwbWJvbmUtTGFkZGVyLTg4\n"
    spans = {(span.start, span.end, span.codec) for span in _MATCHER.find(text) if span.score >= _LEAST}
    start = text.index("VHIw")
    assert spans == {(start, start + 24, ("base64",))}


def test_pieces_of_one_value_are_each_found() -> None:
    text, places = unmark(fill('token = "«{alnum:20}»" +\n    "«{alnum:20}»"', "pieces"))
    assert _found(text) == places


@given(st.text(alphabet="password:= '\"\\`(){}[]<>,\n-_123aZ密码$", max_size=200))
def test_spans_lie_inside_the_text_on_a_line_each(text: str) -> None:
    for span in _MATCHER.find(text):
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end].strip() != ""


def test_of_a_long_line_a_bounded_part_is_read() -> None:
    literal = read_rest("name: " + "word " * 10_000, 6)
    assert literal is not None
    assert literal.end < 2_000
