"""A user's own words: lists of a policy, values and people that are known beforehand."""

import base64
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from scrub.cli import app
from scrub.errors import PolicyError
from scrub.known import Known, KnownError, read_people, read_values
from scrub.lists import compiled
from scrub.policy import Policy
from scrub.scrubber import Scrubber

VALUE = "Rook" + "-quay-" + "88213"
PERSON = {"names": ["Mara Okafor", "Mara O."], "emails": "mara@quillpost.co.uk", "logins": ["mokafor"]}


def scrubbed(policy: Policy, text: str, known: Known | None = None) -> str:
    return Scrubber(policy, key=bytes(32), style="placeholder", known=known).scrub_text(text).text


def policy(folder: Path, *lines: str) -> Policy:
    path = folder / "mine.toml"
    path.write_text("\n".join(('name = "mine"', "[detect]", "names = false", *lines)), encoding="utf-8")
    return Policy.load(path)


@pytest.mark.parametrize(
    "line, text, expected",
    [
        pytest.param('deny = { "Heron" = "ORGANIZATION" }', "Heron", "<ORGANIZATION_1>", id="deny"),
        pytest.param('deny = { "Heron" = "ORGANIZATION" }', "Herons", "Herons", id="deny-whole-words"),
        pytest.param(
            'deny = [{ text = "Heron Two", type = "ORGANIZATION" }, { text = "Heron", type = "PERSON" }]',
            "Heron Two or Heron",
            "<ORGANIZATION_1> or <PERSON_1>",
            id="deny-the-longest",
        ),
        pytest.param(
            "deny = [{ regex = 'TCK-[0-9]+', type = \"ID_NUMBER\" }]",
            "see TCK-77 or TCK-",
            "see <ID_NUMBER_1> or TCK-",
            id="deny-pattern",
        ),
        pytest.param(
            'deny = [{ file = "words.txt", type = "ORGANIZATION" }]',
            "Heron, then Gannet",
            "<ORGANIZATION_1>, then <ORGANIZATION_2>",
            id="deny-file",
        ),
        pytest.param(
            'allow = ["a@acme.io"]', "a@acme.io b@acme.io", "a@acme.io <EMAIL_ADDRESS_1>", id="allow"
        ),
        pytest.param(
            "allow = [{ regex = '[a-z]+@acme[.]io' }]",
            "bo@acme.io bo2@acme.io",
            "bo@acme.io <EMAIL_ADDRESS_1>",
            id="allow-pattern",
        ),
        pytest.param('allow = [{ file = "words.txt" }]', "c@acme.io", "c@acme.io", id="allow-file"),
        pytest.param(
            'deny = { "Heron" = "ORGANIZATION" }\nallow = ["Heron"]',
            "Heron",
            "<ORGANIZATION_1>",
            id="deny-wins",
        ),
    ],
)
def test_lists_of_a_policy(tmp_path: Path, line: str, text: str, expected: str) -> None:
    (tmp_path / "words.txt").write_text("# birds\nHeron\n\nGannet\nc@acme.io\n", encoding="utf-8")
    assert scrubbed(policy(tmp_path, line), text) == expected


@pytest.mark.parametrize(
    "line, reason",
    [
        pytest.param("allow = [{ regex = '(' }]", "a pattern of a list is not valid", id="no-pattern"),
        pytest.param("allow = [{ regex = 'x*' }]", "matches the empty text", id="empty-pattern"),
        pytest.param('allow = [{ file = "absent.txt" }]', "absent.txt cannot be read", id="no-file"),
        pytest.param('deny = [{ text = "x", regex = "y", type = "PERSON" }]', "names one of", id="two-kinds"),
        pytest.param('deny = [{ text = "x" }]', "'type' must be a text in quotes", id="no-type"),
        pytest.param('deny = [{ word = "x", type = "PERSON" }]', "did you mean", id="unknown-kind"),
    ],
)
def test_a_list_that_is_wrong_is_one_clear_error(tmp_path: Path, line: str, reason: str) -> None:
    with pytest.raises(PolicyError, match=r"mine\.toml") as caught:
        policy(tmp_path, line)
    assert reason in str(caught.value) or "unknown" in str(caught.value)


def test_patterns_that_hang_are_withheld(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scrub.lists._TIME_LIMIT", 0.01)
    mine = policy(tmp_path, "deny = [{ regex = '(a+a+)+b', type = \"PERSON\" }]")
    with pytest.raises(Exception, match="ran out of time"):
        scrubbed(mine, "a" * 5000)


def test_compiled_patterns_are_patterns() -> None:
    assert compiled("a+").fullmatch("aa")


@pytest.mark.parametrize(
    "write",
    [
        pytest.param(str, id="as-it-is"),
        pytest.param(lambda value: value.replace("-", "%2D"), id="percent"),
        pytest.param(lambda value: base64.b64encode(f"ab {value} cd".encode()).decode(), id="base64"),
        pytest.param(lambda value: json.dumps(json.dumps({"v": value})), id="json-twice"),
        pytest.param(lambda value: value.replace("R", "\\u0052"), id="escape"),
        pytest.param(lambda value: value[:4] + "\u200b" + value[4:], id="zero-width"),
    ],
)
def test_a_known_value_is_found_in_every_encoding(write: Callable[[str], str]) -> None:
    text = f"it says {write(VALUE)} here"
    done = scrubbed(Policy("mine", names=None), text, Known(values={VALUE: "PASSWORD"}))
    assert done != text
    assert "it says " in done and " here" in done


def test_values_of_a_file_and_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "values.env"
    path.write_text(f"# mine\nexport DB_PASSWORD='{VALUE}'\nplain-value-1\n", encoding="utf-8")
    assert read_values(str(path)) == {VALUE: "PASSWORD", "plain-value-1": "ACCESS_TOKEN"}
    monkeypatch.setenv("MY_DB_PASSWORD", VALUE)
    monkeypatch.setenv("EDITOR", "a-long-editor-name")
    known = read_values("env:")
    assert known[VALUE] == "PASSWORD"
    assert "a-long-editor-name" not in known


@pytest.mark.parametrize(
    "line, expected",
    [
        pytest.param("a2F0YWxvZ2thdGFsb2c9==", {"a2F0YWxvZ2thdGFsb2c9=="}, id="base64"),
        pytest.param("dGVzdA==.c2lnbmF0dXJl", {"dGVzdA==.c2lnbmF0dXJl"}, id="signed base64"),
        pytest.param("KEY=a2F0YWxvZ2s==", {"a2F0YWxvZ2s=="}, id="named base64"),
        pytest.param("quay:88213-rook", {"88213-rook", "quay:88213-rook"}, id="a colon in it"),
        pytest.param("key: 88213-rook", {"88213-rook"}, id="named with a colon"),
    ],
)
def test_all_of_a_value_must_go(tmp_path: Path, line: str, expected: set[str]) -> None:
    path = tmp_path / "values"
    path.write_text(line, encoding="utf-8")
    assert set(read_values(str(path))) == expected


def test_a_known_person_is_found_in_all_forms(tmp_path: Path) -> None:
    path = tmp_path / "people.jsonl"
    path.write_text(json.dumps(PERSON) + "\n", encoding="utf-8")
    known = Known(people=tuple(read_people(path)))
    text = "okafor, mara / mara okafor / /home/mokafor/x / notify_mara_okafor / MARA@quillpost.co.uk"
    done = scrubbed(Policy("mine", names=None), text, known).lower()
    assert "okafor" not in done
    assert "mara@" not in done


@pytest.mark.parametrize(
    "content, reason",
    [
        pytest.param("[1]", "not a JSON object", id="a-list"),
        pytest.param("{broken", "not a JSON object", id="no-json"),
        pytest.param('{"nmaes": "x"}', "unknown member; known: names", id="unknown-member"),
        pytest.param('{"names": [7]}', "wants a text or a list of texts", id="a-number"),
    ],
)
def test_bad_files_of_people(tmp_path: Path, content: str, reason: str) -> None:
    path = tmp_path / "people.jsonl"
    path.write_text("\n" + content + "\n", encoding="utf-8")
    with pytest.raises(KnownError, match=r"people.jsonl:2: ") as caught:
        read_people(path)
    assert reason in str(caught.value)


def test_a_value_too_short_to_be_told_from_text_is_an_error_that_shows_no_value(tmp_path: Path) -> None:
    path = tmp_path / "values"
    path.write_text("PIN=4711\n", encoding="utf-8")
    with pytest.raises(KnownError, match="shorter than") as caught:
        read_values(str(path))
    assert "4711" not in str(caught.value)


def test_the_commands_take_them(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(
        f"the word is {VALUE}, ask Mara Okafor about ACME-481223", encoding="utf-8"
    )
    (tmp_path / "people.jsonl").write_text(json.dumps(PERSON), encoding="utf-8")
    (tmp_path / "values").write_text(VALUE, encoding="utf-8")
    (tmp_path / "rules.toml").write_text(
        "[[rule]]\nid = 'acme'\nentity_type = 'ID_NUMBER'\ndescription = 'Acme badge number.'\n"
        "regex = '''ACME-[0-9]{6}'''\nkeywords = ['acme-']\nmatches = ['«ACME-{digits:6}»']\n"
        "rejects = ['ACME-{digits:5}']\nscore = 0.9\n",
        encoding="utf-8",
    )
    options = ["--known-values", str(tmp_path / "values"), "--known-people", str(tmp_path / "people.jsonl")]
    options += ["--rules", str(tmp_path / "rules.toml"), "--no-names"]
    note = str(tmp_path / "note.txt")
    redacted = CliRunner().invoke(app, ["redact", note, "--style", "placeholder", *options])
    assert redacted.stdout == "the word is <ACCESS_TOKEN_1>, ask <PERSON_1> about <ID_NUMBER_1>"
    assert VALUE not in redacted.stderr
    detected = CliRunner().invoke(app, ["detect", note, "--format", "jsonl", *options])
    assert detected.exit_code == 1
    assert len(detected.stdout.splitlines()) == 3


def test_half_a_character_beside_a_listed_text_is_no_matter(tmp_path: Path) -> None:
    mine = policy(tmp_path, 'deny = { "Heron" = "ORGANIZATION" }')
    assert scrubbed(mine, "\ud83d Heron \udc00") == "\ud83d <ORGANIZATION_1> \udc00"


@pytest.mark.parametrize(
    "first, second, member",
    [
        pytest.param(
            {"emails": "jane@acme.io"}, {"emails": ["J@x.io", "Jane@Acme.io"]}, "emails", id="address"
        ),
        pytest.param({"phones": "+44 20 7123 4567"}, {"phones": "+442071234567"}, "phones", id="telephone"),
        pytest.param({"logins": "jroe"}, {"logins": "@jroe"}, "logins", id="login"),
        pytest.param({"names": "Jane Roe"}, {"names": ["JR", "jane roe"]}, "names", id="full name"),
    ],
)
def test_what_two_people_cannot_share(
    tmp_path: Path, first: dict[str, str], second: dict[str, str], member: str
) -> None:
    path = tmp_path / "people.jsonl"
    path.write_text(f"{json.dumps(first)}\n\n{json.dumps(second)}\n", encoding="utf-8")
    with pytest.raises(
        KnownError, match=f"people.jsonl:3: {member}: one is a person's in line 1, too"
    ) as caught:
        read_people(path)
    assert "roe" not in str(caught.value).lower()


def test_two_people_may_share_a_given_name_and_a_house(tmp_path: Path) -> None:
    path = tmp_path / "people.jsonl"
    path.write_text(
        '{"names": ["Jane Roe", "Jane"], "addresses": "12 Elm Lane"}\n'
        '{"names": ["Jane Lindt", "Jane"], "addresses": "12 Elm Lane"}\n'
        '{"names": ["Tor Lindt", "Tor Lindt"], "emails": ["tor@acme.io", "TOR@acme.io"]}\n',
        encoding="utf-8",
    )
    assert len(read_people(path)) == 10
