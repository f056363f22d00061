"""Forms of names: which are of one person, which of nobody in particular, and never of the wrong one."""

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.span import Span
from scrub.link.cells import full_names
from scrub.link.links import Known, Links
from scrub.link.logins import Logins
from scrub.link.names import parsed
from scrub.link.people import People
from scrub.link.regroup import certain_people, regrouped


@pytest.mark.parametrize(
    "value, canonical",
    [
        pytest.param("Jane Roe", "jane roe", id="full"),
        pytest.param("Roe, Jane", "jane roe", id="family name first"),
        pytest.param("Dr. Jane Roe", "jane roe", id="title"),
        pytest.param("JANE ROE", "jane roe", id="capitals"),
        pytest.param("Jane Roe's", "jane roe", id="possessive"),
        pytest.param("Séverine Noël", "noel severine", id="accents"),
        pytest.param("janeRoe", "jane roe", id="a short hump"),
        pytest.param("amaraOkafor", "amara okafor", id="camel case"),
        pytest.param("amara_okafor", "amara okafor", id="snake case"),
        pytest.param("Ludwig van den Broek", "broek ludwig", id="particles"),
        pytest.param("Le Bihan", "bihan", id="particle with a capital"),
        pytest.param('Hendrika "Riek" Holt', "hendrika holt riek", id="nickname among the names"),
        pytest.param("Selin nervt", "selin", id="a word behind it"),
        pytest.param("佐藤さん", "佐藤", id="honorific"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_name_is_taken_apart(value: str, canonical: str) -> None:
    assert parsed(value).canonical == canonical


JANE = "Jane Roe"


@pytest.mark.parametrize(
    "full, form",
    [
        pytest.param(JANE, "jane", id="given name, lower case"),
        pytest.param(JANE, "ROE", id="family name, capitals"),
        pytest.param(JANE, "Ms Roe", id="title"),
        pytest.param(JANE, "Roe, Jane", id="order"),
        pytest.param(JANE, "J. Roe", id="initial of the given name"),
        pytest.param(JANE, "Jane R.", id="initial of the family name"),
        pytest.param(JANE, "JR", id="initials"),
        pytest.param(JANE, "J.R.", id="initials with dots"),
        pytest.param(JANE, "Jane’s", id="possessive"),
        pytest.param("Gülşen Aydın", "gulsen", id="without accents"),
        pytest.param("Jürgen Fassbender", "Juergen", id="umlaut spelt out"),
        pytest.param("Robert King", "Bob", id="English diminutive"),
        pytest.param("María Guadalupe Ríos", "Lupita", id="Spanish diminutive"),
        pytest.param("Екатерина Волкова", "Катя", id="Russian diminutive"),
        pytest.param("Wojciech Zieliński", "Wojtek", id="Polish diminutive"),
        pytest.param("Funmilayo Bello", "Funmi Bello", id="diminutive with family name"),
        pytest.param("Oluwakemisola Bello", "Oluwakem", id="cut short"),
        pytest.param("Shirin Golestani", "شیرین گلستانی", id="Persian"),
        pytest.param("Ivan Sokolov", "Иван Соколов", id="Russian"),
        pytest.param("Konstantinos Papas", "Κωνσταντίνος Παπάς", id="Greek"),
        pytest.param("Kim Seo-yeon", "김서연", id="Korean"),
        pytest.param("佐藤健一", "佐藤", id="Japanese family name"),
        pytest.param("Zeynep Kaya-Hartley", "Zeynep Kaya", id="half of a double name"),
        pytest.param("Hussein Al-Tamimi", "Hussein Altamimi", id="article written together"),
        pytest.param("May Thompson-Oduya", "M.T.O.", id="initials of a double name"),
    ],
)
def test_a_form_is_its_persons(full: str, form: str) -> None:
    people = People([full, form, "Tor Example"])
    assert people.one_of(form) is people.one_of(full) is not None


@pytest.mark.parametrize(
    "names, form",
    [
        pytest.param(["Rose Adeyemi", "Rose Lind"], "Rose", id="given name of two"),
        pytest.param(["Desta Woldu", "Hiwot Woldu"], "Woldu", id="family name of two"),
        pytest.param(
            ["James Carter", "Henry James"], "James", id="given name of one, family name of another"
        ),
        pytest.param(["Jane Roe", "John Roe"], "J. Roe", id="initial of two"),
        pytest.param(["Alexander Bauer", "Alexandra Bauer"], "Sasha", id="diminutive of two"),
        pytest.param(["Jane Roe", "Jack Rand"], "JR", id="initials of two"),
    ],
)
def test_what_two_may_be_called_is_neithers(names: list[str], form: str) -> None:
    people = People([*names, form])
    assert people.one_of(form) is None
    assert people.canonical(form) not in {people.canonical(name) for name in names}


@pytest.mark.parametrize(
    "one, other",
    [
        pytest.param("Jane Roe", "Jane Row", id="family names alike"),
        pytest.param("Jane Roe", "June Roe", id="given names alike"),
        pytest.param("Kamil Ree", "Kamila Ree", id="a pair of names"),
        pytest.param("Ann Holt", "Annegret Holt", id="one name begins another"),
        pytest.param("Jane A. Roe", "Jane B. Roe", id="middle initials"),
        pytest.param("Иван Соколов", "Ivana Petrova", id="another in another script"),
    ],
)
def test_two_people_are_two(one: str, other: str) -> None:
    people = People([one, other])
    assert people.canonical(one) != people.canonical(other)


def test_who_is_named_beside_it_decides_on_a_given_name_alone() -> None:
    mentions = [
        Known("PERSON", "Rose Adeyemi", 1),
        Known("PERSON", "Rose Lind", 2),
        Known("PERSON", "Rose", 2),
        Known("PERSON", "Lind", 2),
        Known("PERSON", "Mark Lind", 3),
    ]
    links = Links(mentions)
    assert links.identity("PERSON", "Rose", 2) == links.identity("PERSON", "Rose Lind", 2)
    assert links.identity("PERSON", "Rose", 3) not in {
        links.identity("PERSON", name, 3) for name in ("Rose Adeyemi", "Rose Lind")
    }
    assert links.identity("PERSON", "Lind", 2) != links.identity("PERSON", "Rose Lind", 2)


@pytest.mark.parametrize(
    "login, expected",
    [
        ("jroe", "jane roe"),
        ("janer", "jane roe"),
        ("jane_roe", "jane roe"),
        ("roe.j", "jane roe"),
        ("j-roe42", "jane roe"),
        ("JaneRoe", "jane roe"),
        ("roejane", "jane roe"),
        ("jane", "jane roe"),
        ("tlind", "lind tor"),
        ("bob.king", "king robert"),
        ("lind", None),
        ("jr", None),
        ("jroebuck", None),
        ("jane-lind", None),
        ("deploy", None),
        ("j" * 200, None),
    ],
)
def test_whose_a_login_is(login: str, expected: str | None) -> None:
    owner = Logins(People(["Jane Roe", "Tor Lind", "Uma Lind", "Robert King"]).everybody).owner(login)
    assert (owner.name.canonical if owner else None) == expected


def _person(text: str, value: str) -> Span:
    start = text.index(value)
    return Span(start, start + len(value), "PERSON", 0.9, "names")


@pytest.mark.parametrize(
    "text, found, known, expected",
    [
        pytest.param(
            "Bilal, Thuy", ["Bilal, Thuy"], ["Bilal Ko", "Thuy Dinh"], ["Bilal", "Thuy"], id="a list"
        ),
        pytest.param("Roe, Jane", ["Roe, Jane"], ["Jane Roe"], ["Roe, Jane"], id="family name first"),
        pytest.param("Roe, Jane", ["Roe, Jane"], [], ["Roe, Jane"], id="nobody known"),
        pytest.param("I'm Jane Roe", ["I'm Jane Roe"], [], ["Jane Roe"], id="words before it"),
        pytest.param("Roe_Jane", ["Roe", "Jane"], ["Jane Roe"], ["Roe_Jane"], id="one in two spans"),
        pytest.param(
            "Jane Bilal", ["Jane", "Bilal"], ["Jane Roe", "Bilal Ko"], ["Jane", "Bilal"], id="two people"
        ),
        pytest.param('Marek "Maro" Hay', ["Marek", 'Maro" Hay'], [], ['Marek "Maro" Hay'], id="nickname"),
    ],
)
def test_spans_are_regrouped(text: str, found: list[str], known: list[str], expected: list[str]) -> None:
    spans = regrouped(text, [_person(text, value) for value in found], certain_people([*known, *found]))
    assert [text[span.start : span.end] for span in spans] == expected


@pytest.mark.parametrize(
    "text, found, expected",
    [
        pytest.param("1,Lindqvist,Jane,x", ["Lindqvist", "Jane"], {"Jane Lindqvist"}, id="a pair"),
        pytest.param(
            "last_name;first_name\nHope;Faith", ["Hope", "Faith"], {"Faith Hope"}, id="by the header"
        ),
        pytest.param(
            "nom;prenom;resp\nKoné;Awa;Aya", ["Koné", "Awa", "Aya"], {"Awa Koné"}, id="a third beside"
        ),
        pytest.param("Anna,Bob,Clara", ["Anna", "Bob", "Clara"], set(), id="a list of given names"),
        pytest.param("with Roe, Jane", ["Roe", "Jane"], set(), id="prose"),
    ],
)
def test_names_in_neighbouring_cells(text: str, found: list[str], expected: set[str]) -> None:
    spans = [_person(text, value) for value in found]
    assert {name for _, name in full_names(text, spans)} == expected


@pytest.mark.parametrize(
    "text, address, expected",
    [
        pytest.param(
            "7,Main St 5,90210,x,y,z", "Main St 5,90210", ["Main St 5", "90210"], id="cells of a row"
        ),
        pytest.param("at Main St 5,90210", "Main St 5,90210", ["Main St 5,90210"], id="prose"),
        pytest.param("7,x,y,Main St 5, 90210", "Main St 5, 90210", ["Main St 5, 90210"], id="one cell"),
    ],
)
def test_an_address_over_several_cells(text: str, address: str, expected: list[str]) -> None:
    span = Span(text.index(address), text.index(address) + len(address), "STREET_ADDRESS", 0.9, "places")
    spans = regrouped(text, [span], certain_people(()))
    assert [text[one.start : one.end] for one in spans] == expected


GIVEN = ("Amara", "Jane", "Tor", "Uma", "Bilal", "Ayşe", "Zoltan", "Ilse")
FAMILY = ("Okafor", "Lindgren", "Quispe", "Wrobel", "Haddad", "Dvorak", "Mbeki", "Sandoval")


def _forms(given: str, family: str, alone: bool) -> list[str]:
    full = [
        f"{given} {family}",
        f"{family}, {given}",
        f"{given} {family}".upper(),
        f"{given}_{family}".lower(),
    ]
    return [*full, given, given.lower(), f"{given}'s"] if alone else full


people_of_a_scope = st.lists(
    st.tuples(st.sampled_from(GIVEN), st.sampled_from(FAMILY)), min_size=1, max_size=6, unique=True
)


@given(people_of_a_scope, st.randoms(use_true_random=False))
def test_every_form_is_its_own_persons_in_any_order(
    names: list[tuple[str, str]], order: random.Random
) -> None:
    first = [given for given, _ in names]
    forms = {name: _forms(*name, first.count(name[0]) == 1) for name in names}
    values = [form for each in forms.values() for form in each]
    links = Links(Known("PERSON", value, 0) for value in values)
    order.shuffle(values)
    again = Links(Known("PERSON", value, 0) for value in values)
    identities = {name: {links.identity("PERSON", form) for form in each} for name, each in forms.items()}
    assert all(len(each) == 1 for each in identities.values())
    assert all(identities[one] != identities[other] for one, other in combinations(names, 2))
    assert all(again.identity("PERSON", value) == links.identity("PERSON", value) for value in values)


@given(people_of_a_scope)
def test_a_bare_given_name_of_two_is_neithers(names: list[tuple[str, str]]) -> None:
    links = Links(
        [
            Known("PERSON", value, place)
            for place, name in enumerate(names)
            for value in (" ".join(name), name[0])
        ]
    )
    for first, _ in names:
        owners = [name for name in names if name[0] == first]
        identity = links.identity("PERSON", first, "elsewhere")
        full = {links.identity("PERSON", " ".join(name)) for name in owners}
        assert (identity in full) == (len(owners) == 1)
