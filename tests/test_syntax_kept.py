"""Code and data still parse after redaction, with names, mail, hosts and secrets where such stand."""

from dataclasses import replace
from functools import cache

import pytest

from scrub.evaluate.syntax import outline
from scrub.policy import Policy
from scrub.scrubber import Scrubber

MAIL = "amara.okafor@quillpost.co.uk"
KEY = "ghp_" + "k7Q" * 12
URL = "postgres://amara:Tr0ub4dor-88@db-7.quillpost.net:5432/app"
PHONE = "+44 20 7123 4567"
# A text in its place: a comment, a string, a name that a person's login makes.
CODE = {
    "python": f'# {MAIL}\nKEY = "{KEY}"\n\n\ndef notify(to="{MAIL}", url=f"{URL}"):\n    return "{PHONE}"\n',
    "json": f'{{"mail": "{MAIL}", "tel": "{PHONE}", "key": ["{KEY}", "{URL}"]}}',
    "yaml": f"# {MAIL}\nmail: {MAIL}\ntoken: {KEY}\nurl: {URL}\ntel: '{PHONE}'\n",
    "toml": f'# {MAIL}\nmail = "{MAIL}"\n[db]\nurl = "{URL}"\ntoken = \'{KEY}\'\n',
    "go": f'package main\n\n// {MAIL}\nvar key = "{KEY}"\nvar url = `{URL}`\n',
    "rust": f'// {MAIL}\nconst KEY: &str = "{KEY}";\nfn main() {{ let u = r"{URL}"; }}\n',
    "java": f'/** @author {MAIL} */\nclass A {{ String k = "{KEY}"; String u = "{URL}"; }}\n',
    "javascript": f"// {MAIL}\nconst key = '{KEY}', u = `{URL}`;\nexport default {{ key, u }};\n",
    "typescript": f"// {MAIL}\nconst key: string = '{KEY}';\nconst u = `{URL}`;\n",
    "tsx": f'const A = () => <a href="mailto:{MAIL}" title={{`{KEY}`}}>{PHONE}</a>;\n',
    "c": f'/* {MAIL} */\nstatic const char *k = "{KEY}";\nconst char *u = "{URL}";\n',
    "cpp": f'// {MAIL}\nconst auto k = R"({KEY})";\nauto u = "{URL}";\n',
    "csharp": f'// {MAIL}\nclass A {{ const string K = "{KEY}"; string u = @"{URL}"; }}\n',
    "bash": f"# {MAIL}\nexport TOKEN={KEY}\npsql '{URL}' && mail -s hi {MAIL}\n",
    "ruby": f"# {MAIL}\nKEY = '{KEY}'\ndef u = \"{URL}\"\n",
    "php": f"<?php\n// {MAIL}\n$key = '{KEY}';\n$u = \"{URL}\";\n",
    "kotlin": f'// {MAIL}\nval key = "{KEY}"\nval u = """{URL}"""\n',
    "scala": f'// {MAIL}\nobject A {{ val key = "{KEY}"; val u = "{URL}" }}\n',
    "lua": f'-- {MAIL}\nlocal key = "{KEY}"\nlocal u = [[{URL}]]\n',
    "swift": f'// {MAIL}\nlet key = "{KEY}"\nlet u = "{URL}"\n',
    "html": f'<!-- {MAIL} --><a href="mailto:{MAIL}" data-key="{KEY}">{PHONE}</a>\n',
    "css": f'/* {MAIL} */\na::after {{ content: "{MAIL}"; }}\n',
    "haskell": f'-- {MAIL}\nkey :: String\nkey = "{KEY}"\nu = "{URL}"\n',
    "elixir": f'# {MAIL}\ndefmodule A do\n  @key "{KEY}"\n  def u, do: "{URL}"\nend\n',
    "sql": f"-- {MAIL}\nINSERT INTO people (mail, tel) VALUES ('{MAIL}', '{PHONE}');\n",
    "zig": f'// {MAIL}\nconst key = "{KEY}";\nconst u = "{URL}";\n',
}


@cache
def scrubber(style: str) -> Scrubber:
    return Scrubber(replace(Policy.load(), names=None), key=bytes(range(32)), style=style)


@pytest.mark.parametrize("language", CODE)
def test_code_parses_after_redaction(language: str) -> None:
    before = CODE[language]
    after = scrubber("surrogate").scrub_text(before).text
    assert MAIL not in after
    assert KEY not in after
    assert outline(language, before)
    assert outline(language, after) == outline(language, before)
