"""Names say what stands under them, in many languages; and what only sounds like a secret says nothing."""

import pytest

from recognizers.labelled.vocabulary import meaning, split_name


@pytest.mark.parametrize(
    ("name", "entity_type"),
    [
        pytest.param("DB_PASSWORD", "PASSWORD", id="shouted"),
        pytest.param("mysqlRootPassword2", "PASSWORD", id="camel case with a number"),
        pytest.param("spring.datasource.password", "PASSWORD", id="dotted"),
        pytest.param("Startpasswort", "PASSWORD", id="German compound"),
        pytest.param("contraseña", "PASSWORD", id="Spanish"),
        pytest.param("mot de passe", "PASSWORD", id="French, several words"),
        pytest.param("hasło", "PASSWORD", id="Polish"),
        pytest.param("пароль", "PASSWORD", id="Russian"),
        pytest.param("服务器密码", "PASSWORD", id="Chinese compound"),
        pytest.param("パスワード", "PASSWORD", id="Japanese"),
        pytest.param("비밀번호", "PASSWORD", id="Korean"),
        pytest.param("HASLO_SMTP", "PASSWORD", id="word of another kind behind"),
        pytest.param("RELEASE_KEY_PASSWORD", "PASSWORD", id="password of a key"),
        pytest.param("registry_password", "PASSWORD", id="password of a registry"),
        pytest.param("JIRA_API_TOKEN", "ACCESS_TOKEN", id="token of a tracker"),
        pytest.param("GIT_TOKEN", "ACCESS_TOKEN", id="token of git"),
        pytest.param("SEARCH_API_KEY", "API_KEY", id="key of a search"),
        pytest.param("PAGE_ACCESS_TOKEN", "ACCESS_TOKEN", id="token of a page"),
        pytest.param("apiV3Key", "API_KEY", id="a digit before a hump"),
        pytest.param("remotesecret", "ENCRYPTION_KEY", id="secret of anything"),
        pytest.param("X-Api-Key", "API_KEY", id="header"),
        pytest.param("AWS_SECRET_ACCESS_KEY", "API_KEY", id="AWS"),
        pytest.param("_authToken", "ACCESS_TOKEN", id="npmrc"),
        pytest.param("clientSecret", "ACCESS_TOKEN", id="client secret"),
        pytest.param("SECRET_KEY_BASE", "ENCRYPTION_KEY", id="Rails"),
        pytest.param("password_hash", "AUTH_HASH", id="hash of a password"),
        pytest.param("domainKeyAuth", "ACCESS_TOKEN", id="authorization by a key"),
        pytest.param("pgrootpwd", "PASSWORD", id="short word run together"),
        pytest.param("cvv", "OTP", id="card"),
        pytest.param("ФИО", "PERSON", id="Russian name"),
        pytest.param("customerFirstName", "PERSON", id="first name"),
        pytest.param("date_of_birth", "DATE_OF_BIRTH", id="birth"),
        pytest.param("身份证号", "ID_NUMBER", id="Chinese identity card"),
        pytest.param("ecv", "VEHICLE_ID", id="Slovak plate without accents"),
        pytest.param("reg_plate_no", "VEHICLE_ID", id="number of a plate"),
        pytest.param("rekisteritunnus", "VEHICLE_ID", id="Finnish plate"),
        pytest.param("bien_so_xe", "VEHICLE_ID", id="Vietnamese plate without accents"),
        pytest.param("chassisNo", "VEHICLE_ID", id="chassis"),
        pytest.param("no_rek", "BANK_ACCOUNT", id="Indonesian account"),
        pytest.param("číslo_elektroměru", "ID_NUMBER", id="Czech meter"),
        pytest.param("mã_đơn_hàng", "ID_NUMBER", id="Vietnamese order"),
        pytest.param("ma_don_hang", "ID_NUMBER", id="Vietnamese order without accents"),
        pytest.param("ehliyet_no", "ID_NUMBER", id="Turkish driving licence"),
        pytest.param("broj_licne_karte", "ID_NUMBER", id="Serbian identity card"),
        pytest.param("codeSms", "OTP", id="French code of a message"),
        pytest.param("kod_do_drzwi", "OTP", id="Polish code of a door"),
        pytest.param("nr_seryjny", "DEVICE_ID", id="Polish serial"),
        pytest.param("kataLaluan", "PASSWORD", id="Malay password"),
        pytest.param("im_gennisis", "DATE_OF_BIRTH", id="Greek birth in Latin letters"),
        pytest.param("phone (optional)", "PHONE_NUMBER", id="remark in a heading"),
    ],
)
def test_names_mean(name: str, entity_type: str) -> None:
    found = meaning(name)
    assert found is not None
    assert found.entity_type == entity_type


@pytest.mark.parametrize(
    "name",
    [
        "password_field",
        "password_reset_url",
        "passwordMinLength",
        "postgres_password_file",
        "token_count",
        "max_tokens",
        "next_page_token",
        "public_key",
        "primary_key",
        "jira_key",
        "cache_key",
        "registry_key",
        "sync_token",
        "eos_token",
        "get_password",
        "message.password",
        "checksum/secret",
        "keyboard",
        "secret_name",
        "author_association",
        "tokenizer",
        "pass_rate",
        "hash_algorithm",
        "file_name",
        "status_code",
        "max_age",
        "NOPASSWD",
        "LABEL_REPEAT_PASSWORD",
        "btnNewPassword",
        "publicKeyToken",
        "level-seed",
        "sentry-trace",
        "mandatory_secret",
        "x" * 500,
    ],
)
def test_look_alikes_mean_nothing(name: str) -> None:
    assert meaning(name) is None


def test_words_are_split_at_humps_and_marks() -> None:
    assert split_name("myHTTPServer-clé_API2") == ("my", "http", "server", "cle", "api")
