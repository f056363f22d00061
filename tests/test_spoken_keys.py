"""Keys and tokens that are spoken of are told from ids, commits and names beside the same words."""

import pytest

from recognizers.fillers import fill
from recognizers.matching.matcher import Matcher
from recognizers.secrets.spoken_keys import SpokenKeyFinder
from tests.marks import unmark

_MATCHER = Matcher((SpokenKeyFinder(),))


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("my key is «{alnum:24}»", id="copula"),
        pytest.param("the api key is `«{alnum:24}»`, rotate it", id="code"),
        pytest.param('the API key ("«{alnum:24}»") stopped working', id="brackets"),
        pytest.param("I got a token, «{alnum:24}», from the portal", id="apposition"),
        pytest.param("use this token instead: «{alnum:24}»", id="words between"),
        pytest.param("Access Token → «{alnum:24}»", id="arrow"),
        pytest.param("- API key — «{alnum:24}»", id="dash"),
        pytest.param("| API key | «{alnum:24}» |", id="row of a table"),
        pytest.param("**API key:** `«{alnum:24}»`", id="bold"),
        pytest.param("API key (prod): «{alnum:24}»", id="remark"),
        pytest.param("Client Secret\n«{alnum:24}»\n", id="heading"),
        pytest.param("API Key:\n\n«{alnum:24}»\n", id="heading with a blank line"),
        pytest.param("Error: Invalid API key provided: «{alnum:24}». See", id="message"),
        pytest.param("the secret for the webhook is «{alnum:32}»", id="of what"),
        pytest.param("the auth token is «{hex:32}»", id="hexadecimal"),
        pytest.param("Der API-Schlüssel lautet «{alnum:24}»", id="German"),
        pytest.param("la clé API est «{alnum:24}»", id="French"),
        pytest.param("la clave API es «{alnum:24}», gracias", id="Spanish"),
        pytest.param("токен такой: «{alnum:24}»", id="Russian"),
        pytest.param("密钥是«{alnum:24}»", id="Chinese"),
        pytest.param("APIキーは «{alnum:24}» です", id="Japanese"),
        pytest.param("master.key は «{hex:32}» で合っています", id="name of a file, Japanese"),
        pytest.param("the master.key is «{hex:32}»", id="name of a file"),
    ],
)
def test_keys_are_found(marked: str) -> None:
    text, places = unmark(fill(marked, "spoken keys"))
    assert sorted({(span.start, span.end) for span in _MATCHER.find(text)}) == places


@pytest.mark.parametrize(
    "template",
    [
        "the cache key is {alnum:24}",
        "primary key: {alnum:24}",
        "the public key is {alnum:24}",
        "next page token: {alnum:24}",
        "host key fingerprint: {alnum:24}",
        "the token from commit {hex:40}",
        "generic-api-key: {hex:40}",
        "drop the api key\n{hex:40} add a test",
        "private key: (hidden)\npeer: {alnum:24}",
        "the key is getConfigurationManagerFactory2",
        "the secret in file src/{alnum:24}.txt",
        "The S3 key is uploads/{alnum:24}",
        "The idempotency key is {uuid}",
        "token: gpt-4o-mini-2024-07-18",
        "key id: {alnum:24}",
        "the token is YOUR_API_KEY_GOES_HERE_123",
        "const key = load(); // {alnum:24}",
        "tokenizer is bert-base-multilingual-cased-v2",
        "the token is at https://quillpost.io/{alnum:24}",
        "the key to a good roux — stir it, 30-minutes-at-180-degrees",
    ],
)
def test_what_is_none_is_left_alone(template: str) -> None:
    assert _MATCHER.find(fill(template, "spoken keys")) == []
