"""The words that placeholders are made of, each with the part that it plays."""

from typing import Final

# Says by itself that the value is none: `dummy`, `REDACTED`, `beispiel-token`.
_MARKERS: Final = """
example examples sample dummy fake placeholder redacted censored masked removed hidden omitted scrubbed
sanitized anonymized todo fixme tbd lorem ipsum none null nil undefined unset changeit
ejemplo beispiel exemple exemplo esempio voorbeeld przyklad przykład exempel eksempel esimerkki příklad
példa örnek ornek пример приклад παράδειγμα 例 示例 样例 範例 サンプル ダミー 예시 예제 مثال उदाहरण ตัวอย่าง
platzhalter marcador substituto segnaposto zastępczy заглушка 占位符
"""
# Says so together with a noun: `your_api_key`, `dein-passwort`.
_OWNERS: Final = """
your yours ur tu su tus sus votre ton ta dein deine ihr ihre euer tua suo sua seu teu jouw uw twoj twój twoja
twoje din ditt sinun tvůj váš ваш ваша твой sizin 你的 您的 あなたの 당신의 여러분의
"""
# Says so together with a noun, `here`, `me` or the like: `insert-token-here`, `changeme`.
_VERBS: Final = """
insert put enter paste replace add fill provide change changer type copy use supply substitute edit set
inserte inserta introduce reemplaza cambia cambiar pon einfügen einfuegen eintragen ersetzen eingeben ändern
insérer inserer remplacer saisir coller inserisci sostituisci inserire insira substitua troque coloque
invoeren vervang wpisz wstaw zmień zmien вставьте введите замените изменить 请输入 填入 替换 入力 입력 변경
"""
# Completes a verb.
_PLACES: Final = """
here me this it these hier ici aqui aquí qui tutaj здесь 这里 ここ 여기에
"""
_NOUNS: Final = """
key keys token tokens secret secrets password passwords passwd pass passphrase pwd pw pin code
credential credentials cred creds user username login email mail name id account host hostname
url uri endpoint webhook dsn string value hash salt signature cookie session bearer jwt cert
certificate domain server number phone address bucket project org organization tenant client
region subscription contraseña contrasena clave claves llave secreto usuario correo passwort
kennwort schlüssel schluessel geheimnis benutzer benutzername motdepasse mot de passe clé cle
jeton utilisateur chiave segreto utente senha chave segredo usuário usuario wachtwoord sleutel
geheim gebruiker hasło haslo klucz lösenord losenord nyckel heslo klíč jelszó şifre sifre parola
anahtar пароль ключ токен секрет κωδικός
密码 密钥 口令 令牌 パスワード キー トークン シークレット 비밀번호 키 토큰 시크릿
"""
# Goes with the others and proves nothing.
_COMPANIONS: Final = """
a an the my our of for from with to in is not no real actual valid own new old or and that any some
api access auth oauth app application private public personal master root admin service refresh encryption
signing shared long random very super live dev prod production staging local default db database connection
bot team workspace base aes hmac ssh gpg pem csrf smtp http https
aws amazon azure gcp google github gitlab bitbucket openai anthropic claude gemini mistral cohere groq hf
huggingface stripe paypal slack discord telegram twilio sendgrid mailgun mailchimp npm pypi docker heroku
vercel netlify cloudflare digitalocean datadog sentry postgres postgresql pg mysql redis mongo mongodb jira
notion linear airtable supabase firebase okta auth0 algolia mapbox shopify square vault terraform kafka
rabbitmq django flask rails laravel next nextauth node elastic elasticsearch snowflake databricks
esta este essa esse estas estos cette ces diese diesen dieses questa questo deze dit
la el le der die das il lo une un una ein eine de del des do da di la
"""
# Says so together with a noun other than a password, when set apart: `test-token`, `mock_api_key`.
_STAGES: Final = "test demo mock stub testing foo bar baz qux foobar"
_WEAK_NOUNS: Final = "password passwords passwd pass passphrase pwd pw pin code"
# How keys begin; before a mask, they are known words too.
_PREFIXES: Final = """
sk pk rk ak ant api03 admin01 sid01 proj svcacct svc or v1 v2 live test ghp gho ghu ghs ghr
github pat glpat gldt glrt xoxb xoxp xoxa xoxr xapp npm pypi hf dop doo whsec sg akia asia aiza
ac key ya29 eyj shpat shpss bearer basic token sq0atp sq0csp lin api ntn secret figd glsa glc
hvs hvb dckr rubygems tskey auth gsk pplx xai nvapi r8 fw atatt dapi dp st figma phc rzp eaac
sntrys nrak gocspx apikey wandb
"""

MARKERS: Final = frozenset(_MARKERS.split())
OWNERS: Final = frozenset(_OWNERS.split())
VERBS: Final = frozenset(_VERBS.split())
PLACES: Final = frozenset(_PLACES.split())
NOUNS: Final = frozenset(_NOUNS.split())
STAGES: Final = frozenset(_STAGES.split())
WEAK_NOUNS: Final = frozenset(_WEAK_NOUNS.split())
PREFIXES: Final = frozenset(_PREFIXES.split())
KNOWN: Final = MARKERS | OWNERS | VERBS | PLACES | NOUNS | STAGES | frozenset(_COMPANIONS.split())
LONGEST: Final = max(map(len, KNOWN))
