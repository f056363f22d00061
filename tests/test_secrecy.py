"""Secrets and their look-alikes under the same name get different scores."""

import pytest

from recognizers.fillers import fill
from recognizers.secrets.expressions import Syntax
from recognizers.secrets.secrecy import secret_score


@pytest.mark.parametrize(
    ("name", "value", "syntax"),
    [
        pytest.param("password", "hunter2", Syntax.QUOTED, id="weak"),
        pytest.param("DB_PASS", "Summer2024!", Syntax.LINE, id="season and year"),
        pytest.param("password", "welcome", Syntax.QUOTED, id="a word in quotes"),
        pytest.param("password", "correct horse battery", Syntax.LINE, id="passphrase"),
        pytest.param("api_key", "{alnum:32}", Syntax.BARE, id="random key"),
        pytest.param("token", "{hex:40}", Syntax.MEMBER, id="random hex"),
        pytest.param("key", "{alnum:24}", Syntax.QUOTED, id="faint name, random value"),
        pytest.param("key", "abcd1234" * 4, Syntax.QUOTED, id="faint name, value that repeats"),
        pytest.param("losen", "Knäckebröd&Kaviar", Syntax.QUOTED, id="Swedish"),
        pytest.param("HEMMELIG", "{hex:48}", Syntax.QUOTED, id="Norwegian"),
        pytest.param("pin", "4471", Syntax.QUOTED, id="pin"),
        pytest.param("password_hash", "$2b$12$A{alnum:52}", Syntax.QUOTED, id="bcrypt"),
        pytest.param("secret", "wq£88120§%%Lmo", Syntax.QUOTED, id="marks of other keyboards"),
        pytest.param("db_password", "An_Inv3nted_Required_Pass", Syntax.QUOTED, id="figure for a letter"),
        pytest.param("token", "qKwzNbVtRfXgLpHs", Syntax.LINE, id="letters alone"),
    ],
)
def test_secrets_score_high(name: str, value: str, syntax: Syntax) -> None:
    assert secret_score(name, fill(value, "secrecy"), syntax=syntax) >= 0.5


@pytest.mark.parametrize(
    ("name", "value", "syntax"),
    [
        pytest.param("password", "getpass.getpass()", Syntax.BARE, id="call"),
        pytest.param("PASS", "TestRoundTrip/Empty_records", Syntax.SPOKEN, id="test that passed"),
        pytest.param("pass", "--only-cloud-sync", Syntax.QUOTED, id="flag that is passed"),
        pytest.param("key", "page:{hex:40}", Syntax.LINE, id="key of a cache"),
        pytest.param("password", "self.password", Syntax.BARE, id="attribute"),
        pytest.param("password", "string", Syntax.LINE, id="type"),
        pytest.param("password", "${DB_PASSWORD}", Syntax.QUOTED, id="template"),
        pytest.param("password", "%(password)s", Syntax.QUOTED, id="format"),
        pytest.param("password", "PGPASSWORD_PROD", Syntax.BARE, id="constant"),
        pytest.param("password", "new_password", Syntax.QUOTED, id="name of a field"),
        pytest.param("password", "Please enter your password", Syntax.QUOTED, id="label"),
        pytest.param("password", "/run/secrets/db", Syntax.LINE, id="path"),
        pytest.param("token", "null", Syntax.MEMBER, id="null"),
        pytest.param("login.password", "Passwort", Syntax.QUOTED, id="translation"),
        pytest.param("pw", "1:[smtp.quillpost.io", Syntax.BARE, id="numbered line"),
        pytest.param("token", "Host=a.b;SharedAccessKey={alnum:43}=", Syntax.QUOTED, id="settings in one"),
        pytest.param("key", "ec2:eu-west-1:123456789012:instance/i-0f3a", Syntax.QUOTED, id="resource"),
        pytest.param("token", "access_token", Syntax.QUOTED, id="identifier"),
        pytest.param("token", "0.047908797369389244", Syntax.QUOTED, id="number"),
        pytest.param("key", "configuration", Syntax.QUOTED, id="faint name, word"),
        pytest.param("api_key", "https://keys.quillpost.io/a", Syntax.QUOTED, id="address"),
        pytest.param("max_tokens", "{hex:40}", Syntax.QUOTED, id="name without meaning"),
        pytest.param("pin", "GPIO17", Syntax.QUOTED, id="pin of a board"),
        pytest.param("access_token", "пароль-и-число-88120", Syntax.QUOTED, id="letters of another script"),
        pytest.param("db_password", "An_Invented_Required_Pass", Syntax.QUOTED, id="no figure for a letter"),
        pytest.param("apiKey", "envFakeKey", Syntax.LINE, id="name in a program"),
        pytest.param("token", "jwtPgTypeIdentifier", Syntax.BARE, id="name of odd words"),
        pytest.param("privateKey", "jwt.LoadKeyEdDSA", Syntax.LINE, id="function of a package"),
        pytest.param("password", "field.(string)", Syntax.BARE, id="type assertion"),
        pytest.param("token", "acct_1{alnum:16}", Syntax.QUOTED, id="id of an account"),
        pytest.param("pass", "*:export", Syntax.LINE, id="pattern of a shell's history"),
        pytest.param("password", "key", Syntax.QUOTED, id="next word of a list"),
        pytest.param("SECURITY_ANSWER", "Resposta longa", Syntax.QUOTED, id="caption of an answer"),
    ],
)
def test_look_alikes_score_low(name: str, value: str, syntax: Syntax) -> None:
    assert secret_score(name, fill(value, "secrecy"), syntax=syntax) < 0.5
