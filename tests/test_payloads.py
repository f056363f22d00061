"""Payloads that cannot be read become markers; what is text, a public key or a hash stays."""

import base64
import bz2
import gzip
import hashlib
import lzma
import quopri
import random
import zlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.engine import shipped_engine
from recognizers.fillers import fill
from recognizers.span import Span
from scrub.formats.media import media_marker
from scrub.formats.record import Edit
from scrub.formats.text import edited
from scrub.markers import outside, unnamed, with_markers
from scrub.payloads import Unreadable, find_unreadable
from scrub.resolve import resolve

PNG_MARKER = media_marker("image/png")
WAV_MARKER = media_marker("audio/wav")
REMOVED = base64.b64encode(b"[removed]").decode()
REMOVED_HEX = b"[removed]".hex()


def _noise(size: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(size)


def _b64(data: bytes, width: int = 0, wrap: str = "\n") -> str:
    text = base64.b64encode(data).decode()
    return _lines(text, width, wrap) if width else text


def _lines(text: str, width: int, wrap: str = "\n") -> str:
    return wrap.join(text[at : at + width] for at in range(0, len(text), width))


PNG = b"\x89PNG\r\n\x1a\n" + _noise(900)
JPEG = b"\xff\xd8\xff\xe0" + _noise(900, 2)
PDF = b"%PDF-1.7\n" + b"all of it is printable\n" * 10
DER = b"\x30\x82" + (1000).to_bytes(2, "big") + b"\x30" + _noise(999, 3)
SSH = b"\0\0\0\x07ssh-rsa" + _noise(530, 4)
ZSTD = b"\x28\xb5\x2f\xfd" + _noise(90, 5)
PROSE = ("The quick brown fox asks Zoë for her number. " * 20).encode()


def _scrubbed(text: str) -> str:
    return edited(text, [Edit(*payload) for payload in find_unreadable(text)])


@pytest.mark.parametrize(
    ("before", "payload", "after", "marker"),
    [
        pytest.param("![shot](data:image/png;base64,", _b64(PNG), ")", PNG_MARKER, id="markdown image"),
        pytest.param('<img src="data:image/jpeg;base64,', _b64(JPEG), '">', PNG_MARKER, id="html image"),
        pytest.param("url(data:image/png;base64,", _b64(b"\x89PNG")[:-1], ")", PNG_MARKER, id="tiny"),
        pytest.param("x data:audio/wav;base64,", _b64(_noise(300)), " y", WAV_MARKER, id="audio"),
        pytest.param("data:;base64,", _b64(_noise(90)), "", REMOVED, id="no media type"),
        pytest.param(
            "data:;base64,", _b64(b"Ask Jane Roe, 555-0134!\xfe\n"), "", REMOVED, id="no text to its end"
        ),
        pytest.param(
            "data:application/pdf;name=cv.pdf;base64,", _b64(PDF), "", REMOVED, id="printable pdf, parameter"
        ),
        pytest.param("data:image/png;base64,", _b64(PNG, 76), "\nmore", PNG_MARKER, id="wrapped data url"),
        pytest.param("data:image/png;base64,", _b64(PNG, 76, "\\n"), '"}', PNG_MARKER, id="wrapped in JSON"),
        pytest.param("data:image/png;base64,", _b64(PNG).replace("+", "%2B"), "", PNG_MARKER, id="percent"),
        pytest.param('{"data": "', _b64(PNG), '"}', PNG_MARKER, id="bare image in JSON in a string"),
        pytest.param("$ base64 shot.png\n", _b64(PNG, 76), "\n$ ls", PNG_MARKER, id="wrapped output"),
        pytest.param("> ", _b64(PNG, 76, "\n> "), "\n", PNG_MARKER, id="quoted output"),
        pytest.param(
            "index 1..2 100644\nGIT binary patch\n",
            "literal 9\nQcmb<_D9TSMNlgRr0RRC01;qdW\n\nliteral 0\nHcmV?d00001\n\n",
            "diff --git a/x b/x\n",
            "literal 0\nHcmV?d00001\n",
            id="binary patch of git",
        ),
        pytest.param("zip: ", _b64(b"PK\x03\x04" + _noise(100)), "", REMOVED, id="archive"),
        pytest.param("blob ", _b64(_noise(2000)), ".", REMOVED, id="bare, of no known kind"),
        pytest.param(
            "blob ", base64.urlsafe_b64encode(_noise(2001)).decode(), ".", REMOVED, id="bare, url-safe"
        ),
        pytest.param("gz ", _b64(b"\x1f\x8b\x08\0" + _noise(600)), "", REMOVED, id="not really gzip"),
        pytest.param("gz ", _b64(gzip.compress(_noise(900), mtime=0)), "", REMOVED, id="gzip of no text"),
        pytest.param(
            "INSERT INTO photo VALUES ('\\x",
            PNG.hex(),
            "');",
            base64.b64decode(PNG_MARKER).hex(),
            id="hexadecimal in SQL",
        ),
        pytest.param(
            "Content-Type: image/png; name=a.png\nContent-Transfer-Encoding: base64\n\n",
            _b64(_noise(60)),
            "\n--b--\n",
            PNG_MARKER,
            id="small MIME part",
        ),
        pytest.param(
            "content-transfer-encoding: BASE64\r\nContent-Type: application/msword\r\n"
            'Content-Disposition: attachment; filename="a.doc"\r\n\r\n',
            _b64(_noise(400), 76, "\r\n"),
            "\r\n--b123\r\nContent-Type: text/plain\r\n",
            REMOVED,
            id="MIME part, CRLF",
        ),
        pytest.param(
            'Content-Type: text/plain; charset="windows-1251"\nContent-Transfer-Encoding: base64\n\n',
            _b64("Привет, меня зовут Анна".encode("cp1251")),
            "\n",
            REMOVED,
            id="MIME text that no view reads",
        ),
        pytest.param(
            "Content-Transfer-Encoding: base64\n\n", _b64(b"Jane"), "\n", REMOVED, id="too short for a view"
        ),
        pytest.param(
            "Content-Type: text/plain; charset=koi8-r\nContent-Transfer-Encoding: quoted-printable\n\nHi, ",
            quopri.encodestring("меня зовут Анна Петрова".encode("koi8-r") * 3).decode(),
            "!\n",
            "[removed]",
            id="quoted-printable text that no view reads",
        ),
        pytest.param(
            "From: =?windows-1251?Q?",
            "=C0=ED=ED=E0_=CF=E5=F2=F0=EE=E2=E0",
            "?= <x@y>",
            "[removed]",
            id="word in quoted-printable",
        ),
        pytest.param(
            "From: =?ISO-2022-JP?B?", "GyRCOzNFREJATzobKEI=", "?= <x@y>", REMOVED, id="shifted word"
        ),
        pytest.param(
            "From: =?ISO-2022-JP?Q?", "=1B$B;3ED=42@O:=1B(B", "?=\n <x@y>", "[removed]", id="shifted Q word"
        ),
        pytest.param(
            "Content-Transfer-Encoding: quoted-printable\n\nHi, ",
            "=1B=24B;3EDB@O:$G$9!#?=\n$h$m$7$/=1B=28B",
            " 090\n",
            "[removed]",
            id="shifted quoted-printable",
        ),
        pytest.param("Hi, ", "\x1b$B;3EDB@O:", "\nnext", "[removed]", id="shifted to the end of its line"),
        pytest.param(
            "From: =?iso-8859-1?B?", _b64("Jürgen".encode("latin-1")), "?= <x@y>", REMOVED, id="word"
        ),
        pytest.param(
            "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n",
            _b64(b'<p>Hi</p><img src="data:image/png;base64,' + _b64(PNG).encode() + b'">', 76),
            "\n",
            REMOVED,
            id="image in text in base64",
        ),
        pytest.param("blob ", _b64(lzma.compress(PROSE)), " end", REMOVED, id="xz"),
        pytest.param("blob ", _b64(bz2.compress(PROSE)), " end", REMOVED, id="bzip2"),
        pytest.param("blob ", _b64(ZSTD), " end", REMOVED, id="zstd"),
        pytest.param("0x", bz2.compress(PROSE).hex(), " end", REMOVED_HEX, id="bzip2 in hex"),
        pytest.param("0x", ZSTD.hex(), " end", REMOVED_HEX, id="zstd in hex"),
        pytest.param("blob ", _b64(gzip.compress(_noise(60))), " end", REMOVED, id="gzip of no text"),
        pytest.param(
            "\\x", gzip.compress(_noise(60)).hex(), " end", REMOVED_HEX, id="gzip of no text in hex"
        ),
        pytest.param(
            "\\x", zlib.compress(_noise(300)).hex(), " end", REMOVED_HEX, id="zlib of no text in hex"
        ),
        pytest.param(
            "$ xxd -p a.gz\n", _lines(gzip.compress(PROSE).hex(), 60), "\n$", REMOVED_HEX, id="gzip in xxd -p"
        ),
        pytest.param("blob\n", _b64(PROSE, 62), "\n", REMOVED, id="text whose lines no view joins"),
        pytest.param("begin 644 a.png\n", "M" + "!" * 60 + "\n#ABC\n`\n", "end\n", "", id="uuencode"),
    ],
)
def test_an_unreadable_payload_becomes_a_marker(before: str, payload: str, after: str, marker: str) -> None:
    text = before + payload + after
    assert _scrubbed(text) == before + marker + after
    assert find_unreadable(_scrubbed(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("data:text/plain;base64," + _b64(PROSE), id="text in a data url"),
        pytest.param(
            "//# sourceMappingURL=data:application/json;base64," + _b64(b'{"version": 3}' * 9),
            id="source map",
        ),
        pytest.param("data:image/svg+xml;base64," + _b64(b"<svg><text>Jane</text></svg>" * 3), id="svg"),
        pytest.param("blob " + _b64(PROSE), id="bare text"),
        pytest.param("blob\n" + _b64(PROSE, 76), id="wrapped text"),
        pytest.param("blob " + _b64(gzip.compress(PROSE, mtime=0)), id="gzip of text"),
        pytest.param("blob " + gzip.compress(PROSE, mtime=0).hex(), id="gzip of text in hex"),
        pytest.param("blob " + _b64(PROSE.decode().encode("utf-16-le")), id="UTF-16 text"),
        pytest.param(
            "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
            + _b64(PROSE, 76),
            id="MIME text part",
        ),
        pytest.param(
            "Content-Transfer-Encoding: quoted-printable\n\n"
            + quopri.encodestring("Grüße, меня зовут Анна; 山田太郎です\n".encode()).decode(),
            id="quoted-printable UTF-8",
        ),
        pytest.param(
            "Content-Transfer-Encoding: quoted-printable\n\nM=FCller, caf=E9s =A0=A0=A0=A0=A0 =C4=D6\n",
            id="quoted-printable Latin-1",
        ),
        pytest.param("Subject: =?UTF-8?B?" + _b64("Grüße aus Köln".encode()) + "?=", id="encoded word"),
        pytest.param("Content-Transfer-Encoding: base64 is how RFC 2045\n\ncalls it.", id="prose on MIME"),
        pytest.param("ssh-rsa " + _b64(SSH) + " jane@laptop", id="SSH key"),
        pytest.param(
            "---- BEGIN SSH2 PUBLIC KEY ----\n" + _b64(SSH, 70) + "\n---- END SSH2 PUBLIC KEY ----", id="SSH2"
        ),
        pytest.param(
            "-----BEGIN CERTIFICATE-----\n" + _b64(_noise(1200), 64) + "\n-----END CERTIFICATE-----", id="PEM"
        ),
        pytest.param(
            '{"cert": "-----BEGIN CERTIFICATE-----\\n' + _b64(_noise(1200), 64, "\\n") + '\\n-----END"}',
            id="PEM in JSON in a string",
        ),
        pytest.param(
            "-----BEGIN PGP PUBLIC KEY BLOCK-----\nVersion: 2\n\n" + _b64(_noise(1200), 64),
            id="PGP key",
        ),
        pytest.param("<X509Certificate>" + _b64(DER) + "</X509Certificate>", id="certificate without PEM"),
        pytest.param('"sha512-' + _b64(hashlib.sha512(b"x").digest()) + '"', id="integrity hash"),
        pytest.param("\n".join(hashlib.sha256(bytes([n])).hexdigest() for n in range(40)), id="hashes"),
        pytest.param("0x" + _noise(3000).hex(), id="long hexadecimal of no known kind"),
        pytest.param("-" * 2000 + "\n" + "_" * 800 + "\n" + "A" * 900, id="ruled lines"),
        pytest.param("a/very/long/path" * 60, id="few different characters"),
        pytest.param("begin 644 and then words\nend", id="prose on uuencode"),
        pytest.param("data:image/png;base64, and nothing", id="empty data url"),
        pytest.param(f"![](data:image/png;base64,{PNG_MARKER})", id="our own marker"),
    ],
)
def test_what_can_be_read_or_is_public_stays(text: str) -> None:
    assert find_unreadable(text) == []


def test_text_around_payloads_is_kept() -> None:
    text = f"Jane: ![]({'data:image/png;base64,' + _b64(PNG)}) and\n{_b64(JPEG, 76)}\nthen Mary"
    assert _scrubbed(text) == f"Jane: ![](data:image/png;base64,{PNG_MARKER}) and\n{PNG_MARKER}\nthen Mary"


def test_a_span_within_a_payload_is_no_finding() -> None:
    payloads = [Unreadable(10, 50, "M")]
    inside, across, around, beside = (
        Span(start, end, "API_KEY", 0.9, "test") for start, end in ((10, 20), (5, 12), (0, 60), (50, 55))
    )
    assert list(outside([inside, across, around, beside], payloads)) == [across, around, beside]
    assert list(outside([inside], [])) == [inside]


PEM = fill("-----BEGIN PRIVATE KEY-----\n{pem:20}\n-----END PRIVATE KEY-----\n", "payloads")


@pytest.mark.parametrize(
    ("payload", "types"),
    [
        pytest.param(_b64(PEM.encode()), ["PRIVATE_KEY"], id="private key in base64"),
        pytest.param(
            _b64(f"Bag of ada\n{PEM}".encode()), ["PRIVATE_KEY"], id="private key with a line before it"
        ),
        pytest.param(_b64(_noise(900)), [], id="unknown"),
        pytest.param(_b64(f"{PEM}{_b64(_noise(900))}\n".encode()), [], id="private key beside something"),
    ],
)
def test_a_payload_that_is_known_to_be_a_key_is_a_finding(payload: str, types: list[str]) -> None:
    text = f"data: {payload}\n"
    spans = resolve(span for span in shipped_engine().find(text) if span.score >= 0.5)
    left = unnamed(text, find_unreadable(text), spans)
    assert [span.entity_type for span in outside(spans, left)] == types
    assert len(left) == (not types)


@pytest.mark.parametrize(
    ("edits", "expected", "dropped"),
    [
        pytest.param([], [Edit(10, 50, "M")], 1, id="alone"),
        pytest.param([Edit(0, 5, "x")], [Edit(0, 5, "x"), Edit(10, 50, "M")], 1, id="apart"),
        pytest.param([Edit(5, 12, "x")], [Edit(5, 12, "x"), Edit(12, 50, "M")], 1, id="over its beginning"),
        pytest.param([Edit(45, 60, "x")], [Edit(10, 45, "M"), Edit(45, 60, "x")], 1, id="over its end"),
        pytest.param([Edit(5, 55, "x")], [Edit(5, 55, "x")], 0, id="around"),
        pytest.param(
            [Edit(5, 12, "x"), Edit(45, 60, "y")],
            [Edit(5, 12, "x"), Edit(12, 45, "M"), Edit(45, 60, "y")],
            1,
            id="over both ends",
        ),
    ],
)
def test_edits_and_markers_are_disjoint(edits: list[Edit], expected: list[Edit], dropped: int) -> None:
    merged, count = with_markers({7: edits} if edits else {}, {7: [Unreadable(10, 50, "M")]})
    assert merged == {7: expected}
    assert count == dropped


@given(st.text(alphabet="aA0+/-_=\\n\n\r >data:;base64,%2B?", max_size=400), st.integers(0, 300))
def test_payloads_are_disjoint_within_the_text_and_gone_afterwards(text: str, at: int) -> None:
    text = text[:at] + _b64(PNG, 76) + text[at:]
    found = find_unreadable(text)
    assert found
    last = 0
    for payload in found:
        assert last <= payload.start < payload.end <= len(text)
        last = payload.end
    assert _b64(PNG)[100:160] not in _scrubbed(text)


STRETCHES = st.lists(st.integers(0, 100), max_size=12, unique=True).map(sorted)


@given(STRETCHES, STRETCHES)
def test_edits_and_markers_cover_what_either_covers(first: list[int], second: list[int]) -> None:
    edits = [Edit(start, end, "x") for start, end in zip(first[::2], first[1::2], strict=False)]
    payloads = [Unreadable(start, end, "M") for start, end in zip(second[::2], second[1::2], strict=False)]
    merged, _ = with_markers({0: edits}, {0: payloads})
    assert set(edits) <= set(merged[0])
    assert all(before.end <= after.start for before, after in pairwise(merged[0]))
    covered = [
        {at for each in part for at in range(each.start, each.end)} for part in (merged[0], edits, payloads)
    ]
    assert covered[0] == covered[1] | covered[2]
