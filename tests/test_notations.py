"""Notations: a value that a language writes otherwise is found, linked, and replaced in that notation."""

import base64
import json
import re
from dataclasses import replace
from functools import cache

import pytest

from recognizers.fillers import fill
from recognizers.readings.groups import with_open_groups
from recognizers.readings.views import views
from scrub.policy import Policy
from scrub.scrubber import Scrubber
from scrub.verify import Survivors
from tests.marks import unmark

MAIL = "mara.okafor@quillpost.co.uk"
NAME = "José Gutiérrez"
TOKEN = fill("ghp_{alnum:36}", "notations")
# What is known of the conversation from elsewhere.
KNOWN = f"my name is {NAME}.\n\n"


@cache
def _scrubber() -> Scrubber:
    return Scrubber(replace(Policy.load(), names=None), key=bytes(32))


@pytest.mark.parametrize(
    "marked, written",
    [
        pytest.param(r"Dear «Jos{\'e} Guti{\'e}rrez», hi", r"[A-Z][A-Za-z{}\\\"'~]+ [A-Z].*", id="latex"),
        pytest.param(r"by «Guti\'errez, Jos\'e» and", r".+, .+", id="accents of latex without braces"),
        pytest.param(r"\emph{«Jos\'{e} Gut}i\'{e}rrez»", r".+[^}]\}", id="emphasis"),
        pytest.param(rf"\textbf{{«ma}}{MAIL[2:]}»", r"[a-z.]+@[a-z.]+\}", id="type within a word"),
        pytest.param(r"\textsf{x} «ghp\_¦» \textbf{y}", r"ghp\\_REDACTED\\_\d+", id="sign of latex"),
        pytest.param(r"mail «mara\_okafor@quillpost.co.uk»", r"[a-z]+\\_[a-z]+@[a-z.]+", id="Markdown"),
        pytest.param(r"grep '«mara\.okafor@quillpost\.co\.uk»' x", r"(?:[a-z]+\\.)+[a-z]+@.+", id="regex"),
        pytest.param(r"deny «81\.23\.44\.17»;", r"203\\\.0\\\.113\\\.\d+", id="address in a regex"),
        pytest.param(r"{\rtf1\ansi Dear «Jos\'e9 Guti\'e9rrez», hi}", r"[ -~]+", id="rtf"),
        pytest.param(r"{\rtf1\ansi Dear «Jos\u233? Guti\u233?rrez», hi}", r"[ -~]+", id="rtf units"),
        pytest.param(rf"{{\rtf1 «ma{{\b {MAIL[2:]}»}}, hi}}", r"[a-z.]+@[a-z.]+\{", id="rtf in bold"),
        pytest.param(
            f"BEGIN:VCARD\r\nNOTE:x «{MAIL[:5]}\r\n {MAIL[5:]}»\r\nEND:VCARD\r\n",
            r"[a-z.]+@[a-z.]+",
            id="card",
        ),
        pytest.param("\ndn: cn=x\nnote: «José Gu\n tiérrez»\n", r"\w+ \w+", id="entry of a directory"),
        pytest.param(
            "BEGIN:VCARD\r\nNOTE;ENCODING=QUOTED-PRINTABLE:«Jos=C3=A9 Guti=\r\n=C3=A9rrez»\r\nEND:VCARD\r\n",
            r"[ -~]+",
            id="card of version 2.1",
        ),
        pytest.param(r"SELECT U&'«Jos\00E9 Guti\00E9rrez»';", r"[ -~]+", id="unicode literal"),
        pytest.param(
            r"SELECT U&'«m!0061ra.okafor@quillpost.co.uk»' UESCAPE '!';", r"[a-z.@]+", id="sign of its own"
        ),
        pytest.param(
            "UPDATE u SET password = X'«68756e74657232»' WHERE id = 1;", r"(?:[0-9a-f]{2})+", id="hex"
        ),
        pytest.param(
            "INSERT INTO u (id, password) VALUES (1, 0x«68756E74657232»);", r"(?:[0-9A-F]{2})+", id="HEX"
        ),
        pytest.param("SELECT '«Jos' || CHR(233) || ' Gutiérrez»';", r"\w+ \w+", id="call between strings"),
        pytest.param(
            "SELECT «CHR(74)||'osé Gutiérrez»';",
            r"(?:CHR\(\d+\)\|\|)+'",
            id="call before a string",
        ),
        pytest.param(
            "x = 'by «José Guti' . chr(233) . chr(114) . chr(114) . chr(101) . chr(122)»;",
            r"' \. chr\(\d+\)(?: \. chr\(\d+\))+",
            id="calls behind a string",
        ),
        pytest.param(
            f"x = «{' & '.join(f'Chr({ord(c)})' for c in MAIL)}» & y",
            r"Chr\(\d+\)(?: & Chr\(\d+\))+",
            id="calls",
        ),
        pytest.param(f"CHAR(«{', '.join(str(ord(c)) for c in NAME)}»)", r"\d+(?:, \d+)+", id="CHAR of MySQL"),
        pytest.param(
            f"String.fromCharCode(«{','.join(hex(ord(c)) for c in MAIL)}»)",
            r"0x\w+(?:,0x\w+)+",
            id="fromCharCode",
        ),
        pytest.param("Dear «Jos+AOk Guti+AOk-rrez», hi", r"[ -~]+", id="UTF-7"),
        pytest.param("select INBOX.«Guti&AOk-rrez»", r"[ -~]+", id="name of a mailbox"),
        pytest.param(
            f"b85decode('«{base64.b85encode(f'to {MAIL}'.encode()).decode()}»')", r"[!-~]+", id="base 85"
        ),
        pytest.param(
            f"<~«{base64.a85encode(f'to {MAIL}'.encode(), wrapcol=20).decode()}»~>",
            r"(?s)[!-z\s]+",
            id="ASCII85",
        ),
        pytest.param('id,note\r\n4,"db_password = ""«HvRuwzYe¦»"""\r\n', r"[^\s\"]+", id="quotes in a cell"),
        pytest.param('4,"{""password"":""«Hv""""Ruw9zYe»""}"\n', r'(?:[^"]|"")+', id="JSON in a cell"),
        pytest.param('a\tb\n"pw = ""«HvRuwzYe9¦»"""\tx\n', r"[^\s\"]+", id="quotes in a cell of tabs"),
        pytest.param('4,"|name|x|\n|---|---|\n|«Dalia Mansour»|4|"\n', r"\w+ \w+", id="table in a cell"),
        pytest.param("INSERT INTO m VALUES(4,'pw: ''«Hv9RuwzYe!»''.','z');", r"[^\s']+", id="quotes in SQL"),
        pytest.param("INSERT INTO m VALUES(4,'temp pass «Hv9#Ruwz»','z');", r"[^\s']+", id="end in SQL"),
        pytest.param(f'x: "the «{TOKEN[:9]}\\\n  {TOKEN[9:]}»"\n', r"ghp_REDACTED_\d+", id="string of YAML"),
    ],
)
def test_a_value_is_found_and_replaced_in_its_notation(marked: str, written: str) -> None:
    text, places = unmark(KNOWN + marked.replace("¦", TOKEN[4:]))
    scrubbed = _scrubber().scrub_text(text)
    found = [f for f in scrubbed.findings if f.start >= len(KNOWN)]
    assert [(found[0].start, found[-1].end)] == places
    start, end = places[0]
    assert scrubbed.text.endswith(text[end:])
    after = len(scrubbed.text) - len(text[end:])
    before = scrubbed.text.index("\n\n") + start - KNOWN.index("\n\n")
    assert re.fullmatch(written, scrubbed.text[before:after])


@pytest.mark.parametrize("depth", [1, 2])
@pytest.mark.parametrize(
    "value",
    [
        pytest.param(r"\emph{Jo}s{\'e} Guti{\'e}rrez", id="latex"),
        pytest.param(r"\textbf{ma}ra\_okafor@quillpost.co.uk", id="latex in bold"),
        pytest.param(r"^mara\.okafor@quillpost\.co\.uk$", id="regex"),
        pytest.param("'Jos' || CHR(233) || ' Gutiérrez'", id="calls"),
        pytest.param('"Jos" & Chr(233) & " Gutiérrez"', id="calls of Basic"),
        pytest.param(r"{\rtf1 Jos\'e9 Guti\u233?rrez\par}", id="rtf"),
        pytest.param(r"U&'Jos\00E9 Guti\00E9rrez'", id="Unicode literal"),
        pytest.param(f'x: "{MAIL[:5]}\\\n  {MAIL[5:]}"', id="string of YAML"),
        pytest.param(base64.a85encode(f"to {MAIL}".encode(), adobe=True).decode(), id="ASCII85"),
    ],
)
def test_a_notation_in_json_stays_both(value: str, depth: int) -> None:
    text = value
    for _ in range(depth):
        text = json.dumps({"note": KNOWN, "value": text})
    scrubbed = _scrubber().scrub_text(text).text
    for _ in range(depth):
        scrubbed = json.loads(scrubbed)["value"]
    assert scrubbed != value
    assert "rrez" not in scrubbed and "okafor" not in scrubbed
    assert scrubbed.count("{") == scrubbed.count("}")


@pytest.mark.parametrize(
    "value, written",
    [
        pytest.param(NAME, r"Jos{\'e} Guti{\'e}rrez", id="latex"),
        pytest.param(NAME, r"\textbf{Jos\'e} Guti\'{e}rrez", id="latex without braces"),
        pytest.param("Bjørn Sørensen", r"Bj{\o}rn S\o{}rensen", id="letters of latex"),
        pytest.param("Åse Großmann-Læ", r"{\AA}se Gro{\ss}mann-L\ae{}", id="more letters of latex"),
        pytest.param(MAIL, MAIL.replace(".", r"\."), id="signs behind a backslash"),
        pytest.param(NAME, r"{\rtf1 Jos\'e9 Guti\'e9rrez}", id="rtf"),
        pytest.param(NAME, r"{\rtf1 Jo{\b s\u233? }Guti\u233 ?rrez}", id="rtf units"),
        pytest.param("José 12", "José\\\n  \\ 12", id="continued line"),
        pytest.param(NAME, "BEGIN:VCARD\r\nFN:José Gut\r\n iérrez", id="folded line"),
        pytest.param(NAME, "QUOTED-PRINTABLE:Jos=C3=A9 Gut=\r\ni=C3=A9rrez", id="soft break"),
        pytest.param(NAME, r"U&'Jos\00E9 Guti\+0000E9rrez'", id="unicode literal"),
        pytest.param(NAME, "U&'Jos!00E9 Guti!00E9rrez' UESCAPE '!'", id="sign of its own"),
        pytest.param(NAME, "'Jos' || CHR(233) || ' Guti' || chr(233)||NCHAR(114)||'rez'", id="calls"),
        pytest.param(MAIL, " & ".join(f"ChrW({ord(c)})" for c in MAIL), id="calls alone"),
        pytest.param(NAME, f"CHAR({', '.join(str(ord(c)) for c in NAME)})", id="numbers"),
        pytest.param(MAIL, f"fromCharCode({','.join(hex(ord(c)) for c in MAIL)})", id="hex numbers"),
        pytest.param(NAME, "by Jos+AOk Guti+AOk-rrez", id="UTF-7"),
        pytest.param(NAME, "by Jos&AOk- Guti&AOk-rrez", id="name of a mailbox"),
        pytest.param(NAME, f"b85 {base64.b85encode(f'to {NAME}!'.encode()).decode()}", id="base 85"),
        pytest.param(NAME, base64.a85encode(f"to {NAME}!".encode(), adobe=True).decode(), id="ASCII85"),
        pytest.param('pass"word 12', '4,"my pass""word 12, again"', id="quote in a cell"),
        pytest.param("Mara O'Driscoll", "VALUES (4, 'by Mara O''Driscoll')", id="quote in a string of SQL"),
    ],
)
def test_a_survivor_in_a_notation_is_seen(value: str, written: str) -> None:
    survivors = Survivors([("EMAIL_ADDRESS", value)])
    for text in (written, json.dumps({"a": written})):
        assert survivors.count(text.encode()) == 1, text
    assert Survivors([("EMAIL_ADDRESS", f"x{value}")]).count(written.encode()) == 0


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(r"'l\'eau' d\'Artagnan it\'s", id="apostrophes in a string"),
        pytest.param(r"re.compile(r'^\d+\s*\w\b\.\*$')", id="expression"),
        pytest.param(r"C:\users\rob\temp\verb\cache", id="path"),
        pytest.param("x VARCHAR(255), y CHAR(10) NOT NULL, z = chr(10)", id="types of columns"),
        pytest.param("-----\nfield+value-x a+b-c C++-like +12-34 R&D-x", id="signs"),
        pytest.param('a,"",b,""\n"",4,"c d"\n', id="empty cells"),
        pytest.param("x = f('', 'a', ['b', 'c'], \"\", ',')\ny = '''a\nb'''\n", id="empty strings"),
        pytest.param(r"\frac{1}{2} \alpha_{ij} \sum_{k}", id="formula"),
    ],
)
def test_what_is_no_notation_makes_no_reading(text: str) -> None:
    kinds = {view.codec[0] for view in views(text)}
    assert kinds.isdisjoint(
        {"cell", "string", "latex", "backslash", "rtf", "calls", "points", "utf7", "base85", "unfold"}
    )


@pytest.mark.parametrize(
    "like, expected",
    [("Ja}ne", "x}"), ("{a}", "x"), (r"a\{b", "x"), ("a{b", "x{"), ("a}b{c", "x}{"), ("", "x")],
)
def test_groups_stay_as_open_as_they_were(like: str, expected: str) -> None:
    assert with_open_groups("x", like) == expected
