"""E-mail addresses are found where they stand, and what only looks like one is left alone."""

import pytest

from recognizers.matching.matcher import Matcher
from recognizers.network.mail import MailFinder, SpelledMailFinder
from tests.marks import unmark

_MATCHER = Matcher([MailFinder(), SpelledMailFinder()])


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("write to «ada.lindt@lindtworks.io».", id="full stop after"),
        pytest.param("Ada <«ada+x@lindtworks.co.uk»>, mailto:«b@lindtworks.io»", id="brackets and mailto"),
        pytest.param('json: {"to":"«o\'neil@lindtworks.ie»"}', id="apostrophe"),
        pytest.param("邮箱«wen_photo@lindtworks.cn»？", id="no blanks around"),
        pytest.param("an «jürgen@bäckerei-lindt.de» schicken", id="international"),
        pytest.param("line\\n«ada@lindtworks.io»\\n", id="escaped line break"),
        pytest.param("Reply: «ada@lindtworks.py» is Paraguay", id="country that is a file ending"),
        pytest.param("«jane dot quint at lindtworks dot io»", id="spelled"),
        pytest.param("email is «jane period quint at lindtworks dot io»", id="a period"),
        pytest.param("«jane underscore quint, that's at lindtworks dot io»", id="said to somebody"),
        pytest.param("it's «quint (at) lindtworks (dot) com», ok", id="spelled in brackets"),
        pytest.param("«ada point quint arobase phare-lindt point bzh», merci", id="spelled, of a region"),
        pytest.param("write to @«ada.quint@lindtworks.social» there", id="name between two marks"),
        pytest.param("«ada.quint [arroba] lindtworks [punto] es»", id="spelled in Spanish"),
        pytest.param("«ada (małpa) lindtworks (kropka) pl»", id="spelled in Polish"),
        pytest.param("backup-of «ada@lindtworks.io».tar.gz, «b@lindtworks.co.uk».csv", id="name of a file"),
        pytest.param("478" * 20 + "«" + "x" * 53 + "ada.lindt+1@lindtworks.io»", id="longer than a mailbox"),
        pytest.param("«quint@lindtworks.io» and «mirela@lindtworks.io»", id="two"),
    ],
)
def test_addresses_are_found(marked: str) -> None:
    text, places = unmark(marked)
    assert [(span.start, span.end) for span in _MATCHER.find(text)] == places


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("git clone git@github.com:acme/app.git", id="git remote"),
        pytest.param("postgres://jroe:pw@db.acme.io:5432/x", id="credentials of a URL"),
        pytest.param("smtp://a@b.fr:SVtRzqx3hJmK@ssl0.acme.fr:465", id="password behind an address"),
        pytest.param(f"https://x:AT{'Kq9x' * 50}=DB98@bitbucket.org/a.git", id="token of a URL"),
        pytest.param("ssh jroe@build.acme.io", id="login"),
        pytest.param("jroe@build.acme.io:~/src$ ls", id="prompt"),
        pytest.param("npm i left-pad@1.3.0", id="pinned package"),
        pytest.param("icon@2x.png", id="file name"),
        pytest.param("lib@v1.2.tar.gz types@node.d.ts logo@print.large.png", id="versions of files"),
        pytest.param("@app.route('/x')", id="decorator"),
        pytest.param("this@Outer.method()", id="qualified this"),
        pytest.param("foo@example.com", id="stock address"),
        pytest.param("jenny rosen at example.com", id="stock address spelled out"),
        pytest.param("Message-ID: <4f2@mx.acme.io>", id="message id"),
        pytest.param("look at point two at any point in time", id="prose"),
        pytest.param("actions/checkout@v4.1", id="action"),
        pytest.param("build=@project.version@app.name=x", id="properties that a build puts in"),
        pytest.param("see my portfolio at lindtworks.dev", id="a page of somebody"),
    ],
)
def test_other_things_are_left_alone(text: str) -> None:
    assert _MATCHER.find(text) == []
