"""The names models: how text is cut, what may hold a name, what is found, and that only the text decides."""

import hashlib
import json
import os
import subprocess
import sys
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recognizers.errors import RecognizerError
from recognizers.names.chunks import LONGEST, cut
from recognizers.names.decode import decode, holds_spans
from recognizers.names.files import model_file, read_model
from recognizers.names.finder import find_names
from recognizers.names.gate import can_hold_name, open_stretches
from recognizers.names.hashing import FEATURES, ROWS, rows_of, seen_with_next
from recognizers.names.public import is_public
from recognizers.names.romanized import romanized
from recognizers.names.tags import COUNT, TYPES, first_general_tag, first_tag, tag_words
from recognizers.names.wordpiece import WordPieces
from recognizers.names.words import split_words, word_texts
from scrub.policy import Policy
from tests.marks import unmark

LARGEST_PACKAGE = 30_000_000
LEVELS = ("fast", "accurate")
texts = st.lists(
    st.sampled_from(
        ["Ada ", "Lindt", " ", "\n", ". ", "x = 1\n", "mail ", "İ", "山田", "7", "\ud83d", "Mr. "]
    ),
    max_size=60,
).map("".join)


def people(text: str, level: str = "accurate", least: float = 0.5) -> list[str]:
    spans = find_names(text, level)  # type: ignore[arg-type]
    return [text[s.start : s.end] for s in spans if s.entity_type == "PERSON" and s.score >= least]


def test_a_verb_is_no_part_of_a_name_and_a_greeting_none() -> None:
    text = "Hi, I am Jane Roe. git checkout jane-roe/fix\nnotifyJaneRoe(); # ask jane\nViele Grüße\n"
    found = people(text, "fast", 0.3)
    assert "JaneRoe" in found
    assert not any("notify" in each or "Grüße" in each for each in found)


@given(texts)
def test_words_hold_every_sign_once_in_order(text: str) -> None:
    words = split_words(text)
    assert "".join(word.text for word in words) == "".join(c for c in text if c == "\n" or not c.isspace())
    assert all(text[word.start : word.end] == word.text for word in words)
    assert word_texts(text) == [word.text for word in words]


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param("O'Brien-Roe", ["O", "'", "Brien", "-", "Roe"], id="signs stand alone"),
        pytest.param("notify_ada2", ["notify", "_", "ada", "2"], id="identifier"),
        pytest.param("Đặng Thị", ["Đặng", "Thị"], id="letters with marks"),
        pytest.param("हिन्दी", ["हिन्दी"], id="combining marks belong to the word"),
        pytest.param("山田さん", ["山", "田", "さ", "ん"], id="unspaced script, sign by sign"),
        pytest.param("เพลงชาติ", ["เพ", "ล", "ง", "ชา", "ติ"], id="a sign with its vowels and marks"),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert [word.text for word in split_words(text)] == expected


@given(st.lists(st.sampled_from(["Ada", "x", ".", "\n", ","]), max_size=500), st.integers(2, LONGEST))
def test_chunks_decide_every_word_once(words: list[str], longest: int) -> None:
    chunks = list(cut(words, longest))
    decided = [place for chunk in chunks for place in range(chunk.decides_from, chunk.decides_to)]
    assert decided == list(range(len(words)))
    assert all(chunk.end - chunk.start <= longest for chunk in chunks)
    assert all(chunk.start <= chunk.decides_from and chunk.decides_to <= chunk.end for chunk in chunks)


@pytest.mark.parametrize(
    "words, expected",
    [
        pytest.param(["Ada", "Lindt"], ["Ada", "Lindt"], id="ASCII"),
        pytest.param(["我", "叫", "Ada"], ["我\0叫", "叫", "Ada"], id="Han"),
        pytest.param(["김", "서", "연", "."], ["김\0서", "서\0연", "연", "."], id="Hangul"),
        pytest.param(["Ада", "Линдт"], ["Ада", "Линдт"], id="Cyrillic"),
    ],
)
def test_signs_without_spaces_are_seen_with_the_next(words: list[str], expected: list[str]) -> None:
    assert list(seen_with_next(words)) == expected
    assert rows_of(expected[0]) != rows_of(words[0]) or expected == words


@pytest.mark.parametrize(
    "word, expected",
    [
        pytest.param("сергей", "sergey", id="Cyrillic"),
        pytest.param("ελένη", "eleni", id="Greek, accent"),
        pytest.param("محمد", "mhmd", id="Arabic, consonants alone"),
        pytest.param("राहुल", "rahul", id="Devanagari"),
        pytest.param("राम", "ram", id="Devanagari, silent vowel at the end"),
        pytest.param("చంద్ర", "chandra", id="Telugu"),
        pytest.param("서", "seo", id="Hangul"),
        pytest.param("さ", "sa", id="kana"),
        pytest.param("陈", "chen", id="Han"),
        pytest.param("ชา", "cha", id="Thai"),
        pytest.param("☃", "☃", id="no letter"),
    ],
)
def test_words_of_any_script_in_latin_letters(word: str, expected: str) -> None:
    assert romanized(word) == expected


@given(st.text(max_size=30), st.text(st.characters(max_codepoint=127), max_size=10))
def test_latin_letters_stay_in_any_company(word: str, ascii_word: str) -> None:
    assert romanized(ascii_word) == ascii_word
    assert romanized(f"{word}-{ascii_word}").endswith(ascii_word)


@given(st.text(max_size=30).filter(bool))
def test_hashed_rows_lie_in_the_table(word: str) -> None:
    rows = rows_of(word)
    assert len(rows) == FEATURES
    assert all(0 <= row < ROWS for row in rows)
    assert rows == rows_of(word)


def test_tags_begin_and_continue() -> None:
    words = split_words("mail Ada\nLindt, Leeds")
    tags = tag_words(words, [(5, 14, "PERSON"), (16, 21, "LOCATION")])
    person, town = first_tag("PERSON"), first_tag("LOCATION")
    assert tags == [0, person, 0, person + 1, 0, town]
    assert max(first_tag(each) + 1 for each in TYPES) < COUNT


@pytest.mark.parametrize(
    "line, open_",
    [
        pytest.param("    return self.value + 1", False, id="code"),
        pytest.param("}", False, id="brace"),
        pytest.param("", False, id="empty"),
        pytest.param("ask chinedu about it", True, id="lower case name"),
        pytest.param("def notifyAmara():", True, id="in an identifier"),
        pytest.param("will said so", True, id="a name that is a word"),
        pytest.param("git switch branch", False, id="a family name that is a word, in lower case"),
        pytest.param("call Branch", True, id="the same, capitalised"),
        pytest.param("спроси Олега", True, id="another script"),
    ],
)
def test_gate(line: str, open_: bool) -> None:
    assert can_hold_name(line) is open_


@given(st.lists(st.sampled_from(["x = 1\n", "ask chinedu\n", "\n", "return x\n"]), max_size=30).map("".join))
def test_stretches_are_whole_lines_in_order_and_hold_every_open_line(text: str) -> None:
    stretches = list(open_stretches(text))
    assert all(start == 0 or text[start - 1] == "\n" for start, _ in stretches)
    assert stretches == sorted(stretches)
    assert all(one[1] <= two[0] for one, two in pairwise(stretches))
    place = 0
    for line in text.splitlines(keepends=True):
        if can_hold_name(line):
            assert any(start <= place and place + len(line) <= end for start, end in stretches)
        place += len(line)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("Hi, my name is «Ada Lindt» and I work as a nurse.", id="as written"),
        pytest.param("my name is «chinedu okafor», call me later", id="lower case"),
        pytest.param("From: «Mei-Ling Hsu» <mlh@example.com>", id="mail header"),
        pytest.param("Author: «Temesgen Haile» <t.haile@example.com>", id="git log"),
        pytest.param("Liebe Frau «Kowalczyk»,\nvielen Dank.", id="German letter"),
        pytest.param("Hola, soy «Itzel Xochitl» y quiero cambiar mi vuelo.", id="Spanish"),
        pytest.param("Меня зовут «Наталья Соколова».", id="Russian"),
    ],
)
def test_people_are_found(marked: str, level: str) -> None:
    text, places = unmark(marked)
    assert people(text, level) == [text[start:end] for start, end in places]


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("for row in rows:\n    total += row.amount\n", id="code"),
        pytest.param("Jenkins failed again, restart the agent.", id="product"),
        pytest.param('{"status": "ok", "items": [1, 2, 3]}', id="json"),
        pytest.param("rows.parquet", id="a file"),
        pytest.param("table.avro", id="another file"),
        pytest.param("Trip", id="a title of one word"),
        pytest.param("Will", id="a name that is a word, alone"),
        pytest.param("npm ERR! code ELIFECYCLE\nnpm ERR! errno 1", id="shell"),
    ],
)
def test_nobody_is_found(text: str, level: str) -> None:
    assert people(text, level) == []


@pytest.mark.parametrize(
    "text, name",
    [
        pytest.param("The test is named after Alan Turing, who proposed it.", "Alan Turing", id="scientist"),
        pytest.param("what would gordon ramsay say", "gordon ramsay", id="lower case"),
        pytest.param("Write a scene with Elizabeth  Bennet.", "Elizabeth  Bennet", id="fiction, two spaces"),
    ],
)
def test_public_figures_are_doubtful(text: str, name: str) -> None:
    assert is_public(name)
    assert people(text) == []


@settings(max_examples=30, deadline=None)
@given(texts, texts)
def test_a_text_has_the_same_names_whatever_was_read_before(text: str, other: str) -> None:
    first = find_names(text)
    find_names(other)
    find_names(other + text)
    again = find_names(text)
    assert first == again
    assert first == sorted(first)
    assert all(span.end <= len(text) and "\n" not in text[span.start : span.end] for span in first)


def test_a_name_is_found_at_the_end_of_a_line_without_end() -> None:
    text = "value, " * 30_000 + "signed by Chinedu Okafor"
    assert "Chinedu Okafor" in people(text, "fast")


def test_importing_loads_nothing_heavy() -> None:
    heavy = "{'numpy', 'onnxruntime', 'torch', 'spacy'}"
    code = f"import sys, recognizers.names.finder; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_running_a_model_tells_nobody(tmp_path: Path) -> None:
    """The runtime writes down what it wants to send to its maker before it does."""
    environment = {
        name: value for name, value in os.environ.items() if name not in ("CI", "ORT_DISABLE_TELEMETRY")
    }
    environment |= {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    code = "from recognizers.names.models import accurate_model; accurate_model()"
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    assert {path.name for path in tmp_path.iterdir()} == {"scrub"}


def test_the_manifest_names_every_model_file_and_they_are_small() -> None:
    folder = Path(str(files("recognizers.names"))) / "models"
    listed = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["sha256"]
    present = {path.name for path in folder.iterdir()} - {"manifest.json"}
    assert set(listed) == present
    assert sum(path.stat().st_size for path in folder.iterdir()) <= LARGEST_PACKAGE
    assert {model_file(name).name for name in listed} == present


def test_a_missing_model_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"sha256": {}}')
    with pytest.raises(RecognizerError, match=r"'fast.onnx' is missing"):
        model_file("fast.onnx", tmp_path)


def test_a_missing_manifest_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RecognizerError, match=r"'manifest.json' is missing"):
        model_file("fast.onnx", tmp_path)


def test_an_altered_model_file_is_an_error(tmp_path: Path) -> None:
    checksum = hashlib.sha256(b"one").hexdigest()
    (tmp_path / "manifest.json").write_text(json.dumps({"sha256": {"gate.txt": checksum}}))
    (tmp_path / "gate.txt").write_bytes(b"one")
    assert read_model("gate.txt", tmp_path) == "one"
    (tmp_path / "gate.txt").write_bytes(b"two")
    with pytest.raises(RecognizerError, match="differs from its checksum"):
        read_model("gate.txt", tmp_path)


def test_a_model_file_that_was_checked_is_checked_again_when_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    checksum = hashlib.sha256(b"one").hexdigest()
    (tmp_path / "manifest.json").write_text(json.dumps({"sha256": {"gate.txt": checksum}}))
    model = tmp_path / "gate.txt"
    model.write_bytes(b"one")
    os.utime(model, (1_000_000, 1_000_000))
    assert model_file("gate.txt", tmp_path) == model
    remembered = list((tmp_path / "cache").rglob("checked-gate.txt-*"))
    assert len(remembered) == 1
    model.write_bytes(b"two")
    os.utime(model, (1_000_001, 1_000_001))
    with pytest.raises(RecognizerError, match="differs from its checksum"):
        model_file("gate.txt", tmp_path)


@pytest.mark.parametrize(
    "word, pieces",
    [
        pytest.param("Adam", ["adam"], id="whole"),
        pytest.param("adams", ["adam", "##s"], id="pieces"),
        pytest.param("Ádam", ["adam"], id="accent"),
        pytest.param("\n", ["|"], id="line end"),
        pytest.param("山", ["[UNK]"], id="unknown"),
        pytest.param("a" * 100, ["[UNK]"], id="too long"),
    ],
)
def test_word_pieces(word: str, pieces: list[str]) -> None:
    vocabulary = ["[UNK]", "[CLS]", "[SEP]", "|", "adam", "##s", "a", "##a"]
    assert [vocabulary[number] for number in WordPieces(vocabulary).pieces_of(word)] == pieces


def _tagged(text: str, likely: dict[str, tuple[float, float]]) -> list[tuple[str, float]]:
    """Decode a text whose words are a person's first and further words with these probabilities."""
    words = split_words(text)
    tags = np.zeros((len(words), COUNT), np.float32)
    first = first_tag("PERSON")
    for place, word in enumerate(words):
        tags[place, first : first + 2] = likely.get(word.text, (0, 0))
    return [(text[span.start : span.end], round(span.score, 2)) for span in decode(text, words, tags)]


@pytest.mark.parametrize(
    "text, likely, expected",
    [
        pytest.param("ask Ada now", {"Ada": (0.9, 0)}, [("Ada", 0.9)], id="one word"),
        pytest.param(
            "Ada Lindt", {"Ada": (0.6, 0), "Lindt": (0, 0.3)}, [("Ada Lindt", 0.6)], id="weak second word"
        ),
        pytest.param("ask Ada", {"Ada": (0.1, 0)}, [], id="improbable"),
        pytest.param(
            "Ada Ben", {"Ada": (0.9, 0), "Ben": (0.8, 0)}, [("Ada", 0.9), ("Ben", 0.8)], id="a new name"
        ),
        pytest.param(
            "Roe, Jane",
            {"Roe": (0.9, 0), ",": (0, 0.8), "Jane": (0, 0.9)},
            [("Roe, Jane", 0.9)],
            id="sure comma",
        ),
        pytest.param(
            "Roe, Jane",
            {"Roe": (0.9, 0), ",": (0, 0.4), "Jane": (0, 0.9)},
            [("Roe", 0.9), ("Jane", 0.9)],
            id="comma",
        ),
        pytest.param(
            "O'Dea",
            {"O": (0.9, 0), "'": (0, 0.3), "Dea": (0, 0.9)},
            [("O'Dea", 0.9)],
            id="sign inside a name",
        ),
        pytest.param(
            "Ada\nBen", {"Ada": (0.9, 0), "Ben": (0, 0.9)}, [("Ada", 0.9), ("Ben", 0.9)], id="line end"
        ),
        pytest.param(
            "Ada\tBen", {"Ada": (0.9, 0), "Ben": (0, 0.9)}, [("Ada", 0.9), ("Ben", 0.9)], id="next cell"
        ),
        pytest.param(
            "Ada    Ben", {"Ada": (0.9, 0), "Ben": (0, 0.9)}, [("Ada", 0.9), ("Ben", 0.9)], id="next column"
        ),
        pytest.param(
            "(Ada)", {"(": (0.9, 0), "Ada": (0, 0.9), ")": (0, 0.9)}, [("Ada", 0.9)], id="signs at the ends"
        ),
        pytest.param(
            "J. here", {"J": (0.9, 0), ".": (0, 0.9)}, [("J.", 0.9)], id="an initial keeps its full stop"
        ),
    ],
)
def test_decoding(
    text: str, likely: dict[str, tuple[float, float]], expected: list[tuple[str, float]]
) -> None:
    assert _tagged(text, likely) == expected


@pytest.mark.parametrize(
    "entity_type, own, general, expected",
    [
        pytest.param("LOCATION", 0.6, 0.3, [0.6], id="a place of somebody"),
        pytest.param("LOCATION", 0.1, 0.9, [], id="a place in general"),
        pytest.param("ORGANIZATION", 0.1, 0.9, [], id="a maker of tools"),
    ],
)
def test_what_is_spoken_of_in_general_is_not_found(
    entity_type: str, own: float, general: float, expected: list[float]
) -> None:
    tags = np.zeros((1, COUNT), np.float32)
    tags[0, first_tag(entity_type)] = own
    tags[0, first_general_tag(entity_type)] = general
    spans = list(decode("Graz", split_words("Graz"), tags))
    assert [round(span.score, 2) for span in spans] == expected
    assert holds_spans(tags) is bool(expected)


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param("thanks to M. Okonkwo for it", "M. Okonkwo", id="one"),
        pytest.param("call J.R. Okonkwo today", "J.R. Okonkwo", id="two"),
        pytest.param("as for OKAY. Okonkwo called", "Okonkwo", id="end of a word"),
    ],
)
def test_initials_before_a_name_belong_to_it(text: str, expected: str) -> None:
    assert expected in people(text, least=0.3)


def test_people_known_to_all_are_found_as_others_when_they_are_asked_for() -> None:
    text = "Alan Turing proved that the halting problem cannot be decided."
    least = Policy.load().least_score("PERSON", None)
    found = {
        public: [
            text[span.start : span.end]
            for span in find_names(text, public_people=public)
            if span.score >= least
        ]
        for public in (False, True)
    }
    assert found == {False: [], True: ["Alan Turing"]}
