"""Machines under the domain from which somebody in the conversation writes."""

import pytest

from scrub.link.domains import OwnDomains, domains_of, registered


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        pytest.param("mail.acme-invented.io", "acme-invented.io", id="two-labels"),
        pytest.param("acme-invented.co.uk", "acme-invented.co.uk", id="shared-second-level"),
        pytest.param("gmail.com", None, id="anybodys-mail"),
        pytest.param("posteo.de", None, id="anybodys-mail-of-a-country"),
        pytest.param("github.com", None, id="maker-of-tools"),
        pytest.param("corp.example.com", None, id="reserved"),
        pytest.param("localhost", None, id="one-label"),
    ],
)
def test_what_is_registered(host: str, domain: str | None) -> None:
    assert registered(host) == domain


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("ssh wiki.acme-invented.io now", ["wiki.acme-invented.io"], id="host"),
        pytest.param("https://build7.eu.acme-invented.io/job", ["build7.eu.acme-invented.io"], id="url"),
        pytest.param("jane@mail.acme-invented.io", [], id="address"),
        pytest.param("see www.acme-invented.io and acme-invented.io", [], id="public-face"),
        pytest.param("wiki.acme-invented.io.evil.org", [], id="longer-name"),
        pytest.param("notacme-invented.io", [], id="other-domain"),
        pytest.param('{"log": "\\nwiki.acme-invented.io"}', ["wiki.acme-invented.io"], id="behind-an-escape"),
        pytest.param("to=wiki%2Eacme-invented%2Eio", ["wiki%2Eacme-invented%2Eio"], id="percent"),
    ],
)
def test_machines_under_a_domain(text: str, found: list[str]) -> None:
    domains = OwnDomains(domains_of([("EMAIL_ADDRESS", "jane@acme-invented.io")]))
    assert [text[span.start : span.end] for span in domains.search(text)] == found
