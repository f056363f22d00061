"""How the names models' texts are made: names replaced, carriers filled, chunks tagged."""

import json
from pathlib import Path
from random import Random

import pytest

from recognizers.names.gate import BETWEEN
from recognizers.names.tags import TYPES, first_general_tag, first_tag

pytest.importorskip("faker")

from recognizers.names.train.augment import mistype, recase, replace_names
from recognizers.names.train.carriers import carry, fill
from recognizers.names.train.evaluate import evaluate, render
from recognizers.names.train.pools import by_script, cultures, given_names, script_of
from recognizers.names.train.safe import WordUse
from recognizers.names.train.stream import FAST, build
from recognizers.names.train.texts import KEY, Document, read_authored, read_documents

TEXT = "Mail Ada Lindt and ADA, then ada."
SPANS = ((5, 14, "PERSON"), (19, 22, "PERSON"), (29, 32, "PERSON"))
DOCUMENT = Document("notes", "en", TEXT, SPANS, frozenset(TYPES))


def test_equal_names_are_replaced_by_equal_names_in_their_own_case() -> None:
    changed = replace_names(DOCUMENT, Random(3))
    names = [changed.text[start:end] for start, end, _ in changed.spans]
    first = names[0].split()[0]
    assert "Ada" not in changed.text
    assert [names[1], names[2]] == [first.upper(), first.lower()]
    assert changed.text.startswith("Mail ")
    assert changed.text.endswith(f", then {names[2]}.")


def test_replacement_is_the_same_for_the_same_seed() -> None:
    assert replace_names(DOCUMENT, Random(5)) == replace_names(DOCUMENT, Random(5))
    assert replace_names(DOCUMENT, Random(5)) != replace_names(DOCUMENT, Random(6))


def test_carried_names_stand_where_the_spans_say() -> None:
    documents = list(carry(1, 200))
    assert len(documents) == 200
    for document in documents:
        assert all(0 <= start < end <= len(document.text) for start, end, _ in document.spans)
        assert all(
            document.text[start:end].strip() == document.text[start:end] for start, end, _ in document.spans
        )
        assert not any(slot in document.text for slot in ("{p1}", "{f1}", "{l2}", "{e1}"))
        assert {label for _, _, label in document.spans} <= set(TYPES)


def test_held_out_names_are_in_no_training_pool() -> None:
    trained = {name for culture in cultures() for name in (*culture.given, *culture.family)}
    held_out = {name for culture in cultures(held_out=True) for name in (*culture.given, *culture.family)}
    assert len(held_out) > 1_000
    assert trained.isdisjoint(held_out)


@pytest.mark.parametrize(
    "name, script",
    [
        ("Đặng", "Latin"),
        ("Соколова", "Cyrillic"),
        ("山田", "Han"),
        ("さくら", "Kana"),
        ("김", "Hangul"),
        ("42", "Latin"),
    ],
)
def test_scripts(name: str, script: str) -> None:
    assert script_of(name) == script


def test_many_scripts_have_names() -> None:
    assert {"Latin", "Cyrillic", "Arabic", "Devanagari", "Han", "Hangul", "Hebrew", "Greek"} <= set(
        by_script()
    )
    assert "will" not in given_names()


def test_casing_and_typing_errors_keep_words_apart() -> None:
    random = Random(1)
    words = ["Ask", "Chinedu", "now", "."]
    assert all(len(recase(words, random)) == len(words) for _ in range(50))
    assert {mistype("Chinedu", random) for _ in range(50)} - {"Chinedu"}
    assert mistype("Ada", random) == "Ada"


def test_the_gate_knows_everyday_words_that_are_no_names() -> None:
    text = "please restart the server and check the log\n" * 300 + "mark the row, can he do it\n" * 300
    code = "git merge branch\n" * 120
    documents = [DOCUMENT, Document("chat", "en", text + code, (), frozenset(TYPES))]
    use = WordUse(documents)
    safe, safe_in_lower_case = (set(part.split("\n")) for part in use.gate().split(BETWEEN))
    assert {"restart", "server", "can", "he"} <= safe
    assert "branch" in safe_in_lower_case
    assert {"ada", "lindt"}.isdisjoint(safe | safe_in_lower_case)
    assert "mark" in use.words_and_names()
    assert "ada" not in use.words_and_names()


def test_a_stream_says_which_tags_are_right(tmp_path: Path) -> None:
    partly = Document("forum", "en", "Zzyzxton and Ada", ((13, 16, "PERSON"),), frozenset({"PERSON"}))
    stream = build({"authored": [partly]}, FAST, 1)
    stream.save(tmp_path / "stream.npz")
    again = type(stream).load(tmp_path / "stream.npz")
    assert again.vocabulary == stream.vocabulary
    place = next(i for i, word in enumerate(stream.words) if stream.vocabulary[word].lower() == "zzyzxton")
    outside, person = 1, 0b110
    assert stream.allowed[place] & outside
    assert not stream.allowed[place] & person
    assert bin(stream.allowed[place]).count("1") > 1


@pytest.mark.parametrize(
    "source, tied, inside, outside",
    [
        pytest.param("authored", True, {"own"}, {"outside", "general"}, id="ours: labels are somebody's"),
        pytest.param("wikigold", False, {"own", "general"}, {"outside"}, id="public: labels are anybody's"),
        pytest.param("restaurant8k", False, {"own"}, {"outside"}, id="public, of people who are not known"),
    ],
)
def test_what_is_spoken_of_in_general_is_told_apart_by_our_texts(
    source: str, tied: bool, inside: set[str], outside: set[str]
) -> None:
    everything = Document(source, "en", "Zzyzxton and xxyyzz", ((13, 19, "PERSON"),), frozenset(TYPES), tied)
    stream = build({"authored": [everything]}, {"authored": 50.0}, 1)
    bits = {"outside": 1, "own": 1 << first_tag("PERSON"), "general": 1 << first_general_tag("PERSON")}
    for word, expected in (("zzyzxton", outside), ("xxyyzz", inside)):
        place = next(i for i, each in enumerate(stream.words) if stream.vocabulary[each].lower() == word)
        assert {name for name, bit in bits.items() if stream.allowed[place] & bit} == expected


def test_a_key_may_be_a_password_or_not() -> None:
    text = "Zzyzxton qqyzzx xxyyzz"
    document = Document("notes", "en", text, ((0, 8, KEY), (16, 22, "PASSWORD")), frozenset(TYPES), True)
    stream = build({"authored": [document]}, {"authored": 50.0}, 1)
    password = 3 << first_tag("PASSWORD")
    for word, may_be, must_be in (
        ("zzyzxton", True, False),
        ("qqyzzx", False, False),
        ("xxyyzz", True, True),
    ):
        place = next(i for i, each in enumerate(stream.words) if stream.vocabulary[each].lower() == word)
        assert bool(stream.allowed[place] & password) is may_be
        assert (not stream.allowed[place] & 1) is must_be


def test_carriers_hold_names_of_those_who_write_so() -> None:
    random = Random(2)
    for carrier in ("제 이름은 {p1}입니다", "मेरा नाम {p1} है", "我叫{p1}", "私は{p1}です", "Hi, I'm {p1}"):
        filled = [fill(carrier, random) for _ in range(100)]
        own = {"Kana", "Han"} if "私" in carrier else {script_of(carrier)}
        names = [script_of(text[start:end]) for text, spans in filled for start, end, _ in spans]
        assert len(names) == 100
        assert sum(name in own for name in names) > 75


def test_documents_say_what_is_labelled(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"text": "Ada, x@y.test", "labels": ["PERSON", "EMAIL_ADDRESS"], "lang": "en", "spans": '
        '[{"start": 5, "end": 13, "label": "EMAIL_ADDRESS"}, {"start": 0, "end": 3, "label": "PERSON"}]}\n'
        '{"text": "x 4711 k", "labels": "all", "spans": [{"start": 2, "end": 6, "label": "OTP"}, '
        '{"start": 7, "end": 8, "label": "API_KEY"}]}\n'
    )
    first, second = read_documents(path)
    assert first.spans == ((0, 3, "PERSON"),)
    assert first.complete == {"PERSON"}
    assert second.complete == set(TYPES)
    assert second.spans == ((2, 6, "PASSWORD"), (7, 8, KEY))


def test_figures_count_what_is_found_and_what_is_right() -> None:
    text = "Hi, my name is Ada Lindt and I work as a nurse."
    labelled = Document("chat", "en", text, ((15, 24, "PERSON"),), frozenset({"PERSON"}))
    unlabelled = Document("chat", "en", text, (), frozenset({"PERSON"}))
    missed = Document("chat", "en", "ask him", ((4, 7, "PERSON"),), frozenset({"PERSON"}))
    figures = evaluate([labelled, unlabelled, missed], "fast", casings=("as written",))
    counts = figures["PERSON", "en", "as written", 0.5]
    assert (counts.mentions, counts.found, counts.findings, counts.right) == (2, 1, 2, 1)
    assert (counts.recall, counts.precision) == (0.5, 0.5)


def test_figures_of_few_mentions_are_not_shown() -> None:
    text = "Hi, my name is Ada Lindt and I work as a nurse."
    documents = [Document("chat", "en", text, ((15, 24, "PERSON"),), frozenset({"PERSON"}))] * 20
    assert "| PERSON | en | 20 | 1.000 | 1.000 |" in render(evaluate(documents, "fast"))
    assert "PERSON" not in render(evaluate(documents[:19], "fast"))


def test_held_out_texts_are_not_trained_on(tmp_path: Path) -> None:
    for name in ("c_1", "c_2", "f_12", "chat_2", "a_agent_2"):
        line = {"text": name, "spans": [], "labels": "all", "lang": "en"}
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(line), encoding="utf-8")
    trained, held_out = ({each.text for each in read_authored(tmp_path, held)} for held in (False, True))
    assert (trained, held_out) == ({"c_1", "chat_2", "a_agent_2"}, {"c_2", "f_12"})
