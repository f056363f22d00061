"""Lines of files, calls and dialogues that hold a login and its secret: `.netrc`, `.pgpass`, `login(…)`."""

from recognizers.secrets.command_table import ARGUMENT, Command

LINES = (
    Command(
        ("machine ", "login "),
        r"(?:machine\s+\S+\s+)?login\s+(?P<user>\S{1,80})\s+password\s+(?P<value>(?!user@site(?![\w.]))[^\s#\"'][^\n#]{0,120}?)(?=\s*(?:$|"
        r""
        r"\n|#|account\s|machine\s))",
    ),
    Command(
        tuple(
            f"{word} {level} "
            for word in ("password", "secret", "key", "community")
            for level in (*range(10), "encrypted")
        ),
        r"\w+\s(?:\d|encrypted)\s+(?!(?:md5|sha\S*|type|value)\s)(?P<value>[^\s\"'<]{4,200})",
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
        rf"masterauth|snmp-server community)\s+(?:ascii-text\s+)?"
        rf"(?!(?:address|hexadecimal|cipher|simple)\s){ARGUMENT}",
    ),
    Command(
        ("identified by", "identified with"), rf"identified (?:by|with \S+ by)\s+(?:password\s+)?{ARGUMENT}"
    ),
    # The second or third literal of a call that logs in or makes an account; the one before it is the login.
    Command(
        ("login(", "create_user(", "createuser(", "sign_in(", "signin(", "authenticate(", "db.auth("),
        r"[\w.]+\((?:[^()\"'\n]{0,60},\s*)?(?:[\"'][^\"'\n]{1,80}[\"'],\s*){0,2}"
        r"[\"'](?:(?P<user>[A-Za-z][\w.+-]{1,40})|[^\"'\n]{1,80})[\"'],\s*"
        r"[\"'](?P<value>(?=[^\"'\n]*[0-9A-Z_\-!@#$%])[^\"'\n@ ]{5,80})[\"']",
    ),
    Command(
        ("connect(", "setpassword(", "set_password(", "bind(", "createsuperuser("),
        r"\w+\((?:[^()\"'\n]{0,60},\s*)?(?:[\"'][^\"'\n]{1,80}[\"'],\s*){1,3}"
        r"[\"'](?P<value>(?=[^\"'\n]*[0-9A-Z_\-!@#$%])[^\"'\n@ ]{5,80})[\"']",
    ),
    # A login and its password that a program encodes for a header: `btoa("ada:…")`.
    Command(
        (
            *("b64encode(", "btoa(", "base64_encode(", "encodetostring(", "encode64(", "base64.encode("),
            *("encodebase64(", "tobase64(", "tobase64string("),
        ),
        r"[\w.]+\(\s{0,20}(?:[\w.\[\]]{1,40}\(){0,2}[bf]?[\"'`](?P<user>[A-Za-z][\w.@+\-]{1,60}):"
        r"(?P<value>[^\s\"'`:/\\]{5,100})[\"'`]",
    ),
    Command(
        (
            *("totp(", "totp.new(", "hotp(", "hotp.new(", "authenticator.generate(", "authenticator.check("),
            *("totp.generate(", "totptoken(", "totp::new(", "generatetotp(", "generatecode(", "gettotp("),
        ),
        r"[\w.:]{4,30}\(\s*[\"'](?P<value>[A-Za-z2-7 =]{16,80})[\"']",
        "ENCRYPTION_KEY",
    ),
    # A setting that just a blank parts from its name: `hibernate.connection.password …`.
    Command(
        (".password ", ".password\t"),
        r"\.password[ \t]+(?P<value>(?=\S*[\d!@#$%&*])[^\s\"'`=:,;(){}]{5,80})(?=[ \t]*(?:\n|\Z))",
    ),
    # What a client of Redis says first.
    Command(
        ("auth ",),
        r"(?:(?<=\n)|(?<=> )|(?<![\s\S]))(?-i:AUTH) (?!LOGIN|PLAIN|CRAM|XOAUTH|NTLM)"
        r"(?:(?P<user>[\w.-]{1,40}) )?(?P<value>(?=\S*[\d!@#$%&*])\S{6,200})(?=\s*(?:\n|\Z))",
    ),
    Command(("stats auth ",), r"stats auth (?P<user>[\w.\-]{1,60}):(?P<value>[^\s:]{3,100})"),
    # Password hashes, by what their schemes begin with.
    Command(
        (
            *("$1$", "$2a$", "$2b$", "$2y$", "$5$", "$6$", "$7$", "$y$", "$apr1$", "$argon2", "$pbkdf2"),
            *("{ssha", "{sha}", "{crypt}", "{smd5}", "scrypt:", "pbkdf2:sha", "pbkdf2_sha"),
        ),
        r"(?P<value>\$(?:1|2[aby]|5|6|7|y|apr1|argon2\w{1,2}|pbkdf2[\w\-]*)\$[\w./+=,$\-]{16,250}"
        r"|\{(?:s?sha(?:256|512)?|smd5|crypt)\}(?!\$)[\w./+=$\-]{16,250}"
        r"|(?:scrypt|pbkdf2)[:_][\w:]{3,24}\$[\w./+=$\-]{16,250})",
        "AUTH_HASH",
    ),
    Command(("aad3b435b51404ee",), r"[0-9a-f]{32}:(?P<value>[0-9a-f]{32})", "AUTH_HASH"),
    Command(
        (":5432:", ":3306:", ":1433:", ":6432:", ":5433:", ":*:"),
        r":(?:\d{4,5}|"
        r"\*):[\w*\-]{1,60}:(?P<user>(?=[\w.\-]*[a-z])[\w.\-*]{1,60}):(?P<value>(?:\\.|[^\s:\"'\\]){1,200})",
    ),
    # What a proxy tells the server behind it: https://nginx.org/r/proxy_set_header and its like elsewhere.
    Command(
        (
            *("proxy_set_header ", "grpc_set_header ", "fastcgi_param ", "uwsgi_param ", "scgi_param "),
            *("requestheader set ", "set-header ", "header_up ", "header_downstream "),
        ),
        r"(?:requestheader\s)?[\w-]+\s+[\"']?[+>]?[\w-]{0,40}(?:key|token|secret|passw(?:or)?d)[\"']?\s+"
        r"(?!\$|%\[|\{)[\"']?(?P<value>[^\s\"';${}]{8,400})(?=[\"';\s]|\Z)",
        "API_KEY",
    ),
    Command(
        ("://",),
        r"(?<!cloudinary)://(?:\\?[\"'])?(?P<user>[^\s/:@\"'<>{}$\\,;()\[\]]{0,120}):(?P<value>[^\s/@\"'<>{}\\|`]{1,200}(?:[/@](?=[^\s\"'<>@]{0,60}@)[^\s/@\"'<>]{1,60})?)@(?=[\w\[.{$%*\-])",
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
        # Of a program the option may be spoken of: "option key exists".
        r"(?:option (?:key|password|psk)(?=\s+(?:\\?['\"]|\S*[\d!@#$%&*]))"
        rf"|wpa-psk|wpa_psk|psk_key|wpa_passphrase \S+)\s*=?\s*{ARGUMENT}",
    ),
    Command(("bearer ",), r"(?i:bearer)[ \t]+(?P<value>[\w.~+/\-]{16,8000}=*)(?![\w.~+/\-])", "ACCESS_TOKEN"),
    # Settings of directories, brokers and balancers that a blank parts from their names.
    Command(
        ("bindpw ", "rootbindpw ", "rootpw ", "remote_password ", "auth_pass ", "ldap_default_authtok "),
        rf"\w+\s+(?:=\s*)?(?!\{{|is\b|of\b|to\b){ARGUMENT}(?=[ \t]*(?:\n|\Z|#))",
    ),
    # An image's variable, by a blank: `ENV DB_PASSWORD …`.
    Command(
        ("env ",),
        r"(?-i:ENV)[ \t]+[A-Z][A-Z0-9_]{0,60}(?:PASS(?:WORD|WD|PHRASE)?|PWD|PSW|SECRET)[ \t]+(?!=)"
        rf"{ARGUMENT}",
    ),
    # The login and the password that a client, a database or a request is made with.
    Command(
        (
            *("httpbasicauth(", "httpdigestauth(", "networkcredential(", "usernamepassword", "basic_auth("),
            *("setbasicauth(", "basicauth(", "passwordauthentication(", "getconnection(", "ftp_login("),
            *("ssh2_auth_password(", "imap_open(", "basicauthentication(", "plainauth(", "auth=("),
        ),
        r"[\w=.]+\((?:[^()\"'\n]{0,80},\s*|[\"'][^\"'\n]{0,200}[\"'],\s*){0,2}"
        r"[\"'](?P<user>[^\"'\n]{0,80})[\"']\s*,\s*(?:\"\"\s*,\s*)?[\"'](?P<value>[^\"'\n ]{4,100})[\"']",
    ),
    # Where mail is handed on, who may open a tunnel, what a network's inline profile logs in with.
    Command(
        ("]:25 ", "]:465 ", "]:587 ", "]:2525 "),
        r"\]:\d{2,5}[ \t]+(?P<user>[\w.@+\-]{1,80}):(?P<value>[^\s\"']{4,100})(?=\s|\Z)",
    ),
    Command((": eap ", ": xauth ", ": ike "), rf":\s(?:EAP|XAUTH|IKE)\s+{ARGUMENT}"),
    Command(
        ("<auth-user-pass>",),
        r"<auth-user-pass>\s{1,4}(?P<user>[^\s<]{1,80})\n\s{0,4}(?P<value>[^\s<]{3,100})\s{1,4}</auth-user-pass>",
    ),
    # What a state file keeps of a drawn password.
    Command(
        ('"random_password"',),
        r'"random_password"(?:[^"]|"(?!result"|type")){0,800}?"result"\s*:\s*"(?P<value>[^"\n]{4,200})"',
    ),
    # A block of YAML that is one line.
    Command(
        tuple(
            f"{name}: {mark}"
            for name in ("password", "passwd", "passphrase", "secret", "token", "apikey", "api_key")
            for mark in "|>"
        ),
        r"\w+: [|>][+-]?\d?[ \t]*\n[ \t]+(?P<value>[^\s:]{4,200})(?=\n|\Z)",
    ),
)
