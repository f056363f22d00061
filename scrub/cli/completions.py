"""What the shell offers behind an option: names that may stand there; where none fits, it offers files."""

from collections.abc import Callable, Iterable


def one_of(*names: str) -> Callable[[str], list[str]]:
    """Return what offers some names."""
    return lambda incomplete: _beginning(names, incomplete)


def policies(incomplete: str) -> list[str]:
    """Offer the shipped policies; another one is a file."""
    from scrub.policyfile import SHIPPED

    return _beginning(SHIPPED, incomplete)


def styles(incomplete: str) -> list[str]:
    """Offer the styles of stand-ins."""
    from scrub.operators import STYLES

    return _beginning(STYLES, incomplete)


def formats(incomplete: str) -> list[str]:
    """Offer the formats that are read."""
    from scrub.formats import FORMATS

    return _beginning((form.name for form in FORMATS), incomplete)


def entity_types(incomplete: str) -> list[str]:
    """Offer entity types, behind those that are there already with their commas."""
    from recognizers.entities import ENTITY_TYPES

    before, comma, last = incomplete.rpartition(",")
    return [f"{before}{comma}{name}" for name in _beginning(ENTITY_TYPES, last)]


def rules(incomplete: str) -> list[str]:
    """Offer the shipped rules by their ids."""
    from recognizers.finders import shipped_finders
    from recognizers.ruleset import shipped_rules

    return _beginning((each.id for each in (*shipped_rules(), *shipped_finders())), incomplete)


def _beginning(names: Iterable[str], incomplete: str) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]
