"""The pools of names, the permutation within them, and one person under all her names."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import param

from corpora.famous import FAMOUS
from scrub.surrogates.draw import Draw, moved
from scrub.surrogates.name_words import stand_in_word
from scrub.surrogates.person import Person, stand_in_for
from scrub.surrogates.pools import folded, pools_of, script_of
from scrub.surrogates.redraws import Redraws
from scrub.surrogates.surrogate import surrogate

KEY = bytes(range(32))
_SCRIPTS = """
latin cyrillic arabic devanagari bengali gujarati oriya tamil sinhala armenian georgian greek hebrew thai
hangul han kana
"""
SCRIPTS = _SCRIPTS.split()


@pytest.mark.parametrize("script", SCRIPTS)
def test_pool_has_two_thousand_names(script: str) -> None:
    assert len({name for names in pools_of(script).names.values() for name in names}) >= 2000


@pytest.mark.parametrize(
    "name",
    [
        param("សុខ ដារ៉ា", id="Khmer"),
        param("မောင် အောင်", id="Burmese"),
        param("އަހުމަދު", id="Maldivian"),
        param("ບຸນມີ", id="Lao"),
        param("དོན་གྲུབ", id="Tibetan"),
        param("ܝܘܼܚܲܢܵܢ", id="Syriac"),
        param("\u30ab\u3099\u30b9", id="Japanese, decomposed"),
    ],
)
def test_the_vowels_of_a_name_go_with_it(name: str) -> None:
    written = surrogate("PERSON", name, name, KEY, "c")
    kept = set(filter(str.isalnum, written))
    assert all(unicodedata.category(it)[0] == "P" or it == " " for it in written if it not in kept)


@pytest.mark.parametrize("style", ["west", "east", "americas", "africa", "asia"])
def test_latin_styles_have_names_enough(style: str) -> None:
    names = {name for kind, names in pools_of("latin").names.items() if kind.style == style for name in names}
    assert len(names) >= 1500


@pytest.mark.parametrize("script", SCRIPTS)
def test_names_are_of_their_script_and_differ_by_more_than_accents(script: str) -> None:
    for kind, names in pools_of(script).names.items():
        assert {script_of(name) for name in names} == {script}
        assert len(set(map(folded, names))) == len(names), kind


@pytest.mark.parametrize("script", SCRIPTS)
def test_no_draw_is_the_full_name_of_somebody_famous(script: str) -> None:
    names = pools_of(script).names
    given_names = {folded(name) for kind in names if kind.role == "given" for name in names[kind]}
    family_names = {folded(name) for kind in names if kind.role == "family" for name in names[kind]}
    assert {pair for pair in FAMOUS if pair[0] in given_names and pair[1] in family_names} == set()


@given(st.integers(2, 400), st.binary(min_size=32, max_size=32))
def test_permutation_has_no_fixed_point_and_meets_nowhere(size: int, key: bytes) -> None:
    drawn = [moved(key, "c", "pool", index, size) for index in range(size)]
    assert sorted(drawn) == list(range(size))
    assert all(index != place for place, index in enumerate(drawn))


@given(st.lists(st.integers(1, 10**30), min_size=1, max_size=60))
def test_draws_stay_below_what_was_asked(counts: list[int]) -> None:
    draw, again = Draw(KEY, "a"), Draw(KEY, "a")
    drawn = [draw.below(count) for count in counts]
    assert all(0 <= number < count for number, count in zip(drawn, counts, strict=True))
    assert [again.below(count) for count in counts] == drawn


def test_parts_of_an_identity_cannot_be_confused() -> None:
    assert Draw(KEY, "a", "bc").below(2**64) != Draw(KEY, "ab", "c").below(2**64)


def test_given_names_of_one_gender_never_meet() -> None:
    kind = next(kind for kind in pools_of("latin").names if kind == ("west", "given", "f"))
    names = pools_of("latin").names[kind][:1500]
    written = [surrogate("PERSON", name, name.casefold(), KEY, "c") for name in names]
    assert len(set(map(folded, written))) == len(names)
    assert {pools_of("latin").given[folded(name)].gender for name in written} == {"f"}


@pytest.mark.parametrize(
    "word, role, least, most",
    [
        pytest.param("Jane", "given", 2, 4, id="short"),
        pytest.param("Lindt", "family", 5, 7, id="middling"),
        pytest.param("Zzyrqo", "family", 5, 7, id="middling and in no pool"),
        pytest.param("Christopher", "given", 8, 20, id="long"),
        pytest.param("Wolfeschlegelstein", "family", 8, 20, id="long and in no pool"),
        pytest.param("陈", "family", 1, 1, id="one character"),
        pytest.param("思远", "given", 2, 2, id="two characters"),
    ],
)
def test_a_stand_in_is_about_as_long(word: str, role: str, least: int, most: int) -> None:
    written = {stand_in_word(word, role, KEY, str(number)) for number in range(200)}
    assert len(written) > 20
    assert [name for name in written if not least <= len(name) <= most] == []


FORMS = [
    param("Jane Roe", "{G} {F}", id="full"),
    param("JANE", "{G!u}", id="capitals"),
    param("Roe, Jane", "{F}, {G}", id="last-name-first"),
    param("jroe", "{g}{f!l}", id="initial-and-name"),
    param("janer", "{G!l}{f1}", id="name-and-initial"),
    param("roe.j", "{F!l}.{g}", id="turned-round"),
    param("J. Roe", "{g!u}. {F}", id="initial"),
    param("jane_roe_42", "{G!l}_{F!l}_42", id="snake"),
    param("janeroe", "{G!l}{F!l}", id="glued"),
    param("JaneRoeController", "{G}{F}Controller", id="identifier"),
    param("JR", "{g!u}{f1!u}", id="initials"),
]


@pytest.mark.parametrize("form, expected", FORMS)
def test_one_person_has_one_stand_in_in_every_form(form: str, expected: str) -> None:
    mara = stand_in_for(Person(("Jane",), ("Roe",), "jane roe"), KEY, "c")
    first, last = mara.given[0], mara.family[0]
    table = {
        "{G}": first, "{F}": last, "{G!u}": first.upper(), "{G!l}": first.lower(), "{F!l}": last.lower(),
        "{f!l}": last.lower(), "{g}": first[0].lower(), "{g!u}": first[0], "{f1}": last[0].lower(),
        "{f1!u}": last[0],
    }  # fmt: skip
    for mark, name in table.items():
        expected = expected.replace(mark, name)
    assert mara.write(form) == expected


@pytest.mark.parametrize("form", ["bob", "Controller", "j", "ja"])
def test_what_is_not_hers_is_not_written(form: str) -> None:
    written = stand_in_for(Person(("Jane",), ("Roe",), "jane roe"), KEY, "c").write(form, keep_rest=False)
    assert written is None or len(form) == 1


def test_a_second_name_does_not_slip_through() -> None:
    mara = stand_in_for(Person(("Jane",), ("Roe",), "jane roe"), KEY, "c")
    assert mara.write("Jane Doe", keep_rest=False) is None


def test_two_people_of_one_name_have_two_stand_ins() -> None:
    first = stand_in_for(Person(("Jane",), ("Roe",), "jane roe 1"), KEY, "c")
    second = stand_in_for(Person(("Jane",), ("Roe",), "jane roe 2"), KEY, "c", set(first.names()))
    assert set(first.names()).isdisjoint(second.names())


def test_names_are_drawn_as_often_as_there_are_people_where_all_are_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn: list[str] = []

    def always(word: str, *rest: object) -> str:
        drawn.append(word)
        return "Mara"

    monkeypatch.setattr("scrub.surrogates.person.stand_in_word", always)
    redraws = Redraws(64)
    for number in range(1000):
        stand_in_for(Person(("Jane",), (), str(number)), KEY, "x", {"mara"}, redraws)
    assert len(drawn) < 16 * 1000
