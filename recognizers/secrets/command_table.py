"""Commands, and where in each of them its secret stands: `mysql -p…`, `curl -u`, `sshpass`."""

from dataclasses import dataclass

# A quoted or bare argument, whose signs of the shell have a backslash before them.
ARGUMENT = (
    r"(?:\\?'(?P<q1>[^'\n]{1,200}?)\\?'|\\?\"(?P<q2>[^\"\n]{1,200}?)\\?\"|"
    r"(?P<bare>(?:[^\s'\"`|;<>\\]|\\[&|;<>()$!#*?~^{}\[\]]){1,200}))"
)
_ARGS = r"[^\n|;]{0,300}?\s"
_KEEPERS = (
    r"(?:(?:gcloud|docker|podman|wrangler|gh|fly|flyctl|doppler|pulumi|eas|supabase|heroku|oc|op) "
    r"[^\n|;<]{0,40}?\bsecrets?\b|vercel env add|vault (?:kv )?(?:put|write)|pass insert|"
    r"aws secretsmanager|aws ssm)"
)
_SNMP = r"snmp(?:bulk)?(?:walk|get(?:next)?|set|table|status|trap|inform|df)"


@dataclass(frozen=True, slots=True)
class Command:
    """A command, or the opening of a line of a file, and where its secret stands."""

    keywords: tuple[str, ...]
    # Matches from the keyword on; groups q1, q2, bare, or `value`; `user` is a login.
    pattern: str
    entity_type: str = "PASSWORD"


COMMANDS = (
    Command(
        ("mysql", "mariadb", "mycli"), rf"(?:mysql\w*|mariadb\S*|mycli){_ARGS}(?-i:-p)(?=[^\s]){ARGUMENT}"
    ),
    Command(("sshpass",), rf"sshpass\s+(?:-\w\s+)*?-p\s*{ARGUMENT}"),
    Command(
        ("sqlcmd", "bcp ", "isql"),
        rf"(?:sqlcmd|bcp|isql)(?:\.exe)?{_ARGS}(?-i:-P)(?![a-z]{{3}})\s*{ARGUMENT}",
    ),
    Command(("redis-cli",), rf"redis-cli{_ARGS}(?:-a|--pass)\s+{ARGUMENT}"),
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
        rf"(?:docker|podman|helm registry|az|oc|az acr) login{_ARGS}-p\s*{ARGUMENT}",
    ),
    Command(
        ("zip ", "7z ", "rar ", "unrar"),
        rf"(?<![-.])(?:zip|7z\w?|rar|unrar)\s(?:{_ARGS})?(?:(?-i:-P)\s*|-h?p(?=\S)){ARGUMENT}",
    ),
    Command(("ldap",), rf"ldap(?:search|modify|add|delete|passwd|whoami)\s{_ARGS}-w\s*{ARGUMENT}"),
    Command(
        ("openssl", "gpg"),
        rf"(?:openssl{_ARGS}-k(?=\s)|openssl{_ARGS}-pass(?:in|out)?\s+[\"']?pass:|"
        rf"gpg{_ARGS}--passphrase)\s*{ARGUMENT}",
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
    Command(("net user", "net use"), rf"net user\s+(?P<user>[\w.\-]{{1,60}})\s+(?![/*]){ARGUMENT}"),
    Command(("/user:",), rf"/user:(?P<user>[\w.\\\-@]{{1,80}})[ \t]+(?![/*]){ARGUMENT}"),
    Command(
        ("htpasswd",),
        rf"htpasswd[ \t]+-\w*b\w*[ \t]+(?:-\w+[ \t]+)*(?:[\w./~-]+[ \t]+)?(?P<user>[\w.@\-]{{1,60}})[ \t]+"
        rf"{ARGUMENT}(?=\s|\Z)",
    ),
    Command(("convertto-securestring",), rf"convertto-securestring\s+(?:-string\s+)?{ARGUMENT}"),
    Command(
        ("echo ",),
        r"echo\s+\\?[\"'](?P<user>[\w.\-]{1,60}):(?P<value>[^\"'\s]{4,100})\\?[\"']\s*\|\s*(?:sudo\s+)?chpasswd",
    ),
    Command(
        ("vault login", "gh auth", "glab auth", "npm token"),
        r"vault login\s+(?:-\S+\s+)*(?:token=)?(?P<value>[\w.\-]{20,200})",
        "ACCESS_TOKEN",
    ),
    Command(
        ("ssh-keygen", "ipmitool", "mosquitto_", "snmp", "vncpasswd"),
        rf"(?:ssh-keygen{_ARGS}(?-i:-[NP])|ipmitool{_ARGS}(?-i:-P)|mosquitto_\w+{_ARGS}(?-i:-P)"
        rf"|{_SNMP}{_ARGS}(?-i:-A))\s+(?!-){ARGUMENT}",
    ),
    Command(("snmp",), rf"{_SNMP}{_ARGS}(?-i:-X)\s+(?!-){ARGUMENT}"),
    Command(("snmp",), rf"{_SNMP}{_ARGS}(?-i:-c)\s+(?!-|(?:public|private)\s){ARGUMENT}"),
    Command(
        ("mongo", "cqlsh", "evil-winrm", "crackmapexec", "netexec", "hydra", "psexec", "smbmap", "rdesktop"),
        rf"(?:mongo\w*+|cqlsh|evil-winrm|crackmapexec|netexec|hydra|psexec\w*+|smbmap|rdesktop)(?:\.exe)?"
        rf"{_ARGS}(?-i:-p)\s*(?![a-z]{{3,}}\s){ARGUMENT}",
    ),
    Command(("xfreerdp", "cmdkey", "wmic"), rf"\w+\s[^\n|;]{{0,200}}?/p(?:ass(?:word)?)?:{ARGUMENT}"),
    Command(("schtasks",), rf"schtasks\s[^\n|;]{{0,300}}?/rp\s+{ARGUMENT}"),
    Command(
        ("openssl passwd", "mkpasswd", "rclone obscure", "hash-password", "doveadm pw"),
        rf"(?:openssl passwd|mkpasswd|rclone obscure|hash-password|doveadm pw)"
        rf"(?:\s+(?:-[\w-]+(?:(?:=| (?!-))[\w.-]{{1,12}}(?=\s+-|\s+'))?))*\s+(?:--plaintext |-p )?"
        rf"(?![-&]|(?:[A-Z0-9]+-)?(?:CRYPT|MD5|S?SHA\d*|PLAIN|ARGON2\w*|PBKDF2)\b){ARGUMENT}",
    ),
    # What is fed to a program that reads a password, or put into the file that it reads.
    Command(
        ("echo ", "printf "),
        r"(?:echo|printf)\s+(?:-\w+\s+)*(?:'%s(?:\\n)?'\s+)?\\?[\"']?(?P<value>(?![^\s:]+:\d*\*?:[^\s:]+:)[^\s\"'|>$`\\]{4,100})"
        r"(?:\\{1,2}n(?P=value))?(?:\\{1,2}n)?\\?[\"']?\s*(?:\|\s*(?:sudo\s+-\S*S|(?:docker|podman|helm|oras|skopeo)\s[^\n|]{0,80}--password-stdin|"
        r"(?:su|passwd|kinit|gpg|openssl|cryptsetup|pass|smbpasswd|ecryptfs|htpasswd|vncpasswd|zfs)\b[^\n|]*"
        r")"
        r"|>>?\s*\S*(?:pass|pw|secret|\.pgpass|cred|vault)\w*(?:\s|\Z))",
    ),
    Command(("plink ", "pscp ", "psftp "), rf"p\w+\s(?:{_ARGS})?-pw\s+{ARGUMENT}"),
    Command(("-storepass ", "-keypass ", "-srcstorepass ", "-deststorepass "), rf"-\w+\s+{ARGUMENT}"),
    Command(
        ("kinit ", "passwd ", "cryptsetup ", "sudo -s", "gpg ", "zfs "),
        rf"(?:kinit|passwd|cryptsetup|sudo\s+-S|gpg|zfs)\b[^\n|;]{{0,120}}<<<\s?{ARGUMENT}",
    ),
    # What the keepers of secrets are given: on the command line, by a pipe, as a here string.
    Command(("--secret-string",), rf"--secret-string[= ]\s?(?!\\?[\"']?(?:\{{|file:)){ARGUMENT}"),
    Command(
        ("ssm put-parameter",),
        rf"ssm put-parameter(?=[^\n]{{0,400}}(?:SecureString|pass|secret|token\b|key\b))\s(?:{_ARGS})?"
        rf"--value[= ]\s?(?!file:){ARGUMENT}",
    ),
    Command(("az keyvault secret set",), rf"az keyvault secret set\s(?:{_ARGS})?--value[= ]\s?{ARGUMENT}"),
    Command(
        ("echo ", "printf "),
        r"(?:echo|printf)\s+(?:-\w+\s+)*(?:'%s'\s+)?\\?[\"']?(?P<value>[^\s\"'|>$`]{4,200})\\?[\"']?\s*\|\s*"
        rf"(?:{_KEEPERS}|base64\b(?!\s*-))",
    ),
    Command(
        (
            "gh secret",
            "wrangler ",
            "vercel env",
            "docker secret",
            "podman secret",
            "gcloud secrets",
            "fly secrets",
        ),
        rf"(?:{_KEEPERS})[^\n|;<]{{0,80}}<<<\s?{ARGUMENT}",
    ),
    Command(
        ("consul kv put ", "etcdctl put "),
        rf"(?:consul kv|etcdctl) put\s+\S{{0,80}}(?:pass|pwd|secret|token|key)\w{{0,20}}\s+(?!@|-){ARGUMENT}",
    ),
    Command(
        ("-file=<(", "-file <("),
        rf"-file[= ]<\((?:echo|printf)\s+(?:-n\s+)?(?:'%s'\s+)?{ARGUMENT}\s?\)",
    ),
    Command(
        ("security add-", "security unlock-", "security create-", "security import "),
        rf"security (?:add-\w+-password|unlock-keychain|create-keychain|import)\s"
        rf"(?:{_ARGS})?(?-i:-[wpPk])\s+(?!-){ARGUMENT}",
    ),
    Command(
        ("rabbitmqadmin ", "racadm ", "ilorest ", "certutil ", "p4 "),
        rf"(?:rabbitmqadmin|racadm|ilorest|certutil|p4)\s(?:{_ARGS})?(?-i:-p|-P)\s+(?!-){ARGUMENT}",
    ),
    Command(("signtool ",), rf"signtool\s(?:{_ARGS})?/p\s+{ARGUMENT}"),
    Command(("input_pw ", "owner_pw ", "user_pw "), rf"(?:input|owner|user)_pw\s+(?!PROMPT\b){ARGUMENT}"),
    Command(("qpdf ",), rf"qpdf\s(?:{_ARGS})?--encrypt\s+(?!-){ARGUMENT}"),
    Command(
        ("-sec.psk ", "-security.psk ", "802-1x.password "),
        rf"[\w-]*(?:sec(?:urity)?\.psk|1x\.password)\s+{ARGUMENT}",
    ),
    Command(("--password-command",), r"--password-command[= ][\"']echo\s+(?P<value>[^\s\"'$]{4,100})"),
    Command(("gh secret set ",), rf"gh secret set\s+\w{{1,80}}\s(?:{_ARGS})?(?:--body|-b)[= ]{ARGUMENT}"),
    Command(("keymaterial=",), rf"keymaterial={ARGUMENT}"),
    Command(
        ("mcrcon ", "rcon-cli ", "cypher-shell ", "beeline ", "vsql ", "clickhouse-client ", "cbq "),
        rf"(?:mcrcon|rcon-cli|cypher-shell|beeline|vsql|clickhouse-client|cbq)\s{_ARGS}?"
        rf"(?:(?-i:-p)\s+|(?-i:-w)\s+|--password[= ])(?!-){ARGUMENT}",
    ),
    Command(
        ("etcdctl ", "jenkins-cli", "skopeo ", "oras "),
        rf"(?:etcdctl|\S*jenkins-cli\S*|skopeo|oras)\s{_ARGS}?"
        r"(?:--user|-auth|--creds|--src-creds|--dest-creds)[= ]"
        r"[\"']?(?P<user>[\w.@+-]{1,60}):(?P<value>[^\s\"']{1,200})",
    ),
    Command(
        (
            *("influx ", "vercel ", "netlify ", "doctl ", "sentry-cli "),
            *("surge ", "nomad ", "linode-cli ", "hcloud "),
        ),
        rf"(?:influx|vercel|netlify|doctl|sentry-cli|surge|nomad|linode-cli|hcloud)\s{_ARGS}?"
        rf"(?:(?-i:-t)|--(?:auth-|access-)?token|--auth)[= ]\s*(?!-(?:-|[a-z]\s)){ARGUMENT}",
        "ACCESS_TOKEN",
    ),
    Command(
        ("http-basic.",),
        rf"http-basic\.[\w.-]{{1,80}}\s+(?:token|(?P<user>[\w.@-]{{1,60}}))\s+{ARGUMENT}",
        "ACCESS_TOKEN",
    ),
    Command(
        ("mosquitto_passwd ",),
        rf"mosquitto_passwd\s+(?:-\w*b\w*)\s+(?:-\w+\s+)*\S{{1,120}}\s+(?P<user>[\w.@-]{{1,60}})\s+{ARGUMENT}",
    ),
    Command(
        ("rabbitmqctl ",),
        rf"rabbitmqctl\s{_ARGS}?(?:add_user|change_password|authenticate_user)\s+(?P<user>[\w.@-]{{1,60}})\s+{ARGUMENT}",
    ),
)
