"""The second pass: what a certain name is found by elsewhere, and where it is left alone."""

import hashlib
from collections import Counter
from itertools import product, takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.span import Span
from scrub.link import known
from scrub.link.cells import by_cell
from scrub.link.known import KnownValues, is_distinctive
from scrub.link.links import Links
from scrub.link.mentions import Known
from scrub.link.name_forms import is_ordinary
from scrub.link.people import People
from scrub.link.pieces import Seed, piece_at, seeds_of
from scrub.policy import Policy
from scrub.resolve import resolve
from scrub.scrubber import Scrubber
from tests.counted import counted


def _found(names: list[str], text: str) -> list[tuple[str, str]]:
    known = KnownValues([("PERSON", name) for name in names], People(names))
    best: list[tuple[int, int, str]] = []
    for span in sorted(known.find(text), key=lambda span: (span.start, -span.end)):
        if not best or span.start >= best[-1][1]:
            best.append((span.start, span.end, span.entity_type))
    return [(text[start:end], entity_type) for start, end, entity_type in best]


AMARA = ["Amara Okafor"]


@pytest.mark.parametrize(
    "names, text, expected",
    [
        pytest.param(AMARA, "ask amara or OKAFOR", [("amara", "PERSON"), ("OKAFOR", "PERSON")], id="parts"),
        pytest.param(AMARA, "notify_amara_okafor()", [("amara_okafor", "PERSON")], id="snake case"),
        pytest.param(AMARA, "notifyAmaraOkaforNow()", [("AmaraOkafor", "PERSON")], id="camel case"),
        pytest.param(AMARA, "class AmaraController", [("Amara", "PERSON")], id="part of an identifier"),
        pytest.param(AMARA, "amara-okafor/fix", [("amara-okafor", "PERSON")], id="branch"),
        pytest.param(AMARA, "cd /home/amara/src", [("amara", "USERNAME")], id="home folder"),
        pytest.param(
            AMARA, "cc aokafor, okafor.a", [("aokafor", "USERNAME"), ("okafor.a", "PERSON")], id="logins"
        ),
        pytest.param(AMARA, "amara42", [("amara", "PERSON")], id="digits behind it"),
        pytest.param(AMARA, "#AmaraOkafor", [("AmaraOkafor", "PERSON")], id="hashtag"),
        pytest.param(["Gülşen Aydın"], "gulsen said", [("gulsen", "PERSON")], id="without accents"),
        pytest.param(["Desiree Boateng"], "Desirée", [("Desirée", "PERSON")], id="with accents"),
        pytest.param(["Jürgen Holtmann"], "juergen", [("juergen", "PERSON")], id="umlaut spelt out"),
        pytest.param(["佐藤健一"], "昨日佐藤が来た", [("佐藤", "PERSON")], id="script without spaces"),
        pytest.param(AMARA, "samara, amaranth, Okafors", [], id="inside of words"),
        pytest.param(["Nino Lind"], "feat/saml-nino-test", [("nino", "PERSON")], id="short in a branch"),
        pytest.param(["Nino Lind"], "nino, anino-x and nino/", [], id="short elsewhere"),
        pytest.param(["Will Hope"], "will you hope, Will?", [], id="ordinary words"),
        pytest.param(["Will Hope"], "will_hope@", [("will_hope", "USERNAME")], id="ordinary words joined"),
        pytest.param(["Will Hope"], "we will hope", [], id="ordinary words beside each other"),
        pytest.param(["Will Lindt"], "Lindt will call", [("Lindt", "PERSON")], id="a verb behind a name"),
        pytest.param(["Ruta Lind"], "ruta and Ruta", [("Ruta", "PERSON")], id="short ones with a capital"),
        pytest.param(["Precious"], "so precious", [("precious", "PERSON")], id="long ones in any case"),
        pytest.param(["Kubernetes Deployment"], "a deployment", [], id="no known name in it"),
    ],
)
def test_names_are_found_again(names: list[str], text: str, expected: list[tuple[str, str]]) -> None:
    assert _found(names, text) == expected


@pytest.mark.parametrize(
    "word, expected", [("will", True), ("mark", True), ("page", True), ("okafor", False), ("", False)]
)
def test_ordinary_words(word: str, expected: bool) -> None:
    assert is_ordinary(word) is expected


@given(st.text(alphabet="amr okfAMRO_-.é佐藤\n", max_size=60))
def test_spans_lie_in_the_text_and_are_forms_of_the_name(text: str) -> None:
    for value, _ in _found(AMARA, text):
        assert set(value.lower()) <= set("amara okafor_-.+é")


SCRUBBER = Scrubber(Policy.load(), key=bytes(range(32)))
CHAT = (
    "From: Amara Okafor <amara.okafor@quillpost.co.uk>\n\n"
    "Hi, I am Amara Okafor. git checkout amara-okafor/fix\n"
)


def test_every_form_of_a_person_has_one_identity_and_none_of_her_names_is_left() -> None:
    scrubbed = SCRUBBER.scrub_text(CHAT + "notifyAmaraOkafor(); # ask amara\n")
    assert "amara" not in scrubbed.text.lower() and "okafor" not in scrubbed.text.lower()
    people = {finding.identity for finding in scrubbed.findings if finding.entity_type == "PERSON"}
    assert len(people) == 1


def test_stand_ins_map_form_by_form() -> None:
    scrubbed = SCRUBBER.scrub_text(CHAT + "notifyAmaraOkafor(); # ask amara\n")
    full = next(str(one.replacement) for one in scrubbed.findings if " " in str(one.replacement))
    first, last = full.split()
    lower = f"{first} {last}".lower().split()
    for form in (
        f"I am {full}.",
        f"notify{first}{last}();",
        f"ask {lower[0]}\n",
        f"checkout {lower[0]}-{lower[1]}/fix",
        f"<{lower[0]}.{lower[1]}@",
    ):
        assert form in scrubbed.text


@pytest.mark.parametrize(
    "login, text, expected",
    [
        pytest.param("vk.emar", "-Users-vk-emar-api", ["vk-emar"], id="a folder named after a path"),
        pytest.param("vk_emar", "-home-VK-Emar-x", ["VK-Emar"], id="in other case"),
        pytest.param("vk.emar", "-Users-vk-emarco", [], id="inside of a word"),
        pytest.param("v.k", "-Users-v-k-api", ["v-k"], id="a short one"),
        pytest.param("vk.emar", "git switch vk-emar/fix", [], id="elsewhere"),
    ],
)
def test_a_login_is_found_with_hyphens_for_its_signs(login: str, text: str, expected: list[str]) -> None:
    spans = KnownValues([("USERNAME", login)]).find(text)
    assert [text[span.start : span.end] for span in spans] == expected


@pytest.mark.parametrize(
    "entity_type, value, text, expected",
    [
        pytest.param("ID_NUMBER", "BK 776 968", "sed s/BK776968/x/", ["BK776968"], id="without its blanks"),
        pytest.param("ID_NUMBER", "BK 776 968", "bk-776-968", ["bk-776-968"], id="with hyphens"),
        pytest.param(
            "PHONE_NUMBER", "+44 20 7946 0018", "442079460018@c.us", ["442079460018"], id="without its plus"
        ),
        pytest.param(
            "PHONE_NUMBER", "(+44) 20 7946 0018", "dial 00442079460018", ["00442079460018"], id="as dialled"
        ),
        pytest.param("PHONE_NUMBER", "020 7946 0018", "2079460018", [], id="a number at home"),
        pytest.param("VEHICLE_ID", "X-418-ZR", "norm='X418ZR'", ["X418ZR"], id="a plate without hyphens"),
        pytest.param("VEHICLE_ID", "X418ZR", "the X 418 ZR", ["X 418 ZR"], id="a plate with blanks"),
        pytest.param(
            "VEHICLE_ID", "川崎 せ 92-61", "(川崎 せ 9261)", ["川崎 せ 9261"], id="its digits joined"
        ),
        pytest.param("PHONE_NUMBER", "+386 41 962 713", "tel:+38641962713", ["+38641962713"], id="a phone"),
        pytest.param("ID_NUMBER", "BK 776 968", "XBK776968, BK7769680", [], id="within a longer one"),
        pytest.param(
            "ID_NUMBER", "BK 776 968", "シールBK776968って", ["BK776968"], id="words without blanks"
        ),
        pytest.param("ID_NUMBER", "12 34 56", "commit 123456", [], id="a short run of digits"),
        pytest.param("ID_NUMBER", "room G 11 a", "roomG11a", [], id="hardly any digits"),
        pytest.param("PASSWORD", "ab 77 cd 88", "ab77cd88", [], id="a secret is itself alone"),
    ],
)
def test_a_number_is_found_with_its_parts_joined_and_apart(
    entity_type: str, value: str, text: str, expected: list[str]
) -> None:
    spans = resolve(KnownValues([(entity_type, value)]).find(text))
    assert [text[span.start : span.end] for span in spans] == expected


@pytest.mark.parametrize(
    "value", ["projectPath", "context.Background()", "--only-cloud-sync", "TestFormatTodoList"]
)
def test_a_word_of_a_program_is_a_secret_only_where_it_was_found(value: str) -> None:
    assert list(KnownValues([("PASSWORD", value)]).find(f"call {value} here")) == []


@pytest.mark.parametrize("value", ["correct-horse-battery", "Krill_d30Qody6S", "tr0ubadour.Kudu"])
def test_a_secret_of_several_words_is_found_again(value: str) -> None:
    assert len(list(KnownValues([("PASSWORD", value)]).find(f"use {value} here"))) == 1


SECRET = "k9Tq" + "x7Rw2m" * 5 + "Zp4s"


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param(
            f"a = '{SECRET[:20]}'; b = '{SECRET[20:]}'", [SECRET[:20], SECRET[20:]], id="two halves"
        ),
        pytest.param(f"ends in {SECRET[-16:]}", [SECRET[-16:]], id="its end"),
        pytest.param(f"begins {SECRET[:15]}", [], id="too short"),
        pytest.param(f"id {SECRET[4:24]}Q", [], id="goes on otherwise"),
        pytest.param(f"id {SECRET[4:24].swapcase()}", [], id="in another case"),
    ],
)
def test_pieces_of_a_secret_are_found(text: str, expected: list[str]) -> None:
    spans = KnownValues([("API_KEY", SECRET)]).find(text)
    assert list(dict.fromkeys(text[span.start : span.end] for span in spans)) == expected


def test_a_piece_of_a_secret_is_the_secrets() -> None:
    pieces = [SECRET[:20], SECRET[20:]]
    links = Links([Known("API_KEY", SECRET, 0), *(Known("PASSWORD", piece, 1) for piece in pieces)])
    whole = links.identity("API_KEY", SECRET)
    assert {links.identity("PASSWORD", piece) for piece in pieces} == {whole}


@pytest.mark.parametrize(
    "entity_type, value, expected",
    [
        pytest.param("USERNAME", "kbenali", True, id="a login"),
        pytest.param("USERNAME", "kbnl", True, id="a short login"),
        pytest.param("USERNAME", "kbn", False, id="too short a login"),
        pytest.param("USERNAME", "deploy", False, id="a login that is a word"),
        pytest.param("USERNAME", "mark", False, id="a login that is a name and a word"),
        pytest.param("LOCATION", "Ruzhin", True, id="a place"),
        pytest.param("LOCATION", "Reading", False, id="a place that is a word"),
        pytest.param("ORGANIZATION", "Nexora", False, id="a short company"),
        pytest.param("PASSWORD", "sunflower", False, id="a password that is a word"),
    ],
)
def test_what_means_the_same_everywhere(entity_type: str, value: str, expected: bool) -> None:
    assert is_distinctive(entity_type, value) is expected


def test_who_is_called_as_a_login_is_named_with_a_capital() -> None:
    known = KnownValues([("USERNAME", "chiara")])
    text = "chiara@db and CHIARA, but Chiara wrote"
    assert [text[span.start : span.end] for span in known.find(text)] == ["chiara", "CHIARA"]


def _same(text: str, secret: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(text, secret, strict=False)))


@given(data=st.data())
def test_a_piece_reaches_as_far_as_the_secret_goes_on(data: st.DataObject) -> None:
    letters = st.text("ab1", min_size=0, max_size=9)
    seed = "ab12cd34ef56"
    secret = (before := data.draw(letters)) + seed + (after := data.draw(letters))
    text = (left := data.draw(letters)) + seed + (right := data.draw(letters))
    assert piece_at(text, len(left), Seed(seed, secret, len(before))) == (
        len(left) - _same(left[::-1], before[::-1]),
        len(left) + len(seed) + _same(right, after),
    )


@pytest.mark.parametrize("number", [10, 1000])
def test_what_many_secrets_have_in_common_is_looked_for_a_few_times(number: int) -> None:
    head = "sk_live_51H8xQ2vT7."
    tails = (hashlib.sha256(bytes([count % 256, count // 256])).hexdigest() for count in range(number))
    seeds = Counter(seed.text for seed in seeds_of(head + tail for tail in tails))
    assert seeds[head[:12]] == 4
    assert len(seeds) > number


def test_what_a_secret_repeats_is_looked_for_twice() -> None:
    secret = "ab12cd34ef56gh7" * 40
    assert set(Counter(seed.text for seed in seeds_of([secret])).values()) == {2}
    piece = secret[7:-8]
    (span,) = resolve(KnownValues([("API_KEY", secret)]).search(f"cut: {piece}"))
    assert (span.start, span.end) == (5, 5 + len(piece))


def test_words_are_no_pieces() -> None:
    known = KnownValues([("PASSWORD", "correct-horse-battery-staple-is-long")])
    assert list(known.find("a horse-battery-staple-is")) == []


@pytest.mark.parametrize(
    "text, found",
    [
        pytest.param("AUTH LOGIN c3ZjLWJrcA==", ["c3ZjLWJrcA"], id="with padding"),
        pytest.param("user=c3ZjLWJrcA;", ["c3ZjLWJrcA"], id="without"),
        pytest.param("user=C3ZJLWJRCA;", [], id="in other letters"),
        pytest.param("xc3ZjLWJrcA==", [], id="inside of more"),
    ],
)
def test_short_values_are_found_in_base64(text: str, found: list[str]) -> None:
    spans = list(KnownValues([("USERNAME", "svc-bkp")]).find(text))
    assert [text[span.start : span.end] for span in spans] == found
    assert all(span.codec == ("base64",) for span in spans)


@pytest.mark.parametrize("address", [",Am Wall 3,79098,Freiburg", "Am Wall 3,79098,Freiburg,"])
def test_an_address_in_cells_may_begin_or_end_with_one(address: str) -> None:
    text = f"7,Ada Lindt,{address},x,y\n"
    start = text.index(address)
    parts = by_cell(text, Span(start, start + len(address), "STREET_ADDRESS", 0.9, "t"))
    assert "|".join(text[part.start : part.end] for part in parts).strip(",") == "Am Wall 3|79098|Freiburg"


def test_a_mention_is_compared_with_few_of_the_values_that_differ_in_capitals(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared: list[str] = []
    is_whole = known._is_whole
    monkeypatch.setattr(known, "_is_whole", lambda text, *at: compared.append(text) or is_whole(text, *at))
    word = "correcthorse"
    values = [
        "".join(letter.upper() if number >> place & 1 else letter for place, letter in enumerate(word)) + "7!"
        for number in range(256)
    ]
    spans = KnownValues([("PASSWORD", value) for value in values]).search("\n".join(values))
    assert len(spans) == len(values)
    assert len(compared) < 10 * len(values)


def test_a_mention_is_compared_with_few_of_the_values_that_differ_in_accents(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared: list[object] = []
    monkeypatch.setattr(known, "_stands", counted(known._stands, compared))
    values = ["".join(letters) + "x@acme.io" for letters in product("aà", repeat=8)]
    spans = KnownValues([("EMAIL_ADDRESS", value) for value in values]).search("\n".join(values))
    assert len(spans) == len(values)
    assert len(compared) < 10 * len(values)


@pytest.mark.parametrize(
    "text, found",
    [
        pytest.param("x: Xk9#Xk9#Xk9#", "Xk9#Xk9#Xk9#", id="the shortest"),
        pytest.param("x: " + "Xk9#" * 50, "Xk9#" * 50, id="a longer one"),
        pytest.param("is_Xk9#Xk9#Xk9#Xk9", "Xk9#Xk9#Xk9#Xk9", id="with the beginning of another"),
        pytest.param("x: Xk9#Xk9#", "", id="less than any"),
    ],
)
def test_many_values_that_repeat_one_word_are_looked_for_as_one(text: str, found: str) -> None:
    spans = list(KnownValues([("PASSWORD", "Xk9#" * count) for count in range(3, 60)]).find(text))
    assert [text[span.start : span.end] for span in spans] == [found] * bool(found)


def test_many_logins_that_repeat_one_letter_are_looked_for_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[object] = []
    monkeypatch.setattr(known, "_is_whole", counted(known._is_whole, compared))
    logins = [("USERNAME", "a" * count) for count in range(8, 60)]
    text = f"{'a' * 40} {'A' * 9} x{'a' * 5000} aaa"
    spans = list(KnownValues(logins).find(text))
    assert [(span.start, span.end) for span in spans] == [(0, 40), (41, 50)]
    assert len(compared) == 3


def test_a_piece_of_a_secret_is_measured_once(monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[int] = []
    monkeypatch.setattr(
        known, "piece_at", lambda text, at, seed: measured.append(at) or piece_at(text, at, seed)
    )
    secret = "".join(hashlib.sha256(bytes([number])).hexdigest() for number in range(16))
    (span,) = KnownValues([("API_KEY", secret)]).search(f"cut: {secret[:-1]}")
    assert (span.start, span.end) == (5, 5 + len(secret) - 1)
    assert len(measured) == 1
