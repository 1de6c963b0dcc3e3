"""What may be wrong with a page: one file per check, collected by walking this package."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from checks._asks import all_of
from checks._check import Case, Check
from checks._families import FAMILIES, Family
from checks._judge import judge

__all__ = ["FAMILIES", "Case", "Check", "Family", "all_checks", "all_of", "enabled_checks", "judge"]


@cache
def all_checks() -> tuple[Check, ...]:
    """Every check there is, by code. A code used twice, or a file without a check, is an error.

    A module whose name begins with an underscore is a helper and holds no check.
    """
    found: dict[str, Check] = {}
    for family in pkgutil.iter_modules(__path__):
        if not family.ispkg:
            continue
        package = importlib.import_module(f"{__name__}.{family.name}")
        for module in pkgutil.iter_modules(package.__path__):
            if module.name.startswith("_"):
                continue
            check: Check = importlib.import_module(f"{package.__name__}.{module.name}").CHECK
            if check.code in found:
                raise ValueError(f"{check.code} is used by {found[check.code].slug} and by {check.slug}")
            if check.slug != module.name or check.family != family.name:
                raise ValueError(
                    f"{check.code} lives in {family.name}/{module.name}.py but says {check.slug}"
                )
            found[check.code] = check
    return tuple(found[code] for code in sorted(found))


def enabled_checks(disabled: frozenset[str]) -> tuple[Check, ...]:
    """All checks less those switched off by code ("DATE001") or by family ("LINK")."""
    return tuple(
        c
        for c in all_checks()
        if c.code not in disabled and c.family.upper() not in {d.upper() for d in disabled}
    )
