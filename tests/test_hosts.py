"""Private machines, shares and repositories are found; the hosts of public tools are not."""

import pytest

from recognizers.matching.matcher import Matcher
from recognizers.network.hosts import HostFinder
from tests.marks import unmark

_MATCHER = Matcher([HostFinder()])


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("postgres://app:pw@«pg-main.lindtworks.io»:5432/x", id="database"),
        pytest.param("curl https://«jenkins.int.lindtworks.io»/job", id="internal label"),
        pytest.param("ping «nas01.lan» now", id="private ending"),
        pytest.param("git@«git.lindtworks.io»:infra/alerts.git", id="own git host"),
        pytest.param("git@github.com:«lindtworks/ledger».git", id="repository on a public host"),
        pytest.param("aws s3 cp x s3://«lindtworks-backup»/2025/", id="bucket"),
        pytest.param("Apr 02 06:31:19 «bastion-yvr» sshd[44]: ok", id="system log"),
        pytest.param("\nApr  2 06:31:19 «tern» sshd[44]: Failed password", id="system log, any name"),
        pytest.param('endpoint = "opc.tcp://«wtg17.lindtworks.dk»:4840"', id="scheme with a dot"),
        pytest.param('"endpoint": "s7://«S71500-VAT3»:102/0/1"', id="scheme with a figure"),
        pytest.param("open \\\\«fs-konto01»\\share", id="share"),
        pytest.param(
            'host: 127.0.0.1, "dir\\n\\\\\\\\«fs-konto01»\\share"', id="share behind an escaped line break"
        ),
        pytest.param('DB_HOST = "«mysql-07.lindtworks.io»"', id="assignment"),
    ],
)
def test_private_hosts_are_found(marked: str) -> None:
    text, places = unmark(marked)
    assert [(span.start, span.end) for span in _MATCHER.find(text)] == places


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("https://registry.yarnpkg.net/left-pad", id="package host"),
        pytest.param("https://docs.lindtworks.io/intro", id="public site"),
        pytest.param("self.local.get(x)", id="attribute"),
        pytest.param('endpoint = "opc.tcp://localhost:4840"', id="scheme alone"),
        pytest.param('smtplib.SMTP_SSL("smtp.ukr.net")', id="mail for everybody"),
        pytest.param("cloudinary://874:pw@hxr1nca1s", id="account where a host would be"),
        pytest.param("smtp://a@b.fr:pw8xKq@ssl0.ovh.net:465", id="address as login"),
        pytest.param("ssh://pi@printer$i.lindtworks.ee/x", id="host that a program puts together"),
        pytest.param("at 10:22:31 worker sshd[44]: a log that is no system's", id="other log"),
        pytest.param("import com.sun.internal.x", id="package"),
        pytest.param("load .env.local first", id="file"),
        pytest.param("http://localhost:8080", id="this machine"),
        pytest.param("at 10:22:31 INFO main: started", id="log level"),
        pytest.param(
            'host: 127.0.0.1\n"KeyFile"="D:\\\\Daten\\\\schluessel\\\\nas.ppk"',
            id="path with doubled backslashes",
        ),
        pytest.param("host tide-importer-5c9fd7b6x8-x4kqz is gone", id="pod"),
        pytest.param("ntp_host: ptbtime2.ptb.de", id="public clock"),
    ],
)
def test_public_hosts_are_left_alone(text: str) -> None:
    assert _MATCHER.find(text) == []
