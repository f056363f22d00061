"""Values that languages wrap, or put on another line than their names."""

import pytest

from recognizers.engine import shipped_engine
from recognizers.readings.wrapped_values import find_wrapped_values

MEMBERS = {
    "date_of_birth": "4.11.87",
    "pin": "4417",
    "db_password": "wolkenbruch9",
    "username": "jroe",
    "customer_number": "44171204",
    "passport_number": "C01X0006H",
}
WRITTEN = [
    pytest.param("{name}: {{ value: '{value}' }},\n", id="JavaScript"),
    pytest.param("'{name}': {{'type': 'str', 'value': '{value}'}},\n", id="Python"),
    pytest.param('{name}: &Field{{Value: "{value}"}},\n', id="Go"),
    pytest.param('variable "{name}" {{\n  type = string\n  default = "{value}"\n}}\n', id="Terraform"),
    pytest.param('{name} {{ value: "{value}" }}\n', id="protocol buffers"),
    pytest.param('{name}: Some("{value}"),\n', id="Rust"),
    pytest.param('"{name}": Optional("{value}"), ', id="Swift"),
    pytest.param("{name}=Optional[{value}], ", id="Java"),
    pytest.param("{name}:\n  type: string\n  value: {value}\n", id="YAML"),
    pytest.param('[user.{name}]\nvalue = "{value}"\n', id="TOML"),
    pytest.param('  ["{name}"]=>\n  string(9) "{value}"\n', id="var_dump"),
    pytest.param('s:4:"{name}";s:9:"{value}";', id="serialize"),
    pytest.param("<{name}><value>{value}</value></{name}>\n", id="XML"),
    pytest.param('<{name} type="s" value="{value}"/>\n', id="XML, an attribute"),
    pytest.param('<data name="{name}"><value>{value}</value></data>\n', id="resources"),
    pytest.param('<string name="{name}">{value}</string>\n', id="Android"),
    pytest.param("<key>{name}</key>\n<string>{value}</string>\n", id="a property list"),
    pytest.param('1) "{name}"\n2) "{value}"\n', id="redis"),
    pytest.param("await page.getByRole('textbox', {{ name: '{name}' }}).fill('{value}');\n", id="a role"),
    pytest.param('driver.find_element(By.ID, "{name}").send_keys("{value}")\n', id="an element"),
    pytest.param("page.fill('#{name}', '{value}')\n", id="a selector"),
    pytest.param("document.querySelector('#{name}').value = '{value}';\n", id="a field of a page"),
    pytest.param('- textbox "{name}" [ref=e4]: "{value}"\n', id="a tree of fields"),
    pytest.param('<EditText resource-id="com.x:id/{name}" text="{value}" />\n', id="a field of Android"),
    pytest.param("Typed '{value}' into the {name} field\n", id="what was typed"),
    pytest.param("[{name}] => [{value}]\n", id="brackets"),
    pytest.param("expect(user.{name}).toBe('{value}')\n", id="an expectation"),
]


@pytest.mark.parametrize("written", WRITTEN)
def test_a_wrapped_value_is_found_by_its_name(written: str) -> None:
    text = "x\n" + "".join(written.format(name=name, value=value) for name, value in MEMBERS.items())
    found = {text[span.start : span.end] for span in shipped_engine().find(text)}
    assert set(MEMBERS.values()) <= found


def test_records_of_psql_are_read() -> None:
    text = "-[ RECORD 1 ]-----+-----\n" + "".join(f"{name:17} | {value}\n" for name, value in MEMBERS.items())
    found = {text[span.start : span.end] for span in shipped_engine().find(text)}
    assert set(MEMBERS.values()) <= found


@pytest.mark.parametrize("written", WRITTEN)
def test_what_a_name_says_nothing_of_is_not_read(written: str) -> None:
    assert list(find_wrapped_values("x\n" + written.format(name="colour", value="blue"))) == []


def test_values_stand_where_they_stand() -> None:
    text = 'pin: Some("4417"), username: Some("jroe")'
    (assembled,) = find_wrapped_values(text)
    assert assembled.text == "pin: 4417\nusername: jroe\n"
    place = assembled.text.index("jroe")
    assert [text[slice(*each)] for each in assembled.outer(place, place + 4)] == ["jroe"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("def pin(value='4417'):\n    return value\n", id="source"),
        pytest.param("pin:\n  value:\n", id="no value"),
        pytest.param("fn pin() -> Option<u8> { Some(x) }", id="a variable"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_has_no_value_is_not_read(text: str) -> None:
    assert list(find_wrapped_values(text)) == []
