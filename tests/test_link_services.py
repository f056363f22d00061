"""Logins of programs: nobody's, and left where their folders or units say what they are."""

import pytest

from scrub.link.services import services_in
from scrub.policy import Policy
from scrub.scrubber import Scrubber


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param("EnvironmentFile=/etc/katalog/env", {"katalog"}, id="its settings"),
        pytest.param("tail -5 /var/log/asterisk/cdr.csv", {"asterisk"}, id="its log"),
        pytest.param("/var/lib/postfix\n", {"postfix"}, id="a folder that ends a line"),
        pytest.param("systemd[1]: Katalog.service: exited", {"katalog"}, id="a unit"),
        pytest.param("sudo systemctl --user restart ferry-api", {"ferry-api"}, id="a command"),
        pytest.param("ls /home/jroe/src /srv/jroe", set(), id="folders of people"),
        pytest.param("/var/mail/jroe /var/spool/mail/jroe", set(), id="mail of people"),
        pytest.param("cat /etc/jroe", set(), id="a file may be anybody's"),
        pytest.param("mail jroe@box.service, call x.services", set(), id="no unit"),
        pytest.param("systemctl list-units jroe", set(), id="another command"),
    ],
)
def test_services(text: str, expected: set[str]) -> None:
    assert set(services_in(text)) == expected


UNIT = "[Service]\nUser=katalog\nEnvironmentFile=/etc/katalog/env\nExecStart=/srv/katalog/bin/run\n"


def _scrubbed(text: str) -> str:
    return Scrubber(Policy.load(), key=bytes(32)).scrub_text(text).text


def test_the_login_of_a_service_is_left() -> None:
    assert _scrubbed(UNIT) == UNIT


def test_a_login_that_no_service_has_is_redacted() -> None:
    assert "vkemar" not in _scrubbed(UNIT.replace("User=katalog", "User=vkemar") + "cd /home/vkemar/x\n")
