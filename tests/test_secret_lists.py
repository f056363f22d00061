"""Codes and passwords that a heading announces, and codes that a warning gives away."""

import pytest

from recognizers.matching.matcher import Matcher
from recognizers.secrets.secret_lists import SecretListFinder
from recognizers.secrets.warned_codes import WarnedCodeFinder
from tests.marks import unmark

_LISTS = Matcher((SecretListFinder(),))
_WARNED = Matcher((WarnedCodeFinder(),))


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("My recovery codes don't work: «7k2p-q9xd», «m4vt-83hc».", id="in the line"),
        pytest.param("Recovery codes    «CALST-2GA1Y»  «U1NTI-CYU7P»  «JURJV-LUMIX»", id="a row"),
        pytest.param(
            "backup codes:\n\n- «5312 5078»\n- «8812 3391» (used)\n- «0921 2210»\n\nok", id="bullets"
        ),
        pytest.param("коды восстановления\n1. «a1b2c-3d4e5»\n2. «f6a7b-8c9d0»\n", id="Russian, numbers"),
        pytest.param("リカバリーコード:\n«83920175»\n«11937264»\n", id="Japanese, figures"),
        pytest.param(
            "passwords on the wall:\n1 «Summer2025!»\n2 «P@ssw0rd_HR»\n3 «marmaladesandwich» (yes)",
            id="passwords",
        ),
        pytest.param(
            "her passwords\nshop - «Budgie&Bertie»\n Film - «Budgie&Bert»\n doctor - «Ramsbottom38», app",
            id="what for",
        ),
        pytest.param("Zugangsdaten:\n\nMail: «Igel.Haus_9»\nBank:  «Kohl&Speck44»\n", id="German"),
    ],
)
def test_members_of_a_list_are_found(marked: str) -> None:
    text, places = unmark(marked)
    assert sorted({(span.start, span.end) for span in _LISTS.find(text)}) == places


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Recovery codes work only once, each of them", id="talk"),
        pytest.param("recovery codes: 7k2p-q9xd", id="one is no list"),
        pytest.param(
            "  persist-credentials: false\n  uses: setup-py@5fda3b95a4\n  uses: b@c771a70e62", id="YAML"
        ),
        pytest.param("credentials = load()\nuser1 = rows[0]\nuser2 = rows[1]", id="program"),
        pytest.param("We hash passwords.\nFirst of all\nwith bcrypt", id="prose"),
        pytest.param('密码\n"2FA_SETUP_ERROR2": "x",\n"2FA_SETUP_HINT3": "y",\n', id="members of JSON"),
        pytest.param("passwords\nlocalhost:5432:*:pier:pier0\nlocalhost:*:*:mole:mole0\n", id=".pgpass"),
        pytest.param("# passwords\n##email: a\n##author b\n#!/bin/bash\n", id="comments"),
        pytest.param(
            "passwords:\nhttps://quillpost.io/w?v=Lu0xkDdtVf4\nhttps://quillpost.io/w?v=vnJv8IoLMwc\n",
            id="addresses",
        ),
    ],
)
def test_what_is_no_list_is_left_alone(text: str) -> None:
    assert _LISTS.find(text) == []


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("«551-447» (valid for 20 min)", id="English"),
        pytest.param("Ваш код «48213». Никому не сообщайте его", id="Russian"),
        pytest.param("Votre code Argoat : «551 094». Ne le communiquez à personne.", id="French"),
        pytest.param("【银行】您的动态码«640718»，请勿泄露", id="Chinese"),
        pytest.param("Use «20658183» to sign in. We'll never call to ask for it", id="said behind"),
        pytest.param("Kodunuz «G-402918». Kimseyle paylaşmayın", id="Turkish"),
    ],
)
def test_codes_of_messages_are_found(marked: str) -> None:
    text, places = unmark(marked)
    assert sorted({(span.start, span.end) for span in _WARNED.find(text)}) == places


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Do not share your plans for 2025 with anyone", id="year"),
        pytest.param("never share card ending 4471", id="end of a card"),
        pytest.param("  1083→ // do not share state", id="number of a line"),
        pytest.param("port = 5432  # do not share", id="program"),
        pytest.param("valid for 30 days, 4500 EUR", id="amount"),
        pytest.param("Никому не сообщайте пароль. Ошибка 1207 — это время", id="what failed"),
        pytest.param("gültig bis Mai, Prüfung nach ISO 7064", id="standard"),
    ],
)
def test_other_numbers_of_messages_are_left_alone(text: str) -> None:
    assert _WARNED.find(text) == []
