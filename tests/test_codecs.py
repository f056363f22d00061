"""Codecs: what each writes and reads, that both agree, and that a stand-in keeps the habits of its place."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.errors import CodecError, ScrubError
from recognizers.readings.codecs import CODECS, decode, encode
from recognizers.readings.gutters import GUTTERS
from recognizers.readings.payloads import compress

ESCAPING = sorted(
    set(CODECS)
    - {"fold", "lookalike", "leet", "arrow", "ansi", "markup", "concat", "spaced", "unwrap", "rewrap", "tags"}
    - {"continued", "unfold", "overstrike", "parts"}
    - {"breaks", *GUTTERS}
)


@pytest.mark.parametrize(
    ("codec", "piece", "text"),
    [
        pytest.param("json", r"a\n\t\"b\"\\\/", 'a\n\t"b"\\/', id="json pairs"),
        pytest.param("json", r"\u00e9 \ud83d\ude00", "é 😀", id="json units"),
        pytest.param("json", r"\ud83d \ude00 \d \q", r"\ud83d \ude00 \d \q", id="what is no escape stays"),
        pytest.param("json", r"\\n", r"\n", id="one level only"),
        pytest.param("json", r"\x4a\x61 Jos\xc3\xa9 \xe9", "Ja José é", id="bytes in source"),
        pytest.param("json", r"M\303\274ller", "Müller", id="git's octal file names"),
        pytest.param("json", r"\u{1F600}\U0001F600", "😀😀", id="long code points"),
        pytest.param("percent", "J%C3%B6rg%20M%40x", "Jörg M@x", id="percent"),
        pytest.param(
            "percent", "%2540 100% %d %ff %zz", "%40 100% %d %ff %zz", id="what is no percent stays"
        ),
        pytest.param("form", "Jane+Roe%2B", "Jane Roe+", id="form"),
        pytest.param("html", "&lt;J&ouml;rg&#32;&#x4d;&gt; &amp;amp;", "<Jörg M> &amp;", id="html"),
        pytest.param(
            "html", "a && b; &nosuch; &notit; &#xD800;", "a && b; &nosuch; &notit; &#xD800;", id="no html"
        ),
        pytest.param("qp", "J=C3=B6rg=\r\n Roe=40x =E9", "Jörg Roe@x é", id="quoted-printable"),
        pytest.param("overstrike", "J\bJa\ba_\bnex\b", "Jane", id="overstrike"),
        pytest.param("ansi", "\x1b[1;31mJa\x1b[0mne\x1b]0;title\x07", "Jane", id="ansi"),
        pytest.param("markup", "**Ja**ne <b>R</b>oe ~~x~~", "Jane Roe x", id="markup"),
        pytest.param("concat", "\"Ja\" + \"ne\" 'R' . 'oe'", "\"Jane\" 'Roe'", id="concatenation"),
        pytest.param("unwrap", "ex\r\n> ample\n+\t//  .com", "example.com", id="cut words"),
        pytest.param("rewrap", "Jane\n# Roe", "Jane Roe", id="cut phrases"),
        pytest.param("fold", "J\u200ba\u00adn\u2060e", "Jane", id="unseen characters"),
        pytest.param(
            "fold", "Ｊane ４１５－０１ 𝐑𝑜𝖊 ٤١٥ ①", "Jane 415-01 Roe 415 1", id="dressed letters and digits"
        ),
        pytest.param(
            "fold", "Jose\u0301 J\u0336a\u0336 Griﬃths", "José Ja Griffiths", id="marks and ligatures"
        ),
        pytest.param("fold", "\u1112\u1161\u11ab", "한", id="decomposed Hangul"),
        pytest.param("lookalike", "Jаnе Rοe", "Jane Roe", id="Cyrillic and Greek"),
        pytest.param("leet", "J4n3 R0e, 25 2024 v2", "Jane Roe, 25 2024 v2", id="leetspeak"),
        pytest.param("spaced", "by J a n e   R o e now", "by Jane Roe now", id="spaced out"),
        pytest.param("spaced", 'x="s k - 4"  y', 'x="sk-4" y', id="spaced out in quotes"),
        pytest.param("rot13", "Wnar Ebr", "Jane Roe", id="rot13"),
        pytest.param("hex", "4a616e6520526f65", "Jane Roe", id="hex"),
        pytest.param("base64", "SmFuZSBSb2U=", "Jane Roe", id="base64"),
        pytest.param("base64", "SmFuZSBSb2U", "Jane Roe", id="base64 without padding"),
        pytest.param("base64", "SmFu\n  ZSBS\n  b2U=", "Jane Roe", id="base64 in lines"),
        pytest.param("base64url", "8J-YgD8_", "😀??", id="base64url"),
        pytest.param("base64-utf16le", "SgBhAG4AZQA=", "Jane", id="UTF-16"),
        pytest.param("base32", "JJQW4ZJAKJXWK===", "Jane Roe", id="base32"),
        pytest.param("base32", "JJQW4ZJAKJXWK", "Jane Roe", id="base32 without padding"),
        pytest.param("pairs", "4A:61:6e:65", "Jane", id="hex pairs"),
        pytest.param("pairs", "0x4a, 0x61,\n  0x6e", "Jan", id="bytes of C"),
        pytest.param("numbers", "74, 97,\n110,101", "Jane", id="numbers"),
        pytest.param("dump", "00000000  6a 61 20 64 65 61 64  |ja dead|", "ja dead", id="letters as pairs"),
        pytest.param("columns", "0000000   J   a  \\n     303 251\n0000006   e", "Ja\n ée", id="od"),
        pytest.param("tags", "a\U000e004a\U000e0061", "aJa", id="tags"),
        pytest.param("json", r"\112\141\156", "Jan", id="octal"),
        pytest.param("json", r"\x{4d}ara \x{1F600}", "Mara 😀", id="code points of Perl"),
        pytest.param("percent", "Jos%E9 M%fcller %f3 <%ce> %cd", "José M%fcller ó <%ce> %cd", id="Latin-1"),
        pytest.param(
            "percent", "%E0%80%80 %ED%A0%80 %F4%90%80%80", "à%80%80 í%A0%80 ô%90%80%80", id="no UTF-8"
        ),
        pytest.param("percent", "M%u00fcller %uD83D%uDE00 %ud83d", "Müller 😀 %ud83d", id="escape()"),
        pytest.param(
            "calls", "'Jos' || CHR(233) || ' G' & Chr(0x41)&ChrW(66) + \"c\"", "'José GABc\"", id="calls"
        ),
        pytest.param("calls", "chr(74).mb_chr(233) String.fromCharCode(74)", "Jé J", id="calls of PHP"),
        pytest.param("calls", "CHR(9999999) CHR(55296)", "CHR(9999999) CHR(55296)", id="calls of nothing"),
        pytest.param("points", "74, 97,0x6e,\n 233", "Jan\xe9", id="numbers of characters"),
        pytest.param("sql-\\", r"U&'Jos\00E9\+01F600 \\ \00'", r"'José😀 \ \00'", id="Unicode literal"),
        pytest.param("sql-!", r"Jos!00e9 !!\00E9", r"José !\00E9", id="Unicode literal of another sign"),
        pytest.param("utf7", "Jos+AOk- +- 2+3- +2D3eAA +ABCD", "José + 2+3- 😀 \ufffd", id="UTF-7"),
        pytest.param("utf7-mailbox", "Entw&APw-rfe &- &amp;", "Entwürfe & &amp;", id="name of a mailbox"),
        pytest.param("base85", "L2h9nM{;k&pCBe6Q^U4sZe;", "Ana Groß & Söhne", id="base 85"),
        pytest.param("ascii85", '87cURD]i,"Ebo80', "Hello World!", id="ASCII85"),
        pytest.param("continued", "Ja\\\n  ne \\\r\nRoe", "Jane Roe", id="continued lines"),
        pytest.param("unfold", "Ja\r\n ne\n\t Roe\nx", "Jane Roe\nx", id="folded lines"),
        pytest.param("backslash", r"ja\_ne\@x\.io \\ \' \d", r"ja_ne@x.io \ \' \d", id="signs of Markdown"),
        pytest.param(
            "latex", r"Jos\'e Jos{\'e} \'{E} {\'\i} \'{\i}a", "José José É í ía", id="accents of LaTeX"
        ),
        pytest.param(
            "latex", r"{\v{c}}\c{c} S{\o}r \L{}u {\ss}\ae a~b", "čç Sør Łu ßæa b", id="letters of LaTeX"
        ),
        pytest.param(
            "latex", r"\textbf{Ja}ne {\it R}oe \_\& \frac x\\'e", "Jane Roe _& \\frac x\n'e", id="LaTeX"
        ),
        pytest.param(
            "rtf", r"{\b Jos\'e9} \u-10179?\u-8704? \u233 a\par b\~\_\{", "José 😀 éa\nb\xa0-{", id="RTF"
        ),
        pytest.param("mojibake", "GutiÃ©rrez â€œÅ\x81â€\x9d", "Gutiérrez “Ł”", id="read as Windows-1252"),
        pytest.param("mojibake", "Ã\x89ric Ã\x9f", "Éric ß", id="read as Latin-1"),
        pytest.param("mojibake", "CAFÉ! Ã, Âx à la", "CAFÉ! Ã, Âx à la", id="what was not misread stays"),
        pytest.param("mojibake-437", "Guti├⌐rrez M├╝ller", "Gutiérrez Müller", id="read by a console"),
        pytest.param("mojibake-850", "Guti├®rrez M├╝ller", "Gutiérrez Müller", id="read by another"),
        pytest.param("mojibake-mac", "Guti√©rrez M√ºller", "Gutiérrez Müller", id="read by a Macintosh"),
    ],
)
def test_decode(codec: str, piece: str, text: str) -> None:
    assert decode((codec,), piece) == text


@pytest.mark.parametrize(
    ("codec", "like", "text", "written"),
    [
        pytest.param(("json",), "", 'a"b\\\n\x00é', r"a\"b\\\n\u0000é", id="json"),
        pytest.param(("json",), r"J\u00f6rg", "é😀", r"\u00e9\ud83d\ude00", id="json in ASCII"),
        pytest.param(("json",), r"a\/b", "c/d", r"c\/d", id="json with escaped slashes"),
        pytest.param(("json",), r"it\'s", "o'x", r"o\'x", id="single quotes"),
        pytest.param(("json", "json"), "", '"', r"\\\"", id="two levels"),
        pytest.param(("percent",), "", "a b@x/é", "a%20b%40x%2F%C3%A9", id="percent"),
        pytest.param(("percent",), "a%2fb", "c/d", "c%2fd", id="percent in lower case"),
        pytest.param(("percent",), "j%2Eroe@x", "a@b c", "a@b%20c", id="what stood bare stays bare"),
        pytest.param(("percent",), "%4A%61%6E%65", "Bo", "%42%6F", id="every letter"),
        pytest.param(("percent", "percent"), "a%2540b", "c@d", "c%2540d", id="double percent"),
        pytest.param(("form",), "Jane+Roe", "Ann Lee+", "Ann+Lee%2B", id="form"),
        pytest.param(("html",), "", "<a> & 'b' é", "&lt;a&gt; &amp; &#x27;b&#x27; é", id="html"),
        pytest.param(("html",), "&#74;&#97;", "Bo", "&#66;&#111;", id="html, every letter"),
        pytest.param(("html",), "J&ouml;rg", "Zoë", "Zo&#235;", id="html in ASCII"),
        pytest.param(("qp",), "", "a=é", "a=3D=C3=A9", id="quoted-printable"),
        pytest.param(("base64",), "SmFuZSBSb2U=", "Ann Lee", "QW5uIExlZQ==", id="padding"),
        pytest.param(("base64",), "SmFuZSBSb2U", "Ann Lee", "QW5uIExlZQ", id="no padding"),
        pytest.param(("base64",), "SmFu\n  ZSBS\n  b2U=", "Ann Lee!", "QW5u\n  IExl\n  ZSE=", id="lines"),
        pytest.param(("base64url",), "", "😀??", "8J-YgD8_", id="base64url"),
        pytest.param(("hex",), "4A616E65", "Joe", "4A6F65", id="upper-case hex"),
        pytest.param(("pairs",), "0x4a, 0x61", "Joe", "0x4a, 0x6f, 0x65", id="bytes of C"),
        pytest.param(("pairs",), "4A:61", "Jo", "4A:6F", id="upper-case pairs"),
        pytest.param(("numbers",), "74,97", "Jo", "74,111", id="numbers"),
        pytest.param(
            ("dump",),
            "00000010: 4a61 6e65  Jane\n00000014: 20     .",
            "Ann L",
            "00000010: 416e 6e20  Ann \n00000014: 4c         L",
            id="dump of xxd",
        ),
        pytest.param(
            ("dump",), "0a00  4a 61  |Ja|", "Bob", "0a00  42 6f  |Bo|\n0a02  62     |b|", id="hexdump"
        ),
        pytest.param(
            ("columns",),
            "0000010   J   a\n0000012   n",
            "Jo\té",
            "0000010   J   o\n0000012  \\t 303\n0000014 251",
            id="columns of od",
        ),
        pytest.param(("columns",), "   J   a   n", "Jo", "   J   o", id="columns without offsets"),
        pytest.param(("calls",), "CHR(74)||CHR(97)", "Bo", "CHR(66)||CHR(111)", id="calls"),
        pytest.param(("calls",), "Ja' + Chr(110) + 'e", "Bo'b", "Bo' + Chr(39) + 'b", id="call in strings"),
        pytest.param(("calls",), "Ja'||CHR(110)", "Bo", "'||CHR(66)||CHR(111)", id="calls behind a string"),
        pytest.param(
            ("calls",), "chr(74) . N'a", "Bo", "chr(66) . chr(111) . N'", id="calls before a string"
        ),
        pytest.param(("points",), "0x4a,0x61", "Bo", "0x42,0x6f", id="numbers of characters"),
        pytest.param(("sql-\\",), r"\0041\0042", "é😀", r"\00E9\+01F600", id="Unicode literal, all of it"),
        pytest.param(("sql-!",), r"Jos!00E9", "Zoë's!", r"Zo!00EB!0027s!!", id="Unicode literal"),
        pytest.param(("utf7",), "Jos+AOk", "Zoë+1", "Zo+AOs-+-1", id="UTF-7"),
        pytest.param(("utf7-mailbox",), "Jos&AOk-", "Zoë&1", "Zo&AOs-&-1", id="name of a mailbox"),
        pytest.param(("backslash",), r"a\_b", "c_d.e", r"c\_d.e", id="signs of Markdown"),
        pytest.param(("latex",), r"Jos\'e", "Zoë Łu_", r"Zo{\"e} {\L}u\_", id="LaTeX in ASCII"),
        pytest.param(("latex",), "José}", "Zoë č{", "Zoë č\\{}", id="LaTeX"),
        pytest.param(("rtf",), r"Jos\'e9", "Zoë\n😀{", r"Zo\u235?\line \u-10179?\u-8704?\{", id="RTF"),
        pytest.param(("mojibake",), "ZoÃ«", "Großé", "GroÃŸÃ©", id="misread"),
        pytest.param(("mojibake",), "StraÃ\x9fe", "Groß", "GroÃ\x9f", id="misread as Latin-1"),
        pytest.param(("fold",), "Ｊane", "Ann", "Ann", id="fold writes plainly"),
    ],
)
def test_encode(codec: tuple[str, ...], like: str, text: str, written: str) -> None:
    assert encode(codec, text, like=like) == written
    assert decode(codec, written) == text


@pytest.mark.parametrize("name", ESCAPING)
@given(text=st.text(), like=st.text())
def test_what_is_encoded_decodes(name: str, text: str, like: str) -> None:
    assert decode((name,), encode((name,), text)) == text
    assert decode((name,), encode((name,), text, like=encode((name,), like))) == text


@given(st.lists(st.sampled_from(ESCAPING), max_size=3).map(tuple), st.text(), st.text())
def test_chains_decode(codec: tuple[str, ...], text: str, like: str) -> None:
    assert decode(codec, encode(codec, text, like=encode(codec, like))) == text


@pytest.mark.parametrize("name", sorted(CODECS))
@given(piece=st.text(alphabet=st.characters(codec=None), max_size=40))
def test_any_piece_decodes_or_is_refused(name: str, piece: str) -> None:
    try:
        assert isinstance(decode((name,), piece), str)
    except CodecError as error:
        assert error.__cause__ is None
        assert error.__suppress_context__


@pytest.mark.parametrize(
    ("codec", "piece"),
    [
        pytest.param("base64", "Jane Roe!", id="not base64"),
        pytest.param("base64", "/////w==", id="not UTF-8"),
        pytest.param("base64-gzip", "SmFuZSBSb2U=", id="not gzip"),
        pytest.param("base64-utf16le", "SmFu", id="half a unit"),
        pytest.param("hex", "4a6", id="odd hex"),
        pytest.param("dump", "0000: 4aff 20ab\n", id="dump that is no text"),
        pytest.param("numbers", "74, 256", id="no byte"),
        pytest.param("columns", "0000000   J a", id="no columns"),
        pytest.param("morse", "-.", id="unknown codec"),
    ],
)
def test_refused(codec: str, piece: str) -> None:
    with pytest.raises(CodecError) as caught:
        decode((codec,), piece)
    assert isinstance(caught.value, ScrubError)
    assert caught.value.__cause__ is None
    assert piece not in str(caught.value)


@pytest.mark.parametrize("packed", ["gzip", "zlib"])
def test_streams_one_after_another_are_all_read(packed: str) -> None:
    data = compress(b"Jane ", packed) + compress(b"", packed) + compress(b"Roe", packed)
    for end in (b"", bytes(20)):
        piece = base64.b64encode(data + end).decode()
        assert decode((f"base64-{packed}",), piece) == "Jane Roe"


def test_what_follows_the_last_stream_is_not_left_out() -> None:
    piece = base64.b64encode(compress(b"Jane") + b"Roe").decode()
    with pytest.raises(CodecError, match="not gzip to its end"):
        decode(("base64-gzip",), piece)


def test_a_bomb_in_many_streams_is_refused() -> None:
    bomb = base64.b64encode(compress(b" " * 100_000) * 50).decode()
    with pytest.raises(CodecError, match="unpacks to more than"):
        decode(("base64-gzip",), bomb)
    with pytest.raises(CodecError, match="streams"):
        decode(("base64-gzip",), base64.b64encode(compress(b"") * 2000).decode())


def test_a_bomb_is_refused() -> None:
    bomb = base64.b64encode(compress(b" " * 20_000_000)).decode()
    with pytest.raises(CodecError, match="unpacks to more than"):
        decode(("base64-gzip",), bomb)


def test_half_a_pair_has_no_bytes() -> None:
    with pytest.raises(CodecError, match="surrogate"):
        encode(("percent",), "\ud800")
