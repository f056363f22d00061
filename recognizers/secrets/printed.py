"""Commands that print a secret and nothing else: those of keepers and stores, and what makes a new one."""

from typing import Final

from recognizers.secrets.command_table import Command

_ARGS: Final = r"[^\n|;&<>`]{0,200}"
# A file of users has their logins beside the secrets.
_FILE: Final = r"(?<![a-z])(?:password|passphrase|secret|token|api_?key|vault_pass)(?:\.(?:key|secret|txt))?"
# By their first words, which are looked for in lower case.
_PRINTERS: Final = {
    # https://www.passwordstore.org/ https://developer.1password.com/docs/cli/ https://bitwarden.com/help/cli/
    ("pass show",): rf"pass show {_ARGS}",
    ("gopass ",): rf"gopass (?:show )?{_ARGS}",
    ("op read",): rf"op read {_ARGS}",
    ("op item get",): rf"op item get {_ARGS}--(?:fields|reveal){_ARGS}",
    ("bw get", "rbw get"): rf"r?bw get {_ARGS}",
    ("lpass show",): rf"lpass show {_ARGS}--password{_ARGS}",
    ("keyring get",): rf"keyring get {_ARGS}",
    ("secret-tool lookup",): rf"secret-tool lookup {_ARGS}",
    ("find-generic-password", "find-internet-password"): rf"find-\w+-password {_ARGS}-\w?w{_ARGS}",
    # https://docs.aws.amazon.com/cli/latest/reference/secretsmanager/get-secret-value.html
    ("secretsmanager get-secret-value",): rf"secretsmanager get-secret-value {_ARGS}--output[= ]text{_ARGS}",
    ("ssm get-parameter",): rf"ssm get-parameter {_ARGS}--output[= ]text{_ARGS}",
    # https://cloud.google.com/sdk/gcloud/reference/secrets/versions/access
    ("gcloud secrets versions access",): rf"gcloud secrets versions access {_ARGS}",
    ("print-access-token", "print-identity-token"): rf"print-\w+-token{_ARGS}",
    # https://learn.microsoft.com/en-us/cli/azure/keyvault/secret
    (
        "az keyvault secret show",
        "az account get-access-token",
    ): rf"az \w+ {_ARGS}(?:-o|--output)[= ]tsv{_ARGS}",
    # https://developer.hashicorp.com/vault/docs/commands
    ("vault kv get", "vault read"): rf"vault (?:kv get|read) {_ARGS}-field[= ]{_ARGS}",
    ("vault print token",): r"vault print token",
    ("doppler secrets get", "infisical secrets get"): rf"\w+ secrets get {_ARGS}--plain{_ARGS}",
    ("heroku config:get", "heroku auth:token"): rf"heroku \w+:\w+{_ARGS}",
    ("gh auth token", "glab auth token", "fly auth token", "flyctl auth token"): rf"\w+ auth token{_ARGS}",
    # https://kubernetes.io/docs/reference/kubectl/generated/kubectl_create/kubectl_create_token/
    ("kubectl create token", "kubeadm token create"): rf"\w+ (?:create token|token create){_ARGS}",
    ("get secret",): rf"get secrets? {_ARGS}\| ?base64 +(?:-d|-D|--decode){_ARGS}",
    ("argocd admin initial-password",): rf"argocd admin initial-password{_ARGS}",
    ("swarm join-token -q",): rf"swarm join-token -q{_ARGS}",
    ("oc whoami",): r"oc whoami (?:-t|--show-token)",
    ("cat ", "get-content ", "more "): (
        r"(?:cat|get-content|more) [^\n|;&<>`]{0,120}"
        rf"(?:/run/secrets/[\w.-]+|initialAdminPassword|[/.\w-]*{_FILE})"
    ),
    # https://docs.openssl.org/master/man1/openssl-rand/
    ("openssl rand",): rf"openssl rand {_ARGS}",
    ("pwgen", "makepasswd", "xkcdpass", "apg "): rf"(?:pwgen|makepasswd|xkcdpass|apg){_ARGS}",
    ("wg genkey", "wg genpsk"): r"wg gen(?:key|psk)",
    ("rails secret", "rake secret"): r"ra(?:ils|ke) secret",
    ("mix phx.gen.secret",): rf"mix phx\.gen\.secret{_ARGS}",
    ("artisan key:generate",): rf"artisan key:generate {_ARGS}--show{_ARGS}",
    ("secrets.token_", "get_random_secret_key", "fernet.generate_key", "randombytes"): (
        r"(?:secrets\.token_|get_random_secret_key|Fernet\.generate_key|randomBytes)[^\n]{0,120}"
    ),
    ("/dev/urandom", "/dev/random"): r"/dev/u?random[^\n]{0,120}",
    ("consul keygen", "gossip keyring generate"): r"(?:consul keygen|gossip keyring generate)",
    ("dumpprivkey",): rf"dumpprivkey {_ARGS}",
}
# One word, which is more than letters of one case.
VALUE: Final = r"(?P<value>(?=\S*\d|\S*[a-z]\S*[A-Z]|\S*[^\w\s.:,]\S)[^\s<>{}\[\]]{8,400})"

# In one text, the secret stands in the line below the command, or after an empty one.
PRINTED: Final = tuple(
    Command(keywords, rf"{command}[\"']?[ \t]*(?:2>\S{{1,40}}[ \t]*)?\n\n?{VALUE}[ \t]*(?![^\n])")
    for keywords, command in _PRINTERS.items()
)
PRINTERS: Final = tuple(_PRINTERS.values())
