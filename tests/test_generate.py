"""The generator: the same seed gives the same bytes, and every label fits what it labels."""

import hashlib
import json
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from corpora.generate.__main__ import main, parse_size
from corpora.generate.bulk import Bulk
from corpora.generate.corpus import CorpusWriter
from corpora.generate.native import FORMATS
from corpora.generate.people import ATTRIBUTES, Person, locales
from corpora.generate.situations import Cast, situations
from corpora.generate.text import (
    Choice,
    Mention,
    Slot,
    Style,
    Template,
    Text,
    compile_template,
    escaped,
    joined,
    render,
)
from corpora.generate.values import SECRETS, TRAPS, Maker, Value
from recognizers.entities import ENTITY_TYPES
from recognizers.errors import ScrubError
from scrub.evaluate.corpus import check, open_corpus
from scrub.formats import recognise
from scrub.formats.format import Head

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("generated") / "corpus"
    CorpusWriter(root, 9).write(2_500_000)
    return root


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def digest(root: Path) -> str:
    whole = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.is_file():
            whole.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return whole.hexdigest()


def slots(template: Template) -> list[Slot]:
    found = []
    for part in template:
        if isinstance(part, Choice):
            found += [slot for way in part.ways for slot in slots(way)]
        elif isinstance(part, Slot):
            found.append(part)
    return found


def cast(seed: int = 3, locale: int = 0) -> Cast:
    maker = Maker(seed)
    return Cast(maker, Bulk(maker), locales()[locale])


def test_every_label_fits_its_text(corpus: Path) -> None:
    with open_corpus(corpus) as opened:
        assert check(opened) > 50


def test_all_types_occur(corpus: Path) -> None:
    found = Counter(str(line["type"]) for line in lines(corpus / "labels.jsonl"))
    assert sorted(set(ENTITY_TYPES) - found.keys()) == []


def test_all_formats_occur_and_are_read_as_what_they_are(corpus: Path) -> None:
    read = {}
    for name in FORMATS:
        path = next(path for path in sorted((corpus / name).rglob("*")) if path.is_file())
        read[name] = recognise(Head(path.name, path.read_bytes(), True)).name
    assert read == {name: {"openai": "openai_chat", "plain": "text"}.get(name, name) for name in FORMATS}


def test_every_conversation_has_an_owner(corpus: Path) -> None:
    accounts = {line["account_id"] for line in lines(corpus / "accounts.jsonl")}
    owners = {line["account_id"] for line in lines(corpus / "conversations.jsonl")}
    assert owners <= accounts


def test_the_same_seed_gives_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    roots = [tmp_path / name for name in ("one", "two")]
    for root, hash_seed in zip(roots, ("1", "2"), strict=True):
        subprocess.run(
            [sys.executable, "-m", "corpora.generate", str(root), "--size", "100KB", "--seed", "5"],
            cwd=ROOT,
            env={"PYTHONHASHSEED": hash_seed, "PATH": ""},
            check=True,
            capture_output=True,
        )
    assert digest(roots[0]) == digest(roots[1])


def test_another_seed_gives_others(tmp_path: Path) -> None:
    for seed in (1, 2):
        CorpusWriter(tmp_path / str(seed), seed, formats=("plain",)).write(20_000)
    assert digest(tmp_path / "1") != digest(tmp_path / "2")


def test_traps_are_as_many_as_values(tmp_path: Path) -> None:
    written = CorpusWriter(tmp_path / "c", 1).write(1_000_000)
    assert written.traps >= written.mentions


def test_there_are_people_of_many_countries() -> None:
    assert len(locales()) >= 25
    assert len({locale.language for locale in locales()}) >= 25


@pytest.mark.parametrize("locale", locales(), ids=lambda locale: locale.code)
def test_a_person_has_every_attribute(locale: object) -> None:
    person = Person(Maker(1), locale, "p_a", "barge.test")  # type: ignore[arg-type]
    values = {name: person.value(name) for name in ATTRIBUTES}
    assert all(value.text.strip() == value.text != "" for value in values.values())
    assert not any(
        set("#@%{}") & set(value.text) for name, value in values.items() if name in ("phone", "address")
    )
    assert values["login"].text.isascii()
    assert all(value.entity_type in ENTITY_TYPES for name, value in values.items() if name != "id_word")


@pytest.mark.parametrize("kind", ["chat", "code"])
def test_every_slot_of_every_template_is_known(kind: str) -> None:
    people = cast()
    found = [
        slot
        for situation in situations(kind)
        for _, asked, said in situation.turns
        for slot in (*slots(asked), *slots(said))
    ]
    assert len(found) > 100
    assert all(isinstance(people.resolve(slot), Value | Text) for slot in found)


def test_every_saying_of_every_locale_can_be_said() -> None:
    for number, locale in enumerate(locales()):
        people = cast(locale=number)
        for saying in locale.says:
            assert render(compile_template(saying), people.resolve, random.Random(1)).mentions


@pytest.mark.parametrize("name", sorted(SECRETS))
def test_secrets_are_made_whole(name: str) -> None:
    entity_type, form = SECRETS[name]
    made = [Maker(seed).make(form) for seed in (1, 2)]
    assert entity_type in ENTITY_TYPES
    assert made[0] != made[1]
    assert "{" not in made[0] + made[1] or name == "django"


@pytest.mark.parametrize("name", sorted(TRAPS))
def test_traps_are_made_whole(name: str) -> None:
    assert "{" not in Maker(1).make(TRAPS[name])


def test_one_person_keeps_her_values_in_a_conversation() -> None:
    people = cast()
    assert people.resolve(Slot("a", "mail")) == people.resolve(Slot("a", "mail"))
    assert people.resolve(Slot("a", "mail")) != people.resolve(Slot("b", "mail"))


VALUES = {
    Slot("a", "full"): Value("Ada Lindt", "PERSON", "p_a", True),
    Slot("k", "key"): Value("kEy\n1", "API_KEY", "k_key"),
    Slot("t", "sha"): Value("0af3"),
}


@pytest.mark.parametrize(
    "style, expected",
    [
        pytest.param(Style(), "Hi, Ada Lindt kEy\n1 0af3", id="as written"),
        pytest.param(Style("upper"), "HI, ADA LINDT kEy\n1 0af3", id="keys keep their case"),
        pytest.param(Style("lower"), "hi, ada lindt kEy\n1 0af3", id="lower"),
    ],
)
def test_labels_follow_the_way_of_typing(style: Style, expected: str) -> None:
    template = compile_template("⟨Hi|Hi⟩, {a.full} {k.key} {t.sha}")
    text = render(template, VALUES.__getitem__, random.Random(1), style)
    assert text.text == expected
    assert [(m.start, m.end, m.entity_type) for m in text.mentions] == [
        (4, 13, "PERSON"),
        (14, 19, "API_KEY"),
    ]


def test_slips_are_made_in_words_and_not_in_values() -> None:
    template = compile_template("remember everything, {a.full}")
    text = render(template, VALUES.__getitem__, random.Random(1), Style(slips=1))
    assert text.text != "remember everything, Ada Lindt"
    (mention,) = text.mentions
    assert text.text[mention.start : mention.end] == "Ada Lindt"


def test_labels_are_found_again_in_json_in_a_string() -> None:
    text = Text('say "x"\nkEy\n1!', [Mention(8, 13, "API_KEY", "k")])
    outer = escaped(text)
    assert json.loads(f'"{outer.text}"') == text.text
    (mention,) = outer.mentions
    assert outer.text[mention.start : mention.end] == "kEy\\n1"


def test_joined_texts_keep_their_labels() -> None:
    text = joined("/Users/", Text("ada", [Mention(0, 3, "USERNAME", "p")]), "/x")
    assert text == Text("/Users/ada/x", [Mention(7, 10, "USERNAME", "p")])


@pytest.mark.parametrize("source", ["⟨a|b", "⟨a⟨b⟩⟩"])
def test_a_choice_that_is_not_closed_is_an_error(source: str) -> None:
    with pytest.raises(ValueError, match="choice"):
        compile_template(source)


@pytest.mark.parametrize("text, size", [("10MB", 10_000_000), ("1.5kb", 1500), ("7", 7)])
def test_sizes(text: str, size: int) -> None:
    assert parse_size(text) == size


@pytest.mark.parametrize("text", ["", "ten", "10XB", "-1"])
def test_other_sizes_are_errors(text: str) -> None:
    with pytest.raises(ScrubError, match="size"):
        parse_size(text)


@pytest.mark.parametrize(
    "arguments, message",
    [
        pytest.param(["--size", "much"], "a size is a number", id="size"),
        pytest.param(["--formats", "word"], "unknown format 'word'; known: claude_code", id="format"),
    ],
)
def test_errors_are_one_line(
    arguments: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "new"), *arguments]) == 2
    assert capsys.readouterr().err.startswith(f"error: {message}")


def test_nothing_is_written_over_what_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "kept.txt").write_text("kept", encoding="utf-8")
    assert main([str(tmp_path)]) == 2
    assert "not an empty folder" in capsys.readouterr().err


def test_the_command_says_what_it_wrote(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "new"), "--size", "50KB", "--formats", "openai,plain"]) == 0
    assert "locales" in capsys.readouterr().out
    assert {path.name for path in (tmp_path / "new").iterdir()} <= {
        "openai",
        "plain",
        "labels.jsonl",
        "conversations.jsonl",
        "accounts.jsonl",
    }
