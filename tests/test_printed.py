"""What commands print that print a secret alone: below them on a terminal, and in the records of an agent."""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from recognizers.engine import shipped_engine
from scrub.data import Scrubbed
from scrub.formats.container import read_lines
from scrub.formats.record import Gap
from scrub.formats.schema import Schema
from scrub.policy import Policy
from scrub.scrubber import Scrubber

SECRET = "kQ7cLx2Km9kUaQ8X"
COMMANDS = [
    "pass show work/db",
    "gopass show -o work/db",
    "op read op://Work/db/password",
    "op item get db --fields password",
    "bw get password db",
    "lpass show --password db",
    "keyring get mail jroe",
    "secret-tool lookup service mail",
    "security find-generic-password -s mail -w",
    "aws secretsmanager get-secret-value --secret-id db --query SecretString --output text",
    "aws ssm get-parameter --name /db --with-decryption --query Parameter.Value --output text",
    "gcloud secrets versions access latest --secret=db",
    "gcloud auth print-access-token",
    "az keyvault secret show --vault-name v --name db --query value -o tsv",
    "vault kv get -field=password kv/db",
    "doppler secrets get DB --plain",
    "heroku config:get DB_PASSWORD",
    "gh auth token",
    "kubectl create token build",
    "kubectl get secret db -o jsonpath='{.data.password}' | base64 -d",
    "argocd admin initial-password -n argocd",
    "oc whoami -t",
    "cat /run/secrets/db",
    "sudo cat /var/lib/jenkins/secrets/initialAdminPassword",
    "cat ~/.vault_pass",
    "openssl rand -hex 32",
    "pwgen -s 16 1",
    "wg genkey",
    "bin/rails secret",
    "php artisan key:generate --show",
    "python3 -c 'import secrets; print(secrets.token_urlsafe(32))'",
    "node -e \"console.log(require('crypto').randomBytes(32).toString('hex'))\"",
    "head -c 32 /dev/urandom | base64",
]
NO_COMMANDS = [
    "pass show",
    "cat README.md",
    "aws s3 ls",
    "gh auth status",
    "openssl rand -hex 32 > key.txt",
    "bw get password db | wc -c",
    "echo done",
]


@cache
def _scrubber() -> Scrubber:
    return Scrubber(replace(Policy.load(), names=None), key=bytes(32))


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["next line", "line after"])
def test_a_secret_below_its_command_is_found(command: str, gap: str) -> None:
    text = f"$ {command}{gap}{SECRET}\n$ ls\n"
    assert SECRET in {text[span.start : span.end] for span in shipped_engine().find(text)}


@pytest.mark.parametrize("command", NO_COMMANDS)
def test_what_other_commands_print_is_none(command: str) -> None:
    text = f"$ {command}\n{SECRET}\n"
    assert [span for span in shipped_engine().find(text) if span.source.startswith("command-")] == []


def _scrub(records: list[dict[str, object]]) -> Scrubbed:
    data = "".join(json.dumps(record) + "\n" for record in records).encode()
    pieces = [piece for piece in read_lines(io.BytesIO(data), Schema({})) if not isinstance(piece, Gap)]
    return _scrubber().scrub_conversation(pieces)


def _scrubbed(records: list[dict[str, object]]) -> bytes:
    scrubbed = _scrub(records).records
    assert [record.withheld for record in scrubbed] == [None] * len(records)
    return b"".join(record.payload or b"" for record in scrubbed)


def _claude(command: str, output: str) -> list[dict[str, object]]:
    call = {"type": "tool_use", "id": "toolu_1", "name": "Bash", "input": {"command": command}}
    result = {"type": "tool_result", "tool_use_id": "toolu_1", "content": output}
    return [
        {"type": "assistant", "message": {"role": "assistant", "content": [call]}},
        {
            "type": "user",
            "message": {"role": "user", "content": [result]},
            "toolUseResult": {"stdout": output, "stderr": ""},
        },
    ]


def _codex(command: str, output: str) -> list[dict[str, object]]:
    arguments = json.dumps({"command": ["bash", "-lc", command]})
    call = {"type": "function_call", "name": "shell", "arguments": arguments, "call_id": "c1"}
    result = {"type": "function_call_output", "call_id": "c1", "output": output}
    return [{"type": "response_item", "payload": call}, {"type": "response_item", "payload": result}]


@pytest.mark.parametrize(
    "records",
    [
        *(pytest.param(_claude(command, SECRET), id=command) for command in COMMANDS),
        pytest.param(_codex("openssl rand -hex 8", f"{SECRET}\n"), id="Codex"),
        pytest.param(
            _codex("wg genkey", f"Exit code: 0\nWall time: 0.1 seconds\nOutput:\n{SECRET}\n"),
            id="Codex, newer",
        ),
        pytest.param(
            _codex("wg genkey", json.dumps({"output": SECRET, "metadata": {"exit_code": 0}})),
            id="Codex, older",
        ),
    ],
)
def test_a_secret_in_the_record_after_its_command_is_redacted(
    records: list[dict[str, object]],
) -> None:
    written = _scrubbed(records)
    assert b"command" in written
    assert SECRET.encode() not in written


@pytest.mark.parametrize(
    "command, output, entity_type",
    [
        pytest.param("whoami", "jroe", "USERNAME", id="login"),
        pytest.param("whoami", "kestrel\\jroe\n", "USERNAME", id="login of a domain"),
        pytest.param("cd x && npm whoami", "jroe42\n", "USERNAME", id="login of a registry"),
        pytest.param("hostname -f", "tern.kestrel.lan\n", "HOSTNAME", id="machine"),
        pytest.param(
            "cat /etc/machine-id", "3f1c9b8e7d6a5f4c3b2a1908f7e6d5c4\n", "DEVICE_ID", id="its number"
        ),
    ],
)
@pytest.mark.parametrize("agent", [_claude, _codex])
def test_a_login_and_a_machine_are_told_by_their_command(
    agent: Callable[[str, str], list[dict[str, object]]], command: str, output: str, entity_type: str
) -> None:
    findings = _scrub(agent(command, output)).records[-1].findings
    assert {finding.entity_type for finding in findings} == {entity_type}


@pytest.mark.parametrize(
    "command, output",
    [
        pytest.param("git rev-parse HEAD", SECRET, id="another command"),
        pytest.param("openssl rand -hex 8", "wrote file-3.txt", id="more than a word"),
        pytest.param("openssl rand -hex 8", "completed", id="a word"),
        pytest.param("whoami", "root", id="account that every machine has"),
        pytest.param("hostname", "localhost", id="machine of that name"),
    ],
)
def test_what_is_no_printed_secret_stays(command: str, output: str) -> None:
    assert output.encode() in _scrubbed(_claude(command, output))
