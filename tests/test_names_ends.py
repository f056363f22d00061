"""Where found names and addresses end: not in the words after them."""

import pytest

from recognizers.names.ends import cut_short
from recognizers.span import Span
from tests.marks import unmark


def cut(marked: str, entity_type: str) -> str:
    text, [(start, end)] = unmark(marked)
    span = cut_short(text, Span(start, end, entity_type, 0.9, "names"))
    return text[span.start : span.end]


@pytest.mark.parametrize(
    "marked, expected",
    [
        pytest.param("my son «Will will» be 7", "Will", id="a verb that is a name"),
        pytest.param("«Bożena Wilk dostanie to» jutro", "Bożena Wilk", id="two words"),
        pytest.param("«Мария придёт» завтра", "Мария", id="Cyrillic"),
        pytest.param("«Elçin Kamal oğlu» gəldi", "Elçin Kamal oğlu", id="a son"),
        pytest.param("«Sabina Rahimova Akmal qizi» keldi", "Sabina Rahimova Akmal qizi", id="a daughter"),
        pytest.param("«Ludwig van der Berg»", "Ludwig van der Berg", id="particles inside"),
        pytest.param("ask «jane roe» first", "jane roe", id="all in small letters"),
        pytest.param("«Jane Roe»", "Jane Roe", id="capitals"),
        pytest.param("«JANE ROE»", "JANE ROE", id="all capitals"),
        pytest.param("«Jane-anne»", "Jane-anne", id="a hyphen"),
        pytest.param("«山田 花子»さん", "山田 花子", id="no cases"),
    ],
)
def test_a_name_ends_before_a_word_in_small_letters(marked: str, expected: str) -> None:
    assert cut(marked, "PERSON") == expected


@pytest.mark.parametrize(
    "marked, expected",
    [
        pytest.param("l'atto del «notaio Quintelli»", "Quintelli", id="Italian"),
        pytest.param("ring «tia Zinha» now", "Zinha", id="a relative"),
        pytest.param("boss «Puan Rohani»", "Rohani", id="Malay"),
        pytest.param("«Mrs. Dr. Lindt»", "Lindt", id="two titles"),
        pytest.param("imza «Zübeyde Hoca»", "Zübeyde", id="Turkish, behind it"),
        pytest.param("«Don Quint» left", "Don Quint", id="a name as well"),
        pytest.param("ask «don Ramiro»", "Ramiro", id="in small letters it is none"),
        pytest.param("«Mama»", "Mama", id="alone"),
    ],
)
def test_a_title_is_no_part_of_a_name(marked: str, expected: str) -> None:
    assert cut(marked, "PERSON") == expected


@pytest.mark.parametrize(
    "marked, expected",
    [
        pytest.param(
            "at «14 Mill Lane, Leeds LS6 2AB. my daughter» is", "14 Mill Lane, Leeds LS6 2AB", id="letters"
        ),
        pytest.param("at «9 Elm St, Ames IA 50010. thanks a lot»", "9 Elm St, Ames IA 50010", id="digits"),
        pytest.param("«Lipová 8, 2. patro»", "Lipová 8, 2. patro", id="a floor"),
        pytest.param("«Via Prau 9, 7031 Laax, Mitgl».-Nr. 88", "Via Prau 9, 7031 Laax", id="what counts"),
        pytest.param("«Mill Rd. Leeds»", "Mill Rd. Leeds", id="a short form"),
        pytest.param("«Calle 45. Bogotá 110231»", "Calle 45. Bogotá 110231", id="a number follows"),
    ],
)
def test_an_address_ends_where_the_sentence_does(marked: str, expected: str) -> None:
    assert cut(marked, "STREET_ADDRESS") == expected


@pytest.mark.parametrize("entity_type", ["LOCATION", "ORGANIZATION", "USERNAME"])
def test_other_types_stay_as_they_are(entity_type: str) -> None:
    assert cut("«Grand Hotel budapest 50010. my word»", entity_type) == "Grand Hotel budapest 50010. my word"
