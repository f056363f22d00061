"""Views: every disguise is read through, every place maps back, plain text costs no view."""

import base64
import gzip
import json
import quopri
import unicodedata
import urllib.parse
import zlib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.errors import CodecError
from recognizers.readings.codecs import CODECS, decode, encode
from recognizers.readings.sql_literals import NOTATIONS
from recognizers.readings.views import View, views

NAME = "Jane Roe-Smith"
MAIL = "jane.roe@example.com"
PROSE = "Please write to {} before Monday, as she asked us on the phone.\n"


WORDS = PROSE.format("them") * 20
STAND_IN = "Ann Lee-Anderson-Example"


def _b64(text: str, charset: str = "utf-8") -> str:
    return base64.b64encode(text.encode(charset)).decode()


def _packed(text: str, wbits: int = 15) -> bytes:
    packer = zlib.compressobj(wbits=wbits)
    return packer.compress(text.encode()) + packer.flush()


def _b64z(text: str, wbits: int = 15) -> str:
    return base64.b64encode(_packed(text, wbits)).decode()


def _urlsafe(data: bytes) -> str:
    written = base64.urlsafe_b64encode(data).decode()
    assert "-" in written or "_" in written
    return written


def _read(text: str, value: str, depth: int = 4) -> Iterator[list[tuple[View, str]]]:
    """Every chain of views at whose end the value can be read."""
    for view in views(text):
        if value in view.text:
            yield [(view, text)]
        elif depth > 1:
            for chain in _read(view.text, value, depth - 1):
                yield [(view, text), *chain]


DISGUISES = [
    pytest.param(
        "json", json.dumps({"a": f'"{MAIL}"'}).replace("jane", "jan\\u0065"), MAIL, id="JSON escapes"
    ),
    pytest.param("json", r"Hello\nJane Roe-Smith", "\nJane", id="escaped line end"),
    pytest.param("json json", json.dumps(json.dumps('"Jos\u00e9"')), '"José"', id="JSON in JSON"),
    pytest.param(
        "json json json", json.dumps(json.dumps(json.dumps('"é"'))), '"é"', id="JSON in JSON in JSON"
    ),
    pytest.param("percent", "x=" + urllib.parse.quote(MAIL), MAIL, id="percent"),
    pytest.param("percent percent", urllib.parse.quote(urllib.parse.quote(MAIL)), MAIL, id="double percent"),
    pytest.param("form", "https://shop.example/?name=Jane+Roe-Smith&x=1", NAME, id="form"),
    pytest.param("form", "first=Jane+Roe-Smith&last=x", NAME, id="form body"),
    pytest.param("html", "".join(f"&#{ord(c)};" for c in MAIL), MAIL, id="HTML decimal"),
    pytest.param("html", "J&ouml;rg &#x4d;&#252;ller", "Jörg Müller", id="HTML names"),
    pytest.param(
        "qp", quopri.encodestring("x = é, Zoë Müller".encode()).decode(), "Zoë", id="quoted-printable"
    ),
    pytest.param(
        "qp",
        f"{'x' * 50}\n{'Please write to the following '.ljust(58, '.')}, jane.roe@exam=\nple.com",
        MAIL,
        id="soft line break",
    ),
    pytest.param("fold", "Jane\u200b Roe-\u200bSm\u2060ith", NAME, id="zero width"),
    pytest.param("fold", "Ja\u00adne Roe-Smi\u00adth", NAME, id="soft hyphen"),
    pytest.param("fold", "\u202aJane\u200e Roe-Smith\u202c", NAME, id="bidi marks"),
    pytest.param("fold", "".join(chr(ord(c) + 0xFEE0) for c in MAIL), MAIL, id="full width"),
    pytest.param("fold", "𝐉𝐚𝐧𝐞 𝑅𝑜𝑒-𝕊𝕞𝕚𝕥𝕙", NAME, id="mathematical"),
    pytest.param("fold", unicodedata.normalize("NFD", "José Müller"), "José Müller", id="decomposed"),
    pytest.param("fold", "٤١٥ ٥٥٥ ٠١٣٤", "415 555 0134", id="Arabic-Indic digits"),
    pytest.param("fold", "４１５－５５５－０１３４", "415-555-0134", id="full-width digits"),
    pytest.param("fold", "415\u00a0555\u202f0134", "415 555 0134", id="no-break spaces"),
    pytest.param("lookalike", "Jаnе Rοе-Smіth", NAME, id="Cyrillic and Greek letters"),
    pytest.param("lookalike", "Это пишет Jаnе, а не он", "Jane", id="a disguise in Russian"),
    pytest.param("ansi", "\x1b[1mJa\x1b[0mne \x1b[31mRoe\x1b[0m-Smith", NAME, id="terminal colours"),
    pytest.param("overstrike", "".join(f"{c}\b{c}" for c in NAME), NAME, id="bold letters of a terminal"),
    pytest.param("overstrike", "".join(f"_\b{c}" for c in NAME), NAME, id="underlined letters of a terminal"),
    pytest.param("overstrike", "Jane Rof\be-x\b \bSmith", NAME, id="letters that are taken back"),
    pytest.param("json ansi", r"\u001b[1mJa\u001b[0mne Roe-Smith", NAME, id="terminal colours in JSON"),
    pytest.param("markup", "I saw **Ja**ne Roe-*Smi*th.", NAME, id="Markdown inside words"),
    pytest.param("markup", "I saw <b>Ja</b>ne Roe-Sm<i>it</i>h.", NAME, id="HTML tags inside words"),
    pytest.param("concat", '"Jane Ro" + "e-Smith"', NAME, id="concatenation with +"),
    pytest.param("concat", "'Jane Ro' . 'e-Smith'", NAME, id="concatenation with ."),
    pytest.param("concat", '"Jane Ro"\n    "e-Smith"', NAME, id="adjacent literals"),
    pytest.param("concat", '"Jane Ro" "e-Smith"', NAME, id="literals beside each other"),
    pytest.param("concat", "'Jane ''Roe-Smith'", NAME, id="pieces of a shell"),
    pytest.param("spaced", "by J a n e   R o e - S m i t h.".replace(" - ", "-"), "Jane", id="spaced out"),
    pytest.param(
        "spaced", f"mail={' '.join(MAIL)}, please", MAIL, id="a mail address spaced out, behind its name"
    ),
    pytest.param("leet", "by J4n3 R03 at 5", "Jane Roe at 5", id="leetspeak"),
    pytest.param("arrow", "'plate'  => 'GB-417-KX'", "'plate':    'GB-417-KX'", id="arrow"),
    pytest.param("lookalike", "IBAN: АТ02 5809 4854", "AT02", id="Cyrillic country of an account"),
    pytest.param("lookalike", "link 68:6f:21:а1:с6:8а up", "68:6f:21:a1:c6:8a", id="Cyrillic in an address"),
    pytest.param("markup", "call **+4**4 20 8366 1177", "+44 20", id="emphasis that begins with a plus"),
    pytest.param(
        "qp",
        "Content-Transfer-Encoding: quoted-printable\n\njane=2Eroe=40example=2Ecom",
        MAIL,
        id="quoted-printable that says so",
    ),
    pytest.param(
        "unwrap",
        "\nIt was a long day, and there is one more thing: the parcel is number AB12C\n    D34E, late",
        "AB12CD34E",
        id="a number at the end of a wide line",
    ),
    pytest.param("unwrap", "> mail jane.roe@exam\n> ple.com", MAIL, id="mail cut in a quote"),
    pytest.param("unwrap", "+ mail jane.roe@\n+   example.com", MAIL, id="mail cut in a diff"),
    pytest.param(
        "unwrap",
        "  key: abcd_1234567890ab\n       cdef0987654321\n",
        "abcd_1234567890abcdef0987654321",
        id="cut key",
    ),
    pytest.param(
        "unwrap",
        "\nIt was a long day, and there is one more thing that I know of: Dear Mr Pic\n> hler, thank you",
        "Pichler",
        id="a name cut at the end of a wide line",
    ),
    pytest.param(
        "unwrap",
        "\nIt was a long day, and there is one more thing that I know: password: Cha\n    ntal2011!\n",
        "Chantal2011!",
        id="a password cut at the end of a wide line",
    ),
    pytest.param(
        "unwrap",
        f"Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI3\n> {'MTg0NDc5' * 8}.rMB8wj\n",
        f"eyJzdWIiOiI3{'MTg0NDc5' * 8}.rMB8wj",
        id="a token whose rest is longer",
    ),
    pytest.param(
        "rewrap",
        "It was a long day, and there is one more thing that I know of: it is at -5.16069,\n    -32.10698",
        "-5.16069, -32.10698",
        id="a place over two lines",
    ),
    pytest.param("rewrap", "> Ship it to os.\n> Ogrodowa 8", "os. Ogrodowa 8", id="street over lines"),
    pytest.param("rewrap", "> I met Jane\n> Roe-Smith", NAME, id="name over quoted lines"),
    pytest.param("rewrap", "+# by Jane\n+# Roe-Smith", NAME, id="name over commented lines of a diff"),
    pytest.param("rewrap", "> call 415 555\n> 0134", "415 555 0134", id="phone over quoted lines"),
    pytest.param("rot13", "in rot13: Wnar Ebr-Fzvgu", NAME, id="ROT13, named"),
    pytest.param("base64", f"data:text/plain;base64,{_b64(MAIL)}", MAIL, id="data URL"),
    pytest.param("base64", f"key={_b64(MAIL)[:-1]}", MAIL, id="base64 without padding"),
    pytest.param(
        "base64",
        base64.encodebytes((PROSE.format(MAIL) + PROSE * 2).encode()).decode(),
        MAIL,
        id="base64 in lines",
    ),
    pytest.param(
        "base64",
        "  " + base64.encodebytes((PROSE.format(MAIL) + PROSE * 2).encode()).decode().replace("\n", "\n  "),
        MAIL,
        id="indented lines",
    ),
    pytest.param("base64 base64", _b64(_b64(PROSE.format(MAIL))), MAIL, id="base64 twice"),
    pytest.param(
        "base64url", base64.urlsafe_b64encode(f"??>>{MAIL}>?~".encode()).decode(), MAIL, id="base64url"
    ),
    pytest.param("base64", f"Authorization: Basic {_b64('jane:hunter2')}", "jane:hunter2", id="Basic header"),
    pytest.param(
        "base64", f"kind: Secret\ndata:\n  password: {_b64('hunter2')}\n", "hunter2", id="Kubernetes Secret"
    ),
    pytest.param("base64", f"https://api.example.com/users/{_b64(MAIL)}", MAIL, id="base64 in a path"),
    pytest.param("base64", f"see {_b64('Zoë Müller, Köln')}", "Zoë Müller", id="base64 beyond ASCII"),
    pytest.param("base64-utf16le", f"powershell -enc {_b64(NAME, 'utf-16-le')}", NAME, id="UTF-16 in base64"),
    pytest.param("base64-utf16be", f"x {_b64(NAME, 'utf-16-be')}", NAME, id="big-endian UTF-16 in base64"),
    pytest.param(
        "base64-gzip",
        base64.b64encode(gzip.compress(PROSE.format(MAIL).encode(), mtime=0)).decode(),
        MAIL,
        id="gzip in base64",
    ),
    pytest.param(
        "base64-gzip",
        base64.b64encode(b"".join(gzip.compress(each.encode(), mtime=0) for each in (PROSE, MAIL))).decode(),
        MAIL,
        id="gzip after gzip in base64",
    ),
    pytest.param("hex", f"0x{MAIL.encode().hex()}", MAIL, id="hex"),
    pytest.param("hex", MAIL.encode().hex().upper(), MAIL, id="upper-case hex"),
    pytest.param("base64-zlib", _b64z(PROSE.format(MAIL)), MAIL, id="zlib in base64"),
    pytest.param("base64-deflate", f"SAMLRequest={_b64z(PROSE.format(MAIL), -15)}", MAIL, id="SAML"),
    pytest.param("base64url-gzip", _urlsafe(_packed(PROSE.format(MAIL), 31)), MAIL, id="url-safe gzip"),
    pytest.param("base64url-zlib", _urlsafe(_packed(PROSE.format(MAIL))), MAIL, id="url-safe zlib"),
    pytest.param(
        "base64url-deflate",
        f"SAMLRequest={_urlsafe(_packed(PROSE.format(MAIL), -15))}",
        MAIL,
        id="url-safe SAML",
    ),
    pytest.param(
        "base64url-utf16le", _urlsafe(f"{MAIL} \ufeef".encode("utf-16-le")), MAIL, id="url-safe UTF-16"
    ),
    pytest.param(
        "base64url-utf16be",
        _urlsafe(f"{MAIL} \uffdc\uffdc".encode("utf-16-be")),
        MAIL,
        id="url-safe UTF-16BE",
    ),
    pytest.param("hex-gzip", _packed(PROSE.format(MAIL), 31).hex(), MAIL, id="gzip in hex"),
    pytest.param("hex-gzip", f"0x{_packed(PROSE.format(MAIL), 31).hex().upper()}", MAIL, id="GZIP IN HEX"),
    pytest.param("hex-zlib", f"cache/{_packed(PROSE.format(MAIL)).hex()}", MAIL, id="zlib in hex in a path"),
    pytest.param("hex", rf"'\x{MAIL.encode().hex()}'", MAIL, id="bytea of PostgreSQL"),
    pytest.param(
        "breaks", 'x,"a\nb"\r' + "x,y\r" * 60 + f"{MAIL},\r", f"\n{MAIL}", id="carriage returns alone"
    ),
    pytest.param(
        "markup",
        f"<password><![CDATA[\n {MAIL}]]></password>",
        f"<password>{MAIL}</password>",
        id="value of XML as it is",
    ),
    pytest.param("html", "".join(f"&#{ord(c)}" for c in MAIL), MAIL, id="references without semicolons"),
    pytest.param("base32", base64.b32encode(f"to {MAIL}, please".encode()).decode(), MAIL, id="base32"),
    pytest.param("pairs", " ".join(f"{ord(c):02x}" for c in MAIL), MAIL, id="hex pairs"),
    pytest.param("pairs", ", ".join(f"0x{ord(c):02X}" for c in MAIL), MAIL, id="bytes of C"),
    pytest.param("numbers", str(list(MAIL.encode())), MAIL, id="numbers"),
    pytest.param("dump", f"\n{encode(('dump',), MAIL)}\n", MAIL, id="hexdump"),
    pytest.param("columns", f"\n{encode(('columns',), MAIL)}\n", MAIL, id="od"),
    pytest.param("tags", "".join(chr(0xE0000 + ord(c)) for c in MAIL), MAIL, id="tags"),
    pytest.param("json", "".join(f"\\{ord(c):03o}" for c in "jane.roe"), "jane.roe", id="octal"),
    pytest.param("qp", "=?utf-8?q?Jane=20Roe-Smith?=", NAME, id="word of a mail header"),
    pytest.param(
        "qp", "=?utf-8?Q?jane=2Eroe?=\r\n =?utf-8?Q?=40example=2Ecom?=", MAIL, id="words of a mail header"
    ),
    pytest.param("percent", "x=Jos%E9%20x", "José x", id="Latin-1 in a URL"),
    pytest.param("percent", "to M%u00fcller", "Müller", id="percent and u"),
    pytest.param("json", r"Guti\x{e9}rrez", "Gutiérrez", id="code points in braces"),
    pytest.param("mojibake", "to GutiÃ©rrez", "Gutiérrez", id="misread"),
    pytest.param("mojibake mojibake", "to GutiÃƒÂ©rrez", "Gutiérrez", id="misread twice"),
    pytest.param("json mojibake", r"to Guti\u00c3\u00a9rrez", "Gutiérrez", id="misread in JSON"),
    pytest.param("mojibake", "to ÐŸÐµÑ‚Ñ€Ð¾Ð²", "Петров", id="misread Cyrillic"),
    pytest.param("mojibake-437", "to Guti├⌐rrez", "Gutiérrez", id="misread by a console"),
    pytest.param("mojibake-850", "to Guti├®rrez", "Gutiérrez", id="misread by another console"),
    pytest.param("mojibake-mac", "to Guti√©rrez", "Gutiérrez", id="misread by a Macintosh"),
    pytest.param("latex", r"by Guti{\'e}rrez, Jos\'{e}", "Gutiérrez, José", id="accents of LaTeX"),
    pytest.param("latex", r"by \emph{Ja}ne Roe-Smith", NAME, id="emphasis of LaTeX"),
    pytest.param("backslash", r"to jane\.roe\@example\.com", MAIL, id="signs behind backslashes"),
    pytest.param(
        "backslash", r"key = v\+jf6bMe8kRX2IS1\+SytraY", "v+jf6bMe8kRX2IS1+SytraY", id="base64 in Markdown"
    ),
    pytest.param("rtf", r"{\rtf1\ansi Jane {\b Roe}-Smith\par}", NAME, id="RTF"),
    pytest.param("continued", 'x: "jane.roe@ex\\\n   ample.com"', MAIL, id="string of YAML"),
    pytest.param("unfold", "BEGIN:VCARD\r\nNOTE:jane.roe@ex\r\n ample.com\r\nEND:VCARD", MAIL, id="card"),
    pytest.param("calls", "x = 'Jane Ro' || CHR(101) || '-Smith'", NAME, id="call in strings"),
    pytest.param("calls", f"x = {'+'.join(f'CHAR({ord(c)})' for c in MAIL)}", MAIL, id="calls"),
    pytest.param("points", f"CHAR({','.join(str(ord(c)) for c in MAIL)})", MAIL, id="numbers in a call"),
    *(
        pytest.param(
            name,
            f"U&'Jane Ro{name[-1]}0065-Smith' UESCAPE '{name[-1]}'",
            NAME,
            id=f"Unicode literal of {name[-1]}",
        )
        for name in NOTATIONS
    ),
    pytest.param("cell", 'x,"by ""Jane Roe-Smith""",4\r\n', f'"{NAME}"', id="quotes in a cell"),
    pytest.param("cell", f'id,note\n4,"{MAIL}\nhi"\n', f"{MAIL}\nhi", id="cell of lines"),
    pytest.param("cell", f'note\n"by {NAME}\n7"\n', f"by {NAME}\n7", id="only cell of a row"),
    pytest.param("cell json", '4,"{""note"": ""by Jane\\u0020Roe-Smith""}"\n', NAME, id="JSON in a cell"),
    pytest.param("string", "VALUES(4,'by ''Jane Roe-Smith''')", f"'{NAME}'", id="quotes in SQL"),
    pytest.param("utf7", "by Guti+AOk-rrez", "Gutiérrez", id="UTF-7"),
    pytest.param("utf7-mailbox", "INBOX.Guti&AOk-rrez", "Gutiérrez", id="name of a mailbox"),
    pytest.param("base85", f'b85decode("{base64.b85encode(MAIL.encode()).decode()}")', MAIL, id="base 85"),
    pytest.param("ascii85", base64.a85encode(MAIL.encode(), adobe=True).decode(), MAIL, id="ASCII85"),
    *(
        pytest.param(
            f"gutter-{name}",
            f"\n{gutter}a,b\n{following or gutter}{NAME},c\n",
            f"a,b\n{NAME}",
            id=f"{gutter!r}",
        )
        for name, gutter, following in [
            ("numbers", "     9\t", "    10\t"),
            ("numbers", "     9→", "    10→"),
            ("numbers", "12:", "40:"),
            ("numbers", "> 12 | ", "  13 | "),
            ("places", "src/a.csv:1:", "src/a.csv:20:"),
            ("places", "./a.csv-1-", "./a.csv:2:"),
            ("places", "a.csv:", ""),
            ("times", "2026-03-01T10:00:00.1234567Z ", "2026-03-01T10:00:01.7Z "),
            ("times", "2026-03-01 10:00:00,123 INFO app.main - ", "2026-03-01 10:00:00,124 INFO app.main - "),
            ("times", "[10:00:00] ", "[10:00:01] "),
            ("times", "03/01/2026, 9:00:00 AM  ", "03/01/2026, 9:00:01 AM  "),
            ("tellers", "remote: ", ""),
            ("tellers", "E       ", ""),
            ("tellers", "INFO:app.main:", ""),
            ("steps", "#12 0.345 ", "#12 10.401 "),
            ("services", "web-1  | ", ""),
            ("services", "[pod/web-5d4/app] ", ""),
            ("hosts", "Mar  1 10:00:00 host1 app[812]: ", "Mar  1 10:00:01 host1 app[812]: "),
            (
                "blame",
                "a1b2c3d4 (Ann Lee 2026-03-01 10:00:00 +0000  9) ",
                "^a1b2c3d (Bo 2026-03-01 10:00:00 +0000 10) ",
            ),
            ("marks", "> ", ""),
            ("marks", "> > ", ""),
            ("marks", "  # ", ""),
            ("marks", "//", ""),
            ("marks", " * ", ""),
            ("marks", "│ ", ""),
            ("marks", ";; ", ""),
            ("marks", "REM ", ""),
            ("marks", "' ", ""),
            ("signs", "+", ""),
        ]
    ),
    *(
        pytest.param(
            f"gutter-blanks-{width}",
            f"\na: |\n{' ' * width}a,b\n{' ' * width}{NAME}",
            f"a,b\n{NAME}",
            id=f"{width} blanks",
        )
        for width in range(1, 17)
    ),
    *(
        pytest.param(
            f"gutter-blanks-{len(blanks)}",
            f"\n{opening}\n{blanks}a,b\n\n{blanks}{NAME}\nend",
            f"a,b\n\n{NAME}",
            id=f"set in below {opening!r}",
        )
        for opening, blanks in [
            ("data:\n  a.csv: |", "    "),
            ("args:\n- >-", "  "),
            ("[a]\nrows =", "\t"),
            ("What I have so far:\n", "    "),
            (".. note::\n", "   "),
            ("<!--", " "),
        ]
    ),
    pytest.param(
        "gutter-blanks-5",
        f"● Bash(cat a.csv)\n  ⎿  a,b\n     {NAME}",
        f"a,b\n{NAME}",
        id="what a command printed",
    ),
    pytest.param(
        "gutter-empty",
        f"\na,b,c\n\n{NAME},d,e\n\nf,g,h\n\n",
        f"a,b,c\n{NAME}",
        id="rows with empty lines between",
    ),
    *(
        pytest.param(
            "gutter-frames",
            f"+------------------+\n{side} a,b              {side}\n{side} {NAME} {side}\n+-----+",
            f"a,b\n{NAME}",
            id=f"in a frame of {side}",
        )
        for side in "|│┃║"
    ),
    pytest.param(
        "gutter-strings",
        f'"source": [\n  "a,b\\n",\n  "{NAME},c\\n",\n  "d"\n ]',
        f"a,b\n{NAME},c\nd",
        id="lines of a notebook",
    ),
    pytest.param(
        "gutter-strings",
        f"say(\n    'a,b\\n' +\n    '{NAME},c')",
        f"a,b\n{NAME},c",
        id="strings that are added",
    ),
    pytest.param(
        "gutter-changes", f"\n@@ -1,2 +1,2 @@ x\n a,b\n-{NAME},c\n+x\n", f"a,b\n{NAME}", id="changed lines"
    ),
    *(
        pytest.param(
            "parts",
            f'--b{end}Content-Disposition: form-data; name="author"{more}{end}{end}{NAME}{end}--b--',
            f"author: {NAME}",
            id=name,
        )
        for name, end, more in [
            ("part of a form", "\n", ""),
            ("file of a form", "\n", '; filename="a.txt"\nContent-Type: text/plain'),
        ]
    ),
    pytest.param("text", "<p class='x'>Jane <a href='/j'>Roe</a>-Smith</p>", NAME, id="words of a page"),
    pytest.param("text", f"<td>a,b<br>\n{NAME}</td>", f"a,b\n{NAME}", id="lines of a page"),
    pytest.param("text", f"<key>User</key><string>{NAME}</string>", f" {NAME} ", id="members of a plist"),
    pytest.param("text", f"<a><![CDATA[x\n{NAME}]]></a>", f"x\n{NAME}", id="CDATA below a tag"),
    pytest.param("json", f'x = "a,b\\n{NAME}"', f"a,b\n{NAME}", id="string of lines"),
    pytest.param("json", f"x = `a,b\n{NAME}`", f"a,b\n{NAME}", id="template of lines"),
    pytest.param("percent", f"/?q=a,b%0A{urllib.parse.quote(NAME)}", f"a,b\n{NAME}", id="value of a query"),
    pytest.param("html", f'<r t="a,b&#10;{NAME}"/>', f"a,b\n{NAME}", id="attribute of lines"),
    pytest.param("hex percent", urllib.parse.quote(MAIL).encode().hex(), MAIL, id="percent in hex"),
]


@pytest.mark.parametrize(("chain", "written", "value"), DISGUISES)
@pytest.mark.parametrize("around", ["{}", PROSE, WORDS + PROSE + WORDS], ids=["alone", "line", "page"])
def test_a_disguised_value_is_read_and_replaced(chain: str, written: str, value: str, around: str) -> None:
    text = around.replace("{}", written)
    found = next(c for c in _read(text, value) if " ".join(v.codec[0] for v, _ in c) == chain)
    # From the inside out: the stand-in is written into each layer.
    new = found[-1][0].text
    at = new.index(value)
    start, end, stand_in = at, at + len(value), STAND_IN
    for view, outer in reversed(found):
        if view.exact:
            start, end = view.outer(start, end)
            stand_in = encode(view.codec, stand_in, like=outer[start:end])
        else:
            inner = view.text[:start] + stand_in + view.text[end:]
            start, end = view.piece
            stand_in = encode(view.codec, inner, like=outer[start:end])
    replaced = text[:start] + stand_in + text[end:]
    assert next(_read(replaced, value), None) is None
    assert value not in replaced
    assert STAND_IN in replaced or next(_read(replaced, STAND_IN), None)
    assert replaced[:start] == text[:start]
    assert replaced.endswith(text[end:])


PLAIN = [
    pytest.param('"jane.roe@example.com"\n"Ann Lee","+47 918 44 207"\n', id="rows of quoted cells"),
    pytest.param('email\n"jane.roe@example.com"\n"ann.lee@example.com"\n', id="rows of one quoted cell"),
    pytest.param('"jane.roe@example.com"\t"Ann"', id="quoted cells that a tab parts"),
    pytest.param(PROSE.format(NAME) * 30, id="prose"),
    pytest.param(
        'Her father\'s "best" friend & a 100% fool; x = y * z ** 2, a*b, **bold** and *this*.', id="signs"
    ),
    pytest.param("commit 3f786850e387550fdab836ed7e6dc881de23001b\n" * 20, id="git hashes"),
    pytest.param(
        '"integrity": "sha512-9NM8ZxVkYhE3ys3qVJ0sCsXIpV5yWfS+AqjfDzXyyCaGdTd8wnwgqFjPnYbwqTbpUbLkhQ=="',
        id="lock",
    ),
    pytest.param(
        "src/components/HeaderNavigation/index.tsx getElementsByClassName AbstractFactoryBean", id="code"
    ),
    pytest.param(
        "for i in 1 2 3 4 5; do echo a + b - c * d / e; done | f | g | h | i\n* * * * * /bin/x",
        id="lone signs",
    ),
    pytest.param(
        "« Déjà\u00a0» é\u00a0» é…” AMANHÃ! ├── src │ ├─┤ √2 a√ √π 50%each %ce %cd", id="signs beyond ASCII"
    ),
    pytest.param(
        "Log4 and Base64, Sha1, X509, I18n, H3, Utf8, 4chan, abc1de, f4a3c0de", id="words with digits"
    ),
    pytest.param(
        "It was a long day, and there is one more thing to know: she met Freiherr von Lindt\n  Room: Herd\n",
        id="a line set in with a name of its own",
    ),
    pytest.param(
        "It was a long day, and there is one more thing to know of: she asked for Noa\n- xyzzyx: it is\n",
        id="an item of a list",
    ),
    *(
        pytest.param(f"Rows:\n  {'x' * 50} {ends}\n  {begins}\n", id=f"{begins!r} below {ends!r}")
        for ends, begins in [
            ("who is on 037 358 060 455", "3 | B is on leave"),
            ("jane.roe@harbour.example", "def it():"),
            ("her number is 418 933 0127", "PS it is the new one"),
            ("her number is 418 933 0127.", "SIN it is not"),
        ]
    ),
    pytest.param(f"SECRET={'3b04604e' * 8}\nSENTRY_DSN=\nPORT=1\n", id="a setting without a value"),
    pytest.param(f"1. {'x' * 60} 418 933 0127\n  2. He is B.\n", id="items of a list with numbers"),
    pytest.param(
        f"Rows:\n{'  4471 12 Lindt, Mara 88 ' * 3}\n  4472 13 Roe, Jane\n", id="rows that are set in"
    ),
    pytest.param("550e8400-e29b-41d4-a716-446655440000 1700000000000000 4111111111111111", id="ids"),
    pytest.param("printf('%d %s %5.2f%%', x) and strftime('%Y-%m-%dT%H:%M')", id="printf"),
    pytest.param(r"re.compile(r'^\d+\s*\w\b\.\*$')", id="regex"),
    pytest.param("Le café de Besançon – « déjà vu » ; “it’s fine”… 20 °C ½ ❤️ 👩‍💻", id="accents and emoji"),
    pytest.param("Москва — столица России. Αθήνα. 東京、大阪！（日本）", id="other scripts"),
    pytest.param('["a", "b"], {"c": "d"}; f("x", \'y\')', id="strings"),
    pytest.param("SECRET=dGhp/++zIGlz=\nNAME=x\nport=5432\n", id="padding at the end of a line"),
    pytest.param("4242424242424242 5555555555554444 0x20202020202020202020", id="numbers that decode"),
    pytest.param('x:\n  owner = "ada"\n  "cost" = 4\n', id="a literal on the next line that names a value"),
    pytest.param(
        "API_KEY=abcd_1234567890abcd\nOTHER_KEY=cdef0987654321\nLEVEL=3\n", id="lines of an .env file"
    ),
    pytest.param('"""What it does."""\n\nx, y = "", \'\'\n', id="strings of Python"),
    pytest.param("- One item\n- two items\n* Three\n\n> quoted words.\n", id="lists and a quote"),
    pytest.param("3  a\n2  b\n\nx: 1\ny: 2\n", id="lines that are not numbered"),
    pytest.param("", id="nothing"),
]
BEHIND_GUTTERS = [
    pytest.param(
        "> It was a long day, and there is one more thing to know of it: I met Jane\n> went home again\n",
        id="words that both are whole",
    ),
    pytest.param(
        "  977  export KEY=Zy/qWtSBVWNw9uvl204FhZkKPNpUk0Zt00Rgu0hI6dhZkKPNpUk0Zt00Rg\n  978  ls\n",
        id="history of a shell",
    ),
    pytest.param(
        "from a import b\n\n\ndef name(x):\n    return x1\n# A comment\n# goes on here.\n", id="lines of code"
    ),
    pytest.param("- One item\n- two items\n* Three\n\n> quoted words.\n> Next one.\n", id="lists and quotes"),
    pytest.param("  a = 1\n  if a:\n    b = 2\n", id="lines that are all set in"),
]


@pytest.mark.parametrize("text", PLAIN)
def test_plain_text_has_no_views(text: str) -> None:
    assert [(view.codec, view.text) for view in views(text)] == []


@pytest.mark.parametrize("text", BEHIND_GUTTERS)
def test_plain_text_behind_a_gutter_is_read_once_more_without_it(text: str) -> None:
    ((codec,),) = {view.codec for view in views(text)}
    assert codec.startswith("gutter-")


# Pieces of every disguise, so that random texts are full of half and whole tokens.
PIECES = st.sampled_from(
    [
        *("\\n", "\\", '\\"', "\\u00e9", "\\ud83d\\ude00", "\\ud83d", "\\xc3\\xa9", "\\303\\274", "n"),
        *("%", "%40", "%C3%A9", "%E0%80%80", "&amp;", "&", "&foo;", "&#233;", ";", "?q=Jane+Roe&"),
        *(
            "=3D",
            "=\n",
            "=C3=A9",
            "=",
            "\x1b[1m",
            "\x1b",
            "[0m",
            "@exam\n> ple.com",
            "Jane\n# ",
            "\n+",
            "**",
            "*",
            "~~",
            "<b>",
            "</i>",
        ),
        *('"', '" + "', "'\n'", "\u200b", "\u00ad", "Ｊ", "ﬁ", "e\u0301", "\u0301", "٤", "\u1112\u1161"),
        *("J a n e   R o e", " 4 ", "J4n3", "R0e", "а1:с6:8а"),
        *("а", "ж", "a", "Jane", " ", "\n", "\u00a0", "4", "😀", "rot13", "word " * 60),
        *(
            "\\'e",
            "{\\'e}",
            "{\\c{c}}",
            "{\\o}",
            "\\textbf{",
            "{\\bf ",
            "}",
            "{",
            "\\'{\\i}",
            "\\_",
            "\\.",
            "\\ ",
        ),
        *("{\\rtf1 ", "\\'e9", "\\u233?", "\\u-10179?", "\\u-8704?", "\\par ", "\\b", "\\~"),
        *(
            "U&'a\\00E9b'",
            "U&'!00E9' UESCAPE '!'",
            "\\00E9",
            "CHR(233)",
            "||",
            " . ",
            "'||CHR(74)||'",
            "chr(0x4a) & x",
        ),
        *("CHAR(74,97,110,101)", "a+AOk-", "+-", "+AOkA6QDp-", "b&AOk-", "utf-7", "a\\\n  b", "1 \\\r\n\\ 2"),
        *(
            "BEGIN:VCARD\r\nN:a",
            "\r\n b",
            "\nEND:VCARD",
            "\ndn: x\n y",
            "\n\n",
            "b85 ",
            '<~87cURD]i,"Ebo80~>',
        ),
        *('\n4,"', '""', '",', "(4,'", "''", "',"),
        *(_b64(MAIL), _b64("Zoë Müller, Köln")[:-2], _b64(NAME, "utf-16-le"), MAIL.encode().hex()),
    ]
)
# Read from blank to blank.
WORDWISE = {"spaced", "leet", "arrow"}
# What joins a call to a variable is no part of any value.
JOINTS = " \r\n|+.&"
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(alphabet=st.characters(codec=None)))


@given(TEXTS, st.data())
def test_places_map_back(text: str, data: st.DataObject) -> None:
    for view in views(text):
        start, end = view.piece
        assert 0 <= start < end <= len(text)
        assert decode(view.codec, text[start:end]) == view.text
        if not view.text:
            continue
        a = data.draw(st.integers(0, len(view.text) - 1))
        b = data.draw(st.integers(a + 1, len(view.text)))
        if view.codec[0] in WORDWISE:
            a = max((view.text.rfind(blank, 0, a + 1) for blank in " \n"), default=-1) + 1
            b = min((at for blank in " \n" if (at := view.text.find(blank, b)) >= 0), default=len(view.text))
            if b <= a:
                continue
        if view.codec == ("calls",):
            b = a + len(view.text[a:b].rstrip(JOINTS))
            if b == a:
                continue
        s, e = view.outer(a, b)
        assert start <= s < e <= end
        if view.exact:
            read = decode(view.codec, text[s:e])
            # A token may stand for several characters (the ligature fi); it is never cut.
            assert view.text[a:b] in read
            assert len(read) - (b - a) <= 6


@given(TEXTS)
def test_places_keep_their_order(text: str) -> None:
    for view in views(text):
        places = [view.outer(at, at + 1) for at in range(len(view.text))]
        assert places == sorted(places)
        if view.exact and view.codec[0] not in WORDWISE:
            assert all(view.text[at] in decode(view.codec, text[s:e]) for at, (s, e) in enumerate(places))


@given(st.text(alphabet="abcdefghij klmnopqrstuvwxyz ABC 0123456789 .,;:!?()\n"))
def test_words_have_no_views(text: str) -> None:
    assert [view for view in views(text) if view.codec[0] not in {"base64", "hex", "leet"}] == []


def test_a_view_reads_a_region_with_its_context() -> None:
    filler = PROSE * 100
    text = f"{filler}my mail is jane%40example.com today\n{filler}"
    (view,) = views(text)
    assert "my mail is jane@example.com today" in view.text
    assert len(view.text) < 2000
    at = view.text.index("jane@")
    assert text[slice(*view.outer(at, at + 16))] == "jane%40example.com"


def test_only_the_cut_lines_are_joined() -> None:
    text = "HOST=a.example\nKEY=abcd_1234567890abcd\r\n  cdef0987654321\r\nPORT=1\n"
    (view,) = views(text)
    assert view.text == "KEY=abcd_1234567890abcdcdef0987654321\r"
    assert text[slice(*view.piece)] == "KEY=abcd_1234567890abcd\r\n  cdef0987654321\r"


def test_a_place_in_base64_is_the_part_that_holds_it() -> None:
    text = f"x {_b64(PROSE.format(MAIL) * 9)} y"
    (view,) = views(text)
    at = view.text.index(MAIL)
    start, end = view.outer(at, at + len(MAIL))
    assert end - start < 36
    assert MAIL in decode(("base64",), text[start:end])


def test_known_characters_are_not_looked_for() -> None:
    assert list(views("a%40b", literal_hits=frozenset())) == []
    assert [view.text for view in views("a%40b", literal_hits=frozenset("%"))] == ["a@b"]


def test_a_bomb_is_not_passed_over() -> None:
    bomb = base64.b64encode(gzip.compress(b"word " * 10_000_000, mtime=0)).decode()
    with pytest.raises(CodecError, match="unpacks to more than"):
        list(views(bomb))


def test_a_repr_holds_no_text() -> None:
    (view,) = views("jane%40example.com")
    assert "jane" not in repr(view)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (-1, 2), (3, 2), (0, 99)])
def test_a_place_outside_the_view_is_refused(start: int, end: int) -> None:
    (view,) = views("a%40b")
    with pytest.raises(ValueError, match="outside a view of 3 characters"):
        view.outer(start, end)


def test_every_token_codec_has_a_view() -> None:
    seen = {chain.split()[0] for param in DISGUISES for chain in [str(param.values[0])]}
    assert set(CODECS) - seen == set()
