"""Finds for every country the beginnings that its numbering plan rules out.

    python -m corpora.surrogate_phones

A beginning is ruled out when no kind of number of any territory with the calling code can begin so, by the
plans in libphonenumber, and when it cannot be taken for a trunk prefix.
"""

import sys
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parent.parent / "scrub" / "surrogates" / "calling_codes.txt"
KINDS = [
    "fixed_line",
    "mobile",
    "toll_free",
    "premium_rate",
    "shared_cost",
    "personal_number",
    "voip",
    "pager",
    "uan",
    "voicemail",
]
MOST_DIGITS, MOST_PREFIXES = 4, 6


def main() -> int:
    """Write the table and return 0."""
    import phonenumbers

    regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE
    lines = [
        " ".join([str(code), *found])
        for code in sorted(regions)
        if (found := _ruled_out(code, regions[code]))
    ]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} calling codes")
    return 0


def _ruled_out(code: int, regions: tuple[str, ...]) -> list[str]:
    plans = [plan for region in regions if (plan := _plan(code, region))]
    trunks = {plan.national_prefix for plan in plans if plan.national_prefix} | {"0"}
    for size in range(1, MOST_DIGITS + 1):
        found = [
            prefix
            for number in range(10**size)
            if not _is_trunk(prefix := f"{number:0{size}d}", trunks)
            and not any(_dials_abroad(plan, trunk + prefix) for plan in plans for trunk in trunks)
            and not any(_can_begin(plan, prefix) or _names_carrier(plan, prefix) for plan in plans)
        ]
        if found:
            return found[:MOST_PREFIXES]
    return []


def _plan(code: int, region: str) -> Any:
    from phonenumbers import PhoneMetadata

    if region == "001":
        return PhoneMetadata.metadata_for_nongeo_region(code)
    return PhoneMetadata.metadata_for_region(region)


def _is_trunk(prefix: str, trunks: set[str]) -> bool:
    return any(prefix.startswith(trunk) or trunk.startswith(prefix) for trunk in trunks)


def _dials_abroad(plan: Any, digits: str) -> bool:
    exit_code = plan.international_prefix
    pattern = _compiled(exit_code) if exit_code else None
    return pattern is not None and bool(pattern.fullmatch(digits, partial=True) or pattern.match(digits))


def _names_carrier(plan: Any, prefix: str) -> bool:
    """Return whether a beginning may be dropped, as it says who is to carry the call."""
    if plan.national_prefix_transform_rule:
        # What is put in place of it, such as an area, makes no other number of it.
        return False
    carrier = plan.national_prefix_for_parsing
    pattern = _compiled(carrier) if carrier else None
    return pattern is not None and bool(pattern.fullmatch(prefix, partial=True) or pattern.match(prefix))


def _can_begin(plan: Any, prefix: str) -> bool:
    return any(
        _compiled(description.national_number_pattern).fullmatch(prefix, partial=True)
        for kind in KINDS
        if (description := getattr(plan, kind)) is not None and description.national_number_pattern
    )


@cache
def _compiled(pattern: str) -> Any:
    import regex

    return regex.compile(pattern)


if __name__ == "__main__":
    sys.exit(main())
