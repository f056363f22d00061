"""IPv4 addresses and what looks like them."""

import pytest

from recognizers.engine import Engine
from recognizers.matching.matcher import Matcher
from recognizers.network.ip import IpFinder

MATCHER = Matcher([IpFinder()])


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("sshd: publickey for deploy from «85.214.71.9» port 51022", id="log"),
        pytest.param("curl http://«10.31.4.118»:8080/health", id="url"),
        pytest.param("allow «100.72.3.40»/32, «172.19.200.7».", id="list"),
        pytest.param("redis-4.lindtworks.io/«10.20.30.44»:6379 timed out", id="behind its host"),
        pytest.param("office «77.95.230.0»/24", id="public network"),
        pytest.param("version 3 runs on «85.214.71.9»", id="version elsewhere"),
        pytest.param("09:11 IP «10.33.5.40».51122 > «10.33.5.200».443: Flags [P.]", id="packets"),
        pytest.param("xfreerdp /v:«10.7.4.18» /u:x", id="option of Windows"),
        pytest.param("backup-«45.219.45.52».tar.gz", id="in the name of a file"),
    ],
)
def test_addresses_are_found(marked: str) -> None:
    text = marked.replace("«", "").replace("»", "")
    parts = marked.split("«")[1:]
    spans = MATCHER.find(text)
    assert [text[span.start : span.end] for span in spans] == [part.split("»")[0] for part in parts]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("upgrade to v1.20.3.4 first", id="v"),
        pytest.param("Mozilla/5.0 (rv:134.0.1.0) Chrome/120.0.0.0", id="browser"),
        pytest.param("1.3.6.1.4.1.311 and 1.3.6.1", id="object identifiers"),
        pytest.param("requests==2.31.0.1", id="pin"),
        pytest.param('engine_version = "16.4.0.1"', id="key of a version"),
        pytest.param('versionName "16.4.0.1"', id="name of a version"),
        pytest.param("server_version_full: 16.4.0.1", id="full version"),
        pytest.param('VERSION := 4.4.1.90\n#define FW "1.12.0.3"', id="constants"),
        pytest.param("naming to docker.io/library/demo:1.4.0.2 done", id="image"),
        pytest.param('ua="okhttp/4.12.0.1" jdk=21.0.4.1 ruby-3.3.6.1', id="products"),
        pytest.param("node-18.20.3.1.tar.gz and edge-124.0.2478.51.deb", id="files of releases"),
        pytest.param("build 2.8.0.117 sha 7a6ff3f", id="build"),
        pytest.param("gems/railties-6.1.7.4/lib/rails.rb:12", id="folder of a release"),
        pytest.param("netmask 255.255.255.0, dns 8.8.8.8", id="the same for everybody"),
        pytest.param("listen 127.0.0.1:80 and 0.0.0.0", id="nobody's machine"),
        pytest.param("score 300.12.1.1", id="out of range"),
        pytest.param('variable "vpc_cidr" { default = "10.0.0.0/16" }', id="private network"),
        pytest.param("the router is at 192.168.1.1", id="default of routers"),
    ],
)
def test_what_is_no_machine_is_left_alone(text: str) -> None:
    assert MATCHER.find(text) == []


@pytest.mark.parametrize(
    ("key", "found"),
    [
        pytest.param("engine_version", False, id="version"),
        pytest.param("EngineVersion", False, id="camel case"),
        pytest.param("client_ip", True, id="address"),
        pytest.param("version_host", True, id="host"),
    ],
)
def test_a_value_under_the_key_of_a_version_is_no_address(key: str, found: bool) -> None:
    assert bool(Engine([IpFinder()]).find("85.214.71.9", key)) == found
