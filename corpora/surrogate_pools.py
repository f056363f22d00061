"""Builds the pools of names in `scrub/surrogates/names` from the locales of Faker.

    pip install faker==40.63.0 phonenumbers
    python -m corpora.surrogate_pools

Faker is under the MIT licence, https://github.com/joke2k/faker/blob/master/LICENSE.txt; its lists are of
given and family names as such, of no particular people. Where a script has fewer than `LEAST` names, family
names are made of the beginning of one and the end of another, which nobody need be called.
"""

import hashlib
import importlib
import sys
import textwrap
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from corpora.famous import FAMOUS
from scrub.surrogates.pools import folded, script_of

POOLS = Path(__file__).parent.parent / "scrub" / "surrogates" / "names"
LEAST = 2100
# With fewer, given names lend their halves too.
FEWEST_ROOTS = 60
SHORTEST, LONGEST = 2, 12

# By file, then by style: the locales, those of the most people first.
LOCALES = {
    "latin": {
        "west": "en en_US en_GB en_IE en_NZ de_DE de_AT de_CH fr_FR fr_BE fr_CH fr_CA it_IT es_ES es_CA pt_PT"
        " nl_NL nl_BE da_DK sv_SE no_NO fi_FI",
        "east": "pl_PL cs_CZ sk_SK hu_HU ro_RO hr_HR sl_SI lt_LT lv_LV et_EE tr_TR az_AZ",
        "americas": "es_MX es_AR es_CL es_CO pt_BR",
        "africa": "en_NG yo_NG ig_NG ha_NG sw zu_ZA tw_GH en_KE fr_DZ",
        "asia": "id_ID en_IN en_PK en_TH vi_VN uz_UZ",
    },
    "cyrillic": {"south": "bg_BG mk_MK", "east": "ru_RU uk_UA"},
    "arabic": {"arabic": "ar_AA ar_DZ ar_SA ar_PS", "persian": "fa_IR"},
    "devanagari": {"hindi": "hi_IN mr_IN ne_NP"},
    "bengali": {"bengali": "bn_BD"},
    "gujarati": {"gujarati": "gu_IN"},
    "oriya": {"odia": "or_IN"},
    "tamil": {"tamil": "ta_IN"},
    "sinhala": {"sinhala": "si_LK"},
    "armenian": {"armenian": "hy_AM"},
    "georgian": {"georgian": "ka_GE"},
    "greek": {"greek": "el_GR"},
    "hebrew": {"hebrew": "he_IL"},
    "thai": {"thai": "th_TH"},
    "hangul": {"korean": "ko_KR"},
    "han": {"japanese": "ja_JP", "chinese": "zh_CN zh_TW"},
    "kana": {"kana": "ja_JP"},
}
LISTS = {
    ("given", "f"): ("first_names_female", "first_female_names"),
    ("given", "m"): ("first_names_male", "first_male_names"),
    ("given", "n"): ("first_names", "first_names_nonbinary"),
    ("family", "f"): ("last_names_female", "female_last_names"),
    ("family", "m"): ("last_names_male", "male_last_names"),
    ("family", "n"): ("last_names", "last_names_unisex", "unisex_last_names"),
}
# Scripts without a difference of case write every name in as many characters as they like.
SYLLABIC = frozenset(("han", "hangul"))
# English words that a reader would take for something else.
_WORDS = """
Will Mark Bill Art Rich Grant Frank Dick Pat Sue Rob Jack Drew Chase Grace Hope Faith Joy Dawn April May
June August Summer Autumn Winter Rose Iris Lily Daisy Violet Ruby Jade Amber Crystal Pearl Star Sky River
Rain Storm Angel Prince King Queen Duke Earl Major General Judge Bishop Pope Page Case Field Long Short
Little Small Large Strong Good Best Love Price Cash Banks Bank Church Hall House Home Street Lane Park Day
Week Knight Young Old White Black Brown Green Gray Grey Gold Silver Stone Wood Woods Hill Rivers Waters
Doe Null None True False Test User Admin Root Guest Major Christian Baron Marquis Royal Ivory Sage Genesis
Heaven Nevaeh Destiny Trinity Chance Case Cross Miles Ace Legend Maverick Royce Java Ada Julia Ruby Perl
"""
WORDS = frozenset(_WORDS.split())


def main() -> int:
    """Write one file a script and return 0."""
    POOLS.mkdir(exist_ok=True)
    total = 0
    for script, styles in LOCALES.items():
        sections = {style: _sections(locales.split()) for style, locales in styles.items()}
        if script == "kana":
            sections = {"kana": _kana()}
        elif script in SYLLABIC:
            sections = {style: _syllabic(style, lists) for style, lists in sections.items()}
        else:
            for style, lists in sections.items():
                _fill_up(style, lists, every=sections)
        for style, lists in sections.items():
            sections[style] = {
                key: [name for name in names if script_of(name) == script] for key, names in lists.items()
            }
        undrawn = WORDS | _famous(sections, script)
        text = "".join(_written(style, lists, undrawn) for style, lists in sections.items())
        (POOLS / f"{script}.txt").write_text(text, encoding="utf-8")
        names = {name for lists in sections.values() for pool in lists.values() for name in pool} - undrawn
        total += len(text.encode())
        print(f"{script}: {len(names)} names, {len(text.encode())} bytes")
    print(f"{total} bytes")
    return 0


Lists = dict[tuple[str, str], list[str]]


def _sections(locales: Iterable[str]) -> Lists:
    drawn: dict[tuple[str, str], dict[str, None]] = {key: {} for key in LISTS}
    for locale in locales:
        provider = _provider(locale)
        for key, attributes in LISTS.items():
            for attribute in attributes:
                drawn[key].update(dict.fromkeys(filter(_usable, map(_clean, _entries(provider, attribute)))))
    for role in ("given", "family"):
        # A name of both lists is of either gender.
        both = drawn[role, "f"].keys() & drawn[role, "m"].keys()
        drawn[role, "n"] = dict.fromkeys([*drawn[role, "n"], *sorted(both)])
        for gender in ("f", "m"):
            drawn[role, gender] = {name: None for name in drawn[role, gender] if name not in both}
            if drawn[role, gender]:
                drawn[role, "n"] = {
                    name: None for name in drawn[role, "n"] if name not in drawn[role, gender]
                }
    return _unlike({key: list(names) for key, names in drawn.items()})


def _unlike(lists: Lists) -> Lists:
    """Leave out names that differ from another of their role by accents alone."""
    seen: dict[tuple[str, str], str] = {}
    for (role, _), names in lists.items():
        for name in names:
            seen.setdefault((role, folded(name)), name)
    return {
        key: [name for name in names if seen[key[0], folded(name)] == name] for key, names in lists.items()
    }


def _provider(locale: str) -> object:
    from faker import Generator

    return importlib.import_module(f"faker.providers.person.{locale}").Provider(Generator())


def _entries(provider: object, attribute: str) -> Iterator[str]:
    found = getattr(provider, attribute, None) or ()
    if set(found) == {"John", "Jane"} or set(found) == {"Doe"}:
        return
    for entry in found:
        yield entry[0] if isinstance(entry, tuple) else entry


def _clean(name: str) -> str:
    return unicodedata.normalize("NFC", name.strip())


def _usable(name: str) -> bool:
    return (
        all(unicodedata.category(character)[0] in "LM" for character in name)
        and len(name) <= LONGEST
        and (len(name) >= SHORTEST or not name.isascii())
        and (not name.isascii() or name.istitle())
    )


def _fill_up(style: str, lists: Lists, every: dict[str, Lists]) -> None:
    """Add invented family names where a file has too few."""
    names = {name for other in every.values() for pool in other.values() for name in pool}
    missing = LEAST - len(names)
    if missing <= 0 or style != next(iter(every)):
        return
    roots = lists["family", "n"] or [*lists["family", "f"], *lists["family", "m"]]
    roots = (
        roots
        if len(roots) > 60
        else [*roots, *lists["given", "n"], *lists["given", "m"], *lists["given", "f"]]
    )
    lists["family", "n"].extend(_recombined(roots, names, missing))


def _recombined(roots: list[str], known: set[str], count: int) -> list[str]:
    halves = [cut for name in roots if (cut := _halves(name))]
    pairs = (
        first + last
        for first, _ in halves
        for _, last in halves
        if 3 <= len(first + last) <= 9 and first + last not in known
    )
    return sorted(dict.fromkeys(pairs), key=_shuffled)[:count]


def _halves(name: str) -> tuple[str, str] | None:
    at = (len(name) + 1) // 2
    # A mark belongs to the letter before it.
    while at < len(name) and unicodedata.category(name[at])[0] == "M":
        at += 1
    # Thai writes some vowels before the consonant that they follow.
    if at < len(name) and "\u0e40" <= name[at - 1] <= "\u0e44":
        at -= 1
    return (name[:at], name[at:]) if 0 < at < len(name) else None


def _shuffled(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def _syllabic(style: str, lists: Lists) -> Lists:
    """Make given names (and Japanese family names) of two characters out of those in use at each place."""
    given = [name for (role, _), pool in lists.items() if role == "given" for name in pool]
    family = [name for (role, _), pool in lists.items() if role == "family" for name in pool]
    made: Lists = {
        ("family", "n"): [*family],
        ("given", "n"): [*given],
    }
    if style == "japanese":
        made["family", "n"].extend(_pairs(family, 1200))
    made["given", "n"].extend(_pairs(given, 1800))
    # One character alone is a whole given name too.
    made["given", "n"].extend(dict.fromkeys("".join(name for name in given if len(name) == 2)))
    made["given", "n"] = [name for name in dict.fromkeys(made["given", "n"]) if len(name) <= 3]
    made["family", "n"] = list(dict.fromkeys(made["family", "n"]))
    return made


def _kana() -> Lists:
    """Return Japanese names in katakana; hiragana is the same names."""
    provider = _provider("ja_JP")
    lists: Lists = {}
    for role, attribute in (("given", "first_kana_names"), ("family", "last_kana_names")):
        names = list(dict.fromkeys(_entries(provider, attribute)))
        lists[role, "n"] = names + _recombined(names, set(names), LEAST // 2)
    return lists


def _pairs(names: list[str], count: int) -> list[str]:
    two = [name for name in names if len(name) == 2]
    firsts = dict.fromkeys(name[0] for name in two)
    lasts = dict.fromkeys(name[-1] for name in two)
    if len(firsts) * len(lasts) < 2 * count:
        firsts = lasts = dict.fromkeys("".join(two))
    pairs = (first + last for first in firsts for last in lasts if first != last)
    return sorted(set(pairs) - set(names), key=_shuffled)[:count]


def _famous(sections: dict[str, Lists], script: str) -> set[str]:
    """Return the names without which no draw makes the full name of somebody famous.

    Of each, that is the family name; where there are few of those, the given name.
    """
    kept, dropped = ("family", "given") if script in SYLLABIC else ("given", "family")
    by_role: dict[str, dict[str, list[str]]] = {"given": {}, "family": {}}
    for lists in sections.values():
        for (role, _), pool in lists.items():
            for name in pool:
                by_role[role].setdefault(folded(name), []).append(name)
    found: set[str] = set()
    for given, family in FAMOUS:
        parts = {"given": given, "family": family}
        if parts[kept] in by_role[kept]:
            found.update(by_role[dropped].get(parts[dropped], ()))
    return found


def _written(style: str, lists: Lists, undrawn: Collection[str]) -> str:
    blocks = []
    for (role, gender), pool in lists.items():
        for suffix, names in (
            ("", [name for name in pool if name not in undrawn]),
            # Known for what they are, and never drawn.
            (" known", [name for name in pool if name in undrawn]),
        ):
            if names:
                text = " ".join(sorted(names))
                lines = textwrap.fill(text, 110, break_long_words=False, break_on_hyphens=False)
                blocks.append(f"[{style} {role} {gender}{suffix}]\n{lines}\n")
    return "".join(blocks)


if __name__ == "__main__":
    sys.exit(main())
