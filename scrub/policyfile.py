"""How a policy is read from TOML; every error names the file, the line and the valid choices."""

import re
import tomllib
from collections.abc import Callable, Mapping
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from recognizers.entities import ENTITY_TYPES, Family, family_of, own_type
from recognizers.errors import reason_of
from recognizers.nearest import nearest, unknown
from scrub.choices import NamesLevel, OperatorChoice, PublicPeople, RecognizerChoice, Scope
from scrub.errors import PolicyError
from scrub.formats.record import MOST_LEVELS, Kind
from scrub.lists import compiled

SHIPPED: Final = ("default", "strict", "secrets-only")
# How TOML's types are called where another one stands.
_CALLED: Final[Mapping[type, str]] = {
    str: "a text in quotes",
    list: "a list",
    dict: "a table",
    int: "a whole number",
    float: "a number",
}


def read_policy(source: str | Path, heirs: tuple[str | Path, ...] = ()) -> Mapping[str, Any]:
    """Return what a policy file, or the shipped one of that name, says: the arguments of `Policy`.

    `heirs` are the policies that extend this one, and each other.
    """
    if source in heirs:
        raise PolicyError(f"{heirs[0]}: 'extends' comes back to {source}: a policy cannot extend itself")
    if source in SHIPPED:
        path = Path(str(files("scrub"))) / "policies" / f"{source}.toml"
    else:
        path = Path(source)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        known = f"shipped policies: {', '.join(SHIPPED)}"
        raise PolicyError(f"{source}: no such policy file{nearest(str(source), SHIPPED)}; {known}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise PolicyError(f"{source}: cannot be read: {reason_of(error)}") from None
    try:
        table = tomllib.loads(text)
    # A number of over 4,300 digits is an error of int.
    except ValueError as error:
        raise PolicyError(f"{source}: not valid TOML: {error}") from None
    except RecursionError:
        raise PolicyError(f"{source}: nested too deeply") from None
    reader = _Reader(str(source), text, path.parent)
    parent = reader.parent(table)
    return reader.read(table, read_policy(parent, (*heirs, source)) if parent is not None else {})


def _extended(base: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values over those of the base: tables merge, what adds up is added, the rest is replaced."""
    merged = dict(base)
    for key, value in values.items():
        old = base.get(key)
        if isinstance(value, Mapping) and isinstance(old, Mapping):
            merged[key] = _extended(old, value)
        elif isinstance(value, tuple) and isinstance(old, tuple):
            merged[key] = old + value
        else:
            merged[key] = value
    return merged


def known_type(name: str, where: str) -> str:
    """Return our name of an entity type; PolicyError with a suggestion for an unknown one."""
    found = own_type(name.upper())
    if found:
        return found
    raise PolicyError(f"{where}: {unknown('entity type', name, ENTITY_TYPES)}")


class _Reader:
    """Reads the tables of one policy file; every error names the file and the line."""

    def __init__(self, source: str, text: str, folder: Path) -> None:
        self._source = source
        self._lines = text.split("\n")
        self._folder = folder

    def parent(self, table: Mapping[str, Any]) -> str | Path | None:
        """Return the policy that this one extends: a shipped one, or a file named from this one's folder.

        What a file does not say is as in `default`; shipped policies stand for themselves.
        """
        if self._source in SHIPPED:
            return None
        name: str = self._expect("extends", table.get("extends", SHIPPED[0]), str)
        if name in SHIPPED:
            return name
        path = (self._folder / name).resolve()
        if not path.is_file():
            known = ", ".join(SHIPPED)
            raise PolicyError(
                f"{self._where('extends')}: 'extends' names no policy {name!r}{nearest(name, SHIPPED)}; "
                f"it may be {known}, or a file named from this one's folder"
            )
        return path

    def read(self, table: Mapping[str, Any], base: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return what the file says over what the policy says that it extends."""
        values: dict[str, Any] = {"name": Path(self._source).stem}
        all_types: frozenset[str] = base.get("types", frozenset(ENTITY_TYPES))
        detect = table.get("detect")
        if isinstance(detect, dict) and "threshold" in detect:
            base = {**base, "thresholds": {}}
        sections: Mapping[str, Callable[[Any], Mapping[str, Any]]] = {
            "extends": lambda _: {},
            "name": lambda name: {"name": self._expect("name", name, str)},
            "scope": self._scope,
            "detect": lambda section: self._detect(section, all_types),
            "operators": self._operators,
            "limits": self._limits,
            "eligibility": lambda section: {"eligibility": self._expect("eligibility", section, dict)},
        }
        for key, value in table.items():
            self._known(key, sections)
            values.update(sections[key](value))
        return _extended(base, values)

    def _where(self, key: str) -> str:
        pattern = re.compile(
            rf"^\s*(?:\[+\s*)?(?:[\w\"'-]+\s*\.\s*)*[\"']?{re.escape(key)}[\"']?\s*(?:=|\]|\.)"
        )
        line = next((number for number, text in enumerate(self._lines, 1) if pattern.match(text)), None)
        return f"{self._source}:{line}" if line else self._source

    def _known(self, key: str, known: Any) -> None:
        if key not in known:
            raise PolicyError(f"{self._where(key)}: {unknown('key', key, known)}")

    def _expect(self, key: str, value: Any, kind: type | tuple[type, ...]) -> Any:
        kinds = kind if isinstance(kind, tuple) else (kind,)
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            names = " or ".join(_CALLED[each] for each in kinds)
            raise PolicyError(f"{self._where(key)}: {key!r} must be {names}")
        return value

    def _texts(self, key: str, value: Any) -> tuple[str, ...]:
        items = self._expect(key, value, list)
        return tuple(self._expect(key, item, str) for item in items)

    def _scope(self, value: Any) -> Mapping[str, Any]:
        return {"scope": self._choice("scope", value, Scope)}

    def _choice(self, key: str, value: Any, choices: type[StrEnum]) -> StrEnum:
        try:
            return choices(value)
        except ValueError:
            raise PolicyError(f"{self._where(key)}: {unknown(key, value, choices)}") from None

    def _score(self, key: str, value: Any) -> float:
        score = float(self._expect(key, value, (int, float)))
        if not 0 <= score <= 1:
            raise PolicyError(f"{self._where(key)}: {key!r} must be between 0 and 1")
        return score

    def _detect(self, section: Any, inherited: frozenset[str]) -> Mapping[str, Any]:
        known = (
            "names",
            "public_people",
            "threshold",
            "thresholds",
            "families",
            "types",
            "off",
            "rules",
            "allow",
            "deny",
            "recognizers",
        )
        values: dict[str, Any] = {}
        self._expect("detect", section, dict)
        types = set(ENTITY_TYPES if "types" in section or "families" in section else inherited)
        for key, value in section.items():
            self._known(key, known)
            if key == "names":
                values["names"] = self._names(value)
            elif key == "public_people":
                values[key] = self._choice(key, value, PublicPeople)
            elif key == "threshold":
                values["threshold"] = self._score(key, value)
            elif key == "thresholds":
                values["thresholds"] = self._thresholds(value)
            elif key == "families":
                families = {self._family(name) for name in self._texts(key, value)}
                types &= {name for name in ENTITY_TYPES if family_of(name) in families}
            elif key == "types":
                types &= {known_type(name, self._where(key)) for name in self._texts(key, value)}
            elif key == "off":
                types -= {known_type(name, self._where(key)) for name in self._texts(key, value)}
            elif key == "rules":
                values["rule_files"] = tuple(
                    (self._folder / name).resolve() for name in self._texts(key, value)
                )
            elif key == "allow":
                values["allow"], values["allow_patterns"] = self._allowed(value)
            elif key == "deny":
                values["deny"], values["deny_patterns"] = self._denied(value)
            else:
                values["recognizers"] = tuple(
                    self._recognizer(entry) for entry in self._expect(key, value, list)
                )
        return {**values, "types": frozenset(types)}

    def _allowed(self, value: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return texts and patterns of a list of texts, `{ regex = ... }` and `{ file = ... }`."""
        texts: list[str] = []
        patterns: list[str] = []
        for entry in self._expect("allow", value, list):
            if isinstance(entry, str):
                texts.append(entry)
            else:
                self._listed("allow", dict(self._expect("allow", entry, (str, dict))), texts, patterns)
        return tuple(texts), tuple(patterns)

    def _denied(self, value: Any) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """Return types by text and by pattern, of `{ TEXT = TYPE }` or a list of tables with a `type`."""
        denied: dict[str, str] = {}
        by_pattern: dict[str, str] = {}
        if isinstance(value, dict):
            value = [{"text": text, "type": name} for text, name in value.items()]
        for entry in self._expect("deny", value, (dict, list)):
            table = dict(self._expect("deny", entry, dict))
            where = self._where(str(table.get("text", "deny")))
            entity_type = known_type(self._expect("type", table.pop("type", None), str), where)
            texts: list[str] = []
            patterns: list[str] = []
            self._listed("deny", table, texts, patterns)
            denied |= dict.fromkeys(texts, entity_type)
            by_pattern |= dict.fromkeys(patterns, entity_type)
        return denied, by_pattern

    def _listed(self, key: str, table: dict[str, Any], texts: list[str], patterns: list[str]) -> None:
        """Add what one table of a list names: a text, a pattern, or a file with a text a line."""
        if len(table) != 1:
            raise PolicyError(f"{self._where(key)}: an entry of {key!r} names one of text, regex or file")
        kind, value = next(iter(table.items()))
        self._known(kind, ("text", "regex", "file"))
        content = self._expect(kind, value, str)
        if kind == "text":
            texts.append(content)
        elif kind == "regex":
            try:
                compiled(content)
            except PolicyError as error:
                raise PolicyError(f"{self._where(key)}: {error}") from None
            patterns.append(content)
        else:
            try:
                lines = (self._folder / content).read_text(encoding="utf-8-sig").splitlines()
            except (OSError, UnicodeDecodeError) as error:
                raise PolicyError(
                    f"{self._where(key)}: {content} cannot be read: {reason_of(error)}"
                ) from None
            texts += [line.strip() for line in lines if line.strip() and not line.startswith("#")]

    def _names(self, value: Any) -> NamesLevel | None:
        if value is False:
            return None
        try:
            return NamesLevel(value)
        except ValueError:
            known = ", ".join(f'"{level}"' for level in NamesLevel)
            raise PolicyError(f"{self._where('names')}: 'names' must be one of {known}, or false") from None

    def _family(self, name: str) -> Family:
        try:
            return Family(name)
        except ValueError:
            raise PolicyError(f"{self._where('families')}: {unknown('family', name, Family)}") from None

    def _thresholds(self, table: Any) -> Mapping[tuple[str, Kind | None], float]:
        thresholds: dict[tuple[str, Kind | None], float] = {}
        for name, value in self._expect("thresholds", table, dict).items():
            entity_type = known_type(name, self._where(name))
            by_kind = value if isinstance(value, dict) else {None: value}
            for kind_name, score in by_kind.items():
                try:
                    kind = Kind(kind_name) if kind_name else None
                except ValueError:
                    where = self._where(str(kind_name))
                    raise PolicyError(f"{where}: {unknown('kind', kind_name, Kind)}") from None
                thresholds[entity_type, kind] = self._score(name, score)
        return thresholds

    def _recognizer(self, entry: Any) -> RecognizerChoice:
        table = dict(self._expect("recognizers", entry, dict))
        name = table.pop("class", None)
        if not isinstance(name, str) or "." not in name:
            raise PolicyError(
                f"{self._where('class')}: a recognizer needs 'class', the dotted name of its class"
            )
        return RecognizerChoice(name, table)

    def _operators(self, section: Any) -> Mapping[str, Any]:
        values: dict[str, Any] = {}
        operators: dict[str, OperatorChoice] = {}
        for key, value in self._expect("operators", section, dict).items():
            if isinstance(value, dict):
                table = dict(value)
                choice = OperatorChoice(self._expect(key, table.pop("operator", None), str), table)
            else:
                choice = OperatorChoice(self._expect(key, value, str))
            if key == "default":
                values["operator"] = choice
            else:
                operators[known_type(key, self._where(key))] = choice
        return {**values, "operators": operators}

    def _limits(self, section: Any) -> Mapping[str, Any]:
        values: dict[str, Any] = {}
        for key, value in self._expect("limits", section, dict).items():
            self._known(key, ("conversation_bytes", "segment_characters", "findings", "nesting", "seconds"))
            if self._expect(key, value, int) < 1:
                raise PolicyError(f"{self._where(key)}: {key!r} must be above 0")
            if key == "nesting" and value > MOST_LEVELS:
                raise PolicyError(f"{self._where(key)}: {key!r} must be at most {MOST_LEVELS}")
            values[key] = value
        return values
